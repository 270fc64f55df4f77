"""A new book to begin from: small, complete, and about nothing that exists.

`book/` here is that book as it lies in its folder, but for what `write` adds to it: the schemas
that every book shares (`schemas/`), the sections of its own `book.toml` in the schema of claims,
and the hashes of its tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claimsbook.book import Book
from claimsbook.errors import BookError
from claimsbook.files import pretty_json, remove, write_atomically
from claimsbook.settings import settings
from claimsbook.tables import data

HERE = Path(__file__).parent
TEMPLATE, SCHEMAS = HERE / "book", HERE / "schemas"

_DOTTED = ("gitignore", "gitattributes")
"""Files whose names begin with a dot in the book, and not here: packaging leaves such files out."""


def new(folder: Path | str) -> int:
    """Write the starter book and print which commands come next; the exit status."""
    write(folder)
    print(f"{folder}: a book with one chapter, one figure and five claims. Next:")
    print(next_commands(folder))
    return 0


def write(folder: Path | str) -> Path:
    """Write the starter book into `folder`, which is made where it is missing; its full path.

    Its tables are sealed, its chapters not run yet. Raises BookError, in one line and with nothing
    written, where the folder is a file or holds anything, or where it cannot be made.
    """
    root = Path(folder)
    made = not root.exists()
    try:
        taken = any(root.iterdir()) if root.exists() else False
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BookError(
            f"{folder} cannot be used ({error.strerror}). Remedy: name a folder that may be made."
        ) from None
    if taken:
        raise BookError(f"{folder} is not empty. Remedy: name a folder that is empty, or is new.")
    try:
        return _filled(root)
    except BaseException:
        # Half a book would pass for a whole one, and the folder would not be empty next time.
        for one in root.iterdir():
            remove(one)
        if made:
            root.rmdir()
        raise


def _filled(root: Path) -> Path:
    for file in template_files():
        dot = "." if file.name in _DOTTED else ""
        place = root / file.relative_to(TEMPLATE).with_name(f"{dot}{file.name}")
        write_atomically(place, file.read_bytes())
    with Book(root) as book:
        for name, schema in schemas(settings().sections).items():
            write_atomically(root / "data" / "schemas" / f"{name}.json", pretty_json(schema))
        data.seal()
    return book.root


def template_files() -> list[Path]:
    """The files of the starter book, in the order of their names."""
    kept = (one for one in TEMPLATE.rglob("*") if "__pycache__" not in one.parts)
    return sorted(one for one in kept if one.is_file())


def schemas(sections: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The table schemas that every book shares, by name; `sections` are the book's own.

    `sources` and `facts` are the same everywhere; in `claims` a row must stand in one of `sections`
    (any, where none is given).
    """
    found = {file.stem: json.loads(file.read_text("utf-8")) for file in SCHEMAS.glob("*.json")}
    section = next(one for one in found["claims"]["fields"] if one["name"] == "section")
    if keys := list(sections):
        section["constraints"]["enum"] = keys
    return dict(sorted(found.items()))


def next_commands(folder: Path | str) -> str:
    """The commands that make a site of a new book and check it, a line each."""
    with Book(folder):
        name = settings().command
    return "\n".join(
        (
            f"  cd {folder}",
            f"  {name} run    # executes the chapters",
            f"  {name} site build    # the site, in _build/html",
            f"  {name} check    # tables, chapters and ledger, without running anything",
            f"  {name} verify    # everything anew, compared with what is stored",
        )
    )
