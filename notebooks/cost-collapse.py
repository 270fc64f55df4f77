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
from typing import Annotated

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, theme
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
    harder_pct: Annotated[int, Within(36, 85)] = 70  # the one of the headline
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

# %% [markdown]
# Every key of every price list that stands for a model which Epoch AI has scored, and its score.

# %%
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

# %% [markdown]
# The fall from GPT-4's launch to the eve of the article, and the year before it at a harder level.

# %%
any_line = offers.lowest(known, INPUT, level)
open_line = offers.lowest(known, INPUT, level, weights="open")
open_now = offers.lowest(eve_offers, INPUT, level, weights="open").iloc[0]
any_now = offers.lowest(eve_offers, INPUT, level).iloc[0]
open_listed, any_listed = (data.one(line, as_of=days.PRICES) for line in (open_line, any_line))
fall_open = float(gpt4[INPUT] / open_now[INPUT])
fall_listed = float(gpt4[INPUT] / open_listed[INPUT])

# The article's price divides the three years: until a list first has it, and from then on.
end_price = claims.stated("exhibit2-end-price")
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
harder_pace = offers.yearly_fall(harder_line, INPUT, assumed.long_window)


# %%
def month(date: str) -> str:
    """A date as its month in words."""
    return f"{pd.Timestamp(date):%B %Y}"


eve = f"{pd.Timestamp(days.PRICES):%-d %B %Y}"
late_span = f"{late_falls[0]:.1f}- to {late_falls[1]:.1f}-fold"

# %% tags=["remove-input"]
prose(f"""
The article's second exhibit draws one line: what GPT-4 could do cost
{claims.claim("exhibit2-start-price").stated} in early 2023 and
{claims.claim("exhibit2-end-price").stated} three years later. Beside it stands a rate,
{claims.claim("epoch-median-rate").stated}, which it takes from Epoch AI. This chapter rebuilds the
line from dated price lists, puts all rates on one footing, and asks whether the line and the rate
can both be right.

**What we find.** The fall is real, and larger than the article says. GPT-4 cost
${gpt4[INPUT]:.0f} at launch. On {eve} an open model of at least its score cost
${open_listed[INPUT]:.2f} on one of our two lists and ${open_now[INPUT]:.2f} on the other: a factor
of {fall_listed:.0f} or {fall_open:,.0f} where the article has about {stated_fall:.0f}.
Epoch AI's median rate is given rightly: {median:.0f}-fold a year, rounded to {stated_median:.0f}.
But that is not the pace of the article's own example. {stated_fall:.0f}-fold in three years is
{own_rate:.1f}-fold a year, less than the slowest of Epoch AI's {len(trends)} rates. Both can be
right only because the fall came early. The lowest price of any model at this level fell
{early_fall:.0f}-fold in the first {reached_years:.1f} years, which Epoch AI's fits cover, and
{late_span} in the {late_years:.1f} after: {late_rates[0]:.1f}-fold a year on one list, about
Moore's law, and {late_rates[1]:.1f}-fold with the other. At harder levels the fall went on. To
score {assumed.harder_pct} % on the same test cost ${harder_then[INPUT]:.2f} in
{month(harder_then["as_of"])} and ${harder_last[INPUT]:.2f} on the eve of the article,
{harder_pace:.0f}-fold a year, though by models that reason, and so write more tokens for an answer
than GPT-4 did.
""")

# %% [markdown]
# ## What the lists hold
#
# A price counts where a key of a list names a version that Epoch AI has scored at GPT-4's level or
# above. Which names stand for which model, which endings of a name mean another offer, and who
# sells are tables of the data (`price-key-names`, `price-key-rules`, `price-sellers`), each row
# with its reason. A key that counts for nothing is counted here.

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
LISTS = {"litellm": "LiteLLM", SECOND: "models.dev"}

fates = offers.counts_of_keys(keys, unmapped)
fates["what"], fates["price list"] = fates["fate"].map(FATES), fates["list"].map(LISTS)
of_list = fates.groupby(["what", "price list"], as_index=False)["keys"].sum()
all_keys = int(of_list["keys"].sum())
scored_keys, counted_keys = len(keys), int(keys["included"].sum())
scored_models = keys["slug"].nunique()


