"""Sentences with numbers from code."""

from __future__ import annotations

import pytest

from claimsbook.figures.prose import count, listed, prose


def test_prose_is_markdown_without_the_indentation_of_the_code() -> None:
    text = prose("""
        **Holds.** One line
        and another.
    """)._repr_mimebundle_()["text/markdown"]
    assert text == "**Holds.** One line\nand another."


def test_a_dollar_sign_opens_no_formula() -> None:
    assert prose(r"$10 and \$12").markdown == r"\$10 and \$12"


@pytest.mark.parametrize(
    ("items", "phrase"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_becomes_a_phrase(items: list[str], phrase: str) -> None:
    assert listed(items) == phrase


@pytest.mark.parametrize(
    ("number", "phrase"),
    [
        (0, "no models"),
        (1, "one model"),
        (2, "two models"),
        (12, "twelve models"),
        (13, "13 models"),
        (1200, "1,200 models"),
    ],
)
def test_a_count_is_in_words_up_to_twelve(number: int, phrase: str) -> None:
    assert count(number, "model") == phrase


def test_a_count_may_stand_alone_and_have_a_plural_of_its_own() -> None:
    assert count(3) == "three"
    assert count(2, "company", "companies") == "two companies"


def test_no_line_breaks_between_a_number_and_its_unit_even_where_the_source_does() -> None:
    assert prose("It is 438\nbillion, 97 %.").markdown == "It is 438\u00a0billion, 97\u00a0%."
    assert prose("In 2025\nmargins fell.").markdown == "In 2025\nmargins fell."
