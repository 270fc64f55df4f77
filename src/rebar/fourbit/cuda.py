# mypy: disable-error-code="no-untyped-call"
"""The run on a CUDA device: the ladder, climbed within the memory of a smaller card."""

from __future__ import annotations

import argparse
import contextlib
import gc
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rebar.fourbit import architecture, ladder, limits
from rebar.fourbit.architecture import (
    GIB,
    NF4_EXPERTS,
    QWEN35_35B_A3B,
    Architecture,
)
from rebar.fourbit.errors import NoGpu, OutOfMemory, TooLittleMemory, Unfinished
from rebar.fourbit.keep import Keeper
from rebar.fourbit.ladder import SHORT
from rebar.fourbit.parts import (
    TEXT,
    Save,
    begin,
    finish,
    imports,
    measure_variant,
    model_block,
    new_variant,
    outcome,
    reason_of,
    round_up,
    running,
)
from rebar.fourbit.progress import Bar

if TYPE_CHECKING:
    import torch

    from rebar.fourbit import measure
    from rebar.fourbit.decode import Decoder

DEFAULT_MODEL = "Qwen/Qwen3.5-35B-A3B"
GIVEN = 64
"""Tokens after which the logits of every rung are held against those of transformers' step."""
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


@dataclass
class Baseline:
    """What later rungs are held against.

    `tokens` is what the first rung wrote; `given` what transformers' own modules, with the products
    of bitsandbytes, say after each of the first GIVEN of them.
    """

    tokens: list[int] = field(default_factory=list)
    given: measure.Given | None = None


def climb(
    model: Any,
    arch: Architecture,
    body: dict[str, Any],
    wanted: Sequence[int],
    repetitions: int,
    left: Callable[[], float],
    tokenizer: Any,
    bar: Bar,
    save: Save = lambda: None,
    limit_s: float = float("inf"),
) -> dict[int, dict[str, Any]]:
    """Measure the `wanted` rungs of the ladder in that order; a variant block for each.

    `left()` is the time left in seconds; no rung takes more than it may, nor more than `limit_s`. A
    rung that fails is named as failed with its reason and does not cost the others. The variants
    stand in `body`, behind those that it has, and `save` is called at each change of them: before
    a rung begins it is marked as broken off, and those to come as not reached.
    """
    before = list(body["variants"])
    done = {n: _skipped(arch, ladder.LADDER[n], "not reached") for n in wanted}

    def keep() -> None:
        body["variants"] = [*before, *(done[number] for number in sorted(done))]
        save()

    baseline = Baseline()
    takes = ladder.estimates(wanted)
    broken = ""
    for place, number in enumerate(wanted):
        rung = ladder.LADDER[number]
        if broken and (instead := ladder.without_compiling(rung)) is not rung:
            if instead is None:
                done[number] = _skipped(arch, rung, f"compiling failed before: {broken}")
                bar.say(outcome(done[number], 0))
                continue
            rung = instead
        if left() < takes[place]:
            reason = (
                f"{max(0.0, left()):.0f} s of the time allowed were left, and it takes about "
                f"{takes[place]:.0f}"
            )
            done[number] = _skipped(arch, rung, reason)
            bar.say(outcome(done[number], 0))
            continue
        variant = _variant(arch, rung)
        done[number] = variant
        bar.stage(rung.name)
        limit = min(limit_s, ladder.allowed(left(), takes[place], sum(takes[place + 1 :])))
        try:
            with running(variant, keep, bar, limit):
                _measure_rung(
                    variant, rung, model, arch, body, repetitions, tokenizer, bar, keep, baseline
                )
        except (Exception, limits.Over) as error:
            if rung.runner == "compiled" and not variant["tests"]:
                broken = variant["reason"]
            _recover(error)
    keep()
    return done


def _recover(error: BaseException) -> None:
    """Say where a rung failed, and give back what it held."""
    import torch

    traceback.print_exception(error, limit=-4, file=sys.stderr)
    error.__traceback__ = None  # its frames hold tensors
    torch.compiler.reset()
    gc.collect()
    if torch.cuda.is_available():
        with contextlib.suppress(Exception):
            torch.cuda.empty_cache()


def _variant(arch: Architecture, rung: ladder.Rung) -> dict[str, Any]:
    size = architecture.weight_bytes(arch, rung.scheme)["total"]
    return new_variant(rung.name, "main", rung.scheme, rung.runner, size, rung.experts)


def _skipped(arch: Architecture, rung: ladder.Rung, reason: str) -> dict[str, Any]:
    return {**_variant(arch, rung), "status": "skipped", "reason": reason}


def _measure_rung(
    variant: dict[str, Any],
    rung: ladder.Rung,
    model: Any,
    arch: Architecture,
    body: dict[str, Any],
    repetitions: int,
    tokenizer: Any,
    bar: Bar,
    save: Save,
    baseline: Baseline,
) -> None:
    """Fill the variant of a rung: tests, memory, profile, accuracy; the first sets `baseline`."""
    from rebar.fourbit import load, measure

    generations = [] if rung.only_deep else [(SHORT, ladder.GENERATED)]
    if rung.deep:
        generations.append((ladder.DEEP, ladder.GENERATED))
    prompts = [ladder.PROMPT] if rung.prompt else []
    with load.head_of(model, rung.scheme):
        variant["weight_bytes"] = load.tensor_bytes(model)["total"]
        model.set_experts_implementation(rung.experts)
        chosen = measure_variant(
            variant, model, arch, rung.scheme, body, prompts, generations, repetitions, bar, save,
            partial(_watched, rung, baseline, body["notes"]),
        )  # fmt: skip
        if not rung.only_deep:
            baseline.tokens = baseline.tokens or chosen
            variant["accuracy"] |= measure.agreement(chosen, baseline.tokens)
        errors = measure.layer_errors(model)
        variant["accuracy"]["layer_relative_error_vs_dequantised_fp32"] = errors
        if tokenizer is not None:
            text = TEXT.read_text(encoding="utf-8")
            variant["accuracy"] |= measure.perplexity(model, tokenizer, text)


