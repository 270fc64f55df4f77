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


def history(
    published: pd.DataFrame, later: pd.DataFrame, boards: pd.DataFrame, since: str
) -> pd.DataFrame:
    """The gap board by board from `since` on: under any licence, and under MIT or Apache alone.

    `published` is the table of the leaderboard's copies (as_of, best_closed, closed_elo, best_open,
    open_elo, row_id), in which every best open model is under MIT or a licence close to it; `later`
    goes on with best_open_source and open_source_elo beside them (empty where the copy had no
    licences); `boards` is that of `arena_gap`. Columns: as_of, closed_model, open_model,
    open_source_model, points, points_open_source, pct (of the closed rating), pct_open_source and
    row_id. NaN where no model under MIT or Apache is known.
    """
    first = published.assign(
        best_open_source=published["best_open"], open_source_elo=published["open_elo"]
    )
    names = {
        "best_closed": "closed_model",
        "best_open": "open_model",
        "best_open_source": "open_source_model",
    }
    both = pd.concat([first, later]).rename(columns=names)
    last = boards.assign(row_id="rating-" + boards["as_of"] + "-" + boards["open_model"])
    whole = pd.concat([both, last], ignore_index=True)
    whole = whole[whole["as_of"] >= since].sort_values("as_of", ignore_index=True)
    closed = whole["closed_elo"].astype(float)
    out = whole[["as_of", *names.values()]].fillna("")
    for end, rating in (("", "open_elo"), ("_open_source", "open_source_elo")):
        out[f"points{end}"] = closed - pd.to_numeric(whole[rating], errors="coerce").astype(float)
        out[f"pct{end}"] = 100 * out[f"points{end}"] / closed
    return out.assign(row_id=whole["row_id"])
