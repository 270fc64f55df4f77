"""References to the book, a chapter, a figure, a claim or a source, as text, BibTeX, RIS or CSL.

Each reference is made as a CSL-JSON item (https://docs.citationstyles.org) and spelt from there:
as text in the style of the APA. That of a figure or a claim ends in its id and fingerprint, which
`python -m rebar verify` reads. The command line, the site and a release all spell them here.
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from claimsbook import chapters, paths
from claimsbook.book import per_book
from claimsbook.errors import BookError
from claimsbook.figures import exhibits
from claimsbook.files import canonical_json, sha256
from claimsbook.ledger import claims
from claimsbook.tables import sources

FORMATS = ("text", "bibtex", "ris", "csl")
BOOK = "book"

_RIS_TYPES = {
    "book": "BOOK",
    "chapter": "CHAP",
    "graphic": "FIGURE",
    "entry": "DATA",
    "dataset": "DATA",
    "webpage": "ELEC",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "software": "COMP",
    "legislation": "STAT",
    "speech": "CONF",
    "paper-conference": "CONF",
    "thesis": "THES",
    "motion_picture": "VIDEO",
    "broadcast": "VIDEO",
}
_KINDS = {"graphic": "Figure", "entry": "Claim and verdict"}
_BIBTEX_TYPES = {"book": "book", "chapter": "incollection"}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English, whatever the language of the machine."""

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


