"""A row is used in the unit that its reader expects, or refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from claimsbook.errors import BookError
from claimsbook.figures.exhibits import exhibit
from claimsbook.ledger import claims
from claimsbook.tables import data, rules
from claimsbook.tables.facts import Facts
from copies import Bench


def left() -> Facts:
    return data.facts("left-readings", "left-")


def in_per_mille(bench: Bench) -> None:
    """The unit of the first row is changed to another that is known, and the change recorded."""
    package = json.loads(bench.read("data/datapackage.json"))
    bench.write("data/datapackage.json", json.dumps({**package, rules.UNITS: ["per_mille"]}))
    bench.replace("data/left.csv", "33.2,,pct", "33.2,,per_mille")
    data.seal()


READINGS: list[Callable[[], object]] = [
    lambda: left().number("one", "pct"),
    lambda: left().range("one", "pct"),
    lambda: left().found("one", "pct"),
    lambda: left().edge("one", "pct"),
    lambda: left().row("one", "pct"),
    lambda: left().rows("two", "one", unit="pct"),
    lambda: data.in_unit(data.read("left-readings"), "pct"),
    lambda: data.in_unit(data.read("left-readings").iloc[0], "pct"),
]


@pytest.mark.parametrize("reading", READINGS)
def test_a_row_in_another_unit_is_refused_however_it_is_read(
    tiny_package: Bench, reading: Callable[[], object]
) -> None:
    reading()
    in_per_mille(tiny_package)
    with pytest.raises(BookError, match=r"row left-one: is in per_mille, read as pct.*column unit"):
        reading()


def test_a_figure_is_not_read_without_its_unit(tiny_package: Bench) -> None:
    with pytest.raises(BookError, match=r"row left-one: is in pct \(column unit\).*Remedy: read"):
        left().number("one")
    left().row("one", "pct")
    assert left().number("one") == 33.2


def test_evidence_is_in_the_unit_of_the_claim_or_was_read_in_its_own(tiny_package: Bench) -> None:
    readings = data.read("left-readings")
    assert claims.check("left-height", 33.2, rows="left-one").holds
    for offered in ({"rows": "left-two"}, {"beside": ["left-two"]}, {"agreeing": ["left-two"]}):
        with pytest.raises(BookError, match="row left-two: is in pct"):
            claims.check("left-is-tallest", None, **{"rows": "left-one", **offered})
    data.in_unit(readings, "pct")
    assert claims.check("left-is-tallest", None, rows=readings).verdict == "unverified"


def test_a_claim_does_not_take_a_row_whose_unit_was_changed(tiny_package: Bench) -> None:
    in_per_mille(tiny_package)
    data.read("left-readings")
    with pytest.raises(BookError, match=r"row left-one: is in per_mille"):
        claims.check("left-height", 33.2, rows="left-one")


def test_a_figure_does_not_show_a_row_of_no_known_unit(tiny_package: Bench) -> None:
    readings = data.read("left-readings")
    with pytest.raises(BookError, match="row left-one: is in pct"):
        exhibit(
            {"mark": "bar"}, id="a", title="A", subtitle="B", alt="C" * 40, rows=readings,
            data=readings,
        )  # fmt: skip


def test_a_row_without_a_figure_has_no_unit_to_expect(tiny_package: Bench) -> None:
    found = "33.2,,pct,,,2026-01,Office of Heights,record,survey-2026,table 1,\nleft-two"
    nothing = found.replace("33.2", "").replace("record", "absent")
    tiny_package.replace("data/left.csv", found, nothing)
    data.read("left-readings")
    assert claims.check("left-is-tallest", None, rows="left-one").verdict == "unverified"


def test_a_changed_unit_turns_check_and_run_red(tiny_book: Bench) -> None:
    in_per_mille(tiny_book)
    assert tiny_book.claimsbook("check").returncode == 1
    done = tiny_book.claimsbook("run")
    assert done.returncode == 2
    assert "table left-readings, row left-one: is in per_mille" in done.stderr
    assert "column unit" in done.stderr
