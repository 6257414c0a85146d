"""A workbook opened to be looked over: its sheets, tables, formats and drawings, read once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workbook.check.looks import cell_looks
from workbook.check.palette import palette
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.package.structure import Structure, parsed, relationships

if TYPE_CHECKING:
    from xml.etree import ElementTree

    from workbook.check.looks import Look
    from workbook.check.palette import Palette
    from workbook.package.archive import Archive
    from workbook.package.cell import Value
    from workbook.package.structure import SheetPart, TablePart


STYLED_CELL: Final = re.compile(r'<(?:\w+:)?c\s+r="([A-Z]+\d+)"\s+s="(\d+)"')
NOT_CALCULATED: Final = "not calculated yet"


class OpenedWorkbook:
    """A workbook's parts, each read once for all rules; ``sheets`` were read before."""

    def __init__(
        self,
        archive: Archive,
        found: Structure,
        sheets: list[tuple[SheetPart, SheetXml]] | None = None,
    ) -> None:
        self.archive = archive
        self.structure = found
        self.shared_texts = shared_texts(archive, found.shared_strings)
        self.sheets = sheets or [
            (part, SheetXml(archive.text(part.part), where=part.name, date_1904=found.date_1904))
            for part in found.sheets
            if part.is_worksheet and archive.part_name(part.part) is not None
        ]

    @cached_property
    def tables(self) -> list[tuple[SheetPart, TablePart, list[list[Value]]]]:
        """Every table with its sheet and the values of its rows, a value for each column.

        One that names more or fewer columns than it has is left out: that is a fault by itself.
        A formula that no program has calculated yet is no blank cell: it holds `NOT_CALCULATED`.
        """
        found = []
        for part, sheet in self.sheets:
            waiting = [one for one in sheet.formulas() if not one.has_value]
            for table in self.structure.tables:
                if table.sheet == part.name and table.is_whole:
                    area = table.data
                    values = sheet.values(area, self.shared_texts)
                    for one in waiting:
                        if area.contains(one.row, one.column):
                            row = values[one.row - area.first_row]
                            row[one.column - area.first_column] = NOT_CALCULATED
                    found.append((part, table, values))
        return found

    def sheet_of_drawing(self, drawing: str) -> str:
        """The sheet that shows a drawing part, or the part itself where none does."""
        for part, _ in self.sheets:
            if any(link.target == drawing for link in relationships(self.archive, part.part)):
                return part.name
        return drawing

    def sheet_of_chart(self, chart: str) -> str:
        """The sheet that shows a chart part, or the part itself where none does."""
        for drawing in self.structure.drawings:
            if any(link.target == chart for link in relationships(self.archive, drawing)):
                return self.sheet_of_drawing(drawing)
        return chart

    @cached_property
    def styles(self) -> ElementTree.Element | None:
        """The part of formats; None in a workbook without any."""
        styles = self.structure.styles
        return parsed(self.archive, styles) if styles else None

    @cached_property
    def palette(self) -> Palette:
        """The colours that formats name."""
        links = relationships(self.archive, self.structure.workbook_part)
        theme = next((link.target for link in links if link.kind == "theme"), None)
        found = theme if theme and self.archive.part_name(theme) else None
        return palette(self.styles, parsed(self.archive, found) if found else None)

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """The look of every cell format, in the order that cells number them by."""
        return () if self.styles is None else cell_looks(self.styles, self.palette)

    @cached_property
    def used_looks(self) -> list[tuple[str, Look]]:
        """Every look of each sheet's cells, once, with the first cell that has it."""
        found = []
        for part, sheet in self.sheets:
            first: dict[str, str] = {}
            for cell in STYLED_CELL.finditer(sheet.text):
                first.setdefault(cell[2], cell[1])
            found += [
                (f"{part.name}!{cell}", self.looks[int(number)])
                for number, cell in first.items()
                if int(number) < len(self.looks)
            ]
        return found
