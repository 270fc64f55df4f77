"""A limit of time on a piece of work, which the work itself cannot swallow."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

AGAIN_S = 15.0
"""So long after the limit it is said again, where a callback of a library swallowed it."""


class Over(BaseException):
    """The time is over. No `Exception`: compilers wrap those, and go on elsewhere."""


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Break the block off by `Over` after so many seconds.

    It reaches the main thread between two steps of Python, so a call into a library that hangs is
    not broken off: whoever starts the process needs a limit of his own. Without effect in another
    thread.
    """
    if threading.current_thread() is not threading.main_thread() or seconds == float("inf"):
        yield
        return

    def over(*_: object) -> None:
        raise Over(f"the {seconds:.0f} s allowed for it were over")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
