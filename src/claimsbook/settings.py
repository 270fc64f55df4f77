"""What a book says of itself to the engine: `book.toml` at its root."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from claimsbook import paths
from claimsbook.errors import BookError


@dataclass(frozen=True)
class Settings:
    """The settings of a book.

    `name`: a short name in small letters, digits and hyphens. The ids of references begin with
    it, so that they stay apart from other books' in one bibliography; so do a release's files.
    """

    name: str


def settings() -> Settings:
    """The settings of the book at `paths.root()`, read anew when the file changes.

    Raises BookError when `book.toml` is missing, is no TOML, lacks a key, or has one that is
    unknown or cannot be used.
    """
    file = paths.root() / "book.toml"
    try:
        found = file.stat()
        return _read(file, (found.st_mtime_ns, found.st_size))
    except FileNotFoundError:
        raise BookError(
            'book.toml is missing. Remedy: restore it, or write one line: name = "your-book".'
        ) from None
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise BookError(f"book.toml cannot be read ({reason}). Remedy: restore it.") from None


@functools.lru_cache(maxsize=4)
def _read(file: Path, _changed: tuple[int, int]) -> Settings:
    found = tomllib.loads(file.read_text("utf-8"))
    known = [one.name for one in fields(Settings)]
    for key in found:
        if key not in known:
            raise _fault(key, "is unknown", f"use one of {', '.join(known)}")
    return Settings(name=_name(found))


def _name(found: dict[str, Any]) -> str:
    name = found.get("name")
    if isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        return name
    problem = f"cannot be {name!r}" if "name" in found else "is missing"
    remedy = 'write small letters, digits and single hyphens, such as name = "your-book"'
    raise _fault("name", problem, remedy)


def _fault(key: str, problem: str, remedy: str) -> BookError:
    return BookError(f"book.toml, key {key!r}: {problem}. Remedy: {remedy}.")
