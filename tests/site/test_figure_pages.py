"""A figure away from its chapter: its page, the page that others frame, and what to take along."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import altair as alt
import pandas as pd

from claimsbook.figures import theme
from claimsbook.references import cite
from claimsbook.site import figure_pages, figures, head, soup
from copies import Bench


def test_a_figure_has_a_page_with_a_preview_of_its_own(tiny_book: Bench) -> None:
    (name, context, _), *_ = figure_pages.collect(None)
    assert name == "figures/left-heights"
    page = soup.parsed(context["body"])
    assert page.find("a", href="../notebooks/left.html#left-heights")
    assert page.find("img")["src"] == "../figures/left-heights.wide.light.svg"
    assert [one["id"] for one in head.exhibits_on(name, None)] == ["left-heights"]
    one = figures.record("left-heights")
    assert head.description(name, "", None) == f"{one['subtitle']}. {one['alt']}"


def test_the_framed_page_has_source_and_credit_and_nothing_to_steer(tiny_book: Bench) -> None:
    page = soup.parsed(figure_pages.embedded("left-heights"))
    one = figures.record("left-heights")
    assert one["title"] in page.text and one["subtitle"] in page.text
    assert cite.mark(one) in page.text and "CC BY 4.0" in page.text
    assert page.find(class_="exhibit-sources").text.startswith(("Sources: ", "Readings: "))
    assert [script["src"].partition("?")[0] for script in page.find_all("script")] == [
        "../_static/embed.js"
    ]
    assert page.find("nav") is None and page.find("form") is None
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert "frame-ancestors" not in policy and "unsafe" not in policy


def test_the_code_to_frame_it_is_one_frame_with_its_title(tiny_book: Bench) -> None:
    shown = soup.parsed(figure_pages.use(figures.record("left-heights"), "notebooks/left"))
    code = shown.find("pre", class_="embed-code").text
    frame = ElementTree.fromstring(code)
    assert (
        frame.tag == "iframe" and frame.attrib["title"] == figures.record("left-heights")["title"]
    )
    assert frame.attrib["src"].endswith("/figures/left-heights.embed.html")
    assert int(frame.attrib["height"]) > 200


def test_the_three_lines_of_python_draw_it(tiny_book: Bench) -> None:
    one = figures.record("left-heights")
    shown = soup.parsed(figure_pages.use(one, "notebooks/left"))
    code = shown.find_all("pre")[1].text
    spec = {**one["spec"], "config": theme.config()}
    (tiny_book.root / "left-heights.csv").write_text(
        figures.table_csv(one["columns"], one["data"]), "utf-8"
    )
    (tiny_book.root / "left-heights.vl.json").write_text(json.dumps(spec), "utf-8")
    names: dict[str, object] = {}
    exec(code.replace('"left-heights', f'"{tiny_book.root}/left-heights'), names)
    assert isinstance(names["frame"], pd.DataFrame) and len(names["frame"]) == len(one["data"])
    assert isinstance(names["chart"], alt.TopLevelMixin)


def test_a_picture_that_travels_alone_says_whose_it_is(tiny_book: Bench) -> None:
    one = figures.record("left-heights")
    drawn = figures.standalone(one)
    for part in (cite.book()["title"], "CC BY 4.0", cite.mark(one)):
        assert part in "".join(ElementTree.parse(io.StringIO(drawn)).getroot().itertext())


def test_its_page_has_the_sources_and_the_data_that_a_chapter_links_to(tiny_book: Bench) -> None:
    (_, context, _), *_ = figure_pages.collect(None)
    page = soup.parsed(context["body"])
    assert page.select_one("#sources a[href$='#left-one']")
    one = figures.record("left-heights")
    assert len(page.select("#data tbody tr")) == len(one["data"])
    in_chapter = soup.parsed(figures.unnumbered("left-heights", "notebooks/left"))
    to = [link["href"] for link in in_chapter.select(".exhibit-tools a[href*='.html#']")]
    base = "../figures/left-heights.html"
    assert f"{base}#sources" in to and f"{base}#data" in to
    assert in_chapter.find("table") is None
