"""What Lighthouse says of every page.

Desktop settings, an empty cache, the site served compressed on loopback. Lighthouse is an npm
package with an environment of its own under `.cache/outside`, which the Makefile sets up.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from claimsbook import paths
from claimsbook.site import serving

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AIM = 95
"""Least score, of 100, in each category."""


def main(names: list[str], site: Path | None = None) -> int:
    """Print the scores of the pages, all of the book by default; 1 where one is below the aim."""
    site = site or paths.site()
    browser = serving.chromium()
    if browser is None or not _tool().is_file() or not site.is_dir():
        print("skipped: needs Chromium, lighthouse (.cache/outside) and a built site (make book)")
        return 0
    low = 0
    print(f"{'page':<42}" + "".join(f"{one:>16}" for one in CATEGORIES))
    with serving.served(site) as address:
        for name in names or pages(site):
            report = _report(browser, f"{address}/{name}")
            scores = [round(100 * report["categories"][one]["score"]) for one in CATEGORIES]
            low += min(scores) < AIM
            print(f"{name:<42}" + "".join(f"{one:>16}" for one in scores), flush=True)
            for line in _below(report) if min(scores) < AIM else []:
                print(f"    {line}")
    print(f"aim: {AIM} in each; {low or 'no'} page{'' if low == 1 else 's'} below")
    return int(low > 0)


def _tool() -> Path:
    return paths.cache() / "outside" / "node_modules" / ".bin" / "lighthouse"


def pages(site: Path) -> list[str]:
    """The pages of the book without those of single tables, as paths within the site."""
    found = [site / "index.html", *sorted((site / "notebooks").glob("*.html"))]
    found += sorted(set((site / "book").glob("*.html")) - {site / "book" / "index.html"})
    return [one.relative_to(site).as_posix() for one in found]


def _report(browser: str, address: str) -> dict[str, Any]:
    flags = " ".join(("--headless=new", *serving.CHROMIUM_FLAGS))
    done = subprocess.run(
        [
            str(_tool()),
            address,
            "--preset=desktop",
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


def _below(report: dict[str, Any]) -> list[str]:
    """The audits that cost points, worst first."""
    audits = [
        one
        for one in report["audits"].values()
        if one["score"] is not None
        and one["score"] < 0.9
        and one["scoreDisplayMode"] in ("binary", "numeric", "metricSavings")
    ]
    worst = sorted(audits, key=lambda one: float(one["score"]))
    return [f"{one['title']} {one.get('displayValue', '')}".rstrip() for one in worst[:6]]
