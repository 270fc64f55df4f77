# mypy: disable-error-code="no-untyped-call, no-any-return, override, misc"
"""NF4 with double quantisation for fused mixture-of-experts weights in transformers.

transformers keeps the experts of a layer as 3-D parameters, which bitsandbytes' `load_in_4bit`
leaves in bf16. Here they are packed as bitsandbytes would pack the same tensor (identical bytes,
scales and offset), while the checkpoint streams in:

- storage: `gate_up_proj` (or `up_proj`) and `down_proj` become uint8 parameters of shape
  (experts, out, in/2), their statistics become buffers beside them;
- compute: functions registered in transformers' experts interface, `nf4_experts` (fused kernels
  for decoding) and `nf4_experts_gather` (bitsandbytes' own kernels over gathered experts);
- loading: a quantiser and a configuration of transformers under the name `nf4_experts`.

Every experts class that carries transformers' `use_experts_implementation` contract is covered:
gated or not, transposed or not, interleaved or not, with or without biases.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from rebar.fourbit import kernels
from rebar.fourbit.architecture import BLOCK, NESTED_BLOCK
from rebar.fourbit.errors import BrokenCheckpoint, NoBitsandbytes, NoTorch, UnsupportedExperts

try:
    import bitsandbytes.functional as bnb
    from bitsandbytes.nn.modules import Linear4bit
except ImportError as error:
    raise NoBitsandbytes(
        f"bitsandbytes cannot be imported ({error}).", "install the pinned requirements.txt."
    ) from None
try:
    from transformers import BitsAndBytesConfig
    from transformers.integrations.bitsandbytes import Bnb4bitQuantize
    from transformers.integrations.moe import ALL_EXPERTS_FUNCTIONS
    from transformers.quantizers.auto import (
        AUTO_QUANTIZER_MAPPING,
        register_quantization_config,
        register_quantizer,
    )
    from transformers.quantizers.quantizer_bnb_4bit import Bnb4BitHfQuantizer
    from transformers.quantizers.quantizers_utils import get_module_from_name
except ImportError as error:
    raise NoTorch(
        f"This transformers has no experts interface ({error}).", "install transformers >= 5.2."
    ) from None

NAME = "nf4_experts"
"""Name in transformers' experts interface and of the quantisation method."""
GATHER = "nf4_experts_gather"
"""The same weights through bitsandbytes' kernels on gathered copies of the routed experts."""
DECODE_TOKENS = 4
"""Up to this many tokens the decode kernels run; more go through whole dequantised experts."""
Experts = Any
"""A fused experts module; torch types every attribute of a module as tensor or module."""
STATS = ("absmax8", "absmax2", "code", "offset")


@dataclass(frozen=True)
class Stack:
    """Experts of one projection in NF4: `packed` (E, N, K/2) uint8 and bitsandbytes' statistics.

    `absmax8` (E, N*K/64) uint8, `absmax2` (E, N*K/16384) fp32, `code` (256,) fp32, `offset` ().
    """

    packed: torch.Tensor
    absmax8: torch.Tensor
    absmax2: torch.Tensor
    code: torch.Tensor
    offset: torch.Tensor

    def scales(self, first: int = 0, last: int | None = None) -> torch.Tensor:
        """First-level scales of experts first..last, fp32 and flat."""
        absmax8, absmax2 = self.absmax8[first:last], self.absmax2[first:last]
        first_level: torch.Tensor = bnb.dequantize_blockwise(
            absmax8.reshape(-1), absmax=absmax2.reshape(-1), code=self.code, blocksize=256
        )
        return first_level + self.offset

    def dequantise(
        self, dtype: torch.dtype, first: int = 0, last: int | None = None
    ) -> torch.Tensor:
        """Experts first..last as (E, N, K) in `dtype`, by bitsandbytes' own routine."""
        packed = self.packed[first:last]
        experts, n, half = packed.shape
        flat = torch.ops.bitsandbytes.dequantize_4bit(
            packed.reshape(-1, 1), self.scales(first, last), BLOCK, "nf4", [experts * n, 2 * half],
            dtype,
        )  # fmt: skip
        return flat.view(experts, n, 2 * half)


