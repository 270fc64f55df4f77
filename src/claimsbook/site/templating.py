"""The markup of the site: macros of Jinja, which escape whatever is not markup already.

`templates/<topic>.html` holds the macros of a topic. Code prepares values, a macro puts them into
markup; what comes of it is `Markup`, which other macros take as it is. Markup is made nowhere else.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from claimsbook.ledger import claims

TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment() -> Environment:
    """Where the templates are found and how they are read: escaping, and strict about names."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    made.policies["json.dumps_function"] = _json
    made.filters["slug"] = slug
    made.filters["meaning"] = meaning
    return made


def _json(value: Any, **options: Any) -> str:
    """JSON without the signs that older JavaScript ends a line at; `tojson` escapes the others."""
    text = json.dumps(value, **options)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def markup(topic: str, macro: str, /, *values: Any, **named: Any) -> Markup:
    """What a macro of `templates/<topic>.html` makes of some values."""
    made: Markup = getattr(environment().get_template(f"{topic}.html").module, macro)(
        *values, **named
    )
    return made


def document(template: str, /, **values: Any) -> str:
    """A whole template, filled in."""
    return environment().get_template(template).render(values)


def slug(verdict: str) -> str:
    """A verdict as part of a class name."""
    return verdict.replace(" ", "-")


def meaning(verdict: str) -> str:
    """What a verdict means, for people."""
    return claims.VERDICTS.get(verdict, "no chapter has checked it")
