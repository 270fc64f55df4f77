"""Read the tables of the data package: validated against their schema, remembered once read.

The package is a Frictionless one (https://datapackage.org): `data/datapackage.json` names each
table, its schema, its SHA-256 and its size. Validation of types and constraints is frictionless's;
what it cannot see is checked here: that a row names a source that exists, and that a row id is
unique over the whole package.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from claimsbook import paths
from claimsbook.errors import BookError, TableError
from claimsbook.files import sha256_file, write_atomically
from claimsbook.tables.facts import Facts

STANDINGS = ("record", "independent", "interested", "leaked", "absent")
"""What a row's evidence is: a primary record, a third party's word, a party's word about itself, a
figure of a party that reached the public through unnamed persons, or the note that nothing was
found."""


@dataclass(frozen=True)
class Row:
    """Where one cited figure stands: its table, its source, how it stands as evidence, its date."""

    row_id: str
    table: str
    source_id: str
    standing: str
    as_of: str
    measured_by: str


_tables_read: dict[str, str] = {}
_rows_read: dict[str, Row] = {}


def datapackage() -> dict[str, Any]:
    """The descriptor `data/datapackage.json`, with each schema reference resolved."""
    file = paths.DATA / "datapackage.json"
    try:
        package: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise TableError(file, None, None, "is missing", "restore it from the repository") from None
    except json.JSONDecodeError as error:
        raise TableError(
            file, error.lineno, None, f"is not JSON ({error.msg})", "mend the syntax"
        ) from None
    except UnicodeDecodeError as error:
        raise TableError(
            file, None, None, f"is not UTF-8 ({error.reason})", "save the file as UTF-8"
        ) from None
    tables = package.get("resources") if isinstance(package, dict) else None
    sound = isinstance(tables, list) and all(
        isinstance(table, dict)
        and isinstance(table.get("schema"), str | dict)
        and all(isinstance(table.get(part), str) for part in ("name", "path"))
        for table in tables
    )
    if not sound:
        raise TableError(
            file,
            None,
            "resources",
            "is no list of tables with name, path and schema",
            "restore it from the repository",
        )
    return package


def resource(name: str) -> dict[str, Any]:
    """The descriptor of one table. Raises BookError when the package has none of that name."""
    for descriptor in datapackage()["resources"]:
        if descriptor["name"] == name:
            return dict(descriptor)
    known = ", ".join(table_names())
    raise BookError(f"data/datapackage.json has no table {name!r}. Remedy: use one of {known}.")


def table_names() -> list[str]:
    """Names of all tables, in the package's order."""
    return [descriptor["name"] for descriptor in datapackage()["resources"]]


def table_file(name: str) -> Path:
    """The CSV file of a table."""
    return paths.DATA / str(resource(name)["path"])


def schema(name: str) -> dict[str, Any]:
    """The Frictionless table schema of a table."""
    reference = resource(name)["schema"]
    if isinstance(reference, dict):
        return reference
    file = paths.DATA / reference
    try:
        loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, ValueError) as error:
        raise TableError(file, None, None, f"cannot be read ({error})", "restore it") from None
    fields = loaded.get("fields") if isinstance(loaded, dict) else None
    sound = isinstance(fields, list) and all(
        isinstance(field, dict) and {"name", "type"} <= set(field) for field in fields
    )
    if not sound:
        raise TableError(
            file, None, "fields", "is no list of fields with name and type", "restore it"
        )
    return loaded


def read(name: str) -> pd.DataFrame:
    """The table `name` as a frame: one row a cited figure, types as its schema says.

    Text columns hold "" where the cell is empty, numeric ones NaN. Raises TableError for the first
    fault found, with file, row, column and remedy. The table is remembered as read (see
    `tables_read`), and its rows can be named as evidence from then on.
    """
    file = table_file(name)
    table_schema = schema(name)
    _validate(name, file, table_schema)
    frame = _typed(file, table_schema)
    frame.attrs["table"] = name
    if "row_id" in frame:
        _remember_rows(name, file, frame)
    _tables_read[name] = sha256_file(file)
    return frame


def facts(name: str, prefix: str = "") -> Facts:
    """The table of single facts `name`, by row id; `prefix` may then be left out of the ids.

    Raises TableError as `read` does.
    """
    return Facts(read(name).set_index("row_id", drop=False), name, prefix)


def tables_read() -> dict[str, str]:
    """Tables read so far in this process: name -> SHA-256 of the file as it was read."""
    return dict(sorted(_tables_read.items()))


def remember(name: str, content_hash: str) -> None:
    """Count something that is not a table of the package among what was read."""
    _tables_read[name] = content_hash


