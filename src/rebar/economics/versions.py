"""How prices move: of an offer between two lists, and from one version of a model to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from rebar.economics import pricing

_NUMBER = re.compile(r"\d+(\.\d+)*")


def product_line(slug: str) -> str:
    """A model's name without version number, date and the word preview.

    claude-opus-4.5 is of the line claude-opus, gpt-5.2 and gpt-4-1106-preview are of gpt.
    """
    undated = re.sub(r"-(preview|\d{4}(-\d\d-\d\d)?)$", "", slug)
    return re.sub(r"-+", "-", _NUMBER.sub("", undated)).strip("-")


def version(slug: str) -> tuple[int, ...]:
    """The version number in a model's name, (4, 5) for claude-opus-4.5; empty where it has none."""
    number = _NUMBER.search(slug)
    return tuple(int(part) for part in number[0].split(".")) if number else ()


def successions(listed: pd.DataFrame) -> pd.DataFrame:
    """Each new version in a product line against the one before it, one row a new version.

    `listed` are makers' own offers with slug, model, as_of, row_id, input_usd_per_mtok and
    output_usd_per_mtok, one row an offer on a list. Both prices are those of the first list that
    has the newer version; where the older is not on it, the pair is left out. Gives line, version,
    slug, model, first (the day of that list), then row_id and the prices, and model, row_id and
    prices of the older with the ending _old. `move` is "dearer" where a price rose and none fell,
    "cheaper" the other way round, "mixed" for one of each, else "same".

    Raises ValueError where a list names an offer twice.
    """
    if listed.duplicated(["slug", "as_of"]).any():
        raise ValueError("a list of versions names an offer more than once")
    known = listed.groupby("slug", as_index=False).agg(
        first=("as_of", "min"), last=("model", "last")
    )
    known["line"] = known["slug"].map(product_line)
    known["version"] = known["slug"].map(version)
    known = known[known["version"].map(bool)].sort_values(["line", "version", "first", "slug"])
    known["before"] = known.groupby("line")["slug"].shift()
    columns = ["model", "row_id", "input_usd_per_mtok", "output_usd_per_mtok"]
    offers = listed[["slug", "as_of", *columns]].rename(columns={"as_of": "first"})
    older = offers.rename(columns={"slug": "before"} | {name: f"{name}_old" for name in columns})
    pairs = known.dropna(subset=["before"]).merge(offers, on=["slug", "first"])
    pairs = pairs.merge(older, on=["before", "first"])
    pairs["model"] = pairs["last"]
    return pairs.drop(columns=["last", "before"]).assign(move=_move(pairs))


def _move(pairs: pd.DataFrame) -> pd.Series:
    names = ("input_usd_per_mtok", "output_usd_per_mtok")
    ratios = pd.DataFrame({name: pairs[name] / pairs[f"{name}_old"] for name in names})
    up, down = (ratios > 1).any(axis=1), (ratios < 1).any(axis=1)
    move = pd.Series("same", index=pairs.index)
    move[up], move[down], move[up & down] = "dearer", "cheaper", "mixed"
    return move


@dataclass(frozen=True)
class Moves:
    """What became of prices between two lists.

    `offers` has a row for each offer on both lists, as `pricing.changes` gives it, with model,
    seller, row_id (of the later list) and `alias`: whether the name passes from model to model.
    `news` are the successions whose new version came out after the earlier list.
    """

    offers: pd.DataFrame
    news: pd.DataFrame

    @property
    def cuts(self) -> pd.DataFrame:
        """Offers that became cheaper."""
        return self.offers[self.offers["move"] == "cut"]

    @property
    def raised(self) -> pd.DataFrame:
        """Offers that became dearer."""
        return self.offers[self.offers["move"] == "raised"]

    @property
    def makers_cuts(self) -> pd.DataFrame:
        """Offers by their makers that became cheaper, names that passed to another model too."""
        return self.cuts[self.cuts["seller"] == "developer"]

    @property
    def cheaper(self) -> pd.DataFrame:
        """New versions that came out cheaper than the version before them."""
        return self.news[self.news["move"] == "cheaper"]

    @property
    def dearer(self) -> pd.DataFrame:
        """New versions that came out dearer than the version before them."""
        return self.news[self.news["move"] == "dearer"]

    @property
    def down(self) -> int:
        """Makers' steps down: their cuts and their cheaper versions.

        A name that passes from model to model falls in price when a cheaper successor takes it: a
        step down like the others.
        """
        return len(self.makers_cuts) + len(self.cheaper)

    @property
    def up(self) -> int:
        """Makers' steps up: their raised prices and their dearer versions."""
        return int((self.raised["seller"] == "developer").sum()) + len(self.dearer)


def moves(lists: pd.DataFrame, new_versions: pd.DataFrame, first: str, last: str) -> Moves:
    """How prices moved between the lists of two days.

    `lists` has slug, as_of, model, seller ("developer" or "host"), note (which begins with "alias"
    where the name passes from model to model), row_id and both prices; `new_versions` is as
    `successions` gives it. Raises ValueError where a day has no list.
    """
    known = sorted(set(lists["as_of"]))
    for day in (first, last):
        if day not in known:
            raise ValueError(f"there is no list of {day}. Remedy: take one of {', '.join(known)}.")
    later = lists[lists["as_of"] == last]
    told = later[["slug", "model", "seller", "row_id"]].assign(
        alias=later["note"].str.startswith("alias")
    )
    changed = pricing.changes(lists[lists["as_of"] == first], later, "slug")
    return Moves(changed.merge(told, on="slug"), new_versions[new_versions["first"] > first])
