"""What each page costs a reader, in a real browser.

Bytes are those that went over the wire, compressed, headers included, with an empty cache. Before:
until the network is quiet after opening, without scrolling. After: with the whole page scrolled
through. The last column is the time until the first figure stood without scripts.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from claimsbook import paths
from claimsbook.checks.site import opened

AIM_KB = {"figures": 400.0, "plain": 60.0}
"""Most kB (1,000 bytes) that a page with and without figures may transfer before interaction."""


def main(site: Path | None = None, repeats: int = 3) -> int:
    """Print the table; 1 where a page weighs more than its aim."""
    site = site or paths.site()
    if not opened.possible(site):
        return 0
    pages = sorted(page for page in site.rglob("*.html") if page != site / "book" / "index.html")
    heavy = 0
    print(f"{'page':<42}{'requests':>9}{'kB':>8}{'aim':>6}{'scrolled kB':>13}{'1st figure ms':>15}")
    with opened.browser(site) as (browser, (address,)):
        for page in pages:
            name = page.relative_to(site).as_posix()
            requests, before, after, figures = _weight(browser, f"{address}/{name}")
            aim = AIM_KB["figures" if figures else "plain"]
            heavy += before > aim
            shown = ""
            if figures:
                times = [_first_figure(browser, f"{address}/{name}") for _ in range(repeats)]
                shown = f"{statistics.median(times):.0f}"
            mark = "  TOO HEAVY" if before > aim else ""
            print(
                f"{name:<42}{requests:>9}{before:>8.1f}{aim:>6.0f}{after:>13.1f}{shown:>15}{mark}"
            )
    return int(heavy > 0)


def _weight(browser: Any, address: str) -> tuple[int, float, float, int]:
    context = browser.new_context(viewport=opened.WIDE)
    page, _, sizes = opened.listening(context)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    requests, before = len(sizes), sum(sizes)
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 600):
        page.evaluate(f"scrollTo({{top: {top}, behavior: 'instant'}})")
        page.wait_for_timeout(40)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    figures = page.locator("img").count()
    context.close()
    return requests, before / 1000, sum(sizes) / 1000, figures


def _first_figure(browser: Any, address: str) -> float:
    context = browser.new_context(viewport=opened.WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address, wait_until="load")
    picture = page.locator("picture.exhibit-light img").first
    picture.scroll_into_view_if_needed()
    # Playwright evaluates in the page even where the page's own scripts are off.
    ended = page.evaluate(
        """async () => {
          const image = document.querySelector("picture.exhibit-light img");
          await image.decode();
          const entry = performance.getEntriesByName(image.currentSrc)[0];
          return entry ? entry.responseEnd : performance.now();
        }"""
    )
    context.close()
    return float(ended)
