"""Ctrl-C: at once, one line, 130, nobody left behind, all as it was before."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from built import starter_book
from claimsbook import interrupts, locks
from copies import Bench, write_tiny_book

COMMANDS = {
    "run": ("run", "--force"),
    "verify": ("verify",),
    "what-if": ("run", "--set", "left.foot=1.5"),
    "mutate": ("mutate",),
}
"""Each starts kernels, or processes of its own."""


@contextmanager
def started(book: Bench, tmp: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A command in a group of its own, as a terminal starts one; its temporary files in `tmp`."""
    tmp.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "claimsbook", *words],
        cwd=book.root,
        env={**book.environment, "TMPDIR": str(tmp)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def is_work(child: psutil.Process) -> bool:
    """Git is asked in passing, before the work; and a child may end between its listing and now."""
    try:
        return "git" not in child.name()
    except psutil.NoSuchProcess:
        return False


def is_alive(child: psutil.Process) -> bool:
    """No zombie, whose end nobody has read yet, and none that ended between the wait and now."""
    try:
        return bool(child.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def wait_for_children(process: subprocess.Popen[str]) -> list[psutil.Process]:
    until = time.monotonic() + 100
    while True:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        listed = psutil.Process(process.pid).children(recursive=True)
        if found := [one for one in listed if is_work(one)]:
            return found
        time.sleep(0.05)


def assert_ends(
    process: subprocess.Popen[str], number: signal.Signals, started_: list[psutil.Process]
) -> None:
    """The whole group gets the signal, as from a terminal; then what the first line says."""
    os.killpg(process.pid, number)
    # No limit of two seconds here: the clock of a busy machine would be tested, not the command.
    _, said = process.communicate(timeout=60)
    assert said == interrupts.SAID
    assert process.returncode == 128 + number
    _, left = psutil.wait_procs(started_, timeout=1)
    assert [one for one in left if is_alive(one)] == []


def test_a_child_that_ended_between_its_listing_and_a_look_at_it_is_no_work() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        listed = psutil.Process(child.pid)
        assert is_work(listed)
        assert is_alive(listed)
    assert not is_work(listed)
    assert not is_alive(listed)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_that_is_broken_off_leaves_all_as_it_was(
    tiny_book: Bench, tmp_path: Path, words: tuple[str, ...]
) -> None:
    before = tiny_book.contents()
    with started(tiny_book, tmp_path / "tmp", *words) as process:
        assert_ends(process, signal.SIGINT, wait_for_children(process))
    assert tiny_book.contents() == before
    assert list((tmp_path / "tmp").iterdir()) == []
    assert list((tiny_book.root / ".cache" / "what-if").glob("[!.]*")) == []


@pytest.mark.parametrize("number", interrupts.SIGNALS)
def test_a_build_that_is_broken_off_leaves_the_former_site_whole(
    tmp_path: Path, number: signal.Signals
) -> None:
    book = starter_book(tmp_path)
    site = book.root / "_build" / "html"
    site.mkdir(parents=True)
    (site / "index.html").write_text("the former one", "utf-8")
    with started(book, tmp_path / "tmp", "site", "build") as process:
        assert_ends(process, number, wait_for_children(process))
    assert [one.read_text("utf-8") for one in site.iterdir()] == ["the former one"]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_who_waits_for_another_can_be_told_to_end(tiny_book: Bench, tmp_path: Path) -> None:
    lock = tiny_book.root / ".cache" / "run.lock"
    with (
        locks.alone(lock, "runs"),
        started(tiny_book, tmp_path / "tmp", "run", "--force") as process,
    ):
        assert process.stderr is not None
        assert process.stderr.readline().startswith("waiting: another process")
        assert_ends(process, signal.SIGINT, [])


def test_a_command_in_the_background_that_shall_not_hear_it_goes_on(tmp_path: Path) -> None:
    book = write_tiny_book(tmp_path / "book")
    code = (
        "import os, signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from claimsbook import interrupts\n"
        "with interrupts.watched():\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    print('goes on')\n"
    )
    assert book.python("-c", code).stdout == "goes on\n"


def test_temporary_files_of_a_command_go_with_it(tiny_package: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    code = (
        "import tempfile; from claimsbook import interrupts\n"
        "with interrupts.watched():\n"
        "    print(tempfile.mkdtemp())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**tiny_package.environment, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).parent.parent == folder
    assert list(folder.iterdir()) == []
    shutil.rmtree(folder)
