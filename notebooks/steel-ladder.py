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
# **The question.** Is the fall of the American steel giants the right precedent for the makers of AI models, and are the airlines the right warning?
#
# The article rests its argument on two histories. In the first, small mills that melted scrap took the worst product of the steel industry and climbed from there until the giants had nothing left. In the second, airlines compete prices down to cost and earn less than their capital costs. This chapter checks both, date by date and sum by sum.

# %% tags=["hide-input"]
import math

import altair as alt
import pandas as pd

from claimsbook import claims, data, theme
from claimsbook.figures.exhibits import exhibit
from claimsbook.figures.prose import count, prose
from claimsbook.tables import sources

steel = data.read("steel-facts").set_index("row_id", drop=False)
shares = data.read("steel-eaf-share")
ladder = data.read("steel-ladder").set_index("row_id", drop=False)
raw_steel = data.read("steel-raw-steel")
air = data.read("airlines-facts").set_index("row_id", drop=False)
profits = data.read("airlines-net-profit")
board = data.read("arena-scores")
board = board[board["as_of"] == "2026-03-11"]
bench = data.read("models-benchmarks")


def val(frame: pd.DataFrame, row_id: str) -> float:
    """The figure in a row of facts."""
    return float(frame.loc[row_id, "value"])


def says(frame: pd.DataFrame, *row_ids: str) -> bool:
    """Whether each of the rows supports the statement that it speaks of."""
    return all(frame.loc[row_id, "supports"] == "yes" for row_id in row_ids)


def year(row_id: str, column: str = "date") -> int:
    """The year in which a rung was reached."""
    return int(ladder.loc[row_id, column][:4])


all_steel = shares[shares["basis"] == "all"]
carbon = shares[shares["basis"] == "carbon"]
first_all, last_all = all_steel.iloc[0], all_steel.iloc[-1]
entry = int(ladder.loc["steel-ladder-rebar-viable", "period"].removeprefix("mid-").removesuffix("s")) + 5
first_melt = ladder.loc["steel-ladder-nucor-first-melt", "date"]
bars_by, beams_from = year("steel-ladder-bar-1980"), year("steel-ladder-structural-nucor-yamato", "as_of")
sheet_from, beams_taken = year("steel-ladder-sheet-crawfordsville"), year("steel-ladder-structural-taken")
overtaken = int(steel.loc["steel-eaf-first-above-bof", "as_of"])
oxygen_left = val(steel, "steel-bof-share-2023")

run = (int(steel.loc["steel-loss-run", "value"]), int(steel.loc["steel-loss-run", "value_high"]))
early = claims.claim("steel-loss-period")
run_early = len(set(range(run[0], run[1] + 1)) & set(range(int(early.value), int(early.value_high) + 1)))
# From the first rung to three dates that a reader might mean by "how long it took".
to_losses, to_sheet, to_half = run[0] - entry, sheet_from - entry, overtaken - entry

loss_2000s = float(profits.loc[(profits["vintage"] == "iata-2010-06") & (profits["year"].astype(int) <= 2009), "net_profit_usd_bn"].sum())
gain_2010s_rows = profits[(profits["vintage"] == "iata-2017-12") & (profits["year"].astype(int) >= 2010)]
gain_2010s = float(gain_2010s_rows["net_profit_usd_bn"].sum())
pandemic = val(air, "airlines-loss-2020-2022")
# No one publication covers these years; each takes the latest figure that we have.
eve_rows = profits[profits["row_id"].isin(["airlines-profit-2018", "airlines-profit-2019"])]
recovery_rows = profits[profits["row_id"].isin(["airlines-profit-2023", "airlines-profit-2024", "airlines-profit-2025"])]
gain_eve, recovery = (float(part["net_profit_usd_bn"].sum()) for part in (eve_rows, recovery_rows))
spokesman = val(air, "airlines-loss-2001-iata")

# %% tags=["remove-input"]
prose(f"""
**What we find.** The steel story holds in substance. Electric furnaces made {first_all["share_pct"]:.0f} % of American steel in {first_all["year"]} and
{last_all["share_pct"]:.0f} % in {last_all["year"]}; the mini-mills took rebar, then bar, then beams, then entered sheet; Nucor became the largest steelmaker.
Where the article is sharp, the sources are blunter. Of the five years of losses in a row, {run[0]} to {run[1]}, {count(run_early)} belong to the [early 1980s](claim:steel-loss-period). That the climb ended with
[nowhere left to go](claim:minimill-reached-top) no source shows; oxygen furnaces still made {oxygen_left:.0f} % of the tons in 2023. And a mini-mill was far [cheaper per ton](claim:minimill-capital-ratio), by a factor of about
{val(steel, "steel-capex-factor-ten"):.0f} in sources of 1986; for the 1960s we found none.

How long the climb took depends on what is counted. From {entry}, the middle of the "mid-1960s", it was {to_losses} years to the first of the loss years, {to_sheet} to the first sheet mill, and {to_half} until electric furnaces,
those of the giants included, made more steel than oxygen furnaces. The [five years](claim:labs-wrong-for-future) of the article are none of these: they say when a strategy may turn out wrong, not when its owner is displaced.

The airline story holds where it is quoted from the trade association and cannot be traced where it is not: we found no source for
[the profit of 1945 to 2000](claim:airline-profit-1945-2000). That the [losses of the 2000s](claim:airline-2000s-losses) exceeded it is true of both sums that anyone states for it, and neither sum is documented.
""")

# %% [markdown]
# ## The ladder, rung by rung
#
# No single series follows the mini-mills from the start. Three kinds of figures exist, and they measure different things: the share of electric furnaces in all steel, their share in carbon steel only (lower, because stainless and alloy steels come from electric furnaces), and the share of mini-mill companies (lower still, because integrated companies own electric furnaces too). We draw each by itself and join none to another.

# %% tags=["hide-input"]
BASES = ["all steel", "carbon steel only", "mini-mill companies"]
companies = pd.DataFrame([
    {"row_id": r, "year": int(steel.loc[r, "as_of"]), "share_pct": val(steel, r), "basis": "mini-mill companies", "measured_by": steel.loc[r, "measured_by"]}
    for r in ("steel-minimill-share-1970", "steel-minimill-share-1996")
])
climb = pd.concat([
    shares.assign(year=shares["year"].astype(int), basis=shares["basis"].map({"all": BASES[0], "carbon": BASES[1]})), companies,
])[["row_id", "year", "share_pct", "basis", "measured_by"]]

rungs = pd.DataFrame(
    [
        (entry, f"1 rebar, {ladder.loc['steel-ladder-rebar-viable', 'period']}", f"1 rebar, {ladder.loc['steel-ladder-rebar-viable', 'period']}"),
        (int(first_melt[:4]), f"Nucor's first melt, {first_melt[:4]}", f"Nucor, {first_melt[:4]}"),
        (bars_by, f"2 bar and wire rod, by {bars_by}", f"2 bar, by {bars_by}"),
        (beams_from + 1, f"3 beams, {ladder.loc['steel-ladder-structural-nucor-yamato', 'period'].replace('-', ' to ')}", f"3 beams, about {beams_from + 1}"),
        (sheet_from, f"4 sheet, {sheet_from}", f"4 sheet, {sheet_from}"),
        (beams_taken, f"rebar and beams wholly taken, by {beams_taken}", f"beams taken, {beams_taken}"),
        (overtaken, f"electric above oxygen steel, {overtaken}", f"above oxygen, {overtaken}"),
    ],
    columns=["year", "label", "short"],
)
TOP, STEP = 80, 4.6
# A staircase above the scale: each label runs to the right over rules that end below it.
rungs["strip"] = [TOP + STEP * (len(rungs) - n) for n in range(len(rungs))]
rungs["floor"] = TOP