# %% tags=["hide-input"]
def key_counts(step: int) -> alt.LayerChart:
    """Bars of keys by what became of them, one a list, each with its number."""
    names = list(LISTS.values())
    frame = alt.Chart(of_list).encode(
        y=marks.rows("what:N", list(dict.fromkeys(FATES.values())), label_limit=230),
        yOffset=alt.YOffset("price list:N").sort(names),
        x=alt.X("keys:Q").axis(None).scale(domain=[0, 3800]),
    )
    colour = (
        alt.Color("price list:N").scale(domain=names, range=[theme.FOUND, theme.THIRD]).title(None)
    )
    bars = frame.mark_bar().encode(color=colour)
    numbers = frame.mark_text(align="left", dx=4).encode(text=alt.Text("keys:Q", format=",d"))
    return alt.layer(bars, numbers).properties(height=step * 16)


exhibit(
    key_counts(17),
    narrow=key_counts(16),
    id="keys-of-the-lists",
    title=f"Of {all_keys:,} keys on the two lists of the eve, {counted_keys:,} sell a model that "
    "was scored at GPT-4's level or above",
    subtitle=f"Keys of the price lists of {eve}, by what became of them",
    alt=f"""Bar chart of keys by list. {counted_keys:,} count. {scored_keys - counted_keys} more
    stand for one of the {scored_models} scored models and are left out for a reason; most of the
    rest are models that were not scored or score lower.""",
    rows=unmapped,
    data=of_list,
    note="A key is one model at one seller, in some lists at one place. Left out are, for example, "
    "8-bit versions where the scored run does not say that it was one, and Lambda, which had "
    "stopped selling.",
)

# %% [markdown]
# ## GPT-4's level, list by list

# %% tags=["remove-input"]
prose(f"""
The line needs a level, a test and a price list of each date. The test is GPQA Diamond, questions in
science that call for a doctorate. The level is {level:.1f} %, which GPT-4 of March 2023 reaches in
Epoch AI's own runs. It is the hardest of three readings: Epoch AI's study of prices takes
{lower_levels["threshold"]:.0f} %, and the version that the key "gpt-4" has meant since June 2023
scores {lower_levels["later"]:.1f} %; at these a price can only be as low or lower. A model that was
run at several efforts counts with its best run: a token costs the same at each. Only names that say
which version is meant count, so that a name which passed from model to model cannot lend one the
price of another. Who sells makes a difference, so there are three bases beside the lowest offer of
all: the developer of the model, a host that runs it, and an aggregator that passes calls on.
""")

