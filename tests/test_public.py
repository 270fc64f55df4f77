"""The names that the engine promises are there, and nothing else is promised."""

from __future__ import annotations

import pytest

import claimsbook


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    assert {"Book", "intervals", "marks", "prose", "theme"} <= set(claimsbook.__all__)
    for name in claimsbook.__all__:
        assert getattr(claimsbook, name).__doc__, name


def test_what_is_not_promised_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = claimsbook.nothing
