"""Cells that were edited in a notebook, where no run and no script has them.

The script is the source of truth, and a run replaces the notebook. Who edits cells in Jupyter all
the same must not lose them: before a notebook is replaced, one that holds what neither its script
nor its last run has is copied into `kept/`; `bring` takes such cells into the script.
"""

from __future__ import annotations

import json
import re
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from claimsbook import locks, paths
from claimsbook.book import current
from claimsbook.chapters.pairs import STAMP, Chapter, all_chapters, select, source_notebook
from claimsbook.chapters.stale import code_hash
from claimsbook.errors import BookError
from claimsbook.files import canonical_json, json_object, sha256, write_atomically
from claimsbook.settings import command

_OF_EDITORS = (
    *("collapsed", "colab", "editable", "execution", "ExecuteTime", "id", "lines_to_next_cell"),
    *("outputId", "scrolled", "trusted", "vscode"),
)
"""Metadata of cells that editors leave behind, and nobody wrote."""


def kept() -> Path:
    """The folder of copies of edited notebooks. Git passes it over; nothing here empties it."""
    return paths.root() / "kept"


def is_edited(chapter: Chapter) -> bool:
    """Whether a chapter's notebook holds what neither its script nor its last run has.

    One that is no notebook at all counts too, unless it is empty: nobody knows what was in it.
    """
    if not chapter.notebook.is_file():
        return False
    notebook = _read(chapter.notebook)
    if notebook is None:
        return bool(chapter.notebook.read_bytes().strip())
    known = {_stamp(notebook), code_hash(chapter)}
    return not known & _spellings(notebook)


def fault(chapter: Chapter) -> str:
    """What `check` says of a notebook that was edited, with the remedy; "" where it was not."""
    if not is_edited(chapter):
        return ""
    name = paths.shown(chapter.notebook)
    keeps = f"{command('run')} keeps a copy of it under {paths.shown(kept())}/"
    notebook = _read(chapter.notebook)
    if notebook is None:
        return f"{name} is no notebook. Remedy: mend it, or {keeps} and makes it anew."
    if not _follows(chapter, chapter.notebook, notebook):
        return (
            f"{name} has cells that its .py lacks, and the two have no run in common. Remedy: copy "
            f"what shall stay into the .py by hand; {keeps}."
        )
    return (
        f"{name} was edited and its .py was not. Remedy: {command(f'bring {chapter.slug}')} takes "
        f"its cells into the .py; {keeps}."
    )


def keep(chapter: Chapter) -> str:
    """Copy an edited notebook into `kept/` before it is replaced; a line that says so, else "".

    The copy is numbered; where the same bytes are kept already, no other copy is made.
    """
    if current().given_assumptions or not is_edited(chapter):
        # A trial runs in a copy of the book, and replaces nothing that anybody wrote.
        return ""
    copy = _copied(chapter.notebook, "edited")
    shown = paths.shown(copy)
    notebook = _read(chapter.notebook)
    if notebook is not None and _follows(chapter, chapter.notebook, notebook):
        if _stamp(notebook) != code_hash(chapter):
            _note(chapter, copy, _stamp(notebook), code_hash(chapter))
        return f"{shown} has the cells edited; {command(f'bring {shown}')} takes them into the .py"
    return f"{shown} has the notebook as it was; copy what shall stay into the .py by hand"


def _copied(file: Path, why: str) -> Path:
    """A numbered copy of a file under `kept/`; where the same bytes are kept already, that one."""
    content = file.read_bytes()
    ignore = kept() / ".gitignore"
    if not ignore.is_file():
        write_atomically(ignore, "*\n")
    number = 1
    while (copy := kept() / f"{file.stem}.{why}-{number}{file.suffix}").exists():
        if copy.read_bytes() == content:
            return copy
        number += 1
    write_atomically(copy, content)
    return copy


