"""What the search of the site looks through: `/search.js`, and the sitemap for other searches.

The index is a script rather than JSON, since a page opened from disk may load the one and not the
other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from claimsbook.files import canonical_json, write_changed
from claimsbook.ledger.sections import sections as sections_of_text
from claimsbook.references import cite
from claimsbook.settings import settings
from claimsbook.site import figures, links, records
from claimsbook.site.figure_pages import EMBED
from claimsbook.site.templating import document
from claimsbook.tables import data


def collect(_: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """The search page, for Sphinx to render."""
    return [("search", {"title": "Search"}, "search.html")]


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Write the index of sections, figures and claims, and where a base address is set the map."""
    if fault or app.builder.format != "html":
        return
    out = Path(app.outdir)
    documents = [name for name in _reading_order(app) if name in app.env.found_docs]
    entries = [entry for name in documents for entry in sections(app, name)]
    entries += [
        {
            "k": "Figure",
            "t": one["title"],
            "u": f"notebooks/{one['chapter']}.html#{one['id']}",
            "x": f"{one['subtitle']} {one['alt']} {cite.mark(one)}",
        }
        for one in figures.all_records()
    ]
    entries += [
        {
            "k": "Claim",
            "v": line["verdict"],
            "t": line["paraphrase"],
            "u": f"{links.LEDGER}#claim-{line['claim_id']}",
            "s": line["stated"],
            "f": "; ".join(one["text"] for one in line["found"]),
            "i": claim_id,
            "x": f"{line['note']} {claim_id}",
        }
        for claim_id, line in records.claim_lines().items()
        if not line["repeats"]
    ]
    write_changed(
        out / "search.js",
        f"globalThis.bookIndex = {canonical_json(entries)};\n"
        f"globalThis.bookPassages = {canonical_json(passages())};\n",
    )
    base = str(app.config.html_baseurl or "").rstrip("/")
    if base:
        write_changed(out / "sitemap.xml", sitemap(out, base))


def passages() -> list[list[str]]:
    """Each sentence of the examined text: hashes of its words, its claims, those that they repeat,
    and its place in words."""
    stated: dict[tuple[str, str], list[str]] = {}
    for claim_id, line in records.claim_lines().items():
        stated.setdefault((line["section"], line["locator"]), []).append(claim_id)
    if not settings().subject.passages:
        return []
    read = data.read(settings().subject.passages)
    found = []
    for place, words in zip(zip(read["section"], read["locator"]), read["words"]):
        own = stated.get(place, [])
        first = dict.fromkeys(records.claim_lines()[one]["repeats"] or one for one in own)
        section, locator = place
        words_of_place = f"{sections_of_text().get(section, section)}, {locator}"
        found.append([words, " ".join(own), " ".join(first), words_of_place])
    return found


def sitemap(out: Path, base: str) -> str:
    """Every page of the site under its address, as https://www.sitemaps.org has it."""
    pages = sorted(
        page.relative_to(out).as_posix()
        for page in out.rglob("*.html")
        if not page.name.endswith(EMBED)
        and page not in (out / "search.html", out / "404.html", out / "book" / "index.html")
    )
    addresses = [f"{base}/" if page == "index.html" else f"{base}/{page}" for page in pages]
    return document("sitemap.xml", addresses=addresses)


def sections(app: Sphinx, docname: str) -> list[dict[str, str]]:
    """Each section of a page: its heading, its address and the words of its own paragraphs."""
    doctree = app.env.get_doctree(docname)
    page = app.env.titles[docname].astext()
    kind = "Chapter" if docname.startswith("notebooks/") else "Page"
    found = []
    for section in doctree.findall(nodes.section):
        heading = section.next_node(nodes.title)
        name = heading.astext() if heading is not None else page
        words = [
            " ".join(part.astext().split())
            for part in section.findall(nodes.paragraph)
            if _section_of(part) is section
        ]
        top = section.parent is doctree or name == page
        found.append(
            {
                "k": kind if top else f"{kind}: {page}",
                "t": name,
                "u": f"{docname}.html" + ("" if top else f"#{section['ids'][0]}"),
                "x": " ".join(words),
            }
        )
    return found


def _section_of(node: Any) -> Any:
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return node


def _reading_order(app: Sphinx) -> list[str]:
    root = app.config.root_doc
    ordered = [root]
    for name in ordered:
        ordered += [one for one in app.env.toctree_includes.get(name, []) if one not in ordered]
    return ordered
