"""Pages: what the theme adds and this book does without, and what it must have everywhere."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import vl_convert as vlc
import yaml
from sphinx.application import Sphinx
from sphinx.config import Config

from rebar import paths
from rebar.files import write_atomically

ASSETS = Path(__file__).with_name("assets")


@functools.lru_cache(maxsize=1)
def book() -> dict[str, str]:
    """Title, author, version and date of the book, out of CITATION.cff."""
    cff = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text("utf-8"))
    author = cff["authors"][0]
    return {
        "title": str(cff["title"]),
        "author": str(author.get("name") or f"{author['given-names']} {author['family-names']}"),
        "version": str(cff["version"]),
        "date": str(cff["date-released"]),
    }


def settle(app: Sphinx, config: Config) -> None:
    """Serve the assets of this extension beside those of the theme."""
    config.html_static_path = [*config.html_static_path, str(ASSETS)]
    app.add_css_file("book.css", priority=900)
    app.add_js_file("book.js", priority=900, loading_method="defer")


def tidy(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Drop thebe, which this book does not use and which is declared twice, and any twin script."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for script in context.get("script_files", []):
        name = str(getattr(script, "filename", script))
        body = str((getattr(script, "attributes", None) or {}).get("body", ""))
        if "thebe" in (name + body).lower() or (name, body) in seen:
            continue
        seen.add((name, body))
        kept.append(script)
    context["script_files"] = kept
    context["css_files"] = [
        sheet for sheet in context.get("css_files", [])
        if "thebe" not in str(getattr(sheet, "filename", sheet))
    ]


def outdated(app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Pages that show what chapters found are read anew whenever a chapter changed."""
    touched = {name for name in added | changed | removed if name.startswith("notebooks/")}
    return ["book/index"] if touched and "book/index" in env.all_docs else []


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Put Vega where only pages that need it load it, and mend what the theme gets wrong."""
    if fault or app.builder.format != "html":
        return
    out = Path(app.outdir)
    _put(out / "vendor" / "vega.js", _vega())
    _put(out / "index.html", at_root((out / "book" / "index.html").read_text("utf-8")))
    for page in sorted(out.glob("**/*.html")):
        if "_static" not in page.parts:
            old = page.read_text("utf-8")
            new = mended(old)
            if new != old:
                write_atomically(page, new)


def at_root(page: str) -> str:
    """The front page, written for /book/, as it must be to stand at the root of the site."""

    def moved(found: re.Match[str]) -> str:
        name, target = found[1], found[2]
        if re.match(r"[a-z]+:|#|/", target):
            return found[0]
        return f'{name}="{target[3:] if target.startswith("../") else "book/" + target}"'

    page = re.sub(r'\b(href|src|srcset|data-base|action)="([^"]*)"', moved, page)
    return page.replace('data-content_root="../"', 'data-content_root="./"')


def _vega() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that sets window.vegaEmbed."""
    kept = paths.CACHE / f"vega-{vlc.__version__}.js"
    if not kept.is_file():
        # Wrapped, so that none of its names can meet one of the theme's.
        write_atomically(kept, f"(() => {{{vlc.javascript_bundle()}\n}})();\n")
    return kept.read_text("utf-8")


def _put(file: Path, content: str) -> None:
    if not file.is_file() or file.read_text("utf-8") != content:
        write_atomically(file, content)


def mended(page: str) -> str:
    """A page with the theme's accessibility faults put right."""
    # The visible text is "Search" and a key; the shorter label contradicts it.
    page = re.sub(
        r'(<button[^>]*search-button-field[^>]*?)\s+aria-label="Search"', r"\1", page
    )
    return re.sub(
        r'<div id="pst-primary-sidebar"(?! role)',
        '<div id="pst-primary-sidebar" role="navigation" aria-label="Book"', page,
    )
