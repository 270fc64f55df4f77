"""A sentence of the article is recognised by its words, and cannot be read from what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimsbook.ledger import claims
from claimsbook.tables import data
from rebar.cli import main
from rebar.gather import passages

COPY = """\
# Heights

## Key Takeaways

- The left one grew by 1,200 metres, per the survey.

---

The left one, of the U.S. survey, grew. [The right one](https://example.org/) did not grow!

That is a **fast** pace. <a href="#lightbox-x"><img alt="Exhibit that shows two heights"></a>

## What the steel mills can tell us

Nothing at all here.

## The cost decline eats strategy

Nothing at all here.

## Switching costs that approach zero

Nothing at all here.

## What OpenAI's numbers require

Nothing at all here.

## Who actually wins when it ends

Nothing at all here.

## Frequently Asked Questions

### Which one grew?

The left one did. The right one did not.

---
"""


def test_each_sentence_has_the_place_that_the_claims_name() -> None:
    found = {(one.section, one.locator) for one in passages.passages(COPY)}
    assert {
        ("exhibit-1", "exhibit 1 alt text"),
        ("takeaways", "takeaway 1"),
        ("opening", "paragraph 1, sentence 1"),
        ("opening", "paragraph 1, sentence 2"),
        ("opening", "paragraph 2, sentence 1"),
        ("steel", "heading"),
        ("steel", "paragraph 1, sentence 1"),
        ("faq", "FAQ 1, question"),
        ("faq", "FAQ 1, sentence 1"),
    } <= found
    assert ("opening", "paragraph 1, sentence 3") not in found
    assert sum(one.section == "faq" for one in passages.passages(COPY)) == 3


def test_words_are_known_whatever_their_dress_and_their_order_is_lost() -> None:
    kept = passages.hashed("The left one grew by 1,200 metres")
    assert kept == passages.hashed("METRES 1200: by (grew) “one” left, the the")
    assert list(kept) == sorted(kept)
    assert all(len(one) == 4 for one in kept)
    # The reference value of the 32-bit FNV-1a hash of "a" is e40c292c.
    digits = [int(digit, 36) for digit in passages.hashed("a")[0]]
    assert sum(digit * 36**n for n, digit in enumerate(digits)) == 0xE40C292C % 36**4


def test_every_claim_of_the_article_s_text_stands_in_a_known_sentence() -> None:
    read = data.read("article-passages")
    known = set(zip(read["section"], read["locator"]))
    lost = [
        one.claim_id
        for one in claims.ledger().values()
        if one.section != "metadata" and (one.section, one.locator) not in known
    ]
    # Sentences of one or two words, which stand in too many others to be known by them.
    assert lost == [
        "openai-growth-impressive",
        "faq-open-nearly-as-good",
        "switching-cost-zero-faq",
    ]


def test_what_is_no_copy_of_the_article_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAIMSBOOK_ROOT", str(tmp_path))
    table = tmp_path / "data" / "article" / "passages.csv"
    for content in (b"# Something else\n\n## Key Takeaways\n\nNo.", b"no heading", b"\xff\xfe"):
        (tmp_path / "copy.md").write_bytes(content)
        assert main(["passages", str(tmp_path / "copy.md")]) == 2
        assert "Remedy: name" in capsys.readouterr().err
    assert main(["passages", str(tmp_path / "absent.md")]) == 2
    assert not table.exists()
    (tmp_path / "copy.md").write_text(COPY, "utf-8")
    assert main(["passages", str(tmp_path / "copy.md")]) == 0
    assert table.read_text("utf-8").startswith("row_id,section,locator,")
