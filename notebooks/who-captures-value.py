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
# **The question.** If models become cheap and alike, who keeps the money: the chip maker, the clouds, the application builders, the platforms, or the model makers after all?
#
# The article tests its own thesis against two companies that kept their margins in markets where others did not, Amazon Web Services and Apple, and sets both aside: they could tie their customers, and it doubts that models can. It then names its winners. This chapter redraws the two cases, measures the argument that sets them aside, and asks what each layer earns.

# %% tags=["hide-input"]
import re

import altair as alt
import pandas as pd

from claimsbook import claims, data, theme
from claimsbook.figures.exhibits import exhibit
from claimsbook.figures.prose import count, listed, prose
from rebar.economics import pricing

aws = data.read("value-aws-margin")
facts = data.read("value-facts").set_index("row_id", drop=False)
switching = data.read("switching-facts").set_index("row_id", drop=False)
lab_facts = data.read("labs-facts").set_index("row_id", drop=False)
commitments = data.read("labs-commitments").set_index("row_id", drop=False)
revenue = data.read("labs-revenue").set_index("row_id", drop=False)
margins = data.read("labs-gross-margin").set_index("row_id", drop=False)
scores, prices, mapping = data.read("arena-scores"), pricing.with_blend(data.read("prices")), data.read("price-leaderboard")

ARTICLE_DATE, PRICE_DATE = "2026-03-11", "2026-03-10"


def value(row_id: str) -> float:
    """The figure of a row of value-facts."""
    return float(facts.loc["value-" + row_id, "value"])


def fact(*row_ids: str) -> pd.DataFrame:
    """Rows of value-facts by id, without the prefix."""
    return facts.loc[["value-" + row_id for row_id in row_ids]]


def supports(row_id: str) -> str:
    """Whether the source of a row supports its statement: yes, no or partly."""
    return str(facts.loc["value-" + row_id, "supports"])


def agreed(*row_ids: str) -> bool | None:
    """True where every source says yes, False where one says no, and undecided (None) else."""
    said = [supports(row_id) for row_id in row_ids]
    return False if "no" in said else True if set(said) == {"yes"} else None


# %% tags=["hide-input"]
quarters = aws[aws["period"].str.contains("Q")].copy()
STATED = {"2024-Q1": "aws-margin-2024-q1", "2024-Q3": "aws-margin-2024-q3", "2025-Q1": "aws-margin-2025-q1", "2025-Q2": "aws-margin-2025-q2", "2025-Q4": "aws-margin-2025-q4"}
# The releases round both amounts to 0.1 billion; the interval is what that rounding leaves open.
HALF = 0.05
quarters["low_pct"] = 100 * (quarters["operating_income_usd_bn"] - HALF) / (quarters["sales_usd_bn"] + HALF)
quarters["high_pct"] = 100 * (quarters["operating_income_usd_bn"] + HALF) / (quarters["sales_usd_bn"] - HALF)
quarters["margin_pct"] = 100 * quarters["operating_income_usd_bn"] / quarters["sales_usd_bn"]
for period, row_id in STATED.items():
    quarters.loc[quarters["period"] == period, "margin_pct"] = value(row_id)
half_width = float(((quarters["high_pct"] - quarters["low_pct"]) / 2).max())
quarters["series"] = "quarter"
quarters["date"] = pd.to_datetime(quarters["as_of"])

years = aws[~aws["period"].str.contains("Q")].copy()
in_2025 = quarters[quarters["period"].str.startswith("2025")]
years.loc[years["period"] == "2025", "operating_income_usd_bn"] = in_2025["operating_income_usd_bn"].sum()
years["margin_pct"] = years["operating_margin_pct"].fillna(100 * years["operating_income_usd_bn"] / years["sales_usd_bn"])
years["series"] = "year"
years["date"] = pd.to_datetime(years["period"] + "-12-31")
years["comparable"] = years["period"] != "2013"
by_year = years.set_index("period")["margin_pct"]
by_quarter = quarters.set_index("period")["margin_pct"]
comparable = years[years["comparable"]]
fell = [p for p, change in comparable.set_index("period")["margin_pct"].diff().items() if change < -0.1]
before_article = quarters[quarters["as_of"] <= ARTICLE_DATE]
record = before_article.loc[before_article["margin_pct"].idxmax()]
latest = before_article.iloc[-1]
since = quarters[quarters["as_of"] > ARTICLE_DATE].iloc[-1]

profit_low, profit_high = value("apple-profit-share-2023-q1"), value("apple-profit-share-2022")
cloud_rate = value("cma-cloud-switching")
model_rate = float(switching.loc["switching-menlo-switched", "value"])
upgraded = float(switching.loc["switching-menlo-upgraded", "value"])
operating_2026 = sum(value(f"nvidia-operating-income-fy2026-q{n}") for n in (1, 2, 3, 4))
nvidia_operating = 100 * operating_2026 / value("nvidia-revenue-fy2026")
google_operating = 100 * value("google-cloud-operating-income-2025") / value("google-cloud-revenue-2025")
google_before = 100 * value("google-cloud-operating-income-2023") / value("google-cloud-revenue-2023")
meta_operating = 100 * value("meta-operating-income-2025") / value("meta-revenue-2025")
openai_half_loss = -100 * float(lab_facts.loc["labs-openai-operating-loss-2025-h1", "value"]) / float(revenue.loc["revenue-openai-2025-h1-actual", "usd_bn"])

# %% tags=["remove-input"]
families = float(switching.loc["switching-a16z-three-families", "value"])
prose(f"""
**What we find.** The figures on AWS and Apple hold, each with a date that the article leaves out: {claims.claim("aws-margin-q1-2025").stated}
was the peak of AWS, and in the last quarter before publication the margin was {latest["margin_pct"]:.0f} %; Apple's profit shares are
readings of 2022 and early 2023. Both count against the simple rule that a commoditised market leaves no margin, and the article says so. Its way out
is that models cannot tie their customers, and the evidence on that points two ways. In a survey {model_rate:.0f} % of enterprise builders changed their model
provider in a year, against fewer than {cloud_rate:.0f} % of cloud customers in the United Kingdom; {families:.0f} % of large firms in another use three or more families of models at once, and may shift work between them without leaving anyone;
and three providers take {value("model-spend-concentration"):.0f} % of enterprise spending.
Today's money sits where the article says first, with Nvidia and the clouds. That applications are better placed still is not in any figure we found. And Meta as the chief
price-cutter was in doubt by December 2025, when the press reported that its next flagship would be closed.
""")

# %% [markdown]
# ## Amazon Web Services: prices down, margin up
#
# The figure shows the operating margin of the segment by year (from the annual reports) and by quarter (from the company's releases). The ring is what the article states. The count of price cuts belongs to AWS itself and was made in September 2023.

