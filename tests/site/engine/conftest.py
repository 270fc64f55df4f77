"""The engine's own tests of the site: here `site` is that of the starter book, which is current."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from built import Alone
from claimsbook.site import serving
from copies import Bench


@pytest.fixture(scope="session")
def site(second_site: Path) -> Path:
    """The site of the starter book."""
    return second_site


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where it is served: http://127.0.0.1:<port>."""
    with serving.served(site) as where:
        yield where


@pytest.fixture(autouse=True)
def at_the_second_book(second_book: Alone, step_into: Callable[[Bench], Bench]) -> None:
    """This process speaks of the starter book; nothing here writes to it."""
    step_into(second_book)
