"""What two servers of one format do differently, one measure a row."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from rebar.gather.switch.caller import Caller

Row = tuple[str, float, float, str, str]
"""A measure, its values at the first and the second server, its unit and a note."""

ERROR_PARTS = ("code", "type", "param")
"""The fields that the official client reads from an error."""
LONG = [{"role": "user", "content": "The invoice was charged twice. " * 120}]
"""A prompt longer than the window that the models declare."""
BIASED = {"300": 100.0}
"""One token id, pushed to the front."""


def behaviour(a: Caller, b: Caller) -> list[Row]:
    """How each server counts, answers and refuses; the columns of Row."""
    openai = importlib.import_module("openai")

    def both(measure: Callable[[Caller], float]) -> tuple[float, float]:
        return measure(a), measure(b)

    wrong = [one.failure(model="no-such-model") for one in (a, b)]
    tokens = both(prompt_tokens)
    same_text = float(a.said(logit_bias=BIASED) == b.said(logit_bias=BIASED))
    declared = len(answer_fields())
    made: list[tuple[str, tuple[float, float], str, str]] = [
        ("prompt-tokens", tokens, "tokens", "the same two messages, each server's own count"),
        (
            "answers-of-5-default",
            both(lambda one: distinct_answers(one, None)),
            "count",
            "distinct answers to five equal requests that name no temperature",
        ),
        (
            "answers-of-5-temperature-1",
            both(lambda one: distinct_answers(one, 1.0)),
            "count",
            "distinct answers to five equal requests with temperature = 1",
        ),
        (
            "response-fields-declared",
            (declared, declared),
            "count",
            "fields of a chat completion in the types of openai==" + openai.__version__,
        ),
        ("response-fields-filled", both(fields_filled), "count", "of those, filled in an answer"),
        (
            "model-name-returned-as-sent",
            both(names_model_as_sent),
            "bool",
            "whether the answer names the model as the request did",
        ),
        (
            "stream-usage-unasked",
            both(usage_unasked),
            "count",
            "chunks with a token count in a stream that did not ask for one",
        ),
        (
            "wrong-model-status",
            (wrong[0].status_code, wrong[1].status_code),
            "http_status",
            "a model that the server does not hold",
        ),
        (
            "wrong-model-error-fields",
            (parts_filled(wrong[0]), parts_filled(wrong[1])),
            "count",
            "of the three fields (code, type, param) that the client reads from an error",
        ),
        (
            "too-long-status",
            both(too_long_status),
            "http_status",
            "a prompt longer than the window that the model declares",
        ),
        (
            "token-id-same-text",
            (same_text, same_text),
            "bool",
            "whether one token id in logit_bias brings out the same text at both servers",
        ),
    ]
    return [(name, first, second, unit, note) for name, (first, second), unit, note in made]


def prompt_tokens(one: Caller) -> float:
    """The tokens that the server counts in the messages."""
    return float(one.ask().usage.prompt_tokens)


def distinct_answers(one: Caller, temperature: float | None) -> float:
    """How many different answers five equal requests get; without a temperature, by default."""
    return len({one.ask(temperature=temperature).choices[0].message.content for _ in range(5)})


def answer_fields() -> list[str]:
    """The fields of a chat completion in the types of the official client."""
    types = importlib.import_module("openai.types.chat")
    return list(types.ChatCompletion.model_fields)


def fields_filled(one: Caller) -> float:
    """How many of `answer_fields` an answer fills."""
    answer = one.ask()
    return sum(getattr(answer, name) is not None for name in answer_fields())


def names_model_as_sent(one: Caller) -> float:
    """Whether the answer names the model as the request did (1) or otherwise (0)."""
    return float(one.ask().model == one.server.maker.name)


def usage_unasked(one: Caller) -> float:
    """Chunks with a token count in a stream that did not ask for one."""
    return sum(chunk.usage is not None for chunk in one.ask(stream=True))


def parts_filled(error: Any) -> float:
    """How many of ERROR_PARTS an error fills."""
    return sum(getattr(error, part) is not None for part in ERROR_PARTS)


def too_long_status(one: Caller) -> float:
    """The status with which LONG is answered or refused."""
    error = one.failure(model=one.server.maker.name, messages=LONG)
    return error.status_code if error is not None else 200
