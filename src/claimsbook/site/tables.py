"""Checks and the ledger as HTML tables that read well on a telephone and without JavaScript."""

from __future__ import annotations

from html import escape
from typing import Any

from claimsbook.ledger import claims
from claimsbook.references import cite
from claimsbook.settings import settings
from claimsbook.site import links, records, table_pages

COLUMNS = ("Claim", "Stated", "Found", "Verdict", "Where")


def badge(verdict: str) -> str:
    """A verdict as a small mark; its meaning is told by word and by shape, not by colour alone."""
    slug = verdict.replace(" ", "-")
    about = escape(claims.VERDICTS.get(verdict, "no chapter has checked it"), quote=True)
    return f'<span class="verdict verdict-{slug}" title="{about}">{escape(verdict)}</span>'


MARKS = {True: '<b class="yes">✓</b>', False: '<b class="no">✗</b>', None: '<b class="open">~</b>'}
"""Whether a claim holds on a base; None where what was found does not decide."""


def stated_html(one: dict[str, Any]) -> str:
    """The stated value and, below it, the interval that its digits stand for."""
    read = f"<br><small>read as {escape(one['read_as'])}</small>" if one["read_as"] else ""
    return escape(one["stated"]) + read


def off_html(one: dict[str, Any]) -> str:
    """By how much a claim is off, and whether that helps or hurts the article's own case."""
    words = [one["off_by"], one["errs"] and f"errs {one['errs']}"]
    return "".join(f"<br><small>{escape(word)}</small>" for word in words if word)


def found_html(found: list[dict[str, Any]]) -> str:
    """What was found on each base; where there are several, each says whether the claim holds."""
    lines = []
    for one in found:
        mark = ""
        if len(found) > 1:
            mark = MARKS[one["holds"]] + " "
        small = f" <small>{escape(one['base'])}</small>" if one["base"] else ""
        lines.append(f"{mark}{escape(one['text'])}{small}")
    return "<br>".join(lines)


def checks_html(checks: list[dict[str, Any]], docname: str) -> str:
    """A table of the claims that a section checked."""
    body = []
    for one in checks:
        off = off_html(one)
        note = f'<p class="check-note">{escape(one["note"])}</p>' if one["note"] else ""
        body.append(
            f'<tr id="check-{one["claim"]}">'
            f'<td class="check-claim"><a href="{links.to_claim(one["claim"], docname)}">'
            f"{escape(one['paraphrase'])}</a>{note}</td>"
            f'<td data-label="Stated">{stated_html(one)}</td>'
            f'<td data-label="Found">{found_html(one["found"])}</td>'
            f'<td data-label="Verdict">{badge(one["verdict"])}{off}</td></tr>'
        )
    head = "".join(f'<th scope="col">{h}</th>' for h in ("Claim", "Stated", "Found", "Verdict"))
    return (
        f'<div class="scroll"><table class="checks"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def ledger_html(lines: list[dict[str, Any]], docname: str) -> str:
    """Every claim by section of the article, each with a permalink; JavaScript adds the filters."""
    sections = settings().sections
    groups: dict[str, list[dict[str, Any]]] = {section: [] for section in sections}
    for line in lines:
        groups.setdefault(line["section"], []).append(line)
    parts = [
        '<div class="ledger" data-ledger>',
        '<form class="ledger-filter" hidden><label>Find <input type="search" name="words"></label>'
        '<label>Verdict <select name="verdict"><option value="">all</option>'
        + "".join(
            f'<option value="{"|".join(which)}">{name}</option>'
            for name, which in claims.GROUPS.items()
        )
        + "".join(f"<option>{escape(v)}</option>" for v in [*claims.VERDICTS, claims.NOT_EXAMINED])
        + '</select></label><label>Section <select name="section"><option value="">all</option>'
        + "".join(f'<option value="{k}">{escape(v)}</option>' for k, v in sections.items())
        + '</select></label><label><input type="checkbox" name="uncounted"> with repeats and '
        "metadata</label>"
        '<output class="ledger-count"></output></form>',
    ]
    for section, members in groups.items():
        if not members:
            continue
        parts.append(
            f'<section class="ledger-section" data-section="{section}">'
            f"<h3>{escape(sections.get(section, section))}</h3>"
            '<div class="scroll"><table class="checks ledger-table"><thead><tr>'
            + "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
            + "</tr></thead><tbody>"
        )
        parts += [_ledger_row(line, docname) for line in members]
        parts.append("</tbody></table></div></section>")
    parts.append("</div>")
    return "".join(parts)


def _evidence(claim_id: str, rows: list[str], docname: str) -> str:
    """What a claim rests on and how it is cited, folded away."""
    count = f"{len(rows)} row{'s' * (len(rows) > 1)}, cite" if rows else "Cite"
    file = links.to(f"claims/{claim_id}.json", docname)
    return (
        f'<details class="evidence"><summary>{count}</summary>'
        f"{table_pages.row_links(rows, docname)} "
        f'<span>Cite as <a href="{file}">{cite.mark(records.checks()[claim_id])}</a>'
        "</span></details>"
    )


def _ledger_row(line: dict[str, Any], docname: str) -> str:
    claim_id = line["claim_id"]
    where = ""
    if line["repeats"]:
        target = f"#claim-{line['repeats']}"
        where = f'<a href="{target}">as stated there</a>'
    elif line["chapter"]:
        page = links.to(f"notebooks/{line['chapter']}.html#check-{claim_id}", docname)
        where = f'<a href="{page}">{escape(line["chapter_title"])}</a>'
    off = off_html(line)
    note = f'<p class="check-note">{escape(line["note"])}</p>' if line["note"] else ""
    uncounted = "" if line["counted"] else ' data-uncounted=""'
    rows = records.claim_lines()[claim_id]["rows"]
    rests_on = (
        ""
        if line["repeats"] or claim_id not in records.checks()
        else _evidence(claim_id, rows, docname)
    )
    return (
        f'<tr id="claim-{claim_id}" data-verdict="{escape(line["verdict"])}"{uncounted}>'
        f'<td class="check-claim">{escape(line["paraphrase"])} '
        f'<a class="permalink" href="#claim-{claim_id}" aria-label="Permalink to {claim_id}">#</a>'
        f"<br><small>{escape(line['locator'])}</small>{note}</td>"
        f'<td data-label="Stated">{stated_html(line)}</td>'
        f'<td data-label="Found">{found_html(line["found"])}{rests_on}</td>'
        f'<td data-label="Verdict">{badge(line["verdict"])}{off}</td>'
        f'<td data-label="Where">{where}</td></tr>'
    )
