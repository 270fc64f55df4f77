"""Checks and the ledger as HTML tables that read well on a telephone and without JavaScript."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from claimsbook.ledger import claims
from claimsbook.ledger.sections import sections
from claimsbook.references import cite
from claimsbook.site import links, records, table_pages
from claimsbook.site.links import Link
from claimsbook.site.templating import markup


def checks_html(checks: list[dict[str, Any]], docname: str) -> Markup:
    """A table of the claims that a section checked."""
    placed = [{**one, "to": links.to_claim(one["claim"], docname)} for one in checks]
    return markup("claims", "checks", placed)


def ledger_html(lines: list[dict[str, Any]], docname: str) -> Markup:
    """Every claim by section of the article, each with a permalink; JavaScript adds the filters."""
    names = sections()
    groups: dict[str, list[dict[str, Any]]] = {section: [] for section in names}
    for line in lines:
        groups.setdefault(line["section"], []).append(_ledger_row(line, docname))
    return markup(
        "claims",
        "ledger",
        [
            {"key": section, "name": names.get(section, section), "lines": members}
            for section, members in groups.items()
            if members
        ],
        groups=[("|".join(which), name) for name, which in claims.GROUPS.items()],
        verdicts=[*claims.VERDICTS, claims.NOT_EXAMINED],
        names=list(names.items()),
    )


def _ledger_row(line: dict[str, Any], docname: str) -> dict[str, Any]:
    """A line of the ledger with where it is checked, and what it rests on."""
    claim_id = line["claim_id"]
    where = None
    if line["repeats"]:
        where = Link("as stated there", f"#claim-{line['repeats']}")
    elif line["chapter"]:
        target = f"notebooks/{line['chapter']}.html#check-{claim_id}"
        where = Link(line["chapter_title"], links.to(target, docname))
    own = not line["repeats"] and claim_id in records.checks()
    return {**line, "where": where, "evidence": _evidence(claim_id, docname) if own else None}


def _evidence(claim_id: str, docname: str) -> dict[str, Any]:
    """What a claim rests on and how it is cited, as links."""
    file = links.to(f"claims/{claim_id}.json", docname)
    return {
        "rows": table_pages.row_links(records.claim_lines()[claim_id]["rows"], docname),
        "cited": Link(cite.mark(records.checks()[claim_id]), file),
    }
