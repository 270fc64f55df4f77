"""Prices of tokens: the blend, the discount, and what each is measured on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import pandas as pd

Number = TypeVar("Number", float, pd.Series)

BLEND_INPUT_SHARE = 0.75
"""Three input tokens to one output token, the convention of Artificial Analysis and Epoch AI."""

BASES = {
    "input": "input_usd_per_mtok",
    "output": "output_usd_per_mtok",
    "3:1 blend": "blend_usd_per_mtok",
}
"""The bases on which a price can be compared, and the column of each."""


def blended(
    input_usd_per_mtok: Number, output_usd_per_mtok: Number, input_share: float = BLEND_INPUT_SHARE
) -> Number:
    """Price in USD per million tokens when `input_share` of the tokens are input.

    Raises ValueError for a share outside 0..1.
    """
    if not 0 <= input_share <= 1:
        raise ValueError(f"input_share is a share from 0 to 1, not {input_share}")
    return input_share * input_usd_per_mtok + (1 - input_share) * output_usd_per_mtok


def with_blend(prices: pd.DataFrame) -> pd.DataFrame:
    """`prices` with a column blend_usd_per_mtok, computed from its input and output columns."""
    out = prices.copy()
    out["blend_usd_per_mtok"] = blended(out["input_usd_per_mtok"], out["output_usd_per_mtok"])
    return out


def discount_pct(cheap: float, dear: float) -> float:
    """How far `cheap` lies below `dear`, in per cent of `dear`. Raises ValueError if dear <= 0."""
    if not dear > 0:
        raise ValueError(f"a discount needs a positive price to start from, not {dear}")
    return 100 * (1 - cheap / dear)


def discounts(cheap: pd.Series, dear: pd.Series) -> dict[str, float]:
    """The discount in per cent on each base of BASES, for two rows of a table of prices."""
    return {
        base: discount_pct(float(cheap[column]), float(dear[column]))
        for base, column in BASES.items()
    }


def cheapest_so_far(points: pd.DataFrame, date: str, price: str) -> pd.DataFrame:
    """The rows of `points` that set a new lowest `price`, in order of `date`."""
    ordered = points.sort_values([date, price], kind="stable")
    before = ordered[price].cummin().shift(fill_value=np.inf)
    return ordered[ordered[price] < before]


def lowest_on_each_date(
    points: pd.DataFrame, date: str, price: str, by: Sequence[str] = ()
) -> pd.DataFrame:
    """The row with the lowest `price` of each `date`, in order of `date`; of rows alike, the first.

    With `by`, the lowest of each date within each group of those columns. Rows without a price are
    left out.
    """
    ordered = points.dropna(subset=[price]).sort_values([date, price], kind="stable")
    return ordered.drop_duplicates([date, *by])


def changes(before: pd.DataFrame, after: pd.DataFrame, key: str) -> pd.DataFrame:
    """How the prices of what is listed in both of two lists moved, one row a `key`.

    Columns input_factor and output_factor are later over earlier price, and `move` is "cut" where
    one price fell and none rose, "raised" the other way round, "mixed" for one of each and "same".
    Raises ValueError where a list names a key twice or a price of the earlier list is not positive.
    """
    columns = ["input_usd_per_mtok", "output_usd_per_mtok"]
    for name, frame in (("earlier", before), ("later", after)):
        twice = frame[key][frame[key].duplicated()].tolist()
        if twice:
            raise ValueError(f"the {name} list names {twice[0]!r} more than once")
    both = before[[key, *columns]].merge(after[[key, *columns]], on=key, suffixes=("_0", "_1"))
    if not (both[[f"{column}_0" for column in columns]] > 0).all(axis=None):
        raise ValueError("a factor of change needs positive prices to start from")
    factors = pd.DataFrame({name: both[f"{name}_1"] / both[f"{name}_0"] for name in columns})
    fell, rose = (factors < 1).any(axis=1), (factors > 1).any(axis=1)
    move = np.select([fell & rose, fell, rose], ["mixed", "cut", "raised"], default="same")
    return pd.DataFrame(
        {
            key: both[key],
            "input_factor": factors[columns[0]],
            "output_factor": factors[columns[1]],
            "move": move,
        }
    )


def one_price_each(prices: pd.DataFrame, key: str) -> pd.DataFrame:
    """One row a `key` out of several lists that give the same prices: the first by row_id.

    `prices` has the columns row_id, input_usd_per_mtok and output_usd_per_mtok. Raises ValueError
    where two lists give one `key` different prices.
    """
    columns = ["input_usd_per_mtok", "output_usd_per_mtok"]
    several = prices.groupby(key)[columns].nunique().gt(1).any(axis=1)
    if several.any():
        raise ValueError(f"the lists give {several.idxmax()!r} different prices")
    return prices.sort_values("row_id").drop_duplicates(key)
