# mypy: disable-error-code="no-untyped-call, no-untyped-def"
"""How many kernels one decode step launches: counted from the architecture, and by watching one.

A launch costs some microseconds however little it does, so that with thousands of them a token
they bind and not the bytes. `count` needs no torch; that it tells the truth is tested against
`watch` on the step itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from rebar.fourbit.architecture import NF4_EXPERTS, Architecture, Scheme

DELTA_NET = ("nf4_product", "delta_step", "nf4_product")
ATTENTION = ("nf4_product", "rotate", "attend", "combine", "nf4_product")
EXPERTS = ("route", "slots_up", "slots_down")

FREE = (
    "empty", "new_empty", "empty_like", "empty_strided", "_reshape_alias", "_unsafe_view",
    "resize_", "set_", "lift_fresh", "is_same_size", "sym_size", "_local_scalar_dense",
    "scalar_tensor",
)  # fmt: skip
"""Operators that reserve memory or look at it, and launch nothing."""


def count(arch: Architecture, scheme: Scheme = NF4_EXPERTS) -> dict[str, int]:
    """Launches of one token on the `fused` runner by operator of this package, and their `total`.

    Every operator is one kernel (see `rebar.fourbit.fused`).
    """
    found: Counter[str] = Counter(("begin", "choose"))
    found["nf4_product" if scheme.covers("head") else "dense_product"] += 1
    for kind in arch.layer_types:
        found.update(DELTA_NET if kind == "linear_attention" else ATTENTION)
        found.update(EXPERTS)
    return {**dict(sorted(found.items())), "total": found.total()}


def watch(step: Callable[[], object]) -> dict[str, int]:
    """Operators of one call of `step` that launch kernels, by name, and their `total`.

    Views, and what only reserves memory, do not count; every other operator of torch counts as one
    kernel, though some need more, and each operator of this package as the one that it is. Works
    on any device, "meta" included, and must stand outside compiled code.
    """
    from torch.utils._python_dispatch import TorchDispatchMode

    found: Counter[str] = Counter()

    class Watch(TorchDispatchMode):
        def __torch_dispatch__(self, function, types, args=(), kwargs=None):
            schema = function._schema
            space, name = schema.name.split("::")
            views = any(r.alias_info is not None and not r.alias_info.is_write
                        for r in schema.returns)  # fmt: skip
            if not views and name not in FREE:
                found[name if space == "rebar" else f"{space}.{name}"] += 1
            return function(*args, **(kwargs or {}))

    with Watch():
        step()
    return {**dict(sorted(found.items())), "total": found.total()}
