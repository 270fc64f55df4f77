"""What a book costs that grows: the starter book, and the same with more of everything.

Seconds are those of the clock, and for the build those of the processor too, which other work on
the machine moves less (of a run they would leave out the kernels, which nobody waits for); both
vary by machine. Bytes are those of the files, before any compression.
"""

from __future__ import annotations

import csv
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from claimsbook import starter
from claimsbook.book import VARIABLE, Book
from claimsbook.errors import BookError
from claimsbook.tables import data

ROWS = 500
"""Rows that each chapter's share of the largest table has."""

HEAVIEST = 500_000
"""Bytes that no page may exceed."""

_CLAIM = re.compile(r'(claims\.(?:claim|stated|check)\(\s*")([a-z-]+)"')
_READ = 'bridges = data.read("bridges")\n'


def main(sizes: Sequence[int] = (1, 10)) -> int:
    """Print the table; 1 where a page is too heavy or a cost grows faster than the book.

    Raises BookError for a size below 1: there is no such book.
    """
    if small := [size for size in sizes if size < 1]:
        raise BookError(f"{small[0]} times a book is none. Remedy: whole numbers from 1 on.")
    costs = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            costs.append(_costs(write(Path(folder) / "book", size), size))
    print(
        f"{'':<30}" + "".join(f"{f'x {size}':>12}" for size in sizes) + f"{'ratio':>8}{'aim':>10}"
    )
    grown = sizes[-1] / sizes[0]
    missed = 0
    for name in costs[0]:
        values = [one[name] for one in costs]
        ratio = values[-1] / values[0]
        most = f"{HEAVIEST}" if "heaviest" in name else f"{grown:g}"
        too_much = values[-1] > HEAVIEST if "heaviest" in name else ratio > grown
        missed += too_much
        shown = "".join(
            f"{value:>12,.0f}" if value > 1000 else f"{value:>12.1f}" for value in values
        )
        print(f"{name:<30}{shown}{ratio:>8.1f}{most:>10}{'  MISSED' if too_much else ''}")
    return int(missed > 0)


def write(root: Path, size: int) -> Path:
    """The starter book with `size` times its chapter, figure, claims and rows; its folder.

    Each copy of the chapter reads rows of its own, `ROWS` of them, and checks claims of its own.
    """
    starter.write(root)
    chapter = (root / "notebooks" / "bridges.py").read_text("utf-8")
    for number in range(1, size + 1):
        place = root / "notebooks" / f"bridges{_end(number)}.py"
        place.write_text(_chapter(chapter, number), "utf-8")
    listed = "".join(f"      - file: notebooks/bridges{_end(n)}\n" for n in range(2, size + 1))
    first = "      - file: notebooks/bridges\n"
    toc = root / "_toc.yml"
    toc.write_text(toc.read_text("utf-8").replace(first, first + listed), "utf-8")
    _multiply(root / "data" / "claims.csv", "claim_id", size)
    _multiply(root / "data" / "bridges.csv", "row_id", size, ROWS)
    with Book(root):
        data.seal()
    return root


def _end(number: int) -> str:
    return "" if number == 1 else f"-n{number}"


def _chapter(text: str, number: int) -> str:
    """The chapter of a copy: its own rows, claims, figure and title."""
    end = f"-n{number}$" if number > 1 else r"-n\d+$"
    which = "" if number > 1 else "~"
    rows = f'bridges = bridges[{which}bridges["row_id"].str.contains(r"{end}")]\n'
    made = _CLAIM.sub(rf'\g<1>\g<2>{_end(number)}"', text).replace(_READ, _READ + rows)
    made = made.replace('id="bridge-lengths"', f'id="bridge-lengths{_end(number)}"')
    return made.replace("of Puddlewick\n", f"of Puddlewick {number}\n", 1)


def _multiply(file: Path, key: str, size: int, rows: int = 0) -> None:
    """Write a table `size` times, each time under other ids, with at least `rows` rows a time."""
    with file.open(encoding="utf-8", newline="") as opened:
        read = list(csv.DictReader(opened))
    # The last row is of a bridge that no chapter counts, so that more of it change no verdict.
    filled = [{**read[-1], key: f"{read[-1][key]}-{n}"} for n in range(rows - len(read))]
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(read[0]), lineterminator="\n")
        writer.writeheader()
        for number in range(1, size + 1):
            writer.writerows({**row, key: f"{row[key]}{_end(number)}"} for row in (*read, *filled))


def _costs(root: Path, size: int) -> dict[str, float]:
    """Seconds and bytes of a book, by what they are of."""
    run, _ = _seconds(root, "run")
    build, processor = _seconds(root, "site", "build")
    check, _ = _seconds(root, "check")
    site = root / "_build" / "html"
    pages = {
        page.relative_to(site).as_posix(): page.stat().st_size for page in site.rglob("*.html")
    }
    for name, weight in sorted(pages.items(), key=lambda one: -one[1])[:3]:
        print(f"x {size}: {name} {weight:,} bytes")
    whole = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    return {
        "run, s": run,
        "site build, s": build,
        "site build, processor s": processor,
        "check, s": check,
        "site, bytes": whole,
        "all pages, bytes": sum(pages.values()),
        "heaviest page, bytes": max(pages.values()),
        "ledger, bytes": pages["notebooks/ledger.html"],
        "heaviest of a table, bytes": max(
            weight for name, weight in pages.items() if name.startswith("data/")
        ),
        "index of the search, bytes": (site / "search.js").stat().st_size,
    }


def _seconds(root: Path, *command: str) -> tuple[float, float]:
    """Seconds of the clock and of the processor that a command of the engine takes in a book."""
    around = {name: value for name, value in os.environ.items() if name != VARIABLE}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "claimsbook", *command],
        cwd=root,
        env=around,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed in {root}:\n{done.stdout}{done.stderr}")
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ended - began, processor
