"""The command line: `python -m rebar --help` lists the commands."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from claimsbook.book import current
from claimsbook.errors import BookError

if TYPE_CHECKING:
    from claimsbook.chapters import Chapter


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 on success, 1 when something does not hold, 2 for bad input."""
    parser = argparse.ArgumentParser(prog="python -m rebar", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=about, description=about)
        sub.set_defaults(run=run)
        return sub

    sub = command("run", _run, "execute the chapters that are stale and store their outputs")
    sub.add_argument("chapters", nargs="*", metavar="chapter", help="slugs; all by default")
    sub.add_argument("--force", action="store_true", help="run them even when nothing changed")
    command("check", _check, "check data, pairs, outputs and ledger without running anything")
    sub = command("verify", _verify, "run the chapter of a figure or claim anew and compare")
    sub.add_argument(
        "cited",
        nargs="*",
        metavar="id[@fingerprint]",
        help="also a whole citation in quotes, or - to read it; all by default",
    )
    sub = command("cite", _cite, "print the reference of a figure, claim, chapter, source or book")
    sub.add_argument("cited", nargs="+", metavar="id")
    sub.add_argument("--format", default="text", choices=["text", "bibtex", "ris", "csl"])
    sub = command("trace", _trace, "follow a figure or claim to its rows and sources, or back")
    sub.add_argument("traced", nargs="?", metavar="id[@fingerprint]")
    sub.add_argument("--source", metavar="source-id", help="every figure and claim it carries")
    sub.add_argument("--row", metavar="row-id", help="every figure and claim that rests on it")
    sub.add_argument("--json", action="store_true", help="print the chain as JSON")
    command("figures", _figures, "list every exhibit with its fingerprint")
    sub = command("data", _data, "seal the tables, build those from wheels, diff to a commit")
    sub.add_argument("action", choices=["seal", "build", "diff"])
    sub.add_argument("since", nargs="?", default="HEAD", metavar="commit", help="for diff")
    sub.add_argument("--dry-run", action="store_true", help="show the differences, write nothing")
    sub = command("refresh", _refresh, "look for newer lists, show what moves and take it")
    sub.add_argument("--dry-run", action="store_true", help="show what would move, write nothing")
    sub = command("passages", _passages, "hash the article's sentences for the site's look-up")
    sub.add_argument("file", metavar="article.md")
    sub = command("mutate", _mutate, "alter every number in turn and count what the checks notice")
    sub.add_argument("--seconds", type=float, default=7200, help="time for the cells of tables")
    sub.add_argument("--write", action="store_true", help="keep the counts in book/mutation.csv")
    command("twice", _twice, "build the site rebuild, in two folders, and compare")
    sub = command("release", _release, "write the files of a release into dist/")
    sub.add_argument("version")
    sub.add_argument("--changes", action="store_true", help="also of a work tree with changes")
    command("metadata", _metadata, "write codemeta.json and the licences of what is installed")
    command("bench", lambda _: _bench([]), "measure the 4-bit run on this machine")

    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["bench"]:
        # The benchmark has options of its own, which this parser would claim.
        return _bench(words[1:])
    options = parser.parse_args(words)
    try:
        # A command reads the book as it lies there now.
        current().forget()
        return int(options.run(options))
    except BookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has seen enough (`| head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        # The last net: whatever we did not foresee is still no traceback to the reader.
        if os.environ.get("CLAIMSBOOK_TRACEBACK"):
            raise
        reason = " ".join(str(error).split())[:300]
        print(
            f"error: {type(error).__name__}: {reason}. Remedy: `git status` shows what differs "
            "from the repository; `CLAIMSBOOK_TRACEBACK=1` in the environment shows where it "
            "happened.",
            file=sys.stderr,
        )
        return 2


def _run(options: argparse.Namespace) -> int:
    from claimsbook import chapters
    from claimsbook.checks import verify

    chosen = chapters.select(options.chapters)
    before = {one: verify.stored_contents(one) for one in chosen}
    ran = chapters.run(chosen, force=options.force)
    for chapter in ran:
        if before[chapter]:
            for line in verify.moved(before[chapter], verify.stored_contents(chapter)):
                print(f"  moved  {line}")
    print(f"{len(ran)} of {len(chapters.all_chapters())} chapters ran")
    return 0


def _check(_: argparse.Namespace) -> int:
    from claimsbook import chapters
    from claimsbook.ledger import claims
    from claimsbook.tables import data

    faults = list(dict.fromkeys(str(fault) for fault in data.check_package()))
    known = chapters.all_chapters()
    faults += _faults_of_descriptions(known)
    for chapter in known:
        faults += [
            f"notebooks/{chapter.slug}.ipynb is stale: {reason}. Remedy: `python -m rebar run`."
            for reason in chapters.reasons_stale(chapter)
        ]
    try:
        claims.ledger()
        frame = claims.ledger_frame(
            chapters.collect([one for one in known if not chapters.unreadable(one)])
        )
    except BookError as error:
        faults += [str(error)] if str(error) not in faults else []
    else:
        counts = frame.loc[frame["counted"], "verdict"].value_counts()
        for verdict in [*claims.VERDICTS, claims.NOT_EXAMINED]:
            print(f"{counts.get(verdict, 0):5d}  {verdict}")
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def _faults_of_descriptions(known: list[Chapter]) -> list[str]:
    """What the book or a source says of itself and cannot be cited by; damaged exhibits.

    CITATION.cff or book.toml unreadable, unclear names of authors, a stored exhibit that is not
    what its own fingerprint says.
    """
    from claimsbook import chapters
    from claimsbook.figures import exhibits
    from claimsbook.references import cite
    from claimsbook.settings import settings

    faults = []
    for read in (cite.book, settings):
        try:
            read()
        except BookError as error:
            faults.append(str(error))
    # Where the table of sources cannot be read at all, the check of the package said so.
    with contextlib.suppress(BookError):
        faults += map(str, cite.faults_of_sources())
    for chapter in known:
        try:
            stored = chapters.collect_exhibits([chapter])
        except BookError as error:
            faults.append(str(error))
            continue
        faults += [
            f"notebooks/{chapter.slug}.ipynb, exhibit {one['id']}: what is stored is not what its "
            f"fingerprint says. Remedy: `python -m rebar run {chapter.slug} --force`."
            for one in stored
            if exhibits.fingerprint(one) != one["fingerprint"]
        ]
    return faults


def _verify(options: argparse.Namespace) -> int:
    from claimsbook.checks import verify

    return verify.main(options.cited)


def _cite(options: argparse.Namespace) -> int:
    from claimsbook.references import cite

    return cite.main(options.cited, options.format)


def _trace(options: argparse.Namespace) -> int:
    from claimsbook.checks import trace

    return trace.main(options.traced, options.source, options.row, as_json=options.json)


def _figures(_: argparse.Namespace) -> int:
    from claimsbook import chapters

    for record in chapters.collect_exhibits(chapters.all_chapters()):
        print(f"{record['id']}@{record['fingerprint'][:12]}  {record['title']}")
    return 0


def _data(options: argparse.Namespace) -> int:
    from claimsbook import paths
    from claimsbook.files import sha256_file
    from claimsbook.tables import data, history

    if options.action == "diff":
        if not history.git("rev-parse", "--verify", f"{options.since}^{{commit}}"):
            raise BookError(
                f"{options.since!r} is no commit of this clone. Remedy: give one that "
                "`git log` lists."
            )
        for name in data.table_names():
            for change in history.table_changes(options.since, name) or []:
                print(change)
        return 0
    if options.action == "seal":
        changed = data.seal()
        print("\n".join(changed) if changed else "nothing changed")
        return 0
    from rebar.gather import price_lists

    for name in ("price-snapshots", "price-tracked", "price-corrections"):
        data.read(name)
    made = ("prices", "providers")
    as_recorded = all(
        f"sha256:{sha256_file(data.table_file(one))}" == data.resource(one).get("hash")
        for one in made
        if data.table_file(one).is_file()
    )
    differences = price_lists.build(paths.data(), paths.cache() / "wheels", dry_run=options.dry_run)
    print("\n".join(map(str, differences)) if differences else "nothing changed")
    stopped = any(one.kind == "stopped" for one in differences)
    if stopped and not as_recorded:
        # Rows that were kept cannot be told from rows that were tampered with.
        raise BookError(
            "data/prices: the rows kept for what was stopped stand in a table that was not as "
            "recorded in data/datapackage.json; nothing was recorded anew. Remedy: "
            "`git checkout data/prices/prices.csv data/prices/providers.csv`, then again."
        )
    if not options.dry_run:
        data.seal(made)
    return 1 if stopped and not options.dry_run else 0


def _refresh(options: argparse.Namespace) -> int:
    from rebar.gather import refresh

    return refresh.main(options.dry_run)


def _passages(options: argparse.Namespace) -> int:
    from rebar.gather import passages

    return passages.main(Path(options.file))


def _mutate(options: argparse.Namespace) -> int:
    from claimsbook.checks import sensitivity

    return sensitivity.main(options.seconds, options.write)


def _twice(_: argparse.Namespace) -> int:
    from claimsbook.checks import rebuild

    return rebuild.main()


def _release(options: argparse.Namespace) -> int:
    from claimsbook.publish import release

    return release.main(options.version, changes=options.changes)


def _metadata(_: argparse.Namespace) -> int:
    from claimsbook.publish import release

    return release.write_metadata()


def _bench(words: list[str]) -> int:
    from rebar.fourbit import bench

    return int(bench.main(words))


if __name__ == "__main__":
    sys.exit(main())
