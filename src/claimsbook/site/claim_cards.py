"""Claims in prose: a mark that tells the verdict, and a note with what was stated and found.

Chapters and prose pages write `[97 %](claim:flash-discount)`. On the page the words link to the
claim's place in the ledger and carry a mark; a script shows the note as a card on hover, focus or
tap. Without scripts and on paper the notes stand at the end of the page, numbered.
"""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markupsafe import Markup

from claimsbook.errors import BookError
from claimsbook.site import links, records, soup, table_pages
from claimsbook.site.templating import markup

_STOPS = ",.;:!?)]\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"


def annotate(page: BeautifulSoup, docname: str) -> None:
    """Mark the claims in the body of a page, and put their notes at its end.

    Raises BookError for a claim that the ledger does not have.
    """
    order: dict[str, int] = {}
    for link in page.find_all("a", class_="claim"):
        _, found, claim_id = str(link.get("href", "")).partition("#claim-")
        if found:
            stop = _taken_stop(link)
            link.replace_with(soup.parsed(_marked(link, stop, claim_id, order, docname)))
    if order:
        notes = [note(records.claim_lines()[claim_id], docname) for claim_id in order]
        page.append(soup.parsed(markup("claims", "claims_notes", notes)))


def _taken_stop(link: Tag) -> str:
    """The comma, full stop or bracket right behind a link, taken from there.

    It stands beside the mark, in one box with it, so that no line begins with it.
    """
    after = link.next_sibling
    if type(after) is not NavigableString:
        return ""
    stop = after[: len(after) - len(after.lstrip(_STOPS))]
    if stop:
        after.replace_with(after[len(stop) :])
    return stop


def _marked(link: Tag, stop: str, claim_id: str, order: dict[str, int], docname: str) -> Markup:
    """A link to a claim with its mark; `order` has the numbers of the page's claims so far."""
    line = records.claim_lines().get(claim_id)
    if line is None:
        raise BookError(
            f"{docname} links to claim {claim_id!r}, which data/claims.csv does not have. "
            "Remedy: correct the id."
        )
    first = claim_id not in order
    number = order.setdefault(claim_id, len(order) + 1)
    words = soup.within(link)
    plain = link.find(True) is None
    head, space, tail = words.rpartition(" ") if plain else (Markup(), Markup(), words)
    to = links.to_claim(claim_id, docname)
    head += space
    return markup("claims", "claim_mark", number, first, to, head, tail, line["verdict"], stop)


def note(line: dict[str, Any], docname: str) -> Markup:
    """One claim: the article's statement in our words, stated against found, table_pages, link."""
    rows = list(line["rows"])
    named = dict.fromkeys(table_pages.homes()[row][1] for row in rows)
    words = str(line["stated"])
    told = words.capitalize() if words.startswith("stated") else f"Stated: {words}"
    evidence = {
        "sources": [table_pages.source_link(one, docname) for one in named],
        "rows": table_pages.row_links(rows, docname),
    }
    to = links.to_claim(line["claim_id"], docname)
    return markup("claims", "claim_card", {**line, "told": told, "to": to, "evidence": evidence})
