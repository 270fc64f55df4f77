"""Periods as companies name them: where one lies in time, and whether it was known by a day."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

_PERIOD = re.compile(r"\d{4}( ?Q[1-4]|-\d{2}(-\d{2})?)?")

AFTER = "after the article"
"""What the note of a row says where its source has only a year, and was published since."""


def middle(period: str) -> pd.Timestamp:
    """The moment in the middle of a year, quarter, month or day: "2024", "2025 Q1", "2025-12".

    Raises ValueError for a text that names none of these.
    """
    if not _PERIOD.fullmatch(period):
        raise ValueError(f"{period!r} is no year, quarter, month or day")
    whole = pd.Period(period.replace(" ", ""))
    return whole.start_time + (whole.end_time - whole.start_time) / 2


def published_since(rows: pd.DataFrame, issued: Mapping[str, str], day: str) -> pd.Series:
    """Whether each row came out after `day`, as booleans on the index of `rows`.

    `rows` has the columns as_of (ISO, of any precision), source_id and note; `issued` gives the
    date of each source ("" where unknown). A row is later where its own date or its source's is, or
    where its note says so (see AFTER): a source that has only a year does not tell.
    """
    dates = rows["source_id"].map(dict(issued)).fillna("")
    told_late = (dates.str.len() > len("2026")) & (dates > day)
    noted = rows["note"].fillna("").str.contains(AFTER, regex=False)
    return (rows["as_of"].astype(str) > day) | told_late | noted
