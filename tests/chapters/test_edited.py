"""What somebody edits in a notebook is kept, and can be brought into the script."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimsbook import chapters
from claimsbook.__main__ import main
from claimsbook.chapters import Chapter, edited
from claimsbook.errors import BookError
from copies import Bench

RIGHT = Chapter("right")
NOTEBOOK, SCRIPT = "notebooks/right.ipynb", "notebooks/right.py"


def change(book: Bench, how: Callable[[Any], None], name: str = NOTEBOOK) -> bytes:
    """Let an editor change a notebook; the bytes that it saved."""
    notebook = json.loads(book.read(name))
    how(notebook)
    book.write(name, json.dumps(notebook, indent=1) + "\n")
    return book.read(name)


def new_cell(notebook: Any) -> None:
    cell = {"cell_type": "code", "id": "mine", "metadata": {}, "source": "two = 1 + 1\ntwo"}
    notebook["cells"].insert(2, {**cell, "outputs": [], "execution_count": 7})


def other_words(notebook: Any) -> None:
    notebook["cells"][0]["source"] = "# Right\n\nNow with a second line."


def one_cell_less(notebook: Any) -> None:
    del notebook["cells"][-1]


def hidden(notebook: Any) -> None:
    notebook["cells"][1]["metadata"]["tags"] = ["hide-input"]


def other_output(notebook: Any) -> None:
    notebook["cells"][-1]["outputs"] = []


def traces(notebook: Any) -> None:
    """What Jupyter leaves behind: an empty cell at the end, and how a cell was looked at."""
    notebook["cells"][1]["metadata"] |= {"scrolled": True, "ExecuteTime": {"end_time": "now"}}
    cell = {"cell_type": "code", "id": "last", "metadata": {}, "source": ""}
    notebook["cells"].append({**cell, "outputs": [], "execution_count": None})


def a_picture(notebook: Any) -> None:
    notebook["cells"][0]["attachments"] = {"a.png": {"image/png": "iVBORw0KGgo="}}


EDITS = (new_cell, other_words, one_cell_less, hidden)
every_edit = pytest.mark.parametrize("edit", EDITS)


def copies(book: Bench) -> list[str]:
    return sorted(one.name for one in (book.root / "kept").glob("*.ipynb"))


@every_edit
def test_an_edit_is_copied_before_it_is_replaced_once_a_copy(tiny_book: Bench, edit: Any) -> None:
    saved = change(tiny_book, edit)
    line = "kept/right.edited-1.ipynb has the cells edited; `python -m claimsbook bring kept/"
    assert edited.keep(RIGHT).startswith(line)
    assert tiny_book.read("kept/right.edited-1.ipynb") == saved
    edited.keep(RIGHT)
    assert copies(tiny_book) == ["right.edited-1.ipynb"]
    again = change(tiny_book, lambda notebook: notebook["cells"].append(notebook["cells"][1]))
    edited.keep(RIGHT)
    assert copies(tiny_book) == ["right.edited-1.ipynb", "right.edited-2.ipynb"]
    assert tiny_book.read("kept/right.edited-2.ipynb") == again
    assert tiny_book.read("kept/.gitignore") == b"*\n"


@pytest.mark.parametrize("nothing", [other_output, traces, lambda _: None])
def test_what_a_run_makes_anew_is_not_copied(tiny_book: Bench, nothing: Any) -> None:
    change(tiny_book, nothing)
    tiny_book.replace(SCRIPT, "A copy costs", "One copy costs")
    assert edited.keep(RIGHT) == "" and edited.fault(RIGHT) == ""
    assert not (tiny_book.root / "kept").exists()


@pytest.mark.parametrize("content", ["{", "[]", "{}", "\xff", "<<<<<<< mine\n"])
def test_what_is_no_notebook_is_copied_too(tiny_book: Bench, content: str) -> None:
    tiny_book.write(NOTEBOOK, content.encode("latin-1"))
    assert "has the notebook as it was" in edited.keep(RIGHT)
    assert tiny_book.read("kept/right.edited-1.ipynb") == content.encode("latin-1")


def test_an_empty_file_is_no_loss(tiny_book: Bench) -> None:
    tiny_book.write(NOTEBOOK, "\n")
    assert edited.keep(RIGHT) == ""


def test_a_run_keeps_the_edit_and_names_it_also_where_the_script_changed_too(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = change(tiny_book, new_cell)
    tiny_book.replace(SCRIPT, "A copy costs", "One copy costs")
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert "copy what shall stay into the .py by hand" in told and "keeps a copy" in told
    assert main(["run"]) == 0
    assert (
        "  kept   kept/right.edited-1.ipynb has the notebook as it was" in capsys.readouterr().out
    )
    assert tiny_book.read("kept/right.edited-1.ipynb") == saved
    assert b"two = 1 + 1" not in tiny_book.read(NOTEBOOK)
    assert main(["check"]) == 0


def test_a_chapter_that_fails_replaces_nothing_and_copies_nothing(tiny_book: Bench) -> None:
    saved = change(tiny_book, new_cell)
    tiny_book.write(SCRIPT, tiny_book.read(SCRIPT) + b"\n# %%\n1 / 0\n")
    assert main(["run"]) == 2
    assert tiny_book.read(NOTEBOOK) == saved and copies(tiny_book) == []


@every_edit
def test_check_advises_what_keeps_the_edit_and_bring_takes_it(
    tiny_book: Bench, edit: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = change(tiny_book, edit)
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert "was edited and its .py was not. Remedy: `python -m claimsbook bring right`" in told
    head, _, rest = tiny_book.read(SCRIPT).decode().partition("# %%")
    assert main(["bring", "right"]) == 0
    assert tiny_book.read(NOTEBOOK) == saved
    text = tiny_book.read(SCRIPT).decode()
    assert text.partition("# %%")[0] == head and text.partition("# %%")[2] != rest
    assert not edited.is_edited(RIGHT)
    assert chapters.reasons_stale(RIGHT) == ["its .py changed"]


def test_what_did_not_change_keeps_its_spelling(tiny_book: Bench) -> None:
    before = tiny_book.read(SCRIPT).decode()
    change(tiny_book, new_cell)
    main(["bring", "right"])
    added = "# %%\ntwo = 1 + 1\ntwo\n\n"
    assert tiny_book.read(SCRIPT).decode().replace(added, "") == before


def test_a_copy_that_was_kept_can_be_brought_after_the_run(
    tiny_book: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = tiny_book.read(NOTEBOOK)
    change(tiny_book, new_cell)
    edited.keep(RIGHT)
    tiny_book.write(NOTEBOOK, before)
    monkeypatch.chdir(tmp_path)
    assert main(["bring", "kept/right.edited-1.ipynb"]) == 0
    assert b"two = 1 + 1" in tiny_book.read(SCRIPT)


def both_edits(notebook: Any) -> None:
    other_words(notebook)
    new_cell(notebook)


def twice_the_same(notebook: Any) -> None:
    notebook["cells"].insert(2, {**notebook["cells"][1], "id": "again"})


def other_order(notebook: Any) -> None:
    notebook["cells"][1:3] = notebook["cells"][2:0:-1]


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (new_cell, "1 cell taken from notebooks/right.ipynb, 0 of its own gone;"),
        (both_edits, "2 cells taken from notebooks/right.ipynb, 1 of its own gone;"),
        (other_words, "1 cell taken from notebooks/right.ipynb, 1 of its own gone;"),
        (one_cell_less, "0 cells taken from notebooks/right.ipynb, 1 of its own gone;"),
        (twice_the_same, "1 cell taken from notebooks/right.ipynb, 0 of its own gone;"),
        (other_order, "its cells are in the order of notebooks/right.ipynb;"),
    ],
)
def test_what_was_brought_is_counted(tiny_book: Bench, edit: Any, line: str) -> None:
    change(tiny_book, edit)
    assert edited.bring("right").startswith(f"notebooks/right.py: {line} `git diff` shows it")


def test_who_edits_again_before_a_run_can_bring_again(tiny_book: Bench) -> None:
    change(tiny_book, new_cell)
    edited.bring("right")
    first = tiny_book.read(SCRIPT)
    assert not (tiny_book.root / "kept").exists()
    change(tiny_book, other_words)
    assert "`python -m claimsbook bring right`" in edited.fault(RIGHT)
    told = edited.bring("right")
    assert "1 cell taken from notebooks/right.ipynb, 1 of its own gone; " in told
    assert "kept/right.brought-1.py is as it was" in told
    assert tiny_book.read("kept/right.brought-1.py") == first
    change(tiny_book, hidden)
    edited.bring("right")
    for words in (b"two = 1 + 1", b"with a second line", b"hide-input"):
        assert words in tiny_book.read(SCRIPT)
    assert chapters.reasons_stale(RIGHT) == ["its .py changed"]


def test_what_was_edited_after_it_was_brought_can_be_brought_from_its_copy(
    tiny_book: Bench,
) -> None:
    change(tiny_book, new_cell)
    edited.bring("right")
    change(tiny_book, other_words)
    assert "`python -m claimsbook bring kept/" in edited.keep(RIGHT)
    (tiny_book.root / NOTEBOOK).unlink()
    edited.bring("kept/right.edited-1.ipynb")
    assert b"two = 1 + 1" in tiny_book.read(SCRIPT)
    assert b"with a second line" in tiny_book.read(SCRIPT)


def by_hand(book: Bench) -> None:
    """The script goes on by itself after the first bringing."""
    book.replace(SCRIPT, "A copy costs", "One copy costs")


def another_was_brought(book: Bench) -> None:
    """What the script has of another copy is not in this notebook."""
    (book.root / "kept").mkdir()
    book.write("kept/right.edited-7.ipynb", book.read(NOTEBOOK))
    change(book, hidden, "kept/right.edited-7.ipynb")
    edited.bring("kept/right.edited-7.ipynb")


@pytest.mark.parametrize("other", [by_hand, another_was_brought])
def test_nothing_is_brought_again_over_what_is_of_elsewhere(tiny_book: Bench, other: Any) -> None:
    if other is by_hand:
        change(tiny_book, new_cell)
        edited.bring("right")
    other(tiny_book)
    change(tiny_book, other_words)
    script = tiny_book.read(SCRIPT)
    with pytest.raises(BookError, match="is not the one that it was made from"):
        edited.bring("right")
    assert tiny_book.read(SCRIPT) == script


@pytest.mark.parametrize("note", ["[]", "{", '{"right": 3}', '{"right": {"files": 1}}'])
def test_a_spoilt_note_is_no_note(tiny_book: Bench, note: str) -> None:
    change(tiny_book, new_cell)
    (tiny_book.root / ".cache").mkdir(exist_ok=True)
    tiny_book.write(".cache/brought.json", note)
    edited.bring("right")
    change(tiny_book, other_words)
    edited.bring("right")


def test_nothing_is_brought_where_there_is_nothing(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tiny_book.read(SCRIPT)
    change(tiny_book, traces)
    assert main(["bring", "right"]) == 0
    assert capsys.readouterr().out.startswith("nothing to bring: notebooks/right.ipynb has no cell")
    assert tiny_book.read(SCRIPT) == before


def both(book: Bench) -> None:
    change(book, new_cell)
    book.replace(SCRIPT, "A copy costs", "One copy costs")


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (both, "is not the one that it was made from"),
        (lambda book: book.write(NOTEBOOK, "{"), "is no notebook"),
        (lambda book: (book.root / NOTEBOOK).unlink(), "is missing"),
        (lambda book: change(book, a_picture), "cell 1 has a picture attached"),
    ],
)
def test_bring_refuses_what_would_lose_something(
    tiny_book: Bench, harm: Callable[[Bench], Any], why: str
) -> None:
    harm(tiny_book)
    before = tiny_book.contents()
    with pytest.raises(BookError, match=why):
        edited.bring("right")
    assert tiny_book.contents() == before


def test_notebooks_that_are_no_chapters_are_told_and_left(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny_book.write("notebooks/Untitled.ipynb", "{}")
    assert main(["check"]) == 0
    assert "note: notebooks/Untitled.ipynb is no chapter" in capsys.readouterr().out
    assert tiny_book.read("notebooks/Untitled.ipynb") == b"{}"
