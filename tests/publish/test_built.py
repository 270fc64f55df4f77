"""What is given away is what was built, of this commit, and not what happens to lie there."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from built import starter_book
from claimsbook.__main__ import main
from claimsbook.publish import built, release
from claimsbook.site import output
from copies import Bench

WHO = ("-c", "user.name=a", "-c", "user.email=a@b.example")
VERSION = "0.1.0"


def commit(root: Path, message: str = "a book") -> None:
    for words in (("add", "-A"), (*WHO, "commit", "-qm", message)):
        subprocess.run(["git", *words], cwd=root, check=True)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter book, run, committed, checked and built, under a umask that is its owner's."""
    before = os.umask(0o077)
    book = starter_book(tmp_path_factory.mktemp("given"))
    subprocess.run(["git", "init", "-q", "."], cwd=book.root, check=True)
    book.run("-m", "claimsbook", "run")
    book.run("-m", "claimsbook", "verdicts", "--write")
    commit(book.root)
    book.run("-m", "claimsbook", "check")
    book.run("-m", "claimsbook", "verify")
    book.run(
        "-c",
        "import os; os.environ['CLAIMSBOOK_CHECKED'] = 'check verify'; "
        "from claimsbook.site.build import build; raise SystemExit(build())",
    )
    os.umask(before)
    return book.root


@pytest.fixture
def book(origin: Path, tmp_path: Path, step_into: Callable[[Bench], Bench]) -> Iterator[Bench]:
    """A copy of it to do harm in; this process works on it."""
    shutil.copytree(origin, tmp_path / "book", symlinks=True)
    yield step_into(Bench(tmp_path / "book"))


def site_of(book: Bench) -> Path:
    return book.root / "_build" / "html"


GIVEN = {"release": ("release", VERSION), "public": ("site", "public")}


def refused(capsys: pytest.CaptureFixture[str], book: Bench, *options: str) -> str:
    """What both ways to give a site away say when they refuse it, leaving nothing."""
    said = []
    for words in GIVEN.values():
        assert main([*words, *options]) == 2, words
        err = capsys.readouterr().err
        assert err.startswith("error: ") and err.count("\n") == 1 and "Remedy: " in err
        said.append(err)
    assert not (book.root / "dist").exists() and not (book.root / "_build" / "public").exists()
    return "\n".join(said)


def harm_stray(site: Path) -> str:
    (site / "stray.html").write_text("stray", "utf-8")
    return "_build/html/stray.html"


def harm_page(site: Path) -> str:
    page = next((site / "notebooks").glob("*.html"))
    page.write_text(page.read_text("utf-8") + "<!-- more -->", "utf-8")
    return f"_build/html/notebooks/{page.name}"


def harm_removed(site: Path) -> str:
    page = sorted((site / "claims").glob("*.html"))[0]
    page.unlink()
    return f"_build/html/claims/{page.name}"


def harm_link(site: Path) -> str:
    (site / "deep").symlink_to(site.parent.parent / "data")
    return "_build/html/deep"


def harm_same_by_link(site: Path) -> str:
    copy = site.parent / "robots"
    (site / "build.json").rename(copy)
    (site / "build.json").symlink_to(copy)
    return "_build/html/build.json"


@pytest.mark.parametrize(
    "harm", [harm_stray, harm_page, harm_removed, harm_link, harm_same_by_link]
)
def test_a_site_that_no_build_wrote_is_not_given_away(
    book: Bench, capsys: pytest.CaptureFixture[str], harm: Callable[[Path], str]
) -> None:
    name = harm(site_of(book))
    assert refused(capsys, book).count(f"{name}: not what the build wrote") == 2
    assert refused(capsys, book, "--changes").count(f"{name}: not what") == 2


