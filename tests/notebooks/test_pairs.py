"""Every chapter of the book: paired, executed, fresh, and without a typed number in its prose."""

from __future__ import annotations

import ast
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


MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
FAMILY = (
    "Claude|Opus|Sonnet|Haiku|Gemini|Gemma|GPT|gpt|GLM|Qwen|DeepSeek|Kimi|Llama|Grok|MiniMax|Mistral|"
    "Phi|Nova|SmolLM|RTX|[oVRKMAH]"
)
ORDINARY = {
    "where a link goes": r"\]\([^)\s]*\)",
    "code": r"`[^`\n]+`",
    "a role with its target": r"\{[a-z:]+\}`[^`]*`",
    "a day of a month": rf"\b\d{{1,2}}\s+(?:{MONTH})\b",
    "a year or a decade": r"(?<![\d.,$§])(?:19|20)\d\d(?:s\b|(?![\d.,]*\d))",
    "a quarter or half of a year": r"\b[QH][1-4]\b",
    "a model or a card by name": rf"\b(?:{FAMILY})[ -]?\d+(?:\.\d+)*[a-z]?(?:-\d+B)?(?:-A\d+B)?\b",
    "a number format by name": r"\b(?:4[- ]bits?|(?:bf|fp)(?:16|32)|NF4|Q\d\w*|CUDA \d+)\b",
    "a class of card by name": r"\b24 GB (?:graphics card|card|line)s?\b",
    "a card by its number alone": r"\b[345]090s?\b",
    "a model by its size": r"\b\d+B(?:-A\d+B)?\b",
    "the base of a share": r"(?<=§ of )100\b",
    "a list of companies": r"\b(?:Fortune|S&P)\s+\d+\b",
    "the level of an interval": r"\b9[05]\s+(?:%|per cent)\s+(?:confidence\s+)?interval",
    "a numbered place": r"\b(?:[Tt]able|[Ee]xhibit|[Ff]igure|[Ss]ection|[Cc]hapter|page)\s+\d+\b",
    "the number of a list item": r"(?m)^\s*\d+\.\s",
}
"""What may carry digits in prose; `§` stands where code puts a value."""


def typed_numbers(text: str) -> list[str]:
    """The numbers in a piece of prose that are neither from code nor part of a name or a date."""
    for pattern in ORDINARY.values():
        text = re.sub(pattern, " ", text)
    return [
        " ".join(text[max(0, found.start() - 24) : found.end() + 16].split())
        for found in re.finditer(r"(?<![\w.,])[\w.,]*\d[\d.,]*", text)
    ]


def prose_of(cell: Any) -> list[str]:
    """The words of a cell as they are typed: Markdown, or the constant parts in prose(...)."""
    if cell.cell_type == "markdown":
        return [cell.source]
    return [
        _constant_parts(argument)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "prose"
        for argument in node.args
    ]


def _constant_parts(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_constant_parts(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return _constant_parts(node.left) + _constant_parts(node.right)
    return "§"


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
    for cell in chapters.source_notebook(chapter).cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "claims.check":
                found = node.args[1] if len(node.args) > 1 else None
                typed = isinstance(found, ast.Constant) and found.value is not None
                assert not typed, ast.unparse(node)[:90]


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


@pytest.mark.parametrize(
    "text",
    [
        "On 10 March 2026 Sonnet 4.5 and Qwen3.5-35B-A3B were level.",
        "GPT-4, GPT-5.2, GPT-4o, V3, K2.5, Gemini 3 Flash, Opus 4.1, RTX 4090, the 35B model",
        "In H1 2025, in Q1 2025, in the 1960s and from 1945 to 2000.",
        "[§ %](claim:airline-profit-1945-2000) and `price 3` and {numref}`figure-4`",
        "It was preferred in § of 100 comparisons, with its 95 % interval; see table 1252.",
    ],
)
def test_names_and_dates_are_no_typed_numbers(text: str) -> None:
    assert typed_numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a fall of 97 %",
        "about 30 dollars",
        "50-fold",
        "$2,000",
        "§,000 tons",
        "a margin of 0.4",
        "[42×](claim:openai-multiple)",
        "500 million",
        "200 to 280 billion",
        "20 of 100 models",
        "$2000",
        "1945.5",
        "in 55 years",
        "3 models",
        "10 to 15 % a year",
        "9th",
    ],
)
def test_numbers_are_found_where_they_are_typed(text: str) -> None:
    assert typed_numbers(text)


def test_only_the_typed_parts_of_a_sentence_count() -> None:
    cell = nbformat.v4.new_code_cell('x = 5\nprose(f"A fall of {x:.1f} % in 2026, not {x + 1} %.")')
    assert prose_of(cell) == ["A fall of § % in 2026, not § %."]
    (text,) = prose_of(nbformat.v4.new_code_cell('prose(f"{x} or 7 %")'))
    assert typed_numbers(text)


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
