"""Who pays whom: what partners put into laboratories, and what these have promised to buy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

EQUITY, PURCHASES = "equity", "compute and chips"
"""The two directions of money: from a partner into a laboratory, and back for what it sells."""


def matrix(
    commitments: pd.DataFrame, partners: Sequence[str], laboratories: Sequence[str]
) -> pd.DataFrame:
    """What each partner puts into each laboratory and sells to it, one row a direction with any.

    `commitments` has the columns of labs-commitments: from, to, amount_usd_bn, gigawatts,
    conditional, status. Columns: partner, column ("puts into|LAB" or "sells to|LAB"), lab, kind
    (EQUITY or PURCHASES), firm_usd_bn (without condition), with_conditional_usd_bn, dropped_usd_bn,
    gigawatts (of what has no price), priced, text (the amount in words) and words (with what was
    dropped). Rows keep the order of `partners` and `laboratories`. Raises ValueError for a partner
    that the table has and the list has not.
    """
    ends = set(commitments["from"]) | set(commitments["to"])
    unknown = sorted(ends - set(partners) - set(laboratories))
    if unknown:
        raise ValueError(f"the order of partners lacks {', '.join(unknown)}")
    found = [
        _cell(part, partner, lab, buys)
        for partner in partners
        for lab in laboratories
        for buys in (False, True)
        if not (part := _between(commitments, partner, lab, buys)).empty
    ]
    return pd.DataFrame(found)


def _between(commitments: pd.DataFrame, partner: str, lab: str, buys: bool) -> pd.DataFrame:
    giver, taker = (lab, partner) if buys else (partner, lab)
    return commitments[(commitments["from"] == giver) & (commitments["to"] == taker)]


def _cell(part: pd.DataFrame, partner: str, lab: str, buys: bool) -> dict[str, object]:
    gone = part["status"] == "dropped"
    live = part[~gone]
    firm = float(live.loc[~live["conditional"], "amount_usd_bn"].sum())
    whole = float(live["amount_usd_bn"].sum())
    dropped = float(part.loc[gone, "amount_usd_bn"].sum())
    watts = float(live.loc[live["amount_usd_bn"].isna(), "gigawatts"].sum())
    text = _in_words(firm, whole, watts)
    return {
        "partner": partner,
        "column": f"{'sells to' if buys else 'puts into'}|{lab}",
        "lab": lab,
        "kind": PURCHASES if buys else EQUITY,
        "firm_usd_bn": firm,
        "with_conditional_usd_bn": whole,
        "dropped_usd_bn": dropped,
        "gigawatts": watts,
        "priced": whole > 0,
        "text": text,
        "words": text + (f" ({dropped:g} dropped)" if dropped else ""),
    }


def _in_words(firm: float, whole: float, watts: float) -> str:
    if firm and whole > firm:
        return f"{firm:g} + {whole - firm:g}"
    if whole:
        return f"{whole:g}"
    return f"{watts:g} GW" if watts else "warrant"


def closed(cells: pd.DataFrame) -> pd.DataFrame:
    """The pairs of partner and laboratory between which money runs both ways.

    `cells` is a `matrix`. Columns partner, lab, left and right (the two columns of the matrix).
    """
    ways = cells.groupby(["partner", "lab"])["kind"].nunique().reset_index(name="directions")
    pairs = ways.loc[ways["directions"] == 2, ["partner", "lab"]].reset_index(drop=True)
    return pairs.assign(left="puts into|" + pairs["lab"], right="sells to|" + pairs["lab"])


def by_side(cells: pd.DataFrame, lab: str) -> tuple[list[str], list[str], list[str]]:
    """The partners of `lab` that stand on both sides, that only put in, and that only sell."""
    of_lab = cells[cells["lab"] == lab]
    puts = list(of_lab.loc[of_lab["kind"] == EQUITY, "partner"])
    sells = list(of_lab.loc[of_lab["kind"] == PURCHASES, "partner"])
    return (
        [one for one in puts if one in sells],
        [one for one in puts if one not in sells],
        [one for one in sells if one not in puts],
    )


@dataclass(frozen=True)
class Flows:
    """Money between a laboratory and some of its partners, in USD billion, chips in gigawatts."""

    put_in: float
    put_in_on_conditions: float
    purchases: float
    gigawatts: float


def flows(cells: pd.DataFrame, lab: str, partners: Sequence[str]) -> Flows:
    """What `partners` put into `lab` and have sold to it, in all; `cells` is a `matrix`.

    `purchases` are those with a price, `gigawatts` those without. Raises ValueError for a partner
    that has nothing to do with `lab`.
    """
    mine = cells[(cells["lab"] == lab) & cells["partner"].isin(list(partners))]
    strangers = sorted(set(partners) - set(mine["partner"]))
    if strangers:
        raise ValueError(f"{lab} has no commitment with {', '.join(strangers)}")
    equity, bought = mine[mine["kind"] == EQUITY], mine[mine["kind"] == PURCHASES]
    put_in = float(equity["firm_usd_bn"].sum())
    return Flows(
        put_in=put_in,
        put_in_on_conditions=float(equity["with_conditional_usd_bn"].sum()) - put_in,
        purchases=float(bought["firm_usd_bn"].sum()),
        gigawatts=float(bought["gigawatts"].sum()),
    )


def yearly_bill(contracts: pd.DataFrame) -> float:
    """What contracts cost a year once all of them run: the sum of amount_usd_bn over years.

    Raises ValueError for a contract without an amount or a term.
    """
    if contracts[["amount_usd_bn", "years"]].isna().any(axis=None):
        raise ValueError("a yearly bill needs the amount and the term of every contract")
    return float((contracts["amount_usd_bn"] / contracts["years"]).sum())
