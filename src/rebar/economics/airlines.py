"""Airlines: profits that are restated from one publication to the next, and what they imply."""

from __future__ import annotations

import pandas as pd


def between(profits: pd.DataFrame, first: int, last: int, vintage: str = "") -> pd.DataFrame:
    """The rows of the years `first` to `last`, each year once, in order: fit to be added up.

    `profits` has the columns year, vintage (the publication) and net_profit_usd_bn. With
    `vintage`, only that publication counts; without, the years must come from publications that do
    not overlap. Raises ValueError naming the years that are missing or stand there twice.
    """
    chosen = profits[profits["year"].between(first, last)]
    if vintage:
        chosen = chosen[chosen["vintage"] == vintage]
    of = f" of {vintage}" if vintage else ""
    twice = sorted(set(chosen["year"][chosen["year"].duplicated()]))
    if twice:
        raise ValueError(f"year {twice[0]}{of} stands there more than once: choose a publication")
    missing = sorted(set(range(first, last + 1)) - set(chosen["year"]))
    if missing:
        raise ValueError(f"year {missing[0]}{of} is missing: a sum over the years would be short")
    return chosen.sort_values("year", kind="stable")


def implied_revenue_usd_tn(profit_usd_bn: float, margin_pct: float) -> float:
    """The revenue in trillion USD on which this profit is this net margin in per cent.

    Raises ValueError for a margin of nought, which says nothing of revenue.
    """
    if margin_pct == 0:
        raise ValueError("a margin of nought implies no revenue")
    return profit_usd_bn / margin_pct * 100 / 1000
