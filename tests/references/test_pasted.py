"""A citation is understood however it was pasted, and a damaged one is never taken for a sound one.

A decoration is what a program or a page makes of a citation; the ids are the book's own.
"""

from __future__ import annotations

import base64
import html
import json
import re
import textwrap
import time
from collections.abc import Callable
from string import ascii_lowercase
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimsbook import chapters
from claimsbook.ledger import claims
from claimsbook.references.pasted import (
    FINGERPRINT,
    SHORT,
    UNREADABLE,
    WHOLE,
    joined,
    parsed,
    why_no_fingerprint,
)
from copies import Bench

FIGURES = [one["id"] for one in chapters.collect_exhibits(chapters.all_chapters())]
IDS = [*FIGURES, *claims.ledger()]
"""Every id of this book that a citation can name."""


def holds(found: list[tuple[str, str]], name: str, full: str) -> bool:
    """Whether what was read could be answered by *holds*, were `full` the fingerprint of `name`."""
    return any(
        one == name and (not mark or (FINGERPRINT.fullmatch(mark) and full.startswith(mark)))
        for one, mark in found
    )


Decoration = Callable[[str, str], str]


def around(before: str, after: str = "") -> Decoration:
    return lambda name, mark: f"{before}{name}@{mark}{after}"


def joint(at: str) -> Decoration:
    return lambda name, mark: f"{name}{at}{mark}"


def whole(change: Callable[[str], str]) -> Decoration:
    return lambda name, mark: change(f"The authors. (2026). A title. {name}@{mark}. Seen in May.")


