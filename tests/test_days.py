"""Days in words."""

from __future__ import annotations

import pytest

from rebar import days


@pytest.mark.parametrize(
    ("date", "words"),
    [("2026-03-11", "11 March 2026"), ("2025-06-01", "1 June 2025"), ("2026-03", "March 2026")],
)
def test_a_date_in_words_is_as_sharp_as_it_is_given(date: str, words: str) -> None:
    assert days.spelled(date) == words


def test_the_month_of_a_day() -> None:
    assert days.month("2025-10-31") == days.month("2025-10") == "October 2025"


@pytest.mark.parametrize("wrong", ["2026-02-30", "2026-13", "March", "2026"])
def test_what_is_no_date_is_an_error(wrong: str) -> None:
    with pytest.raises(ValueError):
        days.spelled(wrong)
