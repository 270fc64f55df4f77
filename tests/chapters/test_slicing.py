"""Which names a statement defines and uses, the same on every Python."""

from __future__ import annotations

import ast

import pytest

from claimsbook.chapters.slicing import _names


@pytest.mark.parametrize(
    ("statement", "defines", "uses"),
    [
        ("a = b + 1", {"a"}, {"b"}),
        ("a = [x for x in b if x > c]", {"a"}, {"b", "c"}),
        ("a = {k: v for k, v in b.items()}", {"a"}, {"b"}),
        ("a = [x for x in x]", {"a"}, {"x"}),
        ("a = x + sum(x for x in b)", {"a"}, {"x", "sum", "b"}),
        ("a = [y for x in b for y in x if y in c]", {"a"}, {"b", "c"}),
        ("a = [[x for x in y] for y in b]", {"a"}, {"b"}),
        ("a = [last := x for x in b]", {"a", "last"}, {"b"}),
        ("def f(p):\n    return [q for q in p if q in b]", {"f"}, {"b"}),
        ("a = [(lambda z: z + x)(1) for x in b]", {"a"}, {"b"}),
        ("b[[k for k in c][0]] = d", {"b"}, {"b", "c", "d"}),
    ],
)
def test_the_variables_of_a_comprehension_are_its_own(
    statement: str, defines: set[str], uses: set[str]
) -> None:
    (tree,) = ast.parse(statement).body
    assert _names(tree) == (defines, uses)
