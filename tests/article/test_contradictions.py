"""Pairs of statements: each rule of arithmetic by hand, each fault of a row refused by name."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from claimsbook.errors import BookError
from claimsbook.ledger.claim import Claim
from claimsbook.ledger.intervals import Interval
from rebar.article import contradictions
from rebar.article.contradictions import (
    RULES,
    agrees,
    aside,
    briefly,
    markdown,
    of_kind,
    pairs,
    repeats,
)


def claim(
    name: str, value: str = "", unit: str = "x", precision: str = "exact", **more: str
) -> Any:
    cells = {
        "section": "body",
        "locator": "sentence 1",
        "paraphrase": f"It says {name}.",
        "kind": "date" if unit == "date" else "figure" if value else "statement",
        "value_high": "",
        "step": "",
        "credited_to": "",
        "repeats": "",
        "cites": "",
    } | more
    shape = {"value": value, "unit": unit if value else "", "precision": precision if value else ""}
    return Claim(claim_id=name, **shape, **cells)


def dated(name: str, value: str, high: str = "") -> Any:
    return claim(name, value, "date", value_high=high)


def test_a_quotient_is_a_bound_where_a_part_is_one() -> None:
    six = claim("six", "6")
    assert RULES["quotient"](claim("all", "12"), six).found == Interval(2, 2)
    least = RULES["quotient"](claim("all", "500", precision="at_least"), six)
    assert least.text == "500 / 6 = at least 83.3"
    assert least.found == Interval(500 / 6, math.inf)
    under = RULES["quotient"](claim("all", "30"), claim("price", "0.10", precision="under"))
    assert under.text == "30 / 0.10 = more than 300"


def test_the_years_to_a_target_are_logarithms_and_end_in_a_year() -> None:
    found = RULES["years_to_reach"](
        claim("now", "1"),
        claim("growth", "100", "pct"),
        claim("target", "4", precision="range", value_high="8"),
        dated("since", "2026-01"),
    )
    assert found.found.low == pytest.approx(2) and found.found.high == pytest.approx(3)
    assert found.text.endswith("is 4 after 2.0 years, in 2028, and 8 after 3.0, in 2029")


def test_what_a_discount_leaves_is_read_as_sharply_as_it_is_said() -> None:
    exact = RULES["after_discount"](claim("price", "15"), claim("off", "80", "pct"))
    assert exact.text == "15 less 80 % is 3.00"
    about = claim("off", "80", "pct", "approx", whole="100")
    # About 80 % off is about 20 % left: 18 to 22 %.
    found = RULES["after_discount"](claim("price", "15"), about).found
    assert found.low == pytest.approx(2.7) and found.high == pytest.approx(3.3)


def test_a_yearly_factor_is_a_root_and_its_most_takes_the_shortest_time() -> None:
    found = RULES["yearly_factor"](
        claim("fold", "100", precision="approx"),
        claim("years", "2", "years"),
        dated("start", "2023-01", "2023-06"),
        dated("end", "2025-06-29"),
    )
    assert found.found.low == pytest.approx(10)
    assert found.found.high == pytest.approx(110 ** (365.25 / 730))


def test_a_trailing_year_earns_the_mean_of_its_two_rates() -> None:
    found = RULES["trailing_multiple"](
        claim("value", "90"), claim("rate", "20"), claim("growth", "100", "pct")
    )
    assert found.found == Interval(6, 6)
    assert "from 10.0 to 20, earned 15.0" in found.text


def test_costs_outgrow_revenue_by_the_quotient_of_their_factors() -> None:
    found = RULES["outgrown"](
        claim("cost", "3"),
        claim("growth", "100", "pct"),
        claim("before", "40", "pct"),
        claim("after", "25", "pct"),
    )
    assert found.found == Interval(1.25, 1.5)


def test_a_share_leaves_the_rest() -> None:
    assert RULES["short_of_whole"](claim("share", "95", "pct")).found == Interval(5, 5)


def test_the_ends_of_a_range_are_the_two_or_are_not() -> None:
    whole = claim("whole", "3", "pct", "range", value_high="15")
    three, other = claim("low", "3", "pct"), claim("high", "14", "pct")
    assert " are not the 3 and the 14 " in RULES["ends"](whole, three, other).text
    assert " are the 3 and the 15 " in RULES["ends"](whole, three, claim("high", "15")).text


def test_a_dropped_hedge_makes_a_number_sharper() -> None:
    found = RULES["read_as"](claim("a", "75", precision="approx"), claim("b", "75", "x", "rounded"))
    assert found.found == Interval(15, 15)


def test_days_between_two_dates() -> None:
    found = RULES["days_between"](dated("a", "2026-03-08"), dated("b", "2026-03-11"))
    assert found.found == Interval(3, 3)


LEDGER = {
    one.claim_id: one
    for one in (
        claim("plain"),
        claim("wide", section="faq"),
        claim("ten", "10", credited_to="A firm"),
        claim("five", "5"),
        claim("ten-again", "10", repeats="ten", section="faq"),
        claim("five-again", "5", repeats="five", section="faq"),
    )
}
SECTIONS = {"body": "The text", "faq": "Answers"}


def row(**changed: str) -> dict[str, str]:
    return {
        "row_id": "contradiction-one",
        "kind": "strength",
        "first_claim": "plain",
        "second_claim": "wide",
        "further_claims": "",
        "what": "What it is about.",
        "rule": "",
        "rule_claims": "",
        "surviving": "first",
        "why": "A reason.",
        "evidence": "plain",
    } | changed


def read(*rows: dict[str, str]) -> list[contradictions.Pair]:
    return pairs(pd.DataFrame(rows), LEDGER)


def test_the_gravest_kind_comes_first_and_a_kind_keeps_its_order() -> None:
    numbers = row(row_id="n", kind="numbers", rule="quotient", rule_claims="ten five")
    found = read(row(row_id="b"), row(row_id="a"), numbers)
    assert [one.row_id for one in found] == ["n", "b", "a"]
    assert [one.row_id for one in of_kind(found, "strength")] == ["b", "a"]
    assert found[0].line and found[0].line.text == "10 / 5 = 2"


def test_a_pair_shows_both_statements_the_arithmetic_and_what_survives() -> None:
    (pair,) = read(
        row(kind="numbers", further_claims="ten wide", rule="quotient", rule_claims="ten five")
    )
    assert markdown([pair], SECTIONS).splitlines() == [
        "**What it is about.**",
        "",
        "- *The text*: It says plain. [stated as fact](claim:plain)",
        "- *Answers*: It says wide. [stated as fact](claim:wide)",
        "- With it: [10×](claim:ten), [Answers](claim:wide)",
        "- The arithmetic: 10 / 5 = 2.",
        "- Survives: the first. A reason. [The evidence](claim:plain).",
    ]


def test_pairs_are_folded_behind_one_title_and_say_the_same() -> None:
    both = read(row(row_id="a"), row(row_id="b", what="Another."))
    opened, *said, closed = aside("Both of them", both, SECTIONS).splitlines()
    assert (opened, closed) == (":::{aside} Both of them", ":::")
    assert said == markdown(both, SECTIONS).splitlines()


def test_briefly_a_pair_is_a_line_that_leads_to_both_statements() -> None:
    both = read(row(row_id="a"), row(row_id="b", what="Another.", surviving="open"))
    assert briefly(both, SECTIONS).splitlines() == [
        "- What it is about. [The text](claim:plain) against [Answers](claim:wide); survives: "
        "the first.",
        "- Another. [The text](claim:plain) against [Answers](claim:wide); survives: open.",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "style"}, "column kind: 'style'"),
        ({"surviving": "third"}, "column surviving: 'third'"),
        ({"first_claim": "gone"}, "column first_claim: claims.csv has no claim 'gone'"),
        ({"first_claim": "plain wide"}, "one claim on either side"),
        ({"evidence": "gone"}, "column evidence"),
        ({"rule": "guess"}, "column rule: 'guess'"),
        ({"rule": "quotient", "rule_claims": "ten"}, "quotient takes 2 claims, not 1"),
    ],
)
def test_a_row_that_means_nothing_is_refused_by_name(changed: dict[str, str], said: str) -> None:
    with pytest.raises(BookError, match="row contradiction-one") as error:
        read(row(**changed))
    assert said in str(error.value)


def test_a_repeat_agrees_or_says_in_what_it_does_not() -> None:
    found = repeats(LEDGER).set_index("claim_id")
    assert found.loc["five-again", "differs"] == ""
    assert found.loc["ten-again", "differs"] == "credited_to"


def test_a_sum_agrees_within_what_the_digits_claim() -> None:
    rounded = claim("share", "97", "pct", "rounded")
    assert agrees(96.67, rounded) and not agrees(96.4, rounded)
