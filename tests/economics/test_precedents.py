"""Precedents: rates a year by hand, margins, and which feature parts the cases."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from rebar.economics import precedents

FACTS = pd.DataFrame(
    [
        ("level-2000", 100.0, math.nan, "index", "", "2000"),
        ("level-2002", 25.0, math.nan, "index", "", "2002"),
        ("fall", 20.0, math.nan, "pct_per_year", "at_least", "2010"),
        ("total", 75.0, math.nan, "pct", "", "2010"),
        ("use", 40.0, 60.0, "pct_per_year", "", "2010"),
        ("times", 4.0, math.nan, "x_per_year", "", "2010"),
        ("sales-2000", 10.0, math.nan, "usd_bn", "", "2000"),
        ("sales-2002", 14.4, math.nan, "usd_bn", "", "2002"),
    ],
    columns=["row_id", "value", "value_high", "unit", "bound", "as_of"],
).set_index("row_id", drop=False)
COLUMNS = ["price_from", "price_to", "price_years", "use_row", "use_kind"]
COLUMNS += ["spending_from", "spending_to"]


def case(**cells: object) -> pd.DataFrame:
    empty: dict[str, object] = dict.fromkeys(COLUMNS, "") | {"price_years": math.nan}
    frame = pd.DataFrame([{"case": "a", "name": "A", **empty, **cells}])
    return frame.astype({"price_years": "Int64"})  # as a table with empty cells is read


def only(**cells: object) -> pd.Series:
    return precedents.rates(case(**cells), FACTS).iloc[0]


def test_levels_a_rate_and_a_total_give_the_same_kind_of_factor() -> None:
    levels = only(price_from="level-2000", price_to="level-2002")
    assert levels["price"] == pytest.approx(0.5, rel=2e-3)  # 731 days are a little over two years
    assert only(price_to="total", price_years=2)["price"] == pytest.approx(0.5)
    rate = only(price_to="fall")
    assert rate["price"] == pytest.approx(0.8) and rate["price_is_most"]
    assert not levels["price_is_most"]


def test_use_is_published_or_follows_from_sales_and_price() -> None:
    both = only(price_to="fall", use_row="use")
    assert (both["use_low"], both["use_high"]) == (1.4, 1.6)
    assert both["spending_low"] == pytest.approx(1.12)
    assert both["spending_high"] == pytest.approx(1.28)
    follows = only(price_to="fall", spending_from="sales-2000", spending_to="sales-2002")
    assert follows["use_follows"] and not both["use_follows"]
    assert follows["use_low"] == pytest.approx(1.2 / 0.8, rel=1e-3)
    assert follows["spending_low"] == pytest.approx(1.2, rel=1e-3)
    assert only(use_row="times")["use_high"] == 4


def test_what_stands_times_a_price_is_no_sales() -> None:
    stock = only(price_to="fall", use_row="use", use_kind="stock")
    assert stock["use_low"] == 1.4 and math.isnan(stock["spending_low"])
    sold = case(price_to="fall", use_row="use", use_kind="flow")
    stands = case(price_to="fall", use_row="use", use_kind="stock")
    follows = case(price_to="fall", spending_from="sales-2000", spending_to="sales-2002")
    found = precedents.rates(pd.concat([sold, stands, follows]), FACTS)
    assert list(precedents.sales_from_both(found).index) == [0]


def test_an_empty_cell_stays_empty() -> None:
    nothing = only()
    assert all(math.isnan(nothing[one]) for one in ("price", "use_low", "spending_low"))
    sales_alone = only(spending_from="sales-2000", spending_to="sales-2002")
    assert math.isnan(sales_alone["use_low"]) and not sales_alone["use_follows"]
    assert sales_alone["spending_low"] == pytest.approx(1.2, rel=1e-3)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"price_to": "nowhere"}, "no row nowhere"),
        ({"price_to": "times"}, "no fall of a price"),
        ({"price_to": "total"}, "no fall of a price"),
        ({"use_row": "total"}, "no growth a year"),
    ],
)
def test_a_row_that_is_no_rate_is_refused(cells: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        only(**cells)


def test_a_path_on_which_spending_stays_is_minus_one() -> None:
    assert precedents.path_elasticity(0.5, 2.0) == pytest.approx(-1)
    assert precedents.path_elasticity(0.5, 4.0) == pytest.approx(-2)
    assert precedents.path_elasticity(0.5, 1.0) == 0
    for price, use in ((1.0, 2.0), (0.0, 2.0), (0.5, 0.0)):
        with pytest.raises(ValueError, match="path"):
            precedents.path_elasticity(price, use)


MARGINS = pd.DataFrame(
    [
        ("m-1", "a", "before", "2000", -3.0, 6.0, math.nan),
        ("m-2", "a", "after", "2010", math.nan, math.nan, 12.0),
        ("m-3", "a", "after", "2005", 1.0, 4.0, math.nan),
    ],
    columns=["row_id", "case", "stage", "as_of", "profit", "revenue", "margin_pct"],
)


def test_a_margin_is_published_or_profit_over_revenue() -> None:
    found = precedents.margins(MARGINS)
    assert list(found["margin_pct"]) == [-50, 12, 25]
    assert precedents.latest(found).to_dict() == {"a": 12}
    assert precedents.earliest(found).to_dict() == {"a": 25}


@pytest.mark.parametrize("revenue", [0.0, math.nan])
def test_a_margin_of_nothing_is_refused(revenue: float) -> None:
    with pytest.raises(ValueError, match="m-1"):
        precedents.margins(MARGINS.assign(revenue=[revenue, math.nan, 4.0]))


def test_a_feature_parts_the_cases_only_where_no_case_stands_against_it() -> None:
    features = pd.DataFrame(
        [
            *[(one, "few", holds) for one, holds in zip("abcd", ["yes", "yes", "no", "partly"])],
            *[(one, "free", holds) for one, holds in zip("abcd", ["yes", "no", "no", "no"])],
            *[(one, "all", "yes") for one in "abcd"],
            ("z", "few", "no"),
        ],
        columns=["case", "feature", "holds"],
    )
    kept = pd.Series({"a": True, "b": True, "c": False, "d": False})
    counted = precedents.carry_over(features, kept)
    few = counted[counted["feature"] == "few"].set_index("holds")
    assert few["cases"].to_dict() == {"yes": 2, "no": 1, "partly": 1}  # z has no outcome
    assert few["kept"].to_dict() == {"yes": 2, "no": 0, "partly": 0}
    assert few.loc["yes", "names"] == "a b"
    assert precedents.parts_all(counted) == ["few"]


def test_a_feature_that_parts_at_some_border_is_found_whatever_the_border() -> None:
    features = pd.DataFrame(
        [
            *[(one, "few", holds) for one, holds in zip("abc", ["yes", "no", "no"])],
            *[(one, "free", holds) for one, holds in zip("abc", ["no", "yes", "no"])],
            *[(one, "alike", holds) for one, holds in zip("abc", ["yes", "yes", "no"])],
        ],
        columns=["case", "feature", "holds"],
    )
    read = pd.Series({"a": 30.0, "b": 12.0, "c": -5.0})
    assert precedents.parting_wherever(features, read) == ["alike", "few"]
    assert precedents.parting_wherever(features, pd.Series({"a": 1.0, "b": 1.0})) == []


def test_each_named_row_is_read_in_the_unit_of_its_role() -> None:
    case = dict.fromkeys(
        ["price_from", "price_to", "use_row", "spending_from", "spending_to"], ""
    ) | {"row_id": "case-a", "price_to": "p", "use_row": "u"}
    units = {"price_unit": "pct", "use_unit": "x_per_year", "spending_unit": ""}
    assert precedents.expected_units(pd.DataFrame([case | units])) == {
        "p": "pct",
        "u": "x_per_year",
    }
    with pytest.raises(ValueError, match="case-a names u and no use_unit"):
        precedents.expected_units(pd.DataFrame([case | units | {"use_unit": ""}]))
