"""Sources, and what a citation says of them."""

from __future__ import annotations

import re

import pytest

from claimsbook.errors import BookError
from claimsbook.references import cite
from claimsbook.tables import sources
from copies import Bench


def test_an_unknown_source_is_refused(tiny_package: Bench) -> None:
    with pytest.raises(BookError, match=r"data/sources\.csv has no source 'x'\. Remedy: add it"):
        sources.source("x")


def test_the_reference_in_a_line_says_who_when_what_and_where(tiny_package: Bench) -> None:
    assert cite.text(cite.of_source("survey-2026")) == (
        "Poe, A., & Ray, B. (2026, January). A survey. Office of Heights. https://a.example/s"
    )
    assert sources.source("survey-2026").short == "Office of Heights (2026)"


def test_an_artifact_is_cited_by_version_and_hash(tiny_package: Bench) -> None:
    tiny_package.replace("data/sources.csv", "https://a.example/l,,,", f",lists==1.2,{'a' * 64},")
    letter = sources.source("letter-2026")
    assert letter.short == "Tall & Co (lists==1.2)"
    item = cite.of_source("letter-2026")
    assert f"lists==1.2, SHA-256 {'a' * 64}." in cite.text(item)
    assert "note = {lists==1.2; accessed 2026-11-23}" in cite.bibtex(item)
    assert f"N1  - lists==1.2, SHA-256 {'a' * 64}\n" in cite.ris(item)
    assert item["custom"] == {"sha256": "a" * 64}


def test_bibtex_has_the_id_for_a_key_and_escapes_what_latex_would_read(tiny_package: Bench) -> None:
    entry = cite.bibtex(cite.of_source("letter-2026"))
    assert entry.startswith("@misc{letter-2026,\n")
    assert r"howpublished = {Tall \& Co}" in entry
    assert "url = {https://a.example/l}" in entry
    assert entry.count("{") == entry.count("}")
    assert "institution = {Office of Heights}" in cite.bibtex(cite.of_source("survey-2026"))


def test_csl_gives_authors_and_dates_in_parts(tiny_package: Bench) -> None:
    item = cite.of_source("survey-2026")
    assert item["author"] == [
        {"family": "Poe", "given": "Ada"},
        {"family": "Ray", "given": "Bo"},
    ]
    assert item["issued"] == {"date-parts": [[2026, 1]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 23]]}
    assert "author" not in cite.of_source("letter-2026")


def test_an_undated_source_says_so(tiny_package: Bench) -> None:
    tiny_package.replace("data/sources.csv", "Tall & Co,2026,", "Tall & Co,,")
    letter = sources.source("letter-2026")
    assert letter.year == "n.d."
    item = cite.of_source("letter-2026")
    assert "(n.d.)" in cite.text(item)
    assert "issued" not in item


def test_every_source_of_the_book_makes_a_sound_entry() -> None:
    for one in sources.all_sources().values():
        item = cite.of_source(one.source_id)
        entry = cite.bibtex(item)
        assert re.match(r"@\w+\{[a-z0-9][a-z0-9.-]*,\n", entry), one.source_id
        assert entry.count("{") == entry.count("}"), one.source_id
        assert cite.text(item)
        assert item["id"] == one.source_id