def ladder_chart(label: str, height: int) -> alt.LayerChart:
    """Three kinds of share by year, each with its own mark; the rungs with their dates in a strip above the scale."""
    x = alt.X("year:Q").scale(domain=[1962, 2026], nice=False).axis(format="d", tickCount=7).title(None)
    y = alt.Y("share_pct:Q").scale(domain=[0, TOP + STEP * (len(rungs) + 1)], nice=False).axis(values=list(range(0, TOP + 1, 20))).title("Share of US steel, per cent")
    marks = alt.Chart(climb)
    colour = alt.Color("basis:N").scale(domain=BASES, range=[theme.OPEN, theme.THIRD, theme.FOURTH]).title(None)
    line = marks.mark_line(strokeWidth=1.4, opacity=0.6).transform_filter(f"datum.basis != '{BASES[2]}'").encode(x=x, y=y, color=colour, detail="basis:N")
    points = marks.mark_point(filled=True, size=52, opacity=1).encode(
        x=x, y=y, color=colour, shape=alt.Shape("basis:N").scale(domain=BASES, range=["circle", "diamond", "square"]).title(None),
        tooltip=["year:Q", alt.Tooltip("share_pct:Q", title="share, per cent"), "basis:N", "measured_by:N"],
    )
    dates = alt.Chart(rungs)
    falls = dates.transform_calculate(foot="0").mark_rule(strokeWidth=1, strokeDash=[2, 4], opacity=0.6, color=theme.LIMIT).encode(x=x, y="foot:Q", y2="floor:Q")
    rules = dates.mark_rule(strokeWidth=1, color=theme.LIMIT).encode(x=x, y="floor:Q", y2="strip:Q")
    words = dates.mark_text(align="left", dx=4, baseline="middle").encode(x=x, y="strip:Q", text=f"{label}:N")
    return alt.layer(falls, rules, line, points, words).properties(height=height)


recent = all_steel.loc[all_steel["year"].astype(int) >= 2019, "share_pct"]
exhibit(
    ladder_chart("label", 440), narrow=ladder_chart("short", 440),
    id="steel-ladder",
    title=f"Electric furnaces rose from {first_all['share_pct']:.0f} % of US raw steel in {first_all['year']} to {last_all['share_pct']:.0f} % in {last_all['year']}; mini-mills had reached sheet in {sheet_from}",
    subtitle=f"Electric-arc furnaces' share of US raw steel on two definitions, mini-mill companies' share on a third, {companies['year'].min()} to {last_all['year']}. Above the scale: when mini-mills entered a product",
    alt=f"""Points by year. Electric furnaces made {carbon.iloc[0]['share_pct']:.0f} % of carbon steel in {carbon.iloc[0]['year']} and {carbon.iloc[-1]['share_pct']:.0f} in {carbon.iloc[-1]['year']};
    of all steel they made {first_all['share_pct']:.0f} % in {first_all['year']} and {last_all['share_pct']:.0f} in {last_all['year']}, between {recent.min():.0f} and {recent.max():.0f} since 2019. Mini-mill companies made about {companies.iloc[0]['share_pct']:.0f} % in {companies.iloc[0]['year']}.
    Rules mark rebar in the {ladder.loc['steel-ladder-rebar-viable', 'period']}, bar by {bars_by}, beams about {beams_from + 1}, sheet in {sheet_from}.""",
    rows=[shares, companies, ladder.loc[["steel-ladder-rebar-viable", "steel-ladder-nucor-first-melt", "steel-ladder-bar-1980", "steel-ladder-structural-nucor-yamato", "steel-ladder-sheet-crawfordsville", "steel-ladder-structural-taken"]], steel.loc["steel-eaf-first-above-bof"]],
    data=climb, kind="reported",
    note="Shares of tons, by all makers: integrated companies own electric furnaces too. A line joins figures of one definition only. Even so, the points on all steel come from several agencies, whose figures for near years differ by one to two points.",
)

# %% tags=["remove-input"]
peak_row, low_row, end_row = raw_steel.loc[raw_steel["million_net_tons"].idxmax()], raw_steel.loc[raw_steel["million_net_tons"].idxmin()], raw_steel.iloc[-1]
tons = {y: float(data.one(raw_steel, year=y)["million_net_tons"]) for y in (first_all["year"], 1995)}
electric = {y: tons[y] * float(data.one(all_steel, year=y)["share_pct"]) / 100 for y in tons}
(y0, e0), (y1, e1) = electric.items()
prose(f"""
The rungs come in the order that the article gives, with bar between rebar and beams. They did not wait for each other. Nucor's first sheet
mill started {count(sheet_from - beams_from, "year")} after its beam mill was begun, and long before beams were wholly taken. Nor was Nucor at the beginning: it
[melted first](claim:minimill-entry) on 26 June 1969, and the bars went into its own joists.

Two further forces act in the same picture. One is the recession: raw steel fell from {peak_row["million_net_tons"]:.0f} million net tons in {peak_row["year"]} to {low_row["million_net_tons"]:.0f} in {low_row["year"]} and stood at {end_row["million_net_tons"]:.0f} in {end_row["year"]}.
The other is imports: in 1995 they held {val(steel, "steel-import-share-1995"):.0f} % of the market, the mini-mills
{val(steel, "steel-minimill-share-1995"):.0f} %. The mini-mills did not bring the giants down alone. Nor is a
share lost always a ton lost: from {y0} to {y1} electric furnaces went from {e0:.0f} to {e1:.0f} million net tons, and all other steel, nearly all of it from oxygen furnaces, from {tons[y0] - e0:.0f} to {tons[y1] - e1:.0f} million, while its share fell.

That each rung paid better than the last we could not confirm. Christensen writes that greater profits lay above rebar. For the tiers one by one
we found a single figure, {val(steel, "steel-margin-bar-tier"):.0f} % on angle iron, in a blog.
""")

# %% tags=["hide-input"]
tonnage = {r: val(steel, r) for r in ("steel-output-2024-nucor", "steel-output-2024-cliffs", "steel-output-2024-us-steel", "steel-output-2024-steel-dynamics")}
check_top = claims.check("minimill-reached-top", None, rows=["steel-three-rungs", "steel-nowhere-left", "steel-bof-share-2023"],
    note=f"They took rebar and beams wholly and entered sheet, the last rung that the article names; how much of sheet they took, we did not find. Oxygen furnaces still made {oxygen_left:.0f} % of US raw steel in 2023, but those are tons, not products.")
