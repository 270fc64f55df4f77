"""Colours that keep their meaning on either page."""

from __future__ import annotations

import itertools

import pytest

from claimsbook.figures import theme

MEANINGS = (
    theme.OPEN,
    theme.CLOSED,
    theme.ARTICLE,
    theme.FOUND,
    theme.LIMIT,
    theme.THIRD,
    theme.FOURTH,
)
WORDS = (theme.INK, theme.MUTED, theme.OPEN, theme.CLOSED, theme.ARTICLE, theme.FOUND)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", WORDS)
def test_words_are_legible_on_both_pages(colour: str) -> None:
    assert contrast(colour, theme.PAGE["light"]) >= 4.5
    assert contrast(theme.DARK[colour], theme.PAGE["dark"]) >= 4.5


@pytest.mark.parametrize("colour", MEANINGS)
def test_marks_stand_out_on_both_pages(colour: str) -> None:
    assert contrast(colour, theme.PAGE["light"]) >= 3
    assert contrast(theme.DARK[colour], theme.PAGE["dark"]) >= 3


def test_no_two_meanings_share_a_colour_in_either_dress() -> None:
    for one, other in itertools.combinations(MEANINGS, 2):
        assert one != other
        assert theme.DARK[one] != theme.DARK[other]


def test_the_dark_dress_swaps_the_colours_and_nothing_else() -> None:
    spec = {"mark": {"color": theme.OPEN}, "title": theme.OPEN[1:], "data": {"values": [1]}}
    before = str(spec)
    dark = theme.dressed(spec, "dark")
    assert str(spec) == before
    assert dark["mark"] == {"color": theme.DARK[theme.OPEN]}
    assert dark["title"] == theme.OPEN[1:]
    assert dark["config"]["axis"]["labelColor"] == theme.DARK[theme.MUTED]
    assert theme.dressed(spec, "light")["mark"] == spec["mark"]


def test_a_chart_may_overrule_the_configuration_key_by_key() -> None:
    config = theme.dressed({"config": {"axis": {"labelFontSize": 20}}}, "light")["config"]
    assert config["axis"]["labelFontSize"] == 20
    assert config["axis"]["titleFontSize"] == theme.config()["axis"]["titleFontSize"]


def test_no_text_is_smaller_than_11_px() -> None:
    def sizes(node: object) -> list[float]:
        if not isinstance(node, dict):
            return []
        own = [v for k, v in node.items() if k.lower().endswith("fontsize")]
        return own + [size for value in node.values() for size in sizes(value)]

    found = sizes(theme.config())
    assert found
    assert min(found) >= 11
