"""The score in words: how many claims fall into each group of verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from claimsbook.ledger import claims

_ONE = {
    "hold": "holds",
    "do not hold": "does not hold",
    "are judgements": "is a judgement",
    "are dated": "is dated",
    "turn on our reading": "turns on our reading",
    "are not yet examined": "is not yet examined",
}
"""The words of the score for a single claim, where they differ."""


def grouped(verdicts: Iterable[str]) -> dict[str, int]:
    """How many of some verdicts fall into each group of the score."""
    counts = Counter(verdicts)
    return {name: sum(counts[one] for one in which) for name, which in claims.GROUPS.items()}


def noun(number: int, word: str) -> str:
    """A noun in the number that stands before it."""
    return word if number == 1 else f"{word}s"


def named(group: str, number: int) -> str:
    """A group of the score as the verb of its number: "3 hold", "1 holds"."""
    return _ONE.get(group, group) if number == 1 else group


def told(verdicts: Iterable[str]) -> str:
    """How many of some verdicts fall into each group, in words: "3 hold, 1 is dated"."""
    return ", ".join(f"{n} {named(name, n)}" for name, n in grouped(verdicts).items() if n)
