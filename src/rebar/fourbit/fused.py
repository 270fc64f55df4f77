# mypy: disable-error-code="no-untyped-call"
"""A whole decode step of Qwen3.5-MoE in NF4 without transformers' modules: six launches a layer.

    delta net   [norm, qkv z b a] [delta step] [out, + residual] [route] [up] [down, + residual]
    attention   [norm, q gate k v] [rotate] [attend] [combine] [out, + residual] [route] [up] [down]

A bracket is one launch; eight for a layer of full attention. The kernels are those of `products`,
`delta`, `routing` and `attention`. Weights stay those of the loaded model: merged matrices become
the storage of the modules they come from, so that a prompt still goes through transformers and no
byte is held twice. Cache and states are those of its static cache, changed in place. Between
kernels a token's vectors are fp32, so that the step is nearer to exact arithmetic than the bf16
modules are. Off CUDA every operator runs its definition in plain torch.
"""

from __future__ import annotations

import math
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from rebar.fourbit import attention, delta, experts, products, routing
from rebar.fourbit.architecture import BLOCK, NESTED_BLOCK, Architecture, from_config
from rebar.fourbit.errors import UnknownModelType, UnsupportedExperts
from rebar.fourbit.experts import Stack
from rebar.fourbit.products import GROUP, Merged

OTHERWISE = "take another runner, such as graph or compiled."
MODEL = "qwen3_5_moe_text"


@dataclass(frozen=True)
class DeltaNet:
    """What a delta net has besides its matrices: convolution (channels, width), gates and norm."""

    convolution: torch.Tensor
    a_log: torch.Tensor
    dt_bias: torch.Tensor
    norm: torch.Tensor


@dataclass(frozen=True)
class Attention:
    """What an attention has besides its matrices: the norms of query and key, (D,) each."""

    q_norm: torch.Tensor
    k_norm: torch.Tensor


@dataclass(frozen=True)
class Layer:
    """One layer: its norms, its matrices merged by what reads them, and its experts.

    `project` holds qkv, z, b and a of a delta net or q with its gate, k and v of an attention;
    `router` (E + 1, H) ends with the row of the shared expert's gate.
    """

    norm: torch.Tensor
    project: Merged
    mixer: DeltaNet | Attention
    back: Merged
    post_norm: torch.Tensor
    router: torch.Tensor
    up: Stack
    down: Stack
    shared_up: Merged
    shared_down: Merged


@dataclass(frozen=True)
class Weights:
    """All that a step reads; `head` (V, H) is merged NF4 or plain, `frequencies` the rotary's."""

    arch: Architecture
    layers: tuple[Layer, ...]
    embedding: torch.Tensor
    norm: torch.Tensor
    head: Merged | torch.Tensor
    frequencies: torch.Tensor
    factor: float
    eps: float


@dataclass(frozen=True)
class State:
    """What a layer keeps between steps: (ring, delta-net state) or (keys, values)."""

    first: torch.Tensor
    second: torch.Tensor


def merge(linears: Sequence[Any], where: str = "the layer") -> Merged:
    """Stack the rows of bitsandbytes' `Linear4bit` layers; they keep their bytes as views of it.

    Raises `UnsupportedExperts` for layers that are not NF4 with double quantisation, or as wide as
    no second-level scale is for whole rows. On CPUs with AVX512-BF16 the first product rounds a
    layer's scales to bf16 and drops the nested ones: then the merged matrix has those.
    """
    for linear in linears:
        state = getattr(getattr(linear, "weight", None), "quant_state", None)
        known = state is not None and state.quant_type == "nf4" and state.blocksize == BLOCK
        if not known or linear.bias is not None:
            raise UnsupportedExperts(
                f"{where} has a {type(linear).__name__} that is not NF4 without bias.", OTHERWISE
            )
        if GROUP % linear.in_features:
            raise UnsupportedExperts(
                f"{where} is {linear.in_features} wide, which does not divide {GROUP}.", OTHERWISE
            )
    columns = linears[0].in_features
    share = GROUP // columns
    group = math.gcd(share, *(linear.out_features for linear in linears))
    parts = [_part(linear, share, group, where) for linear in linears]
    if any(not torch.equal(part.code, parts[0].code) for part in parts):
        raise UnsupportedExperts(f"{where} has layers whose scales differ in code.", OTHERWISE)
    nested = all(part.absmax8.dtype == torch.uint8 for part in parts)
    merged = Merged(
        torch.cat([part.packed for part in parts]),
        torch.cat([part.absmax8 if nested else products.scales(*part.parts) for part in parts]),
        torch.cat([part.absmax2 for part in parts]),
        torch.cat([part.offset for part in parts]),
        parts[0].code,
    )
    if nested:
        _share(linears, merged)
    return merged


