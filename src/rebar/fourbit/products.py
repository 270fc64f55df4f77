# mypy: disable-error-code="no-untyped-def, untyped-decorator"
"""Products of one token with merged matrices, in one launch each (Triton, CUDA).

Matrices that read the same vector are merged by rows (the four of a delta net, the three of an
attention), and what stands before and after a product is part of its kernel: the RMSNorm of its
input and the sum with the residual. The norm needs no pass of its own, since its factor is one
number that the sum can be multiplied with in the end:

    y[n] = rsqrt(mean(x^2) + eps) * sum_k W[n, k] * (1 + norm[k]) * x[k]

which is transformers' zero-centred norm (`Qwen3_5MoeRMSNorm`) without its rounding to bf16.
Weights are NF4 with double quantisation, as bitsandbytes lays them out, or bf16; the head may be
int8. Sums are fp32. Off CUDA the operators run their definitions in plain torch.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from rebar.fourbit import kernels
from rebar.fourbit.architecture import BLOCK, NESTED_BLOCK
from rebar.fourbit.kernels import EACH, Option, column_tile, launched, nf4_table, tuned

try:
    import triton
    import triton.language as tl
except ImportError:
    triton = None

GROUP = BLOCK * NESTED_BLOCK
"""Weights that share one second-level scale."""


@dataclass(frozen=True)
class Merged:
    """A matrix (N, K) in NF4 made of others by rows; each part keeps its own offset.

    `packed` (N, K/2) uint8, `absmax8` (N, K/64) uint8, `absmax2` and `offset` (N/g,) fp32 with one
    value for g rows, `code` (256,) fp32. Where only rounded scales are left (see `of_linears`),
    `absmax8` holds them in fp32, and the definition alone can use them.
    """

    packed: torch.Tensor
    absmax8: torch.Tensor
    absmax2: torch.Tensor
    offset: torch.Tensor
    code: torch.Tensor

    @property
    def parts(self) -> tuple[torch.Tensor, ...]:
        """The tensors in the order in which the operators take them."""
        return self.packed, self.absmax8, self.absmax2, self.offset, self.code

    @property
    def rows(self) -> int:
        """N."""
        return self.packed.shape[0]

    @property
    def columns(self) -> int:
        """K."""
        return 2 * self.packed.shape[1]


def scales(
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    offset: torch.Tensor,
    code: torch.Tensor,
) -> torch.Tensor:
    """Definition of a merged matrix's scales: (N, K/64) in fp32."""
    if absmax8.dtype == torch.float32:
        return absmax8
    group = packed.shape[0] // absmax2.numel()
    second, shift = (part.repeat_interleave(group)[:, None] for part in (absmax2, offset))
    return code[absmax8.long()] * second + shift


def dequantise(
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    offset: torch.Tensor,
    code: torch.Tensor,
) -> torch.Tensor:
    """Definition of a merged matrix: its values (N, K) in fp32."""
    rows = packed.shape[0]
    scale = scales(packed, absmax8, absmax2, offset, code)
    nibbles = torch.stack((packed >> 4, packed & 15), dim=-1).flatten(-2)
    levels = nf4_table(packed.device)[nibbles.long()]
    return (levels.view(rows, -1, BLOCK) * scale[:, :, None]).view(rows, -1)


def rms_norm(x: torch.Tensor, norm: torch.Tensor, eps: float) -> torch.Tensor:
    """Definition of the zero-centred RMSNorm over the last dimension, in fp32."""
    x = x.float()
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps) * (1 + norm.float())


