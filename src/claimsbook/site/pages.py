"""Pages: our own frame around what the stock theme's builders make of the chapters.

`templates/layout.html` replaces the theme's layout, so that a page loads one style sheet and one
script of ours and nothing else. Everything that varies by page is put together here.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from claimsbook import paths
from claimsbook.book import current
from claimsbook.chapters import Chapter
from claimsbook.errors import BookError
from claimsbook.files import sha256, sha256_file, write_changed
from claimsbook.references import cite
from claimsbook.site import (
    chapter_head,
    claim_cards,
    code_cells,
    figures,
    glossary,
    head,
    number_cards,
    soup,
    vega,
)
from claimsbook.site.links import Link
from claimsbook.site.templating import TEMPLATES

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
STATIC = (
    "book.css",
    "book.js",
    "drawing.js",
    "embed.js",
    "model.js",
    "passages.js",
    "favicon.svg",
)
"""What a site keeps under /_static/; all else there is of the stock theme."""

FIRST_SCRIPT = (
    'document.documentElement.classList.add("js");'
    'try{document.documentElement.dataset.theme=localStorage.getItem("theme")||'
    '(matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light")}'
    'catch{document.documentElement.dataset.theme="light"}'
)
"""Dresses the page before it is painted; the only script that stands in a page itself."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'sha256-"
        + base64.b64encode(hashlib.sha256(FIRST_SCRIPT.encode()).digest()).decode()
        + "'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""The Content-Security-Policy of every page."""


_ADDRESSES = {"href", "src", "srcset", "data-base", "action"}
"""Attributes that hold an address, relative to the page."""


def settle(app: Sphinx, config: Config) -> None:
    """Our templates before the theme's, our assets beside its own; no index of terms, no search."""
    # Sphinx keeps a hash of these in the site: where the copy lies must not go into it.
    assets, templates = (os.path.relpath(one, app.confdir) for one in (ASSETS, TEMPLATES))
    config.html_static_path = [*config.html_static_path, assets]
    config.templates_path = [templates, *config.templates_path]
    config.myst_url_schemes = {**(config.myst_url_schemes or {}), **number_cards.SCHEMES}
    config.html_use_index = False
    config.html_permalinks_icon = "#"
    engine = [*HERE.parent.rglob("*.py"), *TEMPLATES.iterdir(), *ASSETS.iterdir()]
    own = (paths.root() / "src").rglob("*.py")
    code = [sha256_file(file) for file in (*sorted(engine), *sorted(own))]
    tables = [sha256_file(file) for file in sorted(paths.data().rglob("*.csv"))]
    told = [paths.root() / name for name in ("_toc.yml", "book.toml", "CITATION.cff")]
    stated = [sha256_file(file) for file in told if file.is_file()]
    config.claimsbook_state = sha256("".join([*code, *tables, *stated]))
    # One place says where the book is published: CITATION.cff.
    config.html_baseurl = cite.book()["url"]


def begin(app: Sphinx) -> None:
    """The book has a search of its own (see claimsbook.site.search)."""
    if app.builder.format == "html":
        app.builder.search = False  # type: ignore[attr-defined]
    current().forget()


