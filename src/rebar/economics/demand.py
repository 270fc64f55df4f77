"""Demand for tokens: shares by denominator, price elasticities, and what a cut does to spending."""

from __future__ import annotations

import math

import pandas as pd
from scipy import stats

from rebar.economics.precedents import path_elasticity


def elasticity_interval(
    estimate: float, standard_error: float, level: float = 0.95
) -> tuple[float, float]:
    """The interval of an estimate by the normal distribution: estimate ± z times its error.

    Both in the unit of the estimate (an elasticity has none). Raises ValueError for an error that
    is negative or not finite, or a level outside 0..1.
    """
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, not at {level}")
    if not (standard_error >= 0 and math.isfinite(standard_error) and math.isfinite(estimate)):
        raise ValueError(f"an interval needs a finite error, not {standard_error}")
    margin = float(stats.norm.ppf(0.5 + level / 2)) * standard_error
    return estimate - margin, estimate + margin


def with_intervals(elasticities: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """Published elasticities with an interval where one is published or follows from an error.

    `elasticities` has estimate, low, high and standard_error (NaN where empty); so has the result,
    with low and high filled by `elasticity_interval` where an error is known. A published range
    stays as it is, and gets its middle as `drawn`; else `drawn` is the estimate. Raises ValueError
    for a row with neither an estimate nor a range.
    """
    out = elasticities.copy()
    for place, row in out.iterrows():
        if pd.notna(row["estimate"]) and pd.notna(row["standard_error"]):
            ends = elasticity_interval(float(row["estimate"]), float(row["standard_error"]), level)
            out.loc[place, ["low", "high"]] = ends
    out["drawn"] = out["estimate"].fillna((out["low"] + out["high"]) / 2)
    if out["drawn"].isna().any():
        raise ValueError("an elasticity has neither an estimate nor a range")
    return out


def from_responses(elasticities: pd.DataFrame) -> pd.DataFrame:
    """The same elasticities, with ends where a change of use was published and no elasticity.

    `elasticities` has price_change_pct, use_low_pct and use_high_pct (per cent; NaN where empty)
    beside low and high. Of constant elasticity: ln(1 + use) / ln(1 + price), both as shares; the
    quotient of the per cents themselves would be too large for a fall of the price. Raises
    ValueError where a price did not move, or one of the two fell by all of itself.
    """
    out = elasticities.copy()
    for place, row in out[out["price_change_pct"].notna()].iterrows():
        price = 1 + float(row["price_change_pct"]) / 100
        uses = (1 + float(row[one]) / 100 for one in ("use_low_pct", "use_high_pct"))
        out.loc[place, ["low", "high"]] = sorted(path_elasticity(price, use) for use in uses)
    return out


def use_factor(price_factor: float, elasticity: float) -> float:
    """By what use is multiplied where the price is multiplied by `price_factor`.

    Constant elasticity: price_factor ** elasticity, 1 where the price stays. `elasticity` is
    negative where use falls with price. Raises ValueError unless the factor is positive.
    """
    if not price_factor > 0:
        raise ValueError(f"a price is multiplied by something positive, not {price_factor}")
    return float(price_factor**elasticity)


def spending_factor(price_factor: float, elasticity: float) -> float:
    """By what spending (the sellers' revenue) is multiplied: price_factor ** (1 + elasticity).

    Above 1 for a falling price where the elasticity is beyond -1, below 1 where it is short of -1,
    and exactly 1 at -1. Raises ValueError as `use_factor` does.
    """
    return price_factor * use_factor(price_factor, elasticity)


def spending_effects(elasticities: pd.DataFrame, price_factor: float) -> pd.DataFrame:
    """What a change of price does to spending under each elasticity.

    `elasticities` is that of `with_intervals`. Adds spending, spending_low and spending_high
    (factors of spending; the ends are NaN where no interval is known, and in order otherwise) and
    `sign`: "rises" or "falls" where the whole interval agrees, "either" where it does not or is
    unknown. For a falling price, a factor below 1.
    """
    out = elasticities.copy()
    out["spending"] = [spending_factor(price_factor, one) for one in out["drawn"]]
    ends = out[["low", "high"]].map(lambda one: price_factor ** (1 + one))
    out["spending_low"], out["spending_high"] = ends.min(axis=1), ends.max(axis=1)
    out["sign"] = "either"
    out.loc[out["spending_low"] > 1, "sign"] = "rises"
    out.loc[out["spending_high"] < 1, "sign"] = "falls"
    return out


def signs_by_study(effects: pd.DataFrame) -> pd.Series:
    """What each study says of spending: the one `sign` of all its estimates, or "differs".

    `effects` is that of `spending_effects` with measured_by. Several columns of one table are one
    study, so that its authors do not count as often as they calculated.
    """
    signs = effects.groupby("measured_by", sort=False)["sign"].unique()
    told: pd.Series = signs.map(lambda one: one[0] if len(one) == 1 else "differs")
    return told


def discount_pct(log_points: float) -> float:
    """How much cheaper, in per cent, a coefficient in a regression of log prices says.

    100 (1 - exp(log_points)): 0 at 0, near 100 for a large negative one, negative for a dearer one.
    """
    return 100 * (1 - math.exp(log_points))


def cheaper(pct: float) -> str:
    """A discount of `discount_pct` in words: "89 % cheaper", or "50 % dearer" below nought."""
    return f"{abs(pct):.0f} % {'cheaper' if pct >= 0 else 'dearer'}"


def open_shares(shares: pd.DataFrame) -> pd.DataFrame:
    """Each reading as a share of open models, in per cent.

    `shares` has side ("open" or "closed"), value, value_high (NaN where there is none) and bound.
    Adds open_low, open_high (equal for a single figure; a bound reaches to 0 or 100) and `drawn`,
    the figure itself, the bound, or the middle of a range. Raises ValueError for another side or a
    share outside 0..100.
    """
    out = shares.copy()
    if not out["side"].isin(["open", "closed"]).all():
        raise ValueError("a share is that of open or of closed models")
    high = out["value_high"].fillna(out["value"])
    if not (out["value"].between(0, 100) & high.between(0, 100)).all():
        raise ValueError("a share lies between 0 and 100 per cent")
    low = out["value"].where(out["bound"] != "at_most", 0.0)
    high = high.where(out["bound"] != "at_least", 100.0)
    middle = out["value"].where(out["bound"] != "", (low + high) / 2)
    closed = out["side"] == "closed"
    out["open_low"] = low.where(~closed, 100 - high)
    out["open_high"] = high.where(~closed, 100 - low)
    out["drawn"] = middle.where(~closed, 100 - middle)
    return out
