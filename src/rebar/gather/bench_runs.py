"""The benchmark records of the 4-bit run as a chapter reads them: counted as read, as frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from claimsbook.tables import data
from rebar.fourbit import architecture, record
from rebar.fourbit.errors import InvalidRecord

LADDER_COLUMNS = (
    "record_id",
    "started",
    "machine",
    "device",
    "model",
    "weights",
    "variant",
    "scheme",
    "runner",
    "status",
    "reason",
    "weight_gib",
    "peak_allocated_gib",
    "peak_device_gib",
    "test",
    "kind",
    "depth",
    "samples",
    "tokens_per_s_median",
    "tokens_per_s_mean",
    "tokens_per_s_sd",
    "tokens_per_s_min",
    "tokens_per_s_max",
    "ceiling_tokens_per_s",
    "share_of_ceiling_pct",
    "joules_per_token",
)
"""Columns of `ladder`, as `rebar.fourbit.record.ladder` gives them."""


def read() -> list[record.Record]:
    """All benchmark records, checked, oldest first.

    The read is counted like that of a table, so that a new record makes a chapter stale. Raises
    InvalidRecord for the first record that does not hold together.
    """
    data.remember(record.RUNS_NAME, record.runs_hash())
    return record.read_all()


def ladder(records: Sequence[record.Record]) -> pd.DataFrame:
    """One row a test, or a variant without one: the columns LADDER_COLUMNS, also where none is."""
    return pd.DataFrame(record.ladder(records), columns=list(LADDER_COLUMNS))


def generation_on_gpus(records: Sequence[record.Record], model: str) -> pd.DataFrame:
    """The rows of `ladder` in which a CUDA card wrote tokens with a model of that name."""
    runs = ladder(records)
    of_model = runs["model"].astype(str).str.contains(model, regex=False)
    return runs[(runs["device"] == "cuda") & of_model & (runs["kind"] == "generation")]


def card_name(machine: str) -> str:
    """The name of a card without its maker and its memory: "H100", "RTX 4090"."""
    words = machine.split()
    kept = [word for word in words if word not in ("NVIDIA", "GeForce")]
    ends = next((n for n, word in enumerate(kept) if word.endswith("GB") and n), len(kept))
    return " ".join(kept[:ends]) or machine


def on_cards(records: Sequence[record.Record], model: str) -> pd.DataFrame:
    """What the newest record of each CUDA card has of a model: a row a rung, oldest card first.

    Columns: record_id, card, rung, weights ("random" or "published"), `speed` in median tokens per
    second and its lowest and highest run `low` and `high`, ceiling, that of the record's own
    bandwidth, `launches` a token, ms_by_kernel (a dict), joules a token, allocated_gib and
    device_gib, the peak by the allocator and by the driver, `deep`, the speed behind a long prompt,
    prompt, that of reading, and given, given_at_once (dicts): agreement after given tokens. NaN or
    None where not measured.
    """
    newest: dict[str, record.Record] = {}
    for one in records:
        if one["machine"]["device"] == "cuda" and _variants_of(one, model):
            newest[one["machine"]["name"]] = one
    rows = [_rung(one, variant) for one in newest.values() for variant in _variants_of(one, model)]
    found = pd.DataFrame(rows, columns=list(CARD_COLUMNS))
    once = found.dropna(subset="given_at_once").groupby("record_id")["given_at_once"].first()
    return found.assign(given_at_once=found["record_id"].map(once))


CARD_COLUMNS = (
    "record_id",
    "card",
    "rung",
    "weights",
    "speed",
    "low",
    "high",
    "ceiling",
    "launches",
    "ms_by_kernel",
    "joules",
    "allocated_gib",
    "device_gib",
    "deep",
    "prompt",
    "given",
    "given_at_once",
)


def _variants_of(one: record.Record, model: str) -> list[dict[str, Any]]:
    """The variants of a record that wrote tokens with a model of that name."""
    return [
        variant
        for variant in one["variants"]
        if model in one["models"][variant["model"]]["name"]
        and any(test["kind"] == "generation" for test in variant["tests"])
    ]


def _rung(one: record.Record, variant: dict[str, Any]) -> dict[str, Any]:
    written = generation(variant)
    speed, gib, nothing = written["tokens_per_s"], 2**30, float("nan")
    medians = {test["test"]: test["tokens_per_s"]["median"] for test in variant["tests"]}
    profile, accuracy = variant.get("profile", {}), variant["accuracy"]
    return {
        "record_id": one["id"],
        "card": card_name(one["machine"]["name"]),
        "rung": variant["name"],
        "weights": one["models"][variant["model"]]["weights"],
        "speed": speed["median"],
        "low": speed["min"],
        "high": speed["max"],
        "ceiling": written["ceiling_tokens_per_s"],
        "launches": profile.get("operators_per_token", nothing),
        "ms_by_kernel": profile.get("ms_by_kind"),
        "joules": (written["power"] or {}).get("joules_per_token", nothing),
        "allocated_gib": variant["memory"].get("allocated_peak_bytes", nothing) / gib,
        "device_gib": variant["memory"].get("device_peak_bytes", nothing) / gib,
        "deep": next((v for name, v in medians.items() if "@" in name), nothing),
        "prompt": next((v for name, v in medians.items() if name.startswith("pp")), nothing),
        "given": accuracy.get("given_tokens"),
        "given_at_once": accuracy.get("given_tokens_at_once"),
    }


def newest_of_published(records: Sequence[record.Record], device: str) -> record.Record | None:
    """The newest record from such a device that measured a model with its published weights."""
    found = [one for one in records if one["machine"]["device"] == device and published(one)]
    return found[-1] if found else None


def published(one: record.Record) -> list[dict[str, Any]]:
    """The variants of a record that ran a model with its published weights."""
    return [
        variant
        for variant in one["variants"]
        if one["models"][variant["model"]]["weights"] == "published"
    ]


def ours(one: record.Record) -> dict[str, dict[str, Any]]:
    """By format (bf16, NF4, int4): the last variant of a published model that our code measured."""
    return {
        _format(variant): variant
        for variant in published(one)
        if "engine" not in variant and variant["status"] == "measured"
    }


def side_by_side(one: record.Record) -> pd.DataFrame:
    """All measured variants of the published model of a record, ours and other engines'.

    Columns: variant, engine ("" for ours), weights_mib, perplexity, `prompt` and `generation` in
    median tokens per second, share_pct, that of the ceiling which the bandwidth sets for the latter
    where the weights outgrow the cache, reads_gb_s, the 10^9 bytes a second of weights and cache
    that it must have read, and same, the tokens that a compiled step chose as the plain one did,
    before the first that differs; NaN where not measured.
    """
    rows = []
    for variant in published(one):
        if variant["status"] != "measured":
            continue
        tests = {test["kind"]: test for test in variant["tests"]}
        speeds = {kind: test["tokens_per_s"]["median"] for kind, test in tests.items()}
        written = generation(variant)
        ceiling = written["ceiling_tokens_per_s"] if written["ceiling_binds"] else float("nan")
        rows.append(
            {
                "variant": variant["name"],
                "engine": variant.get("engine", {}).get("name", ""),
                "weights_mib": variant["weight_bytes"] / 2**20,
                "perplexity": _perplexity(variant),
                "prompt": speeds.get("prompt", float("nan")),
                "generation": speeds["generation"],
                "share_pct": 100 * speeds["generation"] / ceiling,
                "reads_gb_s": written["bytes_per_token"] * speeds["generation"] / 1e9,
                "same": variant["accuracy"].get("equal_tokens_before_difference", float("nan")),
            }
        )
    return pd.DataFrame(rows)


def given_tokens(one: record.Record) -> pd.DataFrame:
    """How far the compiled steps of a record agree with the plain ones after the same tokens.

    A row a compiled variant: variant, tokens, same_choices, mean_kl_nats; median_gap between the
    two best logits of the plain step; at the first parting `gap`, that between the two choices, and
    `token`, how many were written before (NaN where none differs); and once_same_choices and
    once_mean_kl_nats, of the plain weights with all tokens read in one pass. Empty where the record
    holds none.
    """
    plain: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    for variant in published(one):
        key, found = variant["scheme"], variant["accuracy"]
        plain.setdefault(key, found.get("given_tokens_at_once"))
        if (told := found.get("given_tokens")) is None or plain[key] is None:
            continue
        first = (told["partings"] or [{"gap": float("nan"), "token": float("nan")}])[0]
        same = {name: told[name] for name in ("tokens", "same_choices", "mean_kl_nats")}
        rows.append(
            {
                "variant": variant["name"],
                **same,
                "median_gap": told["median_gap"],
                "gap": first["gap"],
                "token": first["token"],
                "once_same_choices": plain[key]["same_choices"],
                "once_mean_kl_nats": plain[key]["mean_kl_nats"],
            }
        )
    return pd.DataFrame(rows)


def profiles(one: record.Record) -> pd.DataFrame:
    """Milliseconds a token by kind of work, a column a kind, of each profiled variant.

    The index is `variant`; the last column, `all`, is their sum. Kinds that no variant has are left
    out; empty where the record holds no profile.
    """
    spent = {
        variant["name"]: variant["profile"]["ms_by_kind"]
        | {"all": variant["profile"]["ms_per_token"]}
        for variant in published(one)
        if "profile" in variant
    }
    found = pd.DataFrame.from_dict(spent, orient="index").rename_axis("variant")
    return found.loc[:, (found > 0).any()] if len(found) else found


def theirs(one: record.Record) -> dict[str, dict[str, Any]]:
    """By the name of the engine: the variants of a published model that others' code measured."""
    return {
        variant["engine"]["name"]: variant
        for variant in published(one)
        if "engine" in variant and variant["status"] == "measured"
    }


