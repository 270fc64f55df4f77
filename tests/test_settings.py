"""What a book says of itself to the engine."""

from __future__ import annotations

import os

import pytest

from claimsbook.__main__ import main
from claimsbook.checks import verify
from claimsbook.errors import BookError
from claimsbook.settings import settings
from copies import Bench


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "book.toml, key 'name': is missing. Remedy: write small letters"),
        ("name = 3", "book.toml, key 'name': cannot be 3. Remedy: write small letters"),
        ('name = "A b"', "book.toml, key 'name': cannot be 'A b'. Remedy: write small letters"),
        ('name = "a"\nnaem = "b"', "book.toml, key 'naem': is unknown. Remedy: use one of name"),
        ("name = ", "book.toml cannot be read (Invalid value"),
        (b"name = '\xff'", "book.toml cannot be read ('utf-8' codec"),
        (None, 'book.toml is missing. Remedy: restore it, or write one line: name = "your-book".'),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_a_line(
    tiny_package: Bench, capsys: pytest.CaptureFixture[str], content: str | bytes | None, told: str
) -> None:
    if content is None:
        (tiny_package.root / "book.toml").unlink()
    else:
        tiny_package.write("book.toml", content)
    with pytest.raises(BookError) as refused:
        settings()
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value) and "Remedy: " in str(refused.value)
    assert main(["cite", "book"]) == 2
    main(["check"])
    assert capsys.readouterr().err.count(f"error: {told}") == 2


def test_settings_are_read_anew_when_they_change(tiny_package: Bench) -> None:
    assert settings().name == "tiny"
    tiny_package.write("book.toml", 'name = "heights"\n')
    os.utime(tiny_package.root / "book.toml", ns=(1, 1))
    assert settings().name == "heights"


@pytest.mark.parametrize("before", ["", "heights-", "heights-claim-", "claim-"])
def test_a_citation_is_read_with_the_name_of_its_own_book(tiny_package: Bench, before: str) -> None:
    tiny_package.write("book.toml", 'name = "heights"\n')
    assert verify.parsed([f"{before}left-height"], set()) == [("left-height", "")]
    assert verify.parsed(["tiny-left-height"], set()) == [("tiny-left-height", "")]
