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
from claimsbook.figures.prose import count, listed, prose
from rebar import days
from rebar.economics import frontier, growth, offers, pricing, versions


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted. Scores are in per cent on GPQA Diamond."""

    gpt4_level: Literal["first", "threshold", "later"] = "first"  # of 3 readings the hardest
    easiest_pct: Annotated[int, Within(36, 56)] = 45  # five levels of ours, above GPT-4's own …
    middle_pct: Annotated[int, Within(36, 85)] = 55
    hard_pct: Annotated[int, Within(36, 85)] = 65  # the one of the headline
    harder_pct: Annotated[int, Within(36, 85)] = 70
    hardest_pct: Annotated[int, Within(36, 85)] = 75  # … to what few models in our lists reach
    step_pct: Annotated[int, Within(1, 20)] = 5  # points from one level to the next, for paces
    top_pct: Annotated[int, Within(60, 85)] = 85  # the last of them; few scored models reach it
    quick_moore_months: Annotated[float, Within(6, 60)] = 18  # a doubling; the other common reading
    wide_factor: Annotated[float, Within(1, 1000)] = 10  # high over low end: a wide interval; ours
    top_share: Annotated[float, Within(0, 1)] = 0.25  # of Epoch AI's rates: those at the top; ours
    recent_start: str = "2024-01-01"  # fits that start from here on had under a year of prices
    early_end: str = "2024-12-31"  # Epoch AI's prices at this level end in this month
    last_start: str = "2025-10-31"  # a fit needs lists: no later start than a year after the low
    short_window: str = "2025-11-27"  # a list three months before the article: a war of that winter
    long_window: str = "2025-02-27"  # a list a year before the article
    small_part_pct: Annotated[float, Within(1, 100)] = 25  # of the dearer price; a quarter, ours


assumed = assume(Assumptions)

# %% [markdown]
# The price lists, and the scores that go with them.

# %%
INPUT, BLEND = pricing.BASES["input"], pricing.BASES["3:1 blend"]
BASES = {"input": INPUT, "3:1 blend": BLEND}

prices = pricing.with_blend(data.read("prices"))
# One family of lists throughout: tokencost copies from LiteLLM, so a change of list is no change of
# price.
lists = prices[~prices["source_id"].str.startswith("models-dev")]
gpqa = data.read("inference-gpqa")
runs = gpqa[gpqa["evaluator_kind"] == "independent"]
trends = data.read("inference-epoch-trends")
points = data.read("inference-price-points")
facts = data.facts("inference-facts", "inference-")

gpt4_first = data.one(runs, model="gpt-4-0314")
gpt4_later = data.one(runs, model="gpt-4-0613")
launch = data.one(
    points, benchmark="GPQA Diamond", threshold_model="GPT-4-0314", model="GPT-4-0314"
)
levels = {
    "first": float(gpt4_first["gpqa_diamond_pct"]),  # in Epoch AI's runs of the first GPT-4
    "threshold": float(launch["score"]),  # in Epoch AI's fit of prices
    "later": float(gpt4_later["gpqa_diamond_pct"]),  # of the version behind the price key
}
level = levels[assumed.gpt4_level]

gpt4 = offers.first_listed(lists, "gpt-4")
launched = offers.at_launch(gpt4, gpt4_first, launch["as_of"])
scored = pd.concat([launched, offers.scored(lists, runs)], ignore_index=True)
known = scored[scored["as_of"] <= days.PRICES]

# %% [markdown]
# The fall from GPT-4's launch to the eve of the article, at its own level and at a harder one.

# %%
any_line = offers.lowest(known, INPUT, level)
open_line = offers.lowest(known, INPUT, level, weights="open")
closed_line = offers.lowest(known, INPUT, level, weights="closed")
open_now, closed_now = (data.one(line, as_of=days.PRICES) for line in (open_line, closed_line))
fall_open, fall_any = float(gpt4[INPUT] / open_now[INPUT]), float(gpt4[INPUT] / closed_now[INPUT])

# The article's price divides the three years: until a list first has it, and from then on.
end_price = claims.stated("exhibit2-end-price")
reached = offers.first_at_or_below(any_line, INPUT, end_price)
reached_open = offers.first_at_or_below(open_line, INPUT, end_price)
reached_years = growth.years_between(launch["as_of"], reached["as_of"])
open_years = growth.years_between(launch["as_of"], reached_open["as_of"])
late_years = growth.years_between(reached["as_of"], days.PRICES)
open_late_years = growth.years_between(reached_open["as_of"], days.PRICES)
early_fall, late_fall = (
    float(gpt4[INPUT] / reached[INPUT]),
    float(reached[INPUT] / closed_now[INPUT]),
)
early_fall_open = float(gpt4[INPUT] / reached_open[INPUT])
late_rate = growth.annual_factor(float(closed_now[INPUT]), float(reached[INPUT]), late_years)
open_late_rate = growth.annual_factor(
    float(open_now[INPUT]), float(reached_open[INPUT]), open_late_years
)

stated_fall, stated_years = claims.stated("gpt4-price-fall"), claims.stated("gpt4-price-fall-years")
stated_median = claims.stated("epoch-median-rate")
own_rate = growth.annual_factor(1, stated_fall, stated_years)
median = float(trends["factor_per_year"].median())

hard_line = offers.lowest(known, INPUT, assumed.hard_pct)
hard_first, hard_last = hard_line.iloc[0], hard_line.iloc[-1]
hard_pace = offers.yearly_fall(hard_line, INPUT)


# %%
def month(date: str) -> str:
    """A date as its month in words."""
    return f"{pd.Timestamp(date):%B %Y}"


def tens(factor: float) -> str:
    """A factor rounded to tens, as prices of one or two figures allow."""
    return f"{round(factor, -1):.0f}"


eve = f"{pd.Timestamp(days.PRICES):%-d %B %Y}"
hard_fall = "tenfold" if round(hard_pace) == 10 else f"{hard_pace:.0f}-fold"

# %% tags=["remove-input"]
prose(f"""
The article's second exhibit draws one line: what GPT-4 could do cost
{claims.claim("exhibit2-start-price").stated} in early 2023 and
{claims.claim("exhibit2-end-price").stated} three years later. Beside it stands a rate,
{claims.claim("epoch-median-rate").stated}, which it takes from Epoch AI. This chapter rebuilds the
line from dated price lists, puts all rates on one footing, and asks whether the line and the rate
can both be right.

