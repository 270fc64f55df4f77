"""Every kernel of the fused step in Triton's interpreter against its definition in plain torch.

Run as a program with TRITON_INTERPRET=1: prints a line of JSON, the errors by case. Kernels and
definitions are the same operator with and without `kernels.INTERPRETED`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import torch

from rebar.fourbit import attention, delta, fused, kernels, products, routing
from rebar.fourbit.architecture import Architecture
from rebar.fourbit.experts import Stack
from rebar.fourbit.products import GROUP, Merged


def relative(found: torch.Tensor, wanted: torch.Tensor) -> float:
    """Error in the Frobenius norm; of whole numbers, how many differ."""
    if not wanted.is_floating_point():
        return float((found != wanted).sum())
    return ((found.float() - wanted.float()).norm() / wanted.float().norm()).item()


def compared(run: Callable[..., None], *buffers: torch.Tensor) -> list[float]:
    """Errors of the kernel's buffers against the definition's, both from the same start."""
    both = []
    for interpreted in (True, False):
        mine = [buffer.clone() for buffer in buffers]
        kernels.INTERPRETED = interpreted
        run(*mine)
        both.append(mine)
    kernels.INTERPRETED = True
    return [relative(found, wanted) for found, wanted in zip(*both)]


def merged(rows: tuple[int, ...], columns: int) -> Merged:
    """A merged matrix of random codes whose parts have their own offsets."""
    n = sum(rows)
    group = min([GROUP // columns, *rows])
    offset = torch.cat([torch.rand(1).expand(part // group) for part in rows])
    return Merged(
        torch.randint(0, 256, (n, columns // 2)).to(torch.uint8),
        torch.randint(0, 256, (n, columns // 64)).to(torch.uint8),
        torch.rand(n // group) * 0.1,
        offset.contiguous(),
        torch.linspace(-1, 1, 256),
    )


def stack(experts: int, rows: int, columns: int) -> Stack:
    """A stack of experts of random codes."""
    one = merged((experts * rows,), columns)
    return Stack(
        one.packed.view(experts, rows, -1), one.absmax8.view(experts, -1),
        torch.rand(experts, rows * columns // GROUP) * 0.1, one.code, torch.tensor(0.7),
    )  # fmt: skip


def product(rows: tuple[int, ...], columns: int, option: kernels.Option) -> list[float]:
    """With and without norm and sum; the width of the last part need not fill a program."""
    products.NF4_OPTIONS[:] = [option]
    weight, x, norm = merged(rows, columns), torch.randn(columns), 0.1 * torch.randn(columns)
    found = []
    for first, add in ((norm, False), (None, True)):

        def run(out: torch.Tensor, first=first, add=add) -> None:
            products.nf4_product(x, first, *weight.parts, out, 1e-6, add)

        found += compared(run, torch.randn(weight.rows))
    return found


def dense(rows: int, columns: int, kind: torch.dtype = torch.bfloat16) -> list[float]:
    """A plain matrix behind a norm; whole numbers have a scale a row."""
    products.DENSE_OPTIONS[:] = [(32, 4)]
    weight, x = (30 * torch.randn(rows, columns)).clamp(-127, 127).to(kind), torch.randn(columns)
    norm, scale = 0.1 * torch.randn(columns), None if kind.is_floating_point else torch.rand(rows)
    return compared(
        lambda out: products.dense_product(x, norm, weight, scale, out, 1e-6), torch.randn(rows)
    )


def delta_step(heads: delta.Heads, kind: torch.dtype) -> list[float]:
    """Five steps in a row, so that the ring goes round; every tensor that a step changes."""
    taps = torch.randn(heads.channels, 4).to(kind)
    gates = torch.rand(heads.values).log(), torch.randn(heads.values)
    norm, xs = torch.randn(heads.value_dim), torch.randn(5, heads.width)
    xs[0, -heads.values :] = -30.0  # a gate whose softplus is next to nothing
    sizes = [heads.keys, heads.values, heads.key_dim, heads.value_dim]

    def run(ring: torch.Tensor, state: torch.Tensor, *outs: torch.Tensor) -> None:
        for step, out in enumerate(outs):
            at = torch.tensor([[step + 2]])
            delta.delta_step(xs[step], ring, state, at, taps, *gates, norm, out, 1e-6, sizes)

    outs = [torch.full((heads.values * heads.value_dim,), float("nan")) for _ in xs]
    return compared(
        run,
        torch.randn(heads.channels, 4).to(kind),
        torch.randn(heads.values, heads.key_dim, heads.value_dim),
        *outs,
    )


def route(experts: int, top: int, hidden: int) -> list[float]:
    """The counter is 0 again, the shared expert's entry 0; two tokens one after the other."""
    weight, xs = (torch.randn(experts + 1, hidden) * 0.05).bfloat16(), torch.randn(2, hidden)
    norm = 0.1 * torch.randn(hidden)

    def run(*buffers: torch.Tensor) -> None:
        for x in xs:
            routing.route(x, norm, weight, *buffers, 1e-6)

    return compared(
        run, torch.zeros(experts + 1), torch.zeros(1, dtype=torch.int32), torch.zeros(hidden),
        torch.full((top + 1,), -1), torch.zeros(top + 1),
    )  # fmt: skip


