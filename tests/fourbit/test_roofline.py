"""Ceilings and the cost of a million tokens at home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rebar.fourbit import roofline
from rebar.fourbit.architecture import NF4_EXPERTS, NF4_HEAD, QWEN35_35B_A3B, bytes_per_token

HOME = roofline.Home(
    card_usd=1600,
    life_years=4,
    power_w=350,
    electricity_usd_per_kwh=0.2,
    tokens_per_s=80,
    utilisation=0.25,
    idle_power_w=20,
)


def test_ceiling_is_bandwidth_over_bytes():
    assert roofline.ceiling_tokens_per_s(1e12, 2e9) == 500
    with pytest.raises(ValueError):
        roofline.ceiling_tokens_per_s(0, 1)


def test_ceilings_of_the_known_cards():
    rows = {(row["card"], row["context"]): row for row in roofline.ceilings()}
    moved = bytes_per_token(QWEN35_35B_A3B, 0, NF4_EXPERTS)["total"]
    row = rows["RTX 3090", 0]
    assert row["ceiling_tokens_per_s"] == pytest.approx(936e9 / moved)
    assert rows["RTX 3090", 4096]["ceiling_tokens_per_s"] < row["ceiling_tokens_per_s"]
    assert all(card.source_id for card in roofline.cards())


def test_a_smaller_head_raises_the_ceiling():
    small = bytes_per_token(QWEN35_35B_A3B, 0, NF4_HEAD)["total"]
    assert small < 0.75 * bytes_per_token(QWEN35_35B_A3B, 0, NF4_EXPERTS)["total"]


def test_device_names_find_their_card():
    assert roofline.find_card("NVIDIA GeForce RTX 4090").name == "RTX 4090"
    assert roofline.find_card("NVIDIA GeForce RTX 4090 Laptop GPU") is None


def test_home_cost_by_hand():
    """1600 USD over 4 years at a quarter of the time and 80 tokens/s, 350 W busy, 20 W idle."""
    hours = 4 * 365.25 * 24
    mtok = hours * 0.25 * 3600 * 80 / 1e6
    cost = roofline.home_usd_per_mtok(HOME)
    assert cost["hardware"] == pytest.approx(1600 / mtok)
    assert cost["electricity"] == pytest.approx(0.35 * hours * 0.25 * 0.2 / mtok)
    assert cost["idle electricity"] == pytest.approx(0.02 * hours * 0.75 * 0.2 / mtok)
    parts = cost["hardware"] + cost["electricity"] + cost["idle electricity"]
    assert cost["total"] == pytest.approx(parts)


def test_break_even_is_where_the_two_prices_meet():
    price = roofline.home_usd_per_mtok(HOME)["total"]
    assert roofline.break_even_utilisation(HOME, price) == pytest.approx(HOME.utilisation)
    assert roofline.break_even_utilisation(HOME, 0.01) is None
    met = roofline.break_even_utilisation(HOME, 2.0)
    assert met is not None
    at = roofline.home_usd_per_mtok(replace(HOME, utilisation=met))["total"]
    assert at == pytest.approx(2.0)


def test_impossible_homes_are_refused():
    with pytest.raises(ValueError):
        replace(HOME, utilisation=0)
    with pytest.raises(ValueError):
        replace(HOME, tokens_per_s=0)
