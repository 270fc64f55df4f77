"""Rates of change: what a reader may rely on when a chapter says "so many times a year"."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsbook.tables import data
from rebar.economics import growth

positive = st.floats(min_value=1e-6, max_value=1e6)
spans = st.floats(min_value=0.05, max_value=50)
above_one = st.floats(min_value=1.01, max_value=1e6)


@given(start=positive, end=positive, years=spans)
def test_the_yearly_factor_compounds_back_to_the_end_value(
    start: float, end: float, years: float
) -> None:
    factor = growth.annual_factor(start, end, years)
    assert start * factor**years == pytest.approx(end, rel=1e-6)


@given(start=positive, end=positive, years=spans)
def test_going_back_is_the_inverse_of_going_there(start: float, end: float, years: float) -> None:
    there, back = growth.annual_factor(start, end, years), growth.annual_factor(end, start, years)
    assert there * back == pytest.approx(1, rel=1e-6)


@pytest.mark.parametrize("bad", [(0, 1, 1), (1, 0, 1), (1, 1, 0), (-1, 1, 1), (1, math.nan, 1)])
def test_a_yearly_factor_of_nothing_is_refused(bad: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="positive values"):
        growth.annual_factor(*bad)


def test_the_examples_of_the_article() -> None:
    assert growth.annual_factor(1, 300, 3) == pytest.approx(6.694, abs=0.001)
    assert growth.required_cagr_pct(20, 200, 5) == pytest.approx(58.49, abs=0.01)
    assert growth.years_for(300, 50) == pytest.approx(1.458, abs=0.001)


@given(factor=above_one, factor_per_year=above_one)
def test_the_time_for_a_factor_is_the_time_in_which_it_compounds(
    factor: float, factor_per_year: float
) -> None:
    years = growth.years_for(factor, factor_per_year)
    assert years * math.log(factor_per_year) == pytest.approx(math.log(factor), rel=1e-9)


@pytest.mark.parametrize("bad", [(1, 2), (2, 1), (0.5, 2), (math.nan, 2)])
def test_a_time_for_no_change_is_refused(bad: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="above 1"):
        growth.years_for(*bad)


@pytest.mark.parametrize(("months", "factor"), [(12, 2), (24, math.sqrt(2)), (6, 4)])
def test_a_doubling_time_as_a_yearly_factor(months: float, factor: float) -> None:
    assert growth.factor_from_halving(months) == pytest.approx(factor)


def test_a_doubling_time_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="doubling time"):
        growth.factor_from_halving(0)


def test_years_are_of_365_25_days() -> None:
    assert growth.years_between("2022-01-01", "2026-01-01") == pytest.approx(4, abs=1e-9)
    assert growth.years_between("2026-01-01", "2022-01-01") == pytest.approx(-4, abs=1e-9)


@given(
    factor=st.floats(min_value=0.1, max_value=1000),
    start=positive,
    days=st.lists(st.integers(0, 2000), min_size=3, max_size=12, unique=True),
)
def test_a_fit_recovers_a_slope_that_it_is_given(
    factor: float, start: float, days: list[int]
) -> None:
    dates = pd.Series(pd.Timestamp("2023-03-14") + pd.to_timedelta(sorted(days), unit="D"))
    years = (dates - dates.min()).dt.days / growth.DAYS_A_YEAR
    fit = growth.fit_decline(dates, start * factor ** (-years))
    assert fit.factor == pytest.approx(factor, rel=1e-4)
    assert fit.low == pytest.approx(fit.high, rel=1e-3)
    assert fit.at(dates.iloc[-1]) == pytest.approx(start * factor ** -years.iloc[-1], rel=1e-4)


def test_a_price_that_never_moves_falls_by_the_factor_one_without_doubt() -> None:
    dates = pd.Series(pd.date_range("2026-01-01", periods=4))
    fit = growth.fit_decline(dates, pd.Series([2.0] * 4))
    assert (fit.factor, fit.low, fit.high, fit.r2) == (1.0, 1.0, 1.0, 0.0)


def test_the_interval_covers_the_true_slope_as_often_as_it_says() -> None:
    random = np.random.default_rng(20260311)
    dates = pd.Series(pd.date_range("2023-01-01", periods=8, freq="120D"))
    years = np.asarray((dates - dates.min()).dt.days) / growth.DAYS_A_YEAR
    hits = 0
    for _ in range(1000):
        noisy = 10 ** (1.5 - years + random.normal(0, 0.3, len(years)))
        fit = growth.fit_decline(dates, pd.Series(noisy))
        hits += fit.low <= 10 <= fit.high
    assert 870 <= hits <= 930


def test_a_wider_level_gives_a_wider_interval() -> None:
    dates = pd.Series(["2023-03-14", "2023-11-06", "2024-03-04", "2024-12-13"])
    values = pd.Series([37.5, 15.0, 0.5, 0.1225])
    narrow, wide = (growth.fit_decline(dates, values, level) for level in (0.5, 0.95))
    assert wide.low < narrow.low < narrow.factor == wide.factor < narrow.high < wide.high


DATES = ["2023-01-01", "2024-01-01", "2025-01-01"]


@pytest.mark.parametrize(
    ("dates", "values", "level", "why"),
    [
        (DATES[:2], [2, 1], 0.9, "three points"),
        (DATES, [2, 1], 0.9, "do not go with"),
        (DATES, [2, 1, 0], 0.9, "positive"),
        (DATES, [2, 1, -1], 0.9, "positive"),
        (DATES, [2, 1, math.nan], 0.9, "positive"),
        (DATES, [2, 1, math.inf], 0.9, "positive"),
        ([*DATES[:2], None], [3, 2, 1], 0.9, "a date for each value"),
        (DATES[:1] * 3, [3, 2, 1], 0.9, "two dates"),
        (DATES, [3, 2, 1], 1.0, "level"),
    ],
)
def test_a_fit_of_bad_input_is_refused(
    dates: list[str], values: list[float], level: float, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        growth.fit_decline(pd.Series(dates), pd.Series(values), level)


def test_fits_by_group_are_the_fits_of_the_groups() -> None:
    points = pd.DataFrame(
        {"task": ["a"] * 3 + ["b"] * 3, "day": DATES * 2, "usd": [100, 10, 1, 4, 2, 1.5]}
    )
    fits = growth.fit_declines(points, ["task"], "day", "usd").set_index("task")
    alone = growth.fit_decline(points["day"][3:], points["usd"][3:])
    assert list(fits.index) == ["a", "b"]
    assert fits.loc["b", "factor"] == pytest.approx(alone.factor)
    assert fits.loc["a", "n"] == 3


def test_our_refit_agrees_with_the_fits_that_epoch_published() -> None:
    published = data.read("inference-epoch-trends").set_index(["benchmark", "threshold_model"])
    points = data.read("inference-price-points")
    fits = growth.fit_declines(points, ["benchmark", "threshold_model"], "as_of", "usd_per_mtok")
    assert len(fits) == 6
    for fit in fits.itertuples():
        theirs = published.loc[(fit.benchmark, fit.threshold_model)]
        assert fit.n == theirs["n"]
        assert fit.factor == pytest.approx(theirs["factor_per_year"], rel=0.005)
        assert fit.low == pytest.approx(theirs["ci90_low"], rel=0.01)
        assert fit.high == pytest.approx(theirs["ci90_high"], rel=0.01)


@given(st.lists(positive, min_size=1, max_size=20))
def test_a_geometric_mean_lies_between_its_ends(values: list[float]) -> None:
    mean = growth.geometric_mean(pd.Series(values))
    assert min(values) * (1 - 1e-9) <= mean <= max(values) * (1 + 1e-9)


@pytest.mark.parametrize("bad", [[], [1, 0], [1, -2]])
def test_a_geometric_mean_of_what_is_no_factor_is_refused(bad: list[float]) -> None:
    with pytest.raises(ValueError, match="positive"):
        growth.geometric_mean(pd.Series(bad, dtype=float))
