"""What in a price list is too odd to be taken without a word.

Lists have carried prices a million times too high, a key twice, a zero for a price. Each reader of
lists asks here, and refuses with one line that names list, key, field and remedy.

Prices are US dollars per million tokens.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

STEP = 10.0
"""Factor by which a followed price may differ from the one before it.

The largest true step of a followed model is tenfold (Mistral Small, early 2025), the next fivefold.
"""

SPREAD = 50.0
"""Factor by which the price of any other key may differ from its history and its neighbours.

True ones reach 30 (the same open model at the cheapest and the dearest host); the smallest slip of
units, cents for dollars, is 100. Fifty parts the two with as much room on either side.
"""

DEAREST = 1000.0
"""USD per million tokens above which a price is a slip of units and not an offer."""

CHEAPEST = 0.005
"""USD per million tokens below which a price is a slip of units too.

The cheapest true price that the lists have for a followed model is six times that; a price for one
token or a thousand, taken for one of a million, is below it for most.
"""

KEPT = 2 / 3
"""Part of what the list before had that a list must have still; less, and it was cut short.

No true list was shorter than the one before it, and none dropped more than 28 % of the followed
models at once.
"""

NAME_IT = (
    "Remedy: if the list is wrong, give the right value in data/prices/corrections.csv or name the "
    "key in data/prices/key_errors.csv; if it is right, confirm it there with the same value twice."
)
"""What to do about a price that is doubted."""

_PRICED = ("cost", "pric", "currenc")


class TwicePriced(Exception):
    """A key stands twice in a list, with two prices; `str()` is its path in the list."""


class Once:
    """Makes dictionaries of pairs, and remembers the path of a key with two prices.

    Called with the pairs of an object, as `json.loads(object_pairs_hook=...)` does, it gives the
    dictionary that `json` would: the last of twins. Twins that agree on each price which both give
    do no harm; LiteLLM's lists have some.
    """

    def __init__(self) -> None:
        self._paths: dict[int, str] = {}
        self._held: list[dict[str, Any]] = []

    def __call__(self, pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
        out: dict[Any, Any] = {}
        path = ""
        for key, value in pairs:
            below = self._below(value)
            if below:
                path = f"{key}, {below}"
            elif key in out and not _same_prices(out[key], value):
                path = str(key)
            out[key] = value
        if path:
            self._paths[id(out)] = path
            self._held.append(out)  # an object that is gone would lend its id to another
        return out

    def refuse(self, root: object) -> None:
        """Raise TwicePriced where a key in `root` stands twice with two prices."""
        if path := self._below(root):
            raise TwicePriced(path)

    def _below(self, value: object) -> str:
        within = value if isinstance(value, list) else [value]
        return next((self._paths[id(one)] for one in within if id(one) in self._paths), "")


def read_json(raw: bytes | str) -> Any:
    """`json.loads`, except that a key which stands twice with two prices raises TwicePriced."""
    once = Once()
    found = json.loads(raw, object_pairs_hook=once)
    once.refuse(found)
    return found


def twice(where: str, path: str, table: str) -> str:
    """The line for a key that stands twice with two prices; `table` names the lists to read."""
    return (
        f"{where}: {path} stands twice, with two prices, and the list does not say which holds. "
        f"Remedy: name a version of the list that was mended, or none, in {table}."
    )


def foreign(*records: object) -> str:
    """The first field that names a currency other than dollars, as `field 'EUR'`; "" if none."""
    for record in records:
        for field, value in record.items() if isinstance(record, dict) else ():
            named = str(value or "USD").strip().upper()
            if "currenc" in str(field).lower() and named not in ("USD", "US$", "$"):
                return f"{field} {value!r}"
    return ""


def is_price(value: object) -> bool:
    """Whether a value is a finite number >= 0; strings and truth values are none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    try:
        return math.isfinite(value) and value >= 0
    except OverflowError:  # a whole number of hundreds of digits
        return False


def by_range(entry: Mapping[str, Any], fields: Sequence[str]) -> list[Mapping[str, Any]]:
    """The tiers by length of prompt of a record of LiteLLM's, in order.

    Raises ValueError, or what looking into another shape raises, unless the first begins at 0,
    each where the one before it ends, and the first asks what the record asks without tiers, where
    that says something. `fields` are those of a price.
    """
    tiers = sorted(entry.get("tiered_pricing") or (), key=lambda t: float(t["range"][0]))
    end: object = 0
    for tier in tiers:
        first, last = tier["range"]
        if first != end or not first < last:
            raise ValueError(f"a tier of {first:g} to {last:g} tokens follows one to {end:g}")
        end = last
    for field in fields:
        if tiers and entry.get(field) and entry[field] != tiers[0].get(field):
            raise ValueError(
                f"{field} is {entry[field]!r}, in the first tier {tiers[0].get(field)!r}"
            )
    return tiers


def apart(one: Decimal | float, other: Decimal | float) -> float:
    """By what factor two prices differ, >= 1. Raises ValueError where one is not above zero."""
    if not (one > 0 and other > 0):
        raise ValueError("prices above zero are compared")
    ratio = float(one) / float(other)
    return max(ratio, 1 / ratio)


def too_far(one: Decimal | float, other: Decimal | float, factor: float) -> bool:
    """Whether two prices differ by more than `factor`; a factor met to the last digit is not."""
    return apart(one, other) > factor * (1 + 1e-9)


def _same_prices(one: object, other: object) -> bool:
    """Whether two values of one key ask the same; what one of them leaves out asks nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        first, second = _priced(one), _priced(other)
        return all(repr(first[field]) == repr(second[field]) for field in first.keys() & second)
    return repr(one) == repr(other)  # NaN is like itself here


def _priced(record: dict[str, Any]) -> dict[str, Any]:
    named = {k: v for k, v in record.items() if any(part in str(k) for part in _PRICED)}
    return named or record
