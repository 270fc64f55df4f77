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
import json
import math

import altair as alt
import pandas as pd

from claimsbook import claims, data, theme
from claimsbook.figures.exhibits import exhibit
from claimsbook.figures.prose import count, listed, prose
from claimsbook.tables import sources
from rebar.economics import frontier, pricing

prices = pricing.with_blend(data.read("prices"))
scores = data.read("arena-scores")
mapping = data.read("price-leaderboard")
gap = data.read("arena-gap")
benchmarks = data.read("models-benchmarks")
facts = data.read("models-facts").set_index("row_id", drop=False)

PRICE_DATE, BOARD_DATE = "2026-03-10", "2026-03-11"
# A model is called comparable, or nearly as good, when by its rating it would be preferred in this many of 100 blind comparisons or more.
COMPARABLE_WINS, STRICTER_WINS = 40, 45
OURS = f"at our threshold of {COMPARABLE_WINS} of 100"
PREFERRED = f"preferred, by its rating, in at least {COMPARABLE_WINS} of 100 blind comparisons"
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

cn_tiers = facts.loc[[f"models-qwen3.5-flash-cn-{what}" for what in ("tier-short-input", "tier-short-output", "price-yuan", "price-yuan-2026-08")]]
flash_elo, qwen35_elo, sonnet_elo = rated("qwen3.5-flash"), rated("qwen3.5-35b-a3b"), rated("claude-sonnet-4-5-20250929")
glm5_elo, kimi_elo = rated("glm-5"), rated("kimi-k2.5-thinking")
best_closed = board[board["weights"] == "closed"].nlargest(1, "score_elo").iloc[0]
best_open = board[board["weights"] == "open"].nlargest(1, "score_elo").iloc[0]
best_of = {maker: board[board["organisation"] == maker].nlargest(1, "score_elo").iloc[0] for maker in ("OpenAI", "Anthropic")}
# What shows that the Flash tier is the open model, hosted: its maker's word, and that of a reseller.
same_model = facts.loc[["models-qwen3.5-flash-is-35b-a3b", "models-qwen3.5-flash-hosts-35b-a3b"]]
flash_is_open = bool((same_model["supports"] == "yes").all())
openrouter = facts.loc[["models-qwen3.5-35b-a3b-price-openrouter-input", "models-qwen3.5-35b-a3b-price-openrouter-output"]]
qwen35_or = pd.Series(dict(zip(["input_usd_per_mtok", "output_usd_per_mtok"], openrouter["value"].astype(float))))
qwen35_or["blend_usd_per_mtok"] = pricing.blended(qwen35_or["input_usd_per_mtok"], qwen35_or["output_usd_per_mtok"])


def wins(model: pd.Series, other: pd.Series) -> float:
    """In how many of 100 comparisons a model would be preferred to another, by their ratings: a forecast, not a count."""
    return 100 * frontier.win_probability(float(model["score_elo"] - other["score_elo"]))


def wins_at_least(model: pd.Series, other: pd.Series) -> float:
    """The same at the unfavourable end of the joint 95 % interval."""
    margin = float((model["ci95_elo"] ** 2 + other["ci95_elo"] ** 2) ** 0.5)
    return 100 * frontier.win_probability(float(model["score_elo"] - other["score_elo"]) - margin)


vendor = benchmarks[(benchmarks["evaluator_kind"] == "vendor") & benchmarks["source_id"].isin(
    benchmarks.loc[benchmarks["row_id"].str.startswith("bench-qwen-claude-sonnet-4.5"), "source_id"])]
pairs = vendor.pivot_table(index="benchmark", columns="model", values="score_pct").dropna(subset=["Qwen3.5-35B-A3B", "Claude Sonnet 4.5"]).reset_index()
pairs = pairs[["benchmark", "Qwen3.5-35B-A3B", "Claude Sonnet 4.5"]]
pairs["lead_points"] = pairs["Qwen3.5-35B-A3B"] - pairs["Claude Sonnet 4.5"]
pairs = pairs.sort_values("lead_points", ascending=False)
ahead = int((pairs["lead_points"] > 0).sum())
median_lead, widest = float(pairs["lead_points"].median()), pairs.head(2)
FORM_FAILURE_PCT = 15  # below this a score may show answers in a form that the test does not take; we look at the two largest leads
assert (widest["Claude Sonnet 4.5"] < FORM_FAILURE_PCT).all(), "the two largest leads no longer rest on very low scores: mend the sentence on them"

# %% tags=["remove-input"]
saving = pricing.discounts(flash, sonnet)
behind = sonnet_elo["score_elo"] - flash_elo["score_elo"]
glm_shares = {base: 100 - off for base, off in pricing.discounts(glm5, sonnet).items()}
prose(f"""
**What we find.** The price tag is right. On the price tables of 10 March 2026 Qwen 3.5 Flash, the form of the open Qwen3.5-35B-A3B that Alibaba hosts, costs {saving["input"]:.1f} % less than Sonnet 4.5 for input and
{saving["output"]:.1f} % less for output. On text, where users judge it blind, it would by its rating be preferred to Sonnet 4.5 in {wins(flash_elo, sonnet_elo):.0f} of 100 comparisons: that is comparable by the threshold that we
set below, and not by a stricter one. On images, in Alibaba's own table, the open model leads on {ahead} of {len(pairs)} tests. The best open model, GLM-5, was level with Sonnet 4.5 at {glm_shares["input"]:.0f} % of its
price for input and {glm_shares["output"]:.0f} % for output; it stood {best_closed["score_elo"] - best_open["score_elo"]:.0f} points below the best closed model and would be preferred to it in {wins(best_open, best_closed):.0f} of 100. The article's exhibit holds in its shape and errs in its anchor: no list of ours has Claude Opus 4.5 at the price that it is drawn at.
""")

# %% [markdown]
# ## Two readings that decide much

