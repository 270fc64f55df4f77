"""The kernels of the fused step without a GPU: right numbers, and code for three kinds of card."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from .conftest import needs_torch

pytestmark = [
    needs_torch,
    pytest.mark.skipif(
        (sys.platform, platform.machine()) != ("linux", "x86_64"),
        reason="Triton is pinned for Linux on x86-64 only",
    ),
]

CASES = (
    "product, small", "product, few rows", "product, narrow", "product, real width",
    "product, real width back", "head", "head in int8", "delta step, small",
    "delta step, real width", "delta step, bf16 ring", "route, small", "route, real width",
    "slots, small",
    "slots, real width", "slots, six of nine", "attention, small", "attention, first token",
    "attention, real width", "attention, deep", "attention, bf16", "begin", "choose, small",
    "choose", "whole step",
)  # fmt: skip
ROUNDED = {"delta step, bf16 ring", "attention, bf16", "whole step"}
"""What is rounded to bf16 somewhere: the interpreter cuts off where a GPU and torch round."""


@pytest.fixture(scope="module")
def errors():
    """The errors of every case, from one process in which the interpreter stands for a GPU."""
    tests = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join([tests, os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "TRITON_INTERPRET": "1", "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, "-m", "fourbit.kernel_cases"],
        env=environment, capture_output=True, text=True, cwd=tests,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_every_case_is_looked_at(errors):
    assert set(errors) == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_kernel_equals_its_definition(errors, case):
    assert errors[case]
    assert max(errors[case]) < (1e-2 if case in ROUNDED else 1e-6)


class Recorder:
    """Stands for a kernel and keeps what it is launched with."""

    def __init__(self, kernel, launches):
        self.kernel, self.launches = kernel, launches

    def __getitem__(self, grid):
        return lambda *args, **options: self.launches.append((self.kernel, args, options))


@pytest.fixture(scope="module")
def launched():
    """Every kernel with every option, as a step of Qwen3.5-35B-A3B on a GPU launches them.

    The launching code itself runs, on tensors of the device "meta".
    """
    import torch
    import triton

    from rebar.fourbit import attention, delta, fused, kernels, products, routing
    from rebar.fourbit.architecture import QWEN35_35B_A3B

    found = []
    meta = torch.device("meta")

    def every(key, options, target, run):
        for option in options:
            run(target, option)

    def each(key, options, run):
        for option in options:
            run(*option)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernels, "available", lambda device: True)
        patch.setattr(kernels, "_pick", each)
        patch.setattr(kernels, "early", lambda device: True)
        for module in (attention, delta, kernels, products, routing):
            if module in (products, routing):
                patch.setattr(module, "tuned", every)
            for name, value in list(vars(module).items()):
                if isinstance(value, triton.JITFunction) and name.endswith("_kernel"):
                    patch.setattr(module, name, Recorder(value, found))
                elif isinstance(value, torch.library.CustomOpDef):
                    patch.setattr(module, name, value._init_fn)
        whole = [torch.zeros(*n, dtype=torch.int64, device=meta) for n in ((1, 1), (1, 1), (1,))]
        output = torch.zeros(1, 4096, dtype=torch.int64, device=meta)
        states = fused.blank_states(QWEN35_35B_A3B, 4096, meta)
        for head in ("bf16", "int8", "nf4"):
            weights = fused.blank(QWEN35_35B_A3B, meta, head)
            fused.Step(weights, states, *whole, output)()
        layer = weights.layers[0]
        x = torch.zeros(1, 2048, dtype=torch.bfloat16, device=meta)
        mid = torch.zeros(8, 512, dtype=torch.bfloat16, device=meta)
        index, shares = whole[0].expand(1, 8), x[:, :8]
        for stack, run in ((layer.up, kernels.nf4_up), (layer.down, kernels.nf4_down)):
            parts = (stack.packed, stack.absmax8, stack.absmax2, stack.code, stack.offset, index)
            run(*((x, *parts, True) if run is kernels.nf4_up else (mid, *parts, shares)))
    kernels.nf4_table.cache_clear()
    distinct = {}
    for kernel, args, options in found:
        types = tuple(str(a.dtype) if hasattr(a, "dtype") else a for a in args)
        distinct[kernel.fn.__name__, types, options["num_warps"]] = (kernel, args, options)
    return distinct


POINTERS = {
    "torch.float32": "*fp32", "torch.bfloat16": "*bf16", "torch.uint8": "*u8",
    "torch.int64": "*i64", "torch.int32": "*i32", "torch.int8": "*i8",
}  # fmt: skip


def compiled(kernel, args, options, capability):
    """A kernel compiled for a card that need not be there."""
    import triton
    from triton.backends.compiler import GPUTarget
    from triton.compiler import ASTSource

    signature, constants, aligned = {}, {}, {}
    options = dict(options)
    if "EARLY" in options:
        early = options.pop("EARLY") and capability >= 90
        args, options = (*args, early), options | {"launch_pdl": early}
    for number, (parameter, value) in enumerate(zip(kernel.params, args, strict=True)):
        if parameter.is_constexpr:
            signature[parameter.name] = "constexpr"
            constants[parameter.name] = value
        elif hasattr(value, "dtype"):
            signature[parameter.name] = POINTERS[str(value.dtype)]
            aligned[number,] = [["tt.divisibility", 16]]
        else:
            signature[parameter.name] = "fp32" if isinstance(value, float) else "i32"
    source = ASTSource(kernel, signature, constants, aligned)
    target = GPUTarget("cuda", capability, 32)
    return triton.compile(source, target=target, options=options)


def resources(made) -> dict[str, int]:
    """Registers, stack and shared memory of a compiled kernel."""
    import triton

    tool = Path(triton.__file__).parent / "backends" / "nvidia" / "bin" / "cuobjdump"
    with tempfile.NamedTemporaryFile(suffix=".cubin") as file:
        file.write(made.asm["cubin"])
        file.flush()
        told = subprocess.run(
            [tool, "-res-usage", file.name], capture_output=True, text=True, check=True
        ).stdout
    found = dict(re.findall(r"(REG|STACK|LOCAL):(\d+)", told))
    assert set(found) == {"REG", "STACK", "LOCAL"}, told
    return {name: int(value) for name, value in found.items()} | {"SHARED": made.metadata.shared}


SHARED = {86: 99 * 1024, 89: 99 * 1024, 90: 227 * 1024}
"""Bytes of shared memory that a program may have, by compute capability."""
TURNING = 64
"""Bytes of stack for a sine of many turns, whose argument is reduced in local memory."""


@pytest.mark.parametrize("capability", sorted(SHARED))
def test_kernels_compile_for_each_kind_of_card_without_spills(
    launched, capability, tmp_path, monkeypatch
):
    """On the newest with every option, on the others with the first."""
    monkeypatch.setenv("TRITON_CACHE_DIR", str(tmp_path))
    seen = set()
    for (name, types, _), launch in launched.items():
        shape = name, types[:-3]
        if capability != 90 and shape in seen:
            continue
        seen.add(shape)
        found = resources(compiled(*launch, capability))
        allowed = TURNING if name == "_begin_kernel" else 0
        assert found["STACK"] <= allowed and found["LOCAL"] == 0, (name, types, found)
        assert found["SHARED"] <= SHARED[capability], (name, types, found)
    assert len({name for name, _ in seen}) == 13


def test_who_finishes_last_sees_what_the_others_wrote(launched, tmp_path, monkeypatch):
    """Stores, a barrier, the counter, a barrier, loads past the nearest cache: in this order."""
    monkeypatch.setenv("TRITON_CACHE_DIR", str(tmp_path))
    looked = 0
    for (name, _, _), launch in launched.items():
        if name not in ("_route_kernel", "_choose_kernel"):
            continue
        code = compiled(*launch, 90).asm["ptx"]
        before, counter, after = re.split(r"(atom\.global\.gpu\.acq_rel[^;]*;)", code)
        assert counter
        assert before.rindex("st.global") < before.rindex("bar.sync")
        assert 0 < after.index("bar.sync") < after.index("ld.global.cg")
        looked += 1
    assert looked == 2


def test_three_options_a_kernel_are_tuned():
    from rebar.fourbit import kernels, products, routing

    for module in (kernels, products, routing):
        for name, value in vars(module).items():
            if name.endswith("_OPTIONS"):
                assert len(value) == len(set(value)) == 3, name


def test_timing_the_options_changes_nothing(monkeypatch):
    """A kernel that adds to its target is timed on a copy, and then adds once."""
    import torch
    import triton

    from rebar.fourbit import kernels

    def bench(run, *_):
        return [run() for _ in range(5)] and next(times)

    times = iter([3.0, 1.0, 2.0])
    monkeypatch.setattr(triton.testing, "do_bench", bench)
    monkeypatch.setattr(torch.cuda, "is_current_stream_capturing", lambda: False)
    monkeypatch.setattr(kernels, "_chosen", {})
    monkeypatch.setattr(kernels, "INTERPRETED", False)
    target, options = torch.zeros(4), [(1, 4, ""), (2, 4, ""), (3, 4, "")]
    for _ in range(2):
        kernels.tuned(("adds",), options, target, lambda out, option: out.add_(option[0]))
    assert target.tolist() == [4.0] * 4
    assert kernels.choices() == {"adds": (2, 4, "")}
