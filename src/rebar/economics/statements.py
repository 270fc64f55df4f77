"""Dated statements as a reader sees them: in units and words, and where each stands today."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import pandas as pd

_FORMS: tuple[tuple[str, str], ...] = (
    ("-usd-per-mtok", "${:,.2f}"),
    ("-usd-bn", "${:,.0f} bn"),
    ("-pct", "{:,.1f} %"),
)
"""How a quantity is written, by the end of its name; anything else is a bare number."""

_SIGNS: Mapping[str, str] = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
_WHEN = re.compile(r"^(?:By|On|Until) \d{1,2} [A-Z][a-z]+ \d{4},? ?")


def amount(value: float, quantity: str) -> str:
    """A value of a quantity with its unit: "$0.12", "$852 bn", "1.7 %", "16"; "–" for none.

    A price below a dollar has three figures after the point, since it may fall to parts of a cent,
    and a large per cent or a whole one no needless decimal. The minus is a true one.
    """
    if math.isnan(value):
        return "–"
    form = next((form for end, form in _FORMS if quantity.endswith(end)), "{:,.3g}")
    if quantity.endswith("-usd-per-mtok") and abs(value) < 1:
        form = "${:.3f}" if abs(value) >= 0.01 else "${:.4f}"
    if quantity.endswith("-pct") and (value == round(value) or abs(value) >= 10):
        form = "{:,.0f} %"
    return form.format(value).replace("-", "\N{MINUS SIGN}").replace(" ", "\N{NO-BREAK SPACE}")


def asked(comparison: str, limit: float, quantity: str) -> str:
    """What a rule asks for: "at most $0.244", "none" where it wants nothing at all.

    Raises KeyError for a comparison that `scorecard.COMPARISONS` does not have.
    """
    if comparison == "<=" and limit == 0:
        return "none"
    return f"{_SIGNS[comparison]} {amount(limit, quantity)}"


def scorecard(statements: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """The statements with what became of each, in the order of their table.

    `statements` is the table of predictions, `scores` what `scorecard.score_all` gave for it.
    Columns: row_id, statement, rule, quantity, due, set_after_seeing, claims, threshold, asked,
    value, found, verdict, as_of (of the evidence), standing and evidence (row ids).
    """
    kept = ["row_id", "statement", "rule", "quantity", "comparison", "due", "set_after_seeing"]
    found = scores[["row_id", "verdict", "threshold", "value", "as_of", "standing", "rows"]]
    both = statements[[*kept, "claims"]].merge(found, on="row_id", validate="one_to_one")
    words = both.assign(
        asked=[
            asked(one, limit, name)
            for one, limit, name in zip(both["comparison"], both["threshold"], both["quantity"])
        ],
        found=[amount(value, name) for value, name in zip(both["value"], both["quantity"])],
    )
    columns = [*kept[:4], *kept[5:], "claims", "threshold", "asked", "value", "found", "verdict"]
    return words.rename(columns={"rows": "evidence"})[[*columns, "as_of", "standing", "evidence"]]


def ahead(card: pd.DataFrame, evidence: pd.DataFrame, today: str) -> pd.DataFrame:
    """Statements that are due later, one row each, with what each due day asks and today's value.

    `card` is that of `scorecard`, of statements registered ahead; the same statement for two due
    days makes one row. `evidence` has quantity, as_of and value; the newest up to `today` counts.
    Columns: statement (without its day), quantity, now (a number, NaN where nothing is known),
    today, as_of, and for each due day its threshold (`limit_<year>`), what it asks (`asked_<year>`,
    "–" where the statement has no such day) and the statement's row (`row_<year>`).
    """
    named = card.assign(
        statement=[
            text[0].upper() + text[1:] for text in (_WHEN.sub("", one) for one in card["statement"])
        ],
        year=card["due"].str[:4],
    )
    years = sorted(named["year"].unique())
    known = evidence[evidence["as_of"] <= today].sort_values("as_of")
    newest = known.groupby("quantity").last()
    rows = []
    for (quantity, words), group in named.groupby(["quantity", "statement"], sort=False):
        now = float(newest["value"].get(quantity, math.nan))
        day = str(newest["as_of"].get(quantity, ""))
        row: dict[str, object] = {"statement": words, "quantity": quantity, "now": now}
        row |= {"today": amount(now, str(quantity)), "as_of": day}
        for year in years:
            mine = group[group["year"] == year]
            row[f"limit_{year}"] = float(mine["threshold"].iloc[0]) if len(mine) else math.nan
            row[f"asked_{year}"] = str(mine["asked"].iloc[0]) if len(mine) else "–"
            row[f"row_{year}"] = str(mine["row_id"].iloc[0]) if len(mine) else ""
        rows.append(row)
    return pd.DataFrame(rows)
