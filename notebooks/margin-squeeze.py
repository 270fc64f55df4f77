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
#
# The third exhibit of the article is a column of OpenAI's figures: run-rate, margin, inference bill, loss, valuation, and the growth said to be required. Each figure has a definition of its own. This chapter puts the definitions back, holds the figures against each other, and redraws the exhibit. Its arithmetic tests statements; it is no investment advice.

# %% tags=["hide-input"]
import math

import altair as alt
import pandas as pd

from claimsbook import claims, data, theme
from claimsbook.figures.exhibits import exhibit
from claimsbook.figures.prose import count, listed, prose
from claimsbook.tables import sources
from rebar.economics import growth, pricing

PUBLISHED = "2026-03-11"
facts = data.read("labs-facts").set_index("row_id", drop=False)
run_rates = data.read("labs-run-rate")
revenues = data.read("labs-revenue")
margins = data.read("labs-gross-margin")
burn = data.read("labs-cash-burn")
commitments = data.read("labs-commitments")
prices = data.read("prices")


def fact(name: str) -> float:
    """The value of a row of the labs' facts, in the unit of its row."""
    return float(facts.loc[f"labs-{name}", "value"])


def cited(*names: str) -> pd.DataFrame:
    """Rows of the labs' facts by their short ids, as evidence."""
    return facts.loc[[f"labs-{name}" for name in names]]


def yes(name: str) -> bool | None:
    """Whether the source of a row supports its statement; None where it does so in part only."""
    return {"yes": True, "no": False}.get(str(facts.loc[f"labs-{name}", "supports"]))


valuation, arr = claims.stated("openai-valuation"), claims.stated("openai-arr")
target_low, target_high = claims.stated("openai-revenue-2030"), float(claims.claim("openai-revenue-2030").value_high)
article_growth = claims.stated("exhibit3-required-cagr")
known_revenue, revenue_2025, revenue_2024 = fact("openai-revenue-2025-reuters"), fact("openai-revenue-2025"), fact("openai-revenue-2024")


def claimed(claim_id: str) -> str:
    """What the article states, as a link to its place in the ledger."""
    return f"[{claims.claim(claim_id).stated}](claim:{claim_id})"


def signed(value: float, digits: int = 1, plus: bool = False) -> str:
    """A number with a true minus sign, and a plus sign if asked."""
    return f"{value:{'+' if plus else ''}.{digits}f}".replace("-", "−")


def reached(start: float, years: float, pct: float = article_growth) -> float:
    """Where `start` stands after `years` years of `pct` per cent growth."""
    return start * (1 + pct / 100) ** years


# %% tags=["remove-input"]
paying = margins[(margins["company"] == "OpenAI") & (margins["definition"] == "compute margin, paying users")].sort_values("as_of")
prose(f"""
**What we find.** The single figures mostly hold, those of cost and margin as leaks that nobody has confirmed. The adjusted gross margin fell from
{fact("openai-adj-gross-margin-2024"):.0f} % to {fact("openai-adj-gross-margin-2025"):.0f} %, and the half year ended with a net loss of ${fact("openai-net-loss-2025-h1")} billion. The inference bill was reported at
[${fact("openai-inference-cost-2025")} billion](claim:openai-inference-cost); other leaks disagree. The squeeze is one company on one definition: on another, the computing for paying users, OpenAI's margin rose from {paying["pct"].iloc[0]:.0f} % to {paying["pct"].iloc[-1]:.0f} %.

What goes wrong is what the figures are called and how they are joined.
The {claimed("openai-trailing-multiple")} is a multiple of run-rate; on the revenue of 2025 it was {valuation / known_revenue:.0f}×. The share of
{claimed("openai-compute-talent-share")} for compute and talent is a projection for 2030; in the first half of 2025 research and development alone took {100 * fact("openai-rnd-2025-h1") / fact("openai-revenue-2025-h1"):.0f} % of revenue. The
[{article_growth:.0f} % a year](claim:exhibit3-required-cagr) that the exhibit puts under the valuation takes {arr:.0f} billion to at most {reached(arr, 5):.0f} billion by 2030, where the
text has {target_low:.0f} to {target_high:.0f}. Put right, the multiple and the costs are higher than the article says, and so is the growth needed to reach the article's own revenue target; the loss from the business itself is lower.
Investors and suppliers do pay each other in a ring. If that inflates revenue, it can only be the vendors' revenue: an investment is not revenue of the company that receives it.
""")

# %% [markdown]
# ## Three rulers: run-rate, revenue, margin
#
# A run-rate is one month times twelve: a speed. Recognised revenue is what a period brought in: a distance. A gross margin depends on which costs and which users count. The panels below share a time axis and nothing else, and no line runs from one definition to another.

# %% tags=["hide-input"]
openai_rates = run_rates[run_rates["company"] == "OpenAI"]
openai_revenue = revenues[(revenues["company"] == "OpenAI") & (revenues["basis"] == "actual")]
openai_margins = margins[margins["company"] == "OpenAI"]


def phase(rows: pd.DataFrame) -> list[str]:
    """Up to the article or since then, by when a figure was published; its note says so where its source has only a year."""
    told = [(str(row.as_of), sources.source(row.source_id).issued or "", str(row.note)) for row in rows.itertuples()]
    late = [as_of > PUBLISHED or (len(issued) > 4 and issued > PUBLISHED) or "after the article" in note for as_of, issued, note in told]
    return ["since then" if one else "up to the article" for one in late]


def middle(period: str) -> pd.Timestamp:
    """The day in the middle of a year, quarter or month, where a figure of that period is drawn."""
    whole = pd.Period(period.replace(" ", "") if "Q" in period else period)
    return whole.start_time + (whole.end_time - whole.start_time) / 2


rate_points = openai_rates.assign(date=[middle(str(day)) for day in openai_rates["as_of"]], phase=phase(openai_rates), label=[f"{v:g}" + ("+" if b == "at_least" else "") for v, b in zip(openai_rates["usd_bn"], openai_rates["bound"])])
revenue_bars = openai_revenue.assign(
    date=pd.to_datetime(openai_revenue["period_start"]), until=pd.to_datetime(openai_revenue["period_end"]),
    phase=phase(openai_revenue), part=["half" if "H" in p else "whole" for p in openai_revenue["period"]],
    label=[f"{p}: {v:g}" for p, v in zip(openai_revenue["period"], openai_revenue["usd_bn"])])
LABELS = {"adjusted gross margin": "adjusted gross margin", "compute margin, paying users": "compute margin, paying users", "gross margin": "gross margin of a quarter"}
margin_points = openai_margins.assign(
    date=[middle(p) for p in openai_margins["period"]], definition=openai_margins["definition"].map(LABELS), phase=phase(openai_margins),
    label=[f"{v:g} %" for v in openai_margins["pct"]])
article_margins = pd.DataFrame({
    "date": [middle("2024"), middle("2025")], "series": "article",
    "pct": [claims.stated("exhibit3-margin-before"), claims.stated("exhibit3-margin-after")]})
drawn = pd.concat([
    rate_points.assign(series="run-rate, USD billion", value=rate_points["usd_bn"]),
    revenue_bars.assign(series="recognised revenue, USD billion", value=revenue_bars["usd_bn"]),
    margin_points.assign(series=margin_points["definition"] + ", per cent", value=margin_points["pct"]),
    article_margins.assign(series="article: gross margin, per cent", value=article_margins["pct"]),
])[["series", "date", "until", "value", "phase"]]


