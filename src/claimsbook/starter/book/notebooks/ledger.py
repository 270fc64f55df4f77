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

# %%
lines = claims.ledger_frame(chapters.checked_claims("ledger"))
titles = {one.slug: one.title for one in chapters.all_chapters()}
lines["chapter_title"] = lines["chapter"].map(titles).fillna("")
own = lines[lines["counted"]]
held = int(own["verdict"].isin(claims.HOLDS).sum())
by_verdict = own["verdict"].value_counts()
in_order = [one for one in [*claims.VERDICTS, claims.NOT_EXAMINED] if one in by_verdict]
by_verdict_words = ", ".join(f"{one} {by_verdict[one]}" for one in in_order)

# %% tags=["remove-input"]
prose(f"**The score.** {held} of {len(own)} claims hold. By verdict: {by_verdict_words}.")

# %% [markdown]
# ## Every claim
#
# How a verdict comes about stands in [Methods](../book/methods.md).

# %% tags=["remove-input"]
claims.LedgerView(lines.drop(columns=["rows", "from_claims"]).to_dict("records"))
