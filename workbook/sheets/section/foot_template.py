"""The foot of a priority's first page: its actions, its outputs and its chain in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_col_to_name

from workbook.house.marks import ILLUSTRATIVE_LOOK, mark_where
from workbook.house.style import ACCENT, FILLED_ROW, HEADING, NOTE_LINE
from workbook.sheets.section import layout
from workbook.sheets.section.layout import (
    FOOT_CHAIN,
    FOOT_HEADING_ROW,
    FOOT_READ,
    FOOT_TABLE,
    FOOT_TITLES,
)
from workbook.sheets.section.pages import FOOT_LINE, FOOT_TOP, LINE
from workbook.sheets.section.panel_template import LEFT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from xlsrc.domain.indicator import Section

OUTPUT: Final = layout.FOOT.column("output")
STATUSES: Final = (layout.FOOT.column("status"), layout.FOOT.column("output_status"))
ENDS: Final = (OUTPUT - 1, layout.WIDTH - 1)
"""The columns of the two tables' status words, and the last ones of the tables."""

RIGHT_ALIGNED: Final = ("due", "progress", "to_date", "target")
FOOT_HEIGHT: Final = FOOT_READ + 1


def author_foot(canvas: Canvas, worksheet: Worksheet, section: Section, top: int) -> None:
    """Draw the empty foot from row ``top`` and name its block."""
    for row in range(FOOT_HEIGHT):
        points = FOOT_TOP if row < FOOT_TABLE else FOOT_LINE if row < FOOT_CHAIN else LINE
        worksheet.set_row(top + row, points)
    title = canvas.format(font_color=ACCENT, bold=True, align="left", indent=1)
    worksheet.write_blank(top + FOOT_TITLES, LEFT, None, title)
    worksheet.write_blank(top + FOOT_TITLES, OUTPUT, None, title)
    plain = canvas.format(HEADING)
    for column in range(LEFT, layout.WIDTH):
        worksheet.write_blank(top + FOOT_HEADING_ROW, column, None, plain)
    for key, text in layout.FOOT_HEADINGS.items():
        column = layout.FOOT.column(key)
        align = "right" if key in RIGHT_ALIGNED else "left"
        indent = int(align == "left")
        heading = canvas.format(HEADING, align=align, indent=indent, text_wrap=False)
        worksheet.write_string(top + FOOT_HEADING_ROW, column, text, heading)
        look: dict[str, Any] = {"align": align, "indent": indent}
        for row in range(top + FOOT_TABLE, top + FOOT_CHAIN):
            worksheet.write_blank(row, column, None, canvas.format(look))
    note = canvas.format(NOTE_LINE)
    for row in range(top + FOOT_CHAIN, top + FOOT_HEIGHT):
        worksheet.write_blank(row, LEFT, None, note)
    _marks(canvas, worksheet, top)
    canvas.place(layout.FOOT.of(section=section.id), section.sheet, top, LEFT)


def _marks(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    first, last = top + FOOT_TABLE, top + FOOT_CHAIN - 1
    labels = (layout.FOOT.column("action"), OUTPUT)
    for start, at, end, named in zip((LEFT, OUTPUT), STATUSES, ENDS, labels, strict=True):
        status, label = xl_col_to_name(at), xl_col_to_name(named)
        bold = f'=LEFT(${status}{first + 1},1)="▲"'
        invented = f'RIGHT(${label}{first + 1},1)="‡"'
        cells = (first, start, last, end)
        # The first that is true decides in LibreOffice, so what can meet is also given together.
        both = f'=AND(LEFT(${status}{first + 1},1)="▲",{invented})'
        filled = f'=${label}{first + 1}<>""'
        for where, formula, look in (
            ((first, at, last, at), both, ILLUSTRATIVE_LOOK | FILLED_ROW | {"bold": True}),
            ((first, at, last, at), bold, FILLED_ROW | {"bold": True}),
            (cells, f"={invented}", ILLUSTRATIVE_LOOK | FILLED_ROW),
            (cells, filled, FILLED_ROW),
        ):
            mark_where(canvas, worksheet, where, formula, look)