claims.verdicts(
    claims.check("minimill-entry", {"mini-mills": str(entry), "Nucor's first melt": first_melt}, rows=["steel-entry-mid-1960s", "steel-nucor-first-melt"],
                 note="Right for the mini-mills; Nucor, which the next sentences are about, came later."),
    claims.check("minimill-entry-rebar", says(steel, "steel-entry-rebar"), rows="steel-entry-rebar"),
    claims.check("rebar-lowest-quality", says(steel, "steel-scrap-low-end", "steel-entry-rebar"), rows=["steel-scrap-low-end", "steel-entry-rebar"],
                 note="Impurities in scrap confined the mini-mills to it."),
    claims.check("nucor-most-aggressive", None, rows="steel-nucor-most-aggressive", note="Christensen names Nucor and Chaparral together."),
    claims.check("minimill-rebar-to-structural", says(steel, "steel-three-rungs"), rows=["steel-three-rungs", "steel-ladder-structural-taken"], note=f"With merchant bar and wire rod between them, by {bars_by}."),
    claims.check("minimill-structural-to-sheet", bool(says(steel, "steel-three-rungs") and sheet_from > beams_from), rows=["steel-three-rungs", "steel-ladder-structural-nucor-yamato", "steel-ladder-sheet-crawfordsville"],
                 note=f"The first thin-slab mill started in {sheet_from}, while beams were still contested."),
    claims.check("minimill-segment-margins", None, rows=["steel-higher-margins-upmarket", "steel-tier-shares-margins", "steel-margin-bar-tier"],
                 note="Christensen says that greater profits lay above rebar. No source found gives margins for all tiers."),
    check_top,
    claims.check("nucor-largest", max(tonnage, key=tonnage.__getitem__) == "steel-output-2024-nucor", rows=[*tonnage, "steel-nucor-largest", "steel-nucor-largest-aist"],
                 note=f"{tonnage['steel-output-2024-nucor']:.1f} million tonnes in 2024, against {tonnage['steel-output-2024-us-steel']:.1f} for U.S. Steel. In 1994 it was still number {val(steel, 'steel-nucor-rank-1994'):.0f}."),
    claims.check("nucor-is-minimill", says(steel, "steel-nucor-minimill"), rows="steel-nucor-minimill"),
)

# %% [markdown]
# ## What a mill cost

# %% tags=["remove-input"]
prose(f"""
The article says that a mini-mill took a fifth to a seventh of the capital of an integrated plant, and in the next sentence sets a mill for [{claims.claim("nucor-first-mill-cost").stated}](claim:nucor-first-mill-cost)
beside a plant for [{claims.claim("integrated-plant-cost").stated}](claim:integrated-plant-cost). The two can be reconciled only by the size of the plants, which it does not give. The common base is capital per ton of
yearly capacity. We put the article's own prices on that base for every size the integrated plant might have had.
""")

# %% tags=["hide-input"]
mill_usd_mn, plant_usd_mn = claims.stated("nucor-first-mill-cost"), claims.stated("integrated-plant-cost")
ratio_low, ratio_high = claims.claim("minimill-capital-ratio").number, float(claims.claim("minimill-capital-ratio").value_high)
mill_mn_tons = val(steel, "steel-nucor-first-mill-capacity") / 1e6
mill_per_ton = mill_usd_mn / mill_mn_tons
per_plant = plant_usd_mn / mill_usd_mn
found_ratio = val(steel, "steel-capex-integrated") / val(steel, "steel-capex-minimill")
# Their ten is an order of magnitude: all that lies nearer to ten than to one or to a hundred, on a log scale.
magnitude = (found_ratio / math.sqrt(10), found_ratio * math.sqrt(10))
scales = sorted([val(steel, "steel-integrated-min-scale-hbs"), val(steel, "steel-integrated-min-scale")])
# The sizes at which the stated plants give the stated ratio: (plant / size) / (mill per ton) = ratio.
size_low, size_high = plant_usd_mn / mill_per_ton / ratio_high, plant_usd_mn / mill_per_ton / ratio_low
at_scale = plant_usd_mn / scales[0] / mill_per_ton
sizes = pd.DataFrame({"integrated_mn_net_tons": [0.3 * (10 / 0.3) ** (i / 60) for i in range(61)]})
sizes["ratio_per_ton"] = plant_usd_mn / sizes["integrated_mn_net_tons"] / mill_per_ton


def capital_chart(height: int, wide: bool) -> alt.LayerChart:
    """Ratio of capital per ton against the size of the integrated plant, both log; sizes and prices to choose."""
    mill = alt.param(name="mill_kt", value=mill_mn_tons * 1000, bind=alt.binding_range(min=20, max=600, step=10, name="First Nucor mill, thousand tons a year: "))
    plant = alt.param(name="plant_usd_mn", value=plant_usd_mn, bind=alt.binding_range(min=500, max=3000, step=100, name="Integrated plant, million dollars: "))
    x = alt.X("integrated_mn_net_tons:Q").scale(type="log", domain=[0.3, 10], nice=False).axis(values=[0.3, 0.5, 1, 2, 3, 6, 10], format="~g").title(("Yearly capacity of the integrated plant, million" if wide else "Integrated plant, million") + " net tons" + (", log scale" if wide else " a year, log"))
    y = alt.Y("ratio:Q").scale(type="log", domain=[0.5, 150], nice=False).axis(values=[0.5, 1, 2, 5, 10, 20, 50, 100], format="~g", labelExpr="datum.label + '×'").title("Capital, integrated over mini-mill, log scale")
    curve = alt.Chart(sizes).transform_calculate(ratio=f"plant_usd_mn / datum.integrated_mn_net_tons / ({mill_usd_mn} / (mill_kt / 1000))").mark_line(
        color=theme.ARTICLE, strokeWidth=2.4, clip=True).encode(x=x, y=y, tooltip=[alt.Tooltip("integrated_mn_net_tons:Q", format=".2f", title="million net tons"), alt.Tooltip("ratio:Q", format=".1f", title="ratio per ton")])
    levels = pd.DataFrame([
        (ratio_low, "article", ""), (ratio_high, "article", f"article: {ratio_low:.0f} to {ratio_high:.0f} times"),
        (per_plant, "article", f"its two plants, each whole: {per_plant:.0f} or more" if wide else f"two plants, whole: {per_plant:.0f}+"),
        (found_ratio, "found", f"sources of 1986 and 1987, per ton: about {found_ratio:.0f}" if wide else f"sources, per ton: about {found_ratio:.0f}"),
    ], columns=["ratio", "who", "label"]).assign(integrated_mn_net_tons=10)
    lines = alt.layer(*[
        alt.Chart(levels).transform_filter(alt.FieldEqualPredicate(field="who", equal=who)).mark_rule(color=colour, strokeWidth=width).encode(y=y)
        for who, colour, width in (("article", theme.ARTICLE, 1.1), ("found", theme.FOUND, 2.4))
    ])
    band = alt.Chart(pd.DataFrame({"low": [magnitude[0]], "high": [magnitude[1]]})).mark_rect(color=theme.FOUND, opacity=0.1).encode(y=alt.Y("low:Q"), y2="high:Q")
    names = alt.Chart(levels).mark_text(align="right", baseline="bottom", dy=-3, dx=-2).encode(y=y, x=x, text="label:N")
    # A ring where the stated prices give the stated ratio: hollow, as all that the article states.
    fit = pd.DataFrame({"integrated_mn_net_tons": [size_low, size_high], "ratio": [ratio_high, ratio_low]})
    rings = alt.Chart(fit).mark_point(filled=False, size=110, strokeWidth=1.8, color=theme.ARTICLE).encode(x=x, y=y)
    least = pd.DataFrame({"integrated_mn_net_tons": scales, "label": ["smallest efficient", "plant, two sources"], "ratio": [0.72, 0.72], "floor": [0.5, 0.5], "top": [4.2, 4.2]})
    walls = alt.Chart(least).mark_rule(strokeDash=[5, 3], color=theme.LIMIT, strokeWidth=1.3).encode(x=x, y="floor:Q", y2="top:Q")
    wall_words = alt.Chart(least.iloc[[0]]).mark_text(align="right", dx=-5, text="smallest efficient plant, two sources" if wide else ["smallest efficient", "plant, two sources"], baseline="middle").encode(x=x, y="ratio:Q")
    curve_word = alt.Chart(pd.DataFrame({"integrated_mn_net_tons": [0.37], "ratio": [17.5]})).mark_text(
        align="left", text="its two plants, per ton (curve)" if wide else "two plants, per ton").encode(x=x, y="ratio:Q")
    return alt.layer(band, lines, walls, curve, rings, names, wall_words, curve_word).add_params(mill, plant).properties(height=height)


