"""The cost of a million tokens at home: by hand, and the same in numbers and on the sliders."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd
import pytest
import vl_convert as vlc

from claimsbook import chapters
from claimsbook.figures import exhibits, marks
from claimsbook.tables.data import facts
from rebar.economics import home_cost

HOME = home_cost.Home(
    card_usd=1600,
    life_years=4,
    power_w=350,
    usd_per_kwh=0.2,
    writes_per_s=80,
    reads_per_s=2000,
    read_per_written=0,
    idle_w=20,
)
QUARTER = 6.0  # hours a day


def evaluated(expression: Any, rows: pd.DataFrame, **params: float) -> list[float]:
    """What Vega makes of an expression of Altair in each of `rows`, at these values of sliders."""
    chart = (
        alt.Chart(rows.assign(place=range(len(rows))))
        .transform_calculate(found=marks.calculation(expression))
        .transform_calculate(text="'' + datum.found")
        .mark_text()
        .encode(y=alt.Y("place:O"), text="text:N")
        .add_params(*(alt.param(name=name, value=value) for name, value in params.items()))
    )
    svg = vlc.vegalite_to_svg(chart.to_dict(), vl_version="6.1")
    texts = re.search(r'<g class="mark-text role-mark marks".*?</g>', svg, re.DOTALL)
    assert texts is not None
    return [float(text) for text in re.findall(r">([-\d.e+]+)</text>", texts[0])]


def test_home_cost_by_hand() -> None:
    """1600 USD over 4 years at a quarter of the time and 80 tokens/s, 350 W busy, 20 W idle."""
    hours = 4 * 365.25 * 24
    mtok = hours * 0.25 * 3600 * 80 / 1e6
    cost = home_cost.parts(HOME, QUARTER)
    assert cost["hardware"] == pytest.approx(1600 / mtok)
    assert cost["electricity"] == pytest.approx(0.35 * hours * 0.25 * 0.2 / mtok)
    assert cost["idle electricity"] == pytest.approx(0.02 * hours * 0.75 * 0.2 / mtok)
    parts = cost["hardware"] + cost["electricity"] + cost["idle electricity"]
    assert home_cost.usd_per_mtok(HOME, QUARTER) == pytest.approx(parts)


def test_break_even_is_where_the_two_prices_meet() -> None:
    price = home_cost.usd_per_mtok(HOME, QUARTER)
    assert home_cost.hours_needed(HOME, price) == pytest.approx(QUARTER)
    assert home_cost.hours_needed(HOME, 0.01) == float("inf")
    met = home_cost.hours_needed(HOME, 2.0)
    assert met < 24
    assert home_cost.usd_per_mtok(HOME, met) == pytest.approx(2.0)


def test_a_day_too_short_is_no_number_of_hours() -> None:
    whole_day = home_cost.usd_per_mtok(HOME, 24)
    assert home_cost.hours_needed(HOME, whole_day) == pytest.approx(24)
    assert home_cost.hours_needed(HOME, 0.99 * whole_day) == float("inf")


def test_reading_takes_its_time() -> None:
    """Ten tokens read at 2000 a second for each written at 80: 5 ms beside 12.5 ms."""
    reading = replace(HOME, read_per_written=10)
    assert home_cost.hours_per_mtok(HOME) == pytest.approx(12_500 / 3600)
    assert home_cost.hours_per_mtok(reading) == pytest.approx(17_500 / 3600)


def test_what_comes_back_or_is_added_counts_as_hardware() -> None:
    half = home_cost.parts(replace(HOME, resale_share=0.5), QUARTER)
    assert half["hardware"] == pytest.approx(home_cost.parts(HOME, QUARTER)["hardware"] / 2)
    more = home_cost.parts(replace(HOME, rest_usd=400), QUARTER)
    assert more["hardware"] == pytest.approx(1.25 * home_cost.parts(HOME, QUARTER)["hardware"])


def test_an_offer_charges_for_what_is_read_too() -> None:
    assert home_cost.offer_usd(0.1, 0.4, 3) == pytest.approx(0.7)


def test_cases_name_their_offers() -> None:
    offers = pd.DataFrame({"name": ["cheap", "dear"], "input": [0.0, 0.0], "output": [0.01, 2.0]})
    found = home_cost.cases({"first": HOME, "half": replace(HOME, resale_share=0.5)}, offers)
    assert list(found.columns) == ["case", "cheap", "dear"]
    assert found["cheap"].tolist() == [float("inf")] * 2
    assert found["dear"].iloc[0] == pytest.approx(home_cost.hours_needed(HOME, 2.0))
    assert found["dear"].iloc[1] < found["dear"].iloc[0]


def test_impossible_homes_are_refused() -> None:
    for fault in (
        {"writes_per_s": 0},
        {"life_years": 0},
        {"card_usd": -1},
        {"resale_share": 1.5},
        {"power_w": float("nan")},
    ):
        with pytest.raises(ValueError, match=next(iter(fault))):
            replace(HOME, **fault)
    with pytest.raises(ValueError, match="hours a day"):
        home_cost.usd_per_mtok(HOME, 0)
    with pytest.raises(ValueError, match="hours a day"):
        home_cost.usd_per_mtok(HOME, 24.5)


@pytest.mark.parametrize("life_years", [1.0, 3.0, 8.0])
@pytest.mark.parametrize("resale_share", [0.0, 0.8])
@pytest.mark.parametrize("read_per_written", [0.0, 3.0, 20.0])
def test_sliders_and_numbers_agree(
    life_years: float, resale_share: float, read_per_written: float
) -> None:
    """One function gives the expression that Vega evaluates and the number that prose quotes."""
    at_hand = {
        "life_years": life_years,
        "resale_share": resale_share,
        "read_per_written": read_per_written,
    }
    rows = pd.DataFrame({"hours": [0.1, 1.0, 11.0, 24.0], "offer": [0.7, 2.55, 10.0, 0.05]})
    sliders = {name: alt.param(name=name) for name in at_hand}
    drawn, plain = replace(HOME, **sliders), replace(HOME, **at_hand)

    costs = evaluated(home_cost.usd_per_mtok(drawn, alt.datum.hours), rows, **at_hand)
    assert costs == pytest.approx([home_cost.usd_per_mtok(plain, h) for h in rows["hours"]])
    met = evaluated(home_cost.break_even_hours(drawn, alt.datum.offer), rows, **at_hand)
    assert met == pytest.approx([home_cost.break_even_hours(plain, usd) for usd in rows["offer"]])
    asked = home_cost.offer_usd(alt.datum.offer, alt.datum.hours, sliders["read_per_written"])
    assert evaluated(asked, rows, **at_hand) == pytest.approx(
        list(home_cost.offer_usd(rows["offer"], rows["hours"], read_per_written))
    )


def test_a_curve_is_its_points() -> None:
    hours = pd.Series([1.0, 6.0, 24.0])
    found = home_cost.curve(HOME, hours)
    assert found["usd_per_mtok"].tolist() == pytest.approx(
        [home_cost.usd_per_mtok(HOME, one) for one in hours]
    )


SLID = {"usd4090": 2500, "speed4090": 60, "resale": 40, "life": 5, "cents": 30, "ratio": 8}
"""Places to move the sliders of the figure to, away from their defaults."""


def test_the_sliders_of_the_figure_give_what_the_function_gives() -> None:
    """The stored figure is drawn anew with its sliders moved, and its labels are read."""
    (spec,) = [
        bundle[exhibits.VEGALITE_MIME]
        for bundle in chapters.bundles_of(chapters.stored(chapters.Chapter("four-bit-run")))
        if bundle.get(exhibits.MIME, {}).get("id") == "four-bit-home-cost"
    ]
    for slider in (one for one in spec["params"] if "value" in one):
        slider["value"] = SLID.get(slider["name"], slider["value"])
    (drawn,) = {rows[0]["power_w"] for rows in spec["datasets"].values() if "speed" in rows[0]}
    (offers,) = [
        rows for rows in spec["datasets"].values() if "input" in rows[0] and len(rows) == 2
    ]
    svg = vlc.vegalite_to_svg({**spec, "width": 600}, vl_version="6.1")
    moved = home_cost.Home(
        card_usd=2500,
        life_years=5,
        power_w=drawn,
        usd_per_kwh=0.3,
        writes_per_s=60,
        reads_per_s=facts("models-facts").number(
            "models-qwen3.5-35b-a3b-prompt-3090-q3", "tok_per_s"
        ),
        read_per_written=8,
        resale_share=0.4,
    )
    for offer in offers:
        usd = home_cost.offer_usd(offer["input"], offer["output"], 8)
        assert f"{offer['name']} ${usd:.2f}" in svg
        hours = home_cost.hours_needed(moved, usd)
        assert (f">{hours:.1f} h<" in svg) == (hours <= 24), (offer["name"], hours)
