"""What any book's site publishes beside its pages."""

from __future__ import annotations

import csv
import json
import re
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from claimsbook import chapters
from claimsbook.checks import rebuild, trace
from claimsbook.ledger import claims
from claimsbook.references import cite
from claimsbook.settings import settings
from claimsbook.site import columns, head, pdf, search, serving
from claimsbook.site.figure_pages import EMBED
from claimsbook.tables import data, sources


def records() -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in chapters.collect_exhibits(chapters.all_chapters())}


def pages(site: Path) -> list[Path]:
    """The pages of the book; what stands at addresses that are not there has tests of its own."""
    found = sorted(set(site.glob("**/*.html")) - {site / "404.html"})
    return [page for page in found if "_static" not in page.parts]


def test_every_claim_has_its_files_and_the_mark_that_its_digest_begins_with(site: Path) -> None:
    listed = json.loads((site / "claims" / "index.json").read_text("utf-8"))["claims"]
    assert [one["id"] for one in listed] == list(claims.ledger())
    ledger = (site / "notebooks" / "ledger.html").read_text("utf-8")
    for record in chapters.collect(chapters.all_chapters()):
        known = json.loads((site / "claims" / f"{record['claim']}.json").read_text("utf-8"))
        covered = (site / "claims" / f"{record['claim']}.canonical.json").read_bytes()
        assert sha256(covered).hexdigest() == known["fingerprint"]
        assert json.loads(covered)["verdict"] == known["verdict"] == record["verdict"]
        assert f'href="../claims/{record["claim"]}.html"' in ledger
        own = (site / "claims" / f"{record['claim']}.html").read_text("utf-8")
        assert f"{record['claim']}@{known['fingerprint'][:12]}" in own


def test_the_references_of_the_whole_book_are_published(site: Path) -> None:
    items = json.loads((site / "references.csl.json").read_text("utf-8"))
    entries = re.findall(r"^@\w+\{([^,]+),$", (site / "references.bib").read_text("utf-8"), re.M)
    assert [one["id"] for one in items] == entries
    own = {f"{settings().name}-{one}" for one in records()}
    assert own | set(sources.all_sources()) < set(entries)


def test_the_command_line_cites_a_figure_as_its_page_does(site: Path) -> None:
    one = next(iter(records().values()))
    page = (site / "notebooks" / f"{one['chapter']}.html").read_text("utf-8")
    assert cite.text(cite.item(one["id"])) in BeautifulSoup(page, "html.parser").get_text()


@pytest.mark.slow
def test_another_build_elsewhere_is_the_same_in_every_byte_and_mode(
    site: Path, tmp_path: Path
) -> None:
    place = rebuild.everything(rebuild.Place(tmp_path))
    made = rebuild.build_in(tmp_path / "varied", place, rebuild.sources(tmp_path / "source"))
    assert rebuild.differing(site, made / "html") == []
    (pdf_file,) = made.glob("*.pdf") if serving.chromium() else (None,)
    if pdf_file is not None:
        # Nothing but our own font is in it, whatever fonts the machine has.
        fonts = set(re.findall(rb"/BaseFont /[A-Z]+\+(\w+)", pdf_file.read_bytes()))
        assert {one.partition(b"-")[0] for one in fonts} == {b"ClaimsbookSans"}


def test_a_pdf_keeps_neither_clock_nor_running_numbers() -> None:
    made = [
        b"<</CreationDate (D:%d0102030405+00'00')>> /ID (node%08d) [(node%08d) (node%08d)]"
        % (year, first + 7, first, first + 7)
        for year, first in ((2026, 40), (2031, 5))
    ]
    settled = {pdf.settled(one, "2026-11-23") for one in made}
    assert settled == {
        b"<</CreationDate (D:20261123000000+00'00')>> /ID (node00000001) "
        b"[(node00000000) (node00000001)]"
    }
    assert len(settled.pop()) == len(made[0])


