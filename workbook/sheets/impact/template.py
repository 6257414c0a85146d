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
from workbook.sheets.impact import layout
from workbook.sheets.impact.columns import COLUMNS_PX
from workbook.sheets.impact.layout import BURN_UP_MONTHS, CHAIN_GROUP, IMPACT
from workbook.sheets.impact.pages import (
    BOX,
    ESTIMATE_HEIGHT,
    GAP_HEIGHT,
    HEAD_HEIGHT,
    HEADING_HEIGHT,
    HEADS,
    LINE,
    NOTE_HEIGHT,
    PART_GAP,
    PRIORITY_HEIGHT,
    TITLE_HEIGHT,
    impact_sheet,
    places,
    rows_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.named_block import NamedBlock

FIRST, SECOND_COLUMN, THIRD, LAST = map(
    layout.CHAIN.column, ("action", "output", "outcome", "priority")
)
STATUS, WILL_MEET = map(layout.OUTPUTS.column, ("status", "will_meet"))
SHOWS: Final = layout.ESTIMATES.column("shows")
ARROWS: Final = tuple(map(layout.CHAIN.column, ("to_output", "to_outcome", "to_priority")))
TITLE, NOTE, _ABOVE = range(3)
FEEDER_COLUMN: Final = LAST + 3

POINTS_PER_PIXEL: Final = 0.75
CHART_WIDTH: Final = COLUMNS_PX[LAST] - 10
"""Pixels of the chart, which stands in the last column beside the estimates."""


def author(canvas: Canvas) -> None:
    """Add the sheet with room for its rows, empty."""
    worksheet = canvas.add_sheet(impact_sheet(canvas.settings))
    for at, pixels in enumerate(COLUMNS_PX):
        worksheet.set_column_pixels(at, at, pixels)
    worksheet.set_column(FEEDER_COLUMN, FEEDER_COLUMN + len(YEAR_COLUMNS) - 1, 9)
    rows = rows_of(canvas.settings)
    stand = places(rows)
    _band(canvas, worksheet)
    _title(canvas, worksheet, stand.priorities, "By priority")
    _headings(canvas, worksheet, stand.priorities + 1, layout.PRIORITIES, layout.PRIORITY_HEADINGS)
    _cells(canvas, worksheet, stand.priorities + HEADS, rows.priorities, PRIORITY_HEIGHT)
    _estimates(canvas, worksheet, stand.estimates, rows.estimates)
    _outputs(canvas, worksheet, stand.outputs, rows.outputs)
    _orphans(canvas, worksheet, stand.outputs, rows.outputs)
    _chain(canvas, worksheet, stand.chain, rows.links)
    for gap, high in (
        (_ABOVE, GAP_HEIGHT),
        (stand.estimates - 1, PART_GAP),
        (stand.chain - 1, GAP_HEIGHT),
    ):
        worksheet.set_row(gap, high)
    worksheet.print_area(0, 0, stand.end - 1, LAST)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(TITLE)
    worksheet.set_h_pagebreaks(list(stand.breaks))
    for block, count, row, column in (
        (layout.HEAD, None, TITLE, 0),
        (layout.PRIORITIES, rows.priorities, stand.priorities + HEADS, 0),
        (layout.ESTIMATES, rows.estimates, stand.estimates + HEADS, 0),
        (layout.OUTPUTS, rows.outputs, stand.outputs + HEADS, 0),
        (layout.ORPHANS, rows.outputs, stand.outputs + HEADS, LAST),
        (layout.CHAIN, rows.links, stand.chain + HEADS, 0),
    ):
        if count != 0:
            sized = block if count is None else block.with_rows(count)
            canvas.place(sized, IMPACT.name, row, column)


def _band(canvas: Canvas, worksheet: Worksheet) -> None:
    worksheet.set_row(TITLE, TITLE_HEIGHT)
    worksheet.set_row(NOTE, NOTE_HEIGHT)
    for column in range(LAST):
        worksheet.write_blank(TITLE, column, None, canvas.format(TITLE_BAND))
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE, align="right")
    worksheet.write_blank(TITLE, LAST, None, period)
    worksheet.write_blank(NOTE, FIRST, None, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
    illustrative = canvas.format(
        NOTE_LINE, font_size=BODY_SIZE, font_color=ILLUSTRATIVE, bold=True, align="right"
    )
    worksheet.write_blank(NOTE, LAST, None, illustrative)


def _title(canvas: Canvas, worksheet: Worksheet, row: int, text: str, column: int = 0) -> None:
    look = canvas.format(font_size=PANEL_SIZE, bold=True, align="left", indent=1)
    worksheet.set_row(row, HEAD_HEIGHT)
    worksheet.write_string(row, column, text, look)


def _headings(
    canvas: Canvas, worksheet: Worksheet, row: int, block: NamedBlock, headings: Mapping[str, str]
) -> None:
    worksheet.set_row(row, HEADING_HEIGHT)
    # A heading may run into the next column, so it does not wrap.
    look = canvas.format(HEADING, align="left", indent=1, text_wrap=False)
    for column, key in enumerate(block.lines[0]):
        worksheet.write(row, column, headings.get(key) or None, look)


def _cells(
    canvas: Canvas, worksheet: Worksheet, top: int, rows: int, points: float, last: int = LAST
) -> None:
    """Rows of a table of words; an invented row, which ends in ‡, is italic brown, and a row
    without words is blank paper.
    """
    if not rows:
        return
    look = {"align": "left", "indent": 1}
    wraps = {"text_wrap": points > LINE}
    for row in range(top, top + rows):
        worksheet.set_row(row, points)
        for column in range(last + 1):
            # What stands between two columns has room in the narrow one beside it.
            own = wraps if column in (FIRST, LAST) else {}
            bold = {"bold": column == FIRST}
            worksheet.write_blank(row, column, None, canvas.format(look, own, bold))
    cells = (top, FIRST, top + rows - 1, last)
    invented = f'=RIGHT($A{top + 1},1)="‡"'
    mark_where(canvas, worksheet, cells, invented, ILLUSTRATIVE_LOOK | FILLED_ROW)
    mark_where(canvas, worksheet, cells, f'=$A{top + 1}<>""', FILLED_ROW)


def _outputs(canvas: Canvas, worksheet: Worksheet, top: int, rows: int) -> None:
    """Outputs against their targets, and whether they will be met."""
    _title(canvas, worksheet, top, "Outputs against target")
    _headings(canvas, worksheet, top + 1, layout.OUTPUTS, layout.OUTPUT_HEADINGS)
    first = top + HEADS
    cells = (first, STATUS, first + rows - 1, STATUS)
    behind = f'LEFT($E{first + 1},1)="▲"'
    # The first that is true decides in LibreOffice, so what can meet is also given together.
    both = f'=AND({behind},RIGHT($A{first + 1},1)="‡")'
    bold = FILLED_ROW | {"bold": True}
    mark_where(canvas, worksheet, cells, both, ILLUSTRATIVE_LOOK | bold)
    mark_where(canvas, worksheet, cells, f"={behind}", bold)
    _cells(canvas, worksheet, first, rows, LINE, WILL_MEET)


def _orphans(canvas: Canvas, worksheet: Worksheet, top: int, rows: int) -> None:
    """What the chain lacks, beside the outputs: what it is in one line, what it lacks below."""
    _title(canvas, worksheet, top, "What the chain lacks", LAST)
    heading = canvas.format(HEADING, align="left", indent=1, text_wrap=False)
    worksheet.write_string(top + 1, LAST, layout.ORPHAN_HEADING, heading)
    first = top + HEADS
    what = canvas.format(align="left", indent=1, bold=True)
    lacks = canvas.format(align="left", indent=2, font_color=SECOND)
    for row in range(first, first + rows):
        worksheet.write_blank(row, LAST, None, lacks if (row - first) % 2 else what)
    cell = xl_rowcol_to_cell(first, LAST, col_abs=True)
    cells = (first, LAST, first + rows - 1, LAST)
    mark_where(canvas, worksheet, cells, f'=RIGHT({cell},1)="‡"', ILLUSTRATIVE_LOOK)
    second = f'=AND({cell}<>"",MOD(ROW()-{first + 1},2)=1)'
    mark_where(canvas, worksheet, cells, second, FILLED_ROW)


def _chain(canvas: Canvas, worksheet: Worksheet, top: int, rows: int) -> None:
    """Boxes with arrows between them: cells whose look follows from what they hold."""
    _title(canvas, worksheet, top, "What leads to what")
    _headings(canvas, worksheet, top + 1, layout.CHAIN, layout.CHAIN_HEADINGS)
    first, last = top + HEADS, top + 1 + rows
    for row in range(first, last + 1):
        worksheet.set_row(row, BOX)
        for column in range(LAST + 1):
            look: dict[str, Any] = {"align": "left", "indent": 1}
            if column in ARROWS:
                look = {"align": "center", "font_color": SECOND}
            worksheet.write_blank(row, column, None, canvas.format(look))
    for column in (FIRST, SECOND_COLUMN, THIRD, LAST):
        cell = xl_rowcol_to_cell(first, column, col_abs=True)
        # An outcome runs on into the column beside it.
        cells = (first, column, last, column + (column == THIRD))
        box: dict[str, Any] = {"bg_color": WASH}
        if column != THIRD:
            box |= {"left": 1, "left_color": ACCENT}
        quiet = {"font_color": QUIET, "italic": True}
        mark_where(canvas, worksheet, cells, f'=LEFT({cell},3)="no "', quiet)
        # The first that is true decides in LibreOffice, so what can meet is also given together.
        rule = {"top": 1, "top_color": LINE_GREY}
        is_first, invented = f'LEFT($H{first + 1},1)="{CHAIN_GROUP}"', f'RIGHT({cell},1)="‡"'
        is_used = f'$A{first + 1}&$H{first + 1}<>""' if column == LAST else f'{cell}<>""'
        for formula, look in (
            (f"=AND({is_first},{invented})", box | ILLUSTRATIVE_LOOK | rule),
            (f"={invented}", box | ILLUSTRATIVE_LOOK),
            (f"=AND({is_first},{is_used})", box | rule | {"bold": column == LAST}),
            (f"={is_used}", box),
        ):
            mark_where(canvas, worksheet, cells, formula, look)


def _estimates(canvas: Canvas, worksheet: Worksheet, top: int, rows: int) -> None:
    """The estimates on the left, the burn-up of the actions on the right."""
    _title(canvas, worksheet, top, "Impact estimates: an association, not proof")
    _title(canvas, worksheet, top, "", LAST)
    canvas.place(layout.BURN_UP_TITLE, IMPACT.name, top, LAST)
    _headings(canvas, worksheet, top + 1, layout.ESTIMATES, layout.ESTIMATE_HEADINGS)
    end = layout.ESTIMATES.width - 1
    first = top + HEADS
    _cells(canvas, worksheet, first, rows, ESTIMATE_HEIGHT, end)
    words = canvas.format(align="left", indent=1, text_wrap=True)
    for row in range(first, first + rows):
        worksheet.merge_range(row, SHOWS, row, end, "", words)
    canvas.place(layout.BURN_UP, IMPACT.name, first, FEEDER_COLUMN)
    feeder = Feeder(sheet=IMPACT.name, row=first, column=FEEDER_COLUMN)
    high = round((HEADING_HEIGHT + rows * ESTIMATE_HEIGHT) / POINTS_PER_PIXEL)
    chart = year_chart(
        canvas.book,
        feeder,
        width=CHART_WIDTH,
        height=high,
        months=BURN_UP_MONTHS,
        size=BODY_SIZE,
    )
    place(worksheet, chart, top + 1, LAST, alt_text=layout.BURN_UP_TEXT.text)
