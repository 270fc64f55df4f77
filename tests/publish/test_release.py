"""A release: complete, checkable, the same bytes each time."""

from __future__ import annotations

import contextlib
import csv
import importlib.metadata
import json
import re
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from claimsbook import chapters, paths
from claimsbook.__main__ import main
from claimsbook.checks import audit, rebuild
from claimsbook.errors import BookError
from claimsbook.publish import release

VERSION = release.cite.book()["version"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two pages; no chapter counts as stale."""
    folder = tmp_path / "html"
    (folder / "figures").mkdir(parents=True)
    (folder / "index.html").write_text("<p>A book</p>", "utf-8")
    (folder / ".buildinfo").write_text("config: 1", "utf-8")
    for one in chapters.collect_exhibits(chapters.all_chapters()):
        (folder / "figures" / f"{one['id']}.svg").write_text("<svg/>", "utf-8")
    monkeypatch.setattr(chapters, "reasons_stale", lambda _: [])
    return folder


@pytest.mark.slow
def test_a_release_is_complete_and_its_sums_hold(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    assert release.main(VERSION, site, out, changes=True) == 0
    names = {file.relative_to(out).as_posix() for file in release.files_under(out)}
    assert {
        f"rebar-{VERSION}-site.zip",
        f"rebar-{VERSION}-source.zip",
        "SHA256SUMS",
        "manifest.json",
        "ro-crate-metadata.json",
        "codemeta.json",
        "CITATION.cff",
        "references.bib",
        "references.csl.json",
        f"v/{VERSION}/index.html",
        "data/datapackage.json",
    } <= names
    assert f"v/{VERSION}/.buildinfo" not in names
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=out, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert len(done.stdout.splitlines()) == len(names) - 1


@pytest.mark.slow
def test_two_releases_of_one_commit_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        release.main(VERSION, site, tmp_path / name, changes=True)
        (site / "index.html").touch()
    assert rebuild.differing(tmp_path / "one", tmp_path / "two") == []


@pytest.mark.slow
def test_the_crate_names_every_file_and_links_only_what_it_names(
    site: Path, tmp_path: Path
) -> None:
    release.main(VERSION, site, tmp_path / "dist", changes=True)
    crate = json.loads((tmp_path / "dist" / "ro-crate-metadata.json").read_text("utf-8"))
    by_id = {one["@id"]: one for one in crate["@graph"]}
    assert len(by_id) == len(crate["@graph"])
    text = json.dumps(crate["@graph"])
    named = set(re.findall(r'\{"@id": "([^"]+)"\}', text)) - {"https://w3id.org/ro/crate/1.1"}
    assert named <= set(by_id)
    for name, one in by_id.items():
        if "File" in one["@type"]:
            assert release.sha256_file(tmp_path / "dist" / name) == one["sha256"]
    runs = [one for one in by_id.values() if one["@type"] == "CreateAction"]
    assert len(runs) == len(chapters.all_chapters())


def test_a_release_of_another_version_or_without_a_site_is_refused(tmp_path: Path) -> None:
    assert main(["release", "99.0"]) == 2
    with pytest.raises(BookError, match="site build"):
        release.main(VERSION, tmp_path, tmp_path / "dist")


def test_a_release_of_a_stale_chapter_is_refused(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chapters, "reasons_stale", lambda one: ["its .py changed"])
    with pytest.raises(BookError, match="stale"):
        release.main(VERSION, site, tmp_path / "dist", changes=True)


def test_a_zip_does_not_depend_on_the_clock(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", "utf-8")
    for name in ("one.zip", "two.zip"):
        release.write_zip(tmp_path / name, tmp_path, [tmp_path / "a.txt"])
        (tmp_path / "a.txt").touch()
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert zipfile.ZipFile(tmp_path / "one.zip").namelist() == ["a.txt"]


def test_trees_that_differ_are_told_by_name(tmp_path: Path) -> None:
    for name, text in (("one", "a"), ("two", "b")):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "same.txt").write_text("same", "utf-8")
        (tmp_path / name / "deep" / "other.txt").write_text(text, "utf-8")
    (tmp_path / "two" / "more.txt").touch()
    assert rebuild.differing(tmp_path / "one", tmp_path / "two") == ["deep/other.txt", "more.txt"]


def test_every_pinned_package_states_a_licence() -> None:
    rows = list(csv.DictReader(release.licences_file().read_text("utf-8").splitlines()))
    assert {row["package"]: row["version"] for row in rows} == release.pinned()
    assert [row["package"] for row in rows if not row["licence"]] == []


def test_every_pin_runs_on_the_oldest_python_that_the_project_promises() -> None:
    """Debian 12 has Python 3.11.2; a pin that wants 3.11.5 breaks the first command there."""
    with (paths.root() / "pyproject.toml").open("rb") as file:
        promised = tomllib.load(file)["project"]["requires-python"].removeprefix(">=")
    too_new = {}
    for name in release.pinned():
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            wants = importlib.metadata.metadata(name).get("Requires-Python") or ""
            if not SpecifierSet(wants).contains(f"{promised}.0"):
                too_new[name] = wants
    assert too_new == {}


@pytest.mark.parametrize(
    ("lock", "pins"), [("site.lock", "requirements/site.txt"), ("full.lock", "requirements.txt")]
)
def test_the_lock_pins_what_the_requirements_pin_each_with_hashes(lock: str, pins: str) -> None:
    def plain(package: str) -> str:
        return re.sub(r"[-_.]+", "-", package).lower()

    text = (paths.root() / "requirements" / lock).read_text("utf-8")
    entry = r"^([A-Za-z0-9._-]+)==([^\s;\\]+)[^\n]*\\\n((?: +--hash.*\n?)+)"
    entries = re.findall(entry, text, re.M)
    assert len(entries) == len(re.findall(r"^[A-Za-z]", text, re.M))
    locked = {plain(package): version for package, version, _ in entries}
    listed = (paths.root() / pins).read_text("utf-8")
    wanted = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;#]+)", listed, re.M)
    assert {plain(package): version for package, version in wanted}.items() <= locked.items()
    assert "://" not in text


@pytest.mark.parametrize(
    ("report", "status", "words"),
    [
        (
            '{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", '
            '"fix_versions": ["2"]}]}]}',
            1,
            "a==1: CVE-1, mended in 2\n1 of 1 pins looked up",
        ),
        (
            '{"dependencies": [{"name": "a", "version": "1", "vulns": []}, '
            '{"name": "b", "skip_reason": "not found"}]}',
            0,
            "1 of 2 pins looked up, 0 known faults\nnot looked up: not found",
        ),
    ],
)
def test_an_audit_says_what_it_could_not_look_up(
    report: str, status: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.json").write_text(report, "utf-8")
    assert audit.main(tmp_path / "report.json") == status
    assert words in capsys.readouterr().out


def test_reports_of_several_locks_count_a_pin_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        pin = '{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}'
        (tmp_path / f"{name}.json").write_text(pin, "utf-8")
    assert audit.main(tmp_path / "one.json", tmp_path / "two.json") == 0
    assert capsys.readouterr().out == "1 of 1 pins looked up, 0 known faults\n"


@pytest.mark.parametrize(
    "empty",
    ['{"dependencies": []}', '{"dependencies": [{"name": "b", "skip_reason": "no such index"}]}'],
)
@pytest.mark.parametrize("order", [("good", "empty"), ("empty", "good")])
def test_no_audit_stands_in_for_another(
    empty: str, order: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = '{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}'
    for name, report in {"good": good, "empty": empty}.items():
        (tmp_path / f"{name}.json").write_text(report, "utf-8")
    assert main(["audit", *(str(tmp_path / f"{name}.json") for name in order)]) == 2
    said = capsys.readouterr().err
    assert "empty.json: nothing was audited" in said and said.count("\n") == 1


@pytest.mark.parametrize(
    ("report", "log", "reason"),
    [
        ("", "a warning\nERROR: no such host\n", "gave no report (ERROR: no such host)"),
        ("[]", None, "gave no report (and no word)"),
        ('{"dependencies": []}', "", "none of 0 pins"),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', "", "none of 1 pins"),
    ],
)
def test_an_audit_that_looked_nothing_up_fails_with_the_reason(
    report: str,
    log: str | None,
    reason: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "report.json").write_text(report, "utf-8")
    if log is not None:
        (tmp_path / "report.log").write_text(log, "utf-8")
    assert main(["audit", str(tmp_path / "report.json")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: nothing was audited: ") and reason in said
    assert "Remedy" in said and said.count("\n") == 1
