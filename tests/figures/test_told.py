"""What a chart says of itself: its title at first, another sentence once a control has moved."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from claimsbook.errors import BookError
from claimsbook.figures import told
from claimsbook.figures.exhibits import Exhibit, exhibit, specification
from copies import Bench

FRAME = pd.DataFrame({"storey": ["one", "two"], "height": [2.0, 3.0]})


def chart(*variables: alt.Parameter) -> alt.Chart:
    drawn = alt.Chart(FRAME).mark_bar().encode(x="height:Q", y="storey:N")
    return drawn.add_params(*variables)


def slider(value: int = 4) -> alt.Parameter:
    return alt.param(
        name="storeys", value=value, bind=alt.binding_range(min=1, max=9, step=1, name="Storeys ")
    )


def said(*variables: alt.Parameter, **settings: object) -> str | None:
    return told.said(specification(chart(*variables), "left-heights"), **settings)


def test_a_sentence_follows_a_slider_and_keeps_its_unit_beside_the_number() -> None:
    words = told.sentence(
        '{storeys} storeys are {share} % of the "left" tower\'s 9 million bricks',
        storeys=told.in_words("storeys", range(1, 10)),
        share="format(100 * storeys / 9, '.0f')",
    )
    assert said(slider(), words) == (
        'four storeys are 44\u00a0% of the "left" tower\'s 9\u00a0million bricks'
    )
    assert said(slider(), words, storeys=9) == (
        'nine storeys are 100\u00a0% of the "left" tower\'s 9\u00a0million bricks'
    )


def test_a_choice_of_two_controls_has_a_sentence_each() -> None:
    sides, coats = (
        alt.param(name=name, value=of[0], bind=alt.binding_radio(options=of, name=name))
        for name, of in {"side": ["left", "it's right"], "coat": ["bare", "painted"]}.items()
    )
    words = told.chosen(
        {
            (side, coat): f"<{side}>, {coat}: 5 %"
            for side in ("left", "it's right")
            for coat in ("bare", "painted")
        },
        "side",
        "coat",
    )
    assert said(sides, coats, words) == "<left>, bare: 5\u00a0%"
    assert said(sides, coats, words, side="it's right", coat="painted") == (
        "<it's right>, painted: 5\u00a0%"
    )


def test_a_chart_in_panels_says_it_too() -> None:
    panels = alt.layer(alt.Chart().mark_bar().encode(x="height:Q"), data=FRAME).facet("storey:N")
    spec = specification(
        panels.add_params(slider(), told.sentence("At {n}", n="storeys")), "left-heights"
    )
    assert told.said(spec, storeys=7) == "At 7"


def test_one_of_two_words_stands_where_a_condition_says_so() -> None:
    words = told.sentence("{how}", how=told.either("storeys > 4", "the owner's", "ours"))
    assert (said(slider(), words), said(slider(), words, storeys=5)) == ("ours", "the owner's")


def test_a_chart_without_the_variable_says_nothing() -> None:
    assert said(slider()) is None


def test_a_hole_without_an_expression_is_no_sentence() -> None:
    with pytest.raises(KeyError):
        told.sentence("{storeys} storeys")


def made(title: str, *, narrow: Any = None) -> Exhibit:
    return exhibit(
        chart(slider(), told.sentence("The tower has {n} storeys", n="storeys")),
        narrow=narrow,
        id="left-heights",
        title=title,
        subtitle="Storeys of the left tower",
        alt="Two bars, a storey each: the first is two metres high and the second three.",
        sources=["survey-2026"],
        data=FRAME,
    )


def test_at_first_a_chart_says_its_title(tiny_package: Bench) -> None:
    assert made("The tower has 4 storeys").title == "The tower has 4 storeys"
    with pytest.raises(BookError, match=r"says 'The tower has 4 storeys'.*Remedy: ."):
        made("The tower has 5 storeys")
    small = chart(slider(), told.sentence("A small tower of {n}", n="storeys"))
    with pytest.raises(BookError, match=r"says 'A small tower of 4'.*Remedy: ."):
        made("The tower has 4 storeys", narrow=small)
