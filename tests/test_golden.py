"""What pages say of the told records, word for word: the files under `golden/`.

Each golden is what a reader gets, in a form that depends on no layout: HTML with a tag a line and
its attributes in order, BibTeX as it is parsed, JSON with sorted keys. `GOLDEN=write` writes them
anew.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markupsafe import escape
from pybtex.database import Person, parse_string

from claimsbook import chapters
from claimsbook.__main__ import main
from claimsbook.book import current
from claimsbook.ledger import claims
from claimsbook.references import cite, formats
from claimsbook.site import claim_cards, directives, figures, records, tables
from claimsbook.tables import history, sources
from copies import CITATION, LEFT, Bench, write_told_book

GOLDEN = Path(__file__).with_name("golden")
PAGE = "notebooks/bridge"

CITED = {
    "book": "book",
    "chapter": "notebooks/bridge",
    "figure": "bridge-shares",
    "claim": "bridge-cost",
    "source-two": "survey-2026",
    "source-institution": "letter-2026",
    "source-others": "steps-2025",
    "source-person": "ladder-2024",
    "source-name": "carts-2025",
    "source-suffix": "deck-1923",
}
"""What is cited, by the golden that tells how. The sources differ in the form of their authors."""

FORMS = {"apa.txt": "text", "bib": "bibtex", "ris": "ris", "csl.json": "csl"}
"""How a reference is spelt, by the end of its golden's name."""

CARDS = (
    "left-height",
    "bridge-cost",
    "bridge-years",
    "bridge-tolls",
    "bridge-paid",
    "bridge-first",
    "left-is-lovely",
    "left-is-tallest",
    "bridge-cost-again",
)
"""Claims of every kind: one that holds, one that errs for its case, one against it, and so on."""

TABLE_BEFORE = LEFT
TABLE_AFTER = (
    LEFT.replace("40,,pct", "41.5,,pct")
    .replace("left-two,height of the second storey,12.5", "left-four,height of the roof,8")
    .replace("Office of Heights", "Office of Depths", 1)
)


def forget() -> None:
    """Read everything anew, as a build does when it begins."""
    current().forget()


@pytest.fixture(scope="module")
def executed_told_book(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The told book sealed and run once; no test here writes to it."""
    bench = write_told_book(tmp_path_factory.mktemp("told") / "book")
    for arguments in (["data", "seal"], ["run"]):
        done = bench.claimsbook(*arguments)
        assert done.returncode == 0, done.stderr
    return bench


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def told_book(executed_told_book: Bench, step_into: Callable[[Bench], Bench]) -> Bench:
    """This process works on the told records."""
    return step_into(executed_told_book)


# What pages say


def reference(name: str, form: str) -> str:
    """What `rebar cite` prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["cite", name, "--format", form]) == 0
    return out.getvalue().strip()


def card(claim_id: str) -> str:
    return claim_cards.note(records.claim_lines()[claim_id], PAGE)


def ledger() -> BeautifulSoup:
    """The ledger, made as its chapter and its page make it."""
    known = chapters.all_chapters()
    lines = claims.ledger_frame(chapters.collect(known))
    titles = {one.slug: one.title for one in known}
    lines["chapter_title"] = lines["chapter"].map(titles).fillna("")
    records = lines.drop(columns=["rows", "from_claims"]).to_dict("records")
    return BeautifulSoup(tables.ledger_html(records, "notebooks/ledger"), "html.parser")


def ledger_row(claim_id: str) -> str:
    return str(ledger().find("tr", id=f"claim-{claim_id}"))


def directive(which: Any, *content: str) -> str:
    """What a directive puts on the front page."""
    page = SimpleNamespace(env=SimpleNamespace(docname="book/index"), content=content)
    return "".join(node.astext() for node in which.run(page))


def chapter_in_list() -> str:
    """A chapter in the list of them on the front page."""
    shown = BeautifulSoup(directive(directives.ChapterList), "html.parser")
    (item,) = (one for one in shown.find_all("li") if one.find("a", string="Bridge"))
    return str(item)


def key_claims() -> str:
    return directive(
        directives.KeyClaims,
        "bridge-cost: what it cost",
        "bridge-years: how long it took",
        "left-height: how high it is",
        "bridge-first: whether it was the first",
    )


