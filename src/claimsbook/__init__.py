"""claimsbook: an engine for books whose claims are checked against cited data.

It knows nothing of any book's subject: what a book says of itself stands in its `book.toml`.
The names below are the public interface; everything else may change without notice.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimsbook.book import Book as Book
    from claimsbook.chapters.assumptions import Within as Within
    from claimsbook.chapters.assumptions import assume as assume
    from claimsbook.figures import marks as marks
    from claimsbook.figures import prose as prose
    from claimsbook.figures import theme as theme
    from claimsbook.figures.exhibits import exhibit as exhibit
    from claimsbook.ledger import claims as claims
    from claimsbook.ledger import intervals as intervals
    from claimsbook.tables import data as data
    from claimsbook.tables import sources as sources

_PUBLIC = {
    "Book": ("claimsbook.book", "Book"),
    "Within": ("claimsbook.chapters.assumptions", "Within"),
    "assume": ("claimsbook.chapters.assumptions", "assume"),
    "claims": ("claimsbook.ledger.claims", ""),
    "data": ("claimsbook.tables.data", ""),
    "exhibit": ("claimsbook.figures.exhibits", "exhibit"),
    "intervals": ("claimsbook.ledger.intervals", ""),
    "marks": ("claimsbook.figures.marks", ""),
    "prose": ("claimsbook.figures.prose", ""),
    "sources": ("claimsbook.tables.sources", ""),
    "theme": ("claimsbook.figures.theme", ""),
}

__all__ = [
    "Book",
    "Within",
    "assume",
    "claims",
    "data",
    "exhibit",
    "intervals",
    "marks",
    "prose",
    "sources",
    "theme",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use: reading a table should not cost the second that a renderer takes.
    try:
        module, member = _PUBLIC[name]
    except KeyError:
        raise AttributeError(f"module 'claimsbook' has no attribute {name!r}") from None
    found = importlib.import_module(module)
    return getattr(found, member) if member else found
