"""Bad input and faults: one line of cause and remedy, an exit code each, nothing left behind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from rebar.fourbit import architecture, bench, errors

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

    monkeypatch.setattr(bench, "run_cpu", stop)
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


def test_fewer_than_five_repetitions_are_refused(capsys):
    with pytest.raises(SystemExit):
        bench.main(["--reps", "3"])
    assert "at least 5" in capsys.readouterr().err
