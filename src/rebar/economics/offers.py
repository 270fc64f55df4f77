"""What a given score costs: offers on dated price lists, joined with scores on a test.

A *price line* is a frame of offers with one row a list, in order of the list's day, `as_of`; a
*score* is in per cent of right answers, a *price* in USD per million tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from rebar.economics import growth, pricing

_CONTEXT_SIZE = re.compile(r" \(\d+k\)$")


def price_key(price_model: str) -> str:
    """The slug on a price list of a model as the table of scores names it.

    The seller in brackets becomes the end of the slug, a size of context is left out:
    "llama-3.1-8b (groq)" is llama-3.1-8b-groq, "gpt-4 (8k)" is gpt-4.
    """
    bare = _CONTEXT_SIZE.sub("", price_model)
    return re.sub(r" \((.+)\)$", r"-\1", bare)


def weakest_versions(runs: pd.DataFrame) -> pd.DataFrame:
    """The score to count for each price key: that of the weakest version it has stood for.

    `runs` has row_id, price_model, gpqa_diamond_pct and note. Gives slug, score_pct, gpqa_row (the
    row_id of the weakest run) and valid_from: the month, YYYY-MM, in which the first version that
    was scored took the key, where a note says so ("use only from 2024-12"), else "".
    """
    keyed = runs.assign(
        slug=runs["price_model"].map(price_key),
        valid_from=runs["note"].str.extract(r"use only from (\d{4}-\d{2})")[0].fillna(""),
    )
    by_score = keyed.sort_values("gpqa_diamond_pct", kind="stable")
    return by_score.groupby("slug", as_index=False).agg(
        score_pct=("gpqa_diamond_pct", "first"),
        gpqa_row=("row_id", "first"),
        valid_from=("valid_from", "max"),
    )


def scored(lists: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """The offers of `lists` whose model was scored, with the columns of `weakest_versions`.

    `lists` has slug and as_of, one row an offer on a list; `runs` is as `weakest_versions` wants
    it. An offer from before its key's valid_from is left out.
    """
    joined = lists.merge(weakest_versions(runs), on="slug")
    return joined[joined["as_of"] >= joined["valid_from"]]


def first_listed(lists: pd.DataFrame, slug: str) -> pd.Series:
    """The offer on the first list that prints its price rightly (where `corrected` is false).

    Raises ValueError where no list does.
    """
    printed = lists[(lists["slug"] == slug) & ~lists["corrected"]]
    if printed.empty:
        raise ValueError(f"no list has a price of {slug!r} that needed no correction")
    return _first(printed)


def next_listed(lists: pd.DataFrame, offer: pd.Series) -> pd.Series:
    """The same offer on the next list that has it. Raises ValueError where there is none."""
    later = lists[(lists["slug"] == offer["slug"]) & (lists["as_of"] > offer["as_of"])]
    if later.empty:
        raise ValueError(f"no list after {offer['as_of']} has {offer['slug']!r}")
    return _first(later)


def at_launch(listed: pd.Series, run: pd.Series, day: str) -> pd.DataFrame:
    """An offer carried back to the `day` of its launch: one row as `scored` gives them.

    Price and row_id are those of `listed`, the offer on an early list; score and gpqa_row are those
    of `run`, the version that was launched, whose name becomes the slug. Raises ValueError where
    the list is older than the launch.
    """
    if listed["as_of"] < day:
        raise ValueError(f"a list of {listed['as_of']} cannot tell of a launch on {day}")
    carried = {
        **listed.to_dict(),
        "as_of": day,
        "slug": run["model"],
        "model": _CONTEXT_SIZE.sub("", str(listed["model"])),
        "score_pct": float(run["gpqa_diamond_pct"]),
        "gpqa_row": run["row_id"],
        "valid_from": "",
    }
    return pd.DataFrame([carried])


def lowest(
    offers: pd.DataFrame, price: str, score_pct: float, *, weights: str = ""
) -> pd.DataFrame:
    """The price line of a score: the cheapest offer of each list that scores `score_pct` or more.

    `offers` has as_of, weights ("open" or "closed"), score_pct and the column `price`; `weights`
    keeps to one of the two kinds.
    """
    fit = offers[offers["score_pct"] >= score_pct]
    chosen = fit[fit["weights"] == weights] if weights else fit
    return pricing.lowest_on_each_date(chosen, "as_of", price)


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


def yearly_fall(line: pd.DataFrame, price: str) -> float:
    """The factor a year by which a price line fell, from its first list to its last.

    Raises ValueError for a line of fewer than two lists.
    """
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
