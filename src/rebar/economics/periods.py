"""Calendar periods as sources write them, in years: "1989", "mid-1960s", "about 1986-1988"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import pandas as pd

Place = Literal["start", "middle", "end"]

UNDATED = "no date"
"""What a table writes where a source gives no date."""

MID_DECADE = (4, 6)
"""The years of a decade that "mid" stands for: 1964 to 1966 for the mid-1960s."""

_ISO = re.compile(r"(\d{4})(?:-\d{2}){0,2}")
_SPAN = re.compile(r"(?:about )?(\d{4})-(\d{4})")
_DECADE = re.compile(r"(mid-)?(\d{3}0)s")


@dataclass(frozen=True)
class Years:
    """The calendar years from `first` to `last`, both included. Raises ValueError if reversed."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"no period runs from {self.first} to {self.last}")

    @property
    def middle(self) -> int:
        """The middle year; of an even number of years, the earlier of the two in the middle."""
        return (self.first + self.last) // 2

    def at(self, place: Place) -> int:
        """The year at the start, in the middle or at the end."""
        return {"start": self.first, "middle": self.middle, "end": self.last}[place]

    @property
    def count(self) -> int:
        """How many years the period has."""
        return self.last - self.first + 1

    def shared(self, other: Years) -> int:
        """How many years the two periods have in common."""
        return max(0, min(self.last, other.last) - max(self.first, other.first) + 1)


def years_of(text: str) -> Years:
    """The years that a date or period in words stands for.

    Read are an ISO date of any precision ("1980-12"), a span ("1986-1988", "about 1986-1988") and
    a decade or its middle ("1960s", "mid-1960s"; see MID_DECADE). Raises ValueError for anything
    else, which is not guessed at.
    """
    if found := _ISO.fullmatch(text):
        return Years(int(found[1]), int(found[1]))
    if found := _SPAN.fullmatch(text):
        return Years(int(found[1]), int(found[2]))
    if found := _DECADE.fullmatch(text):
        first, last = MID_DECADE if found[1] else (0, 9)
        return Years(int(found[2]) + first, int(found[2]) + last)
    raise ValueError(
        f"{text!r} is no period. Remedy: write 1989, 1986-1988, about 1986-1988, 1960s or mid-1960s"
    )


def since(text: str) -> int:
    """The year that a quantity in words counts from: 2006 in "price cuts since 2006".

    Raises ValueError unless the words name exactly one such year.
    """
    found = re.findall(r"\bsince (\d{4})\b", text)
    if len(found) != 1:
        raise ValueError(f"{text!r} names {len(found)} years since which it counts, not one")
    return int(found[0])


def dated(frame: pd.DataFrame) -> dict[str, Years]:
    """The years of each row of `frame` by row id; rows without a date are left out.

    `frame` has the columns row_id, date (ISO) and period (in words), of which a row fills one;
    period may be UNDATED. Raises ValueError naming the row where both or neither are filled, or
    where the text is no period.
    """
    found = {}
    for row_id, date, period in zip(frame["row_id"], frame["date"], frame["period"]):
        if bool(date) == bool(period):
            given = "both date and period" if date else "neither date nor period"
            raise ValueError(f"row {row_id} has {given}. Remedy: fill exactly one of the two")
        if period == UNDATED:
            continue
        try:
            found[str(row_id)] = years_of(str(date or period))
        except ValueError as error:
            raise ValueError(f"row {row_id}: {error}") from None
    return found


def first_and_last(frame: pd.DataFrame, column: str = "year") -> tuple[pd.Series, pd.Series]:
    """The rows of `frame` with the lowest and the highest value of `column`, whatever their order.

    Raises ValueError for a frame without rows.
    """
    ordered = frame.sort_values(column, kind="stable")
    if ordered.empty:
        raise ValueError(f"no row has a first or a last {column}")
    return ordered.iloc[0], ordered.iloc[-1]
