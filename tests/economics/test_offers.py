"""What a score costs: the joins keep the weakest version, the lines the cheapest offer."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics import growth, offers, pricing

PRICE = "input_usd_per_mtok"


def run(price_model: str, score: float, row_id: str, note: str = "") -> dict[str, object]:
    return {
        "row_id": row_id,
        "model": f"{price_model} as run",
        "price_model": price_model,
        "gpqa_diamond_pct": score,
        "note": note,
    }


def offer(slug: str, as_of: str, usd: float, **more: object) -> dict[str, object]:
    return {
        "row_id": f"{slug}-{as_of}",
        "slug": slug,
        "model": slug.upper(),
        "as_of": as_of,
        "weights": "open",
        "corrected": False,
        PRICE: usd,
        "output_usd_per_mtok": 2 * usd,
        **more,
    }


RUNS = pd.DataFrame(
    [
        run("old", 36.0, "old-first"),
        run("old", 31.0, "old-second"),
        run("mid (host)", 40.0, "mid", "use only from 2024-06; earlier versions were not scored"),
        run("new", 70.0, "new"),
    ]
)
LISTS = pd.DataFrame(
    [
        offer("old", "2023-06-01", 30.0, weights="closed", corrected=True),
        offer("old", "2024-01-01", 30.0, weights="closed"),
        offer("mid-host", "2024-05-31", 1.0),
        offer("mid-host", "2024-06-01", 2.0),
        offer("new", "2024-06-01", 8.0, weights="closed"),
        offer("mid-host", "2025-06-01", 1.0),
        offer("new", "2025-06-01", 0.5, weights="closed"),
        offer("unscored", "2025-06-01", 0.1),
    ]
)
SCORED = offers.scored(LISTS, RUNS)


@pytest.mark.parametrize(
    ("named", "slug"),
    [
        ("gpt-4 (8k)", "gpt-4"),
        ("gpt-4 (128k)", "gpt-4"),
        ("llama-3.1-8b (groq)", "llama-3.1-8b-groq"),
        ("kimi-k2.5 (moonshot)", "kimi-k2.5-moonshot"),
        ("gpt-5-nano", "gpt-5-nano"),
    ],
)
def test_a_model_s_name_leads_to_its_price_key(named: str, slug: str) -> None:
    assert offers.price_key(named) == slug


def test_a_key_that_stood_for_several_versions_counts_with_the_weakest() -> None:
    weakest = offers.weakest_versions(RUNS).set_index("slug")
    assert list(weakest.index) == ["mid-host", "new", "old"]
    assert weakest.loc["old", "score_pct"] == 31.0
    assert weakest.loc["old", "gpqa_row"] == "old-second"
    assert weakest["valid_from"].to_dict() == {"mid-host": "2024-06", "new": "", "old": ""}


def test_an_offer_counts_from_the_month_of_the_first_scored_version() -> None:
    assert "mid-host-2024-05-31" not in set(SCORED["row_id"])
    assert "mid-host-2024-06-01" in set(SCORED["row_id"])


def test_a_model_without_a_score_is_left_out() -> None:
    assert "unscored" not in set(SCORED["slug"])
    assert len(SCORED) == 6


def test_the_first_price_is_the_first_that_needed_no_correction() -> None:
    assert offers.first_listed(LISTS, "old")["as_of"] == "2024-01-01"
    backwards = LISTS.iloc[::-1]
    assert offers.first_listed(backwards, "mid-host")["as_of"] == "2024-05-31"
    with pytest.raises(ValueError, match="'none-such'"):
        offers.first_listed(LISTS, "none-such")


def test_the_next_list_is_the_first_later_one_that_has_the_offer() -> None:
    first = offers.first_listed(LISTS, "mid-host")
    assert offers.next_listed(LISTS.iloc[::-1], first)[PRICE] == 2.0
    with pytest.raises(ValueError, match="after 2025-06-01"):
        offers.next_listed(LISTS, LISTS.iloc[-1])


def test_an_offer_carried_back_keeps_its_price_and_takes_the_score_of_its_launch() -> None:
    listed = offers.first_listed(LISTS, "old").copy()
    listed["model"] = "Old (8k)"
    first_run = RUNS[RUNS["row_id"] == "old-first"].iloc[0]
    back = offers.at_launch(listed, first_run, "2023-03-14")
    assert set(back) == set(SCORED)
    assert len(back) == 1
    told = back.iloc[0]
    assert (told["as_of"], told["slug"], told["model"]) == ("2023-03-14", "old as run", "Old")
    assert (told["score_pct"], told["gpqa_row"]) == (36.0, "old-first")
    assert (told[PRICE], told["row_id"], told["weights"]) == (30.0, "old-2024-01-01", "closed")


def test_a_list_from_before_the_launch_tells_nothing_of_it() -> None:
    with pytest.raises(ValueError, match="2024-01-01"):
        offers.at_launch(offers.first_listed(LISTS, "old"), RUNS.iloc[0], "2024-02-01")


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
