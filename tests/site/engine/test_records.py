"""A row of a table opens as a record, with and without scripts, on any book's site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from claimsbook.ledger import claims
from claimsbook.site import records, table_pages
from visits import PHONE, WIDE, Visit

PAGE, ROW = "data/town-facts", "town-market-day"


def _row(site: Path, page: str, row_id: str) -> Any:
    return BeautifulSoup((site / f"{page}.html").read_text("utf-8"), "html.parser").find(id=row_id)


def test_a_row_says_its_source_first_and_its_value_with_its_unit(site: Path) -> None:
    row = _row(site, PAGE, ROW)
    assert row.th.a["href"] == f"#{ROW}"
    source = row.find_all("td")[0]
    assert source["data-label"] == "Source"
    assert [one["href"].split("#")[0] for one in source.find_all("a")] == [
        "../data/sources.html",
        table_pages.sources.source("walkers-2023").url,
    ]
    told = {one.get("data-label"): one.get_text() for one in row.find_all("td")}
    assert told["Value"] == "1940"
    assert not {"Unit", "Upper value", "Bound"} & set(told)
    assert {"As of", "Measured by", "Standing", "Locator"} <= set(told)


def test_a_row_lists_the_figures_and_claims_that_rest_on_it(site: Path) -> None:
    row = _row(site, "data/bridges", "bridge-ford")
    led = {one["href"] for one in row.find("td", class_="used").find_all("a")}
    for claim_id, line in records.claim_lines().items():
        own = claim_id in claims.ledger() and not line["repeats"]
        if own and "bridge-ford" in line["rows"]:
            assert f"../notebooks/ledger.html#claim-{claim_id}" in led
    assert any("#bridge-lengths" in one for one in led)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"value": "3", "unit": "usd_bn"}, "$3 billion"),
        ({"value": "3", "value_high": "5", "unit": "pct", "bound": ""}, "3 to 5 %"),
        ({"value": "3", "unit": "pct", "bound": "at_least"}, "at least 3 %"),
        ({"value": "3", "unit": "cubits"}, "3 cubits"),
        ({"value": "", "unit": "pct"}, ""),
        ({"length_m": "3"}, ""),
    ],
)
def test_a_value_is_said_with_its_unit(row: dict[str, str], words: str) -> None:
    assert table_pages.said(row) == words


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ({"name": "toll_usd_mn", "type": "number"}, "Toll, $ million"),
        ({"name": "usd_mn", "type": "number"}, "$ million"),
        ({"name": "toll_usd_mn", "type": "number", "title": "Toll (m)"}, "Toll (m)"),
        ({"name": "toll_usd_mn", "type": "number", "title": "Toll"}, "Toll, $ million"),
        ({"name": "share_pct", "type": "number", "title": "Of all"}, "Of all, %"),
        ({"name": "share_pct", "type": "number", "title": "Share in %"}, "Share in %"),
        ({"name": "share_pct", "type": "string", "title": "Share"}, "Share"),
        ({"name": "first_score", "type": "number"}, "First"),
        ({"name": "price_years", "type": "string"}, "Price years"),
        ({"name": "source_id", "type": "string"}, "Source"),
        ({"name": "year", "type": "year"}, "Year"),
    ],
)
def test_a_column_is_named_in_words_with_its_unit(field: dict[str, str], words: str) -> None:
    assert table_pages.label(field) == words


@pytest.mark.browser
def test_a_row_that_is_addressed_opens_as_a_record(browser: Any, address: str) -> None:
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        page, record = visit.page, visit.page.locator("dialog.record")
        page.goto(f"{address}/{PAGE}.html#{ROW}")
        record.wait_for()
        assert "walkers" in record.get_by_role("link").nth(1).get_attribute("href")
        page.keyboard.press("Escape")
        record.wait_for(state="hidden")
        link = page.get_by_role("link", name=ROW, exact=True)
        assert link.evaluate("one => one === document.activeElement")
        # Its address is the page's already; it opens again all the same.
        page.keyboard.press("Enter")
        record.wait_for()
        record.get_by_role("button", name="Close").click()
        record.wait_for(state="hidden")
        page.evaluate("location.hash = '#town-older-piles'")
        record.wait_for()
        assert record.get_by_role("heading").inner_text() == "town-older-piles"
        page.go_back()
        page.wait_for_url(f"**#{ROW}")
        page.wait_for_function("document.querySelector('dialog.record h2').textContent[5] === 'm'")
        page.evaluate("location.hash = ''")
        record.wait_for(state="hidden")
        assert visit.complaints == [] and page.evaluate("blocked") == []


@pytest.mark.browser
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("dress", ["light", "dark"])
def test_a_record_is_accessible(
    browser: Any, address: str, viewport: dict[str, int], dress: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with Visit(browser, address, PAGE, viewport=viewport, dress=dress) as visit:
        visit.page.goto(f"{address}/data/bridges.html#bridge-ford")
        visit.page.locator("dialog.record").wait_for()
        assert axe.run(visit.page).response["violations"] == []
        visit.page.keyboard.press("Escape")
        assert axe.run(visit.page).response["violations"] == []


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_telephone_rows_are_cards(browser: Any, address: str, scripts: bool) -> None:
    with Visit(browser, address, "data/bridges", viewport=PHONE, scripts=scripts) as visit:
        wide = "document.documentElement.scrollWidth"
        assert visit.page.evaluate(wide) <= PHONE["width"]
        box = "one => [one.scrollWidth, one.clientWidth]"
        inner, outer = visit.page.locator(".records").evaluate(box)
        assert inner <= outer
        for cell in visit.page.locator("#bridge-ford td:visible").all():
            label = cell.evaluate("one => getComputedStyle(one, '::before').content")
            assert label.strip('"') == cell.get_attribute("data-label")


@pytest.mark.browser
def test_id_and_headings_stay_in_view(browser: Any, address: str) -> None:
    low = {"width": 700, "height": 420}
    with Visit(browser, address, "data/sources", viewport=low) as visit:
        visit.page.evaluate("document.querySelector('.records').scrollTo(400, 300)")
        table = visit.page.locator(".records").bounding_box()
        for part in (".records thead th >> nth=3", ".records thead th >> nth=0"):
            assert visit.page.locator(part).bounding_box()["y"] == pytest.approx(table["y"], abs=1)
        first = visit.page.locator(".records tbody th").last.bounding_box()
        assert first["x"] == pytest.approx(table["x"], abs=1)


@pytest.mark.browser
def test_without_scripts_the_addressed_row_stands_over_the_table(
    browser: Any, address: str
) -> None:
    with Visit(browser, address, PAGE, viewport=WIDE, scripts=False) as visit:
        visit.page.goto(f"{address}/{PAGE}.html#{ROW}")
        row = visit.page.locator(f"#{ROW}")
        box = row.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= WIDE["width"]
        assert box["y"] >= 0 and box["y"] + box["height"] <= WIDE["height"]
        for cell in row.locator("td:visible").all():
            inside = cell.bounding_box()
            assert inside["x"] + inside["width"] <= box["x"] + box["width"]
        row.get_by_role("link", name="Close").click()
        assert row.evaluate("one => getComputedStyle(one).display") == "table-row"
