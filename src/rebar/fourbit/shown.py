"""A record as plain text."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from rebar.fourbit import record

CLAIMS = record.ROOT / "data" / "claims.csv"


def claim_range(path: Path = CLAIMS) -> tuple[float, float] | None:
    """The article's range of tokens per second for a 24 GB card, from the ledger; None without."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["unit"] == "tok_per_s" and row["value_high"]:
                    return float(row["value"]), float(row["value_high"])
    except (OSError, KeyError, ValueError):
        return None
    return None


def table(found: dict[str, Any]) -> str:
    """The result as plain text: every test with its spread, ceiling, and the article's range."""
    claim = claim_range()
    lines = [
        f"{found['machine']['name']}, {found['bandwidth']['bytes_per_s'] / 1e9:.0f} GB/s measured",
        f"{'variant':<26}{'test':<13}{'tok/s median':>13}{'mean ± sd':>18}{'ceiling':>9}"
        f"{'GiB':>7}  against the claim",
    ]
    for row in record.ladder([found]):
        if row["status"] != "measured":
            lines.append(f"{row['variant']:<26}{row['status']}: {row['reason']}")
            continue
        if row["kind"] == "first token":
            lines.append(
                f"{row['variant']:<26}{row['test']:<13}"
                f"{1000 / row['tokens_per_s_median']:>10.0f} ms"
            )
            continue
        peak = row["peak_allocated_gib"] or row["weight_gib"]
        ceiling = f"{row['ceiling_tokens_per_s']:.0f}" if row["ceiling_tokens_per_s"] else ""
        verdict = ""
        if claim and row["kind"] == "generation" and row["device"] == "cuda":
            low, high = claim
            speed = row["tokens_per_s_median"]
            place = "below" if speed < low else "above" if speed > high else "within"
            verdict = f"{place} {low:g} to {high:g}"
        verdict = "; ".join(filter(None, [verdict, row["reason"]]))
        spread = f"{row['tokens_per_s_mean']:.1f} ± {row['tokens_per_s_sd']:.1f}"
        lines.append(
            f"{row['variant']:<26}{row['test']:<13}{row['tokens_per_s_median']:>13.1f}{spread:>18}"
            f"{ceiling:>9}{peak:>7.2f}  {verdict}".rstrip()
        )
    if claim and found["machine"]["device"] == "cpu":
        lines.append(
            f"The article's {claim[0]:g} to {claim[1]:g} tok/s is about a 24 GB card; a CPU run "
            "of a small model neither supports nor contradicts it."
        )
    lines += [f"note: {note}" for note in found["notes"]]
    return "\n".join(lines)
