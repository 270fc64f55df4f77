"""A release: the site, its frozen folder, the sources, and what a machine can check them with.

Everything is a function of the commit: files in the order of their names, dates from
CITATION.cff, no clock and no random number, so that two people who release one commit hold the
same bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import importlib.metadata
import io
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from claimsbook import chapters, paths
from claimsbook.chapters.pairs import STAMP
from claimsbook.errors import BookError
from claimsbook.files import (
    naming,
    pretty_json,
    readable,
    replaced,
    sha256_file,
    write_atomically,
)
from claimsbook.ledger import claims, moved
from claimsbook.references import cite
from claimsbook.settings import command, settings
from claimsbook.tables import data, history

_LICENCES = {
    "MIT": "https://spdx.org/licenses/MIT",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}
_AUTHORS = "#authors"
LEFT_OUT = {".buildinfo", ".doctrees"}


def main(
    version: str, site: Path | None = None, out: Path | None = None, *, changes: bool = False
) -> int:
    """Write a release into `out`, whose former content goes when it is whole.

    It is of the built site, which must be what the last build wrote of this very commit, or of
    another at `site`, which is taken as it is. Raises BookError when the version is not that of
    CITATION.cff, when no such site was built, when a chapter is stale, or, unless `changes` are
    allowed, when the work tree is not its commit.
    """
    # It draws on this module.
    from claimsbook.publish import built

    given, site, out = site, site or paths.site(), out or paths.root() / "dist"
    if version != cite.book()["version"]:
        raise BookError(
            f"CITATION.cff has version {cite.book()['version']}, not {version}. Remedy: set "
            "version and date-released there and in pyproject.toml, then release again."
        )
    if not (site / "index.html").is_file():
        raise BookError(f"{paths.shown(site)} holds no site. Remedy: {command('site build')}.")
    stale = [one.slug for one in chapters.all_chapters() if chapters.reasons_stale(one)]
    if stale:
        raise BookError(
            f"{', '.join(stale)}: stale. Remedy: {command('run')} and {command('site build')}, "
            "then release again."
        )
    if not changes:
        built.refuse_changes("a release")
    if given is None:
        built.refuse_other()
    if moved.since():
        raise BookError(
            f"{paths.shown(moved.file())} does not have the verdicts of {version}. Remedy: "
            f"{command('verdicts --write')}, commit it, then release again."
        )
    # What there is of sources, and their commit, is told before there is anything new.
    sources, described = source_files(), manifest(version)
    beside = paths.root() / "_build" if out.parent == paths.root() else out.parent
    with replaced(out, beside) as new, naming(out):
        _fill(new, version, site, sources, described)
        readable(new)
    count = len(files_under(out))
    print(f"{paths.shown(out)}: {count} files, `sha256sum --check SHA256SUMS` checks them")
    return 0


def _fill(
    out: Path, version: str, site: Path, sources: list[Path], described: dict[str, Any]
) -> None:
    """Write the files of a release into an empty folder."""
    # It draws on this module.
    from claimsbook.publish import downloads

    frozen = out / "v" / version
    downloads.written(site, out, frozen, sources)
    for folder in ("data", "notebooks"):
        for file in source_files(folder):
            target = out / file.relative_to(paths.root())
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    for file_name, content in cite.files(cite.everything()).items():
        write_atomically(out / file_name, content)
    write_atomically(out / "codemeta.json", pretty_json(codemeta()))
    shutil.copyfile(paths.root() / "CITATION.cff", out / "CITATION.cff")
    write_atomically(out / "manifest.json", pretty_json(described))
    write_atomically(out / "ro-crate-metadata.json", pretty_json(ro_crate(out, version)))
    write_atomically(out / "SHA256SUMS", sums(out))


def licences_file() -> Path:
    """The table of what is installed, with its licences."""
    return paths.root() / "requirements" / "licences.csv"


def sums(folder: Path) -> str:
    """SHA-256 of each file under a folder but SHA256SUMS itself, as `sha256sum` writes them."""
    return "".join(
        f"{sha256_file(file)}  {file.relative_to(folder).as_posix()}\n"
        for file in files_under(folder)
        if file != folder / "SHA256SUMS"
    )


def manifest(version: str) -> dict[str, Any]:
    """What is in a release: commit, libraries, tables, figures with fingerprints, verdicts."""
    known = chapters.all_chapters()
    ledger = claims.ledger_frame(chapters.collect(known))
    verdicts = ledger.loc[ledger["counted"], "verdict"].value_counts()
    return {
        "name": settings().name,
        "version": version,
        "date": cite.book()["date"],
        "commit": commit(),
        "libraries": {one: importlib.metadata.version(one) for one in chapters.LIBRARIES},
        "tables": {
            one["name"]: {"path": f"data/{one['path']}", "hash": one.get("hash", "")}
            for one in data.datapackage()["resources"]
        },
        "figures": {
            one["id"]: {"chapter": one["chapter"], "fingerprint": cite.fingerprint(one)}
            for one in chapters.collect_exhibits(known)
        },
        "claims": {
            one["claim"]: {"verdict": one["verdict"], "fingerprint": cite.fingerprint(one)}
            for one in chapters.collect(known)
        },
        "verdicts": {str(name): int(number) for name, number in sorted(verdicts.items())},
    }


def codemeta() -> dict[str, Any]:
    """The software's description as CodeMeta 3.0 (https://codemeta.github.io)."""
    whole = cite.book()
    found: dict[str, Any] = {
        "@context": "https://w3id.org/codemeta/3.0",
        "type": "SoftwareSourceCode",
        "name": settings().name,
        "description": whole["title"],
        "version": whole["version"],
        "datePublished": whole["date"],
        "license": _LICENCES["MIT"],
        "author": [{"type": "Organization", "name": whole["author"]}],
        "programmingLanguage": {"type": "ComputerLanguage", "name": "Python", "version": ">=3.11"},
        "readme": "README.md",
        "keywords": list(settings().keywords),
    }
    if (paths.root() / _REQUIRED[1]).is_file():
        found["softwareRequirements"] = _REQUIRED[1]
    if whole["url"]:
        found["url"] = whole["url"]
    return found


