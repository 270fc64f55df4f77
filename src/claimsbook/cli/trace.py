"""`trace`: the way from a figure or claim to the rows and sources that carry it, or back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "traced", nargs="?", metavar="id[@fingerprint]", help="of a figure or claim"
    )
    parser.add_argument("--source", metavar="source-id", help="every figure and claim it carries")
    parser.add_argument("--row", metavar="row-id", help="every figure and claim that rests on it")
    parser.add_argument("--json", action="store_true", help="print the chain as JSON")


def run(given: Namespace) -> int:
    from claimsbook.checks import trace

    return trace.main(given.traced, given.source, given.row, as_json=given.json)


COMMAND = Command(
    "trace", "follow a figure or claim to its rows and sources, or back", run, options
)
