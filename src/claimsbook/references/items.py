"""What can be cited, as CSL-JSON items (https://docs.citationstyles.org).

The book, a chapter, a figure, a claim or a source. The note of a figure or a claim is its id and
its whole fingerprint, which `verify` reads. How an item is spelt is in `formats`.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

from claimsbook import chapters, paths
from claimsbook.errors import BookError, TableError
from claimsbook.figures import exhibits
from claimsbook.files import canonical_json, sha256
from claimsbook.ledger import claims
from claimsbook.references import names
from claimsbook.references.names import Name
from claimsbook.references.pasted import (
    FINGERPRINT,
    SHORT,
    WHOLE,
    parsed,
    why_no_fingerprint,
)
from claimsbook.references.undone import plain
from claimsbook.settings import command, settings
from claimsbook.tables import data, sources

BOOK = "book"

_CLAIM_CORE = (
    "claim",
    "paraphrase",
    "stated",
    "read_as",
    "verdict",
    "found",
    "off_by",
    "rows",
    "from_claims",
)


def book() -> dict[str, str]:
    """Title, abstract, author, version, date, address and repository ("" where it has none).

    `author` has all authors in one line. They stand in CITATION.cff. Raises BookError when that
    cannot be read.
    """
    about, who = _citation()
    return about | {"author": ", ".join(map(str, who))}


def authors() -> list[Name]:
    """The authors of the book, from CITATION.cff. Raises BookError when that cannot be read."""
    return _citation()[1]


def _citation() -> tuple[dict[str, str], list[Name]]:
    file = paths.root() / "CITATION.cff"
    try:
        found = file.stat()
        return _citation_of(file, (found.st_mtime_ns, found.st_size))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise BookError(f"CITATION.cff cannot be read ({reason}). Remedy: restore it.") from None


@functools.lru_cache(maxsize=4)
def _citation_of(file: Path, _changed: tuple[int, int]) -> tuple[dict[str, str], list[Name]]:
    cff = yaml.safe_load(file.read_text("utf-8"))
    about = {"title": cff["title"], "version": cff["version"], "date": cff["date-released"]}
    about |= {"abstract": cff.get("abstract", ""), "url": cff.get("url", "").rstrip("/")}
    about |= {"code": cff.get("repository-code", "").rstrip("/")}
    who = [_author_of_cff(one) for one in cff["authors"]]
    if not who:
        raise ValueError("it names no author")
    return {key: str(value) for key, value in about.items()}, who


def _author_of_cff(author: dict[str, str]) -> Name:
    """A person or an entity of the Citation File Format 1.2."""
    if "name" in author:
        return Name(literal=str(author["name"]))
    family = f"{author.get('name-particle', '')} {author['family-names']}".strip()
    return Name(family, author.get("given-names", ""), author.get("name-suffix", ""))


def canonical(record: dict[str, Any]) -> str:
    """What the fingerprint of a cited record covers, in canonical JSON; its SHA-256 is that.

    Of an exhibit its finding, its specification and the rows that it plots; of a claim what it
    states, what was found, on which rows, and the verdict. Sections and notes may be reworded.
    """
    if "spec" in record:
        return exhibits.canonical(record)
    if missing := [key for key in _CLAIM_CORE if key not in record]:
        raise BookError(
            f"the stored check of {record['claim']!r} has no {missing[0]!r}: another version of "
            "this code wrote it. Remedy: `make run`."
        )
    return canonical_json({key: record[key] for key in _CLAIM_CORE})


def fingerprint(record: dict[str, Any]) -> str:
    """SHA-256 in hex of what a cited record says (see `canonical`)."""
    return sha256(canonical(record))


def mark(record: dict[str, Any]) -> str:
    """The id of an exhibit or a claim with the first digits of its fingerprint, for people."""
    return whole_mark(record)[: SHORT - WHOLE]


def whole_mark(record: dict[str, Any]) -> str:
    """The id of an exhibit or a claim with its fingerprint, for machines."""
    return f"{record.get('id') or record['claim']}@{fingerprint(record)}"


def confirm(record: dict[str, Any], name: str, print_: str) -> None:
    """Raise BookError where `name` was cited with another fingerprint than that of its record."""
    if not FINGERPRINT.fullmatch(print_):
        raise BookError(f"{name}@{print_}: {why_no_fingerprint(print_)}. Remedy: copy it whole.")
    here = fingerprint(record)
    if not here.startswith(print_):
        raise BookError(
            f"{name} was cited with the fingerprint {print_}; here stands {here[:SHORT]}. Remedy: "
            f"{command(f'verify {name}@{print_}')} says what changed; the id alone names what "
            "stands here."
        )


def asked(text: str) -> list[str]:
    """The ids that a text asks for: itself, or those that it joins to a fingerprint.

    Raises BookError where such a fingerprint is not that of what stands here (see `confirm`).
    """
    if "@" not in plain(text):
        return [text.strip()]
    names = []
    for name, print_ in parsed([text], {one["id"] for one in _exhibits()}):
        if print_:
            record = _record(name)
            if record is None:
                raise BookError(
                    f"{name}@{print_}: no figure and no examined claim has the id {name!r}, and "
                    "nothing else has a fingerprint. Remedy: correct the id."
                )
            confirm(record, name, print_)
        names.append(name)
    return names


def _exhibits() -> list[dict[str, Any]]:
    return chapters.collect_exhibits(
        [one for one in chapters.all_chapters() if one.notebook.is_file()]
    )


def _record(name: str) -> dict[str, Any] | None:
    """The record of the exhibit or claim of this id; that of the first for a repeated claim.

    Raises BookError where the notebook that it stands in is not what a run stored.
    """
    record = _stored_record(name)
    if record is not None and chapters.altered(chapters.Chapter(record["chapter"])):
        slug = record["chapter"]
        raise BookError(
            f"{name} cannot be cited: notebooks/{slug}.ipynb is not what its run stored, so that "
            f"what it says may be nobody's finding. Remedy: {command(f'run {slug}')}."
        )
    return record


def _stored_record(name: str) -> dict[str, Any] | None:
    for record in _exhibits():
        if record["id"] == name:
            return record
    subject = claims.ledger().get(name)
    if subject:
        executed = [one for one in chapters.all_chapters() if one.notebook.is_file()]
        for record in chapters.collect(executed):
            if record["claim"] == (subject.repeats or name):
                return record
    return None


def item(cited: str) -> dict[str, Any]:
    """The CSL-JSON item of the book, a chapter, a figure, a claim or a source, by its id.

    Raises BookError when nothing has this id.
    """
    if cited == BOOK:
        return of_book()
    record = _record(cited)
    if record is not None:
        return of_exhibit(record) if "id" in record else of_claim(record)
    if cited in sources.all_sources():
        return of_source(cited)
    # A figure may share its id with a chapter; `notebooks/<slug>` always means the chapter.
    known = {one.slug: one for one in chapters.all_chapters()}
    slug = cited.removeprefix("notebooks/")
    if slug in known:
        return of_chapter(known[slug])
    raise BookError(
        f"nothing to cite has the id {cited!r}. Remedy: give `book`, a chapter, a figure "
        f"({command('figures')} lists them), a claim that a chapter checks, or a source."
    )


def of_book() -> dict[str, Any]:
    """The book as a CSL item."""
    return _own(settings().name, "book", book()["title"])


def of_chapter(chapter: chapters.Chapter) -> dict[str, Any]:
    """A chapter as a CSL item."""
    page = f"notebooks/{chapter.slug}.html"
    return _own(f"{settings().name}-chapter-{chapter.slug}", "chapter", chapter.title, page)


def of_exhibit(record: dict[str, Any]) -> dict[str, Any]:
    """An exhibit, as `chapters.collect_exhibits` gives it, as a CSL item."""
    page = f"notebooks/{record['chapter']}.html#{record['id']}"
    return _own(
        f"{settings().name}-{record['id']}", "graphic", record["title"], page, whole_mark(record)
    )


def of_claim(record: dict[str, Any]) -> dict[str, Any]:
    """A checked claim, as `chapters.collect` gives it, as a CSL item."""
    found = "; ".join(one["text"] for one in record["found"])
    title = f"{record['paraphrase'].rstrip('.')}: {record['verdict']}"
    if record["verdict"] != "opinion":
        title += f" (stated: {record['stated']}; found: {found})"
    page = f"notebooks/ledger.html#claim-{record['claim']}"
    return _own(
        f"{settings().name}-claim-{record['claim']}", "entry", title, page, whole_mark(record)
    )


def of_source(source_id: str) -> dict[str, Any]:
    """A source as a CSL item.

    Raises BookError when `data/sources.csv` has none of that id, TableError when the names of its
    authors are not clear.
    """
    one = sources.source(source_id)
    item: dict[str, Any] = {
        "id": one.source_id,
        "type": one.type if one.type != "search" else "document",
        "title": one.title,
        "author": [name.csl() for name in _authors_of(one)],
        "publisher": one.publisher,
        "issued": _date(one.issued),
        "URL": one.url,
        "accessed": _date(one.accessed),
        "note": one.artifact,
        "custom": {"sha256": one.sha256} if one.sha256 else {},
    }
    return {key: value for key, value in item.items() if value}


def faults_of_sources() -> list[TableError]:
    """A fault for each source whose authors are not clear."""
    found = []
    for one in sources.all_sources().values():
        try:
            _authors_of(one)
        except TableError as error:
            found.append(error)
    return found


def _authors_of(one: sources.Source) -> list[Name]:
    try:
        return names.parsed(one.author)
    except ValueError as error:
        row = list(sources.all_sources()).index(one.source_id) + 2
        file = data.table_file("sources")
        raise TableError(file, row, "author", str(error), names.REMEDY) from None


def _date(text: str) -> dict[str, Any]:
    """A date in ISO 8601, of up to three parts, as CSL has it."""
    return {"date-parts": [[int(part) for part in text.split("-")]]} if text else {}


def everything() -> list[dict[str, Any]]:
    """The CSL items of the book, its chapters, figures and checked claims, and all sources."""
    known = [one for one in chapters.all_chapters() if one.notebook.is_file()]
    return [
        of_book(),
        *(of_chapter(one) for one in known),
        *(of_exhibit(one) for one in chapters.collect_exhibits(known)),
        *(of_claim(one) for one in chapters.collect(known)),
        *map(of_source, sources.all_sources()),
    ]


def _own(name: str, kind: str, title: str, page: str = "", note: str = "") -> dict[str, Any]:
    whole = book()
    one: dict[str, Any] = {
        "id": name,
        "type": kind,
        "title": title.replace("\u00a0", " "),
        "author": [one.csl() for one in authors()],
        "issued": _date(whole["date"]),
        "version": whole["version"],
    }
    if page:
        one["container-title"] = whole["title"]
    if whole["url"]:
        one["URL"] = f"{whole['url']}/{page}"
    if note:
        one["note"] = note
    return one
