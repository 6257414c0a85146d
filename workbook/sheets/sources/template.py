"""Sources: where each figure came from, and what newer releases restated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from workbook.house.analyst_table import Entry, analyst_table
from workbook.house.marks import mark_illustrative, mark_where
from workbook.house.style import BODY_SIZE, NOTE_LINE, TITLE_BAND, WHITE, WORSE
from workbook.house.table_sheet import (
    TABLE_ROW,
    TALL_HEADING,
    TWO_LINES,
    Pages,
    heading_rows,
    table_sheet,
)
from workbook.sheets.sources.layout import AS_AT, REVISIONS_TABLE, SOURCES, SOURCES_TABLE
from workbook.sheets.sources.values import HASH_DIGITS
from workbook.tables.plan_layout import RESILIENCE_TABLE, RETURNS_TABLE
from xlsrc.domain.supply import Rating

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas

PRINTED_ROWS: Final = 20
"""Rows, of two lines each, of a table on its page."""

_REVISIONS_NOTE: Final = (
    f"Months that a newer release restated. Only the first {PRINTED_ROWS} rows print."
)

CAPACITY: Final = 500
"""Rows that conditional formats reach."""

REVISIONS_COLUMN: Final = len(SOURCES_TABLE.columns) + 1
"""The tables grow downwards, so they stand side by side with a free column between."""

RESILIENCE_COLUMN: Final = REVISIONS_COLUMN + len(REVISIONS_TABLE.columns) + 1
"""The analysts' tables stand last; a column that an analyst adds moves what lies right of it."""

RATING_ENTRIES: Final = {
    "Analyst's rating": Entry(
        note="Your own rating, shown in place of the one worked out. Empty: the rule's.",
        choices=tuple(Rating),
    ),
    "Analyst's reason": Entry(note="Why: what you know and the data do not show."),
}
RETURN_ENTRIES: Final = {
    "Agency": Entry(note="Who sends the return; safer returns makes a form for each."),
    "Indicators": Entry(note="Ids of partner indicators (Definitions), separated by semicolons."),
    "Contact role": Entry(note="A role, never a person's name."),
}
RATING_LOOKS: Final[dict[str, dict[str, Any]]] = {
    Rating.AT_RISK: {"font_color": WORSE, "bold": True},
    Rating.ENDING: {"bg_color": WORSE, "font_color": WHITE, "bold": True},
}


def author(canvas: Canvas) -> None:
    """Write the sheet: both empty tables of figures and both of the analysts."""
    returns_column = RESILIENCE_COLUMN + len(canvas.columns(RESILIENCE_TABLE)) + 1
    end = returns_column + len(canvas.columns(RETURNS_TABLE))
    worksheet = table_sheet(
        canvas,
        SOURCES,
        title="Sources",
        note="One row a file that was read. ‡ ILLUSTRATIVE: invented, for layout only. SHA-256, "
        f"its first {HASH_DIGITS} of 64 digits, and notes do not print.",
        columns=end,
        as_at=(AS_AT, SOURCES_TABLE.headers.index("Illustrative")),
        pages=Pages.SEVERAL_WIDE,
    )
    worksheet.set_default_row(TWO_LINES)
    canvas.add_table(worksheet, SOURCES_TABLE, TABLE_ROW, 0, heading=TALL_HEADING)
    _titles(canvas, worksheet, returns_column)
    canvas.add_table(worksheet, REVISIONS_TABLE, TABLE_ROW, REVISIONS_COLUMN, heading=TALL_HEADING)
    for table, column, entries in (
        (RESILIENCE_TABLE, RESILIENCE_COLUMN, RATING_ENTRIES),
        (RETURNS_TABLE, returns_column, RETURN_ENTRIES),
    ):
        analyst_table(
            canvas,
            worksheet,
            table,
            TABLE_ROW,
            entries=entries,
            capacity=CAPACITY,
            column=column,
            fitted=False,
        )
    for table, column in (
        (SOURCES_TABLE, 0),
        (REVISIONS_TABLE, REVISIONS_COLUMN),
        (RETURNS_TABLE, returns_column),
        (RESILIENCE_TABLE, RESILIENCE_COLUMN),  # last: its headings are the highest
    ):
        heading_rows(canvas, worksheet, table, TABLE_ROW, column)
    ratings = (TABLE_ROW + 1, RESILIENCE_COLUMN + 1, TABLE_ROW + CAPACITY, RESILIENCE_COLUMN + 1)
    for rating, look in RATING_LOOKS.items():
        cell = xl_rowcol_to_cell(ratings[0], ratings[1])
        mark_where(canvas, worksheet, ratings, f'={cell}="{rating}"', look)
    first = TABLE_ROW + 1
    mark_illustrative(
        canvas,
        worksheet,
        (first, 0, TABLE_ROW + CAPACITY, len(SOURCES_TABLE.columns) - 1),
        label=0,
    )
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    _print_areas(canvas, returns_column, end)


def _titles(canvas: Canvas, worksheet: Worksheet, returns_column: int) -> None:
    """Name the tables that stand beside the first."""
    for column, title, note in (
        (REVISIONS_COLUMN, "Revisions", _REVISIONS_NOTE),
        (RESILIENCE_COLUMN, "Resilience", "Will the source still be there? Your rating goes first"),
        (
            returns_column,
            "Returns",
            "What each agency sends, and what is awaited by its normal lag",
        ),
    ):
        worksheet.write_string(0, column, title, canvas.format(TITLE_BAND))
        worksheet.write_string(1, column, note, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
        worksheet.set_column(column - 1, column - 1, 3)


def _print_areas(canvas: Canvas, returns_column: int, end: int) -> None:
    """A page a table, since each grows by itself; XlsxWriter's own call takes one area only."""
    printed = (
        (0, SOURCES_TABLE.headers.index("Illustrative")),
        (REVISIONS_COLUMN, RESILIENCE_COLUMN - 2),
        (RESILIENCE_COLUMN, returns_column - 2),
        (returns_column, end - 1),
    )
    areas = (xl_range_abs(0, left, TABLE_ROW + PRINTED_ROWS, right) for left, right in printed)
    canvas.book.define_name(
        f"{SOURCES.name}!_xlnm.Print_Area",
        "=" + ",".join(f"{SOURCES.name}!{area}" for area in areas),
    )
