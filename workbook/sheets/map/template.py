"""The Map sheet: wards as native shapes, their table, and the legend of five classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from workbook.house.marks import mark_absent, mark_where
from workbook.house.style import BODY_SIZE, INK, INK_LINE, NOTE_LINE, NUMBERS
from workbook.sheets.map import layout
from workbook.sheets.map.drawing import map_drawing
from workbook.sheets.map.layout import MAP, WARD_MAP_TABLE
from workbook.sheets.map.map_template import (
    FIRST_ROW,
    HEADING_ROW,
    MAP_POINTS,
    NOTE_ROW,
    TABLE,
    TITLE_ROW,
    colour_classes,
    head,
    insert_map,
    set_columns,
    write_feeders,
)
from workbook.sheets.map.shape_texts import map_text
from xlsrc.domain.settings import MapMeasure
from xlsrc.maps.geography import geography
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.sheets.map.drawing import MapDrawing
    from xlsrc.maps.geography import Geography

BOUNDARIES: Final = "boundaries/london_wards_WD24.geojson"

TABLE_PIXELS: Final = (152, 50, 50, 54, 60, 122, 52)
LAST: Final = TABLE + len(TABLE_PIXELS) - 1
FEEDER: Final = LAST + 3
"""The first column of what the sheet's own formulas and the next refresh read."""

LIMITS_COLUMN: Final = FEEDER + layout.DRAWN.width + 1

FEWEST_ROWS: Final = 22
"""Rows beside the map, however few wards there are: the map needs the height."""

ROWS_POINTS: Final = 415
TALLEST_ROW, LOWEST_ROW = 18.6, 12.0

LAST_12, BEFORE, CHANGE, RATE, EXCEPTION = (
    TABLE + WARD_MAP_TABLE.headers.index(header)
    for header in ("Last 12", "Before", "Change", "Per 1,000", "Exception")
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
    found = geography(canvas.boundaries or data_folder() / BOUNDARIES, borough=canvas.settings.area)
    count = canvas.wards_drawn = len(found.outlines)
    rows = max(count, FEWEST_ROWS)
    height = min(TALLEST_ROW, max(LOWEST_ROW, ROWS_POINTS / rows))
    for row in range(FIRST_ROW, FIRST_ROW + rows):
        worksheet.set_row(row, height)
    head(canvas, worksheet, LAST)
    for block, row, column in (
        (layout.TITLE, TITLE_ROW, 0),
        (layout.PERIOD, TITLE_ROW, LAST),
        (layout.NOTE, NOTE_ROW, 0),
        (layout.LEGEND, HEADING_ROW, 0),
        (layout.MARKS, FIRST_ROW, 0),
    ):
        canvas.place(block, MAP.name, row, column)
    _table(canvas, worksheet, max(count, 1))
    foot = FIRST_ROW + rows
    drawn = _map(canvas, worksheet, found, (rows - 1) * height) if count else None
    _foot(canvas, worksheet, foot, FIRST_ROW + max(count, 1), _key(found, drawn))
    _feeders(canvas, worksheet, found, drawn)
    worksheet.print_area(TITLE_ROW, 0, foot + 5, LAST)
    worksheet.freeze_panes(1, 0)


def _table(canvas: Canvas, worksheet: Worksheet, count: int) -> None:
    blank = [[None] * len(WARD_MAP_TABLE.columns)] * count
    canvas.add_table(
        worksheet, WARD_MAP_TABLE, HEADING_ROW, TABLE, blank, heading={"valign": "vcenter"}
    )
    set_columns(worksheet, TABLE_PIXELS)
    last = FIRST_ROW + count - 1
    colour_classes(canvas, worksheet, (FIRST_ROW, last), FILLED, LIMITS_COLUMN)
    mark_absent(canvas, worksheet, (FIRST_ROW, TABLE + 1, last, LAST))
    exception = xl_rowcol_to_cell(FIRST_ROW, EXCEPTION, col_abs=True)
    for column in (TABLE, EXCEPTION):
        mark_where(
            canvas,
            worksheet,
            (FIRST_ROW, column, last, column),
            f'=LEFT({exception},1)="◆"',
            {"bold": True},
        )


def _map(canvas: Canvas, worksheet: Worksheet, found: Geography, height: float) -> MapDrawing:
    alt_text = map_text(len(found.outlines), canvas.settings.area)
    drawn = map_drawing(found.outlines, width=MAP_POINTS, height=height - 4, alt_text=alt_text)
    insert_map(canvas, worksheet, drawn, alt_text)
    return drawn


def _key(found: Geography, drawn: MapDrawing | None) -> str:
    """What the numbers on the map stand for, where a ward is too small for its name."""
    if drawn is None:
        return ""
    numbered = [
        f"{label.lines[0]} {outline.name}"
        for outline, label in zip(found.outlines, drawn.labels, strict=True)
        if label.lines[0].isdigit()
    ]
    return f"Numbers on the map: {' · '.join(numbered)}" if numbered else ""


def _foot(canvas: Canvas, worksheet: Worksheet, foot: int, end: int, key: str) -> None:
    """The area's own row below the table, then the notes over the whole width."""
    whole: dict[str, Any] = {"bold": True, "top": INK_LINE, "top_color": INK}
    # A filled row just below a table would be taken for a part of it.
    area = max(end + 1, foot)
    worksheet.set_row(area - 1, 4)
    worksheet.set_row(area, 17)
    numbers = [column.number for column in WARD_MAP_TABLE.columns]
    for at, number in enumerate(numbers, start=TABLE):
        is_text = number == "text"
        style = canvas.format(
            whole,
            num_format=NUMBERS[number],
            align="left" if is_text else "right",
            indent=int(is_text),
        )
        worksheet.write_blank(area, at, None, style)
    canvas.place(layout.AREA, MAP.name, area, TABLE)
    mark_absent(canvas, worksheet, (area, TABLE + 1, area, LAST))
    note = canvas.format(NOTE_LINE, font_size=BODY_SIZE)
    ink = canvas.format(NOTE_LINE, font_size=BODY_SIZE, font_color=INK)
    for row, style in enumerate((ink, note, note, note), start=area + 1):
        worksheet.set_row(row, 14)
        worksheet.write_blank(row, 0, None, style)
    canvas.place(layout.CLUSTERS, MAP.name, area + 1, 0)
    canvas.place(layout.FOOT, MAP.name, area + 2, 0)
    if key:
        worksheet.write_string(area + 4, 0, key, note)


def _feeders(
    canvas: Canvas, worksheet: Worksheet, found: Geography, drawn: MapDrawing | None
) -> None:
    named = (
        [""] * len(found.outlines) if drawn is None else ["\n".join(x.lines) for x in drawn.labels]
    )
    rows = [
        (outline.code, outline.name, label, " ".join(found.neighbours[outline.code]))
        for outline, label in zip(found.outlines, named, strict=True)
    ]
    write_feeders(canvas, worksheet, FEEDER, tuple(layout.DRAWN_HEADINGS.values()), rows)
    count = max(len(found.outlines), 1)
    canvas.place(layout.DRAWN.with_rows(count), MAP.name, FIRST_ROW, FEEDER)
    canvas.place(layout.LIMITS, MAP.name, HEADING_ROW, LIMITS_COLUMN)
