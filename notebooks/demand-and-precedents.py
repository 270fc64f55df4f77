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
# # Demand and precedents: what the analogy leaves out
#
# **The question.** Does demand go to the cheap and open model, do falling prices shrink revenue,
# and who kept the gain where prices fell before?

# %% tags=["hide-input"]
from dataclasses import dataclass
from typing import Annotated

import altair as alt
import pandas as pd

from claimsbook import Within, assume, data, exhibit, marks, theme
from claimsbook.figures import frames
from claimsbook.figures.prose import count, listed, prose, signed
from rebar import days
from rebar.economics import demand, growth, precedents


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted."""

    level: Annotated[float, Within(0.5, 0.999)] = 0.95  # coverage of an interval, by convention
    price_factor: Annotated[float, Within(0.01, 0.99)] = 0.5  # the price is halved, to show effects
    kept_pct: Annotated[float, Within(0, 50)] = 10  # latest margin from which makers kept one


assumed = assume(Assumptions)

# %%
facts = data.facts("demand-facts", "demand-")
switching = data.facts("switching-facts", "switching-demand-")
studies = data.read("demand-studies")
shares = demand.open_shares(data.read("demand-shares"))
shares["when"] = (shares["as_of"] > days.ARTICLE).map({True: "later", False: "until the article"})
published = demand.from_responses(data.read("demand-elasticities"))
elasticities = demand.spending_effects(
    demand.with_intervals(published, assumed.level), assumed.price_factor
)

aws = data.read("value-aws-margin")
aws = aws.assign(value=aws["sales_usd_bn"], value_high=float("nan"), unit="usd_bn", bound="")
aws = aws.set_index("row_id", drop=False)
cited = data.facts("precedents-facts", "precedents-")
cases = data.read("precedents-cases")
units = precedents.expected_units(cases)
tables = {one: facts if one.startswith("demand-") else cited for one in units}
single = [tables[one].row(one, unit) for one, unit in units.items() if one not in aws.index]
known = pd.concat([pd.DataFrame(single).set_index("row_id", drop=False), aws])
rates = precedents.rates(cases, known)
margins = precedents.margins(data.read("precedents-margins"))
# Profit over revenue of one row: whichever unit both are in cancels out.
for unit, rows in margins.groupby("unit"):
    data.in_unit(rows, str(unit))
last_read = precedents.latest(margins)
kept = last_read >= assumed.kept_pct
features = data.read("precedents-features")
counted = precedents.carry_over(features, kept)
parting = precedents.parts_all(counted)
# The same question of the first margin after the change, and of every border one could set.
first_kept = precedents.earliest(margins) >= assumed.kept_pct
parting_first = precedents.parts_all(precedents.carry_over(features, first_kept))
parting_ever = precedents.parting_wherever(features, last_read)


# %%
def row(row_id: str, words: str) -> str:
    """Words as a link to the row of any table that they rest on."""
    return f"[{words}](row:{row_id})"


def share(row_id: str, end: str = "drawn") -> str:
    """A reading of the shares, in per cent, as a link to its row."""
    return row(row_id, f"{by_share.loc[row_id, end]:.0f} %")


def margin(row_id: str) -> str:
    """A margin in per cent, as a link to its row."""
    return row(row_id, f"{signed(margin_of.loc[row_id], 0)} %")


by_share = shares.set_index("row_id")
margin_of = margins.set_index("row_id")["margin_pct"]
NAGLE, NAGLE_SPENT = "demand-share-openrouter-nagle", "demand-share-openrouter-nagle-revenue"
PAYERS = "demand-share-ramp-payers-2026-09"
spent_month = days.month(by_share.loc[NAGLE_SPENT, "as_of"])
workloads = shares.loc[shares["denominator"] == "workloads"].sort_values("as_of")
later_tokens = shares[(shares["denominator"] == "tokens") & (shares["when"] == "later")]
later_tokens = later_tokens.sort_values("as_of")
most = later_tokens[later_tokens["open_low"] > 50].iloc[0]
spent_since = shares[(shares["denominator"] == "spending") & (shares["when"] == "later")]
money_words = "no later count of money was found" if spent_since.empty else "money was counted anew"
early = shares[(shares["when"] == "until the article") & (shares["denominator"] != "firms")]
last_early = days.month(early["as_of"].max())

# %%
by_row = elasticities.set_index("row_id")
within = elasticities[elasticities["scope"] == "within one model"]
whole = int((elasticities["scope"] == "whole market").sum())
whole_words = "a single one covers" if whole == 1 else f"{count(whole)} cover"
least_within = within.loc[within["drawn"].idxmax()]
most_within = within.loc[within["drawn"].idxmin()]
low_end, high_end = within.loc[within["high"].idxmax()], within.loc[within["low"].idxmin()]
name_of = dict(zip(cases["case"], cases["name"].str.lower()))
kept_names = [name_of[one] for one in kept.index[kept]]
lost_names = [name_of[one] for one in kept.index[~kept]]
FEATURES = {
    "few": "Few makers",
    "costly-exit": "Costly exit",
    "moving": "Soon overtaken",
    "alike": "All alike",
    "free": "Free version",
}


def parts(found: list[str]) -> str:
    """Which features part the makers that kept a margin from the others, in words."""
    names = listed([f"\u201c{FEATURES[one].lower()}\u201d" for one in found])
    return f"{names} alone" if found else "no one feature"


# %%
use_words = "most" if by_share.loc[most["row_id"], "drawn"] > 50 else "part"
little_words = "little" if by_share.loc[NAGLE_SPENT, "drawn"] < 20 else "much"
kept_words = "some" if kept.any() else "none"
# The other counts of the tokens of the same month, and what the makers that kept a margin rest on.
same_month = shares[
    (shares["denominator"] == "tokens") & (shares["as_of"] == by_share.loc[NAGLE, "as_of"])
]
other_counts = listed([share(one) for one in same_month["row_id"] if one != NAGLE])
tally = counted.set_index(["feature", "holds"])[["cases", "kept"]]
costly = features.loc[(features["feature"] == "costly-exit") & (features["holds"] == "yes"), "case"]
unpriced = rates.loc[rates["case"].isin(costly) & rates["price"].isna(), "case"]
unpriced_words = f"; of {listed([name_of[one] for one in unpriced])} no fall of price is known"
unpriced_words = unpriced_words if len(unpriced) else ""
market_words = {
    "rises": "that they do",
    "falls": "that they do not",
    "either": "that they may or may not",
}[by_row.loc["demand-elasticity-market", "sign"]]


def kept_of(feature: str, holds: str) -> str:
    """In how many of the cases so marked makers kept a margin: "three of four"."""
    cases_so, kept_so = tally.loc[(feature, holds)]
    return f"{count(int(kept_so))} of {count(int(cases_so))}"


# %% tags=["remove-input"]
prose(f"""
Open models took {use_words} of the tokens at one shop, but had {little_words} of the money when
that was last counted. Nobody has shown whether cheaper tokens bring in more money. In other trades
whose prices fell, {kept_words} makers kept a margin. No verdict of the book changes here.

