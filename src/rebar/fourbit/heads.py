# mypy: disable-error-code="no-untyped-call"
"""The output head in fewer bits, and what that does to the perplexity.

The head is the largest single matrix that a token reads. NF4 makes it smallest; whole numbers of 8
bits with one scale a row (as in LLM.int8, Dettmers et al. 2022, without its outliers) halve it and
keep it nearly exact. `effect` measures both on a text.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from rebar.fourbit import load, measure

LARGEST = 127
COLUMNS = 16
"""torch's kernel for a CPU takes so many columns at a time, and reads past a row's end otherwise
(2.13: results without sense, or the end of the process)."""


class Int8Head(nn.Module):
    """y = (W x) * scale for `weight` (V, H) int8 and `scale` (V,) fp32, made from a plain head."""

    weight: torch.Tensor
    scale: torch.Tensor

    @torch.no_grad()
    def __init__(self, weight: torch.Tensor, slab: int = 16384) -> None:
        super().__init__()
        rows, columns = weight.shape
        kind: dict[str, Any] = dict(device=weight.device)
        self.register_buffer("weight", torch.empty(rows, columns, dtype=torch.int8, **kind))
        self.register_buffer("scale", torch.empty(rows, **kind))
        for first in range(0, rows, slab):
            part = weight[first : first + slab].float()
            # A row of zeros has no scale; any would do.
            scale = part.abs().amax(1).clamp_min(torch.finfo(torch.float32).tiny) / LARGEST
            self.scale[first : first + slab] = scale
            self.weight[first : first + slab] = (part / scale[:, None]).round().to(torch.int8)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits (..., V) of x (..., H), in its type."""
        if x.device.type == "cpu" and x.dtype == torch.bfloat16 and x.shape[-1] % COLUMNS == 0:
            # torch's own kernel for a CPU: the weight is read as it is, not unpacked first.
            flat, scale = x.reshape(-1, x.shape[-1]), self.scale.to(x.dtype)
            found: torch.Tensor = torch.ops.aten._weight_int8pack_mm(flat, self.weight, scale)
            return found.view(*x.shape[:-1], -1)
        product = nn.functional.linear(x, self.weight.to(x.dtype)).float()
        return (product * self.scale).to(x.dtype)


def head_to_int8(model: Any) -> None:
    """Put the output head of a loaded model in 8 bits, in place; a tied embedding stays.

    The `fused` runner reads it as it stands.
    """
    model.lm_head = Int8Head(model.lm_head.weight.data)


def effect(model: Any, tokenizer: Any, text: str) -> dict[str, dict[str, Any]]:
    """`measure.perplexity` of a text with the head as it is ("bf16"), in "int8" and in "nf4".

    The rest of the model stays as it is, and afterwards the head too; a tied head counts as one of
    its own.
    """
    plain = model.lm_head
    made = {"bf16": plain, "int8": Int8Head(plain.weight.data), "nf4": load.nf4_linear(plain)}
    found = {}
    try:
        for name, head in made.items():
            model.lm_head = head
            found[name] = measure.perplexity(model, tokenizer, text)
    finally:
        model.lm_head = plain
    return found