def checks() -> str:
    """The table that a section of a chapter ends with."""
    own = [one for one in records.checks().values() if one["chapter"] == "bridge"]
    return tables.checks_html(own, PAGE)


def figure_foot() -> str:
    """The foot of a figure; references that have goldens of their own are named, not repeated."""
    (one,) = (
        one
        for one in chapters.collect_exhibits(chapters.all_chapters())
        if one["id"] == "bridge-shares"
    )
    foot = figures._foot(one, PAGE)
    for form in ("text", "bibtex", "ris"):
        foot = foot.replace(escape(reference(one["id"], form)), f"[figure as {form}]")
    for source_id in one["sources"]:
        address = sources.source(source_id).url
        shown = reference(source_id, "text").removesuffix(address).strip()
        foot = foot.replace(escape(shown), f"[{source_id} as text]")
    script = (chapters.Chapter("bridge").text).splitlines()
    # The line is checked here: it moves with the imports above it.
    return foot.replace(f"line {script.index('exhibit(') + 1}", "line [of exhibit(]")


def changes() -> str:
    """An added, a removed and a changed row, as the command line tells them."""
    found = history.compared("left-readings", TABLE_BEFORE, TABLE_AFTER)
    return "\n".join(map(str, found))


# In a form that depends on no layout


def lines_of(markup: str) -> str:
    """HTML with a tag a line; a space that does not break is seen."""
    soup = BeautifulSoup(markup, "html.parser")
    for text in soup.find_all(string=True):
        as_is = text.find_parent("pre")
        text.replace_with(text.rstrip() if as_is else re.sub(r"[ \n\t]+", " ", text))
    return soup.prettify().replace("\u00a0", "&nbsp;").strip()


def person(one: Person) -> str:
    """A name as BibTeX reads it; a single word needs no braces."""
    return re.sub(r"^\{(\w+)\}$", r"\1", str(one))


def bib_of(text: str) -> str:
    """A BibTeX entry as it is parsed: its names by family, suffix and given."""
    ((key, entry),) = parse_string(text, "bibtex").entries.items()
    fields = {role: " and ".join(map(person, who)) for role, who in entry.persons.items()}
    fields.update(entry.fields)
    body = "".join(f"  {name} = {{{fields[name]}}},\n" for name in sorted(fields))
    return f"@{entry.type}{{{key},\n{body}}}"


def ris_of(text: str) -> str:
    """A RIS record. It has no form for "and others": any way to say so is let through."""
    lines = (line.rstrip() for line in text.splitlines())
    return "\n".join(line for line in lines if line not in ("AU  - et al.", "AU  - others"))


def csl_of(text: str) -> str:
    """CSL-JSON. It has no form for "and others": any way to say so is let through."""
    items = json.loads(text)
    for one in items:
        known = [
            who for who in one.get("author", []) if {"et al.", "others"}.isdisjoint(who.values())
        ]
        one.update({"author": known} if known else {})
    return json.dumps(items, indent=1, ensure_ascii=False, sort_keys=True)


_SETTLED = {"text": str, "bibtex": bib_of, "ris": ris_of, "csl": csl_of}

PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "claim-cards.html": {one: lambda one=one: card(one) for one in CARDS},
    "ledger-rows.html": {one: lambda one=one: ledger_row(one) for one in CARDS},
    "score.html": {"score": lambda: directive(directives.Scoreboard)},
    "chapter-in-list.html": {"bridge": chapter_in_list},
    "key-claims.html": {"key claims": key_claims},
    "checks.html": {"checks": checks},
    "figure-foot.html": {"bridge-shares": figure_foot},
}
"""Fragments of pages by the golden that has them, in its order."""

NAMES = [*(f"{name}.{end}" for name in CITED for end in FORMS), *PARTS, "history.txt"]


def said(golden: str) -> str:
    """What the code says now, where `golden` tells what it should."""
    if golden == "history.txt":
        return f"{changes()}\n"
    if golden in PARTS:
        shown = ((name, lines_of(part())) for name, part in PARTS[golden].items())
        return "\n".join(f"<!-- {name} -->\n{part}\n" for name, part in shown)
    name, _, end = golden.partition(".")
    form = FORMS[end]
    return f"{_SETTLED[form](reference(CITED[name], form))}\n"