def samples(one: record.Record) -> pd.DataFrame:
    """What our code, in each format, and other engines made of the published model of a record.

    Columns: format (of other engines: their name), figure ("speed" of generation and "prompt", both
    in tokens per second, a row a run; "weights" in MiB; "perplexity") and value.
    """
    rows: list[dict[str, Any]] = []
    for name, variant in {**ours(one), **theirs(one)}.items():
        test = generation(variant)
        speeds = [test["tokens"] / seconds for seconds in test["seconds"]]
        rows += [{"format": name, "figure": "speed", "value": speed} for speed in speeds]
        mib = variant["weight_bytes"] / 2**20
        rows.append({"format": name, "figure": "weights", "value": mib})
    for variant in published(one):
        # Prompts and perplexity are measured uncompiled only.
        name = variant.get("engine", {}).get("name") or _format(variant)
        if not np.isnan(perplexity := _perplexity(variant)):
            rows.append({"format": name, "figure": "perplexity", "value": perplexity})
        rows += [
            {"format": name, "figure": "prompt", "value": test["tokens"] / seconds}
            for test in variant["tests"]
            if test["kind"] == "prompt"
            for seconds in test["seconds"]
        ]
    return pd.DataFrame(rows)


def _perplexity(variant: dict[str, Any]) -> float:
    """That of the variant's own step; NaN where none was measured, as with a compiled one."""
    if variant["runner"] == "compiled":
        return float("nan")
    return float(variant["accuracy"].get("perplexity", "nan"))


def _format(variant: dict[str, Any]) -> str:
    names = {architecture.BF16.name: "bf16", architecture.INT4.name: "int4"}
    return names.get(variant["scheme"], "NF4")


def generation(variant: dict[str, Any]) -> dict[str, Any]:
    """The test of a variant in which tokens were written. Raises InvalidRecord if it has none."""
    for test in variant["tests"]:
        if test["kind"] == "generation":
            return dict(test)
    raise InvalidRecord(
        f"variant {variant['name']!r} wrote no tokens.", "run the benchmark again, unedited."
    )


def layer_errors(one: record.Record) -> list[float]:
    """Relative errors of the 4-bit expert layers against exact arithmetic; empty where none."""
    for variant in one["variants"]:
        if variant["experts"]:
            errors = variant["accuracy"].get("layer_relative_error_vs_dequantised_fp32")
            if errors:
                return list(errors.values())
    return []
