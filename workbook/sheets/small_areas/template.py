"""Small areas: LSOAs as native shapes under their wards' borders, the highest, and clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from workbook.house.marks import mark_absent, mark_where
from workbook.house.style import (
    BODY_SIZE,
    HEADING,
    INK,
    INK_LINE,
    NOTE_LINE,
    NUMBERS,
    ROW_LINE,
    RULE,
    TABLE_CELL,
)
from workbook.sheets.map.drawing import small_area_drawing
from workbook.sheets.map.map_template import (
    FIRST_ROW,
    HEADING_ROW,
    NOTE_ROW,
    SMALL_LEGEND_PIXELS,
    SMALL_MAP_POINTS,
    TABLE,
    TITLE_ROW,
    colour_classes,
    head,
    insert_map,
    name_columns,
    set_columns,
    write_feeders,
)
from workbook.sheets.map.parts import names_cell
from workbook.sheets.map.shape_texts import small_areas_text
from workbook.sheets.small_areas import layout
from workbook.sheets.small_areas.layout import (
    CLUSTER_ROWS,
    FOOT_ROWS,
    HIGHEST_ROWS,
    PRINTED,
    SMALL_AREAS,
    SMALL_AREAS_TABLE,
)
from xlsrc.domain.settings import MapMeasure
from xlsrc.maps.geography import dissolved
from xlsrc.maps.national import wards_of
from xlsrc.maps.outlines import lsoa_outlines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.sheets.map.drawing import MapDrawing
    from xlsrc.maps.geography import Geography

TABLE_PIXELS: Final = (26, 78, 112, 112, 42, 44, 46, 56, 50, 44, 50)
AREA, WARD, BESIDE = (
    SMALL_AREAS_TABLE.headers.index(header) for header in ("Area", "Ward", "Beside")
)
LAST: Final = TABLE + PRINTED - 1
"""The last column on the page."""

END: Final = TABLE + len(TABLE_PIXELS) - 1
FEEDER: Final = END + 3
LIMITS_COLUMN: Final = FEEDER + layout.DRAWN.width + 1

HIGHEST_ROW: Final = FIRST_ROW
CLUSTERS_TITLE_ROW: Final = HIGHEST_ROW + HIGHEST_ROWS
CLUSTERS_ROW: Final = CLUSTERS_TITLE_ROW + 1
CLUSTERS_END: Final = CLUSTERS_ROW + CLUSTER_ROWS
FOOT_ROW: Final = CLUSTERS_END + 1
BELOW_ROW: Final = FOOT_ROW + FOOT_ROWS + 2
"""The line that introduces the table of every area, which does not print."""

TABLE_ROW: Final = BELOW_ROW + 1
ROW_POINTS: Final = 16.4
HIGHEST_POINTS: Final = 19.8
TITLE_POINTS: Final = 22.0
"""Of a cluster's row, of one of the highest, of the clusters' title."""

MAP_HEIGHT: Final = HIGHEST_ROWS * HIGHEST_POINTS + TITLE_POINTS + (CLUSTER_ROWS - 1) * ROW_POINTS
LAST_12, CHANGE, RATE = (
    TABLE + SMALL_AREAS_TABLE.headers.index(header) for header in ("Last 12", "Change", "Per 1,000")
)
FILLED: Final = {
    MapMeasure.VOLUME: (LAST_12, "{cell}"),
    MapMeasure.DIFFERENCE: (CHANGE, "{cell}"),
    MapMeasure.RATE: (RATE, "ROUND({cell},1)"),
}
EVERY_AREA: Final = (
    "Every LSOA and ward, to sort and filter; blank under Cluster: no more than chance. z is Getis "
    "and Ord's Gi*, p by permutation; clusters are those with at most 5 % false findings among all."
)


def author(canvas: Canvas) -> None:
    """Add the sheet with the LSOAs' shapes, without colours or figures."""
    worksheet = canvas.add_sheet(SMALL_AREAS)
    outlines = lsoa_outlines(canvas.settings.area, canvas.lsoa_boundaries, canvas.boundaries_beside)
    found = outlines.found
    wards = wards_of([outline.code for outline in found.outlines])
    for row in range(FIRST_ROW, FOOT_ROW):
        worksheet.set_row(row, HIGHEST_POINTS if row < CLUSTERS_TITLE_ROW else ROW_POINTS)
    head(canvas, worksheet, LAST)
    _cells(canvas, worksheet, outlines.source)
    canvas.add_table(
        worksheet,
        SMALL_AREAS_TABLE,
        TABLE_ROW,
        TABLE,
        [[None] * len(SMALL_AREAS_TABLE.columns)] * max(len(found.outlines), 1),
        # At the foot of the heading a label would lie under the filter's button.
        heading={"valign": "top"},
        body={"shrink": True},
    )
    worksheet.set_row(TABLE_ROW, 38)
    set_columns(worksheet, _pixels(found, wards), SMALL_LEGEND_PIXELS)
    drawn = None
    if found.outlines:
        alt_text = small_areas_text(len(found.outlines), canvas.settings.area)
        drawn = small_area_drawing(
            found.outlines,
            dissolved(found, wards),
            width=SMALL_MAP_POINTS,
            height=MAP_HEIGHT - 4,
            alt_text=alt_text,
        )
        insert_map(canvas, worksheet, drawn, alt_text, SMALL_MAP_POINTS)
    _feeders(canvas, worksheet, found, wards, drawn)
    worksheet.print_area(TITLE_ROW, 0, BELOW_ROW - 1, LAST)
    worksheet.freeze_panes(1, 0)


