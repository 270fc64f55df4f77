"""Numbers that are typed where a computed value should stand are found in every form."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from claimsbook import paths
from copies import REPOSITORY
from findings import typed_findings
from typed import PHRASES, prose_of, prose_of_page, typed_numbers

PAGES = sorted((REPOSITORY / "book").glob("*.md"))


@pytest.mark.parametrize(
    "text",
    [
        "On 10 March 2026 Sonnet 4.5 and Qwen3.5-35B-A3B were level.",
        "GPT-4, GPT-5.2, GPT-4o, V3, K2.5, Gemini 3 Flash, Opus 4.1, RTX 4090, the 35B model",
        "In H1 2025, in Q1 2025, in the 1960s and from 1945 to 2000.",
        "[§ %](claim:airline-profit-1945-2000) and `price 3` and {numref}`figure-4`",
        "It cost more in 2025; a 4090 of 2022 holds the 35B model with its head in int8.",
        "It was preferred in § of 100 comparisons, with its 95 % interval; see table 1252.",
    ],
)
def test_names_and_dates_are_no_typed_numbers(text: str) -> None:
    assert typed_numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a fall of 97 %",
        "about 30 dollars",
        "50-fold",
        "$2,000",
        "§,000 tons",
        "a margin of 0.4",
        "[42×](claim:openai-multiple)",
        "500 million",
        "200 to 280 billion",
        "20 of 100 models",
        "$2000",
        "1945.5",
        "in 55 years",
        "3 models",
        "It raised $300M.",
        "it lost 42B dollars",
        "300M users",
        "It lost 42B last year.",
        "raised 300M in March",
        "some 4090 were sold",
        "2000 firms",
        "€300M",
        "sold for 1900 dollars",
        "€2000",
        "a 2010 % rise",
        "a 2000 per cent rise",
        "1950 tokens",
        "costs 5090 dollars",
        "$4090",
        "10 to 15 % a year",
        "9th",
    ],
)
def test_numbers_are_found_where_they_are_typed(text: str) -> None:
    assert typed_numbers(text)


def test_only_the_typed_parts_of_a_sentence_count() -> None:
    cell = nbformat.v4.new_code_cell('x = 5\nprose(f"A fall of {x:.1f} % in 2026, not {x + 1} %.")')
    assert prose_of(cell) == ["A fall of § % in 2026, not § %."]
    (text,) = prose_of(nbformat.v4.new_code_cell('prose(f"{x} or 7 %")'))
    assert typed_numbers(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
def test_no_number_is_typed_into_a_page(page: Path) -> None:
    assert typed_numbers(prose_of_page(page.read_text("utf-8"))) == []


def test_each_exception_is_needed() -> None:
    texts = [one.read_text("utf-8") for one in (*PAGES, *paths.notebooks().glob("*.py"))]
    joined = " ".join(" ".join(texts).replace("# ", "").split())
    typed = {one for one in PHRASES if "§" not in one}
    assert {
        one for one in typed if one not in joined.replace('" "', "").replace('" f"', "")
    } == set()


@pytest.mark.parametrize(
    "text",
    [
        "ninety-seven per cent",
        "a fall of Ninety seven\nper cent",
        "ten million dollars",
        "a tenfold rise, a ten-fold rise",
        "a third million",
        "some forty-two models",
        "thirty times as dear",
        "two thirds",
        "Two-thirds of them",
        "nine tenths of it",
        "three quarters of buyers",
        "a fifth of all buyers",
        "one tenth of the price",
        "half a million",
        "half a per cent",
        "twice as much",
        "at twice the\nprice",
        "fifteen times",
        "three times as dear",
        "a hundred times",
        "½ of all",
        "⅔ of all",
        "ten cents",
    ],
)
def test_quantities_in_words_are_found(text: str) -> None:
    assert typed_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "one of the two, in three rows and four charts",
        "two thirds of the forty layers",
        "one by one, and per cent by per cent",
        "a percentage point is no per cent",
        "the first two quarters of 2023, three quarters of 2025 and a quarter of 2024",
        "half a year, the second half, the sum of four quarters, a third party",
        "a statement made twice and scales quantised twice",
    ],
)
def test_words_that_count_nothing_found_are_left(text: str) -> None:
    assert typed_numbers(text) == []


@pytest.mark.parametrize(
    "code",
    [
        'exhibit(chart, title="Prices fell by 97 %")',
        'exhibit(chart, subtitle="Dollars a year, of 97 models")',
        'exhibit(chart, alt="A line that falls from 30 to 2 dollars")',
        'claims.check("a", found, note="It fell by 97 % since.")',
        'claims.check("a", found, note=f"It fell by {97} % since.")',
        'words = "It fell by 97 % since."',
        'words = "It fell by " + "97 % since."',
        'words = ["It fell", f"by {x} and by 97 % since."]',
        "words = f\"{'and by 97 % since'} it fell\"",
        'prose("It fell by ninety-seven per cent.")',
        'words = {"a": "fell by 97 %"}["a"]',
        'def words():\n    return "It fell by 97 % since."',
    ],
)
def test_numbers_in_titles_alternative_texts_and_notes_are_found(code: str) -> None:
    assert [one for one in prose_of(nbformat.v4.new_code_cell(code)) if typed_numbers(one)]


FOUND = [
    "0.97",
    "-0.97",
    "True",
    "'2026-03'",
    "found=0.97",
    "(0.9, 0.97)",
    "(20, math.inf)",
    "{'a': 0.97}",
    "{'a': x, 'b': 0.97}",
    "{name: 0.97 for name in names}",
    "dict(a=0.97)",
    "TYPED",
    "{'a': TYPED}",
    "ALIAS",
    "PAIR",
    "BASES",
    "ANNOTATED",
    "SUM",
    "97 / 100",
    "100 * TYPED",
    "1 - 0.03",
    "float('0.97')",
    "round(0.9712, 2)",
    "float(TYPED)",
    "f'2026-{TYPED}'",
    "1 < 2",
    "not False",
    "0.97 if x else None",
    "x if x else 0.97",
    "True if True else x",
    "(y := 0.97)",
    "[0.9, 0.97][0]",
    "{'a': 0.97}['a']",
]


@pytest.mark.parametrize("found", FOUND)
def test_a_typed_finding_is_found_in_every_form(found: str) -> None:
    given = "TYPED = 0.97\nALIAS = TYPED\nBASES = {'a': TYPED}\nANNOTATED: float = 0.97"
    more = "PAIR, other = (0.9, 0.97), 3\nSUM = 0.9 + 0.07\nx = data.read('a')"
    assert typed_findings([given, more, f"claims.check('a', {found}, rows='r')"])


@pytest.mark.parametrize(
    "found",
    [
        "None",
        "{'a': None, 'b': x}",
        "x",
        "100 * x",
        "1 - x / 100",
        "(x, math.inf)",
        "x > 50",
        "x > LIMIT",
        "True if x > 50 else None",
        "float(x)",
        "round(100 * x, 1)",
        "max(x, 0)",
        "LATER",
        "facts.number('a', 'pct')",
        "str(x)",
        "f'2026-{x}'",
        "{name: one for name, one in pairs}",
        "not x",
    ],
)
def test_what_is_computed_is_no_typed_finding(found: str) -> None:
    given = "x = data.read('a')\nLIMIT = 50\nLATER = None\nLATER = x / 2"
    assert typed_findings([given, f"claims.check('a', {found}, rows='r')"]) == []


BEGIN = "import math\nfrom claimsbook import assume, claims, data\n"

HIDDEN = """\
import numpy as np
claims.check("a", np.float64(0.97))
---
from decimal import Decimal
claims.check("a", Decimal("0.97"))
---
c = claims.check
c("a", 0.97)
---
from claimsbook.claims import check as hold
hold("a", 0.97)
---
from claimsbook.ledger.claims import check as hold
hold("a", found=0.97)
---
import claimsbook.claims
claimsbook.claims.check("a", 0.97)
---
claims.check(**{"claim_id": "a", "found": 0.97})
---
claims.check(*("a", 0.97))
---
given={"found": 0.97}
claims.check("a", **given)
---
def f():
    return 0.97
