"""Models of many families through the quantiser, and the layouts in which they are published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import needs_torch, tiny_config

pytestmark = needs_torch

COMMON: dict[str, Any] = dict(
    vocab_size=256, hidden_size=128, num_hidden_layers=2, num_attention_heads=2,
    num_key_value_heads=1, max_position_embeddings=256, tie_word_embeddings=False,
    pad_token_id=0, bos_token_id=1, eos_token_id=2, initializer_range=0.1,
)  # fmt: skip
MAMBA: dict[str, Any] = dict(
    mamba_n_heads=4, mamba_d_head=64, mamba_d_state=16, mamba_n_groups=1, mamba_expand=2,
)  # fmt: skip

# All experts are routed to: a near tie between two would otherwise decide a test.
FAMILIES: dict[str, dict[str, Any]] = {
    "mixtral": dict(intermediate_size=128, num_local_experts=4, num_experts_per_tok=4),
    "qwen3_moe": dict(
        intermediate_size=128, moe_intermediate_size=128, num_experts=4, num_experts_per_tok=4,
        head_dim=64,
    ),
    "qwen3_next": dict(
        moe_intermediate_size=128, shared_expert_intermediate_size=128, num_experts=4,
        num_experts_per_tok=4, head_dim=64, linear_num_key_heads=2, linear_num_value_heads=4,
        linear_key_head_dim=32, linear_value_head_dim=32,
        layer_types=["linear_attention", "full_attention"],
    ),
    "deepseek_v3": dict(
        intermediate_size=128, moe_intermediate_size=128, n_routed_experts=4,
        num_experts_per_tok=4, n_group=1, topk_group=1, first_k_dense_replace=1,
        num_key_value_heads=2, q_lora_rank=64, kv_lora_rank=64, qk_nope_head_dim=64,
        qk_rope_head_dim=32, v_head_dim=64,
    ),
    "gpt_oss": dict(
        intermediate_size=128, num_local_experts=4, num_experts_per_tok=4, head_dim=64,
    ),
    "olmoe": dict(intermediate_size=128, num_experts=4, num_experts_per_tok=4),
    "granitemoehybrid": dict(
        intermediate_size=128, shared_intermediate_size=128, num_local_experts=4,
        num_experts_per_tok=4, layer_types=["mamba", "attention"], **MAMBA,
    ),
    "nemotron_h": dict(
        intermediate_size=128, moe_intermediate_size=128, moe_shared_expert_intermediate_size=128,
        n_routed_experts=4, num_experts_per_tok=4, head_dim=64, mamba_num_heads=4,
        mamba_head_dim=64, ssm_state_size=16, n_groups=1,
        layers_block_type=["linear_attention", "moe", "full_attention", "moe"],
        num_hidden_layers=4,
    ),
    "jamba": dict(
        intermediate_size=128, num_experts=4, num_experts_per_tok=4, mamba_dt_rank=64,
        mamba_d_state=32, attn_layer_period=2, attn_layer_offset=1,
        expert_layer_period=1, expert_layer_offset=0,
    ),
}  # fmt: skip


def relative(found: Any, reference: Any) -> float:
    """Relative error in the Frobenius norm, in fp32."""
    found, reference = found.float(), reference.float()
    return float((found - reference).norm() / reference.norm())


def dequantised(model: Any) -> dict[str, Any]:
    """The state of the model in fp32 whose weights are those that the 4-bit ones stand for."""
    import bitsandbytes.functional as bnb
    import torch
    from bitsandbytes.nn import Linear4bit

    from rebar.fourbit import experts

    state: dict[str, Any] = {}
    for name, module in model.named_modules():
        tensors = [*module.named_parameters(recurse=False), *module.named_buffers(recurse=False)]
        names = experts.projections(module) or ()
        for key, value in tensors:
            if any(key == f"{one}_{stat}" for one in names for stat in experts.STATS):
                continue
            if key in names:
                value = experts.to_rows(
                    module, experts.stack_of(module, key).dequantise(torch.float32)
                )
            elif isinstance(module, Linear4bit) and key == "weight":
                value = bnb.dequantize_4bit(value.data, value.quant_state)
            state[f"{name}.{key}"] = value.detach().float().clone()
    return state


@pytest.mark.parametrize("family", FAMILIES)
def test_logits_are_those_of_the_dequantised_model(family, tmp_path, monkeypatch):
    """Up to the rounding of bf16: through whole experts, and through the fused operators."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM

    from rebar.fourbit import experts

    torch.manual_seed(0)
    config = AutoConfig.for_model(family, **{**COMMON, **FAMILIES[family]})
    made = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16).eval()
    made.save_pretrained(tmp_path)
    model = AutoModelForCausalLM.from_pretrained(
        tmp_path, dtype=torch.bfloat16, quantization_config=experts.config()
    ).eval()
    found = [module for _, module in experts.expert_modules(model)]
    assert found and all(experts.is_quantised(module) for module in found)
    state = dequantised(model)
    exact, floor = (
        AutoModelForCausalLM.from_config(config, dtype=dtype).eval()
        for dtype in (torch.float32, torch.bfloat16)
    )
    for one in (exact, floor):
        lacks, spare = one.load_state_dict(state, strict=False)
        assert not lacks and all("rotary" in name or "inv_freq" in name for name in spare)
        one.set_experts_implementation("eager")
    for tokens, fused in ((9, False), (3, True)):
        monkeypatch.setattr(experts, "takes_fused_path", lambda _, fused=fused: fused)
        ids = torch.randint(3, 256, (1, tokens), generator=torch.Generator().manual_seed(1))
        with torch.no_grad():
            wanted = exact(ids).logits
            error, least = (relative(one(ids).logits, wanted) for one in (model, floor))
        assert error < 2 * least < 0.08, (family, tokens, error, least)
    for _, module in experts.expert_modules(exact):
        module.down_proj.data.zero_()
    with torch.no_grad():
        assert relative(exact(ids).logits, wanted) > 0.1, "the experts hardly matter here"


