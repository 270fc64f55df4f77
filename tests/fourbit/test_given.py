"""Two steps of a model held against each other after the same given tokens."""

from __future__ import annotations

import math

import pytest

from .conftest import needs_torch

pytestmark = needs_torch


def prompt_ids():
    import torch

    return torch.randint(0, 512, (1, 20), generator=torch.Generator().manual_seed(3))


def test_the_agreement_of_logits_is_told_by_place_and_gap():
    import torch

    from rebar.fourbit import measure

    wanted = torch.tensor([[2.0, 1.0, 0.0], [1.0, 1.25, 0.0], [0.0, 0.0, 3.0]])
    found = torch.tensor([[2.0, 1.0, 0.0], [1.5, 1.25, 0.0], [0.0, 0.0, 3.0]])
    told = measure.given_agreement(iter(found), wanted)
    assert (told["tokens"], told["same_choices"]) == (3, 2)
    parting = {"token": 2, "gap": 0.25, "gap_back": 0.25, "max_abs_difference": 0.5}
    assert told["partings"] == [parting]
    assert told["max_abs_difference"] == 0.5
    assert told["mean_abs_difference"] == pytest.approx(0.5 / 9)
    assert told["median_gap"] == 1.0
    sums = [sum(math.exp(x) for x in row) for row in ((1.0, 1.25, 0.0), (1.5, 1.25, 0.0))]
    moved = math.log(sums[1]) - math.log(sums[0])
    kl = moved - 0.5 * math.exp(1.0) / sums[0]
    assert told["max_kl_nats"] == pytest.approx(kl, rel=1e-4)
    assert told["mean_kl_nats"] == pytest.approx(kl / 3, rel=1e-4)


def test_logits_are_wanted_for_each_given_token():
    import torch

    from rebar.fourbit import measure

    with pytest.raises(ValueError, match="longer"):
        measure.given_agreement(iter(torch.zeros(1, 3)), torch.zeros(2, 3))


@pytest.mark.parametrize("runner", ["eager", "static", "fused"])
def test_given_tokens_are_followed_and_not_the_own_choice(nf4_model, runner):
    from rebar.fourbit.decode import Decoder

    decoder = Decoder(nf4_model, 64, runner)
    decoder.prompt(prompt_ids())
    for _ in range(8):
        decoder.step()
    written = decoder.tokens(9)
    logits = list(decoder.forced(prompt_ids(), written[:-1]))
    assert [int(one.argmax()) for one in logits] == written[1:]
    other = [(token + 1) % 512 for token in written[:-1]]
    moved = list(decoder.forced(prompt_ids(), other))
    assert not any((a == b).all() for a, b in zip(logits, moved))
    decoder.close()


def test_a_step_is_held_against_the_uncompiled_one(nf4_model):
    from rebar.fourbit import measure
    from rebar.fourbit.decode import Decoder

    decoder = Decoder(nf4_model, 64, "static")
    decoder.prompt(prompt_ids())
    for _ in range(8):
        decoder.step()
    given = measure.Given(nf4_model, prompt_ids(), decoder.tokens(9))
    given(decoder, prompt_ids())
    assert (given.held["same_choices"], given.held["max_abs_difference"]) == (8, 0.0)
    # All tokens in one pass: other sums, the same model.
    assert 0 < given.at_once["max_abs_difference"] < 0.2
    assert given.at_once["mean_kl_nats"] < 1e-3
    decoder.close()


