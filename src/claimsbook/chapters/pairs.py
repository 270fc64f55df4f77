"""Chapters: pairs of a script and the notebook that holds its outputs.

A chapter is `slug.py` (jupytext percent format, the source of truth) and `slug.ipynb` (the executed
outputs), in the order of `_toc.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import yaml

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.settings import command

STAMP = "claimsbook"
"""The key of a notebook's metadata under which stands what its outputs were made from."""


@dataclass(frozen=True)
class Chapter:
    """One pair of files under `notebooks/`."""

    slug: str

    @property
    def script(self) -> Path:
        return paths.notebooks() / f"{self.slug}.py"

    @property
    def notebook(self) -> Path:
        return paths.notebooks() / f"{self.slug}.ipynb"

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
        """The question that the chapter opens with."""
        found = re.search(r"^# \*\*The question\.\*\* .+(\n# .+)*", self.text, re.MULTILINE)
        words = found[0].replace("\n# ", " ") if found else ""
        return words.removeprefix("# **The question.** ").strip()


def all_chapters() -> list[Chapter]:
    """The chapters of `_toc.yml`, in reading order. Raises BookError if one has no script."""
    try:
        toc = yaml.safe_load((paths.root() / "_toc.yml").read_text("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise BookError(f"_toc.yml cannot be read ({reason}). Remedy: restore it.") from None
    files = [name for name in toc_files(toc) if name.startswith("notebooks/")]
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


def stored(chapter: Chapter) -> Any:
    """The executed notebook of a chapter, as it lies on disk.

    Raises BookError when it is missing or is no notebook.
    """
    shown, remedy = paths.shown(chapter.notebook), command(f"run {chapter.slug}")
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


def toc_files(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [str(node[key]) for key in ("root", "file") if key in node]
        return own + [one for value in node.values() for one in toc_files(value)]
    if isinstance(node, list):
        return [one for value in node for one in toc_files(value)]
    return []
