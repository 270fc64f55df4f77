"""Sentences with numbers from code."""

from __future__ import annotations

import pytest

from claimsbook.errors import BookError
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


@pytest.mark.parametrize(
    "text",
    [
        "[here](javascript:alert(1))",
        "[here]( <JaVaScRiPt:alert(1)> )",
        "![picture](data:image/svg+xml,x)",
        "<vbscript:x>",
        "see [here]\n\n[here]: javascript:alert(1)",
        "[here](java&#115;cript:alert(1))",
        "[here](javascript&colon;alert(1))",
        "[here](java\\tscript\\:alert(1))".replace("\\t", "\t"),
        "[here](java\nscript:alert(1))",
        "[here](\u200bjavascript:alert(1))",
        "[here](java\u00adscript:alert(1))",
        "<a href='javascript:alert(1)'>here</a>",
        "<a href = javascript:alert(1)>here</a>",
        "[here](file:///etc/passwd)",
    ],
)
def test_a_link_leads_to_a_page_a_claim_or_mail_and_runs_nothing(text: str) -> None:
    with pytest.raises(BookError, match=r"has the scheme .*Remedy: link to http"):
        prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "[97 per cent](claim:flash-discount)",
        "[34 per cent](row:share), [Figure](fig:ladder)",
        "[here](https://a.example/x?y=javascript:z)",
        "<https://a.example>",
        "[mail](mailto:a@b.example)",
        "[a page](../book/data.md#x) and [a place](#here)",
        "{cite}`a:b` and a note: nothing",
        "x < y: so it is, and javascript: is a scheme",
        "[Note]: what follows",
    ],
)
def test_other_links_pass(text: str) -> None:
    assert prose(text).markdown == text
