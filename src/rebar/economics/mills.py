"""Steel: tons by kind of furnace, and what capacity costs in a mini-mill and an integrated mill."""

from __future__ import annotations

from typing import TypeVar

import pandas as pd

Number = TypeVar("Number", float, pd.Series)


def tons_by_furnace(raw_steel: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Tons from electric and from all other furnaces, for the years that both tables cover.

    `raw_steel` has year and million_net_tons, `shares` year and share_pct (electric furnaces, in
    per cent of all raw steel). Columns: year, all_mn_net_tons, electric_mn_net_tons,
    other_mn_net_tons, in order of year. Raises ValueError where a table has a year twice or the
    two share none.
    """
    for name, frame in (("raw steel", raw_steel), ("shares", shares)):
        twice = frame["year"][frame["year"].duplicated()].tolist()
        if twice:
            raise ValueError(f"the table of {name} has the year {twice[0]} more than once")
    both = raw_steel[["year", "million_net_tons"]].merge(shares[["year", "share_pct"]], on="year")
    if both.empty:
        raise ValueError("no year is in both tables: tons and shares cannot be joined")
    electric = both["million_net_tons"] * both["share_pct"] / 100
    return pd.DataFrame(
        {
            "year": both["year"],
            "all_mn_net_tons": both["million_net_tons"],
            "electric_mn_net_tons": electric,
            "other_mn_net_tons": both["million_net_tons"] - electric,
        }
    ).sort_values("year", ignore_index=True)


def capital_ratio(
    plant_usd_mn: float, plant_mn_tons: Number, mill_usd_mn: float, mill_mn_tons: float
) -> Number:
    """Capital per ton of yearly capacity, integrated plant over mini-mill.

    Prices in million USD, capacities in million tons a year of the same kind. Raises ValueError
    where one of the four is not positive.
    """
    _positive(plant_usd_mn, plant_mn_tons, mill_usd_mn, mill_mn_tons)
    return plant_usd_mn / plant_mn_tons / (mill_usd_mn / mill_mn_tons)


def capital_ratio_in_vega(
    plant_usd_mn: str, plant_mn_tons: str, mill_usd_mn: str, mill: str
) -> str:
    """`capital_ratio` as a Vega expression of the names or numbers given, for sliders.

    `mill` is the capacity of the mini-mill in million tons a year.
    """
    return f"{plant_usd_mn} / {plant_mn_tons} / ({mill_usd_mn} / {mill})"


def plant_size_at(
    ratio: float, plant_usd_mn: float, mill_usd_mn: float, mill_mn_tons: float
) -> float:
    """The size in million tons a year at which the integrated plant has this `capital_ratio`.

    Raises ValueError where an argument is not positive.
    """
    _positive(ratio, plant_usd_mn, mill_usd_mn, mill_mn_tons)
    return plant_usd_mn / (mill_usd_mn / mill_mn_tons) / ratio


def order_of_magnitude(value: float, decades: float = 0.5) -> tuple[float, float]:
    """All that a factor stated as an order of magnitude may be: `decades` powers of ten each way.

    At a half of one, all that lies nearer to `value` than to a tenth or to ten times of it on a
    log scale. Raises ValueError for a value that is not positive or decades below nought.
    """
    _positive(value)
    if not decades >= 0:
        raise ValueError(f"an order of magnitude is no narrower than its value, not {decades}")
    return value / 10**decades, value * 10**decades


def _positive(*values: float | pd.Series) -> None:
    for value in values:
        lowest = float(value.min(skipna=False)) if isinstance(value, pd.Series) else float(value)
        if not lowest > 0:
            raise ValueError(f"a ratio of capital needs positive numbers, not {lowest}")
