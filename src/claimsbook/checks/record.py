"""Which state of the book was last verified here: all chapters ran anew, and all of it held.

Only the command line tells of it. What a site says must follow from its commit, and not from what
somebody did on one machine.
"""

from __future__ import annotations

import json
from pathlib import Path

from claimsbook import chapters, paths
from claimsbook.files import canonical_json, sha256, write_atomically
from claimsbook.publish import release


def note(began: str) -> None:
    """Remember that everything held in the state in which verifying began (see `state`).

    Nothing is remembered of a state that is no longer that of the book, or not of all of it.
    """
    if began and began == state():
        write_atomically(_file(), json.dumps({"state": began}) + "\n")


def is_verified() -> bool:
    """Whether everything held when this state of tables, code and stored outputs was verified."""
    try:
        return bool(json.loads(_file().read_text("utf-8"))["state"] == state() != "")
    except (OSError, ValueError, KeyError, TypeError):
        return False


def state() -> str:
    """A hash of the commit, its changes, and what each chapter stored and would be run from.

    It is "" where a chapter has no notebook: of such a book not everything can hold.
    """
    known = chapters.all_chapters()
    if not all(one.notebook.is_file() for one in known):
        return ""
    stored = {
        one.slug: [sha256(one.notebook.read_bytes()), chapters.reasons_stale(one)] for one in known
    }
    return sha256(canonical_json([release.commit(), stored]))


def _file() -> Path:
    return paths.cache() / "verified.json"
