"""What the two map sheets share: title band, legend, colours of their tables, shapes, feeders."""

from __future__ import annotations

import math
import re
from functools import partial
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from workbook.house.fitting import POINTS_PER_PIXEL
from workbook.house.marks import mark_where
from workbook.house.style import (
    BODY_SIZE,
    HEADING_LINE,
    KEY_SIZE,
    LABEL_SIZE,
    LINE_GREY,
    NOTE_LINE,
    SECOND,
    TITLE_BAND,
    WHITE,
)
from workbook.house.text_width import room_for
from workbook.package.shape import EMU_PER_POINT
from workbook.package.xml_text import quoteattr
from workbook.sheets.map.layout import LEGEND
from workbook.sheets.map.parts import CLASS_FILLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.sheets.map.drawing import MapDrawing
    from xlsrc.domain.settings import MapMeasure

_ANCHOR: Final = re.compile(
    r"<xdr:(?:twoCell|oneCell|absolute)Anchor\b.*?</xdr:(?:twoCell|oneCell|absolute)Anchor>",
    re.DOTALL,
)
_FROM: Final = re.compile(r"<xdr:from>.*?</xdr:from>", re.DOTALL)

LEGEND_CELLS: Final = LEGEND.width
LEGEND_PIXELS: Final = 95
"""Of one of its cells on Map; the table of small areas has more columns and leaves them less."""

SMALL_LEGEND_PIXELS: Final = 80
GUTTER: Final = LEGEND_CELLS
GUTTER_PIXELS: Final = 12
TABLE: Final = GUTTER + 1
"""The first column of the tables beside the map."""

TITLE_ROW, NOTE_ROW, HEADING_ROW, FIRST_ROW = range(4)
MOST_MORE_PIXELS: Final = 160
"""A page as much wider is printed at seven eighths."""

CELL_SIDES: Final = 13
"""Pixels of a cell in front of its text and behind it."""

MAP_POINTS: Final = (LEGEND_CELLS * LEGEND_PIXELS - 8) * POINTS_PER_PIXEL
SMALL_MAP_POINTS: Final = (LEGEND_CELLS * SMALL_LEGEND_PIXELS - 8) * POINTS_PER_PIXEL
"""The widest that each map may be."""


def set_columns(
    worksheet: Worksheet, table_pixels: Sequence[int], legend_pixels: int = LEGEND_PIXELS
) -> None:
    """The widths of the legend's columns, the gutter and the tables'."""
    for at in range(LEGEND_CELLS):
        worksheet.set_column_pixels(at, at, legend_pixels)
    worksheet.set_column_pixels(GUTTER, GUTTER, GUTTER_PIXELS)
    for at, pixels in enumerate(table_pixels, start=TABLE):
        worksheet.set_column_pixels(at, at, pixels)


def name_columns(names: Sequence[tuple[int, Iterable[str]]]) -> tuple[int, ...]:
    """How many pixels wide columns of names are: as usual, or as wide as the longest name needs.

    ``names`` are each column's usual pixels and its texts. Together they grow by no more than a
    page has room for in legible print; beyond that their texts are printed smaller to fit.
    """
    more = [
        max(0, max((_pixels_for(text) for text in texts), default=0) - usual)
        for usual, texts in names
    ]
    share = min(1.0, MOST_MORE_PIXELS / max(sum(more), 1))
    return tuple(usual + int(share * wide) for (usual, _), wide in zip(names, more, strict=True))


def _pixels_for(text: str) -> int:
    return math.ceil(room_for(text, BODY_SIZE, bold=True) / POINTS_PER_PIXEL) + CELL_SIDES