claims.check("a", f())
---
f = lambda: 0.97
claims.check("a", f())
---
claims.check("a", (lambda v: v)(0.97))
---
for v in [0.97]:
    claims.check("a", v)
---
[claims.check("a", v) for v in (0.97,)]
---
class C:
    share = 0.97
claims.check("a", C.share)
---
class C:
    share: float = 0.97
claims.check("a", C().share)
---
found = {}
found["x"] = 0.97
claims.check("a", found)
---
found = {"y": rows}
found["x"] = 0.97
claims.check("a", found)
---
claims.check("a", {"a": 0.97}.get("a"))
---
import pandas as pd
claims.check("a", pd.Series([0.97]).iloc[0])
---
import statistics
claims.check("a", statistics.mean([.9,.97]))
---
df = data.read("a")
x = df.mean(); x = 0.97
claims.check("a", x)
---
df = data.read("a")
x = df.mean()
if df.empty:
    x = 0.97
claims.check("a", x)
---
df = data.read("a")
df["share"] = 0.97
claims.check("a", df["share"].iloc[0])
---
found = []
found.append(0.97)
claims.check("a", found[0])
---
def hold(name, found):
    return claims.check(name, found)
hold("a", 0.97)
---
import functools
hold = functools.partial(claims.check, "a")
hold(0.97)
---
from claimsbook import claims
import functools
hold = functools.partial(claims.check, "a")
hold(0.97)
---
getattr(claims, "check")("a", 0.97)
---
import datetime
claims.check("a", datetime.date(2026, 3, 1).isoformat())
---
claims.check("a", len("abc") > 2)
---
x: float
x = 0.5
x += 0.47
claims.check("a", x)
---
claims.check("a", (lambda: 0.97)())
---
try:
    x = data.read("a")
