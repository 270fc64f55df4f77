"""What a given score costs: the cheapest offers of dated price lists, joined with test scores.

A *price line* is a frame of offers with one row a list, in order of the list's day, `as_of`; a
*score* is in per cent of right answers, a *price* in USD per million tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from rebar.economics import growth, pricing

SELLER_KINDS = ("developer", "host", "aggregator")
"""Who sells: the maker of the model, who runs it, or who passes calls on to others."""

ANY_SELLER = "any seller"
"""What `by_seller` calls the offers of all kinds together."""


def best_runs(runs: pd.DataFrame) -> pd.DataFrame:
    """The best score of each model, one row a slug.

    `runs` has row_id, slug, model, weights and gpqa_diamond_pct, one row a run. A model that was
    run at several efforts counts with the best, since the price of a token is the same at all of
    them. Gives slug, model, weights, score_pct and gpqa_row (the row_id of that run).
    """
    ordered = runs.sort_values(["gpqa_diamond_pct", "row_id"], ascending=[False, True])
    best = ordered.drop_duplicates("slug")
    named = best.rename(columns={"gpqa_diamond_pct": "score_pct", "row_id": "gpqa_row"})
    return named[["slug", "model", "weights", "score_pct", "gpqa_row"]].sort_values(
        "slug", ignore_index=True
    )


def scored(listed: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """Offers of price lists with the best score of their models and the blended price.

    `listed` has row_id, as_of, list, slug, seller_kind (one of SELLER_KINDS) and both prices, one
    row an offer; `runs` is as `best_runs` wants it. Adds model, weights, score_pct, gpqa_row and
    blend_usd_per_mtok. The rows are in order of day and list, and within a list the developers'
    come before the hosts' before the aggregators', so that of offers alike in price the one
    nearest to the maker is taken. Raises ValueError for an offer whose model has no run, and for
    a kind of seller that is none of the three.
    """
    strays = sorted(set(listed["slug"]) - set(runs["slug"]))
    if strays:
        raise ValueError(f"{strays[0]!r} is on a price list and was not scored")
    unknown = sorted(set(listed["seller_kind"]) - set(SELLER_KINDS))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no kind of seller: {', '.join(SELLER_KINDS)}")
    joined = pricing.with_blend(listed.merge(best_runs(runs), on="slug", validate="many_to_one"))
    nearness = joined["seller_kind"].map(SELLER_KINDS.index)
    ordered = joined.assign(nearness=nearness).sort_values(["as_of", "list", "nearness", "row_id"])
    return ordered.drop(columns="nearness").reset_index(drop=True)


def carried_back(offer: pd.Series, day: str) -> pd.DataFrame:
    """An offer of an early list as one of the `day` on which its model was launched: one row.

    Only as_of changes. Raises ValueError where the list is older than the launch.
    """
    if offer["as_of"] < day:
        raise ValueError(f"a list of {offer['as_of']} cannot tell of a launch on {day}")
    return pd.DataFrame([offer.to_dict() | {"as_of": day}])


def by_seller(offers: pd.DataFrame) -> pd.DataFrame:
    """All offers as those of ANY_SELLER, and below them once more each by its kind of seller.

    The new column is sold_by. To be grouped by, with `price_lines`.
    """
    each = offers.assign(sold_by=offers["seller_kind"])
    return pd.concat([offers.assign(sold_by=ANY_SELLER), each], ignore_index=True)


def counts_of_keys(keys: pd.DataFrame, unmapped: pd.DataFrame) -> pd.DataFrame:
    """How many keys of each list count, are left out for what reason, or stand for no scored model.

    `keys` has list, included and reason, one row a key; `unmapped` has list, kind ("text" or
    "other") and keys, a number. Gives list, fate and keys: fate is "counted", a reason of `keys`,
    "unscored text" or "unscored other". The sum over a list is the number of its keys.
    """
    fate = keys["reason"].where(~keys["included"], "counted")
    by = ["list", "fate"]
    mapped = keys.assign(fate=fate).groupby(by, as_index=False).agg(keys=("fate", "size"))
    rest = unmapped.assign(fate="unscored " + unmapped["kind"])
    left = rest.groupby(by, as_index=False).agg(keys=("keys", "sum"))
    return pd.concat([mapped, left], ignore_index=True)


def lowest(
    offers: pd.DataFrame, price: str, score_pct: float, *, weights: str = "", seller_kind: str = ""
) -> pd.DataFrame:
    """The price line of a score: the cheapest offer of each day that scores `score_pct` or more.

    `offers` has as_of, weights ("open" or "closed"), seller_kind, score_pct and the column `price`;
    `weights` keeps to one of the two kinds, `seller_kind` to one of SELLER_KINDS.
    """
    fit = offers[offers["score_pct"] >= score_pct]
    for column, kept in (("weights", weights), ("seller_kind", seller_kind)):
        fit = fit[fit[column] == kept] if kept else fit
    return pricing.lowest_on_each_date(fit, "as_of", price)


def price_lines(
    offers: pd.DataFrame,
    scores_pct: Iterable[float],
    bases: Mapping[str, str],
    by: Sequence[str] = (),
) -> pd.DataFrame:
    """The price lines of several scores on several bases, one below the other.

    `bases` names the column of each base. The columns of `offers` are followed by level (the
    score asked for), base and usd_per_mtok; with `by`, a line for each group of those columns.
    """
    lines = []
    for score in scores_pct:
        fit = offers[offers["score_pct"] >= score]
        for base, column in bases.items():
            line = pricing.lowest_on_each_date(fit, "as_of", column, by=by)
            lines.append(line.assign(level=score, base=base, usd_per_mtok=line[column]))
    return pd.concat(lines, ignore_index=True)


def record_lows(offers: pd.DataFrame, price: str, score_pct: float) -> pd.DataFrame:
    """The rows of the price line of a score that set a new lowest price.

    What Epoch AI fits its price trends to (Cottier et al. 2025).
    """
    return pricing.cheapest_so_far(lowest(offers, price, score_pct), "as_of", price)


def first_at_or_below(line: pd.DataFrame, price: str, usd: float) -> pd.Series:
    """The first row of a price line that costs `usd` or less. Raises ValueError if none does."""
    low = line[line[price] <= usd]
    if low.empty:
        raise ValueError(f"no offer of the line costs {usd} or less")
    return _first(low)


def yearly_fall(line: pd.DataFrame, price: str, start: str = "") -> float:
    """The factor a year by which a price line fell, from its first list to its last.

    With `start`, from the first list of that day or later. Raises ValueError where that leaves
    fewer than two lists.
    """
    line = line[line["as_of"] >= start]
    if len(line) < 2:
        raise ValueError(f"a fall needs two lists, not {len(line)}")
    first, last = line.iloc[0], line.iloc[-1]
    years = growth.years_between(first["as_of"], last["as_of"])
    return growth.annual_factor(float(last[price]), float(first[price]), years)


def fits_from(line: pd.DataFrame, price: str, starts: Iterable[str]) -> pd.DataFrame:
    """A price line fitted from each of several days to its end, as `growth.fit_decline` does.

    One row a start: start, factor, low, high (a year) and n, the lists fitted. Raises ValueError
    without a start, and where one leaves fewer than three lists.
    """
    fits = {
        start: growth.fit_decline(part["as_of"], part[price])
        for start in starts
        for part in [line[line["as_of"] >= start]]
    }
    if not fits:
        raise ValueError("there is no day to fit the line from")
    return pd.DataFrame(
        [(start, fit.factor, fit.low, fit.high, fit.n) for start, fit in fits.items()],
        columns=["start", "factor", "low", "high", "n"],
    )


def _first(listed: pd.DataFrame) -> pd.Series:
    first: pd.Series = listed.sort_values("as_of", kind="stable").iloc[0]
    return first
