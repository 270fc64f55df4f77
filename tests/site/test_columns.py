"""A column of ids in the CSV of a figure: described for programs, linked on the figure's page."""

from __future__ import annotations

from typing import Any

import pytest

from claimsbook.site import columns, figures, soup
from copies import Bench

ROWS = ["left-one left-two", None, "left-three"]


@pytest.fixture
def one(tiny_book: Bench) -> dict[str, Any]:
    """The figure of the tiny book with a line that rests on two rows, and one that is stated."""
    known = figures.record("left-heights")
    lines = [{"height": 1, "row_ids": one} for one in ROWS]
    stated = [{"height": 40, "claim": "left-height"}]
    return {**known, "columns": ["height", "row_ids", "claim"], "data": [*lines, *stated]}


def described(one: dict[str, Any], **given: bool) -> dict[str, dict[str, Any]]:
    told = columns.metadata(one, **given)["tableSchema"]["columns"]
    return {column["titles"]: column for column in told}


def test_a_column_of_several_ids_is_a_list_of_them(one: dict[str, Any]) -> None:
    told = described(one)["row_ids"]
    assert told["dc:description"] == "The ids of rows of the data package, parted by spaces"
    assert told["separator"] == " "


def test_a_column_of_claims_says_so(one: dict[str, Any]) -> None:
    told = described(one)["claim"]
    assert told["dc:description"] == "The id of a claim" and "separator" not in told
    assert "dc:description" not in described(one)["height"]


def test_a_word_that_is_no_id_makes_a_column_of_words(one: dict[str, Any]) -> None:
    one["data"][0]["row_ids"] = "left-one left-nowhere"
    assert columns.leads_to("row_ids", one["data"]) == ""
    assert columns.leads_to("nothing", one["data"]) == ""


def test_a_chart_to_be_set_says_at_which_settings_its_frame_is(one: dict[str, Any]) -> None:
    assert columns.metadata(one)["dc:description"] == one["subtitle"]
    assert "first settings" in columns.metadata(one, steered=True)["dc:description"]


def test_ids_in_the_data_table_lead_to_their_rows_and_claims(one: dict[str, Any]) -> None:
    table = soup.parsed(figures.data_table(one).__html__())
    cells = [row.find_all("td")[1] for row in table.select("tbody tr")]
    assert [cell.get_text() for cell in cells] == ["left-one left-two", "", "left-three", ""]
    to = [link["href"] for link in cells[0].find_all("a")]
    assert [one.partition("#")[2] for one in to] == ["left-one", "left-two"]
    assert all(one.startswith("../data/") for one in to)
    claim = table.select("tbody tr")[-1].find_all("td")[2].find("a")
    assert claim["href"] == "../notebooks/ledger.html#claim-left-height"
