"""The bridge from revenue to a loss."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics.results import bridge, other_costs


def drawn() -> pd.DataFrame:
    costs = {"Research": 7.0, "Sales": 2.0}
    return bridge(4.0, costs, operating_loss=8.0, net_loss=13.0, cash_burned=2.5)


def test_costs_that_are_not_named_are_what_is_left_of_all() -> None:
    # All costs are 4 + 8 = 12.
    assert other_costs(4, {"Research": 7, "Sales": 2}, 8) == 3
    with pytest.raises(ValueError, match="exceed all costs by 1"):
        other_costs(4, {"Research": 13}, 8)


def test_each_step_begins_where_the_one_before_ends() -> None:
    steps = drawn().query("kind == 'step'")
    assert steps["step"].tolist() == ["Revenue", "Research", "Sales", "All other operating costs"]
    assert steps["from_usd_bn"].tolist() == [0, 4, -3, -5]
    assert steps["to_usd_bn"].tolist() == [4, -3, -5, -8]


def test_losses_run_from_nought_and_paper_from_the_operating_loss_to_the_net() -> None:
    rest = drawn().query("kind != 'step'").set_index("step")
    assert rest["from_usd_bn"].tolist() == [0, -8, 0, 0]
    assert rest["to_usd_bn"].tolist() == [-8, -13, -13, -2.5]
    assert rest["kind"].tolist() == ["result", "paper", "result", "result"]
