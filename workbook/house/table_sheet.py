"""What the sheets of one large table have in common: title band, note, print set-up."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from workbook.house.fitting import LINE_HEIGHT, heading_height, pixels
from workbook.house.paper import PRINT_SCALE, SURE_PIXELS
from workbook.house.style import ACCENT, BODY_SIZE, INK, INK_LINE, NOTE_LINE, PANEL_SIZE, TITLE_BAND

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.named_block import NamedBlock
    from workbook.layout.sheet import Sheet
    from workbook.layout.table import Table

TITLE_HEIGHT: Final = 27
NOTE_HEIGHT: Final = 16
SPACER_HEIGHT: Final = 4
SUBTITLE_HEIGHT: Final = 22
TABLE_ROW: Final = 3
"""The row, counted from 0, of a table's headings: below the band, the note and a spacer."""

PRINTED_ROWS: Final = 38
"""Rows of the sheets that are looked up, not read: printed whole they would be 400 pages."""

ONE_LINE: Final = LINE_HEIGHT + 1
TWO_LINES: Final = 2 * LINE_HEIGHT + 1
"""Row heights in points. Refresh appends rows, and no program but Excel fits the height of a row
to its text on opening, so a sheet whose text wraps gives all of its rows two lines."""

# A label at the foot of a tall heading would lie under the filter's button. The ink line stands
# at the spacer above, so that the label does not touch it.
TALL_HEADING: Final[dict[str, Any]] = {"valign": "top", "top": 0}


class Pages(Enum):
    """How a table's pages lie beside and below one another."""

    ONE = "one page"
    ONE_WIDE = "one page wide"
    SEVERAL_WIDE = "several pages wide, or several areas"


def table_sheet(
    canvas: Canvas,
    sheet: Sheet,
    *,
    title: str,
    note: str,
    columns: int,
    as_at: tuple[NamedBlock, int] | None = None,
    note_column: int = 1,
    pages: Pages = Pages.ONE_WIDE,
) -> Worksheet:
    """A new sheet with a title band over ``columns`` columns and a one-line note below it.

    ``as_at`` is the block and the column (from 0) of the cell in the band that says how far the
    data run. ``note_column`` is the first that is not repeated on every printed page; a sheet of
    more pages than one has its way back to the contents below its title, before the note.
    """
    worksheet = canvas.add_sheet(sheet)
    band = canvas.format(TITLE_BAND)
    worksheet.set_row(0, TITLE_HEIGHT)
    for column in range(columns):
        worksheet.write_blank(0, column, None, band)
    worksheet.write_string(0, 0, title, band)
    if as_at is not None:
        block, column = as_at
        worksheet.write_blank(
            0, column, None, canvas.format(TITLE_BAND, font_size=11, align="right")
        )
        canvas.place(block, sheet.name, 0, column)
    worksheet.set_row(1, NOTE_HEIGHT)
    if pages is Pages.ONE:
        note_column = 0
    else:
        canvas.way_back(sheet.name, (1, 0))
    worksheet.write_string(1, note_column, note, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    if pages is Pages.SEVERAL_WIDE:
        worksheet.set_print_scale(PRINT_SCALE)
    else:
        # As wide as its paper in every program, however wide that one draws the columns.
        worksheet.fit_to_pages(1, 1 if pages is Pages.ONE else 0)
    return worksheet


def heading_rows(
    canvas: Canvas, worksheet: Worksheet, table: Table, row: int = TABLE_ROW, column: int = 0
) -> None:
    """The spacer with the ink line above a table's headings, and these as high as they need."""
    columns = canvas.columns(table)
    worksheet.set_row(row - 1, SPACER_HEIGHT)
    ink = canvas.format(top=INK_LINE, top_color=INK)
    for at in range(column, column + len(columns)):
        worksheet.write_blank(row - 1, at, None, ink)
    worksheet.set_row(row, heading_height(columns))


def subtitle(
    canvas: Canvas, worksheet: Worksheet, row: int, title: str, note: str, note_column: int
) -> int:
    """The title of a table that stands below another, with its note beside it; the row where the
    table's headings go.
    """
    worksheet.set_row(row, SUBTITLE_HEIGHT)
    look = canvas.format(font_size=PANEL_SIZE, bold=True, font_color=ACCENT, align="left", indent=1)
    worksheet.write_string(row, 0, title, look)
    worksheet.write_string(row, note_column, note, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    return row + 2


def page_breaks(table: Table, repeated: int) -> list[int]:
    """The columns with which a printed page begins, when the first ones are on every page."""
    widths = [pixels(column.width) for column in table.columns]
    room = SURE_PIXELS - sum(widths[:repeated])
    breaks, used = [], 0
    for at, width in enumerate(widths[repeated:], start=repeated):
        if used + width > room:
            breaks.append(at)
            used = 0
        used += width
    return breaks


def set_widths(worksheet: Worksheet, table: Table, first_column: int = 0) -> None:
    """Column widths as the layout gives them."""
    for offset, column in enumerate(table.columns):
        worksheet.set_column(first_column + offset, first_column + offset, column.width)
