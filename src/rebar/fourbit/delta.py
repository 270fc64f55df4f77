# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator"
"""One step of a gated delta net in one launch (Triton, CUDA).

For each value head, from the projections of one token: the causal convolution's update and silu,
the norms of query and key, the two gates, the recurrence

    S <- exp(g) S;  S <- S + k (beta (v - k^T S))^T;  o = q^T S

with g = -exp(A) softplus(a + dt), beta = sigmoid(b) (Yang et al. 2024, "Gated Delta Networks",
equation 10), and the gated RMSNorm of o. State and convolution are updated in place, so that the
state is read once and written once.

The last inputs of the convolution stand in a ring: that of position t in column t mod width. The
column that a step writes held the one input that the step does not read, so heads that share a
query and key head can all write it, in any order.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from rebar.fourbit import kernels

try:
    import triton
    import triton.language as tl
except ImportError:
    triton = None

TINY = 1e-6
"""What transformers adds to the squared norm of query and key."""


@dataclass(frozen=True)
class Heads:
    """Key heads, value heads and their sizes; the vector of one token is [q k v z b a]."""

    keys: int
    values: int
    key_dim: int
    value_dim: int

    @property
    def channels(self) -> int:
        """Channels of the convolution: all of q, k and v."""
        return 2 * self.keys * self.key_dim + self.values * self.value_dim

    @property
    def width(self) -> int:
        """Length of the vector [q k v z b a]."""
        return self.channels + self.values * self.value_dim + 2 * self.values


if triton is not None:
    from rebar.fourbit.kernels import begun

    @triton.jit
    def _past(ring, weight, at, now, WIDTH: tl.constexpr):
        """What the convolution at the channels `at` has of the inputs before this one."""
        total = at * 0.0
        for column in tl.static_range(0, WIDTH):
            tap = WIDTH - 1 - (now + WIDTH - column) % WIDTH
            held = tl.load(ring + at * WIDTH + column, cache_modifier=".cg").to(tl.float32)
            held *= tl.load(weight + at * WIDTH + tap).to(tl.float32)
            total += tl.where(now == column, 0.0, held)
        return total

    @triton.jit
    def _convolved(x, ring, past, last, at, now, WIDTH: tl.constexpr):
        """silu of the whole convolution; its new inputs go into the ring."""
        new = tl.load(x + at).to(ring.dtype.element_ty)
        tl.store(ring + at * WIDTH + now, new)
        total = past + last * new.to(tl.float32)
        return total * tl.sigmoid(total)

    @triton.jit
    def _delta_kernel(
        x, ring, state, position, weight, a_log, dt_bias, norm, out, eps,
        HK: tl.constexpr, HV: tl.constexpr, DK: tl.constexpr, DV: tl.constexpr,
        WIDTH: tl.constexpr, EARLY: tl.constexpr,
    ):  # fmt: skip
        """One value head a program. Only x is of the kernel before; the rest is fetched first."""
        head = tl.program_id(0)
        key_head = head // (HV // HK)
        now = (tl.load(position, cache_modifier=".cg") % WIDTH).to(tl.int32)
        dk = tl.arange(0, DK)
        dv = tl.arange(0, DV)
        q_at = key_head * DK + dk
        k_at = HK * DK + q_at
        v_at = 2 * HK * DK + head * DV + dv
        places = state + head * (DK * DV) + dk[:, None] * DV + dv[None, :]
        held = tl.load(places, cache_modifier=".cg")
        q_past = _past(ring, weight, q_at, now, WIDTH)
        k_past = _past(ring, weight, k_at, now, WIDTH)
        v_past = _past(ring, weight, v_at, now, WIDTH)
        q_last = tl.load(weight + q_at * WIDTH + WIDTH - 1).to(tl.float32)
        k_last = tl.load(weight + k_at * WIDTH + WIDTH - 1).to(tl.float32)
        v_last = tl.load(weight + v_at * WIDTH + WIDTH - 1).to(tl.float32)
        bias = tl.load(dt_bias + head).to(tl.float32)
        decay = tl.exp(tl.load(a_log + head).to(tl.float32))
        scale = tl.load(norm + dv).to(tl.float32)
        begun(EARLY)
        gates = x + 2 * HK * DK + 2 * HV * DV
        beta = tl.sigmoid(tl.load(gates + head).to(tl.float32))
        step = tl.load(gates + HV + head).to(tl.float32) + bias
        z = tl.load(x + 2 * HK * DK + HV * DV + head * DV + dv).to(tl.float32)
        q = _convolved(x, ring, q_past, q_last, q_at, now, WIDTH)
        k = _convolved(x, ring, k_past, k_last, k_at, now, WIDTH)
        v = _convolved(x, ring, v_past, v_last, v_at, now, WIDTH)
        q = q * tl.rsqrt(tl.sum(q * q, axis=0) + 1e-6) * (1.0 / tl.sqrt(DK * 1.0))
        k = k * tl.rsqrt(tl.sum(k * k, axis=0) + 1e-6)
        # softplus as max(s, 0) + log(1 + e^-|s|), the logarithm exact where e^-|s| is small
        small = tl.exp(-tl.abs(step))
        one = 1.0 + small
        log = tl.where(
            one == 1.0, small, tl.log(one) * small / tl.where(one == 1.0, 1.0, one - 1.0)
        )
        soft = tl.maximum(step, 0.0) + log
        held *= tl.exp(-decay * soft)
        change = (v - tl.sum(held * k[:, None], axis=0)) * beta
        held += k[:, None] * change[None, :]
        tl.store(places, held)
        o = tl.sum(held * q[:, None], axis=0)
        o *= tl.rsqrt(tl.sum(o * o, axis=0) / DV + eps) * scale
        tl.store(out + head * DV + dv, (o * z * tl.sigmoid(z)).to(out.dtype.element_ty))


def definition(
    x: torch.Tensor,
    ring: torch.Tensor,
    state: torch.Tensor,
    position: torch.Tensor,
    weight: torch.Tensor,
    a_log: torch.Tensor,
    dt_bias: torch.Tensor,
    norm: torch.Tensor,
    eps: float,
    heads: Heads,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The step in plain torch: output (H_v * D_v,), new ring and new state, all fp32 but the ring.

    `x` is [q k v z b a] of one token, `ring` (channels, width), `state` (H_v, D_k, D_v),
    `position` the token's, `weight` (channels, width), `a_log` and `dt_bias` (H_v,), `norm` (D_v,).
    """
    qkv, z, b, a = x.split(
        [heads.channels, heads.values * heads.value_dim, heads.values, heads.values]
    )
    width = weight.shape[1]
    columns = (position.reshape(1) + torch.arange(1, width + 1, device=x.device)) % width
    new = ring.index_copy(1, columns[-1:], qkv.to(ring.dtype)[:, None])
    mixed = (new[:, columns].float() * weight.float()).sum(1)
    mixed = torch.nn.functional.silu(mixed)
    size = heads.keys * heads.key_dim
    q, k, v = mixed.split([size, size, heads.values * heads.value_dim])
    groups = heads.values // heads.keys
    q, k = (
        (t * torch.rsqrt(t.pow(2).sum(-1, keepdim=True) + TINY)).repeat_interleave(groups, 0)
        for t in (q.view(heads.keys, -1), k.view(heads.keys, -1))
    )
    q = q * heads.key_dim**-0.5
    soft = torch.nn.functional.softplus(a.float() + dt_bias.float())
    held = state * torch.exp(-torch.exp(a_log.float()) * soft)[:, None, None]
    change = v.view(heads.values, -1) - torch.einsum("hkv,hk->hv", held, k)
    change = change * torch.sigmoid(b.float())[:, None]
    held = held + k[:, :, None] * change[:, None, :]
    o = torch.einsum("hkv,hk->hv", held, q)
    o = o * torch.rsqrt(o.pow(2).mean(-1, keepdim=True) + eps) * norm.float()
    gate = torch.nn.functional.silu(z.float()).view(heads.values, -1)
    return (o * gate).reshape(-1), new, held