def test_a_site_without_a_list_of_what_its_build_wrote_is_not_given_away(
    book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(book.root / "_build" / ".work")
    assert "no list says what its build wrote" in refused(capsys, book)


def test_a_site_of_another_commit_or_of_none_is_not_given_away(
    book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    was = release.commit()[:12]
    subprocess.run(["git", *WHO, "commit", "-qm", "more", "--allow-empty"], cwd=book.root)
    now = release.commit()[:12]
    assert f"it says commit {was}, and the book is at {now}" in refused(capsys, book)
    shutil.rmtree(book.root / ".git")
    subprocess.run(["git", "init", "-q", "."], cwd=book.root, check=True)
    commit(book.root)
    assert "is of another state" in refused(capsys, book)


def test_a_changed_work_tree_is_not_given_away_unless_it_is_what_was_built(
    book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    (book.root / "notes.md").write_text("more", "utf-8")
    assert refused(capsys, book).count("the work tree is not its commit") == 2
    assert refused(capsys, book, "--changes").count("is of another state") == 2


def test_a_pdf_of_another_site_is_not_given_away(
    book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, site = built.pdf(), site_of(book)
    pdf.write_bytes(b"%PDF of some day")
    assert refused(capsys, book).count("was not printed of this site") == 2
    output.printed(output.whole(site), built.html(), pdf)
    built.refuse_other()
    pdf.write_bytes(b"%PDF of another day")
    assert "was not printed of this site" in refused(capsys, book)
    output.printed("0" * 64, built.html(), pdf)
    assert "was not printed of this site" in refused(capsys, book)


def test_remedies_name_commands_that_the_book_has(
    book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(site_of(book))
    assert refused(capsys, book).count("Remedy: `python -m claimsbook site build`.") == 2
    assert main(["site", "pdf"]) == 2 or "skipped" in capsys.readouterr().out
    assert "make book" not in capsys.readouterr().err


def test_checks_that_passed_are_named_and_a_publisher_can_insist_on_them(
    book: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (site_of(book) / "index.html").read_text("utf-8")
    assert (
        f"Made from commit {release.commit()[:12]}; published only after check and verify" in page
    )
    told = json.loads((site_of(book) / "build.json").read_text("utf-8"))
    assert told["checked"] == ["check", "verify"]
    monkeypatch.setenv("CLAIMSBOOK_CHECKED", "check verify")
    built.refuse_other()
    monkeypatch.setattr(built.output, "strange", lambda *_: [])
    (site_of(book) / "build.json").write_text(json.dumps({**told, "checked": ["check"]}), "utf-8")
    assert refused(capsys, book).count("names 'verify', and the site does not") == 2


def test_a_record_is_of_one_state_alone(book: Bench) -> None:
    from claimsbook.checks import record

    assert record.is_verified() and record.holds("check")
    file = book.root / "README.md"
    content = file.read_bytes()
    file.write_bytes(content + b"\n")
    assert not record.is_verified() and not record.holds("check")
    file.write_bytes(content)
    assert record.is_verified()

    def meddled() -> int:
        file.write_bytes(content + b"more")
        return 0

    assert record.noted("check", meddled) == 0
    assert not record.holds("check")
    assert record.noted("check", lambda: 1) == 1
    assert not record.holds("check")


def modes(folder: Path) -> set[str]:
    """What under a folder a web server could not read, with its mode."""
    found = [(one, stat.S_IMODE(one.stat().st_mode)) for one in (folder, *folder.rglob("*"))]
    return {f"{one} {mode:o}" for one, mode in found if mode != (0o755 if one.is_dir() else 0o644)}


@pytest.mark.parametrize("umask", [0o077, 0o007, 0o000])
def test_every_web_server_may_read_what_is_given_away(book: Bench, umask: int) -> None:
    (book.root / "data" / "bridges.csv").chmod(0o600)
    before = os.umask(umask)
    try:
        assert main(["release", VERSION]) == 0
        assert main(["site", "public"]) == 0
    finally:
        os.umask(before)
    dist, public = book.root / "dist", book.root / "_build" / "public"
    assert modes(dist) | modes(public) == set()
    assert (dist / "v" / VERSION / "index.html").is_file()
    for archive in dist.glob("*.zip"):
        with zipfile.ZipFile(archive) as whole:
            kinds = {one.external_attr >> 16 & 0o777 for one in whole.infolist()}
        assert kinds <= {0o644, 0o755}, archive
    told = json.loads((dist / "manifest.json").read_text("utf-8"))["commit"]
    page = json.loads((dist / "v" / VERSION / "build.json").read_text("utf-8"))
    assert page["commit"] == told == release.commit()


def test_a_picture_altered_where_it_is_kept_does_not_reach_the_site(
    origin: Path, book: Bench
) -> None:
    kept = [one for one in (book.root / ".cache").rglob("*") if one.suffix in (".svg", ".js")]
    assert {one.parent.name for one in kept} == {"figures", "vega"}
    for one in kept:
        one.write_bytes(one.read_bytes().replace(b"a", b"b"))
    shutil.rmtree(book.root / "_build")
    done = book.claimsbook("site", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("figures", "vendor"):
        for file in (origin / "_build" / "html" / name).glob("*.[sj][vs]*"):
            if file.suffix in (".svg", ".js"):
                assert (site_of(book) / name / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize("harm", ["swapped", "cut"])
def test_what_sphinx_remembers_is_forgotten_where_it_was_altered(book: Bench, harm: str) -> None:
    pages = sorted((book.root / "_build" / ".work").rglob("book/*.doctree"))
    html = built.html()
    assert output.begin(html) == [] and all(one.is_file() for one in pages)
    if harm == "swapped":
        pages[0].write_bytes(pages[1].read_bytes())
    else:
        pages[0].write_bytes(pages[0].read_bytes()[:-9])
    output.begin(html)
    assert not any(one.exists() for one in pages) and not html.exists()
    assert not (html.parent / ".doctrees" / "environment.pickle").exists()


def test_a_starter_needs_no_requirements_for_its_metadata(
    book: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["metadata"]) == 0
    assert capsys.readouterr().out == "codemeta.json\n"
    told = json.loads((book.root / "codemeta.json").read_text("utf-8"))
    assert "softwareRequirements" not in told
    (book.root / "codemeta.json").unlink()
    (book.root / "requirements.txt").write_text("a==1\n", "utf-8")
    assert main(["metadata"]) == 2
    said = capsys.readouterr().err
    assert "requirements/site.txt" in said and "Remedy: restore" in said
    assert not (book.root / "codemeta.json").exists()
