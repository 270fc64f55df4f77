# mypy: disable-error-code="no-untyped-call"
"""`python -m rebar bench`: measure on this machine, append one record, say what it means."""

from __future__ import annotations

import argparse
import contextlib
import csv
import hashlib
import json
import logging
import os
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rebar.fourbit import architecture, compiled, llama, record
from rebar.fourbit.architecture import (
    BF16,
    GIB,
    NF4_EXPERTS,
    NF4_HEAD,
    QWEN35_35B_A3B,
    STOCK,
    Architecture,
    Scheme,
)
from rebar.fourbit.errors import (
    INTERRUPTED,
    FourBitError,
    NoBitsandbytes,
    NoGpu,
    NoTorch,
    OutOfMemory,
    TooLittleMemory,
    Unfinished,
)

if TYPE_CHECKING:
    import torch

DEFAULT_MODEL = "Qwen/Qwen3.5-35B-A3B"
MIN_CUDA_BYTES = 20 * GIB
"""Free device memory below which the GPU run is refused."""
TEXT = record.ROOT / "data" / "bench" / "perplexity.txt"
CLAIMS = record.ROOT / "data" / "claims.csv"
PROMPT = 512
GENERATED = 128
SHORT = 16
"""Prompt before tg128: the model needs some context to continue."""
DEEP = 4096
BUSY = 0.5
"""Load average (one minute) before the run above which a record says that it had company."""


@dataclass(frozen=True)
class Rung:
    """One variant of the ladder and what it is measured with."""

    name: str
    scheme: Scheme
    experts: str | None
    runner: str
    prompt: bool = False
    deep: bool = False
    only_deep: bool = False
    estimate_s: float = 60.0


LADDER = (
    Rung("stock load_in_4bit", STOCK, None, "none"),
    Rung("nf4 experts, eager", NF4_EXPERTS, "nf4_experts_gather", "eager", True, estimate_s=90),
    Rung("static cache", NF4_EXPERTS, "nf4_experts_gather", "static", estimate_s=90),
    Rung("cuda graph", NF4_EXPERTS, "nf4_experts_gather", "graph", estimate_s=30),
    Rung("fused expert kernels", NF4_EXPERTS, "nf4_experts", "graph", True, True, estimate_s=60),
    Rung("compiled", NF4_EXPERTS, "nf4_experts", "compiled", estimate_s=150),
    Rung("compiled, 4k", NF4_EXPERTS, "nf4_experts", "compiled", False, True, True, 150),
    Rung("compiled, head in nf4", NF4_HEAD, "nf4_experts", "compiled", estimate_s=150),
)
"""From the stock path to the fastest; each rung changes one thing."""
ORDER = (4, 3, 5, 2, 1, 6, 7)
"""Order of running: what matters most first; the head comes last since it cannot be undone."""


class Bar:
    """A progress bar of tqdm, or lines where tqdm is absent or unwanted."""

    def __init__(self, total: int, quiet: bool) -> None:
        self.bar: Any = None
        if quiet:
            return
        try:
            from tqdm import tqdm
        except ImportError:
            return
        form = "{desc:<34.34} {percentage:3.0f}% |{bar:24}| {elapsed} left {remaining}"
        self.bar = tqdm(total=total, bar_format=form, file=sys.stderr, dynamic_ncols=True)

    def stage(self, text: str) -> None:
        """Name what is going on."""
        if self.bar is not None:
            self.bar.set_description_str(text)

    def tick(self, steps: int = 1) -> None:
        """One unit of work is done."""
        if self.bar is not None:
            self.bar.update(min(steps, self.bar.total - self.bar.n))

    def close(self) -> None:
        """Remove the bar's line break debt."""
        if self.bar is not None:
            self.bar.close()


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _imports() -> Any:
    """torch, after making sure that what the run needs can be imported."""
    try:
        import torch
    except ImportError as error:
        raise NoTorch(
            f"PyTorch cannot be imported ({error}).",
            "install the pinned requirements.txt; the site itself needs no torch.",
        ) from None
    for name in ("transformers", "accelerate"):
        try:
            __import__(name)
        except ImportError as error:
            raise NoTorch(
                f"{name} cannot be imported ({error}).", "install the pinned requirements.txt."
            ) from None
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    try:
        import bitsandbytes  # noqa: F401
    except ImportError as error:
        raise NoBitsandbytes(
            f"bitsandbytes cannot be imported ({error}).", "install the pinned requirements.txt."
        ) from None
    from transformers.utils import logging as noise

    noise.set_verbosity_error()
    noise.disable_progress_bar()
    return torch


