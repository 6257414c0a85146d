"""The Map sheet: wards as native shapes, their table, and the legend of five classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from workbook.blocks import map_parts as parts
from workbook.layout.figure_tables import WARD_MAP_TABLE
from workbook.layout.sheets import MAP
from workbook.template.map_drawing import map_drawing
from workbook.template.marks import mark_absent, mark_where
from workbook.template.style import (
    BODY_SIZE,
    HEADING_LINE,
    INK,
    INK_LINE,
    KEY_SIZE,
    LABEL_SIZE,
    LINE_GREY,
    NOTE_LINE,
    NUMBERS,
    SECOND,
    TITLE_BAND,
    WHITE,
)
from xlsrc.domain.settings import MapMeasure
from xlsrc.geography import geography
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.template.canvas import Canvas
    from workbook.template.map_drawing import MapDrawing
    from xlsrc.geography import Geography

BOUNDARIES: Final = "boundaries/london_wards_WD24.geojson"

LEGEND_CELLS: Final = len(parts.CLASS_FILLS) + 1
LEGEND_PIXELS: Final = 84
GUTTER: Final = LEGEND_CELLS
GUTTER_PIXELS: Final = 12
TABLE: Final = GUTTER + 1
TABLE_PIXELS: Final = (152, 50, 50, 54, 60, 122, 52)
LAST: Final = TABLE + len(TABLE_PIXELS) - 1
FEEDER: Final = LAST + 3
"""The first column of what the sheet's own formulas and the next refresh read."""

LIMITS_COLUMN: Final = FEEDER + 5

TITLE_ROW, NOTE_ROW, HEADING_ROW, FIRST_ROW = range(4)
FEWEST_ROWS: Final = 22
"""Rows beside the map, however few wards there are: the map needs the height."""

ROWS_POINTS: Final = 415
TALLEST_ROW, LOWEST_ROW = 18.6, 12.0
MAP_POINTS: Final = (LEGEND_CELLS * LEGEND_PIXELS - 8) * 0.75

