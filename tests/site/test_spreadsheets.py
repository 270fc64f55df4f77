"""No cell of a CSV file of the site is run by a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claimsbook.site import figures, spreadsheets, table_pages
from claimsbook.tables import data
from copies import Bench


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ('=HYPERLINK("http://a.example")', '\'=HYPERLINK("http://a.example")'),
        ("+1+1", "'+1+1"),
        ("-2+3", "'-2+3"),
        ("-turbo$", "'-turbo$"),
        ("-3.5 %", "'-3.5 %"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("－1", "'－1"),
        ("-1", "-1"),
        ("+5", "+5"),
        ("-1.5e-7", "-1.5e-7"),
        ("-.5", "-.5"),
        ("−3.5", "−3.5"),
        ("a = b", "a = b"),
        ("a@b.example", "a@b.example"),
        ("", ""),
        (-1.5, -1.5),
        (None, None),
        (True, True),
    ],
)
def test_text_that_would_run_is_defused_and_numbers_stay(cell: Any, safe: Any) -> None:
    assert spreadsheets.defused(cell) == safe


def test_the_plotted_rows_are_defused_their_names_too() -> None:
    text = figures.table_csv(["=x", "n"], [{"=x": "@a", "n": -2.5}, {"=x": "b", "n": None}])
    assert text == "'=x,n\n'@a,-2.5\nb,\n"


def test_a_table_of_the_site_is_defused_and_that_of_the_repository_is_not(
    tiny_book: Bench, tmp_path: Path
) -> None:
    kept = tiny_book.read("data/right.csv")
    tiny_book.replace("data/left.csv", "height of the first storey", "=height-of-the-first")
    tiny_book.replace("data/claims.csv", "The left tower rises by a third.", "@The left rises.")
    before = tiny_book.contents()
    out = tmp_path / "html"
    app: Any = SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=out)
    table_pages.publish(app, None)
    assert (out / "data" / "right-readings.csv").read_bytes() == kept
    for name, said in (("left-readings", "'=height-of-the-first"), ("claims", "'@The left rises.")):
        published = (out / "data" / f"{name}.csv").read_text("utf-8")
        cells, own = (
            [cell for row in csv.reader(io.StringIO(one)) for cell in row]
            for one in (published, data.table_file(name).read_text("utf-8"))
        )
        changed = [(a, b) for a, b in zip(cells, own, strict=True) if a != b]
        assert changed == [(said, said[1:])]
    assert tiny_book.contents() == before
