"""CSV that a spreadsheet may open: no cell of it is run as a formula.

A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-` or `@`, also in full width,
or after a tab or a line break, quoted or not. Text of that kind gets an apostrophe before it, which
programs of that sort read as "this is text"; numbers stay as they are
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import re
from typing import Any

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_RUN = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def defused(value: Any) -> Any:
    """A cell, with an apostrophe before it where it is text that a spreadsheet would run."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value) or not _RUN.match(value):
        return value
    return f"'{value}"


def defused_table(text: str) -> str:
    """CSV with each such cell defused; the very text where there is none."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    safe = [[defused(cell) for cell in row] for row in rows]
    return text if safe == rows else written(safe)


def written(rows: list[list[Any]]) -> str:
    """Rows as CSV, each cell defused, a line feed after each row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue()
