"""Vega-Lite specifications drawn as SVG and PNG, the same bytes for the same specification."""

from __future__ import annotations

import copy
import io
import re
import textwrap
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert as vlc
from PIL import Image

from claimsbook.figures import theme
from claimsbook.files import sha256_file

FONTS = Path(__file__).parent / "fonts"
"""The font of every picture, of a family that no machine has: nothing is measured with another."""

_VERSION = ".".join(alt.VEGALITE_VERSION.split(".")[:2])

_HASHES = [
    sha256_file(file)
    for file in (Path(__file__), Path(theme.__file__), *sorted(FONTS.glob("*.ttf")))
]

VERSIONS = [alt.__version__, alt.VEGALITE_VERSION, vlc.__version__, *_HASHES]  # type: ignore[attr-defined]
"""What a drawing depends on beside its specification: libraries; code and fonts by hash."""

vlc.register_font_directory(str(FONTS))


def svg(spec: dict[str, Any], *, width: int, dress: theme.Dress = "light") -> str:
    """`spec` as SVG in the colours of `dress`, `width` px wide where it fits its container."""
    full = _fitted(spec, width, dress)
    return _renumbered(str(vlc.vegalite_to_svg(full, vl_version=_VERSION)))


def vega(spec: dict[str, Any], *, width: int) -> dict[str, Any]:
    """`spec` as a specification of Vega, in the light dress.

    Where `spec` fits its container, it has `width` px and `autosize` of type "fit-x": another width
    may be set before it is drawn.
    """
    made: dict[str, Any] = vlc.vegalite_to_vega(_fitted(spec, width, "light"), vl_version=_VERSION)
    return made


def _fitted(spec: dict[str, Any], width: int, dress: theme.Dress) -> dict[str, Any]:
    full = theme.dressed(spec, dress)
    if full.get("width") == "container":
        full["width"] = width
        full["autosize"] = {"type": "fit-x", "contains": "padding"}
    return full


def standalone_svg(
    spec: dict[str, Any],
    *,
    title: str,
    subtitle: str,
    footer: str,
    credit: str = "",
    dress: theme.Dress = "light",
) -> str:
    """`spec` as a picture that travels alone: with title, subtitle, source line and background.

    `credit` says below it whose it is, so that a picture taken elsewhere can be traced.
    """
    full = copy.deepcopy(spec)
    full["padding"] = _MARGIN
    drawn = svg(full, width=frame()["width"], dress=dress)
    return _framed(drawn, title, subtitle, [footer, credit], dress)


def frame() -> dict[str, Any]:
    """How a picture that travels alone is laid out, for a script that makes one on a page.

    Its `margin`, `width` and the `styles` of its lines in px, `paper` and colours of the light
    dress, and the `font` as an attribute has it.
    """
    styles = {"title": _TITLE, "subtitle": _SUBTITLE, "footer": _FOOTER}
    return {
        "margin": _MARGIN,
        "width": theme.WIDE + 2 * _MARGIN,
        "paper": theme.PAGE["light"],
        "font": escape(theme.FONT),
        "styles": {name: asdict(style) for name, style in styles.items()},
    }


def png(svg_text: str, scale: float = 2.0) -> bytes:
    """An SVG as PNG, `scale` device pixels to a CSS pixel."""
    return bytes(vlc.svg_to_png(svg_text, scale=scale))


def small_png(svg_text: str, scale: float = 1.25, colours: int = 64) -> bytes:
    """An SVG as a PNG of few colours: a fifth of the bytes, for pictures kept in notebooks."""
    picture = Image.open(io.BytesIO(png(svg_text, scale))).convert("RGB")
    out = io.BytesIO()
    picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def size(svg_text: str) -> tuple[int, int]:
    """Width and height of an SVG in px, rounded up."""
    found = re.search(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"', svg_text)
    if not found:
        raise ValueError("the SVG states no size")
    return -(-int(float(found[1]) * 100) // 100), -(-int(float(found[2]) * 100) // 100)


def _renumbered(text: str) -> str:
    # vl-convert counts clip paths and gradients over the life of the process.
    names: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"{found[1]}{len(names)}")

    return re.sub(r"\b(clip|gradient_)\d+\b", name, text)


def _framed(text: str, title: str, subtitle: str, feet: list[str], dress: theme.Dress) -> str:
    """A drawing below its title and above its source line, both from edge to edge.

    A title of Vega's own begins where the plot does, so that long labels beside it push its end
    out of the picture.
    """
    width, height = size(text)
    words, y = "", _MARGIN
    for content, style, y_before in ((title, _TITLE, 0), (subtitle, _SUBTITLE, 2)):
        y += y_before
        for line in _wrapped(content, width, style):
            y += style.line
            words += _line(line, y, style, dress)
    drop, y = y, y + height
    for line in (line for foot in feet for line in _wrapped(foot, width, _FOOTER)):
        y += _FOOTER.line
        words += _line(line, y - _MARGIN // 2, _FOOTER, dress)
    paper = f'<rect width="{width}" height="{y}" fill="{theme.PAGE[dress]}"/>'
    opening = re.search(r"<svg[^>]*>", text)
    assert opening is not None
    head = re.sub(r' (width|height|viewBox)="[^"]*"', "", opening[0])
    head = head.replace("<svg", f'<svg width="{width}" height="{y}" viewBox="0 0 {width} {y}"', 1)
    body = text[opening.end() :].removesuffix("</svg>")
    return f'{head}{paper}{words}<g transform="translate(0,{drop})">{body}</g></svg>'


_MARGIN = 16


@dataclass(frozen=True)
class _Style:
    """Type of a line: its size in px, the distance of lines, how wide a letter is of its size."""

    px: float
    line: int
    letter: float
    colour: str
    weight: str = "normal"


_TITLE = _Style(16, 20, 0.56, theme.INK, "bold")
_SUBTITLE = _Style(12.5, 17, 0.5, theme.MUTED)
_FOOTER = _Style(11, 15, 0.52, theme.MUTED)


def _wrapped(text: str, width: int, style: _Style) -> list[str]:
    return textwrap.wrap(text, int((width - 2 * _MARGIN) / (style.px * style.letter)))


def _line(text: str, y: int, style: _Style, dress: theme.Dress) -> str:
    colour = style.colour if dress == "light" else theme.DARK[style.colour]
    return (
        f'<text x="{_MARGIN}" y="{y}" font-size="{style.px:g}" font-weight="{style.weight}" '
        f'font-family="{escape(theme.FONT)}" fill="{colour}">{escape(text)}</text>'
    )
