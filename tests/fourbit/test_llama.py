"""llama.cpp beside our own engine: what it says becomes a record, and its absence one line."""

from __future__ import annotations

import importlib.util
import json
import statistics
import subprocess
import sys
import types
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from rebar.fourbit import architecture, compiled, llama, parts, record
from rebar.fourbit.errors import InvalidRecord
from rebar.fourbit.progress import Bar

SMALL = architecture.Architecture(
    model_type="llama",
    vocab_size=49152,
    hidden_size=576,
    layer_types=("full_attention",) * 30,
    num_attention_heads=9,
    num_key_value_heads=3,
    head_dim=64,
    attention_gate=False,
    qk_norm=False,
    linear_conv_kernel_dim=0,
    linear_num_key_heads=0,
    linear_num_value_heads=0,
    linear_key_head_dim=0,
    linear_value_head_dim=0,
    num_experts=0,
    num_experts_per_tok=0,
    moe_intermediate_size=0,
    shared_expert_intermediate_size=0,
    intermediate_size=1536,
    tie_word_embeddings=True,
)
FOUND = {
    "prompt_seconds": [1.0, 1.2, 1.1, 1.3, 1.4],
    "generation_seconds": [2.0, 2.2, 2.1, 2.3, 2.4],
    "weight_bytes": 96_000_000,
    "process_peak_bytes": 200_000_000,
    "text_tokens": 10,
    "nats_per_token": 3.9,
    "model": "a model",
    "version": "0.3.36",
    "library": "0.5.0",
    "build": "CPU : AVX2 = 1 |",
}
"""What the child prints; made up."""


@pytest.fixture
def body() -> record.Record:
    """A record of a CPU run with one variant of ours; the numbers are made up."""
    seconds = [4.0] * 5
    moved = architecture.bytes_per_token(SMALL, 80, architecture.BF16)["total"]
    test = {
        "test": "tg128",
        "kind": "generation",
        "tokens": 128,
        "depth": 80,
        "warm_up": 1,
        "seconds": seconds,
        "tokens_per_s": record.summary(128, seconds),
        "bytes_per_token": moved,
        "ceiling_tokens_per_s": 3e10 / moved,
        "ceiling_binds": True,
        "power": None,
    }
    variant = {
        "name": "smollm2 bf16",
        "model": "smollm2",
        "scheme": "bf16",
        "experts": None,
        "runner": "static",
        "status": "measured",
        "reason": "",
        "weight_bytes": 270_000_000,
        "memory": {},
        "tests": [test],
        "accuracy": {"perplexity": 50.0},
    }
    return {
        "schema": record.VERSION,
        "id": "20261126T210000Z-made-up-cpu-0123abcd",
        "started": "2026-11-26T21:00:00Z",
        "finished": "2026-11-26T21:05:00Z",
        "settings": {"repetitions": 5},
        "machine": {
            "device": "cpu",
            "name": "Made-up CPU",
            "threads": 2,
            "memory_bytes": 2**34,
            "last_level_cache_bytes": 2**20,
            "os": "Linux",
            "python": "3.11.7",
            "libraries": {"torch": "2.13.0", "transformers": "5.23.0", "bitsandbytes": "0.50.2"},
            "commit": None,
        },
        "cap_bytes": None,
        "bandwidth": {
            "bytes_per_s": 3e10,
            "method": "a sum of floats",
            "samples_bytes_per_s": [3e10] * 5,
        },
        "models": {
            "smollm2": {
                "name": "SmolLM2-135M-Instruct",
                "weights": "published",
                "revision": "made up",
                "architecture": {**asdict(SMALL), "layer_types": list(SMALL.layer_types)},
                "architecture_sha256": SMALL.sha256(),
                "parameters_total": 134_515_008,
                "parameters_active": 134_515_008,
            }
        },
        "variants": [variant],
        "excluded": [],
        "notes": [],
    }


def environment(folder: Path, script: str) -> Path:
    """An environment whose Python is a shell script."""
    (folder / "bin").mkdir(parents=True)
    (folder / "ready").touch()
    python = folder / "bin" / "python"
    python.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    python.chmod(0o755)
    return folder


def beside(body: record.Record, folder: Path) -> None:
    llama.side_by_side(
        body, "smollm2", SMALL, prompt=512, tokens=128, depth=16, warm_up=16, text="Steel.",
        environment=folder,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def model_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llama, "weights", lambda: tmp_path / "a model.gguf")


