"""What prose pages may ask of the chapters: the score, the list of chapters, an exhibit."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pandas as pd
from docutils import nodes
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective

from claimsbook import chapters
from claimsbook.checks import sensitivity
from claimsbook.errors import BookError
from claimsbook.ledger import claims, moved
from claimsbook.references import cite
from claimsbook.site import feed, figures, links, records, score, table_pages
from claimsbook.site.links import Link
from claimsbook.site.scroll import NUMBERS, Column, Row, Table
from claimsbook.site.templating import markup


class Scoreboard(SphinxDirective):
    """The verdicts at a glance: a bar and a count for each group."""

    def run(self) -> list[nodes.Node]:
        counts = score.grouped(
            str(line["verdict"]) for line in records.claim_lines().values() if line["counted"]
        )
        total = sum(counts.values())
        ledger = links.to(links.LEDGER, self.env.docname)
        groups, left = [], 0
        for number, (name, count) in enumerate(counts.items()):
            if count:
                which = quote("|".join(claims.GROUPS[name]))
                groups.append(
                    {
                        "number": number,
                        "left": left,
                        "width": f"{count - total / 400:g}",
                        "count": count,
                        "words": score.named(name, count),
                        "to": f"{ledger}?verdict={which}",
                    }
                )
            left += count
        noun = score.noun(total, "distinct claim")
        return [
            _raw(markup("front", "score", total, noun, ledger, groups, _sentences(), _errors()))
        ]


def _sentences() -> str:
    """What becomes of the sentences of the examined text, of which each holds as a whole or not."""
    counts = claims.by_sentence(pd.DataFrame(records.claim_lines().values()))
    total = sum(counts.values())
    return (
        f"By sentence: of {total} that make a claim, {counts['hold']} hold in all that they say, "
        f"{counts['do not hold']} say something that does not hold."
    )


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
        f"Of the {len(wrong)} claims that do not hold, {under} understate the article’s own case "
        f"and {over} overstate it."
    )


class ChapterList(SphinxDirective):
    """The chapters, each with its question and the score of the claims that it checks."""

    def run(self) -> list[nodes.Node]:
        listed = []
        for chapter in chapters.all_chapters():
            lines = records.claim_lines()
            verdicts = [
                one["verdict"]
                for one in chapters.collect([chapter])
                if lines[one["claim"]]["counted"]
            ]
            if verdicts:
                listed.append(
                    {
                        "home": _home(chapter, self.env.docname),
                        "question": chapter.question,
                        "score": _score(verdicts),
                    }
                )
        return [_raw(markup("front", "chapter_list", listed))]


def _score(verdicts: list[str]) -> str:
    """How many claims a chapter checks, and how many of them fall into each group."""
    return f"{len(verdicts)} {score.noun(len(verdicts), 'claim')}: {score.told(verdicts)}"


def _errs(side: str) -> str:
    """For which side a claim errs, as a sentence without its stop."""
    told = str(markup("claims", "errs", side))
    return told[0].upper() + told[1:]


def _home(chapter: chapters.Chapter, docname: str) -> Link:
    return Link(chapter.title, links.to(f"notebooks/{chapter.slug}.html", docname))


class Gallery(SphinxDirective):
    """Every exhibit of the book, to look through and to search."""

    def run(self) -> list[nodes.Node]:
        shown = []
        # Numbered as on their pages: through all chapters.
        numbers = itertools.count(1)
        for chapter in chapters.all_chapters():
            thumbnails = [
                figures.thumbnail(one, next(numbers), self.env.docname)
                for one in figures.all_records()
                if one["chapter"] == chapter.slug
            ]
            if thumbnails:
                shown.append({"title": chapter.title, "thumbnails": thumbnails})
        return [_raw(markup("front", "gallery", shown))]


class KeyClaims(SphinxDirective):
    """The claims that carry the argument, one a line: `claim-id: what it is for`.

    Each shows what the article states, what we find, and the verdict, all from the ledger.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        shown = []
        for content in filter(None, self.content):
            claim_id, _, words = content.partition(": ")
            line = records.claim_lines().get(claim_id)
            if line is None:
                raise BookError(f"key-claims: the ledger has no claim {claim_id!r}")
            bases = [one for one in line["found"] if one["decides"]] or line["found"]
            found = bases[0]["text"] if bases else ""
            errs = f" {_errs(line['errs'])}." if line["errs"] else ""
            said = f"Stated: {line['stated']}. Found: {found}.{errs}" if line["value"] else ""
            home = Link(words, links.to_claim(claim_id, self.env.docname))
            shown.append({"home": home, "verdict": line["verdict"], "said": said})
        return [_raw(markup("front", "key_claims", shown))]


