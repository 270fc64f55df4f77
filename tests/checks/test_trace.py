"""From a figure or claim to its rows and sources, back again, and as a reference."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from claimsbook import chapters
from claimsbook.__main__ import main
from claimsbook.chapters import slicing
from claimsbook.checks import trace
from claimsbook.errors import BookError
from claimsbook.references import cite
from copies import REPOSITORY, Bench

Shown = pytest.CaptureFixture[str]


@pytest.fixture
def book(tiny_book: Bench) -> Bench:
    shutil.copy(REPOSITORY / "CITATION.cff", tiny_book.root)
    return tiny_book


def git(bench: Bench, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *who, *arguments], cwd=bench.root, check=True, capture_output=True)


def cited(name: str) -> str:
    return cite.text(cite.item(name))


def test_an_exhibit_leads_to_code_rows_and_sources(book: Bench) -> None:
    found = trace.chain("left-heights")
    assert (found.chapter, found.code.script) == ("left", "notebooks/left.py")
    line = book.read("notebooks/left.py").decode().splitlines()[found.code.line - 1]
    assert line == "exhibit("
    assert found.code.tables == ["left-readings"]
    assert [(row.row_id, row.line) for row in found.rows] == [
        ("left-one", 2),
        ("left-two", 3),
        ("left-three", 4),
    ]
    assert {one["source_id"]: one["as_of"] for one in found.sources} == {
        "survey-2026": "2026-01",
        "letter-2026": "2026-02",
    }


def test_a_claim_leads_to_the_row_that_it_rests_on_and_a_repeat_to_its_first(book: Bench) -> None:
    found = trace.chain("right-height-again")
    assert (found.repeats, found.verdict) == ("right-height", "reproduced")
    assert [row.row_id for row in found.rows] == ["right-one"]
    assert (
        found.code.line
        == book.read("notebooks/right.py")
        .decode()
        .splitlines()
        .index(
            'claims.check("right-height", float(readings["value"].iloc[0]), rows=readings.iloc[0])'
        )
        + 1
    )


def test_a_source_and_a_row_lead_back_to_all_that_they_carry(book: Bench, capsys: Shown) -> None:
    assert main(["trace", "--source", "letter-2026"]) == 0
    shown = capsys.readouterr().out
    assert "left-three" in shown and "left-heights@" in shown and "right-height" not in shown
    assert main(["trace", "--row", "right-one", "--json"]) == 0
    carried = json.loads(capsys.readouterr().out)
    assert carried["exhibits"] == []
    assert [one.partition("@")[0] for one in carried["claims"]] == ["right-height"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["left-tower"],
        ["left-finished"],
        ["--source", "nobody"],
        ["--row", "left-four"],
        [],
    ],
)
def test_what_is_not_there_is_an_error_with_a_remedy(
    book: Bench, capsys: Shown, arguments: list[str]
) -> None:
    assert main(["trace", *arguments]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_every_figure_and_claim_of_the_book_is_traced_to_a_line_and_a_known_row() -> None:
    for name in trace._records():
        found = trace.chain(name)
        assert found.code.line > 0, name
        assert found.rows or found.from_claims or found.verdict == "opinion" or found.sources, name
        assert len(found.rows) == len(trace._records()[name]["rows"]), name


def test_a_slice_holds_what_a_statement_depends_on_and_nothing_else(tiny_package: Bench) -> None:
    tiny_package.chapters(third="# %%\na = 1\nb = []\nb.append(a)\nc = 3\n\n# %%\nb[0] + 1\n")
    all_ = slicing.statements(chapters.Chapter("third"))
    names = [sorted(one.defines) for one in all_]
    assert names == [["a"], ["b"], ["b"], ["c"], []]
    assert [all_.index(one) for one in slicing.behind(all_, 4)] == [4, 2, 1, 0]
    assert [all_.index(one) for one in slicing.touched(all_, [all_[0]])] == [0, 1, 2, 4]


@pytest.mark.parametrize("name", ["book", "left", "left-heights", "left-height", "survey-2026"])
@pytest.mark.parametrize("form", cite.FORMATS)
def test_everything_can_be_cited_in_every_format(
    book: Bench, capsys: Shown, name: str, form: str
) -> None:
    assert main(["cite", name, "--format", form]) == 0
    shown = capsys.readouterr().out
    assert {"text": "2026", "bibtex": "year = {2026}", "ris": "PY  - 2026", "csl": "2026"}[
        form
    ] in shown
    if name in ("left-heights", "left-height"):
        assert re.search(rf"{name}@[0-9a-f]{{12}}", shown)


def test_a_claim_s_fingerprint_moves_with_what_is_found_and_not_with_its_note(book: Bench) -> None:
    record = trace._records()["left-height"]
    print_ = cite.fingerprint(record)
    assert cite.fingerprint({**record, "note": "reworded", "section": "faq"}) == print_
    assert cite.fingerprint({**record, "off_by": "1 above"}) != print_
    assert cite.fingerprint({**record, "stated": "34 %"}) != print_


def test_a_whole_citation_verifies_however_it_was_pasted(book: Bench, capsys: Shown) -> None:
    text = cited("left-heights")
    broken = text.replace("left-heights@", "left-\nheights@")
    for pasted in ([text], [broken], [cite.bibtex(cite.item("left-heights"))]):
        assert main(["verify", *pasted]) == 0, pasted
        assert capsys.readouterr().out.count("holds") == 1
    assert main(["verify", "https://a.example/notebooks/ledger.html#claim-left-height"]) == 0
    assert "holds    left-height@" in capsys.readouterr().out


@pytest.mark.slow
def test_what_was_cited_is_found_in_the_history_with_the_cell_that_changed(
    book: Bench, capsys: Shown
) -> None:
    git(book, "init", "--quiet")
    git(book, "add", "data", "notebooks", "_toc.yml")
    git(book, "commit", "--quiet", "--message", "first")
    once = cited("left-heights"), cited("left-height")
    book.replace("data/left.csv", "33.2", "35.2")
    for command in (["data", "seal"], ["run", "left"]):
        assert book.claimsbook(*command).returncode == 0
    assert main(["verify", *once]) == 1
    shown = capsys.readouterr().out
    assert "plotted row 1 (left-one), value: from 33.2 to 35.2" in shown
    assert "data/left.csv, row left-one, value: from '33.2' to '35.2'" in shown
    assert "verdict: from 'reproduced' to 'differs'" in shown
    assert main(["verify", "left-heights@0123456789ab"]) == 1
    assert "not in the history" in capsys.readouterr().out
    assert main(["verify", cited("left-heights"), "no-such-figure"]) == 2


def test_an_unreadable_citation_file_is_an_error(book: Bench) -> None:
    book.write("CITATION.cff", "title: [")
    with pytest.raises(BookError, match="restore it"):
        cite.book()