exhibit(
    capital_chart(380, True), narrow=capital_chart(380, False),
    id="mill-capital",
    title=f"An integrated steel plant at ${plant_usd_mn:.0f} million costs {ratio_low:.0f} to {ratio_high:.0f} times a mini-mill per ton only if it makes {size_low:.1f} to {size_high:.1f} million tons a year",
    subtitle="Capital per net ton of yearly capacity, integrated plant over the first mini-mill of Nucor, as set at the start. Grey: the article's statements; heavy level line: what sources of 1986 and 1987 give, an order of magnitude, with its band",
    alt=f"""A falling curve on log axes: with the article's {mill_usd_mn:.0f} and {plant_usd_mn:.0f} million dollars and Nucor's designed {1000 * mill_mn_tons:.0f} thousand tons, the ratio of capital per ton is {ratio_high:.0f} at {size_low:.1f} million tons and {ratio_low:.0f} at {size_high:.1f},
    and only {at_scale:.1f} at {scales[0]:.0f} million tons, the smallest efficient integrated plant. Per plant the article's figures give {per_plant:.0f}. Sources of 1986 and 1987 give about {found_ratio:.0f} per ton, drawn as a band from {magnitude[0]:.0f} to {magnitude[1]:.0f} that takes in the article's {ratio_low:.0f} to {ratio_high:.0f}.""",
    rows=["steel-nucor-first-mill-capacity", "steel-capex-integrated", "steel-capex-minimill", "steel-capex-factor-ten", "steel-capex-thin-slab-ratio", "steel-integrated-min-scale-hbs", "steel-integrated-min-scale"],
    data=sizes.assign(mill_thousand_tons=mill_mn_tons * 1000, plant_usd_mn=plant_usd_mn, mill_usd_mn=mill_usd_mn),
    note=f"The article says {claims.claim('integrated-plant-cost').stated}, so the curve is a floor: move the second slider. At {ratio_low * mill_per_ton * scales[0]:,.0f} million the plant of {scales[0]:.0f} million tons would fit. Prices are of no stated year; ours are not brought to one year's dollars, since a ratio of one year needs none.",
)

# %% tags=["remove-input"]
prose(f"""
Neither of the article's two prices has a source that we could find. They are not absurd. At its designed capacity of {1e6 * mill_mn_tons:,.0f} net tons, a first mill for
{claims.claim("nucor-first-mill-cost").stated} costs ${mill_per_ton:.0f} a ton, and the Harvard case on Nucor puts mini-mills of 1986 at ${val(steel, "steel-capex-minimill"):.0f} and more, integrated plants
at ${val(steel, "steel-capex-integrated"):,.0f} and more. That is a factor of {found_ratio:.0f}, and Christensen has the same for sheet in 1987. Both are orders of magnitude, the first from students' notes, and both are of mills built
two decades after those that the article speaks of. They confirm the direction; they cannot tell a factor of {found_ratio:.0f} from one of {ratio_low:.0f} or {ratio_high:.0f}.

The pair does not illustrate the ratio. The plants differ in price by a factor of at least {per_plant:.0f}, because one of them is many times larger. Read per ton, an integrated plant of {scales[0]:.0f} million
tons for ${plant_usd_mn:.0f} million would cost {at_scale:.1f} times as much as the mini-mill; to cost the {ratio_low:.0f} times that the article states it would need {ratio_low / at_scale:.1f} times that sum, which "or more" leaves open. The ratio stays
undecided; its direction is safe.
""")

# %% tags=["hide-input"]
claims.verdicts(
    claims.check("minimill-capital-ratio", {"in the 1960s": None, "per ton of capacity, 1986 and 1987, an order of magnitude": magnitude, "the article's two plants, each whole": (per_plant, math.inf)},
                 rows=["steel-capex-factor-ten", "steel-capex-integrated", "steel-capex-minimill", "steel-capex-thin-slab-ratio", "steel-capex-fifth-to-seventh"], from_claims=["nucor-first-mill-cost", "integrated-plant-cost"],
                 note=f"No source for the 1960s. Those of the 1980s confirm the direction with a factor of {found_ratio:.0f}, as an order of magnitude: read as {magnitude[0]:.0f} to {magnitude[1]:.0f}, it neither confirms nor rejects {ratio_low:.0f} to {ratio_high:.0f}. The article's own plants give {plant_usd_mn:.0f} / {mill_usd_mn:.0f} = {per_plant:.0f} or more, which is a ratio of plants and not of capital per ton."),
    claims.check("nucor-first-mill-cost", None, rows=["steel-nucor-first-mill-cost", "steel-nucor-first-mill-capacity"], note=f"Not found in histories of Nucor. It would make ${mill_per_ton:.0f} a ton of capacity, which is plausible."),
    claims.check("integrated-plant-cost", {"comparable, at the time": None, f"{scales[0]:.0f} million tons at the cost of 1986": (scales[0] * val(steel, "steel-capex-integrated"), math.inf)},
                 rows=["steel-integrated-mill-cost-500m", "steel-integrated-mill-cost-direction", "steel-integrated-min-scale-hbs", "steel-capex-integrated"],
                 note="No figure of the time found. The smallest efficient plant at the cost per ton of 1986 comes to several times that."),
)

# %% [markdown]
# ## What became of the giants
#
# The integrated makers gave up rebar willingly, and years of losses followed. Most of what the article says of them survives.

# %% tags=["remove-input"]
cut_1989 = 100 * (1 - val(steel, "steel-uss-employees-1989") / val(steel, "steel-uss-employees-1979"))
cut_1991 = 100 * (1 - val(steel, "steel-uss-workforce-after") / val(steel, "steel-uss-workforce-before"))
prose(f"""
Two papers of 1987 and the industry's own institute agree on five years of loss in a row, {run[0]} to {run[1]}; the papers put them at ${val(steel, "steel-losses-1982-1986"):.0f} billion in sum (dollars of the day, as all sums here), which a third, a year later, spreads over six years. The run
began in the [early 1980s](claim:steel-loss-period), and {count(run_early)} of its five years lie there; it ended in the middle of the decade. U.S. Steel itself
made ${val(steel, "steel-uss-steel-result-1984"):.0f} million on steel in 1984. The page that the article links, of June 1990, is in no copy that we could read, and for [the loss of 1982](claim:steel-loss-1982)
we found no source. It fits the frame: the three years to 1984 brought nearly ${val(steel, "steel-losses-1982-1984-sum"):.0f} billion.

U.S. Steel lost {cut_1989:.0f} % of its jobs between 1979 and 1989, energy included, or {cut_1991:.0f} % between 1980 and 1991 by Christensen's count: the article's "more than half" is cautious. Oil and gas
made {val(steel, "steel-uss-oil-gas-share"):.0f} % of sales around 1992. Nippon Steel paid ${val(steel, "steel-nippon-price"):.1f} billion with debt, ${val(steel, "steel-nippon-equity-value"):.1f} billion for the shares. [June 2025](claim:us-steel-sale-date) is when the purchase closed; it was agreed on
18 December 2023.
""")

