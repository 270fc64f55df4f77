"""The whole switch: two models made, served, moved between, and measured."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rebar.gather.switch.caller import Caller
from rebar.gather.switch.measures import behaviour
from rebar.gather.switch.models import ENTRANT, INCUMBENT, make_model
from rebar.gather.switch.moves import moved
from rebar.gather.switch.options import compared
from rebar.gather.switch.servers import served
from rebar.gather.switch.tables import Record, recorded

NEEDED = ("torch", "transformers", "openai", "fastapi", "uvicorn")
"""What `run` imports or starts."""


def run(as_of: str, gateway_python: Path | None = None) -> Record:
    """Make two models, serve them, move the client programs from one to the other, and measure.

    `as_of` is the ISO date that the rows carry. `gateway_python` is an interpreter that has
    LiteLLM; without it the gateway is left out. Takes about a minute on two cores. Raises BookError
    when a server does not start.
    """
    with tempfile.TemporaryDirectory(prefix="rebar-switch-") as name:
        folder = Path(name)
        for maker in (INCUMBENT, ENTRANT):
            make_model(maker, folder / maker.name)
        with served((INCUMBENT, ENTRANT), folder) as (a, b):
            callers = Caller.of(a), Caller.of(b)
            rows = [*moved(a, b, folder, gateway_python), *behaviour(*callers)]
            options = compared(*callers)
    return recorded(rows, options, as_of)
