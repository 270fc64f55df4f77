"""Workflows publish one site: built after the checks that it names, and never built again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimsbook.site import build_record
from copies import REPOSITORY

FLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
BUILDS = r"\bmake (?:book|pdf|serve|test|release)\b|\bsite build\b|\.ci/run"
PUBLISHED = {"site", "public", "dist"}
"""Artifacts that are compared or published."""


def made(target: str) -> str:
    """The commands of a target of the Makefile."""
    text = (REPOSITORY / "Makefile").read_text("utf-8")
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", text, re.M)
    assert found
    return found[1]


def steps(job: dict[str, Any]) -> list[tuple[str, str]]:
    """What each step of a job names as checked, and what it runs; uploads as `upload NAME`.

    The target `release` stands for its commands, each of which names what it names itself.
    """
    found = []
    for step in job["steps"]:
        named = step.get("env", {}).get(build_record.VARIABLE, "")
        if step.get("uses", "").startswith("actions/upload-artifact"):
            found.append((named, f"upload {step['with']['name']}"))
        for line in step.get("run", "").splitlines():
            if line.startswith("make release"):
                for own in made("release").splitlines():
                    told = re.search(rf'{build_record.VARIABLE}="([^"]*)"', own)
                    found.append((told[1] if told else "", own.replace("$(SITE) -m rebar", "make")))
            else:
                found.append((named, line))
    return found


@pytest.mark.parametrize("file", FLOWS, ids=lambda one: one.stem)
def test_what_is_named_as_checked_ran_before_in_the_same_job(file: Path) -> None:
    flow = yaml.safe_load(file.read_text("utf-8"))
    assert build_record.VARIABLE not in flow.get("env", {})
    for job in flow["jobs"].values():
        assert build_record.VARIABLE not in job.get("env", {})
        ran = ""
        for named, run in steps(job):
            for check in named.split():
                assert check in build_record.CHECKS
                assert re.search(rf"\bmake {check}\b", ran), f"{run}: before {check}"
            ran += f"{run}\n"


@pytest.mark.parametrize("file", FLOWS, ids=lambda one: one.stem)
def test_what_is_published_is_the_one_site_that_names_all_checks(file: Path) -> None:
    flow = yaml.safe_load(file.read_text("utf-8"))
    for job in flow["jobs"].values():
        listed = steps(job)
        given = [n for n, (_, run) in enumerate(listed) if run.split()[-1] in PUBLISHED]
        if not any(run.startswith("upload") for _, run in (listed[n] for n in given)):
            continue
        built = [n for n, (_, run) in enumerate(listed) if re.search(BUILDS + r"|make site", run)]
        builds = [n for n in built if not re.search(r"make site (?:pdf|public)", listed[n][1])]
        last = builds[-1]
        assert listed[last][0].split() == list(build_record.CHECKS), listed[last]
        assert all(n > last for n in given if listed[n][1].startswith("upload"))


def test_flows_that_publish_are_found() -> None:
    """The two tests above have something to look at."""
    uploads = {
        run.removeprefix("upload ")
        for file in FLOWS
        for job in yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
        for _, run in steps(job)
        if run.startswith("upload ")
    }
    assert uploads >= PUBLISHED
