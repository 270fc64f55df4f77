"""Verdicts: what each means, and the rules by which one follows from the evidence.

==============  ====================================================================
reproduced     the value computed from primary records agrees
corroborated   a third party without an interest in it says the same
attributed     only a party speaking of itself, or a leak of its figures, says so
arithmetic     it follows from other numbers of the article
differs        the evidence gives another value
conflicts      the article's own numbers give another value
unverified     looked for and not found, or found so scattered that it does not decide
opinion        no figure could settle it
by our reading a threshold of ours decides: neither it holds nor it does not
dated          true at an earlier date, and within the interval of the later value, if any
==============  ====================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimsbook.errors import BookError
from claimsbook.tables import data

VERDICTS: dict[str, str] = {
    "reproduced": "computed from primary records, agrees",
    "corroborated": "an independent source says the same",
    "arithmetic": "follows from the article's own numbers",
    "attributed": "a party about itself or a leak says so, nothing independent",
    "differs": "the evidence gives another value",
    "conflicts": "the article's own numbers give another value",
    "dated": "true at an earlier date, and within the uncertainty of the later value, if any",
    "by our reading": "decided by a threshold of ours, which the article does not state",
    "unverified": "looked for; not found, or not decided by what was found",
    "opinion": "no figure could settle it",
}
"""Each verdict and what it means, in the order of the ledger."""


HOLDS = ("reproduced", "corroborated", "arithmetic", "attributed")


UNCOUNTED = ("metadata",)
"""Sections of the article whose statements have a verdict and no part in the score: who wrote it,
when, and its keywords."""


NOT_EXAMINED = "not yet examined"
"""A state, not a verdict: no chapter has checked the claim."""


GROUPS: dict[str, tuple[str, ...]] = {
    "hold": HOLDS,
    "do not hold": ("differs", "conflicts"),
    "are dated": ("dated",),
    "turn on our reading": ("by our reading",),
    "could not be verified": ("unverified",),
    "are judgements": ("opinion",),
    "are not yet examined": (NOT_EXAMINED,),
}
"""What becomes of the claims, in the words of the score, and the verdicts that it takes in."""


STANDING_VERDICT = {
    "record": "reproduced",
    "independent": "corroborated",
    "interested": "attributed",
    "leaked": "attributed",
}


STRENGTH = ("record", "independent", "interested", "leaked", "absent")
"""Standings from the strongest to the weakest."""


def weakest(standings: Iterable[str]) -> str:
    """The standing of a value that was computed from several rows: no better than its worst.

    Rows marked absent carry no value and are left out; "absent" where no other is there.
    """
    carrying = [one for one in standings if one != "absent"]
    return max(carrying, key=STRENGTH.index) if carrying else "absent"


def derive_verdict(
    *,
    kind: str,
    distance: float | None,
    standings: list[str],
    premises: int,
    claim_id: str = "",
    failed_premises: Sequence[str] = (),
    by_our_reading: bool = False,
    dated: bool = False,
) -> str:
    """The verdict that follows from the claim's kind, the distance of what was found, its evidence.

    `distance` is 0.0 where the found value lies in the stated interval, None where nothing was
    found, a range lies half in it, or bases disagree of which none is named. `standings` are those
    of the lines of evidence that each carry the value by themselves (see data.STANDINGS): the best
    of them counts. `premises` counts the article's own claims that it was computed from, and
    `failed_premises` names those that do not hold: with one, nothing holds. `by_our_reading` says
    that a threshold of ours decides, `dated` that the value was true at an earlier date and lies
    within the uncertainty of the later one, or that no later one is known.

    Raises BookError for a value that rests on nothing, and for a row marked absent that is offered
    as evidence of a value.
    """
    if kind == "opinion":
        return "opinion"
    strange = [standing for standing in standings if standing not in data.STANDINGS]
    if strange:
        raise BookError(
            f"claim {claim_id!r} rests on a row whose standing is {strange[0]!r}. "
            f"Remedy: use one of {', '.join(data.STANDINGS)}."
        )
    positive = [standing for standing in standings if standing != "absent"]
    if distance is None:
        if not standings:
            raise BookError(
                f"claim {claim_id!r} was not found, but no row says where was searched. "
                "Remedy: name a row with standing 'absent', or the rows that fell short."
            )
        return "dated" if dated and positive else "unverified"
    if not positive and not premises:
        raise BookError(
            f"claim {claim_id!r} has a found value that rests on nothing. "
            "Remedy: name its rows or the claims it is computed from."
        )
    if by_our_reading:
        return "by our reading"
    if distance != 0.0:
        if dated and positive:
            return "dated"
        return "differs" if positive else "conflicts"
    if failed_premises:
        return "unverified"
    for standing, verdict in STANDING_VERDICT.items():
        if standing in positive:
            return verdict
    return "arithmetic"
