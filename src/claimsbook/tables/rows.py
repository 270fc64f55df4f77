"""Cited rows: where each stands, and how it stands as evidence."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from claimsbook import paths
from claimsbook.book import current
from claimsbook.errors import BookError, TableError
from claimsbook.tables import expected
from claimsbook.tables.package import resource, schema, table_file
from claimsbook.tables.validate import validate

STANDINGS = ("record", "independent", "interested", "leaked", "absent")
"""What a row's evidence is: a primary record, a third party's word, a party's word about itself, a
figure of a party that reached the public through unnamed persons, or the note that nothing was
found."""


STANDING = "claimsbook:standing"
"""The property of a table that gives the standing of its rows where they have none of their own."""


@dataclass(frozen=True)
class Row:
    """Where one cited figure stands: its table, its source, how it stands as evidence, its date.

    In a table of single facts also its value, and whether that is a bound ("at_least", "at_most").
    `unit` is that of its figure; "" where the table has no such column, or the row no figure.
    """

    row_id: str
    table: str
    source_id: str
    standing: str
    as_of: str
    measured_by: str
    value: float | None = None
    bound: str = ""
    unit: str = ""


def row(row_id: str) -> Row:
    """The whereabouts of a row of a table read before. Raises BookError if none was read."""
    book = current()
    if row_id not in book.rows_read:
        head = row_id.split("-")[0]
        near = [known for known in book.rows_read if known.split("-")[0] == head][:3]
        tables = ", ".join(book.tables_read) or "none"
        raise BookError(
            f"no row {row_id!r} in the tables read so far ({tables}). "
            "Remedy: read its table first, or correct the id "
            f"(near ones: {', '.join(near) or '-'})."
        )
    return book.rows_read[row_id]


def evidence(rows: object, unit: str = "") -> list[Row]:
    """Rows that a claim or a figure rests on, by frames, rows or ids.

    Each must have been read in its unit, or be in `unit`. Raises BookError for one that is not,
    and for one that was not read.
    """
    found = [row(row_id) for row_id in row_ids(rows)]
    for one in found:
        if one.unit and one.unit == unit:
            expected.expect(one.table, one.row_id, one.unit, unit)
        expected.refuse_unexpected(one.table, one.row_id, one.unit)
    return found


def row_ids(rows: object) -> list[str]:
    """Row ids from a frame, a row of one, an id, or any nesting of those, in order, once each."""
    found: list[str] = []
    if rows is None:
        return found
    if isinstance(rows, str):
        found.append(rows)
    elif isinstance(rows, pd.DataFrame):
        found.extend(str(i) for i in rows["row_id"])
    elif isinstance(rows, pd.Series):
        values = [rows["row_id"]] if "row_id" in rows.index else list(rows)
        found.extend(str(i) for i in values)
    elif isinstance(rows, Iterable):
        for item in rows:
            found.extend(row_ids(item))
    else:
        raise BookError(
            f"rows must be row ids or frames that have row_id, not {type(rows).__name__}"
        )
    return list(dict.fromkeys(found))


def one(frame: pd.DataFrame, **equal: object) -> pd.Series:
    """The single row of `frame` in which each named column has the given value.

    Raises BookError when none or several do, naming the table and the count.
    """
    mask = pd.Series(True, index=frame.index)
    for column, value in equal.items():
        mask &= frame[column] == value
    hits = frame[mask]
    if len(hits) != 1:
        wanted = ", ".join(f"{c} = {v!r}" for c, v in equal.items())
        table = frame.attrs.get("table", "the frame")
        raise BookError(f"{len(hits)} rows of {table} have {wanted}; exactly one was expected.")
    found: pd.Series = hits.iloc[0]
    return found


def remember_rows(name: str, file: Path, frame: pd.DataFrame) -> None:
    known, read = source_ids(), current().rows_read
    default = resource(name).get(STANDING, "record")
    if default not in STANDINGS:
        raise TableError(
            paths.data() / "datapackage.json",
            None,
            STANDING,
            f"{default!r} of table {name} is no standing",
            f"use one of {', '.join(STANDINGS)}",
        )
    standings = frame["standing"] if "standing" in frame else [default] * len(frame)
    # Only a table of single facts has one value a row, which may be a bound.
    single = "bound" in frame and "value" in frame
    values = frame["value"] if single else [None] * len(frame)
    bounds = frame["bound"] if single else [""] * len(frame)
    units = _units(frame)
    columns = (frame[name] for name in ("row_id", "source_id", "as_of", "measured_by"))
    for number, (row_id, source_id, as_of, by, standing, value, bound, unit) in enumerate(
        zip(*columns, standings, values, bounds, units), start=2
    ):
        if source_id not in known:
            raise TableError(
                file,
                number,
                "source_id",
                f"{source_id!r} is not in data/sources.csv",
                "add the source there, or correct the id",
            )
        if row_id in read and read[row_id].table != name:
            raise TableError(
                file,
                number,
                "row_id",
                f"{row_id!r} stands in table {read[row_id].table} too",
                "rename one of the two",
            )
        known_value = None if value is None or pd.isna(value) else float(value)
        read[row_id] = Row(
            row_id, name, source_id, standing, str(as_of), str(by), known_value, bound, unit
        )


def _units(frame: pd.DataFrame) -> list[str]:
    """The unit of each row's figure; "" where it has none, or the table no column for it."""
    if "unit" not in frame:
        return [""] * len(frame)
    if "value" not in frame:
        return [str(unit) for unit in frame["unit"]]
    given = frame["value"].notna()
    return [str(unit) if has else "" for unit, has in zip(frame["unit"], given)]


def source_ids() -> frozenset[str]:
    file = table_file("sources")
    try:
        return _source_ids_of(file, file.stat().st_mtime_ns)
    except (FileNotFoundError, ValueError) as error:
        # A full check says where the fault is; it is too slow to do for every table read.
        validate("sources", file, schema("sources"))
        raise TableError(file, None, None, f"cannot be read ({error})", "restore it") from None


@functools.lru_cache(maxsize=4)
def _source_ids_of(file: Path, _changed: int) -> frozenset[str]:
    frame = pd.read_csv(file, dtype=str, keep_default_na=False, usecols=["source_id"])
    return frozenset(frame["source_id"])
