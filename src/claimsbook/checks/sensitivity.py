"""How much tampering do the checks notice? Alter every number and text, one at a time, and count.

Four things are altered: each numeric cell of each table, each cell of text but ids and notes (a
unit, a date, a standing, an address, a place, a name), the value that each claim states, and each
number in the stored outputs. Three checks look on. The *hash* recorded in the data package
notices any change of a table, until somebody records it anew. *Running anew* notices a change in
whatever the chapters make of it, and what the rules of the tables refuse when a chapter reads it;
*rebuilding* one in a table that is made from pinned wheels; both cannot be talked out of it.

To run the chapters for every number would take hours, so a whole column is altered first, then
halves of it as long as an output changes. What leaves every output as it was counts as not
noticed, also where it was altered together with others: the count errs against the checks.
"""

from __future__ import annotations

import ast
import csv
import io
import multiprocessing
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from claimsbook import chapters, paths
from claimsbook.book import Book, per_book
from claimsbook.chapters import Chapter, slicing
from claimsbook.chapters.pairs import STAMP
from claimsbook.checks import verify
from claimsbook.errors import BookError
from claimsbook.figures import exhibits
from claimsbook.files import sha256, write_atomically
from claimsbook.ledger import claims
from claimsbook.ledger.intervals import last_digit
from claimsbook.settings import command, function, settings
from claimsbook.tables import data

_FEW = 4
"""So few cells are altered one by one rather than together first."""


def result() -> Path:
    """Where the counts are kept; `book/methods` shows them."""
    return paths.prose() / "mutation.csv"


@dataclass(frozen=True)
class Count:
    """How many cells or numbers of one kind were altered, and which check noticed how many.

    `by_hash` is None where no hash is recorded for what was altered, `by_rebuilding` where the
    table is not made from wheels or they could not be had; `why` names what running anew missed.
    """

    altered: str
    what: str
    numbers: int
    by_hash: int | None
    by_running: int
    why: str = ""
    by_rebuilding: int | None = None

    @property
    def missed(self) -> int:
        """Cells or numbers that no check notices, at most."""
        return self.numbers - max(self.by_hash or 0, self.by_running, self.by_rebuilding or 0)


class Rehearsal:
    """A chapter run again and again in this process, against tables and claims that vary.

    Where a table varies, only the statements that may depend on it run again, on top of what the
    others gave the first time.
    """

    def __init__(self, chapter: Chapter) -> None:
        self.statements = slicing.statements(chapter)
        self.code = {one: _compiled(one, chapter.slug) for one in self.statements}
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.first = dict(self._outputs(self.statements, self.names))
        self.parts: dict[str, list[slicing.Statement]] = {}

    def notices(
        self,
        tables: dict[str, pd.DataFrame] | None = None,
        ledger: dict[str, claims.Claim] | None = None,
    ) -> bool:
        """Whether some output differs from the first time, or the chapter stops."""
        if not tables or ledger is not None:
            return self._differs(self.statements, {"__name__": "__main__"}, tables, ledger)
        (name,) = tables
        return self._differs(self.part(name), self.names.copy(), tables)

    def part(self, table: str) -> list[slicing.Statement]:
        """The statements to run again when a table varies; all where a part does not suffice."""
        if table not in self.parts:
            reads = [one for one in self.statements if {table, "*"} & slicing.tables_read(one)]
            part = slicing.touched(self.statements, reads)
            if self._differs(part, self.names.copy()):
                part = self.statements
            self.parts[table] = part
        return self.parts[table]

    def _differs(self, part: list[slicing.Statement], names: dict[str, Any], *varied: Any) -> bool:
        try:
            return any(new != self.first[one] for one, new in self._outputs(part, names, *varied))
        except Exception:
            return True

    def _outputs(
        self,
        part: list[slicing.Statement],
        names: dict[str, Any],
        tables: dict[str, pd.DataFrame] | None = None,
        ledger: dict[str, claims.Claim] | None = None,
    ) -> Iterator[tuple[slicing.Statement, Any]]:
        """What each cell among these statements gives, pictures aside."""
        here = Path.cwd()
        given = {name: _table(name) for name in data.table_names()} | (tables or {})
        varied = Book(paths.root(), tables=given, claims=ledger)
        os.chdir(paths.notebooks())
        try:
            with varied:
                for one in part:
                    if one.ends_cell and isinstance(one.tree, ast.Expr):
                        yield one, _comparable(eval(self.code[one], names))
                    else:
                        exec(self.code[one], names)
        finally:
            os.chdir(here)


