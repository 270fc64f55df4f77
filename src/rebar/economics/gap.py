"""The gap between the best closed and the best open model on one board."""

from __future__ import annotations

import pandas as pd

SIDES = {
    "closed": ("closed",),
    "open": ("open source", "own terms"),
    "open_source": ("open source",),
}
"""Sides of the gap, and the kinds of licence that count for each."""


def arena_gap(ratings: pd.DataFrame, models: pd.DataFrame) -> pd.DataFrame:
    """By board: the best closed model, the best with open weights, the best under MIT or Apache.

    `ratings` has as_of, model, rating_elo, low_elo and high_elo, `models` has model, licence and
    licence_kind. Weights whose licence was not looked up count for neither open side. Columns:
    as_of, then for each side (`closed`, `open`, `open_source`) its model, licence, elo and
    ci95_elo (half the interval), then gap_points and gap_pct (of the closed rating), and the same
    two with `_open_source`: the gap without models under terms of their own. Raises ValueError
    where a side has no model.
    """
    joined = ratings.merge(models[["model", "licence", "licence_kind"]], on="model")
    rows = []
    for day, board in joined.groupby("as_of", sort=True):
        row: dict[str, object] = {"as_of": day}
        for side, kinds in SIDES.items():
            mine = board[board["licence_kind"].isin(kinds)]
            if mine.empty:
                raise ValueError(f"the board of {day} has no model for the side {side}")
            best = mine.sort_values(["rating_elo", "model"], ascending=[False, True]).iloc[0]
            row[f"{side}_model"] = best["model"]
            row[f"{side}_licence"] = best["licence"]
            row[f"{side}_elo"] = float(best["rating_elo"])
            row[f"{side}_ci95_elo"] = float(best["high_elo"] - best["low_elo"]) / 2
        rows.append(row)
    out = pd.DataFrame(rows)
    for side, end in (("open", ""), ("open_source", "_open_source")):
        out[f"gap_points{end}"] = out["closed_elo"] - out[f"{side}_elo"]
        out[f"gap_pct{end}"] = 100 * out[f"gap_points{end}"] / out["closed_elo"]
    return out