def _watched(
    rung: ladder.Rung,
    baseline: Baseline,
    notes: list[str],
    variant: dict[str, Any],
    decoder: Decoder,
    ids: torch.Tensor,
) -> None:
    """A step once more after it was timed: by kernel, and its logits after given tokens.

    What fails here is noted and costs no rung its speed.
    """
    from rebar.fourbit import measure
    from rebar.fourbit.experts import GATHER

    if rung.only_deep or ids.shape[1] != SHORT:
        return
    written = decoder.tokens(min(GIVEN, ladder.GENERATED) + 1)
    try:
        variant["profile"] = measure.profile(decoder, ids)
        if baseline.given is None and not rung.scheme.own_head:
            # The step of transformers itself, over the same weights.
            model = decoder.model
            model.set_experts_implementation(GATHER)
            try:
                baseline.given = measure.Given(model, ids, written)
            finally:
                model.set_experts_implementation(rung.experts)
            variant["accuracy"]["given_tokens_at_once"] = baseline.given.at_once
        if (given := baseline.given) is not None:
            found = measure.given_agreement(decoder.forced(ids, given.tokens), given.logits)
            variant["accuracy"]["given_tokens"] = found
    except Exception as error:
        notes.append(f"{rung.name}: neither profile nor agreement is whole ({reason_of(error)}).")


def _device(cap_gib: float) -> tuple[torch.device, int, int]:
    """The card, the bytes that may be used of it, and the bytes that it has."""
    import torch

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
    cap = min(int(cap_gib * GIB), int(total))
    torch.cuda.set_per_process_memory_fraction(cap / total, device)
    return device, cap, int(total)


def _stock(arch: Architecture) -> dict[str, Any]:
    """The rung that is only computed."""
    computed = _variant(arch, ladder.LADDER[0])
    size = computed["weight_bytes"] / GIB
    reason = f"its weights take {size:.1f} GiB by the configuration: it does not fit"
    return {**computed, "status": "computed", "reason": reason}


def run(args: argparse.Namespace, keeper: Keeper) -> dict[str, Any]:
    """Climb the ladder on a CUDA device within the memory cap; returns the record.

    `keeper` has the record as it stands from the first rung on.
    """
    torch = imports()
    from rebar.fourbit import measure

    device, cap, total = _device(args.cap_gib)
    start = time.monotonic()

    def left() -> float:
        return float(args.time_budget) - (time.monotonic() - start)

    wanted = args.rungs or ladder.ORDER
    settings = {
        "repetitions": args.reps, "cap_gib": args.cap_gib, "time_budget_s": args.time_budget,
        "rungs": ladder.listed(args.rungs) if args.rungs else "all", "device": "cuda",
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

    def save() -> None:
        with contextlib.suppress(ImportError):
            from rebar.fourbit import kernels

            settings["kernel_choices"] = {k: list(v) for k, v in kernels.choices().items()}
        settings["wall_s"] = round(time.monotonic() - start, 1)
        keeper.save(finish(body))

    bar = Bar(41 + sum(8 + 12 * ladder.LADDER[n].prompt for n in wanted), args.quiet)
    try:
        bar.say(ladder.plan(wanted, args.time_budget))
        with limits.within(left()):
            bar.stage("memory bandwidth")
            body["bandwidth"] = measure.bandwidth(device)
            bar.tick()
            bar.stage("loading the model")
            began = time.monotonic()
            model, arch, block, tokenizer = _cuda_model(args, device, cap, bar.tick)
        settings["load_s"] = round(time.monotonic() - began, 1)
        bar.say(f"loaded in {settings['load_s']:.0f} s")
        body["models"]["main"] = block
        if block["weights"] == "random":
            body["notes"].append(
                "The architecture is exact, the weights are random: speed and memory are those of "
                "the model, its text is not."
            )
        torch.cuda.empty_cache()
        body["variants"] = [_stock(arch)]
        limit = args.rung_limit or float("inf")
        done = climb(model, arch, body, wanted, args.reps, left, tokenizer, bar, save, limit)
    except limits.Over:
        raise Unfinished(
            f"Loading took more than the {args.time_budget:g} s allowed.", "raise --time-budget."
        ) from None
    finally:
        bar.close()
    if again := [number for number in wanted if done[number]["status"] != "measured"]:
        bar.say(
            f"not measured: {ladder.listed(again)}; for those alone: --rungs {ladder.listed(again)}"
        )
    if len(again) == len(wanted):
        reasons = "; ".join(v["reason"] for v in done.values() if v["reason"])
        if "OutOfMemory" in reasons:
            raise OutOfMemory(f"No rung was measured ({reasons}).", "raise --cap-gib.")
        late = any(variant["status"] == "skipped" for variant in done.values())
        remedy = "raise --time-budget." if late else "the lines above say where it failed."
        raise Unfinished(f"No rung was measured ({reasons}).", remedy)
    return finish(body)