def strangers() -> list[str]:
    """The notebooks beside the chapters that belong to none, sorted; nothing reads them."""
    own = {one.notebook.name for one in all_chapters()}
    return sorted(
        paths.shown(file) for file in paths.notebooks().glob("*.ipynb") if file.name not in own
    )


def bring(name: str) -> str:
    """Take the cells of a notebook into its chapter's script; a line that says what was done.

    `name` is a chapter's slug, or a copy under `kept/`. Cells that did not change keep their
    spelling. Raises BookError, with nothing written, where the script changed too, in another way
    than by this, since the run that the notebook was edited from, or where a script cannot hold
    what is in a cell. A script that was brought from an earlier state of the notebook is copied
    into `kept/` first.
    """
    copy = Path(name) if name.endswith(".ipynb") else None
    slug = re.sub(r"\.edited-\d+$", "", copy.stem) if copy else name
    (chapter,) = select([slug])
    file = chapter.notebook
    if copy:
        file = copy if copy.is_absolute() or copy.is_file() else paths.root() / copy
    with locks.alone(paths.cache() / "run.lock", "runs"):
        return _bring(chapter, file)


def _bring(chapter: Chapter, file: Path) -> str:
    shown, script = paths.shown(file), paths.shown(chapter.script)
    if not file.is_file():
        raise BookError(f"{shown} is missing. Remedy: name a chapter, or a copy under kept/.")
    notebook = _read(file)
    if notebook is None:
        raise BookError(f"{shown} is no notebook. Remedy: copy what shall stay into {script}.")
    stamp, now, found = _stamp(notebook), code_hash(chapter), _spellings(notebook)
    if now in found or stamp in found:
        return f"nothing to bring: {shown} has no cell that {script} lacks"
    if not _follows(chapter, file, notebook):
        raise BookError(
            f"{shown} was edited, and {script} is not the one that it was made from. Remedy: copy "
            f"what shall stay into {script} by hand."
        )
    cells, own = _cells(notebook), _cells(source_notebook(chapter))
    text = _as_script(chapter, cells, shown)
    copy = ""
    if stamp != now:
        # A run has the script of a first time; one that was brought before lies nowhere else.
        copy = f"; {paths.shown(_copied(chapter.script, 'brought'))} is as it was"
    write_atomically(chapter.script, text)
    _note(chapter, file, stamp, code_hash(chapter))
    return (
        f"{script}: {_told(own, cells, shown)}{copy}; `git diff` shows it, "
        f"{command(f'run {chapter.slug}')} runs the chapter"
    )


def _told(before: list[list[Any]], after: list[list[Any]], shown: str) -> str:
    """How many cells came and went; a cell that was changed is one of each."""
    was, now = (Counter(map(canonical_json, one)) for one in (before, after))
    taken, gone = (now - was).total(), (was - now).total()
    if not taken and not gone:
        return f"its cells are in the order of {shown}"
    return f"{taken} cell{'s' * (taken != 1)} taken from {shown}, {gone} of its own gone"


def _notes() -> Path:
    return paths.cache() / "brought.json"


def _brought(chapter: Chapter) -> dict[str, Any]:
    """What was brought into a script last: from which `files`, of which `run`, what it is now."""
    found = json_object(_notes()).get(chapter.slug)
    return found if isinstance(found, dict) and isinstance(found.get("files"), list) else {}


def _note(chapter: Chapter, file: Path, stamp: str, script: str) -> None:
    """Remember that a script holds what this notebook, edited from the run `stamp`, held."""
    before = _brought(chapter)
    same = (before.get("run"), before.get("script")) == (stamp, script)
    known = [*(before["files"] if same else []), paths.shown(file)]
    note = {"run": stamp, "script": script, "files": sorted({*known})}
    notes = {**json_object(_notes()), chapter.slug: note}
    write_atomically(_notes(), json.dumps(notes, indent=1, sort_keys=True) + "\n")


