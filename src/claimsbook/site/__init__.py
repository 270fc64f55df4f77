"""The Sphinx extension that turns executed chapters into the published site."""

from __future__ import annotations

import gc
from typing import Any

from sphinx.application import Sphinx

from claimsbook.site import (
    build_record,
    claim_files,
    claim_pages,
    directives,
    feed,
    figure_pages,
    figures,
    models,
    pages,
    search,
    table_pages,
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the hooks; the renderer of notebook outputs is an entry point (pyproject.toml)."""
    # A build makes many objects and drops few: looking for those takes a seventh of its time.
    gc.set_threshold(100_000, 50, 50)
    # A change of code or data makes every page of an earlier build stale.
    app.add_config_value("claimsbook_state", "", "env")
    directives.setup(app)
    models.setup(app)
    app.connect("config-inited", pages.settle)
    app.connect("builder-inited", pages.begin)
    app.connect("env-get-outdated", pages.outdated)
    app.connect("html-collect-pages", table_pages.collect)
    app.connect("html-collect-pages", figure_pages.collect)
    app.connect("html-collect-pages", search.collect)
    app.connect("html-page-context", pages.frame, priority=900)
    for publish in (
        figures.publish,
        figure_pages.publish,
        models.publish,
        claim_files.publish,
        claim_pages.publish,
        table_pages.publish,
        pages.publish,
        search.publish,
        feed.publish,
        build_record.publish,
    ):
        # After the theme, which writes a file of its own at the same event.
        app.connect("build-finished", publish, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
