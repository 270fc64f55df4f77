"""Ratings and frontiers."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rebar.economics.frontier import gap_pct, pareto, win_probability

rows = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12)


def frame(points: list[tuple[int, int]]) -> pd.DataFrame:
    return pd.DataFrame(points, columns=["price", "score"])


def test_400_points_are_odds_of_ten_to_one() -> None:
    assert win_probability(400) == pytest.approx(10 / 11)
    assert win_probability(0) == 0.5


@given(st.floats(-2000, 2000), st.floats(0.1, 500))
def test_the_better_rated_wins_the_more_the_further_ahead(ahead: float, more: float) -> None:
    assert win_probability(ahead) + win_probability(-ahead) == pytest.approx(1)
    assert win_probability(ahead + more) > win_probability(ahead)


def test_the_gap_is_per_cent_of_the_lower_rating() -> None:
    assert gap_pct(1260, 1200) == pytest.approx(5)
    for rating in (0.0, -1.0, float("nan")):
        with pytest.raises(ValueError, match="needs a positive one"):
            gap_pct(1260, rating)


@given(rows)
def test_the_frontier_holds_exactly_what_nothing_beats(points: list[tuple[int, int]]) -> None:
    front = set(pareto(frame(points), "price", "score").itertuples(index=False, name=None))
    beaten = {
        (price, score)
        for price, score in points
        if any(p <= price and s >= score and (p, s) != (price, score) for p, s in points)
    }
    assert front == set(points) - beaten


@given(rows)
def test_the_frontier_rises_in_both_and_names_no_point_twice(points: list[tuple[int, int]]) -> None:
    front = pareto(frame(points), "price", "score")
    assert front["price"].is_monotonic_increasing and front["price"].is_unique
    assert front["score"].is_monotonic_increasing and front["score"].is_unique


def test_of_equals_the_first_stays() -> None:
    assert pareto(frame([(1, 2), (1, 2)]), "price", "score").index.tolist() == [0]
