# mypy: disable-error-code="no-untyped-call"
"""Measurements in the field's terms: pp512, tg128, time to first token, memory, power, accuracy."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import math
import os
import platform
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from rebar.fourbit import architecture, origin, record, roofline
from rebar.fourbit.architecture import Architecture, Scheme
from rebar.fourbit.decode import Decoder
from rebar.fourbit.groups import GroupedLinear

LIBRARIES = ("torch", "transformers", "accelerate", "bitsandbytes", "triton", "tokenizers", "numpy")
WARM_UP_TOKENS = 16
"""Tokens generated untimed before the first repetition, on top of the runner's own warm-up."""
EXCLUDED = ("tokenisation", "sampling other than greedy", "loading", "warm-up and compilation")
"""What no timing here contains."""

Tick = Callable[[], None]


def synchronise(device: torch.device) -> None:
    """Wait until the device has done everything it was given."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _cpu_name() -> str:
    with contextlib.suppress(OSError):
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        match = re.search(r"model name\s*:\s*(.+)", text)
        if match:
            return match.group(1).strip()
    return platform.processor() or platform.machine() or "unknown CPU"


def _cpu_cache() -> int:
    sizes = []
    for file in Path("/sys/devices/system/cpu/cpu0/cache").glob("index*/size"):
        with contextlib.suppress(OSError, ValueError):
            text = file.read_text(encoding="ascii").strip()
            sizes.append(int(text[:-1]) * {"K": 1024, "M": 1024**2}[text[-1]])
    return max(sizes, default=0)


class Nvml:
    """Power, clocks and driver version where NVML answers; silent where it does not."""

    def __init__(self, device: torch.device) -> None:
        self.handle: Any = None
        self.library: Any = None
        if device.type != "cuda":
            return
        try:
            import pynvml

            pynvml.nvmlInit()
            uuid = str(torch.cuda.get_device_properties(device).uuid)
            name = uuid if uuid.startswith("GPU-") else f"GPU-{uuid}"
            self.handle = pynvml.nvmlDeviceGetHandleByUUID(name)
            self.library = pynvml
        except Exception:
            # Any NVML failure (no library, no permission, no such call) means: no power figure.
            self.handle = None

    def ask(self, question: str, *arguments: Any) -> Any:
        """The answer of `nvmlDevice<question>`, or None."""
        if self.handle is None:
            return None
        try:
            return getattr(self.library, f"nvmlDevice{question}")(self.handle, *arguments)
        except Exception:
            return None

    def watts(self) -> float | None:
        """Board power now, or None."""
        milliwatts = self.ask("GetPowerUsage")
        return None if milliwatts is None else milliwatts / 1000

    def clocks(self) -> dict[str, int] | None:
        """SM and memory clock in MHz, or None."""
        if self.handle is None:
            return None
        sm = self.ask("GetClockInfo", self.library.NVML_CLOCK_SM)
        memory = self.ask("GetClockInfo", self.library.NVML_CLOCK_MEM)
        return None if sm is None else {"sm": int(sm), "memory": int(memory or 0)}

    def driver(self) -> str | None:
        """Driver version, or None."""
        if self.handle is None:
            return None
        with contextlib.suppress(Exception):
            found = self.library.nvmlSystemGetDriverVersion()
            return found.decode() if isinstance(found, bytes) else str(found)
        return None


def machine(device: torch.device) -> dict[str, Any]:
    """The machine block of a record."""
    nvml = Nvml(device)
    limit = nvml.ask("GetEnforcedPowerLimit")
    base = {
        "device": device.type,
        "os": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "commit": origin.commit(),
        "threads": torch.get_num_threads(),
        "driver": nvml.driver(),
        "cuda": torch.version.cuda,
        "clocks_mhz": nvml.clocks(),
        "power_limit_w": None if limit is None else limit / 1000,
    }
    if device.type == "cuda":
        properties = torch.cuda.get_device_properties(device)
        return {
            **base,
            "name": properties.name,
            "memory_bytes": int(properties.total_memory),
            "last_level_cache_bytes": int(getattr(properties, "L2_cache_size", 0)),
            "capability": f"{properties.major}.{properties.minor}",
            "multiprocessors": int(properties.multi_processor_count),
        }
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        **base,
        "name": _cpu_name(),
        "memory_bytes": int(pages),
        "last_level_cache_bytes": _cpu_cache(),
    }


def bandwidth(device: torch.device, repetitions: int = 9) -> dict[str, Any]:
    """Memory bandwidth in bytes per second: best of raw samples, since it serves as a ceiling.

    CUDA: a device-to-device copy of 1 GiB, bytes read plus bytes written. CPU: a sum over 512 MiB
    of float32, bytes read. Both are larger than most caches; a test says whether its ceiling binds.
    """
    samples = []
    if device.type == "cuda":
        source = torch.randint(0, 255, (2**30,), dtype=torch.uint8, device=device)
        target = torch.empty_like(source)
        moved, method = 2 * source.numel(), "device-to-device copy of 1 GiB, read plus written"
        for number in range(repetitions + 3):
            begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
            begin.record()
            target.copy_(source)
            end.record()
            end.synchronize()
            if number >= 3:
                samples.append(moved / (begin.elapsed_time(end) / 1000))
        del target
    else:
        source = torch.rand(2**27)
        moved, method = 4 * source.numel(), "sum over 512 MiB of float32, bytes read"
        for number in range(repetitions + 2):
            start = time.perf_counter()
            source.sum()
            if number >= 2:
                samples.append(moved / (time.perf_counter() - start))
    del source
    if device.type == "cuda":
        torch.cuda.empty_cache()
    return {
        "bytes_per_s": max(samples),
        "method": method,
        "samples_bytes_per_s": samples,
    }


class Memory:
    """Peak memory of what runs inside the `with`, by allocator, device and process."""

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self.found: dict[str, int | None] = {}
        self.lowest_free: int | None = None

    def sample(self) -> None:
        """Note how much the driver says is free now; call it between repetitions."""
        if self.device.type == "cuda":
            free = int(torch.cuda.mem_get_info(self.device)[0])
            self.lowest_free = free if self.lowest_free is None else min(self.lowest_free, free)

    def __enter__(self) -> Memory:
        if self.device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(self.device)
        else:
            # Writing 5 resets the process's high-water mark where the kernel allows it.
            with contextlib.suppress(OSError):
                Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        self.sample()
        return self

    def __exit__(self, *_: object) -> None:
        self.sample()
        if self.device.type == "cuda":
            total = int(torch.cuda.mem_get_info(self.device)[1])
            self.found = {
                "allocated_peak_bytes": int(torch.cuda.max_memory_allocated(self.device)),
                "reserved_peak_bytes": int(torch.cuda.max_memory_reserved(self.device)),
                "device_peak_bytes": total - (self.lowest_free or 0),
            }
            return
        with contextlib.suppress(OSError):
            text = Path("/proc/self/status").read_text(encoding="ascii")
            match = re.search(r"VmHWM:\s+(\d+) kB", text)
            if match:
                self.found = {"process_peak_bytes": 1024 * int(match.group(1))}


@contextlib.contextmanager
def power(device: torch.device, period_s: float = 0.05) -> Iterator[list[float]]:
    """Board power in watts sampled while the block runs; stays empty where NVML is silent."""
    samples: list[float] = []
    nvml = Nvml(device)
    if nvml.watts() is None:
        yield samples
        return
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            watts = nvml.watts()
            if watts is not None:
                samples.append(watts)
            stop.wait(period_s)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield samples
    finally:
        stop.set()
        thread.join()


def prompt_processing(
    decoder: Decoder, ids: torch.Tensor, repetitions: int = 5, tick: Tick = lambda: None
) -> list[dict[str, Any]]:
    """pp<n> (device time of a prompt) and ttft<n> (until the first token is on the host)."""
    times, first = [], []
    for number in range(repetitions + 1):
        synchronise(decoder.device)
        start = time.perf_counter()
        decoder.prompt(ids)
        synchronise(decoder.device)
        middle = time.perf_counter()
        decoder.tokens(1)
        end = time.perf_counter()
        if number:
            times.append(middle - start)
            first.append(end - start)
        tick()
    length = ids.shape[1]
    return [
        record.timed(f"pp{length}", "prompt", length, 0, times),
        record.timed(f"ttft{length}", "first token", 1, length, first),
    ]


def generation(
    decoder: Decoder,
    ids: torch.Tensor,
    tokens: int,
    arch: Architecture,
    scheme: Scheme,
    machine_block: dict[str, Any],
    bytes_per_s: float,
    repetitions: int = 5,
    tick: Tick = lambda: None,
    memory: Memory | None = None,
) -> tuple[dict[str, Any], list[int]]:
    """tg<tokens> after a prompt of `ids`, with its ceiling; and the tokens it chose.

    `depth` in the record is the context in the middle of the run, which the ceiling uses.
    """
    times: list[float] = []
    chosen: list[int] = []
    decoder.prepare(ids)
    decoder.prompt(ids)
    for _ in range(min(tokens, WARM_UP_TOKENS)):
        decoder.step()
    synchronise(decoder.device)
    with power(decoder.device) as watts:
        marks = []
        for _ in range(repetitions):
            decoder.prompt(ids)
            synchronise(decoder.device)
            mark = len(watts)
            start = time.perf_counter()
            for _ in range(tokens):
                decoder.step()
            synchronise(decoder.device)
            times.append(time.perf_counter() - start)
            marks.append((mark, len(watts)))
            chosen = decoder.tokens(tokens + 1)
            if memory is not None:
                memory.sample()
            tick()
        busy = [w for first, last in marks for w in watts[first:last]]
    prompt = ids.shape[1]
    depth = prompt + tokens // 2
    moved = architecture.bytes_per_token(arch, depth, scheme)["total"]
    name = f"tg{tokens}" if prompt < 1024 else f"tg{tokens}@{prompt}"
    test = record.timed(name, "generation", tokens, depth, times)
    cache = machine_block["last_level_cache_bytes"]
    test |= {
        "bytes_per_token": moved,
        "ceiling_tokens_per_s": roofline.ceiling_tokens_per_s(bytes_per_s, moved),
        "ceiling_binds": moved > record.CACHE_MULTIPLE * cache,
        "power": None,
    }
    if busy:
        mean = statistics.fmean(busy)
        joules = mean / test["tokens_per_s"]["mean"]
        test["power"] = {"mean_w": mean, "samples_w": busy, "joules_per_token": joules}
    return test, chosen


@torch.no_grad()
def perplexity(model: Any, tokenizer: Any, text: str) -> dict[str, Any]:
    """Perplexity of `text` in one window: exp of the mean negative log-likelihood a token."""
    ids = tokenizer(text, return_tensors="pt").input_ids.to(next(model.parameters()).device)
    logits = model(input_ids=ids).logits[0, :-1].float()
    loss = nn.functional.cross_entropy(logits, ids[0, 1:]).item()
    return {
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "tokens": int(ids.shape[1]) - 1,
        "nats_per_token": loss,
        "perplexity": math.exp(loss),
    }


BATCHED, PRODUCTS = ("bmm", "baddbmm"), ("mm", "addmm", "linear", "matmul", "einsum")
KINDS = (
    "4-bit products", "8-bit products", "bf16 products", "attention products", "generated code",
    "other operators", "between operators",
)  # fmt: skip
"""What a step spends its time on: see `kind_of` and `profile`."""
PROFILED = 16
"""Tokens of a profile."""


def kind_of(event: str, layers: str = "bf16 products") -> str | None:
    """What an event of a profile does, by its name; None for what stands around the operators.

    Products with weights are told by the form of these; those of the attention over the cache are
    the batched ones. Compiled code calls the same kernels under names of its own, or has products
    written for it, whose names may leave the form of the weights out: then they are `layers`.
    """
    if event.startswith("graph_"):
        if "int8pack" in event:
            return "8-bit products"
        if not re.match(r"graph_\d+_(?:bmm_)?gemm_", event):
            return "generated code"
        return "attention products" if "bmm" in event else layers
    name = event.rpartition("::")[2].removeprefix("aoti_torch_cpu_").strip("_").removesuffix("_out")
    if "4bit" in name or "int4pack" in name:
        return "4-bit products"
    if "int8pack" in name:
        return "8-bit products"
    if name in BATCHED:
        return "attention products"
    if name in PRODUCTS or "linear" in name:
        return "bf16 products"
    return "other operators" if "::" in event or event.startswith("aoti_") else None


def profile(decoder: Decoder, ids: torch.Tensor, tokens: int = PROFILED) -> dict[str, Any]:
    """What the step of `decoder` spends its time on: milliseconds a token by kind.

    On a CPU kinds are KINDS; "between operators" is Python, and the checks before a compiled step.
    Watching costs a microsecond or two an operator, so that the sum, `ms_per_token`, is more than
    an unwatched step takes. On a card see `by_kernel`.
    """
    os.environ.setdefault("KINETO_LOG_LEVEL", "99")  # its lines would stand between ours
    decoder.prompt(ids)
    decoder.step()
    if decoder.device.type == "cuda":
        tokens = min(tokens, TRACED)
        return by_kernel(_traced(decoder, tokens), tokens)
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU]) as seen:
        start = time.perf_counter()
        for _ in range(tokens):
            decoder.step()
        whole = 1000 * (time.perf_counter() - start) / tokens
    kinds = dict.fromkeys(KINDS, 0.0)
    grouped = any(isinstance(module, GroupedLinear) for module in decoder.model.modules())
    layers = "4-bit products" if grouped else "bf16 products"
    operators = 0
    for event in seen.key_averages():
        if (kind := kind_of(event.key, layers)) is not None:
            kinds[kind] += event.self_cpu_time_total / 1000 / tokens
            operators += event.count
    kinds["between operators"] = max(0.0, whole - sum(kinds.values()))
    return {
        "tokens": tokens,
        "ms_per_token": whole,
        "operators_per_token": round(operators / tokens),
        "ms_by_kind": kinds,
    }


TRACED = 4
"""Tokens of a profile on a card, where thousands of launches a token take long to sort."""
MOST = 12
"""Kernels that a profile names; what the others take is one more kind."""


def _traced(decoder: Decoder, tokens: int) -> list[tuple[str, float, float]]:
    """Kernels of so many steps on a card: name, start and end in microseconds."""
    synchronise(decoder.device)
    every = torch.profiler.ProfilerActivity
    with torch.profiler.profile(activities=[every.CPU, every.CUDA]) as seen:
        for _ in range(tokens):
            decoder.step()
        synchronise(decoder.device)
    return [
        (event.name, event.time_range.start, event.time_range.end)
        for event in seen.events() or ()
        if event.device_type.name == "CUDA"
    ]


def by_kernel(traced: Sequence[tuple[str, float, float]], tokens: int) -> dict[str, Any]:
    """The same profile from kernels on a card: of each, from its start to that of the next.

    So that all add up to `ms_per_token`, although a kernel may begin before the one ahead has
    ended, and then waits. `operators_per_token` are launches.
    """
    if not traced:
        raise ValueError("no kernel was traced")
    order = sorted(traced, key=lambda one: one[1])
    last = max(end for _, _, end in order)
    starts = [*(start for _, start, _ in order[1:]), last]
    found: dict[str, float] = {}
    for (name, start, _), following in zip(order, starts):
        kind = kernel_of(name)
        found[kind] = found.get(kind, 0.0) + (following - start) / 1000 / tokens
    ranked = sorted(found, key=found.__getitem__, reverse=True)
    kinds = {kind: found[kind] for kind in ranked[:MOST]}
    if rest := ranked[MOST:]:
        kinds["other kernels"] = sum(found[kind] for kind in rest)
    return {
        "tokens": tokens,
        "ms_per_token": (last - order[0][1]) / 1000 / tokens,
        "operators_per_token": round(len(order) / tokens),
        "ms_by_kind": kinds,
    }


def kernel_of(name: str) -> str:
    """A kernel's own name: without what it returns, its template and its arguments."""
    bare = re.sub(r"^void |\(anonymous namespace\)::", "", name)
    bare = re.split(r"[<(]", bare, maxsplit=1)[0].rpartition("::")[2].strip() or name
    return bare.strip("_").removesuffix("_kernel").replace("_", " ")[:40]


