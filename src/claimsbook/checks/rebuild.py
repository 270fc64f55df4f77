"""Are site and PDF functions of the commit alone? Make them in many surroundings, and compare.

The first build is made in a plain place; each further one differs from it in one thing that a
commit does not hold (`VARIATIONS`). Every byte and every mode must be the same.
"""

from __future__ import annotations

import functools
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from claimsbook import paths
from claimsbook.checks import foreign_fonts
from claimsbook.errors import BookError
from claimsbook.files import sha256_file
from claimsbook.publish import release
from claimsbook.settings import command

SET_UP = "requirements/set_up.py"
"""What a book may have to set up an environment by another Python, hashes and all."""

PYTHONS = range(11, 15)
"""The Python 3.x by which builds are compared."""

SHOWN = 20
"""So many of the files that differ are named."""


class Missing(Exception):
    """Why a variation cannot be had on this machine."""


@dataclass(frozen=True)
class Place:
    """Where and under what a build is made: folder, variables, interpreter, umask.

    `scratch` is a folder for what the variation itself needs.
    """

    scratch: Path
    folder: str = "book"
    variables: Mapping[str, str] = field(default_factory=dict)
    python: str = sys.executable
    umask: int = 0o022

    def under(self, variables: Mapping[str, str]) -> Place:
        """The same place with more variables."""
        return replace(self, variables={**self.variables, **variables})


@dataclass(frozen=True)
class Variation:
    """One thing that a commit does not hold, by a name to choose it by."""

    name: str
    about: str
    change: Callable[[Place], Place]


