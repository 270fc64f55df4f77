"""What the chapters of a book read, as this process sees it: `python reads.py` prints it as JSON.

For each chapter `files`, the files under the book's folder that were opened while it ran, and
`no_unit`, the rows with a figure and a unit that it had in hand without saying the unit. `inputs`
are the files that the functions of [inputs] in `book.toml` open.
"""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimsbook import chapters, paths
from claimsbook.book import Book
from claimsbook.chapters import Chapter, slicing
from claimsbook.settings import function, settings
from claimsbook.tables import data, expected
from claimsbook.tables.facts import Facts

_opened: set[str] = set()


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | os.PathLike | bytes):
        _opened.add(str(Path(os.fsdecode(arguments[0])).absolute()))


def opened() -> list[str]:
    """The files under the book that were opened since this was asked before, by their paths."""
    root = paths.root()
    # An environment may lie in the clone, and an installer's notes beside the code: what is
    # installed is no file of the book.
    inside = (Path(one) for one in _opened if not Path(one).is_relative_to(sys.prefix))
    inside = (one for one in inside if one.parent.suffix not in (".egg-info", ".dist-info"))
    found = sorted({one.relative_to(root).as_posix() for one in inside if one.is_relative_to(root)})
    _opened.clear()
    return [one for one in found if (root / one).is_file()]


def run(chapter: Chapter) -> dict[str, Any]:
    """Run a chapter in this process; its names."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for one in slicing.statements(chapter):
        code = ast.fix_missing_locations(ast.Module([one.tree], []))
        exec(compile(code, chapter.slug, "exec", dont_inherit=True), names)
    return names


def tables_in_hand(chapter: Chapter, names: dict[str, Any]) -> Iterator[str]:
    """The tables that a chapter takes as whole frames, and not row by row through `Facts`."""
    for one in slicing.statements(chapter):
        reads = [node for node in ast.walk(one.tree) if isinstance(node, ast.Call)]
        read = [node for node in reads if ast.unparse(node.func) == "data.read"]
        yield from (ast.literal_eval(node.args[0]) for node in read if _plain(node))
    for name in re.findall(r"\b(\w+)\.frame\b", chapter.text):
        if isinstance(names.get(name), Facts):
            yield names[name].table


def _plain(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


def reads(chapter: Chapter) -> dict[str, list[str]]:
    """What one chapter reads, from a book opened for it alone."""
    fetched: set[str] = set()
    plain = Facts.row

    def row(self: Facts, name: str, unit: str = "") -> Any:
        found = plain(self, name, unit)
        fetched.add(str(found["row_id"]))
        return found

    with Book(paths.root()) as book:
        Facts.row = row  # type: ignore[method-assign]
        try:
            os.chdir(paths.notebooks())
            # What was looked up of the chapter before is not this one's.
            opened()
            names = run(chapter)
        finally:
            Facts.row = plain  # type: ignore[method-assign]
        files = opened()
        whole = set(tables_in_hand(chapter, names))
        rows = [one for one in book.rows_read.values() if one.unit]
        unread = [
            one.row_id
            for one in rows
            if (one.row_id in fetched or one.table in whole)
            and expected.unit_of(one.row_id) != one.unit
        ]
        return {"files": files, "no_unit": sorted(unread)}


def main() -> None:
    sys.addaudithook(_listen)
    inputs = {}
    for name, place in settings().inputs.items():
        hash_of = function(place)
        opened()
        hash_of()
        inputs[name] = opened()
    found = {one.slug: reads(one) for one in chapters.all_chapters()}
    package = {name: data.resource(name) for name in data.table_names()}
    print(json.dumps({"chapters": found, "inputs": inputs, "tables": package}))


if __name__ == "__main__":
    main()
