"""Vega on the pages: all that a chart can ask for, in either dress, and no compiler."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest

from claimsbook import chapters
from claimsbook.figures import render, theme
from claimsbook.site import vega

ROWS = pd.DataFrame(
    {
        "x": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        "y": [2.0, 1.0, 4.0, 3.0, 6.0, 5.0],
        "kind": ["a", "b", "a", "b", "a", "b"],
        "day": pd.date_range("2026-01-01", periods=6, freq="D"),
    }
)
BASE = alt.Chart(ROWS).encode(x="x:Q", y="y:Q")
SHAPE = {
    "type": "Feature",
    "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]]]},
    "properties": {},
}
NEAR = alt.selection_point(nearest=True, on="pointerover")
CHARTS = {
    "points": BASE.mark_point(),
    "lines by day": BASE.encode(x="day:T", color="kind:N").mark_line(point=True),
    "stacked areas": BASE.encode(color="kind:N").mark_area(),
    "bars in bins": BASE.encode(x=alt.X("x:Q", bin=True), y="count()").mark_bar(),
    "slices": alt.Chart(ROWS).mark_arc().encode(theta="y:Q", color="kind:N"),
    "boxes": BASE.encode(x="kind:N").mark_boxplot(),
    "bands": BASE.encode(x="kind:N").mark_errorbar(extent="stdev"),
    "a trail": BASE.encode(size="y:Q").mark_trail(),
    "a regression": BASE.transform_regression("x", "y").mark_line(),
    "a smooth line": BASE.transform_loess("x", "y").mark_line(),
    "a density": alt.Chart(ROWS)
    .transform_density("x", as_=["x", "density"])
    .mark_area()
    .encode(x="x:Q", y="density:Q"),
    "quantiles": alt.Chart(ROWS)
    .transform_quantile("x", step=0.2)
    .mark_point()
    .encode(x="prob:Q", y="value:Q"),
    "a window": BASE.transform_window(sum="sum(y)", sort=[alt.SortField("x")])
    .encode(y="sum:Q")
    .mark_line(),
    "folds and pivots": alt.Chart(ROWS)
    .transform_fold(["x", "y"], as_=["of", "much"])
    .transform_pivot("of", value="much", groupby=["kind"])
    .mark_point()
    .encode(x="x:Q", y="y:Q"),
    "gaps filled": BASE.transform_impute("y", key="x", value=0, groupby=["kind"]).mark_line(),
    "samples": BASE.transform_sample(3).mark_point(),
    "a map": alt.Chart(alt.Data(values=[SHAPE])).mark_geoshape().project("mercator"),
    "a graticule": alt.Chart(alt.graticule()).mark_geoshape().project("equalEarth"),
    "the nearest point": BASE.mark_point().add_params(NEAR),
    "facets": BASE.mark_point().facet("kind:N"),
    "side by side": BASE.mark_point() | BASE.mark_bar(),
    "repeated": BASE.mark_point()
    .encode(x=alt.X(alt.repeat("row"), type="quantitative"))
    .repeat(row=["x", "y"]),
    "words": BASE.encode(text="kind:N").mark_text(),
    "a slider": BASE.mark_point().add_params(
        alt.param(name="size", value=3, bind=alt.binding_range(min=1, max=9))
    ),
}


@pytest.fixture(scope="module")
def script() -> str:
    return vega.script()


def test_what_vega_lite_can_ask_for_is_there(script: str, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js on this machine")
    (tmp_path / "vega.cjs").write_text(script, "utf-8")
    specs = {name: render.vega(one.to_dict(), width=400) for name, one in CHARTS.items()}
    done = subprocess.run(
        [node, str(Path(__file__).parent / "run_charts.cjs"), str(tmp_path / "vega.cjs")],
        input=json.dumps(specs),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == {}


def test_no_reader_loads_a_compiler(script: str) -> None:
    assert len(gzip.compress(script.encode("utf-8"), 6)) < 200_000
    assert "vega-lite" not in script.lower()


EXHIBITS = chapters.collect_exhibits(chapters.all_chapters())


@pytest.mark.parametrize("one", EXHIBITS, ids=lambda one: one["id"])
def test_a_compiled_chart_changes_its_dress_by_its_colours(one: dict[str, Any]) -> None:
    """A page swaps the colours of what was compiled; print swaps them before it compiles."""
    for spec in filter(None, (one["spec"], one["narrow"])):
        light = json.dumps(render.vega(spec, width=theme.WIDE))
        for colour, twin in theme.DARK.items():
            light = light.replace(f'"{colour}"', f'"{twin}"')
        dark = render.vega(theme.dressed(spec, "dark"), width=theme.WIDE)
        assert json.loads(light) == dark


def test_a_chart_that_fits_its_container_can_be_given_another_width() -> None:
    spec = BASE.properties(width="container").mark_point().to_dict()
    wide, narrow = (render.vega(spec, width=width) for width in (700, 300))
    assert wide.pop("width") == 700 and narrow.pop("width") == 300
    assert wide == narrow and wide["autosize"]["type"] == "fit-x"
    assert render.vega(BASE.properties(width=250).mark_point().to_dict(), width=700)["width"] == 250


def test_rows_that_a_script_works_out_are_left_out() -> None:
    spec = {"data": [{"name": "a", "values": [1]}, {"name": "b", "values": [2]}], "width": 3}
    without = vega.without_rows(spec, {"a"})
    assert without == {"data": [{"name": "a"}, {"name": "b", "values": [2]}], "width": 3}
    assert "values" in spec["data"][0]
