"""Which statements of a chapter depend on which: by the names that they define and use.

The answer errs to the safe side. A statement that changes an object in place counts as defining
it, and the order of statements is left out of account, so what depends on a name is never too
little.
"""

from __future__ import annotations

import ast
import functools
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from claimsbook import chapters
from claimsbook.chapters import Chapter

_READERS = ("data.read", "data.facts")
_IN_PLACE = ("append", "extend", "add", "update", "insert", "pop", "setdefault", "remove", "clear")


@dataclass(frozen=True)
class Statement:
    """A top-level statement of a chapter; `line` is where its cell begins in the script."""

    tree: ast.stmt
    cell: int
    line: int
    ends_cell: bool
    defines: frozenset[str]
    uses: frozenset[str]


def statements(chapter: Chapter) -> list[Statement]:
    """The statements of a chapter's code cells, in order."""
    return _parsed(chapter, chapter.text)


@functools.lru_cache(maxsize=16)
def _parsed(chapter: Chapter, text: str) -> list[Statement]:
    # By the text too: a chapter may be edited while this process runs.
    return list(_statements(chapter))


def behind(all_: list[Statement], last: int) -> list[Statement]:
    """The statement number `last` and those before it that it depends on, backwards."""
    found, needed = [all_[last]], set(all_[last].uses)
    for one in reversed(all_[:last]):
        if one.defines & needed:
            needed |= one.uses
            found.append(one)
    return found


def touched(all_: list[Statement], first: Iterable[Statement]) -> list[Statement]:
    """All statements that may turn out otherwise when those in `first` do, in order."""
    found = set(first)
    names = {name for one in found for name in one.defines}
    grown = True
    while grown:
        more = {one for one in all_ if one not in found and (one.uses | one.defines) & names}
        names |= {name for one in more for name in one.defines}
        found |= more
        grown = bool(more)
    return [one for one in all_ if one in found]


def tables_read(one: Statement) -> set[str]:
    """The tables that a statement reads by `data.read` or `data.facts`; "*" for one not named."""
    calls = [node for node in ast.walk(one.tree) if isinstance(node, ast.Call)]
    reads = [node for node in calls if ast.unparse(node.func) in _READERS]
    named = [node.args[0] if node.args else None for node in reads]
    return {str(node.value) if isinstance(node, ast.Constant) else "*" for node in named} | (
        {"*"} if set(_READERS) & _handed_on(one.tree) else set()
    )


def _handed_on(tree: ast.AST) -> set[str]:
    """Functions that are passed to others rather than called."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return {
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and id(node) not in called
    }


def _statements(chapter: Chapter) -> Iterator[Statement]:
    script = chapter.text.splitlines()
    begin = 0
    for number, cell in enumerate(chapters.source_notebook(chapter).cells):
        lines = cell.source.splitlines()
        if cell.cell_type != "code" or not lines:
            continue
        while begin < len(script) and script[begin] != lines[0]:
            begin += 1
        body = ast.parse(cell.source).body
        for tree in body:
            yield Statement(tree, number, begin + 1, tree is body[-1], *_names(tree))
        begin += len(lines)


class _Apart(ast.NodeTransformer):
    """Gives the variables of comprehensions names of their own.

    They belong to the comprehension alone, but since Python 3.12 the table of symbols lists them
    with those of the statement around it.
    """

    MARK = "_of_a_comprehension_"

    def _within(self, node: Any) -> Any:
        self.generic_visit(node)
        parts = [one for generator in node.generators for one in ast.walk(generator.target)]
        bound = {one.id for one in parts if isinstance(one, ast.Name)}
        # The first iterable is evaluated outside.
        outside = {id(one) for one in ast.walk(node.generators[0].iter)}
        for one in ast.walk(node):
            if isinstance(one, ast.Name) and one.id in bound and id(one) not in outside:
                one.id = self.MARK + one.id
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _within


def _names(tree: ast.stmt) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the chapter that a statement defines or changes, and those that it uses."""
    apart = _Apart().visit(ast.parse(ast.unparse(tree)))
    top = symtable.symtable(ast.unparse(apart), "statement", "exec")
    defines = {
        one.get_name()
        for one in top.get_symbols()
        if one.is_assigned() or one.is_imported() or one.is_namespace()
    }
    uses = {one.get_name() for one in top.get_symbols() if one.is_referenced()}
    inner = list(top.get_children())
    while inner:
        scope = inner.pop()
        inner += scope.get_children()
        uses |= {one.get_name() for one in scope.get_symbols() if one.is_global()}
    # A name that a comprehension gives with := stays after it.
    given = {one.target.id for one in ast.walk(tree) if isinstance(one, ast.NamedExpr)}
    names = [one for one in ast.walk(tree) if isinstance(one, ast.Name)]
    uses -= given - {one.id for one in names if isinstance(one.ctx, ast.Load)}
    defines |= given
    defines = {name for name in defines if not name.startswith(_Apart.MARK)}
    uses = {name for name in uses if not name.startswith(_Apart.MARK)}
    known = defines | uses
    return frozenset(defines | (set(_changed(tree)) & known)), frozenset(uses)


def _changed(tree: ast.AST) -> Iterator[str]:
    for one in ast.walk(tree):
        if isinstance(one, ast.Subscript | ast.Attribute) and isinstance(one.ctx, ast.Store):
            yield from _base(one)
        elif (
            isinstance(one, ast.Call)
            and isinstance(one.func, ast.Attribute)
            and (one.func.attr in _IN_PLACE or any(k.arg == "inplace" for k in one.keywords))
        ):
            yield from _base(one.func)


def _base(node: ast.expr) -> Iterator[str]:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id
