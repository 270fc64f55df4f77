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
# and who kept the rent where prices fell before?

# %% tags=["hide-input"]
from dataclasses import dataclass
from typing import Annotated

import altair as alt
import pandas as pd

from claimsbook import Within, assume, data, exhibit, marks, theme
from claimsbook.figures.prose import count, listed, prose, signed
from rebar import days
from rebar.economics import demand, growth, precedents


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted."""

    level: Annotated[float, Within(0.5, 0.999)] = 0.95  # coverage of an interval, by convention
    price_factor: Annotated[float, Within(0.01, 0.99)] = 0.5  # the price is halved, to show effects
    kept_pct: Annotated[float, Within(0, 50)] = 10  # latest margin from which makers kept a rent


assumed = assume(Assumptions)

# %%
facts = data.facts("demand-facts", "demand-")
switching = data.facts("switching-facts", "switching-demand-")
studies = data.read("demand-studies")
shares = demand.open_shares(data.read("demand-shares"))
shares["when"] = (shares["as_of"] > days.ARTICLE).map({True: "later", False: "by the article"})
elasticities = demand.spending_effects(
    demand.with_intervals(data.read("demand-elasticities"), assumed.level), assumed.price_factor
)

aws = data.read("value-aws-margin")
aws = aws.assign(value=aws["sales_usd_bn"], value_high=float("nan"), unit="usd_bn", bound="")
known = pd.concat([data.read("precedents-facts"), facts.frame, aws])
cases = data.read("precedents-cases")
known = known.set_index("row_id", drop=False)
for row_id, unit in precedents.expected_units(cases).items():
    data.in_unit(known.loc[row_id], unit)
rates = precedents.rates(cases, known)
margins = precedents.margins(data.read("precedents-margins"))
# Profit over revenue of one row: whichever unit both are in cancels out.
for unit, rows in margins.groupby("unit"):
    data.in_unit(rows, str(unit))
kept = precedents.latest(margins) >= assumed.kept_pct
features = data.read("precedents-features")
counted = precedents.carry_over(features, kept)
parting = precedents.parts_all(counted)

# %%
by_share = shares.set_index("row_id")
spent_open = float(by_share.loc["demand-share-openrouter-nagle-revenue", "drawn"])
token_open = float(by_share.loc["demand-share-openrouter-nagle", "drawn"])
workloads = shares.loc[shares["denominator"] == "workloads"].sort_values("as_of")["drawn"]
firms_open = float(by_share.loc["demand-share-ramp-2026-09", "drawn"])
later_tokens = shares[(shares["denominator"] == "tokens") & (shares["when"] == "later")]
later_open = float(later_tokens.sort_values("as_of")["drawn"].iloc[-1])
by_row = elasticities.set_index("row_id")
within = elasticities[elasticities["scope"] == "within one model"]
within_low, within_high = within["high"].max(), within["low"].min()
signs = elasticities["sign"].value_counts()
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
parts_words = (
    "makers kept a margin where three or fewer were left, and nowhere else"
    if parting == ["few"]
    else f"what parts those who kept a margin from the rest is {listed(parting) or 'nothing here'}"
)

# %% tags=["remove-input"]
prose(f"""
The article reasons from steel. Here stands what its reader needs besides: who buys which models,
what use does when prices fall, and what became of other makers whose prices fell. No verdict of the
book is changed here.

