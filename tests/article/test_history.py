"""Changes between versions are counted by commit, by section, and where they stopped short."""

from __future__ import annotations

import pandas as pd

from claimsbook.ledger.claim import Claim
from rebar.article import history


def claim(name: str, section: str, repeats: str = "") -> Claim:
    return Claim(name, section, "1", "It is.", "statement", *[""] * 6, repeats, "")


LEDGER = {
    one.claim_id: one
    for one in (
        claim("loss", "body"),
        claim("margin", "body"),
        claim("loss-picture", "picture", "loss"),
        claim("margin-picture", "picture", "margin"),
        claim("price-picture", "picture"),
        claim("loss-faq", "faq", "loss"),
    )
}
VERSIONS = pd.DataFrame(
    [
        ("2026-03-01", "a", "", ""),
        ("2026-03-08", "b", "", ""),
        ("2026-03-08", "b", "", "stronger"),
        ("2026-03-08", "b", "margin", "weaker"),
        ("2026-05-14", "c", "loss-faq", "weaker"),
        ("2026-05-14", "c", "margin", ""),
        ("2026-05-14", "c", "loss", "weaker"),
    ],
    columns=["as_of", "commit", "claim_id", "direction"],
)


def test_a_version_without_a_changed_statement_counts_none() -> None:
    found = history.by_commit(VERSIONS).set_index("commit")
    assert list(found.index) == ["a", "b", "c"]
    assert list(found["statements"]) == [0, 2, 3]
    assert found.loc["b", ["weaker", "stronger", "neither"]].tolist() == [1, 1, 0]
    assert found.loc["c", ["weaker", "stronger", "neither"]].tolist() == [2, 0, 1]


def test_sections_come_in_the_order_of_the_text() -> None:
    found = history.by_section(VERSIONS[VERSIONS["commit"] == "c"], LEDGER)
    assert found.to_dict("records") == [
        {"section": "body", "weaker": 1, "stronger": 0, "neither": 1},
        {"section": "faq", "weaker": 1, "stronger": 0, "neither": 0},
    ]


def test_what_stays_in_a_picture_while_the_text_changes_is_found() -> None:
    revised = VERSIONS[VERSIONS["commit"] == "c"]
    # The margin was touched to no effect, and the price stands nowhere else.
    assert history.left_standing(revised, LEDGER, "picture") == ["loss-picture"]
