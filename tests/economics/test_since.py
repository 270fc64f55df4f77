"""The scorecard on the tables as they ship: it follows its rows, and its rules stay."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from rebar.economics import ladder, scorecard, since

DATA = Path(__file__).resolve().parents[2] / "data"
DAYS = ["2026-03-11", "2026-06-30", "2026-09-30", "2026-10-26"]
TODAY = "2026-11-26"
FIRST_REGISTRATIONS = "2900b100cedbfad27e6972202ada2f2940ce9495643adaddb393db6e63e2eb30"
"""SHA-256 over the first registration of every statement: rows may be added, none rewritten."""


def table(name: str) -> pd.DataFrame:
    frame = pd.read_csv(DATA / "since" / f"{name}.csv", keep_default_na=False)
    numeric = [column for column in ("value", "value_high") if column in frame]
    frame[numeric] = frame[numeric].apply(pd.to_numeric, errors="coerce")
    return frame


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    names = "lists offers models ratings tiers price_steps arena_gap facts predictions registered"
    return {name: table(name) for name in names.split()}


@pytest.fixture(scope="module")
def claims() -> dict[str, tuple[float, float]]:
    frame = pd.read_csv(DATA / "claims.csv", dtype=str, keep_default_na=False)
    return scorecard.claim_values(frame)


def verdicts(
    tables: dict[str, pd.DataFrame], claims: dict[str, tuple[float, float]], today: str = TODAY
) -> dict[str, str]:
    scored = scorecard.score_all(tables["predictions"], since.evidence(tables, DAYS), claims, today)
    return dict(zip(scored["row_id"].str.removeprefix("prediction-"), scored["verdict"]))


def test_every_statement_has_a_verdict_and_what_is_not_due_is_open(
    tables: dict[str, pd.DataFrame], claims: dict[str, tuple[float, float]]
) -> None:
    found = verdicts(tables, claims)
    later = tables["predictions"]["due"] > TODAY
    never_settled = tables["predictions"][later & (tables["predictions"]["take"] == "latest")]
    for name in never_settled["row_id"].str.removeprefix("prediction-"):
        assert found[name] == "open", name
    assert set(found.values()) <= set(scorecard.VERDICTS)


@pytest.mark.parametrize(
    ("row", "value", "statement", "before", "after"),
    [
        ("since-openrouter-open-share", 40.0, "open-share-router", "met", "not met"),
        ("since-openai-annualised-september", 20.0, "openai-growth", "not met", "met"),
        ("since-nvidia-gross-margin-q2", 60.0, "rent-nvidia", "met", "not met"),
        ("since-anthropic-valuation-may", 300.0, "anthropic-valuation", "not met", "met"),
    ],
)
def test_a_verdict_follows_when_a_fact_is_altered(
    tables: dict[str, pd.DataFrame],
    claims: dict[str, tuple[float, float]],
    row: str,
    value: float,
    statement: str,
    before: str,
    after: str,
) -> None:
    assert verdicts(tables, claims)[statement] == before
    facts = tables["facts"].copy()
    facts.loc[facts["row_id"] == row, "value"] = value
    assert verdicts({**tables, "facts": facts}, claims)[statement] == after


def test_a_verdict_follows_when_a_price_is_altered(
    tables: dict[str, pd.DataFrame], claims: dict[str, tuple[float, float]]
) -> None:
    assert verdicts(tables, claims)["frontier-level-9-fold"] == "met"
    offers = tables["offers"].copy()
    late = (offers["list"] == since.LIST) & (offers["as_of"] > scorecard.BASE_DAY)
    offers.loc[late, ["input_usd_per_mtok", "output_usd_per_mtok"]] *= 10
    assert verdicts({**tables, "offers": offers}, claims)["frontier-level-9-fold"] == "not met"


def test_the_registry_is_whole(tables: dict[str, pd.DataFrame]) -> None:
    scorecard.check_registry(tables["predictions"], tables["registered"])


def test_no_first_registration_was_rewritten(tables: dict[str, pd.DataFrame]) -> None:
    first = tables["registered"][tables["registered"]["hash_before"] == ""]
    first = first[first["as_of"] == "2026-11-26"]
    text = "\n".join(sorted(first["prediction"] + " " + first["hash"]))
    assert hashlib.sha256(text.encode()).hexdigest() == FIRST_REGISTRATIONS, (
        "a registered rule is changed by an amendment with a date and a reason, never in place"
    )


def test_statements_due_in_2027_and_2029_were_registered_before_their_data(
    tables: dict[str, pd.DataFrame],
) -> None:
    ahead = tables["predictions"][tables["predictions"]["due"].isin(["2027-03-11", "2029-03-11"])]
    assert (ahead.groupby("due").size() >= 8).all() and ahead["due"].nunique() == 2
    assert (ahead["set_after_seeing"] == "no").all()
    assert (ahead["counted_from"] > ahead["registered"]).all()


def test_each_statement_names_claims_of_the_article(tables: dict[str, pd.DataFrame]) -> None:
    known = set(pd.read_csv(DATA / "claims.csv", dtype=str)["claim_id"])
    named = tables["predictions"]["claims"].str.split()
    assert {one for many in named for one in many} <= known
    assert named.map(len).gt(0).all()


def test_each_quantity_has_evidence_or_was_looked_for_in_vain(
    tables: dict[str, pd.DataFrame],
) -> None:
    found = set(since.evidence(tables, DAYS)["quantity"])
    without = set(tables["predictions"]["quantity"]) - found
    assert without == {"iata-roic-pct", "anthropic-free-cash-flow-usd-bn"}


def test_each_rung_has_a_price_from_its_first_day_on(tables: dict[str, pd.DataFrame]) -> None:
    steps, tiers = tables["price_steps"], tables["tiers"]
    ladder.ladder(tiers, steps, DAYS)
    firsts = steps.groupby(["seller", "key"])["as_of"].min()
    for _, one in tiers.iterrows():
        assert firsts[one["seller"], one["key"]] <= one["as_of"], one["row_id"]


def test_every_model_that_is_named_is_known(tables: dict[str, pd.DataFrame]) -> None:
    known = set(tables["models"]["model"]) | {""}
    for name in ("offers", "ratings", "price_steps"):
        assert set(tables[name]["model"]) <= known, name
    assert set(table("model_keys")["model"]) <= known