# %%
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
step_columns = [
    *("as_of", "side", "model", "usd_per_mtok", "score_pct", "sold_by", "base", "label"),
    *("second", "key", "row_id", "gpqa_row"),
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
    ended = alt.Chart(ends).encode(x=time_axis, y=price_axis)
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


def price_line(names: pd.DataFrame, height: int) -> alt.LayerChart:
    """The cheapest listed price of each side as a step line, with the article's two ends.

    A diamond is the same on the second list; `names` are the labels with their offsets, shown for
    offers of any seller on input.
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
    named = past.transform_filter(f"base == 'input' && sold_by == '{offers.ANY_SELLER}'")
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
            marks.placed_labels(named, "label", names),
        )
        .add_params(base, seller)
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
        ("GPT-5 nano", 6, 14, "left"),
        ("Llama 3 70B", 6, -9, "left"),
        ("Llama 4 Maverick", 6, -9, "left"),
        ("Phi-4", 6, -9, "left"),
    ],
    columns=["label", "dx", "dy", "align"],
)
few = ["GPT-4 Turbo", "Phi-4", "GPT-4o mini"]
narrow_offsets = offsets[offsets["label"].isin(few)]
first_list, last_list = month(family["as_of"].iloc[1:].min()), month(family["as_of"].max())
runs_until = month(runs["as_of"].max())

# %% tags=["hide-input"]
exhibit(
    price_line(offsets, 420),
    narrow=price_line(narrow_offsets, 380),
    id="gpt4-level-price",
    title=f"The lowest price at GPT-4's level fell {early_fall:.0f}-fold in {reached_years:.1f} "
    f"years and {late_span} in the {late_years:.1f} after: to ${any_listed[INPUT]:.2f} on one list "
    f"of the eve, ${any_now[INPUT]:.2f} on the other",
    subtitle=f"Cheapest listed price of a model that scores at least GPT-4's {level:g} % on GPQA "
    f"Diamond. Lines: LiteLLM's lists, {first_list} to {last_list}; diamonds: the models.dev list "
    "of the eve. Hollow, joined by a dotted line: the article's two ends. Dashed: since the "
    "article, only models scored before",
    alt=f"""Two step lines on a log axis. The closed line falls in steps from {gpt4[INPUT]:.0f}
    dollars in March 2023 to {reached[INPUT]:.3f} dollars in {month(reached["as_of"])}, and to
    {any_listed[INPUT]:.2f} by the article's date. The open line starts at
    {open_line[INPUT].iloc[0]:.2f} dollars in {month(open_line["as_of"].iloc[0])} and reaches
    {open_listed[INPUT]:.2f} dollars. Diamonds of the second list stand at
    {open_now[INPUT]:.2f} dollars for the open side. All are below the article's end point of
    {end_price:.2f}.""",
    rows=[list(steps["row_id"].unique()), list(steps["gpqa_row"].unique()), launch],
    data=steps,
    note="The launch point carries GPT-4's price as the first list with it gives it. No model that "
    f"Epoch AI scored after {runs_until}, the date of our copy of its runs, can enter: the true "
    "lowest price may be lower, above all on the dashed lines.",
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

# %% [markdown]
# A line that models launched since can enter needs another measure of the level: the rating that
# GPT-4 of March 2023 has on the Arena of October 2026.

# %%
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

# %% tags=["remove-input"]
prose(f"""
The start holds, and the end is lower than drawn. GPT-4 was listed at ${gpt4[INPUT]:.0f} for input
and ${gpt4["output_usd_per_mtok"]:.0f} for output, so ${gpt4[BLEND]:.2f} on a blend of three to one,
which is what Epoch AI has for its launch day, {launch["as_of"]}. On the eve of the article
{count(at_lowest)} keys stood at ${open_now[INPUT]:.2f} for input, all of open models
({lowest_models}) and all on {lowest_lists}: {falls["input"]:,.0f} times less, and
{falls["3:1 blend"]:.0f} times on the blend. On LiteLLM's the lowest was
${open_listed[INPUT]:.2f} ({open_listed["model"]} and others). But the seller matters: from its own
developer the cheapest open model, {open_by_seller["developer"]["model"]}, cost
${maker_price:.3f}, more than the article's ten cents.

The single line hides three things. **Closed models brought this price down first.** The first
listed price of ten cents or less came from {reached["model"]}, a closed model, on the list of
{reached["as_of"]}; the first from an open one, {reached_open["model"]}, stood on that of
{reached_open["as_of"]}. By {month(days.PRICES)} open and closed were level on LiteLLM's list;
on the other an open one was cheapest, ${open_now[INPUT]:.2f} against ${closed_eve[INPUT]:.2f} at an
aggregator and ${closed_maker[INPUT]:.2f} at the maker of {closed_maker["model"]}. **At this level
the fall has slowed.** What ten cents buy has gone on improving instead: the best score at or below
that price went from {then_best["score_pct"]:.1f} % ({then_best["model"]}) in
{month(then_best["as_of"])} to {now_best["score_pct"]:.1f} % ({now_best["model"]}) in
{month(now_best["as_of"])}. **A price per token is not a price per answer.** {now_best["model"]}
reasons before it answers and writes more tokens than GPT-4 did.

The dashed lines cannot be entered by models that came out since, so they may stand too high. Where
new models can enter, at GPT-4's own rating on the Arena, the cheapest blend of those we follow was
${rating_then["blend_usd_per_mtok"]:.3f} on {rating_then["as_of"]} and
${rating_now["blend_usd_per_mtok"]:.3f} on {rating_now["as_of"]}: no further fall there either.
""")

# %% [markdown]
# Each claim is held against every base on which it can be read. What a level costs is the lowest
# offer on the lists of the eve, whoever sells; the other bases stand beside it.

# %%
launch_usd = {"input": float(gpt4[INPUT]), "3:1 blend": float(launch["usd_per_mtok"])}
end_by_base = {
    "lowest offer": open_usd["input"],
    "LiteLLM's list alone": float(open_listed[INPUT]),
    "developer": maker_price,
    "cheapest host": float(open_by_seller["host"][INPUT]),
    "aggregator": float(open_by_seller["aggregator"][INPUT]),
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
    f"its developer no open model of the level was below {end_price:.2f} USD.",
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
    note="The text names the launch and today, which lie three years apart. Ten cents were reached "
    f"after {reached_years:.1f} years by the cheapest model of any kind and after {open_years:.1f} "
    "by the cheapest open one: the article understates the pace.",
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
#
# A rate is easy to quote and hard to compare: some are given for a year, some for three, some as a
# doubling time. Here each is a factor a year. The upper rows are the yardsticks; below them stand
# the rates that Epoch AI fitted in March 2025, one for each test and each level of performance,
# with their intervals.

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


def by_kind(legend_columns: int) -> dict[str, alt.Stroke | alt.Fill | alt.Shape]:
    """Stroke, fill and shape by the kind of rate; the article's is hollow, in the legend too."""
    channels = {"stroke": alt.Stroke, "fill": alt.Fill, "shape": alt.Shape}
    kinds = list(rate_kinds["what"])
    return {
        name: channel("what:N")
        .scale(domain=kinds, range=list(rate_kinds[name]))
        .title(None)
        .legend(alt.Legend(columns=legend_columns))
        for name, channel in channels.items()
    }


rate_hints = [
    alt.Tooltip("label:N", title="what"),
    alt.Tooltip("factor:Q", format=",.2f", title="times a year"),
    alt.Tooltip("low:Q", format=",.2f"),
    alt.Tooltip("high:Q", format=",.2f"),
]


# %% tags=["hide-input"]
def rate_chart(step: int, ticks: list[int], legend_columns: int) -> alt.LayerChart:
    """Factors a year with their intervals on one log axis, cut at both ends."""
    x, kind = rate_axis(ticks), by_kind(legend_columns)
    order = list(dict.fromkeys(rates["label"]))
    y = marks.rows("label:N", order, label_limit=190, labelPadding=9)
    frame = alt.Chart(rates).encode(y=y)
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
        marks.join(alt.Chart(pd.DataFrame({"factor": [own_rate]})).encode(x=x)),
        bars.encode(x=alt.X("low:Q"), x2="high:Q", stroke=kind["stroke"]),
        dots.encode(x=x, **kind, tooltip=rate_hints),
        marks.ring(stated),
        *arrows,
        *(word.encode(x="end:Q") for word in words),
    ).properties(height=step * len(order))