def _model_block(arch: Architecture, name: str, weights: str, revision: str) -> dict[str, Any]:
    counts = architecture.parameter_counts(arch)
    return {
        "name": name,
        "weights": weights,
        "revision": revision,
        "architecture": {**asdict(arch), "layer_types": list(arch.layer_types)},
        "architecture_sha256": arch.sha256(),
        "parameters_total": counts["total"],
        "parameters_active": counts["active"],
    }


def _variant(
    name: str,
    model: str,
    scheme: Scheme,
    runner: str,
    weight_bytes: int,
    experts: str | None = None,
    status: str = "measured",
    reason: str = "",
) -> dict[str, Any]:
    return {
        "name": name,
        "model": model,
        "scheme": scheme.name,
        "experts": experts,
        "runner": runner,
        "status": status,
        "reason": reason,
        "weight_bytes": weight_bytes,
        "memory": {},
        "tests": [],
        "accuracy": {},
    }


def _ids(vocabulary: int, length: int, device: torch.device, seed: int = 1) -> torch.Tensor:
    import torch

    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, vocabulary, (1, length), generator=generator).to(device)


def _round_up(number: int, unit: int = 64) -> int:
    return -(-number // unit) * unit


def _finish(body: dict[str, Any]) -> dict[str, Any]:
    """The whole record with its id: time, machine, and a hash of the content."""
    body["finished"] = _stamp()
    busy = body["settings"].get("load_at_start", 0.0)
    if busy > BUSY:
        body["notes"].append(
            f"Other programs were running (load average {busy:.1f} at the start): speeds are low."
        )
    slug = re.sub(r"[^a-z0-9]+", "-", body["machine"]["name"].lower()).strip("-")[:32].strip("-")
    content = json.dumps(body, sort_keys=True).encode()
    stamp = body["started"].replace("-", "").replace(":", "")
    return {"id": f"{stamp}-{slug}-{hashlib.sha256(content).hexdigest()[:8]}", **body}


def _body(device: torch.device, settings: dict[str, Any], cap: int | None) -> dict[str, Any]:
    from rebar.fourbit import measure

    with contextlib.suppress(OSError, AttributeError):
        settings["load_at_start"] = round(os.getloadavg()[0], 2)
    return {
        "schema": record.VERSION,
        "started": _stamp(),
        "finished": "",
        "settings": settings,
        "machine": measure.machine(device),
        "cap_bytes": cap,
        "bandwidth": {},
        "models": {},
        "variants": [],
        "excluded": list(measure.EXCLUDED),
        "notes": [],
    }


def _measure_variant(
    variant: dict[str, Any],
    model: Any,
    arch: Architecture,
    scheme: Scheme,
    body: dict[str, Any],
    prompts: Sequence[int],
    generations: Sequence[tuple[int, int]],
    repetitions: int,
    bar: Bar,
) -> list[int]:
    """Fill `variant` with tests; returns the tokens of the first generation test.

    `prompts` are prompt lengths, `generations` pairs of prompt length and generated tokens.
    """
    from rebar.fourbit import measure
    from rebar.fourbit.decode import Decoder

    device = next(model.parameters()).device
    first: list[int] = []
    with measure.Memory(device) as memory:
        for prompt, tokens in generations:
            decoder = Decoder(model, _round_up(prompt + tokens + 8), variant["runner"])
            try:
                test, chosen = measure.generation(
                    decoder, _ids(arch.vocab_size, prompt, device), tokens, arch, scheme,
                    body["machine"], body["bandwidth"]["bytes_per_s"], repetitions, bar.tick,
                    memory,
                )  # fmt: skip
            finally:
                decoder.close()
            variant["tests"].append(test)
            first = first or chosen
        for length in prompts:
            decoder = Decoder(
                model, _round_up(length + 8), "eager" if variant["runner"] == "eager" else "static"
            )
            try:
                variant["tests"] += measure.prompt_processing(
                    decoder, _ids(arch.vocab_size, length, device), repetitions, bar.tick
                )
            finally:
                decoder.close()
    variant["memory"] = memory.found
    return first


def _tiny_config() -> Any:
    """A Qwen3.5-MoE of 9 million weights with the layer kinds and expert count of a real one."""
    from transformers import Qwen3_5MoeTextConfig

    return Qwen3_5MoeTextConfig(
        vocab_size=2048,
        hidden_size=256,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=64,
        linear_num_key_heads=16,
        linear_num_value_heads=32,
        linear_key_head_dim=32,
        linear_value_head_dim=32,
        moe_intermediate_size=128,
        shared_expert_intermediate_size=128,
        num_experts=32,
        num_experts_per_tok=8,
        max_position_embeddings=4096,
        tie_word_embeddings=False,
    )


def run_cpu(repetitions: int, quick: bool = False, quiet: bool = False) -> dict[str, Any]:
    """Measure SmolLM2-135M in bf16 and NF4 and a tiny random Qwen3.5-MoE on the CPU.

    `quick` cuts the lengths for tests of the command itself; such a record says so. Raises the
    faults of `load`.
    """
    torch = _imports()
    from transformers import AutoModelForCausalLM

    from rebar.fourbit import load, measure

    device = torch.device("cpu")
    prompt, tokens = (16, 8) if quick else (PROMPT, GENERATED)
    settings = {"repetitions": repetitions, "quick": quick, "device": "cpu"}
    body = _body(device, settings, None)
    body["notes"] += [
        "A CPU run: it tests every step of the path, and says nothing about a 24 GB card.",
        f"Generation starts after a prompt of {SHORT} random tokens; prompts are random tokens.",
        "The package ships SmolLM2 in Q4_1; bf16 here means dequantised once from that.",
    ]
    if quick:
        body["notes"].append("Cut short with --quick: for a test of the command only.")
    bar = Bar(5 + 4 * (2 * repetitions + 1), quiet)
    try:
        bar.stage("memory bandwidth")
        body["bandwidth"] = measure.bandwidth(device, 5 if quick else 9)
        bar.tick()
        bar.stage("unpacking SmolLM2-135M")
        text = TEXT.read_text(encoding="utf-8")
        with load.smollm2_folder() as (folder, tokenizer):
            arch = architecture.from_folder(folder)
            body["models"]["smollm2"] = _model_block(
                arch, "SmolLM2-135M-Instruct", "published", load.SMOLLM2
            )
            bar.tick()
            for scheme in (BF16, NF4_EXPERTS):
                label = "bf16" if scheme is BF16 else "nf4"
                bar.stage(f"SmolLM2-135M, {label}")
                model = load.from_checkpoint(folder, device, scheme, 1024)
                sizes = load.tensor_bytes(model)
                variant = _variant(f"smollm2 {label}", "smollm2", scheme, "static", sizes["total"])
                chosen_plain = _measure_variant(
                    variant, model, arch, scheme, body, [prompt], [(SHORT, tokens)], repetitions,
                    bar,
                )  # fmt: skip
                variant["accuracy"] = measure.perplexity(model, tokenizer, text)
                body["variants"].append(variant)
                if not quick:
                    bar.stage(f"SmolLM2-135M, {label}, compiled")
                    again = partial(
                        _measure_variant, model=model, arch=arch, scheme=scheme, body=body,
                        prompts=[], generations=[(SHORT, tokens)], repetitions=repetitions, bar=bar,
                    )  # fmt: skip
                    compiled.again(body, variant, again, chosen_plain)
                del model
                bar.tick()
            bar.stage("SmolLM2-135M, llama.cpp")
            llama.side_by_side(
                body, "smollm2", arch, prompt=prompt, tokens=tokens, depth=SHORT,
                warm_up=measure.WARM_UP_TOKENS, text=text,
            )  # fmt: skip
        bar.stage("tiny random Qwen3.5-MoE")
        folder = Path(tempfile.mkdtemp(prefix="rebar-tiny-"))
        try:
            torch.manual_seed(0)
            config = _tiny_config()
            made = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16).eval()
            made.save_pretrained(folder)
            arch = architecture.from_config(config)
            body["models"]["tiny-moe"] = _model_block(
                arch, "Qwen3.5-MoE, tiny", "random", "random weights, seed 0"
            )
            chosen: dict[str, list[int]] = {}
            for scheme, label in ((BF16, "bf16"), (NF4_EXPERTS, "nf4")):
                bar.stage(f"tiny Qwen3.5-MoE, {label}")
                model = load.from_checkpoint(folder, device, scheme, 512)
                variant = _variant(
                    f"tiny moe {label}", "tiny-moe", scheme, "static",
                    load.tensor_bytes(model)["total"],
                    "nf4_experts" if scheme is NF4_EXPERTS else None,
                )  # fmt: skip
                chosen[label] = _measure_variant(
                    variant, model, arch, scheme, body, [64], [(SHORT, 8 if quick else 32)],
                    repetitions, bar,
                )  # fmt: skip
                variant["accuracy"] = {"greedy_sha256": measure.digest(chosen[label])}
                if label == "nf4":
                    variant["accuracy"] |= {
                        "layer_relative_error_vs_dequantised_fp32": measure.layer_errors(model),
                    }
                body["variants"].append(variant)
                del model
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        bar.tick(99)
    finally:
        bar.close()
    return _finish(body)


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
    context = DEEP + _round_up(GENERATED + 8)
    if found is not None:
        folder, revision = found
        arch = architecture.from_folder(folder)
        model = load.from_checkpoint(folder, device, NF4_EXPERTS, context, cap)
        name = args.model or DEFAULT_MODEL
        shown = Path(name).name if Path(name).is_dir() else name
        block = _model_block(arch, shown, "published", revision)
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
    block = _model_block(arch, DEFAULT_MODEL, "random", "random weights, seed 0")
    return model, arch, block, None