def _part(linear: Any, share: int, group: int, where: str) -> Merged:
    """One layer; its second-level scale, which `share` rows have, stands once for `group` rows."""
    data, state = linear.weight.data, linear.weight.quant_state
    rows, columns = linear.out_features, linear.in_features
    if getattr(state, "packing_format_for_cpu", False):
        import bitsandbytes.functional as bnb

        packed, scale = _unpacked(data, state)
        none = torch.zeros(rows // group)
        return Merged(packed, scale, none, none, bnb.create_dynamic_map().to(data.device))
    if not state.nested:
        raise UnsupportedExperts(f"{where} has scales of one level only.", OTHERWISE)
    return Merged(
        data.view(rows, columns // 2),
        state.absmax.view(rows, columns // BLOCK),
        state.state2.absmax.float().repeat_interleave(share // group)[: rows // group],
        state.offset.float().expand(rows // group),
        state.state2.code.float(),
    )


def _unpacked(data: torch.Tensor, state: Any) -> tuple[torch.Tensor, torch.Tensor]:
    """Bytes in bitsandbytes' usual order and scales (N, K/64) in fp32, of a layer for AVX512-BF16.

    Undoes `_convert_weight_packed_for_cpu` of bitsandbytes 0.50.2, which keeps, for 32 rows at a
    time, the codes of each column with 32 in the low halves of 32 bytes and 32 in the high ones.
    """
    rows, half = data.shape
    pairs = data.reshape(-1, 32)
    codes = torch.cat((pairs & 15, pairs >> 4), dim=1).view(rows // 32, half, 32, 2)
    codes = codes.transpose(1, 2).reshape(rows, half, 2)
    return codes[..., 0] << 4 | codes[..., 1], state.absmax.t().float().contiguous()


def _share(linears: Sequence[Any], merged: Merged) -> None:
    """Let each layer's bytes and scales be views of the merged ones, so that they exist once."""
    first = 0
    for linear in linears:
        last = first + linear.out_features
        weight = linear.weight
        weight.data = merged.packed[first:last].view(weight.data.shape)
        weight.quant_state.absmax = merged.absmax8[first:last].reshape(-1)
        first = last


def _router(mlp: Any) -> torch.Tensor:
    """Rows of the router, then that of the shared expert's gate; both become views of it."""
    rows = torch.cat((mlp.gate.weight.data, mlp.shared_expert_gate.weight.data))
    mlp.gate.weight.data, mlp.shared_expert_gate.weight.data = rows[:-1], rows[-1:]
    return rows


def _layer(layer: Any, where: str) -> Layer:
    mixer: DeltaNet | Attention
    if hasattr(layer, "linear_attn"):
        net = layer.linear_attn
        first = [net.in_proj_qkv, net.in_proj_z, net.in_proj_b, net.in_proj_a]
        back = net.out_proj
        taps = net.conv1d.weight.squeeze(1).contiguous()
        mixer = DeltaNet(taps, net.A_log, net.dt_bias, net.norm.weight)
    else:
        net = layer.self_attn
        first, back = [net.q_proj, net.k_proj, net.v_proj], net.o_proj
        mixer = Attention(net.q_norm.weight, net.k_norm.weight)
    mlp = layer.mlp
    up, down = experts._ready(mlp.experts)
    shared = mlp.shared_expert
    return Layer(
        layer.input_layernorm.weight,
        merge(first, where),
        mixer,
        merge([back], where),
        layer.post_attention_layernorm.weight,
        _router(mlp),
        up,
        down,
        merge([shared.gate_proj, shared.up_proj], where),
        merge([shared.down_proj], where),
    )


def check(config: Any) -> Architecture:
    """The architecture of a configuration whose step is written here.

    Raises `UnknownModelType` for another model, or a variant whose kernels do not exist:
    biases, an activation other than silu, a rotary embedding that changes with the length, sizes
    of heads that are no power of two, a shared expert of another width.
    """
    kind = getattr(config, "model_type", "")
    if kind != MODEL:
        raise UnknownModelType(f"The fused step knows {MODEL} only, not {kind}.", OTHERWISE)
    arch = from_config(config)
    sizes = (arch.head_dim, arch.linear_key_head_dim, arch.linear_value_head_dim)
    widths = {arch.moe_intermediate_size, arch.shared_expert_intermediate_size}
    faults = {
        "attention biases": getattr(config, "attention_bias", False),
        "an activation other than silu": config.hidden_act not in ("silu", "swish"),
        "a rotary embedding that follows the length": config.rope_parameters.get("rope_type")
        not in (None, "default", "linear", "yarn", "llama3"),
        "head sizes that are no powers of two": any(size & (size - 1) for size in sizes),
        "a shared expert of another width": len(widths) != 1,
        "a convolution whose width is no power of two": arch.linear_conv_kernel_dim
        & (arch.linear_conv_kernel_dim - 1),
    }
    for fault, found in faults.items():
        if found:
            raise UnknownModelType(f"The fused step has no kernel for {fault}.", OTHERWISE)
    return arch


_layers: weakref.WeakKeyDictionary[nn.Module, tuple[Layer, ...]] = weakref.WeakKeyDictionary()


def weights(model: Any) -> Weights:
    """The weights of a loaded model in the order of the step; matrices are merged once a model.

    Raises `UnknownModelType` as `check` does and `UnsupportedExperts` for what is not in NF4.
    """
    config = model.config.get_text_config()
    arch = check(config)
    inner = model.model
    if inner not in _layers:
        _layers[inner] = tuple(
            _layer(layer, f"layers.{number}") for number, layer in enumerate(inner.layers)
        )
    rotary = inner.rotary_emb
    head = model.lm_head
    plain = getattr(head.weight, "quant_state", None) is None
    return Weights(
        arch,
        _layers[inner],
        inner.embed_tokens.weight,
        inner.norm.weight,
        head.weight if plain else merge([head], "the head"),
        rotary.inv_freq.float(),
        float(rotary.attention_scaling),
        config.rms_norm_eps,
    )


def blank(arch: Architecture, device: torch.device, head: bool = False) -> Weights:
    """Weights of `arch` with nothing in them: for counting on the device "meta", and for timing.

    `head` puts the head in NF4.
    """
    h, inner = arch.hidden_size, arch.moe_intermediate_size
    kind: dict[str, Any] = dict(dtype=torch.bfloat16, device=device)
    heads = delta_heads(arch)
    shape = attention_shape(arch)

    def nf4(rows: int, columns: int) -> Merged:
        share = math.gcd(GROUP // columns, rows)
        scale = torch.zeros(rows // share, device=device)
        return Merged(
            torch.zeros(rows, columns // 2, dtype=torch.uint8, device=device),
            torch.zeros(rows, columns // BLOCK, dtype=torch.uint8, device=device),
            scale,
            scale.clone(),
            torch.zeros(NESTED_BLOCK, device=device),
        )

    def stack(rows: int, columns: int) -> Stack:
        one = nf4(arch.num_experts * rows, columns)
        return Stack(
            one.packed.view(arch.num_experts, rows, -1),
            one.absmax8.view(arch.num_experts, -1),
            torch.zeros(arch.num_experts, rows * columns // GROUP, device=device),
            one.code,
            torch.zeros((), device=device),
        )

    def vector(*size: int) -> torch.Tensor:
        return torch.zeros(*size, **kind)

    layers = []
    for one in arch.layer_types:
        mixer: DeltaNet | Attention
        if one == "linear_attention":
            mixer = DeltaNet(
                vector(heads.channels, arch.linear_conv_kernel_dim),
                vector(heads.values), vector(heads.values), vector(heads.value_dim),
            )  # fmt: skip
            first, back = nf4(heads.width, h), nf4(h, heads.values * heads.value_dim)
        else:
            mixer = Attention(vector(shape.dim), vector(shape.dim))
            first, back = nf4(shape.width, h), nf4(h, shape.queries * shape.dim)
        layers.append(
            Layer(
                vector(h),
                first,
                mixer,
                back,
                vector(h),
                vector(arch.num_experts + 1, h),
                stack(2 * inner, h),
                stack(h, inner),
                nf4(2 * inner, h),
                nf4(h, inner),
            )
        )
    last = nf4(arch.vocab_size, h) if head else vector(arch.vocab_size, h)
    frequencies = torch.zeros(arch.head_dim // 8, device=device)
    return Weights(
        arch, tuple(layers), vector(arch.vocab_size, h), vector(h), last, frequencies, 1.0, 1e-6
    )


def delta_heads(arch: Architecture) -> delta.Heads:
    """Heads of the delta nets."""
    return delta.Heads(
        arch.linear_num_key_heads,
        arch.linear_num_value_heads,
        arch.linear_key_head_dim,
        arch.linear_value_head_dim,
    )


def attention_shape(arch: Architecture) -> attention.Shape:
    """Heads of the attentions."""
    return attention.Shape(arch.num_attention_heads, arch.num_key_value_heads, arch.head_dim)


def blank_states(arch: Architecture, capacity: int, device: torch.device) -> list[State]:
    """Empty states of every layer, as those of a static cache of `capacity` positions."""
    heads, out = delta_heads(arch), []
    for kind in arch.layer_types:
        if kind == "linear_attention":
            ring = torch.zeros(
                heads.channels, arch.linear_conv_kernel_dim, dtype=torch.bfloat16, device=device
            )
            size = (heads.values, heads.key_dim, heads.value_dim)
            out.append(State(ring, torch.zeros(size, device=device)))
        else:
            keys = torch.zeros(
                arch.num_key_value_heads, capacity, arch.head_dim, dtype=torch.bfloat16,
                device=device,
            )  # fmt: skip
            out.append(State(keys, torch.zeros_like(keys)))
    return out


def states(cache: Any, arch: Architecture) -> list[State]:
    """The states that a static cache of transformers keeps, as the step takes them (batch 1).

    `turn_rings` must follow each prompt.
    """
    out = []
    for kind, layer in zip(arch.layer_types, cache.layers):
        if kind == "linear_attention":
            out.append(State(layer.conv_states[0][0], layer.recurrent_states[0][0]))
        else:
            out.append(State(layer.keys[0], layer.values[0]))
    return out


def turn_rings(held: Sequence[State], arch: Architecture, position: int) -> None:
    """After a prompt of `position` tokens: from the last inputs in their order to a ring."""
    for kind, state in zip(arch.layer_types, held):
        if kind == "linear_attention":
            state.first.copy_(state.first.roll(position % arch.linear_conv_kernel_dim, -1))


class Step:
    """One decode step over fixed addresses: call it and `token`, `output` and `position` move on.

    `token` and `position` (1, 1), `count` (1,) and `output` (1, capacity) are int64 on the
    device; `logits` (V,) of the step stay readable, in bf16 as the model gives them.
    """

    def __init__(
        self,
        weights: Weights,
        states: Sequence[State],
        token: torch.Tensor,
        position: torch.Tensor,
        count: torch.Tensor,
        output: torch.Tensor,
    ) -> None:
        arch, device = weights.arch, token.device
        self.weights, self.states = weights, states
        self.token, self.position, self.count, self.output = token, position, count, output
        self.heads, shape = delta_heads(arch), attention_shape(arch)
        self.fields = [
            self.heads.keys, self.heads.values, self.heads.key_dim, self.heads.value_dim
        ]  # fmt: skip

        def floats(*size: int) -> torch.Tensor:
            return torch.zeros(*size, device=device)

        def whole(kind: torch.dtype, *size: int) -> torch.Tensor:
            return torch.zeros(*size, dtype=kind, device=device)

        top, kind = arch.num_experts_per_tok, weights.embedding.dtype
        self.hidden, self.normed = floats(arch.hidden_size), floats(arch.hidden_size)
        self.delta_in, self.delta_out = (
            floats(self.heads.width),
            floats(self.fields[1] * self.fields[3]),
        )
        self.attention_in = floats(shape.width)
        self.attention_out = floats(shape.queries * shape.dim)
        self.query = whole(kind, shape.queries, shape.dim)
        self.rotation = whole(kind, 2, weights.frequencies.numel())
        self.maxima = floats(shape.queries, attention.SPLITS)
        self.sums = floats(shape.queries, attention.SPLITS)
        self.pieces = floats(shape.queries, attention.SPLITS, shape.dim)
        self.scores = floats(arch.num_experts + 1)
        self.counters = whole(torch.int32, 2)
        self.index, self.shares = whole(torch.int64, top + 1), floats(top + 1)
        self.slots = floats(top + 1, arch.moe_intermediate_size)
        self.logits = whole(kind, arch.vocab_size)
        self.best = floats(attention.CHOOSERS)
        self.place = whole(torch.int32, attention.CHOOSERS)

    def __call__(self) -> None:
        """Take `token` at `position` through the model and choose the next."""
        every = self.weights
        attention.begin(
            self.token, self.position, every.embedding, every.frequencies, self.hidden,
            self.rotation, every.factor,
        )  # fmt: skip
        for layer, state in zip(every.layers, self.states):
            if isinstance(layer.mixer, DeltaNet):
                self._delta_net(layer, layer.mixer, state)
            else:
                self._attention(layer, layer.mixer, state)
            self._experts(layer)
        if isinstance(every.head, Merged):
            products.nf4_product(
                self.hidden, every.norm, *every.head.parts, self.logits, every.eps, False
            )
        else:
            products.dense_product(self.hidden, every.norm, every.head, self.logits, every.eps)
        attention.choose(
            self.logits, self.best, self.place, self.counters[1:], self.token, self.output,
            self.count, self.position,
        )  # fmt: skip

    def _delta_net(self, layer: Layer, net: DeltaNet, state: State) -> None:
        eps = self.weights.eps
        products.nf4_product(
            self.hidden, layer.norm, *layer.project.parts, self.delta_in, eps, False
        )
        delta.delta_step(
            self.delta_in, state.first, state.second, self.position, net.convolution, net.a_log,
            net.dt_bias, net.norm, self.delta_out, eps, self.fields,
        )  # fmt: skip
        products.nf4_product(self.delta_out, None, *layer.back.parts, self.hidden, eps, True)

    def _attention(self, layer: Layer, net: Attention, state: State) -> None:
        eps = self.weights.eps
        products.nf4_product(
            self.hidden, layer.norm, *layer.project.parts, self.attention_in, eps, False
        )
        attention.rotate(
            self.attention_in, net.q_norm, net.k_norm, self.rotation, self.position, self.query,
            state.first, state.second, eps,
        )  # fmt: skip
        attention.attend(
            self.query, state.first, state.second, self.position, self.maxima, self.sums,
            self.pieces,
        )  # fmt: skip
        attention.combine(
            self.attention_in, self.maxima, self.sums, self.pieces, self.attention_out
        )
        products.nf4_product(self.attention_out, None, *layer.back.parts, self.hidden, eps, True)

    def _experts(self, layer: Layer) -> None:
        routing.route(
            self.hidden, layer.post_norm, layer.router, self.scores, self.counters[:1],
            self.normed, self.index, self.shares, self.weights.eps,
        )  # fmt: skip
        routing.slots_up(
            self.normed, *_parts(layer.up), list(layer.shared_up.parts), self.index, self.slots
        )
        routing.slots_down(
            self.slots, *_parts(layer.down), list(layer.shared_down.parts), self.index,
            self.shares, self.hidden,
        )  # fmt: skip


def _parts(stack: Stack) -> tuple[torch.Tensor, ...]:
    return stack.packed, stack.absmax8, stack.absmax2, stack.offset, stack.code
