"""Does a cited figure or claim still hold? Run its chapter in a clean process and compare.

The answer is *holds*, *changed* (what, from which value to which, in which row) or *unknown*.
"""

from __future__ import annotations

import importlib.metadata
import itertools
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import nbformat

from claimsbook import chapters, paths
from claimsbook.chapters import Chapter
from claimsbook.chapters.pairs import STAMP
from claimsbook.errors import BookError
from claimsbook.figures import exhibits
from claimsbook.ledger import claims
from claimsbook.references import cite
from claimsbook.references.pasted import (
    FINGERPRINT,
    SHORT,
    WHOLE,
    joined,
    parsed,
    why_no_fingerprint,
)
from claimsbook.settings import command
from claimsbook.tables import history

HOLDS, CHANGED, UNKNOWN = 0, 1, 2
"""Exit codes; of several answers the gravest counts, and a change is graver than a typing slip."""

SHORT_MARK = "(short mark)"
"""Said of what holds by some of the digits of its fingerprint."""

_SHORT_BINDS = (
    "a short mark tells every slip and every later change, but not an author who tries until two "
    "findings have its digits in common; all 64, as machines' citations have them, tell that too"
)

_STOPPED = "its chapter does not run any more"

_MOST = 6

Contents = dict[str, dict[str, Any]]
"""What a notebook holds: the record of each exhibit and each checked claim, by id."""


@dataclass(frozen=True)
class Answer:
    """What verifying one id gave: the state, a line, and the particulars of a change."""

    state: int
    line: str
    details: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        word = ("holds  ", "changed", "unknown")[self.state]
        return "\n".join([f"{word}  {self.line}", *(f"         {one}" for one in self.details)])


def main(cited: list[str]) -> int:
    """Verify what is cited, everything when nothing is, and print an answer a line.

    Each of `cited` is an id, `id@fingerprint`, or a text that contains one (a whole citation, a
    BibTeX entry, an address of the site); `-` reads the text from standard input. Returns 0 when
    all hold, 1 when something changed, 2 when something is unknown and nothing changed.
    """
    texts = [sys.stdin.read() if one == "-" else one for one in joined(cited)]
    given = []
    for answer in answers(texts):
        given.append(answer)
        print(answer, flush=True)
    if any(SHORT_MARK in one.line for one in given if one.state == HOLDS):
        print(f"note     {_SHORT_BINDS}")
    if (paths.root() / ".git").exists() and (why := history.trouble()):
        print(f"note     whether it is what was committed is not known: {why}")
    for line in history.uncommitted():
        print(f"note     {line} differs from the last commit: what was verified is what lies here")
    if not texts:
        holds, changed, unknown = (
            sum(one.state == state for one in given) for state in (HOLDS, CHANGED, UNKNOWN)
        )
        also = f", {unknown} unknown" if unknown else ""
        print(f"{holds} hold, {changed} changed{also}; {len(_executed())} chapters ran anew")
    states = {one.state for one in given}
    return CHANGED if CHANGED in states else max(states, default=HOLDS)


def answers(texts: list[str]) -> Iterator[Answer]:
    """An answer for each id that the texts name, for everything when there are none.

    The chapters run two at a time; an answer comes as soon as its chapter has run. Where everything
    is asked for, a chapter without a notebook is unknown: nobody stored what it would be compared
    with.
    """
    known = _executed()
    stored = {chapter: contents(chapters.stored(chapter)) for chapter in known}
    homes = {name: chapter for chapter, content in stored.items() for name in content}
    wanted = parsed(texts, set(homes)) if texts else [(name, "") for name in homes]
    malformed = [(name, mark) for name, mark in wanted if mark and not FINGERPRINT.fullmatch(mark)]
    wanted = [one for one in wanted if one not in malformed]
    needed = {homes[_base(name)] for name, _ in wanted if _base(name) in homes}
    for chapter, fresh in _run_anew([one for one in known if one in needed or not texts]):
        for name, print_ in wanted:
            if homes.get(_base(name)) == chapter:
                yield _answer(name, print_, chapter, stored[chapter], fresh)
        if not texts and isinstance(fresh, BookError) and chapter not in homes.values():
            # Where it made something, that has said so.
            yield Answer(CHANGED, f"notebooks/{chapter.slug}.ipynb: {_STOPPED}", [str(fresh)])
        elif not texts and not isinstance(fresh, BookError):
            for line in differences(chapters.stored(chapter), fresh):
                yield Answer(CHANGED, f"notebooks/{chapter.slug}.ipynb, {line}")
    for chapter in () if texts else _never_run():
        why = f"missing, and nothing of it was compared. Remedy: {_remedy([chapter])}"
        yield Answer(UNKNOWN, f"notebooks/{chapter.slug}.ipynb: {why}")
    for name, mark in malformed:
        why = f"{why_no_fingerprint(mark)}. Nothing was compared"
        yield Answer(UNKNOWN, f"{name}@{mark}: {why}")
    for name, _ in wanted:
        if _base(name) not in homes:
            yield Answer(UNKNOWN, f"{name}: {_why_unknown(name)}")


