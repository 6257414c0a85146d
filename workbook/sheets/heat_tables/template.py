"""Heat tables: ward by month, and month by year of every indicator, coloured as Excel's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house.marks import mark_absent, mark_illustrative
from workbook.house.style import (
    BODY_SIZE,
    HEADING_LINE,
    HEAT_TOP,
    ILLUSTRATIVE,
    INK,
    KEY_SIZE,
    NOTE_LINE,
    NUMBERS,
    RULED_HEADING,
    TABLE_CELL,
    TITLE_BAND,
    WHITE,
)
from workbook.sheets.heat_tables import layout
from workbook.sheets.heat_tables.layout import HEAT_TABLES, WARDS, YEARS
from workbook.sheets.heat_tables.values import foot_rows, ward_formulas, year_formulas
from workbook.sheets.map.map_template import name_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas

NAME_PIXELS, MONTH_PIXELS, TOTAL_PIXELS = 196, 57, 72
LAST: Final = layout.TABLE.width - 1
TITLE_ROW, NOTE_ROW, FIRST_ROW = 0, 1, 3
ROW_POINTS: Final = 13.4
GAP_POINTS: Final = 7
TABLES_PER_PAGE: Final = 4
NOTE: Final = (
    "First the indicator on the map, ward by month; then every indicator, month by year. The "
    "darkest cell of a table is its highest, the palest its lowest (of wards: nothing). Blank "
    "years: before any figure."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heat:
    """One table: its name, its first row on the sheet, how many rows of figures and of totals it
    has, and its formulas by row and column, counted from its heading.
    """

    name: str
    first: int
    rows: int
    formulas: Mapping[tuple[int, int], str]
    feet: int = 1
    number: str = "count"

    @property
    def last(self) -> int:
        """Its last row on the sheet."""
        return self.first + self.rows + self.feet


def author(canvas: Canvas) -> None:
    """Add the sheet: the tables of wards and of every indicator, coloured but empty."""
    worksheet = canvas.add_sheet(HEAT_TABLES)
    worksheet.set_column_pixels(0, 0, *name_columns([(NAME_PIXELS, canvas.wards_drawn)]))
    worksheet.set_column_pixels(1, LAST - 1, MONTH_PIXELS)
    worksheet.set_column_pixels(LAST, LAST, TOTAL_PIXELS)
    _head(canvas, worksheet)
    wards = max(len(canvas.wards_drawn), 1)
    _table(
        canvas,
        worksheet,
        _Heat(name=WARDS, first=FIRST_ROW, rows=wards, formulas=ward_formulas(wards)),
        months="month",
        lowest=0,
    )
    row = FIRST_ROW + wards + 3
    breaks = []
    for at, indicator in enumerate(canvas.settings.indicators):
        if at % TABLES_PER_PAGE == 0:
            breaks.append(row)
        heat = _Heat(
            name=indicator.id,
            first=row,
            rows=YEARS,
            feet=foot_rows(indicator),
            number="rate" if indicator.is_share else "count",
            formulas=year_formulas(indicator),
        )
        _table(canvas, worksheet, heat, months="text", lowest=None)
        worksheet.set_row(heat.last + 1, GAP_POINTS)
        row = heat.last + 2
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
    canvas.place(layout.PERIOD, HEAT_TABLES.name, TITLE_ROW, LAST)
    canvas.place(layout.NOTE, HEAT_TABLES.name, NOTE_ROW + 1, 0)


def _table(
    canvas: Canvas, worksheet: Worksheet, heat: _Heat, *, months: str, lowest: float | None
) -> None:
    """One table: a heading, coloured rows, and the last rows with what is over all of them."""
    foot = {"bold": True, "top": HEADING_LINE, "top_color": INK}
    first, last, number = heat.first, heat.last, NUMBERS[heat.number]
    first_foot = last - heat.feet + 1
    for row in range(first, last + 1):
        worksheet.set_row(row, ROW_POINTS)
        look = RULED_HEADING if row == first else TABLE_CELL if row < first_foot else {"bold": True}
        look = foot if row == first_foot else look
        is_end = row == first or row >= first_foot
        worksheet.write_blank(
            row, 0, None, canvas.format(look, align="left", indent=1, bold=is_end)
        )
        for at in range(1, LAST + 1):
            total = {"bold": True, "align": "right"} if at == LAST else {"align": "center"}
            code = NUMBERS[months] if row == first and at < LAST else number
            style = canvas.format(look, total, num_format=code)
            # An edition has values alone, which the table's block writes.
            formula = heat.formulas.get((row - first, at)) if canvas.edition is None else None
            if formula is None:
                worksheet.write_blank(row, at, None, style)
            else:
                worksheet.write_formula(row, at, f"={formula}", style, "")
    low = {"min_type": "min"} if lowest is None else {"min_type": "num", "min_value": lowest}
    worksheet.conditional_format(
        first + 1,
        1,
        first_foot - 1,
        LAST - 1,
        {"type": "2_color_scale", **low, "min_color": WHITE, "max_color": HEAT_TOP},
    )
    mark_absent(canvas, worksheet, (first + 1, 1, last, LAST))
    mark_illustrative(canvas, worksheet, (first, 0, first, 0), 0)
    table = layout.TABLE.of(table=heat.name).with_rows(last - first + 1)
    months_of = layout.MONTHS.of(table=heat.name).with_rows(heat.rows)
    canvas.place(table, HEAT_TABLES.name, first, 0)
    canvas.place(months_of, HEAT_TABLES.name, first + 1, layout.TABLE.column("month 1"))
