"""The folder of the built site: what a build wrote, and nothing else.

Sphinx writes a page anew only when its source changed, so that a page altered by hand, or a file
put beside it, would survive every later build and be published. A build therefore leaves a list of
what it wrote with the SHA-256 of each file, beside the site and not in it; the next one throws away
whatever differs from the list before it begins, and what Sphinx remembers with it where that was
altered. What is published is a copy of that, put in the place of the former site in one step; a
list beside it says what it holds, and from which state of the book it is made.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimsbook.files import (
    canonical_json,
    json_object,
    naming,
    readable,
    remove,
    replaced,
    sha256,
    sha256_file,
    write_atomically,
)

BUILDINFO = ".buildinfo"
WRITTEN, PUBLISHED, READ, PRINTED = "written.json", "published.json", "read.json", "printed.json"
"""Lists that lie beside what Sphinx remembers: of what it wrote, what is published, what it
remembers itself, and of which site the PDF was printed."""

MARK = b"<!-- made -->"
"""Where in a page stands what it was made from."""


def begin(html: Path) -> list[str]:
    """Throw away what no build wrote; the names of what was thrown away, sorted."""
    if _remembered(html) != _listed(html, READ):
        # All pages are read and written anew, rather than from what somebody put there.
        for one in (WRITTEN, "environment.pickle"):
            remove(_list(html, one))
        for file in html.parent.glob(".doctrees/**/*.doctree"):
            remove(file)
    if not html.is_dir():
        return []
    listed = _listed(html)
    strange = sorted(name for name, now in _files(html).items() if listed.get(name) != now)
    if not listed:
        shutil.rmtree(html)
        return strange
    for name in strange:
        (html / name).unlink()
    kept = _kept_buildinfo(html)
    if kept.is_file():
        shutil.copyfile(kept, html / BUILDINFO)
    return strange


def end(html: Path) -> None:
    """Take out what is private to Sphinx, list what was written, let every web server read it."""
    kept = _kept_buildinfo(html)
    if (html / BUILDINFO).is_file():
        # It names the folder of the build, and is of use to the next build only.
        shutil.move(html / BUILDINFO, kept)
    (html / ".nojekyll").write_bytes(b"")
    readable(html)
    write_atomically(_list(html, READ), _spelt(_remembered(html)))
    write_atomically(_list(html), _spelt(_files(html)))


def strange(site: Path, html: Path) -> list[str]:
    """The files of a published site that are not what the last build wrote into `html`, sorted."""
    listed = _published(html).files
    if not listed or not site.is_dir():
        return []
    return sorted(name for name, now in _files(site).items() if listed.get(name) != now)


def lacking(site: Path, html: Path) -> list[str]:
    """The files that the last build published and that the site no longer has, sorted."""
    return sorted(_published(html).files.keys() - _files(site).keys())


def state(html: Path) -> str:
    """The state of the book that the published site was made from; "" where none is known."""
    return _published(html).state


def publish(html: Path, site: Path, made: str = "", state: str = "") -> None:
    """Put a copy of the finished `html` in the place of the published site, in one step.

    `made` takes the place of the mark that each page has for it: what it says changes with every
    commit, and no page would have to be written anew for that alone. `state` is remembered as that
    of the book which the site was made from.
    """
    with replaced(site) as new, naming(site):
        shutil.copytree(html, new, dirs_exist_ok=True)
        for page in new.rglob("*.html"):
            content = page.read_bytes()
            if MARK in content:
                page.write_bytes(content.replace(MARK, made.encode("utf-8")))
        write_atomically(_list(html, PUBLISHED), _spelt({"state": state, "files": _files(new)}))


def whole(site: Path) -> str:
    """A hash of a whole site: of every file's name and content."""
    return sha256(canonical_json(_files(site)))


def printed(site: str, html: Path, pdf: Path) -> None:
    """Remember that a PDF is of the site of this hash (`whole`)."""
    write_atomically(_list(html, PRINTED), _spelt({"site": site, "pdf": sha256_file(pdf)}))


def is_printed(site: str, html: Path, pdf: Path) -> bool:
    """Whether a PDF was printed of the site of this hash, and is as it was printed."""
    return _listed(html, PRINTED) == {"site": site, "pdf": sha256_file(pdf)}


@dataclass(frozen=True)
class _Published:
    """What the last build published: the SHA-256 of each file, and the state of the book."""

    files: dict[str, str]
    state: str


def _published(html: Path) -> _Published:
    found = _listed(html, PUBLISHED)
    files, made_from = found.get("files"), found.get("state")
    if not isinstance(files, dict) or not isinstance(made_from, str):
        return _Published({}, "")
    return _Published(files, made_from)


def _remembered(html: Path) -> dict[str, str]:
    """What Sphinx keeps for its next build, by hash."""
    kept = html.parent / ".doctrees"
    own = {WRITTEN, PUBLISHED, READ, PRINTED, _kept_buildinfo(html).name}
    return {name: now for name, now in _files(kept).items() if name not in own}


def _spelt(told: Mapping[str, Any]) -> str:
    return json.dumps(told, indent=0, sort_keys=True) + "\n"


def _files(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file under a folder; of a link what tells it from any file."""
    return {
        file.relative_to(folder).as_posix(): "link" if file.is_symlink() else sha256_file(file)
        for file in sorted(folder.rglob("*"))
        if file.is_file() or file.is_symlink()
    }


def _list(html: Path, name: str = WRITTEN) -> Path:
    return html.parent / ".doctrees" / name


def _kept_buildinfo(html: Path) -> Path:
    return html.parent / ".doctrees" / "buildinfo"


def _listed(html: Path, name: str = WRITTEN) -> dict[str, Any]:
    return json_object(_list(html, name))
