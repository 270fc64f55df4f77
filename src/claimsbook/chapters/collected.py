"""What the executed chapters hold: the records of claims and exhibits."""

from __future__ import annotations

from typing import Any

from claimsbook.chapters.pairs import Chapter, all_chapters, stored
from claimsbook.errors import BookError
from claimsbook.figures import exhibits
from claimsbook.files import canonical_json, sha256
from claimsbook.ledger import claims
from claimsbook.tables import data

RECORDS = "checked-claims"
"""The name under which a chapter that reads the other chapters' records depends on them."""


def collect(chapters: list[Chapter]) -> list[dict[str, Any]]:
    """The records of all claims that the executed notebooks of `chapters` checked.

    Each carries the slug of its chapter. Raises BookError when two speak of one claim.
    """
    return once(
        [one for chapter in chapters for one in records_of(chapter, stored_bundles(chapter))]
    )


def records_of(chapter: Chapter, bundles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [record for bundle in bundles for record in bundle.get(claims.MIME, [])]
    return [{**record, "chapter": chapter.slug} for record in found]


def once(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, str] = {}
    for record in records:
        if record["claim"] in seen:
            raise BookError(
                f"claim {record['claim']!r} is checked twice: in {seen[record['claim']]} and "
                f"{record['chapter']}. Remedy: keep one of the two checks."
            )
        seen[record["claim"]] = record["chapter"]
    return records


def collect_exhibits(chapters: list[Chapter]) -> list[dict[str, Any]]:
    """The records of all exhibits in the executed notebooks, each with `spec` and `chapter`.

    Raises BookError when two exhibits share an id.
    """
    found: dict[str, dict[str, Any]] = {}
    for chapter in chapters:
        for bundle in stored_bundles(chapter):
            if exhibits.MIME not in bundle:
                continue
            record = {**bundle[exhibits.MIME], "spec": bundle[exhibits.VEGALITE_MIME]}
            record["chapter"] = chapter.slug
            if record["id"] in found:
                raise BookError(
                    f"exhibit {record['id']!r} stands in {found[record['id']]['chapter']} and in "
                    f"{chapter.slug}. Remedy: give one of them another id."
                )
            found[record["id"]] = record
    return list(found.values())


def checked_claims(reader: str) -> list[dict[str, Any]]:
    """The records of every chapter but `reader` itself; remembered as a table that it read."""
    others = [one for one in all_chapters() if one.slug != reader]
    data.remember(RECORDS, records_hash(Chapter(reader)))
    return collect([one for one in others if one.notebook.is_file()])


def records_hash(reader: Chapter) -> str:
    """SHA-256 over the titles and the claim records of all chapters but `reader`."""
    others = [one for one in all_chapters() if one.slug != reader.slug and one.notebook.is_file()]
    titles = {one.slug: one.title for one in others}
    return sha256(canonical_json([titles, collect(others)]))


def outputs(chapter: Chapter, mime: str) -> list[Any]:
    """All outputs of one MIME type in a chapter's executed notebook, in order."""
    return [bundle[mime] for bundle in stored_bundles(chapter) if mime in bundle]


def stored_bundles(chapter: Chapter) -> list[dict[str, Any]]:
    return bundles_of(stored(chapter))


def bundles_of(notebook: Any) -> list[dict[str, Any]]:
    """The MIME bundles of a notebook's outputs, in order."""
    return [
        output["data"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output
    ]


def reads_records(chapter: Chapter) -> bool:
    return "checked_claims(" in chapter.text
