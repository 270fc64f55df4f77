"""`mutate`: how much tampering do the checks notice?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=7200, help="time for the cells of tables")
    parser.add_argument("--write", action="store_true", help="keep the counts in book/mutation.csv")


def run(given: Namespace) -> int:
    from claimsbook.checks import sensitivity

    return sensitivity.main(given.seconds, given.write)


COMMAND = Command(
    "mutate", "alter every number and text in turn and count what the checks notice", run, options
)
