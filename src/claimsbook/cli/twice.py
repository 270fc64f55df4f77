"""`twice`: are site and PDF functions of the commit alone?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="variation", help="what to vary; by default each in turn"
    )
    parser.add_argument(
        "--quick", action="store_true", help="two builds: one plain, one with all but the Pythons"
    )
    parser.add_argument("--list", action="store_true", help="list the variations, build nothing")


def run(given: Namespace) -> int:
    from claimsbook.checks import rebuild

    if given.list:
        print("\n".join(f"{one.name:<16} {one.about}" for one in rebuild.VARIATIONS))
        return 0
    return rebuild.main(given.names, quick=given.quick)


COMMAND = Command("twice", "make site and PDF in other surroundings, compare all", run, options)
