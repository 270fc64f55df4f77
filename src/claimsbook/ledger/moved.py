"""Which verdicts moved from version to version: `book/verdicts.csv`.

The file has a row for each claim whose verdict a version changed: version, date, claim_id, verdict
(empty where the claim was withdrawn). The first version has them all.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claimsbook import chapters, paths
from claimsbook.errors import TableError
from claimsbook.files import write_atomically
from claimsbook.ledger.frame import ledger_frame

COLUMNS = ["version", "date", "claim_id", "verdict"]


@dataclass(frozen=True)
class Move:
    """A claim whose verdict a version changed; "" where it was not there before, or is no more."""

    claim_id: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """A version of the book: its day, its verdicts by claim, and what moved since the one before.

    The first version has no moves: nothing came before it.
    """

    version: str
    date: str
    verdicts: Mapping[str, str]
    moves: tuple[Move, ...]


def file() -> Path:
    """Where the verdicts of the versions are kept."""
    return paths.root() / "book" / "verdicts.csv"


def versions() -> list[Version]:
    """The versions that the file knows, the earliest first; none where there is no file.

    Raises TableError, naming the row, for one that cannot be read.
    """
    if not file().is_file():
        return []
    known: dict[str, str] = {}
    found: dict[str, tuple[str, list[Move]]] = {}
    for number, row in enumerate(_rows(), start=2):
        if row["version"] not in found:
            found[row["version"]] = (row["date"], [])
        elif row["version"] != next(reversed(found)):
            raise TableError(
                file(), number, "version", "stands apart from its others", "sort the rows"
            )
        claim_id, verdict = row["claim_id"], row["verdict"]
        found[row["version"]][1].append(Move(claim_id, known.get(claim_id, ""), verdict))
        known[claim_id] = verdict
    made: list[Version] = []
    verdicts: dict[str, str] = {}
    for version, (date, moves) in found.items():
        verdicts = {**verdicts, **{one.claim_id: one.after for one in moves}}
        verdicts = {claim_id: verdict for claim_id, verdict in verdicts.items() if verdict}
        made.append(Version(version, date, verdicts, tuple(moves) if made else ()))
    return made


def _rows() -> list[dict[str, str]]:
    with file().open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        rows = list(reader)
    if reader.fieldnames != COLUMNS:
        raise TableError(file(), 1, "", f"columns {reader.fieldnames}", f"use {COLUMNS}")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise TableError(file(), number, "", "too few or too many cells", "correct the row")
    return rows


def current() -> dict[str, str]:
    """The verdict of every claim that is no repeat, as the executed chapters have it."""
    frame = ledger_frame(chapters.collect(chapters.all_chapters()))
    own = frame[frame["repeats"] == ""]
    return dict(zip(own["claim_id"], own["verdict"]))


def between(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Move, ...]:
    """What moved from some verdicts to others, by claim; also what came, and what went."""
    ids = dict.fromkeys([*before, *after])
    moves = (Move(one, before.get(one, ""), after.get(one, "")) for one in ids)
    return tuple(one for one in moves if one.before != one.after)


def since() -> tuple[Move, ...]:
    """What moved since the last version that the file knows; nothing where it knows none."""
    known = versions()
    return between(known[-1].verdicts, current()) if known else ()


def write(version: str, date: str) -> int:
    """Record the verdicts of now as those of a version, in place of what it had; how many moved."""
    known = [one for one in versions() if one.version != version]
    rows = [row for row in _rows() if row["version"] != version] if file().is_file() else []
    moves = between(known[-1].verdicts if known else {}, current())
    rows += [
        {"version": version, "date": date, "claim_id": one.claim_id, "verdict": one.after}
        for one in moves
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_atomically(file(), text.getvalue())
    return len(moves)
