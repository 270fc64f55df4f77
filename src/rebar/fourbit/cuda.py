# mypy: disable-error-code="no-untyped-call"
"""The run on a CUDA device: the ladder, climbed within the memory of a smaller card."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rebar.fourbit import architecture, ladder
from rebar.fourbit.architecture import (
    GIB,
    NF4_EXPERTS,
    NF4_HEAD,
    QWEN35_35B_A3B,
    STOCK,
    Architecture,
)
from rebar.fourbit.errors import NoGpu, OutOfMemory, TooLittleMemory, Unfinished
from rebar.fourbit.ladder import SHORT
from rebar.fourbit.parts import (
    TEXT,
    begin,
    finish,
    imports,
    measure_variant,
    model_block,
    new_variant,
    round_up,
)
from rebar.fourbit.progress import Bar

if TYPE_CHECKING:
    import torch

DEFAULT_MODEL = "Qwen/Qwen3.5-35B-A3B"
MIN_CUDA_BYTES = 20 * GIB
"""Free device memory below which the GPU run is refused."""


def _cuda_model(
    args: argparse.Namespace, device: torch.device, cap: int, tick: Callable[[], None]
) -> tuple[Any, Architecture, dict[str, Any], Any]:
    """The published weights where they are, else random ones; with its record block."""
    from rebar.fourbit import load

    found: tuple[Path, str] | None = None
    if args.model:
        found = load.resolve(args.model, args.revision)
    elif not args.random:
        with contextlib.suppress(ImportError):
            from huggingface_hub import snapshot_download

            try:
                path = Path(
                    snapshot_download(DEFAULT_MODEL, revision=args.revision, local_files_only=True)
                )
                load.check_folder(path)
                found = path, path.name
            except Exception:
                # Nothing whole in the local cache: random weights, as the record will say.
                found = None
    context = ladder.DEEP + round_up(ladder.GENERATED + 8)
    if found is not None:
        folder, revision = found
        arch = architecture.from_folder(folder)
        model = load.from_checkpoint(folder, device, NF4_EXPERTS, context, cap)
        name = args.model or DEFAULT_MODEL
        shown = Path(name).name if Path(name).is_dir() else name
        block = model_block(arch, shown, "published", revision)
        from transformers import AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        except Exception:
            # A checkpoint without tokenizer still has a speed, only no perplexity.
            tokenizer = None
        return model, arch, block, tokenizer
    from transformers import Qwen3_5MoeTextConfig

    arch = QWEN35_35B_A3B.with_layers(args.layers) if args.layers else QWEN35_35B_A3B
    load.require_memory(architecture.needed_bytes(arch, context), device, cap)
    config = Qwen3_5MoeTextConfig(num_hidden_layers=arch.num_hidden_layers)
    model = load.random_model(config, device, NF4_EXPERTS, 0, lambda *_: tick())
    block = model_block(arch, DEFAULT_MODEL, "random", "random weights, seed 0")
    return model, arch, block, None


def climb(
    model: Any,
    arch: Architecture,
    body: dict[str, Any],
    wanted: Sequence[int],
    repetitions: int,
    left: Callable[[], float],
    tokenizer: Any,
    bar: Bar,
) -> dict[int, dict[str, Any]]:
    """Measure the `wanted` rungs of the ladder in that order; a variant block for each.

    `left()` is the time left in seconds. A rung that fails is named as failed with its reason and
    does not cost the others.
    """
    import torch

    from rebar.fourbit import load, measure

    done: dict[int, dict[str, Any]] = {}
    baseline: list[int] = []
    for number in wanted:
        rung = ladder.LADDER[number]
        fits = left() >= rung.estimate_s
        if fits and rung.scheme is NF4_HEAD and not _head_is_nf4(model):
            load.head_to_nf4(model)
        scheme = NF4_HEAD if _head_is_nf4(model) else rung.scheme
        weights = load.tensor_bytes(model)["total"]
        if not fits:
            weights = architecture.weight_bytes(arch, rung.scheme)["total"]
            reason = f"{max(0.0, left()):.0f} s of the time allowed were left"
            done[number] = new_variant(
                rung.name, "main", rung.scheme, rung.runner, weights, rung.experts, "skipped",
                reason,
            )  # fmt: skip
            continue
        variant = new_variant(rung.name, "main", scheme, rung.runner, weights, rung.experts)
        done[number] = variant
        bar.stage(rung.name)
        try:
            model.set_experts_implementation(rung.experts)
            generations = [] if rung.only_deep else [(SHORT, ladder.GENERATED)]
            if rung.deep:
                generations.append((ladder.DEEP, ladder.GENERATED))
            prompts = [ladder.PROMPT] if rung.prompt else []
            chosen = measure_variant(
                variant, model, arch, scheme, body, prompts, generations, repetitions, bar
            )
            if not rung.only_deep:
                baseline = baseline or chosen
                variant["accuracy"] = measure.agreement(chosen, baseline)
            errors = measure.layer_errors(model)
            variant["accuracy"]["layer_relative_error_vs_dequantised_fp32"] = errors
            if tokenizer is not None:
                text = TEXT.read_text(encoding="utf-8")
                variant["accuracy"] |= measure.perplexity(model, tokenizer, text)
        except Exception as error:
            variant["status"], variant["tests"] = "failed", []
            line = (str(error).strip().splitlines() or ["no message"])[0][:300]
            variant["reason"] = f"{type(error).__name__}: {line}"
            traceback.print_exc(limit=-4, file=sys.stderr)
            if torch.cuda.is_available():
                torch.cuda.empty_cache()
    return done


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Climb the ladder on a CUDA device within the memory cap; returns the record."""
    torch = imports()
    from rebar.fourbit import measure

    if not torch.cuda.is_available():
        raise NoGpu(
            "No CUDA GPU answers to PyTorch.",
            "install a CUDA build of torch and the driver, or run with --device cpu.",
        )
    device = torch.device("cuda", torch.cuda.current_device())
    free, total = torch.cuda.mem_get_info(device)
    if free < MIN_CUDA_BYTES:
        raise TooLittleMemory(
            f"The GPU run needs {MIN_CUDA_BYTES / GIB:.0f} GiB free and {device} has "
            f"{free / GIB:.2f} GiB.",
            "close other programs on the card, or run with --device cpu.",
        )
    cap = min(int(args.cap_gib * GIB), int(total))
    torch.cuda.set_per_process_memory_fraction(cap / total, device)
    start = time.monotonic()

    def left() -> float:
        return float(args.time_budget) - (time.monotonic() - start)

    settings = {
        "repetitions": args.reps, "cap_gib": args.cap_gib, "time_budget_s": args.time_budget,
        "rungs": args.rungs or "all", "device": "cuda",
    }  # fmt: skip
    body = begin(device, settings, cap)
    body["notes"].append(
        f"Generation starts after a prompt of {SHORT} random tokens; prompts are random tokens."
    )
    if total > 1.05 * architecture.CARD_24GB_BYTES:
        body["notes"].append(
            f"The cap of {cap / GIB:.1f} GiB imitates the capacity of a 24 GB card on a larger "
            "one, not its bandwidth: speeds are this card's."
        )
    wanted = [
        number for number in ladder.ORDER if not args.rungs or str(number) in args.rungs.split(",")
    ]
    bar = Bar(41 + sum(8 + 12 * ladder.LADDER[n].prompt for n in wanted), args.quiet)
    try:
        bar.stage("memory bandwidth")
        body["bandwidth"] = measure.bandwidth(device)
        bar.tick()
        bar.stage("loading the model")
        began = time.monotonic()
        model, arch, block, tokenizer = _cuda_model(args, device, cap, bar.tick)
        settings["load_s"] = round(time.monotonic() - began, 1)
        body["models"]["main"] = block
        if block["weights"] == "random":
            body["notes"].append(
                "The architecture is exact, the weights are random: speed and memory are those of "
                "the model, its text is not."
            )
        torch.cuda.empty_cache()
        done = climb(model, arch, body, wanted, args.reps, left, tokenizer, bar)
        stock = ladder.LADDER[0]
        size = architecture.weight_bytes(arch, STOCK)["total"]
        computed = new_variant(
            stock.name, "main", STOCK, "none", size, None, "computed",
            f"its weights take {size / GIB:.1f} GiB by the configuration: it does not fit",
        )  # fmt: skip
        body["variants"] = [computed, *(done[number] for number in sorted(done))]
        with contextlib.suppress(ImportError):
            from rebar.fourbit import kernels

            settings["kernel_choices"] = {k: list(v) for k, v in kernels.choices().items()}
        settings["wall_s"] = round(time.monotonic() - start, 1)
    finally:
        bar.close()
    if not any(variant["status"] == "measured" for variant in done.values()):
        reasons = "; ".join(v["reason"] for v in done.values() if v["reason"])
        if "OutOfMemory" in reasons:
            raise OutOfMemory(f"No rung was measured ({reasons}).", "raise --cap-gib.")
        raise Unfinished(f"No rung was measured ({reasons}).", "raise --time-budget.")
    return finish(body)


def _head_is_nf4(model: Any) -> bool:
    return type(model.lm_head).__name__ == "Linear4bit"
