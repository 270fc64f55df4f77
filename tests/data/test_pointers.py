"""A row that points to another finds it, and one that repeats a figure has that figure."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from copies import REPOSITORY

DATA = REPOSITORY / "data"
TABLES = json.loads((DATA / "datapackage.json").read_text())["resources"]
FRAMES = {one["name"]: pd.read_csv(DATA / one["path"], low_memory=False) for one in TABLES}
REPEATING = [
    row
    for name, frame in FRAMES.items()
    if "repeats" in frame and name != "claims"
    for row in frame[frame["repeats"].notna()].to_dict("records")
]
POINTERS = {
    "precedents-cases": [
        "price_from",
        "price_to",
        "use_row",
        "spending_from",
        "spending_to",
        "kept_row",
    ],
    "precedents-features": ["row"],
}


def figures(row: dict[str, object]) -> set[float]:
    """The sizes of all figures in a row."""
    return {abs(one) for one in row.values() if isinstance(one, int | float) and one == one}


def repeated(row_id: str) -> dict[str, object]:
    for frame in FRAMES.values():
        found = frame[frame["row_id"] == row_id] if "row_id" in frame else frame[:0]
        if len(found):
            row: dict[str, object] = found.iloc[0].to_dict()
            return row
    raise AssertionError(f"no row {row_id}")


def test_there_are_such_rows() -> None:
    assert len(REPEATING) >= 10


@pytest.mark.parametrize("row", REPEATING, ids=[row["row_id"] for row in REPEATING])
def test_a_repeated_figure_is_that_of_the_other_row(row: dict[str, object]) -> None:
    other = repeated(str(row["repeats"]))
    assert figures(row) & figures(other)
    assert row["source_id"] == other["source_id"]


@pytest.mark.parametrize("table", POINTERS)
def test_a_pointer_names_a_row_of_the_package(table: str) -> None:
    known = {one for frame in FRAMES.values() if "row_id" in frame for one in frame["row_id"]}
    named = FRAMES[table][POINTERS[table]].stack().dropna()
    assert len(named) and set(named) - known == set()


def test_every_case_has_each_feature_once() -> None:
    features, cases = FRAMES["precedents-features"], FRAMES["precedents-cases"]
    counts = features.groupby(["case", "feature"]).size().unstack()
    assert (counts == 1).all(axis=None)
    assert set(counts.index) == set(cases["case"])
