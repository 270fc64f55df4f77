"""Ctrl-C ends a command at once, in one line, with nothing half done and no process left behind.

A thread of its own waits for the signal, since the main one may be in the middle of something that
cannot be broken off: it says so, ends every process that the command has started, and gives the
main thread a moment to put things back. After that it removes what is half done and ends all.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

GRACE_S = 1.0
"""So long the main thread has for putting things back, in seconds."""

SIGNALS = (signal.SIGINT, signal.SIGTERM)
SAID = "interrupted: what was under way is undone, what was finished before stays\n"

_WITHIN = "CLAIMSBOOK_WITHIN"
"""Set for the processes that a command starts: only the first of them says a word."""

_saying, _leaving = threading.Lock(), threading.Lock()


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """While the block runs, a signal to end ends this process with 128 + its number.

    Only for a process that is a command and nothing else. Temporary files of it and of all that
    it starts lie in one folder, which goes with it.
    """
    owner, got = os.getpid(), list[int]()
    told, tell = os.pipe()
    os.set_blocking(tell, False)

    def broken_off(number: int, _: FrameType | None) -> None:
        if os.getpid() != owner:
            os._exit(128 + number)
        got.append(number)
        for one in SIGNALS:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    with _own_temporary_folder() as scratch:
        speaks = _WITHIN not in os.environ
        os.environ.setdefault(_WITHIN, str(owner))
        for one in SIGNALS:
            # What is started in the background of a script may be told to pass over Ctrl-C.
            if signal.getsignal(one) is not signal.SIG_IGN:
                signal.signal(one, broken_off)
        signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
        os.register_at_fork(after_in_child=_speak_for_nobody)
        waiting = threading.Thread(target=_wait, args=(told, scratch, speaks), daemon=True)
        waiting.start()
        try:
            yield
        finally:
            if got:
                _say(speaks)
                _leave(got[0], scratch)


def _wait(told: int, scratch: Path | None, speaks: bool) -> None:
    while (number := os.read(told, 1)[0]) not in SIGNALS:
        pass
    _say(speaks)
    end_children()
    time.sleep(GRACE_S)
    _leave(number, scratch)


def _speak_for_nobody() -> None:
    """A process that is split off keeps its signals to itself."""
    signal.set_wakeup_fd(-1)


def _say(speaks: bool) -> None:
    """The one line, once; what threads and children say as they end would only hide it."""
    if _saying.acquire(blocking=False):
        if speaks:
            os.write(2, SAID.encode())
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _leave(number: int, scratch: Path | None) -> None:
    """Remove what is half done and end this process; whoever comes second waits for that end."""
    from claimsbook import files

    _leaving.acquire()
    end_children()
    files.abandon()
    if scratch:
        shutil.rmtree(scratch, ignore_errors=True)
    os._exit(128 + number)


def end_children() -> None:
    """End every process that this one has started, and those that they have started."""
    import psutil  # type: ignore[import-untyped]

    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            child.kill()


@contextlib.contextmanager
def _own_temporary_folder() -> Iterator[Path | None]:
    """One folder for all temporary files, here and in what is started; None where none can be."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="claimsbook-"))
    except OSError:
        # A command that only reads needs none.
        yield None
        return
    before: dict[str, Any] = {"folder": tempfile.tempdir, "variable": os.environ.get("TMPDIR")}
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before["folder"]
        os.environ.pop("TMPDIR")
        if before["variable"] is not None:
            os.environ["TMPDIR"] = before["variable"]
        shutil.rmtree(folder, ignore_errors=True)
        sys.stdout.flush()
