# mypy: disable-error-code="no-untyped-def, untyped-decorator"
"""Fused NF4 matrix-vector products over the routed experts of one token (Triton, CUDA).

Each program reads the packed bytes of a few output rows of one routed expert straight from the
whole stack, looks the 4-bit codes up in registers, and accumulates in fp32; a weight is never
written back in bf16 and no expert is gathered first. Traffic is therefore the packed bytes and
their scales, once. Per block of 64 weights the scale is applied to the partial sum:

    y[n] = sum_b scale[n, b] * sum_{k in b} code[q[n, k]] * x[k],
    scale = code256[absmax8] * absmax2 + offset

which is bitsandbytes' double quantisation (Dettmers et al. 2023, "QLoRA") without its rounding
of every weight to bf16. Off CUDA the same operators run their definition in plain torch.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from typing import Any

import torch

from rebar.fourbit.architecture import BLOCK, NESTED_BLOCK

try:
    import triton
    import triton.language as tl
except ImportError:
    triton = None

INTERPRETED = os.environ.get("TRITON_INTERPRET") == "1"
"""Whether Triton's interpreter stands in for a GPU; set before this module is imported."""

NF4_CODE = (
    -1.0,
    -0.6961928009986877,
    -0.5250730514526367,
    -0.39491748809814453,
    -0.28444138169288635,
    -0.18477343022823334,
    -0.09105003625154495,
    0.0,
    0.07958029955625534,
    0.16093020141124725,
    0.24611230194568634,
    0.33791524171829224,
    0.44070982933044434,
    0.5626170039176941,
    0.7229568362236023,
    1.0,
)
"""The 16 levels of NF4 (Dettmers et al. 2023, appendix E); equal to bitsandbytes' own table."""


def available(device: torch.device) -> bool:
    """Whether the Triton kernels run for tensors of `device`."""
    return triton is not None and (device.type == "cuda" or INTERPRETED)


@functools.cache
def nf4_table(device: torch.device) -> torch.Tensor:
    """The 16 NF4 levels as fp32 on `device`."""
    return torch.tensor(NF4_CODE, dtype=torch.float32, device=device)


@functools.cache
def pair_table(device: torch.device) -> torch.Tensor:
    """The two fp32 levels of every packed byte as one int64: the first weight in the low half."""
    levels = torch.tensor(NF4_CODE, dtype=torch.float32)
    byte = torch.arange(256)
    both = torch.stack((levels[byte >> 4], levels[byte & 15]), dim=1).contiguous()
    return both.view(torch.int64).reshape(256).to(device)


def dequantise_rows(
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    code: torch.Tensor,
    offset: torch.Tensor,
) -> torch.Tensor:
    """Definition of NF4 with double quantisation: (..., N, K/2) bytes to (..., N, K) fp32.

    `absmax8` (..., N*K/64) and `absmax2` (..., N*K/16384) belong to the same leading index.
    """
    scale = code[absmax8.long()] * absmax2.repeat_interleave(NESTED_BLOCK, dim=-1) + offset
    nibbles = torch.stack((packed >> 4, packed & 15), dim=-1).flatten(-2)
    levels = nf4_table(packed.device)[nibbles.long()]
    blocks = levels.reshape(*levels.shape[:-2], -1, BLOCK) * scale.unsqueeze(-1)
    return blocks.reshape(levels.shape)


