"""The command that makes the switch and writes its tables."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from claimsbook.files import write_atomically
from rebar.gather import switch
from rebar.gather.switch.programs import folder
from rebar.gather.switch.run import run
from rebar.gather.switch.token_counts import token_counts


def main(argv: Sequence[str] | None = None) -> int:
    """Run the switch and write `switch_run.csv`, `switch_options.csv` and `token_counts.csv`."""
    options = _parser().parse_args(argv)
    record = run(options.as_of, options.gateway_python)
    tables = {"switch_run": record.measures, "switch_options": record.options}
    if options.wheel:
        texts = pd.read_csv(folder() / "texts.csv", dtype=str, keep_default_na=False)
        tables["token_counts"] = token_counts(options.wheel, texts, options.as_of)
    for name, table in tables.items():
        write_atomically(
            folder() / f"{name}.csv",
            table.to_csv(index=False, lineterminator="\n", float_format="%g"),
        )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m rebar.gather.switch",
        description=switch.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--gateway-python", type=Path, help="an interpreter with litellm==1.82.1")
    parser.add_argument("--wheel", type=Path, help="the wheel litellm==1.82.1")
    today = dt.datetime.now(dt.UTC).date().isoformat()
    parser.add_argument(
        "--as-of", type=_date, default=today, help="the day of the run; today by default"
    )
    return parser


def _date(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; give one as 2026-11-23") from None
