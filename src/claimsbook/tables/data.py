"""The words with which chapters read the data package, under one name."""

from __future__ import annotations

from claimsbook.tables.expected import in_unit
from claimsbook.tables.package import (
    datapackage,
    resource,
    schema,
    table_file,
    table_names,
)
from claimsbook.tables.read import facts, read, remember, tables_read
from claimsbook.tables.rows import STANDINGS, Row, evidence, one, row, row_ids
from claimsbook.tables.seal import check_package, schema_hash, seal

__all__ = [
    "STANDINGS",
    "Row",
    "check_package",
    "datapackage",
    "evidence",
    "facts",
    "in_unit",
    "one",
    "read",
    "remember",
    "resource",
    "row",
    "row_ids",
    "schema",
    "schema_hash",
    "seal",
    "table_file",
    "table_names",
    "tables_read",
]
