"""Verdicts follow from rules and rows, and a registered rule stays."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from claimsbook.errors import BookError
from rebar.economics import scorecard
from rebar.economics.scorecard import check_registry, registry_hash, score, threshold

CLAIMS = {"pace": (9.0, 9.0), "share": (3.0, 15.0)}
TODAY = "2026-11-26"


def statement(**changed: Any) -> dict[str, Any]:
    return {
        "row_id": "s1",
        "statement": "The price keeps falling.",
        "rule": "In words.",
        "quantity": "price",
        "comparison": "<=",
        "threshold": 'base("price") / low("pace")',
        "take": "latest",
        "counted_from": "2026-03-12",
        "due": "2026-11-20",
        "set_after_seeing": "yes",
        "registered": "2026-11-26",
    } | changed


def rows(*found: tuple[str, float], quantity: str = "price", **more: Any) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "quantity": quantity,
                "as_of": day,
                "value": value,
                "value_high": more.get("value_high", math.nan),
                "row_id": f"row-{day}-{value:g}",
                "standing": more.get("standing", "record"),
            }
            for day, value in found
        ]
    )


BASE = rows(("2026-03-10", 9.0))


def judged(evidence: pd.DataFrame, today: str = TODAY, **changed: Any) -> scorecard.Score:
    return score(statement(**changed), pd.concat([BASE, evidence]), CLAIMS, today)


def test_a_verdict_follows_from_the_row_and_turns_with_it() -> None:
    assert judged(rows(("2026-11-20", 0.9))).verdict == "met"
    found = judged(rows(("2026-11-20", 1.1)))
    assert found.verdict == "not met"
    assert found.rows == ("row-2026-11-20-1.1",) and found.threshold == 1
    assert "price <= 1, found 1.1" in found.reason


def test_the_newest_evidence_by_the_due_day_decides() -> None:
    assert judged(rows(("2026-05-01", 0.5), ("2026-11-19", 2))).verdict == "not met"
    assert judged(rows(("2026-11-19", 0.5), ("2026-11-21", 2))).verdict == "met"


def test_evidence_from_before_the_count_does_not_count() -> None:
    assert judged(rows(("2026-03-11", 0.1))).verdict == "undecidable"


def test_what_is_not_due_is_open_whatever_was_seen() -> None:
    assert judged(rows(("2026-05-01", 0.1)), due="2027-03-11").verdict == "open"
    assert judged(rows(), due="2027-03-11").verdict == "open"


def test_what_is_due_without_evidence_is_undecidable() -> None:
    found = judged(rows())
    assert found.verdict == "undecidable" and "no evidence" in found.reason
    assert math.isnan(found.value) and found.rows == ()


def test_rows_of_one_day_that_disagree_are_undecidable() -> None:
    assert judged(rows(("2026-11-20", 0.9), ("2026-11-20", 1.1))).verdict == "undecidable"
    assert judged(rows(("2026-11-20", 0.9), ("2026-11-20", 0.8))).verdict == "met"


def test_a_range_decides_only_if_both_ends_agree() -> None:
    assert judged(rows(("2026-11-20", 0.9), value_high=1.1)).verdict == "undecidable"
    assert judged(rows(("2026-11-20", 0.8), value_high=0.9)).verdict == "met"


def test_every_is_settled_early_by_one_that_fails() -> None:
    failing = rows(("2026-06-30", 2), ("2026-09-30", 0.5))
    assert judged(failing, take="every", due="2026-12-31").verdict == "not met"
    holding = rows(("2026-06-30", 0.5))
    assert judged(holding, take="every", due="2026-12-31").verdict == "open"
    assert judged(holding, take="every").verdict == "met"


def test_any_is_settled_early_by_one_that_satisfies() -> None:
    assert judged(rows(("2026-06-30", 0.5)), take="any", due="2026-12-31").verdict == "met"
    assert judged(rows(("2026-06-30", 2)), take="any").verdict == "not met"


def test_the_weakest_standing_is_told() -> None:
    leaked = rows(("2026-11-20", 0.9), standing="leaked")
    assert judged(leaked).standing == "leaked"


@pytest.mark.parametrize(
    ("expression", "number"),
    [
        ("0.5", 0.5),
        ('base("price") / low("pace") ** 2', 9 / 81),
        ('100 - high("share")', 85),
        ("years()", 254 / 365.25),
        ('years("2026-01-01", "2027-01-01")', 365 / 365.25),
        ("-(1 + 2) * 3", -9),
    ],
)
def test_a_threshold_is_small_arithmetic_over_claims(expression: str, number: float) -> None:
    assert threshold(expression, CLAIMS, {"price": 9.0}, "2026-11-20") == pytest.approx(number)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ('low("gone")', "'gone' is no claim"),
        ('base("gone")', "'gone' is no quantity with a base"),
        ("__import__('os')", "not allowed"),
        ("(1).real", "not allowed"),
        ("price", "not allowed"),
        ("1 if 1 else 2", "not allowed"),
        ("True", "not allowed"),
        ("low()", "not allowed"),
        ("1 / 0", "has no value"),
        ("9e999", "not finite"),
        ("1 +", "no expression"),
    ],
)
def test_a_threshold_that_means_nothing_is_refused(expression: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        threshold(expression, CLAIMS, {}, "2026-11-20")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"comparison": "=="}, "no comparison"),
        ({"take": "first"}, "take 'first' is none of"),
        ({"due": "2026-13-01"}, "due '2026-13-01' is no day"),
    ],
)
def test_a_rule_that_means_nothing_is_refused(changed: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        judged(rows(), **changed)


STATEMENTS = pd.DataFrame([statement(), statement(row_id="s2", due="2027-03-11")])


def registry(statements: pd.DataFrame = STATEMENTS) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "prediction": row["row_id"],
                "as_of": "2026-11-26",
                "hash": registry_hash(row),
                "hash_before": "",
                "reason": "",
            }
            for _, row in statements.iterrows()
        ]
    )


def amended(statements: pd.DataFrame, **changed: str) -> pd.DataFrame:
    row = statements.iloc[1]
    amendment = {
        "prediction": row["row_id"],
        "as_of": "2026-12-01",
        "hash": registry_hash(row),
        "hash_before": registry_hash(STATEMENTS.iloc[1]),
        "reason": "the list is no longer published",
    }
    return pd.concat([registry(), pd.DataFrame([amendment | changed])], ignore_index=True)


def test_statements_as_registered_pass() -> None:
    check_registry(STATEMENTS, registry())


@pytest.mark.parametrize("column", scorecard.REGISTERED[1:])
def test_a_registered_rule_that_changes_is_refused(column: str) -> None:
    changed = STATEMENTS.copy()
    changed.loc[1, column] = "other"
    with pytest.raises(ValueError, match="s2: its rule is not the one registered"):
        check_registry(changed, registry())


def test_a_statement_that_is_dropped_or_not_registered_is_refused() -> None:
    with pytest.raises(ValueError, match="s2 was registered and is gone"):
        check_registry(STATEMENTS.head(1), registry())
    with pytest.raises(ValueError, match="s2 is not registered"):
        check_registry(STATEMENTS, registry().head(1))


def test_an_amendment_with_date_and_reason_is_taken() -> None:
    changed = STATEMENTS.copy()
    changed.loc[1, "due"] = "2027-06-11"
    check_registry(changed, amended(changed))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"reason": " "}, "needs a reason"),
        ({"as_of": "2026-11-01"}, "not earlier"),
        ({"hash_before": "0" * 64}, "does not follow the one before"),
    ],
)
def test_an_amendment_without_date_reason_or_chain_is_refused(
    cells: dict[str, str], said: str
) -> None:
    changed = STATEMENTS.copy()
    changed.loc[1, "due"] = "2027-06-11"
    with pytest.raises(ValueError, match=said):
        check_registry(changed, amended(changed, **cells))


def test_claims_give_their_ends() -> None:
    claims = pd.DataFrame(
        {
            "claim_id": ["a", "b", "c", "d"],
            "value": ["3", "33", "", "2026-03-11"],
            "value_high": ["15", "", "", ""],
        }
    )
    assert scorecard.claim_values(claims) == {"a": (3, 15), "b": (33, 33)}


def test_facts_become_evidence_on_the_last_day_they_cover() -> None:
    facts = pd.DataFrame(
        {
            "series": ["share", "", "share", "share"],
            "as_of": ["2026-02", "2026", "2026", "2026-04-05"],
            "value": [1.0, 2.0, 3.0, math.nan],
            "value_high": [math.nan] * 4,
            "unit": ["count"] * 4,
            "row_id": ["r1", "r2", "r3", "r4"],
            "standing": ["record"] * 4,
        }
    )
    found = scorecard.from_facts(facts)
    assert list(zip(found["row_id"], found["as_of"])) == [
        ("r1", "2026-02-28"),
        ("r3", "2026-12-31"),
    ]


def test_all_scores_stand_in_one_frame() -> None:
    evidence = pd.concat([BASE, rows(("2026-11-20", 0.9))])
    found = scorecard.score_all(STATEMENTS, evidence, CLAIMS, TODAY)
    assert found[["row_id", "verdict"]].to_numpy().tolist() == [["s1", "met"], ["s2", "open"]]
    assert found.at[0, "rows"] == "row-2026-11-20-0.9"


def test_a_series_is_read_in_the_unit_that_it_is_named_after() -> None:
    units = {"margin-pct": "pct", "price-usd-per-mtok": "usd_per_mtok", "opened": "count"}
    assert {name: scorecard.unit_of(name) for name in units} == units
    facts = pd.DataFrame(
        {"series": ["worth-usd-bn"], "value": [852.0], "unit": ["usd_mn"], "row_id": ["r1"]}
    )
    with pytest.raises(BookError, match="row r1: is in usd_mn, read as usd_bn"):
        scorecard.from_facts(facts)
