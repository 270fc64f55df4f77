"""The sections of the examined text, by the key that the ledger uses, in its order."""

from __future__ import annotations

from claimsbook.settings import settings


def sections() -> dict[str, str]:
    """The name of each section, for people, as the book's `book.toml` has it."""
    return dict(settings().sections)
