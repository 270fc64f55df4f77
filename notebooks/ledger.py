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
# # The ledger
#
# Every checkable statement of the article, what it states, what we find, and the verdict that rules derive from the two. A statement that the article makes twice is counted once; its repeats carry the verdict of the first. What the page says about itself (author, dates, keywords) has a verdict too and is not counted.

# %% tags=["hide-input"]
import altair as alt

from claimsbook import chapters, claims, theme
from claimsbook.figures.exhibits import exhibit
from claimsbook.figures.prose import prose

lines = claims.ledger_frame(chapters.checked_claims("ledger"))
titles = {one.slug: one.title for one in chapters.all_chapters()}
lines["chapter_title"] = lines["chapter"].map(titles).fillna("")
own = lines[lines["counted"]]
tally = own["verdict"].value_counts()
order = [*claims.VERDICTS, claims.NOT_EXAMINED]

HOLD = list(claims.HOLDS)
FAIL = ["differs", "conflicts"]
held, failed = int(own["verdict"].isin(HOLD).sum()), int(own["verdict"].isin(FAIL).sum())
errs = own["errs"].value_counts()
against, for_ = int(errs.get("against its own case", 0)), int(errs.get("for its own case", 0))
open_ = int((own["verdict"] == "unverified").sum())
judged = int((own["verdict"] == "opinion").sum())
waiting = int((own["verdict"] == claims.NOT_EXAMINED).sum())

# %% tags=["remove-input"]
settled = held + failed
prose(f"""
**The score.** Of {len(own)} distinct claims, {held} hold, {failed} do not, {open_} could not be verified and {judged} are judgements that no
figure can settle{f"; {waiting} are not yet examined" if waiting else ""}. Of those that could be settled, {100 * held / settled:.0f} % hold: {tally.get("reproduced", 0)} we reproduce from
primary records, {tally.get("corroborated", 0)} an independent source confirms, {tally.get("arithmetic", 0)} follow from the article's own numbers, and {tally.get("attributed", 0)} rest on the word of an interested party or on a leak.

**{"More errors weaken the article's own case than strengthen it." if against > for_ else "More errors strengthen the article's own case than weaken it." if for_ > against else "The errors pull both ways alike."}** Of the {failed} claims that do not hold, {against} put its own case more weakly than the evidence does and {for_} put it more strongly{f"; the other {failed - against - for_} have no such direction" if failed - against - for_ else ""}.
""")

# %% tags=["hide-input"]
SECTIONS = {
    "takeaways": "Key takeaways", "opening": "Opening", "exhibit-1": "Exhibit 1", "steel": "Steel mills", "cost": "Cost decline",
    "exhibit-2": "Exhibit 2", "switching": "Switching costs", "margins": "OpenAI's numbers", "exhibit-3": "Exhibit 3",
    "winners": "Who wins", "faq": "FAQ",
}
GROUP = {v: "holds" for v in HOLD} | {v: "does not hold" for v in FAIL} | {"unverified": "not verified", "opinion": "a judgement", claims.NOT_EXAMINED: "not yet examined"}
GROUPS = ["holds", "does not hold", "not verified", "a judgement"] + (["not yet examined"] if waiting else [])
COLOURS = [theme.HOLDS, theme.FAILS, theme.UNVERIFIED, theme.JUDGEMENT, theme.GRID][: len(GROUPS)]
by_section = own.assign(group=own["verdict"].map(GROUP), part=own["section"].map(SECTIONS)).groupby(["part", "group"], as_index=False).size().rename(columns={"size": "claims"})
by_section["rank"] = by_section["group"].map({g: n for n, g in enumerate(GROUPS)})


def score_chart(columns: int) -> alt.LayerChart:
    """Claims by section of the article, stacked by what became of them."""
    y = alt.Y("part:N").sort(list(SECTIONS.values())).title(None).axis(domain=False, ticks=False, titleAngle=0)
    bars = alt.Chart(by_section).mark_bar(size=17).encode(
        x=alt.X("claims:Q").title("Distinct claims").axis(grid=True, tickCount=5),
        y=y, order="rank:Q", tooltip=["part:N", "group:N", "claims:Q"],
        color=alt.Color("group:N").scale(domain=GROUPS, range=COLOURS).title(None).legend(columns=columns),
    )
    return alt.layer(bars).properties(height=23 * len(SECTIONS))


exhibit(
    score_chart(4),
    narrow=score_chart(2),
    id="verdicts-by-section",
    title=f"{held} of {len(own)} claims hold and {failed} do not; {open_} could not be verified",
    subtitle="Distinct claims by section of the article and by verdict",
    alt=f"Stacked bars by section. In all, {held} claims hold, {failed} do not, {open_} could not be verified and {judged} are judgements.",
    sources=["dubach-2026-rebar"], data=by_section[["part", "group", "claims"]],
)

# %% [markdown]
# ## How a verdict comes about
#
# Code compares the stated number, as an interval that its digits claim, with the computed one, and looks at what the computed one rests on. *Reproduced*: computed from primary records. *Corroborated*: an independent source says the same. *Attributed*: only a party speaking of itself, or a leak of its figures, says so. *Arithmetic*: it follows from other numbers of the article. *Differs*: the evidence gives another value. *Conflicts*: the article's own numbers give another value. *Unverified*: looked for and not found, or found too scattered to decide. *Opinion*: no figure could settle it. Rules give the verdict, in the same way for every claim; which rows they are given, and how a sentence is read, people judged. Both stand in [Methods](../book/methods.md).
#
# ## Every claim

# %% tags=["remove-input"]
claims.LedgerView(lines.drop(columns=["rows", "from_claims"]).to_dict("records"))
