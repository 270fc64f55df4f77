"""The rules of the verdicts, each with its cases: what a fair referee would sign."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from claimsbook.book import current
from claimsbook.errors import BookError, TableError
from claimsbook.ledger import claims
from claimsbook.ledger.found import Found
from claimsbook.ledger.intervals import stated_interval
from claimsbook.ledger.verdicts import weakest
from claimsbook.tables import data
from copies import Bench

HEADER = (
    "claim_id,section,locator,paraphrase,kind,value,value_high,unit,precision,step,stronger,"
    "credited_to,repeats,cites,base,base_by,whole,role,part_of,carries\n"
)
ROWS = (
    "row_id,quantity,value,value_high,unit,supports,bound,as_of,measured_by,standing,source_id,"
    "locator,note\n"
    "of-record,a,20,,pct,,,2026-01,A,record,survey-2026,t 1,\n"
    "of-another,a,20,,pct,,,2026-01,A,independent,survey-2026,t 1,\n"
    "of-its-own,a,20,,pct,,,2026-01,A,interested,letter-2026,t 1,\n"
    "of-a-leak,a,20,,pct,,,2026-01,A,leaked,letter-2026,t 1,\n"
    "of-nobody,a,,,,,,2026-01,A,absent,letter-2026,t 1,\n"
    "least,a,20,,pct,,at_least,2026-01,A,record,survey-2026,t 1,\n"
    "most,a,20,,pct,,at_most,2026-01,A,record,survey-2026,t 1,\n"
    "late,a,20,,pct,,,2026-03-12,A,record,survey-2026,t 1,\n"
    "on-the-day,a,20,,pct,,,2026-03-11,A,record,survey-2026,t 1,\n"
    "in-the-month,a,20,,pct,,,2026-03,A,record,survey-2026,t 1,\n"
    "in-the-year,a,20,,pct,,,2026,A,record,survey-2026,t 1,\n"
    "the-year-before,a,20,,pct,,,2025,A,record,survey-2026,t 1,\n"
)

Checked = Callable[..., claims.Check]


def line(claim_id: str = "a", **cells: str) -> str:
    columns = HEADER.strip().split(",")
    plain = {
        "section": "opening",
        "locator": "p1 s1",
        "paraphrase": "It is so and not otherwise.",
        "kind": "figure",
    }
    usual = {"claim_id": claim_id, "value": "20", "unit": "pct", "precision": "exact"}
    return ",".join({**plain, **usual, **cells}.get(column, "") for column in columns) + "\n"


@pytest.fixture
def checked(tiny_package: Bench) -> Checked:
    """Check a claim of these cells against rows that differ in standing, bound and date."""

    def check(
        found: Any, *, cells: dict[str, str] | None = None, more: str = "", **given: Any
    ) -> claims.Check:
        tiny_package.write("data/claims.csv", HEADER + line(**(cells or {})) + more)
        tiny_package.write("data/left.csv", ROWS)
        tiny_package.write("book.toml", 'name = "tiny"\n[subject]\npublished = "2026-03-11"\n')
        rows = data.read("left-readings")
        data.in_unit(rows[rows["unit"] != ""], "pct")
        return claims.check("a", found, **given)

    return check


@pytest.mark.parametrize(
    ("rows", "agreeing", "verdict"),
    [
        (["of-record"], [], "reproduced"),
        (["of-record", "of-another"], [], "corroborated"),
        (["of-record", "of-its-own"], [], "attributed"),
        (["of-another", "of-a-leak"], [], "attributed"),
        (["of-its-own"], ["of-another"], "corroborated"),
        (["of-its-own"], ["of-another", "of-record"], "reproduced"),
        (["of-record"], ["of-its-own"], "reproduced"),
        ([], ["of-its-own", "of-a-leak"], "attributed"),
        (["of-record", "of-nobody"], [], "reproduced"),
    ],
)
def test_standing_comes_from_the_rows_that_carry_the_value(
    checked: Checked, rows: list[str], agreeing: list[str], verdict: str
) -> None:
    assert checked(20.0, rows=rows, agreeing=agreeing).verdict == verdict


def test_what_stands_beside_lends_no_standing(checked: Checked) -> None:
    found = checked(20.0, rows="of-its-own", beside=["of-record", "late"])
    assert found.verdict == "attributed"
    assert found.rows == ["of-its-own", "of-record", "late"]
    current().checked.clear()
    with pytest.raises(BookError, match="rests on nothing"):
        checked(20.0, beside="of-record")


def test_the_weakest_of_nothing_is_nothing() -> None:
    assert weakest([]) == weakest(["absent"]) == "absent"


@pytest.mark.parametrize(
    ("found", "cells", "verdict", "off_by"),
    [
        ((20, math.inf), {"precision": "exact"}, "unverified", ""),
        ((20, math.inf), {"precision": "at_least"}, "reproduced", ""),
        ((20, math.inf), {"precision": "over", "value": "19"}, "reproduced", ""),
        ((20, math.inf), {"precision": "over", "value": "20"}, "unverified", ""),
        ((20, math.inf), {"precision": "approx", "value": "20"}, "unverified", ""),
        ((20, math.inf), {"value": "15"}, "differs", "at least 5 % above"),
        ((20, math.inf), {"precision": "at_most", "value": "19"}, "differs", "at least 1 % above"),
        ((-math.inf, 20), {"value": "25"}, "differs", "at least 5 % below"),
        ((-math.inf, 20), {"precision": "at_most", "value": "20"}, "reproduced", ""),
    ],
)
def test_a_bound_decides_only_what_all_that_it_allows_would_decide(
    checked: Checked, found: Any, cells: dict[str, str], verdict: str, off_by: str
) -> None:
    row = "least" if found[1] == math.inf else "most"
    result = checked(found, cells=cells, rows=row)
    assert result.verdict == verdict
    assert result.off_by == off_by.replace(" %", "")


@pytest.mark.parametrize(
    ("precision", "found", "verdict"),
    [
        ("at_most", "2024-12-18", "reproduced"),
        ("at_most", "2025-06-30", "reproduced"),
        ("at_most", "2025-07-01", "differs"),
        ("exact", "2024-12-18", "differs"),
        ("exact", "2025-06-30", "reproduced"),
    ],
)
def test_by_a_month_takes_in_what_came_before(
    checked: Checked, precision: str, found: str, verdict: str
) -> None:
    cells = {"kind": "date", "unit": "date", "value": "2025-06", "precision": precision}
    assert checked(found, cells=cells, rows="of-record").verdict == verdict


@pytest.mark.parametrize("row", ["least", "most"])
def test_a_bound_is_never_taken_for_a_figure(checked: Checked, row: str) -> None:
    with pytest.raises(BookError, match=rf"row '{row}' says at (least|most) 20, found is 20"):
        checked(20.0, rows=row)
    with pytest.raises(BookError, match="is a bound"):
        data.facts("left-readings").number(row)
    low, high = data.facts("left-readings").found(row)  # type: ignore[misc]
    assert (low, high) == ((20.0, math.inf) if row == "least" else (-math.inf, 20.0))


@pytest.mark.parametrize(
    ("value", "whole", "low", "high"),
    [
        ("88", "100", 86.8, 89.2),
        ("97", "100", 96.7, 97.3),
        ("50", "100", 45.0, 55.0),
        ("12", "100", 10.8, 13.2),
        ("3", "100", 2.7, 3.3),
        ("0.9", "1", 0.89, 0.91),
        ("88", "", 79.2, 96.8),
        ("233", "", 209.7, 256.3),
    ],
)
def test_about_near_an_end_is_taken_on_what_is_left(
    value: str, whole: str, low: float, high: float
) -> None:
    found = stated_interval(value, precision="approx", whole=whole)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_a_share_is_no_more_than_its_whole(checked: Checked) -> None:
    with pytest.raises(TableError, match="120 is more than the whole of 100"):
        checked(20.0, cells={"value": "120", "precision": "approx", "whole": "100"}, rows="least")


@pytest.mark.parametrize(
    ("base", "found", "verdict", "reason"),
    [
        ("", {"input": 20.0, "blend": 20.0}, "reproduced", ""),
        ("", {"input": 20.0, "blend": 30.0}, "unverified", "It depends on the base"),
        ("", {"blend": 30.0, "input": 20.0}, "unverified", "It depends on the base"),
        ("", {"blend": 30.0, "input": 40.0}, "differs", ""),
        ("", {"input": 20.0, "blend": None}, "unverified", "It depends on the base"),
        ("input", {"input": 20.0, "blend": 30.0}, "reproduced", ""),
        ("input", {"blend": 30.0, "input, eve": 20.0}, "reproduced", ""),
        ("blend", {"input": 20.0, "blend": 30.0}, "differs", ""),
    ],
)
def test_the_base_that_the_sentence_names_decides_and_else_all_must_agree(
    checked: Checked, base: str, found: Any, verdict: str, reason: str
) -> None:
    cells = {"base": base, "base_by": "sentence"} if base else {}
    result = checked(found, cells=cells, rows="of-record")
    assert result.verdict == verdict
    assert result.reason.startswith(reason) and bool(result.reason) == bool(reason)
    deciding = [one["base"] for one in result.found if one["decides"]]
    assert len(deciding) == (0 if reason else 1)
    if base:
        assert deciding[0].startswith(base)


def test_a_base_that_no_check_knows_is_named(checked: Checked) -> None:
    cells = {"base": "output", "base_by": "sentence"}
    with pytest.raises(BookError, match=r"'output'.*none of its bases begin with: input; blend"):
        checked({"input": 20.0, "blend": 30.0}, cells=cells, rows="of-record")


@pytest.mark.parametrize("found", [20.0, 30.0])
def test_a_threshold_of_ours_gives_neither_held_nor_not(checked: Checked, found: float) -> None:
    reading = claims.Reading("of 100 comparisons", 40, 43.21)
    result = checked(found, rows="of-record", reading=reading)
    assert result.verdict == "by our reading" and not result.holds
    assert result.reason == "Our threshold is 40 (of 100 comparisons); the answer turns at 43.2."


@pytest.mark.parametrize(
    ("later", "earlier", "give_or_take", "verdict"),
    [
        (24.0, 20.0, 5.0, "dated"),
        (24.0, 20.0, 3.0, "differs"),
        (24.0, 22.0, 5.0, "differs"),
        (20.0, 24.0, 5.0, "reproduced"),
        (16.0, 20.0, 4.0, "dated"),
    ],
)
def test_true_earlier_and_within_the_doubt_of_the_later_value_is_dated(
    checked: Checked, later: float, earlier: float, give_or_take: float, verdict: str
) -> None:
    result = checked(
        {"March": later, "February": earlier},
        rows="of-record",
        earlier="February",
        give_or_take=give_or_take,
    )
    assert result.verdict == verdict


@pytest.mark.parametrize(
    ("later", "earlier", "verdict"),
    [
        (None, 20.0, "dated"),
        ((20.0, math.inf), 20.0, "dated"),
        (None, 22.0, "unverified"),
        (None, None, "unverified"),
        ((21.0, math.inf), 20.0, "differs"),
    ],
)
def test_true_earlier_with_nothing_known_since_is_dated(
    checked: Checked, later: Found, earlier: Found, verdict: str
) -> None:
    result = checked({"March": later, "February": earlier}, rows="of-record", earlier="February")
    assert result.verdict == verdict


def test_an_earlier_base_that_is_not_there_is_named(checked: Checked) -> None:
    with pytest.raises(BookError, match="has no base 'January'"):
        checked({"March": 24.0, "February": 20.0}, rows="of-record", earlier="January")


@pytest.mark.parametrize("how", ["rows", "agreeing"])
def test_nothing_from_after_the_day_touches_a_verdict(checked: Checked, how: str) -> None:
    with pytest.raises(BookError, match="'late', which is of 2026-03-12, after 2026-03-11"):
        checked(20.0, **{how: ["late"]})
    current().checked.clear()
    with pytest.raises(BookError, match="'in-the-year', which is of 2026, after 2026-03-11"):
        checked(20.0, **{how: ["in-the-year"]})
    timely = ["on-the-day", "in-the-month", "the-year-before"]
    assert checked(20.0, rows=timely, beside="late").verdict == "reproduced"


@pytest.mark.parametrize(
    ("premise", "verdict", "reason"),
    [
        (20.0, "arithmetic", ""),
        (21.0, "unverified", "It follows from b, which does not hold."),
        (None, "unverified", "It follows from b, which does not hold."),
    ],
)
def test_nothing_holds_on_a_premise_that_does_not(
    checked: Checked, premise: float | None, verdict: str, reason: str
) -> None:
    more = line("b")
    with pytest.raises(BookError, match="'b', which this chapter has not checked before"):
        checked(20.0, more=more, from_claims=["b"])
    claims.check("b", premise, rows="of-record")
    result = claims.check("a", 20.0, from_claims=["b"])
    assert (result.verdict, result.reason) == (verdict, reason)


def test_a_premise_fails_a_value_with_rows_too_and_what_differs_still_differs(
    checked: Checked,
) -> None:
    with pytest.raises(BookError):
        checked(20.0, more=line("b") + line("c"), from_claims=["b"])
    claims.check("b", 21.0, rows="of-record")
    assert claims.check("a", 20.0, rows="of-record", from_claims=["b"]).verdict == "unverified"
    assert claims.check("c", 25.0, from_claims=["b"]).verdict == "conflicts"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"role": "slice"}, "part_of"),
        ({"part_of": "b"}, "part_of"),
        ({"role": "slice", "part_of": "zz"}, "'zz' is not the claim"),
        ({"base": "input"}, "go together"),
        ({"base_by": "sentence"}, "go together"),
        ({"role": "joke"}, "role"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(
    checked: Checked, cells: dict[str, str], said: str
) -> None:
    with pytest.raises(TableError, match=said):
        checked(20.0, cells=cells, more=line("b"), rows="of-record")


def test_truisms_and_slices_are_not_counted(checked: Checked) -> None:
    more = line("b", role="truism") + line("c", role="slice", part_of="a") + line("d")
    checked(20.0, more=more, rows="of-record")
    frame = claims.ledger_frame([]).set_index("claim_id")
    assert frame["counted"].to_dict() == {"a": True, "b": False, "c": False, "d": True}


@pytest.mark.parametrize(
    ("verdicts", "group"),
    [
        (["reproduced", "attributed"], "hold"),
        (["reproduced", "opinion"], "hold"),
        (["opinion"], "are judgements"),
        (["reproduced", "dated"], "are dated"),
        (["dated", "by our reading", "corroborated"], "turn on our reading"),
        (["reproduced", "unverified", "by our reading"], "could not be verified"),
        (["reproduced", "not yet examined"], "are not yet examined"),
        (["unverified", "conflicts", "reproduced"], "do not hold"),
    ],
)
def test_a_sentence_holds_only_where_all_of_its_statements_do(
    verdicts: list[str], group: str
) -> None:
    rows = [{"section": "opening", "locator": "p1 s1", "verdict": verdict} for verdict in verdicts]
    rows += [{"section": "metadata", "locator": "title", "verdict": "differs"}]
    found = claims.by_sentence(pd.DataFrame(rows))
    assert {name: count for name, count in found.items() if count} == {group: 1}
    assert set(found) == set(claims.GROUPS)


@pytest.mark.parametrize(
    ("found", "verdict", "off_by"),
    [
        ("2026-01-31", "differs", "1 day earlier"),
        ("2026-02-01", "reproduced", ""),
        ("2026-04-30", "reproduced", ""),
        ("2026-05-02", "differs", "2 days later"),
        (("2026-02", "2026-04"), "reproduced", ""),
        (("2026-03-01", "2026-05-01"), "unverified", ""),
        (("2026-01-31", "2026-04-30"), "unverified", ""),
        (("2026-05-01", "2026-06"), "differs", "1 day later"),
    ],
)
def test_a_range_of_dates_reaches_to_the_last_day_of_its_upper_end(
    checked: Checked, found: Any, verdict: str, off_by: str
) -> None:
    cells = {"kind": "date", "value": "2026-02", "value_high": "2026-04", "unit": "date"}
    result = checked(found, cells={**cells, "precision": "range"}, rows="of-record")
    assert (result.verdict, result.off_by) == (verdict, off_by)


@pytest.mark.parametrize(
    ("found", "off_by"),
    [
        (20.0, "at the limit itself"),
        (19.9999, "0.00012 below"),
        (19.7, "0.3 below"),
        (19.61, "0.39 below"),
        (15.0, "5 below"),
    ],
)
def test_only_the_limit_is_the_limit_itself(checked: Checked, found: float, off_by: str) -> None:
    result = checked(found, cells={"precision": "over"}, rows="of-record")
    assert (result.verdict, result.off_by) == ("differs", off_by)


def test_a_repeat_takes_the_verdict_and_has_no_part_in_the_count(checked: Checked) -> None:
    checked(20.0, more=line("b", repeats="a") + line("c"), rows="of-record")
    frame = claims.ledger_frame([]).set_index("claim_id")
    assert frame["counted"].to_dict() == {"a": True, "b": False, "c": True}


def test_what_the_text_says_of_itself_has_no_part_in_the_count(checked: Checked) -> None:
    checked(20.0, more=line("b", section="metadata"), rows="of-record")
    assert claims.ledger_frame([])["counted"].tolist() == [True, False]