if triton is not None:

    @triton.jit
    def _levels(nibble, table, LOOKUP: tl.constexpr):
        """NF4 level of each 4-bit code: a load from the cached table, or a tree of selects."""
        if LOOKUP == "tree":
            b0 = (nibble & 1) != 0
            b1 = (nibble & 2) != 0
            b2 = (nibble & 4) != 0
            b3 = (nibble & 8) != 0
            p0 = tl.where(b0, -0.6961928009986877, -1.0)
            p1 = tl.where(b0, -0.39491748809814453, -0.5250730514526367)
            p2 = tl.where(b0, -0.18477343022823334, -0.28444138169288635)
            p3 = tl.where(b0, 0.0, -0.09105003625154495)
            p4 = tl.where(b0, 0.16093020141124725, 0.07958029955625534)
            p5 = tl.where(b0, 0.33791524171829224, 0.24611230194568634)
            p6 = tl.where(b0, 0.5626170039176941, 0.44070982933044434)
            p7 = tl.where(b0, 1.0, 0.7229568362236023)
            q0 = tl.where(b1, p1, p0)
            q1 = tl.where(b1, p3, p2)
            q2 = tl.where(b1, p5, p4)
            q3 = tl.where(b1, p7, p6)
            low = tl.where(b2, q1, q0)
            high = tl.where(b2, q3, q2)
            return tl.where(b3, high, low)
        return tl.load(table + nibble)

    @triton.jit
    def _partial(
        x_row,
        packed,
        absmax8,
        absmax2,
        code,
        offset,
        table,
        pairs,
        expert,
        rows,
        k0,
        N: tl.constexpr,
        K: tl.constexpr,
        BK: tl.constexpr,
        LOOKUP: tl.constexpr,
    ):
        """Dot products of `rows` of `expert` with x over the columns k0 .. k0+BK, fp32 (rows,)."""
        blocks = k0 // 64 + tl.arange(0, BK // 64)
        inner = tl.arange(0, 32)
        bytes_ = blocks[:, None] * 32 + inner[None, :]
        base = packed + expert * (N * K // 2)
        tile = tl.load(base + rows[:, None, None] * (K // 2) + bytes_[None, :, :])
        even = tl.load(x_row + 2 * bytes_).to(tl.float32)
        odd = tl.load(x_row + 2 * bytes_ + 1).to(tl.float32)
        wide = tile.to(tl.int32)
        if LOOKUP == "pair":
            both = tl.load(pairs + wide)
            products = both.to(tl.int32).to(tl.float32, bitcast=True) * even[None, :, :]
            products += (both >> 32).to(tl.int32).to(tl.float32, bitcast=True) * odd[None, :, :]
        else:
            products = _levels(wide >> 4, table, LOOKUP) * even[None, :, :]
            products += _levels(wide & 15, table, LOOKUP) * odd[None, :, :]
        partial = tl.sum(products, axis=2)
        index = rows[:, None] * (K // 64) + blocks[None, :]
        quantised = tl.load(absmax8 + expert * (N * K // 64) + index).to(tl.int32)
        second = tl.load(absmax2 + expert * (N * K // 16384) + index // 256)
        scale = tl.load(code + quantised) * second + offset
        return tl.sum(partial * scale, axis=1)

    @triton.jit
    def _up_kernel(
        x,
        packed,
        absmax8,
        absmax2,
        code,
        offset_ptr,
        table,
        pairs,
        index,
        out,
        X_SHARE: tl.constexpr,
        N: tl.constexpr,
        K: tl.constexpr,
        SWIGLU: tl.constexpr,
        BN: tl.constexpr,
        BK: tl.constexpr,
        LOOKUP: tl.constexpr,
    ):
        """One slot (token, routed expert) a row of the grid; SWIGLU halves N by silu(gate) * up."""
        slot = tl.program_id(0)
        out_rows: tl.constexpr = N // 2 if SWIGLU else N
        rows = tl.program_id(1) * BN + tl.arange(0, BN)
        inside = rows < out_rows
        rows = tl.where(inside, rows, 0)
        expert = tl.load(index + slot).to(tl.int64)
        offset = tl.load(offset_ptr)
        x_row = x + (slot // X_SHARE) * K
        first = tl.zeros((BN,), dtype=tl.float32)
        second = tl.zeros((BN,), dtype=tl.float32)
        for k0 in tl.static_range(0, K, BK):
            first += _partial(
                x_row, packed, absmax8, absmax2, code, offset, table, pairs, expert, rows, k0,
                N, K, BK, LOOKUP,
            )  # fmt: skip
            if SWIGLU:
                second += _partial(
                    x_row, packed, absmax8, absmax2, code, offset, table, pairs, expert,
                    rows + out_rows, k0, N, K, BK, LOOKUP,
                )  # fmt: skip
        result = first
        if SWIGLU:
            result = first / (1.0 + tl.exp(-first)) * second
        tl.store(out + slot * out_rows + rows, result.to(out.dtype.element_ty), mask=inside)

    @triton.jit
    def _down_kernel(
        hidden,
        packed,
        absmax8,
        absmax2,
        code,
        offset_ptr,
        table,
        pairs,
        index,
        weights,
        out,
        TOP_K: tl.constexpr,
        N: tl.constexpr,
        K: tl.constexpr,
        BN: tl.constexpr,
        BK: tl.constexpr,
        LOOKUP: tl.constexpr,
    ):
        """A few output rows of one token: the routed experts' products, weighted and summed."""
        token = tl.program_id(0)
        rows = tl.program_id(1) * BN + tl.arange(0, BN)
        inside = rows < N
        rows = tl.where(inside, rows, 0)
        offset = tl.load(offset_ptr)
        total = tl.zeros((BN,), dtype=tl.float32)
        for j in tl.static_range(0, TOP_K):
            slot = token * TOP_K + j
            expert = tl.load(index + slot).to(tl.int64)
            weight = tl.load(weights + slot).to(tl.float32)
            mine = tl.zeros((BN,), dtype=tl.float32)
            for k0 in tl.static_range(0, K, BK):
                mine += _partial(
                    hidden + slot * K, packed, absmax8, absmax2, code, offset, table, pairs, expert,
                    rows, k0, N, K, BK, LOOKUP,
                )  # fmt: skip
            total += weight * mine
        tl.store(out + token * N + rows, total.to(out.dtype.element_ty), mask=inside)


def column_tile(k: int, limit: int = 1024) -> int:
    """Largest power of two, at most `limit`, that divides `k`; at least 64 for aligned shapes."""
    return min(limit, k & -k)


Option = tuple[int, int, str]
"""Rows a program, warps, and how codes are looked up: "table", "pair" or "tree"."""
UP_OPTIONS: list[Option] = [(4, 4, "table"), (8, 4, "table"), (4, 4, "pair")]
DOWN_OPTIONS: list[Option] = [(8, 4, "table"), (4, 4, "table"), (8, 4, "pair")]
"""Three a kernel: each is compiled and timed once a shape, while the first step waits."""
_chosen: dict[tuple[Any, ...], Option] = {}


def choices() -> dict[str, Option]:
    """The option that timing chose, by kernel and shape."""
    return {" ".join(map(str, key)): value for key, value in _chosen.items()}


def fastest(key: tuple[Any, ...], options: Sequence[Option], run: Callable[..., None]) -> Option:
    """The fastest of `options`, timed once a shape; never inside a graph capture."""
    best = _chosen.get(key)
    if best is None:
        if INTERPRETED or torch.cuda.is_current_stream_capturing():
            return options[0]
        times = {o: triton.testing.do_bench(lambda o=o: run(*o), 5, 20) for o in options}
        best = min(options, key=times.__getitem__)
        _chosen[key] = best
    return best


def _pick(key: tuple[Any, ...], options: Sequence[Option], run: Callable[..., None]) -> None:
    run(*fastest(key, options, run))


def tuned(
    key: tuple[Any, ...],
    options: Sequence[Option],
    target: torch.Tensor,
    run: Callable[[torch.Tensor, Option], None],
) -> None:
    """`run(target, option)` with the fastest option, timed on a copy of `target`.

    Timing calls a kernel many times, and one that changes its target must do so once.
    """
    copy: list[torch.Tensor] = []

    def attempt(*option: Any) -> None:
        if not copy:
            copy.append(target.clone())
        run(copy[0], option)

    run(target, fastest(key, options, attempt))


def _launch_up(
    x: torch.Tensor,
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    code: torch.Tensor,
    offset: torch.Tensor,
    index: torch.Tensor,
    swiglu: bool,
) -> torch.Tensor:
    n, k = packed.shape[1], packed.shape[2] * 2
    slots = index.numel()
    rows = n // 2 if swiglu else n
    out = torch.empty(slots, rows, dtype=x.dtype, device=x.device)
    table, pairs = nf4_table(x.device), pair_table(x.device)

    def run(bn: int, warps: int, lookup: str) -> None:
        _up_kernel[(slots, triton.cdiv(rows, bn))](
            x, packed, absmax8, absmax2, code, offset, table, pairs, index, out,
            slots // x.shape[0], n, k, swiglu, bn, column_tile(k), lookup, num_warps=warps,
        )  # fmt: skip

    _pick(("up", x.device.index, slots, n, k, swiglu), UP_OPTIONS, run)
    return out


def _launch_down(
    hidden: torch.Tensor,
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    code: torch.Tensor,
    offset: torch.Tensor,
    index: torch.Tensor,
    weights: torch.Tensor,
) -> torch.Tensor:
    n, k = packed.shape[1], packed.shape[2] * 2
    tokens, top_k = index.shape
    out = torch.empty(tokens, n, dtype=hidden.dtype, device=hidden.device)
    table, pairs = nf4_table(hidden.device), pair_table(hidden.device)

    def run(bn: int, warps: int, lookup: str) -> None:
        _down_kernel[(tokens, triton.cdiv(n, bn))](
            hidden, packed, absmax8, absmax2, code, offset, table, pairs, index, weights, out,
            top_k, n, k, bn, column_tile(k), lookup, num_warps=warps,
        )  # fmt: skip

    _pick(("down", hidden.device.index, tokens, top_k, n, k), DOWN_OPTIONS, run)
    return out


@torch.library.custom_op("rebar::nf4_up", mutates_args=())
def nf4_up(
    x: torch.Tensor,
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    code: torch.Tensor,
    offset: torch.Tensor,
    index: torch.Tensor,
    swiglu: bool,
) -> torch.Tensor:
    """Routed experts' first product: x (T, K), index (T, k) to (T*k, N), or N/2 with `swiglu`.

    `packed` (E, N, K/2) uint8, `absmax8` (E, N*K/64) uint8, `absmax2` (E, N*K/16384) fp32, `code`
    (256,) fp32, `offset` () fp32. With `swiglu` rows 0..N/2 are the gate: silu(gate) * up. x may
    also have T*k rows, one for each slot.
    """
    if available(x.device):
        return _launch_up(
            x.contiguous(), packed, absmax8, absmax2, code, offset, index.contiguous(), swiglu
        )
    slots = index.reshape(-1)
    weight = dequantise_rows(packed[slots], absmax8[slots], absmax2[slots], code, offset)
    rows = x.float().repeat_interleave(slots.numel() // x.shape[0], dim=0)
    out = torch.einsum("snk,sk->sn", weight, rows)
    if swiglu:
        gate, up = out.chunk(2, dim=-1)
        out = torch.nn.functional.silu(gate) * up
    return out.to(x.dtype)


@nf4_up.register_fake
def _(x, packed, absmax8, absmax2, code, offset, index, swiglu):
    return x.new_empty(index.numel(), packed.shape[1] // (2 if swiglu else 1))


@torch.library.custom_op("rebar::nf4_down", mutates_args=())
def nf4_down(
    hidden: torch.Tensor,
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    code: torch.Tensor,
    offset: torch.Tensor,
    index: torch.Tensor,
    weights: torch.Tensor,
) -> torch.Tensor:
    """Routed experts' second product, weighted and summed: (T*k, K), index (T, k) to (T, N)."""
    if available(hidden.device):
        return _launch_down(
            hidden.contiguous(), packed, absmax8, absmax2, code, offset, index.contiguous(),
            weights.contiguous(),
        )  # fmt: skip
    slots = index.reshape(-1)
    weight = dequantise_rows(packed[slots], absmax8[slots], absmax2[slots], code, offset)
    each = torch.einsum("snk,sk->sn", weight, hidden.float()) * weights.float().reshape(-1, 1)
    return each.view(*index.shape, -1).sum(1).to(hidden.dtype)


@nf4_down.register_fake
def _(hidden, packed, absmax8, absmax2, code, offset, index, weights):
    return hidden.new_empty(index.shape[0], packed.shape[1])