**What we find.** The fall is real, and larger than the article says. For open models, which its
text speaks of, the launch price of ${gpt4[INPUT]:.0f} stood on {eve} against
${open_now[INPUT]:.2f} for {open_now["model"]}, of at least the same score: a factor of about
{tens(fall_open)} where the article has about {stated_fall:.0f}. The cheapest model of any kind was
a closed one, at ${closed_now[INPUT]:.2f}: a factor of {fall_any:.0f}.
Epoch AI's median rate is given rightly: {median:.0f}-fold a year, rounded to {stated_median:.0f}.
But that is not the pace of the article's own example. {stated_fall:.0f}-fold in three years is
{own_rate:.1f}-fold a year, less than the slowest of Epoch AI's {len(trends)} rates. Both can be
right only because the fall came early. The lowest price of a model of any kind fell
{early_fall:.0f}-fold in the first {reached_years:.1f} years, which Epoch AI's fits cover, and
{late_rate:.1f}-fold a year from then to the article: about the pace of Moore's law, as far as our
lists show. Open models stood {tens(early_fall_open)}-fold below GPT-4's launch price after
{open_years:.1f} years, and fell {open_late_rate:.1f}-fold a year from there. At harder levels the
fall went on. To score {assumed.hard_pct} % on the same test cost ${hard_first[INPUT]:.2f} in
{month(hard_first["as_of"])} and ${hard_last[INPUT]:.2f} on the eve of the article, a {hard_fall}
fall in a year, though by models that reason, and so write more tokens for an answer than GPT-4 did.
""")

# %% [markdown]
# ## GPT-4's level, list by list

# %% tags=["remove-input"]
prose(f"""
The line needs a level, a test and a price list of each date. The test is GPQA Diamond, questions in
science that call for a doctorate. For the level there are three readings: {levels["first"]:.1f} %,
which GPT-4 of March 2023 reaches in Epoch AI's own runs; {levels["threshold"]:.0f} %,
the threshold of Epoch AI's study of prices; and {levels["later"]:.1f} %, the score of the later
version that the price key "gpt-4" has meant since June 2023. We use the first: every score in our
table comes from the same runs, and it is the hardest of the three to meet. The reader can switch. A
price key that has stood for several versions counts with the weakest of them, and not before the
date of the first version that was scored.
""")

# %%
SIDES = {"open": "open weights", "closed": "closed"}
steps = offers.price_lines(scored, levels.values(), BASES, by=["weights"])
steps["side"] = steps["weights"].map(SIDES)
# A model is named where it takes over a line.
took_over = steps.groupby(["level", "base", "side"])["slug"].transform(lambda s: s.ne(s.shift()))
steps["label"] = steps["model"].where(took_over, "")
step_columns = [
    *("as_of", "side", "model", "usd_per_mtok", "score_pct", "level", "base", "label"),
    *("row_id", "gpqa_row"),
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
    alt.Tooltip("as_of:T", title="list of"),
    alt.Tooltip("usd_per_mtok:Q", title="USD per million"),
    alt.Tooltip("score_pct:Q", title="GPQA Diamond, %"),
]


def article_line() -> alt.LayerChart:
    """The article's two ends, hollow and joined, each with its price."""
    ended = alt.Chart(ends).encode(x=time_axis, y=price_axis)
    drawn = ended.mark_line(color=theme.ARTICLE, strokeWidth=1.3, strokeDash=[2, 3])
    rings = marks.ring(ended).encode(tooltip=[alt.Tooltip("word:N", title="stated")])
    first = marks.label(
        ended.transform_filter("datum.end == 'start'"), "word:N", dx=-6, dy=-24, color=theme.ARTICLE
    )
    # At the right edge, above every line on both bases and at each level.
    last = marks.label(
        ended.transform_filter("datum.end == 'end'"),
        "word:N",
        align="right",
        dy=-30,
        color=theme.ARTICLE,
    )
    return alt.layer(drawn, rings, first, last.encode(x=alt.value("width")))


