"""How far apart list prices are of models that people rate alike."""

from __future__ import annotations

import pandas as pd


def rated_offers(
    board: pd.DataFrame, prices: pd.DataFrame, mapping: pd.DataFrame, date: str
) -> pd.DataFrame:
    """The models of a leaderboard that a price list of `date` has, from the highest rated down.

    `board` is the leaderboard of one day (model, score_elo and more, row_id), `prices` the lists
    (as_of, slug, input_usd_per_mtok, row_id) and `mapping` says which slug a model of the
    leaderboard has there (leaderboard_model, slug). A slug that stands twice in a list counts with
    the last row by id; one that stands for several entries of the leaderboard, with the best. All
    columns of `board` are kept, with slug, input_usd_per_mtok and price_row, the id of the price.
    Raises ValueError where no list of that day is there.
    """
    listed = prices[prices["as_of"] == date].sort_values("row_id")
    if listed.empty:
        raise ValueError(f"no price list of {date}. Remedy: choose a day that has one")
    listed = listed.drop_duplicates("slug", keep="last")
    listed = listed[["slug", "input_usd_per_mtok", "row_id"]]
    named = board.merge(
        mapping[["leaderboard_model", "slug"]], left_on="model", right_on="leaderboard_model"
    )
    best = named.sort_values("score_elo", ascending=False).drop_duplicates("slug")
    return best.merge(listed.rename(columns={"row_id": "price_row"}), on="slug")


def near(offers: pd.DataFrame, score_elo: float, points: float) -> pd.DataFrame:
    """The offers rated within so many points of `score_elo`, ends included."""
    return offers[(offers["score_elo"] - score_elo).abs() <= points]


def spread(offers: pd.DataFrame, price: str = "input_usd_per_mtok") -> float:
    """The highest `price` over the lowest. Raises ValueError for none, or one not positive."""
    if offers.empty or not (offers[price] > 0).all():
        raise ValueError("a spread needs offers with positive prices")
    return float(offers[price].max() / offers[price].min())
