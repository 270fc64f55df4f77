"""The data package as it ships: whole, sealed, and every row with its source."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import Any

import pandas as pd
import pytest

from claimsbook.ledger import claims
from claimsbook.tables import data
from copies import REPOSITORY, Bench

DATA = REPOSITORY / "data"
TABLES: list[dict[str, Any]] = json.loads((DATA / "datapackage.json").read_text())["resources"]
CITED = [one for one in TABLES if one["name"] not in ("sources", "claims")]
every_cited_table = pytest.mark.parametrize("table", CITED, ids=[one["name"] for one in CITED])


def cells(table: dict[str, Any]) -> pd.DataFrame:
    return pd.read_csv(DATA / table["path"], dtype=str, keep_default_na=False)


def test_frictionless_finds_the_package_valid() -> None:
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(DATA / "datapackage.json")).validate()
    faults = [error.message for task in report.tasks for error in task.errors]
    assert faults == [] and report.errors == []
    assert report.valid


def test_the_package_has_no_fault_that_its_reader_knows() -> None:
    assert [str(fault) for fault in data.check_package()] == []


def test_every_table_file_belongs_to_the_package() -> None:
    files = {file.relative_to(DATA).as_posix() for file in DATA.rglob("*.csv")}
    assert files == {table["path"] for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=[one["name"] for one in TABLES])
def test_a_table_is_plain_utf8_with_unix_line_ends(table: dict[str, Any]) -> None:
    raw = (DATA / table["path"]).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8")


@every_cited_table
def test_every_row_names_its_source_its_date_and_who_measured_it(table: dict[str, Any]) -> None:
    frame = cells(table)
    assert len(frame)
    sources = set(cells(TABLES[0])["source_id"])
    for column in ("row_id", "as_of", "measured_by", "source_id"):
        assert (frame[column].str.strip() != "").all(), column
    assert set(frame["source_id"]) <= sources
    assert frame["as_of"].str.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?").all()
    assert frame["row_id"].str.fullmatch(r"[a-z0-9][a-z0-9.-]*").all()


def test_row_ids_are_unique_over_all_tables() -> None:
    counts = Counter(row_id for table in CITED for row_id in cells(table)["row_id"])
    assert [row_id for row_id, count in counts.items() if count > 1] == []


def test_every_source_can_be_looked_up_again() -> None:
    frame = cells(TABLES[0])
    assert frame["source_id"].is_unique
    addressed = (frame["url"] != "") | (frame["artifact"] != "")
    # A book is found by its title; a search and the book's own work have no address.
    findable = frame["type"].isin(["book", "search"]) | (frame["publisher"] == "The Rebar authors")
    assert frame.loc[~addressed & ~findable, "source_id"].tolist() == []
    unhashed = frame[(frame["artifact"] != "") & (frame["sha256"] == "")]
    assert unhashed["source_id"].tolist() == []


def test_every_source_is_cited_by_a_row_or_a_chapter() -> None:
    texts = [(DATA / table["path"]).read_text() for table in CITED]
    texts += [file.read_text() for file in (REPOSITORY / "notebooks").glob("*.py")]
    words = set(re.findall(r"[a-z0-9][a-z0-9.-]*[a-z0-9]", "\n".join(texts)))
    assert [one for one in cells(TABLES[0])["source_id"] if one not in words] == []


def test_the_ledger_takes_the_whole_article_apart() -> None:
    ledger = claims.ledger()
    own = [claim for claim in ledger.values() if not claim.repeats]
    assert len(own) >= 100
    assert len({claim.paraphrase for claim in own}) == len(own)
    schema = json.loads((DATA / "schemas" / "claims.json").read_text())
    (section,) = (field for field in schema["fields"] if field["name"] == "section")
    assert {claim.section for claim in ledger.values()} == set(section["constraints"]["enum"])


def test_a_repeat_states_what_it_repeats() -> None:
    ledger = claims.ledger()
    for claim in ledger.values():
        if claim.repeats and claim.value and ledger[claim.repeats].value:
            assert claim.interval.meets(ledger[claim.repeats].interval), claim.claim_id


def test_no_file_names_a_folder_of_the_machine_it_was_made_on() -> None:
    for file in [*DATA.rglob("*.csv"), *DATA.rglob("*.json")]:
        assert not re.search(r"(?<![\w.:/-])/(work|tmp|home|root)/", file.read_text()), file.name


def test_a_copy_with_one_changed_cell_is_told_from_the_original(bench_copy: Bench) -> None:
    text = bench_copy.read("data/steel/raw_steel.csv").decode()
    last = re.findall(r"(?m)^([a-z0-9.-]+),", text)[-1]
    bench_copy.replace("data/steel/raw_steel.csv", f"\n{last},", f"\n{last}-x,")
    done = bench_copy.rebar("check")
    assert done.returncode == 1
    assert "data/steel/raw_steel.csv: differs from the hash" in done.stderr
    assert "Traceback" not in done.stderr


def test_each_table_is_written_as_the_engine_writes_tables() -> None:
    """What alters one cell of it and writes it anew can then be told by its hash alone."""
    otherwise = []
    for name in data.table_names():
        raw = data.table_file(name).read_text("utf-8")
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(csv.reader(io.StringIO(raw)))
        if out.getvalue() != raw:
            otherwise.append(name)
    assert otherwise == []
