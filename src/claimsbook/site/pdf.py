"""The whole book as one PDF through headless Chromium.

The pages of the built site are put one after another, figures as still pictures, the claims of
each page as its footnotes, links between pages as links inside the document.
"""

from __future__ import annotations

import posixpath
import re
import subprocess
from html import escape
from pathlib import Path

import yaml

from claimsbook import paths
from claimsbook.files import write_atomically
from claimsbook.references import cite
from claimsbook.settings import settings
from claimsbook.site import serving

SECONDS = 300
LEFT_OUT = ("book/gallery",)
"""Pages that would only repeat the others on paper."""

_ATTRIBUTE = re.compile(r'\b(id|href|src|for|aria-describedby|aria-labelledby)="([^"]*)"')


def main(site: Path | None = None, target: Path | None = None) -> int:
    """Print the built site into `target`; skipped, with the reason, where it cannot be done."""
    site, target = (
        site or paths.site(),
        target or paths.root() / "_build" / f"{settings().name}.pdf",
    )
    chromium = serving.chromium()
    if chromium is None:
        print("skipped: no Chromium on this machine (Debian: apt-get install chromium)")
        return 0
    page = site / ".print.html"
    write_atomically(page, bound(site))
    try:
        with serving.served(site) as address:
            done = subprocess.run(
                [
                    chromium,
                    "--headless",
                    *serving.CHROMIUM_FLAGS,
                    "--no-pdf-header-footer",
                    "--generate-pdf-document-outline",
                    f"--print-to-pdf={target}",
                    f"{address}/.print.html",
                ],
                check=False,
                capture_output=True,
                text=True,
                timeout=SECONDS,
            )
    finally:
        page.unlink()
    if done.returncode or not target.is_file():
        print(done.stderr)
        return 1
    write_atomically(target, settled(target.read_bytes(), cite.book()["date"]))
    print(f"{paths.shown(target)}  {target.stat().st_size / 1e6:.1f} MB")
    return 0


def settled(document: bytes, day: str) -> bytes:
    """A PDF of Chromium's without the clock and the browser's running numbers of nodes.

    `day` (YYYY-MM-DD) takes the place of the dates; nodes are numbered from 0 on in their order.
    Nothing changes its length, so that every offset in the file stays right.
    """
    stamp = f"(D:{day.replace('-', '')}000000+00'00')".encode()
    dated = re.sub(rb"\(D:\d{14}\+00'00'\)", stamp, document)
    numbers = sorted(set(re.findall(rb"\(node(\d{8})\)", dated)))
    new = {number: b"(node%08d)" % rank for rank, number in enumerate(numbers)}
    return re.sub(rb"\(node(\d{8})\)", lambda found: new[found[1]], dated)


def bound(site: Path) -> str:
    """All pages of the book as one HTML page that stands at the root of the site."""
    toc = yaml.safe_load((paths.root() / "_toc.yml").read_text("utf-8"))
    names = [name for name in _files(toc) if name not in LEFT_OUT]
    about = cite.book()
    parts = [
        _part(name, (site / f"{name}.html").read_text("utf-8"), names, about["url"])
        for name in names
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en" data-theme="light"><head><meta charset="utf-8">'
        f"<title>{escape(about['title'])}</title>"
        '<link rel="stylesheet" href="_static/book.css"></head><body><main>'
        f'<p class="edition">{escape(about["title"])}. {escape(about["author"])}, version '
        f"{escape(about['version'])}, {escape(about['date'])}. CC BY 4.0.</p>"
        f"{''.join(parts)}</main></body></html>"
    )


def _part(name: str, page: str, names: list[str], base: str) -> str:
    found = re.search(
        r'<div class="text">(.*)</div>\s*(?:<nav class="neighbours".*)?</main>', page, re.DOTALL
    )
    if found is None:
        raise ValueError(f"{name}.html has no text")
    text = re.sub(r'<details class="hide.*?</details>', "", found[1], flags=re.DOTALL)
    text = re.sub(
        r'<div class="exhibit-tools">.*?</table></div></div></details></div>',
        "",
        text,
        flags=re.DOTALL,
    )
    text = re.sub(r'<picture class="exhibit-dark".*?</picture>', "", text, flags=re.DOTALL)
    text = re.sub(r"<source [^>]*>", "", text).replace(' loading="lazy"', "")
    text = re.sub(r'<(form|svg class="brand)\b.*?</\1>', "", text, flags=re.DOTALL)

    def moved(hit: re.Match[str]) -> str:
        attribute, value = hit[1], hit[2]
        if attribute not in ("href", "src"):
            return f'{attribute}="{_inner(name, value)}"'
        if re.match(r"[a-z]+:", value):
            return hit[0]
        path, _, fragment = value.partition("#")
        if not path:
            return f'{attribute}="#{_inner(name, fragment)}"'
        there = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if there.removesuffix(".html") in names:
            other = there.removesuffix(".html")
            return f'{attribute}="#{_inner(other, fragment or "page")}"'
        rest = f"{there}#{fragment}" if fragment else there
        if attribute == "href":
            # A file beside the pages can be reached from a PDF only where the site is published.
            return f'href="{base}/{rest}"' if base else ""
        return f'src="{rest}"'

    body = _ATTRIBUTE.sub(moved, text)
    return f'<section class="page" id="{_inner(name, "page")}">{body}</section>'


def _inner(name: str, fragment: str) -> str:
    return f"{name.replace('/', '-')}--{fragment}"


def _files(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [str(node[key]) for key in ("root", "file") if key in node]
        return own + [one for value in node.values() for one in _files(value)]
    if isinstance(node, list):
        return [one for value in node for one in _files(value)]
    return []
