"""The fused step is transformers' model, in six launches a layer, and counts them rightly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rebar.fourbit import architecture, launches
from rebar.fourbit.architecture import INT8_HEAD, NF4_EXPERTS, NF4_HEAD, QWEN35_35B_A3B

from .conftest import needs_torch, tiny_config

STEPS = 36


@pytest.fixture(scope="module")
def fresh(per_expert_folder):
    """The tiny model in NF4 through which no token went yet, and its values in fp32 elsewhere."""
    import torch
    from transformers import Qwen3_5MoeForCausalLM

    from rebar.fourbit import experts, fused, load, products

    model = load.from_checkpoint(per_expert_folder, torch.device("cpu"), context=256)
    exact = Qwen3_5MoeForCausalLM(tiny_config()).eval()
    values = {}
    for name, module in model.named_modules():
        if experts.projections(module) is not None:
            for key in experts.projections(module):
                stack = experts.stack_of(module, key)
                values[f"{name}.{key}"] = stack.dequantise(torch.float32)
        elif type(module).__name__ == "Linear4bit":
            values[f"{name}.weight"] = products.dequantise(*fused.merge([module]).parts)
    for name, value in model.named_parameters():
        values.setdefault(name, value.data.float())
    exact.load_state_dict(values)
    return model, exact


def prompt_ids(length=20):
    import torch

    return torch.randint(0, 512, (1, length), generator=torch.Generator().manual_seed(3))


def decoder(model, runner, **options):
    from rebar.fourbit.decode import Decoder

    return Decoder(model, 96, runner, **options)


def relative(found, wanted) -> float:
    found, wanted = found.float(), wanted.float()
    return ((found - wanted).norm() / wanted.norm()).item()


@needs_torch
def test_the_step_is_transformers_model_in_fp32(fresh):
    """Token by token from an empty cache, every number in fp32: only the order of sums differs."""
    import torch

    from rebar.fourbit import fused

    model, exact = fresh
    weights = fused.weights(model)
    weights = replace(weights, embedding=weights.embedding.float())
    states = [
        fused.State(one.first.float(), one.second)
        if kind == "linear_attention"
        else fused.State(one.first.float(), one.second.float())
        for kind, one in zip(
            weights.arch.layer_types,
            fused.blank_states(weights.arch, 64, torch.device("cpu")),
            strict=True,
        )
    ]
    token, position = (torch.zeros(1, 1, dtype=torch.long) for _ in range(2))
    count, output = torch.zeros(1, dtype=torch.long), torch.zeros(1, 64, dtype=torch.long)
    step = fused.Step(weights, states, token, position, count, output)
    ids = prompt_ids(24)
    with torch.no_grad():
        wanted = exact(ids).logits[0]
        for at in range(24):
            token.fill_(ids[0, at])
            step()
            assert relative(step.logits, wanted[at]) < 2e-5, at
    assert output[0, :24].tolist() == wanted.argmax(-1).tolist()
    assert position.item() == count.item() == 24


def forced(model, runner, tokens, length=20, **options):
    """Logits of each step when the tokens are given."""
    import torch

    one = decoder(model, runner, **options)
    kept = []
    if one.fused is None and runner == "static":
        plain = one.forward

        def keeping(**options):
            out = plain(**options)
            kept.append(out.logits[0, -1].clone())
            return out

        one.forward = keeping
    one.prompt(prompt_ids(length))
    for token in tokens:
        one.token.fill_(token)
        one.step()
        if runner == "fused":
            kept.append(one.fused.logits.clone())
    one.close()
    return torch.stack(kept)


def greedy(model, runner, length=20, number=STEPS, **options):
    one = decoder(model, runner, **options)
    one.prepare(prompt_ids(length))
    one.prompt(prompt_ids(length))
    for _ in range(number - 1):
        one.step()
    found = one.tokens(number)
    one.close()
    return found


@needs_torch
def test_the_runner_is_as_near_to_exact_as_the_static_one(fresh):
    """Both against fp32 with the same 4-bit weights; the static one's error is bf16's floor."""
    import torch

    model, exact = fresh
    tokens = greedy(model, "fused")
    with torch.no_grad():
        ids = torch.cat((prompt_ids(), torch.tensor([tokens])), dim=1)
        wanted = exact(ids).logits[0, 20:]
    static, fused = (forced(model, runner, tokens) for runner in ("static", "fused"))
    floor = relative(static, wanted)
    assert 1e-3 < floor < 5e-2
    assert relative(fused, wanted) < floor
    assert relative(fused, static) < 1.5 * floor


@needs_torch
def test_greedy_tokens_are_those_of_the_static_runner(fresh):
    """Whatever the length of the prompt leaves in the ring.

    With random weights the two best logits are often next to equal: a run may part there alone.
    """
    together = []
    for length in (20, 21, 22, 23, 2):
        found = greedy(fresh[0], "fused", length)
        wanted = greedy(fresh[0], "static", length)
        same = next((n for n, (a, b) in enumerate(zip(found, wanted)) if a != b), STEPS)
        together.append(same)
        if same < STEPS:
            assert same > 0  # the first is the prompt's
            logits = forced(fresh[0], "static", wanted[:same], length)[-1].float()
            assert logits[wanted[same]] - logits[found[same]] < 0.1 * logits.std(), length
    assert max(together) >= 32


@needs_torch
def test_tokens_are_the_same_after_another_prompt(fresh):
    one = decoder(fresh[0], "fused")
    one.prepare(prompt_ids(9))
    found = []
    for length in (20, 6, 20):
        one.prompt(prompt_ids(length))
        for _ in range(7):
            one.step()
        found.append(one.tokens(8))
    assert found[0] == found[2] != found[1]


@needs_torch
@pytest.mark.parametrize("runner", ["static", "fused"])
def test_a_prompt_in_pieces_is_the_whole_prompt(fresh, runner):
    tokens = [5, 77, 300]
    wanted = forced(fresh[0], runner, tokens)
    for chunk in (1, 7, 19, 20):
        assert relative(forced(fresh[0], runner, tokens, chunk=chunk), wanted) < 3e-2, chunk


@needs_torch
def test_logits_and_states_after_a_prompt_in_pieces_are_those_of_the_whole(fresh):
    import torch

    def after(chunk):
        one = decoder(fresh[0], "static", chunk=chunk)
        one.prompt(prompt_ids(50))
        layers = one.cache.layers
        return [layers[0].recurrent_states[0], layers[3].keys, layers[3].values]

    for found, wanted in zip(after(16), after(64), strict=True):
        assert torch.isfinite(found).all()
        assert relative(found, wanted) < 1e-2


@needs_torch
@pytest.mark.parametrize("runner", ["static", "fused"])
def test_nothing_is_written_beyond_the_capacity(fresh, runner):
    from rebar.fourbit.decode import Decoder

    one = Decoder(fresh[0], 8, runner)
    with pytest.raises(ValueError, match="9 tokens are more than the capacity of 8"):
        one.prompt(prompt_ids(9))
    one.prompt(prompt_ids(6))
    one.step()
    one.step()
    with pytest.raises(ValueError, match="capacity of 8"):
        one.step()
    assert len(one.tokens(3)) == 3


@needs_torch
def test_no_piece_is_no_prompt(fresh):
    with pytest.raises(ValueError, match="one token"):
        decoder(fresh[0], "static", chunk=0)


@needs_torch
@pytest.mark.parametrize("kind", ["bool", "added"])
def test_grouped_attention_of_a_piece_equals_transformers(kind):
    import torch
    from torch import nn
    from transformers.integrations.sdpa_attention import sdpa_attention_forward

    from rebar.fourbit.decode import packed_attention

    torch.manual_seed(0)
    module = nn.Module()
    module.num_key_value_groups = 4
    module.is_causal = True
    query, key, value = torch.randn(1, 8, 5, 32), *torch.randn(2, 1, 2, 40, 32)
    mask = (torch.arange(40) <= torch.arange(20, 25)[:, None])[None, None]
    if kind == "added":
        mask = torch.zeros(1, 1, 5, 40).masked_fill(~mask, float("-inf"))
    wanted, _ = sdpa_attention_forward(module, query, key, value, mask, scaling=0.3)
    found, _ = packed_attention(module, query, key, value, mask, scaling=0.3)
    assert found.shape == wanted.shape
    assert torch.allclose(found, wanted, atol=1e-5)


@needs_torch
def test_merging_keeps_every_byte_and_holds_it_once(per_expert_folder):
    import torch

    from rebar.fourbit import fused, load

    model = load.from_checkpoint(per_expert_folder, torch.device("cpu"), context=256)
    layer = model.model.layers[0].linear_attn
    linears = [layer.in_proj_qkv, layer.in_proj_z, layer.in_proj_b, layer.in_proj_a]
    before = [one.weight.data.clone() for one in linears]
    scales = [one.weight.quant_state.absmax.clone() for one in linears]
    total = load.tensor_bytes(model)["total"]
    merged = fused.weights(model).layers[0].project
    assert merged.rows == sum(one.out_features for one in linears)
    assert torch.equal(merged.packed.view(-1), torch.cat(before).view(-1))
    for one, data, scale in zip(linears, before, scales, strict=True):
        assert torch.equal(one.weight.data, data)
        assert torch.equal(one.weight.quant_state.absmax, scale)
        assert one.weight.untyped_storage().data_ptr() == merged.packed.data_ptr()
    router = model.model.layers[0].mlp
    assert (
        router.gate.weight.untyped_storage().data_ptr()
        == router.shared_expert_gate.weight.untyped_storage().data_ptr()
    )
    assert load.tensor_bytes(model)["total"] == total
    assert fused.weights(model).layers[0] is fused.weights(model).layers[0]


@needs_torch
def test_layers_that_a_cpu_repacked_are_merged_from_what_they_became(per_expert_folder):
    """On CPUs with AVX512-BF16 the first product does so; on others this is the same as before."""
    import torch

    from rebar.fourbit import fused, load, products

    model = load.from_checkpoint(per_expert_folder, torch.device("cpu"), context=256)
    linear = model.model.layers[0].linear_attn.in_proj_z
    wanted = products.dequantise(*fused.merge([linear]).parts)
    with torch.no_grad():
        model(prompt_ids(3))
    found = products.dequantise(*fused.merge([linear]).parts)
    assert relative(found, wanted) < 4e-3


@needs_torch
@pytest.mark.parametrize("bits", [4, 8])
def test_a_head_in_fewer_bits_is_the_same_head_to_both_runners(per_expert_folder, bits):
    import torch

    from rebar.fourbit import heads, load

    model = load.from_checkpoint(per_expert_folder, torch.device("cpu"), context=256)
    tokens = [5, 77, 300, 2]
    whole = forced(model, "fused", tokens)
    bytes_before = load.tensor_bytes(model)["head"]
    if bits == 4:
        model.lm_head = load.nf4_linear(model.lm_head)
    else:
        heads.head_to_int8(model)
    found = forced(model, "fused", tokens)
    assert relative(found, forced(model, "static", tokens)) < 3e-2
    assert relative(found, whole) < (0.15 if bits == 4 else 0.02)
    assert load.tensor_bytes(model)["head"] < (0.29 if bits == 4 else 0.52) * bytes_before


@needs_torch
def test_the_effect_of_a_head_is_on_the_same_tokens_and_leaves_it(tiny_model):
    import torch

    from rebar.fourbit import heads

    class Letters:
        def __call__(self, text, return_tensors):
            ids = torch.tensor([[ord(letter) for letter in text]])
            return type("Ids", (), {"input_ids": ids})

    before = tiny_model.lm_head
    found = heads.effect(tiny_model, Letters(), "some words that are read twice " * 4)
    assert tiny_model.lm_head is before
    assert len({one["tokens"] for one in found.values()}) == 1
    loss = {name: one["nats_per_token"] for name, one in found.items()}
    assert abs(loss["int8"] - loss["bf16"]) < 0.01
    assert 0 < abs(loss["nf4"] - loss["bf16"]) < 0.1


@needs_torch
def test_a_row_of_zeros_in_the_head_stays_zero():
    import torch

    from rebar.fourbit.heads import Int8Head

    torch.manual_seed(0)
    weight = torch.randn(5, 64).bfloat16()
    weight[3] = 0
    head = Int8Head(weight, slab=2)
    x = torch.randn(2, 64)
    assert (head(x)[:, 3] == 0).all()
    assert relative(head(x), x @ weight.float().T) < 0.01


@needs_torch
def test_every_launch_of_the_real_model_is_counted():
    """The step itself, on a device without memory, against the count that needs no torch."""
    import torch

    from rebar.fourbit import fused

    meta = torch.device("meta")
    token, position, output = (
        torch.zeros(1, n, dtype=torch.long, device=meta) for n in (1, 1, 4096)
    )
    count = torch.zeros(1, dtype=torch.long, device=meta)
    states = fused.blank_states(QWEN35_35B_A3B, 4096, meta)
    plain = NF4_EXPERTS
    for head, scheme in (("bf16", plain), ("int8", INT8_HEAD), ("nf4", NF4_HEAD)):
        weights = fused.blank(QWEN35_35B_A3B, meta, head)
        step = fused.Step(weights, states, token, position, count, output)
        seen = launches.watch(step)
        assert seen == launches.count(QWEN35_35B_A3B, scheme)
        assert seen["total"] == 263 <= 500


@needs_torch
@pytest.mark.parametrize(
    ("head", "scheme"), [("bf16", NF4_EXPERTS), ("int8", INT8_HEAD), ("nf4", NF4_HEAD)]
)
def test_the_bytes_of_blank_weights_are_those_of_the_budget(head, scheme):
    """So the step reads what the ceiling counts: the small tables of codes and offsets apart."""
    import torch

    from rebar.fourbit import fused

    from .kernel_cases import tensors

    weights = fused.blank(QWEN35_35B_A3B, torch.device("meta"), head)
    held = sum(one.numel() * one.element_size() for one in tensors(weights))
    budget = architecture.weight_bytes(QWEN35_35B_A3B, scheme)
    assert held == pytest.approx(budget["total"], rel=1e-3)
    held = sum(one.numel() * one.element_size() for one in tensors(weights.head))
    assert held == pytest.approx(budget["head"], rel=1e-3)


@needs_torch
def test_a_step_of_transformers_is_watched_too(fresh):
    one = decoder(fresh[0], "static")
    one.prompt(prompt_ids())
    seen = launches.watch(one.step)
    assert seen["total"] > 4 * 100
    assert not [name for name in seen if name.endswith((".view", ".transpose", ".empty"))]
    fused = decoder(fresh[0], "fused")
    fused.prompt(prompt_ids())
    arch = architecture.from_config(tiny_config())
    assert launches.watch(fused.step) == launches.count(arch)
    assert seen["total"] > 15 * launches.count(arch)["total"]


@needs_torch
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"hidden_act": "gelu"}, "activation"),
        ({"attention_bias": True}, "biases"),
        ({"shared_expert_intermediate_size": 64}, "width"),
        ({"linear_key_head_dim": 48}, "powers of two"),
    ],
)
def test_what_has_no_kernel_is_refused_by_name(change, says):
    from rebar.fourbit import errors, fused

    with pytest.raises(errors.UnknownModelType, match=rf"{says}.*Remedy: take another runner"):
        fused.check(tiny_config(**change))


@needs_torch
def test_another_model_is_refused(tiny_model):
    from transformers import LlamaConfig

    from rebar.fourbit import errors, fused

    with pytest.raises(errors.UnknownModelType, match=r"not llama.*Remedy"):
        fused.check(LlamaConfig())
    with pytest.raises(errors.UnsupportedExperts, match=r"not quantised.*Remedy"):
        decoder(tiny_model, "fused")
    plain = tiny_model.model.layers[0].linear_attn.in_proj_z
    with pytest.raises(
        errors.UnsupportedExperts, match=r"one has a Linear that is not NF4.*Remedy"
    ):
        fused.merge([plain], "one")
