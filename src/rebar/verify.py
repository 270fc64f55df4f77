"""Does a cited figure or claim still hold? Run its chapter in a clean process and compare."""

from __future__ import annotations

import re
from typing import Any

from rebar import chapters, claims, exhibits
from rebar.chapters import Chapter


def main(cited: list[str]) -> int:
    """Verify each `id[@fingerprint]` (all exhibits and claims when none is given).

    Prints a line each: holds, changed (what, from, to) or unknown. 0 when all hold, else 1.
    """
    known = chapters.all_chapters()
    stored = {chapter: _contents(chapters.outputs, chapter) for chapter in known}
    wanted = [_parsed(one) for one in cited] or [
        (name, "") for content in stored.values() for name in content
    ]
    worst = 0
    fresh: dict[Chapter, dict[str, Any]] = {}
    for name, print_ in wanted:
        home = next((chapter for chapter, content in stored.items() if name in content), None)
        if home is None:
            print(f"unknown  {name}: no exhibit and no checked claim has this id")
            worst = 1
            continue
        if home not in fresh:
            notebook = chapters.execute(home)
            fresh[home] = _from_notebook(notebook)
        line = _compare(name, stored[home][name], fresh[home].get(name), print_)
        worst = max(worst, 0 if line.startswith("holds") else 1)
        print(line)
    return worst


def _parsed(cited: str) -> tuple[str, str]:
    """Id and fingerprint out of `id`, `id@fingerprint`, or a whole citation that contains it."""
    found = re.search(r"([a-z0-9]+(?:-[a-z0-9]+)*)@([0-9a-f]{8,64})", cited)
    return (found[1], found[2]) if found else (cited.strip(), "")


def _contents(outputs: Any, chapter: Chapter) -> dict[str, Any]:
    content = {record["id"]: record for record in outputs(chapter, exhibits.MIME)}
    for records in outputs(chapter, claims.MIME):
        content.update({record["claim"]: record for record in records})
    return content


def _from_notebook(notebook: Any) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            bundle = output.get("data", {})
            if exhibits.MIME in bundle:
                content[bundle[exhibits.MIME]["id"]] = bundle[exhibits.MIME]
            for record in bundle.get(claims.MIME, []):
                content[record["claim"]] = record
    return content


def _compare(name: str, stored: dict[str, Any], now: dict[str, Any] | None, print_: str) -> str:
    if now is None:
        return f"changed  {name}: its chapter no longer makes it"
    if "fingerprint" in stored:
        was, is_ = print_ or stored["fingerprint"], now["fingerprint"]
        if is_.startswith(was):
            return f"holds    {name}@{is_[:12]}"
        change = _first_change(stored, now)
        return f"changed  {name}: fingerprint {was[:12]}, now {is_[:12]}{change}"
    if now == stored:
        return f"holds    {name}: {now['verdict']}"
    keys = [key for key in now if now[key] != stored.get(key)]
    changes = "; ".join(f"{key} from {stored.get(key)!r} to {now[key]!r}" for key in keys)
    return f"changed  {name}: {changes}"


def _first_change(stored: dict[str, Any], now: dict[str, Any]) -> str:
    for number, (old, new) in enumerate(zip(stored["data"], now["data"]), start=1):
        for key in new:
            if old.get(key) != new[key]:
                return f" (plotted row {number}, {key}: from {old.get(key)!r} to {new[key]!r})"
    if len(stored["data"]) != len(now["data"]):
        return f" ({len(stored['data'])} plotted rows, now {len(now['data'])})"
    return ""
