"""Rates of change put on one footing: a factor a year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

DAYS_A_YEAR = 365.25


def annual_factor(start: float, end: float, years: float) -> float:
    """The factor by which a quantity changes in each of `years` years to go from start to end.

    Above 1 for growth. Raises ValueError unless both values and the time are positive.
    """
    if not (start > 0 and end > 0 and years > 0):
        raise ValueError(f"a yearly factor needs positive values, not {start}, {end}, {years}")
    return float((end / start) ** (1 / years))


def required_cagr_pct(start: float, target: float, years: float) -> float:
    """Compound annual growth in per cent that takes `start` to `target` in `years` years.

    Raises ValueError unless both values and the time are positive.
    """
    return 100 * (annual_factor(start, target, years) - 1)


def factor_from_halving(months: float) -> float:
    """The yearly factor of something that doubles (or halves) every `months` months.

    Raises ValueError unless the time is positive.
    """
    if not months > 0:
        raise ValueError(f"a doubling time is positive, not {months}")
    return float(2 ** (12 / months))


def years_for(factor: float, factor_per_year: float) -> float:
    """How many years a change by `factor` takes at `factor_per_year`: log f / log a.

    Raises ValueError unless both are above 1.
    """
    if not (factor > 1 and factor_per_year > 1):
        raise ValueError(f"a time needs factors above 1, not {factor} and {factor_per_year}")
    return math.log(factor) / math.log(factor_per_year)


def years_between(first: str | pd.Timestamp, last: str | pd.Timestamp) -> float:
    """Years of 365.25 days from one date to another."""
    return (pd.Timestamp(last) - pd.Timestamp(first)).days / DAYS_A_YEAR


@dataclass(frozen=True)
class LogLinearFit:
    """A straight line through logarithms: the yearly factor of change with its interval.

    `factor` is above 1 for a quantity that falls when fitted as a decline (see `fit_decline`).
    """

    factor: float
    low: float
    high: float
    level: float
    r2: float
    n: int
    intercept_log10: float
    slope_log10_per_year: float
    origin: pd.Timestamp

    def at(self, date: str | pd.Timestamp) -> float:
        """The fitted value on a date, in the unit that was fitted."""
        years = years_between(self.origin, date)
        return float(10 ** (self.intercept_log10 + self.slope_log10_per_year * years))


def fit_decline(dates: pd.Series, values: pd.Series, level: float = 0.90) -> LogLinearFit:
    """Ordinary least squares of log10(values) on time; the factor by which values fall in a year.

    The interval is Student's t on the slope with n - 2 degrees of freedom (the method of Epoch AI's
    price trends, Cottier et al. 2025). `dates` are anything that pandas reads as dates, `values`
    positive, `level` the coverage of the interval. Raises ValueError for fewer than three points,
    as many dates as values not given, a missing or single date, a value that is not positive and
    finite, or a level outside 0..1.
    """
    moments = pd.to_datetime(pd.Series(dates)).reset_index(drop=True)
    numbers = pd.Series(values).astype(float).reset_index(drop=True)
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, not at {level}")
    if len(moments) != len(numbers):
        raise ValueError(f"{len(moments)} dates do not go with {len(numbers)} values")
    if len(moments) < 3:
        raise ValueError(f"a fit with an interval needs three points, not {len(moments)}")
    if moments.isna().any() or moments.nunique() < 2:
        raise ValueError("a fit over time needs a date for each value, and two dates or more")
    if not (np.isfinite(numbers) & (numbers > 0)).all():
        raise ValueError("a logarithm needs positive values")
    origin = moments.min()
    years = np.asarray((moments - origin).dt.days, dtype=float) / DAYS_A_YEAR
    line = stats.linregress(years, np.log10(numbers.to_numpy()))
    # Where all values are one, the error and the correlation are 0 / 0: the fit is exact and flat.
    stderr, r = np.nan_to_num(line.stderr), np.nan_to_num(line.rvalue)
    margin = float(stats.t.ppf(0.5 + level / 2, len(years) - 2)) * stderr
    return LogLinearFit(
        factor=float(10 ** (-line.slope)),
        low=float(10 ** (-line.slope - margin)),
        high=float(10 ** (-line.slope + margin)),
        level=level,
        r2=float(r**2),
        n=len(years),
        intercept_log10=float(line.intercept),
        slope_log10_per_year=float(line.slope),
        origin=origin,
    )


def fit_declines(
    points: pd.DataFrame, by: Sequence[str], date: str, value: str, level: float = 0.90
) -> pd.DataFrame:
    """`fit_decline` for each group of `by`: its columns, then factor, low, high, r2 and n.

    Raises ValueError as fit_decline does, for the first group that cannot be fitted.
    """
    lines = []
    for names, group in points.groupby(list(by), sort=False):
        fit = fit_decline(group[date], group[value], level)
        lines.append(
            dict(zip(by, names if isinstance(names, tuple) else (names,)))
            | {"factor": fit.factor, "low": fit.low, "high": fit.high, "r2": fit.r2, "n": fit.n}
        )
    return pd.DataFrame(lines)


def geometric_mean(values: pd.Series) -> float:
    """The mean of factors: exp of the mean logarithm. Raises ValueError unless all are positive."""
    if not (pd.Series(values).astype(float) > 0).all() or len(values) == 0:
        raise ValueError("a mean of factors needs positive ones")
    return float(math.exp(np.log(pd.Series(values).astype(float)).mean()))
