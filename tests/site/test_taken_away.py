"""What is taken away of a figure that was set: its picture, and the page that others frame."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image

from claimsbook import chapters
from claimsbook.figures import render, theme, told
from claimsbook.site import figures
from visits import PHONE, WIDE, Visit

STEERED = {
    one["id"]: one
    for one in chapters.collect_exhibits(chapters.all_chapters())
    if figures.steered(one["spec"])
}
SVG = "{http://www.w3.org/2000/svg}"


def lines(svg: str) -> list[str]:
    """The lines of text that stand around the chart of a picture that travels alone."""
    return [one.text or "" for one in ElementTree.fromstring(svg).findall(f"{SVG}text")]


def solid(*texts: str) -> str:
    """Texts without their spaces: a line may be broken behind a hyphen too."""
    return re.sub(r"\s", "", "".join(texts))


def shown(visit: Visit, name: str) -> Any:
    view = visit.page.locator(f"[data-exhibit={name}]")
    view.scroll_into_view_if_needed()
    view.locator(".exhibit-live svg").first.wait_for()
    return view


def moved(visit: Visit, name: str) -> tuple[dict[str, Any], str]:
    """Move every control of a figure by a step: its settings, and what it then says."""
    view = shown(visit, name)
    for control in (view.locator("input[type=range]"), view.locator("input[type=radio]")):
        if control.count():
            control.first.focus()
            visit.page.keyboard.press("ArrowRight")
    view.locator(".moved output").wait_for()
    visit.page.wait_for_url(lambda url: "?" in url)
    asked = dict(parse_qsl(urlsplit(visit.page.url).query))
    first = told.variables(STEERED[name]["spec"])
    settings = {key.removeprefix(f"{name}."): value for key, value in asked.items()}
    typed = {
        key: type(first[key]["value"])(float(value)) if _is_number(first[key]["value"]) else value
        for key, value in settings.items()
    }
    return typed, visit.page.locator(f"figure#{name} .caption-text").inner_text()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def taken(visit: Visit, name: str, kind: str, folder: Path) -> Path:
    link = visit.page.locator(f"figure#{name} .exhibit-tools > a[href$='{name}.{kind}']")
    with visit.page.expect_download() as download:
        link.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


@pytest.mark.browser
@pytest.mark.parametrize("name", STEERED)
def test_a_picture_is_as_the_reader_set_it(
    browser: Any, address: str, site: Path, tmp_path: Path, name: str
) -> None:
    page = f"notebooks/{STEERED[name]['chapter']}"
    with Visit(browser, address, page, viewport=WIDE, dress="dark") as visit:
        shown(visit, name)
        for kind in ("svg", "png"):
            stored = taken(visit, name, kind, tmp_path)
            assert stored.read_bytes() == (site / "figures" / f"{name}.{kind}").read_bytes()

        settings, says = moved(visit, name)
        one = STEERED[name]
        svg = taken(visit, name, "svg", tmp_path).read_text("utf-8")
        text, before = solid(*lines(svg)), solid(*lines(figures.standalone(one)))
        sentence = told.said(one["spec"], **settings)
        assert sentence and sentence.replace("'", "’") == says and sentence != one["title"]
        assert text.startswith(before.replace(solid(one["title"]), solid(sentence)))
        for key, value in settings.items():
            assert solid(f"{name}.{key}={value}") in text
        assert 'fill="#ffffff"' in svg and f'"{theme.DARK[theme.INK]}"' not in svg
        with Image.open(taken(visit, name, "png", tmp_path)) as picture:
            width, height = picture.size
        assert f'viewBox="0 0 {width / 2:g} {height / 2:g}"' in svg

        visit.page.locator(f"[data-exhibit={name}]").get_by_role("button", name="Reset").click()
        visit.page.wait_for_url(lambda url: "?" not in url)
        again = taken(visit, name, "svg", tmp_path)
        assert again.read_bytes() == (site / "figures" / f"{name}.svg").read_bytes()
        assert visit.complaints == []


@pytest.mark.browser
def test_a_script_lays_out_a_picture_as_the_stored_one_is(browser: Any, address: str) -> None:
    draw = """async (name) => {
      const [specs, dress] = await Promise.all(["../figures/" + name + ".view.json",
        "../figures/dress.json"].map((one) => fetch(one).then((answer) => answer.json())));
      return bookDrawing.picture(specs, dress, {}, "");
    }"""
    for page in sorted({f"notebooks/{one['chapter']}" for one in STEERED.values()}):
        mine = [name for name, one in STEERED.items() if page == f"notebooks/{one['chapter']}"]
        with Visit(browser, address, page, viewport=PHONE, dress="dark") as visit:
            shown(visit, mine[0])
            for name in mine:
                svg, stored = visit.page.evaluate(draw, name), figures.standalone(STEERED[name])
                assert lines(svg) == lines(stored)
                places = [
                    [(one.get("x"), one.get("fill")) for one in _texts(each)]
                    for each in (svg, stored)
                ]
                assert places[0] == places[1]
                # The letters of another font are a little wider or narrower.
                assert render.size(svg) == pytest.approx(render.size(stored), rel=0.02)


def _texts(svg: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(svg).findall(f"{SVG}text")


@pytest.mark.browser
@pytest.mark.parametrize("name", STEERED)
def test_a_framed_figure_is_as_its_code_sets_it(browser: Any, address: str, name: str) -> None:
    page = f"notebooks/{STEERED[name]['chapter']}"
    with Visit(browser, address, page, viewport=WIDE) as visit:
        code = visit.page.locator(f"figure#{name} .embed-code")
        shown(visit, name)
        first = ElementTree.fromstring(code.text_content() or "").attrib
        settings, says = moved(visit, name)
        frame = ElementTree.fromstring(code.text_content() or "").attrib
        query = urlencode({f"{name}.{key}": value for key, value in settings.items()})
        assert sorted(parse_qsl(urlsplit(frame["src"]).query)) == sorted(parse_qsl(query))
        assert frame["src"].startswith(first["src"]) and "?" not in first["src"]
        assert (first["title"], frame["title"]) == (STEERED[name]["title"], says)
        own = visit.page.locator(f"figure#{name} .exhibit-foot a[href*='{name}.html?']")
        assert own.count() >= 1
        assert urlsplit(own.first.get_attribute("href")).query == urlsplit(frame["src"]).query
        drawn = shown(visit, name).locator(".exhibit-live svg text").all_text_contents()
        assert visit.complaints == []

    framed = f"figures/{name}.embed"
    with Visit(browser, address, framed, viewport=WIDE) as visit:
        visit.page.goto(f"{address}/{framed}.html?{urlsplit(frame['src']).query}")
        live = visit.page.locator(".exhibit-live svg")
        live.wait_for()
        assert visit.page.locator(".caption-text").inner_text() == says
        label = live.get_attribute("aria-label") or ""
        assert label == f"{says}. As first drawn: {STEERED[name]['alt']}"
        assert live.locator("text").all_text_contents() == drawn
        assert visit.page.locator("input").count() == 0
        assert not visit.page.locator("picture.exhibit-light").is_visible()
        to = visit.page.locator(".exhibit-foot a").first.get_attribute("href") or ""
        assert urlsplit(to).query == urlsplit(frame["src"]).query
        assert visit.complaints == [] and visit.foreign == []
        assert visit.page.evaluate("blocked") == []


@pytest.mark.browser
def test_a_framed_figure_that_nothing_sets_loads_no_vega(browser: Any, address: str) -> None:
    name = next(iter(STEERED))
    with Visit(browser, address, f"figures/{name}.embed", viewport=WIDE) as visit:
        odd = f"{name}.gone=1&{name}.{next(iter(told.variables(STEERED[name]['spec'])))}=none"
        loaded = "performance.getEntriesByType('resource').map((one) => one.name)"
        assert not [one for one in visit.page.evaluate(loaded) if "vega" in one]
        visit.page.goto(f"{address}/figures/{name}.embed.html?{odd}")
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.locator("picture.exhibit-light").is_visible()
        assert visit.page.locator(".exhibit-live").count() == 0
        assert visit.complaints == []
