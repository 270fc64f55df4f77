"""Build the site: Jupyter Book with every warning an error."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from claimsbook import locks, paths, surroundings
from claimsbook.book import Book
from claimsbook.checks import record
from claimsbook.errors import in_words
from claimsbook.files import naming, remove, write_atomically
from claimsbook.references import cite
from claimsbook.settings import command
from claimsbook.site import build_record, output


def epoch() -> str:
    """Seconds since 1970 of the release date: the only clock that a build may read."""
    day = dt.date.fromisoformat(cite.book()["date"])
    return str(int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp()))


def build(root: Path | None = None, out: Path | None = None) -> int:
    """Build the book at `root` into `out`/_build/html; the exit status of Jupyter Book.

    Both are the current book's folder by default. Sphinx works in a folder of its own,
    `out`/_build/.work; the site takes the place of the former one when it is whole, and a build
    that fails leaves that as it was. Raises OSError where the disk is full, or may not be written.
    """
    root, out = root or paths.root(), out or paths.root()
    work = out / "_build" / ".work"
    unfinished = work / "unfinished"
    with Book(root):
        # What cannot be said in the end is refused before the work.
        build_record.checked()
        state = record.state()
    builder = [
        # Not by its script: in a copied environment that still names the first one's interpreter.
        sys.executable,
        "-c",
        "from jupyter_book.cli.main import main; main()",
        "build",
        str(root),
        "--path-output",
        str(work),
        "-W",
        "-n",
        "--keep-going",
        "-q",
    ]
    scratch = tempfile.TemporaryDirectory()
    around = {
        **surroundings.of_book(Path(scratch.name)),
        "CLAIMSBOOK_ROOT": str(root),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", epoch()),
        # Vega sets the ticks of a time axis in local time.
        "TZ": "UTC",
    }
    site, made = out / "_build" / "html", work / "_build" / "html"
    with locks.alone(work / ".lock", "builds"), scratch:
        for name in output.strange(site, made):
            print(f"     {name}: not what a build wrote, made anew or removed")
        output.begin(made)
        if unfinished.exists():
            # Sphinx keeps what it read, and would pass over what stopped the last build.
            remove(work / "_build" / ".doctrees" / "environment.pickle")
        write_atomically(unfinished, "")
        # In a group of its own, so that Ctrl-C is answered by this process alone.
        done = subprocess.run(
            builder,
            env=around,
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        if done.returncode == 0:
            output.end(made)
            with Book(root):
                told = build_record.made()
            output.publish(made, site, told, state)
            remove(unfinished)
    if done.returncode and (error := in_words(done.stdout)):
        with naming(out / "_build"):
            raise error
    if done.returncode:
        # Of a build that went well it tells only where it lies, which is not where it is published.
        print(done.stdout, end="", flush=True)
    return done.returncode


def main() -> int:
    """Build and say where the site is and how long it took."""
    began = time.monotonic()
    status = build()
    if status == 0:
        print(f"     {paths.shown(paths.site() / 'index.html')}  {time.monotonic() - began:.1f} s")
        print(f"     {compared()}")
    return status


def compared() -> str:
    """Whether the stored outputs, which the site shows, were compared with a fresh run, in a line.

    A build compares nothing; what `verify` last said counts as long as the book is as it was then.
    """
    by = command("verify")
    if record.is_verified():
        return f"stored outputs: compared by {by}, all hold, and nothing has changed since"
    return f"stored outputs: not compared by this build; {by} runs every chapter anew and does so"
