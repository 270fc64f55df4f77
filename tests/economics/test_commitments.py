"""Who puts into whom, and who buys from whom."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics.commitments import Flows, by_side, closed, flows, matrix, yearly_bill

NONE = float("nan")
COLUMNS = ["from", "to", "amount_usd_bn", "gigawatts", "years", "conditional", "status"]
CONTRACTS = pd.DataFrame(
    [
        ("Cloud", "Lab", 15, NONE, NONE, False, "announced"),
        ("Cloud", "Lab", 35, NONE, NONE, True, "announced"),
        ("Lab", "Cloud", 100, 2, 8, False, "signed"),
        ("Chips", "Lab", 100, 10, NONE, True, "dropped"),
        ("Chips", "Lab", 30, NONE, NONE, False, "signed"),
        ("Lab", "Chips", NONE, 5, NONE, False, "signed"),
        ("Maker", "Lab", NONE, NONE, NONE, True, "signed"),
        ("Bank", "Lab", 60, NONE, NONE, False, "signed"),
        ("Lab", "Store", 300, NONE, 5, False, "signed"),
        ("Cloud", "Other", 8, NONE, NONE, False, "signed"),
    ],
    columns=COLUMNS,
)
PARTNERS = ["Store", "Cloud", "Chips", "Maker", "Bank"]
CELLS = matrix(CONTRACTS, PARTNERS, ["Lab", "Other"])


def cell(partner: str, column: str) -> pd.Series:
    (found,) = [
        row for _, row in CELLS.iterrows() if (row.partner, row.column) == (partner, column)
    ]
    return found


def test_a_partner_has_a_row_for_each_direction_that_money_takes() -> None:
    assert list(zip(CELLS["partner"], CELLS["column"])) == [
        ("Store", "sells to|Lab"),
        ("Cloud", "puts into|Lab"),
        ("Cloud", "sells to|Lab"),
        ("Cloud", "puts into|Other"),
        ("Chips", "puts into|Lab"),
        ("Chips", "sells to|Lab"),
        ("Maker", "puts into|Lab"),
        ("Bank", "puts into|Lab"),
    ]


@pytest.mark.parametrize(
    ("partner", "column", "words"),
    [
        ("Cloud", "puts into|Lab", "15 + 35"),
        ("Cloud", "sells to|Lab", "100"),
        ("Chips", "puts into|Lab", "30 (100 dropped)"),
        ("Chips", "sells to|Lab", "5 GW"),
        ("Maker", "puts into|Lab", "warrant"),
    ],
)
def test_an_amount_is_told_with_its_condition(partner: str, column: str, words: str) -> None:
    assert cell(partner, column)["words"] == words


def test_what_was_dropped_counts_apart_and_gigawatts_only_without_a_price() -> None:
    chips = cell("Chips", "puts into|Lab")
    assert (chips["firm_usd_bn"], chips["with_conditional_usd_bn"]) == (30, 30)
    assert (chips["dropped_usd_bn"], chips["gigawatts"]) == (100, 0)
    assert cell("Cloud", "sells to|Lab")["gigawatts"] == 0
    assert not cell("Chips", "sells to|Lab")["priced"]


def test_a_partner_outside_the_order_is_not_lost() -> None:
    with pytest.raises(ValueError, match="lacks Bank"):
        matrix(CONTRACTS, PARTNERS[:-1], ["Lab", "Other"])


def test_the_ring_closes_where_money_runs_both_ways() -> None:
    found = closed(CELLS)
    assert found["partner"].tolist() == ["Chips", "Cloud"]
    assert found["left"].tolist() == ["puts into|Lab"] * 2
    assert found["right"].tolist() == ["sells to|Lab"] * 2
    assert by_side(CELLS, "Lab") == (["Cloud", "Chips"], ["Maker", "Bank"], ["Store"])


def test_flows_are_the_sums_over_some_partners_of_one_laboratory() -> None:
    assert flows(CELLS, "Lab", ["Cloud", "Chips"]) == Flows(45, 35, 100, 5)
    assert flows(CELLS, "Other", ["Cloud"]) == Flows(8, 0, 0, 0)
    assert flows(CELLS, "Lab", []) == Flows(0, 0, 0, 0)
    with pytest.raises(ValueError, match="no commitment with Store"):
        flows(CELLS, "Other", ["Cloud", "Store"])


def test_a_contract_costs_its_amount_over_its_term() -> None:
    with_term = CONTRACTS[CONTRACTS["years"].notna()]
    assert yearly_bill(with_term) == pytest.approx(100 / 8 + 300 / 5)
    with pytest.raises(ValueError, match="amount and the term"):
        yearly_bill(CONTRACTS)
