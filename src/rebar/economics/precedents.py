"""Precedents of falling prices: yearly rates of price and use, margins, and shared features."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from rebar.economics.growth import annual_factor, years_between


def rates(cases: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """What a year did to the price and to the use of each case, as factors.

    `cases` is the table precedents-cases, whose cells name rows of `facts` (indexed by row_id, with
    value, value_high, unit, bound and as_of). Columns: case, name, price, price_is_most (the fall
    is a least one, so the factor is a most), use_low, use_high, use_follows (from sales and price
    rather than published), use_stands (what stands rather than what is sold in a time),
    spending_low and spending_high (price times use where use is sold, or sales alone where the
    price is not known). NaN where no figure was found. Raises ValueError for a row that is
    missing or in a unit that is no rate.
    """
    lines = []
    for one in cases.to_dict("records"):
        price, most = _price(one, facts)
        sales = _sales(one, facts)
        low, high = _use(one["use_row"], facts)
        follows = math.isnan(low) and not (math.isnan(sales) or math.isnan(price))
        if follows:
            low = high = sales / price
        stands = one["use_kind"] == "stock"  # what stands, times a price, is no sales
        known = not (stands or math.isnan(price) or math.isnan(low))
        spending = (price * low, price * high) if known else (sales, sales)
        lines.append((one["case"], one["name"], price, most, low, high, follows, stands, *spending))
    columns = ["case", "name", "price", "price_is_most", "use_low", "use_high", "use_follows"]
    columns += ["use_stands", "spending_low", "spending_high"]
    return pd.DataFrame(lines, columns=columns)


def sales_from_both(found: pd.DataFrame) -> pd.DataFrame:
    """The cases of `rates` whose spending follows from a price and a use, each published.

    Where use was itself computed from sales and price, their product is the sales again and says
    nothing of use; where use is what stands, their product is no sales.
    """
    both = found["price"].notna() & found["use_low"].notna()
    return found[both & ~found["use_follows"] & ~found["use_stands"]]


def expected_units(cases: pd.DataFrame) -> dict[str, str]:
    """The unit in which each row that the table precedents-cases names is read, by row id.

    Raises ValueError where a row is named without its unit.
    """
    roles = {
        "price_unit": ("price_from", "price_to"),
        "use_unit": ("use_row",),
        "spending_unit": ("spending_from", "spending_to"),
    }
    found: dict[str, str] = {}
    for case in cases.to_dict("records"):
        for unit, pointers in roles.items():
            for row_id in (str(case[one]) for one in pointers if case[one]):
                if not case[unit]:
                    raise ValueError(f"{case['row_id']} names {row_id} and no {unit}")
                found[row_id] = str(case[unit])
    return found


def path_elasticity(price_factor: float, use_factor: float) -> float:
    """Growth of use for the fall of price, both over the same time: ln(use) / ln(price).

    -1 where spending stays, beyond -1 where it grows. What else drove use is in it: no elasticity
    of demand. Raises ValueError unless both factors are positive and the price moved.
    """
    if not (price_factor > 0 and use_factor > 0 and price_factor != 1):
        raise ValueError(f"a path needs factors that move, not {price_factor} and {use_factor}")
    return math.log(use_factor) / math.log(price_factor)


def margins(table: pd.DataFrame) -> pd.DataFrame:
    """The table precedents-margins with every margin in `margin_pct`, per cent of revenue.

    Where none is published it is 100 profit / revenue. Raises ValueError where that has no sense.
    """
    out = table.copy()
    computed = 100 * out["profit"] / out["revenue"].where(out["revenue"] > 0)
    out["margin_pct"] = out["margin_pct"].fillna(computed)
    if out["margin_pct"].isna().any():
        missing = ", ".join(out.loc[out["margin_pct"].isna(), "row_id"])
        raise ValueError(f"no margin and no profit with revenue: {missing}")
    return out


def latest(found: pd.DataFrame) -> pd.Series:
    """The newest margin after the change, by case: `margin_pct` of the last `as_of` of each."""
    after = found[found["stage"] == "after"].sort_values("as_of")
    newest: pd.Series = after.groupby("case")["margin_pct"].last()
    return newest


def earliest(found: pd.DataFrame) -> pd.Series:
    """The first margin after the change, by case: `margin_pct` of the first `as_of` of each."""
    after = found[found["stage"] == "after"].sort_values("as_of")
    first: pd.Series = after.groupby("case")["margin_pct"].first()
    return first


def carry_over(features: pd.DataFrame, kept: pd.Series) -> pd.DataFrame:
    """How well each feature parts the cases in which makers kept a rent from the others.

    `features` has case, feature and holds (yes, partly, no); `kept` says by case whether makers
    kept a rent. Cases that `kept` lacks do not count. Columns: feature, holds, cases (how many),
    kept (in how many of them), names (of the cases).
    """
    known = features[features["case"].isin(kept.index)]
    lines = [
        (feature, holds, len(group), int(kept.loc[group["case"]].sum()), " ".join(group["case"]))
        for (feature, holds), group in known.groupby(["feature", "holds"], sort=False)
    ]
    return pd.DataFrame(lines, columns=["feature", "holds", "cases", "kept", "names"])


def parts_all(counted: pd.DataFrame) -> list[str]:
    """The features that part the cases without a fault: with yes all kept, with no none did.

    `counted` is that of `carry_over`; partly counts for neither side. Both sides need a case.
    """
    found = []
    for feature, group in counted.groupby("feature", sort=False):
        yes, no = group[group["holds"] == "yes"], group[group["holds"] == "no"]
        lost = int((yes["cases"] - yes["kept"]).sum())
        if len(yes) and len(no) and lost == 0 and int(no["kept"].sum()) == 0:
            found.append(str(feature))
    return found


def parting_wherever(features: pd.DataFrame, read: pd.Series) -> list[str]:
    """The features that part the cases at any border of a kept margin that one could set.

    `features` is that of `carry_over`, `read` a margin by case in per cent. The cases are parted
    anew only where the border passes a margin, so each margin but the lowest is tried as border.
    """
    found = {
        feature: None
        for border in sorted(read.unique())[1:]
        for feature in parts_all(carry_over(features, read >= border))
    }
    return list(found)


def _fact(name: str, facts: pd.DataFrame) -> pd.Series:
    if name not in facts.index:
        raise ValueError(f"no row {name} among the facts of the precedents")
    found: pd.Series = facts.loc[name]  # type: ignore[assignment]
    return found


def _price(case: dict[Any, Any], facts: pd.DataFrame) -> tuple[float, bool]:
    if not case["price_to"]:
        return math.nan, False
    last = _fact(case["price_to"], facts)
    value = float(last["value"])
    if case["price_from"]:
        first = _fact(case["price_from"], facts)
        span = years_between(str(first["as_of"]), str(last["as_of"]))
        return annual_factor(float(first["value"]), value, span), False
    total = math.nan if pd.isna(case["price_years"]) else float(case["price_years"])
    years = {"pct_per_year": 1.0, "pct": total}.get(last["unit"], math.nan)
    if not (0 < value < 100 and years > 0):
        raise ValueError(f"{case['price_to']} is no fall of a price: {value} {last['unit']}")
    return float((1 - value / 100) ** (1 / years)), bool(last["bound"] == "at_least")


def _use(name: str, facts: pd.DataFrame) -> tuple[float, float]:
    if not name:
        return math.nan, math.nan
    row = _fact(name, facts)
    low = float(row["value"])
    high = low if pd.isna(row["value_high"]) else float(row["value_high"])
    if row["unit"] == "pct_per_year":
        return 1 + low / 100, 1 + high / 100
    if row["unit"] != "x_per_year":
        raise ValueError(f"{name} is no growth a year: in {row['unit']}")
    return low, high


def _sales(case: dict[Any, Any], facts: pd.DataFrame) -> float:
    if not (case["spending_from"] and case["spending_to"]):
        return math.nan
    first, last = (_fact(case[one], facts) for one in ("spending_from", "spending_to"))
    span = years_between(str(first["as_of"]), str(last["as_of"]))
    return annual_factor(float(first["value"]), float(last["value"]), span)
