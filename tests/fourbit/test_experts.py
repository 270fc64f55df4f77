"""NF4 for fused experts: right numbers, bitsandbytes' own bytes, both layouts, clear refusals."""

from __future__ import annotations

import pytest

from .conftest import needs_torch, tiny_config

pytestmark = needs_torch


def relative(found, reference) -> float:
    """Relative error in the Frobenius norm, in fp32."""
    found, reference = found.float(), reference.float()
    return ((found - reference).norm() / reference.norm()).item()


def reference_layer(module, x, index, weights):
    """Routed experts in fp32 from dequantised weights, one token and expert at a time."""
    import torch

    from rebar.fourbit import experts

    up = experts.stack_of(module, "gate_up_proj").dequantise(torch.float32)
    down = experts.stack_of(module, "down_proj").dequantise(torch.float32)
    out = torch.zeros(x.shape[0], down.shape[1])
    for token in range(x.shape[0]):
        for slot in range(index.shape[1]):
            expert = int(index[token, slot])
            gate, linear = (up[expert] @ x[token].float()).chunk(2)
            hidden = torch.nn.functional.silu(gate) * linear
            out[token] += weights[token, slot].float() * (down[expert] @ hidden)
    return out


def test_bytes_are_those_of_bitsandbytes(tiny_model, nf4_model):
    import bitsandbytes.functional as bnb
    import torch

    from rebar.fourbit import experts, kernels

    for name in ("gate_up_proj", "down_proj"):
        original = getattr(tiny_model.model.layers[1].mlp.experts, name).data
        packed, state = bnb.quantize_4bit(
            original, blocksize=64, compress_statistics=True, quant_type="nf4"
        )
        stack = experts.stack_of(nf4_model.model.layers[1].mlp.experts, name)
        assert torch.equal(packed.view(-1), stack.packed.view(-1))
        assert torch.equal(state.absmax.view(-1), stack.absmax8.view(-1))
        assert torch.equal(state.state2.absmax.view(-1), stack.absmax2.view(-1))
        assert torch.equal(state.offset, stack.offset)
        mine = kernels.dequantise_rows(
            stack.packed, stack.absmax8, stack.absmax2, stack.code, stack.offset
        )
        assert torch.equal(mine, stack.dequantise(torch.float32))
        theirs = bnb.dequantize_4bit(packed, state).view_as(mine)
        assert torch.equal(theirs, stack.dequantise(torch.bfloat16))


@pytest.mark.parametrize("tokens", [1, 3, 33])
def test_each_layer_against_dequantised_fp32(nf4_model, tokens):
    import torch

    torch.manual_seed(tokens)
    for layer in nf4_model.model.layers:
        x = torch.randn(tokens, 128, dtype=torch.bfloat16)
        with torch.no_grad():
            _, weights, index = layer.mlp.gate(x)
            found = layer.mlp.experts(x, index, weights)
        assert relative(found, reference_layer(layer.mlp.experts, x, index, weights)) < 8e-3


def test_kernel_definition_is_fp32_exact(nf4_model):
    import torch

    from rebar.fourbit import experts, kernels

    module = nf4_model.model.layers[0].mlp.experts
    up, down = (experts.stack_of(module, name) for name in ("gate_up_proj", "down_proj"))
    x = torch.randn(2, 128)
    index = torch.stack([torch.randperm(16)[:8] for _ in range(2)])
    weights = torch.rand(2, 8)
    hidden = kernels.nf4_up(
        x, up.packed, up.absmax8, up.absmax2, up.code, up.offset, index, True
    )  # fmt: skip
    out = kernels.nf4_down(
        hidden, down.packed, down.absmax8, down.absmax2, down.code, down.offset, index, weights
    )  # fmt: skip
    assert relative(out, reference_layer(module, x, index, weights)) < 1e-5


