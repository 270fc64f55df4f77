"""Exhibits on the site: static first, in two sizes and two dresses, and their files to take away.

For each exhibit the site carries `/figures/<id>.svg|png|csv|vl.json|json|bib|ris` (to cite, reuse)
with what the columns of its CSV mean (see `columns`),
`/figures/<id>.<wide|narrow>.<light|dark>.svg` (what a page shows), and `/figures/index.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from claimsbook import caches, chapters, files
from claimsbook.book import per_book
from claimsbook.checks import trace
from claimsbook.figures import render, theme
from claimsbook.figures.source_lines import source_line
from claimsbook.files import canonical_json, pretty_json, write_changed
from claimsbook.references import cite
from claimsbook.site import columns, links, spreadsheets, table_pages
from claimsbook.site.links import Link
from claimsbook.site.scroll import IDS, NUMBERS, Column, Row, Table
from claimsbook.site.templating import markup
from claimsbook.tables import sources

SIZES = {"wide": theme.WIDE, "narrow": theme.NARROW}
NARROW_PAGE = "(max-width: 560px)"
FOLDER = "figures"
SHOWN = "exhibit"
"""The attribute of a node that shows an exhibit away from home: its id."""
FILES = (("csv", "CSV"), ("svg", "SVG"), ("png", "PNG"), ("vl.json", "Spec"))
"""The files under a figure, by the end of their names and what they are called there."""


@per_book
def _records() -> dict[str, dict[str, Any]]:
    known = chapters.collect_exhibits(chapters.all_chapters())
    return {record["id"]: record for record in known}


def record(exhibit_id: str) -> dict[str, Any]:
    """The record of one exhibit, with its spec and chapter."""
    return _records()[exhibit_id]


def all_records() -> list[dict[str, Any]]:
    """Every exhibit in the order of the book."""
    return list(_records().values())


def nodes_for(exhibit_id: str, docname: str, document: Any) -> list[nodes.Node]:
    """A numbered figure: picture as raw HTML, finding as caption, subtitle as legend.

    One with a `fold` stands in it, as an aside does.
    """
    one = _records()[exhibit_id]
    figure = nodes.figure(classes=["exhibit"])
    figure["names"].append(nodes.fully_normalize_name(exhibit_id))
    document.note_explicit_target(figure)
    figure["ids"] = [exhibit_id]
    first = not any(document.findall(nodes.figure))
    picture = markup("figures", "living", view(one, docname, lazy=not first))
    figure += nodes.raw("", picture + _foot(one, docname), format="html")
    figure += nodes.caption("", one["title"])
    legend = nodes.legend()
    legend += nodes.paragraph("", one["subtitle"])
    figure += legend
    if not one.get("fold"):
        return [figure]
    inside = nodes.container("", figure, classes=["aside-text"])
    opens, ends = markup("front", "aside_opens", one["fold"]), markup("front", "aside_ends")
    return [nodes.raw("", opens, format="html"), inside, nodes.raw("", ends, format="html")]


def thumbnail(one: dict[str, Any], number: int, docname: str) -> Markup:
    """An exhibit in the gallery: its number, its finding, which leads to its home, its picture."""
    home = links.to(f"notebooks/{one['chapter']}.html#{one['id']}", docname)
    return markup("figures", "thumbnail", number, Link(one["title"], home), view(one, docname))


def unnumbered(exhibit_id: str, docname: str, *, whole: bool = False) -> Markup:
    """An exhibit away from home, as HTML: all but its number, and the way to its chapter.

    `whole`: with its sources to the row and its data, as its own page has them.
    """
    one = _records()[exhibit_id]
    home = links.to(f"notebooks/{one['chapter']}.html#{exhibit_id}", docname)
    seen = view(one, docname, lazy=False)
    return markup("figures", "unnumbered", one, seen, _foot(one, docname, home, whole=whole))


def drawn(one: dict[str, Any], size: str, dress: theme.Dress) -> str:
    """The picture of an exhibit for a page, as SVG; kept between builds by its content's hash."""
    spec = one["narrow"] if size == "narrow" and one["narrow"] else one["spec"]
    return _cached(
        ["view", spec, SIZES[size], dress],
        lambda: render.svg(spec, width=SIZES[size], dress=dress),
    )


