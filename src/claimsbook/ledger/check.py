"""A claim held against what a chapter found."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimsbook.book import current
from claimsbook.errors import BookError
from claimsbook.figures.prose import listed, unbroken
from claimsbook.ledger.claim import Claim, claim
from claimsbook.ledger.found import (
    Found,
    distance_of,
    found_text,
    plain,
    shown_distance,
    side_of_error,
)
from claimsbook.ledger.verdicts import HOLDS, derive_verdict, weakest
from claimsbook.ledger.view import bundle
from claimsbook.settings import settings
from claimsbook.tables import data
from claimsbook.tables.rows import Row


@dataclass(frozen=True)
class Check:
    """A claim, what was found, and the verdict.

    `found` has an entry for each base: its name, the value, the value in words with its unit,
    whether the claim holds on it (None where that stays open), and whether it decides. `reason`
    says which rule decided where the found value alone did not.
    """

    claim: str
    section: str
    paraphrase: str
    stated: str
    read_as: str
    verdict: str
    found: list[dict[str, Any]]
    off_by: str
    errs: str
    rows: list[str]
    sources: list[str]
    from_claims: list[str]
    note: str
    reason: str = ""
    chapter: str = field(default="")

    @property
    def holds(self) -> bool:
        """Whether the claim stands on the base that it was stated on."""
        return self.verdict in HOLDS

    @property
    def text(self) -> str:
        """What was found on the base that decides (the first where none does), with its unit."""
        deciding = [one for one in self.found if one["decides"]] or self.found
        return str(deciding[0]["text"])

    @property
    def link(self) -> str:
        """The stated value as a link to its place in the ledger, for Markdown prose."""
        return f"[{self.stated}](claim:{self.claim})"

    @property
    def found_link(self) -> str:
        """What was found as a link to its place in the ledger, for Markdown prose."""
        return f"[{self.text}](claim:{self.claim})"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle([self])


@dataclass(frozen=True)
class Reading:
    """A threshold of ours that decides a claim: what it is, its value, and where it would turn.

    `of` says in words what is held against the threshold ("blind comparisons of 100 in which it is
    preferred"), `turns_at` is the threshold from which on the answer would be another.
    """

    of: str
    threshold: float
    turns_at: float

    def __str__(self) -> str:
        return (
            f"Our threshold is {self.threshold:g} ({self.of}); the answer turns at "
            f"{self.turns_at:.3g}."
        )


def check(
    claim_id: str,
    found: Found | Mapping[str, Found],
    *,
    rows: object = None,
    agreeing: Iterable[object] = (),
    beside: object = None,
    from_claims: list[str] | None = None,
    reading: Reading | None = None,
    earlier: str = "",
    give_or_take: float = 0.0,
    note: str = "",
) -> Check:
    """Hold a claim against what was found, once, and derive the verdict.

    `found` is the value in the claim's own unit: a number, a range (low, high), True or False for a
    statement, an ISO date for a date, None when nothing was found. A range holds where all of it
    lies in the stated interval, fails where none does, and else decides nothing; so does a bound, a
    range with an infinite end. A mapping gives it on several bases. The base that the claim's row
    names decides (see the columns `base` and `base_by` of the claims); where it names none, bases
    that disagree decide nothing, and the first is only shown first.

    Evidence is of three kinds (each a frame, a row, an id, or several): `rows`, of which the
    deciding value was computed, together no better than the weakest of them; `agreeing`, rows of
    which each states the same by itself, so that the best counts; `beside`, what a reader should
    know and that decides nothing. `from_claims` are the claims of the article that the deciding
    value follows from; they are checked before, and where one of them does not hold, this one
    cannot.

    `reading` is given where a threshold of ours decides. `earlier` names the base of an earlier
    date; where the value is true there, and the stated interval lies within `give_or_take` of the
    later value, or nothing is known of a later one, the claim is dated: neither wrong nor held.
    `note` is one sentence for the reader: the caveat, or where was searched.

    Raises BookError when the claim is unknown, repeats another, or was checked before; when the
    value is not of the claim's kind, rests on nothing, on a row from after the article's day,
    takes a row's bound for a figure; when a row is neither in the claim's unit nor was read in its
    own.
    """
    subject = claim(claim_id)
    if subject.repeats:
        raise BookError(
            f"claim {claim_id!r} repeats {subject.repeats!r} and takes its verdict. "
            f"Remedy: check {subject.repeats!r} instead."
        )
    moment = execution()
    if claim_id in current().checked and current().checked[claim_id] == moment:
        raise BookError(f"claim {claim_id!r} is checked twice. Remedy: drop one of the two checks.")
    bases: dict[str, Found] = dict(found) if isinstance(found, Mapping) else {"": found}
    if not bases:
        raise BookError(f"claim {claim_id!r} has no base. Remedy: give what was found, or None.")
    carrying = data.evidence(rows, subject.unit)
    single = [row for each in agreeing for row in data.evidence(each, subject.unit)]
    deciding_base = _deciding_base(subject, bases)
    _refuse_later(claim_id, [*carrying, *single])
    _refuse_bounds(claim_id, bases[deciding_base], carrying)
    premises = [claim(premise).claim_id for premise in from_claims or []]
    for premise in premises:
        if claim_id in (premise, claim(premise).repeats):
            raise BookError(
                f"claim {claim_id!r} rests on itself (from_claims names {premise!r}). "
                "Remedy: name the rows or the other claims that its value was computed from."
            )
    distances = {base: distance_of(subject, value) for base, value in bases.items()}
    distance = distances[deciding_base]
    split = not subject.base and len({_holds(one) for one in distances.values()}) > 1
    failed = _failed(claim_id, premises)
    own = [weakest(row.standing for row in carrying)] if carrying else []
    verdict = derive_verdict(
        kind=subject.kind,
        distance=None if split and not earlier else distance,
        standings=[*own, *(row.standing for row in single)],
        premises=len(premises),
        claim_id=claim_id,
        failed_premises=failed,
        by_our_reading=reading is not None,
        dated=_is_dated(subject, bases, distances, deciding_base, earlier, give_or_take),
    )
    fails = verdict in ("differs", "conflicts")
    evidence = {
        row.row_id: row for row in [*carrying, *single, *data.evidence(beside, subject.unit)]
    }
    result = Check(
        claim=claim_id,
        section=subject.section,
        paraphrase=subject.paraphrase,
        stated=subject.stated,
        read_as=subject.read_as,
        verdict=verdict,
        found=[
            {
                "base": base,
                "value": plain(value),
                "text": found_text(subject, value),
                "holds": _holds(distances[base]),
                "decides": base == deciding_base and not split,
            }
            for base, value in bases.items()
        ],
        off_by=shown_distance(subject, distance, bases[deciding_base]) if fails else "",
        errs=side_of_error(subject, distance) if fails else "",
        rows=list(evidence),
        sources=list(dict.fromkeys(row.source_id for row in evidence.values())),
        from_claims=premises,
        note=unbroken(note.strip()),
        reason=_reason(verdict, split and not earlier, failed, reading),
    )
    current().checked[claim_id] = moment
    current().verdicts[claim_id] = verdict
    return result


def _holds(distance: float | None) -> bool | None:
    return None if distance is None else distance == 0.0


def _deciding_base(subject: Claim, bases: Mapping[str, Found]) -> str:
    """The base that the claim's row names, else the first; where there is but one, that one."""
    if not subject.base or len(bases) == 1:
        return next(iter(bases))
    named = [base for base in bases if base.startswith(subject.base)]
    if len(named) != 1:
        raise BookError(
            f"claim {subject.claim_id!r} is stated on the base {subject.base!r} (data/claims.csv), "
            f"which {'none' if not named else 'several'} of its bases begin with: "
            f"{'; '.join(bases)}. Remedy: name the base so, or correct the row."
        )
    return named[0]


def _refuse_later(claim_id: str, deciding: list[Row]) -> None:
    day = settings().subject.published
    for row in deciding:
        # A month in which the day lies is let through, a year is not: it says too little.
        known = row.as_of if len(row.as_of) > 4 else f"{row.as_of}-12-31"
        if day and row.standing != "absent" and known > day:
            raise BookError(
                f"claim {claim_id!r} rests on row {row.row_id!r}, which is of {row.as_of}, after "
                f"{day}. Remedy: show it with `beside`; it touches no verdict."
            )


def _refuse_bounds(claim_id: str, value: Found, deciding: list[Row]) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    for row in deciding:
        if row.bound and row.value is not None and math.isclose(row.value, value):
            raise BookError(
                f"claim {claim_id!r}: row {row.row_id!r} says {row.bound.replace('_', ' ')} "
                f"{row.value:g}, found is {value:g}. Remedy: give all that the bound allows, such "
                "as (20, math.inf)."
            )


def _failed(claim_id: str, premises: list[str]) -> list[str]:
    """The premises that do not hold. Raises BookError for one that is not checked yet."""
    failed = []
    for premise in premises:
        subject = claim(premise).repeats or premise
        verdict = current().verdicts.get(subject)
        if verdict is None:
            raise BookError(
                f"claim {claim_id!r} follows from {premise!r}, which this chapter has not checked "
                "before. Remedy: check the premise first."
            )
        if verdict not in HOLDS:
            failed.append(subject)
    return failed


def _is_dated(
    subject: Claim,
    bases: Mapping[str, Found],
    distances: Mapping[str, float | None],
    deciding_base: str,
    earlier: str,
    give_or_take: float,
) -> bool:
    """Whether the value was true at an earlier date and is within the doubt of the later one.

    Where nothing decides the later one (None, or a bound), all of it is in doubt.
    """
    if not earlier:
        return False
    if earlier not in bases or earlier == deciding_base:
        raise BookError(
            f"claim {subject.claim_id!r} has no base {earlier!r} beside its own. Remedy: use one "
            f"of {'; '.join(bases)}."
        )
    later = distances[deciding_base]
    return distances[earlier] == 0.0 and (later is None or abs(later) <= give_or_take)


def _reason(verdict: str, split: bool, failed: list[str], reading: Reading | None) -> str:
    """Why the rules gave this verdict where it is not the found value alone that decides."""
    if verdict == "by our reading":
        return str(reading)
    if verdict != "unverified":
        return ""
    if split:
        return "It depends on the base, and the article names none."
    if failed:
        return f"It follows from {listed(failed)}, which {'do' if failed[1:] else 'does'} not hold."
    return ""


def execution() -> int | None:
    """The number of the notebook cell that runs now; None outside a notebook.

    A reader may run one cell again and again; two checks in two cells are told apart when the
    chapter's outputs are collected (see `ledger_frame`).
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return int(shell.execution_count) if shell else None
