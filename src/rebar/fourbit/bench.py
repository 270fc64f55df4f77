"""`python -m rebar bench`: measure on this machine, append one record, say what it means."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rebar.fourbit import cpu, cuda, record
from rebar.fourbit.cuda import MIN_CUDA_BYTES
from rebar.fourbit.errors import INTERRUPTED, FourBitError, NoGpu, OutOfMemory
from rebar.fourbit.ladder import LADDER
from rebar.fourbit.parts import imports
from rebar.fourbit.shown import table

__all__ = ["LADDER", "MIN_CUDA_BYTES", "main", "options", "run"]


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    add = parser.add_argument
    add(
        "--device",
        choices=["auto", "cpu", "cuda"],
        default="auto",
        help="auto (default): cuda where it has enough memory free, else cpu",
    )
    add(
        "--model", help="checkpoint folder or hub name (CUDA); default: published weights if cached"
    )
    add("--revision", help="commit of the hub model to pin; the record keeps what was fetched")
    add("--random", action="store_true", help="random weights even if published ones are here")
    add("--cap-gib", type=float, default=22.0, help="memory cap on a GPU (default 22)")
    add(
        "--reps",
        type=_at_least(record.MIN_SAMPLES),
        default=5,
        help="repetitions after warm-up (at least 5)",
    )
    add("--rungs", help="numbers of the ladder's rungs to run, such as 3,4,5 (default all)")
    add(
        "--layers",
        type=_at_least(4, "fewer hold no full attention", or_none=True),
        default=0,
        help="cut a random model to so many layers, at least 4 (a trial)",
    )
    add("--threads", type=int, default=0, help="CPU threads (default: all cores)")
    add("--time-budget", type=float, default=3600, help="seconds; later rungs are skipped")
    add("--out", type=Path, default=record.RUNS, help="folder of records")
    add("--raw", type=Path, help="write the record to this file only, unchecked (offline machine)")
    add("--quick", action="store_true", help="short CPU run, to test the command")
    add("--quiet", action="store_true", help="no progress bar")


def _at_least(least: int, why: str = "", *, or_none: bool = False) -> Callable[[str], int]:
    """A reader of whole numbers from `least` on, and with `or_none` of 0 and below, for none."""

    def number(text: str) -> int:
        found = int(text)
        if found >= least or (or_none and found <= 0):
            return found
        raise argparse.ArgumentTypeError(f"must be at least {least}" + (f": {why}" if why else ""))

    return number


def _write_raw(found: dict[str, Any], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _check_model(model: str, device: str) -> None:
    """Refuse a model that the run would not measure, and a broken folder before a card is asked."""
    from rebar.fourbit import load

    if device == "cpu":
        raise NoGpu(
            f"--model {model} is measured on a CUDA card; --device cpu measures SmolLM2-135M and a "
            "tiny random model, and no other.",
            "leave out --model, or leave out --device on a machine with a card.",
        )
    if Path(model).expanduser().is_dir() or model.startswith((".", "/", "~")):
        load.check_folder(load.resolve(model, None)[0])


def _measured(args: argparse.Namespace) -> int:
    torch = imports()
    if args.threads:
        torch.set_num_threads(args.threads)
    device = args.device
    if args.model:
        _check_model(args.model, device)
    if device == "auto":
        enough = torch.cuda.is_available() and torch.cuda.mem_get_info()[0] >= MIN_CUDA_BYTES
        device = "cuda" if enough or args.model else "cpu"
    found = cuda.run(args) if device == "cuda" else cpu.run(args.reps, args.quick, args.quiet)
    path = _write_raw(found, args.raw) if args.raw else record.append(found, args.out)
    print(table(found))
    shown = path.relative_to(record.ROOT) if path.is_relative_to(record.ROOT) else path
    print(
        f"\nrecord: {shown}\n"
        "To send it in: commit this one file, unedited, to a fork and open a pull request; the "
        "tests check it\n(schema, raw samples, bandwidth ceiling). It holds no host name, user "
        "name or path."
    )
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """The benchmark alone, where nothing else of this code is; else it is `rebar bench`."""
    parser = argparse.ArgumentParser(
        prog="rebar bench", description="Measure the 4-bit run on this machine; add one record."
    )
    options(parser)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    # A polite kill is an interrupt: temporary files go, no record stays.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, stop)
    try:
        return run(parser.parse_args(argv))
    except KeyboardInterrupt:
        print("rebar bench: interrupted. Remedy: run again; no record was left.", file=sys.stderr)
        return INTERRUPTED


def run(args: argparse.Namespace) -> int:
    """Measure and keep one record; returns the exit code (0, or a fault's own).

    An interrupt is for the program that this is a command of.
    """
    try:
        return _measured(args)
    except FourBitError as fault:
        print(f"rebar bench: {fault}", file=sys.stderr)
        return fault.exit_code
    except MemoryError:
        full = OutOfMemory("The machine ran out of memory half way.", "close other programs.")
        print(f"rebar bench: {full}", file=sys.stderr)
        return full.exit_code


if __name__ == "__main__":
    sys.exit(main())
