"""What growth a valuation needs, and what a price fall, a demand and a margin carry.

Revenue is tokens × price paid × share, all of one maker. The demand for its tokens grows by itself
and, through an elasticity, by the fall of the price (log-linear demand, constant elasticity):

    tokens after n years = (1 + demand growth)^S × (1 - price fall)^(-elasticity × n)

with S = n where the growth of demand does not fade, and 1 + q + q² + ... (n terms, for whole n;
(1 - q^n) / (1 - q) for any n) where each year keeps the part q = 1 - fade of the growth of the year
before, in logarithms; the elasticity's part does not fade. Today's tokens are 1 and today's revenue
is their unit: volumes in tokens are not published. The value is earnings at the horizon × a
multiple, discounted to today. Growth of the token volume and the price multiply, so all that is
asked can be solved in closed form.

What is known of a maker is its revenue. A demand growth is solved from it at some price fall and
elasticity. So `tornado` and `draws`, which vary these two, solve the demand growth anew and hold
the pace of revenue: moved alone, they would deny the revenue that the demand was solved from.

The same formulas stand in `what_must_be_true.js` for a reader's browser; a test compares them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace

from claimsbook.errors import BookError

TRIAL_BASES = (2, 3, 5, 7, 11, 13, 17, 19)
"""Bases of the Halton points, a prime for each input that is sampled."""

SKIPPED = 20
"""First Halton points left out: in the large bases they all lie near nought."""


@dataclass(frozen=True)
class Case:
    """One set of inputs. Money is in USD billion; rates are in per cent a year.

    `valuation` and `revenue` (a year's, today) in USD billion; `years` to the horizon, 1 or more;
    `price_fall`: by how much the price paid for a token falls each year, below 100; `demand_growth`
    for the maker's tokens at an unchanged price; `fade`: the part of that growth (in logarithms)
    that each year loses against the year before; `elasticity` of tokens to price, as a positive
    number; `share` that the maker keeps of that demand at the horizon, in per cent; `margin` in
    revenue at the horizon, per cent; `multiple` of that profit; `discount`: the return that a
    holder wants.
    """

    valuation: float
    revenue: float
    years: float
    price_fall: float
    demand_growth: float
    fade: float
    elasticity: float
    share: float
    margin: float
    multiple: float
    discount: float

    def __post_init__(self) -> None:
        """Raises BookError for an input with which nothing can be computed."""
        for one in fields(self):
            value = getattr(self, one.name)
            low, high = _ALLOWED.get(one.name, (0.0, math.inf))
            least = value > low if one.name in _ABOVE_NOUGHT else value >= low
            if not (math.isfinite(value) and least and value <= high):
                raise BookError(
                    f"what must be true: {one.name}={value} cannot be. Remedy: give a number "
                    f"{'above' if one.name in _ABOVE_NOUGHT else 'from'} {low:g}"
                    + (f" to {high:g}." if math.isfinite(high) else ".")
                )


_ABOVE_NOUGHT = {"valuation", "revenue", "share", "margin", "multiple"}
_ALLOWED = {
    # Within the first year nothing has faded yet.
    "years": (1.0, math.inf),
    "price_fall": (0.0, 99.9),
    "fade": (0.0, 100.0),
    "demand_growth": (-99.0, math.inf),
    "discount": (-99.0, math.inf),
    "margin": (0.0, 100.0),
}


def required_revenue(case: Case) -> float:
    """Revenue at the horizon, USD billion a year, at which the case is worth its valuation."""
    grown = case.valuation * (1 + case.discount / 100) ** case.years
    return float(grown / (case.margin / 100 * case.multiple))


def required_growth(case: Case) -> float:
    """By what factor a year revenue must grow for that; 1 is no growth."""
    return float((required_revenue(case) / case.revenue) ** (1 / case.years))


def required_tokens(case: Case) -> float:
    """By what factor a year the demand for its tokens must grow, at this price fall and share."""
    kept = (case.share / 100) ** (1 / case.years)
    return float(required_growth(case) / ((1 - case.price_fall / 100) * kept))


def growing_years(case: Case) -> float:
    """S of the module's docstring: how many years' worth of demand growth the horizon holds."""
    lost = case.fade / 100
    if lost in (0, 1):
        return 1.0 if lost else case.years
    # 1 - (1 - lost)^n, with all its digits where hardly anything fades.
    return -math.expm1(case.years * math.log1p(-lost)) / lost


def tokens(case: Case) -> float:
    """By what factor a year the demand for its tokens grows, on average to the horizon."""
    own = (1 + case.demand_growth / 100) ** (growing_years(case) / case.years)
    return float(own * (1 - case.price_fall / 100) ** -case.elasticity)


def revenue(case: Case) -> float:
    """Revenue at the horizon, USD billion a year: tokens × price × share, today's being 1."""
    a_year = tokens(case) * (1 - case.price_fall / 100)
    return float(case.revenue * a_year**case.years * case.share / 100)


def value(case: Case) -> float:
    """What the case carries today, USD billion: earnings at the horizon × multiple, discounted."""
    earned = revenue(case) * case.margin / 100
    return float(earned * case.multiple / (1 + case.discount / 100) ** case.years)


def required_margin(case: Case) -> float:
    """The margin, in per cent, at which the case carries its valuation; above 100 none does."""
    return case.margin * case.valuation / value(case)


def required_demand_growth(case: Case) -> float:
    """The growth of demand of the first year, per cent, at which it carries its valuation."""
    own = required_tokens(case) / (1 - case.price_fall / 100) ** -case.elasticity
    return 100 * (float(own ** (case.years / growing_years(case))) - 1)


def demand_growth_for(revenue_factor: float, price_fall: float, elasticity: float) -> float:
    """Growth of demand, per cent a year, behind a revenue that grew by a factor a year.

    What the price fall does not explain at this elasticity and a constant share. Raises BookError
    unless the factor is positive and the price fall below 100 per cent.
    """
    if not (revenue_factor > 0 and 0 <= price_fall < 100):
        raise BookError(
            f"demand growth of factor {revenue_factor} at a price fall of {price_fall} % cannot "
            "be. Remedy: give a factor above 0 and a fall from 0 to below 100."
        )
    left = 1 - price_fall / 100
    return float(100 * (revenue_factor / left ** (1 - elasticity) - 1))


def share_of_money(share_of_tokens: float, dearer: float) -> float:
    """The part of spending, per cent, of sellers with this part of the tokens, per cent.

    `dearer` is the price of their token over that of the others. Raises BookError unless it is
    positive and the part from 0 to 100 per cent.
    """
    if not (dearer > 0 and 0 <= share_of_tokens <= 100):
        raise BookError(
            f"share of money of {share_of_tokens} % of tokens at {dearer} times the price cannot "
            "be. Remedy: give a share from 0 to 100 and a multiple above 0."
        )
    paid = share_of_tokens * dearer
    return 100 * paid / (paid + 100 - share_of_tokens)


def frontier(case: Case, falls: Sequence[float]) -> list[tuple[float, float]]:
    """Pairs of price fall (per cent a year) and growth of tokens (factor a year) that just do."""
    return [(fall, required_tokens(replace(case, price_fall=fall))) for fall in falls]


def pace(case: Case) -> float:
    """The factor a year by which revenue grows at first, before fading, at a constant share."""
    left = 1 - case.price_fall / 100
    return float((1 + case.demand_growth / 100) * left ** (1 - case.elasticity))


def at_its_pace(case: Case, **other: float) -> Case:
    """The case with other inputs and its pace of revenue, unless `demand_growth` is among them.

    A demand growth that is given counts at the case's own price fall and elasticity. Raises
    BookError where the demand would have to shrink by more than a Case allows.
    """
    moved = replace(case, **other)
    seen = replace(case, demand_growth=moved.demand_growth)
    demand = demand_growth_for(pace(seen), moved.price_fall, moved.elasticity)
    return replace(moved, demand_growth=demand)


def tornado(
    case: Case, ranges: Mapping[str, tuple[float, float]]
) -> list[tuple[str, float, float, float, float]]:
    """What each lever does alone: name, its low and high, and the value there, widest first.

    The others stay as in `case`; with the price fall and the elasticity so does the pace of
    revenue, see `at_its_pace`. A range that the case lies outside of is widened to it.
    """
    bars = []
    for name, (low, high) in ranges.items():
        low, _, high = widened(case, name, low, high)
        first, last = (value(at_its_pace(case, **{name: end})) for end in (low, high))
        bars.append((name, low, high, first, last))
    # In whole billionths, so that of two levers that do nothing the first stays first.
    return sorted(bars, key=lambda one: -math.floor(abs(math.log(one[4] / one[3])) * 1e9 + 0.5))


def widened(case: Case, name: str, low: float, high: float) -> tuple[float, float, float]:
    """The range of an input and the case's value of it in the middle: low, value, high."""
    now = asdict(case)[name]
    return min(low, now), now, max(high, now)


def halton(number: int, base: int) -> float:
    """The radical inverse of a whole number in a base: its digits mirrored at the point.

    Points of several prime bases fill a cube evenly (Halton 1960); 0 <= result < 1.
    """
    inverse, part = 0.0, 1.0
    while number > 0:
        part /= base
        inverse += part * (number % base)
        number //= base
    return inverse


def triangular(at: float, low: float, middle: float, high: float) -> float:
    """The value below which the part `at` of a triangular distribution lies."""
    if high == low:
        return low
    if at * (high - low) < middle - low:
        return low + math.sqrt(at * (high - low) * (middle - low))
    return high - math.sqrt((1 - at) * (high - low) * (high - middle))


def about(at: float, low: float, middle: float, high: float) -> float:
    """The value below which the part `at` lies where half lies on either side of the middle.

    On each side the density falls from the middle to the end as in a triangle. So the middle is the
    median, wherever between the ends it stands.
    """
    if at < 0.5:
        return triangular(2 * at, low, middle, middle)
    return triangular(2 * at - 1, middle, middle, high)


def draws(case: Case, ranges: Mapping[str, tuple[float, float]], number: int = 1000) -> list[float]:
    """What the case is worth where all inputs in `ranges` vary at once, sorted, USD billion.

    Half of the draws of each input lie below the case's value and half above, see `about`, whatever
    the range; the pace of revenue is drawn with the demand growth, see `at_its_pace`. The points
    are Halton's, the same on every machine. They are draws of ranges, not chances of anything.
    Raises BookError for more inputs than there are bases.
    """
    if len(ranges) > len(TRIAL_BASES):
        raise BookError(f"{len(ranges)} inputs to sample. Remedy: give at most {len(TRIAL_BASES)}.")
    spread = {name: widened(case, name, *ends) for name, ends in ranges.items()}
    worth = []
    for point in range(SKIPPED, SKIPPED + number):
        drawn = {
            name: about(halton(point, base), *of)
            for base, (name, of) in zip(TRIAL_BASES, spread.items())
        }
        worth.append(value(at_its_pace(case, **drawn)))
    return sorted(worth)


def quantile(ordered: Sequence[float], part: float) -> float:
    """The smallest of sorted values that a part of them does not exceed (nearest rank)."""
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]
