"""Does what was cited still hold?"""

from __future__ import annotations

import json
import subprocess

import pytest

from claimsbook import chapters
from claimsbook.__main__ import main
from claimsbook.checks import record, verify
from claimsbook.errors import BookError
from claimsbook.figures.exhibits import VEGALITE_MIME
from copies import Bench

WHO = ["-c", "user.name=A", "-c", "user.email=a@b.example"]


def fingerprint() -> str:
    (figure,) = chapters.collect_exhibits(chapters.all_chapters())
    return str(figure["fingerprint"])


@pytest.mark.slow
def test_everything_holds_after_a_run_and_nothing_is_written(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tiny_book.contents()
    assert main(["verify"]) == 0
    shown = capsys.readouterr().out
    for name in (f"left-heights@{fingerprint()[:12]}", "left-height", "right-height"):
        assert any(line.startswith("holds") and name in line for line in shown.splitlines()), shown
    assert tiny_book.contents() == before


@pytest.mark.slow
def test_a_changed_row_is_named_with_both_values_and_the_rest_still_holds(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    cited = f"Rebar (2026). left-heights@{fingerprint()[:12]}."
    tiny_book.replace("data/left.csv", "12.5", "12.6")
    before = tiny_book.contents()
    assert main(["verify", cited, "left-height"]) == 1
    shown = capsys.readouterr().out
    assert "changed  left-heights" in shown
    assert "12.5" in shown and "12.6" in shown
    assert any(line.startswith("holds") and "left-height" in line for line in shown.splitlines()), (
        shown
    )
    assert tiny_book.contents() == before


@pytest.mark.slow
def test_a_stored_chart_that_its_chapter_does_not_give_is_told(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = json.loads(tiny_book.read("notebooks/left.ipynb"))
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            for rows in output["data"].get(VEGALITE_MIME, {}).get("datasets", {}).values():
                rows[0]["value"] = 99
    tiny_book.write("notebooks/left.ipynb", json.dumps(notebook))
    assert main(["verify", "left-heights"]) == 1
    assert "99" in capsys.readouterr().out


MARK = "0123456789ab"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"left-heights@{MARK}", [("left-heights", MARK)]),
        (f"LEFT-HEIGHTS@{MARK.upper()}.", [("left-heights", MARK)]),
        (
            f"The authors. (2026). Left [Figure]. left‐\nheights@{MARK} https://example.org/"
            "notebooks/right-heights.html#left-heights",
            [("left-heights", MARK)],
        ),
        ("note = {left-heights\\@0123\n456789ab}", [("left-heights", MARK)]),
        (f"left-heights%40{MARK}", [("left-heights", MARK)]),
        (f"left\u00ad-heights\uff20sha256:{MARK}", [("left-heights", MARK)]),
        (
            f"left-heights @ {MARK} and left-height@{MARK}",
            [("left-heights", MARK), ("left-height", MARK)],
        ),
        ("left-heights@DEADBEE", [("left-heights", "deadbee")]),
        (f"left-heights@xyz, left-height@{MARK}", [("left-heights", "xyz"), ("left-height", MARK)]),
        (f"no-such@{MARK}, write to someone@example.org", [("no-such", MARK)]),
        ("https://example.org/notebooks/left.html#left-heights", [("left-heights", "")]),
        ("figures/left-heights.svg", [("left-heights", "")]),
        ("notebooks/ledger.html#claim-left-height", [("left-height", "")]),
        ("@misc{rebar-left-heights,", [("left-heights", "")]),
        ("doors", [("doors", "")]),
        ("a figure with doors", [("a figure with doors", "")]),
        ("page.html#doors", [("doors", "")]),
    ],
)
def test_a_citation_is_understood_in_whatever_form_it_was_pasted(
    text: str, found: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify.claims, "ledger", dict)
    assert verify.parsed([text], {"left-heights", "left-height", "right-heights", "doors"}) == found


