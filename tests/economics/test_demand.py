"""Demand for tokens: intervals, and the sign of what a cut of prices does to spending."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from rebar.economics import demand


def published(**columns: list[float]) -> pd.DataFrame:
    """Elasticities with the columns given, empty in the others."""
    frame = pd.DataFrame(columns)
    return frame.reindex(columns=["estimate", "low", "high", "standard_error"]).astype(float)


def test_an_interval_is_symmetric_and_as_wide_as_its_level() -> None:
    low, high = demand.elasticity_interval(-1.32, 0.303)
    assert (low + high) / 2 == pytest.approx(-1.32)
    assert high - low == pytest.approx(2 * 1.959964 * 0.303, rel=1e-6)
    narrow = demand.elasticity_interval(-1.32, 0.303, level=0.5)
    assert low < narrow[0] < narrow[1] < high
    assert demand.elasticity_interval(-1.0, 0.0) == (-1.0, -1.0)


@pytest.mark.parametrize(("error", "level"), [(-0.1, 0.95), (math.inf, 0.95), (0.1, 1.0)])
def test_an_interval_without_sense_is_refused(error: float, level: float) -> None:
    with pytest.raises(ValueError, match="interval"):
        demand.elasticity_interval(-1.0, error, level)


def test_an_interval_comes_from_an_error_or_stays_as_published() -> None:
    frame = published(
        estimate=[-1.0, math.nan, -1.1],
        low=[math.nan, -1.8, math.nan],
        high=[math.nan, -1.2, math.nan],
        standard_error=[0.1, math.nan, math.nan],
    )
    found = demand.with_intervals(frame)
    assert found.loc[0, "low"] == pytest.approx(-1.195996)
    assert list(found.loc[1, ["low", "high", "drawn"]]) == [-1.8, -1.2, -1.5]
    assert found.loc[2, "drawn"] == -1.1 and math.isnan(found.loc[2, "low"])
    assert frame.loc[0].isna().tolist() == [False, True, True, False]  # its input stays


def test_an_elasticity_without_any_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="neither an estimate nor a range"):
        demand.with_intervals(published(estimate=[math.nan]))


def test_a_published_rise_of_use_is_an_elasticity_by_logarithms() -> None:
    frame = pd.DataFrame(
        {
            "low": [math.nan, -0.2],
            "high": [math.nan, -0.1],
            "price_change_pct": [-10.0, math.nan],
            "use_low_pct": [12.0, math.nan],
            "use_high_pct": [18.0, math.nan],
        }
    )
    found = demand.from_responses(frame)
    assert list(found.loc[0, ["low", "high"]].round(2)) == [-1.57, -1.08]  # not -1.8 and -1.2
    assert list(found.loc[1, ["low", "high"]]) == [-0.2, -0.1]
    assert 0.9 ** found.loc[0, "low"] == pytest.approx(1.18)
    with pytest.raises(ValueError, match="path"):
        demand.from_responses(frame.assign(price_change_pct=0.0))


def test_a_study_counts_once_however_many_estimates_it_has() -> None:
    effects = pd.DataFrame(
        {
            "measured_by": ["a", "b", "b", "c", "c"],
            "sign": ["rises", "falls", "either", "falls", "falls"],
        }
    )
    told = demand.signs_by_study(effects)
    assert told.to_dict() == {"a": "rises", "b": "differs", "c": "falls"}


def test_a_negative_discount_is_called_dearer() -> None:
    assert demand.cheaper(89.03) == "89 % cheaper"
    assert demand.cheaper(-50) == "50 % dearer"


def test_at_minus_one_spending_stays_and_on_either_side_it_moves() -> None:
    assert demand.spending_factor(0.5, -1.0) == pytest.approx(1.0)
    assert demand.spending_factor(0.5, -2.0) == pytest.approx(2.0)
    assert demand.spending_factor(0.5, 0.0) == pytest.approx(0.5)
    assert demand.use_factor(0.5, -1.0) == pytest.approx(2.0)
    for elasticity in (-2.0, -1.0, 0.0):
        assert demand.spending_factor(1.0, elasticity) == pytest.approx(1.0)
    with pytest.raises(ValueError, match="positive"):
        demand.use_factor(0.0, -1.0)


def test_the_more_elastic_the_more_is_spent_after_a_cut() -> None:
    spent = [demand.spending_factor(0.5, one) for one in (-0.1, -0.5, -1.0, -1.5)]
    assert spent == sorted(spent)


def test_the_sign_of_spending_is_told_only_where_the_interval_agrees() -> None:
    frame = published(
        estimate=[-1.3, -0.7, -1.5, -1.1],
        low=[-1.9, -0.9, -1.8, math.nan],
        high=[-0.7, -0.5, -1.2, math.nan],
    )
    found = demand.spending_effects(demand.with_intervals(frame), 0.5)
    assert list(found["sign"]) == ["either", "falls", "rises", "either"]
    assert found.loc[0, "spending_low"] == pytest.approx(0.5**0.3)
    assert found.loc[0, "spending_high"] == pytest.approx(0.5**-0.9)
    assert (found["spending_low"].dropna() < found["spending_high"].dropna()).all()


def test_a_coefficient_of_log_prices_is_a_discount() -> None:
    assert demand.discount_pct(0.0) == 0
    assert demand.discount_pct(math.log(0.1)) == pytest.approx(90)
    assert demand.discount_pct(math.log(2)) == pytest.approx(-100)


def shares(*readings: tuple[str, float, float, str]) -> pd.DataFrame:
    return pd.DataFrame(readings, columns=["side", "value", "value_high", "bound"])


def test_shares_of_closed_models_are_turned_round() -> None:
    nan = math.nan
    found = demand.open_shares(
        shares(
            ("closed", 96, nan, ""),
            ("open", 21, 46, ""),
            ("open", 30, nan, "at_most"),
            ("closed", 80, nan, "at_least"),
        )
    )
    assert list(found["open_low"]) == [4, 21, 0, 0]
    assert list(found["open_high"]) == [4, 46, 30, 20]
    assert list(found["drawn"]) == [4, 33.5, 30, 20]


@pytest.mark.parametrize(
    ("reading", "said"),
    [(("both", 50, math.nan, ""), "open or of closed"), (("open", 101, math.nan, ""), "between")],
)
def test_a_share_without_sense_is_refused(
    reading: tuple[str, float, float, str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        demand.open_shares(shares(reading))
