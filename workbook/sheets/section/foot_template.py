"""The foot of a priority's first page: its actions, its outputs and its chain in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.marks import ILLUSTRATIVE_LOOK, mark_where
from workbook.house.style import ACCENT, FILLED_ROW, HEADING, NOTE_LINE
from workbook.layout.parts import FOOT_ROWS, section_name
from workbook.sheets.section.panel_template import LAST, LEFT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from xlsrc.domain.indicator import Section

OUTPUT, GUTTER, HEARD = 7, 6, 7
HEADINGS: Final[dict[int, tuple[str, str]]] = {
    0: ("Ref", "left"),
    1: ("Action", "left"),
    2: ("Lead", "left"),
    3: ("Due", "right"),
    4: ("Progress", "right"),
    5: ("Status", "left"),
    7: ("Output", "left"),
    8: ("To date", "right"),
    9: ("Target", "right"),
    10: ("Status", "left"),
}
"""Headings by column, with their alignment; the gutter between the two tables has none."""

SHRINKING: Final = (1, 2, 7)
"""The columns of words, which shrink where their cells are too narrow for them."""

TITLES, HEADING_ROW, TABLE = range(3)
CHAIN: Final = TABLE + FOOT_ROWS
FOOT_HEIGHT: Final = CHAIN + 1
"""Rows of the foot."""

LINE: Final = 12
TALL_LINE: Final = 12.75


def author_foot(canvas: Canvas, worksheet: Worksheet, section: Section, top: int) -> None:
    """Draw the empty foot from row ``top`` and name its block."""
    for row in range(top, top + FOOT_HEIGHT):
        worksheet.set_row(row, TALL_LINE if row == top else LINE)
    title = canvas.format(font_color=ACCENT, bold=True, align="left", indent=1)
    worksheet.write_blank(top + TITLES, LEFT, None, title)
    worksheet.write_blank(top + TITLES, OUTPUT, None, title)
    for column, (text, align) in HEADINGS.items():
        indent = int(align == "left")
        heading = canvas.format(HEADING, align=align, indent=indent)
        worksheet.write_string(top + HEADING_ROW, column, text, heading)
        look: dict[str, Any] = {"align": align, "indent": indent, "shrink": column in SHRINKING}
        for row in range(top + TABLE, top + CHAIN):
            worksheet.write_blank(row, column, None, canvas.format(look))
    note = canvas.format(NOTE_LINE)
    worksheet.write_blank(top + CHAIN, LEFT, None, note)
    worksheet.write_blank(top + CHAIN, HEARD, None, note)
    _marks(canvas, worksheet, top)
    name = section_name(section.id, "foot")
    canvas.define(name, section.sheet, top, LEFT, FOOT_HEIGHT, LAST + 1)


def _marks(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    first, last = top + TABLE, top + CHAIN - 1
    for start, end, label in ((LEFT, GUTTER - 1, "B"), (OUTPUT, LAST, "H")):
        status = "ABCDEFGHIJK"[end]
        bold = f'=LEFT(${status}{first + 1},1)="▲"'
        invented = f'RIGHT(${label}{first + 1},1)="‡"'
        cells = (first, start, last, end)
        # The first that is true decides in LibreOffice, so what can meet is also given together.
        both = f'=AND(LEFT(${status}{first + 1},1)="▲",{invented})'
        filled = f'=${label}{first + 1}<>""'
        for at, formula, look in (
            ((first, end, last, end), both, ILLUSTRATIVE_LOOK | FILLED_ROW | {"bold": True}),
            ((first, end, last, end), bold, FILLED_ROW | {"bold": True}),
            (cells, f"={invented}", ILLUSTRATIVE_LOOK | FILLED_ROW),
            (cells, filled, FILLED_ROW),
        ):
            mark_where(canvas, worksheet, at, formula, look)
