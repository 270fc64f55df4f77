# mypy: disable-error-code="no-untyped-call, attr-defined"
"""The same model on a CPU once more, with its decode step compiled.

A token of a small model is some four thousand operations, each of which Python hands to torch: on a
CPU that takes longer than the reading of the weights. torch.compile makes few of many; `steps` also
lays the plain weights out once for the processor at hand, lets the step run from C++, and times
products written for these shapes against those that torch ships, to keep the faster.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from unittest import mock

from rebar.fourbit.parts import Save, running
from rebar.fourbit.progress import Bar

Variant = dict[str, Any]


@contextlib.contextmanager
def steps() -> Iterator[None]:
    """Settings of torch.compile within the block: weights laid out once, the step in C++.

    Products of one vector become one product, the kernel of each is chosen by trial, and kernels
    bear names for a profile (`measure.profile`), by which each record tells what binds.
    """
    import torch._inductor.config as inductor
    from torch._inductor import select_algorithm

    chosen = (
        "freezing", "cpp_wrapper", "cpp.enable_concat_linear", "cpp.enable_kernel_profile",
        "max_autotune",
    )  # fmt: skip
    # The trials would write their tables between the lines of the run; one has no switch.
    quietly = {"max_autotune_gemm_backends": "CPP,ATEN", "autotune_num_choices_displayed": 0}
    tables = mock.patch.object(select_algorithm, "_log_autotune_choices_stats", create=True)
    with inductor.patch(dict.fromkeys(chosen, True) | quietly), tables:
        yield


def again(
    body: dict[str, Any],
    plain: Variant,
    measure: Callable[[Variant], Sequence[int]],
    chosen: Sequence[int],
    save: Save,
    bar: Bar,
    given: Mapping[str, Any] | None = None,
) -> None:
    """Measure the model of the variant `plain` compiled; add that to the record `body`.

    `measure` fills a variant and gives the tokens that it wrote, which are held against `chosen`,
    those of `plain`; while it runs it may fill `given` with how the two steps agree after the same
    tokens (`measure.given_agreement`). What cannot be compiled here is told as failed and costs
    nothing else.
    """
    from rebar.fourbit import measure as measures

    made = {
        **{key: value for key, value in plain.items() if key != "profile"},
        "name": f"{plain['name']} compiled",
        "runner": "compiled",
        "memory": {},
        "tests": [],
        "accuracy": {},
    }
    body["variants"].append(made)
    # No compiler, or a step that it does not take: the plain variant is there.
    with contextlib.suppress(Exception), running(made, save, bar):
        with steps():
            found = measure(made)
        # What the weights say of a text was measured uncompiled, and is not taken over.
        made["accuracy"] = measures.agreement(list(found), list(chosen))
        if given:
            made["accuracy"]["given_tokens"] = dict(given)
