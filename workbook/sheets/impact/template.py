"""Impact: what is done and produced, what it leads to, and whether the figures moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

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
from workbook.layout.parts import (
    BURN_UP_MONTHS,
    CHAIN_GROUP,
    MOST_ESTIMATES,
    MOST_LINKS,
    MOST_ORPHANS,
    MOST_OUTPUTS,
)
from workbook.layout.sheets import IMPACT
from workbook.sheets.impact.columns import (
    COLUMNS_PX,
    FIRST,
    LAST,
    SECOND_COLUMN,
    THIRD,
    room,
)
from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas

ARROWS: Final = (1, 3, 5)
TITLE, NOTE, _ABOVE, SUMMARY_TITLE, SUMMARY_HEADING, SUMMARY_TABLE = range(6)
FEEDER_COLUMN: Final = LAST + 2

LINE: Final = 15
TWO_LINES: Final = 26
SUMMARY_HEADINGS: Final = {
    FIRST: "Priority",
    SECOND_COLUMN: "Actions",
    THIRD: "Outputs",
    LAST: "Impact",
}
OUTPUT_HEADINGS: Final = {FIRST: "Output", SECOND_COLUMN: "To date, of its target", THIRD: "Status"}
CHAIN_HEADINGS: Final = {
    FIRST: "Action",
    SECOND_COLUMN: "Output",
    THIRD: "Intermediate outcome",
    LAST: "Priority and its objective",
}
ESTIMATE_HEADINGS: Final = {FIRST: "Work", SECOND_COLUMN: "What the figures show"}
ORPHAN_HEADINGS: Final = {FIRST: "What", THIRD: "What it lacks"}


def author(canvas: Canvas) -> None:
    """Add the sheet with room for its rows, empty."""
    worksheet = canvas.add_sheet(IMPACT)
    for column, pixels in enumerate(COLUMNS_PX):
        worksheet.set_column_pixels(column, column, pixels)
    worksheet.set_column(FEEDER_COLUMN, FEEDER_COLUMN + len(YEAR_COLUMNS) - 1, 9)
    _band(canvas, worksheet)
    priorities = [section for section in canvas.settings.sections if section.is_priority]
    _title(canvas, worksheet, SUMMARY_TITLE, "By priority")
    _headings(canvas, worksheet, SUMMARY_HEADING, SUMMARY_HEADINGS)
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
    _headings(canvas, worksheet, orphans + 1, ORPHAN_HEADINGS)
    _cells(canvas, worksheet, orphans + 2, MOST_ORPHANS, LINE)
    end = orphans + 2 + MOST_ORPHANS
    _more(canvas, worksheet, end)
    worksheet.print_area(0, 0, end, LAST)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(TITLE)
    worksheet.set_h_pagebreaks([chain, estimates])
    for name, row, rows in (
        ("head", TITLE, 2),
        ("priorities", SUMMARY_TABLE, len(priorities)),
        ("outputs", outputs + 2, MOST_OUTPUTS + 1),
        ("chain", chain + 2, MOST_LINKS + 1),
        ("estimates", estimates + 2, MOST_ESTIMATES + 1),
        ("orphans", orphans + 2, MOST_ORPHANS + 1),
    ):
        width = THIRD + 1 if name == "outputs" else LAST + 1
        if rows:
            canvas.define(f"impact.{name}", IMPACT.name, row, 0, rows, width)


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
    canvas: Canvas, worksheet: Worksheet, row: int, headings: dict[int, str], last: int = LAST
) -> None:
    worksheet.set_row(row, LINE)
    for column in range(last + 1):
        look = canvas.format(HEADING, align="left", indent=1)
        worksheet.write_string(row, column, headings.get(column, ""), look)


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
    _title(canvas, worksheet, top, "Actions complete and due", LAST)
    _headings(canvas, worksheet, top + 1, OUTPUT_HEADINGS, THIRD)
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
    canvas.define(
        "impact.burn_up",
        IMPACT.name,
        feeder_top,
        FEEDER_COLUMN,
        BURN_UP_MONTHS + 1,
        len(YEAR_COLUMNS),
    )
    feeder = Feeder(sheet=IMPACT.name, row=feeder_top, column=FEEDER_COLUMN)
    chart = year_chart(canvas.book, feeder, width=288, height=240, months=BURN_UP_MONTHS)
    place(
        worksheet,
        chart,
        top + 1,
        LAST,
        alt_text="Actions complete, and actions due, by the end of each month: the thick line is "
        "what is complete, the dashed one what was to be.",
        down_px=6,
    )


def _chain(canvas: Canvas, worksheet: Worksheet, top: int) -> None:
    """Boxes with arrows between them: cells whose look follows from what they hold."""
    _title(canvas, worksheet, top, "What leads to what")
    _headings(canvas, worksheet, top + 1, CHAIN_HEADINGS)
    first, last = top + 2, top + 1 + MOST_LINKS
    for row in range(first, last + 1):
        worksheet.set_row(row, LINE)
        for column in range(LAST + 1):
            look: dict[str, Any] = {"align": "left", "indent": 1}
            if column in ARROWS:
                look = {"align": "center", "font_color": SECOND}
            worksheet.write_blank(row, column, None, canvas.format(look))
    for column in (FIRST, SECOND_COLUMN, THIRD, LAST):
        letter = "ABCDEFG"[column]
        cell = f"${letter}{first + 1}"
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
    _headings(canvas, worksheet, top + 1, ESTIMATE_HEADINGS)
    _cells(canvas, worksheet, top + 2, MOST_ESTIMATES, TWO_LINES)
    words = canvas.format(align="left", indent=1, text_wrap=True)
    for row in range(top + 2, top + 2 + MOST_ESTIMATES):
        worksheet.merge_range(row, SECOND_COLUMN, row, LAST, "", words)
    _more(canvas, worksheet, top + 2 + MOST_ESTIMATES)
