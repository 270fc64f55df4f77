"""What git cannot tell is said with its cause, wherever the code asks git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimsbook.__main__ import main
from claimsbook.publish import release
from claimsbook.site import build_record
from claimsbook.tables import history
from copies import Bench

NONE = "git is not installed. Remedy: install it"
STRANGERS = "this clone belongs to another user"
NO_CLONE = "this folder is no clone"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ada Poe", "-c", "user.email=ada@heights.example")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def cloned(tiny_book: Bench) -> Bench:
    """The tiny book with two commits."""
    git(tiny_book.root, "init", "--quiet")
    for old, new in (("12.5", "12.5"), ("12.5", "12.6")):
        tiny_book.replace("data/left.csv", old, new)
        git(tiny_book.root, "add", "data", "notebooks", "_toc.yml")
        git(tiny_book.root, "commit", "--quiet", "--allow-empty", "--message", new)
    return tiny_book


def without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    return NONE


def of_a_stranger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    return STRANGERS


@pytest.mark.parametrize("hindered", [without_git, of_a_stranger])
def test_why_git_tells_nothing_is_named_wherever_it_is_asked(
    hindered: object,
    cloned: Bench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert history.trouble() == "" and len(release.commit()) >= 40
    assert callable(hindered)
    why = hindered(monkeypatch, tmp_path)
    assert history.trouble().startswith(why) and "Remedy" in history.trouble()
    for words in (["data", "diff"], ["twice", "clock"]):
        assert main(words) == 2
        assert capsys.readouterr().err.startswith(f"error: {why}")
    assert main(["verify", "left-heights@0123456789ab"]) == 1
    said = capsys.readouterr().out
    assert f"so its values are not known here; {why}" in said
    assert f"note     whether it is what was committed is not known: {why}" in said
    app = SimpleNamespace(
        builder=SimpleNamespace(format="html"),
        outdir=str(tmp_path / "html"),
        config=SimpleNamespace(html_baseurl=""),
    )
    build_record.publish(app, None)
    assert f"build.json names no commit: {why}" in capsys.readouterr().out
    # What hinders a machine is nothing to publish.
    assert json.loads((tmp_path / "html/build.json").read_text("utf-8"))["commit"] == ""
    assert "git" not in (tmp_path / "html/build.json").read_text("utf-8")


def test_a_release_names_the_cause_before_anything_is_touched(
    cloned: Bench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (cloned.root / "_build/html").mkdir(parents=True)
    cloned.write("_build/html/index.html", "<p>A book</p>")
    (cloned.root / "dist").mkdir()
    cloned.write("dist/kept", "")
    monkeypatch.setattr(release.chapters, "reasons_stale", lambda _: [])
    of_a_stranger(monkeypatch, tmp_path)
    assert main(["release", release.cite.book()["version"]]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: a release is of a commit, but {STRANGERS}")
    assert f"safe.directory '{cloned.root}'" in said
    assert (cloned.root / "dist/kept").exists()


def test_a_folder_that_is_no_clone_is_called_so_and_verify_does_not_mind(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert history.trouble().startswith(NO_CLONE)
    assert main(["data", "diff"]) == 2
    assert capsys.readouterr().err.startswith(f"error: {NO_CLONE}")
    assert main(["verify", "left-heights"]) == 0
    assert "note" not in capsys.readouterr().out


def test_a_shallow_clone_is_told_apart_from_a_wrong_commit(
    cloned: Bench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["data", "diff", "HEAD~7"]) == 2
    assert "shallow" not in capsys.readouterr().err
    whole = tmp_path / "whole"
    cloned.root.rename(whole)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{whole}", str(cloned.root))
    for name in ("CITATION.cff", "book.toml"):
        shutil.copy(whole / name, cloned.root)
    assert history.trouble() == "" and history.shallow()
    assert main(["data", "diff", "HEAD~1"]) == 2
    said = capsys.readouterr().err
    assert "'HEAD~1' is no commit of this clone" in said
    assert "this clone is shallow" in said and "git fetch --unshallow" in said
    assert main(["verify", "left-heights@0123456789ab"]) == 1
    assert "not known here; this clone is shallow" in capsys.readouterr().out


def test_a_hook_of_another_repository_leads_nowhere_else(
    cloned: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = history.git("rev-parse", "HEAD")
    git(tmp_path, "init", "--quiet", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert here and history.git("rev-parse", "HEAD") == here
