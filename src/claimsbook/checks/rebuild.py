"""Are site and PDF functions of the commit alone? Make them twice, in two places, and compare."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from claimsbook import paths
from claimsbook.files import sha256_file
from claimsbook.publish import release

SURROUNDINGS: tuple[dict[str, str], ...] = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "COLUMNS": "40"},
)
"""What differs between the two builds beside the folder and the time: half a day and a tongue."""


def differing(first: Path, second: Path) -> list[str]:
    """The files that only one of two trees has, or that differ in a byte."""
    trees = [
        {file.relative_to(root).as_posix(): sha256_file(file) for file in release.files_under(root)}
        for root in (first, second)
    ]
    names = trees[0].keys() | trees[1].keys()
    return sorted(name for name in names if trees[0].get(name) != trees[1].get(name))


def build_in(folder: Path, surroundings: dict[str, str]) -> Path:
    """Site and PDF of a fresh copy of the repository under `folder`, made with nothing kept.

    Without Chromium there is no PDF, and its maker says so.
    """
    for file in release.source_files():
        target = folder / file.relative_to(paths.root())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
    for step in ("build", "pdf"):
        done = subprocess.run(
            [sys.executable, "-m", "claimsbook", "site", step],
            cwd=folder,
            check=True,
            text=True,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                **surroundings,
                "CLAIMSBOOK_ROOT": str(folder),
                # A book that brings no copy of the engine is built by the one that is here.
                "PYTHONPATH": os.pathsep.join([str(folder / "src"), *_path()]),
            },
        )
        print(f"  {done.stdout.strip().splitlines()[-1].strip()}", flush=True)
    made = folder / "_build"
    shutil.rmtree(made / ".work")
    return made


def _path() -> list[str]:
    return list(filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)))


def main() -> int:
    """Build twice and name the files that differ; 0 when none does."""
    with tempfile.TemporaryDirectory() as scratch:
        made = []
        for name, surroundings in zip(("one", "another/place"), SURROUNDINGS):
            print(f"building in {name}", flush=True)
            made.append(build_in(Path(scratch) / name, surroundings))
        found = differing(*made)
        total = len(release.files_under(made[0]))
        for name in found:
            print(f"differs  {name}")
        print(f"{total} files, {len(found)} differ")
    return 1 if found else 0