# %% tags=["remove-input"]
comparisons = {
    "Flash against Sonnet 4.5": (flash_elo, sonnet_elo), "Qwen3.5-35B-A3B against Sonnet 4.5": (qwen35_elo, sonnet_elo),
    "the best open against the best closed model": (best_open, best_closed), "the best open model against OpenAI's best": (best_open, best_of["OpenAI"]),
}
odds = {words: wins(*pair) for words, pair in comparisons.items()}
hardest = min(wins_at_least(*pair) for pair in comparisons.values())
strict = [words for words, won in odds.items() if won >= STRICTER_WINS]
prose(f"""
**Which Qwen.** The article names the open Qwen3.5-35B-A3B in one place and the hosted Flash tier in another. By its maker's model card, and by Vercel, which resells it, Flash is the hosted form of that open model. So we read the two as
one: the weights are open, and the maker's hosted form costs what the article says. Two things stand against it, and the tables show them beside: under its own name other hosts ask more for the same weights, and the leaderboard lists Flash as
proprietary.

**What is comparable.** Whether a gap is larger than its interval depends on how many people voted, not on how good a model is. So we ask how large the gap is, and use one threshold wherever the article says comparable or
nearly: by its rating the model would be preferred in at least {COMPARABLE_WINS} of 100 blind comparisons. That is a forecast from the difference of two ratings, not a count of votes. It is ten of a hundred from an even split, in the spirit of the ten per cent that we allow a number given as "about", and it is {-400 * math.log10(COMPARABLE_WINS / (100 - COMPARABLE_WINS)):.0f} rating points. The pairs that matter stand at
{listed([f"{won:.0f} ({words})" for words, won in odds.items()])}; the unfavourable end of the widest interval is at {hardest:.0f}. Three claims turn on the threshold, and all three hold. At {STRICTER_WINS} of 100 none of them would{f"; of the pairs, only {listed(strict)} passes" if strict else ""}.
""")

# %% [markdown]
# ## The map: what a score costs
#
# The article draws four open models in the corner of high performance and low price, below one dollar for a million tokens, and two closed models to the right of them. Its picture carries no data table, so we take the prices that its description states (hollow) and set them beside the price tables of the day before publication (filled). Height is the Chatbot Arena rating with its 95 % interval; the broken line is the frontier: of the models drawn, those that no other beats on both price and rating. Qwen 3.5 Flash has a mark of its own: the leaderboard lists it as closed, and it is an open model, hosted by its maker.

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
KINDS = ["open weights", "open model, hosted by its maker", "closed"]
priced["kind"] = priced["weights"].map({"open": KINDS[0], "closed": KINDS[2]}).mask(priced["name"].eq(flash["model"]) & flash_is_open, KINDS[1])
priced["low_elo"] = priced["score_elo"] - priced["ci95_elo"]
priced["high_elo"] = priced["score_elo"] + priced["ci95_elo"]

long = priced.melt(
    id_vars=["name", "kind", "score_elo", "low_elo", "high_elo", "organisation"],
    value_vars=list(pricing.BASES.values()), var_name="column", value_name="usd_per_mtok",
)
long["base"] = long["column"].map({column: base for base, column in pricing.BASES.items()})
long = long.drop(columns="column")
edges = pd.concat([frontier.pareto(part, "usd_per_mtok", "score_elo") for _, part in long.groupby("base")])
long["on_frontier"] = long.index.isin(edges.index)

# Label offsets are set by hand so that no two names touch: those of the input price, then what differs on the others.
INPUT, OUTPUT, BLENDED = pricing.BASES
LABELS = {
    INPUT: {
        "GLM-5": (5, -21, "left"), "Kimi K2.5": (-11, -19, "left"), "DeepSeek V3": (-8, 4, "right"), "Qwen 3.5 Flash": (-3, -28, "center"),
        "Qwen3.5-35B-A3B": (8, 9, "left"), "Claude Opus 4.5": (8, 16, "left"), "Claude Opus 4.6": (8, -4, "left"),
        "Claude Sonnet 4.5": (9, 3, "left"), "GPT-4o (May 2024)": (8, 4, "left"), "Gemini 3 Flash": (0, -13, "center"), "GPT-4o": (11, 4, "left"),
        "Claude Opus 4.1": (8, 4, "left"), "Gemini 3.1 Flash-Lite": (-6, -6, "right"), "Gemini 3.1 Pro": (-8, -4, "right"), "Grok 4.1 Fast": (-8, 3, "right"),
    },
    OUTPUT: {"GLM-5": (14, -16, "left"), "Kimi K2.5": (-8, -10, "right"), "DeepSeek V3": (9, 4, "left"), "Qwen 3.5 Flash": (-10, 4, "right"), "Claude Opus 4.1": (0, 16, "center"), "Gemini 3.1 Flash-Lite": (-6, -8, "right")},
    BLENDED: {"GLM-5": (11, -15, "left"), "Kimi K2.5": (-18, -12, "right"), "Claude Opus 4.1": (0, 16, "center")},
}
NARROW_NAMES = ["GLM-5", "Kimi K2.5", "DeepSeek V3", "Claude Opus 4.5", "GPT-4o", "Claude Opus 4.6", "Gemini 3 Flash", "Qwen 3.5 Flash"]
NARROW_LABELS = {
    INPUT: {name: LABELS[INPUT][name] for name in NARROW_NAMES} | {"Qwen 3.5 Flash": (-14, 46, "left"), "Gemini 3 Flash": (0, -12, "right"), "Kimi K2.5": (-12, 4, "right"), "GLM-5": (3, -22, "left"), "DeepSeek V3": (-2, 22, "center")},
    OUTPUT: {"GLM-5": (-2, -19, "left"), "Kimi K2.5": (-9, -10, "right"), "DeepSeek V3": (9, 4, "left"), "Claude Opus 4.5": (16, 19, "center"), "Claude Opus 4.6": (0, -19, "center")},
    BLENDED: {"GLM-5": (8, -16, "left"), "Kimi K2.5": (-12, -12, "right")},
}


def placed(labels: dict[str, dict[str, tuple[int, int, str]]]) -> list[tuple[str, list[str], tuple[int, int, str]]]:
    """Each name with the bases on which it takes an offset, and the offset."""
    spots: dict[tuple[str, tuple[int, int, str]], list[str]] = {}
    for base in pricing.BASES:
        for name, usual in labels[INPUT].items():
            spots.setdefault((name, labels[base].get(name, usual)), []).append(base)
    return [(name, bases, spot) for (name, spot), bases in spots.items()]


