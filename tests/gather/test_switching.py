"""What the chapter on switching costs says of its experiment, counted and run anew."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pandas as pd
import pytest

from claimsbook.errors import BookError
from claimsbook.tables import data
from rebar.gather import switching

PROGRAMS = switching.PROGRAMS
MISSING = [name for name in switching.NEEDED if importlib.util.find_spec(name) is None]


def program(name: str) -> str:
    return (PROGRAMS / name).read_text("utf-8")


def recorded(measure: str) -> tuple[float, float]:
    row = data.one(data.read("switching-switch-run"), measure=measure)
    return row["server_a"], row["server_b"]


def test_an_edited_line_counts_once_and_an_added_line_counts_too() -> None:
    assert switching.changed_lines("a\nb\nc\n", "a\nB\nc\n") == [("b", "B")]
    assert switching.changed_lines("a\nc\n", "a\nb\nc\n") == [("", "b")]
    assert switching.changed_lines("a\nb\n", "x\n") == [("a", "x"), ("b", "")]
    assert switching.changed_lines("a\n", "a\n") == []


@pytest.mark.parametrize(
    ("measure", "before", "after"),
    [
        ("key-outside-lines-changed", "client_a.py", "client_b.py"),
        ("gateway-lines-changed", "client_gateway_a.py", "client_gateway_b.py"),
        ("settings-file-values-changed", "config_a.toml", "config_b.toml"),
    ],
)
def test_the_recorded_counts_are_those_of_the_programs_shown(
    measure: str, before: str, after: str
) -> None:
    lines = switching.changed_lines(program(before), program(after))
    assert recorded(measure) == (0, len(lines))


def test_a_key_written_in_the_program_is_one_more_line() -> None:
    first, second = program("client_a.py"), program("client_b.py")
    outside = switching.changed_lines(first, second)
    inside = switching.changed_lines(
        switching.key_in_program(first, "key-of-a"), switching.key_in_program(second, "key-of-b")
    )
    assert len(inside) == len(outside) + 1
    assert recorded("key-inside-lines-changed") == (0, len(inside))


def test_a_program_without_an_address_is_refused() -> None:
    with pytest.raises(BookError, match="names no base_url"):
        switching.key_in_program("print('no client')\n", "key")


def test_the_pair_of_lowest_rank_is_merged_first() -> None:
    ranks = {b"a": 0, b"b": 1, b"c": 2, b"bc": 3, b"ab": 4}
    assert switching.merged(b"abc", ranks) == [b"a", b"bc"]
    assert switching.merged(b"abab", ranks) == [b"ab", b"ab"]
    assert switching.merged(b"", ranks) == []


@pytest.mark.slow
def test_recorded_token_counts_are_those_of_the_wheel() -> None:
    for module in ("tokenizers", "regex"):
        pytest.importorskip(module, reason="the tokenizers come with transformers")
    wheel = Path(switching.paths.cache() / "wheels" / "litellm-1.82.1-py3-none-any.whl")
    if not wheel.is_file():
        pytest.skip(
            "the wheel of litellm==1.82.1 is not here; `python -m rebar data build` gets it"
        )
    keys = ["kind", "tokenizer", "tokens", "characters"]
    fresh = switching.token_counts(wheel, data.read("switching-texts"))[keys]
    kept = data.read("switching-token-counts")[keys]
    pd.testing.assert_frame_equal(fresh.reset_index(drop=True), kept.reset_index(drop=True))


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")
def test_the_switch_can_be_made_again() -> None:
    record = switching.run()

    for way in ("key-outside", "key-inside", "settings-file"):
        assert record.value(f"{way}-exit-status") == (0, 0), f"{way}: a client program failed"
        assert record.value(f"{way}-lines-changed") == recorded(f"{way}-lines-changed")

    assert record.value("prompt-tokens") == recorded("prompt-tokens")
    first, second = record.value("prompt-tokens")
    assert first != second

    assert record.value("answers-of-5-default")[0] == 1
    assert record.value("answers-of-5-default")[1] > 1
    for measure in (
        "response-fields-filled",
        "wrong-model-status",
        "wrong-model-error-fields",
        "too-long-status",
        "token-id-same-text",
    ):
        assert record.value(measure) == recorded(measure)

    columns = ["option", "server_a", "server_b"]
    kept = data.read("switching-switch-options")[columns]
    pd.testing.assert_frame_equal(record.options[columns], kept, check_dtype=False)
