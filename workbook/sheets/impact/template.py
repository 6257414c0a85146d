"""Impact: what is done and produced, what it leads to, and whether the figures moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from workbook.house.charts import YEAR_COLUMNS, Feeder, place, year_chart
from workbook.house.marks import ILLUSTRATIVE_LOOK, mark_where
from workbook.house.style import (
    ACCENT,
    BODY_SIZE,
    FILLED_ROW,
    HEADING,
    ILLUSTRATIVE,
    KEY_SIZE,
    LINE_GREY,
    NOTE_LINE,
    PANEL_SIZE,
    QUIET,
    SECOND,
    TITLE_BAND,
    WASH,
)
from workbook.house.text_width import fits
from workbook.house.wording import section_title
from workbook.sheets.impact import layout
from workbook.sheets.impact.columns import COLUMNS_PX, room
from workbook.sheets.impact.layout import (
    BURN_UP_MONTHS,
    CHAIN_GROUP,
    IMPACT,
    MOST_ESTIMATES,
    MOST_LINKS,
    MOST_ORPHANS,
    MOST_OUTPUTS,
)
from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.named_block import NamedBlock

FIRST, SECOND_COLUMN, THIRD, LAST = map(
    layout.CHAIN.column, ("action", "output", "outcome", "priority")
)
ARROWS: Final = tuple(map(layout.CHAIN.column, ("to_output", "to_outcome", "to_priority")))
TITLE, NOTE, _ABOVE, SUMMARY_TITLE, SUMMARY_HEADING, SUMMARY_TABLE = range(6)
FEEDER_COLUMN: Final = LAST + 2

LINE: Final = 15
TWO_LINES: Final = 26


def author(canvas: Canvas) -> None:
    """Add the sheet with room for its rows, empty."""
    worksheet = canvas.add_sheet(IMPACT)
    for at, pixels in enumerate(COLUMNS_PX):
        worksheet.set_column_pixels(at, at, pixels)
    worksheet.set_column(FEEDER_COLUMN, FEEDER_COLUMN + len(YEAR_COLUMNS) - 1, 9)
    _band(canvas, worksheet)
    priorities = [section for section in canvas.settings.sections if section.is_priority]
    _title(canvas, worksheet, SUMMARY_TITLE, "By priority")
    _headings(canvas, worksheet, SUMMARY_HEADING, layout.PRIORITIES, layout.PRIORITY_HEADINGS)
    _cells(canvas, worksheet, SUMMARY_TABLE, len(priorities), LINE)
    for row, section in enumerate(priorities, SUMMARY_TABLE):
        title = f"{section_title(section)} {ILLUSTRATIVE_MARK}"
        if not fits(title, room(FIRST), BODY_SIZE, bold=True):
            name = canvas.format(align="left", indent=1, bold=True, text_wrap=True)
            worksheet.set_row(row, TWO_LINES)
            worksheet.write_blank(row, FIRST, None, name)
    outputs = SUMMARY_TABLE + len(priorities) + 1
    _outputs(canvas, worksheet, outputs)
    chain = outputs + 2 + MOST_OUTPUTS + 2
    _chain(canvas, worksheet, chain)
    estimates = chain + 2 + MOST_LINKS + 2
    _estimates(canvas, worksheet, estimates)
    orphans = estimates + 2 + MOST_ESTIMATES + 2
    _title(canvas, worksheet, orphans, "What the chain lacks")
    _headings(canvas, worksheet, orphans + 1, layout.ORPHANS, layout.ORPHAN_HEADINGS)
    _cells(canvas, worksheet, orphans + 2, MOST_ORPHANS, LINE)
    end = orphans + 2 + MOST_ORPHANS
    _more(canvas, worksheet, end)
    worksheet.print_area(0, 0, end, LAST)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(TITLE)
    worksheet.set_h_pagebreaks([chain, estimates])
    for block, row in (
        (layout.HEAD, TITLE),
        (layout.PRIORITIES.with_rows(len(priorities)), SUMMARY_TABLE),
        (layout.OUTPUTS, outputs + 2),
        (layout.CHAIN, chain + 2),
        (layout.ESTIMATES, estimates + 2),
        (layout.ORPHANS, orphans + 2),
    ):
        if block.rows:
            canvas.place(block, IMPACT.name, row, 0)


def _band(canvas: Canvas, worksheet: Worksheet) -> None:
    worksheet.set_row(TITLE, 27)
    worksheet.set_row(NOTE, 16)
    worksheet.set_row(_ABOVE, 4)
    for column in range(LAST):
        worksheet.write_blank(TITLE, column, None, canvas.format(TITLE_BAND))
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(TITLE, LAST, None, period)
    worksheet.write_blank(NOTE, FIRST, None, canvas.format(NOTE_LINE))
    illustrative = canvas.format(NOTE_LINE, font_color=ILLUSTRATIVE, bold=True, align="right")
    worksheet.write_blank(NOTE, LAST, None, illustrative)


def _title(canvas: Canvas, worksheet: Worksheet, row: int, text: str, column: int = 0) -> None:
    look = canvas.format(font_size=PANEL_SIZE, bold=True, align="left", indent=1)
    worksheet.set_row(row, 20)
    worksheet.write_string(row, column, text, look)


def _headings(
    canvas: Canvas, worksheet: Worksheet, row: int, block: NamedBlock, headings: Mapping[str, str]
) -> None:
    worksheet.set_row(row, LINE)
    for column, key in enumerate(block.lines[0]):
        look = canvas.format(HEADING, align="left", indent=1)
        worksheet.write_string(row, column, headings.get(key, ""), look)


def _cells(
    canvas: Canvas, worksheet: Worksheet, top: int, rows: int, points: float, last: int = LAST
) -> None:
    """Rows of a table of words; an invented row, which ends in ‡, is italic brown, and a row
    without words is blank paper.
    """
    if not rows:
        return
    look = {"align": "left", "indent": 1, "text_wrap": points > LINE}
    name = canvas.format(look, bold=True)
    cell = canvas.format(look)
    for row in range(top, top + rows):
        worksheet.set_row(row, points)
        for column in range(last + 1):
            worksheet.write_blank(row, column, None, cell if column else name)
    cells = (top, FIRST, top + rows - 1, last)
    invented = f'=RIGHT($A{top + 1},1)="‡"'
    mark_where(canvas, worksheet, cells, invented, ILLUSTRATIVE_LOOK | FILLED_ROW)
    mark_where(canvas, worksheet, cells, f'=$A{top + 1}<>""', FILLED_ROW)


def _more(canvas: Canvas, worksheet: Worksheet, row: int) -> None:
    """The line that says how many more rows there are."""
    worksheet.set_row(row, LINE)
    worksheet.write_blank(row, FIRST, None, canvas.format(NOTE_LINE))


def _outputs(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    """Outputs on the left, the burn-up of the actions on the right."""
    _title(canvas, worksheet, top, "Outputs against target")
    _title(canvas, worksheet, top, "", LAST)
    canvas.place(layout.BURN_UP_TITLE, IMPACT.name, top, LAST)
    _headings(canvas, worksheet, top + 1, layout.OUTPUTS, layout.OUTPUT_HEADINGS)
    first = top + 3
    cells = (top + 2, THIRD, top + 1 + MOST_OUTPUTS, THIRD)
    behind = f'LEFT($E{first},1)="▲"'
    # The first that is true decides in LibreOffice, so what can meet is also given together.
    both = f'=AND({behind},RIGHT($A{first},1)="‡")'
    bold = FILLED_ROW | {"bold": True}
    mark_where(canvas, worksheet, cells, both, ILLUSTRATIVE_LOOK | bold)
    mark_where(canvas, worksheet, cells, f"={behind}", bold)
    _cells(canvas, worksheet, top + 2, MOST_OUTPUTS, LINE, THIRD)
    _more(canvas, worksheet, top + 2 + MOST_OUTPUTS)
    feeder_top = top + 2
    canvas.place(layout.BURN_UP, IMPACT.name, feeder_top, FEEDER_COLUMN)
    feeder = Feeder(sheet=IMPACT.name, row=feeder_top, column=FEEDER_COLUMN)
    chart = year_chart(canvas.book, feeder, width=288, height=240, months=BURN_UP_MONTHS)
    place(
        worksheet,
        chart,
        top + 1,
        LAST,
        alt_text=layout.BURN_UP_TEXT.text,
        down_px=6,
    )


def _chain(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    """Boxes with arrows between them: cells whose look follows from what they hold."""
    _title(canvas, worksheet, top, "What leads to what")
    _headings(canvas, worksheet, top + 1, layout.CHAIN, layout.CHAIN_HEADINGS)
    first, last = top + 2, top + 1 + MOST_LINKS
    for row in range(first, last + 1):
        worksheet.set_row(row, LINE)
        for column in range(LAST + 1):
            look: dict[str, Any] = {"align": "left", "indent": 1}
            if column in ARROWS:
                look = {"align": "center", "font_color": SECOND}
            worksheet.write_blank(row, column, None, canvas.format(look))
    for column in (FIRST, SECOND_COLUMN, THIRD, LAST):
        cell = xl_rowcol_to_cell(first, column, col_abs=True)
        cells = (first, column, last, column)
        box = {"bg_color": WASH, "left": 1, "left_color": ACCENT}
        quiet = {"font_color": QUIET, "italic": True}
        mark_where(canvas, worksheet, cells, f'=LEFT({cell},3)="no "', quiet)
        # The first that is true decides in LibreOffice, so what can meet is also given together.
        rule = {"top": 1, "top_color": LINE_GREY}
        is_first, invented = f'LEFT($G{first + 1},1)="{CHAIN_GROUP}"', f'RIGHT({cell},1)="‡"'
        is_used = f'$A{first + 1}&$G{first + 1}<>""' if column == LAST else f'{cell}<>""'
        for formula, look in (
            (f"=AND({is_first},{invented})", box | ILLUSTRATIVE_LOOK | rule),
            (f"={invented}", box | ILLUSTRATIVE_LOOK),
            (f"=AND({is_first},{is_used})", box | rule | {"bold": column == LAST}),
            (f"={is_used}", box),
        ):
            mark_where(canvas, worksheet, cells, formula, look)
    _more(canvas, worksheet, last + 1)


def _estimates(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    _title(canvas, worksheet, top, "Impact estimates: an association, not proof")
    _headings(canvas, worksheet, top + 1, layout.ESTIMATES, layout.ESTIMATE_HEADINGS)
    _cells(canvas, worksheet, top + 2, MOST_ESTIMATES, TWO_LINES)
    words = canvas.format(align="left", indent=1, text_wrap=True)
    for row in range(top + 2, top + 2 + MOST_ESTIMATES):
        worksheet.merge_range(row, SECOND_COLUMN, row, LAST, "", words)
    _more(canvas, worksheet, top + 2 + MOST_ESTIMATES)
