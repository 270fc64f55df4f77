"""The ladder: its rungs, in what order they run, and what each is measured with."""

from __future__ import annotations

from dataclasses import dataclass

from rebar.fourbit.architecture import NF4_EXPERTS, NF4_HEAD, STOCK, Scheme

PROMPT = 512
GENERATED = 128
SHORT = 16
"""Prompt before tg128: the model needs some context to continue."""
DEEP = 4096


@dataclass(frozen=True)
class Rung:
    """One variant of the ladder and what it is measured with."""

    name: str
    scheme: Scheme
    experts: str | None
    runner: str
    prompt: bool = False
    deep: bool = False
    only_deep: bool = False
    estimate_s: float = 60.0


LADDER = (
    Rung("stock load_in_4bit", STOCK, None, "none"),
    Rung("nf4 experts, eager", NF4_EXPERTS, "nf4_experts_gather", "eager", True, estimate_s=90),
    Rung("static cache", NF4_EXPERTS, "nf4_experts_gather", "static", estimate_s=90),
    Rung("cuda graph", NF4_EXPERTS, "nf4_experts_gather", "graph", estimate_s=30),
    Rung("fused expert kernels", NF4_EXPERTS, "nf4_experts", "graph", True, True, estimate_s=60),
    Rung("compiled", NF4_EXPERTS, "nf4_experts", "compiled", estimate_s=150),
    Rung("compiled, 4k", NF4_EXPERTS, "nf4_experts", "compiled", False, True, True, 150),
    Rung("compiled, head in nf4", NF4_HEAD, "nf4_experts", "compiled", estimate_s=150),
)
"""From the stock path to the fastest; each rung changes one thing."""
ORDER = (4, 3, 5, 2, 1, 6, 7)
"""Order of running: what matters most first; the head comes last since it cannot be undone."""