FILLED: Final = {
    "Last 12": (MapMeasure.VOLUME, "{cell}"),
    "Change": (MapMeasure.CHANGE, "ROUND(100*{cell},0)"),
    "Per 1,000": (MapMeasure.RATE, "ROUND({cell},1)"),
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
    _columns(worksheet)
    _head(canvas, worksheet)
    _table(canvas, worksheet, max(count, 1))
    foot = FIRST_ROW + rows
    drawn = _map(canvas, worksheet, found, (rows - 1) * height) if count else None
    _foot(canvas, worksheet, foot, FIRST_ROW + max(count, 1), _key(found, drawn))
    _feeders(canvas, worksheet, found, drawn)
    worksheet.print_area(TITLE_ROW, 0, foot + 5, LAST)
    worksheet.freeze_panes(1, 0)


def _columns(worksheet: Worksheet) -> None:
    for at in range(LEGEND_CELLS):
        worksheet.set_column_pixels(at, at, LEGEND_PIXELS)
    worksheet.set_column_pixels(GUTTER, GUTTER, GUTTER_PIXELS)
    for at, pixels in enumerate(TABLE_PIXELS, start=TABLE):
        worksheet.set_column_pixels(at, at, pixels)


def _head(canvas: Canvas, worksheet: Worksheet) -> None:
    worksheet.set_row(TITLE_ROW, 27)
    worksheet.set_row(NOTE_ROW, 17)
    worksheet.set_row(HEADING_ROW, 25)
    band = canvas.format(TITLE_BAND)
    for at in range(LAST):
        worksheet.write_blank(TITLE_ROW, at, None, band)
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(TITLE_ROW, LAST, None, period)
    worksheet.write_blank(NOTE_ROW, 0, None, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    for at, fill in enumerate(parts.CLASS_FILLS):
        style = canvas.format(bg_color=f"#{fill}", align="center", right=1, right_color=WHITE)
        worksheet.write_blank(HEADING_ROW, at, None, style)
    none = canvas.format(align="center", border=HEADING_LINE, border_color=LINE_GREY)
    worksheet.write_string(HEADING_ROW, LEGEND_CELLS - 1, "no data", none)
    legend = (HEADING_ROW, 0, HEADING_ROW, LEGEND_CELLS - 2)
    blank = f'={xl_rowcol_to_cell(HEADING_ROW, 0)}=""'
    mark_where(canvas, worksheet, legend, blank, {"bg_color": WHITE})
    worksheet.write_blank(FIRST_ROW, 0, None, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    for name, row, column, columns in (
        (parts.TITLE, TITLE_ROW, 0, 1),
        (parts.PERIOD, TITLE_ROW, LAST, 1),
        (parts.NOTE, NOTE_ROW, 0, 1),
        (parts.LEGEND, HEADING_ROW, 0, LEGEND_CELLS - 1),
        (parts.MARKS, FIRST_ROW, 0, 1),
    ):
        canvas.define(name, MAP.name, row, column, 1, columns)


def _table(canvas: Canvas, worksheet: Worksheet, count: int) -> None:
    blank = [[None] * len(WARD_MAP_TABLE.columns)] * count
    canvas.add_table(
        worksheet, WARD_MAP_TABLE, HEADING_ROW, TABLE, blank, heading={"valign": "vcenter"}
    )
    _columns(worksheet)
    last = FIRST_ROW + count - 1
    for header, (measure, value) in FILLED.items():
        column = TABLE + WARD_MAP_TABLE.headers.index(header)
        cells = (FIRST_ROW, column, last, column)
        cell = xl_rowcol_to_cell(FIRST_ROW, column)
        shown = xl_rowcol_to_cell(HEADING_ROW, LIMITS_COLUMN, row_abs=True, col_abs=True)
        is_shown = f'{shown}="{measure.value}",ISNUMBER({cell})'
        for at in reversed(range(len(parts.CLASS_FILLS))):
            reached = ""
            if at:
                limit = xl_rowcol_to_cell(
                    HEADING_ROW, LIMITS_COLUMN + at, row_abs=True, col_abs=True
                )
                reached = f",ISNUMBER({limit}),{value.format(cell=cell)}>={limit}"
            fill = {"bg_color": f"#{parts.CLASS_FILLS[at]}"}
            mark_where(canvas, worksheet, cells, f"=AND({is_shown}{reached})", fill)
    mark_absent(canvas, worksheet, (FIRST_ROW, TABLE + 1, last, LAST))
    exception = xl_rowcol_to_cell(
        FIRST_ROW, TABLE + WARD_MAP_TABLE.headers.index("Exception"), col_abs=True
    )
    for column in (TABLE, TABLE + WARD_MAP_TABLE.headers.index("Exception")):
        mark_where(
            canvas,
            worksheet,
            (FIRST_ROW, column, last, column),
            f'=LEFT({exception},1)="◆"',
            {"bold": True},
        )


def _map(canvas: Canvas, worksheet: Worksheet, found: Geography, height: float) -> MapDrawing:
    """The shapes, in the place of a text box: XlsxWriter draws no outlines of its own."""
    alt_text = (
        f"Map of the {len(found.outlines)} wards of {canvas.settings.area}. Each ward's figure is "
        "in its own alternative text and in the table beside the map."
    )
    drawn = map_drawing(found.outlines, width=MAP_POINTS, height=height - 4, alt_text=alt_text)
    left = (MAP_POINTS - drawn.width) / 2 / 0.75
    worksheet.insert_textbox(
        FIRST_ROW + 1,
        0,
        "",
        {
            "x_offset": round(left) + 4,
            "y_offset": 2,
            "width": round(drawn.width / 0.75),
            "height": round(drawn.height / 0.75),
            "description": alt_text,
        },
    )
    canvas.maps[alt_text] = drawn
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
    canvas.define(parts.AREA, MAP.name, area, TABLE, 1, len(numbers))
    mark_absent(canvas, worksheet, (area, TABLE + 1, area, LAST))
    note = canvas.format(NOTE_LINE, font_size=BODY_SIZE)
    ink = canvas.format(NOTE_LINE, font_size=BODY_SIZE, font_color=INK)
    for row, style in enumerate((ink, note, note, note), start=area + 1):
        worksheet.set_row(row, 14)
        worksheet.write_blank(row, 0, None, style)
    canvas.define(parts.CLUSTERS, MAP.name, area + 1, 0, 1, 1)
    canvas.define(parts.FOOT, MAP.name, area + 2, 0, 2, 1)
    if key:
        worksheet.write_string(area + 4, 0, key, note)


def _feeders(
    canvas: Canvas, worksheet: Worksheet, found: Geography, drawn: MapDrawing | None
) -> None:
    quiet = canvas.format(font_size=LABEL_SIZE, font_color=SECOND)
    headings = ("Ward code", "Ward", "Label", "Touches", "", "Measure", "Limits")
    for at, text in enumerate(headings, start=FEEDER):
        worksheet.write_string(NOTE_ROW, at, text, quiet)
    for at, outline in enumerate(found.outlines):
        label = "\n".join(drawn.labels[at].lines) if drawn else ""
        texts = (outline.code, outline.name, label, " ".join(found.neighbours[outline.code]))
        for column, text in enumerate(texts, start=FEEDER):
            worksheet.write_string(FIRST_ROW + at, column, text, quiet)
    canvas.define(parts.DRAWN, MAP.name, FIRST_ROW, FEEDER, max(len(found.outlines), 1), 4)
    for at in range(len(parts.CLASS_FILLS)):
        worksheet.write_blank(HEADING_ROW, LIMITS_COLUMN + at, None, quiet)
    canvas.define(parts.LIMITS, MAP.name, HEADING_ROW, LIMITS_COLUMN, 1, len(parts.CLASS_FILLS))
