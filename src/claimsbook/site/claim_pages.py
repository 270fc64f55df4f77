"""A page for each claim that was checked: `/claims/<id>.html`, to share and for other machines.

Where the book has an address, the page carries a ClaimReview (https://schema.org/ClaimReview), the
form in which fact-checkers publish what they found. Judgements have none: no fact could settle
them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from claimsbook import chapters
from claimsbook.files import write_changed
from claimsbook.ledger import claims
from claimsbook.ledger.sections import sections
from claimsbook.references import cite
from claimsbook.settings import settings
from claimsbook.site import claim_files, figures, head, links, pages, records, table_pages
from claimsbook.site.links import Link
from claimsbook.site.templating import document, markup
from claimsbook.tables import sources

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of these pages, which run no script."""

RATINGS = {"hold": 5, "are dated": 4, "turn on our reading": 3, "do not hold": 1}
"""What each group of verdicts is on the scale of a ClaimReview, 1 (false) to 5 (true); what could
not be verified has its words and no number."""


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Write the page of every checked claim under /claims/."""
    if fault or app.builder.format != "html":
        return
    base = str(app.config.html_baseurl or "").rstrip("/")
    folder = Path(app.outdir) / claim_files.FOLDER
    for claim_id in records.checks():
        write_changed(folder / f"{claim_id}.html", page(claim_id, base))


def page(claim_id: str, base: str = "") -> str:
    """The page of one claim; `base` is the address of the site, if it has one."""
    name = f"{claim_files.FOLDER}/{claim_id}"
    line, record = records.claim_lines()[claim_id], records.checks()[claim_id]
    homes = table_pages.homes()
    rows = [(table_pages.row_link(one, name), _source(homes[one][1], name)) for one in line["rows"]]
    chapter = chapters.Chapter(line["chapter"])
    where = [
        Link(chapter.title, links.to(f"notebooks/{chapter.slug}.html#check-{claim_id}", name)),
        Link("the ledger", links.to_claim(claim_id, name)),
    ]
    others = [Link(one, f"{one}.html") for one in line["from_claims"]]
    files = [Link(f"{claim_id}.{end}", f"{claim_id}.{end}", file=True) for end in _FILES]
    return document(
        "claim_page.html",
        book=cite.book(),
        policy=POLICY,
        head=_head(claim_id, line, name, base),
        digest=pages.digest(),
        line=line,
        place=f"{sections().get(line['section'], line['section'])}, {line['locator']}",
        rows=rows,
        from_claims=others,
        where=where,
        forms=figures.cite_forms(cite.of_claim(record)),
        files=files,
    )


_FILES = ("json", "canonical.json")


def _source(source_id: str, docname: str) -> Link | None:
    return table_pages.source_link(source_id, docname) if source_id else None


def _head(claim_id: str, line: dict[str, Any], name: str, base: str) -> Any:
    title = f"{line['verdict'].capitalize()}: {line['paraphrase']}"
    bases = [one for one in line["found"] if one["decides"]] or line["found"]
    found = "; ".join(one["text"] for one in bases)
    text = f"{line['paraphrase']} Stated: {line['stated']}. Found: {found}."
    text = head.shortened(text)
    metas = head.told(title, text, "summary")
    address = f"{base}/{name}.html" if base else ""
    thing = review(claim_id, base) or {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "description": text,
    }
    return markup("head", "tags", metas, address, thing)


def review(claim_id: str, base: str) -> dict[str, Any] | None:
    """A claim as a ClaimReview of schema.org; None without an address, and for a judgement."""
    line = records.claim_lines()[claim_id]
    group = next(name for name, which in claims.GROUPS.items() if line["verdict"] in which)
    if not base or group == "are judgements":
        return None
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": claims.VERDICTS[line["verdict"]]}
    if group in RATINGS:
        rating |= {"ratingValue": RATINGS[group], "bestRating": 5, "worstRating": 1}
    subject = settings().subject
    appeared: dict[str, Any] = {"@type": "CreativeWork", "name": subject.title}
    if subject.source and (url := sources.source(subject.source).url):
        appeared["url"] = url
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{base}/{claim_files.FOLDER}/{claim_id}.html",
        "claimReviewed": line["paraphrase"],
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": subject.author},
            "datePublished": subject.published,
            "appearance": appeared,
        },
        "author": {"@type": "Organization", "name": cite.book()["author"], "url": f"{base}/"},
        "datePublished": cite.book()["date"],
        "reviewRating": rating,
    }
