"""Checkpoints that are not what they say, or not plain: one line that names file, tensor or key."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rebar.fourbit import errors

from .conftest import needs_torch

pytestmark = needs_torch

SINGLE = "model.safetensors"
LAYER = "model.layers.1"


def header_of(path: Path) -> tuple[dict[str, Any], bytes]:
    """The header of a safetensors file, and the bytes after it."""
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    return json.loads(raw[8 : 8 + length]), raw[8 + length :]


def put(path: Path, header: Any, rest: bytes) -> None:
    """Write a safetensors file with this header: a value, or its text."""
    text = (header if isinstance(header, str) else json.dumps(header)).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + rest)


@pytest.fixture(scope="session")
def llama_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama of two layers, as transformers saves it."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=256, hidden_size=128, intermediate_size=128, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, tie_word_embeddings=False,
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("llama")
    LlamaForCausalLM(config).to(torch.bfloat16).save_pretrained(folder)
    return folder


@pytest.fixture
def llama(llama_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(llama_folder, tmp_path / "llama")


def resaved(folder: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Save the tensors of a folder again after a change to the dictionary of them."""
    from safetensors.torch import load_file, save_file

    state = load_file(folder / SINGLE)
    change(state)
    save_file(state, folder / SINGLE, metadata={"format": "pt"})


def configured(folder: Path, **values: Any) -> None:
    """Change keys of config.json; the text may then say NaN, as Python writes it."""
    known = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**known, **values}))


def refused(folder: Path, kind: type[errors.FourBitError], *parts: str) -> None:
    """Both the check of the folder and the loader refuse it in one line that has these parts."""
    import torch

    from rebar.fourbit import architecture, load

    for read in (
        load.check_folder,
        lambda one: load.from_checkpoint(one, torch.device("cpu"), architecture.BF16, context=64),
    ):
        with pytest.raises(kind) as found:
            read(folder)
        said = str(found.value)
        assert "\n" not in said and " Remedy: " in said
        assert all(part in said for part in parts), said


@pytest.mark.parametrize("scheme", ["NF4_EXPERTS", "BF16"])
def test_a_plain_one_loads(llama: Path, scheme: str) -> None:
    import torch

    from rebar.fourbit import architecture, load

    chosen = getattr(architecture, scheme)
    model = load.from_checkpoint(llama, torch.device("cpu"), chosen, context=64)
    with torch.no_grad():
        assert torch.isfinite(model(torch.arange(5)[None]).logits).all()


@pytest.mark.parametrize("kind", ["int64", "int32", "int16", "int8", "uint8", "bool"])
def test_a_weight_in_whole_numbers_is_refused(llama: Path, kind: str) -> None:
    import torch

    key = f"{LAYER}.mlp.up_proj.weight"
    resaved(llama, lambda state: state.update({key: state[key].to(getattr(torch, kind))}))
    refused(llama, errors.AlreadyQuantised, key, SINGLE, "of type")


@pytest.mark.parametrize("kind", ["float64", "float32", "float16"])
def test_a_weight_in_other_floats_is_taken(llama: Path, kind: str) -> None:
    import torch

    from rebar.fourbit import load

    key = f"{LAYER}.mlp.up_proj.weight"
    resaved(llama, lambda state: state.update({key: state[key].to(getattr(torch, kind))}))
    assert load.check_folder(llama).num_hidden_layers == 2


@pytest.mark.parametrize(
    "key",
    [
        f"{LAYER}.mlp.up_proj.weight_scale",
        f"{LAYER}.mlp.up_proj.weight_scale_inv",
        f"{LAYER}.self_attn.q_proj.input_scale",
        f"{LAYER}.self_attn.q_proj.qzeros",
        f"{LAYER}.self_attn.q_proj.scales",
        f"{LAYER}.self_attn.q_proj.weight.absmax",
        f"{LAYER}.self_attn.q_proj.weight.quant_state.bitsandbytes__nf4",
        f"{LAYER}.self_attn.o_proj.weight._data",
        f"{LAYER}.mlp.gate_proj.weight_packed",
    ],
)
def test_what_packed_weights_have_beside_them_is_refused(llama: Path, key: str) -> None:
    import torch

    resaved(llama, lambda state: state.update({key: torch.ones(1)}))
    refused(llama, errors.AlreadyQuantised, key, SINGLE)


