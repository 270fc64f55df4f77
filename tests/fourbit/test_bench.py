"""The ladder on a tiny model, the table, the kernels in Triton's interpreter, the bundle."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

from rebar.fourbit import architecture, cuda, ladder, parts, record, shown
from rebar.fourbit.progress import Bar

from .conftest import needs_torch


@pytest.fixture
def short(monkeypatch):
    """The ladder's code at lengths a CPU manages; graphs and compiled steps run eagerly."""
    plain = {"graph": "static", "compiled": "static"}
    rungs = tuple(
        replace(rung, runner=plain.get(rung.runner, rung.runner)) for rung in ladder.LADDER
    )
    monkeypatch.setattr(ladder, "LADDER", rungs)
    for name, value in (("PROMPT", 24), ("GENERATED", 3), ("DEEP", 40)):
        monkeypatch.setattr(ladder, name, value)


@needs_torch
def test_the_ladder_makes_a_valid_record(per_expert_folder, short, tmp_path):
    import torch

    from rebar.fourbit import load

    device = torch.device("cpu")
    arch = load.check_folder(per_expert_folder)
    model = load.from_checkpoint(per_expert_folder, device, context=256)
    body = parts.begin(device, {"device": "cpu"}, None)
    body["bandwidth"] = {
        "bytes_per_s": 1e10,
        "method": "made up for the test",
        "samples_bytes_per_s": [1e10] * 5,
    }
    body["models"]["main"] = parts.model_block(arch, "tiny", "random", "seed 0")
    body["models"]["main"]["name"] = "tiny model"
    wanted = [5, 2, 1, 6, 7]
    done = cuda.climb(model, arch, body, wanted, 5, lambda: 1e9, None, Bar(1, quiet=True))
    assert [done[n]["status"] for n in wanted] == ["measured"] * 5, [
        v["reason"] for v in done.values()
    ]
    assert done[7]["scheme"] == "nf4 experts and head"
    assert done[7]["weight_bytes"] < done[5]["weight_bytes"]
    body["variants"] = [done[n] for n in sorted(done)]
    path = record.append(parts.finish(body), tmp_path)
    text = shown.table(json.loads(path.read_text()))
    assert "compiled, head in nf4" in text
    assert {row["test"] for row in record.ladder([record.read(path)])} >= {"tg3", "pp24", "ttft24"}
    assert not [note for note in body["notes"] if "is whole" in note]
    assert "given_tokens_at_once" in done[5]["accuracy"]
    for number in (5, 2, 1, 7):
        held = done[number]["accuracy"]["given_tokens"]
        assert held["tokens"] == 3 and held["mean_kl_nats"] < (1 if number == 7 else 0.01)
        assert done[number]["profile"]["ms_per_token"] > 0
    assert "given_tokens" not in done[6]["accuracy"]
    for variant in body["variants"]:
        assert max(variant["accuracy"]["layer_relative_error_vs_dequantised_fp32"].values()) < 8e-3


@needs_torch
def test_a_rung_without_time_is_skipped_by_name(nf4_model, short):
    import torch

    arch = architecture.from_config(nf4_model.config)
    body = parts.begin(torch.device("cpu"), {}, None)
    done = cuda.climb(nf4_model, arch, body, [5], 5, lambda: 3.0, None, Bar(1, True))
    assert done[5]["status"] == "skipped"
    assert "3 s" in done[5]["reason"]


@needs_torch
def test_a_broken_rung_does_not_cost_the_record(nf4_model, short, monkeypatch, capsys):
    import torch

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no such kernel\nsecond line")

    monkeypatch.setattr(cuda, "measure_variant", broken)
    arch = architecture.from_config(nf4_model.config)
    body = parts.begin(torch.device("cpu"), {}, None)
    done = cuda.climb(nf4_model, arch, body, [5], 5, lambda: 1e9, None, Bar(1, True))
    assert done[5]["status"] == "failed"
    assert done[5]["reason"] == "RuntimeError: no such kernel"


