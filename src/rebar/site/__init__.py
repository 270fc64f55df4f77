"""The Sphinx extension that turns executed chapters into the published site."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from rebar.site import directives, entries, evidence, figures, lookup, pages


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the hooks; the renderer of notebook outputs is an entry point (pyproject.toml)."""
    # A change of code or data makes every page of an earlier build stale.
    app.add_config_value("rebar_state", "", "env")
    directives.setup(app)
    app.connect("config-inited", pages.settle)
    app.connect("builder-inited", pages.begin)
    app.connect("builder-inited", figures.load)
    app.connect("env-get-outdated", pages.outdated)
    app.connect("html-collect-pages", evidence.collect)
    app.connect("html-collect-pages", lookup.collect)
    app.connect("html-page-context", pages.frame, priority=900)
    for publish in (
        figures.publish,
        entries.publish,
        evidence.publish,
        pages.publish,
        lookup.publish,
    ):
        # After the theme, which writes a file of its own at the same event.
        app.connect("build-finished", publish, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
