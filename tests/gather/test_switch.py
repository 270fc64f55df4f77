"""What the chapter on switching costs says of its experiment, counted and run anew."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.tables import data
from rebar.cli import main
from rebar.gather.switch import make, measures, options, programs, servers
from rebar.gather.switch.caller import ASK, Caller
from rebar.gather.switch.models import INCUMBENT
from rebar.gather.switch.outcomes import EFFECT, IGNORED, OTHER, REFUSED
from rebar.gather.switch.programs import changed_lines, key_in_program, program
from rebar.gather.switch.run import NEEDED, run
from rebar.gather.switch.tables import Record
from rebar.gather.switch.token_counts import merged, token_counts

MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
AS_OF = "2026-11-23"


def recorded(measure: str) -> tuple[float, float]:
    row = data.one(data.read("switching-switch-run"), measure=measure)
    return row["server_a"], row["server_b"]


def test_an_edited_line_counts_once_and_an_added_line_counts_too() -> None:
    assert changed_lines("a\nb\nc\n", "a\nB\nc\n") == [("b", "B")]
    assert changed_lines("a\nc\n", "a\nb\nc\n") == [("", "b")]
    assert changed_lines("a\nb\n", "x\n") == [("a", "x"), ("b", "")]
    assert changed_lines("a\n", "a\n") == []


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
    lines = changed_lines(program(before), program(after))
    assert recorded(measure) == (0, len(lines))


def test_a_key_written_in_the_program_is_one_more_line() -> None:
    first, second = program("client_a.py"), program("client_b.py")
    outside = changed_lines(first, second)
    inside = changed_lines(key_in_program(first, "key-of-a"), key_in_program(second, "key-of-b"))
    assert len(inside) == len(outside) + 1
    assert recorded("key-inside-lines-changed") == (0, len(inside))


def test_a_program_without_an_address_is_refused() -> None:
    with pytest.raises(BookError, match="names no base_url"):
        key_in_program("print('no client')\n", "key")


def test_the_pair_of_lowest_rank_is_merged_first() -> None:
    ranks = {b"a": 0, b"b": 1, b"c": 2, b"bc": 3, b"ab": 4}
    assert merged(b"abc", ranks) == [b"a", b"bc"]
    assert merged(b"abab", ranks) == [b"ab", b"ab"]
    assert merged(b"", ranks) == []


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(BookError, match=r"no client program client_z\.py"):
        program("client_z.py")


def test_a_chapter_that_reads_a_program_depends_on_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("client_a.py", "config_a.toml", "facts.csv"):
        (tmp_path / name).write_text("1", "utf-8")
    monkeypatch.setattr(programs, "folder", lambda: tmp_path)
    program("client_a.py")
    before = programs.programs_hash()
    assert data.tables_read()[programs.INPUT] == before
    (tmp_path / "facts.csv").write_text("2", "utf-8")
    assert programs.programs_hash() == before
    (tmp_path / "config_a.toml").write_text("2", "utf-8")
    assert programs.programs_hash() != before


def answer(text: str, **more: Any) -> Any:
    """An answer of the format, as far as it is read."""
    usage = SimpleNamespace(prompt_tokens=20, completion_tokens=3)
    message = SimpleNamespace(content=text, tool_calls=None)
    choice = SimpleNamespace(message=message, logprobs=None)
    shape = {"choices": [choice], "usage": usage, "model": INCUMBENT.name, **more}
    return SimpleNamespace(**shape)


def caller(reply: Any) -> Caller:
    """A caller whose server answers each request with what `reply` makes of it."""
    completions = SimpleNamespace(create=lambda **sent: reply(sent))
    client = SimpleNamespace(chat=SimpleNamespace(completions=completions))
    return Caller(servers.Server(INCUMBENT, 8001), client)


def test_a_caller_sends_what_is_asked_and_leaves_out_what_is_none() -> None:
    sent: list[dict[str, Any]] = []
    one = caller(lambda request: (sent.append(request), answer("folder"))[1])
    assert one.said(temperature=None, seed=7) == "folder"
    expected = {key: value for key, value in ASK.items() if key != "temperature"}
    assert sent == [{"model": INCUMBENT.name, **expected, "seed": 7}]


def test_measures_read_answers() -> None:
    texts = iter(["a", "b", "a", "c", "b"])
    assert measures.distinct_answers(caller(lambda _: answer(next(texts))), None) == 3
    assert measures.prompt_tokens(caller(lambda _: answer("x"))) == 20
    assert measures.names_model_as_sent(caller(lambda _: answer("x", model="other"))) == 0
    error = SimpleNamespace(code="404", type=None, param=None)
    assert measures.parts_filled(error) == 1


@pytest.mark.parametrize(
    ("stopped", "outcome"),
    [("one two ", EFFECT), ("one two th", OTHER), ("one two three", IGNORED)],
)
def test_a_stop_that_stays_in_the_answer_is_another_effect(stopped: str, outcome: str) -> None:
    """It is asked to stop at the pair of letters in the middle: of on, tw, th and re, at th."""
    (probe,) = [one for one in options.PROBES if one.option == "stop"]
    one = caller(lambda sent: answer(stopped if "stop" in sent else "one two three"))
    assert probe.look(one, "one two three") == outcome


def test_options_are_tried_one_by_one_and_a_refusal_is_kept_with_its_status() -> None:
    openai = pytest.importorskip("openai", reason="the official client is not installed")

    def reply(sent: dict[str, Any]) -> Any:
        if "logit_bias" in sent:
            response = SimpleNamespace(status_code=500, request=None, headers={})
            raise openai.APIStatusError("no", response=response, body=None)
        if sent.get("stream"):
            return iter([answer("x", usage=None), answer("", choices=[])])
        return answer("one two three")

    found = options.tried(caller(reply))
    assert list(found) == [probe.option for probe in options.PROBES]
    assert found["logit_bias"] == (REFUSED, "one token fills the answer at 100; status 500")
    assert found["max_tokens"][0] == found["stream_options"][0] == EFFECT
    assert found["n"][0] == found["temperature"][0] == found["seed"][0] == IGNORED


def test_a_plain_answer_without_letters_cannot_be_stopped() -> None:
    pytest.importorskip("openai", reason="the official client is not installed")
    with pytest.raises(BookError, match="another seed"):
        options.tried(caller(lambda _: answer("1 2 3")))


def test_a_server_that_ends_early_is_told_with_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers.sys, "executable", "/bin/false")
    with (
        pytest.raises(BookError, match="server of incumbent-1 did not come up"),
        servers.served((INCUMBENT,), tmp_path),
    ):
        pass


def test_the_rows_carry_the_day_that_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not that of an earlier run: the day is an option, and today's without it."""
    days: list[str] = []

    def made(as_of: str, _gateway: Path | None) -> Record:
        days.append(as_of)
        frame = pd.DataFrame({"as_of": [as_of]})
        return Record(frame, frame)

    monkeypatch.setattr(make, "run", made)
    monkeypatch.setattr(make, "folder", lambda: tmp_path)
    assert main(["switch", "--as-of", "2027-01-02"]) == 0
    assert (tmp_path / "switch_run.csv").read_text("utf-8") == "as_of\n2027-01-02\n"
    before = pd.Timestamp.now("UTC").date().isoformat()
    main(["switch"])
    after = pd.Timestamp.now("UTC").date().isoformat()
    assert before <= days[1] <= after
    with pytest.raises(SystemExit):
        main(["switch", "--as-of", "yesterday"])


@pytest.mark.slow
def test_recorded_token_counts_are_those_of_the_wheel() -> None:
    for module in ("tokenizers", "regex"):
        pytest.importorskip(module, reason="the tokenizers come with transformers")
    wheel = Path(paths.cache() / "wheels" / "litellm-1.82.1-py3-none-any.whl")
    if not wheel.is_file():
        pytest.skip(
            "the wheel of litellm==1.82.1 is not here; `python -m rebar data build` gets it"
        )
    keys = ["kind", "tokenizer", "tokens", "characters"]
    fresh = token_counts(wheel, data.read("switching-texts"), AS_OF)[keys]
    kept = data.read("switching-token-counts")[keys]
    pd.testing.assert_frame_equal(fresh.reset_index(drop=True), kept.reset_index(drop=True))


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")
def test_the_switch_can_be_made_again() -> None:
    record = run(AS_OF)

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
