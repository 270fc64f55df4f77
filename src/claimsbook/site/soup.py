"""Markup of others (Sphinx, docutils, outputs of notebooks), read as a tree and written again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.element import AttributeValueList
from bs4.formatter import HTMLFormatter
from markupsafe import Markup


class _AsWritten(HTMLFormatter):
    """HTML 5 with each element's attributes in the order in which they were written."""

    def __init__(self) -> None:
        super().__init__(
            entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix=""
        )

    def attributes(self, tag: Tag) -> Iterable[tuple[str, Any]]:
        return tag.attrs.items()


_FORMATTER = _AsWritten()


def parsed(markup: str) -> BeautifulSoup:
    """A page or a part of one as a tree."""
    return BeautifulSoup(markup, "html.parser", store_line_numbers=False)


def spelt(tree: Tag) -> Markup:
    """A tree as markup, its own tag with it."""
    return Markup(tree.decode(formatter=_FORMATTER))


def within(tree: Tag) -> Markup:
    """What an element holds, as markup."""
    return Markup(tree.decode_contents(formatter=_FORMATTER))


def words(markup: str) -> str:
    """The text of a bit of markup, its entities resolved."""
    return parsed(markup).get_text()


def element(name: str, text: str = "", **attributes: str) -> Tag:
    """A new element that holds a text."""
    made = BeautifulSoup("", "html.parser").new_tag(name, attrs=dict(attributes))
    made.string = text
    return made


def classes(tag: Tag) -> set[str]:
    """The classes of an element."""
    return set(tag.get_attribute_list("class")) - {None}


def drop(tag: Tag, *names: str) -> None:
    """Take classes from an element, and the attribute with the last of them."""
    left = [one for one in tag.get_attribute_list("class") if one not in (*names, None)]
    if left:
        tag["class"] = AttributeValueList(left)
    else:
        del tag["class"]
