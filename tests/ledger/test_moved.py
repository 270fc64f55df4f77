"""Which verdicts moved: recorded by version, and told by page and feed."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from claimsbook.errors import TableError
from claimsbook.ledger import moved
from claimsbook.ledger.moved import Move
from claimsbook.site import feed
from copies import Bench

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = (
    "version,date,claim_id,verdict\n"
    "0.1.0,2026-01-01,left-height,unverified\n"
    "0.1.0,2026-01-01,left-gone,differs\n"
)


@pytest.fixture
def book(tiny_book: Bench) -> Bench:
    """The tiny book with a record of one earlier version."""
    (tiny_book.root / "book").mkdir(exist_ok=True)
    tiny_book.write("book/verdicts.csv", FIRST)
    return tiny_book


def test_a_version_records_what_moved_and_no_more(book: Bench) -> None:
    now = moved.current()
    assert moved.write("0.2.0", "2026-02-01") == len(now) + 1
    first, second = moved.versions()
    assert first.moves == () and dict(second.verdicts) == now
    assert Move("left-height", "unverified", now["left-height"]) in second.moves
    assert Move("left-gone", "differs", "") in second.moves
    assert moved.since() == ()


def test_recording_a_version_again_takes_its_place(book: Bench) -> None:
    moved.write("0.2.0", "2026-02-01")
    text = moved.file().read_text("utf-8")
    moved.write("0.2.0", "2026-02-01")
    assert moved.file().read_text("utf-8") == text and text.startswith(FIRST)


def test_a_repeat_has_no_verdict_of_its_own(book: Bench) -> None:
    assert "right-height-again" not in moved.current()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version,date,claim,verdict\n", "row 1"),
        (FIRST + "0.2.0,2026-02-01,left-height\n", "row 4"),
        (FIRST + "0.2.0,2026-02-01,a,differs\n0.1.0,2026-01-01,b,differs\n", "row 5"),
    ],
)
def test_a_record_that_cannot_be_read_is_named(book: Bench, text: str, said: str) -> None:
    book.write("book/verdicts.csv", text)
    with pytest.raises(TableError, match=said):
        moved.versions()


def test_the_feed_has_releases_corrections_and_moved_verdicts(book: Bench) -> None:
    moved.write("0.2.0", "2026-02-01")
    book.write("CHANGELOG.md", "# Changelog\n\n## 0.2.0 (2026-02-01)\n- A & b are **new**.\n")
    book.write("data/CHANGELOG.md", "# Data\n\n## 0.2.0\n- A <cell> was wrong.\n")
    root = ElementTree.fromstring(feed.feed("https://a.example"))
    entries = {one.findtext(f"{ATOM}title"): one for one in root.findall(f"{ATOM}entry")}
    assert list(entries) == [
        "Version 0.2.0",
        "Changes of the data in 0.2.0",
        "Verdicts that moved in 0.2.0",
    ]
    assert "A &amp; b are <strong>new</strong>" in entries["Version 0.2.0"].findtext(
        f"{ATOM}content", ""
    )
    moves = entries["Verdicts that moved in 0.2.0"].findtext(f"{ATOM}content", "")
    assert "unverified → reproduced" in moves and "https://a.example/claims/" in moves
    for one in [root, *entries.values()]:
        assert one.findtext(f"{ATOM}id", "").startswith("https://a.example/")
        assert one.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00Z"
