"""A claim held against what a chapter found."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claimsbook.book import current
from claimsbook.errors import BookError
from claimsbook.figures.prose import unbroken
from claimsbook.ledger.claim import claim
from claimsbook.ledger.found import (
    Found,
    distance_of,
    found_text,
    plain,
    shown_distance,
    side_of_error,
)
from claimsbook.ledger.verdicts import HOLDS, derive_verdict
from claimsbook.ledger.view import bundle
from claimsbook.tables import data


@dataclass(frozen=True)
class Check:
    """A claim, what was found, and the verdict.

    `found` has an entry for each base, the stated one first: its name, the value, the value in
    words with its unit, and whether the claim holds on it (None where that stays open).
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
    chapter: str = field(default="")

    @property
    def holds(self) -> bool:
        """Whether the claim stands on the base that it was stated on."""
        return self.verdict in HOLDS

    @property
    def text(self) -> str:
        """What was found on the first base, with its unit, for prose."""
        return str(self.found[0]["text"])

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


def check(
    claim_id: str,
    found: Found | Mapping[str, Found],
    *,
    rows: object = None,
    from_claims: list[str] | None = None,
    note: str = "",
) -> Check:
    """Hold a claim against what was found, once, and derive the verdict.

    `found` is the value in the claim's own unit: a number, a range (low, high), True or False for a
    statement, an ISO date for a date, None when nothing was found. A range holds where all of it
    lies in the stated interval, fails where none does, and else decides nothing. A mapping gives it
    on several bases; the first is the base on which the article states it, and decides. `rows` are
    the rows of data the value rests on (frames, rows or ids); `from_claims` are the claims of the
    article it was computed from. `note` is one sentence for the reader: the caveat, or where was
    searched.

    Raises BookError when the claim is unknown, repeats another, was checked before, or when the
    value is not of the claim's kind or rests on nothing.
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
    evidence = [data.row(row_id) for row_id in data.row_ids(rows)]
    premises = [claim(premise).claim_id for premise in from_claims or []]
    for premise in premises:
        if claim_id in (premise, claim(premise).repeats):
            raise BookError(
                f"claim {claim_id!r} rests on itself (from_claims names {premise!r}). "
                "Remedy: name the rows or the other claims that its value was computed from."
            )
    distances = {base: distance_of(subject, value) for base, value in bases.items()}
    first = next(iter(bases))
    verdict = derive_verdict(
        kind=subject.kind,
        distance=distances[first],
        standings=[row.standing for row in evidence],
        premises=len(premises),
        claim_id=claim_id,
    )
    fails = verdict in ("differs", "conflicts")
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
                "holds": None if distances[base] is None else distances[base] == 0.0,
            }
            for base, value in bases.items()
        ],
        off_by=shown_distance(subject, distances[first]) if fails else "",
        errs=side_of_error(subject, distances[first]) if fails else "",
        rows=[row.row_id for row in evidence],
        sources=list(dict.fromkeys(row.source_id for row in evidence)),
        from_claims=premises,
        note=unbroken(note.strip()),
    )
    current().checked[claim_id] = moment
    return result


def execution() -> int | None:
    """The number of the notebook cell that runs now; None outside a notebook.

    A reader may run one cell again and again; two checks in two cells are told apart when the
    chapter's outputs are collected (see `ledger_frame`).
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return int(shell.execution_count) if shell else None