def _executed() -> list[Chapter]:
    return [one for one in chapters.all_chapters() if one.notebook.is_file()]


def _never_run() -> list[Chapter]:
    return [one for one in chapters.all_chapters() if not one.notebook.is_file()]


def _remedy(lacking: list[Chapter]) -> str:
    """How to come by the notebooks of some chapters: out of git, else by a run."""
    kept = [one for one in lacking if history.file_at("HEAD", one.notebook)]
    new = [one.slug for one in lacking if one not in kept]
    files = [f"notebooks/{one.slug}.ipynb" for one in kept]
    ways = [f"`git checkout -- {' '.join(files)}`"] if kept else []
    return ", and ".join([*ways, *([command(f"run {' '.join(new)}")] if new else [])])


def contents(notebook: Any) -> Contents:
    """The records of an executed notebook: exhibits with their `spec`, and claims."""
    content: Contents = {}
    for bundle in chapters.bundles_of(notebook):
        if exhibits.MIME in bundle:
            spec = bundle[exhibits.VEGALITE_MIME]
            content[bundle[exhibits.MIME]["id"]] = {**bundle[exhibits.MIME], "spec": spec}
        for record in bundle.get(claims.MIME, []):
            content[record["claim"]] = record
    return content


def stored_contents(chapter: Chapter) -> Contents:
    """The records of a chapter's notebook; none where it has no readable one."""
    try:
        return contents(chapters.stored(chapter))
    except (BookError, KeyError):
        return {}


def moved(before: Contents, after: Contents) -> list[str]:
    """Which figures and claims came out otherwise, a line each: verdict and value, or title."""
    lines = []
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            lines.append(f"{name}: {'new' if was is None else 'gone'}")
        elif "spec" in now and "spec" in was and was["fingerprint"] != now["fingerprint"]:
            what = f"now “{now['title']}”"
            if was["title"] == now["title"]:
                what = _record_changes(was, now)[0]
            lines.append(f"figure {name}: {what}")
        elif "verdict" in now and was["verdict"] != now["verdict"]:
            lines.append(
                f"claim {name}: {was['verdict']}, now {now['verdict']} ({_found_moved(was, now)})"
            )
        elif "found" in now and was["found"] != now["found"]:
            lines.append(f"claim {name}: {_found_moved(was, now)}")
    return lines


def _found_moved(was: dict[str, Any], now: dict[str, Any]) -> str:
    """What was found for a claim and what is now; where that is the same, which base decides."""
    old, new = ("; ".join(one["text"] for one in each["found"]) for each in (was, now))
    if old != new:
        return f"found {_short(old)}, now {_short(new)}"
    deciding = [one["base"] for one in now["found"] if one.get("decides")]
    return f"decided by {deciding[0] or 'its only base'}" if deciding else "decided by no base"


def differences(stored: Any, fresh: Any) -> Iterator[str]:
    """Where two executed notebooks differ in a cell or an output: cell, type, from, to.

    A stored picture is drawn with the fonts of a machine, so it is not compared; what it is drawn
    from is.
    """
    for number, (old, new) in enumerate(itertools.zip_longest(stored.cells, fresh.cells), start=1):
        was, now = (
            {"source": (one or {}).get("source"), **chapters.comparable(one)} for one in (old, new)
        )
        for place in dict.fromkeys([*was, *now]):
            if was.get(place) != now.get(place):
                yield f"cell {number}, {place}: {_shift(was.get(place), now.get(place))}"


