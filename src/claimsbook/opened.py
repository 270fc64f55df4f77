"""Which files of a book were read in this process, beside those that the stamp of a run knows.

A chapter's kernel listens from its start (`listen`) and is asked at its end (`files`). What is read
by Python itself is seen: files opened, folders listed, modules imported, files that are named to a
program. What a program or a library of another language opens by itself is not.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shlex
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

OUTSIDE = ("_build", "dist", "kept")
"""Folders of a clone that no other clone has, beside those whose names begin with a dot."""

_INSTALLED = (".egg-info", ".dist-info", ".egg-link")
"""Folders that an installer writes beside the code; what is installed, the stamp knows itself."""

_ENGINE = __name__.split(".")[0]
_HELPERS = (f"{_ENGINE}.files", __name__)
"""Modules of the engine that read whatever file they are told to."""

_opened: set[tuple[str, bool, bool]] = set()
"""What was read: an absolute path, whether the engine did it, whether to import a module."""


def listen() -> None:
    """Take note, from now on, of all that this process reads; there is no end to it."""
    sys.addaudithook(_hear)


def _hear(event: str, given: tuple[Any, ...]) -> None:
    # Whatever fails here would fail in the midst of somebody's `open`.
    for path in _read_by(event, given):
        own, importing = _who(sys._getframe(1))
        if not (event in _LISTS and importing):
            _opened.add((path, own, importing))


_LISTS = ("os.listdir", "os.scandir")


def _read_by(event: str, given: tuple[Any, ...]) -> Iterator[str]:
    if event == "open":
        path, _, flags = given
        if not (isinstance(flags, int) and flags & os.O_ACCMODE == os.O_WRONLY):
            yield from _absolute(path)
    elif event in _LISTS:
        yield from (f"{one}/" for one in _absolute(given[0] or "."))
    elif event == "sqlite3.connect":
        yield from _absolute(given[0])
    elif event in ("subprocess.Popen", "os.system"):
        words = given[1] if event == "subprocess.Popen" else given[0]
        yield from (one for word in _words(words) for one in _absolute(word) if Path(one).is_file())


def _words(command: Any) -> Iterable[Any]:
    if isinstance(command, bytes):
        command = os.fsdecode(command)
    try:
        words = [command] if isinstance(command, str) else list(command)
        parts = [shlex.split(one) if isinstance(one, str) else [one] for one in words]
    except (TypeError, ValueError):
        return []
    return [one for part in parts for one in part]


def _absolute(path: Any) -> Iterator[str]:
    if isinstance(path, str | bytes | os.PathLike):
        with contextlib.suppress(OSError, ValueError):
            yield _plain(os.fsdecode(path))


def _plain(path: str) -> str:
    """An absolute path without dots; links stay, since the book knows a file by where it lies."""
    return os.path.normpath(Path(path).absolute())


def _who(frame: FrameType | None) -> tuple[bool, bool]:
    """Whether the engine reads by its own choice, and whether a module is imported."""
    # The frames nearest are this module's own.
    while frame and frame.f_globals.get("__name__") == __name__:
        frame = frame.f_back
    importing = bool(frame) and _name(frame).split(".")[0] in ("importlib", "pkgutil")
    while frame:
        name = _name(frame)
        if name.split(".")[0] == _ENGINE and name not in _HELPERS:
            return True, importing
        frame = frame.f_back
    return False, importing


def _name(frame: FrameType | None) -> str:
    """The module whose code runs in a frame; the frozen parts of `importlib` say theirs as ours."""
    return str(frame.f_globals.get("__name__", "")) if frame else ""


def files(root: str, packages: Iterable[str], tables: Iterable[str]) -> list[str]:
    """What of the book under `root` was read, by paths from there, sorted; a folder ends in "/".

    Left out is what the stamp of a run knows by other ways: the modules of `packages` (of the book
    and the engine), the files in `tables`, and what the engine reads for itself: `book.toml`, the
    data package, the engine's own files. So is the environment, where it lies in the clone.
    """
    root = os.path.realpath(root)
    known = [*_opened.copy(), *((one, False, True) for one in _modules())]
    found = {
        name
        for path, own, importing in known
        if (name := _within(root, path))
        and name not in tables
        and not (own and _is_the_engines(name))
        and not (importing and name.startswith(tuple(f"src/{one}/" for one in packages)))
    }
    return sorted(found)


def _modules() -> Iterator[str]:
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str):
            yield _plain(file)


def _within(root: str, path: str) -> str:
    """A path as the book writes it; "" for one that is not the book's or is there no more."""
    folder = path.endswith("/")
    if f"{os.sep}__pycache__{os.sep}" in path and path.endswith(".pyc"):
        try:
            path = importlib.util.source_from_cache(path)
        except ValueError:
            return ""
    path = _plain(path)
    if not _lies_in(root, path):
        path = os.path.realpath(path)
    apart = (sys.prefix, sys.base_prefix, tempfile.gettempdir())
    if not _lies_in(root, path) or any(
        _lies_in(one, path) for one in map(os.path.realpath, apart) if _lies_in(root, one)
    ):
        return ""
    there = Path(path).is_dir() if folder else Path(path).is_file()
    name = os.path.relpath(path, root).replace(os.sep, "/")
    if any(one.endswith(_INSTALLED) for one in name.split("/")):
        return ""
    return (f"{name}/" if folder else name) if there else ""


def _lies_in(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_the_engines(name: str) -> bool:
    return name in _FOR_ITSELF or name.startswith(("data/schemas/", f"src/{_ENGINE}/"))


_FOR_ITSELF = ("book.toml", "_toc.yml", "data/datapackage.json", "data/sources.csv")
