"""Every chapter of the book: paired, executed, fresh, and without a typed number in its prose."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import altair as alt
import nbformat
import pytest

from claimsbook import chapters, claims, paths
from claimsbook.chapters import Chapter
from claimsbook.figures import exhibits
from copies import Bench
from findings import typed_findings
from typed import prose_of, typed_numbers

BOOK = chapters.all_chapters()
every_chapter = pytest.mark.parametrize("chapter", BOOK, ids=[one.slug for one in BOOK])


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def numbers_in(node: Any) -> set[float]:
    """Every number in a piece of JSON."""
    if isinstance(node, dict | list):
        inner = node.values() if isinstance(node, dict) else node
        return {number for one in inner for number in numbers_in(one)}
    return {node} if is_number(node) else set()


def faults_of_execution(notebook: Any) -> list[str]:
    """What shows that a notebook was not run from top to bottom without error."""
    faults, before = [], 0
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code":
            continue
        if cell.execution_count is None:
            faults.append(f"cell {number} was never executed")
        elif cell.execution_count <= before:
            faults.append(f"cell {number} was executed out of order")
        before = max(before, cell.execution_count or 0)
        for output in cell.outputs:
            if output.output_type == "error":
                faults.append(f"cell {number} ended in {output.ename}")
            if output.get("name") == "stderr":
                faults.append(f"cell {number} complained: {output.text[:200]}")
    return faults


def stored(chapter: Chapter) -> Any:
    return nbformat.read(chapter.notebook, as_version=4)


def plain(cells: list[Any]) -> list[tuple[str, str, str, dict[str, Any]]]:
    layout = "lines_to_next_cell"
    return [
        (
            cell["id"],
            cell.cell_type,
            cell.source,
            {key: value for key, value in cell.metadata.items() if key != layout},
        )
        for cell in cells
    ]


def test_the_book_has_chapters() -> None:
    assert BOOK


@every_chapter
def test_a_chapter_is_a_pair_that_agrees_cell_by_cell(chapter: Chapter) -> None:
    assert chapter.script.is_file() and chapter.notebook.is_file()
    script, notebook = plain(chapters.source_notebook(chapter).cells), plain(stored(chapter).cells)
    assert len(script) == len(notebook)
    for mine, theirs in zip(script, notebook):
        assert mine == theirs


@every_chapter
def test_a_chapter_ran_from_top_to_bottom_without_error(chapter: Chapter) -> None:
    assert faults_of_execution(stored(chapter)) == []


@every_chapter
def test_a_chapter_is_fresh(chapter: Chapter) -> None:
    assert chapters.reasons_stale(chapter) == []


def test_no_chapter_is_left_out_and_no_claim_unexamined() -> None:
    listed = {one.slug for one in chapters.all_chapters()}
    assert {file.stem for file in paths.notebooks().glob("*.py")} == listed
    frame = claims.ledger_frame(chapters.collect(chapters.all_chapters()))
    assert list(frame.loc[frame["verdict"] == claims.NOT_EXAMINED, "claim_id"]) == []


@every_chapter
def test_what_was_found_is_never_typed(chapter: Chapter) -> None:
    """A number, a date or a yes that stands in a check as such is no finding but a statement."""
    cells = chapters.source_notebook(chapter).cells
    assert typed_findings([one.source for one in cells if one.cell_type == "code"]) == []


@every_chapter
def test_no_cell_asks_to_be_left_unchecked(chapter: Chapter) -> None:
    for cell in chapters.source_notebook(chapter).cells:
        assert "NBVAL_" not in cell.source
        for tag in cell.metadata.get("tags", []):
            assert not re.search("nbval|exception|skip", tag)


@every_chapter
def test_each_exhibit_is_valid_and_is_what_its_fingerprint_says(chapter: Chapter) -> None:
    for cell in stored(chapter).cells:
        for bundle in (output.get("data", {}) for output in cell.get("outputs", [])):
            if exhibits.MIME not in bundle:
                continue
            record, spec = bundle[exhibits.MIME], bundle[exhibits.VEGALITE_MIME]
            assert alt.Chart.from_dict(spec).to_dict()["$schema"]
            if record["narrow"]:
                alt.Chart.from_dict(record["narrow"])
            assert exhibits.fingerprint({**record, "spec": spec}) == record["fingerprint"]
            assert len(record["alt"]) >= 40
            assert record["sources"]
            assert all(set(row) == set(record["columns"]) for row in record["data"])
            # What is offered as the data is what is drawn: each number that varies is in the chart.
            drawn = numbers_in(spec.get("datasets", spec)) | numbers_in(record["narrow"])
            for column in record["columns"]:
                told = {row[column] for row in record["data"] if is_number(row[column])}
                assert len(told) < 2 or told <= drawn, (record["id"], column, told - drawn)
            # nbval leaves pictures out: this much can be said of one without drawing it again.
            assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG\r\n")


@every_chapter
def test_no_number_is_typed_into_prose(chapter: Chapter) -> None:
    found = {
        f"cell {number}": numbers
        for number, cell in enumerate(chapters.source_notebook(chapter).cells, start=1)
        if (numbers := [one for text in prose_of(cell) for one in typed_numbers(text)])
    }
    assert found == {}


def test_no_claim_is_checked_twice_and_no_exhibit_has_the_id_of_another() -> None:
    records = chapters.collect(BOOK)
    assert records
    assert {record["claim"] for record in records} <= set(claims.ledger())
    assert {record["verdict"] for record in records} <= set(claims.VERDICTS)
    assert chapters.collect_exhibits(BOOK)


def test_a_notebook_that_was_never_run_is_caught(tiny_book: Bench) -> None:
    left = Chapter("left")
    assert faults_of_execution(stored(left)) == []
    never_run = chapters.source_notebook(left)
    assert len(faults_of_execution(never_run)) == 3

    content = json.loads(left.notebook.read_bytes())
    content["cells"][2]["execution_count"] = None
    left.notebook.write_text(json.dumps(content))
    assert faults_of_execution(stored(left)) == ["cell 3 was never executed"]
    content["cells"][2]["execution_count"] = 9
    left.notebook.write_text(json.dumps(content))
    assert faults_of_execution(stored(left)) == ["cell 4 was executed out of order"]


def test_a_pair_that_disagrees_is_caught(tiny_book: Bench) -> None:
    left = Chapter("left")
    assert plain(chapters.source_notebook(left).cells) == plain(stored(left).cells)
    tiny_book.replace("notebooks/left.py", "mark_bar", "mark_point")
    assert plain(chapters.source_notebook(left).cells) != plain(stored(left).cells)