if triton is not None:
    from rebar.fourbit.kernels import (
        begun,
        nf4_levels,
        nf4_scaled,
        nf4_scales,
        nf4_sums,
        nf4_words,
        spread,
    )

    @triton.jit
    def _nf4_kernel(
        x, norm, packed, absmax8, absmax2, offset, code, table, out, eps,
        N: tl.constexpr, K: tl.constexpr, GROUP: tl.constexpr, NORM: tl.constexpr,
        ADD: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr, EACH: tl.constexpr,
        EARLY: tl.constexpr,
    ):  # fmt: skip
        """BN rows of a merged matrix a program; ADD sums with what `out` holds."""
        rows = tl.program_id(0) * BN + tl.arange(0, BN)
        inside = rows < N
        rows = tl.where(inside, rows, 0)
        first = tl.zeros((1,), dtype=tl.int32)
        levels = nf4_levels(table)
        second = tl.load(absmax2 + rows // GROUP)[None, :, None]
        shift = tl.load(offset + rows // GROUP)[None, :, None]
        total = tl.zeros((1, BN), dtype=tl.float32)
        squares = tl.zeros((1, BK // 8), dtype=tl.float32)
        for k0 in tl.static_range(0, K, BK):
            words = nf4_words(packed, rows[None, :] * (K // 8), k0, BK)
            quantised = nf4_scales(absmax8, rows[None, :] * (K // 64), k0, BK)
            if k0 == 0:
                begun(EARLY)
            sums = tl.zeros((1, BN, BK // 8), dtype=tl.float32)
            for part in tl.static_range(0, 8 // EACH):
                value = spread(x, first, K, k0, BK, part, EACH)
                if NORM:
                    squares += tl.sum(value * value, axis=0)
                    value *= 1.0 + spread(norm, first, K, k0, BK, part, EACH)
                sums += nf4_sums(words, levels, value, part, 1, BN, BK, EACH)
            total += nf4_scaled(sums, quantised, code, second, shift, 1, BN, BK)
        result = tl.sum(total, axis=0)
        if NORM:
            result *= tl.rsqrt(tl.sum(tl.sum(squares, axis=1), axis=0) / K + eps)
        if ADD:
            result += tl.load(out + rows).to(tl.float32)
        tl.store(out + rows, result.to(out.dtype.element_ty), mask=inside)

    @triton.jit
    def dense_dot(
        x, norm, weight, rows,
        K: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr, WHOLE: tl.constexpr,
        EARLY: tl.constexpr,
    ):  # fmt: skip
        """Rows of a plain matrix times (1 + norm) * x, and the sum of x^2.

        WHOLE numbers of 8 bits become floats as the last bits of 2^23 + 128, since a card converts
        a quarter as many in the same time.
        """
        total = tl.zeros((BN,), dtype=tl.float32)
        square = 0.0
        for k0 in tl.static_range(0, K, BK):
            columns = k0 + tl.arange(0, BK)
            tile = tl.load(weight + rows[:, None] * K + columns[None, :])
            if k0 == 0:
                begun(EARLY)
            value = tl.load(x + columns).to(tl.float32)
            square += tl.sum(value * value, axis=0)
            value *= 1.0 + tl.load(norm + columns).to(tl.float32)
            if WHOLE:
                bits = ((tile.to(tl.int32) & 0xFF) ^ 0x80) | 0x4B000000
                numbers = bits.to(tl.float32, bitcast=True) - 8388736.0
            else:
                numbers = tile.to(tl.float32)
            total += tl.sum(numbers * value[None, :], axis=1)
        return total, square

    @triton.jit
    def _dense_kernel(
        x, norm, weight, scale, out, eps,
        N: tl.constexpr, K: tl.constexpr, SCALED: tl.constexpr,
        BN: tl.constexpr, BK: tl.constexpr, EARLY: tl.constexpr,
    ):  # fmt: skip
        """BN rows of a plain matrix times the RMSNorm of x; SCALED times a number a row."""
        rows = tl.program_id(0) * BN + tl.arange(0, BN)
        inside = rows < N
        rows = tl.where(inside, rows, 0)
        total, square = dense_dot(x, norm, weight, rows, K, BN, BK, SCALED, EARLY)
        total *= tl.rsqrt(square / K + eps)
        if SCALED:
            total *= tl.load(scale + rows)
        tl.store(out + rows, total.to(out.dtype.element_ty), mask=inside)


NF4_OPTIONS: list[Option] = [(16, 8), (8, 4), (4, 4)]
DENSE_OPTIONS: list[Option] = [(8, 4), (16, 4), (4, 4)]


def _launch_nf4(
    x: torch.Tensor, norm: torch.Tensor | None, merged: Merged, out: torch.Tensor, eps: float,
    add: bool,
) -> None:  # fmt: skip
    n, k = merged.rows, merged.columns
    words, *statistics = merged.parts
    words, table = words.view(torch.int32), nf4_table(x.device)

    def run(target: torch.Tensor, option: Option) -> None:
        bn, warps = option
        _nf4_kernel[(triton.cdiv(n, bn),)](
            x, x if norm is None else norm, words, *statistics, table, target, eps,
            n, k, n // merged.absmax2.numel(), norm is not None, add, bn, column_tile(k), EACH,
            **launched(x.device, warps),
        )  # fmt: skip

    key = ("product", x.device.index, n, k, norm is not None, add)
    tuned(key, NF4_OPTIONS, out, run)


@torch.library.custom_op("rebar::nf4_product", mutates_args=("out",))
def nf4_product(
    x: torch.Tensor,
    norm: torch.Tensor | None,
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    offset: torch.Tensor,
    code: torch.Tensor,
    out: torch.Tensor,
    eps: float,
    add: bool,
) -> None:
    """out (N,) = W x, for a `Merged` W (N, K) and x (K,), in one launch.

    With `norm` (K,) x is normalised first; with `add` the product is added to what `out` holds.
    """
    if kernels.available(x.device):
        merged = Merged(packed, absmax8, absmax2, offset, code)
        _launch_nf4(x, norm, merged, out, eps, add)
        return
    value = x.float() if norm is None else rms_norm(x, norm, eps)
    result = dequantise(packed, absmax8, absmax2, offset, code) @ value
    out.copy_(out.float() + result if add else result)


@nf4_product.register_fake
def _(x, norm, packed, absmax8, absmax2, offset, code, out, eps, add):
    return None


@torch.library.custom_op("rebar::dense_product", mutates_args=("out",))
def dense_product(
    x: torch.Tensor,
    norm: torch.Tensor,
    weight: torch.Tensor,
    scale: torch.Tensor | None,
    out: torch.Tensor,
    eps: float,
) -> None:
    """out (N,) = W RMSNorm(x), for a W (N, K) in bf16 or int8, in one launch.

    With `scale` (N,) fp32 each row's sum is multiplied by its own.
    """
    if not kernels.available(x.device):
        result = weight.float() @ rms_norm(x, norm, eps)
        out.copy_(result if scale is None else result * scale)
        return
    n, k = weight.shape

    def run(target: torch.Tensor, option: Option) -> None:
        bn, warps = option
        _dense_kernel[(triton.cdiv(n, bn),)](
            x, norm, weight, x if scale is None else scale, target, eps,
            n, k, scale is not None, bn, column_tile(k, 2048), **launched(x.device, warps),
        )  # fmt: skip

    tuned(("dense", x.device.index, n, k, str(weight.dtype)), DENSE_OPTIONS, out, run)


@dense_product.register_fake
def _(x, norm, weight, scale, out, eps):
    return None
