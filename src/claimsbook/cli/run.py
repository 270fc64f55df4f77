"""`run`: bring chapters up to date, or try them under other assumptions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from claimsbook.cli.registry import Command


def options(parser: ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="chapter", help="slugs; all by default")
    parser.add_argument("--force", action="store_true", help="run them even when nothing changed")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="[chapter.]name=value",
        help="assume this instead, in a copy under .cache, and say what moves; can be repeated",
    )


def run(given: Namespace) -> int:
    """Run what is stale, or what other assumptions are set for, and print what moved."""
    from claimsbook import chapters
    from claimsbook.checks import verify, what_if

    if given.set:
        return what_if.main(given.chapters, given.set)
    chosen = chapters.select(given.chapters)
    before = {one: verify.stored_contents(one) for one in chosen}
    ran = chapters.run(chosen, force=given.force)
    for chapter in ran:
        if before[chapter]:
            for line in verify.moved(before[chapter], verify.stored_contents(chapter)):
                print(f"  moved  {line}")
    print(f"{len(ran)} of {len(chapters.all_chapters())} chapters ran")
    return 0


COMMAND = Command(
    "run", "execute the chapters that are stale and store their outputs", run, options
)