class MutationTable(SphinxDirective):
    """How much tampering the checks notice: the sums, and every column with what is missed."""

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(sensitivity.result()))
        with sensitivity.result().open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        kinds = dict.fromkeys(line["altered"] for line in lines)
        sums = [
            [
                kind,
                *(
                    _sum(one[column] for one in lines if one["altered"] == kind)
                    for column in _COUNTS
                ),
            ]
            for kind in kinds
        ]
        short = _table("Numbers altered", ["altered", *_COUNTS], sums)
        whole = [list(line.values()) for line in lines]
        long = _table("Numbers altered, by column", list(lines[0]), whole)
        return [_raw(markup("front", "mutations", short, long))]


_COUNTS = (
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


def _table(name: str, head: list[str], rows: list[list[str]]) -> Table:
    columns = [Column(one, NUMBERS if one in _COUNTS else None) for one in head]
    return Table(name, columns, [Row([*row]) for row in rows])


class CiteBook(SphinxDirective):
    """How to cite the book as a whole, in the forms that a figure has too."""

    def run(self) -> list[nodes.Node]:
        return [_raw(figures.cite_forms(cite.of_book()))]


class DataTables(SphinxDirective):
    """The tables of the data package, with their sizes and files."""

    def run(self) -> list[nodes.Node]:
        return [_raw(table_pages.overview(self.env.docname).__html__())]


class LookUp(SphinxDirective):
    """A field that leads to the claims of the ledger in which its words stand.

    The argument, if there is one, stands in the empty field: examples of what to look up.
    """

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        ledger = links.to(links.LEDGER, self.env.docname)
        return [_raw(markup("front", "look_up", ledger, next(iter(self.arguments), None)))]


class SinceThen(SphinxDirective):
    """What happened since the article: the first sentence of each "Since then" of the chapters."""

    def run(self) -> list[nodes.Node]:
        told = [
            {"sentence": sentence, "home": _home(chapter, self.env.docname)}
            for chapter in chapters.all_chapters()
            for sentence in since_then(chapter)
        ]
        return [_raw(markup("front", "since", told))]


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


class KeyFinding(SphinxDirective):
    """The first of the numbered findings at the head of a chapter, with a link to it.

    The argument is the chapter's slug.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        (chapter,) = chapters.select(self.arguments)
        told = [{"sentence": key_finding(chapter), "home": _home(chapter, self.env.docname)}]
        return [_raw(markup("front", "since", told))]


def key_finding(chapter: chapters.Chapter) -> str:
    """The text of the list item "1." in the executed chapter, its mark-up and its link left out.

    Raises BookError where the chapter has none.
    """
    for text in chapters.outputs(chapter, "text/markdown"):
        found = re.search(r"^1\. (.+?)(?=\n\d\. |\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
        if found:
            plain = re.sub(r"\[See [^\]]*\]\([^)]*\)", "", " ".join(found[1].split()))
            plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain)
            return re.sub(r"\*\*|\\(?=\$)", "", plain).strip()
    raise BookError(f"{chapter.slug} has no numbered findings to show. Remedy: write a list.")


class MovedVerdicts(SphinxDirective):
    """The verdicts that moved: since the last version, and from version to version."""

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(moved.file()))
        folder = links.to("claims/", self.env.docname)
        versions = [("Since then, not yet released", moved.since())]
        versions += [(f"Version {one.version}", one.moves) for one in reversed(moved.versions())]
        told = [(name, feed.told(moves, folder)) for name, moves in versions if moves]
        return [_raw(markup("front", "moved_verdicts", told))]


class Aside(SphinxDirective):
    """What a reader may pass over: folded behind its title, which is the argument.

    Chapters and prose pages write it as

        :::{aside} How the spread was joined
        The text, in Markdown.
        :::
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        inside = nodes.container(classes=["aside-text"])
        self.state.nested_parse(self.content, self.content_offset, inside)
        opened = markup("front", "aside_opens", self.arguments[0])
        return [_raw(opened), inside, _raw(markup("front", "aside_ends"))]


class ShownExhibit(SphinxDirective):
    """An exhibit of a chapter, shown on a prose page, unnumbered, with a link to its home."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        shown = _raw(figures.unnumbered(self.arguments[0], self.env.docname))
        # The head of the page tells of it.
        shown[figures.SHOWN] = self.arguments[0]
        return [shown]


def _raw(made: Markup) -> nodes.raw:
    return nodes.raw("", made, format="html")


def setup(app: Any) -> None:
    """Register the directives."""
    app.add_directive("scoreboard", Scoreboard)
    app.add_directive("chapter-list", ChapterList)
    app.add_directive("moved-verdicts", MovedVerdicts)
    app.add_directive("aside", Aside)
    app.add_directive("exhibit", ShownExhibit)
    app.add_directive("gallery", Gallery)
    app.add_directive("data-tables", DataTables)
    app.add_directive("look-up", LookUp)
    app.add_directive("key-claims", KeyClaims)
    app.add_directive("cite-book", CiteBook)
    app.add_directive("mutation-table", MutationTable)
    app.add_directive("key-finding", KeyFinding)
    app.add_directive("since-then", SinceThen)