stated = pd.DataFrame(
    [
        ("GLM-5", "exhibit1-glm5-price", True), ("Kimi K2.5", "exhibit1-kimi-price", True),
        ("DeepSeek V3", "exhibit1-deepseek-v3-price", True), ("Qwen 3.5 Flash", "exhibit1-flash-price", True),
        ("Claude Opus 4.5", "exhibit1-opus-price", False), ("GPT-4o", "exhibit1-gpt4o-price", False),
    ],
    columns=["name", "claim", "upper_bound"],
)
stated["stated_usd_per_mtok"] = stated["claim"].map(claims.stated)
stated = stated.merge(long[["name", "score_elo", "usd_per_mtok", "base", "kind"]], on="name")


def price_map(labels: dict[str, dict[str, tuple[int, int, str]]], height: int, legend_columns: int) -> alt.LayerChart:
    """Rating against price on a log axis, a base to choose, the article's prices hollow and joined."""
    base = alt.param(
        name="base", value="input",
        bind=alt.binding_radio(options=list(pricing.BASES), name="Price: "),
    )
    x = alt.X("usd_per_mtok:Q").scale(type="log", domain=[0.055, 200], nice=False).axis(
        values=[0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100], format="$~g").title("USD per million tokens, log scale")
    y = alt.Y("score_elo:Q").scale(domain=[FLOOR, 1515], nice=False).title("Chatbot Arena rating (text)")
    edges_of = {"fill": [theme.OPEN, theme.CLOSED, theme.CLOSED], "stroke": [theme.OPEN, theme.OPEN, theme.CLOSED]}
    legend = alt.Legend(columns=legend_columns)
    fill = alt.Fill("kind:N").scale(domain=KINDS, range=edges_of["fill"]).title(None).legend(legend)
    stroke = alt.Stroke("kind:N").scale(domain=KINDS, range=edges_of["stroke"]).title(None).legend(legend)
    found = alt.Chart(long).transform_filter("datum.base == base").encode(x=x)
    interval = found.mark_rule(strokeWidth=1.4, opacity=0.55).encode(y=alt.Y("low_elo:Q"), y2="high_elo:Q", stroke=stroke)
    points = found.mark_point(opacity=1).encode(
        y=y, fill=fill, stroke=stroke, shape=alt.Shape("kind:N").scale(domain=KINDS, range=["circle", "circle", "square"]).title(None).legend(legend),
        strokeWidth=alt.condition(f"datum.kind == '{KINDS[1]}'", alt.value(3), alt.value(0)),
        size=alt.condition(f"datum.on_frontier || datum.kind == '{KINDS[1]}'", alt.value(84), alt.value(38)),
        tooltip=[alt.Tooltip("name:N", title="model"), alt.Tooltip("score_elo:Q", title="rating"), alt.Tooltip("usd_per_mtok:Q", title="USD per million"), "kind:N"],
    )
    edge = found.transform_filter("datum.on_frontier").mark_line(interpolate="step-after", strokeWidth=1.3, strokeDash=[5, 3], color=theme.LIMIT).encode(y=y)
    hollow = alt.Chart(stated).transform_filter("datum.base == base").encode(y=y)
    joins = hollow.mark_rule(strokeWidth=1.2, color=theme.ARTICLE).encode(x=alt.X("stated_usd_per_mtok:Q"), x2="usd_per_mtok:Q")
    rings = [
        hollow.transform_filter(alt.FieldEqualPredicate(field="upper_bound", equal=upper))
        .mark_point(filled=False, size=190, strokeWidth=1.8, color=theme.ARTICLE, shape=shape)
        .encode(x="stated_usd_per_mtok:Q", tooltip=[alt.Tooltip("name:N", title="model"), alt.Tooltip("stated_usd_per_mtok:Q", title="article states, USD per million")])
        for upper, shape in ((True, "triangle-left"), (False, "circle"))
    ]
    names = [
        found.transform_filter(f"datum.name == '{name}' && indexof({json.dumps(bases)}, datum.base) >= 0")
        .mark_text(dx=dx, dy=dy, align=align).encode(y=y, text="name:N")
        for name, bases, (dx, dy, align) in placed(labels)
    ]
    layers = alt.layer(edge, interval, joins, *rings, points, *names)
    return layers.add_params(base).properties(height=height)


def best_buys(base: str, kind: str = "") -> pd.DataFrame:
    """The models on the frontier of a base, from cheap to dear, or those of one kind."""
    found = long[(long["base"] == base) & long["on_frontier"]].sort_values("usd_per_mtok")
    return found[found["kind"] == kind] if kind else found


def beaten(name: str) -> bool:
    """Whether another model costs as little or less on input and is rated higher by more than the joint interval."""
    one = data.one(priced, name=name)
    rivals = priced[priced["input_usd_per_mtok"] <= one["input_usd_per_mtok"]]
    return bool((rivals["score_elo"] - one["score_elo"] > (rivals["ci95_elo"] ** 2 + one["ci95_elo"] ** 2) ** 0.5).any())


on_edge, closed_edge = best_buys(INPUT), best_buys(INPUT, KINDS[2])
open_edge = best_buys(INPUT, KINDS[0])["name"].tolist()
output_edge = best_buys(OUTPUT, KINDS[0])["name"].tolist()
flash_on_output = flash["model"] in best_buys(OUTPUT)["name"].tolist()
cheapest = on_edge.iloc[0]
unbeaten = [name for name in priced[priced["kind"] == KINDS[0]]["name"] if not beaten(name)]
open_drawn = priced[priced["kind"] != KINDS[2]]
dear_claims = stated[stated["base"] == "input"].set_index("name")
best_flash = data.one(board, model="gemini-3-flash")
days = {date: f"{pd.Timestamp(date):%-d %B %Y}" for date in (PRICE_DATE, BOARD_DATE)}

