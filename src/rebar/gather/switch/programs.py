"""The client programs and their settings, as text, and what of them a switch changes."""

from __future__ import annotations

import difflib
from pathlib import Path

from claimsbook.errors import BookError
from claimsbook.files import sha256, sha256_file
from claimsbook.tables import data


def folder() -> Path:
    """Where the programs lie: beside the tables of the run."""
    return data.table_file("switching-texts").parent


INPUT = "switch-programs"
"""The name under which a chapter that shows or counts the programs depends on them."""


def program(name: str) -> str:
    """A client program or its settings, as text; all of them count as read from then on.

    Raises BookError where there is none of that name.
    """
    try:
        text = (folder() / name).read_text("utf-8")
    except FileNotFoundError:
        raise BookError(f"there is no client program {name}. Remedy: restore it.") from None
    data.remember(INPUT, programs_hash())
    return text


def programs_hash() -> str:
    """SHA-256 over the names and bytes of all programs and their settings."""
    files = sorted(file for end in ("py", "toml") for file in folder().glob(f"c*_*.{end}"))
    return sha256("".join(f"{file.name} {sha256_file(file)}\n" for file in files).encode())


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    """The lines of a program that a change touched, as (old, new); "" for a line added or removed.

    Lines are paired in order within each block that difflib finds changed, so that an edited line
    counts once.
    """
    old, new = before.splitlines(), after.splitlines()
    pairs: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        length = max(b - a, d - c)
        left = old[a:b] + [""] * (length - (b - a))
        right = new[c:d] + [""] * (length - (d - c))
        pairs += zip(left, right)
    return pairs


def key_in_program(text: str, key: str) -> str:
    """The same program with its key written in it, as the guides of providers show it."""
    head, comma, tail = text.partition('/v1",\n')
    if not comma:
        raise BookError("the client program names no base_url. Remedy: restore data/switching.")
    return f'{head}{comma}    api_key="{key}",\n{tail}'
