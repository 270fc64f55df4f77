"""Whatever ends a run or refuses its record: what was measured stays, and a line says where."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimsbook import files
from rebar.fourbit import architecture, cuda, errors, keep, ladder, limits, parts, record, shown
from rebar.fourbit.progress import Bar

from .conftest import needs_torch

RUN = """
import sys, time
import torch
from fourbit.conftest import tiny_config
from rebar.fourbit import architecture, bench, cuda, ladder, load, measure, parts

device = torch.device("cpu")
torch.set_num_threads(1)
model = load.random_model(tiny_config(), device)
arch = architecture.from_config(model.config)
block = parts.model_block(arch, "a tiny model", "random", "seed 0")
cuda._device = lambda _: (device, 2**40, 2**30)
cuda._cuda_model = lambda *_: (model, arch, block, None)
samples = {"bytes_per_s": 1e10, "method": "made up", "samples_bytes_per_s": [1e10] * 5}
measure.bandwidth = lambda _: samples
ladder.PROMPT, ladder.GENERATED = 24, 3
measured, begun = cuda.measure_variant, []

def measure_variant(*given):
    begun.append(given)
    if len(begun) == 3:
        print("hanging", flush=True)
        time.sleep(600)
    return measured(*given)

cuda.measure_variant = measure_variant
words = ["--device", "cuda", "--rungs", "2,1,3", "--raw", sys.argv[1]]
if sys.argv[2] == "alone":
    sys.exit(bench.main(words))
from claimsbook import interrupts
from rebar.cli import main
with interrupts.watched():
    sys.exit(main(["bench", *words]))
"""


@needs_torch
@pytest.mark.parametrize(
    ("end", "how"),
    [
        (signal.SIGINT, "alone"),
        (signal.SIGTERM, "alone"),
        (signal.SIGKILL, "alone"),
        (signal.SIGINT, "as a command"),
    ],
)
def test_a_run_that_is_ended_keeps_the_rungs_that_were_finished(tmp_path, end, how):
    file = tmp_path / "made" / "record.json"
    tests = Path(__file__).parents[1]
    paths = os.pathsep.join(map(str, [tests.parent / "src", tests]))
    environment = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(file), how],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as run:  # fmt: skip
        assert run.stdout.readline() == "hanging\n", run.stderr.read()
        run.send_signal(end)
        try:
            told, said = run.communicate(timeout=60)
        finally:
            # Else the block waits for what did not end.
            run.kill()
    assert run.returncode == (-end if end == signal.SIGKILL else 128 + end)
    found = json.loads(file.read_text())
    record.check(found)
    status = {one["name"]: (one["status"], one["reason"]) for one in found["variants"]}
    reason = parts.BROKEN_OFF if end == signal.SIGKILL else "interrupted"
    assert status["static cache"] == status["nf4 experts, eager"] == ("measured", "")
    assert status["cuda graph"] == ("failed", reason)
    assert "static cache: begun\nstatic cache: measured in" in said
    if how == "as a command":
        assert "2 of 3 rungs are kept in" in told and "record.json" in told
    elif end != signal.SIGKILL:
        last = said.splitlines()[-1]
        assert "interrupted; 2 of 3 rungs are kept in" in last
        assert "record.json" in last and "Remedy:" in last
    assert list(file.parent.iterdir()) == [file]


def a_test(name: str = "pp24") -> dict:
    return {
        "test": name, "kind": "prompt", "tokens": 24, "depth": 0, "warm_up": 1,
        "seconds": [1.0] * 5, "tokens_per_s": record.summary(24, [1.0] * 5),
    }  # fmt: skip


@pytest.fixture
def climbed(nf4_model, monkeypatch):
    """Climbs while `happens` says what each rung does; all records, and the last's variants."""
    import torch

    from rebar.fourbit import measure

    def climb(wanted, happens, **options):
        def measure_variant(variant, *_: object) -> list[int]:
            happens.get(variant["name"], lambda _: None)(variant)
            variant["tests"].append(a_test())
            return [1, 2, 3]

        monkeypatch.setattr(cuda, "measure_variant", measure_variant)
        monkeypatch.setattr(measure, "layer_errors", lambda _: {"0": 0.001})
        arch = architecture.from_config(nf4_model.config)
        body = parts.begin(torch.device("cpu"), {}, None)
        body["bandwidth"] = {
            "bytes_per_s": 1e10, "method": "made up", "samples_bytes_per_s": [1e10] * 5,
        }  # fmt: skip
        body["models"]["main"] = parts.model_block(arch, "tiny model", "random", "seed 0")
        saved: list[dict] = []
        body["variants"] = [cuda._stock(arch)]
        cuda.climb(
            nf4_model, arch, body, wanted, 5, lambda: 1e9, None, Bar(1, True),
            lambda: saved.append(json.loads(json.dumps(parts.finish(body)))), **options,
        )  # fmt: skip
        for one in saved:
            record.check(one)
        return saved, {one["name"]: one for one in saved[-1]["variants"]}

    return climb