def test_a_cache_read_one_place_off_would_be_seen(nf4_model):
    """The fault that a step could have: it must not pass for a near tie."""
    from rebar.fourbit import measure
    from rebar.fourbit.decode import Decoder

    class Off(Decoder):
        def _logits(self):
            self.position.add_(1)
            found = super()._logits()
            self.position.sub_(1)
            return found

    decoder = Off(nf4_model, 64, "static")
    given = measure.Given(nf4_model, prompt_ids(), [5, 77, 300, 2, 9])
    given(decoder, prompt_ids())
    assert given.held["mean_kl_nats"] > 10 * given.at_once["mean_kl_nats"]
    decoder.close()


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("bitsandbytes::gemv_4bit", "4-bit products"),
        ("aten::_weight_int4pack_mm_for_cpu", "4-bit products"),
        ("aoti_torch_cpu__weight_int4pack_mm_cpu_tensor", "4-bit products"),
        ("aoti_torch_cpu__weight_int8pack_mm", "8-bit products"),
        ("aten::mm", "bf16 products"),
        ("aoti_torch_cpu__linear_pointwise", "bf16 products"),
        ("mkldnn::_linear_pointwise", "bf16 products"),
        ("aten::bmm", "attention products"),
        ("aoti_torch_cpu_bmm_out", "attention products"),
        ("graph_0_cpp_fused_mul_silu_view_4", "generated code"),
        ("graph_0_cpp_fused__to_copy_add_bmm_mean_mul_pow_rsqrt_view_0", "generated code"),
        ("graph_1_gemm_m3n192k64_cpp_fused_bmm_transpose_view_2", "attention products"),
        ("graph_1_gemm_m1n576k576_cpp_fused_mm_1", "bf16 products"),
        ("graph_0_cpp_fused__weight_int8pack_mm_add_7", "8-bit products"),
        ("aten::add_", "other operators"),
        ("TorchDynamo Cache Lookup", None),
        ("## Call CompiledFxGraph None ##", None),
    ],
)
def test_an_event_is_told_by_what_it_does(event, kind):
    from rebar.fourbit.measure import kind_of

    assert kind_of(event) == kind


@pytest.mark.parametrize("form", ["4-bit products", "bf16 products"])
def test_a_product_written_for_the_step_is_told_by_the_layers(form):
    from rebar.fourbit.measure import kind_of

    for event in (
        "graph_0_gemm_m1n960k576_cpp_fused__to_copy_add_embedding_mean_mul_pow_rsqrt_view_1",
        "graph_0_gemm_m1n576k1536_cpp_fused__weight_int4pack_mm_for_cpu_mul_silu_view_7",
    ):
        assert kind_of(event, form) == form
    assert kind_of("graph_0_cpp_fused__weight_int8pack_mm_add_7", form) == "8-bit products"


def test_a_profile_says_where_the_time_of_a_step_goes(nf4_model):
    from rebar.fourbit import measure
    from rebar.fourbit.decode import Decoder

    decoder = Decoder(nf4_model, 64, "static")
    decoder.prepare(prompt_ids())
    told = measure.profile(decoder, prompt_ids(), tokens=3)
    decoder.close()
    assert sum(told["ms_by_kind"].values()) == pytest.approx(told["ms_per_token"])
    spent = told["ms_by_kind"]
    assert tuple(spent) == measure.KINDS and min(spent.values()) >= 0
    for kind in ("4-bit products", "bf16 products", "attention products", "other operators"):
        assert spent[kind] > 0
    assert spent["8-bit products"] == spent["generated code"] == 0
    assert told["operators_per_token"] > 400


def test_a_profile_of_a_card_adds_up_where_kernels_overlap():
    """A kernel that begins before the one ahead has ended is not counted twice."""
    from rebar.fourbit import measure

    traced = [
        ("_delta_kernel", 5.0, 12.0),
        ("_nf4_kernel", 0.0, 10.0),
        ("_nf4_kernel", 12.0, 20.0),
        ("void at::native::reduce_kernel<512, 1>(at::Op)", 20.0, 28.0),
    ]
    told = measure.by_kernel(traced, 2)
    assert told["ms_per_token"] == pytest.approx(0.014)
    assert told["ms_per_token"] == pytest.approx(sum(told["ms_by_kind"].values()))
    assert told["ms_by_kind"] == pytest.approx({"nf4": 0.0065, "reduce": 0.004, "delta": 0.0035})
    assert told["operators_per_token"] == 2
    with pytest.raises(ValueError, match="no kernel"):
        measure.by_kernel([], 2)


def test_a_profile_names_the_kernels_that_take_most():
    from rebar.fourbit import measure

    many = [(f"_k{n}_kernel", 10.0 * n, 10.0 * n + n) for n in range(20)]
    kinds = measure.by_kernel(many, 1)["ms_by_kind"]
    assert len(kinds) == measure.MOST + 1
    assert "other kernels" in kinds


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("_slots_up_kernel", "slots up"),
        ("void at::native::vectorized_elementwise_kernel<4, f>(int)", "vectorized elementwise"),
        ("void (anonymous namespace)::softmax_warp<1>(float*)", "softmax warp"),
        ("void at::native::(anonymous namespace)::gather_kernel<2>(int)", "gather"),
        ("Memcpy DtoD (Device -> Device)", "Memcpy DtoD"),
    ],
)
def test_a_kernel_is_known_by_its_own_name(name, short):
    from rebar.fourbit import measure

    assert measure.kernel_of(name) == short
