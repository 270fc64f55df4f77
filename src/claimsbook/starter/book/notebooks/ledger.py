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
# derive from the two.

# %% tags=["hide-input"]
from claimsbook import chapters, claims
from claimsbook.figures.prose import prose

lines = claims.ledger_frame(chapters.checked_claims("ledger"))
titles = {one.slug: one.title for one in chapters.all_chapters()}
lines["chapter_title"] = lines["chapter"].map(titles).fillna("")
own = lines[lines["counted"]]
by_verdict = own["verdict"].value_counts()
held = int(own["verdict"].isin(claims.HOLDS).sum())

# %% tags=["remove-input"]
verdicts = [one for one in [*claims.VERDICTS, claims.NOT_EXAMINED] if one in by_verdict]
shown = ", ".join(f"{one} {by_verdict[one]}" for one in verdicts)
prose(f"**The score.** {held} of {len(own)} claims hold. By verdict: {shown}.")

# %% [markdown]
# ## Every claim
#
# How a verdict comes about stands in [Methods](../book/methods.md).

# %% tags=["remove-input"]
claims.LedgerView(lines.drop(columns=["rows", "from_claims"]).to_dict("records"))
