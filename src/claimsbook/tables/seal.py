"""The recorded hashes of tables and schemas: taken, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from claimsbook import paths
from claimsbook.errors import BookError, TableError
from claimsbook.files import canonical_json, sha256, sha256_file, write_atomically
from claimsbook.settings import command
from claimsbook.tables.package import datapackage, table_names
from claimsbook.tables.read import read
from claimsbook.tables.rows import STANDING


def check_package() -> list[BookError]:
    """Every fault of the package: each table read, hashes compared, row ids unique over all."""
    faults: list[BookError] = []
    seen: dict[str, str] = {}
    for descriptor in datapackage()["resources"]:
        name, file = descriptor["name"], paths.data() / descriptor["path"]
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
        faults += _unlike_recorded(descriptor)
    return faults


SCHEMA_HASH = "claimsbook:schema-hash"


def _unlike_recorded(descriptor: dict[str, Any]) -> list[TableError]:
    """Where the table or its schema is not what was recorded, or nothing was."""
    name, schema = descriptor["name"], descriptor["schema"]
    meant = f"if it is meant, record it with {command('data seal')}"
    cells = f"{command('data diff')} lists the cells that changed; {meant}"
    described = schema if isinstance(schema, str) else "datapackage.json"
    faults = []
    for file, key, now, what, remedy in (
        (descriptor["path"], "hash", _hash(descriptor), "", cells),
        (described, SCHEMA_HASH, schema_hash(descriptor), f" for table {name}", meant),
    ):
        recorded = descriptor.get(key, "")
        if recorded != now:
            problem = (
                f"differs from the hash recorded in data/datapackage.json{what}"
                if recorded
                else f"has no {key} recorded in data/datapackage.json{what}"
            )
            faults.append(TableError(paths.data() / file, None, None, problem, remedy))
    return faults


def _hash(descriptor: dict[str, Any]) -> str:
    return f"sha256:{sha256_file(paths.data() / str(descriptor['path']))}"


def schema_hash(descriptor: dict[str, Any]) -> str:
    """The SHA-256 of what a table is held to, as it is recorded.

    It is that of the file of its schema, or of the schema itself where it stands in the
    descriptor. Where the rows of the table have a standing by default that is not `record`, it
    covers that too: verdicts follow from it.
    """
    schema = descriptor["schema"]
    if not isinstance(schema, str):
        found = sha256(canonical_json(schema))
    elif (paths.data() / schema).is_file():
        found = sha256_file(paths.data() / schema)
    else:
        return "missing"
    standing = descriptor.get(STANDING, "record")
    if standing != "record":
        found = sha256(f"{found} {standing}")
    return f"sha256:{found}"


def seal(names: Iterable[str] | None = None) -> list[str]:
    """Record SHA-256 and size of these tables (all by default); the names that changed.

    The SHA-256 of a table's schema is recorded with it: a constraint loosened is a check lost, and
    a table without one is refused.
    """
    file = paths.data() / "datapackage.json"
    package = datapackage()
    changed = []
    chosen = table_names() if names is None else list(names)
    for descriptor in (one for one in package["resources"] if one["name"] in chosen):
        table = paths.data() / descriptor["path"]
        now = {
            "bytes": table.stat().st_size,
            "hash": _hash(descriptor),
            SCHEMA_HASH: schema_hash(descriptor),
        }
        if {key: descriptor.get(key) for key in now} != now:
            descriptor.update(now)
            changed.append(descriptor["name"])
    if changed:
        write_atomically(file, json.dumps(package, indent=2, ensure_ascii=False) + "\n")
    return changed
