"""What a cell may hold beside what its schema says: rules over columns, tables and sources.

A schema sees one cell at a time. These rules hold what belongs together: a row's date and the day
on which its source was read, its standing and what it carries, its figure and its unit; a source's
address and its publisher. They are applied whenever a table is read.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from claimsbook.errors import TableError
from claimsbook.ledger.units import units
from claimsbook.tables.package import datapackage, resource, schema, table_file
from claimsbook.tables.validate import text_of

Record = dict[str, Any]
Fault = tuple[str, str, str]
"""A column, what is wrong with its cell, and the remedy."""

PLAIN_HTTP = "claimsbook:plain-http"
"""The property of the table of sources that lists the sources whose address has no https."""

UNITS = "claimsbook:units"
"""The property of the package that lists the units of rows which the ledger never writes."""

WRITTEN = "2026-11-27"
"""The day on which this was written. A clock that shows an earlier one is wrong."""

PLAUSIBLE = {
    "pct": (-1_000.0, 10_000.0),
    "year": (1_000.0, 3_000.0),
    "years": (0.0, 1_000.0),
    "count": (0.0, 1e12),
    "usd_tn": (-1_000.0, 1_000.0),
    "usd_bn": (-100_000.0, 100_000.0),
    "usd_mn": (-10_000_000.0, 10_000_000.0),
    "usd_per_mtok": (0.0, 10_000.0),
}
"""The least and the greatest figure that a unit of a table of facts can sensibly have."""

_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def check_rules(name: str, file: Path, frame: pd.DataFrame) -> None:
    """Hold a table, typed as `read` gives it, to the rules that concern its columns.

    Raises TableError for the first row that breaks one, with file, row, column and remedy.
    """
    plain_http = frozenset(resource(name).get(PLAIN_HTTP, ()))
    addresses = [str(one) for one in frame.columns if one == "url" or str(one).endswith("_url")]
    cited = _sources() if {"source_id", "as_of"} <= set(frame.columns) else {}
    known = _known_units(name) if "unit" in frame else frozenset()
    if not addresses and not cited and not known:
        return
    records: list[Record] = frame.to_dict("records")  # type: ignore[assignment]
    for number, row in enumerate(records, start=2):
        for column, problem, remedy in _faults(row, addresses, plain_http, cited, known):
            raise TableError(file, number, column, problem, remedy)


def _faults(
    row: Record,
    addresses: list[str],
    plain_http: frozenset[str],
    cited: dict[str, Record],
    known: frozenset[str],
) -> Iterator[Fault]:
    yield from _faults_of_addresses(row, addresses, plain_http)
    if known and row["unit"] and row["unit"] not in known:
        remedy = (
            f"correct it, or add it to [units] of book.toml or {UNITS} of data/datapackage.json"
        )
        yield "unit", f"{row['unit']!r} is no unit that this book knows", remedy
    if {"url", "publisher", "type"} <= set(row):
        yield from _faults_of_source(row)
    # A source that is not there is told by whoever looks the rows up.
    if source := cited.get(str(row.get("source_id", ""))):
        yield from _faults_of_date(row, source)
        yield from _faults_of_evidence(row, source)


def _faults_of_addresses(
    row: Record, columns: list[str], plain_http: frozenset[str]
) -> Iterator[Fault]:
    for column in columns:
        address = str(row[column])
        if not address:
            continue
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
            sound = parts.scheme in ("http", "https") and bool(_HOST.fullmatch(host))
            sound = sound and parts.port in (None, 80, 443) and not parts.username
        except ValueError:
            sound = False
        if not sound or not address.isprintable() or re.search(r'[\s<>"{}|\\^`]', address):
            yield column, f"{address!r} is no address of the web", "write https://host/path"
        elif parts.scheme == "http" and str(row.get("source_id", "")) not in plain_http:
            remedy = f"write https, or list the source under {PLAIN_HTTP} of data/datapackage.json"
            yield column, f"{address!r} is not https", remedy
        elif host in ("doi.org", "dx.doi.org") and not re.match(r"/10\.\d{4,}/\S", parts.path):
            yield column, f"{address!r} is no DOI", "write https://doi.org/10.<number>/<name>"


def _faults_of_source(row: Record) -> Iterator[Fault]:
    publisher, address = str(row["publisher"]).lower(), str(row["url"]).lower()
    if address and _HOST.fullmatch(publisher) and publisher.split(".")[-2] not in address:
        yield "url", f"is not of the publisher {row['publisher']}", "correct one of the two"
    if not address and not row.get("artifact") and row["type"] in _ON_THE_WEB:
        yield "url", f"a source of type {row['type']} has no address", "give where it is found"
    issued, accessed = str(row.get("issued", "")), str(row.get("accessed", ""))
    if issued and accessed and issued > accessed:
        yield "issued", f"{issued} is after {accessed}, when it was read", "correct one of the two"
    if accessed > _tomorrow():
        yield (
            "accessed",
            f"{accessed} has not come yet",
            "correct the date, or this machine's clock",
        )


_ON_THE_WEB = ("webpage", "post", "post-weblog", "article-newspaper", "software")
"""Types of sources that have an address, or an artifact that a registry gives."""


def _tomorrow() -> str:
    """The last day that it can be anywhere, by the clock of this machine if that can be right."""
    today = max(dt.datetime.now(dt.UTC).date(), dt.date.fromisoformat(WRITTEN))
    return (today + dt.timedelta(days=1)).isoformat()


def _faults_of_date(row: Record, source: Record) -> Iterator[Fault]:
    known, read = str(row["as_of"]), source.get("accessed", "")
    if read and known > read:
        problem = f"{known} is after {read}, when its source was read"
        yield "as_of", problem, "correct the date, or read the source anew"


def _faults_of_evidence(row: Record, source: Record) -> Iterator[Fault]:
    standing = row.get("standing", "")
    if source.get("type") == "search" and standing not in ("", "absent"):
        yield "standing", f"is {standing!r}, but its source is a search", "write absent"
    if source.get("artifact") and "locator" in row and not str(row["locator"]).strip():
        problem = f"is empty, but {source['artifact']} has many places"
        yield "locator", problem, "say where in it the row stands"
    if not {"standing", "supports", "value"} <= set(row):
        return
    has_value = not pd.isna(row["value"])
    carries = has_value or bool(row["supports"])
    if standing == "absent" and carries:
        column = "value" if has_value else "supports"
        yield column, "is given, but the row is marked absent", "empty it, or correct the standing"
    if standing != "absent" and not carries:
        problem = f"is {standing!r}, but the row has no value and supports nothing"
        yield "standing", problem, "give what was found, or write absent"
    yield from _faults_of_unit(row, has_value)


def _faults_of_unit(row: Record, has_value: bool) -> Iterator[Fault]:
    unit = str(row.get("unit", ""))
    if has_value and not unit:
        yield "unit", "is empty, but the row has a figure", "say in which unit the figure is"
    if unit and not has_value and row["standing"] != "absent":
        yield "unit", f"is {unit}, but the row has no figure", "empty it, or give the figure"
    low, high = PLAUSIBLE.get(unit, (float("-inf"), float("inf")))
    given = [one for one in ("value", "value_high") if not pd.isna(row.get(one))]
    for column in given:
        if not low <= float(row[column]) <= high:
            problem = f"{row[column]:g} {unit} is not between {low:g} and {high:g}"
            yield column, problem, "correct the figure or its unit"
    if given == ["value_high"]:
        yield "value_high", "is given, but the row has no value", "give the lower end as the value"
    if len(given) == 2 and row["value_high"] < row["value"]:
        problem = f"{row['value_high']:g} is below the value, {row['value']:g}"
        yield "value_high", problem, "exchange the two, or correct one"


def _known_units(name: str) -> frozenset[str]:
    """The units that a table may have; none where its schema lists them, and checks them so."""
    fields = {str(field["name"]): field for field in schema(name)["fields"]}
    if "enum" in (fields.get("unit", {}).get("constraints") or {}):
        return frozenset()
    return frozenset(units()).union(map(str, datapackage().get(UNITS, ())))


def _sources() -> dict[str, Record]:
    """The sources by id, as texts, without the checks that reading their table would make."""
    file = table_file("sources")
    try:
        return _sources_of(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}


@functools.lru_cache(maxsize=4)
def _sources_of(file: Path, _changed: int) -> dict[str, Record]:
    rows = csv.DictReader(io.StringIO(text_of(file)))
    return {str(row.get("source_id")): dict(row) for row in rows}
