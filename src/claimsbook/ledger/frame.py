"""The whole ledger as a frame."""

from __future__ import annotations

from typing import Any

import pandas as pd

from claimsbook.errors import BookError
from claimsbook.ledger.claim import ledger
from claimsbook.ledger.verdicts import GROUPS, NOT_EXAMINED, UNCOUNTED


def ledger_frame(records: list[dict[str, Any]]) -> pd.DataFrame:
    """Every claim beside the record of its check: one row a claim, in the article's order.

    A claim that repeats another carries the verdict of that one and is not `counted`, nor is one of
    the sections UNCOUNTED, a truism, or a slice of a quotation that is counted elsewhere; a claim
    that no record speaks of is "not yet examined". Raises BookError when two records speak of one
    claim, or a record of none.
    """
    by_id: dict[str, dict[str, Any]] = {}
    for record in records:
        earlier = by_id.setdefault(record["claim"], record)
        if earlier is not record:
            raise BookError(
                f"claim {record['claim']!r} is checked in {earlier['chapter']} and in "
                f"{record['chapter']}. Remedy: keep one of the two checks."
            )
    claims = ledger()
    unknown = sorted(set(by_id) - set(claims))
    if unknown:
        raise BookError(
            f"the notebooks check {', '.join(unknown)}, which data/claims.csv does not have. "
            "Remedy: restore the rows, or run the chapters anew."
        )
    lines = []
    for one in claims.values():
        record = by_id.get(one.repeats or one.claim_id, {})
        lines.append(
            {
                "claim_id": one.claim_id,
                "section": one.section,
                "locator": one.locator,
                "paraphrase": one.paraphrase,
                "kind": one.kind,
                "value": one.value,
                "stated": one.stated,
                "read_as": one.read_as,
                "repeats": one.repeats,
                "role": one.role,
                "carries": one.carries == "yes",
                "counted": not (one.repeats or one.role) and one.section not in UNCOUNTED,
                "verdict": record.get("verdict", NOT_EXAMINED),
                "found": record.get("found", []),
                "off_by": record.get("off_by", ""),
                "errs": record.get("errs", ""),
                "note": record.get("note", ""),
                "reason": record.get("reason", ""),
                "rows": record.get("rows", []),
                "sources": record.get("sources", []),
                "from_claims": record.get("from_claims", []),
                "chapter": record.get("chapter", ""),
            }
        )
    return pd.DataFrame(lines)


GRAVEST = (
    "do not hold",
    "could not be verified",
    "are not yet examined",
    "turn on our reading",
    "are dated",
    "hold",
    "are judgements",
)
"""Groups of the score from the gravest on: what becomes of a sentence with several statements."""


def by_sentence(frame: pd.DataFrame) -> dict[str, int]:
    """How many sentences of the examined text fall into each group of the score.

    `frame` is the ledger's; a sentence is a place (section and locator) outside the sections
    UNCOUNTED. It takes the gravest of what becomes of its statements, repeats included: it holds
    only where all of them do. A sentence of nothing but judgements is one.
    """
    group_of = {verdict: group for group, which in GROUPS.items() for verdict in which}
    rows = frame[~frame["section"].isin(UNCOUNTED)]
    ranks = rows["verdict"].map(lambda verdict: GRAVEST.index(group_of[verdict]))
    gravest = ranks.groupby([rows["section"], rows["locator"]]).min()
    return {group: int((gravest == rank).sum()) for rank, group in enumerate(GRAVEST)}
