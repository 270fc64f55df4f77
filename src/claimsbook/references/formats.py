"""How a CSL item is spelt: as text in the style of the APA, BibTeX, RIS or CSL-JSON.

The only writer of references: the command line, the site and a release all spell them here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output import bibtex as pybtex_output
from pybtex.exceptions import PybtexError

from claimsbook.errors import BookError
from claimsbook.files import pretty_json
from claimsbook.references.names import OTHERS, Name
from claimsbook.references.pasted import SHORT, WHOLE

FORMATS = ("text", "bibtex", "ris", "csl")

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
_BIBTEX_TYPES = {
    "book": "book",
    "chapter": "incollection",
    "article-journal": "article",
    "report": "techreport",
}
_PUBLISHERS = {"article": "journal", "techreport": "institution", "misc": "howpublished"}
"""The field for who published it, by the type of a BibTeX entry; of the others `publisher`."""

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

_LATEX = {
    **{sign: f"\\{sign}" for sign in "%&#_$"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


_WHOLE_MARK = re.compile(rf"(@[0-9a-f]{{{SHORT}}})[0-9a-f]{{{WHOLE - SHORT}}}$")


def spelt(one: dict[str, Any], form: str) -> str:
    """A CSL item in one of FORMATS."""
    return {"text": text, "bibtex": bibtex, "ris": ris, "csl": csl}[form](one)


def text(one: dict[str, Any]) -> str:
    """A CSL item as one line, in the style of the APA; its address, if any, comes last.

    Of a fingerprint it has the first digits: the line is for people.
    """
    names = _names(one)
    publisher = one.get("publisher", "")
    who = _apa_names(names) or publisher
    version = f" (Version {one['version']})" if "version" in one else ""
    kind = f" [{_KINDS[one['type']]}]" if one["type"] in _KINDS else ""
    title = one["title"].rstrip(".")
    what = (
        f"{title}{kind}. In {one['container-title']}{version}."
        if "container-title" in one
        else f"{title}{version}{kind}."
    )
    day = f"({_day(_date(one))})."
    # A work of nobody begins with its title.
    head = f"{who.rstrip('.')}. {day} {what}" if who else f"{what} {day}"
    known = {who, *map(str, names)}
    by = f"{publisher.rstrip('.')}." if publisher and publisher not in known else ""
    note = f"{_noted(one)}." if "custom" in one else _WHOLE_MARK.sub(r"\1", _noted(one))
    return " ".join(filter(None, (head, by, note, one.get("URL", ""))))


def bibtex(one: dict[str, Any]) -> str:
    """A CSL item as a BibTeX entry whose key is its id.

    Raises BookError when it cannot be written.
    """
    kind = _BIBTEX_TYPES.get(one["type"], "misc")
    publisher = one.get("publisher", "")
    inside = one.get("container-title", "")
    accessed = "-".join(f"{part:02d}" for part in _date(one, "accessed"))
    note = [one.get("note", ""), accessed and f"accessed {accessed}"]
    fields = {
        "title": f"{{{_latex(one['title'])}}}",
        "booktitle" if kind != "misc" else "howpublished": _latex(inside),
        "year": str(_date(one)[0]) if _date(one) else "",
        "version": _latex(one.get("version", "")),
        "url": _address(one.get("URL", "")),
        "note": _latex("; ".join(filter(None, note))),
    }
    if publisher:
        fields[_PUBLISHERS.get(kind, "publisher")] = _latex(publisher)
    # A style without an author would sort the entry by its key.
    names = _names(one) or [Name(literal=publisher)] * bool(publisher)
    entry = Entry(
        kind,
        fields=[(key, value) for key, value in fields.items() if value],
        persons={"author": list(map(_person, names))} if names else {},
    )
    out = io.StringIO()
    try:
        _Writer().write_stream(BibliographyData({one["id"]: entry}), out)
    except PybtexError as error:
        raise BookError(
            f"the reference of {one['id']!r} cannot be written as BibTeX ({error}). Remedy: "
            "correct its row in data/sources.csv."
        ) from None
    return out.getvalue().strip()


def ris(one: dict[str, Any]) -> str:
    """A CSL item as a RIS record."""
    date = "/".join(f"{part:02d}" for part in _date(one))
    lines = [
        ("TY", _RIS_TYPES.get(one["type"], "GEN")),
        ("ID", one["id"]),
        *(("AU", _ris_name(name)) for name in _names(one)),
        ("TI", one["title"]),
        ("T2", one.get("container-title", "")),
        ("PB", one.get("publisher", "")),
        ("PY", date[:4]),
        ("DA", date),
        ("ET", one.get("version", "")),
        ("UR", one.get("URL", "")),
        ("N1", _noted(one)),
    ]
    body = "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value)
    return f"{body}\nER  - "


def csl(one: dict[str, Any]) -> str:
    """A CSL item as CSL-JSON: a list of one."""
    return pretty_json([one]).rstrip()


def bibliography(items: Iterable[dict[str, Any]]) -> str:
    """CSL items as the content of a BibTeX file."""
    return "\n\n".join(map(bibtex, items)) + "\n"


def files(items: list[dict[str, Any]]) -> dict[str, str]:
    """The files of references that a site and a release have, by name."""
    return {"references.bib": bibliography(items), "references.csl.json": pretty_json(items)}


def _names(one: dict[str, Any]) -> list[Name]:
    return [Name(**name) for name in one.get("author", [])]


def _apa_names(names: list[Name]) -> str:
    """Names as the APA has them: Poe, A., & Ray, B. T., Jr."""
    known = [_apa_name(name) for name in names if name != OTHERS]
    if OTHERS in names:
        return ", ".join([*known, "et al."])
    return ", & ".join([", ".join(known[:-1]), known[-1]]) if len(known) > 1 else "".join(known)


def _apa_name(name: Name) -> str:
    initials = " ".join(map(_initial, re.findall(r"[^\s.]+\.?", name.given)))
    return name.literal or ", ".join(filter(None, (name.family, initials, name.suffix)))


def _initial(given: str) -> str:
    """`J.` of Jane, `J.-L.` of Jean-Luc; a particle stays."""
    if given.islower():
        return given
    return "-".join(f"{part[0]}." for part in given.split("-") if part)


def _ris_name(name: Name) -> str:
    return name.literal or ", ".join(filter(None, (name.family, name.given, name.suffix)))


def _person(name: Name) -> Person:
    """A name as pybtex has it; in braces what BibTeX should not take apart."""
    if name == OTHERS:
        return Person(last=OTHERS.literal)
    if name.literal:
        return Person(last=f"{{{_latex(name.literal)}}}")
    family, given, suffix = map(_latex, (name.family, name.given, name.suffix))
    return Person(last=family, first=given, lineage=suffix)


def _noted(one: dict[str, Any]) -> str:
    """The note of an item; of an artefact with its checksum."""
    checksum = one.get("custom", {}).get("sha256", "")
    note = one.get("note", "")
    return ", ".join(filter(None, (note, checksum and f"SHA-256 {checksum}")))


def _date(one: dict[str, Any], which: str = "issued") -> list[int]:
    return [int(part) for part in one.get(which, {}).get("date-parts", [[]])[0]]


def _day(parts: list[int]) -> str:
    """A date of up to three parts as the APA has it: 2026, November 23."""
    if len(parts) < 2:
        return str(parts[0]) if parts else "n.d."
    return f"{parts[0]}, {_MONTHS[parts[1] - 1]}" + (f" {parts[2]}" if len(parts) > 2 else "")


def _latex(text: str) -> str:
    """A text as LaTeX reads it, in one line."""
    return "".join(_LATEX.get(sign, sign) for sign in " ".join(text.split()))


def _address(url: str) -> str:
    """An address whose signs end no field and begin no macro; it stands as it is elsewhere."""
    return re.sub(r"[\s{}\\<>\"^`|]", lambda sign: quote(sign[0], safe=""), url)


class _Writer(pybtex_output.Writer):  # type: ignore[misc]
    """pybtex's writer, with values in braces and addresses as they are: both are LaTeX already."""

    def quote(self, value: str) -> str:
        self.check_braces(value)
        return f"{{{value}}}"

    def _encode(self, value: str) -> str:
        return value
