"""What a stated number claims."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsbook.ledger.intervals import (
    Interval,
    date_interval,
    last_digit,
    parse_decimal,
    stated_interval,
)

decimals = (
    st.decimals(min_value=Decimal("-1e9"), max_value=Decimal("1e9"), places=3, allow_nan=False)
    .map(lambda number: number.normalize())
    .map(lambda number: f"{number:f}")
)
positive = st.decimals(min_value=Decimal("0.001"), max_value=Decimal("1e9"), places=3).map(
    lambda number: f"{number:f}"
)
few_digits = st.decimals(min_value=-10_000, max_value=10_000, places=3).map(
    lambda number: f"{number:f}"
)
finite = st.floats(min_value=-1e12, max_value=1e12)
intervals = st.tuples(finite, finite).map(lambda ends: Interval(min(ends), max(ends)))


def point(value: float) -> Interval:
    return Interval(value, value)


@pytest.mark.parametrize(
    ("arguments", "low", "high"),
    [
        (("33", "", "exact"), 33, 33),
        (("33", "", "rounded"), 32.5, 33.5),
        (("0.10", "", "rounded"), 0.095, 0.105),
        (("0.1", "", "rounded"), 0.05, 0.15),
        (("37000", "", "rounded", "1000"), 36500, 37500),
        (("20", "30", "rounded"), 19.5, 30.5),
        (("200", "", "approx"), 180, 220),
        (("200", "300", "approx"), 180, 330),
        (("60", "", "at_least"), 60, math.inf),
        (("60", "", "at_most"), -math.inf, 60),
        (("3", "5", "range"), 3, 5),
    ],
)
def test_each_precision_claims_its_interval(
    arguments: tuple[str, ...], low: float, high: float
) -> None:
    interval = stated_interval(*arguments)
    assert interval.low == pytest.approx(low)
    assert interval.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("many",), "'many' is not a number"),
        (("NaN",), "not a finite number"),
        (("Infinity",), "not a finite number"),
        (("5", "", "roughly"), "'roughly' is none of exact, rounded"),
        (("5", "", "range"), "a range needs value_high"),
        (("5", "3", "range"), "no interval runs from 5.0 to 3.0"),
        (("5", "3", "rounded"), "no interval runs from 5.0 to 3.0"),
        (("60", "100", "at_least"), "value_high means nothing with precision 'at_least'"),
        (("5", "7", "exact"), "value_high means nothing"),
        (("50", "", "approx", "10"), "step '10' wants precision 'rounded'"),
        (("50", "", "rounded", "0.1"), "no less than a last digit"),
    ],
)
def test_what_claims_no_interval_is_refused_with_the_reason(
    arguments: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        stated_interval(*arguments)


@given(st.floats(min_value=-1e6, max_value=1e6), st.integers(min_value=0, max_value=4))
def test_a_value_that_rounds_to_the_stated_digits_is_inside(value: float, places: int) -> None:
    stated = f"{value:.{places}f}"
    assert stated_interval(stated, precision="rounded").meets(point(value))


@given(few_digits, st.floats(min_value=1.1, max_value=1e6), st.sampled_from([-1, 1]))
def test_a_value_more_than_half_a_digit_away_is_outside(
    stated: str, times: float, side: int
) -> None:
    number = Decimal(stated)
    off = side * float(last_digit(number)) / 2 * times
    assert not stated_interval(stated, precision="rounded").meets(point(float(number) + off))


@given(decimals)
def test_over_and_under_shut_the_number_out_and_the_bounds_let_it_in(stated: str) -> None:
    number = point(float(stated))
    for precision, admits in [
        ("over", False),
        ("under", False),
        ("at_least", True),
        ("at_most", True),
    ]:
        assert stated_interval(stated, precision=precision).meets(number) is admits


@given(decimals, st.floats(min_value=1e-4, max_value=0.5))
def test_over_admits_what_is_clearly_above_and_nothing_below(stated: str, share: float) -> None:
    number = float(stated)
    step = max(abs(number) * share, 1e-6)
    over = stated_interval(stated, precision="over")
    assert over.meets(point(number + step))
    assert over.distance(point(number - step)) < 0


@pytest.mark.parametrize("stated", ["0", "0.0001", "0.0000001", "1000000000000"])
def test_over_shuts_out_small_and_large_numbers_alike(stated: str) -> None:
    number = point(float(stated))
    assert stated_interval(stated, precision="over").distance(number) < 0
    assert stated_interval(stated, precision="under").distance(number) > 0


def test_a_small_number_is_not_lost_beside_a_large_one() -> None:
    small = stated_interval("0.0001", precision="over")
    assert not small.meets(Interval(-1e9, 0.0001))


@given(positive, finite)
def test_a_looser_precision_never_turns_agreement_into_difference(
    stated: str, value: float
) -> None:
    exact, rounded = (stated_interval(stated, precision=p) for p in ("exact", "rounded"))
    step = f"{last_digit(Decimal(stated)) * 10:f}"
    coarser = stated_interval(stated, precision="rounded", step=step)
    for near in (value, exact.low, rounded.low, rounded.high):
        if exact.meets(point(near)):
            assert rounded.meets(point(near))
        if rounded.meets(point(near)):
            assert coarser.meets(point(near))
    for loose in ("approx", "at_least", "at_most"):
        assert stated_interval(stated, precision=loose).meets(exact)


@given(intervals, intervals)
def test_meeting_is_mutual(one: Interval, other: Interval) -> None:
    assert one.meets(other) is other.meets(one)
    assert one.meets(one)


@given(intervals, intervals)
def test_the_distance_is_signed_and_nought_only_where_the_two_meet(
    one: Interval, other: Interval
) -> None:
    distance = one.distance(other)
    assert (distance == 0.0) is one.meets(other)
    if distance > 0:
        assert other.low > one.high
    if distance < 0:
        assert other.high < one.low
    assert distance == -other.distance(one)


def test_the_last_bits_of_a_float_decide_nothing() -> None:
    assert stated_interval("0.3").meets(point(0.1 + 0.2))
    assert stated_interval("0.105", precision="at_most").meets(point(0.1 * 1.05))
    assert not stated_interval("0.3").meets(point(0.3000001))


def test_an_interval_cannot_run_backwards_or_to_nowhere() -> None:
    for ends in [(2.0, 1.0), (math.nan, 1.0), (1.0, math.nan)]:
        with pytest.raises(ValueError, match="no interval runs"):
            Interval(*ends)


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: dt.date) -> None:
    exact = date_interval(day.isoformat())
    month = date_interval(day.isoformat()[:7])
    year = date_interval(day.isoformat()[:4])
    assert exact.low == exact.high == day.toordinal()
    assert year.low <= month.low <= exact.low <= month.high <= year.high
    assert month.high - month.low in (27, 28, 29, 30)
    assert year.high - year.low in (364, 365)


def test_a_distance_between_dates_is_in_days() -> None:
    february = date_interval("2024-02")
    assert february.distance(date_interval("2024-02-29")) == 0
    assert february.distance(date_interval("2024-03-01")) == 1
    assert february.distance(date_interval("2023")) == -32


@pytest.mark.parametrize("text", ["March", "2026-3", "2026-13", "2026-02-30", "26", "2026-02-1"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        date_interval(text)


@pytest.mark.parametrize(
    ("text", "unit"), [("97", "1"), ("14.9", "0.1"), ("0.10", "0.01"), ("37000", "1")]
)
def test_the_last_digit_is_the_last_one_written(text: str, unit: str) -> None:
    assert last_digit(parse_decimal(text)) == Decimal(unit)
