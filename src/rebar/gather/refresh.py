"""Look for newer versions of the pinned packages, show what would move, take it in one step.

`python -m rebar refresh --dry-run` asks the package index, by pip's own client, for newer versions
of the packages of `data/since/packages.csv`, builds the lists from them in a scratch folder and
prints what would move: rows of the tables, values of the index, verdicts of the scorecard. Without
`--dry-run` the same is written, sealed, and the chapters that read it run. Nothing is committed:
`git diff` is the review.

A list of one date (LiteLLM's, a board's) is pinned beside those before it; a history (OpenRouter's
lists, the steps of list prices) takes the place of the one before, which it must contain. A list
whose package is gone, altered, under another licence, of another layout, or shorter than before,
stays as it was and gives one line; the others go on. The day of a new list is the day on which it
was found as the newest. No verdict on the article may move by this: if one does, that is an error.
"""

from __future__ import annotations

import csv
import datetime as dt
import email
import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Protocol

import pandas as pd
from packaging.version import InvalidVersion, Version

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.files import sha256_file, write_atomically
from rebar.economics import scorecard, since, token_index
from rebar.economics.offer_spells import by_list
from rebar.gather import later_lists
from rebar.gather.later_lists import Difference, ListError, Package

HISTORIES = frozenset({"openrouter", "model-prices"})
"""Lists whose newer file contains the older ones; of the others each file is one date."""

WHEELS = (
    "--only-binary=:all:",
    *("--implementation", "cp", "--python-version", "3.11"),
    *("--platform", "manylinux_2_28_x86_64", "--platform", "manylinux2014_x86_64"),
)
"""Which wheels are looked for, on whatever machine: those that are pinned."""

READ = "lists offers models ratings tiers price_steps arena_gap facts predictions packages"
"""The tables of data/since from which index and scorecard follow."""

MEASURED_BY, SOURCE = "The Rebar authors", "rebar-refreshes"


class Index(Protocol):
    """What is asked of a package index. Both raise ListError in one line where it fails."""

    def versions(self, package: str) -> list[str]:
        """Every version of `package` that can be had."""

    def download(self, package: str, version: str, folder: Path) -> Path:
        """The wheel of a version, in `folder`."""


class PipIndex:
    """The package index that pip is set up for, asked through pip alone."""

    def versions(self, package: str) -> list[str]:
        """See Index."""
        said = self._pip("index", "versions", *WHEELS, package)
        found = re.search(r"^Available versions: (.+)$", said, re.MULTILINE)
        if not found:
            raise ListError(f"{package}: the index names no version. Remedy: try again later.")
        return [one.strip() for one in found[1].split(",")]

    def download(self, package: str, version: str, folder: Path) -> Path:
        """See Index."""
        wanted = f"{package}=={version}"
        self._pip("download", "--quiet", "--no-deps", *WHEELS, "--dest", str(folder), wanted)
        wheels = sorted(folder.glob("*.whl"))
        if len(wheels) != 1:
            raise ListError(f"{wanted}: pip gave {len(wheels)} wheels. Remedy: try again later.")
        return wheels[0]

    def _pip(self, *words: str) -> str:
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            why = (done.stderr.strip() or "no reason given").splitlines()[-1]
            raise ListError(
                f"{words[-1]} cannot be had: {why}. Remedy: check the connection to the package "
                "index; if it was withdrawn, the rows that it gave stand as they are."
            )
        return done.stdout


@dataclass
class Findings:
    """What a look at the index gave: new pins, the pins that they replace, and what stopped."""

    day: str
    asked: list[str] = field(default_factory=list)
    new: list[Package] = field(default_factory=list)
    old: dict[str, Package] = field(default_factory=dict)
    stopped: dict[str, str] = field(default_factory=dict)

    def stop(self, name: str, why: str) -> None:
        """Leave one list as it was, with the reason."""
        self.new = [one for one in self.new if one.list != name]
        self.stopped[name] = " ".join(why.split())


@dataclass(frozen=True)
class State:
    """What the tables say: index values by line, verdicts by statement, dated lists by list."""

    index: dict[str, tuple[str, float]]
    verdicts: dict[str, str]
    lists: dict[str, frozenset[str]]


def look(
    pinned: list[Package], licences: dict[str, str], index: Index, cache: Path, day: str
) -> Findings:
    """Ask for newer versions, and fetch the newest of each list into `cache`.

    `licences` maps source ids to the licence of what is pinned. A package that cannot be asked
    for, whose pinned version is no longer offered, or whose licence is another, stops its list.
    """
    found = Findings(day)
    for name, newest in _newest(pinned).items():
        found.asked.append(newest.artifact)
        try:
            version = _newer(newest, index.versions(newest.package))
            if version:
                taken = _fetch(newest, version, licences.get(newest.source_id, ""), index, cache)
                found.new.append(replace(taken, released=day))
                found.old[name] = newest
        except ListError as error:
            found.stop(name, str(error))
    return found


