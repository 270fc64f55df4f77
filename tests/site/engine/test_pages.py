"""What a reader does on a page: it answers to mouse, keyboard and finger, on any book's site."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claimsbook.ledger import claims
from claimsbook.site import pages, pdf
from visits import PHONE, WIDE, Visit

CHAPTER = "notebooks/bridges"


@pytest.mark.browser
def test_the_ledger_filters_and_links(browser: Any, address: str) -> None:
    with Visit(browser, address, "notebooks/ledger", viewport=WIDE) as visit:
        rows = visit.page.locator(".ledger-table tbody tr:visible")
        everything = rows.count()
        visit.page.get_by_label("Find").fill("willow")
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
    with Visit(browser, address, CHAPTER, viewport=WIDE, dress="dark") as visit:
        visit.draw_all()
        text = visit.page.locator(".exhibit-live svg text").first
        assert text.evaluate("node => getComputedStyle(node).fill") != "rgb(35, 39, 46)"
        assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") != (
            "rgb(255, 255, 255)"
        )


@pytest.mark.browser
def test_a_claim_in_prose_shows_its_card_to_mouse_and_keyboard(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTER, viewport=WIDE) as visit:
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
    page.goto(f"{address}/{CHAPTER}.html")
    claim, card = page.locator("a.claim").first, page.locator(".claim-card")
    claim.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    claim.tap()
    card.wait_for(state="visible")
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    assert page.url.endswith(f"{CHAPTER}.html")
    context.close()


@pytest.mark.browser
def test_claims_are_footnotes_without_scripts_and_on_paper(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTER, viewport=WIDE, scripts=False) as visit:
        assert visit.page.locator(".claim-no").first.is_visible()
        assert visit.page.locator(".claims-notes li").first.is_visible()
    with Visit(browser, address, CHAPTER, viewport=WIDE) as visit:
        assert not visit.page.locator(".claims-notes").is_visible()
        visit.page.emulate_media(media="print")
        assert visit.page.locator(".claims-notes li").first.is_visible()
        assert visit.page.locator("picture.exhibit-light img").first.is_visible()


@pytest.mark.browser
def test_a_figure_is_cited_by_keyboard(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTER, viewport=WIDE) as visit:
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
    with Visit(browser, address, CHAPTER, viewport=WIDE) as visit:
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
        field.fill("willow")
        hits = visit.page.locator("dialog.search li a")
        hits.first.wait_for()
        kinds = set(visit.page.locator("dialog.search li small").all_inner_texts())
        assert any(kind.startswith("Claim") for kind in kinds)
        visit.page.keyboard.press("Escape")
        assert not field.is_visible()


@pytest.mark.browser
def test_a_sentence_can_be_looked_up_from_the_front_page(browser: Any, address: str) -> None:
    with Visit(browser, address, "index", viewport=WIDE) as visit:
        visit.page.get_by_label("Does a sentence").fill("willow")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/ledger.html?words=willow")
        rows = visit.page.locator(".ledger-table tbody tr:visible")
        assert 0 < rows.count() < len(claims.ledger())


@pytest.mark.browser
def test_a_filter_of_the_ledger_stands_in_its_address(browser: Any, address: str) -> None:
    with Visit(browser, address, "index", viewport=WIDE) as visit:
        group = visit.page.locator(".score li a").first
        count = int(group.locator("b").inner_text())
        group.click()
        # A click does not wait for the page it leads to.
        visit.page.wait_for_url("**/ledger.html?verdict=*")
        rows = visit.page.locator(".ledger-table tbody tr:visible")
        assert rows.count() == count
        visit.page.get_by_label("Section").select_option("walk")
        assert 0 < rows.count() < count
        few = rows.count()
        visit.page.reload()
        assert rows.count() == few


@pytest.mark.browser
def test_a_card_s_links_are_reached_by_keyboard(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTER, viewport=WIDE) as visit:
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
def test_contents_open_on_a_telephone_even_without_scripts(browser: Any, address: str) -> None:
    with Visit(browser, address, CHAPTER, viewport=PHONE, scripts=False) as visit:
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
def test_opened_from_disk_a_page_is_dressed_and_whole(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text))
    page.goto((site / f"{CHAPTER}.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert page.locator("picture.exhibit-light img").first.is_visible()
    assert page.locator("main").evaluate("node => getComputedStyle(node).maxWidth") != "none"
    page.keyboard.press("Control+k")
    page.get_by_label("Search the book").fill("willow")
    page.locator("dialog.search li a").first.wait_for()
    assert complaints == []
    context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_book_prints(chromium: str, site: Path, tmp_path: Path) -> None:
    assert pdf.main(site, tmp_path / "book.pdf") == 0
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("harmed", ["book/methods", "notebooks/bridges"])
def test_a_page_put_back_with_its_old_date_is_read_anew(tmp_path: Path, harmed: str) -> None:
    """Sphinx goes by dates alone, and what is put back can be older than the last build."""
    names = {"book/index", "book/methods", "notebooks/bridges"}
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    env: Any = SimpleNamespace(
        found_docs=names, all_docs=dict.fromkeys(names), doc2path=lambda one: str(tmp_path / one)
    )
    app: Any = None
    nothing: set[str] = set()
    assert pages.outdated(app, env, nothing, nothing, nothing) == []
    (tmp_path / harmed).write_text("of another day", "utf-8")
    os.utime(tmp_path / harmed, (0, 0))
    again = pages.outdated(app, env, nothing, nothing, nothing)
    # What a chapter found is shown elsewhere too.
    assert again == (sorted(names) if harmed.startswith("notebooks/") else [harmed])
    assert pages.outdated(app, env, nothing, nothing, nothing) == []
