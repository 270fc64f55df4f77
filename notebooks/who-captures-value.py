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
# # Who captures the value
#
# **The question.** If models become cheap and alike, who keeps the money: the chip maker, the
# clouds, the application builders, the platforms, or the model makers after all?

# %% tags=["hide-input"]
import math
from dataclasses import dataclass
from typing import Annotated

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, theme
from claimsbook.figures import frames
from claimsbook.figures.prose import count, listed, prose, signed
from rebar import days
from rebar.economics import periods, segments, spread


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted; `rebar run NAME --set name=value` changes it."""

    release_step_usd_bn: Annotated[float, Within(0, 0.2)] = 0.1  # to which releases round amounts
    fall_points: Annotated[float, Within(0, 5)] = 0.1  # of margin; a smaller step down is level
    start_year: Annotated[int, Within(2014, 2022)] = 2016  # of the comparison; 2014 was a trough
    equal_points: Annotated[int, Within(1, 20)] = 1  # of rating; models within them are equals
    wider_points: Annotated[int, Within(0, 50)] = 3  # of rating; the same with more models
    no_margin_pct: Annotated[float, Within(0, 6)] = 2  # of sales; up to here it is almost none
    open_makers: Annotated[int, Within(1, 10)] = 3  # of the best open models that are named


assumed = assume(Assumptions)

# %%
facts = data.facts("value-facts", "value-")
switching = data.facts("switching-facts", "switching-")
labs = data.facts("labs-facts", "labs-")
commitments = data.facts("labs-commitments", "commitment-")
revenue = data.facts("labs-revenue", "revenue-")
gross_margins = data.facts("labs-gross-margin", "gross-margin-")
aws = data.read("value-aws-margin")
ratings = data.read("arena-scores")
prices = data.read("prices")
mapping = data.read("price-leaderboard")

# %%
# AWS by quarter: the margin of the release with what its rounding leaves open, and in its place,
# where a source states one from unrounded amounts, that margin.
years, quarters = segments.years_and_quarters(aws)
STATED = ["2024-Q1", "2024-Q3", "2025-Q1", "2025-Q2", "2025-Q4"]
stated_rows = {period: f"aws-margin-{period.lower()}" for period in STATED}
INCOME, SALES = "operating_income_usd_bn", "sales_usd_bn"
income, sales = quarters[INCOME], quarters[SALES]
quarters["low_pct"], quarters["high_pct"] = segments.margin_bounds_pct(
    income, sales, assumed.release_step_usd_bn
)
half_width = float(((quarters["high_pct"] - quarters["low_pct"]) / 2).max())
better = quarters["period"].map({p: facts.number(row, "pct") for p, row in stated_rows.items()})
quarters["margin_pct"] = better.fillna(segments.margin_pct(income, sales))
by_quarter = quarters.set_index("period")["margin_pct"]

# %%
# AWS by year: that of 2025 is the sum of its quarters, and 2013 is before stock-based pay.
in_2025 = quarters[quarters["period"].str.startswith("2025-")]
years.loc[years["period"] == "2025", "operating_income_usd_bn"] = segments.four_quarters(
    quarters, "2025", "operating_income_usd_bn"
)
years["margin_pct"] = years["operating_margin_pct"].fillna(
    segments.margin_pct(years["operating_income_usd_bn"], years["sales_usd_bn"])
)
years["comparable"] = years["period"] != "2013"
comparable = years[years["comparable"]]
by_year = years.set_index("period")["margin_pct"]
fell = segments.falls(comparable.set_index("period")["margin_pct"], assumed.fall_points)
start = str(assumed.start_year)

# %%
# What was known when the article appeared, and the last quarter since.
cuts_until = facts.text("aws-price-cuts", "as_of")[: len("2023")]  # when it last counted them
margin_moved = "rose" if by_year["2025"] > by_year[start] else "fell"
known = quarters[quarters["as_of"] <= days.ARTICLE]
record = known.loc[known["margin_pct"].idxmax()]
_, latest = periods.first_and_last(known, "as_of")
_, since = periods.first_and_last(quarters[quarters["as_of"] > days.ARTICLE], "as_of")

# %%
# Who changes provider in a year, in per cent, and what three model providers take of the spending.
model_rate = switching.number("menlo-switched", "pct")
upgraded = switching.number("menlo-upgraded", "pct")
families = switching.number("a16z-three-families", "pct")
cloud_rate = facts.edge("cma-cloud-switching", "pct")  # fewer than this
of_three = facts.number("model-spend-concentration", "pct")
more_often = "more" if model_rate > cloud_rate else "less"

# %%
# Operating margins in per cent of sales; Nvidia's from the four quarters of its fiscal year.
nvidia_quarters = [f"nvidia-operating-income-fy2026-q{quarter}" for quarter in (1, 2, 3, 4)]
nvidia_income = sum(facts.number(row, "usd_bn") for row in nvidia_quarters)
nvidia_sales = facts.number("nvidia-revenue-fy2026", "usd_bn")
nvidia_operating = 100 * nvidia_income / nvidia_sales
google_sales = facts.number("google-cloud-revenue-2025", "usd_bn")
google_operating = 100 * facts.number("google-cloud-operating-income-2025", "usd_bn") / google_sales
google_before = (
    100
    * facts.number("google-cloud-operating-income-2023", "usd_bn")
    / facts.number("google-cloud-revenue-2023", "usd_bn")
)
meta_sales = facts.number("meta-revenue-2025", "usd_bn")
meta_operating = 100 * facts.number("meta-operating-income-2025", "usd_bn") / meta_sales
openai_half_loss = (
    -100
    * labs.number("openai-operating-loss-2025-h1", "usd_bn")
    / revenue.number("openai-2025-h1-actual", column="usd_bn")
)

openai_did = "lost money" if openai_half_loss < 0 else "earned too"

# %% tags=["remove-input"]
prose(f"""
Today's money from AI is with Nvidia and the clouds, as the article says. No accounts show
applications earning more.