def pins(pinned: list[Package], found: Findings) -> list[Package]:
    """The pins with the new ones: a newer history instead of the old, a newer list beside it."""
    taken = {one.list: one for one in found.new}
    out = []
    for one in pinned:
        newer = taken.get(one.list)
        if newer and one == found.old[one.list]:
            out += [newer] if one.list in HISTORIES else [one, newer]
        else:
            out.append(one)
    return out


def attempt(folder: Path, found: Findings, cache: Path, scratch: Path) -> list[Difference]:
    """Build the tables anew under `scratch`, with the new pins that hold; what changed.

    `folder` is data/since, which is only read. A list of which a pin, new or old, cannot be read,
    or a history that has lost dates, is stopped, and the rest is built again without it.
    """
    held = _lists(folder)
    while True:
        target = scratch / "since"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target)
        _write_pins(target / "packages.csv", pins(later_lists.packages(folder), found))
        lines = later_lists.build(scratch, cache)
        reasons = _reasons(target, lines)
        for name in HISTORIES & {one.list for one in found.new}:
            lost = held.get(name, frozenset()) - _lists(target).get(name, frozenset())
            if lost:
                why = f"the newer version lacks {min(lost)}. Remedy: look why, then pin it by hand."
                reasons.setdefault(name, why)
        again = any(one.list in reasons for one in found.new)
        for name, why in reasons.items():
            found.stop(name, why)
        if not again:
            return lines


def _reasons(folder: Path, lines: list[Difference]) -> dict[str, str]:
    """Why a list could not be read again, by list: the first reason of each."""
    by_row = {one.row_id: one.list for one in later_lists.packages(folder)}
    out: dict[str, str] = {}
    for line in lines:
        if line.kind == "kept" and line.key in by_row:
            out.setdefault(by_row[line.key], line.detail)
    return out


def state(folder: Path, claims: pd.DataFrame, day: str) -> State:
    """Index and scorecard as the tables of `folder` give them, read on `day`."""
    tables = {name: _frame(folder / f"{name}.csv") for name in READ.split()}
    offers = by_list(tables["offers"], tables["lists"])
    scored = token_index.scores(tables["ratings"], tables["models"])
    whole = token_index.token_price_index(offers, scored).sort_values("as_of")
    newest = whole.groupby(["list", "line"]).tail(1)
    evidence = since.evidence(tables, since.ladder_days(tables["packages"]))
    verdicts = scorecard.score_all(
        tables["predictions"], evidence, scorecard.claim_values(claims), day
    )
    values = {
        f"{row['list']} {row['line']}": (str(row["as_of"]), float(row["index"]))
        for _, row in newest.iterrows()
    }
    return State(
        index=values,
        verdicts=dict(zip(verdicts["row_id"], verdicts["verdict"])),
        lists=_lists(folder),
    )


def to_look_up(folder: Path, day: str) -> list[str]:
    """Statements due by `day` that rest on facts which nobody has searched for since they fell due.

    No package brings facts: someone must look for them and add rows to data/since/facts.csv.
    """
    facts, statements = _frame(folder / "facts.csv"), _frame(folder / "predictions.csv")
    searched = str(facts.loc[facts["standing"] == "absent", "as_of"].max())
    told = set(facts["series"]) - {""}
    due = statements[(statements["due"] <= day) & (statements["due"] > searched)]
    mine = due[due["quantity"].isin(told) | due["quantity"].str.startswith(("openai", "anthropic"))]
    return sorted(mine["row_id"])


def report(
    found: Findings, lines: list[Difference], before: State, after: State, overdue: list[str]
) -> list[str]:
    """What was found and what moves, as lines of Markdown."""
    out = [f"# Lists looked up on {found.day}", ""]
    stopped = set(found.stopped)
    taken = {one.list: one for one in found.new}
    for artifact in found.asked:
        newer = next((n for n, old in found.old.items() if old.artifact == artifact), "")
        said = f"newer is {taken[newer].artifact}" if newer in taken else "nothing newer is taken"
        out.append(f"- {artifact}: {said}")
    out += [f"- stopped, as it was: {name}. {found.stopped[name]}" for name in sorted(stopped)]
    out += ["", "## Tables", *_counted(lines)]
    out += [f"- {line}" for line in lines if line.kind == "unmatched"]
    out += ["", "## Index (11 March 2026 = 100)", *_moved_index(before, after)]
    out += ["", "## Scorecard", *_moved_verdicts(before, after)]
    out += [f"- look up by hand first: {one} is due and rests on facts" for one in overdue]
    return [*out, "", "Verdicts on the article are of March 2026; none of them moves."]


