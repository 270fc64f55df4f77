"""What is wrong with a table, said with file, row, column and remedy.

Validation of types and constraints is frictionless's; what it cannot see is checked here.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
import unicodedata
from pathlib import Path
from typing import Any

import pandas as pd

from claimsbook import paths
from claimsbook.errors import TableError
from claimsbook.signs import has_no_width, turns_text
from claimsbook.tables.package import resource


def validate(name: str, file: Path, table_schema: dict[str, Any]) -> None:
    # Imported here: a chapter that only needs the path of a table should not pay for it.
    from frictionless import Checklist, Resource, system

    if not file.is_file():
        raise TableError(file, None, None, "is missing", "restore it from the repository")
    _check_shape(file, table_schema["fields"])
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
        where = paths.data() / (reference if isinstance(reference, str) else "datapackage.json")
        raise TableError(
            where, None, None, f"cannot be used as a schema ({reason})", "restore it"
        ) from None
    errors = [error for task in report.tasks for error in task.errors]
    if errors:
        raise _as_table_error(file, errors[0], own)


def _check_shape(file: Path, fields: list[dict[str, Any]]) -> None:
    columns = [str(field["name"]) for field in fields]
    dates = {str(field["name"]) for field in fields if _is_dated(field)}
    # Frictionless reports a shifted header or row by the first cell that ends up in a wrong place.
    lines: list[list[str]] = []
    text = text_of(file)
    try:
        # Read as records: a line separator of Unicode within a cell ends no row.
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
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
    seen: dict[str, dict[str, tuple[int, str]]] = {column: {} for column in header}
    for number, line in enumerate(lines[1:], start=2):
        if line and len(line) != len(header):
            remedy = _REMEDIES["extra-cell" if len(line) > len(header) else "missing-cell"]
            problem = f"has {len(line)} cells where the header has {len(header)}"
            raise TableError(file, number, None, problem, remedy)
        for column, cell in zip(header, line):
            if not cell.isascii() or not cell.isprintable():
                _check_signs(file, number, column, cell)
            if cell != cell.strip():
                _check_edges(file, number, column, cell)
            _check_alike(file, number, column, cell, seen[column])
            if column in dates and _DATE.fullmatch(cell) and not _is_date(cell):
                raise TableError(file, number, column, f"{cell!r} is no date", "correct it")
    if len(lines) < 2:
        remedy = "restore it from the repository"
        raise TableError(file, None, None, "is empty: it has no rows", remedy)


_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


_NO_LETTER = re.compile("[\u2800\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000f0000-\U0010ffff]")
"""What stands for no letter: the blank of Braille, private signs, and those of failed decoding."""


def _check_signs(file: Path, number: int, column: str, cell: str) -> None:
    """Refuse what a reader of a cell does not see, or sees in another order than it stands."""
    for sign in cell:
        if _UNSEEN.match(sign):
            what = "the unprintable character"
        elif turns_text(sign):
            what = "a sign that turns the direction of text,"
        elif has_no_width(sign):
            what = "a sign without width,"
        elif sign in "\u2028\u2029":
            what = "a separator of lines,"
        elif _NO_LETTER.match(sign):
            what = "a sign that stands for no letter,"
        else:
            continue
        raise TableError(file, number, column, f"has {what} U+{ord(sign):04X}", "remove it")


def _check_edges(file: Path, number: int, column: str, cell: str) -> None:
    """Refuse white space at an edge of a cell; only a text of several lines may end its last."""
    within = cell.strip()
    if "\n" in within and cell.removesuffix("\n") == within:
        return
    what = "begins" if cell[:1].isspace() else "ends"
    raise TableError(file, number, column, f"{what} with white space: {cell[:40]!r}", "remove it")


def _check_alike(
    file: Path, number: int, column: str, cell: str, seen: dict[str, tuple[int, str]]
) -> None:
    """Refuse a cell that reads as one above it in its column and is made of other signs.

    Whoever groups rows by it would find two names. `seen` has the first cell of each reading.
    """
    if "\n" in cell:
        return
    reading = cell
    if not cell.isascii() or "  " in cell or "\t" in cell:
        reading = " ".join(unicodedata.normalize("NFC", cell).split())
    row, first = seen.setdefault(reading, (number, cell))
    if cell != first:
        problem = f"reads as in row {row}, but has other signs or spaces: {cell[:60]!r}"
        raise TableError(file, number, column, problem, f"copy the cell of row {row}")


_DATES = ("as_of", "issued", "accessed", "released")

_DATED = re.compile(r"\^?(\[0-9\]|\\d)\{4\}[-(]")
"""How the pattern of a date begins in a schema: four digits, and then a month or none."""


def _is_dated(field: dict[str, Any]) -> bool:
    """Whether a column holds dates: by its name, or by the pattern that its schema has for it."""
    pattern = str((field.get("constraints") or {}).get("pattern", ""))
    return field["name"] in _DATES or bool(_DATED.match(pattern))


_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def text_of(file: Path) -> str:
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
    """Whether YYYY, YYYY-MM or YYYY-MM-DD is in the calendar, of a year of four digits."""
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return text >= "1000"


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


def typed(file: Path, table_schema: dict[str, Any]) -> pd.DataFrame:
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
