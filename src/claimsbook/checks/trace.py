"""From a figure or a claim to its code, tables, rows and sources, and back from those.

The rows and sources are those that the chapter named when it drew the figure or checked the claim,
as its executed notebook recorded them. The code is found in the chapter's script: the statement
that makes it, and backwards every statement that this one depends on.
"""

from __future__ import annotations

import ast
import csv
import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from claimsbook import chapters, paths
from claimsbook.book import per_book
from claimsbook.chapters import Chapter, slicing
from claimsbook.errors import BookError
from claimsbook.ledger import claims
from claimsbook.references import cite
from claimsbook.references.pasted import parsed
from claimsbook.settings import command
from claimsbook.tables import data, sources

_MOST_ROWS = 12


@dataclass(frozen=True)
class TracedRow:
    """A row of data: where it stands (`line` as a spreadsheet counts), and what it says."""

    row_id: str
    table: str
    file: str
    line: int
    as_of: str
    measured_by: str
    source_id: str
    locator: str
    values: dict[str, str]


@dataclass(frozen=True)
class Code:
    """What makes a figure or a claim, in a chapter's script."""

    script: str
    line: int
    drawn_by: list[str]
    functions: list[str]
    tables: list[str]


@dataclass(frozen=True)
class Chain:
    """A figure or a claim, and all that it rests on. `drawn_by` and so on: see `Code`."""

    id: str
    kind: str
    mark: str
    title: str
    verdict: str
    chapter: str
    code: Code
    rows: list[TracedRow]
    sources: list[dict[str, str]]
    from_claims: list[str]
    repeats: str
    stated: str
    found: list[str]
    doubts: list[str]


def chain(cited: str) -> Chain:
    """The chain of a figure or claim.

    Raises BookError when no chapter makes one of this id, or when it was cited with another
    fingerprint than that of what stands here.
    """
    known = set(_records())
    name, print_ = parsed([cited], known)[0]
    subject = claims.ledger().get(name)
    wanted = (subject.repeats if subject else "") or name
    record = _records().get(wanted)
    if record is None:
        what = "a claim that no chapter has examined" if subject else "no exhibit and no claim"
        raise BookError(f"{name!r} is {what}. Remedy: {command('figures')} lists exhibits.")
    if print_:
        cite.confirm(record, name, print_)
    is_exhibit = "id" in record
    rows = [found for row_id in record["rows"] if (found := rows_by_id().get(row_id))]
    chapter = Chapter(record["chapter"])
    doubts = [f"its chapter is stale: {why}" for why in chapters.reasons_stale(chapter)]
    if lost := [one for one in record["rows"] if one not in rows_by_id()]:
        doubts.append(f"rows that no readable table has: {', '.join(lost[:_MOST_ROWS])}")
    return Chain(
        id=name,
        kind="exhibit" if is_exhibit else "claim",
        mark=cite.mark(record),
        title=record["title"] if is_exhibit else record["paraphrase"],
        verdict="" if is_exhibit else record["verdict"],
        chapter=record["chapter"],
        code=code(chapter, wanted),
        rows=rows,
        sources=[_source(source_id, rows) for source_id in record["sources"]],
        from_claims=record.get("from_claims", []),
        repeats=wanted if wanted != name else "",
        stated=_stated(record),
        found=[_found(one) for one in record.get("found", [])],
        doubts=doubts,
    )


def carried_by_source(source_id: str) -> dict[str, list[str]]:
    """The rows, figures and claims that a source carries, by kind.

    Raises BookError for a source that `data/sources.csv` does not have.
    """
    sources.source(source_id)
    own = [one.row_id for one in rows_by_id().values() if one.source_id == source_id]
    hits = [one for one in _records().values() if source_id in one["sources"]]
    return {"rows": own, **_by_kind(hits)}


def carried_by_row(row_id: str) -> dict[str, list[str]]:
    """The figures and claims that rest on a row. Raises BookError when no table has the row."""
    if row_id not in rows_by_id():
        near = difflib.get_close_matches(row_id, list(rows_by_id()), 3, 0.5)
        raise BookError(
            f"no table has a row {row_id!r}. Remedy: correct the id "
            f"(near ones: {', '.join(near) or '-'})."
        )
    # A price that was corrected names its correction in its note.
    through = {
        row_id,
        *(
            one.row_id
            for one in rows_by_id().values()
            if row_id in re.findall(r"[\w.-]+", one.values.get("note", ""))
        ),
    }
    return _by_kind(one for one in _records().values() if through & set(one["rows"]))


