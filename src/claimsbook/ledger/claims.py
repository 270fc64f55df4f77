"""The ledger: what the article states, what the evidence gives, and the verdict that follows.

A claim is a row of `data/claims.csv`. A chapter checks it once, with the value that its own code
found and the rows that the value rests on; the verdict is derived here and nowhere typed:

=============  =====================================================================
reproduced     the value computed from primary records agrees
corroborated   a third party without an interest in it says the same
attributed     only a party speaking of itself, or a leak of its figures, says so
arithmetic     it follows from other numbers of the article
differs        the evidence gives another value
conflicts      the article's own numbers give another value
unverified     looked for and not found, or found so scattered that it does not decide
opinion        no figure could settle it
=============  =====================================================================
"""

from __future__ import annotations

import functools
import html
import math
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from numbers import Real
from typing import Any

import pandas as pd

from claimsbook.errors import BookError, TableError
from claimsbook.figures.prose import unbroken
from claimsbook.ledger.intervals import Interval, date_interval, stated_interval
from claimsbook.tables import data

MIME = "application/vnd.rebar.claims+json"
LEDGER_MIME = "application/vnd.rebar.ledger+json"

VERDICTS: dict[str, str] = {
    "reproduced": "computed from primary records, agrees",
    "corroborated": "an independent source says the same",
    "arithmetic": "follows from the article's own numbers",
    "attributed": "a party about itself or a leak says so, nothing independent",
    "differs": "the evidence gives another value",
    "conflicts": "the article's own numbers give another value",
    "unverified": "looked for; not found, or not decided by what was found",
    "opinion": "no figure could settle it",
}
"""Each verdict and what it means, in the order of the ledger."""

HOLDS = ("reproduced", "corroborated", "arithmetic", "attributed")
UNCOUNTED = ("metadata",)
"""Sections of the article whose statements have a verdict and no part in the score: who wrote it,
when, and its keywords."""
NOT_EXAMINED = "not yet examined"
"""A state, not a verdict: no chapter has checked the claim."""

GROUPS: dict[str, tuple[str, ...]] = {
    "hold": HOLDS,
    "do not hold": ("differs", "conflicts"),
    "could not be verified": ("unverified",),
    "are judgements": ("opinion",),
    "are not yet examined": (NOT_EXAMINED,),
}
"""What becomes of the claims, in the words of the score, and the verdicts that it takes in."""

_STANDING_VERDICT = {
    "record": "reproduced",
    "independent": "corroborated",
    "interested": "attributed",
    "leaked": "attributed",
}

Found = float | int | bool | str | tuple[float, float] | tuple[str, str] | None
"""What a chapter found: a number, a range, a truth value, an ISO date, or None for nothing.

A bound is a range with an infinite end: (193, math.inf) for "193 or more". It holds or fails only
where every value that it allows does.
"""


@dataclass(frozen=True)
class Claim:
    """One checkable statement of the article, as the ledger holds it."""

    claim_id: str
    section: str
    locator: str
    paraphrase: str
    kind: str
    value: str
    value_high: str
    unit: str
    precision: str
    step: str
    credited_to: str
    repeats: str
    cites: str
    stronger: str = ""

    @property
    def interval(self) -> Interval:
        """The set of values that the statement claims. Raises ValueError where it has none."""
        if self.unit == "date":
            low = date_interval(self.value)
            high = date_interval(self.value_high) if self.value_high else low
            return Interval(low.low, high.high)
        if self.kind not in ("figure", "forecast") or not self.value:
            raise ValueError(f"{self.claim_id} states no number")
        return stated_interval(self.value, self.value_high, self.precision, self.step)

    @property
    def number(self) -> float:
        """The stated value as a number, in `unit` (the lower end of a range)."""
        return float(self.value)

    @property
    def stated(self) -> str:
        """The stated value with its precision and unit, for people."""
        if not self.value:
            return "stated as fact" if self.kind == "statement" else self.kind
        if self.unit == "date":
            return self.value + (f" to {self.value_high}" if self.value_high else "")
        low = with_unit(self.value, self.unit)
        if self.value_high:
            low = with_unit(f"{self.value} to {self.value_high}", self.unit)
        mark = {
            "approx": "about ",
            "at_least": "at least ",
            "at_most": "at most ",
            "over": "more than ",
            "under": "less than ",
        }
        return mark.get(self.precision, "") + low

    @property
    def link(self) -> str:
        """The stated value as a link to its place in the ledger, for Markdown prose."""
        return f"[{self.stated}](claim:{self.claim_id})"

    @property
    def read_as(self) -> str:
        """The interval that a rounded or approximate value stands for ("32.5 to 33.5"), else ""."""
        if not self.value or self.precision not in ("rounded", "approx"):
            return ""
        return " to ".join(f"{end:,.10g}" for end in (self.interval.low, self.interval.high))


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


