"""What Lighthouse says of every page, at a desk and on a telephone.

An empty cache, the site served compressed on loopback. The telephone is Lighthouse's own: 1.6 Mbit
a second, 150 ms away, a processor four times as slow, all worked out from one visit. What else a
machine does slows a visit, and never makes one fast: where a visit misses an aim there are two
more, and the middle one of the three, by its performance, counts. Lighthouse is an npm package with
an environment of its own under `.cache/outside`, which the Makefile sets up.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimsbook import paths
from claimsbook.site import serving

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Settings:
    """How Lighthouse visits, the least score, of 100, in each category, and the latest paint."""

    name: str
    options: tuple[str, ...]
    least: int
    latest: float | None = None
    """Most seconds until the largest part of the first screen stands; None for no limit."""


SETTINGS = (
    Settings("desktop", ("--preset=desktop",), 99),
    Settings("mobile", ("--form-factor=mobile",), 95, 2.5),
)


@dataclass(frozen=True)
class Told:
    """What one report says: scores by category, of 100; seconds to the largest paint."""

    scores: dict[str, int]
    largest: float
    costly: list[str]
    """The audits that cost points, worst first."""

    def faults(self, settings: Settings) -> list[str]:
        """Where it misses the aims of `settings`, a line each."""
        low = [f"{name} {one}" for name, one in self.scores.items() if one < settings.least]
        if settings.latest is not None and self.largest > settings.latest:
            low.append(f"largest paint after {self.largest:.2f} s")
        return low


def main(names: list[str], site: Path | None = None) -> int:
    """Print the scores of the pages, all of the book by default; 1 where one misses an aim."""
    site = site or paths.site()
    browser = serving.chromium()
    if browser is None or not _tool().is_file() or not site.is_dir():
        print("skipped: needs Chromium, lighthouse (.cache/outside) and a built site (make book)")
        return 0
    missed = 0
    heads = "".join(f"{one:>16}" for one in CATEGORIES)
    print(f"{'page':<42}{'settings':<9}{heads}{'LCP s':>8}")
    with serving.served(site) as address:
        for name in names or pages(site):
            for settings in SETTINGS:
                told = _told(browser, f"{address}/{name}", settings)
                cells = "".join(f"{told.scores[one]:>16}" for one in CATEGORIES)
                print(f"{name:<42}{settings.name:<9}{cells}{told.largest:>8.2f}", flush=True)
                if faults := told.faults(settings):
                    missed += 1
                    print("\n".join(f"    {one}" for one in [*faults, *told.costly]), flush=True)
    for one in SETTINGS:
        paint = f", largest paint within {one.latest} s" if one.latest is not None else ""
        print(f"aim, {one.name}: {one.least} in each{paint}")
    print(f"{missed or 'no'} visit{'' if missed == 1 else 's'} missed an aim")
    return int(missed > 0)


def _told(browser: str, address: str, settings: Settings) -> Told:
    first = read(_report(browser, address, settings))
    if not first.faults(settings):
        return first
    return middle([first, *(read(_report(browser, address, settings)) for _ in range(2))])


def middle(visits: list[Told]) -> Told:
    """The visit in the middle, by performance and then by its largest paint."""
    ordered = sorted(visits, key=lambda one: (one.scores["performance"], -one.largest))
    return ordered[len(ordered) // 2]


def _tool() -> Path:
    return paths.cache() / "outside" / "node_modules" / ".bin" / "lighthouse"


def pages(site: Path) -> list[str]:
    """The pages of the book without those of single tables, as paths within the site."""
    found = [site / "index.html", *sorted((site / "notebooks").glob("*.html"))]
    found += sorted(set((site / "book").glob("*.html")) - {site / "book" / "index.html"})
    return [one.relative_to(site).as_posix() for one in found]


def _report(browser: str, address: str, settings: Settings) -> dict[str, Any]:
    flags = " ".join(("--headless=new", *serving.CHROMIUM_FLAGS))
    done = subprocess.run(
        [
            str(_tool()),
            address,
            *settings.options,
            "--output=json",
            "--quiet",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={flags}",
        ],
        env={**os.environ, "CHROME_PATH": browser},
        capture_output=True,
        text=True,
        timeout=180,
    )
    if done.returncode:
        sys.exit(f"lighthouse stopped at {address}: {done.stderr.strip()[-500:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def read(report: dict[str, Any]) -> Told:
    """A report of Lighthouse, as its `--output=json` writes it, in short.

    A category that could not be worked out counts as 0, a paint that never came as endless.
    """
    scores = {one: round(100 * (report["categories"][one]["score"] or 0.0)) for one in CATEGORIES}
    paint = report["audits"]["largest-contentful-paint"].get("numericValue")
    return Told(scores, float("inf") if paint is None else paint / 1000, _costly(report))


def _costly(report: dict[str, Any]) -> list[str]:
    audits = [
        one
        for one in report["audits"].values()
        if one["score"] is not None
        and one["score"] < 0.9
        and one["scoreDisplayMode"] in ("binary", "numeric", "metricSavings")
    ]
    worst = sorted(audits, key=lambda one: float(one["score"]))
    return [f"{one['title']} {one.get('displayValue', '')}".rstrip() for one in worst[:6]]
