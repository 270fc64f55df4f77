"""Sizes of a decoder from its configuration alone: parameters, bytes, bytes a token, memory.

Nothing here imports torch. The formulas follow the module definitions of transformers
(`models/qwen3_5_moe`, `models/qwen3_moe`, `models/llama`); the tests hold them against layers that
are really built.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from rebar.fourbit.errors import BrokenCheckpoint, UnknownModelType

GIB = 2**30
CARD_24GB_BYTES = 24 * GIB
"""Capacity of a "24 GB" card: the RTX 3090 and 4090 carry 24 GiB of memory."""

BLOCK = 64
"""Weights that share one scale in NF4 as bitsandbytes lays it out."""
NESTED_BLOCK = 256
"""Scales that share one second-level scale under double quantisation."""


@dataclass(frozen=True)
class Architecture:
    """Dimensions of a decoder-only language model. The defaults are Qwen3.5-35B-A3B's text model.

    `layer_types` holds one of "linear_attention" (gated delta net) and "full_attention" a layer.
    `num_experts` 0 means a dense feed-forward of `intermediate_size`.
    """

    model_type: str = "qwen3_5_moe_text"
    vocab_size: int = 248320
    hidden_size: int = 2048
    layer_types: tuple[str, ...] = field(
        default=tuple(
            "full_attention" if (i + 1) % 4 == 0 else "linear_attention" for i in range(40)
        )
    )
    num_attention_heads: int = 16
    num_key_value_heads: int = 2
    head_dim: int = 256
    attention_gate: bool = True
    qk_norm: bool = True
    linear_conv_kernel_dim: int = 4
    linear_num_key_heads: int = 16
    linear_num_value_heads: int = 32
    linear_key_head_dim: int = 128
    linear_value_head_dim: int = 128
    num_experts: int = 256
    num_experts_per_tok: int = 8
    moe_intermediate_size: int = 512
    shared_expert_intermediate_size: int = 512
    intermediate_size: int = 0
    tie_word_embeddings: bool = False

    @property
    def num_hidden_layers(self) -> int:
        """Number of decoder layers."""
        return len(self.layer_types)

    def with_layers(self, number: int) -> Architecture:
        """The same architecture cut to its first `number` layers."""
        return replace(self, layer_types=self.layer_types[:number])

    def sha256(self) -> str:
        """SHA-256 over the canonical JSON of all dimensions; names the architecture in records."""
        text = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


QWEN35_35B_A3B = Architecture()
"""Qwen3.5-35B-A3B (text), as transformers' `Qwen3_5MoeTextConfig` has it by default."""

_KNOWN = ("qwen3_5_moe", "qwen3_5_moe_text", "qwen3_moe", "llama")


