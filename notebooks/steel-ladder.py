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
# # Steel and the ladder
#
# **The question.** Is the fall of the American steel giants the right precedent for the makers of
# AI models, and are the airlines the right warning?

# %% tags=["hide-input"]
import math
from dataclasses import dataclass
from typing import Annotated, Literal

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, sources, theme
from claimsbook.figures import frames, told
from claimsbook.figures.prose import count, prose, signed
from rebar import days
from rebar.economics import airlines, leaders, mills, periods


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted; `rebar run steel-ladder --set name=value` changes it."""

    magnitude_decades: Annotated[float, Within(0, 1)] = 0.5  # each way of "about ten", in decades
    entry_at: Literal["start", "middle", "end"] = "middle"  # of the mid-1960s: the first rung
    plateau_from: Annotated[int, Within(2010, 2023)] = 2019  # year; the shares since then are level
    decade_ends: Annotated[int, Within(2006, 2009)] = 2009  # year; the last of the article's 2000s


assumed = assume(Assumptions)

# %%
steel = data.facts("steel-facts", "steel-")
ladder = data.facts("steel-ladder", "steel-ladder-")
air = data.facts("airlines-facts", "airlines-")
shares = data.read("steel-eaf-share")
raw_steel = data.read("steel-raw-steel")
profits = data.read("airlines-net-profit")
ratings = data.read("arena-scores")
benchmarks = data.read("models-benchmarks")

# %%
# When each rung was reached, and the first and last share of each definition.
reached = periods.dated(ladder.frame)
in_1986 = (f"capacity-1986-{kind}" for kind in ("integrated", "minimill", "specialty"))
ladder.rows("bar-1980", *in_1986, unit="mn_net_tons")
ladder.row("nucor-first-melt", "net_tons_per_year")
ladder.rows("structural-nucor-yamato", "sheet-thin-slab", unit="usd_mn")
ladder.rows("bar-margin", "sheet-share-forecast", unit="pct")
entry = reached["steel-ladder-rebar-viable"].at(assumed.entry_at)
by_christensen = reached["steel-ladder-rebar-viable"]
by_asm = periods.Years(*map(int, steel.range("entry-late-1960s", "year")))
beams = reached["steel-ladder-structural-nucor-yamato"]
bars_by = reached["steel-ladder-bar-1980"].first
sheet_from = reached["steel-ladder-sheet-crawfordsville"].first
beams_taken = reached["steel-ladder-structural-taken"].first
overtaken = periods.years_of(steel.text("eaf-first-above-bof", "as_of")).first
all_steel, carbon = (shares[shares["basis"] == basis] for basis in ("all", "carbon"))
first_all, last_all = periods.first_and_last(all_steel)
oxygen_left = steel.number("bof-share-2023", "pct")
found_ratio = steel.number("capex-factor-ten", "x")

# %%
# The years of loss, and from the first rung to three dates that a reader might mean by
# "how long it took".
run = periods.Years(*map(int, steel.range("loss-run", "year")))
early_1980s = claims.claim("steel-loss-period")
early_years = periods.Years(int(early_1980s.value), int(early_1980s.value_high))
run_early = run.shared(early_years)
to_losses, to_sheet, to_half = run.first - entry, sheet_from - entry, overtaken - entry

# %%
# The periods: the article's own; its 2000s; what one later publication covers; the eve of the
# pandemic; the pandemic (the years of the row that sums it); and since, up to the last year that is
# no forecast.
stated_years = claims.claim("airline-profit-1945-2000").base.replace(" to ", "-")
long_run, pandemic = periods.years_of(stated_years), periods.Years(2020, 2022)
OLD, NEW = "iata-2010-06", "iata-2017-12"
known = profits.loc[profits["status"] != "forecast", "year"].max()
losses = periods.Years(long_run.last + 1, assumed.decade_ends)
gains = periods.Years(losses.last + 1, int(profits.loc[profits["vintage"] == NEW, "year"].max()))
eve = periods.Years(gains.last + 1, pandemic.first - 1)
recovery = periods.Years(pandemic.last + 1, int(known))

# %%
loss_rows = airlines.between(profits, losses.first, losses.last, OLD)
gain_rows = airlines.between(profits, gains.first, gains.last, NEW)
# No one publication covers these years; each has the latest figure that we found.
eve_rows = airlines.between(profits, eve.first, eve.last)
recovery_rows = airlines.between(profits, recovery.first, recovery.last)
loss_usd_bn, gain_usd_bn, eve_usd_bn, recovery_usd_bn = (
    float(rows["net_profit_usd_bn"].sum())
    for rows in (loss_rows, gain_rows, eve_rows, recovery_rows)
)
pandemic_usd_bn = air.number("loss-2020-2022", "usd_bn")
stated_usd_bn = claims.stated("airline-profit-1945-2000")
spokesman_usd_bn = air.edge("loss-2001-iata", "usd_bn")  # "up to"
members_usd_bn = air.number("profit-1997-2000-members", "usd_bn")

# %% tags=["remove-input"]
prose(f"""
Steel is a fair precedent for the climb, not for its speed, nor for
[falling prices](demand-and-precedents.ipynb). The airlines are a fair warning only in part: their
early profits have no source, and their good years are left out.

