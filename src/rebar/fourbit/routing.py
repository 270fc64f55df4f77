# mypy: disable-error-code="no-untyped-def, untyped-decorator"
"""A mixture of experts for one token in three launches (Triton, CUDA).

1. `route`: RMSNorm, the router's logits, softmax, the best k renormalised, and the sigmoid gate of
   the shared expert, which becomes slot k + 1. The program that finishes last chooses: it is told
   by a counter that every program raises after its logits are written.
2. `slots_up`: silu(gate) * up of the routed experts and of the shared one.
3. `slots_down`: their second products, weighted, summed and added to the residual.

Routed experts are read in place from their stack, the shared one from a `products.Merged`. Off
CUDA the operators run their definitions in plain torch, in fp32.
"""

from __future__ import annotations

import torch

from rebar.fourbit import kernels, products
from rebar.fourbit.kernels import EACH, Option, column_tile, launched, nf4_table, tuned
from rebar.fourbit.products import GROUP, Merged, rms_norm

try:
    import triton
    import triton.language as tl
except ImportError:
    triton = None


if triton is not None:
    from rebar.fourbit.kernels import begun, nf4_dot, nf4_levels, nf4_scales, nf4_words
    from rebar.fourbit.products import dense_dot

    @triton.jit
    def _route_kernel(
        x, norm, weight, logits, counter, normed, index, weights, eps,
        E: tl.constexpr, EP: tl.constexpr, K: tl.constexpr, TOP: tl.constexpr,
        TP: tl.constexpr, BN: tl.constexpr, BK: tl.constexpr, EARLY: tl.constexpr,
    ):  # fmt: skip
        """BN logits a program; EP and TP are E and TOP + 1 rounded up to powers of two."""
        rows = tl.program_id(0) * BN + tl.arange(0, BN)
        inside = rows <= E
        rows = tl.where(inside, rows, 0)
        total, square = dense_dot(x, norm, weight, rows, K, BN, BK, False, EARLY)
        factor = tl.rsqrt(square / K + eps)
        tl.store(logits + rows, total * factor, mask=inside)
        if tl.program_id(0) == 0:
            for k0 in tl.static_range(0, K, BK):
                at = k0 + tl.arange(0, BK)
                value = tl.load(x + at).to(tl.float32) * factor
                value *= 1.0 + tl.load(norm + at).to(tl.float32)
                tl.store(normed + at, value.to(normed.dtype.element_ty))
        # All threads of the program must have written before one of them tells.
        tl.debug_barrier()
        before = tl.atomic_add(counter, 1, sem="acq_rel")
        if before == tl.num_programs(0) - 1:
            tl.debug_barrier()
            which = tl.arange(0, EP)
            score = tl.load(logits + which, mask=which < E, other=0.0, cache_modifier=".cg")
            shared = tl.load(logits + E, cache_modifier=".cg")
            # Whole numbers in the order of the scores, then of the experts from the last to the
            # first: one maximum finds both, and no number that is none leads outside.
            bits = score.to(tl.int32, bitcast=True)
            bits ^= (bits >> 31) & 0x7FFFFFFF
            key = (bits.to(tl.int64) << 32) | (EP - 1 - which)
            key = tl.where(which < E, key, -(2**63))
            slots = tl.arange(0, TP)
            found = tl.full((TP,), -(2**63), dtype=tl.int64)
            for slot in tl.static_range(0, TOP):
                best = tl.max(key, axis=0)
                found = tl.where(slots == slot, best, found)
                key = tl.where(key == best, -(2**63), key)
            bits = (found >> 32).to(tl.int32)
            bits ^= (bits >> 31) & 0x7FFFFFFF
            score = tl.where(slots < TOP, bits.to(tl.float32, bitcast=True), float("-inf"))
            score = tl.exp(score - tl.max(score, axis=0))
            share = score / tl.sum(score, axis=0)
            share = tl.where(slots == TOP, tl.sigmoid(shared), share)
            expert = tl.where(slots < TOP, EP - 1 - (found & (EP - 1)), 0)
            tl.store(index + slots, expert, mask=slots <= TOP)
            tl.store(weights + slots, share, mask=slots <= TOP)
            tl.store(counter, 0)

    @triton.jit
    def _slots_up_kernel(
        x, packed, absmax8, absmax2, offset, code, s_packed, s_absmax8, s_absmax2, s_offset, s_code,
        table, index, out,
        TOP: tl.constexpr, N: tl.constexpr, K: tl.constexpr,
        GROUP: tl.constexpr, S_GROUP: tl.constexpr,
        BN: tl.constexpr, BK: tl.constexpr, EACH: tl.constexpr, EARLY: tl.constexpr,
    ):  # fmt: skip
        """A few rows of one slot a program, of the gate and of up: silu(gate) * up."""
        slot = tl.program_id(0)
        rows = tl.program_id(1) * BN + tl.arange(0, BN)
        inside = rows < N // 2
        half = tl.arange(0, 2)
        both = tl.where(inside, rows, 0)[None, :] + half[:, None] * (N // 2)
        first = tl.zeros((1,), dtype=tl.int32)
        levels = nf4_levels(table)
        begun(EARLY)
        if slot < TOP:
            expert = tl.load(index + slot).to(tl.int64)
            words_of = packed + expert * (N * K // 8)
            scales_of = absmax8 + expert * (N * K // 64)
            codes = code
            second = tl.load(absmax2 + (expert * N + both) // GROUP)
            shift = tl.load(offset) + tl.zeros((2, BN), dtype=tl.float32)
        else:
            words_of = s_packed + tl.zeros((), dtype=tl.int64)
            scales_of = s_absmax8 + tl.zeros((), dtype=tl.int64)
            codes = s_code
            second = tl.load(s_absmax2 + both // S_GROUP)
            shift = tl.load(s_offset + both // S_GROUP)
        total = tl.zeros((2, BN), dtype=tl.float32)
        for k0 in tl.static_range(0, K, BK):
            words = nf4_words(words_of, both * (K // 8), k0, BK)
            quantised = nf4_scales(scales_of, both * (K // 64), k0, BK)
            total += nf4_dot(
                x, first, words, quantised, codes, second[:, :, None], shift[:, :, None], levels,
                k0, K, 2, BN, BK, EACH,
            )  # fmt: skip
        gate = tl.sum(tl.where(half[:, None] == 0, total, 0.0), axis=0)
        up = tl.sum(tl.where(half[:, None] == 0, 0.0, total), axis=0)
        result = gate * tl.sigmoid(gate) * up
        tl.store(out + slot * (N // 2) + rows, result.to(out.dtype.element_ty), mask=inside)

    @triton.jit
    def _slots_down_kernel(
        x, packed, absmax8, absmax2, offset, code, s_packed, s_absmax8, s_absmax2, s_offset, s_code,
        table, index, weights, out,
        TOP: tl.constexpr, N: tl.constexpr, K: tl.constexpr,
        GROUP: tl.constexpr, S_GROUP: tl.constexpr,
        BN: tl.constexpr, BK: tl.constexpr, EACH: tl.constexpr, EARLY: tl.constexpr,
    ):  # fmt: skip
        """A few rows a program: all slots' products, weighted, summed, added to `out`.

        As many routed experts at once as a power of two allows, since one after the other would
        wait for memory each time.
        """
        AT_ONCE: tl.constexpr = TOP & -TOP
        rows = tl.program_id(0) * BN + tl.arange(0, BN)
        inside = rows < N
        rows = tl.where(inside, rows, 0)[None, :]
        levels = nf4_levels(table)
        second = tl.load(s_absmax2 + rows // S_GROUP)[:, :, None]
        shift = tl.load(s_offset + rows // S_GROUP)[:, :, None]
        mine = tl.zeros((1, BN), dtype=tl.float32)
        last = TOP + tl.zeros((1,), dtype=tl.int32)
        for k0 in tl.static_range(0, K, BK):
            words = nf4_words(s_packed, rows * (K // 8), k0, BK)
            quantised = nf4_scales(s_absmax8, rows * (K // 64), k0, BK)
            if k0 == 0:
                begun(EARLY)
            mine += nf4_dot(
                x, last, words, quantised, s_code, second, shift, levels, k0, K, 1, BN, BK, EACH
            )
        total = tl.sum(mine, axis=0) * tl.load(weights + TOP)
        fixed = tl.load(offset)
        for slot in tl.static_range(0, TOP, AT_ONCE):
            slots = slot + tl.arange(0, AT_ONCE)
            starts = tl.load(index + slots).to(tl.int64)[:, None] * N + rows
            second = tl.load(absmax2 + starts // GROUP)[:, :, None]
            each = tl.zeros((AT_ONCE, BN), dtype=tl.float32)
            for k0 in tl.static_range(0, K, BK):
                words = nf4_words(packed, starts * (K // 8), k0, BK)
                quantised = nf4_scales(absmax8, starts * (K // 64), k0, BK)
                each += nf4_dot(
                    x, slots, words, quantised, code, second, fixed, levels,
                    k0, K, AT_ONCE, BN, BK, EACH,
                )  # fmt: skip
            total += tl.sum(each * tl.load(weights + slots)[:, None], axis=0)
        at = tl.program_id(0) * BN + tl.arange(0, BN)
        total += tl.load(out + at, mask=inside, other=0.0).to(tl.float32)
        tl.store(out + at, total.to(out.dtype.element_ty), mask=inside)


ROUTE_ROWS = 4
ROUTE_WARPS = 4
SLOTS_UP_OPTIONS: list[Option] = [(4, 8), (4, 4), (2, 4)]
SLOTS_DOWN_OPTIONS: list[Option] = [(8, 8), (8, 4), (4, 4)]


@torch.library.custom_op(
    "rebar::route", mutates_args=("logits", "counter", "normed", "index", "weights")
)
def route(
    x: torch.Tensor,
    norm: torch.Tensor,
    weight: torch.Tensor,
    logits: torch.Tensor,
    counter: torch.Tensor,
    normed: torch.Tensor,
    index: torch.Tensor,
    weights: torch.Tensor,
    eps: float,
) -> None:
    """Choose the experts of one token: x (H,) fp32 and `norm` (H,) as in `products`.

    `weight` (E + 1, H) holds the router's rows and, last, that of the shared expert's gate.
    Writes the normalised x to `normed` (H,), the k experts and a 0 to `index` (k + 1,) int64, their
    weights, which sum to one, and the shared expert's to `weights` (k + 1,) fp32. `logits` (E + 1,)
    fp32 is scratch; `counter` (1,) int32 is 0 before and after.
    """
    experts, top = weight.shape[0] - 1, index.numel() - 1
    if kernels.available(x.device):
        k = x.numel()
        _route_kernel[(triton.cdiv(experts + 1, ROUTE_ROWS),)](
            x, norm, weight, logits, counter, normed, index, weights, eps,
            experts, triton.next_power_of_2(experts), k, top, triton.next_power_of_2(top + 1),
            ROUTE_ROWS, column_tile(k),
            **launched(x.device, ROUTE_WARPS),
        )  # fmt: skip
        return
    value = rms_norm(x, norm, eps)
    scores = weight.float() @ value
    chosen = torch.topk(scores[:experts].softmax(0), top)
    normed.copy_(value)
    logits.copy_(scores)
    index.copy_(torch.nn.functional.pad(chosen.indices, (0, 1)))
    weights[:top] = chosen.values / chosen.values.sum()
    weights[top:] = torch.sigmoid(scores[experts:])


@route.register_fake
def _(x, norm, weight, logits, counter, normed, index, weights, eps):
    return None


def slot_weights(
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    offset: torch.Tensor,
    code: torch.Tensor,
    shared: list[torch.Tensor],
    index: torch.Tensor,
) -> torch.Tensor:
    """Definition: the matrices of all slots, (k + 1, N, K) fp32, the shared expert's last."""
    chosen = index[:-1]
    routed = kernels.dequantise_rows(
        packed[chosen], absmax8[chosen], absmax2[chosen], code, offset
    )  # fmt: skip
    return torch.cat((routed, products.dequantise(*shared)[None]))


def _shape(packed: torch.Tensor, shared: list[torch.Tensor]) -> tuple[int, int, int, int]:
    """Rows and columns of an expert; rows that share a second-level scale, routed and shared."""
    n, k = packed.shape[1], 2 * packed.shape[2]
    return n, k, max(1, GROUP // k), n // Merged(*shared).absmax2.numel()


@torch.library.custom_op("rebar::slots_up", mutates_args=("out",))
def slots_up(
    x: torch.Tensor,
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    offset: torch.Tensor,
    code: torch.Tensor,
    shared: list[torch.Tensor],
    index: torch.Tensor,
    out: torch.Tensor,
) -> None:
    """out (k + 1, N/2) = silu(gate) * up of x (H,) for the k experts of `index` and the shared one.

    The stack is that of `experts.Stack`, with rows [gate; up] an expert; `shared` are the parts of
    a `products.Merged` of the same shape. The last entry of `index` is not used.
    """
    if not kernels.available(x.device):
        both = slot_weights(packed, absmax8, absmax2, offset, code, shared, index) @ x.float()
        gate, up = both.chunk(2, dim=-1)
        out.copy_(torch.nn.functional.silu(gate) * up)
        return
    n, k, group, shared_group = _shape(packed, shared)
    words, table = packed.view(torch.int32), nf4_table(x.device)
    shared = [shared[0].view(torch.int32), *shared[1:]]

    def run(target: torch.Tensor, option: Option) -> None:
        bn, warps = option
        _slots_up_kernel[(index.numel(), triton.cdiv(n // 2, bn))](
            x, words, absmax8, absmax2, offset, code, *shared, table, index, target,
            index.numel() - 1, n, k, group, shared_group, bn, column_tile(k), EACH,
            **launched(x.device, warps),
        )  # fmt: skip

    tuned(("slots up", x.device.index, index.numel(), n, k), SLOTS_UP_OPTIONS, out, run)


@slots_up.register_fake
def _(x, packed, absmax8, absmax2, offset, code, shared, index, out):
    return None


@torch.library.custom_op("rebar::slots_down", mutates_args=("out",))
def slots_down(
    x: torch.Tensor,
    packed: torch.Tensor,
    absmax8: torch.Tensor,
    absmax2: torch.Tensor,
    offset: torch.Tensor,
    code: torch.Tensor,
    shared: list[torch.Tensor],
    index: torch.Tensor,
    weights: torch.Tensor,
    out: torch.Tensor,
) -> None:
    """out (H,) += the weighted sum of the slots' second products of x (k + 1, K)."""
    if not kernels.available(x.device):
        matrices = slot_weights(packed, absmax8, absmax2, offset, code, shared, index)
        each = torch.einsum("snk,sk->sn", matrices, x.float())
        out.add_((weights[:, None] * each).sum(0))
        return
    n, k, group, shared_group = _shape(packed, shared)
    words, table = packed.view(torch.int32), nf4_table(x.device)
    shared = [shared[0].view(torch.int32), *shared[1:]]

    def run(target: torch.Tensor, option: Option) -> None:
        bn, warps = option
        _slots_down_kernel[(triton.cdiv(n, bn),)](
            x, words, absmax8, absmax2, offset, code, *shared, table, index, weights, target,
            index.numel() - 1, n, k, group, shared_group, bn, column_tile(k), EACH,
            **launched(x.device, warps),
        )  # fmt: skip

    tuned(("slots down", x.device.index, index.numel(), n, k), SLOTS_DOWN_OPTIONS, out, run)


@slots_down.register_fake
def _(x, packed, absmax8, absmax2, offset, code, shared, index, weights, out):
    return None