def outdated(
    app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages to read anew beside those whose files bear a later date than when they were read.

    A file put back with its old date differs too. And pages show what other chapters found: when a
    chapter changed, all are read anew.
    """
    was = getattr(env, "claimsbook_read", {})
    now = {name: sha256_file(Path(env.doc2path(name))) for name in sorted(env.found_docs)}
    env.claimsbook_read = now
    differ = {name for name, content in now.items() if was.get(name, content) != content}
    touched = any(name.startswith("notebooks/") for name in added | changed | removed | differ)
    return sorted(env.all_docs) if touched else sorted(differ)


def frame(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """What `layout.html` needs: head, policy, contents, and the body put right."""
    if "body" in context and doctree is not None:
        # The other pages are made by our own templates.
        body = soup.parsed(str(context["body"]))
        clean(body)
        code_cells.fold(body)
        try:
            claim_cards.annotate(body, pagename)
            number_cards.annotate(body, pagename)
        except BookError as error:
            raise ExtensionError(str(error)) from None
        if pagename.startswith("notebooks/"):
            glossary.explain(body, pagename, glossary.terms(app.env))
            chapter_head.insert(body, pagename.removeprefix("notebooks/"))
        context["body"] = soup.spelt(body)
    name = str(app.config.html_title)
    title = soup.words(str(context.get("title", "")))
    contents = context["toctree"](maxdepth=1, collapse=True, titles_only=True, includehidden=True)
    files: list[Link] = []
    cited = Markup()
    if pagename.startswith("notebooks/"):
        slug = pagename.removeprefix("notebooks/")
        files = [Link(f"{slug}.{kind}", f"{slug}.{kind}", file=True) for kind in ("py", "ipynb")]
        cited = figures.cite_forms(cite.of_chapter(Chapter(slug)))
    context["rb"] = {
        "book": cite.book(),
        "name": name,
        "policy": POLICY,
        "first_script": FIRST_SCRIPT,
        "title": title if pagename == "book/index" else f"{title} · {name}",
        "digest": digest(),
        "contents": _contents(str(contents or "")),
        "files": files,
        "cite": cited,
        "on_page": _on_page(str(context.get("toc", "")), bool(context.get("display_toc"))),
        "head": head.tags(app, pagename, context, doctree),
    }


def clean(body: BeautifulSoup) -> None:
    """Take from the body of a page what the policy forbids and what we do not use."""
    for tag in body.find_all(["script", "style"]):
        tag.decompose()
    for tag in body.find_all(True):
        del tag["style"]
        had = soup.classes(tag)
        soup.drop(tag, "align-default")
        if {"docutils", "container"} <= had:
            soup.drop(tag, "docutils", "container")
        if tag.name == "details" and {"admonition", "hide"} <= had:
            soup.drop(tag, "admonition")
            if tag.summary:
                tag.summary.replace_with(soup.element("summary", "Code"))
        # What scrolls must be reachable by keyboard.
        if tag.name == "pre" and tag.parent and "highlight" in soup.classes(tag.parent):
            tag["tabindex"] = "0"
    for table in body.find_all("table"):
        if not table.find_parent("div", class_="scroll"):
            # A table wider than the page, as any is in large letters, scrolls and not the page.
            table.wrap(soup.element("div", tabindex="0", **{"class": "scroll"}))
    _anchor_code(body)


def _anchor_code(body: BeautifulSoup) -> None:
    """Each figure's "Code" link leads to the cell that drew it; without such a cell it goes."""
    for figure in body.find_all("figure", class_="exhibit", id=True):
        target = f"code-{figure['id']}"
        cell = figure.find_parent("div", class_="cell")
        code = cell.find("div", class_="cell_input") if cell else None
        if code:
            code.insert(0, soup.element("span", id=target))
            continue
        for link in figure.find_all("a", href=f"#{target}"):
            link.decompose()


def _contents(toctree: str) -> Markup:
    """The contents of the book; its captions as no headings, whose order they would break."""
    tree = soup.parsed(toctree)
    for caption in tree.find_all(role="heading"):
        del caption["role"], caption["aria-level"]
    return soup.spelt(tree)


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Vega where only pages that need it load it, the front page at the root, chapters' files."""
    if fault or app.builder.format != "html":
        return
    out = Path(app.outdir)
    write_changed(out / "vendor" / "vega.js", vega.script())
    write_changed(out / "index.html", at_root((out / "book" / "index.html").read_text("utf-8")))
    for docname in sorted(app.env.found_docs):
        if docname.startswith("notebooks/"):
            for ending in (".py", ".ipynb"):
                name = f"{docname}{ending}"
                write_changed(out / name, (paths.root() / name).read_text("utf-8"))
    for file in sorted((out / "_static").rglob("*")):
        if file.is_file() and file.name not in STATIC:
            file.unlink()
    for folder in sorted((out / "_static").rglob("*"), reverse=True):
        if folder.is_dir():
            folder.rmdir()


def at_root(page: str) -> str:
    """The front page, written for /book/, as it must be to stand at the root of the site."""
    tree = soup.parsed(page)
    for tag in tree.find_all(True):
        for name in _ADDRESSES & tag.attrs.keys():
            target = str(tag[name])
            if not re.match(r"[a-z]+:|#|/", target):
                up = target.startswith("../")
                tag[name] = target.removeprefix("../") if up else f"book/{target}"
    if tree.html:
        tree.html["data-root"] = "./"
    return soup.spelt(tree)


def _on_page(toc: str, wanted: bool) -> Markup:
    """The headings below the title, without the classes of the theme."""
    inner = soup.parsed(toc).select_one("ul > li > ul") if wanted else None
    if inner is None:
        return Markup()
    for tag in [inner, *inner.find_all(True)]:
        del tag["class"]
    return soup.spelt(inner)


def digest() -> str:
    """A mark of our style sheet and scripts, which changes with them."""
    return sha256("".join(sha256_file(ASSETS / name) for name in STATIC[:-1]))[:10]