# %% tags=["hide-input"]
plotted = pd.concat([years, quarters])[["period", "date", "series", "margin_pct", "low_pct", "high_pct", "comparable", "as_of"]]
plotted["comparable"] = plotted["comparable"].fillna(True).astype(bool)
plotted["phase"] = ["since then" if d > ARTICLE_DATE else "up to the article" for d in plotted["as_of"]]
plotted["date"] = plotted["date"].dt.strftime("%Y-%m-%d")
ring = plotted[plotted["period"] == "2025-Q1"].assign(stated_pct=claims.stated("aws-margin-q1-2025"))
bridge = plotted[plotted["period"].isin([latest["period"], since["period"]])]
days = pd.DataFrame({
    "date": [facts.loc["value-aws-price-cuts", "as_of"], ARTICLE_DATE], "y": [44.0, 6.0],
    "words": [f"{value('aws-price-cuts'):.0f} price cuts from 2006 to here", "article"],
})


def aws_chart(labels: dict[str, tuple[str, int, int, str]]) -> alt.LayerChart:
    """Margin by year and by quarter, the article's figure as a ring."""
    x = alt.X("date:T").scale(domain=["2013-07-01", "2027-03-01"]).axis(format="%Y", tickCount=7).title(None)
    y = alt.Y("margin_pct:Q").scale(domain=[0, 45], nice=False).title("Operating margin in per cent of sales")
    colour = alt.Color("series:N").scale(domain=["year", "quarter"], range=[theme.FOUND, theme.THIRD]).title(None)
    frame = alt.Chart(plotted).encode(x=x)
    tips = ["period:N", alt.Tooltip("margin_pct:Q", format=".1f", title="margin, per cent")]
    past = frame.transform_filter("datum.comparable && datum.phase == 'up to the article'")
    line = past.mark_line().encode(y=y, color=colour)
    points = past.mark_point(filled=True, opacity=1, size=38).encode(y=y, color=colour, tooltip=tips)
    odd = frame.transform_filter("!datum.comparable").mark_point(filled=True, opacity=1, shape="diamond", size=60).encode(y=y, color=colour, tooltip=tips)
    after = alt.Chart(bridge).encode(x=x).mark_line(strokeDash=[4, 3], color=theme.THIRD).encode(y=y)
    after_point = frame.transform_filter("datum.phase == 'since then'").mark_point(filled=True, opacity=1, size=38, color=theme.THIRD).encode(y=y, tooltip=tips)
    stated = alt.Chart(ring).mark_point(filled=False, size=190, strokeWidth=1.8, color=theme.ARTICLE).encode(x=x, y="stated_pct:Q", tooltip=[alt.Tooltip("stated_pct:Q", title="article states")])
    rule = alt.Chart(days).mark_rule(strokeDash=[3, 3]).encode(x=x)
    when = [
        alt.Chart(days.iloc[[0]]).mark_text(align="right", dx=-5).encode(x=x, y="y:Q", text="words:N"),
        alt.Chart(days.iloc[[1]]).mark_text(align="right", dx=-5).encode(x=x, y="y:Q", text="words:N"),
    ]
    words = [
        frame.transform_filter(alt.FieldEqualPredicate(field="period", equal=period)).mark_text(dx=dx, dy=dy, align=align).encode(y=y, text=alt.value(text))
        for period, (text, dx, dy, align) in labels.items()
    ]
    return alt.layer(line, after, odd, points, after_point, stated, rule, *when, *words).properties(height=360)


LABELS = {
    "2013": ("2013: before stock pay", -4, -14, "left"),
    "2014": (f"{by_year['2014']:.1f}", 0, 16, "center"), "2016": (f"{by_year['2016']:.1f}", 0, -12, "center"), "2025": (f"{by_year['2025']:.1f}", 13, 12, "left"), "2022": (f"{by_year['2022']:.1f}", 0, -12, "center"),
    "2025-Q1": (f"article: {claims.claim('aws-margin-q1-2025').stated}", 0, -17, "center"),
    "2025-Q2": (f"{by_quarter['2025-Q2']:.1f}", -2, 17, "center"), "2026-Q1": (f"{since['margin_pct']:.1f}", 8, -2, "left"),
    "2023-Q2": (f"{by_quarter['2023-Q2']:.1f}", 0, 17, "center"),
}
exhibit(
    aws_chart(LABELS), narrow=aws_chart({k: v for k, v in LABELS.items() if k not in ("2022", "2025-Q1", "2013")} | {"2025-Q1": (f"{claims.claim('aws-margin-q1-2025').stated}", 0, -15, "center")}),
    id="aws-margin",
    title=f"AWS's operating margin was {by_year['2016']:.0f} % in 2016 and {by_year['2025']:.0f} % in 2025; the article's {claims.stated('aws-margin-q1-2025')} % is its highest quarter",
    subtitle="Operating margin of the AWS segment by year, 2013 to 2025, and by quarter, 2023 to Q1 2026. Ring: the article. Dashed: since then",
    alt=f"""Line chart. The yearly margin of AWS rises from {by_year['2014']:.1f} % in 2014 to {by_year['2025']:.1f} in 2025, with falls in {listed(fell)}.
    The quarterly margin climbs from {by_quarter['2023-Q1']:.0f} % at the start of 2023 to {record['margin_pct']} in the first quarter of 2025, where the article's ring sits, drops to {by_quarter['2025-Q2']}
    one quarter later and stands at {latest['margin_pct']:.0f} in the last quarter before the article. Since then it was {since['margin_pct']:.1f}.""",
    rows=[years, quarters, fact(*STATED.values()), fact("aws-price-cuts")], data=plotted,
    note=f"Each point stands at the end of its period. 2013 is before stock-based compensation and not comparable. 2020 and 2024 come as margins from a third party's reading of the annual report. 2025 is the sum of four quarters. Where a source states a quarter's margin from unrounded amounts, that is drawn; else rounding in the releases leaves {half_width:.1f} points to each side at most, less than the size of a mark.",
)

# %% tags=["hide-input"]
check_cuts = claims.check("aws-price-cuts", value("aws-price-cuts"), rows=fact("aws-price-cuts", "aws-price-cuts-later"),
    note="AWS's own count, as of September 2023; no later one found. A count says nothing of how deep the cuts were.")
check_aws = claims.check("aws-margin-q1-2025", value("aws-margin-2025-q1"), rows=fact("aws-margin-2025-q1", "aws-margin-2025-q1-2"),
    note=f"The rounded amounts of the release alone, {record['operating_income_usd_bn']} of {record['sales_usd_bn']} billion, would give {100 * record['operating_income_usd_bn'] / record['sales_usd_bn']:.1f}; two readers of the unrounded ones give {value('aws-margin-2025-q1')}.")
check_record = claims.check("aws-margin-record", bool(record["period"] == "2025-Q1" and supports("aws-margin-record-2") == "yes" and record["margin_pct"] > value("aws-margin-2024-q3")),
    rows=fact("aws-margin-record-2", "aws-margin-2024-q3"), note=f"Still the record when the article appeared; the last quarter before it had {latest['margin_pct']:.0f} %.")
