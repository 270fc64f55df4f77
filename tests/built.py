"""What is built once a test run, however many processes share the run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from claimsbook import starter
from copies import REPOSITORY, Bench

ALONE = """\
import sys


class Refusal:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "rebar":
            raise ModuleNotFoundError(f"No module named {name!r}: only the engine is here")


sys.meta_path.insert(0, Refusal())
"""
"""Python runs a `sitecustomize.py` on its path as it starts, so every process refuses the import,
those of the chapters too."""


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` of this run, filled by `make` in the process that asks first.

    The others wait. Where `make` failed they fail too, without trying it again.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, done, failed = base / name, base / f"{name}.done", base / f"{name}.failed"
    with FileLock(base / f"{name}.lock"):
        if failed.is_file():
            pytest.fail(f"{name}: {failed.read_text('utf-8')}")
        if not done.is_file():
            try:
                make(folder)
            except BaseException as error:
                failed.write_text(str(error), "utf-8")
                raise
            done.touch()
    return folder


@dataclass(frozen=True)
class Alone(Bench):
    """A book that brings no code, in processes that can import the engine and no book's package."""

    @property
    def environment(self) -> dict[str, str]:
        around = {name: value for name, value in os.environ.items() if name != "CLAIMSBOOK_ROOT"}
        return {
            **around,
            "PYTHONPATH": str(self.root.parent / "engine"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, *arguments: str) -> str:
        """What `python …` prints in the book's folder. Fails where its status is not 0."""
        done = self.python(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def starter_book(folder: Path) -> Alone:
    """The starter book in `folder`/book, with the engine alone beside it; nothing is run yet."""
    engine = folder / "engine"
    engine.mkdir(parents=True)
    (engine / "claimsbook").symlink_to(REPOSITORY / "src" / "claimsbook")
    (engine / "sitecustomize.py").write_text(ALONE, "utf-8")
    return Alone(starter.write(folder / "book"))


def build_starter(folder: Path) -> None:
    """The starter book run and its site built, each in a process that has the engine alone."""
    book = starter_book(folder)
    subprocess.run(["git", "init", "--quiet", str(book.root)], check=True)
    book.run("-c", "from claimsbook.book import Book; Book('.').run()")
    book.run("-c", "from claimsbook.site.build import build; raise SystemExit(build())")
