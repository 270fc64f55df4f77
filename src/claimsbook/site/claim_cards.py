"""Claims in prose: a mark that tells the verdict, and a note with what was stated and found.

Chapters and prose pages write `[97 %](claim:flash-discount)`. On the page the words link to the
claim's place in the ledger and carry a mark; a script shows the note as a card on hover, focus or
tap. Without scripts and on paper the notes stand at the end of the page, numbered.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from claimsbook.errors import BookError
from claimsbook.ledger import claims
from claimsbook.site import links, records, table_pages, tables

_CLAIM = re.compile(
    r'<a class="claim[^"]*" href="[^"]*#claim-(?P<id>[a-z0-9.-]+)">(?P<text>.*?)</a>', re.DOTALL
)
MOST_ROWS = 6


def annotated(body: str, docname: str) -> str:
    """The body of a page, its claims marked, with their notes at its end.

    Raises BookError for a claim that the ledger does not have.
    """
    order: dict[str, int] = {}

    def mark(found: re.Match[str]) -> str:
        claim_id = found["id"]
        line = records.claim_lines().get(claim_id)
        if line is None:
            raise BookError(
                f"{docname} links to claim {claim_id!r}, which data/claims.csv does not have. "
                "Remedy: correct the id."
            )
        again = claim_id in order
        number = order.setdefault(claim_id, len(order) + 1)
        verdict = str(line["verdict"])
        anchor = "" if again else f' id="ref-{number}"'
        # The mark stays with the last word, wherever the line breaks.
        head, space, tail = found["text"].rpartition(" ") if "<" not in found["text"] else ("",) * 3
        return (
            f'<a class="claim"{anchor} href="{links.to_claim(claim_id, docname)}" '
            f'data-note="note-{number}" aria-describedby="note-{number}">{head}{space}'
            f'<span class="claim-end">{tail or found["text"]}'
            f'<span class="claim-mark verdict-{slug(verdict)}" role="img" '
            f'aria-label=" ({escape(verdict)})"></span></span></a>'
            f'<a class="claim-no" href="#note-{number}" aria-label="Note {number}">{number}</a>'
        )

    marked = _CLAIM.sub(mark, body)
    if not order:
        return body
    items = "".join(
        f'<li id="note-{number}">{note(records.claim_lines()[claim_id], docname)} '
        f'<a class="back" href="#ref-{number}" aria-label="Back to the text">↩</a></li>'
        for claim_id, number in order.items()
    )
    return (
        f'{marked}<section class="claims-notes" aria-labelledby="claims-notes">'
        f'<h2 id="claims-notes">Claims on this page</h2><ol>{items}</ol></section>'
    )


def note(line: dict[str, Any], docname: str) -> str:
    """One claim: the article's statement in our words, stated against found, table_pages, link."""
    verdict = str(line["verdict"])
    off = f", {escape(line['off_by'])}" if line["off_by"] else ""
    off += f", errs {escape(line['errs'])}" if line["errs"] else ""
    meaning = escape(claims.VERDICTS.get(verdict, "no chapter has checked it"))
    rows = list(line["rows"])
    named = list(dict.fromkeys(table_pages.homes()[row][1] for row in rows))
    parts = []
    if named:
        shown = "; ".join(table_pages.source_link(one, docname) for one in named[:3])
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""
        shown_rows = table_pages.row_links(rows[:MOST_ROWS], docname)
        rest = f" and {len(rows) - MOST_ROWS} more" if len(rows) > MOST_ROWS else ""
        parts.append(f"Evidence: {shown}{more}. Rows: {shown_rows}{rest}.")
    elif line["from_claims"]:
        parts.append("It follows from other numbers of the article.")
    words = escape(str(line["stated"]))
    stated = words.capitalize() if words.startswith("stated") else f"Stated: {words}"
    if line["read_as"]:
        stated += f" (read as {escape(line['read_as'])})"
    found = tables.found_html(line["found"]) or "not yet examined"
    return (
        f'<p class="claim-said">{escape(line["paraphrase"])}</p>'
        f"<p>{stated}. Found: {found}</p>"
        f"<p>{tables.badge(verdict)}{off}: {meaning}. "
        f'<a href="{links.to_claim(line["claim_id"], docname)}">In the ledger</a></p>'
        + "".join(f'<p class="claim-evidence">{part}</p>' for part in parts)
    )


def slug(verdict: str) -> str:
    """A verdict as part of a class name."""
    return verdict.replace(" ", "-")
