"""A new book: written by the engine alone, complete as it lies there, and not about this one."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from built import Alone, starter_book
from claimsbook import chapters, starter
from claimsbook.__main__ import main
from claimsbook.book import Book
from claimsbook.checks import verify
from claimsbook.errors import BookError
from claimsbook.ledger.claim import Claim
from claimsbook.references import cite
from claimsbook.tables import data
from copies import REPOSITORY

OTHER_BOOK = re.compile(r"openai|qwen|nucor|steel|rebar|dubach|article-passages", re.IGNORECASE)
MIME = re.compile(r"vnd\.rebar\.\w+")


def test_the_book_is_whole_and_sealed(tmp_path: Path) -> None:
    root = starter.write(tmp_path / "a" / "book")
    names = {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}
    assert {
        "README.md",
        ".gitignore",
        ".gitattributes",
        "CITATION.cff",
        "_config.yml",
        "_toc.yml",
        "book.toml",
        "book/index.md",
        "book/methods.md",
        "data/datapackage.json",
        "jupytext.toml",
        "notebooks/bridges.py",
        "notebooks/ledger.py",
    } <= names
    for one in json.loads((root / "data" / "datapackage.json").read_text("utf-8"))["resources"]:
        assert one["hash"].startswith("sha256:") and one["claimsbook:schema-hash"]
        assert {f"data/{one['path']}", f"data/{one['schema']}"} <= names
    with Book(root):
        assert cite.book()["title"]


def test_two_books_are_the_same_bytes(tmp_path: Path) -> None:
    one, two = (Alone(starter.write(tmp_path / name)).contents() for name in ("one", "two"))
    assert one == two


def test_every_source_is_marked_as_invented_and_leads_nowhere() -> None:
    text = (starter.TEMPLATE / "data" / "sources.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert "invented example" in row["note"]
        assert re.match(r"https://[a-z.]+\.example/", row["url"])


def test_a_folder_that_holds_anything_is_refused_in_a_line_and_left_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    for place in (tmp_path, tmp_path / "mine.txt", tmp_path / "mine.txt" / "below"):
        assert main(["new", str(place)]) == 2
        told = capsys.readouterr()
        assert told.out == "" and told.err.count("\n") == 1
        assert told.err.startswith(f"error: {place} ") and "Remedy: name a folder" in told.err
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_will_do_and_the_next_commands_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    for words in ("run", "site build", "check", "verify"):
        assert f"  python -m claimsbook {words}    # " in told
        assert f"python -m claimsbook {words} " in (tmp_path / "README.md").read_text("utf-8")


def test_the_engine_writes_it_where_no_other_package_can_be_imported(tmp_path: Path) -> None:
    beside = starter_book(tmp_path)
    refused = beside.python("-c", "import rebar")
    assert refused.returncode == 1 and "only the engine is here" in refused.stderr
    beside.run("-m", "claimsbook", "new", str(tmp_path / "again"))
    assert Alone(tmp_path / "again").contents() == beside.contents()


def test_it_ran_with_the_engine_alone(second_book: Alone) -> None:
    refused = second_book.python("-c", "import rebar")
    assert refused.returncode == 1 and "only the engine is here" in refused.stderr
    with Book(second_book.root):
        for chapter in chapters.all_chapters():
            assert chapters.reasons_stale(chapter) == []
            stamp = chapters.stored(chapter).metadata["claimsbook"]
            assert {one.split(".")[0] for one in stamp["modules"]} == {"claimsbook"}


def test_each_kind_of_verdict_is_there_once(second_book: Alone) -> None:
    frame = Book(second_book.root).ledger()
    assert dict(zip(frame["claim_id"], frame["verdict"])) == {
        "seven-bridges": "reproduced",
        "longest-bridge": "differs",
        "market-day": "corroborated",
        "older-piles": "unverified",
        "loveliest-view": "opinion",
    }


def test_its_tables_are_as_they_were_sealed(second_book: Alone) -> None:
    with Book(second_book.root):
        assert data.check_package() == []


def test_its_figure_and_claims_hold_when_they_are_run_anew(second_book: Alone) -> None:
    asked = "from claimsbook.book import Book\nfor one in Book('.').verify(): print(one.state)"
    assert second_book.run("-c", asked).split() == [str(verify.HOLDS)] * 6


@pytest.mark.skipif(
    find_spec("claimsbook.__main__") is None, reason="the engine has no command line of its own"
)
def test_the_commands_that_it_names_work(tmp_path: Path) -> None:
    book = starter_book(tmp_path)
    told = starter.next_commands(book.root)
    said = {
        words: book.run("-m", "claimsbook", *words.split())
        for words in re.findall(r"^  python -m claimsbook (.+?) +#", told, re.MULTILINE)
    }
    assert list(said) == ["run", "site build", "check", "verify"]
    assert said["check"].splitlines()[-1] == "0 faults"
    assert said["verify"].count("holds") == 6
    assert (book.root / "_build" / "html" / "index.html").is_file()


def test_another_assumption_moves_its_figure_and_its_claim(
    second_book: Alone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", second_book.environment["PYTHONPATH"])
    with Book(second_book.root, assumptions={"bridges": {"opened_by": "1920"}}):
        chapter = chapters.Chapter("bridges")
        told = verify.moved(
            verify.stored_contents(chapter), verify.contents(chapters.execute(chapter))
        )
    assert any(one.startswith("claim seven-bridges: reproduced, now differs") for one in told)
    assert any(line.startswith("figure bridge-lengths: ") for line in told)


def test_its_pages_speak_of_no_other_book(second_site: Path) -> None:
    for page in second_site.rglob("*.html"):
        words = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        for field in words.find_all(placeholder=True):
            assert not OTHER_BOOK.search(field["placeholder"]), page.name
        assert not OTHER_BOOK.search(words.get_text()), page.name


def test_the_engine_carries_no_word_about_this_book() -> None:
    found = [
        f"{file.relative_to(REPOSITORY)}, line {number}: {line.strip()[:80]}"
        for file in sorted((REPOSITORY / "src" / "claimsbook").rglob("*"))
        if file.is_file() and file.suffix not in (".pyc", ".ttf")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if OTHER_BOOK.search(MIME.sub("", line))
    ]
    assert found == []


def constraints(schema: dict[str, Any], *apart: str) -> dict[str, Any]:
    """What a schema asks of each column, those `apart` aside."""
    return {
        one["name"]: (one["type"], one.get("constraints"))
        for one in schema["fields"]
        if one["name"] not in apart
    }


@pytest.mark.parametrize("name", ["sources", "facts"])
def test_this_book_has_the_schemas_of_the_engine(name: str) -> None:
    """Copy the one that is right over the other: a new book must begin with what this one has."""
    own = (REPOSITORY / "data" / "schemas" / f"{name}.json").read_bytes()
    assert own == (starter.SCHEMAS / f"{name}.json").read_bytes()


def test_this_book_asks_of_claims_what_the_engine_asks() -> None:
    """Apart from sections and units, of which every book has its own."""
    own = json.loads((REPOSITORY / "data" / "schemas" / "claims.json").read_text("utf-8"))
    known = starter.schemas([])["claims"]
    for key in ("missingValues", "primaryKey", "foreignKeys"):
        assert own[key] == known[key]
    apart = ("section", "unit")
    assert constraints(own, *apart) == constraints(known, *apart)
    assert [one["name"] for one in known["fields"]] == [one["name"] for one in own["fields"]]
    assert {one["name"] for one in known["fields"]} == {one.name for one in fields(Claim)}


def test_a_claim_must_stand_in_a_section_of_its_own_book(tmp_path: Path) -> None:
    root = starter.write(tmp_path / "book")
    file = root / "data" / "claims.csv"
    file.write_text(file.read_text("utf-8").replace(",headline,", ",takeaways,"), "utf-8")
    with Book(root) as book, pytest.raises(BookError, match="row 2, column 'section'"):
        book.read("claims")


def test_the_package_takes_every_file_of_the_book_with_it() -> None:
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        patterns = tomllib.load(file)["tool"]["setuptools"]["package-data"]["claimsbook"]
    engine = REPOSITORY / "src" / "claimsbook"
    packed = {
        file.relative_to(engine).as_posix() for pattern in patterns for file in engine.glob(pattern)
    }
    needed = [*starter.template_files(), *starter.SCHEMAS.glob("*.json")]
    assert {file.relative_to(engine).as_posix() for file in needed} <= packed
