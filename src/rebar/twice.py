"""Is the site a function of the commit alone? Build it twice, in two places, and compare."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rebar import paths, release
from rebar.files import sha256_file

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
    """The site of a fresh copy of the repository under `folder`, built with nothing kept."""
    for file in release.source_files():
        target = folder / file.relative_to(paths.ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
    subprocess.run(
        [sys.executable, "-m", "rebar.site.build"], cwd=folder, check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, **surroundings, "REBAR_ROOT": str(folder),
             "PYTHONPATH": str(folder / "src")},
    )
    return folder / "_build" / "html"


def main() -> int:
    """Build twice and name the files that differ; 0 when none does."""
    with tempfile.TemporaryDirectory() as scratch:
        sites = []
        for name, surroundings in zip(("one", "another/place"), SURROUNDINGS):
            print(f"building in {name}", flush=True)
            sites.append(build_in(Path(scratch) / name, surroundings))
        found = differing(*sites)
        total = len(release.files_under(sites[0]))
        for name in found:
            print(f"differs  {name}")
        print(f"{total} files, {len(found)} differ")
    return 1 if found else 0
