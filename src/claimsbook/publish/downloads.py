"""What a reader takes away: the book as PDF, the site and its sources as zips, linked on each page.

A build of the site has none of them: the PDF is printed from the site, and a zip cannot hold
itself. Its pages have a mark instead, which says nothing; a release and `site public` put the files
into a copy under `/download/`, and links in the place of the mark. A file that is not there, such
as a PDF where no browser could print one, is not linked.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.files import naming, readable, replaced
from claimsbook.publish import built, release
from claimsbook.references import cite
from claimsbook.settings import command, settings
from claimsbook.site.templating import markup

FOLDER = "download"
MARK = b"<!-- take away -->"
"""Where in a page stands what can be taken away."""

WORDS = {"pdf": "the book as PDF", "site.zip": "this site as a zip", "source.zip": "its sources"}
"""What a file is called in a link, by the end of its name."""


def offer(site: Path, files: list[Path]) -> None:
    """Put those of `files` that exist into a site under /download/, and links on its pages."""
    there = [file for file in files if file.is_file()]
    for file in there:
        (site / FOLDER).mkdir(exist_ok=True)
        shutil.copyfile(file, site / FOLDER / file.name)
    for page in site.rglob("*.html"):
        content = page.read_bytes()
        if MARK in content:
            up = "../" * len(page.relative_to(site).parent.parts)
            page.write_bytes(content.replace(MARK, _links(there, up).encode("utf-8")))


def _links(files: list[Path], up: str) -> str:
    if not files:
        return ""
    named = [
        {"words": _words(file.name), "to": f"{up}{FOLDER}/{file.name}", "size": _size(file)}
        for file in files
    ]
    return str(markup("front", "take_away", named))


def _words(name: str) -> str:
    return next(words for end, words in WORDS.items() if name.endswith(end))


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1e6:.1f} MB"


def main(site: Path | None = None, out: Path | None = None, *, changes: bool = False) -> int:
    """Copy the built site to `out` (`_build/public`) with its PDF and zips, each linked.

    It must be what the last build wrote of this very commit, or, where `changes` are allowed, of
    the work tree as it is; another at `site` is taken as it is. Raises BookError where it is not,
    when no site was built, or when git cannot say what the sources are.
    """
    given, site, out = site, site or paths.site(), out or paths.root() / "_build" / "public"
    if not (site / "index.html").is_file():
        raise BookError(f"{paths.shown(site)} holds no site. Remedy: {command('site build')}.")
    if not changes:
        built.refuse_changes("a public copy")
    if given is None:
        built.refuse_other()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = written(site, folder, folder / "site", release.source_files())
        with replaced(out, out.parent) as new, naming(out):
            shutil.copytree(site, new, dirs_exist_ok=True)
            offer(new, files)
            readable(new)
    print(f"{paths.shown(out)}: the site with what can be taken away, in {FOLDER}/")
    return 0


def written(site: Path, folder: Path, copy: Path, sources: list[Path]) -> list[Path]:
    """Write the PDF, where one was printed, and the zips of site and `sources` into `folder`.

    The zip of the site is of a copy that offers the other two, which stays at `copy`. The paths of
    all three: PDF, site, sources.
    """
    stem = f"{settings().name}-{cite.book()['version']}"
    pdf, whole, source = (folder / f"{stem}{end}" for end in (".pdf", "-site.zip", "-source.zip"))
    if built.pdf().is_file():
        shutil.copyfile(built.pdf(), pdf)
    release.write_zip(source, paths.root(), sources)
    zipped(site, copy, whole, [pdf, source])
    return [pdf, whole, source]


def zipped(site: Path, copy: Path, target: Path, files: list[Path]) -> None:
    """Zip a copy of a site that offers `files`; the copy stays at `copy`."""
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(*release.LEFT_OUT))
    offer(copy, files)
    release.write_zip(target, copy, release.files_under(copy))
