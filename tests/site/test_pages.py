"""Every page in a real browser: complete, quiet, and asking nobody else for anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimsbook import chapters, paths
from claimsbook.chapters import _toc_files
from claimsbook.checks.site import weigh
from claimsbook.ledger import claims
from claimsbook.site import pdf
from rebar.gather import passages

TOC = yaml.safe_load((paths.root() / "_toc.yml").read_text("utf-8"))
PAGES = ["index", "search", "data/steel-ladder", *_toc_files(TOC)]
CHAPTERS = [page for page in PAGES if page.startswith("notebooks/")]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Visit:
    """A page opened, with what it asked for and complained about."""

    def __init__(
        self,
        browser: Any,
        address: str,
        page: str,
        *,
        viewport: dict[str, int],
        dress: str = "light",
        scripts: bool = True,
    ) -> None:
        self.context = browser.new_context(
            viewport=viewport, color_scheme=dress, java_script_enabled=scripts
        )
        self.page = self.context.new_page()
        self.page.add_init_script(
            "window.blocked = []; addEventListener('securitypolicyviolation', "
            "(one) => blocked.push(`${one.violatedDirective} ${one.blockedURI}`))"
        )
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("requestfailed", lambda one: self.complaints.append(f"failed: {one.url}"))
        self.page.on(
            "response",
            lambda one: one.status < 400 or self.complaints.append(f"{one.status}: {one.url}"),
        )
        self.page.on(
            "request",
            lambda one: (
                one.url.startswith((address, "data:", "blob:")) or self.foreign.append(one.url)
            ),
        )
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
        """() => [document.querySelector('details.hide'), document.querySelector('.evidence'),
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
        assert {
            text.strip()
            for text in visit.page.locator(
                ".ledger-table tbody tr:visible .verdict"
            ).all_inner_texts()
        } == {"opinion"}


@pytest.mark.browser
def test_the_dress_follows_the_reader(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTERS[0], viewport=WIDE, dress="dark") as visit:
        visit.draw_all()
        text = visit.page.locator(".exhibit-live svg text").first
        assert text.evaluate("node => getComputedStyle(node).fill") != "rgb(35, 39, 46)"
        assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") != (
            "rgb(255, 255, 255)"
        )


CLAIMED = next(
    page for page in CHAPTERS if "](claim:" in (paths.root() / f"{page}.ipynb").read_text("utf-8")
)


@pytest.mark.browser
def test_a_claim_in_prose_shows_its_card_to_mouse_and_keyboard(browser: Any, address: str) -> None:
    with Visit(browser, address, CLAIMED, viewport=WIDE) as visit:
        claim, card = visit.page.locator("a.claim").first, visit.page.locator(".claim-card")
        claim.hover()
        card.wait_for(state="visible")
        assert "Stated" in card.inner_text() and "Found:" in card.inner_text()
        assert card.get_by_role("link", name="In the ledger").is_visible()
        visit.page.keyboard.press("Escape")
        card.wait_for(state="hidden")
        visit.page.mouse.move(5, 5)
        visit.page.keyboard.press("Tab")
        claim.focus()
        card.wait_for(state="visible")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/ledger.html#claim-*")


