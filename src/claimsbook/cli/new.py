"""`new`: a small, complete book to begin from."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where to write it; must be empty, or new")


def run(given: Namespace) -> int:
    from claimsbook import starter

    return starter.new(given.folder)


COMMAND = Command("new", "write a small, complete book about something else", run, options)
