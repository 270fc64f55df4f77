"""Records: the schema, raw samples, the ceiling, and files that are whole or absent."""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from rebar.fourbit import architecture, ladder, record
from rebar.fourbit.errors import InvalidRecord

ARCH = architecture.QWEN35_35B_A3B
SECONDS = [1.60, 1.62, 1.58, 1.61, 1.60]


def generation(seconds: list[float], bandwidth: float = 1e12) -> dict:
    moved = architecture.bytes_per_token(ARCH, 80, architecture.NF4_EXPERTS)["total"]
    return {
        "test": "tg128",
        "kind": "generation",
        "tokens": 128,
        "depth": 80,
        "warm_up": 1,
        "seconds": seconds,
        "tokens_per_s": record.summary(128, seconds),
        "bytes_per_token": moved,
        "ceiling_tokens_per_s": bandwidth / moved,
        "ceiling_binds": True,
        "power": None,
    }


@pytest.fixture
def valid() -> dict:
    """A record as a 24 GB card might send it; the numbers are made up for the test."""
    variant = {
        "name": "fused expert kernels",
        "model": "main",
        "scheme": "nf4 experts",
        "experts": "nf4_experts",
        "runner": "graph",
        "status": "measured",
        "reason": "",
        "weight_bytes": 19_000_000_000,
        "memory": {"allocated_peak_bytes": 20_000_000_000},
        "tests": [generation(SECONDS)],
        "accuracy": {},
    }
    return {
        "schema": "rebar-bench/1",
        "id": "20261123T210000Z-made-up-card-0123abcd",
        "started": "2026-11-23T21:00:00Z",
        "finished": "2026-11-23T21:05:00Z",
        "settings": {},
        "machine": {
            "device": "cuda",
            "name": "Made-up card",
            "memory_bytes": 24 * 2**30,
            "last_level_cache_bytes": 6 * 2**20,
            "os": "Linux",
            "python": "3.12.3",
            "libraries": {"torch": "2.11.0", "transformers": "5.17.0", "bitsandbytes": "0.50.2"},
            "commit": None,
        },
        "cap_bytes": 22 * 2**30,
        "bandwidth": {
            "bytes_per_s": 1e12,
            "method": "device-to-device copy",
            "samples_bytes_per_s": [1e12] * 5,
        },
        "models": {
            "main": {
                "name": "Qwen/Qwen3.5-35B-A3B",
                "weights": "random",
                "revision": "random weights, seed 0",
                "architecture": {**asdict(ARCH), "layer_types": list(ARCH.layer_types)},
                "architecture_sha256": ARCH.sha256(),
                "parameters_total": 34_660_610_688,
                "parameters_active": 3_454_988_928,
            }
        },
        "variants": [variant],
        "excluded": [],
        "notes": [],
    }


def test_a_valid_record_passes_and_survives_json(valid):
    record.check(valid)
    record.check(json.loads(json.dumps(valid)))


def edited(valid: dict, change) -> dict:
    made = copy.deepcopy(valid)
    change(made)
    return made


FAULTS = {
    "breaks the schema at variants/0/status": lambda r: r["variants"][0].update(status="good"),
    "breaks the schema at top level": lambda r: r.pop("machine"),
    "Additional properties": lambda r: r.update(hostname="x"),
    "lacks raw samples: 4": lambda r: r["variants"][0]["tests"][0].update(
        seconds=SECONDS[:4], tokens_per_s=record.summary(128, SECONDS[:4])
    ),
    "without a test": lambda r: r["variants"][0].update(tests=[]),
    "median does not follow": lambda r: r["variants"][0]["tests"][0]["tokens_per_s"].update(
        median=100.0
    ),
    "beats the ceiling": lambda r: r["variants"][0].update(tests=[generation([0.3] * 5)]),
    "bytes a token are": lambda r: r["variants"][0]["tests"][0].update(bytes_per_token=10**9),
    "stated ceiling": lambda r: r["variants"][0]["tests"][0].update(ceiling_tokens_per_s=900.0),
    "ceiling binds": lambda r: r["variants"][0]["tests"][0].update(ceiling_binds=False),
    "best of its samples": lambda r: r["bandwidth"].update(bytes_per_s=2e12),
    "stated hash": lambda r: r["models"]["main"]["architecture"].update(hidden_size=1024),
    "above the cap": lambda r: r["variants"][0]["memory"].update(allocated_peak_bytes=23 * 2**30),
    "finished before": lambda r: r.update(finished="2026-11-23T20:00:00Z"),
    "which the record lacks": lambda r: r["variants"][0].update(model="other"),
    "no positive time": lambda r: r["variants"][0]["tests"][0].update(seconds=[1, 1, 1, 1, 0]),
    "more than the RTX 4090 has": lambda r: (
        r["machine"].update(name="NVIDIA GeForce RTX 4090"),
        r["bandwidth"].update(bytes_per_s=2e12, samples_bytes_per_s=[2e12] * 5),
        r["variants"][0].update(tests=[generation(SECONDS, 2e12)]),
    ),
}