@needs_torch
def test_random_model_is_the_exact_architecture():
    import torch

    from rebar.fourbit import load

    from .conftest import tiny_config

    config = tiny_config()
    model = load.random_model(config, torch.device("cpu"))
    arch = architecture.from_config(config)
    sizes = load.tensor_bytes(model)
    assert sizes["embedding"] == architecture.weight_bytes(arch)["embedding"]
    assert model.model.layers[0].mlp.experts.gate_up_proj.dtype == torch.uint8
    with torch.no_grad():
        assert torch.isfinite(model(torch.arange(9)[None]).logits).all()
    assert not [n for n, p in model.named_parameters() if p.device.type == "meta"]
    assert not [n for n, b in model.named_buffers() if b.device.type == "meta"]


@needs_torch
@pytest.mark.skipif(
    importlib.util.find_spec("triton") is None, reason="triton is not installed here"
)
def test_triton_kernels_in_the_interpreter():
    """The fused kernels against dequantised fp32, without a GPU."""
    code = """
import torch
from rebar.fourbit import experts, kernels
assert kernels.available(torch.device("cpu"))
kernels.UP_OPTIONS[:] = [(4, 4)]
kernels.DOWN_OPTIONS[:] = [(8, 4)]
torch.manual_seed(0)
up = experts.quantise_stack(torch.randn(4, 128, 128, dtype=torch.bfloat16))
down = experts.quantise_stack(torch.randn(4, 128, 128, dtype=torch.bfloat16)[:, :, :128])
parts = lambda s: (s.packed, s.absmax8, s.absmax2, s.code, s.offset)
x, index, weights = torch.randn(1, 128), torch.tensor([[3, 1]]), torch.tensor([[0.7, 0.3]])
hidden = torch.einsum("snk,k->sn", up.dequantise(torch.float32)[index[0]], x[0])
gate, linear = hidden.chunk(2, -1)
wanted = torch.nn.functional.silu(gate) * linear
found = kernels.nf4_up(x, *parts(up), index, True)
assert (found - wanted).norm() / wanted.norm() < 1e-5
rows = torch.randn(2, 128)
each = torch.einsum("snk,sk->sn", down.dequantise(torch.float32)[index[0]], rows)
total = (each * weights.T).sum(0)
out = kernels.nf4_down(rows, *parts(down), index, weights)[0]
assert (out - total).norm() / total.norm() < 1e-5
"""
    environment = {**os.environ, "TRITON_INTERPRET": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-800:]


def test_the_claim_comes_from_the_ledger(tmp_path):
    ledger = tmp_path / "claims.csv"
    ledger.write_text("claim_id,value,value_high,unit\nspeed,1,2,tok_per_s\n")
    assert shown.claim_range(ledger) == (1.0, 2.0)
    assert shown.claim_range(tmp_path / "absent.csv") is None


@needs_torch
def test_bundle_is_whole_small_and_self_contained(tmp_path):
    from rebar.fourbit import bundle

    sizes = bundle.build(tmp_path / "bundle")
    assert sum(sizes.values()) < 64 * 2**20
    (wheel,) = (tmp_path / "bundle" / "wheels").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert archive.testzip() is None
        libraries = [name for name in archive.namelist() if name.endswith(".so")]
        assert sorted(name.split("/")[-1] for name in libraries) == sorted(bundle.KEPT)
        listed = archive.read(f"{wheel.name.rsplit('-', 3)[0]}.dist-info/RECORD").decode()
        assert len(listed.splitlines()) == len(archive.namelist())
    code = (
        "import rebar, rebar.fourbit.bench, rebar.fourbit.bundle\n"
        "from rebar.fourbit import parts, shown as b\n"
        "assert b.claim_range() is None or b.claim_range()[0] > 0\n"
        "assert parts.TEXT.exists() and 'bundle' in rebar.__file__"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "bundle" / "src"),
        "CLAIMSBOOK_ROOT": str(tmp_path / "bundle"),
    }
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd=tmp_path)


def test_collecting_a_broken_record_is_refused(tmp_path, capsys):
    from rebar.cli import main
    from rebar.fourbit import errors

    (tmp_path / "record.json").write_text("{")
    code = main(["bundle", "--collect", str(tmp_path / "record.json")])
    assert code == errors.InvalidRecord.exit_code
    assert "Remedy" in capsys.readouterr().err
