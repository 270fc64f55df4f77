"""Pages wherever they are opened: odd addresses, large letters, plain http, a thumb, any clock."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from visits import PHONE, WIDE, Visit, pages_of_the_book

PAGES = pages_of_the_book()
LONG = "x" * 20_000
ODD = [
    "?verdict=foo&length=3&section=%00&item=1&q=%&words=%E0%A4%A#%",
    "?__proto__=1&constructor=2&toString=3&words=__proto__&q=constructor#__proto__",
    "?verdict=%7C&elements=1&reset=1&submit=1&words[]=1&uncounted=nonsense#%E0%A4%A",
    f"?q={LONG}&words={LONG}&verdict={LONG}#{LONG}",
    "?verdict&section&words&q&&&==#constructor",
    "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&words=%22%5C(%5B#:~:text=",
]


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_no_address_breaks_a_script(browser: Any, address: str, page: str) -> None:
    with Visit(browser, address, page, viewport=WIDE) as visit:
        for odd in ODD:
            # By way of nothing: a change of the fragment alone would load no page.
            visit.page.goto("about:blank")
            visit.page.goto(f"{address}/{page}.html{odd}")
            visit.page.evaluate("location.hash = '#%'")
            form = visit.page.locator("form.ledger-filter, .finder, form.lookup").first
            if form.count():
                form.locator("input").first.fill("a % of __proto__ \\ (")
        visit.page.wait_for_timeout(100)
        # A request that the next page cut short has failed, and no script with it.
        assert [one for one in visit.complaints if not one.startswith("failed: ")] == []


@pytest.mark.browser
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_address_filters_nothing_away(browser: Any, address: str, odd: str) -> None:
    with Visit(browser, address, "index", viewport=WIDE) as visit:
        visit.page.goto(f"{address}/notebooks/ledger.html{odd}")
        assert visit.page.locator(".ledger-filter").is_visible()
        visit.page.get_by_label("Find").fill("")
        assert visit.page.locator("[name=verdict]").input_value() == ""
        assert visit.page.locator("[name=section]").input_value() == ""
        assert visit.page.locator(".ledger-table tbody tr:visible").count() > 20


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_large_letters_on_a_small_screen_scroll_no_page_sideways(
    browser: Any, address: str, page: str
) -> None:
    """Letters at 200 % on 320 and 360 px, and 400 % zoom, which is 1,280 px seen as 320."""
    for dress in ("light", "dark"):
        with Visit(browser, address, page, viewport=PHONE, dress=dress) as visit:
            visit.draw_all()
            visit.page.evaluate("document.querySelectorAll('details').forEach(o => o.open = true)")
            for width, letters in ((320, 200), (360, 200), (320, 100)):
                visit.page.set_viewport_size({"width": width, "height": 720})
                visit.page.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")
                seen = visit.page.evaluate("document.documentElement.scrollWidth")
                assert seen <= width, f"{seen} px at {width} px, letters at {letters} %, {dress}"


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_in_letters_of_the_usual_size_the_head_is_one_line(
    browser: Any, address: str, width: int
) -> None:
    with Visit(browser, address, "index", viewport={"width": width, "height": 800}) as visit:
        head = visit.page.locator(".brand").bounding_box()
        tools = visit.page.locator(".top-tools").bounding_box()
        assert head["x"] + head["width"] <= tools["x"]
        assert abs(head["y"] + head["height"] / 2 - tools["y"] - tools["height"] / 2) < 2


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
def test_what_is_touched_is_no_smaller_than_a_fingertip(
    browser: Any, address: str, page: str
) -> None:
    """24 px both ways, as success criterion 2.5.8 of WCAG 2.2 has it."""
    with Visit(browser, address, page, viewport=PHONE) as visit:
        visit.draw_all()
        small = visit.page.evaluate(
            """() => {
              const touched = 'button, summary, select, input, .permalink, .exhibit-tools a';
              return [...document.querySelectorAll(touched)].filter(one => one.checkVisibility())
                .map(one => one.matches('[type=radio], [type=checkbox]') ? one.closest('label')
                                                                         : one)
                .map(one => [one, one.getBoundingClientRect()])
                .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
                .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`);
            }"""
        )
        assert small == []


@pytest.mark.browser
@pytest.mark.parametrize("page", ["notebooks/steel-ladder", "book/reproduce"])
def test_without_a_clipboard_the_text_is_selected_and_that_is_said(
    browser: Any, address: str, page: str
) -> None:
    """Over plain http, other than on the reader's own machine, a browser gives no clipboard."""
    with Visit(browser, address, page, viewport=WIDE) as visit:
        visit.page.add_init_script("delete Navigator.prototype.clipboard")
        visit.page.reload()
        assert visit.page.evaluate("navigator.clipboard === undefined")
        visit.page.evaluate("document.querySelectorAll('details').forEach(o => o.open = true)")
        button = visit.page.locator("main button.copy").first
        button.click()
        visit.page.get_by_role("button", name="Selected: press Ctrl-C").wait_for()
        source = button.evaluate("one => one.parentElement.querySelector('pre, p').textContent")
        assert source.strip()
        assert visit.page.evaluate("getSelection().toString()").strip() == source.strip()
        heard = visit.page.get_by_role("status").filter(has_text="Selected: press Ctrl-C")
        assert heard.count() == 1
        assert visit.complaints == []


ZONES = ["America/Los_Angeles", "UTC", "Asia/Kolkata", "Pacific/Auckland"]
BEGAN = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

WORDS = """view => {
  const words = view.querySelectorAll('.exhibit-live svg text');
  return [...words].map(one => [one.textContent, one.getAttribute('transform')]);
}"""
"""What stands in a live figure, and where."""


@pytest.mark.browser
@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("notebooks/")])
def test_a_live_figure_says_the_same_in_every_time_zone(
    browser: Any, address: str, site: Path, page: str
) -> None:
    timed = [
        one["id"]
        for one in json.loads((site / "figures" / "index.json").read_text("utf-8"))["figures"]
        if one["page"].startswith(f"{page}.html#")
        and '"temporal"' in (site / "figures" / f"{one['id']}.vl.json").read_text("utf-8")
    ]
    told: dict[str, dict[str, Any]] = {}
    for zone in ZONES if timed else []:
        with Visit(browser, address, page, viewport=WIDE, zone=zone) as visit:
            off = visit.page.evaluate("new Date(0).getTimezoneOffset()")
            assert dt.timedelta(minutes=-off) == BEGAN.astimezone(ZoneInfo(zone)).utcoffset()
            told[zone] = {}
            for name in timed:
                view = visit.page.locator(f"[data-exhibit={name}]")
                view.scroll_into_view_if_needed()
                view.locator(".exhibit-live svg text").first.wait_for()
                told[zone][name] = view.evaluate(WORDS)
    for zone in told:
        differing = [name for name in timed if told[zone][name] != told["UTC"][name]]
        assert differing == [], zone