plateau = by_year.loc["2016":"2023"]
plateau_words = f"between {plateau.min():.1f} % ({plateau.idxmin()}) and {plateau.max():.1f} % ({plateau.idxmax()})"
check_grew = claims.check("aws-margin-grew", {f"{start} to 2025": bool(by_year["2025"] > by_year[start]) for start in ("2014", "2015", "2016")}, rows=[comparable, fact("amazon-server-life-2024")],
    note=f"From {by_year['2014']:.1f} % in 2014, a trough, or {by_year['2016']:.1f} % in 2016 to {by_year['2025']:.1f} % in 2025; {plateau_words} from 2016 to 2023. The cuts are counted to September 2023 only.")
claims.verdicts(check_cuts, claims.check("aws-cuts-since", re.search(r"since (\d{4})", fact("aws-price-cuts")["quantity"].iloc[0])[1], rows=fact("aws-price-cuts")), check_aws, check_record, check_grew)

# %% tags=["remove-input"]
prose(f"""
{check_cuts.link} price cuts and a margin of {check_aws.link} are both right, and so is the point behind them: the margin [grew](claim:aws-margin-grew). How much depends on the year to start from. The margin of 2025 was
{by_year['2025'] / by_year['2014']:.1f} times that of 2014, a trough, {by_year['2025'] / by_year['2015']:.1f} times that of 2015 and {by_year['2025'] / by_year['2016']:.1f} times that of 2016. From 2016 to 2023, while the prices were cut, it stayed {plateau_words}; the jump came in 2024. Two caveats. The quarter chosen is the peak; Amazon explained the fall to {by_quarter['2025-Q2']:.1f} % in the next
one by spending on chips, data centres and power. And part of the jump of 2024 may be bookkeeping: Amazon lengthened the assumed life of its
servers that January. For the whole company this was worth {value('amazon-server-life-2024'):.1f} billion dollars in the first quarter, when AWS earned {float(quarters.set_index('period').loc['2024-Q1', 'operating_income_usd_bn']):.1f} billion.
In the first quarter of 2026, since the article, the margin of AWS was {since['margin_pct']:.1f} %.
""")

# %% [markdown]
# ## Apple: a fifth of the phones, four fifths of the profit
#
# Nobody outside the companies measures profit by phone maker; the readings below are estimates of one research firm, Counterpoint, as reported by the press. The latest public one that we found is of early 2023, and two outlets read it differently. The hollow bars are the article's ranges, which carry no date.

# %% tags=["hide-input"]
READINGS = [
    ("2021 Q2", "apple-unit-share-2021-q2", "apple-profit-share-2021-q2"),
    ("2022", "apple-unit-share-2022", "apple-profit-share-2022"),
    ("2023 Q1 (A)", "apple-unit-share-2023-q1", "apple-profit-share-2023-q1"),
    ("2023 Q1 (B)", "apple-unit-share-2023-q1", "apple-profit-share-2023-q1-alt"),
    ("2025 forecast", "apple-unit-share-2025", None),
    ("2026 Q1, since then", "apple-unit-share-2026-q1", None),
]
apple = pd.DataFrame(
    [
        {"reading": label, "share": kind, "share_pct": value(row_id), "order": n, "measured_by": facts.loc["value-" + row_id, "measured_by"]}
        for n, (label, units, profit) in enumerate(READINGS)
        for kind, row_id in (("of units", units), ("of operating profit", profit)) if row_id
    ]
)
bands = pd.DataFrame([
    {"low_pct": claims.claim(c).interval.low, "high_pct": claims.claim(c).interval.high, "share": kind}
    for c, kind in (("apple-unit-share", "of units"), ("apple-profit-share", "of operating profit"))
])
missing = pd.DataFrame({"reading": [r for r, _, p in READINGS if p is None], "words": "profit: no figure found"})
SAID = "the article, undated"
bands["reading"] = SAID
bands["label"] = [f"{claims.claim(c).value} to {claims.claim(c).value_high}" for c in ("apple-unit-share", "apple-profit-share")]


def apple_chart(limit: int) -> alt.LayerChart:
    """Apple's share of units and of profit, joined, one row a reading; the article's ranges as hollow bars in a row of their own."""
    y = alt.Y("reading:N").sort([SAID, *(r for r, _, _ in READINGS)]).title(None).axis(labelLimit=limit, domain=False, ticks=False)
    x = alt.X("share_pct:Q").scale(domain=[0, 100], nice=False).axis(grid=True, values=[0, 20, 40, 60, 80, 100]).title("Apple's share in per cent")
    colour = alt.Color("share:N").scale(domain=["of units", "of operating profit"], range=[theme.THIRD, theme.FOUND]).title(None)
    frame = alt.Chart(apple)
    band = alt.Chart(bands).mark_bar(filled=False, height=14, stroke=theme.ARTICLE, strokeWidth=1.6).encode(x=alt.X("low_pct:Q"), x2="high_pct:Q", y=y)
    said = [
        alt.Chart(bands.iloc[[0]]).mark_text(align="left", dx=6).encode(x="high_pct:Q", y=y, text="label:N"),
        alt.Chart(bands.iloc[[1]]).mark_text(align="right", dx=-6).encode(x="low_pct:Q", y=y, text="label:N"),
    ]
    join = frame.mark_line(color=theme.LIMIT, strokeWidth=1.3).encode(x=x, y=y, detail="reading:N")
    dots = frame.mark_point(filled=True, opacity=1, size=80).encode(
        x=x, y=y, color=colour, shape=alt.Shape("share:N").scale(domain=["of units", "of operating profit"], range=["square", "circle"]).title(None),
        tooltip=["reading:N", "share:N", "share_pct:Q", "measured_by:N"])
    left = frame.transform_filter("datum.share == 'of units'").mark_text(align="right", dx=-8).encode(x=x, y=y, text=alt.Text("share_pct:Q", format=".3~g"))
    right = frame.transform_filter("datum.share == 'of operating profit'").mark_text(align="left", dx=8).encode(x=x, y=y, text=alt.Text("share_pct:Q", format=".3~g"))
    none = alt.Chart(missing).mark_text(fontStyle="italic", color=theme.MUTED, align="right").encode(x=alt.datum(85), y=y, text="words:N")
    return alt.layer(band, *said, join, dots, left, right, none).properties(height=250)


