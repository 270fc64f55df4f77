"""Figures away from their chapter: a page for each, and one that other sites can frame.

`/figures/<id>.html` is the address to share, with a preview of its own;
`/figures/<id>.embed.html` is made to be framed: still pictures, source line and credit, no
navigation. It sends its height to the page around it as a message {type: "figure-height", src,
height}. An address that sets the figure's controls, `?<id>.<control>=<value>`, as a page writes it
when a reader moves one, shows it as it is set.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from sphinx.application import Sphinx

from claimsbook.files import write_changed
from claimsbook.references import cite
from claimsbook.site import figures, links, pages
from claimsbook.site.links import Link
from claimsbook.site.templating import document, markup

EMBED = ".embed.html"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of a framed figure. It does not say who may frame it: all may."""


def collect(_: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page of each figure, for Sphinx to render."""
    for one in figures.all_records():
        name = f"{figures.FOLDER}/{one['id']}"
        shown = figures.unnumbered(one["id"], name, whole=True)
        body = markup("figures", "own_page", one["title"], shown)
        # Sphinx takes titles as markup.
        yield name, {"title": str(escape(one["title"])), "body": body}, "page.html"


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Write the framed twin of every figure's page."""
    if fault or app.builder.format != "html":
        return
    for one in figures.all_records():
        file = Path(app.outdir) / figures.FOLDER / f"{one['id']}{EMBED}"
        write_changed(file, embedded(one["id"]))


def embedded(exhibit_id: str) -> str:
    """The page of a figure that other sites can frame."""
    one = figures.record(exhibit_id)
    name = f"{figures.FOLDER}/{exhibit_id}"
    return document(
        "embed.html",
        one=one,
        view=figures.view(one, name),
        policy=POLICY,
        digest=pages.digest(),
        sources=figures.source_line_of(one),
        home=Link(cite.book()["title"], f"{exhibit_id}.html"),
        credit=f"CC BY 4.0 · {cite.mark(one)}",
    )


def use(one: dict[str, Any], docname: str) -> Markup:
    """How to take a figure along: its address, code to frame it, its data in Python, its credit."""
    book = cite.book()
    name = f"{figures.FOLDER}/{one['id']}"
    # The script puts the site's own address in this one's place where it is known.
    base = book["url"] or UNKNOWN
    _, height = figures.view(one, docname)["wide"]
    frame = markup("figures", "frame", f"{base}/{name}{EMBED}", one["title"], height + _AROUND)
    python = (
        "import altair as alt, pandas as pd\n"
        f'frame = pd.read_csv("{one["id"]}.csv")\n'
        f'chart = alt.Chart.from_json(open("{one["id"]}.vl.json").read())'
    )
    page = Link("a page of its own", links.to(f"{name}.html", docname))
    return markup("figures", "use", page, frame, python, figures.credit_line(one))


UNKNOWN = "ADDRESS-OF-THIS-SITE"
_AROUND = 190
"""px: what title, subtitle and sources take beside the picture, in a column as wide as it."""