_checked: dict[str, int | None] = {}


@functools.lru_cache(maxsize=1)
def ledger() -> dict[str, Claim]:
    """All claims by id, in the article's order. Raises TableError for a row that cannot be read."""
    data.read("claims")
    file = data.table_file("claims")
    # The digits as written tell how sharp a number is; types would lose them.
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    claims: dict[str, Claim] = {}
    for number, record in enumerate(frame.to_dict("records"), start=2):
        claim = Claim(**{str(k): str(v) for k, v in record.items()})
        if claim.claim_id in claims:
            raise TableError(
                file, number, "claim_id", f"{claim.claim_id!r} is there already", "rename one"
            )
        try:
            _ = claim.interval if claim.value else None
        except ValueError as error:
            raise TableError(file, number, "value", str(error), "correct the row") from None
        if claim.kind in ("figure", "date") and not claim.value:
            raise TableError(file, number, "value", f"a {claim.kind} states no value", "fill it in")
        if claim.unit not in UNITS:
            raise TableError(
                file,
                number,
                "unit",
                f"unit {claim.unit!r} has no spelling",
                "correct it, or add it to claimsbook.ledger.claims.UNITS",
            )
        claims[claim.claim_id] = claim
    for number, claim in enumerate(claims.values(), start=2):
        if claim.repeats and (claim.repeats not in claims or claims[claim.repeats].repeats):
            raise TableError(
                file,
                number,
                "repeats",
                f"{claim.repeats!r} is not a claim of its own",
                "name the id of the claim that is repeated",
            )
    return claims


def claim(claim_id: str) -> Claim:
    """One claim of the ledger. Raises BookError, naming near ids, if there is none."""
    claims = ledger()
    if claim_id not in claims:
        head = claim_id.split("-")[0]
        near = [known for known in claims if known.startswith(head)][:5]
        raise BookError(
            f"data/claims.csv has no claim {claim_id!r}. "
            f"Remedy: correct the id (near ones: {', '.join(near) or '-'})."
        )
    return claims[claim_id]


def stated(claim_id: str) -> float:
    """The number that the article states in a claim, for arithmetic on the article's own terms."""
    return claim(claim_id).number


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
    moment = _execution()
    if claim_id in _checked and _checked[claim_id] == moment:
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
    distances = {base: _distance(subject, value) for base, value in bases.items()}
    first = next(iter(bases))
    verdict = derive_verdict(
        kind=subject.kind,
        distance=distances[first],
        standings=[row.standing for row in evidence],
        premises=len(premises),
        claim_id=claim_id,
    )
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
                "value": _plain(value),
                "text": found_text(subject, value),
                "holds": None if distances[base] is None else distances[base] == 0.0,
            }
            for base, value in bases.items()
        ],
        off_by=_off_by(subject, distances[first]) if verdict in ("differs", "conflicts") else "",
        errs=_errs(subject, distances[first]) if verdict in ("differs", "conflicts") else "",
        rows=[row.row_id for row in evidence],
        sources=list(dict.fromkeys(row.source_id for row in evidence)),
        from_claims=premises,
        note=unbroken(note.strip()),
    )
    _checked[claim_id] = moment
    return result


