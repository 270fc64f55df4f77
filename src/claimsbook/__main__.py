"""`python -m claimsbook`: the commands for any book; `--help` lists them."""

from __future__ import annotations

import sys

from claimsbook.cli import registry
from claimsbook.cli.commands import COMMANDS


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 on success, 1 when something does not hold, 2 for bad input."""
    return registry.main(COMMANDS, "python -m claimsbook", argv)


if __name__ == "__main__":
    sys.exit(main())
