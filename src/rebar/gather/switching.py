"""A switch from one model server to another, done and measured on this machine.

Two small models with random weights are made on the spot, each with a tokenizer and a chat template
of its own, and served by `transformers serve` on the loopback address. The client programs of
`data/switching/` then run against both, and what moves with a switch is counted: lines, tokens,
defaults, options of the format, shapes of errors. The weights are random, so nothing here says how
good an answer is; everything measured is a property of the format, the server and the tokenizers.

Only `changed_lines` is needed to build the book. The rest wants torch, transformers, openai,
fastapi and uvicorn, and writes the tables that the book reads:

    python -m rebar switch [--gateway-python PATH] [--wheel LITELLM_WHEEL]
"""

from __future__ import annotations

import base64
import contextlib
import difflib
import importlib
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.files import write_atomically

PROGRAMS = paths.data() / "switching"
"""The client programs and their settings, as text."""

AS_OF = "2026-11-23"
SOURCE, MEASURED_BY = "rebar-switch-run", "The Rebar authors"
NEEDED = ("torch", "transformers", "openai", "fastapi", "uvicorn")
"""What `run` imports or starts."""

MESSAGES = [
    {"role": "system", "content": "Answer with the name of one folder."},
    {"role": "user", "content": "The invoice of May was charged twice. Please refund one."},
]
_ASK = {"messages": MESSAGES, "max_tokens": 24, "temperature": 0}

EFFECT, OTHER, IGNORED, REFUSED = "takes effect", "another effect", "ignored", "refused"
"""What became of an option of the request. Ignored: answered as if it had not been sent."""


@dataclass(frozen=True)
class Maker:
    """How one of the two models is made."""

    name: str
    port: int
    corpus: tuple[str, ...]
    vocabulary: int
    template: str
    samples: bool
    seed: int