def _execution() -> int | None:
    """The number of the notebook cell that runs now; None outside a notebook.

    A reader may run one cell again and again; two checks in two cells are told apart when the
    chapter's outputs are collected (see `ledger_frame`).
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return int(shell.execution_count) if shell else None


def derive_verdict(
    *, kind: str, distance: float | None, standings: list[str], premises: int, claim_id: str = ""
) -> str:
    """The verdict that follows from the claim's kind, the distance of what was found, its evidence.

    `distance` is 0.0 where the found value lies in the stated interval, None where nothing was
    found or a range lies half in it; `standings` are those of the rows it rests on (see
    data.STANDINGS); `premises` counts the article's own claims that it was computed from. Raises
    BookError for a value that rests on nothing, and for a row marked absent that is offered as
    evidence of a value.
    """
    if kind == "opinion":
        return "opinion"
    strange = [standing for standing in standings if standing not in data.STANDINGS]
    if strange:
        raise BookError(
            f"claim {claim_id!r} rests on a row whose standing is {strange[0]!r}. "
            f"Remedy: use one of {', '.join(data.STANDINGS)}."
        )
    positive = [standing for standing in standings if standing != "absent"]
    if distance is None:
        if not standings:
            raise BookError(
                f"claim {claim_id!r} was not found, but no row says where was searched. "
                "Remedy: name a row with standing 'absent', or the rows that fell short."
            )
        return "unverified"
    if not positive and not premises:
        raise BookError(
            f"claim {claim_id!r} has a found value that rests on nothing. "
            "Remedy: name its rows or the claims it is computed from."
        )
    if distance != 0.0:
        return "differs" if positive else "conflicts"
    for standing, verdict in _STANDING_VERDICT.items():
        if standing in positive:
            return verdict
    return "arithmetic"


def verdicts(*checks: Check) -> Verdicts:
    """A table of checks, to end a section with."""
    return Verdicts(list(checks))


@dataclass(frozen=True)
class Verdicts:
    """Checks shown together: a table for people, JSON for the ledger."""

    checks: list[Check]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle(self.checks)


def bundle(checks: list[Check]) -> dict[str, Any]:
    """The notebook output of some checks: the records, an HTML table and plain text."""
    return {
        MIME: [asdict(one) for one in checks],
        "text/html": _table(checks),
        "text/plain": "\n".join(
            f"{one.verdict}: {one.paraphrase} Stated {one.stated}; found {_all_found(one)}."
            for one in checks
        ),
    }


def with_unit(value: str, unit: str) -> str:
    """A value and its unit as people write them: `usd_bn` after, `usd_per_mtok` with a dollar."""
    pattern = UNITS.get(unit)
    if pattern is None:
        raise BookError(f"unit {unit!r} has no spelling. Remedy: add it to UNITS of claims.")
    text = pattern.format(value)
    singular = value == "1" and unit in ("years", "minutes", "lines")
    return text.removesuffix("s") if singular else text


UNITS: dict[str, str] = {
    "": "{}",
    "pct": "{} %",
    "pct_points": "{} percentage points",
    "x": "{}×",
    "x_per_year": "{}× a year",
    "usd": "${}",
    "usd_mn": "${} million",
    "usd_bn": "${} billion",
    "usd_tn": "${} trillion",
    "usd_per_mtok": "${} per million tokens",
    "usd_per_t": "${} per tonne of yearly capacity",
    "tok_per_s": "{} tokens/s",
    "gb": "{} GB",
    "gib": "{} GiB",
    "elo_points": "{} points",
    "score": "{}",
    "count": "{}",
    "models": "{} models",
    "years": "{} years",
    "year": "{}",
    "minutes": "{} minutes",
    "lines": "{} lines",
    "bn_params": "{} billion parameters",
    "tn_params": "{} trillion parameters",
    "bool": "{}",
    "date": "{}",
}
"""How each unit of the ledger is written around its value."""


def found_text(subject: Claim, value: Found) -> str:
    """What was found, rounded one digit finer than it was stated, with its unit.

    Three figures are enough beside a number that the article hedges; prices for a million tokens
    have two decimals or three figures, whichever is finer.
    """
    if subject.kind == "opinion":
        return "a judgement"
    if value is None:
        return "not found"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        low, high = (end if isinstance(end, str) else _rounded(subject, end) for end in value)
        if value[0] == -math.inf:
            return "at most " + with_unit(high, subject.unit)
        if value[1] == math.inf:
            return "at least " + with_unit(low, subject.unit)
        return with_unit(f"{low} to {high}" if low != high else low, subject.unit)
    return with_unit(_rounded(subject, float(value)), subject.unit)


def _rounded(subject: Claim, value: float) -> str:
    if subject.unit in ("date", "year"):
        return f"{value:.0f}"
    decimals = len(subject.value.partition(".")[2]) if subject.value else 0
    if value == 0 or not math.isfinite(value):
        return f"{value:.0f}"
    magnitude = math.floor(math.log10(abs(value)))
    # One digit more than stated shows which way a rounded number leans; three figures at least.
    digits = max(decimals + (0 if float(value).is_integer() else 1), 2 - magnitude)
    if float(value).is_integer():
        digits = decimals
    if subject.precision == "approx":
        digits = min(digits, max(decimals, 2 - magnitude))
    if subject.unit == "usd_per_mtok":
        decimals = 2
        digits = max(2, 2 - magnitude)
    text = f"{value:,.{max(0, min(digits, 6))}f}"
    if "." in text and len(text.partition(".")[2]) > decimals:
        head, _, tail = text.partition(".")
        tail = tail[:decimals] + tail[decimals:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    return text


def _distance(subject: Claim, value: Found) -> float | None:
    """0.0 where the value lies in the stated interval, else how far off; None if undecided."""
    if value is None or subject.kind == "opinion":
        return None
    if isinstance(value, float) and math.isnan(value):
        raise BookError(
            f"claim {subject.claim_id!r}: the found value is NaN. Remedy: mend its code."
        )
    wordless = subject.kind == "statement" or not subject.value
    if wordless != isinstance(value, bool):
        wanted = "True, False or None" if wordless else "a value in " + (subject.unit or "its unit")
        raise BookError(f"claim {subject.claim_id!r} wants {wanted}, not {value!r}.")
    ends = value if isinstance(value, tuple) else (value,)
    if not isinstance(value, bool) and subject.unit != "date":
        # Infinity leaves an end of a range open; alone it would satisfy any lower bound.
        single = not isinstance(value, tuple)
        sound = all(_is_number(one) and (not single or math.isfinite(float(one))) for one in ends)
        if not sound or len(ends) != (1 if single else 2):
            raise BookError(
                f"claim {subject.claim_id!r}: {value!r} is no finite number and no range of two. "
                "Remedy: mend its code."
            )
    if isinstance(value, bool):
        # A statement that is not true falls short of what it says.
        return 0.0 if value else -math.inf
    try:
        stated, measured = subject.interval, _measured(subject, value)
        wide = measured.low != measured.high  # a range, or a date of reduced precision
        if wide and stated.meets(measured) and not stated.contains(measured):
            return None
        return stated.distance(measured)
    except ValueError as error:
        raise BookError(f"claim {subject.claim_id!r}: {error}.") from None


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, Real) and not math.isnan(float(value))


def _measured(subject: Claim, value: float | str | tuple[Any, Any]) -> Interval:
    """What was found as an interval: in days for a date, in the claim's unit else."""
    low, high = value if isinstance(value, tuple) else (value, value)
    if subject.unit == "date":
        first, last = (date_interval(str(end)) for end in (low, high))
        return Interval(first.low, last.high)
    return Interval(float(low), float(high))