1. **Electric furnaces rose from [{first_all["share_pct"]:.0f} %](fig:steel-ladder) of US steel in
   {first_all["year"]} to [{last_all["share_pct"]:.0f} %](fig:steel-ladder) in
   {last_all["year"]}.** Mini-mills took rebar and beams, and entered bar and sheet.
   [See the ladder](#steel-ladder)
2. **A mini-mill was far cheaper to build, per ton, but by how much is open.** Sources of the 1980s
   say about {steel.link("capex-factor-ten", f"{found_ratio:.0f} times")}; for the article's
   1960s we found none. [See the mills](#mill-capital)
3. **Airlines lost [${-loss_usd_bn:.0f} billion](fig:airline-profit) in {losses.first} to
   {losses.last}, then earned [{gain_usd_bn:.0f}](fig:airline-profit) to {gains.last} and
   [{eve_usd_bn:.0f}](fig:airline-profit) more to {eve.last}.** The article leaves these out, and
   the pandemic, which took {air.link("loss-2020-2022", f"{pandemic_usd_bn:.0f}")}. [See the
   profits](#airline-profit)
""")

# %% [markdown]
# ## The ladder, rung by rung
#
# No single series follows the mini-mills from the start. So the figure draws three kinds of share,
# each by itself.

# %%
BASES = ["all steel", "carbon steel only", "mini-mill companies"]
companies = steel.rows("minimill-share-1970", "minimill-share-1996", unit="pct").assign(
    year=lambda rows: rows["as_of"].astype(int),
    share_pct=lambda rows: rows["value"],
    basis=BASES[2],
)
furnaces = shares.assign(basis=shares["basis"].map({"all": BASES[0], "carbon": BASES[1]}))
climb = pd.concat([furnaces, companies])[["row_id", "year", "share_pct", "basis", "measured_by"]]

# %% tags=["hide-input"]
TOP, STEP = 80, 4.6
mid_1960s = ladder.text("rebar-viable", "period")
melted = reached["steel-ladder-nucor-first-melt"].first
rungs = pd.DataFrame(
    [
        (entry, f"1 rebar, {mid_1960s}", f"1 rebar, {mid_1960s}"),
        (melted, f"Nucor's first melt, {melted}", f"Nucor, {melted}"),
        (bars_by, f"2 bar and wire rod, by {bars_by}", f"2 bar, by {bars_by}"),
        (
            beams.middle,
            f"3 beams, about {beams.first} to {beams.last}",
            f"3 beams, about {beams.middle}",
        ),
        (sheet_from, f"4 sheet, {sheet_from}", f"4 sheet, {sheet_from}"),
        (
            beams_taken,
            f"rebar and beams wholly taken, by {beams_taken}",
            f"beams taken, {beams_taken}",
        ),
        (overtaken, f"electric above oxygen steel, {overtaken}", f"above oxygen, {overtaken}"),
    ],
    columns=["year", "label", "short"],
)
# A staircase above the scale: each label runs to the right over rules that end below it.
rungs["strip"] = [TOP + STEP * (len(rungs) - n) for n in range(len(rungs))]
rungs["floor"] = TOP
climb_start, climb_end = (
    pd.DataFrame([one])[["year", "share_pct"]].assign(word=f"{one['share_pct']:.0f} %")
    for one in (first_all, last_all)
)


# %% tags=["hide-input"]
def ladder_chart(label: str, height: int) -> alt.LayerChart:
    """Three kinds of share by year, each with its own mark; above the scale, rungs and dates."""
    x = (
        alt.X("year:Q")
        .scale(domain=[1962, 2026], nice=False)
        .axis(format="d", tickCount=7)
        .title(None)
    )
    y = (
        alt.Y("share_pct:Q")
        .scale(domain=[0, TOP + STEP * (len(rungs) + 1)], nice=False)
        .axis(values=list(range(0, TOP + 1, 20)))
        .title("Share of US steel, per cent")
    )
    hues = [theme.OPEN, theme.THIRD, theme.FOURTH]
    colour = alt.Color("basis:N").scale(domain=BASES, range=hues).title(None)
    shape = alt.Shape("basis:N").title(None)
    shape = shape.scale(domain=BASES, range=["circle", "diamond", "square"])
    share = alt.Tooltip("share_pct:Q", title="share, per cent")
    frame = alt.Chart(climb)
    line = (
        frame.mark_line(strokeWidth=1.4, opacity=0.6)
        .transform_filter(f"datum.basis != '{BASES[2]}'")
        .encode(x=x, y=y, color=colour, detail="basis:N")
    )
    points = frame.mark_point(filled=True, size=52, opacity=1).encode(
        x=x, y=y, color=colour, shape=shape, tooltip=["year:Q", share, "basis:N", "measured_by:N"]
    )
    dates = alt.Chart(rungs)
    dotted = dates.transform_calculate(foot="0").mark_rule(
        strokeWidth=1, strokeDash=[2, 4], opacity=0.6, color=theme.LIMIT
    )
    falls = dotted.encode(x=x, y="foot:Q", y2="floor:Q")
    rules = dates.mark_rule(strokeWidth=1, color=theme.LIMIT).encode(x=x, y="floor:Q", y2="strip:Q")
    words = dates.mark_text(align="left", dx=4, baseline="middle")
    words = words.encode(x=x, y="strip:Q", text=f"{label}:N")
    starts, ends = (alt.Chart(part).encode(x=x, y=y) for part in (climb_start, climb_end))
    named = marks.label(starts, "word:N", align="right", dx=-6, dy=-9)
    named += marks.label(ends, "word:N", align="center", dy=16)
    return alt.layer(falls, rules, line, points, words, named).properties(height=height)


# %% tags=["hide-input"]
first_carbon, last_carbon = periods.first_and_last(carbon)
first_companies, _ = periods.first_and_last(companies)
level = all_steel.loc[all_steel["year"] >= assumed.plateau_from, "share_pct"]
RUNG_IDS = ["rebar-viable", "nucor-first-melt", "bar-1980", "structural-nucor-yamato"]
RUNG_IDS += ["sheet-crawfordsville", "structural-taken"]
rung_rows = [*ladder.rows(*RUNG_IDS)["row_id"], steel.row("eaf-first-above-bof")["row_id"]]
rung_lines = rungs[["year", "label"]].assign(row_id=rung_rows, basis="a rung, or a date")
exhibit(
    ladder_chart("label", 440),
    narrow=ladder_chart("short", 380),
    id="steel-ladder",
    title=(
        f"Electric furnaces rose from {first_all['share_pct']:.0f} % to "
        f"{last_all['share_pct']:.0f} % of US steel since {first_all['year']}"
    ),
    subtitle=(
        f"Share of US raw steel, {first_companies['year']} to {last_all['year']}; above it, when "
        "mini-mills entered each product, numbered from the lowest rung"
    ),
    alt=f"""Points by year. Electric furnaces made {first_carbon["share_pct"]:.0f} % of carbon steel
    in {first_carbon["year"]} and {last_carbon["share_pct"]:.0f} in {last_carbon["year"]}; of all
    steel they made {first_all["share_pct"]:.0f} % in {first_all["year"]} and
    {last_all["share_pct"]:.0f} in {last_all["year"]}, between {level.min():.0f} and
    {level.max():.0f} since {assumed.plateau_from}. Mini-mill companies made about
    {first_companies["share_pct"]:.0f} % in {first_companies["year"]}. Rules mark rebar in the
    {mid_1960s}, bar by {bars_by}, beams about {beams.middle}, sheet in {sheet_from}.""",
    rows=[shares, companies, rung_rows],
    data=pd.concat([climb, rung_lines], ignore_index=True),
    kind="reported",
    note=(
        "Shares of tons, by all makers: integrated companies own electric furnaces too. A line "
        "joins figures of one definition, but of several agencies, which differ by one to two "
        "points."
    ),
)

# %%
# How far steel fell in the recession, and tons beside shares in the years that have both.
peak = raw_steel.loc[raw_steel["million_net_tons"].idxmax()]
low = raw_steel.loc[raw_steel["million_net_tons"].idxmin()]
_, end = periods.first_and_last(raw_steel)
before, after = periods.first_and_last(mills.tons_by_furnace(raw_steel, all_steel))
minimills_1995, imports_1995 = (
    steel.number(f"{who}-share-1995", "pct") for who in ("minimill", "import")
)
bar_margin = steel.number("margin-bar-tier", "pct")

# %% tags=["remove-input"]
prose(f"""
The rungs come in the article's order, with bar between rebar and beams. They overlapped: Nucor's
first sheet mill started [{count(sheet_from - beams.first, "year")}](fig:steel-ladder) after its
beam mill was begun, long before beams were wholly taken. When the climb
[began](claim:minimill-entry) is disputed.

How long it took depends on what is counted. From {entry} it was
[{to_losses} years](fig:steel-ladder) to the giants' first year of loss, and
[{to_half}](fig:steel-ladder) until electric furnaces made more steel than oxygen furnaces. The
[five years](claim:labs-wrong-for-future) that the article gives the labs are neither.

The mini-mills did not bring the giants down alone: imports took their part. And the giants are not
gone: oxygen furnaces still made {steel.link("bof-share-2023", f"{oxygen_left:.0f} %")} of the tons
in 2023. That each rung [paid better](claim:minimill-segment-margins) than the last, no figures
show.
""")

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} What the shares count, when the climb began, and the tons
From {entry} it was [{to_sheet} years](fig:steel-ladder) to the first sheet mill. In 1995 the
mini-mills held {steel.link("minimill-share-1995", f"{minimills_1995:.0f} %")} of the market,
imports {steel.link("import-share-1995", f"{imports_1995:.0f} %")}.

The share of electric furnaces in all steel; their share in carbon steel only, which is lower,
because stainless and alloy steels come from electric furnaces; and the share of mini-mill
companies, lower still, because integrated companies own electric furnaces too.

Christensen has the mid-1960s, drawn as the {assumed.entry_at} of these years; a history of the
trade has the late 1960s. Nucor melted first on 26 June 1969, for its own joists. Christensen writes
that greater profits lay above rebar. For single tiers we found one figure,
{steel.link("margin-bar-tier", f"{bar_margin:.0f} %")} on angle iron, in a blog.

A share lost is not always a ton lost. Raw steel fell from
[{peak["million_net_tons"]:.0f} million](row:{peak["row_id"]}) net tons in {peak["year"]} to
[{low["million_net_tons"]:.0f}](row:{low["row_id"]}) in the recession of
{low["year"]} and reached [{end["million_net_tons"]:.0f}](row:{end["row_id"]}) in {end["year"]}.
From {before["year"]:.0f} to {after["year"]:.0f} electric furnaces went from
[{before["electric_mn_net_tons"]:.0f}](fig:steel-ladder) to
[{after["electric_mn_net_tons"]:.0f}](fig:steel-ladder) million, all other steel from
[{before["other_mn_net_tons"]:.0f}](fig:steel-ladder) to
[{after["other_mn_net_tons"]:.0f}](fig:steel-ladder) million while its share fell.
:::
""")

# %% tags=["hide-input"]
climb_checks = [
    claims.check(
        "minimill-entry",
        {
            "mini-mills, by Christensen": (str(by_christensen.first), str(by_christensen.last)),
            "mini-mills, by ASM International": (str(by_asm.first), str(by_asm.last)),
            "Nucor's first melt": ladder.text("nucor-first-melt", "date"),
        },
        rows=steel.rows("entry-mid-1960s", "entry-late-1960s", "nucor-first-melt"),
        note=(
            "The two sources disagree; the first is the author whom the article credits. Nucor, "
            "which the next sentences are about, came later than either has it."
        ),
    ),
    claims.check(
        "minimill-entry-rebar",
        steel.supports("scrap-low-end", "entry-rebar-steelorbis", "entry-rebar"),
        agreeing=["steel-scrap-low-end", "steel-entry-rebar-steelorbis", "steel-entry-rebar"],
        note="With wire rod: Christensen has rebar as almost the only market, two others among it.",
    ),
    claims.check(
        "rebar-lowest-quality",
        None,
        rows="steel-scrap-low-end",
        beside=steel.rows("entry-rebar", "retreat-margins"),
        note=(
            "At the low end, to which impurities in scrap confined the mini-mills; bars for "
            "concrete are its example, and no source found calls them the lowest in quality. "
            "Lowest in margin is Christensen's."
        ),
    ),
    claims.check(
        "nucor-most-aggressive",
        None,
        rows="steel-nucor-most-aggressive",
        note="Christensen names Nucor and Chaparral together.",
    ),
]

# %% tags=["hide-input"]
climb_checks += [
    claims.check(
        "minimill-rebar-to-structural",
        steel.supports("three-rungs") and bars_by < beams.first,
        rows=[
            "steel-three-rungs",
            "steel-ladder-bar-1980",
            "steel-ladder-structural-nucor-yamato",
        ],
        beside="steel-ladder-structural-taken",
        note=f"With merchant bar and wire rod between them, by {bars_by}.",
    ),
    claims.check(
        "minimill-structural-to-sheet",
        steel.supports("three-rungs") and sheet_from > beams.first,
        rows=[
            "steel-three-rungs",
            "steel-ladder-structural-nucor-yamato",
            "steel-ladder-sheet-crawfordsville",
        ],
        note=f"The first thin-slab mill started in {sheet_from}, while beams were still contested.",
    ),
]

# %%
MAKERS = ["nucor", "cliffs", "us-steel", "steel-dynamics"]
mn_tonnes = {maker: steel.number(f"output-2024-{maker}", "mn_tonnes") for maker in MAKERS}
largest = max(mn_tonnes, key=mn_tonnes.__getitem__)

# %% tags=["hide-input"]
claims.verdicts(
    *climb_checks,
    claims.check(
        "minimill-segment-margins",
        None,
        rows=steel.rows("higher-margins-upmarket", "tier-shares-margins", "margin-bar-tier"),
        note=(
            "Christensen says that greater profits lay above rebar. No source found gives margins "
            "for all tiers."
        ),
    ),
    claims.check(
        "minimill-reached-top",
        None,
        rows=steel.rows("three-rungs", "nowhere-left", "bof-share-2023"),
        note=(
            "They took rebar and beams wholly and entered sheet, the last rung that the article "
            "names; how much of sheet they took, we did not find. Oxygen furnaces still made "
            f"{oxygen_left:.0f} % of US raw steel in 2023, but those are tons, not products."
        ),
    ),
    claims.check(
        "nucor-largest",
        largest == "nucor",
        rows=steel.rows(*(f"output-2024-{maker}" for maker in MAKERS)),
        agreeing=["steel-nucor-largest", "steel-nucor-largest-aist"],
        beside="steel-nucor-rank-1994",
        note=(
            f"{mn_tonnes['nucor']:.1f} million tonnes in 2024, against "
            f"{mn_tonnes['us-steel']:.1f} for U.S. Steel. In 1994 it was still number "
            f"{steel.number('nucor-rank-1994', 'rank'):.0f}."
        ),
    ),
    claims.check(
        "nucor-is-minimill", steel.supports("nucor-minimill"), rows="steel-nucor-minimill"
    ),
)

# %% [markdown]
# ## What a mill cost

# %% tags=["remove-input"]
prose(f"""
The article says that a mini-mill took a [fifth to a seventh](claim:minimill-capital-ratio) of the
capital of an integrated plant. Its example is a mill for
{claims.claim("nucor-first-mill-cost").link} and a plant for
{claims.claim("integrated-plant-cost").link}, without their sizes. The figure tries every size that
the plant might have had.
""")

# %%
# The article's two prices and its ratio; the first mill's capacity and later costs per ton.
mill_usd_mn = claims.stated("nucor-first-mill-cost")
plant_usd_mn = claims.stated("integrated-plant-cost")
stated_ratio = claims.claim("minimill-capital-ratio")
ratio_low, ratio_high = stated_ratio.number, float(stated_ratio.value_high)
mill_mn_tons = steel.number("nucor-first-mill-capacity", "net_tons_per_year") / 1e6
mill_usd_per_ton = mill_usd_mn / mill_mn_tons
# The case writes "and more" of both costs per ton: least sums, to print and not to divide.
least_plant_usd_per_ton = steel.edge("capex-integrated", "usd_per_net_ton")
least_mill_usd_per_ton = steel.edge("capex-minimill", "usd_per_net_ton")
# Their ten is an order of magnitude, and read as one.
magnitude = mills.order_of_magnitude(found_ratio, assumed.magnitude_decades)

# %%
# One plant over one mill, per ton at the smallest efficient size, and the sizes that would fit.
per_plant = plant_usd_mn / mill_usd_mn
scales = [
    steel.number(row, "mn_net_tons_per_year")
    for row in ("integrated-min-scale-hbs", "integrated-min-scale")
]
least = min(scales)
at_scale = mills.capital_ratio(plant_usd_mn, least, mill_usd_mn, mill_mn_tons)
size_low, size_high = (
    mills.plant_size_at(ratio, plant_usd_mn, mill_usd_mn, mill_mn_tons)
    for ratio in (ratio_high, ratio_low)
)
sizes = pd.DataFrame({"integrated_mn_net_tons": [0.3 * (10 / 0.3) ** (i / 60) for i in range(61)]})
sizes["ratio_per_ton"] = mills.capital_ratio(
    plant_usd_mn, sizes["integrated_mn_net_tons"], mill_usd_mn, mill_mn_tons
)


# %%
# The figure's CSV: the curve at the article's prices and its two points, the levels, the walls.
capacity = steel.row("nucor-first-mill-capacity")
ratio_rows = [
    *("steel-capex-integrated", "steel-capex-minimill", "steel-capex-factor-ten"),
    steel.row("capex-thin-slab-ratio", "ratio")["row_id"],
]
fits = pd.DataFrame(
    {"integrated_mn_net_tons": [size_low, size_high], "ratio_per_ton": [ratio_high, ratio_low]}
)
at_prices = pd.concat([sizes, fits], ignore_index=True).assign(
    mill_thousand_tons=mill_mn_tons * 1000,
    plant_usd_mn=plant_usd_mn,
    mill_usd_mn=mill_usd_mn,
    claim="integrated-plant-cost nucor-first-mill-cost",
)
stated_levels = pd.DataFrame(
    {
        "ratio_per_ton": [ratio_low, ratio_high, None],
        "ratio_per_plant": [None, None, per_plant],
        "claim": [*["minimill-capital-ratio"] * 2, at_prices["claim"].iloc[0]],
    }
)
level_found = pd.DataFrame(
    {"ratio_per_ton": [found_ratio], "low": [magnitude[0]], "high": [magnitude[1]]}
)
scale_rows = steel.rows("integrated-min-scale-hbs", "integrated-min-scale")
scale_lines = pd.DataFrame({"integrated_mn_net_tons": scales})
scale_lines["row_ids"] = list(scale_rows["row_id"])
capital_lines = frames.together(
    {
        "the article's prices": frames.resting(at_prices, capacity),
        "the article": stated_levels,
        "sources of 1986 and 1987": frames.resting(level_found, ratio_rows),
        "smallest efficient plant": scale_lines,
    }
)


# %% tags=["hide-input"]
def capital_axes(wide: bool) -> tuple[alt.X, alt.Y]:
    """The size of the integrated plant and the ratio of capital, both on log scales."""
    size = "Yearly capacity of the integrated plant, million net tons, log scale"
    x = (
        alt.X("integrated_mn_net_tons:Q")
        .scale(type="log", domain=[0.3, 10], nice=False)
        .axis(values=[0.3, 0.5, 1, 2, 3, 6, 10], format="~g")
        .title(size if wide else "Integrated plant, million net tons a year, log")
    )
    y = (
        alt.Y("ratio:Q")
        .scale(type="log", domain=[0.5, 150], nice=False)
        .axis(values=[0.5, 1, 2, 5, 10, 20, 50, 100], format="~g", labelExpr="datum.label + '×'")
        .title("Capital, integrated over mini-mill, log scale")
    )
    return x, y


# %% tags=["hide-input"]
def capital_levels(x: alt.X, y: alt.Y, wide: bool) -> list[alt.Chart]:
    """What does not hang on the size: the article's levels, the level found and its band."""
    both = f"article: {ratio_low:.0f} to {ratio_high:.0f} times"
    apart = f"the article's two plants, whole: {per_plant:.0f} or more"
    found = f"sources of 1986 and 1987, per ton: about {found_ratio:.0f}"
    if not wide:
        apart = f"article's plants, whole: {per_plant:.0f}+"
        found = f"sources, per ton: about {found_ratio:.0f}"
    # Each name above its line, but the topmost below, where no line of the grid runs through it.
    levels = pd.DataFrame(
        [
            (ratio_low, "article", "", 0),
            (ratio_high, "article", both, -9),
            (per_plant, "article", apart, 10),
            (found_ratio, "found", found, -9),
        ],
        columns=["ratio", "who", "label", "dy"],
    ).assign(integrated_mn_net_tons=10)
    offsets = levels[["label", "dy"]].assign(align="right", dx=-2)
    band = alt.Chart(pd.DataFrame([magnitude], columns=["low", "high"]))
    frame = alt.Chart(levels)
    return [
        band.mark_rect(color=theme.FOUND, opacity=0.1).encode(y=alt.Y("low:Q"), y2="high:Q"),
        *(
            frame.transform_filter(alt.FieldEqualPredicate(field="who", equal=who))
            .mark_rule(color=colour, strokeWidth=width)
            .encode(y=y)
            for who, colour, width in (("article", theme.ARTICLE, 1.1), ("found", theme.FOUND, 2.4))
        ),
        marks.placed_labels(frame.encode(x=x, y=y), "label", offsets),
    ]


# %% tags=["hide-input"]
def capital_walls(x: alt.X, y: alt.Y, wide: bool) -> list[alt.Chart]:
    """The smallest efficient integrated plant by two sources: dashed walls, and their name."""
    words = "smallest efficient plant, two sources"
    narrow_words = ["smallest efficient", "plant, two sources"]
    walls = pd.DataFrame({"integrated_mn_net_tons": scales, "floor": 0.5, "top": 4.2})
    name = pd.DataFrame({"integrated_mn_net_tons": [least], "ratio": [0.72]})
    return [
        marks.limit(alt.Chart(walls)).encode(x=x, y="floor:Q", y2="top:Q"),
        alt.Chart(name)
        .mark_text(align="right", dx=-5, text=words if wide else narrow_words, baseline="middle")
        .encode(x=x, y="ratio:Q"),
    ]


# %% tags=["hide-input"]
def ratio_at(mn_tons: str) -> str:
    """The ratio per ton for a plant of this size, at what the sliders say, for the chart."""
    return mills.capital_ratio_in_vega(
        "plant_usd_mn", mn_tons, f"{mill_usd_mn}", "(mill_kt / 1000)"
    )


# The ratio falls as the plant grows: a ratio is met at this one over it, in million tons.
RATIO_AT_ONE = f"({ratio_at('1')})"
AS_STATED = f"mill_kt == {1000 * mill_mn_tons:.0f} && plant_usd_mn == {plant_usd_mn:.0f}"


# %% tags=["hide-input"]
def capital_curve(x: alt.X, y: alt.Y, wide: bool) -> list[alt.Chart]:
    """The ratio per ton by size, at the prices of the sliders; rings where it is the article's."""
    ratio = ratio_at("datum.integrated_mn_net_tons")
    curve = alt.Chart(sizes).transform_calculate(ratio=ratio)
    fit = (
        alt.Chart(fits.rename(columns={"ratio_per_ton": "ratio"}))
        .transform_calculate(integrated_mn_net_tons=f"{RATIO_AT_ONE} / datum.ratio")
        .transform_filter("inrange(datum.integrated_mn_net_tons, [0.3, 10])")
        .transform_calculate(word="format(datum.integrated_mn_net_tons, '.1f')")
        .encode(x=x, y=y)
    )
    # A third above the curve; far below it where that would be out of the picture.
    highest, above, below = 50, 1.3, 0.22
    name = alt.Chart(pd.DataFrame({"integrated_mn_net_tons": [0.37]})).transform_calculate(
        ratio=f"{ratio} * ({ratio} < {highest} ? {above} : {below})"
    )
    name = name.transform_filter("datum.ratio < 100")
    whose = "the article's two plants, per ton" if wide else "article's plants, per ton"
    tips = [
        alt.Tooltip("integrated_mn_net_tons:Q", format=".2f", title="million net tons"),
        alt.Tooltip("ratio:Q", format=".1f", title="ratio per ton"),
    ]
    return [
        curve.mark_line(color=theme.ARTICLE, strokeWidth=2.4, clip=True).encode(
            x=x, y=y, tooltip=tips
        ),
        marks.ring(fit),
        marks.label(fit, "word:N", align="right", dx=-4, dy=12),
        name.mark_text(
            align="left",
            text=alt.expr(told.either(AS_STATED, whose, "the plants as set, per ton")),
        ).encode(x=x, y="ratio:Q"),
    ]


# %% tags=["hide-input"]
def capital_chart(wide: bool) -> alt.LayerChart:
    """Ratio of capital per ton against the size of the integrated plant; two prices to choose."""
    mill = alt.param(
        name="mill_kt",
        value=mill_mn_tons * 1000,
        bind=alt.binding_range(
            min=20, max=600, step=10, name="First Nucor mill, thousand tons a year: "
        ),
    )
    plant = alt.param(
        name="plant_usd_mn",
        value=plant_usd_mn,
        bind=alt.binding_range(
            min=500, max=3000, step=100, name="Integrated plant, million dollars: "
        ),
    )
    told_by_chart = told.sentence(
        "{whose} ratio needs a plant of {low}\u2013{high} million tons",
        whose=told.either(
            AS_STATED,
            f"At ${plant_usd_mn:.0f}\u00a0million the article's",
            "With the plants as set the article's",
        ),
        low=f"format({RATIO_AT_ONE} / {ratio_high}, '.1f')",
        high=f"format({RATIO_AT_ONE} / {ratio_low}, '.1f')",
    )
    x, y = capital_axes(wide)
    layers = [*capital_levels(x, y, wide), *capital_walls(x, y, wide), *capital_curve(x, y, wide)]
    chart = alt.layer(*layers).add_params(mill, plant, told_by_chart)
    return chart.properties(height=380 if wide else 320)


# %% tags=["hide-input"]
capital_title = (
    f"At ${plant_usd_mn:.0f} million the article's ratio needs a plant of "
    f"{size_low:.1f}\u2013{size_high:.1f} million tons"
)
capital_note = (
    f"The article says {claims.claim('integrated-plant-cost').stated}, so the curve is a floor: "
    "a dearer plant fits at a larger size, as the second slider shows. Prices are of no stated "
    "year; a ratio within one year needs none."
)

# %% tags=["hide-input"]
exhibit(
    capital_chart(True),
    narrow=capital_chart(False),
    id="mill-capital",
    title=capital_title,
    subtitle=(
        "Capital per net ton of yearly capacity, integrated plant over Nucor's first mini-mill; "
        "the band is what an order of magnitude allows"
    ),
    alt=f"""A falling curve on log axes: with the article's {mill_usd_mn:.0f} and
    {plant_usd_mn:.0f} million dollars and Nucor's designed {1000 * mill_mn_tons:.0f} thousand tons,
    the ratio of capital per ton is {ratio_high:.0f} at {size_low:.1f} million tons and
    {ratio_low:.0f} at {size_high:.1f}, and only {at_scale:.1f} at {least:.0f} million tons, the
    smallest efficient integrated plant. Per plant the article's figures give {per_plant:.0f}.
    Sources of 1986 and 1987 give about {found_ratio:.0f} per ton, drawn as a band from
    {magnitude[0]:.0f} to {magnitude[1]:.0f} that takes in the article's {ratio_low:.0f} to
    {ratio_high:.0f}.""",
    rows=[capacity, ratio_rows, scale_rows],
    data=capital_lines,
    note=capital_note,
)

# %% tags=["remove-input"]
prose(f"""
Neither price has a source that we could find, though both are possible. The direction is safe; the
ratio stays undecided. The Harvard case on Nucor speaks of a factor of
{steel.link("capex-factor-ten", f"{found_ratio:.0f}")}, an order of magnitude, two decades later. It
cannot confirm or reject [{ratio_low:.0f} to {ratio_high:.0f}](claim:minimill-capital-ratio).

:::{{aside}} Why the article's pair does not show its ratio
A first mill of {steel.link("nucor-first-mill-capacity", f"{1e6 * mill_mn_tons:,.0f} net tons")} at
the article's price costs [${mill_usd_per_ton:.0f}](claim:nucor-first-mill-cost) a ton. For 1986 the
case has {steel.link("capex-minimill", f"${least_mill_usd_per_ton:.0f}")} and more for mini-mills,
{steel.link("capex-integrated", f"${least_plant_usd_per_ton:,.0f}")} and more for integrated plants.

Its plants differ in price by at least [{per_plant:.0f} times](fig:mill-capital), because one is
many times larger. Per ton, an integrated plant of
[{least:.0f} million tons](fig:mill-capital) at its price costs
[{at_scale:.1f} times](fig:mill-capital) as much as the mini-mill. To cost
[{ratio_low:.0f} times](claim:minimill-capital-ratio) as much it would need
[{ratio_low / at_scale:.1f} times](fig:mill-capital) that price, which "or more" leaves open. The
factor of the case is from students' notes; Christensen has the same for sheet in 1987.
:::
""")

# %% tags=["hide-input"]
capital_check = claims.check(
    "minimill-capital-ratio",
    {
        "in the 1960s": None,
        "per ton of capacity, 1986 and 1987, an order of magnitude": magnitude,
        "the article's two plants, each whole": (per_plant, math.inf),
    },
    rows=steel.rows(
        "capex-factor-ten",
        "capex-integrated",
        "capex-minimill",
        "capex-thin-slab-ratio",
        "capex-fifth-to-seventh",
    ),
    note=(
        "No source for the 1960s. Those of the 1980s confirm the direction with a factor of "
        f"{found_ratio:.0f}, as an order of magnitude: read as {magnitude[0]:.0f} to "
        f"{magnitude[1]:.0f}, it neither confirms nor rejects {ratio_low:.0f} to "
        f"{ratio_high:.0f}. The article's own plants give {plant_usd_mn:.0f} / "
        f"{mill_usd_mn:.0f} = {per_plant:.0f} or more, which is a ratio of plants and not of "
        "capital per ton."
    ),
)

# %% tags=["hide-input"]
claims.verdicts(
    capital_check,
    claims.check(
        "nucor-first-mill-cost",
        None,
        rows=steel.rows("nucor-first-mill-cost", "nucor-first-mill-capacity"),
        note=(
            f"Not found in histories of Nucor. It would make ${mill_usd_per_ton:.0f} a ton of "
            "capacity, which is plausible."
        ),
    ),
    claims.check(
        "integrated-plant-cost",
        {
            "comparable, at the time": None,
            f"{least:.0f} million tons at the cost of 1986": (
                least * least_plant_usd_per_ton,
                math.inf,
            ),
        },
        rows=steel.rows(
            "integrated-mill-cost-500m",
            "integrated-mill-cost-direction",
            "integrated-min-scale-hbs",
            "capex-integrated",
        ),
        note=(
            "No figure of the time found. The smallest efficient plant at the cost per ton of 1986 "
            "comes to several times that."
        ),
    ),
)

# %% [markdown]
# ## What became of the giants
#
# The integrated makers gave up rebar willingly, and years of losses followed. Most of what the
# article says of them survives.

# %%
# Jobs lost at U.S. Steel, in per cent of those there before, by two counts.
staff_1979, staff_1989 = (steel.number(f"uss-employees-{year}", "count") for year in (1979, 1989))
staff_before = steel.number("uss-workforce-before", "count")
most_after = steel.edge("uss-workforce-after", "count")  # "fewer than": the cut is a floor
cut_1989 = 100 * (1 - staff_1989 / staff_1979)
least_cut_1991 = 100 * (1 - most_after / staff_before)
three_years_usd_bn = steel.edge("losses-1982-1984-sum", "usd_bn")
price_usd_bn = steel.number("nippon-price", "usd_bn")
equity_usd_bn = steel.number("nippon-equity-value", "usd_bn")
founding_usd_bn = steel.number("uss-1901-inflated", "usd_bn")
five_years_usd_bn = steel.number("losses-1982-1986", "usd_bn")
uss_1984_usd_mn = steel.number("uss-steel-result-1984", "usd_mn")
oil_gas_pct = steel.number("uss-oil-gas-share", "pct")

# %% tags=["remove-input"]
prose(f"""
Five years of loss in a row are well attested: two papers of 1987 and the industry's own institute
give {run.first} to {run.last}, in sum
{steel.link("losses-1982-1986", f"${five_years_usd_bn:.0f} billion")}.
[{count(run_early).capitalize()}](claim:steel-loss-period) of the five lie in the early 1980s, where
the article puts all of them. For [the loss of 1982](claim:steel-loss-1982) we found no source.

U.S. Steel lost [{cut_1989:.0f} %](claim:us-steel-workforce-cut) of its jobs between 1979 and 1989:
the article's "more than half" is cautious. Nippon Steel bought it for
[${price_usd_bn:.1f} billion](claim:us-steel-sale-price), debt included.

:::{{aside}} Other counts of losses, jobs and the sale
All sums are in dollars of the day. A third paper spreads the losses over six years; the three years
to 1984 brought nearly {steel.link("losses-1982-1984-sum", f"${three_years_usd_bn:.0f} billion")}.
U.S. Steel itself made {steel.link("uss-steel-result-1984", f"${uss_1984_usd_mn:.0f} million")} on
steel in 1984. The page of June 1990 that the article links is in no copy that we could read.

The count of jobs includes energy; Christensen's has a cut of at least
[{least_cut_1991:.0f} %](claim:us-steel-workforce-cut) between 1980 and 1991. Oil and gas made
{steel.link("uss-oil-gas-share", f"{oil_gas_pct:.0f} %")} of sales around 1992. The shares alone
cost {steel.link("nippon-equity-value", f"${equity_usd_bn:.1f} billion")}; the sale was agreed on
18 December 2023 and [closed](claim:us-steel-sale-date) in June 2025.
:::
""")

# %% tags=["hide-input"]
giants_checks = [
    claims.check("incumbents-rational", None, rows="steel-christensen-thesis"),
    claims.check(
        "incumbents-left-rebar",
        steel.supports("retreat-from-rebar"),
        rows="steel-retreat-from-rebar",
        note="By Christensen alone, whom the article credits.",
    ),
    claims.check(
        "incumbents-kept-better-margins",
        None,
        rows="steel-retreat-from-rebar",
        beside="steel-retreat-margins",
        note=(
            "That they left rebar willingly, the product with the lowest margin, is Christensen's "
            "word; what they turned to, and what it earned, no row says."
        ),
    ),
    claims.check(
        "incumbents-margin-gain",
        None,
        rows="steel-retreat-margins",
        note=(
            "Dropping the product with the lowest margin raises the average by arithmetic. No "
            "figure for the average afterwards was found."
        ),
    ),
    claims.check("incumbents-wrong", None, rows="steel-christensen-thesis"),
]

# %% tags=["hide-input"]
giants_checks += [
    claims.check(
        "steel-loss-years",
        steel.number("five-loss-years-1987", "years"),
        agreeing=["steel-five-loss-years-1987", "steel-five-loss-years-aisi"],
        beside=steel.rows("loss-run", "five-loss-years", "losses-1982-1984"),
        note=f"{run.first} to {run.last}; single years are in no source that we read.",
    ),
    claims.check(
        "steel-loss-period",
        (str(run.first), str(run.last)),
        rows="steel-loss-run",
        beside=steel.rows("losses-1982-1986", "five-loss-years"),
        note=(
            f"Met in part: {count(run_early)} of the five years lie in 1980 to 1984, the rest in "
            "the middle of the decade."
        ),
    ),
]

# %% tags=["hide-input"]
giants_checks += [
    claims.check(
        "steel-loss-1982",
        None,
        rows=steel.rows("loss-1982", "losses-1982-1984-sum"),
        note=(
            f"Not found. Nearly {three_years_usd_bn:.0f} billion USD over 1982 to 1984 make it "
            "plausible; the official table that would settle it is cut off in the copy we read."
        ),
    ),
    claims.check(
        "us-steel-workforce-cut",
        {"1979 to 1989": cut_1989, "1980 to 1991": (least_cut_1991, math.inf)},
        rows=steel.rows("uss-employees-1979", "uss-employees-1989"),
        agreeing=["steel-uss-more-than-half"],
        beside=steel.rows("uss-workforce-before", "uss-workforce-after"),
        note=(
            "Understated. The first count is of the whole group, energy included; the second is "
            "Christensen's."
        ),
    ),
    claims.check(
        "us-steel-oil-gas",
        steel.supports("uss-oil-main-line"),
        rows="steel-uss-oil-main-line",
        beside=steel.rows("uss-oil-gas-share", "uss-oil-gas-share-2", unit="pct"),
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *giants_checks,
    claims.check(
        "us-steel-sale-date",
        {
            "agreed": steel.text("nippon-agreement", "as_of"),
            "completed": steel.text("nippon-completed", "as_of"),
        },
        rows="steel-nippon-agreement",
        beside=steel.rows("nippon-completed", "nippon-agreed"),
        note=(
            'True as written, since "by" takes in what came before: the offer was accepted a year '
            "and a half earlier. The month is that of completion."
        ),
    ),
    claims.check(
        "us-steel-buyer",
        steel.supports("nippon-completed"),
        rows="steel-nippon-completed",
        beside="steel-nippon-agreement",
    ),
    claims.check(
        "us-steel-sale-price",
        {"with debt": price_usd_bn, "shares alone": equity_usd_bn},
        rows="steel-nippon-price",
        beside=steel.rows("nippon-enterprise-value", "nippon-equity-value"),
        note="Of an acquisition, debt included, as the two companies announced it.",
    ),
    claims.check(
        "us-steel-below-peak",
        steel.supports("uss-fraction-of-peak"),
        rows="steel-uss-fraction-of-peak",
        beside=steel.rows("uss-1901-inflated", "uss-1901-inflated-2017", "uss-peak-valuation"),
        note=(
            "No figure for the peak was found, but already the capitalisation of 1901 comes to "
            f"{founding_usd_bn:.0f} billion USD of 2023, by another deflator to "
            f"{steel.number('uss-1901-inflated-2017', 'usd_bn'):.0f}."
        ),
    ),
)

# %% [markdown]
# ## From good decisions to AI
#
# The article takes from Clayton Christensen that the giants failed through good decisions, and
# applies it to OpenAI and Anthropic.

# %%
# OpenAI on the two measures that rivals publish: people's votes, and tables of tests in the papers
# of two makers with a model of their own in them, so with no reason to flatter OpenAI.
board = ratings[ratings["as_of"] == days.ARTICLE]
top, best_openai = leaders.best(board), leaders.best(board, "OpenAI")
behind, half_width = leaders.gap_elo(top, best_openai)
*better, last_better = leaders.organisations_above(board, best_openai["score_elo"])
RIVALS = ["moonshot-2026-kimi-k2.5-readme", "zai-2026-glm-5-paper"]
rival_tables = leaders.listing(benchmarks[benchmarks["source_id"].isin(RIVALS)], "OpenAI")
first_of = leaders.leaders(rival_tables)
tests_of_openai = rival_tables[rival_tables["organisation"] == "OpenAI"]
openai_leads = int((first_of["organisation"] == "OpenAI").sum())

# %% tags=["remove-input"]
prose(f"""
The article renders Christensen's thesis fairly but for one word. He makes good management a cause
of failure; he does not say that bad decisions were [never](claim:incumbents-no-bad-decisions) one.

Of the two labs we have mostly their own word. OpenAI counts
[over a million](row:steel-openai-business-customers) business customers, but not how
[demanding](claim:openai-enterprise) they are. Whether it had
[the most capable models](claim:openai-most-capable) depends on the measure: on Chatbot Arena it was
[{behind:.0f} points](claim:openai-most-capable) behind the first, in two rivals' tables it leads
[{openai_leads} of {len(first_of)}](claim:openai-most-capable) tests.

Steel differs from AI in two ways. Its pace was slow: nothing in it matched a price that falls
{claims.claim("epoch-median-rate").link}. And it had a ceiling: scrap kept the mini-mills out of
sheet for [{to_sheet} years](fig:steel-ladder), until a new casting process came. A ceiling can hold
that long and then give way.

:::{{aside}} Critics of the thesis, and how OpenAI's rank was measured
A Chicago Tribune editorial of 1986 blamed labour contracts under limited competition, and no effort
at efficiency or new markets. One editorial does not settle the matter. Jill Lepore disputed
Christensen's reading of his cases in 2014. The ladder above does not depend on it.

On Chatbot Arena of 11 March its best model, with a preliminary rating, stood behind models of
{", ".join(better)} and {last_better}. The two tables are those that Moonshot AI and Z.ai published
with their own models early in 2026; GPT-5.2 stands in them, and the science questions of GPQA are
among the tests that it leads. Anthropic and PwC set out in February 2026 to serve
[regulated industries](claim:anthropic-regulated).
:::
""")

# %% tags=["hide-input"]
career_check = claims.check(
    "christensen-career",
    steel.supports("christensen-career-post"),
    rows="steel-christensen-career-post",
    beside="steel-christensen-career",
)

# %% tags=["hide-input"]
decision_checks = [
    career_check,
    claims.check(
        "incumbents-no-bad-decisions",
        None,
        rows=steel.rows(
            "bad-decisions-blamed", "good-decisions-existing-customers", "christensen-critique"
        ),
        note=(
            'The "never" goes beyond what we read of Christensen, and an editorial of 1986 blamed '
            "the managements; no study that weighs the causes was found. That good decisions can "
            "suffice is his point, and it stands in the next row."
        ),
    ),
    claims.check(
        "incumbents-good-decisions",
        steel.supports(
            "good-decisions-existing-customers", "christensen-customers", "christensen-thesis"
        ),
        rows=steel.rows(
            "good-decisions-existing-customers", "christensen-customers", "christensen-thesis"
        ),
        note="His own words, as others quote them; it is what he argues, not what we could test.",
    ),
    claims.check(
        "openai-enterprise",
        None,
        rows=[
            steel.row("openai-business-customers", "count"),
            steel.row("openai-anthropic-customers"),
        ],
        note=(
            "By its own count over a million businesses in November 2025, but that takes in every "
            "business that pays; how demanding its enterprises are, no source found says."
        ),
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *decision_checks,
    claims.check(
        "openai-most-capable",
        {
            "on a measure that the article names": None,
            "Chatbot Arena, 11 March 2026": behind <= 0,
            "GPQA Diamond, tables of two rivals": bool(
                first_of.loc["GPQA Diamond", "organisation"] == "OpenAI"
            ),
        },
        rows=[top, best_openai, first_of, tests_of_openai],
        note=(
            f"The measures disagree. On Chatbot Arena its best, {best_openai['model']}, ranks "
            f"{best_openai['rank']:.0f} with a preliminary rating, {behind:.0f} points below "
            f"{top['model']} (the two intervals together: {half_width:.0f}); in two rivals' tables "
            f"GPT-5.2 leads {openai_leads} of {len(first_of)} tests."
        ),
    ),
    claims.check(
        "anthropic-regulated",
        steel.supports("anthropic-regulated"),
        rows="steel-anthropic-regulated",
        note=(
            "Announced with PwC two weeks before the article, for financial services and "
            "healthcare."
        ),
    ),
    claims.check("labs-right-for-now", None, rows="steel-openai-anthropic-customers"),
    claims.check(
        "labs-wrong-for-future",
        None,
        rows="steel-christensen-applied-to-ai",
        note=(
            f"It can be judged from 2031. From {entry}, steel took {to_losses} years to the first "
            f"loss year of its giants, {to_sheet} to the first sheet mill, {to_half} until "
            "electric furnaces passed oxygen furnaces."
        ),
    ),
)

# %% [markdown]
# ## The airlines
#
# The second history begins with a quotation from David Cahn of Sequoia and goes on with figures of
# IATA, the airlines' association. IATA restates profits from one publication to the next, so no
# line joins two publications.

# %% tags=["hide-input"]
SERIES = ["IATA, June 2010", "IATA, December 2017", "IATA, later outlooks"]
iata = profits[profits["vintage"] != "atw-2002"]
yearly = iata.assign(
    series=iata["vintage"].map({OLD: SERIES[0], NEW: SERIES[1]}).fillna(SERIES[2]),
    kind=iata["status"].map({"actual": "as reported"}).fillna("estimate or forecast"),
)[["row_id", "year", "net_profit_usd_bn", "series", "vintage", "kind", "status"]]
sums = pd.DataFrame(
    [
        (f"{long_run.first} to {long_run.last}, the article", stated_usd_bn, "stated"),
        (f"{long_run.first} to {long_run.last}, a spokesman, up to", spokesman_usd_bn, "bound"),
        (f"{losses.first} to {losses.last}", loss_usd_bn, "found"),
        (f"{gains.first} to {gains.last}", gain_usd_bn, "found"),
        (f"{eve.first} and {eve.last}", eve_usd_bn, "several"),
        (f"{pandemic.first} to {pandemic.last}", -pandemic_usd_bn, "found"),
        (f"{recovery.first} to {recovery.last}", recovery_usd_bn, "several"),
    ],
    columns=["period", "sum_usd_bn", "who"],
)
sums["label"] = [signed(value, 0, plus=True) for value in sums["sum_usd_bn"]]
# The figure's CSV: each sum with the rows that it is of.
summed = [
    air.rows("cumulative-since-1945-iata"),
    air.rows("loss-2001-iata"),
    *(loss_rows, gain_rows, eve_rows),
    air.rows("loss-2020-2022"),
    recovery_rows,
]
sum_lines = frames.resting(sums, dict(zip(sums["period"], summed)), by="period")
sum_lines["claim"] = sums["who"].map({"stated": "airline-profit-1945-2000"})
sum_lines["who"] = sums["who"].map(
    {
        "stated": "the article",
        "bound": "a spokesman, at most",
        "found": "one publication",
        "several": "several publications",
    }
)


# %% tags=["hide-input"]
def yearly_chart(narrow: bool) -> alt.LayerChart:
    """Net profit by year, each publication joined within itself."""
    x = (
        alt.X("year:Q")
        .scale(domain=[2000, 2027], nice=False)
        .axis(format="d", tickCount=6)
        .title(None)
    )
    y = (
        alt.Y("net_profit_usd_bn:Q")
        .scale(domain=[-150, 50], nice=False)
        .title("Net profit, billion dollars")
    )
    colour = (
        alt.Color("series:N")
        .scale(domain=SERIES, range=[theme.THIRD, theme.FOUND, theme.FOURTH])
        .title(None)
        .legend(columns=1 if narrow else 3)
    )
    kinds = ["as reported", "estimate or forecast"]
    shape = alt.Shape("kind:N").scale(domain=kinds, range=["circle", "triangle-up"])
    shape = shape.title(None).legend(columns=1 if narrow else 2)
    profit = alt.Tooltip("net_profit_usd_bn:Q", title="billion dollars")
    frame = alt.Chart(yearly)
    line = frame.mark_line(strokeWidth=1.6).encode(x=x, y=y, color=colour, detail="vintage:N")
    dots = frame.mark_point(filled=True, size=44, opacity=1).encode(
        x=x, y=y, color=colour, shape=shape, tooltip=["year:Q", profit, "vintage:N", "status:N"]
    )
    return alt.layer(marks.zero("y"), line, dots)


# %% tags=["hide-input"]
def sums_chart(narrow: bool) -> alt.LayerChart:
    """Sums over periods: dark within one publication, pale over several, hollow what is stated."""
    # The periods stand above their bars: the whole width is left to both panels.
    rows = marks.rows("period:N", sums["period"].tolist(), labels=False)
    across = (
        alt.X("sum_usd_bn:Q")
        .scale(domain=[-260, 215] if narrow else [-230, 200], nice=False)
        .axis(values=[-200, -100, 0, 100, 200])
        .title("Sum over the period, billion dollars")
    )
    total = alt.Chart(sums).encode(x=across, y=rows)
    found, several, stated, bound = (
        total.transform_filter(f"datum.who == '{who}'")
        for who in ("found", "several", "stated", "bound")
    )
    pale = {"fill": theme.FOUND, "fillOpacity": 0.15, "stroke": theme.FOUND, "strokeWidth": 1.6}
    above, below = (total.transform_filter(f"datum.sum_usd_bn {side} 0") for side in "><")
    layers = [
        marks.zero("x"),
        found.mark_bar(height=14, color=theme.FOUND),
        several.mark_bar(height=14, **pale),
        marks.outline(stated, height=14),
        marks.outline(bound, height=14, stroke=theme.LIMIT, strokeDash=[4, 3]),
        marks.label(above, "label:N", dx=5),
        marks.label(below, "label:N", align="right", dx=-5),
    ]
    spokesman = f"{long_run.first} to {long_run.last}, a spokesman"
    short = f"{long_run.first}–{long_run.last}, spokesman" if narrow else spokesman
    words = alt.Chart(sums).transform_calculate(
        name=f"replace(datum.period, '{spokesman}', '{short}')"
    )
    above_bars = words.mark_text(align="left", dy=-16)
    layers.append(above_bars.encode(x=alt.value(0), y=rows, text="name:N"))
    return alt.layer(*layers)


# %% tags=["hide-input"]
def airline_chart(width: int, narrow: bool) -> alt.VConcatChart:
    """Net profit by year; below, sums over periods."""
    years = yearly_chart(narrow).properties(width=width, height=190 if narrow else 230)
    totals = sums_chart(narrow).properties(width=width, height=alt.Step(36))
    return alt.vconcat(years, totals, spacing=30)


airline_title = (
    f"Airlines lost ${-loss_usd_bn:.0f} billion to {losses.last}, earned {gain_usd_bn:.0f} and "
    f"{eve_usd_bn:.0f} to {eve.last}, lost {pandemic_usd_bn:.0f}"
)
airline_note = (
    f"Nominal dollars. {pandemic.first} to {pandemic.last} by year are figures of October 2021; "
    "their later sum is smaller and drawn below. Pale bars add up "
    f"{count(eve_rows['vintage'].nunique())} and {count(recovery_rows['vintage'].nunique())} "
    "publications, the last year of each as an estimate."
)

# %% tags=["hide-input"]
drawn = yearly["net_profit_usd_bn"]
good = drawn[yearly["year"].between(gains.first, eve.last) & (yearly["vintage"] != OLD)]
late = drawn[yearly["year"] >= recovery.first]
exhibit(
    airline_chart(640, False),
    narrow=airline_chart(290, True),
    id="airline-profit",
    title=airline_title,
    subtitle=(
        "Net profit of the world's airlines: by year, joined within one publication; and summed, "
        "beside what is stated for the years before"
    ),
    alt=f"""Above, net profit by year from {yearly["year"].min()}: mostly losses to {losses.last},
    profits of {good.min():.0f} to {good.max():.0f} billion dollars from {gains.first} to
    {eve.last}, a loss of {-drawn.min():.0f} billion in {pandemic.first}, and profits of
    {late.min():.0f} to {late.max():.0f} billion from {recovery.first} to the forecast for
    {yearly["year"].max()}. Below, sums: the article's {stated_usd_bn:.0f} billion for
    {long_run.first} to {long_run.last} beside at most {spokesman_usd_bn:.0f} by IATA's spokesman,
    then minus {-loss_usd_bn:.0f}, plus {gain_usd_bn:.0f} and {eve_usd_bn:.0f}, minus
    {pandemic_usd_bn:.0f}, plus {recovery_usd_bn:.0f}.""",
    rows=[iata, air.rows("loss-2001-iata", "cumulative-since-1945-iata", "loss-2020-2022")],
    data=pd.concat([yearly, sum_lines], ignore_index=True),
    kind="reported",
    note=airline_note,
)

# %%
stated_margin = claims.stated("airline-margin-1945-2000")
implied_usd_tn = airlines.implied_revenue_usd_tn(stated_usd_bn, stated_margin)
margin_60_years = air.edge("margin-six-decades", "pct")  # "less than"
margin_40_years = air.number("margin-four-decades", "pct")
on_eve = eve_rows.set_index("year")["net_profit_usd_bn"]
publications = recovery_rows["vintage"].nunique()

# %% tags=["remove-input"]
prose(f"""
For the profit of {claims.claim("airline-profit-1945-2000").link} from 1945 to 2000 and its margin
of {claims.claim("airline-margin-1945-2000").link} we found no source. The sum may be too high. In
2002 a spokesman of IATA called the loss of 2001, up to
{air.link("loss-2001-iata", f"${spokesman_usd_bn:.0f} billion")}, probably as much as the industry
had ever earned since 1945.

The [losses of the 2000s](claim:airline-2000s-losses) exceed both sums, but neither sum is
documented.

The article passes over what came next. {count(gains.count).capitalize()} years of profit weaken its
analogy. The pandemic then took {air.link("loss-2020-2022", f"${pandemic_usd_bn:.0f} billion")}; it
does not repair the analogy, since it was a shock to demand, not competition on price.
""")

# %%
# IATA's outlooks, each with the return that it expected and what it said of the cost of capital.
outlooks = pd.DataFrame(
    [
        ("December 2017", 2018, "roic-2018-outlook-2017-12", "wacc-2018-outlook-2017-12"),
        ("December 2018", 2019, "roic-2019", "wacc-2019"),
        ("December 2019", 2019, "roic-2019-outlook-2019-12", ""),
        ("June 2024", 2024, "roic-2024-outlook-2024-06", "wacc-2024-outlook-2024-06"),
        ("December 2025", 2026, "roic-2026", "wacc-2026"),
    ],
    columns=["seen", "year", "roic_row", "wacc_row"],
)
outlooks["return_pct"] = [air.number(row, "pct") for row in outlooks["roic_row"]]
outlooks["cost_pct"] = [air.edge(row, "pct") if row else None for row in outlooks["wacc_row"]]
expected, cost = air.number("roic-2026", "pct"), air.number("wacc-2026", "pct")

# %% tags=["hide-input"]
MEASURES = ["return on invested capital", "cost of capital"]
outlooks["outlook"] = [
    f"for {y}, as seen in {s}" for y, s in zip(outlooks["year"], outlooks["seen"])
]
months = {"December": "Dec", "June": "Jun"}
outlooks["short"] = [
    f"{year}, seen {months[seen.split()[0]]} {seen.split()[1]}"
    for year, seen in zip(outlooks["year"], outlooks["seen"])
]
names, costs = ["outlook", "short"], outlooks["wacc_row"]
tidy = outlooks.melt(
    id_vars=names, value_vars=["return_pct", "cost_pct"], var_name="measure", value_name="pct"
).dropna()
tidy["measure"] = tidy["measure"].map({"return_pct": MEASURES[0], "cost_pct": MEASURES[1]})
# A bound carries a plus sign: "over 9" is no figure.
bounds = set(outlooks["outlook"][[bool(row) and air.text(row, "bound") != "" for row in costs]])
tidy["word"] = [
    f"{row.pct:.1f}" + ("+" if row.measure == MEASURES[1] and row.outlook in bounds else "")
    for row in tidy.itertuples()
]
# In words between the two marks, whether the return covers the cost of capital.
told_of_cost = outlooks.dropna(subset=["cost_pct"]).assign(
    pct=lambda rows: (rows["return_pct"] + rows["cost_pct"]) / 2,
    verdict=lambda rows: (rows["return_pct"] > rows["cost_pct"]).map(
        {True: "earns its cost", False: "below its cost"}
    ),
)

# %% tags=["hide-input"]
# The figure's CSV.
outlook_rows = {
    one.outlook: air.rows(*filter(None, [one.roic_row, one.wacc_row]))
    for one in outlooks.itertuples()
}
stated_line = outlooks.loc[outlooks["roic_row"] == "roic-2026", ["outlook", "year"]].assign(
    return_pct=claims.stated("iata-roic"),
    cost_pct=claims.stated("iata-wacc"),
    claim="iata-roic iata-wacc",
)
expected_lines = outlooks[["outlook", "year", "return_pct", "cost_pct"]]
capital_costs = frames.together(
    {
        "IATA": frames.resting(expected_lines, outlook_rows, by="outlook"),
        "the article": stated_line,
    }
)

# %% tags=["hide-input"]
stated = outlooks.loc[outlooks["roic_row"] == "roic-2026", names].merge(
    pd.DataFrame({"pct": [claims.stated("iata-roic"), claims.stated("iata-wacc")]}), how="cross"
)


# %% tags=["hide-input"]
def returns_chart(label: str, columns: int) -> alt.LayerChart:
    """Return and cost of capital by outlook, joined; the article's two figures as rings."""
    y = marks.rows(f"{label}:N", outlooks[label].tolist())
    x = (
        alt.X("pct:Q")
        .scale(domain=[5, 10], nice=False, zero=False)
        .axis(grid=True, tickCount=6)
        .title("Per cent a year")
    )
    colour = (
        alt.Color("measure:N")
        .scale(domain=MEASURES, range=[theme.FOUND, theme.FOURTH])
        .title(None)
        .legend(columns=columns)
    )
    shape = (
        alt.Shape("measure:N")
        .scale(domain=MEASURES, range=["circle", "diamond"])
        .title(None)
        .legend(columns=columns)
    )
    both = alt.Chart(outlooks.dropna(subset=["cost_pct"])[[*names, "return_pct", "cost_pct"]])
    join = both.mark_rule(strokeWidth=1.6, color=theme.LIMIT).encode(
        x=alt.X("return_pct:Q").title("Per cent a year"), x2="cost_pct:Q", y=y
    )
    per_cent = alt.Tooltip("pct:Q", title="per cent")
    dots = (
        alt.Chart(tidy)
        .mark_point(filled=True, size=60, opacity=1)
        .encode(x=x, y=y, color=colour, shape=shape, tooltip=["outlook:N", "measure:N", per_cent])
    )
    rings = marks.ring(alt.Chart(stated)).encode(x=x, y=y)
    numbers, verdicts = (alt.Chart(rows).encode(x=x, y=y) for rows in (tidy, told_of_cost))
    return alt.layer(
        join,
        rings,
        dots,
        marks.label(numbers, "word:N", align="center", dy=-13),
        marks.label(verdicts, "verdict:N", align="center", dy=12, color=theme.MUTED),
    ).properties(height=44 * len(outlooks))


# %% tags=["hide-input"]
airline_capital_note = (
    "For 2024 IATA gave the cost of capital as over "
    f"{air.edge('wacc-2024-outlook-2024-06', 'pct'):.0f} %; the mark is its lower bound. The "
    "outlook "
    "of December 2019 gave no cost of capital. The axis does not start at zero."
)
seen_2017, seen_2018, seen_2019 = (
    air.number(row, "pct")
    for row in ("roic-2018-outlook-2017-12", "roic-2019", "roic-2019-outlook-2019-12")
)
cost_2017, cost_2018 = (
    air.number(row, "pct") for row in ("wacc-2018-outlook-2017-12", "wacc-2019")
)
exhibit(
    returns_chart("outlook", 2),
    narrow=returns_chart("short", 1),
    id="airline-capital",
    title=f"IATA expects airlines to earn {expected:.1f} % in 2026 on capital costing {cost:.1f} %",
    subtitle="Return on invested capital and cost of capital of the world's airlines, by IATA "
    "outlook; the article's figures as rings",
    alt=f"""Dumbbells for five outlooks. For 2018 and 2019, as first seen, the return of {seen_2017}
    and {seen_2018} % lay above the cost of capital of {cost_2017} and {cost_2018}; a year later the
    return for 2019 was put at {seen_2019}. For 2024 and 2026 the return lies below the cost,
    {expected} against {cost} % for 2026, where the article's rings sit on the dots.""",
    rows=air.rows(*outlooks["roic_row"], *filter(None, outlooks["wacc_row"])),
    data=capital_costs,
    kind="reported",
    note=airline_capital_note,
)

# %% tags=["remove-input"]
prose(f"""
The two figures are IATA's own. Its outlook was not always so dark: in December 2018 it expected
{air.link("roic-2019", f"{seen_2018:.1f} %")} for 2019, above the cost of capital; a year later,
{air.link("roic-2019-outlook-2019-12", f"{seen_2019:.1f} %")}.

Cahn is quoted nearly word for word. But he speaks of renting GPUs, not of selling models. That a
model is switched by [two lines](claim:switch-lines-of-code) is the author's own comparison.

:::{{aside}} Further figures of profits, the quotation and the outlooks
The sum and the margin fit each other if the airlines took
[{implied_usd_tn:.1f} trillion](claim:airline-margin-1945-2000) dollars. The Economist put the
margin at less than {air.link("margin-six-decades", f"{margin_60_years:.0f} %")} over six decades
(2014) and at {air.link("margin-four-decades", f"{margin_40_years:.1f} %")} over four (2012);
neither confirms it. IATA's members alone had earned
{air.link("profit-1997-2000-members", f"${members_usd_bn:.1f} billion")} on international services
from 1997 to 2000. All are nominal dollars, which make early profits look small.

Two more good years brought [${on_eve[eve.first]:.0f}](fig:airline-profit) and
[${on_eve[eve.last]:.0f} billion](fig:airline-profit); {recovery.first} to {recovery.last} brought
[${recovery_usd_bn:.0f} billion](fig:airline-profit), by {count(publications)} publications.

The quotation, as others copied it, lacks a sentence from its middle: it sets the cloud business of
ordinary processors apart as an oligopoly with pricing power. The page is the one that the article
leans on, so of GPUs and airlines we have Cahn's word alone.

The outlook of December 2018 counted a fifth year in a row above the cost of capital. A study by
IATA and McKinsey of February 2020 found that the industry as a whole had not returned its cost of
capital in those years, though North America and Europe had.
:::
""")

# %%
quoted = air.rows("cahn-quotation-exact", "cahn-gpu-commodity")
holds_so = air.supports("cahn-gpu-commodity")
quoted_from = sources.source(air.text("cahn-quotation-exact", "source_id"))
up_to_spokesman = (-math.inf, spokesman_usd_bn)

# %% tags=["hide-input"]
as_written = "$600B"
airline_checks = [
    claims.check(
        "cahn-600bn-title",
        as_written in quoted_from.title,
        rows="airlines-cahn-quotation-exact",
        note=f"The title writes {as_written}.",
    ),
    claims.check(
        "cahn-gpu-commodity",
        holds_so,
        rows=quoted,
        note=(
            "He speaks of GPU computing, not of models. The quotation leaves out his sentence on "
            "the CPU cloud as an oligopoly."
        ),
    ),
    claims.check("cahn-gpu-by-hour", holds_so, rows=quoted),
    claims.check(
        "cahn-marginal-cost",
        holds_so,
        rows=quoted,
        note="What he abbreviates is written out; the sense is kept.",
    ),
    claims.check("cahn-airlines-example", holds_so, rows=quoted),
    claims.check("airline-analogy", None, rows="airlines-analogy-foreboding"),
]

# %% tags=["hide-input"]
airline_checks += [
    claims.check(
        "airline-profit-1945-2000",
        {"1945 to 2000": None, "since 1945, IATA's spokesman in 2002": up_to_spokesman},
        rows=air.rows(
            "profit-1945-2000",
            "cumulative-since-1945-iata",
            "loss-2001-iata",
            "profit-1997-2000-members",
        ),
        note=(
            "Searched for and not found. The spokesman spoke loosely, of a probable upper bound in "
            f"nominal dollars; IATA's members alone had earned {members_usd_bn:.1f} billion USD in "
            "the last four of those years."
        ),
    ),
    claims.check(
        "airline-margin-1945-2000",
        {
            "1945 to 2000": None,
            "six decades to 2014, stated as less than": (-math.inf, margin_60_years),
            "four decades to 2012, a later period": margin_40_years,
        },
        rows=air.rows("margin-1945-2000", "margin-six-decades", "margin-four-decades"),
        beside="airlines-margin-thirty-years",
        note=(
            "No source for this figure and period. Of The Economist's two figures, both of other "
            "periods, the first allows it and the second is lower; a textbook of about 2010 has a "
            "slight loss over thirty years."
        ),
    ),
]

# %% tags=["hide-input"]
airline_checks += [
    claims.check(
        "airline-period-years",
        {
            "from year to year": float(long_run.last - long_run.first),
            "years counted": float(long_run.count),
        },
        rows="airlines-profit-1945-2000",
        from_claims=["airline-profit-1945-2000"],
        note=(
            "A matter of counting, but of years whose profit has no source. The next sentence "
            "rounds it to half a century."
        ),
    ),
]

# %% tags=["hide-input"]
airline_checks += [
    claims.check(
        "airline-2000s-losses",
        {
            "against the sum that the article states": -loss_usd_bn > stated_usd_bn,
            "against the most that IATA's spokesman allows": -loss_usd_bn > spokesman_usd_bn,
        },
        rows=loss_rows,
        beside=[
            air.rows("loss-2000s", "loss-2001-iata", unit="usd_bn"),
            air.row("loss-exceeds-earnings"),
        ],
        from_claims=["airline-profit-1945-2000"],
        note=(
            f"A loss of {-loss_usd_bn:.1f} billion USD, nominal, in {losses.first} to "
            f"{losses.last} is on record. It exceeds the {stated_usd_bn:.0f} stated and the "
            f"{spokesman_usd_bn:.0f} at most of IATA's spokesman for the years before, but neither "
            "is documented."
        ),
    ),
]

# %% tags=["hide-input"]
airline_checks += [
    claims.check(
        "iata-roic",
        expected,
        rows="airlines-roic-2026",
        note=(
            "Forecast of December 2025 for 2026, IATA's own word, read in a report of the linked "
            "release."
        ),
    ),
    claims.check("iata-wacc", cost, rows="airlines-wacc-2026"),
    claims.check(
        "iata-roic-below-wacc",
        expected < cost,
        rows=air.rows("roic-2026", "wacc-2026"),
        beside="airlines-never-returned-capital",
        note=(
            f"Together with a record profit of {air.number('net-profit-2026', 'usd_bn'):.0f} "
            f"billion USD and a margin of {air.number('net-margin-2026', 'pct'):.1f} %, which the "
            "article leaves out."
        ),
    ),
]

# %% tags=["hide-input"]
claims.verdicts(
    *airline_checks,
    claims.check(
        "airline-switch-rebooking",
        air.supports("switching-endorsement"),
        rows="airlines-switching-endorsement",
        note="As a rule: a flexible fare may be taken over by another carrier.",
    ),
    claims.check("airline-ai-difference", None, rows="airlines-switching-carrier"),
)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
prose(f"""
The shares of electric furnaces come from {count(shares["measured_by"].nunique())} agencies. The
early rungs rest on Christensen, the costs of a mill on students' notes of a Harvard case. Airline
figures are IATA's own, mostly as the press repeated them.

**What would change our mind.** Official profits by year, for [the loss of
1982](claim:steel-loss-1982); prices and sizes of mills of the 1960s; margins by product; the
mini-mills' share of sheet; any source for {claims.claim("airline-profit-1945-2000").link}.
""")
