"""This book's pages in a real browser: complete, quiet, and asking nobody else for anything.

What is true of any book's pages is tested on the small one, under `engine/`.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from claimsbook import chapters
from claimsbook.checks.site import weigh
from rebar.gather import passages
from visits import PHONE, WIDE, Visit, pages_of_the_book

PAGES = pages_of_the_book()
CHAPTERS = [page for page in PAGES if page.startswith("notebooks/")]


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "viewport, dress", [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"]
)
def test_page_is_quiet_and_fits(
    browser: Any, address: str, page: str, viewport: dict[str, int], dress: str
) -> None:
    """Drawn whole: no complaint, nothing blocked, no foreign request, nothing too wide."""
    with Visit(browser, address, page, viewport=viewport, dress=dress) as visit:
        visit.draw_all()
        width = visit.page.evaluate("document.documentElement.scrollWidth")
        wider = visit.page.evaluate(
            """() => [...document.querySelectorAll('.exhibit-view')].map(view => {
                 const svg = view.querySelector('.exhibit-live svg');
                 const over = svg.getBoundingClientRect().width - view.clientWidth;
                 return [view.dataset.exhibit, over];
               }).filter(([, over]) => over > 1.5)"""
        )
        assert visit.complaints == []
        assert visit.page.evaluate("blocked") == []
        assert visit.foreign == []
        assert width <= viewport["width"], f"the page scrolls sideways: {width} px"
        assert wider == [], "figures are wider than their column"
        _is_accessible(visit, "dark" if dress == "light" else "light")


CONTRAST = {"runOnly": ["color-contrast"]}


def _is_accessible(visit: Visit, other: str) -> None:
    """axe-core finds nothing, one of each fold opened, nor lack of contrast in the other dress."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    visit.page.evaluate(
        """() => [document.querySelector('details.code'), document.querySelector('.more-checks'),
                  ...(document.querySelector('figure.exhibit')?.querySelectorAll('details') ?? [])]
             .forEach((fold) => fold && (fold.open = true))"""
    )
    # Of what repeats a thousandfold a sample is enough; what Vega drew is hidden but for its name.
    most = {"exclude": [[".exhibit-live svg"], [".ledger-section:nth-of-type(n+3)"]]}
    unnamed = visit.page.locator(".exhibit-live svg:not([role=img][aria-label])")
    assert unnamed.count() == 0
    assert _violations(axe.run(visit.page, context=most)) == []
    visit.page.get_by_role("button", name="Dark theme").click()
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate("document.documentElement.dataset.theme") == other
    assert _violations(axe.run(visit.page, context=most, options=CONTRAST)) == []


def _violations(results: Any) -> list[str]:
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}"
        for one in results.response["violations"]
    ]


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
            fold = picture.locator("xpath=ancestor::details[not(@open)]/summary")
            if fold.count():
                fold.first.click()
            picture.scroll_into_view_if_needed()
            assert picture.is_visible()
            box = picture.bounding_box()
            assert box is not None and box["height"] > 60
            assert picture.get_attribute("alt")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("asked", "claim_id"),
    [
        ("Changing to another model takes two lines of code!", "switch-lines-of-code"),
        ("42x trailing", "openai-trailing-multiple"),
        ("setting up in under five minutes", "gateway-setup-time"),
        ("Nucor, once an entrant, is the biggest American steelmaker", "nucor-largest"),
    ],
)
def test_a_sentence_in_other_words_is_answered_on_the_spot(
    browser: Any, address: str, asked: str, claim_id: str
) -> None:
    with Visit(browser, address, "index", viewport=PHONE) as visit:
        visit.page.get_by_label("Does a sentence").fill(asked)
        first = visit.page.locator(".answer li a").first
        first.wait_for()
        assert first.get_attribute("href").endswith(f"#claim-{claim_id}")
        assert visit.page.locator(".answer li .verdict").first.is_visible()


