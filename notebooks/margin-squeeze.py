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
# # The margin squeeze
#
# **The question.** Do OpenAI's numbers add up to a squeeze, and what would its valuation need?
# (The arithmetic tests the article's statements; it is no investment advice.)

# %% tags=["hide-input"]
import json
import math
from dataclasses import dataclass
from typing import Annotated

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, sources, theme
from claimsbook.figures import frames, told
from claimsbook.figures.prose import count, listed, prose, signed
from rebar import days
from rebar.economics import (
    commitments,
    growth,
    margins,
    pricing,
    reporting_periods,
    results,
    valuation,
)


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted, and why."""

    long_horizon: Annotated[int, Within(5, 6)] = 5  # years to 2030 from the whole of 2025
    short_horizon: Annotated[int, Within(1, 4)] = 4  # years to 2030 if the growth begins in 2026
    modest_return: Annotated[int, Within(0, 100)] = 10  # % a year that a holder wants; our choice
    ambitious_return: Annotated[int, Within(0, 100)] = 15  # % a year; our choice
    valued_on: str = "2026-02-27"  # the round was announced with its valuation on this day
    held_until: str = "2030-12-31"  # the end of the year in which the revenue is to be reached
    burn_from: Annotated[int, Within(2024, 2026)] = 2025  # first year summed; 2024 was over
    burn_to: Annotated[int, Within(2027, 2030)] = 2029  # last year summed; in 2030 all plans earn
    margins_until: str = "2025-12"  # last period compared; the rest was still ahead
    named_from: Annotated[float, Within(0)] = 1  # USD billion; less is drawn, not named in words


assumed = assume(Assumptions)

# %%
facts = data.facts("labs-facts", "labs-")
run_rates = data.read("labs-run-rate")
revenues = data.read("labs-revenue")
gross_margins = data.read("labs-gross-margin")
burn = data.read("labs-cash-burn")
contracts = data.read("labs-commitments")
prices = data.read("prices")

# What the article states, in USD billion and per cent a year.
worth = claims.stated("openai-valuation")
run_rate = claims.stated("openai-arr")
target_low = claims.stated("openai-revenue-2030")
target_high = float(claims.claim("openai-revenue-2030").value_high)
stated_growth = claims.stated("exhibit3-required-cagr")

# %%
# Reuters had the first figure before the article; the accounts with the others leaked after it.
known_revenue = facts.number("openai-revenue-2025-reuters", "usd_bn")
revenue_2025 = facts.number("openai-revenue-2025", "usd_bn")
revenue_2024 = facts.number("openai-revenue-2024", "usd_bn")
adjusted_2024 = facts.number("openai-adj-gross-margin-2024", "pct")
adjusted_2025 = facts.number("openai-adj-gross-margin-2025", "pct")
adjusted_target = facts.number("openai-adj-gross-margin-2025-target", "pct")
inference_cost = facts.number("openai-inference-cost-2025-suzuki", "usd_bn")
half = {
    name: facts.number(f"openai-{name}-2025-h1", "usd_bn")
    for name in (
        "revenue",
        "rnd",
        "sales-marketing",
        "operating-loss",
        "net-loss",
        "cash-burn",
        "stock-compensation",
    )
}
first_compute = data.one(
    gross_margins, row_id="gross-margin-openai-2024-01-compute-margin-paying-users-actual"
)
last_compute = data.one(
    gross_margins, row_id="gross-margin-openai-2025-10-compute-margin-paying-users-actual"
)
multiple = claims.claim("openai-trailing-multiple")
cost_claim = claims.claim("openai-compute-talent-share")
rnd_half_pct = 100 * half["rnd"] / half["revenue"]
reached_long = valuation.grown(run_rate, stated_growth, assumed.long_horizon)
reached_short = valuation.grown(run_rate, stated_growth, assumed.short_horizon)

# %% tags=["remove-input"]
prose(f"""
Only in part. Most single figures were reported, as leaks or as OpenAI's own word. But several are
misnamed: put right, the multiple, the costs and the growth needed are higher than the article says.

