# mypy: disable-error-code="no-untyped-def, untyped-decorator"
"""Products of one token with merged matrices, in one launch each (Triton, CUDA).

Matrices that read the same vector are merged by rows (the four of a delta net, the three of an
attention), and what stands before and after a product is part of its kernel: the RMSNorm of its
input and the sum with the residual. The norm needs no pass of its own, since its factor is one
number that the sum can be multiplied with in the end:

    y[n] = rsqrt(mean(x^2) + eps) * sum_k W[n, k] * (1 + norm[k]) * x[k]

which is transformers' zero-centred norm (`Qwen3_5MoeRMSNorm`) without its rounding to bf16.
Weights are NF4 with double quantisation, as bitsandbytes lays them out, or bf16. Sums are fp32.
Off CUDA the operators run their definitions in plain torch.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from rebar.fourbit import kernels
from rebar.fourbit.architecture import BLOCK, NESTED_BLOCK
from rebar.fourbit.kernels import Option, column_tile, nf4_table, pair_table, tuned

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
    from rebar.fourbit.kernels import _levels

    @triton.jit
    def nf4_dot(
        x,
        norm,
        packed,
        absmax8,
        code,
        second,
        offset,
        table,
        pairs,
        rows,
        K: tl.constexpr,
        BN: tl.constexpr,
        BK: tl.constexpr,
        NORM: tl.constexpr,
        LOOKUP: tl.constexpr,
    ):
        """Rows of an NF4 matrix times x, or times (1 + norm) * x; and the sum of x^2.

        `second` and `offset` hold the second-level scale and the offset of each row.
        """
        inner = tl.arange(0, 32)
        total = tl.zeros((BN,), dtype=tl.float32)
        square = 0.0
        for k0 in tl.static_range(0, K, BK):
            blocks = k0 // 64 + tl.arange(0, BK // 64)
            bytes_ = blocks[:, None] * 32 + inner[None, :]
            tile = tl.load(packed + rows[:, None, None] * (K // 2) + bytes_[None, :, :])
            quantised = tl.load(absmax8 + rows[:, None] * (K // 64) + blocks[None, :])
            even = tl.load(x + 2 * bytes_).to(tl.float32)
            odd = tl.load(x + 2 * bytes_ + 1).to(tl.float32)
            if NORM:
                square += tl.sum(tl.sum(even * even + odd * odd, axis=1), axis=0)
                even *= 1.0 + tl.load(norm + 2 * bytes_).to(tl.float32)
                odd *= 1.0 + tl.load(norm + 2 * bytes_ + 1).to(tl.float32)
            wide = tile.to(tl.int32)
            if LOOKUP == "pair":
                both = tl.load(pairs + wide)
                products = both.to(tl.int32).to(tl.float32, bitcast=True) * even[None, :, :]
                products += (both >> 32).to(tl.int32).to(tl.float32, bitcast=True) * odd[None, :, :]
            else:
                products = _levels(wide >> 4, table, LOOKUP) * even[None, :, :]
                products += _levels(wide & 15, table, LOOKUP) * odd[None, :, :]
            scale = tl.load(code + quantised.to(tl.int32)) * second[:, None] + offset[:, None]
            total += tl.sum(tl.sum(products, axis=2) * scale, axis=1)
        return total, square

    @triton.jit
    def _nf4_kernel(
        x,
        norm,
        packed,
        absmax8,
        absmax2,
        offset,
        code,
        table,
        pairs,
        out,
        eps,
        N: tl.constexpr,
        K: tl.constexpr,
        GROUP: tl.constexpr,
        NORM: tl.constexpr,
        ADD: tl.constexpr,
        BN: tl.constexpr,
        BK: tl.constexpr,
        LOOKUP: tl.constexpr,
    ):
        """BN rows of a merged matrix a program; ADD sums with what `out` holds."""
        rows = tl.program_id(0) * BN + tl.arange(0, BN)
        inside = rows < N
        rows = tl.where(inside, rows, 0)
        total, square = nf4_dot(
            x, norm, packed, absmax8, code, tl.load(absmax2 + rows // GROUP),
            tl.load(offset + rows // GROUP), table, pairs, rows, K, BN, BK, NORM, LOOKUP,
        )  # fmt: skip
        if NORM:
            total *= tl.rsqrt(square / K + eps)
        if ADD:
            total += tl.load(out + rows).to(tl.float32)
        tl.store(out + rows, total.to(out.dtype.element_ty), mask=inside)

    @triton.jit
    def dense_dot(
        x,
        norm,
        weight,
        rows,
        K: tl.constexpr,
        BN: tl.constexpr,
        BK: tl.constexpr,
    ):
        """Rows of a plain matrix times (1 + norm) * x, and the sum of x^2."""
        total = tl.zeros((BN,), dtype=tl.float32)
        square = 0.0
        for k0 in tl.static_range(0, K, BK):
            columns = k0 + tl.arange(0, BK)
            tile = tl.load(weight + rows[:, None] * K + columns[None, :]).to(tl.float32)
            value = tl.load(x + columns).to(tl.float32)
            square += tl.sum(value * value, axis=0)
            value *= 1.0 + tl.load(norm + columns).to(tl.float32)
            total += tl.sum(tile * value[None, :], axis=1)
        return total, square

    @triton.jit
    def _dense_kernel(
        x,
        norm,
        weight,
        out,
        eps,
        N: tl.constexpr,
        K: tl.constexpr,
        BN: tl.constexpr,
        BK: tl.constexpr,
    ):
        """BN rows of a plain matrix times the RMSNorm of x."""
        rows = tl.program_id(0) * BN + tl.arange(0, BN)
        inside = rows < N
        rows = tl.where(inside, rows, 0)
        total, square = dense_dot(x, norm, weight, rows, K, BN, BK)
        total *= tl.rsqrt(square / K + eps)
        tl.store(out + rows, total.to(out.dtype.element_ty), mask=inside)


NF4_OPTIONS: list[Option] = [(8, 4, "table"), (16, 8, "table"), (8, 4, "pair")]
DENSE_OPTIONS: list[Option] = [(8, 4, ""), (16, 8, ""), (4, 4, "")]


def _launch_nf4(
    x: torch.Tensor, norm: torch.Tensor | None, merged: Merged, out: torch.Tensor, eps: float,
    add: bool,
) -> None:  # fmt: skip
    n, k = merged.rows, merged.columns
    table, pairs = nf4_table(x.device), pair_table(x.device)

    def run(target: torch.Tensor, option: Option) -> None:
        bn, warps, lookup = option
        _nf4_kernel[(triton.cdiv(n, bn),)](
            x, x if norm is None else norm, *merged.parts, table, pairs, target, eps,
            n, k, n // merged.absmax2.numel(), norm is not None, add, bn, column_tile(k), lookup,
            num_warps=warps,
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
    x: torch.Tensor, norm: torch.Tensor, weight: torch.Tensor, out: torch.Tensor, eps: float
) -> None:
    """out (N,) = W RMSNorm(x), for a W (N, K) that is not quantised, in one launch."""
    if not kernels.available(x.device):
        out.copy_(weight.float() @ rms_norm(x, norm, eps))
        return
    n, k = weight.shape

    def run(target: torch.Tensor, option: Option) -> None:
        bn, warps, _ = option
        _dense_kernel[(triton.cdiv(n, bn),)](
            x, norm, weight, target, eps, n, k, bn, column_tile(k, 512), num_warps=warps
        )

    tuned(("dense", x.device.index, n, k), DENSE_OPTIONS, out, run)


@dense_product.register_fake
def _(x, norm, weight, out, eps):
    return None
