# mypy: disable-error-code="import-not-found, untyped-decorator"
"""llama.cpp measured as its own `llama-bench` does; runs in llama.cpp's environment, by itself.

    python -I llama_child.py '{"model": …, "text": …, "prompt": 512, "tokens": 128, …}'

prints one line of JSON. Nothing but the standard library, `llama_cpp` and what that needs is
imported, so that no library of the other side is in memory while it is timed. The calls are those
that `tools/llama-bench` makes by default (llama.cpp, in llama-cpp-python 0.3.36): batches of 2048
in pieces of 512, a key-value cache in 16 bits, one untimed run first, the cache cleared before each
repetition, random tokens, nothing sampled, the clock stopped when the last token is computed.
"""

from __future__ import annotations

import ctypes
import json
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import llama_cpp as llama
import numpy as np

BATCH, PIECE = 2048, 512
"""Tokens handed over at once, and computed at once: the defaults of llama-bench."""
SEED = 1


class Refused(Exception):
    """llama.cpp did not take what it was given."""


@llama.llama_log_callback
def _say_nothing(_level: int, _text: bytes, _data: ctypes.c_void_p) -> None:
    """llama.cpp tells a hundred lines about each model."""


class Engine:
    """One model in one context of llama.cpp, on the CPU."""

    def __init__(self, file: str, context: int, threads: int) -> None:
        llama.llama_log_set(_say_nothing, ctypes.c_void_p(0))
        llama.llama_backend_init()
        of_model = llama.llama_model_default_params()
        of_model.n_gpu_layers = 0
        self.model = llama.llama_model_load_from_file(file.encode(), of_model)
        if not self.model:
            raise Refused("the model file was not taken")
        self.vocabulary = llama.llama_model_get_vocab(self.model)
        options = llama.llama_context_default_params()
        options.n_ctx, options.n_batch, options.n_ubatch = context, BATCH, PIECE
        options.n_threads = options.n_threads_batch = threads
        options.no_perf = True
        self.context = llama.llama_init_from_model(self.model, options)
        if not self.context:
            raise Refused("no context could be made")
        self.memory = llama.llama_get_memory(self.context)

    def clear(self) -> None:
        """Forget everything that was read."""
        llama.llama_memory_clear(self.memory, False)

    def read(self, tokens: Sequence[int]) -> None:
        """Compute `tokens` after what was read before; only the last one gets logits."""
        for first in range(0, len(tokens), BATCH):
            part = tokens[first : first + BATCH]
            held = (llama.llama_token * len(part))(*part)
            if llama.llama_decode(self.context, llama.llama_batch_get_one(held, len(part))):
                raise Refused("a batch was not computed")
        llama.llama_synchronize(self.context)

    def write(self, tokens: Sequence[int]) -> None:
        """Compute `tokens` one after the other, each waited for: what generation costs."""
        held = (llama.llama_token * 1)()
        for token in tokens:
            held[0] = token
            if llama.llama_decode(self.context, llama.llama_batch_get_one(held, 1)):
                raise Refused("a token was not computed")
            llama.llama_synchronize(self.context)

    def some(self, number: int, seed: int = SEED) -> list[int]:
        """`number` random tokens."""
        size = llama.llama_vocab_n_tokens(self.vocabulary)
        return random.Random(seed).choices(range(size), k=number)

    def nats(self, text: str) -> tuple[int, float]:
        """Tokens of `text` but the first, and their mean negative log-likelihood in one window."""
        raw = text.encode()
        held = (llama.llama_token * (len(raw) + 8))()
        found = llama.llama_tokenize(self.vocabulary, raw, len(raw), held, len(held), False, False)
        if not 1 < found <= min(BATCH, llama.llama_n_ctx(self.context)):
            raise Refused("the text has no tokens, or more than fit")
        batch = llama.llama_batch_init(found, 0, 1)
        batch.n_tokens = found
        for place in range(found):
            batch.token[place], batch.pos[place] = held[place], place
            batch.n_seq_id[place], batch.seq_id[place][0] = 1, 0
            batch.logits[place] = 1
        self.clear()
        if llama.llama_decode(self.context, batch):
            raise Refused("the text was not computed")
        size = llama.llama_vocab_n_tokens(self.vocabulary)
        rows = np.ctypeslib.as_array(llama.llama_get_logits(self.context), (found, size))[:-1]
        logits = rows.astype(np.float64)
        llama.llama_batch_free(batch)
        followed = logits[np.arange(found - 1), np.asarray(held[1:found])]
        top = logits.max(axis=1)
        norms = np.log(np.exp(logits - top[:, None]).sum(axis=1)) + top
        return found - 1, float((norms - followed).mean())


def timed(work: Callable[[], None], before: Callable[[], None], repetitions: int) -> list[float]:
    """Seconds that `work` took, each time after `before`, whose time does not count."""
    seconds = []
    for _ in range(repetitions):
        before()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return seconds


def measure(asked: dict[str, Any]) -> dict[str, Any]:
    """Prompt processing and generation as `asked`, and what the model and the build are."""
    prompt, tokens, depth = asked["prompt"], asked["tokens"], asked["depth"]
    engine = Engine(asked["model"], max(prompt, depth + tokens, asked["window"]), asked["threads"])
    long, short = engine.some(prompt), engine.some(depth, SEED + 1)
    written = engine.some(tokens, SEED + 2)
    repetitions = asked["repetitions"]

    def ready() -> None:
        engine.clear()
        engine.read(short)

    engine.clear()
    engine.read(long)
    reading = timed(lambda: engine.read(long), engine.clear, repetitions)
    ready()
    engine.write(written[: asked["warm_up"]])
    writing = timed(lambda: engine.write(written), ready, repetitions)
    # The peak is taken before the text: its logits of every token are no part of running a model.
    peak = peak_bytes()
    counted, nats = engine.nats(asked["text"])
    name = ctypes.create_string_buffer(128)
    llama.llama_model_desc(engine.model, name, len(name))
    return {
        "prompt_seconds": reading,
        "generation_seconds": writing,
        "weight_bytes": int(llama.llama_model_size(engine.model)),
        "process_peak_bytes": peak,
        "text_tokens": counted,
        "nats_per_token": nats,
        "model": name.value.decode(),
        "version": llama.__version__,
        "library": llama.llama_version().decode(),
        "build": " ".join(llama.llama_print_system_info().decode().split()),
    }


def peak_bytes() -> int | None:
    """The most memory that this process has held, or None where the system does not tell."""
    try:
        text = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", text)
    return 1024 * int(found[1]) if found else None


if __name__ == "__main__":
    try:
        print(json.dumps(measure(json.loads(sys.argv[1]))))
    except Refused as why:
        print(f"error: {why}", file=sys.stderr)
        sys.exit(1)
