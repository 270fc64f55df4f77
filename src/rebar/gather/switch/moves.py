"""The client programs, moved from the first server to the second and run against both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claimsbook.errors import BookError
from rebar.gather.switch.measures import Row
from rebar.gather.switch.programs import changed_lines, key_in_program, program
from rebar.gather.switch.servers import Server

_Pair = tuple[str, str]


@dataclass(frozen=True)
class Way:
    """A way of keeping a program's settings: the program (and settings) for each server.

    `python` is the interpreter that runs it and `more` what its environment holds beforehand.
    """

    measure: str
    programs: _Pair
    note: str
    settings: _Pair | None = None
    python: str = sys.executable
    more: Mapping[str, str] = field(default_factory=dict)


def moved(a: Server, b: Server, folder: Path, gateway_python: Path | None) -> list[Row]:
    """Exit statuses and changed lines of every way; the columns of Row.

    `gateway_python` is an interpreter that has LiteLLM; without it the gateway is left out.
    """
    first, second = program("client_a.py"), program("client_b.py")
    files = program("config_a.toml"), program("config_b.toml")
    rows = [row for way in ways(first, second, files) for row in _tried(way, a, b, folder)]
    in_file = len(changed_lines(*files))
    length = len(first.splitlines()), len(second.splitlines())
    rows += [
        ("settings-file-values-changed", 0, in_file, "lines", "lines of the settings file"),
        ("program-lines", *length, "lines", "all lines of the client program"),
    ]
    if gateway_python is not None:
        rows += _tried(through_gateway(a, b, gateway_python), a, b, folder)
    return rows


def ways(first: str, second: str, files: _Pair) -> list[Way]:
    """The ways that need nothing but the official client."""
    inside = key_in_program(first, "key-of-a"), key_in_program(second, "key-of-b")
    config = program("client_config.py")
    untouched = "the program is not touched; the settings file is"
    return [
        Way("key-outside", (first, second), "the key is read from the environment"),
        Way("key-inside", inside, "the key is written in the program"),
        Way("settings-file", (config, config), untouched, settings=files),
    ]


def through_gateway(a: Server, b: Server, python: Path) -> Way:
    """The way through LiteLLM, which knows both servers beforehand."""
    known = {
        "HOSTED_VLLM_API_BASE": a.base_url,
        "HOSTED_VLLM_API_KEY": "key-of-a",
        "LM_STUDIO_API_BASE": b.base_url,
        "LM_STUDIO_API_KEY": "key-of-b",
    }
    return Way(
        "gateway",
        (program("client_gateway_a.py"), program("client_gateway_b.py")),
        "litellm==1.82.1 as a library; addresses and keys of both servers are in the "
        "environment beforehand",
        python=str(python),
        more=known,
    )


def _tried(way: Way, a: Server, b: Server, folder: Path) -> list[Row]:
    fails = []
    for number, text in enumerate(way.programs):
        settings = [_at_ports(way.settings[number], a, b)] if way.settings else []
        fails.append(_exit_status(_at_ports(text, a, b), settings, folder, way))
    lines = len(changed_lines(*way.programs))
    return [
        (f"{way.measure}-exit-status", fails[0], fails[1], "exit_status", "0: it ran to the end"),
        (f"{way.measure}-lines-changed", 0, lines, "lines", way.note),
    ]


def _at_ports(text: str, a: Server, b: Server) -> str:
    """`text` with the ports that the programs name replaced by those that the servers got."""
    for server in (a, b):
        text = text.replace(f"127.0.0.1:{server.maker.port}", f"127.0.0.1:{server.port}")
    return text


def _exit_status(text: str, settings: list[str], folder: Path, way: Way) -> int:
    file, arguments = folder / "client.py", []
    file.write_text(text, "utf-8")
    for number, one in enumerate(settings):
        arguments.append(str(folder / f"settings{number}.toml"))
        Path(arguments[-1]).write_text(one, "utf-8")
    environment = {
        **os.environ,
        "OPENAI_API_KEY": "key-in-the-environment",
        **way.more,
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    }
    done = subprocess.run(
        [way.python, str(file), *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode == 0 and "tokens in" not in done.stdout:
        raise BookError(f"the client printed {done.stdout!r}. Remedy: mend data/switching.")
    return done.returncode
