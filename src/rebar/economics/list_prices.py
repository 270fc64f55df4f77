"""List prices of a day: one model's beside another's, and beside what each is rated.

An offer is a row, or a Series, with the columns of `pricing.BASES`, all in USD per million tokens.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from rebar.economics import frontier, pricing
from rebar.economics.comparisons import joint_margin

_LISTED = ["input_usd_per_mtok", "output_usd_per_mtok"]


def on_day(prices: pd.DataFrame, day: str, preferred: str) -> pd.DataFrame:
    """The list prices of a day, one row a model, by slug.

    `prices` has the columns slug, as_of, row_id, source_id and those of `pricing.BASES`. Where
    several lists have a model, the row is from the one whose source_id begins with `preferred`.
    Raises ValueError where no list is of that day.
    """
    listed = prices[prices["as_of"] == day]
    if listed.empty:
        raise ValueError(f"no price list is of {day}")
    other = ~listed["source_id"].str.startswith(preferred)
    ordered = listed.assign(other=other).sort_values(["other", "row_id"], kind="stable")
    found = ordered.drop(columns="other").drop_duplicates("slug")
    return found.set_index("slug", drop=False).rename_axis(None)


def by_length(prices: pd.DataFrame, day: str) -> pd.DataFrame:
    """The models whose price changes with the length of a prompt on a day, one row each, by slug.

    `prices` has the columns slug, as_of, row_id and up_to_tokens (tokens; empty where a list has
    one price only). Where lists differ, the row is the one that holds for the fewest tokens.
    """
    held = prices[(prices["as_of"] == day) & prices["up_to_tokens"].notna()]
    found = held.sort_values(["up_to_tokens", "row_id"]).drop_duplicates("slug")
    return found.set_index("slug", drop=False).rename_axis(None)


def offer(input_usd_per_mtok: float, output_usd_per_mtok: float) -> pd.Series:
    """An offer out of two single prices, with their blend."""
    blend = pricing.blended(input_usd_per_mtok, output_usd_per_mtok)
    prices = [input_usd_per_mtok, output_usd_per_mtok, blend]
    return pd.Series(dict(zip(pricing.BASES.values(), prices)))


def usd_by_base(one: pd.Series, seller: str = "") -> dict[str, float]:
    """The price of an offer on each base, in USD per million tokens.

    With `seller` ("developer", "cheapest host") each base begins with that word.
    """
    head = f"{seller}, " if seller else ""
    return {f"{head}{base}": float(one[column]) for base, column in pricing.BASES.items()}


def with_seller_kind(offers: pd.DataFrame, sellers: pd.DataFrame) -> pd.DataFrame:
    """The offers with a column seller_kind: developer, host or aggregator.

    `offers` has the columns seller ("developer" or "host"), provider and source_id; `sellers` has
    layout (the list whose name a source_id begins with), seller (the name of a provider there) and
    kind. What a developer asks is told apart already; another seller serves the model itself (a
    host) or passes requests on (an aggregator). Raises ValueError for a seller of unknown kind.
    """
    kinds = {
        (layout, name): str(kind)
        for layout, name, kind in zip(sellers["layout"], sellers["seller"], sellers["kind"])
    }
    layout = offers["source_id"].str.replace(r"-[\d.]+$", "", regex=True)
    found = [
        "developer" if seller == "developer" else kinds.get((which, provider), "")
        for seller, which, provider in zip(offers["seller"], layout, offers["provider"])
    ]
    unknown = [name for name, kind in zip(offers["provider"], found) if not kind]
    if unknown:
        raise ValueError(f"of no known kind of seller: {', '.join(unknown)}")
    return offers.assign(seller_kind=pd.Series(found, offers.index))


def cheapest_by_kind(offers: pd.DataFrame) -> pd.DataFrame:
    """The offer with the lowest input price of each seller_kind, which is the index.

    `offers` are offers of one model, with seller_kind and input_usd_per_mtok; of equals, the first
    by row_id.
    """
    priced = offers.dropna(subset="input_usd_per_mtok")
    ordered = priced.sort_values(["input_usd_per_mtok", "row_id"], kind="stable")
    return ordered.drop_duplicates("seller_kind").set_index("seller_kind", drop=False)


def sellers_usd(cheapest: pd.DataFrame) -> dict[str, float]:
    """The lowest input price of hosts and of aggregators, as bases beside the developer's."""
    usd = cheapest["input_usd_per_mtok"].astype("float64").to_dict()
    return {f"cheapest {kind}, input": usd[kind] for kind in ("host", "aggregator") if kind in usd}