def digest(tokens: list[int]) -> str:
    """SHA-256 of a token sequence: equal output is told at a glance, within one machine."""
    return hashlib.sha256(" ".join(map(str, tokens)).encode()).hexdigest()


def agreement(found: list[int], wanted: list[int]) -> dict[str, Any]:
    """How far two greedy continuations agree: tokens before the first difference."""
    pairs = list(zip(found, wanted))
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), len(pairs))
    return {
        "greedy_sha256": digest(found),
        "equal_tokens_before_difference": same,
        "of_tokens": len(pairs),
    }


def given_agreement(found: Iterable[torch.Tensor], wanted: torch.Tensor) -> dict[str, Any]:
    """How far two steps agree after each of the same given tokens, by their logits (n, V).

    `same_choices` of `tokens`; `max_` and `mean_abs_difference` of logits; `mean_` and
    `max_kl_nats`, the divergence of `found` from `wanted`; `median_gap` between the two best logits
    of `wanted`. Each of `partings` is a place where the choices differ: `token`, how many tokens
    were written before it, the first by the prompt; `gap`, by how much `wanted` prefers its choice
    to that of `found`; `gap_back`, the same the other way; `max_abs_difference` there.
    """
    partings: list[dict[str, Any]] = []
    gaps, largest, means, divergences = [], [], [], []
    for place, (one, other) in enumerate(zip(found, wanted, strict=True)):
        ours, theirs = one.float(), other.float()
        best = theirs.topk(2)
        gaps.append((best.values[0] - best.values[1]).item())
        difference = (ours - theirs).abs()
        largest.append(difference.max().item())
        means.append(difference.mean().item())
        told = theirs.log_softmax(-1)
        divergence = nn.functional.kl_div(
            ours.log_softmax(-1), told, log_target=True, reduction="sum"
        )
        divergences.append(max(0.0, divergence.item()))
        here, there = int(ours.argmax()), int(theirs.argmax())
        if here != there:
            partings.append(
                {
                    "token": place + 1,
                    "gap": (theirs[there] - theirs[here]).item(),
                    "gap_back": (ours[here] - ours[there]).item(),
                    "max_abs_difference": largest[-1],
                }
            )
    return {
        "tokens": len(gaps),
        "same_choices": len(gaps) - len(partings),
        "max_abs_difference": max(largest),
        "mean_abs_difference": statistics.fmean(means),
        "mean_kl_nats": statistics.fmean(divergences),
        "max_kl_nats": max(divergences),
        "median_gap": statistics.median(gaps),
        "partings": partings,
    }


