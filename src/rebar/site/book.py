"""What every page may say about the book: its title and version, its base address, its claims."""

from __future__ import annotations

import functools
from typing import Any

import yaml

from rebar import chapters, claims, paths


@functools.lru_cache(maxsize=1)
def about() -> dict[str, str]:
    """Title, author, version, date and abstract of the book, out of CITATION.cff."""
    cff = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text("utf-8"))
    author = cff["authors"][0]
    return {
        "title": str(cff["title"]),
        "author": str(author.get("name") or f"{author['given-names']} {author['family-names']}"),
        "version": str(cff["version"]),
        "date": str(cff["date-released"]),
        "abstract": str(cff.get("abstract", "")),
    }


@functools.lru_cache(maxsize=1)
def claim_lines() -> dict[str, dict[str, Any]]:
    """Every claim by id, beside the record of its check, from the executed chapters."""
    frame = claims.ledger_frame(chapters.collect(chapters.all_chapters()))
    lines: list[Any] = frame.to_dict("records")
    return {str(line["claim_id"]): line for line in lines}


def forget() -> None:
    """Read everything anew: called when a build begins."""
    about.cache_clear()
    claim_lines.cache_clear()
