# mypy: disable-error-code="no-untyped-call"
"""A decode loop without host synchronisation: one token a step, eager, graphed or compiled.

transformers' `generate()` never compiles a bitsandbytes model and asks the host about every
token. Here one step is a fixed sequence of kernels over fixed addresses: the token, its position
and the output buffer live on the device, the cache is static and reset in place, so a CUDA graph
of the step stays valid for every later prompt.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args

import torch
from torch import nn

from rebar.fourbit import fused
from rebar.fourbit.errors import NoTorch
from rebar.fourbit.load import out_of_memory

try:
    from transformers import AttentionInterface, AttentionMaskInterface, DynamicCache, StaticCache
    from transformers.integrations.sdpa_attention import sdpa_attention_forward
    from transformers.masking_utils import ALL_MASK_ATTENTION_FUNCTIONS
except ImportError as error:
    raise NoTorch(
        f"This transformers lacks a static cache ({error}).", "install transformers >= 5.2."
    ) from None

Runner = Literal["eager", "static", "graph", "compiled", "fused"]
RUNNERS: tuple[Runner, ...] = get_args(Runner)
ATTENTION = "packed_sdpa"
"""Attention that, for one query token, reads grouped keys and values without repeating them."""
WARM_UP = 3
CHUNK = 2048
"""Tokens of a prompt that go through the model at once; more would need memory in proportion."""


def packed_attention(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    dropout: float = 0.0,
    scaling: float | None = None,
    **options: Any,
) -> tuple[torch.Tensor, None]:
    """transformers' sdpa attention without copies of keys and values for grouped heads.

    One query token is packed by key-value head: (B, H, 1, D) becomes (B, H_kv, H / H_kv, D), so
    that keys and values of the whole static cache are read once. Two plain products run in parallel
    over the cache, where a fused kernel would have one block a head. More tokens, with a mask, go
    one key-value head at a time: transformers would copy the whole cache H / H_kv times.
    """
    groups = getattr(module, "num_key_value_groups", 1)
    batch, heads, tokens, dim = query.shape
    if options.get("position_bias") is not None or (tokens > 1 and attention_mask is None):
        return sdpa_attention_forward(
            module, query, key, value, attention_mask, dropout, scaling, **options
        )
    if tokens > 1:
        return _by_key_head(query, key, value, attention_mask, groups, dropout, scaling), None
    packed = query.reshape(batch, heads // groups, groups, dim)
    factor = dim**-0.5 if scaling is None else scaling
    scores = torch.matmul(packed, key.transpose(2, 3)).float() * factor
    if attention_mask is not None:
        mask = attention_mask[..., : key.shape[2]]
        if mask.dtype == torch.bool:
            scores = scores.masked_fill(~mask, float("-inf"))
        else:
            scores = scores + mask
    out = torch.matmul(scores.softmax(-1).to(query.dtype), value)
    return out.reshape(batch, 1, heads, -1), None


def _by_key_head(
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    mask: torch.Tensor | None,
    groups: int,
    dropout: float,
    scaling: float | None,
) -> torch.Tensor:
    """Attention (B, T, H, D) whose query heads see their key-value head through strides of zero."""
    out = [
        nn.functional.scaled_dot_product_attention(
            query[:, head * groups : (head + 1) * groups],
            key[:, head : head + 1].expand(-1, groups, -1, -1),
            value[:, head : head + 1].expand(-1, groups, -1, -1),
            attn_mask=mask if mask is None else mask[..., : key.shape[2]],
            dropout_p=dropout,
            scale=scaling,
        )
        for head in range(key.shape[1])
    ]
    return torch.cat(out, dim=1).transpose(1, 2).contiguous()


AttentionInterface.register(ATTENTION, packed_attention)
AttentionMaskInterface.register(ATTENTION, ALL_MASK_ATTENTION_FUNCTIONS["sdpa"])


class Decoder:
    """Greedy decoding of one sequence with a chosen runner.

    `capacity` bounds prompt plus generated tokens. `eager` grows a dynamic cache as `generate`
    does; `static` uses fixed buffers; `graph` replays a CUDA graph of the step; `compiled`
    compiles the step first and graphs it on CUDA; `fused` replaces it by that of
    `rebar.fourbit.fused`, graphed on CUDA. After `prompt(ids)` each `step()` appends one token;
    `tokens(n)` brings them to the host. Prompts are processed `chunk` tokens at a time.

    Raises `UnknownModelType` or `UnsupportedExperts` where `fused` has no kernels for the model,
    and `ValueError` for a prompt or step beyond `capacity`: kernels would write past their buffers.
    """

    def __init__(
        self,
        model: Any,
        capacity: int,
        runner: Runner = "static",
        backend: str = "inductor",
        chunk: int = CHUNK,
    ) -> None:
        self.model = model
        self.runner = runner
        self.capacity = capacity
        self.chunk = chunk
        parameter = next(model.parameters())
        self.device = parameter.device
        self.config = model.config.get_text_config()
        if runner == "graph" and self.device.type != "cuda":
            raise ValueError("a CUDA graph needs a CUDA device")
        if chunk < 1:
            raise ValueError("a prompt is processed at least one token at a time")
        self.weights = fused.weights(model) if runner == "fused" else None
        self.fused: fused.Step | None = None
        model.set_attn_implementation("sdpa" if runner == "eager" else ATTENTION)
        self.cache: Any = None
        if runner != "eager":
            self.cache = StaticCache(config=self.config, max_cache_len=capacity)
        self.forward: Any = model
        if runner == "compiled":
            self.forward = torch.compile(model, fullgraph=True, dynamic=False, backend=backend)
        self.graph: Any = None
        self.room = 0
        kwargs: dict[str, Any] = dict(dtype=torch.long, device=self.device)
        self.token = torch.zeros(1, 1, **kwargs)
        self.position = torch.zeros(1, 1, **kwargs)
        self.count = torch.zeros(1, **kwargs)
        self.output = torch.zeros(1, capacity, **kwargs)

    @torch.no_grad()
    def prompt(self, ids: torch.Tensor) -> None:
        """Process `ids` (1, n) from an empty cache, piece by piece, and choose the first token."""
        length = ids.shape[1]
        if length > self.capacity:
            raise ValueError(f"{length} tokens are more than the capacity of {self.capacity}")
        self.room = self.capacity - length
        if self.runner == "eager":
            self.cache = DynamicCache(config=self.config)
        elif self.cache.is_initialized or self.graph is not None:
            self.cache.reset()
        with out_of_memory():
            for first in range(0, length, self.chunk):
                logits = self.model(
                    input_ids=ids[:, first : first + self.chunk],
                    past_key_values=self.cache,
                    use_cache=True,
                    logits_to_keep=1,
                ).logits
        self.token.copy_(logits[:, -1].argmax(-1, keepdim=True))
        self.position.fill_(length)
        self.output.zero_()
        self.output[:, :1].copy_(self.token)
        self.count.fill_(1)
        if self.weights is not None:
            self._follow(self.weights, length)

    def _follow(self, weights: fused.Weights, length: int) -> None:
        """Let the fused step go on from the static cache, whose tensors it shares."""
        if self.fused is None:
            held = fused.states(self.cache, weights.arch)
            self.fused = fused.Step(
                weights, held, self.token, self.position, self.count, self.output
            )
        fused.turn_rings(self.fused.states, weights.arch, length)

    def _take_room(self) -> None:
        if self.room < 1:
            raise ValueError(f"no step fits behind the capacity of {self.capacity} tokens")
        self.room -= 1

    def _logits(self) -> torch.Tensor:
        """Logits (1, V) of `token` at `position`, which stay as they are."""
        found: torch.Tensor = self.forward(
            input_ids=self.token,
            position_ids=self.position,
            past_key_values=self.cache,
            use_cache=True,
        ).logits
        return found[:, -1]

    def _step(self) -> None:
        self._take_room()
        if self.fused is not None:
            self.fused()
            return
        self.token.copy_(self._logits().argmax(-1, keepdim=True))
        self.output.index_copy_(1, self.count, self.token)
        self.position.add_(1)
        self.count.add_(1)

    @torch.no_grad()
    def prepare(self, ids: torch.Tensor) -> None:
        """Warm the step up and capture its graph; needs a `prompt` again before real steps."""
        self.prompt(ids)
        with out_of_memory():
            if self.runner not in ("graph", "compiled", "fused") or self.device.type != "cuda":
                for _ in range(WARM_UP):
                    self._step()
                return
            stream = torch.cuda.Stream()
            stream.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(stream):
                for _ in range(WARM_UP):
                    self._step()
            torch.cuda.current_stream().wait_stream(stream)
            self.prompt(ids)
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph):
                self._step()
            self.graph = graph

    @torch.no_grad()
    def step(self) -> None:
        """Append one token; asynchronous on CUDA."""
        if self.graph is not None:
            self._take_room()
            self.graph.replay()
        else:
            self._step()

    @torch.no_grad()
    def forced(self, ids: torch.Tensor, tokens: Sequence[int]) -> Iterator[torch.Tensor]:
        """Logits (V,) after the prompt `ids` and each of `tokens`, on the host, one by one.

        The tokens are given, so that one that the step would choose otherwise does not change what
        follows. The step is that of the runner, without its graph. Needs a `prompt` before others.
        """
        self.prompt(ids)
        for token in tokens:
            self._take_room()
            self.token.fill_(token)
            if self.fused is not None:
                self.fused()
                found = self.fused.logits
            else:
                found = self._logits()[0]
                self.position.add_(1)
            yield found.to("cpu", copy=True)

    def tokens(self, number: int) -> list[int]:
        """The first `number` tokens chosen since the last prompt (synchronises)."""
        return [int(token) for token in self.output[0, :number].tolist()]

    def close(self) -> None:
        """Give graph, cache and compiled code back."""
        self.graph = None
        self.fused = None
        self.weights = None
        self.cache = None
        if self.runner == "compiled":
            torch.compiler.reset()
        gc.collect()
        if self.device.type == "cuda":
            torch.cuda.synchronize()
            torch.cuda.empty_cache()
