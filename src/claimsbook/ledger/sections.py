"""The sections of the examined text, by the key that the ledger uses, in its order."""

from __future__ import annotations

SECTIONS = {
    "takeaways": "Key takeaways",
    "opening": "Opening",
    "exhibit-1": "Exhibit: price, performance",
    "steel": "Steel mills",
    "cost": "Cost decline",
    "exhibit-2": "Exhibit: inference cost",
    "switching": "Switching costs",
    "margins": "OpenAI's numbers",
    "exhibit-3": "Exhibit: margins",
    "winners": "Who wins",
    "faq": "FAQ",
    "metadata": "Metadata",
}
"""The name of each section, for people."""
