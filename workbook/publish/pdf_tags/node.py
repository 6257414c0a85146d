"""A part of a page with its tag, and what is drawn of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workbook.publish.pdf_tags.box import Box
    from workbook.publish.pdf_tags.owners import Owner

DRAWN: Final = "Figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A tag of PDF's standard structure, its parts in the order of reading, and what it draws.

    ``said`` is a drawing's alternative text, and ``box`` where it is. ``scope`` is "Row" or
    "Column" of a table's heading. ``lines`` are the texts of its cells.
    """

    tag: str
    kids: tuple[Node, ...] = ()
    owners: tuple[Owner, ...] = ()
    said: str = ""
    box: Box | None = None
    scope: str = ""
    lines: tuple[str, ...] = ()
