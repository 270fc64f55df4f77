"""What a chapter's page does so that it is read: folds, and its head."""

from __future__ import annotations

from typing import Any

import pytest

from claimsbook.chapters import Chapter, declared
from claimsbook.errors import BookError
from claimsbook.site import chapter_head, code_cells, number_cards, soup, tables
from copies import Bench

CELL = '<div class="cell"><div class="cell_input">{}</div></div>'
SHOWN = '<div class="cell"><div class="cell_input">{}</div><div class="cell_output">{}</div></div>'
HIDDEN = (
    '<div class="cell tag_hide-input"><details class="hide above"><summary>Code</summary>'
    '<div class="cell_input">{}</div></details></div>'
)


def folded(markup: str) -> str:
    body = soup.parsed(markup)
    code_cells.fold(body)
    return soup.spelt(body)


def test_the_cells_behind_an_output_are_one_fold_before_it() -> None:
    page = CELL.format("a") + "\n" + HIDDEN.format("b") + SHOWN.format("c", "drawn")
    found = soup.parsed(folded(page))
    (fold,) = found.find_all("details")
    assert fold.summary.text == "Code, 3 cells" and not fold.has_attr("open")
    assert [one.text for one in fold.find_all("div", class_="cell_input")] == ["a", "b", "c"]
    assert fold.find_next_sibling().text == "drawn"


def test_prose_between_cells_parts_their_folds() -> None:
    page = CELL.format("a") + "<p>Why.</p>" + CELL.format("b") + SHOWN.format("c", "drawn")
    found = soup.parsed(folded(page))
    assert [one.text for one in found.find_all("summary")] == ["Code", "Code, 2 cells"]
    assert found.p.find_previous("details").find("div", class_="cell_input").text == "a"


def test_what_is_shown_without_its_code_gets_no_fold() -> None:
    page = '<div class="cell"><div class="cell_output">text</div></div>'
    assert folded(page) == page


TOLD = '<div class="cell"><div class="cell_output">{}</div></div>'


def test_sentences_whose_code_is_left_out_come_before_the_code_above_them() -> None:
    page = "<p>Why?</p>" + CELL.format("a") + "\n" + TOLD.format("So.") + SHOWN.format("b", "drawn")
    found = soup.parsed(folded(page))
    (fold,) = found.find_all("details")
    assert fold.summary.text == "Code, 2 cells"
    assert fold.find_previous("div", class_="cell_output").text == "So."
    assert fold.find_next_sibling().text == "drawn"


def test_sentences_do_not_part_a_picture_from_its_code_nor_go_over_prose() -> None:
    picture = TOLD.format("<figure>drawn</figure>")
    found = soup.parsed(folded(CELL.format("a") + picture))
    assert found.details.find_next("figure").text == "drawn"
    found = soup.parsed(folded(CELL.format("a") + "<p>Why.</p>" + TOLD.format("So.")))
    assert found.p.find_previous("details") and found.p.find_next("div").text == "So."


def test_reading_time_counts_prose_alone() -> None:
    prose = "<p>" + "word " * 460 + "</p>"
    assert chapter_head.minutes(soup.parsed(prose)) == 2
    beside = "<details>{0}</details><table><tr><td>{0}</td></tr></table><figure>{0}</figure>"
    assert chapter_head.minutes(soup.parsed(prose + beside.format("more " * 999))) == 2
    assert chapter_head.minutes(soup.parsed("<p>Short.</p>")) == 1


@pytest.fixture(scope="module")
def lines() -> list[dict[str, object]]:
    plain = {"stated": "stated as fact", "found": [], "reason": "", "note": "", "off_by": ""}
    verdicts = ["differs", "opinion", "opinion", "unverified", "reproduced", "by our reading"]
    rows = []
    for number, verdict in enumerate(verdicts):
        row = {"claim": f"c{number}", "paraphrase": f"p{number}", "verdict": verdict, "errs": ""}
        rows.append({**plain, **row, "read_as": ""})
    return rows


def test_claims_that_do_not_hold_stand_open_and_the_rest_is_counted(
    lines: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables.records, "claim_lines", dict)
    page = soup.parsed(tables.checks_html(lines, "notebooks/one"))
    fold = page.find("details")
    shown = [one["id"] for one in page.find_all("a", id=True) if one.find_parent("details") is None]
    assert shown == ["check-c0", "check-c5"]
    assert fold.summary.text == "4 more claims: 1 holds, 1 could not be verified, 2 are judgements"
    # Two judgements of one finding share a row, and each keeps its address.
    assert [len(row.find_all("a", id=True)) for row in fold.tbody.find_all("tr")] == [2, 1, 1]


