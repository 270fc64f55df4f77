"""Sites on loopback with a browser over them, for what is measured as a reader has it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimsbook.site import serving

WIDE = {"width": 1280, "height": 900}
"""The window of a reader at a desk, in px."""
PHONE = {"width": 390, "height": 844}
"""That of a telephone."""


def possible(site: Path) -> bool:
    """Whether there is all that it takes to open `site`; else says what is needed."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        there = False
    else:
        there = serving.chromium() is not None and site.is_dir()
    if not there:
        print("skipped: needs Chromium, playwright (in .venv) and a built site (make book)")
    return there


@contextlib.contextmanager
def browser(*sites: Path) -> Iterator[tuple[Any, list[str]]]:
    """Chromium, and the address of each of `sites`, while the context lasts."""
    from playwright.sync_api import sync_playwright

    with contextlib.ExitStack() as stack:
        addresses = [stack.enter_context(serving.served(site)) for site in sites]
        running = stack.enter_context(sync_playwright())
        started = running.chromium.launch(
            executable_path=serving.chromium(), args=list(serving.CHROMIUM_FLAGS)
        )
        yield started, addresses
        started.close()


def listening(context: Any) -> tuple[Any, Any, list[float]]:
    """A new page, its session with the browser, and the bytes over the wire of all it loads."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    return page, session, sizes
