"""Tiny models for the 4-bit tests; everything that needs torch is skipped without it."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")

NEEDS_TORCH = [
    name
    for name in ("torch", "transformers", "accelerate", "bitsandbytes")
    if importlib.util.find_spec(name) is None
]
needs_torch = pytest.mark.skipif(
    bool(NEEDS_TORCH), reason=f"not installed here: {', '.join(NEEDS_TORCH)}"
)


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> None:
    """Tiny products on a busy machine: a second thread only waits."""
    if not NEEDS_TORCH:
        import torch

        torch.set_num_threads(1)


def tiny_config(**changes: Any) -> Any:
    """A Qwen3.5-MoE configuration of a few hundred thousand weights, all shapes aligned."""
    from transformers import Qwen3_5MoeTextConfig

    values: dict[str, Any] = dict(
        vocab_size=512,
        hidden_size=128,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=64,
        linear_num_key_heads=16,
        linear_num_value_heads=32,
        linear_key_head_dim=16,
        linear_value_head_dim=16,
        moe_intermediate_size=128,
        shared_expert_intermediate_size=128,
        num_experts=16,
        num_experts_per_tok=8,
        max_position_embeddings=4096,
        tie_word_embeddings=False,
    )
    values.update(changes)
    return Qwen3_5MoeTextConfig(**values)


@pytest.fixture(scope="session")
def tiny_model() -> Any:
    """A tiny bf16 Qwen3.5-MoE with random weights."""
    import torch
    from transformers import Qwen3_5MoeForCausalLM

    torch.manual_seed(0)
    return Qwen3_5MoeForCausalLM(tiny_config()).to(torch.bfloat16).eval()


@pytest.fixture(scope="session")
def per_expert_folder(tiny_model: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Checkpoint with one tensor an expert and projection, as published ones are laid out."""
    folder = tmp_path_factory.mktemp("per-expert")
    tiny_model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def fused_folder(tiny_model: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Checkpoint with the 3-D tensors as they stand in the module."""
    from safetensors.torch import save_file

    folder = tmp_path_factory.mktemp("fused")
    tiny_model.config.save_pretrained(folder)
    state = {key: value.contiguous() for key, value in tiny_model.state_dict().items()}
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


@pytest.fixture(scope="session")
def nf4_model(per_expert_folder: Path) -> Any:
    """The tiny model in NF4, experts included, as `from_pretrained` streams it in."""
    import torch

    from rebar.fourbit import load

    return load.from_checkpoint(per_expert_folder, torch.device("cpu"), context=256)


@pytest.fixture(autouse=True)
def as_it_was_loaded(request: pytest.FixtureRequest) -> None:
    """The shared model runs its experts as when it was loaded, whatever a test before had chosen.

    A rung of the ladder sets how the experts run and leaves it so.
    """
    if "nf4_model" in request.fixturenames:
        from rebar.fourbit import experts

        request.getfixturevalue("nf4_model").set_experts_implementation(experts.NAME)
