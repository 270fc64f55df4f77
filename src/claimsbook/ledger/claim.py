"""The statements that are checked: rows of `data/claims.csv`."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from claimsbook.book import current, per_book
from claimsbook.errors import BookError, TableError
from claimsbook.ledger.intervals import Interval, date_interval, stated_interval
from claimsbook.ledger.units import units, with_unit
from claimsbook.tables import data


@dataclass(frozen=True)
class Claim:
    """One checkable statement of the article, as the ledger holds it."""

    claim_id: str
    section: str
    locator: str
    paraphrase: str
    kind: str
    value: str
    value_high: str
    unit: str
    precision: str
    step: str
    credited_to: str
    repeats: str
    cites: str
    stronger: str = ""
    base: str = ""
    base_by: str = ""
    whole: str = ""
    role: str = ""
    part_of: str = ""
    carries: str = ""

    @property
    def interval(self) -> Interval:
        """The set of values that the statement claims. Raises ValueError where it has none."""
        if self.unit == "date":
            low = date_interval(self.value)
            high = date_interval(self.value_high) if self.value_high else low
            # "By June" takes in every day up to the last of the month.
            first = -math.inf if self.precision == "at_most" else low.low
            return Interval(first, high.high)
        if self.kind not in ("figure", "forecast") or not self.value:
            raise ValueError(f"{self.claim_id} states no number")
        return stated_interval(self.value, self.value_high, self.precision, self.step, self.whole)

    @property
    def number(self) -> float:
        """The stated value as a number, in `unit` (the lower end of a range)."""
        return float(self.value)

    @property
    def stated(self) -> str:
        """The stated value with its precision and unit, for people."""
        if not self.value:
            return "stated as fact" if self.kind == "statement" else self.kind
        if self.unit == "date":
            until = "by " if self.precision == "at_most" else ""
            return until + self.value + (f" to {self.value_high}" if self.value_high else "")
        low = with_unit(self.value, self.unit)
        if self.value_high:
            low = with_unit(f"{self.value} to {self.value_high}", self.unit)
        mark = {
            "approx": "about ",
            "at_least": "at least ",
            "at_most": "at most ",
            "over": "more than ",
            "under": "less than ",
        }
        return mark.get(self.precision, "") + low

    @property
    def link(self) -> str:
        """The stated value as a link to its place in the ledger, for Markdown prose."""
        return f"[{self.stated}](claim:{self.claim_id})"

    @property
    def read_as(self) -> str:
        """The interval that a rounded or approximate value stands for ("32.5 to 33.5"), else ""."""
        if not self.value or self.precision not in ("rounded", "approx"):
            return ""
        return " to ".join(f"{end:,.10g}" for end in (self.interval.low, self.interval.high))


@per_book
def ledger() -> dict[str, Claim]:
    """All claims by id, in the article's order. Raises TableError for a row that cannot be read."""
    given = current().given_claims
    if given is not None:
        return given
    data.read("claims")
    file = data.table_file("claims")
    # The digits as written tell how sharp a number is; types would lose them.
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    claims: dict[str, Claim] = {}
    for number, record in enumerate(frame.to_dict("records"), start=2):
        claim = Claim(**{str(k): str(v) for k, v in record.items()})
        if claim.claim_id in claims:
            raise TableError(
                file, number, "claim_id", f"{claim.claim_id!r} is there already", "rename one"
            )
        try:
            _ = claim.interval if claim.value else None
        except ValueError as error:
            raise TableError(file, number, "value", str(error), "correct the row") from None
        if claim.kind in ("figure", "date") and not claim.value:
            raise TableError(file, number, "value", f"a {claim.kind} states no value", "fill it in")
        if claim.unit not in units():
            raise TableError(
                file,
                number,
                "unit",
                f"unit {claim.unit!r} has no spelling",
                "correct it, or add it to [units] of book.toml",
            )
        claims[claim.claim_id] = claim
    for number, claim in enumerate(claims.values(), start=2):
        if (claim.role == "slice") != bool(claim.part_of) or (
            claim.part_of and claim.part_of not in claims
        ):
            raise TableError(
                file,
                number,
                "part_of",
                f"{claim.part_of!r} is not the claim that a slice is part of",
                "a row with the role slice names the claim of the same quotation that counts",
            )
        if bool(claim.base) != bool(claim.base_by):
            raise TableError(
                file,
                number,
                "base_by",
                "a base and what picks it go together",
                "fill in both or neither",
            )
        if claim.repeats and (claim.repeats not in claims or claims[claim.repeats].repeats):
            raise TableError(
                file,
                number,
                "repeats",
                f"{claim.repeats!r} is not a claim of its own",
                "name the id of the claim that is repeated",
            )
    return claims


def claim(claim_id: str) -> Claim:
    """One claim of the ledger. Raises BookError, naming near ids, if there is none."""
    claims = ledger()
    if claim_id not in claims:
        head = claim_id.split("-")[0]
        near = [known for known in claims if known.startswith(head)][:5]
        raise BookError(
            f"data/claims.csv has no claim {claim_id!r}. "
            f"Remedy: correct the id (near ones: {', '.join(near) or '-'})."
        )
    return claims[claim_id]


def stated(claim_id: str) -> float:
    """The number that the article states in a claim, for arithmetic on the article's own terms."""
    return claim(claim_id).number
