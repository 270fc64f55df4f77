"""Sentences whose numbers come from the code above them."""

from __future__ import annotations

import html
import inspect
import re
from dataclasses import dataclass
from typing import Any

from claimsbook.errors import BookError


@dataclass(frozen=True)
class Prose:
    """Markdown as a notebook output."""

    markdown: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/markdown": self.markdown, "text/plain": self.markdown}


def prose(text: str) -> Prose:
    """Markdown to end a cell with, usually an f-string; indentation is taken off.

    `[97 %](claim:flash-discount)` links to a claim of the ledger (see `Check.link`),
    `[34 %](row:import-share)` to a row of data, `[Figure](fig:shares-by-year)` to a figure, and
    `{cite}` or `{numref}` roles work on the site as they do in prose pages.

    Raises BookError where a link has another scheme than http, https, mailto, claim, row and fig.
    """
    if wrong := _strange_scheme(text):
        raise BookError(
            f"a link in prose has the scheme {wrong!r}. Remedy: link to http, https, mailto, a "
            "claim (`claim:<id>`), a row (`row:<id>`), a figure (`fig:<id>`), or a page of the "
            "book."
        )
    # A bare dollar sign opens a formula in Markdown as notebooks know it.
    return Prose(re.sub(r"(?<!\\)\$", r"\\$", unbroken(inspect.cleandoc(text))))


_SCHEMES = ("http", "https", "mailto", "claim", "row", "fig")
_TARGET = re.compile(
    r"(?:\]\s*\(\s*<?|^\s*\[[^\]]+\]:\s*<?|<(?=[a-z][\w+.-]+:[^\s<>]*>)"
    r"|\b(?:href|src|srcset|action|formaction|poster)\s*=[\s\"']*)\s*([a-z][a-z0-9+.-]*):",
    re.I | re.M,
)
"""Where Markdown and HTML say what a link, a picture or a form leads to, with a scheme."""


def _strange_scheme(text: str) -> str:
    """The first scheme of a link that no page of a book has; "" where there is none."""
    # Browsers pass over entities, escapes, and tabs, line breaks and unseen signs in an address.
    clean = re.sub(r"\\(?=[^\w\s])", "", html.unescape(text))
    lines = ["".join(sign for sign in one if sign.isprintable()) for one in clean.split("\n")]
    for seen in ("\n".join(lines), "".join(lines)):
        for found in _TARGET.finditer(seen):
            if found[1].lower() not in _SCHEMES:
                return found[1]
    return ""


def unbroken(text: str) -> str:
    """`text` with no line break between a number and its unit."""
    units = "%|×|GB|GiB|billion|million|trillion|tokens/s|USD"
    return re.sub(rf"(?<=\d)[ \n](?=({units})(\W|$))", "\u00a0", text)


def signed(value: float, digits: int = 1, *, plus: bool = False) -> str:
    """A number with a true minus sign, and a plus sign if asked: "−3.5", "+2.0"."""
    return f"{value:{'+' if plus else ''}.{digits}f}".replace("-", "\u2212")


def listed(items: list[str]) -> str:
    """Items as a phrase: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def count(number: int, noun: str = "", plural: str = "") -> str:
    """A count in words up to twelve, with its noun: "three models", "one model", "40 models"."""
    word = _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"
    if not noun:
        return word
    return f"{word} {noun if number == 1 else plural or noun + 's'}"
