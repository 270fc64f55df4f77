"""Options of a request, one after the other, and whether a server acts on them."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from claimsbook.errors import BookError
from rebar.gather.switch.caller import Caller
from rebar.gather.switch.outcomes import EFFECT, IGNORED, OTHER, REFUSED

TOOL = {
    "type": "function",
    "function": {"name": "sort", "parameters": {"type": "object", "properties": {}}},
}
BIASED = {"300": 100}
"""One token id, pushed to the front; a whole number, as the client's types have it."""


@dataclass(frozen=True)
class Probe:
    """An option, the sign that tells that it takes effect, and the look for that sign.

    `look` is given a caller and its plain answer; True is an effect, False none, and a text is an
    outcome of its own.
    """

    option: str
    sign: str
    look: Callable[[Caller, str], bool | str]


def _cut(one: Caller, plain: str) -> bool:
    return bool(one.ask(max_tokens=3).usage.completion_tokens == 3)


def _cut_by_new_name(one: Caller, plain: str) -> bool:
    answer = one.ask(max_tokens=None, max_completion_tokens=3)
    return bool(answer.usage.completion_tokens == 3)


def _varies(one: Caller, plain: str) -> bool:
    return len({one.said(temperature=1.0) for _ in range(5)}) > 1


def _seeded(one: Caller, plain: str) -> bool:
    first, again, other = (one.said(temperature=1.0, seed=seed) for seed in (7, 7, 8))
    return first == again != other


def _stops(one: Caller, plain: str) -> str:
    halt = _middle_letters(one, plain)
    text = one.said(stop=[halt])
    if text == plain[: plain.index(halt)]:
        return EFFECT
    return OTHER if len(text) < len(plain) and halt in text else IGNORED


def _two(one: Caller, plain: str) -> bool:
    return len(one.ask(n=2).choices) == 2


def _logprobs(one: Caller, plain: str) -> bool:
    return one.ask(logprobs=True).choices[0].logprobs is not None


def _json(one: Caller, plain: str) -> bool:
    try:
        json.loads(one.said(response_format={"type": "json_object"}))
    except ValueError:
        return False
    return True


def _calls_tool(one: Caller, plain: str) -> bool:
    answer = one.ask(tools=[TOOL], tool_choice="required")
    return bool(answer.choices[0].message.tool_calls)


def _presence(one: Caller, plain: str) -> bool:
    return one.said(presence_penalty=2.0) != plain


def _frequency(one: Caller, plain: str) -> bool:
    return one.said(frequency_penalty=2.0) != plain


def _one_token_fills(one: Caller, plain: str) -> bool:
    pieces = set(re.findall(r"\S+|\s+", one.said(logit_bias=BIASED)))
    return len(pieces) < 6 and one.said(logit_bias=BIASED) != plain


def _usage_at_end(one: Caller, plain: str) -> bool:
    chunks = list(one.ask(stream=True, stream_options={"include_usage": True}))
    return chunks[-1].usage is not None and not chunks[-1].choices


PROBES = (
    Probe("max_tokens", "answer cut at 3 tokens", _cut),
    Probe("max_completion_tokens", "answer cut at 3 tokens", _cut_by_new_name),
    Probe("temperature", "five answers differ at 1", _varies),
    Probe("seed", "same seed same answer, other seed another", _seeded),
    Probe("stop", "answer ends before the stop text", _stops),
    Probe("n", "two answers for n = 2", _two),
    Probe("logprobs", "log probabilities come", _logprobs),
    Probe("response_format", "a JSON object comes", _json),
    Probe("tool_choice", "a required tool is called", _calls_tool),
    Probe("presence_penalty", "the greedy answer changes at 2", _presence),
    Probe("frequency_penalty", "the greedy answer changes at 2", _frequency),
    Probe("logit_bias", "one token fills the answer at 100", _one_token_fills),
    Probe("stream_options", "a last chunk with usage and no choices", _usage_at_end),
)
"""The options that are tried, in this order."""


def tried(one: Caller) -> dict[str, tuple[str, str]]:
    """What a server makes of each option: its outcome, and what was looked for.

    Raises BookError where its plain answer has no letters to stop at.
    """
    openai = importlib.import_module("openai")
    plain = one.said()
    _middle_letters(one, plain)
    found: dict[str, tuple[str, str]] = {}
    for probe in PROBES:
        try:
            result = probe.look(one, plain)
        except openai.APIStatusError as error:
            found[probe.option] = (REFUSED, f"{probe.sign}; status {error.status_code}")
            continue
        outcome = result if isinstance(result, str) else EFFECT if result else IGNORED
        found[probe.option] = (outcome, probe.sign)
    return found


def compared(a: Caller, b: Caller) -> pd.DataFrame:
    """One option a row: option, server_a, server_b (outcomes) and note (what was looked for)."""
    at_a, at_b = tried(a), tried(b)
    rows = [
        (option, at_a[option][0], at_b[option][0], f"looked for: {at_a[option][1]}")
        for option in at_a
    ]
    return pd.DataFrame(rows, columns=["option", "server_a", "server_b", "note"])


def _middle_letters(one: Caller, plain: str) -> str:
    letters = re.findall("[A-Za-z]{2}", plain)
    if not letters:
        raise BookError(f"{one.server.maker.name} answers {plain!r}. Remedy: another seed.")
    return str(letters[len(letters) // 2])
