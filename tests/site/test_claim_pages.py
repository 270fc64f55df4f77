"""A page for each claim, and what it says to the machines that collect fact-checks."""

from __future__ import annotations

import json

import pytest

from claimsbook.references import cite
from claimsbook.site import claim_pages, records, soup
from copies import Bench


def test_a_claim_has_a_page_with_its_verdict_evidence_and_citation(tiny_book: Bench) -> None:
    page = soup.parsed(claim_pages.page("left-height"))
    assert page.h1.text == records.claim_lines()["left-height"]["paraphrase"]
    assert page.find("span", class_="verdict").text == "reproduced"
    assert page.find("a", href="../data/left-readings.html#left-one")
    assert page.find("a", href="../notebooks/left.html#check-left-height")
    assert cite.mark(records.checks()["left-height"]) in page.text
    about = json.loads(page.find("script").string)
    assert about["@type"] == "WebPage", "without an address there is no review to publish"


def test_with_an_address_it_is_a_claim_review(tiny_book: Bench) -> None:
    page = soup.parsed(claim_pages.page("left-height", "https://a.example"))
    review = json.loads(page.find("script", type="application/ld+json").string)
    assert review["@type"] == "ClaimReview"
    assert review["url"] == "https://a.example/claims/left-height.html"
    assert review["claimReviewed"] == records.claim_lines()["left-height"]["paraphrase"]
    # What https://schema.org/ClaimReview and those who collect them ask for.
    assert {"author", "datePublished", "itemReviewed", "reviewRating"} <= review.keys()
    assert review["itemReviewed"]["@type"] == "Claim"
    rating = review["reviewRating"]
    assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert rating["alternateName"]


def test_a_judgement_is_reviewed_by_nobody(
    tiny_book: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = {**records.claim_lines()["left-height"], "verdict": "opinion"}
    monkeypatch.setattr(claim_pages.records, "claim_lines", lambda: {"left-height": line})
    assert claim_pages.review("left-height", "https://a.example") is None


@pytest.mark.parametrize(
    ("verdict", "value"),
    [("reproduced", 5), ("dated", 4), ("by our reading", 3), ("differs", 1), ("unverified", None)],
)
def test_the_rating_follows_the_verdict(
    tiny_book: Bench, monkeypatch: pytest.MonkeyPatch, verdict: str, value: int | None
) -> None:
    line = {**records.claim_lines()["left-height"], "verdict": verdict}
    monkeypatch.setattr(claim_pages.records, "claim_lines", lambda: {"left-height": line})
    review = claim_pages.review("left-height", "https://a.example")
    assert review is not None
    assert review["reviewRating"].get("ratingValue") == value
