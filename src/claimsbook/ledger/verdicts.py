"""Verdicts: what each means, and the rules by which one follows from the evidence.

=============  =====================================================================
reproduced     the value computed from primary records agrees
corroborated   a third party without an interest in it says the same
attributed     only a party speaking of itself, or a leak of its figures, says so
arithmetic     it follows from other numbers of the article
differs        the evidence gives another value
conflicts      the article's own numbers give another value
unverified     looked for and not found, or found so scattered that it does not decide
opinion        no figure could settle it
=============  =====================================================================
"""

from __future__ import annotations

from claimsbook.errors import BookError
from claimsbook.tables import data

VERDICTS: dict[str, str] = {
    "reproduced": "computed from primary records, agrees",
    "corroborated": "an independent source says the same",
    "arithmetic": "follows from the article's own numbers",
    "attributed": "a party about itself or a leak says so, nothing independent",
    "differs": "the evidence gives another value",
    "conflicts": "the article's own numbers give another value",
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


def derive_verdict(
    *, kind: str, distance: float | None, standings: list[str], premises: int, claim_id: str = ""
) -> str:
    """The verdict that follows from the claim's kind, the distance of what was found, its evidence.

    `distance` is 0.0 where the found value lies in the stated interval, None where nothing was
    found or a range lies half in it; `standings` are those of the rows it rests on (see
    data.STANDINGS); `premises` counts the article's own claims that it was computed from. Raises
    BookError for a value that rests on nothing, and for a row marked absent that is offered as
    evidence of a value.
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
        return "unverified"
    if not positive and not premises:
        raise BookError(
            f"claim {claim_id!r} has a found value that rests on nothing. "
            "Remedy: name its rows or the claims it is computed from."
        )
    if distance != 0.0:
        return "differs" if positive else "conflicts"
    for standing, verdict in STANDING_VERDICT.items():
        if standing in positive:
            return verdict
    return "arithmetic"
