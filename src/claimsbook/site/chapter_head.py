"""The head of a chapter: how long it takes, its files, the command that reruns it, what to change.

It stands below the title. Where CITATION.cff names a repository on GitHub, the notebook can also be
opened there by Binder and Colab.
"""

from __future__ import annotations

import math
import re
from urllib.parse import quote

from bs4 import BeautifulSoup

from claimsbook.chapters import Chapter, declared
from claimsbook.references import cite
from claimsbook.settings import settings
from claimsbook.site import soup
from claimsbook.site.links import Link
from claimsbook.site.templating import markup

WORDS_A_MINUTE = 230
"""How fast a non-fiction text is read: the mean of Brysbaert (2019), rounded down."""

_NO_PROSE = "details, figure, table, pre, .claims-notes, .number-notes, .headerlink"


def minutes(body: BeautifulSoup) -> int:
    """How long the prose of a page takes to read, at least a minute; tables and code left out."""
    copy = soup.parsed(str(body))
    for tag in copy.select(_NO_PROSE):
        tag.decompose()
    return max(1, math.ceil(len(copy.get_text(" ").split()) / WORDS_A_MINUTE))


def insert(body: BeautifulSoup, slug: str) -> None:
    """Put the head below the title of a chapter's page."""
    title = body.find("h1")
    if title is None:
        return
    chapter = Chapter(slug)
    files = [Link("Notebook", f"{slug}.ipynb", file=True), Link("Script", f"{slug}.py", file=True)]
    command = f"{settings().command} run {slug}"
    head = markup(
        "front",
        "chapter_head",
        minutes(body),
        [*files, *_elsewhere(chapter)],
        command,
        declared.listed(chapter),
    )
    title.insert_after(soup.parsed(head))


def _elsewhere(chapter: Chapter) -> list[Link]:
    """Where the notebook can be opened without a clone: nowhere, unless a repository is named."""
    found = re.fullmatch(r"https://github\.com/([^/]+/[^/]+?)(?:\.git)?/?", cite.book()["code"])
    if found is None:
        return []
    path = f"notebooks/{chapter.slug}.ipynb"
    return [
        Link("Binder", f"https://mybinder.org/v2/gh/{found[1]}/HEAD?labpath={quote(path, '')}"),
        Link("Colab", f"https://colab.research.google.com/github/{found[1]}/blob/main/{path}"),
    ]
