"""The Map sheet: wards as native shapes, their table, and the legend of five classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from workbook.house.marks import mark_absent, mark_where
from workbook.house.style import BODY_SIZE, INK, INK_LINE, NOTE_LINE, NUMBERS
from workbook.sheets.map import layout
from workbook.sheets.map.found import EXCEPTION, MARKED
from workbook.sheets.map.layout import MAP, WARD_MAP_TABLE
from workbook.sheets.map.map_page import LINE_POINTS, map_page
from workbook.sheets.map.map_template import (
    FIRST_ROW,
    HEADING_ROW,
    NOTE_ROW,
    TABLE,
    TITLE_ROW,
    colour_classes,
    head,
    insert_map,
    name_columns,
    set_columns,
    write_feeders,
)
from workbook.sheets.map.placed import ward_cells
from workbook.sheets.map.shape_texts import map_text
from xlsrc.domain.settings import MapMeasure
from xlsrc.maps.outlines import ward_outlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.sheets.map.drawing import MapDrawing
    from xlsrc.maps.geography import Geography

AREA_ROW: Final = "{} (partnership)"
"""The longest name of the row of the whole area."""

TABLE_PIXELS: Final = (28, 140, 48, 48, 52, 60, 116)
NUMBER, NAME = (WARD_MAP_TABLE.headers.index(header) for header in ("No.", "Ward"))
LAST: Final = TABLE + len(TABLE_PIXELS) - 1
FEEDER: Final = LAST + 3
"""The first column of what the sheet's own formulas and the next refresh read."""

LIMITS_COLUMN: Final = FEEDER + layout.DRAWN.width + 1

LAST_12, BEFORE, CHANGE, RATE, FOUND = (
    TABLE + WARD_MAP_TABLE.headers.index(header)
    for header in ("Last 12", "Before", "Change", "Per 1,000", "Found")
)
FILLED: Final = {
    MapMeasure.VOLUME: (LAST_12, "{cell}"),
    MapMeasure.CHANGE: (CHANGE, "ROUND(100*{cell},0)"),
    MapMeasure.DIFFERENCE: (LAST_12, f"({{cell}}-${xl_col_to_name(BEFORE)}{{row}})"),
    MapMeasure.RATE: (RATE, "ROUND({cell},1)"),
}
"""The columns that carry the map's colours, when it shows them, and the value classified."""


def author(canvas: Canvas) -> None:
    """Add the sheet with the wards' shapes, without colours or figures."""
    worksheet = canvas.add_sheet(MAP)
    outlines = ward_outlines(canvas.settings.area, canvas.boundaries, canvas.boundaries_beside)
    found = outlines.found
    names = canvas.wards_drawn = tuple(outline.name for outline in found.outlines)
    wards = [*names, AREA_ROW.format(canvas.settings.area)]
    wide = name_columns([(TABLE_PIXELS[NAME], wards)])
    table = (*TABLE_PIXELS[:NAME], *wide, *TABLE_PIXELS[NAME + 1 :])
    page = map_page(found, canvas.settings.area)
    for row in range(FIRST_ROW, FIRST_ROW + page.rows):
        worksheet.set_row(row, page.row_points)
    head(canvas, worksheet, LAST)
    for block, row, column in (
        (layout.TITLE, TITLE_ROW, 0),
        (layout.PERIOD, TITLE_ROW, LAST),
        (layout.NOTE, NOTE_ROW, 0),
        (layout.LEGEND, HEADING_ROW, 0),
        (layout.IN_CLASSES, FIRST_ROW, 0),
    ):
        canvas.place(block, MAP.name, row, column)
    _table(canvas, worksheet, max(len(names), 1))
    set_columns(worksheet, table)
    foot = FIRST_ROW + page.rows
    if page.drawn is not None:
        insert_map(canvas, worksheet, page.drawn, map_text(len(names), canvas.settings.area))
    end = _foot(canvas, worksheet, max(FIRST_ROW + max(len(names), 1) + 1, foot))
    _write_lines(canvas, worksheet, end + 1, (outlines.source,), height=LINE_POINTS)
    end += 1
    if page.several:
        worksheet.fit_to_pages(1, 0)
        worksheet.repeat_rows(TITLE_ROW, HEADING_ROW)
        canvas.takes_pages(MAP.name, 2)
    _feeders(canvas, worksheet, found, page.drawn)
    worksheet.print_area(TITLE_ROW, 0, end, LAST)
    worksheet.freeze_panes(1, 0)


