"""Score dated statements: a rule, its threshold and evidence rows give a verdict, by code alone.

A statement's rule is one comparison: a quantity, `<`, `<=`, `>` or `>=`, and a threshold that is
small arithmetic over values of the article's claims. Which evidence counts is said by `take` and by
the due day. What was registered before its data existed cannot be changed without a dated
amendment: the hash of its rule is kept, and a rule whose hash is not the newest kept is refused.
"""

from __future__ import annotations

import ast
import hashlib
import json
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from claimsbook.tables.data import in_unit

VERDICTS = {
    "met": "the evidence due satisfies the rule",
    "not met": "the evidence due does not",
    "open": "not due yet, and nothing so far settles it",
    "undecidable": "due, and the evidence is missing, disagrees or straddles the threshold",
}
"""Verdicts, and what each says."""

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
TAKES = ("latest", "every", "any")
"""Which evidence decides: the newest by the due day, all of it, or one that satisfies the rule."""

REGISTERED = (
    "row_id",
    "statement",
    "rule",
    "quantity",
    "comparison",
    "threshold",
    "take",
    "counted_from",
    "due",
    "set_after_seeing",
    "registered",
)
"""The cells of a statement that its hash covers."""

BASE_DAY = "2026-03-11"
DAYS_A_YEAR = 365.25
UNITS = ("usd_per_mtok", "usd_bn", "pct")
"""Units that a series of facts may be named after."""
_BINARY: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


@dataclass(frozen=True)
class Score:
    """What became of one statement.

    `threshold` is NaN where it cannot be computed yet; `value` and `value_high` are the ends of
    what was found (equal for a point, NaN where nothing was); `rows` are the ids of the evidence
    that decided, `standing` its weakest standing, `reason` the verdict in one sentence.
    """

    row_id: str
    verdict: str
    threshold: float
    value: float
    value_high: float
    as_of: str
    rows: tuple[str, ...]
    standing: str
    reason: str


def threshold(
    expression: str,
    claims: Mapping[str, tuple[float, float]],
    base: Mapping[str, float],
    due: str,
) -> float:
    """The number that a threshold's expression stands for.

    Allowed are decimal numbers, + - * / **, brackets, and four functions: `low("claim-id")` and
    `high("claim-id")` (ends of what the article states; the same for a single value),
    `base("quantity")` (its newest value on the day of the article) and `years()` (from that day
    to the due one) or `years("2026-01-31", "2026-09-30")`. `claims` maps ids to (low, high).

    Raises ValueError, naming the part, for anything else, an id that is not known, or a result
    that is not finite.
    """
    names: dict[str, Callable[..., float]] = {
        "low": lambda one: _known(claims, one, "claim")[0],
        "high": lambda one: _known(claims, one, "claim")[1],
        "base": lambda one: _known(base, one, "quantity with a base"),
        "years": lambda first=BASE_DAY, last=due: _years(first, last),
    }
    try:
        tree = ast.parse(expression, mode="eval")
    except SyntaxError:
        raise ValueError(f"{expression!r} is no expression") from None
    try:
        number = _evaluate(tree.body, names)
    except (ZeroDivisionError, OverflowError) as error:
        raise ValueError(f"{expression!r} has no value ({error})") from None
    if not math.isfinite(number):
        raise ValueError(f"{expression!r} is not finite")
    return number


def score(
    statement: Mapping[str, Any],
    evidence: pd.DataFrame,
    claims: Mapping[str, tuple[float, float]],
    today: str,
) -> Score:
    """The verdict on one statement, from its rule and the evidence up to `today`.

    `statement` has the cells of REGISTERED. `evidence` has quantity, as_of (ISO day), value,
    row_id, standing and, for a range, value_high (NaN for a point). Only rows of its quantity from
    `counted_from` to the due day and to `today` count. A range decides only if both its ends do so
    alike. `every` is settled early by one that fails, `any` by one that satisfies; `latest` is
    open until the due day has come, and undecidable where rows of the newest day disagree.

    Raises ValueError for a comparison, take, date or threshold that means nothing.
    """
    _check_rule(statement)
    mine = evidence[evidence["quantity"] == statement["quantity"]]
    base = _bases(evidence)
    limit = threshold(str(statement["threshold"]), claims, base, str(statement["due"]))
    last = min(str(statement["due"]), today)
    counted = mine[(mine["as_of"] >= statement["counted_from"]) & (mine["as_of"] <= last)]
    due = today >= str(statement["due"])
    if counted.empty:
        why = "no evidence was found" if due else f"due on {statement['due']}"
        return _result(statement, "undecidable" if due else "open", limit, counted, why)
    return _decide(statement, counted.sort_values(["as_of", "row_id"]), limit, due)


