"""What every page may say of the claims, read once a build."""

from __future__ import annotations

from typing import Any

from claimsbook import chapters
from claimsbook.book import per_book
from claimsbook.ledger import claims


@per_book
def claim_lines() -> dict[str, dict[str, Any]]:
    """Every claim by id, beside the record of its check, from the executed chapters."""
    frame = claims.ledger_frame(list(checks().values()))
    lines: list[Any] = frame.to_dict("records")
    return {str(line["claim_id"]): line for line in lines}


@per_book
def checks() -> dict[str, dict[str, Any]]:
    """The record of each checked claim by id, as the executed chapters hold it."""
    return {one["claim"]: one for one in chapters.collect(chapters.all_chapters())}
