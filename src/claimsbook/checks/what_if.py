"""What if a chapter assumed something else? Run it so beside the book, and say what moves.

The book is copied into a folder of its own under `.cache`, the chapter runs there under the other
assumptions, and after it each chapter that reads the records of others (the ledger). Nothing
outside that folder is written.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from claimsbook import chapters, locks, paths
from claimsbook.book import Book, current
from claimsbook.chapters import Chapter, declared
from claimsbook.chapters.collected import reads_records
from claimsbook.checks import verify
from claimsbook.errors import BookError
from claimsbook.files import canonical_json, half_done, sha256, write_atomically
from claimsbook.ledger import claims
from claimsbook.settings import settings

Given = dict[str, dict[str, str]]
"""What is assumed instead: texts by chapter and by the name of the assumption."""


@dataclass(frozen=True)
class Trial:
    """What came of a run under other assumptions, in a folder of its own."""

    book: Book
    ran: list[Chapter]
    moved: list[str]
    score: str


def main(names: list[str], settings_: list[str]) -> int:
    """Run chapters under other assumptions and print what moves, the score, and where it lies."""
    trial = tried(read(names, settings_), print)
    for line in trial.moved:
        print(f"  moved  {line}")
    print(f"  score  {trial.score}")
    folder = paths.shown(trial.book.root)
    for chapter in trial.ran:
        print(f"{folder}/notebooks/{chapter.slug}.ipynb")
    if (trial.book.root / "_config.yml").is_file():
        print(f"a site of it: CLAIMSBOOK_ROOT={folder} {settings().command} site build")
    return 0


def read(names: Iterable[str], texts: Iterable[str]) -> Given:
    """What `--set` was given, by chapter, checked before anything runs.

    Each of `texts` is name=value, of the one chapter in `names`, or chapter.name=value. Raises
    BookError in one line for what is neither, for a chapter or an assumption that there is none of,
    for a value of another type or out of range, and for a chapter of which nothing is set.
    """
    chosen = [one.slug for one in chapters.select(names)] if names else []
    given: Given = {}
    for text in texts:
        place, equals, value = text.partition("=")
        slug, _, name = place.strip().rpartition(".")
        if not slug and len(chosen) != 1:
            known = ", ".join(declared.chapters_that_assume())
            raise BookError(
                f"{text!r} is of no chapter. "
                f"Remedy: write chapter.name=value, the chapter one of {known or 'none'}."
            )
        (chapter,) = chapters.select([slug or chosen[0]])
        if not equals or not name:
            known = ", ".join(declared.names(chapter)) or "none"
            raise BookError(
                f"{text!r} sets nothing. Remedy: write name=value, the name one of {known}."
            )
        within = given.setdefault(chapter.slug, {})
        if name in within:
            raise BookError(f"{name!r} is set twice. Remedy: set it once.")
        within[name] = value.strip()
    for slug in chosen:
        if slug not in given:
            raise BookError(f"nothing is set in {slug}. Remedy: leave it out, or set something.")
    for slug, within in given.items():
        declared.checked(Chapter(slug), within)
    return given


def tried(given: Given, say: Callable[[str], None]) -> Trial:
    """Run the chapters of `given` beside the book, then those that read records; what came of it.

    Raises BookError where a chapter has no stored outputs to compare with, or does not run so.
    """
    write_atomically(_shelf() / ".gitignore", "*\n")
    with locks.alone(_shelf() / ".lock", "tries other assumptions in"):
        return _tried(given, say)


def _tried(given: Given, say: Callable[[str], None]) -> Trial:
    known = chapters.all_chapters()
    wanted = [one for one in known if one.slug in given or reads_records(one)]
    before = {one: verify.contents(chapters.stored(one)) for one in wanted}
    for one in wanted:
        for reason in chapters.reasons_stale(one)[:1]:
            say(f"  note   {one.slug} was stale ({reason}): what that moves is told too")
    frame = current().ledger()
    # Half of a run would pass for the whole of it.
    with half_done(_copied(given)) as folder:
        beside = Book(folder, assumptions=given)
        ran = beside.run([one.slug for one in wanted], say=say)
        with beside:
            moved = [
                line
                for one in ran
                for line in verify.moved(before[one], verify.stored_contents(one))
            ]
        return Trial(beside, ran, moved, _score(frame, beside.ledger()))


def _shelf() -> Path:
    return paths.cache() / "what-if"


def _copied(given: Given) -> Path:
    """A copy of the book under `.cache`, named by what is assumed in it.

    What chapters could write to is copied; all else that the book has is linked.
    """
    folder = _shelf() / f"{'+'.join(given)}-{sha256(canonical_json(given))[:8]}"
    shutil.rmtree(folder, ignore_errors=True)
    with half_done(folder):
        _copy_into(folder)
    return folder


def _copy_into(folder: Path) -> None:
    folder.mkdir(parents=True)
    own = (paths.data(), paths.notebooks(), paths.prose())
    passed_over = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for one in sorted(paths.root().iterdir()):
        if one in own:
            shutil.copytree(one, folder / one.name, ignore=passed_over)
        elif not one.name.startswith(".") and one.name not in ("_build", "dist", "kept"):
            (folder / one.name).symlink_to(one)


def _score(before: pd.DataFrame, after: pd.DataFrame) -> str:
    """How many claims stand how, and how many did where that differs."""
    was, now = _grouped(before), _grouped(after)
    parts = [
        f"{now[name]} {name}" + (f" ({was[name]} before)" if now[name] != was[name] else "")
        for name in now
        if now[name] or was[name]
    ]
    return f"of {sum(now.values())} claims " + ", ".join(parts)


def _grouped(frame: pd.DataFrame) -> dict[str, int]:
    counts = frame.loc[frame["counted"], "verdict"].value_counts()
    return {
        name: int(sum(counts.get(one, 0) for one in which)) for name, which in claims.GROUPS.items()
    }
