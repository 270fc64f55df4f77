"""The days on which this book stands, as ISO dates."""

from __future__ import annotations

import datetime as dt
from typing import Final

ARTICLE: Final = "2026-03-11"
"""The day on which the article appeared: what is known only later touches no verdict."""

PRICES: Final = "2026-03-10"
"""The eve, the last day before it for which the pinned price lists can be had."""


def spelled(date: str) -> str:
    """An ISO date in words: "2026-03-11" is "11 March 2026"; of a month, "2026-03", "March 2026".

    Raises ValueError for what is neither.
    """
    day = dt.date.fromisoformat(date if len(date) > len("2026-03") else f"{date}-01")
    return f"{day:%B %Y}" if len(date) == len("2026-03") else f"{day.day} {day:%B %Y}"


def month(date: str) -> str:
    """The month of an ISO date in words: "2026-03-11" is "March 2026"."""
    return spelled(date[: len("2026-03")])
