"""How far a run has come, for whoever watches it."""

from __future__ import annotations

import sys
from typing import Any


class Bar:
    """A progress bar of tqdm, or lines where tqdm is absent or unwanted."""

    def __init__(self, total: int, quiet: bool) -> None:
        self.bar: Any = None
        if quiet:
            return
        try:
            from tqdm import tqdm
        except ImportError:
            return
        form = "{desc:<34.34} {percentage:3.0f}% |{bar:24}| {elapsed} left {remaining}"
        self.bar = tqdm(total=total, bar_format=form, file=sys.stderr, dynamic_ncols=True)

    def stage(self, text: str) -> None:
        """Name what is going on."""
        if self.bar is not None:
            self.bar.set_description_str(text)

    def tick(self, steps: int = 1) -> None:
        """One unit of work is done."""
        if self.bar is not None:
            self.bar.update(min(steps, self.bar.total - self.bar.n))

    def close(self) -> None:
        """Remove the bar's line break debt."""
        if self.bar is not None:
            self.bar.close()
