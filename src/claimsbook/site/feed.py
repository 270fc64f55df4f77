"""The news of the book as a feed (Atom, RFC 4287): `/feed.xml`, where the book has an address.

Three kinds of entries, each dated by its version: what is new (CHANGELOG.md), what was changed in
the data and why (data/CHANGELOG.md), and which verdicts moved (`claimsbook.ledger.moved`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup
from sphinx.application import Sphinx

from claimsbook import paths
from claimsbook.files import write_changed
from claimsbook.ledger import moved
from claimsbook.references import cite
from claimsbook.site import records
from claimsbook.site.templating import document, markup

FILE = "feed.xml"


@dataclass(frozen=True)
class Entry:
    """An entry of the feed; `content` is markup, `updated` a time as RFC 3339 has it."""

    title: str
    id: str
    href: str
    updated: str
    content: Markup


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Write the feed into a finished site that has an address."""
    base = str(app.config.html_baseurl or "").rstrip("/")
    if fault or app.builder.format != "html" or not base:
        return
    write_changed(Path(app.outdir) / FILE, feed(base))


def feed(base: str) -> str:
    """The feed of a book that is published at `base`, its newest entry first."""
    made = entries(base)
    latest = max((one.updated for one in made), default=_time(cite.book()["date"]))
    return document(FILE, book=cite.book(), base=base, updated=latest, entries=made)


def entries(base: str) -> list[Entry]:
    """All entries, the newest version first."""
    known = {one.version: one for one in moved.versions()}
    news = sections(paths.root() / "CHANGELOG.md")
    page = f"{base}/book/changelog.html"
    dates = {version: date for version, (date, _) in news.items()}
    dates |= {version: one.date for version, one in known.items()}
    data = sections(paths.data() / "CHANGELOG.md")
    none = ("", "")
    made = []
    for version, date in dates.items():
        told = [
            ("release", "Version", _markdown(news.get(version, none)[1])),
            ("data", "Changes of the data in", _markdown(data.get(version, none)[1])),
            ("verdicts", "Verdicts that moved in", _moves(known.get(version), base)),
        ]
        made += [
            Entry(f"{title} {version}", f"{page}#{version}-{kind}", page, _time(date), content)
            for kind, title, content in told
            if content
        ]
    return sorted(made, key=lambda one: one.updated, reverse=True)


def sections(file: Path) -> dict[str, tuple[str, str]]:
    """The versions of a changelog: version -> (date or "", its Markdown); none without a file."""
    if not file.is_file():
        return {}
    parts = re.split(
        r"^## (\S+)(?: \((\d{4}-\d\d-\d\d)\))?[ \t]*\n", file.read_text("utf-8"), flags=re.M
    )
    rows = zip(parts[1::3], parts[2::3], parts[3::3])
    return {version: (date or "", text.strip()) for version, date, text in rows}


def _markdown(text: str) -> Markup:
    return Markup(MarkdownIt("commonmark", {"html": False}).render(text)) if text else Markup()


def _moves(version: moved.Version | None, base: str) -> Markup:
    if version is None or not version.moves:
        return Markup()
    return markup("front", "moves", told(version.moves, base + "/claims/"))


def told(moves: tuple[moved.Move, ...], folder: str) -> list[dict[str, str]]:
    """Moves for people: what the claim says, its page under `folder`, its verdicts."""
    lines = records.claim_lines()
    return [
        {
            "said": lines[one.claim_id]["paraphrase"] if one.claim_id in lines else one.claim_id,
            "to": f"{folder}{one.claim_id}.html" if one.claim_id in records.checks() else "",
            "before": one.before or "new",
            "after": one.after or "withdrawn",
        }
        for one in moves
    ]


def _time(date: str) -> str:
    return f"{date}T00:00:00Z"
