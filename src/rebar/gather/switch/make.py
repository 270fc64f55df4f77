"""Make the switch and write its tables."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from claimsbook.files import write_atomically
from rebar.gather.switch.programs import folder
from rebar.gather.switch.run import run
from rebar.gather.switch.token_counts import token_counts


def main(
    gateway_python: Path | None = None, wheel: Path | None = None, as_of: str | None = None
) -> int:
    """Run the switch and write `switch_run.csv`, `switch_options.csv` and `token_counts.csv`.

    `gateway_python` is an interpreter that has the gateway; the last table wants its `wheel`.
    `as_of` is the day of the run as an ISO date, today by default.
    """
    day = as_of or dt.datetime.now(dt.UTC).date().isoformat()
    record = run(day, gateway_python)
    tables = {"switch_run": record.measures, "switch_options": record.options}
    if wheel:
        texts = pd.read_csv(folder() / "texts.csv", dtype=str, keep_default_na=False)
        tables["token_counts"] = token_counts(wheel, texts, day)
    for name, table in tables.items():
        write_atomically(
            folder() / f"{name}.csv",
            table.to_csv(index=False, lineterminator="\n", float_format="%g"),
        )
    return 0
