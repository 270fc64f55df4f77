"""Files as they were at an earlier commit, and the cells of the tables that differ since."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.files import sha256
from claimsbook.tables import data


@dataclass(frozen=True)
class CellChange:
    """A cell that differs; a whole row that came or went has no column."""

    table: str
    row_id: str
    column: str
    was: str
    now: str

    def __str__(self) -> str:
        where = f"{paths.shown(data.table_file(self.table))}, row {self.row_id}"
        if not self.column:
            return f"{where}: {'added' if self.now else 'removed'}"
        return f"{where}, {self.column}: from {self.was!r} to {self.now!r}"


def commits(file: Path) -> list[str]:
    """The commits that touched a file, the latest first; none without git."""
    return git("log", "--format=%H", "--", paths.shown(file)).split()


def last_commit(file: Path) -> str:
    """The commit that last touched a file; "" without git or for a file never committed."""
    return next(iter(commits(file)), "")


def file_at(commit: str, file: Path) -> str | None:
    """The content of a file at a commit; None where it is not to be had."""
    if not commit:
        return None
    return git("show", f"{commit}:{paths.shown(file)}") or None


def uncommitted() -> list[str]:
    """The files of data, chapters and code that differ from the last commit; none without git."""
    places = ("data", "notebooks", "src", "_toc.yml")
    listed = git("status", "--porcelain", "--untracked-files=no", "--", *places)
    return [line[3:] for line in listed.splitlines()]


def changes(commit: str) -> list[CellChange]:
    """The cells of all tables that differ between a commit and now.

    A table that the commit does not have is left out. Raises BookError where it is no commit.
    """
    if not git("rev-parse", "--verify", f"{commit}^{{commit}}"):
        raise BookError(
            trouble()
            or f"{commit!r} is no commit of this clone. Remedy: give one that `git log` lists."
            + (f" But {shallow()}" if shallow() else "")
        )
    names = data.table_names()
    return [change for name in names for change in table_changes(commit, name) or []]


def table_changes(commit: str, table: str, expected: str = "") -> list[CellChange] | None:
    """The cells of a table that differ between a commit and now.

    None where the table of that commit is not to be had, or where its SHA-256 is not `expected`:
    then nobody can say which cells the earlier outputs were made from. None too for what is no
    table of the package: an input that book.toml names, or a table that it no longer has.
    """
    if table not in data.table_names():
        return None
    file = data.table_file(table)
    before = file_at(commit, file)
    if before is None or (expected and sha256(before) != expected):
        return None
    return compared(table, before, file.read_text("utf-8") if file.is_file() else "")


def compared(table: str, before: str, after: str) -> list[CellChange]:
    """The cells that differ between two texts of a table, keyed by its first column."""
    old, new = _by_key(before), _by_key(after)
    changes = [
        CellChange(table, key, "", key if key in old else "", key if key in new else "")
        for key in sorted(old.keys() ^ new.keys())
    ]
    for key, was in old.items():
        now = new.get(key, was)
        changes += [
            CellChange(table, key, column, was.get(column, ""), now.get(column, ""))
            for column in dict.fromkeys([*was, *now])
            if was.get(column, "") != now.get(column, "")
        ]
    return changes


def _by_key(text: str) -> dict[str, dict[str, str]]:
    reader = csv.DictReader(io.StringIO(text))
    key = (reader.fieldnames or [""])[0]
    return {row[key]: {k: v or "" for k, v in row.items() if k} for row in reader}


def trouble() -> str:
    """Why git tells nothing of this folder, with the remedy; "" where it does."""
    done = _asked("rev-parse", "--is-inside-work-tree")
    if done is None:
        return "git is not installed. Remedy: install it (Debian: apt-get install git)."
    said = done.stderr.decode("utf-8", "replace")
    if "dubious ownership" in said:
        return (
            "this clone belongs to another user, and git reads nothing of it. Remedy: "
            f"`git config --global --add safe.directory '{paths.root()}'`, if you trust it."
        )
    if "not a git repository" in said:
        return "this folder is no clone, and git knows nothing of it. Remedy: work in a clone."
    if done.returncode:
        return f"git says: {' '.join(said.split())[:200]}. Remedy: `git status` must work here."
    return ""


def shallow() -> str:
    """That this clone lacks its earlier commits, with the remedy; "" where it has them."""
    if git("rev-parse", "--is-shallow-repository").strip() != "true":
        return ""
    return (
        "this clone is shallow and lacks the earlier commits. Remedy: `git fetch --unshallow` "
        "brings them."
    )


def git(*arguments: str) -> str:
    """What git says in the repository; "" where it fails, or where there is none (`trouble`)."""
    done = _asked(*arguments)
    return "" if done is None or done.returncode else done.stdout.decode("utf-8", "replace")


_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
"""Variables that lead git to another repository, as they do within a hook of that one."""


def _asked(*arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """What git answers in the repository, in English; None where git is not to be had."""
    around = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    # A copy without a history must not take that of a repository around it for its own.
    around |= {"GIT_CEILING_DIRECTORIES": str(paths.root().parent), "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", "-C", str(paths.root()), *arguments],
            capture_output=True,
            check=False,
            env=around,
        )
    except OSError:
        return None
