"""Chapters: run when something that they depend on changed, and not otherwise."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from claimsbook import chapters
from claimsbook.chapters import Chapter, reasons_stale
from claimsbook.errors import BookError
from claimsbook.ledger import claims
from copies import REPOSITORY, Bench

LEFT, RIGHT = Chapter("left"), Chapter("right")

RAISES = """\
# %% [markdown]
# # Right
# %%
one = 1
# %%
one / 0
"""

LACKS_ALT = """\
# %%
import altair as alt
from claimsbook.tables import data
from claimsbook.figures.exhibits import exhibit
frame = data.read("left-readings")
# %%
exhibit(
    alt.Chart(frame).mark_bar().encode(x="value:Q"), id="no-alt", title="T", subtitle="S", alt="",
    rows=frame, data=frame,
)
"""

READS = """\
# %%
from claimsbook.tables import data
data.read("right-readings")
"""

UNKNOWN_CLAIM = """\
# %%
from claimsbook.ledger import claims
# %%
claims.check("left-hight", 33.0)
"""

CHECKS = """\
# %%
from claimsbook.ledger import claims
from claimsbook.tables import data
readings = data.in_unit(data.read("left-readings"), "pct")
# %%
claims.check("{}", {}, rows="left-one")
"""

TWICE = (
    CHECKS.format("left-is-tallest", "True")
    + """\
