"""`verify`: does what is cited still hold?"""

from __future__ import annotations

import contextlib
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

    began = "" if given.cited else record.state()
    status = verify.main(given.cited)
    if status == 0 and began:
        with contextlib.suppress(OSError):
            # To verify is to read: where nothing can be written, nothing is remembered.
            record.note(began)
    return status


COMMAND = Command("verify", "run the chapter of a figure or claim anew and compare", run, options)
