"""The dot plot of Exceptions: every indicator at once, a row of dots a section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.charts import axis, house_style, line, markers, place, plot
from workbook.house.style import (
    ACCENT,
    BODY_SIZE,
    HAIR,
    ILLUSTRATIVE,
    INK,
    LINE_GREY,
    NOTE_LINE,
    SECOND,
)
from workbook.sheets.exceptions import layout
from workbook.sheets.exceptions.layout import DOT_COLUMNS, EXCEPTIONS, FURTHEST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from xlsrc.domain.settings import Settings

NAMES: Final = 150
"""Pixels left of the plot, for the sections' names."""

HIGHEST, LOWEST, ALL_ROWS = 17, 13, 170
"""Pixels of a section's row, and of all together where they are more than a few."""

AXIS: Final = 20
TITLE_POINTS: Final = 18
POINTS_PER_PIXEL: Final = 0.75
FEEDER_COLUMN: Final = layout.WIDTH + 12
"""Analysts add columns to the table below, on its right."""


POINT: Final = 6
LISTED_POINT: Final = 9

LINES: Final = (
    line(color=LINE_GREY, width=0.75),
    *(line(color=INK, width=1.25),) * 2,
    *(line(color=INK, width=1, dash_type="dash"),) * 2,
    *(line(color=SECOND, width=0.75, dash_type="round_dot"),) * 2,
)
LINE_NAMES: Final = (
    "Middle",
    "Low",
    "High",
    "Watched, low",
    "Watched, high",
    "95 %, low",
    "95 %, high",
)


def rows(settings: Settings) -> int:
    """Rows of the sheet that the plot takes: its title, one a section, its axis."""
    return len(settings.sections) + 2


def author(canvas: Canvas, worksheet: Worksheet, top: int, widths: Sequence[int]) -> None:
    """The plot with its title from row ``top`` on, across columns of these pixels."""
    last, sections = len(widths) - 1, len(canvas.settings.sections)
    worksheet.set_row(top, TITLE_POINTS)
    title = canvas.format(font_size=10, bold=True, font_color=ACCENT, align="left", indent=1)
    worksheet.write_blank(top, 0, None, title)
    worksheet.write_blank(top, last, None, canvas.format(NOTE_LINE, font_size=9, align="right"))
    high = max(LOWEST, min(HIGHEST, ALL_ROWS // max(1, sections)))
    name = canvas.format(align="left", indent=1)
    for row in range(top + 1, top + 1 + sections):
        worksheet.set_row(row, high * POINTS_PER_PIXEL)
        worksheet.write_blank(row, 0, None, name)
    worksheet.set_row(top + 1 + sections, AXIS * POINTS_PER_PIXEL)
    worksheet.set_column(FEEDER_COLUMN, FEEDER_COLUMN + len(DOT_COLUMNS) - 1, 9)
    canvas.place(layout.DOTS_TITLE, EXCEPTIONS.name, top, 0)
    canvas.place(layout.SECTIONS.with_rows(sections), EXCEPTIONS.name, top + 1, 0)
    canvas.place(layout.DOTS, EXCEPTIONS.name, 0, FEEDER_COLUMN)
    chart = _chart(canvas, sections, width=sum(widths) - NAMES, height=high * sections + AXIS)
    place(worksheet, chart, top + 1, 0, alt_text=layout.DOTS_TEXT.text, right_px=NAMES)


def _chart(canvas: Canvas, sections: int, *, width: int, height: int) -> Chart:
    chart = canvas.book.add_chart({"type": "scatter", "subtype": "straight"})
    edge, edge_top = (DOT_COLUMNS.index(key) for key in ("edge", "edge_top"))
    for at, (name, look) in enumerate(zip(LINE_NAMES, LINES, strict=True)):
        first = 1 + 2 * at
        chart.add_series(
            {
                "name": name,
                "categories": _cells(edge, first, first + 1),
                "values": _cells(edge_top, first, first + 1),
            }
            | look
        )
    end = (layout.DOTS.rows or 0) - 1
    for key, name, look in (
        ("inside", "Indicator", markers("circle", POINT, ACCENT)),
        ("invented", "Invented", markers("square", POINT, ILLUSTRATIVE)),
        ("listed", "In a list", markers("diamond", LISTED_POINT)),
    ):
        chart.add_series(
            {
                "name": name,
                "categories": _cells(0, 1, end),
                "values": _cells(DOT_COLUMNS.index(key), 1, end),
            }
            | look
        )
    house_style(chart, width, height)
    rows_part = 1 - AXIS / height
    chart.set_plotarea(plot(x=0.005, y=0.0, width=0.99, height=rows_part))
    chart.set_x_axis(
        axis(BODY_SIZE)
        | {
            "min": -FURTHEST,
            "max": FURTHEST,
            "major_unit": 1,
            "num_format": '[=-3]"−3";[=3]"+3";',
            "label_position": "low",
            "line": {"color": LINE_GREY, "width": 1},
        }
    )
    chart.set_y_axis(
        axis()
        | {
            "min": 0,
            "max": sections,
            "major_unit": 1,
            "label_position": "none",
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": HAIR, "width": 0.75}},
        }
    )
    return chart


def _cells(column: int, first: int, last: int) -> list[Any]:
    at = FEEDER_COLUMN + column
    return [EXCEPTIONS.name, first, at, last, at]