# %% tags=["hide-input"]
def price_line(names: pd.DataFrame, height: int, crowded: str) -> alt.LayerChart:
    """The cheapest listed price of each side as a step line, with the article's two ends.

    `names` are the labels with their offsets, `crowded` says in Vega where one has no room.
    """
    base = alt.param(
        name="base",
        value="input",
        bind=alt.binding_radio(options=list(BASES), name="Price: "),
    )
    choices = list(levels.values())
    score = alt.param(
        name="level",
        value=level,
        bind=alt.binding_radio(
            options=choices, labels=[f"{one:g} %" for one in choices], name="GPT-4's score: "
        ),
    )
    until = steps[steps["as_of"] <= days.PRICES]
    since = steps[steps["as_of"] >= days.PRICES]
    past, later = (
        alt.Chart(part)
        .transform_filter("datum.base == base && datum.level == level")
        .encode(x=time_axis, y=price_axis, color=side_colour)
        for part in (until, since)
    )
    return (
        alt.layer(
            past.mark_line(interpolate="step-after"),
            later.mark_line(interpolate="step-after", strokeDash=[4, 3], strokeWidth=1.6),
            past.mark_point(filled=True, size=30, opacity=1).encode(
                shape=side_shape, tooltip=offer_hints
            ),
            article_line(),
            marks.placed_labels(past.transform_filter(f"!({crowded})"), "label", names),
        )
        .add_params(base, score)
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
        ("GPT-5 nano", 28, 14, "left"),
        ("Mistral Large", 6, -9, "left"),
        ("Mistral Small", 4, -9, "left"),
        ("Llama 3.3 70B", -6, 12, "right"),
        ("Phi-4", 4, -9, "left"),
        ("Claude 2", -7, 26, "right"),
    ],
    columns=["label", "dx", "dy", "align"],
)
few = ["GPT-4 Turbo", "Gemini 1.5 Flash", "Mistral Large", "Phi-4", "Claude 3 Haiku", "GPT-5 nano"]
# On a telephone the article's ring stands where the name would: it moves to the right of the ring.
narrow_offsets = offsets[offsets["label"].isin(few)].copy()
narrow_offsets.loc[narrow_offsets["label"] == "Phi-4", "dx"] = 46
# Where lines leave no room for a name.
no_room = "datum.label == 'Llama 3.3 70B' && datum.base != 'input' && datum.usd_per_mtok > 0.5"
no_room_narrow = "datum.label == 'Phi-4' && datum.base != 'input'"
first_list, last_list = month(lists["as_of"].min()), month(lists["as_of"].max())

