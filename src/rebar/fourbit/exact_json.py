"""JSON that says each thing once and in finite numbers, as configurations and headers must."""

from __future__ import annotations

import json
import math
from typing import Any


def read(text: str | bytes) -> Any:
    """The value of a JSON text.

    Raises ValueError, with a reason of a few words, for text that is no JSON or nested too deep,
    for a key that stands twice in an object, and for NaN or infinity, which it names by their key.
    """
    try:
        return json.loads(text, object_pairs_hook=_object)
    except RecursionError:
        raise ValueError("is nested too deep") from None
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise ValueError("is not valid JSON") from None


def _object(pairs: list[tuple[str, Any]]) -> Any:
    """An object, or the number that transformers writes as {"__float__": "NaN"}."""
    out: dict[str, Any] = {}
    for key, value in pairs:
        if key in out:
            raise ValueError(f"has {key!r} twice")
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, float) and not math.isfinite(one):
                raise ValueError(f"says that {key} is {one}, which is no finite number")
        out[key] = value
    if out.keys() == {"__float__"}:
        return float(out["__float__"])
    return out
