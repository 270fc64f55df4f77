"""Bad input and faults: one line of cause and remedy, an exit code each, nothing left behind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from rebar.fourbit import architecture, bench, cpu, errors

from .conftest import needs_torch


def test_exit_codes_are_distinct():
    kinds = errors.FourBitError.__subclasses__()
    codes = [kind.exit_code for kind in kinds] + [errors.INTERRUPTED, 0, 1, 2]
    assert len(kinds) >= 9
    assert len(set(codes)) == len(codes)


def run_without(module: str, tmp_path) -> subprocess.CompletedProcess:
    code = (
        f"import sys; sys.modules[{module!r}] = None\n"
        "from rebar.fourbit.bench import main\n"
        f"sys.exit(main(['--device', 'cpu', '--quiet', '--out', {str(tmp_path)!r}]))"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_no_torch(tmp_path):
    done = run_without("torch", tmp_path)
    assert done.returncode == errors.NoTorch.exit_code
    assert done.stderr.count("\n") == 1
    assert "Remedy:" in done.stderr
    assert list(tmp_path.iterdir()) == []


@needs_torch
def test_no_bitsandbytes(tmp_path):
    done = run_without("bitsandbytes", tmp_path)
    assert done.returncode == errors.NoBitsandbytes.exit_code
    assert "bitsandbytes" in done.stderr


def fails(arguments, tmp_path, capsys) -> tuple[int, str]:
    code = bench.main([*arguments, "--quiet", "--out", str(tmp_path / "runs")])
    message = capsys.readouterr().err.strip().splitlines()[-1]
    assert message.startswith("rebar bench: ")
    assert "Remedy:" in message
    assert not (tmp_path / "runs").exists()
    return code, message


@needs_torch
def test_no_gpu(tmp_path, capsys):
    import torch

    if torch.cuda.is_available():
        pytest.skip("a CUDA device answers here")
    code, message = fails(["--device", "cuda"], tmp_path, capsys)
    assert code == errors.NoGpu.exit_code
    assert "--device cpu" in message


@needs_torch
def test_interrupt_leaves_nothing(tmp_path, capsys, monkeypatch):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cpu, "run", stop)
    code, _ = fails(["--device", "cpu"], tmp_path, capsys)
    assert code == errors.INTERRUPTED


@needs_torch
def test_too_little_memory_says_how_much_is_needed(monkeypatch):
    import torch

    from rebar.fourbit import load

    monkeypatch.setattr(load, "free_bytes", lambda device: 12 * 2**30)
    needed = architecture.needed_bytes()
    with pytest.raises(errors.TooLittleMemory, match=f"{needed / 2**30:.2f} GiB.*12.00 GiB"):
        load.require_memory(needed, torch.device("cpu"))
    with pytest.raises(errors.TooLittleMemory, match="memory cap"):
        load.require_memory(11 * 2**30, torch.device("cpu"), cap=10 * 2**30)


@needs_torch
def test_memory_is_checked_before_anything_is_loaded(per_expert_folder, monkeypatch):
    import torch
    from transformers import AutoModelForCausalLM

    from rebar.fourbit import load

    monkeypatch.setattr(load, "free_bytes", lambda device: 1000)
    monkeypatch.setattr(AutoModelForCausalLM, "from_pretrained", None)
    with pytest.raises(errors.TooLittleMemory):
        load.from_checkpoint(per_expert_folder, torch.device("cpu"))


@needs_torch
def test_out_of_memory_half_way():
    import torch

    from rebar.fourbit import load

    with pytest.raises(errors.OutOfMemory, match="half way"), load.out_of_memory():
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 1 GiB.\nmore")


@needs_torch
def test_hub_unreachable(monkeypatch):
    import huggingface_hub

    from rebar.fourbit import load

    def offline(*_: object, **__: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", offline)
    with pytest.raises(errors.HubUnreachable, match="random weights"):
        load.resolve("Qwen/Qwen3.5-35B-A3B", None)
    with pytest.raises(errors.BrokenCheckpoint, match="no folder"):
        load.resolve("./not-here", None)


@pytest.fixture
def checkpoint(per_expert_folder, tmp_path):
    return shutil.copytree(per_expert_folder, tmp_path / "checkpoint")


def truncated(folder):
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


def headless(folder):
    (folder / "model.safetensors").write_bytes(b"\x00" * 4)


def without_weights(folder):
    (folder / "model.safetensors").unlink()


def missing_shard(folder):
    index = {"weight_map": {"a": "model.safetensors", "b": "model-2.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))


def index_without_metadata(folder):
    index = {"weight_map": {"a": "model.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))


def half_config(folder):
    (folder / "config.json").write_text('{"model_type": "qwen3_5_moe_text", ')


def no_config(folder):
    (folder / "config.json").unlink()


@needs_torch
@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (truncated, "half written"),
        (headless, "no readable header"),
        (without_weights, "holds no safetensors"),
        (missing_shard, "1 of 2 weight files are missing"),
        (index_without_metadata, "has no metadata"),
        (half_config, "not valid JSON"),
        (no_config, "no config.json"),
    ],
)
def test_half_written_checkpoints(checkpoint, damage, message):
    from rebar.fourbit import load

    damage(checkpoint)
    with pytest.raises(errors.BrokenCheckpoint, match=message):
        load.check_folder(checkpoint)


@needs_torch
def test_a_checkpoint_that_lacks_weights_is_not_filled_up_with_random_ones(fused_folder, tmp_path):
    import torch
    from safetensors.torch import load_file, save_file

    from rebar.fourbit import load

    folder = shutil.copytree(fused_folder, tmp_path / "lacking")
    state = load_file(folder / "model.safetensors")
    del state["model.layers.2.mlp.experts.down_proj"]
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(errors.BrokenCheckpoint, match=r"1 weights are absent.*layers\.2"):
        load.from_checkpoint(folder, torch.device("cpu"), context=64)


@needs_torch
def test_unknown_model_type(checkpoint):
    from rebar.fourbit import load

    (checkpoint / "config.json").write_text('{"model_type": "perceptron"}')
    with pytest.raises(errors.UnknownModelType, match="perceptron"):
        load.check_folder(checkpoint)


def altered(folder, key, change):
    from safetensors.torch import load_file, save_file

    state = load_file(folder / "model.safetensors")
    state[key] = change(state[key].clone()).contiguous()
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})


def with_value(value):
    def change(tensor):
        tensor.view(-1)[3] = value
        return tensor

    return change


LAYER = "model.layers.3"


@needs_torch
@pytest.mark.parametrize("scheme", ["nf4", "bf16"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize(
    "key",
    [
        "model.embed_tokens.weight",
        f"{LAYER}.input_layernorm.weight",
        f"{LAYER}.self_attn.q_proj.weight",
        f"{LAYER}.mlp.experts.down_proj",
    ],
)
def test_a_weight_that_is_no_number_is_refused_by_name(fused_folder, tmp_path, key, value, scheme):
    import torch

    from rebar.fourbit import load

    folder = shutil.copytree(fused_folder, tmp_path / "checkpoint")
    altered(folder, key, with_value(value))
    chosen = architecture.NF4_EXPERTS if scheme == "nf4" else architecture.BF16
    with pytest.raises(errors.BrokenCheckpoint, match=rf"{key} holds NaN or infinity.*Remedy"):
        load.from_checkpoint(folder, torch.device("cpu"), chosen, context=64)


@needs_torch
@pytest.mark.parametrize(
    "key",
    [
        f"{LAYER}.input_layernorm.weight",
        f"{LAYER}.mlp.experts.1.down_proj.weight",
        f"{LAYER}.mlp.gate.weight",
    ],
)
def test_a_tensor_short_of_rows_is_named_before_anything_is_loaded(checkpoint, key):
    from rebar.fourbit import load

    altered(checkpoint, key, lambda tensor: tensor[:-1])
    with pytest.raises(
        errors.BrokenCheckpoint, match=rf"{key} has the shape .* others of its name"
    ):
        load.check_folder(checkpoint)


@needs_torch
@pytest.mark.parametrize("scheme", ["nf4", "bf16"])
@pytest.mark.parametrize(
    ("part", "has"),
    [
        ("mlp.experts.down_proj", "15"),
        ("mlp.shared_expert.down_proj.weight", "127"),
        ("post_attention_layernorm.weight", "127"),
    ],
)
def test_tensors_alike_but_of_another_shape_than_the_configuration_are_refused(
    fused_folder, tmp_path, part, has, scheme
):
    import torch

    from rebar.fourbit import load

    folder = shutil.copytree(fused_folder, tmp_path / "checkpoint")
    for layer in range(4):
        altered(folder, f"model.layers.{layer}.{part}", lambda tensor: tensor[:-1])
    chosen = architecture.NF4_EXPERTS if scheme == "nf4" else architecture.BF16
    with pytest.raises(errors.BrokenCheckpoint, match=rf"{part} has the shape \[?{has}.*Remedy"):
        load.from_checkpoint(folder, torch.device("cpu"), chosen, context=64)


@needs_torch
def test_a_tensor_with_fewer_bytes_than_its_shape_is_refused(checkpoint):
    from rebar.fourbit import load

    path = checkpoint / "model.safetensors"
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + length])
    header["lm_head.weight"]["shape"][0] += 1
    again = json.dumps(header).encode()
    path.write_bytes(len(again).to_bytes(8, "little") + again + raw[8 + length :])
    with pytest.raises(errors.BrokenCheckpoint, match=r"lm_head\.weight in model\.safetensors has"):
        load.check_folder(checkpoint)


@needs_torch
@pytest.mark.parametrize(
    ("said", "method"),
    [
        ({"quant_method": "gptq", "bits": 4}, "gptq"),
        ({"quant_method": "awq"}, "awq"),
        ({"quant_method": "fp8"}, "fp8"),
        ({"quant_method": "mxfp4"}, "mxfp4"),
        ({"quant_method": "bitsandbytes", "load_in_8bit": True}, "bitsandbytes"),
        ({"bits": 4}, "unnamed method"),
    ],
)
@pytest.mark.parametrize("part", ["", "text_config"])
def test_a_checkpoint_quantised_by_another_method_is_refused(checkpoint, said, method, part):
    from rebar.fourbit import load

    values = json.loads((checkpoint / "config.json").read_text())
    if part:
        values = {"model_type": "qwen3_5_moe", "text_config": values}
    (values["text_config"] if part else values)["quantization_config"] = said
    (checkpoint / "config.json").write_text(json.dumps(values))
    with pytest.raises(errors.AlreadyQuantised, match=rf"quantization_config: {method}\. Remedy"):
        load.check_folder(checkpoint)


@needs_torch
def test_packed_weights_are_refused_whatever_the_configuration_says(checkpoint):
    import torch

    from rebar.fourbit import load

    key = f"{LAYER}.mlp.experts.0.up_proj.weight"
    altered(checkpoint, key, lambda tensor: tensor.to(torch.float8_e4m3fn))
    with pytest.raises(errors.AlreadyQuantised, match=rf"{key} in .* F8_E4M3.*Remedy"):
        load.check_folder(checkpoint)
    (checkpoint / "hf_quant_config.json").write_text("{}")
    with pytest.raises(errors.AlreadyQuantised, match="hf_quant_config"):
        load.check_folder(checkpoint)


@needs_torch
def test_a_model_is_not_named_in_vain_on_the_cpu(checkpoint, tmp_path, capsys):
    code, message = fails(["--device", "cpu", "--model", str(checkpoint)], tmp_path, capsys)
    assert code == errors.NoGpu.exit_code
    assert "and no other" in message


@needs_torch
@pytest.mark.parametrize("device", ["auto", "cuda"])
def test_a_broken_model_is_told_before_a_card_is_asked_for(checkpoint, tmp_path, capsys, device):
    truncated(checkpoint)
    code, _ = fails(["--device", device, "--model", str(checkpoint)], tmp_path, capsys)
    assert code == errors.BrokenCheckpoint.exit_code
    code, _ = fails(["--device", device, "--model", "./nope"], tmp_path, capsys)
    assert code == errors.BrokenCheckpoint.exit_code


def test_fewer_than_five_repetitions_are_refused(capsys):
    with pytest.raises(SystemExit):
        bench.main(["--reps", "3"])
    assert "at least 5" in capsys.readouterr().err