# The tokenizers learn from different texts, as those of real makers do, and one model samples
# unless told not to while the other does not: both settings are found among published models.
INCUMBENT = Maker(
    name="incumbent-1",
    port=8001,
    vocabulary=480,
    samples=False,
    seed=1,
    corpus=(
        "The invoice was charged twice and the customer asks for a refund of one payment.",
        "Please answer with the name of the folder in which the message belongs.",
        "Delivery was late; the parcel arrived in May and the receipt was missing.",
    ),
    template=(
        "{% for m in messages %}<s>{{ m['role'] }}\n{{ m['content'] }}</s>\n{% endfor %}"
        "{% if add_generation_prompt %}<s>assistant\n{% endif %}"
    ),
)
ENTRANT = Maker(
    name="entrant-1",
    port=8002,
    vocabulary=400,
    samples=True,
    seed=2,
    corpus=(
        "def route(message): return {'billing': 1, 'delivery': 2}.get(message.kind, 0)",
        "for row in table: total += row['amount'] * row['count']",
        "The customer asks which folder holds the message and when the payment arrives.",
        "发票被重复收取，客户要求退还一笔款项。",
    ),
    template=(
        "{% for m in messages %}<s>[{{ m['role'] | upper }}] {{ m['content'] }} [END]</s>"
        "{% endfor %}{% if add_generation_prompt %}<s>[ASSISTANT] {% endif %}"
    ),
)


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and the model it holds."""

    maker: Maker
    port: int

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


@dataclass(frozen=True)
class Record:
    """What one run measured: one measure a row, and one option of the request a row."""

    measures: pd.DataFrame
    options: pd.DataFrame

    def value(self, measure: str) -> tuple[float, float]:
        """A measure at the first and at the second server. Raises KeyError if it is not there."""
        rows = self.measures.set_index("measure")
        return float(rows["server_a"][measure]), float(rows["server_b"][measure])


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    """The lines of a program that a change touched, as (old, new); "" for a line added or removed.

    Lines are paired in order within each block that difflib finds changed, so that an edited line
    counts once.
    """
    old, new = before.splitlines(), after.splitlines()
    pairs: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        length = max(b - a, d - c)
        left = old[a:b] + [""] * (length - (b - a))
        right = new[c:d] + [""] * (length - (d - c))
        pairs += zip(left, right)
    return pairs


def key_in_program(program: str, key: str) -> str:
    """The same program with its key written in it, as the guides of providers show it."""
    head, comma, tail = program.partition('/v1",\n')
    if not comma:
        raise BookError("the client program names no base_url. Remedy: restore data/switching.")
    return f'{head}{comma}    api_key="{key}",\n{tail}'


def make_model(maker: Maker, folder: Path) -> None:
    """Write a two-layer model with random weights, a byte-level BPE tokenizer and a template."""
    torch, transformers = importlib.import_module("torch"), importlib.import_module("transformers")
    tokenizers = importlib.import_module("tokenizers")
    bpe = tokenizers.Tokenizer(tokenizers.models.BPE())
    bpe.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = tokenizers.decoders.ByteLevel()
    bpe.train_from_iterator(
        maker.corpus,
        tokenizers.trainers.BpeTrainer(
            vocab_size=maker.vocabulary,
            special_tokens=["<s>", "</s>"],
            initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        bos_token="<s>",
        eos_token="</s>",
        pad_token="</s>",
        chat_template=maker.template,
    )
    torch.manual_seed(maker.seed)
    model = transformers.LlamaForCausalLM(
        transformers.LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=512,
            # Without an end mark each answer has the length that was asked for.
            initializer_range=0.2,
            bos_token_id=0,
            eos_token_id=None,
            pad_token_id=1,
        )
    )
    model.generation_config.do_sample = maker.samples
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


@contextlib.contextmanager
def served(
    makers: tuple[Maker, ...], folder: Path, patience_s: float = 120
) -> Iterator[list[Server]]:
    """Servers for the models in `folder`, one a maker, on free ports of the loopback address.

    Exactly the processes started here are ended on leaving. Raises BookError, with the end of
    its log, when a server ends early or does not answer within `patience_s` seconds.
    """
    quiet = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "CUDA_VISIBLE_DEVICES": "",
        "OMP_NUM_THREADS": "1",
    }
    started: list[tuple[Server, subprocess.Popen[bytes], Path]] = []
    try:
        for maker in makers:
            server, log = Server(maker, _free_port()), folder / f"{maker.name}.log"
            with log.open("wb") as out:
                process = subprocess.Popen(
                    [
                        sys.executable,
                        "-c",
                        "from transformers.cli.transformers import main; main()",
                        "serve",
                        maker.name,
                        "--host",
                        "127.0.0.1",
                        "--port",
                        str(server.port),
                        "--device",
                        "cpu",
                    ],
                    cwd=folder,
                    env=quiet,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                )
            started.append((server, process, log))
        deadline = time.monotonic() + patience_s
        for server, process, log in started:
            while not _answers(server):
                if process.poll() is not None or time.monotonic() > deadline:
                    end = log.read_text("utf-8", "replace")[-800:]
                    raise BookError(
                        f"the server of {server.maker.name} did not come up. Remedy: read the end "
                        f"of its log:\n{end}"
                    )
                time.sleep(0.2)
        yield [server for server, _, _ in started]
    finally:
        for _, process, _ in started:
            process.terminate()
        for _, process, _ in started:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def run(gateway_python: Path | None = None) -> Record:
    """Make two models, serve them, move the client programs from one to the other, and measure.

    `gateway_python` is an interpreter that has LiteLLM; without it the gateway is left out.
    Takes about a minute on two cores. Raises BookError when a server does not start.
    """
    with tempfile.TemporaryDirectory(prefix="rebar-switch-") as name:
        folder = Path(name)
        for maker in (INCUMBENT, ENTRANT):
            make_model(maker, folder / maker.name)
        with served((INCUMBENT, ENTRANT), folder) as (a, b):
            rows = [*_programs(a, b, folder, gateway_python), *_behaviour(a, b)]
            options = _options(a, b)
    measures = pd.DataFrame(rows, columns=["measure", "server_a", "server_b", "unit", "note"])
    return Record(
        _dressed(measures, "switch", "measure"), _dressed(options, "switch-option", "option")
    )


def token_counts(wheel: Path, texts: pd.DataFrame) -> pd.DataFrame:
    """How many tokens each text has under each tokenizer that a LiteLLM wheel carries.

    `texts` has `kind` and `text`. The wheel is read as an archive and nothing of it is run. The
    OpenAI files hold ranked byte pairs; merging the lowest rank first is their published algorithm.
    """
    rows = []
    package = "==".join(wheel.name.split("-")[:2])
    for tokenizer, count in _tokenizers(wheel).items():
        for text in texts.to_dict("records"):
            rows.append(
                {
                    "row_id": f"tokens-{tokenizer}-{text['kind']}".replace("_", "-"),
                    "as_of": AS_OF,
                    "kind": text["kind"],
                    "tokenizer": tokenizer,
                    "characters": len(text["text"]),
                    "tokens": count(text["text"]),
                    "measured_by": MEASURED_BY,
                    "source_id": SOURCE,
                    "locator": f"{package}, {TOKENIZER_FILES[tokenizer][0]}",
                    "note": "",
                }
            )
    return pd.DataFrame(rows)


_FOLDER = "litellm/litellm_core_utils/tokenizers/"
_GPT4 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_UPPER, _LOWER = r"\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}", r"\p{Ll}\p{Lm}\p{Lo}\p{M}"
_SUFFIX = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
_GPT4O = (
    rf"[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]*[{_LOWER}]+{_SUFFIX}"
    rf"|[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]+[{_LOWER}]*{_SUFFIX}"
    r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
TOKENIZER_FILES: dict[str, tuple[str, str]] = {
    "cl100k_base": (_FOLDER + "9b5ad71b2ce5302211f9c61530b329a4922fc6a4", _GPT4),
    "o200k_base": (_FOLDER + "fb374d419588a4632f3f557e76b4b70aebbca790", _GPT4O),
    "anthropic": (_FOLDER + "anthropic_tokenizer.json", ""),
}
"""Tokenizers by name: the member of the wheel, and for OpenAI's the pattern that cuts a text into
pieces, as the package tiktoken publishes it."""


def _tokenizers(wheel: Path) -> dict[str, Callable[[str], int]]:
    library, regex = importlib.import_module("tokenizers"), importlib.import_module("regex")
    counters: dict[str, Callable[[str], int]] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name, (member, pattern) in TOKENIZER_FILES.items():
            raw = archive.read(member)
            if pattern:
                pairs = (line.split() for line in raw.splitlines() if line)
                ranks = {base64.b64decode(piece): int(rank) for piece, rank in pairs}
                counters[name] = _ranked(ranks, regex.compile(pattern))
            else:
                counters[name] = _encoded(library.Tokenizer.from_str(raw.decode("utf-8")))
    return counters


def _ranked(ranks: dict[bytes, int], pattern: Any) -> Callable[[str], int]:
    return lambda text: sum(
        len(merged(piece.encode("utf-8"), ranks)) for piece in pattern.findall(text)
    )


def _encoded(tokenizer: Any) -> Callable[[str], int]:
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)


def merged(piece: bytes, ranks: dict[bytes, int]) -> list[bytes]:
    """`piece` cut into tokens: neighbours are merged, the pair of lowest rank first."""
    parts = [piece[i : i + 1] for i in range(len(piece))]
    while len(parts) > 1:
        candidates = [(ranks.get(parts[i] + parts[i + 1]), i) for i in range(len(parts) - 1)]
        known = [(rank, i) for rank, i in candidates if rank is not None]
        if not known:
            break
        _, at = min(known)
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    return parts


_Row = tuple[str, float, float, str, str]


def _programs(a: Server, b: Server, folder: Path, gateway: Path | None) -> list[_Row]:
    text = {file.name: file.read_text("utf-8") for file in PROGRAMS.glob("c*_*.*")}
    first, second = text["client_a.py"], text["client_b.py"]
    inside = key_in_program(first, "key-of-a"), key_in_program(second, "key-of-b")
    rows: list[_Row] = []

    def tried(
        measure: str,
        programs: tuple[str, str],
        python: str,
        note: str,
        *,
        settings: tuple[str, str] | None = None,
        more: dict[str, str] | None = None,
    ) -> None:
        fails = []
        for number, program in enumerate(programs):
            arguments = [_at_ports(settings[number], a, b)] if settings else []
            fails.append(
                _exit_status(_at_ports(program, a, b), arguments, folder, python, more or {})
            )
        rows.append(
            (f"{measure}-exit-status", fails[0], fails[1], "exit_status", "0: it ran to the end")
        )
        lines = len(changed_lines(*programs))
        rows.append((f"{measure}-lines-changed", 0, lines, "lines", note))

    tried("key-outside", (first, second), sys.executable, "the key is read from the environment")
    tried("key-inside", inside, sys.executable, "the key is written in the program")
    config = text["client_config.py"]
    files = text["config_a.toml"], text["config_b.toml"]
    tried(
        "settings-file",
        (config, config),
        sys.executable,
        "the program is not touched; the settings file is",
        settings=files,
    )
    rows.append(
        (
            "settings-file-values-changed",
            0,
            len(changed_lines(*files)),
            "lines",
            "lines of the settings file",
        )
    )
    rows.append(
        (
            "program-lines",
            len(first.splitlines()),
            len(second.splitlines()),
            "lines",
            "all lines of the client program",
        )
    )
    if gateway is not None:
        known = {
            "HOSTED_VLLM_API_BASE": a.base_url,
            "HOSTED_VLLM_API_KEY": "key-of-a",
            "LM_STUDIO_API_BASE": b.base_url,
            "LM_STUDIO_API_KEY": "key-of-b",
        }
        tried(
            "gateway",
            (text["client_gateway_a.py"], text["client_gateway_b.py"]),
            str(gateway),
            "litellm==1.82.1 as a library; addresses and keys of both servers are in the "
            "environment beforehand",
            more=known,
        )
    return rows


def _behaviour(a: Server, b: Server) -> list[_Row]:
    openai = importlib.import_module("openai")
    client_a, client_b = (_client(server) for server in (a, b))

    def both(measure: Callable[[Any, Server], float]) -> tuple[float, float]:
        return measure(client_a, a), measure(client_b, b)

    def ask(client: Any, server: Server, **changes: Any) -> Any:
        sent = {key: value for key, value in {**_ASK, **changes}.items() if value is not None}
        return client.chat.completions.create(model=server.maker.name, **sent)

    def distinct(client: Any, server: Server, temperature: float | None) -> float:
        return len(
            {
                ask(client, server, temperature=temperature).choices[0].message.content
                for _ in range(5)
            }
        )

    def filled(client: Any, server: Server) -> float:
        answer = ask(client, server)
        return sum(value is not None for value in (getattr(answer, name) for name in fields))

    def failure(client: Any, **request: Any) -> Any:
        try:
            client.chat.completions.create(**{**_ASK, **request})
        except openai.APIStatusError as error:
            return error
        return None

    def usage_unasked(client: Any, server: Server) -> float:
        return sum(chunk.usage is not None for chunk in ask(client, server, stream=True))

    def biased(client: Any, server: Server) -> str:
        return str(ask(client, server, logit_bias={"300": 100.0}).choices[0].message.content)

    def same_name(client: Any, server: Server) -> float:
        return float(ask(client, server).model == server.maker.name)

    long_messages = [{"role": "user", "content": "The invoice was charged twice. " * 120}]

    def too_long(client: Any, server: Server) -> float:
        error = failure(client, model=server.maker.name, messages=long_messages)
        return error.status_code if error is not None else 200

    fields = list(importlib.import_module("openai.types.chat").ChatCompletion.model_fields)
    wrong = [failure(client, model="no-such-model") for client in (client_a, client_b)]
    parts = [sum(getattr(e, part) is not None for part in ("code", "type", "param")) for e in wrong]
    tokens = both(lambda c, s: ask(c, s).usage.prompt_tokens)
    texts = biased(client_a, a), biased(client_b, b)
    return [
        ("prompt-tokens", *tokens, "tokens", "the same two messages, each server's own count"),
        (
            "answers-of-5-default",
            *both(lambda c, s: distinct(c, s, None)),
            "count",
            "distinct answers to five equal requests that name no temperature",
        ),
        (
            "answers-of-5-temperature-1",
            *both(lambda c, s: distinct(c, s, 1.0)),
            "count",
            "distinct answers to five equal requests with temperature = 1",
        ),
        (
            "response-fields-declared",
            len(fields),
            len(fields),
            "count",
            "fields of a chat completion in the types of openai==" + openai.__version__,
        ),
        ("response-fields-filled", *both(filled), "count", "of those, filled in an answer"),
        (
            "model-name-returned-as-sent",
            *both(same_name),
            "bool",
            "whether the answer names the model as the request did",
        ),
        (
            "stream-usage-unasked",
            *both(usage_unasked),
            "count",
            "chunks with a token count in a stream that did not ask for one",
        ),
        (
            "wrong-model-status",
            wrong[0].status_code,
            wrong[1].status_code,
            "http_status",
            "a model that the server does not hold",
        ),
        (
            "wrong-model-error-fields",
            parts[0],
            parts[1],
            "count",
            "of the three fields (code, type, param) that the client reads from an error",
        ),
        (
            "too-long-status",
            *both(too_long),
            "http_status",
            "a prompt longer than the window that the model declares",
        ),
        (
            "token-id-same-text",
            float(texts[0] == texts[1]),
            float(texts[0] == texts[1]),
            "bool",
            "whether one token id in logit_bias brings out the same text at both servers",
        ),
    ]


def _options(a: Server, b: Server) -> pd.DataFrame:
    openai = importlib.import_module("openai")
    tool = {
        "type": "function",
        "function": {"name": "sort", "parameters": {"type": "object", "properties": {}}},
    }

    def outcomes(server: Server) -> dict[str, tuple[str, str]]:
        client = _client(server)

        def ask(**changes: Any) -> Any:
            sent = {k: v for k, v in {**_ASK, **changes}.items() if v is not None}
            return client.chat.completions.create(model=server.maker.name, **sent)

        def said(**changes: Any) -> str:
            return str(ask(**changes).choices[0].message.content)

        plain = said()
        letters = re.findall("[A-Za-z]{2}", plain)
        if not letters:
            raise BookError(f"{server.maker.name} answers {plain!r}. Remedy: another seed.")
        halt = letters[len(letters) // 2]

        def stop() -> str:
            text = said(stop=[halt])
            if text == plain[: plain.index(halt)]:
                return EFFECT
            return OTHER if len(text) < len(plain) and halt in text else IGNORED

        def parses() -> bool:
            try:
                json.loads(said(response_format={"type": "json_object"}))
            except ValueError:
                return False
            return True

        def seeded() -> bool:
            first, again, other = (said(temperature=1.0, seed=seed) for seed in (7, 7, 8))
            return first == again != other

        def usage_asked() -> bool:
            chunks = list(ask(stream=True, stream_options={"include_usage": True}))
            return chunks[-1].usage is not None and not chunks[-1].choices

        tests: dict[str, tuple[str, Callable[[], bool | str]]] = {
            "max_tokens": (
                "answer cut at 3 tokens",
                lambda: ask(max_tokens=3).usage.completion_tokens == 3,
            ),
            "max_completion_tokens": (
                "answer cut at 3 tokens",
                lambda: ask(max_tokens=None, max_completion_tokens=3).usage.completion_tokens == 3,
            ),
            "temperature": (
                "five answers differ at 1",
                lambda: len({said(temperature=1.0) for _ in range(5)}) > 1,
            ),
            "seed": ("same seed same answer, other seed another", seeded),
            "stop": ("answer ends before the stop text", stop),
            "n": ("two answers for n = 2", lambda: len(ask(n=2).choices) == 2),
            "logprobs": (
                "log probabilities come",
                lambda: ask(logprobs=True).choices[0].logprobs is not None,
            ),
            "response_format": ("a JSON object comes", parses),
            "tool_choice": (
                "a required tool is called",
                lambda: bool(
                    ask(tools=[tool], tool_choice="required").choices[0].message.tool_calls
                ),
            ),
            "presence_penalty": (
                "the greedy answer changes at 2",
                lambda: said(presence_penalty=2.0) != plain,
            ),
            "frequency_penalty": (
                "the greedy answer changes at 2",
                lambda: said(frequency_penalty=2.0) != plain,
            ),
            "logit_bias": (
                "one token fills the answer at 100",
                lambda: (
                    len(set(re.findall(r"\S+|\s+", said(logit_bias={"300": 100})))) < 6
                    and said(logit_bias={"300": 100}) != plain
                ),
            ),
            "stream_options": ("a last chunk with usage and no choices", usage_asked),
        }
        found: dict[str, tuple[str, str]] = {}
        for option, (sign, test) in tests.items():
            try:
                result = test()
            except openai.APIStatusError as error:
                found[option] = (REFUSED, f"{sign}; status {error.status_code}")
                continue
            outcome = result if isinstance(result, str) else EFFECT if result else IGNORED
            found[option] = (outcome, sign)
        return found

    at_a, at_b = outcomes(a), outcomes(b)
    rows = [
        (option, at_a[option][0], at_b[option][0], f"looked for: {at_a[option][1]}")
        for option in at_a
    ]
    return pd.DataFrame(rows, columns=["option", "server_a", "server_b", "note"])


def _dressed(frame: pd.DataFrame, prefix: str, key: str) -> pd.DataFrame:
    packages = [
        f"{name}=={importlib.import_module(name).__version__}"
        for name in ("transformers", "openai")
    ]
    frame.insert(0, "row_id", [f"{prefix}-{value}".replace("_", "-") for value in frame[key]])
    frame.insert(1, "as_of", AS_OF)
    note = frame.pop("note")
    return frame.assign(
        measured_by=MEASURED_BY,
        source_id=SOURCE,
        locator="src/rebar/switching.py; " + ", ".join(packages),
        note=note,
    )


def _client(server: Server) -> Any:
    openai = importlib.import_module("openai")
    # A server that failed on one request may drop the connection under the next.
    return openai.OpenAI(
        base_url=server.base_url,
        api_key="none",
        max_retries=0,
        timeout=60,
        default_headers={"Connection": "close"},
    )


def _at_ports(text: str, a: Server, b: Server) -> str:
    for server in (a, b):
        text = text.replace(f"127.0.0.1:{server.maker.port}", f"127.0.0.1:{server.port}")
    return text


def _exit_status(
    program: str, settings: list[str], folder: Path, python: str, more: dict[str, str]
) -> int:
    file, arguments = folder / "client.py", []
    file.write_text(program, "utf-8")
    for number, text in enumerate(settings):
        arguments.append(str(folder / f"settings{number}.toml"))
        Path(arguments[-1]).write_text(text, "utf-8")
    environment = {
        **os.environ,
        "OPENAI_API_KEY": "key-in-the-environment",
        **more,
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    }
    done = subprocess.run(
        [python, str(file), *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode == 0 and "tokens in" not in done.stdout:
        raise BookError(f"the client printed {done.stdout!r}. Remedy: mend data/switching.")
    return done.returncode


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main(gateway_python: Path | None = None, wheel: Path | None = None) -> int:
    """Run the switch and write `switch_run.csv`, `switch_options.csv` and `token_counts.csv`.

    `gateway_python` is an interpreter that has the gateway; the last table wants its `wheel`.
    """
    record = run(gateway_python)
    tables = {"switch_run": record.measures, "switch_options": record.options}
    if wheel:
        texts = pd.read_csv(PROGRAMS / "texts.csv", dtype=str, keep_default_na=False)
        tables["token_counts"] = token_counts(wheel, texts)
    for name, table in tables.items():
        write_atomically(
            PROGRAMS / f"{name}.csv",
            table.to_csv(index=False, lineterminator="\n", float_format="%g"),
        )
    return 0
