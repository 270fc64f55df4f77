"""Where things live, as absolute paths."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(os.environ.get("CLAIMSBOOK_ROOT", Path(__file__).resolve().parents[2]))
"""The repository; `CLAIMSBOOK_ROOT` points a test at a copy of it."""

DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
BOOK = ROOT / "book"
BUILD = ROOT / "_build" / "html"
CACHE = ROOT / ".cache"


def shown(path: Path) -> str:
    """`path` as a reader of the repository would write it: relative to its root."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()
