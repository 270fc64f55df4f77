"""Words on a stack stand on their own segments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from claimsbook import chapters

EXHIBITS = {one["id"]: one for one in chapters.collect_exhibits(chapters.all_chapters())}


def slipping(spec: Any) -> Iterator[str]:
    """Stacked marks of a layer that leaves segments out: what follows them slips."""
    if isinstance(spec, list):
        for one in spec:
            yield from slipping(one)
    if not isinstance(spec, dict):
        return
    for channel, drawn in (spec.get("encoding") or {}).items():
        stacked = isinstance(drawn, dict) and drawn.get("stack")
        if stacked and any("filter" in one for one in spec.get("transform", [])):
            yield f"{spec['mark']} on {channel}"
    for name, part in spec.items():
        if name not in ("datasets", "data"):
            yield from slipping(part)


def test_a_filtered_layer_on_a_stack_is_seen() -> None:
    unit = {"mark": "text", "encoding": {"x": {"field": "n", "stack": "zero"}}}
    assert not list(slipping({"layer": [unit]}))
    assert list(slipping({"layer": [{**unit, "transform": [{"filter": "datum.n > 1"}]}]}))


@pytest.mark.parametrize("name", EXHIBITS)
def test_numbers_on_a_stack_stand_on_their_segments(name: str) -> None:
    one = EXHIBITS[name]
    assert not [*slipping(one["spec"]), *slipping(one["narrow"])]