def test_the_index_lists_every_exhibit_and_nothing_else_lies_there(site: Path) -> None:
    listed = json.loads((site / "figures" / "index.json").read_text("utf-8"))["figures"]
    assert [one["id"] for one in listed] == list(records())
    stray = {file.name.split(".")[0] for file in (site / "figures").iterdir()} - set(records())
    assert stray == {"index", "dress"}


def test_the_chain_of_a_figure_stands_on_its_page_and_back_on_that_of_its_sources(
    site: Path,
) -> None:
    soup = BeautifulSoup((site / "data" / "sources.html").read_text("utf-8"), "html.parser")
    for record in records().values():
        found = trace.chain(record["id"])
        page = BeautifulSoup(
            (site / "figures" / f"{record['id']}.html").read_text("utf-8"), "html.parser"
        )
        said = page.find(id="sources").get_text()
        assert f"{found.code.script}, line {found.code.line}" in said
        assert all(name in said for name in found.code.functions)
        for source in found.sources:
            links = {one.get_text() for one in soup.find(id=source["source_id"]).select("a")}
            assert record["id"] in links


def test_every_table_is_published_as_it_is(site: Path) -> None:
    for name in data.table_names():
        published = (site / "data" / f"{name}.csv").read_bytes()
        assert published == data.table_file(name).read_bytes()


def test_the_search_knows_every_figure_claim_and_page(site: Path) -> None:
    script = (site / "search.js").read_text("utf-8")
    entries, passages = (json.loads(one.partition(" = ")[2][:-1]) for one in script.splitlines())
    assert {line for one in passages for line in one[1].split()} <= set(claims.ledger())
    found = {(one["k"], one["t"]) for one in entries}
    assert {("Figure", one["title"]) for one in records().values()} <= found
    own = [one for one in claims.ledger().values() if not one.repeats]
    assert {("Claim", one.paraphrase) for one in own} <= found
    assert {("Chapter", one.title) for one in chapters.all_chapters()} <= found


def test_cards_and_canonical_links_are_absolute_where_the_address_is_known() -> None:
    app = SimpleNamespace(config=SimpleNamespace(html_baseurl="https://example.org/bridges/"))
    chapter = next(iter(records().values()))["chapter"]
    tags = head.tags(app, f"notebooks/{chapter}", {"title": "A & B"}, None)
    soup = BeautifulSoup(tags, "html.parser")
    own = f"https://example.org/bridges/notebooks/{chapter}.html"
    assert soup.find("link", rel="canonical")["href"] == own
    picture = soup.find("meta", property="og:image")["content"]
    assert picture == f"https://example.org/bridges/figures/{next(iter(records()))}.png"


def test_the_sitemap_names_each_page_once(site: Path) -> None:
    listed = re.findall(
        r"<loc>https://example.org/(.*?)</loc>", search.sitemap(site, "https://example.org")
    )
    framed = [page for page in pages(site) if page.name.endswith(EMBED)]
    assert framed, "a page to be framed by others is no page of its own"
    assert len(listed) == len(set(listed)) == len(pages(site)) - len(framed) - 2
    assert "" in listed and "book/index.html" not in listed and "search.html" not in listed


def test_each_csv_of_a_figure_says_what_its_columns_mean(site: Path) -> None:
    for record in records().values():
        stem = site / "figures" / record["id"]
        told = json.loads(stem.with_name(f"{stem.name}.csv-metadata.json").read_text("utf-8"))
        assert told["url"] == f"{record['id']}.csv"
        header = next(csv.reader(stem.with_name(told["url"]).read_text("utf-8").splitlines()))
        heads = [one["titles"] for one in told["tableSchema"]["columns"]]
        assert heads == header
        by_name = {one["titles"]: one for one in told["tableSchema"]["columns"]}
        assert by_name["length_m"]["datatype"] == "number"
        assert "id of a row" in by_name["row_id"]["dc:description"]
        assert len(told["dc:source"]) == len(record["sources"])


@pytest.mark.parametrize(
    ("name", "words"), [("price_usd_bn", "$ billion"), ("pct", "%"), ("towns", ""), ("bn", "")]
)
def test_a_column_names_its_unit_by_its_end(name: str, words: str) -> None:
    assert columns.unit(name) == words
