"""Sources as citations."""

from __future__ import annotations

import re

import pytest

from claimsbook.errors import BookError
from claimsbook.tables import sources
from copies import Bench


def test_an_unknown_source_is_refused(tiny_package: Bench) -> None:
    with pytest.raises(BookError, match=r"data/sources\.csv has no source 'x'\. Remedy: add it"):
        sources.source("x")


def test_the_reference_in_a_line_says_who_when_what_and_where(tiny_package: Bench) -> None:
    assert sources.source("survey-2026").text == (
        "Ada Poe; Bo Ray, Office of Heights (2026-01). A survey. https://a.example/s"
    )
    assert sources.source("survey-2026").short == "Office of Heights (2026)"


def test_an_artifact_is_cited_by_version_and_hash(tiny_package: Bench) -> None:
    tiny_package.replace("data/sources.csv", "https://a.example/l,,,", f",lists==1.2,{'a' * 64},")
    letter = sources.source("letter-2026")
    assert letter.short == "Tall & Co (lists==1.2)"
    assert f"lists==1.2, SHA-256 {'a' * 64}." in letter.text
    assert "note = {lists==1.2; accessed 2026-11-23}" in letter.bibtex()


def test_bibtex_has_the_id_for_a_key_and_escapes_what_latex_would_read(tiny_package: Bench) -> None:
    entry = sources.source("letter-2026").bibtex()
    assert entry.startswith("@misc{letter-2026,\n")
    assert r"howpublished = {Tall \& Co}" in entry
    assert "url = {https://a.example/l}" in entry
    assert entry.count("{") == entry.count("}")
    assert "institution = {Office of Heights}" in sources.source("survey-2026").bibtex()


def test_csl_gives_authors_and_dates_in_parts(tiny_package: Bench) -> None:
    item = sources.source("survey-2026").csl()
    assert item["author"] == [{"literal": "Ada Poe"}, {"literal": "Bo Ray"}]
    assert item["issued"] == {"date-parts": [[2026, 1]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 23]]}
    assert "author" not in sources.source("letter-2026").csl()


def test_an_undated_source_says_so(tiny_package: Bench) -> None:
    tiny_package.replace("data/sources.csv", "Tall & Co,2026,", "Tall & Co,,")
    letter = sources.source("letter-2026")
    assert letter.year == "n.d."
    assert "(n.d.)" in letter.text
    assert "issued" not in letter.csl()


def test_every_source_of_the_book_makes_a_sound_entry() -> None:
    for one in sources.all_sources().values():
        entry = one.bibtex()
        assert re.match(r"@\w+\{[a-z0-9][a-z0-9.-]*,\n", entry), one.source_id
        assert entry.count("{") == entry.count("}"), one.source_id
        assert one.text
        assert one.csl()["id"] == one.source_id
