"""List prices of a day, beside each other and beside ratings."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from rebar.economics import list_prices
from rebar.economics.list_prices import offer


def listed(*rows: tuple[str, str, str, float, float]) -> pd.DataFrame:
    """A table of prices out of (list, day, slug, input, output)."""
    lines = [
        {
            "row_id": f"price-{day}-{name}-{slug}",
            "as_of": day,
            "slug": slug,
            "model": slug.upper(),
            "source_id": f"{name}-1.0",
            "input_usd_per_mtok": cheap,
            "output_usd_per_mtok": dear,
            "blend_usd_per_mtok": 0.75 * cheap + 0.25 * dear,
        }
        for name, day, slug, cheap, dear in rows
    ]
    return pd.DataFrame(lines)


TWO_LISTS = listed(
    ("aaa", "2026-01-01", "one", 1.0, 2.0),
    ("zzz", "2026-01-01", "one", 1.5, 2.0),
    ("aaa", "2026-01-01", "two", 3.0, 6.0),
    ("zzz", "2026-01-01", "two", 3.0, 6.0),
    ("aaa", "2026-01-01", "three", 4.0, 8.0),
    ("zzz", "2025-12-01", "three", 5.0, 8.0),
)


@pytest.mark.parametrize(("preferred", "price"), [("aaa", 1.0), ("zzz", 1.5)])
def test_where_both_lists_have_a_model_the_preferred_one_counts(
    preferred: str, price: float
) -> None:
    quoted = list_prices.on_day(TWO_LISTS, "2026-01-01", preferred)
    assert sorted(quoted.index) == ["one", "three", "two"]
    assert quoted.loc["one", "input_usd_per_mtok"] == price
    assert quoted.loc["three", "row_id"] == "price-2026-01-01-aaa-three"


def test_a_day_without_a_list_is_an_error() -> None:
    with pytest.raises(ValueError, match="no price list is of 2026-02-01"):
        list_prices.on_day(TWO_LISTS, "2026-02-01", "aaa")


def test_only_what_two_lists_have_at_the_same_prices_is_alike() -> None:
    # One model is dearer on the other list; one stands on a single list of the day.
    slugs = ["one", "two", "three"]
    assert list_prices.alike_in_all_lists(TWO_LISTS, "2026-01-01", slugs) == ["two"]
    assert list_prices.alike_in_all_lists(TWO_LISTS, "2026-01-01", ["one"]) == []


def test_a_price_that_changes_with_length_is_that_of_the_strictest_list() -> None:
    tiered = TWO_LISTS.assign(up_to_tokens=[200_000, 128_000, None, None, None, 32_000])
    found = list_prices.by_length(tiered, "2026-01-01")
    assert found["up_to_tokens"].to_dict() == {"one": 128_000}
    assert found.loc["one", "row_id"] == "price-2026-01-01-zzz-one"


def test_an_offer_has_a_price_on_each_base() -> None:
    prices = list_prices.usd_by_base(offer(0.4, 2.0))
    assert prices == pytest.approx({"input": 0.4, "output": 2.0, "3:1 blend": 0.8})


def test_a_share_is_what_a_discount_leaves() -> None:
    shares = list_prices.cost_shares(offer(1, 3), offer(4, 10))
    assert shares == pytest.approx({"input": 25, "output": 30, "3:1 blend": 100 * 1.5 / 5.5})
    with pytest.raises(ValueError, match="positive price"):
        list_prices.cost_shares(offer(1, 3), offer(0, 10))


def test_discounts_of_pairs_stand_beside_what_is_stated() -> None:
    frame = list_prices.discounts_of_pairs({"a / b": (offer(1, 3), offer(4, 10))}, {"a / b": 75.0})
    assert frame.columns.tolist() == ["pair", "base", "discount_pct", "stated_pct"]
    assert frame["base"].tolist() == ["input", "output", "3:1 blend"]
    assert frame["discount_pct"].tolist() == pytest.approx([75, 70, 100 * (1 - 1.5 / 5.5)])
    assert set(frame["stated_pct"]) == {75.0}


BOARD = pd.DataFrame(
    [
        ("r1", "one-plain", 1400, 5),
        ("r2", "one-thinking", 1420, 6),
        ("r3", "two-chat", 1410, 7),
        ("r4", "old", 1200, 3),
        ("r5", "unpriced", 1500, 4),
    ],
    columns=["row_id", "model", "score_elo", "ci95_elo"],
).assign(organisation="Maker", weights="open")
MAPPING = pd.DataFrame(
    {
        "leaderboard_model": ["one-plain", "one-thinking", "two-chat", "old"],
        "slug": ["one", "one", "two", "three"],
    }
)


def rated(lowest: float = 1300) -> pd.DataFrame:
    quoted = list_prices.on_day(TWO_LISTS, "2026-01-01", "aaa")
    return list_prices.rated(BOARD, MAPPING, quoted, lowest)


def test_a_model_counts_with_its_better_rating_and_needs_rating_and_price() -> None:
    models = rated()
    assert models["name"].tolist() == ["ONE", "TWO"]
    assert models["row_id"].tolist() == ["r2", "r3"]
    assert models["price_row"].tolist() == ["price-2026-01-01-aaa-one", "price-2026-01-01-aaa-two"]
    assert models["low_elo"].tolist() == [1414, 1403]
    assert models["high_elo"].tolist() == [1426, 1417]
    assert rated(1000)["name"].tolist() == ["ONE", "TWO", "THREE"]


def test_each_base_has_its_own_frontier() -> None:
    models = pd.DataFrame(
        {
            "name": ["cheap to ask", "cheap to answer"],
            "score_elo": [1400, 1390],
            "input_usd_per_mtok": [1.0, 2.0],
            "output_usd_per_mtok": [9.0, 4.0],
            "blend_usd_per_mtok": [3.0, 2.5],
        }
    )
    frame = list_prices.by_base(models, ["name", "score_elo"])
    assert frame.columns.tolist() == ["name", "score_elo", "usd_per_mtok", "base", "on_frontier"]
    assert frame["usd_per_mtok"].tolist() == [1.0, 2.0, 9.0, 4.0, 3.0, 2.5]
    assert frame["on_frontier"].tolist() == [True, False, True, True, True, True]


@pytest.mark.parametrize(
    ("rival", "is_beaten"),
    [
        ({"usd": 1.0, "score_elo": 1411, "ci95_elo": 6}, True),  # as cheap, and by more than 10
        ({"usd": 1.0, "score_elo": 1410, "ci95_elo": 6}, False),  # within the joint interval
        ({"usd": 1.1, "score_elo": 1500, "ci95_elo": 6}, False),  # dearer
    ],
)
def test_a_model_is_beaten_only_beyond_the_joint_interval(
    rival: dict[str, Any], is_beaten: bool
) -> None:
    own = {"usd": 1.0, "score_elo": 1400, "ci95_elo": 8}
    models = pd.DataFrame([own, rival], index=["own", "rival"])
    beaten = list_prices.beaten(models, "usd")
    assert beaten.to_dict() == {"own": is_beaten, "rival": False}


SELLERS = pd.DataFrame(
    [("aaa", "maker", "host"), ("aaa", "farm", "host"), ("aaa", "desk", "aggregator")],
    columns=["layout", "seller", "kind"],
)
OFFERS = pd.DataFrame(
    [
        ("r1", "aaa-1.0", "maker", "developer", 1.0),
        ("r2", "aaa-1.0", "farm", "host", 0.8),
        ("r3", "aaa-1.0", "desk", "host", 0.3),
        ("r4", "aaa-1.0", "desk", "host", 0.9),
    ],
    columns=["row_id", "source_id", "provider", "seller", "input_usd_per_mtok"],
)


def test_a_developer_a_host_and_an_aggregator_are_three_sellers() -> None:
    cheapest = list_prices.cheapest_by_kind(list_prices.with_seller_kind(OFFERS, SELLERS))
    assert cheapest["row_id"].to_dict() == {"developer": "r1", "host": "r2", "aggregator": "r3"}
    assert list_prices.sellers_usd(cheapest) == {
        "cheapest host, input": 0.8,
        "cheapest aggregator, input": 0.3,
    }
    assert list_prices.sellers_usd(cheapest.loc[["developer"]]) == {}


def test_a_seller_of_unknown_kind_is_named() -> None:
    with pytest.raises(ValueError, match="of no known kind of seller: desk"):
        list_prices.with_seller_kind(OFFERS, SELLERS.head(2))


def test_a_base_can_be_named_after_its_seller() -> None:
    named = list_prices.usd_by_base(offer(0.4, 2.0), "developer")
    assert list(named) == ["developer, input", "developer, output", "developer, 3:1 blend"]
