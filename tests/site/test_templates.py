"""Whatever words a book brings, they come out of the templates as words."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader

from claimsbook.site import figures, head, pages, pdf, search, soup
from claimsbook.site.links import Link
from claimsbook.site.scroll import Column, Row, Table
from claimsbook.site.templating import TEMPLATES, document, environment, markup
from copies import Bench

TAME = "zyx"
HOSTILE = """</p>"><script>alert('x')</script> & &amp; <b title='{{ 7 * 7 }}' x="y">\u201c\u00a0"""

WHOLE = {
    "layout.html",
    "embed.html",
    "feed.xml",
    "claim_page.html",
    "search.html",
    "print.html",
    "sitemap.xml",
}
"""Templates that are filled in as a whole; all others hold macros."""


def link(w: str) -> Link:
    return Link(w, w)


def table(w: str) -> Table:
    columns = [Column(w), Column(w, w, w), Column(w, w, plain=True)]
    return Table(w, columns, [Row([w, link(w), Link(w, w, file=True)], w), Row([w] * 3)], w)


def found(w: str) -> list[dict[str, Any]]:
    return [
        {"text": w, "base": w, "holds": holds, "decides": holds is True}
        for holds in (True, False, None)
    ]


def among(w: str) -> dict[str, Any]:
    """The first of two pages of a table; the ids of the second are not listed one by one."""
    one = {"home": link(w), "count": w, "first": w, "last": w}
    pages = [{**one, "number": 1, "ids": [w] * 2}, {**one, "number": 2, "ids": []}]
    return {"number": 1, "map": w, "pages": pages}


def claim(w: str) -> dict[str, Any]:
    """A claim with all that a template may ask of it."""
    texts = ("claim", "claim_id", "paraphrase", "locator", "note", "stated", "read_as", "off_by")
    more = ("errs", "reason", "verdict", "to", "told", "from_claims", "about")
    rows = [link(w)] * 8
    evidence = {"rows": rows, "sources": rows, "cited": link(w)}
    return {
        **dict.fromkeys((*texts, *more), w),
        "found": found(w),
        "counted": False,
        "where": link(w),
        "evidence": evidence,
    }


def forms(w: str) -> list[dict[str, Any]]:
    return [{"name": w, "text": w, "file": None}, {"name": w, "text": w, "file": link(w)}]


def view(w: str) -> dict[str, Any]:
    texts = dict.fromkeys(("id", "alt", "folder", "base", "narrow_page", "loading"), w)
    return {**texts, "wide": (w, w), "narrow": (w, w), "steered": True}


def made(w: str) -> dict[str, Any]:
    return {"script": link(w), "line": w, "through": [w, w], "tables": [link(w), link(w)]}


def origins(w: str) -> list[dict[str, Any]]:
    return [{"text": w, "link": link(w), "as_of": w, "rows": [link(w)] * 2}]


def foot(w: str) -> dict[str, Any]:
    texts = dict.fromkeys(("home", "note", "sources", "mark"), w)
    lists = {
        "files": [link(w)] * 2,
        "elsewhere": [link(w)],
        "columns": link(w),
        "made": made(w),
        "origins": origins(w),
        "table": table(w),
    }
    return {**texts, **lists, "code": link(w), "use": w, "canonical": link(w), "forms": w}


def groups(w: str) -> list[dict[str, Any]]:
    return [dict.fromkeys(("number", "left", "width", "count", "words", "to"), w)]


def assumption(w: str) -> SimpleNamespace:
    return SimpleNamespace(name=w, value=w, allowed=w, about=w)


def basis(w: str) -> dict[str, Any]:
    return {"value": w, "why": w, "rests": [link(w), link(w)]}


def levers(w: str) -> list[dict[str, Any]]:
    texts = ("id", "label", "about", "least", "most", "step", "before", "after")
    starts = [{"preset": w, **basis(w)}, {"preset": w, **basis(w), "rests": []}]
    return [{**dict.fromkeys(texts, w), "starts": starts, "ends": [basis(w)] * 2, "first": True}]


def presets(w: str) -> list[dict[str, Any]]:
    told = {"sentence": w, "details": [w, w]}
    return [{**dict.fromkeys(("id", "label", "about"), w), "told": told, "view": view(w)}]