def _follows(chapter: Chapter, file: Path, notebook: Any) -> bool:
    """Whether all that the script has is in the run that a notebook was edited from, or in it.

    So it is where the script is the one of that run, or was brought from this very notebook.
    """
    stamp, now = _stamp(notebook), code_hash(chapter)
    last = _brought(chapter)
    brought = (last.get("run"), last.get("script")) == (stamp, now)
    return bool(stamp) and (stamp == now or (brought and paths.shown(file) in last["files"]))


def _as_script(chapter: Chapter, cells: list[list[Any]], shown: str) -> str:
    """The script with these cells in place of its own, under the head that it has."""
    before = source_notebook(chapter)
    old = {canonical_json(one): cell for one, cell in zip(_all_cells(before), before.cells)}
    made: list[Any] = []
    for number, one in enumerate(cells, start=1):
        kind, source, metadata, attached = one
        if attached:
            raise BookError(
                f"{shown}, cell {number} has a picture attached, which a .py cannot hold. "
                "Remedy: put it into book/_static and link to it."
            )
        new = {"cell_type": kind, "source": source, "metadata": metadata}
        if kind == "code":
            new |= {"outputs": [], "execution_count": None}
        made.append(old.get(canonical_json(one)) or nbformat.from_dict(new))  # type: ignore[no-untyped-call]
    before.cells = made
    # A script whose cells had no metadata is taken for one that must not get any.
    before.metadata.setdefault("jupytext", {})["cell_metadata_filter"] = "all"
    written = str(jupytext.writes(before, fmt="py:percent"))
    mark = re.compile(r"^# %%", re.MULTILINE)
    heads = [found.start() if (found := mark.search(one)) else 0 for one in (chapter.text, written)]
    text = chapter.text[: heads[0]] + written[heads[1] :]
    if _cells(jupytext.reads(text, fmt="py:percent")) != cells:
        raise BookError(
            f"{shown} has a cell that would be another in a .py. Remedy: copy what shall stay into "
            f"{paths.shown(chapter.script)} by hand."
        )
    return text


def _read(file: Path) -> Any:
    """A notebook as it lies there; None where it is none."""
    try:
        with warnings.catch_warnings():
            # Two cells of one id, after a copy in an editor, are no matter here.
            warnings.simplefilter("ignore")
            text = file.read_text("utf-8")
            notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
            nbformat.validate(notebook)
    except Exception:
        # nbformat raises whatever the missing part of a notebook makes of it.
        return None
    return notebook


def _stamp(notebook: Any) -> str:
    """The hash of the script that a notebook was run from; "" without a record of a run."""
    stamp = notebook.metadata.get(STAMP)
    return str(stamp.get("code", "")) if isinstance(stamp, dict) else ""


def _spellings(notebook: Any) -> set[str]:
    """The hashes that a script of these cells may have: as they are, and without editors' traces.

    Not one of them stands for a notebook with a picture attached to a cell.
    """
    if any(cell.get("attachments") for cell in notebook.cells):
        return {sha256(canonical_json([*_cells(notebook)]))}
    layout = "lines_to_next_cell"
    plain = [
        [cell.cell_type, cell.source, {k: v for k, v in cell.metadata.items() if k != layout}]
        for cell in notebook.cells
    ]
    tidy = [one[:3] for one in _cells(notebook)]
    return {sha256(canonical_json(one)) for one in (plain, tidy)}


def _all_cells(notebook: Any) -> list[list[Any]]:
    """Type, text, metadata and attachments of each cell, without the traces of editors."""
    return [
        [
            cell.cell_type,
            cell.source.rstrip(),
            {key: value for key, value in cell.metadata.items() if key not in _OF_EDITORS},
            dict(cell.get("attachments", {})),
        ]
        for cell in notebook.cells
    ]


def _cells(notebook: Any) -> list[list[Any]]:
    """The cells that somebody wrote: Jupyter adds an empty one when it has run the last."""
    cells = _all_cells(notebook)
    while cells and cells[-1][0] == "code" and not cells[-1][1] and not cells[-1][2]:
        cells.pop()
    return cells