# %% tags=["hide-input"]
exhibit(
    price_line(offsets, 420, no_room),
    narrow=price_line(narrow_offsets, 380, no_room_narrow),
    id="gpt4-level-price",
    title=f"The lowest price at GPT-4's level fell {early_fall:.0f}-fold in {reached_years:.1f} "
    f"years and {late_fall:.1f}-fold in the {late_years:.1f} after; the lowest of an open model, "
    f"about {tens(fall_open)}-fold in all",
    subtitle=f"Cheapest listed price of a model that scores at least GPT-4's {level:g} % on GPQA "
    f"Diamond, price lists of {first_list} to {last_list}. Hollow, joined by a dotted line: the "
    "article's two ends; dashed: since the article",
    alt=f"""Two step lines on a log axis. The closed line falls in steps from {gpt4[INPUT]:.0f}
    dollars in March 2023 to {reached[INPUT]:.3f} dollars in {month(reached["as_of"])}, then stays
    nearly flat. The open line starts at {open_line[INPUT].iloc[0]:.0f} dollars in
    {month(open_line["as_of"].iloc[0])} and reaches {open_now[INPUT]:.2f} dollars by the article's
    date, below the article's end point of {end_price:.2f}.""",
    rows=[list(steps["row_id"].unique()), list(steps["gpqa_row"].unique()), launch, gpt4_later],
    data=steps,
    note="The launch point carries GPT-4's price as later lists give it. Models that only their "
    "maker has scored are left out, so the true lowest price may be lower. Open means that weights "
    "can be downloaded; Mistral Large counts as open from July 2024.",
)

# %%
open_eve = {
    base: data.one(offers.lowest(known, column, level, weights="open"), as_of=days.PRICES)
    for base, column in BASES.items()
}
blend_now = data.one(offers.lowest(known, BLEND, level), as_of=days.PRICES)
open_usd = {base: float(open_eve[base][column]) for base, column in BASES.items()}
falls = {base: float(gpt4[column]) / open_usd[base] for base, column in BASES.items()}

cheapest_open = {
    data.one(offers.lowest(known, INPUT, one, weights="open"), as_of=days.PRICES)["row_id"]
    for one in levels.values()
}
across_levels = (
    "The model is the same at each of the three levels."
    if len(cheapest_open) == 1
    else "The model depends on the level."
)

# What the article's end price has bought: the best score of each day at or below it.
affordable = known[known[INPUT] <= end_price]
then_best, now_best = (
    affordable[affordable["as_of"] == when].nlargest(1, "score_pct").iloc[0]
    for when in (reached["as_of"], days.PRICES)
)
# The lowest price of all, and the same offer on the next list that has it.
record = any_line.loc[any_line[INPUT].idxmin()]
record_later = offers.next_listed(lists, record)

# %% tags=["remove-input"]
prose(f"""
The start holds, and the end is lower than drawn. GPT-4 was listed at ${gpt4[INPUT]:.0f} for input
and ${gpt4["output_usd_per_mtok"]:.0f} for output, so ${gpt4[BLEND]:.2f} on a blend of three to one,
which is what Epoch AI has for its launch day, {launch["as_of"]}. On the eve of the article
{open_now["model"]} from one host cost ${open_now[INPUT]:.2f} for input and
${open_usd["3:1 blend"]:.4f} on the blend: under ten cents on both, about {tens(fall_open)} times
less on both. {across_levels}

The single line hides three things. **Closed models brought this price down first.** The first
listed price of ten cents or less came from {reached["model"]}, a closed model, on the list of
{reached["as_of"]}; the first from an open one, {reached_open["model"]}, stood on that of
{reached_open["as_of"]}. On input price a closed model, {closed_now["model"]}, was still the
cheapest in {month(days.PRICES)}, at ${closed_now[INPUT]:.2f}; on the blend it was the open
{blend_now["model"]}. **At this level the fall has slowed.** The lowest price in our lists of a
model that Epoch AI scored was ${record[INPUT]:.3f}, for {record["model"]} on {record["as_of"]}, and
by the next list, of {record_later["as_of"]}, the same offer stood at ${record_later[INPUT]:.2f}.
What ten cents buy has gone on improving instead: the best score at or below that price went from
{then_best["score_pct"]:.1f} % ({then_best["model"]}) in {month(then_best["as_of"])} to
{now_best["score_pct"]:.1f} % ({now_best["model"]}) in {month(now_best["as_of"])}. **A price per
token is not a price per answer.** {now_best["model"]} reasons before it answers and writes more
tokens than {open_now["model"]} does.
""")

# %% [markdown]
# Each claim is held against every base on which it can be read; the first is the article's own.

# %%
launch_usd = {"input": float(gpt4[INPUT]), "3:1 blend": float(launch["usd_per_mtok"])}
at_median = stated_median**stated_years
fall_by_base = {
    "input, cheapest open model": falls["input"],
    "3:1 blend, cheapest open model": falls["3:1 blend"],
    "input, cheapest of any kind, a closed model": fall_any,
    "at the article's median for three years": at_median,
}
end_by_base = {
    "input, cheapest open model": open_usd["input"],
    "3:1 blend, cheapest open model": open_usd["3:1 blend"],
    "input, cheapest of any kind": float(closed_now[INPUT]),
}
years_by_end = {
    "launch to the article": growth.years_between(launch["as_of"], days.ARTICLE),
    f"first model of any kind at {end_price:.2f} USD or less": reached_years,
    f"first open model at {end_price:.2f} USD or less": open_years,
}
median_years = growth.years_for(stated_fall, stated_median)
at_median_rate = {f"{stated_fall:.0f}-fold at the article's median rate": median_years}
on_eve = known[(known["as_of"] == days.PRICES) & (known["score_pct"] >= level)]
both_kinds = bool({"open", "closed"} <= set(on_eve["weights"]))

