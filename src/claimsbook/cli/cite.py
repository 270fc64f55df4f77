"""`cite`: references."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command

FORMS = ("text", "bibtex", "ris", "csl")


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "cited",
        nargs="+",
        metavar="id[@fingerprint]",
        help="of a figure, claim, chapter or source, or `book`; refused if the fingerprint differs",
    )
    parser.add_argument("--format", default="text", choices=FORMS, help="text (APA) by default")


def run(given: Namespace) -> int:
    from claimsbook.references import cite

    return cite.main(given.cited, given.format)


COMMAND = Command(
    "cite", "print the reference of a figure, claim, chapter, source or book", run, options
)
