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
# # What must be true: growth, prices and margins behind a valuation
#
# **The question.** What would have to be true for the article, or for the labs, to be right?

# %% tags=["hide-input"]
from dataclasses import dataclass, replace
from typing import Annotated

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, theme
from claimsbook.figures import frames
from claimsbook.figures.models import Preset, Start, View, model
from claimsbook.figures.prose import count, prose
from rebar import days
from rebar.economics import (
    growth,
    scorecard,
    since,
    statements,
    what_if,
    what_if_levers,
    what_must_be_true,
)
from rebar.economics.what_must_be_true import Case


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted: what no row gives, and how far it may vary."""

    elasticity: Annotated[float, Within(0, 2)] = (
        1.11  # one study's, of models; for the market: ours
    )
    elasticity_low: Annotated[float, Within(0, 2)] = 0.7  # demand that answers little; ours
    elasticity_high: Annotated[float, Within(0, 2)] = 1.5  # demand that answers much; ours
    multiple: Annotated[float, Within(5, 60)] = 25  # price over a year's profit at the end; ours
    multiple_low: Annotated[float, Within(5, 60)] = 12  # that of a mature industry; ours
    multiple_high: Annotated[float, Within(5, 60)] = 35  # that of one that still grows; ours
    discount: Annotated[float, Within(0, 25)] = 10  # % a year that a holder wants; ours
    discount_low: Annotated[float, Within(0, 25)] = 8  # % a year; ours
    discount_high: Annotated[float, Within(0, 25)] = 20  # % a year, as for a young firm; ours
    overhead: Annotated[float, Within(0, 60)] = 10  # % of revenue for sales and offices; ours
    tax: Annotated[float, Within(0, 60)] = 21  # % of profit; ours, a round rate of a firm's tax
    fade: Annotated[float, Within(0, 100)] = 40  # % of the growth since March lost a year; ours
    fade_high: Annotated[float, Within(0, 100)] = 60  # % a year at most; ours
    own_price_fall: Annotated[float, Within(0, 95)] = 30  # % a year; a round number to start from
    own_demand_growth: Annotated[float, Within(0, 300)] = 40  # % a year; a round number
    own_fade: Annotated[float, Within(0, 100)] = 10  # % a year; a round number
    horizon: str = "2030-12-31"  # end of the year of OpenAI's target


assumed = assume(Assumptions)

# %%
# Today's rows: valuations and revenues in USD billion, prices paid in USD per million tokens.
labs = data.facts("labs-facts", "labs-")
world = data.facts("since-facts", "since-")
demand = data.facts("switching-facts", "switching-demand-")
airlines = data.facts("airlines-facts", "airlines-")
own = data.facts("what-if-facts", "what-if-")
run_rates = data.read("labs-run-rate")

stated_worth = claims.stated("openai-valuation")
stated_revenue = claims.stated("openai-arr")
stated_growth = claims.stated("exhibit3-required-cagr")
slow_factor = claims.stated("epoch-min-rate")
slow_fall = 100 * (1 - 1 / slow_factor)

# %%
# The price paid in Ramp's panel, from its peak in March to September: per cent a year.
peak, paid = (
    own.number("price-paid-peak", "usd_per_mtok"),
    world.number("ramp-token-price", "usd_per_mtok"),
)
half_year = growth.years_between(
    scorecard.last_day(own.text("price-paid-peak", "as_of")),
    scorecard.last_day(world.text("ramp-token-price", "as_of")),
)
paid_fall = 100 * (1 - growth.annual_factor(peak, paid, half_year))

# OpenAI's revenue from the run-rate of February to that of September, as a factor a year.
february = data.one(run_rates, row_id="run-rate-openai-2026-02")
revenue_now = world.number("openai-annualised-september", "usd_bn")
revenue_day = world.text("openai-annualised-september", "as_of")
since_february = growth.years_between(scorecard.last_day(str(february["as_of"])), revenue_day)
pace = growth.annual_factor(float(february["usd_bn"]), revenue_now, since_february)

# %%
# OpenAI's plan: revenue of 2025 to that of 2030, and what compute and talent leave of it.
revenues = data.read("labs-revenue").set_index("row_id")
first_end = str(revenues.loc["revenue-openai-2025-actual", "period_end"])
plan_revenue = labs.number("openai-revenue-2025-reuters", "usd_bn")
plan_target = labs.edge("openai-revenue-2030-target", "usd_bn")
plan_years = round(growth.years_between(first_end, assumed.horizon))
plan_pace = growth.annual_factor(plan_revenue, plan_target, plan_years)
upper_margin = 100 - labs.number("openai-compute-talent-2030", "pct")

# %%
# Margins, all in per cent of revenue. A multiple of profit asks for profit after all costs and tax.
# The airline's is that. The cloud's is an operating margin, so tax comes off. What compute and
# talent leave of OpenAI's revenue is an upper margin: its partners' share, sales, offices and tax
# still come off, and what is then left we call its net margin.
after_tax = 1 - assumed.tax / 100
partners = labs.number("openai-microsoft-share-fall", "pct")
net_margin = (upper_margin - partners - assumed.overhead) * after_tax
cloud_margin = world.number("aws-margin-q2", "pct") * after_tax
airline_margin = airlines.number("net-margin-2026", "pct")
airline_margin_now = world.number("iata-margin", "pct")

# What closed models kept of the money at one router: their tokens, weighted by what they cost.
dearer = demand.number("closed-price-multiple", "x")
closed_before = demand.number("closed-token-share", "pct")
closed_now = 100 - world.number("openrouter-open-share", "pct")
money_before, money_now = (
    what_must_be_true.share_of_money(tokens, dearer) for tokens in (closed_before, closed_now)
)
share_kept = 100 * money_now / money_before

# What a pace of revenue leaves for demand once the price fall has had its effect, per cent.
demand_since = what_must_be_true.demand_growth_for(pace, paid_fall, assumed.elasticity)
demand_plan = what_must_be_true.demand_growth_for(plan_pace, paid_fall, assumed.elasticity)
demand_article = what_must_be_true.demand_growth_for(
    1 + stated_growth / 100, slow_fall, assumed.elasticity
)

# %% tags=["hide-input"]
# The inputs of the model: what each starts from in each preset, and the range in which it may lie.
PAID_ROWS = ["since-ramp-token-price", "what-if-price-paid-peak"]
SHARE_ROWS = [
    "switching-demand-closed-token-share",
    "since-openrouter-open-share",
    "switching-demand-closed-price-multiple",
]
NET_ROWS = ["labs-openai-compute-talent-2030", "labs-openai-microsoft-share-fall"]
RATES = ["run-rate-openai-2026-02", "since-openai-annualised-september"]
NBER = "switching-demand-elasticity-nber"
measured = abs(demand.number(NBER, "elasticity"))
from_paper = {"rows": [NBER]} if assumed.elasticity == measured else {}

paid_now = Start(
    round(paid_fall), "paid in Ramp's panel, half a year from its peak, annualised", PAID_ROWS
)
kept_all = Start(100, "its own volume, with what it has lost of the market in it")
left_over = Start(
    round(upper_margin, 1),
    "upper margin: what compute and talent leave of 2030, before other costs and tax",
    ["labs-openai-compute-talent-2030"],
)
net = Start(
    round(net_margin, 1),
    "that less partners' share, sales, offices and tax; the last ours",
    NET_ROWS,
)
ours = {
    "elasticity": Start(
        assumed.elasticity, "of a model among its sellers; the same in all presets", **from_paper
    ),
    "multiple": Start(assumed.multiple, "the same in all presets"),
    "discount": Start(assumed.discount, "the same in all presets"),
}

# %% tags=["hide-input"]
article = {
    "valuation": Start(
        stated_worth, "as stated", ["labs-openai-valuation-post"], ["openai-valuation"]
    ),
    "revenue": Start(stated_revenue, "as stated", ["labs-openai-arr-2025-12"], ["openai-arr"]),
    "years": Start(plan_years, "from January 2026 to the end of 2030"),
    "price_fall": Start(
        round(slow_fall), f"{slow_factor:.0f}-fold a year, its slow end", (), ["epoch-min-rate"]
    ),
    "demand_growth": Start(
        round(demand_article),
        "behind the growth that its exhibit asks: a hurdle, no forecast",
        (),
        ["exhibit3-required-cagr"],
    ),
    "fade": Start(0, "none"),
    "share": Start(
        round(share_kept), "money of closed models at one router since; read by us", SHARE_ROWS
    ),
    "margin": Start(
        airline_margin,
        "an airline's after tax, forecast of late 2025",
        ["airlines-net-margin-2026"],
    ),
    **ours,
}

# %% tags=["hide-input"]
plan = {
    "valuation": article["valuation"],
    "revenue": Start(plan_revenue, "of 2025", ["labs-openai-revenue-2025-reuters"]),
    "years": Start(plan_years, "from 2025 to 2030", ["labs-openai-revenue-2030-target"]),
    "price_fall": paid_now,
    "demand_growth": Start(
        round(demand_plan), "what its revenue of 2030 needs", ["labs-openai-revenue-2030-target"]
    ),
    "fade": Start(0, "none"),
    "share": kept_all,
    "margin": left_over,
    **ours,
}
years_left = round(4 * growth.years_between(revenue_day, assumed.horizon)) / 4
happened = {
    "valuation": Start(
        world.number("openai-valuation-march", "usd_bn"),
        "the last round",
        ["since-openai-valuation-march"],
    ),
    "revenue": Start(revenue_now, "run-rate of September", ["since-openai-annualised-september"]),
    "years": Start(years_left, "from September 2026 to the end of 2030"),
    "price_fall": paid_now,
    "demand_growth": Start(round(demand_since), "what the revenue since February shows", RATES),
    "fade": Start(assumed.fade, "no such growth lasts"),
    "share": kept_all,
    "margin": left_over,
    **ours,
}

# %% tags=["hide-input"]
yours = {
    **happened,
    "valuation": article["valuation"],
    "price_fall": Start(assumed.own_price_fall, "a round number"),
    "demand_growth": Start(assumed.own_demand_growth, "a round number"),
    "fade": Start(assumed.own_fade, "a round number"),
}

# %%
projected = labs.number("openai-revenue-2030-projection-2025", "usd_bn")
revenue_since = what_must_be_true.revenue(
    Case(**{one: start.value for one, start in happened.items()})
)

# %% tags=["hide-input"]
PRESETS = {
    "article": (
        "The article, by our reading",
        f"Its valuation and revenue; prices fall {slow_factor:.0f}-fold a year, revenue grows as "
        "its exhibit "
        "asks. Margin, share, fade, multiple and return are ours: the article gives none of them.",
        article,
    ),
    "plan": (
        "OpenAI's target, upper margin",
        "Revenue of 2025 grows to the target of 2030. Of it only compute and talent are paid, as "
        f"projected when that year's revenue was seen at {what_if.money(projected)}.",
        plan,
    ),
    "net": (
        "OpenAI's target, net margin",
        "The same revenue. Partners take what was projected for 2030; sales, offices and tax are "
        "our guesses.",
        {**plan, "margin": net},
    ),
    "since": (
        "Since March, upper margin",
        "Today's revenue, the last valuation, and the pace of prices and revenue since "
        f"February, fading. Revenue ends at {what_if.money(revenue_since)}, "
        f"{what_if.times(revenue_since / plan_target)} times OpenAI's own target of "
        f"{what_if.money(plan_target)} for 2030.",
        happened,
    ),
    "yours": (
        "Yours",
        "Today's revenue and round numbers, to be moved; any lever that you move leads here.",
        yours,
    ),
}

# %% tags=["hide-input"]
ENDS = {
    "price_fall": (
        Start(0, "the price paid rose over 2025", ["switching-demand-price-paid-rose"]),
        Start(round(slow_fall), "at equal performance", (), ["epoch-min-rate"]),
    ),
    "margin": (
        Start(airline_margin_now, "airlines in 2026", ["since-iata-margin"]),
        Start(round(cloud_margin, 1), "AWS, operating, less our tax", ["since-aws-margin-q2"]),
    ),
    "demand_growth": (
        Start(0, "none"),
        Start(round(demand_since), "as since February", RATES),
    ),
    "fade": (Start(0, "none"), Start(assumed.fade_high, "a boom that ends")),
    "elasticity": (Start(assumed.elasticity_low, "little"), Start(assumed.elasticity_high, "much")),
    "share": (
        Start(round(share_kept), "money of closed models at one router", SHARE_ROWS),
        Start(100, "kept"),
    ),
    "multiple": (
        Start(assumed.multiple_low, "a mature industry"),
        Start(assumed.multiple_high, "one that still grows"),
    ),
    "discount": (Start(assumed.discount_low, "little"), Start(assumed.discount_high, "much")),
}
CASES = {
    name: Case(**{one: start.value for one, start in starts.items()})
    for name, (_, _, starts) in PRESETS.items()
}
LEVERS = what_if_levers.levers(ENDS, {name: starts for name, (_, _, starts) in PRESETS.items()})
RANGES = {one.id: (one.low.value, one.high.value) for one in LEVERS if one.low and one.high}
LABELS = {one.id: f"{one.label} {one.unit}" for one in LEVERS}
TOLD = {name: what_if.told(case, RANGES, LABELS) for name, case in CASES.items()}

# %%
worth = {name: what_must_be_true.value(case) for name, case in CASES.items()}
part = {name: 100 * worth[name] / case.valuation for name, case in CASES.items()}
at_upper = replace(CASES["article"], margin=upper_margin)
steep = replace(at_upper, discount=assumed.discount_high)
needed_upper, needed_steep = (
    100 * (what_must_be_true.required_growth(one) - 1) for one in (at_upper, steep)
)
turn = {name: what_must_be_true.required_margin(case) for name, case in CASES.items()}
tokens_needed = what_must_be_true.required_tokens(CASES["since"])
bars = pd.DataFrame(TOLD["since"]["views"]["tornado"]["bars"]).head(len(RANGES))
widest, second, narrowest = (str(bars["lever"].iloc[place]) for place in (0, 1, -1))
# The bars are in the order of their ratios. By how many dollars they span the order is another.
by_dollars = bars.assign(span=bars["to"] - bars["from"]).nlargest(2, "span")["lever"].tolist()


def moved(bar: pd.Series) -> str:
    """Both ends of a bar in words, as a link to the figure."""
    ends = f"{what_if.money(bar['from'])} and {what_if.money(bar['to'])}"
    return f"[{ends}](fig:what-must-be-true-tornado)"


by_price = bars.set_index("lever").loc["price fall"]
faster, slower = (
    what_must_be_true.value(what_must_be_true.at_its_pace(CASES["since"], price_fall=end))
    for end in reversed(RANGES["price_fall"])
)
by_price_words = "upwards" if faster > slower else "downwards"
dollar_words = (
    "the same two" if {widest, second} == set(by_dollars) else f"the {' and the '.join(by_dollars)}"
)

# %%
# What the article's reading carries with another margin and with the share kept, per cent.
SPLIT_MARGINS = {
    "an airline's margin": airline_margin,
    "OpenAI's net margin": net_margin,
    "OpenAI's upper margin": upper_margin,
}
SHARES = {"share lost": CASES["article"].share, "share kept": 100}
split = pd.DataFrame(
    [
        {
            "margin": named,
            "share": kept,
            "margin_pct": margin,
            "share_pct": share,
            "part_pct": 100
            * what_must_be_true.value(replace(CASES["article"], margin=margin, share=share))
            / stated_worth,
        }
        for named, margin in SPLIT_MARGINS.items()
        for kept, share in SHARES.items()
    ]
)
parts = split.set_index(["margin", "share"])["part_pct"]
neither = parts["OpenAI's upper margin", "share kept"]
little_words = "a small part of" if part["article"] < 25 else "much of"
above_words = "more profit than" if turn["plan"] > net_margin else "no more profit than"
valued, hurdle = claims.claim("openai-valuation").link, claims.claim("exhibit3-required-cagr").link

# %% tags=["remove-input"]
prose(f"""
At the growth that the article's exhibit names, with a margin and a share that we put in, OpenAI's
profits would justify {little_words} its valuation. If it meets its own target, they would justify
all of it only where it keeps {above_words} we guess after all costs. You can
[move the model yourself](../book/what-if.md).