def test_what_llama_cpp_measured_is_a_variant_of_a_valid_record(
    body: record.Record, tmp_path: Path
) -> None:
    folder = environment(tmp_path / "llama", f"cat <<'END'\n{json.dumps(FOUND)}\nEND")
    beside(body, folder)
    record.check(json.loads(json.dumps(body)))
    made = body["variants"][-1]
    assert made["engine"]["version"] == "0.3.36" and made["scheme"] == record.OUTSIDE
    writing, reading = made["tests"]
    assert (writing["test"], writing["depth"]) == ("tg128", 16 + 64)
    assert (reading["test"], reading["kind"]) == ("pp512", "prompt")
    cache = architecture.kv_cache_bytes(SMALL, 80)
    assert writing["bytes_per_token"] == FOUND["weight_bytes"] + cache


def test_the_note_gives_ours_as_a_share_of_theirs(body: record.Record, tmp_path: Path) -> None:
    folder = environment(tmp_path / "llama", f"cat <<'END'\n{json.dumps(FOUND)}\nEND")
    beside(body, folder)
    theirs = statistics.median(128 / s for s in FOUND["generation_seconds"])
    share = 128 / 4 / theirs
    wanted = f"generation: {theirs:.1f} tokens/s, and as shares of it smollm2 bf16 {share:.2f}."
    assert body["notes"] == [f"Beside llama.cpp, {wanted}"]


def test_where_llama_cpp_is_not_one_line_says_how_to_have_it(
    body: record.Record, tmp_path: Path
) -> None:
    beside(body, tmp_path / "nothing")
    half_made = environment(tmp_path / "half", "echo {}")
    (half_made / "ready").unlink()
    beside(body, half_made)
    assert len(body["variants"]) == 1
    assert len(body["notes"]) == 2
    assert all("make bench-llama" in note and "\n" not in note for note in body["notes"])


FAILURES = {
    "error: the model file was not taken": (
        "echo noise >&2; echo 'error: the model file was not taken' >&2; exit 1",
        "the model file was not taken",
    ),
    "an instruction that the processor lacks": ("kill -ILL $$", "signal 4 ended it"),
    "no JSON": ("echo hello", "JSONDecodeError"),
    "nothing at all": ("true", "IndexError"),
    "half of what is wanted": ("echo '{}'", "KeyError"),
}


@pytest.mark.parametrize("script", FAILURES.values(), ids=FAILURES)
def test_a_failure_of_the_other_engine_costs_nothing_of_ours(
    script: tuple[str, str], body: record.Record, tmp_path: Path
) -> None:
    beside(body, environment(tmp_path / "llama", script[0]))
    record.check(json.loads(json.dumps(body)))
    assert len(body["variants"]) == 1
    assert len(body["notes"]) == 1 and script[1] in body["notes"][0]
    assert "prompt" not in body["notes"][0], "the question does not belong into the note"


def test_one_that_does_not_end_is_given_up(
    body: record.Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llama, "PATIENCE_S", 0.2)
    beside(body, environment(tmp_path / "llama", "exec sleep 30"))
    assert body["notes"] == ["llama.cpp was not measured: it took more than 0.2 s."]


def with_theirs(body: record.Record) -> dict[str, Any]:
    asked = {"prompt": 512, "tokens": 128, "depth": 16, "text": "Steel."}
    made = llama.variant(body, "smollm2", SMALL, asked, FOUND)
    body["variants"].append(made)
    return made


