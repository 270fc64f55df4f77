"""A page of a built site opened in a browser, and what it asked for and complained about."""

from __future__ import annotations

from typing import Any

import yaml

from claimsbook import paths
from claimsbook.chapters.pairs import toc_files

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pages_of_the_book() -> list[str]:
    """Every page that this book's contents name, the search, and a table of data."""
    toc = yaml.safe_load((paths.root() / "_toc.yml").read_text("utf-8"))
    return ["index", "search", "data/steel-ladder", *toc_files(toc)]


class Visit:
    """A page opened, with what it asked for and complained about."""

    def __init__(
        self,
        browser: Any,
        address: str,
        page: str,
        *,
        viewport: dict[str, int],
        dress: str = "light",
        scripts: bool = True,
        zone: str = "UTC",
    ) -> None:
        self.context = browser.new_context(
            viewport=viewport, color_scheme=dress, java_script_enabled=scripts, timezone_id=zone
        )
        self.page = self.context.new_page()
        self.page.add_init_script(
            "window.blocked = []; addEventListener('securitypolicyviolation', "
            "(one) => blocked.push(`${one.violatedDirective} ${one.blockedURI}`))"
        )
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        # What a page that is left was still asking for is broken off, and no fault of its own.
        self.page.on(
            "requestfailed",
            lambda one: (
                one.failure == "net::ERR_ABORTED" or self.complaints.append(f"failed: {one.url}")
            ),
        )
        self.page.on(
            "response",
            lambda one: one.status < 400 or self.complaints.append(f"{one.status}: {one.url}"),
        )
        self.page.on(
            "request",
            lambda one: (
                one.url.startswith((address, "data:", "blob:")) or self.foreign.append(one.url)
            ),
        )
        self.page.goto(f"{address}/{page}.html")
        self.page.wait_for_load_state("networkidle")

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def draw_all(self) -> int:
        """Open the folds of figures, scroll to each until it is drawn; the number of figures."""
        views = self.page.locator(".exhibit-view")
        for number in range(views.count()):
            view = views.nth(number)
            view.evaluate(
                "view => { const fold = view.closest('details'); if (fold) fold.open = true; }"
            )
            view.scroll_into_view_if_needed()
            view.locator(".exhibit-live svg").first.wait_for(timeout=20_000)
        return views.count()

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
