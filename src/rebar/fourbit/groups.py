"""Weights as whole numbers of 4 bits, evenly spaced in groups of 32, for a CPU.

    w[n, k] = (q[n, k] - 8) * step[n, k // 32] + middle[n, k // 32],  q = 0 … 15

with `step` and `middle` in bf16: five bits a weight. It is the grid of llama.cpp's Q4_1 (which
keeps the least weight of a group, in fp16, for the middle), so that weights out of such a file stay
where they are but for the rounding of the two, while NF4 rounds them to levels of its own. The
product is torch's own kernel for one processor, which multiplies without unpacking a matrix.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from rebar.fourbit.architecture import INT4_GROUP

LEVELS, MIDDLE = 15, 8
ROWS = 16
"""The kernel takes so many rows at a time."""


def codes(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The whole numbers (N, K) int32 of a matrix, and its grid (K / 32, N, 2): step and middle.

    The outermost levels lie on the least and the largest weight of a group; each weight goes to
    the level nearest to it after the grid was rounded to bf16.
    """
    rows, columns = weight.shape
    parts = weight.float().view(rows, columns // INT4_GROUP, INT4_GROUP)
    least, most = parts.amin(-1), parts.amax(-1)
    step = (most - least) / LEVELS
    # Equal weights have no step; any would do.
    step = torch.where(step > 0, step, 1.0)
    middle = torch.where(most > least, least + MIDDLE * step, least)
    grid = torch.stack((step, middle), -1).bfloat16()
    exact = (parts - grid[..., 1:].float()) / grid[..., :1].float()
    whole = (exact.round() + MIDDLE).clamp(0, LEVELS).to(torch.int32)
    return whole.view(rows, columns), grid.transpose(0, 1).contiguous()


def dequantise(whole: torch.Tensor, grid: torch.Tensor) -> torch.Tensor:
    """Definition: the matrix (N, K) in fp32 of its whole numbers and its grid."""
    rows, columns = whole.shape
    step, middle = grid.transpose(0, 1).float().unbind(-1)
    parts = (whole.view(rows, -1, INT4_GROUP) - MIDDLE) * step[..., None] + middle[..., None]
    return parts.view(rows, columns)


def fits(linear: nn.Linear) -> bool:
    """Whether the kernel takes a layer: whole groups and rows, and no bias."""
    whole = linear.in_features % INT4_GROUP == 0 and linear.out_features % ROWS == 0
    return whole and linear.bias is None


class GroupedLinear(nn.Module):
    """y = W x for `packed` (N, K / 2) uint8 and `grid` (K / 32, N, 2) bf16, made from a plain W."""

    packed: torch.Tensor
    grid: torch.Tensor

    @torch.no_grad()
    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        whole, grid = codes(weight)
        packed = torch.ops.aten._convert_weight_to_int4pack_for_cpu(whole, 1)
        self.register_buffer("packed", packed)
        self.register_buffer("grid", grid)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(..., N) of x (..., K), which is bf16."""
        flat = x.reshape(-1, x.shape[-1])
        product: torch.Tensor = torch.ops.aten._weight_int4pack_mm_for_cpu(
            flat, self.packed, INT4_GROUP, self.grid
        )
        return product.view(*x.shape[:-1], -1)


def quantise(model: Any) -> None:
    """Put the linear layers of a loaded model's decoder layers on the grid, in place.

    The embedding, the head and what `fits` refuses stay as they are.
    """
    for layer in model.model.layers:
        for name, module in list(layer.named_modules()):
            if type(module) is nn.Linear and fits(module):
                layer.set_submodule(name, GroupedLinear(module.weight.data))
