"""What prose pages may ask of the chapters: the score, the list of chapters, an exhibit."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.util.docutils import SphinxDirective

from rebar import chapters, claims
from rebar.site import figures, links

GROUPS = {
    "hold": claims.HOLDS,
    "do not hold": ("differs", "conflicts"),
    "could not be verified": ("unverified",),
    "are judgements": ("opinion",),
    "are not yet examined": (claims.NOT_EXAMINED,),
}


def tally() -> dict[str, int]:
    """Distinct claims by verdict, from the executed chapters."""
    frame = claims.ledger_frame(chapters.collect(chapters.all_chapters()))
    counts = frame.loc[frame["repeats"] == "", "verdict"].value_counts()
    return {str(verdict): int(count) for verdict, count in counts.items()}


class Scoreboard(SphinxDirective):
    """The verdicts at a glance: a bar and a count for each group."""

    def run(self) -> list[nodes.Node]:
        counts = tally()
        groups = {name: sum(counts.get(v, 0) for v in which) for name, which in GROUPS.items()}
        total = sum(groups.values())
        parts = "".join(
            f'<span class="score-{n}" data-share="{round(100 * count / total)}"></span>'
            for n, count in enumerate(groups.values()) if count
        )
        words = "".join(
            f'<li class="score-{n}"><b>{count}</b> {escape(name)}</li>'
            for n, (name, count) in enumerate(groups.items()) if count
        )
        target = links.to(links.LEDGER, self.env.docname)
        return [_raw(
            f'<div class="score"><p class="score-total"><a href="{target}">'
            f"<b>{total}</b> distinct claims</a>, each with a verdict that code derives</p>"
            f'<div class="score-bar" aria-hidden="true">{parts}</div><ul>{words}</ul></div>'
        )]


class ChapterList(SphinxDirective):
    """The chapters, each with its question and the score of the claims that it checks."""

    def run(self) -> list[nodes.Node]:
        items = []
        for chapter in chapters.all_chapters():
            records = chapters.collect([chapter])
            if not records:
                continue
            held = sum(record["verdict"] in claims.HOLDS for record in records)
            failed = sum(record["verdict"] in GROUPS["do not hold"] for record in records)
            target = links.to(f"notebooks/{chapter.slug}.html", self.env.docname)
            items.append(
                f'<li><a href="{target}">{escape(chapter.title)}</a>'
                f"<p>{escape(chapter.question)}</p>"
                f"<small>{len(records)} claims: {held} hold, {failed} do not</small></li>"
            )
        return [_raw(f'<ol class="chapter-list">{"".join(items)}</ol>')]


class ShownExhibit(Directive):
    """An exhibit of a chapter, shown on a prose page, unnumbered, with a link to its home."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        docname = self.state.document.settings.env.docname
        return [_raw(figures.unnumbered(self.arguments[0], docname))]


def _raw(markup: str) -> nodes.raw:
    return nodes.raw("", markup, format="html")


def setup(app: Any) -> None:
    """Register the directives."""
    app.add_directive("scoreboard", Scoreboard)
    app.add_directive("chapter-list", ChapterList)
    app.add_directive("exhibit", ShownExhibit)