def rulers(width: int) -> alt.VConcatChart:
    """Run-rate, recognised revenue and margins on one time axis, each panel on its own scale."""
    narrow = width < 400
    x = alt.X("date:T").scale(domain=[alt.DateTime(year=2023, month=8, date=1), alt.DateTime(year=2026, month=8, date=31)]).axis(format="%Y", tickCount="year").title(None)
    # A domain stated by more than one layer of a panel is reported as a conflict.
    free = alt.X("date:T").axis(format="%Y", tickCount="year").title(None)
    past, since = "datum.phase == 'up to the article'", "datum.phase == 'since then'"
    dashed = {"filled": False, "strokeDash": [4, 2], "strokeWidth": 2, "opacity": 1}
    day = alt.Chart(pd.DataFrame({"date": [PUBLISHED], "word": ["article"]})).encode(x=free)
    rule, word = day.mark_rule(strokeDash=[3, 3]), day.mark_text(align="right", baseline="top", dx=-4, y=-4).encode(text="word:N")

    rates = alt.Chart(rate_points).encode(x=free, y=alt.Y("usd_bn:Q").scale(domain=[0, 36]).axis(tickCount=4).title("Run-rate (one month × 12), USD billion"))
    rates = rates.encode(
        x=x,
        shape=alt.Shape("bound:N").scale(domain=["about", "at_least"], range=["circle", "triangle-up"]).legend(None),
        tooltip=[alt.Tooltip("as_of:N", title="as of"), alt.Tooltip("usd_bn:Q", title="USD billion"), "measured_by:N"])
    rate_dots = alt.layer(rates.transform_filter(past).mark_point(filled=True, opacity=1, color=theme.THIRD), rates.transform_filter(since).mark_point(color=theme.THIRD, **dashed))
    rate_words = alt.Chart(rate_points).encode(x=free, y="usd_bn:Q").transform_filter("datum.usd_bn < 9 || datum.usd_bn > 15").mark_text(dy=-11, dx=-6 if narrow else 0).encode(text="label:N")

    bars = alt.Chart(revenue_bars).encode(x=free, x2="until:T", y=alt.Y("usd_bn:Q").scale(domain=[0, 16]).axis(tickCount=4, grid=False).title("Revenue of the period, USD billion"), y2=alt.datum(0),
        tooltip=["period:N", alt.Tooltip("usd_bn:Q", title="USD billion"), "measured_by:N"])
    half = bars.transform_filter("datum.part == 'half'").mark_rect(fill=theme.MUTED)
    later = bars.transform_filter(since).mark_rect(fillOpacity=0, stroke=theme.FOUND, strokeDash=[3, 2], strokeWidth=1.4)
    figure = alt.Text("usd_bn:Q", format="~g") if narrow else "label:N"
    bar_words = alt.Chart(revenue_bars).transform_filter("datum.date < toDate('2026-01-01')").mark_text(align="left", baseline="bottom", dx=2, dy=-3).encode(x=x, y="usd_bn:Q", text=figure)
    # Above its bar this one would lie across the line of the article's day.
    later_word = alt.Chart(revenue_bars).transform_filter("datum.date >= toDate('2026-01-01')").mark_text(align="left", baseline="top", dx=4).encode(x=alt.X("until:T"), y="usd_bn:Q", text=figure)

    colour = alt.Color("definition:N").scale(domain=list(LABELS.values()), range=[theme.FOUND, theme.FOURTH, theme.THIRD]).legend(None)
    frame = alt.Chart(margin_points).encode(x=free, y=alt.Y("pct:Q").scale(domain=[0, 80]).axis(tickCount=5).title("Margin, per cent of revenue"))
    actual = frame.transform_filter("datum.status == 'actual'")
    lines = actual.transform_filter("datum.definition != 'gross margin of a quarter'").mark_line(strokeWidth=1.4).encode(x=x, color=colour)
    dots = actual.transform_filter(past).mark_point(filled=True, opacity=1, size=55).encode(color=colour, tooltip=["definition:N", "period:N", alt.Tooltip("pct:Q", title="per cent"), "measured_by:N"])
    after = actual.transform_filter(since).mark_point(size=65, **dashed).encode(color=colour, tooltip=["definition:N", "period:N", alt.Tooltip("pct:Q", title="per cent"), "measured_by:N"])
    goal = frame.transform_filter("datum.status == 'target'").mark_point(size=90, filled=False, strokeDash=[3, 2], color=theme.LIMIT)
    rings = alt.Chart(article_margins).mark_point(filled=False, size=190, strokeWidth=1.8, color=theme.ARTICLE).encode(x=free, y="pct:Q")
    texts = [
        frame.transform_filter(alt.FieldEqualPredicate(field="row_id", equal=f"gross-margin-openai-{row}")).transform_calculate(word=f"'{lead}' + datum.label")
        .mark_text(dx=dx, dy=dy).encode(text="word:N")
        for row, lead, dx, dy in [
            ("2024-adjusted-gross-margin-actual", "adjusted: ", 0, 20), ("2025-adjusted-gross-margin-actual", "", 0, 20),
            ("2025-adjusted-gross-margin-target-2026-01", "target ", 0, -13), ("2024-01-compute-margin-paying-users-actual", "", -4, -12),
            ("2024-12-compute-margin-paying-users-actual", "", -8, -12), ("2025-10-compute-margin-paying-users-actual", "compute margin: " if narrow else "compute margin on paying users: ", -26 if narrow else -36, -12),
            ("2025-q1-gross-margin-actual", "" if narrow else "Q1 2025: ", -14, 20), ("2026-q1-gross-margin-actual", "Q1: " if narrow else "Q1 2026: ", 38 if narrow else 72, 0),
        ]
    ]
    panels = [
        alt.layer(rate_dots, rate_words, rule, word).properties(width=width, height=130),
        alt.layer(half, later, bar_words, later_word, rule).properties(width=width, height=110),
        alt.layer(lines, goal, dots, after, rings, *texts, rule).properties(width=width, height=210),
    ]
    return alt.vconcat(*panels, spacing=34).resolve_scale(color="independent", shape="independent")


compute = openai_margins[openai_margins["definition"] == "compute margin, paying users"].sort_values("as_of")
first_compute, last_compute = compute.iloc[0], compute.iloc[-1]
adjusted_fall = fact("openai-adj-gross-margin-2024") - fact("openai-adj-gross-margin-2025")
missed = fact("openai-adj-gross-margin-2025-target") - fact("openai-adj-gross-margin-2025")
exhibit(
    rulers(640), narrow=rulers(252),
    id="openai-three-rulers",
    title=f"OpenAI's adjusted margin fell by {adjusted_fall:.0f} points and missed its target by {missed:.0f}; its compute margin on paying users doubled",
    subtitle="OpenAI: run-rate (▲ at least), recognised revenue (dark: first half of 2025), margins by definition. Rings: article. Dashed outline: a target, or published since the article",
    alt=f"""Three panels on one time axis. Run-rate points climb from {openai_rates["usd_bn"].iloc[0]:.1f} billion dollars in late 2023 to at least {arr:.0f} at the end of 2025. Revenue bars show {revenue_2024:.1f} billion for 2024 and {revenue_2025:.1f} for 2025.
    The adjusted gross margin falls from {fact("openai-adj-gross-margin-2024"):.0f} % in 2024 to {fact("openai-adj-gross-margin-2025"):.0f} in 2025, as the article says, below a target of {fact("openai-adj-gross-margin-2025-target"):.0f}; the compute margin on paying users rises from {first_compute["pct"]:.0f} to {last_compute["pct"]:.0f} %.""",
    rows=[openai_rates, openai_revenue, openai_margins], data=drawn, kind="reported",
    note=f"All of these are press reports of figures that OpenAI has not published, save its own run-rate series. A figure of a year or quarter is drawn in its middle. The accounts of 2024 and 2025 leaked after the article; for 2025 Reuters had {known_revenue:.0f} billion before it.",
)

# %% tags=["remove-input"]
implied_margin = 100 - (100 - fact("openai-adj-gross-margin-2024")) * fact("openai-inference-factor-2025") / (revenue_2025 / revenue_2024)
accounts_margin = 100 * (1 - fact("openai-2025-cost-of-revenue") / revenue_2025)
whole_year = fact("openai-inference-zitron-2025-9m") * 12 / 9
latest_anthropic = fact("anthropic-gross-margin-2025-forecast")
compute_months = (pd.Period(last_compute["period"]) - pd.Period(first_compute["period"])).n
anthropic_hope = data.one(margins, row_id="gross-margin-anthropic-2025-gross-margin-paying-users-forecast-2025-11-09")
anthropic_2024 = data.one(margins, row_id="gross-margin-anthropic-2024-gross-margin-paying-users-actual")
prose(f"""
The article's pair holds, and it fits the rest. With a margin of {fact("openai-adj-gross-margin-2024"):.0f} % in 2024, revenue up {revenue_2025 / revenue_2024:.1f}-fold and inference
costs up {fact("openai-inference-factor-2025"):.0f}-fold, a company whose cost of revenue were all inference would end 2025 at {implied_margin:.0f} %; {fact("openai-adj-gross-margin-2025"):.0f} % was reported. The article leaves out the
stronger half of the same report: OpenAI had aimed at {fact("openai-adj-gross-margin-2025-target"):.0f} %, and had planned to spend ${fact("openai-inference-cost-2025-planned")} billion on inference where it spent
{fact("openai-inference-cost-2025")}.

Two cautions. *Adjusted* means that something was left out, and no report says what. And the leaks disagree on inference. Ed Zitron, who writes the newsletter *Where's Your Ed At* and is a critic of the industry, published figures in
November 2025 that put it at ${fact("openai-inference-zitron-2024")} billion in 2024, more than the whole revenue of that year, and at ${fact("openai-inference-zitron-2025-9m")} billion for nine months of 2025; a
full year at that pace would be {whole_year:.1f}, {whole_year / fact("openai-inference-zitron-2024"):.1f} times 2024 and not {fact("openai-inference-factor-2025"):.0f}.

Other margins rose. On paying users OpenAI's
compute margin went from {first_compute["pct"]:.0f} % to {last_compute["pct"]:.0f} % in {compute_months} months, and Anthropic put its own gross margin at {signed(anthropic_2024["pct"], 0)} % in 2024 and, by its forecast of January 2026, {latest_anthropic:.0f} % in 2025. That forecast was
{anthropic_hope["pct"] - latest_anthropic:.0f} points below the one of two months before, because inference had cost more than expected: a squeeze against plan, not against the year before.

**Since then.** OpenAI's gross margin was reported at {fact("openai-gross-margin-2026-q1"):.0f} % for the first quarter of 2026, from {data.one(margins, row_id="gross-margin-openai-2025-q1-gross-margin-actual")["pct"]:.0f} % a year before. OpenAI's accounts, which leaked in June 2026,
show ${fact("openai-2025-cost-of-revenue"):.1f} billion as cost of revenue for 2025, a margin of {accounts_margin:.0f} % on yet another definition. That is less than the inference bill of {fact("openai-inference-cost-2025")}: if both are right,
part of the bill stands elsewhere in those accounts.
""")

