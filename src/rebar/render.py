"""Vega-Lite specifications drawn as SVG and PNG, the same bytes for the same specification."""

from __future__ import annotations

import copy
import io
import re
import textwrap
from html import escape
from typing import Any

import altair as alt
import vl_convert as vlc
from PIL import Image

from rebar import theme

_VERSION = ".".join(alt.VEGALITE_VERSION.split(".")[:2])

VERSIONS = [alt.__version__, alt.VEGALITE_VERSION, vlc.__version__]  # type: ignore[attr-defined]
"""What a drawing depends on besides its specification."""


def svg(spec: dict[str, Any], *, width: int, dress: theme.Dress = "light") -> str:
    """`spec` as SVG in the colours of `dress`, `width` px wide where it fits its container."""
    full = theme.dressed(spec, dress)
    if full.get("width") == "container":
        full["width"] = width
        full["autosize"] = {"type": "fit-x", "contains": "padding"}
    return _renumbered(str(vlc.vegalite_to_svg(full, vl_version=_VERSION)))


def standalone_svg(
    spec: dict[str, Any], *, title: str, subtitle: str, footer: str, dress: theme.Dress = "light"
) -> str:
    """`spec` as a picture that travels alone: with title, subtitle, source line and background."""
    full = copy.deepcopy(spec)
    full["title"] = {"text": textwrap.wrap(title, 74), "subtitle": textwrap.wrap(subtitle, 100)}
    full["padding"] = 16
    drawn = svg(full, width=theme.WIDE + 32, dress=dress)
    return _with_footer(drawn, textwrap.wrap(footer, 108), dress)


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


def _with_footer(text: str, lines: list[str], dress: theme.Dress) -> str:
    width, height = size(text)
    tall = height + 15 * len(lines) + 4
    muted = theme.MUTED if dress == "light" else theme.DARK[theme.MUTED]
    words = "".join(
        f'<text x="16" y="{height + 2 + 15 * n}" font-size="11" '
        f'font-family="{escape(theme.FONT)}" fill="{muted}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    paper = f'<rect width="{width}" height="{tall}" fill="{theme.PAGE[dress]}"/>'
    opening = re.search(r"<svg[^>]*>", text)
    assert opening is not None
    head = re.sub(r' (width|height|viewBox)="[^"]*"', "", opening[0])
    head = head.replace("<svg", f'<svg width="{width}" height="{tall}" '
                                f'viewBox="0 0 {width} {tall}"', 1)
    body = text[opening.end() :].removesuffix("</svg>")
    return f"{head}{paper}{body}{words}</svg>"
