"""`figures`: every exhibit with its fingerprint."""

from __future__ import annotations

from argparse import Namespace

from claimsbook.cli.registry import Command


def run(_: Namespace) -> int:
    from claimsbook import chapters

    for record in chapters.collect_exhibits(chapters.all_chapters()):
        print(f"{record['id']}@{record['fingerprint'][:12]}  {record['title']}")
    return 0


COMMAND = Command("figures", "list every exhibit with its fingerprint", run)
