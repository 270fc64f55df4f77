"""`python -m claimsbook`: the commands for any book; `--help` lists them."""

from __future__ import annotations

import sys

from claimsbook import interrupts


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 on success, 1 when something does not hold, 2 for bad input."""
    from claimsbook.cli import registry
    from claimsbook.cli.commands import COMMANDS

    return registry.main(COMMANDS, "python -m claimsbook", argv)


if __name__ == "__main__":
    with interrupts.watched():
        sys.exit(main())
