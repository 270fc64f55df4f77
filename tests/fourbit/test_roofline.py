"""Ceilings of generation speed."""

from __future__ import annotations

import pytest

from rebar.fourbit import roofline
from rebar.fourbit.architecture import NF4_EXPERTS, NF4_HEAD, QWEN35_35B_A3B, bytes_per_token


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