# %% tags=["hide-input"]
check_start = claims.check(
    "gpt4-launch-price",
    launch_usd,
    rows=[gpt4, launch],
    note="The list is of November 2023, with the price unchanged since launch; Epoch AI's blended "
    "price for the launch day is the same price.",
)
check_launch = claims.check("gpt4-launch", str(launch["as_of"]), rows=launch)
check_end = claims.check(
    "gpt4-level-price-today",
    open_usd,
    rows=[open_now["row_id"], open_now["gpqa_row"]],
    note=f"{open_now['model']} at one host, on one of the two lists of that day. Output tokens of "
    f"the same model cost {open_now['output_usd_per_mtok']:.2f} USD.",
)
check_fall = claims.check(
    "gpt4-price-fall",
    fall_by_base,
    rows=[gpt4, *(row[name] for row in (open_now, closed_now) for name in ("row_id", "gpqa_row"))],
    from_claims=["epoch-median-rate", "gpt4-price-fall-years"],
    note=f"The article understates its case: {stated_fall:.0f} follows from exactly "
    f"{end_price:.2f} USD, and it says less. At {stated_median:.0f}-fold a year three years would "
    f"give {at_median:,.0f}-fold.",
)
check_period = claims.check(
    "gpt4-price-fall-years",
    years_by_end | at_median_rate,
    rows=[launch, reached["row_id"], reached["gpqa_row"], reached_open["row_id"]],
    from_claims=["gpt4-price-fall", "epoch-median-rate"],
    note=f"The dates lie three years apart. The fall itself took {reached_years:.1f} years for the "
    f"cheapest model of any kind, by the list of {reached['as_of']}, and {open_years:.1f} for the "
    "cheapest open one: the article understates the pace.",
)