exhibit(
    price_map(LABELS, 430, 3), narrow=price_map(NARROW_LABELS, 400, 2),
    id="price-vs-score",
    title=f"Of the {count(len(on_edge))} best buys on input price, {count(len(closed_edge))} are closed; the cheapest is " + (f"an open model, {cheapest['organisation']}’s hosted Qwen" if cheapest["kind"] == KINDS[1] else cheapest["name"]),
    subtitle=f"Chatbot Arena rating with 95 % interval on {days[BOARD_DATE]} against list price on {days[PRICE_DATE]}. Broken line: best buys, which no model beats on both. Hollow: the article's price, a triangle where it is an upper bound",
    alt=f"""Scatter plot of {len(priced)} models. Open models (circles) cost {open_drawn['input_usd_per_mtok'].min():.2f} to {open_drawn['input_usd_per_mtok'].max():.2f} dollars for input at ratings of {open_drawn['score_elo'].min():.0f} to {open_drawn['score_elo'].max():.0f};
    closed models (squares) reach {best_closed['score_elo']:.0f}. Of {len(on_edge)} models that none beats on both price and rating, {len(closed_edge)} are closed. The article's mark for Claude Opus 4.5 at {dear_claims.loc['Claude Opus 4.5', 'stated_usd_per_mtok']:.0f} dollars is joined to its
    list price of {opus45['input_usd_per_mtok']:.0f} dollars; its upper bounds of {dear_claims.loc['GLM-5', 'stated_usd_per_mtok']:.0f} dollar for the four models that it calls open lie at or above their list prices.""",
    rows=[priced, list(priced["price_row"]), same_model], data=long,
    note="Where a model is listed with and without reasoning, the better rating is drawn. A model without a list price in either table, or without a rating in our extract of the leaderboard, is left out. The broken line goes by the ratings alone, without their intervals.",
)

# %% tags=["remove-input"]
gemini = price("gemini-3-flash")
prose(f"""
Two things stand out. First, the closed end is cheaper than the article has it: Opus 4.5 is drawn at
{claims.claim("exhibit1-opus-price").stated}, but both tables list it at ${opus45["input_usd_per_mtok"]:.0f} for input; ${opus41["input_usd_per_mtok"]:.0f} was the price of its
predecessor, Opus 4.1. Second, open models are cheap, and some closed ones are as cheap. The frontier on input price starts with {cheapest["name"]} and goes on through
{listed(closed_edge["name"].tolist())}, all closed. Gemini 3 Flash is listed at ${gemini["input_usd_per_mtok"]:.2f} and rated
{best_flash["score_elo"]:.0f}; GLM-5 costs {glm5["input_usd_per_mtok"] / gemini["input_usd_per_mtok"]:.0f} times as much and is rated {glm5_elo["score_elo"]:.0f}. On output price {f"{count(len(output_edge), 'open model')} {'stand' if len(output_edge) > 1 else 'stands'} on it ({listed(output_edge)})" if output_edge else "no open model stands on it"}; {flash["model"]} {"does too" if flash_on_output else "does not"}. {f"Within the intervals {listed(unbeaten)} may stand on that of the input price too" if unbeaten else "The intervals change little: on input price a model as cheap or cheaper beats each other open model by more than the joint interval"}. Open models are drawn at one price each, mostly their developer's. So the cheap corner is real, and closed models from Google and xAI stand in it too.
""")

# %% tags=["hide-input"]
median_rating = float(priced["score_elo"].median())
drawn = priced.set_index("name")
cheaper_glm = today[today["slug"] == "glm-5-openrouter"].nsmallest(1, "input_usd_per_mtok").iloc[0]


def strong(*names: str) -> dict[str, bool | None]:
    """Open as to the picture, whose axis is not known; beside it, whether one of the models rates at least as high as the middle of those we draw."""
    return {"the picture's own axis": None, "Arena, upper half of what we draw": bool((drawn.loc[list(names), "score_elo"] >= median_rating).any())}


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
    claims.check("exhibit1-flash-open", {"its weights": flash_is_open, "as the leaderboard lists it": flash_elo["weights"] == "open"}, rows=[same_model],
                 note=f"Its maker and a reseller call it the hosted form of the open 35B-A3B; their ratings, {flash_elo['score_elo'] - qwen35_elo['score_elo']:.0f} points apart, agree within the intervals. The leaderboard lists the hosted tier as proprietary."),
    claims.check("exhibit1-glm5-high-performance", strong("GLM-5"), rows=glm5_elo, note=f"The picture does not say what its height measures nor where its upper half begins, so none of the four can be decided. On Arena the middle of the models that we draw is {median_rating:.0f}; GLM-5 has {glm5_elo['score_elo']:.0f}."),
    claims.check("exhibit1-kimi-high-performance", strong("Kimi K2.5"), rows=kimi_elo, note=f"On Arena {kimi_elo['score_elo']:.0f}."),
    claims.check("exhibit1-deepseek-v3-high-performance", strong("DeepSeek V3"), rows=[rated("deepseek-v3"), rated("deepseek-v3.2")],
                 note=f"On Arena {rated('deepseek-v3')['score_elo']:.0f}, for the model of December 2024. V3.2, on sale when the article appeared, rates {rated('deepseek-v3.2')['score_elo'] - rated('deepseek-v3')['score_elo']:.0f} points higher."),
    claims.check("exhibit1-flash-high-performance", strong("Qwen 3.5 Flash"), rows=flash_elo, note=f"On Arena {flash_elo['score_elo']:.0f}, give or take {flash_elo['ci95_elo']:.0f}."),
    claims.check("exhibit1-threshold-crossed", strong("GLM-5", "Kimi K2.5", "DeepSeek V3", "Qwen 3.5 Flash"), rows=best_open, note=f"Which level the picture counts as high is not known. On Arena the best open model stands above the middle of all that we draw, level with Sonnet 4.5 and {best_closed['score_elo'] - best_open['score_elo']:.0f} points below the best."),
    claims.check("exhibit1-price-fraction", bool(max(glm5["blend_usd_per_mtok"], kimi["blend_usd_per_mtok"]) / opus45["blend_usd_per_mtok"] < 0.25), rows=[glm5, kimi, opus45],
                 note=f"GLM-5 costs {100 * glm5['blend_usd_per_mtok'] / opus45['blend_usd_per_mtok']:.0f} % and Kimi K2.5 {100 * kimi['blend_usd_per_mtok'] / opus45['blend_usd_per_mtok']:.0f} % of Opus 4.5 on the 3:1 blend; we take a small part as under a quarter. Closed models as cheap exist too."),
)

# %% [markdown]
# ## The discount depends on what is compared
#
# A discount has two ends and a base. The article compares the Flash tier with Sonnet 4.5 on input; its first takeaway puts the name of the open 35B model to the same price, the price of its maker's hosted form. We compute each pair on input, on output and on the usual blend of three input tokens to one output token.

