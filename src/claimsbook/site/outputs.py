"""Notebook outputs as site elements: exhibits as figures, checks and ledger as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from docutils import nodes

from claimsbook.figures import exhibits, models
from claimsbook.ledger import claims
from claimsbook.site import figures, tables
from claimsbook.site import models as model_pages


class Outputs:
    """A myst-nb renderer for the MIME types of this package."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = (
        ("*", exhibits.MIME, 1),
        ("*", claims.MIME, 1),
        ("*", claims.LEDGER_MIME, 1),
        ("*", models.MIME, 1),
    )

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Node] | None:
        """Nodes for an output of ours; [] for its twins in other formats; None for the rest."""
        docname = renderer.renderer.sphinx_env.docname
        if data.mime_type == exhibits.MIME:
            return figures.nodes_for(data.content["id"], docname, renderer.renderer.document)
        if data.mime_type == claims.MIME:
            return [nodes.raw("", tables.checks_html(data.content, docname), format="html")]
        if data.mime_type == claims.LEDGER_MIME:
            return [nodes.raw("", tables.ledger_html(data.content, docname), format="html")]
        if data.mime_type == models.MIME:
            return [nodes.raw("", model_pages.sentences(data.content), format="html")]
        if data.mime_type in (exhibits.VEGALITE_MIME, "image/png"):
            return []
        return None