def model(w: str) -> dict[str, Any]:
    return {"id": w, "title": w, "views": [dict.fromkeys(("id", "title", "subtitle"), w)]}


def sections(w: str) -> list[dict[str, Any]]:
    line = {**claim(w), "evidence": {"rows": 2, "to": w}}
    return [{"key": w, "name": w, "lines": [line]}]


VALUES: dict[str, Callable[[str], tuple[Any, ...]]] = {
    "parts.link": lambda w: (Link(w, w, file=True),),
    "parts.scroll_table": lambda w: (table(w),),
    "parts.heading": lambda w: (Column(w, w, w),),
    "cite.copy": lambda w: (),
    "cite.cite_forms": lambda w: (forms(w), [link(w)], w),
    "claims.badge": lambda w: (w,),
    "claims.mark": lambda w: (None,),
    "claims.stated": lambda w: (claim(w),),
    "claims.found": lambda w: (found(w),),
    "claims.off": lambda w: (claim(w),),
    "claims.note": lambda w: (claim(w),),
    "claims.head": lambda w: ([w, w],),
    "claims.section_checks": lambda w: ([claim(w)], [[claim(w)]], w),
    "claims.checks": lambda w: ([[claim(w)]],),
    "claims.errs": lambda w: (w,),
    "claims.evidence": lambda w: ({"rows": 2, "to": w},),
    "claims.ledger_row": lambda w: ({**claim(w), "evidence": {"rows": 2, "to": w}},),
    "claims.options": lambda w: ([(w, w)],),
    "claims.ledger_filter": lambda w: ([(w, w)], [w], [(w, w)], [w]),
    "claims.ledger": lambda w: (sections(w), [(w, w)], [w], [(w, w)], [w]),
    "claims.claim_mark": lambda w: (w, True, w, w, w, w),
    "claims.few": lambda w: ([link(w)] * 3, 2, w),
    "claims.claim_card": lambda w: (claim(w),),
    "claims.row_note": lambda w: (w, w, {w: w}, link(w), link(w)),
    "claims.figure_note": lambda w: (link(w), w, link(w), [(link(w), link(w))]),
    "claims.term": lambda w: (w, w, w),
    "claims.term_note": lambda w: (w, w, w),
    "claims.number_notes": lambda w: ([(w, w)],),
    "claims.claims_notes": lambda w: ([w, w],),
    "figures.pictures": lambda w: (view(w),),
    "figures.living": lambda w: (view(w),),
    "figures.thumbnail": lambda w: (w, link(w), view(w)),
    "figures.unnumbered": lambda w: ({"title": w, "subtitle": w}, view(w), w),
    "figures.own_page": lambda w: (w, w),
    "figures.frame": lambda w: (w, w, w),
    "figures.use": lambda w: (link(w), w, w, w),
    "figures.figure_foot": lambda w: (foot(w),),
    "figures.folded": lambda w: (w, w),
    "figures.how_to_check": lambda w: (w, link(w)),
    "figures.origins": lambda w: (made(w), origins(w)),
    "figures.made_by": lambda w: (made(w),),
    "front.score": lambda w: (w, w, w, groups(w), w, w),
    "front.moves": lambda w: ([{"said": w, "to": w, "before": w, "after": w}],),
    "front.moved_verdicts": lambda w: ([(w, [{"said": w, "to": "", "before": w, "after": w}])],),
    "front.aside_ends": lambda w: (),
    "front.aside_opens": lambda w: (w,),
    "front.chapter_head": lambda w: (w, [link(w)], w, [assumption(w)]),
    "front.chapter_list": lambda w: ([{"home": link(w), "question": w, "score": w}],),
    "front.gallery": lambda w: ([{"title": w, "thumbnails": [w]}],),
    "front.key_claims": lambda w: ([{"home": link(w), "verdict": w, "said": w}],),
    "front.mutations": lambda w: (table(w), w),
    "front.look_up": lambda w: (w, w),
    "front.take_away": lambda w: ([dict.fromkeys(("to", "words", "size"), w)] * 2,),
    "front.since": lambda w: ([{"sentence": w, "home": link(w)}],),
    "models.model": lambda w: (model(w), w, presets(w), levers(w), link(w)),
    "models.sentences": lambda w: (presets(w),),
    "models.lever_rows": lambda w: (w, levers(w), True),
    "models.basis": lambda w: (w, basis(w)),
    "tables.page": lambda w: (w, w, link(w), table(w), among(w)),
    "tables.parts": lambda w: (among(w),),
    "tables.records": lambda w: (table(w),),
    "tables.cited": lambda w: (link(w), link(w)),
    "tables.carried": lambda w: ([link(w)] * 2,),
    "head.tags": lambda w: ([("name", "description", w)], w, {"name": w, w: [w]}),
}
"""What each macro is given, if all words of a book are `w`."""

