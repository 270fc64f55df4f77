"""The descriptor of the data package and what it says of each table.

The package is a Frictionless one (https://datapackage.org): `data/datapackage.json` names each
table, its schema, its SHA-256 and its size.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claimsbook import paths
from claimsbook.errors import BookError, TableError


def datapackage() -> dict[str, Any]:
    """The descriptor `data/datapackage.json`, with each schema reference resolved."""
    file = paths.data() / "datapackage.json"
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
    return paths.data() / str(resource(name)["path"])


def schema(name: str) -> dict[str, Any]:
    """The Frictionless table schema of a table."""
    reference = resource(name)["schema"]
    if isinstance(reference, dict):
        return reference
    file = paths.data() / reference
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