FAULTS = {
    "without an engine": lambda made: made.pop("engine"),
    "without its format": lambda made: made.update(scheme="bf16"),
    "bytes a token are": lambda made: made.update(weight_bytes=90_000_000),
    "Additional properties": lambda made: made["engine"].update(host="a name"),
    "breaks the schema at variants/1/engine/version": lambda made: made["engine"].update(version=1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_edited_variant_of_another_engine_is_refused(fault: str, body: record.Record) -> None:
    FAULTS[fault](with_theirs(body))
    with pytest.raises(InvalidRecord, match=fault):
        record.check(body)


def test_bytes_of_another_engine_are_known_for_dense_tied_models_only(
    body: record.Record,
) -> None:
    made = with_theirs(body)
    with pytest.raises(InvalidRecord, match="does not read all its weights"):
        record.bytes_per_token(made, architecture.QWEN35_35B_A3B, 80)


def test_records_of_before_are_still_valid() -> None:
    assert any("engine" not in one["variants"][0] for one in record.read_all())


class Library(types.ModuleType):
    """A llama.cpp that computes nothing and notes how many tokens each batch had."""

    def __init__(self) -> None:
        super().__init__("llama_cpp")
        self.said: list[int | str] = []
        self.options = types.SimpleNamespace()
        self.llama_token = __import__("ctypes").c_int32
        self.llama_log_callback = lambda function: function

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments: 1

    def llama_context_default_params(self) -> Any:
        return self.options

    def llama_model_default_params(self) -> Any:
        return types.SimpleNamespace()

    def llama_vocab_n_tokens(self, _vocabulary: Any) -> int:
        return 100

    def llama_batch_get_one(self, _tokens: Any, number: int) -> int:
        return number

    def llama_decode(self, _context: Any, number: int) -> int:
        self.said.append(number)
        return 0

    def llama_memory_clear(self, _memory: Any, _data: bool) -> None:
        self.said.append("clear")


def child(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Library]:
    library = Library()
    monkeypatch.setitem(sys.modules, "llama_cpp", library)
    spec = importlib.util.spec_from_file_location("llama_child_of_a_test", llama.CHILD)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, library


def test_the_conventions_of_llama_bench_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    module, library = child(monkeypatch)
    engine = module.Engine("a model", 4096, threads=3)
    options = library.options
    assert (options.n_batch, options.n_ubatch, options.n_ctx) == (2048, 512, 4096)
    assert (options.n_threads, options.n_threads_batch) == (3, 3)
    # A prompt is handed over whole up to a batch; each token of an answer is a batch of its own.
    engine.read([0] * 2500)
    engine.write([0] * 3)
    assert library.said == [2048, 452, 1, 1, 1]
    library.said.clear()
    seconds = module.timed(lambda: engine.write([0, 0]), engine.clear, 2)
    assert library.said == ["clear", 1, 1, "clear", 1, 1] and len(seconds) == 2
    assert engine.some(50) == engine.some(50) and set(engine.some(50)) <= set(range(100))


@pytest.mark.slow
@pytest.mark.skipif(llama.python() is None, reason="llama.cpp is not here: `make bench-llama`")
def test_the_engine_reads_and_writes_and_knows_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    interpreter, file = llama.python(), llama.weights()
    assert interpreter is not None
    if file is None:
        pytest.skip("the package with the small model is not installed")
    asked = {"model": str(file), "text": "The sun rises in the east and sets in the west. " * 3}
    asked |= {"prompt": 32, "tokens": 4, "depth": 4, "warm_up": 1, "window": 128}
    words = [str(interpreter), "-I", "-B", str(llama.CHILD)]
    words.append(json.dumps({**asked, "threads": 1, "repetitions": 2}))
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=300)
    found = json.loads(done.stdout)
    assert len(found["prompt_seconds"]) == len(found["generation_seconds"]) == 2
    # A model that knows English is far from one that guesses among all tokens (10.8 nats).
    assert 1 < found["nats_per_token"] < 6 and found["text_tokens"] > 5


def test_a_compiled_run_is_held_against_the_plain_one(body: record.Record) -> None:
    pytest.importorskip("torch")
    plain = body["variants"][0]

    def measured(made: dict[str, Any]) -> list[int]:
        made["tests"] = [dict(plain["tests"][0])]
        return [1, 2, 4]

    given = {"tokens": 2, "same_choices": 1, "partings": []}
    compiled.again(body, plain, measured, [1, 2, 3], lambda: None, Bar(1, quiet=True), given)
    made = body["variants"][-1]
    record.check(json.loads(json.dumps(body)))
    assert (made["name"], made["runner"]) == ("smollm2 bf16 compiled", "compiled")
    assert "perplexity" not in made["accuracy"], "it was not measured with this step"
    assert made["accuracy"]["equal_tokens_before_difference"] == 2
    assert made["accuracy"]["given_tokens"] == given


@pytest.mark.parametrize("whole", [0, 1])
def test_what_cannot_be_compiled_is_told_and_costs_no_whole_test(
    body: record.Record, whole: int
) -> None:
    pytest.importorskip("torch")
    plain = body["variants"][0]
    saved: list[str] = []

    def fails(made: dict[str, Any]) -> list[int]:
        made["tests"] = [dict(test) for test in plain["tests"][:whole]]
        raise RuntimeError("no compiler\nand more lines")

    def save() -> None:
        saved.append(body["variants"][-1]["reason"])

    compiled.again(body, plain, fails, [1], save, Bar(1, quiet=True))
    made = body["variants"][-1]
    record.check(json.loads(json.dumps(body)))
    assert (made["status"], len(made["tests"])) == (("failed", "measured")[whole], whole)
    assert made["reason"] == "RuntimeError: no compiler"
    assert saved == [parts.BROKEN_OFF, made["reason"]]
    assert plain["tests"] and plain["status"] == "measured"
