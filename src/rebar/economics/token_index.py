"""The token price index: matched models, cheapest at a fixed level, and hedonic, on one base.

The three lines answer different questions: whether a model that stays on sale gets cheaper, what
the cheapest model of a given quality costs, and what quality costs on average. The spread between
them is the finding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rebar.economics import index_numbers
from rebar.economics.offer_spells import blended

BASE_DAY = "2026-03-11"
"""Day of the article: the list in force on it is 100."""

LEVELS = {
    1287: "GPT-4 of March 2023",
    1346: "GPT-4o",
    1400: "between",
    1440: "between",
    1456: "Claude Sonnet 4.5",
    1490: "the frontier of 11 March 2026",
}
"""Arena text ratings of October 2026 at which the cheapest offer is followed, and what each is."""

COLUMNS = (
    "list",
    "line",
    "as_of",
    "index",
    "low",
    "high",
    "matched",
    "entered",
    "left",
    "raised",
    "cut",
    "blend_usd_per_mtok",
    "runner_up_usd_per_mtok",
    "model",
    "seller",
    "row_id",
)


def scores(ratings: pd.DataFrame, models: pd.DataFrame) -> pd.DataFrame:
    """One rating a model: that of the newest board that has it, with its weights.

    `ratings` has model, as_of and rating_elo, `models` has model and weights. Columns: model,
    rating_elo, rated_on, open (1.0 for open weights). One scale serves all dates, so that a
    model's quality does not move with the board.
    """
    newest = ratings.sort_values(["model", "as_of"]).groupby("model", as_index=False).last()
    joined = newest.merge(models[["model", "weights"]], on="model", validate="one_to_one")
    return pd.DataFrame(
        {
            "model": joined["model"],
            "rating_elo": joined["rating_elo"].astype(float),
            "rated_on": joined["as_of"],
            "open": (joined["weights"] == "open").astype(float),
        }
    )


def token_price_index(
    offers: pd.DataFrame,
    scored: pd.DataFrame,
    base_day: str = BASE_DAY,
    levels: Sequence[float] = tuple(LEVELS),
    window: int = index_numbers.WINDOW,
) -> pd.DataFrame:
    """The three lines for each list in `offers`, the list in force on `base_day` as 100.

    `offers` has one row an offer and list (`offer_spells.by_list`): list, as_of, key, model,
    seller, row_id and the two prices in USD per million tokens; `scored` is that of `scores`.
    Prices are blended, three parts input to one output. Lines: `matched` (chained Jevons over
    every offer, with numbers matched, entered, left, raised and cut against the list before),
    `matched-geks` (GEKS-Jevons over a rolling window, movement splice), `cheapest-<level>` (with
    the model, its seller, its row and the runner-up's price) and `hedonic` (time dummies on rating
    and openness, 95 % interval clustered by model). Columns: `COLUMNS`. Raises ValueError where a
    list begins after `base_day`, or as the functions of `index_numbers` do.
    """
    parts = []
    for name, group in offers.groupby("list", sort=False):
        frame = group.assign(price=blended(group), period=group["as_of"])
        base = _base(str(name), frame, base_day)
        items = frame.assign(item=frame["seller"] + " " + frame["key"])
        rated = frame.merge(scored, on="model").assign(item=lambda one: one["model"])
        found = [
            index_numbers.rebased(index_numbers.chained_jevons(items), base).assign(line="matched"),
            index_numbers.rebased(index_numbers.rolling_geks(items, window), base).assign(
                line="matched-geks"
            ),
            *(_cheapest(rated, level, base) for level in levels),
            index_numbers.time_dummy_hedonic(
                _mean_offer(rated), ["rating_elo", "open"], base
            ).assign(line="hedonic"),
        ]
        parts += [one.assign(list=name) for one in found]
    whole = pd.concat(parts, ignore_index=True).rename(columns={"period": "as_of"})
    return whole.reindex(columns=list(COLUMNS))


def linked(index: pd.DataFrame, before: str, after: str, base_day: str = BASE_DAY) -> pd.DataFrame:
    """One series a line: the list `before` up to the base, the list `after` from it on.

    Both are 100 in the base, so nothing is scaled; the rows of `before` that come later stay out
    and serve as a check. A line that `after` lacks ends at the base. Columns as given.
    """
    old = index[(index["list"] == before) & (index["as_of"] <= base_day)]
    new = index[(index["list"] == after) & (index["as_of"] > base_day)]
    whole = pd.concat([old, new[new["line"].isin(old["line"])]])
    return whole.sort_values(["line", "as_of"], ignore_index=True)


def discount_at_level(
    offers: pd.DataFrame, scored: pd.DataFrame, levels: Sequence[float] = tuple(LEVELS)
) -> pd.DataFrame:
    """By list and date: how much less the cheapest open offer costs than the cheapest closed one.

    Both reach the level. Columns: list, as_of, level, open_model, open_usd_per_mtok, open_row,
    closed_model, closed_usd_per_mtok, closed_row, discount_pct (negative where open is dearer). A
    date on which one side has no offer at the level has no row.
    """
    rows = []
    rated = offers.assign(price=blended(offers)).merge(scored, on="model")
    for (name, day), group in rated.groupby(["list", "as_of"], sort=True):
        for level in levels:
            reaching = group[group["rating_elo"] >= level].sort_values(["price", "model"])
            sides = [reaching[reaching["open"] == side] for side in (1.0, 0.0)]
            if any(side.empty for side in sides):
                continue
            open_one, closed_one = (side.iloc[0] for side in sides)
            rows.append(
                {
                    "list": name,
                    "as_of": day,
                    "level": level,
                    "open_model": open_one["model"],
                    "open_usd_per_mtok": open_one["price"],
                    "open_row": open_one["row_id"],
                    "closed_model": closed_one["model"],
                    "closed_usd_per_mtok": closed_one["price"],
                    "closed_row": closed_one["row_id"],
                    "discount_pct": 100 * (1 - open_one["price"] / closed_one["price"]),
                }
            )
    return pd.DataFrame(rows)


def _base(name: str, frame: pd.DataFrame, base_day: str) -> str:
    before = frame.loc[frame["as_of"] <= base_day, "as_of"]
    if before.empty:
        raise ValueError(f"{name} has no list on or before {base_day}, which shall be 100")
    return str(before.max())


def _cheapest(rated: pd.DataFrame, level: float, base: str) -> pd.DataFrame:
    columns = ["period", "item", "price", "rating_elo", "model", "seller", "row_id"]
    found = index_numbers.cheapest_at_level(rated[columns], level, quality="rating_elo")
    if found.empty or base not in set(found["period"]):
        return pd.DataFrame()
    priced = found.assign(
        index=found["price"],
        blend_usd_per_mtok=found["price"],
        runner_up_usd_per_mtok=found["runner_up"],
        matched=found["reaching"],
        line=f"cheapest-{level:g}",
    )
    return index_numbers.rebased(priced, base)


def _mean_offer(rated: pd.DataFrame) -> pd.DataFrame:
    """One price a model and date, the geometric mean of its offers: a model counts once."""
    grouped = rated.assign(log=np.log(rated["price"])).groupby(["item", "period"], as_index=False)
    frame = grouped.agg(
        log=("log", "mean"), rating_elo=("rating_elo", "first"), open=("open", "first")
    )
    return frame.assign(price=np.exp(frame["log"]))