exhibit(
    apple_chart(150),
    id="apple-profit-and-units",
    title=f"Apple's profit share lay between {value('apple-profit-share-2023-q1-alt'):.0f} and {profit_high:.0f} % in every reading found, and none is newer than early 2023",
    subtitle="Apple's share of smartphone units and of smartphone operating profit, estimates of Counterpoint Research as reported by the press. Hollow: the article's ranges",
    alt=f"""Dumbbell chart of Apple's unit share and profit share. {value('apple-unit-share-2021-q2'):.0f} and {value('apple-profit-share-2021-q2'):.0f} % in mid 2021, {value('apple-unit-share-2022'):.0f} and {profit_high:.0f} in 2022, {value('apple-unit-share-2023-q1'):.0f} and {profit_low:.0f} in early 2023 by one
    reading of the report, {value('apple-unit-share-2023-q1'):.0f} and {value('apple-profit-share-2023-q1-alt'):.0f} by another. For 2025 and 2026 only unit shares of about {value('apple-unit-share-2025'):.0f} and {value('apple-unit-share-2026-q1'):.0f} % were found. The article's ranges are {claims.claim('apple-unit-share').stated} and {claims.claim('apple-profit-share').stated}.""",
    rows=fact(*dict.fromkeys(r for _, u, p in READINGS for r in (u, p) if r)), data=apple, kind="reported",
    note="Reading A: Android Authority, which writes of just over the value drawn. Reading B: SamMobile. Both report the same quarter of the same research firm. For 2025 the share is a forecast of November 2025.",
)

# %% tags=["hide-input"]
others = value("other-android-profit-share-2023-q1")
samsung_high = value("samsung-profit-share-2023-q1")
samsung_low = 100 - profit_low - others
check_profit = claims.check("apple-profit-share",
    {"2022 and Q1 2023, reading A": (profit_low, profit_high), "Q1 2023, reading B": value("apple-profit-share-2023-q1-alt"), "Q2 2021": value("apple-profit-share-2021-q2")},
    rows=fact("apple-profit-share-2022", "apple-profit-share-2022-q4", "apple-profit-share-2023-q1", "apple-profit-share-2023-q1-alt", "apple-profit-share-2021-q2"),
    note="Holds for the readings of 2022 and early 2023; written in the present tense of March 2026, for which nothing public was found.")
check_units = claims.check("apple-unit-share", {"2022 and Q1 2023": (value("apple-unit-share-2022"), value("apple-unit-share-2023-q1")), "2025, forecast": value("apple-unit-share-2025")},
    rows=fact("apple-unit-share-2022", "apple-unit-share-2023-q1", "apple-unit-share-2025"), note="The two ends of the range are exactly these two readings; the unit share of 2025 lies within it as well.")
check_android = claims.check("android-margins", {"their margins": None, "their share of the profit is small": bool(others < 100 - profit_high)}, rows=fact("other-android-profit-share-2023-q1", "android-negligible-margins", "samsung-profit-share-2023-q1"),
    note=f"All makers but Apple and Samsung shared {others:.0f} % of the profit in early 2023. Samsung, an Android maker too, had {samsung_low:.0f} to {samsung_high:.0f} %. These are shares of profit; no margin was found.")
claims.verdicts(check_profit, check_units, check_android)

# %% tags=["remove-input"]
prose(f"""
The ranges are fair: {check_profit.link} of profit and {check_units.link} of units are the readings of 2022 and early 2023, end to end. One reading of the
later report gives {value('apple-profit-share-2023-q1-alt'):.0f} %, and the difference goes to Samsung. That matters for the lesson. If Apple and
Samsung together took {100 - others:.0f} % of the profit, it was the makers from third place down who sold a commodity; one seller of Android phones kept a share worth having.
""")

# %% [markdown]
# ## What the two cases say, for and against
#
# The article's argument has three steps. Falling prices do not always take margins away; where they did not, customers were tied; customers of models are not tied. The first step is shown above. For the second there is better evidence than the article brings: a regulator's finding on clouds and a government's complaint against Apple. The third can be held against how often customers in fact leave, beside the clouds. How many models firms use side by side is drawn in [Switching costs](switching-costs.ipynb).

# %% tags=["hide-input"]
NAMES = ["changed provider", "newer model, same provider", "no change", "spent with three providers", "with all others"]
LEAVE, CLOUDS, SPENDING = "Models: enterprise builders, within a year", "Clouds: UK customers, within a year", "Models: what enterprises spend"
rates = pd.DataFrame([
    {"market": LEAVE, "what": NAMES[0], "share_pct": model_rate},
    {"market": LEAVE, "what": NAMES[1], "share_pct": upgraded},
    {"market": LEAVE, "what": NAMES[2], "share_pct": 100 - model_rate - upgraded},
    {"market": CLOUDS, "what": NAMES[0], "share_pct": cloud_rate},
    {"market": CLOUDS, "what": NAMES[2], "share_pct": 100 - cloud_rate},
    {"market": SPENDING, "what": NAMES[3], "share_pct": value("model-spend-concentration")},
    {"market": SPENDING, "what": NAMES[4], "share_pct": 100 - value("model-spend-concentration")},
])
rates["end_pct"] = rates.groupby("market")["share_pct"].cumsum()
rates["start_pct"] = rates["end_pct"] - rates["share_pct"]
rates["middle_pct"] = (rates["start_pct"] + rates["end_pct"]) / 2
rates["label"] = [
    f"{s:.0f} %" if m != CLOUDS else (f"under {s:.0f} %" if w == NAMES[0] else f"over {s:.0f} %")
    for m, w, s in zip(rates["market"], rates["what"], rates["share_pct"])
]


def rates_chart(columns: int) -> alt.LayerChart:
    """Three bars of a hundred per cent: who left and who stayed, twice; where the money goes."""
    y = alt.Y("market:N").sort(list(dict.fromkeys(rates["market"]))).title(None).axis(labels=False, domain=False, ticks=False)
    x = alt.X("start_pct:Q").scale(domain=[0, 100], nice=False).axis(values=[0, 20, 40, 60, 80, 100]).title("Per cent")
    colour = alt.Color("what:N").scale(domain=NAMES, range=[theme.FOURTH, theme.THIRD, theme.MUTED, theme.FOUND, theme.LIMIT]).title(None).legend(columns=columns, labelLimit=260)
    frame = alt.Chart(rates)
    bars = frame.mark_bar(height=22).encode(x=x, x2="end_pct:Q", y=y, color=colour, tooltip=["market:N", "what:N", "label:N"])
    inside = frame.transform_filter("datum.share_pct >= 20").mark_text(color="#ffffff", fontWeight="bold").encode(x="middle_pct:Q", y=y, text="label:N")
    edge = frame.transform_filter("datum.share_pct < 20").mark_text(align="left", dy=20).encode(x=alt.X("start_pct:Q"), y=y, text="label:N")
    names = alt.Chart(rates.drop_duplicates("market")).mark_text(align="left", dy=-20, fontWeight="bold", fontSize=12).encode(x=alt.datum(0), y=y, text="market:N")
    return alt.layer(bars, inside, edge, names).properties(height=62 * rates["market"].nunique())


