"""Numbers in prose that lead to what they rest on: a row of data, or the figure that shows them.

Chapters and prose pages write `[34 %](row:imports-share-1995)` and
`[Figure](fig:shares-by-year)`, which becomes the figure's number, or
`[80 %](fig:shares-by-year)`. The words link to the row's place among the data, or to the figure; a
script shows the record as a card. Without scripts and on paper the links remain. Where one line of
the figure's CSV has the number, and names its rows, the card names them too, with their sources.
"""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import Any

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from claimsbook.book import per_book
from claimsbook.errors import BookError
from claimsbook.ledger.intervals import last_digit
from claimsbook.site import columns, figures, links, soup, table_pages
from claimsbook.site.links import Link
from claimsbook.site.templating import markup
from claimsbook.tables import data

SCHEMES: dict[str, Any] = {
    "claim": {"url": f"../{links.LEDGER}#claim-{{{{path}}}}", "classes": ["claim"]},
    "row": {"url": "#row-{{path}}", "classes": ["row"]},
    "fig": {"url": "#fig-{{path}}", "classes": ["fig"]},
}
"""What Markdown links may begin with, beside the schemes of the web, and the link they become."""

_HEAD = ("row_id", "source_id", "value", "value_high", "unit", "quantity", "bound")
_EMPTY = ("", "none")
_NAMES = ("row_id", "row_ids")
"""The columns of a figure's CSV that name rows of data: one a line, or several."""
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"%|\$|×|-fold\b|\b(?:times|billion|million|trillion|points|tokens|GB|GiB|years|minutes)\b"
_SAME = {"-fold": "×", "times": "×"}


def annotate(page: BeautifulSoup, docname: str) -> None:
    """Lead the numbers of a page to their rows and figures; put their records at its end, unseen.

    Raises BookError for a row that no table has, or a figure that the book does not have.
    """
    notes: dict[str, Markup] = {}
    for link in page.find_all("a", class_=["row", "fig"]):
        kind = "row" if "row" in soup.classes(link) else "fig"
        _, found, name = str(link.get("href", "")).partition(f"#{kind}-")
        if not found:
            continue
        link["href"], note = (_to_row if kind == "row" else _to_figure)(link, name, docname)
        soup.drop(link, kind)
        if note is not None:
            link["class"] = "cited"
            link["data-note"] = _kept(notes, f"{kind}-note-{name}", note)
    if notes:
        page.append(soup.parsed(markup("claims", "number_notes", list(notes.items()))))


def _kept(notes: dict[str, Markup], name: str, note: Markup) -> str:
    """Keep a note, under `name` where no other has it; the name that it has."""
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    free = next(one for one in names if notes.get(one, note) == note)
    notes[free] = note
    return free


def _to_row(link: Tag, row_id: str, docname: str) -> tuple[str, Markup]:
    home = table_pages.homes().get(row_id)
    if home is None:
        raise BookError(
            f"{docname} links to row {row_id!r}, which no table has. Remedy: correct the id."
        )
    to = table_pages.row_link(row_id, docname).href
    return to, record(row_id, docname)


def _to_figure(link: Tag, exhibit_id: str, docname: str) -> tuple[str, Markup | None]:
    known = numbers()
    if exhibit_id not in known:
        raise BookError(
            f"{docname} links to figure {exhibit_id!r}, which the book does not have. "
            "Remedy: correct the id."
        )
    one = figures.record(exhibit_id)
    home = f"notebooks/{one['chapter']}"
    to = f"#{exhibit_id}" if home == docname else links.to(f"{home}.html#{exhibit_id}", docname)
    words = f"Figure\u00a0{known[exhibit_id]}"
    if link.get_text().strip() == "Figure":
        link.string = words
        return to, None
    file = Link("data", links.to(f"{figures.FOLDER}/{exhibit_id}.csv", docname), file=True)
    named = [
        (table_pages.row_link(row_id, docname), _source_of(row_id, docname))
        for row_id in figure_rows(link.get_text(), exhibit_id)
    ]
    return to, markup("claims", "figure_note", Link(words, to), one["title"], file, named)


def _source_of(row_id: str, docname: str) -> Link | None:
    source_id = table_pages.homes()[row_id][1]
    return table_pages.source_link(source_id, docname) if source_id else None


def figure_rows(words: str, exhibit_id: str) -> list[str]:
    """The rows of data that a figure's CSV names in the one line that has the number of `words`.

    [] where `words` have no number or several; one of a single digit or without a unit, such as a
    count of cases, which may stand in a line by chance; where no line has it, or more than one; and
    where that line names no row.
    """
    found = re.findall(_NUMBER, words)
    units = _units(words)
    if len(found) != 1 or len(re.sub(r"\D", "", found[0])) < 2 or not units:
        return []
    one = figures.record(exhibit_id)
    said = Decimal(found[0].replace(",", ""))
    lines = [
        line
        for line in one["data"]
        if any(_says(line.get(name), said) for name in one["columns"] if _may(name, units))
    ]
    named = " ".join(str(lines[0].get(name) or "") for name in _NAMES) if len(lines) == 1 else ""
    return [row_id for row_id in named.split() if row_id in table_pages.homes()]


def _units(text: str) -> set[str]:
    """The units that a text names, by their signs."""
    return {_SAME.get(one, one) for one in re.findall(_UNIT, text)}


def _may(name: str, units: set[str]) -> bool:
    """Whether a column may have a number in `units`: by its own, if its name ends in one."""
    unit = columns.unit(name)
    return name not in _NAMES and (not unit or units <= _units(unit))


def _says(value: object, said: Decimal) -> bool:
    """Whether a value rounds to the number as it is written."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(Decimal(str(value)) - said) <= last_digit(said) / 2


@per_book
def numbers() -> dict[str, int]:
    """The number of each figure, as its page shows it, by id: through all chapters."""
    return {one["id"]: number for number, one in enumerate(figures.all_records(), start=1)}


def record(row_id: str, docname: str) -> Markup:
    """A row as a record: what, how much, of when, who says so and where, what rests on it."""
    table, source_id = table_pages.homes()[row_id]
    row = table_pages.rows(table)[row_id]
    titles = {one["name"]: table_pages.label(one) for one in data.schema(table)["fields"]}
    rest = {titles[key]: value for key, value in row.items() if _is_told(key, value)}
    return markup(
        "claims",
        "row_note",
        table_pages.said(row),
        row.get("quantity", ""),
        rest,
        table_pages.source_link(source_id, docname) if source_id else None,
        table_pages.row_link(row_id, docname),
    )


def _is_told(key: str, value: str) -> bool:
    return key not in _HEAD and value not in _EMPTY