def from_config(config: Mapping[str, Any] | Any) -> Architecture:
    """Read an `Architecture` from a `config.json` mapping or a transformers configuration.

    Raises `UnknownModelType` for a model type whose layers are not described here and
    `BrokenCheckpoint` for a configuration that lacks a dimension.
    """
    values: Mapping[str, Any] = config if isinstance(config, Mapping) else config.to_dict()
    model_type = str(values.get("model_type", ""))
    if model_type not in _KNOWN:
        raise UnknownModelType(
            f"The model type {model_type or '(none)'!r} is not described here.",
            f"use a checkpoint of one of: {', '.join(_KNOWN)}.",
        )
    if model_type == "qwen3_5_moe":
        return from_config(values["text_config"])
    try:
        layers = int(values["num_hidden_layers"])
        heads = int(values["num_attention_heads"])
        hidden = int(values["hidden_size"])
        common: dict[str, Any] = dict(
            model_type=model_type,
            vocab_size=int(values["vocab_size"]),
            hidden_size=hidden,
            num_attention_heads=heads,
            num_key_value_heads=int(values.get("num_key_value_heads") or heads),
            head_dim=int(values.get("head_dim") or hidden // heads),
            tie_word_embeddings=bool(values.get("tie_word_embeddings", False)),
        )
        if model_type == "qwen3_5_moe_text":
            every = int(values.get("full_attention_interval") or 4)
            types: Sequence[str] = values.get("layer_types") or [
                "full_attention" if (i + 1) % every == 0 else "linear_attention"
                for i in range(layers)
            ]
            names = [
                "linear_conv_kernel_dim",
                "linear_num_key_heads",
                "linear_num_value_heads",
                "linear_key_head_dim",
                "linear_value_head_dim",
                "num_experts",
                "num_experts_per_tok",
                "moe_intermediate_size",
                "shared_expert_intermediate_size",
            ]
            rest: dict[str, Any] = {name: int(values[name]) for name in names}
            return Architecture(**common, layer_types=tuple(types[:layers]), **rest)
        plain: dict[str, Any] = dict(
            layer_types=("full_attention",) * layers,
            attention_gate=False,
            linear_conv_kernel_dim=0,
            linear_num_key_heads=0,
            linear_num_value_heads=0,
            linear_key_head_dim=0,
            linear_value_head_dim=0,
            shared_expert_intermediate_size=0,
        )
        if model_type == "qwen3_moe":
            return Architecture(
                **common,
                **plain,
                qk_norm=True,
                num_experts=int(values.get("num_experts") or values["num_local_experts"]),
                num_experts_per_tok=int(values["num_experts_per_tok"]),
                moe_intermediate_size=int(values["moe_intermediate_size"]),
            )
        return Architecture(
            **common,
            **plain,
            qk_norm=False,
            num_experts=0,
            num_experts_per_tok=0,
            moe_intermediate_size=0,
            intermediate_size=int(values["intermediate_size"]),
        )
    except KeyError as missing:
        raise BrokenCheckpoint(
            f"The configuration of model type {model_type!r} lacks {missing.args[0]!r}.",
            "fetch config.json again from the model's page.",
        ) from None


def from_folder(folder: Path) -> Architecture:
    """Read an `Architecture` from a checkpoint folder's `config.json` (faults as `from_config`)."""
    path = folder / "config.json"
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BrokenCheckpoint(
            f"The checkpoint folder {folder.name!r} has no config.json.",
            "finish the download, or point --model at the folder that holds config.json.",
        ) from None
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise BrokenCheckpoint(
            f"config.json in {folder.name!r} is not valid JSON.", "download the checkpoint again."
        ) from None
    return from_config(values)


@dataclass(frozen=True)
class Matrix:
    """A weight tensor: its group, element count, whether NF4 may hold it, how often it occurs.

    `rows` is told of a head alone, which int8 may hold too.
    """

    group: str
    elements: int
    quantisable: bool = False
    copies: int = 1
    rows: int = 0


def _head(arch: Architecture) -> Matrix:
    return Matrix("head", arch.vocab_size * arch.hidden_size, rows=arch.vocab_size)


def tensors(arch: Architecture) -> list[Matrix]:
    """Every weight tensor of `arch` with its group; equal tensors of equal layers are counted.

    Groups: `embedding`, `head`, `routed_experts`, `linears` (all other matrices that NF4 covers)
    and `small` (router, gates, convolutions, norms: kept in bf16).
    """
    h = arch.hidden_size
    out = [Matrix("embedding", arch.vocab_size * h), Matrix("small", h)]
    if not arch.tie_word_embeddings:
        out.append(_head(arch))
    full = arch.layer_types.count("full_attention")
    linear = arch.layer_types.count("linear_attention")
    layers = arch.num_hidden_layers
    if full:
        q = arch.num_attention_heads * arch.head_dim
        kv = arch.num_key_value_heads * arch.head_dim
        for elements in (h * q * (2 if arch.attention_gate else 1), h * kv, h * kv, q * h):
            out.append(Matrix("linears", elements, True, full))
        if arch.qk_norm:
            out.append(Matrix("small", 2 * arch.head_dim, copies=full))
    if linear:
        key = arch.linear_num_key_heads * arch.linear_key_head_dim
        value = arch.linear_num_value_heads * arch.linear_value_head_dim
        v_heads = arch.linear_num_value_heads
        for elements in (h * (2 * key + value), h * value, h * v_heads, h * v_heads, value * h):
            out.append(Matrix("linears", elements, True, linear))
        conv = (2 * key + value) * arch.linear_conv_kernel_dim
        out.append(Matrix("small", conv + 2 * v_heads + arch.linear_value_head_dim, copies=linear))
    out.append(Matrix("small", 2 * h, copies=layers))
    if arch.num_experts:
        inner = arch.moe_intermediate_size
        out.append(Matrix("routed_experts", arch.num_experts * 2 * inner * h, True, layers))
        out.append(Matrix("routed_experts", arch.num_experts * inner * h, True, layers))
        out.append(Matrix("small", arch.num_experts * h, copies=layers))
        if arch.shared_expert_intermediate_size:
            shared = arch.shared_expert_intermediate_size * h
            out.append(Matrix("linears", shared, True, 3 * layers))
            out.append(Matrix("small", h, copies=layers))
    else:
        out.append(Matrix("linears", arch.intermediate_size * h, True, 3 * layers))
    return out


def parameter_counts(arch: Architecture) -> dict[str, int]:
    """Parameters by group, with `total` and `active` (those that one token's pass may use).

    `active` counts the routed experts at `num_experts_per_tok` of `num_experts` and everything
    else in full, the embedding table included.
    """
    counts: dict[str, int] = {}
    for tensor in tensors(arch):
        counts[tensor.group] = counts.get(tensor.group, 0) + tensor.elements * tensor.copies
    total = sum(counts.values())
    idle = 0
    if arch.num_experts:
        routed = counts["routed_experts"]
        idle = routed - routed * arch.num_experts_per_tok // arch.num_experts
    return {**counts, "total": total, "active": total - idle}


def nf4_bytes(elements: int) -> int:
    """Bytes of one tensor in NF4 with double quantisation, as bitsandbytes stores it.

    Half a byte a weight, one 8-bit scale for 64 weights, one fp32 second-level scale for 256
    scales, and the two code tables and the offset (16 + 256 + 1 fp32) once a tensor. Source:
    Dettmers et al. 2023, "QLoRA", section 3; `bitsandbytes.functional.quantize_4bit`.
    """
    blocks = math.ceil(elements / BLOCK)
    return math.ceil(elements / 2) + blocks + 4 * math.ceil(blocks / NESTED_BLOCK) + 4 * 273


def int8_bytes(elements: int, rows: int) -> int:
    """Bytes of one tensor in int8 with an fp32 scale a row (see `rebar.fourbit.heads`)."""
    return elements + 4 * rows


INT4_GROUP = 32
"""Weights of a row that share a step and a middle in 4-bit whole numbers."""


def int4_bytes(elements: int) -> int:
    """Bytes of one tensor in whole numbers of 4 bits, with two bf16 numbers a group of 32."""
    return elements // 2 + 4 * (elements // INT4_GROUP)


@dataclass(frozen=True)
class Scheme:
    """Which weight groups NF4 covers, which whole numbers of 4 bits, and whether the head is int8.

    Everything else is bf16.
    """

    name: str
    nf4: frozenset[str]
    int8_head: bool = False
    int4: frozenset[str] = frozenset()

    def covers(self, group: str) -> bool:
        """Whether this scheme stores the quantisable tensors of `group` in NF4."""
        return group in self.nf4

    @property
    def own_head(self) -> bool:
        """Whether the head is stored otherwise than the embedding, also where they are tied."""
        return self.int8_head or self.covers("head")

    def bytes_of(self, tensor: Matrix) -> int:
        """Bytes of one copy of `tensor`."""
        if self.int8_head and tensor.group == "head":
            return int8_bytes(tensor.elements, tensor.rows)
        if tensor.group in self.int4 and tensor.quantisable:
            return int4_bytes(tensor.elements)
        if self.covers(tensor.group) and (tensor.quantisable or tensor.group == "head"):
            return nf4_bytes(tensor.elements)
        return 2 * tensor.elements


BF16 = Scheme("bf16", frozenset())
STOCK = Scheme("stock load_in_4bit", frozenset({"linears"}))
NF4_EXPERTS = Scheme("nf4 experts", frozenset({"linears", "routed_experts"}))
NF4_HEAD = Scheme("nf4 experts and head", frozenset({"linears", "routed_experts", "head"}))
SCHEMES = (BF16, STOCK, NF4_EXPERTS, NF4_HEAD)
"""What the memory of the large model is compared in."""
INT8_HEAD = Scheme("nf4 experts, int8 head", NF4_EXPERTS.nf4, int8_head=True)
INT4 = Scheme("int4 groups, int8 head", frozenset(), True, frozenset({"linears"}))
"""The formats of llama.cpp's files in Q4_1, for a CPU (see `rebar.fourbit.groups`)."""
EVERY_SCHEME = (*SCHEMES, INT8_HEAD, INT4)
"""All that a record may name."""


def weight_bytes(arch: Architecture, scheme: Scheme = NF4_EXPERTS) -> dict[str, int]:
    """Bytes of the weights on the device by group under `scheme`, with their `total`.

    A head tied to the embedding is no tensor of its own, unless `scheme` stores it otherwise.
    """
    out: dict[str, int] = {}
    parted = [_head(arch)] if arch.tie_word_embeddings and scheme.own_head else []
    for tensor in [*tensors(arch), *parted]:
        size = scheme.bytes_of(tensor) * tensor.copies
        out[tensor.group] = out.get(tensor.group, 0) + size
    return {**out, "total": sum(out.values())}


def kv_bytes_per_position(arch: Architecture, element_bytes: int = 2) -> int:
    """Bytes of keys and values that one position adds, over all full-attention layers."""
    full = arch.layer_types.count("full_attention")
    return 2 * full * arch.num_key_value_heads * arch.head_dim * element_bytes


def kv_cache_bytes(arch: Architecture, context: int, element_bytes: int = 2) -> int:
    """Bytes of the key-value cache at `context` positions, batch 1."""
    return context * kv_bytes_per_position(arch, element_bytes)


def state_bytes(arch: Architecture) -> int:
    """Bytes of the gated-delta-net states (fp32) and convolution states (bf16), batch 1.

    They do not grow with the context.
    """
    linear = arch.layer_types.count("linear_attention")
    recurrent = arch.linear_num_value_heads * arch.linear_key_head_dim * arch.linear_value_head_dim
    channels = 2 * arch.linear_num_key_heads * arch.linear_key_head_dim
    channels += arch.linear_num_value_heads * arch.linear_value_head_dim
    return linear * (4 * recurrent + 2 * channels * arch.linear_conv_kernel_dim)


def working_bytes(arch: Architecture, prompt: int = 512, scheme: Scheme = NF4_EXPERTS) -> int:
    """Bytes of the largest temporaries of a prompt of `prompt` tokens, an upper estimate.

    During prompt processing one layer's larger expert stack is dequantised to bf16 as a whole, if
    `scheme` keeps experts in NF4; the routed activations (prompt x experts a token, up to four bf16
    copies of hidden size) come on top. Decoding one token needs none of this.
    """
    dequantised = 0
    if scheme.covers("routed_experts"):
        dequantised = 2 * arch.num_experts * 2 * arch.moe_intermediate_size * arch.hidden_size
    routed = 4 * 2 * prompt * max(1, arch.num_experts_per_tok) * arch.hidden_size
    return dequantised + routed


@dataclass(frozen=True)
class Part:
    """One part of a memory budget: `kind` is "computed" or "assumed"."""

    part: str
    bytes: int
    kind: str = "computed"

    @property
    def gib(self) -> float:
        """The part in GiB."""
        return self.bytes / GIB


RUNTIME_BYTES = GIB // 2
"""Assumed share of the CUDA context and library workspaces (0.5 GiB); not computed."""


def memory_budget(
    arch: Architecture = QWEN35_35B_A3B,
    context: int = 4096,
    scheme: Scheme = NF4_EXPERTS,
    prompt: int = 512,
    runtime: int = RUNTIME_BYTES,
) -> list[Part]:
    """What must be in device memory at once for `context` positions, batch 1, part by part."""
    weights = weight_bytes(arch, scheme)
    other = weights.get("linears", 0) + weights.get("small", 0)
    parts = [
        Part("routed experts", weights.get("routed_experts", 0)),
        Part("other layer weights", other),
        Part("embedding and head", weights["embedding"] + weights.get("head", 0)),
        Part("key-value cache", kv_cache_bytes(arch, context)),
        Part("delta-net states", state_bytes(arch)),
        Part("working memory of the prompt", working_bytes(arch, prompt, scheme)),
        Part("CUDA context", runtime, "assumed"),
    ]
    return [part for part in parts if part.bytes]


def needed_bytes(
    arch: Architecture = QWEN35_35B_A3B,
    context: int = 4096,
    scheme: Scheme = NF4_EXPERTS,
    prompt: int = 512,
    runtime: int = RUNTIME_BYTES,
) -> int:
    """Sum of `memory_budget`, in bytes: the number that is checked before loading."""
    return sum(part.bytes for part in memory_budget(arch, context, scheme, prompt, runtime))


def longest_context(
    arch: Architecture = QWEN35_35B_A3B,
    capacity: int = CARD_24GB_BYTES,
    scheme: Scheme = NF4_EXPERTS,
    prompt: int = 512,
    runtime: int = RUNTIME_BYTES,
) -> int:
    """Largest context (positions, batch 1) that fits `capacity` bytes; 0 if nothing does."""
    left = capacity - needed_bytes(arch, 0, scheme, prompt, runtime)
    each = kv_bytes_per_position(arch)
    return max(0, left // each) if each else 0


def bytes_per_token(
    arch: Architecture = QWEN35_35B_A3B, context: int = 0, scheme: Scheme = NF4_EXPERTS
) -> dict[str, int]:
    """Fewest bytes that decoding one token must move through device memory, by part and `total`.

    Each weight that takes part is read once (the routed experts at their share, one row of the
    embedding), the cache of `context` positions is read once, the recurrent states are read and
    written once. A lower bound: activations are left out.
    """
    weights = weight_bytes(arch, scheme)
    share = arch.num_experts_per_tok / arch.num_experts if arch.num_experts else 0.0
    head = weights.get("head", weights["embedding"] if arch.tie_word_embeddings else 0)
    out = {
        "routed experts": round(weights.get("routed_experts", 0) * share),
        "other layer weights": weights.get("linears", 0) + weights.get("small", 0),
        "head": head,
        "embedding row": 2 * arch.hidden_size,
        "key-value cache": kv_cache_bytes(arch, context),
        "delta-net states": 2 * state_bytes(arch),
    }
    return {**out, "total": sum(out.values())}