# %% tags=["hide-input"]
check_drawn_start = claims.check(
    "exhibit2-start-price",
    launch_usd,
    rows=[gpt4, launch],
    note="The exhibit names no kind of token; the number is that of input.",
)
check_drawn_end = claims.check(
    "exhibit2-end-price",
    end_by_base,
    rows=[open_now["row_id"], closed_now["row_id"]],
    from_claims=["gpt4-level-price-today"],
    note="The text says less than this figure, the exhibit the figure itself. The text is right, "
    "and the exhibit understates the fall.",
)
check_drawn_fall = claims.check(
    "exhibit2-reduction",
    start_price / end_price,
    from_claims=["exhibit2-start-price", "exhibit2-end-price"],
    note=f"Follows from the exhibit's own ends; list prices give about {tens(fall_open)} for the "
    f"cheapest open model, {fall_any:.0f} for the cheapest of any kind.",
)
check_drawn_period = claims.check(
    "exhibit2-period",
    years_by_end,
    rows=[launch, reached["row_id"], reached["gpqa_row"], reached_open["row_id"]],
    note="The dates at the ends of the line are right; the fall needed about half the time, and "
    "the line does not show that it came early.",
)
check_both_kinds = claims.check(
    "exhibit2-both-kinds",
    both_kinds,
    rows=[gpt4, open_now["row_id"]],
    note="We have the picture's description, not its data; both kinds can be drawn, and its two "
    "ends are one of each.",
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
over the whole three years. From {month(reached["as_of"])} on the pace at this level, of the
cheapest model of any kind, is about that of Moore's law, as far as our lists show:
{late_rate:.1f}-fold a year from end to end, {flat_fit.factor:.1f} ({flat_fit.low:.1f} to
{flat_fit.high:.1f}) when every list is fitted. That window opens at a record low; counted from
{month(quickest["start"])} the fit gives {quickest["factor"]:.1f} ({quickest["low"]:.1f} to
{quickest["high"]:.1f}), and from {month(least["start"])}, the next record low,
{least["factor"]:.1f}, a rise.
""")

# %%
beats_moore = bool(own_rate > fastest_moore)
median_low = float(trends["ci90_low"].median())
median_beats_moore = bool(median > fastest_moore and median_low > fastest_moore)
epoch_page, moore_row = facts.row("epoch-range"), facts.row("moores-law-doubling")

# %% tags=["hide-input"]
check_published = claims.check(
    "epoch-published",
    str(epoch_page["as_of"]),
    rows=[epoch_page, trends.iloc[0]],
    note="The article's present tense is a year later.",
)
check_median = claims.check(
    "epoch-median-rate",
    median,
    rows=[trends, facts.rows("epoch-median-50x", "epoch-median-on-page")],
    note="Computed from the published fits; the figure itself stands in none of the stored "
    "excerpts of the page. It describes prices up to February 2025.",
)
check_slowest = claims.check(
    "epoch-min-rate",
    float(slowest),
    rows=[trends, epoch_page],
    note=f"HumanEval at the level of GPT-3.5 Turbo. The article's own example, at {own_rate:.1f}, "
    "lies below it.",
)
check_fastest = claims.check(
    "epoch-max-rate",
    float(fastest),
    rows=[trends, epoch_page],
    note=f"GPQA at the level of GPT-4o, from {count(int(top['n']))} prices within "
    f"{count(round(top_months))} months; its interval runs from {top['ci90_low']:.0f} to "
    f"{top['ci90_high']:,.0f}.",
)

# %% tags=["hide-input"]
check_tasks = claims.check(
    "epoch-task-dependence",
    tasks_differ,
    rows=[sure_slow, sure_fast, epoch_page],
    note="Beyond the intervals, too, for some pairs; but the rates follow the starting date "
    f"closely too (rank correlation {by_start:.2f}).",
)
check_moore = claims.check(
    "gpt4-price-fall-beats-moore",
    beats_moore,
    rows=moore_row,
    from_claims=["gpt4-price-fall", "gpt4-price-fall-years"],
    note=f"{own_rate:.1f} a year against {slow_moore:.1f} to {fastest_moore:.1f}; over three years "
    f"{stated_fall:.0f} against {slow_moore**3:.1f} to {fastest_moore**3:.0f}. Since "
    f"{month(reached['as_of'])} the pace of the cheapest model of any kind is about that of "
    f"Moore's law: {late_rate:.1f} from end to end, {flat_fit.factor:.1f} fitted.",
)
check_median_moore = claims.check(
    "median-rate-beats-moore",
    median_beats_moore,
    rows=[trends, moore_row],
    note=f"{median:.0f} a year against {slow_moore:.1f} to {fastest_moore:.1f}.",
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
# How far our fit moves with what was chosen: each level, each base.
spread = [
    growth.fit_decline(lows["as_of"], lows[column]).factor
    for one in levels.values()
    for column in BASES.values()
    for lows in [offers.record_lows(known, column, one)]
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
only, it is {blend_pace:.1f}. The choice of level and base moves our fit between {min(spread):.0f}
and {max(spread):.0f}, well within its interval.
""")

# %% [markdown]
# ## Above GPT-4's level
#
# GPT-4's score of 2023 is a low bar today, and a price near zero has little left to lose. So we ask
# the same question of higher scores on the same test: from the first list that has a model scored
# so high, to the eve of the article.

# %%
HARD, HARDER, HARDEST = assumed.hard_pct, assumed.harder_pct, assumed.hardest_pct
shown_levels = sorted({level, assumed.easiest_pct, assumed.middle_pct, HARD, HARDER, HARDEST})
all_levels = range(assumed.easiest_pct, assumed.top_pct + 1, assumed.step_pct)
paces = {
    base: {
        one: offers.yearly_fall(offers.lowest(known, column, one), column)
        for one in {*all_levels, assumed.easiest_pct, HARD, HARDER}
    }
    for base, column in BASES.items()
}
input_paces = [paces["input"][one] for one in all_levels]

easy_line = offers.lowest(known, INPUT, assumed.easiest_pct)
easy_lows = offers.record_lows(known, INPUT, assumed.easiest_pct)
steep = growth.fit_decline(easy_lows["as_of"], easy_lows[INPUT])
harder_line = offers.lowest(known, INPUT, HARDER)
top_line = offers.lowest(known, INPUT, HARDEST)
top_first, top_last = top_line.iloc[0], top_line.iloc[-1]
own_word = data.one(gpqa, row_id="gpqa-vendor-qwen3.5-35b-a3b-qwen3.5-flash")
flash = data.one(prices, row_id="price-2026-03-10-models-dev-qwen3.5-flash-vercel")
task_price = facts.row("price-per-task-flat")

# %% tags=["hide-input"]
panel_columns = [
    *("panel", "level", "base", "as_of", "model", "side", "usd_per_mtok", "score_pct"),
    *("pace", "end", "row_id", "gpqa_row"),
]


