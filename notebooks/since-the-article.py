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
# # Since the article: a scorecard, a price index and a ladder
#
# **The question.** The article appeared on 11 March 2026. What has become of its argument since?
# No verdict of this book changes here.

# %% tags=["hide-input"]
import math
import textwrap
from dataclasses import dataclass
from typing import Annotated

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, theme
from claimsbook.figures import frames
from claimsbook.figures.prose import count, listed, prose, signed
from rebar import days
from rebar.economics import gap, growth, ladder, scorecard, since, statements, token_index
from rebar.economics.offer_spells import by_list
from rebar.gather import later_lists


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted; the rules of the scorecard are rows of a table."""

    level: Annotated[int, Within(1250, 1500)] = 1456  # Arena rating of Claude Sonnet 4.5
    old_level: Annotated[int, Within(1250, 1500)] = 1287  # that of GPT-4 of March 2023
    top_level: Annotated[int, Within(1250, 1500)] = 1490  # that of the frontier of 11 March 2026
    window: Annotated[int, Within(2, 31)] = 13  # lists in a rolling window: a year and a month
    revenue_from: str = "2026-01-31"  # end of the month of the article's revenue of OpenAI


assumed = assume(Assumptions)

# %%
# A rule that was changed without a dated amendment stops the chapter here.
NAMES = ["lists", "offers", "models", "ratings", "tiers", "price_steps", "arena_gap", "facts"]
tables = {name: data.read(f"since-{name.replace('_', '-')}") for name in NAMES}
predictions = data.read("since-predictions")
scorecard.check_registry(predictions, data.read("since-registered"))
scored_on = str(data.read("since-refreshes")["as_of"].max())

ladder_days = since.ladder_days(data.read("since-packages"))
evidence = since.evidence(tables, ladder_days)
stated_values = scorecard.claim_values(data.read("claims"))
scores = scorecard.score_all(predictions, evidence, stated_values, scored_on)
card = statements.scorecard(predictions, scores)
due_by_now = card[card["set_after_seeing"] == "yes"]
registered = card[card["set_after_seeing"] == "no"]
verdicts = due_by_now["verdict"].value_counts().reindex(list(scorecard.VERDICTS), fill_value=0)

offers = by_list(tables["offers"], tables["lists"])
rated = token_index.scores(tables["ratings"], tables["models"])
levels = (assumed.old_level, 1346, 1400, 1440, assumed.level, assumed.top_level)
index = token_index.token_price_index(offers, rated, levels=levels, window=assumed.window)
linked = token_index.linked(index, "openrouter", "litellm")


# %% tags=["hide-input"]
def line(name: str, of: pd.DataFrame = linked) -> pd.DataFrame:
    """One line of the index, oldest first."""
    return of[of["line"] == name].sort_values("as_of")


def last(name: str, column: str = "index") -> float:
    """The newest value of a line of the index."""
    return float(line(name)[column].iloc[-1])


level_line, old_line = f"cheapest-{assumed.level}", f"cheapest-{assumed.old_level}"
top_line = f"cheapest-{assumed.top_level}"
newest_list = str(line("matched")["as_of"].iloc[-1])
matched_now, level_now = last("matched"), last(level_line)
level_before = float(line(level_line)["index"].iloc[-2])  # on the list before the newest
level_span = " to ".join(f"{one:.0f}" for one in sorted([level_now, level_before]))
average_move = "fell" if last("hedonic") < 100 else "rose"
average_words = f"it {average_move} {abs(100 - last('hedonic')):.0f} %"

rungs = ladder.ladder(tables["tiers"], tables["price_steps"], ladder_days)
moves = ladder.moves(rungs)
changed = rungs.groupby(["maker", "tier"])["blend_usd_per_mtok"].agg(["first", "last", "max"])
opened_above = moves[(moves["move"] == "opened") & (moves["tier"] == "top")]
last_step = ladder_days[-1]


def later(date: str, more: int) -> str:
    """A date so many days on: where a time axis ends, so that it grows with the lists."""
    return str((pd.Timestamp(date) + pd.Timedelta(days=more)).date())


# %% tags=["hide-input"]
flagship = {maker: changed.loc[maker, "flagship"] for maker in ("OpenAI", "Anthropic", "Google")}
open_rungs = rungs[(rungs["weights"] == "open") & (rungs["tier"] == "flagship")]
# Makers whose flagship had open weights on any of the days.
flagships = changed.xs("flagship", level="tier").loc[sorted(open_rungs["maker"].unique())]
rose = flagships.index[flagships["last"] > flagships["first"]].tolist()
ends_open = open_rungs[open_rungs["as_of"].isin([rungs["as_of"].min(), last_step])]
all_open = ends_open.groupby("maker").size().eq(2)
rose_open = [maker for maker in rose if all_open.get(maker, False)]
inference = data.facts("inference-facts", "inference-")
studied = [
    inference.number(f"{name}-index", "log_points_per_year")
    for name in ("matched-model", "quality-adjusted")
]

# %% tags=["hide-input"]
verdict_of = dict(zip(card["row_id"].str.removeprefix("prediction-"), card["verdict"]))
BROUGHT_LOW = ["openai-growth", "anthropic-growth", "openai-valuation", "anthropic-valuation"]
brought_low = [one for one in BROUGHT_LOW if verdict_of[one] == "met"]
low_words = (
    "but the labs' revenue and valuations have held up so far"
    if not brought_low
    else f"and {count(len(brought_low))} of {count(len(BROUGHT_LOW))} signs of the labs' fall came"
)
LEVELS_FALL = ["sonnet-level-9-fold", "frontier-level-9-fold", "rent-nvidia", "rent-aws"]
kept_words = (
    "A given high quality became cheaper and the profits around the models held, as the article "
    "expects"
    if all(verdict_of[one] == "met" for one in LEVELS_FALL)
    else "Not all prices and profits went as the article expects"
)
cheaper_flagships = [one for one, price in flagship.items() if price["last"] < price["first"]]
base_index = float(data.one(line("matched", index[index["list"] == "litellm"]), matched=0)["index"])
undecided = len(due_by_now) - int(verdicts["met"]) - int(verdicts["not met"])
undecided_words = f"; {count(undecided)} undecided" if undecided else ""

# %% tags=["remove-input"]
prose(f"""
{kept_words}, {low_words}.

