"""One at a time: two runs or builds of one book do not write over each other."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from claimsbook.errors import BookError
from claimsbook.files import naming

PATIENCE_S = 600.0
"""So long a second run waits for the first, in seconds."""


@contextlib.contextmanager
def alone(file: Path, what: str, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold `file` as a lock while something is done; wait, and say so, while another holds it.

    The lock goes with the process that holds it, however that ends. Raises BookError when the
    wait has lasted `patience_s` seconds.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as held:
        until, told = time.monotonic() + patience_s, False
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                holder = _holder(file)
                if time.monotonic() > until:
                    raise BookError(
                        f"another process{holder} {what} this book since long. Remedy: wait for "
                        "it, or end it."
                    ) from None
                if not told:
                    print(f"waiting: another process{holder} {what} this book", file=sys.stderr)
                    told = True
                time.sleep(0.2)
        with naming(file):
            held.truncate(0)
            held.write(str(os.getpid()))
            held.flush()
        yield


def _holder(file: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        return f" (number {int(file.read_text())})"
    return ""
