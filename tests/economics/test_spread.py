"""Prices of models that people rate alike."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics.spread import near, rated_offers, spread

BOARD = pd.DataFrame(
    [("alpha (thinking)", 1500, "b1"), ("alpha", 1510, "b2"), ("beta", 1499, "b3"), ("x", 1, "b4")],
    columns=["model", "score_elo", "row_id"],
)
MAPPING = pd.DataFrame(
    [("alpha (thinking)", "alpha"), ("alpha", "alpha"), ("beta", "beta")],
    columns=["leaderboard_model", "slug"],
)
PRICES = pd.DataFrame(
    [
        ("day-1", "alpha", 3.0, "p1"),
        ("day-1", "beta", 9.0, "p2"),
        ("day-1", "beta", 0.5, "p3"),
        ("day-2", "alpha", 1.0, "p4"),
    ],
    columns=["as_of", "slug", "input_usd_per_mtok", "row_id"],
)


def test_each_offer_is_the_best_rated_entry_and_the_last_price_of_the_day() -> None:
    offers = rated_offers(BOARD, PRICES, MAPPING, "day-1")
    wanted = ["slug", "score_elo", "row_id", "price_row", "input_usd_per_mtok"]
    assert offers[wanted].values.tolist() == [
        ["alpha", 1510, "b2", "p1", 3.0],
        ["beta", 1499, "b3", "p3", 0.5],
    ]


def test_a_day_without_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no price list of day-3"):
        rated_offers(BOARD, PRICES, MAPPING, "day-3")


def test_nearness_includes_both_ends() -> None:
    offers = rated_offers(BOARD, PRICES, MAPPING, "day-1")
    assert near(offers, 1500, 10)["slug"].tolist() == ["alpha", "beta"]
    assert near(offers, 1500, 9)["slug"].tolist() == ["beta"]


def test_a_spread_is_the_dearest_over_the_cheapest() -> None:
    assert spread(rated_offers(BOARD, PRICES, MAPPING, "day-1")) == 6
    assert spread(rated_offers(BOARD, PRICES, MAPPING, "day-2")) == 1


def test_a_spread_of_nothing_or_of_a_free_offer_is_refused() -> None:
    offers = rated_offers(BOARD, PRICES, MAPPING, "day-1")
    for bad in (offers[:0], offers.assign(input_usd_per_mtok=0.0)):
        with pytest.raises(ValueError, match="positive prices"):
            spread(bad)
