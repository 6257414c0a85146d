"""Heat tables: ward by month, and month by year of every indicator, coloured as Excel's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.blocks.heat_tables import COLUMNS, PERIOD, WARDS, YEARS, table_name
from workbook.blocks.heat_tables import NOTE as NOTE_NAME
from workbook.layout.sheets import HEAT_TABLES
from workbook.template.marks import mark_absent, mark_illustrative
from workbook.template.style import (
    BODY_SIZE,
    HEADING_LINE,
    HEAT_TOP,
    ILLUSTRATIVE,
    INK,
    INK_LINE,
    KEY_SIZE,
    NOTE_LINE,
    NUMBERS,
    SECOND,
    TABLE_CELL,
    TITLE_BAND,
    WHITE,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.template.canvas import Canvas

NAME_PIXELS, MONTH_PIXELS, TOTAL_PIXELS = 196, 57, 72
LAST: Final = COLUMNS - 1
TITLE_ROW, NOTE_ROW, FIRST_ROW = 0, 1, 3
ROW_POINTS: Final = 13.4
TABLE_ROWS: Final = YEARS + 2
TABLES_PER_PAGE: Final = 4
NOTE: Final = (
    "First the indicator on the map, ward by month; then every indicator, month by year. The "
    "darkest cell of a table is its highest, the palest its lowest (of wards: nothing)."
)


def author(canvas: Canvas) -> None:
    """Add the sheet: the tables of wards and of every indicator, coloured but empty."""
    worksheet = canvas.add_sheet(HEAT_TABLES)
    worksheet.set_column_pixels(0, 0, NAME_PIXELS)
    worksheet.set_column_pixels(1, LAST - 1, MONTH_PIXELS)
    worksheet.set_column_pixels(LAST, LAST, TOTAL_PIXELS)
    _head(canvas, worksheet)
    wards = max(canvas.wards_drawn, 1)
    _table(canvas, worksheet, FIRST_ROW, wards + 2, number="count", months="month", lowest=0)
    canvas.define(WARDS, HEAT_TABLES.name, FIRST_ROW, 0, wards + 2, COLUMNS)
    row = FIRST_ROW + wards + 3
    breaks = []
    for at, indicator in enumerate(canvas.settings.indicators):
        if at % TABLES_PER_PAGE == 0:
            breaks.append(row)
        number = "rate" if indicator.is_share else "count"
        _table(canvas, worksheet, row, TABLE_ROWS, number=number, months="text", lowest=None)
        canvas.define(table_name(indicator.id), HEAT_TABLES.name, row, 0, TABLE_ROWS, COLUMNS)
        row += TABLE_ROWS + 1
    worksheet.set_h_pagebreaks(breaks)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(TITLE_ROW)
    worksheet.print_area(TITLE_ROW, 0, row - 2, LAST)
    worksheet.freeze_panes(1, 1)


def _head(canvas: Canvas, worksheet: Worksheet) -> None:
    worksheet.set_row(TITLE_ROW, 27)
    band = canvas.format(TITLE_BAND)
    worksheet.write_string(TITLE_ROW, 0, "Heat tables: where and when", band)
    for at in range(1, LAST):
        worksheet.write_blank(TITLE_ROW, at, None, band)
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(TITLE_ROW, LAST, None, period)
    worksheet.set_row(NOTE_ROW, 17)
    worksheet.write_string(NOTE_ROW, 0, NOTE, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    worksheet.set_row(NOTE_ROW + 1, 14)
    invented = canvas.format(NOTE_LINE, font_size=BODY_SIZE, font_color=ILLUSTRATIVE, bold=True)
    worksheet.write_blank(NOTE_ROW + 1, 0, None, invented)
    canvas.define(PERIOD, HEAT_TABLES.name, TITLE_ROW, LAST, 1, 1)
    canvas.define(NOTE_NAME, HEAT_TABLES.name, NOTE_ROW + 1, 0, 1, 1)


def _table(
    canvas: Canvas,
    worksheet: Worksheet,
    first: int,
    rows: int,
    *,
    number: str,
    months: str,
    lowest: float | None,
) -> None:
    """One table: a heading, coloured rows, and the last row with what is over all of them."""
    heading = {
        "bold": True,
        "font_color": SECOND,
        "top": INK_LINE,
        "top_color": INK,
        "bottom": HEADING_LINE,
        "bottom_color": INK,
    }
    foot = {"bold": True, "top": HEADING_LINE, "top_color": INK}
    last = first + rows - 1
    for row in range(first, last + 1):
        worksheet.set_row(row, ROW_POINTS)
        look = heading if row == first else foot if row == last else TABLE_CELL
        total = {} if row == first else {"bold": True}
        name = canvas.format(look, align="left", indent=1, bold=row in (first, last))
        cell_number = NUMBERS[months] if row == first else NUMBERS[number]
        worksheet.write_blank(row, 0, None, name)
        for at in range(1, LAST):
            style = canvas.format(look, align="center", num_format=cell_number)
            worksheet.write_blank(row, at, None, style)
        style = canvas.format(look, total, align="right", num_format=NUMBERS[number])
        worksheet.write_blank(row, LAST, None, style)
    low = {"min_type": "min"} if lowest is None else {"min_type": "num", "min_value": lowest}
    worksheet.conditional_format(
        first + 1,
        1,
        last - 1,
        LAST - 1,
        {"type": "2_color_scale", **low, "min_color": WHITE, "max_color": HEAT_TOP},
    )
    mark_absent(canvas, worksheet, (first + 1, 1, last, LAST))
    mark_illustrative(canvas, worksheet, (first, 0, first, 0), 0)
