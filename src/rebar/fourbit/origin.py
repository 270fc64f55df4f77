"""Which commit the code that measures is of."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "REBAR_COMMIT"
"""Environment variable that says it where the code was carried to a machine without its history."""
DIRTY = "-dirty"
"""What a commit ends in whose files were changed since."""
MEASURING = ("src", "requirements", "data/bench/cards.csv", "data/bench/perplexity.txt")
"""What a measurement depends on; the records themselves are not part of it."""
CODE = Path(__file__).resolve().parents[3]
"""The folder in whose `src` this code lies."""


def commit() -> str | None:
    """The commit of this code, ending in `DIRTY` if it was changed since; None where unknown.

    That of another repository which this one lies in is never taken for it.
    """
    if VARIABLE in os.environ:
        return os.environ[VARIABLE] or None
    try:
        from claimsbook.book import Book
        from claimsbook.tables import history
    except ImportError:
        return None
    with Book(CODE):
        found = history.git("rev-parse", "HEAD").strip()
        changed = history.git("status", "--porcelain", "--", *MEASURING).strip()
    return f"{found}{DIRTY if changed else ''}" if found else None