def standalone(one: dict[str, Any]) -> str:
    """The picture of an exhibit that travels alone, as SVG."""
    words = _words(one)
    return _cached(
        ["alone", one["spec"], words],
        lambda: render.standalone_svg(
            one["spec"],
            title=words["title"],
            subtitle=words["subtitle"],
            footer=words["sources"],
            credit=words["credit"],
        ),
    )


def credit_line(one: dict[str, Any]) -> str:
    """Whose a picture is, under which licence, and by which mark it can be checked."""
    book = cite.book()
    address = f"{book['url']}/{FOLDER}/{one['id']}.html" if book["url"] else ""
    return " · ".join(filter(None, (book["title"], "CC BY 4.0", cite.mark(one), address)))


def source_line_of(one: dict[str, Any]) -> str:
    """Who and when for each source of an exhibit, by the part that it plays."""
    homes = table_pages.homes()
    return source_line(one["sources"], [homes[row_id] for row_id in one["rows"]])


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Write the files of every exhibit under /figures/."""
    if fault or app.builder.format != "html":
        return
    out = Path(app.outdir) / FOLDER
    out.mkdir(parents=True, exist_ok=True)
    wanted: set[str] = set()

    def put(name: str, content: str | bytes) -> None:
        wanted.add(name)
        write_changed(out / name, content)

    def put_all(one: dict[str, Any]) -> None:
        for size in SIZES:
            for dress in ("light", "dark"):
                put(f"{one['id']}.{size}.{dress}.svg", drawn(one, size, dress))
        alone = standalone(one)
        put(f"{one['id']}.svg", alone)
        put(f"{one['id']}.png", _cached_png(alone))
        put(f"{one['id']}.csv", table_csv(one["columns"], one["data"]))
        put(
            f"{one['id']}.{columns.ENDING}",
            pretty_json(columns.metadata(one, steered=steered(one["spec"]))),
        )
        spec = {**one["spec"], "title": {"text": one["title"], "subtitle": one["subtitle"]}}
        put(f"{one['id']}.vl.json", pretty_json({**spec, "config": theme.config()}))
        put(f"{one['id']}.json", pretty_json(metadata(one)))
        item = cite.of_exhibit(one)
        put(f"{one['id']}.bib", f"{cite.bibtex(item)}\n\n{sources_bibtex(one)}")
        put(f"{one['id']}.ris", f"{cite.ris(item)}\n")
        put(f"{one['id']}.csl.json", pretty_json([item]))
        put(f"{one['id']}.canonical.json", cite.canonical(one))
        put(
            f"{one['id']}.view.json",
            _cached(["vega", one["spec"], one["narrow"], _words(one)], lambda: _page(one), "json"),
        )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(put_all, _records().values()))
    put("index.json", pretty_json({"figures": [metadata(one) for one in _records().values()]}))
    put("dress.json", canonical_json({"dark": theme.DARK, "frame": render.frame()}))
    for file in out.iterdir():
        # The pages of figures are written elsewhere (see figure_pages).
        if file.name not in wanted and file.name.split(".")[0] not in _records():
            file.unlink()


def _page(one: dict[str, Any]) -> str:
    """What a page draws of an exhibit: its chart as Vega, and the words of its picture."""
    specs = {"wide": one["spec"], "narrow": one["narrow"]}
    made = {size: render.vega(spec, width=SIZES[size]) for size, spec in specs.items() if spec}
    return canonical_json({**made, **({"words": _words(one)} if steered(one["spec"]) else {})})


def _words(one: dict[str, Any]) -> dict[str, str]:
    """What stands around an exhibit's picture that travels alone."""
    return {
        "title": one["title"],
        "subtitle": one["subtitle"],
        "sources": source_line_of(one),
        "credit": credit_line(one),
    }


