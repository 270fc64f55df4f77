# mypy: disable-error-code="no-untyped-call"
"""The run on a CPU: a small published model and a tiny random one, in bf16 and in 4 bits."""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rebar.fourbit import architecture, compiled, llama
from rebar.fourbit.architecture import BF16, INT4, NF4_EXPERTS
from rebar.fourbit.keep import Keeper
from rebar.fourbit.ladder import GENERATED, PROMPT, SHORT
from rebar.fourbit.parts import (
    TEXT,
    Variant,
    begin,
    finish,
    ids,
    imports,
    measure_variant,
    model_block,
    new_variant,
    running,
)
from rebar.fourbit.progress import Bar

if TYPE_CHECKING:
    import torch

    from rebar.fourbit.decode import Decoder


def _tiny_config() -> Any:
    """A Qwen3.5-MoE of 17 million weights with the layer kinds and expert count of a real one."""
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


def _watched(given: Any, made: Variant, decoder: Decoder, ids: torch.Tensor) -> None:
    """A step once more after it was timed: by kinds of work, and against the uncompiled one."""
    from rebar.fourbit import measure

    made["profile"] = measure.profile(decoder, ids)
    if given is not None:
        given(decoder, ids)


def run(
    repetitions: int, quick: bool = False, quiet: bool = False, keeper: Keeper | None = None
) -> dict[str, Any]:
    """Measure SmolLM2-135M in bf16, NF4 and int4 and a tiny random Qwen3.5-MoE on the CPU.

    `quick` cuts the lengths for tests of the command itself; such a record says so. `keeper` has
    the record as it stands from the first variant on. Raises the faults of `load`.
    """
    keeper = keeper or Keeper()
    torch = imports()
    from transformers import AutoModelForCausalLM

    from rebar.fourbit import load, measure

    device = torch.device("cpu")
    prompt, tokens = (16, 8) if quick else (PROMPT, GENERATED)
    settings = {"repetitions": repetitions, "quick": quick, "device": "cpu"}
    body = begin(device, settings, None)
    body["notes"] += [
        "A CPU run: it tests every step of the path, and says nothing about a 24 GB card.",
        f"Generation starts after a prompt of {SHORT} random tokens; prompts are random tokens.",
        "The package ships SmolLM2 in Q4_1; bf16 here means dequantised once from that.",
    ]
    if quick:
        body["notes"].append("Cut short with --quick: for a test of the command only.")

    def save() -> None:
        keeper.save(finish(body))

    bar = Bar(5 + 4 * (2 * repetitions + 1), quiet)
    try:
        bar.stage("memory bandwidth")
        body["bandwidth"] = measure.bandwidth(device, 5 if quick else 9)
        bar.tick()
        bar.stage("unpacking SmolLM2-135M")
        text = TEXT.read_text(encoding="utf-8")
        with load.smollm2_folder() as (folder, tokenizer):
            arch = architecture.from_folder(folder)
            body["models"]["smollm2"] = model_block(
                arch, "SmolLM2-135M-Instruct", "published", load.SMOLLM2
            )
            bar.tick()
            for scheme, label in ((BF16, "bf16"), (NF4_EXPERTS, "nf4"), (INT4, "int4")):
                bar.stage(f"SmolLM2-135M, {label}")
                model = load.from_checkpoint(folder, device, scheme, 1024)
                sizes = load.tensor_bytes(model)
                variant = new_variant(
                    f"smollm2 {label}", "smollm2", scheme, "static", sizes["total"]
                )
                body["variants"].append(variant)
                with running(variant, save, bar):
                    plain = measure_variant(
                        variant, model, arch, scheme, body, [prompt], [(SHORT, tokens)],
                        repetitions, bar, save, partial(_watched, None),
                    )  # fmt: skip
                    variant["accuracy"] = measure.perplexity(model, tokenizer, text)
                    given = measure.Given(model, ids(arch.vocab_size, SHORT, device), plain)
                    variant["accuracy"]["given_tokens_at_once"] = given.at_once
                if not quick:
                    bar.stage(f"SmolLM2-135M, {label}, compiled")
                    once_more = partial(
                        measure_variant, model=model, arch=arch, scheme=scheme, body=body,
                        prompts=[], generations=[(SHORT, tokens)], repetitions=repetitions,
                        bar=bar, save=save, after=partial(_watched, given),
                    )  # fmt: skip
                    compiled.again(body, variant, once_more, plain, save, bar, given.held)
                del model
                bar.tick()
            bar.stage("SmolLM2-135M, llama.cpp")
            llama.side_by_side(
                body, "smollm2", arch, prompt=prompt, tokens=tokens, depth=SHORT,
                warm_up=measure.WARM_UP_TOKENS, text=text,
            )  # fmt: skip
            save()
        bar.stage("tiny random Qwen3.5-MoE")
        folder = Path(tempfile.mkdtemp(prefix="rebar-tiny-"))
        try:
            torch.manual_seed(0)
            config = _tiny_config()
            made = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16).eval()
            made.save_pretrained(folder)
            arch = architecture.from_config(config)
            body["models"]["tiny-moe"] = model_block(
                arch, "Qwen3.5-MoE, tiny", "random", "random weights, seed 0"
            )
            chosen: dict[str, list[int]] = {}
            for scheme, label in ((BF16, "bf16"), (NF4_EXPERTS, "nf4")):
                bar.stage(f"tiny Qwen3.5-MoE, {label}")
                model = load.from_checkpoint(folder, device, scheme, 512)
                variant = new_variant(
                    f"tiny moe {label}", "tiny-moe", scheme, "static",
                    load.tensor_bytes(model)["total"],
                    "nf4_experts" if scheme is NF4_EXPERTS else None,
                )  # fmt: skip
                body["variants"].append(variant)
                with running(variant, save, bar):
                    chosen[label] = measure_variant(
                        variant, model, arch, scheme, body, [64], [(SHORT, 8 if quick else 32)],
                        repetitions, bar, save,
                    )  # fmt: skip
                    variant["accuracy"] = {"greedy_sha256": measure.digest(chosen[label])}
                    if label == "nf4":
                        errors = measure.layer_errors(model)
                        variant["accuracy"]["layer_relative_error_vs_dequantised_fp32"] = errors
                del model
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        bar.tick(99)
    finally:
        bar.close()
    return finish(body)
