"""Our 4-bit experts against those of experts4bit-qlora 0.58.1: bytes, scales and logits, on a CPU.

    python tests/fourbit/outside.py

in an environment that has experts4bit-qlora, grouped-nf4-gemm and what `requirements.txt` pins. It
is no part of the tests: `test_outside.py` holds what came out of it. Its CUDA kernels are not run;
its loader, its quantiser and its plain forward are.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import torch
from experts4bit_qlora import Experts4bit, load_moe_4bit_streaming
from experts4bit_qlora.absmax_dq import _compress_one, compress_expert_absmax_
from transformers import AutoModelForCausalLM

from rebar.fourbit import experts
from rebar.fourbit.cpu import _tiny_config

NAMES = {"gate_up": "gate_up_proj", "down": "down_proj"}


def weights(number: int, rows: int, columns: int) -> torch.Tensor:
    """Experts in bf16 by a formula, so that they are the same with every version of torch."""
    at = torch.arange(number * rows * columns, dtype=torch.int64)
    return (
        (((at * 7919 + at // 61 * 104729) % 2003 - 1001) / 16384)
        .to(torch.bfloat16)
        .view(number, rows, columns)
    )


def digest(tensor: torch.Tensor) -> str:
    """SHA-256 of the bytes of a tensor, whatever its shape."""
    return hashlib.sha256(tensor.detach().contiguous().view(-1).numpy().tobytes()).hexdigest()


def theirs(up: torch.Tensor, down: torch.Tensor) -> dict[str, str]:
    """Digests of what experts4bit-qlora makes of two stacks: packed bytes and all its scales."""
    module = Experts4bit.from_float(up, down, quant_type="nf4")
    _compress_one(module)
    found = {}
    for short, name in NAMES.items():
        found[f"{name} packed"] = digest(getattr(module, name))
        for ours, suffix in (
            ("absmax8", "q"),
            ("absmax2", "s"),
            ("offset", "off"),
            ("code", "code"),
        ):
            found[f"{name} {ours}"] = digest(module._buffers[f"{short}_absmax_{suffix}"])
    return found


def ours(up: torch.Tensor, down: torch.Tensor) -> dict[str, str]:
    """The same of our own quantiser."""
    found = {}
    for name, stack in zip(NAMES.values(), map(experts.quantise_stack, (up, down))):
        for part in ("packed", *experts.STATS):
            found[f"{name} {part}"] = digest(getattr(stack, part))
    return found


def logits() -> dict[str, float]:
    """How far our logits of a tiny model are from theirs, relative to theirs, by its scales."""
    torch.manual_seed(0)
    folder = Path(tempfile.mkdtemp())
    made: Any = AutoModelForCausalLM.from_config(_tiny_config(), dtype=torch.bfloat16).eval()
    made.save_pretrained(folder)
    ids = torch.randint(0, 2048, (1, 12))
    other, _ = load_moe_4bit_streaming(str(folder), "cpu", torch.bfloat16, r=4, alpha=8)
    own: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16).eval()
    for _, module in experts.expert_modules(own):
        experts.quantise_module(module)
    own.set_experts_implementation(experts.NAME)
    found = {}
    with torch.no_grad():
        mine = own(input_ids=ids).logits.float()
        for scales in ("quantised once", "quantised twice"):
            if scales == "quantised twice":
                compress_expert_absmax_(other)
            theirs = other.eval()(input_ids=ids).logits.float()
            found[scales] = ((mine - theirs).norm() / theirs.norm()).item()
            assert torch.equal(mine.argmax(-1), theirs.argmax(-1))
    return found


if __name__ == "__main__":
    stacks = weights(4, 128, 256), weights(4, 256, 64)
    mine, other = ours(*stacks), theirs(*stacks)
    for key, value in other.items():
        print(f"{'equal' if mine[key] == value else 'DIFFERENT'}  {key}  {value}")
    wide = weights(16, 1024, 2048), weights(16, 2048, 512)
    same = ours(*wide) == theirs(*wide)
    print(f"at real width {'equal' if same else 'DIFFERENT'}")
    print(f"{sum(stack.numel() for stack in wide) // 2} packed bytes")
    print("logits, difference by its scales:", logits())
