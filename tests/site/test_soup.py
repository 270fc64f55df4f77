"""What Sphinx made is mended as a tree: elements are changed, words are left alone."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from claimsbook.errors import BookError
from claimsbook.site import claim_cards, pages, soup
from copies import Bench


def cleaned(body: str) -> str:
    tree = soup.parsed(body)
    pages.clean(tree)
    return soup.spelt(tree)


@pytest.mark.parametrize(
    "body",
    [
        '<p class="a" id="b">A &amp; B&nbsp;&lt;C&gt; <br>\n<img src="d.svg" alt=""></p>'.replace(
            "&nbsp;", "\u00a0"
        ),
        '<pre>\n  two  spaces\n</pre><a download href="?a=1&amp;section=2">x</a>',
        '<p>Write <code>&lt;p style="x"&gt;</code> or " docutils container" or \' align-default"\''
        "</p>",
    ],
)
def test_what_needs_no_mending_is_left_as_it_is(body: str) -> None:
    assert cleaned(body) == body.replace(" download ", ' download="" ')


@pytest.mark.parametrize(
    ("body", "now"),
    [
        ('<script type="x">if (a < b) {}</script><p>a</p><style>p {}</style>', "<p>a</p>"),
        ('<p title="a > b" style="color: red">a</p>', '<p title="a &gt; b">a</p>'),
        ("<p STYLE='color: red'>a</p>", "<p>a</p>"),
        ('<div class="cell docutils container">a</div>', '<div class="cell">a</div>'),
        ('<div class="docutils container">a</div>', "<div>a</div>"),
        ('<code class="docutils literal">a</code>', '<code class="docutils literal">a</code>'),
        ('<figure class="exhibit align-default">a</figure>', '<figure class="exhibit">a</figure>'),
        (
            '<details class="admonition hide above"><summary aria-label="x"><p>Show</p></summary>'
            "b</details>",
            '<details class="hide above"><summary>Code</summary>b</details>',
        ),
        (
            '<div class="highlight"><pre>a</pre></div><pre>b</pre>',
            '<div class="highlight"><pre tabindex="0">a</pre></div><pre>b</pre>',
        ),
    ],
)
def test_the_body_loses_what_the_policy_forbids_and_what_is_not_used(body: str, now: str) -> None:
    assert cleaned(body) == now


FIGURE = (
    '<figure class="exhibit" id="{0}"><a href="x.csv">CSV</a> <a href="#code-{0}">Code</a></figure>'
)


def test_code_of_a_figure_is_anchored_in_the_cell_that_drew_it() -> None:
    cell = (
        '<div class="cell"><div class="cell_input">c</div><div class="cell_output">{}</div></div>'
    )
    tree = soup.parsed(cell.format("") + cell.format(FIGURE.format("one")))
    pages.clean(tree)
    first, second = tree.find_all("div", class_="cell_input")
    assert first.find("span") is None and second.find("span")["id"] == "code-one"
    assert tree.find("a", href="#code-one") is not None


def test_a_figure_without_a_cell_has_no_link_to_its_code() -> None:
    tree = soup.parsed('<div class="cell"><div class="cell_input">c</div></div>')
    tree.append(soup.parsed(FIGURE.format("one")))
    pages.clean(tree)
    assert [link.get_text() for link in tree.find_all("a")] == ["CSV"]
    assert tree.find(id="code-one") is None


def test_a_claim_in_prose_keeps_its_words_and_gets_a_mark(tiny_book: Bench) -> None:
    claim = '<a class="claim reference external" href="x.html#claim-left-height">{}</a>'
    words = ("12 m &amp; more", "<em>12 m</em>", "12")
    tree = soup.parsed(f"<p>{', '.join(map(claim.format, words))}</p>")
    claim_cards.annotate(tree, "notebooks/left")
    shown = tree.find_all("a", class_="claim")
    assert [soup.within(one).partition('<span class="claim-mark ')[0] for one in shown] == [
        '12 m &amp; <span class="claim-end">more',
        '<span class="claim-end"><em>12 m</em>',
        '<span class="claim-end">12',
    ]
    assert [one.get("id") for one in shown] == ["ref-1", None, None]
    assert {one["href"] for one in shown} == {"../notebooks/ledger.html#claim-left-height"}
    assert len(tree.select("section.claims-notes > ol > li")) == 1


@pytest.mark.parametrize(
    ("after", "stop", "left"),
    [
        (", and", ",", " and"),
        (".", ".", ""),
        (").\N{RIGHT DOUBLE QUOTATION MARK} So", ").\N{RIGHT DOUBLE QUOTATION MARK}", " So"),
        (" , b", "", " , b"),
        ("", "", ""),
        ("<em>,</em>", "", ","),
        ("<!--,-->", "", ""),
    ],
)
def test_the_stop_behind_a_claim_stays_with_its_mark(
    tiny_book: Bench, after: str, stop: str, left: str
) -> None:
    claim = '<a class="claim" href="x.html#claim-left-height">12 m</a>'
    tree = soup.parsed(f"<p>Of {claim}{after}</p>")
    claim_cards.annotate(tree, "notebooks/left")
    (end,) = tree.select("a.claim > .claim-end")
    assert end.get_text() == f"m{stop}"
    assert "".join(one.get_text() for one in tree.select(".claim-stop")) == stop
    assert tree.p is not None and tree.p.get_text() == f"Of 12 m{stop}1{left}"


def test_a_claim_that_the_ledger_lacks_is_refused(tiny_book: Bench) -> None:
    tree = soup.parsed('<a class="claim" href="x.html#claim-no-such">a</a>')
    with pytest.raises(BookError, match="no-such"):
        claim_cards.annotate(tree, "notebooks/left")


def test_links_that_are_no_claims_stay() -> None:
    body = '<p><a class="reference" href="x.html#claim-left-height">a</a></p>'
    tree = soup.parsed(body)
    claim_cards.annotate(tree, "notebooks/left")
    assert soup.spelt(tree) == body


def test_the_front_page_is_moved_to_the_root() -> None:
    page = (
        '<!DOCTYPE html>\n<html data-root="../"><head><script>a && b</script></head><body>'
        '<a href="../notebooks/x.html">x</a><a href="gallery.html#a">y</a><a href="#b">z</a>'
        '<a href="https://a.example/">w</a><form action="../l.html"></form>'
        '<p>Write <code>href="../x"</code> and data-root="../".</p></body></html>'
    )
    now = pages.at_root(page)
    tree = BeautifulSoup(now, "html.parser")
    assert [one["href"] for one in tree.find_all("a")] == [
        "notebooks/x.html",
        "book/gallery.html#a",
        "#b",
        "https://a.example/",
    ]
    assert tree.html["data-root"] == "./" and tree.form["action"] == "l.html"
    assert re.match("<!DOCTYPE html>\\s+<html ", now) and "<script>a && b</script>" in now
    assert 'Write href="../x" and data-root="../".' in tree.p.get_text()


def test_the_contents_of_the_book_have_no_headings() -> None:
    toctree = (
        '<p aria-level="2" class="caption" role="heading"><span>Part</span></p>'
        '<ul class="current"><li>a</li></ul>'
    )
    assert pages._contents(toctree) == (
        '<p class="caption"><span>Part</span></p><ul class="current"><li>a</li></ul>'
    )


def test_headings_of_a_page_stand_below_its_title() -> None:
    toc = (
        '<ul>\n<li><a class="r" href="#">Title</a><ul>\n<li><a class="r" href="#a">A</a><ul>'
        '<li><a class="r" href="#b">B</a></li></ul></li>\n</ul>\n</li>\n</ul>\n'
    )
    assert pages._on_page(toc, True) == (
        '<ul>\n<li><a href="#a">A</a><ul><li><a href="#b">B</a></li></ul></li>\n</ul>'
    )
    assert pages._on_page(toc, False) == pages._on_page('<ul><li><a href="#">T</a></li></ul>', True)
