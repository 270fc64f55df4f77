"""The frame of a figure: a line for each mark, with the rows of the data package it rests on.

`exhibit(..., data=...)` publishes that frame as the figure's CSV. It is to hold all that is drawn,
what the examined text states included, and to lead from each line to its rows: by `row_id` where a
line is one row, else by `row_ids`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from claimsbook.errors import BookError
from claimsbook.tables import data

ROWS = "row_ids"
"""The column with the ids of the rows that a line rests on, parted by spaces."""

WHO = "who"
"""The column that tells whose figures a line has, where a chart draws those of several."""

CLAIM = "claim"
"""The column with the id of the claim whose stated value a line is."""


def resting(
    frame: pd.DataFrame,
    rows: object | Mapping[object, object] | Callable[[pd.Series], object],
    *,
    by: str = "",
) -> pd.DataFrame:
    """The frame with its column `row_ids`.

    `rows` is what all lines rest on (frames, rows, ids, or any nesting of those); or a function
    that gives it for a line; or, with `by`, a table of it by the values of that column. A line
    that rests on none has an empty cell. Raises BookError for a value of `by` that the table
    lacks.
    """
    if by:
        found = [_under(rows, value, by) for value in frame[by]]
    elif callable(rows):
        found = [rows(line) for _, line in frame.iterrows()]
    else:
        found = [rows] * len(frame)
    told = [" ".join(data.row_ids(one)) or None for one in found]
    return frame.assign(**{ROWS: pd.Series(told, frame.index, dtype=object)})


def _under(rows: object, value: object, by: str) -> object:
    if not isinstance(rows, Mapping) or value not in rows:
        raise BookError(
            f"no rows are given for {by} = {value!r}. Remedy: add them to the table of rows, or "
            "an empty list where the line rests on none."
        )
    return rows[value]


def together(parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The lines of several frames in one, told apart by `who`: a key of `parts` for each.

    A frame that has such a column keeps its own. Columns that a part lacks are empty there.
    """
    told = [part if WHO in part else part.assign(**{WHO: whose}) for whose, part in parts.items()]
    # As objects: an empty cell would turn whole numbers and booleans into others.
    return pd.concat([part.astype(object) for part in told], ignore_index=True)
