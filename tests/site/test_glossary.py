"""Terms of the glossary explain themselves where a chapter first uses them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from claimsbook.chapters.pairs import all_chapters
from claimsbook.site import glossary, soup
from claimsbook.site.glossary import Term
from visits import PHONE, WIDE, Visit

KNOWN = [
    Term("toll", "A fee for passing.", "book/glossary", "term-toll"),
    Term("bridge toll", "A fee for crossing.", "book/glossary", "term-bridge-toll"),
    Term("LTE", "A unit.", "book/glossary", "term-LTE"),
    Term("Long Term Etch", "A unit.", "book/glossary", "term-Long"),
    Term("levy", "A due.", "book/glossary", "term-levy"),
]


def _explained(text: str, docname: str = "notebooks/a") -> tuple[list[str], BeautifulSoup]:
    page = soup.parsed(text)
    glossary.explain(page, docname, KNOWN)
    return [one.get_text() for one in page.find_all("a", class_="term")], page


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<p>A toll, and the toll again.</p><p>Tolls.</p>", ["toll"]),
        ("<p>Tolls were low; levies too.</p>", ["Tolls", "levies"]),
        ("<p>The bridge toll is a toll.</p>", ["bridge toll", "toll"]),
        ("<p>Of one LTE, or Long Term Etch.</p>", ["LTE"]),
        ("<p>lte, tolling, toll-free, atoll, un-toll</p>", []),
        ("<h2>Toll</h2><pre>toll</pre><p><code>toll</code> <a href='#'>toll</a></p>", []),
        ("<table><tr><td><p>toll</p></td></tr></table><figure><p>toll</p></figure>", []),
        ("<details><p>tolls</p></details><ul><li>a toll</li></ul>", ["toll"]),
        ("<details><summary>Toll</summary><p>tolls</p></details>", ["tolls"]),
        ("<p><em>bridge\ntoll</em></p>", ["bridge\ntoll"]),
        ("<p>The Toll Company took it. Tolls rose.</p>", ["Tolls"]),
        ("<p>The Toll Company</p>", []),
        ("toll", []),
    ],
)
def test_the_first_use_in_prose_is_marked(text: str, marked: list[str]) -> None:
    found, page = _explained(text)
    assert found == marked
    before = soup.parsed(text).get_text()
    assert page.get_text().startswith(before), "no word is lost or added"


def test_a_mark_leads_to_the_definition_and_carries_it() -> None:
    _, page = _explained("<p>A toll.</p>")
    link = page.find("a", class_="term")
    assert link["href"] == "../book/glossary.html#term-toll"
    note = page.find(id=link["data-note"])
    assert link["aria-describedby"] == link["data-note"]
    assert "A fee for passing." in note.get_text()
    assert note.find_parent(hidden=True)


def test_the_glossary_does_not_explain_itself() -> None:
    assert _explained("<p>A toll.</p>", "book/glossary")[0] == []


def _entries(site: Path) -> dict[str, str]:
    page = BeautifulSoup((site / "book" / "glossary.html").read_text("utf-8"), "html.parser")
    return {
        one["id"]: one.find_next_sibling("dd").get_text(" ", strip=True)
        for one in page.select("dl.glossary dt")
    }


def test_definitions_are_short(site: Path) -> None:
    entries = _entries(site)
    assert len(entries) >= 30
    assert {term: words for term, words in entries.items() if len(words.split()) > 30} == {}


def test_every_term_is_used_and_every_mark_leads_to_one(site: Path) -> None:
    entries, used = _entries(site), set()
    for chapter in all_chapters():
        text = (site / "notebooks" / f"{chapter.slug}.html").read_text("utf-8")
        page = BeautifulSoup(text, "html.parser")
        own = [one["href"].partition("#")[2] for one in page.select("a.term")]
        assert len(own) == len(set(own)), chapter.slug
        assert not page.select(":is(h1, h2, h3, a, code, pre, figure, table, summary) a.term")
        used |= set(own)
    assert used <= set(entries)
    page = BeautifulSoup((site / "book" / "glossary.html").read_text("utf-8"), "html.parser")
    shared = [{one["id"] for one in _heads(dd)} for dd in page.select("dl.glossary > dd")]
    assert [sorted(heads) for heads in shared if not heads & used] == []


def _heads(definition: Any) -> list[Any]:
    """The terms above a definition."""
    heads, one = [], definition.find_previous_sibling()
    while one is not None and one.name == "dt":
        heads.append(one)
        one = one.find_previous_sibling()
    return heads


@pytest.mark.browser
def test_a_term_answers_to_mouse_keyboard_and_finger(browser: Any, address: str) -> None:
    page = "notebooks/four-bit-run"
    with Visit(browser, address, page, viewport=WIDE) as visit:
        term, card = visit.page.locator("a.term").first, visit.page.locator(".claim-card")
        term.hover()
        card.wait_for(state="visible")
        assert re.search(r"In the glossary$", card.inner_text())
        visit.page.keyboard.press("Escape")
        card.wait_for(state="hidden")
        visit.page.keyboard.press("Tab")
        term.focus()
        card.wait_for(state="visible")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/book/glossary.html#term-*")
        assert visit.complaints == []
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    opened = context.new_page()
    opened.goto(f"{address}/{page}.html")
    opened.locator("a.term").first.tap()
    opened.locator(".claim-card").wait_for(state="visible")
    assert opened.url.endswith(f"{page}.html")
    context.close()
