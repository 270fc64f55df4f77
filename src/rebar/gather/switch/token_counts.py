"""How many tokens a text has under the tokenizers that a LiteLLM wheel carries."""

from __future__ import annotations

import base64
import importlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from rebar.gather.switch.tables import MEASURED_BY, SOURCE

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


def token_counts(wheel: Path, texts: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """How many tokens each text has under each tokenizer that a LiteLLM wheel carries.

    `texts` has `kind` and `text`; `as_of` is the ISO date of the count. The wheel is read as an
    archive and nothing of it is run. The OpenAI files hold ranked byte pairs; merging the lowest
    rank first is their published algorithm. Columns: row_id, as_of, kind, tokenizer, characters,
    tokens, measured_by, source_id, locator, note.
    """
    rows = []
    package = "==".join(wheel.name.split("-")[:2])
    for tokenizer, count in _tokenizers(wheel).items():
        for text in texts.to_dict("records"):
            rows.append(
                {
                    "row_id": f"tokens-{tokenizer}-{text['kind']}".replace("_", "-"),
                    "as_of": as_of,
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