def _off_by(subject: Claim, distance: float | None) -> str:
    if distance is None or math.isinf(distance):
        return ""
    if subject.unit == "date":
        days = round(abs(distance))
        return f"{days} {'day' if days == 1 else 'days'} {'later' if distance > 0 else 'earlier'}"
    if abs(distance) <= 2e-6 * max(abs(subject.number), 1e-9):
        return "at the limit itself"
    return f"{_rounded(subject, abs(distance))} {'above' if distance > 0 else 'below'}"


def _errs(subject: Claim, distance: float | None) -> str:
    """Whether the stated value puts the article's own case more strongly or weakly than found.

    Of a statement without a number, `stronger` says whether the case would gain from more or from
    less of what it says; one that is not true has said too much of it.
    """
    if not subject.stronger or distance is None:
        return ""
    weaker = (distance > 0) == (subject.stronger == "higher")
    return "against its own case" if weaker else "for its own case"


def _plain(value: Found) -> Any:
    if isinstance(value, tuple):
        return [_plain(end) for end in value]
    if isinstance(value, bool | str) or value is None:
        return value
    if math.isinf(value):
        return None  # JSON knows no infinity; the words say which end is open.
    return float(f"{float(value):.10g}")


def _all_found(one: Check) -> str:
    return "; ".join(
        f"{each['text']} ({each['base']})" if each["base"] else each["text"] for each in one.found
    )


