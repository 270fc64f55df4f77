"""`data …`: the tables of the data package."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command


def seal(_: Namespace) -> int:
    from claimsbook.tables import data

    changed = data.seal()
    print("\n".join(changed) if changed else "nothing changed")
    return 0


def options_of_diff(parser: ArgumentParser) -> None:
    parser.add_argument(
        "since", nargs="?", default="HEAD", metavar="commit", help="HEAD by default"
    )


def diff(given: Namespace) -> int:
    from claimsbook.tables import history

    for change in history.changes(given.since):
        print(change)
    return 0


COMMANDS = (
    Command("data seal", "record the hashes of the tables that changed", seal),
    Command("data diff", "every cell that differs from a commit", diff, options_of_diff),
)
