"""A table that scrolls inside itself: what the page shows wherever rows and columns are many."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from claimsbook.site.links import Link
from claimsbook.site.templating import markup

NUMBERS = "n"
"""The class of the cells of a column of numbers."""

IDS = "ids"
"""The class of the cells of a column of ids, which are links."""


@dataclass(frozen=True)
class Column:
    """A column: its name, the class of its cells, and what it is about, where that is told.

    The heading bears the class too, unless it is `plain`. `label` names a cell where it stands
    alone, on a card or in a record.
    """

    name: str
    kind: str | None = None
    about: str | None = None
    plain: bool = False
    label: str = ""


@dataclass(frozen=True)
class Row:
    """The cells of a row in the order of the columns, and its id on the page, if it has one."""

    cells: list[str | Link | Markup]
    id: str | None = None


@dataclass(frozen=True)
class Table:
    """Columns and rows with a `name` for those who do not see them, and a class of their own."""

    name: str
    columns: list[Column]
    rows: list[Row]
    kind: str | None = None

    def __html__(self) -> Markup:
        """The table as markup; templates take it as it is."""
        return markup("parts", "scroll_table", self)