SILENT = {"front.aside_ends", "claims.errs", "cite.copy", "claims.mark"}
"""Macros that say no word of a book."""


def macros() -> list[str]:
    """Every macro of the site as topic.name; what a template imports is its owner's."""
    found = []
    for file in sorted(TEMPLATES.glob("*.html")):
        if file.name not in WHOLE:
            tree = environment().parse(file.read_text("utf-8"))
            found += [
                f"{file.stem}.{one.name}" for one in tree.body if type(one).__name__ == "Macro"
            ]
    return found


def parts(made: str) -> tuple[list[Any], list[str]]:
    """The elements of markup with the names of their attributes, and all words in it."""
    shape: list[Any] = []
    words: list[str] = []
    for node in BeautifulSoup(made, "html.parser", multi_valued_attributes=None).descendants:
        if isinstance(node, Tag):
            shape.append((node.name, *node.attrs))
            words += [str(value) for value in node.attrs.values()]
        else:
            words.append(str(node))
    return shape, words


def settled(words: list[str]) -> str:
    """All words in one, those of JSON read."""
    read = (
        json.dumps(json.loads(one), ensure_ascii=False) if one.startswith("{") else one
        for one in words
    )
    return "".join(read)


def assert_only_words(tame: str, hostile: str) -> None:
    """The markup is the same but for its words, and the hostile words are all there."""
    (shape, plain), (shape_now, words) = parts(tame), parts(hostile)
    assert shape_now == shape
    as_class = HOSTILE.replace(" ", "-")
    in_json = json.dumps(HOSTILE, ensure_ascii=False)[1:-1]
    said = settled(words).replace(as_class, HOSTILE).replace(in_json, HOSTILE)
    assert said.count(HOSTILE) == settled(plain).count(TAME)


def test_every_macro_is_held_against_hostile_words() -> None:
    assert sorted(VALUES) == sorted(macros())


@pytest.mark.parametrize("macro", VALUES)
def test_a_macro_escapes_what_it_is_given(macro: str) -> None:
    tame, hostile = (markup(*macro.split("."), *VALUES[macro](w)) for w in (TAME, HOSTILE))
    assert_only_words(tame, hostile)
    assert macro in SILENT or HOSTILE not in hostile
    assert (tame == hostile) == (macro in SILENT)


def frame_of_a_page(w: str, template: str = "layout.html") -> str:
    """A page as Sphinx fills it in: by an environment that escapes nothing itself."""
    about = {"title": w, "version": w, "date": w}
    rb = {key: w for key in ("name", "title", "digest", "contents", "on_page", "head", "cite")}
    rb |= {"policy": "p", "first_script": "s", "book": about, "files": [link(w)]}
    near = {"link": w, "title": "<i>markup of Sphinx</i>"}
    context = {"rb": rb, "prev": near, "next": near, "language": w, "content_root": w}
    plain = Environment(loader=FileSystemLoader(TEMPLATES))
    return plain.get_template(template).render(context, pathto=lambda *_: w)


def test_the_frame_of_a_page_escapes_what_it_is_given() -> None:
    assert_only_words(frame_of_a_page(TAME), frame_of_a_page(HOSTILE))
    assert frame_of_a_page(HOSTILE).count("<i>markup of Sphinx</i>") == 2


def test_the_search_page_is_a_page() -> None:
    assert "data-finder" in frame_of_a_page(TAME, "search.html")


def test_the_book_on_paper_escapes_what_it_is_given() -> None:
    def page(w: str) -> dict[str, Any]:
        return {"id": w, "title": w, "text": w, "chapter": True, "appendix": True}

    def printed(w: str) -> str:
        about = dict.fromkeys(("title", "author", "version", "date", "abstract"), w)
        return document("print.html", book=about, pages=[page(w)])

    assert_only_words(printed(TAME), printed(HOSTILE))


