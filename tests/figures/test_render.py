"""Specifications drawn: the same picture for the same specification, whole and legible."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pytest

from claimsbook.figures import render, theme
from claimsbook.files import sha256_file
from claimsbook.site import figures
from copies import Bench

SPEC: dict[str, Any] = {
    "data": {"values": [{"a": 1, "b": "x"}, {"a": 2, "b": "y & z"}]},
    "mark": {"type": "bar", "clip": True, "color": theme.OPEN},
    "encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b"}},
    "width": "container",
}


def test_a_drawing_does_not_depend_on_what_was_drawn_before() -> None:
    assert render.svg(SPEC, width=400) == render.svg(SPEC, width=400)
    assert "clip0" in render.svg(SPEC, width=400)


@pytest.mark.parametrize("width", [theme.NARROW, theme.WIDE])
def test_a_chart_fills_the_width_that_it_is_given(width: int) -> None:
    assert render.size(render.svg(SPEC, width=width))[0] == pytest.approx(width, abs=2)


def test_the_dress_changes_the_colours() -> None:
    assert theme.OPEN in render.svg(SPEC, width=400)
    dark = render.svg(SPEC, width=400, dress="dark")
    assert theme.OPEN not in dark
    assert theme.DARK[theme.OPEN] in dark


@pytest.mark.parametrize("dress", ["light", "dark"])
def test_a_picture_that_travels_alone_says_what_it_is_and_whose(dress: theme.Dress) -> None:
    words = {"title": "Bars & more", "subtitle": "Count", "footer": "Sources: A & B (2026)"}
    drawn = render.standalone_svg(SPEC, **words, dress=dress)
    ElementTree.fromstring(drawn)
    for word in ("Bars &amp; more", "Count", "Sources: A &amp; B (2026)", theme.PAGE[dress]):
        assert word in drawn
    width, height = render.size(drawn)
    assert f'viewBox="0 0 {width} {height}"' in drawn


def test_a_long_source_line_makes_the_picture_taller() -> None:
    def drawn(footer: str) -> tuple[int, int]:
        text = render.standalone_svg(SPEC, title="T", subtitle="S", footer=footer)
        return render.size(text)

    assert drawn("word " * 60)[1] > drawn("word")[1]


def test_a_png_has_the_pixels_that_its_scale_asks_for() -> None:
    drawn = render.svg(SPEC, width=400)
    png = render.png(drawn, scale=2)
    assert png.startswith(b"\x89PNG\r\n")
    wide, tall = struct.unpack(">II", png[16:24])
    assert (wide, tall) == pytest.approx(tuple(2 * n for n in render.size(drawn)), abs=4)


def test_an_svg_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="states no size"):
        render.size("<svg></svg>")


def drawn_elsewhere(tmp_path: Path, **surroundings: str) -> str:
    """The SHA-256 of a drawing with long labels, made by a process of other surroundings."""
    program = (
        "import hashlib, json, sys\n"
        "from claimsbook.figures import render\n"
        "spec = json.load(open(sys.argv[1]))\n"
        "picture = render.standalone_svg(spec, title='A título', subtitle='→ 97 %', footer='≥')\n"
        "print(hashlib.sha256((picture + str(render.png(picture))).encode()).hexdigest())\n"
    )
    rows = [{"name": "Wörter wie “WWWiii” − 12 × ▲", "n": 3}, {"name": "illi", "n": 1}]
    bars = alt.Chart(alt.Data(values=rows)).mark_bar().encode(x="n:Q", y="name:N")
    (tmp_path / "spec.json").write_text(bars.to_json(), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "spec.json")],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_picture_is_the_same_with_no_fonts_and_with_a_foreign_one(tmp_path: Path) -> None:
    here = drawn_elsewhere(tmp_path)
    # A machine on which our very letters go by the names of the usual families.
    foreign = tmp_path / "foreign" / ".fonts"
    foreign.mkdir(parents=True)
    for file in render.FONTS.glob("*Bold.ttf"):
        shutil.copy(file, foreign / "Arial.ttf")
    for name, folders in {"none": "", "foreign": f"<dir>{foreign}</dir>"}.items():
        config = tmp_path / f"{name}.conf"
        config.write_text(f"<fontconfig>{folders}</fontconfig>", "utf-8")
        there = drawn_elsewhere(tmp_path, FONTCONFIG_FILE=str(config), HOME=str(tmp_path / name))
        assert there == here, name


def test_the_pictures_font_is_ours_and_bears_a_licence() -> None:
    assert theme.FONT.startswith("'Claimsbook Sans'")
    assert {file.name for file in render.FONTS.glob("*.ttf")} == {
        "ClaimsbookSans-Bold.ttf",
        "ClaimsbookSans-Regular.ttf",
    }
    assert "SIL OPEN FONT LICENSE" in (render.FONTS / "OFL.txt").read_text("utf-8")


def test_no_drawing_is_kept_beyond_what_it_depends_on(
    tiny_package: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pictures() -> list[object]:
        return [figures._cached_png("<svg/>"), figures._cached(["a"], lambda: render.png("").hex())]

    for drawn in (b"one", b"two"):
        monkeypatch.setattr(render, "png", lambda _, drawn=drawn: drawn)
        assert pictures() == [b"one", b"one".hex()]
    monkeypatch.setattr(render, "VERSIONS", [*render.VERSIONS, "another"])
    assert pictures() == [b"two", b"two".hex()]
    for module in (render, theme):
        assert sha256_file(Path(str(module.__file__))) in render.VERSIONS
