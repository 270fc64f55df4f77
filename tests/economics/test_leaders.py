"""Who leads on a rating and in tables of benchmarks."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics.leaders import best, gap_elo, leaders, listing, organisations_above

BOARD = pd.DataFrame(
    [("A", 1500, 3), ("B", 1490, 4), ("A", 1480, 3), ("C", 1470, 5)],
    columns=["organisation", "score_elo", "ci95_elo"],
)
TABLES = pd.DataFrame(
    [("X", "A", 50.0), ("X", "B", 60.0), ("Y", "A", 70.0), ("Y", "B", None), ("Z", "B", 80.0)],
    columns=["benchmark", "organisation", "score_pct"],
)


def test_the_best_is_the_highest_rated_of_all_or_of_one_maker() -> None:
    assert best(BOARD)["score_elo"] == 1500
    assert best(BOARD[::-1], "A")["score_elo"] == 1500
    with pytest.raises(ValueError, match="no model of D"):
        best(BOARD, "D")


def test_the_errors_of_a_gap_add_up_in_squares() -> None:
    assert gap_elo(best(BOARD), best(BOARD, "B")) == (10, 5)


def test_makers_above_a_score_are_named_once() -> None:
    assert organisations_above(BOARD, 1470) == ["A", "B"]
    assert organisations_above(BOARD, 1500) == []


def test_only_benchmarks_that_list_a_maker_count() -> None:
    assert set(listing(TABLES, "A")["benchmark"]) == {"X", "Y"}


def test_a_benchmark_is_led_by_its_highest_score() -> None:
    led = leaders(TABLES)
    assert led["organisation"].to_dict() == {"X": "B", "Y": "A", "Z": "B"}