def _another_clock(place: Place) -> Place:
    return place.under({"TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "86400"})


def _another_tongue(place: Place) -> Place:
    return place.under({"LC_ALL": "C", "LANG": "C", "LANGUAGE": "de", "COLUMNS": "40"})


def _another_hash_seed(place: Place) -> Place:
    return place.under({"PYTHONHASHSEED": "4711"})


def _no_fonts(place: Place) -> Place:
    return place.under(foreign_fonts.none(place.scratch / "no-fonts"))


def _foreign_fonts(place: Place) -> Place:
    return place.under(foreign_fonts.foreign(place.scratch / "foreign-fonts"))


def _another_python(minor: int, place: Place) -> Place:
    return replace(place, python=environment(minor))


VARIATIONS = (
    Variation("clock", "another time zone and date", _another_clock),
    Variation("tongue", "another language and width of the terminal", _another_tongue),
    Variation("hash-seed", "another order of sets", _another_hash_seed),
    Variation(
        "folder", "a path with a space and an umlaut", lambda p: replace(p, folder="a bök/x")
    ),
    Variation("umask", "files that only their owner may read", lambda p: replace(p, umask=0o077)),
    Variation("no-fonts", "a machine without fonts", _no_fonts),
    Variation("foreign-fonts", "other fonts under familiar names", _foreign_fonts),
    *(
        Variation(f"python-3.{one}", f"Python 3.{one}", functools.partial(_another_python, one))
        for one in PYTHONS
        if one != sys.version_info.minor
    ),
)

PLAIN = {"TZ": "UTC", "LC_ALL": "C.UTF-8"}
"""What is set for the first build, and for each other one that does not set it otherwise."""


def everything(place: Place) -> Place:
    """All variations at once but the other Pythons."""
    changes = [one.change for one in VARIATIONS if not one.name.startswith("python-")]
    return functools.reduce(lambda made, change: change(made), changes, place)


QUICK = Variation("all-at-once", "all of it in one build, by this Python", everything)


def main(names: Iterable[str] = (), *, quick: bool = False) -> int:
    """Build once plainly and once a variation, and say a line each; 0 when nothing differs.

    `names` choose among the variations, all by default; with `quick`, they are all put into one
    build, other Pythons aside. One that this machine cannot have is left out, with the reason.
    Raises BookError for a name of none, and where a build fails.
    """
    wanted = (QUICK,) if quick else chosen(names)
    found = 0
    with tempfile.TemporaryDirectory() as scratch:
        # Copied once: whoever edits the book meanwhile edits no build.
        source = sources(Path(scratch) / "source")
        plain = build_in(Path(scratch) / "plain", Place(Path(scratch)), source)
        count = sum(1 for one in tree(plain).values() if len(one) > 1)
        print(f"{'plain':<16} {count} files", flush=True)
        for one in wanted:
            try:
                place = one.change(Place(Path(scratch)))
            except Missing as reason:
                print(f"{one.name:<16} left out: {reason}", flush=True)
                continue
            made = build_in(Path(scratch) / "varied", place, source)
            differ = differing(plain, made)
            count = sum(1 for each in tree(made).values() if len(each) > 1)
            print(f"{one.name:<16} {count} files, {len(differ)} differ", flush=True)
            for name in differ[:SHOWN]:
                print(f"  differs  {name}")
            if len(differ) > SHOWN:
                print(f"  and {len(differ) - SHOWN} more")
            found += len(differ)
            shutil.rmtree(Path(scratch) / "varied")
    return 1 if found else 0


def chosen(names: Iterable[str]) -> tuple[Variation, ...]:
    """The variations of these names; all when there are none."""
    known = {one.name: one for one in VARIATIONS}
    strange = [name for name in names if name not in known]
    if strange:
        raise BookError(
            f"{strange[0]!r} is no variation. Remedy: {command('twice --list')} lists them."
        )
    return tuple(known[name] for name in names) or VARIATIONS


def tree(folder: Path) -> dict[str, tuple[str, ...]]:
    """What lies under a folder, by its path there: mode, and of a file its SHA-256."""
    found = {}
    for place in sorted(folder.rglob("*")):
        mode = f"{stat.S_IMODE(place.stat().st_mode):o}"
        content = () if place.is_dir() else (sha256_file(place),)
        found[place.relative_to(folder).as_posix()] = (mode, *content)
    return found


def differing(first: Path, second: Path) -> list[str]:
    """What only one of two trees has, or what differs in a byte or in its mode."""
    trees = tree(first), tree(second)
    names = trees[0].keys() | trees[1].keys()
    return sorted(name for name in names if trees[0].get(name) != trees[1].get(name))


def sources(folder: Path) -> Path:
    """A copy of the repository's files in `folder`, from which every build is made."""
    for file in release.source_files():
        target = folder / file.relative_to(paths.root())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
    return folder


def build_in(home: Path, place: Place, source: Path) -> Path:
    """Site and PDF of a fresh copy of `source` under `home`, made with nothing kept.

    The folder that holds the two and nothing else. Without Chromium there is no PDF. Raises
    BookError where a build fails, with what it said.
    """
    folder = home / place.folder
    shutil.copytree(source, folder)
    for one in (folder, *folder.rglob("*")):
        # As a clone made under this umask has them.
        one.chmod(stat.S_IMODE(one.stat().st_mode) & ~place.umask)
    for step in ("build", "pdf"):
        done = subprocess.run(
            [place.python, "-m", "claimsbook", "site", step],
            cwd=folder,
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=_around(folder, place),
            umask=place.umask,
        )
        if done.returncode:
            print(done.stdout)
            raise BookError(f"`site {step}` failed in {place.folder}. Remedy: see the lines above.")
    out = home / "made"
    out.mkdir()
    made = folder / "_build"
    for one in (made / "html", *made.glob("*.pdf")):
        shutil.move(one, out / one.name)
    return out


def _around(folder: Path, place: Place) -> dict[str, str]:
    around = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    # A book that brings no copy of the engine is built by the one that is here.
    known = [one for one in around.get("PYTHONPATH", "").split(os.pathsep) if one]
    return {
        **around,
        **PLAIN,
        **place.variables,
        "CLAIMSBOOK_ROOT": str(folder),
        "PYTHONPATH": os.pathsep.join([str(folder / "src"), *known]),
    }


def environment(minor: int) -> str:
    """The interpreter of an environment of this book by Python 3.`minor`, set up where it is not.

    Raises Missing where this machine has no such Python, or where the set-up fails.
    """
    python = interpreter(minor)
    if not (paths.root() / SET_UP).is_file():
        raise Missing(f"this book has no {SET_UP} that sets up an environment")
    name = f".cache/pythons/3.{minor}"
    done = subprocess.run(
        [python, str(paths.root() / SET_UP), "--chosen", name],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise Missing((done.stdout.strip().splitlines() or ["no reason given"])[-1])
    return str(paths.root() / name / "bin" / "python")


def interpreter(minor: int) -> str:
    """A Python 3.`minor` of this machine: on the path, or among those that pyenv keeps."""
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    candidates = [shutil.which(f"python3.{minor}"), *kept.glob(f"3.{minor}.*/bin/python")]
    for one in filter(None, candidates):
        # One of pyenv's on the path may stand for a version that is not chosen.
        asks = [str(one), "-c", "import sys; print(sys.version_info.minor)"]
        answer = subprocess.run(asks, capture_output=True, text=True, check=False)
        if answer.stdout.strip() == str(minor):
            return str(one)
    raise Missing(f"no Python 3.{minor} on this machine")