# %% tags=["hide-input"]
series = margins[(margins["as_of"] <= PUBLISHED) & margins["status"].isin(["actual", "forecast"]) & (margins["period"] <= "2025-12")].sort_values(["period", "as_of"])
trends = {key: float(part["pct"].iloc[-1] - part["pct"].iloc[0]) for key, part in series.groupby(["company", "definition"]) if part["period"].nunique() > 1}
inference_factors = sorted([fact("openai-inference-factor-2025"), whole_year / fact("openai-inference-zitron-2024")])
revenue_factor = known_revenue / revenue_2024
LEAKS = "two leaks known on the day, least to most"
claims.verdicts(
    claims.check("openai-arr", fact("openai-arr-2025-12"), rows=cited("openai-arr-2025-12", "openai-scaling-page"), note=f"OpenAI's finance chief wrote of more than {arr:.0f}. The linked page was not found in a stored copy."),
    claims.check("openai-arr-month", {"month of the report": sources.source(str(facts.loc["labs-openai-arr-2025-12", "source_id"])).issued, "month it measures": str(facts.loc["labs-openai-arr-2025-12", "as_of"])}, rows=cited("openai-arr-2025-12"),
                 note=f"Reported on 18 January 2026, as more than {arr:.0f}, for the end of 2025. A report since then puts February at about {data.one(run_rates, row_id='run-rate-openai-2026-02')['usd_bn']:.0f}."),
    claims.check("openai-arr-growth", 100 * (fact("openai-arr-2025-12") / fact("openai-arr-2024-12") - 1), rows=cited("openai-arr-2025-12", "openai-arr-2024-12"), note=f"From {fact('openai-arr-2024-12'):.0f} to {fact('openai-arr-2025-12'):.0f}, both OpenAI's own figures; press reports repeat the result."),
    claims.check("openai-growth-impressive", None, rows=cited("openai-revenue-2025", "openai-revenue-2024"), note=f"Recognised revenue grew by {100 * (revenue_2025 / revenue_2024 - 1):.0f} % in 2025, a little faster than the run-rate."),
    claims.check("openai-margin-2025", fact("openai-adj-gross-margin-2025"), rows=cited("openai-adj-gross-margin-2025")),
    claims.check("openai-margin-2024", fact("openai-adj-gross-margin-2024"), rows=cited("openai-adj-gross-margin-2024")),
    claims.check("openai-inference-growth", {LEAKS: tuple(inference_factors), "The Information, Reuters": fact("openai-inference-factor-2025"), "figures of Ed Zitron, nine months made a year": whole_year / fact("openai-inference-zitron-2024")},
                 rows=cited("openai-inference-factor-2025", "openai-inference-zitron-2025-9m", "openai-inference-zitron-2024"), note=f"As reported, and disputed by another leak. Revenue grew {revenue_factor:.1f}-fold in the same year, which the article does not say."),
    claims.check("openai-inference-cost", {LEAKS: (fact("openai-inference-cost-2025"), whole_year), "The Information, as repeated": fact("openai-inference-cost-2025"), "figures of Ed Zitron, nine months alone": fact("openai-inference-zitron-2025-9m")},
                 rows=cited("openai-inference-cost-2025", "openai-inference-cost-2025-suzuki", "openai-inference-zitron-2025-9m", "openai-decoder-8.4"), note=f"Two pages repeat it after one leak; what we read of the linked page has the growth only. Another leak passes it within nine months. Since then: OpenAI's leaked accounts show {fact('openai-2025-cost-of-revenue'):.1f} billion for the whole cost of revenue of 2025."),
    claims.check("openai-margin-cause", {"the margin fell and inference costs rose, by either leak": bool(adjusted_fall > 0 and inference_factors[0] > 1), "inference outgrew revenue, The Information": bool(fact("openai-inference-factor-2025") > revenue_factor), "inference outgrew revenue, Ed Zitron": bool(inference_factors[0] > revenue_factor)},
                 rows=cited("openai-adj-gross-margin-2024", "openai-adj-gross-margin-2025", "openai-inference-factor-2025", "openai-inference-zitron-2025-9m", "openai-inference-zitron-2024", "openai-revenue-2025-reuters"),
                 note=f"That it was the cause depends on the leak: costs that grow {fact('openai-inference-factor-2025'):.0f}-fold on revenue that grows {revenue_factor:.1f}-fold would alone take the margin to {implied_margin:.0f} %; costs that grow {inference_factors[0]:.1f}-fold would not lower it."),
    claims.check("exhibit3-margin-before", fact("openai-adj-gross-margin-2024"), rows=cited("openai-adj-gross-margin-2024"), note="The picture drops the word adjusted; the text has it."),
    claims.check("exhibit3-margin-after", {"adjusted": fact("openai-adj-gross-margin-2025"), "revenue less cost of revenue, leaked accounts": accounts_margin}, rows=cited("openai-adj-gross-margin-2025", "openai-2025-cost-of-revenue", "openai-revenue-2025"),
                 note="True of the adjusted margin, a word that the picture drops. The accounts leaked after the article."),
    claims.check("keyword-margin-compression", {"the providers as a group": None, "OpenAI, adjusted gross margin": trends["OpenAI", "adjusted gross margin"] < 0, "OpenAI, compute margin on paying users": trends["OpenAI", "compute margin, paying users"] < 0}, rows=series,
                 note="Two measures of one provider point two ways from 2024 to 2025. The figures of Anthropic overlap in definition and end in forecasts, and nothing covers the other providers."),
)

# %% [markdown]
# ## What the valuation would need

# %% tags=["remove-input"]
prose(f"""
The text puts revenue of {claimed("openai-revenue-2030")} by 2030 behind the valuation; the exhibit asks for growth of {claimed("exhibit3-required-cagr")} a year. From the run-rate that the article gives, the two do not
meet. We compute the growth on every base that it could mean: starting from the run-rate or from the revenue of 2025, over four years or five.
""")

# %% tags=["hide-input"]
readings = pd.DataFrame([
    {"base": base, "start_usd_bn": start, "years": years, "reading": f"{base}, {years} years",
     "low_pct": growth.required_cagr_pct(start, target_low, years), "high_pct": growth.required_cagr_pct(start, target_high, years),
     "article_pct": article_growth, "article_reaches_usd_bn": reached(start, years)}
    for base, start in [(f"run-rate {arr:g}", arr), (f"2025 revenue {revenue_2025:g}", revenue_2025)] for years in (5, 4)
])
readings["reaches"] = [f"{article_growth:.0f} % reaches {v:.0f}" for v in readings["article_reaches_usd_bn"]]


def needed(narrow: bool) -> alt.LayerChart:
    """The growth each reading needs for the two targets, with the article's rate on the same axis."""
    y = alt.Y("reading:N").sort(readings["reading"].tolist()).title(None).axis(domain=False, ticks=False, labelLimit=120 if narrow else 220, labelExpr="split(datum.label, ', ')" if narrow else "datum.label")
    x = alt.X("low_pct:Q").scale(domain=[0, 128], nice=False).axis(tickCount=5).title("Growth needed each year, per cent")
    frame = alt.Chart(readings).encode(y=y)
    join = frame.mark_rule(color=theme.ARTICLE, strokeWidth=1.2).encode(x=alt.X("article_pct:Q"), x2="low_pct:Q")
    span = frame.mark_rule(color=theme.FOUND, strokeWidth=7, opacity=0.35).encode(x=x, x2="high_pct:Q")
    ends = [frame.mark_point(filled=True, opacity=1, color=theme.FOUND).encode(x=alt.X(f"{end}:Q"), tooltip=["reading:N", alt.Tooltip("low_pct:Q", title="for the lower target", format=".1f"), alt.Tooltip("high_pct:Q", title="for the upper target", format=".1f")]) for end in ("low_pct", "high_pct")]
    figures = [
        frame.mark_text(dy=-14, dx=6, align="right").encode(x=alt.X("low_pct:Q"), text=alt.Text("low_pct:Q", format=".1f")),
        frame.mark_text(dy=-14, dx=-6, align="left").encode(x=alt.X("high_pct:Q"), text=alt.Text("high_pct:Q", format=".1f")),
    ]
    ring = frame.mark_point(filled=False, size=120, strokeWidth=1.8, color=theme.ARTICLE).encode(x=alt.X("article_pct:Q"))
    reach = frame.mark_text(align="left", dx=-5, dy=17).encode(x=alt.X("article_pct:Q"), text="reaches:N")
    return alt.layer(join, span, *ends, ring, *figures, reach).properties(height=58 * len(readings))


best, worst = float(readings["low_pct"].min()), float(readings["high_pct"].max())
exhibit(
    needed(False), narrow=needed(True),
    id="openai-growth-needed",
    title=f"OpenAI's revenue must grow {best:.0f} to {worst:.0f} % a year to reach ${target_low:.0f} to {target_high:.0f} billion in 2030; the article's {article_growth:.0f} % falls short",
    subtitle=f"Growth a year from each starting point to {target_low:.0f} (left dot) and {target_high:.0f} (right dot) billion USD. Ring: the article's {article_growth:.0f} %, and what it would reach, in billion USD",
    alt=f"""Four rows, one a reading. Each bar of required growth, between {best:.1f} and {worst:.1f} % a year, lies to the right of the article's hollow mark at {article_growth:.0f} %.
    From {arr:.0f} billion, {article_growth:.0f} % gives {reached(arr, 4):.0f} billion after four years and {reached(arr, 5):.0f} after five.""",
    rows=cited("openai-revenue-2030-target", "openai-revenue-2030-projection-2025", "openai-arr-2025-12", "openai-revenue-2025"), data=readings,
    note="Only revenue of 2025 to revenue of 2030 over five years compares like with like: both ends are revenue of a calendar year.",
)

# %% tags=["remove-input"]
prose(f"""
The fan below is the same arithmetic to try. Choose where revenue starts, how long it may grow, and what it must reach; the solid line is the growth that this needs, the dashed one the article's {article_growth:.0f} %.
""")

# %% tags=["hide-input"]
FAN_PCT = [20, 40, 60, 80, 100]
fan_frame = pd.DataFrame([{"year": year, "growth_pct": pct, "revenue_usd_bn": reached(arr, year, pct)} for pct in [*FAN_PCT, article_growth] for year in range(7)])


def fan(narrow: bool) -> alt.LayerChart:
    """Paths of revenue under fixed growth, on a log axis; start, horizon and target to choose."""
    start = alt.param(name="start", value=arr, bind=alt.binding_range(min=10, max=40, step=1, name="Starting revenue, USD bn "))
    horizon = alt.param(name="horizon", value=5, bind=alt.binding_range(min=3, max=6, step=1, name="Years "))
    target = alt.param(name="target", value=target_low, bind=alt.binding_range(min=80, max=300, step=10, name="Target revenue, USD bn "))
    x = alt.X("year:Q").scale(domain=[0, 7], nice=False).axis(values=list(range(7)), format="d").title("Years from the start")
    y = alt.Y("usd:Q").scale(type="log", domain=[10, 2000], nice=False).axis(values=[10, 20, 50, 100, 200, 500, 1000, 2000]).title("Yearly revenue, USD billion, log scale")
    grown = "start * pow(1 + datum.growth_pct / 100, datum.year)"
    paths = alt.Chart(fan_frame[fan_frame["growth_pct"].isin(FAN_PCT)]).transform_calculate(usd=grown)
    rays = paths.mark_line(strokeWidth=1, color=theme.LIMIT, opacity=0.55).encode(x=x, y=y, detail="growth_pct:N")
    ray_words = paths.transform_filter("datum.year == 6").transform_calculate(word="datum.growth_pct + ' %'").mark_text(align="left", dx=5, color=theme.MUTED).encode(x=x, y=y, text="word:N")

    article = alt.Chart(fan_frame[fan_frame["growth_pct"] == article_growth]).transform_calculate(usd=grown).transform_filter("datum.year <= horizon")
    article_line = article.mark_line(strokeWidth=2, strokeDash=[5, 3], color=theme.ARTICLE).encode(x=x, y=y)
    article_end = article.transform_filter("datum.year == horizon").transform_calculate(word=f"'{article_growth:.0f} %: ' + format(datum.usd, '.0f')")
    article_ring = article_end.mark_point(filled=False, size=120, strokeWidth=1.8, color=theme.ARTICLE).encode(x=x, y=y)
    article_word = article_end.mark_text(align="center", dy=20, fontWeight="bold").encode(x=x, y=y, text="word:N")

    base = alt.Chart(pd.DataFrame({"year": list(range(7))})).transform_calculate(usd="start * pow(target / start, datum.year / horizon)").transform_filter("datum.year <= horizon")
    need_line = base.mark_line(strokeWidth=2.4, color=theme.FOUND).encode(x=x, y=y)
    need_end = base.transform_filter("datum.year == horizon").transform_calculate(word="'needs ' + format(100 * (pow(target / start, 1 / horizon) - 1), '.1f') + ' %'")
    need_dot = need_end.mark_point(filled=True, size=90, opacity=1, color=theme.FOUND).encode(x=x, y=y)
    need_word = need_end.mark_text(align="right", dx=-8, dy=-12, fontWeight="bold").encode(x=x, y=y, text="word:N")
    goal = alt.Chart(pd.DataFrame({"year": [0]})).transform_calculate(usd="target", word="'target ' + format(target, 'd')")
    goal_rule = goal.mark_rule(strokeDash=[3, 3]).encode(y=y)
    goal_word = goal.mark_text(align="left", dx=4, dy=-7).encode(x=x, y=y, text="word:N")
    return alt.layer(rays, ray_words, goal_rule, goal_word, article_line, need_line, article_ring, need_dot, article_word, need_word).add_params(start, horizon, target).properties(height=330 if narrow else 360)