def test_fused_decode_equals_the_prompt_path(nf4_model):
    import torch

    from rebar.fourbit import experts

    module = nf4_model.model.layers[2].mlp.experts
    x = torch.randn(1, 128, dtype=torch.bfloat16)
    index, weights = torch.arange(8)[None], torch.rand(1, 8, dtype=torch.bfloat16)
    with torch.no_grad():
        fused = experts._decode_fused(module, x, index, weights)
        gathered = experts._decode_gather(module, x, index, weights)
        prompt = experts._prompt(module, x, index, weights)
    assert relative(fused, prompt) < 8e-3
    assert relative(gathered, prompt) < 8e-3


def test_logits_equal_bitsandbytes_own_parametrisation(tiny_model):
    """Experts only in NF4, our path against `replace_parameter_4bit`."""
    import copy

    import torch
    from bitsandbytes.nn.parametrize import replace_parameter_4bit

    from rebar.fourbit import experts

    theirs, ours = copy.deepcopy(tiny_model), copy.deepcopy(tiny_model)
    for layer in theirs.model.layers:
        for name in ("gate_up_proj", "down_proj"):
            replace_parameter_4bit(
                layer.mlp.experts, name, compress_statistics=True, quant_type="nf4"
            )
    for layer in ours.model.layers:
        experts.quantise_module(layer.mlp.experts)
    ours.set_experts_implementation(experts.NAME)
    ids = torch.randint(0, 512, (1, 24), generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        a, b = theirs(ids).logits, ours(ids).logits
    assert relative(b, a) < 1e-6
    assert torch.equal(a.argmax(-1), b.argmax(-1))


def test_both_checkpoint_layouts_load_to_the_same_model(nf4_model, fused_folder):
    import torch

    from rebar.fourbit import experts, load

    fused = load.from_checkpoint(fused_folder, torch.device("cpu"), context=256)
    for one, two in zip(nf4_model.model.layers, fused.model.layers):
        for name in ("gate_up_proj", "down_proj"):
            left = experts.stack_of(one.mlp.experts, name)
            right = experts.stack_of(two.mlp.experts, name)
            assert left.packed.dtype == torch.uint8
            for key in ("packed", *experts.STATS):
                assert torch.equal(getattr(left, key), getattr(right, key)), (name, key)
    ids = torch.arange(12)[None]
    with torch.no_grad():
        assert torch.equal(nf4_model(ids).logits, fused(ids).logits)


def test_stock_loading_leaves_the_experts_in_bf16(per_expert_folder):
    """The reason for this module, and proof that the stock method keeps its own name."""
    import torch
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig

    stock = AutoModelForCausalLM.from_pretrained(
        per_expert_folder,
        dtype=torch.bfloat16,
        quantization_config=BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4"),
    )
    assert stock.model.layers[0].mlp.experts.gate_up_proj.dtype == torch.bfloat16


def test_other_layouts_of_experts(tmp_path):
    """GPT-OSS: transposed, interleaved, with biases and a gate of its own."""
    import torch
    from transformers import AutoModelForCausalLM, GptOssConfig

    from rebar.fourbit import experts

    torch.manual_seed(0)
    config = GptOssConfig(
        num_hidden_layers=1,
        hidden_size=128,
        intermediate_size=128,
        num_local_experts=4,
        num_experts_per_tok=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=64,
        vocab_size=128,
    )
    model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16).eval()
    module = model.model.layers[0].mlp.experts
    x = torch.randn(5, 128, dtype=torch.bfloat16)
    index, weights = torch.tensor([[0, 2]] * 5), torch.full((5, 2), 0.5, dtype=torch.bfloat16)
    original = {name: getattr(module, name).data.clone() for name in experts.projections(module)}
    experts.quantise_module(module)
    found = {
        "prompt": experts._prompt(module, x, index, weights),
        "fused": experts._decode_fused(module, x, index, weights),
    }
    stacks = {name: experts.stack_of(module, name) for name in original}
    for name, value in original.items():
        delattr(module, name)
        dense = stacks[name].dequantise(torch.bfloat16).transpose(1, 2)
        assert relative(dense, value) < 0.12
        setattr(module, name, torch.nn.Parameter(dense.contiguous()))
    model.set_experts_implementation("eager")
    with torch.no_grad():
        wanted = module(x, index, weights)
    for path, value in found.items():
        assert relative(value, wanted) < 1e-2, path