def published(folder: Path, plain: Path, model: Any) -> Path:
    """The checkpoint in `plain` as a composite model is published.

    Beside the text model it has a vision tower and a head that predicts further tokens; `fused` or
    one tensor an expert, as `plain` has them.
    """
    import torch
    from safetensors.torch import load_file, save_file

    state = {}
    for key, value in load_file(plain / "model.safetensors").items():
        if ".layers.3." in key:
            state[f"mtp.{key.removeprefix('model.').replace('layers.3', 'layers.0')}"] = value
        state[key.replace("model.", "model.language_model.", 1)] = value.clone()
    state["mtp.fc.weight"] = torch.randn(128, 256, dtype=torch.bfloat16)
    state["mtp.norm.weight"] = torch.ones(128, dtype=torch.bfloat16)
    for part, shape in (("blocks.0.attn.qkv.weight", (192, 64)), ("pos_embed.weight", (16, 64))):
        state[f"model.visual.{part}"] = torch.randn(*shape, dtype=torch.bfloat16)
    half = len(state) // 2
    names = sorted(state)
    shards = {"model-1-of-2.safetensors": names[:half], "model-2-of-2.safetensors": names[half:]}
    folder.mkdir()
    for shard, keys in shards.items():
        save_file({key: state[key].contiguous() for key in keys}, folder / shard, {"format": "pt"})
    weight_map = {key: shard for shard, keys in shards.items() for key in keys}
    index = {"metadata": {"total_size": 0}, "weight_map": weight_map}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    vision = {
        "depth": 1, "hidden_size": 64, "intermediate_size": 64, "num_heads": 2,
        "out_hidden_size": 128, "num_position_embeddings": 16, "patch_size": 4,
    }  # fmt: skip
    config = {
        "model_type": "qwen3_5_moe",
        "architectures": ["Qwen3_5MoeForConditionalGeneration"],
        "text_config": model.config.to_dict(),
        "vision_config": vision,
        "tie_word_embeddings": False,
    }
    (folder / "config.json").write_text(json.dumps(config))
    return folder


@pytest.mark.parametrize("layout", ["per_expert_folder", "fused_folder"])
def test_a_published_composite_checkpoint_loads_as_its_text_model(
    layout, request, tiny_model, tmp_path
):
    import torch

    from rebar.fourbit import architecture, load

    plain = request.getfixturevalue(layout)
    folder = published(tmp_path / "published", plain, tiny_model)
    keys = json.loads((folder / "model.safetensors.index.json").read_text())["weight_map"]
    assert any(key.startswith("mtp.layers.0.mlp.experts.") for key in keys)
    assert any(key.startswith("model.visual.") for key in keys)
    one_an_expert = [key for key in keys if ".layers.0.mlp.experts.0." in key]
    assert bool(one_an_expert) == (layout == "per_expert_folder")
    assert load.check_folder(folder) == architecture.from_config(tiny_config())
    model, text = (
        load.from_checkpoint(one, torch.device("cpu"), context=256) for one in (folder, plain)
    )
    assert load.tensor_bytes(model) == load.tensor_bytes(text)
    ids = torch.arange(12)[None]
    with torch.no_grad():
        assert torch.equal(model(ids).logits, text(ids).logits)


def test_other_families_are_refused_by_the_loader_in_one_line(tmp_path):
    """The quantiser takes them; sizes and ceilings are described for a few only."""
    from transformers import AutoConfig

    from rebar.fourbit import errors, load

    config = AutoConfig.for_model("mixtral", **{**COMMON, **FAMILIES["mixtral"]})
    config.save_pretrained(tmp_path)
    with pytest.raises(errors.UnknownModelType, match=r"mixtral.*Remedy: .*qwen3_moe"):
        load.check_folder(tmp_path)
