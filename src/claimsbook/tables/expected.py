"""Units: a row is used in the unit that its reader expects, or refused by name.

Whoever reads a figure says in which unit; the row must be in that unit. A row that is shown or
that decides a claim without a word about its unit is refused too: nobody would notice if another
unit stood there.
"""

from __future__ import annotations

from typing import TypeVar

import pandas as pd

from claimsbook.book import current
from claimsbook.errors import BookError

Rows = TypeVar("Rows", pd.DataFrame, pd.Series)


def expect(table: str, row_id: str, has: str, wanted: str) -> None:
    """Note that a row is read in the unit `wanted`. Raises BookError where it `has` another."""
    if has != wanted:
        raise BookError(
            f"table {table}, row {row_id}: is in {has or 'no unit'}, read as {wanted}. "
            "Remedy: convert it where it is used, or correct the column unit."
        )
    _expected()[row_id] = wanted


def refuse_unexpected(table: str, row_id: str, has: str) -> None:
    """Raise BookError where a row has a unit and nobody said before that it is to have it."""
    if has and unit_of(row_id) != has:
        raise BookError(
            f"table {table}, row {row_id}: is in {has} (column unit), and the chapter does not say "
            f"in which unit it expects it. Remedy: read it with its unit, such as "
            f"`number({row_id!r}, {has!r})`, or say `in_unit(rows, {has!r})` of rows that are only "
            "shown."
        )


def in_unit(rows: Rows, unit: str) -> Rows:
    """The same rows (a frame, or a row of one), each of which must be in `unit`.

    Their columns are those of a table with row_id and unit. Raises BookError naming the first row
    that is in another unit.
    """
    table = str(rows.attrs.get("table", "of the chapter"))
    each = rows.to_dict("records") if isinstance(rows, pd.DataFrame) else [rows.to_dict()]
    for row in each:
        expect(table, str(row["row_id"]), str(row["unit"]), unit)
    return rows


def unit_of(row_id: str) -> str:
    """The unit in which a row was read so far; "" where nobody said one."""
    return _expected().get(row_id, "")


def _expected() -> dict[str, str]:
    """The unit that was expected of each row read so far, by row id."""
    return current().remembered("units expected", dict[str, str])
