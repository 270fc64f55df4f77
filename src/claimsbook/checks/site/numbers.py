"""How many of the numbers in prose lead to what they rest on, page by page.

Counted are numbers in digits in the paragraphs and lists of a page; years, days of a month, and
digits inside names (A4, 4-bit, Model 3.5) are none. A number has a card where it stands in a link
to a claim, a row or a figure (see `claimsbook.site.claim_cards` and `number_cards`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from claimsbook import paths
from claimsbook.site import soup

AIM = 0.9
"""The share of the numbers of the chapters that should have a card."""

WORDS = 25
"""The words of a chapter that each number in its prose should at least stand among."""

_BESIDE = (
    "figure, table, details, pre, code, .chapter-head, .claims-notes, .number-notes, .claim-no"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|(?:{_MONTHS}) \d{{4}}"
_UNITS = "%|×|GB|GiB|billion|million|points|models|times|dollars"
_YEAR = rf"(?<![$\d.,])(?:1[89]|20)\d\d(?![\d,]*\d|\.\d|\s?(?:{_UNITS}))"
_NAMED = r"(?:Figure|Chapter|Table)\s\d+|\b[A-Z][a-z]{2,}\s\d\.\d\b(?!\s?(?:%|×))"
_NUMBER = r"(?<![\w.\-\u2011])(?:\d[\d,]*\.?\d*)(?![\w\-\u2011]*[A-Za-z\d])"


@dataclass(frozen=True)
class Counted:
    """The words of a page's prose, its numbers, and those of them that have a card."""

    words: int
    numbers: int
    carded: int


def count(page: BeautifulSoup) -> Counted:
    """Count the prose of a page of the built site."""
    text = page.select_one("main > .text")
    if text is None:
        return Counted(0, 0, 0)
    for tag in text.select(_BESIDE):
        tag.decompose()
    words = numbers = carded = 0
    for block in text.select("p, li"):
        if block.find_parent(["p", "li"]):
            continue
        words += len(re.findall(r"\w[\w.,’'\-]*", block.get_text()))
        for piece in block.find_all(string=True):
            found = len(numbers_in(str(piece)))
            numbers += found
            carded += found if _has_card(piece) else 0
    return Counted(words, numbers, carded)


def numbers_in(text: str) -> list[str]:
    """The numbers of a text, without years, days and digits that belong to a name."""
    plain = re.sub(f"{_DAY}|{_NAMED}|{_YEAR}", " ", text)
    return re.findall(_NUMBER, plain)


def _has_card(piece: NavigableString) -> bool:
    link = piece.find_parent("a")
    return link is not None and (link.has_attr("data-note") or "claim" in soup.classes(link))


def main(site: Path | None = None) -> int:
    """Print the table of all chapters.

    1 where fewer than AIM of their numbers have a card, or a chapter has fewer than WORDS words for
    each of its numbers.
    """
    site = site or paths.site()
    pages = sorted((site / "notebooks").glob("*.html"))
    print(
        f"{'chapter':<28}{'words':>7}{'numbers':>9}{'with card':>11}{'share':>8}{'a number in':>13}"
    )
    sums = [0, 0, 0]
    dense = False
    for file in pages:
        one = count(soup.parsed(file.read_text("utf-8")))
        dense = dense or one.words < WORDS * one.numbers
        sums = [a + b for a, b in zip(sums, (one.words, one.numbers, one.carded))]
        _print(file.stem, one)
    whole = Counted(*sums)
    _print("all", whole)
    return int(dense or whole.carded < AIM * whole.numbers)


def _print(name: str, one: Counted) -> None:
    share = f"{100 * one.carded / one.numbers:.0f} %" if one.numbers else "–"
    every = f"{one.words / one.numbers:.1f} words" if one.numbers else "–"
    print(f"{name:<28}{one.words:>7}{one.numbers:>9}{one.carded:>11}{share:>8}{every:>13}")
