"""Writing that never leaves half a file, and hashing that never depends on the machine."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HALF_DONE: set[Path] = set()
"""What this process has begun to write and not finished."""


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace `path` by `content` in one step: a reader sees the old file or the new one.

    Raises OSError that names `path`, whatever part of the writing failed.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with half_done(Path(name)) as temporary:
            with os.fdopen(handle, "wb") as out:
                out.write(raw)
            temporary.chmod(0o644)
            temporary.replace(path)


@contextlib.contextmanager
def replaced(folder: Path, beside: Path | None = None) -> Iterator[Path]:
    """A new, empty folder that takes the place of `folder` when the block has ended well.

    Until then `folder` stays as it is; where the block fails, the new one is removed. It lies in
    `beside`, on the same disk, or next to `folder`.
    """
    place = beside or folder.parent
    new, old = place / f".{folder.name}.new", place / f".{folder.name}.old"
    if old.is_dir() and not folder.exists():
        # A process ended between the two steps below.
        old.rename(folder)
    for one in (new, old):
        remove(one)
    with half_done(new), naming(folder):
        new.mkdir(parents=True)
        yield new
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:
            if old.exists():
                old.rename(folder)
            raise
    remove(old)


@contextlib.contextmanager
def half_done(place: Path) -> Iterator[Path]:
    """Remove this file or folder where the block that makes it fails, or is broken off."""
    _HALF_DONE.add(place)
    try:
        yield place
    except BaseException:
        remove(place)
        raise
    finally:
        _HALF_DONE.discard(place)


def abandon() -> None:
    """Remove all that is half done: this process ends."""
    for place in list(_HALF_DONE):
        with contextlib.suppress(OSError):
            remove(place)


def remove(place: Path) -> None:
    """Remove a file, or a folder with all in it; nothing where there is none."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an OSError of the block that names no file, or a temporary one of `path`, name `path`.

    A full disk does not say which file was too much for it.
    """
    try:
        yield
    except shutil.Error as error:
        # Of a copied tree: what failed, one by one, each with its reason.
        raise OSError(error_number(error), str(error), str(path)) from error
    except OSError as error:
        named = Path(os.fsdecode(error.filename or "")).name
        if error.errno is None or not (named == "" or named.startswith(f".{path.name}.")):
            raise
        raise OSError(error.errno, os.strerror(error.errno), str(path)) from error


def error_number(error: shutil.Error) -> int:
    """The number of the first error of the system that stopped the copy of a tree."""
    text = str(error)
    known = {os.strerror(number): number for number in errno.errorcode}
    return next((number for words, number in known.items() if words in text), errno.EIO)


def readable(folder: Path) -> None:
    """Let every web server read a folder and all in it, whatever the umask: 755, and files 644."""
    for place in (folder, *folder.rglob("*")):
        if not place.is_symlink():
            place.chmod(0o755 if place.is_dir() else 0o644)


def write_changed(path: Path, content: str | bytes) -> None:
    """Write `content` unless `path` holds it already; its time of change then stays."""
    raw = content.encode("utf-8") if isinstance(content, str) else content
    if not path.is_file() or path.read_bytes() != raw:
        write_atomically(path, raw)


def json_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file; {} where there is none, or something else, or no file."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


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
