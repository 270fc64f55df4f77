"""The levers of the model hold whatever a run sets."""

from __future__ import annotations

from dataclasses import fields

import pytest

from claimsbook.figures.models import Start
from rebar.economics.what_if_levers import FIRST, levers
from rebar.economics.what_must_be_true import Case

NAMES = [one.name for one in fields(Case)]
MIDDLE = {name: Start(50, "half") for name in NAMES} | {"elasticity": Start(1, "one")}


def test_there_is_a_lever_for_each_input_and_the_first_are_marked() -> None:
    made = {one.id: one for one in levers({}, {"only": MIDDLE | {"years": Start(5, "five")}})}
    assert sorted(made) == sorted(NAMES)
    assert [one.id for one in made.values() if one.first] == list(FIRST)
    assert made["margin"].low is None and (made["margin"].least, made["margin"].most) == (1, 60)


@pytest.mark.parametrize(
    ("start", "end", "least", "most"),
    [
        (50, 100, 0, 300),
        (-35, 100, -40, 300),
        (832, 100, 0, 840),
        (50, 301, 0, 310),
        (-3, 9, -3, 300),
    ],
)
def test_a_lever_grows_to_hold_a_preset_or_an_end(
    start: float, end: float, least: float, most: float
) -> None:
    ends = {"demand_growth": (Start(end, "high"), Start(0, "low"))}
    presets = {"only": MIDDLE | {"demand_growth": Start(start, "set")}}
    lever = next(one for one in levers(ends, presets) if one.id == "demand_growth")
    assert (lever.least, lever.most) == (least, most)
    assert lever.low is not None and lever.high is not None
    assert lever.low.value <= lever.high.value
