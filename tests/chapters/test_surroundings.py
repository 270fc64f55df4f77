"""A run sees nothing of the reader's own settings, and runs the code of its own folder."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimsbook import chapters
from claimsbook.chapters import Chapter
from copies import REPOSITORY, Bench

STARTUP = "import altair\naltair.theme.enable('dark')\nimport builtins\nbuiltins.spoilt = True\n"

ASKING = """\
# %%
import builtins, os, sys

import claimsbook

# %%
print(hasattr(builtins, "spoilt"), os.environ["CLAIMSBOOK_ROOT"], claimsbook.__file__, sys.argv[0])
"""


@pytest.mark.slow
def test_a_start_up_file_a_kernel_and_a_package_of_the_readers_own_are_not_seen(
    tiny_book: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / ".ipython" / "profile_default" / "startup").mkdir(parents=True)
    (home / ".ipython" / "profile_default" / "startup" / "00.py").write_text(STARTUP)
    spec = home / ".local" / "share" / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    broken = {"argv": ["/bin/false"], "display_name": "mine", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(broken))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PYTHONSTARTUP", str(home / ".ipython" / "profile_default" / "startup"))
    monkeypatch.delenv("IPYTHONDIR", raising=False)
    tiny_book.write("notebooks/left.py", ASKING)
    notebook = chapters.execute(Chapter("left"))
    assert notebook.cells[1].outputs[0]["text"].startswith(f"False {tiny_book.root} ")


@pytest.mark.slow
def test_a_copied_clone_runs_its_own_code(tiny_book: Bench) -> None:
    (tiny_book.root / "src").unlink()
    shutil.copytree(REPOSITORY / "src", tiny_book.root / "src")
    tiny_book.write("notebooks/left.py", ASKING)
    notebook = chapters.execute(Chapter("left"))
    assert f"{tiny_book.root}/src/claimsbook/" in notebook.cells[1].outputs[0]["text"]


def test_a_clone_is_not_checked_with_the_code_of_another(tiny_book: Bench) -> None:
    (tiny_book.root / "src").unlink()
    shutil.copytree(REPOSITORY / "src", tiny_book.root / "src")
    done = {}
    for place in (REPOSITORY / "src", tiny_book.root / "src"):
        done[place] = subprocess.run(
            [sys.executable, "-m", "claimsbook", "check"],
            cwd=tiny_book.root,
            env={**tiny_book.environment, "PYTHONPATH": str(place)},
            capture_output=True,
            text=True,
        )
    strange, own = done.values()
    assert (strange.returncode, own.returncode) == (2, 0), own.stderr
    code = REPOSITORY / "src" / "claimsbook"
    assert strange.stderr.startswith(f"error: this would run the code in {code}, not that")
    assert "Remedy: use `make`" in strange.stderr and strange.stderr.count("\n") == 1


HABITS = """\
# %%
import sys

# %%
print(sys.flags.optimize, sys.flags.dev_mode, sys.warnoptions)
"""


@pytest.mark.slow
def test_a_chapter_asserts_and_warns_whatever_the_reader_has_set(
    tiny_book: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONOPTIMIZE", "PYTHONDEVMODE"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    tiny_book.write("notebooks/left.py", HABITS)
    notebook = chapters.execute(Chapter("left"))
    assert notebook.cells[1].outputs[0]["text"] == "0 False []\n"