exhibit(
    fan(False), narrow=fan(True),
    id="openai-growth-fan",
    title=f"From ${arr:.0f} billion, {article_growth:.0f} % a year brings OpenAI to {reached(arr, 5):.0f} billion in five years; {target_low:.0f} billion takes {growth.required_cagr_pct(arr, target_low, 5):.0f} % a year",
    subtitle=f"The title holds for the settings at the start. Revenue under constant yearly growth. Thin: {min(FAN_PCT)} to {max(FAN_PCT)} % a year. Dashed: the article's {article_growth:.0f} %. Solid: what the chosen start, horizon and target need",
    alt=f"""Fan of growth paths on a log scale from {arr:.0f} billion dollars. The article's {article_growth:.0f} % ends at {reached(arr, 5):.0f} billion after five years, below the dashed target line of {target_low:.0f} billion, which needs
    {growth.required_cagr_pct(arr, target_low, 5):.1f} % a year. Sliders change start, years and target.""",
    rows=cited("openai-arr-2025-12", "openai-revenue-2030-projection-2025"), data=fan_frame,
)

# %% tags=["remove-input"]
bases = {years: (target_low / (1 + article_growth / 100) ** years, target_high / (1 + article_growth / 100) ** years) for years in (4, 5)}
to_end = growth.years_between("2026-02-27", "2030-12-31")
modest, ambitious = 10, 15
worth = {rate: valuation * (1 + rate / 100) ** to_end for rate in (modest, ambitious)}
grown = reached(arr, 5)
prose(f"""
Of the two figures the first has a source. The {target_low:.0f} and the {target_high:.0f} are OpenAI's own projections, the first reported in October 2025, the second in February 2026. They are
two vintages of a plan, not the two ends of a range, and we found nobody who derives them from the valuation. The {article_growth:.0f} % has none: to reach them it would have to start from
{bases[5][0]:.0f} to {bases[5][1]:.0f} billion (five years) or {bases[4][0]:.0f} to {bases[4][1]:.0f} billion (four), which the article never mentions, or to run for
{math.log(target_low / arr) / math.log(1 + article_growth / 100):.1f} to {math.log(target_high / arr) / math.log(1 + article_growth / 100):.1f} years. So the exhibit understates the article's own case: reaching its own target takes {growth.required_cagr_pct(arr, target_low, 5) - article_growth:.0f} points of growth a year more, at the least, than the picture has, and like for like, from the revenue of 2025 to that of 2030, it is {readings["low_pct"].iloc[2]:.0f} to {readings["high_pct"].iloc[2]:.0f} % a year.

Whether the valuation *requires* such revenue is another matter. A holder who wants {modest} to {ambitious} % a year until the end of 2030 needs the company to be worth ${worth[modest] / 1000:.1f} to {worth[ambitious] / 1000:.1f} trillion then,
before any dilution. On {target_low:.0f} to {target_high:.0f} billion of revenue that is {worth[modest] / target_high:.1f} to {worth[ambitious] / target_low:.1f} times sales; on the {grown:.0f} billion that {article_growth:.0f} % would bring, it is
{worth[modest] / grown:.0f} to {worth[ambitious] / grown:.0f} times. The number of dollars follows from the multiple one believes in, and the article names none. That does not make the claim false; it leaves it unproved.
""")

# %% tags=["hide-input"]
outlooks = [growth.required_cagr_pct(arr, target_low, 5), growth.required_cagr_pct(arr, target_high, 4)]
claims.verdicts(
    claims.check("openai-round-date", {"completed": str(facts.loc["labs-openai-round-completed", "as_of"]), "announced": str(facts.loc["labs-openai-round-date", "as_of"])}, rows=cited("openai-round-completed", "openai-round-closed", "openai-round-date"),
                 note=f"Announced on that day with {fact('openai-round'):.0f} billion, and still open: a report of the day says closed in its headline and, in its text, that more investors were expected. The round was completed with {fact('openai-round-final'):.0f} billion. That it came out later does not make it a later event: on 27 February the round was not closed."),
    claims.check("openai-round-size", {"as announced": fact("openai-round"), "its three parts": fact("openai-round-amazon") + fact("openai-round-softbank") + fact("openai-round-nvidia")}, rows=cited("openai-round", "openai-round-amazon", "openai-round-softbank", "openai-round-nvidia"),
                 note=f"Of this, {fact('openai-round-amazon-conditional'):.0f} billion were conditional. Since then: the round was completed at {fact('openai-round-final'):.0f} billion."),
    claims.check("openai-round-record", bool(fact("openai-round") - fact("openai-round-amazon-conditional") > fact("openai-round-2025")), rows=cited("openai-round-largest", "openai-round-one-of-largest", "openai-round-2025"),
                 note=f"Even without the conditional part, more than the {fact('openai-round-2025'):.0f} billion of the record before it, also OpenAI's."),
    claims.check("openai-valuation", {"as reported": fact("openai-valuation-post"), "before the money, plus the round": fact("openai-valuation-pre") + fact("openai-round")}, rows=cited("openai-valuation-post", "openai-valuation-pre", "openai-round"),
                 note=f"Since then: the round was completed at a valuation of {fact('openai-valuation-final'):.0f} billion."),
    claims.check("valuation-pricing-power", None, rows=None),
    claims.check("openai-revenue-2030", (fact("openai-revenue-2030-projection-2025"), fact("openai-revenue-2030-target")), rows=cited("openai-revenue-2030-projection-2025", "openai-revenue-2030-target", "openai-revenue-implied"),
                 note="Two projections by OpenAI, of October 2025 and of February 2026; the second replaced the first."),
    claims.check("valuation-priced-for-future", None),
    claims.check("exhibit3-required-cagr", {f"from {arr:.0f}, least ({target_low:.0f} in 5 years) to most ({target_high:.0f} in 4)": (outlooks[0], outlooks[1])}, from_claims=["openai-arr", "openai-revenue-2030"],
                 note=f"{article_growth:.0f} % takes {arr:.0f} to {reached(arr, 4):.0f} in four years and {reached(arr, 5):.0f} in five. From the revenue of 2025 the need is {readings['low_pct'].iloc[2]:.0f} to {worst:.0f} %. We found no source for the rate."),
    claims.check("faq-required-revenue-2030", None, rows=cited("openai-revenue-implied", "openai-revenue-2030-target"),
                 note=f"The figures are company targets. That the valuation needs them depends on a multiple that the article does not name; by the exhibit's growth it would need only {reached(arr, 4):.0f} to {reached(arr, 5):.0f} billion."),
    claims.check("valuation-demands-margins", None),
)

# %% [markdown]
# ## Loss, cost and cash: do the statements fit?

# %% tags=["remove-input"]
prose(f"""
The article gives OpenAI a loss of {claimed("openai-h1-loss")} in half a year and, one sentence on, costs of {claimed("openai-compute-talent-share")} of revenue for compute and talent and {claimed("microsoft-share")} for Microsoft. On the second sentence alone
a small profit would be left. The accounts of the half year, as reported in the autumn of 2025, show where the two part.
""")

# %% tags=["hide-input"]
half = {name: fact(f"openai-{name}-2025-h1") for name in ("revenue", "rnd", "sales-marketing", "operating-loss", "net-loss", "cash-burn", "stock-compensation")}
other_costs = half["revenue"] + half["operating-loss"] - half["rnd"] - half["sales-marketing"]
below_line = half["net-loss"] - half["operating-loss"]
talent_pct, microsoft_pct = claims.stated("openai-compute-talent-share"), claims.stated("microsoft-share")
left_over = half["revenue"] * (100 - talent_pct - microsoft_pct) / 100
steps, level = [], 0.0
for label, change in [("Revenue", half["revenue"]), ("Research and development", -half["rnd"]), ("Sales and marketing", -half["sales-marketing"]), ("All other operating costs", -other_costs)]:
    steps.append({"step": label, "from_usd_bn": level, "to_usd_bn": level + change, "kind": "step", "text": signed(change, plus=True)})
    level += change
steps += [
    {"step": "Operating loss", "from_usd_bn": 0.0, "to_usd_bn": -half["operating-loss"], "kind": "result", "text": signed(-half["operating-loss"])},
    {"step": "Below that line, mostly not cash", "from_usd_bn": -half["operating-loss"], "to_usd_bn": -half["net-loss"], "kind": "paper", "text": signed(-below_line)},
    {"step": "Net loss", "from_usd_bn": 0.0, "to_usd_bn": -half["net-loss"], "kind": "result", "text": signed(-half["net-loss"])},
    {"step": "Cash burned", "from_usd_bn": 0.0, "to_usd_bn": -half["cash-burn"], "kind": "result", "text": signed(-half["cash-burn"])},
]
bridge = pd.DataFrame(steps)
bridge["rises"] = bridge["to_usd_bn"] > bridge["from_usd_bn"]
bridge["text_at"] = bridge[["from_usd_bn", "to_usd_bn"]].min(axis=1).where(~bridge["rises"], bridge["to_usd_bn"])
said = pd.DataFrame([
    {"step": "Operating loss", "stated_usd_bn": left_over, "found_usd_bn": -half["operating-loss"], "text": f"{talent_pct:.0f} % and {microsoft_pct:.0f} % would leave {left_over:+.1f}", "short": f"{left_over:+.1f}"},
    {"step": "Net loss", "stated_usd_bn": -claims.stated("openai-h1-loss"), "found_usd_bn": -half["net-loss"], "text": "", "short": ""},
])


