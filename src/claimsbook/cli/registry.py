"""One program out of a list of commands; a book adds its own to those of the engine."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claimsbook import surroundings
from claimsbook.book import current
from claimsbook.errors import BookError, of_the_system

GROUPS = {
    "data": "the tables of the data package",
    "site": "the site, and what its pages cost a reader",
}
"""What the commands of two words have in common, by their first word."""


def no_options(_: ArgumentParser) -> None:
    """A command that takes nothing."""


@dataclass(frozen=True)
class Command:
    """A command: what is typed ("run", or "site build" within a group), what it does, in a line.

    `run` does it and gives the exit status: 0 on success, 1 when something does not hold, 2 for
    bad input. `options` adds what the command takes to its parser.
    """

    name: str
    about: str
    run: Callable[[Namespace], int]
    options: Callable[[ArgumentParser], None] = no_options


def parser(commands: Iterable[Command], program: str) -> ArgumentParser:
    """The parser of a program of these commands, which a reader starts by typing `program`."""
    known = list(commands)
    whole = ArgumentParser(
        prog=program, description=f"`{program} COMMAND --help` says more of a command."
    )
    top = whole.add_subparsers(required=True, metavar="command")
    groups = {"": top}
    for one in known:
        group, _, name = one.name.rpartition(" ")
        if group not in groups:
            inner = (each.name.split() for each in known if each.name.startswith(f"{group} "))
            about = f"{GROUPS[group]}: {', '.join(word for _, word in inner)}"
            within = top.add_parser(group, help=about, description=about)
            groups[group] = within.add_subparsers(required=True, metavar="command")
        sub = groups[group].add_parser(name, help=one.about, description=one.about)
        one.options(sub)
        sub.set_defaults(run=one.run)
    return whole


def main(commands: Iterable[Command], program: str, words: list[str] | None = None) -> int:
    """Run the command that `words` name (what the process was started with, by default).

    Whatever fails is one line on standard error; so are words that name no command (status 2).
    """
    options = parser(commands, program).parse_args(words)
    try:
        # Only a process that was started so: whoever calls from Python knows what he imported.
        if words is None and (place := surroundings.code_of_elsewhere()):
            raise BookError(
                f"this would run the code in {place}, not that of this folder. Remedy: use `make`, "
                "or this folder's own `.venv-site/bin/python`; or set PYTHONPATH=src."
            )
        if words is None:
            if fault := surroundings.fault_of_interpreter():
                raise BookError(f"{fault}.")
            if sys.warnoptions:
                surroundings.hush()
        # A command reads the book as it lies there now.
        current().forget()
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has seen enough (`| head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if isinstance(error, OSError) and (told := of_the_system(error)):
            print(f"error: {told}", file=sys.stderr)
            return 2
        # The last net: whatever we did not foresee is still no traceback to the reader.
        if os.environ.get("CLAIMSBOOK_TRACEBACK"):
            raise
        reason = " ".join(str(error).split())[:300]
        print(
            f"error: {type(error).__name__}: {reason}. Remedy: `git status` shows what differs "
            "from the repository; `CLAIMSBOOK_TRACEBACK=1` in the environment shows where it "
            "happened.",
            file=sys.stderr,
        )
        return 2
