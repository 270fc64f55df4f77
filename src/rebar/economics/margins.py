"""Margins: what is left of revenue, and what two margins say about the costs between them.

Money is in any one unit, margins in per cent of revenue.
"""

from __future__ import annotations

import pandas as pd


def margin_pct(revenue: float, cost: float) -> float:
    """What `cost` leaves of `revenue`, in per cent of it. Raises ValueError unless revenue > 0."""
    _positive("a margin", revenue)
    return 100 * (1 - cost / revenue)


def margin_after(before_pct: float, cost_factor: float, revenue_factor: float) -> float:
    """The margin in per cent after costs grew by one factor and revenue by another.

    Costs are 100 - `before_pct` of each 100 of revenue at first; all of them are taken to grow by
    `cost_factor`. Raises ValueError unless both factors are positive.
    """
    _positive("a change of margin", cost_factor, revenue_factor)
    return 100 - (100 - before_pct) * cost_factor / revenue_factor


def least_revenue(cost: float, margin: float) -> float:
    """The least revenue at which `cost` leaves a margin of `margin` per cent: cost / (1 - m).

    It is the least, since costs other than this one would want more. Raises ValueError unless the
    margin is below 100.
    """
    if not margin < 100:
        raise ValueError(f"a margin with costs is below 100 per cent, not {margin}")
    return cost / (1 - margin / 100)


def other_cost(revenue: float, margin: float, cost: float) -> float:
    """What must have cost money besides `cost` where `revenue` left `margin` per cent."""
    return (1 - margin / 100) * revenue - cost


def at_yearly_pace(amount: float, months: int) -> float:
    """An amount of `months` months at the pace of a year: times 12 / months.

    Raises ValueError for months outside 1..12.
    """
    if not 1 <= months <= 12:
        raise ValueError(f"a part of a year has 1 to 12 months, not {months}")
    return amount * 12 / months


def changes(margins: pd.DataFrame) -> pd.Series:
    """By how many points each margin moved from its first period to its last.

    `margins` has the columns company, definition, period, as_of and pct; of two rows of a period
    the later as_of counts as later. Indexed by company and definition; those that have one period
    only are left out.
    """
    ordered = margins.sort_values(["period", "as_of"])
    kinds = ordered.groupby(["company", "definition"])
    moved = kinds["pct"].last() - kinds["pct"].first()
    return moved[kinds["period"].nunique() > 1]


def _positive(what: str, *values: float) -> None:
    if not all(value > 0 for value in values):
        raise ValueError(f"{what} needs positive values, not {', '.join(map(str, values))}")
