"""Assumptions are a chapter's own unless a run sets others, and what is set is checked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Literal

import pytest

from claimsbook.chapters.assumptions import VARIABLE, Within, assume
from claimsbook.errors import BookError


@dataclass(frozen=True)
class Assumptions:
    wins: Annotated[int, Within(1, 50)] = 40  # of 100
    share: Annotated[float, Within(0, 1)] = 0.5  # of use
    side: Literal["open", "closed"] = "open"
    strict: bool = False


def test_nothing_set_leaves_the_chapters_own() -> None:
    assert assume(Assumptions) == Assumptions()


def test_what_is_set_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"wins": "45", "share": 1, "side": "closed", "strict": "True"}
    monkeypatch.setenv(VARIABLE, json.dumps(given))
    assert assume(Assumptions) == Assumptions(45, 1.0, "closed", True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"win": "4"}, "no assumption 'win'. Remedy: use one of wins, share, side, strict"),
        ({"wins": "51"}, "wins=51: is out of range. Remedy: give 1 to 50"),
        ({"wins": "4.5"}, "wins=4.5: is no int"),
        ({"wins": 4.5}, "wins=4.5: is no int"),
        ({"wins": True}, "wins=True: is no int"),
        ({"share": "nan"}, "share=nan: is no float"),
        ({"share": "half"}, "share=half: is no float"),
        ({"side": "left"}, "side=left: is none of open, closed"),
        ({"strict": "1"}, "strict=1: is no bool"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    given: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, json.dumps(given))
    with pytest.raises(BookError) as raised:
        assume(Assumptions)
    assert said in str(raised.value) and "\n" not in str(raised.value)
