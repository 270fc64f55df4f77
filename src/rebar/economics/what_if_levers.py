"""The levers of the model of `what_must_be_true`: names, units, and how far they can be moved."""

from __future__ import annotations

import math
from collections.abc import Mapping

from claimsbook.figures.models import Lever, Start

_LEVERS: tuple[tuple[str, str, str, float, float, float, str], ...] = (
    ("price_fall", "price fall", "{} %", 0, 95, 1, "of the price paid, a year"),
    ("margin", "profit margin", "{} %", 1, 60, 0.1, "of revenue at the end, after tax"),
    ("valuation", "valuation", "${} bn", 50, 2500, 1, "to be justified"),
    ("revenue", "revenue", "${} bn", 1, 200, 1, "a year, today"),
    ("years", "horizon", "{} years", 1, 10, 0.25, "until the profit is valued"),
    ("demand_growth", "demand growth", "{} %", 0, 300, 1, "its tokens a year, at an equal price"),
    ("fade", "fade of growth", "{} %", 0, 100, 1, "lost each year, not of what prices add"),
    ("elasticity", "elasticity", "{}", 0, 2, 0.01, "of tokens to price"),
    ("share", "share kept", "{} %", 10, 150, 1, "of its demand, at the end"),
    ("multiple", "multiple", "{}×", 5, 60, 0.5, "of the last year's profit"),
    ("discount", "return wanted", "{} %", 0, 25, 0.5, "by the holder, a year"),
)
"""Each input of a Case: id, name, unit, least, most, step, and what it is of."""

FIRST = ("price_fall", "margin")
"""What an investor comes with: it stands above the picture."""


def levers(
    ends: Mapping[str, tuple[Start, Start]], presets: Mapping[str, Mapping[str, Start]]
) -> list[Lever]:
    """The levers, those of `ends` with the two ends of their range, lower first.

    Where a preset or an end lies beyond a lever it is made longer, by whole tens of its unit from
    10 up and by whole units below, so that a run under other assumptions has its values too.
    """
    made = []
    for name, label, unit, least, most, step, about in _LEVERS:
        low, high = sorted(ends[name], key=lambda one: one.value) if name in ends else (None, None)
        held = [starts[name].value for starts in presets.values()]
        held += [one.value for one in (low, high) if one]
        made.append(
            Lever(
                id=name,
                label=label,
                unit=unit,
                least=min(least, _beyond(min(held), -1)),
                most=max(most, _beyond(max(held), 1)),
                step=step,
                about=about,
                low=low,
                high=high,
                first=name in FIRST,
            )
        )
    return made


def _beyond(value: float, side: int) -> float:
    """The next round number on a side: up (1) or down (-1)."""
    by = 10 if abs(value) >= 10 else 1
    return side * math.ceil(side * value / by) * by
