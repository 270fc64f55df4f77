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
# **The question.** Do open models really deliver what closed ones do, at a few per cent of the
# price?
#
# The article opens with a price tag: a model from Alibaba that anyone may download, set beside
# Claude Sonnet 4.5, and a discount that looks like the end of an industry. This chapter takes the
# opening apart: which model, which price, whose test, on which day.

# %% tags=["hide-input"]
from dataclasses import dataclass
from typing import Annotated, Literal

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, sources, theme
from claimsbook.figures.prose import count, listed, prose
from rebar import days
from rebar.economics import comparisons, growth, list_prices, pricing
from rebar.economics.comparisons import wins


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted."""

    comparable_wins: Annotated[int, Within(1, 50)] = 40  # of 100 blind comparisons; our threshold
    preferred_list: Literal["models-dev", "litellm"] = "models-dev"  # where both have a model
    lowest_rating: Annotated[int, Within(1000, 1350)] = 1330  # points; rated lower is 2 years old
    small_part_pct: Annotated[float, Within(0, 100)] = 25  # of a price; our reading of a small part
    small_part_base: Literal["input", "output", "3:1 blend"] = "3:1 blend"  # the usual mix of both
    leads_looked_at: Annotated[int, Within(1, 10)] = 2  # largest leads, looked at one by one
    wrong_form_pct: Annotated[float, Within(0, 100)] = 15  # score; below, the form may have failed
    low_lead_pct: Annotated[float, Within(1.8, 3)] = 2.0  # a lead as low as the AI Index's 1.7
    day_of_month: Annotated[int, Within(10, 20)] = 15  # on which a figure dated by its month stands


assumed = assume(Assumptions)

# %%
prices = pricing.with_blend(data.read("prices"))
quoted = list_prices.on_day(prices, days.PRICES, assumed.preferred_list)
offer = quoted.loc
flash, flash_cn = offer["qwen3.5-flash-vercel"], offer["qwen3.5-flash-alibaba-cn"]
qwen35, sonnet = offer["qwen3.5-35b-a3b-siliconflow-cn"], offer["claude-sonnet-4.5"]
opus45, opus41 = offer["claude-opus-4.5"], offer["claude-opus-4.1"]
glm5, kimi, v3, gpt4o = (offer[one] for one in ("glm-5", "kimi-k2.5", "deepseek-v3", "gpt-4o"))

scores = data.read("arena-scores")
board = scores[scores["as_of"] == days.ARTICLE]
board = board.set_index("model", drop=False).rename_axis(None)
flash_elo, qwen35_elo = board.loc["qwen3.5-flash"], board.loc["qwen3.5-35b-a3b"]
sonnet_elo = board.loc["claude-sonnet-4-5-20250929"]
glm5_elo, kimi_elo = board.loc["glm-5"], board.loc["kimi-k2.5-thinking"]
best_closed = comparisons.best(board[board["weights"] == "closed"])
best_open = comparisons.best(board[board["weights"] == "open"])
best_openai = comparisons.best(board[board["organisation"] == "OpenAI"])
best_anthropic = comparisons.best(board[board["organisation"] == "Anthropic"])

# %%
facts = data.facts("models-facts", "models-")
demand = data.facts("switching-facts", "switching-demand-")
# What shows that the Flash tier is the open model, hosted: its maker's word. A reseller repeats
# it on a page without a day.
same_model = ("qwen3.5-flash-is-35b-a3b",)
flash_is_open = facts.supports(*same_model)
# Alibaba's international price as a gateway passes it on is the offer `flash` of the eve's list.
# The gateway's own page, of no known day.
flash_undated = facts.row("qwen3.5-flash-price-input", "usd_per_mtok")
routed = facts.rows(
    "qwen3.5-35b-a3b-price-openrouter-input", "qwen3.5-35b-a3b-price-openrouter-output"
)
qwen35_or = list_prices.offer(*(facts.number(one, "usd_per_mtok") for one in routed["row_id"]))
own_price = {
    "under its own name, OpenRouter": qwen35_or,
    "under its own name, a host in China": qwen35,
}

QWEN, SONNET = "Qwen3.5-35B-A3B", "Claude Sonnet 4.5"
benchmarks = data.read("models-benchmarks")
card = benchmarks[benchmarks["source_id"] == "qwen-2026-qwen3.5-medium-card"]
vendor = card[card["evaluator_kind"] == "vendor"]
pairs = comparisons.head_to_head(vendor, QWEN, SONNET)
ahead, median_lead = int((pairs["lead_points"] > 0).sum()), float(pairs["lead_points"].median())
saving = pricing.discounts(flash, sonnet)
glm_shares = list_prices.cost_shares(glm5, sonnet)

# %%
# In how many of 100 comparisons each pair is decided, and which way our threshold would have it.
flash_wins, own_wins = wins(flash_elo, sonnet_elo), wins(qwen35_elo, sonnet_elo)
open_wins = wins(best_open, best_closed)
against_anthropic, against_openai = wins(best_open, best_anthropic), wins(best_open, best_openai)
least_of_both = min(against_anthropic, against_openai)
turning = {
    "flash-comparable-performance": flash_wins,
    "faq-open-nearly-as-good": open_wins,
    "faq-open-comparable": least_of_both,
}
passing = [claim for claim, won in turning.items() if won >= assumed.comparable_wins]
in_comparisons = "of 100 blind comparisons, in how many the open model is preferred by its rating"
says = "says yes" if flash_wins >= assumed.comparable_wins else "says no"
own_off = {words: pricing.discounts(row, sonnet) for words, row in own_price.items()}
own_all = [off for by_base_ in own_off.values() for off in by_base_.values()]
own_range = f"{min(own_all):.0f} to {max(own_all):.0f}"

# %%
# The lead on the Arena by day. One file's best open model was an experimental variant, shown under
# a name of which no weights were published; later files give no licence for it.
NEVER_PUBLISHED = "Llama-4-Maverick-03-26-Experimental"
lead = data.read("arena-lead")
daily = comparisons.leads_by_day(lead[lead["best_open"] != NEVER_PUBLISHED])
# On which days of the Index's month the daily files give the figure that the Index gives.
index_month = facts.text("ai-index-gap-2025-02", "as_of")
as_stated = claims.claim("hai-gap-after").interval
agrees = daily["lead_pct"].between(as_stated.low, as_stated.high)
agreeing_days = daily[agrees & daily["as_of"].str.startswith(index_month)]
agreeing_pct = listed([f"{pct:.2f}" for pct in sorted(set(agreeing_days["lead_pct"].round(2)))])
spans = [
    f"{int(first[-2:])} to {int(last[-2:])}"
    for first, last in zip(agreeing_days["as_of"], agreeing_days["until"])
]
agreeing_words = f"{listed(spans)} {days.month(index_month)}"
high_day, low_day = comparisons.largest_fall(daily)
fall_days = int((low_day["date"] - high_day["date"]).days)
low_from, low_until, low_days = comparisons.spell_below(
    daily, low_day["as_of"], assumed.low_lead_pct
)
to_low_days = int((pd.Timestamp(low_from) - high_day["date"]).days)
up_again = daily[daily["as_of"] > low_until].iloc[0]
later_high = daily.loc[daily.loc[daily["as_of"] > low_until, "lead_pct"].idxmax()]
earlier_low = daily.loc[daily.loc[daily["as_of"] < high_day["as_of"], "lead_pct"].idxmin()]

series = comparisons.leads(data.read("arena-gap"))
at_publication = data.one(series, as_of=days.ARTICLE)

# %% tags=["remove-input"]
prose(f"""
**What we find.** The price tag is right for what it names. On the price tables of 10 March 2026
Qwen 3.5 Flash, by its maker's word the open Qwen3.5-35B-A3B as Alibaba hosts it, costs
{saving["input"]:.1f} % less than Sonnet 4.5 for input and {saving["output"]:.1f} % less for output.
Under the open model's own name hosts asked more, and the discount is {own_range} %. On text, where
users judge it blind, Flash would by its rating be preferred to Sonnet 4.5 in
{flash_wins:.0f} of 100 comparisons: whether that is comparable, a threshold decides that the
article does not give; ours of {assumed.comparable_wins} {says}. On images, in Alibaba's own table,
the open model leads on {ahead} of {len(pairs)} tests. The best open model, GLM-5, was level with
Sonnet 4.5 at {glm_shares["input"]:.0f} % of its price for input and {glm_shares["output"]:.0f} %
for output; it stood {best_closed["score_elo"] - best_open["score_elo"]:.0f} points below the best
closed model and would be preferred to it in {open_wins:.0f} of 100. The narrowing of that lead to
{claims.claim("hai-gap-after").link} of the rating is what the AI Index has for February 2025, and
daily ratings agree on days of that month. The year is that between the Index's dates; the fall
itself took {fall_days} days, and soon the lead was larger again. The prices in the article's
exhibit mostly hold; [that of Opus 4.5](claim:exhibit1-opus-price) and, at its developer,
[that of GLM-5](claim:exhibit1-glm5-price) do not. What the exhibit's height measures is not known.
""")

# %% [markdown]
# ## Three readings that decide much

# %%
compared_by_rating = {
    "Flash against Sonnet 4.5": (flash_elo, sonnet_elo),
    "Qwen3.5-35B-A3B against Sonnet 4.5": (qwen35_elo, sonnet_elo),
    "the best open against the best closed model": (best_open, best_closed),
    "the best open model against OpenAI's best": (best_open, best_openai),
}
odds = {words: wins(*pair) for words, pair in compared_by_rating.items()}
hardest = min(comparisons.wins_at_least(*pair) for pair in compared_by_rating.values())
turns_from, turns_to = min(turning.values()), max(turning.values())
turns_told = (
    f"{turns_from:.0f}"
    if f"{turns_from:.0f}" == f"{turns_to:.0f}"
    else f"{turns_from:.0f} to {turns_to:.0f}"
)
would_hold = {0: "none of them", len(turning): f"all {count(len(turning))}"}.get(
    len(passing), f"{count(len(passing))} of them"
)

# %% tags=["remove-input"]
prose(f"""
**Which Qwen.** The article names the open Qwen3.5-35B-A3B in one place and the hosted Flash tier in
another. By its maker's model card, which a reseller repeats, Flash is the hosted form of that open
model. Two things stand against taking them for one: under its own name hosts ask more for the same
weights, and the leaderboard lists Flash as proprietary. So what is said of Flash we hold against
Flash, and what is said of the open model by name depends on which of the two is meant.