@pytest.mark.browser
def test_a_pasted_sentence_of_the_article_leads_to_its_claims_alone(
    browser: Any, address: str
) -> None:
    """A sentence of our own stands in for one of the article's, which are not ours to keep."""
    sentence = "Sell the old furnace before 1,950 rivals learn of it, he wrote."
    words = " ".join(passages.hashed(sentence))
    known = [[words, "flash-discount nucor-largest", "flash-discount"]]
    planted = f"globalThis.bookPassages = {json.dumps(known)};"

    def plant(route: Any) -> None:
        route.fulfill(response=(found := route.fetch()), body=f"{found.text()}\n{planted}")

    with Visit(browser, address, "index", viewport=PHONE) as visit:
        visit.page.route("**/search.js", plant)
        visit.page.get_by_label("Does a sentence").fill(
            "“Sell the OLD furnace, before 1950 rivals learn of it”, he wrote"
        )
        links = visit.page.locator(".answer li a")
        links.first.wait_for()
        assert [one.get_attribute("href").partition("#")[2] for one in links.all()] == [
            "claim-flash-discount"
        ]
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/ledger.html?words=*")
        rows = visit.page.locator(".ledger-table tbody tr:visible")
        rows.nth(1).wait_for()
        assert {one.get_attribute("id") for one in rows.all()} == {
            "claim-flash-discount",
            "claim-nucor-largest",
        }


@pytest.mark.browser
def test_a_claim_s_address_shows_the_claim_below_the_filter(browser: Any, address: str) -> None:
    with Visit(browser, address, "index", viewport=WIDE) as visit:
        visit.page.goto(f"{address}/notebooks/ledger.html#claim-openai-trailing-multiple")
        visit.page.wait_for_timeout(300)
        row = visit.page.locator("#claim-openai-trailing-multiple").bounding_box()
        bar = visit.page.locator(".ledger-filter").bounding_box()
        assert bar["y"] + bar["height"] <= row["y"] < WIDE["height"] - 100


@pytest.mark.browser
def test_a_figure_keeps_what_the_reader_set_and_can_be_reset(browser: Any, address: str) -> None:
    page = "notebooks/margin-squeeze"
    with Visit(browser, address, page, viewport=WIDE) as visit:
        figure = visit.page.locator("figure#openai-growth-fan")
        figure.scroll_into_view_if_needed()
        slider = figure.locator("input[type=range]").first
        slider.wait_for()
        first = slider.input_value()
        slider.fill("30")
        reset = figure.get_by_role("button", name="Reset")
        reset.wait_for()
        visit.page.get_by_role("button", name="Dark theme").click()
        visit.page.wait_for_timeout(1500)
        assert slider.input_value() == "30"
        reset.click()
        visit.page.wait_for_timeout(1500)
        assert slider.input_value() == first != "30"
        assert not reset.is_visible()
        assert visit.complaints == []


@pytest.mark.browser
def test_the_gallery_has_every_figure_and_filters(browser: Any, address: str) -> None:
    records = chapters.collect_exhibits(chapters.all_chapters())
    with Visit(browser, address, "book/gallery", viewport=WIDE) as visit:
        shown = visit.page.locator(".gallery li:visible")
        assert shown.count() == len(records)
        visit.page.get_by_label("Find").fill(records[-1]["title"])
        assert shown.count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("page", [*CHAPTERS, "book/cite"])
def test_a_page_keeps_its_weight(browser: Any, address: str, page: str) -> None:
    requests, before, _, figures = weigh._weight(browser, f"{address}/{page}.html")
    assert before <= weigh.AIM_KB["figures" if figures else "plain"]
    assert requests <= 10


@pytest.mark.browser
@pytest.mark.parametrize("page", ["book/what-if", "book/gallery"])
def test_a_page_of_many_pictures_keeps_its_weight(browser: Any, address: str, page: str) -> None:
    assert weigh._weight(browser, f"{address}/{page}.html")[1] <= weigh.AIM_KB["figures"]
