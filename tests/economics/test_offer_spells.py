"""Offers as spells and as lists."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics import offer_spells

LISTS = pd.DataFrame(
    {"list": ["a"] * 4 + ["b"], "as_of": ["2026-01", "2026-02", "2026-03", "2026-04", "2026-02"]}
)


def row(name: str, day: str, price: float, key: str = "m") -> dict[str, object]:
    return {
        "row_id": f"{name}-{day}-{key}",
        "list": name,
        "as_of": day,
        "seller": "s",
        "key": key,
        "model": key,
        "input_usd_per_mtok": price,
        "output_usd_per_mtok": 2 * price,
    }


EACH = pd.DataFrame(
    [
        row("a", "2026-01", 1),
        row("a", "2026-02", 1),
        row("a", "2026-03", 2),
        row("a", "2026-01", 5, "gap"),
        row("a", "2026-03", 5, "gap"),
        row("a", "2026-04", 5, "gap"),
        row("b", "2026-02", 1),
    ]
)


def test_consecutive_lists_with_one_price_become_one_row() -> None:
    found = offer_spells.spells(EACH, LISTS)
    assert list(zip(found["key"], found["as_of"], found["last_as_of"])) == [
        ("gap", "2026-01", "2026-01"),
        ("m", "2026-01", "2026-02"),
        ("gap", "2026-03", "2026-04"),
        ("m", "2026-03", "2026-03"),
        ("m", "2026-02", "2026-02"),
    ]


def test_spells_fill_the_lists_that_they_came_from() -> None:
    columns = ["list", "as_of", "key", "input_usd_per_mtok"]
    back = offer_spells.by_list(offer_spells.spells(EACH, LISTS), LISTS)
    pd.testing.assert_frame_equal(
        back.sort_values(columns)[columns].reset_index(drop=True),
        EACH.sort_values(columns)[columns].reset_index(drop=True),
    )


def test_a_spell_that_ends_on_no_list_is_refused() -> None:
    spells = offer_spells.spells(EACH, LISTS).assign(last_as_of="2026-09")
    with pytest.raises(ValueError, match="last_as_of 2026-09, no date of list a"):
        offer_spells.by_list(spells, LISTS)


def test_a_blended_price_is_three_parts_input_to_one_output() -> None:
    frame = pd.DataFrame({"input_usd_per_mtok": [3.0], "output_usd_per_mtok": [15.0]})
    assert list(offer_spells.blended(frame)) == [6.0]
