"""Speeds put on one footing: who gives them, on which card, and below which ceiling."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from rebar.economics import throughput
from rebar.fourbit import architecture, roofline
from rebar.fourbit.architecture import NF4_EXPERTS, NF4_HEAD, QWEN35_35B_A3B
from rebar.fourbit.bench import LADDER

REPORTS = pd.DataFrame(
    {
        "row_id": ["full", "no-context", "words", "two-cards", "other-model", "low", "high"],
        "as_of": ["2026-02-26"] * 5 + ["2026-03-24"] * 2,
        "gpu": ["RTX 4090", "RTX 3090", "RTX 4090", "RTX 4090", "RTX 4090", "RTX 4090", "RTX 4090"],
        "n_gpus": [1, 1, 1, 2, 1, 1, 1],
        "model": ["M", "M", "M", "M", "N", "M", "M"],
        "engine": ["llama.cpp", "llama.cpp", "llama.cpp", "vLLM", "x", "", ""],
        "quantisation": ["Q4", "", "Q4", "Q4", "Q4", "Q4", "Q4"],
        "context_tokens": [4096, math.nan, 4096, 4096, 4096, math.nan, math.nan],
        "tok_per_s": [120.0, 90.0, 50.0, 150.0, 100.0, 60.0, 100.0],
        "counted": ["tokens", "", "words", "tokens", "tokens", "", ""],
        "described": [True, False, False, True, True, False, False],
        "measured_by": ["a", "b", "c", "d", "e", "f", "f"],
    }
)


def test_a_run_is_fully_documented_if_nothing_lacks_and_tokens_count() -> None:
    found = throughput.fully_documented(REPORTS)
    assert found.tolist() == [True, False, False, True, True, False, False]


def test_one_card_leaves_out_words_other_models_and_several_cards() -> None:
    found = throughput.one_card(REPORTS, "M")["row_id"].tolist()
    assert found == ["full", "no-context", "low", "high"]


def test_the_middle_row_is_the_median_or_the_next_above() -> None:
    three = REPORTS.loc[[0, 1, 2]]
    assert throughput.middle_row(three, "tok_per_s")["row_id"] == "no-context"
    assert throughput.middle_row(three.loc[[0, 1]], "tok_per_s")["row_id"] == "full"


def test_points_are_named_after_their_format() -> None:
    found = throughput.points(REPORTS.loc[[0, 1, 2]], {"words": "coding"})
    assert list(found.columns) == throughput.COLUMNS
    assert found["what"].tolist() == ["Q4", "format not said", "coding"]
    assert found["kind"].tolist() == [throughput.DOCUMENTED, throughput.PARTLY, throughput.PARTLY]
    assert found["low"].tolist() == found["high"].tolist() == [120, 90, 50]


def test_two_reports_of_one_range_are_one_row() -> None:
    (row,) = throughput.band(REPORTS.loc[[6, 5]], "later").to_dict("records")
    assert (row["low"], row["high"], row["row_id"]) == (60, 100, "low")


def test_speeds_stand_by_card_then_by_who_gives_them_then_fast_first() -> None:
    frames = [
        throughput.points(REPORTS.loc[[0, 1]], {}),
        throughput.stated("RTX 4090", 60, 100, "2026-03-11"),
        throughput.band(REPORTS.loc[[5, 6]], "later"),
        throughput.ours(pd.DataFrame({"machine": []})),
    ]
    cards = pd.DataFrame({"card": ["RTX 3090", "RTX 4090"], "bandwidth_gb_s": [936, 1008]})
    found = throughput.by_card(frames, ["RTX 4090"], cards)
    assert found["what"].tolist() == ["the article", "Q4", "later", "format not said"]
    assert found["bandwidth_gb_s"].tolist() == [1008, 1008, 1008, 936]


def test_our_own_runs_are_known_by_the_name_of_their_card() -> None:
    run = {
        "record_id": "r1",
        "started": "2026-11-23T21:00:00Z",
        "variant": "compiled",
        "tokens_per_s_min": 80.0,
        "tokens_per_s_max": 90.0,
    }
    runs = pd.DataFrame(
        [{**run, "machine": "NVIDIA GeForce RTX 4090"}, {**run, "machine": "Unknown card"}]
    )
    (row,) = throughput.ours(runs).to_dict("records")
    assert row["gpu"] == "RTX 4090" and row["kind"] == throughput.MEASURED
    assert (row["low"], row["high"], row["as_of"]) == (80, 90, "2026-11-23")


@pytest.mark.parametrize("scheme", [NF4_EXPERTS, NF4_HEAD])
@pytest.mark.parametrize("context", [0, 4096, 262_144])
def test_the_ceiling_is_that_of_the_roofline(scheme: architecture.Scheme, context: int) -> None:
    """The figure moves the context on a slider; the line must be the exact one at each place."""
    moved = architecture.bytes_per_token(QWEN35_35B_A3B, context, scheme)["total"]
    exact = roofline.ceiling_tokens_per_s(1008e9, moved)
    drawn = throughput.ceiling(1008, context, throughput.bytes_moved(QWEN35_35B_A3B, scheme))
    assert drawn == pytest.approx(exact)


def test_rungs_too_large_for_the_card_have_no_ceiling() -> None:
    capacity = architecture.CARD_24GB_BYTES
    found = throughput.rungs(LADDER, QWEN35_35B_A3B, 1008, capacity, 4096).set_index("rung")
    ceilings = found["ceiling_tok_per_s"]
    assert math.isnan(ceilings["stock load_in_4bit"])
    assert ceilings["compiled, 4k"] < ceilings["compiled"] < ceilings["compiled, head in nf4"]
    assert found.loc["compiled", "weights_gib"] < 24
