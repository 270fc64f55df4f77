"""Builds compared over what a commit does not hold: each variation bites, and is told by name."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ImageFont

from claimsbook.checks import foreign_fonts, rebuild
from claimsbook.errors import BookError
from claimsbook.figures import render
from claimsbook.publish import release
from copies import Bench


def trees(folder: Path) -> tuple[Path, Path]:
    """Two equal trees."""
    for name in ("one", "two"):
        (folder / name / "deep").mkdir(parents=True)
        (folder / name / "deep" / "page.html").write_text("same", "utf-8")
    return folder / "one", folder / "two"


def test_a_mode_and_an_empty_folder_count_as_bytes_do(tmp_path: Path) -> None:
    one, two = trees(tmp_path)
    assert rebuild.differing(one, two) == []
    (two / "deep" / "page.html").chmod(0o600)
    assert rebuild.differing(one, two) == ["deep/page.html"]
    (two / "deep").chmod(0o700)
    (two / "empty").mkdir()
    assert rebuild.differing(one, two) == ["deep", "deep/page.html", "empty"]


def test_each_variation_changes_something_and_all_of_them_at_once_do(tmp_path: Path) -> None:
    plain = rebuild.Place(tmp_path)
    changes = [one for one in rebuild.VARIATIONS if not one.name.startswith("python-")]
    made = [one.change(plain) for one in changes]
    assert plain not in made and len({str(one) for one in made}) == len(changes)
    everything = rebuild.everything(plain)
    for one in made:
        if "FONTCONFIG_FILE" not in one.variables:  # the machine has fonts, or has none
            assert one.variables.items() <= everything.variables.items()
    assert (everything.umask, everything.folder) == (0o077, "a bök/x")
    assert everything.variables["FONTCONFIG_FILE"].endswith("foreign-fonts/fonts.conf")
    others = {f"python-3.{one}" for one in (11, 12, 13, 14)} - {f"python-3.{sys.version_info[1]}"}
    assert {one.name for one in rebuild.VARIATIONS} >= others


def test_a_font_is_renamed_and_still_one() -> None:
    (bold,) = render.FONTS.glob("*Bold.ttf")
    made = foreign_fonts.renamed(bold.read_bytes(), "Helvetica Neue")
    font = ImageFont.truetype(io.BytesIO(made), 40)
    assert font.getname() == ("Helvetica Neue", "Regular")
    assert font.getlength("WWW") == ImageFont.truetype(str(bold), 40).getlength("WWW")


def drawn(around: dict[str, str]) -> str:
    """The SHA-256 of a word in a machine's "Helvetica Neue", drawn in other surroundings."""
    program = (
        "import hashlib, vl_convert as v; "
        'print(hashlib.sha256(v.svg_to_png(\'<svg xmlns="http://www.w3.org/2000/svg" width="90" '
        'height="20"><text y="15" font-family="Helvetica Neue">WiWi</text></svg>\')).hexdigest())'
    )
    environment = {**os.environ, **around}
    words = [sys.executable, "-c", program]
    return subprocess.run(words, env=environment, capture_output=True, text=True).stdout


def test_a_foreign_font_is_found_by_who_asks_for_a_familiar_one(tmp_path: Path) -> None:
    none = drawn(foreign_fonts.none(tmp_path / "none"))
    foreign = drawn(foreign_fonts.foreign(tmp_path / "foreign"))
    assert none and foreign and none != foreign


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds that take no time; under a narrow umask one file comes out otherwise."""

    def build_in(home: Path, place: rebuild.Place, source: Path) -> Path:
        home.mkdir()
        (home / "page.html").write_text("same", "utf-8")
        (home / "list.json").write_text(str(place.umask), "utf-8")
        return home

    def missing(minor: int) -> str:
        raise rebuild.Missing(f"no Python 3.{minor} on this machine")

    monkeypatch.setattr(rebuild, "build_in", build_in)
    monkeypatch.setattr(rebuild, "sources", lambda folder: folder)
    monkeypatch.setattr(rebuild, "environment", missing)


def test_a_line_a_variation_says_what_differs_and_what_was_left_out(
    pretended: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rebuild.main() == 1
    lines = [" ".join(one.split()) for one in capsys.readouterr().out.splitlines()]
    others = [one.name for one in rebuild.VARIATIONS if one.name.startswith("python-")]
    assert lines[0] == "plain 2 files"
    assert "clock 2 files, 0 differ" in lines
    at = lines.index("umask 2 files, 1 differ")
    assert lines[at + 1] == "differs list.json"
    for name in others:
        assert f"{name} left out: no P{name[1:6]} {name[7:]} on this machine" in lines


def test_variations_are_chosen_by_name_or_all_put_into_one_build(
    pretended: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rebuild.main(["clock", "folder"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert rebuild.main(quick=True) == 1
    assert capsys.readouterr().out.splitlines()[1] == "all-at-once      2 files, 1 differ"
    with pytest.raises(BookError, match=r"'fonts' is no variation.*twice --list"):
        rebuild.main(["fonts"])


def test_a_python_is_found_by_what_it_says_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "pyenv" / "versions" / "3.77.1" / "bin"
    kept.mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    for file, answer in ((kept / "python", "77"), (tmp_path / "bin" / "python3.77", "3")):
        file.write_text(f"#!/bin/sh\necho {answer}\n")
        file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin:/usr/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert rebuild.interpreter(77) == str(kept / "python")
    with pytest.raises(rebuild.Missing, match=r"no Python 3\.78 on this machine"):
        rebuild.interpreter(78)


def test_a_build_that_fails_says_what_it_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "source").mkdir()
    with pytest.raises(BookError, match="`site build` failed in book"):
        rebuild.build_in(tmp_path / "home", rebuild.Place(tmp_path), tmp_path / "source")
    assert capsys.readouterr().out.strip()


def test_sources_are_copied_with_their_modes(
    tmp_path: Path, tiny_book: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tiny_book.root / "data" / "left.csv"
    file.chmod(0o640)
    monkeypatch.setattr(release, "source_files", lambda: [file])
    copied = rebuild.sources(tmp_path / "source") / "data" / "left.csv"
    assert stat.S_IMODE(copied.stat().st_mode) == 0o640