def test_layers_that_the_configuration_does_not_have_are_refused(llama: Path) -> None:
    import torch

    configured(llama, num_hidden_layers=1)
    refused(llama, errors.BrokenCheckpoint, "model.layers.1.", "num_hidden_layers", SINGLE)
    configured(llama, num_hidden_layers=2)
    key = "model.layers.7.input_layernorm.weight"
    resaved(llama, lambda state: state.update({key: torch.ones(128)}))
    refused(llama, errors.BrokenCheckpoint, key, "of layer 7")


def test_a_layer_that_the_weights_do_not_have_is_refused(llama: Path) -> None:
    import torch

    from rebar.fourbit import load

    configured(llama, num_hidden_layers=3)
    with pytest.raises(errors.BrokenCheckpoint, match=r"absent.*model\.layers\.2\."):
        load.from_checkpoint(llama, torch.device("cpu"), context=64)


@pytest.mark.parametrize(
    "key",
    [
        "model.layers.0.mlp.shared_expert.up_proj.weight",
        "model.layers.0.self_attn.q_proj.lora_A.weight",
        "model.embed_positions.weight",
        "mtp.norm.weight",
        "model.visual.pos_embed.weight",
        "vision_tower.patch.weight",
    ],
)
@pytest.mark.parametrize("scheme", ["NF4_EXPERTS", "BF16"])
def test_a_tensor_without_a_place_in_the_model_is_refused(
    llama: Path, key: str, scheme: str
) -> None:
    """A Llama has neither vision nor further heads, so those have no place in it either."""
    import torch

    from rebar.fourbit import architecture, load

    resaved(llama, lambda state: state.update({key: torch.ones(128, 128)}))
    chosen = getattr(architecture, scheme)
    with pytest.raises(errors.BrokenCheckpoint, match=rf"1 tensors .* no place.* {key}\. Remedy"):
        load.from_checkpoint(llama, torch.device("cpu"), chosen, context=64)


@pytest.mark.parametrize("layout", ["per_expert_folder", "fused_folder"])
def test_an_expert_too_many_is_refused(layout: str, request: Any, tmp_path: Path) -> None:
    import torch

    from rebar.fourbit import load

    folder = shutil.copytree(request.getfixturevalue(layout), tmp_path / "checkpoint")
    configured(folder, num_experts=15)
    with pytest.raises(errors.BrokenCheckpoint, match=r"model\.layers\.\d\.mlp\..*Remedy"):
        load.from_checkpoint(folder, torch.device("cpu"), context=64)


@pytest.mark.parametrize(
    "name",
    [
        "quantize_config.json",
        "quant_config.json",
        "quanto_qmap.json",
        "quantization_map.json",
        "hf_quant_config.json",
        "awq_config.json",
    ],
)
def test_a_file_of_another_method_is_refused(llama: Path, name: str) -> None:
    (llama / name).write_text('{"bits": 4}')
    refused(llama, errors.AlreadyQuantised, name)


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"quanto_config": {"weights": "int4"}}, "quanto_config"),
        ({"llm_config": {"quantization_config": {"quant_method": "awq"}}},
         "llm_config.quantization_config: awq"),
        ({"parts": [{"a": {"quant_method": "hqq"}}]}, "parts.a.quant_method: hqq"),
        ({"load_in_4bit": True}, "load_in_4bit: True"),
        ({"quantization": {"group_size": 64, "bits": 4}}, "quantization"),
        ({"compression_config": {"format": "pack-quantized"}}, "compression_config"),
    ],
)  # fmt: skip
def test_a_configuration_that_says_it_anywhere_is_refused(
    llama: Path, values: dict[str, Any], path: str
) -> None:
    configured(llama, **values)
    refused(llama, errors.AlreadyQuantised, "config.json", path)


def test_a_configuration_that_denies_it_is_taken(llama: Path) -> None:
    from rebar.fourbit import load

    configured(llama, quantization_config=None, load_in_8bit=False, is_quantized=False)
    assert load.check_folder(llama).hidden_size == 128


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rms_norm_eps", float("nan")),
        ("rms_norm_eps", {"__float__": "NaN"}),
        ("rms_norm_eps", float("inf")),
        ("rms_norm_eps", -1e-5),
        ("rms_norm_eps", "1e-5"),
        ("rope_theta", 0),
        ("rope_parameters", {"rope_type": "default", "rope_theta": float("nan")}),
        ("rope_parameters", {"rope_type": "default", "rope_theta": -10000.0}),
        ("hidden_size", 127.5),
        ("num_attention_heads", 0),
        ("vocab_size", -256),
        ("num_hidden_layers", "two"),
        ("intermediate_size", True),
        ("layer_types", ["full_attention"]),
    ],
)
def test_a_configuration_that_no_model_can_have_is_refused(
    llama: Path, key: str, value: Any
) -> None:
    configured(llama, **{key: value})
    named = "rope_theta" if "rope" in key else key
    refused(llama, errors.BrokenCheckpoint, named, "config.json")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "no JSON object"),
        ("null", "no JSON object"),
        ('{"model_type": "qwen3_5_moe"}', "text_config"),
        ('{"model_type": "llama", "hidden_size": 1, "hidden_size": 2}', "'hidden_size' twice"),
        ('{"a": ' * 5000 + "1" + "}" * 5000, "nested too deep"),
    ],
)
def test_a_configuration_of_another_shape_is_refused(llama: Path, text: str, said: str) -> None:
    (llama / "config.json").write_text(text)
    refused(llama, errors.BrokenCheckpoint, "config.json", said)


