"""The tables of the data package on the site: their pages, an address a row, and the CSV.

`/data/<table>.html#<row id>` is where a figure's or a claim's row stands; `/data/<table>.csv` is
the table as the repository has it, but for cells that a spreadsheet would run (`spreadsheets`). A
table that would make a heavy page has several: `<table>.html`, `<table>-2.html` and so on, in the
order of the file. Links lead to the page of the row; from the address above a script finds it, by
`/data/<table>.parts.js`, and without scripts the first page says which rows are where.

A row that is addressed opens as a record, by a script or, without scripts, by its style. So that it
says first what a reader wants, a page shows the source beside the id, a value in words with its
unit, and last the figures and claims that rest on the row. The CSV has the columns of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup, escape
from sphinx.application import Sphinx

from claimsbook import chapters
from claimsbook.book import per_book
from claimsbook.errors import BookError
from claimsbook.files import canonical_json, write_changed
from claimsbook.ledger import claims
from claimsbook.ledger.units import of_name, units, with_unit
from claimsbook.site import links, records, spreadsheets
from claimsbook.site.links import Link
from claimsbook.site.scroll import NUMBERS, Column, Row, Table
from claimsbook.site.templating import markup
from claimsbook.tables import data, sources

FOLDER = "data"
KIND = "rows-table"
"""The class of tables of rows."""

SOURCE, VALUE, USED = "source", "said", "used"
"""The classes of the cells that a record sets apart."""

_SAID = ("value_high", "unit", "bound")
"""Columns that are said with the value, where a table has a value and its unit."""

_NUMBERS = ("number", "integer", "year")
_AROUND = 45
"""Bytes of the tags around a cell, about."""

WHOLE, PART, LISTED = 125_000, 95_000, 40_000
"""Bytes: rows that stand on one page, those of each page of a table that needs several, and ids of
rows that its first page lists one by one."""


@per_book
def tables() -> dict[str, pd.DataFrame]:
    """Every table of the package as text, by name; the claims have the ledger instead."""
    frames = {}
    for name in data.table_names():
        if name != "claims":
            data.read(name)
            frames[name] = pd.read_csv(data.table_file(name), dtype=str, keep_default_na=False)
    return frames


@per_book
def homes() -> dict[str, tuple[str, str]]:
    """Where each row stands and what it cites: row id -> (table, source id)."""
    return {
        row_id: (name, source_id)
        for name, frame in tables().items()
        if "row_id" in frame
        for row_id, source_id in zip(frame["row_id"], frame["source_id"])
    }


@per_book
def _by_id() -> dict[str, dict[str, dict[str, str]]]:
    return {}


def rows(table: str) -> dict[str, dict[str, str]]:
    """The rows of a table as text, by id."""
    kept = _by_id()
    if table not in kept:
        found = tables()[table].to_dict("records")
        kept[table] = {
            str(one["row_id"]): {str(k): str(v) for k, v in one.items()} for one in found
        }
    return kept[table]


def row_link(row_id: str, docname: str) -> Link:
    """A link to a row of data, its id as text."""
    table, _ = homes()[row_id]
    return Link(row_id, links.to(f"{pages(table)[row_id]}.html#{row_id}", docname))


def row_links(row_ids: list[str], docname: str) -> list[Link]:
    """Links to rows, in order."""
    return [row_link(row_id, docname) for row_id in row_ids]


def source_link(source_id: str, docname: str) -> Link:
    """A link to a source's entry among the sources, who and when as text."""
    target = links.to(f"{pages('sources')[source_id]}.html#{source_id}", docname)
    return Link(sources.source(source_id).short, target)


@per_book
def pages(name: str) -> dict[str, str]:
    """The page of each row of a table: row id -> page, as "data/prices-2"."""
    return {
        str(row.id): _page(name, number)
        for number, rows in enumerate(_parts(name), 1)
        for row in rows
    }


def said(row: dict[str, str]) -> str:
    """The value of a fact with its unit; "" for rows of other kinds, whose columns have names."""
    if not row.get("value"):
        return ""
    high = f" to {row['value_high']}" if row.get("value_high") else ""
    bound = {"at_least": "at least ", "at_most": "at most "}.get(row.get("bound", ""), "")
    value, unit = f"{row['value']}{high}", row.get("unit", "")
    return bound + (with_unit(value, unit) if unit in units() else f"{value} {unit}".strip())


def label(field: dict[str, Any]) -> str:
    """A field of a schema in words, with the unit that its name ends in ("price_usd_bn")."""
    name, title = str(field["name"]), str(field.get("title", ""))
    unit = of_name(name) if field["type"] in _NUMBERS else ""
    spelling = units()[unit].format("").strip() if unit else ""
    if title and _tells(title, unit, spelling):
        return title
    plain = title or _words(name.removesuffix(unit))
    return ", ".join(filter(None, (plain, spelling))) or _words(name)


