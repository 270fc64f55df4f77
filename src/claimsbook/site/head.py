"""The head of a page: description, cards for those who share it, and what it is to machines."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from claimsbook import chapters
from claimsbook.references import cite
from claimsbook.settings import settings
from claimsbook.site import figures, soup
from claimsbook.site.templating import markup

DESCRIPTION_LENGTH = 300


def tags(app: Sphinx, pagename: str, context: dict[str, Any], doctree: Any) -> Markup:
    """Meta tags, canonical link and JSON-LD as HTML.

    Addresses in cards must be absolute; where no base address is set they are left out.
    """
    base = str(app.config.html_baseurl or "").rstrip("/")
    title = soup.words(str(context.get("title", "")))
    text = description(pagename, title, doctree)
    shown = exhibits_on(pagename, doctree)
    metas = told(title, text, "summary_large_image" if base and shown else "summary")
    address = ""
    if base:
        address = f"{base}/{'' if pagename == 'book/index' else pagename + '.html'}"
        metas.append(("property", "og:url", address))
        if shown:
            picture = f"{base}/{figures.FOLDER}/{shown[0]['id']}.png"
            metas.append(("property", "og:image", picture))
            metas.append(("property", "og:image:alt", shown[0]["alt"]))
    feed = f"{base}/feed.xml" if base else ""
    return markup("head", "tags", metas, address, _thing(base, pagename, title, text, shown), feed)


def told(title: str, text: str, card: str) -> list[tuple[str, str, str]]:
    """Meta tags for those who share a page: attribute, name and content; `card` is its kind."""
    return [
        ("name", "description", text),
        ("property", "og:title", title),
        ("property", "og:description", text),
        ("property", "og:type", "article"),
        ("property", "og:site_name", cite.book()["title"]),
        ("name", "twitter:card", card),
    ]


def description(pagename: str, title: str, doctree: Any) -> str:
    """A sentence or two on a page: a chapter's question, else its first paragraph."""
    text = ""
    if pagename.startswith("notebooks/"):
        text = chapters.Chapter(pagename.removeprefix("notebooks/")).question
    if not text and doctree is not None:
        first = next(iter(doctree.findall(nodes.paragraph)), None)
        text = " ".join(first.astext().split()) if first is not None else ""
    if pagename.startswith(f"{figures.FOLDER}/"):
        one = figures.record(pagename.removeprefix(f"{figures.FOLDER}/"))
        text = f"{one['subtitle']}. {one['alt']}"
    text = text or f"{title}. {cite.book()['abstract']}"
    return shortened(text)


def shortened(text: str) -> str:
    """A description of at most DESCRIPTION_LENGTH signs, cut between words."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + " …"


def exhibits_on(pagename: str, doctree: Any) -> list[dict[str, Any]]:
    """The records of the exhibits that a page shows, in order."""
    if pagename.startswith("notebooks/"):
        slug = pagename.removeprefix("notebooks/")
        return [one for one in figures.all_records() if one["chapter"] == slug]
    if pagename.startswith(f"{figures.FOLDER}/"):
        return [figures.record(pagename.removeprefix(f"{figures.FOLDER}/"))]
    if doctree is None:
        return []
    shown = (raw.get(figures.SHOWN) for raw in doctree.findall(nodes.raw))
    return [figures.record(one) for one in shown if one]


def _thing(
    base: str, pagename: str, title: str, text: str, shown: list[dict[str, Any]]
) -> dict[str, Any]:
    """A page in the vocabulary of schema.org; addresses only where they can be absolute."""
    whole = pagename == "book/index"
    alone = pagename.startswith(f"{figures.FOLDER}/")
    author = {"@type": "Organization", "name": cite.book()["author"]}
    licence = "https://creativecommons.org/licenses/by/4.0/"
    thing: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report" if whole else "Chapter" if shown and not alone else "WebPage",
        "name": cite.book()["title"] if whole else title,
        "description": text,
        "author": author,
        "inLanguage": "en",
        "license": licence,
        "version": cite.book()["version"],
        "datePublished": cite.book()["date"],
    }
    subject = settings().subject
    if whole and subject.title:
        thing["about"] = {
            "@type": "Article",
            "name": subject.title,
            "author": {"@type": "Person", "name": subject.author},
            "datePublished": subject.published,
        }
    elif not whole:
        thing["isPartOf"] = {"@type": "Report", "name": cite.book()["title"]}
    if base:
        thing["url"] = f"{base}/{'' if whole else pagename + '.html'}"
    own = [] if whole else shown
    parts: list[dict[str, Any]] = []
    for one in own:
        stem = f"{base}/{figures.FOLDER}/{one['id']}"
        place = {"url": f"{base}/{pagename}.html#{one['id']}"} if base else {}
        picture = {"contentUrl": f"{stem}.png"} if base else {}
        file = {"contentUrl": f"{stem}.csv"} if base else {}
        parts.append(
            {
                "@type": "ImageObject",
                "name": one["title"],
                "caption": one["subtitle"],
                "description": one["alt"],
                "encodingFormat": "image/png",
                "license": licence,
                "creator": author,
                **place,
                **picture,
            }
        )
        parts.append(
            {
                "@type": "Dataset",
                "name": f"Data of: {one['title']}",
                "description": one["subtitle"],
                "identifier": {
                    "@type": "PropertyValue",
                    "name": one["id"],
                    "propertyID": "sha256",
                    "value": cite.fingerprint(one),
                },
                "creator": author,
                "license": licence,
                "isBasedOn": [cite.text(cite.of_source(each)) for each in one["sources"]],
                "distribution": {"@type": "DataDownload", "encodingFormat": "text/csv", **file},
                **place,
            }
        )
    if parts:
        thing["hasPart"] = parts
    return thing