1. **{count(int(verdicts["met"])).capitalize()} of [{len(due_by_now)}](fig:since-scorecard)
   statements that we drew from the article are met,
   [{verdicts["not met"]}](fig:since-scorecard) are not{undecided_words}.** They were set after much
   of the evidence: they predict nothing. [See the scorecard](#since-scorecard)
2. **Models that stay on sale cost
   [{100 * matched_now / base_index:.1f} %](fig:token-price-index-since) of March's price.** At
   given quality the average costs [{last("hedonic"):.0f} %](fig:token-price-index-since), the
   cheapest equal of Claude Sonnet 4.5 [{level_span} %](fig:token-price-index-since) on the last
   two lists. [See the index](#token-price-index-since)
3. **{listed(cheaper_flagships)} charge less for their flagships than in March.**
   {count(len(opened_above)).capitalize()} new tiers opened above a flagship.
   {count(len(rose)).capitalize()} of {count(len(flagships))} makers of open models charge more,
   {count(len(rose_open))} of them with open weights throughout.
   [See the ladder](#since-ladder)
""")

# %% [markdown]
# ## The scorecard

# %% tags=["remove-input"]
prose(f"""
We drew statements from the article and gave each a rule that code applies, with the article's own
numbers where it has one. These were set after much of their evidence had been seen; the
[{len(registered)}](fig:since-registered) registered ahead are the real test.
""")


# %%
def stacked(frame: pd.DataFrame, chars: int, line_px: int, more_px: int) -> pd.DataFrame:
    """Statements wrapped to a width, with the place of each below the one before, in px."""
    wrapped = frame["statement"].map(lambda text: textwrap.wrap(text, chars))
    heights = wrapped.map(len) * line_px + more_px
    return frame.assign(words=wrapped.map("\n".join), y=heights.cumsum() - heights, height=heights)


LOOKS = {
    "met": ("circle", theme.HOLDS),
    "not met": ("diamond", theme.FAILS),
    "open": ("square", theme.JUDGEMENT),
    "undecidable": ("triangle-up", theme.UNVERIFIED),
}
shown_columns = [
    *("row_id", "statement", "rule", "asked", "found", "verdict", "as_of", "standing"),
    *("threshold", "value", "due", "set_after_seeing", "evidence"),
]
scored = due_by_now[shown_columns]
met, unmet = (scored.loc[scored["verdict"] == one, "statement"] for one in ("met", "not met"))
missed = due_by_now[due_by_now["verdict"] == "not met"]
# The price at one level may miss more than one pace of the article's.
paced = missed["quantity"].str.startswith("cheapest-")
paced_twice = int(missed.loc[paced, "quantity"].duplicated(keep=False).sum())


# %% tags=["hide-input"]
def looks(channel: type, place: int, key: alt.Legend | None = None) -> object:
    """A channel that tells the verdict: by shape (0) or by colour (1)."""
    scale = {"domain": list(LOOKS), "range": [look[place] for look in LOOKS.values()]}
    return channel("verdict:N").scale(**scale).legend(key)


def sheet(frame: pd.DataFrame, columns: dict[str, int], top: int, mark_x: int) -> alt.LayerChart:
    """A table as a picture: statements at the left, further columns by their right edges in px."""
    height = int((frame["y"] + frame["height"]).max()) + top
    y = alt.Y("y:Q").scale(domain=[-top, height - top], range=[0, height], nice=False).axis(None)
    rows = alt.Chart(frame).encode(y=y)
    plain = {"baseline": "top", "lineBreak": "\n", "lineHeight": 15}
    layers = [rows.mark_text(align="left", **plain).encode(x=alt.value(0), text="words:N")]
    heads = alt.Chart(pd.DataFrame({"y": [-top]})).encode(y=y)
    for column, x in columns.items():
        cell = rows.mark_text(align="right", **plain)
        layers.append(cell.encode(x=alt.value(x), text=f"{column}:N"))
        head = heads.mark_text(align="right", baseline="top", color=theme.MUTED, text=column)
        layers.append(head.encode(x=alt.value(x)))
    if mark_x:
        points = rows.mark_point(filled=True, size=70, opacity=1, yOffset=6)
        colour, shape = looks(alt.Color, 1), looks(alt.Shape, 0)
        hints = ["statement:N", "rule:N", "asked:N", "found:N", "as_of:N", "standing:N"]
        layers.append(points.encode(x=alt.value(mark_x), color=colour, shape=shape, tooltip=hints))
        word = rows.mark_text(align="left", dx=9, **plain).encode(color=colour, text="verdict:N")
        layers.append(word.encode(x=alt.value(mark_x)))
    return alt.layer(*layers).properties(height=height)


# %% tags=["hide-input"]
def narrow_sheet(frame: pd.DataFrame, figures: str, figures_x: int, up: int) -> alt.LayerChart:
    """The same for a telephone: the figures of a statement stand at `figures_x` px.

    They are on its first line, or below it, `up` px above its end.
    """
    height = int((frame["y"] + frame["height"]).max())
    y = alt.Y("y:Q").scale(domain=[0, height], range=[0, height], nice=False).axis(None)
    rows = alt.Chart(frame).encode(y=y)
    told = rows.transform_calculate(y=f"datum.y + datum.height - {up}") if up else rows
    told = told.encode(y=y)
    words = rows.mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=14)
    layers = [words.encode(x=alt.value(0), text="words:N")]
    numbers = told.mark_text(align="left", baseline="top")
    numbers = numbers.encode(x=alt.value(figures_x), text=f"{figures}:N")
    if "verdict" in frame:
        key = alt.Legend(orient="top", title=None)
        colour, shape = looks(alt.Color, 1, key), looks(alt.Shape, 0, key)
        points = told.mark_point(filled=True, size=60, opacity=1, yOffset=6)
        layers.append(points.encode(x=alt.value(figures_x - 10), color=colour, shape=shape))
    return alt.layer(*layers, numbers).properties(height=height)


# %%
litellm = index[index["list"] == "litellm"]
at_start = {name: line(name, litellm).iloc[0] for name in (level_line, top_line, old_line)}
years_since = growth.years_between(str(at_start[level_line]["as_of"]), newest_list)
pace = {
    name: growth.annual_factor(
        last(name, "blend_usd_per_mtok"), float(at_start[name]["blend_usd_per_mtok"]), years_since
    )
    for name in (level_line, top_line)
}
host = line(level_line).iloc[-1]
host_usd, runner_up = float(host["blend_usd_per_mtok"]), float(host["runner_up_usd_per_mtok"])
at_level = data.one(
    token_index.discount_at_level(offers, rated, [assumed.level]), list="litellm", as_of=newest_list
)
without_host = 100 * (1 - runner_up / at_level["closed_usd_per_mtok"])
least_discount = float(data.one(card, row_id="prediction-discount-1456")["threshold"])
turns_words = (
    "so that verdict hangs on one offer"
    if without_host < least_discount
    else "so that verdict stands without it"
)

# %%
boards = gap.arena_gap(tables["ratings"], tables["models"])
gaps = gap.history(data.read("arena-gap"), tables["arena_gap"], boards, days.ARTICLE)
stated_gap = claims.stated("hai-gap-after")
leading = ladder.leading_discounts(gaps, tables["tiers"], tables["price_steps"])
best_now, cheap = leading.iloc[-1], leading[leading["discount_pct"] > 0].iloc[-1]
in_force_on = tables["price_steps"].set_index("row_id").loc[best_now["closed_row"], "as_of"]
turned_words = (
    f"On {days.spelled(cheap['as_of'])} it cost {cheap['discount_pct']:.0f} % less than the best "
    f"closed one; it is the dearer one since `{best_now['closed_model']}` leads, by the price of "
    f"{days.spelled(in_force_on)}."
    if best_now["discount_pct"] < 0
    else "It is cheaper than the best closed one."
)
within = gaps.loc[gaps["pct"] <= stated_gap, "as_of"].map(days.spelled).tolist()
within_words = f"On {listed(within)} it did not" if within else "It did so on every board since"

# %% tags=["hide-input"]
wide_card = stacked(scored, 66, 15, 9)
narrow_card = stacked(scored, 46, 14, 8)
exhibit(
    sheet(wide_card, {"asked": 480, "found": 565}, 24, 588),
    narrow=narrow_sheet(narrow_card, "found", 282, 0),
    id="since-scorecard",
    title=f"Of {len(scored)} statements drawn from the article {count(len(met))} are met, "
    f"{len(unmet)} not{undecided_words}",
    subtitle="Due by the end of 2026, and what was found, as of "
    f"{days.spelled(scored_on)}; prices in USD per million tokens",
    alt=f"""A table of {len(scored)} statements, each with what its rule asks, what was found and
    the verdict. Met are: {" ".join(met)} Not met are: {" ".join(unmet)}""",
    rows=[list(scored["row_id"]), scored["evidence"].str.split().explode().dropna().tolist()],
    data=scored,
    note="Open: not due yet. Undecidable: evidence is missing or points both ways. What each rule "
    "asks, and its evidence, are in the data.",
)

# %% tags=["remove-input"]
prose(f"""
**Met.** At the level of Claude Sonnet 4.5 the price fell
[{pace[level_line]:.0f}-fold](row:prediction-sonnet-level-9-fold) a year, at that of March's
frontier [{pace[top_line]:.0f}-fold](row:prediction-frontier-level-9-fold). The article's slowest
pace is {claims.claim("epoch-min-rate").link}. Nvidia and AWS kept their margins.

**Not met.** At the level of the first GPT-4 prices stopped falling. Nowhere do they fall at the
article's median pace, {claims.claim("epoch-median-rate").link}. The best open model costs more than
the best closed one, and trails by more than {claims.claim("hai-gap-after").link}.

:::{{aside}} Verdicts that hang by a thread
The cheapest offer at Sonnet's level, `{host["model"]}` at
{statements.amount(host_usd, "-usd-per-mtok")}, is that of one host, {host["seller"]}. The next
model costs {statements.amount(runner_up, "-usd-per-mtok")}. Without that host the discount at this
level would be {without_host:.0f} %, {turns_words}.

The best open model trails by more than the gap quoted on the last board. {within_words}.
{turned_words}

The verdicts on revenue rest on leaks, and the article asks its growth of OpenAI alone. That no
seller raises a price is a strict test: some of the rises are only offers that ended.
{count(paced_twice).capitalize()} of those not met are a price at one level, held against two paces.
That closed makers opened tiers above is no sign against the analogy: steel's incumbents climbed.
:::
""")

# %% [markdown]
# ## Registered ahead
#
# A statement set after the fact can be chosen to come out. So we registered others before it.

# %%
ahead = statements.ahead(registered, evidence, scored_on)
due_days = sorted(registered["due"].unique())
first_year, second_year = (one[:4] for one in due_days)
by_first, by_second = f"asked by {first_year}", f"asked by {second_year}"
awaited = ahead.rename(columns={f"asked_{first_year}": by_first, f"asked_{second_year}": by_second})
first_rules = registered[registered["due"] == due_days[0]].merge(
    predictions[["row_id", "comparison"]], on="row_id"
)
now_of = ahead.drop_duplicates("quantity").set_index("quantity")["now"]
would_be_met = [
    scorecard.COMPARISONS[one.comparison](now_of[one.quantity], one.threshold)
    for one in first_rules.itertuples()
]
due_words = [days.spelled(one) for one in due_days]
due_rows = [f"row_{first_year}", f"row_{second_year}"]
frontier_ahead = data.one(
    ahead[ahead[f"row_{first_year}"] != ""], quantity="cheapest-1490-usd-per-mtok"
)
frontier_by_second = str(frontier_ahead[f"asked_{second_year}"]).removeprefix("at most ")

# %% tags=["hide-input"]
wide_ahead = stacked(awaited, 50, 15, 9)
narrow_ahead = stacked(awaited, 56, 14, 24)
narrow_ahead["figures"] = [
    f"today {now}; "
    + (f"by {first_year} {one}; " if one != "–" else "")
    + f"by {second_year} {two}"
    for now, one, two in zip(awaited["today"], awaited[by_first], awaited[by_second])
]
exhibit(
    sheet(wide_ahead, {"today": 410, by_first: 540, by_second: 668}, 24, 0),
    narrow=narrow_sheet(narrow_ahead, "figures", 0, 24),
    id="since-registered",
    title=f"{len(registered)} statements, registered ahead, wait for {due_words[0]} and "
    f"{due_words[1]}",
    subtitle="Where each stands today, and what it asks by its due days. Prices in USD per million "
    "tokens",
    alt=f"""A table of {len(ahead)} statements with today's value and what each asks by
    {due_words[0]} and {due_words[1]}. Were the first day today, {sum(would_be_met)} of
    {len(would_be_met)} would be met.""",
    rows=list(registered["row_id"]),
    data=frames.resting(awaited, lambda one: [one[name] for name in due_rows if one[name]]).drop(
        columns=due_rows
    ),
    note="What both days ask counts twice. A bare number is an index with 100 in March. A dash: "
    "not asked, or not yet known.",
)

# %% tags=["remove-input"]
prose(f"""
Today {count(sum(would_be_met))} of the {count(len(would_be_met))} statements of the first day would
be met. By the second, the level of March's frontier would have to cost
[{frontier_by_second}](row:prediction-2029-frontier-level-9-fold) per million tokens.
""")

# %% [markdown]
# ## What a token costs
#
# "The price of AI" is three questions: what a model that stays on sale costs, what a given quality
# costs at least, and what it costs on average.

# %%
NAMED = {
    "matched": ("models on sale", "models on sale"),
    "hedonic": ("average at given quality", "average"),
    old_line: ("cheapest like GPT-4 of 2023", "like GPT-4 of 2023"),
    top_line: ("like March's frontier", "frontier"),
    level_line: ("cheapest like Sonnet 4.5", "like Sonnet 4.5"),
}
index_columns = [
    *("list", "line", "as_of", "index", "low", "high", "matched", "entered", "left"),
    *("raised", "cut", "blend_usd_per_mtok", "model", "seller", "row_id"),
]
kind_of = {"matched": "matched", "matched-geks": "matched", "hedonic": "hedonic"}
drawn = index[index_columns].assign(
    name=index["line"].map({one: names[0] for one, names in NAMED.items()}).fillna(index["line"]),
    short=index["line"].map({one: names[1] for one, names in NAMED.items()}).fillna(""),
    kind=index["line"].map(kind_of).fillna("cheapest"),
)
named, after = drawn["line"].isin(NAMED), drawn["as_of"] > days.ARTICLE
own_list = drawn["list"] == "litellm"
recent = drawn[named & (own_list | (after & (drawn["line"] != "hedonic")))].assign(shown=True)
# All lines of both lists are published; drawn is one list before the article and one after it.
whole = drawn.assign(shown=named & (own_list == after)).sort_values(["line", "list", "as_of"])
low_end, high_end = (last("hedonic", one) for one in ("low", "high"))
LISTED = "list-" + drawn["list"] + "-" + drawn["as_of"]


def with_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """A part of the index, each line with its list and, of a cheapest model, its offer."""
    offered = frame["row_id"].fillna("")
    return frame.drop(columns="row_id").assign(
        row_ids=[f"{of_list} {one}".strip() for of_list, one in zip(LISTED[frame.index], offered)]
    )


recent_lines, whole_lines = with_rows(recent), with_rows(whole)

# %% tags=["hide-input"]
KIND_COLOURS = {"matched": theme.THIRD, "hedonic": theme.FOURTH, "cheapest": theme.FOUND}
kind_scale = {"domain": list(KIND_COLOURS), "range": list(KIND_COLOURS.values())}
kind_colour = alt.Color("kind:N").scale(**kind_scale).legend(None)


def index_axes(first: str, end: str, low: float, high: float, ticks: list[float]) -> dict:
    """The two axes of an index: time, and a log scale."""
    x = alt.X("as_of:T").scale(domain=[first, end], nice=False).title(None)
    y = alt.Y("index:Q").scale(type="log", domain=[low, high], nice=False)
    y = y.axis(values=ticks, format=",~r").title("11 March 2026 = 100, log scale")
    return {"x": x, "y": y}


def index_lines(frame: pd.DataFrame, axes: dict) -> list[alt.Chart]:
    """The lines of an index with the interval of the hedonic."""
    of_all = alt.Chart(frame).transform_filter("datum.shown").encode(**axes)
    hints = ["name:N", "list:N", "as_of:T", alt.Tooltip("index:Q", format=",.1f"), "model:N"]
    hints += ["seller:N", "matched:Q", "entered:Q", "left:Q"]
    band = of_all.transform_filter("datum.kind == 'hedonic'")
    return [
        band.mark_area(opacity=0.16, color=theme.FOURTH).encode(y="low:Q", y2="high:Q"),
        of_all.mark_line().encode(color=kind_colour, detail="line:N"),
        of_all.mark_point(filled=True, size=16, opacity=1).encode(color=kind_colour, tooltip=hints),
    ]


# %% tags=["hide-input"]
def recent_chart(names: pd.DataFrame, name: str, height: int) -> alt.LayerChart:
    """Since March: one list in full lines, the other as a witness in thin broken ones."""
    axes = index_axes("2026-03-01", later(newest_list, 11), 8, 260, [10, 20, 50, 100, 200])
    axes["x"] = axes["x"].axis(format="%b", tickCount=5)
    own, other = (recent[recent["list"] == one] for one in ("litellm", "openrouter"))
    second = alt.Chart(other).encode(**axes, color=kind_colour)
    thin = second.mark_line(strokeDash=[3, 3], strokeWidth=1.2).encode(detail="line:N")
    ends = own.sort_values("as_of").groupby("line").tail(1)
    ends = ends.assign(said=[f"{n}: {v:.3g}" for n, v in zip(ends[name], ends["index"])])
    placed = alt.Chart(ends).encode(**axes, color=kind_colour)
    words = marks.placed_labels(placed, "line", names, text="said")
    return alt.layer(thin, *index_lines(own, axes), words).properties(height=height)


spots = pd.DataFrame(
    [
        (old_line, "right", 8, -14),
        ("matched", "right", 8, 50),
        ("hedonic", "right", 8, 48),
        (top_line, "right", -36, 15),
        (level_line, "right", 8, 14),
    ],
    columns=["line", "align", "dx", "dy"],
)
narrow_spots = spots.assign(dx=[10, 10, 10, -20, 10])

# %%
matched_lines = index[(index["line"] == "matched") & (index["matched"] > 0)]
moved = matched_lines[matched_lines["list"] == "openrouter"].copy()
moved["of_list"] = "list-openrouter-" + moved["as_of"]
moved["raised_pct"] = 100 * moved["raised"] / moved["matched"]
moved["cut_pct"] = 100 * moved["cut"] / moved["matched"]
moved["cut_below_pct"] = -moved["cut_pct"]
moved["kept_pct"] = 100 - moved["raised_pct"] - moved["cut_pct"]
since_march = moved[moved["as_of"] > days.ARTICLE]
raised, cut = (int(since_march[one].sum()) for one in ("raised", "cut"))
usual = float(moved["kept_pct"].median())
KEPT_WORDS = f"unchanged: {usual:.0f} % (median)"
other_matched = line("matched", index[index["list"] == "openrouter"]).iloc[-1]
other_geks = line("matched-geks", index[index["list"] == "openrouter"]).iloc[-1]
last_routed, first_routed = other_matched["as_of"], moved["as_of"].iloc[0]
old_start = line(old_line).iloc[0]
old_low = line(old_line).loc[line(old_line)["index"].idxmin()]
old_fall = float(old_start["blend_usd_per_mtok"] / old_low["blend_usd_per_mtok"])
old_words = "rose" if last(old_line) > 100 else "did not rise"
old_other = float(line(old_line, index[index["list"] == "openrouter"])["index"].iloc[-1])
if old_other > last(old_line) > 100:
    old_words += ", more on OpenRouter's lists"
then_words = "then rose" if last(old_line) > old_low["index"] else "and no further"
hedonic_start = line("hedonic").iloc[0]
hedonic_words = " to ".join(f"{100 * round(hedonic_start[one] / 100):,}" for one in ("low", "high"))

# %%
start_list, end_list = (
    data.one(tables["lists"], list="litellm", as_of=day)
    for day in ("2026-09-29", "2026-10-28")  # before and after the block was dropped
)
left_keys = end_list["openrouter_keys"] or "none"

# %% tags=["hide-input"]
exhibit(
    recent_chart(spots, "name", 400),
    narrow=recent_chart(narrow_spots, "short", 310),
    id="token-price-index-since",
    title=f"Models on sale kept their price on average; at equal quality {average_words}",
    subtitle=f"List price of a token, March to {days.month(newest_list)}; full lines: LiteLLM's "
    "lists, broken: OpenRouter's",
    alt=f"""Five lines from 100 in March 2026. Models on sale end at {matched_now:.1f}, the average
    at given quality at {last("hedonic"):.0f} ({low_end:.0f} to {high_end:.0f}), the cheapest model
    at the level of GPT-4 of 2023 at {last(old_line):.0f}, at that of the frontier of March at
    {last(top_line):.0f}, at that of Claude Sonnet 4.5 at {level_now:.0f}. OpenRouter's lines agree
    on models on sale and on Sonnet's level.""",
    rows=list(recent_lines["row_ids"].str.split().explode()),
    data=recent_lines,
    note="Band: 95 % interval of the average at given quality.",
)

# %% tags=["remove-input"]
prose(f"""
**Who stays pays the same; who switches can pay less.** Models on sale stand at
[{matched_now:.1f}](fig:token-price-index-since), the average at given quality at
[{last("hedonic"):.0f}](fig:token-price-index-since), the cheapest as good as Sonnet 4.5 at
[{level_now:.1f}](fig:token-price-index-since), one host's offer, and at
[{level_before:.1f}](fig:token-price-index-since) on the list before. At the first GPT-4's level the
price {old_words}. Rises and cuts of old offers nearly cancel ([Figure](fig:token-price-moves)). So
"prices collapse" and "prices stay" can both be true: new models make the fall
([Figure](fig:token-price-index)), and only buyers who switch get it.
""")

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} How the indexes are made
*Models on sale* (matched): from each list to the next, the mean change of every offer that stands
in both, chained. New models enter without moving the line. Over a rolling window, which guards
against drift of the chain, it ends at {last("matched-geks"):.1f}.

*Cheapest at a level*: the lowest price of any model with at least a given rating on the Arena of
October 2026. One rating serves all dates, so that a model's quality does not move.

*Average at given quality* (hedonic): the mean price once rating and openness are held fixed, by
regression. Its interval now runs from {low_end:.0f} to {high_end:.0f}; the base has none.

All are list prices, three parts input to one output. Up to March the lists are OpenRouter's, then
LiteLLM's; both are set to the same base there. Early lists lie some months apart, so more could
change between two of them. All lines of both lists, six levels among them, with
model, seller and row of each price, can be taken away: as
<a href="../figures/token-price-index.csv">CSV</a> and as
<a href="../figures/token-price-index.canonical.json">JSON</a>.

LiteLLM seldom reprices its hosts, so its line of models on sale may be too calm. OpenRouter's is
livelier: it ends at {other_matched["index"]:.0f} on {days.spelled(str(last_routed))}, and at
{other_geks["index"]:.0f} over the window. Since March {raised} of its prices were raised and {cut}
cut.

LiteLLM's list had {start_list["openrouter_keys"]} keys for offers at OpenRouter on
{days.spelled(start_list["as_of"])} and {left_keys} on {days.spelled(end_list["as_of"])}: it dropped
the whole block. A key that vanishes is no model that left the market. Our lines take OpenRouter's
prices from its own lists, so the drop moves none of them. The counts of offers that entered and
left are counts of keys, and no more.
Chained Jevons is in the manuals of the consumer and the producer price index (ILO and others 2004;
IMF and others 2004). The rolling window is that of Ivancic, Diewert and Fox (2011, *Journal of
Econometrics*). Time dummies on characteristics go back to what Pakes (2003, *American Economic
Review*) discusses. We wrote the code from knowledge of these methods: **none of the four texts was
read for this book**.

Of a study of 2026 we know the abstract alone. It finds the same split on other data: matched models
fall by {studied[0]:.2f} log points a year, quality-adjusted prices by {studied[1]:.2f}. Weights by
what is bought would be better than none. Only one full day of them was at hand, so there are none.
:::
""")


# %% tags=["hide-input"]
def moves_chart(height: int) -> alt.LayerChart:
    """Raised above the line, cut below it, list by list."""
    dated = alt.Chart(moved).encode(
        x=alt.X("as_of:T")
        .scale(domain=["2023-10-15", later(str(last_routed), 120)], nice=False)
        .axis(format="%Y", tickCount="year")
        .title(None)
    )
    y = {"domain": [-50, 30], "nice": False}
    up = dated.mark_bar(width=5, color=theme.FOUND).encode(
        y=alt.Y("raised_pct:Q").scale(**y).title("% of the offers in both lists"),
        tooltip=["as_of:T", "matched:Q", "raised:Q", "cut:Q", "entered:Q", "left:Q"],
    )
    down = dated.mark_bar(width=5, color=theme.MUTED).encode(y="cut_below_pct:Q")
    ends = pd.DataFrame({"at": [16, -16, -45], "word": ["raised", "cut", KEPT_WORDS]})
    ends["as_of"] = [*[later(str(last_routed), 117)] * 2, "2026-02-20"]
    words = alt.Chart(ends).mark_text(align="right")
    words = words.encode(x="as_of:T", y="at:Q", text="word:N")
    article = marks.day(alt.X("as_of:T"), days.ARTICLE, "the article", y=2)
    return alt.layer(article, up, down, marks.zero("y"), words).properties(height=height)


# %% tags=["hide-input"]
exhibit(
    moves_chart(260),
    narrow=moves_chart(165),
    id="token-price-moves",
    title=f"From one list to the next {usual:.0f} % of offers keep their price",
    subtitle=f"Offers at OpenRouter that were raised and cut since the list before, "
    f"{days.month(str(first_routed))} to {days.month(str(last_routed))}",
    alt=f"""Bars above and below a line, a list each. In the median list {usual:.0f} % of offers
    keep their price. Cuts reach {moved["cut_pct"].max():.0f} % of offers in early lists. Since
    March 2026 {raised} prices were raised and {cut} cut.""",
    rows=list(moved["of_list"]),
    data=moved[
        [
            *("as_of", "index", "matched", "entered", "left", "raised", "cut"),
            *("raised_pct", "cut_pct", "cut_below_pct", "kept_pct", "of_list"),
        ]
    ].rename(columns={"of_list": "row_id"}),
)


# %% tags=["hide-input"]
def whole_chart(names: pd.DataFrame, name: str, height: int) -> alt.LayerChart:
    """The index since July 2023."""
    ticks = [10, 100, 1_000, 10_000, 100_000]
    end = later(newest_list, 56)
    axes = index_axes("2023-06-15", end, 7, 200_000, ticks)
    axes["x"] = axes["x"].axis(format="%Y", tickCount="year")
    firsts = whole[whole["shown"]].sort_values("as_of").groupby("line").head(1)
    words = marks.placed_labels(
        alt.Chart(firsts).encode(**axes, color=kind_colour), "line", names, text=name
    )
    article = marks.day(axes["x"], days.ARTICLE, "the article", align="left", y=2)
    return alt.layer(article, *index_lines(whole, axes), words).properties(height=height)


long_spots = pd.DataFrame(
    [
        (old_line, "left", 16, 4),
        ("hedonic", "left", 14, 2),
        ("matched", "left", 0, 40),
        (level_line, "right", -4, -12),
        (top_line, "right", -14, 52),
    ],
    columns=["line", "align", "dx", "dy"],
)
long_narrow = long_spots.assign(
    dx=long_spots["line"].map({level_line: 4, top_line: -14}).fillna(long_spots["dx"]).astype(int)
)

# %% tags=["hide-input"]
exhibit(
    whole_chart(long_spots, "name", 420),
    narrow=whole_chart(long_narrow, "short", 285),
    id="token-price-index",
    title=f"At the first GPT-4's level prices fell {old_fall:,.0f}-fold by "
    f"{days.month(str(old_low['as_of']))}, {then_words}",
    subtitle=f"Three kinds of index, {days.month(str(old_start['as_of']))} to "
    f"{days.month(newest_list)}",
    alt=f"""Lines on a log scale. The cheapest model at the level of GPT-4 of March 2023 falls from
    {old_start["index"]:,.0f} to {old_low["index"]:.0f} in {days.month(str(old_low["as_of"]))} and
    stands at {last(old_line):.0f} now. The average at given quality falls from
    {hedonic_start["index"]:,.0f}, with a wide interval, to {last("hedonic"):.0f}. Models on sale go
    from {line("matched")["index"].iloc[0]:.0f} to {matched_now:.0f}. The level of Claude Sonnet 4.5
    begins in {days.month(str(line(level_line)["as_of"].iloc[0]))} and falls to {level_now:.0f}.""",
    rows=list(whole_lines["row_ids"].str.split().explode()),
    data=whole_lines,
    note="Band: 95 % interval of the average at given quality. The chapter on costs counts the "
    "fall on GPQA and input price, so its figure is another.",
)

# %% [markdown]
# ## The ladder, rung by rung
#
# In steel the integrated mills left the lowest rung to the entrants and climbed.

# %%
panels = {
    "Anthropic": ["Anthropic"],
    "OpenAI": ["OpenAI"],
    "Google": ["Google"],
    "Meta and xAI": ["Meta", "xAI"],
    "Moonshot AI, Z.ai, Alibaba": ["Moonshot AI", "Z.ai", "Alibaba"],
    "DeepSeek, Mistral, MiniMax": ["DeepSeek", "Mistral", "MiniMax"],
}
panel_of = {maker: panel for panel, makers in panels.items() for maker in makers}
steps = rungs.assign(
    panel=rungs["maker"].map(panel_of),
    rung_name=[
        tier if panel_of[maker] == maker else f"{maker}, {tier}"
        for maker, tier in zip(rungs["maker"], rungs["tier"])
    ],
)
steps = steps[
    [
        *("as_of", "maker", "tier", "rung_name", "weights", "key", "input_usd_per_mtok"),
        *("output_usd_per_mtok", "blend_usd_per_mtok", "priced_since", "panel", "tier_row"),
        "step_row",
    ]
]
closed_now = steps[(steps["as_of"] == last_step) & (steps["weights"] == "closed")]
kinds = tables["price_steps"][~tables["price_steps"]["seller"].isin(since.REGIONAL)]
repriced = ladder.repricings(kinds, days.ARTICLE).set_index("seller")
big = [one for one in ("openai", "google", "xai", "anthropic") if one in repriced.index]
big_up, big_down = (int(repriced.loc[big, one].sum()) for one in ("up", "down"))
all_up, all_down, all_mixed = (int(repriced[one].sum()) for one in ("up", "down", "mixed"))


# %%
def rung(maker: str, tier: str, which: str = "last") -> str:
    """A price of a rung since March in words: its first, its last or its highest."""
    return statements.amount(float(changed.loc[(maker, tier), which]), "-usd-per-mtok")


small = changed.xs("small", level="tier").loc[["Anthropic", "OpenAI", "Google"]]
small_moves = (100 * (small["last"] / small["first"] - 1)).to_dict()
fought = [maker for maker, move in small_moves.items() if move < 0]
small_words = " and ".join(
    f"{maker}'s {'rose' if move > 0 else 'fell'}"
    for maker, move in small_moves.items()
    if maker != "Anthropic"
)
above, pro = changed.loc[("OpenAI", "top")], changed.loc[("OpenAI", "pro")]
below_words = ", above its new one" if above["last"] < pro["last"] else ""
tops = [
    f"{one.maker} (`{one.key}`, {rung(one.maker, 'top', 'first')})"
    for one in opened_above.itertuples()
]

# %% tags=["hide-input"]
WEIGHT_COLOURS = [theme.OPEN, theme.CLOSED]
month_starts = pd.date_range("2026-04-01", last_step, freq="2MS").strftime("%Y-%m-%d").tolist()


def half_decades(name: str) -> tuple[float, float]:
    """The prices of a panel, out to the next half decades."""
    ends = steps.loc[steps["panel"] == name, "blend_usd_per_mtok"].agg(["min", "max"])
    low, high = (2 * math.log10(end) for end in ends)
    return 10 ** (math.floor(low) / 2), 10 ** (math.ceil(high) / 2)


# %% tags=["hide-input"]
def panel_chart(
    name: str, height: int, prices: tuple[float, float], offsets: dict[str, int]
) -> alt.LayerChart:
    """The rungs of one panel: a step line each, named at its end."""
    mine = steps[steps["panel"] == name]
    ends = mine[mine["as_of"] == last_step]
    colour = alt.Color("weights:N").scale(domain=["open", "closed"], range=WEIGHT_COLOURS)
    colour = colour.legend(orient="top", title="Weights:", titleOrient="left")
    axes = {
        "x": alt.X("as_of:T")
        .scale(domain=["2026-03-01", later(last_step, 135)], nice=False)
        .axis(format="%b", values=month_starts)
        .title(None),
        "y": alt.Y("blend_usd_per_mtok:Q")
        .scale(type="log", domain=list(prices), nice=False)
        .axis(values=[0.1, 1, 10, 100], format="$~g")
        .title(name),
    }
    chart = alt.Chart(mine).encode(**axes, color=colour)
    hints = ["maker:N", "tier:N", "key:N", "as_of:T", "blend_usd_per_mtok:Q", "weights:N"]
    lines = chart.mark_line(interpolate="step-after")
    placed = pd.DataFrame({"rung_name": ends["rung_name"], "align": "left", "dx": 6})
    placed["dy"] = placed["rung_name"].map(offsets).fillna(0).astype(int)
    return alt.layer(
        lines.encode(detail="rung_name:N", color=alt.value(theme.MUTED)),
        chart.mark_point(filled=True, size=22, opacity=1).encode(tooltip=hints),
        marks.placed_labels(alt.Chart(ends).encode(**axes, color=colour), "rung_name", placed),
    ).properties(width=290, height=height)


nudges = {
    "xAI, flagship": -5,
    "Meta, flagship": 7,
    "Moonshot AI, flagship": -8,
    "Alibaba, flagship": 3,
    "Z.ai, flagship": 13,
    "small": 3,
}

# %% tags=["hide-input"]
wide_panels = [panel_chart(name, 190, (0.1, 100), nudges) for name in panels]
pairs = [alt.hconcat(*wide_panels[at : at + 2], spacing=24) for at in range(0, len(panels), 2)]
spans = {name: half_decades(name) for name in panels}
# On a telephone each panel is as high as its prices need, at one scale for all.
narrow_panels = [
    panel_chart(name, round(48 * math.log10(high / low)), (low, high), nudges)
    for name, (low, high) in spans.items()
]
exhibit(
    alt.vconcat(*pairs, spacing=30),
    narrow=alt.vconcat(*narrow_panels, spacing=10),
    id="since-ladder",
    title=f"Closed flagships fell, tiers opened above; {count(len(rose))} of "
    f"{count(len(flagships))} open makers charge more",
    subtitle="List price of each tier at the end of the month, March to "
    f"{days.spelled(last_step)}, USD per million tokens, log scale",
    alt=f"""Six panels of step lines. Anthropic's flagship goes from
    {flagship["Anthropic"]["first"]:.0f} to {flagship["Anthropic"]["last"]:.0f} dollars, OpenAI's
    from {flagship["OpenAI"]["first"]:.2f} up to {flagship["OpenAI"]["max"]:.2f} and down to
    {flagship["OpenAI"]["last"]:.0f}, Google's from {flagship["Google"]["first"]:.1f} to
    {flagship["Google"]["last"]:.0f}. Tiers above a flagship open at
    {listed(opened_above["maker"].tolist())}.
    Flagships of {listed(rose)} are dearer than in March.""",
    rows=[list(steps["tier_row"].unique()), list(steps["step_row"].unique())],
    data=frames.resting(steps, lambda one: [one["tier_row"], one["step_row"]]).drop(
        columns=["tier_row", "step_row"]
    ),
    note="Three parts input to one output. DeepSeek: outside peak hours.",
)


# %% tags=["remove-input"]
prose(f"""
**First up, then down.** OpenAI doubled the price of its flagship in April, to
[{rung("OpenAI", "flagship", "max")}](fig:since-ladder), and cut it from August on, to
[{rung("OpenAI", "flagship")}](fig:since-ladder). Anthropic cut its own from
[{rung("Anthropic", "flagship", "first")}](fig:since-ladder) to
[{rung("Anthropic", "flagship")}](fig:since-ladder).

**At the bottom they part.** The price of Anthropic's small model fell by
[{-small_moves["Anthropic"]:.0f} %](fig:since-ladder), {small_words}; one cut of OpenAI's the press
laid [in part](row:since-openai-cut-occasion) to open or cheap models. Steel's incumbents gave that
rung up; {count(len(fought))} of these {count(len(small_moves))} fight for it.

**And a rung above.** New tiers opened above a flagship at
{listed(opened_above["maker"].tolist())}, as the integrated mills moved up. The entrants climb too:
{count(len(rose))} of {count(len(flagships))} makers of open models charge more than in March,
{count(len(rose_open))} of them with open weights at both ends.

:::{{aside}} More on the rungs
The tiers above are {listed(tops)}. Only OpenAI had a higher tier before, at
{rung("OpenAI", "pro")}{below_words}. Anthropic's small model now costs
{rung("Anthropic", "small")}. OpenAI also raised its small model before it fell to
{rung("OpenAI", "small")}; Google took its middle one up to {rung("Google", "middle", "max")} and
back to {rung("Google", "middle")}.

Where a seller changed the price of a model that it sold already, it went up {all_up} times and down
{all_down} times ({all_mixed} went both ways). At OpenAI, Google, xAI and Anthropic there were
{count(big_up, "rise")} and {count(big_down, "cut")}.
:::
""")

# %% [markdown]
# ## Open against closed

# %%
open_share = claims.claim("faq-open-cost-share")
article_low, article_high = 100 - float(open_share.value_high), 100 - float(open_share.value)
discounts = token_index.discount_at_level(offers, rated, levels)
on_litellm = discounts[discounts["list"] == "litellm"].copy()
on_litellm["name"] = [f"rating {level:.0f}" for level in on_litellm["level"]]
band = on_litellm.groupby("as_of", as_index=False)["discount_pct"].agg(low="min", high="max")
# Of boards with the same two models the first is drawn, and the last of all.
pair = leading["open_model"] + " " + leading["closed_model"]
leading = leading[pair.ne(pair.shift()) | (leading.index == leading.index[-1])]
band_words = {
    day: f"{signed(low, 0)} to {high:.0f} %"
    for day, low, high in zip(band["as_of"], band["low"], band["high"])
}
first_band, last_band = (band["as_of"].iloc[at] for at in (0, -1))
last_ends = band[["low", "high"]].iloc[-1].tolist()
together = pd.concat(
    [
        on_litellm.assign(what="at equal rating"),
        leading.assign(what="best against best", name="best against best"),
    ]
).rename(columns={"open_row": "row_id"})
together = together[
    [
        *("as_of", "what", "name", "level", "open_model", "open_usd_per_mtok", "closed_model"),
        *("closed_usd_per_mtok", "discount_pct", "row_id", "closed_row"),
    ]
]

# %% tags=["hide-input"]
# The figure's CSV: both prices and, of the best against the best, the board; band and span.
board_of = dict(zip(gaps["as_of"], gaps["row_id"]))
span = pd.DataFrame({"as_of": [days.ARTICLE], "low": [article_low], "high": [article_high]})
discount_lines = pd.concat(
    [
        frames.resting(
            together,
            lambda one: [
                *(one["row_id"], one["closed_row"]),
                *([board_of[one["as_of"]]] if one["what"] == "best against best" else []),
            ],
        ).drop(columns=["row_id", "closed_row"]),
        band.assign(what="band of all ratings"),
        span.assign(what="the article", claim=open_share.claim_id),
    ],
    ignore_index=True,
)


# %% tags=["hide-input"]
def stated_span(x: alt.X, scale: dict) -> alt.Chart:
    """The article's range of discounts, hollow, from its day on."""
    y = alt.Y("low:Q").scale(**scale)
    stated = alt.Chart(span).encode(x=x, x2=alt.value("width"), y=y, y2="high:Q")
    return marks.outline(stated)


# %% tags=["hide-input"]
def discount_chart(height: int, spots: pd.DataFrame) -> alt.LayerChart:
    """The band of discounts at equal rating, the best against the best, and the article's span."""
    x = alt.X("as_of:T").scale(domain=["2026-03-01", later(newest_list, 42)], nice=False)
    x = x.axis(format="%b", tickCount=5).title(None)
    scale = {"domain": [-60, 100], "nice": False}
    y = alt.Y("discount_pct:Q").scale(**scale).title("Open cheaper than closed by, %")
    area = marks.span(alt.Chart(band), color=theme.OPEN)
    area = area.encode(x=x, y=alt.Y("low:Q").scale(**scale), y2="high:Q")
    equal = alt.Chart(together).transform_filter("datum.what == 'at equal rating'")
    hints = ["name:N", "as_of:T", "open_model:N", "closed_model:N"]
    hints += [alt.Tooltip("discount_pct:Q", format=".0f")]
    lines = equal.mark_line(strokeWidth=0.9, color=theme.OPEN, opacity=0.6)
    lines = lines.encode(x=x, y=y, detail="name:N")
    dots = equal.mark_point(filled=True, size=26, color=theme.OPEN, opacity=1)
    dots = dots.encode(x=x, y=y, tooltip=hints)
    best = alt.Chart(together).transform_filter("datum.what == 'best against best'")
    best = best.encode(x=x, y=y, tooltip=hints)
    points = best.mark_point(filled=True, shape="diamond", size=90, color=theme.FOUND, opacity=1)
    joined = best.mark_line(strokeWidth=1.2, strokeDash=[2, 3], color=theme.FOUND)
    told = spots.rename(columns={"at": "discount_pct"})
    words = marks.placed_labels(alt.Chart(told).encode(x=x, y=y), "name", spots)
    layers = [area, lines, dots, stated_span(x, scale), joined, points, marks.zero("y"), words]
    return alt.layer(*layers).properties(height=height)


# %% tags=["hide-input"]
discount_spots = pd.DataFrame(
    [
        ("2026-03-11", 91, f"the article: {article_low:.0f} to {article_high:.0f} %", "left", 6, 0),
        ("2026-10-05", -50, "best open against best closed", "right", -10, 0),
        ("2026-03-10", -38, f"rating {assumed.level}", "left", 4, 12),
        ("2026-03-10", 62, f"rating {assumed.old_level}", "left", 4, -9),
        *((last_band, end, f"{end:.0f} %", "left", 8, -3) for end in last_ends),
    ],
    columns=["as_of", "at", "name", "align", "dx", "dy"],
)

shorter = {"the article": "article", "best open against best closed": "best against best"}
narrow_discount_spots = discount_spots.assign(
    name=discount_spots["name"].replace(shorter, regex=True)
)

# %% tags=["hide-input"]
exhibit(
    discount_chart(360, discount_spots),
    narrow=discount_chart(250, narrow_discount_spots),
    id="since-discount",
    title=f"Open models cost {'' if min(last_ends) > 0 else 'mostly '}less at equal rating; the "
    f"best one costs {'more' if leading['discount_pct'].iloc[-1] < 0 else 'less too'}",
    subtitle="How much less the cheapest open model costs than the cheapest closed one, at five "
    "Arena ratings",
    alt=f"""A band of discounts: {band_words[first_band]} in March, {band_words[last_band]} in
    {days.month(last_band)}. Diamonds for the best against the best start at
    {leading["discount_pct"].iloc[0]:.0f} %, just below the article's span of {article_low:.0f} to
    {article_high:.0f} %, and end at {signed(leading["discount_pct"].iloc[-1], 0)} %.""",
    rows=list(discount_lines["row_ids"].dropna().str.split().explode()),
    data=discount_lines,
    note="No open model reaches the level of March's frontier.",
)

# %%
gap_lines = pd.concat(
    [
        gaps.assign(
            side=side,
            behind=gaps[f"points{end}"],
            pct_behind=gaps[f"pct{end}"],
            model=gaps[f"{kind}_model"],
        )
        for side, end, kind in (
            ("any open weights", "", "open"),
            ("MIT or Apache alone", "_open_source", "open_source"),
        )
    ]
).dropna(subset="behind")
# The daily boards of March are drawn by the first of them and the last.
gap_lines = gap_lines[(gap_lines["as_of"] == days.ARTICLE) | (gap_lines["as_of"] >= "2026-03-31")][
    ["as_of", "side", "closed_model", "model", "behind", "pct_behind", "row_id"]
]
stated_line = pd.DataFrame({"pct_behind": [stated_gap], "claim": "hai-gap-after"})
last_gap = boards.iloc[-1]
gap_start = gaps.iloc[0]
smallest = gaps.loc[gaps["points"].idxmin()]


# %% tags=["hide-input"]
def gap_lines_chart(height: int) -> alt.LayerChart:
    """The gap in per cent of the closed rating, with and without licences of a maker's own."""
    x = alt.X("as_of:T").scale(domain=["2026-03-01", later(newest_list, 32)], nice=False)
    x = x.axis(format="%b", tickCount=5).title(None)
    y = alt.Y("pct_behind:Q").scale(domain=[0, 4], nice=False)
    y = y.title("Behind by, % of the closed rating")
    sides = {"any open weights": theme.OPEN, "MIT or Apache alone": theme.THIRD}
    colour = alt.Color("side:N").scale(domain=list(sides), range=list(sides.values())).legend(None)
    chart = alt.Chart(gap_lines).encode(x=x, y=y, color=colour)
    hints = ["as_of:T", "closed_model:N", "model:N", alt.Tooltip("behind:Q", format=".0f")]
    told = {"pct_behind": [stated_gap], "word": [f"{stated_gap:g} %, as the article quotes"]}
    stated = alt.Chart(pd.DataFrame(told))
    dated = gap_lines.sort_values("as_of", ignore_index=True)
    any_side, free_side = sides
    lowest = dated.loc[[dated.loc[dated["side"] == any_side, "pct_behind"].idxmin()]]
    named = pd.concat([lowest, dated[dated["side"] == free_side].tail(1)])
    points_words = named["behind"].map("{:.0f} points".format)
    ends = named.assign(word=named["side"] + ": " + points_words)
    now = dated[dated["side"] == any_side].tail(1)
    now = now.assign(word=now["behind"].map("{:.0f} points".format))
    now = alt.Chart(now).encode(x=x, y=y, color=colour).mark_text(align="left", dx=6)
    words = alt.Chart(ends).encode(x=x, y=y, color=colour)
    places = pd.DataFrame(
        [(any_side, "center", 0, 16), (free_side, "right", 20, -14)],
        columns=["side", "align", "dx", "dy"],
    )
    return alt.layer(
        marks.limit(stated.encode(y=y)),
        marks.label(stated.encode(y=y, x=alt.value(4)), "word:N", dy=10, color=theme.MUTED),
        chart.mark_line(),
        chart.mark_point(filled=True, size=30, opacity=1).encode(tooltip=hints),
        marks.placed_labels(words, "side", places, text="word"),
        now.encode(text="word:N"),
    ).properties(height=height)


# %% tags=["hide-input"]
exhibit(
    gap_lines_chart(300),
    narrow=gap_lines_chart(190),
    id="since-arena-gap",
    title=f"The lead over open shrank to {smallest['points']:.0f} points; now "
    f"{last_gap['gap_points']:.0f}, MIT or Apache {last_gap['gap_points_open_source']:.0f}",
    subtitle="Best closed against best open model on the Arena text board, "
    f"{days.spelled(gap_start['as_of'])} to {days.spelled(last_gap['as_of'])}",
    alt=f"""Two lines from {gap_start["pct"]:.1f} % in March. Under any licence of open weights the
    gap falls to {smallest["pct"]:.1f} % in {days.month(smallest["as_of"])} and ends at
    {last_gap["gap_pct"]:.1f} %; under MIT or Apache alone it ends at
    {last_gap["gap_pct_open_source"]:.1f} %. The article's {stated_gap:g} % is dashed.""",
    rows=list(gap_lines["row_id"].unique()),
    data=frames.together({"boards": gap_lines, "the article": stated_line}),
    note="No board between August and October was at hand; that of August has no licences.",
)

# %% tags=["remove-input"]
prose(f"""
**The gap depends on what counts as open.** The best open model, `{last_gap["open_model"]}`, has its
maker's own licence, which asks large services for a contract. Under MIT or Apache the gap is
[{last_gap["gap_points_open_source"]:.0f} points](fig:since-arena-gap). As open models got better,
their makers kept more of the rights.
""")

# %% [markdown]
# ## Money and use since
#
# If models are a commodity, the labs' valuations need a growth that will not come. So far it has.

# %%
world = data.facts("since-facts", "since-")
in_bn = ["openai-revenue-q1", "openai-cash-burn-q1", "openai-operating-loss-q1"]
in_bn += ["openai-annualised-reported-higher", "anthropic-revenue-q2", "anthropic-commitments"]
in_bn += ["anthropic-valuation-sought", "anthropic-operating-loss-2025", "nvidia-revenue-q2"]
in_bn += ["aws-sales-q2", "aws-operating-income-q2", "iata-profit", "stripe-openrouter"]
world.rows(*in_bn, unit="usd_bn"), world.row("us-steel-profit", "jpy_bn")
world.rows("a16z-three-families", "us-model-price-index", unit="pct")
world.row("nucor-q1", "usd_mn"), world.row("nucor-q2-guidance", "usd")
SERIES = {"openai-annualised-usd-bn": "OpenAI", "anthropic-annualised-usd-bn": "Anthropic"}
revenue = world.frame[world.frame["series"].isin(SERIES)].copy()
revenue["lab"] = revenue["series"].map(SERIES)
revenue["as_of"] = revenue["as_of"].map(scorecard.last_day)
revenue = revenue[["as_of", "lab", "value", "standing", "measured_by", "note", "row_id"]]
growth_asked = 1 + claims.stated("exhibit3-required-cagr") / 100
stated_revenue = pd.DataFrame(
    {
        "lab": ["OpenAI", "Anthropic"],
        "as_of": [assumed.revenue_from, days.ARTICLE],
        "value": [claims.stated("openai-arr"), claims.stated("anthropic-run-rate")],
    }
)
stated_revenue["word"] = "article, " + stated_revenue["lab"]
ARTICLE_SPOTS = stated_revenue[["lab"]].assign(align="left", dx=-8, dy=[-15, 15])
years_asked = [growth.years_between(day, last_step) for day in stated_revenue["as_of"]]
path_ends = stated_revenue.assign(
    as_of=last_step, value=stated_revenue["value"] * growth_asked ** pd.Series(years_asked)
)
asked_path = pd.concat([stated_revenue, path_ends])
path_lines = asked_path[["lab", "as_of", "value"]].assign(
    claim=asked_path["lab"].map(
        {
            "OpenAI": "openai-arr exhibit3-required-cagr",
            "Anthropic": "anthropic-run-rate exhibit3-required-cagr",
        }
    )
)
newest = revenue.sort_values("as_of").groupby("lab").tail(1).set_index("lab")
asked_on = dict(zip(path_ends["lab"], path_ends["value"]))


# %%
def fact_words(value: float, high: float, unit: str, supports: str = "") -> str:
    """The figure of a fact with its unit, or what its source says of it."""
    if pd.isna(value):
        return supports or "no figure"
    ends = f"{value:,.10g}" + (f" to {high:,.10g}" if pd.notna(high) else "")
    return claims.with_unit(ends, unit).replace("-", "\N{MINUS SIGN}")


def day_words(date: str) -> str:
    """A day, a month or a year in words."""
    return days.spelled(date) if "-" in date else date


def said(name: str) -> str:
    """The figure of one fact in words, as a link to its row."""
    row = world.row(name)
    return world.link(name, fact_words(row["value"], row["value_high"], row["unit"]))


# %%
absent = world.frame[world.frame["standing"] == "absent"]
not_found = [one.removeprefix("IATA, ") for one in absent["quantity"]]
looked_until = days.spelled(str(world.frame["searched_until"].max()))
looked_on = days.spelled(str(absent["as_of"].max()))
by_standing = world.frame["standing"].value_counts()
told_facts = world.frame[world.frame["standing"] != "absent"].sort_values("as_of")
fact_lines = [
    f"- {one.quantity[0].upper()}{one.quantity[1:]}: "
    f"{fact_words(one.value, one.value_high, one.unit, one.supports)} "
    f"({day_words(one.as_of)}; {one.measured_by}; {one.standing})"
    for one in told_facts.itertuples()
]
fact_list = "\n".join(fact_lines)


# %% tags=["hide-input"]
def revenue_chart(height: int) -> alt.LayerChart:
    """What is reported, by standing, against the path that the growth asks."""
    x = alt.X("as_of:T").scale(domain=["2026-01-15", later(last_step, 76)], nice=False)
    x = x.axis(format="%b", tickCount=5).title(None)
    y = alt.Y("value:Q").scale(type="log", domain=[10, 130], nice=False)
    y = y.axis(values=[10, 20, 50, 100], format="$~g").title("Annualised revenue, USD billion, log")
    labs = {"OpenAI": theme.FOUND, "Anthropic": theme.THIRD}
    colour = alt.Color("lab:N").scale(domain=list(labs), range=list(labs.values())).legend(None)
    shapes = {"domain": ["interested", "leaked"], "range": ["square", "triangle-up"]}
    # Who told a figure, in words that need no key.
    who_told = "datum.value == 'leaked' ? 'from a leak' : 'told by a party'"
    told = alt.Chart(revenue).encode(x=x, y=y, color=colour)
    points = told.mark_point(filled=True, size=80, opacity=1).encode(
        shape=alt.Shape("standing:N").scale(**shapes).title(None).legend(labelExpr=who_told),
        tooltip=["lab:N", "as_of:T", "value:Q", "standing:N", "measured_by:N", "note:N"],
    )
    path = alt.Chart(asked_path).encode(x=x, y=y, detail="lab:N")
    ends = newest.reset_index().assign(word=[f"{n}: {v:.0f}" for n, v in newest["value"].items()])
    asked = path_ends.assign(word=[f"asked: {v:.0f}" for v in path_ends["value"]])
    stated = alt.Chart(stated_revenue).encode(x=x, y=y)
    return alt.layer(
        path.mark_line(color=theme.ARTICLE, strokeDash=[5, 3], strokeWidth=1.4),
        told.mark_line(strokeWidth=1.4),
        points,
        marks.ring(stated),
        marks.label(alt.Chart(ends).encode(x=x, y=y), "word:N", dx=8),
        marks.label(alt.Chart(asked).encode(x=x, y=y), "word:N", dx=6, color=theme.MUTED),
        marks.placed_labels(stated, "lab", ARTICLE_SPOTS, color=theme.MUTED, text="word"),
    ).properties(height=height)


# %% tags=["hide-input"]
ahead_of = [lab for lab, value in newest["value"].items() if value > asked_on[lab]]
exhibit(
    revenue_chart(300),
    narrow=revenue_chart(190),
    id="since-revenue",
    title=f"Revenue of {listed(ahead_of)} outran the growth that the article asks",
    subtitle="Annualised revenue by who told it, and the article's figures grown at "
    f"{claims.claim('exhibit3-required-cagr').stated} a year",
    alt=f"""Points for two labs above two dashed paths. OpenAI stands at
    {newest["value"]["OpenAI"]:.0f} billion dollars where {asked_on["OpenAI"]:.0f} were asked,
    Anthropic at {newest["value"]["Anthropic"]:.0f} where {asked_on["Anthropic"]:.0f} were.""",
    rows=list(revenue["row_id"]),
    data=frames.together({"reported": revenue, "the article": path_lines}),
    note="Anthropic's figures contain what its cloud partners keep, OpenAI's of September do not. "
    "The article asks this growth of OpenAI alone.",
)


# %% tags=["remove-input"]
prose(f"""
**The labs grew.** At the end of September OpenAI ran at about {said("openai-annualised-september")}
a year; Anthropic was about to pass {said("anthropic-annualised-september")}. The last prices paid
for shares value them at {said("openai-valuation-march")} and {said("anthropic-valuation-may")}.
But OpenAI's first quarter had an operating loss of {said("openai-operating-loss-q1")}, by a leak.

**The margins around them held.** Nvidia kept a gross margin of
{said("nvidia-gross-margin-q2")}, AWS an operating margin of {said("aws-margin-q2")}.

**Open models lead where buyers look at price, not in firms.** At OpenRouter
{said("openrouter-open-share")} of tokens went to open models on one day. In Ramp's panel
{said("ramp-open-share")} of US firms pay for them.
""")

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} More facts, and what could not be found
OpenAI's figure is from papers shown to investors; a higher one that had leaked before was put
right. Its first quarter, by leaks, had a revenue of {said("openai-revenue-q1")} and a gross margin
of {said("openai-gross-margin-q1")}, above the {claims.claim("openai-margin-2025").link} stated for
2025; whether it is adjusted alike is not said.

