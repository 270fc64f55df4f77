"""Names of authors, parsed once: persons by family, given and suffix, institutions as such.

A cell of authors parts its names by `;`. A person is `Family, Given`, `Family, Given, Suffix`,
`Given Family` or `Given Family, Suffix`. A single word (a pseudonym, a family name alone) and what
stands in {braces} (an institution) are taken as they are. `et al.` comes last, where there are
more. What could be read in two ways is refused: it would be guessed wrongly on every list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

REMEDY = (
    "part names by `;`, write a person as `Family, Given` or `Given Family`, an institution in "
    "{braces}, and `et al.` last where there are more"
)

_SUFFIX = re.compile(r"Jr\.?|Sr\.?|II|III|IV")
_PARTICLE = re.compile(
    "'t|af|al|av|bin|da|dal|de|degli|dei|del|della|den|der|des|di|dos|du|el|la|le|op|ter|ten|van|"
    "vom|von|y|zu|zum|zur"
)
"""Lower-case words that a name may have; a family name that follows given ones begins with them."""

_OF_INSTITUTIONS = re.compile(
    r"(Academy|Agency|Association|Authority|Bank|Board|Bureau|Cent(er|re)|Commission|Committee|"
    r"Company|Corporation|Council|Department|Foundation|Fund|Group|Institut(e|ion)|Laboratory|Labs|"
    r"Ministry|News|Office|Organi[sz]ation|Partners|Press|Research|School|Society|Team|The|"
    r"University|Co\.?|Corp\.?|Inc\.?|LLC|Ltd\.?|PLC)"
)


@dataclass(frozen=True)
class Name:
    """A person by `family`, `given` and `suffix`, or whatever else bears a name as `literal`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    def csl(self) -> dict[str, str]:
        """The name variable of CSL-JSON (https://docs.citationstyles.org)."""
        return {part: text for part, text in vars(self).items() if text}

    def __str__(self) -> str:
        """As it is said: given name first."""
        said = self.literal or f"{self.given} {self.family}".strip()
        return f"{said}, {self.suffix}" if self.suffix else said


OTHERS = Name(literal="others")
"""Those whom "et al." stands for. CSL has no form for them; BibTeX has this word."""


def parsed(cell: str) -> list[Name]:
    """The names in a cell of authors, in order; the last is OTHERS where it ends in `et al.`.

    Raises ValueError, saying what is wrong, where a name can be read in no way or in two; REMEDY
    says how to write it.
    """
    if not cell.strip():
        return []
    *first, last = (part.strip() for part in cell.split(";"))
    if first and last == "et al.":
        return [*map(_name, first), OTHERS]
    return [*map(_name, first), _name(last)]


def _name(text: str) -> Name:
    if not text:
        raise ValueError("has a `;` that parts no names")
    if re.search(r"\bet\s+al\b", text) or text.lower() in ("others", "and others"):
        raise ValueError(f"{text!r} says that there are more, not as `; et al.` at the end")
    if whole := re.fullmatch(r"\{([^{}]*\w[^{}]*)\}", text):
        return Name(literal=whole[1].strip())
    if "{" in text or "}" in text:
        raise ValueError(f"{text!r} has braces that do not hold one whole name")
    return _person(text)


def _person(text: str) -> Name:
    head, *tail = (part.strip() for part in text.split(","))
    if not head or not all(tail) or len(tail) > 2:
        raise ValueError(f"{text!r} is no name: its commas do not part family, given and suffix")
    if not tail and len(head.split()) == 1:
        return Name(literal=head)
    if tail and not _SUFFIX.fullmatch(tail[0]):
        # A comma says which is the family name, so that may be any one word: Bank, Press.
        _check(tail[0] if " " not in head else f"{head} {tail[0]}", text)
        family, given, suffix = head, tail[0], "".join(tail[1:])
    else:
        _check(head, text)
        family, given, suffix = _turned(head.split(), tail, text)
    if suffix and not _SUFFIX.fullmatch(suffix):
        raise ValueError(f"{text!r} is no name: {suffix!r} is no suffix")
    return Name(family, given, suffix)


def _turned(words: list[str], tail: list[str], text: str) -> tuple[str, str, str]:
    """Family, given and suffix of a name that begins with the given name."""
    if not tail and _SUFFIX.fullmatch(words[-1]):
        words, tail = words[:-1], words[-1:]
    begins = next((n for n, word in enumerate(words) if _PARTICLE.fullmatch(word)), len(words) - 1)
    if len(tail) > 1 or begins < 1 or _PARTICLE.fullmatch(words[-1]):
        raise ValueError(f"{text!r} is no name: family and given name cannot be told apart")
    return " ".join(words[begins:]), " ".join(words[:begins]), "".join(tail)


def _check(words: str, text: str) -> None:
    """Refuse what would not stand in the name of a person."""
    for word in words.split():
        known = _SUFFIX.fullmatch(word) or _PARTICLE.fullmatch(word)
        if not known and (unlike := _unlike_a_person_s(word)):
            raise ValueError(f"{text!r} may be no person's name: {word!r} {unlike}")


def _unlike_a_person_s(word: str) -> str:
    """Why a word would not stand in the name of a person; "" where it would."""
    if not word[0].isalpha() or re.search(r"[\d&/@_]", word):
        return "is no word of letters"
    if word[0].islower() and not re.match(r"(d|l|dell|dall)['’]|al-", word):
        return "begins with a small letter"
    if len(word) > 1 and word.isupper() and "." not in word:
        return "is all capitals"
    if _OF_INSTITUTIONS.fullmatch(word):
        return "is of institutions"
    return ""
