"""What a chart finds at any setting of its controls, as one sentence.

A chart that a reader can set says its result in a variable named `told`. A page puts that sentence
in the place of the title, reads it out and takes it for the alternative text once a control has
moved. At the settings that the figure is printed with it is the title, word for word; `exhibit`
refuses a figure where it is not.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

import altair as alt

from claimsbook.errors import BookError
from claimsbook.figures import render
from claimsbook.figures.prose import count, unbroken

NAME = "told"


def sentence(template: str, **values: str) -> alt.Parameter:
    """The variable that says `template`, with the value of a Vega expression in each {hole}.

    `sentence("From {start} to {end}", start="start", end="format(2 * start, '.0f')")`. A number in
    a hole and its unit stay on one line. Raises KeyError for a hole without an expression.
    """
    parts, before = [], ""
    for words, hole, _, _ in Formatter().parse(template):
        if words:
            # What stands before a unit is a number only once the chart is drawn.
            parts.append(_quoted(unbroken(before + words).removeprefix(before)))
        if hole is not None:
            parts.append(f"({values[hole]})")
        before = "0" if hole is not None else ""
    return alt.param(name=NAME, expr=" + ".join(["''", *parts]))


def chosen(sentences: Mapping[tuple[str, ...], str], *controls: str) -> alt.Parameter:
    """The variable that says one of `sentences`, each under the options chosen in `controls`.

    Use it where a chart has few settings and its numbers come out of the data.
    """
    table = ", ".join(
        f"{_quoted(_key(options))}: {_quoted(unbroken(words))}"
        for options, words in sentences.items()
    )
    asked = f" + '{_PARTED}' + ".join(controls)
    return alt.param(name=NAME, expr=f"({{{table}}})[{asked}]")


def in_words(value: str, numbers: Iterable[int]) -> str:
    """A Vega expression: one of `numbers` in words, as `prose.count` writes it.

    `value` is the expression that gives the number.
    """
    table = ", ".join(f"'{one}': '{count(one)}'" for one in numbers)
    return f"({{{table}}})[{value}]"


def either(test: str, yes: str, no: str) -> str:
    """A Vega expression: the words `yes` where the expression `test` is true, else `no`."""
    return f"{test} ? {_quoted(yes)} : {_quoted(no)}"


def said(spec: Mapping[str, Any], **settings: object) -> str | None:
    """What a chart says of itself with its controls as given, the others as printed.

    `spec` is its Vega-Lite specification. None where it has no variable `told`.
    """
    known = {name: one for name, one in variables(spec).items() if {"value", "expr"} & set(one)}
    if NAME not in known:
        return None
    plain = [
        {key: one[key] for key in ("name", "expr", "value") if key in one}
        | ({"value": settings[name]} if name in settings else {})
        for name, one in known.items()
    ]
    words = {"type": "text", "text": {"expr": NAME}}
    drawn = render.svg({"params": plain, "data": {"values": [{}]}, "mark": words}, width=400)
    found = re.search(r"<text[^>]*>([^<]*)</text>", drawn)
    return html.unescape(found[1]) if found else ""


def variables(spec: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The variables of a Vega-Lite specification and of its parts, by name."""
    found = {str(one["name"]): dict(one) for one in spec.get("params", [])}
    kinds = ("layer", "hconcat", "vconcat", "concat")
    parts = [one for kind in kinds for one in spec.get(kind, [])]
    for part in [*parts, *([spec["spec"]] if "spec" in spec else [])]:
        found |= variables(part)
    return found


def check(exhibit_id: str, title: str, *specs: Mapping[str, Any]) -> None:
    """Raises BookError where a chart says, as it is printed, something else than its title."""
    for spec in specs:
        words = said(spec)
        if words is not None and words != title:
            raise BookError(
                f"exhibit {exhibit_id!r}: at its first settings the chart says {words!r}, its "
                f"title {title!r}. Remedy: let both say the same."
            )


_PARTED = " / "


def _key(options: tuple[str, ...]) -> str:
    return _PARTED.join(options)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
