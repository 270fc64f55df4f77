"""From a figure or a claim to its code, tables, rows and sources, and back from those.

The rows and sources are those that the chapter named when it drew the figure or checked the claim,
as its executed notebook recorded them. The code is found in the chapter's script: the statement
that makes it, and backwards every statement that this one depends on.
"""

from __future__ import annotations

import ast
import csv
import functools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rebar import chapters, cite, claims, data, paths, sources
from rebar.chapters import Chapter
from rebar.errors import RebarError

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


def chain(cited: str) -> Chain:
    """The chain of a figure or claim. Raises RebarError when no chapter makes one of this id."""
    name = cited.partition("@")[0].strip()
    subject = claims.ledger().get(name)
    wanted = (subject.repeats if subject else "") or name
    record = _records().get(wanted)
    if record is None:
        what = "a claim that no chapter has examined" if subject else "no exhibit and no claim"
        raise RebarError(f"{name!r} is {what}. Remedy: `python -m rebar figures` lists exhibits.")
    is_exhibit = "id" in record
    rows = [found for row_id in record["rows"] if (found := rows_by_id().get(row_id))]
    return Chain(
        id=name,
        kind="exhibit" if is_exhibit else "claim",
        mark=cite.mark(record),
        title=record["title"] if is_exhibit else record["paraphrase"],
        verdict="" if is_exhibit else record["verdict"],
        chapter=record["chapter"],
        code=code(Chapter(record["chapter"]), wanted),
        rows=rows,
        sources=[_source(source_id, rows) for source_id in record["sources"]],
        from_claims=record.get("from_claims", []),
        repeats=wanted if wanted != name else "",
    )


def carried_by_source(source_id: str) -> dict[str, list[str]]:
    """The rows, figures and claims that a source carries, by kind.

    Raises RebarError for a source that `data/sources.csv` does not have.
    """
    sources.source(source_id)
    own = [one.row_id for one in rows_by_id().values() if one.source_id == source_id]
    hits = [one for one in _records().values() if source_id in one["sources"]]
    return {"rows": own, **_by_kind(hits)}


def carried_by_row(row_id: str) -> dict[str, list[str]]:
    """The figures and claims that rest on a row. Raises RebarError when no table has the row."""
    if row_id not in rows_by_id():
        near = [known for known in rows_by_id() if known.startswith(row_id[:12])][:3]
        raise RebarError(
            f"no table has a row {row_id!r}. Remedy: correct the id "
            f"(near ones: {', '.join(near) or '-'})."
        )
    return _by_kind(one for one in _records().values() if row_id in one["rows"])


def code(chapter: Chapter, name: str) -> Code:
    """Where a chapter makes the exhibit or checks the claim `name`, and through what.

    `drawn_by` are functions of the chapter, `functions` those of this package that the statement
    depends on, `tables` the tables read on the way.
    """
    statements = list(_statements(chapter))
    modules = _imports(tree for tree, _ in statements)
    home = next((n for n, (tree, _) in enumerate(statements) if _mentions(tree, name)), None)
    script = paths.shown(chapter.script)
    if home is None:
        return Code(script, 0, [], [], [])
    needed = _uses(statements[home][0])
    slice_ = [statements[home][0]]
    for tree, _ in reversed(statements[:home]):
        if _defines(tree) & needed:
            needed |= _uses(tree)
            slice_.append(tree)
    # Only the call that names the id tells what draws it; its cell may make others too.
    own = [one for one in ast.walk(statements[home][0])
           if isinstance(one, ast.Call) and _makes(one, name)]
    local = {
        one.name for tree, _ in statements for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef)
    }
    drawn = {c.func.id for o in own for c in ast.walk(o)
             if isinstance(c, ast.Call) and isinstance(c.func, ast.Name) and c.func.id in local}
    calls = [one for tree in slice_ for one in ast.walk(tree) if isinstance(one, ast.Call)]
    called = {_qualified(one.func, modules): one for one in calls}
    reads = [one for one in calls if _qualified(one.func, modules) == "data.read"]
    return Code(
        script=script,
        line=statements[home][1] + own[0].lineno - 1,
        drawn_by=sorted(drawn),
        functions=sorted(one for one in called if one and one not in _PLUMBING),
        tables=sorted({str(one.args[0].value) for one in reads
                       if one.args and isinstance(one.args[0], ast.Constant)}),
    )