**Whose price.** A price without a seller is its developer's list price for input; the cheapest host
and the cheapest aggregator, who passes requests on, stand beside it. A price in dollars is that of
a seller's international list, not of its list for mainland China.

**What is comparable.** Whether a gap is larger than its interval depends on how many people voted,
not on how good a model is. So we ask how large the gap is, and use one threshold wherever the
article says comparable or nearly: by its rating the model would be preferred in at least
{assumed.comparable_wins} of 100 blind comparisons. That is a forecast from the difference of two
ratings, not a count of votes. It is {count(50 - assumed.comparable_wins)} of a hundred from an even
split, in the spirit of the ten per cent that we allow a number given as "about", and it is
{comparisons.points_behind(assumed.comparable_wins):.0f} rating points. The pairs that matter stand
at {listed([f"{won:.0f} ({words})" for words, won in odds.items()])}; the unfavourable end of the
widest interval is at {hardest:.0f}. {count(len(turning)).capitalize()} claims turn on the
threshold. By it {would_hold} would hold, and above {turns_told} of 100 none; as the threshold is
ours and not the article's, we count them neither as holding nor as failing.
""")

# %% [markdown]
# ## The map: what a score costs
#
# The article draws four open models in the corner of high performance and low price, below one
# dollar for a million tokens, and two closed models to the right of them. Its picture carries no
# data table, so we take the prices that its description states (hollow) and set them beside the
# price tables of the day before publication (filled). Height is the Chatbot Arena rating with its
# 95 % interval; the broken line is the frontier: of the models drawn, those that no other beats on
# both price and rating. Qwen 3.5 Flash has a mark of its own: the leaderboard lists it as closed,
# and it is an open model, hosted by its maker.

# %%
models = list_prices.rated(board, data.read("price-leaderboard"), quoted, assumed.lowest_rating)
HELD_OPEN, HOSTED, CLOSED = "open weights", "open model, hosted by its maker", "closed"
KINDS = [HELD_OPEN, HOSTED, CLOSED]
is_hosted = models["name"].eq(flash["model"]) & bool(flash_is_open)
models["kind"] = models["weights"].map({"open": HELD_OPEN, "closed": CLOSED})
models["kind"] = models["kind"].mask(is_hosted, HOSTED)
models = models.set_index("name", drop=False).rename_axis(None)
open_drawn = models[models["kind"] != CLOSED]

told = ["name", "kind", "score_elo", "low_elo", "high_elo", "organisation"]
by_base = list_prices.by_base(models.reset_index(drop=True), told)
on_frontier = by_base[by_base["on_frontier"]].sort_values("usd_per_mtok")
edge = {base: on_frontier[on_frontier["base"] == base] for base in pricing.BASES}
on_edge = edge["input"]
closed_edge = on_edge[on_edge["kind"] == CLOSED]
cheapest = on_edge.loc[on_edge["usd_per_mtok"].idxmin()]
is_beaten = list_prices.beaten(models, "input_usd_per_mtok")
unbeaten = models.loc[(models["kind"] == HELD_OPEN) & ~is_beaten, "name"].tolist()

DRAWN_BY_THE_ARTICLE = {
    "GLM-5": "exhibit1-glm5-price",
    "Kimi K2.5": "exhibit1-kimi-price",
    "DeepSeek V3": "exhibit1-deepseek-v3-price",
    "Qwen 3.5 Flash": "exhibit1-flash-price",
    "Claude Opus 4.5": "exhibit1-opus-price",
    "GPT-4o": "exhibit1-gpt4o-price",
}
stated = pd.DataFrame(DRAWN_BY_THE_ARTICLE.items(), columns=["name", "claim"])
stated["upper_bound"] = [claims.claim(one).precision == "under" for one in stated["claim"]]
stated["stated_usd_per_mtok"] = stated["claim"].map(claims.stated)
stated = stated.merge(by_base[["name", "score_elo", "usd_per_mtok", "base", "kind"]], on="name")

# %% tags=["hide-input"]
# Where each name stands beside its point, so that no two touch: on which bases, and how far off.
SPOT = ["name", "bases", "align", "dx", "dy"]
WIDE_SPOTS = pd.DataFrame(
    [
        ("GLM-5", "input", "left", 5, -21),
        ("Kimi K2.5", "input", "left", -11, -19),
        ("DeepSeek V3", "input, 3:1 blend", "right", -8, 4),
        ("Qwen 3.5 Flash", "input, 3:1 blend", "center", -3, -28),
        ("Qwen3.5-35B-A3B", "input, output, 3:1 blend", "left", 8, 9),
        ("Claude Opus 4.5", "input, output, 3:1 blend", "left", 8, 16),
        ("Claude Opus 4.6", "input, output, 3:1 blend", "left", 8, -4),
        ("Claude Sonnet 4.5", "input, output, 3:1 blend", "left", 9, 3),
        ("GPT-4o (May 2024)", "input, output, 3:1 blend", "left", 8, 4),
        ("Gemini 3 Flash", "input, output, 3:1 blend", "center", 0, -13),
        ("GPT-4o", "input, output, 3:1 blend", "left", 11, 4),
        ("Claude Opus 4.1", "input", "left", 8, 4),
        ("Gemini 3.1 Flash-Lite", "input, 3:1 blend", "right", -6, -6),
        ("Gemini 3.1 Pro", "input, output, 3:1 blend", "right", -8, -4),
        ("Grok 4.1 Fast", "input, output, 3:1 blend", "right", -8, 3),
        ("GLM-5", "output", "left", 14, -16),
        ("Kimi K2.5", "output", "right", -8, -10),
        ("DeepSeek V3", "output", "left", 9, 4),
        ("Qwen 3.5 Flash", "output", "right", -10, 4),
        ("Claude Opus 4.1", "output, 3:1 blend", "center", 0, 16),
        ("Gemini 3.1 Flash-Lite", "output", "right", -6, -8),
        ("GLM-5", "3:1 blend", "left", 11, -15),
        ("Kimi K2.5", "3:1 blend", "right", -18, -12),
    ],
    columns=SPOT,
)

# %% tags=["hide-input"]
NARROW_SPOTS = pd.DataFrame(
    [
        ("GLM-5", "input", "left", 3, -22),
        ("Kimi K2.5", "input", "right", -12, 4),
        ("DeepSeek V3", "input, 3:1 blend", "center", -2, 22),
        ("Claude Opus 4.5", "input, 3:1 blend", "left", 8, 16),
        ("GPT-4o", "input, output, 3:1 blend", "left", 11, 4),
        ("Claude Opus 4.6", "input, 3:1 blend", "left", 8, -4),
        ("Gemini 3 Flash", "input, output, 3:1 blend", "right", 0, -12),
        ("Qwen 3.5 Flash", "input, output, 3:1 blend", "left", -14, 46),
        ("GLM-5", "output", "left", -2, -19),
        ("Kimi K2.5", "output", "right", -9, -10),
        ("DeepSeek V3", "output", "left", 9, 4),
        ("Claude Opus 4.5", "output", "center", 16, 19),
        ("Claude Opus 4.6", "output", "center", 0, -19),
        ("GLM-5", "3:1 blend", "left", 8, -16),
        ("Kimi K2.5", "3:1 blend", "right", -12, -12),
    ],
    columns=SPOT,
)

# %% tags=["hide-input"]
usd = (
    alt.X("usd_per_mtok:Q")
    .scale(type="log", domain=[0.055, 200], nice=False)
    .axis(values=[0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100], format="$~g")
    .title("USD per million tokens, log scale")
)
rating = (
    alt.Y("score_elo:Q")
    .scale(domain=[assumed.lowest_rating, 1515], nice=False)
    .title("Chatbot Arena rating (text)")
)
on_base = alt.Chart(by_base).transform_filter("datum.base == base").encode(x=usd)
stated_on_base = alt.Chart(stated).transform_filter("datum.base == base").encode(y=rating)


def rings(upper: bool, shape: str) -> alt.Chart:
    """The article's prices: those that are upper bounds, or those that are not."""
    bounds = alt.FieldEqualPredicate(field="upper_bound", equal=upper)
    ring = stated_on_base.transform_filter(bounds).encode(
        x="stated_usd_per_mtok:Q",
        tooltip=[
            alt.Tooltip("name:N", title="model"),
            alt.Tooltip("stated_usd_per_mtok:Q", title="article states, USD per million"),
        ],
    )
    return marks.ring(ring, shape=shape)


