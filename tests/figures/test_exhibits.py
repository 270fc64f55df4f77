"""Exhibits: what is refused, what is stored, and what a fingerprint stands for."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from claimsbook.errors import BookError
from claimsbook.figures.exhibits import (
    MIME,
    VEGALITE_MIME,
    Exhibit,
    exhibit,
    fingerprint,
)
from claimsbook.files import canonical_json
from claimsbook.tables import data
from copies import Bench

WORDS: dict[str, Any] = {
    "id": "left-heights",
    "title": "The first storey is the second tallest",
    "subtitle": "Height of each storey, per cent",
    "alt": "Three bars: the owner states 40 per cent, the survey finds 33.2 and 12.5.",
    "sources": ["survey-2026"],
}
FRAME = pd.DataFrame({"height": [33.2, 12.5, 40.0], "storey": ["one", "two", "three"]})


def bars(frame: pd.DataFrame = FRAME, x: str = "height:Q") -> alt.Chart:
    return alt.Chart(frame).mark_bar().encode(x=x, y="storey:N")


def make(chart: Any = None, **changed: Any) -> Exhibit:
    chart = bars() if chart is None else chart
    return exhibit(chart, **{**WORDS, "data": FRAME, **changed})


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"id": "Left Heights"}, "id 'Left Heights' is malformed"),
        ({"id": "-left"}, "is malformed"),
        ({"id": ""}, "is malformed"),
        ({"title": " "}, "'left-heights' has no title"),
        ({"subtitle": ""}, "'left-heights' has no subtitle"),
        ({"alt": ""}, "'left-heights' has no alt text"),
        ({"alt": "A chart of heights." + " " * 40}, "alt text is too short"),
        ({"sources": []}, "'left-heights' has no sources"),
        ({"sources": ["nobody-2026"]}, "has no source 'nobody-2026'"),
        ({"rows": ["left-nine"]}, "no row 'left-nine'"),
        ({"data": None}, "'left-heights' has no data"),
        ({"data": FRAME.iloc[:0]}, "'left-heights' has no data"),
    ],
)
def test_an_exhibit_that_lacks_something_is_refused_with_the_remedy(
    changed: dict[str, Any], complaint: str, tiny_package: Bench
) -> None:
    with pytest.raises(BookError, match=rf"{complaint}.*Remedy: ."):
        make(**changed)


def test_alt_text_is_not_optional(tiny_package: Bench) -> None:
    words = {key: value for key, value in WORDS.items() if key != "alt"}
    with pytest.raises(TypeError, match="'alt'"):
        exhibit(bars(), data=FRAME, **words)


def test_the_sources_of_its_rows_are_added_once_each(tiny_package: Bench) -> None:
    readings = data.in_unit(data.read("left-readings"), "pct")
    one = make(rows=readings)
    assert one.rows == ["left-one", "left-two", "left-three"]
    assert one.sources == ["survey-2026", "letter-2026"]


def test_the_fingerprint_is_the_same_in_every_process(tiny_package: Bench) -> None:
    script = (
        "import altair as alt, pandas as pd\n"
        "from claimsbook.figures.exhibits import exhibit\n"
        "other = alt.Chart(pd.DataFrame({'a': [1]})).mark_point().encode(x='a').to_dict()\n"
        f"frame = pd.DataFrame({FRAME.to_dict('list')!r})\n"
        "chart = alt.Chart(frame).mark_bar().encode(x='height:Q', y='storey:N')\n"
        f"print(exhibit(chart, data=frame, **{WORDS!r}).fingerprint)\n"
    )
    done = tiny_package.python("-c", script)
    assert done.stdout.strip() == make().fingerprint, done.stderr
    assert re.fullmatch("[0-9a-f]{64}", make().fingerprint)


def test_the_fingerprint_changes_with_one_value_one_encoding_and_the_finding(
    tiny_package: Bench,
) -> None:
    changed = FRAME.replace(12.5, 12.6)
    prints = {
        make().fingerprint,
        make(bars(changed)).fingerprint,
        make(data=changed).fingerprint,
        make(bars(x="height:O")).fingerprint,
        make(data=FRAME.iloc[::-1]).fingerprint,
        make(title="The first storey is the tallest").fingerprint,
        make(subtitle="Height of each storey, feet").fingerprint,
    }
    assert len(prints) == 7


def test_the_fingerprint_does_not_change_with_notes_last_bits_or_key_order(
    tiny_package: Bench,
) -> None:
    same = FRAME.assign(height=FRAME["height"] * (1 + 1e-15))
    assert make(bars(same), data=same).fingerprint == make().fingerprint
    reworded = make(note="A note.", alt=f"{WORDS['alt']} In other words.")
    assert reworded.fingerprint == make().fingerprint
    one = make()
    turned = json.loads(json.dumps({k: one.spec[k] for k in reversed(one.spec)}))
    record = {"title": one.title, "subtitle": one.subtitle, "data": one.data}
    assert fingerprint({**record, "spec": turned}) == one.fingerprint


def test_the_stored_record_is_enough_to_recompute_the_fingerprint(tiny_package: Bench) -> None:
    bundle = json.loads(json.dumps(make()._repr_mimebundle_()))
    record = {**bundle[MIME], "spec": bundle[VEGALITE_MIME]}
    assert fingerprint(record) == bundle[MIME]["fingerprint"]
    assert bundle[MIME]["alt"] in bundle["text/plain"]
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert "spec" not in bundle[MIME]


def test_the_specification_carries_no_dress_of_its_own(tiny_package: Bench) -> None:
    spec = make(bars().configure_axis(labelFontSize=30)).spec
    assert "config" not in spec
    assert make(bars().configure_axis(labelFontSize=30)).fingerprint == make().fingerprint


def test_a_chart_fills_its_column_unless_it_has_a_width_or_parts(tiny_package: Bench) -> None:
    assert make().spec["width"] == "container"
    assert make(bars().properties(width=300)).spec["width"] == 300
    assert "width" not in make(bars() | bars()).spec


def test_a_narrow_chart_is_stored_only_where_there_is_one(tiny_package: Bench) -> None:
    assert make()._repr_mimebundle_()[MIME]["narrow"] == {}
    narrow = make(narrow=bars(x="height:O"))._repr_mimebundle_()[MIME]["narrow"]
    assert narrow["encoding"]["x"]["type"] == "ordinal"


def test_records_keep_columns_in_order_and_are_plain_json(tiny_package: Bench) -> None:
    frame = pd.DataFrame(
        {
            "when": pd.to_datetime(["2026-03-11", None]),
            "a": [np.int64(3), np.int64(4)],
            "b": [np.nan, 0.1 + 0.2],
            "ok": [True, False],
            "day": [dt.date(2026, 3, 11), dt.date(2026, 3, 12)],
        }
    )
    one = make(data=frame)
    assert one.columns == ["when", "a", "b", "ok", "day"]
    assert [list(record) for record in one.data] == [one.columns] * 2
    assert one.data == [
        {"when": "2026-03-11", "a": 3, "b": None, "ok": True, "day": "2026-03-11"},
        {"when": None, "a": 4, "b": 0.3, "ok": False, "day": "2026-03-12"},
    ]
    assert json.loads(canonical_json(one.data)) == one.data


def test_a_fold_is_kept_where_there_is_one_and_is_not_fingerprinted(tiny_package: Bench) -> None:
    plain, folded = make(), make(fold=" Beside the line ")
    assert "fold" not in plain._repr_mimebundle_()[MIME]
    assert folded._repr_mimebundle_()[MIME]["fold"] == "Beside the line"
    assert folded.fingerprint == plain.fingerprint