def code(chapter: Chapter, name: str) -> Code:
    """Where a chapter makes the exhibit or checks the claim `name`, and through what.

    `drawn_by` are functions of the chapter, `functions` those of this package that the statement
    depends on, `tables` the tables read on the way.
    """
    statements = slicing.statements(chapter)
    trees = [one.tree for one in statements]
    modules = _imports(trees)
    home = next((n for n, tree in enumerate(trees) if _calls_making(tree, name)), None)
    script = paths.shown(chapter.script)
    if home is None:
        return Code(script, 0, [], [], [])
    needed = slicing.behind(statements, home)
    # Only the call that names the id tells what draws it; its cell may make others too.
    own = _calls_making(trees[home], name)
    local = {
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }
    drawn = {
        inner.func.id
        for call in own
        for inner in ast.walk(call)
        if isinstance(inner, ast.Call)
        and isinstance(inner.func, ast.Name)
        and inner.func.id in local
    }
    called = {
        _qualified(node.func, modules)
        for one in needed
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Call)
    }
    return Code(
        script=script,
        line=statements[home].line + own[0].lineno - 1,
        drawn_by=sorted(drawn),
        functions=sorted(one for one in called if one),
        tables=sorted({table for one in needed for table in slicing.tables_read(one)} - {"*"}),
    )


@per_book
def rows_by_id() -> dict[str, TracedRow]:
    """Every row of every table by its id. A table that cannot be read is left out."""
    found: dict[str, TracedRow] = {}
    for name in data.table_names():
        file = data.table_file(name)
        if name in ("sources", "claims") or not file.is_file():
            continue
        try:
            with file.open(encoding="utf-8", newline="") as opened:
                lines = list(csv.DictReader(opened, strict=True))
        except (ValueError, csv.Error):
            continue
        for number, row in enumerate(lines, start=2):
            said = {k: v for k, v in row.items() if k and v and k not in _WHEREABOUTS}
            row_id, as_of, by, source_id, where = (row.get(k) or "" for k in _WHEREABOUTS)
            found[row_id] = TracedRow(
                row_id, name, paths.shown(file), number, as_of, by, source_id, where, said
            )
    return found


def main(traced: str | None, source_id: str | None, row_id: str | None, *, as_json: bool) -> int:
    """Print the chain of a figure or claim, or what a source or a row carries."""
    given = [one for one in (traced, source_id, row_id) if one]
    if len(given) != 1:
        raise BookError("trace wants one thing: an id, or --source ID, or --row ID.")
    if traced:
        found = chain(traced)
        print(json.dumps(asdict(found), indent=1, ensure_ascii=False) if as_json else shown(found))
        return 0
    carried = carried_by_source(source_id) if source_id else carried_by_row(str(row_id))
    if as_json:
        print(json.dumps(carried, indent=1, ensure_ascii=False))
        return 0
    if source_id:
        print(cite.text(cite.of_source(source_id)))
    else:
        print(_row_line(rows_by_id()[str(row_id)]))
    for kind, names in carried.items():
        print(f"{len(names)} {kind}")
        for name in names:
            print(f"  {name}")
    return 0


def shown(one: Chain) -> str:
    """A chain as text: exhibit or claim, code, tables, rows, sources."""
    verdict = f": {one.verdict}" if one.verdict else ""
    lines = [f"{one.kind}  {one.mark}{verdict}", f"  {one.title}"]
    if one.repeats:
        lines.append(f"  {one.id} repeats it and stands or falls with it")
    if one.stated:
        lines.append(f"  stated: {one.stated}")
    lines += [f"  found: {found}" for found in one.found]
    lines += [f"doubt    {doubt}" for doubt in one.doubts]
    lines.append(f"made at  {one.code.script}, line {one.code.line}")
    if one.code.drawn_by:
        lines.append(f"  drawn by {', '.join(one.code.drawn_by)}")
    if one.code.functions:
        lines.append(f"  through {', '.join(one.code.functions)}")
    if one.from_claims:
        lines.append(f"from claims  {', '.join(one.from_claims)}")
    by_table: dict[str, list[TracedRow]] = {}
    for row in one.rows:
        by_table.setdefault(row.table, []).append(row)
    for rows in by_table.values():
        lines.append(f"table  {rows[0].file} ({len(rows)} rows)")
        lines += [f"  {_row_line(row)}" for row in rows[:_MOST_ROWS]]
        if len(rows) > _MOST_ROWS:
            lines.append(f"  and {len(rows) - _MOST_ROWS} more (all with --json)")
    others = [name for name in one.code.tables if name not in by_table]
    if others:
        lines.append(f"also read on the way  {', '.join(others)}")
    for source in one.sources:
        lines.append(f"source  {source['source_id']}")
        lines.append(f"  {source['text']}")
        lines.append(f"  its rows are as of {source['as_of'] or '-'}; read on {source['accessed']}")
    return "\n".join(lines)


