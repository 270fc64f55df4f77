"""What is given away is what the last build wrote, of the book as it is now, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claimsbook import paths
from claimsbook.checks import record
from claimsbook.errors import BookError
from claimsbook.publish import release
from claimsbook.settings import command, settings
from claimsbook.site import build_record, output
from claimsbook.tables import history


def html() -> Path:
    """Where Sphinx makes the site of the current book."""
    return paths.root() / "_build" / ".work" / "_build" / "html"


def pdf() -> Path:
    """Where the PDF of the current book is printed."""
    return paths.root() / "_build" / f"{settings().name}.pdf"


def refuse_other() -> None:
    """Refuse a site, or a PDF, that is not the last build's of this very state of the book.

    Raises BookError in one line: what is wrong, and the command that mends it.
    """
    site, again = paths.site(), f"Remedy: {command('site build')}"
    if not (site / "index.html").is_file():
        raise BookError(f"{paths.shown(site)} holds no site. {again}.")
    if not output.state(html()):
        raise BookError(f"{paths.shown(site)}: no list says what its build wrote. {again}.")
    if others := [*output.strange(site, html()), *output.lacking(site, html())]:
        named = ", ".join(f"{paths.shown(site)}/{one}" for one in others[:3])
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        raise BookError(f"{named}{more}: not what the build wrote. {again}.")
    if output.state(html()) != record.state():
        raise BookError(f"{paths.shown(site)} is of another state: {_other()}. {again}.")
    if pdf().is_file() and not output.is_printed(output.whole(site), html(), pdf()):
        raise BookError(
            f"{paths.shown(pdf())} was not printed of this site. Remedy: {command('site pdf')}, or "
            "remove the file."
        )
    _refuse_unchecked()


def refuse_changes(what: str) -> None:
    """Refuse a work tree that is not its commit, of which `what` is; BookError with the remedy."""
    if why := history.trouble():
        raise BookError(f"{what} is of a commit, but {why}")
    if others := history.git("status", "--porcelain"):
        raise BookError(
            f"the work tree is not its commit ({', '.join(others.splitlines()[:3])}). Remedy: "
            f"commit or remove what differs; {what} is of a commit."
        )


def _other() -> str:
    """How the built site's state differs from that of the book, in words."""
    was, now = str(_told().get("commit", "")), release.commit()
    if was == now:
        return "something has changed since it was built"
    return f"it says commit {was[:12] or 'none'}, and the book is at {now[:12] or 'none'}"


def _refuse_unchecked() -> None:
    """Refuse a site that does not name the checks without which its publisher publishes none."""
    told = _told().get("checked", [])
    if missing := [one for one in build_record.named() if one not in told]:
        raise BookError(
            f"{build_record.VARIABLE} names {missing[0]!r}, and the site does not. Remedy: "
            f"{command(missing[0])}, then {command('site build')}."
        )


def _told() -> dict[str, Any]:
    """What the built site says of its making."""
    try:
        found: dict[str, Any] = json.loads((paths.site() / "build.json").read_text("utf-8"))
    except OSError:
        return {}
    return found
