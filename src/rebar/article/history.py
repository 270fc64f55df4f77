"""How the article changed from version to version, counted from the table `article-versions`."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from claimsbook.ledger.claim import Claim

NEITHER = "neither"
"""The direction of a change that makes the article's case neither stronger nor weaker."""

DIRECTIONS = ("weaker", "stronger", NEITHER)


def by_commit(versions: pd.DataFrame) -> pd.DataFrame:
    """Changes of statements by commit: as_of, commit, `statements` and one count a direction.

    `versions` has as_of, commit, claim_id (empty for a change of no one statement) and direction.
    A change of no one statement and of no direction (a first version, two new links) counts in none
    of them. In the order of the days.
    """
    told = _told(versions)
    counts = told.groupby(["as_of", "commit", "direction"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(DIRECTIONS), fill_value=0)
    every = versions[["as_of", "commit"]].drop_duplicates().sort_values("as_of", kind="stable")
    index = pd.MultiIndex.from_frame(every)
    counts = counts.reindex(index, fill_value=0).astype(int)
    return counts.assign(statements=counts.sum(axis=1)).reset_index().rename_axis(columns=None)


def by_section(versions: pd.DataFrame, claims: Mapping[str, Claim]) -> pd.DataFrame:
    """Changes of examined statements by section of the article and direction, in its order.

    Columns: section, and one count a direction. Changes of no one statement are left out.
    """
    named = versions[versions["claim_id"] != ""]
    told = _told(named).assign(section=[claims[one].section for one in named["claim_id"]])
    counts = told.groupby(["section", "direction"]).size().unstack(fill_value=0)
    order = list(dict.fromkeys(one.section for one in claims.values()))
    present = [one for one in order if one in counts.index]
    counts = counts.reindex(index=present, columns=list(DIRECTIONS), fill_value=0)
    return counts.reset_index().rename_axis(columns=None)


def left_standing(versions: pd.DataFrame, claims: Mapping[str, Claim], section: str) -> list[str]:
    """Statements of a section that stayed while the same was changed where it stands elsewhere.

    `versions` are the rows of one revision. Two claims say the same where one repeats the other or
    both repeat a third.
    """
    changed = set(versions.loc[versions["direction"] != "", "claim_id"]) - {""}
    origins = {claims[one].repeats or one for one in changed}
    return [
        one.claim_id
        for one in claims.values()
        if one.section == section
        and one.claim_id not in changed
        and (one.repeats or one.claim_id) in origins
    ]


def _told(versions: pd.DataFrame) -> pd.DataFrame:
    stated = versions[(versions["claim_id"] != "") | (versions["direction"] != "")]
    return stated.assign(direction=stated["direction"].replace("", NEITHER))
