"""Read the tables of the data package: validated against their schema, remembered once read."""

from __future__ import annotations

import pandas as pd

from claimsbook.book import current
from claimsbook.files import sha256_file
from claimsbook.tables.facts import Facts
from claimsbook.tables.package import schema, table_file
from claimsbook.tables.rows import remember_rows
from claimsbook.tables.rules import check_rules
from claimsbook.tables.validate import typed, validate


def read(name: str) -> pd.DataFrame:
    """The table `name` as a frame: one row a cited figure, types as its schema says.

    Text columns hold "" where the cell is empty, numeric ones NaN. Raises TableError for the first
    fault found, with file, row, column and remedy. The table is remembered as read (see
    `tables_read`), and its rows can be named as evidence from then on.
    """
    file = table_file(name)
    if name in current().given_tables:
        frame = current().given_tables[name].copy()
    else:
        table_schema = schema(name)
        validate(name, file, table_schema)
        frame = typed(file, table_schema)
    check_rules(name, file, frame)
    frame.attrs["table"] = name
    if "row_id" in frame:
        remember_rows(name, file, frame)
    current().tables_read[name] = sha256_file(file)
    return frame


def facts(name: str, prefix: str = "") -> Facts:
    """The table of single facts `name`, by row id; `prefix` may then be left out of the ids.

    Raises TableError as `read` does.
    """
    return Facts(read(name).set_index("row_id", drop=False), name, prefix)


def tables_read() -> dict[str, str]:
    """Tables read so far in this process: name -> SHA-256 of the file as it was read."""
    return dict(sorted(current().tables_read.items()))


def remember(name: str, content_hash: str) -> None:
    """Count something that is not a table of the package among what was read."""
    current().tables_read[name] = content_hash
