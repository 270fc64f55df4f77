"""Which fonts a process of another program finds, where fontconfig finds them for it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path


def only(folder: Path, places: Iterable[Path] = ()) -> dict[str, str]:
    """Variables for a process that finds the fonts in some folders and no other of the machine.

    `folder` is for its settings and its cache; it is made where it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "fonts.conf"
    found = "".join(f"<dir>{escape(str(one))}</dir>" for one in places)
    cache = f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>"
    config.write_text(f"<fontconfig>{found}{cache}</fontconfig>", "utf-8")
    # Fonts are looked for below the home folder too.
    return {"FONTCONFIG_FILE": str(config), "HOME": str(folder)}
