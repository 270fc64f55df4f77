"""`bring`: take what was edited in a notebook into its script."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument("notebook", help="a chapter's slug, or a copy that a run kept under kept/")


def run(given: Namespace) -> int:
    from claimsbook.chapters import edited

    print(edited.bring(given.notebook))
    return 0


COMMAND = Command("bring", "take the cells edited in a notebook into its script", run, options)
