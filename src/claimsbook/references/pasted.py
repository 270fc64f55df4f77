"""What a pasted text cites: ids and fingerprints, whatever mail, pages and programs made of them.

A text is undone first (`undone.plain`). JSON of ours is read as such (`kept`). Elsewhere an `@`
joins the id before it and the fingerprint after it, both perhaps broken over lines. What stands
about an id and might be its fingerprint, or says that there is one, is taken for it: that it cannot
be read must never make a bare id of it.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from claimsbook.ledger import claims
from claimsbook.references import kept
from claimsbook.references.undone import ID, SAYS, plain
from claimsbook.settings import settings

SHORT, WHOLE = 12, 64
"""So many digits of a fingerprint a citation for people has; all of them, as machines have them."""

FINGERPRINT = re.compile(rf"[0-9a-f]{{{SHORT},{WHOLE}}}")
"""What is read as a fingerprint. Fewer digits would agree with others by mere trying."""

_LIKE_MARK = re.compile(r"[0-9a-f]{8,64}")
"""What is taken for one after a word that is no id, or may be one by chance."""

UNREADABLE = "?"
"""Stands for a fingerprint where nothing readable follows the `@`."""

SAID = "…"
"""Stands for one where a text says that it has one, and none can be read."""

_ADDRESS = re.compile(
    rf"(?:#(?:claim-|check-|code-)?({ID})|(?:figures|claims)/({ID})(?=[.@])(?:\.[a-z]+)*)(?![\w-])"
)
_WORD = re.compile(rf"(?<![\w.-]){ID}(?![\w-])")
_TOKEN = re.compile(r"\w+")
_MOST_TOKENS = 16
"""An id has so many parts at most, those that a line break makes of it included."""

_LED = re.compile(r"[\s:./#,-]*(?:sha[\s-]*(?:2[\s-]*)?256(?=[\W_])[\s:./#,-]*)?")
"""What may stand before a fingerprint."""

_REACH = 120
"""So many signs after an id what is more likely no fingerprint is taken for one."""

_NEAR = 40
"""So many signs after an id a word that means much else speaks of a fingerprint of it."""

_SAYS = re.compile(rf"(?<![a-z]){SAYS}(?:s\b|(?![a-z]))")
_OFTEN = re.compile(r"hash|mark|version|v")
"""Words that say something else as often."""

_FILLING = re.compile(
    r"[\s./#,-]*(?:(?:are|is|its|no|number|of|sha[\s-]*(?:2[\s-]*)?256|the|this|was)(?!\w)"
    r"[\s./#,-]*)*"
)
_GIVEN = re.compile(r"\s*:[\s:]*")
_VERSION = re.compile(r"(?!0\d)\d{1,3}(?:\.\d+)*(?!\w)|(?:19|20)\d\d(?!\w)")
_PROSE = re.compile(r"(?:a|and|at|by|for|from|in|it|on|or|that|to|which|with)(?!\w)")
"""What follows a word that says something else: the version of a book, or more words."""

_LEAST = 7
"""So many digits a fingerprint is cut to at least, as that of a commit is."""

_FOOT = "made from commit "
"""What the foot of each page says before digits that are no fingerprint."""

_DAY = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d")
_GROUPS = re.compile(r"(?<!\w)[0-9a-f]{4}(?:[ -][0-9a-f]{4}){2,}(?!\w)")


def parsed(texts: list[str], known: set[str]) -> list[tuple[str, str]]:
    """The ids and fingerprints ("" where none is given) that the texts name.

    A text that carries `id@fingerprint` names those, whatever stands for a fingerprint there; else
    it names the ids, of `known` and of the claims of the ledger, that stand in it; else itself.
    """
    ids = known | set(claims.ledger())
    return list(dict.fromkeys(one for text in texts for one in _of_text(text, ids)))


def _of_text(text: str, ids: set[str]) -> list[tuple[str, str]]:
    """What a text names; of JSON with records of ours these, and what an `@` joins in it."""
    records = [
        (name, _Text(plain(mark), ids).whole_mark()) for name, mark in kept.records(text, ids)
    ]
    read = _Text(plain(text), ids)
    return [*records, *read.joined_ones()] if records else read.cited()


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
    if mark == SAID:
        return "the text says that there is a fingerprint, and none can be read there"
    if _is_hex(mark) and len(mark) < SHORT:
        why = (
            f"{len(mark)} digits are too few; {SHORT} tell slips and later changes, and only all "
            f"{WHOLE} bind an author who seeks two findings with the same digits"
        )
    else:
        why = f"one has {SHORT} to {WHOLE} digits, 0 to 9 and a to f"
    return f"{mark!r} is no fingerprint: {why}"


@dataclass(frozen=True)
class _Text:
    """A plain text and the ids that it may name."""

    clean: str
    ids: set[str]

    def cited(self) -> list[tuple[str, str]]:
        """What the text names, as `parsed` says."""
        marked, addressed = self.joined_ones(), list(self._addressed())
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
        told = self._told({name for name, _ in found})
        found = [
            (name, mark or told.get(name, ""))
            for name, mark in found
            if mark or name not in with_mark
        ]
        return found or [(self.clean.strip(), "")]

    def joined_ones(self) -> list[tuple[str, str]]:
        """Each id that an `@` joins to what follows; of unknown names those with a fingerprint."""
        return [(name, mark) for _, name, mark in self._joints]

    def whole_mark(self) -> str:
        """The text as a fingerprint, or what stands for one in it."""
        return self._mark(0) if self.clean.strip() else SAID

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

    @cached_property
    def _joints(self) -> list[tuple[int, str, str]]:
        """The place of each `@` that joins something, and what."""
        found = []
        for at in re.finditer("@", self.clean):
            name, mark = self._before(at.start()), self._mark(at.end())
            if name in self.ids or (name and _LIKE_MARK.fullmatch(mark)):
                found.append((at.start(), name, mark))
        return found

    @cached_property
    def _addresses(self) -> dict[int, tuple[int, str]]:
        """Where each address of the site begins and what it leads to, by its end."""
        found = _ADDRESS.finditer(self.clean)
        return {one.end(): (one.start(), self._own(one[1] or one[2])) for one in found}

    def _before(self, end: int) -> str:
        """The id that ends at a place: a known one if possible, else as it is spelt there."""
        last = bisect.bisect_right(self._ends, end)
        if not last or re.search(r"[^\s.:/#-]", self.clean[self._tokens[last - 1].end() : end]):
            return ""
        # The last word before may be the end of an address: `.html` names nothing.
        if address := self._addresses.get(self._tokens[last - 1].end()):
            return address[1]
        near = self._tokens[max(0, last - _MOST_TOKENS)].start()
        run = re.search(rf"(?<![\w-]){ID}$", self.clean[near : self._tokens[last - 1].end()])
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
        for end, (_, name) in self._addresses.items():
            if name in self.ids:
                rest = self.clean[end:].partition("\n")[0]
                joined = re.match(r"\s*@", rest)
                mark = self._mark(end + joined.end()) if joined else ""
                yield name, mark or self._looks_marked(end, rest, near=True)

    @cached_property
    def _words(self) -> list[tuple[int, int, str]]:
        """Where each word of the text begins and ends, and the word, or the known id it is."""
        # The page of an address is where it stands, not what is cited.
        bare = re.sub(r"(?<!\S)\S*/\S*", lambda found: " " * len(found[0]), self.clean)
        return [(one.start(), one.end(), self._own(one[0])) for one in _WORD.finditer(bare)]

    def _named(self) -> Iterator[tuple[str, str]]:
        """The words of the text, known ids as such, each with what might be its fingerprint."""
        stop = len(self.clean)
        found = []
        for start, end, name in reversed(self._words):
            mark = ""
            if name in self.ids:
                mark = self._looks_marked(end, self.clean[end : min(stop, end + _REACH)])
                stop = start
            found.append((name, mark))
        yield from reversed(found)

    def _told(self, cited: set[str]) -> dict[str, str]:
        """What about each id says that it has a fingerprint, or might be one.

        What stands between two of the ids that are `cited` is of the first; before all, of that.
        """
        places = sorted(
            {(start, end, one) for start, end, one in self._words if one in cited}
            | {(start, end, one) for end, (start, one) in self._addresses.items() if one in cited}
        )
        found: dict[str, str] = {}
        for (_, end, name), (stop, _, _) in itertools.pairwise([*places, (len(self.clean), 0, "")]):
            found[name] = found.get(name) or self._said(end, self._own_until(end, stop))
        if places:
            start, _, name = places[0]
            found[name] = found[name] or self._said(0, start, leads=True)
        return found

    def _own_until(self, start: int, stop: int) -> int:
        """Where what follows an id ends: at the next id, or at an `@` of another."""
        for place in range(bisect.bisect_left(self._joints, (start,)), len(self._joints)):
            at, name, _ = self._joints[place]
            if at >= stop or name in self.ids or "-" in name:
                return min(stop, at)
        return stop

    def _said(self, start: int, stop: int, *, leads: bool = False) -> str:
        """What in a part of the text might be a fingerprint, SAID where one is only spoken of.

        `leads`: the part stands before the id.
        """
        spoken = ""
        for word in _SAYS.finditer(self.clean, start, stop):
            begin = _FILLING.match(self.clean, word.end(), stop)
            place = begin.end() if begin else word.end()
            given = _GIVEN.match(self.clean, place, stop)
            place = given.end() if given else place
            first = _TOKEN.match(self.clean, place, stop)
            often = bool(_OFTEN.match(word[0]))
            if often and first and _PROSE.match(first[0]):
                continue
            if word[0].startswith("v") and _VERSION.match(self.clean, place, stop):
                continue
            if given or (first and _has_digit(first[0])):
                return self._mark(first.start()) if first else SAID
            if often:
                spoken = spoken if leads or word.start() - start > _NEAR else SAID
            elif first or leads or stop == len(self.clean):
                # The last word before the next id speaks of that.
                spoken = SAID
        for token in _TOKEN.finditer(self.clean, start, stop):
            if self.clean.endswith(_FOOT, start, token.start()):
                continue
            if _stands_for_mark(token[0]) or (
                token[0].isdecimal()
                and token.start() - start <= _REACH
                and len(token[0]) >= _LEAST
                and not _DAY.fullmatch(token[0])
                and self.clean[token.start() - 1 : token.start()] not in ("/", ".", "-")
            ):
                return self._mark(token.start())
        groups = _GROUPS.search(self.clean, start, stop)
        if groups and _is_mixed(re.sub(r"\W", "", groups[0])):
            return self._mark(groups.start())
        return spoken

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


def _stands_for_mark(token: str) -> bool:
    """Whether a word of any text is a fingerprint, cut or damaged, rather than a word or number."""
    if _is_hex(token):
        least = _LEAST if _is_mixed(token) else SHORT if token.isdecimal() else _LEAST + 1
    else:
        least = _LEAST + 1
    return len(token) >= least and (_is_hex(token) or _is_like_hex(token))


def _has_digit(token: str) -> bool:
    return bool(re.search(r"\d", token))


def _is_mixed(token: str) -> bool:
    """Whether a token has digits and letters, as a longer piece of a fingerprint has."""
    return bool(re.search(r"\d", token)) and not token.isdecimal()


def _is_like_hex(token: str) -> bool:
    """Whether a token looks like hex digits, some of them damaged."""
    return bool(re.search(r"\d", token)) and len(re.findall(r"[0-9a-f]", token)) >= 0.75 * len(
        token
    )
