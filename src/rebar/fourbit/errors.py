"""Faults of the 4-bit run: one cause, one remedy, one exit code each."""

from __future__ import annotations


class FourBitError(Exception):
    """A fault with a one-line cause, a one-line remedy and an exit code of its own.

    `cause` and `remedy` are short sentences without a final newline; `str()` joins them in one
    line, which is what the command line prints.
    """

    exit_code = 10

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause, remedy)
        self.cause = " ".join(cause.split())
        self.remedy = " ".join(remedy.split())

    def __str__(self) -> str:
        return f"{self.cause} Remedy: {self.remedy}"


class NoTorch(FourBitError):
    """PyTorch, or a library that it needs here, cannot be imported."""

    exit_code = 11


class NoBitsandbytes(FourBitError):
    """bitsandbytes cannot be imported or has no backend for the device."""

    exit_code = 12


class NoGpu(FourBitError):
    """A CUDA GPU was asked for and none answers."""

    exit_code = 13


class TooLittleMemory(FourBitError):
    """The memory needed, computed before loading, is more than is free or allowed."""

    exit_code = 14


class OutOfMemory(FourBitError):
    """The device ran out of memory, or hit the cap, half way."""

    exit_code = 15


class HubUnreachable(FourBitError):
    """The weights are not on this machine and the hub does not answer."""

    exit_code = 16


class BrokenCheckpoint(FourBitError):
    """A checkpoint is incomplete, truncated, at odds with itself, or holds NaN or infinity."""

    exit_code = 17


class UnknownModelType(FourBitError):
    """The configuration names an architecture that is not understood."""

    exit_code = 18


class UnsupportedExperts(FourBitError):
    """A module holds experts that cannot be quantised: unknown class or unaligned shape."""

    exit_code = 19


class InvalidRecord(FourBitError):
    """A benchmark record breaks the schema, lacks raw samples or beats its own ceiling."""

    exit_code = 20


class Unfinished(FourBitError):
    """The time allowed ran out before one measurement was complete."""

    exit_code = 21


class AlreadyQuantised(FourBitError):
    """A checkpoint's weights are packed by another method; unpacking them is not done here."""

    exit_code = 22


class CannotWrite(FourBitError):
    """The place for a record, or for what a run needs meanwhile, takes no file or not enough."""

    exit_code = 23


INTERRUPTED = 130
"""Exit code of a run that the user interrupted, as shells use it."""
