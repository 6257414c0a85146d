"""What the sheets of one large table have in common: title band, note, print set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.template.style import BODY_SIZE, NOTE_LINE, TITLE_BAND

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.layout.sheets import Sheet
    from workbook.layout.table import Table
    from workbook.template.canvas import Canvas

TITLE_HEIGHT: Final = 27
NOTE_HEIGHT: Final = 16
HEADING_HEIGHT: Final = 36
TABLE_ROW: Final = 3
"""The row, counted from 0, of a table's headings: below the band, the note and a spacer."""

PRINT_SCALE: Final = 90
"""Per cent; the body's 9 pt prints at 8.1 pt."""

PAGE_PIXELS: Final = 1105
"""What fits across A4 landscape at that scale in LibreOffice, which draws columns widest."""

PRINTED_ROWS: Final = 40
"""Rows of the sheets that are looked up, not read: printed whole they would be 400 pages."""

LINE_HEIGHT: Final = 12
TWO_LINES: Final = 2 * LINE_HEIGHT + 1
"""Row heights in points. Refresh appends rows, and no program but Excel fits the height of a row
to its text on opening, so a sheet whose text wraps gives all of its rows two lines."""

# A label at the foot of a tall heading would lie under the filter's button.
TALL_HEADING: Final[dict[str, Any]] = {"valign": "top"}


def table_sheet(
    canvas: Canvas,
    sheet: Sheet,
    *,
    title: str,
    note: str,
    columns: int,
    as_at: tuple[str, int] | None = None,
    note_column: int = 0,
) -> Worksheet:
    """A new sheet with a title band over ``columns`` columns and a one-line note below it.

    ``as_at`` is the name and the column (from 0) of the cell in the band that says how far the
    data run. ``note_column`` is the first that is not repeated on every printed page.
    """
    worksheet = canvas.add_sheet(sheet)
    band = canvas.format(TITLE_BAND)
    worksheet.set_row(0, TITLE_HEIGHT)
    for column in range(columns):
        worksheet.write_blank(0, column, None, band)
    worksheet.write_string(0, 0, title, band)
    if as_at is not None:
        name, column = as_at
        worksheet.write_blank(
            0, column, None, canvas.format(TITLE_BAND, font_size=11, align="right")
        )
        canvas.define(name, sheet.name, 0, column, 1, 1)
    worksheet.set_row(1, NOTE_HEIGHT)
    worksheet.write_string(1, note_column, note, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    worksheet.set_row(TABLE_ROW - 1, 4)
    worksheet.set_row(TABLE_ROW, HEADING_HEIGHT)
    return worksheet


def page_breaks(table: Table, repeated: int) -> list[int]:
    """The columns with which a printed page begins, when the first ones are on every page."""
    widths = [_pixels(column.width) for column in table.columns]
    room = PAGE_PIXELS - sum(widths[:repeated])
    breaks, used = [], 0
    for at, width in enumerate(widths[repeated:], start=repeated):
        if used + width > room:
            breaks.append(at)
            used = 0
        used += width
    return breaks


def _pixels(width: float) -> int:
    # Seven pixels a digit of the default font, and five around them.
    return round(7 * width) + 5


def set_widths(worksheet: Worksheet, table: Table, first_column: int = 0) -> None:
    """Column widths as the layout gives them."""
    for offset, column in enumerate(table.columns):
        worksheet.set_column(first_column + offset, first_column + offset, column.width)