# %% tags=["hide-input"]
reach_below_one = count(int((trends["ci90_low"] < 1).sum())).capitalize()
exhibit(
    rate_chart(19, TICKS, 5),
    narrow=rate_chart(18, FEW_TICKS, 2),
    id="decline-rates",
    title=f"The article's own example falls {own_rate:.1f}-fold a year: below every one of Epoch "
    f"AI's {len(trends)} rates, and far above Moore's law",
    subtitle="Factor by which the price of equal performance falls in a year, with 90 % intervals. "
    "Hollow: the article. Lower rows: Epoch AI's fits of March 2025, by test and level. Arrows: "
    "the interval goes on",
    alt=f"""Dot plot on a log axis. Moore's law stands at {slow_moore:.1f} to {quick_moore:.1f}, our
    lists since {month(reached["as_of"])} at {flat_fit.factor:.1f}, the article's example at
    {own_rate:.1f}, Gundlach et al. at {gundlach_low:.0f} to {gundlach_high:.0f}, our lists since
    launch at {our_fit.factor:.0f}, Epoch AI's median at {median:.0f} where the article has
    {stated_median:.0f}. Below, {len(trends)} rates from {slowest:.0f} to {fastest:.0f}, many with
    intervals over a factor of ten or more.""",
    rows=[
        trends,
        facts.row("gundlach-range"),
        facts.row("moores-law-doubling"),
        list(ours["row_id"]),
        list(flat["row_id"]),
    ],
    data=rates,
    note="The broken line continues the article's example. Gundlach et al. give a range; the mark "
    f"is its geometric mean. {reach_below_one} intervals reach below 1, which means that no fall "
    f"at all is within them. Our fits use GPT-4's {level:g} %, the blend and the cheapest model of "
    "any kind.",
)

