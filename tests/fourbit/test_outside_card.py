"""The table of our experts beside another library's on a card, and what made it, without a card."""

from __future__ import annotations

import csv
import statistics
from itertools import groupby
from typing import Any

import pytest

from copies import REPOSITORY
from fourbit.conftest import needs_torch

with (REPOSITORY / "data" / "bench" / "outside-experts.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
every_row = pytest.mark.parametrize("row", ROWS, ids=[row["row_id"] for row in ROWS])


@pytest.fixture(scope="module")
def card() -> Any:
    """The script that measures; it needs torch, and no card until it measures."""
    from fourbit import outside_card

    return outside_card


@every_row
def test_the_figures_of_a_row_are_those_of_its_samples(row: dict[str, str]) -> None:
    samples = [float(one) for one in row["samples_us"].split()]
    assert len(samples) == 5
    wanted = {
        "us_a_layer": statistics.median(samples),
        "us_lowest": min(samples),
        "us_highest": max(samples),
    }
    assert {name: float(row[name]) for name in wanted} == wanted


def test_each_run_has_both_libraries_on_one_card() -> None:
    runs = [list(rows) for _, rows in groupby(ROWS, key=lambda row: row["run"])]
    assert len({rows[0]["run"] for rows in runs}) == len(runs) == 4
    for rows in runs:
        assert [row["library"] for row in rows] == ["grouped-nf4-gemm", "rebar"]
        assert len({(row["card"], row["as_of"], row["locator"]) for row in rows}) == 1


@needs_torch
@every_row
def test_the_script_writes_the_rows_of_the_table(card: Any, row: dict[str, str]) -> None:
    other = next(one for one in ROWS if one["run"] == row["run"] and one["route"] != "ours")
    (way,) = (one for one in (card.DEFAULT, *card.OPT_IN) if one.name == other["route"])
    samples = [float(one) for one in row["samples_us"].split()]
    made = card.Run(row["card"], way, row["as_of"]).row(
        row["library"], row["version"], samples, float(row["relative_error"]), row["note"]
    )
    assert made == row and list(made) == list(row)


@needs_torch
def test_the_notes_are_those_of_the_table(card: Any) -> None:
    ours = {row["note"] for row in ROWS if row["library"] == card.OURS}
    theirs = {row["note"] for row in ROWS if row["library"] == card.OTHER}
    assert ours == {card.our_note()}
    tallies = ({"scalar": 34, "bw_prmt32": 0}, {"scalar": 0, "bw_prmt32": 34})
    assert theirs == {card.other_note(one) for one in tallies}


@needs_torch
def test_a_route_is_taken_from_the_environment(
    card: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert card.route({"PATH": "/bin"}) == card.DEFAULT
    assert card.route({"GNF4_GEMV_BW": "1"}).name == "bandwidth route, opt-in"
    assert card.route({"GNF4_GEMV_WIDE_LOADS": "1"}).name == "wide loads, opt-in"
    for wrong in ({"GNF4_GEMV_BW": "2"}, {"GNF4_GEMV_BW": "1", "GNF4_GEMV_WIDE_LOADS": "1"}):
        with pytest.raises(SystemExit, match=r"GNF4_GEMV_BW=.* is no route of the table\. Remedy"):
            card.route(wrong)


@needs_torch
def test_both_libraries_are_asked_for_the_same_product(card: Any) -> None:
    """On a small layer, with the definition of NF4 in the place of the other library's kernel."""
    import torch

    work = card.random_work(card.Shape(8, 3, 256, 64, 2), torch.device("cpu"))
    for layer in work.layers:
        stacks = {id(one.packed): one for one in (layer.up, layer.down)}

        def multiply(rows, packed, scales, sizes, experts, stacks=stacks):  # type: ignore[no-untyped-def]
            assert packed.shape[2] * 2 == rows.shape[1] and sizes == [1] * len(rows)
            stack = stacks[id(packed)]
            each = [card.plain(stack, scales, int(one)).float() for one in experts]
            out = [weight @ row.float() for weight, row in zip(each, rows)]
            return torch.stack(out).bfloat16()

        wanted = card.exact(layer, work)
        assert wanted.shape == (256,) and wanted.norm() > 0
        for found in (card.theirs(layer, work, multiply), card.ours(layer, work)):
            assert found.shape == (256,) and found.dtype == torch.float32
            assert card.relative_error(found, wanted) < 0.01


@needs_torch
def test_without_a_card_it_says_so(card: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(SystemExit, match=r"no CUDA card is found\. Remedy"):
        card.main()