1. **AWS cut its prices and its margin {margin_moved}.** It kept
   [{by_year[start]:.1f} %](fig:aws-margin) of its sales in {start},
   [{by_year[cuts_until]:.1f} %](fig:aws-margin) in {cuts_until}, when it last counted its cuts, and
   [{by_year["2025"]:.1f} %](fig:aws-margin) in 2025, perhaps in part because servers were given a
   longer life. [See the margin](#aws-margin)
2. **By two unlike counts customers leave model providers {more_often} often than clouds.** In a
   year {switching.link("menlo-switched", f"{model_rate:.0f} %")} of the builders in an investor's
   survey changed their model provider, under
   {facts.link("cma-cloud-switching", f"{cloud_rate:.0f} %")} of British customers their cloud. [See
   the rates](#switching-rates)
3. **Nvidia kept [{nvidia_operating:.0f} cents](fig:layers-of-the-stack) of a dollar of sales;
   OpenAI {openai_did}.** For applications no operating margin was found. [See the
   layers](#layers-of-the-stack)
""")

# %% [markdown]
# ## Amazon Web Services: prices down, margin up
#
# The article tests its thesis against two companies that kept their margins, Amazon's cloud AWS and
# Apple, and sets both aside: they could tie their customers.

# %% tags=["hide-input"]
columns = ["period", "date", "series", "margin_pct", "low_pct", "high_pct", "comparable", "as_of"]
ends = years["period"] + "-12-31"
plotted = pd.concat(
    [
        years.assign(series="year", date=ends),
        quarters.assign(series="quarter", date=quarters["as_of"], comparable=True),
    ]
)[columns]
plotted["phase"] = [
    "since then" if day > days.ARTICLE else "up to the article" for day in plotted["as_of"]
]
ring = plotted[plotted["period"] == "2025-Q1"].assign(
    stated_pct=claims.stated("aws-margin-q1-2025")
)

# %% tags=["hide-input"]
# The figure's CSV: a year of four quarters rests on them, a quarter on what states it too.
behind_period = dict(zip(years["period"], years["row_id"])) | {
    one["period"]: [one, facts.rows(*filter(None, [stated_rows.get(one["period"])]))]
    for _, one in quarters.iterrows()
}
behind_period["2025"] = [behind_period["2025"], in_2025]
cuts_row = facts.row("aws-price-cuts", "count")
cuts_line = pd.DataFrame({"series": ["price cuts from 2006"], "date": [cuts_row["as_of"]]})
stated_margin = ring[["period", "stated_pct"]].assign(claim="aws-margin-q1-2025")
aws_table = pd.concat(
    [
        frames.resting(plotted, behind_period, by="period").merge(
            stated_margin, on="period", how="left"
        ),
        frames.resting(cuts_line.assign(price_cuts=cuts_row["value"]), cuts_row),
    ]
)

# %% tags=["hide-input"]
bridge = plotted[plotted["period"].isin([latest["period"], since["period"]])]
said = claims.claim("aws-margin-q1-2025").stated
PLACES = pd.DataFrame(
    [
        ("2013", "2013: before stock pay", "left", -4, -14, "wide"),
        ("2013", "2013", "left", -4, -14, "narrow"),
        ("2014", f"{by_year['2014']:.1f}", "center", 0, 16, "both"),
        ("2016", f"{by_year['2016']:.1f}", "center", 0, -12, "both"),
        ("2022", f"{by_year['2022']:.1f}", "center", 0, -12, "wide"),
        ("2025", f"{by_year['2025']:.1f}", "left", 13, 12, "both"),
        ("2023-Q2", f"{by_quarter['2023-Q2']:.1f}", "right", 2, 17, "both"),
        ("2025-Q1", f"article: {said}", "center", 0, -17, "wide"),
        ("2025-Q1", said, "center", 0, -15, "narrow"),
        ("2025-Q2", f"{by_quarter['2025-Q2']:.1f}", "center", -2, 17, "both"),
        ("2026-Q1", f"{since['margin_pct']:.1f}", "left", 8, -2, "both"),
    ],
    columns=["period", "words", "align", "dx", "dy", "chart"],
)


# %% tags=["hide-input"]
def aws_lines(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Margin by year and by quarter up to the article, dashed since then; 2013 stands apart."""
    hues = [theme.FOUND, theme.THIRD]
    colour = alt.Color("series:N").scale(domain=["year", "quarter"], range=hues).title(None)
    tips = ["period:N", alt.Tooltip("margin_pct:Q", format=".1f", title="margin, per cent")]
    frame = alt.Chart(plotted).encode(x=x)
    past = frame.transform_filter("datum.comparable && datum.phase == 'up to the article'")
    odd = frame.transform_filter("!datum.comparable")
    after = frame.transform_filter("datum.phase == 'since then'")
    dashed = alt.Chart(bridge).mark_line(strokeDash=[4, 3], color=theme.THIRD)
    return [
        past.mark_line().encode(y=y, color=colour),
        dashed.encode(x=x, y=y),
        odd.mark_point(filled=True, opacity=1, shape="diamond", size=60).encode(
            y=y, color=colour, tooltip=tips
        ),
        past.mark_point(filled=True, opacity=1, size=38).encode(y=y, color=colour, tooltip=tips),
        after.mark_point(filled=True, opacity=1, size=38, color=theme.THIRD).encode(
            y=y, tooltip=tips
        ),
    ]


def aws_chart(chart: str) -> alt.LayerChart:
    """Margin by year and by quarter, the article's figure as a ring; `chart` is wide or narrow."""
    span = ["2013-07-01", "2027-03-01"]
    x = alt.X("date:T").scale(domain=span).axis(format="%Y", tickCount=7).title(None)
    scale = alt.Scale(domain=[0, 45], nice=False)
    y = alt.Y("margin_pct:Q", scale=scale).title("Operating margin in per cent of sales")
    stated = alt.Tooltip("stated_pct:Q", title="article states")
    cuts = f"{facts.number('aws-price-cuts', 'count'):.0f} price cuts from 2006 to here"
    places = PLACES[PLACES["chart"].isin(["both", chart])]
    named = plotted.merge(places[["period", "words"]], on="period")[["date", "margin_pct", "words"]]
    return alt.layer(
        *aws_lines(x, y),
        marks.ring(alt.Chart(ring)).encode(x=x, y="stated_pct:Q", tooltip=[stated]),
        marks.day(x, facts.text("aws-price-cuts", "as_of"), cuts, y=3),
        marks.day(x, days.ARTICLE, "article", y=305 if chart == "wide" else 225),
        marks.placed_labels(alt.Chart(named).encode(x=x, y=y), "words", places),
    ).properties(height=360 if chart == "wide" else 280)


# %% tags=["hide-input"]
exhibit(
    aws_chart("wide"),
    narrow=aws_chart("narrow"),
    id="aws-margin",
    title=(
        f"AWS's operating margin {margin_moved} from {by_year[start]:.1f} % in {start} to "
        f"{by_year['2025']:.1f} % in 2025"
    ),
    subtitle=(
        "Operating margin of the AWS segment by year, 2013 to 2025, and by quarter, 2023 to the "
        "first of 2026"
    ),
    alt=f"""Line chart. The yearly margin of AWS rises from {by_year["2014"]:.1f} % in 2014 to
    {by_year["2025"]:.1f} in 2025, with falls in {listed(fell)}. The quarterly margin climbs from
    {by_quarter["2023-Q1"]:.0f} % at the start of 2023 to {record["margin_pct"]} in the first
    quarter of 2025, where the article's ring sits, drops to {by_quarter["2025-Q2"]} one quarter
    later and stands at {latest["margin_pct"]:.0f} in the last quarter before the article. Since
    then it was {since["margin_pct"]:.1f}.""",
    rows=[years, quarters, facts.rows(*stated_rows.values(), "aws-price-cuts")],
    data=aws_table,
    note=(
        "Each point is drawn at the end of its period. 2013 is before stock-based pay and not "
        f"comparable. Rounding in the releases leaves {half_width:.1f} points to each side at most."
    ),
)

# %%
# The margin while the prices were cut, and the margin of the record quarter from rounded amounts.
cut_until = periods.years_of(facts.text("aws-price-cuts", "as_of")).last
plateau = by_year.loc[start : str(cut_until)]
plateau_words = (
    f"between {plateau.min():.1f} % ({plateau.idxmin()}) and "
    f"{plateau.max():.1f} % ({plateau.idxmax()})"
)
rounded_margin = 100 * record["operating_income_usd_bn"] / record["sales_usd_bn"]
at_2025_q1, at_2024_q3 = (
    facts.number(f"aws-margin-{quarter}", "pct") for quarter in ("2025-q1", "2024-q3")
)
is_record = facts.supports("aws-margin-record-2") and bool(
    record["period"] == "2025-Q1" and record["margin_pct"] > at_2024_q3
)
counted_since = periods.since(facts.text("aws-price-cuts", "quantity"))
STARTS = ["2014", "2015", "2016"]  # a trough, the year after it, and the plateau's first year
in_starts = years[years["period"].isin(STARTS)]
# Of 2025 from the releases alone: sales of the year are known from the press.
released = [segments.four_quarters(quarters, "2025", column) for column in (INCOME, SALES)]
released_2025 = 100 * released[0] / released[1]
grew = {f"{first} to 2025": bool(released_2025 > by_year[first]) for first in STARTS}

# %%
times = {first: by_year["2025"] / by_year[first] for first in STARTS}
saved_usd_bn = facts.number("amazon-server-life-2024", "usd_bn")
earned_row = data.one(quarters, period="2024-Q1")["row_id"]
earned_usd_bn = data.one(quarters, period="2024-Q1")["operating_income_usd_bn"]

# %% tags=["remove-input"]
prose(f"""
{claims.claim("aws-price-cuts").link} price cuts, an old count, and a margin of
{claims.claim("aws-margin-q1-2025").link} are both right. So is the point behind them: [the margin
grew](claim:aws-margin-grew) all the same. While the cuts were counted, from {start} to {cut_until},
it stayed between [{plateau.min():.1f} and {plateau.max():.1f} %](fig:aws-margin); the jump came in
2024.

The article's quarter is the peak: the next had
{facts.link("aws-margin-2025-q2", f"{by_quarter['2025-Q2']:.1f} %")}. And part of the jump may be
bookkeeping: a longer assumed life of the servers.

:::{{aside}} How the margins were read
In January 2024 Amazon lengthened the assumed life of its servers, worth
{facts.link("amazon-server-life-2024", f"{saved_usd_bn:.1f} billion dollars")} to the whole company
in a quarter in which AWS earned [{earned_usd_bn:.1f} billion](row:{earned_row}).

AWS counted its own price cuts in September 2023. The margin of 2025 was {times["2014"]:.1f} times
that of 2014, a trough, {times["2015"]:.1f} times that of 2015 and {times["2016"]:.1f} times that of
2016. 2020 and 2024 come as margins from a third
party's reading of the annual report; 2025 is the sum of four quarters. Where a source states a
quarter's margin from unrounded amounts, that is drawn. Amazon explained the fall after the peak by
spending on chips, data centres and power.
:::
""")

# %% tags=["hide-input"]
cuts = facts.number("aws-price-cuts", "count")
check_cuts = claims.check(
    "aws-price-cuts",
    {"on the day of the article": (cuts, math.inf), "as of September 2023": cuts},
    rows=facts.rows("aws-price-cuts"),
    beside=facts.rows("aws-price-cuts-later"),
    earlier="as of September 2023",
    note=(
        "AWS's own count, two and a half years old when it was quoted without its date; no later "
        "one found. A count says nothing of how deep the cuts were."
    ),
)
check_aws = claims.check(
    "aws-margin-q1-2025",
    at_2025_q1,
    rows=facts.rows("aws-margin-2025-q1"),
    agreeing=[facts.rows("aws-margin-2025-q1-2")],
    beside="value-aws-2025-q1",
    note=(
        "The rounded amounts of the release alone, "
        f"{record['operating_income_usd_bn']} of {record['sales_usd_bn']} billion, would give "
        f"{rounded_margin:.1f}; two readers of the unrounded ones give {at_2025_q1}."
    ),
)
check_record = claims.check(
    "aws-margin-record",
    is_record,
    rows=facts.rows("aws-margin-record-2", "aws-margin-2024-q3"),
    note=(
        "Still the record when the article appeared; the last quarter before it had "
        f"{latest['margin_pct']:.0f} %."
    ),
)

# %% tags=["hide-input"]
claims.verdicts(
    check_cuts,
    claims.check("aws-cuts-since", str(counted_since), rows=facts.rows("aws-price-cuts")),
    check_aws,
    check_record,
    claims.check(
        "aws-margin-grew",
        grew,
        rows=[in_starts, in_2025],
        beside=[comparable, facts.row("amazon-server-life-2024", "usd_bn")],
        note=(
            f"From {by_year['2014']:.1f} % in 2014, a trough, or {by_year[start]:.1f} % in {start} "
            f"to {by_year['2025']:.1f} % in 2025; {plateau_words} from {start} to {cut_until}. The "
            f"cuts are counted to September {cut_until} only."
        ),
    ),
)

# %% [markdown]
# ## Apple: few of the phones, most of the profit
#
# Profit by phone maker is an estimate of Counterpoint, a research firm; the last public one is of
# the second quarter of 2023.

# %%
# Each reading with its rows of units and of profit, as far as there are any.
UNITS, PROFIT = "of units", "of operating profit"
NOW = "2025 forecast"
READINGS = [
    ("2019 Q3", "", "apple-profit-share-2019-q3"),
    ("2020 Q4", "", "apple-profit-share-2020-q4"),
    ("2021 Q2", "apple-unit-share-2021-q2", "apple-profit-share-2021-q2"),
    ("2022 Q2", "", "apple-profit-share-2022-q2"),
    ("2022", "apple-unit-share-2022", "apple-profit-share-2022"),
    ("2023 Q1", "apple-unit-share-2023-q1", "apple-profit-share-2023-q1-counterpoint"),
    ("2023 Q2", "", "apple-profit-share-2023-q2"),
    (NOW, "apple-unit-share-2025", ""),
    ("2026 Q1, since then", "apple-unit-share-2026-q1", ""),
]
apple = pd.DataFrame(
    [
        (
            *(reading, kind, facts.number(row, "pct"), order, facts.text(row, "measured_by")),
            facts.row(row)["row_id"],
        )
        for order, (reading, units, profit) in enumerate(READINGS)
        for kind, row in ((UNITS, units), (PROFIT, profit))
        if row
    ],
    columns=["reading", "share", "share_pct", "order", "measured_by", "row_id"],
)
shares = {row: facts.number(row, "pct") for _, *rows in READINGS for row in rows if row}

# %%
# What the article's range fits: mid-2022 to mid-2023. Two outlets read one quarter off a chart.
FITTING = [
    "apple-profit-share-2022-q2",
    "apple-profit-share-2022",
    "apple-profit-share-2023-q1-counterpoint",
    "apple-profit-share-2023-q2",
]
EARLY = ["2019-q3", "2020-q4", "2021-q2"]
profit_low = min(shares[row] for row in FITTING)
profit_high = max(shares[row] for row in FITTING)
fitting = listed([f"{shares[row]:.0f}" for row in FITTING])
early = listed([f"{shares[f'apple-profit-share-{one}']:.0f}" for one in EARLY])
profit_2021 = shares["apple-profit-share-2021-q2"]
read_off = ["apple-profit-share-2023-q1", "apple-profit-share-2023-q1-alt"]
read_high, read_low = (facts.edge(row, "pct") for row in read_off)
units_2022, units_2023 = shares["apple-unit-share-2022"], shares["apple-unit-share-2023-q1"]
units_2021, units_2025 = shares["apple-unit-share-2021-q2"], shares["apple-unit-share-2025"]
units_since = shares["apple-unit-share-2026-q1"]
said_units, said_profit = claims.claim("apple-unit-share"), claims.claim("apple-profit-share")

# %% tags=["hide-input"]
SAID = "the article, undated"
bands = pd.DataFrame(
    [
        (one.interval.low, one.interval.high, kind, SAID, f"{one.value} to {one.value_high}")
        for one, kind in ((said_units, UNITS), (said_profit, PROFIT))
    ],
    columns=["low_pct", "high_pct", "share", "reading", "label"],
)
missing = pd.DataFrame({"reading": [reading for reading, _, profit in READINGS if not profit]})
by_press = pd.DataFrame({"reading": "2023 Q1", "share_pct": [read_high, read_low]})
by_press["words"] = "as the press read it"
apple_lines = frames.together(
    {
        "Counterpoint": apple,
        "the press": by_press.assign(share=PROFIT, row_id=list(facts.rows(*read_off)["row_id"])),
        "the article": bands.drop(columns="label").assign(
            claim=[said_units.claim_id, said_profit.claim_id]
        ),
    }
)


# %% tags=["hide-input"]
def apple_chart() -> alt.LayerChart:
    """Apple's share of units and of profit, a row a reading; above, the article's ranges."""
    y = marks.rows("reading:N", [SAID, *apple["reading"].unique()], label_limit=150)
    x = (
        alt.X("share_pct:Q")
        .scale(domain=[0, 100], nice=False)
        .axis(grid=True, values=[0, 20, 40, 60, 80, 100])
        .title("Apple's share in per cent")
    )
    colour = alt.Color("share:N").scale(domain=[UNITS, PROFIT], range=[theme.THIRD, theme.FOUND])
    shape = alt.Shape("share:N").scale(domain=[UNITS, PROFIT], range=["square", "circle"])
    frame, ranges = alt.Chart(apple), alt.Chart(bands)
    units, profit = (f"datum.share == '{kind}'" for kind in (UNITS, PROFIT))
    placed = frame.encode(x=x, y=y)
    number = alt.Text("share_pct:Q", format=".3~g")
    none = alt.Chart(missing).mark_text(
        text="profit: no figure found", fontStyle="italic", color=theme.MUTED, align="right"
    )
    tips = ["reading:N", "share:N", "share_pct:Q", "measured_by:N"]
    return alt.layer(
        marks.outline(ranges, height=14).encode(x=alt.X("low_pct:Q"), x2="high_pct:Q", y=y),
        marks.label(ranges.transform_filter(units), "label:N", dx=6).encode(x="high_pct:Q", y=y),
        marks.label(ranges.transform_filter(profit), "label:N", align="right", dx=-6).encode(
            x="low_pct:Q", y=y
        ),
        placed.mark_line(color=theme.LIMIT, strokeWidth=1.3).encode(detail="reading:N"),
        alt.Chart(by_press)
        .mark_point(filled=True, opacity=1, size=36, color=theme.LIMIT)
        .encode(x="share_pct:Q", y=y),
        marks.label(
            alt.Chart(by_press.tail(1)), "words:N", align="center", dy=-11, color=theme.MUTED
        ).encode(x="share_pct:Q", y=y),
        placed.mark_point(filled=True, opacity=1, size=80).encode(
            color=colour.title(None), shape=shape.title(None), tooltip=tips
        ),
        placed.transform_filter(units).mark_text(align="right", dx=-8).encode(text=number),
        placed.transform_filter(profit).mark_text(align="left", dx=8).encode(text=number),
        none.encode(x=alt.datum(85), y=y),
    ).properties(height=280)


# %% tags=["hide-input"]
exhibit(
    apple_chart(),
    id="apple-profit-and-units",
    title=(
        f"Apple took {profit_low:.0f} to {profit_high:.0f} % of smartphone profit from mid-2022 to "
        "mid-2023"
    ),
    subtitle=(
        "Apple's share of smartphone units and of smartphone operating profit, by estimates of "
        "Counterpoint Research"
    ),
    alt=f"""Dumbbell chart of Apple's unit share and profit share. Profit shares are {early} % in
    the third quarter of 2019, the last of 2020 and the second of 2021, then {fitting} in the second
    quarter of 2022, all of 2022, and the first two quarters of 2023; units go from
    {units_2021:.0f} to {units_2023:.0f} %. For 2025 and 2026 only unit shares of about
    {units_2025:.0f} and {units_since:.0f} % were found. The article's ranges are
    {said_units.stated} and {said_profit.stated}.""",
    rows=facts.rows(*shares, *read_off),
    data=apple_lines.drop(columns="words"),
    kind="reported",
    note=(
        f"In 2023 Q1 two outlets read {read_high:.0f} and {read_low:.0f} % off a chart; "
        "Counterpoint's own figure counts. Profit swings with the season."
    ),
)

# %%
# Who has the rest of the profit, and what the makers of Android phones keep of their sales.
samsung_share = facts.number("samsung-profit-share-2023-q2", "pct")
others = 100 - shares["apple-profit-share-2023-q2"] - samsung_share
samsung_margin = facts.number("samsung-mobile-margin-2025-q4", "pct")
xiaomi_gross = sorted(
    facts.number(f"xiaomi-gross-margin-2025-{quarter}", "pct") for quarter in ("q1", "q2")
)
THEN = "second quarter of 2022 to second of 2023"

# %% tags=["remove-input"]
prose(f"""
The article's ranges are right from mid-2022 to mid-2023. {claims.claim("apple-unit-share").link} of
the units still holds for 2025; for {claims.claim("apple-profit-share").link} of the profit nothing
newer was found.

In the last public quarter Samsung had
{facts.link("samsung-profit-share-2023-q2", f"{samsung_share:.0f} %")} of the profit, all others
some [{others:.0f} %](row:value-samsung-profit-share-2023-q2): if any sold a commodity, it was they.
Samsung's margin is [thin, not negligible](claim:android-margins).
""")

# %% tags=["hide-input"]
check_profit = claims.check(
    "apple-profit-share",
    {
        "on the day of the article": None,
        THEN: (profit_low, profit_high),
        "second quarter of 2021": profit_2021,
    },
    rows=facts.rows(*FITTING),
    beside=facts.rows(
        "apple-profit-share-2023-q2-techloy",
        "apple-profit-share-2021-q2",
        *read_off,
        "apple-profit-share-since",
    ),
    earlier=THEN,
    note=(
        "Fits every figure of that time, by Counterpoint's own word. For March 2026 no profit "
        "share was found."
    ),
)
check_units = claims.check(
    "apple-unit-share",
    {"2025, forecast": units_2025, "2022 and Q1 2023": (units_2022, units_2023)},
    rows=facts.rows("apple-unit-share-2025"),
    beside=facts.rows("apple-unit-share-2022", "apple-unit-share-2023-q1"),
    note=(
        "The ends of the range are the readings of 2022 and early 2023; that of 2025 lies within."
    ),
)

# %% tags=["hide-input"]
claims.verdicts(
    check_profit,
    check_units,
    claims.check(
        "android-margins",
        {
            "makers other than Samsung": None,
            "Samsung's phones, last quarter of 2025": samsung_margin <= assumed.no_margin_pct,
        },
        rows=facts.rows(
            "samsung-mobile-margin-2025-q4",
            "xiaomi-gross-margin-2025-q1",
            "xiaomi-gross-margin-2025-q2",
            "android-negligible-margins",
        ),
        beside=facts.rows("samsung-profit-share-2023-q2"),
        note=(
            f"Samsung kept {samsung_margin} % of its sales of phones; we take up to "
            f"{assumed.no_margin_pct:g} % for almost none. Xiaomi had {xiaomi_gross[0]} to "
            f"{xiaomi_gross[1]} % before the costs of selling and development."
        ),
    ),
)

# %% [markdown]
# ## Can models tie their customers?
#
# Where falling prices took no margin, the article says, customers were tied; customers of models
# are not. That can be held against how often they in fact leave.

# %%
LEFT, NEWER, STAYED = "changed provider", "newer model, same provider", "no change"
MODELS = "Models: enterprise builders, within a year"
CLOUDS = "Clouds: UK customers, within a year"
# The remainder to a hundred is ours; the regulator says "fewer than", so the rest is "over".
rates = pd.DataFrame(
    [
        (MODELS, LEFT, model_rate, ""),
        (MODELS, NEWER, upgraded, ""),
        (MODELS, STAYED, 100 - model_rate - upgraded, ""),
        (CLOUDS, LEFT, cloud_rate, "under "),
        (CLOUDS, STAYED, 100 - cloud_rate, "over "),
    ],
    columns=["market", "what", "share_pct", "bound"],
)
rates["end_pct"] = rates.groupby("market")["share_pct"].cumsum()
rates["start_pct"] = rates["end_pct"] - rates["share_pct"]
rates["middle_pct"] = (rates["start_pct"] + rates["end_pct"]) / 2
bounds = rates.pop("bound")
rates["label"] = [f"{bound}{share:.0f} %" for bound, share in zip(bounds, rates["share_pct"])]
rates["words"] = rates["label"] + " " + rates["what"]
asked_in = {
    MODELS: switching.rows("menlo-switched", "menlo-upgraded"),
    CLOUDS: facts.rows("cma-cloud-switching"),
}


# %% tags=["hide-input"]
def rates_chart(text: str, legend: alt.Legend | None) -> alt.LayerChart:
    """Two bars, each of a whole: who left and who stayed; `text` is the column of labels."""
    y = marks.rows("market:N", [MODELS, CLOUDS], labels=False)
    x = (
        alt.X("start_pct:Q")
        .scale(domain=[0, 100], nice=False)
        .axis(values=[0, 20, 40, 60, 80, 100])
        .title("Per cent")
    )
    hues = [theme.FOURTH, theme.THIRD, theme.MUTED]
    colour = (
        alt.Color("what:N")
        .scale(domain=[LEFT, NEWER, STAYED], range=hues)
        .title(None)
        .legend(legend)
    )
    frame = alt.Chart(rates).encode(y=y)
    broad = frame.transform_filter("datum.share_pct >= 20")
    thin = frame.transform_filter("datum.share_pct < 20")
    head = alt.Chart(rates.drop_duplicates("market"))
    return alt.layer(
        frame.mark_bar(height=22).encode(
            x=x, x2="end_pct:Q", color=colour, tooltip=["market:N", "what:N", "label:N"]
        ),
        broad.mark_text(color="#ffffff", fontWeight="bold").encode(x="middle_pct:Q", text=text),
        marks.label(thin, text, dy=20).encode(x=alt.X("start_pct:Q")),
        head.mark_text(align="left", dy=-20, fontWeight="bold", fontSize=12).encode(
            x=alt.datum(0), y=y, text="market:N"
        ),
    ).properties(height=62 * rates["market"].nunique())


# %% tags=["hide-input"]
exhibit(
    rates_chart("words:N", None),
    narrow=rates_chart("label:N", alt.Legend(columns=1, labelLimit=260)),
    id="switching-rates",
    title=(
        f"{model_rate:.0f} % of builders changed model provider in a year; under "
        f"{cloud_rate:.0f} % in Britain, cloud"
    ),
    subtitle=(
        "Models: a survey by Menlo Ventures, 2025. Clouds: UK Competition and Markets Authority, "
        "July 2025"
    ),
    alt=f"""Two bars. Of enterprise model builders {model_rate:.0f} % changed provider within a
    year, {upgraded:.0f} % moved to a newer model of the same provider and
    {100 - model_rate - upgraded:.0f} % changed nothing. Of UK cloud customers fewer than
    {cloud_rate:.0f} % changed provider.""",
    rows=list(asked_in.values()),
    data=frames.resting(rates.drop(columns="words"), asked_in, by="market"),
    kind="reported",
    note=(
        '"No change" is the remainder. The studies differ in country, customers and method. Firms '
        "with several models may move work and leave nobody. Menlo Ventures has invested in "
        "Anthropic."
    ),
)

# %%
# Anthropic's margin on inference since the article and a year before, by one estimate.
INFERENCE = [f"anthropic-{month}-inference-margin-actual" for month in ("2026-05", "2025-05")]
inference_since, inference_before = (
    gross_margins.link(row, f"{gross_margins.number(row, column='pct'):.0f} %") for row in INFERENCE
)

# %%
# What models that people rate like Sonnet 4.5 cost on the eve of the article.
board = ratings[ratings["as_of"] == days.ARTICLE]
offers = spread.rated_offers(board, prices, mapping, days.PRICES)
sonnet = data.one(offers, slug="claude-sonnet-4.5")
equals = spread.near(offers, sonnet["score_elo"], assumed.equal_points)
nearly = spread.near(offers, sonnet["score_elo"], assumed.wider_points)
price_spread, wider_spread = spread.spread(equals), spread.spread(nearly)
cheapest = equals.loc[equals["input_usd_per_mtok"].idxmin()]
UNMEASURED = "their part in the margins"
# How much of a market open to all goes to closed models, and at what multiple of the price.
closed_tokens = switching.number("demand-closed-token-share", "pct")
closed_revenue = switching.number("demand-closed-revenue-share", "pct")
closed_times = switching.number("demand-closed-price-multiple", "x")

# %% tags=["remove-input"]
prose(f"""
**For the article.** The customers of AWS do find it hard to leave:
[a regulator's finding](claim:moat-switching-costs) is firmer than anything that the article cites.
For Apple a government alleges the same. Most large firms surveyed,
{switching.link("a16z-three-families", f"{families:.0f} %")}, use three or more families of models.
By the article's own test, models are on the exposed side.

**Against it.** Three providers take
{facts.link("model-spend-concentration", f"{of_three:.0f} %")} of what enterprises spend on models.
If price alone decided, equal models would cost about the same. Claude Sonnet sold at
[${sonnet["input_usd_per_mtok"]:.2f}](row:{sonnet["price_row"]}) for a million input tokens, its
cheapest equal on Chatbot Arena at
[${cheapest["input_usd_per_mtok"]:.2f}](row:{cheapest["price_row"]}).

**What the cases cannot say.** AWS had market power; Apple never had to sell the commodity. Neither
shows how a seller fares whose product cheaper rivals match.

:::{{aside}} More on the market for models
Whether equal models at such prices are [a commodity](claim:model-layer-commodity) is a matter of
the word. {switching.link("menlo-upgraded", f"{upgraded:.0f} %")} of the builders took their
provider's newer model: a reason to stay, as long as the provider stays ahead. Since then
Anthropic's margin on inference was put at {inference_since} in May 2026, after {inference_before} a
year before, by one estimate, read second-hand.

On OpenRouter, which carries a small part of all spending, closed models had
{switching.link("demand-closed-token-share", f"{closed_tokens:.0f} %")} of the tokens and
{switching.link("demand-closed-revenue-share", f"{closed_revenue:.0f} %")} of the revenue in 2025,
at some {switching.link("demand-closed-price-multiple", f"{closed_times:.0f} times")} the price of
open ones. OpenAI's annualised revenue rose by at least
{claims.claim("openai-arr-growth").link} in a year, beside rivals that the article puts at
{claims.claim("faq-open-cost-share").link} of the cost. The {model_rate:.0f} % of builders are
{model_rate / cloud_rate:.0f} times the rate of the clouds or more. What part of the margins of AWS
and Apple is owed to ties, nobody has measured. How many models firms use is drawn in
[Figure](fig:enterprise-behaviour).
:::
""")

# %% tags=["hide-input"]
demand = switching.rows(
    "models-interchangeable",
    "demand-no-dominant-model",
    "demand-differentiation",
    "demand-open-cheaper-same-intelligence",
)
switching.row("demand-open-cheaper-same-intelligence", "pct")
moat_checks = [
    claims.check(
        "model-layer-commodity",
        None,
        rows=[
            equals,
            list(equals["price_row"]),
            switching.rows("demand-closed-revenue-share"),
        ],
        beside=[facts.rows("model-spend-concentration"), demand],
        note=(
            f"No test of it is agreed. One fact against: {count(len(equals))} models within "
            f"{count(assumed.equal_points, 'rating point')} of Sonnet 4.5 had list prices up to "
            f"{price_spread:.0f} times apart on the eve of the article, those within "
            f"{assumed.wider_points} points {wider_spread:.0f} times."
        ),
    ),
    claims.check("two-cases-matter", None, rows=facts.rows("aws-margin-grew")),
    claims.check(
        "moat-switching-costs",
        {
            UNMEASURED: None,
            "AWS's customers are tied, a regulator's finding": facts.supports("cma-cloud-lock-in"),
            "Apple's are, a complaint's allegation": facts.supports("apple-switching-alleged"),
        },
        rows=facts.rows("cma-cloud-lock-in", "apple-switching-alleged", "cma-cloud-switching"),
        note=(
            "The UK regulator finds that customers are tied to AWS and that its returns stay well "
            "above its cost of capital; for Apple it is an allegation in a suit. How much of "
            "either margin is owed to it, nobody measures."
        ),
    ),
]

# %% tags=["hide-input"]
moat_checks += [
    claims.check(
        "moat-ecosystems",
        {
            UNMEASURED: None,
            "AWS is expensive to quit, a regulator's finding": facts.supports("cma-cloud-lock-in"),
            "Apple is, a complaint's allegation": facts.supports("apple-ecosystem-alleged"),
        },
        rows=facts.rows("cma-cloud-lock-in", "apple-ecosystem-alleged"),
        note=(
            "Exit fees and incompatible platforms at AWS; services that exist only with Apple. "
            "That they are costly to leave has support; their part in the margin is not measured."
        ),
    ),
    claims.check(
        "moat-integration",
        {
            UNMEASURED: None,
            "AWS builds chips of its own, by its own account": facts.supports("aws-own-chips"),
        },
        rows=facts.rows("moat-integration", "aws-own-chips"),
        note=(
            "AWS builds chips of its own and calls them cheaper. We found no source that says what "
            "part of either margin comes from integration."
        ),
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *moat_checks,
    claims.check("moat-question", None, rows=facts.rows("model-lock-in")),
    claims.check(
        "moat-not-at-model-layer",
        None,
        rows=[
            facts.rows("model-lock-in", "cma-cloud-switching"),
            switching.rows("menlo-switched", "switching-costs-rising"),
        ],
        beside=switching.rows(
            "demand-persistence-despite-low-switching-cost",
            "demand-pricing-power",
            "demand-single-model-firms",
            "demand-multihoming",
        ),
        note=(
            f"A forecast. So far {model_rate:.0f} % changed provider in a year; a survey by "
            "another investor says that the cost of switching is rising."
        ),
    ),
    claims.check("api-not-iphone", None, rows=facts.rows("config-file", "model-lock-in")),
)

# %% [markdown]
# ## What each layer earns
#
# The article's winners are Nvidia and the clouds, then applications, then platforms with reach. The
# layers buy from each other, so their sales must not be added up.

# %%
# The other sales and the gross margins that were found.
OPENAI_GROSS = "openai-2025-adjusted-gross-margin-actual"
ANTHROPIC_GROSS = "anthropic-2025-gross-margin-paying-users-forecast-2026-01-22"
aws_sales = float(data.one(years, period="2025")["sales_usd_bn"])
openai_sales = revenue.number("openai-2025-actual", column="usd_bn")
anthropic_sales = revenue.number("anthropic-2025-forecast-2026-01-22", column="usd_bn")
app_sales = facts.number("application-spend-2025", "usd_bn")
nvidia_gross = facts.number("nvidia-gross-margin-fy2026", "pct")
openai_gross, anthropic_gross = (
    gross_margins.number(row, column="pct") for row in (OPENAI_GROSS, ANTHROPIC_GROSS)
)
app_gross = facts.number("application-gross-margin-2025", "pct")
app_gross_before = facts.number("application-gross-margin-2024", "pct")

# %%
FILED, PRESS, SURVEY = "company filing or release", "press, second-hand", "survey by an investor"
APPS = "AI applications"
aws_operating = float(by_year["2025"])
layers = pd.DataFrame(
    [
        ("Nvidia", "chips", nvidia_sales, nvidia_operating, nvidia_gross, FILED),
        ("AWS", "cloud", aws_sales, aws_operating, None, FILED),
        ("Google Cloud", "cloud", google_sales, google_operating, None, FILED),
        ("OpenAI", "models", openai_sales, openai_half_loss, openai_gross, PRESS),
        ("Anthropic", "models", anthropic_sales, None, anthropic_gross, PRESS),
        (APPS, "applications", app_sales, None, app_gross, SURVEY),
        ("Meta", "platform", meta_sales, meta_operating, None, FILED),
    ],
    columns=[
        "company",
        "layer",
        "sales_usd_bn",
        "operating_margin_pct",
        "gross_margin_pct",
        "evidence",
    ],
)
layers["name"] = [
    company if company == APPS else f"{company} ({layer})"
    for company, layer in zip(layers["company"], layers["layer"])
]
layers["sales_label"] = [
    f"{usd_bn:,.0f}" if usd_bn >= 10 else f"{usd_bn:.1f}" for usd_bn in layers["sales_usd_bn"]
]
sold = layers.set_index("company")["sales_label"]
layers["bar_label"] = layers["sales_label"].mask(layers["company"] == APPS, sold[APPS] + ", spent")

# %% tags=["hide-input"]
KINDS = {"operating_margin_pct": "operating margin", "gross_margin_pct": "gross margin"}
tidy = layers.melt(
    id_vars=["name", "evidence"], value_vars=list(KINDS), var_name="column", value_name="margin_pct"
).dropna()
tidy["margin"] = tidy["column"].map(KINDS)
absent = set(layers.loc[layers["operating_margin_pct"].isna(), "name"])
tidy["short"] = tidy["margin_pct"].map("{:.0f}".format)
tidy["words"] = tidy["short"].where(
    ~tidy["name"].isin(absent), tidy["short"] + ", operating: not found"
)
# The loss would crush all other margins into a corner: the axis ends before it, and an arrow says
# by how much.
EDGE = -60
beyond = tidy[tidy["margin_pct"] < EDGE].assign(at=EDGE + 5)
beyond["short"] = [signed(margin, 0) for margin in beyond["margin_pct"]]
beyond["words"] = beyond["short"] + ", half a year"


def layer_axes(side: bool) -> tuple[alt.Y, alt.Y, alt.Color]:
    """The rows of both panels (the right one bare where they stand side by side), the colour."""
    y, bare = (
        marks.rows("name:N", layers["name"].tolist(), label_limit=170, labels=labels)
        for labels in (True, not side)
    )
    colour = (
        alt.Color("evidence:N")
        .scale(domain=[FILED, PRESS, SURVEY], range=[theme.FOUND, theme.THIRD, theme.FOURTH])
        .title(None)
        .legend(columns=3 if side else 1, labelLimit=260, symbolType="square")
    )
    return y, bare, colour


# %% tags=["hide-input"]
def sales_panel(y: alt.Y, colour: alt.Color) -> alt.LayerChart:
    """Sales as bars, one row a company."""
    x = (
        alt.X("sales_usd_bn:Q")
        .scale(domain=[0, 265], nice=False)
        .axis(grid=True, values=[0, 100, 200])
        .title("Sales of 2025, USD billion")
    )
    frame = alt.Chart(layers).encode(x=x, y=y)
    tips = ["name:N", "sales_usd_bn:Q", "evidence:N"]
    bars = frame.mark_bar(height=15).encode(color=colour, tooltip=tips)
    return alt.layer(bars, marks.label(frame, "bar_label:N", dx=5))


def margin_shape(side: bool) -> alt.Shape:
    """Operating and gross margin by shape, the legend above where the panels stand side by side."""
    return (
        alt.Shape("margin:N")
        .scale(domain=list(KINDS.values()), range=["circle", "diamond"])
        .title(None)
        .legend(
            columns=2,
            orient="top" if side else "bottom",
            symbolFillColor=theme.FOUND,
            symbolStrokeColor=theme.FOUND,
        )
    )


# %% tags=["hide-input"]
def margins_panel(y: alt.Y, colour: alt.Color, side: bool) -> alt.LayerChart:
    """Margins as dots with their numbers; an arrow for the loss."""
    x = (
        alt.X("margin_pct:Q")
        .scale(domain=[EDGE, 110], nice=False)
        .axis(grid=True, values=[-50, 0, 50, 100])
        .title("Margin in per cent of sales")
    )
    frame = alt.Chart(tidy[tidy["margin_pct"] >= EDGE]).encode(x=x, y=y)
    words = alt.Text("words:N" if side else "short:N")
    margin = alt.Tooltip("margin_pct:Q", format=".1f")
    # Only Nvidia's two margins are so near that the number of one must stand to the left.
    left = "datum.margin == 'operating margin' && datum.name == 'Nvidia (chips)'"
    off = alt.Chart(beyond).encode(x=alt.X("at:Q"), y=y)
    return alt.layer(
        marks.zero("x"),
        frame.mark_point(filled=True, opacity=1, size=75).encode(
            color=colour,
            shape=margin_shape(side),
            tooltip=["name:N", "margin:N", margin, "evidence:N"],
        ),
        frame.transform_filter(left).mark_text(align="right", dx=-9).encode(text=words),
        frame.transform_filter(f"!({left})").mark_text(align="left", dx=9).encode(text=words),
        off.mark_point(shape="triangle-left", filled=True, opacity=1, size=90).encode(
            color=colour, tooltip=["name:N", margin]
        ),
        off.mark_text(align="left", dx=9).encode(text=words),
    )


def layers_chart(bar_width: int, dot_width: int, side: bool) -> alt.HConcatChart | alt.VConcatChart:
    """Sales and margins, one row a company; side by side or one under the other."""
    y, bare, colour = layer_axes(side)
    step = alt.Step(32 if side else 22)
    left = sales_panel(y, colour).properties(width=bar_width, height=step)
    right = margins_panel(bare, colour, side).properties(width=dot_width, height=step)
    return alt.hconcat(left, right, spacing=24) if side else alt.vconcat(left, right, spacing=30)


# %% tags=["hide-input"]
layers_note = (
    "For Anthropic and applications no operating margin was found. OpenAI's gross margin is "
    "adjusted, Anthropic's a forecast. Sales of applications: what enterprises spent."
)
layers_rows = {
    "Nvidia": facts.rows("nvidia-revenue-fy2026", "nvidia-gross-margin-fy2026", *nvidia_quarters),
    "AWS": [years[years["period"] == "2025"], in_2025],
    "Google Cloud": facts.rows("google-cloud-revenue-2025", "google-cloud-operating-income-2025"),
    "OpenAI": [
        revenue.rows("openai-2025-actual", "openai-2025-h1-actual"),
        gross_margins.rows(OPENAI_GROSS),
        labs.rows("openai-operating-loss-2025-h1"),
    ],
    "Anthropic": [
        revenue.rows("anthropic-2025-forecast-2026-01-22"),
        gross_margins.rows(ANTHROPIC_GROSS),
        labs.rows("anthropic-ebitda-2025"),
    ],
    APPS: facts.rows("application-spend-2025", "application-gross-margin-2025"),
    "Meta": facts.rows("meta-revenue-2025", "meta-operating-income-2025"),
}

# %%
infrastructure_usd_bn = facts.number("infrastructure-spend-2025", "usd_bn")
nvidia_since_usd_bn = facts.number("nvidia-data-center-revenue-2026-04", "usd_bn")
nvidia_since_pct = facts.number("nvidia-gross-margin-2026-04", "pct")
models_since = facts.number("dubach-2026-model-layer-net", "usd_bn")
apps_since = facts.number("dubach-2026-application-layer", "usd_bn")
anthropic_loss = abs(labs.number("anthropic-ebitda-2025", "usd_bn"))

# %%
app_gross_moved = (
    "It rose while models got cheaper, as the article would expect."
    if app_gross > app_gross_before
    else ""
)

# %% tags=["hide-input"]
exhibit(
    layers_chart(180, 390, True),
    narrow=layers_chart(158, 158, False),
    id="layers-of-the-stack",
    title=(
        f"Operating margins of 2025: Nvidia {nvidia_operating:.0f} %, AWS {aws_operating:.0f} %, "
        f"Google Cloud {google_operating:.0f} %"
    ),
    subtitle=(
        "Sales and margins by layer, 2025 (Nvidia: year to January 2026; OpenAI's operating "
        "margin: first half)"
    ),
    alt=f"""Bars of sales and dots of margins for seven rows. Nvidia: {nvidia_sales:.0f} billion
    dollars, gross margin {nvidia_gross:.0f}, operating margin {nvidia_operating:.0f} %. AWS:
    {sold["AWS"]} billion, operating {aws_operating:.0f}. Google Cloud: {sold["Google Cloud"]}
    billion, operating {google_operating:.0f}. OpenAI: {sold["OpenAI"]} billion, gross
    {openai_gross:.0f}, operating minus {abs(openai_half_loss):.0f} in the first half of 2025.
    Anthropic: {sold["Anthropic"]} billion and gross {anthropic_gross:.0f}, both forecasts. AI
    applications: {sold[APPS]} billion spent by enterprises, gross {app_gross:.0f} by survey,
    operating margin not found. Meta: {sold["Meta"]} billion, operating {meta_operating:.0f}.""",
    rows=list(layers_rows.values()),
    data=frames.resting(layers, layers_rows, by="company"),
    kind="computed",
    note=layers_note,
)

# %% tags=["remove-input"]
prose(f"""
The first half of the article's answer is in the accounts. [Nvidia](claim:nvidia-rent) kept
[{nvidia_operating:.0f} cents](fig:layers-of-the-stack) of each dollar of sales, the two
[clouds](claim:cloud-rent) in our data
[{google_operating:.0f} and {aws_operating:.0f}](fig:layers-of-the-stack).

Whether it lasts is [open](claim:rent-durable). The second half, that applications do better still,
has no accounts behind it. The one margin we found,
{facts.link("application-gross-margin-2025", f"{app_gross:.0f} %")} gross by an investor's survey,
is above the labs' and far below Nvidia's.

:::{{aside}} More on margins
In 2025 enterprises spent
{facts.link("application-spend-2025", f"{app_sales:.0f} billion dollars")} on AI applications, as
another investor estimates. Spending is not profit.

In May 2026 the author of the article put the yearly revenue of models at
{facts.link("dubach-2026-model-layer-net", f"{models_since:.1f} billion")} and that of applications
at {facts.link("dubach-2026-application-layer", f"{apps_since:.1f} billion")}, and wrote that by
revenue nothing had moved up.

Google Cloud's margin is new: {google_before:.0f} % in 2023. That Nvidia earns whichever model runs
is its own word. In the quarter to April 2026 its data-centre sales reached
{facts.link("nvidia-data-center-revenue-2026-04", f"{nvidia_since_usd_bn:.1f} billion dollars")} and
its gross margin {facts.link("nvidia-gross-margin-2026-04", f"{nvidia_since_pct:.1f} %")}.
Enterprises spent
{facts.link("infrastructure-spend-2025", f"{infrastructure_usd_bn:.0f} billion")} on infrastructure,
models included (Menlo Ventures). The gross margin of applications was
{facts.link("application-gross-margin-2024", f"{app_gross_before:.0f} %")} a year before (ICONIQ).
{app_gross_moved}
Anthropic expected to lose
{labs.link("anthropic-ebitda-2025", f"{anthropic_loss:.1f} billion dollars")} in 2025, before
interest, tax and depreciation. Just over half of Nvidia's data-centre sales go to the large clouds;
the labs' cost is in large part the clouds' sales.
:::
""")

# %%
# Which labs rent from the same clouds.
contracts = commitments.rows(
    "openai-amazon-compute-2026", "openai-microsoft-compute", "anthropic-microsoft-compute"
)
rivals = contracts["from"].nunique()
nvidia_usd_bn = facts.number("nvidia-data-center-revenue", "usd_bn")
inference_pct = facts.number("application-inference-share", "pct")

# %% tags=["hide-input"]
layer_checks = [
    claims.check(
        "nvidia-rent",
        facts.supports("nvidia-collects-rent") and nvidia_operating > 0,
        rows=facts.rows("nvidia-collects-rent", "nvidia-revenue-fy2026", *nvidia_quarters),
        beside=facts.rows("nvidia-data-center-revenue", "nvidia-gross-margin-fy2026"),
        note=(
            f"{nvidia_usd_bn:.1f} billion dollars of data-centre sales in the quarter to January "
            "2026. That it earns is in its accounts, that it does so whichever model runs is its "
            "own word. Models that run on a cloud's own chips pay it nothing."
        ),
    ),
    claims.check(
        "cloud-rent",
        rivals > 1 and aws_operating > 0,
        rows=[
            contracts,
            in_2025,
            facts.rows("google-cloud-revenue-2025", "google-cloud-operating-income-2025"),
        ],
        note=(
            "The earnings are in the accounts; that rival labs rent from the same clouds is known "
            f"from their announcements. Google Cloud went from {google_before:.0f} % "
            f"of operating margin in 2023 to {google_operating:.0f} % in 2025."
        ),
    ),
    claims.check(
        "rent-durable",
        None,
        rows=facts.rows("nvidia-durable", "cma-cloud-lock-in"),
        note=(
            "A forecast without a measure. The article also quotes that renting out GPUs falls "
            "to marginal cost, save for monopolies and oligopolies; the UK regulator finds the "
            "largest clouds to earn lasting returns."
        ),
    ),
]

# %% tags=["hide-input"]
layer_checks += [
    claims.check(
        "application-layer-better",
        None,
        beside=[
            facts.rows(
                "application-gross-margin-2025", "application-operating-profit", "value-moves-up"
            ),
            facts.rows(
                *(f"dubach-2026-{layer}" for layer in ("model-layer-net", "application-layer")),
                unit="usd_bn",
            ),
        ],
    ),
    claims.check(
        "application-layer-benefits",
        None,
        rows=facts.rows("application-proprietary-data"),
        beside=facts.rows("application-gross-margin-2024", "application-gross-margin-2025"),
        note=(
            "A survey by an investor has the gross margin of AI products rise from "
            f"{app_gross_before:.0f} to {app_gross:.0f} % in 2025, by a page of since then. It "
            "does not part those with data of their own from the rest."
        ),
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *layer_checks,
    claims.check(
        "application-model-as-input",
        None,  # the row falls short: its page is of after the day
        rows=facts.rows("application-inference-share"),
        note=(
            "Nothing was found that was public on the day. Since then: a page of May 2026 repeats "
            f"an investor's survey of January, by which inference takes {inference_pct:.0f} % of "
            "the revenue of AI products at scale: an input, and a dear one."
        ),
    ),
    claims.check(
        "lewis-application-layer",
        None,
        rows=facts.rows("eqt-lewis-quotation"),
        note="Searched by title, author and words; we found no copy of the linked page.",
    ),
)

# %% [markdown]
# ## The platforms, and Meta as price-cutter
#
# The article ends on Meta, which gives its model away: that shows where the margins will not be.

# %%
# Who makes the best open models on the article's day, and whether Meta's next one was by then
# reported as closed.
open_models = board[board["weights"] == "open"].sort_values("score_elo", ascending=False)
leading = open_models.drop_duplicates("organisation").head(assumed.open_makers)
open_makers = listed(leading["organisation"].tolist())
gemma = board[(board["organisation"] == "Google") & (board["weights"] == "open")].head(1)
closed_reported = (
    facts.supports("meta-avocado-closed")
    and facts.text("meta-avocado-closed", "as_of") < days.ARTICLE
)
on_purpose = facts.supports("zuckerberg-opens-llama", "llama-complement")
embedded = facts.supports("meta-ai-embedded")
dearer_low, dearer_high = facts.range("gemini-workspace-price-rise", "usd_per_user_month")

# %% tags=["remove-input"]
prose(f"""
Meta was worth {claims.claim("meta-market-value").link} and
[gave Llama away](claim:zuckerberg-open-llama). That this was to make models a commodity others read
into it too, [in part](claim:zuckerberg-commoditizes). But in December 2025
the press reported that [the most committed price-cutter](claim:meta-price-cutter) planned to close
and sell its next flagship. It [came out closed](row:value-meta-muse-spark-closed) in April 2026,
with open versions announced for later.

With that falls the argument from motive, not the conclusion about margins: when the article
appeared, the best open models were made by {open_makers}. [Near-zero marginal
cost](claim:platforms-marginal-cost) is not on record: nobody publishes a cost per use, and Google
put a price on what it built in.
""")

# %% tags=["hide-input"]
platform_checks = [
    claims.check("meta-instagram", embedded, rows=facts.rows("meta-ai-embedded")),
    claims.check(
        "meta-whatsapp",
        embedded,
        rows=facts.rows("meta-ai-embedded"),
        note="More than a billion users a month over all apps, as of September 2025.",
    ),
    claims.check(
        "google-search",
        facts.supports("gemini-3-ai-overviews"),
        rows=facts.rows("gemini-3-ai-overviews"),
        beside=facts.rows("gemini-search"),
        note="Gemini 3 became the default model of the overviews in Search on 27 January 2026.",
    ),
    claims.check(
        "google-workspace",
        facts.supports("gemini-embedded"),
        rows=facts.rows("gemini-embedded"),
        beside=facts.rows("gemini-workspace-price-rise"),
    ),
    claims.check(
        "platforms-marginal-cost",
        None,
        rows=[
            facts.rows("near-zero-marginal-cost", "gemini-workspace-price-rise"),
            facts.row("meta-capex-2025", "usd_bn"),
        ],
        note=(
            f"No cost per use is published. Google raised Workspace by {dearer_low:.0f} to "
            f"{dearer_high:.0f} dollars a user and month with Gemini built in; the article's own "
            f"{claims.claim('openai-inference-cost').stated} of inference says that use costs "
            "money."
        ),
    ),
]

# %% tags=["hide-input"]
platform_checks += [
    claims.check(
        "zuckerberg-open-llama",
        facts.supports("zuckerberg-opens-llama"),
        rows=facts.rows("zuckerberg-opens-llama"),
        beside=facts.rows("zuckerberg-not-business-model"),
        note=(
            "The weights of Llama are open; whether its licence counts as open source is disputed."
        ),
    ),
    claims.check(
        "zuckerberg-commoditizes",
        facts.supports("zuckerberg-commoditise"),
        rows=facts.rows("zuckerberg-commoditise"),
        beside=facts.rows("llama-complement"),
        note=(
            "A reading of commentators, in part supported. He himself names freedom from rivals' "
            "closed systems, and says that Meta does not earn by selling access to models."
        ),
    ),
    claims.check(
        "zuckerberg-motive",
        facts.supports("zuckerberg-commoditise", "zuckerberg-not-business-model"),
        rows=facts.rows("zuckerberg-commoditise", "zuckerberg-not-business-model"),
        note=(
            "His own words of July 2024 come close: Meta is not to depend on a rival's closed "
            "platform. That no one company is to own such a layer goes further."
        ),
    ),
]
check_worth = claims.check(
    "meta-market-value",
    facts.range("meta-market-cap", "usd_tn"),
    rows=facts.rows("meta-market-cap"),
    beside=facts.rows("meta-market-cap-2026"),
    note="Late February 2026, the last figure found before the article.",
)

# %% tags=["hide-input"]
price_cutter_checks = [
    claims.check(
        "meta-price-cutter",
        None,
        rows=[facts.rows("meta-most-committed", "meta-avocado-closed"), leading],
        note=(
            "Press reports of December 2025 had Meta's next flagship closed and for sale. The best "
            f"open models on Chatbot Arena were by {open_makers}."
        ),
    ),
    claims.check(
        "margins-will-shift",
        None,
        rows=facts.rows("meta-most-committed", "meta-avocado-closed"),
        beside=facts.rows("value-moves-up"),
        note=(
            "A forecast drawn from Meta's stance, and the stance was reported to be changing when "
            "the article appeared."
        ),
    ),
    claims.check(
        "faq-meta-accelerates",
        {
            "on purpose, by what observers read": on_purpose,
            "by the plan reported in December 2025": not closed_reported,
        },
        rows=facts.rows("zuckerberg-opens-llama", "meta-avocado-closed"),
        beside=facts.rows("llama-complement"),
        note=(
            "Meta released Llama openly; that it meant to make models a commodity is a reading "
            "that its source gives in part. The present tense came after the next flagship had "
            "been reported as closed and for sale, a plan unconfirmed on the day."
        ),
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *platform_checks,
    check_worth,
    *price_cutter_checks,
    claims.check(
        "faq-google-accelerates",
        None,
        rows=[facts.rows("google-commoditise-motive", "gemini-workspace-price-rise"), gemma],
        note=(
            "Google publishes open weights (Gemma) and charges for Gemini. No statement that it "
            "means to make models a commodity was found; the article's body does not say so "
            "either."
        ),
    ),
    claims.check(
        "faq-platform-motive",
        None,
        rows=facts.rows("platform-motive-no-owner", "zuckerberg-commoditise"),
        note=(
            "The body says this of Zuckerberg and of his own reach alone; the FAQ widens it to "
            "Google and to nobody at all. Nothing was found for the wider reading."
        ),
    ),
)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
Sure: the AWS margin, from filings. Less sure: Apple's shares, one firm's estimates, and the
switching rates, from surveys and a trade paper. The labs' and the applications' margins are
second-hand.

**What would change our mind.** Audited margins of application companies; years in which more than
{switching.link("menlo-switched", f"{model_rate:.0f} %")} change provider; a source on [cost per
use](claim:platforms-marginal-cost) at Meta or Google.
""")
