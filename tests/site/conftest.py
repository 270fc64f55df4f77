"""The built site, served on loopback, and a browser to look at it with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from built import once
from claimsbook import paths
from claimsbook.site import serving
from claimsbook.site.build import build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole book, built with warnings as errors, once for all processes of a run."""

    def make(out: Path) -> None:
        out.mkdir()
        assert build(paths.root(), out) == 0, "the site does not build without warnings"

    return once(tmp_path_factory, "site", make) / "_build" / "html"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: http://127.0.0.1:<port>."""
    with serving.served(site) as where:
        yield where


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; tests that want it are skipped, with the reason, without it."""
    path = serving.chromium()
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """Chromium under Playwright."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(
            executable_path=chromium, args=list(serving.CHROMIUM_FLAGS)
        )
        yield started
        started.close()