def _run_anew(wanted: list[Chapter]) -> Iterator[tuple[Chapter, Any]]:
    """Each chapter with its fresh notebook, or with the error that stopped it; two at a time."""

    def one(chapter: Chapter) -> Any:
        try:
            return chapters.execute(chapter)
        except BookError as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        yield from zip(wanted, pool.map(one, wanted))


def _answer(name: str, print_: str, chapter: Chapter, stored: Contents, fresh: Any) -> Answer:
    if isinstance(fresh, BookError):
        return Answer(CHANGED, f"{name}: {_STOPPED}", [str(fresh)])
    subject = _base(name)
    was, now = stored[subject], contents(fresh).get(subject)
    label = name if name == subject else f"{name} (repeats {subject})"
    if now is None:
        return Answer(CHANGED, f"{label}: its chapter no longer makes it")
    mark = cite.fingerprint(now)
    if mark.startswith(print_) and was == now:
        said = f"{now['verdict']}: {now['paraphrase']}" if "verdict" in now else now["title"]
        short = f" {SHORT_MARK}" if print_ and len(print_) < WHOLE else ""
        return Answer(HOLDS, f"{label}@{mark[:SHORT]}{short}  {said}")
    if mark.startswith(print_):
        line = f"{label}: what is stored and shown is not what its chapter gives"
    else:
        shown = SHORT if print_[:SHORT] != mark[:SHORT] else WHOLE
        line = f"{label}: fingerprint {print_[:shown]}, now {mark[:shown]}"
    if mark.startswith(print_) or cite.fingerprint(was).startswith(print_):
        # What is stored now is what was cited, or was altered since: either way compare with that.
        stamp = chapters.stored(chapter).metadata.get(STAMP, {})
        commit = history.last_commit(chapter.notebook)
    else:
        was, stamp, commit = _as_cited(subject, print_, chapter)
    if not was:
        why = "what was cited is not in the history of this clone, so its values are not known here"
        if lacking := history.trouble() or history.shallow():
            why = f"{why}; {lacking}"
        return Answer(CHANGED, line, [why])
    causes = _causes(chapter, stamp, commit, now)
    return Answer(CHANGED, line, [*_record_changes(was, now), *causes])


def _as_cited(
    subject: str, print_: str, chapter: Chapter
) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The record with the cited fingerprint, the stamp beside it and its commit; else empty."""
    for commit in history.commits(chapter.notebook):
        try:
            notebook = nbformat.from_dict(  # type: ignore[no-untyped-call]
                json.loads(history.file_at(commit, chapter.notebook) or "{}")
            )
            record = contents(notebook)[subject]
            # Before 0.2.0 a figure's fingerprint left out its title: what is stored still tells.
            marks = (cite.fingerprint(record), str(record.get("fingerprint", "")))
            if any(one.startswith(print_) for one in marks):
                return record, notebook.metadata.get(STAMP, {}), commit
        except (BookError, ValueError, KeyError, AttributeError):
            continue
    return {}, {}, ""


def _record_changes(was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What differs between two records of one id, the plotted rows first."""
    lines = _row_changes(was["data"], now["data"]) if "data" in now else []
    # The specification repeats the rows; where they differ it has nothing to add.
    told = {"data", "fingerprint", *(("spec", "narrow") if lines else ())}
    for key in dict.fromkeys([*was, *now]):
        if key not in told and was.get(key) != now.get(key):
            lines.append(f"{key}: {_shift(was.get(key), now.get(key))}")
    if not lines and was != now:
        lines.append(f"fingerprint as stored: {_shift(was['fingerprint'], now['fingerprint'])}")
    return _shortened(lines)