def _table(checks: list[Check]) -> str:
    esc = html.escape
    body = []
    for one in checks:
        found = "<br>".join(
            esc(each["text"]) + (f" <small>{esc(each['base'])}</small>" if each["base"] else "")
            for each in one.found
        )
        off = "; ".join(filter(None, (one.off_by, one.errs and f"errs {one.errs}")))
        verdict = esc(one.verdict) + (f"<br><small>{esc(off)}</small>" if off else "")
        note = f"<br><small>{esc(one.note)}</small>" if one.note else ""
        body.append(
            f"<tr><td>{esc(one.paraphrase)}{note}</td><td>{esc(one.stated)}</td>"
            f"<td>{found}</td><td>{verdict}</td></tr>"
        )
    head = "<tr><th>Claim</th><th>Stated</th><th>Found</th><th>Verdict</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"


def ledger_frame(records: list[dict[str, Any]]) -> pd.DataFrame:
    """Every claim beside the record of its check: one row a claim, in the article's order.

    A claim that repeats another carries the verdict of that one and is not `counted`, nor is one of
    the sections UNCOUNTED; a claim that no record speaks of is "not yet examined". Raises
    BookError when two records speak of one claim, or a record of none.
    """
    by_id: dict[str, dict[str, Any]] = {}
    for record in records:
        earlier = by_id.setdefault(record["claim"], record)
        if earlier is not record:
            raise BookError(
                f"claim {record['claim']!r} is checked in {earlier['chapter']} and in "
                f"{record['chapter']}. Remedy: keep one of the two checks."
            )
    claims = ledger()
    unknown = sorted(set(by_id) - set(claims))
    if unknown:
        raise BookError(
            f"the notebooks check {', '.join(unknown)}, which data/claims.csv does not have. "
            "Remedy: restore the rows, or run the chapters anew."
        )
    lines = []
    for one in claims.values():
        record = by_id.get(one.repeats or one.claim_id, {})
        lines.append(
            {
                "claim_id": one.claim_id,
                "section": one.section,
                "locator": one.locator,
                "paraphrase": one.paraphrase,
                "kind": one.kind,
                "value": one.value,
                "stated": one.stated,
                "read_as": one.read_as,
                "repeats": one.repeats,
                "counted": not one.repeats and one.section not in UNCOUNTED,
                "verdict": record.get("verdict", NOT_EXAMINED),
                "found": record.get("found", []),
                "off_by": record.get("off_by", ""),
                "errs": record.get("errs", ""),
                "note": record.get("note", ""),
                "rows": record.get("rows", []),
                "sources": record.get("sources", []),
                "from_claims": record.get("from_claims", []),
                "chapter": record.get("chapter", ""),
            }
        )
    return pd.DataFrame(lines)


@dataclass(frozen=True)
class LedgerView:
    """The whole ledger as a notebook output; `lines` as `ledger_frame` gives them."""

    lines: list[dict[str, Any]]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        esc = html.escape
        body = "".join(
            f"<tr><td>{esc(line['paraphrase'])}</td><td>{esc(line['stated'])}</td>"
            f"<td>{esc('; '.join(each['text'] for each in line['found']))}</td>"
            f"<td>{esc(line['verdict'])}</td></tr>"
            for line in self.lines
        )
        head = "<tr><th>Claim</th><th>Stated</th><th>Found</th><th>Verdict</th></tr>"
        return {
            LEDGER_MIME: self.lines,
            "text/html": f"<table><thead>{head}</thead><tbody>{body}</tbody></table>",
            "text/plain": f"{len(self.lines)} rows of the ledger",
        }
