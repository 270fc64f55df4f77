"""Malformed tables and claims: a clear error, never a traceback, never a wrong verdict."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsbook.book import current
from claimsbook.errors import BookError
from claimsbook.ledger import claims
from claimsbook.tables import data
from copies import Bench

Step = Callable[[Bench], Bench]
CALM = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

WEIRD = st.sampled_from(
    [
        "",
        " ",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "1e999",
        "1_000",
        "1,000",
        "٣",
        "１２",
        "0x10",
        "--3",
        "3.",
        ".5",
        "1e-400",
        "99999999999999999999999999",
        "\x00",
        "\ufeff",
        "a\nb",
        '"',
        '""',
        "'",
        "=1+1",
        "TRUE",
        "2026-13",
        "2026-02-30",
        "0000",
        "9999-99-99",
        "\u202e",
        "é",
        "𝔘",
        "null",
        "../../etc",
        "-0",
        "+5",
        "5 ",
        " 5",
        "5%",
        "½",
        "\r",
        "\t",
        ",",
        ";",
    ]
)
CELL = st.one_of(WEIRD, st.text(max_size=8))
POSITIONS = st.tuples(st.integers(0, 12), st.integers(0, 14))


def remembered_nothing() -> None:
    current().forget()


def lines_of(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text("utf-8"))))


def written(lines: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def read_or_refused(name: str) -> None:
    """Read a table: a frame, or an error that names the file and a remedy."""
    remembered_nothing()
    try:
        frame = data.read(name)
    except BookError as error:
        assert "data/" in str(error) and "Remedy" in str(error)
        return
    numbers = frame.select_dtypes("number")
    assert not numbers.isin([float("inf"), float("-inf")]).any().any()


@CALM
@given(st.lists(st.tuples(POSITIONS, CELL), min_size=1, max_size=3))
def test_a_table_with_odd_cells_is_read_or_refused(
    tiny_package: Bench, odd: list[tuple[tuple[int, int], str]]
) -> None:
    file = tiny_package.root / "data" / "left.csv"
    before = file.read_bytes()
    lines = lines_of(file)
    for (row, column), cell in odd:
        lines[row % len(lines)][column % len(lines[0])] = cell
    try:
        file.write_text(written(lines), "utf-8")
        read_or_refused("left-readings")
    finally:
        file.write_bytes(before)


@CALM
@given(st.data())
def test_a_file_cut_or_spoilt_at_any_byte_is_read_or_refused(
    tiny_package: Bench, draws: st.DataObject
) -> None:
    name, table = draws.draw(
        st.sampled_from(
            [("left.csv", "left-readings"), ("sources.csv", "sources"), ("claims.csv", "claims")]
        )
    )
    file = tiny_package.root / "data" / name
    before = file.read_bytes()
    at = draws.draw(st.integers(0, len(before)))
    spoilt = draws.draw(
        st.sampled_from(
            [
                before[:at],
                before[:at] + b"\xff" + before[at:],
                before[:at] + b"\x00" + before[at:],
                before[:at] + b'"' + before[at:],
                before[:at] + b"\r" + before[at:],
                before[at:],
                before[:at] + before[:at],
            ]
        )
    )
    try:
        file.write_bytes(spoilt)
        read_or_refused(table)
    finally:
        file.write_bytes(before)


@CALM
@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_are_refused(tiny_package: Bench, raw: bytes) -> None:
    file = tiny_package.root / "data" / "left.csv"
    before = file.read_bytes()
    try:
        file.write_bytes(raw)
        read_or_refused("left-readings")
    finally:
        file.write_bytes(before)


@CALM
@given(st.lists(st.tuples(POSITIONS, CELL), min_size=1, max_size=2))
def test_a_ledger_with_odd_cells_gives_no_verdict_that_its_digits_do_not(
    tiny_package: Bench, odd: list[tuple[tuple[int, int], str]]
) -> None:
    file = tiny_package.root / "data" / "claims.csv"
    before = file.read_bytes()
    lines = lines_of(file)
    for (row, column), cell in odd:
        lines[1 + row % (len(lines) - 1)][column % len(lines[0])] = cell
    try:
        file.write_text(written(lines), "utf-8")
        remembered_nothing()
        try:
            ledger = claims.ledger()
        except BookError as error:
            assert "data/claims.csv" in str(error) and "Remedy" in str(error)
            return
        readings = data.read("left-readings")
        for one in ledger.values():
            try:
                checked = claims.check(one.claim_id, 33.2, rows=readings.iloc[0])
            except BookError:
                continue
            if one.kind == "opinion":
                assert checked.verdict == "opinion"
                continue
            inside = one.interval.low <= 33.2 <= one.interval.high
            assert checked.verdict == ("reproduced" if inside else "differs")
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        "{",
        "{}",
        '{"resources": 3}',
        '"x"',
        '{"resources": [1]}',
        '{"resources": [{"name": 1}]}',
        "\x00",
    ],
)
def test_a_spoilt_descriptor_is_refused(tiny_package: Bench, text: str) -> None:
    tiny_package.write("data/datapackage.json", text)
    remembered_nothing()
    with pytest.raises(BookError, match=r"datapackage\.json"):
        data.read("left-readings")


@pytest.mark.parametrize("text", ["[]", "null", "{", "{}", '{"fields": 3}', '{"fields": [1]}', ""])
def test_a_spoilt_schema_is_refused(tiny_package: Bench, text: str) -> None:
    tiny_package.write("data/schemas/facts.json", text)
    remembered_nothing()
    with pytest.raises(BookError, match=r"facts\.json"):
        data.read("left-readings")