def _row_changes(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    """What differs between plotted rows, matched by their words, else by their place."""

    def words(row: dict[str, Any]) -> str:
        return ", ".join(str(value) for value in row.values() if isinstance(value, str))

    keys = [list(map(words, rows)) for rows in (old, new)]
    if any(len(set(one)) < len(one) for one in keys):
        keys = [[f"no. {n}" for n, _ in enumerate(rows, start=1)] for rows in (old, new)]
    before, after = (dict(zip(key, rows)) for key, rows in zip(keys, (old, new)))
    lines = []
    for number, (key, row) in enumerate(after.items(), start=1):
        name = f"{number} ({words(row)[:60]})" if words(row) else f"{number}"
        if key not in before:
            lines.append(f"plotted row {name}: new")
            continue
        lines += [
            f"plotted row {name}, {column}: {_shift(before[key].get(column), row.get(column))}"
            for column in dict.fromkeys([*before[key], *row])
            if before[key].get(column) != row.get(column)
        ]
    lines += [f"plotted row {key[:60]}: gone" for key in before.keys() - after.keys()]
    if not lines and old != new:
        lines.append("plotted rows: in another order")
    return lines


def _causes(chapter: Chapter, stamp: dict[str, Any], commit: str, now: dict[str, Any]) -> list[str]:
    """What changed since the earlier run: cells of tables (those it rests on first), code."""
    cells: list[history.CellChange] = []
    others: list[str] = []
    for table, was in stamp.get("tables", {}).items():
        if table == chapters.RECORDS or chapters.table_hash(table) == was:
            continue
        found = history.table_changes(commit, table, was)
        if found is None:
            others.append(f"table {table} changed; its earlier state is not in this clone")
        else:
            cells += found
    rests_on = {*now.get("rows", []), now.get("claim"), *now.get("from_claims", [])}
    cells.sort(key=lambda one: one.row_id not in rests_on)
    if stamp.get("code") and stamp["code"] != chapters.code_hash(chapter):
        others.insert(0, f"notebooks/{chapter.slug}.py changed")
    for module, was in stamp.get("modules", {}).items():
        if chapters.module_hash(module) != was:
            others.append(f"src/{module.replace('.', '/')} changed")
    for name, was in stamp.get("files", {}).items():
        if chapters.file_hash(name) != was:
            others.append(f"{name} changed")
    if stamp.get("settings", chapters.settings_hash()) != chapters.settings_hash():
        others.append("book.toml changed")
    for library, was in stamp.get("libraries", {}).items():
        here = importlib.metadata.version(library)
        if here != was:
            others.append(f"{library} is {here}, was {was}")
    return [f"because {one}" for one in _shortened([*map(str, cells), *others])]


def _shift(was: Any, now: Any) -> str:
    """From which value to which, down to the part of it that differs."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*was, *now]):
            if was.get(key) != now.get(key):
                return f"{key}: {_shift(was.get(key), now.get(key))}"
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for number, (old, new) in enumerate(zip(was, now), start=1):
            if old != new:
                return f"no. {number}: {_shift(old, new)}"
    if isinstance(was, str) and isinstance(now, str) and max(len(was), len(now)) > 60:
        pairs = enumerate(zip(was, now))
        start = next((n for n, (a, b) in pairs if a != b), min(len(was), len(now)))
        begin = max(0, start - 20)
        was, now = was[begin : start + 40], now[begin : start + 40]
    return f"from {_short(was)} to {_short(now)}"


def _short(value: Any) -> str:
    shown = "nothing" if value is None else repr(value)
    return shown if len(shown) <= 90 else f"{shown[:87]}..."


def _shortened(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST
    return [*lines[:_MOST], f"and {more} more"] if more > 0 else lines


def _base(name: str) -> str:
    """The id that is checked where `name` is: a claim that repeats another stands with that."""
    subject = claims.ledger().get(name)
    return (subject.repeats if subject else "") or name


def _why_unknown(name: str) -> str:
    if not name:
        return "nothing was named. Give an id, a citation or an address of the site"
    if lacking := _never_run():
        files = [f"notebooks/{one.slug}.ipynb" for one in lacking]
        return f"{', '.join(files)} missing, where it may stand. Remedy: {_remedy(lacking)}"
    if name in claims.ledger():
        return "the ledger has this claim, but no chapter has examined it"
    return f"no exhibit and no claim has this id ({command('figures')} lists the exhibits)"
