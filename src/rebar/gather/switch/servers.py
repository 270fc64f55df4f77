"""Servers for the models, on free ports of the loopback address."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimsbook.errors import BookError
from rebar.gather.switch.models import Maker


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and the model it holds."""

    maker: Maker
    port: int

    @property
    def base_url(self) -> str:
        """The address that a client of the format is given."""
        return f"http://127.0.0.1:{self.port}/v1"


@dataclass(frozen=True)
class _Started:
    server: Server
    process: subprocess.Popen[bytes]
    log: Path


@contextlib.contextmanager
def served(
    makers: tuple[Maker, ...], folder: Path, patience_s: float = 600
) -> Iterator[list[Server]]:
    """Servers for the models in `folder`, one a maker, on free ports of the loopback address.

    Exactly the processes started here are ended on leaving. Raises BookError, with the end of
    its log, when a server ends early or does not answer within `patience_s` seconds.
    """
    started: list[_Started] = []
    try:
        for maker in makers:
            started.append(_start(maker, folder))
        deadline = time.monotonic() + patience_s
        for one in started:
            _wait(one, deadline)
        yield [one.server for one in started]
    finally:
        _end([one.process for one in started])


def _start(maker: Maker, folder: Path) -> _Started:
    server, log = Server(maker, _free_port()), folder / f"{maker.name}.log"
    quiet = {"HF_HUB_OFFLINE": "1", "CUDA_VISIBLE_DEVICES": "", "OMP_NUM_THREADS": "1"}
    entry = "from transformers.cli.transformers import main; main()"
    where = ["--host", "127.0.0.1", "--port", str(server.port), "--device", "cpu"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", entry, "serve", maker.name, *where],
            cwd=folder,
            env={**os.environ, **quiet},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    return _Started(server, process, log)


def _wait(one: _Started, deadline: float) -> None:
    while not _answers(one.server):
        if one.process.poll() is not None or time.monotonic() > deadline:
            end = one.log.read_text("utf-8", "replace")[-800:]
            raise BookError(
                f"the server of {one.server.maker.name} did not come up. Remedy: read the end "
                f"of its log:\n{end}"
            )
        time.sleep(0.2)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
