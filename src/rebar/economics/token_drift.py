"""The same text in other tokens: how a bill by the token changes with the tokenizer."""

from __future__ import annotations

import pandas as pd


def ratios(counts: pd.DataFrame, base: str) -> pd.DataFrame:
    """Tokens of each text as a multiple of those under the tokenizer `base`.

    `counts` has the columns kind (of the text), tokenizer and tokens. The result has a row a kind
    and a column a tokenizer, that of `base` 1. Raises ValueError where a text lacks a count under
    one of the tokenizers, or has two.
    """
    wide = counts.pivot(index="kind", columns="tokenizer", values="tokens")
    if base not in wide:
        raise ValueError(f"no text is counted under {base!r}")
    if wide.isna().any(axis=None):
        text = wide.index[wide.isna().any(axis=1)][0]
        raise ValueError(f"the text {text!r} is not counted under every tokenizer")
    return wide.div(wide[base], axis=0)


def more_pct(ratio: pd.Series) -> pd.Series:
    """How many more tokens than under the base, in per cent; negative for fewer."""
    return 100 * (ratio - 1)


def points(drift: pd.DataFrame, base: str) -> pd.DataFrame:
    """`ratios` as points without those of the base: columns kind, tokenizer and ratio."""
    others = drift.drop(columns=base).reset_index()
    return others.melt(id_vars="kind", var_name="tokenizer", value_name="ratio")