Anthropic's figure is of the middle of September. It had a first quarter with a positive adjusted
operating income. Its prospectus, as reviewed by Reuters, gives an operating loss of
{said("anthropic-operating-loss-2025")} for 2025 and commitments to buy computing for
{said("anthropic-commitments")}, to all clouds together. {said("ramp-both-vendors")} of US firms
pay both labs. What firms pay fell to {said("ramp-token-price")}: further than models on sale, far
less than the cheapest offer. OpenRouter is a shop for those who look at price.

Qwen sold flagships without weights in spring and published those of the next in August, under terms
of its own. Kimi K3 and GLM-5.3 came under terms of their makers. Meta sells its flagships closed
and gave away a smaller model.

The airlines' association cut its outlook for 2026 to a net margin of {said("iata-margin")}, for
fuel and closed airspace. Nucor earned {said("nucor-q1")} in its first quarter. Both fit the
article's picture of a commodity, and neither tests it.

We searched on {looked_on}; the newest text that we saw is of {looked_until}. Not found:
{"; ".join(not_found)}. These stay open; none is guessed.

All {len(told_facts)} facts, with their day and standing:

{fact_list}
:::
""")

# %% [markdown]
# ## How sure we are

# %%
pairs_checked = later_lists.cross_check(
    offers, tables["price_steps"], data.read("since-sellers"), tables["models"]
)
agreeing = int(pairs_checked["equal"].sum())
from_article = predictions["threshold"].str.contains(r"low\(|high\(|base\(")
own_thresholds = int((~from_article & (predictions["set_after_seeing"] == "yes")).sum())
leaned = due_by_now.loc[due_by_now["standing"].isin(["leaked", "interested"]), "row_id"]
own_terms = tables["models"]["licence_kind"].value_counts()
unknown_licences = int(own_terms.get("not recorded", 0))
matched_2027 = data.one(card, row_id="prediction-2027-matched-index")
discount_2027 = data.one(card, row_id="prediction-2027-frontier-discount")

# %% tags=["remove-input"]
prose(f"""
Prices are list prices; batches, caches and contracts cost less. Two models of one rating may write
very different numbers of tokens. The statements are ours: another reader would choose others.
{count(len(leaned)).capitalize()} verdicts rest on leaks or on what a party says of itself.

