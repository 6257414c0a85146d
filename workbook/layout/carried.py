"""What analysts put into their tables beside plain values: what `safer build` carries over."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.layout.table import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note at a cell: who wrote it, and its text."""

    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink of a cell: an address, a place in the workbook, or both, and its tip."""

    address: str
    place: str
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellExtras:
    """What a cell holds beyond its value; ``runs`` are the formatted runs of its text as XML."""

    runs: str = ""
    note: Note | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableExtras:
    """What a table holds beyond the layout's columns and plain values.

    ``cells`` by data row (from 0) and heading; ``widths`` in characters by heading, where they
    differ from the layout's.
    """

    extra_columns: tuple[Column, ...] = ()
    cells: Mapping[tuple[int, str], CellExtras] = field(
        default_factory=lambda: MappingProxyType({})
    )
    widths: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


NOTHING_EXTRA = TableExtras()
