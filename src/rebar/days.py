"""The days on which this book stands, as ISO dates."""

from __future__ import annotations

from typing import Final

ARTICLE: Final = "2026-03-11"
"""The day on which the article appeared: what is known only later touches no verdict."""

PRICES: Final = "2026-03-10"
"""The eve, the last day before it for which the pinned price lists can be had."""