except Exception:
    x = 0.97
claims.check("a", x)
---
import random
claims.check("a", random.random())
---
import json
claims.check("a", json.loads("0.97"))
---
claims.check("a", eval("0.97"))
---
x = data.read("a")
claims.check("a", x or 0.97)
---
import pandas as pd
f=pd.DataFrame({"v": [0.97]})
claims.check("a", f.loc[0, "v"])
---
from types import SimpleNamespace
n = SimpleNamespace(v=0.97)
claims.check("a", n.v)
---
class C:
    def share(self):
        return 0.97
claims.check("a", C().share())
---
class C:
    @property
    def share(self):
        return 0.97
claims.check("a", C().share)
---
def f():
    yield 0.97
claims.check("a", next(f()))
---
a = b = 0.97
claims.check("a", b)
---
with open("x") as f:
    x = float(f.read())
claims.check("a", x)
---
globals()["x"] = 0.97
claims.check("a", globals()["x"])
---
x = 0.97 if True else data.read("a")
claims.check("a", x)
---
from claimsbook import Book
Book("..").check("a", 0.97)
---
import claimsbook as cb
cb.claims.check("a", 0.97)
---
found = dict.fromkeys(["x"], 0.97)
claims.check("a", found)
---
x = max([0.9, 0.97], key=lambda v: v)
claims.check("a", x)
---
m = map(lambda v: v, [0.97])
claims.check("a", next(iter(m)))
---
found = {"x": data.read("a")}
found |= {"y": 0.97}
claims.check("a", found)
---
async def f():
    return 0.97
claims.check("a", await f())
---
match 1:
    case v:
        claims.check("a", v)
---
while True:
    x = 0.97
    break
claims.check("a", x)
---
class O: pass
o = O()
o.x = 0.97
claims.check("a", o.x)
---
found={}
found.update(x=0.97)
claims.check("a", found)
---
found={}
found.setdefault("x", 0.97)
claims.check("a", found)
---
from rebar.economics import growth
claims.check("a", growth.rate(1, 2, 3))
---
def f(x=0.97):
    return x
claims.check("a", f())
---
x = "0.97"
claims.check("a", float(x))
---
g = globals
hold = claims.check
hold2 = hold
hold2("a", 1)
---
check_all = [claims.check]
check_all[0]("a", 0.97)
---
import math
claims.check("a", math.pi)
---
claims.check("a", True)
---
claims.check("a", float("".join(["0", ".", "97"])))
---
df = data.read("a")
df.loc[0, "x"] = 0.97
claims.check("a", df.loc[0, "x"])
---
df = data.read("a").assign(x=0.97)
claims.check("a", df["x"].iloc[0])
---
claims.check("a", data.read("a").apply(lambda row: 0.97).mean())
---
claims.check("a", list(map(lambda row: 0.97, data.read("a")))[0])
---
from dataclasses import replace
p = replace(data.read("a"), low=0.97)
claims.check("a", p.low)
---
found = {"y": data.read("a").mean()}
def fill():
    found["x"] = 0.97
