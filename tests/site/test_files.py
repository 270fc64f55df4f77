"""What stands on this book's site, and that nothing in it points into the void.

What is true of any book's files is tested on the small one, under `engine/`.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import shutil
import subprocess
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import altair as alt
import pytest
from bs4 import BeautifulSoup

from claimsbook import chapters, paths
from claimsbook.figures import exhibits, render, theme
from claimsbook.ledger import claims
from claimsbook.references import cite
from claimsbook.site import pdf
from claimsbook.site.figure_pages import EMBED
from claimsbook.site.spreadsheets import defused

RECORDS = {one["id"]: one for one in chapters.collect_exhibits(chapters.all_chapters())}


def pages(site: Path) -> list[Path]:
    """The pages of the book; what stands at addresses that are not there has tests of its own."""
    found = sorted(set(site.glob("**/*.html")) - {site / "404.html"})
    return [page for page in found if "_static" not in page.parts]


@functools.lru_cache(maxsize=4)
def soup(page: Path) -> BeautifulSoup:
    """A page as parsed; many tests look at one after the other."""
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("exhibit_id", RECORDS)
def test_every_exhibit_has_its_files(site: Path, exhibit_id: str) -> None:
    record, folder = RECORDS[exhibit_id], site / "figures"
    for size in ("wide", "narrow"):
        for dress in ("light", "dark"):
            picture = (folder / f"{exhibit_id}.{size}.{dress}.svg").read_text("utf-8")
            assert picture.startswith("<svg")
    assert (folder / f"{exhibit_id}.png").read_bytes().startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO((folder / f"{exhibit_id}.csv").read_text("utf-8"))))
    assert len(rows) == len(record["data"])
    assert list(rows[0]) == record["columns"]
    assert [list(row.values()) for row in rows] == [
        ["" if row[column] is None else str(defused(row[column])) for column in record["columns"]]
        for row in record["data"]
    ]
    spec = json.loads((folder / f"{exhibit_id}.vl.json").read_text("utf-8"))
    alt.Chart.from_dict(spec)
    assert spec.get("datasets") == record["spec"].get("datasets")
    view = json.loads((folder / f"{exhibit_id}.view.json").read_text("utf-8"))
    assert view["wide"] == render.vega(record["spec"], width=theme.WIDE)
    assert ("narrow" in view) == bool(record["narrow"])
    about = json.loads((folder / f"{exhibit_id}.json").read_text("utf-8"))
    assert about["fingerprint"] == exhibits.fingerprint(record)
    assert about["sources"]
    for kind in ("bib", "ris", "csl.json"):
        cited = (folder / f"{exhibit_id}.{kind}").read_text("utf-8")
        assert f"{exhibit_id}@{record['fingerprint'][:12]}" in cited
    covered = (folder / f"{exhibit_id}.canonical.json").read_bytes()
    assert sha256(covered).hexdigest() == record["fingerprint"]
    assert json.loads(covered)["data"] == record["data"]


def test_the_ledger_shows_the_verdicts_that_the_chapters_hold(site: Path) -> None:
    page = soup(site / "notebooks" / "ledger.html")
    frame = claims.ledger_frame(chapters.collect(chapters.all_chapters()))
    for line in frame.to_dict("records"):
        row = page.find(id=f"claim-{line['claim_id']}")
        assert row.select_one(".verdict").get_text() == line["verdict"]
        assert row["data-verdict"] == line["verdict"]
        told = row.find("td", attrs={"data-label": "Stated"}).get_text()
        assert told.startswith(line["stated"].replace("\n", " "))
        found = row.find("td", attrs={"data-label": "Found"}).get_text()
        assert all(one["text"] in found for one in line["found"])


@pytest.mark.parametrize("exhibit_id", RECORDS)
def test_a_figure_on_its_page_is_numbered_named_and_linked(site: Path, exhibit_id: str) -> None:
    page = site / "notebooks" / f"{RECORDS[exhibit_id]['chapter']}.html"
    figure = soup(page).find(id=exhibit_id)
    assert figure is not None and figure.name == "figure"
    assert re.match(r"Figure \d+", figure.select_one(".caption-number").get_text())
    caption = figure.select_one(".caption-text").get_text()
    assert caption.replace("’", "'") == RECORDS[exhibit_id]["title"].replace("’", "'")
    assert figure.select_one("a.headerlink")["href"] == f"#{exhibit_id}"
    assert figure.select_one(".exhibit-light img")["alt"] == RECORDS[exhibit_id]["alt"]
    assert "@" + RECORDS[exhibit_id]["fingerprint"][:12] in figure.get_text()


def test_no_link_leads_nowhere(site: Path) -> None:
    texts = {page.resolve(): page.read_text("utf-8") for page in pages(site)}
    anchors = {page: set(re.findall(r'\bid="([^"]+)"', text)) for page, text in texts.items()}
    lost = []
    for page, text in texts.items():
        for link in sorted(set(re.findall(r'\b(?:href|src|srcset)="([^"]*)"', text))):
            target = urlsplit(unescape(link))
            if target.scheme or link.startswith("//"):
                continue
            file = (page.parent / unquote(target.path)).resolve() if target.path else page
            if not file.exists():
                lost.append(f"{page.relative_to(site)} -> {link}")
            elif target.fragment and file in anchors and target.fragment not in anchors[file]:
                lost.append(f"{page.relative_to(site)} -> {link} (no such anchor)")
    assert lost == []


def test_an_id_stands_once_on_a_page(site: Path) -> None:
    for page in pages(site):
        ids = re.findall(r'\sid="([^"]+)"', page.read_text("utf-8"))
        assert len(ids) == len(set(ids)), page.name


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    foreign = []
    for page in pages(site):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        loaded = [t.get("src") for t in soup.find_all(["script", "img", "iframe", "source"])]
        loaded += [
            t.get("href") for t in soup.find_all("link") if "canonical" not in t.get("rel", [])
        ]
        foreign += [f"{page.name}: {a}" for a in loaded if a and re.match(r"(https?:)?//", a)]
    assert foreign == []


def test_the_markup_needs_no_exception_from_the_policy(site: Path) -> None:
    for page in pages(site):
        text = page.read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        assert policy is not None, page.name
        assert "unsafe" not in policy[1] and policy[1].startswith("default-src 'none'")
        assert not re.search(r'<[a-z][^<>]*\s(style|on[a-z]+)="', text), page.name
        assert "<style" not in text, page.name
        inline = [script for script in re.findall(r"<script(?![^>]*(?:src=|ld\+json))[^>]*>", text)]
        # A claim's page and a framed figure are dressed without a script in the page.
        plain = page.parent.name == "claims" or page.name.endswith(EMBED)
        assert len(inline) == (0 if plain else 1), page.name


def test_no_page_has_mathematics(site: Path) -> None:
    """The site carries no MathJax; a formula would stand there as raw TeX."""
    for page in pages(site):
        assert not re.search(r'class="[^"]*\bmath\b', page.read_text("utf-8")), page.name


def test_every_row_and_source_of_a_figure_has_an_address(site: Path) -> None:
    for exhibit_id, record in RECORDS.items():
        page = soup(site / "figures" / f"{exhibit_id}.html")
        linked = {link.get_text() for link in page.find(id="sources").select(".source-rows a")}
        assert linked == set(record["rows"]), exhibit_id


def test_machines_can_read_what_a_page_is(site: Path) -> None:
    for page in [one for one in pages(site) if not one.name.endswith(EMBED)]:
        soup = BeautifulSoup(page.read_text("utf-8").split("</head>")[0], "html.parser")
        about = json.loads(soup.find("script", type="application/ld+json").string)
        assert about["@type"] in ("Report", "Chapter", "WebPage")
        assert 20 <= len(soup.find("meta", attrs={"name": "description"})["content"]) <= 310
        assert soup.find("meta", property="og:title")["content"]
        chapter = page.relative_to(site).as_posix().removesuffix(".html").removeprefix("notebooks/")
        kinds = [part["@type"] for part in about.get("hasPart", [])]
        own = [
            one for one in RECORDS.values() if chapter in (one["chapter"], f"figures/{one['id']}")
        ]
        assert kinds == ["ImageObject", "Dataset"] * len(own), page.name


def test_the_book_on_paper_has_every_chapter_once(site: Path) -> None:
    whole = pdf.bound(site)
    for chapter in chapters.all_chapters():
        assert whole.count(f'id="notebooks-{chapter.slug}--page"') == 1
    ids = re.findall(r'\sid="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', whole)) <= set(ids)
    assert all((site / src).is_file() for src in re.findall(r'<img src="([^"]+)"', whole))
    assert cite.book()["version"] in whole


def test_the_markup_is_valid(site: Path) -> None:
    jar = paths.cache() / "outside" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file() or shutil.which("java") is None:
        pytest.skip("no Nu checker: `make .cache/outside/ready` (it needs npm), and have Java")
    done = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", *map(str, pages(site))],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[:4000]