def with_words(line: pd.DataFrame) -> pd.DataFrame:
    """A price line with its pace at the last point, and its price at both ends.

    The price stands once where it is the same at both.
    """
    first, last = line["usd_per_mtok"].iloc[0], line["usd_per_mtok"].iloc[-1]
    yearly = offers.yearly_fall(line, "usd_per_mtok")
    rounded = f"{yearly:.0f}" if yearly >= 9.95 else f"{yearly:.1f}"
    words = "unchanged" if first == last else f"{rounded}× a year"
    between = [""] * (len(line) - 2)
    return line.assign(
        pace=["", *between, words],
        end=["" if first == last else f"${first:.2f}", *between, f"${last:.2f}"],
    )


level_steps = offers.price_lines(known, shown_levels, BASES)
level_steps["panel"] = [f"at least {one:g} %" for one in level_steps["level"]]
level_steps["side"] = level_steps["weights"].map(SIDES)
panels = pd.concat(
    [with_words(line) for _, line in level_steps.groupby(["level", "base"], sort=False)],
    ignore_index=True,
)[panel_columns]


# %% tags=["hide-input"]
def level_lines(columns: int, width: int, height: int) -> alt.FacetChart:
    """The cheapest price of each list at six levels, a panel each, on one pair of axes."""
    base = alt.param(
        name="level_base",
        value="input",
        bind=alt.binding_radio(options=list(BASES), name="Price: "),
    )
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
    frame = alt.Chart().transform_filter("datum.base == level_base").encode(x=x, y=y)
    line = frame.mark_line(interpolate="step-after", color=theme.LIMIT, strokeWidth=1.6)
    dots = frame.mark_point(filled=True, size=34, opacity=1).encode(
        color=side_colour, shape=side_shape, tooltip=offer_hints
    )
    ends_of_line = frame.mark_text(dy=-10, align="center").encode(text="end:N")
    words = (
        frame.transform_filter("datum.pace != ''")
        .mark_text(align="right", baseline="top", fontWeight="bold")
        .encode(text="pace:N", x=alt.value("width"), y=alt.value(4))
    )
    order = list(dict.fromkeys(panels["panel"]))
    return (
        alt.layer(line, dots, ends_of_line, words, data=panels)
        .properties(width=width, height=height)
        .facet(facet=alt.Facet("panel:N").sort(order).title(None), columns=columns)
        .add_params(base)
    )


# %% tags=["hide-input"]
exhibit(
    level_lines(3, 190, 150),
    narrow=level_lines(2, 128, 130),
    id="harder-levels",
    title=f"At harder levels the price kept falling: {HARD} % on GPQA cost "
    f"${hard_first[INPUT]:.2f} in {month(hard_first['as_of'])}, ${hard_last[INPUT]:.2f} a year "
    "later",
    subtitle="Cheapest listed price in USD per million tokens (log scale) of a model with at least "
    f"that score on GPQA Diamond, to {eve}. In bold: times cheaper a year, from the first list "
    "with such a model to the last",
    alt=f"""Six small step charts, one a level. GPT-4's {level:g} % falls from {gpt4[INPUT]:.0f} to
    {closed_now[INPUT]:.2f} dollars over three years; {HARD} % from {hard_first[INPUT]:.2f} to
    {hard_last[INPUT]:.2f} dollars within a year; {HARDER} % from {harder_line[INPUT].iloc[0]:.2f}
    to {harder_line[INPUT].iloc[-1]:.2f}; {HARDEST} % stays at {top_first[INPUT]:.2f} from
    {month(top_first["as_of"])} on.""",
    rows=[
        list(panels["row_id"].unique()),
        list(panels["gpqa_row"].unique()),
        own_word,
        flash,
    ],
    data=panels,
    note="Only models that Epoch AI's runs score, at their weakest version. A dearer model may "
    "have reached a level before the first in our lists, so that falls may be larger. The cheapest "
    f"models from {HARD} % to {HARDER} % reason before they answer: they need more tokens for an "
    "answer, whose price may have fallen less.",
)

