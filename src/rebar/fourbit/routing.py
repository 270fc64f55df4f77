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
from rebar.fourbit.kernels import Option, column_tile, nf4_table, pair_table, tuned
from rebar.fourbit.products import GROUP, Merged, rms_norm

try:
    import triton
    import triton.language as tl
except ImportError:
    triton = None


if triton is not None:
    from rebar.fourbit.products import dense_dot, nf4_dot

    @triton.jit
    def _route_kernel(
        x,
        norm,
        weight,
        logits,
        counter,
        normed,
        index,
        weights,
        eps,
        E: tl.constexpr,
        EP: tl.constexpr,
        K: tl.constexpr,
        TOP: tl.constexpr,
        TP: tl.constexpr,
        BN: tl.constexpr,
        BK: tl.constexpr,
    ):
        """BN logits a program; EP and TP are E and TOP + 1 rounded up to powers of two."""
        rows = tl.program_id(0) * BN + tl.arange(0, BN)
        inside = rows <= E
        rows = tl.where(inside, rows, 0)
        total, square = dense_dot(x, norm, weight, rows, K, BN, BK)
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
            score = tl.load(
                logits + which, mask=which < E, other=float("-inf"), cache_modifier=".cg"
            )
            shared = tl.load(logits + E, cache_modifier=".cg")
            score = tl.exp(score - tl.max(score, axis=0))
            slots = tl.arange(0, TP)
            values = tl.zeros((TP,), dtype=tl.float32)
            experts = tl.zeros((TP,), dtype=tl.int32)
            for slot in tl.static_range(0, TOP):
                best = tl.minimum(tl.argmax(score, axis=0), E - 1)  # a NaN must not lead outside
                values = tl.where(slots == slot, tl.max(score, axis=0), values)
                experts = tl.where(slots == slot, best, experts)
                score = tl.where(which == best, -1.0, score)
            values /= tl.sum(values, axis=0)
            values = tl.where(slots == TOP, tl.sigmoid(shared), values)
            tl.store(index + slots, experts.to(tl.int64), mask=slots <= TOP)
            tl.store(weights + slots, values, mask=slots <= TOP)
            tl.store(counter, 0)

    @triton.jit
    def _slot_dot(
        x, packed, absmax8, absmax2, offset, code, s_packed, s_absmax8, s_absmax2, s_offset, s_code,
        table, pairs, expert, routed, rows,
        N: tl.constexpr, K: tl.constexpr, GROUP: tl.constexpr, S_GROUP: tl.constexpr,
        BN: tl.constexpr, BK: tl.constexpr, LOOKUP: tl.constexpr,
    ):  # fmt: skip
        """Rows of a routed expert, or else of the shared one, times x."""
        if routed:
            second = tl.load(absmax2 + (expert * N + rows) // GROUP)
            shift = tl.load(offset) + tl.zeros((BN,), dtype=tl.float32)
            total, _ = nf4_dot(
                x, x, packed + expert * (N * K // 2), absmax8 + expert * (N * K // 64), code,
                second, shift, table, pairs, rows, K, BN, BK, False, LOOKUP,
            )  # fmt: skip
        else:
            second = tl.load(s_absmax2 + rows // S_GROUP)
            shift = tl.load(s_offset + rows // S_GROUP)
            total, _ = nf4_dot(
                x, x, s_packed, s_absmax8, s_code,
                second, shift, table, pairs, rows, K, BN, BK, False, LOOKUP,
            )  # fmt: skip
        return total

    @triton.jit
    def _slots_up_kernel(
        x, packed, absmax8, absmax2, offset, code, s_packed, s_absmax8, s_absmax2, s_offset, s_code,
        table, pairs, index, out,
        TOP: tl.constexpr, N: tl.constexpr, K: tl.constexpr,
        GROUP: tl.constexpr, S_GROUP: tl.constexpr,
        BN: tl.constexpr, BK: tl.constexpr, LOOKUP: tl.constexpr,
    ):  # fmt: skip
        """A few rows of one slot a program: silu(gate) * up."""
        slot = tl.program_id(0)
        rows = tl.program_id(1) * BN + tl.arange(0, BN)
        inside = rows < N // 2
        rows = tl.where(inside, rows, 0)
        routed = slot < TOP
        expert = tl.load(index + slot).to(tl.int64)
        gate = _slot_dot(
            x, packed, absmax8, absmax2, offset, code,
            s_packed, s_absmax8, s_absmax2, s_offset, s_code,
            table, pairs, expert, routed, rows, N, K, GROUP, S_GROUP, BN, BK, LOOKUP,
        )  # fmt: skip
        up = _slot_dot(
            x, packed, absmax8, absmax2, offset, code,
            s_packed, s_absmax8, s_absmax2, s_offset, s_code,
            table, pairs, expert, routed, rows + N // 2, N, K, GROUP, S_GROUP, BN, BK, LOOKUP,
        )  # fmt: skip
        result = gate * tl.sigmoid(gate) * up
        tl.store(out + slot * (N // 2) + rows, result.to(out.dtype.element_ty), mask=inside)

    @triton.jit
    def _slots_down_kernel(
        x, packed, absmax8, absmax2, offset, code, s_packed, s_absmax8, s_absmax2, s_offset, s_code,
        table, pairs, index, weights, out,
        TOP: tl.constexpr, N: tl.constexpr, K: tl.constexpr,
        GROUP: tl.constexpr, S_GROUP: tl.constexpr,
        BN: tl.constexpr, BK: tl.constexpr, LOOKUP: tl.constexpr,
    ):  # fmt: skip
        """A few rows a program: all slots' products, weighted, summed, added to `out`."""
        rows = tl.program_id(0) * BN + tl.arange(0, BN)
        inside = rows < N
        rows = tl.where(inside, rows, 0)
        total = tl.load(out + rows).to(tl.float32)
        for slot in tl.static_range(0, TOP + 1):
            expert = tl.load(index + slot).to(tl.int64)
            mine = _slot_dot(
                x + slot * K, packed, absmax8, absmax2, offset, code,
                s_packed, s_absmax8, s_absmax2, s_offset, s_code,
                table, pairs, expert, slot < TOP, rows, N, K, GROUP, S_GROUP, BN, BK, LOOKUP,
            )  # fmt: skip
            total += tl.load(weights + slot) * mine
        tl.store(out + rows, total.to(out.dtype.element_ty), mask=inside)


ROUTE_ROWS = 4
SLOTS_UP_OPTIONS: list[Option] = [(8, 4, "table"), (16, 8, "table"), (8, 4, "pair")]
SLOTS_DOWN_OPTIONS: list[Option] = [(8, 4, "table"), (4, 4, "table"), (8, 4, "pair")]


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
            ROUTE_ROWS, column_tile(k), num_warps=4,
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
    table, pairs = nf4_table(x.device), pair_table(x.device)

    def run(target: torch.Tensor, option: Option) -> None:
        bn, warps, lookup = option
        _slots_up_kernel[(index.numel(), triton.cdiv(n // 2, bn))](
            x, packed, absmax8, absmax2, offset, code, *shared, table, pairs, index, target,
            index.numel() - 1, n, k, group, shared_group, bn, column_tile(k), lookup,
            num_warps=warps,
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
    table, pairs = nf4_table(x.device), pair_table(x.device)

    def run(target: torch.Tensor, option: Option) -> None:
        bn, warps, lookup = option
        _slots_down_kernel[(triton.cdiv(n, bn),)](
            x, packed, absmax8, absmax2, offset, code, *shared, table, pairs, index, weights,
            target, index.numel() - 1, n, k, group, shared_group, bn, column_tile(k), lookup,
            num_warps=warps,
        )  # fmt: skip

    tuned(("slots down", x.device.index, index.numel(), n, k), SLOTS_DOWN_OPTIONS, out, run)


@slots_down.register_fake
def _(x, packed, absmax8, absmax2, offset, code, shared, index, weights, out):
    return None
