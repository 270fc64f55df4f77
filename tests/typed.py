"""What is typed in a chapter or on a page where a computed value should stand.

A *number* in what people read, in digits or in words, must come from code, or be part of a name, a
date or a definition. What may carry numbers stands in `ORDINARY`, and single phrases with their
reasons in `PHRASES`. A *finding* that is typed is looked for in `findings`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
FAMILY = (
    "Claude|Opus|Sonnet|Haiku|Gemini|Gemma|GPT|gpt|GLM|Qwen|DeepSeek|Kimi|Llama|Grok|MiniMax|Mistral|"
    "Phi|Nova|SmolLM|RTX|[oVRKMAH]"
)
_FORMATS = r"[48][- ]bits?|[Ii]nt[48]|load_in_4bit|(?:bf|fp)(?:16|32)|MXFP4|NF4|nf4|Q\d\w*|CUDA \d+"
_NO_UNIT = (
    r"(?![\d.,]*\d)(?!\s*[%×€])(?!\s+(?:per cent|percent|percentage|dollars?|euros?|cents?|pounds|"
    r"yen|USD|EUR|thousand|million|billion|trillion|times|fold|tokens|users|people|customers|points|"
    r"models|tons|tonnes|watts|hours|days|weeks|months|a (?:year|month|day|week)|firms|companies|"
    r"buyers|copies|cards|calls|requests|seats|employees|jobs|plants|mills|pages|units)\b)"
)
"""What has a unit behind it is no name and no year: "2010 %", "42B dollars"."""

ORDINARY = {
    "where a link goes": r"\]\([^)\s]*\)",
    "code": r"`[^`\n]+`",
    "a role with its target": r"\{[a-z:]+\}`[^`]*`",
    "a day of a month": rf"\b\d{{1,2}}\s+(?:(?:and|to)\s+\d{{1,2}}\s+)?(?:{MONTH})\b",
    "quarters of a year": r"\b(?:a|one|two|three|four) quarters? of (?:19|20)\d\d\b",
    "a year or a decade": rf"(?<![\d.,$€£§])(?:19|20)\d\d(?:s\b|{_NO_UNIT})",
    "a quarter or half of a year": r"\b[QH][1-4]\b",
    "a model or a card by name": (
        rf"\b(?:{FAMILY})[ -]?\d+(?:\.\d+)*[a-z]?(?:[ -]\d+B)?(?:-A\d+B)?\b"
    ),
    "a number format by name": rf"\b(?:{_FORMATS})\b",
    "a class of card by name": r"\b24 GB (?:graphics card|card|line)s?\b",
    "a card by its number alone": rf"\b(?:RTX|[Aa]|[Tt]he|one|used)\s+[345]090s?\b{_NO_UNIT}",
    "a model by its size": (
        r"\b\d+B-A\d+B\b|(?<=-)\d+[BM]\b|(?<![$€£.,\d])\b\d+[BM](?=\s+(?:model|checkpoint)s?\b)"
    ),
    "a firm by name": r"\ba16z\b",
    "the base of a share": r"(?<=§ of )100\b|\bof 100(?= (?:blind )?comparisons\b| in which\b)",
    "a blend by its ratio": r"\b3:1 blend\b",
    "a list of companies": r"\b(?:Fortune|S&P)\s+\d+\b",
    "the level of an interval": r"\b9[05]\s+(?:%|per cent)\s+(?:confidence\s+)?interval",
    "a numbered place": r"\b(?:[Tt]able|[Ee]xhibit|[Ff]igure|[Ss]ection|[Cc]hapter|page)\s+\d+\b",
    "the number of a list item": r"(?m)^\s*\d+\.\s",
    "a status of HTTP": r"\bstatus \d{3}\b",
    "an example of a precision": r"(?m)^\| (?:exact|rounded|approx|range|at least|over)\b.*\|$",
    "a standard, a licence or a language by name": r"\bSHA-256|\bCC BY 4\.0|\bPython 3\.\d+",
}
"""What may carry digits in what people read; `§` stands where code puts a value."""

PHRASES = {
    "above 256K tokens": "a tier of a price list, by the name that the list gives it",
    "about one per cent of spending": "what the notes of the rows say of both studies",
    "about a hundredth of what is spent": "what the notes of the rows say",
    "fifth to a seventh": "the words of the article, with the claim that holds them",
    "below a quarter of the tokens": "what would change our mind: a mark that we set",
    "with one ten times as large": "how large a book a command makes",
    "§ (Anthropic) and § (OpenAI) of 100": "the base of a share",
    "of 100 comparisons": "the base of a share",
    "contexts of 32k, 40k and 120k": "which rows are meant",
    "the same after 4,096 tokens": "a test of the benchmark, by its name",
    "(one month × 12)": "the definition of a run-rate",
    "index with 100 in March": "the base of an index",
    "= 100, log scale": "the base of an index",
    "Five lines from 100 in March": "the base of an index",
    "shape (0) or by colour (1)": "how a function is called",
    "more than 20": "an example of a rule",
    "every number above 20": "an example of a rule",
    "numbered 1 to 3 here": "how the exhibits are numbered",
    "1 / (1 + 10^(−d/400))": "a formula",
    "at 90 %": "the level of the intervals",
    "2^(12/months)": "a formula",
    "in how many of 100 blind comparisons": "the base of a share",
    "With 45 instead of 40": "an example of a setting",
}
"""Single phrases that carry numbers which are no findings, each with the reason."""

_RUNGS = re.compile(r"^[1-4] (?:rebar|bar|beams|sheet)\b")
"""The rungs of a ladder by their numbers, as a chart writes them."""

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORD = (
    rf"(?:(?:{_TENS})(?:-(?:{_ONES}))?|{_TEENS}|{_ONES}|(?:a )?hundred|(?:a|one) (?:third|quarter))"
)
_UNIT = (
    "per cent|percent|%|percentage points|dollars|euros|cents|tonnes|tons|gigabytes|hundred"
    "|thousand|million|billion|trillion|fold"
)
_PARTS = "third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth"
_SEVERAL = "thirds|fifths|sixths|sevenths|eighths|ninths|tenths|twentieths|hundredths"
# Quarters of a year are counted in ones, twos and fours; three of them are a part of something.
_FRACTION = (
    rf"(?:(?:{_ONES})[\s-](?:{_SEVERAL})|three[\s-]quarters)\b"
    rf"(?!\s+of\s+the\s+(?:{_ONES}|{_TEENS}|{_TENS})\b)"
    rf"|\b(?:an?|one)\s+(?:{_PARTS})\s+of\b"
    r"|\bhalf\s+an?\s+(?:per\s+cent|percent|thousand|million|billion|trillion|dollar|euro|cent)\b"
)
_MULTIPLE = (
    r"\btwice\s+(?:as|the|that|what|its|their|our)\b"
    rf"|\b(?:three|four|five|six|seven|eight|nine|{_TEENS}|(?:{_TENS})(?:-(?:{_ONES}))?"
    r"|(?:a|one)\s+(?:hundred|thousand))\s+times\b"
)
IN_WORDS = re.compile(
    rf"(?i)\b{_WORD}[\s-]?(?:{_UNIT})(?!\w)|\b(?:{_TENS})-(?:{_ONES})\b"
    rf"|\b{_FRACTION}|{_MULTIPLE}|[\u00bc-\u00be\u2150-\u215e]"
)
"""A quantity in words: "ninety-seven per cent", "ten million", "tenfold", "forty-two"; a part of
something ("two thirds", "a fifth of", "½") and a multiple ("twice as", "fifteen times").

