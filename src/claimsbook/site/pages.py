"""Pages: our own frame around what the stock theme's builders make of the chapters.

`templates/layout.html` replaces the theme's layout, so that a page loads one style sheet and one
script of ours and nothing else. Everything that varies by page is put together here.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert as vlc
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from claimsbook import paths
from claimsbook.book import current
from claimsbook.chapters import Chapter
from claimsbook.errors import BookError
from claimsbook.files import sha256, sha256_file, write_atomically, write_changed
from claimsbook.references import cite
from claimsbook.site import claim_cards, figures, head

HERE = Path(__file__).parent
ASSETS, TEMPLATES = HERE / "assets", HERE / "templates"

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


def settle(app: Sphinx, config: Config) -> None:
    """Our templates before the theme's, our assets beside its own; no index of terms, no search."""
    # Sphinx keeps a hash of these in the site: where the copy lies must not go into it.
    assets, templates = (os.path.relpath(one, app.confdir) for one in (ASSETS, TEMPLATES))
    config.html_static_path = [*config.html_static_path, assets]
    config.templates_path = [templates, *config.templates_path]
    config.html_use_index = False
    config.html_permalinks_icon = "#"
    code = [sha256_file(file) for file in sorted((paths.root() / "src").rglob("*.py"))]
    tables = [sha256_file(file) for file in sorted(paths.data().rglob("*.csv"))]
    toc = sha256_file(paths.root() / "_toc.yml")
    config.claimsbook_state = sha256("".join([*code, *tables, toc]))
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
    """Pages show what other chapters found: when a chapter changed, all are read anew."""
    touched = any(name.startswith("notebooks/") for name in added | changed | removed)
    return sorted(env.all_docs) if touched else []


def frame(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """What `layout.html` needs: head, policy, contents, and the body put right."""
    if "body" in context:
        try:
            context["body"] = claim_cards.annotated(cleaned(str(context["body"])), pagename)
        except BookError as error:
            raise ExtensionError(str(error)) from None
    name = str(app.config.html_title)
    title = re.sub(r"<[^>]+>", "", str(context.get("title", "")))
    contents = context["toctree"](maxdepth=1, collapse=True, titles_only=True, includehidden=True)
    # As headings the captions would break the order of headings, and they need no such role.
    contents = re.sub(r' (role="heading"|aria-level="2")', "", str(contents or ""))
    slug = pagename.removeprefix("notebooks/")
    files = cited = ""
    if pagename.startswith("notebooks/"):
        cited = figures.cite_forms(cite.of_chapter(Chapter(slug)))
        files = (
            f'<a href="{slug}.py" download>{slug}.py</a>, '
            f'<a href="{slug}.ipynb" download>{slug}.ipynb</a>'
        )
    context["rb"] = {
        "book": cite.book(),
        "name": name,
        "policy": POLICY,
        "first_script": FIRST_SCRIPT,
        "title": title if pagename == "book/index" else f"{title} · {name}",
        "digest": _digest(),
        "contents": contents,
        "files": files,
        "cite": cited,
        "on_page": _on_page(str(context.get("toc", "")), bool(context.get("display_toc"))),
        "head": head.tags(app, pagename, context, doctree),
    }


def cleaned(body: str) -> str:
    """The body of a page without what the policy forbids and what we do not use."""
    body = re.sub(r"<script\b.*?</script>", "", body, flags=re.DOTALL)
    body = re.sub(r"<style\b.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r'(<[^<>]*?) style="[^"]*"', r"\1", body)
    body = re.sub(
        r'<details class="admonition (hide[^"]*)">\s*<summary[^>]*>.*?</summary>',
        r'<details class="\1"><summary>Code</summary>',
        body,
        flags=re.DOTALL,
    )
    # What scrolls must be reachable by keyboard.
    body = re.sub(r'(<div class="highlight"><pre)>', r'\1 tabindex="0">', body)
    body = body.replace(" docutils container", "").replace(' align-default"', '"')
    return _with_code_anchors(body)


def _with_code_anchors(body: str) -> str:
    """Each figure's "Code" link leads to the cell that drew it; without such a cell it goes."""
    for exhibit_id in re.findall(r'<figure class="exhibit" id="([^"]+)">', body):
        figure = body.index(f'<figure class="exhibit" id="{exhibit_id}">')
        cell = body.rfind('<div class="cell ', 0, figure)
        code = body.rfind('<div class="cell_input">', max(cell, 0), figure)
        if cell >= 0 and code >= 0:
            end = code + len('<div class="cell_input">')
            body = f'{body[:end]}<span id="code-{exhibit_id}"></span>{body[end:]}'
        else:
            body = re.sub(rf'<a href="#code-{re.escape(exhibit_id)}">Code</a> ?', "", body)
    return body


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Vega where only pages that need it load it, the front page at the root, chapters' files."""
    if fault or app.builder.format != "html":
        return
    out = Path(app.outdir)
    write_changed(out / "vendor" / "vega.js", _vega())
    write_changed(out / "index.html", at_root((out / "book" / "index.html").read_text("utf-8")))
    for docname in sorted(app.env.found_docs):
        if docname.startswith("notebooks/"):
            for ending in (".py", ".ipynb"):
                name = f"{docname}{ending}"
                write_changed(out / name, (paths.root() / name).read_text("utf-8"))
    for file in sorted((out / "_static").rglob("*")):
        if file.is_file() and file.name not in ("book.css", "book.js", "favicon.svg"):
            file.unlink()
    for folder in sorted((out / "_static").rglob("*"), reverse=True):
        if folder.is_dir():
            folder.rmdir()


def at_root(page: str) -> str:
    """The front page, written for /book/, as it must be to stand at the root of the site."""

    def moved(found: re.Match[str]) -> str:
        name, target = found[1], found[2]
        if re.match(r"[a-z]+:|#|/", target):
            return found[0]
        return f'{name}="{target[3:] if target.startswith("../") else "book/" + target}"'

    page = re.sub(r'\b(href|src|srcset|data-base|action)="([^"]*)"', moved, page)
    return page.replace('data-root="../"', 'data-root="./"')


def _on_page(toc: str, wanted: bool) -> str:
    """The headings below the title, without the classes of the theme."""
    inner = re.search(r"</a>\s*(<ul>.*</ul>)\s*</li>\s*</ul>\s*$", toc, flags=re.DOTALL)
    return re.sub(r' class="[^"]*"', "", inner[1]) if wanted and inner else ""


def _digest() -> str:
    return sha256("".join(sha256_file(ASSETS / name) for name in ("book.css", "book.js")))[:10]


def _vega() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that sets window.vegaEmbed."""
    kept = paths.cache() / f"vega-{version('vl-convert-python')}.js"
    if not kept.is_file():
        bundle = vlc.javascript_bundle("window.vegaEmbed = vegaEmbed;")
        # Wrapped, so that none of its names can meet one of ours.
        write_atomically(kept, f"(() => {{{bundle}\n}})();\n")
    return kept.read_text("utf-8")