exhibit(
    rates_chart(5), narrow=rates_chart(1),
    id="switching-rates",
    title=f"In a year {model_rate:.0f} % of surveyed builders changed model provider and under {cloud_rate:.0f} % of UK customers their cloud; three model providers take {value('model-spend-concentration'):.0f} % of the spending",
    subtitle="Models: Menlo Ventures, 2025 (invests in Anthropic). Clouds: UK Competition and Markets Authority, July 2025. Spending: a weblog, early 2026",
    alt=f"""Three bars. Of enterprise model builders {model_rate:.0f} % changed provider within a year, {upgraded:.0f} % moved to a newer model of the same provider and
    {100 - model_rate - upgraded:.0f} % changed nothing. Of UK cloud customers fewer than {cloud_rate:.0f} % changed provider. Of what enterprises spend on models, {value('model-spend-concentration'):.0f} % goes to three providers.""",
    rows=[switching.loc[["switching-menlo-switched", "switching-menlo-upgraded"]], fact("cma-cloud-switching", "model-spend-concentration")], data=rates, kind="reported",
    note="\"No change\" and \"with all others\" are the remainders. The survey does not set apart the firms that use several models: they may move work between providers and leave none. The studies differ in country, customers and method. For clouds the study does not part those who stayed.",
)

# %% tags=["hide-input"]
board = scores[scores["as_of"] == ARTICLE_DATE]
listed_prices = prices[prices["as_of"] == PRICE_DATE].sort_values("row_id").drop_duplicates("slug", keep="last")
rated = (
    board.merge(mapping[["leaderboard_model", "slug"]], left_on="model", right_on="leaderboard_model")
    .sort_values("score_elo", ascending=False).drop_duplicates("slug")
    .merge(listed_prices[["slug", "input_usd_per_mtok", "row_id"]].rename(columns={"row_id": "price_row"}), on="slug")
)
sonnet = data.one(rated, slug="claude-sonnet-4.5")
equals = rated[(rated["score_elo"] - sonnet["score_elo"]).abs() <= 1]
price_spread = float(equals["input_usd_per_mtok"].max() / equals["input_usd_per_mtok"].min())
WIDER = 3
near = rated[(rated["score_elo"] - sonnet["score_elo"]).abs() <= WIDER]["input_usd_per_mtok"]
wider_spread = float(near.max() / near.min())

check_commodity = claims.check("model-layer-commodity", None, rows=[equals, list(equals["price_row"]), switching.loc["switching-models-interchangeable"], fact("model-spend-concentration")],
    note=f"No test of it is agreed. One fact against: {count(len(equals))} models within one rating point of Sonnet 4.5 had list prices up to {price_spread:.0f} times apart on the eve of the article, those within {WIDER} points {wider_spread:.0f} times.")
check_moat = claims.check("moat-not-at-model-layer", None, rows=[fact("model-lock-in", "cma-cloud-switching"), switching.loc[["switching-menlo-switched", "switching-switching-costs-rising"]]],
    note=f"A forecast. So far {model_rate:.0f} % changed provider in a year; a survey by another investor says that the cost of switching is rising.")
UNMEASURED = "their part in the margins"
check_moat_switching = claims.check("moat-switching-costs", {UNMEASURED: None, "AWS's customers are tied, a regulator's finding": agreed("cma-cloud-lock-in"), "Apple's are, a complaint's allegation": agreed("apple-switching-alleged")}, rows=fact("cma-cloud-lock-in", "apple-switching-alleged", "cma-cloud-switching"),
    note="The UK regulator finds that customers are tied to AWS and that its returns stay well above its cost of capital; for Apple it is an allegation in a suit. How much of either margin is owed to it, nobody measures.")
claims.verdicts(
    check_commodity,
    claims.check("two-cases-matter", None, rows=fact("aws-margin-grew")),
    check_moat_switching,
    claims.check("moat-ecosystems", {UNMEASURED: None, "AWS is expensive to quit, a regulator's finding": agreed("cma-cloud-lock-in"), "Apple is, a complaint's allegation": agreed("apple-ecosystem-alleged")}, rows=fact("cma-cloud-lock-in", "apple-ecosystem-alleged"),
                 note="Exit fees and incompatible platforms at AWS; services that exist only with Apple. That they are costly to leave has support; their part in the margin is not measured."),
    claims.check("moat-integration", {UNMEASURED: None, "AWS builds chips of its own, by its own account": agreed("aws-own-chips")}, rows=fact("moat-integration", "aws-own-chips"), note="AWS builds chips of its own and calls them cheaper. We found no source that says what part of either margin comes from integration."),
    claims.check("moat-question", None, rows=fact("model-lock-in")),
    check_moat,
    claims.check("api-not-iphone", None, rows=fact("config-file", "model-lock-in")),
)

# %% tags=["remove-input"]
dear = equals.loc[equals["input_usd_per_mtok"].idxmax()]
prose(f"""
**For the article.** The customers of AWS do find it hard to leave: [the regulator's finding](claim:moat-switching-costs) is
firmer than anything the article cites. For Apple a government alleges the same. What part of the margins this explains, nobody has measured. An interface that most providers share is not such a tie, {model_rate:.0f} % a year is
{model_rate / cloud_rate:.0f} times the rate of the clouds or more, and most large firms surveyed keep several families of models in use. By the article's own test, models are on the exposed side.

**Against it.** Three providers take {value("model-spend-concentration"):.0f} % of enterprise spending on models. And if price alone decided, equal models would cost about the same. On 10 March 2026 Sonnet 4.5 sold at ${dear["input_usd_per_mtok"]:.2f} for a million input tokens and its cheapest
equal on Chatbot Arena at ${equals["input_usd_per_mtok"].min():.2f}; whether that makes them [a commodity](claim:model-layer-commodity) is a matter of the word. In that market OpenAI's annualised
revenue rose by [{claims.claim("openai-arr-growth").stated}](claim:openai-arr-growth) in a year, beside rivals that the article puts at
[{claims.claim("faq-open-cost-share").stated}](claim:faq-open-cost-share) of the cost. Cheap exits and few departures can both be true: {upgraded:.0f} % of the builders surveyed took their provider's newer model
instead, so what they buy is the next model as much as this one's price. That is a reason to stay which neither AWS nor Apple needed, and it lasts only as
long as the provider stays ahead.

**What the cases cannot say.** AWS cut prices with market power in hand, by the same regulator's finding; Apple stayed apart from the commodity and never had to sell it. Neither shows how a seller fares
whose product is matched by cheaper rivals, and that is the case in question.
""")

# %% [markdown]
# ## What each layer earns
#
# The article's winners are Nvidia and the clouds, then applications, then platforms with reach. The figure sets the sales and margins of the layers side by side as far as figures exist. The layers buy from each other, so their sales must not be added up: just over half of Nvidia's data-centre sales go to the large clouds, and the labs' cost is in large part the clouds' sales.

