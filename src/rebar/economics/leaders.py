"""Who leads: on a rating, and in tables of benchmarks."""

from __future__ import annotations

import pandas as pd


def best(board: pd.DataFrame, organisation: str = "") -> pd.Series:
    """The row with the highest rating, of all or of one organisation; of equals, the first.

    `board` has the columns organisation and score_elo. Raises ValueError where there is no row.
    """
    rows = board[board["organisation"] == organisation] if organisation else board
    if rows.empty:
        raise ValueError(f"the board has no model of {organisation or 'anyone'}")
    return rows.nlargest(1, "score_elo").iloc[0]


def gap_elo(first: pd.Series, other: pd.Series) -> tuple[float, float]:
    """How many points `other` lies behind `first`, and half the width of its 95 % interval.

    Both have score_elo and ci95_elo (half the width of an interval of 95 %). The two errors are
    taken as independent, so their squares add up (the variance of a difference); ratings of one
    fit are correlated, and the true interval is then narrower or wider.
    """
    points = float(first["score_elo"] - other["score_elo"])
    return points, float((first["ci95_elo"] ** 2 + other["ci95_elo"] ** 2) ** 0.5)


def organisations_above(board: pd.DataFrame, score_elo: float) -> list[str]:
    """The organisations that have a model rated above `score_elo`, in the board's order."""
    above = board.loc[board["score_elo"] > score_elo, "organisation"]
    return [str(one) for one in above.drop_duplicates()]


def listing(tables: pd.DataFrame, organisation: str) -> pd.DataFrame:
    """The rows of the benchmarks on which a model of `organisation` has a result.

    `tables` has the columns benchmark and organisation.
    """
    named = tables.loc[tables["organisation"] == organisation, "benchmark"]
    return tables[tables["benchmark"].isin(named)]


def leaders(tables: pd.DataFrame) -> pd.DataFrame:
    """The row with the highest score_pct of each benchmark, by benchmark; of equals, the first.

    `tables` has the columns benchmark and score_pct; rows without a score are left out.
    """
    scored = tables.dropna(subset=["score_pct"])
    top = scored.groupby("benchmark")["score_pct"].idxmax()
    return scored.loc[top].set_index("benchmark", drop=False)