def row(row_id: str) -> Row:
    """The whereabouts of a row of a table read before. Raises BookError if none was read."""
    if row_id not in _rows_read:
        near = [known for known in _rows_read if known.split("-")[0] == row_id.split("-")[0]][:3]
        raise BookError(
            f"no row {row_id!r} in the tables read so far ({', '.join(_tables_read) or 'none'}). "
            "Remedy: read its table first, or correct the id "
            f"(near ones: {', '.join(near) or '-'})."
        )
    return _rows_read[row_id]


def row_ids(rows: object) -> list[str]:
    """Row ids from a frame, a row of one, an id, or any nesting of those, in order, once each."""
    found: list[str] = []
    if rows is None:
        return found
    if isinstance(rows, str):
        found.append(rows)
    elif isinstance(rows, pd.DataFrame):
        found.extend(str(i) for i in rows["row_id"])
    elif isinstance(rows, pd.Series):
        values = [rows["row_id"]] if "row_id" in rows.index else list(rows)
        found.extend(str(i) for i in values)
    elif isinstance(rows, Iterable):
        for item in rows:
            found.extend(row_ids(item))
    else:
        raise BookError(
            f"rows must be row ids or frames that have row_id, not {type(rows).__name__}"
        )
    return list(dict.fromkeys(found))


def one(frame: pd.DataFrame, **equal: object) -> pd.Series:
    """The single row of `frame` in which each named column has the given value.

    Raises BookError when none or several do, naming the table and the count.
    """
    mask = pd.Series(True, index=frame.index)
    for column, value in equal.items():
        mask &= frame[column] == value
    hits = frame[mask]
    if len(hits) != 1:
        wanted = ", ".join(f"{c} = {v!r}" for c, v in equal.items())
        table = frame.attrs.get("table", "the frame")
        raise BookError(f"{len(hits)} rows of {table} have {wanted}; exactly one was expected.")
    found: pd.Series = hits.iloc[0]
    return found


def check_package() -> list[BookError]:
    """Every fault of the package: each table read, hashes compared, row ids unique over all."""
    faults: list[BookError] = []
    seen: dict[str, str] = {}
    for descriptor in datapackage()["resources"]:
        name, file = descriptor["name"], paths.DATA / descriptor["path"]
        try:
            frame = read(name)
        except BookError as error:
            faults.append(error)
            continue
        for number, row_id in enumerate(frame.get("row_id", []), start=2):
            if seen.setdefault(row_id, name) != name:
                faults.append(
                    TableError(
                        file,
                        number,
                        "row_id",
                        f"{row_id!r} stands in table {seen[row_id]} too",
                        "rename one of the two",
                    )
                )
        recorded = descriptor.get("hash", "")
        if recorded != f"sha256:{sha256_file(file)}":
            faults.append(
                TableError(
                    file,
                    None,
                    None,
                    "differs from the hash recorded in data/datapackage.json",
                    "`python -m rebar data diff` lists the cells that changed; if the change is "
                    "meant, record it with `python -m rebar data seal`",
                )
            )
        recorded = descriptor.get(_SCHEMA_HASH, "")
        if recorded != schema_hash(descriptor):
            faults.append(
                TableError(
                    paths.DATA / str(descriptor["schema"]),
                    None,
                    None,
                    "differs from the hash recorded in data/datapackage.json",
                    "if the change is meant, record it with `python -m rebar data seal`",
                )
            )
    return faults


_SCHEMA_HASH = "rebar:schema-hash"


def schema_hash(descriptor: dict[str, Any]) -> str:
    """The SHA-256 of a table's schema, as it is recorded; "" where it stands in the descriptor."""
    if not isinstance(descriptor["schema"], str):
        return ""
    file = paths.DATA / descriptor["schema"]
    return f"sha256:{sha256_file(file)}" if file.is_file() else "missing"


def seal(names: Iterable[str] | None = None) -> list[str]:
    """Record SHA-256 and size of these tables (all by default); the names that changed.

    The SHA-256 of a table's schema is recorded with it: a constraint loosened is a check lost.
    """
    file = paths.DATA / "datapackage.json"
    package = datapackage()
    changed = []
    chosen = table_names() if names is None else list(names)
    for descriptor in (one for one in package["resources"] if one["name"] in chosen):
        table = paths.DATA / descriptor["path"]
        now = {"bytes": table.stat().st_size, "hash": f"sha256:{sha256_file(table)}"}
        if found := schema_hash(descriptor):
            now[_SCHEMA_HASH] = found
        if {key: descriptor.get(key) for key in now} != now:
            descriptor.update(now)
            changed.append(descriptor["name"])
    if changed:
        write_atomically(file, json.dumps(package, indent=2, ensure_ascii=False) + "\n")
    return changed


