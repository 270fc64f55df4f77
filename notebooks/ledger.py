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
# Every checkable statement of the article, what it states, what we find, and the verdict that code derives from the two.

# %% tags=["hide-input"]
import altair as alt
import pandas as pd

from rebar import chapters, claims, data, theme
from rebar.exhibits import exhibit
from rebar.prose import count, prose

lines = claims.ledger_frame(chapters.checked_claims("ledger"))
titles = {one.slug: one.title for one in chapters.all_chapters()}
lines["chapter_title"] = lines["chapter"].map(titles).fillna("")
own = lines[lines["repeats"] == ""]
tally = own["verdict"].value_counts()

# %% tags=["hide-input"]
claims.LedgerView(lines.to_dict("records"))
