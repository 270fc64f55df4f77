"""Airline profits, added up."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics.airlines import between, implied_revenue_usd_tn

PROFITS = pd.DataFrame(
    [(2003, "new", 3.0), (2001, "old", -1.0), (2002, "old", 2.0), (2002, "new", 2.5)],
    columns=["year", "vintage", "net_profit_usd_bn"],
)


def test_years_are_taken_from_one_publication_in_order() -> None:
    assert between(PROFITS, 2001, 2002, "old")["net_profit_usd_bn"].tolist() == [-1.0, 2.0]
    assert between(PROFITS, 2002, 2003, "new")["net_profit_usd_bn"].tolist() == [2.5, 3.0]


def test_publications_that_do_not_overlap_may_be_added_up() -> None:
    assert between(PROFITS, 2003, 2003)["vintage"].tolist() == ["new"]


def test_no_year_is_counted_twice() -> None:
    with pytest.raises(ValueError, match="year 2002 stands there more than once"):
        between(PROFITS, 2001, 2003)


def test_no_year_is_passed_over() -> None:
    with pytest.raises(ValueError, match="year 2003 of old is missing"):
        between(PROFITS, 2001, 2003, "old")


def test_a_profit_of_one_per_cent_implies_a_hundredfold_revenue() -> None:
    assert implied_revenue_usd_tn(36, 0.8) == pytest.approx(4.5)
    with pytest.raises(ValueError, match="margin of nought"):
        implied_revenue_usd_tn(36, 0)
