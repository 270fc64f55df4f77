"""Margins of a segment from annual reports and rounded releases."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rebar.economics.segments import (
    falls,
    four_quarters,
    margin_bounds_pct,
    margin_pct,
    years_and_quarters,
)


def table(*periods: str) -> pd.DataFrame:
    rows = [(f"row-{n}", period, float(n)) for n, period in enumerate(periods, start=1)]
    return pd.DataFrame(rows, columns=["row_id", "period", "income"])


def test_years_and_quarters_are_told_apart() -> None:
    years, quarters = years_and_quarters(table("2024", "2024-Q1", "2025", "2024-Q4"))
    assert years["period"].tolist() == ["2024", "2025"]
    assert quarters["period"].tolist() == ["2024-Q1", "2024-Q4"]


@pytest.mark.parametrize("period", ["Q1 2024", "2024-Q5", "2024 H1", ""])
def test_a_period_that_is_neither_is_named(period: str) -> None:
    with pytest.raises(ValueError, match=r"row row-2: .* neither a year nor a quarter"):
        years_and_quarters(table("2024", period))


def test_a_margin_is_income_in_per_cent_of_sales() -> None:
    assert margin_pct(pd.Series([1.0]), pd.Series([4.0])).tolist() == [25.0]
    assert margin_pct(pd.Series([None, 1.0]), pd.Series([4.0, None])).isna().all()
    with pytest.raises(ValueError, match="positive sales"):
        margin_pct(pd.Series([1.0]), pd.Series([0.0]))


def test_rounding_leaves_half_a_step_on_each_amount() -> None:
    # 11.5 of 29.3 rounded to 0.1: between 11.45 of 29.35 and 11.55 of 29.25.
    low, high = margin_bounds_pct(pd.Series([11.5]), pd.Series([29.3]), 0.1)
    assert low[0] == pytest.approx(100 * 11.45 / 29.35)
    assert high[0] == pytest.approx(100 * 11.55 / 29.25)


@given(st.floats(1, 50), st.floats(60, 200), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_the_true_margin_lies_within_the_bounds(
    income: float, sales: float, one: float, other: float
) -> None:
    low, high = margin_bounds_pct(pd.Series([income]), pd.Series([sales]), 1.0)
    true = 100 * (income + one) / (sales + other)
    assert low[0] - 1e-9 <= true <= high[0] + 1e-9


def test_a_loss_has_no_such_bounds() -> None:
    with pytest.raises(ValueError, match="no bounds"):
        margin_bounds_pct(pd.Series([-1.0]), pd.Series([29.3]), 0.1)
    with pytest.raises(ValueError, match="no bounds"):
        margin_bounds_pct(pd.Series([1.0]), pd.Series([29.3]), -0.1)


def test_a_year_is_the_sum_of_its_four_quarters() -> None:
    quarters = table("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2024-Q4")
    assert four_quarters(quarters, "2025", "income") == 1 + 2 + 3 + 4


@pytest.mark.parametrize(
    "periods",
    [
        ("2025-Q1", "2025-Q2", "2025-Q3"),
        ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025-Q4"),
    ],
)
def test_a_quarter_missing_or_twice_is_no_year(periods: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="each of its four quarters once"):
        four_quarters(table(*periods), "2025", "income")


def test_an_empty_quarter_is_no_year() -> None:
    quarters = table("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
    quarters.loc[2, "income"] = None
    with pytest.raises(ValueError, match="each of its four quarters once"):
        four_quarters(quarters, "2025", "income")


def test_only_falls_of_more_than_the_threshold_count() -> None:
    margins = pd.Series([20.0, 18.0, 18.5, 18.45], index=["2017", "2018", "2019", "2020"])
    assert falls(margins, 0.1) == ["2018"]
    assert falls(margins, 0.01) == ["2018", "2020"]
