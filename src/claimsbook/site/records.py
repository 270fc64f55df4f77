"""What every page may say of the claims, read once a build."""

from __future__ import annotations

import functools
from typing import Any

from claimsbook import chapters
from claimsbook.ledger import claims


@functools.lru_cache(maxsize=1)
def claim_lines() -> dict[str, dict[str, Any]]:
    """Every claim by id, beside the record of its check, from the executed chapters."""
    frame = claims.ledger_frame(list(checks().values()))
    lines: list[Any] = frame.to_dict("records")
    return {str(line["claim_id"]): line for line in lines}


@functools.lru_cache(maxsize=1)
def checks() -> dict[str, dict[str, Any]]:
    """The record of each checked claim by id, as the executed chapters hold it."""
    return {one["claim"]: one for one in chapters.collect(chapters.all_chapters())}


def forget() -> None:
    """Read everything anew: called when a build begins."""
    checks.cache_clear()
    claim_lines.cache_clear()
