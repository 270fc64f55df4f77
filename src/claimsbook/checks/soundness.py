"""Is a book sound as it lies there? Data, pairs, stored outputs and ledger; nothing is run."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from claimsbook import chapters
from claimsbook.chapters import Chapter, edited
from claimsbook.errors import BookError
from claimsbook.figures import exhibits
from claimsbook.ledger import claims
from claimsbook.references import cite
from claimsbook.settings import command, settings
from claimsbook.tables import data


def faults() -> list[str]:
    """Everything that is wrong, a line each with its remedy; empty for a sound book."""
    found = [str(fault) for fault in data.check_package()]
    for read in (cite.book, settings):
        with _noted(found):
            read()
    # Where the table of sources cannot be read at all, the check of the package said so.
    with contextlib.suppress(BookError):
        found += map(str, cite.faults_of_sources())
    for chapter in chapters.all_chapters():
        with _noted(found):
            found += _stale(chapter)
        with _noted(found):
            found += _damaged(chapter)
    with _noted(found):
        verdicts_of(_readable())
    return list(dict.fromkeys(found))


def verdicts() -> dict[str, int]:
    """How many counted claims have which verdict, in the order of the verdicts.

    Of the chapters that can be read; empty where the ledger cannot.
    """
    try:
        return verdicts_of(_readable())
    except BookError:
        return {}


def verdicts_of(known: list[Chapter]) -> dict[str, int]:
    """How many counted claims have which verdict, going by the stored outputs of some chapters."""
    frame = claims.ledger_frame(chapters.collect(known))
    counts = frame.loc[frame["counted"], "verdict"].value_counts()
    return {one: int(counts.get(one, 0)) for one in (*claims.VERDICTS, claims.NOT_EXAMINED)}


def _readable() -> list[Chapter]:
    return [one for one in chapters.all_chapters() if not chapters.unreadable(one)]


@contextlib.contextmanager
def _noted(found: list[str]) -> Iterator[None]:
    """Note a fault that stops one check, so that the others are made."""
    try:
        yield
    except BookError as error:
        found.append(str(error))


def _stale(chapter: Chapter) -> list[str]:
    if fault := edited.fault(chapter):
        return [fault]
    return [
        f"notebooks/{chapter.slug}.ipynb is stale: {reason}. Remedy: {command('run')}."
        for reason in chapters.reasons_stale(chapter)
    ]


def _damaged(chapter: Chapter) -> list[str]:
    """The stored exhibits of a chapter that are not what their own fingerprints say."""
    return [
        f"notebooks/{chapter.slug}.ipynb, exhibit {one['id']}: what is stored is not what its "
        f"fingerprint says. Remedy: {command(f'run {chapter.slug} --force')}."
        for one in chapters.collect_exhibits([chapter])
        if exhibits.fingerprint(one) != one["fingerprint"]
    ]
