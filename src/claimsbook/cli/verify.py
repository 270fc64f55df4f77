"""`verify`: does what is cited still hold?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "cited",
        nargs="*",
        metavar="id[@fingerprint]",
        help="also a whole citation in quotes, or - to read it; all by default",
    )


def run(given: Namespace) -> int:
    from claimsbook.checks import record, verify

    if given.cited:
        return verify.main(given.cited)
    return record.noted("verify", lambda: verify.main([]))


COMMAND = Command("verify", "run the chapter of a figure or claim anew and compare", run, options)
