"""Tokens of the same text under other tokenizers."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics import token_drift

COUNTS = pd.DataFrame(
    {
        "kind": ["english", "english", "german", "german"],
        "tokenizer": ["new", "old", "new", "old"],
        "tokens": [50, 50, 40, 56],
    }
)


def test_ratios_are_taken_on_the_base() -> None:
    drift = token_drift.ratios(COUNTS, "new")
    assert drift["new"].tolist() == [1, 1]
    assert drift.loc["german", "old"] == pytest.approx(1.4)
    assert token_drift.more_pct(drift["old"])["german"] == pytest.approx(40)
    assert token_drift.more_pct(drift["old"])["english"] == 0


def test_points_leave_the_base_out() -> None:
    found = token_drift.points(token_drift.ratios(COUNTS, "new"), "new")
    assert found.to_dict("records") == [
        {"kind": "english", "tokenizer": "old", "ratio": 1.0},
        {"kind": "german", "tokenizer": "old", "ratio": pytest.approx(1.4)},
    ]


def test_what_is_not_counted_is_named() -> None:
    with pytest.raises(ValueError, match="under 'newest'"):
        token_drift.ratios(COUNTS, "newest")
    with pytest.raises(ValueError, match="text 'german'"):
        token_drift.ratios(COUNTS.drop(index=3), "new")
