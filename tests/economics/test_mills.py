"""Steel: tons by furnace and capital per ton."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rebar.economics.mills import (
    capital_ratio,
    capital_ratio_in_vega,
    order_of_magnitude,
    plant_size_at,
    tons_by_furnace,
)

positive = st.floats(0.01, 1e4)


def raw(*years: int) -> pd.DataFrame:
    return pd.DataFrame({"year": years, "million_net_tons": [100.0] * len(years)})


def shares(*years: int) -> pd.DataFrame:
    return pd.DataFrame({"year": years, "share_pct": [40.0] * len(years)})


def test_tons_are_split_by_share_in_the_years_that_both_tables_have() -> None:
    tons = tons_by_furnace(raw(1995, 1980, 1991), shares(1999, 1995, 1991))
    assert tons["year"].tolist() == [1991, 1995]
    assert tons["electric_mn_net_tons"].tolist() == [40.0, 40.0]
    assert tons["other_mn_net_tons"].tolist() == [60.0, 60.0]


def test_tables_that_cannot_be_joined_are_refused() -> None:
    with pytest.raises(ValueError, match="no year is in both"):
        tons_by_furnace(raw(1980), shares(1991))
    with pytest.raises(ValueError, match="raw steel has the year 1980 more than once"):
        tons_by_furnace(raw(1980, 1980), shares(1980))
    with pytest.raises(ValueError, match="shares has the year 1980 more than once"):
        tons_by_furnace(raw(1980), shares(1980, 1980))


def test_a_plant_of_the_same_price_per_ton_has_the_ratio_one() -> None:
    # 6 million dollars for 60,000 tons is 100 a ton; 500 million for 5 million tons is the same.
    assert capital_ratio(500, 5.0, 6, 0.06) == pytest.approx(1)
    assert capital_ratio(500, 0.5, 6, 0.06) == pytest.approx(10)
    assert capital_ratio(500, pd.Series([5.0, 0.5]), 6, 0.06).tolist() == pytest.approx([1, 10])


@given(positive, positive, positive, positive)
def test_the_size_for_a_ratio_gives_that_ratio(
    ratio: float, plant_usd_mn: float, mill_usd_mn: float, mill_mn_tons: float
) -> None:
    size = plant_size_at(ratio, plant_usd_mn, mill_usd_mn, mill_mn_tons)
    assert capital_ratio(plant_usd_mn, size, mill_usd_mn, mill_mn_tons) == pytest.approx(ratio)


@given(positive, positive, positive, positive)
def test_the_sliders_compute_what_the_table_does(a: float, b: float, c: float, d: float) -> None:
    expression = capital_ratio_in_vega("plant", "datum_tons", str(c), "(kilotons / 1000)")
    given_names = {"plant": a, "datum_tons": b, "kilotons": 1000 * d}
    assert eval(expression, {}, given_names) == pytest.approx(capital_ratio(a, b, c, d))


def test_an_order_of_magnitude_reaches_half_a_power_of_ten_to_both_sides() -> None:
    assert order_of_magnitude(10) == pytest.approx((3.16228, 31.6228), rel=1e-5)
    assert order_of_magnitude(10, 0) == (10, 10)
    assert order_of_magnitude(10, 1) == pytest.approx((1, 100))


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan")])
def test_capital_that_is_not_positive_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        capital_ratio(500, bad, 6, 0.06)
    with pytest.raises(ValueError, match="positive"):
        capital_ratio(500, pd.Series([1.0, bad]), 6, 0.06)
    with pytest.raises(ValueError, match="positive"):
        plant_size_at(bad, 500, 6, 0.06)
    with pytest.raises(ValueError, match="positive"):
        order_of_magnitude(bad)
    with pytest.raises(ValueError, match="no narrower"):
        order_of_magnitude(10, min(bad, -1.0))