_WHEREABOUTS = ("row_id", "as_of", "measured_by", "source_id", "locator")


def _row_line(row: TracedRow) -> str:
    cells = [(k, v) for k, v in row.values.items() if k not in ("note", "standing", "corrected")]
    cells.sort(key=lambda cell: not re.fullmatch(r"-?[\d.]+", cell[1]))
    said = ", ".join(f"{k} {v}" for k, v in cells)
    said = said if len(said) <= 120 else f"{said[:117]}..."
    where = f" ({row.locator})" if row.locator else ""
    if corrections := re.findall(r"corrected: ([\w.-]+)", row.values.get("note", "")):
        where += f", corrected by {', '.join(corrections)}"
    return f"{row.row_id}, line {row.line}, as of {row.as_of}: {said} <- {row.source_id}{where}"


def _stated(record: dict[str, Any]) -> str:
    read = f", read as {record['read_as']}" if record.get("read_as") else ""
    return f"{record['stated']}{read}" if record.get("stated") else ""


def _found(one: dict[str, Any]) -> str:
    holds = {True: "holds", False: "does not hold", None: "does not decide"}[one["holds"]]
    return f"{one['text']} ({', '.join(filter(None, (one['base'], holds)))})"


def _source(source_id: str, rows: list[TracedRow]) -> dict[str, str]:
    one = sources.source(source_id)
    dates = {row.as_of for row in rows if row.source_id == source_id}
    as_of = " to ".join(dict.fromkeys([min(dates), max(dates)])) if dates else ""
    return {
        "source_id": source_id,
        "text": cite.text(cite.of_source(source_id)),
        "url": one.url,
        "artifact": one.artifact,
        "sha256": one.sha256,
        "accessed": one.accessed,
        "as_of": as_of,
    }


@per_book
def _records() -> dict[str, dict[str, Any]]:
    known = [one for one in chapters.all_chapters() if one.notebook.is_file()]
    found = {one["id"]: one for one in chapters.collect_exhibits(known)}
    return found | {one["claim"]: one for one in chapters.collect(known)}


def _by_kind(records: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"exhibits": [], "claims": []}
    for one in records:
        kind = "exhibits" if "id" in one else "claims"
        found[kind].append(cite.mark(one) + (f": {one['verdict']}" if kind == "claims" else ""))
    return found


def _imports(trees: Iterable[ast.stmt]) -> dict[str, str]:
    """Names that a chapter imports from the book's own packages, in full: `rooms.area.sum`."""
    found: dict[str, str] = {}
    for tree in trees:
        if isinstance(tree, ast.ImportFrom) and _is_own(tree.module or ""):
            for one in tree.names:
                found[one.asname or one.name] = f"{tree.module}.{one.name}"
    return found


def _is_own(module: str) -> bool:
    """Whether a module is of the book itself: the engine's words are no step of a computation."""
    return (paths.root() / "src" / module.split(".")[0]).is_dir() and not module.startswith(
        "claimsbook"
    )


def _qualified(function: ast.expr, modules: dict[str, str]) -> str:
    if isinstance(function, ast.Name):
        name = modules.get(function.id, "")
        return name if "." in name else ""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        module = modules.get(function.value.id, "")
        return f"{module}.{function.attr}" if module else ""
    return ""


def _calls_making(tree: ast.AST, name: str) -> list[ast.Call]:
    """The calls that make the exhibit, or check the claim, of this id."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
            given = [k.value for k in node.keywords if k.arg == "id"] + node.args[:1]
            named = any(isinstance(one, ast.Constant) and one.value == name for one in given)
            if named and called not in ("claim", "stated", "read"):
                found.append(node)
    return found