def _climb(
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
        rung = LADDER[number]
        fits = left() >= rung.estimate_s
        if fits and rung.scheme is NF4_HEAD and not _head_is_nf4(model):
            load.head_to_nf4(model)
        scheme = NF4_HEAD if _head_is_nf4(model) else rung.scheme
        weights = load.tensor_bytes(model)["total"]
        if not fits:
            weights = architecture.weight_bytes(arch, rung.scheme)["total"]
            reason = f"{max(0.0, left()):.0f} s of the time allowed were left"
            done[number] = _variant(
                rung.name, "main", rung.scheme, rung.runner, weights, rung.experts, "skipped",
                reason,
            )  # fmt: skip
            continue
        variant = _variant(rung.name, "main", scheme, rung.runner, weights, rung.experts)
        done[number] = variant
        bar.stage(rung.name)
        try:
            model.set_experts_implementation(rung.experts)
            generations = [] if rung.only_deep else [(SHORT, GENERATED)]
            if rung.deep:
                generations.append((DEEP, GENERATED))
            chosen = _measure_variant(
                variant, model, arch, scheme, body, [PROMPT] if rung.prompt else [], generations,
                repetitions, bar,
            )  # fmt: skip
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


def run_cuda(args: argparse.Namespace) -> dict[str, Any]:
    """Climb the ladder on a CUDA device within the memory cap; returns the record."""
    torch = _imports()
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
    body = _body(device, settings, cap)
    body["notes"].append(
        f"Generation starts after a prompt of {SHORT} random tokens; prompts are random tokens."
    )
    if total > 1.05 * architecture.CARD_24GB_BYTES:
        body["notes"].append(
            f"The cap of {cap / GIB:.1f} GiB imitates the capacity of a 24 GB card on a larger "
            "one, not its bandwidth: speeds are this card's."
        )
    wanted = [number for number in ORDER if not args.rungs or str(number) in args.rungs.split(",")]
    bar = Bar(41 + sum(8 + 12 * LADDER[n].prompt for n in wanted), args.quiet)
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
        done = _climb(model, arch, body, wanted, args.reps, left, tokenizer, bar)
        stock = LADDER[0]
        size = architecture.weight_bytes(arch, STOCK)["total"]
        computed = _variant(
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
    return _finish(body)


def _head_is_nf4(model: Any) -> bool:
    return type(model.lm_head).__name__ == "Linear4bit"


def claim_range(path: Path = CLAIMS) -> tuple[float, float] | None:
    """The article's range of tokens per second for a 24 GB card, from the ledger; None without."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["unit"] == "tok_per_s" and row["value_high"]:
                    return float(row["value"]), float(row["value_high"])
    except (OSError, KeyError, ValueError):
        return None
    return None


def table(found: dict[str, Any]) -> str:
    """The result as plain text: every test with its spread, ceiling, and the article's range."""
    claim = claim_range()
    lines = [
        f"{found['machine']['name']}, {found['bandwidth']['bytes_per_s'] / 1e9:.0f} GB/s measured",
        f"{'variant':<26}{'test':<13}{'tok/s median':>13}{'mean ± sd':>18}{'ceiling':>9}"
        f"{'GiB':>7}  against the claim",
    ]
    for row in record.ladder([found]):
        if row["status"] != "measured":
            lines.append(f"{row['variant']:<26}{row['status']}: {row['reason']}")
            continue
        if row["kind"] == "first token":
            lines.append(
                f"{row['variant']:<26}{row['test']:<13}"
                f"{1000 / row['tokens_per_s_median']:>10.0f} ms"
            )
            continue
        peak = row["peak_allocated_gib"] or row["weight_gib"]
        ceiling = f"{row['ceiling_tokens_per_s']:.0f}" if row["ceiling_tokens_per_s"] else ""
        verdict = ""
        if claim and row["kind"] == "generation" and row["device"] == "cuda":
            low, high = claim
            speed = row["tokens_per_s_median"]
            place = "below" if speed < low else "above" if speed > high else "within"
            verdict = f"{place} {low:g} to {high:g}"
        spread = f"{row['tokens_per_s_mean']:.1f} ± {row['tokens_per_s_sd']:.1f}"
        lines.append(
            f"{row['variant']:<26}{row['test']:<13}{row['tokens_per_s_median']:>13.1f}{spread:>18}"
            f"{ceiling:>9}{peak:>7.2f}  {verdict}".rstrip()
        )
    if claim and found["machine"]["device"] == "cpu":
        lines.append(
            f"The article's {claim[0]:g} to {claim[1]:g} tok/s is about a 24 GB card; a CPU run "
            "of a small model neither supports nor contradicts it."
        )
    lines += [f"note: {note}" for note in found["notes"]]
    return "\n".join(lines)


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes to its parser."""
    add = parser.add_argument
    add(
        "--device",
        choices=["auto", "cpu", "cuda"],
        default="auto",
        help="auto (default): cuda where it has enough memory free, else cpu",
    )
    add(
        "--model", help="checkpoint folder or hub name (CUDA); default: published weights if cached"
    )
    add("--revision", help="commit of the hub model to pin; the record keeps what was fetched")
    add("--random", action="store_true", help="random weights even if published ones are here")
    add("--cap-gib", type=float, default=22.0, help="memory cap on a GPU (default 22)")
    add(
        "--reps",
        type=_at_least(record.MIN_SAMPLES),
        default=5,
        help="repetitions after warm-up (at least 5)",
    )
    add("--rungs", help="numbers of the ladder's rungs to run, such as 3,4,5 (default all)")
    add(
        "--layers",
        type=_at_least(4, "fewer hold no full attention", or_none=True),
        default=0,
        help="cut a random model to so many layers, at least 4 (a trial)",
    )
    add("--threads", type=int, default=0, help="CPU threads (default: all cores)")
    add("--time-budget", type=float, default=3600, help="seconds; later rungs are skipped")
    add("--out", type=Path, default=record.RUNS, help="folder of records")
    add("--raw", type=Path, help="write the record to this file only, unchecked (offline machine)")
    add("--quick", action="store_true", help="short CPU run, to test the command")
    add("--quiet", action="store_true", help="no progress bar")


def _at_least(least: int, why: str = "", *, or_none: bool = False) -> Callable[[str], int]:
    """A reader of whole numbers from `least` on, and with `or_none` of 0 and below, for none."""

    def number(text: str) -> int:
        found = int(text)
        if found >= least or (or_none and found <= 0):
            return found
        raise argparse.ArgumentTypeError(f"must be at least {least}" + (f": {why}" if why else ""))

    return number


def _write_raw(found: dict[str, Any], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _check_model(model: str, device: str) -> None:
    """Refuse a model that the run would not measure, and a broken folder before a card is asked."""
    from rebar.fourbit import load

    if device == "cpu":
        raise NoGpu(
            f"--model {model} is measured on a CUDA card; --device cpu measures SmolLM2-135M and a "
            "tiny random model, and no other.",
            "leave out --model, or leave out --device on a machine with a card.",
        )
    if Path(model).expanduser().is_dir() or model.startswith((".", "/", "~")):
        load.check_folder(load.resolve(model, None)[0])


def _measured(args: argparse.Namespace) -> int:
    torch = _imports()
    if args.threads:
        torch.set_num_threads(args.threads)
    device = args.device
    if args.model:
        _check_model(args.model, device)
    if device == "auto":
        enough = torch.cuda.is_available() and torch.cuda.mem_get_info()[0] >= MIN_CUDA_BYTES
        device = "cuda" if enough or args.model else "cpu"
    found = run_cuda(args) if device == "cuda" else run_cpu(args.reps, args.quick, args.quiet)
    path = _write_raw(found, args.raw) if args.raw else record.append(found, args.out)
    print(table(found))
    shown = path.relative_to(record.ROOT) if path.is_relative_to(record.ROOT) else path
    print(
        f"\nrecord: {shown}\n"
        "To send it in: commit this one file, unedited, to a fork and open a pull request; the "
        "tests check it\n(schema, raw samples, bandwidth ceiling). It holds no host name, user "
        "name or path."
    )
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """The benchmark alone, where nothing else of this code is; else it is `rebar bench`."""
    parser = argparse.ArgumentParser(
        prog="rebar bench", description="Measure the 4-bit run on this machine; add one record."
    )
    options(parser)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    # A polite kill is an interrupt: temporary files go, no record stays.
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, stop)
    try:
        return run(parser.parse_args(argv))
    except KeyboardInterrupt:
        print("rebar bench: interrupted. Remedy: run again; no record was left.", file=sys.stderr)
        return INTERRUPTED


def run(args: argparse.Namespace) -> int:
    """Measure and keep one record; returns the exit code (0, or a fault's own).

    An interrupt is for the program that this is a command of.
    """
    try:
        return _measured(args)
    except FourBitError as fault:
        print(f"rebar bench: {fault}", file=sys.stderr)
        return fault.exit_code
    except MemoryError:
        full = OutOfMemory("The machine ran out of memory half way.", "close other programs.")
        print(f"rebar bench: {full}", file=sys.stderr)
        return full.exit_code


if __name__ == "__main__":
    sys.exit(main())
