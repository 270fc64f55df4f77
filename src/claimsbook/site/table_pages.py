"""The tables of the data package on the site: a page a table, an address a row, and the CSV.

`/data/<table>.html#<row id>` is where a figure's or a claim's row stands; `/data/<table>.csv` is
the table as the repository has it, but for cells that a spreadsheet would run (`spreadsheets`).
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
from claimsbook.files import write_changed
from claimsbook.ledger import claims
from claimsbook.site import links, records, spreadsheets
from claimsbook.site.links import Link
from claimsbook.site.scroll import NUMBERS, Column, Row, Table
from claimsbook.site.templating import markup
from claimsbook.tables import data, sources

FOLDER = "data"
KIND = "rows-table"
"""The class of tables of rows."""


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
    return Link(row_id, links.to(f"{FOLDER}/{table}.html#{row_id}", docname))


def row_links(row_ids: list[str], docname: str) -> list[Link]:
    """Links to rows, in order."""
    return [row_link(row_id, docname) for row_id in row_ids]


def source_link(source_id: str, docname: str) -> Link:
    """A link to a source's entry among the sources, who and when as text."""
    target = links.to(f"{FOLDER}/sources.html#{source_id}", docname)
    return Link(sources.source(source_id).short, target)


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
    """The page of each table, for Sphinx to render."""
    for name, frame in tables().items():
        page = f"{FOLDER}/{name}"
        words = title(name)
        file = Link(f"{name}.csv", f"{name}.csv", file=True)
        body = markup("tables", "page", words, len(frame), file, _table(name, frame, page))
        # Sphinx takes titles as markup.
        yield page, {"title": str(escape(words)), "body": body}, "page.html"


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Put every table's CSV beside its page."""
    if fault or app.builder.format != "html":
        return
    for name in data.table_names():
        file = Path(app.outdir) / FOLDER / f"{name}.csv"
        table = data.table_file(name).read_bytes().decode("utf-8")
        write_changed(file, spreadsheets.defused_table(table))


def _table(name: str, frame: pd.DataFrame, docname: str) -> Table:
    key = "source_id" if name == "sources" else "row_id"
    fields = {field["name"]: field for field in data.schema(name)["fields"]}
    columns = [_column(fields[column]) for column in frame]
    rows = [
        Row(
            [_cell(str(column), value, name, docname) for column, value in record.items()],
            id=record[key],
        )
        for record in frame.to_dict("records")
    ]
    carried = _carried(docname) if name == "sources" else {}
    if carried:
        # Beside the id: at the end of a wide table nobody would find it.
        place = 1 + [one.name for one in columns].index(key)
        columns.insert(place, Column("carries"))
        for row in rows:
            row.cells.insert(place, carried.get(str(row.id), ""))
    return Table(title(name), columns, rows, KIND)


def _column(field: dict[str, Any]) -> Column:
    number = field["type"] in ("number", "integer", "year")
    return Column(field["name"], NUMBERS if number else None, _about(field))


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


def _cell(column: str, value: str, table: str, docname: str) -> str | Link:
    if column == "source_id" and table != "sources" and value:
        return Link(value, links.to(f"{FOLDER}/sources.html#{value}", docname))
    if value.startswith(("https://", "http://")) and " " not in value:
        return Link(value, value)
    return value
