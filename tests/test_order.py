"""Commands work in any order: whatever ran before, the next one answers as it does alone."""

from __future__ import annotations

import copy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimsbook import chapters
from claimsbook.__main__ import main
from claimsbook.book import Book, current
from claimsbook.chapters import Chapter, running
from claimsbook.checks import verify
from claimsbook.cli.commands import COMMANDS as ENGINE
from claimsbook.site import build
from claimsbook.tables import history
from copies import Bench

COMMANDS: dict[str, tuple[str, ...]] = {
    "run": ("run",),
    "run --force": ("run", "--force"),
    "run --set": ("run", "--set", "left.foot=1.5"),
    "bring": ("bring", "right"),
    "check": ("check",),
    "verify": ("verify",),
    "verify one": ("verify", "left-heights"),
    "cite": ("cite", "left-height"),
    "trace": ("trace", "left-height"),
    "figures": ("figures",),
    "data seal": ("data", "seal"),
    "data diff": ("data", "diff"),
    "site build": ("site", "build"),
    "verdicts": ("verdicts",),
    "verdicts --write": ("verdicts", "--write"),
    "release": ("release", "0.0.1"),
    "new": ("new", "_build/other"),
}
"""Left out: what opens a browser, what needs pins of packages, and `mutate`, which takes long."""

ALONE = {name: 2 if name == "release" else 0 for name in COMMANDS}
"""The status of each command on a sound book: there is no site to release."""

AFTER = {("new", "new"): 2, ("site build", "release"): 0}
"""Where the first makes a difference on purpose: a folder is taken, there is a site to release."""


@pytest.fixture(scope="module")
def committed(executed_tiny_book: Bench, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The tiny book, run and committed."""
    root = tmp_path_factory.mktemp("committed") / "book"
    shutil.copytree(executed_tiny_book.root, root, symlinks=True)
    (root / ".gitignore").write_text("/_build/\n/.cache/\n/dist/\n", "utf-8")
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "a book")):
        subprocess.run(["git", *words], cwd=root, check=True)
    return Bench(root)


@pytest.fixture(scope="module")
def executed(committed: Bench) -> dict[tuple[str, str], Any]:
    """What a kernel makes of each chapter, by its slug and what is assumed in it."""
    found = {}
    for given in ({}, {"left": {"foot": "1.5"}}):
        with Book(committed.root, assumptions=given):
            for chapter in chapters.all_chapters():
                found[chapter.slug, str(given)] = chapters.execute(chapter)
    return found


@pytest.fixture
def book(
    tmp_path: Path,
    committed: Bench,
    executed: dict[tuple[str, str], Any],
    step_into: Callable[[Bench], Bench],
    monkeypatch: pytest.MonkeyPatch,
) -> Bench:
    """A copy of the committed book; kernels and Sphinx give at once what they would give."""

    async def run(chapter: Chapter) -> Any:
        return copy.deepcopy(executed[chapter.slug, str(current().given_assumptions)])

    def made(words: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        html = Path(words[words.index("--path-output") + 1]) / "_build" / "html"
        html.mkdir(parents=True, exist_ok=True)
        (html.parent / ".doctrees").mkdir(exist_ok=True)
        (html / "index.html").write_text("a page", "utf-8")
        return subprocess.CompletedProcess(words, 0, stdout="")

    monkeypatch.setattr(running, "_execute", run)
    monkeypatch.setattr(build, "subprocess", _Sphinx(made))
    shutil.copytree(committed.root, tmp_path / "book", symlinks=True)
    return step_into(Bench(tmp_path / "book"))


class _Sphinx:
    """What the builder uses of `subprocess`."""

    PIPE = STDOUT = subprocess.PIPE

    def __init__(self, run: Callable[..., Any]) -> None:
        self.run = run


@pytest.mark.parametrize("first", COMMANDS)
def test_after_any_command_every_other_answers_as_it_does_alone(
    first: str,
    book: Bench,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(book.root)
    before = book.root.parent / "before"
    book.root.rename(before)
    for second in COMMANDS:
        shutil.rmtree(book.root, ignore_errors=True)
        shutil.copytree(before, book.root, symlinks=True)
        monkeypatch.chdir(book.root)
        statuses = [main(list(COMMANDS[one])) for one in (first, second)]
        said = capsys.readouterr()
        assert statuses[0] == ALONE[first], said.err
        assert statuses[1] == AFTER.get((first, second), ALONE[second]), (second, said.err)
        # The last net, under what we did not foresee.
        assert "CLAIMSBOOK_TRACEBACK" not in said.err, (second, said.err)
        assert book.read("notebooks/left.py") == (before / "notebooks" / "left.py").read_bytes()
        assert not (book.root / "kept").exists()


def test_every_command_of_the_engine_is_in_the_table_or_left_out_by_name() -> None:
    left_out = {"site pdf", "site weigh", "site lighthouse", "site time", "mutate", "twice"}
    left_out |= {"audit", "metadata", "site numbers", "site growth", "site public", "site stock"}
    assert {one.name for one in ENGINE} == left_out | {
        one.name for one in ENGINE for name in COMMANDS if f"{name} ".startswith(f"{one.name} ")
    }


def test_an_input_that_is_no_table_is_told_as_a_cause_like_any_other(tiny_book: Bench) -> None:
    """Records of a benchmark came after the outputs: that is a cause, and no fault of the data."""
    tiny_book.write("book.toml", 'name = "tiny"\n[inputs]\ncounts = "platform:node"\n')
    stamp = {"tables": dict.fromkeys(("counts", "a-table-that-is-gone"), "what it was")}
    assert [history.table_changes("HEAD", one) for one in stamp["tables"]] == [None, None]
    causes = verify._causes(Chapter("left"), stamp, "", {})
    assert [one.split(";")[0] for one in causes] == [
        "because table counts changed",
        "because table a-table-that-is-gone changed",
    ]
