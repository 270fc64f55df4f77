"""What the columns of a figure's CSV mean, as metadata of CSV on the Web.

`/figures/<id>.csv-metadata.json` stands where a reader of `/figures/<id>.csv` looks for it
(https://www.w3.org/TR/tabular-data-primer/): title, licence and sources of the file, and for each
column its type and the unit that its name ends in ("price_usd_bn").
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from claimsbook.ledger.units import of_name, units
from claimsbook.references import cite
from claimsbook.site import table_pages

ENDING = "csv-metadata.json"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def metadata(one: dict[str, Any]) -> dict[str, Any]:
    """The metadata of the CSV of an exhibit."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{one['id']}.csv",
        "dc:title": one["title"],
        "dc:description": one["subtitle"],
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
    if leads_to_rows(name, rows):
        several = any(len(str(one).split()) > 1 for one in values)
        found["dc:description"] = _SEVERAL if several else _ONE
        if several:
            found["separator"] = " "
    return found


_ONE = "The id of a row of the data package"
_SEVERAL = "The ids of rows of the data package, parted by spaces"


def leads_to_rows(name: str, rows: list[dict[str, Any]]) -> bool:
    """Whether each cell of a column of a figure's CSV names rows of the data package."""
    cells = [str(row[name]) for row in rows if row.get(name) is not None]
    homes = table_pages.homes()
    return any(cells) and all(one in homes for cell in cells for one in cell.split())


def _type(values: list[Any]) -> str:
    kinds = {type(one) for one in values}
    if kinds == {bool}:
        return "boolean"
    return "number" if kinds and kinds <= {int, float} else "string"
