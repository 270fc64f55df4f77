"""A site tells what it was made from, and what stands at addresses that are not there."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from claimsbook.__main__ import main
from claimsbook.errors import BookError
from claimsbook.site import build_record


def test_the_build_says_what_it_was_made_from_and_that_it_compared_nothing(
    site: Path,
) -> None:
    told = json.loads((site / "build.json").read_text("utf-8"))
    assert told["version"] and set(told["libraries"]) >= {"altair", "vl-convert-python"}
    assert told["stored_outputs"] and all(len(one) == 64 for one in told["stored_outputs"].values())
    assert told["compared"].startswith("not by the build; `python -m claimsbook verify`")
    assert told["checked"] == []


def test_the_foot_of_each_page_says_from_which_commit_and_that_nothing_was_checked(
    site: Path,
) -> None:
    pages = [one for one in site.rglob("*.html") if b'<footer class="foot">' in one.read_bytes()]
    assert site / "book" / "index.html" in pages and len(pages) > 3
    for page in pages:
        text = page.read_text("utf-8")
        assert "<!-- made -->" not in text
        assert text.count("<p>Made from no commit; not checked: this build compares no") == 1


def test_who_checks_before_publishing_says_what_and_of_which_commit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(build_record.release, "commit", lambda: "0123456789abcdef+changes")
    monkeypatch.setattr(build_record.record, "holds", lambda _: True)
    monkeypatch.setenv("CLAIMSBOOK_CHECKED", "verify, check")
    assert build_record.made() == (
        "Made from commit 0123456789ab, with changes that are in none; published only after "
        "check and verify of it."
    )
    monkeypatch.setenv("CLAIMSBOOK_CHECKED", "check")
    assert build_record.made().endswith("published only after check of it.")
    for none in ("luck", "nbval"):
        monkeypatch.setenv("CLAIMSBOOK_CHECKED", none)
        with pytest.raises(BookError, match=f"names '{none}'"):
            build_record.checked()


@pytest.mark.parametrize("named", ["check", "verify", "check verify"])
def test_no_check_is_named_that_left_no_record(
    named: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAIMSBOOK_CHECKED", named)
    assert main(["site", "build"]) == 2
    said = capsys.readouterr().err
    first = named.split()[0]
    assert said.startswith(f"error: CLAIMSBOOK_CHECKED names '{first}', which left no record")
    assert f"`python -m claimsbook {first}`" in said and said.count("\n") == 1


def test_an_address_that_is_not_there_leads_back_without_anything_else(site: Path) -> None:
    links: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag not in ("script", "link", "img")
            links.extend(str(value) for name, value in attrs if name == "href")

    Links().feed((site / "404.html").read_text("utf-8"))
    page = (site / "404.html").read_text("utf-8")
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'"' in page
    assert "style=" not in page and "<style" not in page
    assert links == ["index.html", "search.html", "notebooks/ledger.html"]
    assert all((site / one).is_file() for one in links)
    assert (site / ".nojekyll").is_file()
