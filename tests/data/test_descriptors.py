"""What machines read about the book, checked by those who know the formats best."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from claimsbook import chapters, paths
from claimsbook.ledger import claims
from claimsbook.publish import release
from claimsbook.references import cite

ITEMS = cite.everything()


def outside(tool: str) -> Path:
    """A file of the outside validators that `make .cache/outside/ready` sets up; skips without."""
    found = paths.cache() / "outside" / tool
    if not found.is_file():
        pytest.skip(f"{tool} is not there: `make .cache/outside/ready` (it needs the network)")
    return found


def test_the_data_package_is_one() -> None:
    from frictionless import Package

    descriptor = json.loads((paths.data() / "datapackage.json").read_text("utf-8"))
    assert list(Package.metadata_validate(descriptor)) == []


def test_the_citation_file_is_one() -> None:
    command = [outside("cff/bin/cffconvert"), "--validate", "--infile", "CITATION.cff"]
    done = subprocess.run(command, cwd=paths.root(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_codemeta_is_that_of_this_version() -> None:
    stored = json.loads((paths.root() / "codemeta.json").read_text("utf-8"))
    assert stored == release.codemeta(), "write it anew: `python -m rebar metadata`"
    project = (paths.root() / "pyproject.toml").read_text("utf-8")
    assert f'version = "{stored["version"]}"' in project


@pytest.mark.slow
def test_the_crate_is_an_ro_crate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = outside("crate/bin/python")
    site = tmp_path / "html"
    site.mkdir()
    (site / "index.html").write_text("<p>A book</p>", "utf-8")
    monkeypatch.setattr(chapters, "reasons_stale", lambda _: [])
    release.main(cite.book()["version"], site, tmp_path / "dist", changes=True)
    command = [python, Path(__file__).with_name("validate_crate.py"), tmp_path / "dist"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("chapter", chapters.all_chapters(), ids=lambda one: one.slug)
def test_a_chapter_is_a_notebook(chapter: chapters.Chapter) -> None:
    nbformat.validate(json.loads(chapter.notebook.read_text("utf-8")))


@pytest.mark.parametrize(
    "record", chapters.collect_exhibits(chapters.all_chapters()), ids=lambda one: one["id"]
)
def test_an_exhibit_is_a_vega_lite_specification(record: dict[str, Any]) -> None:
    import altair as alt

    for spec in filter(None, (record["spec"], record["narrow"])):
        alt.Chart.from_dict(spec, validate=True)


def test_references_are_csl_items_with_ids_of_their_own() -> None:
    assert len({one["id"] for one in ITEMS}) == len(ITEMS)
    for one in ITEMS:
        assert one["title"] and re.fullmatch(r"[a-z_-]+", one["type"]), one["id"]
        for date in (one.get("issued"), one.get("accessed")):
            assert date is None or all(isinstance(part, int) for part in date["date-parts"][0])


def test_citation_js_reads_the_references_in_every_format(tmp_path: Path) -> None:
    package = outside("node_modules/citation-js/package.json").parent
    if shutil.which("node") is None:
        pytest.skip("no Node.js on this machine")
    (tmp_path / "all.json").write_text(json.dumps(ITEMS), "utf-8")
    (tmp_path / "all.bib").write_text("\n\n".join(map(cite.bibtex, ITEMS)), "utf-8")
    own = [one for one in ITEMS if one["id"].startswith("rebar")]
    (tmp_path / "own.ris").write_text("\n".join(map(cite.ris, own)), "utf-8")
    script = Path(__file__).with_name("read_references.cjs")
    done = subprocess.run(
        ["node", script, package, *sorted(tmp_path.iterdir())], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert read["all.json"] == read["all.bib"] == sorted(one["id"] for one in ITEMS)
    assert read["own.ris"] == sorted(one["id"] for one in own)
    assert read["bibliography"] >= len(ITEMS)


def test_the_workflows_are_such() -> None:
    command = [
        outside("schema/bin/check-jsonschema"),
        "--builtin-schema",
        "vendor.github-workflows",
        *sorted((paths.root() / ".github" / "workflows").glob("*.yml")),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_bibtex_reads_the_references_of_all() -> None:
    from pybtex.database import parse_string

    read = parse_string("\n\n".join(map(cite.bibtex, ITEMS)), "bibtex")
    assert sorted(read.entries) == sorted(one["id"] for one in ITEMS)


def test_no_file_of_the_repository_names_a_package_registry() -> None:
    hosts = [r"pypi\.org", r"pythonhosted\.org", r"anaconda\.org", r"npmjs\.(com|org)"]
    kinds = {".md", ".py", ".txt", ".lock", ".toml", ".yml", ".yaml", ".json", ".cff", ".csv", ""}
    for file in release.source_files():
        if file.suffix in kinds and file != Path(__file__):
            found = re.search("|".join(hosts), file.read_text("utf-8", "ignore"))
            assert not found, f"{paths.shown(file)}: {found}"


def test_no_figure_has_the_id_of_a_claim() -> None:
    figures = {one["id"] for one in chapters.collect_exhibits(chapters.all_chapters())}
    assert figures.isdisjoint(claims.ledger()), "a citation must name one thing"


@pytest.mark.parametrize("file", sorted((paths.root() / ".github" / "workflows").glob("*.yml")))
def test_actions_are_pinned_to_commits_and_who_may_write_runs_no_strangers(file: Path) -> None:
    flow = yaml.safe_load(file.read_text("utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    for job in flow["jobs"].values():
        used = [step["uses"] for step in job["steps"] if "uses" in step]
        assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)
        writes = "write" in job.get("permissions", {}).values()
        # What may write builds nothing: it publishes the files that another job checked.
        runs = " ".join(step.get("run", "") for step in job["steps"])
        assert not writes or not re.search(r"\bmake\b|\bpip\b|\.ci/run|checkout", runs)
