"""What a reader sets in a figure: in the address, announced, and there again for who is sent it."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from claimsbook import chapters
from claimsbook.figures import told
from claimsbook.site.figures import steered as can_be_set
from visits import WIDE, Visit

PAGE, FIGURE = "notebooks/steel-ladder", "mill-capital"
STEERED = {
    one["id"]: one
    for one in chapters.collect_exhibits(chapters.all_chapters())
    if can_be_set(one["spec"])
}
MANY = 64
PAGES = sorted({f"notebooks/{one['chapter']}" for one in STEERED.values()})


def settings(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every choice of a chart, and the least and the most of each slider; many, one at a time."""
    bound = {
        name: one["bind"].get("options") or [one["bind"]["min"], one["value"], one["bind"]["max"]]
        for name, one in told.variables(spec).items()
        if "bind" in one
    }
    if math.prod(map(len, bound.values())) > MANY:
        yield from ({name: value} for name, values in bound.items() for value in values)
        return
    for values in itertools.product(*bound.values()):
        yield dict(zip(bound, values))


@pytest.mark.parametrize("name", STEERED)
def test_a_figure_has_a_sentence_for_every_setting(name: str) -> None:
    one = STEERED[name]
    for spec in filter(None, (one["spec"], one["narrow"])):
        assert told.said(spec) == one["title"]
        sentences = [told.said(spec, **values) for values in settings(spec)]
        assert all(sentences) and len(set(sentences)) > 1, sentences
        assert not [one for one in sentences if re.search("undefined|NaN|Infinity|null", one or "")]


def numbers(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text))


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_the_words_of_a_figure_follow_its_controls(browser: Any, address: str, page: str) -> None:
    with Visit(browser, address, page, viewport=WIDE) as visit:
        for name, one in STEERED.items():
            if page != f"notebooks/{one['chapter']}":
                continue
            view = visit.page.locator(f"[data-exhibit={name}]")
            view.scroll_into_view_if_needed()
            drawn = view.locator(".exhibit-live svg")
            drawn.first.wait_for()
            title = visit.page.locator(f"figure#{name} .caption-text")
            printed = one["title"].replace("'", "’")
            assert title.inner_text() == printed
            assert drawn.get_attribute("aria-label") == one["alt"]

            for control in (view.locator("input[type=range]"), view.locator("input[type=radio]")):
                if control.count():
                    control.first.focus()
                    visit.page.keyboard.press("ArrowRight")
            view.locator(".moved output").wait_for()
            says = title.inner_text()
            assert says != printed and "'" not in says
            assert view.locator(".moved output").inner_text() == says
            label = drawn.get_attribute("aria-label") or ""
            assert label == f"{says}. As first drawn: {one['alt']}"
            seen = numbers(" ".join(drawn.locator("text").all_text_contents()))
            assert not numbers(says) or numbers(says) & seen, says

            view.get_by_role("button", name="Reset").click()
            visit.page.wait_for_url(lambda url: "?" not in url)
            view.locator(".moved output").wait_for(state="hidden")
            assert title.inner_text() == printed
            assert drawn.last.get_attribute("aria-label") == one["alt"]
        assert visit.complaints == []


def steered(visit: Visit) -> Any:
    view = visit.page.locator(f"[data-exhibit={FIGURE}]")
    view.scroll_into_view_if_needed()
    view.locator(".exhibit-live svg").first.wait_for()
    return view


@pytest.mark.browser
def test_a_moved_slider_is_in_the_address_and_can_be_sent(browser: Any, address: str) -> None:
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        view = steered(visit)
        slider = view.locator("input[type=range]").first
        first = slider.input_value()
        slider.focus()
        visit.page.keyboard.press("ArrowRight")
        view.locator(".moved output").wait_for()
        moved, sent = slider.input_value(), visit.page.url
        (value,) = parse_qs(urlsplit(sent).query).values()
        assert moved != first and value == [moved]
        assert view.locator(".moved output").inner_text(), "a reader who sees nothing hears nothing"

        visit.page.goto(sent)
        view = steered(visit)
        view.locator(".moved output").wait_for()
        assert view.locator("input[type=range]").first.input_value() == moved
        view.get_by_role("button", name="Reset").click()
        visit.page.wait_for_url(lambda url: "?" not in url)
        assert steered(visit).locator("input[type=range]").first.input_value() == first
        assert visit.complaints == []


@pytest.mark.browser
def test_an_address_that_no_control_can_take_changes_nothing(browser: Any, address: str) -> None:
    odd = f"{FIGURE}.mill_kt=much&{FIGURE}.plant=1e99&{FIGURE}.gone=1&__proto__.x=1"
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        before = [one.input_value() for one in steered(visit).locator("input").all()]
        visit.page.goto(f"{address}/{PAGE}.html?{odd}")
        assert [one.input_value() for one in steered(visit).locator("input").all()] == before
        assert visit.complaints == []


@pytest.mark.browser
def test_controls_can_be_tabbed_to_before_the_figure_is_drawn(browser: Any, address: str) -> None:
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        view = visit.page.locator(f"[data-exhibit={FIGURE}]")
        assert view.get_attribute("tabindex") == "0"
        view.focus()
        view.locator(".vega-bindings input").first.wait_for()
        view.locator(".vega-bindings input:focus").wait_for()
        assert view.get_attribute("tabindex") is None
