"""`python -m rebar`: the commands of this book; `--help` lists them."""

from __future__ import annotations

import sys

from claimsbook import interrupts

if __name__ == "__main__":
    with interrupts.watched():
        from rebar.cli import main

        sys.exit(main())
