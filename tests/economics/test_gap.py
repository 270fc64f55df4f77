"""The gap between closed and open on a board of four models."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics.gap import arena_gap, history

RATINGS = pd.DataFrame(
    [
        ("2026-10-05", "shut", 1500.0, 1490.0, 1510.0),
        ("2026-10-05", "own", 1480.0, 1470.0, 1490.0),
        ("2026-10-05", "free", 1450.0, 1446.0, 1454.0),
        ("2026-10-05", "unknown", 1499.0, 1490.0, 1508.0),
    ],
    columns=["as_of", "model", "rating_elo", "low_elo", "high_elo"],
)
MODELS = pd.DataFrame(
    [
        ("shut", "Proprietary", "closed"),
        ("own", "Own License", "own terms"),
        ("free", "MIT", "open source"),
        ("unknown", "", "not recorded"),
    ],
    columns=["model", "licence", "licence_kind"],
)


def test_the_gap_is_given_with_and_without_weights_under_own_terms() -> None:
    (row,) = arena_gap(RATINGS, MODELS).to_dict("records")
    assert (row["closed_model"], row["open_model"], row["open_source_model"]) == (
        "shut",
        "own",
        "free",
    )
    assert (row["gap_points"], row["gap_points_open_source"]) == (20, 50)
    assert row["gap_pct"] == pytest.approx(100 * 20 / 1500)
    assert row["open_source_ci95_elo"] == 4


def test_a_board_without_a_side_is_refused() -> None:
    with pytest.raises(ValueError, match="no model for the side open_source"):
        arena_gap(RATINGS[RATINGS["model"] != "free"], MODELS)


def test_the_history_joins_the_tables_and_says_where_no_free_licence_is_known() -> None:
    published = pd.DataFrame(
        [
            ("g-0", "2026-02-28", "shut", 1500, "free", 1440),
            ("g-1", "2026-03-11", "shut", 1500, "free", 1450),
        ],
        columns=["row_id", "as_of", "best_closed", "closed_elo", "best_open", "open_elo"],
    )
    later = pd.DataFrame(
        [("g-2", "2026-08-21", "shut", 1500, "own", 1485, "", "")],
        columns=[*published.columns, "best_open_source", "open_source_elo"],
    )
    found = history(published, later, arena_gap(RATINGS, MODELS), "2026-03-11")
    assert list(found["as_of"]) == ["2026-03-11", "2026-08-21", "2026-10-05"]
    assert list(found["points"]) == [50, 15, 20]
    assert list(found["points_open_source"].dropna()) == [50, 50]
    assert found["points_open_source"].isna().tolist() == [False, True, False]
    assert list(found["pct"]) == pytest.approx([100 * 50 / 1500, 1, 100 * 20 / 1500])
    assert list(found["row_id"]) == ["g-1", "g-2", "rating-2026-10-05-own"]
