"""The decode loop: the same tokens as `generate`, fixed addresses, one graph, no host sync."""

from __future__ import annotations

import pytest

from .conftest import needs_torch

pytestmark = needs_torch


def prompt_ids():
    import torch

    return torch.randint(0, 512, (1, 20), generator=torch.Generator().manual_seed(3))


def decoded(model, runner, number=16, again=False, **options):
    from rebar.fourbit.decode import Decoder

    decoder = Decoder(model, 64, runner, **options)
    decoder.prepare(prompt_ids())
    for _ in range(2 if again else 1):
        decoder.prompt(prompt_ids())
        for _ in range(number - 1):
            decoder.step()
    found = decoder.tokens(number)
    decoder.close()
    return found


@pytest.fixture(scope="module")
def generated(nf4_model):
    nf4_model.set_attn_implementation("sdpa")
    out = nf4_model.generate(prompt_ids(), max_new_tokens=16, min_new_tokens=16, do_sample=False)
    return out[0, 20:].tolist()


@pytest.mark.parametrize("runner", ["eager", "static"])
def test_tokens_equal_generate(nf4_model, generated, runner):
    assert decoded(nf4_model, runner) == generated


def test_cache_is_reset_in_place(nf4_model, generated):
    from rebar.fourbit.decode import Decoder

    decoder = Decoder(nf4_model, 64, "static")
    decoder.prepare(prompt_ids())

    def addresses():
        out = []
        for layer in decoder.cache.layers:
            for value in vars(layer).values():
                values = value.values() if isinstance(value, dict) else [value]
                out += [v.data_ptr() for v in values if hasattr(v, "data_ptr")]
        return out

    before = addresses()
    assert len(before) >= 2 * 3
    assert decoded(nf4_model, "static", again=True) == generated
    decoder.prompt(prompt_ids())
    decoder.step()
    assert addresses() == before


@pytest.fixture
def fused(monkeypatch):
    """Decoding through the fused operators, in their plain definition on a CPU."""
    from rebar.fourbit import experts

    monkeypatch.setattr(experts, "takes_fused_path", lambda device: True)


def test_step_is_one_graph_for_the_compiler(nf4_model, fused):
    wanted = decoded(nf4_model, "static")
    assert decoded(nf4_model, "compiled", backend="aot_eager") == wanted


def test_step_asks_the_host_nothing(nf4_model, fused):
    """No operator of the step brings a value to the host."""
    from torch.utils._python_dispatch import TorchDispatchMode

    from rebar.fourbit.decode import Decoder

    seen = []

    class Watch(TorchDispatchMode):
        def __torch_dispatch__(self, function, types, args=(), kwargs=None):
            seen.append(str(function))
            return function(*args, **(kwargs or {}))

    decoder = Decoder(nf4_model, 64, "static")
    decoder.prepare(prompt_ids())
    decoder.prompt(prompt_ids())
    with Watch():
        decoder.step()
    host = ("local_scalar", "nonzero", "is_nonzero", "item", "bincount", "unique", "masked_select")
    assert len(seen) > 100
    assert not [name for name in seen if any(word in name for word in host)]
    assert sum("rebar.nf4_up" in name for name in seen) == 4


def test_packed_attention_equals_sdpa():
    import torch
    from torch import nn
    from transformers.integrations.sdpa_attention import sdpa_attention_forward

    from rebar.fourbit.decode import packed_attention

    module = nn.Module()
    module.num_key_value_groups = 4
    module.is_causal = True
    query, mask = torch.randn(1, 8, 1, 32), torch.arange(40).view(1, 1, 1, 40) < 23
    key, value = torch.randn(1, 2, 40, 32), torch.randn(1, 2, 40, 32)
    wanted, _ = sdpa_attention_forward(module, query, key, value, mask)
    found, _ = packed_attention(module, query, key, value, mask)
    assert torch.allclose(found, wanted, atol=1e-5)


def test_graph_without_cuda_is_refused(nf4_model):
    import torch

    from rebar.fourbit.decode import Decoder

    if torch.cuda.is_available():
        pytest.skip("a CUDA device answers here")
    with pytest.raises(ValueError, match="CUDA"):
        Decoder(nf4_model, 64, "graph")
