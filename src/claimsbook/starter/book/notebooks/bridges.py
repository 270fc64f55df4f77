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
# # The bridges of Puddlewick
#
# **The question.** Are there seven bridges, and is the longest of them as long as the article says?

# %% tags=["hide-input"]
from dataclasses import dataclass
from typing import Annotated

import altair as alt

from claimsbook import Within, assume, claims, data, exhibit, marks, theme
from claimsbook.figures.prose import count, prose


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted."""

    opened_by: Annotated[int, Within(1893, 2024)] = 2024  # year; the article's


assumed = assume(Assumptions)

# %%
bridges = data.read("bridges")
town = data.facts("town-facts", prefix="town-")
standing = bridges[bridges["opened"] <= assumed.opened_by]
longest = standing.loc[standing["length_m"].idxmax()]
later = bridges[bridges["opened"] > assumed.opened_by]
stated_m = claims.stated("longest-bridge")

# %% tags=["remove-input"]
prose(f"""
**What we find.** The register lists {count(len(standing), "bridge")}; the article says
{claims.claim("seven-bridges").link}. The longest, {longest["bridge"]}, measures
{longest["length_m"]:.0f} m between its abutments, not {claims.claim("longest-bridge").link}.

Since then: the register lists {count(len(later), "more bridge")}.
""")

# %% [markdown]
# ## How many, and how long
#
# The figure shows every bridge that had been opened when the article appeared. The ring is the
# length that the article states.

# %% tags=["hide-input"]
names = marks.rows("bridge:N", list(standing.sort_values("length_m", ascending=False)["bridge"]))
stated = standing.loc[[longest.name], ["bridge"]].assign(stated_m=stated_m)
lengths = alt.Chart(standing).mark_bar(size=14, color=theme.FOUND)
ring = marks.ring(alt.Chart(stated).encode(x="stated_m:Q", y=names))

exhibit(
    (lengths.encode(x=alt.X("length_m:Q").title("Length, m"), y=names) + ring).properties(
        height=28 * len(standing)
    ),
    id="bridge-lengths",
    title=f"{longest['bridge']} is {stated_m - longest['length_m']:.0f} m shorter than stated",
    subtitle="Length between the abutments, metres; the ring is the article's figure",
    alt=f"Bars of {count(len(standing), 'bridge')}. The longest, {longest['bridge']}, measures "
    f"{longest['length_m']:.1f} m, and the article states {stated_m:.0f} m.",
    rows=standing,
    data=standing[["row_id", "bridge", "opened", "length_m"]],
)

# %%
claims.verdicts(
    claims.check("seven-bridges", len(standing), rows=standing),
    claims.check("longest-bridge", float(longest["length_m"]), rows=longest),
)

# %% [markdown]
# ## On the bridges, and below them
#
# A walking club counted who crosses on one market day. For the piles of an older bridge the index
# of the town archive was searched.

# %%
crossed = town.number("market-day", "count")
claims.verdicts(
    claims.check("market-day", crossed, rows=town.row("market-day")),
    claims.check(
        "older-piles",
        None,
        rows=town.row("older-piles"),
        note="The index of plans and accounts of the town archive has none.",
    ),
    claims.check("loveliest-view", None),
)
