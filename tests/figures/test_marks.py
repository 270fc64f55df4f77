"""What the article states looks the same in every figure, and every mark is sound Vega-Lite."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from claimsbook.figures import marks, theme

FRAME = pd.DataFrame(
    {"name": ["a", "b"], "x": [1.0, 2.0], "x2": [1.5, 2.5], "day": ["2026-01-01", "2026-02-01"]}
)
BASE = alt.Chart(FRAME).encode(x="x:Q", y="name:N")


def mark(chart: Any) -> dict[str, Any]:
    return dict(chart.to_dict()["mark"])


def test_the_ring_is_hollow_and_in_the_colour_of_what_is_stated() -> None:
    drawn = mark(marks.ring(BASE))
    assert (drawn["type"], drawn["filled"], drawn["color"]) == ("point", False, theme.ARTICLE)
    assert mark(marks.ring(BASE, shape="triangle-up"))["shape"] == "triangle-up"


def test_a_limit_is_dashed_and_a_join_is_not_mistaken_for_one() -> None:
    assert mark(marks.limit(BASE))["strokeDash"] != mark(marks.join(BASE))["strokeDash"]
    assert mark(marks.limit(BASE))["color"] == theme.LIMIT
    assert mark(marks.join(BASE))["color"] == theme.ARTICLE


def test_an_interval_takes_the_colour_that_its_chart_encodes() -> None:
    assert "color" not in mark(marks.interval(BASE))
    assert mark(marks.interval(BASE, color=theme.OPEN))["color"] == theme.OPEN


def test_a_day_stands_on_the_axis_of_the_other_layers() -> None:
    drawn = marks.day(alt.X("day:T"), "2026-03-11", "the article").to_dict()
    assert {"day": "2026-03-11", "word": "the article"} in next(iter(drawn["datasets"].values()))
    assert all(layer["encoding"]["x"]["field"] == "day" for layer in drawn["layer"])


def test_rows_keep_their_order_and_have_no_lines() -> None:
    y = marks.rows("name:N", ["b", "a"], label_limit=90, labelPadding=4).to_dict()
    assert y["sort"] == ["b", "a"] and y["title"] is None
    assert y["axis"]["domain"] is False and y["axis"]["labelLimit"] == 90
    assert y["axis"]["labelPadding"] == 4


def test_labels_are_placed_by_their_table_and_by_nothing_else() -> None:
    offsets = pd.DataFrame([{"name": "a", "align": "left", "dx": 3, "dy": -4}])
    (layer,) = marks.placed_labels(BASE, "name", offsets).to_dict()["layer"]
    assert layer["transform"][0]["filter"]["oneOf"] == ["a"]
    assert (layer["mark"]["dx"], layer["mark"]["dy"]) == (3, -4)


def test_a_label_may_be_placed_by_one_column_and_worded_by_another() -> None:
    offsets = pd.DataFrame([{"name": "a", "align": "left", "dx": 3, "dy": -4}])
    (layer,) = marks.placed_labels(BASE, "name", offsets, text="day").to_dict()["layer"]
    assert layer["transform"][0]["filter"]["oneOf"] == ["a"]
    assert layer["encoding"]["text"]["field"] == "day"


@pytest.mark.parametrize(
    "chart",
    [
        marks.ring(BASE) + marks.label(BASE, "name:N", dx=5),
        marks.outline(BASE, height=14),
        marks.join(BASE.encode(x2="x2:Q")) + marks.interval(BASE.encode(x2="x2:Q")),
        marks.span(BASE.encode(x2="x2:Q")) + marks.zero("x") + marks.limit(BASE),
    ],
)
def test_marks_are_valid_together(chart: alt.LayerChart) -> None:
    assert chart.to_dict()


def test_arithmetic_of_a_slider_is_text_whatever_stands_first() -> None:
    slider = alt.param(name="slider", value=2)
    assert marks.calculation(slider * alt.datum.usd) == "(slider * datum.usd)"
    assert marks.calculation(alt.datum.usd / slider) == "(datum.usd / slider)"
