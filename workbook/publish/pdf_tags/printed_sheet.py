"""A printed sheet as its workbook has it: cells and their looks, rows, columns, and drawings."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.publish.pdf_tags.drawn import drawings, sparklines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook.package.structure import Structure
    from workbook.publish.pdf_tags.drawn import Drawn

_ROW: Final = 15.0
_COLUMN: Final = 9.14
"""What a row and a column without a size of their own have, in points and in letters."""

_SECTION_SIZE: Final = 10.0
_WORDS_OF_FIGURE: Final = 4

_AREA: Final = re.compile(
    r'<(?:\w+:)?definedName\b(?=[^>]*name="_xlnm\.Print_Area")[^>]*localSheetId="(\d+)"[^>]*>'
    r"[^<]*\$(\d+)<"
)
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s[^>]*/>")
_CELLS: Final = re.compile(
    r'<((?:\w+:)?)row\b[^>]*?\sr="(\d+)"[^>]*?(?:/>|>.*?</\1row>)', re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A cell's text and looks, as far as they say what it is.

    ``column_end`` and ``row_end`` are the last that a merged cell fills. A cell without a text
    has '' and its lines.
    """

    row: int
    column: int
    row_end: int
    column_end: int
    text: str
    is_bold: bool
    size: float
    align: str
    top: str
    bottom: str
    is_filled: bool

    @property
    def is_header(self) -> bool:
        """Whether the house heads a table's column so: between a heavy and a thin line."""
        return (self.top, self.bottom) == ("medium", "thin") and not self.is_filled

    @property
    def is_heading(self) -> bool:
        """Whether it heads what comes below: bold words on the left, not a figure."""
        is_words = self.text[:1].isalpha() or len(self.text.split()) > _WORDS_OF_FIGURE
        return (
            self.is_bold
            and self.align in {"", "left", "general"}
            and is_words
            and not self.is_header
        )

    @property
    def is_section(self) -> bool:
        """Whether a heading parts a page, and not only what is below another heading."""
        return self.size >= _SECTION_SIZE or self.bottom in {"thin", "medium"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSheet:
    """A sheet's print area, its looks by row and column, and what its pages are made of.

    ``widths`` are in pixels, ``heights`` in points. ``breaks`` are the last rows of pages.
    """

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    looks: Mapping[tuple[int, int], Look]
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    breaks: tuple[int, ...]
    repeated: tuple[int, ...]
    top_margin: float
    bottom_margin: float
    drawn: tuple[Drawn, ...]


def printed_sheets(workbook: Path) -> tuple[PrintedSheet, ...]:
    """The sheets that print, in tab order: those that are shown and have a print area."""
    archive = Archive.read(workbook)
    found = structure(archive)
    book = printed_book(archive, found)
    sheets = []
    for name in book.sheetnames:
        sheet = book[name]
        part = found.sheet(name)
        if sheet.sheet_state == "visible" and sheet.print_area and part is not None:
            drawn = (*drawings(archive, part.part), *sparklines(archive.text(part.part), sheet))
            sheets.append(_sheet(sheet, drawn))
    return tuple(sheets)


def printed_book(archive: Archive, found: Structure) -> Workbook:
    """The values and looks of the rows that print, as openpyxl reads them."""
    import openpyxl

    with warnings.catch_warnings():
        # What openpyxl would lose on saving; nothing is saved.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(_short(archive, found)), data_only=True)


def _short(archive: Archive, found: Structure) -> bytes:
    """The workbook without the rows that do not print: reading all takes many times as long."""
    text = archive.text(found.workbook_part)
    last = {int(area[1]): int(area[2]) for area in _AREA.finditer(text)}
    is_shown = ['state="' not in tag[0] for tag in _SHEET.finditer(text)]
    short = {}
    for at, sheet in enumerate(found.sheets):
        end = last.get(at, 0) if at < len(is_shown) and is_shown[at] else 0

        def kept(row: re.Match[str], end: int = end) -> str:
            return row[0] if int(row[2]) <= end else ""

        short[sheet.part] = _CELLS.sub(kept, archive.text(sheet.part))
    return archive.replaced(short)


def _sheet(sheet: Worksheet, drawn: tuple[Drawn, ...]) -> PrintedSheet:
    from openpyxl.utils import range_boundaries

    area = str(sheet.print_area).rpartition("!")[2].replace("$", "")
    first_column, first_row, last_column, last_row = range_boundaries(area)
    assert first_column and first_row and last_column and last_row  # noqa: S101, PT018 - a whole area
    merged = {
        (one.min_row, one.min_col): (one.max_row, one.max_col) for one in sheet.merged_cells.ranges
    }
    looks = {
        (look.row, look.column): look
        for row in sheet.iter_rows(first_row, last_row, first_column, last_column)
        for cell in row
        for look in [_look(cell, merged)]
    }
    repeated = re.fullmatch(r".*?\$?(\d+):\$?(\d+)", str(sheet.print_title_rows or ""))
    return PrintedSheet(
        name=sheet.title,
        first_row=first_row,
        last_row=last_row,
        first_column=first_column,
        last_column=last_column,
        looks=looks,
        widths=_widths(sheet, range(first_column, last_column + 1)),
        heights={row: _height(sheet, row) for row in range(first_row, last_row + 1)},
        breaks=tuple(sorted(one.id for one in sheet.row_breaks.brk)),
        repeated=tuple(range(int(repeated[1]), int(repeated[2]) + 1)) if repeated else (),
        top_margin=sheet.page_margins.top * 72,
        bottom_margin=sheet.page_margins.bottom * 72,
        drawn=drawn,
    )


def _height(sheet: Worksheet, row: int) -> float:
    dimension = sheet.row_dimensions[row]
    if dimension.hidden:
        return 0.0
    return float(dimension.height if dimension.height is not None else _ROW)


def _widths(sheet: Worksheet, columns: range) -> dict[int, float]:
    """Each column's width in pixels; only their proportions are asked for."""
    letters = dict.fromkeys(columns, _COLUMN)
    for dimension in sheet.column_dimensions.values():
        for column in range(dimension.min or 0, (dimension.max or 0) + 1):
            if column in letters:
                letters[column] = 0.0 if dimension.hidden else float(dimension.width)
    return {column: float(round(width * 7)) for column, width in letters.items()}


def _look(cell: Cell | MergedCell, merged: Mapping[tuple[int, int], tuple[int, int]]) -> Look:
    border = cell.border
    row, column = int(cell.row or 0), int(cell.column or 0)
    row_end, column_end = merged.get((row, column), (row, column))
    link = cell.hyperlink
    # openpyxl puts where a link leads into an empty cell.
    is_place = link is not None and cell.value in {link.location, link.target}
    value = None if is_place else cell.value
    return Look(
        row=row,
        column=column,
        row_end=row_end,
        column_end=column_end,
        text="" if value is None else str(value),
        is_bold=bool(cell.font and cell.font.b),
        size=float(cell.font.sz or 0) if cell.font else 0.0,
        align=str((cell.alignment and cell.alignment.horizontal) or ""),
        top=str((border.top and border.top.style) or ""),
        bottom=str((border.bottom and border.bottom.style) or ""),
        is_filled=bool(cell.fill and cell.fill.fill_type),
    )