def table_csv(columns: list[str], records: list[dict[str, Any]]) -> str:
    """The plotted rows as CSV, no cell of which a spreadsheet runs."""
    return spreadsheets.written(
        [columns, *([one.get(name) for name in columns] for one in records)]
    )


def metadata(one: dict[str, Any]) -> dict[str, Any]:
    """What `/figures/<id>.json` says of an exhibit: where it stands, what it rests on."""
    return {
        "id": one["id"],
        "title": one["title"],
        "subtitle": one["subtitle"],
        "alt": one["alt"],
        "note": one["note"],
        "kind": one["kind"],
        "chapter": one["chapter"],
        "page": f"notebooks/{one['chapter']}.html#{one['id']}",
        "fingerprint": one["fingerprint"],
        "code": asdict(chain(one["id"]).code),
        "rows": one["rows"],
        "sources": [cite.of_source(source_id) for source_id in one["sources"]],
        "files": {
            kind: f"{FOLDER}/{one['id']}.{kind}"
            for kind in ("svg", "png", "csv", "vl.json", "bib", "ris", "csl.json", "canonical.json")
        },
    }


def sources_bibtex(one: dict[str, Any]) -> str:
    """The BibTeX entries of what the exhibit rests on."""
    return cite.bibliography(map(cite.of_source, one["sources"]))


def view(one: dict[str, Any], docname: str, *, lazy: bool = True) -> dict[str, Any]:
    """The picture in both dresses and sizes, for templates; not `lazy`, it is loaded at once."""
    folder = links.to(FOLDER, docname)
    return {
        "id": one["id"],
        "alt": one["alt"],
        "folder": folder,
        "base": f"{folder}/{one['id']}",
        "narrow_page": NARROW_PAGE,
        "loading": "lazy" if lazy else "eager",
        "steered": steered(one["spec"]),
        **{size: render.size(drawn(one, size, "light")) for size in SIZES},
    }


def steered(spec: Any) -> bool:
    """Whether a reader can set something in a chart: some part of it binds a variable."""
    if isinstance(spec, list):
        return any(map(steered, spec))
    if not isinstance(spec, dict):
        return False
    if any("bind" in one and "value" in one for one in spec.get("params", [])):
        return True
    inside = ("layer", "hconcat", "vconcat", "concat", "spec")
    return any(steered(spec[one]) for one in inside if one in spec)


def _foot(one: dict[str, Any], docname: str, home: str = "", *, whole: bool = False) -> Markup:
    """What stands under a picture; `home` is its place in its chapter, if it is shown elsewhere."""
    base = links.to(f"{FOLDER}/{one['id']}", docname)
    published = {"BibTeX": f"{base}.bib", "RIS": f"{base}.ris", "CSL": f"{base}.csl.json"}
    # It draws on this module.
    from claimsbook.site import figure_pages

    page = home.partition("#")[0]
    foot = {
        "home": home,
        "note": one["note"],
        "sources": source_line_of(one),
        "files": [Link(label, f"{base}.{kind}", file=True) for kind, label in FILES],
        "use": figure_pages.use(one, docname),
        "code": Link("Code", f"{page}#code-{one['id']}"),
        "forms": cite_forms(cite.of_exhibit(one), published, f"#{one['id']}"),
        "mark": cite.mark(one),
        "canonical": Link("its canonical JSON", f"{base}.canonical.json", file=True),
        "elsewhere": [
            Link(words, f"{base}.html#{place}")
            for words, place in (("Sources to the row", "sources"), ("Data table", "data"))
        ],
        "table": None,
    }
    if whole:
        foot |= {
            "elsewhere": [],
            "made": _made_by(chain(one["id"]).code, docname),
            "origins": _origins(chain(one["id"]), docname),
            "table": data_table(one),
            "columns": Link(
                "what its columns mean, for programs", f"{base}.{columns.ENDING}", file=True
            ),
        }
    return markup("figures", "figure_foot", foot)


