"""What was found: in words, how far from what was stated, and to which side."""

from __future__ import annotations

import math
from numbers import Real
from typing import Any

from claimsbook.errors import BookError
from claimsbook.ledger.claim import Claim
from claimsbook.ledger.intervals import Interval, date_interval
from claimsbook.ledger.units import with_unit
from claimsbook.settings import settings

Found = float | int | bool | str | tuple[float, float] | tuple[str, str] | None
"""What a chapter found: a number, a range, a truth value, an ISO date, or None for nothing.

A bound is a range with an infinite end: (193, math.inf) for "193 or more". It holds or fails only
where every value that it allows does.
"""


def distance_of(subject: Claim, value: Found) -> float | None:
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


def shown_distance(subject: Claim, distance: float | None, value: Found = None) -> str:
    """By how much what was found is off, in words; "at least" where it is a bound."""
    open_end = isinstance(value, tuple) and any(
        isinstance(end, float) and math.isinf(end) for end in value
    )
    words = _shown_distance(subject, distance)
    return f"at least {words}" if words and open_end else words


def _shown_distance(subject: Claim, distance: float | None) -> str:
    if distance is None or math.isinf(distance):
        return ""
    if subject.unit == "date":
        days = round(abs(distance))
        return f"{days} {'day' if days == 1 else 'days'} {'later' if distance > 0 else 'earlier'}"
    if abs(distance) <= 2e-6 * max(abs(subject.number), 1e-9):
        return "at the limit itself"
    return f"{_rounded(subject, abs(distance))} {'above' if distance > 0 else 'below'}"


def side_of_error(subject: Claim, distance: float | None) -> str:
    """Whether the stated value puts the article's own case more strongly or weakly than found.

    Of a statement without a number, `stronger` says whether the case would gain from more or from
    less of what it says; one that is not true has said too much of it.
    """
    if not subject.stronger or distance is None:
        return ""
    weaker = (distance > 0) == (subject.stronger == "higher")
    return "against its own case" if weaker else "for its own case"


def found_text(subject: Claim, value: Found) -> str:
    """What was found, rounded one digit finer than it was stated, with its unit.

    Three figures are enough beside a number that the article hedges; small prices (`fine_units` of
    book.toml) have two decimals or three figures, whichever is finer.
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
    if subject.unit in settings().fine_units:
        decimals = 2
        digits = max(2, 2 - magnitude)
    text = f"{value:,.{max(0, min(digits, 6))}f}"
    if "." in text and len(text.partition(".")[2]) > decimals:
        head, _, tail = text.partition(".")
        tail = tail[:decimals] + tail[decimals:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    return text


def plain(value: Found) -> Any:
    if isinstance(value, tuple):
        return [plain(end) for end in value]
    if isinstance(value, bool | str) or value is None:
        return value
    if math.isinf(value):
        return None  # JSON knows no infinity; the words say which end is open.
    return float(f"{float(value):.10g}")
