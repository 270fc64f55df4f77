"""The Sphinx extension that turns executed chapters into the published site."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from rebar.site import directives, figures, pages


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the hooks; the renderer of notebook outputs is an entry point (pyproject.toml)."""
    directives.setup(app)
    app.connect("builder-inited", figures.load)
    app.connect("env-get-outdated", pages.outdated)
    app.connect("config-inited", pages.settle)
    app.connect("html-page-context", pages.tidy, priority=900)
    app.connect("build-finished", figures.publish)
    app.connect("build-finished", pages.publish)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
