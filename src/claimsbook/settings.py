"""What a book says of itself to the engine: `book.toml` at its root."""

from __future__ import annotations

import functools
import importlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from claimsbook import paths
from claimsbook.errors import BookError


@dataclass(frozen=True)
class Subject:
    """The text that the book examines: who wrote it, and the day on which it appeared.

    What is of a later day touches no verdict. `source` is its id in `data/sources.csv`, `passages`
    the table that knows its sentences by the hashes of their words, if there is one.
    """

    title: str = ""
    author: str = ""
    published: str = ""
    source: str = ""
    passages: str = ""


@dataclass(frozen=True)
class Settings:
    """The settings of a book.

    `name`: a short name in small letters, digits and hyphens. The ids of references begin with
    it, so that they stay apart from other books' in one bibliography; so do a release's files.
    `command`: what a reader types before a command's name. `packages`: the book's own packages
    under `src`, of which its outputs depend beside the engine. `keywords`: what it is about.

    `fine_units`: units of small prices, written with two decimals or three figures, whichever is
    finer. `sections`: the parts of the examined text, key to heading, in its order. `entities`: of
    whom or what claims speak, for the ledger's filter: a name to the words that tell it, with "|"
    between. `roles`: the part that the sources of a table play in a figure ("prices"), by the name
    of the table. `units`: spellings of units beside those of the engine, "{}" for the value.
    `inputs`: what a chapter can read that is no table, its name to the function
    ("package.module:function") that gives its SHA-256. `rebuilds`: the functions that count how
    many altered cells a rebuild of tables from their sources notices, by the name of what is
    rebuilt.
    """

    name: str
    command: str = "python -m claimsbook"
    packages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    fine_units: tuple[str, ...] = ()
    subject: Subject = Subject()
    sections: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    rebuilds: Mapping[str, str] = field(default_factory=dict)


def settings() -> Settings:
    """The settings of the current book, read anew when the file changes.

    Raises BookError when `book.toml` is missing, is no TOML, lacks a key, or has one that is
    unknown or cannot be used.
    """
    file = paths.root() / "book.toml"
    try:
        found = file.stat()
        return _read(file, (found.st_mtime_ns, found.st_size))
    except FileNotFoundError:
        raise BookError(
            'book.toml is missing. Remedy: restore it, or write one line: name = "your-book".'
        ) from None
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise BookError(f"book.toml cannot be read ({reason}). Remedy: restore it.") from None


def command(words: str) -> str:
    """A command of this book as a reader types it, in backticks."""
    return f"`{settings().command} {words}`"


def function(place: str) -> Callable[..., Any]:
    """The function at "package.module:function". Raises BookError where there is none."""
    module, _, name = place.partition(":")
    try:
        found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise BookError(
            f"book.toml names {place!r}, which cannot be used ({error}). Remedy: correct it."
        ) from None
    return found


@functools.lru_cache(maxsize=4)
def _read(file: Path, _changed: tuple[int, int]) -> Settings:
    found = tomllib.loads(file.read_text("utf-8"))
    _refuse_unknown("", found, Settings)
    return Settings(
        name=_name(found),
        command=_text(found, "command", Settings.command),
        packages=_texts(found, "packages"),
        keywords=_texts(found, "keywords"),
        fine_units=_texts(found, "fine_units"),
        subject=_subject(found),
        **{
            key: _texts_by_key(found, key)
            for key in ("sections", "entities", "roles", "units", "inputs", "rebuilds")
        },
    )


def _name(found: Mapping[str, Any]) -> str:
    name = found.get("name")
    if isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        return name
    problem = f"cannot be {name!r}" if "name" in found else "is missing"
    remedy = 'write small letters, digits and single hyphens, such as name = "your-book"'
    raise _fault("name", problem, remedy)


def _subject(found: Mapping[str, Any]) -> Subject:
    given = found.get("subject", {})
    if not isinstance(given, dict):
        raise _fault("subject", f"cannot be {given!r}", "write a table [subject]")
    _refuse_unknown("subject.", given, Subject)
    texts = {key: _text(given, key, "", "subject.") for key in given}
    day = texts.get("published", "")
    if day and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        raise _fault("subject.published", f"cannot be {day!r}", "write the day as YYYY-MM-DD")
    return Subject(**texts)


def _refuse_unknown(within: str, found: Mapping[str, Any], kind: Any) -> None:
    known = [one.name for one in fields(kind)]
    for key in found:
        if key not in known:
            raise _fault(f"{within}{key}", "is unknown", f"use one of {', '.join(known)}")


def _text(found: Mapping[str, Any], key: str, default: str, within: str = "") -> str:
    given = found.get(key, default)
    if not isinstance(given, str) or "\n" in given:
        raise _fault(f"{within}{key}", f"cannot be {given!r}", "write a text of one line")
    return given


def _texts(found: Mapping[str, Any], key: str) -> tuple[str, ...]:
    given = found.get(key, [])
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise _fault(key, f"cannot be {given!r}", "write a list of texts")
    return tuple(given)


def _texts_by_key(found: Mapping[str, Any], key: str) -> dict[str, str]:
    given = found.get(key, {})
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise _fault(key, f"cannot be {given!r}", f"write a table [{key}] of texts")
    if key == "units" and any("{}" not in one for one in given.values()):
        raise _fault(key, "has a spelling without {}", 'write {} where the value stands: "{} m"')
    return dict(given)


def _fault(key: str, problem: str, remedy: str) -> BookError:
    return BookError(f"book.toml, key {key!r}: {problem}. Remedy: {remedy}.")
