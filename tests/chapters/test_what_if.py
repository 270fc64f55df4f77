"""A chapter under other assumptions: run beside the book, which stays as it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from claimsbook import chapters
from claimsbook.__main__ import main
from claimsbook.chapters import Chapter
from claimsbook.chapters.assumptions import VARIABLE
from copies import Bench

READER = """\
# %% [markdown]
# # Reader
# %%
from claimsbook import chapters, claims
lines = claims.ledger_frame(chapters.checked_claims("reader"))
print(lines["verdict"].to_list())
"""


def git(bench: Bench, *words: str) -> str:
    person = ["-c", "user.name=A", "-c", "user.email=a@a.example"]
    done = subprocess.run(
        ["git", "-C", str(bench.root), *person, *words], capture_output=True, text=True, check=True
    )
    return done.stdout


def lines_after(shown: str, word: str) -> list[str]:
    return [line.split(maxsplit=1)[1] for line in shown.splitlines() if line.split()[0] == word]


@pytest.mark.slow
def test_what_moves_is_told_and_the_book_stays_as_it_is(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny_book.chapters(reader=READER)
    assert main(["run", "reader"]) == 0
    git(tiny_book, "init", "--quiet")
    git(tiny_book, "add", "--all")
    git(tiny_book, "commit", "--quiet", "--message", "first")
    before = tiny_book.contents()
    capsys.readouterr()
    assert main(["run", "left", "--set", "foot=1.5"]) == 0
    shown = capsys.readouterr().out
    assert "  run    left  (under foot=1.5)\n" in shown
    assert "  run    reader  (table checked-claims changed)\n" in shown
    assert "right" not in shown
    assert lines_after(shown, "moved") == [
        "claim left-height: reproduced, now differs (found '33.2 %', now '49.8 %')",
        "figure left-heights: plotted row 1 (left-one), value: from 33.2 to 49.8",
    ]
    assert lines_after(shown, "score") == [
        "of 5 claims 1 hold (2 before), 1 do not hold (0 before), 3 are not yet examined"
    ]
    assert tiny_book.contents() == before
    assert git(tiny_book, "status", "--porcelain") == ""
    assert chapters.reasons_stale(Chapter("left")) == []

    (place, of_reader) = [line for line in shown.splitlines() if line.endswith(".ipynb")]
    assert place.startswith(".cache/what-if/left-") and of_reader.endswith("/reader.ipynb")
    stamp = json.loads(tiny_book.read(place))["metadata"]["claimsbook"]
    assert stamp["set"] == {"foot": "1.5"}
    assert b"differs" in tiny_book.read(of_reader)


@pytest.mark.slow
def test_what_ran_under_other_assumptions_cannot_pass_for_the_chapter(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "--set", "left.marks=dots"]) == 0
    shown = capsys.readouterr().out
    assert lines_after(shown, "moved") == []
    assert lines_after(shown, "score") == ["of 5 claims 2 hold, 3 are not yet examined"]
    (place,) = [line for line in shown.splitlines() if line.endswith("left.ipynb")]
    shutil.copy(tiny_book.root / place, tiny_book.root / "notebooks" / "left.ipynb")
    assert chapters.reasons_stale(Chapter("left")) == ["it was run under marks=dots"]
    assert main(["check"]) == 1


@pytest.mark.slow
def test_what_is_set_in_the_environment_is_not_for_a_plain_run(
    tiny_book: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tiny_book.read("notebooks/left.ipynb")
    monkeypatch.setenv(VARIABLE, json.dumps({"foot": "1.5"}))
    chapters.run([Chapter("left")], force=True, say=lambda _: None)
    assert b"49.8" not in tiny_book.read("notebooks/left.ipynb")
    assert (
        json.loads(tiny_book.read("notebooks/left.ipynb"))["metadata"]
        == (json.loads(before)["metadata"])
    )


@pytest.mark.slow
def test_a_chapter_that_does_not_run_so_leaves_nothing_and_says_where(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny_book.replace(
        "notebooks/left.py",
        "assumed = assume(Assumptions)",
        "assumed = assume(Assumptions)\nassert assumed.foot < 1.2, 'the foot is too long'",
    )
    before = tiny_book.contents()
    assert main(["run", "left", "--set", "foot=1.5"]) == 2
    shown = capsys.readouterr()
    assert shown.out.startswith("  note   left was stale (its .py changed)")
    assert shown.err == "error: notebooks/left.py, cell 2: AssertionError: the foot is too long\n"
    assert tiny_book.contents() == before
    left = {one.name for one in (tiny_book.root / ".cache" / "what-if").iterdir()}
    assert left == {".gitignore", ".lock"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("left --set feet=1", "no assumption 'feet'. Remedy: use one of foot, marks."),
        ("left --set foot=long", "foot=long: is no float. Remedy: give a float."),
        ("left --set foot=3", "foot=3: is out of range. Remedy: give 0.5 to 2."),
        ("left --set marks=lines", "marks=lines: is none of bars, dots. Remedy: use one of these."),
        ("middle --set foot=1", "no chapter 'middle'. Remedy: use one of left, right."),
        ("--set middle.foot=1", "no chapter 'middle'. Remedy: use one of left, right."),
        (
            "right --set foot=1",
            "chapter 'right' has no assumptions to set. Remedy: use one of left.",
        ),
        (
            "--set foot=1",
            "'foot=1' is of no chapter. Remedy: write chapter.name=value, the chapter one of left.",
        ),
        (
            "left --set foot",
            "'foot' sets nothing. Remedy: write name=value, the name one of foot, marks.",
        ),
        ("left --set foot=1 --set foot=2", "'foot' is set twice. Remedy: set it once."),
        (
            "left right --set left.foot=1",
            "nothing is set in right. Remedy: leave it out, or set something.",
        ),
        ("left --set foot=1.5", "notebooks/left.ipynb is missing. Remedy: `python -m claimsbook"),
    ],
)
def test_what_cannot_be_set_is_one_line_before_anything_runs(
    words: str,
    said: str,
    tiny_package: Bench,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_kernel(*_: object, **__: object) -> None:
        raise AssertionError("a kernel was started")

    monkeypatch.setattr("nbclient.NotebookClient.async_execute", no_kernel)
    before = tiny_package.contents()
    assert main(["run", *words.split()]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith(f"error: {said}") and shown.err.count("\n") == 1
    assert shown.out == ""
    assert tiny_package.contents() == before


def test_make_hands_on_what_is_set(tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "--dry-run", "run", "SET=left.foot=1.5 left.marks=dots"],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "-m rebar run --set left.foot=1.5 --set left.marks=dots" in " ".join(done.stdout.split())