class Given:
    """What the uncompiled step of a model says after each of the tokens that it wrote.

    `at_once` holds the same weights against it that read all tokens in one pass: what the order of
    sums alone changes, and so the scale for any other step. `held` is where a step that was held
    against it by a call is told (see `given_agreement`).
    """

    def __init__(self, model: Any, ids: torch.Tensor, written: Sequence[int]) -> None:
        self.tokens = list(written[:-1])
        decoder = Decoder(model, ids.shape[1] + len(self.tokens), "static")
        self.logits = torch.stack(list(decoder.forced(ids, self.tokens)))
        decoder.close()
        given = torch.tensor([self.tokens], dtype=ids.dtype, device=ids.device)
        with torch.no_grad():
            whole = model(input_ids=torch.cat((ids, given), 1), use_cache=False).logits
        self.at_once = given_agreement(whole[0, ids.shape[1] :].cpu(), self.logits)
        self.held: dict[str, Any] = {}

    def __call__(self, decoder: Decoder, ids: torch.Tensor) -> None:
        """Hold the step of `decoder` against it."""
        self.held.update(given_agreement(decoder.forced(ids, self.tokens), self.logits))


@torch.no_grad()
def layer_errors(model: Any, seed: int = 0) -> dict[str, float]:
    """Relative error of routed experts in NF4 against dequantised fp32, first, middle, last layer.

    One random token a layer through the path that decoding uses.
    """
    from rebar.fourbit import experts

    layers = model.model.layers
    out: dict[str, float] = {}
    device = next(model.parameters()).device
    generator = torch.Generator().manual_seed(seed)
    for number in sorted({0, len(layers) // 2, len(layers) - 1}):
        module = layers[number].mlp.experts
        up = experts.stack_of(module, "gate_up_proj")
        down = experts.stack_of(module, "down_proj")
        x = torch.randn(1, 2 * up.packed.shape[2], generator=generator).to(device, torch.bfloat16)
        top = model.config.get_text_config().num_experts_per_tok
        order = torch.randperm(up.packed.shape[0], generator=generator)[:top]
        index = order.to(device)[None]
        weights = torch.full((1, top), 1 / top, device=device, dtype=torch.bfloat16)
        found = module(x, index, weights).float()
        wanted = torch.zeros_like(found)
        for expert in order.tolist():
            gate, linear = (
                up.dequantise(torch.float32, expert, expert + 1)[0] @ x[0].float()
            ).chunk(2)
            hidden = nn.functional.silu(gate) * linear
            wanted += down.dequantise(torch.float32, expert, expert + 1)[0] @ hidden / top
        out[str(number)] = ((found - wanted).norm() / wanted.norm()).item()
    return out
