"""The interval a stated number claims, and what a computed value says about it.

A number in an article stands for a set of values: "33 percent" for everything that rounds to 33,
"at least 60" for all from 60 up. A claim holds when the computed value lies in that set.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

APPROX_SHARE = 0.10
"""How far "about" may be off, as a share of the stated value."""

PRECISIONS = ("exact", "rounded", "approx", "at_least", "at_most", "over", "under", "range")


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, ends included; an end may be infinite."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise ValueError(f"no interval runs from {self.low} to {self.high}")

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common, allowing for the last bits of a float."""
        return _at_most(self.low, other.high) and _at_most(other.low, self.high)

    def contains(self, other: Interval) -> bool:
        """Whether all of `other` lies in this interval, allowing for the last bits of a float."""
        return _at_most(self.low, other.low) and _at_most(other.high, self.high)

    def distance(self, other: Interval) -> float:
        """How far `other` lies above (+) or below (-) this interval; 0.0 where they meet."""
        if self.meets(other):
            return 0.0
        return other.low - self.high if other.low > self.high else other.high - self.low


def _at_most(low: float, high: float) -> bool:
    return low <= high or math.isclose(low, high, rel_tol=1e-9, abs_tol=1e-12)


def stated_interval(
    value: str, value_high: str = "", precision: str = "exact", step: str = "", whole: str = ""
) -> Interval:
    """The interval that digits written in a text claim.

    `value` and `value_high` are the digits as written ("0.10" is sharper than "0.1"); `precision`
    is one of PRECISIONS; `step` is the unit of rounding where trailing zeros are only zeros
    ("37000" rounded to "1000"). `rounded` is half a step to both sides, `approx` is 10 % to both
    sides; `over` and `under` shut the number itself out, `at_least` and `at_most` do not.

    `whole` is what a share or a discount is part of ("100"): beyond its half, `approx` is taken on
    what is left of it, since "about 88 % off" is a price of about 12 %, not one of 3 to 21 %.
    Raises ValueError with the reason.
    """
    number = parse_decimal(value)
    if value_high and precision in ("exact", "at_least", "at_most", "over", "under"):
        raise ValueError(f"value_high means nothing with precision {precision!r}")
    if value_high and parse_decimal(value_high) < number:
        raise ValueError(
            f"no interval runs from {float(number)} to {float(parse_decimal(value_high))}"
        )
    if step and (precision != "rounded" or parse_decimal(step) < last_digit(number)):
        raise ValueError(f"step {step!r} wants precision 'rounded', and no less than a last digit")
    if precision == "exact":
        return Interval(float(number), float(number))
    if precision == "rounded":
        half = (parse_decimal(step) if step else last_digit(number)) / 2
        top = parse_decimal(value_high) if value_high else number
        return Interval(float(number - half), float(top + half))
    if precision == "approx":
        top = parse_decimal(value_high) if value_high else number
        share = Decimal(str(APPROX_SHARE))
        below, above = (_spread(end, whole) * share for end in (number, top))
        return Interval(float(number - below), float(top + above))
    if precision == "at_least":
        return Interval(float(number), math.inf)
    if precision == "at_most":
        return Interval(-math.inf, float(number))
    if precision == "over":
        return Interval(float(number) + _just(number), math.inf)
    if precision == "under":
        return Interval(-math.inf, float(number) - _just(number))
    if precision == "range":
        if not value_high:
            raise ValueError("a range needs value_high")
        return Interval(float(number), float(parse_decimal(value_high)))
    raise ValueError(f"precision {precision!r} is none of {', '.join(PRECISIONS)}")


def _spread(number: Decimal, whole: str) -> Decimal:
    """The number of which an approximate value is good to a share."""
    if not whole:
        return abs(number)
    rest = parse_decimal(whole) - number
    if rest < 0:
        raise ValueError(f"{number} is more than the whole of {whole}")
    return min(abs(number), rest)


def _just(number: Decimal) -> float:
    """A step small against the number and large against float error: "under 1" shuts 1 out."""
    return max(1e-6 * abs(float(number)), 1e-11)


def parse_decimal(text: str) -> Decimal:
    """A finite decimal number. Raises ValueError for anything else."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a number") from None
    if not number.is_finite():
        raise ValueError(f"{text!r} is not a finite number")
    return number


def last_digit(number: Decimal) -> Decimal:
    """The unit of the last written digit: 1 for 97, 0.1 for 14.9, 0.01 for 0.10."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))


_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def date_interval(text: str) -> Interval:
    """The days that an ISO date of any precision covers ("2026-02": the whole month), as ordinals.

    Raises ValueError when the text is no date.
    """
    found = _DATE.match(text)
    if not found:
        raise ValueError(f"{text!r} is not an ISO date (YYYY, YYYY-MM or YYYY-MM-DD)")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return Interval(dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal())
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return Interval(dt.date(year, month, 1).toordinal(), dt.date(year, month, last).toordinal())
    return Interval(*[float(dt.date(year, month, day).toordinal())] * 2)
