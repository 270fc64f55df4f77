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


def note() -> None:
    """Remember that everything held in this state."""
    write_atomically(_file(), json.dumps({"state": _state()}) + "\n")


def is_verified() -> bool:
    """Whether everything held when this state of tables, code and stored outputs was verified."""
    try:
        return bool(json.loads(_file().read_text("utf-8"))["state"] == _state())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _state() -> str:
    """A hash of the commit, its changes, and what each chapter stored and would be run from."""
    stored = {
        one.slug: [sha256(one.notebook.read_bytes()), chapters.reasons_stale(one)]
        for one in chapters.all_chapters()
        if one.notebook.is_file()
    }
    return sha256(canonical_json([release.commit(), stored]))


def _file() -> Path:
    return paths.cache() / "verified.json"