@pytest.mark.browser
def test_a_claim_in_prose_answers_to_a_finger(browser: Any, address: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/{CLAIMED}.html")
    claim, card = page.locator("a.claim").first, page.locator(".claim-card")
    claim.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    claim.tap()
    card.wait_for(state="visible")
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    assert page.url.endswith(f"{CLAIMED}.html")
    context.close()


@pytest.mark.browser
def test_claims_are_footnotes_without_scripts_and_on_paper(browser: Any, address: str) -> None:
    with Visit(browser, address, CLAIMED, viewport=WIDE, scripts=False) as visit:
        assert visit.page.locator(".claim-no").first.is_visible()
        assert visit.page.locator(".claims-notes li").first.is_visible()
    with Visit(browser, address, CLAIMED, viewport=WIDE) as visit:
        assert not visit.page.locator(".claims-notes").is_visible()
        visit.page.emulate_media(media="print")
        assert visit.page.locator(".claims-notes li").first.is_visible()
        assert visit.page.locator("picture.exhibit-light img").first.is_visible()


@pytest.mark.browser
def test_a_figure_is_cited_by_keyboard(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTERS[0], viewport=WIDE) as visit:
        visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
        figure = visit.page.locator("figure.exhibit").first
        figure.locator("summary", has_text="Cite").focus()
        visit.page.keyboard.press("Enter")
        reference = figure.locator(".cite-text").inner_text()
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        figure.get_by_role("button", name="Copied").wait_for()
        assert visit.page.evaluate("navigator.clipboard.readText()") == reference
        assert "@" in reference and "Version" in reference


@pytest.mark.browser
def test_the_code_of_a_figure_is_one_click_away(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTERS[0], viewport=WIDE) as visit:
        link = visit.page.locator("figure.exhibit .exhibit-tools a", has_text="Code").first
        target = link.get_attribute("href").removeprefix("#")
        code = visit.page.locator(f"[id='{target}'] + div pre, [id='{target}'] ~ div pre").first
        assert not code.is_visible()
        link.click()
        code.wait_for(state="visible")


@pytest.mark.browser
def test_search_finds_claims_and_figures(browser: Any, address: str) -> None:
    with Visit(browser, address, "index", viewport=PHONE) as visit:
        visit.page.keyboard.press("Control+k")
        field = visit.page.get_by_label("Search the book")
        field.fill("rebar")
        hits = visit.page.locator("dialog.search li a")
        hits.first.wait_for()
        kinds = set(visit.page.locator("dialog.search li small").all_inner_texts())
        assert any(kind.startswith("Claim") for kind in kinds)
        visit.page.keyboard.press("Escape")
        assert not field.is_visible()


@pytest.mark.browser
def test_a_sentence_can_be_looked_up_from_the_front_page(browser: Any, address: str) -> None:
    with Visit(browser, address, "index", viewport=WIDE) as visit:
        visit.page.get_by_label("Does a sentence").fill("rebar")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/ledger.html?words=rebar")
        rows = visit.page.locator(".ledger-table tbody tr:visible")
        assert 0 < rows.count() < len(claims.ledger())


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
    planted = f"globalThis.rebarPassages = {json.dumps(known)};"

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
def test_a_filter_of_the_ledger_stands_in_its_address(browser: Any, address: str) -> None:
    with Visit(browser, address, "index", viewport=WIDE) as visit:
        group = visit.page.locator(".score li a").nth(1)
        count = int(group.locator("b").inner_text())
        group.click()
        # A click does not wait for the page it leads to.
        visit.page.wait_for_url("**/ledger.html?verdict=*")
        rows = visit.page.locator(".ledger-table tbody tr:visible")
        assert rows.count() == count
        visit.page.get_by_label("Section").select_option("margins")
        assert 0 < rows.count() < count
        few = rows.count()
        visit.page.reload()
        assert rows.count() == few


@pytest.mark.browser
def test_a_claim_s_address_shows_the_claim_below_the_filter(browser: Any, address: str) -> None:
    with Visit(browser, address, "index", viewport=WIDE) as visit:
        visit.page.goto(f"{address}/notebooks/ledger.html#claim-openai-trailing-multiple")
        visit.page.wait_for_timeout(300)
        row = visit.page.locator("#claim-openai-trailing-multiple").bounding_box()
        bar = visit.page.locator(".ledger-filter").bounding_box()
        assert bar["y"] + bar["height"] <= row["y"] < WIDE["height"] - 100


@pytest.mark.browser
def test_a_card_s_links_are_reached_by_keyboard(browser: Any, address: str) -> None:
    with Visit(browser, address, CLAIMED, viewport=WIDE) as visit:
        claim = visit.page.locator("a.claim").first
        claim.scroll_into_view_if_needed()
        visit.page.keyboard.press("Tab")
        claim.focus()
        visit.page.locator(".claim-card").wait_for(state="visible")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("Boolean(document.activeElement.closest('.claim-card'))")
        visit.page.keyboard.press("Shift+Tab")
        assert visit.page.evaluate("document.activeElement.matches('a.claim')")


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
def test_contents_open_on_a_telephone_even_without_scripts(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTERS[0], viewport=PHONE, scripts=False) as visit:
        contents = visit.page.get_by_role("navigation", name="Book")
        assert not contents.is_visible()
        visit.page.get_by_role("button", name="Contents").click()
        assert contents.is_visible()
        assert contents.get_by_role("link", name="The ledger").is_visible()


@pytest.mark.browser
def test_the_choice_of_dress_is_all_that_is_stored(browser: Any, address: str) -> None:
    with Visit(browser, address, "index", viewport=WIDE) as visit:
        assert visit.page.evaluate("JSON.stringify(localStorage)") == "{}"
        visit.page.get_by_role("button", name="Dark theme").click()
        assert visit.page.evaluate("JSON.stringify(localStorage)") == '{"theme":"dark"}'
        assert visit.context.cookies() == []
        visit.page.reload()
        assert visit.page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.browser
@pytest.mark.parametrize("page", [CHAPTERS[0], "book/cite"])
def test_a_page_keeps_its_weight(browser: Any, address: str, page: str) -> None:
    requests, before, _, figures = weigh._weight(browser, f"{address}/{page}.html")
    assert before <= weigh.AIM_KB["figures" if figures else "plain"]
    assert requests <= 10


@pytest.mark.browser
def test_opened_from_disk_a_page_is_dressed_and_whole(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text))
    page.goto((site / f"{CHAPTERS[0]}.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert page.locator("picture.exhibit-light img").first.is_visible()
    assert page.locator("main").evaluate("node => getComputedStyle(node).maxWidth") != "none"
    page.keyboard.press("Control+k")
    page.get_by_label("Search the book").fill("rebar")
    page.locator("dialog.search li a").first.wait_for()
    assert complaints == []
    context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_book_prints(chromium: str, site: Path, tmp_path: Path) -> None:
    assert pdf.main(site, tmp_path / "book.pdf") == 0
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")
