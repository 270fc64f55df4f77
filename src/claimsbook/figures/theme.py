"""One look for every chart: colours that keep their meaning, in a light and a dark dress.

A chart is drawn with the light colours; `dressed` swaps each for its dark twin, so one
specification serves both. The pairs are legible on their page (contrast 4.5:1 or more against
`PAGE`) and told apart by readers with any of the common colour-vision deficiencies: blue against
rust is the pair that survives them all, and shape or position says the same thing twice.
"""

from __future__ import annotations

import copy
import json
from typing import Any, Final, Literal

Dress = Literal["light", "dark"]

PAGE: Final = {"light": "#ffffff", "dark": "#15181d"}
"""The colour behind the charts."""

INK, MUTED, GRID = "#23272e", "#5b626d", "#dfe2e7"
OPEN, CLOSED, ARTICLE, FOUND, LIMIT, THIRD, FOURTH = (
    "#1b6ca8",
    "#b5481f",
    "#5f6671",
    "#23272f",
    "#7a818c",
    "#6a5a9e",
    "#7d6608",
)
"""What each colour means all through the book: OPEN weights and entrants; CLOSED weights and
incumbents; what the ARTICLE states (always hollow); what we FOUND where neither side is meant
(always filled); a LIMIT or ceiling (always dashed); a THIRD and a FOURTH series without a side."""

HOLDS, FAILS, UNVERIFIED, JUDGEMENT = "#1f7a4d", "#b3261e", FOURTH, MUTED
DATED, READING = "#4a6da7", THIRD
"""The colours of verdicts, those of the marks in the text."""

DARK: Final = {
    HOLDS: "#6fcf97",
    FAILS: "#ff9a8d",
    INK: "#e7e9ec",
    MUTED: "#a9b0bb",
    GRID: "#353b44",
    OPEN: "#64b1ea",
    CLOSED: "#f08e63",
    ARTICLE: "#aeb5c0",
    FOUND: "#e6e8eb",
    LIMIT: "#969daa",
    DATED: "#8fb4ee",
    THIRD: "#b0a2e3",
    FOURTH: "#d9bb4a",
    "#ffffff": PAGE["dark"],
}
"""The dark twin of each colour."""

FONT = "'Claimsbook Sans', Arial, 'Liberation Sans', Helvetica, sans-serif"
"""The first is shipped (see `fonts`) and draws every picture; the others are as wide, letter by
letter, for a reader's browser."""

WIDE, NARROW = 680, 340
"""Widths in px for which each exhibit is drawn: a text column, and a 390 px telephone."""


def config() -> dict[str, Any]:
    """The Vega-Lite configuration of every chart, in the light dress. Text is 11 px or more."""
    axis = {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 11.5,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": MUTED,
        "titleColor": MUTED,
        "gridColor": GRID,
        "domainColor": "#7a818c",
        "tickColor": "#7a818c",
        "titlePadding": 8,
        "labelLimit": 260,
        "labelOverlap": True,
    }
    return {
        "background": "transparent",
        # Lets a field be written by a function of Vega's own, such as utcFormat (see `clock`).
        "customFormatTypes": True,
        "font": FONT,
        "view": {"stroke": None, "continuousHeight": 340},
        "axis": axis,
        "axisY": {
            "titleAnchor": "end",
            "titleAngle": 0,
            "titleAlign": "left",
            "titleY": -12,
            "titleX": 0,
            "domain": False,
            "ticks": False,
        },
        "axisX": {"grid": False},
        "legend": {
            "labelFont": FONT,
            "titleFont": FONT,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "labelColor": INK,
            "titleColor": MUTED,
            "titleFontWeight": "normal",
            "orient": "top",
            "direction": "horizontal",
            "offset": 26,
            "symbolStrokeWidth": 2,
            "labelLimit": 300,
            "symbolOpacity": 1,
            "symbolBaseFillColor": MUTED,
            "symbolBaseStrokeColor": MUTED,
        },
        "header": {
            "labelFont": FONT,
            "titleFont": FONT,
            "labelFontSize": 12.5,
            "labelColor": INK,
            "labelFontWeight": "bold",
            "labelAnchor": "start",
            "title": None,
        },
        "title": {
            "font": FONT,
            "subtitleFont": FONT,
            "fontSize": 16,
            "subtitleFontSize": 12.5,
            "color": INK,
            "subtitleColor": MUTED,
            "anchor": "start",
            "frame": "group",
            "fontWeight": "bold",
            "subtitlePadding": 5,
            "offset": 14,
        },
        "text": {"font": FONT, "fontSize": 11.5, "color": INK},
        "point": {"size": 70, "strokeWidth": 1.8, "color": FOUND},
        "line": {"strokeWidth": 2.2, "color": FOUND},
        "rule": {"color": LIMIT},
        "bar": {"color": FOUND},
        "range": {"category": [OPEN, CLOSED, THIRD, FOURTH, FOUND, LIMIT]},
    }


def dressed(spec: dict[str, Any], dress: Dress) -> dict[str, Any]:
    """`spec` with the book's configuration under its own, in the colours of one dress."""
    full = copy.deepcopy(spec)
    full["config"] = _merged(config(), full.get("config", {}))
    if dress == "dark":
        text = json.dumps(full)
        # Each light colour is a distinct string, so that swapping text swaps exactly the colours.
        for light, dark in DARK.items():
            text = text.replace(f'"{light}"', f'"{dark}"')
        full = json.loads(text)
    return full


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in over.items():
        old = out.get(key)
        both = isinstance(value, dict) and isinstance(old, dict)
        out[key] = _merged(old, value) if both else value  # type: ignore[arg-type]
    return out