# %% tags=["hide-input"]
PAIRS = [
    ("Qwen 3.5 Flash, gateway", flash, "Sonnet 4.5", sonnet, "flash-discount"),
    ("Qwen 3.5 Flash, China", flash_cn, "Sonnet 4.5", sonnet, "flash-discount"),
    ("Qwen3.5-35B, OpenRouter", qwen35_or, "Sonnet 4.5", sonnet, "qwen-35b-cost-gap"),
    ("Qwen3.5-35B, host in China", qwen35, "Sonnet 4.5", sonnet, "qwen-35b-cost-gap"),
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


FLASH, CHINA, ROUTED, HOSTED, KIMI, GLM = list(dict.fromkeys(compared["pair"]))
glm_off = compared[compared["pair"] == GLM]["discount_pct"]
own_name = compared[compared["pair"].isin([ROUTED, HOSTED])]["discount_pct"]


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
    title=f"The {claims.claim('flash-discount').stated} discount holds for Qwen as its maker hosts it; under its own name, at the two hosts found, it is {own_name.min():.0f} to {own_name.max():.0f} %",
    subtitle=f"Discount against the closed model on three bases, list prices of {days[PRICE_DATE]}. Hollow ring: what the article states",
    alt=f"""Dot plot of {count(len(PAIRS))} pairs on three bases. Qwen 3.5 Flash through a gateway against Claude Sonnet 4.5 lies at {off(FLASH, 'input'):.0f} % for input and for output.
    Alibaba's own price in mainland China, for short inputs, gives {off(CHINA, 'input'):.0f} % for input and {off(CHINA, 'output'):.0f} for output. The open model under its own name gives {own_name.min():.0f} to {own_name.max():.0f}. Kimi K2.5 against
    Claude Opus 4.5 lies at {off(KIMI, 'input'):.0f} on every base, and GLM-5 between {glm_off.min():.0f} and {glm_off.max():.0f}.""",
    rows=[flash, flash_cn, cn_tiers.iloc[:2], openrouter, qwen35, sonnet, kimi, glm5, opus45], data=compared,
    note=f"GLM-5: the article gives a cost share of {claims.claim('glm5-cost-share').stated}, drawn as a discount. OpenRouter's price is that of {pd.Timestamp(str(openrouter['as_of'].iloc[0])):%-d %B %Y}. China: the list of the day carries the price of inputs above 256K tokens; drawn is that of short inputs, from a later file of the same list. The axis does not start at zero.",
)

# %% tags=["hide-input"]
glm_share = {base: 100 - value for base, value in pricing.discounts(glm5, opus45).items()}
gpt52 = price("gpt-5.2")
against_openai = tuple(100 - pricing.discounts(cheap, gpt52)["input"] for cheap in (flash, glm5))
glm_points = 100 * glm5_elo["score_elo"] / best_closed["score_elo"]
check_flash = claims.check("flash-discount", pricing.discounts(flash, sonnet), rows=[flash, sonnet], note=f"With Alibaba's own price in mainland China for short inputs instead: {off(CHINA, 'input'):.0f} % for input and {off(CHINA, 'output'):.0f} % for output.")
own_price = {"under its own name, OpenRouter": qwen35_or, "under its own name, a host in China": qwen35}
since_hosts = prices[(prices["as_of"] > BOARD_DATE) & (prices["model"] == qwen35["model"]) & (prices["weights"] == "open")]["input_usd_per_mtok"]
check_takeaway = claims.check("qwen-35b-cost-gap", {"input, as its maker hosts it (Flash)": saving["input"]} | {f"input, {words}": pricing.discounts(row, sonnet)["input"] for words, row in own_price.items()}, rows=[flash, sonnet, qwen35, openrouter, same_model],
    note="Flash is the model's hosted form by its maker's word and a reseller's. Under its own name it cost more, and the discount is smaller.")
check_kimi = claims.check("kimi-discount-opus", pricing.discounts(kimi, opus45), rows=[kimi, opus45])
claims.verdicts(
    claims.check("flash-input-price", {"gateway": float(flash["input_usd_per_mtok"]), "Alibaba in mainland China, short inputs": float(flash_cn["input_usd_per_mtok"])}, rows=[flash, flash_cn, cn_tiers, facts.loc["models-qwen3.5-flash-price-input"], facts.loc["models-qwen3.5-flash-price-tier"]],
                 note="The international price for short inputs. We found no copy of the linked price page in a version with this model; the gateway passes Alibaba's price on. In mainland China Alibaba asks less for short inputs; the list of the day carries only the price of inputs above 256K tokens there, which we correct."),
    claims.check("flash-sold-by-alibaba", bool(flash_cn["seller"] == "developer"), rows=flash_cn),
    claims.check("sonnet-input-price", float(sonnet["input_usd_per_mtok"]), rows=[sonnet, price("claude-sonnet-4.5")]),
    check_flash,
    claims.check("qwen-35b-input-price", {"as its maker hosts it (Flash)": float(flash["input_usd_per_mtok"])} | {words: float(row["input_usd_per_mtok"]) for words, row in own_price.items()}, rows=[flash, openrouter, qwen35, same_model],
                 note=f"The price of the maker's hosted form. Since the article, hosts have listed the model under its own name at {since_hosts.min():.2f} to {since_hosts.max():.2f} USD."),
    check_takeaway,
    check_kimi,
    claims.check("glm5-cost-share", None, rows=facts.loc["models-glm-5-95pct-15pct"], note=f"We found no such statement by the developer. List prices make GLM-5 cost {glm_share['input']:.0f} % (input) to {glm_share['output']:.0f} % (output) of Opus 4.5: near it."),
    claims.check("glm5-performance-share", None, rows=facts.loc["models-glm-5-95pct-15pct"], note=f"No such statement found. As a ratio of Arena ratings it would be {glm_points:.1f} %, but such a ratio means little: a rating has no zero."),
    claims.check("faq-qwen-cost-share", {"input, as its maker hosts it (Flash)": 100 - saving["input"]} | {f"input, {words}": 100 - pricing.discounts(row, sonnet)["input"] for words, row in own_price.items()}, rows=[flash, sonnet, qwen35, openrouter, same_model],
                 note="Right for the maker's hosted form, on input; under its own name the model costs more."),
    claims.check("faq-open-cost-share", {f"{b}, the article's pairs": (100 - saving[b], glm_share[b]) for b in ("input", "output", "3:1 blend")} | {"input, the same two against GPT-5.2": against_openai}, rows=[flash, sonnet, glm5, opus45, gpt52],
                 note=f"Flash against Sonnet 4.5 at the low end, GLM-5 against Opus 4.5 at the high end. The low end fits on input; the high end fits on output and nearly on the blend. The article's pairs are all against Anthropic; OpenAI's list prices are lower, and GLM-5 costs {against_openai[1]:.0f} % of GPT-5.2 on input."),
)

