"""A chapter can be read: no line and no cell too long, nothing decided where nobody looks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import pytest

from claimsbook import chapters
from claimsbook.chapters import Chapter

LONGEST_LINE, LONGEST_CELL = 100, 40
CHAPTERS = chapters.all_chapters()


def cells(chapter: Chapter, kind: str = "code") -> list[Any]:
    return [one for one in chapters.source_notebook(chapter).cells if one.cell_type == kind]


def definitions(source: str) -> Iterator[str]:
    """The names that a cell defines: by a function, a class, a lambda or an assignment."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Lambda):
            yield "lambda"
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (ast.unparse(one) for one in targets)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.slug)
def test_no_line_is_wider_than_its_box(chapter: Chapter) -> None:
    lines = enumerate(chapter.text.splitlines(), start=1)
    assert [number for number, line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.slug)
def test_no_cell_is_longer_than_a_screen(chapter: Chapter) -> None:
    sizes = {cell["id"]: len(cell.source.splitlines()) for cell in cells(chapter)}
    assert {name: size for name, size in sizes.items() if size > LONGEST_CELL} == {}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.slug)
def test_nothing_is_defined_in_a_cell_that_the_page_leaves_out(chapter: Chapter) -> None:
    hidden = [one for one in cells(chapter) if "remove-input" in one.metadata.get("tags", [])]
    found = {one["id"]: sorted(set(definitions(one.source))) for one in hidden}
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.slug)
def test_what_a_chapter_assumes_is_shown_and_used(chapter: Chapter) -> None:
    declaring = [one for one in cells(chapter) if "class Assumptions" in one.source]
    if not declaring:
        # The ledger shows what the others found, and assumes nothing of its own.
        assert "checked_claims(" in chapter.text
        return
    (cell,) = declaring
    assert not cell.metadata.get("tags")
    (kind,) = (one for one in ast.parse(cell.source).body if isinstance(one, ast.ClassDef))
    names = [one.target.id for one in kind.body if isinstance(one, ast.AnnAssign)]  # type: ignore[union-attr]
    assert [name for name in names if f"assumed.{name}" not in chapter.text] == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.slug)
def test_one_cell_makes_one_figure(chapter: Chapter) -> None:
    made = {}
    for cell in cells(chapter):
        calls = [one for one in ast.walk(ast.parse(cell.source)) if isinstance(one, ast.Call)]
        count = sum(ast.unparse(one.func) == "exhibit" for one in calls)
        if count > 1:
            made[cell["id"]] = count
    assert made == {}


def test_every_kind_of_definition_is_found() -> None:
    source = "def f(): pass\nclass C: pass\ng = lambda: 1\nx: int = 1\nx += 1\nprint(y := 2)\n"
    assert set(definitions(source)) == {"f", "C", "g", "lambda", "x", "y"}
