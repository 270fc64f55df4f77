"""The ladder: its rungs, in what order they run, and what each is measured with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rebar.fourbit.architecture import INT8_HEAD, NF4_EXPERTS, NF4_HEAD, STOCK, Scheme

PROMPT = 512
GENERATED = 128
SHORT = 16
"""Prompt before tg128: the model needs some context to continue."""
DEEP = 4096


@dataclass(frozen=True)
class Rung:
    """One variant of the ladder and what it is measured with.

    `estimate_s` is what it takes without the tuning of kernels, capture and compiling included.
    `uncompiled` names what is measured in its place, as a graph, once a step would not compile;
    without a name nothing is.
    """

    name: str
    scheme: Scheme
    experts: str | None
    runner: str
    prompt: bool = False
    deep: bool = False
    only_deep: bool = False
    estimate_s: float = 60.0
    uncompiled: str = ""


LADDER = (
    Rung("stock load_in_4bit", STOCK, None, "none"),
    Rung("nf4 experts, eager", NF4_EXPERTS, "nf4_experts_gather", "eager", True, estimate_s=180),
    Rung("static cache", NF4_EXPERTS, "nf4_experts_gather", "static", estimate_s=180),
    Rung("cuda graph", NF4_EXPERTS, "nf4_experts_gather", "graph", estimate_s=35),
    Rung("fused expert kernels", NF4_EXPERTS, "nf4_experts", "graph", True, True, estimate_s=45),
    Rung("compiled", NF4_EXPERTS, "nf4_experts", "compiled", estimate_s=100),
    Rung("compiled, 4k", NF4_EXPERTS, "nf4_experts", "compiled", False, True, True, 100),
    Rung(
        "compiled, head in nf4", NF4_HEAD, "nf4_experts", "compiled",
        estimate_s=100, uncompiled="head in nf4, not compiled",
    ),
    Rung("fused step", NF4_EXPERTS, "nf4_experts", "fused", False, True, estimate_s=40),
    Rung("fused step, head in nf4", NF4_HEAD, "nf4_experts", "fused", estimate_s=15),
    Rung("fused step, head in int8", INT8_HEAD, "nf4_experts", "fused", estimate_s=15),
)  # fmt: skip
"""From the stock path to the fastest; mostly a rung changes one thing. What they take is rounded up
from runs on an H100."""
ORDER = (8, 10, 9, 4, 5, 3, 7, 6, 2, 1)
"""Order of running: the fastest first, so that a run cut short has them."""
SECOND = (2, 1)
"""What is left for a second run where the first had ten minutes."""
LOADING_S = 20.0
"""Start of the libraries, bandwidth, and building or loading the model."""
TUNING_S = 30.0
"""Compiling and timing the options of the fused kernels, once a process."""
TUNED = "nf4_experts"
"""The experts whose kernels are tuned."""


def estimate(rung: Rung, tuned: bool = False) -> float:
    """Seconds that a rung takes; `tuned` if an earlier one has tuned the kernels."""
    return rung.estimate_s + (TUNING_S if rung.experts == TUNED and not tuned else 0.0)


def estimates(wanted: Sequence[int]) -> list[float]:
    """Seconds that each of these rungs takes, in this order."""
    tuned, out = False, []
    for number in wanted:
        out.append(estimate(LADDER[number], tuned))
        tuned = tuned or LADDER[number].experts == TUNED
    return out


def allowed(left: float, own: float, later: float) -> float:
    """Seconds that a rung may take: what the later ones leave it, at least twice its estimate."""
    return min(left, max(2 * own, left - later))


def plan(wanted: Sequence[int], budget: float) -> str:
    """What will run, what it takes, and what by estimate will not fit, in one line."""
    takes = estimates(wanted)
    spent, late = LOADING_S, []
    for number, seconds in zip(wanted, takes):
        if spent + seconds > budget:
            late.append(number)
        else:
            spent += seconds
    whole = LOADING_S + sum(takes)
    said = f"rungs {listed(wanted)}: about {whole:.0f} s with loading, {budget:.0f} s allowed"
    return f"{said}; by estimate {listed(late)} will not fit" if late else said


def listed(numbers: Sequence[int]) -> str:
    """Numbers of rungs as `--rungs` takes them."""
    return ",".join(map(str, numbers))


def without_compiling(rung: Rung) -> Rung | None:
    """What is measured in place of a rung whose step will not compile; None for nothing."""
    if rung.runner != "compiled":
        return rung
    return replace(rung, name=rung.uncompiled, runner="graph") if rung.uncompiled else None
