"""The ladder of tiers on two makers."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics import ladder


def step(key: str, day: str, price: float, direction: str = "first") -> dict[str, object]:
    return {
        "row_id": f"step-{key}-{day}",
        "seller": "s",
        "key": key,
        "as_of": day,
        "direction": direction,
        "input_usd_per_mtok": price,
        "output_usd_per_mtok": price,
        "input_before_usd_per_mtok": 0,
        "output_before_usd_per_mtok": 0,
    }


def tier(tier_name: str, rung: int, key: str, day: str) -> dict[str, object]:
    return {
        "row_id": f"tier-{key}",
        "maker": "M",
        "tier": tier_name,
        "rung": rung,
        "weights": "closed",
        "seller": "s",
        "key": key,
        "as_of": day,
    }


STEPS = pd.DataFrame(
    [
        step("old", "2026-01-05", 10),
        step("next", "2026-03-10", 10),
        step("next", "2026-05-02", 8, "down"),
        step("small", "2026-01-05", 1),
        step("above", "2026-04-01", 30),
    ]
)
TIERS = pd.DataFrame(
    [
        tier("flagship", 2, "old", "2026-01-05"),
        tier("flagship", 2, "next", "2026-03-10"),
        tier("small", 1, "small", "2026-01-05"),
        tier("top", 3, "above", "2026-04-01"),
    ]
)
DAYS = ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]


def test_a_rung_holds_the_newest_model_at_the_price_in_force() -> None:
    found = ladder.ladder(TIERS, STEPS, DAYS).set_index(["as_of", "tier"])
    assert found.loc["2026-02-28", "key"].to_dict() == {"small": "small", "flagship": "old"}
    assert found.at[("2026-04-30", "flagship"), "blend_usd_per_mtok"] == 10
    assert found.at[("2026-05-31", "flagship"), "blend_usd_per_mtok"] == 8
    assert found.at[("2026-05-31", "flagship"), "step_row"] == "step-next-2026-05-02"


def test_moves_say_who_cut_and_who_opened_a_tier() -> None:
    found = ladder.moves(ladder.ladder(TIERS, STEPS, DAYS))
    assert list(zip(found["as_of"], found["tier"], found["move"])) == [
        ("2026-03-31", "flagship", "same price"),
        ("2026-04-30", "top", "opened"),
        ("2026-05-31", "flagship", "cut"),
    ]
    assert found["change_pct"].iloc[-1] == pytest.approx(-20)


def test_a_model_without_a_price_is_named() -> None:
    tiers = pd.DataFrame([tier("flagship", 2, "unknown", "2026-01-05")])
    with pytest.raises(ValueError, match="tier-unknown: s has no price of unknown"):
        ladder.ladder(tiers, STEPS, DAYS)


def test_repricings_count_a_change_of_two_names_of_one_model_once() -> None:
    twin = {**step("next-2026", "2026-05-02", 8, "down"), "row_id": "x"}
    steps = pd.concat([STEPS, pd.DataFrame([twin, step("old", "2026-06-01", 12, "up")])])
    found = ladder.repricings(steps, "2026-03-11")
    assert found.to_dict("records") == [{"seller": "s", "up": 1, "down": 1, "mixed": 0}]
