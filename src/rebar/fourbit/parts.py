# mypy: disable-error-code="no-untyped-call"
"""The parts of a record as a run fills them: machine, models, variants and their tests."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rebar.fourbit import architecture, limits, origin, record
from rebar.fourbit.architecture import Architecture, Scheme
from rebar.fourbit.errors import NoBitsandbytes, NoTorch
from rebar.fourbit.progress import Bar

if TYPE_CHECKING:
    import torch

    from rebar.fourbit.decode import Decoder

Variant = dict[str, Any]
Save = Callable[[], None]
"""Writes the record as it stands."""


def _nothing() -> None:
    """No record is kept."""


TEXT = record.ROOT / "data" / "bench" / "perplexity.txt"
BUSY = 0.5
"""Load average (one minute) before the run above which a record says that it had company."""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def imports() -> Any:
    """torch, after making sure that what the run needs can be imported."""
    try:
        import torch
    except ImportError as error:
        raise NoTorch(
            f"PyTorch cannot be imported ({error}).",
            "install the pinned requirements.txt; the site itself needs no torch.",
        ) from None
    for name in ("transformers", "accelerate"):
        try:
            __import__(name)
        except ImportError as error:
            raise NoTorch(
                f"{name} cannot be imported ({error}).", "install the pinned requirements.txt."
            ) from None
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    try:
        import bitsandbytes  # noqa: F401
    except ImportError as error:
        raise NoBitsandbytes(
            f"bitsandbytes cannot be imported ({error}).", "install the pinned requirements.txt."
        ) from None
    from transformers.utils import logging as noise

    noise.set_verbosity_error()
    noise.disable_progress_bar()
    return torch


def model_block(arch: Architecture, name: str, weights: str, revision: str) -> dict[str, Any]:
    counts = architecture.parameter_counts(arch)
    return {
        "name": name,
        "weights": weights,
        "revision": revision,
        "architecture": {**asdict(arch), "layer_types": list(arch.layer_types)},
        "architecture_sha256": arch.sha256(),
        "parameters_total": counts["total"],
        "parameters_active": counts["active"],
    }


def new_variant(
    name: str,
    model: str,
    scheme: Scheme,
    runner: str,
    weight_bytes: int,
    experts: str | None = None,
    status: str = "measured",
    reason: str = "",
) -> dict[str, Any]:
    return {
        "name": name,
        "model": model,
        "scheme": scheme.name,
        "experts": experts,
        "runner": runner,
        "status": status,
        "reason": reason,
        "weight_bytes": weight_bytes,
        "memory": {},
        "tests": [],
        "accuracy": {},
    }


def ids(vocabulary: int, length: int, device: torch.device, seed: int = 1) -> torch.Tensor:
    import torch

    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, vocabulary, (1, length), generator=generator).to(device)


def round_up(number: int, unit: int = 64) -> int:
    return -(-number // unit) * unit


def finish(body: dict[str, Any]) -> dict[str, Any]:
    """The whole record with its id: time, machine, and a hash of the content.

    `body` stays as it is, so that a record can be made of it at any time.
    """
    body = {**body, "finished": _now(), "notes": list(body["notes"])}
    busy = body["settings"].get("load_at_start", 0.0)
    if busy > BUSY:
        body["notes"].append(
            f"Other programs were running (load average {busy:.1f} at the start): speeds are low."
        )
    if str(body["machine"]["commit"]).endswith(origin.DIRTY):
        body["notes"].append("The code that measured differs from the commit that is named.")
    slug = re.sub(r"[^a-z0-9]+", "-", body["machine"]["name"].lower()).strip("-")[:32].strip("-")
    content = json.dumps(body, sort_keys=True).encode()
    stamp = body["started"].replace("-", "").replace(":", "")
    return {"id": f"{stamp}-{slug}-{hashlib.sha256(content).hexdigest()[:8]}", **body}


def begin(device: torch.device, settings: dict[str, Any], cap: int | None) -> dict[str, Any]:
    from rebar.fourbit import measure

    with contextlib.suppress(OSError, AttributeError):
        settings["load_at_start"] = round(os.getloadavg()[0], 2)
    return {
        "schema": record.VERSION,
        "started": _now(),
        "finished": "",
        "settings": settings,
        "machine": measure.machine(device),
        "cap_bytes": cap,
        "bandwidth": {},
        "models": {},
        "variants": [],
        "excluded": list(measure.EXCLUDED),
        "notes": [],
    }


BROKEN_OFF = "broken off while it ran"
"""What a record says of a variant that was running when its process ended without a word."""


def mark(variant: dict[str, Any], reason: str) -> None:
    """Say of a variant that did not end well: tests that were measured whole stay, with why."""
    variant["status"] = "measured" if variant["tests"] else "failed"
    variant["reason"] = reason


def reason_of(error: BaseException) -> str:
    """A fault in one line: kind and first line of what it says."""
    if isinstance(error, limits.Over):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    line = (str(error).strip().splitlines() or ["no message"])[0][:300]
    return f"{type(error).__name__}: {line}"


@contextlib.contextmanager
def running(
    variant: dict[str, Any], save: Save, bar: Bar, limit_s: float = float("inf")
) -> Iterator[None]:
    """Measure `variant` within the block, for at most `limit_s` seconds.

    From the first moment on disk it says that it was broken off, until it is not. What breaks it
    off is marked, saved and raised again; `limits.Over` is the limit's own.
    """
    mark(variant, BROKEN_OFF)
    save()
    bar.say(f"{variant['name']}: begun")
    start = time.monotonic()
    try:
        with limits.within(limit_s):
            yield
    except BaseException as error:
        mark(variant, reason_of(error))
        raise
    else:
        variant["status"], variant["reason"] = "measured", ""
    finally:
        save()
        bar.say(outcome(variant, time.monotonic() - start))


def outcome(variant: dict[str, Any], seconds: float) -> str:
    """How a variant ended, in one line: its speeds, or why there are none."""
    speeds = [
        f"{test['test']} {test['tokens_per_s']['median']:.1f} tok/s"
        for test in variant["tests"]
        if test["kind"] != "first token"
    ]
    said = "; ".join([*speeds, *filter(None, [variant["reason"]])])
    return f"{variant['name']}: {variant['status']} in {seconds:.0f} s, {said or 'nothing'}"


def measure_variant(
    variant: dict[str, Any],
    model: Any,
    arch: Architecture,
    scheme: Scheme,
    body: dict[str, Any],
    prompts: Sequence[int],
    generations: Sequence[tuple[int, int]],
    repetitions: int,
    bar: Bar,
    save: Save = _nothing,
    after: Callable[[Variant, Decoder, torch.Tensor], None] | None = None,
) -> list[int]:
    """Fill `variant` with tests, saved one by one; the tokens of the first generation test.

    `prompts` are prompt lengths, `generations` pairs of prompt length and generated tokens. `after`
    is handed the variant, the decoder of each of the latter, once it was timed, and its prompt.
    """
    from rebar.fourbit import measure
    from rebar.fourbit.decode import Decoder

    device = next(model.parameters()).device
    first: list[int] = []
    with measure.Memory(device) as memory:
        for prompt, tokens in generations:
            decoder = Decoder(model, round_up(prompt + tokens + 8), variant["runner"])
            before = ids(arch.vocab_size, prompt, device)
            try:
                test, chosen = measure.generation(
                    decoder, before, tokens, arch, scheme,
                    body["machine"], body["bandwidth"]["bytes_per_s"], repetitions, bar.tick,
                    memory,
                )  # fmt: skip
                variant["tests"].append(test)
                first = first or chosen
                mark(variant, BROKEN_OFF)
                save()
                if after is not None:
                    after(variant, decoder, before)
            finally:
                decoder.close()
        for length in prompts:
            decoder = Decoder(
                model, round_up(length + 8), "eager" if variant["runner"] == "eager" else "static"
            )
            try:
                variant["tests"] += measure.prompt_processing(
                    decoder, ids(arch.vocab_size, length, device), repetitions, bar.tick
                )
            finally:
                decoder.close()
    variant["memory"] = memory.found
    return first
