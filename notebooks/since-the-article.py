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

# %% tags=["hide-input"]
import math
import textwrap
from dataclasses import dataclass
from typing import Annotated

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, theme
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
    window: Annotated[int, Within(2, 31)] = 13  # lists in a rolling window: a year of months, closed
    history_from: str = "2023-07-01"  # OpenRouter's lists begin in this month
    revenue_from: str = "2026-01-31"  # end of the month of the article's revenue of OpenAI


assumed = assume(Assumptions)

# %% [markdown]
# The tables: price lists, ratings, list-price steps, facts, and the statements with their rules. A
# rule that was changed without a dated amendment stops the chapter here.

# %%
NAMES = "lists offers models ratings tiers price_steps arena_gap facts".split()
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


# %%
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
tenth = round(100 / level_now)

rungs = ladder.ladder(tables["tiers"], tables["price_steps"], ladder_days)
moves = ladder.moves(rungs)
changed = rungs.groupby(["maker", "tier"])["blend_usd_per_mtok"].agg(["first", "last", "max"])
opened_above = moves[(moves["move"] == "opened") & (moves["tier"] == "top")]
last_step = ladder_days[-1]
flagship = {maker: changed.loc[maker, "flagship"] for maker in ("OpenAI", "Anthropic", "Google")}
open_rungs = rungs[(rungs["weights"] == "open") & (rungs["tier"] == "flagship")]
own_open = open_rungs.groupby("maker")["blend_usd_per_mtok"].agg(["first", "last"])
rose = sorted(own_open.index[own_open["last"] > own_open["first"]])

# %%
verdict_of = dict(zip(card["row_id"].str.removeprefix("prediction-"), card["verdict"]))
BROUGHT_LOW = ["openai-growth", "anthropic-growth", "openai-valuation", "anthropic-valuation"]
brought_low = [one for one in BROUGHT_LOW if verdict_of[one] == "met"]
ruin_words = (
    "The ruin of the model makers did not come"
    if not brought_low
    else f"Of {len(BROUGHT_LOW)} signs of ruin of the model makers {len(brought_low)} came"
)
LEVELS_FALL = ["sonnet-level-9-fold", "frontier-level-9-fold", "rent-nvidia", "rent-aws"]
kept_words = (
    "Prices at today's levels fell and the rents beside the models held, as foretold"
    if all(verdict_of[one] == "met" for one in LEVELS_FALL)
    else "Of falling prices and lasting rents, not all came as foretold"
)
base_index = float(data.one(line("matched", index[index["list"] == "litellm"]), matched=0)["index"])
tiers_cut = sorted({f"{one.maker}" for one in changed.reset_index().itertuples()})

# %% tags=["remove-input"]
prose(f"""
This chapter touches no verdict of the book: those stand as of 11 March 2026. Here the argument
meets what came after. {count(len(due_by_now)).capitalize()} dated statements that it implies are
scored by code. An index shows what tokens cost. The price lists of the makers are read rung by
rung.

1. **{count(int(verdicts["met"])).capitalize()} of {len(due_by_now)} statements are met,
   {verdicts["not met"]} are not.** {kept_words}. {ruin_words}. [See the scorecard](#since-scorecard)
2. **Models that stay on sale cost what they did; new ones cost a fraction.** With
   {base_index:.0f} in March, the models on sale stand at {matched_now:.0f}, and the cheapest
   model as good as Claude Sonnet 4.5 at {level_now:.0f}.
   [See the index](#token-price-index-since)
3. **The closed makers cut below and opened dearer tiers above.** OpenAI, Anthropic and Google ask
   less for their flagships than in March; {count(len(opened_above))} new tiers stand above a
   flagship. Of {len(own_open)} makers of open models {count(len(rose))} ask more.
   [See the ladder](#since-ladder)
""")

# %% [markdown]
# ## The scorecard
#
# An argument about the future can be tested once the future has come. We took statements that the
# article makes or implies, gave each a rule that code can apply, and took the threshold from the
# article's own numbers wherever it has one. A statement is *met* or *not met* by the newest evidence
# before its due day, *open* before that day, and *undecidable* where the evidence is missing or
# points both ways.

# %% tags=["remove-input"]
prose(f"""
One caution comes first. All {len(due_by_now)} statements due by the end of 2026 were set **after**
much of their evidence had been seen. They describe; they predict nothing. The {len(registered)}
[registered for 2027 and 2029](#since-registered) are the real test.
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
    "open": ("stroke", theme.JUDGEMENT),
    "undecidable": ("triangle-up", theme.UNVERIFIED),
}
shown_columns = [
    *("row_id", "statement", "rule", "asked", "found", "verdict", "as_of", "standing"),
    *("threshold", "value", "due", "set_after_seeing", "evidence"),
]
scored = due_by_now[shown_columns]
met, unmet = (scored.loc[scored["verdict"] == one, "statement"] for one in ("met", "not met"))


# %% tags=["hide-input"]
def looks(channel: type, place: int) -> object:
    """A channel that tells the verdict: by shape (0) or by colour (1)."""
    scale = {"domain": list(LOOKS), "range": [look[place] for look in LOOKS.values()]}
    return channel("verdict:N").scale(**scale).legend(None)


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


def narrow_sheet(frame: pd.DataFrame, second_line: str) -> alt.LayerChart:
    """The same for a telephone: the figures of a statement stand below it."""
    height = int((frame["y"] + frame["height"]).max())
    y = alt.Y("y:Q").scale(domain=[0, height], range=[0, height], nice=False).axis(None)
    rows = alt.Chart(frame).encode(y=y)
    under = rows.transform_calculate(y="datum.y + datum.height - 25").encode(y=y)
    words = rows.mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=15)
    figures = under.mark_text(align="left", baseline="top", color=theme.MUTED)
    layers = [
        words.encode(x=alt.value(0), text="words:N"),
        figures.encode(x=alt.value(0), text=f"{second_line}:N"),
    ]
    if "verdict" in frame:
        colour, shape = looks(alt.Color, 1), looks(alt.Shape, 0)
        points = under.mark_point(filled=True, size=60, opacity=1, yOffset=6)
        layers.append(points.encode(x=alt.value(262), color=colour, shape=shape))
        word = under.mark_text(align="left", baseline="top", dx=8)
        layers.append(word.encode(x=alt.value(262), color=colour, text="verdict:N"))
    return alt.layer(*layers).properties(height=height)


# %% tags=["hide-input"]
wide_card = stacked(scored, 66, 15, 9)
narrow_card = stacked(scored, 56, 15, 32)
narrow_card["figures"] = "asked: " + narrow_card["asked"] + " · found: " + narrow_card["found"]
exhibit(
    sheet(wide_card, {"asked": 480, "found": 565}, 24, 588),
    narrow=narrow_sheet(narrow_card, "figures"),
    id="since-scorecard",
    title=f"{count(len(met)).capitalize()} of {len(scored)} statements that the article implies are "
    f"met, {len(unmet)} are not",
    subtitle=f"Statements due by the end of 2026, all set after much of their evidence had been "
    f"seen; as of {days.spelled(scored_on)}. Thresholds from the article's numbers; prices in USD "
    "per million tokens, three parts input to one output",
    alt=f"""A table of {len(scored)} statements, each with what its rule asks, what was found and
    the verdict. Met are: {" ".join(met)} Not met are: {" ".join(unmet)}""",
    rows=[list(scored["row_id"]), scored["evidence"].str.split().explode().dropna().tolist()],
    data=scored,
    note="The rule of each statement, its evidence by row and the standing of that evidence are in "
    "the data of the figure.",
)
