"""Statements in words, on a few made-up ones."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from rebar.economics import statements


@pytest.mark.parametrize(
    ("value", "quantity", "words"),
    [
        (8, "ladder-x-flagship-usd-per-mtok", "$8.00"),
        (0.11875, "cheapest-1456-usd-per-mtok", "$0.119"),
        (0.0015412, "cheapest-1456-usd-per-mtok", "$0.0015"),
        (852, "openai-valuation-usd-bn", "$852 bn"),
        (2.3492, "arena-gap-pct", "2.3 %"),
        (39.3, "aws-margin-pct", "39 %"),
        (75, "nvidia-gross-margin-pct", "75 %"),
        (-50, "frontier-discount-pct", "−50 %"),
        (16, "list-price-rises", "16"),
        (99.4949, "matched-index", "99.5"),
        (math.nan, "iata-roic-pct", "–"),
    ],
)
def test_an_amount_has_its_unit(value: float, quantity: str, words: str) -> None:
    assert statements.amount(value, quantity) == words.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_rule_that_wants_nothing_asks_for_none() -> None:
    assert statements.asked("<=", 0, "tiers-opened-above") == "none"
    assert statements.asked("<", 10, "x-usd-per-mtok") == "below $10.00"
    assert statements.asked(">=", 1, "meta-flagships") == "at least 1"
    with pytest.raises(KeyError):
        statements.asked("!=", 1, "meta-flagships")


STATEMENTS = pd.DataFrame(
    [
        (
            "p-2027",
            "By 11 March 2027 the gap has closed.",
            "r",
            "gap-pct",
            "<=",
            "2027-03-11",
            "no",
        ),
        (
            "p-2029",
            "By 11 March 2029 the gap has closed.",
            "r",
            "gap-pct",
            "<=",
            "2029-03-11",
            "no",
        ),
        ("q-2029", "Until 11 March 2029 rents hold.", "r", "rent-pct", ">=", "2029-03-11", "no"),
    ],
    columns=["row_id", "statement", "rule", "quantity", "comparison", "due", "set_after_seeing"],
).assign(claims="a b")
SCORES = pd.DataFrame(
    [("p-2029", 1.0), ("p-2027", 2.0), ("q-2029", 70.0)], columns=["row_id", "threshold"]
).assign(verdict="open", value=math.nan, as_of="", standing="", rows="")
EVIDENCE = pd.DataFrame(
    [
        ("gap-pct", "2026-03-11", 3.5),
        ("gap-pct", "2026-10-20", 2.3),
        ("gap-pct", "2027-01-01", 0.1),
    ],
    columns=["quantity", "as_of", "value"],
)


def test_a_scorecard_keeps_the_order_of_its_statements() -> None:
    card = statements.scorecard(STATEMENTS, SCORES)
    assert list(card["row_id"]) == ["p-2027", "p-2029", "q-2029"]
    assert card["asked"].tolist()[0] == "at most 2\N{NO-BREAK SPACE}%"
    assert set(card["found"]) == {"–"}


def test_one_statement_with_two_due_days_is_one_row_with_the_newest_value() -> None:
    card = statements.scorecard(STATEMENTS, SCORES)
    rows = statements.ahead(card, EVIDENCE, "2026-11-26").set_index("quantity")
    assert list(rows.index) == ["gap-pct", "rent-pct"]
    gap, rent = rows.loc["gap-pct"], rows.loc["rent-pct"]
    assert (gap["statement"], gap["now"], gap["as_of"]) == (
        "The gap has closed.",
        2.3,
        "2026-10-20",
    )
    assert (gap["limit_2027"], gap["limit_2029"]) == (2, 1)
    assert (rent["asked_2027"], rent["row_2027"], rent["today"]) == ("–", "", "–")
