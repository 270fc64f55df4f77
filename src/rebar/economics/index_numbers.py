"""Price indexes of models: matched, multilateral, cheapest at a level, and hedonic.

All functions are pure: frames in, frames out. A frame of prices has one row an item and period with
the columns `item`, `period` (any type that sorts) and `price` (positive, in any currency unit). An
index is a frame with `period` and `index`; its first period is 100 unless another base is named.

Sources. Chained Jevons: Consumer Price Index Manual (ILO and others 2004), chapter 20, and Producer
Price Index Manual (IMF and others 2004), chapter 20. Rolling-window GEKS: Ivancic, Diewert and Fox
(2011), Scanner data, time aggregation and the construction of price indexes, Journal of
Econometrics 161(1). Time-dummy hedonic: Producer Price Index Manual, chapter 21; Pakes (2003), A
reconsideration of hedonic price indexes, American Economic Review 93(5). These were written from
knowledge of the methods; none of the four was read for this book.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

WINDOW = 13
"""Periods in a rolling window: a year of months and the month that closes it."""


def check_prices(prices: pd.DataFrame) -> pd.DataFrame:
    """The columns item, period and price, sorted.

    Raises ValueError for a column that is missing, a price that is not positive and finite, or two
    prices of one item in one period.
    """
    missing = [column for column in ("item", "period", "price") if column not in prices]
    if missing:
        raise ValueError(f"a frame of prices needs the column {missing[0]!r}")
    frame = prices[["item", "period", "price"]].sort_values(["period", "item"], ignore_index=True)
    numbers = frame["price"].astype(float)
    wrong = frame[~(np.isfinite(numbers) & (numbers > 0))]
    if len(wrong):
        first = wrong.iloc[0]
        raise ValueError(f"{first['item']} has the price {first['price']} in {first['period']}")
    twins = frame[frame.duplicated(["item", "period"])]
    if len(twins):
        first = twins.iloc[0]
        raise ValueError(f"{first['item']} has two prices in {first['period']}")
    return frame.assign(price=numbers)


def rebased(index: pd.DataFrame, base: Any, columns: Sequence[str] = ("index",)) -> pd.DataFrame:
    """The same index with the period `base` as 100. ValueError where it has no value."""
    at = index.loc[index["period"] == base, "index"]
    if len(at) != 1 or not np.isfinite(at.iloc[0]):
        raise ValueError(f"the index has no value in {base}, which shall be its base")
    factor = 100 / at.iloc[0]
    return index.assign(**{column: index[column] * factor for column in columns})


def jevons(prices: pd.DataFrame, first: Any, second: Any) -> float:
    """Price of `second` relative to `first`: the geometric mean over the items priced in both.

    Raises ValueError when none is.
    """
    table = _log_prices(prices)
    return float(np.exp(_mean_change(table, list(table.columns).index(first),
                                     list(table.columns).index(second))))  # fmt: skip


def chained_jevons(prices: pd.DataFrame) -> pd.DataFrame:
    """Matched-model index: from each period to the next, the mean change of what both price.

    Columns: period, index, matched, entered, left, raised, cut (numbers of items against the period
    before; the first row counts its items as entered). A new item enters without changing the
    level, as does one that leaves. Raises ValueError where two neighbouring periods share no item.
    """
    table = _log_prices(prices)
    periods = list(table.columns)
    level, rows = 0.0, []
    for at, period in enumerate(periods):
        now = table[period].notna()
        before = table[periods[at - 1]].notna() if at else now & False
        change = (table[period] - table[periods[at - 1]])[now & before] if at else pd.Series([])
        if at:
            level += _mean_change(table, at - 1, at)
        rows.append(
            {
                "period": period,
                "index": 100 * np.exp(level),
                "matched": int((now & before).sum()),
                "entered": int((now & ~before).sum()),
                "left": int((before & ~now).sum()),
                "raised": int((change > 1e-9).sum()),
                "cut": int((change < -1e-9).sum()),
            }
        )
    return pd.DataFrame(rows)


def geks(prices: pd.DataFrame) -> pd.DataFrame:
    """GEKS-Jevons over all periods: transitive, so free of chain drift.

    The index from s to t is the geometric mean, over every period k, of the Jevons index from s to
    k times that from k to t (Gini; Éltető and Köves; Szulc). Columns: period, index. Raises
    ValueError where two periods share no item.
    """
    table = _log_prices(prices)
    return pd.DataFrame({"period": list(table.columns), "index": 100 * np.exp(_geks_levels(table))})


def rolling_geks(
    prices: pd.DataFrame, window: int = WINDOW, splice: str = "movement"
) -> pd.DataFrame:
    """GEKS-Jevons over a rolling window; what was published is never revised.

    The first window gives its periods as they are. Each later period is linked on by the newest
    window that ends with it: `movement` takes that window's last change (Ivancic, Diewert and Fox
    2011), `mean` the geometric mean over every period that both windows have. Columns: period,
    index. Raises ValueError for a window below 2, another splice, or periods of one window that
    share no item.
    """
    if window < 2 or splice not in ("movement", "mean"):
        raise ValueError("a rolling window needs 2 periods or more, and splice movement or mean")
    table = _log_prices(prices)
    count = len(table.columns)
    levels = list(_geks_levels(table.iloc[:, :window]))
    for end in range(window, count):
        fresh = _geks_levels(table.iloc[:, end - window + 1 : end + 1])
        overlap = range(window - 1) if splice == "mean" else [window - 2]
        start = end - window + 1
        levels.append(float(np.mean([levels[start + k] + fresh[-1] - fresh[k] for k in overlap])))
    return pd.DataFrame({"period": list(table.columns), "index": 100 * np.exp(np.array(levels))})


def cheapest_at_level(
    offers: pd.DataFrame, level: float, price: str = "price", quality: str = "quality"
) -> pd.DataFrame:
    """In each period, the cheapest offer whose quality reaches `level`.

    `offers` has item, period, the price and the quality (a fixed number for each item, on one scale
    over all periods); further columns are passed on. Columns added: `runner_up` (price of the
    cheapest offer of another item, NaN where there is none), `reaching` (items that reach the
    level) and `new_item` (whether another item was the cheapest in the period before). A period
    in which none reaches the level has no row. Ties go to the item that sorts first.
    """
    reaching = offers[offers[quality] >= level].sort_values(["period", price, "item"])
    rows = []
    before = None
    for _, group in reaching.groupby("period", sort=True):
        best = group.iloc[0]
        others = group.loc[group["item"] != best["item"], price]
        rows.append(
            {
                **{str(key): cell for key, cell in best.items()},
                "runner_up": float(others.min()) if len(others) else np.nan,
                "reaching": group["item"].nunique(),
                "new_item": before is not None and best["item"] != before,
            }
        )
        before = best["item"]
    return pd.DataFrame(rows)


def time_dummy_hedonic(
    offers: pd.DataFrame, characteristics: Sequence[str], base: Any, level: float = 0.95
) -> pd.DataFrame:
    """Average price at given characteristics: log price on period dummies and characteristics.

    `offers` has item, period, price and the numeric columns named in `characteristics`. The index
    of a period is exp of its dummy less that of `base`, times 100. The interval is Student's t with
    as many degrees of freedom as items less one, on standard errors clustered by item (an item is
    priced in many periods), with the small-sample factor G / (G - 1) * (N - 1) / (N - K). Columns:
    period, index, low, high, offers, items; `attrs` has r2, n and the coefficients. Raises
    ValueError for a base without offers, fewer than three items, or columns that leave the fit
    undetermined.
    """
    frame = offers.sort_values(["period", "item"], ignore_index=True)
    periods = sorted(frame["period"].unique())
    if base not in periods:
        raise ValueError(f"no offer in {base}, which shall be the base")
    dummies = np.column_stack([(frame["period"] == p).to_numpy(float) for p in periods])
    traits = frame[list(characteristics)].astype(float)
    design = np.hstack([dummies, (traits - traits.mean()).to_numpy(float)])
    target = np.log(frame["price"].to_numpy(float))
    if np.linalg.matrix_rank(design) < design.shape[1] or len(target) <= design.shape[1]:
        raise ValueError("the characteristics and periods leave the fit undetermined")
    solved, *_ = np.linalg.lstsq(design, target, rcond=None)
    residual = target - design @ solved
    covariance, items = _clustered(design, residual, frame["item"])
    margin = float(stats.t.ppf(0.5 + level / 2, items - 1))
    at = periods.index(base)
    rows = []
    for place, period in enumerate(periods):
        pick = np.zeros(design.shape[1])
        pick[place] += 1
        pick[at] -= 1
        change, error = float(pick @ solved), float(np.sqrt(max(pick @ covariance @ pick, 0)))
        here = frame[frame["period"] == period]
        rows.append(
            {
                "period": period,
                "index": 100 * np.exp(change),
                "low": 100 * np.exp(change - margin * error),
                "high": 100 * np.exp(change + margin * error),
                "offers": len(here),
                "items": here["item"].nunique(),
            }
        )
    out = pd.DataFrame(rows)
    spread = float(((target - target.mean()) ** 2).sum())
    out.attrs["r2"] = 1 - float((residual**2).sum()) / spread if spread else 1.0
    out.attrs["n"] = len(target)
    out.attrs["coefficients"] = dict(zip(characteristics, solved[len(periods) :].tolist()))
    return out


def _log_prices(prices: pd.DataFrame) -> pd.DataFrame:
    frame = check_prices(prices)
    frame = frame.assign(price=np.log(frame["price"].to_numpy(float)))
    return frame.pivot(index="item", columns="period", values="price")


def _mean_change(table: pd.DataFrame, first: int, second: int) -> float:
    both = (table.iloc[:, second] - table.iloc[:, first]).dropna()
    if both.empty:
        raise ValueError(
            f"{table.columns[first]} and {table.columns[second]} price no item in common"
        )
    return float(both.mean())


def _geks_levels(table: pd.DataFrame) -> np.ndarray:
    count = table.shape[1]
    change = np.zeros((count, count))
    for first in range(count):
        for second in range(first + 1, count):
            change[first, second] = _mean_change(table, first, second)
            change[second, first] = -change[first, second]
    # From the first period to t, over every k: the mean of change(0, k) + change(k, t).
    levels: np.ndarray = (change[0][:, None] + change).mean(axis=0)
    return levels


def _clustered(
    design: np.ndarray, residual: np.ndarray, items: pd.Series
) -> tuple[np.ndarray, int]:
    """Covariance of least squares with errors that may agree within an item, and the items."""
    codes, names = pd.factorize(items)
    count, (n, k) = len(names), design.shape
    if count < 3:
        raise ValueError(f"an interval by item needs three items, not {count}")
    inverse = np.linalg.inv(design.T @ design)
    scores = np.zeros((count, k))
    np.add.at(scores, codes, design * residual[:, None])
    factor = count / (count - 1) * (n - 1) / (n - k)
    covariance: np.ndarray = factor * inverse @ (scores.T @ scores) @ inverse
    return covariance, count
