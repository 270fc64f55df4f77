"""What the chapters read is known: each file is one that `check` compares, each row has a unit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pytest

from claimsbook import chapters
from claimsbook.chapters import Chapter
from claimsbook.chapters.collected import RECORDS
from claimsbook.chapters.pairs import STAMP
from claimsbook.tables import data
from copies import REPOSITORY, Bench

CHAPTERS = chapters.all_chapters()
every_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.slug)
pytestmark = pytest.mark.slow

COMPARED = ("data/datapackage.json", "data/schemas/", "book.toml", "_toc.yml", "src/claimsbook/")
"""What every chapter opens, and what `check` compares by other ways than the tables read: the
schemas by their hashes, the engine by its modules. Beginnings of paths."""


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """What `tests/reads.py` saw of this book's chapters, in a process of its own."""
    bench = Bench(REPOSITORY)
    environment = {**bench.environment, "PYTHONPATH": f"{REPOSITORY}/src:{REPOSITORY}/tests"}
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "tests" / "reads.py")],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def undeclared(
    seen: dict[str, Any], read: list[str], declared: list[str], others: Iterable[str] = ()
) -> list[str]:
    """Files that were read and that no table, input or other check answers for.

    `declared` are the tables and inputs in a chapter's stamp, `others` the files in it.
    """
    known = {f"data/{seen['tables'][one]['path']}" for one in declared if one in seen["tables"]}
    known |= {file for one in declared for file in seen["inputs"].get(one, [])}
    # The ids of sources are looked up whenever a table is read; each has a hash in the package.
    known |= {"data/sources.csv", *others}
    if RECORDS in declared:
        known |= {f"notebooks/{one.slug}.{end}" for one in CHAPTERS for end in ("py", "ipynb")}
    return [
        one
        for one in read
        if one not in known
        and not one.startswith(COMPARED)
        # Modules of the book have hashes of their own.
        and not (one.startswith("src/") and one.endswith((".py", ".pyc")))
    ]


@every_chapter
def test_each_file_that_a_chapter_reads_is_declared(
    found: dict[str, Any], chapter: Chapter
) -> None:
    stamp = chapters.stored(chapter).metadata[STAMP]
    read = set(found["chapters"][chapter.slug]["files"])
    assert read
    # Its own cells are hashed as its code.
    read -= {f"notebooks/{chapter.slug}.py"}
    assert undeclared(found, sorted(read), list(stamp["tables"]), stamp.get("files", ())) == []


@every_chapter
def test_each_row_is_read_in_a_unit_that_the_chapter_says(
    found: dict[str, Any], chapter: Chapter
) -> None:
    assert found["chapters"][chapter.slug]["no_unit"] == []


def test_files_outside_the_tables_are_seen(found: dict[str, Any]) -> None:
    read = found["chapters"]["switching-costs"]["files"]
    assert "data/switching/client_a.py" in read
    tables = [one for one in data.table_names() if one != "switch-programs"]
    assert "data/switching/client_a.py" in undeclared(found, read, tables)
    assert undeclared(found, ["data/steel/ladder.csv"], ["steel-facts"]) == [
        "data/steel/ladder.csv"
    ]


def test_files_and_modules_beside_the_chapters_are_seen(found: dict[str, Any]) -> None:
    beside = ["notebooks/extra.txt", "notebooks/helper.py", "notebooks/ledger.ipynb"]
    assert undeclared(found, beside, ["claims"]) == beside
    assert undeclared(found, beside, ["claims"], beside) == []
    assert undeclared(found, beside, ["claims", RECORDS]) == beside[:2]