1. **Open models had a fifth of the tokens at one shop and {spent_open:.0f} % of the money; later
   they took most of the tokens.** Counts of firms and of spending, where there are any, have closed
   models far ahead. [See the shares](#demand-shares)
2. **Whether cheaper tokens bring in more money is not known.** Within one model the estimates reach
   from {-within_low:.1f} to {-within_high:.1f} in size, and one is the border. [See the
   elasticities](#token-elasticity)
3. **A fall of prices alone did not take the margin: {parts_words}.** That is {count(len(kept))}
   cases, and memory chips hang on the year. [See the precedents](#precedent-rates)
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
    "firms": "US firms that pay, Ramp",
    "requests": "Requests, anywhere",
}
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
            lines.append({"label": "no figure found", "heading": False})
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
    whens = {"by the article": theme.OPEN, "later": theme.THIRD}
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
    half = alt.Chart(pd.DataFrame({"drawn": [50]})).encode(x=x)
    bars = marks.span(spans, color=theme.OPEN)
    layers = [marks.limit(half), bars, marks.interval(ends), points]
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
    title="Open models lead in tokens at one shop, and nowhere in money or firms",
    subtitle="Share of open models by what is counted. Squares: relayed by others. Bars: a "
    "range; lines: all that a bound allows; dashed: half",
    alt=f"""Readings under five headings. Tokens on OpenRouter: from {token_open:.0f} % open in
    November 2025 to {later_open:.0f} % in September 2026. Spending there: {spent_open:.0f} %.
    Workloads of enterprises fall from {workloads.iloc[0]:.0f} to {workloads.iloc[-1]:.0f} %. Of US
    firms {firms_open:g} % pay for open models. No share of requests was found.""",
    rows=[list(shares["row_id"]), "demand-share-of-requests"],
    data=drawn_shares,
    kind="reported",
    note="OpenRouter carries about a hundredth of what is spent on models and draws those who "
    "compare. The survey is of a firm that invests in Anthropic. Paying for a host of open models "
    "may escape Ramp.",
)

# %%
sides = studies["says"].value_counts()
SAYS = {"against": "no", "both": "in part", "for": "yes"}
RELAYED = {"relayed": "; relayed", "first-hand": ""}
study_lines = "\n".join(
    f"| {one.study} ({one.place}, {one.years}{RELAYED[one.read]}) | {SAYS[one.says]} "
    f"| {one.because} |"
    for one in studies.itertuples()
)
discount = demand.discount_pct(facts.number("hedonic-open", "log_points"))
discount_ends = [
    demand.discount_pct(one)
    for one in demand.elasticity_interval(
        facts.number("hedonic-open", "log_points"),
        facts.number("hedonic-open-se", "log_points"),
        assumed.level,
    )
]
weeks = by_share.loc["demand-share-openrouter-weeks-2025"]
at_most = switching.edge("open-token-share", "pct")

# %% tags=["remove-input"]
prose(f"""
By the day of the article, open models were the small part of every count. They were far cheaper at
equal measured ability: by {discount:.0f} % on the authors' own regression, and by at least
{min(discount_ends):.0f} % within its error. Had the price decided, they should have had most of the
use. Buyers saw something in the closed models that the tests do not measure, or knew too little of
the open ones; no study tells which.

Three cautions. The working paper says that the open share stayed below {at_most:.0f} % throughout.
A chart in its authors' own slides shows weeks near {weeks["open_high"]:.0f} % in the August before.
In the February before the article, Chinese models, many of them open, already had
{facts.number("openrouter-chinese-2026-02", "pct"):.0f} % of what Chinese and US models had
together. And after it the share at this shop turned over within months. So the pattern was no law,
and price, or what open models had learned by then, moved buyers after all. In money they remained
behind as far as anybody counted.

| study | price decides | because |
|---|---|---|
{study_lines}
""")

# %% [markdown]
# ## Does a lower price bring in more?
#
# If use grows by more than the price falls, makers earn more from cheaper tokens; if by less, they
# earn less. The border is an elasticity of one. Three questions hide under the one word. Does a
# buyer of one model go to its cheaper seller? Does a buyer go from one model to a cheaper one? Do
# all buyers together use more? Only the last says what the whole trade earns. The first is the one
# that was measured best.

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
    border = alt.Chart(pd.DataFrame({"drawn": [-1]})).encode(x=x)
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
    title="Published elasticities lie on both sides of one: the sign is open",
    subtitle="Price elasticity of use in tokens, with its interval. Figures: what is spent where "
    f"the price is {cut_words}. Dashed: spending stays. Squares: relayed by others",
    alt=f"""Six estimates on an axis from minus two to nought with a dashed line at minus one.
    Those across models lie near nought and at {by_row.loc["demand-elasticity-open-day", "drawn"]}.
    Within one model they lie at {listed([f"{one:g}" for one in within["drawn"]])}, with intervals
    on both sides of the line. One for the whole market lies beyond it.""",
    rows=elasticities,
    data=drawn_elasticities,
    kind="reported",
    note=f"Intervals of {100 * assumed.level:.0f} % by the published standard error, clustered by "
    "model and seller; the market report gives a range. The authors call theirs a first try.",
)

# %%
paid_words = "hardly moved" if facts.supports("price-paid-flat") is False else "fell"
first_day = facts.row("openrouter-day-2025-01")
last_day = facts.row("openrouter-day-2025-08")
use_grew = float(last_day["value"] / first_day["value"])
google = [facts.row("google-minute-2025-10"), facts.row("google-minute-2026-04")]
google_years = growth.years_between(str(google[0]["as_of"]), str(google[1]["as_of"]))
google_factor = growth.annual_factor(
    float(google[0]["value"]), float(google[1]["value"]), google_years
)
models = data.one(rates, case="models")
market_path = precedents.path_elasticity(float(models["price"]), float(models["use_low"]))