# %% [markdown]
# ## Whose benchmark?
#
# The article says that the comparison with Sonnet 4.5 rests on Alibaba's own evaluations, and it is right to say so. We keep the maker's tests and the judgement of users apart.

# %% tags=["hide-input"]
paired = pairs.melt(id_vars=["benchmark", "lead_points"], var_name="model", value_name="score_pct")
vendor_rows = vendor[vendor["model"].isin(["Qwen3.5-35B-A3B", "Claude Sonnet 4.5"]) & vendor["benchmark"].isin(pairs["benchmark"])]
lost = pairs[pairs["lead_points"] <= 0].iloc[0]


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
    title=f"In its maker's own table the small Qwen beats Sonnet 4.5 on {ahead} of {len(pairs)} tests, all of images, video or screens; its median lead is {median_lead:.0f} points",
    subtitle="Scores of Qwen3.5-35B-A3B and Claude Sonnet 4.5 as Alibaba reports them, model card of 2026",
    alt=f"Dumbbell chart of {len(pairs)} benchmarks from the vendor's table. The open model leads on {ahead} of them, by up to {pairs['lead_points'].max():.0f} points (median {median_lead:.0f}), and trails on {lost['benchmark']} by {-lost['lead_points']:.1f}; all are tests of vision.",
    rows=vendor_rows, data=paired, kind="reported",
)

# %% tags=["remove-input"]
epoch_plain, epoch_thinking = (data.one(benchmarks, row_id=f"bench-epoch-claude-sonnet-4.5-gpqa-diamond{tail}") for tail in ("", "-59k-thinking"))
vendor_gpqa = data.one(benchmarks, row_id="bench-qwen-qwen3.5-35b-a3b-gpqa-diamond")
collected = {model: data.one(benchmarks, row_id=f"bench-whatmodel-{model}-swe-bench-verified") for model in ("qwen3.5-35b-a3b", "claude-sonnet-4.5")}
swe = {who: data.one(benchmarks, row_id=f"bench-{row}-swe-bench-verified") for who, row in (("qwen", "qwen-qwen3.5-35b-a3b"), ("anthropic", "anthropic-claude-sonnet-4.5"), ("epoch", "epoch-claude-sonnet-4.5"))}
index = {model: facts.loc[f"models-{model}-aa-index"] for model in ("glm-5", "claude-opus-4.5", "gpt-5.2", "claude-opus-4.6")}
prose(f"""
The table sets the two models side by side on vision alone, and there the small model leads on all but one: {lost["benchmark"]}, the use of a computer by its screen, where it trails by {-lost["lead_points"]:.1f} points. The median lead is
{median_lead:.1f} points. The two largest rest on scores of Sonnet 4.5 so low, {listed([f"{row['Claude Sonnet 4.5']:.1f} % on {row['benchmark']}" for _, row in widest.iterrows()])}, that they look more like answers in a form that the test did not take than like a measure of sight; Alibaba does not say, and we could not check. On language and code, Alibaba's card
compares with other models. Users who compare answers to text without knowing the model rate Sonnet 4.5 {sonnet_elo["score_elo"] - qwen35_elo["score_elo"]:.0f} points above Qwen3.5-35B-A3B and
{behind:.0f} above the Flash tier; the intervals are {sonnet_elo["ci95_elo"]:.0f}, {qwen35_elo["ci95_elo"]:.0f} and {flash_elo["ci95_elo"]:.0f} points wide to each side, so that there is a gap is certain.
By these ratings the Flash tier would be preferred to Sonnet 4.5 in {wins(flash_elo, sonnet_elo):.0f} of 100 comparisons, at one part in {sonnet["input_usd_per_mtok"] / flash["input_usd_per_mtok"]:.0f} of its input price.

**Other tests** are few. On GPQA Diamond, science questions, Alibaba reports {vendor_gpqa["score_pct"]:.1f} % for the open model; Epoch AI measured {epoch_plain["score_pct"]:.1f} % for Sonnet 4.5, and {epoch_thinking["score_pct"]:.1f} % when it may think at length: not one run, and one side is the maker. On the index
of Artificial Analysis, February 2026, GLM-5 has {index["glm-5"]["value"]:.0f}, Opus 4.5 {index["claude-opus-4.5"]["value"]:.0f}, GPT-5.2 {index["gpt-5.2"]["value"]:.0f} and Opus 4.6 {index["claude-opus-4.6"]["value"]:.0f}: nearly level, as on Arena.

**On code** the order depends on whose figure is taken. On SWE-bench Verified, repairs to real programs, Alibaba reports {swe["qwen"]["score_pct"]:.1f} % for the open model. For Sonnet 4.5 Anthropic reports {swe["anthropic"]["score_pct"]:.1f} % (read second-hand), and Epoch AI, independent of both,
measured {swe["epoch"]["score_pct"]:.1f} % in {pd.Timestamp(str(swe["epoch"]["as_of"])):%B %Y}. Maker against maker, Sonnet 4.5 leads by {swe["anthropic"]["score_pct"] - swe["qwen"]["score_pct"]:.1f} points; against Epoch AI's figure, Alibaba's is ahead by {swe["qwen"]["score_pct"] - swe["epoch"]["score_pct"]:.1f}. None of the three is of one run with another, and the
programs around the model differ. Since the article, a collection that names no evaluator in what we read has the small Qwen at {collected["qwen3.5-35b-a3b"]["score_pct"]:.1f} % and Sonnet 4.5 at {collected["claude-sonnet-4.5"]["score_pct"]:.1f} %. Level performance in work on code is not shown.
""")

