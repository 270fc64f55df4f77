"""Chapters: which are stale, running them, and collecting what they found.

A chapter is a pair: `slug.py` (jupytext percent format, the source of truth) and `slug.ipynb`
(the executed outputs). The notebook's metadata holds, under `rebar`, the hashes of everything its
outputs depend on: its own cells, each table it read, each module of this package it imported, and
the versions of the libraries that compute and draw. A chapter is stale when one of them changed.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
import json
import re
import subprocess
import time
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import jupytext
import nbformat
import yaml

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.figures import exhibits
from claimsbook.files import canonical_json, sha256, sha256_file, write_atomically
from claimsbook.ledger import claims
from claimsbook.tables import data
from rebar.fourbit import record as bench_records

T = TypeVar("T")

LIBRARIES = ("altair", "numpy", "pandas", "scipy", "vl-convert-python")
"""Libraries whose version is part of what an output depends on."""

RECORDS = "checked-claims"
"""The name under which a chapter that reads the other chapters' records depends on them."""

_CELL_SECONDS = 300


@dataclass(frozen=True)
class Chapter:
    """One pair of files under `notebooks/`."""

    slug: str

    @property
    def script(self) -> Path:
        return paths.NOTEBOOKS / f"{self.slug}.py"

    @property
    def notebook(self) -> Path:
        return paths.NOTEBOOKS / f"{self.slug}.ipynb"

    @property
    def title(self) -> str:
        """The first heading of the chapter."""
        found = re.search(r"^# # (.+)$", self.text, flags=re.MULTILINE)
        return found[1].strip() if found else self.slug

    @property
    def text(self) -> str:
        """The script as it stands. Raises BookError when it is not UTF-8."""
        try:
            return self.script.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise BookError(
                f"notebooks/{self.slug}.py is not UTF-8 ({error.reason} at byte {error.start}). "
                "Remedy: save the file as UTF-8."
            ) from None

    @property
    def question(self) -> str:
        """The question that the chapter opens with: the paragraph that begins so."""
        found = re.search(r"^# \*\*The question\.\*\* .+(\n# .+)*", self.text, re.MULTILINE)
        words = found[0].replace("\n# ", " ") if found else ""
        return words.removeprefix("# **The question.** ").strip()


