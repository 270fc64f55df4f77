"""Models on the site: still pictures of the presets, and what a script needs to move them.

For each model the site carries `/models/<id>.json` (levers, presets, specifications),
`/models/<id>.js` (the book's formulas) and `/models/<id>.<preset>.<wide|narrow>.<light|dark>.svg`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from claimsbook import chapters, paths
from claimsbook.book import per_book
from claimsbook.errors import BookError
from claimsbook.figures import models, render, theme
from claimsbook.files import canonical_json, write_changed
from claimsbook.site import figures, links, table_pages, vega
from claimsbook.site.links import Link
from claimsbook.site.templating import markup

FOLDER = "models"
DRESSES: tuple[theme.Dress, ...] = ("light", "dark")


@per_book
def records() -> dict[str, dict[str, Any]]:
    """Every model of the executed chapters by its id, with the slug of its chapter.

    Raises BookError where two share an id.
    """
    found: dict[str, dict[str, Any]] = {}
    for chapter in chapters.all_chapters():
        for one in chapters.outputs(chapter, models.MIME):
            if one["id"] in found:
                raise BookError(
                    f"model {one['id']!r} stands in two chapters. Remedy: rename one of them."
                )
            found[one["id"]] = {**one, "chapter": chapter.slug}
    return found


class MovedModel(SphinxDirective):
    """A model of a chapter, to be moved by the reader; the argument is its id."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        one = records().get(self.arguments[0])
        if one is None:
            known = ", ".join(records()) or "none"
            raise BookError(
                f"the directive model names {self.arguments[0]!r}. Remedy: use one of {known}."
            )
        return [nodes.raw("", shown(one, self.env.docname), format="html")]


def shown(one: dict[str, Any], docname: str) -> Markup:
    """A model as HTML for a page."""
    folder = links.to(FOLDER, docname)
    presets = [_preset(one, preset, folder) for preset in one["presets"]]
    levers = [_lever(lever, one["presets"], docname) for lever in one["levers"]]
    home = Link("How it was made", links.to(f"notebooks/{one['chapter']}.html", docname))
    return markup("models", "model", one, folder, presets, levers, home)


def sentences(one: dict[str, Any]) -> Markup:
    """What comes of each preset, for the chapter; it is moved on the page with the directive."""
    return markup("models", "sentences", one["presets"])


def _preset(one: dict[str, Any], preset: dict[str, Any], folder: str) -> dict[str, Any]:
    sizes = {size: render.size(_still(one, preset, size, "light")) for size in figures.SIZES}
    view = {
        "alt": preset["told"]["sentence"],
        "base": f"{folder}/{one['id']}.{preset['id']}",
        "narrow_page": figures.NARROW_PAGE,
        "loading": "lazy",
        **sizes,
    }
    return {**preset, "view": view}


def _lever(lever: dict[str, Any], presets: list[dict[str, Any]], docname: str) -> dict[str, Any]:
    """A lever with its basis in each preset and of its range, ready for the template."""
    starts = [
        {"preset": preset["id"], **_basis(preset["starts"][lever["id"]], lever["unit"], docname)}
        for preset in presets
    ]
    ends = [_basis(lever[end], lever["unit"], docname) for end in ("low", "high") if lever[end]]
    before, after = lever["unit"].split("{}")
    return {**lever, "starts": starts, "ends": ends, "before": before, "after": after}


def _basis(start: dict[str, Any], unit: str, docname: str) -> dict[str, Any]:
    rows = table_pages.row_links(list(start["rows"]), docname)
    stated = [Link(one, links.to_claim(one, docname)) for one in start["claims"]]
    value = unit.replace("{}", f"{start['value']:,.12g}").strip()
    return {"value": value, "why": start["why"], "rests": [*rows, *stated]}


def _still(one: dict[str, Any], preset: dict[str, Any], size: str, dress: theme.Dress) -> str:
    """The first picture of a model under a preset, as SVG."""
    view = one["views"][0]
    spec = view["narrow"] if size == "narrow" and view["narrow"] else view["spec"]
    full = models.with_data(spec, preset["told"]["views"][view["id"]])
    return figures.drawn({"spec": full, "narrow": {}}, size, dress)


def _view(view: dict[str, Any], preset: dict[str, Any]) -> dict[str, Any]:
    """A picture of a model as Vega, without the rows: those the script works out."""
    rows = preset["told"]["views"][view["id"]]
    specs = {"spec": (view["spec"], "wide"), "narrow": (view["narrow"], "narrow")}
    made = {
        kind: vega.without_rows(
            render.vega(models.with_data(spec, rows), width=figures.SIZES[size]), set(rows)
        )
        for kind, (spec, size) in specs.items()
        if spec
    }
    return {**view, **made}


def publish(app: Sphinx, fault: Exception | None) -> None:
    """Write the files of every model under /models/."""
    if fault or app.builder.format != "html" or not records():
        return
    out = Path(app.outdir) / FOLDER
    out.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, str] = {}
    for one in records().values():
        wanted[f"{one['id']}.js"] = (paths.root() / one["script"]).read_text("utf-8")
        # What the formulas tell of a preset the script works out anew.
        presets = [{key: of[key] for key in ("id", "own", "starts")} for of in one["presets"]]
        views = [_view(view, one["presets"][0]) for view in one["views"]]
        moved = {"id": one["id"], "levers": one["levers"], "views": views}
        wanted[f"{one['id']}.json"] = canonical_json({**moved, "presets": presets})
        for preset in one["presets"]:
            for size in figures.SIZES:
                for dress in DRESSES:
                    name = f"{one['id']}.{preset['id']}.{size}.{dress}.svg"
                    wanted[name] = _still(one, preset, size, dress)
    for name, content in wanted.items():
        write_changed(out / name, content)
    for file in out.iterdir():
        if file.name not in wanted:
            file.unlink()


def setup(app: Any) -> None:
    """Register the directive."""
    app.add_directive("model", MovedModel)