1. **In March {valued} asked OpenAI to grow by
   [{needed_upper:.0f} %](fig:what-must-be-true-needs) a year to the end of 2030, even if it pays
   for compute and talent alone.** A holder who wants the return of a young firm needs
   [{needed_steep:.0f} %](fig:what-must-be-true-needs). [See what each valuation
   asks](#what-must-be-true-needs)
2. **Growing by the exhibit's {hurdle}, with an airline's margin and a lost share, both ours, it is
   worth [{part["article"]:.0f} %](fig:what-must-be-true-split) of that.** If it kept its share and
   paid for compute and talent alone, it would be [{neither:.0f} %](fig:what-must-be-true-split).
   Its own 2030 target, if met, bears it all only at margins above
   [{turn["plan"]:.0f} %](fig:what-must-be-true-presets). [See the split](#what-must-be-true-split)
3. **By ratio the {widest} and the {second} matter most; by dollars {dollar_words}. Their ranges are
   mostly guesses.** The price fall alone, from what was seen since March on, moves the value
   between {moved(by_price)}, a faster one {by_price_words}. [See what
   matters](#what-must-be-true-tornado)
""")

# %% [markdown]
# ## What the valuations ask
#
# A valuation asks for a profit later. With a return that the holder wants and a multiple at the
# end, it asks for one number: the revenue of the last year. How far that is from today's depends
# most on the margin. An airline, the article's own example, keeps a few per cent. A cloud keeps
# many times as much. OpenAI projected what compute and talent take in 2030. What is left is an
# upper margin: its partners, sales, offices and tax are paid out of it. Our net margin guesses
# at them.

# %%
conditional = labs.number("openai-round-amazon-conditional", "usd_bn")
ASKED = {
    "OpenAI in March": ("labs-openai-valuation-post", "labs-openai-arr-2025-12"),
    "OpenAI today": ("since-openai-valuation-march", "since-openai-annualised-september"),
    "Anthropic in March": ("labs-anthropic-valuation", "labs-anthropic-run-rate"),
    "Anthropic today": ("since-anthropic-valuation-may", "since-anthropic-annualised-september"),
}
MARGINS = {
    "airline": airline_margin,
    "OpenAI, net": net_margin,
    "OpenAI, upper": upper_margin,
    "cloud": cloud_margin,
}
BEHIND_MARGINS = {
    "airline": ["airlines-net-margin-2026"],
    "OpenAI, net": NET_ROWS,
    "OpenAI, upper": NET_ROWS[:1],
    "cloud": ["since-aws-margin-q2"],
}

# %%
lines, behind = [], []
for who, (valued, earned) in ASKED.items():
    table = labs if valued.startswith(labs.prefix) else world
    valuation, today = table.edge(valued, "usd_bn"), table.edge(earned, "usd_bn")
    earned_on = scorecard.last_day(table.text(earned, "as_of"))
    left = growth.years_between(earned_on, assumed.horizon)
    for margin, pct in MARGINS.items():
        case = replace(CASES["article"], valuation=valuation, revenue=today, years=left, margin=pct)
        dear = replace(case, discount=assumed.discount_high)
        behind.append(" ".join([valued, earned, *BEHIND_MARGINS[margin]]))
        lines.append(
            {
                "who": f"{who}: ${valuation:.0f} bn on ${today:.0f} bn",
                "margin": margin,
                "margin_pct": pct,
                "valuation_usd_bn": valuation,
                "revenue_usd_bn": today,
                "years": left,
                "required_usd_bn": what_must_be_true.required_revenue(case),
                "growth_pct": 100 * (what_must_be_true.required_growth(case) - 1),
                "growth_steep_pct": 100 * (what_must_be_true.required_growth(dear) - 1),
            }
        )

# %% tags=["hide-input"]
asked = pd.DataFrame(lines)
stated_line = pd.DataFrame({"growth_pct": [stated_growth], "claim": "exhibit3-required-cagr"})
asked_lines = frames.together(
    {"a valuation": asked.assign(row_ids=behind), "the article": stated_line}
)
asked_of = asked.pivot(index="who", columns="margin", values="growth_pct")
least, most = asked_of["OpenAI, upper"].min(), asked_of["OpenAI, upper"].max()


# %% tags=["hide-input"]
MARGIN_LOOK = (
    alt.Color("margin:N")
    .sort(list(MARGINS))
    .scale(domain=list(MARGINS), range=[theme.THIRD, theme.CLOSED, theme.FOUND, theme.OPEN])
    .legend(None)
)
MARGIN_WORDS = pd.DataFrame(
    [
        ("airline", "left", -6, -12),
        ("OpenAI, net", "right", 6, -12),
        ("OpenAI, upper", "left", -4, -12),
        ("cloud", "right", 4, -12),
    ],
    columns=["margin", "align", "dx", "dy"],
)
# On a telephone there is less room between two of them.
NARROW_WORDS = MARGIN_WORDS.replace({"align": {"right": "center"}, "dx": {6: -10, 4: -7}})


# %% tags=["hide-input"]
def needs_chart(narrow: bool) -> alt.LayerChart:
    """Growth that each valuation asks, a point a margin, on one scale."""
    order = list(dict.fromkeys(asked["who"]))
    # On a telephone the names stand below their rows, clear of the line at the article's growth.
    y = (
        alt.Y("who:N")
        .sort(order)
        .title(None)
        .axis(None if narrow else alt.Axis(domain=False, ticks=False, labelLimit=260))
    )
    x = (
        alt.X("growth_pct:Q")
        .title("Growth of revenue a year, per cent")
        .scale(domain=[0, 150], nice=False)
        .axis(values=[0, 50, 100, 150])
    )
    base = alt.Chart(asked).encode(x=x, y=y)
    shape = (
        alt.Shape("margin:N")
        .scale(domain=list(MARGINS), range=["diamond", "triangle-up", "circle", "square"])
        .legend(None)
    )
    spans = marks.join(
        alt.Chart(asked).encode(x=alt.X("min(growth_pct):Q"), x2="max(growth_pct):Q", y=y)
    )
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        color=MARGIN_LOOK, shape=shape, tooltip=["who:N", "margin:N", "growth_pct:Q"]
    )
    first = base.transform_filter(f"datum.who == {order[0]!r}").encode(color=MARGIN_LOOK)
    words = marks.placed_labels(first, "margin", NARROW_WORDS if narrow else MARGIN_WORDS)
    line = marks.limit(alt.Chart(pd.DataFrame({"growth_pct": [stated_growth]})).encode(x=x))
    layers = [line, spans, points, words]
    if narrow:
        layers.append(
            base.transform_filter("datum.margin == 'cloud'")
            .mark_text(align="right", dy=16)
            .encode(x=alt.value("width"), text="who:N")
        )
    return alt.layer(*layers).properties(height=240 if narrow else 200)


# %% tags=["hide-input"]
exhibit(
    needs_chart(False),
    narrow=needs_chart(True),
    id="what-must-be-true-needs",
    title=f"At its upper margin OpenAI's {stated_worth:.0f} billion asks for growth of "
    f"{needed_upper:.0f} % a year",
    subtitle="Growth of revenue to the end of 2030 that a valuation asks, at four margins. Dashed: "
    "the article's exhibit",
    alt=f"""Four valuations, each with four points. At a margin of {upper_margin:.0f} % revenue must
    grow by {least:.0f} to {most:.0f} % a year; at an airline's margin by far more, up to
    {asked["growth_pct"].max():.0f} %.""",
    rows=[list(ASKED.values()), list(BEHIND_MARGINS.values())],
    data=asked_lines,
    note=f"Margins: airline after tax, {airline_margin:g} %; OpenAI net of our guesses, "
    f"{net_margin:.1f} %; OpenAI before other costs and tax, {upper_margin:.0f} %; cloud, AWS less "
    f"tax, {cloud_margin:.0f} %. Ours: a multiple of {assumed.multiple:g} at the end, a return of "
    f"{assumed.discount:g} % a year.",
)

# %%
target = claims.claim("openai-revenue-2030")
short_years = plan_years - 1  # where the year of the run-rate counts as the first
to_target = [
    100 * (growth.annual_factor(stated_revenue, usd, years) - 1)
    for usd, years in ((target.number, plan_years), (float(target.value_high), short_years))
]
march = asked[asked["who"].str.startswith("OpenAI in March")]
more_words = (
    "In March each of OpenAI's rates was above the article's, which understates its own case"
    if min([*to_target, march["growth_pct"].min()]) > stated_growth
    else "In March not each of OpenAI's rates was above the article's own"
)
today = asked.loc[asked["who"].str.contains(" today:"), "growth_pct"]
easier = int((today < stated_growth).sum())
today_words = f"[{count(easier)} of {count(len(today))}](fig:what-must-be-true-needs)"

# %%
rates = {name: 100 * (what_must_be_true.required_growth(CASES[name]) - 1) for name in CASES}
run_rate, to_bear = (
    what_if.money(stated_revenue),
    f"profit that bears {what_if.money(stated_worth)}",
)
usual, steeply = (f"return of {one:g} %" for one in (assumed.discount, assumed.discount_high))
targets = (
    f"{what_if.money(target.number)} in {plan_years} years to "
    f"{what_if.money(float(target.value_high))} in {short_years}"
)
rate_lines = "\n".join(
    f"| {' to '.join(f'{one:.{digits}f}' for one in pct)} % | {who} | {start} | {end} |"
    for pct, digits, who, start, end in [
        ([stated_growth], 0, "the article's exhibit", "not said", "not said"),
        (to_target, 1, "*The margin squeeze*", f"run-rate, {run_rate}", f"revenue: {targets}"),
        ([needed_upper], 0, "here, OpenAI's upper margin", "the same", f"{to_bear}, {usual}"),
        ([needed_steep], 0, "the same", "the same", f"{to_bear}, {steeply}"),
        (
            [rates["plan"]],
            0,
            "the same",
            f"revenue of 2025, {what_if.money(plan_revenue)}",
            f"{to_bear}, {usual}",
        ),
        ([rates["article"]], 0, "here, an airline's margin", "run-rate", f"{to_bear}, {usual}"),
    ]
)

# %% tags=["remove-input"]
prose(f"""
These are not the rates of [The margin squeeze](margin-squeeze.ipynb). There revenue must reach
OpenAI's own target; here it must earn a profit that bears the valuation. {more_words}.
On today's valuations and revenues {today_words} of the two labs' rates are below the article's.

:::{{aside}} The growth rates, side by side
| Growth a year | What asks it | From | To, by the end of 2030 |
|---:|---|---|---|
{rate_lines}
:::

:::{{aside}} What is assumed
Tax is {assumed.tax:g} % and OpenAI's sales and offices {assumed.overhead:g} % of revenue, both
ours. Revenue is annualised from a month. Anthropic's is gross of what cloud partners keep, OpenAI's
of September is without sales through them: the two are not alike. The valuation of
{what_if.money(stated_worth)} is after the money and fully diluted: it holds the cash of the round,
{what_if.money(conditional)} of it on conditions. The airline's margin is a forecast of December
2025, cut in June to {airline_margin_now:.1f} %. OpenAI's margins were projected on a revenue of
{what_if.money(projected)}.
:::
""")

# %% [markdown]
# ## The model
#
# Revenue is tokens × price paid × share, all of OpenAI's own. Demand for its tokens grows by
# itself, as people find uses, and through an elasticity as the price falls: at an elasticity of one
# a price cut sells just as many more tokens as it takes from the price. No maker publishes how many
# tokens it sells. So the volume of today is one, and today's revenue is its worth. Revenue at the
# end × margin × multiple, discounted by the return that the holder wants, is what the inputs carry
# today. In all sets the elasticity, the multiple and the return are the same.
#
# None of the sets is a forecast. The first is our reading of the article. Its exhibit names a
# growth that the valuation asks; that is its hurdle, and here it is what revenue does. The rest is
# ours: a margin as in its example, and a share that falls as the money of closed models did at one
# router after the article, their tokens weighted by what they cost. The margin does not answer to
# the price here; the article says that it does. The next sets take OpenAI's target, before and
# after the costs that its projection leaves out. Another goes on from today, with a growth that
# fades. The last is for you.

# %%
sides = pd.DataFrame(
    [
        {
            "preset": label,
            "valuation_usd_bn": CASES[name].valuation,
            "worth_usd_bn": worth[name],
            "part_pct": part[name],
            "low_usd_bn": TOLD[name]["views"]["tornado"]["bars"][-1]["from"],
            "high_usd_bn": TOLD[name]["views"]["tornado"]["bars"][-1]["to"],
            "tokens_needed": what_must_be_true.required_tokens(CASES[name]),
            "tokens_given": what_must_be_true.tokens(CASES[name]),
            "revenue_usd_bn": what_must_be_true.revenue(CASES[name]),
            "words": f"{what_if.money(worth[name])} of {what_if.money(CASES[name].valuation)}",
        }
        for name, (label, _, _) in PRESETS.items()
    ]
)
BEHIND = {
    label: list(dict.fromkeys(row for start in starts.values() for row in start.rows))
    for label, _, starts in PRESETS.values()
}
anthropic_then = labs.number("anthropic-run-rate", "usd_bn")
anthropic_now = world.number("anthropic-annualised-september", "usd_bn")
of_two_then = 100 / (1 + anthropic_then / float(february["usd_bn"]))
of_two_now = 100 / (1 + anthropic_now / revenue_now)
RANGE_ROWS = list(
    dict.fromkeys([row for one in LEVERS if one.low for row in [*one.low.rows, *one.high.rows]])
)


# %% tags=["hide-input"]
def sides_chart(narrow: bool) -> alt.LayerChart:
    """What each preset carries, with its interval, against the valuation."""
    order = list(sides["preset"])
    y = (
        alt.Y("preset:N")
        .sort(order)
        .title(None)
        .axis(None if narrow else alt.Axis(domain=False, ticks=False, labelLimit=220))
    )
    x = (
        alt.X("worth_usd_bn:Q")
        .scale(type="log", domain=[10, 10000])
        .title("Carried value today, USD billion, log scale")
        .axis(values=[10, 100, 1000, 10000], format=",.0f")
    )
    base = alt.Chart(sides).encode(y=y)
    interval = marks.interval(
        base.encode(x=alt.X("low_usd_bn:Q"), x2="high_usd_bn:Q"), color=theme.FOUND
    )
    points = base.mark_point(filled=True, size=90, opacity=1, color=theme.FOUND).encode(
        x=x, tooltip=["preset:N", "worth_usd_bn:Q", "low_usd_bn:Q", "high_usd_bn:Q"]
    )
    ticks = base.mark_tick(thickness=2, size=22, color=theme.CLOSED).encode(x="valuation_usd_bn:Q")
    words = base.mark_text(dy=-19).encode(x=x, text="words:N")
    layers = [interval, ticks, points, words]
    if narrow:
        layers.append(
            base.mark_text(align="left", dy=17, color=theme.MUTED).encode(
                x=alt.value(0), text="preset:N"
            )
        )
    return alt.layer(*layers).properties(height=280 if narrow else 230)


# %% tags=["hide-input"]
exhibit(
    sides_chart(False),
    narrow=sides_chart(True),
    id="what-must-be-true-presets",
    title=f"By our multiple OpenAI's target carries {stated_worth:.0f} billion above a "
    f"{turn['plan']:.0f} % margin",
    subtitle=f"What each set of inputs carries today (point), where {what_if.MOST} draws over all "
    "ranges lie (line), and the valuation (upright tick), USD billion",
    alt=" ".join(f"{label}: {TOLD[name]['sentence']}" for name, (label, _, _) in PRESETS.items()),
    rows=[list(BEHIND.values()), RANGE_ROWS],
    data=frames.resting(
        sides, {label: [rows, RANGE_ROWS] for label, rows in BEHIND.items()}, by="preset"
    ),
    note="A draw sets every lever at random in its range; draws are no chances. The upper margin "
    "is before partners' share, sales, offices and tax.",
)

# %% tags=["remove-input"]
prose(f"""
Carried is not the same as likely. The pace since March carries so much because it takes revenue to
[{what_if.money(revenue_since)}](fig:what-must-be-true-presets) in 2030, where OpenAI's own target
is {labs.link("openai-revenue-2030-target", what_if.money(plan_target))}. The fade takes nothing
from what falling prices add. At our net margin the target carries
[{part["net"]:.0f} %](fig:what-must-be-true-presets) of the valuation. OpenAI itself expects cash to
come in only [in that year](row:labs-openai-cash-positive).

OpenAI's own volume already holds what it has lost to others, so no share is taken off again. Of
the revenue of the two labs it had
[{of_two_then:.0f} %](row:run-rate-openai-2026-02) in February and
[{of_two_now:.0f} %](row:since-openai-annualised-september) in September,
though Anthropic counts what cloud partners keep and OpenAI leaves out what they sell.

What the article's reading carries hangs on what we put into it. Its growth of {hurdle} a year is
the hurdle of the exhibit, no forecast. So it is taken apart: each margin with the share lost and
with the share kept.
""")


# %% tags=["hide-input"]
def split_chart() -> alt.LayerChart:
    """The part of the valuation by margin, with the share lost and kept."""
    y = marks.rows("margin:N", list(SPLIT_MARGINS))
    x = alt.X("part_pct:Q").title("Part of the valuation, per cent").scale(domain=[0, 100])
    base = alt.Chart(split).encode(y=y)
    spans = marks.join(base.encode(x="min(part_pct):Q", x2="max(part_pct):Q"))
    look = (
        alt.Color("share:N")
        .scale(domain=list(SHARES), range=[theme.OPEN, theme.CLOSED])
        .legend(alt.Legend(title=None, orient="top"))
    )
    points = base.mark_point(filled=True, size=90, opacity=1).encode(
        x=x, color=look, tooltip=["margin:N", "share:N", "part_pct:Q"]
    )
    words = [
        base.transform_filter(alt.datum.share == share)
        .mark_text(dy=dy)
        .encode(x=x, text=alt.Text("part_pct:Q", format=".0f"))
        for share, dy in zip(SHARES, (-13, 14))
    ]
    return alt.layer(spans, points, *words).properties(height=150)


# %% tags=["hide-input"]
held = [row for name, one in article.items() if name not in ("margin", "share") for row in one.rows]
BEHIND_SPLIT = {
    "an airline's margin": article["margin"].rows,
    "OpenAI's net margin": NET_ROWS,
    "OpenAI's upper margin": NET_ROWS[:1],
    "share lost": SHARE_ROWS,
    "share kept": [],
}
exhibit(
    split_chart(),
    id="what-must-be-true-split",
    title=f"An airline's margin and a lost share carry {part['article']:.0f} % of OpenAI's "
    f"{stated_worth:.0f} billion",
    subtitle="Part of the valuation that our reading of the article carries, at three margins, "
    f"with {share_kept:.0f} % of the share kept and with all of it",
    alt=" ".join(
        f"{named}, {kept}: {part_pct:.0f} %." for (named, kept), part_pct in parts.items()
    ),
    rows=[held, *BEHIND_SPLIT.values()],
    data=frames.resting(
        split, lambda one: [held, *BEHIND_SPLIT[one["margin"]], *BEHIND_SPLIT[one["share"]]]
    ),
    note="Revenue grows as the article's exhibit asks. The share is that of closed models in money "
    "at one router, read after the article.",
)

# %% [markdown]
# ## The frontier
#
# Along a line, price fall and growth of OpenAI's tokens just justify its valuation. Above it they
# do so with ease, below it they do not. The faster the price falls, the more tokens must be sold
# for the same revenue, without any limit. A point is what a preset's own demand gives at its price
# fall.

# %%
frontiers = pd.concat(
    [
        pd.DataFrame(TOLD[name]["views"]["frontier"]["line"]).assign(preset=PRESETS[name][0])
        for name in ("article", "plan", "since")
    ],
    ignore_index=True,
)[["preset", "price_fall", "tokens", "needed"]]
given = pd.concat(
    [
        pd.DataFrame(TOLD[name]["views"]["frontier"]["points"]).assign(preset=PRESETS[name][0])
        for name in ("article", "plan", "since")
    ],
    ignore_index=True,
)
SHORT = {PRESETS["article"][0]: "article", PRESETS["plan"][0]: "target"}
frontiers["word"] = frontiers["preset"].map(SHORT).fillna("since March")
given = given[given["what"] == "given"].assign(
    word=given["preset"].map(SHORT).fillna("since March") + " gives",
)

# %% tags=["hide-input"]
OFFSETS = ["word", "align", "dx", "dy"]
POINT_WORDS = pd.DataFrame(
    [
        ("article gives", "left", -8, 22),
        ("target gives", "left", 4, 46),
        ("since March gives", "right", -2, -36),
    ],
    columns=OFFSETS,
)
LINE_WORDS = pd.DataFrame(
    [
        ("article", "center", 0, -10),
        ("target", "center", 0, -10),
        ("since March", "center", 12, 14),
    ],
    columns=OFFSETS,
)


# %% tags=["hide-input"]
def frontier_chart(narrow: bool) -> alt.LayerChart:
    """A line a preset, and what the preset gives, as price fall against growth of tokens."""
    names = [PRESETS[name][0] for name in ("article", "plan", "since")]
    look = (
        alt.Color("preset:N")
        .scale(domain=names, range=[theme.ARTICLE, theme.CLOSED, theme.FOUND])
        .legend(None)
    )
    dash = (
        alt.StrokeDash("preset:N").scale(domain=names, range=[[5, 3], [2, 2], [1, 0]]).legend(None)
    )
    x = (
        alt.X("price_fall:Q")
        .title("Fall of the price paid, per cent a year")
        .scale(domain=[0, 100])
    )
    y = (
        alt.Y("tokens:Q")
        .scale(type="log", domain=[1, 80], nice=False)
        .title("Growth of tokens, times a year, log scale")
        .axis(values=[1, 2, 5, 10, 20, 50])
    )
    lines = alt.Chart(frontiers).mark_line().encode(x=x, y=y, color=look, strokeDash=dash)
    points = alt.Chart(given).encode(x=x, y=y, color=look)
    drawn = points.mark_point(filled=True, size=95, opacity=1).encode(
        tooltip=["preset:N", "price_fall:Q", "tokens:Q"]
    )
    words = marks.placed_labels(points, "word", POINT_WORDS)
    lines_at = alt.Chart(frontiers[frontiers["price_fall"] == 20]).encode(x=x, y=y, color=look)
    names_of = marks.placed_labels(lines_at, "word", LINE_WORDS)
    return alt.layer(lines, drawn, words, names_of).properties(height=320)


# %% tags=["hide-input"]
exhibit(
    frontier_chart(False),
    narrow=frontier_chart(True),
    id="what-must-be-true-frontier",
    title=f"At its upper margin OpenAI needs {what_if.times(tokens_needed)} times the tokens "
    f"yearly, prices falling {paid_fall:.0f} %",
    subtitle="Growth of OpenAI's tokens that just justifies its valuation (lines), and what each "
    "set of inputs gives (points)",
    alt=f"""Three rising lines of growth of tokens against the fall of prices, on a log scale. Since
    March: with prices {paid_fall:.0f} % cheaper a year, tokens must grow
    {what_if.times(tokens_needed)}-fold. The article's point lies below its line: by our reading
    its premises do not carry the valuation.""",
    rows=[BEHIND[label] for label in frontiers["preset"].unique()],
    data=frames.resting(
        pd.concat([frontiers.assign(what="needed"), given], ignore_index=True), BEHIND, by="preset"
    ),
    note="The price fall of two sets is Ramp's half-year from its peak, annualised.",
)

# %% [markdown]
# ## What matters most
#
# Each lever alone goes from one end of its range to the other, with the rest as since March. The
# ends are rows where there are any, and marked as ours where not. What has been seen is revenue,
# and demand is worked back from it at a price fall and an elasticity. So where these two move,
# demand is worked back anew and the first year's pace of revenue stays. What one would most like to
# know, how much profit is left and how long the growth lasts, is what nobody has measured.


# %% tags=["hide-input"]
def tornado_chart(table: object, now: object, valuation: object, narrow: bool) -> alt.LayerChart:
    """Bars from the lower to the higher value of each lever, on a log scale, widest first."""
    y = (
        alt.Y("lever:N")
        .sort(field="order", op="min", order="ascending")
        .title(None)
        .axis(None if narrow else alt.Axis(domain=False, ticks=False, labelLimit=200))
    )
    x = (
        alt.X("from:Q")
        .scale(type="log", padding=46)
        .title("Carried value today, USD billion, log scale")
        .axis(format=",.2~r", tickCount=4)
    )
    base = alt.Chart(table).encode(y=y, tooltip=["lever:N", "left:N", "right:N", "from:Q", "to:Q"])
    bar = base.mark_bar(size=13, color=theme.THIRD).encode(x=x, x2="to:Q")
    # A number keeps its ground: behind it, its own outline in the colour of the page.
    low, high = base.encode(x=x, text="left:N"), base.encode(x="to:Q", text="right:N")
    ground = {"stroke": "#ffffff", "strokeWidth": 4}
    numbers = [
        end.mark_text(align=align, dx=dx, **look)
        for look in (ground, {})
        for end, align, dx in ((low, "right", -4), (high, "left", 4))
    ]
    start = alt.Chart(now).mark_rule(strokeWidth=1.4, color=theme.FOUND).encode(x="usd_bn:Q")
    at = alt.Chart(valuation).encode(x="usd_bn:Q")
    asked_for = at.mark_rule(strokeWidth=1.6, strokeDash=[5, 3], color=theme.CLOSED)
    words = at.mark_text(align="left", baseline="bottom", dx=4, color=theme.CLOSED)
    words = words.encode(y=alt.value(-3), text="word:N")
    layers = [bar, start, asked_for, *numbers, words]
    if narrow:
        layers.append(
            base.mark_text(align="left", dy=-14, color=theme.MUTED).encode(
                x=alt.value(0), text="lever:N"
            )
        )
    return alt.layer(*layers).properties(height=390 if narrow else 290)


# %% tags=["hide-input"]
since_rows = {name: pd.DataFrame(rows) for name, rows in TOLD["since"]["views"]["tornado"].items()}
since_behind = BEHIND[PRESETS["since"][0]]
range_rows = {one.label: [*one.low.rows, *one.high.rows] for one in LEVERS if one.low and one.high}
range_rows[since_rows["bars"]["lever"].iloc[-1]] = RANGE_ROWS  # all levers at once
since_tornado = [since_rows[name] for name in ("bars", "now", "valuation")]
exhibit(
    tornado_chart(*since_tornado, narrow=False),
    narrow=tornado_chart(*since_tornado, narrow=True),
    id="what-must-be-true-tornado",
    title=f"In ratio OpenAI's value hangs most on {widest} and {second}",
    subtitle="What the inputs of “since March” carry when one lever goes over its range, USD "
    "billion; solid rule: as they stand; dashed: the valuation; last row: all at once",
    alt=f"""Bars on a log scale. The {widest} moves the value from
    {what_if.money(bars["from"].iloc[0])} to {what_if.money(bars["to"].iloc[0])}, the {narrowest}
    only from {what_if.money(bars["from"].iloc[-1])} to {what_if.money(bars["to"].iloc[-1])}.""",
    rows=[since_behind, RANGE_ROWS],
    data=frames.resting(
        pd.concat(
            [
                since_rows["bars"],
                since_rows["now"].assign(lever="none: as they stand"),
                since_rows["valuation"].assign(lever="none: the valuation"),
            ]
        ),
        lambda one: [since_behind, *range_rows.get(one["lever"], [])],
    ),
    note=f"Bars by the ratio of their ends; by dollars the widest are {dollar_words}. Draws are no "
    "chances. With the price fall and the elasticity the first year's pace of revenue is held.",
)

# %% [markdown]
# ## Move it yourself
#
# The same model stands on a [page of its own](../book/what-if.md) with a slider for each input,
# the row that it starts from, and a link that keeps what you have set. From the command line, a run
# with `--set what-must-be-true.elasticity=1.3` does this whole chapter anew under another
# elasticity.


# %% tags=["hide-input"]
PLACES = [
    ("above", "left", "right", -10, -9),
    ("above", "right", "left", 10, -9),
    ("below", "right", "left", 10, 10),
    ("below", "middle", "center", 0, 20),
]


# %% tags=["hide-input"]
def live_frontier() -> alt.LayerChart:
    """The frontier of the page: the line, the point needed and the point given, as named data."""
    x = (
        alt.X("price_fall:Q")
        .title("Fall of the price paid, per cent a year")
        .scale(domain=[0, 100])
    )
    y = (
        alt.Y("tokens:Q")
        .scale(type="log", nice=False, padding=16)
        .title("Growth of tokens, times a year, log scale")
        .axis(format=",.2~r", tickCount=6, grid=False)
    )
    line = alt.Chart(alt.NamedData("line")).encode(x=x, y=y)
    points = alt.Chart(alt.NamedData("points")).encode(x=x, y=y)
    look = (
        alt.Color("what:N")
        .scale(domain=["needed", "given"], range=[theme.CLOSED, theme.FOUND])
        .legend(None)
    )
    drop = marks.join(points.encode(x=x, y=alt.Y("min(tokens):Q"), y2="max(tokens):Q"))
    needed = points.transform_filter("datum.what == 'needed'").mark_point(size=130, opacity=1)
    reached = points.transform_filter("datum.what == 'given'").mark_point(size=110, filled=True)
    words = [
        points.transform_filter(alt.datum.place == f"{height}-{side}")
        .mark_text(align=align, dx=dx, dy=dy)
        .encode(text="word:N", color=look)
        for height, side, align, dx, dy in PLACES
    ]
    return alt.layer(
        line.mark_line(color=theme.LIMIT, strokeDash=[5, 3]),
        drop,
        needed.encode(color=look),
        reached.encode(color=look, opacity=alt.value(1)),
        *words,
    ).properties(height=320)


# %% tags=["hide-input"]
named = [alt.NamedData(name) for name in ("bars", "now", "valuation")]
VIEWS = [
    View(
        "frontier",
        "Growth of its tokens that just justifies the valuation",
        "Dashed: for every price fall. Hollow: needed at this one. Filled: what these inputs give",
        live_frontier(),
    ),
    View(
        "tornado",
        "What each lever would change",
        "Carried value when one lever goes over its range; solid rule: as set; dashed: valuation. "
        "Price fall and elasticity leave the first year's pace of revenue as it is: where growth "
        "does not fade they change nothing and have no bar",
        tornado_chart(*named, narrow=False),
        tornado_chart(*named, narrow=True),
    ),
]
model(
    id="what-must-be-true",
    title="What must be true for a valuation",
    script="src/rebar/economics/what_must_be_true.js",
    levers=LEVERS,
    presets=[
        Preset(name, label, about, starts, TOLD[name], own=name == "yours")
        for name, (label, about, starts) in PRESETS.items()
    ],
    views=VIEWS,
)

# %% [markdown]
# ## How sure are we?
#
# **List prices are not paid prices.** The price fall of the presets is that of what firms in one
# panel paid, over half a year from its peak; they also moved to other models. At equal quality
# prices fell much
# faster, and of models on sale hardly at all. Both stand in [Since the
# article](since-the-article.ipynb).
#
# **Tokens are not alike.** A token of a small model and one of a large model count the same here,
# and a model that thinks longer sells more of them. So the growth of tokens is a measure of the
# price fall too, and the two should be moved together.
#
# **The elasticity is borrowed.** The study measured how buyers choose among sellers of one model,
# in the short run, and its figure is read second-hand. Of the whole market [a
# report](demand-and-precedents.ipynb) gives one, its method unread. The wide range is there for
# that. What falling prices add through it does not fade.
#
# **The share is of one shop.** It is money by an average price, at a router where few of the sales
# are made, and it was read after the article.
#
# **One margin, one multiple.** The margin does not fall with the price, as the article says it
# must, and does not rise with size, as the labs hope. Losses on the way, new shares and debt are
# left out; each would ask for more growth. So is every worth of a maker beyond the sale of tokens,
# which would ask for less, and the cash that a valuation after the money holds. The run-rates and
# OpenAI's target come through leaks or from the makers.

# %% [markdown]
# ## What would change our mind
#
# Each line is a statement [registered](#since-registered) before its day has come, with its
# threshold and what stands today. Where it is met on that day it speaks for the side named, else
# for the other.

# %%
NAMES = ["lists", "offers", "models", "ratings", "tiers", "price_steps", "arena_gap", "facts"]
tables = {name: data.read(f"since-{name.replace('_', '-')}") for name in NAMES}
predictions = data.read("since-predictions")
scorecard.check_registry(predictions, data.read("since-registered"))
scored_on = str(data.read("since-refreshes")["as_of"].max())
evidence = since.evidence(tables, since.ladder_days(data.read("since-packages")))
scores = scorecard.score_all(
    predictions, evidence, scorecard.claim_values(data.read("claims")), scored_on
)
card = statements.scorecard(predictions, scores)
ahead = statements.ahead(card[card["set_after_seeing"] == "no"], evidence, scored_on)
WATCHED = {
    "openai-annualised-usd-bn": "Revenue of OpenAI, annualised",
    "openai-valuation-usd-bn": "Valuation of OpenAI",
    "openai-gross-margin-pct": "Gross margin of OpenAI",
    "anthropic-free-cash-flow-usd-bn": "Free cash flow of Anthropic",
    "matched-index": "Prices of models that stay on sale, per cent of March",
    "frontier-discount-pct": "Best open model's discount on the best closed",
    "open-share-us-firms-pct": "US firms that pay for open models, of all in one panel",
}
watched = ahead[ahead["quantity"].isin(WATCHED)].assign(what=ahead["quantity"].map(WATCHED))
FOR_LABS = {"anthropic-free-cash-flow-usd-bn"}  # the one statement that speaks for a lab
years_due = sorted(one.removeprefix("asked_") for one in watched if one.startswith("asked_"))
days_due = sorted(card.loc[card["set_after_seeing"] == "no", "due"].unique())
heads = " | ".join(f"by {days.spelled(one)}" for one in days_due)
watch_lines = "\n".join(
    f"| {row['what']} | {'the labs' if row['quantity'] in FOR_LABS else 'the article'} | "
    + " | ".join(str(row[f"asked_{year}"]) for year in years_due)
    + f" | {row['today']} |"
    for _, row in watched.iterrows()
)

# What OpenAI's last valuation asks of its revenue on those days, USD billion.
asked_pace = what_must_be_true.required_growth(CASES["since"])
path = {day: revenue_now * asked_pace ** growth.years_between(revenue_day, day) for day in days_due}
path_cells = " | ".join(map(what_if.money, path.values()))
path_line = (
    f"| Revenue of OpenAI, by the model | neither | {path_cells} | {what_if.money(revenue_now)} |"
)

# %% tags=["remove-input"]
prose(f"""
| What to watch | If met, for | {heads} | today |
|---|---|{"---|" * len(days_due)}---|
{watch_lines}
{path_line}

The [rules with their hashes](#since-registered) say which source counts. The last line is the
model's own path, what the last valuation asks. It is not registered, and hangs on the upper margin
and on our multiple and return. Of a revenue between it and the registered threshold the two would
say different things.

Two things would change the model itself. A measured elasticity of the market clearly below one
would make every price fall cost revenue. And audited accounts that show a profit margin would
replace one of the widest guesses.
""")
