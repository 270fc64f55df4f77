"""How many sell behind one format: providers and models as dated price lists count them.

Frames of lists have the columns of `data/prices/providers.csv`: as_of, list, measure and value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from claimsbook.errors import BookError
from claimsbook.tables import data


def counted(lists: pd.DataFrame, day: str, name: str, measure: str) -> float:
    """What a list of this name counted on a day. Raises BookError where it has no one row."""
    return float(data.one(lists, as_of=day, list=name, measure=measure)["value"])


def in_series(lists: pd.DataFrame, names: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """The rows of the series in `names`, by list and measure, with its name in column `series`."""
    keys = zip(lists["list"], lists["measure"])
    series = pd.Series([names.get(key) for key in keys], index=lists.index, dtype=object)
    return lists.assign(series=series).dropna(subset=["series"])


def dated(as_of: pd.Series, day_of_month: int) -> pd.Series:
    """ISO dates for a time axis: one known by its month alone stands at `day_of_month`."""
    whole = as_of.str.len() == len("2026-03-11")
    return as_of.where(whole, as_of + f"-{day_of_month:02d}")


def compared(fact: pd.Series) -> int:
    """How many a count was taken of, as its quantity says: "..., of 20 compared".

    Raises BookError where it does not say so.
    """
    found = re.search(r"\bof (\d+) compared$", str(fact["quantity"]))
    if found is None:
        raise BookError(
            f"row {fact['row_id']}: its quantity does not end in how many were compared. "
            "Remedy: end it with `of N compared`."
        )
    return int(found[1])