def names(spots: pd.DataFrame) -> alt.LayerChart:
    """Names beside their points, as the spots of each base have it."""
    layers = []
    for bases, group in spots.groupby("bases", sort=False):
        drawn = alt.FieldOneOfPredicate(field="base", oneOf=bases.split(", "))
        chart = on_base.transform_filter(drawn).encode(y=rating)
        layers.append(marks.placed_labels(chart, "name", group))
    return alt.layer(*layers)


# %% tags=["hide-input"]
def by_kind(channel: type, looks: list[str], columns: int) -> alt.SchemaBase:
    """A channel that tells the kinds of models apart; all share one legend."""
    legend = alt.Legend(columns=columns)
    return channel("kind:N").scale(domain=KINDS, range=looks).title(None).legend(legend)


def price_map(spots: pd.DataFrame, height: int, columns: int) -> alt.LayerChart:
    """Rating against price on a log axis, a base to choose, the article's prices hollow, joined."""
    stroke = by_kind(alt.Stroke, [theme.OPEN, theme.OPEN, theme.CLOSED], columns)
    interval = marks.interval(on_base.encode(y="low_elo:Q", y2="high_elo:Q", stroke=stroke))
    joins = marks.join(stated_on_base.encode(x="stated_usd_per_mtok:Q", x2="usd_per_mtok:Q"))
    hosted = f"datum.kind == '{HOSTED}'"
    points = on_base.mark_point(opacity=1).encode(
        y=rating,
        fill=by_kind(alt.Fill, [theme.OPEN, theme.CLOSED, theme.CLOSED], columns),
        stroke=stroke,
        shape=by_kind(alt.Shape, ["circle", "circle", "square"], columns),
        strokeWidth=alt.condition(hosted, alt.value(3), alt.value(0)),
        size=alt.condition(f"datum.on_frontier || {hosted}", alt.value(84), alt.value(38)),
        tooltip=[
            alt.Tooltip("name:N", title="model"),
            alt.Tooltip("score_elo:Q", title="rating"),
            alt.Tooltip("usd_per_mtok:Q", title="USD per million"),
            "kind:N",
        ],
    )
    steps = {"interpolate": "step-after", "strokeWidth": 1.3, "strokeDash": [5, 3]}
    frontier = on_base.transform_filter("datum.on_frontier").encode(y=rating)
    frontier = frontier.mark_line(color=theme.LIMIT, **steps)
    articles = [rings(True, "triangle-left"), rings(False, "circle")]
    layers = alt.layer(frontier, interval, joins, *articles, points, names(spots))
    choice = alt.binding_radio(options=list(pricing.BASES), name="Price: ")
    base = alt.param(name="base", value="input", bind=choice)
    return layers.add_params(base).properties(height=height)


# %% tags=["hide-input"]
hosted_qwen = f"{cheapest['organisation']}’s hosted Qwen, an open model by its maker’s word"
prices_day, board_day = days.spelled(days.PRICES), days.spelled(days.ARTICLE)
open_usd, open_elo = open_drawn["input_usd_per_mtok"], open_drawn["score_elo"]
exhibit(
    price_map(WIDE_SPOTS, 430, 3),
    narrow=price_map(NARROW_SPOTS, 400, 2),
    id="price-vs-score",
    title=f"Of the {count(len(on_edge))} best buys on input price, {count(len(closed_edge))} are "
    f"closed; the cheapest is {hosted_qwen if cheapest['kind'] == HOSTED else cheapest['name']}",
    subtitle=f"Chatbot Arena rating with 95 % interval on {board_day} against list price on "
    f"{prices_day}. Broken line: best buys, which no model beats on both. Hollow: the article's "
    "price, a triangle where it is an upper bound",
    alt=f"Scatter plot of {len(models)} models. Open models (circles) cost {open_usd.min():.2f} to "
    f"{open_usd.max():.2f} dollars for input at ratings of {open_elo.min():.0f} to "
    f"{open_elo.max():.0f}; closed models (squares) reach {best_closed['score_elo']:.0f}. Of "
    f"{len(on_edge)} models that none beats on both price and rating, {len(closed_edge)} are "
    "closed. The article's mark for Claude Opus 4.5 at "
    f"{claims.stated('exhibit1-opus-price'):.0f} dollars is joined to its list price of "
    f"{opus45['input_usd_per_mtok']:.0f} dollars; its upper bounds of "
    f"{claims.stated('exhibit1-glm5-price'):.0f} dollar for the four models that it calls open lie "
    "at or above their list prices.",
    rows=[models, list(models["price_row"]), facts.rows(*same_model)],
    data=by_base,
    note="Where a model is listed with and without reasoning, the better rating is drawn. A model "
    "without a list price in either table, or without a rating in our extract of the leaderboard, "
    "is left out. The broken line goes by the ratings alone, without their intervals.",
)

# %%
gemini, gemini_elo = offer["gemini-3-flash"], board.loc["gemini-3-flash"]
on_output = edge["output"]
open_on_output = on_output.loc[on_output["kind"] == HELD_OPEN, "name"].tolist()
output_words = (
    f"{count(len(open_on_output), 'open model')} {'stand' if len(open_on_output) > 1 else 'stands'}"
    f" on it ({listed(open_on_output)})"
    if open_on_output
    else "no open model stands on it"
)
flash_words = "does too" if flash["model"] in on_output["name"].tolist() else "does not"
interval_words = (
    f"Within the intervals {listed(unbeaten)} may stand on that of the input price too"
    if unbeaten
    else "The intervals change little: on input price a model as cheap or cheaper beats each other "
    "open model by more than the joint interval"
)

# %% tags=["remove-input"]
prose(f"""
Two things stand out. First, the closed end is cheaper than the article has it: Opus 4.5 is drawn at
{claims.claim("exhibit1-opus-price").stated}, but both tables list it at
${opus45["input_usd_per_mtok"]:.0f} for input; ${opus41["input_usd_per_mtok"]:.0f} was the price of
its predecessor, Opus 4.1. Second, open models are cheap, and some closed ones are as cheap. The
frontier on input price starts with {cheapest["name"]} and goes on through
{listed(closed_edge["name"].tolist())}, all closed. Gemini 3 Flash is listed at
${gemini["input_usd_per_mtok"]:.2f} and rated {gemini_elo["score_elo"]:.0f}; GLM-5 costs
{glm5["input_usd_per_mtok"] / gemini["input_usd_per_mtok"]:.0f} times as much and is rated
{glm5_elo["score_elo"]:.0f}. On output price {output_words}; {flash["model"]} {flash_words}.
{interval_words}. Open models are drawn at one price each, mostly their developer's. So the cheap
corner is real, and closed models from Google and xAI stand in it too.
""")

# %%
MAINLAND = "alibaba-cn"  # a list for mainland China: a price in dollars is not held against it
on_eve = prices[prices["as_of"] == days.PRICES]
glm_offers = list_prices.with_seller_kind(
    on_eve[on_eve["model"] == glm5["model"]], data.read("price-sellers")
)
glm_offers = glm_offers[glm_offers["provider"] != MAINLAND]
glm_cheapest = list_prices.cheapest_by_kind(glm_offers)
glm_below = glm_offers[glm_offers["input_usd_per_mtok"] < glm5["input_usd_per_mtok"]]
glm_sellers = glm_below["provider"].nunique()
keys = data.read("price-keys")
v3_cheapest = list_prices.cheapest_by_kind(keys[(keys["slug"] == "deepseek-v3") & keys["included"]])
on_arena = facts.rows("glm-5-arena-price-input", "claude-opus-4.5-arena-price-input")
opus_mean = (opus45["input_usd_per_mtok"] + opus45["output_usd_per_mtok"]) / 2
gpt_mean = (gpt4o["input_usd_per_mtok"] + gpt4o["output_usd_per_mtok"]) / 2
median_rating = float(models["score_elo"].median())
upper_half = models["score_elo"] >= median_rating
v3_elo, v32_elo = board.loc["deepseek-v3"], board.loc["deepseek-v3.2"]

small_part_column = pricing.BASES[assumed.small_part_base]
small_parts = {
    name: 100 * one[small_part_column] / opus45[small_part_column]
    for name, one in {"GLM-5": glm5, "Kimi K2.5": kimi}.items()
}


def strong(*named: str) -> dict[str, bool | None]:
    """Open as to the picture, whose axis is not known; beside it, what Arena says.

    There one of the models must rate at least as high as the middle of those that we draw.
    """
    return {
        "the picture, whose axis is not told": None,
        "Arena, upper half of what we draw": bool(upper_half[list(named)].any()),
    }


