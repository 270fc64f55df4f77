"""What is told before anything is loaded, whose commit is named, and the folder that is carried."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from rebar.fourbit import bench, bundle, errors, keep, ladder, origin

from .conftest import needs_torch


def refused(capsys, code: int, *words: str) -> str:
    """What `bench` says where it cannot even begin: one line, before torch is asked for."""
    before = {name: sys.modules.get(name) for name in ("torch",)}
    sys.modules["torch"] = None
    try:
        assert bench.main([*words, "--quiet"]) == code
    finally:
        for name, module in before.items():
            sys.modules.pop(name)
            if module is not None:
                sys.modules[name] = module
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and said.startswith("rebar bench: ") and "Remedy: " in said
    return said


@pytest.mark.parametrize("words", ["99", "4,x", "0", "4,,5", "-1"])
def test_unknown_rungs_are_told_with_those_that_there_are(words, capsys):
    with pytest.raises(SystemExit) as ended:
        bench.main([f"--rungs={words}"])
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert "there is no rung" in said and "4 fused expert kernels" in said


def test_rungs_run_in_the_order_given_each_once():
    from rebar.fourbit import ready

    assert ready.rungs("5, 4,5") == (5, 4)


def test_places_that_take_no_record_are_told(tmp_path, capsys, monkeypatch):
    code = errors.CannotWrite.exit_code
    file = tmp_path / "file"
    file.write_text("kept")
    assert "'file' is no folder" in refused(capsys, code, "--out", str(file))
    assert "'runs' cannot be written (Not a directory)" in refused(
        capsys, code, "--out", str(file / "runs")
    )
    assert "already a 'file'" in refused(capsys, code, "--raw", str(file))
    assert "'nope' cannot be written" in refused(capsys, code, "--out", "/proc/nope")
    assert file.read_text() == "kept"
    usage = SimpleNamespace(free=3 * 2**20)
    monkeypatch.setattr(keep.shutil, "disk_usage", lambda _: usage)
    new = tmp_path / "a" / "b"
    assert "3 MiB are free" in refused(capsys, code, "--out", str(new))
    assert "3 MiB are free" in refused(capsys, code, "--raw", str(new / "record.json"))
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_no_room_for_the_models_of_a_cpu_run_is_told(tmp_path, capsys, monkeypatch):
    usage = SimpleNamespace(free=100 * 2**20)
    monkeypatch.setattr(keep.shutil, "disk_usage", lambda _: usage)
    arguments = ("--device", "cpu", "--out", str(tmp_path / "runs"))
    assert "TMPDIR" in refused(capsys, errors.CannotWrite.exit_code, *arguments)


def test_models_that_could_not_be_measured_are_told(tmp_path, capsys):
    out = ("--out", str(tmp_path / "runs"))
    for device in ("auto", "cuda"):
        words = ("--device", device, *out, "--model")
        broken, unknown = errors.BrokenCheckpoint.exit_code, errors.UnknownModelType.exit_code
        assert "no folder 'nope'" in refused(capsys, broken, *words, "./nope")
        folder = tmp_path / "perceptron"
        folder.mkdir(exist_ok=True)
        (folder / "config.json").write_text('{"model_type": "perceptron"}')
        assert "perceptron" in refused(capsys, unknown, *words, str(folder))


def test_what_a_cpu_run_would_pass_over_is_told(tmp_path, capsys):
    words = ("--device", "cpu", "--out", str(tmp_path))
    code = errors.NoGpu.exit_code
    assert "and no other" in refused(capsys, code, *words, "--model", "Some/Model")
    assert "climbs none" in refused(capsys, code, *words, "--rungs", "4,5")


@needs_torch
def test_a_model_of_the_hub_is_looked_at_before_its_weights_are_fetched(tmp_path, monkeypatch):
    import huggingface_hub

    from rebar.fourbit import load

    asked = []

    def fetch(_: str, *, allow_patterns: list[str], **__: object) -> str:
        asked.append(allow_patterns)
        return str(tmp_path)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fetch)
    (tmp_path / "config.json").write_text('{"model_type": "perceptron"}')
    with pytest.raises(errors.UnknownModelType, match="perceptron"):
        load.check_on_hub("Some/Model", None)
    assert asked == [["config.json"]]


@needs_torch
def test_a_disk_without_room_for_a_model_is_told_as_such(monkeypatch):
    import huggingface_hub

    from rebar.fourbit import load

    def fetch(*_: object, **__: object) -> str:
        raise RuntimeError("error while writing: No space left on device (os error 28)")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fetch)
    with pytest.raises(errors.CannotWrite, match="no room for Some/Model"):
        load.resolve("Some/Model", None)


def test_a_full_disk_half_way_is_one_line(tmp_path, capsys, monkeypatch):
    def full(*_: object) -> int:
        raise RuntimeError("I/O error: No space left on device (os error 28)")

    monkeypatch.setattr(bench, "_measured", full)
    assert bench.main(["--out", str(tmp_path)]) == errors.CannotWrite.exit_code
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "The disk is full" in said


@pytest.fixture
def clone(tmp_path, monkeypatch) -> Path:
    """A committed folder that stands for the one in which the measuring code lies."""
    root = tmp_path / "clone"
    (root / "src").mkdir(parents=True)
    (root / "data" / "bench" / "runs").mkdir(parents=True)
    (root / "src" / "a.py").write_text("1\n")
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "code")):
        subprocess.run(["git", *words], cwd=root, check=True)
    monkeypatch.setattr(origin, "CODE", root)
    monkeypatch.delenv(origin.VARIABLE, raising=False)
    return root


def test_the_commit_says_if_the_code_was_changed_since(clone, capsys):
    from rebar.fourbit import ready

    clean = origin.commit()
    assert clean and len(clean) == 40
    (clone / "data" / "bench" / "runs" / "new.json").write_text("{}")
    assert origin.commit() == clean
    ready.say_if_changed()
    assert capsys.readouterr().err == ""
    (clone / "src" / "new.py").write_text("2\n")
    assert origin.commit() == f"{clean}-dirty"
    ready.say_if_changed()
    assert "differs from its last commit" in capsys.readouterr().err


def test_the_commit_is_never_that_of_a_repository_around(clone, monkeypatch):
    inner = clone / "_build" / "bundle"
    inner.mkdir(parents=True)
    monkeypatch.setattr(origin, "CODE", inner)
    assert origin.commit() is None
    monkeypatch.setenv(origin.VARIABLE, "abc-dirty")
    assert origin.commit() == "abc-dirty"
    monkeypatch.setenv(origin.VARIABLE, "")
    assert origin.commit() is None


@pytest.fixture(scope="module")
def carried(tmp_path_factory) -> Path:
    pytest.importorskip("bitsandbytes")
    folder = tmp_path_factory.mktemp("carried") / "bundle"
    bundle.build(folder)
    return folder


def test_the_bundle_needs_nothing_but_python_to_be_imported(carried):
    """No package at all, so none that is not on a bare machine."""
    code = (
        "import rebar.fourbit.bench, rebar.fourbit.bundle, rebar.fourbit.keep as k\n"
        "from rebar.fourbit import origin\n"
        "assert origin.commit() == 'abc', origin.commit()\n"
        "keeper = k.Keeper(k.Path('made/record.json')); keeper.save({'variants': []})\n"
    )
    environment = {"PYTHONPATH": str(carried / "src"), "REBAR_COMMIT": "abc"}
    environment["PATH"] = os.environ["PATH"]
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env=environment, cwd=carried.parent, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (carried.parent / "made" / "record.json").is_file()


def test_run_sh_says_what_it_lacks_at_once_and_overwrites_no_record(carried, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "record.json").write_text("kept")
    binaries = tmp_path / "bin"
    binaries.mkdir()
    told = binaries / "python3"
    told.write_text('#!/bin/sh\n[ "$1 $2" = "-m zipfile" ] || echo "$@"\nexec true\n')
    told.chmod(0o755)
    environment = {**os.environ, "OUT": str(out), "PATH": f"{binaries}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", carried / "run.sh", "--rungs", "4"],
        env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert f"--raw {out / 'record-2.json'} --rungs 4" in done.stdout
    assert (out / "log.txt").read_text() == done.stdout
    assert (out / "record.json").read_text() == "kept"


def test_the_script_ends_what_hangs_within_ten_minutes_and_prints_at_once(carried):
    script = (carried / "run.sh").read_text()
    assert bundle.BUDGET_S < bundle.TERM_S and bundle.TERM_S + bundle.KILL_S < 600
    assert f"--kill-after={bundle.KILL_S} --preserve-status {bundle.TERM_S} " in script
    assert "PYTHONUNBUFFERED=1" in script
    assert "PYTORCH_ALLOC_CONF=" in script and "PYTORCH_CUDA_ALLOC_CONF" not in script
    assert "@" not in script.replace('"$@"', "")


def test_the_readme_has_two_commands_and_the_path_to_carry(carried):
    text = (carried / "README.md").read_text()
    lines = [line.split("#")[0].strip() for line in text.splitlines() if line.startswith("bash ")]
    second = f"bash {carried}/run.sh --rungs {ladder.listed(ladder.SECOND)}"
    assert lines == [f"bash {carried}/run.sh", second]
    assert f"by its path `{carried}`" in text
    assert all(rung.name in text for rung in ladder.LADDER[1:])
    assert "@" not in text


def test_a_bundle_takes_the_place_of_none_but_a_bundle_without_records(carried, tmp_path):
    (tmp_path / "letter.txt").write_text("kept")
    with pytest.raises(errors.CannotWrite, match="something else than a bundle"):
        bundle.build(tmp_path)
    again = shutil.copytree(carried, tmp_path / "again")
    (again / "out").mkdir()
    (again / "out" / "record-2.json").write_text("{}")
    with pytest.raises(errors.CannotWrite, match="holds records"):
        bundle.build(again)
    (again / "out" / "record-2.json").unlink()
    (again / "old.py").write_text("")
    listed = bundle.build(again)
    assert "old.py" not in listed and not (again / "old.py").exists()
    manifest = json.loads((again / "manifest.json").read_text())
    assert {name: one["bytes"] for name, one in manifest.items()} == listed