def score_all(
    statements: pd.DataFrame,
    evidence: pd.DataFrame,
    claims: Mapping[str, tuple[float, float]],
    today: str,
) -> pd.DataFrame:
    """`score` for each statement, one row each: the fields of Score, rows joined by a space."""
    scores = [score(one, evidence, claims, today) for one in _records(statements)]
    frame = pd.DataFrame([vars(one) for one in scores], columns=list(Score.__dataclass_fields__))
    return frame.assign(rows=frame["rows"].map(" ".join))


def registry_hash(statement: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of a statement's rule: the canonical JSON of the cells in REGISTERED."""
    cells = {name: str(statement[name]) for name in REGISTERED}
    text = json.dumps(cells, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def check_registry(statements: pd.DataFrame, registry: pd.DataFrame) -> None:
    """Refuse a rule that was changed, dropped or added without a record.

    `registry` has prediction, as_of, hash, hash_before and reason, one row a registration or
    amendment, in order. The first row of a statement has no hash_before; each later one is an
    amendment: it names the hash that it replaces, gives a reason and is not dated earlier.

    Raises ValueError, naming the statement and the remedy.
    """
    held: dict[str, tuple[str, str]] = {}
    for _, row in registry.iterrows():
        name = str(row["prediction"])
        before, day = held.get(name, ("", ""))
        if row["hash_before"] != before:
            raise ValueError(f"{name}: the record of {row['as_of']} does not follow the one before")
        if before and (not str(row["reason"]).strip() or row["as_of"] < day):
            raise ValueError(f"{name}: an amendment needs a reason, and a date that is not earlier")
        held[name] = (str(row["hash"]), str(row["as_of"]))
    for statement in _records(statements):
        name = str(statement["row_id"])
        if name not in held:
            raise ValueError(f"{name} is not registered. Remedy: add its hash to the registry.")
        if registry_hash(statement) != held.pop(name)[0]:
            raise ValueError(
                f"{name}: its rule is not the one registered. Remedy: restore it, or add an "
                "amendment with a date and a reason."
            )
    if held:
        raise ValueError(f"{min(held)} was registered and is gone. Remedy: restore it.")


def claim_values(claims: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Ends of what each claim states, by id, for claims that state a number."""
    numbers = claims.assign(
        low=pd.to_numeric(claims["value"], errors="coerce"),
        high=pd.to_numeric(claims["value_high"], errors="coerce"),
    )
    stated = numbers[numbers["low"].notna()]
    high = stated["high"].fillna(stated["low"])
    return {
        str(name): (float(low), float(top))
        for name, low, top in zip(stated["claim_id"], stated["low"], high)
    }


def from_facts(facts: pd.DataFrame) -> pd.DataFrame:
    """Evidence from the table of facts: its rows that name a series and hold a value.

    A series is named after its unit (`aws-margin-pct`), or counts something. Raises BookError for
    a row in another unit.
    """
    mine = facts[(facts["series"] != "") & facts["value"].notna()]
    for unit, rows in mine.groupby(mine["series"].map(unit_of)):
        in_unit(rows, str(unit))
    return pd.DataFrame(
        {
            "quantity": mine["series"],
            "as_of": mine["as_of"].map(last_day),
            "value": mine["value"].astype(float),
            "value_high": mine["value_high"].astype(float),
            "row_id": mine["row_id"],
            "standing": mine["standing"],
        }
    ).reset_index(drop=True)


def unit_of(series: str) -> str:
    """The unit that the name of a series ends with: "usd_bn" for "openai-valuation-usd-bn"."""
    known = (unit for unit in UNITS if series.endswith("-" + unit.replace("_", "-")))
    return next(known, "count")


def from_frame(
    frame: pd.DataFrame, quantity: str, value: str, row: str, standing: str = "record"
) -> pd.DataFrame:
    """Evidence from a computed frame: one row a date, the columns `value` and `row` named."""
    return pd.DataFrame(
        {
            "quantity": quantity,
            "as_of": frame["as_of"].astype(str),
            "value": frame[value].astype(float),
            "value_high": math.nan,
            "row_id": frame[row].astype(str),
            "standing": standing,
        }
    ).reset_index(drop=True)


def last_day(text: str) -> str:
    """The last day that a date of any precision covers: 2026-02 is 2026-02-28."""
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return str((pd.Timestamp(f"{text}-01") + pd.offsets.MonthEnd(0)).date())
    return text


_STANDINGS = ("record", "independent", "interested", "leaked", "absent")


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")]


def _check_rule(statement: Mapping[str, Any]) -> None:
    name = statement["row_id"]
    if statement["comparison"] not in COMPARISONS:
        raise ValueError(f"{name}: {statement['comparison']!r} is no comparison")
    if statement["take"] not in TAKES:
        raise ValueError(f"{name}: take {statement['take']!r} is none of {', '.join(TAKES)}")
    for column in ("counted_from", "due"):
        if pd.isna(pd.to_datetime(statement[column], format="%Y-%m-%d", errors="coerce")):
            raise ValueError(f"{name}: {column} {statement[column]!r} is no day")


def _bases(evidence: pd.DataFrame) -> dict[str, float]:
    before = evidence[evidence["as_of"] <= BASE_DAY].sort_values("as_of")
    newest = before.groupby("quantity").last()["value"]
    return {str(name): float(value) for name, value in newest.items()}


def _decide(statement: Mapping[str, Any], rows: pd.DataFrame, limit: float, due: bool) -> Score:
    take = statement["take"]
    if take == "latest":
        if not due:
            return _result(statement, "open", limit, rows.tail(1), f"due on {statement['due']}")
        rows = rows[rows["as_of"] == rows["as_of"].max()]
    said = [_satisfies(statement, row, limit) for _, row in rows.iterrows()]
    settling = {"any": True, "every": False}.get(take)
    if settling is not None and settling in said:
        chosen = rows[[one is settling for one in said]].head(1)
        return _result(statement, "met" if settling else "not met", limit, chosen, "settled")
    if not due:
        return _result(statement, "open", limit, rows.tail(1), f"due on {statement['due']}")
    if None in said or len(set(said)) > 1:
        why = "the evidence straddles the threshold or disagrees"
        return _result(statement, "undecidable", limit, rows, why)
    return _result(statement, "met" if said[0] else "not met", limit, rows.tail(1), "decided")


def _satisfies(statement: Mapping[str, Any], row: pd.Series, limit: float) -> bool | None:
    compare = COMPARISONS[statement["comparison"]]
    ends = [float(row["value"])]
    if pd.notna(row.get("value_high", math.nan)):
        ends.append(float(row["value_high"]))
    said = {compare(end, limit) for end in ends}
    return said.pop() if len(said) == 1 else None


def _result(
    statement: Mapping[str, Any], verdict: str, limit: float, rows: pd.DataFrame, why: str
) -> Score:
    value = value_high = math.nan
    if len(rows):
        value = float(rows["value"].min())
        value_high = float(rows[["value", "value_high"]].max().max())
    standings = [one for one in _STANDINGS if one in set(rows.get("standing", []))]
    rule = f"{statement['quantity']} {statement['comparison']} {limit:.4g}"
    found = f", found {value:.4g}" if len(rows) else ""
    return Score(
        row_id=str(statement["row_id"]),
        verdict=verdict,
        threshold=limit,
        value=value,
        value_high=value_high,
        as_of=str(rows["as_of"].max()) if len(rows) else "",
        rows=tuple(rows["row_id"].astype(str)) if len(rows) else (),
        standing=standings[-1] if standings else "",
        reason=f"{rule}{found}: {why}",
    )


def _known(table: Mapping[str, Any], name: object, what: str) -> Any:
    if name not in table:
        raise ValueError(f"{name!r} is no {what}")
    return table[str(name)]


def _years(first: str, last: str) -> float:
    return float((pd.Timestamp(last) - pd.Timestamp(first)).days / DAYS_A_YEAR)


def _evaluate(node: ast.expr, names: Mapping[str, Callable[..., float]]) -> float:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_evaluate(node.operand, names)
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        left, right = _evaluate(node.left, names), _evaluate(node.right, names)
        return float(_BINARY[type(node.op)](left, right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
        words = [one.value for one in node.args if isinstance(one, ast.Constant)]
        fits = len(words) == len(node.args) and not node.keywords
        if fits and all(isinstance(word, str) for word in words):
            wanted = (0, 2) if node.func.id == "years" else (1,)
            if len(words) in wanted:
                return float(names[node.func.id](*words))
    raise ValueError(f"{ast.unparse(node)} is not allowed in a threshold")
