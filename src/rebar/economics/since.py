"""Evidence for the scorecard, from the tables of prices, ratings and facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from rebar.economics import gap, ladder, scorecard, token_index
from rebar.economics.offer_spells import PRICES, blended, by_list

LIST = "litellm"
"""The price list whose offers the rules name."""

REGIONAL = ("amazon-bedrock",)
"""Sellers whose keys are regions of one price: a change there is not a maker's change of price."""


def evidence(tables: Mapping[str, pd.DataFrame], days: Sequence[str]) -> pd.DataFrame:
    """All quantities that the rules name, as evidence rows for `scorecard.score`.

    `tables` has, by name, the frames lists, offers, models, ratings, tiers, price_steps, arena_gap
    and facts of data/since; `days` are the days on which the ladder is read, the first of them on
    or before the article. Columns: quantity, as_of, value, value_high, row_id, standing.
    """
    offers = by_list(tables["offers"], tables["lists"])
    offers = offers[offers["list"] == LIST]
    scored = token_index.scores(tables["ratings"], tables["models"])
    parts = [
        scorecard.from_facts(tables["facts"]),
        prices(offers, scored),
        leads(tables),
        rungs(tables, days),
    ]
    return pd.concat(parts, ignore_index=True)


def prices(offers: pd.DataFrame, scored: pd.DataFrame) -> pd.DataFrame:
    """Cheapest offers, the matched-model index and discounts at a level, by date of the list."""
    index = token_index.token_price_index(offers, scored)
    parts = []
    for name, line in index.groupby("line", sort=False):
        if str(name).startswith("cheapest-"):
            quantity = f"{name}-usd-per-mtok"
            parts.append(scorecard.from_frame(line, quantity, "blend_usd_per_mtok", "row_id"))
    matched = index[index["line"] == "matched"]
    named = matched.assign(row_id=[f"list-{LIST}-{day}" for day in matched["as_of"]])
    parts.append(scorecard.from_frame(named, "matched-index", "index", "row_id"))
    discounts = token_index.discount_at_level(offers, scored)
    for level, group in discounts.groupby("level"):
        quantity = f"discount-{level:g}-pct"
        parts.append(scorecard.from_frame(group, quantity, "discount_pct", "open_row"))
    return pd.concat(parts, ignore_index=True)


def leads(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The Arena gap by board, and the discount of the best open against the best closed model.

    Prices are the steps in force on the day of the board at the makers' own APIs. A board whose
    two models have no price there gives no discount.
    """
    boards = gap.arena_gap(tables["ratings"], tables["models"])
    earlier = tables["arena_gap"]
    pct = 100 * (earlier["closed_elo"] - earlier["open_elo"]) / earlier["closed_elo"]
    parts = [scorecard.from_frame(earlier.assign(pct=pct), "arena-gap-pct", "pct", "row_id")]
    rating = "rating-" + boards["as_of"] + "-" + boards["open_model"]
    parts.append(scorecard.from_frame(boards.assign(row=rating), "arena-gap-pct", "gap_pct", "row"))
    own = _own_prices(tables)
    rows = []
    for _, board in boards.iterrows():
        pair = [
            _in_force(own, board[f"{side}_model"], board["as_of"]) for side in ("open", "closed")
        ]
        if all(one is not None for one in pair):
            open_one, closed_one = pair
            discount = 100 * (1 - open_one["blend"] / closed_one["blend"])  # type: ignore[index]
            rows.append(
                {"as_of": board["as_of"], "pct": discount, "row": open_one["row_id"]}  # type: ignore[index]
            )
    if rows:
        parts.append(
            scorecard.from_frame(pd.DataFrame(rows), "frontier-discount-pct", "pct", "row")
        )
    return pd.concat(parts, ignore_index=True)


def rungs(tables: Mapping[str, pd.DataFrame], days: Sequence[str]) -> pd.DataFrame:
    """Prices of the tiers by day, tiers opened above a flagship, and rises of list prices."""
    steps = tables["price_steps"]
    steps = steps[~steps["seller"].isin(REGIONAL)]
    laddered = ladder.ladder(tables["tiers"], steps, days)
    parts = []
    for (maker, tier), rung in laddered.groupby(["maker", "tier"]):
        quantity = f"ladder-{_slug(maker)}-{tier}-usd-per-mtok"
        parts.append(scorecard.from_frame(rung, quantity, "blend_usd_per_mtok", "step_row"))
    last = days[-1]
    opened = ladder.moves(laddered)
    above = opened[
        (opened["move"] == "opened") & opened["tier"].isin(["top", "pro"])
        & (opened["weights"] == "closed")
    ]  # fmt: skip
    ups = steps[
        (steps["direction"] == "up") & (steps["as_of"] > scorecard.BASE_DAY)
        & (steps["as_of"] <= last)
    ]  # fmt: skip
    rises = int(ladder.repricings(steps[steps["as_of"] <= last], scorecard.BASE_DAY)["up"].sum())
    for quantity, count, rows in (
        ("tiers-opened-above", len(above), above["step_row"]),
        ("list-price-rises", rises, ups["row_id"]),
    ):
        counted = pd.DataFrame([{"as_of": last, "count": count, "row": " ".join(rows)}])
        parts.append(scorecard.from_frame(counted, quantity, "count", "row"))
    return pd.concat(parts, ignore_index=True)


def _own_prices(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Price steps of rated models at their own maker's API, oldest first."""
    sellers = tables["tiers"][["maker", "seller"]].drop_duplicates()
    mine = tables["models"][["model", "maker"]].merge(sellers, on="maker")
    own = tables["price_steps"].merge(mine, on=["model", "seller"])
    return own.assign(blend=blended(own[list(PRICES)])).sort_values("as_of")


def _in_force(own: pd.DataFrame, model: str, day: str) -> pd.Series | None:
    known = own[(own["model"] == model)]
    before = known[known["as_of"] <= day]
    # A board can rate a model some days before its price is listed.
    chosen = before.tail(1) if len(before) else known.head(1)
    return chosen.iloc[0] if len(chosen) else None


def _slug(name: object) -> str:
    return str(name).lower().replace(" ", "-").replace(".", "-")
