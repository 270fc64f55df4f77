"""What prose pages may ask of the chapters: the score, the list of chapters, an exhibit."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from claimsbook import chapters
from claimsbook.checks import sensitivity
from claimsbook.errors import BookError
from claimsbook.ledger import claims
from claimsbook.references import cite
from claimsbook.site import figures, links, records, table_pages, tables

_ONE = {
    "hold": "holds",
    "do not hold": "does not hold",
    "are judgements": "is a judgement",
    "are not yet examined": "is not yet examined",
}
"""The words of the score for a single claim, where they differ."""


def grouped(verdicts: Iterable[str]) -> dict[str, int]:
    """How many of some verdicts fall into each group of the score."""
    counts = Counter(verdicts)
    return {name: sum(counts[one] for one in which) for name, which in claims.GROUPS.items()}


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


def _counted(number: int, noun: str) -> str:
    return f"{number} {_noun(number, noun)}"


class Scoreboard(SphinxDirective):
    """The verdicts at a glance: a bar and a count for each group."""

    def run(self) -> list[nodes.Node]:
        groups = grouped(
            str(line["verdict"]) for line in records.claim_lines().values() if line["counted"]
        )
        total = sum(groups.values())
        target = links.to(links.LEDGER, self.env.docname)
        bars, words, left = "", "", 0
        for number, (name, count) in enumerate(groups.items()):
            if count:
                bars += (
                    f'<rect class="score-{number}" x="{left}" width="{count - total / 400:g}" '
                    'height="10"/>'
                )
                which = quote("|".join(claims.GROUPS[name]))
                words += (
                    f'<li class="score-{number}"><a href="{target}?verdict={which}">'
                    f"<b>{count}</b> <span>{escape(_ONE.get(name, name) if count == 1 else name)}"
                    "</span></a></li>"
                )
            left += count
        return [
            _raw(
                f'<div class="score"><p class="score-total"><a href="{target}">'
                f"<b>{total}</b> {_noun(total, 'distinct claim')}</a>, each with a verdict that "
                "rules derive from cited rows</p>"
                f'<svg class="score-bar" viewBox="0 0 {total} 10" preserveAspectRatio="none" '
                f'aria-hidden="true">{bars}</svg><ul>{words}</ul>{_errors()}</div>'
            )
        ]


def _errors() -> str:
    """For which side the claims err that do not hold; nothing where none does."""
    wrong = [
        line
        for line in records.claim_lines().values()
        if line["counted"] and line["verdict"] in claims.GROUPS["do not hold"]
    ]
    under, over = (
        sum(line["errs"].startswith(side) for line in wrong) for side in ("against", "for")
    )
    if not under + over:
        return ""
    return (
        f'<p class="score-errors">Of the {len(wrong)} that do not hold, {under} understate the '
        f"article’s own case and {over} overstate it.</p>"
    )


class ChapterList(SphinxDirective):
    """The chapters, each with its question and the score of the claims that it checks."""

    def run(self) -> list[nodes.Node]:
        items = []
        for chapter in chapters.all_chapters():
            lines = records.claim_lines()
            verdicts = [
                one["verdict"]
                for one in chapters.collect([chapter])
                if lines[one["claim"]]["counted"]
            ]
            if not verdicts:
                continue
            score = ", ".join(
                f"{n} {_ONE.get(name, name) if n == 1 else name}"
                for name, n in grouped(verdicts).items()
                if n
            )
            target = links.to(f"notebooks/{chapter.slug}.html", self.env.docname)
            items.append(
                f'<li><a href="{target}">{escape(chapter.title)}</a>'
                f"<p>{escape(chapter.question)}</p>"
                f"<small>{_counted(len(verdicts), 'claim')}: {score}</small></li>"
            )
        return [_raw(f'<ol class="chapter-list">{"".join(items)}</ol>')]


class Gallery(SphinxDirective):
    """Every exhibit of the book, to look through and to search."""

    def run(self) -> list[nodes.Node]:
        number, sections = 0, ""
        for chapter in chapters.all_chapters():
            items = ""
            for one in figures.all_records():
                if one["chapter"] == chapter.slug:
                    number += 1
                    items += figures.thumbnail(one, number, self.env.docname)
            if items:
                sections += (
                    f"<section><h2>{escape(chapter.title)}</h2>"
                    f'<ul class="gallery">{items}</ul></section>'
                )
        return [
            _raw(
                '<div data-gallery><form class="ledger-filter" hidden><label>Find '
                '<input type="search" name="words"></label><output></output></form>'
                f"{sections}</div>"
            )
        ]


class KeyClaims(SphinxDirective):
    """The claims that carry the argument, one a line: `claim-id: what it is for`.

    Each shows what the article states, what we find, and the verdict, all from the ledger.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        items = ""
        for content in filter(None, self.content):
            claim_id, _, words = content.partition(": ")
            line = records.claim_lines().get(claim_id)
            if line is None:
                raise BookError(f"key-claims: the ledger has no claim {claim_id!r}")
            target = links.to_claim(claim_id, self.env.docname)
            found = line["found"][0]["text"] if line["found"] else ""
            errs = f" It errs {line['errs']}." if line["errs"] else ""
            said = f"Stated: {line['stated']}. Found: {found}.{errs}" if line["value"] else ""
            items += (
                f'<li><a href="{target}">{escape(words)}</a>{tables.badge(line["verdict"])}'
                f"<p>{escape(said)}</p></li>"
            )
        return [_raw(f'<ol class="key-claims">{items}</ol>')]


