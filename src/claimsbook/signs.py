"""Signs of Unicode that a reader does not see."""

from __future__ import annotations

import re
import unicodedata

_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
"""Those that Unicode does not call format characters (its property Default_Ignorable)."""


def has_no_width(sign: str) -> bool:
    """Whether a sign takes no place in a line: format characters, and fillers and selectors."""
    return unicodedata.category(sign) == "Cf" or bool(_IGNORABLE.match(sign))


def turns_text(sign: str) -> bool:
    """Whether a sign turns the direction of the text about it (Unicode's Bidi_Control)."""
    return (
        sign in "\u061c\u200e\u200f" or "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069"
    )
