"""Models that a reader moves: levers with what they start from, presets, and live pictures.

A chapter declares a model once and ends a cell with it. A prose page shows it where it has the
directive `{model} its-id`: sliders, the result as sentences and pictures, its state in the address;
without scripts, each preset with its sentences and a still picture.

The formulas stand twice: in Python, where the chapter tells what comes of each preset, and in a
script of the book, which registers

    (globalThis.bookModels ??= {})["its-id"] = (values, ranges, labels) => told

`values` are the levers' values by id; `ranges` the low and high end of each lever that has them;
`labels` its name and unit with "{}" for the number. `told` has `short` (a line that is always in
view, and announced), `sentence`, `details` (a list) and `views`: for each picture, rows by the name
of the data that its specification asks for. A test of the book must hold the two to the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from claimsbook import paths
from claimsbook.errors import BookError
from claimsbook.figures.exhibits import specification
from claimsbook.files import settled
from claimsbook.ledger import claims
from claimsbook.tables import data

MIME = "application/vnd.claimsbook.model+json"
TOLD = ("short", "sentence", "details", "views")


@dataclass(frozen=True)
class Start:
    """A value and what it rests on: rows of data, claims, or neither, which makes it ours."""

    value: float
    why: str
    rows: Sequence[str] = ()
    claims: Sequence[str] = ()


@dataclass(frozen=True)
class Lever:
    """A number that the reader moves, from `least` to `most` by `step`.

    `label` is its name ("margin"), `unit` how it is written ("{} %"). `low` and `high` are the ends
    of the range in which it may well lie; without them it is not varied. What comes `first` stands
    above the picture, the rest below.
    """

    id: str
    label: str
    unit: str
    least: float
    most: float
    step: float
    about: str
    low: Start | None = None
    high: Start | None = None
    first: bool = False


@dataclass(frozen=True)
class Preset:
    """A set of values to start from, each with what it rests on, and what the formulas tell of it.

    The preset that is `own` is the reader's: it is chosen as soon as a lever is moved.
    """

    id: str
    label: str
    about: str
    starts: Mapping[str, Start]
    told: Mapping[str, Any]
    own: bool = False


@dataclass(frozen=True)
class View:
    """A picture whose charts draw named data; `narrow` is the one for a telephone."""

    id: str
    title: str
    subtitle: str
    chart: Any
    narrow: Any = None


@dataclass(frozen=True)
class Model:
    """A finished model; `record` is what a page is made of."""

    record: dict[str, Any] = field(repr=False)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        lines = [f"{one['label']}: {one['told']['sentence']}" for one in self.record["presets"]]
        return {MIME: self.record, "text/plain": "\n".join(lines)}


def model(
    *,
    id: str,
    title: str,
    script: str,
    levers: Sequence[Lever],
    presets: Sequence[Preset],
    views: Sequence[View],
) -> Model:
    """Declare a model.

    `id` is lower-case words joined by hyphens, the name under which `script`, a file of the book by
    its path from the root, registers its formulas.

    Raises BookError where an id is malformed or given twice, the script is not there, a lever's
    values do not fit each other, a preset lacks a lever or has a value out of range or one that
    rests on an unknown row or claim, not exactly one preset is the reader's own, a preset does not
    tell what is asked, or there is no view.
    """
    for kind, names in {
        "model": [id],
        "lever": [one.id for one in levers],
        "preset": [one.id for one in presets],
        "view": [one.id for one in views],
    }.items():
        _check_ids(id, kind, names)
    if not (paths.root() / script).is_file():
        raise _fault(id, f"its script {script!r} is not there", "give a path from the book's root")
    for lever in levers:
        _check_lever(id, lever)
    for preset in presets:
        _check_preset(id, preset, levers)
    if sum(one.own for one in presets) != 1:
        raise _fault(id, "not exactly one preset is the reader's own", "mark one with own=True")
    record = {
        "id": id,
        "title": title,
        "script": script,
        "levers": [asdict(one) for one in levers],
        "presets": [asdict(one) for one in presets],
        "views": [_view(one) for one in views],
    }
    made: dict[str, Any] = settled(record)
    return Model(made)


def with_data(spec: Mapping[str, Any], rows: Mapping[str, Any]) -> dict[str, Any]:
    """A specification of a view with the rows that it draws."""
    return {**spec, "datasets": {**spec.get("datasets", {}), **rows}}


def _view(view: View) -> dict[str, Any]:
    wide = specification(view.chart, view.id)
    narrow = specification(view.narrow, view.id) if view.narrow is not None else {}
    return {
        "id": view.id,
        "title": view.title,
        "subtitle": view.subtitle,
        "spec": wide,
        "narrow": narrow,
    }


def _check_ids(model_id: str, kind: str, names: Sequence[str]) -> None:
    if not names:
        raise _fault(model_id, f"it has no {kind}", f"give it at least one {kind}")
    for name in names:
        if not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", name):
            raise _fault(
                model_id, f"the {kind} id {name!r} is malformed", "write small letters and digits"
            )
        if list(names).count(name) > 1:
            raise _fault(model_id, f"two {kind}s are called {name!r}", "rename one")


def _check_lever(model_id: str, lever: Lever) -> None:
    ends = [one for one in (lever.low, lever.high) if one]
    if not (lever.least < lever.most and 0 < lever.step <= lever.most - lever.least):
        raise _fault(model_id, f"lever {lever.id!r} cannot be moved", "give least, most and step")
    if "{}" not in lever.unit or len(ends) == 1:
        raise _fault(
            model_id,
            f"lever {lever.id!r} lacks a unit with {{}} or one end of its range",
            'write "{} %", and both ends or none',
        )
    if ends and not lever.least <= ends[0].value <= ends[1].value <= lever.most:
        raise _fault(model_id, f"lever {lever.id!r}: its range is not within it", "widen the lever")
    for one in ends:
        _check_start(model_id, lever.id, one)


def _check_preset(model_id: str, preset: Preset, levers: Sequence[Lever]) -> None:
    if set(preset.starts) != {one.id for one in levers}:
        odd = ", ".join(sorted(set(preset.starts) ^ {one.id for one in levers}))
        raise _fault(model_id, f"preset {preset.id!r} does not fit the levers ({odd})", "set each")
    for lever in levers:
        start = preset.starts[lever.id]
        _check_start(model_id, f"{preset.id}.{lever.id}", start)
        if not lever.least <= start.value <= lever.most:
            raise _fault(
                model_id,
                f"preset {preset.id!r} has {lever.id} = {start.value:g}",
                f"give {lever.least:g} to {lever.most:g}, or widen the lever",
            )
    missing = [one for one in TOLD if one not in preset.told]
    if missing:
        raise _fault(model_id, f"preset {preset.id!r} tells no {missing[0]}", "let formulas tell")


def _check_start(model_id: str, name: str, start: Start) -> None:
    if not math.isfinite(start.value) or not start.why.strip():
        raise _fault(model_id, f"{name} has no value or no reason", "give both")
    for row_id in start.rows:
        data.row(row_id)
    for claim_id in start.claims:
        claims.claim(claim_id)


def _fault(model_id: str, problem: str, remedy: str) -> BookError:
    return BookError(f"model {model_id!r}: {problem}. Remedy: {remedy}.")
