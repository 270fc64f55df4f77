"""What belongs together in a row holds together, or the cell is named."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from claimsbook.errors import TableError
from claimsbook.tables import data, rules
from copies import Bench

LEFT_ONE = "33.2,,pct,,,2026-01,Office of Heights,record,survey-2026,table 1,"
"""The first row of the tiny book's table, from its value on."""

BROKEN = {
    # what is done: (file, what stands there, what is put, row, column, part of the message)
    "a date after the source was read": (
        "left.csv", "pct,,,2026-01,Office of Heights,record,survey-2026,table 1,\nleft-two",
        "pct,,,2027-01,Office of Heights,record,survey-2026,table 1,\nleft-two", 2, "as_of",
        "2027-01 is after 2026-11-23, when its source was read",
    ),
    "nothing found, and yet a figure": (
        "left.csv", LEFT_ONE, LEFT_ONE.replace("record", "absent"), 2, "value",
        "is given, but the row is marked absent",
    ),
    "nothing found, and yet support": (
        "left.csv", LEFT_ONE, ",,,yes,,2026-01,Office of Heights,absent,survey-2026,table 1,", 2,
        "supports", "is given, but the row is marked absent",
    ),
    "a record of nothing": (
        "left.csv", LEFT_ONE, ",,,,,2026-01,Office of Heights,record,survey-2026,table 1,", 2,
        "standing", "has no value and supports nothing",
    ),
    "a figure without a unit": (
        "left.csv", LEFT_ONE, LEFT_ONE.replace("pct", ""), 2, "unit", "is empty, but the row has",
    ),
    "a unit without a figure": (
        "left.csv", LEFT_ONE, LEFT_ONE.replace("33.2,,pct,", ",,pct,yes"), 2, "unit",
        "is pct, but the row has no figure",
    ),
    "a figure that its unit cannot have": (
        "left.csv", "33.2,,pct", "33.2,,year", 2, "value", "33.2 year is not between 1000 and 3000",
    ),
    "a figure that is too great for its unit": (
        "left.csv", "33.2,,pct", "10001,,pct", 2, "value", "10001 pct is not between",
    ),
    "an address that is none": (
        "sources.csv", "https://a.example/s", "https://example/s", 2, "url", "no address of",
    ),
    "an address with a bracket": (
        "sources.csv", "https://a.example/s", "https://a.example/<s>", 2, "url", "no address of",
    ),
    "an address with a name": (
        "sources.csv", "https://a.example/s", "https://me@a.example/s", 2, "url", "no address of",
    ),
    "an address on an odd port": (
        "sources.csv", "https://a.example/s", "https://a.example:99999/", 2, "url", "no address of",
    ),
    "an address that is not https": (
        "sources.csv", "https://a.example/s", "http://a.example/s", 2, "url", "is not https",
    ),
    "a DOI that is none": (
        "sources.csv", "https://a.example/s", "https://doi.org/11.1/x", 2, "url", "is no DOI",
    ),
    "another host than the publisher names": (
        "sources.csv", "A survey,Office of Heights", "A survey,heights.org", 2, "url",
        "is not of the publisher heights.org",
    ),
    "a page without an address": (
        "sources.csv", "https://a.example/l", "", 3, "url", "a source of type webpage has no",
    ),
    "issued after it was read": (
        "sources.csv", "Office of Heights,2026-01", "Office of Heights,2027-01", 2, "issued",
        "2027-01 is after 2026-11-23",
    ),
    "read on a day that has not come": (
        "sources.csv", "https://a.example/s,,,2026-11-23", "https://a.example/s,,,2999-01-01", 2,
        "accessed", "2999-01-01 has not come yet",
    ),
    "a unit that nobody knows": (
        "left.csv", "12.5,,pct", "12.5,,pints", 3, "unit", "'pints' is no unit that this book",
    ),
    "a range upside down": (
        "left.csv", "33.2,,pct", "33.2,30,pct", 2, "value_high", "30 is below the value, 33.2",
    ),
    "a range without a lower end": (
        "left.csv", "33.2,,pct,,", ",40,pct,yes,", 2, "unit", "is pct, but the row has no figure",
    ),
    "a range that its unit cannot have": (
        "left.csv", "33.2,,pct", "33.2,1e9,pct", 2, "value_high", "1e+09 pct is not between",
    ),
    "a search that found something": (
        "sources.csv", "survey-2026,report", "survey-2026,search", 2, "standing",
        "is 'record', but its source is a search",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_what_does_not_belong_together_is_named(fault: str, tiny_package: Bench) -> None:
    file, old, new, row, column, message = BROKEN[fault]
    tiny_package.replace(f"data/{file}", old, new)
    data.seal()
    found = [one for one in data.check_package() if isinstance(one, TableError)]
    assert [(one.row, one.column) for one in found][:1] == [(row, column)], found
    assert message in found[0].problem
    assert found[0].remedy


def test_what_is_cited_from_a_package_says_where_in_it(tiny_package: Bench) -> None:
    tiny_package.replace("data/left.csv", "table 1,\nleft-two", ",\nleft-two")
    data.seal()
    assert data.check_package() == []
    tiny_package.replace("data/sources.csv", "https://a.example/s,,", "https://a.example/s,a==1,")
    data.seal()
    (fault, *_) = data.check_package()
    assert "data/left.csv, row 2, column 'locator': is empty, but a==1 has many places" in str(
        fault
    )


@pytest.mark.parametrize(
    "address",
    ["https://doi.org/10.1000/182", "https://a.example:443/s", "https://sub.a-b.example/s?x=1#y"],
)
def test_addresses_of_the_web_are_taken(address: str, tiny_package: Bench) -> None:
    tiny_package.replace("data/sources.csv", "https://a.example/s", address)
    assert data.read("sources")["url"].iloc[0] == address


def test_a_source_may_be_listed_as_one_without_https(tiny_package: Bench) -> None:
    tiny_package.replace("data/sources.csv", "https://a.example/s", "http://a.example/s")
    package = json.loads(tiny_package.read("data/datapackage.json"))
    package["resources"][0]["claimsbook:plain-http"] = ["survey-2026"]
    tiny_package.write("data/datapackage.json", json.dumps(package))
    assert data.read("sources")["url"].iloc[0] == "http://a.example/s"


def test_a_publisher_that_is_a_host_is_that_of_the_address(tiny_package: Bench) -> None:
    tiny_package.replace("data/sources.csv", "A survey,Office of Heights", "A survey,a.example")
    tiny_package.replace("data/sources.csv", "https://a.example/s", "https://www.a.example/s")
    assert len(data.read("sources")) == 2


def test_a_date_within_the_day_of_reading_is_taken(tiny_package: Bench) -> None:
    tiny_package.replace("data/left.csv", "2026-02,Tall", "2026-11-23,Tall")
    assert data.read("left-readings")["as_of"].iloc[2] == "2026-11-23"


def test_a_package_may_list_units_that_the_ledger_never_writes(tiny_package: Bench) -> None:
    tiny_package.replace("data/left.csv", "12.5,,pct", "12.5,,pints")
    package = json.loads(tiny_package.read("data/datapackage.json"))
    tiny_package.write("data/datapackage.json", json.dumps({**package, rules.UNITS: ["pints"]}))
    assert list(data.read("left-readings")["unit"]) == ["pct", "pints", "pct"]


def test_a_schema_may_list_the_units_of_its_table(tiny_package: Bench) -> None:
    file = (
        "data/" + json.loads(tiny_package.read("data/datapackage.json"))["resources"][-1]["schema"]
    )
    table = json.loads(tiny_package.read(file))
    (unit,) = (field for field in table["fields"] if field["name"] == "unit")
    unit["constraints"] = {"enum": ["usd", "pints", "pct"]}
    tiny_package.write(file, json.dumps(table))
    tiny_package.replace("data/left.csv", "12.5,,pct", "12.5,,pints")
    assert list(data.read("left-readings")["unit"]) == ["pct", "pints", "pct"]


@pytest.mark.parametrize("today", ["1970-01-01", "2025-06-01"])
def test_a_clock_that_is_behind_refuses_nothing_that_was_read_before(
    today: str, tiny_package: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Behind(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Behind:
            return cls.fromisoformat(f"{today}T00:00:00+00:00")

    monkeypatch.setattr(rules.dt, "datetime", Behind)
    assert len(data.read("sources"))
