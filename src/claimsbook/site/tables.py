"""Checks and the ledger as HTML tables that read well on a telephone and without JavaScript."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from claimsbook.ledger import claims
from claimsbook.ledger.sections import sections
from claimsbook.settings import settings
from claimsbook.site import links, records, score
from claimsbook.site.links import Link
from claimsbook.site.templating import markup

FEW = 3
"""The fewest claims that are worth folding away."""


def checks_html(checks: list[dict[str, Any]], docname: str) -> Markup:
    """The claims that a section checked: those that matter to it in a table, the others folded.

    Open stand the claims that do not hold or turn on our reading, and those that carry the
    argument (column `carries` of the ledger).
    """
    placed = [{**one, "to": links.to_claim(one["claim"], docname)} for one in checks]
    rest = [one for one in placed if not _stands_open(one)]
    if len(rest) < FEW:
        rest = []
    shown = [one for one in placed if one not in rest]
    verdicts = [str(one["verdict"]) for one in rest]
    more = score.noun(len(rest), "more claim" if shown else "claim")
    words = f"{len(rest)} {more}: {score.told(verdicts)}"
    return markup("claims", "section_checks", shown, _together(rest), words)


def _stands_open(check: dict[str, Any]) -> bool:
    group = next(name for name, which in claims.GROUPS.items() if check["verdict"] in which)
    line = records.claim_lines().get(check["claim"], {})
    return group in ("do not hold", "turn on our reading") or bool(line.get("carries"))


def _together(checks: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Checks with the same finding, verdict and reason share a row, where the first of them is."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in checks:
        alike = ("stated", "found", "verdict", "reason", "note", "off_by", "errs")
        rows.setdefault(repr([one[key] for key in alike]), []).append(one)
    return list(rows.values())


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
        entities=list(settings().entities),
    )


def about(paraphrase: str) -> list[str]:
    """The entities of the settings that a claim speaks of."""
    return [
        name
        for name, words in settings().entities.items()
        if re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, words.split('|')))})(?!\w)", paraphrase)
    ]


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
    evidence = _evidence(claim_id, docname) if own else None
    told = "|".join(about(str(line["paraphrase"])))
    return {**line, "where": where, "evidence": evidence, "about": told}


def _evidence(claim_id: str, docname: str) -> dict[str, Any]:
    """How many rows a claim rests on, and the page that lists them and says how to cite it."""
    rows = records.claim_lines()[claim_id]["rows"]
    return {"rows": len(rows), "to": links.to(f"claims/{claim_id}.html", docname)}
