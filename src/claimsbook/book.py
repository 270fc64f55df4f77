"""A book of claims: its folder, and all that is remembered of it while it is open.

Nothing that is read of a book is kept anywhere else, so that two books can be open in one process,
and a book can be read anew. The functions of this package work on the *current* book: the one that
`with Book(root):` opened last, else the one whose folder the process stands in.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    import pandas as pd

    from claimsbook.chapters import Chapter
    from claimsbook.checks.trace import Chain
    from claimsbook.checks.verify import Answer
    from claimsbook.ledger.check import Check
    from claimsbook.ledger.claim import Claim
    from claimsbook.ledger.found import Found
    from claimsbook.tables.facts import Facts
    from claimsbook.tables.rows import Row

P = ParamSpec("P")
T = TypeVar("T")

VARIABLE = "CLAIMSBOOK_ROOT"
"""The environment variable that names the folder of the book, for a process of its own."""


class Book:
    """The book under `root`, the folder that holds its `data`, `notebooks` and `_toc.yml`.

    `tables` and `claims` stand in place of what its files hold, for those who ask what would be if
    they held something else; nothing is written. `assumptions`, by chapter and name, are what its
    chapters assume in place of their own when they run.
    """

    def __init__(
        self,
        root: Path | str,
        *,
        tables: Mapping[str, pd.DataFrame] | None = None,
        claims: Mapping[str, Claim] | None = None,
        assumptions: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.root = Path(root).resolve()
        self.given_tables = dict(tables or {})
        self.given_claims = None if claims is None else dict(claims)
        self.given_assumptions = {name: dict(one) for name, one in (assumptions or {}).items()}
        self.tables_read: dict[str, str] = {}
        self.rows_read: dict[str, Row] = {}
        self.checked: dict[str, int | None] = {}
        self.verdicts: dict[str, str] = {}
        self._remembered: dict[Any, Any] = {}

    def __repr__(self) -> str:
        return f"Book({str(self.root)!r})"

    def __enter__(self) -> Book:
        _OPEN.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        _OPEN.remove(self)

    def forget(self) -> None:
        """Drop all that was read, so that it is read anew."""
        for kept in (
            self.tables_read,
            self.rows_read,
            self.checked,
            self.verdicts,
            self._remembered,
        ):
            kept.clear()

    def remembered(self, key: Any, make: Callable[[], T]) -> T:
        """What `make` gave the first time that this key was asked for."""
        if key not in self._remembered:
            self._remembered[key] = make()
        found: T = self._remembered[key]
        return found

    def read(self, name: str) -> pd.DataFrame:
        """A table, validated (see `claimsbook.tables.read.read`)."""
        from claimsbook.tables import data

        with self:
            return data.read(name)

    def facts(self, name: str, prefix: str = "") -> Facts:
        """A table of single facts by row id (see `claimsbook.tables.facts.Facts`)."""
        from claimsbook.tables import data

        with self:
            return data.facts(name, prefix)

    def claim(self, claim_id: str) -> Claim:
        """A claim of the ledger. Raises BookError, naming near ids, if there is none."""
        from claimsbook.ledger import claims

        with self:
            return claims.claim(claim_id)

    def check(self, claim_id: str, found: Found | Mapping[str, Found], **evidence: Any) -> Check:
        """Hold a claim against what was found (see `claimsbook.ledger.check.check`)."""
        from claimsbook.ledger import claims

        with self:
            return claims.check(claim_id, found, **evidence)

    def ledger(self) -> pd.DataFrame:
        """Every claim with its verdict, as the executed chapters have it.

        One row a claim; the columns are those of `claimsbook.ledger.frame.ledger_frame`.
        """
        from claimsbook import chapters
        from claimsbook.ledger import claims

        with self:
            known = [one for one in chapters.all_chapters() if one.notebook.is_file()]
            return claims.ledger_frame(chapters.collect(known))

    def run(
        self,
        names: Iterable[str] = (),
        *,
        force: bool = False,
        say: Callable[[str], None] = print,
    ) -> list[Chapter]:
        """Execute the chapters that are stale (all of `names`, with `force`); those that ran."""
        from claimsbook import chapters

        with self:
            return chapters.run(chapters.select(names), force=force, say=say)

    def verify(self, texts: Iterable[str] = ()) -> list[Answer]:
        """Whether what is cited still holds (everything when nothing is), an answer an id."""
        from claimsbook.checks import verify

        with self:
            return list(verify.answers(list(texts)))

    def trace(self, name: str) -> Chain:
        """The way from a figure or claim to its code, rows and sources."""
        from claimsbook.checks import trace

        with self:
            return trace.chain(name)

    def cite(self, name: str, form: str = "text") -> str:
        """The reference of a figure, claim, chapter, source or the book, in one of the forms."""
        from claimsbook.references import cite

        with self:
            return cite.spelt(cite.item(name), form)


_OPEN: list[Book] = []
_standing: dict[Path, Book] = {}


def current() -> Book:
    """The book that is open, else the one in whose folder this process stands."""
    if _OPEN:
        return _OPEN[-1]
    root = _found()
    if root not in _standing:
        _standing[root] = Book(root)
    return _standing[root]


def per_book(make: Callable[P, T]) -> Callable[P, T]:
    """A function whose answer is kept with the current book, until that is told to forget."""

    @functools.wraps(make)
    def kept(*args: P.args, **named: P.kwargs) -> T:
        key = (make.__module__, make.__qualname__, args, tuple(sorted(named.items())))
        return current().remembered(key, lambda: make(*args, **named))

    return kept


def _found() -> Path:
    if VARIABLE in os.environ:
        return Path(os.environ[VARIABLE]).resolve()
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "book.toml").is_file():
            return folder
    # Run from elsewhere, the code speaks of the book that it lies in.
    return Path(__file__).resolve().parents[2]
