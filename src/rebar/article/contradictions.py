"""Pairs of statements of one text that cannot both be true, or say one thing in two strengths.

A pair is a row of the table `article-contradictions`. Where numbers contradict each other, the row
names a rule of RULES and the claims that go into it, in the rule's order; what comes out is
computed from the stated values, never typed.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import pandas as pd

from claimsbook.errors import BookError
from claimsbook.ledger.claim import Claim
from claimsbook.ledger.intervals import Interval, date_interval

DAYS_A_YEAR: Final = 365.25

KINDS: Final = ("numbers", "causes", "statements", "strength", "time")
"""Kinds of pair, the gravest first."""

SURVIVES: Final = {"first": "the first", "second": "the second", "both": "both", "open": "open"}
"""Which reading survives, in words."""

COMPARED: Final = ("kind", "value", "value_high", "unit", "precision", "step", "credited_to")
"""What a repeat must have in common with the statement that it repeats to agree exactly."""


@dataclass(frozen=True)
class Line:
    """One line of arithmetic: its text, and the interval of what comes out, in its own unit."""

    text: str
    found: Interval


@dataclass(frozen=True)
class Pair:
    """Two statements side by side; `line` is None where no number is in them."""

    row_id: str
    kind: str
    first: Claim
    second: Claim
    further: tuple[Claim, ...]
    what: str
    line: Line | None
    surviving: str
    why: str
    evidence: str


def quotient(top: Claim, bottom: Claim) -> Line:
    """One stated value over another; a bound on either makes the quotient a bound."""
    value = top.number / bottom.number
    bound = {"at_least": "at least ", "over": "more than "}.get(top.precision, "")
    bound = bound or {"at_most": "at least ", "under": "more than "}.get(bottom.precision, "")
    text = f"{top.value} / {bottom.value} = {bound}{value:,.3g}"
    return Line(text, Interval(value, math.inf if bound else value))


def years_to_reach(start: Claim, growth: Claim, target: Claim, since: Claim) -> Line:
    """After how many years, and when, a level that grows by so much per cent reaches a range.

    Years: ln(target / start) / ln(1 + growth), from the last day of the month `since`.
    """
    factor = 1 + growth.number / 100
    ends = (target.number, float(target.value_high or target.value))
    low, high = (math.log(end / start.number) / math.log(factor) for end in ends)
    begun = _year_of(since.interval.high)
    text = (
        f"{start.value} grown by {growth.value} % a year is {ends[0]:g} after {low:.1f} years, in "
        f"{int(begun + low)}, and {ends[1]:g} after {high:.1f}, in {int(begun + high)}"
    )
    return Line(text, Interval(low, high))


def after_discount(price: Claim, discount: Claim) -> Line:
    """What is left of a price; the interval is that of the discount as it is read."""
    left = price.number * (1 - discount.number / 100)
    read = Interval(
        price.number * (1 - discount.interval.high / 100),
        price.number * (1 - discount.interval.low / 100),
    )
    text = f"{price.value} less {discount.value} % is {left:.2f}"
    if read.low < read.high:
        text += f", and {read.low:.2f} to {read.high:.2f} as the discount is read"
    return Line(text, read)


def yearly_factor(fold: Claim, years: Claim, start: Claim, end: Claim) -> Line:
    """The factor a year of a change `fold` over `years`: fold^(1/years).

    The interval is from the stated numbers to the most that they allow: the upper end of `fold`
    over the shortest time between the dates `start` and `end`.
    """
    stated = fold.number ** (1 / years.number)
    shortest = (end.interval.low - start.interval.high) / DAYS_A_YEAR
    most = fold.interval.high ** (1 / shortest)
    text = (
        f"{fold.value}-fold in {years.value} years is {stated:.1f}-fold a year, and at "
        f"most, {fold.interval.high:g}-fold in {shortest:.2f} years, {most:.1f}-fold"
    )
    return Line(text, Interval(min(stated, most), max(stated, most)))


def trailing_multiple(value: Claim, rate: Claim, growth: Claim) -> Line:
    """A value over what was earned in a year in which the rate of earning rose evenly.

    The year's earnings are the mean of its two ends: (rate / (1 + growth) + rate) / 2.
    """
    begun = rate.number / (1 + growth.number / 100)
    earned = (begun + rate.number) / 2
    multiple = value.number / earned
    text = (
        f"{value.value} / {rate.value} = {value.number / rate.number:.0f}; but a rate that rose "
        f"evenly by {growth.value} %, from {begun:.1f} to {rate.value}, earned {earned:.1f} in the "
        f"year, and {value.value} / {earned:.1f} = {multiple:.0f}"
    )
    return Line(text, Interval(multiple, multiple))


def outgrown(cost: Claim, growth: Claim, margin_before: Claim, margin_after: Claim) -> Line:
    """How far costs outgrew revenue, beside what the fall of a margin asks for, as factors.

    Cost for each unit of revenue: cost factor / (1 + growth). What two margins ask for:
    (100 - after) / (100 - before).
    """
    revenue = 1 + growth.number / 100
    grew = cost.number / revenue
    asked = (100 - margin_after.number) / (100 - margin_before.number)
    text = (
        f"costs times {cost.value} on revenue at a rate times {revenue:.2f} make {grew:.2f} times "
        f"the cost per dollar of revenue; the two margins ask for {asked:.2f}"
    )
    return Line(text, Interval(min(grew, asked), max(grew, asked)))


def short_of_whole(share: Claim) -> Line:
    """What a share in per cent leaves of the whole."""
    rest = Interval(100 - share.interval.high, 100 - share.interval.low)
    return Line(f"short by 100 − {share.value} = {100 - share.number:g}, in per cent", rest)


def ends(whole: Claim, low: Claim, high: Claim) -> Line:
    """Whether the ends of a range are two other stated values. The interval is the two."""
    same = (float(whole.value), float(whole.value_high)) == (low.number, high.number)
    word = "are" if same else "are not"
    text = (
        f"the ends of {whole.value} to {whole.value_high} {word} the {low.value} and the "
        f"{high.value} of the two"
    )
    return Line(text, Interval(min(low.number, high.number), max(low.number, high.number)))


def read_as(first: Claim, second: Claim) -> Line:
    """What two statements of one number stand for. The interval is by how much the widths differ.

    A factor of 1 says that neither is the sharper.
    """
    widths = [one.interval.high - one.interval.low for one in (first, second)]
    text = (
        f"{first.stated} stands for {first.read_as}, {second.stated} for {second.read_as}: "
        f"{widths[0] / widths[1]:.3g} times as sharp"
    )
    return Line(text, Interval(*[widths[0] / widths[1]] * 2))


def days_between(first: Claim, second: Claim) -> Line:
    """Days from one stated date to another."""
    days = second.interval.low - first.interval.low
    return Line(f"from {first.value} to {second.value} are {days:.0f} days", Interval(days, days))


RULES: Final[Mapping[str, Callable[..., Line]]] = {
    one.__name__: one
    for one in (
        quotient,
        years_to_reach,
        after_discount,
        yearly_factor,
        trailing_multiple,
        outgrown,
        short_of_whole,
        ends,
        read_as,
        days_between,
    )
}
"""The rules of arithmetic by the name that a row gives. All take claims and give a Line."""


def pairs(frame: pd.DataFrame, claims: Mapping[str, Claim]) -> list[Pair]:
    """The pairs of the table, each with its arithmetic done, the gravest kind first.

    `frame` has row_id, kind, first_claim, second_claim, further_claims, what, rule, rule_claims,
    surviving, why and evidence; lists of claims are ids with spaces between. Within a kind the
    table's order stays. Raises BookError, naming the row, for a claim, kind or rule that is not
    known and for a rule with the wrong number of claims.
    """
    rows = frame.fillna("").to_dict("records")
    found = [_pair({str(name): cell for name, cell in row.items()}, claims) for row in rows]
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def of_kind(those: Sequence[Pair], kind: str) -> list[Pair]:
    """The pairs of one kind."""
    return [one for one in those if one.kind == kind]


def markdown(those: Sequence[Pair], sections: Mapping[str, str]) -> str:
    """Pairs as Markdown: what each is about, both statements, the arithmetic, what survives.

    `sections` are the names of the article's sections by key.
    """
    return "\n\n".join(_markdown(one, sections) for one in those)


def aside(title: str, those: Sequence[Pair], sections: Mapping[str, str]) -> str:
    """The same, folded behind `title`: one aside of the site's Markdown."""
    return f":::{{aside}} {title}\n{markdown(those, sections)}\n:::"


