"""Writing that never leaves half a file, and hashing that never depends on the machine."""

from __future__ import annotations

import hashlib
import json
import math
import os
import tempfile
from pathlib import Path
from typing import Any


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace `path` by `content` in one step: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = content.encode("utf-8") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_changed(path: Path, content: str | bytes) -> None:
    """Write `content` unless `path` holds it already; its time of change then stays."""
    raw = content.encode("utf-8") if isinstance(content, str) else content
    if not path.is_file() or path.read_bytes() != raw:
        write_atomically(path, raw)


def pretty_json(value: Any) -> str:
    """JSON for people to look at, as files of the site and of a release have it."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def sha256(content: bytes | str) -> str:
    """SHA-256 in hex of `content` (text as UTF-8)."""
    raw = content.encode("utf-8") if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()


def sha256_file(path: Path) -> str:
    """SHA-256 in hex of the bytes of a file."""
    return sha256(path.read_bytes())


def settled(value: Any, digits: int = 10) -> Any:
    """`value` with each float rounded to `digits` significant digits and NaN as None.

    The last bits of a fit differ between processors; a fingerprint must not.
    """
    if isinstance(value, dict):
        return {str(k): settled(v, digits) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [settled(v, digits) for v in value]
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        rounded = float(f"{value:.{digits}g}")
        return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
    return value


def canonical_json(value: Any) -> str:
    """One spelling of `value`: keys sorted, no spaces, UTF-8, floats settled.

    Numbers with no fraction are written as integers, so 3.0 and 3 agree (as in RFC 8785).
    """
    return json.dumps(
        settled(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
