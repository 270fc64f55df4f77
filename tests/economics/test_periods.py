"""Periods as sources write them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rebar.economics.periods import UNDATED, Years, dated, first_and_last, since, years_of

spans = st.tuples(st.integers(1900, 2030), st.integers(0, 40)).map(lambda s: Years(s[0], sum(s)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1989", 1989, 1989),
        ("1980-12", 1980, 1980),
        ("1969-06-26", 1969, 1969),
        ("1986-1988", 1986, 1988),
        ("about 1986-1988", 1986, 1988),
        ("1960s", 1960, 1969),
        ("mid-1960s", 1964, 1966),
    ],
)
def test_a_period_is_read_as_the_years_that_it_covers(text: str, first: int, last: int) -> None:
    assert years_of(text) == Years(first, last)


@pytest.mark.parametrize(
    "text", ["", "no date", "the sixties", "1965s", "mid-1965", "late-1960s", "1988-1986", "19890"]
)
def test_what_is_no_period_is_not_guessed_at(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        years_of(text)


def test_the_middle_of_the_mid_1960s_is_1965() -> None:
    years = years_of("mid-1960s")
    assert (years.at("start"), years.at("middle"), years.at("end")) == (1964, 1965, 1966)
    assert Years(2001, 2004).middle == 2002


def test_years_are_counted_with_both_ends() -> None:
    assert Years(1982, 1986).count == 5
    assert Years(1982, 1986).shared(Years(1980, 1984)) == 3
    assert Years(1982, 1986).shared(Years(1987, 1990)) == 0


@given(spans, spans)
def test_shared_years_are_those_in_both(one: Years, other: Years) -> None:
    both = set(range(one.first, one.last + 1)) & set(range(other.first, other.last + 1))
    assert one.shared(other) == other.shared(one) == len(both)


def test_the_year_that_words_count_from_is_read_where_there_is_one() -> None:
    assert since("price cuts since 2006") == 2006
    for words in ("price cuts", "since 2006, or since 2007", "since 20060"):
        with pytest.raises(ValueError, match="not one"):
            since(words)


def rungs(date: str, period: str) -> pd.DataFrame:
    return pd.DataFrame({"row_id": ["rung-1"], "date": [date], "period": [period]})


def test_each_row_is_dated_by_its_date_or_its_period() -> None:
    table = pd.concat([rungs("1969-06-26", ""), rungs("", "mid-1960s").assign(row_id="rung-2")])
    assert dated(table) == {"rung-1": Years(1969, 1969), "rung-2": Years(1964, 1966)}
    assert dated(rungs("", UNDATED)) == {}


@pytest.mark.parametrize(
    ("date", "period", "fault"),
    [
        ("1989", "1980s", "both date and period"),
        ("", "", "neither date nor period"),
        ("", "some time", "'some time' is no period"),
    ],
)
def test_a_row_that_cannot_be_dated_is_named(date: str, period: str, fault: str) -> None:
    with pytest.raises(ValueError, match=f"row rung-1.*{fault}"):
        dated(rungs(date, period))


def test_first_and_last_do_not_hang_on_the_order_of_rows() -> None:
    table = pd.DataFrame({"year": [1995, 1991, 2023], "share": [2, 1, 3]})
    first, last = first_and_last(table)
    assert (first["share"], last["share"]) == (1, 3)
    with pytest.raises(ValueError, match="no row"):
        first_and_last(table[:0])
