"""The sections of the examined text have one name each, wherever they are shown."""

from __future__ import annotations

from claimsbook import chapters, claims
from claimsbook.ledger.sections import sections


def test_every_section_that_a_claim_stands_in_has_a_name() -> None:
    assert {one.section for one in claims.ledger().values()} <= set(sections())
    assert len(set(sections().values())) == len(sections())
    assert set(claims.UNCOUNTED) <= set(sections())


def test_the_chart_of_verdicts_names_sections_as_the_table_below_it_does() -> None:
    (shown,) = (
        one
        for one in chapters.collect_exhibits(chapters.all_chapters())
        if one["id"] == "verdicts-by-section"
    )
    drawn = {row["part"] for row in shown["data"]}
    assert drawn == {name for key, name in sections().items() if key not in claims.UNCOUNTED}


def test_the_chart_of_verdicts_leaves_no_claim_out() -> None:
    (shown,) = (
        one
        for one in chapters.collect_exhibits(chapters.all_chapters())
        if one["id"] == "verdicts-by-section"
    )
    known = [one for one in chapters.all_chapters() if one.notebook.is_file()]
    frame = claims.ledger_frame(chapters.collect(known))
    assert sum(row["claims"] for row in shown["data"]) == int(frame["counted"].sum())
