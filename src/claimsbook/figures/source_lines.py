"""The source line under a figure: who, by the part that they play, none left out.

"Prices: litellm (BerriAI, 20 releases), tokencost (AgentOps, 7 releases); scores: Epoch AI (2026)."
The part is that of the table in which a source is cited (`[roles]` of book.toml); releases of one
package, and documents of one publisher, stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimsbook.settings import settings
from claimsbook.tables import sources

_FEW = 3
"""Years that are listed one by one; more of them are a span."""


def source_line(source_ids: Iterable[str], cited_in: Iterable[tuple[str, str]] = ()) -> str:
    """Who and when for all sources, grouped by part and by publisher.

    `cited_in` has the table and the source of each row of data that cites one, as far as rows do.
    Raises BookError for a source that `data/sources.csv` does not have.
    """
    parts: dict[str, dict[str, None]] = {}
    placed: set[str] = set()
    for table, source_id in cited_in:
        placed.add(source_id)
        parts.setdefault(settings().roles.get(table, ""), {})[source_id] = None
    others = [one for one in source_ids if one not in placed]
    unnamed = dict.fromkeys([*parts.pop("", {}), *others])
    told = [f"{role}: {_who(ids)}" for role, ids in parts.items()]
    if unnamed:
        told.append(f"others: {_who(unnamed)}" if told else _who(unnamed))
    line = "; ".join(told)
    return f"Sources: {line}" if not parts else line[:1].upper() + line[1:]


def _who(source_ids: Iterable[str]) -> str:
    packages: dict[tuple[str, str], list[str]] = {}
    documents: dict[str, list[str]] = {}
    for source_id in source_ids:
        one = sources.source(source_id)
        who = one.publisher or one.author or one.title
        package = re.fullmatch(r"([\w.-]+)==(\S+)", one.artifact)
        if package:
            packages.setdefault((package[1], who), []).append(package[2])
        else:
            documents.setdefault(who, []).append(one.year)
    told = [_releases(name, who, versions) for (name, who), versions in packages.items()]
    return ", ".join([*told, *(f"{who}{_years(years)}" for who, years in documents.items())])


def _releases(name: str, who: str, versions: list[str]) -> str:
    maker = "" if who.lower() == name.lower() else f"{who}, "
    if len(versions) == 1:
        return f"{name} {versions[0]}" + (f" ({who})" if maker else "")
    return f"{name} ({maker}{len(versions)} releases)"


def _years(years: list[str]) -> str:
    known = sorted({year for year in years if year.isdigit()})
    if not known:
        return ""
    return f" ({', '.join(known) if len(known) <= _FEW else f'{known[0]} to {known[-1]}'})"
