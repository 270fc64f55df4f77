"""What a score costs: a model counts with its best run, a line keeps the cheapest offer."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics import growth, offers, pricing

PRICE = "input_usd_per_mtok"


def run(slug: str, score: float, row_id: str, weights: str = "open") -> dict[str, object]:
    return {
        "row_id": row_id,
        "slug": slug,
        "model": slug.upper(),
        "weights": weights,
        "gpqa_diamond_pct": score,
    }


def offer(slug: str, as_of: str, usd: float, **more: object) -> dict[str, object]:
    return {
        "row_id": f"{slug}-{as_of}",
        "slug": slug,
        "as_of": as_of,
        "list": "first",
        "seller_kind": "host",
        PRICE: usd,
        "output_usd_per_mtok": 2 * usd,
        **more,
    }


RUNS = pd.DataFrame(
    [
        run("old", 31.0, "old-run", weights="closed"),
        run("mid", 40.0, "mid-run"),
        run("new", 65.0, "new-at-low-effort", weights="closed"),
        run("new", 70.0, "new-at-high-effort", weights="closed"),
    ]
)
LISTS = pd.DataFrame(
    [
        offer("old", "2023-06-01", 30.0, seller_kind="developer"),
        offer("old", "2024-01-01", 30.0, seller_kind="developer"),
        offer("mid", "2024-06-01", 2.0),
        offer("new", "2024-06-01", 8.0, seller_kind="developer"),
        offer("mid", "2025-06-01", 1.0),
        offer("new", "2025-06-01", 0.5, seller_kind="developer"),
    ]
)
SCORED = offers.scored(LISTS, RUNS)


def test_a_model_counts_with_its_best_run() -> None:
    best = offers.best_runs(RUNS).set_index("slug")
    assert list(best.index) == ["mid", "new", "old"]
    assert (best.loc["new", "score_pct"], best.loc["new", "gpqa_row"]) == (
        70.0,
        "new-at-high-effort",
    )


def test_an_offer_takes_the_score_of_its_model_and_a_blend() -> None:
    told = SCORED[SCORED["row_id"] == "mid-2024-06-01"].iloc[0]
    assert (told["score_pct"], told["weights"], told["gpqa_row"]) == (40.0, "open", "mid-run")
    assert told["blend_usd_per_mtok"] == 0.75 * 2.0 + 0.25 * 4.0
    assert len(SCORED) == len(LISTS)


def test_an_offer_of_a_model_without_a_run_is_refused() -> None:
    with pytest.raises(ValueError, match="'new' is on a price list and was not scored"):
        offers.scored(LISTS, RUNS[RUNS["slug"] != "new"])


def test_a_kind_of_seller_must_be_known() -> None:
    with pytest.raises(ValueError, match="'broker' is no kind of seller"):
        offers.scored(LISTS.assign(seller_kind="broker"), RUNS)


def test_of_offers_alike_the_one_nearest_to_the_maker_is_taken() -> None:
    day = "2025-06-01"
    alike = pd.DataFrame(
        [
            offer("mid", day, 1.0, row_id="a-broker", seller_kind="aggregator"),
            offer("mid", day, 1.0, row_id="b-host"),
            offer("mid", day, 1.0, row_id="c-maker", seller_kind="developer"),
        ]
    )
    for left, first in ((3, "c-maker"), (2, "b-host")):
        line = offers.lowest(offers.scored(alike.head(left), RUNS), PRICE, 40)
        assert list(line["row_id"]) == [first]


def test_an_offer_carried_back_keeps_all_but_its_day() -> None:
    listed = SCORED[SCORED["row_id"] == "old-2024-01-01"].iloc[0]
    back = offers.carried_back(listed, "2023-03-14")
    assert set(back) == set(SCORED)
    assert len(back) == 1
    told = back.iloc[0]
    assert (told["as_of"], told[PRICE], told["row_id"]) == ("2023-03-14", 30.0, "old-2024-01-01")
    assert listed["as_of"] == "2024-01-01"


def test_a_list_from_before_the_launch_tells_nothing_of_it() -> None:
    with pytest.raises(ValueError, match="2024-01-01"):
        offers.carried_back(SCORED[SCORED["row_id"] == "old-2024-01-01"].iloc[0], "2024-02-01")


def test_offers_stand_once_for_any_seller_and_once_for_their_kind() -> None:
    sold = offers.by_seller(SCORED)
    assert sold["sold_by"].value_counts().to_dict() == {"any seller": 6, "developer": 4, "host": 2}
    lines = offers.price_lines(sold, [40], {"input": PRICE}, by=["sold_by"])
    told = lines.groupby("sold_by")["usd_per_mtok"].agg(list).to_dict()
    assert told == {"any seller": [2.0, 0.5], "developer": [8.0, 0.5], "host": [2.0, 1.0]}


def test_the_price_of_a_score_can_be_kept_to_one_kind_of_seller() -> None:
    assert list(offers.lowest(SCORED, PRICE, 40, seller_kind="developer")[PRICE]) == [8.0, 0.5]
    assert list(offers.lowest(SCORED, PRICE, 40, seller_kind="host")[PRICE]) == [2.0, 1.0]


def test_every_key_has_one_fate() -> None:
    keys = pd.DataFrame(
        [
            {"list": "first", "included": True, "reason": ""},
            {"list": "first", "included": True, "reason": ""},
            {"list": "first", "included": False, "reason": "free_tier"},
            {"list": "second", "included": False, "reason": "free_tier"},
        ]
    )
    unmapped = pd.DataFrame(
        [
            {"list": "first", "kind": "text", "keys": 3},
            {"list": "first", "kind": "text", "keys": 4},
            {"list": "second", "kind": "other", "keys": 5},
        ]
    )
    counted = offers.counts_of_keys(keys, unmapped)
    told = counted.set_index(["list", "fate"])["keys"].to_dict()
    assert told == {
        ("first", "counted"): 2,
        ("first", "free_tier"): 1,
        ("second", "free_tier"): 1,
        ("first", "unscored text"): 7,
        ("second", "unscored other"): 5,
    }


def test_the_price_of_a_score_is_the_lowest_of_those_that_reach_it() -> None:
    line = offers.lowest(SCORED, PRICE, 40)
    assert list(line["as_of"]) == ["2024-06-01", "2025-06-01"]
    assert list(line[PRICE]) == [2.0, 0.5]
    assert list(offers.lowest(SCORED, PRICE, 40.1)[PRICE]) == [8.0, 0.5]
    assert list(offers.lowest(SCORED, PRICE, 31)[PRICE]) == [30.0, 30.0, 2.0, 0.5]


def test_the_price_of_a_score_can_be_kept_to_open_or_closed_models() -> None:
    assert list(offers.lowest(SCORED, PRICE, 40, weights="open")[PRICE]) == [2.0, 1.0]
    assert list(offers.lowest(SCORED, PRICE, 40, weights="closed")[PRICE]) == [8.0, 0.5]


def test_lines_below_each_other_are_those_that_stand_alone() -> None:
    bases = {"input": PRICE, "output": "output_usd_per_mtok"}
    both = offers.price_lines(SCORED, [31, 70], bases)
    for score in (31, 70):
        for base, column in bases.items():
            line = both[(both["level"] == score) & (both["base"] == base)]
            alone = offers.lowest(SCORED, column, score)
            assert list(line["row_id"]) == list(alone["row_id"])
            assert list(line["usd_per_mtok"]) == list(alone[column])


def test_lines_by_kind_of_weights_hold_both_kinds() -> None:
    both = offers.price_lines(SCORED, [40], {"input": PRICE}, by=["weights"])
    told = both.groupby("weights")["usd_per_mtok"].agg(list).to_dict()
    assert told == {"open": [2.0, 1.0], "closed": [8.0, 0.5]}


def test_record_lows_leave_out_a_price_that_rose_again() -> None:
    dates = [f"2024-0{month}-01" for month in range(1, 6)]
    usd = [10.0, 4.0, 6.0, 4.0, 1.0]
    line = pd.DataFrame([offer("a", day, price) for day, price in zip(dates, usd)])
    line["score_pct"] = 50.0
    assert list(offers.record_lows(line, PRICE, 50)[PRICE]) == [10.0, 4.0, 1.0]


def test_the_first_price_at_or_below_another_may_equal_it() -> None:
    line = offers.lowest(SCORED, PRICE, 40)
    assert offers.first_at_or_below(line, PRICE, 2.0)["as_of"] == "2024-06-01"
    assert offers.first_at_or_below(line, PRICE, 1.99)["as_of"] == "2025-06-01"
    with pytest.raises(ValueError, match="or less"):
        offers.first_at_or_below(line, PRICE, 0.1)


def test_a_price_that_falls_fourfold_in_two_years_falls_twofold_a_year() -> None:
    line = pd.DataFrame([offer("a", "2023-01-01", 4.0), offer("a", "2025-01-01", 1.0)])
    years = 731 / growth.DAYS_A_YEAR
    assert offers.yearly_fall(line, PRICE) == pytest.approx(4 ** (1 / years))
    with pytest.raises(ValueError, match="two lists, not 1"):
        offers.yearly_fall(line.head(1), PRICE)


def test_a_fall_can_begin_at_a_later_list() -> None:
    dates = ["2022-01-01", "2023-01-01", "2025-01-01"]
    line = pd.DataFrame([offer("a", day, usd) for day, usd in zip(dates, (100.0, 4.0, 1.0))])
    years = 731 / growth.DAYS_A_YEAR
    assert offers.yearly_fall(line, PRICE, "2022-06-01") == pytest.approx(4 ** (1 / years))
    with pytest.raises(ValueError, match="two lists, not 1"):
        offers.yearly_fall(line, PRICE, "2024-01-01")


def test_a_line_is_fitted_from_each_start_to_its_end() -> None:
    dates = pd.date_range("2023-01-01", periods=40, freq="30D")
    years = (dates - dates[0]).days / growth.DAYS_A_YEAR
    # Threefold a year for twenty lists, flat from there on.
    usd = 100 * 3.0 ** -years.to_numpy()
    usd[20:] = usd[20]
    days = [f"{day:%Y-%m-%d}" for day in dates]
    line = pd.DataFrame([offer("a", day, price) for day, price in zip(days, usd)])
    fits = offers.fits_from(line, PRICE, [days[0], days[20], days[37]])
    assert list(fits["start"]) == [days[0], days[20], days[37]]
    assert list(fits["n"]) == [40, 20, 3]
    whole = growth.fit_decline(line["as_of"], line[PRICE])
    assert fits.loc[0, ["factor", "low", "high"]].tolist() == [whole.factor, whole.low, whole.high]
    assert fits["factor"].tolist()[1:] == pytest.approx([1.0, 1.0])
    with pytest.raises(ValueError, match="three points"):
        offers.fits_from(line, PRICE, [days[38]])


def test_a_line_needs_a_start_to_be_fitted_from() -> None:
    with pytest.raises(ValueError, match="no day"):
        offers.fits_from(SCORED, PRICE, [])


def test_a_blend_has_its_line_too() -> None:
    blended = pricing.with_blend(SCORED)
    assert list(offers.lowest(blended, "blend_usd_per_mtok", 70)["blend_usd_per_mtok"]) == [
        10.0,
        0.625,
    ]
