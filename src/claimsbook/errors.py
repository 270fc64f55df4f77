"""Errors that say where the fault is and what to do about it."""

from __future__ import annotations

import errno
import os
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


_OF_THE_SYSTEM = {
    errno.ENOSPC: ("the disk is full", "free some space, then try again"),
    errno.EDQUOT: ("your share of the disk is used up", "free some space, then try again"),
    errno.EFBIG: (
        "larger than a file may be here",
        "raise the limit (`ulimit -f`), or work on another disk",
    ),
    errno.EROFS: ("it lies where nothing can be written", "work on a copy in another place"),
    errno.EACCES: (
        "you may not read or write it",
        "`ls -ld` shows whose it is; give yourself the right, or work on a copy of your own",
    ),
    errno.EPERM: (
        "you may not change it",
        "`ls -ld` and `lsattr` show what it is; give yourself "
        "the right, or work on a copy of your own",
    ),
}


def of_the_system(error: OSError) -> str:
    """What the machine refused, of which file, with the remedy, in a line; "" for other errors.

    These are a full disk, a share used up, a limit, a place that cannot be written, missing rights.
    """
    if error.errno not in _OF_THE_SYSTEM:
        return ""
    what, remedy = _OF_THE_SYSTEM[error.errno]
    if error.filename is None:
        return f"{what}. Remedy: {remedy}."
    return f"{shown(Path(os.fsdecode(error.filename)))}: {what}. Remedy: {remedy}."


def in_words(text: str) -> OSError | None:
    """The error of the system that a program of others told of in `text`; None where none is."""
    number = next((one for one in _OF_THE_SYSTEM if os.strerror(one) in text), None)
    return None if number is None else OSError(number, os.strerror(number))
