"""The folder of the built site: what a build wrote, and nothing else.

Sphinx writes a page anew only when its source changed, so that a page altered by hand, or a file
put beside it, would survive every later build and be published. A build therefore leaves a list of
what it wrote with the SHA-256 of each file, beside the site and not in it; the next one throws away
whatever differs from the list before it begins. What is published is a copy of that, put in the
place of the former site in one step.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from claimsbook.files import naming, replaced, sha256_file, write_atomically

BUILDINFO = ".buildinfo"
WRITTEN, PUBLISHED = "written.json", "published.json"
MARK = b"<!-- made -->"
"""Where in a page stands what it was made from."""


def begin(html: Path) -> list[str]:
    """Throw away what no build wrote; the names of what was thrown away, sorted."""
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
    html.chmod(0o755)
    for place in html.rglob("*"):
        place.chmod(0o755 if place.is_dir() else 0o644)
    write_atomically(_list(html), _spelt(_files(html)))


def strange(site: Path, html: Path) -> list[str]:
    """The files of a published site that are not what the last build wrote into `html`, sorted."""
    listed = _listed(html, PUBLISHED)
    if not listed or not site.is_dir():
        return []
    return sorted(name for name, now in _files(site).items() if listed.get(name) != now)


def publish(html: Path, site: Path, made: str = "") -> None:
    """Put a copy of the finished `html` in the place of the published site, in one step.

    `made` takes the place of the mark that each page has for it: what it says changes with every
    commit, and no page would have to be written anew for that alone.
    """
    with replaced(site) as new, naming(site):
        shutil.copytree(html, new, dirs_exist_ok=True)
        for page in new.rglob("*.html"):
            content = page.read_bytes()
            if MARK in content:
                page.write_bytes(content.replace(MARK, made.encode("utf-8")))
        write_atomically(_list(html, PUBLISHED), _spelt(_files(new)))


def _spelt(files: dict[str, str]) -> str:
    return json.dumps(files, indent=0, sort_keys=True) + "\n"


def _files(html: Path) -> dict[str, str]:
    return {
        file.relative_to(html).as_posix(): sha256_file(file)
        for file in sorted(html.rglob("*"))
        if file.is_file() or file.is_symlink()
    }


def _list(html: Path, name: str = WRITTEN) -> Path:
    return html.parent / ".doctrees" / name


def _kept_buildinfo(html: Path) -> Path:
    return html.parent / ".doctrees" / "buildinfo"


def _listed(html: Path, name: str = WRITTEN) -> dict[str, str]:
    try:
        found = json.loads(_list(html, name).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