def waterfall(narrow: bool) -> alt.LayerChart:
    """From revenue to the three losses of one half year, with the article's statements hollow."""
    y = alt.Y("step:N").sort(bridge["step"].tolist()).title(None).axis(domain=False, ticks=False, labelLimit=210)
    if narrow:
        y = y.axis(domain=False, ticks=False, labelLimit=120, labelExpr="datum.label == 'Research and development' ? 'R&D' : datum.label == 'All other operating costs' ? 'Other costs' : datum.label == 'Sales and marketing' ? 'Sales, marketing' : datum.label == 'Below that line, mostly not cash' ? 'Below that line' : datum.label")
    x = alt.X("from_usd_bn:Q").scale(domain=[-19, 8] if narrow else [-16.5, 9.5], nice=False).axis(values=[-15, -10, -5, 0, 5]).title("USD billion, first half of 2025")
    frame = alt.Chart(bridge).encode(y=y)
    bars = frame.mark_bar(height=15).encode(
        x=x, x2="to_usd_bn:Q", color=alt.Color("kind:N").scale(domain=["step", "result", "paper"], range=[theme.LIMIT, theme.FOUND, theme.THIRD]).legend(None),
        tooltip=["step:N", alt.Tooltip("text:N", title="USD billion")])
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(strokeWidth=1).encode(x="x:Q")
    figures = [
        frame.transform_filter("!datum.rises").mark_text(align="right", dx=-11).encode(x="text_at:Q", text="text:N"),
        frame.transform_filter("datum.rises").mark_text(align="left", dx=6).encode(x="text_at:Q", text="text:N"),
    ]
    # Under the bar, since a thin line is lost on a dark one; the ring is filled with the page for the same reason.
    joins = alt.Chart(said).mark_rule(color=theme.ARTICLE, strokeWidth=1.4, strokeDash=[3, 2]).encode(y=alt.Y("step:N").sort(bridge["step"].tolist()).bandPosition(0.86), x="stated_usd_bn:Q", x2="found_usd_bn:Q")
    rings = alt.Chart(said).mark_point(filled=True, fill="#ffffff", opacity=1, size=120, strokeWidth=2, stroke=theme.ARTICLE).encode(y=y, x="stated_usd_bn:Q")
    ring_words = alt.Chart(said).mark_text(align="left", dx=10).encode(y=y, x="stated_usd_bn:Q", text="short:N" if narrow else "text:N")
    return alt.layer(zero, bars, *figures, joins, rings, ring_words).properties(height=31 * len(bridge))


exhibit(
    waterfall(False), narrow=waterfall(True),
    id="openai-half-year-bridge",
    title=f"OpenAI's loss in half a year was ${half['net-loss']:.1f} billion net, {half['operating-loss']:.1f} from operations, and {half['cash-burn']:.1f} in cash",
    subtitle=f"OpenAI, January to June 2025, as reported by the press. Rings: the article's net loss, and the result that its {talent_pct:.0f} % and {microsoft_pct:.0f} % of revenue would leave",
    alt=f"""Bridge from revenue of {half['revenue']} billion dollars through costs to an operating loss of {half['operating-loss']} billion, then through {below_line:.1f} billion below the line to a net loss of {half['net-loss']} billion;
    cash burned was {half['cash-burn']} billion. The article's net loss agrees. Its {talent_pct:.0f} plus {microsoft_pct:.0f} % of revenue would have left a gain of {left_over:.1f} billion.""",
    rows=cited("openai-revenue-2025-h1", "openai-rnd-2025-h1", "openai-sales-marketing-2025-h1", "openai-operating-loss-2025-h1", "openai-net-loss-2025-h1", "openai-cash-burn-2025-h1"), data=bridge,
    note="What stands below the operating line is mostly not cash. All other operating costs are what remains: cost of revenue and administration. Microsoft's share of revenue is among the costs; no report says in which line.",
)

# %% tags=["remove-input"]
minimum_revenue = fact("openai-inference-cost-2025") / (1 - fact("openai-adj-gross-margin-2025") / 100)
beside = {base: (1 - fact("openai-adj-gross-margin-2025") / 100) * base - fact("openai-inference-cost-2025") for base in (arr, known_revenue)}
rnd_share = {"2025 H1": 100 * half["rnd"] / half["revenue"], "2025": 100 * fact("openai-2025-rnd") / revenue_2025}
cost_share = 100 * (half["revenue"] + half["operating-loss"]) / half["revenue"]
prose(f"""
| Statement of the article | What it implies | What we find |
|---|---|---|
| {claimed("openai-compute-talent-share")} for compute and talent, {claimed("microsoft-share")} for Microsoft | {100 * left_over / half["revenue"]:.0f} % of revenue is left: {left_over:+.1f} billion in the half year | Operating costs were {cost_share:.0f} % of revenue; research and development alone {rnd_share["2025 H1"]:.0f} %. The {talent_pct:.0f} % was projected for 2030 |
| {claimed("openai-h1-loss")} lost in the half year | {100 * half["net-loss"] / half["revenue"]:.0f} % of its revenue | A net loss: {below_line:.1f} of it stands below the operating line. From operations {half["operating-loss"]:.1f}; in cash {half["cash-burn"]:.1f} |
| Inference at {claimed("openai-inference-cost")}, margin of {claimed("openai-margin-2025")} | Revenue of at least {minimum_revenue:.1f} billion | {known_revenue:.0f} billion reported, {revenue_2025} in the leaked accounts: these two fit; the bill of the other leak, {whole_year:.1f}, does not |
| {claimed("openai-trailing-multiple")} trailing revenue | Trailing revenue of {valuation / claims.stated("openai-trailing-multiple"):.0f} billion | At that margin {beside[arr]:.1f} billion of cost of revenue would have to be something other than inference; on {known_revenue:.0f} billion it is {beside[known_revenue]:.1f} |
| Up {claimed("openai-arr-growth")} to {arr:.0f} billion | A run-rate of {arr / (1 + claims.stated("openai-arr-growth") / 100):.1f} billion a year before | {fact("openai-arr-2024-12"):.0f} billion: it fits |

The figures of cost and margin belong to a company with {known_revenue:.0f} billion of revenue, not {arr:.0f}. That is the article's own best evidence against its "trailing".
And its picture of costs is too kind: in the half year that it quotes, the company spent ${(half["revenue"] + half["operating-loss"]) / half["revenue"]:.1f} for each dollar of revenue. Its loss, on the other
hand, is the harshest of three. The reports say that more than half of the {half["net-loss"]} billion was a remeasurement of convertible interests, a paper entry; since all that stands below the
operating line is {below_line:.1f}, or {100 * below_line / half["net-loss"]:.0f} %, other income must have offset at least {half["net-loss"] / 2 - below_line:.2f} billion of it. A further {half["stock-compensation"]:.1f} billion of the operating
loss was pay in shares.

**Since then.** OpenAI's leaked accounts of 2025 show revenue of ${revenue_2025} billion, costs of {fact("openai-2025-total-costs"):.1f}, an operating loss of {fact("openai-2025-operating-loss"):.2f} and, after {fact("openai-2025-fair-value-charge"):.2f} of
changes in fair value, a net loss of {fact("openai-2025-net-loss-before-nci"):.2f}, of which {fact("openai-2025-net-loss"):.2f} fell to OpenAI's own holders. Research and development took {rnd_share["2025"]:.0f} % of revenue.
""")

# %% tags=["hide-input"]
vintages = burn.assign(year=burn["year"].astype(int))
totals = vintages[vintages["year"].between(2025, 2029)].groupby("vintage")["usd_bn"].sum()
first_positive = vintages[vintages["usd_bn"] > 0].groupby("vintage")["year"].min()
ends = vintages.loc[vintages.groupby("vintage")["usd_bn"].idxmin()]


def forecasts(narrow: bool) -> alt.LayerChart:
    """Cash flow by year, one line a vintage of the forecast."""
    x = alt.X("year:Q").scale(domain=[2023.8, 2030.6], nice=False).axis(format="d", values=list(range(2024, 2031))).title(None)
    y = alt.Y("usd_bn:Q").scale(domain=[-100, 50]).axis(tickCount=6).title("Cash flow of the year, USD billion")
    colour = alt.Color("vintage:N").scale(domain=sorted(totals.index), range=[theme.LIMIT, theme.THIRD, theme.FOUND]).legend(None)
    frame = alt.Chart(vintages).encode(x=x, y=y, color=colour)
    zero = alt.Chart(pd.DataFrame({"y": [0]})).mark_rule(strokeDash=[3, 3]).encode(y="y:Q")
    lines = frame.mark_line(point=alt.OverlayMarkDef(size=34), strokeWidth=2).encode(tooltip=["vintage:N", "year:Q", alt.Tooltip("usd_bn:Q", title="USD billion")])
    words = [
        alt.Chart(ends[ends["vintage"] == vintage].assign(word=f"{vintage}: {signed(low, 0)}")).mark_text(dy=dy, fontWeight="bold").encode(x=x, y=alt.datum(0.0) if dy < 0 else alt.Y("usd_bn:Q"), text="word:N", color=colour)
        for vintage, low, dy in zip(ends["vintage"], ends["usd_bn"], (-11, 14, 14))
    ]
    return alt.layer(zero, lines, *words).properties(height=280 if narrow else 300)


newest, oldest = totals.index.max(), totals.index.min()
exhibit(
    forecasts(False), narrow=forecasts(True),
    id="openai-burn-vintages",
    title=f"In one year OpenAI's forecast burn for 2025 to 2029 grew from {-totals[oldest]:.0f} to {-totals[newest]:.0f} billion, and break-even slipped to {first_positive[newest]}",
    subtitle="Cash flow by year in three of OpenAI's forecasts, each with its lowest year (approximate; 2024 is past), as reported by The Information",
    alt=f"""Three lines from 2024 to 2030, each a forecast: {"; ".join(f"that of {row.vintage} is lowest in {row.year}, at minus {-row.usd_bn:.0f} billion dollars, and first positive in {first_positive[row.vintage]}" for row in ends.itertuples())},
    at {vintages.loc[vintages['vintage'] == newest, 'usd_bn'].iloc[-1]:.0f} billion.""",
    rows=burn, data=vintages, kind="reported",
)

