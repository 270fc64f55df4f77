"""What the page says of a case; and that a browser's formulas say the same to the last digit."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from rebar.economics import what_if, what_must_be_true
from rebar.economics.what_must_be_true import Case

SCRIPT = Path(what_if.__file__).with_name("what_must_be_true.js")
RANGES = {
    "price_fall": (0.0, 88.9),
    "demand_growth": (0.0, 190.0),
    "fade": (0.0, 60.0),
    "elasticity": (0.7, 1.5),
    "share": (37.0, 100.0),
    "margin": (2.0, 39.3),
    "multiple": (12.0, 35.0),
    "discount": (8.0, 15.0),
}
LABELS = {
    **{name: f"{name.replace('_', ' ')} {{}} %" for name in RANGES},
    "multiple": "multiple {}×",
}


def grid() -> list[Case]:
    """Cases over the whole of the sliders, ends included, a few hundred."""
    ends = itertools.product(
        [(840.0, 20.0, 5.0), (2500.0, 1.0, 10.0), (50.0, 150.0, 2.25)],
        [0.0, 33.0, 65.0, 95.0],
        [(0.0, 0.0), (43.0, 0.0), (192.0, 40.0), (300.0, 100.0)],
        [0.0, 1.0, 1.11, 2.0],
        [(100.0, 25.0, 25.0, 10.0), (37.0, 3.9, 12.5, 8.0), (150.0, 60.0, 50.0, 0.0)],
    )
    nearly = [near(part) for part in (0.9991, 0.99996, 1, 1.00004, 1.004)]
    return nearly + [
        Case(*money, fall, *demand, elasticity, *worth)
        for money, fall, demand, elasticity, worth in ends
    ]


def same(found: Any, expected: Any) -> bool:
    """Words alike letter by letter; numbers behind a picture to nine figures."""
    if isinstance(expected, dict):
        keys = list(expected) == list(found)
        return keys and all(same(found[key], one) for key, one in expected.items())
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, float):
        return bool(found == pytest.approx(expected, rel=1e-9, abs=1e-12))
    return bool(found == expected)


def test_the_browser_s_formulas_say_the_same_over_a_grid(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js on this machine (Debian: apt-get install nodejs)")
    asked = [[asdict(case), RANGES, LABELS] for case in grid()]
    (tmp_path / "asked.json").write_text(json.dumps(asked), "utf-8")
    program = (
        'const fs = require("fs"); require(process.argv[1]);'
        'const asked = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));'
        'const told = globalThis.bookModels["what-must-be-true"];'
        "process.stdout.write(JSON.stringify(asked.map((one) => told(...one))));"
    )
    done = subprocess.run(
        [node, "-e", program, str(SCRIPT), str(tmp_path / "asked.json")],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    answers = json.loads(done.stdout)
    assert len(answers) == len(asked) == 581
    for case, answer in zip(grid(), answers):
        expected = what_if.told(case, RANGES, LABELS)
        assert answer["short"] == expected["short"]
        assert answer["sentence"] == expected["sentence"]
        assert answer["details"] == expected["details"]
        assert same(answer["views"], expected["views"]), case


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0.00"),
        (0.004, "0.00"),
        (0.125, "0.13"),
        (0.9949, "0.99"),
        (0.995, "1.0"),
        (2.25, "2.3"),
        (9.96, "10.0"),
        (9.995, "10"),
        (62.5, "63"),
        (61.499999999999993, "62"),
        (99.6, "100"),
        (999.5, "1,000"),
        (1087, "1,090"),
        (1385.1, "1,390"),
        (18434, "18,400"),
        (123456789, "123,000,000"),
        (-2.25, "\N{MINUS SIGN}2.3"),
        (-0.001, "0.00"),
    ],
)
def test_numbers_have_few_figures_and_halves_go_up(value: float, shown: str) -> None:
    assert what_if.number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (4.25, "4.25"), (8, "8"), (0.7, "0.7"), (10, "10"), (100, "100")]
)
def test_inputs_have_no_needless_digits(value: float, shown: str) -> None:
    assert what_if.plain(value) == shown


@pytest.mark.parametrize(
    ("value", "more", "shown"),
    [
        (1.978, 1, "1.98"),
        (62.44, 1, "62.4"),
        (840.25, 2, "840.25"),
        (1087.4, 1, "1,087"),
        (1087.46, 2, "1,087.5"),
        (18434, 1, "18,430"),
    ],
)
def test_more_figures_are_shown_where_asked(value: float, more: int, shown: str) -> None:
    assert what_if.number(value, more=more) == shown


def near(part: float) -> Case:
    """A case that carries about a part of its valuation: the margin does it."""
    case = Case(840, 20, 5, 30, 40, 10, 1.11, 100, 25, 25, 10)
    return replace(case, margin=what_must_be_true.required_margin(case) * part)


@pytest.mark.parametrize("part", [0.9991, 0.999, 0.9951, 1.0009, 1.004])
def test_what_is_just_enough_or_just_not_reads_so(part: float) -> None:
    case = near(part)
    told = what_if.told(case, RANGES, LABELS)
    needed, given = re.findall(r"[\d.]+(?= times a year needed| given)", told["short"])
    worth, valuation = re.findall(r"\$([\d.,]+)", told["short"])
    assert needed != given and worth != valuation
    enough = part >= 1
    assert (float(given) > float(needed)) is enough and (float(worth) > 840) is enough
    (carried,) = re.findall(r"enough, ([\d.]+)", told["sentence"])
    assert (float(carried) > 100) is enough
    (margin,) = re.findall(r"margin of ([\d.]+)", told["details"][0])
    assert (float(margin) < case.margin) is enough


def test_the_ends_of_the_levers_read_well() -> None:
    case = Case(840, 20, 1, 0, 300, 0, 2, 12.5, 1, 5, 25)
    assert "in 1 year. With tokens no cheaper each year" in what_if.needs(case)
    assert "ends at 12.5\N{NO-BREAK SPACE}% of" in what_if.needs(case)
    endless = Case(50, 150, 10, 95, 300, 0, 2, 150, 60, 60, 0)
    assert "carry over $1,000,000\N{NO-BREAK SPACE}bn: enough, over 100 times the valuation." in (
        what_if.gives(endless)
    )
    nothing = Case(2500, 1, 10, 95, 0, 0, 0, 10, 1, 5, 25)
    assert "carry under $0.01\N{NO-BREAK SPACE}bn: not enough" in what_if.gives(nothing)


def test_the_sentence_says_what_is_needed_given_and_carried() -> None:
    case = Case(1000, 100, 4, 50, 100, 0, 1, 100, 20, 25, 0)
    told = what_if.told(case, RANGES, LABELS)
    plain = told["sentence"].replace("\N{NO-BREAK SPACE}", " ")
    assert plain == (
        "To be worth $1,000 bn, revenue must grow by 19 % a year, from $100 bn to $200 bn in "
        "4 years. With tokens 50 % cheaper each year, demand for its tokens must grow 2.38 times "
        "each year. These inputs give 4.00 times, a revenue of $1,600 bn in the end, and carry "
        "$8,000 bn: enough, 800 % of the valuation."
    )
    assert told["details"][0].startswith(
        "It stays enough down to a margin of 2.5\N{NO-BREAK SPACE}%, or to demand growing"
    )
    assert told["details"][1].endswith("Draws of our ranges, not chances.")
    assert [one["lever"] for one in told["views"]["tornado"]["bars"]][-1] == "all, 8 of 10 draws"


def test_a_valuation_below_today_s_worth_asks_for_no_growth_and_a_lost_case_for_no_margin() -> None:
    easy = what_if.needs(Case(100, 100, 4, 0, 0, 0, 1, 50, 20, 25, 0))
    assert "revenue need not grow" in easy
    assert re.search(r"a share that ends at 50\s% of today's, demand for its tokens must", easy)
    lost = Case(1000, 1, 4, 0, 0, 0, 1, 100, 20, 25, 0)
    assert what_if.turns(lost).startswith("No margin would be enough; demand growing by")
