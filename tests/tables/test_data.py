"""Tables: what a reader of one may rely on, and how a fault in one is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from claimsbook.__main__ import main
from claimsbook.errors import BookError, TableError
from claimsbook.tables import data
from claimsbook.tables.validate import typed
from copies import Bench

Edit = Callable[[str], "str | bytes"]


def swap(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def latin(old: str, new: str) -> Edit:
    return lambda text: str(swap(old, new)(text)).encode("latin-1")


# name: (file, edit, table to read, file named, row, column, words of the problem and the remedy)
FAULTS: dict[str, tuple[str, Edit, str, str, int | None, str | None, list[str]]] = {
    "a missing column": (
        "data/left.csv",
        swap(",measured_by", ""),
        "left-readings",
        "data/left.csv",
        1,
        "measured_by",
        ["missing", "add the column"],
    ),
    "a column too many": (
        "data/left.csv",
        swap("row_id,", "colour,row_id,"),
        "left-readings",
        "data/left.csv",
        1,
        "colour",
        ["no such column", "remove the column"],
    ),
    "columns in another order": (
        "data/left.csv",
        swap("as_of,measured_by", "measured_by,as_of"),
        "left-readings",
        "data/left.csv",
        1,
        "measured_by",
        ["rename or reorder"],
    ),
    "an unknown source id": (
        "data/left.csv",
        swap("letter-2026", "lettre-2026"),
        "left-readings",
        "data/left.csv",
        4,
        "source_id",
        ["'lettre-2026' is not in data/sources.csv", "add the"],
    ),
    "a row without a source": (
        "data/left.csv",
        swap("letter-2026", ""),
        "left-readings",
        "data/left.csv",
        4,
        "source_id",
        ["required"],
    ),
    "a row without a date": (
        "data/left.csv",
        swap("2026-02", ""),
        "left-readings",
        "data/left.csv",
        4,
        "as_of",
        ["required"],
    ),
    "a malformed number": (
        "data/left.csv",
        swap("12.5", "12.5x"),
        "left-readings",
        "data/left.csv",
        3,
        "value",
        ["12.5x", "write it as the schema's type wants it"],
    ),
    "a number that is none": (
        "data/left.csv",
        swap("12.5", "NaN"),
        "left-readings",
        "data/left.csv",
        3,
        "value",
        ["'NaN'", "write digits"],
    ),
    "a number without end": (
        "data/left.csv",
        swap("12.5", "1e999"),
        "left-readings",
        "data/left.csv",
        3,
        "value",
        ["'1e999'", "write digits"],
    ),
    "a number as programmers write it": (
        "data/left.csv",
        swap("12.5", "1_000"),
        "left-readings",
        "data/left.csv",
        3,
        "value",
        ["'1_000'", "write digits"],
    ),
    "an unknown standing": (
        "data/left.csv",
        swap("interested", "intrested"),
        "left-readings",
        "data/left.csv",
        4,
        "standing",
        ["intrested", "correct the cell"],
    ),
    "a row id that is there already": (
        "data/left.csv",
        swap("left-two", "left-one"),
        "left-readings",
        "data/left.csv",
        3,
        "row_id",
        ["left-one", "make the value unique"],
    ),
    "a blank row": (
        "data/left.csv",
        swap("left-two", "\nleft-two"),
        "left-readings",
        "data/left.csv",
        3,
        None,
        ["blank", "delete the empty row"],
    ),
    "a row of commas": (
        "data/left.csv",
        swap("left-two", ",,,,,,,,,,,,\nleft-two"),
        "left-readings",
        "data/left.csv",
        3,
        None,
        ["blank", "delete the empty row"],
    ),
    "a cell too many": (
        "data/left.csv",
        swap("12.5,", "12,5,"),
        "left-readings",
        "data/left.csv",
        3,
        None,
        ["14 cells", "13", "quote the cell that holds a comma"],
    ),
    "a cell too few": (
        "data/left.csv",
        swap("12.5,", "12.5"),
        "left-readings",
        "data/left.csv",
        3,
        None,
        ["12 cells", "13", "as many cells as the header"],
    ),
    "bytes that are not UTF-8": (
        "data/left.csv",
        latin("Tall", "Täll"),
        "left-readings",
        "data/left.csv",
        4,
        None,
        ["utf-8", "save the file as UTF-8"],
    ),
    "a byte order mark": (
        "data/left.csv",
        lambda text: f"\ufeff{text}",
        "left-readings",
        "data/left.csv",
        1,
        None,
        ["byte order mark", "without one"],
    ),
    "a sign that cannot be seen": (
        "data/left.csv",
        swap("12.5", "12\x00.5"),
        "left-readings",
        "data/left.csv",
        3,
        "value",
        ["U+0000", "remove it"],
    ),
    "a header and no more": (
        "data/left.csv",
        lambda text: text.splitlines(keepends=True)[0],
        "left-readings",
        "data/left.csv",
        None,
        None,
        ["has no rows", "restore it"],
    ),
    "a pattern that is none": (
        "data/schemas/facts.json",
        swap("[a-z0-9][a-z0-9.-]*", "[a-z0-9"),
        "left-readings",
        "data/schemas/facts.json",
        None,
        None,
        ["cannot be used as a schema", "restore it"],
    ),
    "an empty file": (
        "data/left.csv",
        lambda _: "",
        "left-readings",
        "data/left.csv",
        None,
        None,
        ["empty"],
    ),
    "a source id that is there already": (
        "data/sources.csv",
        swap("letter-2026", "survey-2026"),
        "sources",
        "data/sources.csv",
        3,
        "source_id",
        ["survey-2026", "make the value unique"],
    ),
    "sources without ids": (
        "data/sources.csv",
        swap("source_id", "source"),
        "left-readings",
        "data/sources.csv",
        1,
        "source_id",
        ["missing", "add the column"],
    ),
    "sources that are not UTF-8": (
        "data/sources.csv",
        latin("Tall", "Täll"),
        "sources",
        "data/sources.csv",
        3,
        None,
        ["utf-8", "save the file as UTF-8"],
    ),
    "a descriptor that is not JSON": (
        "data/datapackage.json",
        lambda _: '{\n"name": tiny\n}',
        "left-readings",
        "data/datapackage.json",
        2,
        None,
        ["not JSON", "mend the syntax"],
    ),
    "a descriptor without tables": (
        "data/datapackage.json",
        lambda _: '{"name": "tiny"}',
        "left-readings",
        "data/datapackage.json",
        None,
        "resources",
        ["restore it"],
    ),
    "a descriptor that is not UTF-8": (
        "data/datapackage.json",
        latin('"tiny"', '"tïny"'),
        "left-readings",
        "data/datapackage.json",
        None,
        None,
        ["not UTF-8", "save the file as UTF-8"],
    ),
    "a schema that is not JSON": (
        "data/schemas/facts.json",
        lambda text: text.rstrip()[:-1],
        "left-readings",
        "data/schemas/facts.json",
        None,
        None,
        ["cannot be read", "restore it"],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_row_column_and_remedy(
    name: str, tiny_package: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    changed, edit, table, file, row, column, words = FAULTS[name]
    data.seal()
    before = tiny_package.read(changed)
    tiny_package.write(changed, edit(before.decode()))
    assert tiny_package.read(changed) != before
    damaged = tiny_package.contents()

    with pytest.raises(TableError) as caught:
        data.read(table)
    assert caught.value.file == tiny_package.root / file
    assert (caught.value.row, caught.value.column) == (row, column)
    message = str(caught.value)
    for word in [file, *words, "Remedy: "]:
        assert word in message
    if row is not None:
        assert f"row {row}" in message
    if column is not None:
        assert f"column '{column}'" in message

    assert main(["check"]) in (1, 2)
    assert message in capsys.readouterr().err
    assert tiny_package.contents() == damaged


@pytest.mark.parametrize(
    "missing", ["data/left.csv", "data/schemas/facts.json", "data/sources.csv"]
)
def test_a_missing_file_is_named(missing: str, tiny_package: Bench) -> None:
    (tiny_package.root / missing).unlink()
    with pytest.raises(TableError, match=rf"{missing}.*Remedy: restore it"):
        data.read("left-readings")


def test_a_missing_descriptor_is_named(tiny_package: Bench) -> None:
    (tiny_package.root / "data" / "datapackage.json").unlink()
    with pytest.raises(TableError, match=r"data/datapackage\.json: is missing\. Remedy: restore"):
        data.read("left-readings")


def test_a_mistyped_standing_of_a_whole_table_is_refused(tiny_package: Bench) -> None:
    package = json.loads(tiny_package.read("data/datapackage.json"))
    package["resources"][2]["claimsbook:standing"] = "recrod"
    tiny_package.write("data/datapackage.json", json.dumps(package))
    with pytest.raises(TableError, match=r"'recrod' of table left-readings.*record, independent"):
        data.read("left-readings")


def test_one_bad_table_does_not_hide_the_faults_of_another(
    tiny_package: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny_package.replace("data/left.csv", "12.5", "many")
    tiny_package.replace("data/right.csv", "survey-2026,table 2,\nright-two", "x,t,\nright-two")
    tiny_package.replace("data/claims.csv", "right-height,,,,,,,\n", "nowhere,,,,,,,\n")
    assert main(["check"]) == 1
    shown = capsys.readouterr().err
    assert "data/left.csv, row 3, column 'value'" in shown
    assert "data/right.csv, row 2, column 'source_id'" in shown
    assert "data/claims.csv, row 4, column 'repeats'" in shown


def test_a_row_id_is_unique_over_the_whole_package(tiny_package: Bench) -> None:
    tiny_package.replace("data/right.csv", "right-two", "left-two")
    faults = [str(fault) for fault in data.check_package()]
    assert any(
        "data/right.csv, row 3, column 'row_id': 'left-two' stands in table left-readings" in fault
        for fault in faults
    )


def test_read_gives_text_as_text_and_numbers_as_numbers(tiny_package: Bench) -> None:
    frame = data.read("left-readings")
    assert frame["value"].tolist() == [33.2, 12.5, 40.0]
    assert frame["value_high"].isna().all()
    assert frame["supports"].tolist() == ["", "", ""]
    assert frame["as_of"].tolist() == ["2026-01", "2026-01", "2026-02"]


@pytest.mark.parametrize("sign", "\u2028\u2029\u0085\x0b\x0c\x1c\x1e")
@pytest.mark.parametrize(
    "after", ["", ",", ",x,"], ids=["a sign only", "then a cell too many", "and two"]
)
def test_a_sign_that_ends_a_line_elsewhere_is_blamed_on_its_own_row(
    sign: str, after: str, tiny_package: Bench
) -> None:
    tiny_package.replace("data/left.csv", "the second storey", f"the{sign}second{after} storey")
    with pytest.raises(TableError) as caught:
        data.read("left-readings")
    assert caught.value.row == 3
    assert after or caught.value.column == "quantity"
    assert after or f"U+{ord(sign):04X}" in str(caught.value)


def test_a_fault_below_a_cell_of_two_lines_is_in_the_row_that_a_spreadsheet_counts(
    tiny_package: Bench,
) -> None:
    tiny_package.replace("data/left.csv", "height of the first storey", '"height\nof\u00a0it"')
    tiny_package.replace("data/left.csv", "40,,pct", "40x,,pct")
    with pytest.raises(TableError, match=r"row 4, column 'value'"):
        data.read("left-readings")


@pytest.mark.parametrize(
    ("signs", "what"),
    [
        ("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "turns the direction of text"),
        ("\u200e\u200f\u061c", "turns the direction of text"),
        ("\u00ad\u200b\u200c\u200d\u2060\u2064\ufeff\u180e\U000e0041", "without width"),
        ("\u034f\u115f\u3164\ufe0f\uffa0", "without width"),
    ],
)
def test_no_cell_has_signs_that_turn_or_hide_text(
    signs: str, what: str, tiny_package: Bench
) -> None:
    sound = tiny_package.read("data/left.csv")
    for sign in signs:
        tiny_package.replace("data/left.csv", "the second storey", f"the second{sign} storey")
        with pytest.raises(TableError) as caught:
            data.read("left-readings")
        assert (caught.value.row, caught.value.column) == (3, "quantity")
        said = str(caught.value)
        assert f"{what}, U+{ord(sign):04X}" in said and said.endswith("Remedy: remove it.")
        assert "\n" not in said
        tiny_package.write("data/left.csv", sound)


@pytest.mark.parametrize("sign", "\u2800\ue000\ufffd\uffff\U0010fffe")
def test_no_cell_has_signs_that_stand_for_no_letter(sign: str, tiny_package: Bench) -> None:
    tiny_package.replace("data/left.csv", "the second storey", f"the second{sign} storey")
    with pytest.raises(TableError, match=r"row 3, column 'quantity': has a sign that stands for"):
        data.read("left-readings")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\t", "\n", "\u3000", "\u202f"])
@pytest.mark.parametrize(
    ("cell", "column"),
    [("height of the second storey", "quantity"), ("2026-02", "as_of"), ("left-three", "row_id")],
)
def test_no_cell_has_white_space_at_an_edge(
    space: str, cell: str, column: str, tiny_package: Bench
) -> None:
    row = 3 if column == "quantity" else 4
    sound = tiny_package.read("data/left.csv")
    for written, what in ((f"{cell}{space}", "ends"), (f"{space}{cell}", "begins")):
        tiny_package.replace("data/left.csv", cell, f'"{written}"')
        with pytest.raises(TableError, match=rf"row {row}, column '{column}': {what} with white"):
            data.read("left-readings")
        tiny_package.write("data/left.csv", sound)


def test_a_text_of_several_lines_may_end_its_last_one(tiny_package: Bench) -> None:
    tiny_package.replace("data/left.csv", "height of the second storey", '"one\ntwo\n"')
    assert data.read("left-readings")["quantity"].iloc[1] == "one\ntwo\n"


@pytest.mark.parametrize(
    "other", ["Office of\u00a0Heights", "Office  of Heights", "Office\tof\u2009Heights"]
)
def test_two_cells_that_read_alike_are_the_same_signs(other: str, tiny_package: Bench) -> None:
    """Rows that are grouped by who measured them would fall apart."""
    second = "12.5,,pct,,,2026-01,"
    tiny_package.replace("data/left.csv", f"{second}Office of Heights", f"{second}{other}")
    with pytest.raises(TableError, match=r"row 3, column 'measured_by': reads as in row 2, but"):
        data.read("left-readings")


def test_a_letter_and_its_mark_are_one_sign_or_two_throughout_a_column(
    tiny_package: Bench,
) -> None:
    tiny_package.replace("data/left.csv", "the first storey", "the e\u0301tage")
    tiny_package.replace("data/left.csv", "the second storey", "the \u00e9tage")
    with pytest.raises(TableError, match=r"row 3, column 'quantity': reads as in row 2, but"):
        data.read("left-readings")


def test_a_column_that_its_schema_knows_as_dates_has_days_of_the_calendar(
    tiny_package: Bench,
) -> None:
    file = (
        "data/" + json.loads(tiny_package.read("data/datapackage.json"))["resources"][-1]["schema"]
    )
    table = json.loads(tiny_package.read(file))
    note = next(field for field in table["fields"] if field["name"] == "note")
    for pattern in (r"^\d{4}-\d{2}-\d{2}$", "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"):
        note["constraints"] = {"pattern": pattern}
        tiny_package.write(file, json.dumps(table))
        for day, row in (("2026-02-30", 2), ("0026-02-03", 2)):
            sound = tiny_package.read("data/left.csv")
            tiny_package.replace("data/left.csv", "table 1,\nleft-two", f"table 1,{day}\nleft-two")
            with pytest.raises(TableError, match=rf"row {row}, column 'note': '{day}' is no date"):
                data.read("left-readings")
            tiny_package.write("data/left.csv", sound)


def test_words_of_every_script_pass(tiny_package: Bench) -> None:
    said = "Höhe\u00a0é e\u0301 高さ ارتفاع גובה ऊँचाई 😀"
    tiny_package.replace("data/left.csv", "height of the second storey", said)
    assert data.read("left-readings")["quantity"].iloc[1] == said


def test_a_cell_may_hold_commas_quotes_and_line_breaks(tiny_package: Bench) -> None:
    tiny_package.replace("data/left.csv", "table 1,\nleft-two", '"a ""b"", c\nd",\nleft-two')
    assert data.read("left-readings")["locator"].iloc[0] == 'a "b", c\nd'


def test_a_table_read_is_remembered_by_the_hash_of_its_file(tiny_package: Bench) -> None:
    assert data.tables_read() == {}
    data.read("right-readings")
    before = data.tables_read()
    assert list(before) == ["right-readings"]
    tiny_package.replace("data/right.csv", "10,,usd", "11,,usd")
    data.read("right-readings")
    assert data.tables_read() != before


def test_a_row_is_known_once_its_table_was_read(tiny_package: Bench) -> None:
    with pytest.raises(BookError, match=r"no row 'left-one'.*Remedy: read its table first"):
        data.row("left-one")
    data.read("left-readings")
    row = data.row("left-three")
    assert (row.table, row.source_id, row.standing) == (
        "left-readings",
        "letter-2026",
        "interested",
    )
    with pytest.raises(BookError, match=r"near ones: left-one"):
        data.row("left-four")


def test_an_unknown_table_is_refused_with_the_known_ones(tiny_package: Bench) -> None:
    with pytest.raises(BookError, match=r"no table 'heights'.*left-readings, right-readings"):
        data.read("heights")


def test_row_ids_come_out_of_frames_rows_and_nestings_once_each(tiny_package: Bench) -> None:
    frame = data.read("left-readings")
    assert data.row_ids(frame) == ["left-one", "left-two", "left-three"]
    assert data.row_ids(frame.iloc[1]) == ["left-two"]
    assert data.row_ids(frame["row_id"]) == data.row_ids(frame)
    assert data.row_ids(["left-two", [frame], None]) == ["left-two", "left-one", "left-three"]
    assert data.row_ids(None) == []
    with pytest.raises(BookError, match="not int"):
        data.row_ids(7)


def test_one_wants_exactly_one_row(tiny_package: Bench) -> None:
    frame = data.read("left-readings")
    assert data.one(frame, unit="pct", value=12.5)["row_id"] == "left-two"
    for wanted, count in [({"unit": "pct"}, 3), ({"value": 1.0}, 0)]:
        with pytest.raises(BookError, match=rf"{count} rows of left-readings have"):
            data.one(frame, **wanted)
    with pytest.raises(BookError, match="of the frame have"):
        data.one(pd.DataFrame({"a": []}), a=1)


def test_a_changed_table_is_a_fault_until_it_is_sealed(tiny_package: Bench) -> None:
    assert sorted(data.seal()) == ["claims", "left-readings", "right-readings", "sources"]
    assert data.check_package() == []
    tiny_package.replace("data/left.csv", "12.5", "12.6")
    (fault,) = data.check_package()
    assert "data/left.csv: differs from the hash" in str(fault)
    assert "`python -m claimsbook data seal`" in str(fault)
    assert data.seal() == ["left-readings"]
    assert data.check_package() == []
    sealed = tiny_package.contents()
    assert data.seal() == []
    assert tiny_package.contents() == sealed


def altered_package(bench: Bench, change: Callable[[dict[str, Any]], object]) -> list[str]:
    """Seal the package, alter the descriptor of a table; the faults that are then found."""
    data.seal()
    package = json.loads(bench.read("data/datapackage.json"))
    change(next(one for one in package["resources"] if one["name"] == "left-readings"))
    bench.write("data/datapackage.json", json.dumps(package))
    return [str(fault) for fault in data.check_package()]


def test_a_table_whose_schema_has_no_hash_is_refused(tiny_package: Bench) -> None:
    assert altered_package(tiny_package, lambda one: None) == []
    faults = altered_package(tiny_package, lambda one: one.pop("claimsbook:schema-hash"))
    assert len(faults) == 1
    assert "data/schemas/facts.json: has no claimsbook:schema-hash recorded" in faults[0]
    assert "for table left-readings. Remedy: if it is meant" in faults[0]
    assert "data/left.csv: has no hash" in altered_package(tiny_package, lambda x: x.pop("hash"))[0]


def test_a_loosened_schema_is_a_fault_until_it_is_sealed(tiny_package: Bench) -> None:
    data.seal()
    tiny_package.replace(
        "data/schemas/facts.json", '"pattern": "[a-z0-9_]+"', '"pattern": "[a-z0-9_]*"'
    )
    faults = [str(fault) for fault in data.check_package()]
    assert len(faults) == 2, faults
    assert all("data/schemas/facts.json: differs from the hash recorded" in one for one in faults)
    assert data.seal() == ["left-readings", "right-readings"]
    assert data.check_package() == []


def test_a_schema_within_the_descriptor_has_a_hash_too(tiny_package: Bench) -> None:
    fields = json.loads(tiny_package.read("data/schemas/facts.json"))
    faults = altered_package(tiny_package, lambda one: one.update(schema=fields))
    assert "data/datapackage.json: differs from the hash recorded" in faults[0]
    data.seal()

    def loosen(one: dict[str, Any]) -> None:
        one["schema"]["fields"][1].pop("constraints")

    assert "differs from the hash" in altered_package(tiny_package, loosen)[0]


def test_the_standing_of_a_whole_table_is_part_of_what_is_sealed(tiny_package: Bench) -> None:
    change = {"claimsbook:standing": "independent"}
    assert "differs" in altered_package(tiny_package, lambda one: one.update(change))[0]
    data.seal()
    assert data.check_package() == []


@pytest.mark.parametrize(
    ("cell", "taken"),
    [
        ("9007199254740991", True),
        ("9007199254740992", False),
        ("9007199254740993", False),
        ("-9007199254740991", True),
        ("-9007199254740992", False),
        ("1.5", False),
        ("7.0", True),
    ],
)
def test_a_whole_number_is_one_that_a_float_holds(cell: str, taken: bool, tmp_path: Path) -> None:
    file = tmp_path / "whole.csv"
    file.write_text(f"row_id,votes\na,3\nb,{cell}\n")
    schema = {
        "fields": [{"name": "row_id", "type": "string"}, {"name": "votes", "type": "integer"}]
    }
    if taken:
        assert typed(file, schema)["votes"].tolist() == [3, int(float(cell))]
        return
    with pytest.raises(TableError, match=r"row 3, column 'votes': '.*' is no whole number below"):
        typed(file, schema)
