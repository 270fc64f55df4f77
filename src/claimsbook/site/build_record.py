"""What a site says of its own making: `build.json`, and the page for addresses that are not there.

`build.json` names version, commit (with "+changes" where the work tree differed from it), the
libraries that draw, and the hash of what each chapter stored. It says of itself that a build
compares nothing: that is done by `verify` and by the tests. Who publishes a site only after such
checks of its commit names them in the variable CLAIMSBOOK_CHECKED ("check verify"), and they are
named where they left a record of passing on this very state (see `checks.record`); otherwise the
build is refused. Without the variable a site says that it was not checked. Each page's foot says
the same in a sentence. Both follow from the commit and that variable, and from nothing else. Where
a clone's commit cannot be told, the build says why, and the file does not: it would differ from
machine to machine.
"""

from __future__ import annotations

import importlib.metadata
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from claimsbook import chapters, paths
from claimsbook.chapters.pairs import STAMP
from claimsbook.checks import record
from claimsbook.errors import BookError
from claimsbook.files import pretty_json, write_changed
from claimsbook.publish import release
from claimsbook.references import cite
from claimsbook.settings import command, settings
from claimsbook.site.templating import document
from claimsbook.tables import history

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CHECKS = ("check", "verify")
"""What can be said to have passed before a site was published: what leaves a record of it."""

VARIABLE = "CLAIMSBOOK_CHECKED"


def named() -> list[str]:
    """The checks that the publisher names. Raises BookError for one that leaves no record."""
    found = os.environ.get(VARIABLE, "").replace(",", " ").split()
    for one in found:
        if one not in CHECKS:
            known = ", ".join(CHECKS)
            raise BookError(f"{VARIABLE} names {one!r}. Remedy: use some of {known}.")
    return [one for one in CHECKS if one in found]


def checked() -> list[str]:
    """The checks without which this site is not published, as its publisher names them.

    Raises BookError for one that leaves no record, or that left none of this state.
    """
    found = named()
    for one in found:
        if not record.holds(one):
            raise BookError(
                f"{VARIABLE} names {one!r}, which left no record of passing on this state of the "
                f"book. Remedy: {command(one)}, then build again; or leave it out."
            )
    return found


def made() -> str:
    """What the foot of each page says: from which commit it is made, and what was checked; HTML."""
    commit, _, changes = release.commit().partition("+")
    source = f"commit {commit[:12]}" if commit else "no commit"
    if changes:
        source += ", with changes that are in none"
    if found := checked():
        names = " and ".join(filter(None, (", ".join(found[:-1]), found[-1])))
        return f"Made from {source}; published only after {names} of it."
    by = f"{settings().command} verify"
    told = f"Made from {source}; not checked: this build compares no stored output, “{by}” does."
    return str(escape(told))


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Write both files into a finished site."""
    if fault or app.builder.format != "html":
        return
    if (paths.root() / ".git").exists() and (why := history.trouble()):
        print(f"     build.json names no commit: {why}", flush=True)
    out = Path(app.outdir)
    write_changed(out / "build.json", pretty_json(content()))
    base = str(app.config.html_baseurl or "").rstrip("/")
    title = cite.book()["title"]
    write_changed(
        out / "404.html", document("404.html", title=title, base=f"{base}/" if base else "")
    )


def content() -> dict[str, Any]:
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
        "checked": checked(),
        "compared": f"not by the build; `{settings().command} verify` compares every output",
    }
