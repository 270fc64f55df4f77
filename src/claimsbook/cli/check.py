"""`check`: is the book sound as it lies there? Nothing is run."""

from __future__ import annotations

import sys
from argparse import Namespace

from claimsbook.cli.registry import Command


def run(_: Namespace) -> int:
    from claimsbook.checks import record

    return record.noted("check", _checked)


def _checked() -> int:
    """Print how many claims have which verdict, and every fault found."""
    from claimsbook.chapters import edited
    from claimsbook.checks import soundness

    for verdict, number in soundness.verdicts().items():
        print(f"{number:5d}  {verdict}")
    faults = soundness.faults()
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    for name in edited.strangers():
        print(f"note: {name} is no chapter, and nothing reads it: _toc.yml does not name it")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


COMMAND = Command("check", "check data, pairs, outputs and ledger without running anything", run)