# %% tags=["remove-input"]
prose(f"""
Both signs have their evidence. Of {count(len(elasticities))} estimates {count(int(signs["falls"]))}
say that a cut shrinks what is spent, {count(int(signs["rises"]))} says that it grows, and
{count(int(signs["either"]))} cannot tell. None is what an investor needs. Between models, dearer
ones are better ones, which hides what the price does: those estimates err towards nought. Between
sellers of one model, a cut takes buyers from the next seller: those err away from it, and what one
seller gains says little of the whole. They are also of days and weeks. In years, programs are
rewritten for cheap tokens.

The whole has grown by far more than prices explain. On OpenRouter use rose {use_grew:.1f}-fold from
January to August 2025, while the price that buyers paid for the intelligence they bought
{paid_words}: they took better models, not cheaper ones. Google's interface grew at a pace of
{google_factor:.1f}-fold a year around the article. Put into one number, the fall of the price in
the whole market since 2024 and last year's growth of use would look like an elasticity of
{-market_path:.1f} in size. That is no elasticity: new abilities and new programs are in it. Whoever
models revenue should move use and price apart.
""")

# %% [markdown]
# ## Who else saw prices fall
#
# Steel and airlines were the article's choice. A referee would ask for others. We put beside them
# the products that come to mind first: memory chips, solar modules, internet transit, cloud
# computing, databases and processors. For each we looked for the fall of the price a year, the
# growth of use, and what makers earned before and after. Where no figure was found the row is
# empty. None is guessed.

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
LEAST = -60  # per cent; a margin below it is drawn at the edge, with its figure
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
        one = marks.limit(alt.Chart(pd.DataFrame({"factor": [1]})).encode(x=x))
        layers = [one, marks.interval(ends, color=theme.FOUND), points, words]
    return alt.layer(*layers).properties(width=width, height=step * len(NAMES))


# %% tags=["hide-input"]
wide = [rate_panel(one, 174, 26, named=one == "price") for one in ("price", "use", "margin")]
narrow = [rate_panel(one, 190, 22, named=True) for one in ("price", "use", "margin")]
POINTERS = ["price_from", "price_to", "use_row", "spending_from", "spending_to"]
named = [one for one in cases[POINTERS].stack().tolist() if one]
known_rates = rates[rates["price"].notna() & rates["use_low"].notna()]
grew = known_rates[known_rates["spending_high"] > 1]
fastest = rates[rates["case"] != "models"].nsmallest(1, "price").iloc[0]
exhibit(
    alt.hconcat(*wide, spacing=18),
    narrow=alt.vconcat(*narrow, spacing=26),
    id="precedent-rates",
    title="Where prices fell, use kept pace; margins went both ways",
    subtitle="What a year did to price and use, factors on log axes, and margins of makers. "
    "Diamonds: before or during the change; circles: after. Years differ by row",
    alt=f"""Three panels with a row each for {listed(NAMES)}. Prices fell fastest in
    {fastest["name"].lower()}; steel did not fall. Use grew about as
    fast as prices fell. Latest margins: {listed(kept_names)} at {assumed.kept_pct:g} % or more;
    {listed(lost_names)} below. Several cells are empty.""",
    rows=[cases, named, margins],
    data=panels,
    kind="reported",
    note="Use of cloud computing and processors follows from sales and prices. For cloud the fall "
    "is the least one. AI models: one market report, relayed; a loss beyond the edge is written.",
)

# %%
rate_of = rates.set_index("case")
fact_of = known.set_index("row_id")
open_use = float(fact_of.loc["precedents-database-open-use", "value"])
open_revenue = (
    100
    * float(fact_of.loc["precedents-database-open-revenue", "value"])
    / float(fact_of.loc["precedents-database-market", "value"])
)
makers_share = float(fact_of.loc["precedents-dram-makers-share", "value"])
margin_of = margins.set_index("row_id")["margin_pct"]
memory = margin_of.loc[["precedents-margin-dram-2023-q1", "precedents-margin-dram-2025-q4"]]
steel_factor = float(rate_of.loc["steel", "price"])
steel_words = "rose" if steel_factor > 1 else "fell"
case_lines = "\n".join(
    f"| {one.name}: {one.product} | {one.kept_by} | {one.note} |"
    for one in cases.itertuples(index=False)
)

# %% tags=["remove-input"]
prose(f"""
| case, and what is priced | who kept the rent, by our reading | to be said |
|---|---|---|
{case_lines}

**Use kept pace.** In memory, solar and transit use grew about as fast as the price fell, so that
sales changed little from year to year. In cloud computing and processors it grew faster. Nowhere
that both are known did sales collapse. In the precedents, then, cheapness shrank the margin or did
not; it did not shrink the trade.

**Steel is the odd one.** By the official index, in current dollars, the price of steel
{steel_words} over four decades. The article's picture is of an entrant from below, not of a price
that collapses. For falling prices it is the wrong precedent.

**The closest is the database.** A free rival, as good for much of the work, took {open_use:.0f} %
of the use by the middle of the 2010s and at most {open_revenue:.1f} % of the money. The makers kept
margins near a third throughout. On OpenRouter before the article, open models stood much like that.
The rent ended up with those whom it was costly to leave, and later with clouds that rent out the
free program.

**Memory is a warning to both sides.** The chips are as alike as rebar. Twenty makers fought, most
went under, and three now sell {makers_share:.0f} %. One of them had a margin of
{signed(memory.iloc[0], 0)} % in one quarter and {memory.iloc[1]:.0f} % in another, less than three
years on. A commodity with few makers can pay well, and then not.
""")

