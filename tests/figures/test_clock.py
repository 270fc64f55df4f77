"""Time in a chart does not depend on the zone of whoever looks at it."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from typing import Any

import altair as alt
import pandas as pd
import pytest

from claimsbook.figures import clock, marks
from claimsbook.figures.exhibits import exhibit
from copies import REPOSITORY, Bench

ZONES = ["America/Los_Angeles", "UTC", "Asia/Kolkata", "Pacific/Auckland"]
DATES = pd.DataFrame({"day": ["2024-01-01", "2025-06-30"], "height": [1, 2]})
MOMENTS = DATES.assign(day=pd.to_datetime(DATES["day"]))
LIMITS = [alt.DateTime(year=2024, month=1, date=1), alt.DateTime(year=2026, month=1, date=1)]


def points(frame: pd.DataFrame) -> Any:
    return alt.Chart(frame).mark_point().encode(y="height:Q")


def axis(**more: Any) -> Any:
    return alt.X("day:T", **more).axis(format="%d %b %Y", tickCount=4)


CHARTS: dict[str, Any] = {
    "a day": points(DATES).encode(x=axis()),
    "values of an axis": points(DATES).encode(x=axis().axis(values=["2024-01-01"], format="%Y")),
    "moments": points(MOMENTS).encode(x=axis()),
    "a domain": points(MOMENTS).encode(x=axis(scale=alt.Scale(domain=LIMITS))),
    "a shared axis": points(DATES).encode(x="day:T")
    + marks.day(alt.X("day:T").axis(format="%Y").scale(domain=LIMITS), "2024-12-31", "then"),
    "a unit of time": points(DATES).encode(x="year(day):O", color="yearmonth(day):N"),
    "a unit as an object": points(DATES).encode(
        x=alt.X("day:T", timeUnit=alt.TimeUnitParams(unit="yearmonth", step=3))
    ),
    "an expression": points(DATES)
    .transform_calculate(told="year(toDate(datum.day)) + timeFormat(toDate(datum.day), '%b')")
    .transform_filter("toDate(datum.day) >= datetime(2024, 0, 1)")
    .encode(x="told:N"),
    "a predicate": points(DATES)
    .transform_filter(alt.FieldRangePredicate(field="day", range=LIMITS))
    .encode(x=axis()),
    "words": points(DATES).mark_text().encode(x=axis(), text="day:T"),
    "words with a format": points(DATES).mark_text().encode(text=alt.Text("day:T", format="%d %H")),
    "words on a condition": points(DATES)
    .mark_text()
    .encode(text=alt.condition("datum.height > 1", alt.Text("day:T"), alt.value("early"))),
    "the last of some": points(DATES).mark_text().encode(x=axis(), text="max(day):T"),
    "colour": points(DATES).encode(x="height:Q", color="day:T"),
    "columns": points(DATES).encode(x="height:Q", column="day:T"),
    "a hint": points(DATES).encode(x=axis(), tooltip=["day:T", alt.Tooltip("day:T", title="d")]),
}

DRAW = """
import json, sys
import altair as alt, vl_convert as vlc
from claimsbook.figures import render, theme
told = []
for spec in json.load(sys.stdin):
    full = theme.dressed(spec, "light")
    hints = vlc.vegalite_to_vega(full, vl_version=render._VERSION)
    # What is shown under the pointer is not drawn: its formula is.
    told.append(render.svg(spec, width=400) + str([one for one in str(hints).split("'")
                                                   if "datum" in one and "ormat(" in one]))
json.dump(told, sys.stdout)
"""


def drawn_in(zone: str, specs: list[dict[str, Any]]) -> list[str]:
    """The pictures and hints of charts as a machine in `zone` makes them."""
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        input=json.dumps(specs),
        env={**os.environ, "TZ": zone, "PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: list[str] = json.loads(done.stdout)
    return told


def seen(told: str) -> str:
    """A picture without its hints and without what Vega says of each mark to a screen reader."""
    return re.sub(r' aria-[a-z]+="[^"]*"', "", told.partition("</svg>")[0])


def test_a_chart_is_the_same_in_every_zone() -> None:
    plain = [chart.to_dict() for chart in CHARTS.values()]
    told = {zone: drawn_in(zone, [clock.in_utc(one) for one in plain]) for zone in ZONES}
    for n, name in enumerate(CHARTS):
        assert len({told[zone][n] for zone in ZONES}) == 1, name
        assert "timeFormat(" not in told["UTC"][n], name
        assert "NaN" not in told["UTC"][n], name


def test_what_is_drawn_in_greenwich_stays_as_it_was() -> None:
    plain = [chart.to_dict() for name, chart in CHARTS.items() if name != "a hint"]
    before = [seen(one) for one in drawn_in("UTC", plain)]
    now = [seen(one) for one in drawn_in("UTC", [clock.in_utc(one) for one in plain])]
    assert [name for name, old, new in zip(CHARTS, before, now) if old != new] == []


@pytest.mark.parametrize("name", CHARTS)
def test_twice_is_the_same_as_once_and_nothing_is_altered_in_place(name: str) -> None:
    given = CHARTS[name].to_dict()
    before = copy.deepcopy(given)
    once = clock.in_utc(given)
    assert given == before
    assert clock.in_utc(once) == once


def test_what_has_no_time_is_left_alone() -> None:
    chart = points(DATES).encode(x="height:Q", tooltip="height:Q")
    chart = chart.transform_calculate(later="datum.year + 1").to_dict()
    assert clock.in_utc(chart) == chart


def test_a_scale_that_was_taken_away_stays_away() -> None:
    spec = points(DATES).encode(color=alt.Color("day:T", scale=None)).to_dict()
    assert clock.in_utc(spec)["encoding"]["color"]["scale"] is None


def test_every_exhibit_passes_through(tiny_package: Bench) -> None:
    made = exhibit(
        points(DATES).encode(x=axis()),
        id="left-days",
        title="Two days",
        subtitle="Height by day",
        alt="Two points: one at the beginning of 2024, one in the middle of 2025.",
        sources=["survey-2026"],
        data=DATES,
        narrow=points(MOMENTS).encode(x=axis()),
    )
    assert made.spec["encoding"]["x"]["scale"]["type"] == "utc"
    assert made.narrow["encoding"]["x"]["scale"]["type"] == "utc"
    (rows,) = made.narrow["datasets"].values()
    assert [one["day"] for one in rows] == ["2024-01-01T00:00:00Z", "2025-06-30T00:00:00Z"]