def _remember_rows(name: str, file: Path, frame: pd.DataFrame) -> None:
    known = _source_ids()
    default = resource(name).get("rebar:standing", "record")
    if default not in STANDINGS:
        raise TableError(
            paths.DATA / "datapackage.json",
            None,
            "rebar:standing",
            f"{default!r} of table {name} is no standing",
            f"use one of {', '.join(STANDINGS)}",
        )
    standings = frame["standing"] if "standing" in frame else [default] * len(frame)
    for number, (row_id, source_id, standing, as_of, by) in enumerate(
        zip(frame["row_id"], frame["source_id"], standings, frame["as_of"], frame["measured_by"]),
        start=2,
    ):
        if source_id not in known:
            raise TableError(
                file,
                number,
                "source_id",
                f"{source_id!r} is not in data/sources.csv",
                "add the source there, or correct the id",
            )
        if row_id in _rows_read and _rows_read[row_id].table != name:
            raise TableError(
                file,
                number,
                "row_id",
                f"{row_id!r} stands in table {_rows_read[row_id].table} too",
                "rename one of the two",
            )
        _rows_read[row_id] = Row(row_id, name, source_id, standing, str(as_of), str(by))


def _source_ids() -> frozenset[str]:
    file = table_file("sources")
    try:
        return _source_ids_of(file, file.stat().st_mtime_ns)
    except (FileNotFoundError, ValueError) as error:
        # A full check says where the fault is; it is too slow to do for every table read.
        _validate("sources", file, schema("sources"))
        raise TableError(file, None, None, f"cannot be read ({error})", "restore it") from None


@functools.lru_cache(maxsize=4)
def _source_ids_of(file: Path, _changed: int) -> frozenset[str]:
    frame = pd.read_csv(file, dtype=str, keep_default_na=False, usecols=["source_id"])
    return frozenset(frame["source_id"])


def _validate(name: str, file: Path, table_schema: dict[str, Any]) -> None:
    # Imported here: a chapter that only needs the path of a table should not pay for it.
    from frictionless import Checklist, Resource, system

    if not file.is_file():
        raise TableError(file, None, None, "is missing", "restore it from the repository")
    _check_shape(file, [field["name"] for field in table_schema["fields"]])
    # Foreign keys are checked by this module, with a message that names the other table.
    own = {k: v for k, v in table_schema.items() if k != "foreignKeys"}
    descriptor = {
        "name": name,
        "path": file.name,
        "format": "csv",
        "encoding": "utf-8",
        "schema": own,
    }
    try:
        with system.use_context(trusted=True):
            table = Resource.from_descriptor(descriptor, basepath=str(file.parent))
            report = table.validate(Checklist(pick_errors=[]), limit_errors=1)
    except Exception as error:
        # What is wrong with a schema frictionless says in many ways, some of them not its own.
        reason = " ".join(str(error).split())
        reference = resource(name)["schema"]
        where = paths.DATA / (reference if isinstance(reference, str) else "datapackage.json")
        raise TableError(
            where, None, None, f"cannot be used as a schema ({reason})", "restore it"
        ) from None
    errors = [error for task in report.tasks for error in task.errors]
    if errors:
        raise _as_table_error(file, errors[0], own)


