"""Memory by part and over context: the sums of the architecture, in GiB."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics import card_memory
from rebar.fourbit import architecture
from rebar.fourbit.architecture import BF16, GIB, NF4_EXPERTS, NF4_HEAD, QWEN35_35B_A3B, STOCK

NEED = card_memory.Need(QWEN35_35B_A3B, prompt_tokens=512, runtime_gib=0.5)
NAMES = {BF16: "as published", STOCK: "stock", NF4_EXPERTS: "experts", NF4_HEAD: "head"}
CARD = 24.0


def test_parts_add_up_to_what_is_checked_before_loading() -> None:
    budget = card_memory.budget(NEED, NAMES, 4096)
    assert set(budget["part"]) == {*card_memory.PARTS.values(), card_memory.REST}
    for scheme, name in NAMES.items():
        total = budget.loc[budget["scheme"] == name, "gib"].sum()
        needed = architecture.needed_bytes(QWEN35_35B_A3B, 4096, scheme) / GIB
        assert total == pytest.approx(needed) == pytest.approx(NEED.gib(scheme, 4096))


def test_what_is_assumed_of_the_rest_counts() -> None:
    more = card_memory.Need(QWEN35_35B_A3B, prompt_tokens=512, runtime_gib=1.5)
    assert more.gib(BF16, 0) == pytest.approx(NEED.gib(BF16, 0) + 1)
    longer = card_memory.Need(QWEN35_35B_A3B, prompt_tokens=1024, runtime_gib=0.5)
    # 512 tokens more, eight experts each, four bf16 copies of 2048 numbers.
    assert longer.gib(BF16, 0) - NEED.gib(BF16, 0) == pytest.approx(512 * 8 * 8 * 2048 / GIB)


@pytest.mark.parametrize("scheme", [NF4_EXPERTS, NF4_HEAD])
def test_the_line_over_context_meets_the_card_at_the_longest_context(
    scheme: architecture.Scheme,
) -> None:
    line = card_memory.line(NEED, scheme)
    met = card_memory.context_that_fits(CARD, **line, streams=1)
    assert int(met) == NEED.longest_context(scheme, CARD)
    stream = line["state_gib"] + met * line["each_gib"]
    assert card_memory.needed_gib(line["fixed_gib"], stream, 1) == pytest.approx(CARD)


def test_two_conversations_share_what_is_left() -> None:
    """Of 24 GiB, 4 once and 1 a conversation; 9 are left for each of two, 90 tokens of 0.1."""
    assert card_memory.context_that_fits(24, 4, 1, 0.1, 2) == pytest.approx(90)
    assert card_memory.needed_gib(4, 1 + 90 * 0.1, 2) == pytest.approx(24)
    assert card_memory.context_that_fits(24, 4, 30, 0.1, 1) < 0


def test_if_all_forty_layers_kept_a_cache_it_would_grow_four_times_as_fast() -> None:
    own = card_memory.line(NEED, NF4_EXPERTS)
    full = card_memory.line_if_all_attend(NEED, NF4_EXPERTS)
    assert full["each_gib"] == pytest.approx(4 * own["each_gib"])
    assert full["state_gib"] == 0
    assert full["fixed_gib"] == own["fixed_gib"]


def test_curves_are_the_lines_at_each_context() -> None:
    lines = pd.DataFrame(
        {"scheme": ["a"], "fixed_gib": [10.0], "state_gib": [1.0], "each_gib": [0.5]}
    )
    found = card_memory.curves(lines, [0, 4])
    assert found["context_tokens"].tolist() == [0, 4]
    assert found["stream_gib"].tolist() == [1, 3]
    assert found["total_gib"].tolist() == [11, 13]
