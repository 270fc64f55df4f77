"""Whatever file of the book a chapter reads, it is stale when that file changes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from claimsbook import chapters
from claimsbook.chapters import Chapter
from claimsbook.errors import BookError
from copies import Bench

pytestmark = pytest.mark.slow

READER = """\
# %%
import subprocess
from pathlib import Path

import helper
import numpy as np
import pandas as pd

from claimsbook import data, paths
from claimsbook.files import sha256_file

book = Path("..")
# %%
data.read("right-readings")
helper.answer()
{}
"""

FILES = {
    "notebooks/helper.py": "from parts import inner\n\n\ndef answer():\n    return inner.ANSWER\n",
    "notebooks/parts/inner.py": "ANSWER = 1\n",
    "book/page.md": "# Page\n",
    **{f"data/more/{number}.csv": "1,2\n" for number in range(5)},
}
HELPERS = ("notebooks/helper.py", "notebooks/parts/inner.py")

WAYS = {
    'open("../data/more/0.csv").read()': "data/more/0.csv",
    'sha256_file(paths.data() / "more" / "1.csv")': "data/more/1.csv",
    'pd.read_csv("../data/more/2.csv")': "data/more/2.csv",
    'np.loadtxt("../data/more/3.csv", delimiter=",")': "data/more/3.csv",
    'subprocess.run(["cat", "../data/more/4.csv"])': "data/more/4.csv",
    '[one.name for one in Path("../data/more").glob("*.csv")]': "data/more/",
    '(book / "data" / "left.csv").read_bytes()': "data/left.csv",
    '(book / "data" / "sources.csv").read_text()': "data/sources.csv",
    '(book / "data" / "datapackage.json").read_text()': "data/datapackage.json",
    '(book / "book" / "page.md").read_text()': "book/page.md",
    'Path("left.ipynb").read_text()': "notebooks/left.ipynb",
}
"""Lines of a chapter, and what each of them reads."""


def run(book: Bench, *lines: str) -> dict[str, Any]:
    """The stamp of a chapter of these lines, run and stored."""
    for name, text in FILES.items():
        (book.root / name).parent.mkdir(parents=True, exist_ok=True)
        book.write(name, text)
    book.chapters(reader=READER.format("\n".join(lines)))
    chapters.run(chapters.select(["reader"]), say=lambda _: None)
    notebook = json.loads(book.read("notebooks/reader.ipynb"))
    stamp: dict[str, Any] = notebook["metadata"]["claimsbook"]
    return stamp


def test_each_file_that_is_read_in_whatever_way_is_in_the_stamp(tiny_book: Bench) -> None:
    stamp = run(tiny_book, *WAYS)
    assert sorted(stamp["files"]) == sorted([*HELPERS, *WAYS.values()])
    assert stamp["files"] == {name: chapters.file_hash(name) for name in stamp["files"]}
    assert chapters.reasons_stale(Chapter("reader")) == []


def test_what_an_installer_wrote_beside_the_code_is_no_file_of_the_book(tiny_book: Bench) -> None:
    # Not below src/: that is the code of this book itself, which a tiny book shares.
    for place in ("kit/book.egg-info/entry_points.txt", "lib/a-1.0.dist-info/METADATA"):
        (tiny_book.root / place).parent.mkdir(parents=True)
        tiny_book.write(place, b"[console_scripts]\n")
    stamp = run(
        tiny_book,
        'open("../kit/book.egg-info/entry_points.txt").read()',
        '[open(one).read() for one in Path("../lib").glob("*.dist-info/*")]',
    )
    assert not [one for one in stamp["files"] if "-info" in one]


def test_a_file_beside_a_chapter_makes_it_stale_and_so_does_a_module_of_its_module(
    tiny_book: Bench,
) -> None:
    run(tiny_book, 'open("../data/more/0.csv").read()', 'list(Path("../book").iterdir())')
    left = Chapter("left")
    for name in ("data/more/0.csv", *HELPERS):
        was = tiny_book.read(name)
        tiny_book.write(name, was + b"\n")
        assert chapters.reasons_stale(Chapter("reader")) == [f"{name} changed"]
        (tiny_book.root / name).unlink()
        assert chapters.reasons_stale(Chapter("reader")) == [f"{name} changed"]
        tiny_book.write(name, was)
    tiny_book.write("book/other.md", "# Other\n")
    assert chapters.reasons_stale(Chapter("reader")) == ["book/ changed"]
    assert chapters.reasons_stale(left) == []
    done = tiny_book.claimsbook("check")
    assert "reader.ipynb is stale: book/ changed. Remedy: " in done.stderr


@pytest.mark.parametrize("place", [".cache/a.txt", "_build/html/a.txt"])
def test_what_no_other_clone_has_is_refused_with_its_place(tiny_book: Bench, place: str) -> None:
    (tiny_book.root / place).parent.mkdir(parents=True, exist_ok=True)
    tiny_book.write(place, "1\n")
    told = rf"^notebooks/reader\.py reads {re.escape(place)}, which no other.*Remedy: put the file"
    with pytest.raises(BookError, match=told):
        run(tiny_book, f'(book / "{place}").read_text()')


def test_a_stored_run_that_took_no_note_of_files_is_stale(tiny_book: Bench) -> None:
    notebook = json.loads(tiny_book.read("notebooks/right.ipynb"))
    assert notebook["metadata"]["claimsbook"].pop("files") == {}
    tiny_book.write("notebooks/right.ipynb", json.dumps(notebook))
    told = ["its run took no note of the files that it read"]
    assert chapters.reasons_stale(Chapter("right")) == told