def _pixels(found: Geography, wards: Mapping[str, tuple[str, str]]) -> tuple[int, ...]:
    """The columns' widths, with room for these names."""
    names = [outline.name for outline in found.outlines]
    of_wards = {name for _, name in wards.values()}
    widths = name_columns(
        [
            (TABLE_PIXELS[AREA], names),
            (TABLE_PIXELS[WARD], of_wards),
            (TABLE_PIXELS[BESIDE], of_wards),
        ]
    )
    return (*TABLE_PIXELS[:AREA], *widths, *TABLE_PIXELS[BESIDE + 1 :])


def _cells(canvas: Canvas, worksheet: Worksheet, source: str) -> None:
    """The two tables beside the map and the lines below it, the last on the outlines' source."""
    note = canvas.format(NOTE_LINE, font_size=BODY_SIZE)
    ink = canvas.format(NOTE_LINE, font_size=BODY_SIZE, font_color=INK)
    strong = canvas.format(NOTE_LINE, font_size=BODY_SIZE, font_color=INK, bold=True, indent=0)
    for at, spec in enumerate(SMALL_AREAS_TABLE.columns, start=TABLE):
        is_text = spec.number == "text"
        align = {"align": "left" if is_text else "right", "indent": int(is_text)}
        heading = canvas.format(HEADING, align, valign="vcenter")
        worksheet.write_string(HEADING_ROW, at, spec.header, heading)
        # One range takes words and numbers, so none of its cells has the text format: Excel
        # would show the apostrophe that keeps "Barnet 043F" a text.
        number = {"num_format": NUMBERS["general" if is_text else spec.number], "shrink": is_text}
        line = canvas.format(TABLE_CELL, align, number)
        last = canvas.format(TABLE_CELL, align, number, bottom=INK_LINE, bottom_color=INK)
        for row in range(HIGHEST_ROW, CLUSTERS_TITLE_ROW):
            is_last = row == CLUSTERS_TITLE_ROW - 1
            worksheet.write_blank(row, at, None, last if is_last else line)
        for row in range(CLUSTERS_ROW, CLUSTERS_END):
            worksheet.write_blank(row, at, None, canvas.format(align, number))
    # Clusters are few as a rule, so their rows have no line until they are filled.
    is_filled = f'={xl_rowcol_to_cell(CLUSTERS_ROW, LAST_12, col_abs=True)}<>""'
    rule = {"bottom": ROW_LINE, "bottom_color": RULE}
    mark_where(canvas, worksheet, (CLUSTERS_ROW, TABLE, CLUSTERS_END - 1, END), is_filled, rule)
    worksheet.write_blank(NOTE_ROW, TABLE, None, strong)
    worksheet.write_blank(CLUSTERS_TITLE_ROW, TABLE, None, strong)
    worksheet.set_row(CLUSTERS_TITLE_ROW, TITLE_POINTS)
    worksheet.set_row(FOOT_ROW - 1, 6)
    for at in range(FOOT_ROWS + 2):
        worksheet.set_row(FOOT_ROW + at, 14)
        worksheet.write_blank(FOOT_ROW + at, 0, None, note if at else ink)
    worksheet.write_string(FOOT_ROW + FOOT_ROWS + 1, 0, source, note)
    worksheet.write_string(BELOW_ROW, 0, EVERY_AREA, note)
    for block, row, column in (
        (layout.TITLE, TITLE_ROW, 0),
        (layout.PERIOD, TITLE_ROW, LAST),
        (layout.NOTE, NOTE_ROW, 0),
        (layout.LEGEND, HEADING_ROW, 0),
        (layout.IN_CLASSES, FIRST_ROW, 0),
        (layout.HIGHEST_TITLE, NOTE_ROW, TABLE),
        (layout.HIGHEST, HIGHEST_ROW, TABLE),
        (layout.CLUSTERS_TITLE, CLUSTERS_TITLE_ROW, TABLE),
        (layout.CLUSTERS, CLUSTERS_ROW, TABLE),
        (layout.FOOT, FOOT_ROW, 0),
        (layout.MARKS, FOOT_ROW + FOOT_ROWS, 0),
    ):
        canvas.place(block, SMALL_AREAS.name, row, column)
    highest = (HIGHEST_ROW, HIGHEST_ROW + HIGHEST_ROWS - 1)
    colour_classes(canvas, worksheet, highest, FILLED, LIMITS_COLUMN)
    mark_absent(canvas, worksheet, (HIGHEST_ROW, TABLE + BESIDE, FOOT_ROW - 1, END))


def _feeders(
    canvas: Canvas,
    worksheet: Worksheet,
    found: Geography,
    wards: Mapping[str, tuple[str, str]],
    drawn: MapDrawing | None,
) -> None:
    numbers, covered = ((), ()) if drawn is None else (drawn.labels, drawn.covered)
    # As the drawing has them: in the order of their codes.
    codes = sorted({code for code, _ in wards.values()})
    rows = [
        (
            outline.code,
            outline.name,
            wards.get(outline.code, ("", ""))[1],
            " ".join(found.neighbours[outline.code]),
            f"{number.x:.1f} {number.y:.1f}",
            names_cell((codes[at], lines) for at, lines in names),
        )
        for outline, number, names in zip(found.outlines, numbers, covered, strict=True)
    ]
    headings = tuple(layout.DRAWN_HEADINGS.values())
    write_feeders(canvas, worksheet, FEEDER, headings, rows)
    block = layout.DRAWN.with_rows(max(len(rows), 1))
    canvas.place(block, SMALL_AREAS.name, FIRST_ROW, FEEDER)
    canvas.place(layout.LIMITS, SMALL_AREAS.name, HEADING_ROW, LIMITS_COLUMN)
