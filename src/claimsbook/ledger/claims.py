"""The words with which chapters speak of the ledger, under one name.

A claim is a row of `data/claims.csv`. A chapter checks it once, with the value that its own code
found and the rows that the value rests on; the verdict is derived (see
`claimsbook.ledger.verdicts`) and nowhere typed.
"""

from __future__ import annotations

from claimsbook.ledger.check import Check, Reading, check
from claimsbook.ledger.claim import Claim, claim, ledger, stated
from claimsbook.ledger.found import Found, distance_of, found_text, side_of_error
from claimsbook.ledger.frame import ledger_frame
from claimsbook.ledger.units import units, with_unit
from claimsbook.ledger.verdicts import (
    GROUPS,
    HOLDS,
    NOT_EXAMINED,
    UNCOUNTED,
    VERDICTS,
    derive_verdict,
)
from claimsbook.ledger.view import LEDGER_MIME, MIME, LedgerView, Verdicts, bundle, verdicts

__all__ = [
    "GROUPS",
    "HOLDS",
    "LEDGER_MIME",
    "MIME",
    "NOT_EXAMINED",
    "UNCOUNTED",
    "VERDICTS",
    "Check",
    "Claim",
    "Found",
    "LedgerView",
    "Reading",
    "Verdicts",
    "bundle",
    "check",
    "claim",
    "derive_verdict",
    "distance_of",
    "found_text",
    "ledger",
    "ledger_frame",
    "side_of_error",
    "stated",
    "units",
    "verdicts",
    "with_unit",
]
