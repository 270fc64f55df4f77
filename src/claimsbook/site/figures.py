"""Exhibits on the site: static first, in two sizes and two dresses, and their files to take away.

For each exhibit the site carries `/figures/<id>.svg|png|csv|vl.json|json|bib|ris` (to cite, reuse)
and `/figures/<id>.<wide|narrow>.<light|dark>.svg` (what a page shows), and `/figures/index.json`.
"""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from claimsbook import chapters, paths
from claimsbook.book import per_book
from claimsbook.checks import trace
from claimsbook.figures import exhibits, render, theme
from claimsbook.files import canonical_json, pretty_json, sha256, write_atomically, write_changed
from claimsbook.references import cite
from claimsbook.site import links, table_pages
from claimsbook.tables import sources

SIZES = {"wide": theme.WIDE, "narrow": theme.NARROW}
NARROW_PAGE = "(max-width: 560px)"
FOLDER = "figures"


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
    """A numbered figure: picture as raw HTML, finding as caption, subtitle as legend."""
    one = _records()[exhibit_id]
    figure = nodes.figure(classes=["exhibit"])
    figure["names"].append(nodes.fully_normalize_name(exhibit_id))
    document.note_explicit_target(figure)
    figure["ids"] = [exhibit_id]
    first = not any(document.findall(nodes.figure))
    picture = _view(one, docname, lazy=not first)
    figure += nodes.raw("", picture + _foot(one, docname), format="html")
    figure += nodes.caption("", one["title"])
    legend = nodes.legend()
    legend += nodes.paragraph("", one["subtitle"])
    figure += legend
    return [figure]


def thumbnail(one: dict[str, Any], number: int, docname: str) -> str:
    """An exhibit in the gallery: its number, its finding, which leads to its home, its picture."""
    home = links.to(f"notebooks/{one['chapter']}.html#{one['id']}", docname)
    return (
        f"<li><small>Figure {number}</small>"
        f'<a class="finding" href="{home}">{escape(one["title"])}</a>'
        f"{_view(one, docname, still=True)}</li>"
    )


def unnumbered(exhibit_id: str, docname: str) -> str:
    """An exhibit away from home, as HTML: all but its number, and the way to its chapter."""
    one = _records()[exhibit_id]
    home = links.to(f"notebooks/{one['chapter']}.html#{exhibit_id}", docname)
    more = f'<p><a href="{home}">Read how it was made and what it means</a></p>'
    return (
        f'<figure class="exhibit">{_view(one, docname, lazy=False)}'
        f"{_foot(one, docname, home.partition('#')[0], more)}"
        f'<figcaption><p><span class="caption-text">{escape(one["title"])}</span></p>'
        f'<div class="legend"><p>{escape(one["subtitle"])}</p></div></figcaption></figure>'
    )


def drawn(one: dict[str, Any], size: str, dress: theme.Dress) -> str:
    """The picture of an exhibit for a page, as SVG; kept between builds by its content's hash."""
    spec = one["narrow"] if size == "narrow" and one["narrow"] else one["spec"]
    return _cached(
        ["view", spec, SIZES[size], dress],
        lambda: render.svg(spec, width=SIZES[size], dress=dress),
    )


def standalone(one: dict[str, Any]) -> str:
    """The picture of an exhibit that travels alone, as SVG."""
    footer = exhibits.source_line(one["sources"])
    return _cached(
        ["alone", one["spec"], one["title"], one["subtitle"], footer],
        lambda: render.standalone_svg(
            one["spec"], title=one["title"], subtitle=one["subtitle"], footer=footer
        ),
    )


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
            canonical_json(
                {"wide": one["spec"], **({"narrow": one["narrow"]} if one["narrow"] else {})}
            ),
        )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(put_all, _records().values()))
    put("index.json", pretty_json({"figures": [metadata(one) for one in _records().values()]}))
    put("dress.json", canonical_json({"config": theme.config(), "dark": theme.DARK}))
    for file in out.iterdir():
        if file.name not in wanted:
            file.unlink()


