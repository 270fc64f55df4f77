"""Which sentence of the article is this? Known by the hashes of its words, in no order.

The article's sentences are not ours to publish. What stands in `data/article/passages.csv` is, for
each of its sentences, where it stands and a short hash of each word that it uses, sorted: enough to
recognise a sentence that a reader pastes, not enough to read it. `python -m rebar passages FILE`
makes the table from a copy of the article in Markdown; the site's script hashes what is pasted in
the same way (`book.js`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.files import write_atomically

FIELDS = ("row_id", "section", "locator", "words", "as_of", "measured_by", "source_id")

_SECTIONS = {
    "Key Takeaways": "takeaways",
    "What the steel mills": "steel",
    "The cost decline": "cost",
    "Switching costs": "switching",
    "What OpenAI": "margins",
    "Who actually wins": "winners",
    "Frequently Asked": "faq",
}
_FEWEST = 3
"""A passage of fewer words cannot be told from others."""

# A full stop that ends no sentence, then the places where one ends.
_ABBREVIATION = re.compile(r"\b(U\.S|e\.g|i\.e|vs|Mr|Dr)\.")
_END = re.compile(r"(?<=[.!?])[\"”*)]*\s+(?=[\"“*(\[]*[A-Z0-9$])")


@dataclass(frozen=True)
class Passage:
    """A sentence of the article: section and locator as in the claims, hashes of its words."""

    section: str
    locator: str
    words: tuple[str, ...]


def hashed(text: str) -> tuple[str, ...]:
    """The distinct words of a text, each as four base-36 digits of its FNV-1a hash, sorted.

    A word is a run of the letters a-z and digits, lower case; marks on letters, thousands' commas
    and everything else are left out. Source of the hash: Fowler, Noll and Vo, 32 bits.
    """
    plain = re.sub(r"(\d),(?=\d{3})", r"\1", text.lower())
    return tuple(sorted({_short(word) for word in re.findall(r"[a-z0-9]+", plain)}))


def passages(markdown: str) -> list[Passage]:
    """The sentences of the article in order, and the alternative texts of its exhibits."""
    return [one for one in _all(markdown) if len(one.words) >= _FEWEST]


def as_csv(found: list[Passage], as_of: str = "2026-03-11") -> str:
    """The passages as the table has them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for number, one in enumerate(found, start=1):
        writer.writerow(
            [
                f"passage-{number:03d}",
                one.section,
                one.locator,
                " ".join(one.words),
                as_of,
                "The Rebar authors",
                "dubach-2026-rebar",
            ]
        )
    return out.getvalue()


def main(file: Path) -> int:
    """Write the table from a copy of the article. Raises BookError when it is no such copy."""
    try:
        found = passages(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BookError(
            f"{file} cannot be read ({error}). Remedy: name the article's copy."
        ) from None
    missing = set(_SECTIONS.values()) - {one.section for one in found}
    if missing:
        raise BookError(
            f"{file} has no section {', '.join(sorted(missing))}. Remedy: name a copy of the whole "
            "article in Markdown, with its headings."
        )
    table = paths.data() / "article" / "passages.csv"
    write_atomically(table, as_csv(found))
    print(f"{paths.shown(table)}: {len(found)} passages. Next: `python -m rebar data seal`")
    return 0


def _all(markdown: str) -> Iterator[Passage]:
    for number, alt in enumerate(re.findall(r'\balt="([^"]*)"', markdown), start=1):
        yield Passage(f"exhibit-{number}", f"exhibit {number} alt text", hashed(alt))
    text = re.sub(r"<a href=\"#lightbox.*?</a>", "", markdown, flags=re.DOTALL)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")
    body = "".join(text.split("\n## ", 1)[1:]).split("\n*Philipp D. Dubach —")[0]
    for part in f"## {body}".split("\n## "):
        heading, _, rest = part.removeprefix("## ").partition("\n")
        section = next((key for start, key in _SECTIONS.items() if heading.startswith(start)), "")
        if section == "faq":
            yield from _questions(rest)
        elif section == "takeaways":
            bullets, _, opening = rest.partition("\n---")
            for number, line in enumerate(re.findall(r"^- (.+)$", bullets, re.MULTILINE), start=1):
                yield Passage(section, f"takeaway {number}", hashed(line))
            yield from _paragraphs("opening", opening)
        elif section:
            yield Passage(section, "heading", hashed(heading))
            yield from _paragraphs(section, rest)


def _paragraphs(section: str, text: str) -> Iterator[Passage]:
    blocks = [one for one in re.split(r"\n\s*\n", text) if re.search(r"\w", one)]
    for paragraph, block in enumerate(blocks, start=1):
        for sentence, words in enumerate(_sentences(block), start=1):
            yield Passage(section, f"paragraph {paragraph}, sentence {sentence}", hashed(words))


def _questions(text: str) -> Iterator[Passage]:
    for number, part in enumerate(text.split("### ")[1:], start=1):
        question, _, answer = part.partition("\n")
        yield Passage("faq", f"FAQ {number}, question", hashed(question))
        for sentence, words in enumerate(_sentences(answer.split("\n---")[0]), start=1):
            yield Passage("faq", f"FAQ {number}, sentence {sentence}", hashed(words))


def _sentences(block: str) -> list[str]:
    kept = _ABBREVIATION.sub(lambda found: found[0].replace(".", "\u2024"), " ".join(block.split()))
    return [one for one in _END.split(kept) if one.strip()]


def _short(word: str) -> str:
    number = 0x811C9DC5
    for byte in word.encode("ascii"):
        number = (number ^ byte) * 0x01000193 % 2**32
    digits = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        digits += "0123456789abcdefghijklmnopqrstuvwxyz"[rest]
    return digits
