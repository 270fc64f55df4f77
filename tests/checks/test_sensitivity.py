"""The count of what the checks notice must not flatter them."""

from __future__ import annotations

import csv

import pytest

from claimsbook import chapters, paths
from claimsbook.__main__ import main
from claimsbook.checks import sensitivity
from claimsbook.errors import BookError
from claimsbook.figures import render
from claimsbook.ledger import claims
from claimsbook.tables import data
from copies import Bench

SECOND = """\
# %%
from claimsbook.tables import data
from claimsbook.figures.prose import prose

readings = data.read("left-readings")
first = readings.iloc[0]

# %%
prose(f"It rises by {round(first['value'], -1):.0f} %.")
"""


def counts(column: str) -> sensitivity.Count:
    return sensitivity._column("left-readings", column, float("inf"))


def test_workers_draw_though_this_process_has_drawn(tiny_book: Bench) -> None:
    chart = {"data": {"values": [{}]}, "mark": {"type": "text", "text": "drawn"}}
    assert "drawn" in render.svg(dict(chart), width=40)
    pool = sensitivity.workers()
    try:
        drawn = pool.submit(render.svg, dict(chart), width=40)
        assert "drawn" in drawn.result(timeout=120)
        assert pool.submit(paths.root).result(timeout=120) == tiny_book.root.resolve()
    finally:
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def test_a_cell_that_an_output_depends_on_is_noticed(tiny_book: Bench) -> None:
    found = counts("value")
    assert (found.numbers, found.by_running, found.by_hash, found.missed) == (3, 3, 3, 0)


def test_a_cell_that_no_output_tells_is_counted_and_named(tiny_book: Bench) -> None:
    left = tiny_book.read("notebooks/left.py").decode()
    tiny_book.write("notebooks/left.py", left[: left.index("# %%\nexhibit(")])
    found = counts("value")
    assert (found.numbers, found.by_running) == (3, 1)
    assert found.why == "no output depends on left-two, left-three"


def test_a_change_too_small_for_what_is_shown_counts_as_missed(tiny_book: Bench) -> None:
    tiny_book.write("notebooks/left.py", SECOND)
    assert counts("value").by_running == 0


def test_a_table_that_nobody_reads_or_that_time_does_not_reach_counts_as_missed(
    tiny_book: Bench,
) -> None:
    assert sensitivity._column("left-readings", "value", 0.0).by_running == 0
    assert sensitivity._column("left-readings", "value", 0.0).why.startswith("not all reached")


def test_a_hash_that_is_wrong_to_begin_with_notices_nothing(tiny_book: Bench) -> None:
    tiny_book.replace("data/left.csv", "12.5", "12.6")
    assert counts("value").by_hash == 0


def test_only_what_depends_on_a_table_runs_again(tiny_book: Bench) -> None:
    rehearsal = sensitivity.Rehearsal(sensitivity.chapters.Chapter("left"))
    part = rehearsal.part("left-readings")
    assert 0 < len(part) < len(rehearsal.statements)
    assert rehearsal.part("right-readings") == []
    assert not rehearsal.notices(tables={"left-readings": data.read("left-readings")})


