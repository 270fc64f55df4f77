"""What a reader sets in a figure: in the address, announced, and there again for who is sent it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from visits import WIDE, Visit

PAGE, FIGURE = "notebooks/steel-ladder", "mill-capital"


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
