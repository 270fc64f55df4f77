"""The CSV of a figure is the figure: every number drawn stands in it, and leads to its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from claimsbook import chapters
from claimsbook.site import columns, table_pages

RECORDS = {one["id"]: one for one in chapters.collect_exhibits(chapters.all_chapters())}
each = pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS.keys())

PLACES = ("x", "y", "x2", "y2", "xError", "yError", "theta", "radius")
PARTS = ("layer", "hconcat", "vconcat", "concat")

GUIDES: dict[tuple[str, str], str] = {
    ("", "zero"): "the line at nought of an axis",
    ("lead-by-day", "low"): "the foot of a shade, at the bottom of the picture",
    ("vendor-benchmarks", "low"): "a shade behind the whole of a line",
    ("vendor-benchmarks", "high"): "a shade behind the whole of a line",
    ("since-scorecard", "y"): "the height of a line of words, in px",
    ("demand-shares", "half"): "half of a whole, marked on each line",
    ("mill-capital", "floor"): "the foot of a dashed wall",
    ("mill-capital", "top"): "the top of a dashed wall",
    ("steel-ladder", "floor"): "the height above the scale where the rungs begin",
    ("steel-ladder", "strip"): "the height above the scale where the words of a rung stand",
    ("layers-of-the-stack", "at"): "an arrow where the axis is cut",
    ("decline-rates", "at"): "arrows where the axis is cut, which tell that an interval goes on",
}
"""Fields that place a mark without saying a number: (figure, field) -> why."""

SUMMED_UP: dict[str, str] = {
    "keys-of-the-lists": "all reasons to leave a model out are one bar on a narrow picture",
}
"""Figures whose narrow picture adds lines of the CSV up: figure -> which."""

ROWLESS: dict[str, str] = {
    "four-bit-card": "records of runs, which are files",
    "four-bit-cpu": "a record of a run, which is a file",
    "verdicts-by-section": "the claims, which it counts",
}
"""Figures whose lines rest on no row of the data package: figure -> on what."""


@each
def test_every_mark_is_a_line_of_the_csv(record: dict[str, Any]) -> None:
    given = [set(map(said, line.values())) for line in record["data"]]
    narrow = {} if record["id"] in SUMMED_UP else record["narrow"]
    drawn = {*marks_of(record["spec"]), *marks_of(narrow)}
    told = {
        frozenset((name, value) for name, value in mark if not is_guide(record["id"], name))
        for mark in drawn
    }
    values = {mark: {value for _, value in mark} for mark in told}
    missing = [sorted(m, key=str) for m in told if not any(values[m] <= line for line in given)]
    assert not missing, sorted(missing)


@each
def test_every_line_leads_to_its_rows(record: dict[str, Any]) -> None:
    if record["id"] in ROWLESS:
        assert not {"row_id", "row_ids"} & set(record["columns"])
        return
    assert cited(record) <= set(table_pages.homes())
    assert cited(record) == set(record["rows"])


def test_no_exception_outlives_its_figure() -> None:
    assert {*ROWLESS, *SUMMED_UP} <= set(RECORDS)
    assert {figure for figure, _ in GUIDES} <= {"", *RECORDS}


def is_guide(figure: str, field: str) -> bool:
    return (figure, field) in GUIDES or ("", field) in GUIDES


def cited(record: dict[str, Any]) -> set[str]:
    """The rows that the lines of a CSV name."""
    names = [name for name in record["columns"] if columns.leads_to(name, record["data"]) == "row"]
    assert {"row_id", "row_ids"} & set(names), "no column row_id or row_ids"
    cells = [line.get(name) for line in record["data"] for name in names]
    return {row for cell in cells if cell for row in str(cell).split()}


def said(value: Any) -> float | str | None:
    """A cell as it is compared: a number, or a day without its time."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    return re.sub(r"T[\d:.]+Z?$", "", value)


Mark = frozenset[tuple[str, float | str]]
"""What one mark is placed by: field and number, or field and day."""


def marks_of(
    node: dict[str, Any], datasets: dict[str, Any] | None = None, above: Any = None
) -> Iterator[Mark]:
    """The marks of a chart and of its parts, words left out."""
    if not node:
        return
    datasets = node.get("datasets", {}) if datasets is None else datasets
    source = node.get("data", above)
    if "mark" in node and not is_text(node["mark"]) and not is_day(node):
        fields = list(placing(node))
        for line in lines(source, datasets):
            yield frozenset(placed(line, fields))
    for part in PARTS:
        for one in node.get(part, []):
            yield from marks_of(one, datasets, source)
    if "spec" in node:
        yield from marks_of(node["spec"], datasets, source)


def is_text(mark: Any) -> bool:
    """Words stand beside what they name, where there is room for them."""
    return kind(mark) == "text"


def is_day(unit: dict[str, Any]) -> bool:
    """A rule at a day, which a word beside it names."""
    placed = {
        channel: one for channel, one in unit.get("encoding", {}).items() if channel in PLACES
    }
    days = [one.get("type") == "temporal" for one in placed.values()]
    return days == [True] and kind(unit["mark"]) == "rule"


def lines(source: Any, datasets: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = source.get("values") or datasets.get(source.get("name"), [])
    return found


def placing(unit: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """The fields of the data that place a mark, and whether each is a day."""
    made = {one["as"]: one["calculate"] for one in unit.get("transform", []) if "calculate" in one}
    for channel in PLACES:
        one = unit.get("encoding", {}).get(channel, {})
        if "field" in one and one.get("type") not in ("nominal", "ordinal"):
            for field in computed_from(one["field"], made):
                yield field, one.get("type") == "temporal"


def computed_from(field: str, made: dict[str, str]) -> set[str]:
    """The fields of the data from which the chart computes a field; itself if it does not."""
    if field not in made:
        return {field}
    read = re.findall(r"datum\.(\w+)|datum\['(\w+)'\]", made[field])
    names = {name for pair in read for name in pair if name and name != field}
    return {source for name in names for source in computed_from(name, made)}


def placed(
    line: dict[str, Any], fields: list[tuple[str, bool]]
) -> Iterator[tuple[str, float | str]]:
    for field, is_day in fields:
        value = said(line.get(field))
        if isinstance(value, float) or (value and is_day):
            yield field, value


def kind(mark: Any) -> str:
    return str(mark if isinstance(mark, str) else mark["type"])
