"""Sources by id, from `data/sources.csv`. How they are cited is in `claimsbook.references`."""

from __future__ import annotations

from dataclasses import dataclass

from claimsbook.book import per_book
from claimsbook.errors import BookError
from claimsbook.tables import data


@dataclass(frozen=True)
class Source:
    """One address or artifact that figures are cited from."""

    source_id: str
    type: str
    author: str
    title: str
    publisher: str
    issued: str
    url: str
    artifact: str
    sha256: str
    accessed: str
    licence: str
    note: str

    @property
    def year(self) -> str:
        return self.issued[:4] or "n.d."

    @property
    def short(self) -> str:
        """Who and when, for a source line under a figure."""
        who = self.publisher or self.author or self.title
        return f"{who} ({self.artifact or self.year})"


@per_book
def all_sources() -> dict[str, Source]:
    """Every source by id."""
    frame = data.read("sources")
    return {
        str(record["source_id"]): Source(**{str(k): str(v) for k, v in record.items()})
        for record in frame.to_dict("records")
    }


def source(source_id: str) -> Source:
    """One source. Raises BookError if `data/sources.csv` has none of that id."""
    try:
        return all_sources()[source_id]
    except KeyError:
        raise BookError(
            f"data/sources.csv has no source {source_id!r}. Remedy: add it, or correct the id."
        ) from None
