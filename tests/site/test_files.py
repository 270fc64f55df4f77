"""What the site publishes beside its pages, and that nothing in it points into the void."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import altair as alt
import pytest
from bs4 import BeautifulSoup

from rebar import chapters, exhibits

RECORDS = {one["id"]: one for one in chapters.collect_exhibits(chapters.all_chapters())}


def pages(site: Path) -> list[Path]:
    return [page for page in sorted(site.glob("**/*.html")) if "_static" not in page.parts]


@pytest.mark.parametrize("exhibit_id", RECORDS)
def test_every_exhibit_has_its_files(site: Path, exhibit_id: str) -> None:
    record, folder = RECORDS[exhibit_id], site / "figures"
    for size in ("wide", "narrow"):
        for dress in ("light", "dark"):
            assert (folder / f"{exhibit_id}.{size}.{dress}.svg").read_text("utf-8").startswith("<svg")
    assert (folder / f"{exhibit_id}.png").read_bytes().startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO((folder / f"{exhibit_id}.csv").read_text("utf-8"))))
    assert len(rows) == len(record["data"])
    assert list(rows[0]) == record["columns"]
    spec = json.loads((folder / f"{exhibit_id}.vl.json").read_text("utf-8"))
    alt.Chart.from_dict(spec)
    about = json.loads((folder / f"{exhibit_id}.json").read_text("utf-8"))
    assert about["fingerprint"] == exhibits.fingerprint(record["spec"], record["data"])
    assert about["sources"]
    assert exhibit_id in (folder / f"{exhibit_id}.bib").read_text("utf-8")


def test_the_index_lists_every_exhibit_and_nothing_else_lies_there(site: Path) -> None:
    listed = json.loads((site / "figures" / "index.json").read_text("utf-8"))["figures"]
    assert [one["id"] for one in listed] == list(RECORDS)
    stray = {file.name.split(".")[0] for file in (site / "figures").iterdir()} - set(RECORDS)
    assert stray == {"index", "dress"}


@pytest.mark.parametrize("exhibit_id", RECORDS)
def test_a_figure_on_its_page_is_numbered_named_and_linked(site: Path, exhibit_id: str) -> None:
    page = site / "notebooks" / f"{RECORDS[exhibit_id]['chapter']}.html"
    figure = BeautifulSoup(page.read_text("utf-8"), "html.parser").find(id=exhibit_id)
    assert figure is not None and figure.name == "figure"
    assert re.match(r"Figure \d+", figure.select_one(".caption-number").get_text())
    caption = figure.select_one(".caption-text").get_text()
    assert caption.replace("’", "'") == RECORDS[exhibit_id]["title"].replace("’", "'")
    assert figure.select_one("a.headerlink")["href"] == f"#{exhibit_id}"
    assert figure.select_one(".exhibit-light img")["alt"] == RECORDS[exhibit_id]["alt"]
    assert "@" + RECORDS[exhibit_id]["fingerprint"][:12] in figure.get_text()


def test_no_link_leads_nowhere(site: Path) -> None:
    anchors = {
        page: {tag["id"] for tag in BeautifulSoup(page.read_text("utf-8"), "html.parser")
               .find_all(id=True)}
        for page in pages(site)
    }
    lost = []
    for page in anchors:
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        for tag, name in [(t, n) for n in ("href", "src") for t in soup.find_all(**{n: True})]:
            target = urlsplit(tag[name])
            if target.scheme or tag[name].startswith("//"):
                continue
            file = (page.parent / unquote(target.path)).resolve() if target.path else page
            if not file.exists():
                lost.append(f"{page.relative_to(site)} -> {tag[name]}")
            elif target.fragment and file in anchors and target.fragment not in anchors[file]:
                lost.append(f"{page.relative_to(site)} -> {tag[name]} (no such anchor)")
    assert lost == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    foreign = []
    for page in pages(site):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        loaded = [t.get("src") for t in soup.find_all(["script", "img", "iframe", "source"])]
        loaded += [t.get("href") for t in soup.find_all("link") if "canonical" not in t.get("rel", [])]
        foreign += [f"{page.name}: {a}" for a in loaded if a and re.match(r"(https?:)?//", a)]
    assert foreign == []
