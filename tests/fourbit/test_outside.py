"""What another library makes of the same experts: our packed bytes are its own.

The digests are of experts4bit-qlora 0.58.1 with bitsandbytes 0.50.2; `outside.py` prints them.
"""

from __future__ import annotations

import hashlib

from fourbit.conftest import needs_torch

THEIRS = {
    "gate_up_proj": "38d5409dd8a10f353b84cd8d6257b052e7f48301861c99419fe1cf517e604dba",
    "down_proj": "e75dca17d1f98c99d1d9f2b324db143b3bf4b046ea30e3ed43f002d82cf5059d",
}
CODE = "e732639a65f497b4ad684bb166a4467708255edd5207757de8b8f0c7e1fda89c"


@needs_torch
def test_the_packed_bytes_are_those_of_another_library() -> None:
    """The second level of scales is left out: its mean may round otherwise on another machine."""
    from rebar.fourbit import experts

    shapes = {"gate_up_proj": (4, 128, 256), "down_proj": (4, 256, 64)}
    for name, shape in shapes.items():
        stack = experts.quantise_stack(weights(*shape))
        for tensor, wanted in ((stack.packed, THEIRS[name]), (stack.code, CODE)):
            found = tensor.contiguous().view(-1).numpy().tobytes()
            assert hashlib.sha256(found).hexdigest() == wanted, name


def weights(number, rows, columns):  # type: ignore[no-untyped-def]
    """Experts in bf16 by a formula, the same with every version of torch; as in `outside.py`."""
    import torch

    at = torch.arange(number * rows * columns, dtype=torch.int64)
    values = ((at * 7919 + at // 61 * 104729) % 2003 - 1001) / 16384
    return values.to(torch.bfloat16).view(number, rows, columns)
