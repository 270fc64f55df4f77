"""Addresses inside the site, relative to the page that links."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from claimsbook.site.templating import markup

LEDGER = "notebooks/ledger.html"


class Link(NamedTuple):
    """A link: its words, its address as the page links to it, and whether it is a file to keep."""

    text: str
    href: str
    file: bool = False

    def __html__(self) -> Markup:
        """The link as markup; templates take it as it is."""
        return markup("parts", "link", self)


def up(docname: str) -> str:
    """The way from a page to the root of the site: "../" for each folder."""
    return "../" * docname.count("/")


def to(target: str, docname: str) -> str:
    """`target`, an address from the root of the site, as page `docname` links to it."""
    return up(docname) + target


def to_claim(claim_id: str, docname: str) -> str:
    """The permalink of a claim in the ledger."""
    return to(f"{LEDGER}#claim-{claim_id}", docname)
