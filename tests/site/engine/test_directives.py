"""What prose pages ask of chapters."""

from __future__ import annotations

import pytest

from claimsbook import chapters
from claimsbook.chapters import Chapter
from claimsbook.errors import BookError
from claimsbook.site.directives import key_finding


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Before.\n\n1. **Eight\n   hold.** It is \\$5. [See the\n   card](#a)\n2. No.",
            "Eight hold. It is $5.",
        ),
        ("1. One [97 %](claim:x) alone", "One 97 % alone"),
        ("1. First.\n\nAfter.", "First."),
    ],
)
def test_the_first_finding_of_a_chapter_is_told_in_plain_words(
    text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chapters, "outputs", lambda *_: ["Nothing here.", text])
    assert key_finding(Chapter("any")) == told


def test_a_chapter_without_findings_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapters, "outputs", lambda *_: ["Nothing. Here 1. is no list."])
    with pytest.raises(BookError, match="any has no numbered findings"):
        key_finding(Chapter("any"))
