"""Growth to a target, and revenue behind a run-rate."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rebar.economics.valuation import grown, readings, start_for, trailing_revenue, years_to

rates = st.floats(1, 200)
terms = st.floats(0.5, 10)
money = st.floats(0.1, 1000)


def test_ten_per_cent_for_two_years() -> None:
    assert grown(100, 10, 2) == pytest.approx(121)
    assert grown(100, 10, 0) == 100


@given(money, rates, terms)
def test_growth_start_and_term_are_each_other_s_inverse(
    start: float, pct: float, years: float
) -> None:
    target = grown(start, pct, years)
    assert start_for(target, pct, years) == pytest.approx(start)
    assert years_to(start, target, pct) == pytest.approx(years)


def test_a_target_that_is_reached_already_takes_no_time_to_tell() -> None:
    with pytest.raises(ValueError, match="factors above 1"):
        years_to(200, 200, 43)


def test_each_base_is_read_over_each_term() -> None:
    found = readings({"run-rate": 25.0, "revenue": 50.0}, (2, 1), (100.0, 225.0), 100.0)
    assert found["reading"].tolist() == [
        "run-rate, 2 years",
        "run-rate, 1 years",
        "revenue, 2 years",
        "revenue, 1 years",
    ]
    assert found["low_pct"].tolist() == pytest.approx([100, 300, 100 * (2**0.5 - 1), 100])
    assert found["high_pct"].tolist() == pytest.approx([200, 800, 100 * (4.5**0.5 - 1), 350])
    assert found["article_reaches_usd_bn"].tolist() == pytest.approx([100, 50, 200, 100])
    assert set(found["article_pct"]) == {100.0}


def test_what_needs_no_growth_from_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="positive values"):
        readings({"nothing": 0.0}, (5,), (200.0, 280.0), 43.0)


def test_a_year_from_six_to_twenty_brings_in_between_the_two_means() -> None:
    low, high = trailing_revenue(6, 20)
    assert high == 13
    assert low == pytest.approx(14 / math.log(20 / 6))
    assert trailing_revenue(5, 5) == (5, 5)


@given(money, money)
def test_revenue_of_the_year_lies_between_its_run_rates(before: float, now: float) -> None:
    low, high = trailing_revenue(before, now)
    assert min(before, now) * (1 - 1e-6) <= low <= high * (1 + 1e-6)
    assert high <= max(before, now) * (1 + 1e-6)


def test_exponential_revenue_is_the_mean_of_the_run_rate_over_the_year() -> None:
    steps = 10_000
    rates = (6 * (20 / 6) ** ((n + 0.5) / steps) for n in range(steps))
    assert trailing_revenue(6, 20)[0] == pytest.approx(sum(rates) / steps, rel=1e-6)


def test_a_run_rate_of_nought_grows_to_nothing() -> None:
    for ends in ((0, 20), (6, -1)):
        with pytest.raises(ValueError, match="is positive"):
            trailing_revenue(*ends)