def test_a_claim_that_carries_the_argument_stands_open(
    lines: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables.records, "claim_lines", lambda: {"c4": {"carries": True}})
    page = soup.parsed(tables.checks_html(lines, "notebooks/one"))
    assert page.find("a", id="check-c4").find_parent("details") is None


def test_two_claims_are_not_worth_a_fold(
    lines: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables.records, "claim_lines", dict)
    assert soup.parsed(tables.checks_html(lines[:3], "notebooks/one")).find("details") is None


def test_the_head_lists_what_can_be_changed(tiny_book: Bench) -> None:
    found = declared.listed(Chapter("left"))
    assert [(one.name, one.value, one.allowed, one.about) for one in found] == [
        ("foot", "1.0", "0.5 to 2", "of the surveyor, in ours"),
        ("marks", "bars", "bars, dots", "of the chart; our taste"),
    ]


def test_a_number_leads_to_its_row_and_shows_its_record(tiny_book: Bench) -> None:
    page = soup.parsed('<p><a class="row reference" href="#row-left-one">33 %</a></p>')
    number_cards.annotate(page, "notebooks/left")
    assert page.a["href"] == "../data/left-readings.html#left-one"
    note = page.find(id=page.a["data-note"])
    assert "33.2 %" in note.text and "height of the first storey" in note.text
    assert note.find_parent(hidden=True) is not None


def test_a_link_to_a_figure_becomes_its_number_or_keeps_its_words(tiny_book: Bench) -> None:
    page = soup.parsed(
        '<p><a class="fig" href="#fig-left-heights">Figure</a> '
        '<a class="fig" href="#fig-left-heights">40 %</a></p>'
    )
    number_cards.annotate(page, "book/index")
    first, second = page.find_all("a", href="../notebooks/left.html#left-heights")[:2]
    assert first.text == "Figure\u00a01" and not first.has_attr("data-note")
    assert second.text == "40 %" and second["data-note"] == "fig-note-left-heights"


def card(page: Any, link: Any) -> Any:
    return page.find(id=link["data-note"])


def test_a_number_of_a_figure_names_its_row_and_source(tiny_book: Bench) -> None:
    links = [
        f'<a class="fig" href="#fig-left-heights">{words}</a>'
        for words in ("40 %", "33 %", "12.5 points")
    ]
    page = soup.parsed(f"<p>{' '.join(links)}</p>")
    number_cards.annotate(page, "book/index")
    for link, row_id in zip(page.p.find_all("a"), ("left-three", "left-one", "left-two")):
        led = [one["href"] for one in card(page, link).find_all("a")]
        assert f"../data/left-readings.html#{row_id}" in led
        assert "Tall" not in card(page, link).text or row_id == "left-three"
        assert any(one.startswith("../data/sources.html#") for one in led)
    assert len({link["data-note"] for link in page.p.find_all("a")}) == 3


FRAME = [
    {"low": 12.5, "share_pct": 47.2, "row_id": "left-one"},
    {"low": 1234.4, "share_pct": 12.5, "row_ids": "left-two left-three"},
    {"low": 90.0, "share_pct": 3.0, "row_id": None},
    {"low": True, "share_pct": 71.0, "row_id": "gone"},
]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("47 %", ["left-one"]),
        ("47.2 %", ["left-one"]),
        ("1,234 tokens/s", ["left-two", "left-three"]),
        ("$1,234 billion", ["left-two", "left-three"]),
        ("1,234-fold", ["left-two", "left-three"]),
        ("47.25 %", []),
        ("47 points", []),  # The line that has it has it in per cent.
        ("1,234", []),  # A bare number may be a count, which stands there by chance.
        ("1,234 cases", []),
        ("12.5 %", []),  # Two lines have it.
        ("3 %", []),  # One digit stands in many a line by chance.
        ("90 %", []),
        ("71 %", []),
        ("47 to 71 %", []),
        ("most", []),
    ],
)
def test_a_row_is_named_only_where_one_line_has_the_number(
    tiny_book: Bench, monkeypatch: pytest.MonkeyPatch, words: str, rows: list[str]
) -> None:
    one = {"columns": ["low", "share_pct", "row_id", "row_ids"], "data": FRAME}
    monkeypatch.setattr(number_cards.figures, "record", lambda _: one)
    assert number_cards.figure_rows(words, "left-heights") == rows


@pytest.mark.parametrize("target", ["row-gone", "fig-gone"])
def test_a_number_that_leads_nowhere_is_refused(tiny_book: Bench, target: str) -> None:
    page = soup.parsed(f'<p><a class="row fig" href="#{target}">3</a></p>')
    page.a["class"] = target.partition("-")[0]
    with pytest.raises(BookError, match=r"gone.*Remedy"):
        number_cards.annotate(page, "book/index")
