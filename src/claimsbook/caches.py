"""What was made once and is kept under `.cache`: trusted by what it holds, never by its name.

Whoever keeps something here names all that it is made from, the code that makes it included. The
file says in its first line what it holds and from what, so that one that was edited, cut, or put in
the place of another is noticed and made anew. Who reckons that line anew too is not kept out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from claimsbook import paths
from claimsbook.files import sha256, sha256_file, write_atomically

_SEAL = 65
"""Bytes of the first line: a SHA-256 in hex and the end of the line."""


def kept(shelf: str, made_from: Any, ending: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, from `.cache/<shelf>` where it was made from the same before.

    `made_from` is anything that JSON can spell. Raises OSError where nothing can be written.
    """
    key = sha256(json.dumps(made_from, ensure_ascii=False))
    file = paths.cache() / shelf / f"{key}.{ending}"
    content = _read(file, key)
    if content is None:
        content = make()
        write_atomically(file, _seal(key, content) + content)
    return content


def code(*modules: str | ModuleType) -> list[str]:
    """The SHA-256 of modules, or of files that `__file__` names: what is made depends on them."""
    files = (one if isinstance(one, str) else str(one.__file__) for one in modules)
    return [sha256_file(Path(one)) for one in files]


def _read(file: Path, key: str) -> bytes | None:
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    content = raw[_SEAL:]
    return content if raw[:_SEAL] == _seal(key, content) else None


def _seal(key: str, content: bytes) -> bytes:
    return f"{sha256(key.encode() + content)}\n".encode()
