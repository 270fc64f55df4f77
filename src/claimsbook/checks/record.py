"""Which state of the book passed a check here: `check` found no fault, `verify` that all holds.

A record is of one state, the commit and every file that git keeps or would keep, and says nothing
of any other. What a build may say of checks is what stands here (see `site.build_record`).
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import claimsbook
from claimsbook import chapters, paths
from claimsbook.errors import BookError
from claimsbook.files import canonical_json, json_object, sha256, sha256_file, write_atomically
from claimsbook.publish import release

_MADE = ("_build", ".cache", "dist", "kept")
"""What commands write; no part of the state, also where git was not told to pass it over."""


def noted(name: str, check: Callable[[], int]) -> int:
    """The status of a check; where it is 0, it is remembered that this state passed.

    A book that was changed meanwhile has not passed. Where nothing can be written, nothing is
    remembered: to check is to read.
    """
    before = state()
    status = check()
    if status == 0 and state() == before and _whole():
        with contextlib.suppress(OSError):
            write_atomically(_file(), json.dumps({**json_object(_file()), name: before}) + "\n")
    return status


def holds(name: str) -> bool:
    """Whether this very state passed a check here."""
    return json_object(_file()).get(name) == state() and _whole()


def is_verified() -> bool:
    """Whether everything held when this very state was verified here."""
    return holds("verify")


def state() -> str:
    """A hash of the commit and every file that git keeps or would keep, engine and libraries.

    Without git, of what each chapter stored and would be run from.
    """
    # Whether there are changes, the files themselves say.
    commit = release.commit().partition("+")[0]
    files = _hashes(_own()) or _stored()
    libraries = {one: importlib.metadata.version(one) for one in chapters.LIBRARIES}
    return sha256(canonical_json([commit, files, _hashes(_engine()), libraries]))


def _whole() -> bool:
    """Whether each chapter has a notebook: of a book that lacks one not everything can hold."""
    try:
        return all(one.notebook.is_file() for one in chapters.all_chapters())
    except BookError:
        return False


def _own() -> dict[str, Path]:
    found = {one.relative_to(paths.root()).as_posix(): one for one in release.listed_files()}
    return {name: one for name, one in found.items() if name.partition("/")[0] not in _MADE}


def _engine() -> dict[str, Path]:
    home = Path(claimsbook.__file__).parent
    kept = (one for one in home.rglob("*") if one.is_file() and "__pycache__" not in one.parts)
    return {one.relative_to(home).as_posix(): one for one in kept}


def _hashes(files: Mapping[str, Path]) -> dict[str, str]:
    found = {}
    for name, file in files.items():
        try:
            found[name] = sha256_file(file)
        except OSError:
            found[name] = "unreadable"
    return found


def _stored() -> dict[str, Any]:
    try:
        return {
            one.slug: [sha256_file(one.notebook), chapters.reasons_stale(one)]
            for one in chapters.all_chapters()
            if one.notebook.is_file()
        }
    except BookError:
        # A book that cannot be read passes no check, and it is theirs to say why.
        return {}


def _file() -> Path:
    return paths.cache() / "passed.json"
