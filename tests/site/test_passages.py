"""Which sentence a pasted text is: exact, nearly, half remembered, or none."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from claimsbook.site import pages
from rebar.gather.passages import hashed

HERE = Path(__file__).parent
SENTENCES = {
    "walk, s1": "The longest bridge of the town measures sixty metres from bank to bank.",
    "walk, s2": "About two thousand people cross the butter bridge on a market day.",
    "walk, s3": "Few of them know that the piles below are older than the bridge.",
    # A question and answer at the end says the first two again, in one breath.
    "ending, s1": "The longest bridge of the town measures sixty metres, and about two thousand "
    "people cross the butter bridge on a market day, rain or shine.",
}

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not on this machine")


def found(folder: Path, *queries: str) -> list[dict[str, Any]]:
    known = [
        [" ".join(hashed(text)), place.replace(", ", "-"), place.replace(", ", "-"), place]
        for place, text in SENTENCES.items()
    ]
    (folder / "passages.json").write_text(json.dumps(known), "utf-8")
    (folder / "queries.json").write_text(json.dumps(queries), "utf-8")
    done = subprocess.run(
        ["node", HERE / "find_passages.cjs", pages.ASSETS / "passages.js", folder],
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def places(answer: dict[str, Any], which: str = "found") -> list[str]:
    return [one["place"] for one in answer[which]]


def test_each_sentence_brings_itself_alone(tmp_path: Path) -> None:
    for place, answer in zip(SENTENCES, found(tmp_path, *SENTENCES.values())):
        assert answer["how"] == "exact" and places(answer) == [place]


def test_dress_and_case_do_not_matter(tmp_path: Path) -> None:
    text = "\u201cTHE LONGEST bridge, of the town: measures sixty metres (from bank to bank)\u2026"
    (answer,) = found(tmp_path, text)
    assert answer["how"] == "exact" and places(answer) == ["walk, s1"]


def test_two_sentences_bring_both(tmp_path: Path) -> None:
    (answer,) = found(tmp_path, f"{SENTENCES['walk, s1']} {SENTENCES['walk, s3']}")
    assert answer["how"] == "exact" and places(answer) == ["walk, s1", "walk, s3"]


def test_a_sentence_said_again_elsewhere_is_named_and_not_listed(tmp_path: Path) -> None:
    (answer,) = found(tmp_path, "cross the butter bridge on a market day")
    assert places(answer) == ["walk, s2"] and places(answer, "twins") == ["ending, s1"]


def test_a_word_changed_is_close_and_half_a_memory_is_the_nearest(tmp_path: Path) -> None:
    close, nearest = found(
        tmp_path,
        SENTENCES["walk, s1"].replace("sixty", "seventy"),
        "on every market day some thousand people use the butter bridge",
    )
    assert close["how"] == "close" and places(close) == ["walk, s1"]
    assert nearest["how"] == "nearest" and places(nearest) == ["walk, s2"]


@pytest.mark.parametrize("text", ["", "the bridge", "the of a", "Nothing like it anywhere at all"])
def test_what_is_in_no_sentence_finds_none(tmp_path: Path, text: str) -> None:
    (answer,) = found(tmp_path, text)
    assert answer["how"] == "none" and places(answer) == []