# %%
starts = pd.to_datetime(trends["start_date"])
by_start = float(trends["factor_per_year"].corr(starts.astype("int64"), method="spearman"))
recent = trends[starts >= assumed.recent_start]
wide = int((trends["ci90_high"] / trends["ci90_low"] > assumed.wide_factor).sum())
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

# %% tags=["remove-input"]
prose(f"""
The median of the {len(trends)} rates is {median:.1f}, the slowest {slowest:.1f} and the fastest
{fastest:.0f}: the article's three figures are right as rounded. They are also softer than they
look. {count(wide).capitalize()} of the {len(trends)} intervals span more than a factor of
{count(round(assumed.wide_factor))}. The rates follow the starting date: the rank correlation
between the two is {by_start:.2f}, and the {count(len(recent))} lines that start in 2024, each from
less than a year of prices, make up {count(recent_at_top)} of the top {count(at_top)}. Epoch AI
itself says that the fastest falls may not persist. For GPT-4's level on GPQA, the very example that
the article goes on to give, it fitted {epoch_gpt4["factor_per_year"]:.0f}-fold a year
({epoch_gpt4["ci90_low"]:.0f} to {epoch_gpt4["ci90_high"]:.0f}), on prices that end in
{month(epoch_gpt4["end_date"])}.

**The cross-examination.** A fall of {stated_link} in {years_link} is {own_rate:.1f}-fold a year. At
the [slowest rate](claim:epoch-min-rate) that the article quotes, it would take {slowest_years:.1f}
years; at the [median](claim:epoch-median-rate), {median_years:.1f} years, and three years at the
median would be {at_median:,.0f}-fold. The median is about {stated_median / own_rate:.0f} times the
example's own yearly pace ({stated_median:.0f} or {median:.0f} against {own_rate:.1f}). The reading
that survives: the median describes fits that end in early 2025 on many tasks; {own_rate:.1f} (as
the article has it) to {blend_pace:.1f} (open models in our lists) describes three years of this
one, and agrees with the {gundlach_low:.0f} to {gundlach_high:.0f} of Gundlach et al. Whichever is
taken, the fall beats Moore's law, {slow_moore:.1f} to {quick_moore:.1f} a year, by a wide margin
over the whole three years. From {month(reached["as_of"])} on the pace at this level is near that of
Moore's law: {late_rates[0]:.1f}-fold a year on input from end to end of LiteLLM's lists,
{late_rates[1]:.1f} if it ends at the other list's price, and on the blend {flat_fit.factor:.1f}
({flat_fit.low:.1f} to {flat_fit.high:.1f}) when every list is fitted. Counted from later starts the
fit gives {least["factor"]:.1f} (from {month(least["start"])}) to {quickest["factor"]:.1f} (from
{month(quickest["start"])}).
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
# ## Fitted again
#
# Epoch AI published its points and its code. We fit six of its lines again with our own: a straight
# line through the logarithms of the record-low prices, with a 90 % interval from Student's t. Then
# the same fit goes through our own series, in three windows.

# %%
refits = growth.fit_declines(
    points, ["benchmark", "threshold_model"], "as_of", "usd_per_mtok"
).merge(trends, on=["benchmark", "threshold_model"])
refits["label"] = [short(*names) for names in zip(refits["benchmark"], refits["threshold_model"])]
worst_pct = 100 * float((refits["factor"] / refits["factor_per_year"] - 1).abs().max())

early = ours[ours["as_of"] <= assumed.early_end]
early_fit = growth.fit_decline(early["as_of"], early[BLEND])
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


def refit_chart(step: int, ticks: list[int]) -> alt.LayerChart:
    """Published and own fits side by side, intervals drawn, cut at both ends."""
    order = [*refits.sort_values("factor")["label"], *windows]
    who = ["as published", "our fit"]
    frame = alt.Chart(pairs).encode(
        y=marks.rows("label:N", order, label_limit=190),
        yOffset=alt.YOffset("who:N").sort(who).scale(paddingOuter=0.6),
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
    return alt.layer(bars, dots, arrows.encode(x="at:Q")).properties(height=2 * step * len(order))


# %% tags=["hide-input"]
exhibit(
    refit_chart(15, TICKS),
    narrow=refit_chart(15, FEW_TICKS),
    id="decline-refit",
    title=f"Carried on from {month(assumed.early_end)} to the article's date, the same fit falls "
    f"from {early_fit.factor:.0f}-fold to {our_fit.factor:.0f}-fold a year",
    subtitle="Factor by which the price of equal performance falls in a year, 90 % intervals, 3:1 "
    "blend. Six of Epoch AI's fits published and refitted, equal to within "
    f"{worst_pct:.1f} %; our lists: GPT-4's {level:g} % on GPQA Diamond, cheapest model of any "
    "kind",
    alt=f"""Dot plot on a log axis of six pairs, published and refitted, which lie on each other.
    Below, our own series: {early_fit.factor:.0f} a year to {month(assumed.early_end)}
    ({early_fit.low:.0f} to {early_fit.high:.0f}), {our_fit.factor:.0f} to {month(days.PRICES)}
    ({our_fit.low:.0f} to {our_fit.high:.0f}), and {flat_fit.factor:.1f} from
    {month(reached["as_of"])} on ({flat_fit.low:.1f} to {flat_fit.high:.1f}).""",
    rows=[points, refits[["row_id"]], list(ours["row_id"]), list(flat["row_id"])],
    data=pairs,
    note=f"The first two of our rows rest on {early_fit.n} and {our_fit.n} record-low prices, as "
    f"Epoch AI's do; the third on the lowest price of each of {flat_fit.n} lists, which repeat "
    "each other, so that its interval is too narrow.",
)

# %% tags=["remove-input"]
prose(f"""
The refit is a check of arithmetic, and it passes: the largest difference is {worst_pct:.1f} %,
which comes from counting a year as {growth.DAYS_A_YEAR} days. The second half is news. Stopped in
{month(assumed.early_end)}, our own series gives {early_fit.factor:.0f}-fold a year
({early_fit.low:.0f} to {early_fit.high:.0f}), close to the {epoch_gpt4["factor_per_year"]:.0f} of
Epoch AI. Carried on to the article's date, the same method gives {our_fit.factor:.0f}
({our_fit.low:.0f} to {our_fit.high:.0f}), and it is kind to the trend, because a series of record
lows ends with its last record, in {month(ours["as_of"].iloc[-1])}. From end to end, open models
only, it is {blend_pace:.1f}. The choice of input or blend, and of all sellers or developers alone,
moves our fit between {min(spread):.0f} and {max(spread):.0f}, well within its interval.
""")

# %% [markdown]
# ## Above GPT-4's level
#
# GPT-4's score of 2023 is a low bar today, and a price near zero has little left to lose. So we ask
# the same question of higher scores on the same test, over the year before the article.

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

hard_line = offers.lowest(known, INPUT, HARD)
top_line = offers.lowest(known, INPUT, HARDEST)
top_then, top_last = data.one(top_line, as_of=assumed.long_window), top_line.iloc[-1]
top_second = offers.lowest(eve_second, INPUT, HARDEST).iloc[0]
hard_paces = [paces["input"][one] for one in (HARD, HARDER, HARDEST)]
easy_paces = [paces["input"][one] for one in shown_levels[:3]]
task_price = facts.row("price-per-task-flat")

# %% tags=["hide-input"]
panel_columns = [
    *("panel", "level", "base", "as_of", "model", "side", "usd_per_mtok", "score_pct"),
    *("second", "pace", "end", "key", "row_id", "gpqa_row"),
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
panels = panels[panel_columns]


# %% tags=["hide-input"]
def level_lines(columns: int, width: int, height: int) -> alt.FacetChart:
    """The cheapest price of each list at six levels, a panel each, on one pair of axes."""
    base = chooser("level_base", list(BASES), "Price")
    x = (
        alt.X("as_of:T")
        .scale(domain=["2023-01-01", "2026-07-01"], nice=False)
        .axis(
            format="%Y", values=[f"{year}-01-01" for year in range(2023, 2027)], labelOverlap=True
        )
        .title(None)
    )
    y = (
        alt.Y("usd_per_mtok:Q")
        .scale(type="log", domain=[0.02, 200], nice=False)
        .axis(values=[0.1, 1, 10], format="$~g", grid=True)
        .title(None)
    )
    both = alt.Chart().transform_filter("datum.base == level_base").encode(x=x, y=y)
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
    order = list(dict.fromkeys(panels["panel"]))
    coloured = diamonds.encode(color=side_colour, tooltip=offer_hints)
    return (
        alt.layer(line, dots, coloured, ends_of_line, words, data=panels)
        .properties(width=width, height=height)
        .facet(facet=alt.Facet("panel:N").sort(order).title(None), columns=columns)
        .add_params(base)
    )


# %% tags=["hide-input"]
exhibit(
    level_lines(3, 190, 150),
    narrow=level_lines(2, 128, 130),
    id="harder-levels",
    title=f"At harder levels the price kept falling: {HARDER} % on GPQA cost "
    f"${harder_then[INPUT]:.2f} in {month(harder_then['as_of'])}, ${harder_last[INPUT]:.2f} a year "
    "later",
    subtitle="Cheapest listed price in USD per million tokens (log scale) of a model with at least "
    f"that score on GPQA Diamond, LiteLLM's lists to {eve}; diamonds: models.dev on that day. In "
    f"bold: times cheaper a year since the list of {assumed.long_window}",
    alt=f"""Six small step charts, one a level. GPT-4's {level:g} % falls from {gpt4[INPUT]:.0f} to
    {any_listed[INPUT]:.2f} dollars over three years, little of it in the last;
    {HARD} and {HARDER} % from {harder_first[INPUT]:.0f} in {month(harder_first["as_of"])} to
    {harder_last[INPUT]:.2f} dollars; {HARDEST} % to {top_last[INPUT]:.2f}. The diamonds lie
    somewhat lower.""",
    rows=[list(panels["row_id"].unique()), list(panels["gpqa_row"].unique())],
    data=panels,
    note="Only models that Epoch AI's runs score, each at its best run. The first price of a level "
    "is that of the first model to reach it, which is dear. The cheapest models from "
    f"{HARD} % on reason before they answer: they need more tokens for an answer, whose price may "
    f"have fallen less. The diamond at {HARDEST} % is an aggregator that asks about a seventh of "
    "the maker's price.",
)

# %% tags=["remove-input"]
prose(f"""
The higher the level, the more the last year before the article did. Up to {assumed.middle_pct} % it
brought {min(easy_paces):.1f}- to {max(easy_paces):.1f}-fold on input. At {HARD}, {HARDER} and
{HARDEST} % it brought {listed([f"{pace:.1f}" for pace in hard_paces])}-fold, and on the blend
{listed([f"{paces['3:1 blend'][one]:.1f}" for one in (HARD, HARDER, HARDEST)])}. {HARDER} % had
begun with {harder_first["model"]}, at ${harder_first[INPUT]:.2f} in
{month(harder_first["as_of"])}; by {month(harder_then["as_of"])} it cost ${harder_then[INPUT]:.2f}
({harder_then["model"]}), and on the eve of the article ${harder_last[INPUT]:.2f}
({harder_last["model"]}), or ${second_usd[HARDER]:.3f} on the second list, which makes
{harder_second_pace:.0f}-fold. At {HARDEST} % the second list has {top_second["model"]} at
${top_second[INPUT]:.2f}, from an aggregator that asks about a seventh of what the makers do; on
LiteLLM's it took {top_last["model"]} at ${top_last[INPUT]:.2f}. Each pace rests on a few models,
and none is a law.

Two cautions. {harder_last["model"]} and {harder_then["model"]} reason before they answer, so
a price per token says less about the price of an answer than it did for GPT-4. And a study
published since the article, in {month(task_price["as_of"])}, finds that the price a buyer pays per
completed task has stopped falling.
""")

# %% [markdown]
# ## Is it a price war, and do open models match the best?
#
# The article's keywords speak of a pricing war in 2026, and the description of the second exhibit
# says that open models now match the frontier at a fraction of the cost. The first can be tested on
# price lists, the second on the leaderboard and the same lists.

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
**No war in the lists.** Of {len(since_autumn.offers)} offers that stand both on the list of
{assumed.short_window} and on that of {days.PRICES}, {count(len(cuts))} became cheaper and
{none_or["raised"]} dearer. {count(by_hosts).capitalize()} of the cuts are by a host of open models,
and {count(len(passed_on))} is {listed(passed_on)}, a name that passed to a cheaper successor.
{who_cut} cut the price of a model already on sale. A price can also fall from one version to the
next. We take each new version in a product line of its maker (the same name but for number and
date) against the one before it, both on the first list with the new one: of
{count(len(since_autumn.news))}, {count(len(since_autumn.dearer))} came out dearer ({dearer_names})
and {none_or["cheaper"]} cheaper on both kinds of token. The window matters: Claude Opus 4.5 came
out on the eve of it, at {opus45_pct:.0f} % of the price of Opus 4.1. Over a year, from the list of
{assumed.long_window}, {count(len(over_a_year.cheaper))} of {len(over_a_year.news)} new versions
came out cheaper ({cheaper_names}) and {count(len(over_a_year.dearer))} dearer. A price war among
Chinese makers is on record for {month(facts.text("price-war-2024", "as_of"))}; reports of early
2026 have cloud sellers raising prices, and one of
{month(facts.text("deepseek-cut-2026", "as_of"))}, since the article, has DeepSeek cutting them. A
dearer successor is also a better model, so that the price of a given performance may fall all the
same. Free offers, batch discounts and subscriptions are not in price lists, and our lists follow
chosen models.

**The frontier is not matched.** On the day of the article the best closed model led the best open
one by {lead:.0f} points on Chatbot Arena, several times the interval of {lead_margin:.0f}. Against
the best of OpenAI, {best_open["model"].upper()} would be preferred in {odds["OpenAI"]:.0f} of 100
comparisons, against the best of Anthropic in {odds["Anthropic"]:.0f}:
[comparable](claim:faq-open-comparable) by our threshold, and no match. {sonnet_words} The other
half of the statement depends on the pair: GLM-5 cost {glm5_pct["input"]:.0f} % of Claude Opus 4.6
on input and {glm5_pct["output"]:.0f} on output. At GPT-4's level, where open models do match, most
of the discount is gone: there the cheapest open model costs {level_pct["LiteLLM"]:.0f} % of the
cheapest closed one on LiteLLM's list, {level_pct["models.dev"]:.0f} % on the other, and
{level_pct["developers"]:.0f} % where both are sold by their makers.
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
# ## How sure we are

# %%
# A cheap model that no independent run in our rows has scored, on both lists of the eve.
unscored = {
    name: data.one(unmapped, row_id=f"unmapped-{name}-text-gpt-oss") for name in ("litellm", SECOND)
}
unscored_name = unscored["litellm"]["cheapest_key"].split("/")[-1]
unscored_usd = max(float(one[f"cheapest_{INPUT}"]) for one in unscored.values())

# %% tags=["remove-input"]
prose(f"""
That prices of equal performance fell faster over the three years than Moore's law has it is beyond
doubt: every source, series and base agrees on it. The rate is not known to better than a factor of
a few, and at GPT-4's level most of the fall was over by the list of {reached["as_of"]} (of
{reached_open["as_of"]} among open models). We look at every key, but only a model that Epoch AI
scored can count: {unscored_name}, at ${unscored_usd:.2f} on both lists of {days.PRICES}, is left
out. Two lists of one day give {open_listed[INPUT]:.2f} and {open_now[INPUT]:.2f} USD; neither is
all that is sold. Lists lag the sellers by weeks and have errors, and those we found are named in
the data. GPQA is one test, and GPT-4's score on it is not far above the quarter that guessing
among four answers gives; models of today may have seen its questions. A host may serve weights of
lower precision without saying so in the name. List prices are what is charged, not what an answer
costs to make: a price can fall because margins do.

**What would change our mind.** While we followed chosen models only, we asked here for a list of
early 2026 with a cheaper scored model of GPT-4's level. The models.dev list of the eve is one, and
[the fall](claim:gpt4-price-fall) after {month(reached["as_of"])} has become
{late_rates[1]:.1f}-fold a year where we had {late_rates[0]:.1f}. Next would be an independent run
of {unscored_name} at that level, or a sign that the offers at ${open_now[INPUT]:.2f} could not be
bought. Epoch AI's own fits carried on to 2026 would show whether
[{claims.claim("epoch-median-rate").stated}](claim:epoch-median-rate) still holds at higher levels,
where prices had further to fall.
""")
