"""References as the command line prints them, and all that the rest of the engine asks of them."""

from __future__ import annotations

from claimsbook.references.formats import FORMATS, bibliography, bibtex, files, ris, spelt, text
from claimsbook.references.items import (
    BOOK,
    asked,
    book,
    canonical,
    confirm,
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
    whole_mark,
)
from claimsbook.references.pasted import joined

__all__ = [
    "BOOK",
    "FORMATS",
    "bibliography",
    "bibtex",
    "book",
    "canonical",
    "confirm",
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
    "whole_mark",
]


def main(cited: list[str], form: str) -> int:
    """Print the reference of each id; one with a fingerprint must be that of what stands here."""
    for name in (name for one in joined(cited) for name in asked(one)):
        print(spelt(item(name), form))
    return 0
