"""All indicators: every figure for every indicator, in one table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from workbook.house.fitting import LINE_HEIGHT, heading_height
from workbook.house.marks import (
    mark_absent,
    mark_illustrative,
    mark_status,
    mark_target,
    mark_where,
)
from workbook.house.paper import PAGE_POINTS
from workbook.house.style import (
    ACCENT,
    BODY_SIZE,
    GUTTER_LINE,
    INK,
    INK_LINE,
    NOTE_LINE,
    NUMBERS,
    TINT,
    WHITE,
)
from workbook.house.table_sheet import (
    NOTE_HEIGHT,
    TABLE_ROW,
    TALL_HEADING,
    TITLE_HEIGHT,
    Pages,
    heading_rows,
    table_sheet,
)
from workbook.sheets.all_indicators.layout import ALL_INDICATORS, ALL_INDICATORS_TABLE, AS_AT
from xlsrc.domain.indicator import PER_100

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas

CAPACITY: Final = 400
"""Rows that conditional formats reach; the table itself grows as far as it needs."""

GROUPS: Final = (
    ("Volume", "Section"),
    ("Change, trend and rate", "Change"),
    ("Peers and target", "Peer group"),
    ("Exceptions", "Latest month"),
    ("Worth watching, level and what is to come if it goes on as it has", "Worth watching"),
    ("Target, control chart and source", "Chance of target"),
    ("Beside other months, and in words: on screen only", "Year to date"),
)
"""The columns' groups, each with its first heading: a printed page each, but for the words."""

GROUP_ROW: Final = TABLE_ROW - 1
GROUP_HEIGHT: Final = 14

ROW_HEIGHT: Final = LINE_HEIGHT
"""No more than its line needs, so that the indicators of a shipped workbook are one page."""

_OF_SHARES: Final = {
    "figure": "0.0",
    "figure_change": NUMBERS["points_change"],
    "level_change": NUMBERS["points_change"],
}
"""The formats that shares have in place of those of counts."""


def author(canvas: Canvas) -> None:
    """Write the sheet: no figures, but every format they will need."""
    table = ALL_INDICATORS_TABLE
    worksheet = table_sheet(
        canvas,
        ALL_INDICATORS,
        title="All indicators",
        note="Shares are per 100, their changes in points (pt) · n/c not comparable · too few: "
        "under 20 a year before · – does not apply · ‡ ILLUSTRATIVE",
        columns=len(table.columns),
        pages=Pages.SEVERAL_WIDE,
    )
    worksheet.set_default_row(ROW_HEIGHT)
    canvas.add_table(worksheet, table, TABLE_ROW, 0, heading=TALL_HEADING)
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    heading_rows(canvas, worksheet, table)
    _conditional_formats(canvas, worksheet)
    starts = [table.headers.index(first) for _, first in GROUPS]
    _groups(canvas, worksheet, starts)
    # In the column that is repeated, so that each printed page says how far the data run.
    said = {"bold": True, "font_color": ACCENT, "top": INK_LINE, "top_color": INK}
    worksheet.write_blank(GROUP_ROW, 0, None, canvas.format(NOTE_LINE, said, font_size=BODY_SIZE))
    canvas.place(AS_AT, ALL_INDICATORS.name, GROUP_ROW, 0)
    worksheet.print_across()
    worksheet.repeat_rows(0, TABLE_ROW)
    worksheet.repeat_columns(0)
    worksheet.set_v_pagebreaks(starts[1:])
    # The table has a row an indicator, and a new indicator needs a new template.
    rows = max(len(canvas.settings.indicators), 1)
    worksheet.print_area(0, 0, TABLE_ROW + rows, starts[-1] - 1)
    worksheet.set_h_pagebreaks(_breaks(rows, heading_height(canvas.columns(table))))


def _breaks(rows: int, heading: float) -> list[int]:
    """The rows with which a page begins where one has not room for all: pages of equal length."""
    above = TITLE_HEIGHT + NOTE_HEIGHT + GROUP_HEIGHT + heading
    pages = math.ceil(rows / ((PAGE_POINTS - above) // ROW_HEIGHT))
    each = math.ceil(rows / pages)
    return [TABLE_ROW + 1 + at for at in range(each, rows, each)]


def _groups(canvas: Canvas, worksheet: Worksheet, starts: list[int]) -> None:
    """The groups' labels over the table's headings, each on a band of its columns."""
    worksheet.set_row(GROUP_ROW, GROUP_HEIGHT)
    ends = [*starts[1:], len(ALL_INDICATORS_TABLE.columns)]
    for (label, _), first, end in zip(GROUPS, starts, ends, strict=True):
        for column in range(first, end):
            gutter = {"left": GUTTER_LINE, "left_color": WHITE} if column == first else {}
            look = canvas.format(
                gutter,
                bg_color=TINT,
                font_color=ACCENT,
                bold=True,
                align="left",
                indent=1,
                top=INK_LINE,
                top_color=INK,
            )
            worksheet.write(GROUP_ROW, column, label if column == first else None, look)


def _conditional_formats(canvas: Canvas, worksheet: Worksheet) -> None:
    first, last = TABLE_ROW + 1, TABLE_ROW + CAPACITY
    headers = ALL_INDICATORS_TABLE.headers
    status = headers.index("Status")
    mark_status(canvas, worksheet, (first, status, last, status))
    unit = xl_rowcol_to_cell(first, headers.index("Unit"), col_abs=True)
    for position, column in enumerate(ALL_INDICATORS_TABLE.columns):
        if column.number in _OF_SHARES:
            mark_where(
                canvas,
                worksheet,
                (first, position, last, position),
                f'={unit}="{PER_100}"',
                {"num_format": _OF_SHARES[column.number]},
            )
    rag = headers.index("RAG")
    mark_target(canvas, worksheet, (first, rag, last, rag), label=0)
    for cells in ((first, 0, last, rag - 1), (first, rag + 1, last, len(headers) - 1)):
        mark_absent(canvas, worksheet, cells)
        mark_illustrative(canvas, worksheet, cells, label=0)
