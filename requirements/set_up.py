"""Set up environments of this book from their locks, by hash; mend or remake what is broken.

    python3 requirements/set_up.py [--chosen] .venv-site

The Makefile calls this before every command. An environment is ready where its file `ready` tells
from which locks, by which Python and in which folder it was made, and where all of it is still so.
One that was moved or copied with its clone is mended; one whose Python is gone, whose locks
changed, or that was left half made is made anew. `--chosen` says that the reader named the Python
that runs this, so that an environment of another one is made anew as well.

Nothing but the standard library is used, and nothing that Python 3.8 could not read: one that is
too old is told which is needed. Exit status: 0 ready, 2 not (one line says why), 130 interrupted.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
TOOLS = "requirements/tools"
OTHER_PYTHONS = ".cache/pythons/"
"""Environments of the book by other Pythons, for the comparison of builds, lie under here."""

LOCKS = {
    ".venv-site": ["requirements/site.lock"],
    ".venv": ["requirements/full.lock", "requirements/model.lock"],
    ".cache/lab": ["requirements/lab.lock"],
    ".cache/audit": [f"{TOOLS}/audit.lock"],
    ".cache/llama": [f"{TOOLS}/llama-build.lock", f"{TOOLS}/llama.lock"],
    ".cache/lock": [f"{TOOLS}/uv.lock"],
    ".cache/outside/cff": [f"{TOOLS}/cff.lock"],
    ".cache/outside/crate": [f"{TOOLS}/crate.lock"],
    ".cache/outside/schema": [f"{TOOLS}/schema.lock"],
}
"""Each environment with what is installed into it."""

OF_THE_BOOK = (".venv-site", ".venv", ".cache/lab")
"""Those that also find the code under `src`."""

LONG = {
    ".venv": "some minutes: it brings torch",
    ".cache/llama": "some ten minutes on two cores: it compiles llama.cpp",
}

COMPILED = re.compile(r"^# CMAKE_ARGS: (.+)$", re.M)
"""The line of a lock whose packages are compiled here: with which options. It is part of the lock,
so that other options make the environment anew."""

OUTSIDE = ".cache/outside"
VALIDATORS = {
    "cff": "CITATION.cff is not validated",
    "crate": "the RO-Crate is not validated",
    "schema": "the workflows are not validated",
    "node": "the Nu HTML checker, Lighthouse and Citation.js are left out",
}
"""Validators of others, and what is not done without each."""

TORCH_CPU = "requirements/torch-cpu.lock"
ONLY_WITH_CUDA = re.compile(r"(torch==|nvidia-|cuda-)")
"""What a build of torch without CUDA does not want, and itself. Triton stays: its interpreter and
its compiler need no GPU, and the tests of the kernels need them."""

FROM_WHERE = re.compile(
    "index-url|extra-index-url|find-links|no-index|cert|client-cert|trusted-host|proxy|timeout|"
    "default-timeout|retries|cache-dir|no-cache-dir|keyring-provider"
)
"""The settings of pip that are kept: whence packages come, and over which line. The others (user,
target, prefix, require-virtualenv, constraint, …) would put something else, or somewhere else."""

STRANGE = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "__PYVENV_LAUNCHER__")
"""Variables by which packages of elsewhere would pass for installed ones."""


class Trouble(Exception):
    """What hinders the set-up, with the remedy, in one line."""


def main(words: list[str]) -> int:
    """Set up each environment named; the exit status."""
    chosen = "--chosen" in words
    try:
        for name in words:
            if name == OUTSIDE:
                set_up_outside(chosen)
            elif name != "--chosen":
                set_up(name, chosen)
    except Trouble as trouble:
        print(f"error: {trouble}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: {error}. Remedy: make room or the folder writable.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted; the next `make` sets up what is missing", file=sys.stderr)
        return 130
    return 0


def set_up(name: str, chosen: bool = False) -> None:
    """Make the environment `name` ready, or raise Trouble."""
    locks = LOCKS[".venv-site" if name.startswith(OTHER_PYTHONS) else name]
    folder, of_the_book = ROOT / name, name.startswith(OTHER_PYTHONS) or name in OF_THE_BOOK
    if not _reason(folder, locks, chosen) and not _unsettled(folder, of_the_book):
        return
    with _alone(name):
        reason = _reason(folder, locks, chosen)
        if not reason and _moved(folder):
            reason = _follow(folder)
        if reason:
            _want_new_enough()
            print(f"setting up {name} ({LONG.get(name, 'half a minute')}): {reason}", flush=True)
            _make(folder, locks)
        if of_the_book and (reason or _unsettled(folder, of_the_book)):
            _find_book(folder)
        _write_ready(folder, locks, of_the_book)


def set_up_outside(chosen: bool = False) -> None:
    """Set up the validators of others; say which cannot be had, and what is not done then."""
    for name, consequence in VALIDATORS.items():
        try:
            if name == "node":
                _set_up_node()
            else:
                set_up(f"{OUTSIDE}/{name}", chosen)
        except Trouble as trouble:
            print(f"{consequence}: {trouble}", flush=True)


def _reason(folder: Path, locks: list[str], chosen: bool) -> str:
    """Why an environment must be made anew; "" where it need not."""
    if not folder.exists() and not folder.is_symlink():
        return "not there yet"
    ready = _ready(folder)
    if not ready:
        return "it was left half made, or by other rules"
    here = _python(folder / "bin" / "python")
    if not here:
        return "its Python is gone"
    if _minor(here) != _minor(ready["python"]):
        return f"its Python is {here[1]} now, and was {ready['python'][1]}"
    if chosen and here != _python(_base()):
        return f"made with Python {here[1]} of {here[0]}, another is wanted"
    if ready["locks"] != _hash(locks):
        return "its locks changed"
    return ""


def _minor(python: list[str]) -> list[str]:
    return python[1].split(".")[:2]


def _unsettled(folder: Path, of_the_book: bool) -> bool:
    """Does a sound environment lie elsewhere than it was made, or know another pyproject.toml?"""
    return _moved(folder) or (of_the_book and _ready(folder).get("book") != _hash_of_book())


def _moved(folder: Path) -> bool:
    return _ready(folder).get("folder") != str(folder)


def _ready(folder: Path) -> dict:
    """What the file `ready` tells; empty where there is none, or none that can be read."""
    try:
        told = json.loads((folder / "ready").read_text("utf-8"))
        return told if {"python", "locks", "folder", "book"} <= set(told) else {}
    except (OSError, ValueError, TypeError):
        return {}


def _write_ready(folder: Path, locks: list[str], of_the_book: bool) -> None:
    told = {
        "python": _python(folder / "bin" / "python"),
        "locks": _hash(locks),
        "book": _hash_of_book() if of_the_book else "",
        "folder": str(folder),
    }
    # In one step: a file that is there is whole.
    (folder / "ready.new").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    (folder / "ready.new").replace(folder / "ready")


def _hash(files: list[str]) -> str:
    return hashlib.sha256(b"\0".join((ROOT / one).read_bytes() for one in files)).hexdigest()


def _hash_of_book() -> str:
    return _hash(["pyproject.toml"])


def _python(executable: str | Path) -> list[str]:
    """Where the Python behind an interpreter is installed, and its version; empty if it is dead."""
    asks = "import sys; print(sys.base_prefix); print(sys.version.split()[0])"
    try:
        done = _run([str(executable), "-I", "-S", "-c", asks])
    except OSError:
        return []
    said = done.stdout.splitlines()
    return [os.path.realpath(said[0]), said[1]] if done.returncode == 0 and len(said) == 2 else []


def _base() -> str:
    """The interpreter that runs this; of an environment's, the one that it was made with."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _make(folder: Path, locks: list[str]) -> None:
    """The environment from nothing: its interpreter, then every lock."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    done = _run([_base(), "-m", "venv", str(folder)])
    if done.returncode:
        if "ensurepip" in done.stdout:
            raise Trouble(
                f"{_base()} cannot make environments. Remedy: install its module venv (Debian: "
                "apt-get install python3-venv), or take another, PYTHON=…"
            )
        raise Trouble(f"no environment in {folder}: {_last_line(done.stdout)}.")
    cpu = "requirements/full.lock" in locks and _torch_without_cuda(folder)
    for lock in locks:
        file = ROOT / lock
        if cpu:
            file = folder / "without-cuda.lock"
            file.write_text(_without_cuda((ROOT / lock).read_text("utf-8")), "utf-8")
        options = COMPILED.search((ROOT / lock).read_text("utf-8"))
        words = ("install", "--no-compile", "--no-deps", "--require-hashes", "-r", str(file))
        if options is None:
            _pip(folder, *words)
        else:
            _pip(folder, *words, "--no-build-isolation", cmake=_compiler(options[1]))


def _compiler(options: str) -> str:
    """The options for CMake, or Trouble where there is nothing that compiles."""
    if not any(shutil.which(one) for one in ("c++", "g++", "clang++")):
        raise Trouble("no C++ compiler on this machine. Remedy: install one (Debian: g++)")
    return options


def _torch_without_cuda(folder: Path) -> bool:
    """Install the smaller build of torch where pip knows of a place that has it."""
    if shutil.which("nvidia-smi"):
        return False
    words = ("install", "--no-compile", "--no-deps", "--require-hashes", "--no-index")
    with contextlib.suppress(Trouble):
        _pip(folder, *words, "-r", str(ROOT / TORCH_CPU))
        return True
    return False


def _without_cuda(lock: str) -> str:
    """A lock without torch and what only its CUDA build brings."""
    entries = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.M)
    return "".join(one for one in entries if not ONLY_WITH_CUDA.match(one))


def _want_new_enough() -> None:
    if sys.version_info >= OLDEST:
        return
    better = [f"python3.{minor}" for minor in range(20, OLDEST[1] - 1, -1)]
    found = next((one for one in better if _python(shutil.which(one) or "")), "")
    raise Trouble(
        "Python {}.{} or newer is needed, this is {}. Remedy: {}".format(
            *OLDEST,
            sys.version.split()[0],
            f"the same with PYTHON={found}" if found else "install one, then PYTHON=python3.x",
        )
    )


def _find_book(folder: Path) -> None:
    """Let the environment find the code of the clone that it lies in, wherever that is moved."""
    _pip(folder, "install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    for file in folder.glob("lib/python*/site-packages/__editable__*.pth"):
        file.write_text(os.path.relpath(ROOT / "src", file.parent) + "\n", "utf-8")


def _follow(folder: Path) -> str:
    """Write the new place into the scripts of an environment that was moved; why it cannot be."""
    was, now = _ready(folder)["folder"], str(folder)
    if " " in now or len(now) > 100:
        # Such a path cannot stand in the first line of a script.
        return f"it was moved here from {was}"
    for file in [folder / "pyvenv.cfg", *(folder / "bin").iterdir()]:
        if file.is_file() and not file.is_symlink() and was.encode() in file.read_bytes():
            file.write_bytes(file.read_bytes().replace(was.encode(), now.encode()))
    return ""


def _pip(folder: Path, *words: str, cmake: str = "") -> None:
    """Run pip in an environment; Trouble with its first complaint where it fails.

    `cmake` are the options of what is compiled; the reader's own count as little as those of pip.
    """
    python = str(folder / "bin" / "python")
    around = _around()
    listed = _run([python, "-m", "pip", "config", "list"], around)
    around = {name: value for name, value in around.items() if not name.startswith("PIP_")}
    around.update(_kept(listed.stdout), PIP_CONFIG_FILE=os.devnull, PIP_NO_INPUT="1")
    around.update(PIP_DISABLE_PIP_VERSION_CHECK="1")
    if cmake:
        around = {name: value for name, value in around.items() if not name.startswith("SKBUILD_")}
        around.update(CMAKE_ARGS=cmake)
    done = _run([python, "-m", "pip", *words], around)
    if done.returncode:
        log = ROOT / ".cache" / "set-up.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(done.stdout, "utf-8")
        raise Trouble(
            f"{folder.relative_to(ROOT)} could not be set up: {_last_line(done.stdout)}. Remedy: "
            f"{log.relative_to(ROOT)} has all that pip said; mostly it is the network: try again."
        )


def _kept(listed: str) -> dict[str, str]:
    """Of what `pip config list` prints, the settings that are kept, as variables."""
    found = re.findall(r"^(:env:|\w+)\.([\w-]+)=(.*)$", listed, re.M)
    # Variables have the last word, as they have with pip.
    found.sort(key=lambda one: one[0] == ":env:")
    kept = {}
    for _, key, value in found:
        if FROM_WHERE.fullmatch(key):
            with contextlib.suppress(ValueError, SyntaxError):
                kept["PIP_" + key.upper().replace("-", "_")] = str(ast.literal_eval(value))
    return kept


def _around() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in STRANGE}
    return {**kept, "PYTHONNOUSERSITE": "1"}


def _run(words: list[str], around: dict[str, str] | None = None) -> subprocess.CompletedProcess:
    """A command with all that it prints in `stdout`."""
    return subprocess.run(
        words,
        env=_around() if around is None else around,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _last_line(said: str) -> str:
    """The first complaint in what a program printed, else its last line."""
    lines = [one.strip() for one in said.splitlines() if one.strip()]
    complaints = [one for one in lines if one.lower().startswith("error")]
    return (complaints or lines[-1:] or ["no reason given"])[0].rstrip(".")


def _set_up_node() -> None:
    """The validators that Node.js runs, from package-lock.json, by hash."""
    folder, lock = ROOT / OUTSIDE, ROOT / TOOLS / "package-lock.json"
    ready = folder / "node.ready"
    wanted = _hash([f"{TOOLS}/package.json", f"{TOOLS}/package-lock.json"])
    if ready.is_file() and ready.read_text("utf-8") == wanted:
        return
    npm = shutil.which("npm")
    if not npm:
        raise Trouble("no npm on this machine")
    with _alone("node"):
        ready.unlink() if ready.exists() else None
        folder.mkdir(parents=True, exist_ok=True)
        for file in (lock, lock.with_name("package.json")):
            shutil.copyfile(file, folder / file.name)
        words = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        done = _run([npm, "ci", "--prefix", str(folder), *words])
        if done.returncode:
            raise Trouble(f"npm: {_last_line(done.stdout)}")
        ready.write_text(wanted, "utf-8")


@contextlib.contextmanager
def _alone(name: str):
    """Hold a lock, so that two commands do not set up one environment at once."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    file = ROOT / ".cache" / ("set-up-" + name.strip(".").replace("/", "-") + ".lock")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
