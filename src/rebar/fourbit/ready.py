"""What is told before anything is loaded: rungs, places, models and the state of the code."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from rebar.fourbit import architecture, ladder, origin
from rebar.fourbit.errors import BrokenCheckpoint, CannotWrite, NoGpu
from rebar.fourbit.keep import ROOM, require_room

CPU_ROOM = 512 * 2**20
"""Bytes that the unpacked models of a CPU run take in the temporary folder, and some more."""


def rungs(text: str) -> tuple[int, ...]:
    """The numbers of `--rungs`, each once, in the order given.

    Raises `ArgumentTypeError` for what is no rung of the ladder, naming those that are.
    """
    known = [number for number, rung in enumerate(ladder.LADDER) if rung.runner != "none"]
    told = "; ".join(f"{number} {ladder.LADDER[number].name}" for number in known)
    found = []
    for word in text.split(","):
        if not word.strip().isdecimal() or int(word) not in known:
            raise argparse.ArgumentTypeError(
                f"there is no rung {word.strip()!r}; there are: {told}"
            )
        found.append(int(word))
    return tuple(dict.fromkeys(found))


def places(args: argparse.Namespace) -> None:
    """Raise `CannotWrite` unless the record can be written, and a CPU run's models meanwhile."""
    if args.raw is None:
        if args.out.exists() and not args.out.is_dir():
            raise CannotWrite(f"{args.out.name!r} is no folder.", "name a folder: --out FOLDER.")
        require_room(args.out, ROOM, "--out FOLDER")
    elif args.raw.exists():
        raise CannotWrite(
            f"There is already a {args.raw.name!r}, which is not written over.",
            "move it away, or name another file: --raw FILE.",
        )
    else:
        require_room(args.raw.absolute().parent, ROOM, "--raw FILE")
    if args.device == "cpu":
        require_room(Path(tempfile.gettempdir()), CPU_ROOM, "TMPDIR=FOLDER in the environment")


def device(args: argparse.Namespace) -> None:
    """Refuse what a run on a CPU would pass over in silence."""
    if args.device != "cpu":
        return
    if args.model:
        raise NoGpu(
            f"--model {args.model} is measured on a CUDA card; --device cpu measures SmolLM2-135M "
            "and a tiny random model, and no other.",
            "leave out --model, or leave out --device on a machine with a card.",
        )
    if args.rungs:
        raise NoGpu(
            f"--rungs {ladder.listed(args.rungs)} are of the ladder on a CUDA card; --device cpu "
            "climbs none.",
            "leave out --rungs, or leave out --device on a machine with a card.",
        )


def is_folder(model: str) -> bool:
    """Whether what `--model` was given names a folder of this machine, and no model of the hub."""
    return Path(model).expanduser().is_dir() or model.startswith((".", "/", "~"))


def configuration(model: str) -> None:
    """Raise `BrokenCheckpoint` or `UnknownModelType` for a folder that could not be loaded."""
    folder = Path(model).expanduser()
    if not folder.is_dir():
        raise BrokenCheckpoint(
            f"There is no folder {folder.name!r}.", "check the path given to --model."
        )
    architecture.from_folder(folder)


def say_if_changed(who: str = "rebar bench") -> None:
    """Say that the code that will measure is not that of a commit."""
    if str(origin.commit()).endswith(origin.DIRTY):
        print(
            f"{who}: the code differs from its last commit, and the record will say so; "
            "`git status` lists what",
            file=sys.stderr,
            flush=True,
        )