def all_chapters() -> list[Chapter]:
    """The chapters of `_toc.yml`, in reading order. Raises BookError if one has no script."""
    try:
        toc = yaml.safe_load((paths.ROOT / "_toc.yml").read_text("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise BookError(f"_toc.yml cannot be read ({reason}). Remedy: restore it.") from None
    files = [name for name in _toc_files(toc) if name.startswith("notebooks/")]
    found = [Chapter(name.removeprefix("notebooks/")) for name in files]
    if not found:
        raise BookError("_toc.yml names no chapter (notebooks/…). Remedy: restore it.")
    for chapter in found:
        if not chapter.script.is_file():
            raise BookError(
                f"_toc.yml names notebooks/{chapter.slug}, which has no .py. "
                "Remedy: write it, or take the chapter out of _toc.yml."
            )
    return found


def select(names: Iterable[str]) -> list[Chapter]:
    """Chapters by slug or path; all of them when no name is given."""
    known = all_chapters()
    by_slug = {chapter.slug: chapter for chapter in known}
    wanted = [Path(name).stem for name in names]
    for name in wanted:
        if name not in by_slug:
            raise BookError(f"no chapter {name!r}. Remedy: use one of {', '.join(by_slug)}.")
    return [by_slug[name] for name in wanted] if wanted else known


def source_notebook(chapter: Chapter) -> Any:
    """The chapter's script as a notebook without outputs; cell ids depend on the order only."""
    notebook = jupytext.reads(chapter.text, fmt="py:percent")
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number:03d}"
    return notebook


def code_hash(chapter: Chapter) -> str:
    """SHA-256 over the cells of the script: types, sources and metadata."""
    layout = "lines_to_next_cell"
    cells = [
        [cell.cell_type, cell.source, {k: v for k, v in cell.metadata.items() if k != layout}]
        for cell in source_notebook(chapter).cells
    ]
    return sha256(canonical_json(cells))


def reasons_stale(chapter: Chapter) -> list[str]:
    """Why the stored outputs may no longer be what the chapter would give; empty when fresh."""
    if not chapter.notebook.is_file():
        return ["it was never run"]
    try:
        notebook = stored(chapter)
    except BookError:
        return ["its .ipynb is not readable"]
    stamp = notebook.metadata.get("rebar")
    if not stamp or not {"code", "tables", "modules", "libraries"} <= set(stamp):
        return ["its .ipynb carries no record of a run"]
    reasons = []
    if stamp["code"] != code_hash(chapter):
        reasons.append("its .py changed")
    elif stamp.get("stored") != stored_hash(notebook):
        reasons.append("its .ipynb is not what its run stored")
    for table, was in stamp["tables"].items():
        now = records_hash(chapter) if table == RECORDS else table_hash(table)
        if now != was:
            reasons.append(f"table {table} changed")
    for module, was in stamp["modules"].items():
        if module_hash(module) != was:
            reasons.append(f"module {module} changed")
    for library, was in stamp["libraries"].items():
        if importlib.metadata.version(library) != was:
            reasons.append(f"{library} is {importlib.metadata.version(library)}, was {was}")
    return reasons


def stored_hash(notebook: Any) -> str:
    """SHA-256 over the cells of an executed notebook and their outputs, pictures aside."""
    return sha256(
        canonical_json([[cell.cell_type, cell.source, comparable(cell)] for cell in notebook.cells])
    )


def comparable(cell: Any) -> dict[str, Any]:
    """The outputs of a notebook cell that must come out the same again, by place."""
    found: dict[str, Any] = {}
    for number, output in enumerate((cell or {}).get("outputs", [])):
        for mime, value in output.get("data", {}).items():
            if not mime.startswith("image/"):
                found[f"{number} {mime}"] = value
        if "text" in output:
            found[f"{number} {output.get('name', 'text')}"] = output["text"]
    return found


def run(
    chapters: list[Chapter], *, force: bool = False, say: Callable[[str], None] = print
) -> list[Chapter]:
    """Execute the chapters that are stale (all, with `force`), two at a time; those that ran.

    A notebook is replaced only when its whole chapter ran without error and checked no claim that
    another chapter checks. Chapters that read the records of others run after them. Raises
    BookError naming chapter, cell and error.
    """
    ran: list[Chapter] = []
    last = [one for one in chapters if _reads_records(one)]
    for wave in ([one for one in chapters if one not in last], last):
        todo = []
        for chapter in wave:
            reasons = reasons_stale(chapter)
            if force or reasons:
                say(f"  run    {chapter.slug}  ({reasons[0] if reasons else 'forced'})")
                todo.append(chapter)
            else:
                say(f"  fresh  {chapter.slug}")
        _settle(_run_all(todo, [] if wave is last else last, say))
        ran += todo
    if ran:
        collect([one for one in all_chapters() if one.notebook.is_file()])
    return ran


def execute(chapter: Chapter) -> Any:
    """The chapter run in a fresh kernel: a notebook with outputs and its stamp, nothing written."""
    return _settle(_execute(chapter))


def collect(chapters: list[Chapter]) -> list[dict[str, Any]]:
    """The records of all claims that the executed notebooks of `chapters` checked.

    Each carries the slug of its chapter. Raises BookError when two speak of one claim.
    """
    return _once([one for chapter in chapters for one in _records(chapter, _bundles(chapter))])


def _records(chapter: Chapter, bundles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [record for bundle in bundles for record in bundle.get(claims.MIME, [])]
    return [{**record, "chapter": chapter.slug} for record in found]


def _once(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, str] = {}
    for record in records:
        if record["claim"] in seen:
            raise BookError(
                f"claim {record['claim']!r} is checked twice: in {seen[record['claim']]} and "
                f"{record['chapter']}. Remedy: keep one of the two checks."
            )
        seen[record["claim"]] = record["chapter"]
    return records


def collect_exhibits(chapters: list[Chapter]) -> list[dict[str, Any]]:
    """The records of all exhibits in the executed notebooks, each with `spec` and `chapter`.

    Raises BookError when two exhibits share an id.
    """
    found: dict[str, dict[str, Any]] = {}
    for chapter in chapters:
        for bundle in _bundles(chapter):
            if exhibits.MIME not in bundle:
                continue
            record = {**bundle[exhibits.MIME], "spec": bundle[exhibits.VEGALITE_MIME]}
            record["chapter"] = chapter.slug
            if record["id"] in found:
                raise BookError(
                    f"exhibit {record['id']!r} stands in {found[record['id']]['chapter']} and in "
                    f"{chapter.slug}. Remedy: give one of them another id."
                )
            found[record["id"]] = record
    return list(found.values())


def checked_claims(reader: str) -> list[dict[str, Any]]:
    """The records of every chapter but `reader` itself; remembered as a table that it read."""
    others = [one for one in all_chapters() if one.slug != reader]
    data.remember(RECORDS, records_hash(Chapter(reader)))
    return collect([one for one in others if one.notebook.is_file()])


def records_hash(reader: Chapter) -> str:
    """SHA-256 over the titles and the claim records of all chapters but `reader`."""
    others = [one for one in all_chapters() if one.slug != reader.slug and one.notebook.is_file()]
    titles = {one.slug: one.title for one in others}
    return sha256(canonical_json([titles, collect(others)]))


def outputs(chapter: Chapter, mime: str) -> list[Any]:
    """All outputs of one MIME type in a chapter's executed notebook, in order."""
    return [bundle[mime] for bundle in _bundles(chapter) if mime in bundle]


def _bundles(chapter: Chapter) -> list[dict[str, Any]]:
    return bundles_of(stored(chapter))


def stored(chapter: Chapter) -> Any:
    """The executed notebook of a chapter, as it lies on disk.

    Raises BookError when it is missing or is no notebook.
    """
    shown, remedy = paths.shown(chapter.notebook), f"`python -m rebar run {chapter.slug}`"
    try:
        text = chapter.notebook.read_text("utf-8")
        if re.search(r"^<<<<<<< ", text, re.MULTILINE):
            raise ValueError("it has the marks of an unfinished merge")
        notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except FileNotFoundError:
        raise BookError(f"{shown} is missing. Remedy: {remedy}.") from None
    except Exception as error:
        # nbformat raises whatever the missing part of a notebook makes of it.
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise BookError(f"{shown} is no notebook ({reason}). Remedy: {remedy}.") from None
    return notebook


def unreadable(chapter: Chapter) -> str:
    """Why a chapter's notebook cannot be read; "" where it can."""
    try:
        stored(chapter)
    except BookError as error:
        return str(error)
    return ""


def bundles_of(notebook: Any) -> list[dict[str, Any]]:
    """The MIME bundles of a notebook's outputs, in order."""
    return [
        output["data"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output
    ]


def _reads_records(chapter: Chapter) -> bool:
    return "checked_claims(" in chapter.text


def _settle(work: Coroutine[Any, Any, T]) -> T:
    # In a thread of its own: inside a notebook, or beside a browser, a loop runs here already.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _run_all(todo: list[Chapter], later: list[Chapter], say: Callable[[str], None]) -> None:
    turn = asyncio.Semaphore(2)
    # What a chapter yet to run has stored may be about to change: it accuses nobody.
    settled = [one for one in all_chapters() if one not in todo + later and one.notebook.is_file()]

    async def run_one(chapter: Chapter) -> None:
        async with turn:
            began = time.monotonic()
            notebook = await _execute(chapter)
            _once([*collect(settled), *_records(chapter, bundles_of(notebook))])
            text = nbformat.writes(notebook, indent=1)  # type: ignore[no-untyped-call]
            write_atomically(chapter.notebook, f"{text}\n")
            settled.append(chapter)
            say(f"  done   {chapter.slug}  {time.monotonic() - began:.1f} s")

    results = await asyncio.gather(*(run_one(one) for one in todo), return_exceptions=True)
    faults = [one for one in results if isinstance(one, BaseException)]
    for fault in faults:
        if not isinstance(fault, BookError):
            raise fault
    if faults:
        raise BookError("\nerror: ".join(str(fault) for fault in faults))


_ASK = """
import json as _json, sys as _sys
from claimsbook.tables import data as _data
_modules = {m for m in _sys.modules if m.split(".")[0] in ("claimsbook", "rebar")}
print("REBAR" + _json.dumps({"tables": _data.tables_read(), "modules": sorted(_modules)}))
"""


async def _execute(chapter: Chapter) -> Any:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = source_notebook(chapter)
    notebook.metadata.setdefault(
        "kernelspec", {"name": "python3", "language": "python", "display_name": "Python 3"}
    )
    asked: Any = nbformat.v4.new_code_cell(  # type: ignore[no-untyped-call]
        _ASK, id="rebar-ask"
    )
    notebook.cells.append(asked)
    client = NotebookClient(
        notebook,
        timeout=_CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(paths.NOTEBOOKS)}},
    )
    try:
        # The kernel's own chatter about its sockets is not for the reader.
        await client.async_execute(stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        number = next(
            (
                n
                for n, cell in enumerate(notebook.cells, 1)
                if any(o.output_type == "error" for o in cell.get("outputs", []))
            ),
            0,
        )
        raise BookError(
            f"notebooks/{chapter.slug}.py, cell {number}: {error.ename}: {error.evalue}"
        ) from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise BookError(f"notebooks/{chapter.slug}.py: {error}") from None
    notebook.cells.pop()
    answer = "".join(o.get("text", "") for o in asked.outputs)
    report = json.loads(answer.split("REBAR", 1)[1])
    # Which tools ran is in the stamp; the kernel's own banner would change by machine.
    notebook.metadata.pop("language_info", None)
    notebook.metadata["rebar"] = {
        "code": code_hash(chapter),
        "tables": report["tables"],
        "modules": {m: module_hash(m) for m in report["modules"]},
        "libraries": {one: importlib.metadata.version(one) for one in LIBRARIES},
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata["rebar"]["stored"] = stored_hash(notebook)
    return notebook


def module_hash(module: str) -> str:
    """SHA-256 of a module's file; "" if it is gone."""
    stem = paths.ROOT / "src" / Path(*module.split("."))
    for file in (stem.with_suffix(".py"), stem / "__init__.py"):
        if file.is_file():
            return sha256_file(file)
    return ""


def table_hash(name: str) -> str:
    """SHA-256 of a table's file, or of all benchmark records; "" if it is gone."""
    if name == bench_records.RUNS_NAME:
        return bench_records.runs_hash()
    try:
        return sha256_file(data.table_file(name))
    except (BookError, FileNotFoundError):
        return ""


def _toc_files(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [str(node[key]) for key in ("root", "file") if key in node]
        return own + [one for value in node.values() for one in _toc_files(value)]
    if isinstance(node, list):
        return [one for value in node for one in _toc_files(value)]
    return []
