"""Our routed experts beside those of grouped-nf4-gemm 0.51.0, on a card: time and error.

    python tests/fourbit/outside_card.py

on a machine with a CUDA card, in an environment that has grouped-nf4-gemm and what
`requirements.txt` pins. `GNF4_GEMV_BW=1` or `GNF4_GEMV_WIDE_LOADS=1` before the command takes one
of its opt-in routes. It prints two rows of `data/bench/outside-experts.csv`. It is no part of the
tests: `test_outside_card.py` holds the table and what runs without a card.

Both compute the routed experts of one layer of the shape of Qwen3.5-35B-A3B for one token, from
the same packed bytes: both products, the SwiGLU between them and the weighted sum. Eight layers
take turns, so that no cache holds their weights, and a CUDA graph replays them. The other library
reads first-level scales in fp32, made beforehand as it asks; ours reads them quantised twice. What
stands around the other's two products is done by torch's own kernels, and timed with them; ours has
it in its two kernels.
"""

from __future__ import annotations

import csv
import datetime as dt
import importlib.metadata
import os
import re
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch.nn.functional import silu

from rebar.fourbit import kernels, origin
from rebar.fourbit.architecture import BLOCK, NESTED_BLOCK
from rebar.fourbit.experts import Stack

OTHER = "grouped-nf4-gemm"
OURS = "rebar"
SAMPLES, REPLAYS, WARM_UP = 5, 50, 3

Multiply = Callable[
    [torch.Tensor, torch.Tensor, torch.Tensor, list[int], torch.Tensor], torch.Tensor
]
"""`nf4_grouped.gemm_4bit_grouped`: rows (T, K), packed (E, N, K/2), scales (E, N, K/64), how many
rows each group has, and the expert of each group, to (T, N)."""


@dataclass(frozen=True)
class Shape:
    """Experts of a layer, how many are chosen, their sizes, and how many layers take turns."""

    experts: int = 256
    chosen: int = 8
    hidden: int = 2048
    width: int = 512
    layers: int = 8


@dataclass(frozen=True)
class Layer:
    """Both stacks, their first-level scales (E, N, K/64) in fp32, and the experts chosen."""

    up: Stack
    down: Stack
    up_scales: torch.Tensor
    down_scales: torch.Tensor
    chosen: torch.Tensor
    chosen32: torch.Tensor


@dataclass(frozen=True)
class Work:
    """The layers, one token (1, hidden) in bf16 and the weights of its experts in fp32."""

    layers: list[Layer]
    token: torch.Tensor
    weights: torch.Tensor


@dataclass(frozen=True)
class Route:
    """A route of the other library: as the table names it, in ids, and what is set for it."""

    name: str
    slug: str
    setting: str = ""


DEFAULT = Route("default", "default")
OPT_IN = (
    Route("bandwidth route, opt-in", "bandwidth", "GNF4_GEMV_BW=1"),
    Route("wide loads, opt-in", "wide", "GNF4_GEMV_WIDE_LOADS=1"),
)


@dataclass(frozen=True)
class Run:
    """What the two rows of one run have in common: the card, the other's route, the day."""

    card: str
    route: Route
    as_of: str

    @property
    def slug(self) -> str:
        """The run as ids have it."""
        return f"{re.sub('[^a-z0-9]+', '-', self.card.lower()).strip('-')}-{self.route.slug}"

    def row(
        self, library: str, version: str, samples: Sequence[float], error: float, note: str
    ) -> dict[str, str]:
        """A row of the table; `samples` are microseconds a layer, `error` is relative."""
        times = [round(one, 3) for one in samples]
        middle, low, high = statistics.median(times), min(times), max(times)
        return {
            "row_id": f"outside-experts-{self.slug}-{library}",
            "run": self.slug,
            "card": self.card,
            "library": library,
            "version": version,
            "route": "ours" if library == OURS else self.route.name,
            "us_a_layer": f"{middle:.3f}",
            "us_lowest": f"{low:.3f}",
            "us_highest": f"{high:.3f}",
            "samples_us": " ".join(f"{one:.3f}" for one in times),
            "relative_error": f"{error:.6f}",
            "as_of": self.as_of,
            "measured_by": "The Rebar authors",
            "source_id": "rebar-outside-experts",
            "locator": f"{self.route.setting} python tests/fourbit/outside_card.py".strip(),
            "note": note,
        }


