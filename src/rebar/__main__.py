"""`python -m rebar`: the commands of this book; `--help` lists them."""

from __future__ import annotations

import sys

from rebar.cli import main

if __name__ == "__main__":
    sys.exit(main())
