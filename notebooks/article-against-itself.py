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
# # The article against itself
#
# **The question.** Do the article's statements agree with each other, and what did its author
# change in them? No outside evidence decides here, and nothing on this page gives a claim its
# verdict.

# %%
from claimsbook import claims, data, sources
from claimsbook.figures.prose import count, listed, prose
from claimsbook.ledger.sections import sections
from rebar import days
from rebar.article import contradictions, history

# %%
# Nothing is assumed here: the rules of arithmetic take what the article states, and no more.
ledger = claims.ledger()
pairs = contradictions.pairs(data.read("article-contradictions"), ledger)
numbers, causes, statements, strengths, dates = (
    contradictions.of_kind(pairs, kind) for kind in contradictions.KINDS
)
# Where both cannot be true, whatever is counted: two causes, two statements, two dates.
exclusive = [*causes, *statements, *dates]
# Both can stand under a reading that a row names and the article does not: two measures, a fit's
# own span, two causes at once, a date of the page's last change.
READ_TOGETHER = {
    f"contradiction-{name}" for name in ("capital", "yearly-rate", "margin-cause", "dates")
}
unlike_pairs = [*numbers, *exclusive]
together = [one for one in unlike_pairs if one.row_id in READ_TOGETHER]
assert len(together) == len(READ_TOGETHER), "a pair that can be read together is not in the table"

brief = ("takeaways", "faq", "exhibit-1", "exhibit-2", "exhibit-3")
lost_in_brief = [
    one for one in strengths if one.second.section in brief and one.first.section not in brief
]
lost_in_text = [
    one for one in strengths if one.second.section not in brief and one.first.section in brief
]

repeats = contradictions.repeats(ledger)
exact = repeats[repeats["differs"] == ""]
unlike = repeats[repeats["differs"] != ""]

versions = data.read("article-versions")
commits = history.by_commit(versions)
largest = commits.loc[commits["as_of"] > days.ARTICLE].nlargest(1, "statements").iloc[0]
stronger_words = count(int(largest["stronger"])) if largest["stronger"] else "none"

# %% tags=["remove-input"]
prose(f"""
The article mostly agrees with itself, but its summaries drop some limits that its text keeps.

1. **{count(len(unlike_pairs)).capitalize()} pairs of statements do not fit as they stand;
   {count(len(together))} of them can both be true by some reading.** All but {count(len(unlike))}
   repeats are exact. [See the numbers](#numbers-apart)
2. **{count(len(lost_in_brief)).capitalize()} of {count(len(strengths))} statements told in two
   strengths lose a limit or a hedge in the takeaways, the FAQ or an exhibit.** In
   {count(len(lost_in_text))} the text drops what a summary keeps. [See the
   strengths](#two-strengths)
3. **After publication the author made {count(int(largest["weaker"]))} statements weaker, repeats
   counted, and {stronger_words} stronger.** [See the history](#own-history)
""")

# %% [markdown]
# (where-the-article-contradicts-itself)=
# ## Where its statements do not fit
#
# We put every number beside every other that shares a quantity with it, and every wording beside
# its repeats. A pair counts where both statements cannot be true as they stand, where one fall has
# two causes, or where a hedge, a limit or the owner of a figure is lost. "Survives" marks the
# statement that the evidence bears out better; it need not hold. The pairs are a
# [table](../book/data.md) too. Each name of a section below leads to the statement there.
#
# (numbers-apart)=
# ### Numbers that do not fit as they stand

# %% tags=["remove-input"]
prose(f"""
{contradictions.briefly(numbers, sections())}

Capital per tonne and per plant are two measures, though the article calls the plants comparable;
the rates of prices are of spans that had ended. By these readings those two pairs can stand.

{contradictions.aside("Both statements of each pair, and the arithmetic", numbers, sections())}
""")

# %% [markdown]
# ### Statements that pull apart

# %% tags=["remove-input"]
prose(f"""
{contradictions.briefly(exclusive, sections())}

A margin may fall for both causes, and the page's dates are those of a last change and of its
appearance: these two pairs can stand.

{contradictions.aside("Both statements of each pair, and what survives", exclusive, sections())}
""")

# %% [markdown]
# (two-strengths)=
# ### One thing in two strengths

# %% tags=["remove-input"]
prose(f"""
Elsewhere one statement says more than the other. A summary may leave something out; what is left
out here mostly keeps a statement within what is known. On [the bet](claim:faq-profit-challenges) it
is the FAQ that hedges. [Chosen
benchmarks](claim:qwen-matches-sonnet) become [performance](claim:flash-comparable-performance), and
[nearly every major provider](claim:openai-api-major-providers) becomes [nearly every
provider](claim:faq-openai-api-all-providers).

{contradictions.aside("All pairs of two strengths", strengths, sections())}
""")

# %% [markdown]
# ## What bears itself out

# %%
stated = claims.stated
tier_share = 100 * stated("flash-input-price") / stated("sonnet-input-price")
round_of = ("amazon-commitment", "softbank-commitment", "nvidia-commitment")
computed = {
    "flash-discount": 100 - tier_share,
    "faq-qwen-cost-share": tier_share,
    "openai-round-size": sum(stated(one) for one in round_of),
    "anthropic-multiple": stated("anthropic-valuation") / stated("anthropic-run-rate"),
    "exhibit2-reduction": stated("exhibit2-start-price") / stated("exhibit2-end-price"),
}
sums_hold = {
    one: value for one, value in computed.items() if contradictions.agrees(value, ledger[one])
}
sum_lines = "\n".join(
    f"| {ledger[one].paraphrase} | {ledger[one].link} | {value:.4g} |"
    for one, value in sums_hold.items()
)
unlike_places = listed([f"[{ledger[one].locator}](claim:{one})" for one in unlike["claim_id"]])