Left are words that count or divide without measuring: "two of them", "half a year", "the second
half", and parts of a whole that is counted itself ("two thirds of the forty layers").
"""


def typed_numbers(text: str) -> list[str]:
    """The numbers in a piece of prose that are neither from code nor part of a name or a date."""
    for phrase in PHRASES:
        text = re.sub(r"\s+".join(map(re.escape, phrase.split())), " ", text)
    for pattern in ORDINARY.values():
        text = re.sub(pattern, " ", text)
    digits = re.finditer(r"(?<![\w.,])[\w.,]*\d[\d.,]*", text)
    return [
        " ".join(text[max(0, found.start() - 24) : found.end() + 16].split())
        for found in (*digits, *IN_WORDS.finditer(text))
    ]


def words_of(source: str) -> list[str]:
    """What the code of a cell may write for people: each text of three words or more in it.

    Titles, subtitles, alternative texts, notes, sentences and labels are among them, whatever they
    are called and wherever they are put together. Expressions of charts are not.
    """
    texts = [*_texts(ast.parse(source))]
    return [
        text
        for text in texts
        if len(text.split()) >= 3
        and not re.search(r"datum\.|format\(|pow\(|\\w|\\d|[a-z]_[a-z]+ [/*] \d", text)
        if not _RUNGS.match(text)
    ]


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.JoinedStr):
            yield constant_parts(node)
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    yield from _texts(part)
        elif isinstance(node, ast.BinOp) and _is_text(node):
            yield constant_parts(node)
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                yield node.value
        else:
            yield from _texts(node)


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_text(node.left) or _is_text(node.right)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def constant_parts(node: ast.expr) -> str:
    """What of a text is typed; `§` stands where code puts a value that is not typed itself."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(constant_parts(part) for part in node.values)
    if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Constant):
        return str(node.value.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return constant_parts(node.left) + constant_parts(node.right)
    return "§"


def prose_of(cell: Any) -> list[str]:
    """The words of a cell as they are typed: Markdown, or the texts in its code."""
    return [cell.source] if cell.cell_type == "markdown" else words_of(cell.source)


def prose_of_page(text: str) -> str:
    """A page without its fenced blocks, in which commands, transcripts and settings stand."""
    return re.sub(r"(?ms)^(```+).*?^\1\s*$", " ", text)
