"""What a pasted text cites: ids and fingerprints, whatever mail, pages and programs made of them.

A text is undone first (`plain`): entities, quoted-printable and percent signs, compatibility forms
of Unicode, invisible signs, the dashes and quotation marks of office programs. Then an `@` joins
the id before it and the fingerprint after it, both perhaps broken over lines. What follows an id
and might be a fingerprint is taken for one: that it cannot be read must never make a bare id of it.
"""

from __future__ import annotations

import bisect
import html
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from claimsbook.ledger import claims
from claimsbook.settings import settings
from claimsbook.signs import has_no_width

SHORT, WHOLE = 12, 64
"""So many digits of a fingerprint a citation for people has; all of them, as machines have them."""

FINGERPRINT = re.compile(rf"[0-9a-f]{{{SHORT},{WHOLE}}}")
"""What is read as a fingerprint. Fewer digits would agree with others by mere trying."""

_LIKE_MARK = re.compile(r"[0-9a-f]{8,64}")
"""What is taken for one after a word that is no id, or may be one by chance."""

UNREADABLE = "?"
"""Stands for a fingerprint where nothing readable follows the `@`."""

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ADDRESS = re.compile(
    rf"(?:#(?:claim-|check-|code-)?({_ID})|(?:figures|claims)/({_ID})(?=[.@])(?:\.[a-z]+)*)(?![\w-])"
)
_WORD = re.compile(rf"(?<![\w.-]){_ID}(?![\w-])")
_TOKEN = re.compile(r"\w+")
_MOST_TOKENS = 16
"""An id has so many parts at most, those that a line break makes of it included."""

_LED = re.compile(r"[\s:./#,-]*(?:sha[\s-]*(?:2[\s-]*)?256(?=[\W_])[\s:./#,-]*)?")
"""What may stand before a fingerprint."""

_REACH = 120
"""So many signs after an id something that looks like a fingerprint is taken to be its own."""


def parsed(texts: list[str], known: set[str]) -> list[tuple[str, str]]:
    """The ids and fingerprints ("" where none is given) that the texts name.

    A text that carries `id@fingerprint` names those, whatever stands for a fingerprint there; else
    it names the ids, of `known` and of the claims of the ledger, that stand in it; else itself.
    """
    ids = known | set(claims.ledger())
    return list(dict.fromkeys(one for text in texts for one in _Text(plain(text), ids).cited()))


def joined(words: list[str]) -> list[str]:
    """The words of a command line, those put together again that a space about an `@` parted."""
    texts: list[str] = []
    for word in words:
        clean = plain(word).strip()
        goes_on = re.match(r"@|at$", clean) or FINGERPRINT.fullmatch(clean)
        if texts and (goes_on or _is_open(texts[-1])):
            texts[-1] += f" {word}"
        else:
            texts.append(word)
    return texts


def _is_open(text: str) -> bool:
    """Whether a text ends where a fingerprint should follow."""
    return bool(re.search(r"(@|\bat)$", plain(text).strip()))


def why_no_fingerprint(mark: str) -> str:
    """What is wrong with what stands for a fingerprint, in a line without its stop."""
    if mark == UNREADABLE:
        return "nothing after the @ can be read as a fingerprint"
    if _is_hex(mark) and len(mark) < SHORT:
        why = (
            f"{len(mark)} digits are too few; {SHORT} tell slips and later changes, and only all "
            f"{WHOLE} bind an author who seeks two findings with the same digits"
        )
    else:
        why = f"one has {SHORT} to {WHOLE} digits, 0 to 9 and a to f"
    return f"{mark!r} is no fingerprint: {why}"


def plain(text: str) -> str:
    """A pasted text as our ids are spelt; what a page, TeX, mail or an address made is undone.

    What is left are small letters, digits, line breaks, spaces and the signs `@-./#:,`.
    """
    for _ in range(_LAYERS):
        before, text = text, _peeled(text)
        if text == before:
            break
    text = _SUM.sub(r"\2@\1", _GRAMMAR.sub(" ", text))
    text = "".join("," if _is_raised(sign) else sign for sign in text)
    text = _LINE_END.sub("\n", unicodedata.normalize("NFKC", text).lower())
    text = text.replace("i\u0307", "i").replace("\u0131", "i")  # Turkish capitals and smalls
    text = "".join(sign for sign in text if not has_no_width(sign))
    signs = [_plain_sign(sign, before) for before, sign in itertools.pairwise(f" {text}")]
    # A line break after a hyphen is a page's, not the id's.
    return re.sub(r"(?<=\w)-[ ]*\n\s*(?=\w)", "-", "".join(signs))


