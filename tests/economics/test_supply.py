"""Counts of providers and models out of dated lists."""

from __future__ import annotations

import pandas as pd
import pytest

from claimsbook.errors import BookError
from rebar.economics import supply

LISTS = pd.DataFrame(
    {
        "as_of": ["2025-01-01", "2026-03-10", "2026-03-10"],
        "list": ["a", "a", "b"],
        "measure": ["providers", "providers", "models"],
        "value": [40, 95, 193],
    }
)


def test_a_count_is_that_of_one_row() -> None:
    assert supply.counted(LISTS, "2026-03-10", "a", "providers") == 95
    with pytest.raises(BookError, match="0 rows"):
        supply.counted(LISTS, "2026-03-10", "a", "models")


def test_only_rows_of_named_series_are_drawn() -> None:
    found = supply.in_series(LISTS, {("a", "providers"): "list a"})
    assert found["value"].tolist() == [40, 95]
    assert set(found["series"]) == {"list a"}


def test_a_month_stands_at_the_day_that_is_assumed() -> None:
    found = supply.dated(pd.Series(["2026-03-11", "2025-06"]), 5)
    assert found.tolist() == ["2026-03-11", "2025-06-05"]


def test_how_many_were_compared_is_read_from_the_quantity() -> None:
    row = pd.Series({"row_id": "r", "quantity": "providers that document it, of 20 compared"})
    assert supply.compared(row) == 20
    with pytest.raises(BookError, match="row r: its quantity"):
        supply.compared(pd.Series({"row_id": "r", "quantity": "providers"}))