def _table(canvas: Canvas, worksheet: Worksheet, count: int) -> None:
    blank = [[None] * len(WARD_MAP_TABLE.columns)] * count
    canvas.add_table(
        worksheet,
        WARD_MAP_TABLE,
        HEADING_ROW,
        TABLE,
        blank,
        heading={"valign": "vcenter"},
        body={"shrink": True},
    )
    last = FIRST_ROW + count - 1
    colour_classes(canvas, worksheet, (FIRST_ROW, last), FILLED, LIMITS_COLUMN)
    mark_absent(canvas, worksheet, (FIRST_ROW, TABLE + 1, last, LAST))
    found = xl_rowcol_to_cell(FIRST_ROW, FOUND, col_abs=True)
    is_strong = f'=OR(LEFT({found},1)="{MARKED}",ISNUMBER(SEARCH("{EXCEPTION}",{found})))'
    for column in (TABLE + NAME, FOUND):
        place = (FIRST_ROW, column, last, column)
        mark_where(canvas, worksheet, place, is_strong, {"bold": True})


def _foot(canvas: Canvas, worksheet: Worksheet, area: int) -> int:
    """The area's own row below the table, then the notes over the whole width; the last row."""
    whole: dict[str, Any] = {"bold": True, "top": INK_LINE, "top_color": INK}
    # A filled row just below a table would be taken for a part of it.
    worksheet.set_row(area - 1, 4)
    worksheet.set_row(area, 17)
    numbers = [column.number for column in WARD_MAP_TABLE.columns]
    for at, number in enumerate(numbers, start=TABLE):
        is_text = number == "text"
        style = canvas.format(
            whole,
            num_format=NUMBERS[number],
            shrink=is_text,
            align="left" if is_text else "right",
            indent=int(is_text),
        )
        worksheet.write_blank(area, at, None, style)
    canvas.place(layout.AREA, MAP.name, area, TABLE)
    mark_absent(canvas, worksheet, (area, TABLE + 1, area, LAST))
    note = canvas.format(NOTE_LINE, font_size=BODY_SIZE)
    ink = canvas.format(NOTE_LINE, font_size=BODY_SIZE, font_color=INK)
    for row, style in enumerate((ink, note, note, note), start=area + 1):
        worksheet.set_row(row, LINE_POINTS)
        worksheet.write_blank(row, 0, None, style)
    canvas.place(layout.CLUSTERS, MAP.name, area + 1, 0)
    canvas.place(layout.MARKS, MAP.name, area + 2, 0)
    canvas.place(layout.FOOT, MAP.name, area + 3, 0)
    return area + 4


def _write_lines(
    canvas: Canvas,
    worksheet: Worksheet,
    first: int,
    texts: Sequence[str],
    *,
    height: float | None = None,
) -> None:
    """Notes line by line, in rows of their own where a height is given."""
    note = canvas.format(NOTE_LINE, font_size=BODY_SIZE)
    for row, text in enumerate(texts, start=first):
        if height is not None:
            worksheet.set_row(row, height)
        worksheet.write_string(row, 0, text, note)


def _feeders(
    canvas: Canvas, worksheet: Worksheet, found: Geography, drawn: MapDrawing | None
) -> None:
    rows = [] if drawn is None else ward_cells(found, drawn.labels)
    write_feeders(canvas, worksheet, FEEDER, tuple(layout.DRAWN_HEADINGS.values()), rows)
    count = max(len(found.outlines), 1)
    canvas.place(layout.DRAWN.with_rows(count), MAP.name, FIRST_ROW, FEEDER)
    canvas.place(layout.LIMITS, MAP.name, HEADING_ROW, LIMITS_COLUMN)
