"""`site …`: build the site, print it, weigh it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from claimsbook.cli.registry import Command


def build(_: Namespace) -> int:
    from claimsbook.site import build

    return build.main()


def pdf(_: Namespace) -> int:
    from claimsbook.site import pdf

    return pdf.main()


def options_of_public(parser: ArgumentParser) -> None:
    parser.add_argument("--changes", action="store_true", help="also of a work tree with changes")


def public(given: Namespace) -> int:
    from claimsbook.publish import downloads

    return downloads.main(changes=given.changes)


def options_of_weigh(parser: ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", type=Path, help="of the site; _build/html by default")


def weigh(given: Namespace) -> int:
    from claimsbook.checks.site import weigh

    return weigh.main(given.folder)


def options_of_stock(parser: ArgumentParser) -> None:
    parser.add_argument("chapters", nargs="*", metavar="slug", help="of a chapter; all by default")


def stock(given: Namespace) -> int:
    from claimsbook.checks.site import stock

    return stock.main(given.chapters)


def options_of_lighthouse(parser: ArgumentParser) -> None:
    parser.add_argument(
        "pages", nargs="*", metavar="page", help="such as index.html; all by default"
    )


def lighthouse(given: Namespace) -> int:
    from claimsbook.checks.site import lighthouse

    return lighthouse.main(given.pages)


def options_of_time(parser: ArgumentParser) -> None:
    parser.add_argument("--repeats", type=int, default=3, help="how often each; 3 by default")


def time(given: Namespace) -> int:
    from claimsbook.checks.site import timing

    return timing.main(given.repeats)


def numbers(given: Namespace) -> int:
    from claimsbook.checks.site import numbers

    return numbers.main(given.folder)


def options_of_growth(parser: ArgumentParser) -> None:
    parser.add_argument(
        "sizes",
        nargs="*",
        type=int,
        default=[1, 10],
        help="times the starter book; 1 10 by default",
    )


def growth(given: Namespace) -> int:
    from claimsbook.checks.site import growth

    return growth.main(given.sizes)


COMMANDS = (
    Command("site build", "build the site into _build/html", build),
    Command("site pdf", "print the built site as one PDF, through headless Chromium", pdf),
    Command(
        "site public",
        "copy the site to _build/public with its PDF and zips",
        public,
        options_of_public,
    ),
    Command("site weigh", "what each page costs a reader, in Chromium", weigh, options_of_weigh),
    Command("site numbers", "how many numbers in prose lead to a row", numbers, options_of_weigh),
    Command("site stock", "each chapter beside the stock build of it", stock, options_of_stock),
    Command(
        "site lighthouse", "what Lighthouse says of each page", lighthouse, options_of_lighthouse
    ),
    Command(
        "site time", "time the build: from scratch, and nothing changed", time, options_of_time
    ),
    Command(
        "site growth", "what a book costs that has ten times as much", growth, options_of_growth
    ),
)
