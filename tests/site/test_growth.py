"""Tables of many rows: no heavy page, and an address for every row as before."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from claimsbook.errors import BookError
from claimsbook.site import table_pages
from claimsbook.site.templating import markup
from claimsbook.tables import data
from copies import Bench
from visits import WIDE, Visit

HEAVIEST = 150_000
"""Bytes that a page of a table may have."""


@pytest.fixture
def long_table(tiny_package: Bench, monkeypatch: pytest.MonkeyPatch) -> str:
    """A table of the tiny book with a thousand more rows, as the site sees it."""
    name, frame = next((name, frame) for name, frame in table_pages.tables().items())
    key = "source_id" if name == "sources" else "row_id"
    longer = pd.concat(
        [frame, *(frame.assign(**{key: frame[key] + f"-{n}"}) for n in range(1000))],
        ignore_index=True,
    )
    monkeypatch.setattr(table_pages, "tables", lambda: {name: longer})
    monkeypatch.setattr(table_pages, "_carried", lambda _: {})
    return name


def test_a_long_table_has_several_pages_and_each_row_stands_on_one(long_table: str) -> None:
    pages = [(page, str(context["body"])) for page, context, _ in table_pages.collect(None)]
    assert len(pages) > 2
    assert [page for page, _ in pages][:2] == [f"data/{long_table}", f"data/{long_table}-2"]
    assert all(len(body.encode()) < HEAVIEST for _, body in pages)
    stands = {one: page for page, body in pages for one in re.findall(r'<tr id="([^"]*)"', body)}
    frame = table_pages.tables()[long_table]
    assert stands == table_pages.pages(long_table)
    assert list(stands) == list(frame["source_id" if long_table == "sources" else "row_id"])


def test_a_page_leads_to_all_others_and_is_told_from_them(long_table: str) -> None:
    bodies = [str(context["body"]) for _, context, _ in table_pages.collect(None)]
    titles = [str(context["title"]) for _, context, _ in table_pages.collect(None)]
    assert len(set(titles)) == len(titles)
    for number, body in enumerate(bodies, 1):
        led = set(re.findall(rf'href="({long_table}[-\d]*\.html)"', body))
        names = {f"{long_table}{f'-{n}' if n > 1 else ''}.html" for n in range(1, len(bodies) + 1)}
        own = f"{long_table}{f'-{number}' if number > 1 else ''}.html"
        assert names - {own} <= led
        assert body.count('aria-current="page"') == 1
    # Without scripts the first page says where each row is, or which stretch of the file is where.
    first = bodies[0]
    last = list(table_pages.pages(long_table))[-1]
    assert last in first and "parts-rows" not in bodies[1]


def test_a_short_table_has_one_page_as_ever(tiny_book: Bench) -> None:
    for name in table_pages.tables():
        assert set(table_pages.pages(name).values()) <= {f"data/{name}"}
    assert "data-parts" not in markup("tables", "page", "T", 1, "f", "t")


def test_a_table_named_as_a_page_of_another_is_refused(
    long_table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = {**table_pages.tables(), f"{long_table}-2": table_pages.tables()[long_table].head(1)}
    monkeypatch.setattr(table_pages, "tables", lambda: both)
    with pytest.raises(BookError, match=rf"table '{long_table}-2' has the name of page 2"):
        list(table_pages.pages(long_table))


def test_no_page_of_a_table_is_heavy(site: Path) -> None:
    pages = list((site / "data").glob("*.html"))
    assert any(re.search(r"-\d+\.html$", page.name) for page in pages)
    heavy = {page.name: page.stat().st_size for page in pages}
    assert {name: size for name, size in heavy.items() if size > HEAVIEST} == {}


def test_every_row_of_every_table_stands_on_one_page_and_links_lead_to_it(site: Path) -> None:
    stands: dict[str, list[str]] = {}
    for page in (site / "data").glob("*.html"):
        for one in re.findall(r'<tr id="([^"]*)"', page.read_text("utf-8")):
            stands.setdefault(one, []).append(page.name)
    assert {one for one, pages in stands.items() if len(pages) > 1} == set()
    assert set(table_pages.homes()) <= set(stands)
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        for name, one in re.findall(r'href="(?:\.\./)?data/([^"#]*)#([^"]*)"', text):
            assert stands[one] == [name], (page.name, one)


@pytest.mark.browser
def test_the_old_address_of_a_row_leads_to_its_page(browser: Any, address: str) -> None:
    frame = data.read("prices")
    row_id = frame["row_id"].iloc[-1]
    page = table_pages.pages("prices")[row_id]
    assert page != "data/prices"
    with Visit(browser, address, "data/prices", viewport=WIDE) as visit:
        visit.page.goto(f"{address}/data/prices.html#{row_id}")
        visit.page.wait_for_url(f"{address}/{page}.html#{row_id}")
        visit.page.locator(f"[id='{row_id}']").wait_for()
        back = frame["row_id"].iloc[0]
        visit.page.evaluate(f"location.hash = '#{back}'")
        visit.page.wait_for_url(f"{address}/data/prices.html#{back}")
        visit.page.evaluate("location.hash = '#no-such-row'")
        visit.page.wait_for_timeout(300)
        assert visit.page.url == f"{address}/data/prices.html#no-such-row"
        assert visit.complaints == []
    with Visit(browser, address, "data/prices", viewport=WIDE, scripts=False) as visit:
        visit.page.get_by_text("Which rows are on which page").click()
        listed = visit.page.locator(".parts-rows li", has_text=row_id)
        assert listed.locator("a").get_attribute("href") == f"{page.removeprefix('data/')}.html"