# %%
claims.check("left-is-tallest", True, rows="left-one")
"""
)

READER = """\
# %% [markdown]
# # Reader
# %%
from claimsbook import chapters
len(chapters.checked_claims("reader"))
"""


def stale() -> dict[str, list[str]]:
    return {one.slug: reasons_stale(one) for one in chapters.all_chapters()}


def test_nothing_is_stale_after_a_run(tiny_book: Bench) -> None:
    assert stale() == {"left": [], "right": []}


def test_one_cell_of_a_table_makes_exactly_its_readers_stale(tiny_book: Bench) -> None:
    tiny_book.replace("data/left.csv", "12.5", "12.6")
    assert stale() == {"left": ["table left-readings changed"], "right": []}


def test_the_ledger_and_the_sources_concern_those_who_read_them(tiny_book: Bench) -> None:
    tiny_book.replace("data/claims.csv", "by a third.", "by one third.")
    assert stale() == {"left": ["table claims changed"], "right": ["table claims changed"]}
    tiny_book.replace("data/claims.csv", "by one third.", "by a third.")
    tiny_book.replace("data/sources.csv", "A letter", "The letter")
    assert stale() == {"left": ["table sources changed"], "right": []}


def test_a_table_that_is_gone_makes_its_readers_stale(tiny_book: Bench) -> None:
    (tiny_book.root / "data" / "right.csv").unlink()
    assert stale() == {"left": [], "right": ["table right-readings changed"]}


def test_code_makes_a_chapter_stale_and_its_layout_does_not(tiny_book: Bench) -> None:
    tiny_book.replace("notebooks/left.py", "\n\n# %%\nclaims.", "\n\n\n# %%\nclaims.")
    assert stale() == {"left": [], "right": []}
    tiny_book.replace("notebooks/left.py", "How tall is it?", "How tall is that?")
    assert stale() == {"left": ["its .py changed"], "right": []}


def test_a_module_makes_exactly_its_importers_stale(tiny_book: Bench) -> None:
    (tiny_book.root / "src").unlink()
    shutil.copytree(REPOSITORY / "src", tiny_book.root / "src")
    assert stale() == {"left": [], "right": []}
    module = tiny_book.root / "src" / "claimsbook" / "figures" / "exhibits.py"
    module.write_text(module.read_text() + "\n")
    assert stale() == {"left": ["module claimsbook.figures.exhibits changed"], "right": []}
    module.unlink()
    assert stale() == {"left": ["module claimsbook.figures.exhibits changed"], "right": []}


@pytest.mark.parametrize(
    ("key", "reasons"),
    [
        ('command = "python -m tower"', ["book.toml changed"]),
        ('fine_units = ["metres"]', ["book.toml changed"]),
        ('[roles]\nleft-readings = "heights"', ["book.toml changed"]),
        ('[subject]\npublished = "2026-03-12"', ["book.toml changed"]),
        ('keywords = ["towers"]', []),
        ("# A comment.", []),
        ('[entities]\n"The left tower" = "left"', []),
    ],
)
def test_a_setting_that_reaches_outputs_makes_chapters_stale(
    tiny_book: Bench, key: str, reasons: list[str]
) -> None:
    before = tiny_book.read("book.toml").decode()
    tiny_book.write("book.toml", f"{before}{key}\n")
    assert stale() == {"left": reasons, "right": reasons}
    tiny_book.write("book.toml", before)
    assert stale() == {"left": [], "right": []}


def test_another_library_makes_a_chapter_stale(tiny_book: Bench) -> None:
    notebook = json.loads(tiny_book.read("notebooks/right.ipynb"))
    was = notebook["metadata"]["claimsbook"]["libraries"]["pandas"]
    notebook["metadata"]["claimsbook"]["libraries"]["pandas"] = "0.1"
    tiny_book.write("notebooks/right.ipynb", json.dumps(notebook))
    assert stale() == {"left": [], "right": [f"pandas is {was}, was 0.1"]}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "it was never run"),
        ("", "its .ipynb is not readable"),
        ("[]", "its .ipynb is not readable"),
        ("{}", "its .ipynb is not readable"),
        ("\xff", "its .ipynb is not readable"),
        (
            json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}),
            "its .ipynb carries no record of a run",
        ),
        (
            json.dumps(
                {
                    "cells": [],
                    "metadata": {"claimsbook": {"code": "x"}},
                    "nbformat": 4,
                    "nbformat_minor": 5,
                }
            ),
            "its .ipynb carries no record of a run",
        ),
    ],
)
def test_a_notebook_without_sound_outputs_is_stale(
    content: str | None, reason: str, tiny_book: Bench
) -> None:
    if content is None:
        (tiny_book.root / "notebooks" / "right.ipynb").unlink()
    else:
        tiny_book.write("notebooks/right.ipynb", content.encode("latin-1"))
    assert stale() == {"left": [], "right": [reason]}


@pytest.mark.slow
def test_an_edited_cell_reruns_exactly_the_chapters_that_read_its_table(tiny_book: Bench) -> None:
    before = tiny_book.contents()
    tiny_book.replace("data/right.csv", "14,,usd", "15,,usd")
    done = tiny_book.claimsbook("run")
    assert done.returncode == 0, done.stderr
    assert "run    right  (table right-readings changed)" in done.stdout
    assert "fresh  left" in done.stdout
    assert "1 of 2 chapters ran" in done.stdout
    after = tiny_book.contents()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"data/right.csv", "notebooks/right.ipynb"}
    assert b"$15." in after["notebooks/right.ipynb"]


@pytest.mark.slow
def test_a_run_says_which_figures_and_claims_moved(tiny_book: Bench) -> None:
    tiny_book.replace("data/left.csv", "storey,33.2,", "storey,36.2,")
    tiny_book.replace("data/right.csv", "price,10,", "price,11,")
    said = tiny_book.claimsbook("run").stdout
    assert "moved  figure left-heights: plotted row 1 (left-one), value: from 33.2 to 36.2" in said
    assert "moved  claim left-height: reproduced, now differs" in said
    assert "moved  claim right-height: reproduced, now differs" in said
    assert "moved" not in tiny_book.claimsbook("run", "--force").stdout


@pytest.mark.slow
def test_a_forced_run_runs_all_and_gives_the_same_bytes(tiny_book: Bench) -> None:
    def notebooks() -> dict[str, object]:
        found = {}
        for one in (LEFT, RIGHT):
            content = json.loads(one.notebook.read_bytes())
            for cell in content["cells"]:
                for output in cell.get("outputs", []):
                    output.get("data", {}).pop("image/png", None)
            found[one.slug] = content
        return found

    before = notebooks()
    assert [one.slug for one in chapters.run(chapters.all_chapters(), force=True)] == [
        "left",
        "right",
    ]
    assert notebooks() == before


@pytest.mark.slow
def test_faulty_chapters_are_named_with_cell_and_cause_and_keep_their_old_outputs(
    tiny_book: Bench,
) -> None:
    tiny_book.write("notebooks/right.py", RAISES)
    tiny_book.chapters(
        no_alt=LACKS_ALT,
        unknown_claim=UNKNOWN_CLAIM,
        twice=TWICE,
        again=CHECKS.format("left-height", "33.0"),
        reads=READS,
        sound=CHECKS.format("left-finished", '"2026"'),
    )
    tiny_book.write("notebooks/no-alt.ipynb", b"{}")
    tiny_book.replace("data/right.csv", "14,,usd", "14.x,,usd")
    before = tiny_book.contents()
    done = tiny_book.claimsbook("run")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for complaint in (
        "notebooks/right.py, cell 3: ZeroDivisionError",
        "notebooks/reads.py, cell 1: TableError: data/right.csv, row 3, column 'value'",
        "notebooks/no-alt.py, cell 2: BookError: exhibit 'no-alt' has no alt text. Remedy: write",
        "notebooks/unknown-claim.py, cell 2: BookError: data/claims.csv has no claim 'left-hight'",
        "claim 'left-is-tallest' is checked twice: in twice and twice. Remedy: keep one",
        "claim 'left-height' is checked twice: in left and again. Remedy: keep one",
    ):
        assert complaint in done.stderr
    after = tiny_book.contents()
    assert {name for name in after if after[name] != before.get(name)} == {"notebooks/sound.ipynb"}


@pytest.mark.slow
def test_a_check_may_move_from_one_chapter_to_another(tiny_book: Bench) -> None:
    moved = 'claims.check("left-height", float(readings["value"].iloc[0]), rows=readings.iloc[0])'
    tiny_book.replace("notebooks/left.py", moved, "len(readings)")
    tiny_book.write("notebooks/right.py", CHECKS.format("left-height", "33.0"))
    chapters.run(chapters.all_chapters(), say=lambda _: None)
    records = chapters.collect([LEFT, RIGHT])
    assert [(one["claim"], one["chapter"]) for one in records] == [("left-height", "right")]


@pytest.mark.slow
def test_a_chapter_that_reads_the_records_follows_those_that_make_them(tiny_book: Bench) -> None:
    tiny_book.chapters(reader=READER)
    order: list[str] = []
    tiny_book.replace("data/left.csv", "33.2", "33.3")
    chapters.run(
        list(reversed(chapters.all_chapters())),
        say=lambda line: order.append(" ".join(line.split()[:2])),
    )
    assert order.index("done left") < order.index("run reader")
    assert stale()["reader"] == []

    other = json.loads(RIGHT.notebook.read_bytes())
    for cell in other["cells"]:
        for output in cell.get("outputs", []):
            for record in output.get("data", {}).get(claims.MIME, []):
                record["verdict"] = "differs"
    RIGHT.notebook.write_text(json.dumps(other))
    assert stale()["reader"] == ["table checked-claims changed"]


def test_a_title_is_part_of_what_the_reader_of_records_depends_on(tiny_book: Bench) -> None:
    tiny_book.chapters(reader=READER)
    before = chapters.records_hash(Chapter("reader"))
    tiny_book.replace("notebooks/left.py", "# # Left", "# # Left and tall")
    assert chapters.records_hash(Chapter("reader")) != before


def test_what_was_found_is_collected_from_the_stored_outputs(tiny_book: Bench) -> None:
    records = chapters.collect(chapters.all_chapters())
    assert [(one["claim"], one["verdict"], one["chapter"]) for one in records] == [
        ("left-height", "reproduced", "left"),
        ("right-height", "reproduced", "right"),
    ]
    (figure,) = chapters.collect_exhibits(chapters.all_chapters())
    assert (figure["id"], figure["chapter"]) == ("left-heights", "left")
    assert figure["spec"]["mark"]["type"] == "bar"


def test_an_exhibit_that_stands_in_two_chapters_is_refused(tiny_book: Bench) -> None:
    shutil.copy(LEFT.notebook, RIGHT.notebook)
    with pytest.raises(BookError, match=r"'left-heights' stands in left and in right"):
        chapters.collect_exhibits(chapters.all_chapters())


def test_chapters_come_in_the_order_of_the_contents(tiny_book: Bench) -> None:
    assert [one.slug for one in chapters.all_chapters()] == ["left", "right"]
    assert chapters.select(["notebooks/right.py"]) == [RIGHT]
    assert LEFT.title == "Left"
    with pytest.raises(BookError, match=r"no chapter 'middle'.*left, right"):
        chapters.select(["middle"])


@pytest.mark.parametrize(
    ("toc", "complaint"),
    [
        (b"chapters: [", "_toc.yml cannot be read"),
        (b"root: \xff", "_toc.yml cannot be read"),
        (b"chapters:\n- file: notebooks/middle", "names notebooks/middle, which has no .py"),
    ],
)
def test_a_faulty_table_of_contents_is_named(
    toc: bytes, complaint: str, tiny_package: Bench
) -> None:
    tiny_package.write("_toc.yml", toc)
    with pytest.raises(BookError, match=rf"{complaint}.*Remedy: ."):
        chapters.all_chapters()


def test_a_script_that_is_not_utf8_is_named(tiny_package: Bench) -> None:
    tiny_package.write("notebooks/left.py", b"# %%\n# T\xe4ll\n")
    with pytest.raises(BookError, match=r"notebooks/left\.py is not UTF-8.*Remedy: save"):
        chapters.run(chapters.all_chapters())


def test_cell_ids_depend_on_the_order_only(tiny_package: Bench) -> None:
    notebook = chapters.source_notebook(LEFT)
    assert [cell["id"] for cell in notebook.cells] == [
        "cell-001",
        "cell-002",
        "cell-003",
        "cell-004",
    ]
    nbformat.validate(notebook)
    assert Path(LEFT.script).name == "left.py"


@pytest.mark.parametrize(
    ("paragraph", "asked"),
    [
        ("# **The question.** How tall is it?\n#\n# More.\n", "How tall is it?"),
        ("# **The question.** How tall\n# is it?\n#\n# More.\n", "How tall is it?"),
        ("# **The question.** How tall\n# is it?\n\n# %%\n", "How tall is it?"),
        ("# **The question.** How tall is it?", "How tall is it?"),
        ("# Nothing is asked.\n", ""),
    ],
)
def test_the_question_is_the_whole_paragraph(tiny_book: Bench, paragraph: str, asked: str) -> None:
    LEFT.script.write_text(f"# %% [markdown]\n# # Left\n#\n{paragraph}")
    assert LEFT.question == asked