@pytest.mark.slow
def test_what_is_no_fingerprint_is_never_taken_for_one_that_holds(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    short = fingerprint()[:7]
    assert main(["verify", f"left-heights@{short}", "left-height@zzz", ""]) == 2
    shown = capsys.readouterr().out
    assert "holds" not in shown
    assert f"left-heights@{short}: '{short}' is no fingerprint" in shown
    assert "nothing was named" in shown


@pytest.mark.slow
def test_a_short_mark_holds_and_is_told_as_such_and_a_whole_one_holds(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", f"left-heights@{fingerprint()[:12]}"]) == 0
    shown = capsys.readouterr().out
    assert "(short mark)" in shown and "note     a short mark tells" in shown
    assert main(["verify", f"left-heights@{fingerprint()}", "left-height"]) == 0
    assert "short mark" not in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["left-heights@"],
        ["left-heights", "@", "zzz"],
        ["left-heights\n＠\u200b…"],
        ["left-heights &#64; unreadable"],
        ["left-heights%40"],
        ["left-heights at 0123456"],
        ["left-heights\u00ad@\u202e123456"],
    ],
)
def test_an_address_whose_mark_cannot_be_read_is_unknown(
    words: list[str], tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", *words]) == 2
    shown = capsys.readouterr().out
    assert "holds" not in shown and "unknown  left-heights@" in shown


@pytest.mark.slow
def test_another_title_over_the_same_data_is_another_finding(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    cited = f"left-heights@{fingerprint()[:12]}"
    title = chapters.collect_exhibits(chapters.all_chapters())[0]["title"]
    tiny_book.replace("notebooks/left.py", title, f"Not so: {title}")
    assert main(["verify", cited]) == 1
    shown = capsys.readouterr().out
    assert f"title: from '{title[:20]}" in shown and "Not so" in shown
    assert "because notebooks/left.py changed" in shown


def test_plotted_rows_are_matched_by_their_words() -> None:
    old = [{"name": "a", "n": 1}, {"name": "b", "n": 2}, {"name": "c", "n": 3}]
    new = [{"name": "b", "n": 2}, {"name": "a", "n": 1.5}, {"name": "d", "n": 4}]
    assert verify._row_changes(old, new) == [
        "plotted row 2 (a), n: from 1 to 1.5",
        "plotted row 3 (d): new",
        "plotted row c: gone",
    ]
    assert verify._row_changes(old[:2], old[1::-1]) == ["plotted rows: in another order"]


def test_what_nobody_made_is_unknown(tiny_book: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "right-heights"]) in (1, 2)
    assert "unknown  right-heights" in capsys.readouterr().out
    assert main(["verify", "left-finished@0123456789ab"]) in (1, 2)
    assert "unknown" in capsys.readouterr().out


def test_a_book_that_was_never_run_does_not_hold(
    tiny_package: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify"]) == 2
    shown = capsys.readouterr().out
    for slug in ("left", "right"):
        (line,) = (one for one in shown.splitlines() if f"notebooks/{slug}.ipynb" in one)
        assert line.startswith("unknown") and f"claimsbook run {slug}" in line
    assert "0 hold, 0 changed, 2 unknown; 0 chapters ran anew" in shown
    assert not record.is_verified()


def test_a_state_that_is_not_of_the_whole_book_is_never_noted(tiny_book: Bench) -> None:
    record.noted("verify", lambda: 0)
    assert record.is_verified()
    (tiny_book.root / "notebooks/right.ipynb").unlink()
    assert not record.is_verified()
    record.noted("verify", lambda: 0)
    assert not record.is_verified()


def test_what_changed_while_it_was_verified_is_not_noted(tiny_book: Bench) -> None:
    def altered() -> int:
        tiny_book.replace("data/left.csv", "12.5", "12.6")
        return 0

    record.noted("verify", altered)
    assert not record.is_verified()


@pytest.mark.slow
def test_a_chapter_whose_notebook_is_gone_is_named_with_the_remedy(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["init", "-q"], ["add", "-A"], [*WHO, "commit", "-qm", "All."]):
        subprocess.run(["git", *words], cwd=tiny_book.root, check=True)
    (tiny_book.root / "notebooks/right.ipynb").unlink()
    assert main(["verify"]) == 2
    shown = capsys.readouterr().out
    (line,) = (one for one in shown.splitlines() if "right.ipynb: " in one)
    assert line.startswith("unknown") and "`git checkout -- notebooks/right.ipynb`" in line
    assert "left-heights@" in shown and ", 1 unknown; 1 chapters ran anew" in shown
    assert not record.is_verified()
    assert main(["verify", "right-height"]) == 2
    assert "`git checkout -- notebooks/right.ipynb`" in capsys.readouterr().out


@pytest.mark.slow
def test_a_chapter_that_makes_nothing_and_does_not_run_any_more_is_told(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(chapter: chapters.Chapter) -> None:
        raise BookError("it stops")

    monkeypatch.setattr(chapters, "execute", stops)
    monkeypatch.setattr(verify, "contents", lambda notebook: {})
    assert main(["verify"]) == 1
    shown = capsys.readouterr().out
    assert shown.count("its chapter does not run any more") == 2 and "it stops" in shown


def test_a_record_of_an_earlier_version_of_the_code_is_passed_over(
    tiny_book: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = tiny_book.read("notebooks/left.ipynb").decode().replace('"read_as"', '"was_read"')
    monkeypatch.setattr(verify.history, "commits", lambda file: ["0" * 40])
    monkeypatch.setattr(verify.history, "file_at", lambda commit, file: earlier)
    assert verify._as_cited("left-height", MARK, chapters.Chapter("left")) == ({}, {}, "")
