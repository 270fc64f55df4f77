"""Marks that mean the same in every figure, each drawn in one way.

A mark takes a chart that carries its data and what the mark encodes, and gives it back drawn:
`marks.ring(alt.Chart(stated).encode(x="usd:Q", y="model:N"))`. Colours are those of `theme`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from claimsbook.figures import theme

RING_SIZE = 150
"""Area of the article's ring in px²: larger than a point, so that both are seen where they meet."""


def ring(chart: Any, *, shape: str = "circle", size: int = RING_SIZE) -> Any:
    """What the examined text states: always hollow, always in its own colour.

    `shape` tells a bound from a value (a triangle points to the side that the bound allows).
    """
    return chart.mark_point(
        filled=False, shape=shape, size=size, strokeWidth=1.8, color=theme.ARTICLE, opacity=1
    )


def outline(chart: Any, **settings: Any) -> Any:
    """What the examined text states, as a hollow bar."""
    drawn = {"filled": False, "stroke": theme.ARTICLE, "strokeWidth": 1.8, "fillOpacity": 0}
    return chart.mark_bar(**{**drawn, **settings})


def join(chart: Any) -> Any:
    """From what is stated to what is found: encode x and x2 (or y and y2)."""
    return chart.mark_rule(color=theme.ARTICLE, strokeWidth=1.2, strokeDash=[3, 2])


def interval(chart: Any, *, color: str | None = None) -> Any:
    """An interval of a found value: encode x and x2 (or y and y2).

    `color` is left out where the chart encodes one.
    """
    painted: dict[str, Any] = {} if color is None else {"color": color}
    return chart.mark_rule(strokeWidth=1.8, opacity=0.75, **painted)


def span(chart: Any, *, color: str = theme.FOUND) -> Any:
    """A range of readings, as a broad pale bar: encode x and x2 (or y and y2)."""
    return chart.mark_rule(strokeWidth=7, opacity=0.35, color=color)


def limit(chart: Any) -> Any:
    """A ceiling, a threshold, the memory of a card: always dashed. Encode x or y."""
    return chart.mark_rule(color=theme.LIMIT, strokeWidth=1.4, strokeDash=[5, 3])


def zero(channel: Literal["x", "y"]) -> Any:
    """The line at nought of an axis that runs to both sides."""
    at_nought = {channel: alt.X("zero:Q") if channel == "x" else alt.Y("zero:Q")}
    return alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(strokeWidth=1).encode(**at_nought)


def day(
    x: alt.X, date: str, word: str = "", *, align: Literal["left", "right"] = "right", y: int = 0
) -> Any:
    """A rule at a day of a time axis, with a word beside it.

    `x` is the axis that the figure's other layers use (its field is taken for the rule too); `y`
    is the height of the word in px from the top.
    """
    encoded: Any = x.to_dict()
    field = str(encoded["field"])
    chart = alt.Chart(pd.DataFrame({field: [date], "word": [word]})).encode(x=x)
    rule = chart.mark_rule(color=theme.LIMIT, strokeDash=[3, 3])
    beside = 5 if align == "left" else -5
    words = chart.mark_text(align=align, dx=beside, baseline="top", color=theme.MUTED)
    return alt.layer(rule, words.encode(text="word:N", y=alt.value(y)))


def rows(
    field: str, order: Sequence[str] | None = None, *, label_limit: int = 220, **axis: Any
) -> alt.Y:
    """An axis of named rows, one a line, with neither line nor ticks.

    `field` is an Altair shorthand ("model:N"), `order` the names from top to bottom, `label_limit`
    the longest label in px; further properties of the axis are passed on.
    """
    quiet = {"domain": False, "ticks": False, "titleAngle": 0, "labelLimit": label_limit}
    y = alt.Y(field).title(None).axis(**{**quiet, **axis})
    return y if order is None else y.sort(list(order))


def label(
    chart: Any,
    text: str,
    *,
    align: Literal["left", "center", "right"] = "left",
    dx: int = 0,
    dy: int = 0,
    color: str = theme.INK,
) -> Any:
    """Words beside a mark, instead of a legend. `text` is an Altair shorthand ("name:N")."""
    return chart.mark_text(align=align, dx=dx, dy=dy, color=color).encode(text=text)


def placed_labels(
    chart: Any,
    field: str,
    offsets: pd.DataFrame,
    *,
    color: str | None = None,
    text: str | None = None,
) -> Any:
    """Direct labels with hand-made offsets, out of a table.

    `offsets` has a row a label: `field` (a column of the chart's data, and the text to show unless
    `text` names another column for that), `align` ("left", "right" or "center"), `dx` and `dy` in
    px. Labels without a row are not drawn.
    """
    painted: dict[str, Any] = {} if color is None else {"color": color}
    layers = [
        chart.transform_filter(alt.FieldOneOfPredicate(field=field, oneOf=list(group[field])))
        .mark_text(align=align, dx=dx, dy=dy, **painted)
        .encode(text=f"{text or field}:N")
        for (align, dx, dy), group in offsets.groupby(["align", "dx", "dy"], sort=False)
    ]
    return alt.layer(*layers)


def calculation(terms: Any) -> str:
    """Arithmetic of Altair's parameters and `alt.datum` as text for `transform_calculate`.

    Altair gives it two classes, according to what stands first, and only one of them is taken.
    """
    given = terms.to_dict()
    return str(given["expr"] if isinstance(given, dict) else given)
