"""The recorded hashes of tables and schemas: taken, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from claimsbook import paths
from claimsbook.errors import BookError, TableError
from claimsbook.files import sha256_file, write_atomically
from claimsbook.settings import command
from claimsbook.tables.package import datapackage, table_names
from claimsbook.tables.read import read


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
        recorded = descriptor.get("hash", "")
        if recorded != f"sha256:{sha256_file(file)}":
            faults.append(
                TableError(
                    file,
                    None,
                    None,
                    "differs from the hash recorded in data/datapackage.json",
                    f"{command('data diff')} lists the cells that changed; if the change is "
                    f"meant, record it with {command('data seal')}",
                )
            )
        recorded = descriptor.get(SCHEMA_HASH, "")
        if recorded != schema_hash(descriptor):
            faults.append(
                TableError(
                    paths.data() / str(descriptor["schema"]),
                    None,
                    None,
                    "differs from the hash recorded in data/datapackage.json",
                    f"if the change is meant, record it with {command('data seal')}",
                )
            )
    return faults


SCHEMA_HASH = "claimsbook:schema-hash"


def schema_hash(descriptor: dict[str, Any]) -> str:
    """The SHA-256 of a table's schema, as it is recorded; "" where it stands in the descriptor."""
    if not isinstance(descriptor["schema"], str):
        return ""
    file = paths.data() / descriptor["schema"]
    return f"sha256:{sha256_file(file)}" if file.is_file() else "missing"


def seal(names: Iterable[str] | None = None) -> list[str]:
    """Record SHA-256 and size of these tables (all by default); the names that changed.

    The SHA-256 of a table's schema is recorded with it: a constraint loosened is a check lost.
    """
    file = paths.data() / "datapackage.json"
    package = datapackage()
    changed = []
    chosen = table_names() if names is None else list(names)
    for descriptor in (one for one in package["resources"] if one["name"] in chosen):
        table = paths.data() / descriptor["path"]
        now = {"bytes": table.stat().st_size, "hash": f"sha256:{sha256_file(table)}"}
        if found := schema_hash(descriptor):
            now[SCHEMA_HASH] = found
        if {key: descriptor.get(key) for key in now} != now:
            descriptor.update(now)
            changed.append(descriptor["name"])
    if changed:
        write_atomically(file, json.dumps(package, indent=2, ensure_ascii=False) + "\n")
    return changed
