"""Values with their units, as people write them."""

from __future__ import annotations

from claimsbook.errors import BookError
from claimsbook.settings import settings


def with_unit(value: str, unit: str) -> str:
    """A value and its unit as people write them: "20 %", "$3 billion"."""
    pattern = units().get(unit)
    if pattern is None:
        raise BookError(f"unit {unit!r} has no spelling. Remedy: add it to [units] of book.toml.")
    text = pattern.format(value)
    singular = value == "1" and unit in ("years", "minutes", "lines")
    return text.removesuffix("s") if singular else text


def units() -> dict[str, str]:
    """Every unit that the ledger of the current book can write, with its spelling."""
    return UNITS | dict(settings().units)


def of_name(name: str) -> str:
    """The unit that the name of a column ends in ("price_usd_bn"); "" where it ends in none."""
    ends = [one for one in units() if one and f"_{name}".endswith(f"_{one}")]
    return max(ends, key=len, default="")


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
    "gb": "{} GB",
    "gib": "{} GiB",
    "score": "{}",
    "count": "{}",
    "years": "{} years",
    "year": "{}",
    "minutes": "{} minutes",
    "lines": "{} lines",
    "bool": "{}",
    "date": "{}",
}
"""How each unit of the ledger is written around its value."""
