"""References as the command line prints them, and all that the rest of the engine asks of them."""

from __future__ import annotations

from claimsbook.references.formats import FORMATS, bibliography, bibtex, files, ris, spelt, text
from claimsbook.references.items import (
    BOOK,
    book,
    canonical,
    everything,
    faults_of_sources,
    fingerprint,
    item,
    mark,
    of_book,
    of_chapter,
    of_claim,
    of_exhibit,
    of_source,
)

__all__ = [
    "BOOK",
    "FORMATS",
    "bibliography",
    "bibtex",
    "book",
    "canonical",
    "everything",
    "faults_of_sources",
    "files",
    "fingerprint",
    "item",
    "main",
    "mark",
    "of_book",
    "of_chapter",
    "of_claim",
    "of_exhibit",
    "of_source",
    "ris",
    "spelt",
    "text",
]


def main(cited: list[str], form: str) -> int:
    """Print the reference of each id."""
    for name in cited:
        print(spelt(item(name.partition("@")[0]), form))
    return 0
