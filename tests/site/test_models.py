"""The page on which a reader moves the model: it says what Python says, and keeps it in a link."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup

from claimsbook import chapters, paths
from claimsbook.book import Book
from claimsbook.errors import BookError
from claimsbook.site import models
from rebar.economics import what_if
from rebar.economics.what_must_be_true import Case
from visits import PHONE, WIDE, Visit

PAGE = "book/what-if"
GRID = [
    Case(840, 20, 5, 30, 40, 10, 1.11, 100, 25, 25, 10),
    Case(2500, 1, 10, 95, 300, 100, 2, 150, 60, 60, 25),
    Case(50, 200, 1, 0, 0, 0, 0, 10, 1, 5, 0),
    Case(380, 14, 4.75, 65, 43, 0, 0.05, 37, 3.9, 12.5, 8.5),
]


def record() -> dict[str, Any]:
    return models.records()["what-must-be-true"]


def told(case: Case) -> dict[str, Any]:
    levers = record()["levers"]
    ranges = {
        one["id"]: (one["low"]["value"], one["high"]["value"]) for one in levers if one["low"]
    }
    labels = {one["id"]: f"{one['label']} {one['unit']}" for one in levers}
    return what_if.told(case, ranges, labels)


def shown(page: Any) -> list[str]:
    """What the page says: the line in view, the sentences, the details."""
    said = [page.locator(f"[data-{one}]").text_content() for one in ("short", "sentence")]
    return [*said, *page.locator("[data-details] li").all_text_contents()]


def expected(case: Case) -> list[str]:
    all_told = told(case)
    return [all_told["short"], all_told["sentence"], *all_told["details"]]


def opened(visit: Visit, address: str, search: str = "") -> Any:
    visit.page.goto(f"{address}/{PAGE}.html{search}")
    visit.page.locator("[data-model][data-ready]").wait_for()
    visit.page.locator(".model-view svg").last.wait_for()
    return visit.page


def complaints(visit: Visit) -> list[str]:
    """What the page complained of, but for its icon, which the next address may cut short."""
    return [one for one in visit.complaints if not one.endswith("/favicon.svg")]


@pytest.mark.browser
def test_the_page_says_what_python_says(browser: Any, address: str) -> None:
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        for case in GRID:
            page = opened(visit, address, f"?{urlencode({'preset': 'yours', **asdict(case)})}")
            assert shown(page) == expected(case)
        opened(visit, address)
        for preset in record()["presets"]:
            page.get_by_label(preset["label"], exact=True).check()
            starts = {name: one["value"] for name, one in preset["starts"].items()}
            assert shown(page) == expected(Case(**starts))
            assert shown(page)[1] == preset["told"]["sentence"]
        assert complaints(visit) == [] and page.evaluate("blocked") == []


@pytest.mark.browser
def test_a_moved_lever_is_told_drawn_announced_and_kept_in_the_address(
    browser: Any, address: str
) -> None:
    with Visit(browser, address, PAGE, viewport=PHONE, dress="dark") as visit:
        page = opened(visit, address)
        drawn = page.locator(".model-view svg").first.inner_html()
        slider = page.get_by_label("Price fall of the price paid, a year")
        slider.focus()
        page.keyboard.press("Home")
        number = page.get_by_label("Profit margin, as a number")
        number.fill("31.5")
        page.wait_for_timeout(1200)
        starts = {name: one["value"] for name, one in record()["presets"][0]["starts"].items()}
        case = Case(**{**starts, "price_fall": 0, "margin": 31.5})
        assert shown(page) == expected(case)
        assert page.get_by_label("Yours", exact=True).is_checked()
        assert page.locator("[data-announced]").text_content() == expected(case)[0]
        assert slider.get_attribute("aria-valuetext") == "0 %"
        assert page.locator(".model-view svg").first.inner_html() != drawn
        query = parse_qs(urlsplit(page.url).query)
        assert query["margin"] == ["31.5"] and query["preset"] == ["yours"]
        # The address alone brings it back.
        page = opened(visit, address, f"?{urlsplit(page.url).query}")
        assert shown(page) == expected(case)
        assert complaints(visit) == []


def notes(page: Any) -> dict[str, str]:
    """What is shown below each lever: what its value rests on."""
    found: dict[str, str] = {}
    for one in page.locator("[data-lever]:not([hidden])").all():
        found[one.get_attribute("data-lever")] = one.text_content()
    assert page.locator("[data-lever]:not([hidden])").count() == len(found)
    return found


@pytest.mark.browser
@pytest.mark.parametrize("preset", [0, 1])
def test_a_lever_that_stays_keeps_what_its_value_rests_on(
    browser: Any, address: str, preset: int
) -> None:
    begun = record()["presets"][preset]
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        page = opened(visit, address)
        page.get_by_label(begun["label"], exact=True).check()
        before = notes(page)
        page.get_by_label("Profit margin, as a number").fill("31.5")
        page.wait_for_timeout(1200)
        after = notes(page)
        assert after.pop("margin") == "Set by you."
        assert before.pop("margin").startswith("Starts at") and after == before
        for name, one in begun["starts"].items():
            if name != "margin":
                assert one["why"] in after[name]
        # The address brings the notes back too; the value set back, the preset.
        page = opened(visit, address, f"?{urlsplit(page.url).query}")
        assert notes(page) == {**before, "margin": "Set by you."}
        page.get_by_label("Profit margin, as a number").fill(
            str(begun["starts"]["margin"]["value"])
        )
        assert page.get_by_label(begun["label"], exact=True).is_checked()
        assert "Set by you." not in notes(page).values()
        assert complaints(visit) == []


@pytest.mark.browser
def test_the_link_is_copied_or_shown_to_be_copied(browser: Any, address: str) -> None:
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        visit.page.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
        )
        page = opened(visit, address, "?preset=plan&margin=30")
        page.locator("[data-copy]").click()
        link = page.locator("[data-link]")
        assert link.is_visible() and "margin=30" in link.input_value()
        assert page.locator("[data-copy]").text_content() == "Selected: press Ctrl-C"
        assert page.evaluate("document.activeElement.value") == link.input_value()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("?margin=900", "profit margin is 1 to 60, not 900"),
        ("?margin=", "profit margin is 1 to 60, not "),
        ("?margin=NaN&years=1e999", "horizon is 1 to 10, not 1e999"),
        ("?preset=__proto__", "no preset is called __proto__"),
    ],
)
def test_an_address_that_cannot_be_is_told_and_left_out(
    browser: Any, address: str, search: str, said: str
) -> None:
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        page = opened(visit, address, search)
        assert said in page.locator("[data-note]").text_content()
        assert shown(page)[1] == record()["presets"][0]["told"]["sentence"]
        assert complaints(visit) == []


@pytest.mark.browser
def test_each_lever_leads_to_the_row_that_it_starts_from(browser: Any, address: str) -> None:
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        page = opened(visit, address)
        link = page.get_by_role("link", name="airlines-net-margin-2026").first
        assert link.is_visible()
        link.click()
        page.wait_for_url("**/data/airlines-facts.html#airlines-net-margin-2026")


@pytest.mark.browser
def test_without_scripts_the_presets_are_there_as_pictures(browser: Any, address: str) -> None:
    with Visit(browser, address, PAGE, viewport=PHONE, scripts=False) as visit:
        stills = visit.page.locator(".model-stills figure")
        presets = record()["presets"]
        assert stills.count() == len(presets)
        for preset, still in zip(presets, stills.all()):
            assert preset["told"]["sentence"] in still.text_content()
            picture = still.locator("picture.exhibit-light img")
            picture.scroll_into_view_if_needed()
            assert picture.is_visible() and picture.bounding_box()["height"] > 60
        assert not visit.page.locator(".model-form").is_visible()


def test_a_model_in_two_chapters_and_one_that_is_not_there_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nowhere: Any = SimpleNamespace(arguments=["no-such-model"])
    with pytest.raises(BookError, match="use one of what-must-be-true"):
        models.MovedModel.run(nowhere)
    monkeypatch.setattr(chapters, "outputs", lambda *_: [{"id": "wall"}])
    with Book(paths.root()), pytest.raises(BookError, match="model 'wall' stands in two chapters"):
        models.records()


def test_its_chapter_says_what_comes_of_each_preset(site: Path) -> None:
    page = BeautifulSoup(
        (site / "notebooks" / "what-must-be-true.html").read_text("utf-8"), "html.parser"
    )
    said = {one.get_text() for one in page.select("main dd")}
    assert {one["told"]["sentence"] for one in record()["presets"]} <= said
    assert "To be worth" not in "".join(one.get_text() for one in page.select("pre"))


@pytest.mark.browser
def test_the_model_follows_the_dress_and_the_width(browser: Any, address: str) -> None:
    with Visit(browser, address, PAGE, viewport=WIDE) as visit:
        page = opened(visit, address, "?preset=since")
        before = shown(page)
        page.get_by_role("button", name="Dark theme").click()
        page.set_viewport_size(PHONE)
        page.wait_for_timeout(1500)
        text = page.locator(".model-view svg text").first
        assert text.evaluate("node => getComputedStyle(node).fill") != "rgb(91, 98, 109)"
        assert page.locator(".model-view svg").count() == len(record()["views"])
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert shown(page) == before and complaints(visit) == []
