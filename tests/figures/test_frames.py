"""A figure's frame: its lines lead to their rows, and tell whose figures they are."""

from __future__ import annotations

import pandas as pd
import pytest

from claimsbook.errors import BookError
from claimsbook.figures import frames

TOWERS = pd.DataFrame({"tower": ["left", "right"], "storeys": [2, 3]})
ROWS = pd.DataFrame({"row_id": ["left-1", "left-2"]})


def test_all_lines_rest_on_the_same_rows() -> None:
    assert list(frames.resting(TOWERS, [ROWS, "right-1"])["row_ids"]) == [
        "left-1 left-2 right-1",
        "left-1 left-2 right-1",
    ]


def test_each_line_rests_on_its_own_rows_by_a_column() -> None:
    found = frames.resting(TOWERS, {"left": ROWS, "right": []}, by="tower")
    assert list(found["row_ids"]) == ["left-1 left-2", None]
    assert "row_ids" not in TOWERS


def test_a_function_gives_the_rows_of_a_line() -> None:
    found = frames.resting(TOWERS, lambda line: f"{line['tower']}-{line['storeys']}")
    assert list(found["row_ids"]) == ["left-2", "right-3"]


def test_a_line_without_an_entry_is_refused_by_name() -> None:
    with pytest.raises(BookError, match="no rows are given for tower = 'right'"):
        frames.resting(TOWERS, {"left": ROWS}, by="tower")


def test_lines_of_several_are_told_apart_and_keep_their_kind() -> None:
    stated = pd.DataFrame({"storeys": [4], "claim": ["right-storeys"]})
    found = frames.together({"found": TOWERS, "the text": stated})
    assert list(found["who"]) == ["found", "found", "the text"]
    assert [type(one) for one in found["storeys"]] == [int, int, int]
    assert found["claim"].isna().sum() == 2


def test_a_part_that_says_whose_it_is_keeps_its_word() -> None:
    own = TOWERS.assign(who=["a", "b"])
    assert list(frames.together({"found": own, "others": TOWERS})["who"]) == [
        *("a", "b", "others", "others")
    ]