def table_csv(columns: list[str], records: list[dict[str, Any]]) -> str:
    """The plotted rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


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


def _view(one: dict[str, Any], docname: str, *, still: bool = False, lazy: bool = True) -> str:
    """The picture in both dresses and sizes; `still` stays one, not `lazy` is loaded at once."""
    loading = "lazy" if lazy else "eager"
    wide, narrow = (render.size(drawn(one, size, "light")) for size in SIZES)
    pictures = []
    for dress in ("light", "dark"):
        base = links.to(f"{FOLDER}/{one['id']}", docname)
        hidden = "" if dress == "light" else ' aria-hidden="true"'
        alt = escape(one["alt"], quote=True) if dress == "light" else ""
        pictures.append(
            f'<picture class="exhibit-{dress}"{hidden}>'
            f'<source media="{NARROW_PAGE}" srcset="{base}.narrow.{dress}.svg" '
            f'width="{narrow[0]}" height="{narrow[1]}">'
            f'<img src="{base}.wide.{dress}.svg" width="{wide[0]}" height="{wide[1]}" '
            f'alt="{alt}" loading="{loading if dress == "light" else "lazy"}"></picture>'
        )
    if still:
        return "".join(pictures)
    return (
        f'<div class="exhibit-view" data-exhibit="{one["id"]}" '
        f'data-base="{links.to(FOLDER, docname)}/">{"".join(pictures)}</div>'
    )


def _foot(one: dict[str, Any], docname: str, page: str = "", more: str = "") -> str:
    """What stands under a picture; `page` is where its code is, if elsewhere."""
    base = links.to(f"{FOLDER}/{one['id']}", docname)
    note = f'<p class="exhibit-note">{escape(one["note"])}</p>' if one["note"] else ""
    files = " ".join(
        f'<a href="{base}.{kind}" download>{label}</a>'
        for kind, label in (("csv", "CSV"), ("svg", "SVG"), ("png", "PNG"), ("vl.json", "Spec"))
    )
    return (
        f'<div class="exhibit-foot">{more}{note}'
        f'<p class="exhibit-sources">{escape(exhibits.source_line(one["sources"]))}</p>'
        f'<div class="exhibit-tools">{files} <a href="{page}#code-{one["id"]}">Code</a> '
        f"<details><summary>Cite</summary><div>{_cite(one, base)}</div></details>"
        "<details><summary>Sources to the row</summary>"
        f"<div>{_sources(one, docname)}</div></details>"
        f"<details><summary>Data table</summary><div>{data_table(one)}</div></details></div></div>"
    )


def _cite(one: dict[str, Any], base: str) -> str:
    files = {"BibTeX": f"{base}.bib", "RIS": f"{base}.ris", "CSL": f"{base}.csl.json"}
    forms = cite_forms(cite.of_exhibit(one), files, f"#{one['id']}")
    mark = escape(cite.mark(one))
    return (
        f"{forms}<p>{mark} is the figure's id and fingerprint. From a clone, "
        f"<code>make verify CITED={mark}</code> runs its chapter anew and compares. Without any of "
        f'our code: the SHA-256 of <a href="{base}.canonical.json" download>its canonical JSON</a> '
        "begins with the same digits.</p>"
    )


def cite_forms(item: dict[str, Any], files: dict[str, str] | None = None, place: str = "") -> str:
    """A CSL item as citations to copy: the first as a sentence, the others as in a file.

    `files` gives the address of a form's file, if one is published; `place` is the fragment of what
    is cited, which the page adds to its own address where the book was built without one.
    """
    forms = {"APA": cite.text(item), "BibTeX": cite.bibtex(item), "RIS": cite.ris(item)}
    copy = '<button type="button" class="copy" hidden>Copy</button>'
    shown = ""
    for number, (name, text) in enumerate(forms.items()):
        file = (files or {}).get(name)
        label = f'<a href="{file}" download>{name}</a>' if file else name
        words = (
            _preformatted(text)
            if number
            else (f'<p class="cite-text" data-place="{place}">{escape(text)}</p>')
        )
        shown += f'<div class="cite-form"><b>{label}</b>{words}{copy}</div>'
    others = " ".join(
        f'<a href="{file}" download>{name}</a>'
        for name, file in (files or {}).items()
        if name not in forms
    )
    return shown + (f"<p>Also as {others}</p>" if others else "")


def _preformatted(text: str) -> str:
    return f'<pre tabindex="0">{escape(text)}</pre>'


@per_book
def chain(exhibit_id: str) -> trace.Chain:
    """From an exhibit to its code, rows and sources, as the command `trace` prints it."""
    return trace.chain(exhibit_id)


def _sources(one: dict[str, Any], docname: str) -> str:
    found = chain(one["id"])
    items = ""
    for source in found.sources:
        rows = [row.row_id for row in found.rows if row.source_id == source["source_id"]]
        cited = (
            f'<span class="source-rows">As of {escape(source["as_of"])}, rows: '
            f"{table_pages.row_links(rows, docname)}</span>"
            if rows
            else ""
        )
        items += f"<li>{_source_item(source['source_id'])}{cited}</li>"
    return f"<p>{_made_by(found.code, docname)}</p><ol>{items}</ol>"


def _made_by(code: trace.Code, docname: str) -> str:
    """The statement that makes an exhibit, the functions that it goes through, and the tables."""
    script = links.to(code.script, docname)
    made = f'Made in <a href="{script}" download>{escape(code.script)}</a>, line {code.line}'
    through = [*code.drawn_by, *code.functions]
    if through:
        made += f", through {', '.join(f'<code>{escape(name)}</code>' for name in through)}"
    known = [name for name in code.tables if name in table_pages.tables()]
    if known:
        pages = (
            f'<a href="{links.to(f"{table_pages.FOLDER}/{name}.html", docname)}">{escape(name)}</a>'
            for name in known
        )
        made += f", from the tables {', '.join(pages)}"
    return f"{made}."


def data_table(one: dict[str, Any]) -> str:
    """The plotted rows as an HTML table that scrolls inside itself."""
    columns = one["columns"]
    number = {
        column: ' class="n"'
        if all(isinstance(row.get(column), int | float | None) for row in one["data"])
        else ""
        for column in columns
    }
    head = "".join(f'<th scope="col"{number[column]}>{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{number[column]}>{escape(_cell(row.get(column)))}</td>" for column in columns
        )
        + "</tr>"
        for row in one["data"]
    )
    name = escape(f"Data of {one['title']}", quote=True)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _source_item(source_id: str) -> str:
    one = sources.source(source_id)
    text = escape(cite.text(cite.of_source(source_id)).removesuffix(one.url).strip())
    if not one.url:
        return text
    return f'{text} <a href="{escape(one.url, quote=True)}">{escape(_host(one.url))}</a>'


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.") if "://" in url else url


def _cached(key: list[Any], make: Any) -> str:
    looks = [theme.config(), theme.DARK, theme.FONT, render.VERSIONS]
    file = paths.cache() / "figures" / f"{sha256(canonical_json([*key, looks]))}.svg"
    if not file.is_file():
        write_atomically(file, make())
    return file.read_text("utf-8")


def _cached_png(svg: str) -> bytes:
    file = paths.cache() / "figures" / f"{sha256(svg)}.png"
    if not file.is_file():
        write_atomically(file, render.png(svg))
    return file.read_bytes()