@torch.library.custom_op("rebar::delta_step", mutates_args=("ring", "state", "out"))
def delta_step(
    x: torch.Tensor,
    ring: torch.Tensor,
    state: torch.Tensor,
    position: torch.Tensor,
    weight: torch.Tensor,
    a_log: torch.Tensor,
    dt_bias: torch.Tensor,
    norm: torch.Tensor,
    out: torch.Tensor,
    eps: float,
    heads: list[int],
) -> None:
    """One step of all heads in place: see `definition`; `heads` are the fields of `Heads`."""
    dims = Heads(*heads)
    if not kernels.available(x.device):
        result = definition(
            x, ring, state, position, weight, a_log, dt_bias, norm, eps, dims
        )  # fmt: skip
        for place, value in zip((out, ring, state), result):
            place.copy_(value)
        return
    _delta_kernel[(dims.values,)](
        x, ring, state, position, weight, a_log, dt_bias, norm, out, eps,
        dims.keys, dims.values, dims.key_dim, dims.value_dim, weight.shape[1],
        **kernels.launched(x.device, WARPS),
    )  # fmt: skip


WARPS = 4
"""A state of 128 x 128 is then 128 registers a thread, and no column of it is shared by two."""


@delta_step.register_fake
def _(x, ring, state, position, weight, a_log, dt_bias, norm, out, eps, heads):
    return None