# %% tags=["hide-input"]
claims.verdicts(
    claims.check("incumbents-rational", None, rows="steel-christensen-thesis"),
    claims.check("incumbents-left-rebar", says(steel, "steel-retreat-from-rebar"), rows="steel-retreat-from-rebar"),
    claims.check("incumbents-kept-better-margins", says(steel, "steel-retreat-from-rebar"), rows=["steel-retreat-from-rebar", "steel-retreat-margins"], note="Rebar was the product with the lowest margin, and they left it willingly."),
    claims.check("incumbents-margin-gain", None, rows="steel-retreat-margins", note="Dropping the product with the lowest margin raises the average by arithmetic. No figure for the average afterwards was found."),
    claims.check("incumbents-wrong", None, rows="steel-christensen-thesis"),
    claims.check("steel-loss-years", float(run[1] - run[0] + 1), rows=["steel-loss-run", "steel-five-loss-years-1987", "steel-five-loss-years-aisi"], note=f"{run[0]} to {run[1]}."),
    claims.check("steel-loss-period", (str(run[0]), str(run[1])), rows=["steel-loss-run", "steel-losses-1982-1986", "steel-five-loss-years"], from_claims=["steel-loss-years"],
                 note=f"Met in part: {count(run_early)} of the five years lie in 1980 to 1984, the rest in the middle of the decade."),
    claims.check("steel-loss-1982", None, rows=["steel-loss-1982", "steel-losses-1982-1984-sum"], note=f"Not found. Nearly {val(steel, 'steel-losses-1982-1984-sum'):.0f} billion USD over 1982 to 1984 make it plausible; the official table that would settle it is cut off in the copy we read."),
    claims.check("us-steel-workforce-cut", {"1979 to 1989": cut_1989, "1980 to 1991": cut_1991}, rows=["steel-uss-employees-1979", "steel-uss-employees-1989", "steel-uss-more-than-half", "steel-uss-workforce-before", "steel-uss-workforce-after"],
                 note="Understated. The first count is of the whole group, energy included; the second is Christensen's."),
    claims.check("us-steel-oil-gas", says(steel, "steel-uss-oil-main-line"), rows=["steel-uss-oil-main-line", "steel-uss-oil-gas-share", "steel-uss-oil-gas-share-2"]),
    claims.check("us-steel-sale-date", {"completed": str(steel.loc["steel-nippon-completed", "as_of"]), "agreed": str(steel.loc["steel-nippon-agreement", "as_of"])}, rows=["steel-nippon-agreement", "steel-nippon-agreed", "steel-nippon-completed"],
                 note="Right as the month of completion, and \"by\" that month it had also been accepted: a year and a half before."),
    claims.check("us-steel-buyer", says(steel, "steel-nippon-completed"), rows=["steel-nippon-completed", "steel-nippon-agreement"]),
    claims.check("us-steel-sale-price", {"with debt": val(steel, "steel-nippon-price"), "shares alone": val(steel, "steel-nippon-equity-value")}, rows=["steel-nippon-price", "steel-nippon-enterprise-value", "steel-nippon-equity-value"]),
    claims.check("us-steel-below-peak", bool(says(steel, "steel-uss-fraction-of-peak") and val(steel, "steel-nippon-price") < val(steel, "steel-uss-1901-inflated")), rows=["steel-uss-fraction-of-peak", "steel-uss-1901-inflated", "steel-uss-1901-inflated-2017", "steel-uss-peak-valuation"],
                 note=f"No figure for the peak was found, but already the capitalisation of 1901 comes to {val(steel, 'steel-uss-1901-inflated'):.0f} billion USD of 2023, by another deflator to {val(steel, 'steel-uss-1901-inflated-2017'):.0f}."),
)

# %% [markdown]
# ## From good decisions to AI
#
# The article takes from Clayton Christensen that the giants failed through good decisions, and applies it to OpenAI and Anthropic.

# %% tags=["remove-input"]
top = board.nlargest(1, "score_elo").iloc[0]
TABLES = ("moonshot-2026-kimi-k2.5-readme", "zai-2026-glm-5-paper")
rival_tables = bench[bench["source_id"].isin(TABLES)]
rival_tables = rival_tables[rival_tables["benchmark"].isin(rival_tables.loc[rival_tables["organisation"] == "OpenAI", "benchmark"])]
leaders = rival_tables.loc[rival_tables.groupby("benchmark")["score_pct"].idxmax()].set_index("benchmark", drop=False)
openai_leads = int((leaders["organisation"] == "OpenAI").sum())
best_openai = board[board["organisation"] == "OpenAI"].nlargest(1, "score_elo").iloc[0]
behind, margin = float(top["score_elo"] - best_openai["score_elo"]), float((top["ci95_elo"] ** 2 + best_openai["ci95_elo"] ** 2) ** 0.5)
better = board[(board["score_elo"] > best_openai["score_elo"])]["organisation"].drop_duplicates().tolist()
prose(f"""
Christensen's thesis is rendered fairly with one exception. He makes good management a cause of failure; he does not say that bad decisions were
[never](claim:incumbents-no-bad-decisions) one. A Chicago Tribune editorial of 1986 blamed exactly those: generous labour contracts under limited competition, and no effort at efficiency or new markets. One editorial does not settle the matter. His reading of
his cases has been disputed since, by Jill Lepore in 2014. For steel, the ladder above stands without it.

The two labs do what the article says they do, on their own word: OpenAI counted over a million business customers in November 2025, and Anthropic and PwC set out in February 2026 to serve regulated
industries. Whether OpenAI offered [the most capable models](claim:openai-most-capable) depends on the measure, and the article names none. On Chatbot Arena of 11 March its best, with a preliminary rating, stood {behind:.0f} points below the
first, behind models of {", ".join(better[:-1])} and {better[-1]}. In the tables that Moonshot AI and Z.ai published with their own models early in 2026, GPT-5.2 leads {openai_leads} of the {len(leaders)} tests that list it, the science questions of GPQA among them.

Two differences from steel matter for the forecast. The pace: steel took {to_losses}, {to_sheet} or {to_half} years, by the date that one counts, and had nothing like the article's [{claims.claim("epoch-median-rate").stated}](claim:epoch-median-rate) in the price of equal
performance, which is its reason to expect less. And the ceiling: scrap
kept the mini-mills out of sheet until a new casting process came. What keeps open models from the top rung is a matter for the chapter on performance and price; as a precedent, steel shows that a ceiling can hold
for {to_sheet} years and then give way.
""")