def slots(experts: int, top: int, hidden: int, inner: int) -> list[float]:
    """Both products of routed and shared experts."""
    routing.SLOTS_UP_OPTIONS[:] = [(64, 4)]
    routing.SLOTS_DOWN_OPTIONS[:] = [(128, 4)]
    up, down = stack(experts, 2 * inner, hidden), stack(experts, hidden, inner)
    shared_up, shared_down = merged((inner, inner), hidden), merged((hidden,), inner)
    index = torch.cat((torch.randperm(experts)[:top], torch.tensor([0])))
    weights, x, mid = torch.rand(top + 1), torch.randn(hidden), torch.randn(top + 1, inner)

    def first(out: torch.Tensor) -> None:
        parts = up.packed, up.absmax8, up.absmax2, up.offset, up.code
        routing.slots_up(x, *parts, list(shared_up.parts), index, out)

    def second(out: torch.Tensor) -> None:
        parts = down.packed, down.absmax8, down.absmax2, down.offset, down.code
        routing.slots_down(mid, *parts, list(shared_down.parts), index, weights, out)

    return compared(first, torch.randn(top + 1, inner)) + compared(second, torch.randn(hidden))


def attend(shape: attention.Shape, capacity: int, position: int, kind: torch.dtype) -> list[float]:
    """Rotation, cache and the pieces put together; what the step must not read is NaN."""
    x, at = torch.randn(shape.width), torch.tensor([[position]])
    rotation = torch.randn(2, shape.dim // 8)
    norms = 0.1 * torch.randn(2, shape.dim)
    cache = torch.randn(2, shape.pairs, capacity, shape.dim).to(kind)

    def turn(query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> None:
        attention.rotate(x, *norms, rotation, at, query, keys, values, 1e-6)

    query = torch.randn(shape.queries, shape.dim).to(kind)
    found = compared(turn, query, *cache)
    cache[:, :, position + 1 :] = 9e9

    def look(out: torch.Tensor) -> None:
        pieces = torch.full((shape.queries, attention.SPLITS, shape.dim), float("nan"))
        maxima, sums = (torch.empty(shape.queries, attention.SPLITS) for _ in range(2))
        attention.attend(query, *cache, at, maxima, sums, pieces)
        attention.combine(x, maxima, sums, pieces, out)

    return found + compared(look, torch.full((shape.queries * shape.dim,), float("nan")))


def begin(hidden: int) -> list[float]:
    """Embedding and rotation of a far position."""
    table, turns = torch.randn(9, hidden).bfloat16(), torch.rand(8)
    token, at = torch.tensor([[5]]), torch.tensor([[200_000]])
    return compared(
        lambda *out: attention.begin(token, at, table, turns, *out, 1.0),
        torch.randn(hidden), torch.randn(2, 8),
    )  # fmt: skip


def choose(size: int) -> list[float]:
    """Of equal logits the first, twice in a row."""
    logits = torch.randn(size).bfloat16()
    logits[size // 2] = logits[size // 3] = logits.max()

    def run(*buffers: torch.Tensor) -> None:
        best, place = torch.zeros(attention.CHOOSERS), torch.zeros(attention.CHOOSERS).int()
        for _ in range(2):
            attention.choose(logits, best, place, *buffers)

    whole = [torch.zeros(1, 1), torch.zeros(1, 9), torch.ones(1) * 3, torch.ones(1, 1) * 7]
    return compared(run, torch.zeros(1, dtype=torch.int32), *(one.long() for one in whole))


def whole_step() -> list[float]:
    """Three tokens through a model of two layers, each operator by its kernel."""
    arch = Architecture(
        vocab_size=512, hidden_size=128, layer_types=("linear_attention", "full_attention"),
        num_attention_heads=4, num_key_value_heads=2, head_dim=32, linear_num_key_heads=2,
        linear_num_value_heads=4, linear_key_head_dim=32, linear_value_head_dim=32, num_experts=8,
        num_experts_per_tok=2, moe_intermediate_size=128, shared_expert_intermediate_size=128,
    )  # fmt: skip
    weights = fused.blank(arch, torch.device("cpu"), head="nf4")
    for one in tensors(weights):
        if one.dtype == torch.uint8:
            one.random_(0, 256)
        else:
            one.normal_(0, 0.1)
    products.NF4_OPTIONS[:] = [(128, 4)]

    def run(*buffers: torch.Tensor) -> None:
        counts, states = buffers[:4], buffers[4:]
        held = [fused.State(*states[:2]), fused.State(*states[2:])]
        step = fused.Step(weights, held, *counts)
        for _ in range(3):
            step()

    counts = torch.tensor([[7]]), torch.tensor([[4]]), torch.tensor([1]), torch.zeros(1, 16).long()
    states = [
        part.float() for one in fused.blank_states(arch, 16, torch.device("cpu")) for part in
        (one.first, one.second)
    ]  # fmt: skip
    return compared(run, *counts, *(one + torch.randn_like(one) for one in states))


def tensors(held: object) -> Iterator[torch.Tensor]:
    """Every tensor in a dataclass of such."""
    if isinstance(held, torch.Tensor):
        yield held
    elif isinstance(held, tuple):
        for one in held:
            yield from tensors(one)
    elif is_dataclass(held):
        for field in fields(held):
            yield from tensors(getattr(held, field.name))


FULL, HALF = torch.float32, torch.bfloat16
CASES: dict[str, Callable[[], list[float]]] = {
    "product, small": lambda: product((160, 32, 32), 128, (32, 4)),
    "product, few rows": lambda: product((64, 32), 128, (16, 4)),
    "product, narrow": lambda: product((64, 32), 64, (16, 4)),
    "product, real width": lambda: product((256, 32, 32), 2048, (64, 4)),
    "product, real width back": lambda: product((96,), 4096, (64, 4)),
    "head": lambda: dense(301, 2048),
    "head in int8": lambda: dense(301, 2048, torch.int8),
    "delta step, small": lambda: delta_step(delta.Heads(2, 4, 16, 32), FULL),
    "delta step, real width": lambda: delta_step(delta.Heads(1, 2, 128, 128), FULL),
    "delta step, bf16 ring": lambda: delta_step(delta.Heads(2, 4, 16, 16), HALF),
    "route, small": lambda: route(12, 4, 128),
    "route, real width": lambda: route(256, 8, 2048),
    "slots, small": lambda: slots(16, 8, 128, 128),
    "slots, real width": lambda: slots(3, 2, 2048, 512),
    "slots, six of nine": lambda: slots(9, 6, 256, 64),
    "attention, small": lambda: attend(attention.Shape(4, 2, 64), 80, 71, FULL),
    "attention, first token": lambda: attend(attention.Shape(4, 2, 64), 16, 0, FULL),
    "attention, real width": lambda: attend(attention.Shape(8, 1, 256), 300, 211, FULL),
    "attention, deep": lambda: attend(attention.Shape(2, 1, 32), 2600, 2500, FULL),
    "attention, bf16": lambda: attend(attention.Shape(8, 1, 256), 96, 90, HALF),
    "begin": lambda: begin(2048),
    "choose, small": lambda: choose(512),
    "choose": lambda: choose(70_001),
    "whole step": whole_step,
}


def main() -> None:
    """All cases."""
    assert kernels.available(torch.device("cpu"))
    found = {}
    for name, case in CASES.items():
        torch.manual_seed(0)
        start = time.perf_counter()
        found[name] = case()
        print(f"{time.perf_counter() - start:6.2f} s  {name}", file=sys.stderr)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