1. **In {spent_month} open models had {share(NAGLE)} of the tokens at one shop, by another count
   {other_counts}, and {share(NAGLE_SPENT)} of the money.** By {days.month(most["as_of"])} they had
   {share(most["row_id"])} of the tokens; {money_words}. [See the shares](#demand-shares)
2. **Whether cheaper tokens bring in more money is not known.** They do if use grows by a larger
   factor than the price falls. Among sellers of one model a first try has use rise by
   {row(least_within["row_id"], f"{-least_within['drawn']:.1f}")} to
   {row(most_within["row_id"], f"{-most_within['drawn']:.1f}")} per cent for each per cent off the
   price, with intervals from {row(low_end["row_id"], f"{-low_end['high']:.1f}")} to
   {row(high_end["row_id"], f"{-high_end['low']:.1f}")}. Of the whole market one
   report, its method unread, says {row("demand-elasticity-market", market_words)}. [See the
   elasticities](#token-elasticity)
3. **Falling prices alone did not take the margin, and {parts(parting)} parts the makers that kept
   one from the rest.** Where leaving is costly, which is the article's own test,
   [{kept_of("costly-exit", "yes")}](fig:precedent-features) did{unpriced_words}. These are only
   [{count(len(kept), "case")}](fig:precedent-features), and other years would sort some of them
   otherwise. [See the precedents](#precedent-rates)
""")

# %% [markdown]
# ## Who buys what
#
# The article says that in nearly all calls any model will do and that the price decides. A share
# can bear on that, but only if one says of what: tokens, money, workloads or firms. Readings that
# look opposed are often of different things. So each denominator stands by itself here.

# %% tags=["hide-input"]
GROUPS = {
    "tokens": "Tokens on OpenRouter",
    "spending": "Spending on OpenRouter",
    "workloads": "Workloads of US enterprises",
    "firms": "US firms that pay for AI, Ramp",
    "requests": "Requests, anywhere",
}
ABSENT = {"requests": "demand-share-of-requests"}  # what was looked for and not found
shares["ranged"] = shares["value_high"].notna()


def share_rows(readings: pd.DataFrame) -> pd.DataFrame:
    """Readings under the heading of their denominator, oldest first; a heading has no figures.

    `line` is the place of a row and its words, since two rows may have the same words.
    """
    lines = []
    for denominator, heading in GROUPS.items():
        lines.append({"label": heading, "heading": True})
        group = readings[readings["denominator"] == denominator].sort_values("as_of")
        for one in group.to_dict("records"):
            who = one["measured_by"].split(",")[0].replace("Andreessen Horowitz", "a16z")
            till = "to " if one["ranged"] else ""
            label = f"{till}{days.month(one['as_of'])}, {who}"
            lines.append({**one, "label": label, "heading": False})
        if group.empty:
            absent = ABSENT.get(denominator)
            lines.append({"label": "no figure found", "heading": False, "row_id": absent})
    out = pd.DataFrame(lines)
    return out.assign(line=[f"{place:02d}|{one}" for place, one in enumerate(out["label"])])


SHOWN = ["line", "label", "heading", "place", "denominator", "as_of", "open_low", "open_high"]
SHOWN += ["drawn", "ranged", "when", "read", "standing", "measured_by", "row_id", "note"]
drawn_shares = share_rows(shares)[SHOWN]


# %% tags=["hide-input"]
def share_chart(step: int, above: bool) -> alt.LayerChart:
    """Share of open models, a reading a row; the words stand at the left or above the marks."""
    order = drawn_shares["line"].tolist()
    bold = {"test": "test(/[|](Tokens|Spending|Workloads|US firms|Requests)/, datum.value)"}
    weight = {"condition": {**bold, "value": "bold"}, "value": "normal"}
    axis = {"labelFontWeight": weight, "labelExpr": "split(datum.label, '|')[1]"}
    y = marks.rows("line:N", order, label_limit=250, **axis)
    y = (y.axis(None) if above else y).scale(domain=order)
    x = alt.X("drawn:Q").scale(domain=[0, 100]).title("Share of open models, %")
    x = x.axis(values=[0, 25, 50, 75, 100], grid=True)
    whens = {"until the article": theme.OPEN, "later": theme.THIRD}
    colour = alt.Color("when:N").scale(domain=list(whens), range=list(whens.values())).title(None)
    shape = alt.Shape("read:N").title(None)
    shape = shape.scale(domain=["first-hand", "relayed"], range=["circle", "square"])
    with_figure = drawn_shares[drawn_shares["drawn"].notna()]
    is_range = with_figure["ranged"].astype(bool)
    frame, ranges = alt.Chart(with_figure[~is_range]), alt.Chart(with_figure[is_range])
    hints = ["label:N", "drawn:Q", "open_low:Q", "open_high:Q", "read:N", "standing:N", "note:N"]
    points = frame.mark_point(filled=True, size=60, opacity=1)
    points = points.encode(x=x, y=y, color=colour, shape=shape, tooltip=hints)
    ends = frame.encode(x=alt.X("open_low:Q"), x2="open_high:Q", y=y, color=colour)
    spans = ranges.encode(x=alt.X("open_low:Q"), x2="open_high:Q", y=y, tooltip=hints)
    # A firm may pay for both kinds, so half is no border among firms.
    parted = drawn_shares[drawn_shares["denominator"].notna()]
    parted = parted[parted["denominator"] != "firms"].assign(half=50)
    # Where the words stand between the marks, a rule from row to row would strike them through.
    half = alt.Chart(parted).mark_tick(color=theme.LIMIT, thickness=1.4, size=12 if above else step)
    half = half.encode(x=alt.X("half:Q"), y=y)
    bars = marks.span(spans, color=theme.OPEN)
    layers = [half, bars, marks.interval(ends), points]
    if above:
        words = alt.Chart(drawn_shares).encode(y=y, x=alt.value(0))
        for heading, weight in ((True, "bold"), (False, "normal")):
            kind = words.transform_filter(alt.FieldEqualPredicate(field="heading", equal=heading))
            dy = 0 if heading else -13
            layers.append(
                kind.mark_text(align="left", dy=dy, fontWeight=weight).encode(text="label:N")
            )
    return alt.layer(*layers).properties(height=step * len(order))


# %% tags=["hide-input"]
exhibit(
    share_chart(22, above=False),
    narrow=share_chart(33, above=True),
    id="demand-shares",
    title=f"Open models took most tokens at one shop by {days.month(most['as_of'])}; {money_words}",
    subtitle="Share of open models by what is counted. Squares: relayed by others. Bars: a "
    "range; lines: all that a bound allows; upright: half. Firms may pay for both kinds",
    alt=f"""Readings under five headings. Tokens on OpenRouter: from
    {by_share.loc[NAGLE, "drawn"]:.0f} % open in {spent_month} to
    {later_tokens["drawn"].iloc[-1]:.0f} % in {days.month(later_tokens["as_of"].iloc[-1])}. Spending
    there, in {spent_month}: {by_share.loc[NAGLE_SPENT, "drawn"]:.0f} %. Workloads of enterprises
    fall from {workloads["drawn"].iloc[0]:.0f} to {workloads["drawn"].iloc[-1]:.0f} %. Of US firms
    that pay for AI {by_share.loc[PAYERS, "drawn"]:g} % pay for open models. No share of requests
    was found.""",
    rows=[list(shares["row_id"]), list(ABSENT.values())],
    data=drawn_shares,
    kind="reported",
    note="OpenRouter carries about a hundredth of what is spent on models and draws those who "
    "compare. The survey is of a firm that invests in Anthropic. Paying for a host of open models "
    "may escape Ramp.",
)

# %%
sides = studies["says"].value_counts()
SAYS = {"against": "no", "both": "in part", "for": "yes", "neither": "does not bear"}
RELAYED = {"relayed": "; relayed", "first-hand": ""}
study_lines = "\n".join(
    f"| {row(one.row_id, one.study)} ({one.place}, {one.years}{RELAYED[one.read]}) "
    f"| {SAYS[one.says]} | {one.because} |"
    for one in studies.itertuples()
)


def discount(name: str) -> tuple[str, str]:
    """How much cheaper a column has open models, as a link, and the ends of its interval."""
    middle, error = (facts.number(one, "log_points") for one in (name, f"{name}-se"))
    ends = sorted(map(demand.discount_pct, demand.elasticity_interval(middle, error, level)))
    reach = facts.link(f"{name}-se", f"{ends[0]:.0f} to {ends[1]:.0f}")
    return facts.link(name, demand.cheaper(demand.discount_pct(middle))), reach


level = assumed.level
free_cheaper, free_reach = discount("hedonic-open")
maker_cheaper, maker_reach = discount("hedonic-open-maker")
WEEKS = "demand-share-openrouter-weeks-2025"
week_before = facts.number("openrouter-week-before-2025-08", "pct")
at_most = switching.edge("open-token-share", "pct")
chinese = facts.number("openrouter-chinese-2026-02", "pct")

# %% tags=["remove-input"]
prose(f"""
In the counts to {last_early}, open models were the smaller part. By the regression of one study, of
prices of input alone, they were {free_cheaper} at equal measured ability (interval {free_reach}),
and {maker_cheaper} ({maker_reach}) where models of the same maker are compared. Had the price
decided, they should have had most of the use. Buyers saw something in the closed models that the
tests do not measure, or knew too little of the open ones; no study tells which.

Three cautions. The working paper says that the open share stayed below
{switching.link("open-token-share", f"{at_most:.0f} %")} throughout. A chart in its authors' own
slides ends in a week at {share(WEEKS, "open_high")} in August 2025, after one near
{facts.link("openrouter-week-before-2025-08", f"{week_before:.0f} %")}. In a week of the February
before the article, Chinese models, many of them open, had
{facts.link("openrouter-chinese-2026-02", f"{chinese:.0f} %")} of what Chinese and US models had
together. And after it the share at this shop [turned over within months](fig:demand-shares). So the
pattern was no law, and price, or what open models had learned by then, moved buyers after all. What
that did to the shares of money nobody has counted.

| study | price decides | because |
|---|---|---|
{study_lines}
""")

# %% [markdown]
# ## Does a lower price bring in more?
#
# If use grows by a larger factor than the price falls, makers take in more from cheaper tokens; if
# by a smaller one, less. The border is an elasticity of one. Three questions hide under the one
# word. Does a buyer of one model go to its cheaper seller? Does a buyer go from one model to a
# cheaper one? Do all buyers together use more? Only the last says what the whole trade takes in.
# The first is the one that was measured best.

# %% tags=["hide-input"]
elasticities["label"] = elasticities["design"]
SIGNS = {"rises": "more", "falls": "less", "either": "either way"}
elasticities["effect"] = [
    f"× {one.spending:.2f}"
    + (f" ({one.spending_low:.2f} to {one.spending_high:.2f})" if one.high > one.low + 0.1 else "")
    for one in elasticities.itertuples()
]
elasticities["outcome"] = elasticities["sign"].map(SIGNS)
TOLD = ["label", "scope", "drawn", "low", "high", "spending", "spending_low", "spending_high"]
TOLD += ["effect", "outcome", "as_of", "measured_by", "standing", "read", "row_id", "note"]
drawn_elasticities = elasticities[TOLD]
stays = pd.DataFrame({"label": ["what is spent stays"], "drawn": [-1]})
cut_words = f"× {assumed.price_factor:g}"


# %% tags=["hide-input"]
def elasticity_chart(step: int, above: bool) -> alt.LayerChart:
    """Estimates with intervals against the border, and what the cut does to spending."""
    order = drawn_elasticities["label"].tolist()
    y = marks.rows("label:N", order, label_limit=300)
    y = (y.axis(None) if above else y).scale(domain=order)
    x = alt.X("drawn:Q").scale(domain=[-2.2, 0.9 if not above else 0.1], nice=False)
    x = x.axis(values=[-2, -1.5, -1, -0.5, 0], grid=True, format=".1f").title(
        "Price elasticity of use"
    )
    scopes = {
        "across models": theme.FOURTH,
        "within one model": theme.OPEN,
        "whole market": theme.THIRD,
    }
    colour = alt.Color("scope:N").scale(domain=list(scopes), range=list(scopes.values()))
    shape = alt.Shape("read:N").legend(None)
    shape = shape.scale(domain=["first-hand", "relayed"], range=["circle", "square"])
    frame = alt.Chart(drawn_elasticities)
    hints = ["label:N", "drawn:Q", "low:Q", "high:Q", "effect:N", "read:N", "standing:N", "note:N"]
    points = frame.mark_point(filled=True, size=70, opacity=1)
    points = points.encode(x=x, y=y, color=colour.title(None), shape=shape, tooltip=hints)
    ends = frame.encode(x="low:Q", x2="high:Q", y=y, color=colour)
    border = alt.Chart(stays[["drawn"]]).encode(x=x)
    layers = [marks.limit(border), marks.interval(ends), points]
    if above:
        words = frame.encode(y=y, x=alt.value(0))
        layers.append(marks.label(words, "label:N", dy=-24))
        layers.append(marks.label(words, "effect:N", dy=-10, color=theme.MUTED))
    else:
        layers.append(marks.label(frame.encode(y=y, x=alt.datum(0.08)), "effect:N"))
    return alt.layer(*layers).properties(height=step * len(order))


# %% tags=["hide-input"]
exhibit(
    elasticity_chart(30, above=False),
    narrow=elasticity_chart(58, above=True),
    id="token-elasticity",
    title=f"Published elasticities lie on both sides of one; {whole_words} the whole market",
    subtitle="Price elasticity of use in tokens, with its interval. Figures: what is spent where "
    f"the price is {cut_words}. Dashed: spending stays. Squares: relayed by others",
    alt=f"""{count(len(elasticities), "estimate").capitalize()} on an axis from minus two to
    nought with a dashed line at minus one. Those across models lie near nought and at
    {by_row.loc["demand-elasticity-open-day", "drawn"]}.
    Within one model they lie at {listed([f"{one:g}" for one in within["drawn"]])}, with intervals
    on both sides of the line. One for the whole market lies beyond it.""",
    rows=elasticities,
    data=pd.concat([drawn_elasticities, stays], ignore_index=True),
    kind="reported",
    note=f"Intervals of {100 * assumed.level:.0f} % by the published standard error, clustered by "
    "model and seller. Two reports give a rise of use for a tenth off the price; from it the "
    "elasticity follows by logarithms. The authors of the others call theirs a first try.",
)

# %%
paid_words = "hardly moved" if facts.supports("price-paid-flat") is False else "fell"
first_day = facts.row("openrouter-day-2025-01", "bn_tok_per_day")
last_day = facts.row("openrouter-day-2025-08", "bn_tok_per_day")
use_grew = float(last_day["value"] / first_day["value"])
minutes = ("google-minute-2025-10", "google-minute-2026-04")
google = [facts.row(one, "bn_tok_per_min") for one in minutes]
google_years = growth.years_between(str(google[0]["as_of"]), str(google[1]["as_of"]))
google_factor = growth.annual_factor(
    float(google[0]["value"]), float(google[1]["value"]), google_years
)
google_words = "at least " if "at_least" in {str(one["bound"]) for one in google} else ""
market = by_row.loc["demand-elasticity-market"]
studies_say = demand.signs_by_study(elasticities).value_counts()
models = data.one(rates, case="models")
market_path = precedents.path_elasticity(float(models["price"]), float(models["use_low"]))

# %% tags=["remove-input"]
prose(f"""
Both answers have their evidence. Of
[{count(int(studies_say.sum()), "study", "studies")}](fig:token-elasticity)
{count(int(studies_say.get("falls", 0)))} says that a cut shrinks what is spent,
{count(int(studies_say.get("rises", 0)))} that it grows, and
{count(int(studies_say.get("differs", 0)))} says the first or leaves it open, by what it compares.
By the one for the whole market, a price {cut_words} brings
{row("demand-elasticity-market", f"{market['spending_low']:.2f} to {market['spending_high']:.2f}")}
times the spending. None is what an investor needs. Between models, dearer ones are better ones,
which hides what the price does: those estimates err towards nought. Between sellers of one model, a
cut takes buyers from the next seller: those err away from it, and what one seller gains says little
of the whole. They are also of days and weeks. In years, programs are rewritten for cheap tokens.

The whole has grown by far more than prices explain. On OpenRouter use rose
{facts.link("openrouter-day-2025-08", f"{use_grew:.1f}-fold")} from January to August 2025; by the
chart's caption new models [were not the cause](row:demand-no-market-expansion). The price that
buyers paid for the intelligence they bought [{paid_words}](row:demand-price-paid-flat): they
took better models, not cheaper ones. Google's interface grew at a pace of {google_words}
{facts.link("google-minute-2026-04", f"{google_factor:.1f}-fold")} a year around the article. Put
into one number, the [fall of the price](row:demand-ev-price-2026) in the whole market since 2024
and last year's [growth of use](row:demand-ev-volume-growth) would look like an elasticity of
{row("demand-ev-volume-growth", f"{-market_path:.1f}")} in size. That is no elasticity: new
abilities and new programs are in it. Whoever models revenue should move use and price apart.
""")

# %% [markdown]
# ## Who else saw prices fall
#
# Steel and airlines were the article's choice. A referee would ask for others. We put beside them
# the products that come to mind first: memory chips, solar modules, internet transit, cloud
# computing, databases and processors. For each we looked for the fall of the price a year, the
# growth of use, and what makers earned before and after. Where none was found the row is empty.

# %% tags=["hide-input"]
NAMES = cases["name"].tolist()
EMPTY = "none found"
LATER = {"before": "before or during", "during": "before or during", "after": "after"}
both = rates.melt(["case", "name"], ["price", "use_low"], "measure", "factor")
both["high"] = (
    both["factor"]
    .where(both["measure"] == "price")
    .fillna(both["case"].map(rates.set_index("case")["use_high"]))
)
earned = margins.merge(cases[["case", "name"]], on="case")
earned["when"] = earned["stage"].map(LATER)
LEAST = -70  # per cent; a margin below it is drawn at the edge, with its figure
earned["drawn"] = earned["margin_pct"].clip(lower=LEAST)
earned["word"] = [signed(one, 0) if one < LEAST else "" for one in earned["margin_pct"]]
DRAWN = ["panel", "case", "name", "factor", "high", "drawn", "when", "word", "maker", "period"]
DRAWN += ["kind", "standing", "row_id", "note"]
panels = pd.concat(
    [
        both.assign(panel=both["measure"].map({"price": "price", "use_low": "use"})),
        earned.assign(panel="margin", factor=earned["margin_pct"]),
    ]
)[DRAWN]
empty = pd.DataFrame(
    [
        {"panel": panel, "name": name, "word": EMPTY}
        for panel in ("price", "use", "margin")
        for name in NAMES
        if panels.loc[(panels["panel"] == panel) & (panels["name"] == name), "factor"].isna().all()
    ]
)

# %% tags=["hide-input"]
unchanged = pd.DataFrame({"panel": ["price", "use"], "name": "unchanged", "factor": 1})
# A price follows from two rows, a use from its own or from two of spending.
POINTERS = {"price": ["price_from", "price_to"], "use": ["use_row", "spending_from", "spending_to"]}
case_of = cases.set_index("case", drop=False)


def behind(one: pd.Series) -> list[str]:
    """The rows that a line of the figure's CSV rests on."""
    if one["panel"] == "margin":
        return [one["row_id"]]
    case = case_of.loc[one["case"]]
    return [case["row_id"], *filter(None, case[POINTERS[one["panel"]]])]


# %% tags=["hide-input"]
def rate_panel(panel: str, width: int, step: int, named: bool) -> alt.LayerChart:
    """One measure of all cases: a factor a year on a log axis, or margins in per cent."""
    y = marks.rows("name:N", NAMES, label_limit=130).scale(domain=NAMES)
    y = y if named else y.axis(labels=False, domain=False, ticks=False, title=None)
    frame = alt.Chart(panels[(panels["panel"] == panel) & panels["factor"].notna()])
    blank = alt.Chart(empty[empty["panel"] == panel]).encode(y=y, x=alt.value(14))
    words = marks.label(blank, "word:N", color=theme.MUTED)
    if panel == "margin":
        x = alt.X("drawn:Q").scale(domain=[LEAST - 8, 65], nice=False)
        x = x.axis(values=[-50, 0, 50], grid=True).title("Margin of makers, %")
        whens = {"before or during": theme.FOURTH, "after": theme.OPEN}
        colour = alt.Color("when:N").scale(domain=list(whens), range=list(whens.values()))
        shape = alt.Shape("when:N").scale(domain=list(whens), range=["diamond", "circle"])
        points = frame.mark_point(filled=True, size=55, opacity=1).encode(
            x=x,
            y=y,
            color=colour.title(None),
            shape=shape.title(None),
            tooltip=["name:N", "maker:N", "period:N", "kind:N", "factor:Q", "note:N"],
        )
        edge = marks.label(frame.encode(x=x, y=y), "word:N", dx=7)
        layers = [marks.zero("x"), points, edge, words]
    else:
        domain = {"price": [0.3, 1.2], "use": [0.9, 16]}[panel]
        ticks = {"price": [0.3, 0.5, 0.7, 1], "use": [1, 2, 4, 8, 16]}[panel]
        title = {"price": "Price, factor a year", "use": "Use, factor a year"}[panel]
        x = alt.X("factor:Q").scale(type="log", domain=domain, nice=False)
        x = x.axis(values=ticks, grid=True, format="~g").title(title)
        points = frame.mark_point(filled=True, size=55, opacity=1, color=theme.FOUND)
        points = points.encode(x=x, y=y, tooltip=["name:N", "factor:Q", "high:Q"])
        ends = frame.encode(x="factor:Q", x2="high:Q", y=y)
        one = marks.limit(alt.Chart(unchanged[["factor"]].head(1)).encode(x=x))
        layers = [one, marks.interval(ends, color=theme.FOUND), points, words]
    return alt.layer(*layers).properties(width=width, height=step * len(NAMES))


# %% tags=["hide-input"]
wide = [rate_panel(one, 174, 26, named=one == "price") for one in ("price", "use", "margin")]
narrow = [rate_panel(one, 190, 22, named=True) for one in ("price", "use", "margin")]
named = [one for one in cases[[*POINTERS["price"], *POINTERS["use"]]].stack().tolist() if one]
# Cases in which sales follow from a price and a use that are both published; models are no case.
both_known = precedents.sales_from_both(rates)
both_known = both_known[both_known["case"] != "models"]
sales_low = 100 * (both_known["spending_low"].min() - 1)
sales_high = 100 * (both_known["spending_high"].max() - 1)
made_up = both_known["spending_low"].min() < 1 < both_known["spending_high"].max()
use_words = "use about made up for prices" if made_up else "use did not match prices"
fastest = rates[rates["case"] != "models"].nsmallest(1, "price").iloc[0]
exhibit(
    alt.hconcat(*wide, spacing=18),
    narrow=alt.vconcat(*narrow, spacing=26),
    id="precedent-rates",
    title=f"In {count(len(both_known), 'case')} {use_words}; margins went both ways",
    subtitle="What a year did to price and use, factors on log axes, and margins of makers. "
    "Diamonds: before or during the change; circles: after. Years differ by row",
    alt=f"""Three panels with a row each for {listed(NAMES)}. Prices fell fastest in
    {fastest["name"].lower()}; steel did not fall. In
    {listed([name_of[one] for one in both_known["case"]])} {use_words}. Latest margins:
    {listed(kept_names)} at {assumed.kept_pct:g} % or more;
    {listed(lost_names)} below. Several cells are empty.""",
    rows=[cases, named, margins],
    data=pd.concat([frames.resting(panels, behind).drop(columns="row_id"), unchanged]),
    kind="reported",
    note="Prices of steel in current dollars, fares without inflation. Use of cloud computing and "
    "processors follows from sales and prices, so it is no reading of its own; that of solar is "
    "what stands. For cloud the fall is the least one. The maker in transit sold more than that.",
)

# %%
rate_of = rates.set_index("case")


def pct(name: str, digits: int = 0) -> str:
    """A share of the precedents in per cent, as a link to its row."""
    return cited.link(name, f"{cited.number(name, 'pct'):.{digits}f} %")


open_sales = cited.number("database-open-revenue", "usd_bn")
market_sales = cited.edge("database-market", "usd_bn")
open_words = cited.link("database-open-revenue", f"{open_sales:g} billion dollars in 2014")
market_words = cited.link("database-market", f"{market_sales:g} billion in 2015")
alone = cited.number("dram-margin-2023-q1", "pct")
memory_alone = cited.link("dram-margin-2023-q1", f"{signed(alone, 0)} %")
fell = cited.link("dram-sales-2016", f"{-cited.number('dram-sales-2016', 'pct'):.0f} %")
steel_words = "rose" if float(rate_of.loc["steel", "price"]) > 1 else "fell"
case_lines = "\n".join(
    f"| {row(one.row_id, one.name)}: {one.product} "
    f"| {row(one.kept_row, one.kept_by) if one.kept_row else one.kept_by} | {one.note} |"
    for one in cases.itertuples(index=False)
)

# %% tags=["remove-input"]
prose(f"""
| case, and what is priced | who kept the gain, by our reading | to be said |
|---|---|---|
{case_lines}

**On average over the years use kept pace, where both are published.** In
{listed([name_of[one] for one in both_known["case"]])} price and use together make
[{signed(sales_low, 0)} to {signed(sales_high, 0, plus=True)} %](fig:precedent-rates) of sales a
year, for memory with a use of [later years](row:precedents-case-dram). Single years differ: sales
of memory fell by {fell} in 2016 and rose by {pct("dram-sales-2017")} in 2017. In cloud computing
and processors use is itself computed from sales, so that it says no more than that sales grew; of
solar we know what stands, not what is sold. And all were chosen by us among trades that grew; none
that shrank was looked for. In the precedents, then, cheapness shrank the margin or did not; whether
it can shrink a trade they cannot tell.

**Steel is the odd one.** By the official index, in current dollars, the price of steel
[{steel_words}](row:precedents-steel-price-2025) over four decades; the
[fares](row:precedents-airline-fares) beside it are without inflation. The article's picture is of
an entrant from below, not of a price that collapses: for falling prices it is the wrong precedent,
for [the climb](steel-ladder.ipynb) a fair one.

**The closest is the database.** Free rivals took the use long before the money. By 2015 they had
{pct("database-open-use")} of the use; of the money they had
{pct("database-open-share-2016", 1)} in 2016, by a later count. Oracle, the whole firm, still kept a
margin of {margin("precedents-margin-database-2025")} in the year to May 2025. On OpenRouter in
{spent_month} open models stood much like that, with a fair part of the tokens and little of the
money.

**Memory is a warning to both sides.** The chips are as alike as rebar; many makers fought, and few
were left. One of them, SK hynix, had a margin of {margin("precedents-margin-dram-2023-q1")} in the
first quarter of 2023 and of {margin("precedents-margin-dram-2025-q4")} in the fourth of 2025. A
commodity with few makers can pay well, and then not.
""")

# %%
maker_of = margins.set_index("row_id")["maker"]

# %% tags=["remove-input"]
prose(f"""
**In processors and transit the margin turned.** Intel's fell from
{margin("precedents-margin-cpu-2021")} in 2021 to {margin("precedents-margin-cpu-2025")} in 2025.
That of {maker_of.loc["precedents-margin-transit-2016"]} rose; but it
[sold other services](row:precedents-transit-level3-services) too and
[bought rivals](row:precedents-transit-level3-bought), so this is no margin of transit alone.

:::{{aside}} The figures behind the three
Databases: in money free rivals had {open_words}, beside a market put above {market_words}: two
years and two counts, so their quotient is no bound. The share of 2016 was up by half in a year and
had doubled in the one before. Oracle's margin was {margin("precedents-margin-database-2002")} in
the year to May 2002 and {margin("precedents-margin-database-2010")} in that to 2010. On OpenRouter
it was {share(NAGLE)} of the tokens and {share(NAGLE_SPENT)} of the money.

Memory: three makers sold {pct("dram-makers-share")} in 2021 and
{pct("dram-makers-share-2025-q4", 1)} in the fourth quarter of 2025. SK hynix had {memory_alone} in
such chips alone in the first quarter of 2023.

Processors and transit: Intel had {margin("precedents-margin-cpu-2013")} in 2013 and
{margin("precedents-margin-cpu-2024")} in 2024;
{maker_of.loc["precedents-margin-transit-2016"]} had {margin("precedents-margin-transit-2011")} in
2011 and {margin("precedents-margin-transit-2016")} in 2016.
:::
""")

# %% [markdown]
# ## Which features carry over
#
# We gave each case five features that could decide who keeps the gain, each with a reason, and
# asked which of them parts the makers that earned well at the last reading from the others. The
# marks are ours. Another reader may set some otherwise; the table of the figure gives each reason.

# %% tags=["hide-input"]
grid = features.merge(cases[["case", "name"]], on="case")
grid["feature_name"] = grid["feature"].map(FEATURES)
OUTCOME = "Margin kept"
outcome = cases[["case", "name"]].assign(
    feature_name=OUTCOME,
    holds=[{True: "yes", False: "no"}.get(kept.get(one), "not known") for one in cases["case"]],
)
grid = pd.concat([grid, outcome])[["name", "feature_name", "holds", "because", "row_id"]]
grid["mark"] = grid["holds"].map({"yes": "yes", "no": "no", "partly": "partly", "not known": "?"})
COLUMNS = [*FEATURES.values(), OUTCOME]
few_words = f"With few makers {kept_of('few', 'yes')} kept one, with many {kept_of('few', 'no')}."


# %% tags=["hide-input"]
def grid_chart(width: int | str, step: int, lines: int) -> alt.LayerChart:
    """A word for each case and feature, under heads of one line or of two."""
    split = "split(datum.label, ' ')" if lines == 2 else "datum.label"
    top = {"orient": "top", "labelAngle": 0, "labelExpr": split, "labelOverlap": False}
    x = alt.X("feature_name:N").sort(COLUMNS).title(None)
    x = x.axis(domain=False, ticks=False, labelPadding=14 * lines - 8, labelLimit=120, **top)
    y = marks.rows("name:N", NAMES, label_limit=110)
    looks = {"yes": theme.INK, "partly": theme.FOURTH, "no": theme.MUTED, "?": theme.MUTED}
    colour = alt.Color("mark:N").scale(domain=list(looks), range=list(looks.values())).legend(None)
    frame = alt.Chart(grid).encode(x=x, y=y)
    bold = {"expr": "datum.mark == 'yes' ? 'bold' : 'normal'"}
    words = frame.mark_text(fontSize=12, fontWeight=bold).encode(
        text="mark:N",
        color=colour,
        tooltip=["name:N", "feature_name:N", "holds:N", "because:N"],
    )
    return alt.layer(words).properties(width=width, height=step * len(NAMES))


# %% tags=["hide-input"]
exhibit(
    grid_chart("container", 25, 1),
    narrow=grid_chart(232, 27, 2),
    id="precedent-features",
    title=f"{parts(parting).capitalize()} parts the makers that kept a margin from the rest",
    subtitle="Features of each case by our reading. Few: three or fewer have most of the market. "
    f"Last column: a latest margin of {assumed.kept_pct:g} % or more",
    alt=f"""A table of {len(NAMES)} cases and five features. Makers kept a margin in
    {listed(kept_names)}; not in {listed(lost_names)}. {few_words} AI models are marked partly for
    few makers, for likeness and for costly exit, yes for a free version and for being soon
    overtaken.""",
    rows=features,
    data=grid,
    note="For steel no margin was found, for AI models none has settled. Few makers may be the "
    "outcome of a fight as well as its cause: those who lost are no longer counted.",
)

# %%
first_words = (
    f"it would be {parts(parting_first)} that parts them"
    if parting_first
    else "nothing would part them either"
)
border_words = (
    f"elsewhere {parts(parting_ever)} would part them" if parting_ever else "nothing parts them"
)

# %% tags=["remove-input"]
prose(f"""
AI models share two things with some of the others. The best is overtaken within months, so that
last year's price war is over last year's product. And a free version exists, which in databases did
not take the margin of the leader. The other three they have by half. By a survey three makers have
[the spending of large firms](row:demand-study-a16z), and many others offer. Sellers of one open
model are alike, open and closed models are not. To change costs little work, and yet most stay.

By this table {parts(parting)} decides. With few makers
[{kept_of("few", "yes")}](fig:precedent-features) kept a margin, with many
[{kept_of("few", "no")}](fig:precedent-features). Where to leave is costly
[{kept_of("costly-exit", "yes")}](fig:precedent-features) did, where it is easy
[{kept_of("costly-exit", "no")}](fig:precedent-features). Wherever we set the border of a kept
margin, {border_words}. Had we taken the first margin after the change instead of the last,
{first_words}: so thin is the evidence of [{count(len(kept), "case")}](fig:precedent-features).
""")

# %% [markdown]
# ## What it says of the article
#
# The verdicts stand in the chapters that own them. This is what the evidence here adds.

# %%
speak_for = studies[studies["says"] == "for"]
after_words = " after the article" if (speak_for["as_of"] > days.ARTICLE).all() else ""
azure = facts.link("azure-single-model", f"{facts.number('azure-single-model', 'pct'):.0f} %")
azure_was = facts.number("azure-single-model-2023", "pct")

# %% tags=["remove-input"]
prose(f"""
- That [price decides](claim:customers-buy-on-price) in nearly all calls: of
  [{count(len(studies), "study", "studies")}](fig:demand-shares)
  {count(int(sides["against"]))} speak against it, {count(int(sides["for"]))} for it{after_words},
  {count(int(sides["both"]))} say it in part, and {count(int(sides["neither"]))} do not bear
  on it. None counts calls. Between sellers of one open model price does decide much.
- That [models are alike](claim:models-interchangeable): that buyers left models lying which were
  {free_cheaper} at equal tests speaks against it. The turn of 2026 speaks for it, if better open
  models came to do the same work.
- That [leaving costs nothing](claim:switching-cost-zero): most firms on Microsoft's service used
  one model, {azure} in July 2025, fewer than the
  {facts.link("azure-single-model-2023", f"{azure_was:.0f} %")} of two years before. That they stay
  does not say why; that most [have several families](switching-costs.ipynb) is another count.
- That [margins will go elsewhere](claim:margins-will-shift): at the last reading they were gone in
  [{count(int((~kept).sum()))} of {count(len(kept))}](fig:precedent-features) precedents, and our
  features do not tell in which.
""")

# %% [markdown]
# ## How sure are we?

# %%
relayed = int((shares["read"] == "relayed").sum() + (elasticities["read"] == "relayed").sum())
readings = len(shares) + len(elasticities)
ends = margins[margins["stage"] == "after"].groupby("case")["as_of"].max().str[: len("2026")]

# %% tags=["remove-input"]
prose(f"""
**Much is relayed.** [{relayed} of {readings}](fig:demand-shares) shares and elasticities are
another's account; each row says so. Of the main paper we read the abstract and the authors' slides
with their tables, not the paper. One range of shares, the firms at Microsoft and the growth of use
were read off charts.

**One shop is not the market.** Most usage records are of OpenRouter. Its buyers compare prices more
than others do, and large firms buy elsewhere.

**The precedents are rough.** We chose them, among trades that grew. Their years differ, and the
last margin found is of {ends.min()} in one and of {ends.max()} in another. A firm stands for its
trade with all else that it sells, and some margins are net of interest and tax. Who kept the gain
is a reading. List prices are not what is paid, least of all for databases.
""")

# %% [markdown]
# ## What would change our mind
#
# - *For the article*: a count of spending, not tokens, in which open models have half at two places
#   that differ; or a record of calls in which buyers took the cheaper of models that did the work
#   equally well.
# - *For the labs*: open models back below a quarter of the tokens at the shop where they now lead;
#   or an elasticity of the whole market beyond one whose interval excludes one.
# - *On the precedents*: margins of the product alone, not of whole firms, of many makers and for
#   the same number of years after the fall, which one feature parts without a fault.
