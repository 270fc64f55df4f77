"""Names of authors: parsed once, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from claimsbook.__main__ import main
from claimsbook.errors import BookError, TableError
from claimsbook.references import cite, formats, names
from claimsbook.references.names import OTHERS, Name
from copies import Bench


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", []),
        ("Poe, Ada", [Name("Poe", "Ada")]),
        ("Ada Poe", [Name("Poe", "Ada")]),
        ("Ada Poe; Ray, Bo T.", [Name("Poe", "Ada"), Name("Ray", "Bo T.")]),
        ("Poe, Ada; et al.", [Name("Poe", "Ada"), OTHERS]),
        ("Ray, Bo, Jr.", [Name("Ray", "Bo", "Jr.")]),
        ("Bo T. Ray, Jr.", [Name("Ray", "Bo T.", "Jr.")]),
        ("Bo Ray III", [Name("Ray", "Bo", "III")]),
        ("Ada van der Poe", [Name("van der Poe", "Ada")]),
        ("van der Poe, Ada", [Name("van der Poe", "Ada")]),
        ("Ada d'Poe; Jean-Luc Ray", [Name("d'Poe", "Ada"), Name("Ray", "Jean-Luc")]),
        ("Bank, Bo", [Name("Bank", "Bo")]),
        ("towerfan", [Name(literal="towerfan")]),
        ("{Office of Heights, Depths}", [Name(literal="Office of Heights, Depths")]),
        ("{Tall & Co}; Poe, Ada", [Name(literal="Tall & Co"), Name("Poe", "Ada")]),
    ],
)
def test_a_name_is_parsed(cell: str, found: list[Name]) -> None:
    assert names.parsed(cell) == found


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("Ada Poe;", "parts no names"),
        ("Ada Poe;; Bo Ray", "parts no names"),
        ("et al.", "not as `; et al.` at the end"),
        ("et al.; Ada Poe", "not as `; et al.` at the end"),
        ("Poe et al.", "not as `; et al.` at the end"),
        ("Poe, Ada; others", "not as `; et al.` at the end"),
        ("Ada Poe and Bo Ray", "'and' begins with a small letter"),
        ("Poe, Ada, Ray, Bo", "commas do not part"),
        ("Poe, Ada, Bo", "'Bo' is no suffix"),
        ("Poe,", "commas do not part"),
        ("Ada Poe, Bo, Jr., III", "commas do not part"),
        ("Office of Heights", "'Office' is of institutions"),
        ("Office of Heights, Depths", "'Office' is of institutions"),
        ("Heights, Office of", "'Office' is of institutions"),
        ("Tall & Co", "'&' is no word of letters"),
        ("Tall, Inc.", "'Inc.' is of institutions"),
        ("Heights AI", "'AI' is all capitals"),
        ("Tower 21", "'21' is no word of letters"),
        ("The surveyors", "'The' is of institutions"),
        ("Tall {Co}", "braces"),
        ("{Tall {Co}}", "braces"),
        ("{}", "braces"),
        ("van Poe", "cannot be told apart"),
    ],
)
def test_a_name_that_is_not_clear_is_refused(cell: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        names.parsed(cell)


@given(st.text(alphabet="AabBé. ,;{}-'&%\\#~", max_size=20) | st.text(max_size=12))
def test_what_is_taken_for_a_name_comes_back_from_bibtex(cell: str) -> None:
    try:
        found = names.parsed(cell)
    except ValueError:
        return
    one = {"id": "a", "type": "book", "title": "A", "author": [name.csl() for name in found]}
    entry = parse_string(formats.bibtex(one), "bibtex").entries["a"]
    assert len(entry.persons.get("author", [])) == len(found)


def test_an_unclear_author_is_told_by_row_and_column(
    tiny_package: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny_package.replace("data/sources.csv", '"Ada Poe; Bo Ray"', "Ada Poe and Bo Ray")
    told = (
        "data/sources.csv, row 2, column 'author': 'Ada Poe and Bo Ray' may be no person's name: "
        "'and' begins with a small letter. Remedy: part names by `;`"
    )
    with pytest.raises(TableError) as refused:
        cite.of_source("survey-2026")
    assert str(refused.value).startswith(told)
    main(["check"])
    assert told in capsys.readouterr().err


def test_the_authors_of_the_book_are_all_told(tiny_package: Bench) -> None:
    tiny_package.replace(
        "CITATION.cff",
        "  - name: The surveyors\n",
        "  - {given-names: Ada, name-particle: van, family-names: Poe, name-suffix: Jr.}\n"
        "  - name: The surveyors\n",
    )
    assert cite.book()["author"] == "Ada van Poe, Jr., The surveyors"
    assert cite.text(cite.of_book()).startswith("van Poe, A., Jr., & The surveyors. (2026")


@pytest.mark.parametrize("authors", ["[]", "[{}]", "[Ada]", "3", "null"])
def test_a_book_without_authors_is_refused(tiny_package: Bench, authors: str) -> None:
    tiny_package.replace("CITATION.cff", "\n  - name: The surveyors\n", f" {authors}\n")
    with pytest.raises(BookError, match=r"CITATION\.cff cannot be read .*Remedy: restore it"):
        cite.book()
