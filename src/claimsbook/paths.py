"""Where the things of the current book live, as absolute paths."""

from __future__ import annotations

from pathlib import Path

from claimsbook.book import current


def root() -> Path:
    """The folder of the book: its repository."""
    return current().root


def data() -> Path:
    """The data package."""
    return root() / "data"


def notebooks() -> Path:
    """The chapters."""
    return root() / "notebooks"


def prose() -> Path:
    """The pages without code."""
    return root() / "book"


def site() -> Path:
    """The built site."""
    return root() / "_build" / "html"


def cache() -> Path:
    """What may be thrown away at any time."""
    return root() / ".cache"


def shown(path: Path) -> str:
    """`path` as a reader of the repository would write it: relative to its root."""
    return path.relative_to(root()).as_posix() if path.is_relative_to(root()) else path.as_posix()
