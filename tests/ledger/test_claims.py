"""The ledger: what is stated, and how a verdict follows."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimsbook.errors import BookError, TableError
from claimsbook.ledger import claims
from claimsbook.ledger.claims import Check, Claim, derive_verdict
from claimsbook.tables import data
from copies import REPOSITORY, Bench


def claim(**fields: str) -> Claim:
    blank = dict.fromkeys(Claim.__dataclass_fields__, "")
    return Claim(**{**blank, "claim_id": "a", "kind": "figure", "precision": "exact", **fields})


# kind, distance, standings, premises -> verdict
VERDICTS: list[tuple[str, float | None, list[str], int, str]] = [
    ("figure", 0.0, ["record"], 0, "reproduced"),
    ("figure", 0.0, ["independent"], 0, "corroborated"),
    ("figure", 0.0, ["interested"], 0, "attributed"),
    ("figure", 0.0, ["leaked"], 0, "attributed"),
    ("figure", 0.0, ["leaked", "leaked", "interested"], 0, "attributed"),
    ("figure", 0.0, ["interested", "independent"], 0, "corroborated"),
    ("figure", 0.0, ["interested", "record", "independent"], 0, "reproduced"),
    ("figure", 0.0, ["absent", "interested"], 0, "attributed"),
    ("figure", 0.0, [], 2, "arithmetic"),
    ("figure", 0.0, ["absent"], 1, "arithmetic"),
    ("figure", 0.0, ["record"], 1, "reproduced"),
    ("figure", 3.0, ["record"], 0, "differs"),
    ("figure", -3.0, ["interested"], 0, "differs"),
    ("figure", 3.0, ["independent"], 2, "differs"),
    ("figure", 3.0, [], 1, "conflicts"),
    ("figure", -1e-9, ["absent"], 1, "conflicts"),
    ("figure", None, ["absent"], 0, "unverified"),
    ("figure", None, ["interested"], 0, "unverified"),
    ("date", 0.0, ["record"], 0, "reproduced"),
    ("date", 31.0, ["record"], 0, "differs"),
    ("statement", 0.0, ["independent"], 0, "corroborated"),
    ("statement", math.inf, ["record"], 0, "differs"),
    ("statement", math.inf, [], 1, "conflicts"),
    ("statement", None, ["absent"], 0, "unverified"),
    ("forecast", 0.0, ["interested"], 0, "attributed"),
    ("opinion", None, [], 0, "opinion"),
    ("opinion", None, ["record"], 0, "opinion"),
]


@pytest.mark.parametrize(("kind", "distance", "standings", "premises", "verdict"), VERDICTS)
def test_the_verdict_follows_from_kind_distance_and_evidence(
    kind: str, distance: float | None, standings: list[str], premises: int, verdict: str
) -> None:
    found = derive_verdict(kind=kind, distance=distance, standings=standings, premises=premises)
    assert found == verdict


def test_the_table_above_reaches_every_verdict() -> None:
    # The rules of the other two have cases of their own, in test_rules.
    assert {row[-1] for row in VERDICTS} | {"by our reading", "dated"} == set(claims.VERDICTS)


@given(
    kind=st.sampled_from(["figure", "date", "statement", "forecast"]),
    distance=st.floats(allow_nan=False),
    standings=st.lists(st.just("absent")),
)
def test_a_found_value_that_rests_on_nothing_gets_no_verdict(
    kind: str, distance: float, standings: list[str]
) -> None:
    with pytest.raises(BookError, match="rests on nothing"):
        derive_verdict(kind=kind, distance=distance, standings=standings, premises=0)


def test_nothing_found_gets_no_verdict_without_a_row_that_says_where_was_searched() -> None:
    with pytest.raises(BookError, match="no row says where was searched"):
        derive_verdict(kind="figure", distance=None, standings=[], premises=3)


def test_a_standing_that_is_none_is_no_evidence() -> None:
    with pytest.raises(BookError, match=r"standing is 'recrod'.*record, independent"):
        derive_verdict(kind="figure", distance=0.0, standings=["recrod"], premises=0)


def check(bench: Bench, claim_id: str, found: Any, **arguments: Any) -> Check:
    data.in_unit(data.read("left-readings"), "pct")
    data.in_unit(data.read("right-readings"), "usd")
    return claims.check(claim_id, found, **arguments)


def test_a_check_carries_what_the_ledger_needs(tiny_package: Bench) -> None:
    one = check(
        tiny_package,
        "left-height",
        {"the survey": 33.2, "the owner": 33.4},
        rows="left-one",
        beside="left-three",
        note=" Caveat. ",
    )
    assert (one.verdict, one.holds, one.stated, one.off_by) == ("reproduced", True, "33 %", "")
    assert [(each["base"], each["value"], each["holds"]) for each in one.found] == [
        ("the survey", 33.2, True),
        ("the owner", 33.4, True),
    ]
    assert one.rows == ["left-one", "left-three"]
    assert one.sources == ["survey-2026", "letter-2026"]
    assert one.note == "Caveat."
    assert one.link == "[33 %](claim:left-height)"
    assert one.found_link == "[33.2 %](claim:left-height)"


def test_the_base_that_the_row_names_decides_wherever_it_stands(tiny_package: Bench) -> None:
    tiny_package.replace(
        "data/claims.csv", "rounded,,higher,,,,,", "rounded,,higher,,,,owner,sentence"
    )
    one = check(tiny_package, "left-height", {"survey": 33.2, "owner": 40.0}, rows="left-one")
    assert one.verdict == "differs"
    assert one.off_by == "6.5 above"
    assert one.text == "40 %"


@pytest.mark.parametrize(
    ("found", "errs"),
    [(40.0, "against its own case"), (20.0, "for its own case"), (33.0, "")],
)
def test_a_check_says_for_which_side_the_stated_value_errs(
    found: float, errs: str, tiny_package: Bench
) -> None:
    assert check(tiny_package, "left-height", found, rows="left-one").errs == errs


@pytest.mark.parametrize(
    ("stronger", "found", "errs"),
    [
        ("higher", False, "for its own case"),
        ("lower", False, "against its own case"),
        ("", False, ""),
    ],
)
def test_a_statement_that_is_not_true_says_too_much(stronger: str, found: bool, errs: str) -> None:
    statement = claim(kind="statement", precision="", stronger=stronger)
    assert claims.side_of_error(statement, claims.distance_of(statement, found)) == errs


def test_an_open_end_is_left_out_of_the_json(tiny_package: Bench) -> None:
    one = check(tiny_package, "left-height", (20.0, math.inf), rows="left-one")
    (record,) = json.loads(json.dumps(claims.bundle([one])[claims.MIME], allow_nan=False))
    assert (record["found"][0]["value"], record["off_by"]) == ([20.0, None], "")


def test_a_date_is_off_by_days(tiny_package: Bench) -> None:
    one = check(tiny_package, "left-finished", "2026-03-02", rows="left-one")
    assert (one.verdict, one.off_by) == ("differs", "2 days later")


@pytest.mark.parametrize(
    ("found", "verdict", "holds"),
    [
        ((32.6, 33.4), "reproduced", True),
        ((32.5, 33.5), "reproduced", True),
        ((20.0, 33.0), "unverified", None),
        ((20.0, 40.0), "unverified", None),
        ((34.0, 40.0), "differs", False),
        ((20.0, math.inf), "unverified", None),
        ((-math.inf, 33.0), "unverified", None),
        ((34.0, math.inf), "differs", False),
    ],
)
def test_a_range_holds_only_where_all_of_it_lies_in_the_stated_interval(
    found: tuple[float, float], verdict: str, holds: bool | None, tiny_package: Bench
) -> None:
    one = check(tiny_package, "left-height", found, rows="left-one")
    assert (one.verdict, one.found[0]["holds"]) == (verdict, holds)


def test_a_card_says_what_the_digits_are_read_as(tiny_package: Bench) -> None:
    rounded = check(tiny_package, "left-height", 33.0, rows="left-one")
    exact = check(tiny_package, "right-height", 10.0, rows="right-one")
    assert (rounded.read_as, exact.read_as) == ("32.5 to 33.5", "")


def test_nothing_found_is_unverified_when_rows_say_where_was_searched(tiny_package: Bench) -> None:
    one = check(tiny_package, "left-height", None, rows="left-three")
    assert (one.verdict, one.text) == ("unverified", "not found")


@pytest.mark.parametrize(
    ("claim_id", "found", "arguments", "complaint"),
    [
        ("left-hight", 33.0, {"rows": "left-one"}, r"no claim 'left-hight'.*ones: left-height"),
        ("right-height-again", 10.0, {"rows": "right-one"}, r"check 'right-height' instead"),
        ("left-height", 33.0, {}, r"rests on nothing"),
        ("left-height", 33.0, {"from_claims": ["left-height"]}, r"rests on itself"),
        ("right-height", 10.0, {"from_claims": ["right-height-again"]}, r"rests on itself"),
        ("left-height", 33.0, {"from_claims": ["left-depth"]}, r"no claim 'left-depth'"),
        ("left-height", 33.0, {"rows": "left-nine"}, r"no row 'left-nine'"),
        ("left-height", None, {}, r"no row says where was searched"),
        ("left-height", math.nan, {"rows": "left-one"}, r"found value is NaN"),
        ("left-height", True, {"rows": "left-one"}, r"wants a value in pct, not True"),
        ("left-height", {}, {"rows": "left-one"}, r"has no base"),
        ("left-height", (2.0, 1.0), {"rows": "left-one"}, r"no interval runs from 2.0 to 1.0"),
        ("left-is-tallest", 33.0, {"rows": "left-one"}, r"wants True, False or None, not 33.0"),
        ("left-finished", "March", {"rows": "left-one"}, r"'March' is not an ISO date"),
    ],
)
def test_a_check_that_cannot_be_made_is_refused(
    claim_id: str, found: Any, arguments: dict[str, Any], complaint: str, tiny_package: Bench
) -> None:
    with pytest.raises(BookError, match=complaint):
        check(tiny_package, claim_id, found, **arguments)


def test_a_claim_is_checked_once(tiny_package: Bench) -> None:
    check(tiny_package, "left-height", 33.0, rows="left-one")
    with pytest.raises(BookError, match=r"'left-height' is checked twice\. Remedy: drop one"):
        check(tiny_package, "left-height", 33.0, rows="left-one")


def test_a_refused_check_may_be_put_right(tiny_package: Bench) -> None:
    with pytest.raises(BookError):
        check(tiny_package, "left-height", 33.0)
    assert check(tiny_package, "left-height", 33.0, rows="left-one").holds


LEDGER_FAULTS = {
    "a duplicate claim id": ("left-finished,", "left-height,", 5, "claim_id", "left-height"),
    "repeats to nowhere": (",right-height,", ",right-weight,", 4, "repeats", "'right-weight'"),
    "repeats itself": (",right-height,", ",right-height-again,", 4, "repeats", "again"),
    "a unit that is none": (",10.00,,usd,", ",10.00,,cubits,", 3, "unit", "cubits"),
    "a figure without value": (",33,,pct", ",,,pct", 2, "value", "a figure states no value"),
    "a date that is none": ("2026-02,,", "2026-13,,", 5, "value", "13"),
    "a precision that is none": ("pct,rounded", "pct,roughly", 2, "precision", "roughly"),
    "a value without precision": ("pct,rounded", "pct,", 2, "value", "precision '' is none of"),
    "a range backwards": (",33,,pct,rounded", ",33,30,pct,range", 2, "value", "33.0 to 30.0"),
    "a statement with a number": (
        "statement,,",
        "statement,5,",
        6,
        "value",
        "states no number",
    ),
}


@pytest.mark.parametrize("name", LEDGER_FAULTS)
def test_a_fault_of_the_ledger_is_named_with_row_column_and_remedy(
    name: str, tiny_package: Bench
) -> None:
    old, new, row, column, words = LEDGER_FAULTS[name]
    tiny_package.replace("data/claims.csv", old, new)
    with pytest.raises(TableError) as caught:
        claims.ledger()
    assert (caught.value.row, caught.value.column) == (row, column)
    assert re.match(
        rf"data/claims\.csv, row {row}, column '{column}': .*{words}.* Remedy: .", str(caught.value)
    )


def test_a_unit_that_the_schema_allows_but_nobody_can_spell_is_refused(tiny_package: Bench) -> None:
    tiny_package.replace("data/schemas/claims.json", '"bn_params",', '"bn_params", "cubits",')
    tiny_package.replace("data/claims.csv", ",10.00,,usd,", ",10.00,,cubits,")
    with pytest.raises(
        TableError, match=r"row 3, column 'unit'.*'cubits' has no spelling.*book.toml"
    ):
        claims.ledger()
    with pytest.raises(BookError, match=r"'cubits' has no spelling\. Remedy: add it"):
        claims.with_unit("5", "cubits")


def test_every_unit_of_the_schema_has_a_spelling() -> None:
    schema = json.loads((REPOSITORY / "data" / "schemas" / "claims.json").read_text())
    (unit,) = (field for field in schema["fields"] if field["name"] == "unit")
    assert set(unit["constraints"]["enum"]) <= set(claims.units())


def test_the_ledger_gives_each_claim_its_state(tiny_package: Bench) -> None:
    one = check(tiny_package, "right-height", 10, rows="right-one")
    frame = claims.ledger_frame([{**vars(one), "chapter": "right"}]).set_index("claim_id")
    assert list(frame.index) == list(claims.ledger())
    assert frame["verdict"].to_dict() == {
        **dict.fromkeys(claims.ledger(), claims.NOT_EXAMINED),
        "right-height": "reproduced",
        "right-height-again": "reproduced",
    }
    assert frame.loc["right-height-again", "repeats"] == "right-height"


def test_the_ledger_refuses_two_records_of_one_claim_and_records_of_none(
    tiny_package: Bench,
) -> None:
    one = {**vars(check(tiny_package, "right-height", 10, rows="right-one")), "chapter": "right"}
    with pytest.raises(BookError, match=r"'right-height' is checked in right and in left"):
        claims.ledger_frame([one, {**one, "chapter": "left"}])
    with pytest.raises(BookError, match=r"check gone, which data/claims\.csv does not have"):
        claims.ledger_frame([{**one, "claim": "gone"}])


def test_the_output_says_the_same_to_people_and_to_machines(tiny_package: Bench) -> None:
    one = check(tiny_package, "right-height", 12.5, rows="right-one", note="5 < 6 & 7")
    bundle = claims.verdicts(one)._repr_mimebundle_()
    (record,) = json.loads(json.dumps(bundle[claims.MIME]))
    assert record["verdict"] == "differs"
    assert record["found"][0]["value"] == 12.5
    assert "5 &lt; 6 &amp; 7" in bundle["text/html"]
    for text in (bundle["text/html"], bundle["text/plain"]):
        assert "$10.00" in text
        assert "$12.50" in text
        assert "differs" in text


@pytest.mark.parametrize(
    ("stated", "value", "text"),
    [
        ({"value": "33", "unit": "pct"}, 33.249, "33.2 %"),
        ({"value": "97", "unit": "pct"}, 97.0, "97 %"),
        ({"value": "0.10", "unit": "usd_per_mtok"}, 0.0714, "$0.0714 per million tokens"),
        ({"value": "1", "unit": "usd_per_mtok"}, 0.8, "$0.80 per million tokens"),
        ({"value": "3.00", "unit": "usd_per_mtok"}, 4.375, "$4.38 per million tokens"),
        ({"value": "30", "unit": "usd_per_mtok"}, 30.0, "$30.00 per million tokens"),
        ({"value": "300", "unit": "x", "precision": "approx"}, 428.57, "429×"),
        ({"value": "75", "unit": "pct", "precision": "approx"}, 73.26, "73.3 %"),
        ({"value": "400", "unit": "models"}, (193.0, math.inf), "at least 193 models"),
        ({"value": "0.8", "unit": "pct"}, (-math.inf, 1.0), "at most 1.0 %"),
        ({"value": "840", "unit": "usd_bn"}, 852.0, "$852 billion"),
        ({"value": "1", "unit": "years"}, 1.0, "1 year"),
        ({"value": "3", "unit": "years"}, (2.0, 3.0), "2 to 3 years"),
        ({"value": "3", "unit": "years"}, (2.0, 2.0), "2 years"),
        ({"value": "37000", "unit": "count"}, 41234.0, "41,234"),
        ({"value": "2026-02", "kind": "date"}, "2026-03-01", "2026-03-01"),
        ({"kind": "statement"}, False, "no"),
        ({"kind": "statement"}, None, "not found"),
        ({"kind": "opinion"}, None, "a judgement"),
    ],
)
def test_what_was_found_is_written_at_the_sharpness_of_what_was_stated(
    stated: dict[str, str], value: Any, text: str
) -> None:
    assert claims.found_text(claim(**stated), value) == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": "33", "unit": "pct"}, "33 %"),
        ({"value": "33", "unit": "pct", "precision": "approx"}, "about 33 %"),
        ({"value": "33", "unit": "pct", "precision": "over"}, "more than 33 %"),
        ({"value": "3", "value_high": "5", "unit": "years", "precision": "range"}, "3 to 5 years"),
        ({"value": "2026-02", "unit": "date", "kind": "date"}, "2026-02"),
        (
            {"value": "2026-02", "unit": "date", "kind": "date", "precision": "at_most"},
            "by 2026-02",
        ),
        ({"kind": "statement"}, "stated as fact"),
        ({"kind": "opinion"}, "opinion"),
    ],
)
def test_what_was_stated_is_written_with_its_precision_and_unit(
    fields: dict[str, str], text: str
) -> None:
    assert claim(**fields).stated == text


@pytest.mark.parametrize("found", [math.inf, float("nan"), "61", (1, 2, 3), (float("nan"), 2)])
def test_what_is_no_finite_number_is_no_finding(tiny_package: Bench, found: Any) -> None:
    with pytest.raises(BookError, match="left-height"):
        claims.check("left-height", found)
