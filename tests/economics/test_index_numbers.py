"""Index numbers on cases whose answer is known."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from rebar.economics import index_numbers as numbers


def panel(items: dict[str, list[float | None]]) -> pd.DataFrame:
    """Prices by item, one a period from 1 on; None where the item is not sold."""
    return pd.DataFrame(
        [
            {"item": item, "period": at, "price": price}
            for item, prices in items.items()
            for at, price in enumerate(prices, start=1)
            if price is not None
        ]
    )


STEADY = panel({"a": [1, 1, 1, 1], "b": [3, 3, 3, 3]})
# `b` is sold at half price, vanishes, and comes back at its old price: nothing became cheaper.
SALE = panel({"a": [1, 1, 1, 1], "b": [1, 0.5, None, 1]})
WALK = panel(
    {"a": [1, 2, 3, 5, 4, 6], "b": [2, 2, None, 3, 3, 1], "c": [None, 4, 2, 2, 8, 8]},
)


@pytest.mark.parametrize("index", [numbers.chained_jevons, numbers.geks, numbers.rolling_geks])
def test_identity_prices_that_stay_give_an_index_that_stays(index: object) -> None:
    assert list(index(STEADY)["index"]) == pytest.approx([100] * 4)  # type: ignore[operator]


@pytest.mark.parametrize("index", [numbers.chained_jevons, numbers.geks, numbers.rolling_geks])
def test_proportionality_all_prices_doubled_double_the_index(index: object) -> None:
    doubled = panel({"a": [1, 2], "b": [3, 6]})
    assert list(index(doubled)["index"]) == pytest.approx([100, 200])  # type: ignore[operator]


@pytest.mark.parametrize("index", [numbers.chained_jevons, numbers.geks, numbers.rolling_geks])
def test_units_of_an_item_do_not_matter(index: object) -> None:
    scaled = WALK.assign(price=WALK["price"].where(WALK["item"] != "c", WALK["price"] * 1000))
    one, other = (index(frame)["index"] for frame in (WALK, scaled))  # type: ignore[operator]
    assert list(one) == pytest.approx(list(other))


def test_jevons_is_the_geometric_mean_of_what_both_periods_price() -> None:
    prices = panel({"a": [1, 4], "b": [2, 2], "new": [None, 9], "gone": [7, None]})
    assert numbers.jevons(prices, 1, 2) == pytest.approx(2.0)


def test_time_reversal() -> None:
    forward = numbers.jevons(WALK, 2, 5)
    assert numbers.jevons(WALK, 5, 2) == pytest.approx(1 / forward)
    back = WALK.assign(period=-WALK["period"])
    assert list(numbers.geks(back)["index"])[::-1] == pytest.approx(
        list(numbers.rebased(numbers.geks(WALK), 6)["index"])
    )


def test_geks_is_transitive() -> None:
    """From 2 to 5 by any period between is what it is at once: no period is a base by itself."""
    levels = numbers.geks(WALK).set_index("period")["index"]
    table = WALK.pivot(index="item", columns="period", values="price")
    for first, second in ((1, 2), (2, 5), (6, 3)):
        through = [
            numbers.jevons(WALK, first, k) * numbers.jevons(WALK, k, second) for k in table.columns
        ]
        expected = math.exp(np.mean(np.log(through)))
        assert levels[second] / levels[first] == pytest.approx(expected)


def test_chained_jevons_drifts_where_an_item_leaves_on_sale_and_geks_does_not() -> None:
    """The textbook case: the end equals the start, so an index above or below 100 is drift."""
    assert numbers.jevons(SALE, 1, 4) == 1.0
    assert numbers.chained_jevons(SALE)["index"].iloc[-1] == pytest.approx(100 * math.sqrt(0.5))
    drift = abs(numbers.geks(SALE)["index"].iloc[-1] - 100)
    assert drift < 16 < 100 - 100 * math.sqrt(0.5)


def test_chained_jevons_counts_what_comes_goes_and_is_repriced() -> None:
    found = numbers.chained_jevons(WALK).set_index("period")
    columns = ["matched", "entered", "left", "raised", "cut"]
    assert found.loc[1, columns].tolist() == [0, 2, 0, 0, 0]
    assert found.loc[3, columns].tolist() == [2, 0, 1, 1, 1]
    assert found.loc[4, columns].tolist() == [2, 1, 0, 1, 0]


def test_a_window_as_long_as_the_history_is_plain_geks() -> None:
    whole = list(numbers.geks(WALK)["index"])
    assert list(numbers.rolling_geks(WALK, 6)["index"]) == pytest.approx(whole)
    assert list(numbers.rolling_geks(WALK, 60)["index"]) == pytest.approx(whole)


@pytest.mark.parametrize("splice", ["movement", "mean"])
def test_a_rolling_window_never_revises_what_it_gave(splice: str) -> None:
    before = numbers.rolling_geks(WALK[WALK["period"] < 6], 3, splice)["index"]
    after = numbers.rolling_geks(WALK, 3, splice)["index"]
    assert list(after[:5]) == pytest.approx(list(before))


def test_a_window_of_two_is_the_chain() -> None:
    chained = numbers.chained_jevons(WALK)["index"]
    assert list(numbers.rolling_geks(WALK, 2)["index"]) == pytest.approx(list(chained))


def test_both_splices_agree_where_the_index_is_transitive() -> None:
    full = panel({"a": [1, 2, 3, 5, 4], "b": [2, 2, 1, 3, 3]})
    one, other = (numbers.rolling_geks(full, 3, splice)["index"] for splice in ("movement", "mean"))
    assert list(one) == pytest.approx(list(other))


@pytest.mark.parametrize(
    ("prices", "said"),
    [
        (panel({"a": [1, 0]}), "a has the price 0"),
        (panel({"a": [1, math.inf]}), "a has the price inf"),
        (pd.concat([STEADY, STEADY.head(1)]), "a has two prices in 1"),
        (STEADY.drop(columns="item"), "needs the column 'item'"),
        (panel({"a": [1, None], "b": [None, 2]}), "1 and 2 price no item in common"),
    ],
)
def test_bad_prices_are_refused_with_one_line(prices: pd.DataFrame, said: str) -> None:
    for index in (numbers.chained_jevons, numbers.geks, numbers.rolling_geks):
        with pytest.raises(ValueError, match=said):
            index(prices)


def test_a_window_or_splice_that_means_nothing_is_refused() -> None:
    for bad in ({"window": 1}, {"splice": "guess"}):
        with pytest.raises(ValueError, match="rolling window"):
            numbers.rolling_geks(STEADY, **bad)  # type: ignore[arg-type]


def test_rebasing_keeps_ratios_and_refuses_a_period_without_value() -> None:
    index = pd.DataFrame({"period": [1, 2], "index": [100.0, 50.0]})
    assert list(numbers.rebased(index, 2)["index"]) == [200, 100]
    with pytest.raises(ValueError, match="no value in 3"):
        numbers.rebased(index, 3)


def test_the_cheapest_offer_at_a_level_can_be_a_new_item() -> None:
    offers = pd.DataFrame(
        [
            {"item": "old", "period": 1, "price": 10.0, "quality": 60},
            {"item": "weak", "period": 1, "price": 1.0, "quality": 40},
            {"item": "old", "period": 2, "price": 10.0, "quality": 60},
            {"item": "new", "period": 2, "price": 2.0, "quality": 55},
        ]
    )
    found = numbers.cheapest_at_level(offers, 50)
    assert list(found["item"]) == ["old", "new"]
    assert list(found["price"]) == [10, 2]
    assert list(found["new_item"]) == [False, True]
    assert list(found["reaching"]) == [1, 2]
    assert math.isnan(found["runner_up"].iloc[0]) and found["runner_up"].iloc[1] == 10
    assert numbers.cheapest_at_level(offers, 99).empty


def hedonic_offers(noise: float = 0.0) -> pd.DataFrame:
    """Log price = period effect + 0.02 a point of quality; better items enter, worse ones leave."""
    rng = np.random.default_rng(3)
    rows = []
    for item in range(40):
        own = rng.normal(0, noise) if noise else 0.0
        for period, effect in enumerate((0.0, -0.5, -1.0)):
            if item // 10 in (period, period + 1):
                quality = 50.0 + item
                price = math.exp(effect + 0.02 * quality + own)
                rows.append(
                    {"item": f"i{item}", "period": period, "price": price, "quality": quality}
                )
    return pd.DataFrame(rows)


def test_the_hedonic_index_finds_the_price_at_given_quality() -> None:
    found = numbers.time_dummy_hedonic(hedonic_offers(), ["quality"], base=0)
    assert list(found["index"]) == pytest.approx([100, 100 * math.exp(-0.5), 100 * math.exp(-1)])
    assert found.attrs["coefficients"]["quality"] == pytest.approx(0.02)
    assert found.attrs["r2"] == pytest.approx(1)
    assert list(found["items"]) == [20, 20, 20]


def test_the_hedonic_interval_holds_the_truth_and_is_a_point_at_the_base() -> None:
    found = numbers.time_dummy_hedonic(hedonic_offers(noise=0.1), ["quality"], base=1)
    truth = [100 * math.exp(0.5), 100, 100 * math.exp(-0.5)]
    for (low, high), value in zip(found[["low", "high"]].to_numpy(), truth):
        assert low <= value * (1 + 1e-9) and value <= high * (1 + 1e-9)
    assert found.loc[1, ["low", "index", "high"]].tolist() == pytest.approx([100, 100, 100])
    assert found.loc[0, "low"] < found.loc[0, "index"] < found.loc[0, "high"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.assign(quality=1.0), "undetermined"),
        (lambda one: one[one["period"] > 0], "no offer in 0"),
        (lambda one: one.assign(item="same"), "three items"),
    ],
)
def test_a_hedonic_fit_that_means_nothing_is_refused(change: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        numbers.time_dummy_hedonic(change(hedonic_offers()), ["quality"], base=0)  # type: ignore
