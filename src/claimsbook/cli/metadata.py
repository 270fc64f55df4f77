"""`metadata`: what machines read of the software, and the licences of what it needs."""

from __future__ import annotations

from argparse import Namespace

from claimsbook.cli.registry import Command


def run(_: Namespace) -> int:
    from claimsbook.publish import release

    return release.write_metadata()


COMMAND = Command("metadata", "write codemeta.json and the licences of what is installed", run)