_LAYERS = 4
"""So many times over a text may be escaped; each layer is taken off."""

_TAGS = "a|abbr|b|big|cite|code|em|font|i|ins|kbd|mark|s|samp|small|span|strong|tt|u|var|wbr"
_INLINE = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.I)
_BLOCK = re.compile(
    r"</?(?:blockquote|br|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|t[dhr]|table|tbody|ul)"
    r"(?:\s[^<>]*)?/?>|<!--.*?-->",
    re.I | re.S,
)
_RAISED = re.compile(r"</?su[bp](?:\s[^<>]*)?/?>", re.I)
_LINKED = re.compile(r"<[^<>]*\s(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})|\\x([0-9a-f]{2})", re.I)
_PERCENT = re.compile(r"(?:%[0-9a-f]{2})+", re.I)
_QUOTED_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2})+")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_GRAMMAR = re.compile(
    r"(?<=[\"'])@(?=(?:context|graph|id|none|type|value)[\"']\s*:)"
    r"|@(?=(?:article|book|booklet|comment|conference|dataset|inbook|incollection|inproceedings|"
    r"manual|mastersthesis|misc|online|phdthesis|preamble|proceedings|report|software|string|"
    r"techreport|thesis|unpublished)\s*[{(])",
    re.I,
)
"""An `@` of JSON-LD or BibTeX, which joins nothing."""

_SUM = re.compile(
    rf"(?<!\w)(\w{{{WHOLE // 2},}})[ ]+\*?\S*?(?:figures|claims)/({_ID})\.canonical\.json"
)
"""A line that `sha256sum` prints of the bytes that a fingerprint covers, perhaps damaged."""


def _peeled(text: str) -> str:
    """A text with one layer of markup and escapes taken off; what links lead to comes last."""
    linked = "".join(f"\n{one}" for one in _LINKED.findall(text))
    # What is raised is another word: the number of a note would pass for a last digit.
    text = _RAISED.sub(",", _BLOCK.sub(" ", _INLINE.sub("", text))) + linked
    text = re.sub(r"(?<=\S)=[ \t]*\r?\n", "", text)
    text = _QUOTED_PRINTABLE.sub(_decoded("=", lambda raw: not raw.isalnum()), text)
    text = _PERCENT.sub(_decoded("%", lambda _: True), html.unescape(text))
    text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    return re.sub(r"\\(?=[^\w\s])", "", text)


