"""How prices move: what a product line is, which version follows which, and how steps count."""

from __future__ import annotations

import pandas as pd
import pytest

from rebar.economics import versions

FIRST, LAST = "2025-01-01", "2026-01-01"


def offer(
    slug: str, as_of: str, usd_in: float, usd_out: float, **more: object
) -> dict[str, object]:
    return {
        "row_id": f"{slug}-{as_of}",
        "slug": slug,
        "model": slug.title(),
        "as_of": as_of,
        "seller": "developer",
        "note": "",
        "input_usd_per_mtok": usd_in,
        "output_usd_per_mtok": usd_out,
        **more,
    }


@pytest.mark.parametrize(
    ("slug", "line", "version"),
    [
        ("claude-opus-4.5", "claude-opus", (4, 5)),
        ("claude-3.5-sonnet", "claude-sonnet", (3, 5)),
        ("gpt-5.2", "gpt", (5, 2)),
        ("gpt-4-turbo", "gpt-turbo", (4,)),
        ("gpt-4-1106-preview", "gpt", (4,)),
        ("gpt-4o-2024-05-13", "gpt-o", (4,)),
        ("gemini-2.5-flash-lite", "gemini-flash-lite", (2, 5)),
        ("qwen3-max-preview", "qwen-max", (3,)),
        ("deepseek-reasoner", "deepseek-reasoner", ()),
    ],
)
def test_a_name_falls_into_line_and_version(slug: str, line: str, version: tuple[int, ...]) -> None:
    assert versions.product_line(slug) == line
    assert versions.version(slug) == version


def test_version_ten_follows_nine() -> None:
    assert versions.version("m-3.10") > versions.version("m-3.9")
    assert versions.version("m-10") > versions.version("m-9.5")


LISTED = pd.DataFrame(
    [
        offer("a-1", FIRST, 10, 20),
        offer("b-1", FIRST, 10, 20),
        offer("c-1", FIRST, 10, 20),
        offer("d-1", FIRST, 10, 20),
        offer("gone-1", FIRST, 1, 2),
        offer("nameless", FIRST, 1, 2),
        # On the first list with the newer version the older has a new price: that one counts.
        offer("a-1", LAST, 8, 20),
        offer("a-2", LAST, 5, 20),
        offer("b-1", LAST, 10, 20),
        offer("b-2", LAST, 10, 30),
        offer("c-1", LAST, 10, 20),
        offer("c-2", LAST, 5, 30),
        offer("d-1", LAST, 10, 20),
        offer("d-2", LAST, 10, 20),
        offer("gone-2", LAST, 5, 6),
        offer("nameless", LAST, 1, 1),
    ]
)


def test_each_new_version_stands_against_the_one_before_it_on_one_list() -> None:
    found = versions.successions(LISTED).set_index("slug")
    assert found["move"].to_dict() == {
        "a-2": "cheaper",
        "b-2": "dearer",
        "c-2": "mixed",
        "d-2": "same",
    }
    newer = found.loc["a-2"]
    assert (newer["input_usd_per_mtok"], newer["input_usd_per_mtok_old"]) == (5, 8)
    assert (newer["row_id"], newer["row_id_old"]) == (f"a-2-{LAST}", f"a-1-{LAST}")
    assert (newer["model"], newer["model_old"], newer["first"]) == ("A-2", "A-1", LAST)


def test_a_version_whose_forerunner_has_left_the_list_has_none() -> None:
    assert "gone-2" not in set(versions.successions(LISTED)["slug"])


def test_a_version_is_known_by_its_newest_name() -> None:
    renamed = [offer("a-1", FIRST, 1, 1), offer("a-2", FIRST, 1, 1)]
    later = offer("a-2", LAST, 1, 1, model="A Two")
    (found,) = versions.successions(pd.DataFrame([*renamed, later])).to_dict("records")
    assert (found["model"], found["first"]) == ("A Two", FIRST)


def test_a_list_that_names_an_offer_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="more than once"):
        versions.successions(pd.concat([LISTED, LISTED.head(1)]))


def test_steps_down_and_up_are_counted_for_makers_with_their_new_versions() -> None:
    lists = pd.concat(
        [
            LISTED,
            pd.DataFrame(
                [
                    offer("hosted", FIRST, 2, 2, seller="host"),
                    offer("hosted", LAST, 1, 2, seller="host"),
                    offer("latest", FIRST, 9, 9, note="alias whose model changes over time"),
                    offer("latest", LAST, 6, 6, note="alias whose model changes over time"),
                    offer("pricier", FIRST, 1, 1),
                    offer("pricier", LAST, 2, 1),
                ]
            ),
        ],
        ignore_index=True,
    )
    moved = versions.moves(lists, versions.successions(LISTED), FIRST, LAST)
    # a-1 and nameless became cheaper, so did the alias; the host's cut is no maker's.
    assert set(moved.cuts["slug"]) == {"a-1", "nameless", "hosted", "latest"}
    assert set(moved.makers_cuts["slug"]) == {"a-1", "nameless", "latest"}
    assert moved.offers.set_index("slug").loc["latest", "alias"]
    assert set(moved.raised["slug"]) == {"pricier"}
    assert list(moved.cheaper["slug"]) == ["a-2"]
    assert list(moved.dearer["slug"]) == ["b-2"]
    assert (moved.down, moved.up) == (3 + 1, 1 + 1)
    assert set(moved.offers["row_id"]) == {f"{slug}-{LAST}" for slug in moved.offers["slug"]}


def test_a_version_of_the_opening_list_is_no_news() -> None:
    moved = versions.moves(LISTED, versions.successions(LISTED), LAST, LAST)
    assert moved.news.empty
    assert (moved.down, moved.up) == (0, 0)


def test_a_day_without_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no list of 2025-06-01"):
        versions.moves(LISTED, versions.successions(LISTED), "2025-06-01", LAST)


def test_versions_follow_each_other_by_number_not_by_spelling() -> None:
    slugs = ["m-10", "m-9", "m-9.5"]
    found = versions.successions(pd.DataFrame([offer(slug, FIRST, 1, 1) for slug in slugs]))
    assert list(zip(found["model_old"], found["model"])) == [("M-9", "M-9.5"), ("M-9.5", "M-10")]