# %% tags=["hide-input"]
KINDS = ["company filing or release", "press, second-hand", "survey by an investor"]
LAYERS = [
    # label, layer, sales of the year, operating margin, gross margin, kind of evidence
    ("Nvidia", "chips", value("nvidia-revenue-fy2026"), nvidia_operating, value("nvidia-gross-margin-fy2026"), KINDS[0]),
    ("AWS", "cloud", float(years.set_index("period").loc["2025", "sales_usd_bn"]), float(by_year["2025"]), None, KINDS[0]),
    ("Google Cloud", "cloud", value("google-cloud-revenue-2025"), google_operating, None, KINDS[0]),
    ("OpenAI", "models", float(revenue.loc["revenue-openai-2025-actual", "usd_bn"]), openai_half_loss, float(margins.loc["gross-margin-openai-2025-adjusted-gross-margin-actual", "pct"]), KINDS[1]),
    ("Anthropic", "models", float(revenue.loc["revenue-anthropic-2025-forecast-2026-01-22", "usd_bn"]), None, float(margins.loc["gross-margin-anthropic-2025-gross-margin-paying-users-forecast-2026-01-22", "pct"]), KINDS[1]),
    ("AI applications", "applications", value("application-spend-2025"), None, value("application-gross-margin-2025"), KINDS[2]),
    ("Meta", "platform", value("meta-revenue-2025"), meta_operating, None, KINDS[0]),
]
layers = pd.DataFrame(LAYERS, columns=["company", "layer", "sales_usd_bn", "operating_margin_pct", "gross_margin_pct", "evidence"])
layers["name"] = [c if c == "AI applications" else f"{c} ({layer})" for c, layer in zip(layers["company"], layers["layer"])]
layers["sales_label"] = [f"{v:,.0f}" if v >= 10 else f"{v:.1f}" for v in layers["sales_usd_bn"]]
ORDER = layers["name"].tolist()
long_margins = layers.melt(id_vars=["name", "evidence"], value_vars=["operating_margin_pct", "gross_margin_pct"], var_name="column", value_name="margin_pct").dropna()
long_margins["margin"] = long_margins["column"].map({"operating_margin_pct": "operating margin", "gross_margin_pct": "gross margin"})
sales, gross = layers.set_index("company")["sales_label"], layers.set_index("company")["gross_margin_pct"]
absent = layers[layers["operating_margin_pct"].isna()][["name"]].assign(words="operating: not found", short="not found", at=-5)
# The loss would crush all other margins into a corner: the axis ends before it, and an arrow says by how much.
EDGE = -60
beyond = long_margins[long_margins["margin_pct"] < EDGE].assign(at=EDGE + 5, short=lambda f: [f"−{abs(v):.0f}" for v in f["margin_pct"]], words=lambda f: f["short"] + ", half a year")


def layers_chart(bar_width: int, dot_width: int, side: bool) -> alt.HConcatChart | alt.VConcatChart:
    """Sales as bars and margins as dots, one row a company; side by side or one under the other."""
    colour = alt.Color("evidence:N").scale(domain=KINDS, range=[theme.FOUND, theme.THIRD, theme.FOURTH]).title(None).legend(columns=3 if side else 1, labelLimit=260, symbolType="square")
    y = alt.Y("name:N").sort(ORDER).title(None).axis(domain=False, ticks=False, labelLimit=170)
    bare = alt.Y("name:N").sort(ORDER).title(None).axis(domain=False, ticks=False, labels=False) if side else y
    x = alt.X("sales_usd_bn:Q").scale(domain=[0, 265], nice=False).axis(grid=True, values=[0, 100, 200]).title("Sales of 2025, USD billion")
    bars = alt.Chart(layers).mark_bar(height=15).encode(x=x, y=y, color=colour, tooltip=["name:N", "sales_usd_bn:Q", "evidence:N"])
    sums = alt.Chart(layers).mark_text(align="left", dx=5).encode(x=x, y=y, text="sales_label:N")
    mx = alt.X("margin_pct:Q").scale(domain=[EDGE, 90], nice=False).axis(grid=True, values=[-50, 0, 50]).title("Margin in per cent of sales")
    frame = alt.Chart(long_margins[long_margins["margin_pct"] >= EDGE])
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=theme.LIMIT, strokeDash=[3, 3]).encode(x=alt.X("zero:Q"))
    dots = frame.mark_point(filled=True, opacity=1, size=75).encode(
        x=mx, y=bare, color=colour,
        shape=alt.Shape("margin:N").scale(domain=["operating margin", "gross margin"], range=["circle", "diamond"]).title(None).legend(columns=2, orient="top" if side else "bottom", symbolFillColor=theme.FOUND, symbolStrokeColor=theme.FOUND),
        tooltip=["name:N", "margin:N", alt.Tooltip("margin_pct:Q", format=".1f"), "evidence:N"])
    figure = alt.Text("margin_pct:Q", format=".0f")
    # Only the first row has both margins so near that one figure must stand to the left.
    low = frame.transform_filter(f"datum.margin == 'operating margin' && datum.name == '{ORDER[0]}'").mark_text(align="right", dx=-9).encode(x=mx, y=bare, text=figure)
    high = frame.transform_filter(f"datum.margin_pct > 0 && (datum.margin == 'gross margin' || datum.name != '{ORDER[0]}')").mark_text(align="left", dx=9).encode(x=mx, y=bare, text=figure)
    off = alt.Chart(beyond)
    loss = alt.layer(
        off.mark_point(shape="triangle-left", filled=True, opacity=1, size=90).encode(x=alt.X("at:Q"), y=bare, color=colour, tooltip=["name:N", alt.Tooltip("margin_pct:Q", format=".1f")]),
        off.mark_text(align="left", dx=9).encode(x=alt.X("at:Q"), y=bare, text="words:N" if side else "short:N"))
    none = alt.Chart(absent).mark_text(align="right", fontStyle="italic", color=theme.MUTED).encode(x=alt.X("at:Q"), y=bare, text="words:N" if side else "short:N")
    left = alt.layer(bars, sums).properties(width=bar_width, height=alt.Step(32))
    right = alt.layer(zero, dots, low, high, loss, none).properties(width=dot_width, height=alt.Step(32))
    return alt.hconcat(left, right, spacing=24) if side else alt.vconcat(left, right, spacing=30)


