"""Sizes from the configuration alone, against layers that are really built."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from rebar.fourbit import architecture as a
from rebar.fourbit.errors import BrokenCheckpoint, UnknownModelType

from .conftest import needs_torch, tiny_config


def test_needs_no_torch():
    code = (
        "import sys; sys.modules['torch'] = None; sys.modules['transformers'] = None\n"
        "from rebar.fourbit import architecture, roofline, record, errors\n"
        "assert architecture.parameter_counts(architecture.QWEN35_35B_A3B)['total'] == 34660610688"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_counts_of_the_published_model():
    counts = a.parameter_counts(a.QWEN35_35B_A3B)
    assert counts["total"] == 34_660_610_688
    assert counts["active"] == 3_454_988_928
    assert counts["routed_experts"] / counts["total"] > 0.92


def test_stock_loading_does_not_fit_and_nf4_experts_do():
    assert a.weight_bytes(a.QWEN35_35B_A3B, a.STOCK)["total"] > 2 * a.CARD_24GB_BYTES
    assert a.needed_bytes(context=4096) < 22 * a.GIB


def test_longest_context_is_the_last_that_fits():
    longest = a.longest_context()
    assert a.needed_bytes(context=longest) <= a.CARD_24GB_BYTES
    assert a.needed_bytes(context=longest + 1) > a.CARD_24GB_BYTES
    assert a.longest_context(scheme=a.STOCK) == 0


def test_kv_cache_grows_linearly_and_states_do_not():
    assert a.kv_cache_bytes(a.QWEN35_35B_A3B, 8192) == 2 * a.kv_cache_bytes(a.QWEN35_35B_A3B, 4096)
    assert a.kv_cache_bytes(a.QWEN35_35B_A3B, 1) == 2 * 10 * 2 * 256 * 2
    names = {part.part: part.bytes for part in a.memory_budget(context=4096)}
    longer = {part.part: part.bytes for part in a.memory_budget(context=8192)}
    assert {key for key in names if names[key] != longer[key]} == {"key-value cache"}


def test_unknown_model_type_and_missing_dimension_are_refused():
    with pytest.raises(UnknownModelType, match="gpt_unheard_of"):
        a.from_config({"model_type": "gpt_unheard_of"})
    with pytest.raises(BrokenCheckpoint, match="vocab_size"):
        a.from_config(
            {
                "model_type": "llama",
                "num_hidden_layers": 1,
                "num_attention_heads": 1,
                "hidden_size": 64,
            }
        )


@needs_torch
def test_config_of_transformers_is_the_published_architecture():
    from transformers import Qwen3_5MoeConfig, Qwen3_5MoeTextConfig

    assert a.from_config(Qwen3_5MoeTextConfig()) == a.QWEN35_35B_A3B
    assert a.from_config(Qwen3_5MoeConfig()) == a.QWEN35_35B_A3B


@needs_torch
@pytest.mark.parametrize("kind", ["qwen3_5", "qwen3", "llama"])
def test_parameter_count_equals_the_built_model(kind: str):
    import torch
    from transformers import AutoModelForCausalLM, LlamaConfig, Qwen3MoeConfig

    config = {
        "qwen3_5": lambda: tiny_config(),
        "qwen3": lambda: Qwen3MoeConfig(
            num_hidden_layers=2,
            hidden_size=128,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=64,
            num_experts=8,
            num_experts_per_tok=2,
            moe_intermediate_size=64,
            vocab_size=256,
        ),
        "llama": lambda: LlamaConfig(
            num_hidden_layers=2,
            hidden_size=128,
            num_attention_heads=4,
            num_key_value_heads=2,
            intermediate_size=192,
            vocab_size=256,
            tie_word_embeddings=True,
        ),
    }[kind]()
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
    built = sum(p.numel() for p in model.parameters())
    assert a.parameter_counts(a.from_config(config))["total"] == built


@needs_torch
@pytest.mark.slow
def test_budget_of_the_real_dimensions_equals_really_built_layers():
    """Layer 0 (delta net) is built and quantised whole, layer 3 (attention) without its experts."""
    import torch
    from torch import nn
    from transformers import AutoModelForCausalLM, Qwen3_5MoeTextConfig

    from rebar.fourbit import load

    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(
            Qwen3_5MoeTextConfig(num_hidden_layers=4), dtype=torch.bfloat16
        )
    built = {"linears": 0, "small": 0}
    for number, copies in ((0, 3), (3, 1)):
        layer = model.model.layers[number]
        if number:
            layer.mlp.experts = nn.Module()
        layer.to_empty(device="cpu").requires_grad_(False)
        row = torch.randn(512, dtype=torch.bfloat16)
        for parameter in layer.parameters():
            parameter.view(-1, min(512, parameter.shape[-1])).copy_(row[: parameter.shape[-1]])
        load.quantise_layer(layer, a.NF4_EXPERTS)
        sizes = load.tensor_bytes(layer)
        for group in ("linears", "small"):
            built[group] += copies * sizes[group]
        if not number:
            built["routed_experts"] = 4 * sizes["routed_experts"]
        del layer
    for group, size in load.tensor_bytes(
        nn.ModuleDict({"embed_tokens": model.model.embed_tokens, "lm_head": model.lm_head})
    ).items():
        built[group] = size
    expected = a.weight_bytes(a.QWEN35_35B_A3B.with_layers(4), a.NF4_EXPERTS)
    for group in ("routed_experts", "linears", "small", "embedding", "head"):
        assert built[group] == pytest.approx(expected[group], rel=0.01), group


@needs_torch
def test_cache_bytes_equal_the_cache_that_transformers_builds(tiny_model):
    import torch
    from transformers import StaticCache

    cache = StaticCache(config=tiny_model.config, max_cache_len=64)
    with torch.no_grad():
        tiny_model(input_ids=torch.arange(20)[None], past_key_values=cache, use_cache=True)
    kv = state = 0
    for layer in cache.layers:
        for name in ("keys", "values"):
            tensor = getattr(layer, name, None)
            kv += tensor.numel() * tensor.element_size() if tensor is not None else 0
        for store in ("conv_states", "recurrent_states"):
            for tensor in getattr(layer, store, {}).values():
                state += tensor.numel() * tensor.element_size()
    arch = a.from_config(tiny_model.config)
    assert kv == a.kv_cache_bytes(arch, 64)
    assert state == a.state_bytes(arch)


@needs_torch
def test_quantised_model_has_the_computed_bytes(nf4_model):
    from rebar.fourbit import load

    arch = a.from_config(nf4_model.config)
    expected, built = a.weight_bytes(arch), load.tensor_bytes(nf4_model)
    assert built["routed_experts"] == pytest.approx(expected["routed_experts"], rel=1e-3)
    assert built["embedding"] == expected["embedding"]
    # bitsandbytes shares its 1 kB code table among all layers; the formula counts it each time.
    assert built["linears"] <= expected["linears"]
    assert built["linears"] > 0.5 * expected["linears"]


def test_a_head_in_int8_is_one_byte_a_weight_and_a_scale_a_row():
    arch = a.QWEN35_35B_A3B
    plain, eight = (a.weight_bytes(arch, one) for one in (a.NF4_EXPERTS, a.INT8_HEAD))
    assert eight["head"] == arch.vocab_size * (arch.hidden_size + 4)
    assert {**eight, "head": 0, "total": 0} == {**plain, "head": 0, "total": 0}
    spared = a.bytes_per_token(arch)["total"] - a.bytes_per_token(arch, 0, a.INT8_HEAD)["total"]
    assert spared == plain["head"] - eight["head"]
    assert a.needed_bytes(arch, scheme=a.INT8_HEAD) < a.needed_bytes(arch)


@pytest.mark.parametrize("scheme", [a.NF4_HEAD, a.INT8_HEAD])
def test_a_tied_head_in_fewer_bits_stands_beside_the_embedding(scheme):
    tied = replace(a.QWEN35_35B_A3B, tie_word_embeddings=True)
    assert a.weight_bytes(tied, scheme) == a.weight_bytes(a.QWEN35_35B_A3B, scheme)
    assert a.bytes_per_token(tied, 0, scheme) == a.bytes_per_token(a.QWEN35_35B_A3B, 0, scheme)
    assert "head" not in a.weight_bytes(tied)
