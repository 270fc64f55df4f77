# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator"
"""Attention of one token over a static cache in three launches, and the ends of a step (Triton).

1. `rotate`: norms of query and key, rotary embedding, key and value into the cache.
2. `attend`: each program takes one key-value head, with all its query heads, over one piece of the
   keys that the cache holds; it leaves a maximum, a sum and an output that are not normalised.
3. `combine`: the pieces summed by their maxima, times the sigmoid of the gate.

The pieces follow the position, which lives on the device: a graph of the step stays valid, and no
key beyond the position is read. `begin` fetches the embedding and the rotation of the position;
`choose` takes the largest logit, writes the token out and moves the position on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from rebar.fourbit import kernels
from rebar.fourbit.products import rms_norm

try:
    import triton
    import triton.language as tl
except ImportError:
    triton = None

SPLITS = 64
"""Pieces of the keys; with two key-value heads 128 programs, about one a multiprocessor."""
KEYS = 32
"""Keys that a program holds at once."""
CHOOSERS = 64
"""Programs that look for the largest logit."""


@dataclass(frozen=True)
class Shape:
    """Query heads, key-value heads and their size; the vector of a token is [q gate ... k v]."""

    queries: int
    pairs: int
    dim: int

    @property
    def width(self) -> int:
        """Length of the vector: query and gate stand side by side in each query head."""
        return 2 * (self.queries + self.pairs) * self.dim


if triton is not None:
    from rebar.fourbit.kernels import begun

    @triton.jit
    def _begin_kernel(
        token, position, table, frequencies, hidden, rotation, factor,
        H: tl.constexpr, R: tl.constexpr, BH: tl.constexpr, EARLY: tl.constexpr,
    ):  # fmt: skip
        """The first program also writes cosines and sines, (2, R)."""
        begun(EARLY)
        at = tl.program_id(0) * BH + tl.arange(0, BH)
        row = tl.load(token).to(tl.int64)
        tl.store(hidden + at, tl.load(table + row * H + at).to(hidden.dtype.element_ty))
        if tl.program_id(0) == 0:
            turn = tl.arange(0, R)
            angle = tl.load(position).to(tl.float32) * tl.load(frequencies + turn)
            kind = rotation.dtype.element_ty
            tl.store(rotation + turn, (tl.cos(angle) * factor).to(kind))
            tl.store(rotation + R + turn, (tl.sin(angle) * factor).to(kind))

    @triton.jit
    def _rotate_kernel(
        x, q_norm, k_norm, rotation, position, query, keys, values, eps, capacity,
        HQ: tl.constexpr, HK: tl.constexpr, D: tl.constexpr, R: tl.constexpr, EARLY: tl.constexpr,
    ):  # fmt: skip
        """One head a program: queries, then keys, then values. R is half of what is rotated."""
        begun(EARLY)
        head = tl.program_id(0)
        at = tl.arange(0, D)
        place = tl.load(position)
        if head >= HQ + HK:
            kv = head - HQ - HK
            value = tl.load(x + (2 * HQ + HK + kv) * D + at)
            target = values + (kv * capacity + place) * D
            tl.store(target + at, value.to(values.dtype.element_ty))
        else:
            is_query = head < HQ
            source = x + tl.where(is_query, 2 * head * D, (HQ + head) * D)
            partner = tl.where(at < R, at + R, tl.where(at < 2 * R, at - R, at))
            value = tl.load(source + at).to(tl.float32)
            other = tl.load(source + partner).to(tl.float32)
            factor = tl.rsqrt(tl.sum(value * value, axis=0) / D + eps)
            if is_query:
                value *= factor * (1.0 + tl.load(q_norm + at).to(tl.float32))
                other *= factor * (1.0 + tl.load(q_norm + partner).to(tl.float32))
            else:
                value *= factor * (1.0 + tl.load(k_norm + at).to(tl.float32))
                other *= factor * (1.0 + tl.load(k_norm + partner).to(tl.float32))
            turned = at < 2 * R
            cos = tl.load(rotation + at % R, mask=turned, other=1.0).to(tl.float32)
            sin = tl.load(rotation + R + at % R, mask=turned, other=0.0).to(tl.float32)
            result = value * cos + tl.where(at < R, -other, other) * sin
            if is_query:
                tl.store(query + head * D + at, result.to(query.dtype.element_ty))
            else:
                target = keys + ((head - HQ) * capacity + place) * D
                tl.store(target + at, result.to(keys.dtype.element_ty))

    @triton.jit
    def _attend_kernel(
        query, keys, values, position, maxima, sums, pieces, scale, capacity,
        G: tl.constexpr, GP: tl.constexpr, D: tl.constexpr,
        SPLITS: tl.constexpr, KEYS: tl.constexpr, WIDE: tl.constexpr, EARLY: tl.constexpr,
    ):  # fmt: skip
        """One piece of one key-value head; GP is G rounded up to what a matrix product takes.

        WIDE multiplies in fp32, since Triton's interpreter takes bf16 for integers in a product.
        """
        begun(EARLY)
        kv = tl.program_id(0)
        split = tl.program_id(1)
        length = tl.load(position) + 1
        share = tl.cdiv(tl.cdiv(length, SPLITS), KEYS) * KEYS
        first = split * share
        last = tl.minimum(first + share, length)
        group = tl.arange(0, GP)
        at = tl.arange(0, D)
        mine = group < G
        q = tl.load(
            query + (kv * G + group[:, None]) * D + at[None, :], mask=mine[:, None], other=0
        )
        if WIDE:
            q = q.to(tl.float32)
        top = tl.full((GP,), float("-inf"), dtype=tl.float32)
        total = tl.zeros((GP,), dtype=tl.float32)
        piece = tl.zeros((GP, D), dtype=tl.float32)
        base = kv.to(tl.int64) * capacity * D
        start = first
        while start < last:
            row = start + tl.arange(0, KEYS)
            held = row < last
            places = row[:, None] * D + at[None, :]
            key = tl.load(keys + base + places, mask=held[:, None], other=0)
            if WIDE:
                key = key.to(tl.float32)
            score = tl.dot(q, tl.trans(key), input_precision="ieee") * scale
            score = tl.where(held[None, :], score, float("-inf"))
            higher = tl.maximum(top, tl.max(score, axis=1))
            share_of = tl.exp(score - higher[:, None])
            decay = tl.exp(top - higher)
            total = total * decay + tl.sum(share_of, axis=1)
            value = tl.load(values + base + places, mask=held[:, None], other=0)
            if WIDE:
                value = value.to(tl.float32)
            piece *= decay[:, None]
            piece += tl.dot(share_of.to(value.dtype), value, input_precision="ieee")
            top = higher
            start += KEYS
        head = kv * G + group
        tl.store(maxima + head * SPLITS + split, top, mask=mine)
        tl.store(sums + head * SPLITS + split, total, mask=mine)
        if first < length:
            target = pieces + (head[:, None] * SPLITS + split) * D + at[None, :]
            tl.store(target, piece, mask=mine[:, None])

    @triton.jit
    def _combine_kernel(
        x, maxima, sums, pieces, out,
        D: tl.constexpr, SPLITS: tl.constexpr, EARLY: tl.constexpr,
    ):  # fmt: skip
        """One query head a program."""
        begun(EARLY)
        head = tl.program_id(0)
        split = tl.arange(0, SPLITS)
        at = tl.arange(0, D)
        top = tl.load(maxima + head * SPLITS + split)
        there = top > float("-inf")
        weight = tl.exp(top - tl.max(top, axis=0))
        total = tl.sum(weight * tl.load(sums + head * SPLITS + split), axis=0)
        places = pieces + (head * SPLITS + split[:, None]) * D + at[None, :]
        piece = tl.load(places, mask=there[:, None], other=0.0)
        result = tl.sum(piece * weight[:, None], axis=0) / total
        gate = tl.load(x + (2 * head + 1) * D + at).to(tl.float32)
        tl.store(out + head * D + at, (result * tl.sigmoid(gate)).to(out.dtype.element_ty))

    @triton.jit
    def _choose_kernel(
        logits, best, place, counter, token, output, count, position,
        V: tl.constexpr, EACH: tl.constexpr, BV: tl.constexpr, PROGRAMS: tl.constexpr,
        EARLY: tl.constexpr,
    ):  # fmt: skip
        """The largest of EACH logits a program; the last one to finish takes the largest of all."""
        begun(EARLY)
        me = tl.program_id(0)
        top = tl.full((BV,), float("-inf"), dtype=tl.float32)
        where = tl.zeros((BV,), dtype=tl.int32)
        for start in range(0, EACH, BV):
            at = me * EACH + start + tl.arange(0, BV)
            inside = (start + tl.arange(0, BV) < EACH) & (at < V)
            value = tl.load(logits + at, mask=inside, other=float("-inf")).to(tl.float32)
            where = tl.where(value > top, at, where)
            top = tl.maximum(top, value)
        highest = tl.max(top, axis=0)
        tl.store(best + me, highest)
        tl.store(place + me, tl.min(tl.where(top == highest, where, V), axis=0))
        tl.debug_barrier()
        before = tl.atomic_add(counter, 1, sem="acq_rel")
        if before == PROGRAMS - 1:
            tl.debug_barrier()
            every = tl.arange(0, PROGRAMS)
            tops = tl.load(best + every, cache_modifier=".cg")
            wheres = tl.load(place + every, cache_modifier=".cg")
            chosen = tl.min(tl.where(tops == tl.max(tops, axis=0), wheres, V), axis=0).to(tl.int64)
            chosen = tl.minimum(chosen, V - 1)  # no logit at all was a number
            tl.store(token, chosen)
            now = tl.load(count)
            tl.store(output + now, chosen)
            tl.store(count, now + 1)
            tl.store(position, tl.load(position) + 1)
            tl.store(counter, 0)


@torch.library.custom_op("rebar::begin", mutates_args=("hidden", "rotation"))
def begin(
    token: torch.Tensor,
    position: torch.Tensor,
    table: torch.Tensor,
    frequencies: torch.Tensor,
    hidden: torch.Tensor,
    rotation: torch.Tensor,
    factor: float,
) -> None:
    """hidden (H,) = the row of `token` in `table` (V, H); rotation (2, R) = cos and sin.

    `token` and `position` hold one int64; `frequencies` (R,) fp32 are those of the rotary
    embedding, `factor` its scale. The cosines are rounded to the type of `rotation`.
    """
    if kernels.available(hidden.device):
        size = hidden.numel()
        block = kernels.column_tile(size)
        _begin_kernel[(size // block,)](
            token, position, table, frequencies, hidden, rotation, factor,
            size, frequencies.numel(), block, **kernels.launched(hidden.device, 4),
        )  # fmt: skip
        return
    hidden.copy_(table[token.reshape(-1)][0])
    angle = position.reshape(-1).float() * frequencies
    rotation.copy_(torch.stack((angle.cos(), angle.sin())) * factor)


@begin.register_fake
def _(token, position, table, frequencies, hidden, rotation, factor):
    return None


def rotated(x: torch.Tensor, rotation: torch.Tensor) -> torch.Tensor:
    """Definition of the rotary embedding of x (heads, D) over its first 2 R dimensions, fp32."""
    half = rotation.shape[1]
    cos, sin = (part.float().repeat(2) for part in rotation)
    turned, rest = x[:, : 2 * half], x[:, 2 * half :]
    swapped = torch.cat((-turned[:, half:], turned[:, :half]), dim=1)
    return torch.cat((turned * cos + swapped * sin, rest), dim=1)


@torch.library.custom_op("rebar::rotate", mutates_args=("query", "keys", "values"))
def rotate(
    x: torch.Tensor,
    q_norm: torch.Tensor,
    k_norm: torch.Tensor,
    rotation: torch.Tensor,
    position: torch.Tensor,
    query: torch.Tensor,
    keys: torch.Tensor,
    values: torch.Tensor,
    eps: float,
) -> None:
    """From x, [q gate ... k v] of one token: `query` (H_q, D), and one row of the cache.

    `keys` and `values` are (H_kv, capacity, D); the row is that of `position`.
    """
    heads, dim = query.shape
    pairs, capacity = keys.shape[:2]
    if kernels.available(x.device):
        _rotate_kernel[(heads + 2 * pairs,)](
            x, q_norm, k_norm, rotation, position, query, keys, values, eps, capacity,
            heads, pairs, dim, rotation.shape[1], **kernels.launched(x.device, 2),
        )  # fmt: skip
        return
    both, key, value = x.split([2 * heads * dim, pairs * dim, pairs * dim])
    q = rms_norm(both.view(heads, 2, dim)[:, 0], q_norm, eps)
    query.copy_(rotated(q, rotation))
    key = rotated(rms_norm(key.view(pairs, dim), k_norm, eps), rotation)
    at = position.reshape(1)
    keys.index_copy_(1, at, key[:, None].to(keys.dtype))
    values.index_copy_(1, at, value.view(pairs, 1, dim).to(values.dtype))


@rotate.register_fake
def _(x, q_norm, k_norm, rotation, position, query, keys, values, eps):
    return None


@torch.library.custom_op("rebar::attend", mutates_args=("maxima", "sums", "pieces"))
def attend(
    query: torch.Tensor,
    keys: torch.Tensor,
    values: torch.Tensor,
    position: torch.Tensor,
    maxima: torch.Tensor,
    sums: torch.Tensor,
    pieces: torch.Tensor,
) -> None:
    """Attention of `query` (H_q, D) over the keys up to `position`, in pieces.

    `maxima` and `sums` (H_q, SPLITS) and `pieces` (H_q, SPLITS, D) are fp32. The definition leaves
    everything in the first piece.
    """
    heads, dim = query.shape
    pairs, capacity = keys.shape[:2]
    group = heads // pairs
    if kernels.available(query.device):
        _attend_kernel[(pairs, SPLITS)](
            query, keys, values, position, maxima, sums, pieces, dim**-0.5, capacity,
            group, max(16, triton.next_power_of_2(group)), dim, SPLITS, KEYS, kernels.INTERPRETED,
            **kernels.launched(query.device, 4),
        )  # fmt: skip
        return
    q = query.view(pairs, group, dim).float()
    scores = torch.einsum("pgd,pcd->pgc", q, keys.float()) / math.sqrt(dim)
    beyond = torch.arange(capacity, device=query.device) > position.reshape(-1)
    scores = scores.masked_fill(beyond, float("-inf")).view(heads, capacity)
    top = scores.amax(-1, keepdim=True)
    share = torch.exp(scores - top)
    maxima.fill_(float("-inf"))
    sums.zero_()
    maxima[:, :1] = top
    sums[:, 0] = share.sum(-1)
    out = torch.einsum("pgc,pcd->pgd", share.view(pairs, group, capacity), values.float())
    pieces[:, 0] = out.reshape(heads, dim)


@attend.register_fake
def _(query, keys, values, position, maxima, sums, pieces):
    return None


@torch.library.custom_op("rebar::combine", mutates_args=("out",))
def combine(
    x: torch.Tensor,
    maxima: torch.Tensor,
    sums: torch.Tensor,
    pieces: torch.Tensor,
    out: torch.Tensor,
) -> None:
    """out (H_q * D,) = the pieces of `attend` put together, times the sigmoid of the gate in x."""
    heads, _, dim = pieces.shape
    if kernels.available(x.device):
        _combine_kernel[(heads,)](
            x, maxima, sums, pieces, out, dim, SPLITS, **kernels.launched(x.device, 4)
        )
        return
    there = (maxima > float("-inf"))[:, :, None]
    weight = torch.exp(maxima - maxima.amax(-1, keepdim=True))[:, :, None]
    total = (weight[:, :, 0] * sums).sum(-1, keepdim=True)
    result = (weight * pieces.where(there, 0.0)).sum(1) / total
    gate = x[: 2 * heads * dim].view(heads, 2, dim)[:, 1].float()
    out.copy_((result * torch.sigmoid(gate)).reshape(-1))


@combine.register_fake
def _(x, maxima, sums, pieces, out):
    return None


@torch.library.custom_op(
    "rebar::choose",
    mutates_args=("best", "place", "counter", "token", "output", "count", "position"),
)
def choose(
    logits: torch.Tensor,
    best: torch.Tensor,
    place: torch.Tensor,
    counter: torch.Tensor,
    token: torch.Tensor,
    output: torch.Tensor,
    count: torch.Tensor,
    position: torch.Tensor,
) -> None:
    """Append the token of the largest of `logits` (V,), the first of equals, to `output`.

    Then one more in `count` and in `position`. `best` fp32 and `place` int32 (CHOOSERS,) are
    scratch; `counter` (1,) int32 is 0 before and after.
    """
    if kernels.available(logits.device):
        size = logits.numel()
        each = triton.cdiv(size, CHOOSERS)
        _choose_kernel[(CHOOSERS,)](
            logits, best, place, counter, token, output, count, position,
            size, each, 1024, CHOOSERS, **kernels.launched(logits.device, 4),
        )  # fmt: skip
        return
    token.copy_(logits.argmax().view_as(token))
    output.view(-1).index_copy_(0, count, token.view(-1))
    count.add_(1)
    position.add_(1)


@choose.register_fake
def _(logits, best, place, counter, token, output, count, position):
    return None
