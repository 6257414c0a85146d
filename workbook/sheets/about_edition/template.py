"""About this edition: what it leaves out and how it shows few, and wards by whole years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.fitting import LINE_HEIGHT, cell_room, pixels
from workbook.house.style import ACCENT, BODY_SIZE, NOTE_LINE, PANEL_SIZE
from workbook.house.table_sheet import TALL_HEADING, Pages, heading_rows, table_sheet
from workbook.house.text_width import wrapped
from workbook.sheets.about_edition import words
from workbook.sheets.about_edition.layout import ABOUT_EDITION, ward_years_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.block import Cell
    from workbook.house.canvas import Canvas

TEXT_SIZE: Final = BODY_SIZE + 1
TEXT_POINTS: Final = LINE_HEIGHT + 3
HEADING_POINTS: Final = 22
FEWEST_YEARS: Final = 6
"""Columns of years that the page is wide for, so that its text has room without any."""


def author(canvas: Canvas) -> None:
    """Write the sheet, complete."""
    years = [year for one in canvas.ward_years for year in one.years]
    table = ward_years_table(years or range(FEWEST_YEARS))
    edition = canvas.edition
    worksheet = table_sheet(
        canvas,
        ABOUT_EDITION,
        title=ABOUT_EDITION.name,
        note="" if edition is None else f"{edition.marking} · {edition.name}",
        columns=len(table.columns),
        pages=Pages.ONE_WIDE,
    )
    for at, column in enumerate(table.columns):
        worksheet.set_column(at, at, column.width)
    room = cell_room(sum(pixels(column.width) for column in table.columns))
    row = 3
    for title, text in (*words.PARTS, (words.LICENCE_TITLE, words.LICENCE)):
        row = _part(canvas, worksheet, row, title, wrapped(text, room, TEXT_SIZE))
    last = row
    if years:
        row = _part(canvas, worksheet, row, words.WARDS_TITLE, (words.WARDS_NOTE,))
        rows = list(_rows(canvas, table.headers[3:]))
        canvas.add_table(worksheet, table, row, 0, rows, heading=TALL_HEADING)
        heading_rows(canvas, worksheet, table, row)
        last = row + len(rows)
        worksheet.repeat_rows(row)
    worksheet.freeze_panes(1, 0)
    worksheet.print_area(0, 0, last, len(table.columns) - 1)


def _part(canvas: Canvas, worksheet: Worksheet, row: int, title: str, lines: Sequence[str]) -> int:
    """A heading with its lines; the row below, after a free one."""
    worksheet.set_row(row, HEADING_POINTS)
    look = canvas.format(font_size=PANEL_SIZE, bold=True, font_color=ACCENT, align="left", indent=1)
    worksheet.write_string(row, 0, title, look)
    text = canvas.format(NOTE_LINE, font_size=TEXT_SIZE, font_color="#000000")
    for at, line in enumerate(lines, row + 1):
        worksheet.set_row(at, TEXT_POINTS)
        worksheet.write_string(at, 0, line, text)
    return row + len(lines) + 2


def _rows(canvas: Canvas, years: Sequence[str]) -> Iterator[list[Cell]]:
    """Each ward of each indicator; a year that an indicator has no figures of stays empty."""
    for one in canvas.ward_years:
        for ward, counts in zip(one.wards, one.shown, strict=True):
            by_year: dict[str, Cell] = dict(zip(map(str, one.years), counts, strict=True))
            yield [one.indicator.name, ward.name, ward.code, *map(by_year.get, years)]