def stored(golden: str) -> str:
    return (GOLDEN / golden).read_text("utf-8")


# The goldens


@pytest.mark.parametrize("golden", NAMES)
def test_pages_say_what_they_said(golden: str, told_book: Bench) -> None:
    now = said(golden)
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / golden).write_text(now, "utf-8")
    assert now == stored(golden), "if this is meant: GOLDEN=write pytest tests/test_golden.py"


def test_no_golden_is_left_that_nothing_is_held_against() -> None:
    assert sorted(file.name for file in GOLDEN.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("golden", [one for one in NAMES if one.partition(".")[0] in CITED])
def test_a_golden_is_in_the_form_in_which_it_is_compared(golden: str) -> None:
    settled = _SETTLED[FORMS[golden.partition(".")[2]]]
    assert f"{settled(stored(golden).strip())}\n" == stored(golden)


# The goldens notice lies


def a_date_a_month_early(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = formats._day

    def early(parts: list[int]) -> str:
        return honest([parts[0], (parts[1] - 2) % 12 + 1, *parts[2:]])

    monkeypatch.setattr(formats, "_day", early)


def the_stated_value_shown_as_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = claim_cards.note

    def note(line: dict[str, Any], docname: str) -> str:
        found = [{**one, "text": line["stated"]} for one in line["found"]]
        return honest({**line, "found": found}, docname)

    monkeypatch.setattr(claim_cards, "note", note)


def understate_for_overstate(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = directives._errors
    other = {"understate": "overstate", "overstate": "understate"}
    turned = re.compile("|".join(other))
    monkeypatch.setattr(
        directives, "_errors", lambda: turned.sub(lambda found: other[found[0]], honest())
    )


def a_removed_row_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = history.compared

    def compared(table: str, before: str, after: str) -> list[history.CellChange]:
        return [one for one in honest(table, before, after) if one.column or one.now]

    monkeypatch.setattr(history, "compared", compared)


def a_first_name_with_a_semicolon(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = formats.bibtex
    monkeypatch.setattr(formats, "bibtex", lambda one: honest(one).replace("Ray, Bo", "Ray, Bo;"))


LIES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "book.apa.txt": a_date_a_month_early,
    "figure.apa.txt": a_date_a_month_early,
    "claim-cards.html": the_stated_value_shown_as_found,
    "score.html": understate_for_overstate,
    "history.txt": a_removed_row_not_told,
    "source-person.bib": a_first_name_with_a_semicolon,
}


@pytest.mark.parametrize(
    ("golden", "lie"), LIES.items(), ids=lambda one: getattr(one, "__name__", one)
)
def test_the_goldens_notice(
    golden: str,
    lie: Callable[[pytest.MonkeyPatch], None],
    told_book: Bench,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert said(golden) == stored(golden)
    lie(monkeypatch)
    assert said(golden) != stored(golden)


# What no golden of one entry can tell


def test_a_source_is_spelt_in_one_way_wherever_it_is_cited(told_book: Bench) -> None:
    for source_id in sources.all_sources():
        printed = reference(source_id, "bibtex")
        assert figures.sources_bibtex({"sources": [source_id]}).strip() == printed
        assert cite.bibtex(cite.item(source_id)) == printed


def test_no_source_of_the_book_has_an_author_whose_name_is_a_list() -> None:
    published = figures.sources_bibtex({"sources": list(sources.all_sources())})
    lists = {
        key: who
        for key, entry in parse_string(published, "bibtex").entries.items()
        for who in map(str, entry.persons.get("author", []))
        if ";" in who or "et al" in who
    }
    assert lists == {}


def test_a_person_who_made_the_book_is_cited_as_a_person(tiny_package: Bench) -> None:
    who = "  - given-names: Ada\n    family-names: Poe"
    tiny_package.write("CITATION.cff", CITATION.replace("  - name: The surveyors", who))
    (item,) = json.loads(reference("book", "csl"))
    assert item["author"] == [{"family": "Poe", "given": "Ada"}]


def test_one_claim_of_a_chapter_is_told_in_the_singular(told_book: Bench) -> None:
    assert "1 claim: 1 holds" in directive(directives.ChapterList)
