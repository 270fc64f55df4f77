"""The model of what must be true: units, limits, and which way each input moves it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimsbook.errors import BookError
from rebar.economics import what_must_be_true as model
from rebar.economics.what_must_be_true import Case

PLAIN = Case(
    valuation=1000,
    revenue=100,
    years=4,
    price_fall=50,
    demand_growth=100,
    fade=0,
    elasticity=1,
    share=100,
    margin=20,
    multiple=25,
    discount=0,
)


RANGES = {"elasticity": (0.7, 1.5), "price_fall": (0.0, 89.0), "demand_growth": (0.0, 190.0)}


def cases() -> st.SearchStrategy[Case]:
    return st.builds(
        Case,
        valuation=st.floats(1, 3000),
        revenue=st.floats(1, 300),
        years=st.floats(1, 12),
        price_fall=st.floats(0, 95),
        demand_growth=st.floats(0, 300),
        fade=st.floats(0, 100),
        elasticity=st.floats(0, 2),
        share=st.floats(1, 200),
        margin=st.floats(0.5, 60),
        multiple=st.floats(1, 60),
        discount=st.floats(0, 40),
    )


def test_a_case_worked_by_hand() -> None:
    # Tokens double by themselves and double for half the price: fourfold, at half the price 2.
    assert model.tokens(PLAIN) == pytest.approx(4)
    assert model.revenue(PLAIN) == pytest.approx(100 * 2**4)
    assert model.value(PLAIN) == pytest.approx(1600 * 0.2 * 25)
    assert model.required_revenue(PLAIN) == pytest.approx(1000 / (0.2 * 25))
    assert model.required_growth(PLAIN) == pytest.approx(2 ** (1 / 4))
    assert model.required_tokens(PLAIN) == pytest.approx(2 * 2 ** (1 / 4))
    assert model.required_margin(PLAIN) == pytest.approx(20 / 8)


def test_fading_growth_sums_as_whole_years_do() -> None:
    fading = replace(PLAIN, fade=40)
    assert model.growing_years(fading) == pytest.approx(1 + 0.6 + 0.6**2 + 0.6**3)
    assert model.growing_years(replace(PLAIN, fade=100)) == 1
    assert model.growing_years(replace(PLAIN, fade=1e-7)) == pytest.approx(4, rel=1e-5)
    assert model.growing_years(replace(PLAIN, fade=1e-12)) == pytest.approx(4, rel=1e-12)


def test_a_discount_of_ten_per_cent_asks_ten_per_cent_more_each_year() -> None:
    dearer = replace(PLAIN, discount=10)
    assert model.required_revenue(dearer) == pytest.approx(200 * 1.1**4)
    assert model.value(dearer) == pytest.approx(8000 / 1.1**4)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_at_an_elasticity_of_one_the_price_does_not_matter(case: Case) -> None:
    worth = {
        model.value(replace(case, elasticity=1.0, price_fall=fall)) for fall in (0.0, 40.0, 90.0)
    }
    assert max(worth) == pytest.approx(min(worth), rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_what_is_required_is_just_enough(case: Case) -> None:
    demand = model.required_demand_growth(case)
    if -99 <= demand < 1e6:
        enough = replace(case, demand_growth=demand)
        assert model.value(enough) == pytest.approx(case.valuation, rel=1e-6)
        assert model.tokens(enough) == pytest.approx(model.required_tokens(case), rel=1e-6)
    if model.required_margin(case) <= 100:
        thin = replace(case, margin=model.required_margin(case))
        assert model.value(thin) == pytest.approx(case.valuation, rel=1e-9)
    one_year = model.required_growth(case) ** case.years
    assert case.revenue * one_year == pytest.approx(model.required_revenue(case), rel=1e-9)


ROUNDING = 1e-12
"""How far, relatively, two sums of the same numbers may lie apart."""


@settings(max_examples=60, deadline=None)
@given(cases(), st.floats(1.01, 1.5))
@example(Case(1, 1, 6.5, 0, 43, 5.7e-129, 0, 1, 1, 1, 0), 1.5)
def test_each_input_moves_the_value_one_way(case: Case, more: float) -> None:
    now = model.value(case)
    for name in ("revenue", "share", "margin", "multiple"):
        assert model.value(replace(case, **{name: getattr(case, name) * more})) > now
    assert model.value(replace(case, discount=case.discount + more)) < now
    assert model.value(replace(case, demand_growth=case.demand_growth + more)) > now
    # No fade and one of next to nothing are summed in other ways: equal but for rounding.
    assert model.value(replace(case, fade=max(0, case.fade - more))) >= now * (1 - ROUNDING)
    # A falling price adds revenue above an elasticity of one and takes it below.
    cheaper = replace(case, price_fall=case.price_fall + 1)
    for elasticity, sign in ((0.5, -1), (1.5, 1)):
        before = model.value(replace(case, elasticity=elasticity))
        after = model.value(replace(cheaper, elasticity=elasticity))
        assert math.copysign(1, after - before) == sign


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_frontier_rises_with_the_price_fall_and_falls_with_the_margin(case: Case) -> None:
    needed = [growth for _, growth in model.frontier(case, (0, 30, 60, 90))]
    assert needed == sorted(needed)
    richer = replace(case, margin=case.margin * 1.5)
    assert model.required_tokens(richer) < model.required_tokens(case)


def test_a_demand_behind_a_revenue_gives_that_revenue_back() -> None:
    demand = model.demand_growth_for(1.848, 65, 1.11)
    again = replace(PLAIN, price_fall=65, elasticity=1.11, demand_growth=demand)
    assert model.revenue(again) / 100 == pytest.approx(1.848**4)
    with pytest.raises(BookError, match="price fall of 100"):
        model.demand_growth_for(2, 100, 1)


def test_a_share_of_tokens_weighs_by_its_price_in_money() -> None:
    assert model.share_of_money(50, 3) == pytest.approx(75)
    assert [model.share_of_money(part, 6) for part in (0, 100)] == [0, 100]
    assert model.share_of_money(30, 1) == pytest.approx(30)
    with pytest.raises(BookError, match="multiple above 0"):
        model.share_of_money(50, 0)


def test_a_tornado_puts_the_widest_lever_first_and_holds_the_case() -> None:
    ranges = {"margin": (19.0, 21.0), "elasticity": (0.5, 1.5), "share": (100.0, 100.0)}
    fading = replace(PLAIN, fade=40)
    bars = model.tornado(fading, ranges)
    assert [bar[0] for bar in bars] == ["elasticity", "margin", "share"]
    for _, _, _, first, last in bars:
        assert min(first, last) <= model.value(fading) <= max(first, last)
    (outside,) = model.tornado(PLAIN, {"margin": (30.0, 40.0)})
    assert outside[1:3] == (20, 40)


def test_a_revenue_that_was_seen_holds_under_any_elasticity_and_price_fall() -> None:
    # Demand solved from a factor of 1.85 a year; without fading nothing else than it counts.
    seen = model.demand_growth_for(1.85, 65, 1.11)
    case = replace(PLAIN, price_fall=65, elasticity=1.11, demand_growth=seen)
    bars = {name: ends for name, *ends in model.tornado(case, RANGES)}
    for name in ("elasticity", "price_fall"):
        assert bars[name][2:] == pytest.approx([model.value(case)] * 2)
    fading = replace(case, fade=40)
    bars = {name: ends for name, *ends in model.tornado(fading, RANGES)}
    for elasticity, found in zip(RANGES["elasticity"], bars["elasticity"][2:]):
        demand = model.demand_growth_for(1.85, 65, elasticity)
        again = replace(fading, elasticity=elasticity, demand_growth=demand)
        assert found == pytest.approx(model.value(again))
    assert bars["demand_growth"][2] == pytest.approx(model.value(replace(fading, demand_growth=0)))


@settings(max_examples=60, deadline=None)
@given(cases(), st.floats(0, 90), st.floats(0.5, 1.5))
def test_a_case_at_its_pace_keeps_the_revenue_of_its_first_year(
    case: Case, fall: float, elasticity: float
) -> None:
    growing = replace(case, demand_growth=100, elasticity=1.1)
    moved = model.at_its_pace(growing, price_fall=fall, elasticity=elasticity)
    assert model.pace(moved) == pytest.approx(model.pace(growing))
    year = replace(moved, years=1, share=100)
    assert model.revenue(year) == pytest.approx(case.revenue * model.pace(moved))


def test_a_range_to_one_side_leaves_half_of_the_draws_at_the_case() -> None:
    assert [model.about(at, 1, 2, 5) for at in (0, 0.5, 1)] == [1, 2, 5]
    assert model.about(0.25, 1, 2, 2) == pytest.approx(1 + math.sqrt(0.5))
    assert [model.about(at, 2, 2, 5) for at in (0, 0.3, 0.5)] == [2, 2, 2]
    assert 2 < model.about(0.75, 2, 2, 5) < 5
    low = replace(PLAIN, margin=3)
    worth = model.draws(low, {"margin": (2.0, 39.0), "multiple": (12.0, 35.0)})
    assert model.quantile(worth, 0.1) < model.value(low) < model.quantile(worth, 0.9)


def test_halton_points_are_the_digits_mirrored() -> None:
    assert [model.halton(number, 2) for number in range(5)] == [0, 0.5, 0.25, 0.75, 0.125]
    assert model.halton(5, 3) == pytest.approx(2 / 3 + 1 / 9)
    for base in model.TRIAL_BASES:
        mean = sum(model.halton(n, base) for n in range(20, 1020)) / 1000
        assert mean == pytest.approx(0.5, abs=0.02)


def test_a_triangular_distribution_has_its_ends_and_its_median() -> None:
    assert model.triangular(0, 1, 2, 5) == 1
    assert model.triangular(1, 1, 2, 5) == 5
    assert model.triangular(0.5, 0, 1, 2) == pytest.approx(1)
    assert model.triangular(0.25, 1, 2, 5) == pytest.approx(2)
    assert model.triangular(0.3, 4, 4, 4) == 4


def test_the_draws_hold_the_case_and_narrow_to_it() -> None:
    worth = model.draws(PLAIN, {"margin": (10.0, 30.0), "elasticity": (0.8, 1.2)}, 400)
    assert worth == sorted(worth) and len(worth) == 400
    assert worth[0] < model.value(PLAIN) < worth[-1]
    alone = model.draws(PLAIN, {"margin": (20.0, 20.0)}, 5)
    assert alone == pytest.approx([model.value(PLAIN)] * 5)
    margins = model.draws(PLAIN, {"margin": (10.0, 30.0)}, 1000)
    assert model.quantile(margins, 0.5) == pytest.approx(model.value(PLAIN), rel=0.01)
    many = {name: (1.0, 2.0) for name in "abcdefghi"}
    with pytest.raises(BookError, match="at most 8"):
        model.draws(PLAIN, many)


def test_a_quantile_is_a_value_that_was_drawn() -> None:
    assert model.quantile([1, 2, 3, 4], 0.5) == 2
    assert [model.quantile([1, 2], part) for part in (0, 0.5, 0.51, 1)] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 0) for name in ("valuation", "revenue", "years", "share", "margin", "multiple")),
        *(("price_fall", 100), ("price_fall", -1), ("fade", 101), ("elasticity", -0.1)),
        *(("margin", 101), ("discount", math.inf), ("demand_growth", math.nan)),
    ],
)
def test_an_input_that_cannot_be_is_named(name: str, value: float) -> None:
    with pytest.raises(BookError, match=rf"{name}={value} cannot be. Remedy"):
        replace(PLAIN, **{name: value})
