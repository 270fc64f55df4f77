"""The tables of the data package on the site: a page a table, an address a row, and the CSV.

`/data/<table>.html#<row id>` is where a figure's or a claim's row stands; `/data/<table>.csv` is
the table as the repository has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from sphinx.application import Sphinx

from claimsbook import chapters
from claimsbook.book import per_book
from claimsbook.files import write_changed
from claimsbook.ledger import claims
from claimsbook.site import links, records
from claimsbook.tables import data, sources

FOLDER = "data"


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


def row_link(row_id: str, docname: str) -> str:
    """A link to a row of data, its id as text."""
    table, _ = homes()[row_id]
    target = links.to(f"{FOLDER}/{table}.html#{row_id}", docname)
    return f'<a href="{target}">{escape(row_id)}</a>'


def source_link(source_id: str, docname: str) -> str:
    """A link to a source's entry among the sources, who and when as text."""
    target = links.to(f"{FOLDER}/sources.html#{source_id}", docname)
    return f'<a href="{target}">{escape(sources.source(source_id).short)}</a>'


def row_links(row_ids: list[str], docname: str) -> str:
    """Links to rows, in order."""
    return " ".join(row_link(row_id, docname) for row_id in row_ids)


def overview(docname: str) -> str:
    """All tables with their size and their files, as an HTML table."""
    lines = []
    for name, frame in tables().items():
        page = links.to(f"{FOLDER}/{name}.html", docname)
        file = links.to(f"{FOLDER}/{name}.csv", docname)
        lines.append(
            f'<tr><td><a href="{page}">{escape(title(name))}</a></td>'
            f'<td class="n">{len(frame)}</td>'
            f'<td><a href="{file}" download>{escape(name)}.csv</a></td></tr>'
        )
    file = links.to(f"{FOLDER}/claims.csv", docname)
    ledger = links.to(links.LEDGER, docname)
    lines.append(
        f'<tr><td><a href="{ledger}">{escape(title("claims"))}</a></td>'
        f'<td class="n">{len(claims.ledger())}</td>'
        f'<td><a href="{file}" download>claims.csv</a></td></tr>'
    )
    head = "".join(f'<th scope="col">{each}</th>' for each in ("Table", "Rows", "File"))
    return _scroll(
        "Tables of the data package",
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody>",
    )


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
        body = (
            f"<h1>{escape(words)}</h1>"
            f'<p>{len(frame)} rows. Each can be linked to; <a href="{escape(name)}.csv" download>'
            f"{escape(name)}.csv</a> is the whole table.</p>{_table(name, frame, page)}"
        )
        yield page, {"title": words, "body": body}, "page.html"


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Put every table's CSV beside its page."""
    if fault or app.builder.format != "html":
        return
    for name in data.table_names():
        file = Path(app.outdir) / FOLDER / f"{name}.csv"
        write_changed(file, data.table_file(name).read_bytes())


def _table(name: str, frame: pd.DataFrame, docname: str) -> str:
    key = "source_id" if name == "sources" else "row_id"
    fields = {field["name"]: field for field in data.schema(name)["fields"]}
    numbers = {
        column: ' class="n"' if fields[column]["type"] in ("number", "integer", "year") else ""
        for column in map(str, frame.columns)
    }
    head = "".join(
        f'<th scope="col"{kind} title="{escape(_about(fields[column]), quote=True)}">'
        f"{escape(column)}</th>"
        for column, kind in numbers.items()
    )
    carried = _carried(docname) if name == "sources" else {}
    if carried:
        # Beside the id: at the end of a wide table nobody would find it.
        head = head.replace("</th>", '</th><th scope="col">carries</th>', 1)
    body = "".join(
        f'<tr id="{escape(str(record[key]))}">'
        + "".join(
            f"<td{numbers[str(c)]}>{_cell(str(c), str(v), name, docname)}</td>"
            + (f"<td>{carried.get(str(v), '')}</td>" if carried and c == key else "")
            for c, v in record.items()
        )
        + "</tr>"
        for record in frame.to_dict("records")
    )
    return _scroll(title(name), f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>")


def _carried(docname: str) -> dict[str, str]:
    """The figures and claims that rest on each source, as links, folded away."""
    found: dict[str, list[str]] = {}
    known = chapters.all_chapters()
    for one in chapters.collect_exhibits(known):
        target = links.to(f"notebooks/{one['chapter']}.html#{one['id']}", docname)
        for source_id in one["sources"]:
            found.setdefault(source_id, []).append(f'<a href="{target}">{escape(one["id"])}</a>')
    for claim_id, line in records.claim_lines().items():
        if not line["repeats"]:
            target = links.to_claim(claim_id, docname)
            for source_id in line["sources"]:
                found.setdefault(source_id, []).append(f'<a href="{target}">{claim_id}</a>')
    return {
        source_id: f'<details class="evidence"><summary>{len(carried)}</summary>'
        f"{' '.join(carried)}</details>"
        for source_id, carried in found.items()
    }


def _about(field: dict[str, Any]) -> str:
    unit = field.get("unit", "none")
    return str(field.get("description", "")) + (f" Unit: {unit}." if unit != "none" else "")


def _cell(column: str, value: str, table: str, docname: str) -> str:
    if column == "source_id" and table != "sources" and value:
        target = links.to(f"{FOLDER}/sources.html#{value}", docname)
        return f'<a href="{target}">{escape(value)}</a>'
    if value.startswith(("https://", "http://")) and " " not in value:
        return f'<a href="{escape(value)}">{escape(value)}</a>'
    return escape(value)


def _scroll(name: str, table: str) -> str:
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}">'
        f'<table class="rows-table">{table}</table></div>'
    )
