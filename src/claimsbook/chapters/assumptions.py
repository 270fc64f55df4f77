"""What a chapter takes for granted: said in one place, and open to another's numbers.

A chapter declares a frozen dataclass, one assumption a line with its unit and its reason, and takes
its values through `assume`, which puts those of `run --set` in their place:

    @dataclass(frozen=True)
    class Assumptions:
        comparable_wins: Annotated[int, Within(1, 50)] = 40  # of 100 comparisons; our threshold

    assumed = assume(Assumptions)
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from claimsbook.errors import BookError

T = TypeVar("T")

VARIABLE = "CLAIMSBOOK_SET"
"""The environment variable in which a run under other assumptions finds them, as JSON."""


@dataclass(frozen=True)
class Within:
    """The range, ends included, in which an assumption makes sense, in its own unit."""

    low: float = -math.inf
    high: float = math.inf

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


def assume(kind: type[T]) -> T:
    """The assumptions of a chapter: its own, with those that this run sets in their place.

    `kind` is a dataclass whose every field has a default. Raises BookError in one line for a name
    that it does not have (naming those that it has), a value of another type, one out of range, or
    what is no ISO date (or month) where the chapter's own value is one.
    """
    try:
        given = dict(json.loads(os.environ.get(VARIABLE, "{}")))
    except (ValueError, TypeError):
        raise BookError(
            f"{VARIABLE} in the environment is no JSON object. Remedy: take it out, or use --set."
        ) from None
    return replaced(kind, given)


def replaced(kind: type[T], given: Mapping[str, Any]) -> T:
    """The assumptions of `kind` with those in `given`, texts or values by name, in their place.

    Raises BookError as `assume` does.
    """
    return dataclasses.replace(kind(), **read_as(kind, given))  # type: ignore[type-var]


def read_as(kind: type[Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """`given`, texts or values by name, as values of the fields of `kind`, checked.

    Raises BookError as `assume` does.
    """
    hints = get_type_hints(kind, include_extras=True)
    known = {one.name: one.default for one in dataclasses.fields(kind)}
    found = {}
    for name, value in given.items():
        if name not in known:
            raise BookError(
                f"no assumption {name!r}. Remedy: use one of {', '.join(known) or 'none'}."
            )
        found[name] = _read(name, value, hints[name])
        if _is_day(known[name]) and not _is_day(value, like=str(known[name])):
            raise BookError(f"{name}={value}: is no date. Remedy: give one like {known[name]}.")
    return found


def _is_day(value: Any, like: str = "") -> bool:
    """Whether a text is an ISO date ("2026-03-11") or month ("2026-03"), as long as `like`."""
    if not isinstance(value, str) or len(value) not in ({len(like)} if like else {7, 10}):
        return False
    try:
        dt.date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        return False
    return True


def _read(name: str, value: Any, hint: Any) -> Any:
    bounds = [one for one in get_args(hint)[1:] if isinstance(one, Within)]
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if get_origin(plain) is Literal:
        choices = {str(one): one for one in get_args(plain)}
        if str(value) not in choices:
            known = ", ".join(choices)
            raise BookError(f"{name}={value}: is none of {known}. Remedy: use one of these.")
        return choices[str(value)]
    try:
        read = _PARSERS[plain](value)
    except (KeyError, ValueError):
        wanted = getattr(plain, "__name__", str(plain))
        raise BookError(f"{name}={value}: is no {wanted}. Remedy: give a {wanted}.") from None
    for bound in bounds:
        if not bound.low <= read <= bound.high:
            raise BookError(f"{name}={value}: is out of range. Remedy: give {bound}.")
    return read


def _whole(value: Any) -> int:
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise ValueError
    return int(value)


def _finite(value: Any) -> float:
    number = float(value)
    if isinstance(value, bool) or not math.isfinite(number):
        raise ValueError
    return number


def _truth(value: Any) -> bool:
    return {"true": True, "false": False}[str(value).lower()]


_PARSERS: dict[Any, Any] = {int: _whole, float: _finite, bool: _truth, str: str}
