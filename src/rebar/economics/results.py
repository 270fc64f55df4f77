"""From revenue to a loss: the steps of a result, as the accounts of a period have them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def other_costs(revenue: float, costs: Mapping[str, float], operating_loss: float) -> float:
    """The operating costs that are not named: all costs (revenue + loss) less those in `costs`.

    Raises ValueError where the named costs are more than all.
    """
    left = revenue + operating_loss - sum(costs.values())
    if left < 0:
        raise ValueError(f"the costs named exceed all costs by {-left:g}")
    return left


def bridge(
    revenue: float,
    costs: Mapping[str, float],
    *,
    operating_loss: float,
    net_loss: float,
    cash_burned: float,
) -> pd.DataFrame:
    """The bridge from revenue over costs to three losses, one bar a row, from top to bottom.

    `costs` are operating costs by name; what remains of them (see other_costs) stands in a row of
    its own. Losses and costs are positive numbers in USD billion. Columns: step (its name),
    from_usd_bn and to_usd_bn (the ends of the bar), kind ("step"; "result" for a loss, drawn from
    nought; "paper" for what stands between operating and net loss). Raises ValueError as
    other_costs does.
    """
    rest = other_costs(revenue, costs, operating_loss)
    changes = {
        "Revenue": revenue,
        **{name: -cost for name, cost in costs.items()},
        "All other operating costs": -rest,
    }
    bars: list[tuple[str, float, float, str]] = []
    level = 0.0
    for name, change in changes.items():
        bars.append((name, level, level + change, "step"))
        level += change
    bars += [
        ("Operating loss", 0.0, -operating_loss, "result"),
        ("Below that line, mostly not cash", -operating_loss, -net_loss, "paper"),
        ("Net loss", 0.0, -net_loss, "result"),
        ("Cash burned", 0.0, -cash_burned, "result"),
    ]
    return pd.DataFrame(bars, columns=["step", "from_usd_bn", "to_usd_bn", "kind"])
