"""Time the build and print a table.

Figures vary by machine.
"""

from __future__ import annotations

import contextlib
import io
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from claimsbook import chapters, paths
from claimsbook.site.build import build

AIM_SECONDS = {"from scratch": 60.0, "nothing changed": 10.0}


def main(repeats: int = 3) -> int:
    """Build into a temporary folder, first without any cache, then again; print seconds."""
    known = chapters.all_chapters()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)

        def scratch() -> None:
            shutil.rmtree(out / "_build", ignore_errors=True)
            shutil.rmtree(paths.cache() / "figures", ignore_errors=True)
            both()

        def both() -> None:
            with contextlib.redirect_stdout(io.StringIO()):
                chapters.run(known)
            if build(out=out):
                raise SystemExit("the build failed")

        print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {len(known)} chapters")
        print(f"{'make book':<18}{'median s':>10}{'min':>8}{'max':>8}{'aim':>8}")
        for name, step in (("from scratch", scratch), ("nothing changed", both)):
            seconds = [_timed(step) for _ in range(repeats)]
            print(
                f"{name:<18}{statistics.median(seconds):>10.1f}{min(seconds):>8.1f}"
                f"{max(seconds):>8.1f}{AIM_SECONDS[name]:>8.0f}"
            )
    return 0


def _timed(step: Callable[[], None]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began
