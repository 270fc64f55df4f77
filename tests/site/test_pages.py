"""Every page in a real browser: complete, quiet, and asking nobody else for anything."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from rebar import chapters, paths
from rebar.chapters import _toc_files

PAGES = ["index", *_toc_files(yaml.safe_load((paths.ROOT / "_toc.yml").read_text("utf-8")))]
CHAPTERS = [page for page in PAGES if page.startswith("notebooks/")]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Visit:
    """A page opened, with what it asked for and complained about."""

    def __init__(self, browser: Any, address: str, page: str, *, viewport: dict[str, int],
                 dress: str = "light", scripts: bool = True) -> None:
        self.context = browser.new_context(
            viewport=viewport, color_scheme=dress, java_script_enabled=scripts
        )
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("requestfailed", lambda one: self.complaints.append(f"failed: {one.url}"))
        self.page.on("response", lambda one: one.status < 400 or self.complaints.append(
            f"{one.status}: {one.url}"))
        self.page.on("request", lambda one: one.url.startswith((address, "data:", "blob:"))
                     or self.foreign.append(one.url))
        self.page.goto(f"{address}/{page}.html")
        self.page.wait_for_load_state("networkidle")

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def draw_all(self) -> int:
        """Scroll to each figure until it is drawn; the number of figures."""
        views = self.page.locator(".exhibit-view")
        for number in range(views.count()):
            view = views.nth(number)
            view.scroll_into_view_if_needed()
            view.locator(".exhibit-live svg").first.wait_for(timeout=20_000)
        return views.count()

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("viewport, dress", [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
def test_page_is_quiet_and_fits(
    browser: Any, address: str, page: str, viewport: dict[str, int], dress: str
) -> None:
    with Visit(browser, address, page, viewport=viewport, dress=dress) as visit:
        visit.draw_all()
        width = visit.page.evaluate("document.documentElement.scrollWidth")
        assert visit.complaints == []
        assert visit.foreign == []
        assert width <= viewport["width"], f"the page scrolls sideways: {width} px"


@pytest.mark.browser
@pytest.mark.parametrize("page", CHAPTERS)
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_figures_are_inside_their_column(
    browser: Any, address: str, page: str, viewport: dict[str, int]
) -> None:
    with Visit(browser, address, page, viewport=viewport) as visit:
        visit.draw_all()
        wider = visit.page.evaluate(
            """() => [...document.querySelectorAll('.exhibit-view')].map(view => {
                 const svg = view.querySelector('.exhibit-live svg');
                 return [view.dataset.exhibit, svg.getBoundingClientRect().width - view.clientWidth];
               }).filter(([, over]) => over > 1.5)"""
        )
        assert wider == []


@pytest.mark.browser
@pytest.mark.parametrize("page", CHAPTERS)
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_without_scripts_every_figure_is_there(
    browser: Any, address: str, page: str, viewport: dict[str, int]
) -> None:
    with Visit(browser, address, page, viewport=viewport, scripts=False) as visit:
        pictures = visit.page.locator("picture.exhibit-light img")
        stored = chapters.outputs(chapters.Chapter(page.split("/")[1]), "image/png")
        assert pictures.count() == len(stored)
        for number in range(pictures.count()):
            picture = pictures.nth(number)
            picture.scroll_into_view_if_needed()
            assert picture.is_visible()
            box = picture.bounding_box()
            assert box is not None and box["height"] > 60
            assert picture.get_attribute("alt")


@pytest.mark.browser
def test_the_ledger_filters_and_links(browser: Any, address: str) -> None:
    with Visit(browser, address, "notebooks/ledger", viewport=WIDE) as visit:
        rows = visit.page.locator(".ledger-table tbody tr:visible")
        everything = rows.count()
        visit.page.get_by_label("Find").fill("rebar")
        few = rows.count()
        assert 0 < few < everything
        visit.page.get_by_label("Find").fill("")
        visit.page.get_by_label("Verdict").select_option("opinion")
        assert {text.strip() for text in visit.page.locator(
            ".ledger-table tbody tr:visible .verdict").all_inner_texts()} == {"opinion"}


@pytest.mark.browser
def test_the_dress_follows_the_reader(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTERS[0], viewport=WIDE, dress="dark") as visit:
        visit.draw_all()
        text = visit.page.locator(".exhibit-live svg text").first
        assert text.evaluate("node => getComputedStyle(node).fill") != "rgb(35, 39, 46)"
        assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") != (
            "rgb(255, 255, 255)"
        )