def _tells(title: str, unit: str, spelling: str) -> bool:
    """Whether the title of a column says its unit by itself ("Memory (GB)", "Score %")."""
    said = title.lower()
    words = ("(", spelling.lower(), *unit.split("_"))
    return not spelling or any(one in said for one in words)


def _words(name: str) -> str:
    words = name.removesuffix("_id").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def overview(docname: str) -> Table:
    """All tables with their size and their files."""

    def row(name: str, page: str, count: int) -> Row:
        file = links.to(f"{FOLDER}/{name}.csv", docname)
        home = Link(title(name), links.to(page, docname))
        return Row([home, str(count), Link(f"{name}.csv", file, file=True)])

    rows = [row(name, f"{FOLDER}/{name}.html", len(frame)) for name, frame in tables().items()]
    rows.append(row("claims", links.LEDGER, len(claims.ledger())))
    columns = [Column("Table"), Column("Rows", NUMBERS, plain=True), Column("File")]
    return Table("Tables of the data package", columns, rows, KIND)


def title(name: str) -> str:
    """What a table holds, in words; "Single facts" says which subject's."""
    words = str(data.resource(name).get("title") or name)
    if words == "Single facts":
        words = f"{words}: {name.removesuffix('-facts')}"
    return words


def collect(_: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages of each table, for Sphinx to render."""
    for name, frame in tables().items():
        columns, parts = _whole(name).columns, _parts(name)
        file = Link(f"{name}.csv", f"{name}.csv", file=True)
        for number, rows in enumerate(parts, 1):
            words = title(name) + (f", page {number} of {len(parts)}" if len(parts) > 1 else "")
            table = markup("tables", "records", Table(words, columns, rows, KIND))
            body = markup(
                "tables", "page", words, len(frame), file, table, _among(name, number, parts)
            )
            # Sphinx takes titles as markup.
            yield _page(name, number), {"title": str(escape(words)), "body": body}, "page.html"


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Put every table's CSV beside its pages, and what says on which of several a row stands."""
    if fault or app.builder.format != "html":
        return
    out = Path(app.outdir) / FOLDER
    for name in data.table_names():
        table = data.table_file(name).read_bytes().decode("utf-8")
        write_changed(out / f"{name}.csv", spreadsheets.defused_table(table))
    for name in tables():
        parts = _parts(name)
        if len(parts) > 1:
            known = [
                [_page(name, number).removeprefix(f"{FOLDER}/"), " ".join(_ids(rows))]
                for number, rows in enumerate(parts, 1)
            ]
            text = f"globalThis.bookParts = {canonical_json(known)};\n"
            write_changed(out / f"{name}.parts.js", text)


def _page(name: str, number: int) -> str:
    page = name if number == 1 else f"{name}-{number}"
    if number > 1 and page in tables():
        raise BookError(
            f"data/datapackage.json: table {page!r} has the name of page {number} of {name!r}. "
            "Remedy: name one of them otherwise."
        )
    return f"{FOLDER}/{page}"


@per_book
def _parts(name: str) -> list[list[Row]]:
    """The rows of a table by page."""
    rows = _whole(name).rows
    weights = [_weight(row) for row in rows]
    if sum(weights) <= WHOLE:
        return [rows]
    parts: list[list[Row]] = [[]]
    filled = 0
    for row, weight in zip(rows, weights):
        if parts[-1] and filled + weight > PART:
            parts.append([])
            filled = 0
        parts[-1].append(row)
        filled += weight
    return parts


def _weight(row: Row) -> int:
    """Bytes of a row's markup, about: what it says, and the tags around."""
    parts = [part for cell in row.cells for part in (cell if isinstance(cell, Link) else (cell,))]
    return sum(len(str(part).encode()) + _AROUND for part in parts if part) + 150


def _ids(rows: list[Row]) -> list[str]:
    return [str(row.id) for row in rows]


def _among(name: str, number: int, parts: list[list[Row]]) -> dict[str, Any] | None:
    """What page `number` of a table says of the others, for templates; none where it is alone."""
    if len(parts) == 1:
        return None
    few = sum(len(one) + 1 for rows in parts for one in _ids(rows)) <= LISTED
    names = [_page(name, n).removeprefix(f"{FOLDER}/") for n in range(1, len(parts) + 1)]
    return {
        "number": number,
        "map": f"{FOLDER}/{name}.parts.js",
        "pages": [
            {
                "number": n,
                "home": Link(str(n), f"{page}.html"),
                "count": len(rows),
                "ids": _ids(rows) if few or len(rows) < 3 else [],
                "first": rows[0].id,
                "last": rows[-1].id,
            }
            for n, (page, rows) in enumerate(zip(names, parts), 1)
        ],
    }


@per_book
def _whole(name: str) -> Table:
    """A table with all its rows; what links from it leads on from the folder of the tables."""
    frame, docname = tables()[name], f"{FOLDER}/{name}"
    key = "source_id" if name == "sources" else "row_id"
    fields = {field["name"]: field for field in data.schema(name)["fields"]}
    order = _order([str(one) for one in frame.columns])
    used = _carried(docname) if name == "sources" else _used()
    place = 1 if name == "sources" else len(order)
    rows = []
    for record in frame.to_dict("records"):
        texts = {str(column): str(value) for column, value in record.items()}
        cells = [_cell(column, texts, order, name, docname) for column in order]
        cells.insert(place, used.get(texts[key], ""))
        rows.append(Row(cells, id=texts[key]))
    columns = [_column(fields[column], order) for column in order]
    columns.insert(place, Column("used in", USED, _USED, label="Used in"))
    return Table(title(name), columns, rows, KIND)


_USED = "The figures and claims that rest on it."


def _order(columns: list[str]) -> list[str]:
    """The columns of a page: the source beside the id, what is said with a value left out."""
    if "row_id" not in columns:
        return columns
    first = [one for one in ("row_id", "source_id") if one in columns]
    beside = _SAID if {"value", "unit"} <= set(columns) else ()
    return first + [one for one in columns if one not in (*first, *beside)]


def _column(field: dict[str, Any], order: list[str]) -> Column:
    name = field["name"]
    kind = NUMBERS if field["type"] in _NUMBERS else None
    if name in ("source_id", "locator") and "row_id" in order:
        kind = SOURCE
    elif name == "value" and "unit" not in order:
        kind = VALUE
    return Column(name, kind, _about(field), label=label(field))


@per_book
def _used() -> dict[str, Markup]:
    """The figures and claims that rest on each row, as links in words, folded away."""
    found: dict[str, list[Link]] = {}
    docname = f"{FOLDER}/rows"
    for number, one in enumerate(chapters.collect_exhibits(chapters.all_chapters()), start=1):
        target = links.to(f"notebooks/{one['chapter']}.html#{one['id']}", docname)
        link = Link(f"Figure {number}: {one['title']}", target)
        for row_id in one["rows"]:
            found.setdefault(row_id, []).append(link)
    for claim_id, line in records.claim_lines().items():
        if not line["repeats"]:
            link = Link(line["paraphrase"], links.to_claim(claim_id, docname))
            for row_id in line["rows"]:
                found.setdefault(row_id, []).append(link)
    return {key: markup("tables", "carried", those) for key, those in found.items()}


def _carried(docname: str) -> dict[str, Markup]:
    """The figures and claims that rest on each source, as links, folded away."""
    found: dict[str, list[Link]] = {}
    for one in chapters.collect_exhibits(chapters.all_chapters()):
        target = links.to(f"notebooks/{one['chapter']}.html#{one['id']}", docname)
        for source_id in one["sources"]:
            found.setdefault(source_id, []).append(Link(one["id"], target))
    for claim_id, line in records.claim_lines().items():
        if not line["repeats"]:
            target = links.to_claim(claim_id, docname)
            for source_id in line["sources"]:
                found.setdefault(source_id, []).append(Link(claim_id, target))
    return {key: markup("tables", "carried", those) for key, those in found.items()}


def _about(field: dict[str, Any]) -> str:
    unit = field.get("unit", "none")
    return str(field.get("description", "")) + (f" Unit: {unit}." if unit != "none" else "")


def _cell(
    column: str, row: dict[str, str], order: list[str], table: str, docname: str
) -> str | Link | Markup:
    value = row[column]
    if column == "source_id" and table != "sources" and value:
        return _cited(value, docname)
    if column == "value" and "unit" not in order:
        return said(row)
    if value.startswith(("https://", "http://")) and " " not in value:
        return Link(value, value)
    return value


@per_book
def _citations() -> dict[str, Markup]:
    return {}


def _cited(source_id: str, docname: str) -> Markup:
    """A source of a row: its entry among the sources, and where it lies outside."""
    known = _citations()
    if source_id not in known:
        url = sources.source(source_id).url
        host = url.split("/")[2].removeprefix("www.") if "://" in url else ""
        outside = Link(host, url) if host else None
        known[source_id] = markup("tables", "cited", source_link(source_id, docname), outside)
    return known[source_id]