def refresh(index: Index, data_dir: Path, cache: Path, day: str, dry_run: bool) -> Findings:
    """Look, build, print the report; without `dry_run`, write the tables too (see `main`)."""
    folder = data_dir / "since"
    claims = pd.read_csv(data_dir / "claims.csv", dtype=str, keep_default_na=False)
    sources = pd.read_csv(data_dir / "sources.csv", dtype=str, keep_default_na=False)
    licences = dict(zip(sources["source_id"], sources["licence"]))
    last = str(_frame(folder / "refreshes.csv")["as_of"].max())
    if day < last:
        raise BookError(f"the last refresh is of {last}, after {day}. Remedy: set the clock right.")
    found = look(later_lists.packages(folder), licences, index, cache, day)
    with tempfile.TemporaryDirectory() as scratch:
        lines = attempt(folder, found, cache, Path(scratch))
        built = Path(scratch) / "since"
        before, after = state(folder, claims, last), state(built, claims, day)
        print("\n".join(report(found, lines, before, after, to_look_up(built, day))))
        if not dry_run:
            _take(built, folder, found)
            _add_sources(data_dir / "sources.csv", sources, found)
    return found


def main(dry_run: bool, index: Index | None = None) -> int:
    """Look for newer lists and say what moves; without `dry_run`, take it and run the chapters.

    0 where all went well (also where nothing is newer), 1 where a list was stopped. Raises
    BookError where the book's own tables cannot be read, or a verdict on the article has moved.
    """
    from claimsbook import chapters
    from claimsbook.tables import data

    day, cache = dt.date.today().isoformat(), paths.cache() / "wheels"
    cache.mkdir(parents=True, exist_ok=True)
    try:
        found = refresh(index or PipIndex(), paths.data(), cache, day, dry_run)
    except ListError as error:
        raise BookError(str(error)) from None
    if not dry_run:
        data.seal()
        with _verdicts_stand():
            chapters.run(chapters.all_chapters(), say=lambda line: print(line, file=sys.stderr))
    return int(bool(found.stopped))


@contextmanager
def _verdicts_stand() -> Iterator[None]:
    """Raises BookError where a verdict on the article is another after than before."""
    before = _verdicts()
    yield
    moved = sorted(name for name, verdict in _verdicts().items() if before.get(name) != verdict)
    if moved:
        raise BookError(
            f"the verdict on {moved[0]} moved ({len(moved)} in all), which newer lists may not do. "
            "Remedy: `git checkout data notebooks`, and mend the chapter that lets them."
        )


def _verdicts() -> dict[str, str]:
    from claimsbook import chapters, claims

    frame = claims.ledger_frame(chapters.collect(chapters.all_chapters()))
    return dict(zip(frame["claim_id"], frame["verdict"]))


def _newest(pinned: list[Package]) -> dict[str, Package]:
    """The highest version pinned of each list, by list."""
    out: dict[str, Package] = {}
    for one in pinned:
        if one.list not in out or Version(one.version) > Version(out[one.list].version):
            out[one.list] = one
    return out


def _newer(pinned: Package, offered: list[str]) -> str:
    """The highest release above the pinned one; "" where there is none.

    By version, not by day: a backport of today carries an older list. Raises ListError where the
    pinned version is not offered any more.
    """
    if pinned.version not in offered:
        raise ListError(
            f"{pinned.artifact} is no longer offered. Remedy: find out why it was withdrawn; until "
            "then the rows that it gave stand, and nothing newer is taken."
        )
    above = []
    for one in offered:
        try:
            version = Version(one)
        except InvalidVersion:
            continue
        banned = (pinned.package, one) in later_lists.FORBIDDEN or version.is_prerelease
        if not banned and version > Version(pinned.version):
            above.append((version, one))
    return max(above)[1] if above else ""


def _fetch(pinned: Package, version: str, licence: str, index: Index, cache: Path) -> Package:
    """The new version in the cache, as a pin without a day."""
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        wheel = index.download(pinned.package, version, Path(scratch))
        said = _licence(wheel)
        if licence and said and licence.lower() not in said.lower():
            raise ListError(
                f"{pinned.package} {version} is under {said!r}, {pinned.version} was under "
                f"{licence!r}. Remedy: read the licence, then pin it by hand."
            )
        name = f"{pinned.package}-{version}"
        taken = replace(
            pinned,
            row_id=f"package-{name}",
            source_id=name,
            version=version,
            filename=wheel.name,
            bytes=str(wheel.stat().st_size),
            sha256=sha256_file(wheel),
        )
        wheel.replace(cache / wheel.name)
    return taken