# %% tags=["remove-input"]
prose(f"""
{count(len(sums_hold)).capitalize()} of {count(len(computed))} sums that we computed from other
statements of the article come out, within what the digits stated claim.

:::{{aside}} The sums, and the repeats that are not exact
| Statement | Stated | From the others |
|---|---|---|
{sum_lines}

Of the {len(repeats)} repeats {count(len(unlike))} are not exact: {unlike_places}. All but the year
in the footer stand above in a pair.
:::
""")

# %% tags=["hide-input"]
link = {name: ledger[name].link for name in ledger}
left_out = {
    "What is left of OpenAI's revenue": f"{link['openai-compute-talent-share']} for computing and "
    f"staff and {link['microsoft-share']} for Microsoft leave a little, and yet "
    f"{link['openai-h1-loss']} were lost in half a year. Costs that are not named can lie between.",
    "What a switch takes": f"{link['switch-lines-of-code']} lines of code, or "
    f"{link['litellm-config-change']} change of configuration: two ways, not two answers.",
    "Many models at once": f"The largest accounts use {link['perplexity-models-per-account']} "
    f"models, and models are [interchangeable](claim:models-interchangeable). Buyers may use many "
    "because they differ, or because they are easily changed.",
    "Two gaps": f"Open models lag by {link['hai-gap-after']}, and GLM-5 is at "
    f"{link['glm5-performance-share']} of closed ones: other years and other measures.",
    "Sensible but wrong": "A [mistake](claim:incumbents-wrong) in hindsight, while poor decisions "
    "are [never the reason](claim:incumbents-no-bad-decisions): the paradox is the thesis.",
    "The range of the rates": f"The takeaway and the FAQ leave out {link['epoch-min-rate']} and "
    f"{link['epoch-max-rate']}, but keep that {link['epoch-median-rate']} is a median.",
    "Not hand-picked": "The case [is not](claim:not-cherry-picked), the benchmarks are "
    "[chosen](claim:qwen-matches-sonnet). The sentence speaks of the case, and two more follow.",
}
left_out_lines = "\n".join(f"- *{name}.* {why}" for name, why in left_out.items())

# %% tags=["remove-input"]
prose(f"""
:::{{aside}} What we looked at and left out
These read like contradictions and are none, or are too much a matter of taste to count. The costs
of OpenAI are reckoned in [the chapter on its margins](margin-squeeze.ipynb).

{left_out_lines}
:::
""")

# %% [markdown]
# (own-history)=
# ## The article's own history
#
# The author keeps the source of his site in public. It holds the article in four versions. We read
# them and copied none. The ledger takes apart the text as published; what the author changed later
# touches no verdict here, for or against.

# %%
repository = sources.source("dubach-2026-repository").url
commit_lines = "\n".join(
    f"| [{days.spelled(one.as_of)}]({repository}/commit/{one.commit}) | "
    f"{one.statements} | {one.weaker} | {one.stronger} | {one.neither} |"
    for one in commits.itertuples()
)

published = data.one(versions, change="published")
added = (versions["commit"] == published["commit"]) & (versions["change"] == "added")
went = (versions["commit"] == published["commit"]) & (versions["change"] == "dropped")

revised = versions[versions["commit"] == largest["commit"]]
in_parts = history.by_section(revised, ledger)
kept_in_picture = history.left_standing(revised, ledger, "exhibit-3")
changed = set(revised.loc[revised["direction"] != "", "claim_id"])
pairs_touched = [
    one
    for one in pairs
    if changed & {claim.claim_id for claim in (one.first, one.second, *one.further)}
]
part_words = listed(
    [
        f"{count(row.weaker)} in “{sections()[row.section]}”"
        for row in in_parts.itertuples()
        if row.weaker
    ]
)

# %% tags=["remove-input"]
prose(f"""
| Day | Changes | Weaker | Stronger | Neither |
|---|---|---|---|---|
{commit_lines}

**Before publication the case became stronger.** Two answers in the FAQ were new. A closing
paragraph went, in which the author trusted the frame more than its conclusions.

**Two months after it became weaker.** In {days.month(largest["as_of"])} the author went through the
labs' figures above all. That a bet [fails](claim:commodity-bet-fails) became that it is hard.
Financing that was [circular](claim:financing-circular) became interlocking and usual. But the
description of the exhibit on margins stayed as it was: {count(len(kept_in_picture))} of its
statements repeat what the text now hedges or drops.

:::{{aside}} More on the changes
Changes are counted in statements that we examine; weaker and stronger are meant for the article's
own case. The first line is the draft; the second is the text as published, against the draft:
{count(int(added.sum()))} of its changes are statements of the new answers. What changed stands in
the table `article-versions`, in our words, a row for each statement.

{count(int(went.sum())).capitalize()} passages went before publication: the closing paragraph, which
also said how long a lead lasts, sentences on the author's own work as an adviser, and two on
airlines.

In {days.month(largest["as_of"])} figures became press reports and not audited, and some were
dropped. Weaker became {part_words}. {count(len(pairs_touched)).capitalize()} of the {len(pairs)}
pairs above have a statement that changed.

No picture of any exhibit is in the source of any version. All three are there as a file name with a
description, and the files are drawn from another address. Whether there ever was a picture where
their numbering leaves a gap, the source does not tell.
:::
""")

# %% [markdown]
# ## How sure we are
#
# The arithmetic can be done by hand. That two statements do not fit is a matter of reading, and so
# is whether a lost hedge matters: a FAQ is short, and somebody shortens. Which reading survives
# rests on the evidence behind the marks. The directions in the history are ours as well.
#
# **What would change our mind.** Words of the article by which both statements of a pair are true.
# Then the pair goes. Some pairs have such a reading already, but not in the article's words.