1. **OpenAI's valuation is {multiple.link} its run-rate, not its trailing revenue.** On the revenue
   of 2025 it is [{worth / known_revenue:.0f}×](fig:multiples-two-bases). [See the
   multiples](#multiples-two-bases)
2. **The article's [{stated_growth:.0f} % a year](claim:exhibit3-required-cagr) does not reach its
   own target.** By 2030 it brings at most
   [${reached_long:.0f} billion](fig:openai-growth-needed), not
   [{target_low:.0f} to {target_high:.0f}](claim:openai-revenue-2030). [See the growth
   needed](#openai-growth-needed)
3. **One of OpenAI's margins fell to [{adjusted_2025:.0f} %](claim:openai-margin-2025), another
   rose to [{last_compute["pct"]:.0f} %](row:{last_compute["row_id"]}).** They count different costs
   and users. [See the margins](#openai-three-rulers)
""")

# %% [markdown]
# ## Three rulers: run-rate, revenue, margin
#
# A run-rate is one month times twelve: a speed. Revenue is what a period brought in: a distance. A
# gross margin depends on which costs and which users count. So no line runs from one definition to
# another.

# %%
DEFINITIONS = {
    "adjusted gross margin": "adjusted gross margin",
    "compute margin, paying users": "compute margin, paying users",
    "gross margin": "gross margin of a quarter",
}
PAST, SINCE = "up to the article", "since then"


def of_openai(rows: pd.DataFrame) -> pd.DataFrame:
    """OpenAI's rows of a table, each with the phase in which it came out."""
    own = rows[rows["company"] == "OpenAI"]
    dates = {one: sources.source(one).issued or "" for one in own["source_id"]}
    late = reporting_periods.published_since(own, dates, days.ARTICLE)
    return own.assign(phase=late.map({True: SINCE, False: PAST}))


openai_rates, openai_margins = of_openai(run_rates), of_openai(gross_margins)
openai_revenue = of_openai(revenues[revenues["basis"] == "actual"])
first_rate = data.one(run_rates, row_id="run-rate-openai-2023-10")
adjusted_fall = adjusted_2024 - adjusted_2025

# %%
rate_points = openai_rates.assign(
    date=openai_rates["as_of"].map(reporting_periods.middle),
    label=openai_rates["usd_bn"].map("{:g}".format)
    + openai_rates["bound"].map({"at_least": "+", "about": ""}),
)
revenue_bars = openai_revenue.assign(
    date=pd.to_datetime(openai_revenue["period_start"]),
    until=pd.to_datetime(openai_revenue["period_end"]),
    part=openai_revenue["period"].str.contains("H").map({True: "half", False: "whole"}),
    label=openai_revenue["period"] + ": " + openai_revenue["usd_bn"].map("{:g}".format),
    short=openai_revenue["period"].str[-2:] + ": " + openai_revenue["usd_bn"].map("{:g}".format),
)
margin_points = openai_margins.assign(
    date=openai_margins["period"].map(reporting_periods.middle),
    definition=openai_margins["definition"].map(DEFINITIONS),
    label=openai_margins["pct"].map("{:g} %".format),
)
stated_margins = pd.DataFrame(
    {
        "date": [reporting_periods.middle("2024"), reporting_periods.middle("2025")],
        "series": "article",
        "claim": ["exhibit3-margin-before", "exhibit3-margin-after"],
    }
)
stated_margins["pct"] = stated_margins["claim"].map(claims.stated)
drawn = pd.concat(
    [
        rate_points.assign(series="run-rate, USD billion", value=rate_points["usd_bn"]),
        revenue_bars.assign(series="recognised revenue, USD billion", value=revenue_bars["usd_bn"]),
        margin_points.assign(
            series=margin_points["definition"] + ", per cent", value=margin_points["pct"]
        ),
        stated_margins.assign(
            series="article: gross margin, per cent", value=stated_margins["pct"]
        ),
    ]
)[["series", "date", "until", "value", "phase", "row_id", "claim"]]

# %% tags=["hide-input"]
TIME = alt.X("date:T").axis(format="%Y", tickCount="year").title(None)
# Only one layer of a panel states the domain: two that do are reported as a conflict.
FROM_2023 = TIME.scale(
    domain=[alt.DateTime(year=2023, month=8, date=1), alt.DateTime(year=2026, month=8, date=31)]
)
IS_PAST, IS_SINCE = f"datum.phase == '{PAST}'", f"datum.phase == '{SINCE}'"
DASHED = {"filled": False, "strokeDash": [4, 2], "strokeWidth": 2, "opacity": 1}


# %% tags=["hide-input"]
def rate_panel(narrow: bool) -> alt.LayerChart:
    """The run-rate at each month for which one was given; a triangle is a lower bound."""
    usd = alt.Y("usd_bn:Q").title("Run-rate (one month × 12), USD billion")
    rates = alt.Chart(rate_points).encode(
        x=FROM_2023,
        y=usd.scale(domain=[0, 36]).axis(tickCount=4),
        shape=alt.Shape("bound:N")
        .scale(domain=["about", "at_least"], range=["circle", "triangle-up"])
        .legend(None),
        tooltip=[
            alt.Tooltip("as_of:N", title="as of"),
            alt.Tooltip("usd_bn:Q", title="USD billion"),
            "measured_by:N",
        ],
    )
    past = rates.transform_filter(IS_PAST)
    since = rates.transform_filter(IS_SINCE)
    # The points between stand too close for words; on a small screen the words shun the day's line
    # and the first two each other.
    apart = rate_points[~rate_points["usd_bn"].between(9, 15)].sort_values("date")
    right = (apart["date"] > pd.Timestamp(days.ARTICLE)) | (apart["date"].rank() == 2)
    words = [
        marks.label(
            alt.Chart(part).encode(x=TIME, y="usd_bn:Q"),
            "label:N",
            align="center",
            dx=dx if narrow else 0,
            dy=-11,
        )
        for part, dx in [(apart[~right], -6), (apart[right], 6)]
    ]
    return alt.layer(
        past.mark_point(filled=True, opacity=1, color=theme.THIRD),
        since.mark_point(color=theme.THIRD, **DASHED),
        *words,
        marks.day(TIME, days.ARTICLE, "article", y=-4),
    )


# %% tags=["hide-input"]
def revenue_panel(narrow: bool) -> alt.LayerChart:
    """Recognised revenue, a bar as wide as its period."""
    bars = alt.Chart(revenue_bars).encode(
        x=TIME,
        x2="until:T",
        y=alt.Y("usd_bn:Q")
        .scale(domain=[0, 16])
        .axis(tickCount=4, grid=False)
        .title("Revenue of the period, USD billion"),
        y2=alt.datum(0),
        tooltip=["period:N", alt.Tooltip("usd_bn:Q", title="USD billion"), "measured_by:N"],
    )
    half_year = bars.transform_filter("datum.part == 'half'").mark_rect(fill=theme.MUTED)
    since = bars.transform_filter(IS_SINCE).mark_rect(
        fillOpacity=0,
        stroke=theme.FOUND,
        strokeDash=[3, 2],
        strokeWidth=1.4,
    )
    early = revenue_bars["date"] < pd.Timestamp(days.ARTICLE[:4])
    words = (
        alt.Chart(revenue_bars[early])
        .mark_text(align="left", baseline="bottom", dx=2, dy=-3)
        .encode(x=FROM_2023, y="usd_bn:Q", text="label:N")
    )
    # Above its bar this one would lie across the line of the article's day.
    late_word = (
        alt.Chart(revenue_bars[~early])
        .mark_text(align="left", baseline="top", dx=4)
        .encode(x="until:T", y="usd_bn:Q", text="short:N" if narrow else "label:N")
    )
    return alt.layer(half_year, since, words, late_word, marks.day(TIME, days.ARTICLE))


# %% tags=["hide-input"]
def margin_labels(narrow: bool) -> pd.DataFrame:
    """Where the words of each margin stand, and what they begin with; in px from the point."""
    compute = "compute margin: " if narrow else "compute margin on paying users: "
    columns = ["row_id", "lead", "dx", "dy"]
    labels = pd.DataFrame(
        [
            ("2024-adjusted-gross-margin-actual", "adjusted: ", 5 if narrow else 0, 20),
            ("2025-adjusted-gross-margin-actual", "", 0, 20),
            ("2025-adjusted-gross-margin-target-2026-01", "target ", 0, -13),
            ("2024-01-compute-margin-paying-users-actual", "", -4, -12),
            ("2024-12-compute-margin-paying-users-actual", "", -8, -12),
            (
                "2025-10-compute-margin-paying-users-actual",
                compute,
                -26 if narrow else -36,
                -12,
            ),
            (
                "2025-q1-gross-margin-actual",
                "Q1: " if narrow else "gross margin, Q1 2025: ",
                -18 if narrow else 0,
                20 if narrow else 37,
            ),
            (
                "2026-q1-gross-margin-actual",
                "Q1: " if narrow else "Q1 2026: ",
                38 if narrow else -54,
                0,
            ),
        ],
        columns=columns,
    )
    return labels.assign(row_id="gross-margin-openai-" + labels["row_id"], align="center")


# %% tags=["hide-input"]
def margin_panel(narrow: bool) -> alt.LayerChart:
    """Margins by definition: only points of one definition are joined."""
    labels = margin_labels(narrow)
    leads = labels.set_index("row_id")["lead"]
    points = margin_points.assign(
        word=margin_points["row_id"].map(leads).fillna("") + margin_points["label"]
    )
    frame = alt.Chart(points).encode(
        x=TIME,
        y=alt.Y("pct:Q")
        .scale(domain=[0, 80])
        .axis(tickCount=5)
        .title("Margin, per cent of revenue"),
    )
    actual = frame.transform_filter("datum.status == 'actual'").encode(
        color=alt.Color("definition:N")
        .scale(
            domain=list(DEFINITIONS.values()),
            range=[theme.FOUND, theme.FOURTH, theme.THIRD],
        )
        .legend(None)
    )
    lines = actual.transform_filter("datum.definition != 'gross margin of a quarter'")
    tooltip = ["definition:N", "period:N", alt.Tooltip("pct:Q", title="per cent"), "measured_by:N"]
    points_drawn = actual.encode(tooltip=tooltip)
    return alt.layer(
        lines.mark_line(strokeWidth=1.4).encode(x=FROM_2023),
        frame.transform_filter("datum.status == 'target'").mark_point(
            size=90, filled=False, strokeDash=[3, 2], color=theme.LIMIT
        ),
        points_drawn.transform_filter(IS_PAST).mark_point(filled=True, opacity=1, size=55),
        points_drawn.transform_filter(IS_SINCE).mark_point(size=65, **DASHED),
        marks.ring(alt.Chart(stated_margins).encode(x=TIME, y="pct:Q")),
        marks.placed_labels(frame, "row_id", labels, text="word"),
        marks.day(TIME, days.ARTICLE),
    )


# %% tags=["hide-input"]
def rulers(width: int) -> alt.VConcatChart:
    """Run-rate, recognised revenue and margins on one time axis, each panel on its own scale."""
    narrow = width < theme.NARROW
    return alt.vconcat(
        rate_panel(narrow).properties(width=width, height=110 if narrow else 130),
        revenue_panel(narrow).properties(width=width, height=100 if narrow else 110),
        margin_panel(narrow).properties(width=width, height=190 if narrow else 210),
        spacing=26 if narrow else 34,
    ).resolve_scale(color="independent", shape="independent")


exhibit(
    rulers(640),
    narrow=rulers(252),
    id="openai-three-rulers",
    title=f"OpenAI's adjusted margin fell to {adjusted_2025:.0f} %; its compute margin rose to "
    f"{last_compute['pct']:.0f} %",
    subtitle="Run-rate, recognised revenue and margins of OpenAI; dashed outlines are targets or "
    "were published since the article",
    alt=f"""Three panels on one time axis. Run-rate points climb from {first_rate["usd_bn"]:.1f}
    billion dollars in late 2023 to at least {run_rate:.0f} at the end of 2025. Revenue bars show
    {revenue_2024:.1f} billion for 2024 and {revenue_2025:.1f} for 2025. The adjusted gross margin
    falls from {adjusted_2024:.0f} % in 2024 to {adjusted_2025:.0f} in 2025, as the article says,
    below a target of {adjusted_target:.0f}; the compute margin on paying users rises from
    {first_compute["pct"]:.0f} to {last_compute["pct"]:.0f} %.""",
    rows=[openai_rates, openai_revenue, openai_margins],
    data=drawn,
    kind="reported",
    note="Press reports of figures that OpenAI has not published, save its own run-rate series. A "
    "year or a quarter is drawn in its middle. The dark bar is the first half of 2025; a triangle "
    "is a lower bound.",
)

# %%
# What the leaks imply for costs and margins, in USD billion, per cent and factors.
inference_factor = facts.number("openai-inference-factor-2025", "factor")
planned_inference = facts.number("openai-inference-cost-2025-planned", "usd_bn")
zitron_2024 = facts.number("openai-inference-zitron-2024", "usd_bn")
zitron_part = facts.number("openai-inference-zitron-2025-9m", "usd_bn")
zitron_months = int(facts.text("openai-inference-zitron-2025-9m", "as_of")[5:7])
zitron_year = margins.at_yearly_pace(zitron_part, zitron_months)
zitron_factor = zitron_year / zitron_2024
known_factor = known_revenue / revenue_2024
implied_margin = margins.margin_after(adjusted_2024, inference_factor, known_factor)
cost_of_revenue = facts.number("openai-2025-cost-of-revenue", "usd_bn")
accounts_margin = margins.margin_pct(revenue_2025, cost_of_revenue)
quarter_margin = facts.number("openai-gross-margin-2026-q1", "pct")
quarter_before = data.one(gross_margins, row_id="gross-margin-openai-2025-q1-gross-margin-actual")
compute_months = (pd.Period(last_compute["period"]) - pd.Period(first_compute["period"])).n
anthropic_row = "gross-margin-anthropic-{}-gross-margin-paying-users-{}"
anthropic_2024 = data.one(gross_margins, row_id=anthropic_row.format("2024", "actual"))
anthropic_hope = data.one(gross_margins, row_id=anthropic_row.format("2025", "forecast-2025-11-09"))
anthropic_margin = facts.number("anthropic-gross-margin-2025-forecast", "pct")
anthropic_missed = anthropic_hope["pct"] - anthropic_margin

# %% tags=["remove-input"]
prose(f"""
The article gives the fall of the margin as reported, and leaves out the stronger half of the same
report: OpenAI had aimed at
{facts.link("openai-adj-gross-margin-2025-target", f"{adjusted_target:.0f} %")}, and had planned
{facts.link("openai-inference-cost-2025-planned", f"${planned_inference} billion")} for inference
where it spent [{inference_cost}](claim:openai-inference-cost).

Two cautions. *Adjusted* means that something was left out, and no report says what. And a second
leak has inference costs grow [by another factor](claim:openai-inference-growth).

Other margins rose. OpenAI's on paying users did, and Anthropic forecast its own at
{facts.link("anthropic-gross-margin-2025-forecast", f"{anthropic_margin:.0f} %")} for 2025. That was
below its plan, not below the year before.

**Since then.** OpenAI's gross margin was reported at
{facts.link("openai-gross-margin-2026-q1", f"{quarter_margin:.0f} %")} for the first quarter of
2026, from [{quarter_before["pct"]:.0f} %](row:{quarter_before["row_id"]}) a year before.
Whether either is adjusted as the article's is, nobody says.
""")

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} How the leaks on inference differ
With a margin of [{adjusted_2024:.0f} %](claim:openai-margin-2024), revenue up
[{known_factor:.1f} times](claim:openai-inference-growth) and inference up
[{inference_factor:.0f} times](claim:openai-inference-growth), a company with no other cost of
revenue would end 2025 at [{implied_margin:.0f} %](claim:openai-margin-cause): near the
[{adjusted_2025:.0f} %](claim:openai-margin-2025) reported.

Ed Zitron, who writes *Where's Your Ed At* and is a critic of the industry, published other figures:
{facts.link("openai-inference-zitron-2024", f"${zitron_2024} billion")} in 2024, more than that
year's whole revenue, and
{facts.link("openai-inference-zitron-2025-9m", f"${zitron_part} billion")} for
{count(zitron_months)} months of 2025. At that pace the year would be
[{zitron_year:.1f}](claim:openai-inference-cost),
[{zitron_factor:.1f} times](claim:openai-inference-growth) the year before.

OpenAI's accounts, which leaked in June 2026, show
{facts.link("openai-2025-cost-of-revenue", f"${cost_of_revenue:.1f} billion")} as cost of revenue, a
margin of [{accounts_margin:.0f} %](claim:exhibit3-margin-after) on yet another definition. If the
inference bill is right too, part of it stands elsewhere in those accounts.

OpenAI's compute margin on paying users rose from
[{first_compute["pct"]:.0f} %](row:{first_compute["row_id"]}) in {compute_months} months.
Anthropic's margin was
[{signed(anthropic_2024["pct"], 0)} %](row:{anthropic_2024["row_id"]}) in 2024;
its forecast of January 2026 for 2025 was
[{anthropic_missed:.0f} points](row:{anthropic_hope["row_id"]}) below the one of two months before,
because inference had cost more than expected.
:::
""")

# %%
margin_issued = {one: sources.source(one).issued or "" for one in set(gross_margins["source_id"])}
known_margins = gross_margins[
    ~reporting_periods.published_since(gross_margins, margin_issued, days.ARTICLE)
    & gross_margins["status"].isin(["actual", "forecast"])
    & (gross_margins["period"] <= assumed.margins_until)
].sort_values(["period", "as_of"])
margin_changes = margins.changes(known_margins)  # points, by company and definition
inference_factors = sorted([inference_factor, zitron_factor])
arr_2025 = facts.edge("openai-arr-2025-12", "usd_bn")  # OpenAI wrote of more than this
arr_leaked = facts.number("openai-arr-2025-12-leaked", "usd_bn")
arr_2024 = facts.number("openai-arr-2024-12", "usd_bn")
february_rate = data.one(run_rates, row_id="run-rate-openai-2026-02")["usd_bn"]
least_growth_of_rate = 100 * (arr_2025 / arr_2024 - 1)
at_least_rate = facts.found("openai-arr-2025-12", "usd_bn")
LEAKS = "two leaks known on the day, least to most"

# %% tags=["hide-input"]
run_rate_checks = [
    claims.check(
        "openai-arr",
        {"OpenAI's own word": at_least_rate, "a leak of early March": arr_leaked},
        rows=facts.rows("openai-arr-2025-12"),
        beside=facts.rows("openai-arr-2025-12-leaked", "openai-scaling-page"),
        note=f"OpenAI's finance chief wrote of more than {run_rate:.0f} for the end of 2025, and a "
        "bound is no figure. The linked page was not found in a stored copy.",
    ),
    claims.check(
        "openai-arr-month",
        {
            "month of the report": sources.source(
                facts.text("openai-arr-2025-12", "source_id")
            ).issued,
            "month it measures": facts.text("openai-arr-2025-12", "as_of"),
        },
        rows=facts.rows("openai-arr-2025-12"),
        note=f"Reported on 18 January 2026, as more than {run_rate:.0f}, for the end of 2025; the "
        "sentence can be read either way.",
    ),
    claims.check(
        "openai-arr-growth",
        (least_growth_of_rate, math.inf),
        rows=facts.rows("openai-arr-2025-12", "openai-arr-2024-12"),
        beside=facts.rows("openai-arr-growth", "openai-arr-2025-12-leaked"),
        note=f"From {arr_2024:.0f} to more than {arr_2025:.0f}, both OpenAI's own figures; the "
        f"press worked it out as if they were exact. From {arr_leaked}, a leak, it would be "
        f"{100 * (arr_leaked / arr_2024 - 1):.0f}.",
    ),
    claims.check(
        "openai-growth-impressive",
        None,
        beside=facts.rows("openai-revenue-2025-reuters", "openai-revenue-2024"),
        note=f"Recognised revenue grew by {100 * (known_factor - 1):.0f} % in 2025, about as fast "
        "as the run-rate.",
    ),
]

# %% tags=["hide-input"]
text_checks = [
    claims.check(
        "openai-margin-2025",
        adjusted_2025,
        rows=facts.rows("openai-adj-gross-margin-2025"),
    ),
    claims.check(
        "openai-margin-2024",
        adjusted_2024,
        rows=facts.rows("openai-adj-gross-margin-2024"),
    ),
]

# %% tags=["hide-input"]
inference_checks = [
    claims.check(
        "openai-inference-growth",
        {
            LEAKS: tuple(inference_factors),
            "The Information, Reuters": inference_factor,
            "figures of Ed Zitron, nine months made a year": zitron_factor,
        },
        rows=facts.rows(
            "openai-inference-factor-2025",
            "openai-inference-zitron-2025-9m",
            "openai-inference-zitron-2024",
        ),
        note=f"As reported, and disputed by another leak. Revenue grew {known_factor:.1f}-fold in "
        "the same year, which the article does not say.",
    ),
    claims.check(
        "openai-inference-cost",
        {
            LEAKS: (inference_cost, zitron_year),
            "The Information, as repeated": inference_cost,
            "figures of Ed Zitron, nine months alone": (zitron_part, math.inf),
        },
        rows=facts.rows("openai-inference-cost-2025-suzuki", "openai-inference-zitron-2025-9m"),
        beside=facts.rows("openai-inference-cost-2025", "openai-decoder-8.4"),
        note="Two pages repeat it after one leak; what we read of the linked page has the growth "
        "only. Another leak passes it within nine months. Since then: OpenAI's leaked accounts "
        f"show {cost_of_revenue:.1f} billion for the whole cost of revenue of 2025.",
    ),
]

# %% tags=["hide-input"]
cause_check = claims.check(
    "openai-margin-cause",
    {
        "the margin fell and inference costs rose, by either leak": bool(
            adjusted_fall > 0 and min(inference_factors) > 1
        ),
        "inference outgrew revenue, The Information": bool(inference_factor > known_factor),
        "inference outgrew revenue, Ed Zitron": bool(zitron_factor > known_factor),
    },
    rows=facts.rows(
        "openai-adj-gross-margin-2024",
        "openai-adj-gross-margin-2025",
        "openai-inference-factor-2025",
        "openai-inference-zitron-2025-9m",
        "openai-inference-zitron-2024",
    ),
    beside=facts.rows("openai-revenue-2025-reuters", "openai-revenue-2024"),
    note="The sentence says that the two went together. That one was the cause depends on the "
    f"leak: costs that grow {inference_factor:.0f}-fold on revenue that grows "
    f"{known_factor:.1f}-fold would alone take the margin to {implied_margin:.0f} %; costs that "
    f"grow {zitron_factor:.1f}-fold would not lower it.",
)

# %% tags=["hide-input"]
picture_checks = [
    claims.check(
        "exhibit3-margin-before",
        adjusted_2024,
        rows=facts.rows("openai-adj-gross-margin-2024"),
        note="The picture drops the word adjusted; the text has it.",
    ),
    claims.check(
        "exhibit3-margin-after",
        adjusted_2025,
        rows=facts.rows("openai-adj-gross-margin-2025"),
        beside=facts.rows("openai-2025-cost-of-revenue", "openai-revenue-2025"),
        note="True of the adjusted margin, a word that the picture drops; no other gross margin "
        "was known. Since then: the leaked accounts give "
        f"{accounts_margin:.0f} % on another definition.",
    ),
]

# %% tags=["hide-input"]
keyword_check = claims.check(
    "keyword-margin-compression",
    {
        "the providers as a group": None,
        "OpenAI, adjusted gross margin": bool(
            margin_changes["OpenAI", "adjusted gross margin"] < 0
        ),
        "OpenAI, compute margin on paying users": bool(
            margin_changes["OpenAI", "compute margin, paying users"] < 0
        ),
    },
    rows=known_margins,
    note="Two measures of one provider point two ways from 2024 to 2025. The figures of "
    "Anthropic overlap in definition and end in forecasts, and nothing covers the other "
    "providers.",
)
claims.verdicts(
    *run_rate_checks,
    *text_checks,
    *inference_checks,
    cause_check,
    *picture_checks,
    keyword_check,
)

# %% [markdown]
# ## What the valuation would need

# %% tags=["remove-input"]
prose(f"""
The text puts revenue of {claims.claim("openai-revenue-2030").link} by 2030 behind the valuation;
the exhibit asks for growth of {claims.claim("exhibit3-required-cagr").link} a year. From the
article's run-rate the two do not meet. The figure tries every start and every term that the article
could mean.
""")

# %%
BY_RUN_RATE, BY_REVENUE = f"run-rate {run_rate:g}", f"2025 revenue {revenue_2025:g}"
readings = valuation.readings(
    {BY_RUN_RATE: run_rate, BY_REVENUE: revenue_2025},
    (assumed.long_horizon, assumed.short_horizon),
    (target_low, target_high),
    stated_growth,
)
readings["reaches"] = [
    f"{stated_growth:.0f} % reaches {usd:.0f}" for usd in readings["article_reaches_usd_bn"]
]
least_growth = float(readings["low_pct"].min())
most_growth = float(readings["high_pct"].max())
# Both ends of this reading are the revenue of a calendar year: it compares like with like.
like_for_like = data.one(readings, base=BY_REVENUE, years=assumed.long_horizon)
from_run_rate = data.one(readings, base=BY_RUN_RATE, years=assumed.long_horizon)
from_run_rate_short = data.one(readings, base=BY_RUN_RATE, years=assumed.short_horizon)
TARGETS = "openai-revenue-2030-target", "openai-revenue-2030-projection-2025"
targets_from = {
    BY_RUN_RATE: facts.rows(*TARGETS, "openai-arr-2025-12", unit="usd_bn"),
    BY_REVENUE: facts.rows(*TARGETS, "openai-revenue-2025", unit="usd_bn"),
}


# %% tags=["hide-input"]
def needed(narrow: bool) -> alt.LayerChart:
    """The growth each reading needs for the two targets, with the article's rate on the axis."""
    label = "split(datum.label, ', ')" if narrow else "datum.label"
    frame = alt.Chart(readings).encode(
        y=marks.rows(
            "reading:N",
            readings["reading"],
            label_limit=120 if narrow else 220,
            labelExpr=label,
        )
    )
    x = (
        alt.X("low_pct:Q")
        .scale(domain=[0, 128], nice=False)
        .axis(tickCount=5, grid=True)
        .title("Growth needed each year, per cent")
    )
    low, high = frame.encode(x=x), frame.encode(x="high_pct:Q")
    stated = frame.encode(x="article_pct:Q")
    tooltip = [
        "reading:N",
        alt.Tooltip("low_pct:Q", title="for the lower target", format=".1f"),
        alt.Tooltip("high_pct:Q", title="for the upper target", format=".1f"),
    ]
    dot = {"filled": True, "opacity": 1, "color": theme.FOUND}
    low_text, high_text = (alt.Text(f"{end}_pct:Q", format=".1f") for end in ("low", "high"))
    return alt.layer(
        marks.join(stated.encode(x2="low_pct:Q")),
        marks.span(low.encode(x2="high_pct:Q")),
        low.mark_point(**dot).encode(tooltip=tooltip),
        high.mark_point(**dot).encode(tooltip=tooltip),
        marks.ring(stated),
        marks.label(low, low_text, align="right", dx=6, dy=-14),
        marks.label(high, high_text, dx=-6, dy=-14),
        marks.label(stated, "reaches:N", dx=-5, dy=17),
    ).properties(height=(50 if narrow else 58) * len(readings))


# %% tags=["hide-input"]
exhibit(
    needed(False),
    narrow=needed(True),
    id="openai-growth-needed",
    title=f"From year to year the article's targets need {like_for_like['low_pct']:.0f} to "
    f"{like_for_like['high_pct']:.0f} % growth, not {stated_growth:.0f} %",
    subtitle=f"Growth a year from each start to {target_low:.0f} (left) and {target_high:.0f} "
    f"(right) billion dollars in 2030; below, what {stated_growth:.0f} % a year reaches",
    alt=f"""Four rows, one a reading. Each bar of required growth, between {least_growth:.1f} and
    {most_growth:.1f} % a year, lies to the right of the article's hollow mark at
    {stated_growth:.0f} %. From {run_rate:.0f} billion, {stated_growth:.0f} % gives
    {reached_short:.0f} billion after {count(assumed.short_horizon)} years and {reached_long:.0f}
    after {count(assumed.long_horizon)}.""",
    rows=list(targets_from.values()),
    data=frames.resting(readings, targets_from, by="base").assign(claim="exhibit3-required-cagr"),
    note=f"Only revenue of 2025 to revenue of 2030 over {count(assumed.long_horizon)} years "
    "compares like with like: both ends are revenue of a calendar year. From the run-rate alone "
    f"the need is {from_run_rate['low_pct']:.1f} to {from_run_rate_short['high_pct']:.1f} %.",
)

# %% tags=["remove-input"]
prose("""
Try it: choose where revenue starts, how many years it grows and what it must reach. The dashed line
grows at the [article's rate](claim:exhibit3-required-cagr).
""")

# %%
FAN_PCT = [20, 40, 60, 80, 100]  # thin lines to read the slopes by
FAN_YEARS = list(range(7))
fan_frame = pd.DataFrame(
    [
        {
            "year": year,
            "growth_pct": pct,
            "revenue_usd_bn": valuation.grown(run_rate, pct, year),
        }
        for pct in [*FAN_PCT, stated_growth]
        for year in FAN_YEARS
    ]
)

# The figure's CSV: the lines of constant growth, and what is needed, at the first settings.
needed_path = pd.DataFrame({"year": FAN_YEARS})
needed_path["growth_pct"] = from_run_rate["low_pct"]
needed_path["revenue_usd_bn"] = [
    valuation.grown(run_rate, one.growth_pct, one.year) for one in needed_path.itertuples()
]
fan_start, fan_target = facts.rows("openai-arr-2025-12"), facts.rows(TARGETS[1])
is_stated = fan_frame["growth_pct"] == stated_growth
fan_lines = frames.together(
    {
        "constant growth": frames.resting(fan_frame[~is_stated], fan_start),
        "the article": frames.resting(fan_frame[is_stated], fan_start).assign(
            claim="exhibit3-required-cagr"
        ),
        "needed for the target": frames.resting(
            needed_path[needed_path["year"] <= assumed.long_horizon], [fan_start, fan_target]
        ),
    }
)

# %% tags=["hide-input"]
FAN_X = (
    alt.X("year:Q")
    .scale(domain=[0, 7], nice=False)
    .axis(values=FAN_YEARS, format="d")
    .title("Years from the start")
)
FAN_Y = (
    alt.Y("usd:Q")
    .scale(type="log", domain=[10, 2000], nice=False)
    .axis(values=[10, 20, 50, 100, 200, 500, 1000, 2000])
    .title("Yearly revenue, USD billion, log scale")
)
# What the sliders set is computed in the chart: the formulas of valuation.grown and growth.
GROWN = "start * pow(1 + datum.growth_pct / 100, datum.year)"
NEEDED = "start * pow(target / start, datum.year / horizon)"
NEEDED_PCT = "format(100 * (pow(target / start, 1 / horizon) - 1), '.1f')"


def slider(name: str, value: float, words: str, low: int, high: int, step: int) -> alt.Parameter:
    """A number for the reader to choose, from `low` to `high`."""
    bind = alt.binding_range(min=low, max=high, step=step, name=words)
    return alt.param(name=name, value=value, bind=bind)


def fan_rays() -> alt.LayerChart:
    """Thin lines of constant growth, each with its rate at the end."""
    paths = fan_frame[fan_frame["growth_pct"].isin(FAN_PCT)]
    frame = alt.Chart(paths).transform_calculate(usd=GROWN).encode(x=FAN_X, y=FAN_Y)
    ends = frame.transform_filter(f"datum.year == {max(FAN_YEARS)}")
    named = ends.transform_calculate(word="datum.growth_pct + ' %'")
    return alt.layer(
        frame.mark_line(strokeWidth=1, color=theme.LIMIT, opacity=0.55).encode(
            detail="growth_pct:N"
        ),
        marks.label(named, "word:N", dx=5, color=theme.MUTED),
    )


# %% tags=["hide-input"]
def fan_paths(narrow: bool) -> alt.LayerChart:
    """Where the article's rate leads, what the target needs, and the target itself."""
    stated = fan_frame[fan_frame["growth_pct"] == stated_growth]
    within, at_end = "datum.year <= horizon", "datum.year == horizon"

    article = alt.Chart(stated).transform_calculate(usd=GROWN).encode(x=FAN_X, y=FAN_Y)
    reached = article.transform_filter(at_end).transform_calculate(
        word=f"'{stated_growth:.0f} %: ' + format(datum.usd, '.0f')"
    )
    need = alt.Chart(needed_path).transform_calculate(usd=NEEDED).encode(x=FAN_X, y=FAN_Y)
    there = need.transform_filter(at_end).transform_calculate(
        word=f"'needs: ' + {NEEDED_PCT} + ' %'"
    )
    goal = (
        alt.Chart(pd.DataFrame({"year": [0]}))
        .transform_calculate(usd="target", word="'target: ' + format(target, 'd')")
        .encode(y=FAN_Y)
    )
    # Between the thin lines where there is room.
    beside = (
        {"align": "right", "dx": -8, "dy": -12} if narrow else {"align": "left", "dx": 10, "dy": 10}
    )
    return alt.layer(
        marks.limit(goal),
        marks.label(goal.encode(x=FAN_X), "word:N", dx=4, dy=-7),
        article.transform_filter(within).mark_line(
            strokeWidth=2, strokeDash=[5, 3], color=theme.ARTICLE
        ),
        need.transform_filter(within).mark_line(strokeWidth=2.4, color=theme.FOUND),
        marks.ring(reached),
        there.mark_point(filled=True, size=90, opacity=1, color=theme.FOUND),
        reached.mark_text(align="center", dy=20, fontWeight="bold").encode(text="word:N"),
        there.mark_text(**beside, fontWeight="bold").encode(text="word:N"),
    )


# %% tags=["hide-input"]
FAN_REACHED = f"round(start * pow(1 + {stated_growth} / 100, horizon))"
fan_told = told.sentence(
    f"From ${{start}} billion, {stated_growth:.0f} % a year reaches {{reached}} in {{years}} "
    "years, {target}",
    start="start",
    reached=FAN_REACHED,
    years=told.in_words("horizon", FAN_YEARS),
    target=f"{FAN_REACHED} == target ? 'the target' : "
    f"({told.either(f'{FAN_REACHED} < target', 'not ', 'past ')}) + target",
)


def fan(narrow: bool) -> alt.LayerChart:
    """Paths of revenue under fixed growth, on a log axis; start, horizon and target to choose."""
    start = slider("start", run_rate, "Starting revenue, USD bn ", 10, 40, 1)
    horizon = slider("horizon", assumed.long_horizon, "Years ", 3, 6, 1)
    target = slider("target", target_low, "Target revenue, USD bn ", 80, 300, 10)
    layers = alt.layer(fan_rays(), fan_paths(narrow)).add_params(start, horizon, target, fan_told)
    return layers.properties(height=280 if narrow else 360)


exhibit(
    fan(False),
    narrow=fan(True),
    id="openai-growth-fan",
    title=f"From ${run_rate:.0f} billion, {stated_growth:.0f} % a year reaches "
    f"{reached_long:.0f} in {count(assumed.long_horizon)} years, not {target_low:.0f}",
    subtitle="Revenue under constant yearly growth, as set at the start: from the run-rate, by the "
    "article's rate (dashed) and by the rate needed (solid)",
    alt=f"""Fan of growth paths on a log scale from {run_rate:.0f} billion dollars. The article's
    {stated_growth:.0f} % ends at {reached_long:.0f} billion after {count(assumed.long_horizon)}
    years, below the dashed target line of {target_low:.0f} billion, which needs
    {from_run_rate["low_pct"]:.1f} % a year. Sliders change start, years and target.""",
    rows=[fan_start, fan_target],
    data=fan_lines,
)

# %%
# Where the stated growth would have to start, or how long it would have to run; USD billion, years.
long_low, long_high = (
    valuation.start_for(target, stated_growth, assumed.long_horizon)
    for target in (target_low, target_high)
)
short_low, short_high = (
    valuation.start_for(target, stated_growth, assumed.short_horizon)
    for target in (target_low, target_high)
)
years_low, years_high = (
    valuation.years_to(run_rate, target, stated_growth) for target in (target_low, target_high)
)
growth_missing = from_run_rate["low_pct"] - stated_growth

# What a holder would want the company to be worth at the end of the term, in USD billion.
held_years = growth.years_between(assumed.valued_on, assumed.held_until)
modest, ambitious = assumed.modest_return, assumed.ambitious_return
modest_worth = valuation.grown(worth, modest, held_years)
ambitious_worth = valuation.grown(worth, ambitious, held_years)

# %% tags=["remove-input"]
prose(f"""
The two targets are OpenAI's own, from [two plans](claim:openai-revenue-2030), of which the second
replaced the first. The rate has no source that we found. To reach the targets it would have to
start higher or run longer. So the exhibit understates the article's own case, by at least
[{growth_missing:.0f} points](fig:openai-growth-needed) a year.

Whether the valuation *requires* such revenue is [unproved](claim:faq-required-revenue-2030). The
number of dollars follows from the multiple that one believes in, and the article names none. How
fast revenue must grow for its profit to bear the valuation is another question, with
[other rates](what-must-be-true.ipynb).

:::{{aside}} What a holder of shares would need
A holder who wants {modest} to {ambitious} % a year until the end of 2030 needs the company to be
worth ${modest_worth / 1000:.1f} to {ambitious_worth / 1000:.1f} trillion then, before any dilution.
On [{target_low:.0f} to {target_high:.0f} billion](claim:openai-revenue-2030) of revenue that is
{modest_worth / target_high:.1f} to {ambitious_worth / target_low:.1f} times sales; on the
[{reached_long:.0f} billion](fig:openai-growth-fan) that the exhibit's growth brings, it is
{modest_worth / reached_long:.0f} to {ambitious_worth / reached_long:.0f} times.

The first plan was reported in October 2025, the second, as more than
[{target_high:.0f}](row:labs-openai-revenue-2030-target), in February 2026. Nobody that we found
derives them from the valuation. To reach the targets the rate would have to start from
[{long_low:.0f} to {long_high:.0f} billion](claim:exhibit3-required-cagr) or run for
[{years_low:.1f} to {years_high:.1f} years](claim:exhibit3-required-cagr); over
{count(assumed.short_horizon)} years it would have to start from
[{short_low:.0f} to {short_high:.0f} billion](claim:exhibit3-required-cagr). Like for
like, from the revenue of 2025 to that of 2030, the need is
[{like_for_like["low_pct"]:.0f} to {like_for_like["high_pct"]:.0f} %](fig:openai-growth-needed) a
year.
:::
""")

# %%
# The sentence on the round gives its date, size and valuation: one base for all three.
FIRST_CLOSE, FINAL_CLOSE = "first close", "final close, since then"
announced_round = facts.number("openai-round", "usd_bn")
final_round = facts.number("openai-round-final", "usd_bn")
record_before = facts.number("openai-round-2025", "usd_bn")
amazon_part = facts.number("openai-round-amazon", "usd_bn")
amazon_conditional = facts.number("openai-round-amazon-conditional", "usd_bn")
softbank_part = facts.number("openai-round-softbank", "usd_bn")
nvidia_part = facts.number("openai-round-nvidia", "usd_bn")
final_valuation = facts.number("openai-valuation-final", "usd_bn")
valuation_before = facts.number("openai-valuation-pre", "usd_bn")
valuation_after = facts.number("openai-valuation-post", "usd_bn")
first_projection = facts.number("openai-revenue-2030-projection-2025", "usd_bn")
last_projection = facts.edge("openai-revenue-2030-target", "usd_bn")  # more than this

# %% tags=["hide-input"]
round_checks = [
    claims.check(
        "openai-round-date",
        {
            FIRST_CLOSE: facts.text("openai-round-closed-ft", "as_of"),
            FINAL_CLOSE: facts.text("openai-round-completed", "as_of"),
        },
        rows=facts.rows("openai-round-closed-ft"),
        beside=facts.rows(
            "openai-round-closed",
            "openai-round-open-reuters",
            "openai-round-open-scitech",
            "openai-round-completed",
        ),
        note="The size and the valuation in the same sentence are those of the first close, which "
        "the Financial Times called closed. OpenAI itself said that more investors could join: "
        "it was no final close.",
    ),
    claims.check(
        "openai-round-size",
        {FIRST_CLOSE: announced_round, FINAL_CLOSE: final_round},
        rows=facts.rows("openai-round"),
        beside=facts.rows(
            "openai-round-amazon",
            "openai-round-softbank",
            "openai-round-nvidia",
            "openai-round-final",
        ),
        note=f"Three parts that add up to it; {amazon_conditional:.0f} billion of it were "
        "conditional. OpenAI's own announcement, as the press relays it.",
    ),
]

# %% tags=["hide-input"]
round_checks += [
    claims.check(
        "openai-round-record",
        bool(announced_round - amazon_conditional > record_before),
        rows=facts.rows("openai-round", "openai-round-amazon-conditional", "openai-round-2025"),
        agreeing=[facts.rows("openai-round-largest")],
        beside=facts.rows("openai-round-one-of-largest"),
        note=f"Even without the conditional part, more than the {record_before:.0f} billion of the "
        "record before it, also OpenAI's.",
    ),
]

# %% tags=["hide-input"]
valuation_checks = [
    claims.check(
        "openai-valuation",
        {FIRST_CLOSE: valuation_after, FINAL_CLOSE: final_valuation},
        rows=facts.rows("openai-valuation-post"),
        beside=facts.rows("openai-valuation-pre", "openai-round", "openai-valuation-final"),
        note=f"The {valuation_before:.0f} before the money and the {announced_round:.0f} of the "
        "round add up to it. A price that OpenAI announced and investors paid.",
    ),
    claims.check("valuation-pricing-power", None),
    claims.check(
        "openai-revenue-2030",
        {
            "plan of February 2026": facts.found("openai-revenue-2030-target", "usd_bn"),
            "plan of October 2025": first_projection,
        },
        rows=facts.rows("openai-revenue-2030-target"),
        beside=facts.rows("openai-revenue-2030-projection-2025", "openai-revenue-implied"),
        note="The two ends are two plans of OpenAI. The one in force on the day replaced the other "
        "and says more than the upper end; that the valuation rests on either, nobody shows.",
    ),
    claims.check("valuation-priced-for-future", None),
]

# %% tags=["hide-input"]
# What both claims are held against is the article's own text.
least = f"least ({target_low:.0f} in {assumed.long_horizon} years)"
most = f"most ({target_high:.0f} in {assumed.short_horizon})"
growth_checks = [
    claims.check(
        "exhibit3-required-cagr",
        {
            f"from {run_rate:.0f}, {least} to {most}": (
                from_run_rate["low_pct"],
                from_run_rate_short["high_pct"],
            )
        },
        from_claims=["openai-arr", "openai-revenue-2030"],
        beside=facts.rows("exhibit-3-cagr"),
        note=f"{stated_growth:.0f} % takes {run_rate:.0f} to {reached_short:.0f} in "
        f"{count(assumed.short_horizon)} years and {reached_long:.0f} in "
        f"{count(assumed.long_horizon)}. From the revenue of 2025 the need is "
        f"{like_for_like['low_pct']:.0f} to {most_growth:.0f} %. We found no source for the rate.",
    ),
    claims.check(
        "faq-required-revenue-2030",
        None,
        rows=facts.rows("openai-revenue-implied", "openai-revenue-2030-target"),
        note="The figures are company targets. That the valuation needs them depends on a multiple "
        "that the article does not name; by the exhibit's growth it would need only "
        f"{reached_short:.0f} to {reached_long:.0f} billion.",
    ),
    claims.check("valuation-demands-margins", None),
]
claims.verdicts(*round_checks, *valuation_checks, *growth_checks)

# %% [markdown]
# ## Loss, cost and cash: do the statements fit?

# %% tags=["remove-input"]
prose(f"""
The article gives OpenAI a loss of {claims.claim("openai-h1-loss").link} in half a year. It also has
it spend {cost_claim.link} of revenue on compute and talent, and hand
{claims.claim("microsoft-share").link} to Microsoft. By that alone a small profit would be left.
""")

# %%
bridge = results.bridge(
    half["revenue"],
    {"Research and development": half["rnd"], "Sales and marketing": half["sales-marketing"]},
    operating_loss=half["operating-loss"],
    net_loss=half["net-loss"],
    cash_burned=half["cash-burn"],
)
below_line = half["net-loss"] - half["operating-loss"]
talent_pct, microsoft_pct = claims.stated(cost_claim.claim_id), claims.stated("microsoft-share")
left_over = half["revenue"] * (100 - talent_pct - microsoft_pct) / 100
stated_results = pd.DataFrame(
    [
        {
            "step": "Operating loss",
            "stated_usd_bn": left_over,
            "found_usd_bn": -half["operating-loss"],
            "claim": f"{cost_claim.claim_id} microsoft-share",
            "text": f"{talent_pct:.0f} % and {microsoft_pct:.0f} % would leave {left_over:+.1f}",
            "short": f"{left_over:+.1f}",
        },
        {
            "step": "Net loss",
            "claim": "openai-h1-loss",
            "stated_usd_bn": -claims.stated("openai-h1-loss"),
            "found_usd_bn": -half["net-loss"],
            "text": "",
            "short": "",
        },
    ]
)

# %%
HALF_DRAWN = ["revenue", "rnd", "sales-marketing", "operating-loss", "net-loss", "cash-burn"]
change = bridge["to_usd_bn"] - bridge["from_usd_bn"]
rises = change > 0
bridge = bridge.assign(
    text=[signed(usd, plus=True) for usd in change],
    rises=rises,
    # The number stands left of a bar that falls and right of one that rises.
    text_at=bridge[["from_usd_bn", "to_usd_bn"]].min(axis=1).where(~rises, bridge["to_usd_bn"]),
)
# The figure's CSV: each step with its rows, and what the article's figures come to.
half_rows = {name: facts.row(f"openai-{name}-2025-h1", "usd_bn") for name in HALF_DRAWN}
behind_step = {
    **dict(zip(bridge["step"], ([half_rows[name]] for name in HALF_DRAWN[:3]))),
    "All other operating costs": [half_rows[name] for name in HALF_DRAWN[:4]],
    "Operating loss": half_rows["operating-loss"],
    "Below that line, mostly not cash": [half_rows["operating-loss"], half_rows["net-loss"]],
    "Net loss": half_rows["net-loss"],
    "Cash burned": half_rows["cash-burn"],
}
bridge_lines = frames.resting(bridge, behind_step, by="step").merge(
    stated_results[["step", "stated_usd_bn", "claim"]], on="step", how="left"
)
SHORT_STEPS = {
    "Research and development": "R&D",
    "Sales and marketing": "Sales, marketing",
    "All other operating costs": "Other costs",
    "Below that line, mostly not cash": "Below, not cash",
}


# %% tags=["hide-input"]
def waterfall(narrow: bool) -> alt.LayerChart:
    """From revenue to the three losses of one half year, with the article's statements hollow."""
    label = f"({json.dumps(SHORT_STEPS)})[datum.label] || datum.label" if narrow else "datum.label"
    y = marks.rows("step:N", bridge["step"], label_limit=120 if narrow else 210, labelExpr=label)
    x = (
        alt.X("from_usd_bn:Q")
        .scale(domain=[-19, 8] if narrow else [-16.5, 9.5], nice=False)
        .axis(values=[-15, -10, -5, 0, 5])
        .title("USD billion, first half of 2025")
    )
    kind = alt.Color("kind:N").scale(
        domain=["step", "result", "paper"], range=[theme.LIMIT, theme.FOUND, theme.THIRD]
    )
    frame = alt.Chart(bridge).encode(y=y)
    bars = frame.mark_bar(height=15).encode(
        x=x,
        x2="to_usd_bn:Q",
        color=kind.legend(None),
        tooltip=["step:N", alt.Tooltip("text:N", title="USD billion")],
    )
    numbers = frame.encode(x="text_at:Q")
    falling, rising = (numbers.transform_filter(f"{sign}datum.rises") for sign in ("!", ""))
    stated = alt.Chart(stated_results).encode(y=y, x="stated_usd_bn:Q")
    # Under the bar, since a thin line is lost on a dark one; the ring lies on the page's colour.
    under = alt.Y("step:N").sort(list(bridge["step"])).bandPosition(0.86)
    paper = stated.mark_point(filled=True, opacity=1, size=marks.RING_SIZE, color="#ffffff")
    return alt.layer(
        marks.zero("x"),
        bars,
        marks.label(falling, "text:N", align="right", dx=-11),
        marks.label(rising, "text:N", dx=6),
        marks.join(stated.encode(y=under, x2="found_usd_bn:Q")),
        paper,
        marks.ring(stated),
        marks.label(stated, "short:N" if narrow else "text:N", dx=10),
    ).properties(height=31 * len(bridge))


# %% tags=["hide-input"]
exhibit(
    waterfall(False),
    narrow=waterfall(True),
    id="openai-half-year-bridge",
    title=f"OpenAI lost ${half['net-loss']:.1f} billion in half a year, "
    f"{half['operating-loss']:.1f} of it from operations",
    subtitle="OpenAI, January to June 2025; the article's net loss, and what its shares of costs "
    "would leave, as rings",
    alt=f"""Bridge from revenue of {half["revenue"]} billion dollars through costs to an operating
    loss of {half["operating-loss"]} billion, then through {below_line:.1f} billion below the line
    to a net loss of {half["net-loss"]} billion; cash burned was {half["cash-burn"]} billion. The
    article's net loss agrees. Its {talent_pct:.0f} plus {microsoft_pct:.0f} % of revenue would have
    left a gain of {left_over:.1f} billion.""",
    rows=list(half_rows.values()),
    data=bridge_lines,
    note="Other operating costs are what remains: cost of revenue and administration. Microsoft's "
    "share of revenue is among the costs; no report says in which line.",
)

# %%
half_costs = half["revenue"] + half["operating-loss"]
cost_pct = 100 * half_costs / half["revenue"]
left_over_pct = 100 * left_over / half["revenue"]
net_loss_pct = 100 * half["net-loss"] / half["revenue"]
below_line_pct = 100 * below_line / half["net-loss"]
# The reports say that remeasurement was more than this share of the net loss.
remeasured = half["net-loss"] * facts.edge("openai-net-loss-2025-h1-noncash", "pct") / 100
other_income = remeasured - below_line

# Inference and margin together: the revenue that they want, and the cost left on two revenues.
minimum_revenue = margins.least_revenue(inference_cost, adjusted_2025)
left_on_run_rate = margins.other_cost(run_rate, adjusted_2025, inference_cost)
left_on_revenue = margins.other_cost(known_revenue, adjusted_2025, inference_cost)
trailing_implied = worth / multiple.number
growth_claim = claims.claim("openai-arr-growth")
before_run_rate = run_rate / (1 + growth_claim.number / 100)

# The accounts of the whole year, which leaked after the article.
year_costs = facts.number("openai-2025-total-costs", "usd_bn")
year_operating_loss = facts.number("openai-2025-operating-loss", "usd_bn")
fair_value_charge = facts.number("openai-2025-fair-value-charge", "usd_bn")
loss_with_others = facts.number("openai-2025-net-loss-before-nci", "usd_bn")
year_net_loss = facts.number("openai-2025-net-loss", "usd_bn")
rnd_year_pct = 100 * facts.number("openai-2025-rnd", "usd_bn") / revenue_2025

# %% tags=["hide-input"]
fits_table = (
    "| Statement of the article | What it implies | What we find |\n"
    "|---|---|---|\n"
    f"| {cost_claim.link} for compute and talent, {claims.claim('microsoft-share').link} for "
    f"Microsoft | {left_over_pct:.0f} % of revenue is left: {left_over:+.1f} billion in the half "
    f"year | Operating costs were {cost_pct:.0f} % of revenue; research and development alone "
    f"{rnd_half_pct:.0f} %. The {talent_pct:.0f} % was projected for 2030 |\n"
    f"| {claims.claim('openai-h1-loss').link} lost in the half year | {net_loss_pct:.0f} % of its "
    f"revenue | A net loss: {below_line:.1f} of it stands below the operating line. From "
    f"operations {half['operating-loss']:.1f}; in cash {half['cash-burn']:.1f} |\n"
    f"| Inference at {claims.claim('openai-inference-cost').link}, margin of "
    f"{claims.claim('openai-margin-2025').link} | Revenue of at least {minimum_revenue:.1f} "
    f"billion | {known_revenue:.0f} billion reported, {revenue_2025} in the leaked accounts: these "
    f"two fit; the bill of the other leak, {zitron_year:.1f}, does not |\n"
    f"| {multiple.link} trailing revenue | Trailing revenue of {trailing_implied:.0f} billion | At "
    f"that margin {left_on_run_rate:.1f} billion of cost of revenue would have to be something "
    f"other than inference; on {known_revenue:.0f} billion it is {left_on_revenue:.1f} |\n"
    f"| Up {growth_claim.link} to {run_rate:.0f} billion | A run-rate of {before_run_rate:.1f} "
    f"billion a year before | {arr_2024:.0f} billion: it fits |\n"
)

# %% tags=["remove-input"]
prose(f"""
The picture of costs is too kind. In that half year OpenAI spent
[${cost_pct / 100:.1f}](fig:openai-half-year-bridge) for each dollar of revenue; the
article's share is a [projection for 2030](row:labs-openai-compute-talent-2030).

The loss is the harshest of three kinds. Its
[{below_line:.1f} billion](fig:openai-half-year-bridge) below the operating line is mostly not cash.

Costs and margin fit the [revenue of 2025](row:labs-openai-revenue-2025-reuters), not the
[run-rate](claim:openai-arr): the article's own best evidence against its word "trailing".

**Since then.** OpenAI's leaked accounts of 2025 show an operating loss of
{facts.link("openai-2025-operating-loss", f"${year_operating_loss:.2f} billion")} and a net loss of
{facts.link("openai-2025-net-loss-before-nci", f"{loss_with_others:.2f}")}.

:::{{aside}} Five statements, what each implies, and the accounts

{fits_table}
The reports say that more than half of the net loss was a remeasurement of convertible interests, a
paper entry. All that lies below the operating line is
[{below_line_pct:.0f} %](fig:openai-half-year-bridge), so other income offset at least
[{other_income:.2f} billion](row:labs-openai-net-loss-2025-h1-noncash) of it. A further
{facts.link("openai-stock-compensation-2025-h1", f"{half['stock-compensation']:.1f} billion")} of
the operating loss was pay in shares.

The accounts of 2025 have revenue of
{facts.link("openai-revenue-2025", f"${revenue_2025} billion")}, costs of
{facts.link("openai-2025-total-costs", f"{year_costs:.1f}")} and
{facts.link("openai-2025-fair-value-charge", f"{fair_value_charge:.2f}")} of changes in fair value.
Of the net loss {facts.link("openai-2025-net-loss", f"{year_net_loss:.2f}")} fell to OpenAI's own
holders. Research and development took
{facts.link("openai-2025-rnd", f"{rnd_year_pct:.0f} %")} of revenue.
:::
""")

# %%
plans = burn.assign(year=burn["year"].astype(int))
summed = plans["year"].between(assumed.burn_from, assumed.burn_to)
totals = plans[summed].groupby("vintage")["usd_bn"].sum()
first_plan, middle_plan, last_plan = sorted(totals.index)  # of three reports, by their quarter
first_positive = plans[plans["usd_bn"] > 0].groupby("vintage")["year"].min()
lowest = plans.loc[plans.groupby("vintage")["usd_bn"].idxmin()]
last_plan_2025 = data.one(plans, vintage=last_plan, year=2025)["usd_bn"]
last_plan_2030 = data.one(plans, vintage=last_plan, year=2030)["usd_bn"]
burn_added = totals[middle_plan] - totals[last_plan]
plans_told = "; ".join(
    f"that of {row.vintage} is lowest in {row.year}, at minus {-row.usd_bn:.0f} billion dollars, "
    f"and first positive in {first_positive[row.vintage]}"
    for row in lowest.itertuples()
)


# %% tags=["hide-input"]
def forecasts(narrow: bool) -> alt.LayerChart:
    """Cash flow by year, one line a vintage of the forecast."""
    frame = alt.Chart(plans).encode(
        x=alt.X("year:Q")
        .scale(domain=[2023.8, 2030.6], nice=False)
        .axis(format="d", values=list(range(2024, 2031)))
        .title(None),
        y=alt.Y("usd_bn:Q")
        .scale(domain=[-100, 50])
        .axis(tickCount=6)
        .title("Cash flow of the year, USD billion"),
        color=alt.Color("vintage:N")
        .scale(
            domain=[first_plan, middle_plan, last_plan],
            range=[theme.MUTED, theme.THIRD, theme.FOUND],
        )
        .legend(None),
    )
    words = lowest.assign(
        word=[f"{one}: {signed(totals[one], 0)} in all" for one in lowest["vintage"]]
    )
    # The first plan's word stands above the line at nought, free of the other lines; on a
    # telephone, where the lines leave no room, all stand in the empty corner.
    words["word_at"] = words["usd_bn"].where(words["vintage"] != first_plan, 0)
    words["shift"] = words["word_at"].map(lambda usd: -11 if usd == 0 else 14)
    if narrow:
        words = words.assign(year=2024, word_at=[-64, -77, -90], shift=0)
    named = [
        alt.Chart(words[words["shift"] == dy])
        .mark_text(dy=dy, align="left" if narrow else "center", fontWeight="bold")
        .encode(x="year:Q", y="word_at:Q", text="word:N", color="vintage:N")
        for dy in words["shift"].unique()
    ]
    lines = frame.mark_line(point=alt.OverlayMarkDef(size=34), strokeWidth=2).encode(
        tooltip=["vintage:N", "year:Q", alt.Tooltip("usd_bn:Q", title="USD billion")]
    )
    return alt.layer(marks.zero("y"), lines, *named).properties(height=240 if narrow else 300)


# %% tags=["hide-input"]
exhibit(
    forecasts(False),
    narrow=forecasts(True),
    id="openai-burn-vintages",
    title=f"In a year OpenAI's planned burn to {assumed.burn_to} grew from "
    f"{-totals[first_plan]:.0f} to {-totals[last_plan]:.0f} billion",
    subtitle="Cash flow by year in three of OpenAI's forecasts, as The Information reported them; "
    f"in bold the sums of {assumed.burn_from} to {assumed.burn_to}",
    alt=f"""Three lines from 2024 to 2030, each a forecast: {plans_told}, at {last_plan_2030:.0f}
    billion.""",
    rows=burn,
    data=plans,
    kind="reported",
    note=f"For 2025 the last plan has {signed(last_plan_2025, 0)}, against an operating loss of "
    f"{year_operating_loss:.0f} in the accounts that leaked later: much of the cost was not paid "
    "in cash, or not yet.",
)

# %%
CURRENT = ["gpt-5", "gpt-5.2", "gpt-5.4"]  # the generation of the day, at each change of price
FLAGSHIPS = ["gpt-4", "gpt-4.5-preview", "gpt-5", "gpt-5.1", "gpt-5.2", "gpt-5.4"]  # full size only
eve = prices[(prices["as_of"] == days.PRICES) & (prices["seller"] == "developer")]
current_prices = eve[eve["slug"].isin(CURRENT)]
flagships = pricing.with_blend(
    pricing.one_price_each(eve[eve["slug"].isin(FLAGSHIPS)], "slug").set_index("slug")
)
input_price, price_row = flagships["input_usd_per_mtok"], flagships["row_id"]
# How many times the list price of GPT-5.4 is that of an older model, on each base.
dearer = flagships.loc["gpt-5.4", list(pricing.BASES.values())] / flagships[pricing.BASES.values()]
dearer = dearer.rename(columns={column: base for base, column in pricing.BASES.items()})

# %%
share_falls_to = facts.number("openai-microsoft-share-fall", "pct")
projected_cost_pct = facts.number("openai-compute-talent-2030", "pct")
openai_positive = facts.number("openai-cash-positive", "year")
anthropic_even = facts.number("anthropic-break-even", "year")
said_2032 = facts.supports("openai-microsoft-share-2032-bg2", "openai-microsoft-share-2032-rdme")

# %% tags=["remove-input"]
prose(f"""
Cash would serve the article's case best, and the report that it links has it. Between
September 2025 and February 2026 the planned burn of {assumed.burn_from} to {assumed.burn_to} rose
by [{burn_added:.0f} billion](fig:openai-burn-vintages); the plan for 2030 hardly moved.

Microsoft's share of revenue is [as stated](claim:microsoft-share) in every report for 2025. The
heads of both said in public that it runs until [2032](claim:microsoft-share-end). OpenAI
told investors, by a leak, that it would fall to
{facts.link("openai-microsoft-share-fall", f"{share_falls_to:.0f} %")} by 2030. In April 2026 the
two agreed on 2030, with a cap.
""")

# %% tags=["remove-input"]
prose(f"""
*Price pressure* from open models is the hinge of the article, and the one part of its exhibit
without a figure. OpenAI's flagships fell on the list from
[${input_price["gpt-4"]:.0f}](row:{price_row["gpt-4"]}) per million input tokens (GPT-4) to
[{input_price["gpt-5"]:.2f}](row:{price_row["gpt-5"]}) (GPT-5), then rose to
[{input_price["gpt-5.4"]:.2f}](row:{price_row["gpt-5.4"]}) (GPT-5.4). Nothing we found from before
the article [ties a cut](claim:exhibit3-price-pressure) to open models; since then the press laid
one [in part](row:since-openai-cut-occasion) to open or cheap ones.

:::{{aside}} The list prices of OpenAI's flagships
On 10 March 2026 GPT-4.5 stood at
[${input_price["gpt-4.5-preview"]:.0f}](row:{price_row["gpt-4.5-preview"]}) per million input
tokens, GPT-5.1 at [{input_price["gpt-5.1"]:.2f}](row:{price_row["gpt-5.1"]}) and GPT-5.2 at
[{input_price["gpt-5.2"]:.2f}](row:{price_row["gpt-5.2"]}). GPT-5.4 asks
[{dearer.loc["gpt-5.2", "input"]:.2f} times](row:{price_row["gpt-5.4"]}) the price of GPT-5.2 for
input and [{dearer.loc["gpt-5.2", "output"]:.2f} times](row:{price_row["gpt-5.4"]}) for output;
against GPT-5 [{dearer.loc["gpt-5", "input"]:.1f}](row:{price_row["gpt-5.4"]}) and
[{dearer.loc["gpt-5", "output"]:.1f} times](row:{price_row["gpt-5.4"]}), or
[{dearer.loc["gpt-5", "3:1 blend"]:.2f}](row:{price_row["gpt-5.4"]}) on three parts input to one of
output. What buyers pay the list does not say, and they get more for it: the price of equal
performance may well have gone on falling.
:::
""")

# %% tags=["hide-input"]
loss_checks = [
    claims.check(
        "openai-h1-loss",
        {
            "net loss": half["net-loss"],
            "operating loss": half["operating-loss"],
            "cash burned": half["cash-burn"],
        },
        rows=facts.rows("openai-net-loss-2025-h1"),
        agreeing=[facts.rows("openai-net-loss-2025-h1-biggo")],
        beside=facts.rows("openai-operating-loss-2025-h1", "openai-cash-burn-2025-h1"),
        note="The text names no kind of loss; the exhibit gives the same figure as a net loss. "
        "Most of it by the reports was a remeasurement and no outflow.",
    ),
    claims.check(
        "exhibit3-net-loss",
        half["net-loss"],
        rows=facts.rows("openai-net-loss-2025-h1"),
        agreeing=[facts.rows("openai-net-loss-2025-h1-biggo")],
        note="The exhibit names the kind of loss, as the text should.",
    ),
    claims.check(
        "openai-unprofitable",
        bool(half["operating-loss"] > 0 and half["net-loss"] > 0),
        rows=facts.rows(
            "openai-operating-loss-2025-h1",
            "openai-net-loss-2025-h1",
            "openai-cash-burn-2025-h1",
        ),
        note="On all three measures of loss.",
    ),
]

# %% tags=["hide-input"]
share_checks = [
    claims.check(
        "openai-compute-talent-share",
        {
            # A floor: research and development is computing and talent, and inference is not in it.
            "research and development alone, first half of 2025": (rnd_half_pct, math.inf),
            "projection for 2030": projected_cost_pct,
        },
        rows=facts.rows(
            "openai-rnd-2025-h1",
            "openai-revenue-2025-h1",
            "openai-compute-talent-75pct-now",
        ),
        beside=facts.rows("openai-compute-talent-2030"),
        note="A projection for 2030 told as the present. Research and development stands for "
        "computing and talent, as a floor: inference comes on top. In that half year, the last "
        f"known on the day, all operating costs were {cost_pct:.0f} % of revenue: the article "
        "understates its case.",
    ),
    claims.check(
        "microsoft-share",
        facts.number("openai-microsoft-share", "pct"),
        rows=facts.rows("openai-microsoft-share"),
        beside=facts.rows("openai-microsoft-share-2032", "openai-microsoft-share-fall"),
        note=f"{facts.number('openai-microsoft-share', 'pct'):.0f} % in every report for 2025; a "
        f"leak has it fall to {share_falls_to:.0f} % by "
        "2030. The article adds it to computing and talent; like them, it is already in the "
        "reported loss.",
    ),
]

# %% tags=["hide-input"]
share_checks += [
    claims.check(
        "microsoft-share-end",
        claims.claim("microsoft-share-end").value if said_2032 else None,
        rows=facts.rows("openai-microsoft-share-2032-bg2"),
        agreeing=[facts.rows("openai-microsoft-share-2032-rdme")],
        beside=facts.rows(
            "openai-microsoft-share-2032",
            "openai-microsoft-2032-ip",
            "openai-microsoft-share-2030",
        ),
        note="Said in public by the heads of both companies on 31 October 2025, as two summaries "
        "have it, or sooner if a panel declares general intelligence; the terms published three "
        "days before give no year for the share. Since then: they agreed on 2030.",
    ),
    claims.check("openai-little-room", None),
]

# %% tags=["hide-input"]
outlook_checks = [
    claims.check(
        "exhibit3-price-pressure",
        None,
        rows=facts.rows("open-models-cut-openai-prices"),
        beside=current_prices,
        note="Nothing that we found from before the article ties a price cut of OpenAI to open "
        "models. On its eve OpenAI's newest flagship listed dearer than the two before it, which "
        "does not say what buyers pay. Since then: by one press report open or cheap models were "
        "in part the occasion of a cut in July 2026.",
    ),
    claims.check(
        "faq-profit-challenges",
        None,
        rows=facts.rows("openai-cash-positive", "anthropic-break-even"),
        note=f"Their own forecasts put positive cash flow at {openai_positive:.0f} and break-even "
        f"at {anthropic_even:.0f}.",
    ),
]
claims.verdicts(*loss_checks, *share_checks, *outlook_checks)

# %% [markdown]
# ## Two multiples, side by side

# %% tags=["remove-input"]
prose(f"""
A multiple means little without its base. The article calls its {multiple.link} for OpenAI
"trailing" and its {claims.claim("anthropic-multiple").link} for Anthropic "run-rate". Both divide
the valuation by the last month times twelve.
""")

# %%
anthropic_multiple = claims.claim("anthropic-multiple")
anthropic_worth = facts.number("anthropic-valuation", "usd_bn")
anthropic_rate = facts.number("anthropic-run-rate", "usd_bn")
anthropic_march = facts.edge("anthropic-run-rate-2026-03", "usd_bn")  # more than this
anthropic_revenue = facts.number("anthropic-revenue-2025", "usd_bn")
on_rate = {"OpenAI": worth / run_rate, "Anthropic": anthropic_worth / anthropic_rate}
on_revenue = {"OpenAI": worth / known_revenue, "Anthropic": anthropic_worth / anthropic_revenue}
multiples = pd.DataFrame(
    [
        {"company": company, "base": base, "multiple": by_company[company]}
        for company in ("OpenAI", "Anthropic")
        for base, by_company in {"run-rate": on_rate, "revenue of 2025": on_revenue}.items()
    ]
)
multiples["label"] = [f"{row.multiple:.0f}× {row.base}" for row in multiples.itertuples()]

# The article's own growth says between which revenues the last twelve months lay.
trailing_low, trailing_high = valuation.trailing_revenue(before_run_rate, run_rate)
multiple_low, multiple_high = worth / trailing_high, worth / trailing_low
# Without the cash of the round.
before_money = valuation_before / known_revenue
anthropic_round = facts.number("anthropic-round", "usd_bn")
anthropic_before_money = (anthropic_worth - anthropic_round) / anthropic_revenue
april = data.one(run_rates, row_id="run-rate-anthropic-2026-04")
april_rate = april["usd_bn"]
first_on_rate, first_on_revenue = (max(one, key=one.__getitem__) for one in (on_rate, on_revenue))

# %%
stated_multiples = pd.DataFrame(
    [
        ("OpenAI", multiple.number, f"article: {multiple.stated} trailing", multiple.claim_id),
        (
            "Anthropic",
            anthropic_multiple.number,
            f"article: {anthropic_multiple.stated} run-rate",
            anthropic_multiple.claim_id,
        ),
    ],
    columns=["company", "multiple", "word", "claim"],
)
implied = pd.DataFrame([{"company": "OpenAI", "low": multiple_low, "high": multiple_high}])
implied = implied.assign(
    middle=(multiple_low + multiple_high) / 2,
    word=f"growth implies {multiple_low:.0f} to {multiple_high:.0f}×",
)

# %%
# The figure's CSV.
valued = {
    "OpenAI": facts.row("openai-valuation-post"),
    "Anthropic": facts.row("anthropic-valuation"),
}
behind_multiple = {
    ("OpenAI", "run-rate"): [facts.row("openai-arr-2025-12"), "run-rate-openai-2026-02"],
    ("OpenAI", "revenue of 2025"): facts.row("openai-revenue-2025-reuters"),
    ("Anthropic", "run-rate"): facts.row("anthropic-run-rate"),
    ("Anthropic", "revenue of 2025"): facts.row("anthropic-revenue-2025"),
}
multiple_lines = frames.together(
    {
        "computed": frames.resting(
            multiples,
            lambda one: [valued[one["company"]], behind_multiple[one["company"], one["base"]]],
        ),
        "the article": stated_multiples[["company", "multiple", "claim"]],
        "implied by the article's growth": frames.resting(
            implied[["company", "low", "high"]], valued["OpenAI"]
        ).assign(claim=growth_claim.claim_id),
    }
)


# %% tags=["hide-input"]
def two_bases(narrow: bool) -> alt.LayerChart:
    """Each company's multiple on run-rate and on trailing revenue, with the article's hollow."""
    y = marks.rows("company:N", ["OpenAI", "Anthropic"])
    x = (
        alt.X("multiple:Q")
        .scale(domain=[0, 100], nice=False)
        .axis(tickCount=5, grid=True)
        .title("Valuation divided by revenue")
    )
    bases = ["run-rate", "revenue of 2025"]
    colour = alt.Color("base:N").scale(domain=bases, range=[theme.THIRD, theme.FOUND])
    shape = alt.Shape("base:N").scale(domain=bases, range=["circle", "square"])
    frame = alt.Chart(multiples).encode(x=x, y=y)
    on_rates, on_revenues = (frame.transform_filter(f"datum.base == '{one}'") for one in bases)
    rings = alt.Chart(stated_multiples).encode(x="multiple:Q", y=y)
    band = alt.Chart(implied).encode(x="low:Q", x2="high:Q", y=y)
    middle = alt.Chart(implied).encode(x="middle:Q", y=y)
    return alt.layer(
        frame.mark_line(color=theme.LIMIT, strokeWidth=1.4).encode(detail="company:N"),
        marks.span(band, color=theme.ARTICLE),
        frame.mark_point(filled=True, size=55, opacity=1).encode(
            color=colour.legend(None), shape=shape.legend(None)
        ),
        marks.ring(rings),
        marks.label(on_rates, "label:N", align="center", dy=-17),
        # On a telephone one above the other: side by side the two would touch.
        marks.label(on_revenues, "label:N", align="center", dx=-14, dy=-33 if narrow else -17),
        marks.label(rings, "word:N", align="center", dy=22),
        marks.label(middle, "word:N", align="center", dy=38 if narrow else 22),
    ).properties(height=190 if narrow else 160)


# %% tags=["hide-input"]
exhibit(
    two_bases(False),
    narrow=two_bases(True),
    id="multiples-two-bases",
    title=f"OpenAI's {on_rate['OpenAI']:.0f}× is on run-rate; on revenue it is "
    f"{on_revenue['OpenAI']:.0f}×, Anthropic's {on_revenue['Anthropic']:.0f}×",
    subtitle="Valuation of February 2026, with the cash of the round, over run-rate and over "
    "revenue of 2025",
    alt=f"""Two rows. OpenAI stands at {on_rate["OpenAI"]:.0f} times run-rate, where the article's
    ring is, and at {on_revenue["OpenAI"]:.0f} times the revenue of 2025. Anthropic stands at
    {on_rate["Anthropic"]:.0f} times run-rate, as the article says, and at
    {on_revenue["Anthropic"]:.0f} times the revenue of 2025. The order flips.""",
    rows=[list(valued.values()), list(behind_multiple.values())],
    data=multiple_lines,
    note="Run-rates of the end of 2025 (OpenAI, a lower bound) and of 12 February 2026 (Anthropic, "
    "whose revenue is an estimate). Without the cash of the round, on revenue: "
    f"{before_money:.0f} and {anthropic_before_money:.0f}.",
)

# %% tags=["remove-input"]
prose(f"""
By the [growth](claim:openai-arr-growth) that the article gives, its base is not trailing: the
twelve months before brought
[{trailing_low:.1f} to {trailing_high:.1f} billion](claim:openai-trailing-multiple). Reuters had the
[revenue of 2025](row:labs-openai-revenue-2025-reuters) three weeks before the article.

The order matters more than the level. {first_on_rate} is the more expensive of the two on run-rate,
{first_on_revenue} on revenue. Anthropic's run-rate was out of date: a week before the article the
press had [a higher one](claim:anthropic-run-rate).

**Since then.** Anthropic reported a run-rate of about
[{april_rate:.0f} billion](row:{april["row_id"]}) in April 2026, above OpenAI's
[{february_rate:.0f}](row:run-rate-openai-2026-02) of February. OpenAI disputes the comparison,
since the figure includes what cloud partners keep.
""")

# %%
older_forecast = facts.number("anthropic-cash-stop-2027", "year")
newer_forecast = facts.number("anthropic-cash-positive-2026-01", "year")
anthropic_revenue_2028 = facts.number("anthropic-revenue-2028-forecast", "usd_bn")
anthropic_margin_2028 = facts.number("anthropic-gross-margin-2028-forecast", "pct")
# Both laboratories forecast more revenue, and a margin on it that they do not have yet.
openai_bets = last_projection > known_revenue and projected_cost_pct < 100
anthropic_bets = (
    anthropic_revenue_2028 > anthropic_revenue and anthropic_margin_2028 > anthropic_margin
)
# OpenAI's run-rate is a bound, more than `arr_2025`: what is below it is below all that it allows.
# Two bounds from below, that of early March and OpenAI's, leave open which of the two is larger.
anthropic_is_smaller = {
    "valuation": bool(anthropic_worth < valuation_after),
    "run-rate as announced with the round": True if anthropic_rate < arr_2025 else None,
    "run-rate of early March": None,
}

# %% tags=["hide-input"]
multiple_checks = [
    claims.check(
        "openai-trailing-multiple",
        {"revenue of 2025": on_revenue["OpenAI"], "run-rate": (-math.inf, on_rate["OpenAI"])},
        rows=facts.rows("openai-valuation-post", "openai-revenue-2025-reuters"),
        beside=facts.rows("openai-arr-2025-12"),
        note="At best right for the run-rate, which is no trailing figure. By the article's own "
        f"growth, trailing revenue was {trailing_low:.1f} to {trailing_high:.1f} billion, and the "
        f"multiple {multiple_low:.0f} to {multiple_high:.0f}. On the {february_rate:.0f} billion "
        f"reported for February the run-rate would give {worth / february_rate:.0f}.",
    ),
    claims.check(
        "anthropic-valuation",
        anthropic_worth,
        rows=facts.rows("anthropic-valuation"),
        beside=facts.rows("anthropic-valuation-announced"),
        note="A price that Anthropic announced and investors paid. The linked page was not found "
        "in a stored copy.",
    ),
    claims.check(
        "anthropic-run-rate",
        {
            "as announced with the round, 12 February 2026": anthropic_rate,
            "as reported in early March 2026": facts.found("anthropic-run-rate-2026-03", "usd_bn"),
        },
        rows=facts.rows("anthropic-run-rate", "anthropic-run-rate-2026-03"),
        beside=facts.rows("anthropic-run-rate-2026-03-near-20", "anthropic-series-g-page"),
        note="Anthropic's own figure of 12 February, in the present tense of 11 March. A leak of "
        f"the week before has more than {anthropic_march:.0f}.",
    ),
    claims.check(
        "anthropic-multiple",
        claims.stated("anthropic-valuation") / claims.stated("anthropic-run-rate"),
        from_claims=["anthropic-valuation", "anthropic-run-rate"],
        note="The division is right and run-rate the right word; on what the press had in early "
        f"March it is at most {anthropic_worth / anthropic_march:.0f}, on the revenue of 2025 "
        f"{on_revenue['Anthropic']:.0f}.",
    ),
]

# %% tags=["hide-input"]
anthropic_checks = [
    claims.check("anthropic-similar", None),
    claims.check(
        "anthropic-smaller",
        anthropic_is_smaller,
        rows=facts.rows("anthropic-valuation", "openai-valuation-post"),
        beside=facts.rows("anthropic-run-rate", "openai-arr-2025-12", "anthropic-run-rate-2026-03"),
        note="The next sentence measures it by its valuation and its run-rate as announced: "
        f"smaller on both. More than {anthropic_march:.0f}, in a leak of early March, and more "
        f"than {arr_2025:.0f} for OpenAI decide nothing. Since then: within two months its "
        "reported run-rate was larger, on a disputed definition.",
    ),
    claims.check(
        "anthropic-unprofitable",
        facts.supports("anthropic-unprofitable"),
        rows=[facts.row("anthropic-unprofitable"), facts.row("anthropic-ebitda-2025", "usd_bn")],
        note="In 2025. Since then: Anthropic was reported to project an operating profit for the "
        "second quarter of 2026.",
    ),
    claims.check(
        "anthropic-cash-flow",
        f"{newer_forecast:.0f}",
        rows=facts.rows("anthropic-cash-positive-2026-01"),
        beside=facts.rows("anthropic-cash-stop-2027", "anthropic-break-even"),
        note=f"{older_forecast:.0f} is the older forecast. The one of January 2026, six weeks "
        f"before the article, says {newer_forecast:.0f}.",
    ),
]

# %% tags=["hide-input"]
bet_checks = [
    claims.check(
        "labs-bet",
        bool(openai_bets and anthropic_bets),
        rows=facts.rows(
            "openai-revenue-2030-target",
            "openai-cash-positive",
            "openai-compute-talent-2030",
            "anthropic-revenue-2028-forecast",
            "anthropic-gross-margin-2028-forecast",
        ),
        note=f"By their own forecasts: OpenAI cash-positive in {openai_positive:.0f} on more than "
        f"{last_projection:.0f} billion, Anthropic at a margin of {anthropic_margin_2028:.0f} % on "
        f"{anthropic_revenue_2028:.0f} billion in 2028.",
    ),
    claims.check(
        "commodity-bet-fails",
        None,
        rows=facts.rows("commodity-margin-law"),
        note="Stated as a law; we found no study that shows it. The article's own AWS is an "
        "exception, which it lays to switching costs. Since then, Anthropic was reported to have "
        "raised both.",
    ),
]
claims.verdicts(*multiple_checks, *anthropic_checks, *bet_checks)

# %% [markdown]
# ## The ring: who pays whom
#
# Investors who sell chips and computing time put money into the two labs, and the labs sign
# contracts with them. Where both cells of a row are filled, the ring closes.

# %%
LABS = ["OpenAI", "Anthropic"]
# From top to bottom as drawn: first who trades most with the two.
PARTNERS = ["Microsoft", "Oracle", "Amazon", "CoreWeave", "Nvidia", "AMD", "SoftBank", "Google"]
SHARES = ["CoreWeave", "AMD"]  # these two gave shares of their own, no cash

known = contracts[contracts["as_of"] <= days.ARTICLE]
cells = commitments.matrix(known, PARTNERS, LABS)
both, only_in, only_out = commitments.by_side(cells, "OpenAI")
cash_both = [partner for partner in both if partner not in SHARES]
ring = commitments.flows(cells, "OpenAI", cash_both)
by_shares = commitments.flows(cells, "OpenAI", SHARES)
outside_in = commitments.flows(cells, "OpenAI", only_in).put_in
outside_out = commitments.flows(cells, "OpenAI", only_out).purchases

of_openai_cells = cells[cells["lab"] == "OpenAI"].set_index("partner", drop=False)
to_openai = of_openai_cells[of_openai_cells["kind"] == commitments.EQUITY]
from_openai = of_openai_cells[of_openai_cells["kind"] == commitments.PURCHASES]
openai_partners = [*both, *only_in, *only_out]

# %%
all_in = ring.put_in + outside_in
all_out = float(from_openai["firm_usd_bn"].sum())
announced_in = known.loc[
    (known["to"] == "OpenAI")
    & known["from"].isin(cash_both)
    & ~known["conditional"]
    & (known["status"] == "announced"),
    "amount_usd_bn",
].sum()
with_term = known[
    (known["from"] == "OpenAI") & known[["amount_usd_bn", "years"]].notna().all(axis=1)
]
yearly_bill = commitments.yearly_bill(with_term)
softbank_paid = data.one(contracts, row_id="commitment-softbank-openai-equity-2025")
softbank_day = pd.Timestamp(softbank_paid["as_of"]).strftime("%-d %B %Y")
amazon_wider = data.one(contracts, row_id="commitment-openai-amazon-compute-2026")["amount_usd_bn"]
bought = listed(
    [f"{row.firm_usd_bn:.0f} to {row.partner}" for row in from_openai.itertuples() if row.priced]
)
named = to_openai[to_openai["with_conditional_usd_bn"] > assumed.named_from]
put_in = listed([f"{row.text} from {row.partner}" for row in named.itertuples()])

# %% tags=["hide-input"]
COLUMNS = ["puts into|OpenAI", "sells to|OpenAI", "puts into|Anthropic", "sells to|Anthropic"]
ROW = marks.rows("partner:N", PARTNERS)
RING_TOOLTIP = [
    "partner:N",
    "kind:N",
    "lab:N",
    alt.Tooltip("firm_usd_bn:Q", title="without condition, USD billion"),
    alt.Tooltip("with_conditional_usd_bn:Q", title="with conditional"),
    alt.Tooltip("dropped_usd_bn:Q", title="dropped"),
    alt.Tooltip("gigawatts:Q", title="gigawatts without a price"),
]


def promises(cell: pd.Series) -> pd.DataFrame:
    """The commitments that a cell sums up."""
    ends = [cell["partner"], cell["lab"]]
    giver, taker = ends if cell["kind"] == commitments.EQUITY else ends[::-1]
    return known[(known["from"] == giver) & (known["to"] == taker)]


def bubble(column: str, size: alt.Scale) -> alt.Size:
    """An area in proportion to the amount in `column`."""
    return alt.Size(f"{column}:Q", scale=size).legend(None)


# %% tags=["hide-input"]
def ring_words(narrow: bool) -> alt.LayerChart:
    """The amounts, within a bubble that has room and else below it."""
    words = cells.assign(shown=cells["text"] if narrow else cells["words"])
    reach = words[["with_conditional_usd_bn", "dropped_usd_bn"]].max(axis=1)
    inside = words["firm_usd_bn"] >= 100
    below = {
        21 if narrow else 29: words[~inside & (reach >= 45)],
        17 if narrow else 20: words[~inside & (reach < 45)],
    }
    return alt.layer(
        alt.Chart(words[inside])
        .mark_text(color="#ffffff", fontWeight="bold")
        .encode(x="column:N", y=ROW, text="text:N"),
        *[
            alt.Chart(part).mark_text(dy=dy).encode(x="column:N", y=ROW, text="shown:N")
            for dy, part in below.items()
            if not part.empty
        ],
    )


# %% tags=["hide-input"]
def bubbles(narrow: bool) -> alt.LayerChart:
    """Area is the amount: filled what is firm, dashed with conditions, dotted what was dropped."""
    size = alt.Scale(domain=[0, 300], range=[14, 1100 if narrow else 2600])
    frame = alt.Chart(cells).encode(
        x="column:N",
        y=ROW,
        color=alt.Color("kind:N")
        .scale(
            domain=[commitments.EQUITY, commitments.PURCHASES],
            range=[theme.THIRD, theme.FOURTH],
        )
        .legend(None),
        tooltip=RING_TOOLTIP,
    )
    hollow = {"filled": False, "strokeWidth": 1.6}
    conditional = frame.transform_filter("datum.with_conditional_usd_bn > datum.firm_usd_bn")
    dropped = frame.transform_filter("datum.dropped_usd_bn > 0").encode(
        size=bubble("dropped_usd_bn", size), color=alt.value(theme.LIMIT)
    )
    firm = frame.encode(size=bubble("firm_usd_bn", size))
    return alt.layer(
        # The page's colour under each bubble, so that no line shows through.
        firm.transform_filter("datum.priced")
        .mark_point(filled=True, opacity=1)
        .encode(color=alt.value("#ffffff")),
        conditional.mark_point(strokeDash=[4, 3], **hollow).encode(
            size=bubble("with_conditional_usd_bn", size)
        ),
        dropped.mark_point(strokeDash=[1, 3], **hollow),
        firm.transform_filter("datum.firm_usd_bn > 0").mark_point(filled=True, opacity=1),
        frame.transform_filter("!datum.priced").mark_point(
            filled=False, shape="diamond", size=70, strokeWidth=1.8
        ),
    )


# %% tags=["hide-input"]
def ring_chart(narrow: bool) -> alt.LayerChart:
    """Partners by direction of money; a line joins the two directions where both are there."""
    x = (
        alt.X("left:N")
        .scale(domain=COLUMNS)
        .sort(COLUMNS)
        .axis(
            orient="top",
            labelAngle=0,
            labelAlign="center",
            labelBaseline="bottom",
            domain=False,
            ticks=False,
            labelExpr="split(datum.label, '|')",
            labelLimit=90,
            labelPadding=14 if narrow else 18,
            labelOverlap=False,
        )
        .title(None)
    )
    joined = alt.Chart(commitments.closed(cells)).encode(x=x, x2="right:N", y=ROW)
    layers = alt.layer(joined.mark_rule(strokeWidth=1.4), bubbles(narrow), ring_words(narrow))
    return layers.properties(height=(48 if narrow else 62) * len(PARTNERS))


# %%
ring_title = (
    f"{count(len(both)).capitalize()} of OpenAI's {count(len(openai_partners))} partners both "
    "finance it and sell to it"
)
ring_note = (
    "Amounts are ceilings as announced. What CoreWeave and AMD give are shares of the seller, no "
    f"cash. SoftBank's {softbank_paid['amount_usd_bn']:.0f} of the round of 2025 were paid by "
    f"{softbank_day}; the other {softbank_part:.0f} are of the round of 2026."
)

# %% tags=["hide-input"]
exhibit(
    ring_chart(False),
    narrow=ring_chart(True),
    id="ring-of-commitments",
    title=ring_title,
    subtitle="Billion dollars known on 11 March 2026; dashed with conditions, dotted dropped, "
    "diamonds shares or gigawatts without a price",
    alt=f"""Matrix of partners against four directions of money. {listed(both)}, {count(len(both))}
    of {count(len(openai_partners))}, stand on both sides of OpenAI; {listed(only_in)} puts in and
    sells nothing, {listed(only_out)} sells and puts nothing in. Purchases promised by OpenAI, in
    billions of dollars: {bought}; put into it: {put_in}.""",
    rows=known,
    data=frames.resting(cells, promises),
    kind="reported",
    note=ring_note,
)

# %%
amazon_in, amazon_out = to_openai.loc["Amazon"], from_openai.loc["Amazon"]
nvidia_dropped = to_openai.loc["Nvidia", "dropped_usd_bn"]
with_term_bn = with_term["amount_usd_bn"].sum()
term_low, term_high = int(with_term["years"].min()), int(with_term["years"].max())
bill_by_revenue = yearly_bill / known_revenue
google_later = data.one(contracts, row_id="commitment-anthropic-google-compute")
world = data.facts("since-facts", "since-")
promised = world.number("anthropic-commitments", "usd_bn")
promised_link = world.link("anthropic-commitments", f"{promised:.0f} billion")
google_month = pd.Timestamp(google_later["as_of"]).strftime("%B %Y")

# %% tags=["remove-input"]
prose(f"""
The ring is there. {listed(cash_both)} gave or promised OpenAI
[{ring.put_in:.0f} billion](fig:ring-of-commitments) of cash, and more on conditions. It has
promised them purchases of
[{ring.purchases:.0f} billion](fig:ring-of-commitments).

For Amazon the article understates it: [more would flow back](claim:amazon-money-returns) than came
in. For Nvidia it overstates: *much* of the money would be spent on Nvidia's hardware, not
[all](claim:nvidia-money-returns), and no condition ties it.

The larger fact is one of size. All priced purchases come to
[{all_out:.0f} billion](fig:ring-of-commitments), all equity without condition to
[{all_in:.0f}](fig:ring-of-commitments). Most of that money must come from customers, lenders or new
shareholders. That such deals [hide weak demand](claim:circular-hides-demand) nobody has shown.

**Since then.** Anthropic promised {google_later["to"]}
[{google_later["amount_usd_bn"]:.0f} billion](row:{google_later["row_id"]}) over
{count(int(google_later["years"]))} years, in {google_month}. Its prospectus, as read in September,
has {promised_link} for all sellers, and [less for Google](row:since-anthropic-commitments).
""")

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} The ring, partner by partner
Amazon puts in [${amazon_in["with_conditional_usd_bn"]:.0f} billion](claim:amazon-commitment),
[{amazon_in["firm_usd_bn"]:.0f}](row:labs-openai-round-amazon-upfront) of it at once, and has
contracts of [{amazon_out["firm_usd_bn"]:.0f} billion](fig:ring-of-commitments) over seven to eight
years. Nvidia's [{nvidia_part:.0f} billion](claim:nvidia-commitment) replaced a letter of intent for
[{nvidia_dropped:.0f}](fig:ring-of-commitments), which carried a condition; it also sells
{ring.gigawatts:.0f} gigawatts of chips. Of the cash
[{announced_in:.0f} billion](fig:ring-of-commitments) were announced only on 27 February;
[{ring.put_in_on_conditions:.0f} more](fig:ring-of-commitments) hang on conditions.

{listed(SHARES)} close the ring with shares of their own: they sell
[{by_shares.purchases:.1f} billion](fig:ring-of-commitments) of computing and
{by_shares.gigawatts:.0f} gigawatts of chips. Outside it, {listed(only_in)} put in
[{outside_in:.0f} billion](fig:ring-of-commitments) and sells nothing; {listed(only_out)} sells for
[{outside_out:.0f} billion](fig:ring-of-commitments) and put nothing in.

[{with_term_bn:.0f} billion](fig:ring-of-commitments) of purchases have a published term of
{count(term_low)} to {count(term_high)} years: {yearly_bill:.0f} billion a year once all of it runs,
{bill_by_revenue:.0f} times the revenue of 2025. An investment is not revenue of the company that
receives it, so the ring could only [inflate revenue](claim:circular-inflates-revenue) of the
vendors.
:::
""")

# %% tags=["hide-input"]
round_parts = [
    claims.check(
        "amazon-commitment",
        {
            "in all": amazon_part,
            "at once": facts.number("openai-round-amazon-upfront", "usd_bn"),
        },
        rows=facts.rows("openai-round-amazon"),
        beside=facts.rows("openai-round-amazon-upfront", "openai-round-amazon-conditional"),
        note=f"{amazon_conditional:.0f} of them depend on conditions, by one report a stock-market "
        "listing or a milestone.",
    ),
    claims.check(
        "softbank-commitment",
        softbank_part,
        rows=facts.rows("openai-round-softbank"),
    ),
    claims.check(
        "nvidia-commitment",
        nvidia_part,
        rows=facts.rows("openai-round-nvidia"),
    ),
]

# %% tags=["hide-input"]
ring_checks = [
    claims.check(
        "financing-circular",
        facts.supports("circular-amazon"),
        rows=facts.rows("circular-amazon"),
        beside=facts.rows("circular-nvidia", "circular-concern"),
        note="By the two companies' announcements of the investment and of the wider contract.",
    ),
    claims.check(
        "amazon-money-returns",
        facts.supports("circular-amazon"),
        rows=facts.rows("circular-amazon"),
        note=f"Understated: with the investment OpenAI widened its contract by {amazon_wider:.0f} "
        "billion, more than Amazon puts in.",
    ),
    claims.check(
        "nvidia-money-returns",
        facts.supports("circular-nvidia"),
        rows=facts.rows("circular-nvidia"),
        note="Much of the money by the report, not the same money in full; no condition ties it.",
    ),
    claims.check(
        "circular-inflates-revenue",
        None,
        rows=facts.rows("circular-measured", "circular-concern"),
        note="It could only be the vendors' revenue: an investment is not revenue of the company "
        "that receives it.",
    ),
    claims.check(
        "circular-hides-demand",
        None,
        rows=facts.rows("circular-concern", "circular-measured"),
        note="Observers said that such deals can do so; that they do, by how much or at all, "
        "nobody has shown.",
    ),
]
claims.verdicts(*round_parts, *ring_checks)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
OpenAI and Anthropic publish no accounts. Nearly every figure is a press report of a leak or of a
plan, read second-hand. The leaks agree on revenue and on the net loss, and disagree on inference.

**What would change our mind.** A starting base for the
[{stated_growth:.0f} %](claim:exhibit3-required-cagr); a definition of the *adjusted*
[margin](claim:openai-margin-2025); OpenAI's [run-rate](claim:openai-arr) to the digit; proof that
OpenAI cut a price because of an [open model](claim:exhibit3-price-pressure).
""")
