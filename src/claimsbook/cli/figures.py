"""`figures`: every exhibit with its fingerprint."""

from __future__ import annotations

import sys
from argparse import Namespace

from claimsbook.cli.registry import Command


def run(_: Namespace) -> int:
    """Print a line an exhibit; 1 when a notebook is not what its run stored."""
    from claimsbook import chapters
    from claimsbook.references import cite
    from claimsbook.settings import command

    known = chapters.all_chapters()
    for record in chapters.collect_exhibits(known):
        print(f"{cite.mark(record)}  {record['title']}")
    altered = [one.slug for one in known if chapters.altered(one)]
    for slug in altered:
        print(
            f"error: notebooks/{slug}.ipynb is not what its run stored: what is listed of it may "
            f"be nobody's finding. Remedy: {command(f'run {slug}')}.",
            file=sys.stderr,
        )
    return 1 if altered else 0


COMMAND = Command("figures", "list every exhibit with its fingerprint", run)
