"""The token price index on a market of five models."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics import token_index

RATED = {"old": 1500.0, "mid": 1450.0, "small": 1400.0, "new": 1505.0, "fair": 1455.0}
OPEN = {"small", "new"}
DAYS = ["2026-02-01", "2026-03-03", "2026-04-01"]


def offer(day: str, model: str, price: float, name: str = "openrouter") -> dict[str, object]:
    return {
        "list": name,
        "as_of": day,
        "key": model,
        "model": model if model in RATED else "",
        "seller": "s",
        "row_id": f"{name}-{day}-{model}",
        "input_usd_per_mtok": price,
        "output_usd_per_mtok": price,
    }


PRICES = {"old": 10.0, "mid": 3.0, "small": 1.0, "fair": 4.0, "unrated": 2.0}


def market(name: str = "openrouter") -> pd.DataFrame:
    """No model changes its price; in April a new open one at the top costs a tenth."""
    rows = [offer(day, model, price, name) for day in DAYS for model, price in PRICES.items()]
    return pd.DataFrame([*rows, offer("2026-04-01", "new", 1.0, name)])


SCORED = pd.DataFrame(
    {
        "model": list(RATED),
        "rating_elo": list(RATED.values()),
        "open": [float(model in OPEN) for model in RATED],
    }
)


def line(index: pd.DataFrame, name: str) -> pd.DataFrame:
    return index[index["line"] == name].set_index("as_of")


def test_the_lines_part_when_new_models_and_not_old_ones_are_cheap() -> None:
    index = token_index.token_price_index(market(), SCORED, levels=(1500, 1400))
    assert line(index, "matched")["index"].tolist() == pytest.approx([100, 100, 100])
    assert line(index, "matched-geks")["index"].tolist() == pytest.approx([100, 100, 100])
    assert line(index, "cheapest-1500")["index"].tolist() == pytest.approx([100, 100, 10])
    assert line(index, "cheapest-1400")["index"].tolist() == pytest.approx([100, 100, 100])
    assert line(index, "hedonic")["index"].iloc[-1] < 100
    assert line(index, "matched").loc["2026-04-01", ["matched", "entered", "left"]].tolist() == [
        5,
        1,
        0,
    ]


def test_the_cheapest_line_names_its_model_and_row() -> None:
    index = token_index.token_price_index(market(), SCORED, levels=(1500,))
    last = line(index, "cheapest-1500").loc["2026-04-01"]
    assert (last["model"], last["row_id"]) == ("new", "openrouter-2026-04-01-new")
    assert (last["blend_usd_per_mtok"], last["runner_up_usd_per_mtok"]) == (1, 10)


def test_the_base_is_the_list_in_force_on_the_day() -> None:
    halved = market().assign(
        input_usd_per_mtok=lambda one: one["input_usd_per_mtok"].where(
            one["as_of"] > "2026-02-01", 20
        )
    )
    index = token_index.token_price_index(halved, SCORED, levels=())
    assert line(index, "matched").loc["2026-03-03", "index"] == pytest.approx(100)
    assert line(index, "matched").loc["2026-02-01", "index"] > 100


def test_a_list_that_begins_after_the_base_is_refused() -> None:
    with pytest.raises(ValueError, match="openrouter has no list on or before 2026-01-01"):
        token_index.token_price_index(market(), SCORED, base_day="2026-01-01")


def test_linking_takes_one_list_before_the_base_and_the_other_after() -> None:
    both = pd.concat([market(), market("litellm")])
    index = token_index.token_price_index(both, SCORED, levels=(1500,))
    series = token_index.linked(index, "openrouter", "litellm")
    matched = line(series, "matched")
    assert matched["list"].tolist() == ["openrouter", "openrouter", "litellm"]


def test_the_discount_is_of_open_against_closed_at_one_level() -> None:
    found = token_index.discount_at_level(market(), SCORED, levels=(1400, 1500))
    by = found.set_index(["as_of", "level"])["discount_pct"]
    assert by["2026-03-03", 1400] == pytest.approx(100 * (1 - 1 / 3))
    assert by["2026-04-01", 1500] == pytest.approx(90)
    assert ("2026-03-03", 1500) not in by.index


def test_a_model_has_the_rating_of_the_newest_board_that_has_it() -> None:
    ratings = pd.DataFrame(
        {
            "model": ["a", "a", "b"],
            "as_of": ["2026-10-05", "2026-10-20", "2026-10-05"],
            "rating_elo": [1400, 1410, 1300],
        }
    )
    models = pd.DataFrame({"model": ["a", "b", "c"], "weights": ["open", "closed", "open"]})
    found = token_index.scores(ratings, models)
    assert found.to_dict("list") == {
        "model": ["a", "b"],
        "rating_elo": [1410, 1300],
        "rated_on": ["2026-10-20", "2026-10-05"],
        "open": [1.0, 0.0],
    }
