"""Terms of the glossary in the prose of chapters: the first use of each explains itself.

A page of the book defines terms with Sphinx's directive `glossary`; several terms, one a line, may
share a definition. On the page of a chapter the first use of each in open prose, else in a folded
aside, becomes a link to its definition, which a script shows as a card. No chapter marks anything:
headings, links, code, tables and figures are passed over, a plural counts, and so does a capital at
the head of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes

from claimsbook.site import links, soup
from claimsbook.site.templating import markup

_IN = "p, li, dd"
_NOT_IN = (
    "a, h1, h2, h3, h4, h5, h6, code, pre, table, figure, summary, button, form, svg, "
    "details.code, .chapter-head, .model, .claims-notes, .number-notes"
)


class Term(NamedTuple):
    """A term as it is spelt, its definition in plain words, its page and its id there."""

    name: str
    words: str
    page: str
    anchor: str


def terms(env: Any) -> list[Term]:
    """The terms of the book, as the pages that Sphinx has read define them."""
    known = env.get_domain("std").objects
    pages = {page for (kind, _), (page, _) in known.items() if kind == "term"}
    return [term for page in sorted(pages) for term in defined(env.get_doctree(page), page)]


def defined(document: nodes.document, page: str) -> Iterator[Term]:
    """The terms that a page defines."""
    for glossary in document.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            [definition] = item.findall(nodes.definition)
            words = " ".join(definition.astext().split())
            for term in item.findall(nodes.term):
                yield Term(term.astext(), words, page, term["ids"][0])


def explain(page: BeautifulSoup, docname: str, known: list[Term]) -> None:
    """Lead the first use of each term to its definition; put those at the end, unseen."""
    left = {term.name: term for term in known if term.page != docname}
    used: dict[str, Term] = {}
    for text in _prose(page):
        if not left:
            break
        pieces = list(_marked(str(text), left, used, docname))
        if len(pieces) > 1:
            text.replace_with(*pieces)
    if used:
        notes = [
            (f"term-note-{one.anchor}", _note(one, docname))
            for one in {term.anchor: term for term in used.values()}.values()
        ]
        page.append(soup.parsed(markup("claims", "number_notes", notes)))


def _prose(page: BeautifulSoup) -> list[NavigableString]:
    """The texts in which terms may stand: what is open first, then what is folded."""
    barred = {id(one) for one in page.select(_NOT_IN)}
    prose = {id(one) for one in page.select(_IN)}
    open_: list[NavigableString] = []
    folded: list[NavigableString] = []
    for text in page.find_all(string=True):
        around = {id(one) for one in text.parents}
        if type(text) is NavigableString and around & prose and not around & barred:
            (folded if text.find_parent("details") else open_).append(text)
    return open_ + folded


def _marked(
    text: str, left: dict[str, Term], used: dict[str, Term], docname: str
) -> Iterator[NavigableString | BeautifulSoup]:
    """A text with links for the terms in `left`, which go from there into `used`."""
    while left and (found := _first(text, left)):
        term = left[_name(found[0], left)]
        to = links.to(f"{term.page}.html#{term.anchor}", docname)
        yield NavigableString(text[: found.start()])
        yield soup.parsed(markup("claims", "term", found[0], to, f"term-note-{term.anchor}"))
        used[term.name] = term
        # Other spellings of what is explained need no explanation.
        for name in [name for name, one in left.items() if one.words == term.words]:
            del left[name]
        text = text[found.end() :]
    yield NavigableString(text)


def _first(text: str, left: dict[str, Term]) -> re.Match[str] | None:
    """The first term in a text; with a capital not its own only where a sentence begins."""
    for found in _pattern(left).finditer(text):
        before = text[: found.start()].rstrip()
        own = found[0][0] == _name(found[0], left)[0]
        if own or not before or before[-1] in ".:!?":
            return found
    return None


def _pattern(left: dict[str, Term]) -> re.Pattern[str]:
    # The longest first: "operating margin" before "margin".
    names = sorted(left, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_spelt, names))})(?![\w-])")


def _spelt(name: str) -> str:
    """A pattern of a term: its plural too, and a capital at its head where it has none."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    if name[0].islower():
        words = f"[{name[0].upper()}{name[0]}]{words[1:]}"
    if name.endswith("y"):
        return f"{words[:-1]}(?:y|ies)"
    return words if name.endswith("s") else f"{words}(?:s|es)?"


def _name(found: str, left: dict[str, Term]) -> str:
    return next(
        name for name in sorted(left, key=len, reverse=True) if re.fullmatch(_spelt(name), found)
    )


def _note(term: Term, docname: str) -> Markup:
    to = links.to(f"{term.page}.html#{term.anchor}", docname)
    return markup("claims", "term_note", term.name, term.words, to)
