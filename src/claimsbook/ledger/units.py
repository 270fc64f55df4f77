"""Values with their units, as people write them."""

from __future__ import annotations

from claimsbook.errors import BookError


def with_unit(value: str, unit: str) -> str:
    """A value and its unit as people write them: `usd_bn` after, `usd_per_mtok` with a dollar."""
    pattern = UNITS.get(unit)
    if pattern is None:
        raise BookError(f"unit {unit!r} has no spelling. Remedy: add it to UNITS of claims.")
    text = pattern.format(value)
    singular = value == "1" and unit in ("years", "minutes", "lines")
    return text.removesuffix("s") if singular else text


UNITS: dict[str, str] = {
    "": "{}",
    "pct": "{} %",
    "pct_points": "{} percentage points",
    "x": "{}×",
    "x_per_year": "{}× a year",
    "usd": "${}",
    "usd_mn": "${} million",
    "usd_bn": "${} billion",
    "usd_tn": "${} trillion",
    "usd_per_mtok": "${} per million tokens",
    "usd_per_t": "${} per tonne of yearly capacity",
    "tok_per_s": "{} tokens/s",
    "gb": "{} GB",
    "gib": "{} GiB",
    "elo_points": "{} points",
    "score": "{}",
    "count": "{}",
    "models": "{} models",
    "years": "{} years",
    "year": "{}",
    "minutes": "{} minutes",
    "lines": "{} lines",
    "bn_params": "{} billion parameters",
    "tn_params": "{} trillion parameters",
    "bool": "{}",
    "date": "{}",
}
"""How each unit of the ledger is written around its value."""