def cite_forms(
    item: dict[str, Any], files: dict[str, str] | None = None, place: str = ""
) -> Markup:
    """A CSL item as citations to copy: the first as a sentence, the others as in a file.

    `files` gives the address of a form's file, if one is published; `place` is the fragment of what
    is cited, which the page adds to its own address where the book was built without one.
    """
    published = {name: Link(name, file, file=True) for name, file in (files or {}).items()}
    texts = {"APA": cite.text(item), "BibTeX": cite.bibtex(item), "RIS": cite.ris(item)}
    forms = [
        {"name": name, "text": text, "file": published.pop(name, None)}
        for name, text in texts.items()
    ]
    return markup("cite", "cite_forms", forms, list(published.values()), place)


@per_book
def chain(exhibit_id: str) -> trace.Chain:
    """From an exhibit to its code, rows and sources, as the command `trace` prints it."""
    return trace.chain(exhibit_id)


def _origins(found: trace.Chain, docname: str) -> list[dict[str, Any]]:
    """Each source of an exhibit with the rows that cite it, for templates."""
    origins = []
    for source in found.sources:
        rows = [row.row_id for row in found.rows if row.source_id == source["source_id"]]
        one = sources.source(source["source_id"])
        text = cite.text(cite.of_source(source["source_id"])).removesuffix(one.url).strip()
        origins.append(
            {
                "text": text,
                "link": Link(_host(one.url), one.url) if one.url else None,
                "as_of": source["as_of"],
                "rows": table_pages.row_links(rows, docname),
            }
        )
    return origins


def _made_by(code: trace.Code, docname: str) -> dict[str, Any]:
    """The statement that makes an exhibit, the functions that it goes through, and the tables."""
    return {
        "script": Link(code.script, links.to(code.script, docname), file=True),
        "line": code.line,
        "through": [*code.drawn_by, *code.functions],
        "tables": [
            Link(name, links.to(f"{table_pages.FOLDER}/{name}.html", docname))
            for name in code.tables
            if name in table_pages.tables()
        ],
    }


def data_table(one: dict[str, Any]) -> Table:
    """The plotted rows as a table that scrolls inside itself; ids of rows and claims are links."""
    home = f"{FOLDER}/{one.get('id', '')}"
    named = {name: columns.leads_to(name, one["data"]) for name in one["columns"]}
    heads = [_head(name, named[name], one["data"]) for name in one["columns"]]
    rows = [
        Row([_cell(row.get(name), named[name], home) for name in one["columns"]])
        for row in one["data"]
    ]
    return Table(f"Data of {one['title']}", heads, rows)


def _head(name: str, named: columns.Named, rows: list[dict[str, Any]]) -> Column:
    if named:
        return Column(name, IDS)
    if all(isinstance(row.get(name), int | float | None) for row in rows):
        return Column(name, NUMBERS, columns.unit(name) or None)
    return Column(name)


def _cell(value: Any, named: columns.Named, docname: str) -> str | Markup:
    if value is None:
        return ""
    if not named:
        return f"{value:g}" if isinstance(value, float) else str(value)
    return Markup(" ").join(
        table_pages.row_link(one, docname)
        if named == "row"
        else Link(one, links.to_claim(one, docname))
        for one in str(value).split()
    )


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.") if "://" in url else url


_CODE = caches.code(__file__, files)
"""The code that makes what is kept, beside that which `render.VERSIONS` names."""


def _kept(key: list[Any], ending: str, make: Callable[[], bytes]) -> bytes:
    """What was drawn from `key`; made anew once fonts, libraries or code change."""
    looks = [theme.config(), theme.DARK, theme.FONT, render.VERSIONS, _CODE]
    return caches.kept("figures", [*key, looks], ending, make)


def _cached(key: list[Any], make: Callable[[], str], ending: str = "svg") -> str:
    return _kept(key, ending, lambda: make().encode("utf-8")).decode("utf-8")


def _cached_png(svg: str) -> bytes:
    return _kept([svg], "png", lambda: render.png(svg))