# %% tags=["remove-input"]
burn_2025 = float(data.one(vintages, vintage=newest, year=2025)["usd_bn"])
prose(f"""
Cash is the ruler on which the article could have made its case hardest, and it links the report that has it. Between September 2025 and February 2026 the planned burn of
2025 to 2029 rose by {totals[sorted(totals.index)[1]] - totals[newest]:.0f} billion; the plan for the last year, 2030, hardly moved. For 2025 itself the figure is {-burn_2025:.0f} billion, against an operating loss of
{fact("openai-2025-operating-loss"):.0f} in the accounts that leaked later: much of the cost was not paid in cash, or not yet.

Microsoft's share of revenue is {claimed("microsoft-share")} in every report that we found; until when was open at the time. The Information reported 2032; the terms that OpenAI
published in October 2025 attach that year to Microsoft's rights to models and products, and let the payments run until a panel of experts declares general intelligence. OpenAI itself told
investors that the share would fall to {fact("openai-microsoft-share-fall"):.0f} % by 2030. **Since then**, in April 2026, Microsoft and OpenAI agreed on 2030, with a cap.
""")

# %% tags=["hide-input"]
check_half = claims.check("openai-h1-loss", {"net loss": half["net-loss"], "operating loss": half["operating-loss"], "cash burned": half["cash-burn"]},
    rows=cited("openai-net-loss-2025-h1", "openai-net-loss-2025-h1-biggo", "openai-operating-loss-2025-h1", "openai-cash-burn-2025-h1"), note="True of the net loss, most of which by the reports was a remeasurement and no outflow; the text names no kind of loss.")
claims.verdicts(
    check_half,
    claims.check("exhibit3-net-loss", half["net-loss"], rows=cited("openai-net-loss-2025-h1", "openai-net-loss-2025-h1-biggo"), note="The exhibit names the kind of loss, as the text should."),
    claims.check("openai-unprofitable", bool(half["operating-loss"] > 0 and half["net-loss"] > 0), rows=cited("openai-operating-loss-2025-h1", "openai-net-loss-2025-h1", "openai-cash-burn-2025-h1"), note="On all three measures of loss."),
    claims.check("openai-compute-talent-share", {"research and development alone, first half of 2025": rnd_share["2025 H1"], "projection for 2030": fact("openai-compute-talent-2030")},
                 rows=cited("openai-rnd-2025-h1", "openai-revenue-2025-h1", "openai-compute-talent-75pct-now", "openai-compute-talent-2030"), note=f"A projection for 2030 told as the present. In its day all operating costs were {cost_share:.0f} % of revenue: the article understates its case."),
    claims.check("microsoft-share", fact("openai-microsoft-share"), rows=cited("openai-microsoft-share"), note="The rate is not disputed. It is a cost like the others and part of the reported loss, not a cut on top of it."),
    claims.check("microsoft-share-end", {"The Information, second-hand": "2032" if yes("openai-microsoft-share-2032") else None, "terms that OpenAI published, October 2025": None}, rows=cited("openai-microsoft-share-2032", "openai-microsoft-2032-ip"),
                 note="In the published terms 2032 is the year of the rights to models, and the payments run until a panel declares general intelligence, with no year. Since then: Microsoft and OpenAI agreed on 2030."),
    claims.check("openai-little-room", None),
    claims.check("exhibit3-price-pressure", None, rows=[cited("open-models-cut-openai-prices"), prices[(prices["as_of"] == "2026-03-10") & (prices["seller"] == "developer") & prices["slug"].isin(["gpt-5", "gpt-5.2", "gpt-5.4"])]],
                 note="Nothing that we found ties a price cut of OpenAI to open models. On the eve of the article its newest flagship listed dearer than the two before it, which does not say what buyers pay."),
    claims.check("faq-profit-challenges", None, rows=cited("openai-cash-positive", "anthropic-break-even"), note=f"Their own forecasts put positive cash flow at {fact('openai-cash-positive'):.0f} and break-even at {fact('anthropic-break-even'):.0f}."),
)

# %% tags=["remove-input"]
eve = prices[(prices["as_of"] == "2026-03-10") & (prices["seller"] == "developer")].sort_values("row_id").drop_duplicates("slug").set_index("slug")
eve = pricing.with_blend(eve)
flagships = ("gpt-4", "gpt-4.5-preview", "gpt-5", "gpt-5.1", "gpt-5.2", "gpt-5.4")
input_price = {slug: float(eve.loc[slug, "input_usd_per_mtok"]) for slug in flagships}


def dearer(than: str, column: str) -> float:
    """How many times the list price of GPT-5.4 is that of an older model."""
    return float(eve.loc["gpt-5.4", column] / eve.loc[than, column])


prose(f"""
*Price pressure* from open models is the hinge of the article and the one part of the exhibit without a figure. On the list of 10 March 2026, OpenAI's flagships go from ${input_price["gpt-4"]:.0f} per million input tokens (GPT-4) down to
{input_price["gpt-5"]:.2f} (GPT-5 of August 2025, and GPT-5.1), with exceptions on the way (GPT-4.5 at {input_price["gpt-4.5-preview"]:.0f}), and then up: {input_price["gpt-5.2"]:.2f} for GPT-5.2 and {input_price["gpt-5.4"]:.2f} for GPT-5.4. Against GPT-5.2, GPT-5.4 lists at
{dearer("gpt-5.2", "input_usd_per_mtok"):.2f} times for input and {dearer("gpt-5.2", "output_usd_per_mtok"):.2f} times for output; against GPT-5 at {dearer("gpt-5", "input_usd_per_mtok"):.1f} and {dearer("gpt-5", "output_usd_per_mtok"):.1f} times, or {dearer("gpt-5", "blend_usd_per_mtok"):.2f} on three parts input to one of output. Buyers get more for it, so that the price of equal
performance may well have gone on falling. A list price says nothing about market power: whether buyers pay it, the data do not say.
""")

# %% [markdown]
# ## Two multiples, side by side

# %% tags=["remove-input"]
prose(f"""
A multiple means little without its base. The article calls its {claimed("openai-trailing-multiple")} for OpenAI "trailing" and its {claimed("anthropic-multiple")} for Anthropic "run-rate"; both are the valuation divided by the last month times twelve.
""")

# %% tags=["hide-input"]
before_run_rate = arr / (1 + claims.stated("openai-arr-growth") / 100)
implied_trailing = sorted([(arr + before_run_rate) / 2, (arr - before_run_rate) / math.log(arr / before_run_rate)])
anthropic_valuation, anthropic_rate, anthropic_revenue = fact("anthropic-valuation"), fact("anthropic-run-rate"), fact("anthropic-revenue-2025")
multiples = pd.DataFrame([
    {"company": "OpenAI", "base": "run-rate", "multiple": valuation / arr, "label": f"{valuation / arr:.0f}× run-rate"},
    {"company": "OpenAI", "base": "revenue of 2025", "multiple": valuation / known_revenue, "label": f"{valuation / known_revenue:.0f}× revenue of 2025"},
    {"company": "Anthropic", "base": "run-rate", "multiple": anthropic_valuation / anthropic_rate, "label": f"{anthropic_valuation / anthropic_rate:.0f}× run-rate"},
    {"company": "Anthropic", "base": "revenue of 2025", "multiple": anthropic_valuation / anthropic_revenue, "label": f"{anthropic_valuation / anthropic_revenue:.0f}× revenue of 2025"},
])
stated_multiples = pd.DataFrame([
    {"company": "OpenAI", "multiple": claims.stated("openai-trailing-multiple"), "word": f"article: {claims.claim('openai-trailing-multiple').stated} trailing"},
    {"company": "Anthropic", "multiple": claims.stated("anthropic-multiple"), "word": f"article: {claims.claim('anthropic-multiple').stated} run-rate"},
])
february_rate = float(data.one(run_rates, row_id="run-rate-openai-2026-02")["usd_bn"])
implied = pd.DataFrame([{"company": "OpenAI", "low": valuation / implied_trailing[1], "high": valuation / implied_trailing[0]}])


def two_bases(narrow: bool) -> alt.LayerChart:
    """Each company's multiple on run-rate and on trailing revenue, with the article's hollow."""
    y = alt.Y("company:N").sort(["OpenAI", "Anthropic"]).title(None).axis(domain=False, ticks=False)
    x = alt.X("multiple:Q").scale(domain=[0, 100], nice=False).axis(tickCount=5, grid=True).title("Valuation divided by revenue")
    colour = alt.Color("base:N").scale(domain=["run-rate", "revenue of 2025"], range=[theme.THIRD, theme.FOUND]).legend(None)
    frame = alt.Chart(multiples).encode(y=y)
    joins = frame.mark_line(color=theme.LIMIT, strokeWidth=1.4).encode(x=x, detail="company:N")
    band = alt.Chart(implied).mark_rule(strokeWidth=9, opacity=0.25, color=theme.ARTICLE).encode(y=y, x="low:Q", x2="high:Q")
    dots = frame.mark_point(filled=True, size=85, opacity=1).encode(x=x, color=colour, shape=alt.Shape("base:N").scale(domain=["run-rate", "revenue of 2025"], range=["circle", "square"]).legend(None))
    words = frame.transform_calculate(short="datum.base == 'run-rate' ? datum.label : format(datum.multiple, '.0f') + '×'").mark_text(dy=-17).encode(x=x, text="short:N" if narrow else "label:N")
    rings = alt.Chart(stated_multiples).mark_point(filled=False, size=230, strokeWidth=1.8, color=theme.ARTICLE).encode(y=y, x="multiple:Q")
    ring_words = alt.Chart(stated_multiples).mark_text(dy=22).encode(y=y, x="multiple:Q", text="word:N")
    return alt.layer(joins, band, dots, rings, words, ring_words).properties(height=160)