def _decoded(sign: str, wanted: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    """What puts bytes written in hex after a sign back, where they are UTF-8 and as `wanted`."""

    def decode(found: re.Match[str]) -> str:
        try:
            text = bytes.fromhex(found[0].replace(sign, "")).decode("utf-8")
        except ValueError:
            return found[0]
        return text if wanted(text) else found[0]

    return decode


def _is_raised(sign: str) -> bool:
    """Whether a sign is a raised or ringed form, such as the number of a note."""
    form = unicodedata.decomposition(sign).partition(" ")[0]
    return form in ("<super>", "<sub>", "<circle>", "<fraction>", "<square>")


_BREAKS = "\u2014\u2015\u2e3a\u2e3b\u301c\u3030"
"""Dashes that part sentences; no program puts one for a hyphen."""


def _plain_sign(sign: str, before: str) -> str:
    """A sign as `plain` leaves it, `before` being the sign before it."""
    kind = unicodedata.category(sign)
    if sign in "@-./#:,\n" or (sign.isascii() and sign.isalnum()):
        return sign
    if sign == "\ufffd" or (kind == "Cc" and sign != "\t"):
        # A program lost a sign here; after an id that may have been the `@`.
        return "@"
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Pd" or sign in "\u02d7\u2043\u2212":
        return " " if sign in _BREAKS else "-"
    if kind[0] == "M":
        # Other scripts have such marks freely; over a letter or digit of ours it makes another.
        return " " if unicodedata.category(before) in ("Lo", "Mc", "Mn") else "_"
    if kind in ("Ll", "Lm", "Lt", "Lu"):
        return sign
    return "," if sign == ";" else " "


@dataclass(frozen=True)
class _Text:
    """A plain text and the ids that it may name."""

    clean: str
    ids: set[str]

    def cited(self) -> list[tuple[str, str]]:
        """What the text names, as `parsed` says."""
        marked, addressed = list(self._marked()), list(self._addressed())
        if not marked:
            words = list(self._named())
            # In a text a word may be one by chance; an id has a hyphen, or stands in an address.
            alone = len(words) == 1 and not addressed
            homes = {name for name, _ in addressed}
            named = [one for one in words if one[0] in self.ids]
            addressed += [
                (name, mark)
                for name, mark in named
                if alone or "-" in name or name in homes or _LIKE_MARK.fullmatch(mark)
            ]
        found = marked + addressed
        # Once cited with a fingerprint, nothing is cited without.
        with_mark = {name for name, mark in found if mark}
        found = [one for one in found if one[1] or one[0] not in with_mark]
        return found or [(self.clean.strip(), "")]

    @cached_property
    def _spelt(self) -> dict[str, str]:
        """The ids by their letters and digits alone; without those that agree in them."""
        found: dict[str, str] = {}
        for one in sorted(self.ids):
            found[one.replace("-", "")] = "" if one.replace("-", "") in found else one
        return {bones: one for bones, one in found.items() if one}

    @cached_property
    def _tokens(self) -> list[re.Match[str]]:
        return list(_TOKEN.finditer(self.clean))

    @cached_property
    def _ends(self) -> list[int]:
        return [one.end() for one in self._tokens]

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        """What a reference manager or an address puts before an id."""
        book = settings().name
        return f"{book}-claim-", f"{book}-", "claim-"

    def _marked(self) -> Iterator[tuple[str, str]]:
        """Each id that an `@` joins to what follows; of unknown names those with a fingerprint."""
        for at in re.finditer("@", self.clean):
            name, mark = self._before(at.start()), self._mark(at.end())
            if name in self.ids or (name and _LIKE_MARK.fullmatch(mark)):
                yield name, mark

    def _before(self, end: int) -> str:
        """The id that ends at a place: a known one if possible, else as it is spelt there."""
        last = bisect.bisect_right(self._ends, end)
        if not last or re.search(r"[^\s.:/#-]", self.clean[self._tokens[last - 1].end() : end]):
            return ""
        near = self._tokens[max(0, last - _MOST_TOKENS)].start()
        run = re.search(rf"(?<![\w-]){_ID}$", self.clean[near : self._tokens[last - 1].end()])
        # Parts joined by hyphens or over line breaks first: only then may a space have been one.
        for joint in (r"\s*-+\s*|\s*\n\s*", r"[\s-]+"):
            for first in range(max(0, last - _MOST_TOKENS), last):
                if name := self._joined(self._tokens[first:last], joint):
                    return name
        return run[0] if run else ""

    def _joined(self, parts: list[re.Match[str]], joint: str) -> str:
        """The known id that tokens with such joints make; "" where they make none."""
        name = self._spelt.get("".join(one[0] for one in parts), "")
        gaps = (self.clean[a.end() : b.start()] for a, b in itertools.pairwise(parts))
        fits = name and all(re.fullmatch(joint, gap) for gap in gaps)
        return name if fits and self._begins(parts[0].start()) else ""

    def _begins(self, start: int) -> bool:
        """Whether an id may begin at a place: nothing is glued to it but a known prefix."""
        found = re.search(r"[\w-]*$", self.clean[max(0, start - _REACH) : start])
        glued = found[0] if found else ""
        return not glued.strip("-") or glued in self._prefixes

    def _mark(self, start: int) -> str:
        """What stands for a fingerprint from a place on; pieces of one are put together.

        It ends in "…", and so is none, where it goes on in a way that cannot be read.
        """
        led = _LED.match(self.clean, start)
        after = _TOKEN.finditer(self.clean, led.end() if led else start)
        tokens = list(self._in_a_row(itertools.islice(after, WHOLE)))
        pieces = [one[0] for one in tokens]
        if not pieces:
            return UNREADABLE
        sums = list(itertools.accumulate(itertools.takewhile(_is_hex, pieces)))
        if fit := [one for one in sums if len(one) == WHOLE]:
            return fit[0]
        count = next((n for n, one in enumerate(sums, start=1) if len(one) == SHORT), 0)
        run = list(itertools.takewhile(lambda one: _is_hex(one) or _is_like_hex(one), pieces))
        rest = run[count or 1 :]
        long = len("".join(rest)) >= 10
        # The rest of a damaged one may follow; so may a word or a date.
        if count:
            goes_on = long and any(map(_is_mixed, rest))
            goes_on |= len(tokens) > count > 1 and self._goes_on(tokens[: count + 1])
        else:
            goes_on = len(pieces[0]) > SHORT and (long or any(map(_is_mixed, rest)))
        return "".join(run) + "…" if goes_on else (sums[count - 1] if count else pieces[0])

    def _in_a_row(self, tokens: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
        """Tokens up to a comma."""
        last = None
        for one in tokens:
            if last is not None and "," in self.clean[last.end() : one.start()]:
                return
            yield (last := one)

    def _goes_on(self, tokens: list[re.Match[str]]) -> bool:
        """Whether the last of some tokens looks like one more piece in a row of equal ones."""
        gaps = {self.clean[a.end() : b.start()] for a, b in itertools.pairwise(tokens)}
        digits = len(re.findall(r"[0-9a-f]", tokens[-1][0]))
        equal = len({len(one[0]) for one in tokens}) == 1 and digits >= 0.75 * len(tokens[-1][0])
        return len(gaps) == 1 and (equal or _is_like_hex(tokens[-1][0]))

    def _addressed(self) -> Iterator[tuple[str, str]]:
        """The known ids that addresses of the site lead to, with what follows on the line."""
        for found in _ADDRESS.finditer(self.clean):
            name = self._own(found[1] or found[2])
            if name in self.ids:
                rest = self.clean[found.end() :].partition("\n")[0]
                joined = re.match(r"\s*@", rest)
                mark = self._mark(found.end() + joined.end()) if joined else ""
                yield name, mark or self._looks_marked(found.end(), rest, near=True)

    def _named(self) -> Iterator[tuple[str, str]]:
        """The words of the text, known ids as such, each with what might be its fingerprint."""
        # The page of an address is where it stands, not what is cited.
        bare = re.sub(r"(?<!\S)\S*/\S*", lambda found: " " * len(found[0]), self.clean)
        words = list(_WORD.finditer(bare))
        names = [self._own(one[0]) for one in words]
        starts = [one.start() for one, name in zip(words, names) if name in self.ids]
        for word, name in zip(words, names):
            if name not in self.ids:
                yield name, ""
                continue
            end = min((one for one in starts if one > word.start()), default=len(self.clean))
            rest = self.clean[word.end() : min(end, word.end() + _REACH)]
            yield name, self._looks_marked(word.end(), rest)

    def _looks_marked(self, start: int, rest: str, *, near: bool = False) -> str:
        """What in the `rest` after an id might be its fingerprint; "" where nothing might.

        An `@` that joins no other name, or a run of hex digits; `near`, only what follows at once.
        """
        if at := re.match(r"[\W_]*at\b", rest):
            return self._mark(start + at.end())
        led = re.match(r"[\W_]*(?:sha[\s-]*256\b[\W_]*)?", rest)
        first = _TOKEN.match(rest, led.end() if led else 0)
        if first and _may_be_mark(first[0]):
            return self._mark(start + first.start())
        for token in () if near else _TOKEN.finditer(rest):
            least = 8 if _is_mixed(token[0]) else SHORT
            if len(token[0]) >= least and (_is_hex(token[0]) or _is_like_hex(token[0])):
                return self._mark(start + token.start())
        for at in () if near else re.finditer("@", rest):
            place = start + at.end()
            glued = re.match(r"\w@\w", self.clean[max(0, place - 2) : place + 1])
            # One before the next id (`rest` ends there) introduces that, as in [@one, @other].
            leads = at.end() == len(rest) and self.clean[place : place + 1].isalnum()
            if not glued and not leads:
                return self._mark(place)
        return ""

    def _own(self, word: str) -> str:
        """An id without what is put before it; a known one where a page hyphenated it."""
        for before in ("", *self._prefixes):
            if word.startswith(before):
                name = word.removeprefix(before)
                if name in self.ids or self._spelt.get(name.replace("-", "")):
                    return name if name in self.ids else self._spelt[name.replace("-", "")]
        return word


def _is_hex(token: str) -> bool:
    return bool(re.fullmatch(r"[0-9a-f]+", token))


def _may_be_mark(token: str) -> bool:
    """Whether what follows an id at once may be its fingerprint, damaged or cut."""
    return len(token) >= 4 and _is_like_hex(token) and not re.fullmatch(r"\d{4}", token)


def _is_mixed(token: str) -> bool:
    """Whether a token has digits and letters, as a longer piece of a fingerprint has."""
    return bool(re.search(r"\d", token)) and not token.isdecimal()


def _is_like_hex(token: str) -> bool:
    """Whether a token looks like hex digits, some of them damaged."""
    return bool(re.search(r"\d", token)) and len(re.findall(r"[0-9a-f]", token)) >= 0.75 * len(
        token
    )