exhibit(
    layers_chart(190, 300, True), narrow=layers_chart(158, 158, False),
    id="layers-of-the-stack",
    title=f"Operating margin of 2025: Nvidia {nvidia_operating:.0f} %, AWS {by_year['2025']:.0f} %, Google Cloud {google_operating:.0f} %; OpenAI lost money, and for applications none was found",
    subtitle="Sales and margins by layer, 2025 (Nvidia: fiscal year to January 2026; OpenAI's operating margin: first half of 2025, beyond the axis). Applications: enterprise spending (Menlo Ventures) and gross margin (ICONIQ).",
    alt=f"""Bars of sales and dots of margins for seven rows. Nvidia: {value('nvidia-revenue-fy2026'):.0f} billion dollars, gross margin {value('nvidia-gross-margin-fy2026'):.0f}, operating margin {nvidia_operating:.0f} %. AWS: {sales['AWS']} billion, operating {by_year['2025']:.0f}. Google Cloud: {sales['Google Cloud']} billion,
    operating {google_operating:.0f}. OpenAI: {sales['OpenAI']} billion, gross {gross['OpenAI']:.0f}, operating minus {abs(openai_half_loss):.0f} in the first half of 2025. Anthropic: {sales['Anthropic']} billion and gross {gross['Anthropic']:.0f}, both forecasts. AI applications: {sales['AI applications']} billion spent by enterprises, gross {gross['AI applications']:.0f} by survey,
    operating margin not found. Meta: {sales['Meta']} billion, operating {meta_operating:.0f}.""",
    rows=[fact("nvidia-revenue-fy2026", "nvidia-gross-margin-fy2026", "nvidia-operating-income-fy2026-q1", "nvidia-operating-income-fy2026-q2", "nvidia-operating-income-fy2026-q3", "nvidia-operating-income-fy2026-q4",
               "google-cloud-revenue-2025", "google-cloud-operating-income-2025", "application-spend-2025", "application-gross-margin-2025", "meta-revenue-2025", "meta-operating-income-2025"),
          years[years["period"] == "2025"], in_2025, revenue.loc[["revenue-openai-2025-actual", "revenue-openai-2025-h1-actual", "revenue-anthropic-2025-forecast-2026-01-22"]],
          margins.loc[["gross-margin-openai-2025-adjusted-gross-margin-actual", "gross-margin-anthropic-2025-gross-margin-paying-users-forecast-2026-01-22"]], lab_facts.loc[["labs-openai-operating-loss-2025-h1", "labs-anthropic-ebitda-2025"]]],
    data=layers, kind="computed",
    note=f"Gross and operating margins are different things and are compared only with their like. OpenAI's gross margin is adjusted; Anthropic's is its forecast for paying users, beside a forecast loss before interest, tax and depreciation of {float(lab_facts.loc['labs-anthropic-ebitda-2025', 'value']):.1f} billion. Nvidia and Meta are whole companies; Meta's sales are advertising. The layers sell to each other: sales do not add up.",
)

# %% tags=["hide-input"]
cloud_contracts = commitments.loc[["commitment-openai-amazon-compute-2026", "commitment-openai-microsoft-compute", "commitment-anthropic-microsoft-compute"]]
labs_on_clouds = set(cloud_contracts["from"])
check_nvidia = claims.check("nvidia-rent", bool(supports("nvidia-collects-rent") == "yes" and nvidia_operating > 0), rows=fact("nvidia-collects-rent", "nvidia-data-center-revenue", "nvidia-revenue-fy2026", "nvidia-gross-margin-fy2026"),
    note=f"{value('nvidia-data-center-revenue'):.1f} billion dollars of data-centre sales in the quarter to January 2026. Models that run on a cloud's own chips pay it nothing.")
check_cloud = claims.check("cloud-rent", bool(len(labs_on_clouds) > 1 and by_year["2025"] > 0), rows=[cloud_contracts, in_2025, fact("google-cloud-revenue-2025", "google-cloud-operating-income-2025")],
    note=f"Rival labs rent from the same clouds. Google Cloud went from {google_before:.0f} % of operating margin in 2023 to {google_operating:.0f} % in 2025.")
check_durable = claims.check("rent-durable", None, rows=fact("nvidia-durable", "cma-cloud-lock-in"),
    note="A forecast without a measure. It sits uneasily with the quotation on renting out GPUs, whose price is to fall to marginal cost; but that sentence excepts monopolies and oligopolies, and the UK regulator finds the largest clouds to earn lasting returns.")
check_benefit = claims.check("application-layer-benefits", None, rows=fact("application-proprietary-data", "application-gross-margin-2024", "application-gross-margin-2025"),
    note=f"A survey by an investor has the gross margin of AI products rise from {value('application-gross-margin-2024'):.0f} to {value('application-gross-margin-2025'):.0f} % in 2025. It does not part those with data of their own from the rest.")
check_lewis = claims.check("lewis-application-layer", None, rows=fact("eqt-lewis-quotation"), note="Searched by title, author and words; we found no copy of the linked page.")
claims.verdicts(
    check_nvidia, check_cloud, check_durable,
    claims.check("application-layer-better", None, rows=fact("application-gross-margin-2025", "application-operating-profit", "value-moves-up")),
    check_benefit,
    claims.check("application-model-as-input", bool(value("application-inference-share") > 0), rows=fact("application-inference-share"),
                 note=f"By an investor's survey, inference takes {value('application-inference-share'):.0f} % of the revenue of AI products at scale: an input, and a dear one."),
    check_lewis,
)

# %% tags=["remove-input"]
prose(f"""
The first half of the article's answer stands in the accounts. [Nvidia](claim:nvidia-rent) kept {nvidia_operating:.0f} cents of each dollar of sales as operating profit in its fiscal year 2026, the two [clouds](claim:cloud-rent)
in our data {google_operating:.0f} and {by_year['2025']:.0f}. At Google Cloud it is new: {google_before:.0f} % in 2023.
Whether it lasts is [open](claim:rent-durable), and the article does not make it easy for the clouds: to show that models are heading for airline economics it quotes a sentence about the renting of GPUs
becoming a commodity, and that is a product of theirs. The quotation itself has the way out, since it excepts monopolies and oligopolies, and the UK regulator finds that AWS and Microsoft earn lasting returns well above their cost of capital. The
article would have to say why models may not take the same way.

The second half, that applications do better still, has no accounts to stand in. Enterprises spent {value('application-spend-2025'):.0f} billion dollars on AI applications and {value('infrastructure-spend-2025'):.0f} billion on
infrastructure, models included, in 2025, by the estimate of Menlo Ventures, which invests in the field. Spending is not profit. The one margin we found, {value('application-gross-margin-2025'):.0f} % gross by a survey of another investor, is above
the labs' and far below Nvidia's. It did rise by {value('application-gross-margin-2025') - value('application-gross-margin-2024'):.0f} points in a year in which models got cheaper, as the article would expect.

Since then: Nvidia's data-centre sales reached {value('nvidia-data-center-revenue-2026-04'):.1f} billion dollars in the quarter to April 2026, at {value('nvidia-gross-margin-2026-04'):.1f} % gross margin.
""")

# %% [markdown]
# ## The platforms, and Meta as price-cutter
#
# The article ends on Meta: a company of that size giving its model away shows where the margins will not be. The embedding is a matter of record. The motive and the commitment are not quite what the article makes of them.

