"""Chapters: which are stale, running them, and collecting what they found."""

from __future__ import annotations

from claimsbook.chapters.collected import (
    RECORDS,
    bundles_of,
    checked_claims,
    collect,
    collect_exhibits,
    outputs,
    records_hash,
)
from claimsbook.chapters.pairs import (
    Chapter,
    all_chapters,
    select,
    source_notebook,
    stored,
    unreadable,
)
from claimsbook.chapters.running import execute, run
from claimsbook.chapters.stale import (
    LIBRARIES,
    altered,
    code_hash,
    comparable,
    file_hash,
    module_hash,
    reasons_stale,
    settings_hash,
    stored_hash,
    table_hash,
)

__all__ = [
    "LIBRARIES",
    "RECORDS",
    "Chapter",
    "all_chapters",
    "altered",
    "bundles_of",
    "checked_claims",
    "code_hash",
    "collect",
    "collect_exhibits",
    "comparable",
    "execute",
    "file_hash",
    "module_hash",
    "outputs",
    "reasons_stale",
    "records_hash",
    "run",
    "select",
    "settings_hash",
    "source_notebook",
    "stored",
    "stored_hash",
    "table_hash",
    "unreadable",
]