@pytest.fixture
def whole_run(nf4_model, monkeypatch, tmp_path):
    """`bench` on a card that is none, where each rung takes no time; its code and its record."""
    import torch

    from rebar.fourbit import bench, measure

    arch = architecture.from_config(nf4_model.config)
    block = parts.model_block(arch, "tiny model", "random", "seed 0")
    samples = {"bytes_per_s": 1e10, "method": "made up", "samples_bytes_per_s": [1e10] * 5}

    def run(happens, *words: str, load=lambda: None) -> tuple[int, Path]:
        def bandwidth(_: object) -> dict:
            load()
            return samples

        def measure_variant(variant, *_: object) -> list[int]:
            happens(variant)
            variant["tests"].append(a_test())
            return [1, 2, 3]

        monkeypatch.setattr(cuda, "_device", lambda _: (torch.device("cpu"), 2**40, 2**30))
        monkeypatch.setattr(cuda, "_cuda_model", lambda *_: (nf4_model, arch, block, None))
        monkeypatch.setattr(measure, "bandwidth", bandwidth)
        monkeypatch.setattr(measure, "layer_errors", lambda _: {"0": 0.001})
        monkeypatch.setattr(cuda, "measure_variant", measure_variant)
        file = tmp_path / "record.json"
        return bench.main(["--device", "cuda", "--raw", str(file), *words]), file

    return run


@needs_torch
def test_a_run_says_what_it_measures_what_not_and_where_the_record_is(whole_run, capsys):
    code, file = whole_run(lambda _: None, "--time-budget", "95", "--rungs", "4,6,3")
    said = capsys.readouterr()
    assert code == 0
    assert "rungs 4,6,3: about 230 s with loading, 95 s allowed" in said.err
    assert "by estimate 6,3 will not fit" in said.err
    assert "not measured: 6; for those alone: --rungs 6" in said.err
    assert f"record: {file}" in said.out
    found = json.loads(file.read_text())
    record.check(found)
    assert found["settings"]["rungs"] == "4,6,3"
    reasons = {one["name"]: one["reason"] for one in found["variants"]}
    assert "of the time allowed were left, and it takes about 100" in reasons["compiled, 4k"]


@needs_torch
def test_a_run_without_one_measured_rung_keeps_the_reasons_in_the_named_file(whole_run, capsys):
    def broken(_: dict) -> None:
        raise RuntimeError("no such kernel")

    code, file = whole_run(broken, "--rungs", "4,3")
    assert code == errors.Unfinished.exit_code
    assert "no such kernel" in capsys.readouterr().err.splitlines()[-1]
    found = json.loads(file.read_text())
    assert {one["status"] for one in found["variants"]} == {"computed", "failed"}


@needs_torch
def test_a_model_that_takes_too_long_to_load_is_told(whole_run, capsys):
    words = ("--time-budget", "0.2")
    code, file = whole_run(lambda _: None, *words, load=lambda: time.sleep(20))
    assert code == errors.Unfinished.exit_code
    assert "Loading took more than the 0.2 s allowed" in capsys.readouterr().err
    assert not file.exists()


def sleep(_: dict) -> None:
    try:
        time.sleep(30)
    except Exception:
        pytest.fail("a limit is no exception that a compiler could take for its own")


