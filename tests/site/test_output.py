"""A build leaves what it wrote and nothing else, readable by every web server."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from claimsbook.site import output


@pytest.fixture
def html(tmp_path: Path) -> Path:
    """A site as a build leaves it, made under a umask that lets nobody else read."""
    before = os.umask(0o077)
    site = tmp_path / "_build" / "html"
    (site / "figures").mkdir(parents=True)
    (tmp_path / "_build" / ".doctrees").mkdir()
    for name in ("index.html", "figures/a.csv", ".buildinfo"):
        (site / name).write_text(name, "utf-8")
    output.end(site)
    os.umask(before)
    return site


def names(html: Path) -> set[str]:
    return {one.relative_to(html).as_posix() for one in html.rglob("*") if one.is_file()}


def test_what_is_sphinxs_own_is_not_published_and_is_there_for_the_next_build(html: Path) -> None:
    assert names(html) == {"index.html", "figures/a.csv", ".nojekyll"}
    assert output.begin(html) == []
    assert (html / ".buildinfo").read_text("utf-8") == ".buildinfo"


@pytest.mark.parametrize("name", ["index.html", "figures/a.csv"])
def test_a_file_altered_by_hand_does_not_survive(html: Path, name: str) -> None:
    (html / name).write_text("altered", "utf-8")
    assert output.begin(html) == [name]
    assert name not in names(html)


@pytest.mark.parametrize("name", ["stray.html", "figures/b.csv", "claims/new.json", ".hidden"])
def test_a_stray_file_does_not_survive(html: Path, name: str) -> None:
    (html / name).parent.mkdir(exist_ok=True)
    (html / name).write_text("stray", "utf-8")
    assert output.begin(html) == [name]
    assert name not in names(html)


@pytest.mark.parametrize("content", [None, "", "[]", "{"])
def test_without_a_list_nothing_is_trusted(html: Path, content: str | None) -> None:
    listed = html.parent / ".doctrees" / "written.json"
    listed.unlink()
    if content is not None:
        listed.write_text(content, "utf-8")
    output.begin(html)
    assert not html.exists()


def test_every_file_is_readable_under_any_umask(html: Path) -> None:
    for place in (html, *html.rglob("*")):
        mode = stat.S_IMODE(place.stat().st_mode)
        assert mode == (0o755 if place.is_dir() else 0o644), place
