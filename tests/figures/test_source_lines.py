"""The source line under a figure: all of them, by part and publisher."""

from __future__ import annotations

import pytest

from claimsbook.errors import BookError
from claimsbook.figures.source_lines import source_line
from copies import SOURCES, Bench

MORE = (
    "list-1,dataset,Ed Wu,Prices,Wu,2025-01,,heights==1.0,,2026-11-23,,\n"
    "list-2,dataset,Ed Wu,Prices,Wu,2025-02,,heights==1.1,,2026-11-23,,\n"
    "other,dataset,Ed Wu,Weights,Wu,2025-02,,weights==0.3,,2026-11-23,,\n"
    "undated,webpage,,A page,Tall & Co,,https://a.example/u,,,2026-11-23,,\n"
    "survey-2024,report,,A survey,Office of Heights,2024,https://a.example/t,,,2026-11-23,,\n"
)


@pytest.fixture
def book(tiny_package: Bench) -> Bench:
    tiny_package.write("data/sources.csv", SOURCES + MORE)
    with (tiny_package.root / "book.toml").open("a", encoding="utf-8") as file:
        file.write('\n[roles]\nleft-readings = "readings"\n')
    return tiny_package


def test_without_rows_each_publisher_stands_once_with_its_years(book: Bench) -> None:
    line = source_line(["survey-2026", "letter-2026", "survey-2024", "undated", "survey-2026"])
    assert line == "Sources: Office of Heights (2024, 2026), Tall & Co (2026)"


def test_a_page_without_a_year_is_named_alone(book: Bench) -> None:
    assert source_line(["undated"]) == "Sources: Tall & Co"


def test_releases_of_one_package_are_counted_and_none_is_cut(book: Bench) -> None:
    assert source_line(["list-1", "other", "list-2"]) == (
        "Sources: heights (Wu, 2 releases), weights 0.3 (Wu)"
    )


def test_sources_stand_by_the_part_of_the_table_that_cites_them(book: Bench) -> None:
    cited = [("left-readings", "list-1"), ("left-readings", "list-2"), ("other", "survey-2026")]
    assert source_line(["list-1", "list-2", "survey-2026", "letter-2026"], cited) == (
        "Readings: heights (Wu, 2 releases); others: Office of Heights (2026), Tall & Co (2026)"
    )


def test_many_years_are_a_span(book: Bench) -> None:
    rows = [f"y-{year},report,,R,Office,{year},,,,2026-11-23,," for year in range(2019, 2024)]
    book.write("data/sources.csv", SOURCES + "\n".join(rows) + "\n")
    assert source_line([row.split(",")[0] for row in rows]) == "Sources: Office (2019 to 2023)"


def test_an_unknown_source_is_refused(book: Bench) -> None:
    with pytest.raises(BookError, match="no source 'gone'"):
        source_line(["gone"])
