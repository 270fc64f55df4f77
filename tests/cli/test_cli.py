"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimsbook.__main__ import main
from claimsbook.ledger import claims
from copies import Bench


def test_check_counts_the_verdicts_and_finds_no_fault_in_a_sound_book(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    shown = capsys.readouterr()
    counts = dict(reversed(line.split(maxsplit=1)) for line in shown.out.splitlines())
    assert counts == {
        **dict.fromkeys(claims.VERDICTS, "0"),
        "reproduced": "2",
        claims.NOT_EXAMINED: "3",
        "faults": "0",
    }
    assert shown.err == ""


def test_check_names_a_stale_chapter_and_the_remedy(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny_book.replace("notebooks/right.py", "A copy costs", "One copy costs")
    assert main(["check"]) == 1
    assert capsys.readouterr().err == (
        "error: notebooks/right.ipynb is stale: its .py changed. "
        "Remedy: `python -m claimsbook run`.\n"
    )


def test_run_with_nothing_changed_runs_nothing(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tiny_book.contents()
    assert main(["run"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "  fresh  left",
        "  fresh  right",
        "0 of 2 chapters ran",
    ]
    assert tiny_book.contents() == before


def test_figures_lists_each_exhibit_with_its_fingerprint(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("left-heights@")
    assert line.endswith("The first storey is the second tallest")


def test_seal_says_which_tables_changed(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "seal"]) == 0
    assert capsys.readouterr().out == "nothing changed\n"
    tiny_book.replace("data/left.csv", "12.5", "12.6")
    assert main(["data", "seal"]) == 0
    assert capsys.readouterr().out == "left-readings\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["run", "middle"], "no chapter 'middle'. Remedy: use one of left, right."),
        (["figures"], "notebooks/left.ipynb is missing. Remedy: `python -m claimsbook run left`."),
    ],
)
def test_a_fault_of_use_is_an_error_with_a_remedy(
    arguments: list[str],
    complaint: str,
    tiny_package: Bench,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"error: {complaint}\n"


def test_the_exit_code_and_the_message_reach_the_shell_without_a_traceback(
    tiny_package: Bench,
) -> None:
    tiny_package.write("data/datapackage.json", "{")
    before = tiny_package.contents()
    done = tiny_package.claimsbook("check")
    assert done.returncode == 2
    assert done.stderr.startswith("error: data/datapackage.json, row 1: is not JSON")
    assert "Remedy: mend the syntax." in done.stderr
    assert "Traceback" not in done.stderr
    assert tiny_package.contents() == before


def test_a_command_that_is_none_is_refused_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["walk"])
    assert caught.value.code == 2
    assert "run" in capsys.readouterr().err


def title(book: Bench) -> None:
    book.replace("notebooks/left.ipynb", '"title": "The first storey', '"title": "No storey')


def verdict(book: Bench) -> None:
    book.replace("notebooks/left.ipynb", '"verdict": "reproduced"', '"verdict": "differs"')


@pytest.mark.parametrize("alter", [title, verdict])
def test_what_no_run_stored_is_said_and_not_cited(
    tiny_book: Bench, alter: Callable[[Bench], None], capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["figures"], ["cite", "left-heights"], ["cite", "left-height"]):
        assert main(words) == 0
    capsys.readouterr()
    alter(tiny_book)
    told = "notebooks/left.ipynb is not what its run stored"
    assert main(["figures"]) == 1
    assert f"error: {told}" in capsys.readouterr().err
    for name in ("left-heights", "left-height"):
        assert main(["cite", name]) == 2
        said = capsys.readouterr()
        assert f"error: {name} cannot be cited: {told}" in said.err and said.out == ""
    assert main(["cite", "right-height"]) == 0


@pytest.mark.parametrize(
    ("name", "value", "status"), [("PYTHONOPTIMIZE", "2", 2), ("PYTHONWARNINGS", "error", 0)]
)
def test_a_python_with_habits_is_refused_or_hushed(
    tiny_book: Bench, name: str, value: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    done = tiny_book.claimsbook("verify", "right-height")
    assert done.returncode == status
    if status:
        assert done.stdout == "" and done.stderr.count("\n") == 1
        assert "Remedy: take PYTHONOPTIMIZE out of the environment" in done.stderr
    else:
        assert done.stderr == "" and "holds    right-height" in done.stdout
