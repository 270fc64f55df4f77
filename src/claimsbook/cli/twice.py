"""`twice`: are site and PDF functions of the commit alone?"""

from __future__ import annotations

from argparse import Namespace

from claimsbook.cli.registry import Command


def run(_: Namespace) -> int:
    from claimsbook.checks import rebuild

    return rebuild.main()


COMMAND = Command("twice", "make site and PDF in two folders and compare every byte", run)
