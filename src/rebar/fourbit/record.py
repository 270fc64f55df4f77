"""Benchmark records: immutable JSON, checked, appended, read. No torch.

A record says what ran, where, and keeps every raw sample; all summaries in it can be recomputed,
and `check` does. The schema is `data/schemas/bench-run.schema.json`.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import statistics
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from claimsbook import files
from rebar.fourbit import architecture, roofline
from rebar.fourbit.errors import InvalidRecord

ROOT = Path(os.environ.get("CLAIMSBOOK_ROOT", Path(__file__).resolve().parents[3]))
RUNS = ROOT / "data" / "bench" / "runs"
SCHEMA = ROOT / "data" / "schemas" / "bench-run.schema.json"

VERSION = "rebar-bench/1"
MIN_SAMPLES = 5
"""Repetitions that every measured test must keep, after warm-up."""
CEILING_SLACK = 1.03
"""Share of the ceiling that timer noise may add before a record is refused."""
CACHE_MULTIPLE = 4
"""The memory ceiling binds only where a token moves this many times the last-level cache."""

OUTSIDE = "q4_1 (llama.cpp)"
"""The scheme of a variant that another engine ran from a file in a format of its own."""

Record = dict[str, Any]


def timed(name: str, kind: str, tokens: int, depth: int, seconds: list[float]) -> dict[str, Any]:
    """A test of a record: `tokens` done in each of `seconds` after one warm-up run."""
    return {
        "test": name,
        "kind": kind,
        "tokens": tokens,
        "depth": depth,
        "warm_up": 1,
        "seconds": seconds,
        "tokens_per_s": summary(tokens, seconds),
    }


def summary(tokens: int, seconds: Iterable[float]) -> dict[str, float]:
    """Tokens per second of repeated runs: mean, sample standard deviation, median, min, max."""
    speeds = [tokens / s for s in seconds]
    return {
        "mean": statistics.fmean(speeds),
        "sd": statistics.stdev(speeds) if len(speeds) > 1 else 0.0,
        "median": statistics.median(speeds),
        "min": min(speeds),
        "max": max(speeds),
    }


def scheme(name: str) -> architecture.Scheme:
    """The quantisation scheme of that name."""
    for known in architecture.EVERY_SCHEME:
        if known.name == name:
            return known
    raise InvalidRecord(f"Unknown scheme {name!r}.", "use a scheme of architecture.EVERY_SCHEME.")


def bytes_per_token(variant: Mapping[str, Any], arch: architecture.Architecture, depth: int) -> int:
    """Fewest bytes that a token of `variant` moves at `depth` tokens of context.

    Ours follow from the architecture. Of another engine only the size of its weights is known: a
    dense model whose head is its embedding table reads all of them, and its 16-bit cache, once.
    """
    if "engine" not in variant:
        of_scheme = architecture.bytes_per_token(arch, depth, scheme(variant["scheme"]))
        return of_scheme["total"]
    if arch.num_experts or not arch.tie_word_embeddings:
        raise InvalidRecord(
            f"Variant {variant['name']!r} of another engine ran a model that does not read all its "
            "weights for a token.",
            "measure other engines with a dense model whose head is its embedding table.",
        )
    return int(variant["weight_bytes"]) + architecture.kv_cache_bytes(arch, depth)


def _fail(where: str, problem: str, remedy: str = "run the benchmark again, unedited.") -> None:
    raise InvalidRecord(f"{where}: {problem}", remedy)


def _check_test(
    record: Mapping[str, Any], variant: Mapping[str, Any], test: Mapping[str, Any]
) -> None:
    where = f"{record['id']}, {variant['name']}, {test['test']}"
    seconds = test["seconds"]
    if len(seconds) < MIN_SAMPLES:
        _fail(where, f"lacks raw samples: {len(seconds)} of at least {MIN_SAMPLES}")
    if any(not math.isfinite(s) or s <= 0 for s in seconds):
        _fail(where, "a raw sample is no positive time")
    for key, value in summary(test["tokens"], seconds).items():
        if not math.isclose(test["tokens_per_s"][key], value, rel_tol=1e-6, abs_tol=1e-9):
            _fail(where, f"the stated {key} does not follow from the raw samples")
    if test["kind"] != "generation":
        return
    arch = architecture.Architecture(
        **{
            **record["models"][variant["model"]]["architecture"],
            "layer_types": tuple(record["models"][variant["model"]]["architecture"]["layer_types"]),
        }
    )
    moved = bytes_per_token(variant, arch, test["depth"])
    if test["bytes_per_token"] != moved:
        _fail(where, f"bytes a token are {moved} by the architecture, not as stated")
    ceiling = roofline.ceiling_tokens_per_s(record["bandwidth"]["bytes_per_s"], moved)
    if not math.isclose(test["ceiling_tokens_per_s"], ceiling, rel_tol=1e-6):
        _fail(where, "the stated ceiling does not follow from bandwidth and bytes a token")
    binds = moved > CACHE_MULTIPLE * record["machine"]["last_level_cache_bytes"]
    if test["ceiling_binds"] != binds:
        _fail(where, "whether the ceiling binds does not follow from the cache size")
    best = test["tokens_per_s"]["max"]
    if binds and best > CEILING_SLACK * ceiling:
        _fail(
            where,
            f"{best:.1f} tokens/s beats the ceiling of {ceiling:.1f} that its own bandwidth "
            f"({record['bandwidth']['bytes_per_s'] / 1e9:.0f} GB/s) allows",
        )


def check(record: Mapping[str, Any], schema_file: Path = SCHEMA) -> None:
    """Raise `InvalidRecord` unless `record` fits the schema and its numbers hang together.

    Beyond the schema: each measured test keeps its raw samples, summaries follow from them, bytes
    a token follow from the architecture, no generation speed beats the ceiling of the record's
    own bandwidth, and that bandwidth does not beat the card's published one.
    """
    from jsonschema import Draft202012Validator, FormatChecker

    name = str(record.get("id", "the record"))
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    faults = sorted(
        Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(dict(record)),
        key=lambda fault: list(map(str, fault.absolute_path)),
    )
    if faults:
        path = "/".join(map(str, faults[0].absolute_path)) or "top level"
        _fail(name, f"breaks the schema at {path}: {faults[0].message[:200]}")
    if record["finished"] < record["started"]:
        _fail(name, "finished before it started")
    for key, model in record["models"].items():
        dims = {**model["architecture"], "layer_types": tuple(model["architecture"]["layer_types"])}
        if architecture.Architecture(**dims).sha256() != model["architecture_sha256"]:
            _fail(f"{name}, model {key}", "the architecture does not have the stated hash")
    measured = max(record["bandwidth"]["samples_bytes_per_s"])
    if not math.isclose(measured, record["bandwidth"]["bytes_per_s"], rel_tol=1e-6):
        _fail(name, "the bandwidth is not the best of its samples")
    card = roofline.find_card(record["machine"]["name"])
    if card is not None and measured > 1.05e9 * card.bandwidth_gb_s:
        _fail(
            name,
            f"a bandwidth of {measured / 1e9:.0f} GB/s is more than the {card.name} has "
            f"({card.bandwidth_gb_s:.0f})",
        )
    for variant in record["variants"]:
        where = f"{name}, {variant['name']}"
        if ("engine" in variant) != (variant["scheme"] == OUTSIDE):
            _fail(where, "names another engine without its format, or the format without an engine")
        if variant["model"] not in record["models"]:
            _fail(where, f"names the model {variant['model']!r}, which the record lacks")
        if variant["status"] == "measured" and not variant["tests"]:
            _fail(where, "lacks raw samples: measured, but without a test")
        if variant["status"] != "measured" and variant["tests"]:
            _fail(where, f"is {variant['status']} and yet holds tests")
        peak = variant["memory"].get("allocated_peak_bytes")
        if record["cap_bytes"] and peak and peak > record["cap_bytes"]:
            _fail(where, "its peak memory is above the cap it claims to have kept")
        for test in variant["tests"]:
            _check_test(record, variant, test)


def append(record: Mapping[str, Any], folder: Path = RUNS) -> Path:
    """Check `record` and add it to `folder` as `<id>.json`; never touches an existing record.

    The file appears whole or not at all: it is written beside its place, synced, then linked.
    """
    check(record)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{record['id']}.json"
    text = json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
    # Not `files.write_atomically`, which replaces: a record that is there stays.
    with files.naming(target):
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=folder)
        with files.half_done(Path(name)) as temporary:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            try:
                os.link(temporary, target)
            except FileExistsError:
                raise InvalidRecord(
                    f"There is already a record {target.name}.", "records are immutable: run again."
                ) from None
            temporary.unlink()
    return target


def read(path: Path) -> Record:
    """Read and check one record; its id must be its file name."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InvalidRecord(f"{path.name} is not JSON ({error}).", "remove the file.") from None
    if not isinstance(record, dict):
        raise InvalidRecord(f"{path.name} is no JSON object.", "remove the file.")
    check(record)
    if record["id"] != path.stem:
        _fail(path.name, f"holds the record {record['id']}", "name the file after its record.")
    return record


