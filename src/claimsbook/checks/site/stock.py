"""Our site beside the stock build of the same notebooks: what a reader pays for each.

The stock build is Jupyter Book as it comes, of the same version: the stored outputs of the
chapters, each chart shown by Altair's own renderer, no style or script of ours. Its Vega comes from
a content network; here the same code stands on loopback, compressed, so that both are weighed
alike. What else it asks of other hosts is counted as a request and weighs nothing, so the stock
build is rather flattered.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import vl_convert as vlc
import yaml
from altair.utils.mimebundle import spec_to_mimebundle

from claimsbook import chapters, paths
from claimsbook.checks.site import opened
from claimsbook.figures.exhibits import VEGALITE_MIME

SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""ms and bytes a second of Lighthouse's telephone; its processor is four times as slow."""

_VEGA = re.compile(r"https://cdn\.jsdelivr\.net/npm/(vega(?:-lite|-embed)?)@[^\"'\\]*")
_DRAWN = (
    "[...document.querySelectorAll('.vega-embed')].some((one) => one.querySelector('canvas,svg'))"
)
_SHOWN = (
    "[...document.querySelectorAll('.exhibit-view img')].some((one) => one.complete && "
    "one.naturalWidth)"
)
_WATCH = """(() => {
  const look = () => {
    if (document.body && THERE) window.firstFigure = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})();"""
_LARGEST = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
    type: "largest-contentful-paint", buffered: true });
  setTimeout(() => resolve(0), 3000);
})"""
_NAMES = ("requests", "kB", "1st figure ms", "LCP phone ms", "1st figure phone ms")


def main(slugs: list[str], site: Path | None = None) -> int:
    """Print each chapter's cost in both builds, and the ratio; 0."""
    site = site or paths.site()
    if not opened.possible(site):
        return 0
    with tempfile.TemporaryDirectory() as folder:
        stock = build(Path(folder))
        print(f"{'chapter':<26}" + "".join(f"{name:>24}" for name in _NAMES))
        print(f"{'':<26}" + f"{'ours, stock, ratio':>24}" * len(_NAMES))
        with opened.browser(site, stock) as (browser, (ours, theirs)):
            for slug in slugs or [one.slug for one in chapters.all_chapters()]:
                if not chapters.collect_exhibits([chapters.Chapter(slug)]):
                    continue
                name = f"notebooks/{slug}.html"
                pairs = zip(
                    _costs(browser, f"{ours}/{name}", _SHOWN),
                    _costs(browser, f"{theirs}/{name}", _DRAWN),
                )
                cells = [f"{us:.0f}, {it:.0f}, {it / us if us else 0:.1f}" for us, it in pairs]
                print(f"{slug:<26}" + "".join(f"{one:>24}" for one in cells), flush=True)
    return 0


def build(folder: Path) -> Path:
    """Build the stock site of the current book's chapters in `folder`; where it lies."""
    source = folder / "book"
    (source / "notebooks").mkdir(parents=True)
    slugs = [one.slug for one in chapters.all_chapters()]
    for slug in slugs:
        notebook = chapters.stored(chapters.Chapter(slug))
        text = nbformat.writes(_plain(notebook))  # type: ignore[no-untyped-call]
        (source / "notebooks" / f"{slug}.ipynb").write_text(text, "utf-8")
    first, *rest = (f"notebooks/{slug}" for slug in slugs)
    toc = {"format": "jb-book", "root": first, "chapters": [{"file": one} for one in rest]}
    config = {"title": "stock", "execute": {"execute_notebooks": "off"}}
    for name, content in (("_toc.yml", toc), ("_config.yml", config)):
        (source / name).write_text(yaml.safe_dump(content), "utf-8")
    code = "from jupyter_book.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", str(source), "-q"],
        capture_output=True,
        text=True,
        check=False,
    )
    html = source / "_build" / "html"
    if done.returncode or not html.is_dir():
        sys.exit(f"the stock build stopped: {done.stderr.strip()[-500:]}")
    _bring_vega(html)
    return html


def _plain(notebook: Any) -> Any:
    """A notebook whose charts are shown by Altair's own renderer, with nothing of the engine."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            found = output.get("data", {})
            if VEGALITE_MIME in found:
                output["data"] = spec_to_mimebundle(
                    found[VEGALITE_MIME],
                    format="html",
                    mode="vega-lite",
                    template="universal",
                    vega_version="6",
                    vegalite_version="6",
                    vegaembed_version="7",
                )
            else:
                output["data"] = {
                    kind: value for kind, value in found.items() if "vnd." not in kind
                }
    return notebook


def _bring_vega(html: Path) -> None:
    """Put the code of Vega into a site, and lead its pages there instead of to a network."""
    bundle = vlc.javascript_bundle("Object.assign(window, {vega, vegaLite, vegaEmbed});")
    # Wrapped, so that none of its names can meet those of the page.
    bundle = "(() => {" + bundle + "\n})();\n"
    place = html / "_cdn"
    place.mkdir()
    # One bundle has all: the others are there for the requests that they cost.
    for name, content in (("vega", bundle), ("vega-lite", ""), ("vega-embed", "")):
        (place / f"{name}.js").write_text(content, "utf-8")
    for page in (html / "notebooks").glob("*.html"):
        text = page.read_text("utf-8")
        page.write_text(_VEGA.sub(r"../_cdn/\1.js", text), "utf-8")


def _costs(browser: Any, address: str, there: str) -> tuple[float, float, float, float, float]:
    """Requests, kB, ms to the first figure; and on a slow telephone ms to LCP and first figure."""
    requests, size, figure, _ = _opened(browser, address, there, slow=False)
    _, _, slow_figure, largest = _opened(browser, address, there, slow=True)
    return requests, size, figure, largest, slow_figure


def _opened(
    browser: Any, address: str, there: str, *, slow: bool
) -> tuple[float, float, float, float]:
    context = browser.new_context(viewport=opened.PHONE if slow else opened.WIDE, is_mobile=slow)
    page, session, sizes = opened.listening(context)
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    asked: list[str] = []
    session.on("Network.requestWillBeSent", lambda told: asked.append(told["requestId"]))
    page.add_init_script(_WATCH.replace("THERE", there))
    page.goto(address, wait_until="commit", timeout=90_000)
    page.wait_for_load_state("load", timeout=90_000)
    page.wait_for_load_state("networkidle", timeout=90_000)
    largest = page.evaluate(_LARGEST)
    for _ in range(300):
        if figure := page.evaluate("window.firstFigure"):
            break
        page.wait_for_timeout(100)
    context.close()
    return len(asked), sum(sizes) / 1000, figure, largest
