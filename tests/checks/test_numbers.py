"""What counts as a number in prose, and which of them lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimsbook.checks.site import numbers
from claimsbook.site import soup


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell by 97 % to $0.10.", ["97", "0.10"]),
        ("On 11 March 2026, in March 2026 and in 2025.", []),
        ("GPT-4, Qwen3.5-35B-A3B, a 4-bit run, Figure 12 and 12 mills", ["12"]),
        ("1,405 models of 6,372", ["1,405", "6,372"]),
        ("2,000 dollars, 2000 models, 1990 %", ["2,000", "2000", "1990"]),
        ("5 to 7 times, −3.5 points", ["5", "7", "3.5"]),
        ("Model 4.5 and Large 3.1 of 7.5 %", ["7.5"]),
        ("twelve years", []),
    ],
)
def test_numbers_are_told_from_years_days_and_names(text: str, found: list[str]) -> None:
    assert [one.rstrip(".,") for one in numbers.numbers_in(text)] == found


def test_a_number_has_a_card_in_a_link_that_brings_one() -> None:
    page = soup.parsed(
        '<main><div class="text"><p>Of 40, <a class="cited" data-note="n" href="#">12 %</a>, '
        '<a class="claim" href="#" data-note="m">3</a><a class="claim-no" href="#">1</a> and '
        '<a href="#">7</a>.</p><figure><p>99</p></figure><table><tr><td>5</td></tr></table>'
        "</div></main>"
    )
    assert numbers.count(page) == numbers.Counted(6, 4, 2)


@pytest.mark.parametrize(("words", "code"), [(25, 0), (24, 1)])
def test_a_chapter_with_more_than_one_number_in_25_words_is_told(
    tmp_path: Path, words: int, code: int
) -> None:
    (tmp_path / "notebooks").mkdir()
    prose = " ".join(["word"] * (words - 1))
    page = f'<main><div class="text"><p>{prose} <a class="cited" data-note="n">12</a></p></div>'
    (tmp_path / "notebooks" / "one.html").write_text(f"{page}</main>", "utf-8")
    assert numbers.main(tmp_path) == code
