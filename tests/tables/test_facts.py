"""A fact is read in the unit that is expected, or refused by name."""

from __future__ import annotations

import pandas as pd
import pytest

from claimsbook.errors import BookError
from claimsbook.tables.facts import Facts

FRAME = pd.DataFrame(
    {
        "row_id": ["shop-rent", "shop-open", "shop-far", "shop-range"],
        "value": [3.5, float("nan"), float("nan"), 2.0],
        "value_high": [float("nan")] * 3 + [4.0],
        "unit": ["usd_bn", "", "", "pct"],
        "supports": ["", "yes", "no", ""],
    }
).set_index("row_id", drop=False)
SHOP = Facts(FRAME, "shop-facts", "shop-")


def test_a_figure_is_read_with_and_without_its_prefix() -> None:
    assert SHOP.number("shop-rent", "usd_bn") == SHOP.number("rent") == 3.5
    assert SHOP.range("range", "pct") == (2.0, 4.0)
    assert SHOP.range("rent") == (3.5, 3.5)
    assert list(SHOP.rows("far", "rent").index) == ["shop-far", "shop-rent"]
    assert SHOP.text("rent", "unit") == "usd_bn"


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        ("rent", "pct", "row shop-rent: is in usd_bn, read as pct"),
        ("open", "", "row shop-open: value is empty"),
        ("open", "pct", "row shop-open: is in no unit, read as pct"),
        ("rnet", "", "no row 'shop-rnet'.*near ones: shop-rent"),
    ],
)
def test_what_is_not_there_is_named(name: str, unit: str, said: str) -> None:
    with pytest.raises(BookError, match=said):
        SHOP.number(name, unit)


def test_sources_support_only_together() -> None:
    assert SHOP.supports("open") is True
    assert SHOP.supports("far") is False
    assert SHOP.supports("open", "far") is None
    assert SHOP.supports("rent") is None
