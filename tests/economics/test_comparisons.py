"""One model against another."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rebar.economics import comparisons


def model(rating: float, ci95: float = 0.0) -> pd.Series:
    return pd.Series({"score_elo": rating, "ci95_elo": ci95})


def test_margins_of_two_ratings_add_as_squares() -> None:
    assert comparisons.joint_margin(3, 4) == 5
    assert math.isnan(comparisons.joint_margin(3, math.nan))


def test_equals_win_half_and_400_points_are_ten_to_one() -> None:
    assert comparisons.wins(model(1400), model(1400)) == 50
    assert comparisons.wins(model(1000), model(1400)) == pytest.approx(100 / 11)


def test_the_unfavourable_end_is_the_joint_interval_lower() -> None:
    least = comparisons.wins_at_least(model(1400, 3), model(1350, 4))
    assert least == pytest.approx(comparisons.wins(model(1395), model(1350)))


@given(st.floats(1, 99))
def test_points_behind_are_the_inverse_of_wins(won: float) -> None:
    behind = comparisons.points_behind(won)
    assert comparisons.wins(model(1400 - behind), model(1400)) == pytest.approx(won)


def test_points_behind_by_hand() -> None:
    assert comparisons.points_behind(50) == 0
    assert comparisons.points_behind(100 / 11) == pytest.approx(400)
    for never in (0, 100, -5, math.nan):
        with pytest.raises(ValueError, match="between 0 and 100"):
            comparisons.points_behind(never)


def test_the_best_is_the_first_of_the_highest() -> None:
    board = pd.DataFrame({"model": ["a", "b", "c"], "score_elo": [1390, 1400, 1400]})
    assert comparisons.best(board)["model"] == "b"
    with pytest.raises(ValueError, match="no rows"):
        comparisons.best(board.head(0))


GAP = pd.DataFrame(
    {
        "as_of": ["2025-05-18", "2025-06-30", "2025-07-31"],
        "closed_elo": [1400, 1240, 1200],
        "open_elo": [1000, 1200, 1200],
        "closed_ci95_elo": pd.array([None, 3, 3], dtype="Int64"),
        "open_ci95_elo": pd.array([5, 4, None], dtype="Int64"),
    }
)


def test_a_lead_in_points_in_per_cent_and_in_preference() -> None:
    leads = comparisons.leads(GAP)
    assert leads["points"].tolist() == [400, 40, 0]
    assert leads["lead_pct"].tolist() == pytest.approx([40, 100 / 30, 0])
    assert leads["open_preferred_pct"].tolist()[::2] == pytest.approx([100 / 11, 50])
    assert leads.loc[1, ["margin", "low", "high"]].tolist() == [5, 35, 45]


def test_a_lead_over_a_rating_without_an_interval_has_none() -> None:
    leads = comparisons.leads(GAP)
    assert leads[["margin", "low", "high"]].isna().all(axis=1).tolist() == [True, False, True]


SCORES = pd.DataFrame(
    [
        ("easy", "own", 90.0),
        ("easy", "rival", 88.0),
        ("hard", "own", 40.0),
        ("hard", "rival", 30.0),
        ("lost", "own", 10.0),
        ("lost", "rival", 11.0),
        ("easy", "third", 50.0),
        ("alone", "own", 70.0),
    ],
    columns=["benchmark", "model", "score_pct"],
)


def test_only_tests_that_both_took_are_compared_from_the_largest_lead_down() -> None:
    pairs = comparisons.head_to_head(SCORES, "own", "rival")
    assert pairs.columns.tolist() == ["benchmark", "own", "rival", "lead_points"]
    assert pairs["benchmark"].tolist() == ["hard", "easy", "lost"]
    assert pairs["lead_points"].tolist() == [10, 2, -1]


def test_two_scores_of_a_model_on_one_test_are_an_error() -> None:
    twice = pd.concat([SCORES, SCORES.head(1)])
    with pytest.raises(ValueError, match="own has more than one score on easy"):
        comparisons.head_to_head(twice, "own", "rival")


DAYS = pd.DataFrame(
    [
        ("2025-01-01", "2025-01-02", 1030.0, 1000.0),
        ("2025-01-04", "2025-01-04", 1080.0, 1000.0),
        ("2025-01-11", "2025-01-12", 1018.0, 1000.0),
        ("2025-01-15", "2025-01-15", 1016.0, 1000.0),
        ("2025-01-21", "2025-01-30", 1050.0, 1000.0),
    ],
    columns=["as_of", "until", "closed_elo", "open_elo"],
)


def test_a_day_without_a_file_has_the_lead_of_the_last_before_it() -> None:
    leads = comparisons.leads_by_day(DAYS.iloc[::-1])
    assert leads["lead_pct"].tolist() == pytest.approx([3, 8, 1.8, 1.6, 5])
    assert comparisons.on_day(leads, "2025-01-13")["points"] == 18
    assert comparisons.on_day(leads, "2025-01-15")["points"] == 16
    with pytest.raises(ValueError, match="no rating is of 2024-12-31 or before"):
        comparisons.on_day(leads, "2024-12-31")


def test_the_largest_fall_runs_from_a_high_to_a_later_low() -> None:
    leads = comparisons.leads_by_day(DAYS)
    high, low = comparisons.largest_fall(leads)
    assert (high["as_of"], low["as_of"]) == ("2025-01-04", "2025-01-15")
    # What is lower before the high is no fall from it.
    high, low = comparisons.largest_fall(leads.iloc[[0, 1, 4]])
    assert (high["as_of"], low["as_of"]) == ("2025-01-04", "2025-01-21")
    with pytest.raises(ValueError, match="never fell"):
        comparisons.largest_fall(leads.head(2))


def test_a_spell_ends_the_day_before_the_lead_is_larger_again() -> None:
    leads = comparisons.leads_by_day(DAYS)
    assert comparisons.spell_below(leads, "2025-01-15", 2) == ("2025-01-11", "2025-01-20", 10)
    assert comparisons.spell_below(leads, "2025-01-15", 1.7) == ("2025-01-15", "2025-01-20", 6)
    assert comparisons.spell_below(leads, "2025-01-22", 9) == ("2025-01-01", "2025-01-30", 30)
    with pytest.raises(ValueError, match="the lead of 2025-01-05 is above 2"):
        comparisons.spell_below(leads, "2025-01-05", 2)
