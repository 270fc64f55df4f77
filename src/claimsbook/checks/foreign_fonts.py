"""A machine's fonts as a build finds them: none at all, or strange ones under familiar names."""

from __future__ import annotations

import struct
from pathlib import Path

from claimsbook.figures import found_fonts, render

FAMILIES = ("Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans", "sans-serif")
"""The names under which a machine's own fonts would be taken for a page or a picture."""


def none(folder: Path) -> dict[str, str]:
    """Variables for a process that finds no font of the machine; `folder` is for its settings."""
    return found_fonts.only(folder)


def foreign(folder: Path) -> dict[str, str]:
    """Variables for a process that finds one wide font under every name of `FAMILIES`.

    It is the bold one of our own: whatever was measured with it in place of the regular one comes
    out wider.
    """
    fonts = folder / ".fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    (wide,) = render.FONTS.glob("*Bold.ttf")
    for family in FAMILIES:
        (fonts / f"{family}.ttf").write_bytes(renamed(wide.read_bytes(), family))
    return found_fonts.only(folder, [fonts])


def renamed(font: bytes, family: str) -> bytes:
    """A TrueType font under another family name, as a regular one.

    Its table of names (OpenType, "name", format 0) is written anew at its end; everything else
    stays. Checksums are left as they were: who draws with a font does not read them.
    """
    names = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    texts = {number: text.encode("utf-16-be") for number, text in names.items()}
    table, offset = struct.pack(">HHH", 0, len(names), 6 + 12 * len(names)), 0
    for number, text in texts.items():
        table += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(text), offset)
        offset += len(text)
    table += b"".join(texts.values())
    whole = bytearray(font + b"\0" * (-len(font) % 4))
    at = next(place for place in range(12, len(font), 16) if font[place : place + 4] == b"name")
    struct.pack_into(">II", whole, at + 8, len(whole), len(table))
    return bytes(whole + table)