:::{{aside}} Limits, and what would change our mind
Of {len(pairs_checked):,} prices that two lists give for the same model and day, {agreeing:,} agree
to within a hundredth. The lists are those of single authors, each pinned by version and hash.

Ratings are of October 2026, and each model counts with its best level of effort. Models launched
after the last board have no rating yet and cannot be the cheapest of anything. The licences of
{unknown_licences} old or small models were not looked up; these count as open.

The thresholds of {count(own_thresholds)} of the {len(due_by_now)} statements come from no number of
the article. The last rating under MIT or Apache is known to
{last_gap["open_source_ci95_elo"]:.0f} points either way. Alibaba's flagship had closed weights
until August; of Mistral's newest the weights are announced, but no release was found.

What would change our mind:

- *Prices of models on sale fall*: the matched index comes to stand {matched_2027["asked"]} by
  {days.spelled(matched_2027["due"])}. Then the makers' rivalry, and not only new models, cuts
  prices.
- *The best open model is cheap again*: its discount against the best closed one is
  {discount_2027["asked"]} on that day.
- *The growth stops*: OpenAI's revenue falls below the dashed path, or a round or listing values it
  below {claims.claim("openai-valuation").link}.
- *The tiers above fail*: their prices are cut to that of a flagship, or they are withdrawn.
- *Firms switch*: the share of those that pay for open models rises from a few per cent to a half.

The lists are looked up again each month. What moves is proposed with its numbers for review. No
March verdict can move by it.
:::
""")
