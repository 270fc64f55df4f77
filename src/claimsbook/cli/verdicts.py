"""`verdicts`: which verdicts moved since the last version, and the record of this one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--write", action="store_true", help="record them as those of CITATION.cff's version"
    )


def run(given: Namespace) -> int:
    from claimsbook import paths
    from claimsbook.ledger import moved
    from claimsbook.references import cite

    if given.write:
        book = cite.book()
        count = moved.write(book["version"], book["date"])
        print(f"{paths.shown(moved.file())}: {book['version']}, {count} verdicts moved")
        return 0
    for one in moved.since():
        print(f"{one.claim_id}: {one.before or 'new'} → {one.after or 'withdrawn'}")
    return 0


COMMAND = Command("verdicts", "which verdicts moved since the last version", run, options)
