"""What is read out of a report of Lighthouse, and when it misses an aim."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimsbook.checks.site import lighthouse
from claimsbook.site import serving

DESKTOP, MOBILE = lighthouse.SETTINGS


def report(paint: float | None = 1200.0, **scores: float | None) -> dict[str, Any]:
    """A report of Lighthouse, as far as it is read."""
    given = {one: scores.get(one.replace("-", "_"), 1.0) for one in lighthouse.CATEGORIES}
    largest = {"title": "Largest Contentful Paint", "score": 0.7, "scoreDisplayMode": "numeric"}
    if paint is not None:
        largest |= {"numericValue": paint, "displayValue": f"{paint / 1000:.1f} s"}
    other = {"title": "Image elements", "score": 0, "scoreDisplayMode": "binary"}
    odd = {"title": "Not applicable", "score": None, "scoreDisplayMode": "notApplicable"}
    said = {"title": "Only told", "score": 0.1, "scoreDisplayMode": "informative"}
    return {
        "categories": {name: {"score": one} for name, one in given.items()},
        "audits": {"largest-contentful-paint": largest, "i": other, "n": odd, "t": said},
    }


def test_a_report_in_short() -> None:
    told = lighthouse.read(report(performance=0.964, seo=0.995))
    assert told.scores == {
        "performance": 96,
        "accessibility": 100,
        "best-practices": 100,
        "seo": 100,
    }
    assert told.largest == 1.2
    assert told.costly == ["Image elements", "Largest Contentful Paint 1.2 s"]


def test_a_telephone_may_do_what_a_desk_may_not() -> None:
    told = lighthouse.read(report(performance=0.95))
    assert told.faults(MOBILE) == [] and told.faults(DESKTOP) == ["performance 95"]
    assert lighthouse.read(report(best_practices=0.94)).faults(MOBILE) == ["best-practices 94"]


@pytest.mark.parametrize("paint, late", [(2500.0, False), (2510.0, True), (None, True)])
def test_the_largest_paint_has_a_latest_time_on_a_telephone(
    paint: float | None, late: bool
) -> None:
    told = lighthouse.read(report(paint))
    assert bool(told.faults(MOBILE)) == late and told.faults(DESKTOP) == []


def test_what_could_not_be_worked_out_is_no_pass() -> None:
    assert lighthouse.read(report(performance=None)).faults(MOBILE) == ["performance 0"]


def test_each_page_is_visited_in_both_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tool, asked = tmp_path / "lighthouse", tmp_path / "asked"
    good, slow = json.dumps(report()), json.dumps(report(4000.0, performance=0.9))
    (tmp_path / "good").write_text(good, "utf-8")
    (tmp_path / "slow").write_text(slow, "utf-8")
    tool.write_text(
        f'#!/bin/sh\necho "$*" >> {asked}\n'
        f'case "$*" in *mobile*) cat {tmp_path}/slow;; *) cat {tmp_path}/good;; esac\n',
        "utf-8",
    )
    tool.chmod(0o755)
    monkeypatch.setattr(lighthouse, "_tool", lambda: tool)
    monkeypatch.setattr(serving, "chromium", lambda: "/bin/true")
    (tmp_path / "site").mkdir()
    assert lighthouse.main(["index.html"], tmp_path / "site") == 1
    first, *others = asked.read_text("utf-8").splitlines()
    assert "--preset=desktop" in first
    assert len(others) == 3 and all("--form-factor=mobile" in one for one in others)
    told = capsys.readouterr().out
    assert "performance 90" in told and "largest paint after 4.00 s" in told
    assert "1 visit missed an aim" in told


def test_of_three_visits_the_middle_one_counts() -> None:
    visits = [lighthouse.read(report(performance=one)) for one in (0.88, 1.0, 0.99)]
    assert lighthouse.middle(visits).scores["performance"] == 99
    late = [lighthouse.read(report(paint)) for paint in (3000.0, 1000.0, 2000.0)]
    assert lighthouse.middle(late).largest == 2.0
