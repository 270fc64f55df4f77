"""Two processes that write to one book take turns."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimsbook.errors import BookError
from claimsbook.locks import alone

HOLD = (
    "import sys, time; from pathlib import Path; from claimsbook.locks import alone\n"
    "with alone(Path(sys.argv[1]), 'builds'):\n"
    "    print('held', flush=True); time.sleep(60)\n"
)


def test_a_second_one_waits_or_says_who_holds_it_and_a_dead_one_holds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "folder" / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        refused = pytest.raises(BookError, match=rf"process \(number {holder.pid}\) builds")
        with refused, alone(lock, "builds", patience_s=0.3):
            raise AssertionError("two at once")
        assert f"waiting: another process (number {holder.pid}) builds" in capsys.readouterr().err
    finally:
        holder.kill()
        holder.wait()
    began = time.monotonic()
    with alone(lock, "builds"):
        assert time.monotonic() - began < 5
