"""The two models that are served: tiny, with random weights, each in a maker's own manner."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Maker:
    """How one of the two models is made.

    `port` is the one that the client programs name, `corpus` what the tokenizer learns from, and
    `samples` whether the model samples where a request does not say.
    """

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


def make_model(maker: Maker, folder: Path) -> None:
    """Write a two-layer model with random weights, a byte-level BPE tokenizer and a template."""
    torch, transformers = importlib.import_module("torch"), importlib.import_module("transformers")
    tokenizer = _tokenizer(maker)
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


def _tokenizer(maker: Maker) -> Any:
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
    return importlib.import_module("transformers").PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        bos_token="<s>",
        eos_token="</s>",
        pad_token="</s>",
        chat_template=maker.template,
    )
