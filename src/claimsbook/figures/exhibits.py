"""Exhibits: an Altair chart with an id, a finding for a title, alt text, sources and its rows.

The notebook stores the Vega-Lite specification with its data and a record that says where each
mark comes from; the fingerprint is the SHA-256 of finding, specification and data in canonical
JSON, so that anyone who runs the chapter again can tell whether the figure still holds.
"""

from __future__ import annotations

import base64
import re
from dataclasses import asdict, dataclass
from typing import Any

import altair as alt
import pandas as pd

from claimsbook.errors import BookError
from claimsbook.figures import clock, render, told
from claimsbook.figures.prose import unbroken
from claimsbook.figures.source_lines import source_line
from claimsbook.files import canonical_json, settled, sha256
from claimsbook.tables import data, sources
from claimsbook.tables.rows import Row

MIME = "application/vnd.rebar.exhibit+json"
VEGALITE_MIME = "application/vnd.vegalite.v6+json"

alt.data_transformers.disable_max_rows()


@dataclass(frozen=True)
class Exhibit:
    """A finished exhibit. `spec` is for a text column, `narrow` for a telephone."""

    id: str
    title: str
    subtitle: str
    alt: str
    sources: list[str]
    rows: list[str]
    note: str
    kind: str
    spec: dict[str, Any]
    narrow: dict[str, Any]
    columns: list[str]
    data: list[dict[str, Any]]
    fingerprint: str
    fold: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        record = asdict(self)
        # The wide specification stands once, under the type that notebook programs know.
        spec = record.pop("spec")
        if self.narrow == self.spec:
            record["narrow"] = {}
        if not self.fold:
            del record["fold"]
        return {
            VEGALITE_MIME: spec,
            MIME: record,
            "image/png": self.picture(),
            "text/plain": f"{self.title}\n{self.subtitle}\n\n{self.alt}",
        }

    def source_line(self) -> str:
        """Who and when for each source, by the part that it plays."""
        cited = [data.row(row_id) for row_id in self.rows]
        return source_line(self.sources, [(one.table, one.source_id) for one in cited])

    def picture(self) -> str:
        """The exhibit as a PNG in base64, with its title and source line."""
        svg = render.standalone_svg(
            self.spec, title=self.title, subtitle=self.subtitle, footer=self.source_line()
        )
        return base64.b64encode(render.small_png(svg)).decode("ascii")


def exhibit(
    chart: Any,
    *,
    id: str,
    title: str,
    subtitle: str,
    alt: str,
    sources: list[str] | None = None,
    rows: object = None,
    data: pd.DataFrame | None = None,
    narrow: Any = None,
    note: str = "",
    kind: str = "computed",
    fold: str = "",
) -> Exhibit:
    """Make an exhibit of a chart.

    `id` is its address for ever: lower-case words joined by hyphens. `title` states the finding,
    `subtitle` says what is plotted, its unit and its date. `alt` says in words what a reader of
    the picture learns. `rows` are the rows of data it rests on (frames, rows or ids); their sources
    are added to `sources`. `data` is all that is drawn, a line a mark, with the rows that each line
    rests on (see `claimsbook.figures.frames`), for download. `narrow` is the chart for a 390 px
    screen where the wide one does not do. `kind` says where its numbers come
    from: measured, reported, computed or stated. A chart that can be set says its result in a
    variable (see `claimsbook.figures.told`). `fold`: the words of the fold in which it stands in
    its chapter, for one beside the chapter's line.

    Raises BookError when id, title, alt text, sources or data are missing or malformed, a row was
    not read in its unit (see `claimsbook.tables.expected`), or a chart that tells its result has
    another title.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        raise BookError(f"exhibit id {id!r} is malformed. Remedy: lower-case words and hyphens.")
    for name, text in {"title": title, "subtitle": subtitle, "alt text": alt}.items():
        if not text.strip():
            raise BookError(f"exhibit {id!r} has no {name}. Remedy: write it.")
    if len(alt.strip()) < 40:
        raise BookError(
            f"exhibit {id!r}: its alt text is too short to say the finding. "
            "Remedy: say what a reader of the picture learns."
        )
    evidence = _evidence(rows)
    named = [*(sources or []), *(row.source_id for row in evidence)]
    named = list(dict.fromkeys(named))
    if not named:
        raise BookError(f"exhibit {id!r} has no sources. Remedy: name its rows or its sources.")
    for source_id in named:
        _known_source(source_id)
    if data is None or data.empty:
        raise BookError(f"exhibit {id!r} has no data. Remedy: pass the frame that is plotted.")
    spec = specification(chart, id)
    records = settled(data.astype(object).where(data.notna(), None).to_dict("records"))
    records = [{key: _plain(value) for key, value in record.items()} for record in records]
    words = {"title": unbroken(title.strip()), "subtitle": unbroken(subtitle.strip())}
    spec_narrow = specification(narrow, id) if narrow is not None else spec
    told.check(id, words["title"], spec, spec_narrow)
    return Exhibit(
        id=id,
        **words,
        alt=" ".join(alt.split()),
        sources=named,
        rows=[row.row_id for row in evidence],
        note=unbroken(note.strip()),
        kind=kind,
        spec=spec,
        narrow=spec_narrow,
        columns=[str(column) for column in data.columns],
        data=records,
        fingerprint=fingerprint({**words, "spec": spec, "data": records}),
        fold=unbroken(fold.strip()),
    )


def canonical(record: dict[str, Any]) -> str:
    """What the fingerprint of an exhibit covers, in canonical JSON.

    Its finding (`title`), what is plotted (`subtitle`), the specification (`spec`) and the rows
    that it plots (`data`): whoever cites a figure cites all four.
    """
    return canonical_json({key: record[key] for key in ("title", "subtitle", "spec", "data")})


def fingerprint(record: dict[str, Any]) -> str:
    """SHA-256 in hex of `canonical`."""
    return sha256(canonical(record))


def specification(chart: Any, exhibit_id: str) -> dict[str, Any]:
    """The Vega-Lite specification of a chart as it is kept: settled, undressed, named by content.

    Raises BookError where its height is a step.
    """
    spec: dict[str, Any] = chart.to_dict()
    if isinstance(spec.get("height"), dict):
        raise BookError(
            f"exhibit {exhibit_id!r}: its height is a step, which does not go with a width that "
            "follows the page. Remedy: give the height in px."
        )
    # The book dresses the charts; Altair's own default theme must not be part of a fingerprint.
    spec.pop("config", None)
    if "width" not in spec and not {"vconcat", "hconcat", "concat", "facet", "spec"} & set(spec):
        spec["width"] = "container"
    settled_spec: dict[str, Any] = settled(clock.in_utc(spec))
    # Altair names a dataset by the hash of all its bits, the last ones included.
    names = {
        name: f"data-{sha256(canonical_json(rows))[:32]}"
        for name, rows in settled_spec.get("datasets", {}).items()
    }
    renamed: dict[str, Any] = _renamed(settled_spec, names)
    return renamed


def _renamed(node: Any, names: dict[str, str]) -> Any:
    if isinstance(node, dict):
        return {
            names.get(key, key): value if key in names else _renamed(value, names)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_renamed(one, names) for one in node]
    return names.get(node, node) if isinstance(node, str) else node


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if hasattr(value, "item"):
        return settled(value.item())
    return str(value)


def _evidence(rows: object) -> list[Row]:
    return data.evidence(rows)


def _known_source(source_id: str) -> None:
    sources.source(source_id)
