"""Time in a chart is told in UTC, whatever the clock of its reader.

Vega reads and draws time in the zone of the machine. A day in a table is midnight in Greenwich, so
that west of it an axis would show the day, month or year before. Every chart of the book passes
through `in_utc`.
"""

from __future__ import annotations

import re
from typing import Any

DAY = "%b %d, %Y"
"""How a time without a format is written: as Vega-Lite does."""

_SCALED = {
    *("x", "y", "xOffset", "yOffset", "theta", "radius", "color", "fill", "stroke", "shape"),
    *("size", "angle", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "strokeDash"),
}
"""Channels that have a scale."""

_WORDS = {"text", "tooltip", "description", "href", "url"}
"""Channels that write a value out."""

_FACETS = {"row", "column", "facet"}

_CODE = {"calculate", "filter", "expr", "test", "labelExpr", "update", "signal"}
"""Keys whose text is an expression of Vega's language."""

_LOCAL = re.compile(
    r"(?<![\w.])(year|quarter|month|date|day|week|dayofyear|hours|minutes|seconds|milliseconds"
    r"|datetime|timeFormat|timeParse|timeOffset|timeSequence)(?=\s*\()"
)

_NAIVE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?")
"""A moment without a zone, which a browser takes for one of its own."""

_PARTS = {"year", "quarter", "month", "date", "day", "hours", "minutes", "seconds", "milliseconds"}


def in_utc(spec: dict[str, Any]) -> dict[str, Any]:
    """A Vega-Lite specification whose times are read, placed and written in UTC.

    Scales of temporal fields are of type "utc", what writes such a field formats it in UTC, units
    of time and the functions of expressions are those of UTC, and moments without a zone (pandas
    writes them so) get the "Z". Nothing else changes, and twice is the same as once.
    """
    made: dict[str, Any] = _walked(spec, "", "")
    if "datasets" in spec:
        made["datasets"] = {name: _moments(rows) for name, rows in spec["datasets"].items()}
    return made


def _walked(node: Any, key: str, channel: str) -> Any:
    """`node`, which stands under `key`; `channel` is the encoding that it belongs to."""
    if key in ("datasets", "data"):
        return _moments(node)
    if isinstance(node, list):
        return [_walked(one, key, channel) for one in node]
    if isinstance(node, str):
        return _text(node, key)
    if not isinstance(node, dict):
        return node
    channel = key if key in _SCALED | _WORDS | _FACETS else channel
    made = {name: _walked(value, name, channel) for name, value in node.items()}
    if key == "timeUnit" or (made and set(made) <= {*_PARTS, "utc"}):
        return {**made, "utc": True}
    if node.get("type") == "temporal" and key in {channel, "condition"}:
        return {**made, **_told(made, channel)}
    return made


def _told(field: dict[str, Any], channel: str) -> dict[str, Any]:
    """What a temporal field of a channel needs beside what it has."""
    if channel in _SCALED and field.get("scale", {}) is not None:
        return {"scale": {**field.get("scale", {}), "type": "utc"}}
    if channel in _WORDS | _FACETS and "timeUnit" not in field:
        return _written(field, channel)
    return {}


def _written(field: dict[str, Any], channel: str) -> dict[str, Any]:
    """A time in words: to the second, since Vega-Lite has no other way to say UTC there."""
    place = (field.get("header") or {}) if channel in _FACETS else field
    form = {"format": place.get("format", DAY)}
    if "aggregate" in field:
        # A function of Vega's own; see `customFormatTypes` in the theme.
        return {**form, "formatType": "utcFormat"}
    unit = {"timeUnit": "utcyearmonthdatehoursminutesseconds"}
    if channel in _FACETS:
        return {**unit, "header": {**place, **form}}
    # Or else the unit would stand beside the name.
    return {**unit, **form, "title": field.get("title", field.get("field"))}


def _text(text: str, key: str) -> str:
    if key in _CODE:
        return _LOCAL.sub(_of_utc, text)
    if key == "timeUnit":
        return _unit(text)
    return _moment(text)


def _of_utc(found: re.Match[str]) -> str:
    name = found[1]
    if name == "datetime":
        return "utc"
    return name.replace("time", "utc", 1) if name.startswith("time") else f"utc{name}"


def _unit(unit: str) -> str:
    if "utc" in unit:
        return unit
    return f"binnedutc{unit[6:]}" if unit.startswith("binned") else f"utc{unit}"


def _moments(node: Any) -> Any:
    """Data with a "Z" to every moment without a zone."""
    if isinstance(node, dict):
        return {name: _moments(value) for name, value in node.items()}
    if isinstance(node, list):
        return [_moments(one) for one in node]
    return _moment(node) if isinstance(node, str) else node


def _moment(text: str) -> str:
    return f"{text}Z" if _NAIVE.fullmatch(text) else text