def test_stated_values_and_stored_numbers_are_all_noticed(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    stated = {one.what: one for one in sensitivity.statements(lambda _: None)}
    # The repeat and the date are checked by no chapter of the tiny book.
    assert stated["claims: value"].why == "no output tells right-height-again, left-finished"
    assert stated["claims: value"].by_running == 2
    for one in sensitivity.outputs(lambda _: None):
        assert one.numbers > 5
        assert one.by_running == one.numbers


def test_numbers_are_altered_as_little_as_a_slip_of_the_pen_would() -> None:
    assert [sensitivity.slipped(text, "") for text in ("97", "0.10", "-3.5", "9")] == [
        "98",
        "0.11",
        "-3.4",
        "10",
    ]
    assert sensitivity.slipped("2026-02", "date") == "2027-02"
    assert sensitivity.raised(200.0, False) == pytest.approx(202)
    assert [sensitivity.raised(one, True) for one in (0, 5, 2025)] == [1, 6, 2045]


@pytest.mark.parametrize(
    ("column", "noticed"), [("unit", 1), ("standing", 1), ("as_of", 2), ("locator", 0)]
)
def test_texts_are_altered_too_and_what_slips_is_named(
    tiny_book: Bench, column: str, noticed: int
) -> None:
    found = sensitivity._column("right-readings", column, float("inf"))
    assert (found.altered, found.numbers, found.by_hash) == ("text", 2, 2)
    assert found.by_running == noticed, found.why
    assert bool(found.why) == (noticed < 2)


def test_a_text_is_altered_as_somebody_might_mistake_it() -> None:
    standings = ["record", "independent"]
    assert sensitivity.mistaken("record", standings) == "independent"
    assert sensitivity.mistaken("independent", standings) == "record"
    assert sensitivity.mistaken("2026-02", []) == "2027-02"
    assert sensitivity.mistaken("https://a.example/s", []) == "https://x-a.example/s"
    assert sensitivity.mistaken("table 1", []) == "table x"
    assert sensitivity.mistaken("matrix", []) == "matriy"


def test_ids_and_notes_are_not_altered(tiny_book: Bench) -> None:
    texts = sensitivity._texts("left-readings")
    assert {"unit", "as_of", "standing", "locator", "measured_by"} <= set(texts)
    assert not {"row_id", "note", "value"} & set(texts)
    assert "url" in sensitivity._texts("sources")


def test_the_committed_counts_are_those_of_this_book() -> None:
    if not sensitivity.result().is_file():
        pytest.skip("book/mutation.csv was not made yet: `make mutate`")
    with sensitivity.result().open(encoding="utf-8", newline="") as file:
        lines = {line["what"]: line for line in csv.DictReader(file)}
    wanted = {
        f"{name}: {field['name']}": int(data.read(name)[field["name"]].notna().sum())
        for name in data.table_names()
        if name != "claims"
        for field in data.schema(name)["fields"]
        if field["type"] in ("number", "integer", "year")
    }
    wanted |= {
        f"claims: {column}": sum(bool(getattr(one, column)) for one in claims.ledger().values())
        for column in ("value", "value_high", "step")
    }
    if "text" in {line["altered"] for line in lines.values()}:
        wanted |= {
            f"{name}: {column}": int((data.read(name)[column] != "").sum())
            for name in data.table_names()
            if name != "claims"
            for column in sensitivity._texts(name)
        }
    told = {what: int(line["numbers"]) for what, line in lines.items()}
    assert {what: n for what, n in wanted.items() if n}.items() <= told.items(), "`make mutate`"
    assert {one.slug for one in chapters.all_chapters()} <= set(told)
    for line in lines.values():
        by = [int(line[f"noticed by {how}"] or 0) for how in ("hash", "running anew", "rebuilding")]
        assert int(line["noticed by none"]) == int(line["numbers"]) - max(by)
        assert max(by) <= int(line["numbers"])


def test_a_count_is_written_as_it_is() -> None:
    one = sensitivity.Count("cell", "a: b", 9, 2, 5, "why, so", 7)
    assert one.missed == 2
    assert sensitivity.as_csv([one]).splitlines()[1] == 'cell,a: b,9,2,5,7,2,"why, so"'
    assert sensitivity.Count("stored output", "c", 9, None, 4).missed == 5
    assert (
        sensitivity.as_csv([sensitivity.Count("x", "c", 9, None, 4)]).splitlines()[1]
        == "x,c,9,,4,,5,"
    )


def test_numbers_of_a_stale_notebook_are_not_counted_as_noticed(tiny_book: Bench) -> None:
    left = tiny_book.read("notebooks/left.ipynb").decode()
    tiny_book.write("notebooks/left.ipynb", left.replace("12.5", "12.4"))
    with pytest.raises(BookError, match="not what a fresh run gives"):
        sensitivity.outputs(lambda _: None)


def test_help_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["mutate", "--help"])
    assert "count what the checks notice" in capsys.readouterr().out


@pytest.mark.parametrize("lacking", [["left", "right"], ["right"]])
def test_what_was_never_run_is_not_counted(
    tiny_book: Bench, lacking: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for slug in lacking:
        (tiny_book.root / "notebooks" / f"{slug}.ipynb").unlink()
    assert main(["mutate", "--seconds", "0"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"error: {', '.join(lacking)}: never run") and said.out == ""
    assert "Remedy: `python -m claimsbook run` first." in said.err
