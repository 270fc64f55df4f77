"""Tokens per second: what others report, what we measured, and the ceiling of a card's bandwidth.

Frames of reports have the columns of `data/models/throughput_reports.csv`: row_id, as_of, gpu,
n_gpus, model, engine, quantisation, context_tokens, tok_per_s, counted, described, measured_by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from rebar.fourbit import architecture, roofline
from rebar.fourbit.architecture import GIB, Architecture

STATED = "the article"
MEASURED = "measured by us"
DOCUMENTED = "reported, fully documented"
PARTLY = "reported, not fully documented"
KINDS = (STATED, MEASURED, DOCUMENTED, PARTLY)
"""Who gives a speed, in the order in which a figure names them."""

COLUMNS = ["gpu", "what", "kind", "low", "high", "engine", "as_of", "measured_by", "row_id"]
"""Columns of every frame of speeds below: a range (twice the same figure for one) of tokens/s."""


def fully_documented(reports: pd.DataFrame) -> pd.Series:
    """Whether engine, weight format and context are all given, and tokens are what was counted."""
    given = (reports["engine"] != "") & (reports["quantisation"] != "")
    return given & reports["context_tokens"].notna() & (reports["counted"] != "words")


def one_card(reports: pd.DataFrame, model: str) -> pd.DataFrame:
    """The reports of a model on a single card, without those that count words."""
    counts_tokens = reports["counted"] != "words"
    return reports[(reports["model"] == model) & (reports["n_gpus"] == 1) & counts_tokens]


def middle_row(frame: pd.DataFrame, column: str) -> pd.Series:
    """The row whose value is the median; of an even number, the higher of the two in the middle."""
    ordered = frame.sort_values(column)
    found: pd.Series = ordered.iloc[len(ordered) // 2]
    return found


def points(reports: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Reports as points. `what` is their weight format, or what `labels` has for their row id."""
    found = reports.assign(
        what=[
            labels.get(row_id) or quantisation or "format not said"
            for row_id, quantisation in zip(reports["row_id"], reports["quantisation"])
        ],
        kind=np.where(reports["described"], DOCUMENTED, PARTLY),
        low=reports["tok_per_s"],
        high=reports["tok_per_s"],
    )
    return found[COLUMNS]


def band(reports: pd.DataFrame, what: str) -> pd.DataFrame:
    """Reports that give the ends of one range as one row, named after that of the lower end."""
    lowest = reports.sort_values("tok_per_s").iloc[0]
    row = {
        "gpu": lowest["gpu"],
        "what": what,
        "kind": PARTLY,
        "low": reports["tok_per_s"].min(),
        "high": reports["tok_per_s"].max(),
        "engine": lowest["engine"],
        "as_of": lowest["as_of"],
        "measured_by": lowest["measured_by"],
        "row_id": lowest["row_id"],
    }
    return pd.DataFrame([row], columns=COLUMNS)


def stated(gpu: str, low: float, high: float, as_of: str) -> pd.DataFrame:
    """What the article states for a card, as one row."""
    row = {"gpu": gpu, "what": STATED, "kind": STATED, "low": low, "high": high}
    rest = {"engine": "", "as_of": as_of, "measured_by": STATED, "row_id": ""}
    return pd.DataFrame([{**row, **rest}], columns=COLUMNS)


def ours(generations: pd.DataFrame) -> pd.DataFrame:
    """Our own runs (rows of `bench_runs.ladder`) on cards whose bandwidth is known."""
    rows = []
    for run in generations.to_dict("records"):
        card = roofline.find_card(str(run["machine"]))
        if card is None:
            continue
        rows.append(
            {
                "gpu": card.name,
                "what": f"our {run['variant']}",
                "kind": MEASURED,
                "low": run["tokens_per_s_min"],
                "high": run["tokens_per_s_max"],
                "engine": "rebar.fourbit",
                "as_of": str(run["started"])[:10],
                "measured_by": "this book",
                "row_id": run["record_id"],
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def by_card(
    frames: Sequence[pd.DataFrame], first: Sequence[str], cards: pd.DataFrame
) -> pd.DataFrame:
    """All speeds in one frame: by card, then by KINDS, then from fast to slow.

    Cards come as in `first`, and others after them as they appear. `cards` has the columns card and
    bandwidth_gb_s; the latter is added to COLUMNS.
    """
    speeds = pd.concat([one for one in frames if len(one)], ignore_index=True)
    order = list(dict.fromkeys([*first, *speeds["gpu"]]))
    speeds["card_order"] = speeds["gpu"].map(order.index)
    speeds["kind_order"] = speeds["kind"].map(KINDS.index)
    by, ascending = ["card_order", "kind_order", "high"], [True, True, False]
    speeds = speeds.sort_values(by, ascending=ascending, ignore_index=True)
    speeds["bandwidth_gb_s"] = speeds["gpu"].map(cards.set_index("card")["bandwidth_gb_s"])
    return speeds.drop(columns=["card_order", "kind_order"])


def ceiling(bandwidth_gb_s: Any, context: Any, moved: tuple[int, int]) -> Any:
    """The computed ceiling in tokens per second: bandwidth over the bytes that a token moves.

    `moved` are the bytes at no context and those that each token of context adds (see
    `bytes_moved`). The memory roof of the roofline model (Williams, Waterman and Patterson 2009).
    Plain arithmetic, for numbers and for the sliders of a figure (see `home_cost`).
    """
    at_rest, a_position = moved
    return 1e9 * bandwidth_gb_s / (at_rest + context * a_position)


def bytes_moved(arch: Architecture, scheme: architecture.Scheme) -> tuple[int, int]:
    """Bytes that a token moves at no context, and what each token of context adds to them."""
    at_rest = architecture.bytes_per_token(arch, 0, scheme)["total"]
    return at_rest, architecture.kv_bytes_per_position(arch)


def rungs(
    ladder: Iterable[Any],
    arch: Architecture,
    bandwidth_gb_s: float,
    capacity_bytes: int,
    context: int,
) -> pd.DataFrame:
    """The rungs of a ladder (`rebar.fourbit.bench.LADDER`) and what a card can at most do on each.

    Columns: rung, weights_gib, and ceiling_tok_per_s, which is NaN where the weights exceed
    `capacity_bytes`; at `context` for rungs that are measured only there, else at none.
    """
    rows = []
    for rung in ladder:
        weights = architecture.weight_bytes(arch, rung.scheme)["total"]
        at = context if rung.only_deep else 0
        limit = ceiling(bandwidth_gb_s, at, bytes_moved(arch, rung.scheme))
        fits = weights <= capacity_bytes
        rows.append(
            {
                "rung": rung.name,
                "weights_gib": weights / GIB,
                "ceiling_tok_per_s": limit if fits else float("nan"),
            }
        )
    return pd.DataFrame(rows)