def first_of(header: dict[str, Any]) -> str:
    """The tensor whose bytes come first, and that has more than one row."""
    named = [key for key in header if key != "__metadata__" and len(header[key]["shape"]) == 2]
    return min(named, key=lambda key: header[key]["data_offsets"][0])


def moved(header: dict[str, Any], by: int, after: int) -> None:
    """Move the tensors that begin at `after` bytes or later."""
    for key, value in header.items():
        if key != "__metadata__" and value["data_offsets"][0] >= after:
            value["data_offsets"] = [one + by for one in value["data_offsets"]]


def test_tensors_that_overlap_are_refused(llama: Path) -> None:
    header, rest = header_of(llama / SINGLE)
    key = first_of(header)
    twin = next(
        other
        for other in header
        if other not in (key, "__metadata__") and header[other]["shape"] == header[key]["shape"]
    )
    header[twin]["data_offsets"] = header[key]["data_offsets"]
    put(llama / SINGLE, header, rest)
    refused(llama, errors.BrokenCheckpoint, SINGLE, "overlaps")


def test_a_gap_between_tensors_is_refused(llama: Path) -> None:
    header, rest = header_of(llama / SINGLE)
    end = header[first_of(header)]["data_offsets"][1]
    moved(header, 64, end)
    put(llama / SINGLE, header, rest[:end] + b"\0" * 64 + rest[end:])
    refused(llama, errors.BrokenCheckpoint, SINGLE, "64 bytes after")


@pytest.mark.parametrize("header", ["[]", "null", "7", '"a"', " ", "{", "\udcff"])
def test_a_header_of_another_shape_is_refused(llama: Path, header: str) -> None:
    _, rest = header_of(llama / SINGLE)
    text = header.encode("utf-8", "surrogateescape")
    (llama / SINGLE).write_bytes(len(text).to_bytes(8, "little") + text + rest)
    refused(llama, errors.BrokenCheckpoint, SINGLE, "no readable header")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("dtype", None),
        ("dtype", 16),
        ("shape", None),
        ("shape", "128"),
        ("shape", [-128, -128]),
        ("shape", [128.0, 128]),
        ("shape", [True, 128]),
        ("data_offsets", None),
        ("data_offsets", [0]),
        ("data_offsets", {"from": 0}),
        ("", None),
        ("", [1, 2]),
    ],
)
def test_a_tensor_that_the_header_does_not_describe_is_refused(
    llama: Path, part: str, value: Any
) -> None:
    header, rest = header_of(llama / SINGLE)
    key = f"{LAYER}.mlp.up_proj.weight"
    if not part:
        header[key] = value
    elif value is None:
        del header[key][part]
    else:
        header[key][part] = value
    put(llama / SINGLE, header, rest)
    refused(llama, errors.BrokenCheckpoint, key, SINGLE, f"no readable {part}".strip())


@pytest.mark.parametrize("twice", ["key", "dtype"])
def test_a_key_twice_in_the_header_is_refused(llama: Path, twice: str) -> None:
    header, rest = header_of(llama / SINGLE)
    key = f"{LAYER}.mlp.up_proj.weight"
    text = json.dumps(header)
    if twice == "key":
        text = f'{{"{key}": {json.dumps(header[key])}, {text[1:]}'
    else:
        text = text.replace('{"dtype": ', '{"dtype": "F32", "dtype": ', 1)
    put(llama / SINGLE, text, rest)
    refused(llama, errors.BrokenCheckpoint, SINGLE, key if twice == "key" else "dtype", "twice")


