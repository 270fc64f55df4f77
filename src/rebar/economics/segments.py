"""Operating margins of a business segment, from annual reports and from rounded releases."""

from __future__ import annotations

import re

import pandas as pd

_YEAR, _QUARTER = re.compile(r"\d{4}"), re.compile(r"\d{4}-Q[1-4]")


def years_and_quarters(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of whole years ("2025") and those of quarters ("2025-Q1"), by the column period.

    Raises ValueError naming the first row whose period is neither.
    """
    years = frame["period"].map(lambda text: bool(_YEAR.fullmatch(text))).astype(bool)
    quarters = frame["period"].map(lambda text: bool(_QUARTER.fullmatch(text))).astype(bool)
    for row in frame[~years & ~quarters].itertuples():
        raise ValueError(
            f"row {row.row_id}: {row.period!r} is neither a year nor a quarter. "
            "Remedy: write 2025 or 2025-Q1"
        )
    return frame[years].copy(), frame[quarters].copy()


def margin_pct(income_usd_bn: pd.Series, sales_usd_bn: pd.Series) -> pd.Series:
    """Operating income in per cent of sales; NaN where one of them is missing.

    Raises ValueError where sales are not positive.
    """
    if (sales_usd_bn <= 0).any():
        raise ValueError("a margin needs positive sales")
    return 100 * income_usd_bn / sales_usd_bn


def margin_bounds_pct(
    income_usd_bn: pd.Series, sales_usd_bn: pd.Series, step_usd_bn: float
) -> tuple[pd.Series, pd.Series]:
    """The lowest and highest margin in per cent of amounts rounded to `step_usd_bn`.

    Each amount may lie half a step to either side; the margin is lowest where income is rounded up
    and sales down. Raises ValueError where a step below nought is given, income is below half a
    step (a loss turns the two ends round), or half a step takes away all sales.
    """
    half = step_usd_bn / 2
    if half < 0 or (income_usd_bn < half).any():
        raise ValueError(f"no bounds for income below half a step of {step_usd_bn}")
    return (
        margin_pct(income_usd_bn - half, sales_usd_bn + half),
        margin_pct(income_usd_bn + half, sales_usd_bn - half),
    )


def four_quarters(quarters: pd.DataFrame, year: str, column: str) -> float:
    """The sum of `column` over the four quarters of `year` ("2025-Q1" to "2025-Q4" in period).

    Raises ValueError unless each quarter is there exactly once, with a figure.
    """
    wanted = [f"{year}-Q{number}" for number in (1, 2, 3, 4)]
    rows = quarters[quarters["period"].isin(wanted)]
    if sorted(rows["period"]) != wanted or rows[column].isna().any():
        raise ValueError(f"{year} does not have each of its four quarters once, with {column}")
    return float(rows[column].sum())


def falls(margins_pct: pd.Series, points: float) -> list[str]:
    """The periods (the index, in order) in which the margin fell by more than so many points."""
    change = margins_pct.diff()
    return [str(period) for period in change.index[change < -points]]
