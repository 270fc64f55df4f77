"""Vega on the pages: charts compiled when the site is built, and the script that draws them.

A page gets each chart as a specification of Vega, made of the notebook's Vega-Lite, so that no
reader loads the compiler; and of Vega only what a compiled chart can ask for.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import vl_convert as vlc

from claimsbook import caches

_PARTS = {
    "dataflow": "6.1.0",
    "encode": "5.1.0",
    "geo": "5.1.0",
    "interpreter": "2.0.0",
    "parser": "7.1.0",
    "regression": "2.1.0",
    "tooltip": "1.0.0",
    "transforms": "5.1.0",
    "view": "6.1.0",
    "view-transforms": "5.1.0",
    "voronoi": "5.1.0",
}
"""The packages of Vega that a page needs, in the versions that vl-convert 1.9 carries: it knows no
other, asks no network, and stops with the path that it lacks. No layout of trees, forces, words or
labels, and no cross filter: Vega-Lite has no word for them."""

_SNIPPET = """\
import {{ transforms }} from "{dataflow}";
import {{ View }} from "{view}";
import {{ parse }} from "{parser}";
import {{ expressionInterpreter }} from "{interpreter}";
import {{ Handler }} from "{tooltip}";
import * as data from "{transforms}";
import * as shown from "{view-transforms}";
import * as encoded from "{encode}";
import * as maps from "{geo}";
import * as fits from "{regression}";
import * as nearest from "{voronoi}";
Object.assign(transforms, data, shown, encoded, maps, fits, nearest);
globalThis.vega = {{ View, parse, expressionInterpreter, Handler }};
"""


def without_rows(spec: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """A specification of Vega without the rows of those of its data that are called `names`."""
    data = [
        {key: value for key, value in one.items() if key != "values" or one["name"] not in names}
        for one in spec["data"]
    ]
    return {**spec, "data": data}


def script() -> str:
    """The script that sets `vega` on a page: View, parse, expressionInterpreter and Handler."""
    addresses = {
        name: f"https://cdn.jsdelivr.net/npm/vega-{name}@{number}/+esm"
        for name, number in _PARTS.items()
    }
    snippet = _SNIPPET.format(**addresses)
    made_from = [version("vl-convert-python"), snippet, caches.code(__file__)]
    # Wrapped, so that none of its names can meet one of ours.
    return caches.kept(
        "vega",
        made_from,
        "js",
        lambda: f"(() => {{{vlc.javascript_bundle(snippet)}\n}})();\n".encode(),
    ).decode("utf-8")
