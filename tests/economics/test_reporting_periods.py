"""Periods by name, and what had come out by a day."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics.reporting_periods import middle, published_since


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2025", "2025-07-02"),
        ("2024", "2024-07-01"),
        ("2025 Q1", "2025-02-14"),
        ("2025Q4", "2025-11-15"),
        ("2024-02", "2024-02-15"),
        ("2025-12-31", "2025-12-31"),
    ],
)
def test_the_middle_of_a_period(period: str, day: str) -> None:
    assert str(middle(period).date()) == day


@pytest.mark.parametrize("period", ["mid-1960s", "2025 H1", "", "25", "2025 Q5"])
def test_what_names_no_period_has_no_middle(period: str) -> None:
    with pytest.raises(ValueError, match="no year, quarter, month or day"):
        middle(period)


def row(as_of: str, source_id: str, note: str = "") -> dict[str, str]:
    return {"as_of": as_of, "source_id": source_id, "note": note}


def test_a_row_is_later_by_its_own_date_its_source_or_its_note() -> None:
    issued = {"before": "2026-03-11", "late": "2026-03-12", "year": "2026", "next year": "2027"}
    rows = pd.DataFrame(
        [
            row("2026-03-11", "before"),
            row("2026-03-12", "before"),
            row("2026-03", "before"),
            row("2025", "late"),
            row("2025", "year"),
            row("2025", "next year"),
            row("2025", "year", "leaked; after the article"),
            row("2025", "unknown"),
        ],
        index=list("abcdefgh"),
    )
    late = published_since(rows, issued, "2026-03-11")
    assert "".join(late[late].index) == "bdg"