def briefly(those: Sequence[Pair], sections: Mapping[str, str]) -> str:
    """Pairs as a list, a line each: what it is about, where both stand, which one survives."""
    return "\n".join(
        f"- {one.what} [{sections[one.first.section]}](claim:{one.first.claim_id}) against "
        f"[{sections[one.second.section]}](claim:{one.second.claim_id}); survives: "
        f"{SURVIVES[one.surviving]}."
        for one in those
    )


def repeats(claims: Mapping[str, Claim]) -> pd.DataFrame:
    """Every statement that says another again: claim_id, repeats, and in `differs` what is unlike.

    `differs` names the columns of COMPARED, joined by a comma; empty where all agree.
    """
    found = []
    for one in claims.values():
        if one.repeats:
            first = claims[one.repeats]
            unlike = [name for name in COMPARED if getattr(one, name) != getattr(first, name)]
            found.append((one.claim_id, one.repeats, ", ".join(unlike)))
    return pd.DataFrame(found, columns=["claim_id", "repeats", "differs"])


def agrees(computed: float, stated: Claim) -> bool:
    """Whether a number computed from other statements lies in the interval that one claims."""
    return stated.interval.contains(Interval(computed, computed))


def _pair(row: Mapping[str, Any], claims: Mapping[str, Claim]) -> Pair:
    name = str(row["row_id"])
    for column, known in (("kind", KINDS), ("surviving", SURVIVES)):
        if row[column] not in known:
            raise _fault(name, column, f"{row[column]!r} is none of {', '.join(known)}")
    first, second = (_claims(row, one, claims) for one in ("first_claim", "second_claim"))
    if len(first) != 1 or len(second) != 1:
        raise _fault(name, "first_claim", "a pair has one claim on either side")
    _claims(row, "evidence", claims)
    given = {one.name: str(row.get(one.name, "")) for one in fields(Pair)}
    return Pair(
        **given
        | {
            "first": first[0],
            "second": second[0],
            "further": _claims(row, "further_claims", claims),
            "line": _line(row, claims),
        }  # type: ignore[arg-type]
    )