def test_the_page_of_a_claim_shows_only_words() -> None:
    def printed(w: str) -> str:
        names = ("head", "digest", "place", "forms")
        return document(
            "claim_page.html",
            book={"title": w},
            line={**claim(w), "verdict": w},
            rows=[(link(w), link(w))],
            from_claims=[link(w)],
            where=[link(w)],
            files=[link(w)],
            policy="default-src 'none'",
            **dict.fromkeys(names, w),
        )

    assert_only_words(printed(TAME), printed(HOSTILE))


def test_no_module_of_the_site_makes_markup_by_hand() -> None:
    by_hand = []
    for file in Path(pages.__file__).parent.glob("*.py"):
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        by_hand += [
            f"{file.name}:{node.lineno}"
            for node in nodes
            if isinstance(node, ast.Constant) and id(node) not in docstrings
            if isinstance(node.value, str) and re.search(r"</?[a-z]", node.value)
        ]
    assert by_hand == []


def test_no_line_of_a_template_or_an_asset_is_too_long() -> None:
    files = [*TEMPLATES.iterdir(), *pages.ASSETS.glob("*.css"), *pages.ASSETS.glob("*.js")]
    assert [
        f"{file.name}:{number}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if len(line) > 100
    ] == []


def test_a_title_in_the_head_is_escaped_once(tiny_package: Bench) -> None:
    app = SimpleNamespace(config=SimpleNamespace(html_baseurl=""))
    tags = head.tags(app, "book/index", {"title": "Ships &amp; <em>bridges</em>"}, None)
    soup = BeautifulSoup(tags, "html.parser")
    assert soup.find("meta", property="og:title")["content"] == "Ships & bridges"


def test_no_word_of_a_page_ends_the_script_that_describes_it() -> None:
    thing = {"name": "</script><!--<script>&'\u2028\u2029 é"}
    made = str(markup("head", "tags", [], "", thing))
    (inside,) = re.findall(r'<script type="application/ld\+json">(.*)</script>', made, re.S)
    assert not set(inside) & set("<>&'\u2028\u2029\n")
    assert json.loads(inside) == thing


def test_words_of_a_table_come_out_as_words() -> None:
    one = {"title": HOSTILE, "columns": [HOSTILE, "n"], "data": [{HOSTILE: HOSTILE, "n": 1.5}]}
    shown = BeautifulSoup(figures.data_table(one).__html__(), "html.parser")
    assert shown.find("div")["aria-label"] == f"Data of {HOSTILE}"
    assert [cell.get_text() for cell in shown.find_all(["th", "td"])] == [
        HOSTILE,
        "n",
        HOSTILE,
        "1.5",
    ]
    assert shown.find("script") is None


def test_a_sitemap_escapes_its_addresses(tmp_path: Path) -> None:
    (tmp_path / "a & b.html").write_text("")
    assert "<loc>https://a.example/a &amp; b.html</loc>" in search.sitemap(
        tmp_path, "https://a.example"
    )


def test_paper_has_no_use_for_what_is_on_screen() -> None:
    page = (
        '<main><div class="text"><p id="a">See <a href="#a">here</a>, <a href="two.html">there</a> '
        'and <a href="../data.csv">the file</a>. Write <code>href="#a" id="b"</code>.</p>'
        '<details class="code"><summary>Code</summary></details>'
        '<picture class="exhibit-light"><source srcset="n.svg"><img src="../w.svg" loading="lazy">'
        '</picture><picture class="exhibit-dark"></picture></div></main>'
    )
    names = ["notebooks/one", "notebooks/two"]
    text = pdf._text(soup.parsed(page), "notebooks/one", names, "https://a.example")
    assert text == (
        '<p id="notebooks-one--a">See <a href="#notebooks-one--a">here</a>, '
        '<a href="#notebooks-two--page">there</a> and <a href="https://a.example/data.csv">the '
        'file</a>. Write <code>href="#a" id="b"</code>.</p><picture class="exhibit-light">'
        '<img src="w.svg"></picture>'
    )
    alone = pdf._text(soup.parsed(page), "notebooks/one", names, "")
    assert "<a>the file</a>" in alone