# %% tags=["hide-input"]
open_makers = board[board["weights"].eq("open")].sort_values("score_elo", ascending=False).drop_duplicates("organisation").head(3)
gemma = board[board["organisation"].eq("Google") & board["weights"].eq("open")].head(1)
closed_reported = supports("meta-avocado-closed") == "yes" and facts.loc["value-meta-avocado-closed", "as_of"] < ARTICLE_DATE
check_open = claims.check("zuckerberg-open-llama", bool(supports("zuckerberg-opens-llama") == "yes"), rows=fact("zuckerberg-opens-llama", "zuckerberg-not-business-model"),
    note="The weights of Llama are open; whether its licence counts as open source is disputed.")
check_price_cutter = claims.check("meta-price-cutter", None, rows=[fact("meta-most-committed", "meta-avocado-closed"), open_makers],
    note=f"Press reports of December 2025 had Meta's next flagship closed and for sale. The best open models on Chatbot Arena were by {listed(open_makers['organisation'].tolist())}.")
check_meta = claims.check("faq-meta-accelerates", {"on purpose, by what observers read": agreed("zuckerberg-opens-llama", "llama-complement"), "by the plan reported in December 2025": not closed_reported}, rows=fact("zuckerberg-opens-llama", "llama-complement", "meta-avocado-closed"),
    note="Meta released Llama openly; that it meant to make models a commodity is a reading that its source gives in part. The present tense came after the next flagship had been reported as closed and for sale, a plan unconfirmed on the day.")
check_marginal = claims.check("platforms-marginal-cost", None, rows=fact("near-zero-marginal-cost", "gemini-workspace-price-rise", "meta-capex-2025"),
    note=f"No cost per use is published. Google raised Workspace by {value('gemini-workspace-price-rise'):.0f} to {float(facts.loc['value-gemini-workspace-price-rise', 'value_high']):.0f} dollars a user and month with Gemini built in; the article's own {claims.claim('openai-inference-cost').stated} of inference says that use costs money.")
check_worth = claims.check("meta-market-value", (value("meta-market-cap"), float(facts.loc["value-meta-market-cap", "value_high"])), rows=fact("meta-market-cap", "meta-market-cap-2026"), note="Late February 2026.")
claims.verdicts(
    claims.check("meta-instagram", bool(supports("meta-ai-embedded") == "yes"), rows=fact("meta-ai-embedded")),
    claims.check("meta-whatsapp", bool(supports("meta-ai-embedded") == "yes"), rows=fact("meta-ai-embedded"), note="More than a billion users a month over all apps, as of September 2025."),
    claims.check("google-search", bool(supports("gemini-3-ai-overviews") == "yes"), rows=fact("gemini-3-ai-overviews", "gemini-search"), note="Gemini 3 became the default model of the overviews in Search on 27 January 2026."),
    claims.check("google-workspace", bool(supports("gemini-embedded") == "yes"), rows=fact("gemini-embedded", "gemini-workspace-price-rise")),
    check_marginal,
    check_open,
    claims.check("zuckerberg-commoditizes", agreed("llama-complement", "zuckerberg-commoditise"), rows=fact("llama-complement", "zuckerberg-commoditise"),
                 note="A reading of commentators, which the sources found support in part. He himself names freedom from rivals' closed systems and says that selling access to models is not how Meta earns."),
    claims.check("zuckerberg-motive", agreed("zuckerberg-commoditise", "zuckerberg-not-business-model"), rows=fact("zuckerberg-commoditise", "zuckerberg-not-business-model"),
                 note="His own words of July 2024 come close: Meta is not to depend on a rival's closed platform. That no one company is to own such a layer goes further."),
    check_worth,
    check_price_cutter,
    claims.check("margins-will-shift", None, rows=fact("meta-most-committed", "meta-avocado-closed", "value-moves-up"), note="A forecast drawn from Meta's stance, and the stance was reported to be changing when the article appeared."),
    check_meta,
    claims.check("faq-google-accelerates", None, rows=[fact("google-commoditise-motive", "gemini-workspace-price-rise"), gemma],
                 note="Google publishes open weights (Gemma) and charges for Gemini. No statement that it means to make models a commodity was found; the article's body does not say so either."),
    claims.check("faq-platform-motive", None, rows=fact("platform-motive-no-owner", "zuckerberg-commoditise"),
                 note="The body says this of Zuckerberg and of his own reach alone; the FAQ widens it to Google and to nobody at all. Nothing was found for the wider reading."),
)

# %% tags=["remove-input"]
prose(f"""
Meta was worth {check_worth.link} and [gave Llama away](claim:zuckerberg-open-llama); the reading that it was commoditising a neighbour's product is shared [in part](claim:zuckerberg-commoditizes) by others. But The Decoder, after Bloomberg, reported on 10 December 2025 that the next
flagship would be closed and sold. [The most committed price-cutter](claim:meta-price-cutter) was thus, by the press of the day, planning to sell its next model. The conclusion about where margins go does not fall with its last example: the makers of the best open
models were by then {listed(open_makers['organisation'].tolist())}, whom the article's first pages show and its ending leaves out. What falls is the argument from motive. A platform that can close its model when it hopes to lead is not a dependable enemy of model margins.

Nor is [near-zero marginal cost](claim:platforms-marginal-cost) on record: Meta's capital spending was {value('meta-capex-2025'):.0f} billion dollars in 2025, and Google put a price on what it built in.

Since then: Meta's flagship, Muse Spark, came out as a proprietary model on 8 April 2026, with open versions announced for later.
""")

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
We are sure of the AWS margin, which comes from filings and releases; the quarterly points are good to {half_width:.1f} points or better. Less sure of Apple: one research firm, read through the press, two readings {profit_low - value('apple-profit-share-2023-q1-alt'):.0f} points
apart, nothing public since 2023. The switching rates are surveys by two investors in the field, a weblog, and one regulator's report known to us through a trade paper; they differ in country and method, and none counts the work that a firm moves between models it already uses. The labs' margins are
second-hand from the press, and the applications' margin is a survey known from a later copy. The market value of Meta moves by more in a week than the claim's rounding.

**What would change our mind.** Audited margins of application companies at scale would test the article's boldest ranking. A run of years in which yearly switching rises well above {model_rate:.0f} % while list prices of equal models converge would
make its case on [models as a commodity](claim:model-layer-commodity); labs that widen gross margins while open models match them would speak against it. A source on cost per use at Meta or Google would settle [marginal cost](claim:platforms-marginal-cost), and a dated statement by
Google would settle [its motive](claim:faq-google-accelerates).

Since then: Anthropic's margin on inference was put at {float(margins.loc["gross-margin-anthropic-2026-05-inference-margin-actual", "pct"]):.0f} % in May 2026, after {float(margins.loc["gross-margin-anthropic-2025-05-inference-margin-actual", "pct"]):.0f} % a year before, by
an estimate of SemiAnalysis read second-hand: a widening of that kind.
""")