def ligatured(text: str) -> str:
    for letters, one in (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"), ("st", "ﬆ")):
        text = text.replace(letters, one)
    return text


def hyphenated(text: str) -> str:
    """Words of six letters and more are broken after the third, as a narrow column does."""
    words = text.split("-")
    return "-".join(
        f"{one[:3]}-\n{one[3:]}" if len(one) > 5 and "@" not in one else one for one in words
    )


def wrapped(text: str) -> str:
    """As mail quotes it: hard line breaks, a sign before each line."""
    lines = textwrap.wrap(text, 30, break_on_hyphens=True)
    return "".join(f"> > {line}\n" for line in lines)


def full_width(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def soft_wrapped(text: str) -> str:
    """Quoted-printable, its lines broken after 30 signs."""
    raw = text.replace("@", "\u00a0@").encode()
    signs = [chr(one) if one < 0x7F and one not in b"=@" else f"={one:02X}" for one in raw]
    return "=\r\n".join("".join(signs[n : n + 30]) for n in range(0, len(signs), 30))


DECORATIONS: dict[str, Decoration] = {
    "as it is": around(""),
    "upper case": lambda name, mark: f"{name}@{mark}".upper(),
    "bold": around("see **", "** there"),
    "code, piece by piece": lambda name, mark: f"`{name}`@`{mark}`",
    "underlines": around("_", "_"),
    "struck out": around("~~", "~~"),
    "a link": around("[", "](https://a.example/x.html#y)"),
    "escaped for Markdown": lambda name, mark: f"{name}@{mark}".replace("-", "\\-").replace(
        "@", "\\@"
    ),
    "TeX": lambda name, mark: f"note = {{\\texttt{{{name}\\@{mark}}}}},",
    "TeX with kept hyphens": lambda name, mark: f"{name.replace('-', '{-}')}\\@{mark}",
    "Turkish capitals": lambda name, mark: f"{name}@{mark}".replace("i", "İ").upper(),
    "Turkish smalls": lambda name, mark: f"{name}@{mark}".replace("i", "ı"),
    "a link of a mail program": lambda name, mark: (
        f'<a href="mailto:{name}@{mark}">{name}@{mark}</a><mailto:{name}@{mark}>'
    ),
    "HTML": lambda name, mark: f"<p><b>{name}</b>@<code class='x'>{mark}</code><sup>1</sup></p>",
    "entities": lambda name, mark: f"{name}&#64;{mark}".replace("-", "&#x2d;"),
    "named entities": lambda name, mark: f"&ldquo;{name}&commat;{mark}&rdquo;",
    "entities of entities": lambda name, mark: html.escape(f"{name}&#64;{mark}"),
    "break points": lambda name, mark: f"{name.replace('-', '-<wbr>')}&shy;@&#8203;{mark}",
    "URL-encoded": lambda name, mark: quote(f"“{name}@{mark}” & more", safe=""),
    "URL-encoded twice": lambda name, mark: quote(quote(f"{name}@{mark}", safe="")),
    "JSON": lambda name, mark: f'{{"@type": "Dataset", "note": "{name}\\u0040{mark}"}}',
    "full width": lambda name, mark: full_width(f"{name}@{mark}"),
    "mathematical letters": lambda name, mark: "".join(
        chr(ord(one) - ord("a") + 0x1D41A) if one in ascii_lowercase else one
        for one in f"{name}@{mark}"
    ),
    "Arabic digits": lambda name, mark: (
        f"{name}@" + "".join(chr(0x660 + int(one)) if one.isdecimal() else one for one in mark)
    ),
    "ligatures": whole(ligatured),
    "hyphenation": lambda name, mark: hyphenated(f"{name}@{mark}"),
    "broken at hyphens": lambda name, mark: f"{name}@{mark}".replace("-", "-\n"),
    "soft hyphens": lambda name, mark: f"{name}@{mark}".replace("e", "e\u00ad"),
    "no-break hyphens": lambda name, mark: f"{name}@{mark}".replace("-", "\u2011"),
    "en dashes": lambda name, mark: f"{name}@{mark}".replace("-", " – "),
    "minus signs": lambda name, mark: f"{name}@{mark}".replace("-", "−"),
    "no hyphens": lambda name, mark: f"{name}@{mark}".replace("-", " "),
    "quoted mail": whole(wrapped),
    "twice quoted mail": whole(lambda text: wrapped(wrapped(text))),
    "quoted-printable": whole(soft_wrapped),
    "carriage returns": lambda name, mark: f"{name}\r\n@\r\n{mark}\r\n",
    "columns": lambda name, mark: f"{name}@\n" + "\n".join(textwrap.wrap(mark, 7)) + "\nand more.",
    "groups of four": lambda name, mark: f"{name}@" + " ".join(textwrap.wrap(mark, 4)) + ", 2026.",
    "smart quotes": around("“", "”"),
    "guillemets": around("« ", " »"),
    "a bidi override": lambda name, mark: f"\u202d{name}\u2066@\u2069{mark}\u202c",
    "zero-width signs": lambda name, mark: "\u200b".join(f"{name}@{mark}"),
    "joiners and selectors": lambda name, mark: "\u2060\ufe0f\u034f".join(f"{name}@{mark}"),
    "sha256": joint("@sha256:"),
    "SHA-256": joint(" @ SHA‑256: "),
    "spaces": joint("\u2003@\u202f"),
    "line separators": joint("\u2028@\u2029"),
    "at": joint(" at "),
    "(at)": joint(" (at) "),
    "[at]": joint("[at]"),
    "another at": joint("﹫"),
    "a lost sign": joint("\ufffd"),
    "a NUL": joint("\x00"),
    "a list": around("- "),
    "an address": around("https://a.example/notebooks/l.html#"),
    "a key": around("@misc{rebar-"),
    "the ledger": around("https://a.example/notebooks/ledger.html#claim-"),
    "a note": around("see ", "¹²."),
    "between scripts": around("図", "です"),
    "Hebrew": around("ראו ", " כאן"),
    "Devanagari": around("देखें ", "।"),
    "sha256sum": lambda name, mark: (
        f"{mark}  claims/{name}.canonical.json" if len(mark) == WHOLE else f"{name}@{mark}"
    ),
    **{f"before {stop}": around("", stop) for stop in "。，、．؟،؛।॥·։።…—–!?:;"},
}

DAMAGES: dict[str, Callable[[str, int], str]] = {
    "another digit": lambda mark, n: mark[:n] + ("1" if mark[n] != "1" else "0") + mark[n + 1 :],
    "no digit": lambda mark, n: f"{mark[:n]}z{mark[n + 1 :]}",
    "a foreign digit": lambda mark, n: f"{mark[:n]}а{mark[n + 1 :]}",
    "a digit lost": lambda mark, n: mark[:n] + mark[n + 1 :],
    "a digit more": lambda mark, n: f"{mark[:n]}5{mark[n:]}",
    "cut": lambda mark, n: mark[: n % SHORT],
    "an accent": lambda mark, n: f"{mark[: n + 1]}\u0308{mark[n + 1 :]}",
    "nothing": lambda mark, n: "",
    "another word": lambda mark, n: "example",
    "dots": lambda mark, n: "...",
}

marks = st.sampled_from([SHORT, WHOLE])
hashes = st.text("0123456789abcdef", min_size=WHOLE, max_size=WHOLE)


@pytest.mark.parametrize("decoration", DECORATIONS)
@settings(max_examples=8)
@given(data=st.data(), full=hashes, length=marks)
def test_a_right_one_is_found_in_whatever_was_pasted(
    decoration: str, data: st.DataObject, full: str, length: int
) -> None:
    name = data.draw(st.sampled_from(IDS))
    text = DECORATIONS[decoration](name, full[:length])
    assert (name, full[:length]) in parsed([text], set(IDS)), repr(text)
    assert holds(parsed([text], set(IDS)), name, full)


@pytest.mark.parametrize("damage", DAMAGES)
@settings(max_examples=150)
@given(data=st.data(), full=hashes, length=marks)
def test_a_damaged_one_never_holds(
    damage: str, data: st.DataObject, full: str, length: int
) -> None:
    name = data.draw(st.sampled_from(IDS))
    decoration = data.draw(st.sampled_from(sorted(DECORATIONS)))
    wrong = DAMAGES[damage](full[:length], data.draw(st.integers(0, length - 1)))
    text = DECORATIONS[decoration](name, wrong)
    if (full.startswith(wrong) and len(wrong) >= SHORT) or re.search(r"\s\u0308", text):
        # No damage: one digit more that is right, or an accent that a space parted from its digit.
        return
    assert not holds(parsed([text], set(IDS)), name, full), repr(text)


def test_no_two_ids_differ_in_hyphens_only() -> None:
    assert len({one.replace("-", "") for one in IDS}) == len(IDS)


MARK = "0123456789ab"
KNOWN = {"left-heights", "left-height", "right-heights", "doors", "on-left-heights"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("left-heights@", [("left-heights", "?")]),
        ("left-heights@…", [("left-heights", "?")]),
        ("see figures/left-heights.svg@nothing", [("left-heights", "nothing")]),
        ("see x.html#left-heights at 0123456", [("left-heights", "0123456")]),
        ("left-heights, which ends at 0123456z89ab", [("left-heights", "0123456z89ab")]),
        ("left-heights, which is 0123456c89", [("left-heights", "0123456c89")]),
        ("left-heights (see the ＠, below)", [("left-heights", "below")]),
        (f"left-heights {MARK}", [("left-heights", MARK)]),
        (f"a claim on left-heights@{MARK}", [("left-heights", MARK)]),
        (f"a claim on-left-heights@{MARK}", [("on-left-heights", MARK)]),
        (f"not-left-heights@{MARK}", [("not-left-heights", MARK)]),
        (f"left-heighs@{MARK}", [("left-heighs", MARK)]),
        (f"lеft-heights@{MARK}", [("lеft-heights@" + MARK, "")]),
        (f"left-heights@{MARK} and (left-height at 77)", [("left-heights", MARK)]),
        (f"left-heights@{MARK} 2026-11-26 10:15", [("left-heights", MARK)]),
        (f"left-heights@{MARK} a face", [("left-heights", MARK)]),
        (
            f"left-heights@{MARK}{MARK}{MARK}\n{MARK}z{MARK}",
            [("left-heights", f"{MARK * 4}z{MARK}…")],
        ),
        ("[@tiny-left-heights; @left-height]", [("left-heights", ""), ("left-height", "")]),
        ("left-heights @doors", [("left-heights", "doors")]),
        ("left-heights; write to a@b.example", [("left-heights", "")]),
        (
            '"url": "https://a.example/l.html#left-heights", "@type": "Dataset"',
            [("left-heights", "")],
        ),
        (
            "url = {https://a.example/l.html#left-heights}}\n@misc{tiny-left-height,",
            [("left-heights", ""), ("left-height", "")],
        ),
        (f"left-heights, left-height@{MARK}", [("left-height", MARK)]),
        ("x.html#left-heights then left-heights at 12345", [("left-heights", "12345")]),
    ],
)
def test_what_follows_an_id_is_its_own_or_is_not(
    text: str, found: list[tuple[str, str]], tiny_package: Bench
) -> None:
    assert parsed([text], KNOWN) == found


FIGURE = "https://a.example/figures/left-heights.html"
TITLE = "A title that has as many words as titles of figures have at the most, and then some. "


@pytest.mark.parametrize(
    "text",
    [
        f"{FIGURE} (fingerprint {{}})",
        f"{FIGURE}#left-heights&fp={{}}",
        "https://a.example/figures/left-heights.js?v={}",
        "https://a.example/notebooks/l.html?v={}#left-heights",
        "https://a.example/l.js?v={}#left-heights",
        f"{FIGURE}?v={{}}",
        f"{FIGURE}?fingerprint={{}}",
        f"{FIGURE}?lang=en&sha256={{}}#top",
        f"{FIGURE}\n{{}}",
        f"<{FIGURE}>\n\n  sha-256 = {{}}",
        f'"url": "{FIGURE}", "fingerprint": "{{}}"',
        f"{FIGURE}, version {{}}",
        f"{FIGURE}, whose mark is {{}}",
        f"[left-heights]({FIGURE}) | checksum | {{}}",
        "left-heights. " + 3 * TITLE + "{}",
        "left-heights. " + 40 * TITLE + "Fingerprint: {}",
        "Fingerprint {}, of left-heights",
        "id,fingerprint\nleft-heights,{}",
        "fingerprint: {}\nid: left-heights",
        "?id=left-heights&fingerprint={}",
        "left-heights (mark {})",
        "SHA256 {} figures/left-heights.svg",
        '<span data-fingerprint="{}">left-heights</span>',
        '<p>left-heights</p><p title="sha256: {}">A figure</p>',
        "left-heights <!-- fp={} -->",
        "left-heights \\fingerprint{{{}}}",
        f"https://a.example/url?sa=t&url={FIGURE}&fp={{}}",
        "https://a.example/leave?to=" + quote(f"{FIGURE}?fp=", safe="") + "{}&data=x",
        f"{FIGURE} and no other, fingerprint {{}}, but see left-height@{'1' * SHORT}",
        'the record "id": "left-heights", "counted": true,\n "fingerprint": "{}", "rows": [',
    ],
)
@pytest.mark.parametrize(
    "wrong",
    [
        "000000000000",
        "f" * WHOLE,
        "20abcdef0123",
        "3d5f60723566",
        "zzzz",
        "012",
        "0123456z89ab",
        "…",
    ],
)
def test_what_says_that_it_has_a_fingerprint_never_holds_by_another(
    text: str, wrong: str, tiny_package: Bench
) -> None:
    plain_mark = MARK + "c" * (WHOLE - SHORT)
    if len(wrong) < 7 and not re.search(
        r"fingerprint|fp|sha|checksum|mark|version|\?v", text, re.I
    ):
        return
    found = [one for one in parsed([text.format(wrong)], KNOWN) if one[0] == "left-heights"]
    assert found and not holds(found, "left-heights", plain_mark), found


@pytest.mark.parametrize(
    "text",
    [
        f"{FIGURE} (fingerprint {{}})",
        f"{FIGURE}?v={{}}",
        f"{FIGURE}?fingerprint={{}}",
        f"{FIGURE}\n{{}}",
        "left-heights. " + 3 * TITLE + "{}",
        "the SHA-256 of left-heights is {}.",
        f"{FIGURE}@{{}}",
        f"{FIGURE.removesuffix('.html')}@{{}}",
        f"see {FIGURE.replace('html', 'wide.dark.svg')} @ {{}}, in colour",
        "https://a.example/?url="
        + quote(f"{FIGURE}@", safe="")
        + "{}&data=05%7C02%7Cu%40a.example%7C0123456789abcdef&sdata=abc%3D&reserved=0",
        '<a href="https://a.example/?url='
        + quote(f"{FIGURE}@", safe="")
        + '{}&amp;data=05">it</a>',
        "left-heights\\'40{}",
        "{{\\rtf1\\ansi {{\\b left\\_heights}}\\'40\\f1 {}\\par}}",
        "{{\\rtf1 left\\u8209?heights\\u64\\'40{}}}",
        "left-heights@\\seqsplit{{{}}}",
        "\\path{{left-heights}}@\\allowbreak {}",
        "=?utf-8?Q?left-heights=40{}?=",
        "=?iso-8859-1?q?left-heights=40?= =?utf-8?q?{}?=",
    ],
)
@pytest.mark.parametrize("length", [SHORT, WHOLE])
def test_the_right_one_is_read_alone(text: str, length: int, tiny_package: Bench) -> None:
    mark = (MARK + "7d" * WHOLE)[:length]
    assert parsed([text.format(mark)], KNOWN) == [("left-heights", mark)]


def test_an_encoded_word_of_a_mail_is_read(tiny_package: Bench) -> None:
    word = base64.b64encode(f"left-heights@{MARK}".encode()).decode()
    for charset in ("utf-8", "US-ASCII*en"):
        text = f"Subject: =?{charset}?B?{word.rstrip('=')}?="
        assert parsed([text], KNOWN) == [("left-heights", MARK)]
    assert parsed(["left-heights =?no-such?B?eA=?= a"], KNOWN) == [("left-heights", "")]


@pytest.mark.parametrize(
    "text",
    [
        FIGURE,
        f"{FIGURE}?lang=en&utm_source=letter#left-heights",
        f"The authors. (2026). A title [Figure]. In A book (Version 0.5.0). {FIGURE}",
        "https://a.example/v/0.5.0/figures/left-heights.svg, 2026-11-26, 20261126, 10:15",
        "left-heights, version 2.1 of 2026",
        "left-heights of v0.5.0, with fp16 and a face",
        "https://a.example/?url=" + quote(FIGURE, safe="") + "&data=0123456789abcdef&sa=t",
        f'<link href="../_static/a.css?v=fdff1dd773"><script src="b.js?v=0123456">{FIGURE}',
        "left-heights, as the first of two towers of the old town is known: Mark Two has another",
        f"{FIGURE}\nMade from commit 0123456789ab; not checked",
        f"{FIGURE}: one decade, 12 500 doors, 3.75 per cent",
    ],
)
def test_an_id_by_which_no_fingerprint_stands_is_bare(text: str, tiny_package: Bench) -> None:
    assert parsed([text], KNOWN) == [("left-heights", "")]


RECORD = {"id": "left-heights", "paraphrase": TITLE, "repeated_by": ["doors"], "rows": ["a@b.c"]}


@pytest.mark.parametrize("write", [json.dumps, lambda one: json.dumps(one, indent=1)])
@pytest.mark.parametrize("mark", [MARK, "0" * WHOLE, "", None, "zz", ["x"], 0, "  SHA-256: 01"])
def test_records_of_ours_are_read_as_json(
    write: Callable[[object], str], mark: object, tiny_package: Bench
) -> None:
    other = {"claim": "left-height", "fingerprint": "f" * WHOLE}
    one = {**RECORD, "page": "l.html#claim-left-heights", "fingerprint": mark, "from": ["doors"]}
    read = dict(parsed([write(one)], KNOWN))
    assert set(read) == {"left-heights"} and read["left-heights"]
    assert FINGERPRINT.fullmatch(read["left-heights"]) is None or read["left-heights"] == mark
    for both in ({"claims": [other, one]}, [one, other]):
        assert dict(parsed([write(both)], KNOWN)) == {**read, "left-height": "f" * WHOLE}
    manifest = {"figures": {"left-heights": {"chapter": "left", "fingerprint": mark}}}
    assert dict(parsed([f"curl …\n{write(manifest)}\n"], KNOWN)) == read


def test_a_record_with_two_fingerprints_has_both(tiny_package: Bench) -> None:
    text = f'{{"fingerprint": "{"e" * 12}", "id": "left-heights", "fingerprint": "{MARK}"}}'
    both = [("left-heights", "e" * 12), ("left-heights", MARK)]
    assert parsed([text], KNOWN) == both
    assert parsed([f'{text}\n{{"claim": "doors", "fingerprint": "{MARK}"}}'], KNOWN) == [
        *both,
        ("doors", MARK),
    ]
    text = f'{{"id": "left-heights", "fingerprint": "{MARK}", "note": "left-heights@{"e" * 12}"}}'
    assert parsed([text], KNOWN) == both[::-1]


def test_a_long_text_takes_time_in_proportion(tiny_package: Bench) -> None:
    def seconds(times: int) -> float:
        text = f'{FIGURE} and left-height, {TITLE}; a@b.example, mark that, [[{{"id": = \n' * times
        begun = time.process_time()
        assert parsed([text], KNOWN)
        return time.process_time() - begun

    assert seconds(800) < 12 * max(seconds(200), 0.02)


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (["left-heights", "doors"], ["left-heights", "doors"]),
        (["left-heights", "@", MARK], [f"left-heights @ {MARK}"]),
        (["left-heights@", MARK, "doors"], [f"left-heights@ {MARK}", "doors"]),
        (["left-heights", "at", "0123"], ["left-heights at 0123"]),
        (["left-heights", "＠0123"], ["left-heights ＠0123"]),
        (["left-heights", MARK], [f"left-heights {MARK}"]),
        (["doors", "-"], ["doors", "-"]),
    ],
)
def test_what_a_shell_took_apart_is_put_together(words: list[str], texts: list[str]) -> None:
    assert joined(words) == texts


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        (
            "0123456789a",
            "11 digits are too few; 12 tell slips and later changes, and only all 64 bind an "
            "author who seeks two findings with the same digits",
        ),
        ("0123456z89ab", "one has 12 to 64 digits, 0 to 9 and a to f"),
        ("0" * 65, "one has 12 to 64 digits, 0 to 9 and a to f"),
    ],
)
def test_what_is_no_fingerprint_is_told_with_the_reason(mark: str, why: str) -> None:
    assert not FINGERPRINT.fullmatch(mark)
    assert why_no_fingerprint(mark) == f"{mark!r} is no fingerprint: {why}"
    assert why_no_fingerprint(UNREADABLE).startswith("nothing after the @")