@pytest.mark.parametrize("message", FAULTS)
def test_a_bad_record_is_refused_by_name(valid, message):
    with pytest.raises(InvalidRecord, match=message):
        record.check(edited(valid, FAULTS[message]))


def test_append_writes_once_and_leaves_nothing_else(valid, tmp_path):
    path = record.append(valid, tmp_path)
    before = path.read_bytes()
    with pytest.raises(InvalidRecord, match="already a record"):
        record.append({**valid, "notes": ["changed"]}, tmp_path)
    assert path.read_bytes() == before
    with pytest.raises(InvalidRecord):
        record.append(edited(valid, FAULTS["beats the ceiling"]), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [f"{valid['id']}.json"]
    assert record.read(path) == valid


def test_a_crash_while_writing_leaves_no_partial_record(valid, tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(record.os, "fsync", broken)
    with pytest.raises(KeyboardInterrupt):
        record.append(valid, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_ladder_is_flat_and_names_units(valid):
    skipped = copy.deepcopy(valid["variants"][0])
    skipped.update(name="stock", status="computed", tests=[], reason="does not fit")
    valid["variants"].append(skipped)
    record.check(valid)
    measured, computed = record.ladder([valid])
    assert measured["tokens_per_s_median"] == pytest.approx(128 / 1.60)
    assert measured["samples"] == 5
    assert computed["tokens_per_s_median"] is None
    assert computed["status"] == "computed"


def test_a_renamed_file_is_refused(valid, tmp_path):
    path = record.append(valid, tmp_path)
    moved = path.rename(tmp_path / "20261123T210000Z-other-0123abcd.json")
    with pytest.raises(InvalidRecord, match="holds the record"):
        record.read(moved)


def test_every_record_of_the_repository_is_valid():
    found = record.read_all()
    assert len(found) == len(list(Path(record.RUNS).glob("*")))


def test_the_id_of_each_committed_record_ends_in_the_digest_of_what_it_holds() -> None:
    """A record altered together with its summaries no longer fits its own name."""
    for file in Path(record.RUNS).glob("*.json"):
        body = json.loads(file.read_text("utf-8"))
        name = body.pop("id")
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        assert name == file.stem and name.endswith(digest[:8])


def test_the_schema_knows_every_runner_and_scheme(valid):
    variant = json.loads(record.SCHEMA.read_text())["properties"]["variants"]["items"]
    known = variant["properties"]
    assert {rung.runner for rung in ladder.LADDER} <= set(known["runner"]["enum"])
    schemes = {scheme.name for scheme in architecture.EVERY_SCHEME}
    assert schemes == set(known["scheme"]["enum"]) - {record.OUTSIDE}


def test_a_record_of_a_fused_step_with_its_head_in_int8_is_valid(valid):
    variant = valid["variants"][0]
    moved = architecture.bytes_per_token(ARCH, 80, architecture.INT8_HEAD)["total"]
    variant |= {"scheme": architecture.INT8_HEAD.name, "runner": "fused"}
    test = variant["tests"][0]
    test |= {"bytes_per_token": moved, "ceiling_tokens_per_s": 1e12 / moved}
    record.check(valid)
