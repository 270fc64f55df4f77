"""`release`: the files of a release."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument("version", help="as CITATION.cff has it")
    parser.add_argument("--changes", action="store_true", help="also of a work tree with changes")


def run(given: Namespace) -> int:
    from claimsbook.publish import release

    return release.main(given.version, changes=given.changes)


COMMAND = Command("release", "write the files of a release into dist/", run, options)
