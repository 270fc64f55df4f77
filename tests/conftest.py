"""Fixtures that give a test a working copy of its own."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from built import Alone, build_starter, once
from claimsbook.book import Book
from copies import REPOSITORY, Bench, write_tiny_book

# How long an example takes says something of the machine, nothing of the code.
settings.register_profile("rebar", deadline=None)
settings.load_profile("rebar")


# In the background a shell has its commands ignore Ctrl-C, and so would all that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def executed_tiny_book(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The tiny book sealed and run once; tests work on copies of it (see `tiny_book`)."""
    bench = write_tiny_book(tmp_path_factory.mktemp("origin") / "book")
    for arguments in (["data", "seal"], ["run"]):
        done = bench.claimsbook(*arguments)
        assert done.returncode == 0, done.stderr
    return bench


@pytest.fixture
def step_into(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Bench], Bench]]:
    """Make this very process work on a copy, as `CLAIMSBOOK_ROOT` does for another."""

    opened: list[Book] = []

    def step(bench: Bench) -> Bench:
        for name, value in bench.environment.items():
            monkeypatch.setenv(name, value)
        opened.append(Book(bench.root).__enter__())
        return bench

    yield step
    for book in opened:
        book.__exit__()


@pytest.fixture
def tiny_package(tmp_path: Path, step_into: Callable[[Bench], Bench]) -> Bench:
    """The tables of the tiny book, its chapters never run; this process works on them."""
    return step_into(write_tiny_book(tmp_path / "book"))


@pytest.fixture
def tiny_book(
    tmp_path: Path, executed_tiny_book: Bench, step_into: Callable[[Bench], Bench]
) -> Bench:
    """The tiny book as it stands after a run; this process works on it."""
    shutil.copytree(executed_tiny_book.root, tmp_path / "book", symlinks=True)
    return step_into(Bench(tmp_path / "book"))


@pytest.fixture(scope="session")
def second_book(tmp_path_factory: pytest.TempPathFactory) -> Alone:
    """The starter book, run and its site built; no test writes to it (see `second_site`)."""
    return Alone(once(tmp_path_factory, "starter", build_starter) / "book")


@pytest.fixture(scope="session")
def second_site(second_book: Alone) -> Path:
    """The site of the starter book, which stands for any book's where the engine is tested."""
    return second_book.root / "_build" / "html"


@pytest.fixture
def bench_copy(tmp_path: Path) -> Bench:
    """The repository's own book and data, for other processes to work on."""
    root = tmp_path / "copy"
    for name in ("data", "notebooks", "book"):
        ignored = shutil.ignore_patterns("_static", "__pycache__", ".*")
        shutil.copytree(REPOSITORY / name, root / name, ignore=ignored)
    for name in ("_toc.yml", "_config.yml", "CITATION.cff", "book.toml"):
        shutil.copy(REPOSITORY / name, root)
    (root / "src").symlink_to(REPOSITORY / "src")
    return Bench(root)
