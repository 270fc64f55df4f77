"""The book that the benchmark of growth builds: more of everything, and sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimsbook import chapters
from claimsbook.__main__ import main
from claimsbook.book import Book
from claimsbook.checks.site import growth
from claimsbook.ledger import claims
from claimsbook.tables import data


@pytest.mark.parametrize("size", [1, 3])
def test_a_book_so_many_times_as_large_has_so_much_of_everything(tmp_path: Path, size: int) -> None:
    root = growth.write(tmp_path / "book", size)
    with Book(root):
        assert len(data.read("bridges")) == size * growth.ROWS
        assert len(claims.ledger()) == size * 5
        slugs = [one.slug for one in chapters.all_chapters()]
        assert slugs == ["bridges", *(f"bridges-n{n}" for n in range(2, size + 1)), "ledger"]
    for number in range(2, size + 1):
        text = (root / "notebooks" / f"bridges-n{number}.py").read_text("utf-8")
        # Two claims told, one value stated, five claims checked, one figure.
        assert text.count(f'-n{number}"') == 9
        assert f'id="bridge-lengths-n{number}"' in text


@pytest.mark.parametrize("sizes", [["0"], ["1", "0"], ["--", "-1"]])
def test_a_size_below_one_is_refused_in_a_line(
    sizes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", "growth", *sizes]) == 2
    said = capsys.readouterr().err
    assert "Remedy: whole numbers from 1 on" in said and said.count("\n") == 1