def tables(seconds: float, say: Callable[[str], None]) -> list[Count]:
    """Alter each numeric cell, then each text, of each table but the ledger.

    The numbers of the ledger have their own count; its texts speak of the article and are compared
    with nothing. Columns that are not reached within `seconds` are counted as not noticed by
    running anew, and said to be.
    """
    until = time.monotonic() + seconds
    # The shortest tables first: if time runs out, it does in the fewest columns.
    names = sorted(set(data.table_names()) - {"claims"}, key=lambda name: (len(_table(name)), name))
    jobs = [
        (name, column, until)
        for columns in (_numeric, _texts)
        for name in names
        for column in columns(name)
    ]
    rebuilt = rebuilding()
    if not rebuilt:
        say("  the wheels could not be had: nothing is noticed by rebuilding")
    counts = []
    with workers() as pool:
        for count in pool.map(_column, *zip(*jobs)):
            if not count.numbers:
                continue
            count = replace(count, by_rebuilding=rebuilt.get(count.what))
            say(f"  {count.what:45} {count.by_running:5d} of {count.numbers:5d}  {count.why}")
            counts.append(count)
    return counts


def workers() -> ProcessPoolExecutor:
    """Two processes that begin with nothing of this one but its book.

    A fork of a process that has drawn a chart would wait for ever for the threads that draw, which
    no fork has.
    """
    afresh = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        2, mp_context=afresh, initializer=_begin, initargs=(str(paths.root()),)
    )


def _begin(root: str) -> None:
    Book(root).__enter__()
    alt.utils.schemapi.disable_debug_mode()


def rebuilding() -> dict[str, int]:
    """How many altered cells of each column ("table: column") a rebuild from its sources notices.

    The book's own functions count (`rebuilds` of book.toml); empty where the sources cannot be had.
    """
    counts: dict[str, int] = {}
    for place in settings().rebuilds.values():
        counts |= function(place)()
    return counts


def statements(say: Callable[[str], None]) -> list[Count]:
    """Alter the last digit of each number that a claim states, and the year of each date."""
    ledger = dict(claims.ledger())
    homes = {one["claim"]: Chapter(one["chapter"]) for one in chapters.collect(_executed())}
    # A claim that repeats another is checked nowhere; only a chapter that shows all tells it.
    whole = [one for one in _executed() if "ledger_frame(" in one.text]
    counts = []
    for column in ("value", "value_high", "step"):
        stated = [one for one in ledger.values() if getattr(one, column)]
        missed = []
        for one in stated:
            slip = replace(one, **{column: slipped(getattr(one, column), one.unit)})
            home = [homes[one.claim_id]] if one.claim_id in homes else []
            if not any(
                _rehearsal(chapter).notices(ledger={**ledger, one.claim_id: slip})
                for chapter in home + whole
            ):
                missed.append(one.claim_id)
        why = f"no output tells {', '.join(missed)}" if missed else ""
        counts.append(
            Count(
                "stated value",
                f"claims: {column}",
                len(stated),
                _by_hash("claims", column),
                len(stated) - len(missed),
                why,
            )
        )
        say(f"  {counts[-1].what:45} {counts[-1].by_running:5d} of {len(stated):5d}  {why}")
    return counts


def outputs(say: Callable[[str], None]) -> list[Count]:
    """Alter each number in each stored output and compare with a fresh run of the chapter.

    Numbers in pictures are not text and are not altered; nobody compares stored pictures, since
    the site draws its own.
    """
    counts = []
    for chapter in _executed():
        fresh = chapters.execute(chapter)
        if any(verify.differences(chapters.stored(chapter), fresh)):
            raise BookError(
                f"notebooks/{chapter.slug}.ipynb is not what a fresh run gives: every number of it "
                "would count as noticed. Remedy: " + command("run") + "."
            )
        total = noticed = 0
        for old, new in zip(chapters.stored(chapter).cells, fresh.cells):
            for output in old.get("outputs", []):
                for restore in _altered_numbers(output):
                    total += 1
                    noticed += chapters.comparable(old) != chapters.comparable(new)
                    restore()
        counts.append(Count("stored output", chapter.slug, total, None, noticed))
        say(f"  {chapter.slug:45} {noticed:5d} of {total:5d}")
    return counts