def write_metadata() -> int:
    """Write codemeta.json, and the licence of each pinned package that is installed here.

    A book that pins no packages has no such table. Raises BookError, with nothing written, where
    only some of its requirements are there.
    """
    files = {paths.root() / "codemeta.json": pretty_json(codemeta())}
    if pins := pinned():
        files[licences_file()] = licences(pins)
    for file, content in files.items():
        write_atomically(file, content)
    print(", ".join(map(paths.shown, files)))
    return 0


_REQUIRED = ("requirements.txt", "requirements/site.txt", "requirements/model.txt")


def pinned() -> dict[str, str]:
    """Every package that the book, the tests and the 4-bit run need, with its version.

    None where the book has no requirements. Raises BookError where only some of them are there.
    """
    files = [paths.root() / name for name in _REQUIRED]
    there = [file for file in files if file.is_file()]
    if there and (lacking := [paths.shown(file) for file in files if file not in there]):
        raise BookError(f"{', '.join(lacking)} missing. Remedy: restore it.")
    lines = [line for file in there for line in file.read_text("utf-8").splitlines()]
    found = [re.match(r"([A-Za-z0-9._-]+)==([^\s;#]+)", line) for line in lines]
    return {one[1]: one[2] for one in sorted(filter(None, found), key=lambda m: m[1].lower())}


def licences(pins: Mapping[str, str]) -> str:
    """A table of pinned packages: name, version, licence as the package states it.

    A package that is not installed here keeps the row that it had.
    """
    before: dict[str, list[str]] = {}
    if licences_file().is_file():
        lines = io.StringIO(licences_file().read_text("utf-8"), newline="")
        before = {row[0]: row for row in csv.reader(lines)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["package", "version", "licence"])
    for name, version in pins.items():
        try:
            writer.writerow([name, version, _licence(importlib.metadata.metadata(name))])
        except importlib.metadata.PackageNotFoundError:
            writer.writerow(before.get(name, [name, version, ""]))
    return out.getvalue()