def check_shape(shape: tuple[int, ...], where: str) -> None:
    """Raise `UnsupportedExperts` unless blocks and groups of scales end with rows and experts."""
    if len(shape) != 3:
        raise UnsupportedExperts(
            f"{where} has {len(shape)} dimensions, not (experts, out, in).",
            "load this model without 4-bit experts.",
        )
    _, n, k = shape
    if k % BLOCK or (n * k) % (BLOCK * NESTED_BLOCK):
        raise UnsupportedExperts(
            f"{where} has experts of {n} x {k}: the inner size must be a multiple of {BLOCK} and "
            f"the product one of {BLOCK * NESTED_BLOCK}.",
            "load this model without 4-bit experts; padding would change the published weights.",
        )


@torch.no_grad()
def quantise_stack(weight: torch.Tensor, where: str = "the tensor", slab: int = 32) -> Stack:
    """Quantise (E, N, K) floats to NF4 with double quantisation.

    Bytes and statistics equal `bitsandbytes.functional.quantize_4bit(weight,
    compress_statistics=True, quant_type="nf4")`; `slab` experts at a time bound the temporary
    memory. Raises `UnsupportedExperts` for shapes whose blocks would straddle rows or experts.
    """
    check_shape(tuple(weight.shape), where)
    experts, n, k = weight.shape
    packed = torch.empty(experts, n, k // 2, dtype=torch.uint8, device=weight.device)
    maxima = []
    for first in range(0, experts, slab):
        piece, state = bnb.quantize_4bit(
            weight[first : first + slab].contiguous(), blocksize=BLOCK, quant_type="nf4"
        )
        packed[first : first + slab] = piece.view(-1, n, k // 2)
        maxima.append(state.absmax)
    absmax = torch.cat(maxima)
    offset = absmax.mean()
    absmax8, second = bnb.quantize_blockwise(absmax - offset, blocksize=NESTED_BLOCK)
    return Stack(
        packed,
        absmax8.view(experts, -1),
        second.absmax.view(experts, -1),
        second.code.float(),
        offset.float(),
    )


_faults: list[str] = []


@contextlib.contextmanager
def faults() -> Iterator[list[str]]:
    """Collects one line for each tensor that a load inside finds broken.

    transformers swallows what a conversion raises and names no tensor in what it raises itself.
    """
    _faults.clear()
    try:
        yield _faults
    finally:
        _faults.clear()


def refuse_broken(weight: torch.Tensor, shape: tuple[int, ...], name: str) -> None:
    """Raise `BrokenCheckpoint` unless `weight` is finite and of `shape`; see `faults`."""
    found = tuple(weight.shape)
    if found != shape:
        problem = f"{name} has the shape {_by(found)}, and its configuration wants {_by(shape)}."
    elif not finite(weight):
        problem = f"{name} holds NaN or infinity."
    else:
        return
    _faults.append(problem)
    raise BrokenCheckpoint(problem, AGAIN)


AGAIN = "download the checkpoint again; if it stays so, it is broken where it was published."
"""What to do about a broken tensor."""


def finite(weight: torch.Tensor) -> bool:
    """Whether a tensor holds neither NaN nor infinity; needs no memory of the tensor's size."""
    if not weight.numel() or not weight.is_floating_point():
        return True
    low, high = torch.aminmax(weight.detach())  # of these, NaN comes through
    return bool(torch.isfinite(low) & torch.isfinite(high))


def _by(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape))


def guard_input(linear: nn.Module) -> None:
    """Give a 4-bit layer contiguous inputs only.

    On CPUs with AVX512-BF16, bitsandbytes 0.50.2 reads an input whose last dimension has a stride
    other than one as if it had none: in evaluation the product is off by more than its own size
    (1.2 to 1.5 of it in the Frobenius norm, against 0.002), without a word. Its CUDA path makes the
    input contiguous itself.
    """
    linear.register_forward_pre_hook(_contiguous)


def _contiguous(_module: nn.Module, args: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(one.contiguous() if isinstance(one, torch.Tensor) else one for one in args)


def fits_nf4(linear: nn.Linear) -> bool:
    """Whether bitsandbytes' fused products take this layer on every device.

    Its AVX512-BF16 path asserts on widths that are no multiple of 32 and blocks must not straddle
    rows; such layers (a one-row gate, say) are tiny and stay in bf16.
    """
    return linear.out_features % 32 == 0 and linear.in_features % BLOCK == 0


def projections(module: Experts) -> tuple[str, str] | None:
    """Names of the two fused expert parameters of `module`, or None if it holds no experts.

    A module counts when it follows transformers' `use_experts_implementation` contract.
    """
    if not hasattr(module, "has_gate") or not hasattr(module, "is_transposed"):
        return None
    first = "gate_up_proj" if module.has_gate else "up_proj"
    if isinstance(getattr(module, first, None), torch.Tensor) and isinstance(
        getattr(module, "down_proj", None), torch.Tensor
    ):
        return first, "down_proj"
    return None


def expert_modules(model: Any) -> Iterator[tuple[str, nn.Module]]:
    """Every fused experts module of `model` by name.

    Raises `UnsupportedExperts` for a module outside the contract that holds 3-D weights with one
    slice an expert, or experts stacked by rows in a matrix (DBRX): it would silently stay in bf16.
    """
    config = getattr(model, "config", None)
    text = config.get_text_config() if config is not None else None
    counts = {
        getattr(text, key, None) for key in ("num_experts", "num_local_experts", "n_routed_experts")
    } - {None}
    for name, module in model.named_modules():
        if projections(module) is not None:
            yield name, module
            continue
        if type(module).__module__.startswith("torch.nn"):
            continue
        for key, value in module.named_parameters(recurse=False):
            by_slices = value.dim() == 3 and value.shape[0] in counts
            if by_slices or _stacked_by_rows(name, module, value, counts):
                raise UnsupportedExperts(
                    f"{name}.{key} of class {type(module).__name__} looks like fused experts but "
                    "does not follow transformers' experts interface.",
                    "use a model class decorated with use_experts_implementation.",
                )


def _stacked_by_rows(name: str, module: Any, value: torch.Tensor, counts: set[Any]) -> bool:
    """Whether a weight looks like the experts of a layer, one below the other in a matrix.

    A router has one row an expert; a layer of its own kind that extends torch's is quantised.
    """
    if value.dim() != 2 or isinstance(module, nn.Linear | nn.Embedding):
        return False
    named = "expert" in f"{name}.{type(module).__name__}".lower()
    return named and value.shape[0] not in counts and value.numel() >= BLOCK * NESTED_BLOCK


def attach(module: Experts, name: str, stack: Stack) -> nn.Parameter:
    """Put the statistics of `stack` beside the parameter `name`; return the packed parameter."""
    for key in STATS:
        value = getattr(stack, key)
        value._is_hf_initialized = True
        buffer = f"{name}_{key}"
        if buffer in module._buffers:
            module._buffers[buffer] = value
        else:
            module.register_buffer(buffer, value)
    packed = nn.Parameter(stack.packed, requires_grad=False)
    packed._is_hf_initialized = True  # type: ignore[attr-defined]
    return packed


def stack_of(module: Experts, name: str) -> Stack:
    """The quantised projection `name` of `module`."""
    return Stack(getattr(module, name), *(getattr(module, f"{name}_{key}") for key in STATS))


def is_quantised(module: Experts) -> bool:
    """Whether both projections of an experts module are in NF4."""
    names = projections(module)
    return names is not None and all(f"{name}_absmax8" in module._buffers for name in names)


def to_rows(module: Experts, weight: torch.Tensor) -> torch.Tensor:
    """`weight` as (experts, out, in), whatever order the module keeps it in."""
    return weight.transpose(1, 2) if module.is_transposed else weight


@torch.no_grad()
def quantise_module(module: Experts, where: str = "the experts") -> None:
    """Quantise the experts of `module` in place."""
    names = projections(module)
    if names is None:
        raise UnsupportedExperts(
            f"{where} of class {type(module).__name__} does not follow transformers' experts "
            "interface.",
            "use a model class decorated with use_experts_implementation.",
        )
    for name in names:
        weight = to_rows(module, getattr(module, name).data)
        setattr(module, name, attach(module, name, quantise_stack(weight, f"{where}.{name}")))


def _first(module: Experts) -> str:
    return "gate_up_proj" if module.has_gate else "up_proj"


def _bias(module: Experts, name: str) -> torch.Tensor | None:
    return getattr(module, f"{name}_bias") if getattr(module, "has_bias", False) else None


def _activate(module: Experts, out: torch.Tensor) -> torch.Tensor:
    return module._apply_gate(out) if module.has_gate else module.act_fn(out)


def _plain_swiglu(module: Experts) -> bool:
    """Whether the module's gate is the interface's default silu(gate) * up over [gate; up] rows."""
    return (
        module.has_gate
        and module.is_concatenated
        and not getattr(module, "has_bias", False)
        and getattr(type(module)._apply_gate, "__name__", "") == "_default_apply_gate"
        and type(module.act_fn).__name__ in ("SiLU", "SiLUActivation")
    )


def _post(module: Experts, out: torch.Tensor) -> torch.Tensor:
    if getattr(module, "has_post_expert_norm", False):
        return module.post_expert_norm(out)
    return out


def _ready(module: Experts) -> tuple[Stack, Stack]:
    if getattr(module, "_is_expert_parallel", False):
        raise UnsupportedExperts(
            "4-bit experts cannot be spread over devices.", "load the model on one device."
        )
    if not is_quantised(module):
        raise UnsupportedExperts(
            f"The experts of class {type(module).__name__} are not quantised.",
            "load the model with quantization_config=rebar.fourbit.experts.config().",
        )
    return stack_of(module, _first(module)), stack_of(module, "down_proj")


def _decode_fused(
    module: Experts, x: torch.Tensor, index: torch.Tensor, weights: torch.Tensor
) -> torch.Tensor:
    """A few tokens through the fused kernels; no synchronisation with the host."""
    up, down = _ready(module)
    first = (up.packed, up.absmax8, up.absmax2, up.code, up.offset)
    second = (down.packed, down.absmax8, down.absmax2, down.code, down.offset)
    if _plain_swiglu(module):
        hidden = kernels.nf4_up(x, *first, index, True)
    else:
        raw = kernels.nf4_up(x, *first, index, False)
        bias = _bias(module, _first(module))
        hidden = _activate(module, raw if bias is None else raw + bias[index.reshape(-1)])
    bias = _bias(module, "down_proj")
    if bias is None and not getattr(module, "has_post_expert_norm", False):
        return kernels.nf4_down(hidden, *second, index, weights)
    out = kernels.nf4_up(hidden, *second, index, False)
    out = _post(module, out if bias is None else out + bias[index.reshape(-1)])
    return (out * weights.reshape(-1, 1)).view(*index.shape, -1).sum(1).to(x.dtype)


def _gemm(x: torch.Tensor, stack: Stack, index: torch.Tensor) -> torch.Tensor:
    """x (M, K) times the gathered experts `index`, stacked by rows: (M, len(index) * N)."""
    packed = stack.packed.index_select(0, index)
    n, k = packed.shape[1], 2 * packed.shape[2]
    return torch.ops.bitsandbytes.gemm_4bit(
        x.contiguous(), packed.reshape(-1, 1), [index.numel() * n, k],
        stack.absmax2.index_select(0, index).reshape(-1), BLOCK, "nf4",
        absmax_8bit=stack.absmax8.index_select(0, index).reshape(-1), absmax_code=stack.code,
        absmax_offset=stack.offset,
    )  # fmt: skip


def _decode_gather(
    module: Experts, x: torch.Tensor, index: torch.Tensor, weights: torch.Tensor
) -> torch.Tensor:
    """One token through bitsandbytes' kernels on gathered experts; no host synchronisation."""
    up, down = _ready(module)
    slots = index.reshape(-1)
    raw = _gemm(x, up, slots).view(slots.numel(), -1)
    bias = _bias(module, _first(module))
    hidden = _activate(module, raw if bias is None else raw + bias[slots])
    n = down.packed.shape[1]
    # Up to four rows share one fused product; only its diagonal blocks are wanted.
    pieces = []
    for first in range(0, slots.numel(), 4):
        some = slots[first : first + 4]
        square = _gemm(hidden[first : first + 4], down, some).view(some.numel(), some.numel(), n)
        pieces.append(torch.diagonal(square, dim1=0, dim2=1).transpose(0, 1))
    out = torch.cat(pieces)
    bias = _bias(module, "down_proj")
    out = _post(module, out if bias is None else out + bias[slots])
    return (out * weights.reshape(-1, 1)).sum(0, keepdim=True).to(x.dtype)


def _grouped(x: torch.Tensor, weight: torch.Tensor, ends: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.grouped_mm(x, weight.transpose(-2, -1), offs=ends)


def _prompt(
    module: Experts, x: torch.Tensor, index: torch.Tensor, weights: torch.Tensor
) -> torch.Tensor:
    """Many tokens: rows sorted by expert, each expert dequantised once and used for its rows."""
    up, down = _ready(module)
    tokens, top_k = index.shape
    flat = index.reshape(-1)
    order = torch.argsort(flat, stable=True)
    rows, ids = x[order // top_k], flat[order]
    first_bias, second_bias = _bias(module, _first(module)), _bias(module, "down_proj")
    experts = up.packed.shape[0]
    whole = (
        x.device.type == "cuda"
        and x.dtype == torch.bfloat16
        and hasattr(torch.nn.functional, "grouped_mm")
        and torch.cuda.get_device_capability(x.device) >= (8, 0)
    )
    if whole:
        counts = torch.histc(ids.int(), bins=experts, min=0, max=experts - 1)
        ends = counts.cumsum(0, dtype=torch.int32)
        hidden = _grouped(rows, up.dequantise(x.dtype), ends)
        hidden = _activate(module, hidden if first_bias is None else hidden + first_bias[ids])
        out = _grouped(hidden, down.dequantise(x.dtype), ends)
        out = _post(module, out if second_bias is None else out + second_bias[ids])
    else:
        out = x.new_empty(rows.shape[0], down.packed.shape[1])
        start = 0
        for expert, count in enumerate(torch.bincount(flat, minlength=experts).tolist()):
            if not count:
                continue
            here = slice(start, start + count)
            weight = up.dequantise(x.dtype, expert, expert + 1)[0]
            bias = None if first_bias is None else first_bias[expert]
            hidden = _activate(module, nn.functional.linear(rows[here], weight, bias))
            weight = down.dequantise(x.dtype, expert, expert + 1)[0]
            bias = None if second_bias is None else second_bias[expert]
            out[here] = _post(module, nn.functional.linear(hidden, weight, bias))
            start += count
    out = out * weights.reshape(-1)[order].unsqueeze(-1)
    back = torch.empty_like(order)
    back[order] = torch.arange(order.numel(), device=order.device)
    return out[back].view(tokens, top_k, -1).sum(1).to(x.dtype)


def takes_fused_path(device: torch.device) -> bool:
    """Whether decoding uses the fused operators: on CUDA with Triton, and in compiled graphs.

    Off CUDA the operators run their plain definition, which a compiler can trace and the loop
    over hit experts, with its host synchronisation, cannot be.
    """
    return kernels.available(device) or torch.compiler.is_compiling()


def forward(
    self: Experts,
    hidden_states: torch.Tensor,
    top_k_index: torch.Tensor,
    top_k_weights: torch.Tensor,
) -> torch.Tensor:
    """Experts in NF4: hidden_states (T, H), routing (T, k) to (T, H); fused kernels to decode."""
    if hidden_states.shape[0] <= DECODE_TOKENS and takes_fused_path(hidden_states.device):
        return _decode_fused(self, hidden_states, top_k_index, top_k_weights)
    return forward_gather(self, hidden_states, top_k_index, top_k_weights)


def forward_gather(
    self: Experts,
    hidden_states: torch.Tensor,
    top_k_index: torch.Tensor,
    top_k_weights: torch.Tensor,
) -> torch.Tensor:
    """The same weights through bitsandbytes' kernels only."""
    if hidden_states.shape[0] == 1 and hidden_states.device.type == "cuda":
        return _decode_gather(self, hidden_states, top_k_index, top_k_weights)
    return _prompt(self, hidden_states, top_k_index, top_k_weights)


ALL_EXPERTS_FUNCTIONS.register(NAME, forward)
ALL_EXPERTS_FUNCTIONS.register(GATHER, forward_gather)


class Nf4ExpertsConfig(BitsAndBytesConfig):
    """bitsandbytes' NF4 configuration under a method name of its own, so that stock stays stock."""

    def __init__(self, **options: Any) -> None:
        for key in ("quant_method", "_load_in_4bit", "_load_in_8bit"):
            options.pop(key, None)
        options.update(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True)
        options.setdefault("bnb_4bit_compute_dtype", torch.bfloat16)
        super().__init__(**options)
        self.quant_method = NAME  # type: ignore[assignment]


class _Quantise(Bnb4bitQuantize):
    """Quantises one parameter as it arrives from the checkpoint."""

    def convert(
        self,
        input_dict: dict[str, Any],
        full_layer_name: str | None = None,
        model: Any = None,
        **options: Any,
    ) -> dict[str, torch.Tensor]:
        out: dict[str, torch.Tensor] = {}
        for name, value in input_dict.items():
            module, key = get_module_from_name(model, name)
            names = projections(module)
            arrived = value[0] if isinstance(value, list) else value
            refuse_broken(arrived, tuple(getattr(module, key).shape), name)
            if names is None or key not in names:
                out |= super().convert({name: value}, full_layer_name, model, **options)
                continue
            weight = to_rows(module, arrived)
            out[name] = attach(module, key, quantise_stack(weight, name))
        return out


class Nf4ExpertsQuantizer(Bnb4BitHfQuantizer):
    """bitsandbytes' 4-bit quantiser, extended to the fused experts."""

    def _process_model_before_weight_loading(self, model: Any, **options: Any) -> None:
        for name, module in expert_modules(model):
            for key in projections(module) or ():
                shape = getattr(module, key).shape
                rows = (shape[0], shape[2], shape[1]) if module.is_transposed else shape
                check_shape(tuple(rows), f"{name}.{key}")
        given = self.quantization_config.llm_int8_skip_modules
        narrow = [
            name
            for name, module in model.named_modules()
            if type(module) is nn.Linear and not fits_nf4(module)
        ]
        keep = self.get_modules_to_not_convert(model, given, model._keep_in_fp32_modules)
        self.quantization_config.llm_int8_skip_modules = sorted({*keep, *narrow})
        try:
            super()._process_model_before_weight_loading(model, **options)
        finally:
            self.quantization_config.llm_int8_skip_modules = given

    def param_needs_quantization(self, model: Any, param_name: str, **options: Any) -> bool:
        module, key = get_module_from_name(model, param_name)
        names = projections(module)
        if names is not None and key in names:
            return True
        return bool(super().param_needs_quantization(model, param_name, **options))

    def get_quantize_ops(self) -> _Quantise:
        return _Quantise(self)

    def _process_model_after_weight_loading(self, model: Any, **options: Any) -> Any:
        model.set_experts_implementation(NAME)
        for module in model.modules():
            if isinstance(module, Linear4bit):
                guard_input(module)
        return super()._process_model_after_weight_loading(model, **options)

    def is_serializable(self, *_: Any, **__: Any) -> bool:
        return False


if NAME not in AUTO_QUANTIZER_MAPPING:
    register_quantization_config(NAME)(Nf4ExpertsConfig)
    register_quantizer(NAME)(Nf4ExpertsQuantizer)


def config(head: bool = False, **options: Any) -> Nf4ExpertsConfig:
    """Quantisation configuration for `from_pretrained`: all linear layers and fused experts.

    `head` also puts the output head in NF4 (not for tied embeddings); other options go to
    `BitsAndBytesConfig`.
    """
    if head:
        options.setdefault("llm_int8_skip_modules", [])
    return Nf4ExpertsConfig(**options)
