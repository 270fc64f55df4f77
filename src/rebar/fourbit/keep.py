"""The record of a run on disk while the run goes on: no end of it loses what it measured."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimsbook import files
from rebar.fourbit import record
from rebar.fourbit.errors import CannotWrite

UNFINISHED = record.ROOT / ".cache" / "bench"
"""Where the record of a run lies until it is whole."""
SPARE = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path.home())
"""Where it goes if its own place refuses it, in this order. Not the temporary folder of the
process, which goes with it."""
ROOM = 16 * 2**20
"""Bytes that a record and the files beside it may take."""


class Keeper:
    """Keeps the record of one run in one file, written in one step at each change.

    `raw` is where the run is to leave it; without one it lies in `UNFINISHED` until `done`. A place
    that refuses it is given up for the next of `SPARE`.
    """

    def __init__(self, raw: Path | None = None) -> None:
        self.raw = raw
        self.path: Path | None = None
        """Where the record lies now; None where none was written, or no place took it."""
        self.trouble = ""
        """Why its own place refused it."""
        self.text = ""
        self.measured: list[str] = []
        self.part: list[str] = []
        """Those broken off after a test that was whole."""
        self.of = 0
        self.printed = False

    def save(self, whole: Mapping[str, Any]) -> None:
        """Write the record as it stands."""
        self.text = json.dumps(whole, indent=1, sort_keys=True) + "\n"
        self.of = sum(one["status"] != "computed" for one in whole["variants"])
        measured = [one for one in whole["variants"] if one["status"] == "measured"]
        self.measured = [one["name"] for one in measured if not one["reason"]]
        self.part = [one["name"] for one in measured if one["reason"]]
        for place in self._places():
            try:
                files.write_atomically(place, self.text)
            except OSError as error:
                self.trouble = self.trouble or why(error)
                continue
            if self.path not in (None, place) and self.path != self.raw:
                self._forget()
            self.path = place
            return
        self.path = None

    def _places(self) -> Iterator[Path]:
        own = self.raw or UNFINISHED / f"unfinished-{os.getpid()}.json"
        yield self.path or own
        yield from (folder / f"rebar-bench-{os.getpid()}.json" for folder in SPARE)

    def done(self, whole: dict[str, Any], runs: Path) -> Path:
        """Leave the whole record: in `raw` if there is one, else added to `runs`; where it lies.

        Raises `CannotWrite` if its place refuses it; it is then kept elsewhere, or printed.
        """
        self.save(whole)
        trouble = self.trouble
        if self.raw is None:
            try:
                added = record.append(whole, runs)
            except OSError as error:
                trouble = why(error)
            else:
                self._forget()
                return added
        if self.path is None or trouble:
            place = self.raw.name if self.raw else runs.name
            raise CannotWrite(
                f"The record could not be written to {place!r} ({trouble}).",
                f"free some space; {self.told()}.",
            )
        return self.path

    def told(self) -> str:
        """What is kept and where, in words; "" where nothing was measured.

        Prints the record where no place took it.
        """
        if not self.measured and not self.part:
            if not self.raw:
                self._forget()
            return ""
        if self.path is None:
            if not self.printed:
                print(self.text, file=sys.stdout, flush=True)
            self.printed = True
            place, then = "on standard output", "save it in a file, then add it"
        else:
            place, then = f"in {shown(self.path)}", "add it"
        part = f" and part of {len(self.part)} more" if self.part else ""
        return (
            f"{len(self.measured)} of {self.of} rungs{part} are kept {place}; {then} with "
            "`python -m rebar bundle --collect FILE`"
        )

    def _forget(self) -> None:
        if self.path is not None:
            self.path.unlink(missing_ok=True)
            self.path = None


def shown(path: Path) -> Path:
    """`path` as a reader in the repository would write it."""
    return path.relative_to(record.ROOT) if path.is_relative_to(record.ROOT) else path


def why(error: OSError) -> str:
    """The reason of an error of the system, without the file."""
    return os.strerror(error.errno) if error.errno else str(error)


def is_full(error: BaseException) -> bool:
    """Whether an error says that a disk is full, whatever library raised it in its own kind."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return os.strerror(errno.ENOSPC) in str(error)


def require_room(folder: Path, least: int, option: str) -> None:
    """Raise `CannotWrite` unless `folder`, which may not exist yet, takes `least` bytes.

    Nothing stays behind, neither file nor folder.
    """
    folder = folder.absolute()
    remedy = f"name another place: {option}."
    try:
        place = next(one for one in (folder, *folder.parents) if one.exists())
        with tempfile.TemporaryFile(dir=place):
            free = shutil.disk_usage(place).free
    except OSError as error:
        raise CannotWrite(f"{folder.name!r} cannot be written ({why(error)}).", remedy) from None
    if free < least:
        raise CannotWrite(
            f"Where {folder.name!r} lies, {free / 2**20:.0f} MiB are free, and the run may need "
            f"{least / 2**20:.0f}.",
            f"free some space, or {remedy}",
        )
