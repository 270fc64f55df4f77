"""The whole book as one PDF through headless Chromium.

The pages of the built site are put one after another, figures as still pictures, the claims of
each page as its footnotes, links between pages as links inside the document. All of it is set in
the font that the engine brings, so that no byte depends on the fonts of a machine.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import tempfile
from pathlib import Path

import yaml
from bs4 import Tag
from markupsafe import Markup

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.figures import found_fonts
from claimsbook.figures.render import FONTS
from claimsbook.files import remove, write_atomically
from claimsbook.references import cite
from claimsbook.settings import command, settings
from claimsbook.site import output, serving, soup
from claimsbook.site.templating import document

SECONDS = 300
LEFT_OUT = ("book/gallery",)
"""Pages that would only repeat the others on paper."""

APPENDIX = ("notebooks/ledger",)
"""Pages that come last, in small print."""

_ON_SCREEN = (
    "details.code, details.on-screen, .chapter-head, .exhibit-tools, picture.exhibit-dark, source, "
    "form, svg.brand-mark"
)
"""What has no use on paper."""

_SIGNS = str.maketrans({"✓": "√", "✗": "×", "↩": "←"})
"""Signs of the pages that the font lacks, and what stands for them on paper."""

_PLAIN = {"TZ": "UTC", "LC_ALL": "C.UTF-8"}
"""The surroundings of the printing browser."""

_NAMES = ("id", "for", "aria-describedby", "aria-labelledby")
"""Attributes that hold an id of their own page."""


def main(site: Path | None = None, target: Path | None = None) -> int:
    """Print the built site into `target`; skipped, with the reason, where it cannot be done.

    The former PDF stays until this one is whole. Where there is no Chromium it goes: it would pass
    for one of this site. Of the book's own PDF it is remembered of which site it was printed.
    """
    own = paths.root() / "_build"
    remembered = site is None and target is None
    site, target = site or paths.site(), target or own / f"{settings().name}.pdf"
    chromium = serving.chromium()
    if chromium is None:
        print("skipped: no Chromium on this machine (Debian: apt-get install chromium)")
        remove(target)
        return 0
    if not (site / "index.html").is_file():
        raise BookError(f"{paths.shown(site)} holds no site. Remedy: {command('site build')}.")
    of = output.whole(site)
    # Beside the site and not in it: whoever reads or compares the site meanwhile finds it as it is.
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryDirectory() as home:
        pages, made = Path(scratch) / "pages", Path(scratch) / "made.pdf"
        pages.mkdir()
        for part in site.iterdir():
            (pages / part.name).symlink_to(part)
        write_atomically(pages / ".print.html", bound(site))
        with serving.served(pages) as address:
            done = subprocess.run(
                [
                    chromium,
                    "--headless",
                    *serving.CHROMIUM_FLAGS,
                    f"--user-data-dir={Path(scratch) / 'profile'}",
                    "--no-pdf-header-footer",
                    "--generate-pdf-document-outline",
                    f"--print-to-pdf={made}",
                    f"{address}/.print.html",
                ],
                check=False,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                start_new_session=True,
                env={**os.environ, **found_fonts.only(Path(home), [FONTS]), **_PLAIN},
            )
        if done.returncode or not made.is_file():
            said = (done.stderr.strip() or "nothing said").splitlines()[-1]
            raise BookError(
                f"{paths.shown(target)}: Chromium printed nothing ({said[:200]}). Remedy: see that "
                "there is room for temporary files, then try again."
            )
        write_atomically(target, settled(made.read_bytes(), cite.book()["date"]))
    if remembered:
        output.printed(of, own / ".work" / "_build" / "html", target)
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
    listed = [name for name in _files(toc) if name not in LEFT_OUT]
    # The ledger repeats the tables of the chapters: it comes last, in small print.
    names = sorted(listed, key=lambda name: name in APPENDIX)
    book = cite.book()
    pages = []
    for name in names:
        page = soup.parsed((site / f"{name}.html").read_text("utf-8"))
        heading = page.select_one("main h1")
        title = heading.get_text().rstrip("#") if heading else name
        pages.append(
            {
                "id": _inner(name, "page"),
                "title": title,
                "chapter": name.startswith("notebooks/"),
                "appendix": name in APPENDIX,
                "text": _text(page, name, names, book["url"]),
            }
        )
    return document("print.html", book=book, pages=pages).translate(_SIGNS)


def _text(page: Tag, name: str, names: list[str], base: str) -> Markup:
    """The text of a page for paper: no code, no tools, one dress, its links inside the document."""
    text = page.select_one("main > .text")
    if text is None:
        raise ValueError(f"{name}.html has no text")
    for tag in text.select(_ON_SCREEN):
        tag.decompose()
    for tag in text.find_all(True):
        if tag.name == "details":
            tag["open"] = ""
        if tag.get("loading") == "lazy":
            del tag["loading"]
        for attribute in _NAMES:
            if attribute in tag.attrs:
                tag[attribute] = _inner(name, str(tag[attribute]))
        for attribute in ("href", "src"):
            if attribute in tag.attrs:
                _lead(tag, attribute, name, names, base)
    return soup.within(text)


def _lead(tag: Tag, attribute: str, name: str, names: list[str], base: str) -> None:
    """Make a link of page `name` lead on inside the document, or to where the book is published."""
    value = str(tag[attribute])
    if re.match(r"[a-z]+:", value):
        return
    path, _, fragment = value.partition("#")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    other = there.removesuffix(".html")
    rest = f"{there}#{fragment}" if fragment else there
    if other in names:
        tag[attribute] = f"#{_inner(other, fragment or 'page')}"
    elif attribute == "src":
        tag[attribute] = rest
    elif base:
        # A file beside the pages can be reached from a PDF only where the site is published.
        tag[attribute] = f"{base}/{rest}"
    else:
        del tag[attribute]


def _inner(name: str, fragment: str) -> str:
    return f"{name.replace('/', '-')}--{fragment}"


def _files(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [str(node[key]) for key in ("root", "file") if key in node]
        return own + [one for value in node.values() for one in _files(value)]
    if isinstance(node, list):
        return [one for value in node for one in _files(value)]
    return []
