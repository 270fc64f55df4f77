"""The command line: python -m rebar run · check · verify · figures · data · bench."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from rebar.errors import RebarError


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
        "cited", nargs="*", metavar="id[@fingerprint]",
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
    sub = command("data", _data, "work on the tables: seal (record hashes), build (from wheels)")
    sub.add_argument("action", choices=["seal", "build"])
    sub.add_argument("--dry-run", action="store_true", help="show the differences, write nothing")
    sub = command("bench", _bench, "measure the 4-bit run on this machine")
    sub.add_argument("rest", nargs=argparse.REMAINDER)

    options = parser.parse_args(argv)
    try:
        return int(options.run(options))
    except RebarError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    from rebar import chapters

    ran = chapters.run(chapters.select(options.chapters), force=options.force)
    print(f"{len(ran)} of {len(chapters.all_chapters())} chapters ran")
    return 0


def _check(_: argparse.Namespace) -> int:
    from rebar import chapters, claims, data

    faults = list(dict.fromkeys(str(fault) for fault in data.check_package()))
    known = chapters.all_chapters()
    for chapter in known:
        faults += [
            f"notebooks/{chapter.slug}.ipynb is stale: {reason}. Remedy: `python -m rebar run`."
            for reason in chapters.reasons_stale(chapter)
        ]
    try:
        claims.ledger()
        frame = claims.ledger_frame(
            chapters.collect([chapter for chapter in known if chapter.notebook.is_file()])
        )
    except RebarError as error:
        faults += [str(error)] if str(error) not in faults else []
    else:
        counts = frame.loc[frame["repeats"] == "", "verdict"].value_counts()
        for verdict in [*claims.VERDICTS, claims.NOT_EXAMINED]:
            print(f"{counts.get(verdict, 0):5d}  {verdict}")
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def _verify(options: argparse.Namespace) -> int:
    from rebar import verify

    return verify.main(options.cited)


def _cite(options: argparse.Namespace) -> int:
    from rebar import cite

    return cite.main(options.cited, options.format)


def _trace(options: argparse.Namespace) -> int:
    from rebar import trace

    return trace.main(options.traced, options.source, options.row, as_json=options.json)


def _figures(_: argparse.Namespace) -> int:
    from rebar import chapters

    for record in chapters.collect_exhibits(chapters.all_chapters()):
        print(f"{record['id']}@{record['fingerprint'][:12]}  {record['title']}")
    return 0


def _data(options: argparse.Namespace) -> int:
    from rebar import data, paths

    if options.action == "seal":
        changed = data.seal()
        print("\n".join(changed) if changed else "nothing changed")
        return 0
    from rebar import snapshots

    differences = snapshots.build(paths.DATA, paths.CACHE / "wheels", dry_run=options.dry_run)
    print("\n".join(map(str, differences)) if differences else "nothing changed")
    return 0


def _bench(options: argparse.Namespace) -> int:
    from rebar.fourbit import bench

    return int(bench.main(options.rest))


if __name__ == "__main__":
    sys.exit(main())
