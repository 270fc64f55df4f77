"""Whole numbers of 4 bits in groups, and the int8 head, through torch's kernels for a CPU."""

from __future__ import annotations

import pytest

from rebar.fourbit import architecture

from .conftest import needs_torch

pytestmark = needs_torch


def relative(found, wanted) -> float:
    return ((found.float() - wanted).norm() / wanted.norm()).item()


def weight(rows=64, columns=96, seed=0):
    import torch

    generator = torch.Generator().manual_seed(seed)
    return torch.randn(rows, columns, generator=generator).bfloat16()


@pytest.mark.parametrize("tokens", [1, 2, 9])
def test_the_product_is_that_of_its_definition(tokens):
    import torch

    from rebar.fourbit import groups

    x = weight(tokens, 96, seed=1)
    layer = groups.GroupedLinear(weight())
    wanted = x.float() @ groups.dequantise(*groups.codes(weight())).T
    assert relative(layer(x[None]), wanted[None]) < 4e-3
    assert layer(x[None]).shape == (1, tokens, 64) and layer(x).dtype == torch.bfloat16


def test_every_weight_goes_to_the_nearest_level():
    from rebar.fourbit import groups

    whole, grid = groups.codes(weight())
    assert (whole.min(), whole.max()) == (0, 15)
    step = grid.transpose(0, 1)[..., 0].float().repeat_interleave(32, dim=1)
    off = (groups.dequantise(whole, grid) - weight().float()).abs()
    # Half a step, and at the ends what rounding step and middle to bf16 adds.
    assert (off <= (0.5 + 0.1) * step).all() and (off <= 0.5 * step).float().mean() > 0.9


def test_weights_on_the_grid_of_q4_1_stay_there():
    """Sixteen levels from the least weight of each group up, as a file in Q4_1 holds them."""
    import torch

    from rebar.fourbit import groups

    generator = torch.Generator().manual_seed(0)
    numbers = torch.randint(0, 16, (64, 3, 32), generator=generator)
    numbers[..., 0], numbers[..., 1] = 0, 15  # a file's grid ends on weights
    step = torch.rand(64, 3, 1, generator=generator) + 0.5
    least = -7 * step + torch.randn(64, 3, 1, generator=generator)
    plain = (numbers * step + least).view(64, 96)
    whole, grid = groups.codes(plain)
    assert torch.equal(whole, numbers.view(64, 96).int())
    assert relative(groups.dequantise(whole, grid), plain) < 4e-3


def test_a_group_of_equal_weights_is_kept():
    from rebar.fourbit import groups

    plain = weight()
    plain[3], plain[5, :32] = 0, 0.75
    back = groups.dequantise(*groups.codes(plain))
    assert (back[3] == 0).all() and (back[5, :32] == 0.75).all()


def test_what_the_kernel_does_not_take_stays_as_it_is():
    import torch
    from torch import nn

    from rebar.fourbit import groups

    takes = {"plain": (96, 32, False), "narrow": (40, 32, False), "short": (96, 24, False)}
    found = {name: groups.fits(nn.Linear(*sizes)) for name, sizes in takes.items()}
    assert found == {"plain": True, "narrow": False, "short": False}
    assert not groups.fits(nn.Linear(96, 32, bias=True))
    layer = nn.ModuleDict({"a": nn.Linear(96, 32, bias=False), "b": nn.Linear(96, 32)})
    model = nn.Module()
    model.model = nn.Module()
    model.model.layers = nn.ModuleList([layer])
    with torch.no_grad():
        groups.quantise(model)
    assert [type(one).__name__ for one in layer.values()] == ["GroupedLinear", "Linear"]


@pytest.mark.parametrize("width", [64, 576, 72])
@pytest.mark.parametrize("tokens", [1, 3])
def test_the_int8_head_on_a_cpu_is_its_definition(width, tokens):
    from rebar.fourbit.heads import Int8Head

    head = Int8Head(weight(101, width))
    x = weight(tokens, width, seed=1)
    wanted = x.float() @ (head.weight.float() * head.scale[:, None]).T
    assert relative(head(x[None]), wanted[None]) < 5e-3


@pytest.fixture(scope="module")
def llama_folder(tmp_path_factory):
    """A dense checkpoint whose head is its embedding, as the small published model's is."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=512, hidden_size=96, intermediate_size=160, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, head_dim=32, tie_word_embeddings=True,
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("llama")
    LlamaForCausalLM(config).to(torch.bfloat16).save_pretrained(folder)
    return folder


def test_a_model_in_the_formats_of_q4_1_has_the_bytes_of_its_budget(llama_folder):
    import torch

    from rebar.fourbit import load

    device = torch.device("cpu")
    scheme = architecture.INT4
    plain = load.from_checkpoint(llama_folder, device, architecture.BF16, 64)
    model = load.from_checkpoint(llama_folder, device, scheme, 64)
    budget = architecture.weight_bytes(architecture.from_folder(llama_folder), scheme)
    held = load.tensor_bytes(model)
    assert held["linears"] == budget["linears"] and held["head"] == budget["head"]
    ids = torch.arange(20)[None]
    with torch.no_grad():
        found, wanted = model(ids).logits, plain(ids).logits
    assert relative(found, wanted.float()) < 0.15


def test_its_compiled_step_is_one_graph_and_the_same_tokens(llama_folder):
    import torch

    from rebar.fourbit import load
    from rebar.fourbit.decode import Decoder

    model = load.from_checkpoint(llama_folder, torch.device("cpu"), architecture.INT4, 64)
    ids = torch.arange(20)[None]
    written = []
    for runner in ("static", "compiled"):
        decoder = Decoder(model, 64, runner, backend="aot_eager")
        decoder.prepare(ids)
        decoder.prompt(ids)
        for _ in range(8):
            decoder.step()
        written.append(decoder.tokens(9))
        decoder.close()
    assert written[0] == written[1]