# %% tags=["hide-input"]
claims.verdicts(
    claims.check("christensen-career", says(steel, "steel-christensen-career-post"), rows=["steel-christensen-career-post", "steel-christensen-career"]),
    claims.check("incumbents-no-bad-decisions", None, rows=["steel-bad-decisions-blamed", "steel-good-decisions-existing-customers", "steel-christensen-critique"],
                 note="The \"never\" goes beyond what we read of Christensen, and an editorial of 1986 blamed the managements; no study that weighs the causes was found. That good decisions can suffice is his point, and it stands in the next row."),
    claims.check("incumbents-good-decisions", says(steel, "steel-good-decisions-existing-customers", "steel-christensen-customers", "steel-christensen-thesis"), rows=["steel-good-decisions-existing-customers", "steel-christensen-customers", "steel-christensen-thesis"]),
    claims.check("openai-enterprise", says(steel, "steel-openai-business-customers"), rows="steel-openai-business-customers", note="By its own count over a million businesses, small ones included."),
    claims.check("openai-most-capable", {"on a measure that the article names": None, "Chatbot Arena, 11 March 2026": bool(behind <= 0), "GPQA Diamond, tables of two rivals": bool(leaders.loc["GPQA Diamond", "organisation"] == "OpenAI")},
                 rows=[top, best_openai, leaders, rival_tables[rival_tables["organisation"] == "OpenAI"]],
                 note=f"The measures disagree. On Chatbot Arena its best, {best_openai['model']}, ranks {best_openai['rank']:.0f} with a preliminary rating, {behind:.0f} points below {top['model']} (the two intervals together: {margin:.0f}); in two rivals' tables GPT-5.2 leads {openai_leads} of {len(leaders)} tests."),
    claims.check("anthropic-regulated", says(steel, "steel-anthropic-regulated"), rows="steel-anthropic-regulated", note="Announced with PwC two weeks before the article, for financial services and healthcare."),
    claims.check("labs-right-for-now", None, rows="steel-openai-anthropic-customers"),
    claims.check("labs-wrong-for-future", None, rows="steel-christensen-applied-to-ai", note=f"It can be judged from 2031. From {entry}, steel took {to_losses} years to the first loss year of its giants, {to_sheet} to the first sheet mill, {to_half} until electric furnaces passed oxygen furnaces."),
)

# %% [markdown]
# ## The airlines
#
# The article's second history begins with a quotation from David Cahn of Sequoia and then lets the trade association's figures speak. Airline profits are restated from one publication to the next. So we join no two publications in a line, and add up years within one where one covers them; the two periods that none covers are added up from several and drawn pale.

# %% tags=["hide-input"]
SERIES = ["IATA, June 2010", "IATA, December 2017", "IATA, later outlooks"]
yearly = profits[profits["vintage"] != "atw-2002"].assign(
    year=lambda f: f["year"].astype(int),
    series=lambda f: f["vintage"].map({"iata-2010-06": SERIES[0], "iata-2017-12": SERIES[1]}).fillna(SERIES[2]),
    kind=lambda f: f["status"].map({"actual": "as reported"}).fillna("estimate or forecast"),
)[["row_id", "year", "net_profit_usd_bn", "series", "vintage", "kind", "status"]]
stated_profit = claims.stated("airline-profit-1945-2000")
sums = pd.DataFrame(
    [
        ("1945 to 2000, the article", stated_profit, "stated"),
        ("1945 to 2000, a spokesman, up to", spokesman, "bound"),
        ("2001 to 2009", loss_2000s, "found"),
        ("2010 to 2017", gain_2010s, "found"),
        ("2018 and 2019", gain_eve, "several"),
        ("2020 to 2022", -pandemic, "found"),
        ("2023 to 2025", recovery, "several"),
    ],
    columns=["period", "sum_usd_bn", "who"],
)
sums["label"] = [f"{v:+.0f}".replace("-", "−") for v in sums["sum_usd_bn"]]


def airline_chart(width: int, narrow: bool) -> alt.VConcatChart:
    """Net profit by year, each publication joined within itself; below, sums over periods."""
    colour = alt.Color("series:N").scale(domain=SERIES, range=[theme.THIRD, theme.FOUND, theme.FOURTH]).title(None).legend(columns=1 if narrow else 3)
    x = alt.X("year:Q").scale(domain=[2000, 2027], nice=False).axis(format="d", tickCount=6).title(None)
    y = alt.Y("net_profit_usd_bn:Q").scale(domain=[-150, 50], nice=False).title("Net profit, billion dollars")
    frame = alt.Chart(yearly)
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(strokeWidth=1).encode(y="zero:Q")
    line = frame.mark_line(strokeWidth=1.6).encode(x=x, y=y, color=colour, detail="vintage:N")
    dots = frame.mark_point(filled=True, size=44, opacity=1).encode(
        x=x, y=y, color=colour,
        shape=alt.Shape("kind:N").scale(domain=["as reported", "estimate or forecast"], range=["circle", "triangle-up"]).legend(None),
        tooltip=["year:Q", alt.Tooltip("net_profit_usd_bn:Q", title="billion dollars"), "vintage:N", "status:N"],
    )
    above = alt.layer(zero, line, dots).properties(width=width, height=230)
    # On a telephone the periods stand above their bars, which leaves the whole width to both panels.
    rows = alt.Y("period:N").sort(sums["period"].tolist()).title(None).axis(None if narrow else alt.Axis(titleAngle=0))
    across = alt.X("sum_usd_bn:Q").scale(domain=[-260, 215] if narrow else [-230, 200], nice=False).axis(values=[-200, -100, 0, 100, 200]).title("Sum over the period, billion dollars")
    total = alt.Chart(sums).encode(x=across, y=rows)
    bars = total.transform_filter("datum.who == 'found'").mark_bar(height=14, color=theme.FOUND)
    pale = total.transform_filter("datum.who == 'several'").mark_bar(height=14, fill=theme.FOUND, fillOpacity=0.15, stroke=theme.FOUND, strokeWidth=1.6)
    hollow = total.transform_filter("datum.who == 'stated'").mark_bar(height=14, filled=False, stroke=theme.ARTICLE, strokeWidth=1.6)
    bound = total.transform_filter("datum.who == 'bound'").mark_bar(height=14, filled=False, stroke=theme.LIMIT, strokeWidth=1.6, strokeDash=[4, 3])
    plus = total.transform_filter("datum.sum_usd_bn > 0").mark_text(align="left", dx=5).encode(text="label:N")
    minus = total.transform_filter("datum.sum_usd_bn < 0").mark_text(align="right", dx=-5).encode(text="label:N")
    words = alt.Chart(sums).transform_calculate(name="replace(datum.period, '1945 to 2000, a spokesman', '1945–2000, spokesman')")
    names = [words.mark_text(align="left", dy=-16).encode(x=alt.value(0), y=rows, text="name:N")] if narrow else []
    axis = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(strokeWidth=1).encode(x="zero:Q")
    below = alt.layer(axis, bars, pale, hollow, bound, plus, minus, *names).properties(width=width, height=alt.Step(38 if narrow else 26))
    return alt.vconcat(above, below, spacing=36 if narrow else 30)