exhibit(
    two_bases(False), narrow=two_bases(True),
    id="multiples-two-bases",
    title=f"OpenAI is valued at {valuation / arr:.0f} times run-rate, Anthropic at {anthropic_valuation / anthropic_rate:.0f}; on 2025 revenue the order flips: {valuation / known_revenue:.0f} against {anthropic_valuation / anthropic_revenue:.0f}",
    subtitle="Post-money valuation of February 2026 over run-rate (circle) and over revenue of 2025 (square). Rings: article. Band: what the article's own growth implies for trailing",
    alt=f"""Two rows. OpenAI stands at {valuation / arr:.0f} times run-rate, where the article's ring is, and at {valuation / known_revenue:.0f} times the revenue of 2025. Anthropic stands at {anthropic_valuation / anthropic_rate:.0f} times run-rate, as the article says, and
    at {anthropic_valuation / anthropic_revenue:.0f} times the revenue of 2025. The order flips.""",
    rows=[cited("openai-valuation-post", "openai-arr-2025-12", "openai-revenue-2025-reuters", "anthropic-valuation", "anthropic-run-rate", "anthropic-revenue-2025"), data.one(run_rates, row_id="run-rate-openai-2026-02")], data=multiples,
    note=f"Run-rates of the end of 2025 (OpenAI) and of February 2026 (Anthropic); on the {february_rate:.0f} billion since reported for its February, OpenAI's multiple would be {valuation / february_rate:.0f}. Anthropic's revenue of 2025 is an estimate of January 2026.",
)

# %% tags=["remove-input"]
prose(f"""
The article's own figures show that {arr:.0f} billion was not trailing. With growth of {claims.stated("openai-arr-growth"):.0f} %, the twelve months that end at a run-rate of {arr:.0f} billion bring in between {implied_trailing[0]:.1f} billion (if growth was
exponential) and {implied_trailing[1]:.1f} (if it was linear), hence {implied["low"].iloc[0]:.0f} to {implied["high"].iloc[0]:.0f} times; Reuters had {known_revenue:.0f} billion for 2025 three weeks before the article. Here too the article understates
its case. Both valuations include the cash of the round; without it OpenAI stood at {fact("openai-valuation-pre") / known_revenue:.0f} times that revenue and Anthropic at {(anthropic_valuation - fact("anthropic-round")) / anthropic_revenue:.0f}. The order matters more than the level: whoever calls OpenAI the dearer of the two has chosen a base.

**Since then.** OpenAI's round was completed on 31 March 2026 at {fact("openai-valuation-final"):.0f} billion. Anthropic, called the smaller business, reported a run-rate of about {data.one(run_rates, row_id="run-rate-anthropic-2026-04")["usd_bn"]:.0f} billion in
April 2026, above OpenAI's {february_rate:.0f} of February; OpenAI disputes the comparison, since the figure includes what cloud partners keep.
""")

# %% tags=["hide-input"]
claims.verdicts(
    claims.check("openai-trailing-multiple", {"revenue of 2025": valuation / known_revenue, "run-rate": valuation / arr}, rows=cited("openai-valuation-post", "openai-revenue-2025-reuters", "openai-arr-2025-12"),
                 note=f"Right for the run-rate, which is no trailing figure. By the article's own growth, trailing revenue was {implied_trailing[0]:.1f} to {implied_trailing[1]:.1f} billion, and the multiple {implied['low'].iloc[0]:.0f} to {implied['high'].iloc[0]:.0f}."),
    claims.check("anthropic-valuation", fact("anthropic-valuation"), rows=cited("anthropic-valuation", "anthropic-valuation-announced", "anthropic-series-g-page"), note="The linked page was not found in a stored copy."),
    claims.check("anthropic-run-rate", fact("anthropic-run-rate"), rows=cited("anthropic-run-rate"), note="Anthropic's own figure of 12 February 2026."),
    claims.check("anthropic-multiple", claims.stated("anthropic-valuation") / claims.stated("anthropic-run-rate"), from_claims=["anthropic-valuation", "anthropic-run-rate"], note=f"Rightly called run-rate. On the revenue of 2025 it is {anthropic_valuation / anthropic_revenue:.0f}."),
    claims.check("anthropic-similar", None),
    claims.check("anthropic-smaller", bool(anthropic_rate < fact("openai-arr-2025-12") and anthropic_valuation < fact("openai-valuation-post")), rows=cited("anthropic-run-rate", "anthropic-valuation", "openai-arr-2025-12", "openai-valuation-post"), note="On the day. Within two months its reported run-rate was larger, on a disputed definition."),
    claims.check("anthropic-unprofitable", yes("anthropic-unprofitable"), rows=cited("anthropic-unprofitable", "anthropic-ebitda-2025"), note="In 2025. Since then: Anthropic was reported to project an operating profit for the second quarter of 2026."),
    claims.check("anthropic-cash-flow", (f'{fact("anthropic-cash-stop-2027"):.0f}', f'{fact("anthropic-cash-positive-2026-01"):.0f}'), rows=cited("anthropic-cash-positive-2026-01", "anthropic-cash-stop-2027"), note="2027 is the older forecast. The one of January 2026, six weeks before the article, says 2028."),
    claims.check("labs-bet", bool(fact("openai-revenue-2030-target") > known_revenue and fact("openai-compute-talent-2030") < 100 and fact("anthropic-revenue-2028-forecast") > anthropic_revenue and fact("anthropic-gross-margin-2028-forecast") > latest_anthropic),
                 rows=cited("openai-revenue-2030-target", "openai-cash-positive", "openai-compute-talent-2030", "anthropic-revenue-2028-forecast", "anthropic-gross-margin-2028-forecast"), note=f"By their own forecasts: OpenAI cash-positive in {fact('openai-cash-positive'):.0f} on more than {fact('openai-revenue-2030-target'):.0f} billion, Anthropic at a margin of {fact('anthropic-gross-margin-2028-forecast'):.0f} % on {fact('anthropic-revenue-2028-forecast'):.0f} billion in 2028."),
    claims.check("commodity-bet-fails", None, rows=cited("commodity-margin-law"), note="Stated as a law; we found no study that shows it. The article's own AWS is an exception, which it lays to switching costs. Since then, Anthropic was reported to have raised both."),
)

# %% [markdown]
# ## The ring: who pays whom
#
# Investors who sell chips and computing time put money into the two labs, and the labs sign contracts with them. The picture shows both directions in one row a partner; where both cells are filled, the ring closes.

# %% tags=["hide-input"]
before = commitments[commitments["as_of"] <= PUBLISHED]
PARTNERS = ["Microsoft", "Oracle", "Amazon", "CoreWeave", "Nvidia", "AMD", "SoftBank", "Google"]
COLUMNS = ["puts into|OpenAI", "sells to|OpenAI", "puts into|Anthropic", "sells to|Anthropic"]


def cell(partner: str, lab: str, buys: bool) -> dict[str, object] | None:
    """One bubble: what a partner puts into a lab, or what the lab has promised to buy from it."""
    part = before[(before["from"] == (lab if buys else partner)) & (before["to"] == (partner if buys else lab))]
    if part.empty:
        return None
    live = part[part["status"] != "dropped"]
    firm = float(live.loc[~live["conditional"], "amount_usd_bn"].sum())
    whole = float(live["amount_usd_bn"].sum())
    dropped = float(part.loc[part["status"] == "dropped", "amount_usd_bn"].sum())
    watts = float(live.loc[live["amount_usd_bn"].isna(), "gigawatts"].sum())
    text = f"{firm:g} + {whole - firm:g}" if firm and whole > firm else f"{whole:g}" if whole else f"{watts:g} GW" if watts else "warrant"
    return {"partner": partner, "column": f"{'sells to' if buys else 'puts into'}|{lab}", "lab": lab, "kind": "compute and chips" if buys else "equity",
            "firm_usd_bn": firm, "with_conditional_usd_bn": whole, "dropped_usd_bn": dropped, "gigawatts": watts, "priced": whole > 0, "text": text}


ring = pd.DataFrame([found for partner in PARTNERS for lab in ("OpenAI", "Anthropic") for buys in (False, True) if (found := cell(partner, lab, buys))])
ring["words"] = ring["text"] + ["" if not gone else f" ({gone:g} dropped)" for gone in ring["dropped_usd_bn"]]
sides = ring.groupby(["partner", "lab"])["kind"].nunique().reset_index(name="directions")
closed = sides[sides["directions"] == 2]
closed = closed.assign(left=["puts into|" + lab for lab in closed["lab"]], right=["sells to|" + lab for lab in closed["lab"]])


def ring_chart(narrow: bool) -> alt.LayerChart:
    """Partners by direction of money; area is the amount, dashed what is conditional or was dropped."""
    size = alt.Scale(domain=[0, 300], range=[14, 1250 if narrow else 2600])
    label = "split(datum.label, '|')"
    x = alt.X("column:N").scale(domain=COLUMNS).sort(COLUMNS).axis(orient="top", labelAngle=0, labelAlign="center", labelBaseline="bottom", domain=False, ticks=False, labelExpr=label, labelLimit=90, labelPadding=14 if narrow else 18, labelOverlap=False).title(None)
    y = alt.Y("partner:N").sort(PARTNERS).title(None).axis(domain=False, ticks=False)
    colour = alt.Color("kind:N").scale(domain=["equity", "compute and chips"], range=[theme.THIRD, theme.FOURTH]).legend(None)
    joins = alt.Chart(closed).mark_rule(strokeWidth=1.4).encode(y=y, x=alt.X("left:N").scale(domain=COLUMNS), x2="right:N")
    frame = alt.Chart(ring).encode(x=x, y=y, color=colour, tooltip=["partner:N", "kind:N", "lab:N", alt.Tooltip("firm_usd_bn:Q", title="without condition, USD billion"), alt.Tooltip("with_conditional_usd_bn:Q", title="with conditional"), alt.Tooltip("dropped_usd_bn:Q", title="dropped"), alt.Tooltip("gigawatts:Q", title="gigawatts without a price")])
    whole = frame.transform_filter("datum.with_conditional_usd_bn > datum.firm_usd_bn").mark_point(filled=False, strokeDash=[4, 3], strokeWidth=1.6).encode(size=alt.Size("with_conditional_usd_bn:Q", scale=size).legend(None))
    dropped = frame.transform_filter("datum.dropped_usd_bn > 0").mark_point(filled=False, strokeDash=[1, 3], strokeWidth=1.6).encode(size=alt.Size("dropped_usd_bn:Q", scale=size), color=alt.value(theme.LIMIT))
    paper = alt.Chart(ring).transform_filter("datum.priced").mark_point(filled=True, opacity=1, color="#ffffff").encode(x=x, y=y, size=alt.Size("firm_usd_bn:Q", scale=size))
    firm = frame.transform_filter("datum.firm_usd_bn > 0").mark_point(filled=True, opacity=1).encode(size=alt.Size("firm_usd_bn:Q", scale=size))
    unpriced = frame.transform_filter("!datum.priced").mark_point(filled=False, shape="diamond", size=70, strokeWidth=1.8)
    words = "text:N" if narrow else "words:N"
    inside = alt.Chart(ring).transform_filter("datum.firm_usd_bn >= 100").mark_text(color="#ffffff", fontWeight="bold").encode(x=x, y=y, text="text:N")
    near = [
        alt.Chart(part).mark_text(dy=dy).encode(x=x, y=y, text=words)
        for part, dy in [(ring[(ring["firm_usd_bn"] < 100) & (ring[["with_conditional_usd_bn", "dropped_usd_bn"]].max(axis=1) >= 45)], 23 if narrow else 29), (ring[(ring["firm_usd_bn"] < 100) & (ring[["with_conditional_usd_bn", "dropped_usd_bn"]].max(axis=1) < 45)], 17 if narrow else 20)] if not part.empty
    ]
    return alt.layer(joins, paper, whole, dropped, firm, unpriced, inside, *near).properties(height=(54 if narrow else 62) * len(PARTNERS))


