"""Margins and what they imply."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rebar.economics.margins import (
    at_yearly_pace,
    changes,
    least_revenue,
    margin_after,
    margin_pct,
    other_cost,
)

money = st.floats(0.1, 1000)
shares = st.floats(-50, 95)


def test_a_margin_is_what_costs_leave() -> None:
    assert margin_pct(20, 15) == pytest.approx(25)
    assert margin_pct(10, 12) == pytest.approx(-20)
    with pytest.raises(ValueError, match="needs positive values"):
        margin_pct(0, 1)


def test_costs_that_grow_faster_than_revenue_lower_the_margin() -> None:
    # Costs of 60 become 240, revenue of 100 becomes 300.
    assert margin_after(40, 4, 3) == pytest.approx(20)
    assert margin_after(40, 3, 3) == pytest.approx(40)
    for factors in ((0, 1), (1, 0), (1, -2)):
        with pytest.raises(ValueError, match="needs positive values"):
            margin_after(40, *factors)


def test_a_cost_and_a_margin_want_a_revenue() -> None:
    assert least_revenue(6, 40) == pytest.approx(10)
    with pytest.raises(ValueError, match="below 100"):
        least_revenue(6, 100)


@given(money, shares)
def test_at_the_least_revenue_no_other_cost_is_left(cost: float, margin: float) -> None:
    revenue = least_revenue(cost, margin)
    assert margin_pct(revenue, cost) == pytest.approx(margin)
    assert other_cost(revenue, margin, cost) == pytest.approx(0, abs=1e-9)
    assert other_cost(2 * revenue, margin, cost) == pytest.approx(cost)


def test_nine_months_are_three_quarters_of_a_year() -> None:
    assert at_yearly_pace(9, 9) == 12
    assert at_yearly_pace(7, 12) == 7
    for months in (0, 13):
        with pytest.raises(ValueError, match="1 to 12 months"):
            at_yearly_pace(1, months)


def test_a_margin_moves_from_its_first_period_to_its_last() -> None:
    rows = [
        ("A", "gross", "2025", "2025-12-31", 33.0),
        ("A", "gross", "2024", "2024-12-31", 40.0),
        ("A", "compute", "2024", "2024-12-31", 35.0),
        ("B", "gross", "2025", "2025-11-09", 48.0),
        ("B", "gross", "2025", "2026-01-22", 40.0),
        ("B", "gross", "2024", "2024-12-31", -94.0),
    ]
    moved = changes(pd.DataFrame(rows, columns=["company", "definition", "period", "as_of", "pct"]))
    # One period is no change; of two forecasts of a period the later one is its last.
    assert moved.to_dict() == {("A", "gross"): -7.0, ("B", "gross"): 134.0}
