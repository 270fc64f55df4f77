"""Ceilings from bandwidth, and what a million tokens costs at home. No torch, no measurement."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rebar.fourbit.architecture import (
    NF4_EXPERTS,
    QWEN35_35B_A3B,
    Architecture,
    Scheme,
    bytes_per_token,
)

CARDS_FILE = Path(__file__).resolve().parents[3] / "data" / "bench" / "cards.csv"
HOURS_A_YEAR = 365.25 * 24


@dataclass(frozen=True)
class Card:
    """A graphics card as its published specification has it."""

    name: str
    memory_gb: float
    bandwidth_gb_s: float
    board_power_w: float
    source_id: str


def cards(path: Path = CARDS_FILE) -> list[Card]:
    """The cards of `data/bench/cards.csv` in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Card(
                row["card"],
                float(row["memory_gb"]),
                float(row["bandwidth_gb_s"]),
                float(row["board_power_w"]),
                row["source_id"],
            )
            for row in csv.DictReader(file)
        ]


def find_card(name: str, known: Iterable[Card] | None = None) -> Card | None:
    """The card whose name a driver's device name ends in ("NVIDIA GeForce RTX 4090"), if any."""
    for card in cards() if known is None else known:
        if name.strip().lower().endswith(card.name.lower()):
            return card
    return None


def ceiling_tokens_per_s(bandwidth_bytes_per_s: float, bytes_a_token: float) -> float:
    """Tokens per second if nothing but memory traffic took time: bandwidth over bytes a token.

    The memory roof of the roofline model (Williams, Waterman and Patterson 2009, "Roofline").
    """
    if bandwidth_bytes_per_s <= 0 or bytes_a_token <= 0:
        raise ValueError("bandwidth and bytes a token must be positive")
    return bandwidth_bytes_per_s / bytes_a_token


def ceilings(
    contexts: Iterable[int] = (0, 4096),
    arch: Architecture = QWEN35_35B_A3B,
    scheme: Scheme = NF4_EXPERTS,
    known: Iterable[Card] | None = None,
) -> list[dict[str, float | int | str]]:
    """Ceiling of every card at every context: rows with card, context, bytes and tokens/s.

    Bandwidths are the published ones, so these are computed ceilings and no measurements.
    """
    rows: list[dict[str, float | int | str]] = []
    for card in cards() if known is None else known:
        for context in contexts:
            moved = bytes_per_token(arch, context, scheme)["total"]
            rows.append(
                {
                    "card": card.name,
                    "context": context,
                    "bandwidth_gb_s": card.bandwidth_gb_s,
                    "bytes_per_token": moved,
                    "ceiling_tokens_per_s": ceiling_tokens_per_s(card.bandwidth_gb_s * 1e9, moved),
                    "source_id": card.source_id,
                }
            )
    return rows


@dataclass(frozen=True)
class Home:
    """What running a card at home takes. `utilisation` is the share of its life spent generating.

    Money in USD, power in watts (at the wall while generating), life in years, electricity in USD
    per kWh, speed in tokens per second.
    """

    card_usd: float
    life_years: float
    power_w: float
    electricity_usd_per_kwh: float
    tokens_per_s: float
    utilisation: float
    other_hardware_usd: float = 0.0
    idle_power_w: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.utilisation <= 1:
            raise ValueError("utilisation must lie above 0 and at most at 1")
        if min(self.life_years, self.tokens_per_s) <= 0:
            raise ValueError("life and speed must be positive")


def home_usd_per_mtok(home: Home) -> dict[str, float]:
    """USD a million generated tokens by part: hardware, electricity, idle electricity, total.

    Hardware is spread evenly over the tokens of the card's life; idle power burns while it does
    not generate. No interest, resale value, labour or prompt tokens.
    """
    seconds = home.life_years * HOURS_A_YEAR * 3600
    mtok = seconds * home.utilisation * home.tokens_per_s / 1e6
    kwh_usd = home.electricity_usd_per_kwh / 1000 / 3600
    busy = home.power_w * seconds * home.utilisation * kwh_usd
    idle = home.idle_power_w * seconds * (1 - home.utilisation) * kwh_usd
    parts = {
        "hardware": (home.card_usd + home.other_hardware_usd) / mtok,
        "electricity": busy / mtok,
        "idle electricity": idle / mtok,
    }
    return {**parts, "total": sum(parts.values())}


def break_even_utilisation(home: Home, api_usd_per_mtok: float) -> float | None:
    """Utilisation at which a home token costs what the API charges; None if none up to 1 does.

    With F the fixed cost a year (hardware and idle power) and v the cost a token while busy, the
    cost a token is F'/u + v', so u = F' / (price - v').
    """
    year = HOURS_A_YEAR * 3600
    kwh_usd = home.electricity_usd_per_kwh / 1000 / 3600
    hardware = (home.card_usd + home.other_hardware_usd) / home.life_years
    idle = home.idle_power_w * year * kwh_usd
    mtok_a_year = year * home.tokens_per_s / 1e6
    fixed = (hardware + idle) / mtok_a_year
    variable = (home.power_w - home.idle_power_w) * year * kwh_usd / mtok_a_year
    if api_usd_per_mtok <= variable:
        return None
    found = fixed / (api_usd_per_mtok - variable)
    return found if found <= 1 else None
