"""The ladder: what each tier of a maker's models costs, month by month, and who moved it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from rebar.economics.offer_spells import PRICES, blended


def ladder(tiers: pd.DataFrame, steps: pd.DataFrame, days: Sequence[str]) -> pd.DataFrame:
    """On each day, the model that stands on a rung and its list price in force.

    `tiers` has maker, tier, rung (1 is the lowest), weights, seller, key and as_of (first day of
    that model on the rung; the next model of the same maker and tier takes its place); `steps` has
    seller, key, as_of, row_id and the two prices in USD per million tokens. Columns: as_of, maker,
    tier, rung, weights, key, the two prices, blend_usd_per_mtok, priced_since, tier_row and
    step_row. A tier that is not open yet has no row. Raises ValueError for a model that has no
    price in `steps`.
    """
    known = steps.sort_values("as_of")
    rows = []
    for day in days:
        held = tiers[tiers["as_of"] <= day].sort_values("as_of")
        for _, one in held.groupby(["maker", "tier"], as_index=False).last().iterrows():
            price = known[(known["seller"] == one["seller"]) & (known["key"] == one["key"])]
            if price.empty:
                raise ValueError(f"{one['row_id']}: {one['seller']} has no price of {one['key']}")
            in_force = price[price["as_of"] <= day]
            step = (in_force if len(in_force) else price).iloc[-1 if len(in_force) else 0]
            rows.append(
                {
                    "as_of": day,
                    **{c: one[c] for c in ("maker", "tier", "rung", "weights", "key")},
                    **{c: float(step[c]) for c in PRICES},
                    "priced_since": step["as_of"],
                    "tier_row": one["row_id"],
                    "step_row": step["row_id"],
                }
            )
    out = pd.DataFrame(rows)
    out["blend_usd_per_mtok"] = blended(out)
    return out.sort_values(["as_of", "maker", "rung"], ignore_index=True)


def moves(laddered: pd.DataFrame) -> pd.DataFrame:
    """What changed on a rung between two days of `ladder`: who cut, who raised, who opened a tier.

    Columns: as_of, maker, tier, rung, weights, key, key_before, blend_usd_per_mtok, blend_before,
    change_pct (NaN for a tier that opened) and move: `opened`, `cut`, `raised` or `same price`
    (another model at the old price). A rung that did not move has no row; neither does the first
    day.
    """
    rows = []
    first = laddered["as_of"].min()
    for _, rung in laddered.sort_values("as_of").groupby(["maker", "tier"]):
        before = None
        for _, now in rung.iterrows():
            if before is None and now["as_of"] > first:
                rows.append(_move(now, None))
            elif before is not None and (
                now["key"] != before["key"]
                or now["blend_usd_per_mtok"] != before["blend_usd_per_mtok"]
            ):
                rows.append(_move(now, before))
            before = now
    return pd.DataFrame(rows).sort_values(["as_of", "maker", "rung"], ignore_index=True)


def repricings(steps: pd.DataFrame, since: str) -> pd.DataFrame:
    """List prices of existing models that their sellers changed after `since`, by direction.

    `steps` is the table of price steps; first prices are no changes. Keys of a seller that go on
    one day from one price to one other count once: most are names of one model. Columns: seller,
    up, down, mixed, one row a seller.
    """
    changed = steps[(steps["as_of"] > since) & (steps["direction"] != "first")]
    who = ["seller", "as_of", *PRICES, "input_before_usd_per_mtok", "output_before_usd_per_mtok"]
    once = changed.drop_duplicates(who)
    counts = once.groupby(["seller", "direction"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=["up", "down", "mixed"], fill_value=0)
    return counts.rename_axis(columns=None).reset_index()


def _move(now: pd.Series, before: pd.Series | None) -> dict[str, object]:
    row: dict[str, object] = {
        c: now[c] for c in ("as_of", "maker", "tier", "rung", "weights", "key")
    }
    row["blend_usd_per_mtok"] = now["blend_usd_per_mtok"]
    row["step_row"] = now["step_row"]
    if before is None:
        return row | {"key_before": "", "move": "opened"}
    ratio = now["blend_usd_per_mtok"] / before["blend_usd_per_mtok"]
    move = "same price" if ratio == 1 else "raised" if ratio > 1 else "cut"
    return row | {
        "key_before": before["key"],
        "blend_before": before["blend_usd_per_mtok"],
        "change_pct": 100 * (ratio - 1),
        "move": move,
    }
