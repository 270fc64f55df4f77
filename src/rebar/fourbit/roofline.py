"""Ceilings of generation speed from a card's bandwidth. No torch, no measurement."""

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