def read_all(folder: Path = RUNS) -> list[Record]:
    """All records of `folder`, checked, oldest first."""
    records = [read(path) for path in sorted(folder.glob("*.json"))]
    return sorted(records, key=lambda record: (record["started"], record["id"]))


RUNS_NAME = "bench-runs"
"""The name under which a chapter that reads the records depends on them."""


def runs_hash(folder: Path = RUNS) -> str:
    """SHA-256 over the names and bytes of all records of `folder`."""
    whole = hashlib.sha256()
    for file in sorted(folder.glob("*.json")):
        whole.update(f"{file.name} {files.sha256_file(file)}\n".encode())
    return whole.hexdigest()


def ladder(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One flat row a test (or a variant without one), ready for a table or a chart.

    Columns: record_id, started, machine, device, model, weights, variant, scheme, runner, status,
    reason, test, kind, depth, samples, tokens_per_s_{median,mean,sd,min,max},
    ceiling_tokens_per_s, share_of_ceiling_pct, joules_per_token, weight_gib, peak_allocated_gib,
    peak_device_gib. Absent figures are None.
    """
    rows: list[dict[str, Any]] = []
    gib = architecture.GIB
    for record in records:
        for variant in record["variants"]:
            memory = variant["memory"]
            peak, device = memory.get("allocated_peak_bytes"), memory.get("device_peak_bytes")
            base = {
                "record_id": record["id"],
                "started": record["started"],
                "machine": record["machine"]["name"],
                "device": record["machine"]["device"],
                "model": record["models"][variant["model"]]["name"],
                "weights": record["models"][variant["model"]]["weights"],
                "variant": variant["name"],
                "scheme": variant["scheme"],
                "runner": variant["runner"],
                "status": variant["status"],
                "reason": variant["reason"],
                "weight_gib": variant["weight_bytes"] / gib,
                "peak_allocated_gib": peak / gib if peak else None,
                "peak_device_gib": device / gib if device else None,
            }
            for test in variant["tests"] or [None]:
                speeds = test["tokens_per_s"] if test else {}
                ceiling = test.get("ceiling_tokens_per_s") if test else None
                power = (test or {}).get("power") or {}
                rows.append(
                    {
                        **base,
                        "test": test["test"] if test else None,
                        "kind": test["kind"] if test else None,
                        "depth": test["depth"] if test else None,
                        "samples": len(test["seconds"]) if test else 0,
                        **{
                            f"tokens_per_s_{key}": speeds.get(key)
                            for key in ("median", "mean", "sd", "min", "max")
                        },
                        "ceiling_tokens_per_s": ceiling,
                        "share_of_ceiling_pct": (
                            100 * speeds["median"] / ceiling if ceiling and speeds else None
                        ),
                        "joules_per_token": power.get("joules_per_token"),
                    }
                )
    return rows