def _licence(wheel: Path) -> str:
    """What the metadata of a wheel say of its licence; "" where they say nothing."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            (name,) = (one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
            read = email.message_from_bytes(archive.read(name))
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise ListError(f"{wheel.name} is no wheel ({error}). Remedy: try again later.") from None
    classified = [
        one.removeprefix("License ::")
        for one in read.get_all("Classifier", [])
        if one.startswith("License ::")
    ]
    told = str(read.get("License-Expression") or read.get("License") or " ".join(classified))
    return told.strip().split("\n")[0]


def _frame(file: Path) -> pd.DataFrame:
    frame = pd.read_csv(file, keep_default_na=False)
    numeric = [column for column in ("value", "value_high") if column in frame]
    frame[numeric] = frame[numeric].apply(pd.to_numeric, errors="coerce")
    return frame


def _lists(folder: Path) -> dict[str, frozenset[str]]:
    """What a history must not lose: the dates of each list, the sellers of the list-price steps."""
    lists, steps = _frame(folder / "lists.csv"), _frame(folder / "price_steps.csv")
    dates = {str(name): frozenset(group["as_of"]) for name, group in lists.groupby("list")}
    return dates | {"model-prices": frozenset(steps["seller"])}


def _counted(lines: list[Difference]) -> list[str]:
    """How many rows were added, removed or changed; a row that only has a newer source is not."""
    kinds = ("added", "removed", "changed")
    real = [
        line
        for line in lines
        if line.kind != "changed" or not re.fullmatch(r"source_id '\S*' -> '\S*'", line.detail)
    ]
    counts = {kind: sum(line.kind == kind for line in real) for kind in kinds}
    if not any(counts.values()):
        return ["- no row moves"]
    return ["- " + ", ".join(f"{number} rows {kind}" for kind, number in counts.items())]


def _moved_index(before: State, after: State) -> list[str]:
    out = []
    for name, (day, value) in after.index.items():
        old_day, old = before.index.get(name, ("", float("nan")))
        if (old_day, round(old, 4)) != (day, round(value, 4)):
            out.append(f"- {name}: {old:.1f} ({old_day}) -> {value:.1f} ({day})")
    return sorted(out) or ["- no line moves"]


def _moved_verdicts(before: State, after: State) -> list[str]:
    out = [
        f"- {name.removeprefix('prediction-')}: {before.verdicts.get(name, 'new')} -> {verdict}"
        for name, verdict in after.verdicts.items()
        if before.verdicts.get(name) != verdict
    ]
    return out or ["- no statement changes its verdict"]


def _take(built: Path, folder: Path, found: Findings) -> None:
    for name in (*later_lists.BUILT, "packages"):
        write_atomically(folder / f"{name}.csv", (built / f"{name}.csv").read_bytes())
    rows = pd.read_csv(folder / "refreshes.csv", dtype=str, keep_default_na=False)
    rows = rows[rows["as_of"] != found.day]
    row = {
        "row_id": f"refresh-{found.day}",
        "as_of": found.day,
        "looked_up": str(len(found.asked)),
        "newer": " ".join(one.artifact for one in found.new),
        "stopped": " ".join(sorted(found.stopped)),
        "measured_by": MEASURED_BY,
        "source_id": SOURCE,
        "locator": "",
    }
    _write(folder / "refreshes.csv", pd.concat([rows, pd.DataFrame([row])]))


def _add_sources(file: Path, sources: pd.DataFrame, found: Findings) -> None:
    known = sources.set_index("source_id", drop=False)
    fresh = []
    for one in found.new:
        if one.source_id not in known.index:
            old = found.old[one.list]
            row = known.loc[old.source_id].to_dict() if old.source_id in known.index else {}
            title = str(row.get("title", one.package)).replace(old.version, one.version)
            fresh.append(
                {
                    **row,
                    "source_id": one.source_id,
                    "title": title,
                    "issued": found.day,
                    "artifact": one.artifact,
                    "sha256": one.sha256,
                    "accessed": found.day,
                    "note": "dated by the day on which it was found as the newest version",
                }
            )
    if fresh:
        _write(file, pd.concat([sources, pd.DataFrame(fresh, columns=sources.columns)]))


def _write_pins(file: Path, wanted: list[Package]) -> None:
    held = pd.read_csv(file, dtype=str, keep_default_na=False)
    rows = held.set_index("row_id", drop=False)
    records = []
    for one in wanted:
        if one.row_id in rows.index:
            records.append(rows.loc[one.row_id].to_dict())
        else:
            note = "dated by the day on which it was found as the newest version"
            fresh = {**asdict(one), "as_of": one.released, "locator": one.filename, "note": note}
            records.append({column: fresh[column] for column in held.columns})
    _write(file, pd.DataFrame(records, columns=held.columns))


def _write(file: Path, frame: pd.DataFrame) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(frame.columns), lineterminator="\n")
    writer.writeheader()
    for row in frame.fillna("").to_dict("records"):
        writer.writerow({str(column): cell for column, cell in row.items()})
    write_atomically(file, out.getvalue())