@needs_torch
def test_a_rung_beyond_its_limit_is_marked_and_the_next_one_runs(climbed, capsys):
    start = time.monotonic()
    _, found = climbed([4, 3], {"fused expert kernels": sleep}, limit_s=0.4)
    assert time.monotonic() - start < 20
    assert found["fused expert kernels"]["status"] == "failed"
    assert "allowed for it were over" in found["fused expert kernels"]["reason"]
    assert found["cuda graph"]["status"] == "measured"
    assert "cuda graph: measured in 0 s, pp24 24.0 tok/s" in capsys.readouterr().err


@needs_torch
def test_a_rung_that_runs_out_of_memory_does_not_cost_the_next(climbed):
    import torch

    def full(_: dict) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory.\nmore")

    _, found = climbed([4, 3], {"fused expert kernels": full})
    assert found["fused expert kernels"]["reason"] == "OutOfMemoryError: CUDA out of memory."
    assert found["cuda graph"]["status"] == "measured"


@needs_torch
def test_a_failed_compile_costs_one_rung(climbed, nf4_model):
    def broken(_: dict) -> None:
        raise RuntimeError("no such operator")

    _, found = climbed([5, 7, 6, 4], {"compiled": broken})
    assert found["compiled"]["status"] == "failed"
    instead = found["head in nf4, not compiled"]
    assert instead["status"] == "measured"
    assert (instead["runner"], instead["scheme"]) == ("graph", "nf4 experts and head")
    assert found["compiled, 4k"]["status"] == "skipped"
    assert "no such operator" in found["compiled, 4k"]["reason"]
    assert found["fused expert kernels"]["status"] == "measured"
    assert type(nf4_model.lm_head).__name__ == "Linear"


@needs_torch
def test_tests_that_were_whole_stay_with_the_reason_why_there_are_no_more(climbed):
    def half(variant: dict) -> None:
        variant["tests"].append(a_test("pp8"))
        raise RuntimeError("gone")

    saved, found = climbed([4], {"fused expert kernels": half})
    one = found["fused expert kernels"]
    assert [test["test"] for test in one["tests"]] == ["pp8"]
    assert (one["status"], one["reason"]) == ("measured", "RuntimeError: gone")
    assert "RuntimeError: gone" in shown.table(saved[-1])


@needs_torch
def test_the_record_on_disk_says_at_any_time_what_runs_and_what_was_not_reached(climbed):
    saved, _ = climbed([4, 3], {})
    first = {one["name"]: one for one in saved[0]["variants"]}
    assert first["stock load_in_4bit"]["status"] == "computed"
    assert first["fused expert kernels"]["reason"] == parts.BROKEN_OFF
    assert (first["cuda graph"]["status"], first["cuda graph"]["reason"]) == (
        "skipped",
        "not reached",
    )


@needs_torch
@pytest.mark.parametrize(
    ("scheme", "kind"),
    [(architecture.NF4_HEAD, "Linear4bit"), (architecture.INT8_HEAD, "Int8Head")],
)
def test_the_head_is_given_back_to_the_bit(nf4_model, scheme, kind):
    import torch

    from rebar.fourbit import load

    head, before = nf4_model.lm_head, nf4_model.lm_head.weight.clone()
    with pytest.raises(KeyboardInterrupt), load.head_of(nf4_model, scheme):
        assert type(nf4_model.lm_head).__name__ == kind
        raise KeyboardInterrupt
    assert nf4_model.lm_head is head
    assert torch.equal(head.weight, before)


def test_estimates_are_those_of_the_two_commands():
    from rebar.fourbit import bundle

    takes = dict(zip(ladder.ORDER, ladder.estimates(ladder.ORDER)))
    first = [number for number in ladder.ORDER if number not in ladder.SECOND]
    assert sorted(ladder.ORDER) == list(range(1, len(ladder.LADDER)))
    assert first == list(ladder.ORDER[: len(first)])
    for part in (first, ladder.SECOND):
        assert ladder.LOADING_S + sum(ladder.estimates(part)) <= bundle.BUDGET_S
    assert takes[8] == ladder.LADDER[8].estimate_s + ladder.TUNING_S
    assert takes[4] == ladder.LADDER[4].estimate_s
    assert takes[10] == ladder.LADDER[10].estimate_s
    assert takes[5] == ladder.LADDER[5].estimate_s
    assert ladder.plan(ladder.ORDER, 540).endswith("by estimate 2,1 will not fit")
    assert ladder.allowed(400, 100, 250) == 200
    assert ladder.allowed(400, 100, 50) == 350
    assert ladder.allowed(150, 100, 0) == 150


