"""The benchmark records as a chapter reads them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claimsbook.tables import data
from rebar.fourbit import record
from rebar.fourbit.errors import InvalidRecord
from rebar.gather import bench_runs


def made(device: str = "cpu", weights: str = "published", **accuracy: Any) -> record.Record:
    """A record with what is read here, and nothing else."""
    test = {"test": "tg8", "kind": "generation", "tokens": 8, "depth": 0, "seconds": [1.0, 2.0]}
    test |= {"tokens_per_s": record.summary(8, [1.0, 2.0]), "ceiling_tokens_per_s": 100.0}
    test |= {"ceiling_binds": True, "bytes_per_token": 2 * 10**8}
    variant = {
        "name": "plain",
        "model": "main",
        "scheme": "bf16",
        "experts": None,
        "runner": "eager",
        "status": "measured",
        "reason": "",
        "weight_bytes": 2**21,
        "memory": {},
        "tests": [test],
        "accuracy": {"perplexity": 20.0, **accuracy},
    }
    quantised = {**variant, "name": "quantised", "scheme": "nf4 experts", "weight_bytes": 2**20}
    return {
        "id": f"a-{device}-{weights}",
        "started": "2026-11-23T21:00:00Z",
        "machine": {"device": device, "name": "A machine"},
        "models": {"main": {"name": "Org/Some-Model", "weights": weights}},
        "variants": [variant, quantised],
    }


def test_a_chapter_that_reads_the_records_depends_on_them() -> None:
    data.remember(record.RUNS_NAME, "of an earlier read")
    assert bench_runs.read() == record.read_all()
    assert data.tables_read()[record.RUNS_NAME] == record.runs_hash()


def test_the_ladder_has_its_columns_with_and_without_records() -> None:
    flat = record.ladder([made()])
    assert set(flat[0]) == set(bench_runs.LADDER_COLUMNS)
    assert len(bench_runs.ladder([made()])) == 2
    empty = bench_runs.ladder([])
    assert empty.empty and list(empty.columns) == list(bench_runs.LADDER_COLUMNS)


def test_runs_on_cards_are_told_by_device_and_model() -> None:
    records = [made(), made("cuda", "random")]
    assert len(bench_runs.generation_on_gpus(records, "Some-Model")) == 2
    assert bench_runs.generation_on_gpus(records, "Another").empty
    assert bench_runs.generation_on_gpus([], "Some-Model").empty


@pytest.mark.parametrize(
    ("machine", "card"),
    [
        ("NVIDIA H100 80GB HBM3", "H100"),
        ("NVIDIA H200", "H200"),
        ("NVIDIA GeForce RTX 4090", "RTX 4090"),
        ("NVIDIA RTX 6000 Ada Generation", "RTX 6000 Ada Generation"),
        ("Tesla T4", "Tesla T4"),
        ("80GB", "80GB"),
    ],
)
def test_a_card_is_called_without_its_maker_and_memory(machine: str, card: str) -> None:
    assert bench_runs.card_name(machine) == card


def test_of_each_card_the_newest_record_is_told() -> None:
    older, newer, another = (made("cuda", "random", given_tokens_at_once={"n": 1}) for _ in "123")
    newer["id"], newer["machine"]["name"] = "newer", "NVIDIA H100 80GB HBM3"
    older["machine"]["name"], another["machine"]["name"] = "NVIDIA H100 80GB HBM3", "NVIDIA H200"
    newer["variants"][0] |= {
        "memory": {"allocated_peak_bytes": 2**31},
        "profile": {"operators_per_token": 7, "ms_by_kind": {"nf4": 1.0}, "ms_per_token": 1.0},
    }
    deep = {**newer["variants"][0]["tests"][0], "test": "tg8@4096"}
    for one in (older, newer, another):
        for variant in one["variants"]:
            variant["tests"] = [{**variant["tests"][0], "power": {"joules_per_token": 0.5}}]
        one["variants"][1]["accuracy"] = {}
    newer["variants"][0]["tests"].append(deep)
    newer["variants"][1]["tests"] = []
    found = bench_runs.on_cards([older, another, newer, made()], "Some-Model")
    assert found["card"].tolist() == ["H100", "H200", "H200"]
    assert set(found["record_id"]) == {"newer", another["id"]}
    first = found.iloc[0]
    assert (first["launches"], first["allocated_gib"], first["joules"]) == (7, 2.0, 0.5)
    assert first["deep"] == deep["tokens_per_s"]["median"] == first["speed"]
    assert found["given_at_once"].tolist() == [{"n": 1}] * 3
    nothing = bench_runs.on_cards([made()], "Some-Model")
    assert nothing.empty and list(nothing.columns) == list(bench_runs.CARD_COLUMNS)


def test_the_newest_with_published_weights_is_taken() -> None:
    published, random = made(), made(weights="random")
    assert bench_runs.newest_of_published([published, random], "cpu") is published
    assert bench_runs.newest_of_published([random], "cpu") is None
    assert bench_runs.newest_of_published([published], "cuda") is None


def test_samples_hold_each_run_and_one_size_and_perplexity() -> None:
    found = bench_runs.samples(made())
    speeds = found[(found["figure"] == "speed") & (found["format"] == "bf16")]
    assert speeds["value"].tolist() == [8, 4]
    weights = found[found["figure"] == "weights"].set_index("format")["value"]
    assert weights.to_dict() == {"bf16": 2, "NF4": 1}
    assert found.loc[found["figure"] == "perplexity", "value"].tolist() == [20, 20]


def with_another_engine() -> record.Record:
    """The same with a compiled step and another engine, both measured, and a failed step."""
    one = made()
    plain, quantised = one["variants"]
    reading = {"test": "pp8", "kind": "prompt", "tokens": 8, "seconds": [0.5]}
    reading |= {"tokens_per_s": record.summary(8, [0.5])}
    fast = [{**quantised["tests"][0], "seconds": [0.25], "tokens_per_s": {"median": 32.0}}]
    quantised["tests"] = [*quantised["tests"], reading]
    failed = {**plain, "name": "plain compiled", "status": "failed", "tests": []}
    compiled = {**quantised, "name": "quantised compiled", "runner": "compiled", "tests": fast}
    slow = [{**plain["tests"][0]}, {**reading, "seconds": [4.0]}]
    other = {**plain, "name": "other", "engine": {"name": "other"}, "tests": slow}
    one["variants"] += [failed, compiled, other]
    return one


def test_the_fastest_step_of_ours_stands_beside_other_engines() -> None:
    one = with_another_engine()
    assert {name: part["name"] for name, part in bench_runs.ours(one).items()} == {
        "bf16": "plain",
        "NF4": "quantised compiled",
    }
    assert list(bench_runs.theirs(one)) == ["other"] and bench_runs.theirs(made()) == {}
    found = bench_runs.samples(one).groupby(["figure", "format"])["value"].apply(list)
    assert found["speed", "NF4"] == [32] and found["speed", "other"] == [8, 4]
    assert found["prompt", "other"] == [2]
    # The compiled step has no prompt of its own: that of the plain one stands.
    assert found["prompt", "NF4"] == [16]


def test_the_table_of_engines_leaves_out_what_was_not_measured() -> None:
    found = bench_runs.side_by_side(with_another_engine()).set_index("variant")
    assert list(found.index) == ["plain", "quantised", "quantised compiled", "other"]
    assert found["engine"].tolist() == ["", "", "", "other"]
    assert found.loc["quantised compiled", "share_pct"] == 32
    assert found.loc["quantised compiled", "reads_gb_s"] == pytest.approx(0.2 * 32)
    assert found["perplexity"].isna().tolist() == [False, False, True, False]
    assert found["prompt"].isna().tolist() == [True, False, True, False]


def test_a_ceiling_that_does_not_bind_is_no_measure() -> None:
    one = json.loads(json.dumps(with_another_engine()))
    for variant in one["variants"]:
        for test in variant["tests"]:
            test["ceiling_binds"] = variant["name"] == "plain"
    shares = bench_runs.side_by_side(one).set_index("variant")["share_pct"]
    assert shares.notna().tolist() == [True, False, False, False]


def test_a_variant_that_wrote_nothing_is_refused_by_name() -> None:
    with pytest.raises(InvalidRecord, match="'plain' wrote no tokens"):
        bench_runs.generation({"name": "plain", "tests": []})


def test_errors_of_layers_come_from_the_variant_with_experts() -> None:
    one = made(layer_relative_error_vs_dequantised_fp32={"0": 0.002, "1": 0.003})
    assert bench_runs.layer_errors(one) == []
    one["variants"][1]["experts"] = "nf4_experts"
    assert bench_runs.layer_errors(one) == [0.002, 0.003]


def with_whole_numbers() -> record.Record:
    """The record above with a variant in int4, and with what a newer run tells of each step."""
    one = json.loads(json.dumps(with_another_engine()))
    plain, quantised, _, compiled, _ = one["variants"]
    whole = {**plain, "name": "whole", "scheme": "int4 groups, int8 head"}
    one["variants"].append(whole)
    once = {"same_choices": 8, "mean_kl_nats": 0.01}
    told = {"tokens": 9, "same_choices": 8, "mean_kl_nats": 0.02, "median_gap": 5.0}
    quantised["accuracy"] = {"given_tokens_at_once": once}
    parting = {"token": 1, "gap": 0.0}
    compiled["accuracy"] = {"given_tokens": {**told, "partings": [parting]}}
    spent = {"4-bit products": 10.0, "8-bit products": 0.0, "between operators": 2.5}
    compiled["profile"] = {"ms_per_token": 12.5, "ms_by_kind": spent}
    return one


def test_whole_numbers_are_a_format_of_their_own() -> None:
    found = bench_runs.ours(with_whole_numbers())
    assert found["int4"]["name"] == "whole" and found["NF4"]["name"] == "quantised compiled"


def test_a_parting_is_told_with_its_gap_and_what_one_pass_changes() -> None:
    (row,) = bench_runs.given_tokens(with_whole_numbers()).to_dict("records")
    assert (row["variant"], row["token"], row["gap"]) == ("quantised compiled", 1, 0.0)
    assert (row["same_choices"], row["once_same_choices"]) == (8, 8)
    assert (row["mean_kl_nats"], row["once_mean_kl_nats"]) == (0.02, 0.01)
    assert bench_runs.given_tokens(made()).empty


def test_a_profile_has_a_column_for_each_kind_that_occurs() -> None:
    found = bench_runs.profiles(with_whole_numbers())
    assert found.loc["quantised compiled"].to_dict() == {
        "4-bit products": 10.0,
        "between operators": 2.5,
        "all": 12.5,
    }
    assert bench_runs.profiles(made()).empty
