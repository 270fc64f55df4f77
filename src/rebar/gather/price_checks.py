"""How much tampering with the price tables a rebuild from the pinned wheels notices."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from claimsbook import paths
from claimsbook.checks.sensitivity import csv_lines, csv_text, slipped
from rebar.gather.price_lists import TIER, VALUES, Difference, build


def noticed_by_rebuilding() -> dict[str, int]:
    """How many altered cells of each column a rebuild from the pinned wheels notices.

    The cells of a made table are altered all at once, since a rebuild names each that differs;
    those that steer it one in each wheel at a time, since a wheel is given up at its first fault.
    Empty where a wheel cannot be had, or where the tables are not what their wheels give anyway.
    """
    if _rebuilt(lambda _: None):
        return {}

    def all_of(columns: tuple[str, ...]) -> Callable[[dict[str, str]], None]:
        def alter(line: dict[str, str]) -> None:
            line |= {column: slipped(line[column], "") for column in columns if line[column]}

        return alter

    counts: dict[str, int] = {}
    for name, columns in {"prices": (*VALUES, TIER), "providers": ("value",)}.items():
        found = _rebuilt(all_of(columns), name)
        for column in columns:
            counts[f"{name}: {column}"] = sum(f"{column} '" in one.detail for one in found)
    found = _rebuilt(all_of(("bytes",)), "snapshots")
    counts["price-snapshots: bytes"] = sum(one.kind == "stopped" for one in found)
    lines = csv_lines(paths.data() / "prices" / "corrections.csv")
    for column in ("value_in_source", "value_corrected"):
        noticed = 0
        for turn in range(max(Counter(line["snapshot"] for line in lines).values(), default=0)):
            nth: Counter[str] = Counter()

            def alter(
                line: dict[str, str],
                column: str = column,
                turn: int = turn,
                nth: Counter[str] = nth,
            ) -> None:
                if nth[line["snapshot"]] == turn:
                    line[column] = slipped(line[column], "")
                nth[line["snapshot"]] += 1

            noticed += len(_rebuilt(alter, "corrections"))
        counts[f"price-corrections: {column}"] = noticed
    return counts


def _rebuilt(alter: Callable[[dict[str, str]], None], name: str = "") -> list[Difference]:
    """What a rebuild would change once each line of a table under data/prices is altered."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "prices"
        shutil.copytree(paths.data() / "prices", folder)
        if name:
            lines = csv_lines(folder / f"{name}.csv")
            for line in lines:
                alter(line)
            (folder / f"{name}.csv").write_text(csv_text(lines), "utf-8")
        return build(Path(scratch), paths.cache() / "wheels", dry_run=True)
