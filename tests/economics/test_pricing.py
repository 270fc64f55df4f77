"""Prices of tokens: blends stay between their parts, discounts mean what they say."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rebar.economics import pricing

prices = st.floats(min_value=0.001, max_value=1000)
shares = st.floats(min_value=0, max_value=1)
points = st.lists(st.tuples(st.integers(0, 400), prices), min_size=1, max_size=30)


def frame(rows: list[tuple[int, float]]) -> pd.DataFrame:
    out = pd.DataFrame(rows, columns=["day", "usd"])
    out["as_of"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(out["day"], unit="D")
    return out


@given(one=prices, other=prices, share=shares)
def test_a_blend_lies_between_its_two_prices(one: float, other: float, share: float) -> None:
    blend = pricing.blended(one, other, share)
    assert min(one, other) * (1 - 1e-9) <= blend <= max(one, other) * (1 + 1e-9)


def test_the_blend_is_three_input_tokens_to_one_output_token() -> None:
    assert pricing.blended(30.0, 60.0) == 37.5
    listed = pricing.with_blend(
        pd.DataFrame({"input_usd_per_mtok": [30.0, 0.07], "output_usd_per_mtok": [60.0, 0.14]})
    )
    assert listed["blend_usd_per_mtok"].tolist() == pytest.approx([37.5, 0.0875])


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
def test_a_share_outside_its_range_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        pricing.blended(1.0, 2.0, share)


@given(cheap=prices, dear=prices)
def test_a_discount_says_what_is_left_to_pay(cheap: float, dear: float) -> None:
    off = pricing.discount_pct(cheap, dear)
    assert off < 100
    assert (off > 0) == (cheap < dear) or cheap == pytest.approx(dear)
    assert dear * (1 - off / 100) == pytest.approx(cheap, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("dear", [0, -1, math.nan])
def test_a_discount_on_nothing_is_refused(dear: float) -> None:
    with pytest.raises(ValueError, match="positive price"):
        pricing.discount_pct(1, dear)


@given(cheap=st.tuples(prices, prices), dear=st.tuples(prices, prices))
def test_the_discount_on_the_blend_lies_between_those_on_its_parts(
    cheap: tuple[float, float], dear: tuple[float, float]
) -> None:
    rows = pricing.with_blend(
        pd.DataFrame([cheap, dear], columns=["input_usd_per_mtok", "output_usd_per_mtok"])
    )
    off = pricing.discounts(rows.iloc[0], rows.iloc[1])
    low, high = sorted((off["input"], off["output"]))
    assert low - 1e-6 * abs(low) - 1e-6 <= off["3:1 blend"] <= high + 1e-6 * abs(high) + 1e-6


@given(points)
def test_record_lows_fall_strictly_and_end_at_the_lowest_price(
    rows: list[tuple[int, float]],
) -> None:
    listed = frame(rows)
    records = pricing.cheapest_so_far(listed, "as_of", "usd")
    assert records["as_of"].is_monotonic_increasing
    assert records["usd"].is_monotonic_decreasing and records["usd"].is_unique
    assert records["usd"].iloc[-1] == listed["usd"].min()
    assert records["usd"].iloc[0] == listed.loc[listed["day"] == listed["day"].min(), "usd"].min()


@given(points)
def test_the_lowest_of_each_date_is_the_lowest_of_each_date(rows: list[tuple[int, float]]) -> None:
    listed = frame(rows)
    lowest = pricing.lowest_on_each_date(listed, "as_of", "usd").set_index("day")["usd"]
    assert lowest.to_dict() == listed.groupby("day")["usd"].min().to_dict()


def test_the_lowest_within_a_group_leaves_out_rows_without_a_price() -> None:
    listed = pd.DataFrame(
        {"as_of": ["2024"] * 4, "usd": [3.0, 1.0, None, 2.0], "side": ["a", "a", "b", "b"]}
    )
    lowest = pricing.lowest_on_each_date(listed, "as_of", "usd", by=["side"])
    assert dict(zip(lowest["side"], lowest["usd"])) == {"a": 1.0, "b": 2.0}


def price_list(**models: tuple[float, float]) -> pd.DataFrame:
    rows = [(name, *pair) for name, pair in models.items()]
    return pd.DataFrame(rows, columns=["slug", "input_usd_per_mtok", "output_usd_per_mtok"])


def test_moves_between_two_lists() -> None:
    before = price_list(a=(2, 4), b=(2, 4), c=(2, 4), d=(2, 4), gone=(1, 1))
    after = price_list(a=(2, 4), b=(1, 4), c=(2, 8), d=(1, 8), new=(1, 1))
    moved = pricing.changes(before, after, "slug").set_index("slug")
    assert moved["move"].to_dict() == {"a": "same", "b": "cut", "c": "raised", "d": "mixed"}
    assert moved.loc["b", "input_factor"] == 0.5


def test_a_list_with_a_model_twice_or_free_is_refused() -> None:
    once = price_list(a=(1, 2))
    with pytest.raises(ValueError, match="more than once"):
        pricing.changes(once, pd.concat([once, once]), "slug")
    with pytest.raises(ValueError, match="positive prices"):
        pricing.changes(price_list(a=(0, 2)), once, "slug")


def test_of_lists_that_agree_each_model_is_taken_once() -> None:
    listed = pd.DataFrame(
        {
            "row_id": ["b-1", "a-1", "a-2"],
            "slug": ["one", "one", "two"],
            "input_usd_per_mtok": [1.0, 1.0, 3.0],
            "output_usd_per_mtok": [2.0, 2.0, 4.0],
        }
    )
    assert pricing.one_price_each(listed, "slug")["row_id"].tolist() == ["a-1", "a-2"]
    for column in ("input_usd_per_mtok", "output_usd_per_mtok"):
        with pytest.raises(ValueError, match="'one' different prices"):
            pricing.one_price_each(listed.assign(**{column: [1.0, 1.5, 3.0]}), "slug")
