"""The same pages in another engine: Firefox, driven by its own remote protocol.

Playwright brings a Firefox of its own, which is no package of any system, and cannot steer an
extended-support release; Puppeteer is what Firefox's makers support for the one that is installed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from claimsbook import chapters, paths

VISITS = Path(__file__).with_name("firefox.mjs")
CHAPTER, WORD = "steel-ladder", "nucor"


@pytest.fixture(scope="module")
def visited(address: str) -> dict[str, Any]:
    """What the visits saw; skipped, with the reason, where a part is missing."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        pytest.skip("no Firefox on this machine (Debian: apt-get install firefox-esr)")
    node, tools = shutil.which("node"), paths.cache() / "outside"
    if node is None or not (tools / "node_modules" / "puppeteer-core").is_dir():
        pytest.skip("no Node with puppeteer-core: `make .cache/outside/ready` (it needs npm)")
    page = f"notebooks/{CHAPTER}.html"
    done = subprocess.run(
        [node, str(VISITS), str(tools), firefox, address, page, WORD],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.browser
def test_no_page_complains(visited: dict[str, Any]) -> None:
    assert visited["complaints"] == []


@pytest.mark.browser
def test_every_figure_of_a_chapter_comes_alive_in_both_dresses(visited: dict[str, Any]) -> None:
    seen = visited["seen"]
    known = chapters.collect_exhibits([chapters.Chapter(CHAPTER)])
    assert seen["figures"] == seen["drawn"] == seen["drawnAnew"] == len(list(known))
    assert sorted(seen["dresses"]) == ["dark", "light"]


@pytest.mark.browser
def test_a_word_is_looked_up_found_and_filtered(visited: dict[str, Any]) -> None:
    seen = visited["seen"]
    assert seen["front"] and seen["answers"] > 0 and seen["hits"] > 0
    assert seen["ledger"].endswith(f"/notebooks/ledger.html?words={WORD}")
    assert 0 < seen["filtered"] < seen["all"]


@pytest.mark.browser
def test_an_odd_address_filters_nothing_away(visited: dict[str, Any]) -> None:
    assert visited["seen"]["odd"] == visited["seen"]["all"]
