"""Offers of models in dated price lists: spells of one price, and the lists that they fill."""

from __future__ import annotations

import pandas as pd

PRICES = ("input_usd_per_mtok", "output_usd_per_mtok")
"""The columns of a price."""

INPUT_PARTS, OUTPUT_PARTS = 3, 1
"""How many tokens are read for one that is written, in a blended price."""


def blended(frame: pd.DataFrame) -> pd.Series:
    """Blended list price of each row, USD per million tokens: three parts input to one output.

    The 3:1 weights are those of Artificial Analysis and of most comparisons since.
    """
    total = INPUT_PARTS * frame[PRICES[0]] + OUTPUT_PARTS * frame[PRICES[1]]
    return total / (INPUT_PARTS + OUTPUT_PARTS)


def by_list(spells: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """One row an offer and list: each spell repeated for every list from its first to its last.

    `spells` has list, as_of (first list that gave this price), last_as_of, and any other columns,
    which are passed on; `lists` has list and as_of, a row for each dated list. In the result as_of
    is the date of the list. Raises ValueError where a spell begins or ends on no list.
    """
    known = lists[["list", "as_of"]].drop_duplicates()
    for end in ("as_of", "last_as_of"):
        ends = spells[["list", end]].rename(columns={end: "as_of"})
        strays = ends.merge(known, how="left", indicator=True).query("_merge == 'left_only'")
        if len(strays):
            first = strays.iloc[0]
            raise ValueError(f"a spell has {end} {first['as_of']}, no date of list {first['list']}")
    named = spells.rename(columns={"as_of": "first_as_of"})
    joined = named.merge(known, on="list")
    inside = (joined["first_as_of"] <= joined["as_of"]) & (joined["as_of"] <= joined["last_as_of"])
    columns = [column for column in spells.columns if column != "last_as_of"]
    out = joined.loc[inside, columns]
    return out.sort_values(["list", "as_of", "row_id"], ignore_index=True)


def spells(offers: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """The inverse of `by_list`: consecutive lists with one price become one row.

    `offers` has list, as_of, seller, key, model and the two prices, one row an offer and list. A
    list in which an offer is missing ends its spell. Columns: those of the first list's row, and
    last_as_of.
    """
    dates = {name: sorted(set(group["as_of"])) for name, group in lists.groupby("list")}
    place = {(name, day): at for name, days in dates.items() for at, day in enumerate(days)}
    who = ["list", "seller", "key", "model"]
    frame = offers.sort_values([*who, "as_of"], ignore_index=True)
    at = pd.Series([place[pair] for pair in zip(frame["list"], frame["as_of"])], dtype="int64")
    same = pd.Series(True, index=frame.index)
    for column in [*who, *PRICES]:
        same &= frame[column].eq(frame[column].shift())
    begins = ~(same & at.diff().eq(1))
    number = begins.cumsum()
    last = frame.groupby(number)["as_of"].transform("last")
    out = frame.assign(last_as_of=last)[begins]
    return out.sort_values(["list", "as_of", "key"], ignore_index=True)