def _check_shape(file: Path, columns: list[str]) -> None:
    # Frictionless reports a shifted header or row by the first cell that ends up in a wrong place.
    lines: list[list[str]] = []
    text = _text(file)
    try:
        lines.extend(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error as error:
        remedy = "close each quote that is opened, and double a quote inside a cell"
        if "field limit" in str(error):
            remedy += f"; a cell may have {csv.field_size_limit():,} characters"
        raise TableError(file, len(lines) + 1, None, f"is no CSV ({error})", remedy) from None
    header = lines[0] if lines else []
    if header and set(header) != set(columns):
        for column in columns:
            if column not in header:
                remedy = _REMEDIES["missing-label"]
                raise TableError(file, 1, column, "the column is missing", remedy)
        surplus = next(label for label in header if label not in columns)
        remedy = _REMEDIES["extra-label"]
        raise TableError(file, 1, surplus, "the schema has no such column", remedy)
    for label, column in zip(header, columns):
        if label != column:
            problem = f"stands where the schema has {column!r}"
            raise TableError(file, 1, label, problem, _REMEDIES["incorrect-label"])
    for number, line in enumerate(lines[1:], start=2):
        if line and len(line) != len(header):
            remedy = _REMEDIES["extra-cell" if len(line) > len(header) else "missing-cell"]
            problem = f"has {len(line)} cells where the header has {len(header)}"
            raise TableError(file, number, None, problem, remedy)
        for column, cell in zip(header, line):
            if not cell.isprintable() and (unseen := _UNSEEN.search(cell)):
                problem = f"has the unprintable character U+{ord(unseen[0]):04X}"
                raise TableError(file, number, column, problem, "remove it")
            if column in _DATES and _DATE.fullmatch(cell) and not _is_date(cell):
                raise TableError(file, number, column, f"{cell!r} is no date", "correct it")
    if len(lines) < 2:
        remedy = "restore it from the repository"
        raise TableError(file, None, None, "is empty: it has no rows", remedy)


_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DATES = ("as_of", "issued", "accessed", "released")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def _text(file: Path) -> str:
    """A file as text; the fault, and in which line, where it is not plain UTF-8."""
    raw = file.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        raise TableError(
            file, 1, None, "begins with a byte order mark", "save the file as UTF-8 without one"
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = f"cannot be decoded as utf-8 ({error.reason} at byte {error.start})"
        raise TableError(file, line, None, problem, "save the file as UTF-8") from None


def _is_date(text: str) -> bool:
    """Whether YYYY, YYYY-MM or YYYY-MM-DD is in the calendar."""
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


_REMEDIES = {
    "missing-label": "add the column, in the order that the schema gives",
    "extra-label": "remove the column, or add it to the schema",
    "incorrect-label": "rename or reorder the columns as the schema gives them",
    "duplicate-label": "keep one column of that name",
    "missing-cell": "give the row as many cells as the header has",
    "extra-cell": "quote the cell that holds a comma, or drop the surplus cell",
    "blank-row": "delete the empty row",
    "type-error": "write it as the schema's type wants it",
    "constraint-error": "correct the cell, or the constraint if that is wrong",
    "primary-key": "give each row an id of its own",
    "unique-error": "make the value unique",
    "encoding-error": "save the file as UTF-8",
}


def _as_table_error(file: Path, error: Any, table_schema: dict[str, Any]) -> TableError:
    column = getattr(error, "field_name", None) or getattr(error, "label", None) or None
    if error.type == "primary-key":
        keys = table_schema.get("primaryKey", [])
        column = keys if isinstance(keys, str) else ", ".join(keys)
    number = getattr(error, "row_number", None)
    if number is None and error.type.endswith("label"):
        number = 1
    remedy = _REMEDIES.get(error.type, "compare the file with its schema in data/schemas")
    note = error.note or error.message
    cell = getattr(error, "cell", None)
    problem = f"{error.title.lower()}: {note}" + (f" (found {cell!r})" if cell is not None else "")
    return TableError(file, number, column, problem.rstrip("."), remedy)


def _typed(file: Path, table_schema: dict[str, Any]) -> pd.DataFrame:
    frame = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8")
    for field in table_schema["fields"]:
        name, kind = field["name"], field["type"]
        if kind == "number":
            frame[name] = _numbers(file, frame[name]).astype("float64")
        elif kind in ("integer", "year"):
            numbers = _numbers(file, frame[name])
            for number, one in enumerate(numbers, start=2):
                if not math.isnan(one) and (abs(one) >= 2**53 or one % 1):
                    cell = frame[name].iloc[number - 2]
                    raise TableError(
                        file, number, name, f"{cell!r} is no whole number below 2^53", "correct it"
                    )
            frame[name] = numbers.astype("int64" if numbers.notna().all() else "Int64")
        elif kind == "boolean":
            frame[name] = _booleans(file, frame[name])
    return frame


def _booleans(file: Path, cells: pd.Series) -> pd.Series:
    # Frictionless takes 1 and 0 for booleans; read as words they would all be false.
    for number, cell in enumerate(cells, start=2):
        if cell.lower() not in ("true", "false", ""):
            raise TableError(
                file,
                number,
                str(cells.name),
                f"{cell!r} is neither true nor false",
                "write true or false",
            )
    return cells.str.lower() == "true"


def _numbers(file: Path, cells: pd.Series) -> pd.Series:
    # Frictionless lets NaN, Infinity and 1_000 pass as numbers; none of them is a figure.
    plain = cells.str.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", flags=re.ASCII)
    numbers = cells.where(plain, None).astype("float64")
    wrong = (cells != "") & ~(plain & numbers.abs().lt(math.inf))
    for number, (cell, is_wrong) in enumerate(zip(cells, wrong), start=2):
        if is_wrong:
            raise TableError(
                file,
                number,
                str(cells.name),
                f"{cell!r} is no finite decimal number",
                "write digits, a point at most, or nothing",
            )
    return numbers