def test_a_limit_ends_with_its_block():
    with limits.within(0.05):
        pass
    time.sleep(0.1)
    with pytest.raises(limits.Over, match="over"), limits.within(0.05):
        time.sleep(5)


def made(measured: int = 1) -> dict:
    """What a keeper looks at of a record."""
    status = ["measured"] * measured + ["failed"]
    variants = [{"name": f"r{n}", "status": s, "reason": ""} for n, s in enumerate(status)]
    return {"id": "x", "variants": variants}


@pytest.fixture
def full(monkeypatch, tmp_path):
    """A disk that is full wherever `full` has a folder; spare places of the test's own."""
    places: list[Path] = []
    write = files.write_atomically

    def refuse(path: Path, content: str) -> None:
        if any(path.is_relative_to(one) for one in places):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        write(path, content)

    monkeypatch.setattr(files, "write_atomically", refuse)
    monkeypatch.setattr(keep, "SPARE", (tmp_path / "spare", tmp_path / "other"))
    monkeypatch.setattr(keep, "UNFINISHED", tmp_path / "own")
    return places


def test_a_full_disk_sends_the_record_elsewhere_and_says_where(full, tmp_path):
    full.append(tmp_path / "raw")
    keeper = keep.Keeper(tmp_path / "raw" / "record.json")
    keeper.save(made())
    with pytest.raises(errors.CannotWrite) as caught:
        keeper.done(made(2), tmp_path / "runs")
    (kept,) = (tmp_path / "spare").iterdir()
    assert json.loads(kept.read_text()) == made(2)
    assert "No space left" in str(caught.value) and str(kept) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_disk_that_fills_up_on_the_way_loses_nothing(full, tmp_path):
    keeper = keep.Keeper()
    keeper.save(made(1))
    full += [tmp_path / "own", tmp_path / "spare"]
    keeper.save(made(2))
    assert "2 of 3 rungs are kept in" in keeper.told()
    assert json.loads(keeper.path.read_text()) == made(2)
    assert keeper.path.parent == tmp_path / "other"
    assert list((tmp_path / "own").iterdir()) == []


def test_a_record_that_no_place_takes_is_printed_once(full, tmp_path, capsys):
    full.append(tmp_path)
    keeper = keep.Keeper(tmp_path / "record.json")
    with pytest.raises(errors.CannotWrite, match="on standard output"):
        keeper.done(made(), tmp_path)
    keeper.told()
    assert json.loads(capsys.readouterr().out) == made()


def test_a_run_without_a_finished_rung_leaves_no_file_unless_one_was_named(full, tmp_path):
    keeper = keep.Keeper()
    keeper.save(made(0))
    assert keeper.told() == ""
    assert list((tmp_path / "own").iterdir()) == []
    keeper = keep.Keeper(tmp_path / "record.json")
    keeper.save(made(0))
    assert (keeper.told(), keeper.path.is_file()) == ("", True)


def test_a_rung_that_was_broken_off_is_kept_as_a_part(full, tmp_path):
    found = made(2)
    found["variants"][1]["reason"] = "interrupted"
    keeper = keep.Keeper()
    keeper.save(found)
    assert "1 of 3 rungs and part of 1 more are kept in" in keeper.told()


def test_a_whole_record_is_added_and_nothing_else_stays(full, tmp_path, monkeypatch):
    monkeypatch.setattr(record, "check", lambda _: None)
    keeper = keep.Keeper()
    keeper.save(made(0))
    added = keeper.done(made(), tmp_path / "runs")
    assert added == tmp_path / "runs" / "x.json"
    assert list((tmp_path / "own").iterdir()) == []


def test_a_full_disk_at_the_last_step_keeps_the_record_beside(full, tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(record, "append", refuse)
    keeper = keep.Keeper()
    with pytest.raises(errors.CannotWrite, match=r"No space left.*1 of 2 rungs are kept in"):
        keeper.done(made(), tmp_path / "runs")
    assert keeper.path.parent == tmp_path / "own"