@functools.lru_cache(maxsize=1)
def rows_by_id() -> dict[str, TracedRow]:
    """Every row of every table by its id. A table that cannot be read is left out."""
    found: dict[str, TracedRow] = {}
    for name in data.table_names():
        file = data.table_file(name)
        if name in ("sources", "claims") or not file.is_file():
            continue
        with file.open(encoding="utf-8", newline="") as opened:
            for number, row in enumerate(csv.DictReader(opened), start=2):
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
        raise RebarError("trace wants one thing: an id, or --source ID, or --row ID.")
    if traced:
        found = chain(traced)
        print(json.dumps(asdict(found), indent=1, ensure_ascii=False) if as_json else shown(found))
        return 0
    carried = carried_by_source(source_id) if source_id else carried_by_row(str(row_id))
    if as_json:
        print(json.dumps(carried, indent=1, ensure_ascii=False))
        return 0
    if source_id:
        print(sources.source(source_id).text)
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
    lines.append(f"made at  {one.code.script}, line {one.code.line}")
    if one.code.drawn_by:
        lines.append(f"  drawn by {', '.join(one.code.drawn_by)}")
    if one.code.functions:
        lines.append(f"  through {', '.join(f'rebar.{name}' for name in one.code.functions)}")
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
_PLUMBING = ("data.read", "prose.prose", "prose.listed", "prose.count", "exhibits.exhibit",
             "claims.check", "claims.verdicts", "claims.claim", "claims.stated")


def _row_line(row: TracedRow) -> str:
    cells = [(k, v) for k, v in row.values.items() if k not in ("note", "standing")]
    cells.sort(key=lambda cell: not re.fullmatch(r"-?[\d.]+", cell[1]))
    said = ", ".join(f"{k} {v}" for k, v in cells)
    said = said if len(said) <= 120 else f"{said[:117]}..."
    where = f" ({row.locator})" if row.locator else ""
    return f"{row.row_id}, line {row.line}, as of {row.as_of}: {said} <- {row.source_id}{where}"


def _source(source_id: str, rows: list[TracedRow]) -> dict[str, str]:
    one = sources.source(source_id)
    dates = {row.as_of for row in rows if row.source_id == source_id}
    as_of = " to ".join(dict.fromkeys([min(dates), max(dates)])) if dates else ""
    return {
        "source_id": source_id, "text": one.text, "url": one.url, "artifact": one.artifact,
        "sha256": one.sha256, "accessed": one.accessed, "as_of": as_of,
    }


@functools.lru_cache(maxsize=1)
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


def _statements(chapter: Chapter) -> Iterator[tuple[ast.stmt, int]]:
    """The top-level statements of a chapter's code cells, each with its first line in the script.

    The line of a node in a statement is that of the statement's cell; `line` makes up for it.
    """
    script = chapter.text.splitlines()
    begin = 0
    for cell in chapters.source_notebook(chapter).cells:
        first = cell.source.splitlines()[0] if cell.source else ""
        if cell.cell_type != "code" or not first:
            continue
        while begin < len(script) and script[begin] != first:
            begin += 1
        for tree in ast.parse(cell.source).body:
            yield tree, begin + 1
        begin += len(cell.source.splitlines())


def _imports(trees: Iterable[ast.stmt]) -> dict[str, str]:
    """Names of this package as a chapter imports them: `theme`, `exhibits.exhibit`."""
    found: dict[str, str] = {}
    for tree in trees:
        if isinstance(tree, ast.ImportFrom) and (tree.module or "").split(".")[0] == "rebar":
            inside = (tree.module or "").removeprefix("rebar").removeprefix(".")
            for one in tree.names:
                found[one.asname or one.name] = f"{inside}.{one.name}".removeprefix(".")
    return found


def _qualified(function: ast.expr, modules: dict[str, str]) -> str:
    if isinstance(function, ast.Name):
        name = modules.get(function.id, "")
        return name if "." in name else ""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        module = modules.get(function.value.id, "")
        return f"{module}.{function.attr}" if module else ""
    return ""


def _mentions(tree: ast.AST, name: str) -> bool:
    return any(_makes(one, name) for one in ast.walk(tree))


def _makes(node: ast.AST, name: str) -> bool:
    """Whether a node is the call that makes the exhibit, or checks the claim, of this id."""
    if not isinstance(node, ast.Call):
        return False
    called = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
    given = [k.value for k in node.keywords if k.arg == "id"] + node.args[:1]
    named = any(isinstance(one, ast.Constant) and one.value == name for one in given)
    return named and called not in ("claim", "stated")


def _defines(tree: ast.AST) -> set[str]:
    found = {one.id for one in ast.walk(tree)
             if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    for one in ast.walk(tree):
        # `frame["column"] = ...` changes the frame, so whoever needs it depends on this.
        if isinstance(one, ast.Subscript | ast.Attribute) and isinstance(one.ctx, ast.Store):
            base: ast.expr = one
            while isinstance(base, ast.Subscript | ast.Attribute):
                base = base.value
            found |= {base.id} if isinstance(base, ast.Name) else set()
        if isinstance(one, ast.FunctionDef):
            found.add(one.name)
    return found


def _uses(tree: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(tree)
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
