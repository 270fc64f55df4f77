"""The gap between closed and open on a board of four models."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics.gap import arena_gap

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
