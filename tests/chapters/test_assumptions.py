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
    storeys: Literal[1, 2] = 1  # of the tower
    until: str = "2026-03-11"  # the day on which it was measured
    since: str = "2025-12"


def test_nothing_set_leaves_the_chapters_own() -> None:
    assert assume(Assumptions) == Assumptions()


def test_what_is_set_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"wins": "45", "share": 1, "side": "closed", "strict": "True", "storeys": "2"}
    given |= {"until": "2026-04-01", "since": "2026-01"}
    monkeypatch.setenv(VARIABLE, json.dumps(given))
    assert assume(Assumptions) == Assumptions(45, 1.0, "closed", True, 2, "2026-04-01", "2026-01")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"win": "4"}, "no assumption 'win'. Remedy: use one of wins, share, side, strict, "),
        ({"wins": "51"}, "wins=51: is out of range. Remedy: give 1 to 50"),
        ({"wins": "4.5"}, "wins=4.5: is no int"),
        ({"wins": 4.5}, "wins=4.5: is no int"),
        ({"wins": True}, "wins=True: is no int"),
        ({"share": "nan"}, "share=nan: is no float"),
        ({"share": "half"}, "share=half: is no float"),
        ({"side": "left"}, "side=left: is none of open, closed"),
        ({"strict": "1"}, "strict=1: is no bool"),
        ({"until": "2026-04"}, "until=2026-04: is no date. Remedy: give one like 2026-03-11"),
        ({"until": "2026-02-30"}, "until=2026-02-30: is no date"),
        ({"since": "2025-12-01"}, "since=2025-12-01: is no date. Remedy: give one like 2025-12"),
        ({"storeys": "3"}, "storeys=3: is none of 1, 2"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    given: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, json.dumps(given))
    with pytest.raises(BookError) as raised:
        assume(Assumptions)
    assert said in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize("given", ["", "{", "[1]", "wins=4"])
def test_an_environment_that_holds_none_is_one_line(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, given)
    with pytest.raises(BookError, match="CLAIMSBOOK_SET in the environment is no JSON object"):
        assume(Assumptions)
