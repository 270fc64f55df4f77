"""A pasted text as our ids are spelt: what mail, pages and programs made of it is undone.

Entities, quoted-printable and percent signs, the words of a mail's head, escapes of JSON, TeX and
RTF, links that lead through another site, compatibility forms of Unicode, invisible signs, the
dashes and quotation marks of office programs.
"""

from __future__ import annotations

import binascii
import html
import itertools
import quopri
import re
import unicodedata
from urllib.parse import unquote

from claimsbook.signs import has_no_width

SAYS = r"(?:checksum|digest|fingerprint|fp(?!\d)|hash|mark|sha[\s-]?(?:2[\s-]?)?256|version|v)"
"""The words that say that a fingerprint stands near."""

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""How the id of a figure or a claim is spelt."""


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
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})|(?:\\x|\\')([0-9a-f]{2})", re.I)
_TEX_WORD = re.compile(rf"\\(?!u[0-9a-f]{{4}}|{SAYS})[a-z]{{2,}}\*?(?=[{{\s\\])", re.I)
_RTF_SIGN = re.compile(r"\\u(\d{2,5})[ ]?(?:\?|\\'[0-9a-f]{2})")
_RTF_WORD = re.compile(r"\\[a-z]+-?\d*[ ]?|(?<!\\)[{}]")
_WORD_OF_A_HEAD = re.compile(
    r"=\?([\w.-]+)(?:\*[\w-]+)?\?([bq])\?([^?\s]*)\?=(?:\s+(?==\?))?", re.I
)
_LED_ELSEWHERE = re.compile(
    r"https?://[^\s<>\"'?]*\?(?:[^\s<>\"'?=]*=[^\s<>\"'?&]*&)*?(?:q|target|to|u|url)="
    r"(https?(?::|%3a)[^\s<>\"'&]*)([^\s<>\"']*)",
    re.I,
)
"""An address that leads to another, which it carries, as mail programs and search engines have."""

_DRESS = re.compile(
    r"(?<![^\s\"'(=])(?![^\s\"'<>?]*(?:figures|claims)/)([^\s\"'<>?#]+\.(?:css|ico|js|woff2?))"
    r"\?[\w.=-]+(?![^\s\"'<>)])",
    re.I,
)
"""The file of a page's looks, whose version in its address is nobody's fingerprint."""

_KEY = re.compile(rf"(?:[?&]|&amp;)[\w.-]+$|\b{SAYS}$", re.I)
"""What has a value after its `=`, whose digits are no escaped sign."""

_SAID = re.compile(rf"(?<![a-z]){SAYS}[\"']?\s*[:=]", re.I)
"""Where a tag or an address gives a fingerprint by name."""

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

_SUM = re.compile(rf"(?<!\w)(\w{{32,}})[ ]+\*?\S*?(?:figures|claims)/({ID})\.canonical\.json")
"""A line that `sha256sum` prints of the bytes that a fingerprint covers, perhaps damaged."""


def _peeled(text: str) -> str:
    """A text with one layer of markup and escapes taken off; what links lead to comes last."""
    text = _of_rtf(text) if "\\rtf" in text else text
    text = _LED_ELSEWHERE.sub(_led_to, _WORD_OF_A_HEAD.sub(_word, text))
    text = _DRESS.sub(r"\1", text)
    linked = "".join(f"\n{one}" for one in _LINKED.findall(text))
    # What is raised is another word: the number of a note would pass for a last digit.
    text = _BLOCK.sub(lambda found: _of_tag(found) or " ", _INLINE.sub(_of_tag, text))
    text = _RAISED.sub(",", text) + linked
    text = re.sub(r"(?<=\S)=[ \t]*\r?\n", "", text)
    text = _QUOTED_PRINTABLE.sub(_unquoted, text)
    text = _PERCENT.sub(lambda found: _decoded(found[0]), html.unescape(text))
    text = _TEX_WORD.sub("", _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), text))
    return re.sub(r"\\(?=[^\w\s])", "", text)


def _led_to(found: re.Match[str]) -> str:
    """The address that another carries; of what follows only a fingerprint is not the other's."""
    return unquote(found[1]) + (found[2] if _SAID.search(found[2]) else "")


def _of_tag(found: re.Match[str]) -> str:
    """What a tag or a comment says where it gives a fingerprint; else nothing."""
    return f" {found[0].strip('<>')} " if _SAID.search(found[0]) else ""


def _unquoted(found: re.Match[str]) -> str:
    """What quoted-printable made of signs; the value of a key, as in `?fp=20…`, stays."""
    start = found.start()
    if not found[0].startswith("=3D") and _KEY.search(found.string[max(0, start - 40) : start]):
        return found[0]
    text = _decoded(found[0])
    controls = any(sign < " " and not sign.isspace() for sign in text)
    return found[0] if text.isalnum() or controls else text


def _decoded(escaped: str) -> str:
    """Bytes written in hex, a sign before each, as text; themselves where they are not UTF-8."""
    try:
        return bytes.fromhex(escaped.replace(escaped[0], "")).decode("utf-8")
    except ValueError:
        return escaped


def _word(found: re.Match[str]) -> str:
    """An encoded word of a mail's head (RFC 2047) as text; itself where it cannot be read."""
    charset, form, text = found.groups()
    try:
        if form in "bB":
            return binascii.a2b_base64(text + "=" * (-len(text) % 4)).decode(charset)
        return quopri.decodestring(text.replace("_", " ")).decode(charset)
    except (ValueError, LookupError):
        return found[0]


def _of_rtf(text: str) -> str:
    """A text in the Rich Text Format without its groups and control words."""
    text = _RTF_SIGN.sub(lambda found: chr(int(found[1])), text)
    return _RTF_WORD.sub("", text.replace("\\~", " ").replace("\\_", "-"))


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
    return {";": ",", "=": ":"}.get(sign, " ")
