"""Records that a pasted JSON keeps: the id of a figure or a claim beside its fingerprint.

So are the records of the site and the manifest of a release, and the identifiers in a page's
JSON-LD and in a crate.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from claimsbook.references.undone import SAYS

_NAMES = ("id", "claim", "name", "figure")
_SAYS = re.compile(SAYS)


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON; of a key that stands twice both values count."""


def records(text: str, known: set[str]) -> list[tuple[str, str]]:
    """The ids and what stands for their fingerprints ("" for null), as the JSON spells them.

    A key `fingerprint` makes a record of whatever has a name; a checksum or a mark one of a name
    that is `known`. Without such records, or where the text is no JSON, nothing.
    """
    found: list[tuple[str, str]] = []
    waiting = [("", one) for one in reversed(_values(text))]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, _Pairs):
            found += list(_record(key, value, known))
        if isinstance(value, list):
            pairs = value if isinstance(value, _Pairs) else [("", one) for one in value]
            waiting += reversed(pairs)
    return found


def _values(text: str) -> list[Any]:
    """What a text has of JSON: itself, a value a line, or what stands between its brackets."""
    begin = min((at for at in map(text.find, "{[") if at >= 0), default=0)
    end = max(map(text.rfind, "}]")) + 1
    if begin >= end:
        return []
    for parts in ([text[begin:end]], text.strip("\ufeff \r\n").splitlines()):
        try:
            return [json.loads(one, object_pairs_hook=_Pairs) for one in parts if one.strip()]
        except (ValueError, RecursionError):
            continue
    return []


def _record(key: str, pairs: _Pairs, known: set[str]) -> Iterator[tuple[str, str]]:
    """The record that an object is, `key` being what it stands under."""
    spelt = [(name.strip().lower(), value) for name, value in pairs]
    names = [value for each in _NAMES for name, value in spelt if name == each]
    names = [one for one in [*names, key] if isinstance(one, str) and one]
    own = list(dict.fromkeys(one for one in names if one in known))
    marks = [value for name, value in spelt if name == "fingerprint"]
    if own:
        marks += [value for name, value in spelt if _SAYS.fullmatch(name) and name != "fingerprint"]
        checksum = any(str(value).lower() == "sha256" for name, value in spelt)
        marks += [value for name, value in spelt if name == "value" and checksum]
    for mark in marks:
        for name in own or names[:1]:
            yield name, "" if mark is None else str(mark)
