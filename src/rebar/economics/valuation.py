"""What a valuation asks of revenue: growth to a target, multiples, and what a holder wants."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from rebar.economics import growth


def grown(start: float, pct: float, years: float) -> float:
    """Where `start` stands after `years` years of `pct` per cent a year, compounded."""
    return float(start * (1 + pct / 100) ** years)


def start_for(target: float, pct: float, years: float) -> float:
    """What must grow by `pct` per cent a year to be `target` in `years` years."""
    return float(target / (1 + pct / 100) ** years)


def years_to(start: float, target: float, pct: float) -> float:
    """How many years `start` takes to reach `target` at `pct` per cent a year.

    Raises ValueError unless the target is above the start and the growth positive.
    """
    return growth.years_for(target / start, 1 + pct / 100)


def readings(
    bases: Mapping[str, float],
    horizons: Sequence[int],
    targets: tuple[float, float],
    stated_pct: float,
) -> pd.DataFrame:
    """The growth that each base needs to reach the two targets within each horizon.

    `bases` are revenues by name and `targets` the lower and the upper one, all in USD billion,
    `horizons` in years. One row a base and horizon: base, start_usd_bn, years, reading (the two in
    words), low_pct and high_pct (growth a year for each target, see growth.required_cagr_pct),
    article_pct (`stated_pct`) and article_reaches_usd_bn (where that growth would end). Raises
    ValueError unless bases, horizons and targets are positive.
    """
    low, high = targets
    return pd.DataFrame(
        [
            {
                "base": base,
                "start_usd_bn": start,
                "years": years,
                "reading": f"{base}, {years} years",
                "low_pct": growth.required_cagr_pct(start, low, years),
                "high_pct": growth.required_cagr_pct(start, high, years),
                "article_pct": stated_pct,
                "article_reaches_usd_bn": grown(start, stated_pct, years),
            }
            for base, start in bases.items()
            for years in horizons
        ]
    )


def trailing_revenue(before: float, now: float) -> tuple[float, float]:
    """Revenue of the twelve months in which a run-rate went from `before` to `now`: least, most.

    A run-rate is twelve times a month, so a year's revenue is its mean over the year: the
    logarithmic mean (now - before) / ln(now / before) where it grew exponentially, the arithmetic
    mean where it grew in a straight line; the first is never the larger (Carlson 1972). Raises
    ValueError unless both are positive.
    """
    if not (before > 0 and now > 0):
        raise ValueError(f"a run-rate is positive, not {before} or {now}")
    if before == now:
        return now, now
    # log1p, for two run-rates that are nearly one: their quotient has lost the difference.
    return (now - before) / math.log1p((now - before) / before), (now + before) / 2
