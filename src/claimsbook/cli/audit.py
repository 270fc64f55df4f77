"""`audit`: known vulnerabilities of the pinned packages."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "reports",
        type=Path,
        nargs="+",
        metavar="report.json",
        help="what pip-audit --format json wrote, of each lock",
    )


def run(given: Namespace) -> int:
    from claimsbook.checks import audit

    return audit.main(*given.reports)


COMMAND = Command("audit", "say what pip-audit found out about the pins", run, options)