def main(seconds: float, write: bool) -> int:
    """Alter everything, print the counts and keep them; 1 when no check noticed a number.

    Raises BookError while a chapter was never run: what nobody ran notices nothing.
    """
    executed = _executed()
    lacking = [one.slug for one in chapters.all_chapters() if one not in executed]
    if lacking:
        raise BookError(
            f"{', '.join(lacking)}: never run, so that nothing would be noticed there. "
            f"Remedy: {command('run')} first."
        )
    # Altered numbers cannot change whether a chart obeys the schema of charts.
    with alt.utils.schemapi.debug_mode(False):
        return _main(seconds, write)


def _main(seconds: float, write: bool) -> int:
    print("stated values of the claims, noticed by running anew")
    counts = statements(print)
    print("numbers in the stored outputs")
    counts += outputs(print)
    print("cells of the tables")
    counts += tables(seconds, print)
    if write:
        write_atomically(result(), as_csv(counts))
    total, missed = sum(one.numbers for one in counts), sum(one.missed for one in counts)
    print(f"{total:,} numbers and texts altered, {missed:,} noticed by no check")
    return 1 if missed else 0


def as_csv(counts: list[Count]) -> str:
    """The counts as the table that the book shows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            "altered",
            "what",
            "numbers",
            "noticed by hash",
            "noticed by running anew",
            "noticed by rebuilding",
            "noticed by none",
            "what running anew misses",
        ]
    )
    for one in counts:
        by_hash, by_rebuilding = (
            "" if number is None else number for number in (one.by_hash, one.by_rebuilding)
        )
        writer.writerow(
            [
                one.altered,
                one.what,
                one.numbers,
                by_hash,
                one.by_running,
                by_rebuilding,
                one.missed,
                one.why,
            ]
        )
    return out.getvalue()


def raised(value: Any, integer: bool) -> Any:
    """A number raised by one per cent, an integer by one at least; 0 becomes 1."""
    if integer:
        return int(value) + max(1, round(abs(int(value)) / 100))
    return float(value) * 1.01 if value else 1.0


def slipped(value: str, unit: str) -> str:
    """A stated value with its last digit one higher, a date with its year one later."""
    if unit == "date":
        return f"{int(value[:4]) + 1}{value[4:]}"
    number = Decimal(value)
    return str(number + last_digit(number))


def mistaken(value: str, choices: list[str]) -> str:
    """A text as somebody might mistake it.

    The next of `choices` where there are some (a unit, a standing), a date one year later, of an
    address another host, of anything else another last letter.
    """
    if choices:
        known = [*choices, choices[0]]
        return known[known.index(value) + 1] if value in choices else choices[0]
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return slipped(value, "date")
    if value.startswith(("https://", "http://")):
        return value.replace("://", "://x-", 1)
    return value[:-1] + ("x" if value[-1] != "x" else "y")


def _choices(name: str, column: str) -> list[str]:
    """The texts among which a cell of a column is one: those the schema lists, or the units."""
    field = next(one for one in data.schema(name)["fields"] if one["name"] == column)
    listed = field.get("constraints", {}).get("enum", [])
    if listed or column != "unit":
        return [str(one) for one in listed]
    return sorted({*filter(None, _table(name)[column]), "pct", "usd_bn"})


def _column(name: str, column: str, until: float) -> Count:
    frame = _table(name)
    integer = pd.api.types.is_integer_dtype(frame[column])
    text = column in _texts(name)
    choices = _choices(name, column) if text else []
    given = frame[column] != "" if text else frame[column].notna()
    cells = [n for n, is_given in enumerate(given) if is_given]
    readers = [one for one in _executed() if name in _tables_of(one)]

    def noticing(some: list[int], among: list[Chapter]) -> Iterator[Chapter]:
        altered = frame.copy()
        was = frame[column].iloc[some]
        new = [mistaken(one, choices) if text else raised(one, integer) for one in was]
        altered.iloc[some, list(frame.columns).index(column)] = new
        return (one for one in among if _rehearsal(one).notices(tables={name: altered}))

    def missed_of(some: list[int], among: list[Chapter]) -> list[int]:
        if time.monotonic() > until:
            return some
        if len(some) <= _FEW:
            return [one for one in some if not any(noticing([one], among))]
        # A chapter that all of them together leave unmoved is not asked about each.
        moved = list(noticing(some, among))
        if not moved:
            return some
        half = len(some) // 2
        return missed_of(some[:half], moved) + missed_of(some[half:], moved)

    missed = missed_of(cells, readers) if readers and cells else cells
    if not readers:
        why = "no chapter reads the table"
    elif time.monotonic() > until:
        why = "not all reached in the time given"
    elif missed and len(missed) == len(cells):
        why = "no output depends on the column"
    elif missed:
        ids = [str(frame.iloc[row, 0]) for row in missed]
        why = "no output depends on " + ", ".join(ids[:3])
        why += f" and {len(ids) - 3} more" if len(ids) > 3 else ""
    else:
        why = ""
    running = len(cells) - len(missed)
    by_hash = _by_hash(name, column, (lambda one: mistaken(one, choices)) if text else None)
    kind = "text" if text else "cell"
    return Count(kind, f"{name}: {column}", len(cells), by_hash, running, why)


def _by_hash(name: str, column: str, mistake: Callable[[str], str] | None = None) -> int:
    """How many cells of a column, altered one by one, change the hash recorded for the table."""
    descriptor = data.resource(name)
    lines = csv_lines(data.table_file(name))
    noticed = 0
    head, *told = (_line(cells) for cells in [list(lines[0]), *(one.values() for one in lines)])
    for number, line in enumerate(lines):
        if line[column]:
            was = line[column]
            line[column] = mistake(was) if mistake else slipped(was, _unit(line))
            altered = [*told[:number], _line(line.values()), *told[number + 1 :]]
            noticed += descriptor.get("hash") != f"sha256:{sha256(''.join([head, *altered]))}"
            line[column] = was
    if descriptor.get("hash") != f"sha256:{sha256(csv_text(lines))}":
        # The table is not as recorded to begin with: a hash that always differs notices nothing.
        return 0
    return noticed


def _unit(line: dict[str, str]) -> str:
    return "date" if line.get("unit") == "date" else ""


def csv_lines(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def csv_text(lines: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(lines[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def _numeric(name: str) -> list[str]:
    kinds = ("number", "integer", "year")
    return [field["name"] for field in data.schema(name)["fields"] if field["type"] in kinds]


def _texts(name: str) -> list[str]:
    """The columns of text that are altered: all but the id, by which a row is known, and notes."""
    fields = data.schema(name)["fields"]
    return [one["name"] for one in fields[1:] if one["type"] == "string" and one["name"] != "note"]


@per_book
def _table(name: str) -> pd.DataFrame:
    return data.read(name)


@per_book
def _rehearsal(chapter: Chapter) -> Rehearsal:
    return Rehearsal(chapter)


@per_book
def _tables_of(chapter: Chapter) -> frozenset[str]:
    return frozenset(chapters.stored(chapter).metadata[STAMP]["tables"])


def _executed() -> list[Chapter]:
    return [one for one in chapters.all_chapters() if one.notebook.is_file()]


def _compiled(one: slicing.Statement, slug: str) -> Any:
    # Annotations of a chapter are values there, whatever this module makes of its own.
    if one.ends_cell and isinstance(one.tree, ast.Expr):
        return compile(ast.Expression(one.tree.value), slug, "eval", dont_inherit=True)
    return compile(ast.Module([one.tree], []), slug, "exec", dont_inherit=True)


def _comparable(value: Any) -> Any:
    if isinstance(value, exhibits.Exhibit):
        return asdict(value)
    if isinstance(value, pd.DataFrame | pd.Series):
        return value.to_csv()
    if hasattr(value, "_repr_mimebundle_"):
        return dict(value._repr_mimebundle_())
    return repr(value)


def _altered_numbers(output: Any) -> Iterator[Callable[[], None]]:
    """Alter each number of a notebook output in turn; each yields how to put it back."""
    if "text" in output:
        yield from _altered(output, "text")
    for mime in list(output.get("data", {})):
        if not mime.startswith("image/"):
            yield from _altered(output["data"], mime)


def _altered(holder: Any, key: Any) -> Iterator[Callable[[], None]]:
    value = holder[key]

    def restore() -> None:
        holder[key] = value

    if isinstance(value, dict):
        for inner in list(value):
            yield from _altered(value, inner)
    elif isinstance(value, list):
        for inner in range(len(value)):
            yield from _altered(value, inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        holder[key] = raised(value, isinstance(value, int))
        yield restore
    elif isinstance(value, str):
        for found in re.finditer(r"\d+(?:\.\d+)?", value):
            holder[key] = value[: found.start()] + slipped(found[0], "") + value[found.end() :]
            yield restore
