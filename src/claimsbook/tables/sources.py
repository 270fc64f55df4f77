"""Sources as citations: plain text, BibTeX and CSL-JSON, all from `data/sources.csv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

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

    @property
    def text(self) -> str:
        """A full reference in one line."""
        who = ", ".join(part for part in (self.author, self.publisher) if part) or self.title
        title = f" {self.title}." if self.title != who else ""
        where = f" {self.url}" if self.url else ""
        artifact = f" {self.artifact}, SHA-256 {self.sha256}." if self.artifact else ""
        return f"{who} ({self.issued or 'n.d.'}).{title}{artifact}{where}".strip()

    def bibtex(self) -> str:
        """A BibTeX entry whose key is the source id."""
        kind = {"article-journal": "article", "book": "book", "report": "techreport"}
        fields = {
            "author": self.author or (f"{{{self.publisher}}}" if self.publisher else ""),
            "title": f"{{{self.title}}}",
            "publisher" if self.type == "book" else "howpublished": self.publisher,
            "year": self.issued[:4],
            "url": self.url,
            "note": "; ".join(p for p in (self.artifact, f"accessed {self.accessed}") if p),
        }
        if self.type == "report":
            fields["institution"] = fields.pop("howpublished")
        body = ",\n".join(f"  {k} = {{{_escaped(v)}}}" for k, v in fields.items() if v)
        return f"@{kind.get(self.type, 'misc')}{{{self.source_id},\n{body}\n}}\n"

    def csl(self) -> dict[str, Any]:
        """A CSL-JSON item (https://docs.citationstyles.org)."""
        item: dict[str, Any] = {
            "id": self.source_id,
            "type": self.type if self.type != "search" else "document",
            "title": self.title,
        }
        if self.author:
            item["author"] = [{"literal": name} for name in re.split(r";\s*", self.author)]
        if self.publisher:
            item["publisher"] = self.publisher
        if self.issued:
            item["issued"] = {"date-parts": [[int(p) for p in self.issued.split("-")]]}
        if self.url:
            item["URL"] = self.url
        if self.accessed:
            item["accessed"] = {"date-parts": [[int(p) for p in self.accessed.split("-")]]}
        return item


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


def _escaped(text: str) -> str:
    return re.sub(r"(?<!\\)([%&#_])", r"\\\1", text) if "://" not in text else text
