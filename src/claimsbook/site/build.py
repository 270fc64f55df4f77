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
from claimsbook.references import cite
from claimsbook.settings import command
from claimsbook.site import output


def epoch() -> str:
    """Seconds since 1970 of the release date: the only clock that a build may read."""
    day = dt.date.fromisoformat(cite.book()["date"])
    return str(int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp()))


def build(root: Path | None = None, out: Path | None = None, *, quiet: bool = False) -> int:
    """Build the book at `root` into `out`/_build/html; the exit status of Jupyter Book.

    Both are the current book's folder by default. With `quiet`, nothing but warnings and errors is
    printed.
    """
    root, out = root or paths.root(), out or paths.root()
    builder = [
        # Not by its script: in a copied environment that still names the first one's interpreter.
        sys.executable,
        "-c",
        "from jupyter_book.cli.main import main; main()",
        "build",
        str(root),
        "--path-output",
        str(out),
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
    html = out / "_build" / "html"
    with locks.alone(out / "_build" / ".lock", "builds"):
        for name in output.begin(html):
            print(f"     {name}: not what a build wrote, made anew or removed")
        done = subprocess.run(
            builder,
            env=around,
            check=False,
            text=True,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
        )
        if done.returncode == 0:
            output.end(html)
    if done.returncode:
        # Sphinx keeps what it read, so the next build would pass over the warning that failed this.
        (out / "_build" / ".doctrees" / "environment.pickle").unlink(missing_ok=True)
    if quiet and done.returncode:
        print(done.stdout)
    return done.returncode


def main() -> int:
    """Build and say where the site is and how long it took."""
    began = time.monotonic()
    status = build()
    if status == 0:
        print(f"     {paths.shown(paths.site() / 'index.html')}  {time.monotonic() - began:.1f} s")
        print(f"     stored outputs as the last run left them; {command('verify')} compares them")
    return status