to_openai = ring[(ring["lab"] == "OpenAI") & (ring["kind"] == "equity")].set_index("partner", drop=False)
from_openai = ring[(ring["lab"] == "OpenAI") & (ring["kind"] == "compute and chips")].set_index("partner", drop=False)
SHARES = ["CoreWeave", "AMD"]  # these two gave shares of their own, no cash
both = [partner for partner in PARTNERS if partner in to_openai.index and partner in from_openai.index]
cash_both = [partner for partner in both if partner not in SHARES]
only_in = [partner for partner in PARTNERS if partner in to_openai.index and partner not in from_openai.index]
only_out = [partner for partner in PARTNERS if partner in from_openai.index and partner not in to_openai.index]


def total(side: pd.DataFrame, partners: list[str], column: str = "firm_usd_bn") -> float:
    """The sum of one column over some partners, in billion dollars or gigawatts."""
    return float(side.loc[partners, column].sum())


ring_in, ring_conditional = total(to_openai, cash_both), total(to_openai, cash_both, "with_conditional_usd_bn") - total(to_openai, cash_both)
ring_out, ring_gw = total(from_openai, cash_both), total(from_openai, cash_both, "gigawatts")
outside_in, outside_out = total(to_openai, only_in), total(from_openai, only_out)
share_out, share_gw = total(from_openai, SHARES), total(from_openai, SHARES, "gigawatts")
all_in, all_out = ring_in + outside_in, float(from_openai["firm_usd_bn"].sum())
announced = before[(before["to"] == "OpenAI") & before["from"].isin(cash_both) & ~before["conditional"] & (before["status"] == "announced")]
announced_in = float(announced["amount_usd_bn"].sum())
with_term = before[(before["from"] == "OpenAI") & before["amount_usd_bn"].notna() & before["years"].notna()]
yearly_bill = float((with_term["amount_usd_bn"] / with_term["years"]).sum())
softbank_paid = commitments.set_index("row_id").loc["commitment-softbank-openai-equity-2025"]
openai_partners = sorted(ring.loc[ring["lab"] == "OpenAI", "partner"].unique())
exhibit(
    ring_chart(False), narrow=ring_chart(True),
    id="ring-of-commitments",
    title=f"{listed(cash_both)} put ${ring_in:.0f} billion into OpenAI, {ring_conditional:.0f} more on conditions, and sell it {ring_out:.0f} billion of computing over years; {listed(only_in)} only puts in, {listed(only_out)} only sells",
    subtitle="USD billion, commitments known on 11 March 2026, area by amount. Dashed: with the conditional part. Dotted: dropped. Diamond: shares or gigawatts without a published price",
    alt=f"""Matrix of partners against four directions of money. {listed(both)}, {count(len(both))} of {count(len(openai_partners))}, stand on both sides of OpenAI; {listed(only_in)} puts in and sells nothing, {listed(only_out)} sells and puts nothing in. Purchases promised by OpenAI, in billions of dollars:
    {listed([f"{row.firm_usd_bn:.0f} to {row.partner}" for row in from_openai[from_openai["priced"]].itertuples()])}; put into it: {listed([f"{row.text} from {row.partner}" for row in to_openai[to_openai["with_conditional_usd_bn"] > 1].itertuples()])}.""",
    rows=before, data=ring, kind="reported",
    note=f"Contracts run over {count(int(before['years'].min()))} to {count(int(before['years'].max()))} years, or no term was published; amounts are ceilings as announced. Of the title's {ring_in:.0f} billion {announced_in:.0f} were announced only on 27 February 2026. CoreWeave's {to_openai.loc['CoreWeave', 'text']} and AMD's warrant are shares of the seller, no cash; both sellers stand on both sides, outside the title's sums. SoftBank's {softbank_paid['amount_usd_bn']:.0f} of the round of 2025 were paid by {pd.Timestamp(softbank_paid['as_of']).strftime('%-d %B %Y')}; the other {fact('openai-round-softbank'):.0f} are of the round of 2026.",
)

# %% tags=["remove-input"]
amazon_in, amazon_out = to_openai.loc["Amazon"], from_openai.loc["Amazon"]
later = commitments[commitments["as_of"] > PUBLISHED].iloc[0]
prose(f"""
The ring is there, and for Amazon the article understates it: beside the ${amazon_in["with_conditional_usd_bn"]:.0f} billion that it puts in, of which {amazon_in["firm_usd_bn"]:.0f} at once, stand {amazon_out["firm_usd_bn"]:.0f} billion of contracts with AWS over
seven to eight years. More would flow back than came in. For Nvidia it overstates: the press wrote that *much* of the {fact("openai-round-nvidia"):.0f} billion would be spent on Nvidia's hardware, not all, and that this investment carried
no such condition, unlike the {to_openai.loc["Nvidia", "dropped_usd_bn"]:.0f} billion letter of intent which it replaced.

How large is the ring? {listed(cash_both)} stand on both sides with cash. They put in {ring_in:.0f} billion without a published condition, {announced_in:.0f} of it announced only on 27 February, and {ring_conditional:.0f} more on conditions; OpenAI has promised them purchases of {ring_out:.0f} billion, and {ring_gw:.0f} gigawatts of
chips from Nvidia besides. Two more close it with shares of their own instead of cash: {listed(SHARES)} sell {share_out:.1f} billion of computing and {share_gw:.0f} gigawatts of chips. Outside it stand {listed(only_in)}, which put in {outside_in:.0f} billion and sells nothing, and {listed(only_out)}, which sells for {outside_out:.0f} billion and put nothing in.

The larger fact is one of size. All purchases together come to {all_out:.0f} billion with a price, all equity without condition to {all_in:.0f}. The purchases run over years: {with_term["amount_usd_bn"].sum():.0f} billion of it has a published term of
{count(int(with_term["years"].min()))} to {count(int(with_term["years"].max()))} years, which comes to {yearly_bill:.0f} billion a year once all of it runs, {yearly_bill / known_revenue:.0f} times the revenue of 2025. Most of that money cannot come from
those who sell; it has to come from customers, from new lenders or from new shareholders. Observers said in
2025 that such deals can make demand look larger than it is. We found no measurement of how much.

**Since then.** Anthropic promised {later["to"]} {later["amount_usd_bn"]:.0f} billion over {later["years"]:.0f} years, in {pd.Timestamp(later["as_of"]).strftime("%B %Y")}.
""")

# %% tags=["hide-input"]
claims.verdicts(
    claims.check("amazon-commitment", {"in all": fact("openai-round-amazon"), "at once": fact("openai-round-amazon-upfront")}, rows=cited("openai-round-amazon", "openai-round-amazon-upfront", "openai-round-amazon-conditional"), note=f"{fact('openai-round-amazon-conditional'):.0f} of them depend on conditions, by one report a stock-market listing or a milestone."),
    claims.check("softbank-commitment", fact("openai-round-softbank"), rows=cited("openai-round-softbank")),
    claims.check("nvidia-commitment", fact("openai-round-nvidia"), rows=cited("openai-round-nvidia")),
    claims.check("financing-circular", yes("circular-amazon"), rows=cited("circular-amazon", "circular-nvidia", "circular-concern")),
    claims.check("amazon-money-returns", yes("circular-amazon"), rows=cited("circular-amazon"), note=f"Understated: with the investment OpenAI widened its contract by {float(data.one(commitments, row_id='commitment-openai-amazon-compute-2026')['amount_usd_bn']):.0f} billion, more than Amazon puts in."),
    claims.check("nvidia-money-returns", yes("circular-nvidia"), rows=cited("circular-nvidia"), note="Much of the money by the report, not the same money in full; no condition ties it."),
    claims.check("circular-inflates-revenue", None, rows=cited("circular-measured", "circular-concern"), note="It could only be the vendors' revenue: an investment is not revenue of the company that receives it."),
    claims.check("circular-hides-demand", yes("circular-concern"), rows=cited("circular-concern"), note="A concern that observers voice, without a figure."),
)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
Little of this rests on primary records. OpenAI and Anthropic publish no accounts; nearly every figure is a press report of a leak or of a plan shown to investors, read second-hand. Where several exist they agree on
revenue ({known_revenue:.0f} and {revenue_2025} billion) and on the net loss of the half year, and repeats of one leak are one witness; they disagree on inference costs. The growth rates and multiples are arithmetic on these figures and inherit their faults, not more. We did
not find OpenAI's page on the round, Anthropic's page on its own, or any source for the {article_growth:.0f} %.

**What would change our mind.** A starting base for the [{article_growth:.0f} %](claim:exhibit3-required-cagr), such as a forecast for 2026 between {bases[4][0]:.0f} and {bases[4][1]:.0f} billion, would make the exhibit consistent with the text. A definition
of the *adjusted* margin that stayed the same in both years, with the accounts behind it, would move [{fact("openai-adj-gross-margin-2024"):.0f} to {fact("openai-adj-gross-margin-2025"):.0f} %](claim:openai-margin-2025) from attributed to reproduced. A price list or a study that shows OpenAI cutting a price because of
an open model would settle [price pressure](claim:exhibit3-price-pressure), on which the article's argument hangs.
""")