# %% tags=["hide-input"]
price_checks = [
    claims.check(
        "exhibit1-opus-price",
        list_prices.usd_by_base(opus45, "developer")
        | {"developer, plain mean of input and output": float(opus_mean)},
        rows=opus45,
        beside=[opus41, on_arena, facts.row("exhibit-1-opus-15")],
        note=f"{opus41['input_usd_per_mtok']:.0f} USD is the input price of Opus 4.1, the model "
        "before it, and the plain mean of the two prices of Opus 4.5. GPT-4o is not drawn at its "
        f"mean, which would be {gpt_mean:.2f}, but at its price for input.",
    ),
    claims.check("exhibit1-gpt4o-price", list_prices.usd_by_base(gpt4o, "developer"), rows=gpt4o),
    claims.check(
        "exhibit1-glm5-price",
        list_prices.usd_by_base(glm5, "developer") | list_prices.sellers_usd(glm_cheapest),
        rows=glm5,
        beside=[glm_below, on_arena],
        note='Missed by the word "below" alone: its developer asks exactly that for input. On the '
        f"lists of the day {count(glm_sellers, 'other seller')} asked less, and the Arena showed "
        f"{facts.number('glm-5-arena-price-input', 'usd_per_mtok'):.2f}.",
    ),
    claims.check("exhibit1-kimi-price", list_prices.usd_by_base(kimi, "developer"), rows=kimi),
    claims.check(
        "exhibit1-deepseek-v3-price",
        list_prices.usd_by_base(v3, "developer") | list_prices.sellers_usd(v3_cheapest),
        rows=v3,
        beside=v3_cheapest,
        note="Still listed after its developer had moved on to V3.2, at "
        f"{offer['deepseek-v3.2']['input_usd_per_mtok']:.2f}.",
    ),
    claims.check(
        "exhibit1-flash-price",
        list_prices.usd_by_base(flash, "developer"),
        rows=flash,
        beside=flash_undated,
        note="At the gateway that passes Alibaba's price on.",
    ),
]

# %% tags=["hide-input"]
check_flash_open = claims.check(
    "exhibit1-flash-open",
    {
        "the weights, by its maker's word": flash_is_open,
        "as the leaderboard lists it": flash_elo["weights"] == "open",
    },
    rows=[facts.rows("qwen3.5-flash-is-35b-a3b"), flash_elo],
    beside=[facts.rows("qwen3.5-flash-hosts-35b-a3b"), qwen35_elo],
    note="Its maker and a reseller call it the hosted form of the open 35B-A3B; their ratings, "
    f"{flash_elo['score_elo'] - qwen35_elo['score_elo']:.0f} points apart, agree within the "
    "intervals. The leaderboard, whose label we follow elsewhere, has it as proprietary.",
)