# %% [markdown]
# ## Which features carry over
#
# We gave each case five features that could decide who keeps the rent, each with a reason, and
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
    title="Margins lasted where few makers were left, not where prices fell slowly",
    subtitle="Features of each case by our reading. Few: three or fewer have most of the market. "
    f"Last column: a latest margin of {assumed.kept_pct:g} % or more",
    alt=f"""A table of {len(NAMES)} cases and five features. Makers kept a margin in
    {listed(kept_names)}, all with three makers or fewer; not in {listed(lost_names)}, all with
    many. AI models are marked partly for few makers, for likeness and for costly exit, yes for a
    free version and for being soon overtaken.""",
    rows=features,
    data=grid,
    note="For steel no margin was found, for AI models none has settled. Few makers may be the "
    "outcome of a fight as well as its cause: those who lost are no longer counted.",
)

# %%
# The same count with memory as one whose makers did not keep a margin.
without_memory = precedents.parts_all(
    precedents.carry_over(features, kept.where(kept.index != "dram", False))
)
dram_words = (
    f"it is {listed([FEATURES[one].lower() for one in without_memory])} that parts them"
    if without_memory
    else "nothing parts them"
)

# %% tags=["remove-input"]
prose(f"""
AI models share two things with some who kept their rent. The best is overtaken within months, so
that last year's price war is over last year's product. And a free version exists, which in
databases did not take the money. The other three they have by half. Two or three makers have most
of the spending, and many others offer. Sellers of one open model are alike, open and closed models
are not. To change costs little work, and yet most stay.

What decides by this table is how many makers will stay. Open weights speak for many: anyone may
serve them. The cost of the next model speaks for few. If memory is counted by its bad year,
{dram_words}: so thin is the evidence of {count(len(kept))} cases.
""")

# %% [markdown]
# ## What it says of the article
#
# The verdicts stand where they stand, in the chapters that own them. This is what the evidence here
# adds to them.

# %% tags=["remove-input"]
prose(f"""
- That [price decides](claim:customers-buy-on-price) in nearly all calls: of {count(len(studies))}
  studies {count(int(sides["against"]))} speak against it, {count(int(sides["for"]))} for it, both
  of these after the article. None counts calls. Between sellers of one open model price does decide
  much.
- That [models are alike](claim:models-interchangeable): a discount of nine tenths that buyers left
  lying speaks against it. The turn of 2026 speaks for it, if better open models came to do the same
  work.
- That [leaving costs nothing](claim:switching-cost-zero): most firms on Microsoft's service used
  one model, {facts.number("azure-single-model", "pct"):.0f} % in July 2025, fewer than two years
  before. That they stay does not say why.
- That [margins will go elsewhere](claim:margins-will-shift): in the precedents they did where many
  makers stayed. That condition the article does not name.
""")

# %% [markdown]
# ## How sure are we?

# %%
relayed = int((shares["read"] == "relayed").sum() + (elasticities["read"] == "relayed").sum())
readings = len(shares) + len(elasticities)
newest = precedents.latest(margins)
border = newest[~kept].max(), newest[kept].min()

# %% tags=["remove-input"]
prose(f"""
**Much is relayed.** {relayed} of {readings} shares and elasticities are another's account; each row
says so. Of the main paper we read the abstract and the authors' slides with their tables, not the
paper. One range of shares, the firms at Microsoft and the growth of use were read off charts.

**One shop is not the market.** Most usage records are of OpenRouter. Its buyers compare prices more
than others do, and large firms buy elsewhere. Tokens of different models are not alike either.

**The precedents are rough.** They were chosen by us, their years differ, a maker stands for its
trade, and some margins are net of interest and tax. Our border for a kept margin could stand
anywhere from {border[0]:.0f} to {border[1]:.0f} % without moving a case. Who kept the rent is a
reading. List prices are not what is paid, least of all for databases.
""")

# %% [markdown]
# ## What would change our mind
#
# - *For the article*: a count of spending, not tokens, in which open models have half at two places
#   that differ; or a record of calls in which buyers took the cheaper of models that did the work
#   equally well.
# - *For the labs*: open models back below a quarter of the tokens at the shop where they now lead;
#   or an elasticity of the whole market beyond one whose interval excludes one.
# - *On the precedents*: a trade with many makers, alike products and falling prices whose makers
#   kept a margin for ten years.
