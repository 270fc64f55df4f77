"""Errors that say where the fault is and what to do about it."""

from __future__ import annotations

from pathlib import Path

from claimsbook.paths import shown


class BookError(Exception):
    """Bad input or a broken contract; the message is written for the reader, not the maker."""


class TableError(BookError):
    """A fault in a table of `data/`.

    Parameters: the file, the row as a spreadsheet numbers it (header = 1; None for the whole
    file), the column (None for the whole row), what is wrong, and the remedy.
    """

    def __init__(
        self, file: Path, row: int | None, column: str | None, problem: str, remedy: str
    ) -> None:
        self.file, self.row, self.column = file, row, column
        self.problem, self.remedy = problem, remedy
        where = [shown(file)]
        if row is not None:
            where.append(f"row {row}")
        if column is not None:
            where.append(f"column {column!r}")
        super().__init__(f"{', '.join(where)}: {problem}. Remedy: {remedy}.")