# %% tags=["remove-input"]
prose(f"""
Up to {HARDER} % the fall went on. At {HARD} % the first scored model in our lists is
{hard_first["model"]}, at ${hard_first[INPUT]:.2f} in {month(hard_first["as_of"])}. On the eve of
the article {hard_last["model"]} asked ${hard_last[INPUT]:.2f}: {paces["input"][HARD]:.0f}-fold a
year on input, {paces["3:1 blend"][HARD]:.1f}-fold on the blend. At {HARDER} % it was
{paces["input"][HARDER]:.1f}-fold. At {assumed.easiest_pct} % a fit through the {count(steep.n)}
record lows since {month(easy_line["as_of"].iloc[0])} gives {steep.factor:.0f}-fold a year
({steep.low:.0f} to {steep.high:.0f}), which agrees with Epoch AI's median; from end to end it is
{paces["input"][assumed.easiest_pct]:.0f}. At {HARDEST} % and above the cheapest scored model,
{top_last["model"]}, has cost ${top_last[INPUT]:.2f} since {month(top_first["as_of"])}; but by its
maker's own score Qwen 3.5 Flash, at ${flash[INPUT]:.2f}, reaches
{own_word["gpqa_diamond_pct"]:.1f}, which no one else has checked in our rows. Taken in steps of
{count(assumed.step_pct)} points from {assumed.easiest_pct} % up, the paces on input run from
{min(input_paces):.1f} to {max(input_paces):.0f}: each rests on a few models and a short time, and
none is a law.

Two cautions. {hard_last["model"]}, gpt-oss and {hard_first["model"]} reason before they answer, so
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
war = {
    f"since the list of {start}": moved.down > moved.up
    for start, moved in {
        assumed.short_window: since_autumn,
        assumed.long_window: over_a_year,
    }.items()
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
open_of_closed_pct = 100 * open_now[INPUT] / closed_now[INPUT]
closed_blend = data.one(offers.lowest(known, BLEND, level, weights="closed"), as_of=days.PRICES)
open_of_closed_blend_pct = 100 * open_usd["3:1 blend"] / closed_blend[BLEND]

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
[comparable](claim:faq-open-comparable), and no match. {sonnet_words} The other half of the
statement holds: GLM-5 cost {glm5_pct["input"]:.0f} % of Claude Opus 4.6 on input and
{glm5_pct["output"]:.0f} on output. At GPT-4's level, where open models do match, the discount is
gone: there the cheapest open model costs {open_of_closed_pct:.0f} % of the cheapest closed one on
input and {open_of_closed_blend_pct:.0f} on the blend.
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
    "GLM-5 against Opus 4.6": bool(max(glm5_pct.values()) < assumed.small_part_pct),
    "at GPT-4's level, cheapest against cheapest": bool(
        open_of_closed_pct < assumed.small_part_pct
    ),
}

# %% tags=["hide-input"]
claims.verdicts(
    claims.check(
        "keyword-pricing-war",
        war,
        rows=war_rows,
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
        rows=[glm5, opus46, open_now["row_id"], closed_now["row_id"]],
        note=f"{min(glm5_pct.values()):.0f} to {max(glm5_pct.values()):.0f} % of the price, for "
        "the best open model, which does not reach the best performance. We take a small part as "
        "under a quarter.",
    ),
)

# %% [markdown]
# ## How sure we are

# %%
# A cheap model that no independent run has scored, on both lists of the eve.
unscored = prices[(prices["as_of"] == days.PRICES) & (prices["slug"] == "gpt-oss-20b-deepinfra")]
unscored_model = unscored["model"].iloc[0]
unscored_low, unscored_high = unscored[INPUT].min(), unscored[INPUT].max()

# %% tags=["remove-input"]
prose(f"""
That prices of equal performance fell faster over the three years than Moore's law has it is beyond
doubt: every source, series and base agrees on it. The rate is not known to better than a factor of
a few, and at GPT-4's level most of the fall was over by the list of {reached["as_of"]} (of
{reached_open["as_of"]} among open models). The lists follow models chosen for this book, so a
cheaper one may have been missed: {unscored_model} stood at ${unscored_low:.2f} on one list of
{days.PRICES} and at ${unscored_high:.2f} on the other, and is left out because Epoch AI's runs do
not score it. Lists lag the sellers by weeks and have errors, and those we found are corrected in
the data and named. GPQA is one test, and GPT-4's score on it is not far above the quarter that
guessing among four answers gives; models of today may have seen its questions. {record["model"]}
was priced in a variant of lower precision than the one that was scored. List prices are what is
charged, not what an answer costs to make: a price can fall because margins do.

**What would change our mind.** A list of early 2026 with a scored model of GPT-4's level below
${unscored_high:.2f}, the lower of the two prices of {unscored_model} included, would speed up
[the fall](claim:gpt4-level-price-today) of the cheapest model after {month(reached["as_of"])};
Epoch AI's own fits carried on to 2026 would show whether
[{claims.claim("epoch-median-rate").stated}](claim:epoch-median-rate) still holds at higher levels,
where prices had further to fall.
""")
