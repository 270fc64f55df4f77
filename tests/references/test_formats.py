"""A reference is spelt by one writer, wherever it stands."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pybtex.database import parse_string

from claimsbook import chapters
from claimsbook.__main__ import main
from claimsbook.book import current
from claimsbook.publish import release
from claimsbook.references import cite, formats, pasted
from claimsbook.settings import settings
from claimsbook.site import claim_files, figures, head
from copies import Bench

ITEM: dict[str, Any] = {
    "id": "a",
    "type": "webpage",
    "title": "A",
    "author": [{"family": "Poe", "given": "Ada"}],
    "issued": {"date-parts": [[2026, 1]]},
}


def people(*given: str) -> list[dict[str, str]]:
    return [{"family": f"F{n}", "given": one} for n, one in enumerate(given, start=1)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Poe, A. (2026, January). A."),
        ({"author": people("Ada", "Bo", "Cy")}, "F1, A., F2, B., & F3, C. (2026, January). A."),
        ({"author": people("Jean-Luc R.W. van")}, "F1, J.-L. R. W. van. (2026, January). A."),
        ({"author": [{"literal": "Tall & Co."}]}, "Tall & Co. (2026, January). A."),
        ({"publisher": "Ada Poe"}, "Poe, A. (2026, January). A."),
        ({"publisher": "Tall Inc."}, "Poe, A. (2026, January). A. Tall Inc."),
        ({"author": [], "publisher": "Tall"}, "Tall. (2026, January). A."),
        ({"author": []}, "A. (2026, January)."),
        ({"issued": {}}, "Poe, A. (n.d.). A."),
    ],
)
def test_a_reference_as_text(changed: dict[str, Any], said: str) -> None:
    assert cite.text({**ITEM, **changed}) == said


@pytest.mark.parametrize("text", ["50 % & more", "a_b #1 $2", "{x} \\y ~ ^", "Café 李"])
def test_bibtex_is_sound_whatever_stands_in_a_title(text: str) -> None:
    address = "https://a.example/a_b%20c#d~e"
    entry = cite.bibtex({**ITEM, "title": text, "publisher": text, "URL": address})
    (read,) = parse_string(entry, "bibtex").entries.values()
    assert read.fields["url"] == address
    assert read.fields["title"] == f"{{{read.fields['howpublished']}}}"
    assert "é" in entry or "é" not in text


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("URL", "https://a.example/{x}\\y"),
        ("URL", "https://a.example/}"),
        ("URL", "https://a.example/a\u2028b"),
        ("title", "a\nER  - \r\nTY  - BOOK"),
        ("title", "}, note = {x"),
        ("publisher", "a\u2028@misc{b,"),
        ("version", "1}{"),
    ],
)
def test_no_field_ends_where_it_should_not(field: str, given: str) -> None:
    item = {**ITEM, field: given, "publisher": given if field == "publisher" else "Tall"}
    (read,) = parse_string(cite.bibtex(item), "bibtex").entries.values()
    assert set(read.fields) <= {"title", "howpublished", "year", "version", "url"}
    assert "\n" not in "".join(read.fields.values()) + cite.text({**item, "title": "A"})
    tags = [line[:6] for line in cite.ris(item).splitlines()]
    assert tags.count("TY  - ") == tags.count("ER  - ") == 1
    assert json.loads(formats.csl(item)) == [item]


@pytest.mark.parametrize(
    ("kind", "entry", "field"),
    [
        ("book", "book", "publisher"),
        ("report", "techreport", "institution"),
        ("article-journal", "article", "journal"),
        ("chapter", "incollection", "publisher"),
        ("webpage", "misc", "howpublished"),
    ],
)
def test_bibtex_has_who_published_it_where_its_type_wants_it(
    kind: str, entry: str, field: str
) -> None:
    (read,) = parse_string(
        cite.bibtex({**ITEM, "type": kind, "publisher": "Tall"}), "bibtex"
    ).entries.values()
    assert (read.type, read.fields[field]) == (entry, "Tall")


def whole(name: str) -> str:
    """The fingerprint of a figure or a claim of the tiny book."""
    known = chapters.all_chapters()
    records = [*chapters.collect_exhibits(known), *chapters.collect(known)]
    (one,) = (one for one in records if name in (one.get("id"), one.get("claim")))
    return cite.fingerprint(one)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["left-heights", "left-height"])
def test_references_for_machines_carry_the_whole_fingerprint(
    name: str, tiny_book: Bench, tmp_path: Path
) -> None:
    known = {"left-heights", "left-height", "right-height"}
    full = whole(name)
    said = {form: formats.spelt(cite.item(name), form) for form in cite.FORMATS}
    for form in ("bibtex", "ris", "csl"):
        assert f"{name}@{full}" in said[form]
        assert pasted.parsed([said[form]], known) == [(name, full)]
    assert full not in said["text"]
    assert pasted.parsed([said["text"]], known) == [(name, full[: pasted.SHORT])]


@pytest.mark.slow
def test_pages_and_crates_carry_the_whole_fingerprint_of_a_figure(
    tiny_book: Bench, tmp_path: Path
) -> None:
    name, full = "left-heights", whole("left-heights")
    app: Any = SimpleNamespace(config=SimpleNamespace(html_baseurl="https://heights.example"))
    tags = str(head.tags(app, "notebooks/left", {"title": "Left"}, None))
    (thing,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', tags)
    (dataset,) = (one for one in json.loads(thing)["hasPart"] if one["@type"] == "Dataset")
    marked = {"@type": "PropertyValue", "name": name, "propertyID": "sha256", "value": full}
    assert dataset["identifier"] == marked
    assert pasted.parsed([thing], {name}) == [(name, full)]
    picture = tmp_path / "v" / "1" / "figures" / f"{name}.svg"
    picture.parent.mkdir(parents=True)
    picture.write_text("<svg/>", "utf-8")
    graph = {one["@id"]: one for one in release.ro_crate(tmp_path, "1")["@graph"]}
    identifier = graph[f"v/1/figures/{name}.svg"]["identifier"]
    assert graph[identifier["@id"]] == {**marked, "@id": identifier["@id"]}
    assert pasted.parsed([json.dumps(list(graph.values()))], {name}) == [(name, full)]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["cite", "trace"])
def test_what_is_asked_for_with_another_fingerprint_is_refused(
    command: str, tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("left-heights", "left-height"):
        full = whole(name)
        for mark in (full[: pasted.SHORT], full):
            for cited in (f"{name}@{mark}", f"“{name.upper()} @\u200b{mark}”"):
                assert main([command, cited]) == 0
                assert f"{name}@{full[:12]}" in capsys.readouterr().out
        wrong = {
            "0" * 12: "here stands " + full[:12],
            full[:11]: "11 digits are too few",
            f"{full[:11]}z": "is no fingerprint",
            "": "nothing after the @",
        }
        for mark, why in wrong.items():
            assert main([command, f"{name}@{mark}"]) == 2
            shown = capsys.readouterr()
            assert shown.out == ""
            assert why in shown.err and "Remedy: " in shown.err and shown.err.count("\n") == 1


@pytest.mark.slow
def test_what_has_no_fingerprint_is_not_cited_with_one(
    tiny_book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("survey-2026", "book", "left"):
        assert main(["cite", name]) == 0
        assert main(["cite", f"{name}@{'0' * 12}"]) == 2
        assert main(["cite", f"{name}@zzz"]) == 2
    assert main(["cite", "left-heights", "@", "0" * 12]) == 2
    assert capsys.readouterr().err.count("here stands") == 1


@pytest.mark.slow
def test_a_reference_is_one_string_in_all_four_places(
    tiny_book: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    current().forget()
    site, dist = tmp_path / "html", tmp_path / "dist"
    app: Any = SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=site)
    site.mkdir()
    (site / "claims").mkdir()
    (site / "index.html").write_text("<p>A book</p>", "utf-8")
    figures.publish(app, None)
    claim_files.publish(app, None)
    subprocess.run(["git", "init", "--quiet", tiny_book.root], check=True)
    release.main(cite.book()["version"], site, dist, changes=True)
    current().forget()

    (figure,) = figures.all_records()
    its_file = (site / "figures" / f"{figure['id']}.bib").read_text("utf-8")
    of_site, of_release = ((at / "references.bib").read_text("utf-8") for at in (site, dist))
    assert of_site == of_release
    assert figure["sources"]
    capsys.readouterr()
    for name in (figure["id"], *figure["sources"]):
        assert main(["cite", name, "--format", "bibtex"]) == 0
        printed = capsys.readouterr().out
        for published in (its_file, of_site):
            assert f"\n\n{printed}" in f"\n\n{published}\n"
    ids = [one["id"] for one in json.loads((site / "references.csl.json").read_text("utf-8"))]
    assert ids == list(parse_string(of_site, "bibtex").entries)
    assert f"{settings().name}-{figure['id']}" in ids
    assert (dist / f"tiny-{cite.book()['version']}-site.zip").is_file()
