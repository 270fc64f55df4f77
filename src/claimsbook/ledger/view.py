"""Checks as notebook outputs: JSON for the ledger, a table for people."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimsbook.ledger.check import Check

MIME = "application/vnd.rebar.claims+json"


LEDGER_MIME = "application/vnd.rebar.ledger+json"


def verdicts(*checks: Check) -> Verdicts:
    """A table of checks, to end a section with."""
    return Verdicts(list(checks))


@dataclass(frozen=True)
class Verdicts:
    """Checks shown together: a table for people, JSON for the ledger."""

    checks: list[Check]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle(self.checks)


def bundle(checks: list[Check]) -> dict[str, Any]:
    """The notebook output of some checks: the records, an HTML table and plain text."""
    return {
        MIME: [asdict(one) for one in checks],
        "text/html": checks_table(checks),
        "text/plain": "\n".join(
            f"{one.verdict}: {one.paraphrase} Stated {one.stated}; found {all_found(one)}."
            for one in checks
        ),
    }


def all_found(one: Check) -> str:
    return "; ".join(
        f"{each['text']} ({each['base']})" if each["base"] else each["text"] for each in one.found
    )


def checks_table(checks: list[Check]) -> str:
    esc = html.escape
    body = []
    for one in checks:
        found = "<br>".join(
            esc(each["text"]) + (f" <small>{esc(each['base'])}</small>" if each["base"] else "")
            for each in one.found
        )
        off = "; ".join(filter(None, (one.off_by, one.errs and f"errs {one.errs}")))
        verdict = esc(one.verdict) + (f"<br><small>{esc(off)}</small>" if off else "")
        note = f"<br><small>{esc(one.note)}</small>" if one.note else ""
        body.append(
            f"<tr><td>{esc(one.paraphrase)}{note}</td><td>{esc(one.stated)}</td>"
            f"<td>{found}</td><td>{verdict}</td></tr>"
        )
    head = "<tr><th>Claim</th><th>Stated</th><th>Found</th><th>Verdict</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"


@dataclass(frozen=True)
class LedgerView:
    """The whole ledger as a notebook output; `lines` as `ledger_frame` gives them."""

    lines: list[dict[str, Any]]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        esc = html.escape
        body = "".join(
            f"<tr><td>{esc(line['paraphrase'])}</td><td>{esc(line['stated'])}</td>"
            f"<td>{esc('; '.join(each['text'] for each in line['found']))}</td>"
            f"<td>{esc(line['verdict'])}</td></tr>"
            for line in self.lines
        )
        head = "<tr><th>Claim</th><th>Stated</th><th>Found</th><th>Verdict</th></tr>"
        return {
            LEDGER_MIME: self.lines,
            "text/html": f"<table><thead>{head}</thead><tbody>{body}</tbody></table>",
            "text/plain": f"{len(self.lines)} rows of the ledger",
        }