def _claims(row: Mapping[str, Any], column: str, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    names = str(row[column]).split()
    unknown = [one for one in names if one not in claims]
    if unknown:
        raise _fault(str(row["row_id"]), column, f"claims.csv has no claim {unknown[0]!r}")
    return tuple(claims[one] for one in names)


def _line(row: Mapping[str, Any], claims: Mapping[str, Claim]) -> Line | None:
    name, given = str(row["row_id"]), _claims(row, "rule_claims", claims)
    if not row["rule"]:
        return None
    if row["rule"] not in RULES:
        raise _fault(name, "rule", f"{row['rule']!r} is none of {', '.join(RULES)}")
    rule = RULES[str(row["rule"])]
    wanted = len(inspect.signature(rule).parameters)
    if len(given) != wanted:
        raise _fault(name, "rule_claims", f"{row['rule']} takes {wanted} claims, not {len(given)}")
    return rule(*given)


def _fault(row_id: str, column: str, reason: str) -> BookError:
    return BookError(
        f"table article-contradictions, row {row_id}, column {column}: {reason}. "
        "Remedy: correct the row."
    )


def _markdown(pair: Pair, sections: Mapping[str, str]) -> str:
    return "\n".join([f"**{pair.what}**", "", *_statements(pair, sections)])


def _statements(pair: Pair, sections: Mapping[str, str]) -> list[str]:
    lines = []
    for one in (pair.first, pair.second):
        lines.append(f"- *{sections[one.section]}*: {one.paraphrase} {one.link}")
    if pair.further:
        links = [
            f"[{one.stated if one.value else sections[one.section]}](claim:{one.claim_id})"
            for one in pair.further
        ]
        lines.append(f"- With it: {', '.join(links)}")
    if pair.line:
        lines.append(f"- The arithmetic: {pair.line.text}.")
    evidence = f" [The evidence](claim:{pair.evidence})." if pair.evidence else ""
    lines.append(f"- Survives: {SURVIVES[pair.surviving]}. {pair.why}{evidence}")
    return lines


def _year_of(ordinal: float) -> float:
    """The year, with its fraction, of a day counted as `date.toordinal` counts."""
    epoch = date_interval("2000-01-01").low
    return 2000 + (ordinal - epoch) / DAYS_A_YEAR