fill()
claims.check("a", found)
---
df = data.read("a")
df["k"] = 3
df["x"] = 0.97
claims.check("a", df["x"].mean())
---
exec("x = 0.97")
claims.check("a", x)
---
class O: pass
o = O()
setattr(o, "x", 0.97)
claims.check("a", o.x)
---
import helper
claims.check("a", helper.SHARE)
---
claims.check("a", {True: 0.97, False: 0.5}[data.read("a").empty])
---
rows = data.read("a")
x = 0.97 if rows.empty else 0.5
claims.check("a", x)
---
def f(rows):
    return 0.97
claims.check("a", f(data.read("a")))
---
claims.check("a", "yes" == "yes")
---
k = {"c": claims.check}
k["c"]("a", 0.97)
"""
"""Findings that no reading went into, whatever calls, classes, loops and names lie between."""


@pytest.mark.parametrize("code", HIDDEN.split("---\n"))
def test_a_finding_of_literals_alone_is_found_whatever_lies_between(code: str) -> None:
    assert typed_findings([BEGIN, code])


COMPUTED = """\
df = data.read("a")
df.loc[0, "k"] = 3
claims.check("a", df.loc[0, "v"])
---
df = data.read("a")
df["k"], df["m"] = 3, "three"
df["n"] = df["v"] / 2
claims.check("a", {"v": df["v"].mean(), "n": df["n"].mean()})
---
df = data.read("a").assign(k=3)
claims.check("a", df["v"].mean())
---
claims.check("a", data.read("a").apply(lambda row: row.x / 3).mean())
---
claims.check("a", sorted(data.read("a"), key=lambda row: 1)[0])
---
claims.check("a", data.read("a")["x"].str.replace("a", "b").iloc[0])
---
total = 0
for r in data.read("a"):
    total += r.x
claims.check("a", total)
---
found = {}
for n, r in zip(["a", "b"], data.read("a")):
    found[n] = r.x
claims.check("a", found)
---
class Assumptions:
    x: float = 0.5
assumed = assume(Assumptions)
claims.check("a", assumed.x)
---
x = data.facts("a")
found = [x.number("b", u) for u in ("p","q")]
claims.check("a", tuple(found))
---
df = data.read("a")
df["k"] = 3
claims.check("a", df["v"].iloc[0])
---
df = data.read("a")
claims.check("a", (df["v"] > 3).all())
---
def f(d, by=3):
    return d / by
claims.check("a", f(data.read("a")))
---
claims.check("a", 10 * claims.stated("b"))
---
x = None
for r in data.read("a"):
    x = r
claims.check("a", x)
---
pairs = [("a", data.read("a")), ("b", data.read("b"))]
for name, one in pairs:
    claims.check(name, one.mean())
---
parts = {"a": data.read("a"), "limit": 3}
claims.check("a", parts["a"])
---
best, *rest = sorted(data.read("a"))
claims.check("a", best)
---
rows = data.read("a")
claims.check("a", {n: f for n, f in [("x", rows.mean()), ("y", rows.max())]})
---
import math
rows=data.read("a")
claims.check("a", (rows.min(), math.inf))
---
rows=data.read("a")
claims.check("a", True if rows.empty else False)
---
count = len([r for r in data.read("a") if r.x > 2])
claims.check("a", count)
---
out = {k: 0 for k in "ab"}
for r in data.read("a"):
    out[r.k] += r.x
claims.check("a", out["a"])
---
rows=data.read("a")
def f(r):
    if r.empty:
        return None
    return r.max()
claims.check("a", f(rows))
---
from dataclasses import dataclass
@dataclass
class P:
    name: str
    low: float
p = P("a", data.read("a").min())
claims.check("a", p.low)
"""


@pytest.mark.parametrize("code", COMPUTED.split("---\n"))
def test_a_finding_that_rests_on_what_was_read_passes(code: str) -> None:
    assert typed_findings([BEGIN, code]) == []