# %% tags=["hide-input"]
claims.verdicts(
    claims.check("qwen-maker", qwen35_elo["organisation"] == "Alibaba", rows=[facts.loc[["models-qwen3.5-35b-a3b-release", "models-qwen3.5-35b-a3b-sonnet-4.5-claim"]], qwen35_elo]),
    claims.check("qwen-release-month", str(facts.loc["models-qwen3.5-35b-a3b-release", "as_of"]), rows=facts.loc[["models-qwen3.5-35b-a3b-release", "models-qwen3.5-35b-a3b-release-apx"]]),
    claims.check("qwen-matches-sonnet", ahead > 0, rows=[facts.loc["models-qwen3.5-35b-a3b-sonnet-4.5-claim"]], note=f"True of Alibaba's own table: {ahead} of {len(pairs)} vision tests, all but {lost['benchmark']}."),
    claims.check("qwen-evaluations-by-maker", bool((vendor_rows["evaluator_kind"] == "vendor").all()), rows=vendor_rows.iloc[:2]),
    claims.check("flash-comparable-performance", {f"Flash, at {wins(flash_elo, sonnet_elo):.0f} of 100 on text; {OURS}": wins(flash_elo, sonnet_elo) >= COMPARABLE_WINS, f"under its own name, at {wins(qwen35_elo, sonnet_elo):.0f}; {OURS}": wins(qwen35_elo, sonnet_elo) >= COMPARABLE_WINS,
                                                  f"Flash, were the threshold {STRICTER_WINS}": wins(flash_elo, sonnet_elo) >= STRICTER_WINS},
                 rows=[sonnet_elo, flash_elo, qwen35_elo, epoch_plain, epoch_thinking, vendor_gpqa, *swe.values()], note=f"Our threshold for comparable: {PREFERRED}. Sonnet 4.5 leads by {behind:.0f} points on text; on vision, by Alibaba's own table, Qwen leads."),
    claims.check("glm5-maker", glm5_elo["organisation"] == "Z.ai", rows=glm5_elo, note="Zhipu AI, which now calls itself Z.ai."),
    claims.check("glm5-is-open", glm5_elo["weights"] == "open", rows=glm5_elo, note="Open weights under the MIT licence; the training data are not published."),
    claims.check("glm5-arena-elo", float(glm5_elo["score_elo"]), rows=glm5_elo),
    claims.check("glm5-top-open", bool(glm5_elo["score_elo"] == best_open["score_elo"]), rows=board[board["weights"] == "open"].nlargest(3, "score_elo"), note="Two others follow so closely that all three lie within each other's interval."),
    claims.check("kimi-maker", kimi_elo["organisation"] == "Moonshot", rows=kimi_elo),
    claims.check("kimi-params", float(facts.loc["models-kimi-k2.5-params-total", "value"]) / 1000, rows=facts.loc["models-kimi-k2.5-params-total"]),
    claims.check("kimi-humaneval", None, rows=facts.loc["models-kimi-k2.5-humaneval"], note="The developer's own table has no HumanEval row."),
    claims.check("kimi-aime-2025", float(facts.loc["models-kimi-k2.5-aime-2025", "value"]), rows=facts.loc["models-kimi-k2.5-aime-2025"]),
    claims.check("kimi-arena-elo", {"11 March 2026": float(kimi_elo["score_elo"]), "12 February 2026": float(facts.loc["models-kimi-k2.5-arena-2026-02-12", "value"])}, rows=[kimi_elo, facts.loc["models-kimi-k2.5-arena-2026-02-12"]], note=f"Right a month before. On the day of publication the rating was {kimi_elo['score_elo']:.0f}, give or take {kimi_elo['ci95_elo']:.0f}, so the stated figure was out of date and within the interval of the new one."),
    claims.check("not-cherry-picked", None, rows=vendor_rows.iloc[:1], note="The article backs the pair with two more, GLM-5 and Kimi K2.5, and both stand closer to Opus 4.5 on Arena than the Flash tier does to Sonnet 4.5."),
)

# %% [markdown]
# ## The gap over time

# %% tags=["remove-input"]
prose(f"""
The AI Index of Stanford HAI reported that the best closed model led the best open one by [{claims.claim("hai-gap-before").stated}](claim:hai-gap-before) of its rating in January 2024 and by
[{claims.claim("hai-gap-after").stated}](claim:hai-gap-after) in February 2025. A percentage of a rating is an odd number, because a rating has no zero: add a thousand to every score and the percentage shrinks while nothing
has changed. We therefore show points as well, and what they mean for how often users would prefer the open model.
""")

# %% tags=["hide-input"]
series = gap.assign(
    date=pd.to_datetime(gap["as_of"]),
    points=gap["closed_elo"] - gap["open_elo"],
)
series["margin"] = (series["closed_ci95_elo"].fillna(0) ** 2 + series["open_ci95_elo"].fillna(0) ** 2) ** 0.5
series["lead_pct"] = [frontier.gap_pct(c, o) for c, o in zip(series["closed_elo"], series["open_elo"])]
series["open_preferred_pct"] = [100 * frontier.win_probability(-p) for p in series["points"]]
before = data.one(facts.reset_index(drop=True), row_id="models-ai-index-gap-2024-01")
after = data.one(facts.reset_index(drop=True), row_id="models-ai-index-gap-2025-02")
at_publication = data.one(series, as_of=BOARD_DATE)

series["phase"] = ["up to the article" if d <= BOARD_DATE else "since then" for d in series["as_of"]]
tidy = series.assign(low=series["points"] - series["margin"], high=series["points"] + series["margin"])[
    ["as_of", "points", "low", "high", "lead_pct", "open_preferred_pct", "phase", "best_open", "best_closed"]]
marks = pd.DataFrame({"as_of": ["2024-01-15", "2025-02-15"], "stated_pct": [float(before["value"]), float(after["value"])], "label": ["AI Index, Jan 2024", "AI Index, Feb 2025"]})


