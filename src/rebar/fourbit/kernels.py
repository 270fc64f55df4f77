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


EACH = 4
"""Weights of a word of eight that a kernel looks up at once."""

if triton is not None:

    @triton.jit
    def begun(EARLY: tl.constexpr):
        """Wait for the kernel before, and let the one behind begin its own start (Hopper).

        What a kernel reads above this line must not be written by the one before it. Everything
        older is finished by then, since that one let this begin only behind its own wait.
        """
        if EARLY:
            tl.extra.cuda.gdc_wait()
            tl.extra.cuda.gdc_launch_dependents()

    @triton.jit
    def nf4_levels(table):
        """The 16 levels."""
        return tl.load(table + tl.arange(0, 16))

    @triton.jit
    def nf4_words(packed, starts, k0, BK: tl.constexpr):
        """Words of the columns k0 .. k0+BK: `starts` (S, BN) are the rows' first words."""
        words = k0 // 8 + tl.arange(0, BK // 8)
        return tl.load(packed + starts[:, :, None] + words[None, None, :])

    @triton.jit
    def nf4_scales(absmax8, starts, k0, BK: tl.constexpr):
        """Scales of those columns, in 8 bits: `starts` (S, BN) are the rows' first scales."""
        blocks = k0 // 64 + tl.arange(0, BK // 64)
        return tl.load(absmax8 + starts[:, :, None] + blocks[None, None, :])

    @triton.jit
    def spread(x, slots, K: tl.constexpr, k0, BK: tl.constexpr, part, EACH: tl.constexpr):
        """Columns of rows of x by their place in a word: (EACH, S, BK/8) fp32.

        Of k0 .. k0+BK those whose place is part * EACH and the EACH - 1 behind it.
        """
        place = part * EACH + tl.arange(0, EACH)
        columns = k0 + 8 * tl.arange(0, BK // 8)[None, None, :] + place[:, None, None]
        return tl.load(x + slots[None, :, None] * K + columns).to(tl.float32)

    @triton.jit
    def nf4_sums(
        words, levels, value, part,
        S: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr, EACH: tl.constexpr,
    ):  # fmt: skip
        """Sums of levels times `value` in each word, (S, BN, BK/8) fp32.

        `words` and `value` as above; of a byte, the high half is the first weight. Levels are
        looked up in one gather, which a card does in shared memory: sixteen words in sixteen banks.
        Loads from the table through the nearest cache took most of the time on an H100. A few
        places at once, since all that a gather finds waits in registers.
        """
        W: tl.constexpr = BK // 8
        shift = ((part * EACH + tl.arange(0, EACH)) ^ 1) * 4
        nibbles = (words[None, :, :, :] >> shift[:, None, None, None]) & 15
        found = tl.gather(levels, nibbles.reshape(EACH * S * BN * W), 0)
        return tl.sum(found.reshape(EACH, S, BN, W) * value[:, :, None, :], axis=0)

    @triton.jit
    def nf4_scaled(
        sums, quantised, code, second, offset,
        S: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr,
    ):  # fmt: skip
        """Those sums times their scales, over all columns: (S, BN) fp32.

        `quantised` (S, BN, BK/64) as above; `second` and `offset` go with it.
        """
        blocks = tl.sum(sums.reshape(S, BN, BK // 64, 8), axis=3)
        scale = tl.load(code + quantised.to(tl.int32)) * second + offset
        return tl.sum(blocks * scale, axis=2)

    @triton.jit
    def nf4_dot(
        x, slots, words, quantised, code, second, offset, levels, k0,
        K: tl.constexpr, S: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr, EACH: tl.constexpr,
    ):  # fmt: skip
        """Rows of NF4 times the columns k0 .. k0+BK of the rows `slots` of x: (S, BN) fp32."""
        sums = tl.zeros((S, BN, BK // 8), dtype=tl.float32)
        for part in tl.static_range(0, 8 // EACH):
            value = spread(x, slots, K, k0, BK, part, EACH)
            sums += nf4_sums(words, levels, value, part, S, BN, BK, EACH)
        return nf4_scaled(sums, quantised, code, second, offset, S, BN, BK)

    @triton.jit
    def _routed(
        x, slots, packed, absmax8, absmax2, code, offset, levels, expert, rows,
        N: tl.constexpr, K: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr, EACH: tl.constexpr,
    ):  # fmt: skip
        """`rows` (BN,) of one expert times the row of x that `slots` (1,) names."""
        start = rows[None, :].to(tl.int64) + expert * N
        shift = tl.load(offset)
        total = tl.zeros((1, BN), dtype=tl.float32)
        for k0 in tl.static_range(0, K, BK):
            words = nf4_words(packed, start * (K // 8), k0, BK)
            quantised = nf4_scales(absmax8, start * (K // 64), k0, BK)
            blocks = k0 // 64 + tl.arange(0, BK // 64)
            second = tl.load(absmax2 + (start[:, :, None] * (K // 64) + blocks) // 256)
            total += nf4_dot(
                x, slots, words, quantised, code, second, shift, levels, k0, K, 1, BN, BK, EACH
            )
        return tl.sum(total, axis=0)

    @triton.jit
    def _up_kernel(
        x, packed, absmax8, absmax2, code, offset, table, index, out,
        X_SHARE: tl.constexpr, N: tl.constexpr, K: tl.constexpr, SWIGLU: tl.constexpr,
        BN: tl.constexpr, BK: tl.constexpr, EACH: tl.constexpr,
    ):  # fmt: skip
        """One slot (token, routed expert) a row of the grid; SWIGLU halves N by silu(gate) * up."""
        slot = tl.program_id(0)
        out_rows: tl.constexpr = N // 2 if SWIGLU else N
        rows = tl.program_id(1) * BN + tl.arange(0, BN)
        inside = rows < out_rows
        rows = tl.where(inside, rows, 0)
        expert = tl.load(index + slot).to(tl.int64)
        source = slot // X_SHARE + tl.zeros((1,), dtype=tl.int32)
        levels = nf4_levels(table)
        result = _routed(
            x, source, packed, absmax8, absmax2, code, offset, levels, expert, rows,
            N, K, BN, BK, EACH,
        )  # fmt: skip
        if SWIGLU:
            up = _routed(
                x, source, packed, absmax8, absmax2, code, offset, levels, expert,
                rows + out_rows, N, K, BN, BK, EACH,
            )  # fmt: skip
            result = result / (1.0 + tl.exp(-result)) * up
        tl.store(out + slot * out_rows + rows, result.to(out.dtype.element_ty), mask=inside)

    @triton.jit
    def _down_kernel(
        hidden, packed, absmax8, absmax2, code, offset, table, index, weights, out,
        TOP_K: tl.constexpr, N: tl.constexpr, K: tl.constexpr,
        BN: tl.constexpr, BK: tl.constexpr, EACH: tl.constexpr,
    ):  # fmt: skip
        """A few output rows of one token: the routed experts' products, weighted and summed."""
        token = tl.program_id(0)
        rows = tl.program_id(1) * BN + tl.arange(0, BN)
        inside = rows < N
        rows = tl.where(inside, rows, 0)
        levels = nf4_levels(table)
        total = tl.zeros((BN,), dtype=tl.float32)
        for j in tl.static_range(0, TOP_K):
            slot = token * TOP_K + j
            expert = tl.load(index + slot).to(tl.int64)
            mine = _routed(
                hidden, slot + tl.zeros((1,), dtype=tl.int32), packed, absmax8, absmax2, code,
                offset, levels, expert, rows, N, K, BN, BK, EACH,
            )  # fmt: skip
            total += tl.load(weights + slot).to(tl.float32) * mine
        tl.store(out + token * N + rows, total.to(out.dtype.element_ty), mask=inside)


def column_tile(k: int, limit: int = 4096) -> int:
    """Largest power of two, at most `limit`, that divides `k`; at least 64 for aligned shapes."""
    return min(limit, k & -k)


@functools.cache
def early(device: torch.device) -> bool:
    """Whether a kernel may begin before the one ahead of it has ended: on Hopper and later.

    Programmatic dependent launch: weights are fetched while the other one finishes.
    """
    if INTERPRETED or device.type != "cuda":
        return False
    return torch.cuda.get_device_capability(device) >= (9, 0)


def launched(device: torch.device, warps: int) -> dict[str, Any]:
    """The options of a launch: `EARLY` of the kernel and what Triton needs for it."""
    if early(device):
        return {"EARLY": True, "num_warps": warps, "launch_pdl": True}
    return {"EARLY": False, "num_warps": warps}


Option = tuple[int, int]
"""Rows a program and warps."""
UP_OPTIONS: list[Option] = [(8, 4), (16, 4), (4, 4)]
DOWN_OPTIONS: list[Option] = [(16, 4), (8, 4), (32, 4)]
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
    words, table = packed.view(torch.int32), nf4_table(x.device)

    def run(bn: int, warps: int) -> None:
        _up_kernel[(slots, triton.cdiv(rows, bn))](
            x, words, absmax8, absmax2, code, offset, table, index, out,
            slots // x.shape[0], n, k, swiglu, bn, column_tile(k), EACH, num_warps=warps,
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
    words, table = packed.view(torch.int32), nf4_table(hidden.device)

    def run(bn: int, warps: int) -> None:
        _down_kernel[(tokens, triton.cdiv(n, bn))](
            hidden, words, absmax8, absmax2, code, offset, table, index, weights, out,
            top_k, n, k, bn, column_tile(k), EACH, num_warps=warps,
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