def test_unaligned_experts_are_refused_before_any_weight_is_read(tmp_path):
    import torch
    from transformers import Qwen3_5MoeForCausalLM

    from rebar.fourbit import load
    from rebar.fourbit.errors import UnsupportedExperts

    config = tiny_config(moe_intermediate_size=96, num_hidden_layers=1)
    Qwen3_5MoeForCausalLM(config).to(torch.bfloat16).save_pretrained(tmp_path)
    with pytest.raises(UnsupportedExperts, match=r"multiple of 64"):
        load.from_checkpoint(tmp_path, torch.device("cpu"), context=64)


def test_unknown_experts_class_is_refused(tiny_model):
    import torch
    from torch import nn

    from rebar.fourbit import experts
    from rebar.fourbit.errors import UnsupportedExperts

    class Strange(nn.Module):
        def __init__(self):
            super().__init__()
            self.w1 = nn.Parameter(torch.zeros(16, 64, 64))

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.config = tiny_model.config
            self.mlp = Strange()

    with pytest.raises(UnsupportedExperts, match="Strange"):
        list(experts.expert_modules(Model()))
    with pytest.raises(UnsupportedExperts, match="Strange"):
        experts.quantise_module(Strange())


def test_an_unquantised_module_is_not_run_in_silence(tiny_model):
    import torch

    from rebar.fourbit import experts
    from rebar.fourbit.errors import UnsupportedExperts

    x = torch.randn(1, 128, dtype=torch.bfloat16)
    with pytest.raises(UnsupportedExperts, match="not quantised"):
        experts.forward(
            tiny_model.model.layers[0].mlp.experts, x, torch.arange(8)[None], torch.ones(1, 8)
        )


def test_experts_stacked_by_rows_are_refused_and_not_left_in_bf16():
    import torch
    from transformers import AutoModelForCausalLM, DbrxConfig

    from rebar.fourbit import errors, experts

    config = DbrxConfig(
        d_model=128, n_heads=2, n_layers=1, max_seq_len=64, vocab_size=256,
        ffn_config={"ffn_hidden_size": 128, "moe_num_experts": 4, "moe_top_k": 2},
        attn_config={"kv_n_heads": 2, "rope_theta": 10000.0, "clip_qkv": 8},
    )  # fmt: skip
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
    with pytest.raises(errors.UnsupportedExperts, match=r"experts\.mlp\.w1 of class Dbrx.*Remedy"):
        list(experts.expert_modules(model))


def strided(tokens, width):
    import torch

    return torch.randn(tokens, 2 * width, dtype=torch.bfloat16)[:, ::2]


@pytest.mark.parametrize("tokens", [1, 2, 33])
def test_inputs_with_gaps_give_the_product_that_they_should(nf4_model, tokens):
    """bitsandbytes reads them wrongly on CPUs with AVX512-BF16; on others this holds anyway."""
    import copy

    import torch

    from rebar.fourbit import load

    torch.manual_seed(tokens)
    plain = torch.nn.Linear(256, 64, bias=False, dtype=torch.bfloat16).requires_grad_(False)
    layers = [load.nf4_linear(copy.deepcopy(plain)).eval()]
    layers += [
        layer.self_attn.o_proj for layer in nf4_model.model.layers if hasattr(layer, "self_attn")
    ]
    assert len(layers) == 2
    with torch.no_grad():
        for layer in layers:
            x = strided(tokens, layer.in_features)
            assert not x.is_contiguous()
            assert relative(layer(x), layer(x.contiguous())) < 1e-6


def test_each_four_bit_layer_is_guarded(nf4_model):
    from bitsandbytes.nn import Linear4bit

    from rebar.fourbit import experts

    layers = [one for one in nf4_model.modules() if isinstance(one, Linear4bit)]
    assert layers
    assert all(experts._contiguous in one._forward_pre_hooks.values() for one in layers)