@pytest.mark.parametrize("metadata", [[], {"format": 1}, "pt"])
def test_what_the_library_does_not_read_is_refused(llama: Path, metadata: Any) -> None:
    header, rest = header_of(llama / SINGLE)
    put(llama / SINGLE, {**header, "__metadata__": metadata}, rest)
    refused(llama, errors.BrokenCheckpoint, SINGLE)


def sharded(folder: Path) -> dict[str, Any]:
    """Part the weights of a folder in two files with an index, which is given."""
    from safetensors.torch import load_file, save_file

    state = load_file(folder / SINGLE)
    (folder / SINGLE).unlink()
    names = sorted(state)
    weight_map = {}
    for number, keys in ((1, names[::2]), (2, names[1::2])):
        name = f"model-{number}-of-2.safetensors"
        some = {key: state[key] for key in keys}
        weight_map |= dict.fromkeys(keys, name)
        save_file(some, folder / name, {"format": "pt"})
    index = {"metadata": {"total_size": 1}, "weight_map": weight_map}
    (folder / f"{SINGLE}.index.json").write_text(json.dumps(index))
    return index


def test_files_and_index_agree_on_each_tensor(llama: Path) -> None:
    from rebar.fourbit import load

    index = sharded(llama)
    assert load.check_folder(llama).num_hidden_layers == 2
    place = llama / f"{SINGLE}.index.json"
    key = "model.norm.weight"
    other = {"model-1-of-2.safetensors", "model-2-of-2.safetensors"} - {index["weight_map"][key]}
    known = index["weight_map"]
    for said in ({**known, key: other.pop()}, {**known, "model.x": "model-1-of-2.safetensors"}):
        place.write_text(json.dumps({**index, "weight_map": said}))
        odd = next(one for one in said if said[one] != known.get(one))
        refused(llama, errors.BrokenCheckpoint, place.name, odd)
    del known[key]
    place.write_text(json.dumps(index))
    refused(llama, errors.BrokenCheckpoint, place.name, key)


def test_a_tensor_in_two_files_is_refused(llama: Path) -> None:
    from safetensors.torch import load_file, save_file

    index = sharded(llama)
    key = "model.norm.weight"
    other = "model-1-of-2.safetensors"
    if index["weight_map"][key] == other:
        other = "model-2-of-2.safetensors"
    own = load_file(llama / index["weight_map"][key])
    both = {**load_file(llama / other), key: own[key] + 1}
    save_file(both, llama / other, {"format": "pt"})
    refused(llama, errors.BrokenCheckpoint, key, "model-1-of-2", "model-2-of-2")


@pytest.mark.parametrize(
    "text",
    ["[]", "null", '{"weight_map": []}', '{"metadata": {}, "weight_map": {}}',
     '{"metadata": {}, "weight_map": {"a": 3}}', '{"metadata": {}, "weight_map": {"a": "../b"}}',
     '{"metadata": {}, "weight_map": {"a": "b"}, "weight_map": {"a": "c"}}'],
)  # fmt: skip
def test_an_index_of_another_shape_is_refused(llama: Path, text: str) -> None:
    (llama / f"{SINGLE}.index.json").write_text(text)
    refused(llama, errors.BrokenCheckpoint, f"{SINGLE}.index.json", "not a valid index")


def test_a_single_file_beside_shards_is_refused(llama: Path) -> None:
    """transformers would read the single file, whatever the index says."""
    shutil.copyfile(llama / SINGLE, llama / "other.safetensors")
    sharded(llama)
    (llama / "other.safetensors").rename(llama / SINGLE)
    refused(llama, errors.BrokenCheckpoint, SINGLE, "index")


@pytest.mark.parametrize("tied", [True, False])
def test_a_head_that_is_the_embedding_may_stand_in_the_file(tmp_path: Path, tied: bool) -> None:
    """Published weights with tied embeddings have the head once, or twice."""
    import torch
    from safetensors.torch import load_file
    from transformers import LlamaConfig, LlamaForCausalLM

    from rebar.fourbit import load

    config = LlamaConfig(
        vocab_size=256, hidden_size=128, intermediate_size=128, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, tie_word_embeddings=True,
    )  # fmt: skip
    LlamaForCausalLM(config).to(torch.bfloat16).save_pretrained(tmp_path)
    embedding = load_file(tmp_path / SINGLE)["model.embed_tokens.weight"]
    if tied:
        resaved(tmp_path, lambda state: state.update({"lm_head.weight": embedding.clone()}))
    model = load.from_checkpoint(tmp_path, torch.device("cpu"), context=64)
    assert torch.equal(model.lm_head.weight, embedding)
