"""A model that a reader moves: what it holds, and what is refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import altair as alt
import pytest

from claimsbook.errors import BookError
from claimsbook.figures import models
from claimsbook.figures.models import Lever, Preset, Start, View
from claimsbook.tables import data

SCRIPT = "src/rebar/economics/what_must_be_true.js"
TOLD = {"short": "Six.", "sentence": "Six it is.", "details": [], "views": {"dots": {"dot": []}}}
LEVER = Lever("height", "height", "{} m", 0, 10, 1, "of a wall")
RANGED = replace(LEVER, low=Start(1, "low"), high=Start(9, "high"))


@pytest.fixture(autouse=True)
def rows_are_read() -> None:
    data.read("labs-facts")


def chart() -> Any:
    return alt.Chart(alt.NamedData("dot")).mark_point().encode(x="height:Q")


def made(**changed: Any) -> models.Model:
    """A model of one lever and two presets, with some parts otherwise."""
    starts = {"height": Start(6, "as measured", ["labs-openai-round"], ["openai-valuation"])}
    parts: dict[str, Any] = {
        "id": "wall",
        "title": "A wall",
        "script": SCRIPT,
        "levers": [RANGED],
        "presets": [
            Preset("theirs", "Theirs", "What stands.", starts, TOLD),
            Preset("yours", "Yours", "To be moved.", {"height": Start(5, "round")}, TOLD, own=True),
        ],
        "views": [View("dots", "Dots", "A dot", chart())],
    }
    return models.model(**{**parts, **changed})


def test_a_model_holds_what_a_page_needs() -> None:
    record = made().record
    assert [one["id"] for one in record["presets"]] == ["theirs", "yours"]
    assert record["presets"][0]["starts"]["height"]["rows"] == ["labs-openai-round"]
    assert record["levers"][0]["low"] == {"value": 1, "why": "low", "rows": [], "claims": []}
    (view,) = record["views"]
    assert view["spec"]["data"] == {"name": "dot"} and view["narrow"] == {}
    drawn = models.with_data(view["spec"], {"dot": [{"height": 6}]})
    assert drawn["datasets"] == {"dot": [{"height": 6}]} and "datasets" not in view["spec"]
    assert made()._repr_mimebundle_()["text/plain"] == "Theirs: Six it is.\nYours: Six it is."


def presets(**changed: Any) -> Callable[[], dict[str, Any]]:
    starts = changed.pop("starts", {"height": Start(6, "round")})
    return lambda: {
        "presets": [Preset("own", "Own", "…", starts, TOLD, **{"own": True, **changed})]
    }


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (lambda: {"id": "A wall"}, "the model id 'A wall' is malformed"),
        (lambda: {"script": "no/such.js"}, "its script 'no/such.js' is not there"),
        (lambda: {"views": []}, "it has no view"),
        (lambda: {"levers": [LEVER, LEVER]}, "two levers are called 'height'"),
        (lambda: {"levers": [replace(LEVER, most=0)]}, "lever 'height' cannot be moved"),
        (lambda: {"levers": [replace(LEVER, step=11)]}, "lever 'height' cannot be moved"),
        (lambda: {"levers": [replace(LEVER, unit="m")]}, "lacks a unit"),
        (lambda: {"levers": [replace(RANGED, high=None)]}, "one end of its range"),
        (lambda: {"levers": [replace(RANGED, most=8)]}, "its range is not within it"),
        (presets(own=False), "not exactly one preset is the reader's own"),
        (presets(starts={}), r"preset 'own' does not fit the levers \(height\)"),
        (presets(starts={"height": Start(11, "tall")}), "preset 'own' has height = 11"),
        (presets(starts={"height": Start(5, " ")}), "own.height has no value or no reason"),
        (presets(starts={"height": Start(5, "x", ["no-such-row"])}), "no-such-row"),
        (presets(starts={"height": Start(5, "x", (), ["no-such-claim"])}), "no-such-claim"),
    ],
)
def test_what_cannot_be_moved_or_shown_is_refused(
    changed: Callable[[], dict[str, Any]], fault: str
) -> None:
    with pytest.raises(BookError, match=fault) as refused:
        made(**changed())
    assert "Remedy: " in str(refused.value) and "\n" not in str(refused.value)


def test_a_preset_tells_all_that_a_page_shows() -> None:
    short = Preset("own", "Own", "…", {"height": Start(6, "round")}, {"short": "Six."}, own=True)
    with pytest.raises(BookError, match="preset 'own' tells no sentence"):
        made(presets=[short])
