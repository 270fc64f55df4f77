"""`python -m rebar bench`: measure on this machine, append one record, say what it means."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rebar.fourbit import cpu, cuda, ready, record
from rebar.fourbit.cuda import MIN_CUDA_BYTES
from rebar.fourbit.errors import INTERRUPTED, CannotWrite, FourBitError, OutOfMemory
from rebar.fourbit.keep import Keeper, is_full, shown
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
    add(
        "--rungs",
        type=ready.rungs,
        help="numbers of the ladder's rungs, in the order to run them, such as 4,5 (default all, "
        "the fastest first)",
    )
    add("--rung-limit", type=float, default=0, help="seconds a rung (default: by its estimate)")
    add(
        "--layers",
        type=_at_least(4, "fewer hold no full attention", or_none=True),
        default=0,
        help="cut a random model to so many layers, at least 4 (a trial)",
    )
    add("--threads", type=int, default=0, help="CPU threads (default: all cores)")
    add("--time-budget", type=float, default=3600, help="seconds; later rungs are skipped")
    add("--out", type=Path, default=record.RUNS, help="folder of records")
    add("--raw", type=Path, help="leave the record in this file, unchecked (offline machine)")
    add("--quick", action="store_true", help="short CPU run, to test the command")
    add("--quiet", action="store_true", help="no progress bar, a line a rung only")


def _at_least(least: int, why: str = "", *, or_none: bool = False) -> Callable[[str], int]:
    """A reader of whole numbers from `least` on, and with `or_none` of 0 and below, for none."""

    def number(text: str) -> int:
        found = int(text)
        if found >= least or (or_none and found <= 0):
            return found
        raise argparse.ArgumentTypeError(f"must be at least {least}" + (f": {why}" if why else ""))

    return number


def _device(args: argparse.Namespace, torch: Any) -> str:
    """Where to measure: on a card if one has room, or if what was asked for needs one."""
    if args.device != "auto" or args.model or args.rungs:
        return "cpu" if args.device == "cpu" else "cuda"
    enough = torch.cuda.is_available() and torch.cuda.mem_get_info()[0] >= MIN_CUDA_BYTES
    return "cuda" if enough else "cpu"


def _check(args: argparse.Namespace) -> Any:
    """Tell what can be told before anything is loaded or a card is asked for; gives torch."""
    ready.device(args)
    ready.places(args)
    folder = args.model if args.model and ready.is_folder(args.model) else ""
    if folder:
        ready.configuration(folder)
    torch = imports()
    ready.say_if_changed()
    if args.model:
        from rebar.fourbit import load

        if folder:
            load.check_folder(Path(folder).expanduser())
        else:
            load.check_on_hub(args.model, args.revision)
    return torch


def _measured(args: argparse.Namespace, keeper: Keeper) -> int:
    torch = _check(args)
    if args.threads:
        torch.set_num_threads(args.threads)
    if _device(args, torch) == "cuda":
        found = cuda.run(args, keeper)
    else:
        found = cpu.run(args.reps, args.quick, args.quiet, keeper)
    print(table(found), flush=True)
    path = keeper.done(found, args.out)
    print(
        f"\nrecord: {shown(path)}\n"
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
    args = parser.parse_args(argv)
    keeper = Keeper(args.raw)
    codes = [INTERRUPTED]

    def stop(number: int, _: object) -> None:
        codes[:] = [128 + number]
        raise KeyboardInterrupt

    # A polite kill is an interrupt: temporary files go, finished rungs stay.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, stop)
    try:
        return _answered(args, keeper)
    except KeyboardInterrupt:
        told = keeper.told()
        remedy = f"{told}. Remedy: run again for the others" if told else "Remedy: run again"
        print(f"rebar bench: interrupted; {remedy}.", file=sys.stderr, flush=True)
        return codes[0]


def run(args: argparse.Namespace) -> int:
    """Measure and keep one record; returns the exit code (0, or a fault's own).

    An interrupt is for the program that this is a command of, after a line on what is kept.
    """
    keeper = Keeper(args.raw)
    try:
        return _answered(args, keeper)
    except KeyboardInterrupt:
        if told := keeper.told():
            # On standard output: that program has closed the other one by now.
            print(f"rebar bench: {told}", flush=True)
        raise


def _answered(args: argparse.Namespace, keeper: Keeper) -> int:
    """Measure and keep one record; a fault is one line, with what is kept."""
    try:
        return _measured(args, keeper)
    except FourBitError as error:
        fault = error
    except MemoryError:
        fault = OutOfMemory("The machine ran out of memory half way.", "close other programs.")
    except Exception as error:
        if not is_full(error):
            raise
        fault = CannotWrite(f"The disk is full: {error}.", "free some space and run again.")
    told = keeper.told()
    more = f" {told}." if told and told not in str(fault) else ""
    print(f"rebar bench: {fault}{more}", file=sys.stderr, flush=True)
    return fault.exit_code


if __name__ == "__main__":
    sys.exit(main())