class MutationTable(SphinxDirective):
    """How much tampering the checks notice: the sums, and every column with what is missed."""

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(sensitivity.result()))
        with sensitivity.result().open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        kinds = dict.fromkeys(line["altered"] for line in lines)
        short = _table(
            "Numbers altered",
            ["altered", *_MUTATION_NUMBERS],
            [
                [
                    kind,
                    *(
                        _sum(one[column] for one in lines if one["altered"] == kind)
                        for column in _MUTATION_NUMBERS
                    ),
                ]
                for kind in kinds
            ],
        )
        whole = _table(
            "Numbers altered, by column", list(lines[0]), [list(line.values()) for line in lines]
        )
        return [
            _raw(
                f"{short}<details><summary>Every column, and what running anew misses</summary>"
                f"{whole}</details>"
            )
        ]


_MUTATION_NUMBERS = (
    "numbers",
    "noticed by hash",
    "noticed by running anew",
    "noticed by rebuilding",
    "noticed by none",
)


def _sum(numbers: Iterable[str]) -> str:
    """The sum of some counts; a dash where none was taken."""
    taken = [int(one) for one in numbers if one]
    return f"{sum(taken):,}" if taken else "–"


def _table(name: str, head: list[str], rows: list[list[str]]) -> str:
    """A plain HTML table that scrolls inside itself; the columns of numbers are set as such."""
    kind = [' class="n"' if column in _MUTATION_NUMBERS else "" for column in head]
    top = "".join(f'<th scope="col"{k}>{escape(one)}</th>' for k, one in zip(kind, head))
    body = "".join(
        "<tr>" + "".join(f"<td{k}>{escape(one)}</td>" for k, one in zip(kind, row)) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}"><table>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


class CiteBook(SphinxDirective):
    """How to cite the book as a whole, in the forms that a figure has too."""

    def run(self) -> list[nodes.Node]:
        return [_raw(figures.cite_forms(cite.of_book()))]


class DataTables(SphinxDirective):
    """The tables of the data package, with their sizes and files."""

    def run(self) -> list[nodes.Node]:
        return [_raw(table_pages.overview(self.env.docname))]


class LookUp(SphinxDirective):
    """A field that leads to the claims of the ledger in which its words stand."""

    def run(self) -> list[nodes.Node]:
        target = links.to(links.LEDGER, self.env.docname)
        return [
            _raw(
                f'<form class="lookup" action="{target}" method="get"><label for="lookup">'
                "Does a sentence of the article hold? Paste it, or look it up by a word or a "
                "number.</label>"
                '<input type="search" id="lookup" name="words" placeholder="Words or a number">'
                '<button class="button">Look up</button></form>'
            )
        ]


class SinceThen(SphinxDirective):
    """What happened since the article: the first sentence of each "Since then" of the chapters."""

    def run(self) -> list[nodes.Node]:
        items = ""
        for chapter in chapters.all_chapters():
            target = links.to(f"notebooks/{chapter.slug}.html", self.env.docname)
            for sentence in since_then(chapter):
                items += (
                    f'<li>{escape(sentence)} <small><a href="{target}">{escape(chapter.title)}</a>'
                    "</small></li>"
                )
        return [_raw(f'<ul class="since">{items}</ul>')]


def since_then(chapter: chapters.Chapter) -> list[str]:
    """The first sentence after each "Since then" that opens a paragraph of an executed chapter."""
    found = []
    for text in chapters.outputs(chapter, "text/markdown"):
        for paragraph in text.split("\n\n"):
            plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(paragraph.split()))
            plain = re.sub(r"\*\*|\\(?=\$)", "", plain)
            told = re.match(r"Since then(?:\.|:) ([A-Za-z].+?[^A-Z]\.)(?= [A-Z]|$)", plain)
            if told:
                found.append(told[1][0].upper() + told[1][1:])
    return found


class ShownExhibit(SphinxDirective):
    """An exhibit of a chapter, shown on a prose page, unnumbered, with a link to its home."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        return [_raw(figures.unnumbered(self.arguments[0], self.env.docname))]


def _raw(markup: str) -> nodes.raw:
    return nodes.raw("", markup, format="html")


def setup(app: Any) -> None:
    """Register the directives."""
    app.add_directive("scoreboard", Scoreboard)
    app.add_directive("chapter-list", ChapterList)
    app.add_directive("exhibit", ShownExhibit)
    app.add_directive("gallery", Gallery)
    app.add_directive("data-tables", DataTables)
    app.add_directive("look-up", LookUp)
    app.add_directive("key-claims", KeyClaims)
    app.add_directive("cite-book", CiteBook)
    app.add_directive("mutation-table", MutationTable)
    app.add_directive("since-then", SinceThen)
