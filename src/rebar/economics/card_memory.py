"""What a model needs of a card's memory, and how long a conversation fits beside it.

Sums over `rebar.fourbit.architecture`, which computes each part from a model's dimensions. Memory
is in GiB throughout. The two formulas at the end are plain arithmetic: given Altair's parameters
and `alt.datum` they give the expression that a figure evaluates (see `home_cost`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from rebar.fourbit import architecture
from rebar.fourbit.architecture import GIB, Architecture, Scheme

PARTS = {
    "routed experts": "experts",
    "other layer weights": "other layers",
    "embedding and head": "embedding, head",
}
"""The parts of `architecture.memory_budget` that are weights, in fewer words."""
REST = "cache, work"
"""All its other parts: the cache, the states, the temporaries of a prompt, the CUDA context."""


@dataclass(frozen=True)
class Need:
    """A model and what a run of it needs besides its weights.

    `prompt_tokens` are read at once, which sets the largest temporaries; `runtime_gib` is the share
    of the CUDA context and of libraries.
    """

    arch: Architecture
    prompt_tokens: int
    runtime_gib: float

    def gib(self, scheme: Scheme, context: int) -> float:
        """Memory with a conversation of `context` tokens, weights as in `scheme`."""
        needed = architecture.needed_bytes(self.arch, context, scheme, *self._work)
        return needed / GIB

    def longest_context(self, scheme: Scheme, capacity_gib: float) -> int:
        """Tokens of the longest conversation that fits into `capacity_gib`."""
        capacity = round(capacity_gib * GIB)
        return architecture.longest_context(self.arch, capacity, scheme, *self._work)

    def parts(self, scheme: Scheme, context: int) -> list[architecture.Part]:
        """What makes up `gib`."""
        return architecture.memory_budget(self.arch, context, scheme, *self._work)

    @property
    def _work(self) -> tuple[int, int]:
        return self.prompt_tokens, round(self.runtime_gib * GIB)


def budget(need: Need, names: Mapping[Scheme, str], context: int) -> pd.DataFrame:
    """Memory by scheme and part, in the order of their names.

    `names` are the schemes and how they are called. Columns: scheme, part (PARTS, then REST), gib.
    """
    rows = [
        {"scheme": name, "part": PARTS.get(part.part, REST), "gib": part.gib}
        for scheme, name in names.items()
        for part in need.parts(scheme, context)
    ]
    return pd.DataFrame(rows).groupby(["scheme", "part"], as_index=False)[["gib"]].sum()


def line(need: Need, scheme: Scheme) -> dict[str, float]:
    """Memory as a line over context: fixed_gib once, state_gib a conversation, each_gib a token."""
    state = architecture.state_bytes(need.arch) / GIB
    return {
        "fixed_gib": need.gib(scheme, 0) - state,
        "state_gib": state,
        "each_gib": architecture.kv_bytes_per_position(need.arch) / GIB,
    }


def line_if_all_attend(need: Need, scheme: Scheme) -> dict[str, float]:
    """`line` of the same model if every layer kept a cache and none a state of fixed size."""
    full = replace(need.arch, layer_types=("full_attention",) * need.arch.num_hidden_layers)
    each = architecture.kv_bytes_per_position(full) / GIB
    return {**line(need, scheme), "state_gib": 0.0, "each_gib": each}


def curves(lines: pd.DataFrame, contexts: Iterable[int]) -> pd.DataFrame:
    """Points on each line: scheme, context_tokens, fixed_gib, stream_gib and total_gib.

    `lines` has the column scheme and those of `line`; stream_gib is what a conversation adds.
    """
    grid = pd.DataFrame({"context_tokens": [int(one) for one in contexts]})
    points = lines.merge(grid, how="cross")
    points["stream_gib"] = points["state_gib"] + points["context_tokens"] * points["each_gib"]
    points["total_gib"] = needed_gib(points["fixed_gib"], points["stream_gib"], 1)
    return points[["scheme", "context_tokens", "fixed_gib", "stream_gib", "total_gib"]]


def needed_gib(fixed_gib: Any, stream_gib: Any, streams: Any) -> Any:
    """Memory with several conversations at once; the temporaries of a prompt count once."""
    return fixed_gib + streams * stream_gib


def context_that_fits(
    capacity_gib: Any, fixed_gib: Any, state_gib: Any, each_gib: Any, streams: Any
) -> Any:
    """Tokens that each of several conversations may have; negative where not even none fits."""
    return (capacity_gib - fixed_gib - streams * state_gib) / (streams * each_gib)