good = yearly[yearly["year"].between(2010, 2019) & (yearly["vintage"] != "iata-2010-06")]
late = yearly[yearly["year"] >= 2023]
exhibit(
    airline_chart(520, False), narrow=airline_chart(290, True),
    id="airline-profit",
    title=f"Airlines lost ${-loss_2000s:.0f} billion in 2001 to 2009, earned {gain_2010s + gain_eve:.0f} in 2010 to 2019, lost {pandemic:.0f} in 2020 to 2022 and earned {recovery:.0f} in 2023 to 2025",
    subtitle="Net profit of the world's airlines. Above: by year, lines join figures of one publication only, triangles are estimates or forecasts. Below: sums; dark: within one publication, pale: over several; hollow: the article; dashed: an upper bound",
    alt=f"""Above, net profit by year from {yearly['year'].min()}: mostly losses to 2009, profits of {good['net_profit_usd_bn'].min():.0f} to {good['net_profit_usd_bn'].max():.0f} billion dollars from 2010 to 2019, a loss of {-yearly['net_profit_usd_bn'].min():.0f} billion in 2020, and profits of {late['net_profit_usd_bn'].min():.0f} to {late['net_profit_usd_bn'].max():.0f} billion from 2023 to the forecast for {late['year'].max()}.
    Below, sums: the article's {stated_profit:.0f} billion for 1945 to 2000 beside at most {spokesman:.0f} by IATA's spokesman, then minus {-loss_2000s:.0f}, plus {gain_2010s:.0f} and {gain_eve:.0f}, minus {pandemic:.0f}, plus {recovery:.0f}.""",
    rows=[profits[profits["vintage"] != "atw-2002"], "airlines-loss-2001-iata", "airlines-cumulative-since-1945-iata", "airlines-loss-2020-2022"],
    data=pd.concat([yearly, sums], ignore_index=True), kind="reported",
    note=f"Nominal dollars. The spokesman called the loss of 2001, up to {spokesman:.0f} billion, probably as much as the industry had ever earned since 1945. 2020 to 2022 by year are figures of October 2021; their later sum is smaller and is the one drawn below. The pale bars add up {count(eve_rows['vintage'].nunique())} and {count(recovery_rows['vintage'].nunique())} publications, the last year of each as an estimate; the title's sum for 2010 to 2019 adds a pale bar to a dark one.",
)

# %% tags=["remove-input"]
later = profits.set_index("row_id")["net_profit_usd_bn"]
members = val(air, "airlines-profit-1997-2000-members")
implied_revenue = stated_profit / claims.stated("airline-margin-1945-2000") * 100 / 1000
prose(f"""
The sum of {claims.claim("airline-profit-1945-2000").stated} and the margin of {claims.claim("airline-margin-1945-2000").stated} fit each other if the airlines took {implied_revenue:.1f} trillion dollars over the period. We found no source for either.
The Economist put the margin over six decades at less than {val(air, "airlines-margin-six-decades"):.0f} % in 2014 and at {val(air, "airlines-margin-four-decades"):.1f} % over four decades in 2012: the first allows the margin, the second is of a later period, and neither confirms it. The sum may be
too high: in February 2002 a spokesman of IATA called the loss of 2001, up to ${spokesman:.0f} billion, *probably* as much as the industry had ever earned since 1945. That is loose talk beside the ${members:.1f} billion that IATA's members alone
had earned on international services from 1997 to 2000. [The next sentence](claim:airline-2000s-losses) is true of both sums, since 2001 to 2009 cost ${-loss_2000s:.1f} billion in the publication of 2010; but one side of that comparison has no record. All these are nominal dollars, which
make the early profits look small.

It passes over what came between the 2000s and today. {count(len(gain_2010s_rows)).capitalize()} years of profit followed, ${gain_2010s:.0f} billion in all, and two more with ${later["airlines-profit-2018"]:.0f} and ${later["airlines-profit-2019"]:.0f} billion; then the pandemic took ${pandemic:.0f} billion; and 2023 to 2025 brought ${recovery:.0f} billion, by {count(recovery_rows["vintage"].nunique())}
publications. The years of profit weaken the analogy. The pandemic does not repair it: it was a shock to demand, not the work of competition on price.
""")

# %% tags=["hide-input"]
roic = pd.DataFrame(
    [
        ("for 2018, as seen in December 2017", "airlines-roic-2018-outlook-2017-12", "airlines-wacc-2018-outlook-2017-12"),
        ("for 2019, as seen in December 2018", "airlines-roic-2019", "airlines-wacc-2019"),
        ("for 2019, as seen in December 2019", "airlines-roic-2019-outlook-2019-12", ""),
        ("for 2024, as seen in June 2024", "airlines-roic-2024-outlook-2024-06", "airlines-wacc-2024-outlook-2024-06"),
        ("for 2026, as seen in December 2025", "airlines-roic-2026", "airlines-wacc-2026"),
    ],
    columns=["outlook", "roic_row", "wacc_row"],
)
roic["return_pct"] = [val(air, r) for r in roic["roic_row"]]
roic["cost_pct"] = [val(air, r) if r else None for r in roic["wacc_row"]]
roic["stated_return_pct"] = [None] * (len(roic) - 1) + [claims.stated("iata-roic")]
roic["stated_cost_pct"] = [None] * (len(roic) - 1) + [claims.stated("iata-wacc")]
MEASURES = ["return on invested capital", "cost of capital"]
roic["short"] = [o.replace("for ", "").replace(", as seen in ", ", seen ").replace("December", "Dec").replace("June", "Jun") for o in roic["outlook"]]
tidy_roic = roic.melt(id_vars=["outlook", "short"], value_vars=["return_pct", "cost_pct"], var_name="measure", value_name="pct").dropna()
tidy_roic["measure"] = tidy_roic["measure"].map({"return_pct": MEASURES[0], "cost_pct": MEASURES[1]})
rings_roic = roic.melt(id_vars=["outlook", "short"], value_vars=["stated_return_pct", "stated_cost_pct"], value_name="pct").dropna()[["outlook", "short", "pct"]]
latest = roic.iloc[-1]


def roic_chart(label: str, columns: int) -> alt.LayerChart:
    """Return and cost of capital by outlook, joined; the article's two figures as rings."""
    y = alt.Y(f"{label}:N").sort(roic[label].tolist()).title(None).axis(titleAngle=0)
    x = alt.X("pct:Q").scale(domain=[5, 10], nice=False, zero=False).axis(grid=True, tickCount=6).title("Per cent a year")
    frame = alt.Chart(tidy_roic)
    join = alt.Chart(roic.dropna(subset=["cost_pct"])[["outlook", "short", "return_pct", "cost_pct"]]).mark_rule(strokeWidth=1.6, color=theme.LIMIT).encode(x=alt.X("return_pct:Q").scale(domain=[5, 10], nice=False, zero=False).title("Per cent a year"), x2="cost_pct:Q", y=y)
    dots = frame.mark_point(filled=True, size=95, opacity=1).encode(
        x=x, y=y, color=alt.Color("measure:N").scale(domain=MEASURES, range=[theme.FOUND, theme.FOURTH]).title(None).legend(columns=columns),
        shape=alt.Shape("measure:N").scale(domain=MEASURES, range=["circle", "diamond"]).title(None).legend(columns=columns), tooltip=["outlook:N", "measure:N", alt.Tooltip("pct:Q", title="per cent")])
    rings = alt.Chart(rings_roic).mark_point(filled=False, size=250, strokeWidth=1.8, color=theme.ARTICLE).encode(x=x, y=y)
    return alt.layer(join, rings, dots).properties(height=34 * len(roic))


