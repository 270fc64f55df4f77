"""Which chapters are stale: what their outputs depend on, by hash.

The notebook's metadata holds the hashes of everything its outputs depend on: its own cells, each
table it read, each module of the book's packages it imported, every other file of the book that it
read (see `claimsbook.opened`), what the book says of itself to both, and the versions of the
libraries that compute and draw. A chapter is stale when one of them changed, or when it was run
under other assumptions than its own.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from claimsbook import paths
from claimsbook.book import current
from claimsbook.chapters.collected import RECORDS, records_hash
from claimsbook.chapters.pairs import STAMP, Chapter, source_notebook, stored
from claimsbook.errors import BookError
from claimsbook.files import canonical_json, sha256, sha256_file
from claimsbook.settings import function, settings
from claimsbook.tables import data

LIBRARIES = ("altair", "numpy", "pandas", "scipy", "vl-convert-python")
"""Libraries whose version is part of what an output depends on."""


OF_PAGES = {"keywords", "sections", "entities", "rebuilds"}
"""Settings that no chapter's outputs depend on: only pages and releases use them."""

PARTS = {"code", "tables", "modules", "libraries", "settings"}
"""What the stamp of every run has."""


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
    stamp = notebook.metadata.get(STAMP)
    if not stamp or not set(stamp) >= PARTS:
        return ["its .ipynb carries no record of a run"]
    reasons = []
    given = current().given_assumptions.get(chapter.slug, {})
    if stamp.get("set", {}) != given:
        was = f"it was run under {spelt(stamp.get('set', {}))}"
        reasons.append(f"under {spelt(given)}" if given else was)
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
    if "files" not in stamp:
        reasons.append("its run took no note of the files that it read")
    for name, was in stamp.get("files", {}).items():
        if file_hash(name) != was:
            reasons.append(f"{name} changed")
    if stamp["settings"] != settings_hash():
        reasons.append("book.toml changed")
    for library, was in stamp["libraries"].items():
        if importlib.metadata.version(library) != was:
            reasons.append(f"{library} is {importlib.metadata.version(library)}, was {was}")
    return reasons


def altered(chapter: Chapter) -> bool:
    """Whether a chapter's stored cells or outputs are not what its run stored."""
    notebook = stored(chapter)
    stamp = notebook.metadata.get(STAMP)
    was = stamp.get("stored") if isinstance(stamp, dict) else None
    return bool(was != stored_hash(notebook))


def spelt(given: Mapping[str, str]) -> str:
    """What is assumed in a chapter, as a reader types it: "wins=45, share=0.5"."""
    return ", ".join(f"{name}={value}" for name, value in given.items())


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


def module_hash(module: str) -> str:
    """SHA-256 of a module's file; "" if it is gone."""
    own = paths.root() / "src"
    source = own if (own / module.split(".")[0]).is_dir() else ENGINE
    stem = source / Path(*module.split("."))
    for file in (stem.with_suffix(".py"), stem / "__init__.py"):
        if file.is_file():
            return sha256_file(file)
    return ""


ENGINE = Path(__file__).resolve().parents[2]
"""Where the engine lies, for books that bring no copy of it."""


def file_hash(name: str) -> str:
    """SHA-256 of a file of the book, by its path from there; "" if it is gone.

    Of a folder, whose name ends in "/", it is that of the names in it; those of notebooks, of
    hidden files and of compiled modules do not count.
    """
    place = paths.root() / name
    if not name.endswith("/"):
        return sha256_file(place) if place.is_file() else ""
    if not place.is_dir():
        return ""
    names = sorted(one.name for one in place.iterdir())
    passed_over = re.compile(r"\.|__pycache__$|.*\.ipynb$")
    return sha256(canonical_json([one for one in names if not passed_over.match(one)]))


def settings_hash() -> str:
    """SHA-256 over the settings of the book that outputs depend on; comments do not count."""
    found = asdict(settings())
    return sha256(canonical_json({key: found[key] for key in found.keys() - OF_PAGES}))


def table_hash(name: str) -> str:
    """SHA-256 of a table's file, or of another input that book.toml names; "" if it is gone."""
    if place := settings().inputs.get(name):
        return str(function(place)())
    try:
        return sha256_file(data.table_file(name))
    except (BookError, FileNotFoundError):
        return ""
