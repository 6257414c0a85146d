"""Commentary and What we heard: the analyst's own words, beside what the figures say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.analyst_table import YES_NO, Entry, analyst_table
from workbook.house.fitting import ROW_PADDING, row_height
from workbook.house.marks import mark_where
from workbook.house.style import QUIET, WORSE
from workbook.house.table_sheet import TABLE_ROW, TWO_LINES, Pages, page_breaks, table_sheet
from workbook.sheets.commentary.layout import COMMENTARY, HEARD
from workbook.tables.plan_layout import COMMENTARY_TABLE, EVIDENCE_TABLE, PUBLIC_WORDS
from xlsrc.words.views import NO_LONGER_REPORTED

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

CAPACITY: Final = 300
"""Rows that notes, choices and formats reach."""

ROW_HEIGHT: Final = TWO_LINES
"""Points for the two lines that the longest drafted text takes."""

REPEATED_COLUMNS: Final = 2

VIEW_ENTRIES: Final = {
    "Analyst's view": Entry(
        note="Your own words; refresh never changes them. They show on the indicator's panel, "
        "after the drafted text. Empty: nobody has written a view."
    ),
    PUBLIC_WORDS: Entry(
        note="What a public edition says in place of your view, which is for members. Empty: it "
        "has the drafted text alone."
    ),
    "Confirmed for": Entry(
        note="Optional: the month (a date) for which you have confirmed that the view still "
        "holds. It settles 'Needs review'."
    ),
}
EVIDENCE_ENTRIES: Final = {
    "Linked to": Entry(
        note="Ids of indicators (Definitions) or sections (Settings), separated by semicolons."
    ),
    "Date": Entry(note="The day it was said or written."),
    "Source": Entry(note="A meeting, a survey, a role; never a person's name."),
    "Kind": Entry(
        note="quote: word for word. summary: in your words.", choices=("quote", "summary")
    ),
    "Illustrative": Entry(note="yes: invented, for layout only.", choices=YES_NO),
}


def author(canvas: Canvas) -> None:
    """Write both sheets with the rows that seed their tables."""
    _author_views(canvas)
    _author_heard(canvas)


def _author_views(canvas: Canvas) -> None:
    table = COMMENTARY_TABLE
    worksheet = table_sheet(
        canvas,
        COMMENTARY,
        title="Commentary",
        note="Drafted text states only what the figures hold. Analyst's view is yours: sort, "
        "filter, add columns; refresh never changes or moves your words.",
        columns=len(table.columns),
        note_column=REPEATED_COLUMNS,
        pages=Pages.SEVERAL_WIDE,
    )
    analyst_table(canvas, worksheet, table, TABLE_ROW, entries=VIEW_ENTRIES, capacity=CAPACITY)
    worksheet.set_default_row(ROW_HEIGHT)
    for row, record in enumerate(canvas.rows.get(table.name, ()), start=TABLE_ROW + 1):
        needed = row_height(canvas.columns(table), record)
        canvas.fit_row(worksheet, row, max(ROW_HEIGHT, needed - ROW_PADDING))
    cells = (TABLE_ROW + 1, 0, TABLE_ROW + CAPACITY, len(table.columns) - 1)
    state, needs = table.headers.index("State"), table.headers.index("Needs review")
    first = TABLE_ROW + 2
    mark_where(
        canvas,
        worksheet,
        cells,
        f'=${chr(ord("A") + state)}{first}="{NO_LONGER_REPORTED}"',
        {"font_color": QUIET, "italic": True},
    )
    mark_where(
        canvas,
        worksheet,
        (cells[0], needs, cells[2], needs),
        f'=LEFT(${chr(ord("A") + needs)}{first},3)="yes"',
        {"font_color": WORSE, "bold": True},
    )
    worksheet.freeze_panes(TABLE_ROW + 1, REPEATED_COLUMNS)
    worksheet.print_across()
    worksheet.repeat_rows(0, TABLE_ROW)
    worksheet.repeat_columns(0, REPEATED_COLUMNS - 1)
    worksheet.set_v_pagebreaks(page_breaks(table, REPEATED_COLUMNS))


def _author_heard(canvas: Canvas) -> None:
    worksheet = table_sheet(
        canvas,
        HEARD,
        title="What we heard",
        note="Evidence that is not a figure: a quote or a summary with its source and date. The "
        "newest for a section shows on its sheet. Roles, never people's names.",
        columns=len(EVIDENCE_TABLE.columns),
    )
    analyst_table(
        canvas, worksheet, EVIDENCE_TABLE, TABLE_ROW, entries=EVIDENCE_ENTRIES, capacity=CAPACITY
    )
    worksheet.freeze_panes(TABLE_ROW + 1, 0)
    worksheet.repeat_rows(0, TABLE_ROW)
