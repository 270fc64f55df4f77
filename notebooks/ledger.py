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
# Every checkable statement of the article, what it states, what we find, and the verdict that rules
# derive from the two. A statement that the article makes twice is counted once; its repeats carry
# the verdict of the first. What the page says about itself (author, dates, keywords) has a verdict
# too and is not counted.

# %% tags=["hide-input"]
import altair as alt

from claimsbook import chapters, claims, exhibit, marks, theme
from claimsbook.figures.prose import listed, prose
from claimsbook.ledger.sections import sections

# %%
# Nothing is assumed here: each verdict comes from the chapter that checks the claim.
lines = claims.ledger_frame(chapters.checked_claims("ledger"))
titles = {one.slug: one.title for one in chapters.all_chapters()}
lines["chapter_title"] = lines["chapter"].map(titles).fillna("")

group_of = {verdict: group for group, those in claims.GROUPS.items() for verdict in those}
own = lines[lines["counted"]].assign(outcome=lines["verdict"].map(group_of))
by_outcome = own["outcome"].value_counts().reindex(list(claims.GROUPS), fill_value=0)
held, failed = by_outcome["hold"], by_outcome["do not hold"]
unverified, judged = by_outcome["could not be verified"], by_outcome["are judgements"]
waiting = by_outcome["are not yet examined"]
dated, read = by_outcome["are dated"], by_outcome["turn on our reading"]
sentences = claims.by_sentence(lines)
by_verdict = own["verdict"].value_counts().reindex(list(claims.VERDICTS), fill_value=0)

sides = own["errs"].value_counts()
against, in_favour = sides.get("against its own case", 0), sides.get("for its own case", 0)
sideless = failed - against - in_favour
if against > in_favour:
    leaning = "More errors weaken the article's own case than strengthen it."
elif in_favour > against:
    leaning = "More errors strengthen the article's own case than weaken it."
else:
    leaning = "The errors pull both ways alike."
kinds = [
    f"{by_verdict['reproduced']} we reproduce from primary records",
    f"{by_verdict['corroborated']} an independent source confirms",
    f"{by_verdict['arithmetic']} follow from the article's own numbers",
    f"{by_verdict['attributed']} rest on the word of an interested party or on a leak",
]
waiting_words = f"; {waiting} are not yet examined" if waiting else ""
sideless_words = f"; the other {sideless} have no such direction" if sideless else ""

# %% tags=["remove-input"]
prose(f"""
**The score.** Of {len(own)} distinct claims, {held} hold and {failed} do not; {dated} were true
at an earlier date, {read} turn on a threshold of ours, {unverified} could not be verified and
{judged} are judgements that no figure can settle{waiting_words}. Of those that hold,
{listed([one for one in kinds if not one.startswith("0 ")])}.

**By sentence.** A sentence of the article holds only where all that it says does. Of
{sum(sentences.values())} that make a claim, {sentences["hold"]} hold,
{sentences["do not hold"]} say something that does not, and in
{sentences["could not be verified"]} something could not be verified.

**{leaning}** Of the {failed} claims that do not hold, {against} put its own case more weakly than
the evidence does and {in_favour} put it more strongly{sideless_words}.
""")

# %%
LOOKS = {
    "hold": ("holds", theme.HOLDS),
    "do not hold": ("does not hold", theme.FAILS),
    "are dated": ("dated", theme.DATED),
    "turn on our reading": ("by our reading", theme.READING),
    "could not be verified": ("not verified", theme.UNVERIFIED),
    "are judgements": ("a judgement", theme.JUDGEMENT),
    "are not yet examined": ("not yet examined", theme.GRID),
}
parts = {key: name for key, name in sections().items() if key not in claims.UNCOUNTED}
named = own.assign(
    part=own["section"].map(parts),
    group=own["outcome"].map({outcome: words for outcome, (words, _) in LOOKS.items()}),
    rank=own["outcome"].map({outcome: rank for rank, outcome in enumerate(LOOKS)}),
)
by_section = named.groupby(["part", "group", "rank"], as_index=False).size()
by_section = by_section.rename(columns={"size": "claims"})


# %% tags=["hide-input"]
def score_chart(columns: int, least: int) -> alt.LayerChart:
    """Claims by section of the article, stacked by what became of them; `columns` of the legend.

    Segments of `least` claims or more have room for their number.
    """
    shown = [
        look for outcome, look in LOOKS.items() if outcome != "are not yet examined" or waiting
    ]
    group = (
        alt.Color("group:N")
        .scale(domain=[words for words, _ in shown], range=[colour for _, colour in shown])
        .title(None)
        .legend(columns=columns)
    )
    x = alt.X("claims:Q").stack("zero").title("Distinct claims").axis(grid=True, tickCount=5)
    y = marks.rows("part:N", list(parts.values()))
    frame = alt.Chart(by_section)
    # A gap and a number part two segments where colours do not, in grey print above all.
    bars = frame.mark_bar(size=17, stroke=theme.PAGE["light"], strokeWidth=1.5).encode(
        x=x,
        y=y,
        order="rank:Q",
        tooltip=["part:N", "group:N", "claims:Q"],
        color=group,
    )
    numbers = frame.mark_text(color=theme.PAGE["light"], fontWeight="bold").encode(
        x=x.bandPosition(0.5), y=y, order="rank:Q", detail="group:N", text="claims:Q"
    )
    return alt.layer(bars, numbers.transform_filter(f"datum.claims >= {least}")).properties(
        height=23 * len(parts)
    )


# %% tags=["hide-input"]
exhibit(
    score_chart(4, 1),
    narrow=score_chart(2, 2),
    id="verdicts-by-section",
    title=f"{held} of {len(own)} claims hold and {failed} do not; {unverified} could not be "
    "verified",
    subtitle="Distinct claims by section of the article and by verdict",
    alt=f"Stacked bars by section. In all, {held} claims hold, {failed} do not, {unverified} could "
    f"not be verified and {judged} are judgements.",
    sources=["dubach-2026-rebar"],
    data=by_section[["part", "group", "claims"]],
)

# %% [markdown]
# ## How a verdict comes about
#
# Code compares the stated number, as an interval that its digits claim, with the computed one, and
# looks at what the computed one rests on. *Reproduced*: computed from primary records.
# *Corroborated*: an independent source says the same. *Attributed*: only a party speaking of
# itself, or a leak of its figures, says so. *Arithmetic*: it follows from other numbers of the
# article. *Differs*: the evidence gives another value. *Conflicts*: the article's own numbers give
# another value. *Unverified*: looked for and not found, or found too scattered to decide.
# *Opinion*: no figure could settle it. Rules give the verdict, in the same way for every claim;
# which rows they are given, and how a sentence is read, people judged. Both stand in
# [Methods](../book/methods.md).
#
# ## Every claim

# %% tags=["remove-input"]
claims.LedgerView(lines.drop(columns=["rows", "from_claims"]).to_dict("records"))