def head(canvas: Canvas, worksheet: Worksheet, last: int) -> None:
    """The title band to the column ``last``, the note, the legend and the counts below it."""
    worksheet.set_row(TITLE_ROW, 27)
    worksheet.set_row(NOTE_ROW, 17)
    worksheet.set_row(HEADING_ROW, 25)
    band = canvas.format(TITLE_BAND)
    for at in range(last):
        worksheet.write_blank(TITLE_ROW, at, None, band)
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(TITLE_ROW, last, None, period)
    worksheet.write_blank(NOTE_ROW, 0, None, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    for at, fill in enumerate(CLASS_FILLS):
        style = canvas.format(bg_color=f"#{fill}", align="center", right=1, right_color=WHITE)
        worksheet.write_blank(HEADING_ROW, at, None, style)
    none = canvas.format(align="center", border=HEADING_LINE, border_color=LINE_GREY)
    worksheet.write_blank(HEADING_ROW, LEGEND_CELLS - 1, None, none)
    legend = (HEADING_ROW, 0, HEADING_ROW, LEGEND_CELLS - 2)
    blank = f'={xl_rowcol_to_cell(HEADING_ROW, 0)}=""'
    mark_where(canvas, worksheet, legend, blank, {"bg_color": WHITE})
    counted = canvas.format(align="center", font_size=BODY_SIZE, font_color=SECOND)
    for at in range(LEGEND_CELLS):
        worksheet.write_blank(FIRST_ROW, at, None, counted)


def colour_classes(
    canvas: Canvas,
    worksheet: Worksheet,
    rows: tuple[int, int],
    columns: Mapping[MapMeasure, tuple[int, str]],
    limits_column: int,
) -> None:
    """Give cells of the measure shown the map's colours.

    ``rows`` are the first and last; ``columns`` say for each measure which column carries its
    colours, and how the value classified follows from it: ``{cell}``, or ``{row}`` for others'.
    """
    first, last = rows
    for measure, (column, value) in columns.items():
        cell = xl_rowcol_to_cell(first, column, col_abs=True)
        classified = value.format(cell=cell, row=first + 1)
        shown = xl_rowcol_to_cell(HEADING_ROW, limits_column, row_abs=True, col_abs=True)
        is_shown = f'{shown}="{measure.value}",ISNUMBER({cell}),ISNUMBER({classified})'
        for at in reversed(range(len(CLASS_FILLS))):
            reached = ""
            if at:
                limit = xl_rowcol_to_cell(
                    HEADING_ROW, limits_column + at, row_abs=True, col_abs=True
                )
                reached = f",ISNUMBER({limit}),{classified}>={limit}"
            mark_where(
                canvas,
                worksheet,
                (first, column, last, column),
                f"=AND({is_shown}{reached})",
                {"bg_color": f"#{CLASS_FILLS[at]}"},
            )


def insert_map(
    canvas: Canvas,
    worksheet: Worksheet,
    drawn: MapDrawing,
    alt_text: str,
    room: float = MAP_POINTS,
) -> None:
    """The shapes, in the place of a text box: XlsxWriter draws no outlines of its own.

    They stand in the middle of so many points of ``room``.
    """
    left = (room - drawn.width) / 2 / 0.75
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
    canvas.redrawn.append(partial(_with_map, alt_text=alt_text, drawn=drawn))


def _with_map(drawing: str, alt_text: str, drawn: MapDrawing) -> str | None:
    """A drawing part with the map instead of the shape that has this alternative text.

    Its upper left corner stays; its size no longer follows the columns, so that no program
    distorts it. ``None`` where no shape has the text.
    """
    marker = f"descr={quoteattr(alt_text)}"
    for anchor in _ANCHOR.finditer(drawing):
        corner = _FROM.search(anchor[0])
        if marker in anchor[0] and corner is not None:
            wide, high = round(drawn.width * EMU_PER_POINT), round(drawn.height * EMU_PER_POINT)
            new = (
                f'<xdr:oneCellAnchor>{corner[0]}<xdr:ext cx="{wide}" cy="{high}"/>'
                f"{drawn.xml}<xdr:clientData/></xdr:oneCellAnchor>"
            )
            return drawing[: anchor.start()] + new + drawing[anchor.end() :]
    return None


def write_feeders(
    canvas: Canvas,
    worksheet: Worksheet,
    column: int,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    """What the next refresh reads of the shapes, right of the print area, below its headings.

    After it, one column free, stand the measure and the limits that the tables' colours follow.
    """
    quiet = canvas.format(font_size=LABEL_SIZE, font_color=SECOND)
    for at, text in enumerate((*headings, "", "Measure", "Limits"), start=column):
        worksheet.write_string(NOTE_ROW, at, text, quiet)
    for at, texts in enumerate(rows):
        for offset, text in enumerate(texts):
            worksheet.write_string(FIRST_ROW + at, column + offset, text, quiet)
    for at in range(len(CLASS_FILLS)):
        worksheet.write_blank(HEADING_ROW, column + len(headings) + 1 + at, None, quiet)