def route(environment: Mapping[str, str]) -> Route:
    """The route that an environment sets. Ends with a line where it is none of the table's."""
    found = [f"{name}={environment[name]}" for name in environment if name.startswith("GNF4_")]
    known = {"": DEFAULT, **{one.setting: one for one in OPT_IN}}
    setting = " ".join(sorted(found))
    if setting not in known:
        settings = " or ".join(one.setting for one in OPT_IN)
        sys.exit(f"error: {setting} is no route of the table. Remedy: set {settings}, or neither.")
    return known[setting]


def other_note(dispatched: Mapping[str, int]) -> str:
    """The note of a row of the other library: the kernel that it says it took."""
    taken = ", ".join(name for name, times in dispatched.items() if times)
    return f"dispatched as {taken}; scales in fp32, made beforehand"


def our_note() -> str:
    """The note of a row of ours."""
    return "nf4_up and nf4_down of src/rebar/fourbit/kernels.py; scales quantised twice"


def random_stack(experts: int, rows: int, columns: int, device: torch.device) -> Stack:
    """Experts of (rows, columns) whose bytes and scales are drawn at random."""
    blocks = rows * columns // BLOCK
    codes = torch.randint(0, 256, (experts, rows, columns // 2), device=device).to(torch.uint8)
    absmax8 = torch.randint(0, 256, (experts, blocks), device=device).to(torch.uint8)
    absmax2 = torch.rand(experts, blocks // NESTED_BLOCK, device=device) * 0.01 + 0.01
    levels = torch.linspace(-1, 1, 256, device=device)
    return Stack(codes, absmax8, absmax2, levels, torch.tensor(0.02, device=device))


def first_level(stack: Stack) -> torch.Tensor:
    """The scales of a stack in fp32, (E, N, K/64)."""
    experts, rows, half = stack.packed.shape
    second = stack.absmax2.repeat_interleave(NESTED_BLOCK, dim=-1)
    scales = stack.code[stack.absmax8.long()] * second + stack.offset
    return scales.view(experts, rows, 2 * half // BLOCK).contiguous()


def random_layer(shape: Shape, device: torch.device) -> Layer:
    """A layer with as many experts chosen, in the order of their numbers."""
    up = random_stack(shape.experts, 2 * shape.width, shape.hidden, device)
    down = random_stack(shape.experts, shape.hidden, shape.width, device)
    chosen = torch.randperm(shape.experts, device=device)[: shape.chosen].sort().values
    return Layer(up, down, first_level(up), first_level(down), chosen, chosen.to(torch.int32))


def random_work(shape: Shape, device: torch.device) -> Work:
    """All that is computed with, the same in each run on one kind of device."""
    torch.manual_seed(0)
    layers = [random_layer(shape, device) for _ in range(shape.layers)]
    token = torch.randn(1, shape.hidden, device=device).bfloat16()
    return Work(layers, token, torch.softmax(torch.randn(shape.chosen, device=device), 0))


def theirs(layer: Layer, work: Work, multiply: Multiply) -> torch.Tensor:
    """The routed experts by the other library's product: (hidden,) fp32."""
    number = len(layer.chosen)
    rows = work.token.expand(number, -1).contiguous()
    one_each = [1] * number
    both = multiply(rows, layer.up.packed, layer.up_scales, one_each, layer.chosen32)
    gate, up = both.chunk(2, -1)
    inner = (silu(gate) * up).contiguous()
    out = multiply(inner, layer.down.packed, layer.down_scales, one_each, layer.chosen32)
    return (out.float() * work.weights[:, None]).sum(0)


def ours(layer: Layer, work: Work) -> torch.Tensor:
    """The routed experts by our own kernels: (hidden,) fp32."""
    up, down, index = layer.up, layer.down, layer.chosen[None]
    inner = kernels.nf4_up(
        work.token, up.packed, up.absmax8, up.absmax2, up.code, up.offset, index, True
    )
    weights = work.weights[None].bfloat16()
    out = kernels.nf4_down(
        inner, down.packed, down.absmax8, down.absmax2, down.code, down.offset, index, weights
    )
    return out[0].float()


def plain(stack: Stack, scales: torch.Tensor, expert: int) -> torch.Tensor:
    """The weights of one expert by the definition of NF4: (N, K) in float64."""
    packed = stack.packed[expert]
    codes = torch.stack((packed >> 4, packed & 15), -1).flatten(-2).long()
    levels = kernels.nf4_table(packed.device)[codes].view(len(packed), -1, BLOCK)
    return (levels * scales[expert][:, :, None]).flatten(1).double()


def exact(layer: Layer, work: Work) -> torch.Tensor:
    """The routed experts in float64: (hidden,)."""
    token = work.token[0].double()
    total: torch.Tensor = torch.zeros_like(token)
    for weight, expert in zip(work.weights.double(), layer.chosen.tolist()):
        gate, up = (plain(layer.up, layer.up_scales, expert) @ token).chunk(2)
        total += weight * (plain(layer.down, layer.down_scales, expert) @ (silu(gate) * up))
    return total


def relative_error(found: torch.Tensor, wanted: torch.Tensor) -> float:
    """Norm of the difference by the norm of what is wanted."""
    return float((found.double() - wanted).norm() / wanted.norm())


def timed(compute: Callable[[Layer], torch.Tensor], layers: Sequence[Layer]) -> list[float]:
    """Microseconds a layer, one figure a sample, of the layers replayed as a CUDA graph."""
    for layer in layers:
        compute(layer)
    torch.cuda.synchronize()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        for layer in layers:
            compute(layer)
    return [_sample(graph) / len(layers) for _ in range(SAMPLES)]


def _sample(graph: torch.cuda.CUDAGraph) -> float:
    """Microseconds of one replay, the mean of `REPLAYS` in a row."""
    begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    for _ in range(WARM_UP):
        graph.replay()
    begin.record()
    for _ in range(REPLAYS):
        graph.replay()
    end.record()
    end.synchronize()
    return 1000 * float(begin.elapsed_time(end)) / REPLAYS


def measured(run: Run, work: Work) -> list[dict[str, str]]:
    """Rows of both libraries, the other's first."""
    import nf4_grouped

    first = work.layers[0]
    wanted = exact(first, work)

    def other(layer: Layer) -> torch.Tensor:
        return theirs(layer, work, nf4_grouped.gemm_4bit_grouped)

    def own(layer: Layer) -> torch.Tensor:
        return ours(layer, work)

    their_error, their_times = relative_error(other(first), wanted), timed(other, work.layers)
    our_error, our_times = relative_error(own(first), wanted), timed(own, work.layers)
    version, commit = importlib.metadata.version(OTHER), origin.commit() or "unknown"
    note = other_note(nf4_grouped.dispatch_counts())
    return [
        run.row(OTHER, version, their_times, their_error, note),
        run.row(OURS, commit, our_times, our_error, our_note()),
    ]


def main() -> None:
    """Measure both libraries on the first card, and print their rows."""
    if not torch.cuda.is_available():
        sys.exit("error: no CUDA card is found. Remedy: run it on a machine that has one.")
    device = torch.device("cuda:0")
    today = dt.datetime.now(dt.UTC).date().isoformat()
    run = Run(torch.cuda.get_device_name(device), route(os.environ), today)
    rows = measured(run, random_work(Shape(), device))
    writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


if __name__ == "__main__":
    main()
