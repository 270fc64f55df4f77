"""One model against another: by their ratings, over time, and by the tests that both took."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from rebar.economics import frontier


def joint_margin(one_ci95: Any, other_ci95: Any) -> Any:
    """Half the 95 % interval of the difference of two ratings, in points, numbers or columns.

    The errors of two ratings are taken as independent, so their squares add. NaN where the interval
    of either is unknown: a difference is no surer than both its sides.
    """
    return (one_ci95**2 + other_ci95**2) ** 0.5


def best(board: pd.DataFrame) -> pd.Series:
    """The row of a leaderboard with the highest score_elo; of equals, the first.

    Raises ValueError for a leaderboard without rows.
    """
    if board.empty:
        raise ValueError("the best of no models is none: the leaderboard has no rows")
    return board.iloc[int(board["score_elo"].to_numpy(dtype="float64").argmax())]


def wins(model: pd.Series, other: pd.Series) -> float:
    """In how many of 100 comparisons `model` would be preferred to `other`, by their ratings.

    A forecast from the difference of score_elo (see `frontier.win_probability`), no count of votes.
    """
    return 100 * frontier.win_probability(float(model["score_elo"] - other["score_elo"]))


def wins_at_least(model: pd.Series, other: pd.Series) -> float:
    """`wins` at the end of the joint 95 % interval that is unfavourable to `model`."""
    lead = float(model["score_elo"] - other["score_elo"])
    return 100 * frontier.win_probability(
        lead - float(joint_margin(model["ci95_elo"], other["ci95_elo"]))
    )


def points_behind(wins_of_100: float) -> float:
    """How many points lower a model is rated that would be preferred in so many of 100.

    The inverse of `wins`: -400 log10(p / (1 - p)). Negative above 50. Raises ValueError unless the
    number lies between 0 and 100.
    """
    if not 0 < wins_of_100 < 100:
        raise ValueError(f"a forecast of wins lies between 0 and 100, not at {wins_of_100}")
    return -frontier.ELO_SCALE * math.log10(wins_of_100 / (100 - wins_of_100))


def leads(gap: pd.DataFrame) -> pd.DataFrame:
    """How far the best closed model leads the best open one, day by day.

    `gap` has the columns as_of, closed_elo, open_elo, closed_ci95_elo and open_ci95_elo. Adds date;
    points, the lead; margin, low and high, its 95 % interval (missing where that of either rating
    is); lead_pct, in per cent of the open rating (see `frontier.gap_pct`); and open_preferred_pct,
    in how many of 100 comparisons the open model would be preferred.
    """
    points = gap["closed_elo"] - gap["open_elo"]
    intervals = (gap[one].astype("float64") for one in ("closed_ci95_elo", "open_ci95_elo"))
    margin = joint_margin(*intervals)
    return gap.assign(
        date=pd.to_datetime(gap["as_of"]),
        points=points,
        margin=margin,
        low=points - margin,
        high=points + margin,
        lead_pct=[frontier.gap_pct(*pair) for pair in zip(gap["closed_elo"], gap["open_elo"])],
        open_preferred_pct=[100 * frontier.win_probability(-lead) for lead in points],
    )


def head_to_head(scores: pd.DataFrame, model: str, other: str) -> pd.DataFrame:
    """The tests on which both models have a score, from the largest lead of `model` to the least.

    `scores` has the columns benchmark, model and score_pct, a row a test and model. Columns:
    benchmark, a column for each of the two models with its score in per cent, and lead_points.
    Raises ValueError where a model has two scores on one test.
    """
    own = scores[scores["model"].isin([model, other])]
    twice = own[own.duplicated(["benchmark", "model"])]
    if not twice.empty:
        one = twice.iloc[0]
        raise ValueError(f"{one['model']} has more than one score on {one['benchmark']}")
    table = own.pivot(index="benchmark", columns="model", values="score_pct")
    pairs = table.reindex(columns=[model, other]).dropna().reset_index().rename_axis(columns=None)
    pairs["lead_points"] = pairs[model] - pairs[other]
    return pairs.sort_values("lead_points", ascending=False, kind="stable", ignore_index=True)


def leads_by_day(lead: pd.DataFrame) -> pd.DataFrame:
    """The lead of the best closed over the best open model, a row a stretch of equal ratings.

    `lead` has the columns as_of (first day of the stretch), until (its last), closed_elo and
    open_elo. Adds date, points and lead_pct (see `frontier.gap_pct`); in the order of time.
    """
    ordered = lead.sort_values("as_of", ignore_index=True)
    return ordered.assign(
        date=pd.to_datetime(ordered["as_of"]),
        points=ordered["closed_elo"] - ordered["open_elo"],
        lead_pct=[
            frontier.gap_pct(*pair) for pair in zip(ordered["closed_elo"], ordered["open_elo"])
        ],
    )


def on_day(leads: pd.DataFrame, day: str) -> pd.Series:
    """The stretch of `leads_by_day` that a day lies in: the last that begins on it or before.

    Raises ValueError for a day before the first.
    """
    begun = leads[leads["as_of"] <= day]
    if begun.empty:
        raise ValueError(f"no rating is of {day} or before")
    return begun.iloc[len(begun) - 1]


def largest_fall(leads: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The two stretches between which lead_pct fell furthest: the high one, and the later low one.

    Of equal falls the first. Raises ValueError where the lead never fell.
    """
    pct = leads["lead_pct"].to_numpy(dtype="float64")
    falls = np.maximum.accumulate(pct) - pct
    if not falls.size or not falls.max() > 0:
        raise ValueError("the lead never fell")
    low = int(falls.argmax())
    return leads.iloc[int(pct[:low].argmax())], leads.iloc[low]


def spell_below(leads: pd.DataFrame, day: str, limit_pct: float) -> tuple[str, str, int]:
    """The unbroken spell around a day in which lead_pct is at most `limit_pct`.

    Gives its first day, its last (the day before the next stretch begins, or the last day known)
    and how many days it has, both counted. Raises ValueError where the lead of the day is larger.
    """
    on_day(leads, day)  # refuses a day before the first
    here = int((leads["as_of"] <= day).sum()) - 1
    is_low = (leads["lead_pct"] <= limit_pct).tolist()
    if not is_low[here]:
        raise ValueError(f"the lead of {day} is above {limit_pct}")
    first = max([at + 1 for at in range(here) if not is_low[at]], default=0)
    after = min([at for at in range(here, len(leads)) if not is_low[at]], default=len(leads))
    starts = leads["date"].tolist()
    known = pd.Timestamp(leads["until"].iloc[len(leads) - 1]) + pd.Timedelta(days=1)
    end = starts[after] if after < len(leads) else known
    last = end - pd.Timedelta(days=1)
    return f"{starts[first]:%Y-%m-%d}", f"{last:%Y-%m-%d}", (end - starts[first]).days