@per_book
def book() -> dict[str, str]:
    """Title, abstract, author, version, date and address ("" where it has none) of the book.

    They stand in CITATION.cff. Raises BookError when that cannot be read.
    """
    try:
        cff = yaml.safe_load((paths.root() / "CITATION.cff").read_text("utf-8"))
        author = cff["authors"][0]
        name = author.get("name") or f"{author['given-names']} {author['family-names']}"
        found = {"title": cff["title"], "version": cff["version"], "date": cff["date-released"]}
    except (OSError, ValueError, KeyError, TypeError, IndexError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise BookError(f"CITATION.cff cannot be read ({reason}). Remedy: restore it.") from None
    return {k: str(v) for k, v in found.items()} | {
        "author": str(name),
        "abstract": str(cff.get("abstract", "")),
        "url": str(cff.get("url", "")).rstrip("/"),
    }


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
    """The id of an exhibit or a claim with the first twelve digits of its fingerprint."""
    return f"{record.get('id') or record['claim']}@{fingerprint(record)[:12]}"


def item(cited: str) -> dict[str, Any]:
    """The CSL-JSON item of the book, a chapter, a figure, a claim or a source, by its id.

    Raises BookError when nothing has this id.
    """
    if cited == BOOK:
        return of_book()
    known = {one.slug: one for one in chapters.all_chapters()}
    executed = [one for one in known.values() if one.notebook.is_file()]
    for record in chapters.collect_exhibits(executed):
        if record["id"] == cited:
            return of_exhibit(record)
    subject = claims.ledger().get(cited)
    if subject:
        checked = subject.repeats or cited
        for record in chapters.collect(executed):
            if record["claim"] == checked:
                return of_claim(record)
    if cited in sources.all_sources():
        return sources.source(cited).csl()
    # A figure may share its id with a chapter; `notebooks/<slug>` always means the chapter.
    slug = cited.removeprefix("notebooks/")
    if slug in known:
        return of_chapter(known[slug])
    raise BookError(
        f"nothing to cite has the id {cited!r}. Remedy: give `book`, a chapter, a figure "
        "(`python -m rebar figures` lists them), a claim that a chapter checks, or a source."
    )


def of_book() -> dict[str, Any]:
    """The book as a CSL item."""
    return _own("rebar", "book", book()["title"])


def of_chapter(chapter: chapters.Chapter) -> dict[str, Any]:
    """A chapter as a CSL item."""
    page = f"notebooks/{chapter.slug}.html"
    return _own(f"rebar-chapter-{chapter.slug}", "chapter", chapter.title, page)


def of_exhibit(record: dict[str, Any]) -> dict[str, Any]:
    """An exhibit, as `chapters.collect_exhibits` gives it, as a CSL item."""
    page = f"notebooks/{record['chapter']}.html#{record['id']}"
    return _own(f"rebar-{record['id']}", "graphic", record["title"], page, mark(record))


def of_claim(record: dict[str, Any]) -> dict[str, Any]:
    """A checked claim, as `chapters.collect` gives it, as a CSL item."""
    found = "; ".join(one["text"] for one in record["found"])
    title = f"{record['paraphrase'].rstrip('.')}: {record['verdict']}"
    if record["verdict"] != "opinion":
        title += f" (stated: {record['stated']}; found: {found})"
    page = f"notebooks/ledger.html#claim-{record['claim']}"
    return _own(f"rebar-claim-{record['claim']}", "entry", title, page, mark(record))


def text(one: dict[str, Any]) -> str:
    """A CSL item as one line, in the style of the APA."""
    who = "; ".join(_name(name) for name in one.get("author", [])) or one.get("publisher", "")
    head = f"{who.rstrip('.')}. ({_day(_date(one))}). " if who else ""
    version = f" (Version {one['version']})" if "version" in one else ""
    kind = f" [{_KINDS[one['type']]}]" if one["type"] in _KINDS else ""
    title = one["title"].rstrip(".")
    inside = (
        f"{title}{kind}. In {one['container-title']}{version}."
        if "container-title" in one
        else f"{title}{version}{kind}."
    )
    publisher = one.get("publisher", "")
    by = f" {publisher}." if publisher and publisher != who else ""
    tail = " ".join(one[key] for key in ("note", "URL") if key in one)
    return f"{head}{inside}{by} {tail}".strip()


def bibtex(one: dict[str, Any]) -> str:
    """A CSL item as a BibTeX entry."""
    fields = {
        "author": " and ".join(f"{{{_escaped(_name(name))}}}" for name in one.get("author", [])),
        "title": f"{{{_escaped(one['title'])}}}",
        "booktitle": _escaped(one.get("container-title", "")),
        "publisher": _escaped(one.get("publisher", "")),
        "year": str(_date(one)[0]) if _date(one) else "",
        "version": one.get("version", ""),
        "url": one.get("URL", ""),
        "note": one.get("note", ""),
    }
    kind = _BIBTEX_TYPES.get(one["type"], "misc")
    if kind == "misc":
        fields["howpublished"] = fields.pop("booktitle") or fields.pop("publisher")
    body = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@{kind}{{{one['id']},\n{body}\n}}"


def ris(one: dict[str, Any]) -> str:
    """A CSL item as a RIS record."""
    date = "/".join(f"{part:02d}" for part in _date(one))
    lines = [
        ("TY", _RIS_TYPES.get(one["type"], "GEN")),
        ("ID", one["id"]),
        *(("AU", _name(name)) for name in one.get("author", [])),
        ("TI", one["title"]),
        ("T2", one.get("container-title", "")),
        ("PB", one.get("publisher", "")),
        ("PY", date[:4]),
        ("DA", date),
        ("ET", one.get("version", "")),
        ("UR", one.get("URL", "")),
        ("N1", one.get("note", "")),
    ]
    body = "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value)
    return f"{body}\nER  - "


def spelt(one: dict[str, Any], form: str) -> str:
    """A CSL item in one of FORMATS."""
    if form == "csl":
        return json.dumps([one], indent=1, ensure_ascii=False)
    return {"text": text, "bibtex": bibtex, "ris": ris}[form](one)


def everything() -> list[dict[str, Any]]:
    """The CSL items of the book, its chapters, figures and checked claims, and all sources."""
    known = [one for one in chapters.all_chapters() if one.notebook.is_file()]
    return [
        of_book(),
        *(of_chapter(one) for one in known),
        *(of_exhibit(one) for one in chapters.collect_exhibits(known)),
        *(of_claim(one) for one in chapters.collect(known)),
        *(one.csl() for one in sources.all_sources().values()),
    ]


def main(cited: list[str], form: str) -> int:
    """Print the reference of each id."""
    for one in (name.partition("@")[0] for name in cited):
        found = item(one)
        is_source = form in ("text", "bibtex") and one in sources.all_sources()
        if is_source and found["id"] == one:
            source = sources.source(one)
            print(source.text if form == "text" else source.bibtex().rstrip())
        else:
            print(spelt(found, form))
    return 0


def _own(name: str, kind: str, title: str, page: str = "", note: str = "") -> dict[str, Any]:
    whole = book()
    one: dict[str, Any] = {
        "id": name,
        "type": kind,
        "title": title.replace("\u00a0", " "),
        "author": [{"literal": whole["author"]}],
        "issued": {"date-parts": [[int(part) for part in whole["date"].split("-")]]},
        "version": whole["version"],
    }
    if page:
        one["container-title"] = whole["title"]
    if whole["url"]:
        one["URL"] = f"{whole['url']}/{page}"
    if note:
        one["note"] = note
    return one


def _name(name: dict[str, str]) -> str:
    return name.get("literal") or f"{name.get('family', '')}, {name.get('given', '')}".strip(", ")


def _date(one: dict[str, Any]) -> list[int]:
    return [int(part) for part in one.get("issued", {}).get("date-parts", [[]])[0]]


def _day(parts: list[int]) -> str:
    """A date of up to three parts as the APA has it: 2026, November 23."""
    if len(parts) < 2:
        return str(parts[0]) if parts else "n.d."
    return f"{parts[0]}, {_MONTHS[parts[1] - 1]}" + (f" {parts[2]}" if len(parts) > 2 else "")


def _escaped(text: str) -> str:
    return re.sub(r"(?<!\\)([%&#_$])", r"\\\1", text)