exhibit(
    roic_chart("outlook", 2), narrow=roic_chart("short", 1),
    id="airline-capital",
    title=f"IATA expects airlines to earn {latest['return_pct']:.1f} % on capital that costs {latest['cost_pct']:.1f} %, as the article says; its last forecast above cost did not come true",
    subtitle="Return on invested capital and weighted average cost of capital of the world's airlines, by IATA outlook. Rings: the article",
    alt=f"""Dumbbells for five outlooks. For 2018 and 2019, as first seen, the return of {roic['return_pct'].iloc[0]} and {roic['return_pct'].iloc[1]} % lay above the cost of capital of {roic['cost_pct'].iloc[0]} and {roic['cost_pct'].iloc[1]}; a year later the return for 2019
    was put at {roic['return_pct'].iloc[2]}. For 2024 and 2026 the return lies below the cost, {latest['return_pct']} against {latest['cost_pct']} % for 2026, where the article's rings sit on the dots.""",
    rows=[*roic["roic_row"], *filter(None, roic["wacc_row"])], data=tidy_roic.drop(columns="short"), kind="reported",
    note="For 2024 IATA gave the cost of capital as over 9 %; the mark is its lower bound. The outlook of December 2019 gave no cost of capital. The axis does not start at zero.",
)

# %% tags=["remove-input"]
prose(f"""
The two figures are reported as the article has them, and the sign is right. It was not always so: IATA's outlook of December 2018 counted a fifth year in a row above the cost of capital. A year later the return for 2019 had shrunk from
{val(air, "airlines-roic-2019"):.1f} to {val(air, "airlines-roic-2019-outlook-2019-12"):.1f} %, and a study by IATA and McKinsey of February 2020 found that the industry as a whole had not returned its cost of capital in those years, though North America and Europe had.

Of the quotation, the thoughts are Cahn's and the words nearly so. One sentence is missing from the middle of it, the one that sets the cloud business of ordinary processors apart as an oligopoly with pricing power. And he speaks of renting GPUs, not of
selling models. That a new airline asks for a new booking while a new model asks for [two lines](claim:switch-lines-of-code) is a comparison of the author's, which the chapter on switching puts to the test.
""")

# %% tags=["hide-input"]
quoted = ["airlines-cahn-quotation-exact", "airlines-cahn-gpu-commodity"]
cahn = says(air, "airlines-cahn-gpu-commodity")
title_of = sources.source(data.row("airlines-cahn-quotation-exact").source_id).title
claims.verdicts(
    claims.check("cahn-600bn-title", "$600B" in title_of, rows="airlines-cahn-quotation-exact", note="The title writes $600B."),
    claims.check("cahn-gpu-commodity", cahn, rows=quoted, note="He speaks of GPU computing, not of models. The quotation leaves out his sentence on the CPU cloud as an oligopoly."),
    claims.check("cahn-gpu-by-hour", cahn, rows=quoted),
    claims.check("cahn-marginal-cost", cahn, rows=quoted, note="What he abbreviates is written out; the sense is kept."),
    claims.check("cahn-airlines-example", cahn, rows=quoted),
    claims.check("airline-analogy", None, rows="airlines-analogy-foreboding"),
    claims.check("airline-profit-1945-2000", {"1945 to 2000": None, "since 1945, IATA's spokesman in 2002": (-math.inf, spokesman)}, rows=["airlines-profit-1945-2000", "airlines-cumulative-since-1945-iata", "airlines-loss-2001-iata", "airlines-profit-1997-2000-members"],
                 note=f"Searched for and not found. The spokesman spoke loosely, of a probable upper bound in nominal dollars; IATA's members alone had earned {members:.1f} billion USD in the last four of those years."),
    claims.check("airline-margin-1945-2000", {"1945 to 2000": None, "six decades to 2014, stated as less than": (-math.inf, val(air, "airlines-margin-six-decades")), "four decades to 2012, a later period": val(air, "airlines-margin-four-decades")},
                 rows=["airlines-margin-1945-2000", "airlines-margin-six-decades", "airlines-margin-four-decades"], note="No source for this figure and period. Of The Economist's two figures, both of other periods, the first allows it and the second is lower."),
    claims.check("airline-period-years", {"from year to year": float(2000 - 1945), "years counted": float(2000 - 1945 + 1)}, from_claims=["airline-profit-1945-2000"], note="The next sentence rounds it to half a century."),
    claims.check("airline-2000s-losses", {"against a sum with a source": None, "against the sum that the article states": bool(-loss_2000s > stated_profit), "against the spokesman's": bool(-loss_2000s > spokesman)}, rows=[profits[(profits["vintage"] == "iata-2010-06") & (profits["year"].astype(int) <= 2009)], "airlines-loss-2000s", "airlines-loss-exceeds-earnings"], from_claims=["airline-profit-1945-2000"],
                 note=f"A loss of {-loss_2000s:.1f} billion USD, nominal, in 2001 to 2009 is on record. It exceeds the {stated_profit:.0f} stated and the {spokesman:.0f} of IATA's spokesman for the years before, but neither is documented."),
    claims.check("iata-roic", val(air, "airlines-roic-2026"), rows="airlines-roic-2026", note="Forecast of December 2025 for 2026, read in a report of the linked release."),
    claims.check("iata-wacc", val(air, "airlines-wacc-2026"), rows="airlines-wacc-2026"),
    claims.check("iata-roic-below-wacc", bool(val(air, "airlines-roic-2026") < val(air, "airlines-wacc-2026")), rows=["airlines-roic-2026", "airlines-wacc-2026", "airlines-never-returned-capital"],
                 note=f"Together with a record profit of {val(air, 'airlines-net-profit-2026'):.0f} billion USD and a margin of {val(air, 'airlines-net-margin-2026'):.1f} %, which the article leaves out."),
    claims.check("airline-switch-rebooking", says(air, "airlines-switching-endorsement"), rows="airlines-switching-endorsement", note="As a rule: a flexible fare may be taken over by another carrier."),
    claims.check("airline-ai-difference", None, rows="airlines-switching-carrier"),
)

# %% [markdown]
# ## How sure we are

# %% tags=["remove-input"]
verified = len(shares)
prose(f"""
The shares of electric furnaces are {count(verified)} points from {count(shares["measured_by"].nunique())} agencies; before 1991 only carbon steel is covered and before 1982 only an estimate for companies. The rungs are not exact years: "mid-1960s" is drawn at {entry}. They
rest on Christensen, a report of the Department of Commerce and the trade press; the date of the beam mill is from students' notes on a Harvard case. The capital costs rest on the same case at second hand, and are orders of
magnitude of the 1980s. Most pages were read in stored copies, some of them in excerpts. Airline figures are IATA's own, mostly as the press repeated them.

What would change our mind: the profitability row of table 1252 of the Statistical Abstract, which would settle [the loss of 1982](claim:steel-loss-1982) and the years of loss one by one; the Tribune page of June 1990 that the article links; a contemporary price for Darlington
and for an integrated mill of the 1960s with its capacity; margins by product for the integrated mills; the mini-mills' share of sheet; and any publication that carries [{claims.claim("airline-profit-1945-2000").stated}](claim:airline-profit-1945-2000) for the airlines.
""")