def gap_chart(width: int, words: list[str]) -> alt.VConcatChart:
    """The lead in points with its interval, in per cent with the AI Index's figures, and as the preference that it implies."""
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

    levels = pd.DataFrame({"open_preferred_pct": [COMPARABLE_WINS, STRICTER_WINS], "word": [f"our threshold, {COMPARABLE_WINS}", f"a stricter threshold, {STRICTER_WINS}"]})
    least = alt.Chart(levels).encode(y="open_preferred_pct:Q")
    level = least.mark_rule(strokeDash=[5, 3], strokeWidth=1.2, color=theme.LIMIT)
    level_word = least.mark_text(align="left", baseline="bottom", dx=4, dy=-2, color=theme.MUTED).encode(x=alt.value(0), text="word:N")

    def line(column: str, title: str, low: float, top: float) -> alt.Chart:
        return frame.mark_line(point=alt.OverlayMarkDef(size=20)).encode(
            x=x, y=alt.Y(f"{column}:Q").scale(domain=[low, top], nice=False, zero=False).title(title), strokeDash=dash,
            tooltip=["as_of:T", alt.Tooltip(f"{column}:Q", format=".1f"), "best_closed:N", "best_open:N"])

    return alt.vconcat(
        alt.layer(band, line("points", words[0], 0, 120), rule, word).properties(width=width, height=170),
        alt.layer(join, line("lead_pct", words[1], 0, 9), ring, *ring_words, rule).properties(width=width, height=170),
        alt.layer(level, level_word, line("open_preferred_pct", words[2], *PREFERRED_SPAN), rule).properties(width=width, height=130),
        spacing=30)


PREFERRED_SPAN = (35, 50)
assert series["open_preferred_pct"].between(*PREFERRED_SPAN).all(), "the third panel cuts points off: widen it"
to_date = series[series["as_of"] <= BOARD_DATE]
first_gap, last_gap, low_gap = series.iloc[0], series.iloc[-1], to_date.loc[to_date["points"].idxmin()]
exhibit(
    gap_chart(630, ["Lead in rating points", "Lead in per cent of the open model's rating", "Comparisons of 100 in which the open model would be preferred, by the ratings (50 would be level)"]),
    narrow=gap_chart(285, ["Lead in rating points", "Lead in per cent", "Open model preferred, of 100"]),
    id="open-closed-gap",
    title=f"On the article's day the best closed model led by {at_publication['points']:.0f} points, so that the best open one would be preferred in {at_publication['open_preferred_pct']:.0f} of 100; in {pd.Timestamp(low_gap['as_of']):%B %Y} the lead was {low_gap['points']:.0f}",
    subtitle=f"Best closed against best open model on the Chatbot Arena text leaderboard, {pd.Timestamp(first_gap['as_of']):%B %Y} to {pd.Timestamp(last_gap['as_of']):%B %Y}; band: 95 % interval; broken line: since the article. Hollow: Stanford HAI's AI Index",
    alt=f"""Three panels over time: the lead in points, in per cent, and the number of 100 comparisons in which the open model would be preferred, on a scale from {PREFERRED_SPAN[0]} to {PREFERRED_SPAN[1]} with our thresholds of {COMPARABLE_WINS} and {STRICTER_WINS} dashed. The lead falls from {first_gap['points']:.0f} points in {pd.Timestamp(first_gap['as_of']):%B %Y} to {low_gap['points']:.0f} in {pd.Timestamp(low_gap['as_of']):%B %Y},
    is at {at_publication['points']:.0f} on the day of the article, {at_publication['lead_pct']:.1f} % of the open rating, and at {last_gap['points']:.0f} in {pd.Timestamp(last_gap['as_of']):%B %Y}. The two figures of the AI Index, {float(before['value']):.0f} and {float(after['value']):.1f} %, stand before it.""",
    rows=[series, before, after], data=tidy,
    note="The leaderboard's copies carry licences only from May 2025 on; the AI Index used earlier scores, since computed anew, so the two are not one series. The third panel does not start at zero; its numbers follow from the ratings and count no votes.",
)

# %% tags=["hide-input"]
best_against = {maker: wins(best_open, row) for maker, row in best_of.items()}
nearly = lambda least: bool(least <= at_publication["open_preferred_pct"] < 50)  # noqa: E731
about_as_well = lambda least: min(best_against.values()) >= least  # noqa: E731
check_after = claims.check("hai-gap-after", float(after["value"]), rows=facts.loc[["models-ai-index-gap-2025-02", "models-ai-index-gap-2025-02-aibase"]],
    note=f"As the AI Index gives it for February 2025. On the day of the article the gap was {at_publication['lead_pct']:.1f} %, {at_publication['points']:.0f} points.")
claims.verdicts(
    claims.check("hai-gap-before", float(before["value"]), rows=facts.loc[["models-ai-index-gap-2024-01", "models-ai-index-gap-2024-01-aibase"]]),
    check_after,
    claims.check("hai-gap-period", (pd.Timestamp("2025-02-15") - pd.Timestamp("2024-01-15")).days / 365.25, rows=[before, after], note="January 2024 to February 2025."),
    claims.check("keyword-performance-gap", bool(at_publication["points"] - at_publication["margin"] > 0), rows=at_publication, note=f"{at_publication['points']:.0f} points, give or take {at_publication['margin']:.0f}."),
    claims.check("faq-open-nearly-as-good", {f"best against best, {at_publication['open_preferred_pct']:.0f} of 100; {OURS}": nearly(COMPARABLE_WINS), f"were the threshold {STRICTER_WINS}": nearly(STRICTER_WINS)}, rows=[at_publication, *index.values()],
                 note=f"Our threshold for nearly: {PREFERRED}, but not in half. On the index of Artificial Analysis GLM-5 stood at {index['glm-5']['value']:.0f}, the best closed model at {index['claude-opus-4.6']['value']:.0f}."),
    claims.check("faq-open-comparable", {f"best against best, {best_against['Anthropic']:.0f} (Anthropic) and {best_against['OpenAI']:.0f} (OpenAI) of 100; {OURS}": about_as_well(COMPARABLE_WINS), f"were the threshold {STRICTER_WINS}": about_as_well(STRICTER_WINS)}, rows=[best_open, *best_of.values(), *index.values()],
                 note=f"Our threshold for about as well: {PREFERRED}. With Claude Sonnet 4.5 the best open model is level, at {wins(best_open, sonnet_elo):.0f}."),
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
as performance we do not know. The threshold of {COMPARABLE_WINS} comparisons in a hundred is ours; a reader who wants {STRICTER_WINS} turns three verdicts around. Who votes on Arena, and on what, is not a sample of anyone's work.

**What would change our mind.** One independent run of both models on ordinary work in which the small Qwen falls well behind Sonnet 4.5 would turn
[comparable performance](claim:flash-comparable-performance) around; a price page of Alibaba of March 2026 would settle [the tenth of a dollar](claim:flash-input-price) on its
own ground.
""")
