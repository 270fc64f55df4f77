"""A full disk, a read-only folder, missing rights: one line that names the place, nothing half."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claimsbook import errors, files, starter
from claimsbook.cli import registry
from claimsbook.cli.registry import Command
from claimsbook.publish import release
from claimsbook.site import output
from copies import Bench

REFUSALS = {
    errno.ENOSPC: "the disk is full. Remedy: free some space",
    errno.EDQUOT: "your share of the disk is used up. Remedy: free some space",
    errno.EROFS: "it lies where nothing can be written. Remedy: work on a copy",
    errno.EACCES: "you may not read or write it. Remedy: `ls -ld`",
    errno.EFBIG: "larger than a file may be here. Remedy: raise the limit",
}


def with_small_files(book: Bench, size: int, *words: str) -> subprocess.CompletedProcess[str]:
    """A command that cannot write a file of more than `size` bytes."""
    return subprocess.run(
        [sys.executable, "-m", "claimsbook", *words],
        cwd=book.root,
        env=book.environment,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )


@pytest.mark.parametrize("number", REFUSALS)
def test_what_the_machine_refuses_is_told_in_one_line_with_place_and_remedy(
    tiny_book: Bench, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Any) -> int:
        with files.naming(tiny_book.root / "data" / "left.csv"):
            raise OSError(number, os.strerror(number))

    assert registry.main([Command("fail", "fails", fail)], "p", ["fail"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: data/left.csv: {REFUSALS[number]}")
    assert said.count("\n") == 1


def test_an_error_keeps_the_file_that_it_names_unless_that_is_a_temporary_one(
    tmp_path: Path,
) -> None:
    for named, told in (("a.csv", "a.csv"), (".b.csv.x7", "b.csv"), (None, "b.csv")):
        given = None if named is None else str(tmp_path / named)
        with pytest.raises(OSError) as caught, files.naming(tmp_path / "b.csv"):
            raise OSError(errno.ENOSPC, "full", given)
        assert Path(caught.value.filename).name == told


@pytest.mark.parametrize("words", [("data", "seal"), ("run",)])
def test_a_command_that_can_write_no_file_leaves_all_as_it_was(
    tiny_book: Bench, words: tuple[str, ...]
) -> None:
    tiny_book.replace("data/left.csv", "12.5", "12.6")
    before = tiny_book.contents()
    done = with_small_files(tiny_book, 1000, *words)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
    assert "larger than a file may be here" in done.stderr
    assert tiny_book.contents() == before


def test_a_new_book_that_does_not_fit_is_not_begun(tiny_package: Bench) -> None:
    done = with_small_files(tiny_package, 1000, "new", "other")
    assert done.returncode == 2 and "larger than a file may be here" in done.stderr
    assert not (tiny_package.root / "other").exists()


def test_a_folder_that_was_empty_is_empty_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starter.data, "seal", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        starter.write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_build_on_a_full_disk_says_so_and_leaves_the_former_site(
    tiny_book: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from claimsbook.__main__ import main
    from claimsbook.site import build

    site = tiny_book.root / "_build" / "html"
    site.mkdir(parents=True)
    (site / "index.html").write_text("former", "utf-8")
    said = "Exception occurred:\nOSError: [Errno 28] No space left on device\n"
    done = subprocess.CompletedProcess([], 2, stdout=said)
    monkeypatch.setattr(build.subprocess, "run", lambda *_, **__: done)
    assert main(["site", "build"]) == 2
    told = capsys.readouterr()
    assert told.err.startswith("error: _build: the disk is full.") and told.err.count("\n") == 1
    assert told.out == ""
    assert (site / "index.html").read_text("utf-8") == "former"
    assert (tiny_book.root / "_build" / ".work" / "unfinished").is_file()


def fill(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(text, "utf-8")


def test_a_folder_is_replaced_when_its_successor_is_whole(tmp_path: Path) -> None:
    kept = tmp_path / "dist"
    fill(kept, "old")
    with files.replaced(kept) as new:
        (new / "b.txt").write_text("new", "utf-8")
        assert (kept / "a.txt").read_text("utf-8") == "old"
    assert [one.name for one in kept.iterdir()] == ["b.txt"]
    assert list(tmp_path.iterdir()) == [kept]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_a_successor_that_fails_leaves_the_former_folder(
    tmp_path: Path, error: BaseException
) -> None:
    kept = tmp_path / "dist"
    fill(kept, "old")
    with pytest.raises(type(error)), files.replaced(kept) as new:
        fill(new, "half")
        raise error
    assert (kept / "a.txt").read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [kept]


def test_a_swap_that_fails_or_was_cut_off_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, rename = tmp_path / "dist", Path.rename
    fill(kept, "old")

    def fail(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError(errno.EIO, "no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError), files.replaced(kept) as new:
        fill(new, "new")
    assert (kept / "a.txt").read_text("utf-8") == "old"
    # As a process leaves it that is cut off between the two steps.
    rename(kept, tmp_path / ".dist.old")
    with pytest.raises(ZeroDivisionError), files.replaced(kept):
        raise ZeroDivisionError
    assert (kept / "a.txt").read_text("utf-8") == "old"


def test_a_release_that_fails_leaves_the_former_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, out = tmp_path / "html", tmp_path / "dist"
    for folder in (site, out):
        fill(folder, "former")
    (site / "index.html").write_text("a page", "utf-8")
    monkeypatch.setattr(release.chapters, "reasons_stale", lambda _: [])

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(release, "write_zip", full)
    with pytest.raises(OSError) as caught:
        release.main(release.cite.book()["version"], site, out, changes=True)
    assert errors.of_the_system(caught.value).endswith(
        "dist: the disk is full. Remedy: free some space, then try again."
    )
    assert [one.name for one in out.iterdir()] == ["a.txt"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["dist", "html"]


def test_a_site_is_published_whole_and_what_was_altered_in_it_is_told(tmp_path: Path) -> None:
    html, site = tmp_path / ".work" / "html", tmp_path / "html"
    html.mkdir(parents=True)
    fill(html, "a page")
    output.end(html)
    assert output.strange(site, html) == []
    output.publish(html, site)
    assert output.strange(site, html) == []
    fill(site, "altered")
    (site / "stray.html").write_text("stray", "utf-8")
    assert output.strange(site, html) == ["a.txt", "stray.html"]
    output.publish(html, site)
    assert output.strange(site, html) == []
    shutil.rmtree(site)
    assert output.strange(site, html) == []


def test_what_a_page_was_made_from_is_written_into_the_published_copy_alone(
    tmp_path: Path,
) -> None:
    html, site = tmp_path / ".work" / "html", tmp_path / "html"
    html.mkdir(parents=True)
    page = b"<footer><!-- made --></footer>"
    (html / "index.html").write_bytes(page)
    output.end(html)
    output.publish(html, site, "Made from commit 1")
    assert (site / "index.html").read_bytes() == b"<footer>Made from commit 1</footer>"
    assert output.strange(site, html) == [] and output.begin(html) == []
    assert (html / "index.html").read_bytes() == page
