"""The model of `what_must_be_true` as a page tells it: sentences, and the rows of its pictures.

`what_must_be_true.js` tells the same in a reader's browser, word for word and digit for digit. So
every number that is shown is first taken to twelve figures, on which the arithmetic of two machines
agrees, and then rounded half up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from rebar.economics import what_must_be_true as model
from rebar.economics.what_must_be_true import Case

FALLS = tuple(float(one) for one in range(0, 96, 5))
"""The price falls, per cent a year, at which a frontier is drawn."""

MOST = "8 of 10"
"""The draws that an interval holds, between its quantiles of a tenth and nine tenths."""


ENDLESS, NOTHING = 1e6, 0.005
"""Amounts, USD billion, from which on and below which no digits are shown."""


def number(value: float, fine: int = 1, more: int = 0) -> str:
    """A number as it is shown: three figures from 100 up, whole from 10, `fine` decimals below.

    Below 1 at least two decimals; `more` figures than that everywhere. The minus is a true one.
    """
    value = float(f"{value:.12g}")
    size = abs(value)
    left_out = 0
    while size / 10.0**left_out >= 1000:
        left_out += 1
    step = 10.0 ** max(0, left_out - more)
    decimals = 0 if size >= 9.995 else fine if size >= 0.995 else max(2, fine)
    decimals = max(0, more - left_out) if left_out else decimals + more
    scale = 10.0**decimals
    shown = math.floor(size / step * scale + 0.5) / scale * step
    return ("\N{MINUS SIGN}" if value < 0 and shown else "") + f"{shown:,.{decimals}f}"


def money(usd_bn: float, more: int = 0) -> str:
    """An amount in USD billion: "$840 bn"; what is beyond all sense by its bound."""
    if usd_bn >= ENDLESS:
        return f"over ${number(ENDLESS)}\N{NO-BREAK SPACE}bn"
    if 0 < usd_bn < NOTHING:
        return f"under ${number(2 * NOTHING)}\N{NO-BREAK SPACE}bn"
    return f"${number(usd_bn, more=more)}\N{NO-BREAK SPACE}bn"


def times(factor: float, more: int = 0) -> str:
    """A factor: "4.61"."""
    return number(factor, 2, more)


def plain(value: float, more: int = 0) -> str:
    """An input as it is shown: no more digits than it has, two decimals at most below 10."""
    shown = number(value, 2, more)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def set_to(value: float) -> str:
    """An input that a reader sets, in a sentence: one decimal more than `plain` from 10 up."""
    return plain(value, int(abs(value) >= 9.995))


def more_figures(one: float, other: float, fine: int = 1) -> int:
    """How many figures more it takes to tell two numbers apart, at most three; 0 if they agree."""
    return next(
        (more for more in range(4) if number(one, fine, more) != number(other, fine, more)),
        0,
    )


def needs(case: Case) -> str:
    """What growth the valuation needs, in two sentences."""
    growth = 100 * (model.required_growth(case) - 1)
    end = money(model.required_revenue(case))
    years = f"{plain(case.years)} {'year' if case.years == 1 else 'years'}"
    if growth > 0:
        first = (
            f"To be worth {money(case.valuation)}, revenue must grow by {number(growth)} % a year, "
            f"from {money(case.revenue)} to {end} in {years}."
        )
    else:
        first = (
            f"To be worth {money(case.valuation)}, revenue need not grow: {end} in {years} is "
            f"enough, and it is {money(case.revenue)} today."
        )
    kept = f" and a share that ends at {set_to(case.share)} % of today's"
    share = "" if case.share == 100 else kept
    cheaper = f"{set_to(case.price_fall)} % cheaper" if case.price_fall else "no cheaper"
    return _unbroken(
        f"{first} With tokens {cheaper} each year{share}, demand for its "
        f"tokens must grow {_growths(case)[0]} times each year."
    )


def _growths(case: Case) -> tuple[str, str]:
    """By what factor tokens must grow a year, and do, with the figures that tell them apart."""
    needed, given = model.required_tokens(case), model.tokens(case)
    more = more_figures(needed, given, 2)
    return times(needed, more), times(given, more)


def _worths(case: Case) -> tuple[str, str]:
    """What the inputs carry, and the valuation, with the figures that tell them apart."""
    worth = model.value(case)
    more = more_figures(worth, case.valuation)
    return money(worth, more), money(case.valuation, more)


def _part(case: Case) -> str:
    """The part of the valuation that the inputs carry, which reads as whole only if it is."""
    part = 100 * model.value(case) / case.valuation
    if part >= 10000:
        return "over 100 times the valuation"
    return f"{number(part, more=more_figures(part, 100))} % of the valuation"


def gives(case: Case) -> str:
    """What the inputs give instead: the growth, the revenue at the end, and what that carries."""
    verdict = "enough" if model.value(case) >= case.valuation else "not enough"
    return _unbroken(
        f"These inputs give {_growths(case)[1]} times, a revenue of "
        f"{money(model.revenue(case))} in the end, and carry {_worths(case)[0]}: {verdict}, "
        f"{_part(case)}."
    )


def short(case: Case) -> str:
    """The result in one line, for a place that is always in view."""
    needed, given = _growths(case)
    worth, valuation = _worths(case)
    return (
        f"Tokens: {needed} times a year needed, {given} given. {worth} of {valuation}: "
        f"{'enough' if model.value(case) >= case.valuation else 'not enough'}."
    )


def turns(case: Case) -> str:
    """Which margin, or which growth of demand, would be enough, or just still is."""
    margin, demand = model.required_margin(case), model.required_demand_growth(case)
    demanded = number(demand, more=more_figures(demand, case.demand_growth))
    growing = f"demand growing by {demanded} % in the first year"
    earned = number(margin, more=more_figures(margin, case.margin))
    if margin > 100:
        said = f"No margin would be enough; {growing} would."
    elif model.value(case) >= case.valuation:
        said = f"It stays enough down to a margin of {earned} %, or to {growing}."
    else:
        said = f"It would be enough at a margin of {earned} %, or with {growing}."
    return _unbroken(said)


def spread(case: Case, ranges: Mapping[str, tuple[float, float]]) -> tuple[str, list[float]]:
    """The interval over all ranges in a sentence; and its ends, USD billion (8 of 10 draws)."""
    worth = model.draws(case, ranges)
    low, high = model.quantile(worth, 0.1), model.quantile(worth, 0.9)
    reach = 100 * sum(one >= case.valuation for one in worth) / len(worth)
    return (
        f"If all inputs vary over their ranges, {MOST} draws carry between {money(low)} and "
        f"{money(high)}; {number(math.floor(reach + 0.5))} of 100 reach the valuation. Draws of "
        "our ranges, not chances."
    ), [low, high]


def told(
    case: Case, ranges: Mapping[str, tuple[float, float]], labels: Mapping[str, str]
) -> dict[str, Any]:
    """All that a page shows of a case.

    `ranges` gives the low and high end of each input that varies, `labels` its name and unit by
    "{}" for the number ("margin {} %"). Keys: `short` (one line), `sentence`, `details` (a list of
    sentences) and `views`: for each picture its rows, by the name of the data that it draws.
    """
    bars = model.tornado(case, ranges)
    interval, (low, high) = spread(case, ranges)
    most = bars[0]
    name = labels[most[0]].partition(" {}")[0]
    lever = (
        f"What matters most is the {name}: over its range it moves the value from "
        f"{money(min(most[3:]))} to {money(max(most[3:]))}."
    )
    rows = [{"order": place, **_bar(labels[one[0]], *one[1:])} for place, one in enumerate(bars)]
    every = {"order": len(rows), "lever": f"all, {MOST} draws", "from": low, "to": high}
    rows.append({**every, "left": "", "right": ""})
    line = [
        {"price_fall": fall, "tokens": growth, "needed": times(growth)}
        for fall, growth in model.frontier(case, FALLS)
    ]
    needed, given = model.required_tokens(case), model.tokens(case)
    points = [
        {
            "price_fall": case.price_fall,
            "tokens": growth,
            "what": what,
            "word": word,
            "place": _place(upper, case.price_fall),
        }
        for growth, what, word, upper in (
            (needed, "needed", "needed", needed > given),
            (given, "given", "given", needed <= given),
        )
    ]
    return {
        "short": short(case),
        "sentence": f"{needs(case)} {gives(case)}",
        "details": [turns(case), interval, lever],
        "views": {
            "frontier": {"line": line, "points": points},
            "tornado": {
                "bars": rows,
                "now": [{"usd_bn": model.value(case)}],
                "valuation": [{"usd_bn": case.valuation, "word": money(case.valuation)}],
            },
        },
    }


def _place(upper: bool, fall: float) -> str:
    """Where the words of a point stand: clear of the other's, and of the line, which rises."""
    if upper:
        return f"above-{'left' if fall >= 20 else 'right'}"
    return f"below-{'right' if fall <= 75 else 'middle'}"


def _bar(label: str, start: float, end: float, first: float, last: float) -> dict[str, Any]:
    """A row of the tornado: from the lower value to the higher, with the input at either end."""
    name, _, unit = label.partition("{}")
    ends = [f"{plain(start)}{unit}", f"{plain(end)}{unit}"]
    left, right = ends if first <= last * (1 + 1e-9) else reversed(ends)
    return {
        "lever": name.strip(),
        "from": min(first, last),
        "to": max(first, last),
        "left": left,
        "right": right,
    }


def _unbroken(text: str) -> str:
    """A sentence in which no line breaks before a per cent sign."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")
