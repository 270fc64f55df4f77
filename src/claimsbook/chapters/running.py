"""Run chapters in fresh kernels; nothing half-done is kept."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.metadata
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import nbformat

from claimsbook import files, locks, opened, paths, surroundings
from claimsbook.book import current
from claimsbook.chapters import assumptions, edited
from claimsbook.chapters.collected import (
    RECORDS,
    bundles_of,
    collect,
    once,
    reads_records,
    records_of,
)
from claimsbook.chapters.pairs import STAMP, Chapter, all_chapters, source_notebook
from claimsbook.chapters.stale import (
    LIBRARIES,
    code_hash,
    file_hash,
    module_hash,
    reasons_stale,
    settings_hash,
    stored_hash,
)
from claimsbook.errors import BookError
from claimsbook.files import write_atomically

T = TypeVar("T")


_CELL_SECONDS = 300


def run(
    chapters: list[Chapter], *, force: bool = False, say: Callable[[str], None] = print
) -> list[Chapter]:
    """Execute the chapters that are stale (all, with `force`), two at a time; those that ran.

    A notebook is replaced only when its whole chapter ran without error and checked no claim that
    another chapter checks; what was edited in it is kept first (see `edited.keep`).
    Chapters that read the records of others run after them. Raises BookError naming chapter, cell
    and error.
    """
    with locks.alone(paths.cache() / "run.lock", "runs"):
        return _run(chapters, force, say)


def _run(chapters: list[Chapter], force: bool, say: Callable[[str], None]) -> list[Chapter]:
    ran: list[Chapter] = []
    last = [one for one in chapters if reads_records(one)]
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


def _settle(work: Coroutine[Any, Any, T]) -> T:
    # In a thread of its own: inside a notebook, or beside a browser, a loop runs here already.
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(asyncio.run, work).result()
    finally:
        # Who is interrupted puts things back at once, and does not wait for a chapter.
        pool.shutdown(wait=False)


async def _run_all(todo: list[Chapter], later: list[Chapter], say: Callable[[str], None]) -> None:
    turn = asyncio.Semaphore(2)
    # What a chapter yet to run has stored may be about to change: it accuses nobody.
    settled = [one for one in all_chapters() if one not in todo + later and one.notebook.is_file()]

    async def run_one(chapter: Chapter) -> None:
        async with turn:
            began = time.monotonic()
            notebook = await _execute(chapter)
            once([*collect(settled), *records_of(chapter, bundles_of(notebook))])
            text = nbformat.writes(notebook, indent=1)  # type: ignore[no-untyped-call]
            if line := edited.keep(chapter):
                say(f"  kept   {line}")
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
import sys as _sys
from IPython.display import display as _display
from claimsbook.tables import data as _data
from claimsbook.settings import settings as _settings
from claimsbook import opened as _opened, paths as _paths
_packages = ("claimsbook", *_settings().packages)
_modules = {m for m in _sys.modules if m.split(".")[0] in _packages}
_tables = _data.tables_read()
_own = {_paths.shown(_data.table_file(t)) for t in _tables if t in _data.table_names()}
_files = _opened.files(str(_paths.root()), _packages, _own)
_report = {"tables": _tables, "modules": sorted(_modules), "files": _files}
_display({"application/json": _report}, raw=True)
"""

_LISTEN = "__import__('claimsbook.opened').opened.listen()"
"""The first line of a kernel; it counts as no cell and leaves no name behind."""


async def _execute(chapter: Chapter) -> Any:
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = source_notebook(chapter)
    notebook.metadata.setdefault(
        "kernelspec", {"name": "python3", "language": "python", "display_name": "Python 3"}
    )
    asked: Any = nbformat.v4.new_code_cell(  # type: ignore[no-untyped-call]
        _ASK, id="what-was-read"
    )
    notebook.cells.append(asked)
    # The interpreter that runs this, whatever kernels the reader has under the same name.
    kernels = KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True)
    try:
        with _scratch() as scratch:
            client = NotebookClient(
                notebook,
                km=AsyncKernelManager(
                    kernel_name="python3",
                    kernel_spec_manager=kernels,
                    # Else it lies in the reader's home, and stays there when this is ended.
                    connection_file=str(scratch / "kernel.json"),
                ),
                extra_arguments=[f"--IPKernelApp.exec_lines={_LISTEN}"],
                timeout=_CELL_SECONDS,
                record_timing=False,
                resources={"metadata": {"path": str(paths.notebooks())}},
            )
            # The kernel's own chatter about its sockets is not for the reader.
            await client.async_execute(
                stderr=subprocess.DEVNULL, env=_surroundings(chapter, scratch)
            )
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
    (report,) = (o["data"]["application/json"] for o in asked.outputs if "data" in o)
    # Which tools ran is in the stamp; the kernel's own banner would change by machine.
    notebook.metadata.pop("language_info", None)
    notebook.metadata[STAMP] = {
        "code": code_hash(chapter),
        "tables": report["tables"],
        "modules": {m: module_hash(m) for m in report["modules"]},
        "files": {name: file_hash(name) for name in _of_the_book(chapter, report)},
        "settings": settings_hash(),
        "libraries": {one: importlib.metadata.version(one) for one in LIBRARIES},
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    if given := current().given_assumptions.get(chapter.slug):
        notebook.metadata[STAMP]["set"] = given
    notebook.metadata[STAMP]["stored"] = stored_hash(notebook)
    return notebook


def _of_the_book(chapter: Chapter, report: dict[str, Any]) -> list[str]:
    """The files that a run read, less those that its other hashes answer for.

    Raises BookError for one that lies where no other clone has it.
    """
    found: list[str] = report["files"]
    for name in found:
        top, _, rest = name.partition("/")
        if rest and (top in opened.OUTSIDE or top.startswith(".")):
            raise BookError(
                f"notebooks/{chapter.slug}.py reads {name}, which no other clone has. "
                "Remedy: put the file under data/, and read it there."
            )
    if RECORDS not in report["tables"]:
        return found
    # What it knows of the other chapters is hashed as the table of their records.
    pairs = {paths.shown(one) for each in all_chapters() for one in (each.script, each.notebook)}
    return [one for one in found if one not in pairs]


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for what a kernel leaves behind, named by the error where it cannot be used."""
    with files.naming(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as scratch:
        yield Path(scratch)


def _surroundings(chapter: Chapter, scratch: Path) -> dict[str, str]:
    """The environment of a chapter's kernel: this book, and what it assumes in the chapter."""
    found = surroundings.of_book(scratch)
    # What was set for another process must not pass for the chapter's own.
    found.pop(assumptions.VARIABLE, None)
    if given := current().given_assumptions.get(chapter.slug):
        found[assumptions.VARIABLE] = json.dumps(given)
    return found