def ro_crate(folder: Path, version: str) -> dict[str, Any]:
    """The RO-Crate 1.1 metadata of a release that lies in `folder`.

    Each chapter is a CreateAction: its script is the instrument, the tables it read are the
    objects, its notebook and figures are the results.
    """
    whole = cite.book()
    frozen = f"v/{version}/"
    files = [
        file.relative_to(folder).as_posix()
        for file in files_under(folder)
        if not file.is_relative_to(folder / frozen)
    ]
    figures = {one["id"]: one for one in chapters.collect_exhibits(chapters.all_chapters())}
    pictures = {name: f"{frozen}figures/{name}.svg" for name in figures}
    shown = {name: path for name, path in pictures.items() if (folder / path).is_file()}
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": _ref("https://w3id.org/ro/crate/1.1"),
            "about": _ref("./"),
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": whole["title"],
            "description": "The book, its data, its notebooks and its site, as released.",
            "version": version,
            "datePublished": whole["date"],
            "license": _ref(_LICENCES["CC-BY-4.0"]),
            "author": _ref(_AUTHORS),
            "publisher": _ref(_AUTHORS),
            "hasPart": [_ref(one) for one in [*files, *shown.values(), frozen]],
            "mentions": [_ref(f"#run-{one.slug}") for one in chapters.all_chapters()],
        },
        {"@id": _AUTHORS, "@type": "Organization", "name": whole["author"]},
        *(
            {
                "@id": url,
                "@type": "CreativeWork",
                "name": name,
                "description": f"The licence {name}",
                "identifier": url,
            }
            for name, url in _LICENCES.items()
        ),
        {
            "@id": frozen,
            "@type": "Dataset",
            "name": f"The site of version {version}",
            "description": "Readable from disk, from index.html on.",
            "license": _ref(_LICENCES["CC-BY-4.0"]),
        },
    ]
    resources = data.datapackage()["resources"]
    titles = {f"data/{one['path']}": one.get("title", "") for one in resources}
    graph += [_file(folder, path, titles.get(path, "")) for path in files]
    for name, path in shown.items():
        print_ = f"#fingerprint-{name}"
        about = _file(folder, path, figures[name]["title"])
        graph.append(about | {"identifier": _ref(print_)})
        graph.append(
            {
                "@id": print_,
                "@type": "PropertyValue",
                "name": name,
                "propertyID": "sha256",
                "value": cite.fingerprint(figures[name]),
            }
        )
    for chapter in chapters.all_chapters():
        own = [one["id"] for one in chapters.collect_exhibits([chapter])]
        read = [
            one
            for one in chapters.stored(chapter).metadata[STAMP]["tables"]
            if one in data.table_names()
        ]
        graph.append(
            {
                "@id": f"#run-{chapter.slug}",
                "@type": "CreateAction",
                "name": chapter.title,
                "endTime": whole["date"],
                "agent": _ref(_AUTHORS),
                "instrument": _ref(f"notebooks/{chapter.slug}.py"),
                "object": [_ref(f"data/{data.resource(one)['path']}") for one in read],
                "result": [
                    _ref(f"notebooks/{chapter.slug}.ipynb"),
                    *(_ref(shown[one]) for one in own if one in shown),
                ],
            }
        )
    # RO-Crate 1.1 has no term for a hash; this is the one of its Workflow Run profile.
    sha256 = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
    return {"@context": ["https://w3id.org/ro/crate/1.1/context", sha256], "@graph": graph}


def write_zip(target: Path, root: Path, files: Iterable[Path]) -> None:
    """Zip `files`, named from `root` on, with the release's date on each: the same bytes always."""
    day = dt.date.fromisoformat(cite.book()["date"])
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(files):
            name = file.relative_to(root).as_posix()
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = (0o755 if os.access(file, os.X_OK) else 0o644) << 16
            archive.writestr(info, file.read_bytes())
    target.chmod(0o644)


def files_under(folder: Path) -> list[Path]:
    """Every file under a folder, sorted."""
    return sorted(file for file in folder.rglob("*") if file.is_file())


def source_files(folder: str = ".") -> list[Path]:
    """The files of the repository that git keeps or would keep, sorted.

    Raises BookError where git tells nothing: then nobody can say which files belong to it.
    """
    found = listed_files(folder)
    if not found:
        none = f"git lists no file in {folder}. Remedy: `git status` shows what it knows."
        raise BookError(history.trouble() or none)
    return found


def listed_files(folder: str = ".") -> list[Path]:
    """The same; none where git tells nothing."""
    listed = history.git(
        "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", folder
    )
    found = {paths.root() / name for name in listed.split("\0") if name}
    return sorted(file for file in found if file.is_file())


def commit() -> str:
    """The commit of this work tree, with "+changes" where it differs from it; "" without one."""
    head = history.git("rev-parse", "HEAD").strip()
    if not head:
        return ""
    return head + ("+changes" if history.git("status", "--porcelain") else "")


_FORMATS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".zip": "application/zip",
    ".pdf": "application/pdf",
    ".py": "text/x-python",
    ".ipynb": "application/x-ipynb+json",
    ".bib": "application/x-bibtex",
    ".cff": "text/yaml",
    ".toml": "application/toml",
    ".md": "text/markdown",
}


def _licence(stated: Any) -> str:
    """The licence in a package's metadata: the expression, the classifiers, or a short text."""
    if stated.get("License-Expression"):
        return str(stated["License-Expression"])
    classified = [
        one.rpartition(" :: ")[2]
        for one in stated.get_all("Classifier") or []
        if one.startswith("License :: ") and one != "License :: OSI Approved"
    ]
    if classified:
        return " or ".join(classified)
    text = str(stated.get("License") or "").strip()
    if not text:
        # The package ships the licence and says nothing of it: its first line is its name.
        files = importlib.metadata.files(stated["Name"]) or []
        text = next((file.read_text() for file in files if file.name.startswith("LICENSE")), "")
    return text.strip().splitlines()[0][:60] if text.strip() else ""


def _file(folder: Path, path: str, title: str) -> dict[str, Any]:
    file = folder / path
    entity: dict[str, Any] = {
        "@id": path,
        "@type": ["File", "SoftwareSourceCode"] if file.suffix == ".py" else "File",
        "name": title or path,
        "description": title or f"{path} of this release",
        "contentSize": str(file.stat().st_size),
        "encodingFormat": _FORMATS.get(file.suffix, "application/octet-stream"),
        "sha256": sha256_file(file),
    }
    return entity


def _ref(name: str) -> dict[str, str]:
    return {"@id": name}
