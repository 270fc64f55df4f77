"""What the columns of a figure's CSV mean, as metadata of CSV on the Web.

`/figures/<id>.csv-metadata.json` stands where a reader of `/figures/<id>.csv` looks for it
(https://www.w3.org/TR/tabular-data-primer/): title, licence and sources of the file, and for each
column its type and the unit that its name ends in ("price_usd_bn").
"""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

from claimsbook.ledger import claims
from claimsbook.ledger.units import of_name, units
from claimsbook.references import cite
from claimsbook.site import table_pages

ENDING = "csv-metadata.json"
SETTINGS = (
    "What a control of the figure changes stands here as at its first settings, or in a line for "
    "each setting"
)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def metadata(one: dict[str, Any], *, steered: bool = False) -> dict[str, Any]:
    """The metadata of the CSV of an exhibit; `steered`, where a reader can set its chart."""
    told = (one["subtitle"], *([SETTINGS] if steered else []))
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{one['id']}.csv",
        "dc:title": one["title"],
        "dc:description": ". ".join(words.rstrip(".") for words in told),
        "dc:license": {"@id": LICENCE},
        "dc:identifier": cite.mark(one),
        "dc:source": [cite.text(cite.of_source(source_id)) for source_id in one["sources"]],
        "tableSchema": {"columns": [_column(name, one["data"]) for name in one["columns"]]},
    }


def unit(name: str) -> str:
    """The unit of a column in words, by the end of its name; "" where it names none."""
    return units()[of_name(name)].format("").strip()


def _column(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    values = [row[name] for row in rows if row.get(name) is not None]
    found: dict[str, Any] = {
        "name": quote(name),
        "titles": name,
        "datatype": _type(values),
        "null": [""],
    }
    if _type(values) == "number" and unit(name):
        found["schema:unitText"] = unit(name)
    of = leads_to(name, rows)
    if of:
        several = any(len(str(one).split()) > 1 for one in values)
        found["dc:description"] = _NAMED[of, several]
        if several:
            found["separator"] = " "
    return found


Named = Literal["row", "claim", ""]
"""What a cell of a column may name: rows of the data package, or claims."""

_NAMED = {
    ("row", False): "The id of a row of the data package",
    ("row", True): "The ids of rows of the data package, parted by spaces",
    ("claim", False): "The id of a claim",
    ("claim", True): "The ids of claims, parted by spaces",
}


def leads_to(name: str, rows: list[dict[str, Any]]) -> Named:
    """What the cells of a column of a figure's CSV name, by one id or by several; "" for neither.

    A cell may be empty, where a line rests on nothing of the kind.
    """
    ids = {one for row in rows if row.get(name) for one in str(row[name]).split()}
    if not ids:
        return ""
    if ids <= set(table_pages.homes()):
        return "row"
    return "claim" if ids <= set(claims.ledger()) else ""


def _type(values: list[Any]) -> str:
    kinds = {type(one) for one in values}
    if kinds == {bool}:
        return "boolean"
    return "number" if kinds and kinds <= {int, float} else "string"