def cost_shares(cheap: pd.Series, dear: pd.Series) -> dict[str, float]:
    """What `cheap` costs in per cent of `dear`, on each base.

    Raises ValueError where a price of `dear` is not positive.
    """
    return {base: 100 - off for base, off in pricing.discounts(cheap, dear).items()}


def discounts_of_pairs(
    pairs: Mapping[str, tuple[pd.Series, pd.Series]], stated_pct: Mapping[str, float]
) -> pd.DataFrame:
    """The discount of each pair of offers (the cheap one, the dear one), a row a pair and base.

    Columns: pair, base, discount_pct and stated_pct, which is that of `stated_pct` for the pair.
    """
    return pd.DataFrame(
        [
            {"pair": pair, "base": base, "discount_pct": off, "stated_pct": stated_pct[pair]}
            for pair, (cheap, dear) in pairs.items()
            for base, off in pricing.discounts(cheap, dear).items()
        ]
    )


def alike_in_all_lists(prices: pd.DataFrame, day: str, slugs: Collection[str]) -> list[str]:
    """Those of `slugs` that two or more lists of a day have, all at the same two prices."""
    listed = prices[(prices["as_of"] == day) & prices["slug"].isin(slugs)].groupby("slug")
    several = listed["source_id"].nunique() > 1
    same = (listed[_LISTED].nunique() == 1).all(axis=1)
    return [str(slug) for slug in several.index[several & same]]


def rated(
    board: pd.DataFrame, mapping: pd.DataFrame, quoted: pd.DataFrame, lowest: float
) -> pd.DataFrame:
    """The models that have a rating of `lowest` or more and a price, best first.

    `board` is a leaderboard (row_id, model, organisation, weights, score_elo, ci95_elo), `mapping`
    gives the slug of a leaderboard_model, `quoted` the offers of a day as of `on_day`. Where
    several entries of the leaderboard are sold as one model (with and without reasoning), the best
    rated one counts. Columns: those of the leaderboard, low_elo and high_elo (ends of the 95 %
    interval), name and price_row (of the offer) and those of `pricing.BASES`.
    """
    known = mapping[["leaderboard_model", "slug"]]
    entries = board[board["score_elo"] >= lowest].merge(
        known, left_on="model", right_on="leaderboard_model"
    )
    best = entries.sort_values("score_elo", ascending=False, kind="stable").drop_duplicates("slug")
    of_offer = quoted[["slug", "model", "row_id", *pricing.BASES.values()]]
    both = best.merge(of_offer.rename(columns={"model": "name", "row_id": "price_row"}), on="slug")
    return both.assign(
        low_elo=both["score_elo"] - both["ci95_elo"], high_elo=both["score_elo"] + both["ci95_elo"]
    )


def by_base(models: pd.DataFrame, keep: Collection[str]) -> pd.DataFrame:
    """Rated offers with a row a model and base: `keep`, usd_per_mtok, base and on_frontier.

    `models` are as of `rated`. A model is on the frontier of a base where no other one is as cheap
    or cheaper and rated higher (see `frontier.pareto`), intervals aside.
    """
    of_base = [
        models[list(keep)].assign(usd_per_mtok=models[column], base=base)
        for base, column in pricing.BASES.items()
    ]
    edges = [frontier.pareto(one, "usd_per_mtok", "score_elo").index for one in of_base]
    marked = [
        one.assign(on_frontier=one.index.isin(edge))
        for one, edge in zip(of_base, edges, strict=True)
    ]
    return pd.concat(marked, ignore_index=True)


def beaten(models: pd.DataFrame, price: str) -> pd.Series:
    """Of each model, whether another is as cheap or cheaper and rated higher beyond doubt.

    Beyond doubt is by more than the joint 95 % interval of the two ratings. `models` has the
    columns score_elo, ci95_elo and `price`; the answer has their index.
    """
    return pd.Series([_is_beaten(one, models, price) for _, one in models.iterrows()], models.index)


def _is_beaten(one: pd.Series, models: pd.DataFrame, price: str) -> bool:
    rivals = models[models[price] <= one[price]]
    lead = rivals["score_elo"] - one["score_elo"]
    return bool((lead > joint_margin(rivals["ci95_elo"], one["ci95_elo"])).any())
