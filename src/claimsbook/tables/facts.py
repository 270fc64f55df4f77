"""Single facts by the id of their row: one way to read them, for every chapter."""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass

import pandas as pd

from claimsbook.errors import BookError
from claimsbook.tables import expected


@dataclass(frozen=True)
class Facts:
    """A table of single facts. Ids may be given without the `prefix` that all of them share.

    `frame` has the columns of the schema `facts`: row_id, quantity, value, value_high, unit,
    supports, as_of, measured_by, standing, source_id, locator, note.
    """

    frame: pd.DataFrame
    table: str
    prefix: str = ""

    def row(self, name: str, unit: str = "") -> pd.Series:
        """The row of this id, which must be in `unit` where one is given.

        Raises BookError, naming near ids, where the table has none, or where its unit is another.
        """
        found: pd.Series = self.frame.loc[self._row_id(name)]  # type: ignore[assignment]
        if unit:
            self._expect(found, unit)
        return found

    def rows(self, *names: str, unit: str = "") -> pd.DataFrame:
        """The rows of these ids, in the order given, as evidence of a check or a figure.

        Each must be in `unit` where one is given. Raises BookError as `row` does.
        """
        return self.frame.loc[[str(self.row(name, unit)["row_id"]) for name in names]]

    def number(self, name: str, unit: str = "", *, column: str = "value") -> float:
        """The figure in a row, read in `unit`.

        The unit may be left out where the row has none (its column says it), or was read with it
        before. Raises BookError where the row has no figure in `column`, one in another unit, or a
        bound, which is no figure (see `found`).
        """
        row = self.row(name)
        self._expect(row, unit)
        if column == "value" and row.get("bound", ""):
            raise BookError(
                f"table {self.table}, row {row['row_id']}: is a bound ({row['bound']}), no figure. "
                "Remedy: read it with `found`, which gives all that it allows."
            )
        if pd.isna(row[column]):
            raise BookError(
                f"table {self.table}, row {row['row_id']}: {column} is empty. "
                "Remedy: read a row that has a figure."
            )
        return float(row[column])

    def range(self, name: str, unit: str = "") -> tuple[float, float]:
        """Both ends of the range in a row (twice the figure where it has but one)."""
        low = self.number(name, unit)
        if pd.isna(self.row(name)["value_high"]):
            return low, low
        return low, self.number(name, unit, column="value_high")

    def found(self, name: str, unit: str = "") -> float | tuple[float, float]:
        """What a row gives as evidence: its figure, its range, or all that its bound allows.

        A bound is a range with an infinite end: (20, inf) for "at least 20".
        """
        row = self.row(name)
        bound = row.get("bound", "")
        if not bound:
            low, high = self.range(name, unit)
            return low if low == high else (low, high)
        value = self.edge(name, unit)
        return (value, math.inf) if bound == "at_least" else (-math.inf, value)

    def edge(self, name: str, unit: str = "") -> float:
        """The number in a row, bound or not: to draw or to print, never as what was found."""
        plain = self.frame.drop(columns="bound", errors="ignore")
        return Facts(plain, self.table, self.prefix).number(name, unit)

    def text(self, name: str, column: str) -> str:
        """Another cell of a row, as text."""
        return str(self.row(name)[column])

    def link(self, name: str, words: str) -> str:
        """Words of a sentence, such as "34 %", as a link to the row that they rest on."""
        return f"[{words}](row:{self._row_id(name)})"

    def supports(self, *names: str) -> bool | None:
        """Whether the sources of these rows support the statement that they speak of.

        True where every one says yes, False where every one says no, None where they disagree,
        say it in part, or say nothing.
        """
        said = {str(self.row(name)["supports"]) for name in names}
        return {"yes": True, "no": False}.get(said.pop()) if len(said) == 1 else None

    def _expect(self, row: pd.Series, unit: str) -> None:
        has, row_id = str(row.get("unit", "")), str(row["row_id"])
        if unit:
            expected.expect(self.table, row_id, has, unit)
        else:
            expected.refuse_unexpected(self.table, row_id, has)

    def _row_id(self, name: str) -> str:
        for row_id in (self.prefix + name, name):
            if row_id in self.frame.index:
                return row_id
        known = [str(one) for one in self.frame.index]
        near = difflib.get_close_matches(self.prefix + name, known, 3, 0.5)
        raise BookError(
            f"table {self.table} has no row {self.prefix + name!r}. Remedy: correct the id "
            f"(near ones: {', '.join(near) or '-'})."
        )
