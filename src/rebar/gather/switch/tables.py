"""What a run measured, as the tables that the book reads."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from claimsbook.tables.data import in_unit
from rebar.gather.switch.measures import Row

SOURCE, MEASURED_BY = "rebar-switch-run", "The Rebar authors"
LOCATOR = "src/rebar/gather/switch"


@dataclass(frozen=True)
class Record:
    """What one run measured: one measure a row, and one option of the request a row.

    Both have row_id and as_of first, then the measure (or option), server_a, server_b (a measure
    also its unit), and measured_by, source_id, locator and note.
    """

    measures: pd.DataFrame
    options: pd.DataFrame

    def value(self, measure: str, unit: str = "") -> tuple[float, float]:
        """A measure at the first and at the second server, in `unit` where one is expected.

        Raises KeyError if it is not there, BookError if it is in another unit.
        """
        row: pd.Series = self.measures.set_index("measure").loc[measure]  # type: ignore[assignment]
        if unit:
            in_unit(row, unit)
        return float(row["server_a"]), float(row["server_b"])


def recorded(rows: Sequence[Row], options: pd.DataFrame, as_of: str) -> Record:
    """The tables of a run of the day `as_of` (an ISO date)."""
    measures = pd.DataFrame(rows, columns=["measure", "server_a", "server_b", "unit", "note"])
    return Record(
        _dressed(measures, "switch", "measure", as_of),
        _dressed(options, "switch-option", "option", as_of),
    )


def _dressed(frame: pd.DataFrame, prefix: str, key: str, as_of: str) -> pd.DataFrame:
    packages = [
        f"{name}=={importlib.import_module(name).__version__}"
        for name in ("transformers", "openai")
    ]
    dressed = frame.drop(columns="note")
    row_ids = [f"{prefix}-{value}".replace("_", "-") for value in frame[key]]
    dressed.insert(0, "row_id", row_ids)
    dressed.insert(1, "as_of", as_of)
    return dressed.assign(
        measured_by=MEASURED_BY,
        source_id=SOURCE,
        locator=f"{LOCATOR}; " + ", ".join(packages),
        note=frame["note"],
    )