# %% tags=["hide-input"]
performance_checks = [
    claims.check(
        "exhibit1-glm5-high-performance",
        strong("GLM-5"),
        rows=glm5_elo,
        note="The picture does not say what its height measures nor where its upper half begins, "
        "so none of the four can be decided. On Arena the middle of the models that we draw is "
        f"{median_rating:.0f}; GLM-5 has {glm5_elo['score_elo']:.0f}.",
    ),
    claims.check(
        "exhibit1-kimi-high-performance",
        strong("Kimi K2.5"),
        rows=kimi_elo,
        note=f"On Arena {kimi_elo['score_elo']:.0f}.",
    ),
    claims.check(
        "exhibit1-deepseek-v3-high-performance",
        strong("DeepSeek V3"),
        rows=[v3_elo, v32_elo],
        note=f"On Arena {v3_elo['score_elo']:.0f}, for the model of December 2024. V3.2, on sale "
        "when the article appeared, rates "
        f"{v32_elo['score_elo'] - v3_elo['score_elo']:.0f} points higher.",
    ),
    claims.check(
        "exhibit1-flash-high-performance",
        strong("Qwen 3.5 Flash"),
        rows=flash_elo,
        note=f"On Arena {flash_elo['score_elo']:.0f}, give or take {flash_elo['ci95_elo']:.0f}.",
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *price_checks,
    check_flash_open,
    *performance_checks,
    claims.check(
        "exhibit1-threshold-crossed",
        strong("GLM-5", "Kimi K2.5", "DeepSeek V3", "Qwen 3.5 Flash"),
        rows=best_open,
        note="Which level the picture counts as high is not known. On Arena the best open model "
        "stands above the middle of all that we draw, level with Sonnet 4.5 and "
        f"{best_closed['score_elo'] - best_open['score_elo']:.0f} points below the best.",
    ),
    claims.check(
        "exhibit1-price-fraction",
        bool(max(small_parts.values()) < assumed.small_part_pct),
        rows=[glm5, kimi, opus45],
        reading=claims.Reading(
            f"per cent of the price of Opus 4.5 on the {assumed.small_part_base}, below which we "
            "call a part small",
            assumed.small_part_pct,
            max(small_parts.values()),
        ),
        note=f"GLM-5 costs {small_parts['GLM-5']:.0f} % and Kimi K2.5 "
        f"{small_parts['Kimi K2.5']:.0f} % of Opus 4.5. Closed models as cheap exist too.",
    ),
)

# %% [markdown]
# ## The discount depends on what is compared
#
# A discount has two ends and a base. The article compares the Flash tier with Sonnet 4.5 on input;
# its first takeaway puts the name of the open 35B model to the same price, the price of its maker's
# hosted form. We compute each pair on input, on output and on the usual blend of three input tokens
# to one output token.

# %%
flash_stated = claims.stated("flash-discount")
own_stated = claims.stated("qwen-35b-cost-gap")
# The article gives the share that GLM-5 costs; here it is the discount that this amounts to.
glm_stated = 100 - claims.stated("glm5-cost-share")
PAIRS = [
    ("Qwen 3.5 Flash, gateway / Sonnet 4.5", flash, sonnet, flash_stated),
    ("Qwen 3.5 Flash, China / Sonnet 4.5", flash_cn, sonnet, flash_stated),
    ("Qwen3.5-35B, OpenRouter / Sonnet 4.5", qwen35_or, sonnet, own_stated),
    ("Qwen3.5-35B, host in China / Sonnet 4.5", qwen35, sonnet, own_stated),
    ("Kimi K2.5 / Opus 4.5", kimi, opus45, claims.stated("kimi-discount-opus")),
    ("GLM-5 / Opus 4.5", glm5, opus45, glm_stated),
]
compared = list_prices.discounts_of_pairs(
    {pair: (cheap, dear) for pair, cheap, dear, _ in PAIRS},
    {pair: pct for pair, _, _, pct in PAIRS},
)
in_china = pricing.discounts(flash_cn, sonnet)
kimi_off, glm_off = pricing.discounts(kimi, opus45), pricing.discounts(glm5, opus45)
routed_day = days.spelled(facts.text("qwen3.5-35b-a3b-price-openrouter-input", "as_of"))
short_inputs = facts.rows(
    *(f"qwen3.5-flash-cn-tier-short-{side}put" for side in ("in", "out")), unit="usd_per_mtok"
)


# %% tags=["hide-input"]
def discount_chart(label: str, title: str) -> alt.LayerChart:
    """Discounts by pair and base as dots, the article's figure hollow.

    `label` is an expression for the name of a row.
    """
    pair = marks.rows("pair:N", [one for one, *_ in PAIRS], label_limit=260, labelExpr=label)
    percent = (
        alt.X("discount_pct:Q")
        .scale(domain=[75, 100], nice=False, zero=False)
        .axis(format="d", grid=True)
        .title(title)
    )
    shapes, colours = ["circle", "square", "diamond"], [theme.FOUND, theme.THIRD, theme.FOURTH]
    bases = list(pricing.BASES)
    rows = alt.Chart(compared).encode(y=pair)
    dots = rows.mark_point(filled=True, size=64, opacity=1).encode(
        x=percent,
        shape=alt.Shape("base:N").scale(domain=bases, range=shapes).title(None),
        color=alt.Color("base:N").scale(domain=bases, range=colours).title(None),
        tooltip=[
            "pair:N",
            "base:N",
            alt.Tooltip("discount_pct:Q", format=".1f"),
            alt.Tooltip("stated_pct:Q", title="article states"),
        ],
    )
    lowest = alt.X("min(discount_pct):Q").scale(zero=False)
    span = marks.span(rows.encode(x=lowest, x2="max(discount_pct):Q"))
    ring = marks.ring(rows.encode(x="stated_pct:Q"))
    return alt.layer(span, ring, dots).properties(height=44 * len(PAIRS))


# %% tags=["hide-input"]
exhibit(
    discount_chart("datum.label", "Discount in per cent of the dearer model's price"),
    narrow=discount_chart("split(datum.label, ' / ')", "Discount in per cent"),
    id="discount-by-base",
    title=f"The {claims.claim('flash-discount').stated} discount holds for Qwen as its maker hosts "
    f"it; under its own name, at the two hosts found, it is {own_range} %",
    subtitle=f"Discount against the closed model on three bases, list prices of {prices_day}. "
    "Hollow ring: what the article states",
    alt=f"Dot plot of {count(len(PAIRS))} pairs on three bases. Qwen 3.5 Flash through a gateway "
    f"against Claude Sonnet 4.5 lies at {saving['input']:.0f} % for input and for output. "
    "Alibaba's own price in mainland China, for short inputs, gives "
    f"{in_china['input']:.0f} % for input and {in_china['output']:.0f} for output. The open model "
    f"under its own name gives {own_range}. Kimi K2.5 against Claude Opus 4.5 lies at "
    f"{kimi_off['input']:.0f} on every base, and GLM-5 between {min(glm_off.values()):.0f} and "
    f"{max(glm_off.values()):.0f}.",
    rows=[flash, flash_cn, short_inputs, routed, qwen35, sonnet, kimi, glm5, opus45],
    data=compared,
    note="GLM-5: the article gives a cost share of "
    f"{claims.claim('glm5-cost-share').stated}, drawn as a discount. OpenRouter's price is that of "
    f"{routed_day}. China: the list of the day carries the price of inputs above 256K tokens; "
    "drawn is that of short inputs, from a later file of the same list. The axis does not start at "
    "zero.",
)

# %%
glm_share = list_prices.cost_shares(glm5, opus45)
flash_share = list_prices.cost_shares(flash, sonnet)
gpt52 = offer["gpt-5.2"]
flash_of_gpt, glm_of_gpt = (
    list_prices.cost_shares(cheap, gpt52)["input"] for cheap in (flash, glm5)
)
CLOSED_OPEN = ("closed", "open")
glm_points = 100 * glm5_elo["score_elo"] / best_closed["score_elo"]
own_name = prices[(prices["model"] == qwen35["model"]) & (prices["weights"] == "open")]
since = own_name[own_name["as_of"] > days.ARTICLE]
since_hosts, since_maker = (
    since[(since["seller"] == "developer") == is_maker].reset_index(drop=True)
    for is_maker in (False, True)
)
maker_later = since_maker.loc[since_maker["as_of"].idxmin()]
as_hosted = facts.rows(*same_model)
open_rows = [flash, qwen35, routed, as_hosted]
paid_closed, paid_open = (demand.number(f"price-{side}", "usd_per_mtok") for side in CLOSED_OPEN)
at_same_level = 100 - demand.number("open-cheaper-same-intelligence", "pct")
averages = demand.rows("price-closed", "price-open", "open-cheaper-same-intelligence")
other_average = [
    demand.row("open-cost-share", "pct"),
    demand.row("closed-price-multiple", "x"),
]


def with_own_name(hosted: float, under_own_name: dict[str, float]) -> dict[str, float]:
    """A figure on input for the maker's hosted form, and for the model under its own name."""
    others = {f"input, {words}": value for words, value in under_own_name.items()}
    return {"input, as its maker hosts it (Flash)": hosted} | others


# %% tags=["hide-input"]
input_price_checks = [
    claims.check(
        "flash-input-price",
        {
            "international list, as a gateway passes it on": float(flash["input_usd_per_mtok"]),
            "list for mainland China, short inputs": float(flash_cn["input_usd_per_mtok"]),
        },
        rows=flash,
        beside=[
            *(flash_undated, flash_cn, short_inputs, facts.row("qwen3.5-flash-price-tier")),
            facts.rows(
                *(f"qwen3.5-flash-cn-price-yuan{when}" for when in ("", "-2026-08")),
                unit="cny_per_mtok",
            ),
        ],
        note="We found no copy of the linked price page in a version with this model, so a gateway "
        "stands for it. In mainland China Alibaba asks less for short inputs; the list of the day "
        "carries only the price of inputs above 256K tokens there, which we correct.",
    ),
    claims.check("flash-sold-by-alibaba", bool(flash_cn["seller"] == "developer"), rows=flash_cn),
    claims.check("sonnet-input-price", float(sonnet["input_usd_per_mtok"]), rows=sonnet),
    claims.check(
        "flash-discount",
        saving | {"mainland China, input": in_china["input"]},
        rows=[flash, sonnet],
        beside=[flash_undated, flash_cn, short_inputs],
        note="At the price that the sentence names. By Alibaba's list for mainland China it is "
        f"{in_china['input']:.0f} % for input and {in_china['output']:.0f} % for output.",
    ),
]

# %% tags=["hide-input"]
own_name_checks = [
    claims.check(
        "qwen-35b-input-price",
        with_own_name(
            float(flash["input_usd_per_mtok"]),
            {words: float(one["input_usd_per_mtok"]) for words, one in own_price.items()},
        ),
        rows=open_rows,
        beside=[flash_undated, since],
        note="The price of the maker's hosted form. Under the model's own name no list of the day "
        f"has it so low. Since the article its maker has listed it at "
        f"{maker_later['input_usd_per_mtok']:.2f} USD ({days.spelled(maker_later['as_of'])}), and "
        f"hosts at {since_hosts['input_usd_per_mtok'].min():.2f} to "
        f"{since_hosts['input_usd_per_mtok'].max():.2f}.",
    ),
    claims.check(
        "qwen-35b-cost-gap",
        with_own_name(saving["input"], {words: off["input"] for words, off in own_off.items()}),
        rows=[*open_rows, sonnet],
        note="Right for Flash, the hosted form of the model by its maker's word and a reseller's. "
        "Under its own name it cost more, and the discount is smaller.",
    ),
]

# %% tags=["hide-input"]
share_checks = [
    claims.check("kimi-discount-opus", kimi_off, rows=[kimi, opus45]),
    claims.check(
        "glm5-cost-share",
        None,
        rows=facts.row("glm-5-95pct-15pct"),
        beside=[glm5, opus45, other_average],
        note="We found no such statement by the developer. List prices make GLM-5 cost "
        f"{glm_share['input']:.0f} % (input) to {glm_share['output']:.0f} % (output) of Opus 4.5. "
        "A study of all open models has "
        f"{demand.number('open-cost-share', 'pct'):.0f} %.",
    ),
    claims.check(
        "glm5-performance-share",
        None,
        rows=facts.row("glm-5-95pct-15pct"),
        beside=[glm5_elo, best_closed, demand.row("open-performance", "pct")],
        note=f"No such statement found. As a ratio of Arena ratings it would be {glm_points:.1f} "
        "%, but such a ratio means little: a rating has no zero.",
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *input_price_checks,
    *own_name_checks,
    *share_checks,
    claims.check(
        "faq-qwen-cost-share",
        with_own_name(
            flash_share["input"], {words: 100 - off["input"] for words, off in own_off.items()}
        ),
        rows=[*open_rows, sonnet],
        note="Right for the maker's hosted form; under its own name the model costs more.",
    ),
    claims.check(
        "faq-open-cost-share",
        {f"{b}, the article's pairs": (flash_share[b], glm_share[b]) for b in pricing.BASES}
        | {
            "input, the same two against GPT-5.2": (flash_of_gpt, glm_of_gpt),
            "average paid on OpenRouter": 100 * paid_open / paid_closed,
            "at the same intelligence, OpenRouter": at_same_level,
        },
        rows=[flash, sonnet, glm5, opus45, gpt52, averages],
        beside=[flash_undated, other_average],
        note="The pairs are Flash against Sonnet 4.5 at the low end and GLM-5 against Opus 4.5 at "
        f"the high end; against GPT-5.2 GLM-5 costs {glm_of_gpt:.0f} % for input. Two studies of "
        "OpenRouter, about one per cent of spending, have averages within the range; two more "
        "readings of the second lie just above it, at "
        f"{demand.number('open-cost-share', 'pct'):.1f} and "
        f"{100 / demand.number('closed-price-multiple', 'x'):.1f} %.",
    ),
)

# %% [markdown]
# ## Whose benchmark?
#
# The article says that the comparison with Sonnet 4.5 rests on Alibaba's own evaluations, and it is
# right to say so. We keep the maker's tests and the judgement of users apart.

# %%
lost = data.one(pairs[pairs["lead_points"] <= 0])
paired = pairs.melt(id_vars=["benchmark", "lead_points"], var_name="model", value_name="score_pct")
vendor_rows = vendor[
    vendor["model"].isin([QWEN, SONNET]) & vendor["benchmark"].isin(pairs["benchmark"])
]


# %% tags=["hide-input"]
def dumbbell(columns: int) -> alt.LayerChart:
    """Two scores a benchmark, joined; `columns` of the legend."""
    legend, models_of = alt.Legend(columns=columns), [QWEN, SONNET]
    both = alt.Chart(paired).encode(
        x=alt.X("score_pct:Q").scale(domain=[0, 100]).axis(grid=True).title("Score in per cent"),
        y=marks.rows("benchmark:N", pairs["benchmark"].tolist()),
    )
    joins = both.mark_line(color=theme.LIMIT, strokeWidth=1.4).encode(detail="benchmark:N")
    colour = alt.Color("model:N").scale(domain=models_of, range=[theme.OPEN, theme.CLOSED])
    shape = alt.Shape("model:N").scale(domain=models_of, range=["circle", "square"])
    dots = both.mark_point(filled=True, size=80, opacity=1).encode(
        color=colour.title(None).legend(legend),
        shape=shape.title(None).legend(legend),
        tooltip=["benchmark:N", "model:N", "score_pct:Q"],
    )
    return alt.layer(joins, dots).properties(height=20 * len(pairs))


exhibit(
    dumbbell(2),
    narrow=dumbbell(1),
    id="vendor-benchmarks",
    title=f"In its maker's own table the small Qwen beats Sonnet 4.5 on {ahead} of {len(pairs)} "
    f"tests, all of images, video or screens; its median lead is {median_lead:.0f} points",
    subtitle="Scores of Qwen3.5-35B-A3B and Claude Sonnet 4.5 as Alibaba reports them, model card "
    "of 2026",
    alt=f"Dumbbell chart of {len(pairs)} benchmarks from the vendor's table. The open model leads "
    f"on {ahead} of them, by up to {pairs['lead_points'].max():.0f} points (median "
    f"{median_lead:.0f}), and trails on {lost['benchmark']} by {-lost['lead_points']:.1f}; all are "
    "tests of vision.",
    rows=vendor_rows,
    data=paired,
    kind="reported",
)

# %%
by_row = benchmarks.set_index("row_id", drop=False)
epoch_plain = by_row.loc["bench-epoch-claude-sonnet-4.5-gpqa-diamond"]
epoch_thinking = by_row.loc["bench-epoch-claude-sonnet-4.5-gpqa-diamond-59k-thinking"]
vendor_gpqa = by_row.loc["bench-qwen-qwen3.5-35b-a3b-gpqa-diamond"]
swe_qwen = by_row.loc["bench-qwen-qwen3.5-35b-a3b-swe-bench-verified"]
swe_anthropic = by_row.loc["bench-anthropic-claude-sonnet-4.5-swe-bench-verified"]
swe_epoch = by_row.loc["bench-epoch-claude-sonnet-4.5-swe-bench-verified"]
collected_qwen = by_row.loc["bench-whatmodel-qwen3.5-35b-a3b-swe-bench-verified"]
collected_sonnet = by_row.loc["bench-whatmodel-claude-sonnet-4.5-swe-bench-verified"]
maker_lead = swe_anthropic["score_pct"] - swe_qwen["score_pct"]
independent_lag = swe_qwen["score_pct"] - swe_epoch["score_pct"]
behind = sonnet_elo["score_elo"] - flash_elo["score_elo"]
own_behind = sonnet_elo["score_elo"] - qwen35_elo["score_elo"]
one_part_in = sonnet["input_usd_per_mtok"] / flash["input_usd_per_mtok"]

AA_MODELS = ("glm-5", "claude-opus-4.5", "gpt-5.2", "claude-opus-4.6")
index_rows = facts.rows(*(f"{one}-aa-index" for one in AA_MODELS))
index = {one: facts.number(f"{one}-aa-index", "index") for one in AA_MODELS}
history = data.read("arena-days").set_index("row_id", drop=False)
glm_feb, glm_draft, kimi_feb = (
    history.loc[f"arena-days-{one}"]
    for one in ("glm-5-2026-02-12", "glm-5-2026-02-27", "kimi-k2.5-2026-02-12")
)


def stretch(row: pd.Series) -> str:
    """The days of a row of ratings, in words."""
    return f"{days.spelled(row['as_of'])} to {days.spelled(row['until'])}"


widest = pairs.nlargest(assumed.leads_looked_at, "lead_points")
low_scores = [f"{row[SONNET]:.1f} % on {row['benchmark']}" for _, row in widest.iterrows()]
widest_words = (
    f" The {count(len(widest))} largest rest on scores of Sonnet 4.5 so low, {listed(low_scores)}, "
    "that they look more like answers in a form that the test did not take than like a measure of "
    "sight; Alibaba does not say, and we could not check."
    if (widest[SONNET] < assumed.wrong_form_pct).all()
    else ""
)

# %% tags=["remove-input"]
prose(f"""
The table sets the two models side by side on vision alone, and there the small model leads on all
but one: {lost["benchmark"]}, the use of a computer by its screen, where it trails by
{-lost["lead_points"]:.1f} points. The median lead is {median_lead:.1f} points.{widest_words} On
language and code, Alibaba's card compares with other models. Users who compare answers to text
without knowing the model rate Sonnet 4.5 {own_behind:.0f} points above Qwen3.5-35B-A3B and
{behind:.0f} above the Flash tier; the intervals are {sonnet_elo["ci95_elo"]:.0f},
{qwen35_elo["ci95_elo"]:.0f} and {flash_elo["ci95_elo"]:.0f} points wide to each side, so that there
is a gap is certain. By these ratings the Flash tier would be preferred to Sonnet 4.5 in
{flash_wins:.0f} of 100 comparisons, at one part in {one_part_in:.0f} of its input price.

**Other tests** are few. On GPQA Diamond, science questions, Alibaba reports
{vendor_gpqa["score_pct"]:.1f} % for the open model; Epoch AI measured
{epoch_plain["score_pct"]:.1f} % for Sonnet 4.5, and {epoch_thinking["score_pct"]:.1f} % when it may
think at length: not one run, and one side is the maker. On the index of Artificial Analysis,
February 2026, GLM-5 has {index["glm-5"]:.0f}, Opus 4.5 {index["claude-opus-4.5"]:.0f}, GPT-5.2
{index["gpt-5.2"]:.0f} and Opus 4.6 {index["claude-opus-4.6"]:.0f}: nearly level, as on Arena.

**On code** the order depends on whose figure is taken. On SWE-bench Verified, repairs to real
programs, Alibaba reports {swe_qwen["score_pct"]:.1f} % for the open model. For Sonnet 4.5 Anthropic
reports {swe_anthropic["score_pct"]:.1f} % (read second-hand), and Epoch AI, independent of both,
measured {swe_epoch["score_pct"]:.1f} % in {days.month(str(swe_epoch["as_of"]))}. Maker against
maker, Sonnet 4.5 leads by {maker_lead:.1f} points; against Epoch AI's figure, Alibaba's is ahead by
{independent_lag:.1f}. None of the three is of one run with another, and the programs around the
model differ. Since the article, a collection that names no evaluator in what we read has the small
Qwen at {collected_qwen["score_pct"]:.1f} % and Sonnet 4.5 at {collected_sonnet["score_pct"]:.1f} %.
Level performance in work on code is not shown.
""")

# %% tags=["hide-input"]
qwen_checks = [
    claims.check(
        "qwen-maker",
        qwen35_elo["organisation"] == "Alibaba",
        rows=qwen35_elo,
        beside=facts.rows("qwen3.5-35b-a3b-release", "qwen3.5-35b-a3b-sonnet-4.5-claim"),
    ),
    claims.check(
        "qwen-release-month",
        facts.text("qwen3.5-35b-a3b-release-apx", "as_of"),
        agreeing=[
            facts.row("qwen3.5-35b-a3b-release"),
            facts.row("qwen3.5-35b-a3b-release-apx"),
        ],
        beside=routed,
    ),
    claims.check(
        "qwen-matches-sonnet",
        ahead > 0,
        rows=[vendor_rows, facts.row("qwen3.5-35b-a3b-sonnet-4.5-claim")],
        note=f"True of Alibaba's own table: {ahead} of {len(pairs)} vision tests, all but "
        f"{lost['benchmark']}.",
    ),
    claims.check(
        "qwen-evaluations-by-maker",
        bool((vendor_rows["evaluator_kind"] == "vendor").all()),
        rows=vendor_rows,
    ),
]

# %% tags=["hide-input"]
check_comparable = claims.check(
    "flash-comparable-performance",
    {
        f"{name}, {won:.0f} of 100 on text": won >= assumed.comparable_wins
        for name, won in (("Flash", flash_wins), ("under its own name", own_wins))
    },
    rows=[sonnet_elo, flash_elo, qwen35_elo],
    beside=[
        *(epoch_plain, epoch_thinking, vendor_gpqa, vendor_rows),
        *(swe_qwen, swe_anthropic, swe_epoch),
    ],
    reading=claims.Reading(in_comparisons, assumed.comparable_wins, flash_wins),
    note=f"Sonnet 4.5 leads by {behind:.0f} points on text; on vision, by Alibaba's own table, "
    "Qwen leads.",
)

# %% tags=["hide-input"]
glm_checks = [
    claims.check(
        "glm5-maker",
        glm5_elo["organisation"] == "Z.ai",
        rows=glm5_elo,
        note="Zhipu AI, which now calls itself Z.ai.",
    ),
    claims.check(
        "glm5-is-open",
        glm5_elo["weights"] == "open",
        rows=glm5_elo,
        note="Open weights under the MIT licence; the training data are not published.",
    ),
    claims.check(
        "glm5-arena-elo",
        {
            "day of publication": float(glm5_elo["score_elo"]),
            stretch(glm_draft): float(glm_draft["score_elo"]),
            stretch(glm_feb): float(glm_feb["score_elo"]),
        },
        rows=glm5_elo,
        beside=[glm_draft, glm_feb],
        note="The figures for GLM-5 and Kimi K2.5 are both those of the middle of February; this "
        "one was right again when the article appeared.",
    ),
    claims.check(
        "glm5-top-open",
        bool(glm5_elo["score_elo"] == best_open["score_elo"]),
        rows=board[board["weights"] == "open"].nlargest(3, "score_elo"),
        note="Two others follow so closely that all three lie within each other's interval.",
    ),
]

# %% tags=["hide-input"]
collected = facts.number("kimi-k2.5-humaneval-onyx", "pct")
kimi_checks = [
    claims.check("kimi-maker", kimi_elo["organisation"] == "Moonshot", rows=kimi_elo),
    claims.check(
        "kimi-params",
        facts.number("kimi-k2.5-params-total", "params_bn") / 1000,
        rows=facts.row("kimi-k2.5-params-total"),
    ),
    claims.check(
        "kimi-humaneval",
        {"the developer's own table": None, "a collection that names no tester": collected},
        rows=facts.row("kimi-k2.5-humaneval"),
        beside=facts.row("kimi-k2.5-humaneval-onyx"),
        note="The article links the developer, whose table has no HumanEval row. A leaderboard "
        "that collects scores has the figure, by two notes on it, and does not say who ran the "
        "test; a third note has the score of another test in its place.",
    ),
    claims.check(
        "kimi-aime-2025",
        facts.number("kimi-k2.5-aime-2025", "pct"),
        rows=facts.row("kimi-k2.5-aime-2025"),
    ),
    claims.check(
        "kimi-arena-elo",
        {
            "day of publication": float(kimi_elo["score_elo"]),
            stretch(kimi_feb): float(kimi_feb["score_elo"]),
        },
        rows=[kimi_elo, kimi_feb],
        earlier=stretch(kimi_feb),
        give_or_take=float(kimi_elo["ci95_elo"]),
        note="Right in the middle of February. On the day of publication the rating was "
        f"{kimi_elo['score_elo']:.0f}, give or take {kimi_elo['ci95_elo']:.0f}.",
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *qwen_checks,
    check_comparable,
    *glm_checks,
    *kimi_checks,
    claims.check(
        "not-cherry-picked",
        None,
        rows="bench-qwen-claude-sonnet-4.5-mmmu",
        note="The article backs the pair with two more, GLM-5 and Kimi K2.5, and both stand closer "
        "to Opus 4.5 on Arena than the Flash tier does to Sonnet 4.5.",
    ),
)

# %% [markdown]
# ## The gap over time

# %% tags=["remove-input"]
prose(f"""
The AI Index of Stanford HAI reported that the best closed model led the best open one by
{claims.claim("hai-gap-before").link} of its rating in January 2024 and by
{claims.claim("hai-gap-after").link} in February 2025. Daily files of the ratings, kept by a third
party from July 2024 on, give the second figure to the digit on {agreeing_words}, and show what two
days cannot: the lead swings with releases. It stood at {earlier_low["lead_pct"]:.1f} % already on
{days.spelled(earlier_low["as_of"])}, with {earlier_low["best_open"]} new on the board; was
{high_day["lead_pct"]:.1f} % on {days.spelled(high_day["as_of"])}; fell to
{low_day["lead_pct"]:.1f} % by {days.spelled(low_day["as_of"])}, {fall_days} days later, on two
releases by DeepSeek; stayed at {assumed.low_lead_pct:g} % or less for {low_days} days; was
{up_again["lead_pct"]:.1f} % on {days.spelled(up_again["as_of"])}, with {up_again["best_closed"]},
and {later_high["lead_pct"]:.1f} % on {days.spelled(later_high["as_of"])}. No daily file of January
2024 was found, so the first figure rests on the Index alone.
""")

# %%
has_passed = series["as_of"] > days.ARTICLE
series["phase"] = has_passed.map({False: "up to the article", True: "since then"})
first_gap, last_gap = series.loc[series["date"].idxmin()], series.loc[series["date"].idxmax()]
low_gap = series.loc[series.loc[~has_passed, "points"].idxmin()]
low_month = days.month(low_gap["as_of"])

BEFORE, AFTER = "ai-index-gap-2024-01", "ai-index-gap-2025-02"
before, after = facts.row(BEFORE), facts.row(AFTER)
index_days = [f"{one['as_of']}-{assumed.day_of_month:02d}" for one in (before, after)]
ai_index = pd.DataFrame(
    {"as_of": index_days, "stated_pct": [facts.number(one, "pct") for one in (BEFORE, AFTER)]}
)
ai_index["short"] = [f"Index: {one:g}" for one in ai_index["stated_pct"]]
ai_index["label"] = [f"AI Index, {one:%b %Y}" for one in pd.to_datetime(ai_index["as_of"])]
index_day = comparisons.on_day(daily, index_days[1])  # the middle of the Index's month
last_day = pd.to_datetime(daily["until"]).max()

# %%
tidy = series[
    [
        *("as_of", "points", "low", "high", "lead_pct", "open_preferred_pct"),
        *("phase", "best_open", "best_closed"),
    ]
]
levels = pd.DataFrame(
    {
        "open_preferred_pct": [assumed.comparable_wins],
        "word": [f"our threshold, {assumed.comparable_wins}"],
    }
)
turning_days = [earlier_low, high_day, low_day, up_again, later_high]
by_day = daily[["as_of", "lead_pct", "points", "best_closed", "best_open"]]
told_days = pd.DataFrame(turning_days)[["as_of", "lead_pct"]].assign(
    label=[
        f"{days.spelled(one['as_of'])[: -len(' 2025')]}: {one['lead_pct']:.1f}"
        for one in turning_days
    ],
    short=[f"{one['lead_pct']:.1f}" for one in turning_days],
)

# %% tags=["hide-input"]
PLACES = ["align", "dx", "dy"]
WIDE_DAYS = pd.DataFrame(
    [
        *[("center", 0, 14), ("right", -6, -6), ("right", -6, 12)],
        *[("left", 6, 10), ("left", -14, -10)],
    ],
    columns=PLACES,
).assign(label=told_days["label"].tolist())
NARROW_DAYS = WIDE_DAYS.assign(align="center", dx=[0, 0, -15, 15, 0], dy=[13, -11, 10, 0, -11])
WIDE_INDEX = pd.DataFrame(
    [("AI Index, Jan 2024", "left", 11, -5), ("AI Index, Feb 2025", "left", 12, 14)],
    columns=["label", *PLACES],
)
NARROW_INDEX = WIDE_INDEX.assign(dx=[11, 8], dy=[-5, 18])

# %% tags=["hide-input"]
spell = pd.DataFrame(
    {"from": [low_from], "to": [low_until], "low": [0], "limit": [assumed.low_lead_pct]}
)


def daily_chart(
    width: int, turn_spots: pd.DataFrame, turn_text: str, index_spots: pd.DataFrame, index_text: str
) -> alt.LayerChart:
    """The lead by day as steps, the two figures of the Index joined, the low spell shaded."""
    x = (
        alt.X("as_of:T")
        .scale(domain=["2023-12-15", f"{last_day:%Y-%m-%d}"])
        .axis(format="%b %Y", tickCount=5)
        .title(None)
    )
    y = (
        alt.Y("lead_pct:Q")
        .scale(domain=[0, 9], nice=False)
        .title("Lead in per cent of the open model's rating")
    )
    shade = alt.Chart(spell).mark_rect(opacity=0.25, color=theme.FOUND)
    shade = shade.encode(x="from:T", x2="to:T", y="low:Q", y2="limit:Q")
    tip = ["as_of:T", alt.Tooltip("lead_pct:Q", format=".2f"), "best_closed:N", "best_open:N"]
    steps = alt.Chart(by_day).mark_line(interpolate="step-after", color=theme.FOUND)
    steps = steps.encode(x=x, y=y, tooltip=tip)
    told = alt.Chart(ai_index).encode(x="as_of:T", y="stated_pct:Q")
    trend = told.mark_line(color=theme.ARTICLE, strokeWidth=1.2, strokeDash=[3, 2])
    ring = marks.ring(told.encode(tooltip=["label:N", "stated_pct:Q"]))
    words = marks.placed_labels(told, "label", index_spots, text=index_text)
    turns = alt.Chart(told_days).encode(x="as_of:T", y="lead_pct:Q")
    dots = turns.mark_point(filled=True, size=40, opacity=1, color=theme.FOUND)
    day_words = marks.placed_labels(turns, "label", turn_spots, text=turn_text)
    layers = [shade, trend, steps, dots, ring, words, day_words]
    return alt.layer(*layers).properties(width=width, height=260)


# %% tags=["hide-input"]
exhibit(
    daily_chart(630, WIDE_DAYS, "label", WIDE_INDEX, "label"),
    narrow=daily_chart(285, NARROW_DAYS, "short", NARROW_INDEX, "short"),
    id="lead-by-day",
    title=f"The lead fell from {high_day['lead_pct']:.1f} to {low_day['lead_pct']:.1f} % in "
    f"{fall_days} days, stayed under {assumed.low_lead_pct:g} % for {low_days}, and was back at "
    f"{later_high['lead_pct']:.1f} % by {days.month(later_high['as_of'])}",
    subtitle="Best closed against best open model on the Chatbot Arena, by daily files of its text "
    f"ratings, {days.month(daily['as_of'].min())} to {days.month(daily['until'].max())}. Hollow, "
    "joined: the two figures that the article takes from Stanford HAI's AI Index. Shaded: "
    f"{assumed.low_lead_pct:g} % or less",
    alt=f"A stepped line. The lead is {earlier_low['lead_pct']:.1f} % on "
    f"{days.spelled(earlier_low['as_of'])}, {high_day['lead_pct']:.1f} on "
    f"{days.spelled(high_day['as_of'])}, {low_day['lead_pct']:.1f} on "
    f"{days.spelled(low_day['as_of'])}, {up_again['lead_pct']:.1f} on "
    f"{days.spelled(up_again['as_of'])} and {later_high['lead_pct']:.1f} on "
    f"{days.spelled(later_high['as_of'])}. The figures of the AI Index, {before['value']:.0f} and "
    f"{after['value']:.1f} %, are joined by a straight line, which the daily line does not follow.",
    rows=[daily, before, after],
    data=by_day,
    note="Ratings as shown then, without style control. Open: any licence but a proprietary one. "
    "A day without a file has the rating of the last before it. An experimental variant whose "
    "weights were never published, best open model of one file, is left out. It took "
    f"{to_low_days} days to get under {assumed.low_lead_pct:g} % and {fall_days} to the lowest "
    "point.",
)

# %% [markdown]
# A percentage of a rating is an odd number, because a rating has no zero: add a thousand to every
# score and the percentage shrinks while nothing has changed. We therefore show points as well, and
# what they mean for how often users would prefer the open model.

# %% tags=["hide-input"]
PREFERRED_SPAN = (35, 50)
assert series["open_preferred_pct"].between(*PREFERRED_SPAN).all(), "the third panel cuts points"
time = (
    alt.X("as_of:T")
    .scale(domain=["2025-05-01", "2026-08-15"])
    .axis(format="%b %Y", tickCount=5)
    .title(None)
)


def line(column: str, title: str, low: float, top: float) -> alt.Chart:
    """A column over time, broken since the article."""
    y = alt.Y(f"{column}:Q").scale(domain=[low, top], nice=False, zero=False).title(title)
    phases = {"domain": ["up to the article", "since then"], "range": [[1, 0], [4, 3]]}
    return (
        alt.Chart(tidy)
        .mark_line(point=alt.OverlayMarkDef(size=20))
        .encode(
            x=time,
            y=y,
            strokeDash=alt.StrokeDash("phase:N").scale(**phases).legend(None),
            tooltip=[
                "as_of:T",
                alt.Tooltip(f"{column}:Q", format=".1f"),
                "best_closed:N",
                "best_open:N",
            ],
        )
    )


# %% tags=["hide-input"]
def gap_chart(width: int, titles: list[str]) -> alt.VConcatChart:
    """The lead in points and in per cent, and the preference that it implies, under each other."""
    day = marks.day(time, days.ARTICLE)
    known = alt.Chart(tidy).transform_filter(alt.FieldValidPredicate(field="low", valid=True))
    interval = marks.interval(known.encode(x=time, y="low:Q", y2="high:Q"), color=theme.FOUND)
    points = [
        interval,
        line("points", titles[0], 0, 120),
        marks.day(time, days.ARTICLE, "the article"),
    ]

    per_cent = [line("lead_pct", titles[1], 0, 9), day]

    level = alt.Chart(levels).encode(y="open_preferred_pct:Q")
    level_words = marks.label(
        level.encode(x=alt.value(width)), "word:N", align="right", dy=9, color=theme.MUTED
    )
    preference = line("open_preferred_pct", titles[2], *PREFERRED_SPAN)
    of_100 = [marks.limit(level), level_words, preference, day]
    panels = [
        alt.layer(*layers).properties(width=width, height=height)
        for layers, height in ((points, 170), (per_cent, 170), (of_100, 130))
    ]
    return alt.vconcat(*panels, spacing=30)


# %% tags=["hide-input"]
exhibit(
    gap_chart(
        630,
        [
            "Lead in rating points",
            "Lead in per cent of the open model's rating",
            "Comparisons of 100 in which the open model would be preferred, by the ratings "
            "(50 would be level)",
        ],
    ),
    narrow=gap_chart(
        285, ["Lead in rating points", "Lead in per cent", "Open model preferred, of 100"]
    ),
    id="open-closed-gap",
    title="On the article's day the best closed model led by "
    f"{at_publication['points']:.0f} points, so that the best open one would be preferred in "
    f"{at_publication['open_preferred_pct']:.0f} of 100; in {low_month} the lead was "
    f"{low_gap['points']:.0f}",
    subtitle="Best closed against best open model on the Chatbot Arena text leaderboard, "
    f"{days.month(first_gap['as_of'])} to {days.month(last_gap['as_of'])}; bars: 95 % interval, "
    "where it is known; broken line: since the article",
    alt="Three panels over time: the lead in points, in per cent, and the number of 100 "
    "comparisons in which the open model would be preferred, on a scale from "
    f"{PREFERRED_SPAN[0]} to {PREFERRED_SPAN[1]} with our threshold of {assumed.comparable_wins} "
    f"dashed. The lead falls from {first_gap['points']:.0f} points in "
    f"{days.month(first_gap['as_of'])} to {low_gap['points']:.0f} in {low_month}, is at "
    f"{at_publication['points']:.0f} on the day of the article, {at_publication['lead_pct']:.1f} % "
    f"of the open rating, and at {last_gap['points']:.0f} in {days.month(last_gap['as_of'])}.",
    rows=series,
    data=tidy,
    note="These copies of the leaderboard carry licences only from May 2025 on; the figure above "
    "has the year before, by ratings that were since computed anew. The third panel does not start "
    "at zero; its numbers follow from the ratings and count no votes.",
)

# %% tags=["hide-input"]
index_checks = [
    claims.check(
        "hai-gap-before",
        facts.number(BEFORE, "pct"),
        agreeing=[before, facts.row(f"{BEFORE}-aibase")],
        beside=facts.row("arena-gap-2024-01-09-modevc"),
        note="As the AI Index gives it, read on two pages that quote it. A later reckoning from "
        "the Arena's own data has "
        f"{facts.number('arena-gap-2024-01-09-modevc', 'elo'):.0f} points for that month, on "
        "another basis.",
    ),
]

# %% tags=["hide-input"]
fall_checks = [
    claims.check(
        "hai-gap-after",
        {
            "the Index": facts.number(AFTER, "pct"),
            "mid-February 2025, daily ratings": float(index_day["lead_pct"]),
            "lowest day": float(low_day["lead_pct"]),
            "after the next release": float(up_again["lead_pct"]),
            "day of publication": float(at_publication["lead_pct"]),
        },
        agreeing=[after, facts.row(f"{AFTER}-aibase")],
        beside=[
            *(agreeing_days, index_day, low_day, up_again, at_publication),
            facts.rows(
                *(f"arena-best-{side}-2025-02-17-openlm" for side in ("closed", "open")),
                unit="elo",
            ),
        ],
        note=f"The daily files give {agreeing_pct} on {agreeing_words}. The lead stood at "
        f"{assumed.low_lead_pct:g} % or less for {low_days} days, and at "
        f"{at_publication['points']:.0f} points when the article appeared.",
    ),
    claims.check(
        "hai-gap-period",
        {
            "the Index's own two dates": growth.years_between(*index_days),
            "the fall itself, daily ratings": growth.years_between(
                high_day["as_of"], low_day["as_of"]
            ),
        },
        rows=[before, after],
        beside=[high_day, low_day, earlier_low],
        note=f"The year is that between the Index's dates. The fall itself took {fall_days} days, "
        f"from {days.spelled(high_day['as_of'])} to {days.spelled(low_day['as_of'])}.",
    ),
    claims.check(
        "keyword-performance-gap",
        bool(at_publication["low"] > 0),
        rows=at_publication,
        note=f"{at_publication['points']:.0f} points, give or take {at_publication['margin']:.0f}.",
    ),
]

# %% tags=["hide-input"]
both_makers = f"{against_anthropic:.0f} (Anthropic) and {against_openai:.0f} (OpenAI) of 100"
open_checks = [
    claims.check(
        "faq-open-nearly-as-good",
        {f"best against best, {open_wins:.0f} of 100": assumed.comparable_wins <= open_wins < 50},
        rows=at_publication,
        beside=[index_rows, demand.row("open-performance", "pct")],
        reading=claims.Reading(in_comparisons, assumed.comparable_wins, open_wins),
        note="Nearly: no fewer than the threshold and fewer than half. On the index of Artificial "
        f"Analysis GLM-5 stood at {index['glm-5']:.0f}, the best closed model at "
        f"{index['claude-opus-4.6']:.0f}.",
    ),
    claims.check(
        "faq-open-comparable",
        {f"best against best, {both_makers}": least_of_both >= assumed.comparable_wins},
        rows=[best_open, best_openai, best_anthropic],
        beside=[index_rows, demand.row("open-performance", "pct")],
        reading=claims.Reading(in_comparisons, assumed.comparable_wins, least_of_both),
        note="With Claude Sonnet 4.5 the best open model is level, at "
        f"{wins(best_open, sonnet_elo):.0f}.",
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *index_checks,
    *fall_checks,
    *open_checks,
    claims.check("not-ip-story", None),
    claims.check("not-china-story", None),
    claims.check("industrial-economics-story", None),
    claims.check("known-ending", None),
    claims.check("title-models-are-rebar", None),
)

# %% [markdown]
# ## The article about itself
#
# The page names its author and two dates, and the second is earlier than the first. Its public
# repository tells how that came about: the text was last changed three days before the day that it
# bears. Nothing hangs on it. A figure that the article does not date is held against the eve and
# the day of publication; where an earlier day explains it, we say so.

# %% tags=["hide-input"]
article = sources.source("dubach-2026-rebar")
versions = data.read("article-versions")
published = data.one(versions, change="published")
claims.verdicts(
    claims.check(
        "article-author", article.author == "Philipp D. Dubach", rows=facts.row("article-dates")
    ),
    claims.check("published-date", article.issued, rows=facts.row("article-dates")),
    claims.check(
        "updated-date",
        {
            "the last commit before it appeared": str(published["as_of"]),
            "no earlier than its own day of publication": str(claims.claim("published-date").value),
        },
        rows=published,
        beside=facts.row("article-dates"),
        note="The day of the last commit, three days before the day that the article gives as that "
        "of its publication.",
    ),
)

# %% [markdown]
# ## How sure we are

# %%
# The models that this chapter compares by name and that a second list could have.
COMPARED_BY_NAME = [
    *("claude-sonnet-4.5", "claude-opus-4.5", "claude-opus-4.1"),
    *("glm-5", "kimi-k2.5", "gpt-4o", "gemini-3-flash"),
]
agree = len(list_prices.alike_in_all_lists(prices, days.PRICES, COMPARED_BY_NAME))

# %% tags=["remove-input"]
prose(f"""
The prices are list prices read out of two tables of the same day. Of the models compared by name,
{count(agree)} stand in both at the same price; the Qwen models and DeepSeek V3 stand in one only.
Discounts for batches and caches are not in them. The ratings come from a third party's copy of the
leaderboard, whose open or closed label we follow, and judge text only. The AI Index was read
second-hand; its second figure was reckoned anew. What the article's picture measures as performance
we do not know. The threshold of {assumed.comparable_wins} comparisons in a hundred is ours. Who
votes on Arena, and on what, is not a sample of anyone's work.

**What would change our mind.** One independent run of both models on ordinary work in which the
small Qwen falls well behind Sonnet 4.5 would settle
[comparable performance](claim:flash-comparable-performance) without a threshold; a price page of
Alibaba of March 2026 would settle [the tenth of a dollar](claim:flash-input-price), and whether the
[open model by name](claim:qwen-35b-input-price) was sold at it too.
""")
