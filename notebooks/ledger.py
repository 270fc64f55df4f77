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
# **The question.** How much of what the article states holds? Here stands every
# statement, what we find, and the verdict that rules derive from the two.

# %% tags=["hide-input"]
import altair as alt

from claimsbook import chapters, claims, exhibit, marks, theme
from claimsbook.figures.prose import prose
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
sentences = claims.by_sentence(lines)
by_verdict = own["verdict"].value_counts().reindex(list(claims.VERDICTS), fill_value=0)

sides = own["errs"].value_counts()
against, in_favour = sides.get("against its own case", 0), sides.get("for its own case", 0)
sideless = failed - against - in_favour
sideless_words = f"; the other {sideless} have no such direction" if sideless else ""
if against > in_favour:
    leaning = "More errors understate the article's case than overstate it."
elif in_favour > against:
    leaning = "More errors overstate the article's case than understate it."
else:
    leaning = "The errors pull both ways alike."
grounds = [int(by_verdict[one]) for one in ("reproduced", "corroborated", "attributed")]
more_words = "More" if unverified > failed else "No more"
part_words = "Most" if 2 * held > len(own) else "Less than half"
plain = held + failed
kinds_words = "More" if sum(grounds[:2]) > grounds[2] else "No more"
own_words = " Word or leak is the commonest ground." if grounds[2] == max(grounds) else ""

# %% tags=["remove-input"]
prose(f"""
{part_words} of the article's claims hold; of those decided, some by a party's word alone,
[{held} of {plain}](fig:verdicts-by-section) do. {more_words} could not be verified than do not
hold.

1. **Of [{len(own)}](fig:verdicts-by-section) distinct claims,
   [{held}](fig:verdicts-by-section) hold and [{failed}](fig:verdicts-by-section) do not.** For
   [{unverified}](fig:verdicts-by-section) no evidence decides;
   [{judged}](fig:verdicts-by-section) are judgements that no figure could settle. [See the
   sections](#verdicts-by-section)
2. **{kinds_words} of those that hold rest on records or an independent source than on a party's
   word or a leak alone.**{own_words} [See the verdicts](#verdicts-meant)
3. **{leaning}** [See every claim](#every-claim)
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
    # All are stacked, also those without room: else the numbers after them would slip.
    number = alt.when(f"datum.claims >= {least}").then("claims:Q").otherwise(alt.value(""))
    numbers = frame.mark_text(color=theme.PAGE["light"], fontWeight="bold").encode(
        x=x.bandPosition(0.5), y=y, order="rank:Q", detail="group:N", text=number
    )
    return alt.layer(bars, numbers).properties(height=23 * len(parts))


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
    note=f"A sentence holds only where all that it says does: of {sum(sentences.values())} that "
    f"make a claim, {sentences['hold']} hold, {sentences['do not hold']} say something that does "
    f"not, and in {sentences['could not be verified']} something could not be verified. Of the "
    f"{failed} claims that do not hold, {against} put the article's own case more weakly than the "
    f"evidence does and {in_favour} put it more strongly{sideless_words}.",
)

# %% [markdown]
# ## How a verdict comes about
#
# Code compares the stated number, as an interval that its digits claim, with the computed one, and
# looks at what the computed one rests on. Rules give the verdict, in the same way for every claim;
# which rows they are given, and how a sentence is read, people judged. Both stand in
# [Methods](../book/methods.md). A statement that the article makes twice is counted once; its
# repeats carry the verdict of the first. What the page says about itself (author, dates, keywords)
# has a verdict too and is not counted.
#
# (verdicts-meant)=

# %% tags=["hide-input"]
meanings = "\n".join(
    f"| *{verdict}* | {claims.VERDICTS[verdict]} | {number} |"
    for verdict, number in by_verdict.items()
)

# %% tags=["remove-input"]
prose(f"""
| Verdict | What it means | Claims |
|---|---|---|
{meanings}
""")

# %% [markdown]
# (every-claim)=
# ## Every claim

# %% tags=["remove-input"]
claims.LedgerView(lines.drop(columns=["rows", "from_claims"]).to_dict("records"))
