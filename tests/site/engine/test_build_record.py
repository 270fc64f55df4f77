"""A site tells what it was made from, and what stands at addresses that are not there."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path


def test_the_build_says_what_it_was_made_from_and_that_it_compared_nothing(
    site: Path,
) -> None:
    told = json.loads((site / "build.json").read_text("utf-8"))
    assert told["version"] and set(told["libraries"]) >= {"altair", "vl-convert-python"}
    assert told["stored_outputs"] and all(len(one) == 64 for one in told["stored_outputs"].values())
    assert told["compared"].startswith("not by the build; `python -m claimsbook verify`")


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
