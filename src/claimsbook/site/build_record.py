"""What a site says of its own making: `build.json`, and the page for addresses that are not there.

`build.json` names version, commit (with "+changes" where the work tree differed from it), the
libraries that draw, and the hash of what each chapter stored. It says of itself that a build
compares nothing: that is done by `verify` and by the tests. Where a clone's commit cannot be told,
the build says why, and the file does not: it would differ from machine to machine.
"""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from claimsbook import chapters, paths
from claimsbook.chapters.pairs import STAMP
from claimsbook.files import pretty_json, write_changed
from claimsbook.publish import release
from claimsbook.references import cite
from claimsbook.settings import settings
from claimsbook.site.templating import document
from claimsbook.tables import history


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Write both files into a finished site."""
    if fault or app.builder.format != "html":
        return
    if (paths.root() / ".git").exists() and (why := history.trouble()):
        print(f"     build.json names no commit: {why}", flush=True)
    out = Path(app.outdir)
    write_changed(out / "build.json", pretty_json(record()))
    base = str(app.config.html_baseurl or "").rstrip("/")
    title = cite.book()["title"]
    write_changed(
        out / "404.html", document("404.html", title=title, base=f"{base}/" if base else "")
    )


def record() -> dict[str, Any]:
    """The content of `build.json`."""
    stored = {
        one.slug: chapters.stored(one).metadata.get(STAMP, {}).get("stored", "")
        for one in chapters.all_chapters()
    }
    return {
        "name": settings().name,
        "version": cite.book()["version"],
        "date": cite.book()["date"],
        "commit": release.commit(),
        "libraries": {one: importlib.metadata.version(one) for one in chapters.LIBRARIES},
        "stored_outputs": stored,
        "compared": f"not by the build; `{settings().command} verify` compares every output",
    }
