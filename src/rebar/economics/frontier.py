"""Ratings and frontiers: who beats whom, and which models nothing beats on price and score."""

from __future__ import annotations

import pandas as pd

ELO_SCALE = 400.0
"""Points on the Elo scale that stand for odds of ten to one."""


def win_probability(points_ahead: float) -> float:
    """The chance that the model rated `points_ahead` higher is preferred in a comparison.

    The logistic curve of the Bradley-Terry model on the Elo scale (Elo 1978; used by Chatbot
    Arena, Chiang et al. 2024): 1 / (1 + 10^(-d / 400)). Ties are left out.
    """
    return float(1 / (1 + 10 ** (-points_ahead / ELO_SCALE)))


def gap_pct(best: float, other: float) -> float:
    """The gap between two ratings in per cent of the lower one, as the AI Index reports it.

    A rating has no natural zero, so this number depends on where the scale was anchored; the gap in
    points and the win probability do not. Raises ValueError for a rating that is not positive.
    """
    if not other > 0:
        raise ValueError(f"a percentage of a rating needs a positive one, not {other}")
    return 100 * (best - other) / other


def pareto(frame: pd.DataFrame, cost: str, value: str) -> pd.DataFrame:
    """The rows that no other row beats: none costs as little or less and is worth more.

    Sorted from cheap to dear. Of rows alike in both, the first stays.
    """
    ordered = frame.sort_values([cost, value], ascending=[True, False], kind="stable")
    best = ordered[value].astype("float64").cummax().shift(fill_value=-float("inf"))
    return ordered[ordered[value] > best]
