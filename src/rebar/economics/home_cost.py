"""What a million tokens costs on a card at home, and from how many hours a day it beats an offer.

Plain arithmetic, so that one definition serves numbers and sliders: given numbers it gives numbers,
given series it gives series, and given Altair's parameters and `alt.datum` it gives the expression
that the figure evaluates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

Quantity: TypeAlias = Any
"""A number, a series of numbers, or an expression of Altair (a parameter, `alt.datum.column`)."""

DAYS_A_YEAR = 365.25
HOURS_A_DAY = 24.0
SECONDS_AN_HOUR = 3600.0
MILLION = 1e6


@dataclass(frozen=True)
class Home:
    """A card at home and what working with it takes.

    `card_usd` is paid once, `rest_usd` for the rest of the computer too; `resale_share` (0 to 1) of
    the card's price comes back after `life_years`. Power is in watts at the wall, `power_w` while
    the card works and `idle_w` while it waits; electricity in USD per kWh. `writes_per_s` and
    `reads_per_s` are tokens a second, and `read_per_written` tokens are read for each written.

    Raises ValueError for numbers that no home can have: a life, a speed or a price of electricity
    that is not positive, a negative amount, a share of resale outside 0..1.
    """

    card_usd: Quantity
    life_years: Quantity
    power_w: Quantity
    usd_per_kwh: Quantity
    writes_per_s: Quantity
    reads_per_s: Quantity
    read_per_written: Quantity
    resale_share: Quantity = 0.0
    rest_usd: Quantity = 0.0
    idle_w: Quantity = 0.0

    def __post_init__(self) -> None:
        for name in ("life_years", "usd_per_kwh", "writes_per_s", "reads_per_s"):
            if _is_number(value := getattr(self, name)) and not value > 0:
                raise ValueError(f"{name} must be positive, not {value}")
        for name in ("card_usd", "power_w", "read_per_written", "rest_usd", "idle_w"):
            if _is_number(value := getattr(self, name)) and not value >= 0:
                raise ValueError(f"{name} must not be negative, not {value}")
        if _is_number(self.resale_share) and not 0 <= self.resale_share <= 1:
            raise ValueError(f"resale_share is a share from 0 to 1, not {self.resale_share}")


def offer_usd(input_usd: Quantity, output_usd: Quantity, read_per_written: Quantity) -> Quantity:
    """What an offer charges for a million tokens written and those read with them, USD.

    Prices in USD per million tokens.
    """
    return output_usd + read_per_written * input_usd


def hours_per_mtok(home: Home) -> Quantity:
    """Hours of work for a million tokens written, one stream, with the reading that they take."""
    seconds = MILLION / home.writes_per_s + MILLION * home.read_per_written / home.reads_per_s
    return seconds / SECONDS_AN_HOUR


def hardware_usd_per_day(home: Home) -> Quantity:
    """The price of the hardware less its resale, spread evenly over the days of its life, USD."""
    paid = home.card_usd * (1 - home.resale_share) + home.rest_usd
    return paid / (home.life_years * DAYS_A_YEAR)


def usd_per_mtok(home: Home, hours_a_day: Quantity) -> Quantity:
    """USD a million tokens written, when the card works `hours_a_day` hours (above 0, to 24).

    Hardware spread over the hours worked, electricity of those hours, and idle electricity of the
    others. No interest, no labour. Raises ValueError for a number of hours that no day has.
    """
    return sum(parts(home, hours_a_day).values())


def parts(home: Home, hours_a_day: Quantity) -> dict[str, Quantity]:
    """`usd_per_mtok` by part: hardware, electricity and idle electricity."""
    if _is_number(hours_a_day) and not 0 < hours_a_day <= HOURS_A_DAY:
        raise ValueError(f"a card works above 0 and at most 24 hours a day, not {hours_a_day}")
    hours = hours_per_mtok(home)
    idle_hours = HOURS_A_DAY - hours_a_day
    return {
        "hardware": hours * hardware_usd_per_day(home) / hours_a_day,
        "electricity": hours * _usd_per_hour(home.power_w, home),
        "idle electricity": hours * idle_hours * _usd_per_hour(home.idle_w, home) / hours_a_day,
    }


def break_even_hours(home: Home, offer: Quantity) -> Quantity:
    """Hours a day from which a home token costs no more than `offer` USD a million, as computed.

    With F the fixed cost a day (hardware and idling), v the cost of an hour's work above idling and
    k the hours a million takes, a million costs k (F / h + v), so h = k F / (offer - k v). Above 24
    or negative where no day is long enough: `hours_needed` reads that.
    """
    idle = _usd_per_hour(home.idle_w, home)
    fixed = hardware_usd_per_day(home) + HOURS_A_DAY * idle
    above_idle = _usd_per_hour(home.power_w, home) - idle
    hours = hours_per_mtok(home)
    return hours * fixed / (offer - hours * above_idle)


def hours_needed(home: Home, offer: float) -> float:
    """`break_even_hours` of numbers; infinite where a day of work is not enough."""
    left = offer - hours_per_mtok(home) * _usd_per_hour(home.power_w - home.idle_w, home)
    if left <= 0:
        return float("inf")
    hours = float(break_even_hours(home, offer))
    return hours if hours <= HOURS_A_DAY else float("inf")


def cases(homes: Mapping[str, Home], offers: pd.DataFrame) -> pd.DataFrame:
    """The hours a day from which each of `homes` beats each offer, one case a row.

    `offers` has the columns name, input and output (USD per million tokens). Columns of the result:
    case, then one for each offer's name, in hours a day, infinite where no day is long enough.
    """
    rows = []
    for case, home in homes.items():
        row: dict[str, Any] = {"case": case}
        for offer in offers.to_dict("records"):
            usd = offer_usd(offer["input"], offer["output"], home.read_per_written)
            row[offer["name"]] = hours_needed(home, usd)
        rows.append(row)
    return pd.DataFrame(rows)


def curve(home: Home, hours_a_day: pd.Series) -> pd.DataFrame:
    """`usd_per_mtok` over hours a day: columns hours_a_day and usd_per_mtok."""
    costs = usd_per_mtok(home, hours_a_day)
    return pd.DataFrame({"hours_a_day": hours_a_day, "usd_per_mtok": costs})


def _usd_per_hour(watts: Quantity, home: Home) -> Quantity:
    return watts / 1000 * home.usd_per_kwh


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
