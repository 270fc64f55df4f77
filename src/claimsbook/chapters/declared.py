"""The assumptions that a chapter declares, read from its script without running the chapter."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

from claimsbook.chapters import assumptions, slicing
from claimsbook.chapters.pairs import Chapter, all_chapters
from claimsbook.errors import BookError


def checked(chapter: Chapter, given: Mapping[str, str]) -> None:
    """Refuse what cannot be assumed in a chapter, before anything is run.

    `given` has texts by the names of assumptions. Raises BookError, in one line, where the chapter
    has no assumptions, none of that name, or the text is no value of it. What cannot be told
    without running the chapter passes: the run will tell.
    """
    place = _place(chapter)
    if place is None:
        others = ", ".join(chapters_that_assume())
        raise BookError(
            f"chapter {chapter.slug!r} has no assumptions to set. "
            f"Remedy: use one of {others or 'none'}."
        )
    kind = _kind(*place)
    if kind is not None:
        assumptions.replaced(kind, given)


def names(chapter: Chapter) -> list[str]:
    """The names of the assumptions of a chapter, where they can be told without running it."""
    place = _place(chapter)
    kind = _kind(*place) if place else None
    return [one.name for one in dataclasses.fields(kind)] if kind else []


@dataclasses.dataclass(frozen=True)
class Assumption:
    """One assumption as readers see it: its name, the chapter's value, what may stand there, why.

    `allowed` is a range or the choices in words, "" where neither is declared; `about` is the
    comment beside it in the script.
    """

    name: str
    value: str
    allowed: str
    about: str


def listed(chapter: Chapter) -> list[Assumption]:
    """The assumptions of a chapter in their order, where they can be told without running it."""
    place = _place(chapter)
    kind = _kind(*place) if place else None
    if place is None or kind is None:
        return []
    comments = _comments(chapter, place[2])
    hints = get_type_hints(kind, include_extras=True)
    return [
        Assumption(
            one.name, str(one.default), _allowed(hints[one.name]), comments.get(one.name, "")
        )
        for one in dataclasses.fields(kind)
    ]


def _allowed(hint: Any) -> str:
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    bounds = [str(one) for one in get_args(hint)[1:] if isinstance(one, assumptions.Within)]
    return ", ".join(map(str, choices)) if choices else " and ".join(bounds)


def _comments(chapter: Chapter, name: str) -> dict[str, str]:
    """What stands behind the # of each field of the class `name`, by the field's name."""
    body = re.search(
        rf"^class {re.escape(name)}\b.*\n((?:[ \t].*\n|\n)*)", chapter.text, re.MULTILINE
    )
    fields = re.findall(r"^    (\w+): .*?  # (.+)$", body[1] if body else "", re.MULTILINE)
    return dict(fields)


def chapters_that_assume() -> list[str]:
    """The slugs of the chapters that take assumptions."""
    return [one.slug for one in all_chapters() if _place(one) is not None]


def _place(chapter: Chapter) -> tuple[list[slicing.Statement], int, str] | None:
    """The statements of a chapter, which of them takes the assumptions, the name of their class."""
    try:
        found = slicing.statements(chapter)
    except SyntaxError as error:
        raise BookError(
            f"notebooks/{chapter.slug}.py is no Python ({error.msg}: {error.text or ''!r}). "
            "Remedy: mend it."
        ) from None
    for number, one in enumerate(found):
        for node in ast.walk(one.tree):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).split(".")[-1] == "assume"
                and len(node.args) == 1
            ):
                return found, number, ast.unparse(node.args[0])
    return None


def _kind(all_: list[slicing.Statement], number: int, name: str) -> type[Any] | None:
    """The class of that name, by the statements that it rests on; None where they do not do."""
    needed = slicing.behind(all_[: number + 1], number)
    body = [one.tree for one in reversed(needed) if one is not all_[number]]
    names: dict[str, Any] = {"__name__": "__main__"}
    try:
        # The chapter's own annotations, not what this module makes of its.
        exec(compile(ast.Module(body, []), "<assumptions>", "exec", dont_inherit=True), names)
        found = names[name]
    except Exception:
        return None
    return found if dataclasses.is_dataclass(found) and isinstance(found, type) else None
