"""How far a run has come, for whoever watches it."""

from __future__ import annotations

import sys
from typing import Any


class Bar:
    """A progress bar of tqdm where one can be drawn and is wanted, and a line at each step."""

    def __init__(self, total: int, quiet: bool) -> None:
        self.bar: Any = None
        if quiet or not sys.stderr.isatty():
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

    def say(self, text: str) -> None:
        """A line of its own, at once, also where no bar is wanted."""
        if self.bar is not None:
            self.bar.write(text, file=sys.stderr)
        else:
            print(text, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Remove the bar's line break debt."""
        if self.bar is not None:
            self.bar.close()
