"""Does what was cited still hold?"""

from __future__ import annotations

import json

import pytest

from copies import Bench
from rebar import chapters
from rebar.__main__ import main
from rebar.exhibits import VEGALITE_MIME


def fingerprint() -> str:
    (figure,) = chapters.collect_exhibits(chapters.all_chapters())
    return str(figure["fingerprint"])


@pytest.mark.slow
def test_everything_holds_after_a_run_and_nothing_is_written(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tiny_book.contents()
    assert main(["verify"]) == 0
    shown = capsys.readouterr().out
    for name in (f"left-heights@{fingerprint()[:12]}", "left-height", "right-height"):
        assert any(
            line.startswith("holds") and name in line for line in shown.splitlines()
        ), shown
    assert tiny_book.contents() == before


@pytest.mark.slow
def test_a_changed_row_is_named_with_both_values_and_the_rest_still_holds(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    cited = f"Rebar (2026). left-heights@{fingerprint()[:12]}."
    tiny_book.replace("data/left.csv", "12.5", "12.6")
    before = tiny_book.contents()
    assert main(["verify", cited, "left-height"]) == 1
    shown = capsys.readouterr().out
    assert "changed  left-heights" in shown
    assert "12.5" in shown and "12.6" in shown
    assert any(
        line.startswith("holds") and "left-height" in line for line in shown.splitlines()
    ), shown
    assert tiny_book.contents() == before


@pytest.mark.slow
def test_a_stored_chart_that_its_chapter_does_not_give_is_told(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = json.loads(tiny_book.read("notebooks/left.ipynb"))
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            for rows in output["data"].get(VEGALITE_MIME, {}).get("datasets", {}).values():
                rows[0]["value"] = 99
    tiny_book.write("notebooks/left.ipynb", json.dumps(notebook))
    assert main(["verify", "left-heights"]) == 1
    assert "99" in capsys.readouterr().out


def test_what_nobody_made_is_unknown(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "right-heights"]) in (1, 2)
    assert "unknown  right-heights" in capsys.readouterr().out
    assert main(["verify", "left-finished@0123456789ab"]) in (1, 2)
    assert "unknown" in capsys.readouterr().out
