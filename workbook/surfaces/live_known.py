"""What the copy put aside tells of a workbook open in Excel, so that Excel need not be asked.

The copy is of the same moment: where its names lead and which of its cells are formatted as text
is so in Excel, too. Asking Excel takes a call for each of hundreds of names and blocks.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from workbook.package.alt_texts import texts_lacking
from workbook.package.archive import Archive
from workbook.package.footers import sheet_footers
from workbook.package.formats import text_styles
from workbook.package.reference import sheet_range
from workbook.package.sheet import SheetXml
from workbook.package.structure import structure
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.workbook_errors import NewerFormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from workbook.block import AltText
    from workbook.package.alt_texts import Given
    from workbook.package.reference import Rectangle
    from workbook.package.structure import Structure
    from workbook.surfaces.live_cells import TextColumn


class KnownCells:
    """The names, formats, footers and drawings of a workbook's file."""

    def __init__(self, archive: Archive, found: Structure) -> None:
        self._archive = archive
        self._structure = found
        self._sheets: dict[str, SheetXml | None] = {}

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """What a copy tells; None for one that only Excel can read (a password, another kind).

        `NewerFormatError` for one that a newer version of this program made.
        """
        try:
            archive = Archive.read(path)
            return cls(archive, structure(archive))
        except NewerFormatError:
            raise
        except (DashboardError, OSError):
            return None

    def area(self, name: str) -> tuple[str, Rectangle] | None:
        """The sheet and the cells of a name; None where the copy gives none."""
        return sheet_range(self._structure.names.get(name.casefold(), ""))

    def texts_lacking(self, texts: Iterable[AltText]) -> list[Given]:
        """The charts and shapes without alternative text that one of the texts is for."""
        return list(texts_lacking(self._archive, self._structure, texts))

    def text_columns(self, sheet: str, area: Rectangle) -> Sequence[TextColumn]:
        """Whether the cells of each column of an area are formatted as text: all, or else each.

        None where the copy does not have the sheet. A cell that it does not hold looks as its row,
        or, where that has no format of its own, as its column.
        """
        xml = self._sheet(sheet)
        if xml is None:
            return [None] * area.shape[1]
        rows = range(area.first_row, area.last_row + 1)
        held = [(xml.style_numbers(row), xml.row_style(row)) for row in rows]
        found: list[TextColumn] = []
        for column in range(area.first_column, area.last_column + 1):
            otherwise = xml.column_style(column)
            styles = (of.get(column, otherwise if own is None else own) for of, own in held)
            each = tuple(style in self._text_styles for style in styles)
            found.append(each[0] if len(set(each)) == 1 else each)
        return found

    def footer(self, sheet: str) -> str:
        """The footer of a sheet with its codes; '' where it has none, or the copy has no sheet."""
        xml = self._sheet(sheet)
        return "" if xml is None else next(sheet_footers(xml.text), "")

    def _sheet(self, name: str) -> SheetXml | None:
        if name not in self._sheets:
            part = self._structure.sheet(name)
            self._sheets[name] = (
                None if part is None else SheetXml(self._archive.text(part.part), where=name)
            )
        return self._sheets[name]

    @cached_property
    def _text_styles(self) -> frozenset[int]:
        return text_styles(self._archive, self._structure.styles)
