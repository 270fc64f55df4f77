"""The code of a page: each stretch of it folded into one line, out of a reader's way.

A figure often takes several cells. They stand together behind one "Code", just before what they
drew; the figure's own link to its code opens it. Sentences that a cell writes and whose code the
page leaves out come before the fold: a reader goes from the question to the answer, not by the
imports.
"""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from claimsbook.site import soup

_OUTPUT = "cell_output"


def fold(body: BeautifulSoup) -> None:
    """Put the inputs of each run of cells, up to the first that shows something, into one fold."""
    run: list[Tag] = []
    for cell in body.find_all("div", class_="cell"):
        if run and not _follows(cell, run[-1]):
            _close(run)
            run = []
        if run and _is_told(cell):
            run[0].insert_before(cell.extract())
            continue
        if cell.find("div", class_="cell_input"):
            run.append(cell)
        if run and cell.find("div", class_=_OUTPUT):
            _close(run)
            run = []
    if run:
        _close(run)


def _follows(cell: Tag, before: Tag) -> bool:
    """Whether nothing stands between two cells."""
    sibling = cell.find_previous_sibling()
    return sibling is before


def _is_told(cell: Tag) -> bool:
    """Whether a cell shows sentences, no picture, and none of its code."""
    shown = cell.find("div", class_=_OUTPUT)
    return bool(shown) and not cell.find("div", class_="cell_input") and not cell.find("figure")


def _close(run: list[Tag]) -> None:
    """One fold for the inputs of some cells, at the head of the last of them."""
    inputs = [one for cell in run for one in cell.find_all("div", class_="cell_input")]
    words = "Code" if len(inputs) == 1 else f"Code, {len(inputs)} cells"
    fold = soup.element("details", **{"class": "code"})
    fold.append(soup.element("summary", words))
    for one in inputs:
        fold.append(one.extract())
    for cell in run:
        for emptied in cell.find_all("details", class_="hide"):
            emptied.decompose()
        if cell is not run[-1]:
            cell.decompose()
    run[-1].insert(0, fold)
