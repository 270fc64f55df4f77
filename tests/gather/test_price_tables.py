"""The price tables are recorded anew, unless kept rows in them could be anybody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimsbook.errors import BookError
from copies import Bench
from rebar.gather import price_lists, price_tables
from rebar.gather.price_lists import Difference

PACKAGE = "data/datapackage.json"
TABLE = "data/prices/prices.csv"
STOPPED = Difference("stopped", "snapshot-1", "Its wheel is gone. Kept 2 earlier rows.")
ADDED = Difference("added", "price-1")


@pytest.fixture
def built(
    bench_copy: Bench, step_into: Callable[[Bench], Bench], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Bench]:
    """A copy of the book whose rebuild comes out with these differences, and alters one table."""

    def make(*differences: Difference) -> Bench:
        def build(*_: object, dry_run: bool) -> list[Difference]:
            if not dry_run:
                bench_copy.write(TABLE, bench_copy.read(TABLE) + b"\n")
            return list(differences)

        monkeypatch.setattr(price_lists, "build", build)
        return step_into(bench_copy)

    return make


@pytest.mark.parametrize(("differences", "status"), [([ADDED], 0), ([ADDED, STOPPED], 1)])
def test_what_was_rebuilt_is_recorded_and_a_list_that_stopped_is_told(
    differences: list[Difference],
    status: int,
    built: Callable[..., Bench],
    capsys: pytest.CaptureFixture[str],
) -> None:
    bench = built(*differences)
    before = bench.read(PACKAGE)
    assert price_tables.main() == status
    assert capsys.readouterr().out.splitlines() == [str(one) for one in differences]
    assert bench.read(PACKAGE) != before


def test_a_dry_run_writes_nothing(built: Callable[..., Bench]) -> None:
    bench = built(STOPPED)
    before = bench.contents()
    assert price_tables.main(dry_run=True) == 0
    assert bench.contents() == before


def test_rows_kept_in_a_table_that_was_tampered_with_are_not_recorded(
    built: Callable[..., Bench],
) -> None:
    bench = built(STOPPED)
    bench.write(TABLE, bench.read(TABLE) + b"\n")
    before = bench.read(PACKAGE)
    with pytest.raises(BookError, match=r"nothing was recorded anew\. Remedy: `git checkout"):
        price_tables.main()
    assert bench.read(PACKAGE) == before
